//! The keys of maps: text first, whatever the term.

use serde::de::Visitor;

use super::Deserializer;
use super::visit::{too_large, visit_integer, visit_variant};
use crate::error::DecodeError;
use crate::marker;

/// The key that the reader stands at.
///
/// Atoms and binaries are text, `nil` and `true` included. Integers are text where text is asked for,
/// or where JSON is imitated. Other terms have no text and are keys for those only who ask for them
/// natively. Where the key of a field is asked for, any other term than text is the key of none.
pub(super) struct Key<'a, 'de> {
    de: &'a mut Deserializer<'de>,
}

impl<'a, 'de> Key<'a, 'de> {
    #[inline]
    pub(super) fn new(de: &'a mut Deserializer<'de>) -> Self {
        Self { de }
    }

    #[inline]
    fn text<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.de.reader.plain_text() {
            Some(text) => visitor.visit_borrowed_str(text),
            None => self.unusual_text(visitor),
        }
    }

    /// The key's bytes, which are the name of a field or nothing that is asked for: text or not.
    #[inline(always)]
    fn field<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        if let Some(key) = self.de.reader.short_key() {
            return visitor.visit_u128(key);
        }
        self.long_field(visitor)
    }

    #[inline(never)]
    fn long_field<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.de.reader.plain_key() {
            Some(key) => visitor.visit_borrowed_bytes(key),
            None => self.unusual_field(visitor),
        }
    }

    #[cold]
    fn unusual_field<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        if let Some(key) = self.de.reader.whole_bytes()? {
            return visitor.visit_borrowed_bytes(key);
        }
        match self.de.reader.text()? {
            Some(text) => self.de.visit_text(text.text, visitor),
            // No field has a number for its name, nor any other term, nor no name at all.
            None => {
                self.de.reader.skip()?;
                visitor.visit_borrowed_bytes(b"")
            }
        }
    }

    #[cold]
    fn unusual_text<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.de.reader.text()? {
            Some(text) => self.de.visit_text(text.text, visitor),
            None => self.integer_text(visitor),
        }
    }

    fn integer_text<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.de.reader.integer()? {
            Some(integer) => self.de.visit_decimal(integer, visitor),
            None => self.other(visitor),
        }
    }

    /// A number, or text that is the number which the model wants to have.
    fn number<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        if let Some(integer) = self.de.reader.integer()? {
            return visit_integer(integer, visitor);
        }
        match self.de.reader.text()? {
            Some(text) if is_json_integer(&text.text) => visit_decimal(&text.text, visitor),
            Some(text) => self.de.visit_text(text.text, visitor),
            None => self.other(visitor),
        }
    }

    fn boolean<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.de.reader.text()? {
            Some(text) if text.text == "true" => visitor.visit_bool(true),
            Some(text) if text.text == "false" => visitor.visit_bool(false),
            Some(text) => self.de.visit_text(text.text, visitor),
            None => self.integer_text(visitor),
        }
    }

    /// Neither text nor an integer.
    fn other<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        if self.de.json_compatible {
            Err(self.de.reader.unsupported_key())
        } else {
            self.de.any(visitor)
        }
    }
}

/// Whether JSON would take the text for an integer.
fn is_json_integer(text: &str) -> bool {
    match text.as_bytes() {
        [b'0'] => true,
        [b'1'..=b'9', digits @ ..] | [b'-', b'1'..=b'9', digits @ ..] => {
            digits.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    }
}

fn visit_decimal<'de, V: Visitor<'de>>(text: &str, visitor: V) -> Result<V::Value, DecodeError> {
    if let Ok(value) = text.parse() {
        visitor.visit_u64(value)
    } else if let Ok(value) = text.parse() {
        visitor.visit_i64(value)
    } else if let Ok(value) = text.parse() {
        visitor.visit_u128(value)
    } else if let Ok(value) = text.parse() {
        visitor.visit_i128(value)
    } else {
        Err(too_large())
    }
}

macro_rules! deserialize_as {
    ($read:ident: $($method:ident)*) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
            self.$read(visitor)
        }
    )*};
}

impl<'de> serde::Deserializer<'de> for Key<'_, 'de> {
    type Error = DecodeError;

    deserialize_as!(text: deserialize_identifier deserialize_str deserialize_string);
    deserialize_as!(text: deserialize_char deserialize_unit);
    deserialize_as!(number: deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64);
    deserialize_as!(number: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64);
    deserialize_as!(number: deserialize_u128 deserialize_i128);
    deserialize_as!(boolean: deserialize_bool);

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        if self.de.json_compatible {
            return self.text(visitor);
        }
        match self.de.reader.text()? {
            Some(text) => self.de.visit_text(text.text, visitor),
            None => self.de.any(visitor),
        }
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.de.deserialize_bytes(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_some(self)
    }

    #[inline(always)]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match name {
            marker::FIELD => return self.field(visitor),
            marker::TERM => return self.de.whole(visitor),
            marker::INTEGER => {}
            _ => return visitor.visit_newtype_struct(self),
        }
        // Natively, without the text that other models are given for it.
        match self.de.reader.integer()? {
            Some(integer) => visit_integer(integer, visitor),
            None => self.text(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match self.de.reader.text()? {
            Some(text) => visit_variant(text.text, visitor),
            None => self.integer_text(visitor),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.de.deserialize_ignored_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        f32 f64 unit_struct seq tuple tuple_struct map struct
    }
}
