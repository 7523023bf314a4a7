//! Values that neither JSON nor terms have, or not everywhere.

use serde::Serialize;

/// A map with one key behind another.
pub(crate) struct WithKey<K>(pub(crate) K);

impl<K: Serialize> Serialize for WithKey<K> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("good", &[1, 2, 3])?;
        map.serialize_entry(&self.0, &4)?;
        map.end()
    }
}

#[derive(Serialize)]
pub(crate) enum Variants {
    Newtype(u8),
    Tuple(u8, u8),
    Struct { a: u8 },
}

#[derive(Serialize)]
pub(crate) struct UnitStruct;

#[derive(Serialize)]
pub(crate) struct TupleStruct(pub(crate) u8, pub(crate) u8);

#[derive(Serialize)]
pub(crate) struct Fields {
    pub(crate) a: u8,
}

pub(crate) struct Bytes;

impl Serialize for Bytes {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(b"bytes")
    }
}

/// Containers inside each other: lists, maps, variants, or all of them.
pub(crate) struct Nested {
    pub(crate) levels: usize,
    pub(crate) kind: usize,
}

impl Serialize for Nested {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::{SerializeStruct as _, SerializeTupleStruct as _};
        let Some(levels) = self.levels.checked_sub(1) else { return serializer.serialize_u8(7) };
        let inner = Self { levels, kind: self.kind };
        match if self.kind == 5 { levels % 5 } else { self.kind } {
            0 => serializer.collect_seq([inner]),
            1 => serializer.collect_map([("key", inner)]),
            2 => serializer.serialize_newtype_variant("Nested", 0, "variant", &inner),
            3 => {
                let mut fields = serializer.serialize_struct("Nested", 1)?;
                fields.serialize_field("field", &inner)?;
                fields.end()
            }
            _ => {
                // What is transparent is no level.
                let mut fields = serializer.serialize_tuple_struct("Nested", 1)?;
                fields.serialize_field(&Some(&Transparent(&inner)))?;
                fields.end()
            }
        }
    }
}

#[derive(Serialize)]
pub(crate) struct Transparent<T>(T);
