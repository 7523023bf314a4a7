//! The keys of maps: text, whatever the type, as JSON has them.

use std::fmt::Display;

use serde::Serialize;
use serde::ser::Impossible;

use crate::EncodeError;
use crate::marker;

/// What becomes of a key's text.
pub(crate) trait WriteText {
    /// Writes it.
    fn text(self, text: &str) -> Result<(), EncodeError>;

    /// Writes what a value displays.
    fn display<T: Display + ?Sized>(self, value: &T) -> Result<(), EncodeError>;

    /// Writes text that is an atom, where there are such.
    fn atom(self, text: &str) -> Result<(), EncodeError>
    where
        Self: Sized,
    {
        self.text(text)
    }
}

/// Hands on the text that it is given.
pub(crate) struct Text<'a>(pub(crate) &'a mut dyn FnMut(&str) -> Result<(), EncodeError>);

impl WriteText for Text<'_> {
    fn text(self, text: &str) -> Result<(), EncodeError> {
        (self.0)(text)
    }

    fn display<T: Display + ?Sized>(self, value: &T) -> Result<(), EncodeError> {
        (self.0)(&value.to_string())
    }
}

/// Writes a key: text as it is, integers in decimal, booleans as `true` and `false`. Other types
/// are no keys.
pub(crate) struct Key<W>(pub(crate) W);

type No = Impossible<(), EncodeError>;

macro_rules! serialize_integers {
    ($($method:ident $type:ty),*) => {$(
        fn $method(self, value: $type) -> Result<(), EncodeError> {
            self.0.text(itoa::Buffer::new().format(value))
        }
    )*};
}

/// Methods of a serializer for types that it does not take.
macro_rules! refuse {
    ($error:expr; $($method:ident($($type:ty),*) -> $ok:ty;)*) => {$(
        fn $method(self, $(_: $type),*) -> Result<$ok, EncodeError> {
            Err($error)
        }
    )*};
}

pub(crate) use refuse;

impl<W: WriteText> serde::Serializer for Key<W> {
    type Ok = ();
    type Error = EncodeError;
    type SerializeSeq = No;
    type SerializeTuple = No;
    type SerializeTupleStruct = No;
    type SerializeTupleVariant = No;
    type SerializeMap = No;
    type SerializeStruct = No;
    type SerializeStructVariant = No;

    #[inline]
    fn serialize_str(self, text: &str) -> Result<(), EncodeError> {
        self.0.text(text)
    }

    fn serialize_char(self, value: char) -> Result<(), EncodeError> {
        self.0.text(value.encode_utf8(&mut [0; 4]))
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), EncodeError> {
        self.0.display(value)
    }

    fn serialize_bool(self, value: bool) -> Result<(), EncodeError> {
        self.0.text(if value { "true" } else { "false" })
    }

    serialize_integers! {
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64,
        serialize_u128 u128, serialize_i8 i8, serialize_i16 i16, serialize_i32 i32,
        serialize_i64 i64, serialize_i128 i128
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<(), EncodeError> {
        self.0.text(variant)
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), EncodeError> {
        value.serialize(self)
    }

    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        if name != marker::ATOM {
            return value.serialize(self);
        }
        // No type of its own for each that writes text, since these could go on forever.
        let mut out = Some(self.0);
        let mut atom = |text: &str| out.take().ok_or(EncodeError::Refused)?.atom(text);
        value.serialize(Key(Text(&mut atom)))
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _value: &T,
    ) -> Result<(), EncodeError> {
        Err(EncodeError::UnsupportedKey)
    }

    refuse! {
        EncodeError::UnsupportedKey;
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_none() -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_seq(Option<usize>) -> No;
        serialize_tuple(usize) -> No;
        serialize_tuple_struct(&'static str, usize) -> No;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> No;
        serialize_map(Option<usize>) -> No;
        serialize_struct(&'static str, usize) -> No;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> No;
    }
}
