//! Anything that serde can serialize into JSON text.

mod compound;
mod text;

use std::fmt::Display;

use serde::Serialize;

use self::compound::{Elements, Entries};
use self::text::{write_display, write_text};
use crate::error::EncodeError;
use crate::ser::Sink;
use crate::{MAX_BUILD_DEPTH, float};

/// Writes a value as JSON text, without white space.
///
/// What each value becomes is told in the [module's documentation](super#what-a-value-becomes).
///
/// # Errors
///
/// [`UnsupportedKey`](EncodeError::UnsupportedKey), [`NotFinite`](EncodeError::NotFinite) and
/// [`TooDeep`](EncodeError::TooDeep), where the value has no text;
/// [`Refused`](EncodeError::Refused), where it does not want to be written.
///
/// ```
/// #[derive(serde::Serialize)]
/// struct Heartbeat {
///     op: u8,
///     d: Option<u64>,
/// }
///
/// let text = gatewire::json::to_vec(&Heartbeat { op: 1, d: None })?;
/// assert_eq!(text, br#"{"op":1,"d":null}"#);
/// # Ok::<(), gatewire::EncodeError>(())
/// ```
pub fn to_vec<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, EncodeError> {
    let mut out = Vec::with_capacity(128);
    value.serialize(Serializer::new(&mut out))?;
    Ok(out)
}

/// Appends a value as JSON text, as [`to_vec`] writes it.
///
/// # Errors
///
/// As [`to_vec`]; `out` is then what it was before.
///
/// ```
/// let mut out = b"behind this: ".to_vec();
/// gatewire::json::to_writer(&mut out, "hi\n")?;
/// assert_eq!(out, br#"behind this: "hi\n""#);
///
/// assert!(gatewire::json::to_writer(&mut out, &[0.0, f64::NAN]).is_err());
/// assert_eq!(out, br#"behind this: "hi\n""#);
/// # Ok::<(), gatewire::EncodeError>(())
/// ```
pub fn to_writer<T: Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) -> Result<(), EncodeError> {
    let length = out.len();
    let result = value.serialize(Serializer::new(out));
    if result.is_err() {
        out.truncate(length);
    }
    result
}

/// Writes serde's data model as JSON text.
///
/// It is used up by the value that it writes. Containers nest at most
/// [`MAX_BUILD_DEPTH`] deep. After an error the output ends somewhere inside the text;
/// [`to_writer`] takes that back.
///
/// ```
/// use gatewire::json::Serializer;
/// use serde::Serialize;
///
/// let mut out = Vec::new();
/// (1, 'a').serialize(Serializer::new(&mut out))?;
/// assert_eq!(out, br#"[1,"a"]"#);
/// # Ok::<(), gatewire::EncodeError>(())
/// ```
#[must_use]
pub struct Serializer<'a, S = Vec<u8>> {
    out: &'a mut S,
    /// Containers that are open.
    depth: usize,
}

impl<'a> Serializer<'a> {
    /// For one value behind what `out` holds.
    #[inline]
    pub fn new(out: &'a mut Vec<u8>) -> Self {
        Self::into_sink(out)
    }
}

impl<'a, S: Sink> Serializer<'a, S> {
    #[inline]
    pub(crate) fn into_sink(out: &'a mut S) -> Self {
        Self { out, depth: 0 }
    }

    /// Into one container more.
    #[inline]
    fn enter(self) -> Result<Self, EncodeError> {
        if self.depth >= MAX_BUILD_DEPTH {
            return Err(EncodeError::TooDeep { limit: MAX_BUILD_DEPTH });
        }
        Ok(Self { out: self.out, depth: self.depth + 1 })
    }

    /// Into the object of one entry that stands for a variant and what it holds.
    fn enter_variant(self, variant: &str) -> Result<Self, EncodeError> {
        let inside = self.enter()?;
        inside.out.write(b"{");
        write_text(inside.out, variant);
        inside.out.write(b":");
        Ok(inside)
    }
}

macro_rules! serialize_integers {
    ($($method:ident $type:ty),*) => {$(
        #[inline]
        fn $method(self, value: $type) -> Result<(), EncodeError> {
            self.out.write(itoa::Buffer::new().format(value).as_bytes());
            Ok(())
        }
    )*};
}

macro_rules! serialize_floats {
    ($($method:ident $type:ty),*) => {$(
        fn $method(self, value: $type) -> Result<(), EncodeError> {
            if !value.is_finite() {
                return Err(EncodeError::NotFinite);
            }
            float::with_text(value, |text| self.out.write(text.as_bytes()));
            Ok(())
        }
    )*};
}

impl<'a, S: Sink> serde::Serializer for Serializer<'a, S> {
    type Ok = ();
    type Error = EncodeError;
    type SerializeSeq = Elements<'a, S>;
    type SerializeTuple = Elements<'a, S>;
    type SerializeTupleStruct = Elements<'a, S>;
    type SerializeTupleVariant = Elements<'a, S>;
    type SerializeMap = Entries<'a, S>;
    type SerializeStruct = Entries<'a, S>;
    type SerializeStructVariant = Entries<'a, S>;

    serialize_integers!(
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64,
        serialize_u128 u128, serialize_i8 i8, serialize_i16 i16, serialize_i32 i32,
        serialize_i64 i64, serialize_i128 i128);
    serialize_floats!(serialize_f32 f32, serialize_f64 f64);

    #[inline]
    fn serialize_bool(self, value: bool) -> Result<(), EncodeError> {
        self.out.write(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), EncodeError> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, text: &str) -> Result<(), EncodeError> {
        write_text(self.out, text);
        Ok(())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<(), EncodeError> {
        self.collect_seq(bytes)
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), EncodeError> {
        write_display(self.out, value)
    }

    #[inline]
    fn serialize_none(self) -> Result<(), EncodeError> {
        self.serialize_unit()
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), EncodeError> {
        value.serialize(self)
    }

    #[inline]
    fn serialize_unit(self) -> Result<(), EncodeError> {
        self.out.write(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), EncodeError> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<(), EncodeError> {
        self.serialize_str(variant)
    }

    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        let inside = self.enter_variant(variant)?;
        value.serialize(Serializer { out: &mut *inside.out, depth: inside.depth })?;
        inside.out.write(b"}");
        Ok(())
    }

    #[inline]
    fn serialize_seq(self, _length: Option<usize>) -> Result<Elements<'a, S>, EncodeError> {
        Ok(Elements::new(self.enter()?, b"]"))
    }

    #[inline]
    fn serialize_tuple(self, length: usize) -> Result<Elements<'a, S>, EncodeError> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(
        self,
        _name: &'static str,
        length: usize,
    ) -> Result<Elements<'a, S>, EncodeError> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Elements<'a, S>, EncodeError> {
        Ok(Elements::new(self.enter_variant(variant)?.enter()?, b"]}"))
    }

    #[inline]
    fn serialize_map(self, _length: Option<usize>) -> Result<Entries<'a, S>, EncodeError> {
        Ok(Entries::new(self.enter()?, b"}"))
    }

    #[inline]
    fn serialize_struct(
        self,
        _name: &'static str,
        length: usize,
    ) -> Result<Entries<'a, S>, EncodeError> {
        self.serialize_map(Some(length))
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Entries<'a, S>, EncodeError> {
        Ok(Entries::new(self.enter_variant(variant)?.enter()?, b"}}"))
    }
}
