//! Values that are lent, into what they stand for, as the readers of both encodings do it.

use std::fmt;
use std::slice;

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{
    self, DeserializeSeed, Deserializer, Expected, IntoDeserializer as _, MapAccess, SeqAccess,
    Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;

use super::Value;
use super::memory::Memory;
use crate::de::budget;
use crate::de::mismatch::Mismatch;
use crate::marker;
use crate::model::{Map, Text};

/// Reads a value that was read before, any number of times. It lends what the value borrows; of what
/// the value owns, only text is copied, where a type keeps it.
pub(crate) struct Reader<'r, 'a, E> {
    value: &'r Value<'a>,
    memory: Option<&'r Memory<E>>,
}

impl<E> Clone for Reader<'_, '_, E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for Reader<'_, '_, E> {}

impl<'r, 'a, E> Reader<'r, 'a, E> {
    /// Of a value that another reader built, which sets its own bounds.
    pub(super) fn unbounded(value: &'r Value<'a>) -> Self {
        Self { value, memory: None }
    }

    pub(super) fn bounded(value: &'r Value<'a>, memory: &'r Memory<E>) -> Self {
        Self { value, memory: Some(memory) }
    }

    /// The same for a value that lies in this one.
    fn of(self, value: &'r Value<'a>) -> Self {
        Self { value, ..self }
    }
}

impl<'r, 'a, E: de::Error> Reader<'r, 'a, E> {
    /// For a value of another type than the one that was asked for.
    pub(super) fn mismatch<T>(self, expected: &dyn Expected) -> Result<T, E> {
        self.deserialize_any(Mismatch(expected)).map(|never| match never {})
    }

    #[inline]
    fn charge(self, entries: usize, size: usize) -> Result<(), E> {
        self.memory.map_or(Ok(()), |memory| memory.charge(entries, size))
    }

    /// Visits text, which is copied if the value owns it.
    #[inline]
    fn text<T>(self, text: &Text<'a>, visit: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        if text.is_owned() {
            self.charge(1, text.len())?;
        }
        visit()
    }

    // Not by serde's own readers of iterators, which are compiled for each type that is read: these are,
    // too, but are less.

    fn list<V: Visitor<'a>>(self, list: &'r [Value<'a>], visitor: V) -> Result<V::Value, E> {
        let mut elements = Elements { left: list.iter(), reader: self };
        let value = visitor.visit_seq(&mut elements)?;
        all_read(list.len(), elements.left.len()).map(|()| value)
    }

    fn map<V: Visitor<'a>>(
        self,
        map: &'r Map<'a, Text<'a>, Value<'a>>,
        visitor: V,
    ) -> Result<V::Value, E> {
        let mut entries = Entries::new(self, map);
        let value = visitor.visit_map(&mut entries)?;
        all_read(map.len(), entries.left.len()).map(|()| value)
    }
}

impl<'de, E: de::Error> Deserializer<'de> for Reader<'_, 'de, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Unsigned(value) => visitor.visit_u64(*value),
            Value::Signed(value) => visitor.visit_i64(*value),
            Value::Float(value) => visitor.visit_f64(*value),
            Value::Text(text) => self.text(text, || text.visit(visitor)),
            Value::List(list) => self.list(list, visitor),
            Value::Map(map) => self.map(map, visitor),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_unit()
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            _ => self.mismatch(&visitor),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, E> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Value::Bool(value) => visitor.visit_bool(*value),
            _ => self.mismatch(&visitor),
        }
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Value::Text(text) => self.text(text, || text.visit_bytes(visitor)),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Value::List(list) => self.list(list, visitor),
            _ => self.mismatch(&visitor),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, E> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, E> {
        match (name, self.value) {
            (marker::LIST, Value::List(list)) => self.charge(list.len(), length)?,
            (marker::MAP, Value::Map(map)) => self.charge(map.len(), length)?,
            (marker::MAP, _) => {}
            (marker::BOXED, _) => self.charge(1, length)?,
            _ => return self.deserialize_seq(visitor),
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Value::Map(map) => self.map(map, visitor),
            _ => self.mismatch(&visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        match self.value {
            Value::List(list) => self.list(list, visitor),
            _ => self.deserialize_map(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        if self.value.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, E> {
        match name {
            marker::REREAD | marker::NULLABLE => visitor.visit_seq(Reads::new(self)),
            marker::VALUE if self.memory.is_some() => {
                match self.value {
                    Value::List(list) => self.charge(list.len(), budget::VALUE)?,
                    Value::Map(map) => self.charge(map.len(), budget::VALUE_ENTRY)?,
                    _ => {}
                }
                self.deserialize_any(visitor)
            }
            marker::SCALAR if matches!(self.value, Value::List(_) | Value::Map(_)) => {
                visitor.visit_none()
            }
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        match self.value {
            Value::Text(text) => visitor.visit_enum(StrDeserializer::new(text)),
            Value::Map(map) if map.len() == 1 => {
                visitor.visit_enum(MapAccessDeserializer::new(Entries::new(self, map)))
            }
            Value::Map(_) => Err(E::invalid_value(Unexpected::Map, &"map with a single key")),
            _ => self.mismatch(&visitor),
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string identifier
    }
}

/// An error unless nothing is left.
pub(super) fn all_read<E: de::Error>(length: usize, left: usize) -> Result<(), E> {
    match left {
        0 => Ok(()),
        _ => Err(E::invalid_length(length, &Length(length - left))),
    }
}

/// How many elements or entries were expected.
struct Length(usize);

impl Expected for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} elements or entries", self.0)
    }
}

struct Elements<'r, 'a, E> {
    left: slice::Iter<'r, Value<'a>>,
    /// Of the list.
    reader: Reader<'r, 'a, E>,
}

impl<'de, E: de::Error> SeqAccess<'de> for Elements<'_, 'de, E> {
    type Error = E;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, E> {
        match self.left.next() {
            Some(value) => seed.deserialize(self.reader.of(value)).map(Some),
            None => Ok(None),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left.len())
    }
}

struct Entries<'r, 'a, E> {
    left: slice::Iter<'r, (Text<'a>, Value<'a>)>,
    /// Of the key that was read last.
    value: Option<&'r Value<'a>>,
    /// Of the map.
    reader: Reader<'r, 'a, E>,
}

impl<'r, 'a, E> Entries<'r, 'a, E> {
    fn new(reader: Reader<'r, 'a, E>, map: &'r Map<'a, Text<'a>, Value<'a>>) -> Self {
        Self { left: map.iter(), value: None, reader }
    }
}

impl<'de, E: de::Error> MapAccess<'de> for Entries<'_, 'de, E> {
    type Error = E;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, E> {
        let Some((key, value)) = self.left.next() else { return Ok(None) };
        self.value = Some(value);
        self.reader.text(key, || seed.deserialize(key.clone().into_deserializer())).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, E> {
        match self.value.take() {
            Some(value) => seed.deserialize(self.reader.of(value)),
            None => Err(E::custom("a value was asked for before its key")),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left.len())
    }
}

/// A value that is read again and again: what one took of the budget, the next has.
struct Reads<'r, 'a, E> {
    reader: Reader<'r, 'a, E>,
    /// How much was taken before.
    taken: usize,
}

impl<'r, 'a, E> Reads<'r, 'a, E> {
    fn new(reader: Reader<'r, 'a, E>) -> Self {
        Self { reader, taken: reader.memory.map_or(0, Memory::taken) }
    }

    fn rewind(&self) {
        if let Some(memory) = self.reader.memory {
            memory.go_to(self.taken);
        }
    }
}

impl<'de, E: de::Error> SeqAccess<'de> for Reads<'_, 'de, E> {
    type Error = E;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, E> {
        self.rewind();
        // A read that fails keeps nothing.
        seed.deserialize(self.reader).map(Some).inspect_err(|_| self.rewind())
    }
}
