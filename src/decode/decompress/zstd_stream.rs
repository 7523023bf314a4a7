//! `zstd-stream`: one zstd frame a connection, flushed after each message.

use zstd_safe::{DCtx, DParameter, ErrorCode, InBuffer, OutBuffer, ResetDirective};

use crate::buffer::reserve;
use crate::{DecodeError, DecodeErrorKind, Stage};

use super::{MAX_WINDOW_SIZE, Source};

/// How a zstd frame begins (RFC 8878 §3.1.1).
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// The smallest window that there is, 1 KiB, as a power of two (RFC 8878 §3.1.1.1.2).
const WINDOW_LOG_MIN: u32 = 10;

/// How many bytes a block's header has (RFC 8878 §3.1.1.2), for which zstd asks where a block has ended.
/// A message ends there, or it was cut short.
const BLOCK_HEADER: usize = 3;

pub(crate) struct ZstdStream {
    // Made when the first message comes. It holds the window.
    context: Option<DCtx<'static>>,
    window_log_max: u32,
    place: Place,
}

/// Where in the frame the next byte belongs.
enum Place {
    /// The header.
    Header,
    /// A block.
    Block,
    /// Nowhere: the frame has ended.
    Ended,
    /// Nowhere: the frame is lost.
    Lost(DecodeError),
}

/// What a piece of the frame came to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// Another block may follow.
    Whole,
    /// More of the same is needed.
    Part,
    /// The frame ended. The last `unused` bytes are not part of it.
    Ended { unused: usize },
}

impl ZstdStream {
    /// For frames whose window has at most so many bytes.
    pub(super) fn new(max_window_size: usize) -> Self {
        let window_log_max = max_window_size.clamp(1, MAX_WINDOW_SIZE).ilog2().max(WINDOW_LOG_MIN);
        Self { context: None, window_log_max, place: Place::Header }
    }

    pub(super) fn take(
        &mut self,
        message: &[u8],
        out: &mut Vec<u8>,
        limit: usize,
    ) -> Result<Source, DecodeError> {
        self.inflate(message, out, limit).map_err(|error| self.lose(error))
    }

    #[cold]
    fn lose(&mut self, error: DecodeError) -> DecodeError {
        let error = error.fatal();
        self.place = Place::Lost(error.clone());
        error
    }

    fn inflate(
        &mut self,
        message: &[u8],
        out: &mut Vec<u8>,
        limit: usize,
    ) -> Result<Source, DecodeError> {
        let header = match &self.place {
            Place::Ended => return Err(error(DecodeErrorKind::StreamEnded).at(0)),
            Place::Lost(cause) => return Err(cause.clone()),
            _ if message.is_empty() => return Ok(Source::Incomplete),
            Place::Block => 0,
            Place::Header if message.starts_with(&MAGIC) => frame_header(message),
            Place::Header => return Err(error(DecodeErrorKind::InvalidHeader).at(0)),
        };
        self.place = Place::Block;
        let log = self.window_log_max;
        let context = self.context.get_or_insert_with(|| new_context(log));
        out.clear();
        reserve(out, message.len().saturating_mul(4), limit);
        // zstd does not say where in its input it failed, so it is given a block at a time. They are
        // decoded where they lie, as they are when it is given all.
        let (first, mut rest) = message.split_at(header.min(message.len()));
        let mut last = match first {
            [] => Piece::Whole,
            first => feed(context, first, out, limit)?,
        };
        while !rest.is_empty() {
            let at = message.len() - rest.len();
            let length = block(rest);
            let (piece, after) = rest.split_at(length.unwrap_or(rest.len()));
            last = feed(context, piece, out, limit).map_err(|error| error.moved(at))?;
            if length.is_none() && last == Piece::Whole {
                last = Piece::Part;
            }
            rest = after;
        }
        match last {
            Piece::Ended { unused: 0 } if !out.is_empty() => self.place = Place::Ended,
            Piece::Ended { unused } => {
                return Err(error(DecodeErrorKind::StreamEnded).at(message.len() - unused));
            }
            Piece::Whole if !out.is_empty() => {}
            _ => return Err(error(DecodeErrorKind::NoProgress).at(message.len())),
        }
        Ok(Source::Buffer)
    }

    pub(super) fn reset(&mut self) {
        if let Some(context) = &mut self.context {
            let reset = context.reset(ResetDirective::SessionOnly);
            debug_assert!(reset.is_ok(), "a session can be reset at any time");
        }
        self.place = Place::Header;
    }

    pub(super) fn shrink(&mut self) {
        if !matches!(self.place, Place::Block) {
            self.context = None;
        }
    }
}

fn new_context(window_log_max: u32) -> DCtx<'static> {
    let mut context = DCtx::create();
    let set = context.set_parameter(DParameter::WindowLogMax(window_log_max));
    debug_assert!(set.is_ok(), "zstd knows the parameter and its range");
    context
}

/// Takes the header of the frame, a block, or what is neither.
fn feed(
    context: &mut DCtx<'_>,
    piece: &[u8],
    out: &mut Vec<u8>,
    limit: usize,
) -> Result<Piece, DecodeError> {
    let mut input = InBuffer::around(piece);
    loop {
        let written = out.len();
        let result = {
            let mut output = OutBuffer::around_pos(&mut *out, written);
            context.decompress_stream(&mut output, &mut input)
        };
        let wanted = result.map_err(|code| failure(code).at(0))?;
        if out.len() > limit {
            return Err(error(DecodeErrorKind::MessageTooLarge).with_limit(limit));
        }
        if wanted == 0 {
            return Ok(Piece::Ended { unused: piece.len() - input.pos() });
        } else if out.len() == out.capacity() {
            let more = out.capacity();
            reserve(out, more, limit);
        } else if input.pos() == piece.len() {
            return Ok(if wanted == BLOCK_HEADER { Piece::Whole } else { Piece::Part });
        }
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
