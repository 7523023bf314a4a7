//! The keys of objects: text, out of which other types are read.

use std::borrow::Cow;
use std::str::FromStr;

use serde::de::{self, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use crate::json::reader::Reader;
use crate::{DecodeError, float, marker};

/// An object's key. JSON has only text there, so numbers and booleans are read out of it.
pub(in crate::json) struct Key<'de> {
    pub(in crate::json) text: Cow<'de, str>,
    /// A short one's bytes, as a field is looked up by.
    pub(in crate::json) number: Option<u128>,
}

/// Visits text that is lent, or that had to be copied.
#[inline(always)]
pub(super) fn visit_text<'de, V: Visitor<'de>>(
    text: Cow<'de, str>,
    visitor: V,
) -> Result<V::Value, DecodeError> {
    match text {
        Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
        Cow::Owned(text) => visitor.visit_string(text),
    }
}

/// As [`visit_text`], as bytes.
#[inline]
pub(super) fn visit_bytes<'de, V: Visitor<'de>>(
    text: &Cow<'de, str>,
    visitor: V,
) -> Result<V::Value, DecodeError> {
    match text {
        Cow::Borrowed(text) => visitor.visit_borrowed_bytes(text.as_bytes()),
        Cow::Owned(text) => visitor.visit_bytes(text.as_bytes()),
    }
}

macro_rules! number_in_key {
    ($($read:ident: $method:ident $visit:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
            match $read(&self.text) {
                Some(number) => visitor.$visit(number),
                None => visit_text(self.text, visitor),
            }
        }
    )*};
}

/// Whether the text is a number as JSON writes one; `parse` alone also takes `+1`, `01` and `1.`, and
/// what is beyond the range.
fn is_number(text: &str) -> bool {
    Reader::new(text.as_bytes()).number().is_ok_and(|number| number.len() == text.len())
}

/// The text as an integer: `-0` is none, in a value either.
fn integer<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok().filter(|_| text != "-0" && is_number(text))
}

fn float(text: &str) -> Option<f64> {
    if is_number(text) { float::parse(text.as_bytes()) } else { None }
}

fn float_32(text: &str) -> Option<f32> {
    if is_number(text) { float::parse_f32(text.as_bytes()) } else { None }
}

impl<'de> de::Deserializer<'de> for Key<'de> {
    type Error = DecodeError;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visit_text(self.text, visitor)
    }

    number_in_key! {
        integer: deserialize_i8 visit_i8
        integer: deserialize_i16 visit_i16
        integer: deserialize_i32 visit_i32
        integer: deserialize_i64 visit_i64
        integer: deserialize_i128 visit_i128
        integer: deserialize_u8 visit_u8
        integer: deserialize_u16 visit_u16
        integer: deserialize_u32 visit_u32
        integer: deserialize_u64 visit_u64
        integer: deserialize_u128 visit_u128
        float_32: deserialize_f32 visit_f32
        float: deserialize_f64 visit_f64
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match &*self.text {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => visit_text(self.text, visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_some(self)
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match name {
            marker::FIELD => match self.number {
                Some(number) => visitor.visit_u128(number),
                None => visit_bytes(&self.text, visitor),
            },
            marker::INTEGER => self.deserialize_any(visitor),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        visitor.visit_enum(self.text.into_deserializer())
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visit_bytes(&self.text, visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_bytes(visitor)
    }

    forward_to_deserialize_any! {
        char str string unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
