//! Text between quotation marks, escaped where JSON demands it.

use std::fmt::Display;

use crate::EncodeError;
use crate::ser::{self, Sink, WriteText};

/// Text as a JSON string.
#[inline]
pub(super) fn write_text<S: Sink>(out: &mut S, text: &str) {
    out.write(b"\"");
    write_escaped(out, text);
    out.write(b"\"");
}

/// What a value displays, as a JSON string.
pub(super) fn write_display<S: Sink, T: Display + ?Sized>(
    out: &mut S,
    value: &T,
) -> Result<(), EncodeError> {
    out.write(b"\"");
    ser::display(value, |piece| write_escaped(out, piece))?;
    out.write(b"\"");
    Ok(())
}

/// A key's text as a JSON string.
pub(super) struct Quoted<'a, S>(pub(super) &'a mut S);

impl<S: Sink> WriteText for Quoted<'_, S> {
    #[inline]
    fn text(self, text: &str) -> Result<(), EncodeError> {
        write_text(self.0, text);
        Ok(())
    }

    fn display<T: Display + ?Sized>(self, value: &T) -> Result<(), EncodeError> {
        write_display(self.0, value)
    }
}

/// Text without its quotation marks.
#[inline]
pub(super) fn write_escaped<S: Sink>(out: &mut S, text: &str) {
    let bytes = text.as_bytes();
    match find_special(bytes, 0) {
        None => out.write(bytes),
        Some(special) => write_with_escapes(out, bytes, special),
    }
}

/// Text whose first byte that has to be escaped was found.
#[cold]
fn write_with_escapes<S: Sink>(out: &mut S, bytes: &[u8], mut special: usize) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut start = 0;
    loop {
        out.write(&bytes[start..special]);
        let byte = bytes[special];
        match byte {
            b'"' => out.write(b"\\\""),
            b'\\' => out.write(b"\\\\"),
            b'\n' => out.write(b"\\n"),
            b'\t' => out.write(b"\\t"),
            b'\r' => out.write(b"\\r"),
            0x08 => out.write(b"\\b"),
            0x0c => out.write(b"\\f"),
            _ => {
                let (high, low) = (HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]);
                out.write_array([b'\\', b'u', b'0', b'0', high, low]);
            }
        }
        start = special + 1;
        match find_special(bytes, start) {
            Some(next) => special = next,
            None => return out.write(&bytes[start..]),
        }
    }
}

/// The first byte from `start` on that has to be escaped.
#[inline]
fn find_special(bytes: &[u8], start: usize) -> Option<usize> {
    let mut index = start;
    while let Some(eight) = bytes[index..].first_chunk() {
        let special = special_bytes(u64::from_le_bytes(*eight));
        if special != 0 {
            return Some(index + special.trailing_zeros() as usize / 8);
        }
        index += 8;
    }
    let rest = bytes[index..].iter().position(|&byte| is_special(byte))?;
    Some(index + rest)
}

#[inline]
fn is_special(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

/// The high bits of those of eight bytes that have to be escaped: rightly of the first of them, and
/// perhaps of others behind it.
#[inline]
fn special_bytes(eight: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH_BITS: u64 = 0x8080_8080_8080_8080;
    // A subtraction borrows from a byte that is smaller, and so from the next one only behind one
    // that is. What has its high bit set anyway is no ASCII.
    let below = |bytes: u64, bound: u8| bytes.wrapping_sub(ONES * u64::from(bound)) & !bytes;
    let equal = |byte: u8| below(eight ^ (ONES * u64::from(byte)), 1);
    (below(eight, b' ') | equal(b'"') | equal(b'\\')) & HIGH_BITS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_at_every_place() {
        for length in 0..=17 {
            for place in 0..length {
                for byte in 0..=u8::MAX {
                    for around in [b'a', 0x80, 0xff, b'!', b'#', b'['] {
                        let mut bytes = vec![around; length];
                        bytes[place] = byte;
                        let expected = is_special(byte).then_some(place);
                        assert_eq!(find_special(&bytes, 0), expected, "{bytes:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_first_of_two() {
        for [first, second] in [[b'"', b'\\'], [b'\\', 0x1f], [0, b'"'], [0x1f, 0x1f]] {
            for place in 0..24 {
                for next in place + 1..25 {
                    let mut bytes = [b'a'; 25];
                    (bytes[place], bytes[next]) = (first, second);
                    assert_eq!(find_special(&bytes, 0), Some(place));
                    assert_eq!(find_special(&bytes, place + 1), Some(next));
                }
            }
        }
    }
}
