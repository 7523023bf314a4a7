//! What inputs choose among.

use arbitrary::{Result, Unstructured};
use gatewire::{Compression, Encoding};

/// All transports; one byte chooses.
const TRANSPORTS: &[Compression] = &[
    Compression::None,
    Compression::ZlibPayload,
    Compression::ZlibStream,
    #[cfg(feature = "zstd")]
    Compression::ZstdStream,
];

pub(crate) fn transport(input: &mut Unstructured<'_>) -> Result<Compression> {
    input.choose(TRANSPORTS).copied()
}

pub(crate) fn encoding(input: &mut Unstructured<'_>) -> Result<Encoding> {
    input.choose(&[Encoding::Json, Encoding::Etf]).copied()
}

/// How large a payload may be. Small, so that a run is spent on reading, and the bound is met often.
pub(crate) fn message_limit(input: &mut Unstructured<'_>) -> Result<usize> {
    input.choose(&[1 << 16, 1 << 10, 64, 0]).copied()
}

/// Bytes behind their number, of two bytes; as many as there are.
pub(crate) fn bytes<'a>(input: &mut Unstructured<'a>) -> Result<&'a [u8]> {
    let length = usize::from(input.arbitrary::<u16>()?).min(input.len());
    input.bytes(length)
}

/// Text behind the number of its bytes, of one byte.
pub(crate) fn text(input: &mut Unstructured<'_>) -> Result<String> {
    let length = usize::from(input.arbitrary::<u8>()?).min(input.len());
    Ok(String::from_utf8_lossy(input.bytes(length)?).into_owned())
}
