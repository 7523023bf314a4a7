//! Lists, objects and variants while serde reads them from a tape.

use serde::de::{
    self, DeserializeSeed, Deserializer as _, EnumAccess, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};
use simd_json::Node;

use crate::budget::Budget;
use crate::{DecodeError, DecodeErrorKind, Stage};

use super::key::Key;
use super::{Cursor, end_of_tape};

pub(super) struct List<'c, 't, 'de> {
    pub(super) cursor: &'c mut Cursor<'t, 'de>,
    /// From the first element on or, after an error, from the one that it was in: where the search
    /// for the next error's place begins.
    pub(super) nodes: &'t [Node<'de>],
    /// The number of that element.
    pub(super) first: usize,
    pub(super) length: usize,
    pub(super) left: usize,
}

impl List<'_, '_, '_> {
    /// Completes an error of the element that is being read.
    #[cold]
    fn in_element(&mut self, error: DecodeError) -> DecodeError {
        let index = self.length - self.left - 1;
        while self.first < index {
            self.nodes = self.nodes.get(size_of_value(self.nodes, 0)..).unwrap_or_default();
            self.first += 1;
        }
        error.at(self.cursor.position_with(self.nodes.len())).in_element(index)
    }
}

/// A value that is read again and again: each read takes the whole of it, from its start.
pub(super) struct Reads<'c, 't, 'de> {
    start: std::slice::Iter<'t, Node<'de>>,
    depth: usize,
    budget: Budget,
    pub(super) cursor: &'c mut Cursor<'t, 'de>,
}

impl<'c, 't, 'de> Reads<'c, 't, 'de> {
    #[inline]
    pub(super) fn new(cursor: &'c mut Cursor<'t, 'de>) -> Self {
        Self { start: cursor.rest.clone(), depth: cursor.depth, budget: cursor.budget, cursor }
    }
}

impl<'de> SeqAccess<'de> for Reads<'_, '_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        self.cursor.rest = self.start.clone();
        self.cursor.depth = self.depth;
        self.cursor.budget = self.budget;
        seed.deserialize(&mut *self.cursor).map(Some)
    }
}

/// How many nodes the value at a place is made of.
fn size_of_value(nodes: &[Node<'_>], node: usize) -> usize {
    match nodes.get(node) {
        Some(Node::Array { count, .. } | Node::Object { count, .. }) => count + 1,
        _ => 1,
    }
}

impl<'de> SeqAccess<'de> for List<'_, '_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        match seed.deserialize(&mut *self.cursor) {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(self.in_element(error)),
        }
    }

    #[inline]
    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

pub(super) struct Object<'c, 't, 'de> {
    pub(super) cursor: &'c mut Cursor<'t, 'de>,
    /// From the first key on or, after an error, from that of its entry: where the search for the
    /// next error's place begins.
    pub(super) nodes: &'t [Node<'de>],
    pub(super) left: usize,
    pub(super) fields: &'static [&'static str],
}

impl Object<'_, '_, '_> {
    /// Completes an error of the value that is being read: the one whose nodes end at the cursor
    /// or behind it.
    #[cold]
    fn in_value(&mut self, error: DecodeError) -> DecodeError {
        let left = self.cursor.rest.len();
        while let Some(behind) = self.nodes.get(1 + size_of_value(self.nodes, 1)..)
            && behind.len() > left
        {
            self.nodes = behind;
        }
        let error = error.at(self.cursor.position_with(self.nodes.len()) + 1);
        let field = match self.nodes.first() {
            Some(Node::String(name)) => self.fields.iter().find(|field| *field == name),
            _ => None,
        };
        match field {
            Some(field) => error.in_field(field),
            None => error.in_key(),
        }
    }
}

impl<'de> MapAccess<'de> for Object<'_, '_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let Node::String(text) = *self.cursor.next()? else {
            return Err(DecodeError::new(Stage::Data, DecodeErrorKind::Syntax));
        };
        match seed.deserialize(Key { text }) {
            Ok(key) => Ok(Some(key)),
            Err(error) => Err(error.at(self.cursor.position() - 1)),
        }
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<S::Value, DecodeError> {
        match seed.deserialize(&mut *self.cursor) {
            Ok(value) => Ok(value),
            Err(error) => Err(self.in_value(error)),
        }
    }

    #[inline]
    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

/// An enum written as an object of one entry: the variant's name and its content.
pub(super) struct Enum<'c, 't, 'de> {
    pub(super) entry: Object<'c, 't, 'de>,
}

impl<'t, 'de> Enum<'_, 't, 'de> {
    fn content<T>(
        mut self,
        read: impl FnOnce(&mut Cursor<'t, 'de>) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        read(&mut *self.entry.cursor).map_err(|error| self.entry.in_value(error))
    }
}

impl<'de> EnumAccess<'de> for Enum<'_, '_, 'de> {
    type Error = DecodeError;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(
        mut self,
        seed: S,
    ) -> Result<(S::Value, Self), DecodeError> {
        match self.entry.next_key_seed(seed)? {
            Some(variant) => Ok((variant, self)),
            None => Err(end_of_tape()),
        }
    }
}

impl<'de> VariantAccess<'de> for Enum<'_, '_, 'de> {
    type Error = DecodeError;

    fn unit_variant(self) -> Result<(), DecodeError> {
        self.content(|cursor| de::Deserialize::deserialize(cursor))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<S::Value, DecodeError> {
        self.content(|cursor| seed.deserialize(cursor))
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.content(|cursor| cursor.deserialize_seq(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.content(|cursor| cursor.deserialize_struct("", fields, visitor))
    }
}
