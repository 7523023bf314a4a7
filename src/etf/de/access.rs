//! Lists, maps and variants while serde reads them.

use serde::de::{
    DeserializeSeed, Deserializer as _, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;

use super::key::Key;
use super::{Deserializer, wrong_length};
use crate::de::budget::Budget;
use crate::error::DecodeError;
use crate::etf::reader::{Reader, Sequence};
use crate::marker;

/// A list or tuple of which some elements were read.
pub(super) struct Elements<'a, 'de> {
    de: &'a mut Deserializer<'de>,
    left: Sequence<'de>,
    /// Of the element that is read next.
    index: usize,
    /// What an element takes in memory, in bytes; 0 where that is the caller's affair.
    size: usize,
    /// Whether the list went on in a tail, so that what holds the elements grows.
    grows: bool,
    /// Why the list has no end that serde can have. A visitor that goes on finds no more elements, and
    /// the list is refused all the same.
    refused: Option<DecodeError>,
}

impl<'a, 'de> Elements<'a, 'de> {
    #[inline]
    pub(super) fn new(de: &'a mut Deserializer<'de>, left: Sequence<'de>, size: usize) -> Self {
        Self { de, left, index: 0, size, grows: false, refused: None }
    }

    /// Takes what is left of the list, as far as its header says, out of the budget.
    #[inline]
    pub(super) fn charge(&mut self) -> Result<(), DecodeError> {
        if self.size == 0 { Ok(()) } else { self.de.budget.charge(self.left.count(), self.size) }
    }

    /// Takes what is left of a list that goes on in a tail out of the budget. A vector may double its
    /// room then, and the old one stands beside the new one.
    fn charge_growth(&mut self) -> Result<(), DecodeError> {
        if !std::mem::replace(&mut self.grows, true) {
            self.de.budget.charge(2 * self.index, self.size)?;
        }
        self.de.budget.charge(3 * self.left.count(), self.size)
    }

    /// Whether nothing is left, once the tail of the list is read.
    #[inline(always)]
    pub(super) fn finish(&mut self) -> Result<bool, DecodeError> {
        match self.left {
            Sequence::Terms { count: 0, is_list: true } => {
                if self.de.reader.plain_nil() {
                    self.left = Sequence::Terms { count: 0, is_list: false };
                    return Ok(true);
                }
                self.go_on_with_tail()
            }
            Sequence::Terms { count, .. } => Ok(count == 0),
            Sequence::Bytes(bytes) => Ok(bytes.is_empty()),
        }
    }

    #[cold]
    #[inline(never)]
    fn go_on_with_tail(&mut self) -> Result<bool, DecodeError> {
        while let Sequence::Terms { count: 0, is_list: true } = self.left {
            self.left = self.de.reader.tail()?;
            if !matches!(self.left, Sequence::Terms { count: 0, .. }) {
                self.charge_growth()?;
            }
        }
        self.finish()
    }

    /// Whether nothing is left, as the usual visitor has it.
    #[inline(always)]
    pub(super) fn is_finished(&self) -> bool {
        matches!(self.left, Sequence::Terms { count: 0, is_list: false }) && self.refused.is_none()
    }

    /// Ends a list whose tail is not a list.
    #[cold]
    fn refuse(&mut self, error: DecodeError) -> DecodeError {
        self.go_over_rest();
        self.refused = Some(error.clone());
        error
    }

    /// Goes to the end of the list that began at `start`, over what the visitor left, and over a tail
    /// that is no list. An error if that is anything.
    #[inline(never)]
    pub(super) fn leave(&mut self, start: usize) -> Result<(), DecodeError> {
        let finished = self.finish();
        if !matches!(finished, Ok(true)) {
            self.go_over_rest();
        }
        self.de.left();
        match (finished, self.refused.take()) {
            (Ok(true), None) => Ok(()),
            (Ok(false), None) => Err(wrong_length(start)),
            (_, Some(error)) | (Err(error), None) => Err(error),
        }
    }

    #[cold]
    fn go_over_rest(&mut self) {
        while let Sequence::Terms { count, is_list } = self.left {
            let ended = match count {
                0 if !is_list => break,
                0 => {
                    let tail = self.de.reader;
                    self.left = self.de.reader.tail().unwrap_or_else(|_| {
                        self.de.reader = tail;
                        Sequence::Terms { count: 1, is_list: false }
                    });
                    continue;
                }
                _ => self.de.skip(),
            };
            self.left = match ended {
                Ok(()) => Sequence::Terms { count: count - 1, is_list },
                Err(_) => self.de.broken(),
            };
        }
    }

    /// Completes an error of the element that began there, and goes to its end.
    #[cold]
    #[inline(never)]
    fn in_element(&mut self, error: DecodeError, start: usize, index: usize) -> DecodeError {
        if matches!(self.left, Sequence::Terms { .. }) && !self.de.recover(start) {
            self.left = self.de.broken();
        }
        error.at(start).in_element(index)
    }
}

impl<'de> SeqAccess<'de> for Elements<'_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        match self.finish() {
            Ok(false) => {}
            Ok(true) => return Ok(None),
            Err(error) => return Err(self.refuse(error)),
        }
        let position = self.de.reader.position();
        let (start, element) = match &mut self.left {
            Sequence::Terms { count, .. } => {
                *count -= 1;
                (position, seed.deserialize(&mut *self.de))
            }
            Sequence::Bytes(bytes) => {
                let Some((&byte, rest)) = bytes.split_first() else { return Ok(None) };
                let start = position - bytes.len();
                *bytes = rest;
                (start, seed.deserialize(Byte(byte)))
            }
        };
        let index = self.index;
        self.index += 1;
        element.map(Some).map_err(|error| self.in_element(error, start, index))
    }

    #[inline]
    fn size_hint(&self) -> Option<usize> {
        // The reader made sure that the bytes left can hold as many.
        Some(self.left.count())
    }
}

/// An element of a `STRING_EXT`.
struct Byte(u8);

impl<'de> serde::Deserializer<'de> for Byte {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_u64(u64::from(self.0))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match name {
            marker::INTEGER => self.deserialize_any(visitor),
            marker::REREAD | marker::NULLABLE => visitor.visit_seq(ByteReads(self.0)),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match name {
            marker::MAP | marker::BOXED => visitor.visit_newtype_struct(self),
            _ => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple map struct enum identifier ignored_any
    }
}

/// An element of a `STRING_EXT` that is read again and again.
struct ByteReads(u8);

impl<'de> SeqAccess<'de> for ByteReads {
    type Error = DecodeError;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        seed.deserialize(Byte(self.0)).map(Some)
    }
}

/// A map of which some entries were read.
pub(super) struct Entries<'a, 'de> {
    de: &'a mut Deserializer<'de>,
    /// How many keys are to come.
    left: usize,
    fields: &'static [&'static str],
    /// One more than the bytes that were left before the key whose value comes next; 0 if a key comes next.
    key: usize,
}

impl<'a, 'de> Entries<'a, 'de> {
    #[inline]
    pub(super) fn new(
        de: &'a mut Deserializer<'de>,
        count: usize,
        fields: &'static [&'static str],
    ) -> Self {
        Self { de, left: count, fields, key: 0 }
    }

    #[inline]
    pub(super) fn is_finished(&self) -> bool {
        self.left | self.key == 0
    }

    /// Goes to the end of the map that began at `start`, over what the visitor left, which is an error.
    /// Completes the error of a visitor.
    #[cold]
    #[inline(never)]
    pub(super) fn leave<T>(&mut self, start: usize, result: &mut Result<T, DecodeError>) {
        if !self.is_finished() && result.is_ok() {
            *result = Err(wrong_length(start));
        }
        while !self.is_finished() {
            if std::mem::take(&mut self.key) == 0 {
                (self.left, self.key) = (self.left - 1, self.de.reader.remaining() + 1);
            }
            if self.de.skip().is_err() {
                self.broken();
            }
        }
        self.de.left();
        if let Err(error) = result {
            error.place(start);
        }
    }

    /// Completes an error of the key that is being read, and goes to its value, which comes next.
    #[cold]
    #[inline(never)]
    fn in_key(&mut self, error: DecodeError) -> DecodeError {
        let start = self.de.reader_before(self.key - 1).position();
        if !self.de.recover(start) {
            self.broken();
        }
        error.at(start)
    }

    /// Completes an error of the value that is being read, and goes to its end.
    #[cold]
    #[inline(never)]
    fn in_value(&mut self, error: DecodeError) -> DecodeError {
        let key = self.de.reader_before(std::mem::take(&mut self.key) - 1);
        let mut reader = key;
        let is_whole = reader.skip().is_ok();
        let value = reader.position();
        if !(is_whole && self.de.recover(value)) {
            self.broken();
        }
        in_entry(error.at(value), key, self.fields)
    }

    fn broken(&mut self) {
        (self.left, self.key) = (0, 0);
        self.de.is_broken = true;
    }
}

/// Entries as serde takes them.
///
/// Not a reference, which serde would call through: each object's loop has its search for keys in
/// it.
pub(super) struct OpenEntries<'e, 'a, 'de>(pub(super) &'e mut Entries<'a, 'de>);

impl<'de> MapAccess<'de> for OpenEntries<'_, '_, 'de> {
    type Error = DecodeError;

    #[inline(always)]
    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        if self.0.key != 0 {
            return Err(out_of_order());
        }
        if self.0.left == 0 {
            return Ok(None);
        }
        self.0.left -= 1;
        self.0.key = self.0.de.reader.remaining() + 1;
        match seed.deserialize(Key::new(self.0.de)) {
            Ok(key) => Ok(Some(key)),
            Err(error) => Err(self.0.in_key(error)),
        }
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<S::Value, DecodeError> {
        if self.0.key == 0 {
            return Err(out_of_order());
        }
        match seed.deserialize(&mut *self.0.de) {
            Ok(value) => {
                self.0.key = 0;
                Ok(value)
            }
            Err(error) => Err(self.0.in_value(error)),
        }
    }

    #[inline]
    fn size_hint(&self) -> Option<usize> {
        Some(self.0.left)
    }
}

/// For a visitor that asks for a key before the value of the last one, or for a value without a key.
#[cold]
#[inline(never)]
fn out_of_order() -> DecodeError {
    Error::custom("out of order")
}

/// Puts the key of an entry in front of the path, if it is one of the names that are known.
#[cold]
#[inline(never)]
fn in_entry(
    error: DecodeError,
    mut key: Reader<'_>,
    names: &'static [&'static str],
) -> DecodeError {
    let Ok(Some(key)) = key.text() else { return error.in_key() };
    match names.iter().find(|name| **name == key.text) {
        Some(name) => error.in_field(name),
        None => error.in_key(),
    }
}

/// A term that is read again and again: each read takes the whole of it, from its start to its end,
/// or to where the bytes are broken.
pub(super) struct Reads<'a, 'de> {
    /// How many bytes are left at its start.
    start: usize,
    budget: Budget,
    de: &'a mut Deserializer<'de>,
}

impl<'a, 'de> Reads<'a, 'de> {
    #[inline]
    pub(super) fn new(de: &'a mut Deserializer<'de>) -> Self {
        Self { start: de.reader.remaining(), budget: de.budget, de }
    }

    /// Goes back to the start of the term, after a read.
    #[cold]
    #[inline(never)]
    fn rewind(&mut self) {
        self.de.reader = self.de.reader_before(self.start);
        self.de.budget = self.budget;
    }

    /// After a read that failed, which keeps nothing: goes to the end of the term.
    #[cold]
    #[inline(never)]
    fn failed(&mut self, error: DecodeError) -> DecodeError {
        self.de.budget = self.budget;
        self.de.recover(self.de.reader_before(self.start).position());
        error
    }
}

impl<'de> SeqAccess<'de> for Reads<'_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        // Most are read once, and then there is nothing to undo.
        if self.de.reader.remaining() != self.start {
            self.rewind();
        }
        match seed.deserialize(&mut *self.de) {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(self.failed(error)),
        }
    }
}

/// The one entry of a map that stands for a variant and what it holds.
pub(super) struct Variant<'a, 'de> {
    de: &'a mut Deserializer<'de>,
    variants: &'static [&'static str],
    key: Reader<'de>,
    /// Whether what it holds was read.
    is_read: &'a mut bool,
}

impl<'a, 'de> Variant<'a, 'de> {
    pub(super) fn new(
        de: &'a mut Deserializer<'de>,
        variants: &'static [&'static str],
        is_read: &'a mut bool,
    ) -> Self {
        let key = de.reader;
        Self { de, variants, key, is_read }
    }

    fn content<T>(
        self,
        read: impl FnOnce(&mut Deserializer<'de>) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        *self.is_read = true;
        let start = self.de.reader.position();
        match read(self.de) {
            Ok(content) => Ok(content),
            Err(error) => {
                self.de.recover(start);
                Err(in_entry(error.at(start), self.key, self.variants))
            }
        }
    }
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = DecodeError;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self), DecodeError> {
        let variant =
            seed.deserialize(Key::new(self.de)).map_err(|error| error.at(self.key.position()))?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = DecodeError;

    fn unit_variant(self) -> Result<(), DecodeError> {
        self.content(|de| serde::Deserialize::deserialize(de))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<S::Value, DecodeError> {
        self.content(|de| seed.deserialize(de))
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.content(|de| de.deserialize_tuple(length, visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.content(|de| de.deserialize_struct("", fields, visitor))
    }
}
