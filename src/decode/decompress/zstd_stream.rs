//! `zstd-stream`: one zstd frame a connection, flushed after each message.

use zstd_safe::{DCtx, DParameter, ErrorCode, InBuffer, OutBuffer, ResetDirective};

use crate::{DecodeError, DecodeErrorKind, Stage};

use super::Source;

/// How a zstd frame begins (RFC 8878 §3.1.1).
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// The largest window that is accepted, 8 MiB, as a power of two: what every zstd decoder is
/// asked to support (RFC 8878 §3.1.1.1.2).
const WINDOW_LOG_MAX: u32 = 23;

/// How many bytes a block's header has (RFC 8878 §3.1.1.2), for which zstd asks where a block has ended.
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
        let header = if self.magic_seen { 0 } else { frame_header(message) };
        self.magic_seen = true;
        out.clear();
        out.reserve_exact(message.len().saturating_mul(4).min(limit).saturating_add(SLACK));
        // zstd does not say where in its input it failed, so it is given a block at a time. They are
        // decoded where they lie, as they are when it is given all.
        let (first, mut rest) = message.split_at(header.min(message.len()));
        let mut goes_on = first.is_empty() || self.feed(first, out, limit)?;
        while !rest.is_empty() {
            let at = message.len() - rest.len();
            let length = block(rest);
            let (piece, behind) = rest.split_at(length.unwrap_or(rest.len()));
            let ended = self.feed(piece, out, limit).map_err(|error| error.moved(at))?;
            goes_on = ended && length.is_some();
            rest = behind;
        }
        if out.is_empty() || !goes_on {
            return Err(error(DecodeErrorKind::NoProgress).at(message.len()));
        }
        Ok(Source::Buffer)
    }

    /// Takes the header of the frame, a block, or what is neither. Whether a block may come behind it.
    fn feed(&mut self, piece: &[u8], out: &mut Vec<u8>, limit: usize) -> Result<bool, DecodeError> {
        let mut input = InBuffer::around(piece);
        loop {
            let written = out.len();
            let result = {
                let mut output = OutBuffer::around_pos(&mut *out, written);
                self.context.decompress_stream(&mut output, &mut input)
            };
            let wanted = result.map_err(|code| failure(code).at(0))?;
            if out.len() > limit {
                return Err(error(DecodeErrorKind::MessageTooLarge).with_limit(limit));
            }
            if wanted == 0 {
                return Err(error(DecodeErrorKind::StreamEnded).at(input.pos()));
            } else if out.len() == out.capacity() {
                let allowed = (limit - out.len()).saturating_add(SLACK);
                out.reserve_exact(out.capacity().min(allowed));
            } else if input.pos() == piece.len() {
                return Ok(wanted == BLOCK_HEADER);
            }
        }
    }

    pub(super) fn reset(&mut self) {
        let reset = self.context.reset(ResetDirective::SessionOnly);
        debug_assert!(reset.is_ok(), "a session can be reset at any time");
        self.magic_seen = false;
        self.lost = None;
    }
}

/// How many bytes the header has with which a frame begins (RFC 8878 §3.1.1.1).
fn frame_header(frame: &[u8]) -> usize {
    let descriptor = frame.get(MAGIC.len()).copied().unwrap_or_default();
    let is_single_segment = descriptor & 0x20 != 0;
    let window = usize::from(!is_single_segment);
    let dictionary = [0, 1, 2, 4][usize::from(descriptor & 3)];
    let content_size = [usize::from(is_single_segment), 2, 4, 8][usize::from(descriptor >> 6)];
    MAGIC.len() + 1 + window + dictionary + content_size
}

/// How many bytes the block has with which these begin, and with its header. None if it is not all
/// there, or says that it is the last: behind it is no block but the frame's checksum, of which zstd may
/// want as many bytes as of the header of a block.
fn block(bytes: &[u8]) -> Option<usize> {
    let &[low, middle, high] = bytes.first_chunk::<BLOCK_HEADER>()?;
    let header = u32::from_le_bytes([low, middle, high, 0]);
    // The second type is one byte that is repeated.
    let content = if header >> 1 & 3 == 1 { 1 } else { header as usize >> 3 };
    let length = BLOCK_HEADER + content;
    (header & 1 == 0 && length <= bytes.len()).then_some(length)
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
