//! Lists, objects and variants while serde reads them.

use serde::de::{
    self, DeserializeSeed, Deserializer as _, EnumAccess, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};

use crate::DecodeError;
use crate::budget::Budget;
use crate::json::cursor::{Cursor, Place};
use crate::json::reader::{Reader, Text};

use super::Values;
use super::key::Key;

/// How far a list or object was read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Opened,
    Entered,
    Closed,
}

pub(super) struct Elements<'v, 'de> {
    values: &'v mut Values<'de>,
    /// Of the element that is read next.
    index: usize,
    progress: Progress,
    /// How many elements there are, if that is known.
    counted: Option<usize>,
}

impl<'v, 'de> Elements<'v, 'de> {
    #[inline]
    pub(super) fn new(values: &'v mut Values<'de>, counted: Option<usize>) -> Self {
        Self { values, index: 0, progress: Progress::Opened, counted }
    }

    #[inline]
    pub(super) fn is_finished(&self) -> bool {
        self.progress == Progress::Closed
    }

    /// Completes an error of the element that is being read, and goes behind that.
    #[cold]
    #[inline(never)]
    fn in_element(&mut self, error: DecodeError, start: Place) -> DecodeError {
        self.values.cursor.go_to(start);
        let error = error.at(self.values.position()).in_element(self.index - 1);
        match self.values.cursor.skip_value(0) {
            Ok(()) => error,
            Err(_) => self.broken(error),
        }
    }

    /// After an error behind which the text cannot be read on.
    #[cold]
    fn broken(&mut self, error: DecodeError) -> DecodeError {
        self.progress = Progress::Closed;
        self.values.is_broken = true;
        error
    }
}

impl<'de> SeqAccess<'de> for Elements<'_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        if self.progress == Progress::Closed {
            return Ok(None);
        }
        match self.values.cursor.next_entry(self.progress == Progress::Opened, b']') {
            Ok(true) => self.progress = Progress::Entered,
            Ok(false) => {
                self.progress = Progress::Closed;
                return Ok(None);
            }
            Err(error) => return Err(self.broken(error)),
        }
        self.values.cursor.token();
        let start = self.values.cursor.place();
        self.index += 1;
        match seed.deserialize(&mut *self.values) {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(self.in_element(error, start)),
        }
    }

    #[inline]
    fn size_hint(&self) -> Option<usize> {
        self.counted.map(|count| count.saturating_sub(self.index))
    }
}

/// A value that is read again and again: each read takes the whole of it, from its start.
pub(super) struct Reads<'v, 'de> {
    start: Place,
    depth: usize,
    budget: Budget,
    values: &'v mut Values<'de>,
}

impl<'v, 'de> Reads<'v, 'de> {
    #[inline]
    pub(super) fn new(values: &'v mut Values<'de>) -> Self {
        let (start, depth, budget) = (values.cursor.place(), values.depth, values.budget);
        Self { start, depth, budget, values }
    }
}

impl<'de> SeqAccess<'de> for Reads<'_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        self.values.cursor.go_to(self.start);
        self.values.depth = self.depth;
        self.values.budget = self.budget;
        self.values.counted = None;
        seed.deserialize(&mut *self.values).map(Some)
    }
}

pub(super) struct Entries<'v, 'de> {
    values: &'v mut Values<'de>,
    /// The first key or, after an error, that of its entry: where the search for the next error's
    /// place begins.
    first: usize,
    progress: Progress,
    /// How many entries there are, if that is known.
    counted: Option<usize>,
    fields: &'static [&'static str],
    is_value_due: bool,
    /// A value was read without its key, or a key behind one whose value was not. This is found out
    /// without a branch on the way, and refused at the end.
    is_out_of_order: bool,
}

impl<'v, 'de> Entries<'v, 'de> {
    #[inline]
    pub(super) fn new(
        values: &'v mut Values<'de>,
        fields: &'static [&'static str],
        counted: Option<usize>,
    ) -> Self {
        let first = values.position();
        let progress = Progress::Opened;
        Self {
            values,
            first,
            progress,
            counted,
            fields,
            is_value_due: false,
            is_out_of_order: false,
        }
    }

    #[inline]
    pub(super) fn is_finished(&self) -> bool {
        self.progress == Progress::Closed
    }

    /// Whether each value was read behind its key.
    #[inline]
    pub(super) fn is_in_order(&self) -> bool {
        !(self.is_out_of_order || self.is_value_due)
    }

    /// Completes an error of the value that is being read, the one that ends where the cursor
    /// stands, or behind it; and goes behind that.
    #[cold]
    #[inline(never)]
    fn in_value(&mut self, error: DecodeError) -> DecodeError {
        let position = self.values.position();
        let mut reader = self.values.reader().at(self.first);
        loop {
            let first = reader.position();
            let Ok(key) = reader.key() else { return self.broken(error) };
            reader.skip_whitespace();
            let value = reader.position();
            let is_skipped = reader.skip_value(0).is_ok();
            if !is_skipped || reader.position() >= position {
                let behind = Cursor::place_of(&reader);
                let error = in_entry(error.at(value), key, self.fields);
                self.first = first;
                if !is_skipped {
                    return self.broken(error);
                }
                self.values.cursor.go_to(behind);
                return error;
            }
            reader.skip_whitespace();
            reader.take(b',');
            reader.skip_whitespace();
        }
    }

    /// Completes an error of the key that was read, and steps over what it stands for.
    #[cold]
    fn in_key(&mut self, error: DecodeError, key: usize) -> DecodeError {
        match self.values.skip() {
            Ok(()) => error.at(key),
            Err(_) => self.broken(error.at(key)),
        }
    }

    /// After an error behind which the text cannot be read on.
    #[cold]
    fn broken(&mut self, error: DecodeError) -> DecodeError {
        self.progress = Progress::Closed;
        self.values.is_broken = true;
        error
    }
}

impl<'de> MapAccess<'de> for Entries<'_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        self.is_out_of_order |= self.is_value_due;
        if self.progress == Progress::Closed {
            return Ok(None);
        }
        match self.values.cursor.next_entry(self.progress == Progress::Opened, b'}') {
            Ok(true) => self.progress = Progress::Entered,
            Ok(false) => {
                self.progress = Progress::Closed;
                return Ok(None);
            }
            Err(error) => return Err(self.broken(error)),
        }
        self.values.cursor.token();
        let start = self.values.position();
        let (text, number) = match self.values.cursor.key() {
            Ok(key) => key,
            Err(error) => return Err(self.broken(error)),
        };
        match seed.deserialize(Key { text, number }) {
            Ok(key) => {
                self.is_value_due = true;
                Ok(Some(key))
            }
            Err(error) => Err(self.in_key(error, start)),
        }
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<S::Value, DecodeError> {
        self.is_out_of_order |= !self.is_value_due;
        self.is_value_due = false;
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

/// Puts the key of an entry in front of the path, if it is one of the names that are known.
#[cold]
fn in_entry(error: DecodeError, key: Text<'_>, names: &'static [&'static str]) -> DecodeError {
    match names.iter().find(|name| key.is(name)) {
        Some(name) => error.in_field(name),
        None => error.in_key(),
    }
}

/// The one entry of an object that stands for a variant and what it holds.
pub(super) struct Variant<'v, 'de> {
    values: &'v mut Values<'de>,
    variants: &'static [&'static str],
    /// Where its key begins.
    key: usize,
    /// Whether what it holds was read.
    is_read: &'v mut bool,
}

impl<'v, 'de> Variant<'v, 'de> {
    pub(super) fn new(
        values: &'v mut Values<'de>,
        variants: &'static [&'static str],
        is_read: &'v mut bool,
    ) -> Self {
        let key = values.start();
        Self { values, variants, key, is_read }
    }

    fn content<T>(
        self,
        read: impl FnOnce(&mut Values<'de>) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        *self.is_read = true;
        let start = self.values.start();
        read(self.values).map_err(|error| {
            let mut reader: Reader<'_> = self.values.reader().at(self.key);
            match reader.key() {
                Ok(key) => in_entry(error.at(start), key, self.variants),
                Err(_) => error,
            }
        })
    }
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = DecodeError;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self), DecodeError> {
        let (text, number) = self.values.cursor.key()?;
        let variant = seed.deserialize(Key { text, number }).map_err(|error| error.at(self.key))?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
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
