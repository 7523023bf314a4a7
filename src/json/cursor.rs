//! JSON text whose strings are lent.

use std::borrow::Cow;
use std::mem;

use bumpalo::Bump;

use super::number::{Number, Precision};
use super::reader::Reader;
use crate::de::extents::{Extent, Recorder};
use crate::{DecodeError, DecodeErrorKind, Stage};

/// A place in JSON text, between tokens, at which strings are lent.
pub(super) struct Cursor<'t, 'de> {
    reader: Reader<'t>,
    lender: Lender<'de>,
}

/// Where strings are lent from.
pub(crate) enum Lender<'de> {
    /// From the text that is read. Those with escapes are lent from an arena.
    Text { text: &'de str, arena: &'de Bump, buffer: &'de mut String },
    /// From what is not lent yet of the bytes that the text was copied from. A text is at least
    /// as long as all of its strings; those that are read once more may have to be copied.
    Bytes(&'de mut [u8]),
}

impl<'de> Lender<'de> {
    /// A part of the text without escapes.
    #[inline(always)]
    fn plain(&mut self, reader: &Reader<'_>, start: usize, length: usize) -> Cow<'de, str> {
        match self {
            Self::Text { text, .. } => {
                Cow::Borrowed(text.get(start..start + length).unwrap_or_default())
            }
            Self::Bytes(_) => self.copied(reader.text_at(start, length)),
        }
    }

    /// Text that does not stand in the text as it is.
    #[inline(never)]
    fn copied(&mut self, text: &str) -> Cow<'de, str> {
        let Self::Bytes(bytes) = self else { return Cow::Owned(text.to_owned()) };
        match mem::take(bytes).split_at_mut_checked(text.len()) {
            Some((lent, rest)) => {
                *bytes = rest;
                lent.copy_from_slice(text.as_bytes());
                Cow::Borrowed(str::from_utf8(lent).unwrap_or_default())
            }
            None => Cow::Owned(text.to_owned()),
        }
    }
}

/// A place at which a cursor stood, or its reader.
#[derive(Clone, Copy)]
pub(super) struct Place(usize);

impl Place {
    #[inline(always)]
    pub(super) fn position(self) -> usize {
        self.0
    }
}

impl<'t, 'de> Cursor<'t, 'de> {
    /// At a place of a text.
    #[inline]
    pub(super) fn new(text: &'t str, position: usize, lender: Lender<'de>) -> Self {
        Self { reader: Reader::new(text.as_bytes()).at(position), lender }
    }

    /// What is not lent yet, so that the text can be read once more.
    pub(super) fn into_lender(self) -> Lender<'de> {
        self.lender
    }

    /// What reads at this place, and elsewhere.
    #[inline(always)]
    pub(super) fn reader(&self) -> Reader<'t> {
        self.reader
    }

    #[inline(always)]
    pub(super) fn position(&self) -> usize {
        self.reader.position()
    }

    #[inline(always)]
    pub(super) fn place(&self) -> Place {
        Place(self.position())
    }

    /// Where a reader stands.
    #[inline(always)]
    pub(super) fn place_of(reader: &Reader<'_>) -> Place {
        Place(reader.position())
    }

    /// Goes to a place at which the cursor stood before, or its reader.
    #[inline(always)]
    pub(super) fn go_to(&mut self, place: Place) {
        self.reader = self.reader.at(place.0);
    }

    /// Steps over white space. Returns what comes then, or zero at the end.
    #[inline(always)]
    pub(super) fn token(&mut self) -> u8 {
        self.reader.token()
    }

    /// Takes a bracket.
    #[inline(always)]
    pub(super) fn bracket(&mut self, bracket: u8) -> Result<(), DecodeError> {
        if self.reader.token() != bracket {
            return Err(self.reader.unexpected());
        }
        self.reader.step();
        Ok(())
    }

    /// Goes on to the next entry of a list or object, over the comma before it unless it is the
    /// first; or over the bracket that closes it, which is false then.
    #[inline(always)]
    pub(super) fn next_entry(&mut self, is_first: bool, closing: u8) -> Result<bool, DecodeError> {
        let token = self.reader.token();
        if token == b',' && !is_first {
            self.reader.step();
            return Ok(true);
        }
        if token == closing {
            self.reader.step();
            return Ok(false);
        }
        if is_first { Ok(true) } else { Err(self.reader.unexpected()) }
    }

    /// An object's key and the colon after it; of a short key, its bytes as a number as well.
    #[inline(always)]
    pub(super) fn key(&mut self) -> Result<(Cow<'de, str>, Option<u128>), DecodeError> {
        let before = self.reader;
        self.reader.token();
        let start = self.reader.position() + 1;
        let Some(length) = self.reader.plain_string().map(<[u8]>::len) else {
            self.reader = before;
            return self.long_key().map(|key| (key, None));
        };
        if let Err(error) = self.reader.colon() {
            self.reader = before;
            return Err(error);
        }
        // No control character is in it, a zero neither.
        let number = self.reader.at(start).first_bytes(length);
        Ok((self.lender.plain(&self.reader, start, length), number))
    }

    /// Steps over an object's key and its colon.
    pub(super) fn skip_key(&mut self) -> Result<(), DecodeError> {
        let mut reader = self.reader;
        reader.key()?;
        self.reader = reader;
        Ok(())
    }

    #[inline(never)]
    fn long_key(&mut self) -> Result<Cow<'de, str>, DecodeError> {
        self.token();
        let before = self.reader;
        let key = self.long_string()?;
        let colon = self.reader.colon();
        if let Err(error) = colon {
            self.reader = before;
            return Err(error);
        }
        Ok(key)
    }

    /// Takes `null`, `true` or `false`.
    #[inline(always)]
    pub(super) fn literal<const N: usize>(&mut self, word: &[u8; N]) -> Result<(), DecodeError> {
        self.reader.literal(word)
    }

    /// An unsigned integer of few digits, if that is what comes next.
    #[inline(always)]
    pub(super) fn short_integer(&mut self) -> Option<u64> {
        self.reader.short_integer()
    }

    /// An id in its usual form.
    #[inline(always)]
    pub(super) fn id(&mut self) -> Option<u64> {
        self.reader.id()
    }

    /// A number of any size.
    pub(super) fn number(&mut self, precision: Precision) -> Result<Number, DecodeError> {
        let (number, end) = self.reader.any_number(precision)?;
        self.reader = self.reader.at(end);
        Ok(number)
    }

    /// Steps over a value that lies in so many containers.
    #[inline(always)]
    pub(super) fn skip_value(&mut self, around: usize) -> Result<(), DecodeError> {
        let mut reader = self.reader;
        reader.skip_value(around)?;
        self.reader = reader;
        Ok(())
    }

    /// As [`skip_value`](Self::skip_value), and records the containers that it steps over.
    pub(super) fn record_value(
        &mut self,
        around: usize,
        recorder: &mut Recorder,
    ) -> Result<(), DecodeError> {
        let mut reader = self.reader;
        reader.record_value(around, recorder)?;
        self.reader = reader;
        Ok(())
    }

    /// Goes to the end of a container that begins here.
    #[inline]
    pub(super) fn go_behind(&mut self, container: Extent) {
        debug_assert_eq!(container.start(), self.position());
        self.reader = self.reader.at(container.end());
    }

    /// A string without its escapes.
    #[inline(always)]
    pub(super) fn string(&mut self) -> Result<Cow<'de, str>, DecodeError> {
        let start = self.position() + 1;
        match self.reader.plain_string().map(<[u8]>::len) {
            Some(length) => Ok(self.lender.plain(&self.reader, start, length)),
            None => self.long_string(),
        }
    }

    #[inline(never)]
    fn long_string(&mut self) -> Result<Cow<'de, str>, DecodeError> {
        let start = self.position() + 1;
        let (text, end) = self.reader.long_string()?;
        self.reader = self.reader.at(end);
        if let Some(raw) = text.plain() {
            return Ok(self.lender.plain(&self.reader, start, raw.len()));
        }
        match &mut self.lender {
            Lender::Text { arena, buffer, .. } => {
                buffer.clear();
                text.unescape(buffer);
                match arena.try_alloc_str(buffer) {
                    Ok(lent) => Ok(Cow::Borrowed(lent)),
                    Err(_) => Err(out_of_memory(arena)),
                }
            }
            lender => {
                let mut unescaped = String::new();
                text.unescape(&mut unescaped);
                Ok(lender.copied(&unescaped))
            }
        }
    }

    /// The text of a value that lies in so many containers, as it came: with its escapes.
    #[inline(never)]
    pub(super) fn raw_value(&mut self, around: usize) -> Result<Cow<'de, str>, DecodeError> {
        self.token();
        let start = self.position();
        self.skip_value(around)?;
        Ok(self.lender.plain(&self.reader, start, self.position() - start))
    }
}

#[cold]
fn out_of_memory(arena: &Bump) -> DecodeError {
    let limit = arena.allocation_limit().unwrap_or(usize::MAX);
    DecodeError::new(Stage::Data, DecodeErrorKind::MemoryExceeded).with_limit(limit)
}
