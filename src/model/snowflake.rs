//! Discord's ids.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::de::number::{MAX_FLOAT, parse_id};
use crate::de::{Source, Stop};
use crate::marker;
use crate::model::codec::{self, Field, How, Read, Shape, Tolerant, set_plain};

/// The first millisecond of 2015, from which ids count their time.
const DISCORD_EPOCH: u64 = 1_420_070_400_000;

/// An id (Discord docs, "API Reference", Snowflakes): 42 bits of time, 5 of a worker, 5 of a
/// process and 12 of an increment.
///
/// It is read from decimal text, which JSON has, and from integers, which ETF has; zero and ids
/// made up by users are legal. A float is an id where it is a whole number of at most 2⁵³: of a
/// larger one nobody knows which id it was. To serde it is decimal text, except where this crate
/// writes ETF.
///
/// ```
/// use std::num::NonZeroU32;
/// use gatewire::Snowflake;
///
/// let id: Snowflake = "175928847299117063".parse()?;
/// assert_eq!(id.worker(), 1);
/// assert_eq!(id.increment(), 7);
/// assert_eq!(id.shard(NonZeroU32::new(16).unwrap()), 4);
/// # Ok::<(), gatewire::ParseSnowflakeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Snowflake(u64);

impl Snowflake {
    /// The id of that number.
    pub const fn new(id: u64) -> Self {
        Self(id)
    }

    /// The number.
    pub const fn value(self) -> u64 {
        self.0
    }

    /// When the id was made, to the millisecond.
    pub fn timestamp(self) -> SystemTime {
        UNIX_EPOCH + Duration::from_millis((self.0 >> 22) + DISCORD_EPOCH)
    }

    /// The worker that made it, 0 to 31.
    pub const fn worker(self) -> u8 {
        (self.0 >> 17 & 0x1f) as u8
    }

    /// The process that made it, 0 to 31.
    pub const fn process(self) -> u8 {
        (self.0 >> 12 & 0x1f) as u8
    }

    /// How many ids the process had made before in that millisecond, 0 to 4095.
    pub const fn increment(self) -> u16 {
        (self.0 & 0xfff) as u16
    }

    /// The shard that a guild of this id belongs to (Discord docs, "Sharding").
    pub const fn shard(self, shards: NonZeroU32) -> u32 {
        ((self.0 >> 22) % shards.get() as u64) as u32
    }
}

/// Text that is not the decimal form of a [`Snowflake`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParseSnowflakeError;

impl fmt::Display for ParseSnowflakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a decimal number of 64 bits")
    }
}

impl std::error::Error for ParseSnowflakeError {}

impl FromStr for Snowflake {
    type Err = ParseSnowflakeError;

    fn from_str(text: &str) -> Result<Self, ParseSnowflakeError> {
        parse_id(text.as_bytes()).map(Self).ok_or(ParseSnowflakeError)
    }
}

impl fmt::Display for Snowflake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<u64> for Snowflake {
    fn from(id: u64) -> Self {
        Self(id)
    }
}

impl From<Snowflake> for u64 {
    fn from(id: Snowflake) -> Self {
        id.0
    }
}

impl Serialize for Snowflake {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        marker::serialize_integer(self.0, serializer)
    }
}

impl Shape for Snowflake {}

impl<'de> Read<'de> for Snowflake {
    const BLANK: Self = Self(0);
    const IS_PLAIN: bool = true;

    #[inline(always)]
    fn read_plain<S: Source<'de>>(place: &mut Self, source: &mut S, at: S::At) -> Option<S::At> {
        set_plain(place, source.plain_id(at).map(|(id, after)| (Self(id), after)))
    }

    #[inline(always)]
    fn read_from<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
    ) -> Result<(), Stop> {
        place.0 = source.id()?;
        Ok(())
    }
}

impl<'de> Field<'de> for Snowflake {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    fn push_if_it_fits<D: Deserializer<'de>>(
        list: &mut Vec<Self>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        let visitor = Tolerant::new(Visitor);
        list.extend(deserializer.deserialize_newtype_struct(marker::INTEGER, visitor)?);
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Snowflake {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(marker::INTEGER, Visitor)
    }
}

struct Visitor;

impl<'de> de::Visitor<'de> for Visitor {
    type Value = Snowflake;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id, as decimal text or as an unsigned integer")
    }

    #[inline]
    fn visit_u64<E: de::Error>(self, id: u64) -> Result<Snowflake, E> {
        Ok(Snowflake(id))
    }

    fn visit_i64<E: de::Error>(self, id: i64) -> Result<Snowflake, E> {
        u64::try_from(id)
            .map(Snowflake)
            .map_err(|_| E::invalid_value(de::Unexpected::Signed(id), &self))
    }

    fn visit_f64<E: de::Error>(self, float: f64) -> Result<Snowflake, E> {
        match codec::of_float(float, &self)? {
            id @ 0..=MAX_FLOAT => Ok(Snowflake(id)),
            _ => Err(E::invalid_value(de::Unexpected::Float(float), &self)),
        }
    }

    #[inline]
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Snowflake, E> {
        text.parse().map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
    }

    // Deserializers of other crates do not know the newtype's name.
    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Snowflake, D::Error> {
        deserializer.deserialize_any(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the standard library says, which takes a plus sign as well.
    fn expected(text: &str) -> Option<u64> {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        (digits && text.len() <= 20).then(|| text.parse().ok()).flatten()
    }

    #[test]
    fn numbers_of_every_length() {
        let mut value = 1_u64;
        while let Some(next) = value.checked_mul(7) {
            for text in [value.to_string(), format!("{value:020}"), (value - 1).to_string()] {
                assert_eq!(text.parse().ok(), expected(&text).map(Snowflake));
            }
            value = next;
        }
        for text in ["18446744073709551615", "18446744073709551616", "99999999999999999999", "0"] {
            assert_eq!(text.parse().ok(), expected(text).map(Snowflake), "{text}");
        }
    }

    #[test]
    fn every_byte_at_every_place() {
        for length in 0..=21 {
            for place in 0..length {
                for byte in 0..=u8::MAX {
                    let mut text = vec![b'4'; length];
                    text[place] = byte;
                    let text = String::from_utf8_lossy(&text);
                    assert_eq!(text.parse().ok(), expected(&text).map(Snowflake), "{text:?}");
                }
            }
        }
    }
}
