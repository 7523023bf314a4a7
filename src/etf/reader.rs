//! One borrowed cursor over a term, which does every bounds check of the format.

use std::borrow::Cow;

use super::integer::Integer;
use super::tag::*;
use crate::MAX_SKIP_DEPTH;
use crate::error::{DecodeError, DecodeErrorKind};

/// Reads a term from front to back. Lengths and counts are checked against the bytes left before
/// anything relies on them, so no length field decides alone how much is allocated or looped over.
///
/// What follows an error is unspecified, but in bounds.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    /// Length of the whole payload: offsets count from its start.
    length: usize,
}

/// An atom or a binary, as text.
pub(crate) struct Text<'a> {
    /// Borrowed, but for Latin-1 atoms with characters beyond ASCII.
    pub(crate) text: Cow<'a, str>,
    pub(crate) is_atom: bool,
}

/// What a list or tuple goes on with.
pub(crate) enum Sequence<'a> {
    /// The elements of a `STRING_EXT`: integers from 0 to 255.
    Bytes(&'a [u8]),
    /// This many terms, and after those of a list its tail.
    Terms { count: usize, is_list: bool },
}

/// The longest atom, in characters.
const MAX_ATOM_CHARS: usize = 255;

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
            [VERSION, rest @ ..] => {
                self.rest = rest;
                Ok(())
            }
            [] => Err(self.unexpected_end()),
            _ => Err(self.error(DecodeErrorKind::InvalidVersion)),
        }
    }

    /// The tag of the next term.
    ///
    /// A `LIST_EXT` of no elements is nothing but its tail, as Erlang reads it. Its header is
    /// stepped over here, so that nobody else has to know.
    #[inline]
    pub(crate) fn peek_tag(&mut self) -> Result<u8, DecodeError> {
        match self.rest.first() {
            Some(&LIST_EXT) => self.peek_tag_after_empty_lists(),
            Some(&tag) => Ok(tag),
            None => Err(self.unexpected_end()),
        }
    }

    #[inline(never)]
    fn peek_tag_after_empty_lists(&mut self) -> Result<u8, DecodeError> {
        while let [LIST_EXT, 0, 0, 0, 0, rest @ ..] = self.rest {
            self.rest = rest;
        }
        self.rest.first().copied().ok_or_else(|| self.unexpected_end())
    }

    /// Reads the tag of the next term.
    #[inline]
    pub(crate) fn tag(&mut self) -> Result<u8, DecodeError> {
        let tag = self.peek_tag()?;
        self.advance();
        Ok(tag)
    }

    /// Reads the header of a map and returns how many pairs follow; reads nothing if the next
    /// term is no map.
    #[inline]
    pub(crate) fn map_header(&mut self) -> Result<Option<usize>, DecodeError> {
        if self.peek_tag()? != MAP_EXT {
            return Ok(None);
        }
        self.advance();
        self.count(2, 0).map(Some)
    }

    /// Reads the header of a list or tuple; reads nothing if the next term is neither.
    #[inline]
    pub(crate) fn sequence_header(&mut self) -> Result<Option<Sequence<'a>>, DecodeError> {
        let tag = self.peek_tag()?;
        if !matches!(tag, SMALL_TUPLE_EXT..=LIST_EXT) {
            return Ok(None);
        }
        self.advance();
        let mut is_list = false;
        let count = match tag {
            SMALL_TUPLE_EXT => self.short_count()?,
            LARGE_TUPLE_EXT => self.count(1, 0)?,
            NIL_EXT => 0,
            STRING_EXT => return self.string().map(|bytes| Some(Sequence::Bytes(bytes))),
            _ => {
                is_list = true;
                self.count(1, 1)?
            }
        };
        Ok(Some(Sequence::Terms { count, is_list }))
    }

    /// Reads the start of a list's tail: a list again, with which the first one goes on.
    pub(crate) fn tail(&mut self) -> Result<Sequence<'a>, DecodeError> {
        match self.peek_tag()? {
            NIL_EXT | STRING_EXT | LIST_EXT => {}
            tag if is_known(tag) => return Err(self.error(DecodeErrorKind::ImproperList)),
            _ => return Err(self.unsupported()),
        }
        let tail = self.sequence_header()?;
        Ok(tail.unwrap_or(Sequence::Terms { count: 0, is_list: false }))
    }

    /// Reads an atom or a binary as text; reads nothing if the next term is neither.
    #[inline]
    pub(crate) fn text(&mut self) -> Result<Option<Text<'a>>, DecodeError> {
        match self.peek_tag()? {
            BINARY_EXT => {
                let text = Cow::Borrowed(self.binary_text()?);
                Ok(Some(Text { text, is_atom: false }))
            }
            ATOM_EXT | SMALL_ATOM_EXT | ATOM_UTF8_EXT | SMALL_ATOM_UTF8_EXT => {
                Ok(Some(Text { text: self.atom()?, is_atom: true }))
            }
            _ => Ok(None),
        }
    }

    /// Reads the atom `nil` or `null`; reads nothing if the next term is another.
    #[inline]
    pub(crate) fn null(&mut self) -> Result<bool, DecodeError> {
        self.peek_tag()?;
        match self.rest {
            [SMALL_ATOM_UTF8_EXT | SMALL_ATOM_EXT, 3, b'n', b'i', b'l', rest @ ..]
            | [SMALL_ATOM_UTF8_EXT | SMALL_ATOM_EXT, 4, b'n', b'u', b'l', b'l', rest @ ..]
            | [ATOM_UTF8_EXT | ATOM_EXT, 0, 3, b'n', b'i', b'l', rest @ ..]
            | [ATOM_UTF8_EXT | ATOM_EXT, 0, 4, b'n', b'u', b'l', b'l', rest @ ..] => {
                self.rest = rest;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// Reads an integer of any size; reads nothing if the next term is none. Leading zeros in a
    /// big one, or no bytes at all, are accepted as Erlang accepts them.
    #[inline]
    pub(crate) fn integer(&mut self) -> Result<Option<Integer<'a>>, DecodeError> {
        let tag = self.peek_tag()?;
        if !matches!(tag, SMALL_INTEGER_EXT | INTEGER_EXT | SMALL_BIG_EXT | LARGE_BIG_EXT) {
            return Ok(None);
        }
        self.advance();
        let integer = match tag {
            SMALL_BIG_EXT => {
                let [length] = self.array()?;
                self.big(usize::from(length), 2)?
            }
            SMALL_INTEGER_EXT => {
                let [value] = self.array()?;
                Integer::Unsigned(u64::from(value))
            }
            INTEGER_EXT => {
                let value = i64::from(i32::from_be_bytes(self.array()?));
                u64::try_from(value).map_or(Integer::Negative(value), Integer::Unsigned)
            }
            _ => {
                let length = self.length_field()?;
                self.big(length, 5)?
            }
        };
        Ok(Some(integer))
    }

    #[inline]
    fn big(&mut self, length: usize, header: usize) -> Result<Integer<'a>, DecodeError> {
        let [sign] = self.array()?;
        let magnitude = self.take(length, header + 1)?;
        Ok(Integer::from_parts(sign != 0, magnitude))
    }

    /// Reads a float; reads nothing if the next term is none.
    #[inline]
    pub(crate) fn float(&mut self) -> Result<Option<f64>, DecodeError> {
        let tag = self.peek_tag()?;
        if !matches!(tag, NEW_FLOAT_EXT | FLOAT_EXT) {
            return Ok(None);
        }
        let start = self.position();
        self.advance();
        let value = match tag {
            NEW_FLOAT_EXT => f64::from_be_bytes(self.array()?),
            _ => parse_float(&self.array::<31>()?).unwrap_or(f64::NAN),
        };
        if !value.is_finite() {
            return Err(DecodeError::data(DecodeErrorKind::InvalidNumber, start));
        }
        Ok(Some(value))
    }

    /// Reads a binary or a list of small integers as bytes; reads nothing if the next term is
    /// neither.
    pub(crate) fn bytes(&mut self) -> Result<Option<&'a [u8]>, DecodeError> {
        match self.peek_tag()? {
            BINARY_EXT => self.binary().map(Some),
            STRING_EXT => {
                self.advance();
                self.string().map(Some)
            }
            // What Erlang writes for a `STRING_EXT` of no bytes.
            NIL_EXT => {
                self.advance();
                Ok(Some(&[]))
            }
            _ => Ok(None),
        }
    }

    /// Reads the bytes of a binary. The next term must be one.
    #[inline]
    fn binary(&mut self) -> Result<&'a [u8], DecodeError> {
        self.advance();
        let length = self.length_field()?;
        self.take(length, 5)
    }

    /// Reads a binary as text. The next term must be a binary.
    #[inline]
    fn binary_text(&mut self) -> Result<&'a str, DecodeError> {
        let start = self.position();
        let bytes = self.binary()?;
        std::str::from_utf8(bytes)
            .map_err(|_| DecodeError::data(DecodeErrorKind::InvalidUtf8, start))
    }

    /// Reads an atom. The next term must be one.
    #[inline]
    fn atom(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        let start = self.position();
        let (tag, bytes) = self.atom_bytes()?;
        let is_latin_1 = matches!(tag, ATOM_EXT | SMALL_ATOM_EXT);
        match std::str::from_utf8(bytes) {
            Ok(text) if bytes.len() <= MAX_ATOM_CHARS && (!is_latin_1 || text.is_ascii()) => {
                Ok(Cow::Borrowed(text))
            }
            utf8 => unusual_atom(bytes, utf8.ok(), is_latin_1)
                .ok_or_else(|| DecodeError::data(DecodeErrorKind::InvalidAtom, start)),
        }
    }

    #[inline]
    fn atom_bytes(&mut self) -> Result<(u8, &'a [u8]), DecodeError> {
        let [tag] = self.array()?;
        let bytes = match tag {
            SMALL_ATOM_EXT | SMALL_ATOM_UTF8_EXT => {
                let [length] = self.array()?;
                self.take(usize::from(length), 2)?
            }
            _ => {
                let length = u16::from_be_bytes(self.array()?);
                self.take(usize::from(length), 3)?
            }
        };
        Ok((tag, bytes))
    }

    /// Steps over one term without recursion, verifying what Erlang's `binary_to_term` verifies,
    /// equal keys in a map excepted.
    ///
    /// Fails with [`DecodeErrorKind::DepthExceeded`] above [`MAX_SKIP_DEPTH`] containers, empty
    /// ones not counted.
    pub(crate) fn skip(&mut self) -> Result<(), DecodeError> {
        let start = *self;
        // A term of so few containers cannot nest deeper than allowed, so that a count of the
        // terms still to come does for it.
        let mut containers = 0;
        let mut left = 1;
        while left > 0 {
            let (children, is_list) = self.step()?;
            left -= 1;
            if children > 0 {
                left += children + usize::from(is_list);
                containers += 1;
                if left > self.rest.len() {
                    return Err(self.error(DecodeErrorKind::InvalidLength));
                }
                if containers > MAX_SKIP_DEPTH {
                    *self = start;
                    return self.skip_many();
                }
            }
        }
        Ok(())
    }

    /// As [`skip`](Self::skip), for terms of many containers, with an exact stack of them.
    #[cold]
    fn skip_many(&mut self) -> Result<(), DecodeError> {
        // For each open container, how many elements come after the one being read, and whether
        // a tail comes after them.
        let mut open: Vec<(usize, bool)> = Vec::new();
        loop {
            let start = self.position();
            let (children, is_list) = self.step()?;
            if children > 0 {
                if open.len() == MAX_SKIP_DEPTH {
                    return Err(too_deep(start, MAX_SKIP_DEPTH));
                }
                open.push((children - 1, is_list));
                continue;
            }
            loop {
                match open.last_mut() {
                    None => return Ok(()),
                    Some((0, is_list)) => {
                        let has_tail = *is_list;
                        open.pop();
                        // The tail goes on with the list where that stands: no deeper.
                        if has_tail {
                            break;
                        }
                    }
                    Some((left, _)) => {
                        *left -= 1;
                        break;
                    }
                }
            }
        }
    }

    /// Reads one scalar, or the header of one container. Returns how many terms follow in it, and
    /// whether a tail follows those.
    #[inline]
    fn step(&mut self) -> Result<(usize, bool), DecodeError> {
        match self.peek_tag()? {
            BINARY_EXT => {
                self.binary()?;
            }
            ATOM_EXT | SMALL_ATOM_EXT | ATOM_UTF8_EXT | SMALL_ATOM_UTF8_EXT => {
                self.atom()?;
            }
            SMALL_INTEGER_EXT => {
                self.array::<2>()?;
            }
            INTEGER_EXT => {
                self.array::<5>()?;
            }
            SMALL_BIG_EXT => {
                let [_, length, _] = self.array()?;
                self.take(usize::from(length), 3)?;
            }
            LARGE_BIG_EXT => {
                self.integer()?;
            }
            NEW_FLOAT_EXT | FLOAT_EXT => {
                self.float()?;
            }
            MAP_EXT => {
                self.advance();
                return Ok((2 * self.count(2, 0)?, false));
            }
            LIST_EXT => {
                self.advance();
                return Ok((self.count(1, 1)?, true));
            }
            SMALL_TUPLE_EXT..=STRING_EXT => {
                if let Some(Sequence::Terms { count, .. }) = self.sequence_header()? {
                    return Ok((count, false));
                }
            }
            _ => return Err(self.unsupported()),
        }
        Ok((0, false))
    }

    /// Steps over the tag byte, which was peeked at.
    #[inline]
    fn advance(&mut self) {
        self.rest = self.rest.get(1..).unwrap_or_default();
    }

    #[inline]
    fn array<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        match self.rest.split_first_chunk() {
            Some((array, rest)) => {
                self.rest = rest;
                Ok(*array)
            }
            None => Err(self.unexpected_end()),
        }
    }

    /// A length or count of four bytes.
    #[inline]
    fn length_field(&mut self) -> Result<usize, DecodeError> {
        // Saturates on 16-bit targets, where no such length can be met.
        Ok(usize::try_from(u32::from_be_bytes(self.array()?)).unwrap_or(usize::MAX))
    }

    /// Bytes that a length field claims, at the end of a term's `header`.
    #[inline]
    fn take(&mut self, length: usize, header: usize) -> Result<&'a [u8], DecodeError> {
        match self.rest.split_at_checked(length) {
            Some((taken, rest)) => {
                self.rest = rest;
                Ok(taken)
            }
            None => Err(self.invalid_length(header)),
        }
    }

    /// A count of four bytes, each of whose elements takes at least `each` bytes, before at least
    /// `tail` more.
    #[inline]
    fn count(&mut self, each: usize, tail: usize) -> Result<usize, DecodeError> {
        let count = self.length_field()?;
        if count > self.rest.len().saturating_sub(tail) / each {
            return Err(self.invalid_length(5));
        }
        Ok(count)
    }

    #[inline]
    fn short_count(&mut self) -> Result<usize, DecodeError> {
        let [count] = self.array()?;
        let count = usize::from(count);
        if count > self.rest.len() { Err(self.invalid_length(2)) } else { Ok(count) }
    }

    fn string(&mut self) -> Result<&'a [u8], DecodeError> {
        let length = u16::from_be_bytes(self.array()?);
        self.take(usize::from(length), 3)
    }

    /// An error at the byte that would be read next.
    #[cold]
    #[inline(never)]
    pub(crate) fn error(&self, kind: DecodeErrorKind) -> DecodeError {
        DecodeError::data(kind, self.position())
    }

    #[cold]
    #[inline(never)]
    fn unexpected_end(&self) -> DecodeError {
        DecodeError::data(DecodeErrorKind::UnexpectedEnd, self.length)
    }

    #[cold]
    #[inline(never)]
    fn invalid_length(&self, header: usize) -> DecodeError {
        DecodeError::data(DecodeErrorKind::InvalidLength, self.position() - header)
    }

    /// The error for a term whose tag this format, or this reader, does not know.
    #[cold]
    #[inline(never)]
    pub(crate) fn unsupported(&self) -> DecodeError {
        match self.rest {
            [] => self.unexpected_end(),
            [COMPRESSED, ..] => self.error(DecodeErrorKind::CompressedTerm),
            [tag, ..] => self.error(DecodeErrorKind::UnsupportedTag).with_tag(*tag),
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
        is_short.then(|| bytes.iter().copied().map(char::from).collect::<String>().into())
    } else {
        utf8.filter(|text| text.chars().count() <= MAX_ATOM_CHARS).map(Cow::Borrowed)
    }
}

/// The text of a `FLOAT_EXT`, as far as its first zero byte: digits on both sides of a point (or
/// comma, which Erlang takes too), then perhaps an exponent.
#[cold]
fn parse_float(bytes: &[u8; 31]) -> Option<f64> {
    let length = bytes.iter().position(|&byte| byte == 0)?;
    let text = std::str::from_utf8(&bytes[..length]).ok()?;
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, rest) = unsigned.split_once(['.', ','])?;
    let (fraction, exponent) = rest.split_once(['e', 'E']).unwrap_or((rest, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if ![whole, fraction, exponent].into_iter().all(is_digits) {
        return None;
    }
    text.replacen(',', ".", 1).parse().ok()
}
