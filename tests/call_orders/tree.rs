//! A reader of trees: slow, with every entry at hand, so that there is no place to be lost.

use serde::de::value::{Error, StrDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::Value;

pub(crate) struct Tree<'v>(pub(crate) &'v Value);

impl<'v, 'de> Deserializer<'de> for Tree<'v> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(value), ..) => visitor.visit_u64(value),
                (_, Some(value), _) => visitor.visit_i64(value),
                (.., value) => visitor.visit_f64(value.unwrap()),
            },
            Value::String(text) => visitor.visit_str(text),
            Value::Array(elements) => {
                let mut left = Elements(elements.iter());
                let value = visitor.visit_seq(&mut left)?;
                all_read(left.0.len() == 0).map(|()| value)
            }
            Value::Object(entries) => {
                let mut left = Entries { left: entries.iter(), value: None };
                let value = visitor.visit_map(&mut left)?;
                all_read(left.left.len() == 0 && left.value.is_none()).map(|()| value)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.is_array() { self.deserialize_any(visitor) } else { Err(another_type()) }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.is_object() { self.deserialize_any(visitor) } else { Err(another_type()) }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if self.0.is_array() {
            self.deserialize_any(visitor)
        } else {
            self.deserialize_map(visitor)
        }
    }

    /// Every variant here holds something.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let entries = self.0.as_object().filter(|entries| entries.len() == 1);
        let (key, value) =
            entries.and_then(|entries| entries.iter().next()).ok_or_else(another_type)?;
        visitor.visit_enum(Variant { key, value })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct tuple_struct identifier ignored_any
    }
}

fn another_type() -> Error {
    Error::custom("another type")
}

fn all_read(is_read: bool) -> Result<(), Error> {
    if is_read { Ok(()) } else { Err(Error::custom("something is left")) }
}

struct Elements<'v>(std::slice::Iter<'v, Value>);

impl<'v, 'de> SeqAccess<'de> for Elements<'v> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        self.0.next().map(|element| seed.deserialize(Tree(element))).transpose()
    }
}

struct Entries<'v> {
    left: serde_json::map::Iter<'v>,
    /// Of the key that was read last, unless it was read as well.
    value: Option<&'v Value>,
}

impl<'v, 'de> MapAccess<'de> for Entries<'v> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        if self.value.is_some() {
            return Err(Error::custom("the value comes first"));
        }
        let Some((key, value)) = self.left.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(Key(key)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let value = self.value.take().ok_or_else(|| Error::custom("the key comes first"))?;
        seed.deserialize(Tree(value))
    }
}

struct Variant<'v> {
    key: &'v str,
    value: &'v Value,
}

impl<'v, 'de> EnumAccess<'de> for Variant<'v> {
    type Error = Error;
    type Variant = Tree<'v>;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Tree<'v>), Error> {
        seed.deserialize(Key(self.key)).map(|key| (key, Tree(self.value)))
    }
}

/// What the variant holds.
impl<'v, 'de> VariantAccess<'de> for Tree<'v> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        serde::Deserialize::deserialize(self)
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_struct("", fields, visitor)
    }
}

/// Text, or a number where one is asked for and the text is one.
struct Key<'v>(&'v str);

impl<'v, 'de> Deserializer<'de> for Key<'v> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let text: StrDeserializer<'_, Error> = self.0.into_deserializer();
        text.deserialize_any(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0.parse() {
            Ok(number) => visitor.visit_u32(number),
            Err(_) => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
