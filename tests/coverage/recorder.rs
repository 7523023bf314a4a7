//! A serializer that writes nothing, and notes which fields of which structs were set.

use std::collections::BTreeMap;
use std::fmt;

use serde::ser::{self, Serialize};

/// Whether a field was set at least once, by struct and field.
pub(crate) type Record = BTreeMap<(&'static str, &'static str), bool>;

/// Notes what an event's structs have set.
pub(crate) fn record(value: &impl Serialize, record: &mut Record) {
    value.serialize(Recorder { record, owner: "" }).expect("nothing fails");
}

struct Recorder<'r> {
    record: &'r mut Record,
    /// The struct whose fields are written.
    owner: &'static str,
}

impl Recorder<'_> {
    fn inner(&mut self) -> Recorder<'_> {
        Recorder { record: self.record, owner: "" }
    }
}

#[derive(Debug)]
pub(crate) struct Never;

impl fmt::Display for Never {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cannot be recorded")
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

macro_rules! leaves {
    ($($method:ident $type:ty)*) => {$(
        fn $method(self, _: $type) -> Result<(), Never> {
            Ok(())
        }
    )*};
}

impl<'r> ser::Serializer for Recorder<'r> {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    leaves!(
        serialize_bool bool serialize_i8 i8 serialize_i16 i16 serialize_i32 i32 serialize_i64 i64
        serialize_i128 i128 serialize_u128 u128
        serialize_u8 u8 serialize_u16 u16 serialize_u32 u32 serialize_u64 u64 serialize_f32 f32
        serialize_f64 f64 serialize_char char serialize_str &str serialize_bytes &[u8]
        serialize_unit_struct &'static str
    );

    fn serialize_none(self) -> Result<(), Never> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Never> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Never> {
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Never> {
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Never> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Never> {
        Ok(self)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self, Never> {
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Never> {
        Ok(self)
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Self, Never> {
        Ok(Self { owner: name, ..self })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Self, Never> {
        Ok(Self { owner: name, ..self })
    }
}

macro_rules! lists {
    ($($trait:ident $method:ident)*) => {$(
        impl ser::$trait for Recorder<'_> {
            type Ok = ();
            type Error = Never;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
                value.serialize(self.inner())
            }

            fn end(self) -> Result<(), Never> {
                Ok(())
            }
        }
    )*};
}

lists!(
    SerializeSeq serialize_element SerializeTuple serialize_element
    SerializeTupleStruct serialize_field SerializeTupleVariant serialize_field
);

impl ser::SerializeMap for Recorder<'_> {
    type Ok = ();
    type Error = Never;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, _: &T) -> Result<(), Never> {
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        value.serialize(self.inner())
    }

    fn end(self) -> Result<(), Never> {
        Ok(())
    }
}

macro_rules! structs {
    ($($trait:ident)*) => {$(
        impl ser::$trait for Recorder<'_> {
            type Ok = ();
            type Error = Never;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                field: &'static str,
                value: &T,
            ) -> Result<(), Never> {
                self.record.insert((self.owner, field), true);
                value.serialize(self.inner())
            }

            fn skip_field(&mut self, field: &'static str) -> Result<(), Never> {
                self.record.entry((self.owner, field)).or_insert(false);
                Ok(())
            }

            fn end(self) -> Result<(), Never> {
                Ok(())
            }
        }
    )*};
}

structs!(SerializeStruct SerializeStructVariant);
