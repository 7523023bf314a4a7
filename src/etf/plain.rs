//! Short cuts for the terms that payloads are mostly made of.
//!
//! Each reads a term in one of its usual forms or nothing, and tells nothing then: the reads of
//! [`reader`](super::reader) know every form and every error. `inline(always)` stands where it
//! was measured: left to itself, the compiler calls these from every visitor.

use super::reader::{Reader, count};
use super::tag::*;
use crate::de::fields::Fields;
use crate::scan::{first_bytes, split_ascii, split_text, starts_ascii};

impl<'a> Reader<'a> {
    /// A binary of UTF-8, or an atom of ASCII that is not a value of its own.
    #[inline(always)]
    pub(super) fn plain_value(&mut self) -> Option<&'a str> {
        let start = self.rest;
        let text = self.plain_text()?;
        if start[0] != BINARY_EXT && matches!(text, "nil" | "null" | "true" | "false") {
            self.rest = start;
            return None;
        }
        Some(text)
    }

    /// The header of a map of few pairs, which says how many.
    #[inline(always)]
    pub(super) fn plain_map_header(&mut self) -> Option<usize> {
        match *self.rest {
            // Each pair takes two bytes at least.
            [MAP_EXT, 0, 0, 0, count, ref rest @ ..] if rest.len() >= 2 * usize::from(count) => {
                self.rest = rest;
                Some(usize::from(count))
            }
            _ => None,
        }
    }

    /// A binary of UTF-8, or an atom of ASCII.
    #[inline(always)]
    pub(super) fn plain_text(&mut self) -> Option<&'a str> {
        let (text, rest) = match self.rest {
            [BINARY_EXT, a, b, c, d, rest @ ..] => split_text(rest, count([*a, *b, *c, *d]))?,
            [ATOM_EXT, 0, length, rest @ ..]
            | [SMALL_ATOM_EXT | SMALL_ATOM_UTF8_EXT, length, rest @ ..] => {
                split_ascii(rest, usize::from(*length))?
            }
            _ => return None,
        };
        self.rest = rest;
        Some(text)
    }

    /// A binary or an atom of at most 16 bytes as a number, the first byte being the lowest.
    #[inline(always)]
    pub(super) fn short_key(&mut self) -> Option<u128> {
        let (length, rest) = match self.rest {
            [BINARY_EXT, 0, 0, 0, length, rest @ ..] | [ATOM_EXT, 0, length, rest @ ..] => {
                (usize::from(*length), rest)
            }
            _ => return None,
        };
        let (key, behind) = (first_bytes(rest, length)?, rest.get(length..)?);
        self.rest = behind;
        Some(key)
    }

    /// The key of the field that may come next, as a binary or an atom. Its length is known before it is
    /// read, so that nothing waits for it.
    #[inline(always)]
    pub(super) fn guessed_key(&mut self, fields: &Fields, field: u8) -> bool {
        let (length, rest) = match self.rest {
            [BINARY_EXT, 0, 0, 0, length, rest @ ..] | [ATOM_EXT, 0, length, rest @ ..] => {
                (*length, rest)
            }
            _ => return false,
        };
        if let Some(front) = rest.first_chunk()
            && let Some(known) = fields.is_next(field, front, rest)
            && known == usize::from(length)
            && let Some(rest) = rest.get(known..)
        {
            self.rest = rest;
            return true;
        }
        false
    }

    /// The bytes of a binary or of a short atom, whatever they are.
    #[inline(always)]
    pub(super) fn plain_key(&mut self) -> Option<&'a [u8]> {
        let (length, rest) = match self.rest {
            [BINARY_EXT, a, b, c, d, rest @ ..] => (count([*a, *b, *c, *d]), rest),
            [ATOM_EXT, 0, length, rest @ ..] | [SMALL_ATOM_EXT, length, rest @ ..] => {
                (usize::from(*length), rest)
            }
            // What is no UTF-8 is no atom of this tag.
            [SMALL_ATOM_UTF8_EXT, length, rest @ ..]
                if starts_ascii(rest, usize::from(*length)) =>
            {
                (usize::from(*length), rest)
            }
            _ => return None,
        };
        let (key, rest) = rest.split_at_checked(length)?;
        self.rest = rest;
        Some(key)
    }

    /// An integer that is not negative and fits, such as an id.
    #[inline(always)]
    pub(super) fn plain_unsigned(&mut self) -> Option<u64> {
        let (value, rest) = match *self.rest {
            // Ids have eight bytes, or seven if they are from before 2015-03-02; milliseconds since
            // 1970 have six.
            [SMALL_BIG_EXT, length @ 1..=8, 0, ref rest @ ..] => {
                let value = u64::from_le_bytes(*rest.first_chunk()?);
                (value & (u64::MAX >> (64 - 8 * length)), rest.get(usize::from(length)..)?)
            }
            [SMALL_INTEGER_EXT, value, ref rest @ ..] => (u64::from(value), rest),
            [INTEGER_EXT, a @ 0..=0x7f, b, c, d, ref rest @ ..] => {
                (u64::from(u32::from_be_bytes([a, b, c, d])), rest)
            }
            _ => return None,
        };
        self.rest = rest;
        Some(value)
    }

    /// The atom `true` or `false`.
    #[inline(always)]
    pub(super) fn plain_bool(&mut self) -> Option<bool> {
        let (value, rest) = match self.rest {
            [ATOM_EXT | ATOM_UTF8_EXT, 0, 4, b't', b'r', b'u', b'e', rest @ ..]
            | [SMALL_ATOM_EXT | SMALL_ATOM_UTF8_EXT, 4, b't', b'r', b'u', b'e', rest @ ..] => {
                (true, rest)
            }
            [ATOM_EXT | ATOM_UTF8_EXT, 0, 5, b'f', b'a', b'l', b's', b'e', rest @ ..]
            | [SMALL_ATOM_EXT | SMALL_ATOM_UTF8_EXT, 5, b'f', b'a', b'l', b's', b'e', rest @ ..] => {
                (false, rest)
            }
            _ => return None,
        };
        self.rest = rest;
        Some(value)
    }

    /// An empty list. Says whether it was one.
    #[inline(always)]
    pub(super) fn plain_nil(&mut self) -> bool {
        match self.rest {
            [NIL_EXT, rest @ ..] => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Reads the atom `nil` in its usual form and says that it was there.
    #[inline(always)]
    pub(super) fn plain_null(&mut self) -> bool {
        match self.rest {
            [SMALL_ATOM_EXT | SMALL_ATOM_UTF8_EXT, 3, b'n', b'i', b'l', rest @ ..]
            | [ATOM_EXT, 0, 3, b'n', b'i', b'l', rest @ ..] => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Reads the atom `true` or `false` and says that it was one of them.
    pub(crate) fn boolean(&mut self) -> bool {
        self.plain_bool().is_some()
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

/// What is behind a scalar in one of its usual forms.
#[inline(always)]
pub(super) fn behind_plain(bytes: &[u8]) -> Option<&[u8]> {
    behind_binary(bytes).or_else(|| behind_other(bytes))
}

/// What is behind a binary of less than 256 bytes, as more than half of all terms are.
#[inline(always)]
pub(super) fn behind_binary(bytes: &[u8]) -> Option<&[u8]> {
    // Which it is, is foreseen; where it ends is waited for, and one byte of the length is there
    // sooner than four that have to be turned round.
    let (&[tag, a, b, c, length], rest) = bytes.split_first_chunk()?;
    let is_short = u32::from_le_bytes([tag, a, b, c]) == u32::from(BINARY_EXT);
    if is_short { rest.get(usize::from(length)..) } else { None }
}

/// As [`behind_plain`], of what [`behind_binary`] has nothing of.
///
/// Branches are predicted where a table of shapes would be waited for: each term's place depends
/// on the length of the one before. Atoms and ids have branches of their own, so that the jump by
/// the tag is left to what is rarer.
#[inline(always)]
pub(super) fn behind_other(bytes: &[u8]) -> Option<&[u8]> {
    if let [SMALL_ATOM_EXT | SMALL_ATOM_UTF8_EXT, length, rest @ ..] = bytes {
        return match (length, rest) {
            // `nil`, `false` and `true`: behind a branch on the length nothing waits for it.
            (3, [a, b, c, rest @ ..]) if (a | b | c).is_ascii() => Some(rest),
            (5, [a, b, c, d, e, rest @ ..]) if (a | b | c | d | e).is_ascii() => Some(rest),
            (4, [a, b, c, d, rest @ ..]) if (a | b | c | d).is_ascii() => Some(rest),
            _ => behind_ascii(rest, *length),
        };
    }
    // An id: nothing waits for its length either.
    if let Some((&[SMALL_BIG_EXT, 8, ..], rest)) = bytes.split_first_chunk::<11>() {
        return Some(rest);
    }
    match bytes {
        [SMALL_BIG_EXT, length, _, rest @ ..] => rest.get(usize::from(*length)..),
        [SMALL_INTEGER_EXT, _, rest @ ..]
        | [NIL_EXT, rest @ ..]
        | [INTEGER_EXT, _, _, _, _, rest @ ..] => Some(rest),
        [BINARY_EXT, a, b, c, d, rest @ ..] => rest.get(count([*a, *b, *c, *d])..),
        [ATOM_EXT, 0, length, rest @ ..] => behind_ascii(rest, *length),
        _ => None,
    }
}

// Out of line, since hardly any atom gets here.
#[inline(never)]
fn behind_ascii(bytes: &[u8], length: u8) -> Option<&[u8]> {
    let length = usize::from(length);
    if starts_ascii(bytes, length) { bytes.get(length..) } else { None }
}

/// The header of a map or of a list in their usual forms: how many terms follow in it, whether a tail
/// follows those, and what is behind.
#[inline(always)]
pub(super) fn plain_header(bytes: &[u8]) -> Option<(usize, bool, &[u8])> {
    let (children, is_list, rest) = match bytes {
        [MAP_EXT, 0, 0, a, b, rest @ ..] => (2 * count([0, 0, *a, *b]), false, rest),
        [LIST_EXT, 0, 0, a, b, rest @ ..] => (count([0, 0, *a, *b]), true, rest),
        _ => return None,
    };
    // Each of them takes a byte at least, and a list of no elements is but its tail.
    let is_plain = children + usize::from(is_list) <= rest.len() && (children > 0 || !is_list);
    is_plain.then_some((children, is_list, rest))
}
