//! How serde's readers find the field of a key.

use std::fmt;

use serde::Deserializer;
use serde::de::{self, DeserializeSeed, Visitor};

use crate::marker;

pub(crate) use crate::de::fields::{Fields, Names, UNKNOWN};

/// Reads a key as the number of its field, or [`UNKNOWN`].
#[derive(Clone, Copy)]
pub(crate) struct FieldSeed<'f> {
    pub(crate) fields: &'f Fields,
}

impl<'de> DeserializeSeed<'de> for FieldSeed<'_> {
    type Value = u8;

    #[inline(always)]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<u8, D::Error> {
        deserializer.deserialize_newtype_struct(marker::FIELD, self)
    }
}

impl<'de> Visitor<'de> for FieldSeed<'_> {
    type Value = u8;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    #[inline]
    fn visit_bytes<E: de::Error>(self, key: &[u8]) -> Result<u8, E> {
        Ok(self.fields.find(key))
    }

    #[inline(always)]
    fn visit_u128<E: de::Error>(self, key: u128) -> Result<u8, E> {
        Ok(self.fields.find_short(key))
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<u8, E> {
        self.visit_bytes(key.as_bytes())
    }

    // Readers of other crates do not know the newtype's name.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, key: D) -> Result<u8, D::Error> {
        key.deserialize_identifier(self)
    }
}
