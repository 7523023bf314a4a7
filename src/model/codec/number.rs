//! Integers, which are decimal text where they are too large for JavaScript.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{self, Unexpected, Visitor};

use super::{Field, Shape};

struct Integer<T>(PhantomData<T>);

macro_rules! integers {
    ($($type:ident $hint:ident)*) => {$(
        impl Shape for $type {}

        impl<'de> Field<'de> for $type {
            #[inline]
            fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.$hint(Integer::<$type>(PhantomData))
            }
        }

        impl<'de> Visitor<'de> for Integer<$type> {
            type Value = $type;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!("an integer (", stringify!($type), ") or its decimal text"))
            }

            #[inline]
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<$type, E> {
                $type::try_from(value)
                    .map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))
            }

            #[inline]
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<$type, E> {
                $type::try_from(value)
                    .map_err(|_| E::invalid_value(Unexpected::Signed(value), &self))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<$type, E> {
                let is_decimal = !text.starts_with('+');
                text.parse()
                    .ok()
                    .filter(|_| is_decimal)
                    .ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
            }
        }
    )*};
}

integers!(
    u8 deserialize_u64 u16 deserialize_u64 u32 deserialize_u64 u64 deserialize_u64
    i32 deserialize_i64 i64 deserialize_i64
);

/// Any integer that both encodings have: of 64 bits, with a sign or without.
impl Shape for i128 {}

impl<'de> Field<'de> for i128 {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_i64(AnyInteger)
    }
}

struct AnyInteger;

impl Visitor<'_> for AnyInteger {
    type Value = i128;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer of 64 bits or its decimal text")
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<i128, E> {
        Ok(value.into())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<i128, E> {
        Ok(value.into())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<i128, E> {
        let range = i64::MIN.into()..=u64::MAX.into();
        let value = text.parse().ok().filter(|value| range.contains(value));
        value
            .filter(|_| !text.starts_with('+'))
            .ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// Reads a set of bits that is decimal text of any length, or an integer. Of more than 64 bits the
/// lowest are kept: Discord promises no bound, and uses 53.
pub(crate) fn wide_bits<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    deserializer.deserialize_str(WideBits)
}

struct WideBits;

impl Visitor<'_> for WideBits {
    type Value = u64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a set of bits, as decimal text or as an unsigned integer")
    }

    #[inline]
    fn visit_u64<E: de::Error>(self, bits: u64) -> Result<u64, E> {
        Ok(bits)
    }

    fn visit_i64<E: de::Error>(self, bits: i64) -> Result<u64, E> {
        u64::try_from(bits).map_err(|_| E::invalid_value(Unexpected::Signed(bits), &self))
    }

    fn visit_u128<E: de::Error>(self, bits: u128) -> Result<u64, E> {
        Ok(bits as u64)
    }

    #[inline]
    fn visit_str<E: de::Error>(self, text: &str) -> Result<u64, E> {
        let digit = |bits: u64, byte: u8| {
            let digit = byte.is_ascii_digit().then(|| u64::from(byte - b'0'))?;
            Some(bits.wrapping_mul(10).wrapping_add(digit))
        };
        let bits = text.bytes().try_fold(0, digit);
        bits.filter(|_| !text.is_empty())
            .ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}
