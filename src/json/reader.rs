//! The one scanner of JSON text: strings and white space here, [numbers](super::number) and
//! [values that are stepped over](super::skip) beside it.
//!
//! It accepts what `serde_json::Value` accepts, numbers out of range and lone surrogates
//! included in what it refuses, and never recurses. Whether the text is UTF-8 is checked by who has
//! it, once for all of it.

use memchr::memchr;

use crate::scan::container;
use crate::scan::digits::id_and_quote;
use crate::scan::first_bytes;
use crate::scan::json::{commas_and_end, end_of_plain};
use crate::{DecodeError, DecodeErrorKind};

use super::escape;

/// A place in JSON text, which goes on from value to value.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) position: usize,
}

/// What stands between two quotes, its escapes checked.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    raw: &'a [u8],
    has_escapes: bool,
}

impl<'a> Text<'a> {
    /// The text as it stands, with its escapes.
    pub(crate) fn raw(self) -> &'a [u8] {
        self.raw
    }

    /// The text as it stands, where it has no escapes.
    pub(crate) fn plain(self) -> Option<&'a [u8]> {
        (!self.has_escapes).then_some(self.raw)
    }

    /// Appends the text without its escapes. False if it is not UTF-8, with nothing appended.
    pub(crate) fn unescape(self, out: &mut String) -> bool {
        let Ok(mut rest) = str::from_utf8(self.raw) else { return false };
        while let Some(index) = self.has_escapes.then(|| memchr(b'\\', rest.as_bytes())).flatten() {
            out.push_str(&rest[..index]);
            let (character, length) = escape::character(&rest.as_bytes()[index..]);
            out.push(character);
            rest = &rest[index + length..];
        }
        out.push_str(rest);
        true
    }

    /// Whether the text is `other` once it is unescaped.
    pub(crate) fn is(self, other: &str) -> bool {
        if self.has_escapes {
            self.is_unescaped(other.as_bytes())
        } else {
            self.raw == other.as_bytes()
        }
    }

    /// As [`is`](Self::is), character by character, so that nothing is allocated.
    #[cold]
    fn is_unescaped(self, mut other: &[u8]) -> bool {
        let mut rest = self.raw;
        while let Some((&byte, behind)) = rest.split_first() {
            let mut utf8 = [byte, 0, 0, 0];
            let found = if byte == b'\\' {
                let (character, length) = escape::character(rest);
                rest = &rest[length..];
                character.encode_utf8(&mut utf8).len()
            } else {
                rest = behind;
                1
            };
            match other.strip_prefix(&utf8[..found]) {
                Some(left) => other = left,
                None => return false,
            }
        }
        other.is_empty()
    }
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, position: 0 }
    }

    /// At another place of the same text.
    pub(crate) fn at(self, position: usize) -> Self {
        Self { position, ..self }
    }

    #[inline(always)]
    pub(crate) fn position(&self) -> usize {
        self.position
    }

    /// The text from a place at which the reader stood to where it stands.
    pub(crate) fn since(&self, start: usize) -> &'a [u8] {
        &self.bytes[start..self.position]
    }

    /// A part of the text, which is UTF-8.
    pub(super) fn text_at(&self, start: usize, length: usize) -> &'a str {
        let bytes = self.bytes.get(start..start + length).unwrap_or_default();
        str::from_utf8(bytes).unwrap_or_default()
    }

    /// The byte at the cursor.
    #[inline(always)]
    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.position).copied()
    }

    /// Steps over white space. Returns what comes then, and zero at the end, where no value begins
    /// either.
    #[inline(always)]
    pub(super) fn token(&mut self) -> u8 {
        match self.peek() {
            Some(byte) if byte > b' ' => byte,
            _ => {
                self.position = self.behind_whitespace();
                self.peek().unwrap_or(0)
            }
        }
    }

    // What is called below takes the reader as it is and returns where it is to go on, so that
    // callers can have the place in a register.

    #[inline(never)]
    fn behind_whitespace(self) -> usize {
        let rest = self.bytes.get(self.position..).unwrap_or_default();
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
        self.position + rest.iter().take_while(|byte| is_space(byte)).count()
    }

    /// Takes the byte if it is the next one.
    #[inline(always)]
    pub(crate) fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.position += 1;
        }
        found
    }

    /// The place after a word that stands at a place.
    #[inline(always)]
    pub(super) fn behind_word<const N: usize>(&self, at: usize, word: &[u8; N]) -> Option<usize> {
        (self.bytes.get(at..)?.first_chunk() == Some(word)).then_some(at + N)
    }

    #[inline(always)]
    pub(crate) fn skip_whitespace(&mut self) {
        self.token();
    }

    /// Takes the byte that was seen to be next.
    #[inline(always)]
    pub(super) fn step(&mut self) {
        self.position += 1;
    }

    /// An error at the cursor: cut short, or a byte that may not stand here.
    #[cold]
    pub(crate) fn unexpected(self) -> DecodeError {
        let ended = self.position >= self.bytes.len();
        let kind = if ended { DecodeErrorKind::UnexpectedEnd } else { DecodeErrorKind::Syntax };
        DecodeError::data(kind, self.position)
    }

    /// An object's key, its colon and the white space around them.
    #[inline(always)]
    pub(crate) fn key(&mut self) -> Result<Text<'a>, DecodeError> {
        self.token();
        let key = self.string()?;
        self.colon()?;
        Ok(key)
    }

    #[inline(always)]
    pub(super) fn colon(&mut self) -> Result<(), DecodeError> {
        // A branch, which is foreseen, so that what follows does not wait for the byte.
        if self.peek() == Some(b':') {
            self.position += 1;
            return Ok(());
        }
        self.position = self.behind_late_colon()?;
        Ok(())
    }

    #[cold]
    fn behind_late_colon(mut self) -> Result<usize, DecodeError> {
        match self.token() {
            b':' => Ok(self.position + 1),
            _ => Err(self.unexpected()),
        }
    }

    /// A string.
    #[inline(always)]
    pub(crate) fn string(&mut self) -> Result<Text<'a>, DecodeError> {
        match self.plain_string() {
            Some(raw) => Ok(Text { raw, has_escapes: false }),
            None => {
                let text;
                (text, self.position) = self.long_string()?;
                Ok(text)
            }
        }
    }

    /// A string without escapes that is not at the very end of the text.
    #[inline(always)]
    pub(super) fn plain_string(&mut self) -> Option<&'a [u8]> {
        if self.peek() != Some(b'"') {
            return None;
        }
        let (_, rest) = self.bytes.get(self.position..)?.split_first()?;
        let chunk: &[u8; 16] = rest.first_chunk()?;
        let length = end_of_plain(chunk).unwrap_or_else(|| 16 + plain_length(&rest[16..]));
        let raw = rest.get(..length).filter(|_| rest.get(length) == Some(&b'"'))?;
        self.position += length + 2;
        Some(raw)
    }

    /// The next bytes as a number, where they are few: see [`first_bytes`].
    #[inline(always)]
    pub(super) fn first_bytes(self, length: usize) -> Option<u128> {
        first_bytes(self.bytes.get(self.position..)?, length)
    }

    /// An id, as [`plain_id`](Self::plain_id) reads it.
    #[inline(always)]
    pub(super) fn id(&mut self) -> Option<u64> {
        let id;
        (id, self.position) = self.plain_id(self.position)?;
        Some(id)
    }

    /// An id at a place, and the place after it: text of 16 to 19 digits that is not at the very end of the text.
    #[inline(always)]
    pub(super) fn plain_id(&self, at: usize) -> Option<(u64, usize)> {
        let [b'"', digits @ ..] = self.bytes.get(at..)?.first_chunk::<21>()? else {
            return None;
        };
        let (id, length) = id_and_quote(digits)?;
        Some((id, at + length + 2))
    }

    /// What is left of the text.
    #[inline(always)]
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.position..).unwrap_or_default()
    }

    /// Any string, and what is behind it.
    #[inline(never)]
    pub(super) fn long_string(mut self) -> Result<(Text<'a>, usize), DecodeError> {
        match self.peek() {
            Some(b'"') => {}
            _ => return Err(self.unexpected()),
        }
        let start = self.position + 1;
        self.position = start;
        let mut has_escapes = false;
        let mut long = start + LONG_STRING;
        loop {
            if self.position >= long {
                let found = container::end_of_string(self.bytes, self.position, escape::length);
                if let Some((end, more)) = found {
                    has_escapes |= more;
                    self.position = end;
                    break;
                }
                long = usize::MAX;
            }
            self.position += plain_length(&self.bytes[self.position..]);
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    let length = escape::length(&self.bytes[self.position..]);
                    let invalid =
                        || DecodeError::data(DecodeErrorKind::InvalidEscape, self.position);
                    self.position += length.ok_or_else(invalid)?;
                    has_escapes = true;
                }
                _ => return Err(self.unexpected()),
            }
        }
        let raw = &self.bytes[start..self.position];
        Ok((Text { raw, has_escapes }, self.position + 1))
    }

    /// `null`, `true` or `false`, if it is what comes next.
    #[inline(always)]
    pub(crate) fn literal<const N: usize>(&mut self, word: &[u8; N]) -> Result<(), DecodeError> {
        if self.bytes.get(self.position..).and_then(|rest| rest.first_chunk()) == Some(word) {
            self.position += N;
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }

    /// How many entries of the innermost list or object are left, with the one that is next.
    pub(super) fn count_entries(&self) -> usize {
        commas_and_end(&self.bytes[self.position..]).0 + 1
    }

    /// Checks that nothing but white space is left.
    pub(crate) fn end(&mut self) -> Result<(), DecodeError> {
        self.skip_whitespace();
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(DecodeError::data(DecodeErrorKind::TrailingData, self.position)),
        }
    }
}

/// How far a string is read in small steps. Most strings are shorter.
const LONG_STRING: usize = 64;

/// How many bytes of a string's text there are before a quote, a backslash, a control character, or
/// the end.
#[inline(never)]
fn plain_length(bytes: &[u8]) -> usize {
    let mut length = 0;
    while let Some(chunk) = bytes[length..].first_chunk() {
        match end_of_plain(chunk) {
            Some(end) => return length + end,
            None => length += chunk.len(),
        }
        if length == LONG_STRING {
            return long_plain_length(bytes);
        }
    }
    plain_length_from(length, bytes)
}

/// As [`plain_length`], of what is plain as far as [`LONG_STRING`].
#[inline(never)]
fn long_plain_length(bytes: &[u8]) -> usize {
    let mut length = LONG_STRING + container::plain_blocks(&bytes[LONG_STRING..]);
    while let Some(chunk) = bytes[length..].first_chunk() {
        match end_of_plain(chunk) {
            Some(end) => return length + end,
            None => length += chunk.len(),
        }
    }
    plain_length_from(length, bytes)
}

/// As [`plain_length`], where fewer than sixteen bytes are left.
#[inline]
fn plain_length_from(length: usize, bytes: &[u8]) -> usize {
    let ends = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    let rest = &bytes[length..];
    length + rest.iter().position(ends).unwrap_or(rest.len())
}

/// Where the closing quote of a string stands whose content begins at `position`, or the end.
pub(super) fn end_of_string(text: &[u8], mut position: usize) -> usize {
    while let Some(index) = text.get(position..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest))
    {
        position += index;
        if text[position] == b'"' {
            return position;
        }
        position += 2;
    }
    text.len()
}
