//! The bytes of each term that is written.

use std::fmt::Display;

use crate::error::EncodeError;
use crate::etf::tag;
use crate::ser::{self, Sink};

// The only atoms that are written, as `SMALL_ATOM_EXT`: what Discord's libraries have always sent.
pub(super) const NIL: &[u8] = b"s\x03nil";
pub(super) const TRUE: &[u8] = b"s\x04true";
pub(super) const FALSE: &[u8] = b"s\x05false";

/// The bytes of a tag and a length of 32 bits.
const HEADER: usize = 5;

/// A length or count as it stands after a tag.
#[inline]
fn length_bytes(length: usize) -> Result<[u8; 4], EncodeError> {
    u32::try_from(length).map(u32::to_be_bytes).map_err(|_| EncodeError::TooLong)
}

#[inline]
pub(in crate::etf) fn header(tag: u8, length: usize) -> Result<[u8; HEADER], EncodeError> {
    let [a, b, c, d] = length_bytes(length)?;
    Ok([tag, a, b, c, d])
}

/// A header whose length is not known yet. Returns where it stands, for [`patch_header`].
#[inline]
pub(super) fn open_header<S: Sink>(out: &mut S, tag: u8) -> usize {
    let start = out.length();
    out.write_array([tag, 0, 0, 0, 0]);
    start
}

#[inline]
pub(in crate::etf) fn patch_header<S: Sink>(
    out: &mut S,
    start: usize,
    length: usize,
) -> Result<(), EncodeError> {
    out.patch(start.saturating_add(1), &length_bytes(length)?);
    Ok(())
}

#[inline]
pub(super) fn write_binary<S: Sink>(out: &mut S, bytes: &[u8]) -> Result<(), EncodeError> {
    out.write_array(header(tag::BINARY_EXT, bytes.len())?);
    out.write(bytes);
    Ok(())
}

/// What a value displays, as text.
pub(super) fn write_display<S: Sink, T: Display + ?Sized>(
    out: &mut S,
    value: &T,
) -> Result<(), EncodeError> {
    let start = open_header(out, tag::BINARY_EXT);
    // Summed up, since a sink that only counts may have come to the end of its numbers.
    let mut length = 0_usize;
    ser::display(value, |piece| {
        out.write(piece.as_bytes());
        length = length.saturating_add(piece.len());
    })?;
    patch_header(out, start, length)
}

#[inline]
pub(super) fn write_unsigned<S: Sink>(out: &mut S, value: u64) {
    if let Ok(value) = u8::try_from(value) {
        out.write_array([tag::SMALL_INTEGER_EXT, value]);
    } else if let Ok(value) = i32::try_from(value) {
        write_i32(out, value);
    } else {
        write_big(out, false, value);
    }
}

#[inline]
pub(super) fn write_i32<S: Sink>(out: &mut S, value: i32) {
    let [a, b, c, d] = value.to_be_bytes();
    out.write_array([tag::INTEGER_EXT, a, b, c, d]);
}

#[inline]
pub(super) fn write_float<S: Sink>(out: &mut S, value: f64) {
    let [a, b, c, d, e, f, g, h] = value.to_be_bytes();
    out.write_array([tag::NEW_FLOAT_EXT, a, b, c, d, e, f, g, h]);
}

/// A sign and a magnitude without leading zeros.
#[inline]
pub(super) fn write_big<S: Sink>(out: &mut S, negative: bool, magnitude: u64) {
    let length = 8 - magnitude.leading_zeros() as usize / 8;
    let [a, b, c, d, e, f, g, h] = magnitude.to_le_bytes();
    let term = [tag::SMALL_BIG_EXT, length as u8, u8::from(negative), a, b, c, d, e, f, g, h];
    out.write(&term[..3 + length]);
}

/// The same of more than 64 bits.
pub(super) fn write_huge<S: Sink>(out: &mut S, negative: bool, magnitude: u128) {
    let length = 16 - magnitude.leading_zeros() as usize / 8;
    out.write_array([tag::SMALL_BIG_EXT, length as u8, u8::from(negative)]);
    out.write(&magnitude.to_le_bytes()[..length]);
}

#[cfg(test)]
mod tests {
    use super::*;

    // Values as long as that are more than a test may allocate.
    #[cfg(target_pointer_width = "64")]
    #[test]
    fn lengths_have_32_bits() {
        let most = u32::MAX as usize;
        assert_eq!(header(tag::BINARY_EXT, most), Ok([109, 255, 255, 255, 255]));
        assert_eq!(header(tag::BINARY_EXT, most + 1), Err(EncodeError::TooLong));

        let mut out = b"..l\0\0\0\0".to_vec();
        assert_eq!(patch_header(&mut out, 2, most), Ok(()));
        assert_eq!(out, b"..l\xff\xff\xff\xff");
        assert_eq!(patch_header(&mut out, 2, most + 1), Err(EncodeError::TooLong));
    }
}
