//! Values that are none where they are of another type, without an error.

use std::fmt;

use serde::Deserializer;
use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::marker;

/// Visits what another visitor does, and gives `None` where that one gives an error. Of lists and
/// objects, too, which the other is not given.
pub(crate) struct Tolerant<V> {
    visitor: V,
    /// Whether the reader was asked for a [scalar](marker::SCALAR).
    is_asked: bool,
}

impl<V> Tolerant<V> {
    #[inline]
    pub(crate) fn new(visitor: V) -> Self {
        Self { visitor, is_asked: false }
    }
}

impl<'de, V: Visitor<'de>> DeserializeSeed<'de> for Tolerant<V> {
    type Value = Option<V::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let asked = Self { is_asked: true, ..self };
        deserializer.deserialize_newtype_struct(marker::SCALAR, asked)
    }
}

/// An error that is dropped, and so says nothing.
#[derive(Debug)]
struct Dropped;

impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of another type")
    }
}

impl std::error::Error for Dropped {}

impl de::Error for Dropped {
    fn custom<T: fmt::Display>(_message: T) -> Self {
        Self
    }
}

macro_rules! visit_as_the_other {
    ($($method:ident($type:ty))*) => {$(
        #[inline]
        fn $method<E: de::Error>(self, value: $type) -> Result<Self::Value, E> {
            Ok(self.visitor.$method::<Dropped>(value).ok())
        }
    )*};
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Tolerant<V> {
    type Value = Option<V::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    visit_as_the_other! {
        visit_bool(bool) visit_u64(u64) visit_i64(i64) visit_u128(u128) visit_i128(i128)
        visit_f64(f64) visit_str(&str) visit_borrowed_str(&'de str) visit_string(String)
        visit_bytes(&[u8]) visit_borrowed_bytes(&'de [u8])
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(self.visitor.visit_unit::<Dropped>().ok())
    }

    fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    // Of the reader that was asked for another newtype, or of one that does not know the newtype.
    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        match self.is_asked {
            true => deserializer.deserialize_any(self),
            false => self.deserialize(deserializer),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}
