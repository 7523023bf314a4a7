//! One borrowed cursor over a term, which does every bounds check of the format.

use std::borrow::Cow;

use super::float::FloatText;
use super::integer::Integer;
use super::tag::*;
use super::term::bit_string;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::scan::utf8;

/// Reads a term from front to back. Lengths and counts are checked against the bytes left before
/// anything relies on them, so no length field decides alone how much is allocated or looped over.
///
/// What follows an error is unspecified, but in bounds.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(super) rest: &'a [u8],
    /// Length of the whole payload: offsets count from its start.
    length: usize,
}

/// An atom or a binary, as text.
pub(crate) struct Text<'a> {
    /// Borrowed, but for Latin-1 atoms with characters beyond ASCII.
    pub(crate) text: Cow<'a, str>,
}

/// A term without children, or the header of one with them.
pub(crate) enum Head<'a> {
    Null,
    Bool(bool),
    Text(Cow<'a, str>),
    Integer(Integer<'a>),
    Float(f64),
    /// This many pairs follow.
    Map(usize),
    Sequence(Sequence<'a>),
}

/// What a list or tuple goes on with.
pub(crate) enum Sequence<'a> {
    /// The elements of a `STRING_EXT`: integers from 0 to 255.
    Bytes(&'a [u8]),
    /// This many terms, and after those of a list its tail.
    Terms { count: usize, is_list: bool },
}

impl Sequence<'_> {
    /// How many elements follow before its tail, which the bytes left can hold.
    #[inline]
    pub(super) fn count(&self) -> usize {
        match self {
            Self::Bytes(bytes) => bytes.len(),
            Self::Terms { count, .. } => *count,
        }
    }
}

/// The longest atom, in characters.
pub(super) const MAX_ATOM_CHARS: usize = 255;

// Each read matches the bytes of its terms whole and moves on once: this is the hot path, and the
// patterns are the layout of the format. `inline(always)` stands where it was measured: left to
// itself, the compiler calls these from every visitor, which takes a third more time.
impl<'a> Reader<'a> {
    /// Over a whole payload, from its first byte.
    #[inline]
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, length: bytes.len() }
    }

    /// Over a whole payload, from the term that begins at `position`.
    #[inline]
    pub(crate) fn at(bytes: &'a [u8], position: usize) -> Self {
        Self { rest: bytes.get(position..).unwrap_or_default(), length: bytes.len() }
    }

    /// How many bytes of the payload were read.
    #[inline]
    pub(crate) fn position(&self) -> usize {
        self.length - self.rest.len()
    }

    /// Goes on behind a term that was found to end there.
    #[inline]
    pub(super) fn go_behind(&mut self, end: usize) {
        let size = end - self.position();
        self.rest = self.rest.get(size..).unwrap_or_default();
    }

    #[inline]
    pub(crate) fn remaining(&self) -> usize {
        self.rest.len()
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// Reads the version byte.
    #[inline]
    pub(crate) fn version(&mut self) -> Result<(), DecodeError> {
        match self.rest {
            [VERSION, rest @ ..] => self.read((), rest),
            [] => Err(self.unexpected_end()),
            _ => Err(self.error(DecodeErrorKind::InvalidVersion)),
        }
    }

    /// The tag of the next term.
    ///
    /// A `LIST_EXT` of no elements is nothing but its tail, as Erlang reads it. Its header is
    /// stepped over here, so that nobody else has to know.
    #[inline(always)]
    pub(crate) fn peek_tag(&mut self) -> Result<u8, DecodeError> {
        match self.rest {
            [LIST_EXT, 0, 0, 0, 0, ..] => self.peek_tag_after_empty_lists(),
            [tag, ..] => Ok(*tag),
            [] => Err(self.unexpected_end()),
        }
    }

    #[inline(never)]
    fn peek_tag_after_empty_lists(&mut self) -> Result<u8, DecodeError> {
        while let [LIST_EXT, 0, 0, 0, 0, rest @ ..] = self.rest {
            self.rest = rest;
        }
        self.rest.first().copied().ok_or_else(|| self.unexpected_end())
    }

    /// Reads the next term, short of its children.
    #[inline(never)]
    pub(crate) fn head(&mut self) -> Result<Head<'a>, DecodeError> {
        match self.peek_tag()? {
            BINARY_EXT => self.binary_text().map(|text| Head::Text(Cow::Borrowed(text))),
            ATOM_EXT | SMALL_ATOM_EXT | ATOM_UTF8_EXT | SMALL_ATOM_UTF8_EXT => {
                Ok(match self.atom()? {
                    Cow::Borrowed("nil" | "null") => Head::Null,
                    Cow::Borrowed("true") => Head::Bool(true),
                    Cow::Borrowed("false") => Head::Bool(false),
                    text => Head::Text(text),
                })
            }
            SMALL_INTEGER_EXT | INTEGER_EXT | SMALL_BIG_EXT | LARGE_BIG_EXT => {
                self.read_integer().map(Head::Integer)
            }
            NEW_FLOAT_EXT | FLOAT_EXT => self.float().map(Head::Float),
            MAP_EXT => self.read_map_header().map(Head::Map),
            SMALL_TUPLE_EXT..=LIST_EXT => self.read_sequence_header().map(Head::Sequence),
            BIT_BINARY_EXT => match self.whole_bytes_text()? {
                Some(text) => Ok(Head::Text(Cow::Borrowed(text))),
                None => Err(self.unsupported()),
            },
            _ => Err(self.unsupported()),
        }
    }

    /// Reads the header of a map and returns how many pairs follow; reads nothing if the next
    /// term is no map.
    #[inline(always)]
    pub(crate) fn map_header(&mut self) -> Result<Option<usize>, DecodeError> {
        match self.peek_tag()? {
            MAP_EXT => self.read_map_header().map(Some),
            _ => Ok(None),
        }
    }

    #[inline(always)]
    pub(super) fn read_map_header(&mut self) -> Result<usize, DecodeError> {
        match self.rest {
            [_, a, b, c, d, rest @ ..] => {
                let count = count([*a, *b, *c, *d]);
                // Keys and values take a byte each at least.
                if count > rest.len() / 2 {
                    return Err(self.error(DecodeErrorKind::InvalidLength));
                }
                self.read(count, rest)
            }
            _ => Err(self.unexpected_end()),
        }
    }

    /// Reads the header of a list or tuple; reads nothing if the next term is neither.
    #[inline(always)]
    pub(crate) fn sequence_header(&mut self) -> Result<Option<Sequence<'a>>, DecodeError> {
        match self.peek_tag()? {
            SMALL_TUPLE_EXT..=LIST_EXT => self.read_sequence_header().map(Some),
            _ => Ok(None),
        }
    }

    pub(super) fn read_sequence_header(&mut self) -> Result<Sequence<'a>, DecodeError> {
        let (count, is_list, rest) = match self.rest {
            [NIL_EXT, rest @ ..] => (0, false, rest),
            [LIST_EXT, a, b, c, d, rest @ ..] => (count([*a, *b, *c, *d]), true, rest),
            [STRING_EXT, ..] => return self.string().map(Sequence::Bytes),
            [SMALL_TUPLE_EXT, count, rest @ ..] => (usize::from(*count), false, rest),
            [LARGE_TUPLE_EXT, a, b, c, d, rest @ ..] => (count([*a, *b, *c, *d]), false, rest),
            _ => return Err(self.unexpected_end()),
        };
        // Elements take a byte each at least, and so does a tail.
        if count > rest.len().saturating_sub(usize::from(is_list)) {
            return Err(self.error(DecodeErrorKind::InvalidLength));
        }
        self.read(Sequence::Terms { count, is_list }, rest)
    }

    /// Reads the start of a list's tail: a list again, with which the first one goes on.
    #[inline]
    pub(crate) fn tail(&mut self) -> Result<Sequence<'a>, DecodeError> {
        if let [NIL_EXT, rest @ ..] = self.rest {
            return self.read(Sequence::Terms { count: 0, is_list: false }, rest);
        }
        match self.peek_tag()? {
            NIL_EXT | STRING_EXT | LIST_EXT => self.read_sequence_header(),
            tag if is_known(tag) => Err(self.error(DecodeErrorKind::ImproperList)),
            _ => Err(self.unsupported_tail()),
        }
    }

    /// Reads an atom or a binary as text; reads nothing if the next term is neither.
    #[inline]
    pub(crate) fn text(&mut self) -> Result<Option<Text<'a>>, DecodeError> {
        match self.plain_text() {
            Some(text) => Ok(Some(Text { text: Cow::Borrowed(text) })),
            None => self.unusual_text(),
        }
    }

    #[inline(never)]
    fn unusual_text(&mut self) -> Result<Option<Text<'a>>, DecodeError> {
        match self.peek_tag()? {
            BINARY_EXT => {
                let text = Cow::Borrowed(self.binary_text()?);
                Ok(Some(Text { text }))
            }
            ATOM_EXT | SMALL_ATOM_EXT | ATOM_UTF8_EXT | SMALL_ATOM_UTF8_EXT => {
                Ok(Some(Text { text: self.atom()? }))
            }
            BIT_BINARY_EXT => {
                let text = self.whole_bytes_text()?;
                Ok(text.map(|text| Text { text: Cow::Borrowed(text) }))
            }
            _ => Ok(None),
        }
    }

    /// Reads the atom `nil` or `null`; reads nothing if the next term is another.
    #[inline(always)]
    pub(crate) fn null(&mut self) -> Result<bool, DecodeError> {
        match self.plainly_null() {
            Some(is_null) => Ok(is_null),
            None => self.unusual_null(),
        }
    }

    #[inline(never)]
    fn unusual_null(&mut self) -> Result<bool, DecodeError> {
        self.peek_tag()?;
        match self.rest {
            [SMALL_ATOM_UTF8_EXT | SMALL_ATOM_EXT, 3, b'n', b'i', b'l', rest @ ..]
            | [SMALL_ATOM_UTF8_EXT | SMALL_ATOM_EXT, 4, b'n', b'u', b'l', b'l', rest @ ..]
            | [ATOM_UTF8_EXT | ATOM_EXT, 0, 3, b'n', b'i', b'l', rest @ ..]
            | [ATOM_UTF8_EXT | ATOM_EXT, 0, 4, b'n', b'u', b'l', b'l', rest @ ..] => {
                self.read(true, rest)
            }
            _ => Ok(false),
        }
    }

    /// Reads an integer of any size; reads nothing if the next term is none. Leading zeros in a
    /// big one, or no bytes at all, are accepted as Erlang accepts them.
    #[inline(always)]
    pub(crate) fn integer(&mut self) -> Result<Option<Integer<'a>>, DecodeError> {
        match self.peek_tag()? {
            SMALL_INTEGER_EXT | INTEGER_EXT | SMALL_BIG_EXT | LARGE_BIG_EXT => {
                self.read_integer().map(Some)
            }
            _ => Ok(None),
        }
    }

    #[inline(always)]
    pub(super) fn read_integer(&mut self) -> Result<Integer<'a>, DecodeError> {
        let (length, sign, rest) = match self.rest {
            [SMALL_INTEGER_EXT, value, rest @ ..] => {
                return self.read(Integer::Unsigned(u64::from(*value)), rest);
            }
            [INTEGER_EXT, a, b, c, d, rest @ ..] => {
                let value = i64::from(i32::from_be_bytes([*a, *b, *c, *d]));
                let integer = u64::try_from(value);
                return self
                    .read(integer.map_or(Integer::Negative(value), Integer::Unsigned), rest);
            }
            [SMALL_BIG_EXT, length, sign, rest @ ..] => (usize::from(*length), *sign, rest),
            [LARGE_BIG_EXT, a, b, c, d, sign, rest @ ..] => (count([*a, *b, *c, *d]), *sign, rest),
            _ => return Err(self.unexpected_end()),
        };
        let magnitude = self.take(length, rest)?;
        Ok(Integer::from_parts(sign != 0, magnitude))
    }

    /// Whether the next term is an integer that JavaScript's erlpack has text for: of over four bytes,
    /// or below zero and of 32 bits, which it has no integer type for.
    #[cold]
    pub(super) fn is_long_integer(&mut self) -> bool {
        if self.peek_tag().is_err() {
            return false;
        }
        match *self.rest {
            [SMALL_BIG_EXT, 4, 1..=u8::MAX, _, _, _, highest, ..]
            | [LARGE_BIG_EXT, 0, 0, 0, 4, 1..=u8::MAX, _, _, _, highest, ..] => highest >= 0x80,
            [SMALL_BIG_EXT, length, ..] => length > 4,
            [LARGE_BIG_EXT, a, b, c, d, ..] => count([a, b, c, d]) > 4,
            _ => false,
        }
    }

    /// Reads a float. The next term must be one.
    pub(super) fn float(&mut self) -> Result<f64, DecodeError> {
        let (value, rest) = match self.rest {
            [NEW_FLOAT_EXT, rest @ ..] => match rest.split_first_chunk() {
                Some((bytes, rest)) => (Some(f64::from_be_bytes(*bytes)), rest),
                None => return Err(self.unexpected_end()),
            },
            [_, rest @ ..] => match rest.split_first_chunk() {
                Some((bytes, rest)) => (FloatText::new(bytes).and_then(|text| text.value()), rest),
                None => return Err(self.unexpected_end()),
            },
            [] => return Err(self.unexpected_end()),
        };
        match value {
            Some(value) if value.is_finite() => self.read(value, rest),
            _ => Err(self.error(DecodeErrorKind::InvalidNumber)),
        }
    }

    /// As [`float`](Self::float), for one whose value nobody wants: text is only checked.
    pub(super) fn skip_float(&mut self) -> Result<(), DecodeError> {
        if let [FLOAT_EXT, rest @ ..] = self.rest
            && let Some((bytes, rest)) = rest.split_first_chunk()
            && FloatText::new(bytes).is_some_and(|text| text.is_finite())
        {
            return self.read((), rest);
        }
        self.float().map(drop)
    }

    /// Reads a binary or a list of small integers as bytes; reads nothing if the next term is
    /// neither.
    pub(crate) fn bytes(&mut self) -> Result<Option<&'a [u8]>, DecodeError> {
        match self.peek_tag()? {
            BINARY_EXT => self.binary().map(Some),
            STRING_EXT => self.string().map(Some),
            // What Erlang writes for a `STRING_EXT` of no bytes.
            NIL_EXT => self.read(Some(&[][..]), &self.rest[1..]),
            BIT_BINARY_EXT => self.whole_bytes(),
            _ => Ok(None),
        }
    }

    /// Reads a bit string of whole bytes, which Erlang does not tell from a binary; reads nothing if
    /// the next term is none. Nobody writes it, so it is kept out of the way of what they do write.
    #[cold]
    #[inline(never)]
    pub(super) fn whole_bytes(&mut self) -> Result<Option<&'a [u8]>, DecodeError> {
        if !matches!(self.rest, [BIT_BINARY_EXT, ..]) {
            return Ok(None);
        }
        let mut ahead = *self;
        let bits = bit_string(&mut ahead)?;
        if bits.last_bits() < 8 {
            return Ok(None);
        }
        self.read(Some(bits.bytes()), ahead.rest)
    }

    /// As [`whole_bytes`](Self::whole_bytes), as text.
    #[cold]
    #[inline(never)]
    fn whole_bytes_text(&mut self) -> Result<Option<&'a str>, DecodeError> {
        let start = *self;
        match self.whole_bytes()?.map(utf8) {
            None => Ok(None),
            Some(Some(text)) => Ok(Some(text)),
            Some(None) => Err(start.error(DecodeErrorKind::InvalidUtf8)),
        }
    }

    /// Reads the bytes of a binary. The next term must be one.
    #[inline]
    pub(super) fn binary(&mut self) -> Result<&'a [u8], DecodeError> {
        match self.rest {
            [_, a, b, c, d, rest @ ..] => self.take(count([*a, *b, *c, *d]), rest),
            _ => Err(self.unexpected_end()),
        }
    }

    /// Reads the bytes of a `STRING_EXT`. The next term must be one.
    pub(super) fn string(&mut self) -> Result<&'a [u8], DecodeError> {
        match self.rest {
            [_, a, b, rest @ ..] => self.take(usize::from(u16::from_be_bytes([*a, *b])), rest),
            _ => Err(self.unexpected_end()),
        }
    }

    /// Reads a binary as text. The next term must be a binary.
    #[inline]
    fn binary_text(&mut self) -> Result<&'a str, DecodeError> {
        let start = *self;
        let bytes = self.binary()?;
        utf8(bytes).ok_or_else(|| start.error(DecodeErrorKind::InvalidUtf8))
    }

    /// Reads an atom. The next term must be one.
    pub(super) fn atom(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        let start = *self;
        let (is_latin_1, bytes) = self.atom_bytes()?;
        // What is no ASCII is another text in UTF-8, which nobody has to look for.
        let text = if is_latin_1 && !bytes.is_ascii() { None } else { utf8(bytes) };
        match text {
            Some(text) if bytes.len() <= MAX_ATOM_CHARS => Ok(Cow::Borrowed(text)),
            text => unusual_atom(bytes, text, is_latin_1)
                .ok_or_else(|| start.error(DecodeErrorKind::InvalidAtom)),
        }
    }

    /// Reads an atom, and whether its bytes are Latin-1. The next term must be one.
    #[inline]
    pub(super) fn atom_bytes(&mut self) -> Result<(bool, &'a [u8]), DecodeError> {
        let (tag, length, rest) = match self.rest {
            [tag @ (SMALL_ATOM_EXT | SMALL_ATOM_UTF8_EXT), length, rest @ ..] => {
                (*tag, usize::from(*length), rest)
            }
            [tag @ (ATOM_EXT | ATOM_UTF8_EXT), a, b, rest @ ..] => {
                (*tag, usize::from(u16::from_be_bytes([*a, *b])), rest)
            }
            _ => return Err(self.unexpected_end()),
        };
        Ok((matches!(tag, SMALL_ATOM_EXT | ATOM_EXT), self.take(length, rest)?))
    }

    /// Reads an atom of Latin-1 beyond ASCII, whose text would be copied. Reads nothing if the next term is
    /// another, or too long for an atom.
    pub(super) fn latin_1_atom(&mut self) -> Option<&'a [u8]> {
        let [ATOM_EXT | SMALL_ATOM_EXT, ..] = self.rest else { return None };
        let mut ahead = *self;
        let (_, bytes) = ahead.atom_bytes().ok()?;
        if bytes.is_ascii() || bytes.len() > MAX_ATOM_CHARS {
            return None;
        }
        *self = ahead;
        Some(bytes)
    }

    /// Ends a read: what was read, and what comes after it.
    #[inline]
    fn read<T>(&mut self, value: T, rest: &'a [u8]) -> Result<T, DecodeError> {
        self.rest = rest;
        Ok(value)
    }

    /// Ends a read with the bytes that a length field claims.
    #[inline]
    pub(super) fn take(&mut self, length: usize, rest: &'a [u8]) -> Result<&'a [u8], DecodeError> {
        match rest.split_at_checked(length) {
            Some((taken, rest)) => self.read(taken, rest),
            None => Err(self.error(DecodeErrorKind::InvalidLength)),
        }
    }

    /// An error at the byte that would be read next.
    #[cold]
    #[inline(never)]
    pub(crate) fn error(&self, kind: DecodeErrorKind) -> DecodeError {
        DecodeError::data(kind, self.position())
    }

    #[cold]
    #[inline(never)]
    pub(super) fn unexpected_end(&self) -> DecodeError {
        DecodeError::data(DecodeErrorKind::UnexpectedEnd, self.length)
    }

    /// The error for a term whose tag this format, or this reader, does not know.
    #[cold]
    #[inline(never)]
    pub(crate) fn unsupported(&self) -> DecodeError {
        match self.rest {
            [] => self.unexpected_end(),
            [COMPRESSED, ..] => self.error(DecodeErrorKind::CompressedTerm),
            [ATOM_CACHE_REF, ..] => self.error(DecodeErrorKind::AtomCacheReference),
            [tag, ..] => self.error(DecodeErrorKind::UnsupportedTag).with_tag(*tag),
        }
    }

    /// The error for a tail whose tag the reader does not know.
    #[cold]
    #[inline(never)]
    fn unsupported_tail(&self) -> DecodeError {
        let mut ahead = *self;
        match ahead.whole_bytes() {
            Ok(Some(_)) => self.error(DecodeErrorKind::ImproperList),
            Ok(None) => self.unsupported(),
            Err(error) => error,
        }
    }

    /// The error for a key that JSON has no text for.
    #[cold]
    #[inline(never)]
    pub(crate) fn unsupported_key(&self) -> DecodeError {
        let found = match self.rest.first() {
            Some(&(NEW_FLOAT_EXT | FLOAT_EXT)) => "a float",
            Some(&(SMALL_TUPLE_EXT..=LIST_EXT)) => "a list",
            Some(&MAP_EXT) => "a map",
            _ => return self.unsupported(),
        };
        DecodeError::mismatch(found, &"a key of text or an integer").at(self.position())
    }
}

/// A length or count of four bytes.
#[inline]
pub(super) fn count(bytes: [u8; 4]) -> usize {
    // Saturates on 16-bit targets, where no such length can be met.
    usize::try_from(u32::from_be_bytes(bytes)).unwrap_or(usize::MAX)
}

#[cold]
#[inline(never)]
pub(crate) fn too_deep(offset: usize, limit: usize) -> DecodeError {
    DecodeError::data(DecodeErrorKind::DepthExceeded, offset).with_limit(limit)
}

/// Whether the reader knows the tag.
fn is_known(tag: u8) -> bool {
    matches!(
        tag,
        NEW_FLOAT_EXT
            | SMALL_INTEGER_EXT..=ATOM_EXT
            | SMALL_TUPLE_EXT..=LARGE_BIG_EXT
            | SMALL_ATOM_EXT
            | MAP_EXT
            | ATOM_UTF8_EXT
            | SMALL_ATOM_UTF8_EXT
    )
}

/// An atom that is long, or in Latin-1 beyond ASCII; `None` if it is invalid.
#[cold]
fn unusual_atom<'a>(bytes: &'a [u8], utf8: Option<&'a str>, latin_1: bool) -> Option<Cow<'a, str>> {
    if latin_1 {
        let is_short = bytes.len() <= MAX_ATOM_CHARS;
        is_short.then(|| Cow::Owned(latin_1_text(bytes)))
    } else {
        utf8.filter(|text| text.chars().count() <= MAX_ATOM_CHARS).map(Cow::Borrowed)
    }
}

/// Latin-1 as UTF-8, in a string that has room for no more than that.
fn latin_1_text(bytes: &[u8]) -> String {
    let beyond_ascii = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let mut text = String::with_capacity(bytes.len() + beyond_ascii);
    text.extend(bytes.iter().copied().map(char::from));
    text
}
