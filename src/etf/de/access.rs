//! Lists, maps and variants while serde reads them.

use serde::de::{
    DeserializeSeed, Deserializer as _, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::Deserializer;
use super::key::Key;
use crate::budget::Budget;
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
}

impl<'a, 'de> Elements<'a, 'de> {
    #[inline]
    pub(super) fn new(de: &'a mut Deserializer<'de>, left: Sequence<'de>, size: usize) -> Self {
        Self { de, left, index: 0, size, grows: false }
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
            Sequence::Terms { count: 0, is_list: true } => self.go_on_with_tail(),
            Sequence::Terms { count, .. } => Ok(count == 0),
            Sequence::Bytes(bytes) => Ok(bytes.is_empty()),
        }
    }

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
}

impl<'de> SeqAccess<'de> for Elements<'_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        if self.finish()? {
            return Ok(None);
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
        element.map(Some).map_err(|error| error.at(start).in_element(index))
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
            marker::REREAD => visitor.visit_seq(ByteReads(self.0)),
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
    left: usize,
    fields: &'static [&'static str],
    /// Stands at the first key or, after an error, at that of its entry: where the search for the
    /// next error's place begins.
    first: Reader<'de>,
}

impl<'a, 'de> Entries<'a, 'de> {
    #[inline]
    pub(super) fn new(
        de: &'a mut Deserializer<'de>,
        count: usize,
        fields: &'static [&'static str],
    ) -> Self {
        let first = de.reader;
        Self { de, left: count, fields, first }
    }

    #[inline]
    pub(super) fn is_finished(&self) -> bool {
        self.left == 0
    }

    /// Completes an error of the key that is being read.
    #[cold]
    fn in_key(&mut self, error: DecodeError) -> DecodeError {
        let mut reader = self.first;
        loop {
            self.first = reader;
            let is_this = reader.skip().is_err() || reader.position() >= self.de.reader.position();
            if is_this || reader.skip().is_err() {
                return error.at(self.first.position());
            }
        }
    }

    /// Completes an error of the value that is being read: the one that ends where the reader
    /// stands, or behind it.
    #[cold]
    fn in_value(&mut self, error: DecodeError) -> DecodeError {
        let mut reader = self.first;
        loop {
            self.first = reader;
            if reader.skip().is_err() {
                return error;
            }
            let value = reader.position();
            let is_this = reader.skip().is_err() || reader.position() >= self.de.reader.position();
            if is_this {
                return in_entry(error.at(value), self.first, self.fields);
            }
        }
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
        if self.0.left == 0 {
            return Ok(None);
        }
        self.0.left -= 1;
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
        match seed.deserialize(&mut *self.0.de) {
            Ok(value) => Ok(value),
            Err(error) => Err(self.0.in_value(error)),
        }
    }

    #[inline]
    fn size_hint(&self) -> Option<usize> {
        Some(self.0.left)
    }
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

/// A term that is read again and again: each read takes the whole of it, from its start.
pub(super) struct Reads<'a, 'de> {
    start: Reader<'de>,
    depth: usize,
    budget: Budget,
    de: &'a mut Deserializer<'de>,
}

impl<'a, 'de> Reads<'a, 'de> {
    #[inline]
    pub(super) fn new(de: &'a mut Deserializer<'de>) -> Self {
        Self { start: de.reader, depth: de.depth, budget: de.budget, de }
    }
}

impl<'de> SeqAccess<'de> for Reads<'_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        self.de.reader = self.start;
        self.de.depth = self.depth;
        self.de.budget = self.budget;
        seed.deserialize(&mut *self.de).map(Some)
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
        read(self.de).map_err(|error| in_entry(error.at(start), self.key, self.variants))
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
