//! RFC 1950 and RFC 1951 through zlib-rs, onto the end of a reused buffer.

use zlib_rs::{Inflate, InflateError, InflateFlush, Status};

use crate::buffer::reserve;
use crate::{DecodeError, DecodeErrorKind, Stage};

/// The largest window of RFC 1951, 32 KiB, as a power of two.
const WINDOW_BITS: u8 = 15;

/// How the zlib format (RFC 1950 §2.2) begins, or not.
pub(crate) enum Header {
    Zlib,
    /// As above, with FDICT set.
    ZlibWithDictionary,
    Other,
}

impl Header {
    /// Looks at CM, CINFO, FCHECK and FDICT; fewer than two bytes are no header.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let &[cmf, flags, ..] = bytes else { return Self::Other };
        let method_is_deflate = cmf & 0x0f == 8;
        let window_is_legal = cmf >> 4 <= 7;
        let check = u16::from_be_bytes([cmf, flags]) % 31 == 0;
        match method_is_deflate && window_is_legal && check {
            true if flags & 0x20 != 0 => Self::ZlibWithDictionary,
            true => Self::Zlib,
            false => Self::Other,
        }
    }
}

/// What an inflater stopped at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// All input was used and all output it stands for was written.
    InputUsed,
    /// The stream ended; the last `unused` bytes of the input are not part of it.
    StreamEnd { unused: usize },
}

/// An inflate context with bounds and errors of its own.
pub(crate) struct Inflater {
    inflate: Inflate,
    has_header: bool,
}

impl Inflater {
    /// For RFC 1950, checksum included.
    pub(crate) fn zlib() -> Self {
        Self { inflate: Inflate::new(true, WINDOW_BITS), has_header: true }
    }

    /// For RFC 1951: the deflate data alone, which nothing checks.
    pub(crate) fn raw() -> Self {
        Self { inflate: Inflate::new(false, WINDOW_BITS), has_header: false }
    }

    /// Begins a new stream, keeping the memory.
    pub(crate) fn reset(&mut self) {
        self.inflate.reset(self.has_header);
    }

    /// How many bytes the stream has come to so far.
    pub(crate) fn total_out(&self) -> u64 {
        self.inflate.total_out()
    }

    /// Inflates all of `input` onto the end of `out`, which may grow to `limit` bytes.
    pub(crate) fn inflate(
        &mut self,
        input: &[u8],
        out: &mut Vec<u8>,
        limit: usize,
    ) -> Result<Stop, DecodeError> {
        let mut rest = input;
        let before = self.inflate.total_in();
        reserve(out, rest.len().saturating_mul(4), limit);
        loop {
            let (used, status) = inflate_into_spare(&mut self.inflate, rest, out)
                .map_err(|error| self.failure(error, before))?;
            let was_full = out.len() == out.capacity();
            rest = &rest[used..];
            if out.len() > limit {
                return Err(error(DecodeErrorKind::MessageTooLarge).with_limit(limit));
            }
            match status {
                Status::StreamEnd => return Ok(Stop::StreamEnd { unused: rest.len() }),
                Status::Ok | Status::BufError if was_full => {
                    let more = out.capacity();
                    reserve(out, more, limit);
                }
                Status::Ok | Status::BufError if rest.is_empty() => return Ok(Stop::InputUsed),
                Status::Ok if used > 0 => {}
                Status::Ok | Status::BufError => {
                    return Err(error(DecodeErrorKind::NoProgress).at(input.len() - rest.len()));
                }
            }
        }
    }

    /// Where the bits end that were looked at, counted from `before`: a call of zlib-rs takes them from
    /// the input, though it fails.
    #[cold]
    fn failure(&self, cause: InflateError, before: u64) -> DecodeError {
        let offset = usize::try_from(self.inflate.total_in() - before).unwrap_or(usize::MAX);
        let kind = match cause {
            InflateError::NeedDict { .. } => DecodeErrorKind::DictionaryRequired,
            _ if self.inflate.error_message() == Some("incorrect data check") => {
                DecodeErrorKind::ChecksumMismatch
            }
            _ => DecodeErrorKind::CorruptStream,
        };
        error(kind).at(offset)
    }
}

#[cold]
fn error(kind: DecodeErrorKind) -> DecodeError {
    DecodeError::new(Stage::Decompress, kind)
}

/// One call of zlib-rs: how much of the input it used, and how it ended.
#[allow(unsafe_code)]
fn inflate_into_spare(
    inflate: &mut Inflate,
    input: &[u8],
    out: &mut Vec<u8>,
) -> Result<(usize, Status), InflateError> {
    let (used, written) = (inflate.total_in(), inflate.total_out());
    let spare = out.spare_capacity_mut();
    let room = spare.len();
    let status = inflate.decompress_uninit(input, spare, InflateFlush::SyncFlush)?;
    let used = usize::try_from(inflate.total_in() - used).unwrap_or(input.len());
    let written = usize::try_from(inflate.total_out() - written).unwrap_or(0);
    assert!(written <= room, "zlib-rs wrote past its buffer");
    // SAFETY: `total_out` counts the bytes that zlib-rs wrote, one after the other from the start
    // of the spare capacity, so the first `out.len() + written` bytes of the vector are
    // initialised; the assertion keeps them within its capacity.
    unsafe { out.set_len(out.len() + written) };
    Ok((used, status))
}
