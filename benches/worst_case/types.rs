//! Types that a caller may have, and that are read into.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A model that goes on after each value that does not fit.
pub(crate) struct Lenient;

impl<'de> Deserialize<'de> for Lenient {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LenientVisitor)
    }
}

struct LenientVisitor;

impl<'de> Visitor<'de> for LenientVisitor {
    type Value = Lenient;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map or a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Lenient, A::Error> {
        while map.next_key::<IgnoredAny>()?.is_some() {
            let _ = map.next_value::<Lenient>();
        }
        Ok(Lenient)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Lenient, A::Error> {
        while !matches!(list.next_element::<Lenient>(), Ok(None)) {}
        Ok(Lenient)
    }
}

/// A model that holds itself, and numbers where the document may have others.
#[derive(Deserialize)]
#[allow(dead_code)]
pub(crate) struct Tree {
    #[serde(default)]
    a: Option<Box<Tree>>,
    #[serde(default)]
    after: u8,
    #[serde(default)]
    components: Vec<Tree>,
    #[serde(default)]
    embeds: Vec<Tree>,
    #[serde(default)]
    options: Vec<Tree>,
    #[serde(default)]
    channels: Vec<Tree>,
}

/// Anything, as it is presented to those who ask for no type: values in it and keys as well. Nothing is
/// kept.
pub(crate) struct Untyped;

impl<'de> Deserialize<'de> for Untyped {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

macro_rules! take {
    ($($method:ident $type:ty,)*) => {$(
        fn $method<E>(self, value: $type) -> Result<Self, E> {
            std::hint::black_box(value);
            Ok(self)
        }
    )*};
}

impl<'de> Visitor<'de> for Untyped {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    take! {
        visit_bool bool, visit_i64 i64, visit_u64 u64, visit_i128 i128, visit_u128 u128, visit_f64 f64,
        visit_str &str, visit_bytes &[u8],
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self, A::Error> {
        while list.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        while map.next_entry::<Self, Self>()?.is_some() {}
        Ok(self)
    }
}
