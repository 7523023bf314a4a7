//! Integers, by the [rule](crate::de::number) for all fields of them, for serde's readers.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{self, DeserializeSeed, Error as _, SeqAccess, Unexpected, Visitor};

use super::{Field, Shape};
use crate::de::number;
use crate::marker;
use crate::model::Text;

struct Integer<T>(PhantomData<T>);

/// The number that a float is, in a type that may not hold it.
pub(crate) fn of_float<T: TryFrom<i128>, E: de::Error>(
    float: f64,
    expected: &dyn de::Expected,
) -> Result<T, E> {
    let came = Unexpected::Float(float);
    match number::whole(float) {
        Some(number) => T::try_from(number).map_err(|_| E::invalid_value(came, expected)),
        None => Err(E::invalid_type(came, expected)),
    }
}

/// The number that decimal text is, in a type that may not hold it.
fn of_text<T: TryFrom<i128>, E: de::Error>(
    text: &str,
    expected: &dyn de::Expected,
) -> Result<T, E> {
    let number = number::decimal(text).and_then(|number| T::try_from(number).ok());
    number.ok_or_else(|| E::invalid_value(Unexpected::Str(text), expected))
}

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

            fn visit_f64<E: de::Error>(self, float: f64) -> Result<$type, E> {
                of_float(float, &self)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<$type, E> {
                of_text(text, &self)
            }
        }
    )*};
}

integers!(
    u8 deserialize_u64 u16 deserialize_u64 u32 deserialize_u64 u64 deserialize_u64
    i32 deserialize_i64 i64 deserialize_i64
);

/// An integer of which some values have been sent as words.
pub(crate) struct NamedInteger(pub(crate) &'static [(&'static str, u64)]);

impl NamedInteger {
    pub(crate) fn read<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<u64, D::Error> {
        deserializer.deserialize_u64(self)
    }
}

impl Visitor<'_> for NamedInteger {
    type Value = u64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Integer::<u64>(PhantomData).expecting(f)
    }

    #[inline]
    fn visit_u64<E: de::Error>(self, value: u64) -> Result<u64, E> {
        Ok(value)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<u64, E> {
        Integer::<u64>(PhantomData).visit_i64(value)
    }

    fn visit_f64<E: de::Error>(self, float: f64) -> Result<u64, E> {
        Integer::<u64>(PhantomData).visit_f64(float)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<u64, E> {
        match self.0.iter().find(|(word, _)| *word == text) {
            Some((_, value)) => Ok(*value),
            None => Integer::<u64>(PhantomData).visit_str(text),
        }
    }
}

fn is_of_64_bits(number: &i128) -> bool {
    (i64::MIN.into()..=u64::MAX.into()).contains(number)
}

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

    fn visit_f64<E: de::Error>(self, float: f64) -> Result<i128, E> {
        of_float(float, &self)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<i128, E> {
        let value = of_text(text, &self)?;
        match is_of_64_bits(&value) {
            true => Ok(value),
            false => Err(E::invalid_value(Unexpected::Str(text), &self)),
        }
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

    fn visit_f64<E: de::Error>(self, float: f64) -> Result<u64, E> {
        of_float(float, &self)
    }

    #[inline]
    fn visit_str<E: de::Error>(self, text: &str) -> Result<u64, E> {
        number::wide_bits(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// A pair of integers: a shard's id, and the number of shards.
impl Shape for [u32; 2] {}

impl<'de> Field<'de> for [u32; 2] {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_tuple(2, Pair)
    }
}

struct Pair;

impl<'de> Visitor<'de> for Pair {
    type Value = [u32; 2];

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of length 2")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut pair: A) -> Result<[u32; 2], A::Error> {
        let mut values = [0; 2];
        for (index, value) in values.iter_mut().enumerate() {
            if pair.next_element_seed(super::into_field(value))?.is_none() {
                return Err(A::Error::invalid_length(index, &self));
            }
        }
        Ok(values)
    }
}

/// Reads text that Discord has sent as an integer too, which is then its decimal text.
pub(crate) struct TextOrInteger<'p, 'a>(pub(crate) &'p mut Option<Text<'a>>);

impl<'de: 'a, 'a> DeserializeSeed<'de> for TextOrInteger<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        *self.0 = Option::<AnyText<'a>>::read(deserializer)?.map(|AnyText(text)| text);
        Ok(())
    }
}

#[derive(Default)]
struct AnyText<'a>(Text<'a>);

impl Shape for AnyText<'_> {}

impl<'de: 'a, 'a> Field<'de> for AnyText<'a> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(marker::VALUE, AnyTextVisitor(PhantomData))
    }
}

struct AnyTextVisitor<'a>(PhantomData<Text<'a>>);

impl<'de: 'a, 'a> Visitor<'de> for AnyTextVisitor<'a> {
    type Value = AnyText<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text or an integer")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, text: D) -> Result<Self::Value, D::Error> {
        text.deserialize_any(self)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(AnyText(value.to_string().into()))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(AnyText(value.to_string().into()))
    }

    fn visit_f64<E: de::Error>(self, float: f64) -> Result<Self::Value, E> {
        let value = of_float::<i128, E>(float, &self)?;
        Ok(AnyText(value.to_string().into()))
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(AnyText(text.into()))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(AnyText(text.to_owned().into()))
    }
}
