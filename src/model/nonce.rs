//! What a client marks its messages with.

use std::fmt;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::de::{Source, Stop};
use crate::marker;
use crate::model::Text;
use crate::model::codec::{self, How, Read, Shape};

/// What a client gave a message to know it again by (Discord docs, "Message Resource", Create
/// Message), or a request for members its answer: text of up to 25 characters, or an integer. An
/// integer beyond 2⁵³ reads as text from ETF,
/// as Discord writes it in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Nonce<'a> {
    /// Text.
    Text(Text<'a>),
    /// An integer.
    Integer(i128),
}

impl Serialize for Nonce<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => text.serialize(serializer),
            Self::Integer(value) => match (u64::try_from(*value), i64::try_from(*value)) {
                (Ok(value), _) => serializer.serialize_u64(value),
                (_, Ok(value)) => serializer.serialize_i64(value),
                _ => serializer.serialize_i128(*value),
            },
        }
    }
}

impl Default for Nonce<'_> {
    fn default() -> Self {
        Self::Integer(0)
    }
}

impl Shape for Nonce<'_> {}

codec::reads!(Nonce<'a>);

impl<'de> Read<'de> for Nonce<'de> {
    const BLANK: Self = Self::Integer(0);

    fn read_from<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
    ) -> Result<(), Stop> {
        const EXPECTED: &str = "text or an integer";

        let start = source.place();
        source.reading().try_value(true);
        let text = source.json_text();
        source.reading().try_value(false);
        *place = match text {
            Ok(text) => Self::Text(text.into()),
            Err(Stop::Misfit) => {
                source.go_to(start);
                Self::Integer(source.integer(EXPECTED)?)
            }
            Err(stop) => return Err(stop),
        };
        Ok(())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Nonce<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(marker::AS_JSON, NonceVisitor)
    }
}

struct NonceVisitor;

impl<'de> Visitor<'de> for NonceVisitor {
    type Value = Nonce<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text or an integer")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, nonce: D) -> Result<Nonce<'de>, D::Error> {
        nonce.deserialize_any(self)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Nonce<'de>, E> {
        Ok(Nonce::Integer(value.into()))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Nonce<'de>, E> {
        Ok(Nonce::Integer(value.into()))
    }

    fn visit_f64<E: de::Error>(self, float: f64) -> Result<Nonce<'de>, E> {
        codec::of_float(float, &self).map(Nonce::Integer)
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Nonce<'de>, E> {
        Ok(Nonce::Text(text.into()))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Nonce<'de>, E> {
        Ok(Nonce::Text(text.to_owned().into()))
    }
}
