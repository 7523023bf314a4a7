//! Anything that serde can serialize into terms.

mod compound;
mod erlang;
mod id;
mod javascript;
mod write;

use std::fmt::Display;

use serde::Serialize;

use self::compound::{Elements, Entries, TupleStruct};
pub use self::erlang::{Atom, SmallIntegers};
use self::erlang::{open_string, write_atom};
use self::write::{
    FALSE, NIL, TRUE, open_header, write_big, write_binary, write_display, write_float, write_huge,
    write_i32, write_unsigned,
};
pub(super) use self::write::{header, patch_header};
use super::tag;
use crate::MAX_BUILD_DEPTH;
use crate::error::EncodeError;
use crate::marker;
use crate::ser::{self, Key, Sink, Text, WriteText};

/// Writes a value as one term, version byte included.
///
/// What each value becomes is told in the [module's documentation](super#what-a-value-becomes).
///
/// # Errors
///
/// [`UnsupportedKey`](EncodeError::UnsupportedKey), [`NotFinite`](EncodeError::NotFinite),
/// [`TooDeep`](EncodeError::TooDeep) and [`TooLong`](EncodeError::TooLong), where the value has no
/// term; [`Refused`](EncodeError::Refused), where it does not want to be written.
///
/// ```
/// #[derive(serde::Serialize)]
/// struct Heartbeat {
///     op: u8,
///     d: Option<u64>,
/// }
///
/// let term = gatewire::etf::to_vec(&Heartbeat { op: 1, d: None })?;
/// // #{<<"op">> => 1, <<"d">> => nil}
/// assert_eq!(term, b"\x83t\0\0\0\x02m\0\0\0\x02opa\x01m\0\0\0\x01ds\x03nil");
/// # Ok::<(), gatewire::EncodeError>(())
/// ```
pub fn to_vec<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, EncodeError> {
    let mut out = Vec::with_capacity(128);
    value.serialize(Serializer::new(&mut out))?;
    Ok(out)
}

/// Appends a value as one term, as [`to_vec`] writes it.
///
/// # Errors
///
/// As [`to_vec`]; `out` is then what it was before.
///
/// ```
/// let mut out = b"behind this: ".to_vec();
/// gatewire::etf::to_writer(&mut out, "hi")?;
/// assert_eq!(out, b"behind this: \x83m\0\0\0\x02hi");
///
/// assert!(gatewire::etf::to_writer(&mut out, &[0.0, f64::NAN]).is_err());
/// assert_eq!(out, b"behind this: \x83m\0\0\0\x02hi");
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

/// Writes serde's data model as a term.
///
/// It is used up by the value that it writes. Containers nest at most
/// [`MAX_BUILD_DEPTH`] deep. After an error the output ends somewhere inside the term;
/// [`to_writer`] takes that back.
///
/// ```
/// use gatewire::etf::Serializer;
/// use serde::Serialize;
///
/// let mut out = Vec::new();
/// (1, 'a').serialize(Serializer::new(&mut out))?;
/// assert_eq!(out, b"\x83l\0\0\0\x02a\x01m\0\0\0\x01aj");
/// # Ok::<(), gatewire::EncodeError>(())
/// ```
#[must_use]
pub struct Serializer<'a, S = Vec<u8>> {
    out: &'a mut S,
    state: State,
}

/// The containers that are open, and whether the rules are those of JavaScript.
///
/// In one word, so that a serializer is handed on in two registers. With a third word, a heartbeat took
/// 1.7 times as long.
#[derive(Clone, Copy)]
struct State(usize);

impl State {
    const JAVASCRIPT: usize = 1;
    const CONTAINER: usize = 2;

    #[inline]
    fn depth(self) -> usize {
        self.0 / Self::CONTAINER
    }

    #[inline]
    fn deeper(self) -> Self {
        Self(self.0 + Self::CONTAINER)
    }

    #[inline]
    fn is_javascript(self) -> bool {
        self.0 & Self::JAVASCRIPT != 0
    }

    #[inline]
    fn with_javascript(self, javascript: bool) -> Self {
        Self(self.0 & !Self::JAVASCRIPT | usize::from(javascript))
    }
}

impl<'a> Serializer<'a> {
    /// For one term behind what `out` holds. The version byte, 131, is written at once.
    #[inline]
    pub fn new(out: &'a mut Vec<u8>) -> Self {
        Self::into_sink(out)
    }

    /// For a term inside another, which has no version byte.
    pub(super) fn behind(out: &'a mut Vec<u8>) -> Self {
        Self { out, state: State(0) }
    }
}

impl<'a, S: Sink> Serializer<'a, S> {
    #[inline]
    pub(crate) fn into_sink(out: &'a mut S) -> Self {
        out.write_array([tag::VERSION]);
        Self { out, state: State(0) }
    }

    /// Whether to write what Discord's erlpack for JavaScript packs, where it differs from the one
    /// for Python; `false` by default.
    ///
    /// Ids are text, integers of more than 32 bits are floats, and keys that are small integers are
    /// integers. [The table](super#as-javascript-packs-it) has each difference. The Gateway takes
    /// both.
    ///
    /// # Errors
    ///
    /// The value is then also refused with [`NotExact`](EncodeError::NotExact), where an integer
    /// would change as a float.
    ///
    /// ```
    /// use gatewire::{Snowflake, etf::Serializer};
    /// use serde::Serialize;
    ///
    /// let id = Snowflake::new(80351110224678912);
    /// let mut out = Vec::new();
    /// (id, 1_u64 << 32).serialize(Serializer::new(&mut out).javascript(true))?;
    /// // [<<"80351110224678912">>, 4294967296.0]
    /// assert_eq!(out, b"\x83l\0\0\0\x02m\0\0\0\x1180351110224678912F\x41\xf0\0\0\0\0\0\0j");
    /// # Ok::<(), gatewire::EncodeError>(())
    /// ```
    #[inline]
    pub fn javascript(mut self, javascript: bool) -> Self {
        self.state = self.state.with_javascript(javascript);
        self
    }

    /// The same for one of the terms in it.
    #[inline]
    fn reborrow(&mut self) -> Serializer<'_, S> {
        Serializer { out: self.out, state: self.state }
    }

    /// Into one container more.
    #[inline]
    fn enter(self) -> Result<Self, EncodeError> {
        if self.state.depth() >= MAX_BUILD_DEPTH {
            return Err(EncodeError::TooDeep { limit: MAX_BUILD_DEPTH });
        }
        Ok(Self { out: self.out, state: self.state.deeper() })
    }

    /// Into the map of one entry that stands for a variant and what it holds.
    fn enter_variant(self, variant: &str) -> Result<Self, EncodeError> {
        let mut inside = self.enter()?;
        inside.out.write_array([tag::MAP_EXT, 0, 0, 0, 1]);
        inside.key(variant)?;
        Ok(inside)
    }

    #[inline(always)]
    fn key(&mut self, key: &str) -> Result<(), EncodeError> {
        if self.state.is_javascript() {
            return self.javascript_key(key);
        }
        write_binary(self.out, key.as_bytes())
    }

    #[cold]
    #[inline(never)]
    fn javascript_key(&mut self, key: &str) -> Result<(), EncodeError> {
        match javascript::array_index(key.as_bytes()) {
            Some(index) => {
                write_unsigned(self.out, u64::from(index));
                Ok(())
            }
            None => write_binary(self.out, key.as_bytes()),
        }
    }

    #[inline]
    fn unsigned(self, value: u64) -> Result<(), EncodeError> {
        if self.state.is_javascript() && value > u64::from(u32::MAX) {
            return javascript::write_large(self.out, false, u128::from(value));
        }
        write_unsigned(self.out, value);
        Ok(())
    }

    #[inline]
    fn signed(self, value: i64) -> Result<(), EncodeError> {
        if let Ok(value) = u64::try_from(value) {
            return self.unsigned(value);
        }
        if let Ok(value) = i32::try_from(value) {
            write_i32(self.out, value);
            return Ok(());
        }
        if self.state.is_javascript() {
            return javascript::write_large(self.out, true, u128::from(value.unsigned_abs()));
        }
        write_big(self.out, true, value.unsigned_abs());
        Ok(())
    }

    /// An integer beyond 64 bits.
    fn huge(self, negative: bool, magnitude: u128) -> Result<(), EncodeError> {
        if self.state.is_javascript() {
            return javascript::write_large(self.out, negative, magnitude);
        }
        write_huge(self.out, negative, magnitude);
        Ok(())
    }
}

/// The text of a key, as a binary or whatever else a serializer has for it.
struct KeyText<'k, 'a, S>(&'k mut Serializer<'a, S>);

impl<S: Sink> WriteText for KeyText<'_, '_, S> {
    #[inline]
    fn text(self, text: &str) -> Result<(), EncodeError> {
        self.0.key(text)
    }

    fn display<T: Display + ?Sized>(self, value: &T) -> Result<(), EncodeError> {
        if self.0.state.is_javascript() {
            let mut key = String::new();
            ser::display(value, |piece| key.push_str(piece))?;
            return self.0.key(&key);
        }
        write_display(self.0.out, value)
    }

    fn atom(self, text: &str) -> Result<(), EncodeError> {
        write_atom(self.0.out, text)
    }
}

macro_rules! serialize_as {
    ($write:ident($wide:ty): $($method:ident $narrow:ty),*) => {$(
        #[inline]
        fn $method(self, value: $narrow) -> Result<(), EncodeError> {
            self.$write(<$wide>::from(value))
        }
    )*};
}

impl<'a, S: Sink> serde::Serializer for Serializer<'a, S> {
    type Ok = ();
    type Error = EncodeError;
    type SerializeSeq = Elements<'a, S>;
    type SerializeTuple = Elements<'a, S>;
    type SerializeTupleStruct = TupleStruct<'a, S>;
    type SerializeTupleVariant = Elements<'a, S>;
    type SerializeMap = Entries<'a, S>;
    type SerializeStruct = Entries<'a, S>;
    type SerializeStructVariant = Entries<'a, S>;

    serialize_as!(unsigned(u64):
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64);
    serialize_as!(signed(i64):
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64);

    fn serialize_u128(self, value: u128) -> Result<(), EncodeError> {
        match u64::try_from(value) {
            Ok(value) => self.unsigned(value),
            Err(_) => self.huge(false, value),
        }
    }

    fn serialize_i128(self, value: i128) -> Result<(), EncodeError> {
        match i64::try_from(value) {
            Ok(value) => self.signed(value),
            Err(_) => self.huge(value < 0, value.unsigned_abs()),
        }
    }

    #[inline]
    fn serialize_bool(self, value: bool) -> Result<(), EncodeError> {
        self.out.write(if value { TRUE } else { FALSE });
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<(), EncodeError> {
        self.serialize_f64(f64::from(value))
    }

    fn serialize_f64(self, value: f64) -> Result<(), EncodeError> {
        if !value.is_finite() {
            return Err(EncodeError::NotFinite);
        }
        if self.state.is_javascript()
            && let Some(integer) = javascript::integer(value)
        {
            return self.signed(integer);
        }
        write_float(self.out, value);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), EncodeError> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, text: &str) -> Result<(), EncodeError> {
        write_binary(self.out, text.as_bytes())
    }

    #[inline]
    fn serialize_bytes(self, bytes: &[u8]) -> Result<(), EncodeError> {
        write_binary(self.out, bytes)
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
        self.out.write(NIL);
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
        name: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        match name {
            marker::INTEGER if self.state.is_javascript() => {
                self.serialize_str(itoa::Buffer::new().format(id::integer(value)?))
            }
            marker::INTEGER => {
                write_unsigned(self.out, id::integer(value)?);
                Ok(())
            }
            marker::ATOM => {
                value.serialize(Key(Text(&mut |text| write_atom(&mut *self.out, text))))
            }
            _ => value.serialize(self),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        value.serialize(self.enter_variant(variant)?)
    }

    #[inline]
    fn serialize_seq(self, _length: Option<usize>) -> Result<Elements<'a, S>, EncodeError> {
        self.enter().map(Elements::new)
    }

    #[inline]
    fn serialize_tuple(self, length: usize) -> Result<Elements<'a, S>, EncodeError> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        length: usize,
    ) -> Result<TupleStruct<'a, S>, EncodeError> {
        if name == marker::STRING {
            open_string(self.out, length)?;
            return Ok(TupleStruct::String(self.out));
        }
        self.serialize_seq(Some(length)).map(TupleStruct::List)
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Elements<'a, S>, EncodeError> {
        self.enter_variant(variant)?.serialize_seq(Some(length))
    }

    #[inline]
    fn serialize_map(self, _length: Option<usize>) -> Result<Entries<'a, S>, EncodeError> {
        self.enter().map(Entries::new)
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
        length: usize,
    ) -> Result<Entries<'a, S>, EncodeError> {
        self.enter_variant(variant)?.serialize_map(Some(length))
    }
}
