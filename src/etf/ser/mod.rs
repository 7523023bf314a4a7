//! Anything that serde can serialize into terms.

mod compound;
mod erlang;
mod id;
mod javascript;

use std::fmt::Display;

use serde::Serialize;

use self::compound::{Elements, Entries, TupleStruct};
pub use self::erlang::{Atom, SmallIntegers};
use self::erlang::{open_string, write_atom};
use super::tag;
use crate::MAX_BUILD_DEPTH;
use crate::error::EncodeError;
use crate::marker;
use crate::sink::{self, Key, Sink, Text, WriteText};

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
    /// Containers that are open.
    depth: usize,
    javascript: bool,
}

impl<'a> Serializer<'a> {
    /// For one term behind what `out` holds. The version byte, 131, is written at once.
    #[inline]
    pub fn new(out: &'a mut Vec<u8>) -> Self {
        Self::into_sink(out)
    }

    /// For a term inside another, which has no version byte.
    pub(super) fn behind(out: &'a mut Vec<u8>) -> Self {
        Self { out, depth: 0, javascript: false }
    }
}

impl<'a, S: Sink> Serializer<'a, S> {
    #[inline]
    pub(crate) fn into_sink(out: &'a mut S) -> Self {
        out.write(&[tag::VERSION]);
        Self { out, depth: 0, javascript: false }
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
        self.javascript = javascript;
        self
    }

    /// The same for one of the terms in it.
    #[inline]
    fn reborrow(&mut self) -> Serializer<'_, S> {
        Serializer { out: self.out, depth: self.depth, javascript: self.javascript }
    }

    /// Into one container more.
    #[inline]
    fn enter(self) -> Result<Self, EncodeError> {
        if self.depth >= MAX_BUILD_DEPTH {
            return Err(EncodeError::TooDeep { limit: MAX_BUILD_DEPTH });
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }

    /// Into the map of one entry that stands for a variant and what it holds.
    fn enter_variant(self, variant: &str) -> Result<Self, EncodeError> {
        let mut inside = self.enter()?;
        inside.out.write(&[tag::MAP_EXT, 0, 0, 0, 1]);
        inside.key(variant)?;
        Ok(inside)
    }

    #[inline]
    fn key(&mut self, key: &str) -> Result<(), EncodeError> {
        if self.javascript
            && let Some(index) = javascript::array_index(key.as_bytes())
        {
            write_unsigned(self.out, u64::from(index));
            return Ok(());
        }
        write_binary(self.out, key.as_bytes())
    }

    #[inline]
    fn unsigned(self, value: u64) -> Result<(), EncodeError> {
        if self.javascript && value > u64::from(u32::MAX) {
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
        if self.javascript {
            return javascript::write_large(self.out, true, u128::from(value.unsigned_abs()));
        }
        write_big(self.out, true, value.unsigned_abs());
        Ok(())
    }

    /// An integer beyond 64 bits.
    fn huge(self, negative: bool, magnitude: u128) -> Result<(), EncodeError> {
        if self.javascript {
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
        if self.0.javascript {
            let mut key = String::new();
            sink::display(value, |piece| key.push_str(piece))?;
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
        if self.javascript
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
            marker::INTEGER if self.javascript => {
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

// The only atoms that are written, as `SMALL_ATOM_EXT`: what Discord's libraries have always sent.
const NIL: &[u8] = b"s\x03nil";
const TRUE: &[u8] = b"s\x04true";
const FALSE: &[u8] = b"s\x05false";

/// The bytes of a tag and a length of 32 bits.
const HEADER: usize = 5;

/// A length or count as it stands behind a tag.
#[inline]
fn length_bytes(length: usize) -> Result<[u8; 4], EncodeError> {
    u32::try_from(length).map(u32::to_be_bytes).map_err(|_| EncodeError::TooLong)
}

#[inline]
pub(super) fn header(tag: u8, length: usize) -> Result<[u8; HEADER], EncodeError> {
    let [a, b, c, d] = length_bytes(length)?;
    Ok([tag, a, b, c, d])
}

/// A header whose length is not known yet. Returns where it stands, for [`patch_header`].
#[inline]
fn open_header<S: Sink>(out: &mut S, tag: u8) -> usize {
    let start = out.length();
    out.write(&[tag, 0, 0, 0, 0]);
    start
}

#[inline]
pub(super) fn patch_header<S: Sink>(
    out: &mut S,
    start: usize,
    length: usize,
) -> Result<(), EncodeError> {
    out.patch(start.saturating_add(1), &length_bytes(length)?);
    Ok(())
}

#[inline]
fn write_binary<S: Sink>(out: &mut S, bytes: &[u8]) -> Result<(), EncodeError> {
    out.write(&header(tag::BINARY_EXT, bytes.len())?);
    out.write(bytes);
    Ok(())
}

/// What a value displays, as text.
fn write_display<S: Sink, T: Display + ?Sized>(out: &mut S, value: &T) -> Result<(), EncodeError> {
    let start = open_header(out, tag::BINARY_EXT);
    // Summed up, since a sink that only counts may have come to the end of its numbers.
    let mut length = 0_usize;
    sink::display(value, |piece| {
        out.write(piece.as_bytes());
        length = length.saturating_add(piece.len());
    })?;
    patch_header(out, start, length)
}

#[inline]
fn write_unsigned<S: Sink>(out: &mut S, value: u64) {
    if let Ok(value) = u8::try_from(value) {
        out.write(&[tag::SMALL_INTEGER_EXT, value]);
    } else if let Ok(value) = i32::try_from(value) {
        write_i32(out, value);
    } else {
        write_big(out, false, value);
    }
}

#[inline]
fn write_i32<S: Sink>(out: &mut S, value: i32) {
    let [a, b, c, d] = value.to_be_bytes();
    out.write(&[tag::INTEGER_EXT, a, b, c, d]);
}

#[inline]
fn write_float<S: Sink>(out: &mut S, value: f64) {
    let [a, b, c, d, e, f, g, h] = value.to_be_bytes();
    out.write(&[tag::NEW_FLOAT_EXT, a, b, c, d, e, f, g, h]);
}

/// A sign and a magnitude without leading zeros.
#[inline]
fn write_big<S: Sink>(out: &mut S, negative: bool, magnitude: u64) {
    let length = 8 - magnitude.leading_zeros() as usize / 8;
    let [a, b, c, d, e, f, g, h] = magnitude.to_le_bytes();
    let term = [tag::SMALL_BIG_EXT, length as u8, u8::from(negative), a, b, c, d, e, f, g, h];
    out.write(&term[..3 + length]);
}

/// The same of more than 64 bits.
fn write_huge<S: Sink>(out: &mut S, negative: bool, magnitude: u128) {
    let length = 16 - magnitude.leading_zeros() as usize / 8;
    out.write(&[tag::SMALL_BIG_EXT, length as u8, u8::from(negative)]);
    out.write(&magnitude.to_le_bytes()[..length]);
}

#[cfg(test)]
mod tests {
    use super::*;

    // Values as long as that are more than a test may allocate.
    #[cfg(target_pointer_width = "64")]
    #[test]
    fn lengths_have_32_bits() {
        let most = u32::MAX as usize;
        assert_eq!(header(tag::BINARY_EXT, most), Ok([109, 255, 255, 255, 255]));
        assert_eq!(header(tag::BINARY_EXT, most + 1), Err(EncodeError::TooLong));

        let mut out = b"..l\0\0\0\0".to_vec();
        assert_eq!(patch_header(&mut out, 2, most), Ok(()));
        assert_eq!(out, b"..l\xff\xff\xff\xff");
        assert_eq!(patch_header(&mut out, 2, most + 1), Err(EncodeError::TooLong));
    }
}
