//! JSON text of which parts are lent, and parts are still written to.
//!
//! What the bytes mean is found out by [`Reader`], in safe code. Here are the two things that need
//! more: strings are lent for as long as the text is, and their escapes are replaced in place while
//! others of them are lent already.
//!
//! Why that is sound:
//!
//! - The cursor has the text to itself: it was made from an exclusive reference to it, which it
//!   keeps as a pointer. The bytes are seen as a slice, or written to, only within a method.
//! - What is lent is the text of a string: UTF-8, since all of the text is, or was before escapes
//!   were replaced in strings. (A string's text begins and ends beside ASCII, and so does an escape
//!   sequence.)
//! - What is lent is never written to again. A string is written to only where its escapes are
//!   replaced, which takes its opening quote away before it is lent, so that it happens once; and
//!   it is written to between its quotes alone. Strings do not overlap, since the cursor only ever
//!   stands between tokens: where it moves, [`Reader`] moves it over whole ones, and where it goes
//!   back, or goes to where a reader went, it or the reader stood before. A string has the same
//!   extent whether its escapes are replaced or not: what it no longer needs is filled with what
//!   cannot be text.
//! - A whole value is lent as it stands only where no string in it was written to. No string that
//!   begins before the end of such a value is written to from then on.
#![allow(unsafe_code)]

use std::marker::PhantomData;
use std::ptr::NonNull;
use std::slice;

use super::escape;
use super::number::{Number, Precision};
use super::reader::{FILLER, Reader, UNESCAPED, check_utf8};
use crate::de::extents::{Extent, Recorder};
use crate::{DecodeError, DecodeErrorKind};

/// A place in JSON text, between tokens, at which strings are lent.
pub(super) struct Cursor<'de> {
    /// The first byte of the text.
    text: NonNull<u8>,
    length: usize,
    position: usize,
    /// Where the last string ends, at the farthest, whose escapes were replaced.
    unescaped: usize,
    /// Where the last value ends, at the farthest, that was lent with its escapes.
    raw: usize,
    owner: PhantomData<&'de mut [u8]>,
}

// SAFETY: it is an exclusive reference to bytes, which may go to other threads.
unsafe impl Send for Cursor<'_> {}

// SAFETY: nothing is written, and nothing lent, through a shared reference to it.
unsafe impl Sync for Cursor<'_> {}

/// A place at which a cursor stood, or its reader, of use to that cursor alone.
#[derive(Clone, Copy)]
pub(super) struct Place(usize);

impl Place {
    #[inline(always)]
    pub(super) fn position(self) -> usize {
        self.0
    }
}

impl<'de> Cursor<'de> {
    /// At the start of a text, which is checked to be UTF-8.
    #[inline]
    pub(super) fn new(text: &'de mut [u8]) -> Result<Self, DecodeError> {
        check_utf8(text)?;
        let length = text.len();
        let text = NonNull::from(text).cast();
        Ok(Self { text, length, position: 0, unescaped: 0, raw: 0, owner: PhantomData })
    }

    /// What reads at this place, and elsewhere.
    #[inline(always)]
    pub(super) fn reader(&self) -> Reader<'_> {
        // SAFETY: the text has that many bytes, and as long as the slice is in use nothing is
        // written: that takes the cursor exclusively.
        let bytes = unsafe { slice::from_raw_parts(self.text.as_ptr(), self.length) };
        Reader::within(bytes, self.position, self.unescaped)
    }

    #[inline(always)]
    pub(super) fn position(&self) -> usize {
        self.position
    }

    #[inline(always)]
    pub(super) fn place(&self) -> Place {
        Place(self.position)
    }

    /// Where a reader stands that this cursor made, and that read whole tokens.
    #[inline(always)]
    pub(super) fn place_of(reader: &Reader<'_>) -> Place {
        Place(reader.position())
    }

    /// Goes to a place at which the cursor stood before, or its reader.
    #[inline(always)]
    pub(super) fn go_to(&mut self, place: Place) {
        self.position = place.0;
    }

    /// Moves on as the reader does, over whole tokens. Where it fails, the cursor stays.
    #[inline(always)]
    fn read<T, E>(&mut self, read: impl FnOnce(&mut Reader<'_>) -> Result<T, E>) -> Result<T, E> {
        let mut reader = self.reader();
        let value = read(&mut reader)?;
        self.position = reader.position();
        Ok(value)
    }

    /// Steps over white space. Returns what comes then, or zero at the end.
    #[inline(always)]
    pub(super) fn token(&mut self) -> u8 {
        let mut reader = self.reader();
        let token = reader.token();
        self.position = reader.position();
        token
    }

    /// Takes a bracket.
    #[inline(always)]
    pub(super) fn bracket(&mut self, bracket: u8) -> Result<(), DecodeError> {
        debug_assert!(b"[]{}".contains(&bracket));
        self.read(|reader| {
            if reader.token() != bracket {
                return Err(reader.unexpected());
            }
            reader.step();
            Ok(())
        })
    }

    /// Goes on to the next entry of a list or object, over the comma before it unless it is the
    /// first; or over the bracket that closes it, which is false then.
    #[inline(always)]
    pub(super) fn next_entry(&mut self, is_first: bool, closing: u8) -> Result<bool, DecodeError> {
        self.read(|reader| {
            let token = reader.token();
            if token == b',' && !is_first {
                reader.step();
                return Ok(true);
            }
            if token == closing {
                reader.step();
                return Ok(false);
            }
            if is_first { Ok(true) } else { Err(reader.unexpected()) }
        })
    }

    /// An object's key and the colon behind it; of a short key, its bytes as a number as well.
    #[inline(always)]
    pub(super) fn key(&mut self) -> Result<(&'de str, Option<u128>), DecodeError> {
        let mut reader = self.reader();
        reader.token();
        let start = reader.position() + 1;
        let Some(length) = reader.plain_string().map(<[u8]>::len) else {
            return self.long_key().map(|key| (key, None));
        };
        reader.colon()?;
        // No control character is in it, a zero neither.
        let number = reader.at(start).first_bytes(length);
        self.position = reader.position();
        // SAFETY: it is the text of a string without escapes.
        Ok((unsafe { self.lend(start, length) }, number))
    }

    /// Steps over an object's key and its colon.
    pub(super) fn skip_key(&mut self) -> Result<(), DecodeError> {
        self.read(|reader| reader.key().map(drop))
    }

    #[inline(never)]
    fn long_key(&mut self) -> Result<&'de str, DecodeError> {
        self.token();
        let key = self.long_string()?;
        self.read(|reader| reader.colon())?;
        Ok(key)
    }

    /// Takes `null`, `true` or `false`.
    #[inline(always)]
    pub(super) fn literal<const N: usize>(&mut self, word: &[u8; N]) -> Result<(), DecodeError> {
        self.read(|reader| reader.literal(word))
    }

    /// An unsigned integer of few digits, if that is what comes next.
    #[inline(always)]
    pub(super) fn short_integer(&mut self) -> Option<u64> {
        self.read(|reader| reader.short_integer().ok_or(())).ok()
    }

    /// An id in its usual form.
    #[inline(always)]
    pub(super) fn id(&mut self) -> Option<u64> {
        self.read(|reader| reader.id().ok_or(())).ok()
    }

    /// A number of any size.
    pub(super) fn number(&mut self, precision: Precision) -> Result<Number, DecodeError> {
        let number;
        (number, self.position) = self.reader().any_number(precision)?;
        Ok(number)
    }

    /// Steps over a value that lies in so many containers.
    #[inline(always)]
    pub(super) fn skip_value(&mut self, around: usize) -> Result<(), DecodeError> {
        self.read(|reader| reader.skip_value(around))
    }

    /// As [`skip_value`](Self::skip_value), and records the containers that it steps over.
    pub(super) fn record_value(
        &mut self,
        around: usize,
        recorder: &mut Recorder,
    ) -> Result<(), DecodeError> {
        self.read(|reader| reader.record_value(around, recorder))
    }

    /// Goes behind a container that begins here, and that was [recorded](Self::record_value): so its
    /// reader stood there before.
    #[inline]
    pub(super) fn go_behind(&mut self, container: Extent) {
        debug_assert_eq!(container.start(), self.position);
        self.position = container.end();
    }

    /// A string, whose escapes are replaced.
    #[inline(always)]
    pub(super) fn string(&mut self) -> Result<&'de str, DecodeError> {
        let mut reader = self.reader();
        let Some(length) = reader.plain_string().map(<[u8]>::len) else {
            return self.long_string();
        };
        let start = self.position + 1;
        self.position = reader.position();
        // SAFETY: it is the text of a string without escapes.
        Ok(unsafe { self.lend(start, length) })
    }

    #[inline(never)]
    fn long_string(&mut self) -> Result<&'de str, DecodeError> {
        let start = self.position + 1;
        let (text, end) = self.reader().long_string()?;
        let mut length = text.raw().len();
        if text.has_escapes() {
            if start < self.raw {
                return Err(DecodeError::data(DecodeErrorKind::RawValueTwice, self.position));
            }
            // SAFETY: the reader found the string to have escapes, and an opening quote.
            length = unsafe { self.unescape(start, length) };
            self.unescaped = self.unescaped.max(end);
        }
        self.position = end;
        // SAFETY: it is the text of a string whose escapes are replaced.
        Ok(unsafe { self.lend(start, length) })
    }

    /// The text of a value that lies in so many containers, as it came: with its escapes.
    #[inline(never)]
    pub(super) fn raw_value(&mut self, around: usize) -> Result<&'de str, DecodeError> {
        self.token();
        let (place, start) = (self.place(), self.position);
        self.skip_value(around)?;
        if start < self.unescaped {
            let reader = self.reader();
            let value = &reader.bytes[start..self.position];
            if memchr::memchr(UNESCAPED, value).is_some() {
                self.go_to(place);
                return Err(DecodeError::data(DecodeErrorKind::RawValueTwice, start));
            }
        }
        self.raw = self.raw.max(self.position);
        // SAFETY: it is the text of a value in which no string was written to: that would have left
        // its mark, which no other value holds.
        Ok(unsafe { self.lend(start, self.position - start) })
    }

    /// Lends a part of the text.
    ///
    /// # Safety
    ///
    /// It has to be the text of a string, without its quotes, and without escapes or after they
    /// were replaced; or the text of a value without strings whose escapes were replaced, which ends
    /// at `raw` or before it.
    #[inline(always)]
    unsafe fn lend(&self, start: usize, length: usize) -> &'de str {
        // SAFETY: the string lies in the text.
        let first = unsafe { self.text.add(start) };
        // SAFETY: so it has that many bytes, which are not written to for as long as the text is
        // borrowed: see above.
        let bytes = unsafe { slice::from_raw_parts(first.as_ptr(), length) };
        // SAFETY: strings are UTF-8, and so are values as they came.
        unsafe { str::from_utf8_unchecked(bytes) }
    }

    /// Replaces the escapes of a string's text, and notes that in the text. Returns how long it is
    /// then, which is shorter.
    ///
    /// # Safety
    ///
    /// It has to be the text of a string with an opening quote before it, which has escapes and
    /// whose escapes are valid.
    unsafe fn unescape(&mut self, start: usize, length: usize) -> usize {
        // SAFETY: the string, and with it its quote, lies in the text.
        let quote = unsafe { self.text.add(start - 1) };
        // SAFETY: so it has that many bytes. With a quote before it, it was not lent, and nobody
        // else sees the text.
        let string = unsafe { slice::from_raw_parts_mut(quote.as_ptr(), length + 1) };
        let [quote, text @ ..] = string else { return 0 };
        *quote = UNESCAPED;
        escape::replace(text, FILLER)
    }
}
