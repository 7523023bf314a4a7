//! Short cuts for the terms that payloads are mostly made of.
//!
//! Each reads a term in one of its usual forms or nothing, and tells nothing then: the reads of
//! [`reader`](super::reader) know every form and every error. `inline(always)` stands where it
//! was measured: left to itself, the compiler calls these from every visitor.

use super::reader::{Reader, count};
use super::tag::*;
use crate::de::fields::Fields;
use crate::scan::{first_bytes, split_ascii, split_text, starts_ascii};

/// `nil`, as erlpack writes it, and as Erlang does since its release 26.
const NIL: u64 = word(b"d\0\x03nil");
const SMALL_NIL: u64 = word(b"w\x03nil");

impl<'a> Reader<'a> {
    /// A binary of UTF-8, or an atom of ASCII that is not a value of its own.
    #[inline(always)]
    pub(super) fn plain_value(&mut self) -> Option<&'a str> {
        match self.rest {
            [BINARY_EXT, ..] => self.plain_binary(),
            _ => {
                let (text, rest) = split_word(self.rest)?;
                self.rest = rest;
                Some(text)
            }
        }
    }

    /// A binary of UTF-8, or an atom of ASCII.
    #[inline(always)]
    pub(super) fn plain_text(&mut self) -> Option<&'a str> {
        let (text, rest) = match self.rest {
            [BINARY_EXT, ..] => return self.plain_binary(),
            [ATOM_EXT, 0, length, rest @ ..]
            | [SMALL_ATOM_EXT | SMALL_ATOM_UTF8_EXT, length, rest @ ..] => {
                split_ascii(rest, usize::from(*length))?
            }
            _ => return None,
        };
        self.rest = rest;
        Some(text)
    }

    /// A binary of UTF-8. The next term must be a binary.
    #[inline(always)]
    fn plain_binary(&mut self) -> Option<&'a str> {
        let [_, a, b, c, d, rest @ ..] = self.rest else { return None };
        let (text, rest) = split_text(rest, count([*a, *b, *c, *d]))?;
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
        let Some((&[tag, a, b, c, length], rest)) = self.rest.split_first_chunk() else {
            return false;
        };
        // One comparison: nearly all keys are binaries, of less than 256 bytes.
        if u32::from_le_bytes([tag, a, b, c]) != u32::from(BINARY_EXT) {
            return self.guessed_atom(fields, field);
        }
        match behind_name(fields, field, length, rest) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    #[inline(never)]
    fn guessed_atom(&mut self, fields: &Fields, field: u8) -> bool {
        if let [ATOM_EXT, 0, length, rest @ ..] | [SMALL_ATOM_UTF8_EXT, length, rest @ ..] =
            self.rest
            && let Some(rest) = behind_name(fields, field, *length, rest)
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

    /// An id of eight bytes, as nearly all have.
    #[inline(always)]
    pub(super) fn plain_id(&mut self) -> Option<u64> {
        let (&[tag, length, sign, ref id @ ..], rest) = self.rest.split_first_chunk::<11>()?;
        // One comparison.
        if u32::from_le_bytes([tag, length, sign, 0]) != u32::from(SMALL_BIG_EXT) | 8 << 8 {
            return None;
        }
        self.rest = rest;
        id.first_chunk().map(|id| u64::from_le_bytes(*id))
    }

    /// An integer that is not negative and fits, such as an id.
    #[inline(always)]
    pub(super) fn plain_unsigned(&mut self) -> Option<u64> {
        let (value, rest) = match *self.rest {
            [SMALL_INTEGER_EXT, value, ref rest @ ..] => (u64::from(value), rest),
            // Ids have eight bytes, or seven if they are from before 2015-03-02; milliseconds since
            // 1970 have six.
            [SMALL_BIG_EXT, length @ 1..=8, 0, ref rest @ ..] => {
                let value = u64::from_le_bytes(*rest.first_chunk()?);
                (value & (u64::MAX >> (64 - 8 * length)), rest.get(usize::from(length)..)?)
            }
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
        const TRUE: u64 = word(b"d\0\x04true");
        const FALSE: u64 = word(b"d\0\x05false");
        const SMALL_TRUE: u64 = word(b"w\x04true");
        const SMALL_FALSE: u64 = word(b"w\x05false");

        let front = self.rest.first_chunk().map_or(0, |front| u64::from_le_bytes(*front));
        let (value, rest) = match front {
            FALSE => (false, &self.rest[8..]),
            _ if is_word(front, TRUE, 7) => (true, &self.rest[7..]),
            _ if is_word(front, SMALL_FALSE, 7) => (false, &self.rest[7..]),
            _ if is_word(front, SMALL_TRUE, 6) => (true, &self.rest[6..]),
            _ => split_bool(self.rest)?,
        };
        self.rest = rest;
        Some(value)
    }

    /// Whether the atom `nil` is next, which is read then, or a term that is no null. None if it may be
    /// another form of null.
    #[inline(always)]
    pub(super) fn plainly_null(&mut self) -> Option<bool> {
        const NULL: u64 = word(b"d\0\x04null");
        const SMALL_NULL: u64 = word(b"w\x04null");

        let front = u64::from_le_bytes(*self.rest.first_chunk()?);
        if is_word(front, NIL, 6) {
            self.rest = &self.rest[6..];
            return Some(true);
        }
        match front as u8 {
            SMALL_ATOM_UTF8_EXT if is_word(front, SMALL_NIL, 5) => {
                self.rest = &self.rest[5..];
                Some(true)
            }
            ATOM_EXT if is_word(front, NULL, 7) => None,
            SMALL_ATOM_UTF8_EXT if is_word(front, SMALL_NULL, 6) => None,
            SMALL_ATOM_EXT | ATOM_UTF8_EXT => None,
            // A list of no elements is nothing before the term.
            LIST_EXT if is_word(front, word(&[LIST_EXT]), 5) => None,
            _ => Some(false),
        }
    }

    /// The header of a list: how many elements it has, and the tag that it goes on by.
    #[inline(always)]
    pub(super) fn plain_list(&mut self) -> Option<(usize, u8)> {
        let (header, rest) = match self.rest {
            // Nothing follows it, as nothing follows the elements of a tuple.
            [NIL_EXT, rest @ ..] => ((0, SMALL_TUPLE_EXT), rest),
            [LIST_EXT, a, b, c, d, rest @ ..] => match count([*a, *b, *c, *d]) {
                0 => return None,
                // Elements take a byte each at least, and so does the tail.
                count if count < rest.len() => ((count, LIST_EXT), rest),
                _ => return None,
            },
            _ => return None,
        };
        self.rest = rest;
        Some(header)
    }

    /// The header of a map: how many pairs it has.
    #[inline(always)]
    pub(super) fn plain_map(&mut self) -> Option<usize> {
        let [MAP_EXT, a, b, c, d, rest @ ..] = self.rest else { return None };
        let count = count([*a, *b, *c, *d]);
        // Keys and values take a byte each at least.
        if count > rest.len() / 2 {
            return None;
        }
        self.rest = rest;
        Some(count)
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
        let Some(front) = self.rest.first_chunk() else { return false };
        let front = u64::from_le_bytes(*front);
        let length = match front {
            _ if is_word(front, NIL, 6) => 6,
            _ if is_word(front, SMALL_NIL, 5) => 5,
            _ => return false,
        };
        self.rest = &self.rest[length..];
        true
    }

    /// Reads the atom `true` or `false` and says that it was one of them.
    pub(crate) fn boolean(&mut self) -> bool {
        self.plain_bool().is_some()
    }
}

/// An atom of ASCII that is not a value of its own, and what follows it.
// By value, as are those below: whoever reads in registers goes on to do so.
#[inline(never)]
fn split_word(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let mut reader = Reader::new(bytes);
    let text = reader.plain_text()?;
    let is_value = matches!(text, "nil" | "null" | "true" | "false");
    (!is_value).then_some((text, reader.rest))
}

/// The atom `true` or `false` in any form, and what follows it.
#[inline(never)]
fn split_bool(bytes: &[u8]) -> Option<(bool, &[u8])> {
    match bytes {
        [ATOM_EXT | ATOM_UTF8_EXT, 0, 4, b't', b'r', b'u', b'e', rest @ ..]
        | [SMALL_ATOM_EXT | SMALL_ATOM_UTF8_EXT, 4, b't', b'r', b'u', b'e', rest @ ..] => {
            Some((true, rest))
        }
        [ATOM_EXT | ATOM_UTF8_EXT, 0, 5, b'f', b'a', b'l', b's', b'e', rest @ ..]
        | [SMALL_ATOM_EXT | SMALL_ATOM_UTF8_EXT, 5, b'f', b'a', b'l', b's', b'e', rest @ ..] => {
            Some((false, rest))
        }
        _ => None,
    }
}

/// What follows the name of a field, where bytes begin with it and it is that long.
#[inline(always)]
fn behind_name<'a>(fields: &Fields, field: u8, length: u8, bytes: &'a [u8]) -> Option<&'a [u8]> {
    let known = fields.is_next(field, bytes.first_chunk()?, bytes)?;
    if known == usize::from(length) { bytes.get(known..) } else { None }
}

/// Up to eight bytes as the lowest of a number.
const fn word(bytes: &[u8]) -> u64 {
    let (mut word, mut index) = (0, 0);
    while index < bytes.len() {
        word |= (bytes[index] as u64) << (8 * index);
        index += 1;
    }
    word
}

/// Whether eight bytes begin with a word of that length.
#[inline(always)]
fn is_word(front: u64, word: u64, length: u32) -> bool {
    (front ^ word) << (64 - 8 * length) == 0
}

/// What follows a scalar in one of its usual forms.
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
