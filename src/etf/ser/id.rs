//! Ids, which are decimal text to all but this crate's terms.

use serde::Serialize;
use serde::ser::Impossible;

use crate::EncodeError;
use crate::marker;
use crate::ser::refuse;

/// The integer that an id is: [`marker::INTEGER`] says how it is asked for.
#[inline]
pub(super) fn integer<T: Serialize + ?Sized>(id: &T) -> Result<u64, EncodeError> {
    id.serialize(Asked::<false>)
}

/// What an id is asked by, at first and then again.
struct Asked<const AGAIN: bool>;

type No = Impossible<u64, EncodeError>;

impl<const AGAIN: bool> serde::Serializer for Asked<AGAIN> {
    type Ok = u64;
    type Error = EncodeError;
    type SerializeSeq = No;
    type SerializeTuple = No;
    type SerializeTupleStruct = No;
    type SerializeTupleVariant = No;
    type SerializeMap = No;
    type SerializeStruct = No;
    type SerializeStructVariant = No;

    #[inline]
    fn is_human_readable(&self) -> bool {
        AGAIN
    }

    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<u64, EncodeError> {
        match name {
            marker::INTEGER if !AGAIN => value.serialize(Asked::<true>),
            _ => Err(EncodeError::Refused),
        }
    }

    #[inline]
    fn serialize_u64(self, value: u64) -> Result<u64, EncodeError> {
        Ok(value)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, _value: &T) -> Result<u64, EncodeError> {
        Err(EncodeError::Refused)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _value: &T,
    ) -> Result<u64, EncodeError> {
        Err(EncodeError::Refused)
    }

    refuse! {
        EncodeError::Refused;
        serialize_bool(bool) -> u64;
        serialize_i8(i8) -> u64;
        serialize_i16(i16) -> u64;
        serialize_i32(i32) -> u64;
        serialize_i64(i64) -> u64;
        serialize_u8(u8) -> u64;
        serialize_u16(u16) -> u64;
        serialize_u32(u32) -> u64;
        serialize_f32(f32) -> u64;
        serialize_f64(f64) -> u64;
        serialize_char(char) -> u64;
        serialize_str(&str) -> u64;
        serialize_bytes(&[u8]) -> u64;
        serialize_none() -> u64;
        serialize_unit() -> u64;
        serialize_unit_struct(&'static str) -> u64;
        serialize_unit_variant(&'static str, u32, &'static str) -> u64;
        serialize_seq(Option<usize>) -> No;
        serialize_tuple(usize) -> No;
        serialize_tuple_struct(&'static str, usize) -> No;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> No;
        serialize_map(Option<usize>) -> No;
        serialize_struct(&'static str, usize) -> No;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> No;
    }
}
