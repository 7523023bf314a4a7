//! Values into what they stand for, as the readers of both encodings do it.

use std::fmt;
use std::marker::PhantomData;
use std::slice;

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{
    self, DeserializeSeed, Deserializer, Expected, IntoDeserializer as _, MapAccess, SeqAccess,
    Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;

use super::Value;
use crate::de::mismatch::Mismatch;
use crate::marker;
use crate::model::{Map, Text};

/// Reads a value that was read before, any number of times. It lends what the value borrows; of what
/// the value owns, only text is copied, where a type keeps it.
pub(crate) struct Reader<'r, 'a, E> {
    value: &'r Value<'a>,
    error: PhantomData<E>,
}

impl<E> Clone for Reader<'_, '_, E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for Reader<'_, '_, E> {}

impl<'r, 'a, E> Reader<'r, 'a, E> {
    pub(super) fn new(value: &'r Value<'a>) -> Self {
        Self { value, error: PhantomData }
    }
}

impl<E: de::Error> Reader<'_, '_, E> {
    /// For a value of another type than the one that was asked for.
    fn mismatch<T>(self, expected: &dyn Expected) -> Result<T, E> {
        self.deserialize_any(Mismatch(expected)).map(|never| match never {})
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
            Value::Text(text) => text.visit(visitor),
            Value::List(list) => visit_list(list, visitor),
            Value::Map(map) => visit_map(map, visitor),
        }
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
            Value::Text(text) => text.visit_bytes(visitor),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Value::List(list) => visit_list(list, visitor),
            _ => self.mismatch(&visitor),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, E> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, E> {
        match name {
            marker::MAP | marker::BOXED => visitor.visit_newtype_struct(self),
            _ => self.deserialize_seq(visitor),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Value::Map(map) => visit_map(map, visitor),
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
            Value::List(list) => visit_list(list, visitor),
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
            marker::REREAD | marker::NULLABLE => visitor.visit_seq(Reads(self)),
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
                visitor.visit_enum(MapAccessDeserializer::new(Entries::new(map)))
            }
            Value::Map(_) => Err(E::invalid_value(Unexpected::Map, &"map with a single key")),
            _ => self.mismatch(&visitor),
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string identifier ignored_any
    }
}

// Not by serde's own readers of iterators, which are compiled for each type that is read: these are,
// too, but are less.

fn visit_list<'de, V: Visitor<'de>, E: de::Error>(
    list: &[Value<'de>],
    visitor: V,
) -> Result<V::Value, E> {
    let mut elements = Elements { left: list.iter(), error: PhantomData };
    let value = visitor.visit_seq(&mut elements)?;
    all_read(list.len(), elements.left.len()).map(|()| value)
}

fn visit_map<'de, V: Visitor<'de>, E: de::Error>(
    map: &Map<'de, Text<'de>, Value<'de>>,
    visitor: V,
) -> Result<V::Value, E> {
    let mut entries = Entries::new(map);
    let value = visitor.visit_map(&mut entries)?;
    all_read(map.len(), entries.left.len()).map(|()| value)
}

/// An error unless nothing is left.
fn all_read<E: de::Error>(length: usize, left: usize) -> Result<(), E> {
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
    error: PhantomData<E>,
}

impl<'de, E: de::Error> SeqAccess<'de> for Elements<'_, 'de, E> {
    type Error = E;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, E> {
        self.left.next().map(|value| seed.deserialize(value.reader())).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left.len())
    }
}

struct Entries<'r, 'a, E> {
    left: slice::Iter<'r, (Text<'a>, Value<'a>)>,
    /// Of the key that was read last.
    value: Option<&'r Value<'a>>,
    error: PhantomData<E>,
}

impl<'r, 'a, E> Entries<'r, 'a, E> {
    fn new(map: &'r Map<'a, Text<'a>, Value<'a>>) -> Self {
        Self { left: map.iter(), value: None, error: PhantomData }
    }
}

impl<'de, E: de::Error> MapAccess<'de> for Entries<'_, 'de, E> {
    type Error = E;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, E> {
        let Some((key, value)) = self.left.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(key.clone().into_deserializer()).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, E> {
        match self.value.take() {
            Some(value) => seed.deserialize(value.reader()),
            None => Err(E::custom("a value was asked for before its key")),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left.len())
    }
}

/// A value that is read again and again.
struct Reads<'r, 'a, E>(Reader<'r, 'a, E>);

impl<'de, E: de::Error> SeqAccess<'de> for Reads<'_, 'de, E> {
    type Error = E;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, E> {
        seed.deserialize(self.0).map(Some)
    }
}
