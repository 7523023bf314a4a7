//! Compressed terms (tag 80), which are inflated before anything borrows from them.

use std::borrow::Cow;

use super::tag::{COMPRESSED, VERSION};
use crate::inflate::{Inflater, Stop};
use crate::{DecodeError, DecodeErrorKind, Stage};

/// What stands before the compressed data: version, tag and the size of the inflated term.
const HEADER: usize = 6;

/// Whether bytes begin as those do that [`inflate`] changes.
#[inline]
pub(crate) fn is_compressed(bytes: &[u8]) -> bool {
    matches!(bytes, [VERSION, COMPRESSED, ..])
}

/// Inflates a compressed term; any other bytes are returned as they are.
///
/// Erlang's `term_to_binary(Term, [compressed])` makes such terms (External Term Format,
/// "Introduction"). A [`Decoder`](crate::Decoder) does this by itself; [`from_slice`] refuses
/// them, since what it reads borrows from its input.
///
/// The result begins with the version byte and has at most `limit` bytes. The size that the term
/// claims for itself must be exact; no memory is reserved because of it.
///
/// ```
/// use gatewire::etf;
///
/// let plain = [131, 97, 7];
/// assert_eq!(&*etf::inflate(&plain, 1024)?, &plain);
/// # Ok::<(), gatewire::DecodeError>(())
/// ```
///
/// # Errors
///
/// Of [`Stage::Decompress`]: damaged or truncated data, bytes behind it, a wrong checksum, a size
/// that is not the claimed one, or one above the limit.
///
/// [`from_slice`]: super::from_slice
pub fn inflate(bytes: &[u8], limit: usize) -> Result<Cow<'_, [u8]>, DecodeError> {
    let (claimed, data) = match bytes {
        [VERSION, COMPRESSED, a, b, c, d, data @ ..] => {
            (u32::from_be_bytes([*a, *b, *c, *d]) as usize, data)
        }
        [VERSION, COMPRESSED, ..] => {
            return Err(error(DecodeErrorKind::TruncatedPayload).at(bytes.len()));
        }
        _ => return Ok(Cow::Borrowed(bytes)),
    };
    if claimed >= limit {
        return Err(error(DecodeErrorKind::MessageTooLarge).with_limit(limit).at(2));
    }
    let mut term = vec![VERSION];
    let stop = Inflater::zlib()
        .inflate(data, &mut term, claimed + 1)
        .map_err(|error| too_large_is_a_lie(error.moved(HEADER)))?;
    match stop {
        Stop::StreamEnd { unused: 0 } if term.len() == claimed + 1 => Ok(Cow::Owned(term)),
        Stop::StreamEnd { unused: 0 } => Err(error(DecodeErrorKind::InvalidLength).at(2)),
        Stop::StreamEnd { unused } => {
            Err(error(DecodeErrorKind::TrailingCompressedData).at(bytes.len() - unused))
        }
        Stop::InputUsed => Err(error(DecodeErrorKind::TruncatedPayload).at(bytes.len())),
    }
}

/// More bytes than claimed are no matter of the caller's limit.
#[cold]
fn too_large_is_a_lie(cause: DecodeError) -> DecodeError {
    match cause.kind() {
        DecodeErrorKind::MessageTooLarge => error(DecodeErrorKind::InvalidLength).at(2),
        _ => cause,
    }
}

#[cold]
fn error(kind: DecodeErrorKind) -> DecodeError {
    DecodeError::new(Stage::Decompress, kind)
}
