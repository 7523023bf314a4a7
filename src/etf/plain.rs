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
}

/// What is behind a scalar that at least four more bytes follow, its length field included.
#[inline(always)]
pub(super) fn behind_plain(bytes: &[u8]) -> Option<&[u8]> {
    let [tag, a, b, c, d, ..] = *bytes else { return None };
    let shape = SHAPES[usize::from(tag)];
    // One load serves length fields of every width.
    let length = (u64::from(u32::from_be_bytes([a, b, c, d])) >> shape.shift) as usize;
    let rest = bytes.get(usize::from(shape.header)..)?;
    let is_plain = match shape.class {
        Class::Bytes => true,
        Class::Atom => starts_short_ascii(rest, length),
        Class::Other => false,
    };
    if is_plain { rest.get(length..) } else { None }
}

/// How long a term is.
#[derive(Clone, Copy)]
struct Shape {
    /// Bytes before those that the length field counts.
    header: u8,
    /// What makes the length field out of the four bytes behind the tag.
    shift: u8,
    class: Class,
}

#[derive(Clone, Copy)]
enum Class {
    Bytes,
    Atom,
    Other,
}

static SHAPES: [Shape; 256] = {
    const NO_LENGTH: u8 = 32;
    const ONE_BYTE: u8 = 24;
    const TWO_BYTES: u8 = 16;
    let mut shapes = [Shape { header: 0, shift: NO_LENGTH, class: Class::Other }; 256];
    let mut plain = [
        (SMALL_INTEGER_EXT, 2, NO_LENGTH, Class::Bytes),
        (INTEGER_EXT, 5, NO_LENGTH, Class::Bytes),
        (SMALL_BIG_EXT, 3, ONE_BYTE, Class::Bytes),
        (BINARY_EXT, 5, 0, Class::Bytes),
        (NIL_EXT, 1, NO_LENGTH, Class::Bytes),
        (ATOM_EXT, 3, TWO_BYTES, Class::Atom),
        (SMALL_ATOM_EXT, 2, ONE_BYTE, Class::Atom),
        (SMALL_ATOM_UTF8_EXT, 2, ONE_BYTE, Class::Atom),
    ]
    .as_slice();
    while let [(tag, header, shift, class), rest @ ..] = plain {
        shapes[*tag as usize] = Shape { header: *header, shift: *shift, class: *class };
        plain = rest;
    }
    shapes
};
