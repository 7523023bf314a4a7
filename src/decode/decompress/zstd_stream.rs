//! `zstd-stream`: one zstd frame a connection, flushed after each message.

use zstd_safe::{DCtx, DParameter, ErrorCode, InBuffer, OutBuffer, ResetDirective};

use crate::{DecodeError, DecodeErrorKind, Stage};

use super::Source;

/// How a zstd frame begins (RFC 8878 §3.1.1).
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// The largest window that is accepted, 8 MiB, as a power of two: what every zstd decoder is
/// asked to support (RFC 8878 §3.1.1.1.2).
const WINDOW_LOG_MAX: u32 = 23;

/// How many bytes zstd asks for where a block has ended: the header of the next (RFC 8878 §3.1.1.2).
/// A message ends there, or it was cut short.
const BLOCK_HEADER: usize = 3;

/// Spare bytes kept behind the output for the padding of its readers.
const SLACK: usize = 512;

pub(crate) struct ZstdStream {
    context: DCtx<'static>,
    magic_seen: bool,
    lost: Option<DecodeError>,
}

impl ZstdStream {
    pub(super) fn new() -> Self {
        let mut context = DCtx::create();
        let set = context.set_parameter(DParameter::WindowLogMax(WINDOW_LOG_MAX));
        debug_assert!(set.is_ok(), "zstd knows the parameter and its range");
        Self { context, magic_seen: false, lost: None }
    }

    pub(super) fn take(
        &mut self,
        message: &[u8],
        out: &mut Vec<u8>,
        limit: usize,
    ) -> Result<Source, DecodeError> {
        if let Some(cause) = &self.lost {
            return Err(cause.clone());
        }
        if message.is_empty() {
            return Ok(Source::Incomplete);
        }
        self.inflate(message, out, limit).map_err(|error| {
            let error = error.fatal();
            self.lost = Some(error.clone());
            error
        })
    }

    fn inflate(
        &mut self,
        message: &[u8],
        out: &mut Vec<u8>,
        limit: usize,
    ) -> Result<Source, DecodeError> {
        if !self.magic_seen && !message.starts_with(&MAGIC) {
            return Err(error(DecodeErrorKind::InvalidHeader).at(0));
        }
        self.magic_seen = true;
        out.clear();
        out.reserve_exact(message.len().saturating_mul(4).min(limit).saturating_add(SLACK));
        let mut input = InBuffer::around(message);
        loop {
            let (read, written) = (input.pos(), out.len());
            let result = {
                let mut output = OutBuffer::around_pos(&mut *out, written);
                self.context.decompress_stream(&mut output, &mut input)
            };
            let wanted = result.map_err(|code| failure(code).at(input.pos()))?;
            if out.len() > limit {
                return Err(error(DecodeErrorKind::MessageTooLarge).with_limit(limit));
            }
            let was_full = out.len() == out.capacity();
            if wanted == 0 {
                return Err(error(DecodeErrorKind::StreamEnded).at(input.pos()));
            } else if was_full {
                let allowed = (limit - out.len()).saturating_add(SLACK);
                out.reserve_exact(out.capacity().min(allowed));
            } else if input.pos() == message.len() && wanted == BLOCK_HEADER {
                break;
            } else if input.pos() == read && out.len() == written {
                return Err(error(DecodeErrorKind::NoProgress).at(read));
            }
        }
        if out.is_empty() {
            return Err(error(DecodeErrorKind::NoProgress).at(message.len()));
        }
        Ok(Source::Buffer)
    }

    pub(super) fn reset(&mut self) {
        let reset = self.context.reset(ResetDirective::SessionOnly);
        debug_assert!(reset.is_ok(), "a session can be reset at any time");
        self.magic_seen = false;
        self.lost = None;
    }
}

/// zstd tells its errors apart by name alone.
#[cold]
fn failure(code: ErrorCode) -> DecodeError {
    let name = zstd_safe::get_error_name(code);
    error(match name {
        "Dictionary mismatch" => DecodeErrorKind::DictionaryRequired,
        "Unknown frame descriptor" | "Version not supported" => DecodeErrorKind::InvalidHeader,
        "Frame requires too much memory for decoding" => DecodeErrorKind::WindowTooLarge,
        "Restored data doesn't match checksum" => DecodeErrorKind::ChecksumMismatch,
        _ => DecodeErrorKind::CorruptStream,
    })
}

#[cold]
fn error(kind: DecodeErrorKind) -> DecodeError {
    DecodeError::new(Stage::Decompress, kind)
}
