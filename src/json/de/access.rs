//! Lists, objects and variants while serde reads them.

use serde::de::{
    self, DeserializeSeed, Deserializer as _, EnumAccess, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};

use crate::DecodeError;
use crate::de::budget::Budget;
use crate::json::cursor::{Cursor, Place};
use crate::json::reader::Text;

use super::key::Key;
use super::{Values, unread_entries};

/// What comes next in a list or object.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    /// The first entry, or the bracket that closes it.
    First,
    /// A comma and an entry, or the bracket that closes it.
    Entry,
    /// The value of the key that was read.
    Value,
    /// What follows the bracket.
    Closed,
}

pub(super) struct Elements<'v, 't, 'de> {
    values: &'v mut Values<'t, 'de>,
    /// Of the element that is read next.
    index: usize,
    next: Next,
    /// How many elements there are, if that is known.
    counted: Option<usize>,
}

impl<'v, 't, 'de> Elements<'v, 't, 'de> {
    #[inline]
    pub(super) fn new(values: &'v mut Values<'t, 'de>, counted: Option<usize>) -> Self {
        Self { values, index: 0, next: Next::First, counted }
    }

    #[inline]
    pub(super) fn is_closed(&self) -> bool {
        self.next == Next::Closed
    }

    /// Takes elements of a size out of the budget before the first or the second is read: that one, or
    /// all that are left.
    #[inline]
    pub(super) fn charge(&mut self, size: usize) -> Result<(), DecodeError> {
        match self.index {
            0 | 1 if !self.is_closed() => self.charge_ahead(size),
            _ => Ok(()),
        }
    }

    #[inline]
    fn charge_ahead(&mut self, size: usize) -> Result<(), DecodeError> {
        let token = self.values.cursor.token();
        let count = match (self.index, token) {
            (0, b']') => 0,
            (0, _) => 1,
            (_, b',') => self.count_left(),
            _ => 0,
        };
        self.values.budget.charge(count, size)
    }

    /// How many elements are left after the first.
    #[inline(never)]
    fn count_left(&mut self) -> usize {
        let counted = self.counted.unwrap_or_else(|| {
            let mut reader = self.values.reader();
            reader.take(b',');
            reader.count_entries() + 1
        });
        self.counted = Some(counted);
        counted.saturating_sub(1)
    }

    /// Goes to the end of the list, over what the visitor left. An error if that is anything.
    #[inline(never)]
    pub(super) fn leave(&mut self) -> Result<(), DecodeError> {
        let mut is_left = false;
        while self.next != Next::Closed {
            if self.step()? {
                is_left = true;
                if let Err(error) = self.values.skip() {
                    return Err(self.broken(error));
                }
            }
        }
        self.values.left();
        if is_left { Err(unread_entries()) } else { Ok(()) }
    }

    /// Goes on to the next element, if there is one.
    #[inline(always)]
    fn step(&mut self) -> Result<bool, DecodeError> {
        match self.values.cursor.next_entry(self.next == Next::First, b']') {
            Ok(true) => {
                self.next = Next::Entry;
                Ok(true)
            }
            Ok(false) => {
                self.next = Next::Closed;
                Ok(false)
            }
            Err(error) => Err(self.broken(error)),
        }
    }

    #[inline(always)]
    pub(super) fn next<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        if self.next == Next::Closed || !self.step()? {
            return Ok(None);
        }
        self.values.cursor.token();
        let start = self.values.cursor.place();
        self.index += 1;
        match seed.deserialize(&mut *self.values) {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(self.in_element(error, start)),
        }
    }

    /// Completes an error of the element that began there, and goes to its end.
    #[cold]
    #[inline(never)]
    fn in_element(&mut self, error: DecodeError, start: Place) -> DecodeError {
        let error = error.at(start.position()).in_element(self.index - 1);
        if !self.values.recover(start) {
            self.next = Next::Closed;
        }
        error
    }

    #[cold]
    fn broken(&mut self, error: DecodeError) -> DecodeError {
        self.next = Next::Closed;
        self.values.broken(error)
    }
}

impl<'de> SeqAccess<'de> for Elements<'_, '_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        self.next(seed)
    }

    #[inline]
    fn size_hint(&self) -> Option<usize> {
        self.counted.map(|count| count.saturating_sub(self.index))
    }
}

/// A value that is read again and again: each read takes the whole of it, from its start to its end,
/// or to where the text is broken.
pub(super) struct Reads<'v, 't, 'de> {
    start: Place,
    budget: Budget,
    values: &'v mut Values<'t, 'de>,
}

impl<'v, 't, 'de> Reads<'v, 't, 'de> {
    #[inline]
    pub(super) fn new(values: &'v mut Values<'t, 'de>) -> Self {
        let (start, budget) = (values.cursor.place(), values.budget);
        Self { start, budget, values }
    }

    /// Goes back to the start of the value, after a read.
    #[cold]
    #[inline(never)]
    fn rewind(&mut self) {
        self.values.cursor.go_to(self.start);
        self.values.budget = self.budget;
    }

    /// After a read that failed, which keeps nothing: goes to the end of the value.
    #[cold]
    #[inline(never)]
    fn failed(&mut self, error: DecodeError) -> DecodeError {
        self.values.budget = self.budget;
        self.values.counted = None;
        self.values.recover(self.start);
        error
    }
}

impl<'de> SeqAccess<'de> for Reads<'_, '_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        // Most are read once, and then there is nothing to undo.
        if self.values.position() != self.start.position() {
            self.rewind();
        }
        self.values.counted = None;
        match seed.deserialize(&mut *self.values) {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(self.failed(error)),
        }
    }
}

pub(super) struct Entries<'v, 't, 'de> {
    values: &'v mut Values<'t, 'de>,
    /// Where the key begins that was read last.
    key: Place,
    next: Next,
    /// How many entries there are, if that is known.
    counted: Option<usize>,
    fields: &'static [&'static str],
}

impl<'v, 't, 'de> Entries<'v, 't, 'de> {
    #[inline]
    pub(super) fn new(
        values: &'v mut Values<'t, 'de>,
        fields: &'static [&'static str],
        counted: Option<usize>,
    ) -> Self {
        let key = values.cursor.place();
        Self { values, key, next: Next::First, counted, fields }
    }

    #[inline]
    pub(super) fn is_closed(&self) -> bool {
        self.next == Next::Closed
    }

    /// Goes to the end of the object, over what the visitor left. An error if that is anything.
    #[inline(never)]
    pub(super) fn leave(&mut self) -> Result<(), DecodeError> {
        let mut is_left = false;
        while self.next != Next::Closed {
            if self.next != Next::Value && !self.step()? {
                break;
            }
            is_left = true;
            self.next = Next::Entry;
            if let Err(error) = self.values.skip() {
                return Err(self.broken(error));
            }
        }
        self.values.left();
        if is_left { Err(unread_entries()) } else { Ok(()) }
    }

    /// Goes on to the value of the next entry, over its key, if there is one.
    fn step(&mut self) -> Result<bool, DecodeError> {
        match self.values.cursor.next_entry(self.next == Next::First, b'}') {
            Ok(true) => match self.values.cursor.skip_key() {
                Ok(()) => Ok(true),
                Err(error) => Err(self.broken(error)),
            },
            Ok(false) => {
                self.next = Next::Closed;
                Ok(false)
            }
            Err(error) => Err(self.broken(error)),
        }
    }

    /// What whoever asks for a key is told where none can come: that there are no more, or that the
    /// value of the last one comes first.
    #[cold]
    fn no_key<T>(&self) -> Result<Option<T>, DecodeError> {
        if self.is_closed() { Ok(None) } else { Err(out_of_order()) }
    }

    /// Completes an error of the key that was read. Its value comes next, as in serde_json.
    #[cold]
    #[inline(never)]
    fn in_key(&self, error: DecodeError) -> DecodeError {
        error.at(self.key.position())
    }

    /// Completes an error of the value that is being read, and goes to its end.
    #[cold]
    #[inline(never)]
    fn in_value(&mut self, error: DecodeError) -> DecodeError {
        let mut reader = self.values.reader().at(self.key.position());
        let Ok(key) = reader.key() else { return self.broken(error) };
        reader.skip_whitespace();
        let error = in_entry(error.at(reader.position()), key, self.fields);
        let start = Cursor::place_of(&reader);
        if !self.values.recover(start) {
            self.next = Next::Closed;
        }
        error
    }

    #[cold]
    fn broken(&mut self, error: DecodeError) -> DecodeError {
        self.next = Next::Closed;
        self.values.broken(error)
    }
}

impl<'de> MapAccess<'de> for Entries<'_, '_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        if matches!(self.next, Next::Value | Next::Closed) {
            return self.no_key();
        }
        match self.values.cursor.next_entry(self.next == Next::First, b'}') {
            Ok(true) => {}
            Ok(false) => {
                self.next = Next::Closed;
                return Ok(None);
            }
            Err(error) => return Err(self.broken(error)),
        }
        self.values.cursor.token();
        self.key = self.values.cursor.place();
        let (text, number) = match self.values.cursor.key() {
            Ok(key) => key,
            Err(error) => return Err(self.broken(error)),
        };
        self.next = Next::Value;
        match seed.deserialize(Key { text, number }) {
            Ok(key) => Ok(Some(key)),
            Err(error) => Err(self.in_key(error)),
        }
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<S::Value, DecodeError> {
        if self.next != Next::Value {
            return Err(out_of_order());
        }
        self.next = Next::Entry;
        match seed.deserialize(&mut *self.values) {
            Ok(value) => Ok(value),
            Err(error) => Err(self.in_value(error)),
        }
    }

    #[inline]
    fn size_hint(&self) -> Option<usize> {
        self.counted
    }
}

/// For a visitor that asks for a key before the value of the last one, or for a value without a key.
#[cold]
#[inline(never)]
fn out_of_order() -> DecodeError {
    de::Error::custom("out of order")
}

/// Puts the key of an entry in front of the path, if it is one of the names that are known.
#[cold]
fn in_entry(error: DecodeError, key: Text<'_>, names: &'static [&'static str]) -> DecodeError {
    match names.iter().find(|name| key.is(name)) {
        Some(name) => error.in_field(name),
        None => error.in_key(),
    }
}

/// The one entry of an object that stands for a variant and what it holds.
pub(super) struct Variant<'v, 't, 'de> {
    values: &'v mut Values<'t, 'de>,
    variants: &'static [&'static str],
    /// Where its key begins.
    key: Place,
    /// Whether what it holds was read.
    is_read: &'v mut bool,
}

impl<'v, 't, 'de> Variant<'v, 't, 'de> {
    pub(super) fn new(
        values: &'v mut Values<'t, 'de>,
        variants: &'static [&'static str],
        is_read: &'v mut bool,
    ) -> Self {
        values.cursor.token();
        let key = values.cursor.place();
        Self { values, variants, key, is_read }
    }

    fn content<T>(
        self,
        read: impl FnOnce(&mut Values<'t, 'de>) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        *self.is_read = true;
        self.values.cursor.token();
        let start = self.values.cursor.place();
        match read(self.values) {
            Ok(content) => Ok(content),
            Err(error) => Err(self.values.in_variant(error, self.key, start, self.variants)),
        }
    }
}

impl Values<'_, '_> {
    /// Completes an error of what a variant holds, and goes to its end.
    #[cold]
    #[inline(never)]
    fn in_variant(
        &mut self,
        error: DecodeError,
        key: Place,
        start: Place,
        variants: &'static [&'static str],
    ) -> DecodeError {
        let error = error.at(start.position());
        self.recover(start);
        match self.reader().at(key.position()).key() {
            Ok(key) => in_entry(error, key, variants),
            Err(_) => error,
        }
    }
}

impl<'de> EnumAccess<'de> for Variant<'_, '_, 'de> {
    type Error = DecodeError;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self), DecodeError> {
        let (text, number) = self.values.cursor.key()?;
        let variant = seed
            .deserialize(Key { text, number })
            .map_err(|error| error.at(self.key.position()))?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, '_, 'de> {
    type Error = DecodeError;

    fn unit_variant(self) -> Result<(), DecodeError> {
        self.content(|values| de::Deserialize::deserialize(values))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<S::Value, DecodeError> {
        self.content(|values| seed.deserialize(values))
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.content(|values| values.deserialize_seq(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.content(|values| values.deserialize_struct("", fields, visitor))
    }
}
