//! Short cuts for the terms that payloads are mostly made of.
//!
//! Each reads a term in one of its usual forms or nothing, and tells nothing then: the reads of
//! [`reader`](super::reader) know every form and every error. `inline(always)` stands where it
//! was measured: left to itself, the compiler calls these from every visitor.

use super::reader::{Reader, count};
use super::tag::*;
use crate::scan::{split_text, starts_short_ascii};

impl<'a> Reader<'a> {
    /// A binary of UTF-8.
    #[inline(always)]
    pub(super) fn plain_binary(&mut self) -> Option<&'a str> {
        let [BINARY_EXT, a, b, c, d, rest @ ..] = self.rest else { return None };
        let (text, rest) = split_text(rest, count([*a, *b, *c, *d]))?;
        self.rest = rest;
        Some(text)
    }

    /// A binary of UTF-8, or an atom of ASCII.
    #[inline(always)]
    pub(super) fn plain_text(&mut self) -> Option<&'a str> {
        let (is_atom, length, rest) = match self.rest {
            [BINARY_EXT, a, b, c, d, rest @ ..] => (false, count([*a, *b, *c, *d]), rest),
            [ATOM_EXT, 0, length, rest @ ..]
            | [SMALL_ATOM_EXT | SMALL_ATOM_UTF8_EXT, length, rest @ ..] => {
                (true, usize::from(*length), rest)
            }
            _ => return None,
        };
        let (text, rest) = split_text(rest, length)?;
        if is_atom && !text.is_ascii() {
            return None;
        }
        self.rest = rest;
        Some(text)
    }

    /// An integer from 0 to 255, or an id.
    #[inline(always)]
    pub(super) fn plain_unsigned(&mut self) -> Option<u64> {
        let (value, rest) = match *self.rest {
            [SMALL_BIG_EXT, 8, 0, a, b, c, d, e, f, g, h, ref rest @ ..] => {
                (u64::from_le_bytes([a, b, c, d, e, f, g, h]), rest)
            }
            [SMALL_INTEGER_EXT, value, ref rest @ ..] => (u64::from(value), rest),
            _ => return None,
        };
        self.rest = rest;
        Some(value)
    }

    /// The atom `true` or `false`.
    #[inline(always)]
    pub(super) fn plain_bool(&mut self) -> Option<bool> {
        let (value, rest) = match self.rest {
            [ATOM_EXT, 0, 4, b't', b'r', b'u', b'e', rest @ ..]
            | [SMALL_ATOM_EXT | SMALL_ATOM_UTF8_EXT, 4, b't', b'r', b'u', b'e', rest @ ..] => {
                (true, rest)
            }
            [ATOM_EXT, 0, 5, b'f', b'a', b'l', b's', b'e', rest @ ..]
            | [SMALL_ATOM_EXT | SMALL_ATOM_UTF8_EXT, 5, b'f', b'a', b'l', b's', b'e', rest @ ..] => {
                (false, rest)
            }
            _ => return None,
        };
        self.rest = rest;
        Some(value)
    }

    /// Whether the next term is sure not to be an atom, so that it is not null.
    #[inline(always)]
    pub(super) fn is_plainly_no_atom(&self) -> bool {
        matches!(
            self.rest,
            [SMALL_INTEGER_EXT | INTEGER_EXT | SMALL_BIG_EXT | BINARY_EXT | MAP_EXT | NIL_EXT, ..]
        )
    }

    /// Steps over a scalar that at least four more bytes follow, length field included.
    #[inline(always)]
    pub(super) fn skip_plain(&mut self) -> bool {
        let [tag, length @ ..] = self.rest else { return false };
        let (shape, Some(length)) = (&SHAPES[usize::from(*tag)], length.first_chunk()) else {
            return false;
        };
        let header = usize::from(shape.header);
        // One load serves length fields of every width.
        let length = (u64::from(u32::from_be_bytes(*length)) >> shape.shift) as usize;
        match self.rest.get(header + length..) {
            Some(rest) if shape.header > 0 => {
                if shape.is_atom && !starts_short_ascii(&self.rest[header..], length) {
                    return false;
                }
                self.rest = rest;
                true
            }
            _ => false,
        }
    }
}

/// How long a term is.
#[derive(Clone, Copy)]
struct Shape {
    /// Bytes before those that the length field counts; zero for a term that is not plain.
    header: u8,
    /// What makes the length field out of the four bytes behind the tag.
    shift: u8,
    is_atom: bool,
}

static SHAPES: [Shape; 256] = {
    const NO_LENGTH: u8 = 32;
    const ONE_BYTE: u8 = 24;
    const TWO_BYTES: u8 = 16;
    let mut shapes = [Shape { header: 0, shift: NO_LENGTH, is_atom: false }; 256];
    let mut plain = [
        (SMALL_INTEGER_EXT, 2, NO_LENGTH, false),
        (INTEGER_EXT, 5, NO_LENGTH, false),
        (SMALL_BIG_EXT, 3, ONE_BYTE, false),
        (BINARY_EXT, 5, 0, false),
        (NIL_EXT, 1, NO_LENGTH, false),
        (ATOM_EXT, 3, TWO_BYTES, true),
        (SMALL_ATOM_EXT, 2, ONE_BYTE, true),
        (SMALL_ATOM_UTF8_EXT, 2, ONE_BYTE, true),
    ]
    .as_slice();
    while let [(tag, header, shift, is_atom), rest @ ..] = plain {
        shapes[*tag as usize] = Shape { header: *header, shift: *shift, is_atom: *is_atom };
        plain = rest;
    }
    shapes
};
