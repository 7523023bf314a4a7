//! Values that are given away, into what they stand for: as lent ones, but what they own moves.

use std::marker::PhantomData;
use std::vec;

use serde::de::{
    self, DeserializeSeed, Deserializer, IntoDeserializer as _, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::Value;
use super::memory::Memory;
use super::reader::{Reader, all_read};
use crate::de::budget;
use crate::marker;
use crate::model::{List, Map, Text};

/// Reads a value once. Lists and maps are given back as soon as they were read, so that what they are
/// read into finds their memory; the value and what it becomes are hardly ever there at a time.
pub(super) struct Moved<'r, 'a, E> {
    value: Value<'a>,
    memory: &'r Memory<E>,
}

impl<'r, 'a, E: de::Error> Moved<'r, 'a, E> {
    pub(super) fn new(value: Value<'a>, memory: &'r Memory<E>) -> Self {
        Self { value, memory }
    }

    /// The same, to be looked at.
    fn lent(&self) -> Reader<'_, 'a, E> {
        Reader::bounded(&self.value, self.memory)
    }

    fn text<V: Visitor<'a>>(self, text: Text<'a>, visitor: V) -> Result<V::Value, E> {
        if text.is_owned() {
            self.memory.charge(1, text.len())?;
        }
        text.visit_moved(visitor)
    }
}

/// Visits a list.
fn list<'a, V: Visitor<'a>, E: de::Error>(
    list: List<'a, Value<'a>>,
    memory: &Memory<E>,
    visitor: V,
) -> Result<V::Value, E> {
    match list.into_owned_elements() {
        Ok(elements) => {
            let length = elements.len();
            let mut elements = Elements { left: elements.into_iter(), memory };
            let value = visitor.visit_seq(&mut elements)?;
            all_read(length, elements.left.len()).map(|()| value)
        }
        Err(lent) => Reader::bounded(&Value::List(lent), memory).deserialize_seq(visitor),
    }
}

/// Visits a map.
fn map<'a, V: Visitor<'a>, E: de::Error>(
    map: Map<'a, Text<'a>, Value<'a>>,
    memory: &Memory<E>,
    visitor: V,
) -> Result<V::Value, E> {
    match map.into_owned_entries() {
        Ok(entries) => {
            let length = entries.len();
            let mut entries = Entries { left: entries.into_iter(), value: None, memory };
            let value = visitor.visit_map(&mut entries)?;
            all_read(length, entries.left.len()).map(|()| value)
        }
        Err(lent) => Reader::bounded(&Value::Map(lent), memory).deserialize_map(visitor),
    }
}

impl<'de, E: de::Error> Deserializer<'de> for Moved<'_, 'de, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Value::Text(text) => Self { value: Value::Null, ..self }.text(text, visitor),
            Value::List(elements) => list(elements, self.memory, visitor),
            Value::Map(entries) => map(entries, self.memory, visitor),
            _ => self.lent().deserialize_any(visitor),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_unit()
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        self.lent().deserialize_unit(visitor)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, E> {
        self.lent().deserialize_unit_struct(name, visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        self.lent().deserialize_bool(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Value::Text(_) => self.lent().deserialize_bytes(visitor),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Value::List(elements) => list(elements, self.memory, visitor),
            _ => self.lent().mismatch(&visitor),
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
        match (name, &self.value) {
            (marker::LIST, Value::List(list)) => self.memory.charge(list.len(), length)?,
            (marker::MAP, Value::Map(map)) => self.memory.charge(map.len(), length)?,
            (marker::MAP, _) => {}
            (marker::BOXED, _) => self.memory.charge(1, length)?,
            _ => return self.deserialize_seq(visitor),
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Value::Map(entries) => map(entries, self.memory, visitor),
            _ => self.lent().mismatch(&visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        match self.value {
            Value::List(elements) => list(elements, self.memory, visitor),
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
        match (name, &self.value) {
            // One byte each in ETF: nothing to charge, to allocate or to give back.
            (marker::VALUE, Value::List(list)) if list.is_empty() => {
                return visitor.visit_seq(Nothing(PhantomData));
            }
            (marker::VALUE, Value::List(list)) => self.memory.charge(list.len(), budget::VALUE)?,
            (marker::VALUE, Value::Map(map)) => {
                self.memory.charge(map.len(), budget::VALUE_ENTRY)?;
            }
            (marker::VALUE, _) => {}
            // What is read again, or only looked at.
            (marker::REREAD | marker::NULLABLE | marker::SCALAR, _) => {
                return self.lent().deserialize_newtype_struct(name, visitor);
            }
            _ => return visitor.visit_newtype_struct(self),
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        self.lent().deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string identifier
    }
}

/// An empty list.
struct Nothing<E>(PhantomData<E>);

impl<'de, E: de::Error> SeqAccess<'de> for Nothing<E> {
    type Error = E;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, _: S) -> Result<Option<S::Value>, E> {
        Ok(None)
    }

    #[inline]
    fn size_hint(&self) -> Option<usize> {
        Some(0)
    }
}

struct Elements<'r, 'a, E> {
    left: vec::IntoIter<Value<'a>>,
    memory: &'r Memory<E>,
}

impl<'de, E: de::Error> SeqAccess<'de> for Elements<'_, 'de, E> {
    type Error = E;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, E> {
        match self.left.next() {
            Some(value) => seed.deserialize(Moved::new(value, self.memory)).map(Some),
            None => Ok(None),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left.len())
    }
}

struct Entries<'r, 'a, E> {
    left: vec::IntoIter<(Text<'a>, Value<'a>)>,
    /// Of the key that was read last.
    value: Option<Value<'a>>,
    memory: &'r Memory<E>,
}

impl<'de, E: de::Error> MapAccess<'de> for Entries<'_, 'de, E> {
    type Error = E;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, E> {
        let Some((key, value)) = self.left.next() else { return Ok(None) };
        self.value = Some(value);
        if key.is_owned() {
            self.memory.charge(1, key.len())?;
        }
        seed.deserialize(key.into_deserializer()).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, E> {
        match self.value.take() {
            Some(value) => seed.deserialize(Moved::new(value, self.memory)),
            None => Err(E::custom("a value was asked for before its key")),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left.len())
    }
}
