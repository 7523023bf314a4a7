//! Values of any type.

mod memory;
mod moved;
mod reader;

use std::fmt;

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use self::memory::Memory;
use self::moved::Moved;
use self::reader::Reader;
use crate::DecodeError;
use crate::de::{self, Source, Stop, budget};
use crate::marker;
use crate::model::codec::{Field, How, PLAIN, Read, Shape, read_elements};
use crate::model::map::read_map;
use crate::model::{List, Map, Text};

/// A value of any type, where Discord promises none: what JSON has, whatever it came as.
///
/// It is the same in both encodings. Of ETF, integers beyond 2⁵³ are text, as they are in JSON;
/// atoms are text, `nil` is null.
///
/// ```
/// use gatewire::Value;
///
/// let mut json = br#"{"old_value":3,"new_value":"4"}"#.to_vec();
/// let value: Value<'_> = gatewire::json::from_slice(&mut json)?;
/// assert_eq!(value["old_value"].as_u64(), Some(3));
/// assert_eq!(value["new_value"].as_str(), Some("4"));
/// assert!(value["reason"].is_null());
/// # Ok::<(), gatewire::DecodeError>(())
/// ```
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub enum Value<'a> {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer that is not negative.
    Unsigned(u64),
    /// A negative integer.
    Signed(i64),
    /// A number with a fraction or an exponent.
    Float(f64),
    /// Text.
    Text(Text<'a>),
    /// A list.
    List(List<'a, Value<'a>>),
    /// An object.
    Map(Map<'a, Text<'a>, Value<'a>>),
}

impl<'a> Value<'a> {
    /// Whether it is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The boolean that it is.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The integer that it is, if that is not negative.
    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Unsigned(value) => Some(*value),
            _ => None,
        }
    }

    /// The integer that it is, if it fits.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Unsigned(value) => i64::try_from(*value).ok(),
            Self::Signed(value) => Some(*value),
            _ => None,
        }
    }

    /// The number that it is, to the precision of a float.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Unsigned(value) => Some(*value as f64),
            Self::Signed(value) => Some(*value as f64),
            Self::Float(value) => Some(*value),
            _ => None,
        }
    }

    /// The text that it is.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The list that it is.
    pub fn as_list(&self) -> Option<&[Value<'a>]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    /// The object that it is.
    pub fn as_map(&self) -> Option<&Map<'a, Text<'a>, Value<'a>>> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    /// Reads it into another type. What the value owns moves there, and each list is freed once it has
    /// been read.
    ///
    /// The crate's own types may take the memory that a frame's event may take, of a frame that has no
    /// more bytes than the value needs: 4 MiB, and 32 bytes for each of these.
    ///
    /// # Errors
    ///
    /// When it is not of that type; [`MemoryExceeded`](crate::DecodeErrorKind::MemoryExceeded).
    pub fn read<T: Deserialize<'a>>(self) -> Result<T, DecodeError> {
        let memory = Memory::new(&self, |error| error);
        T::deserialize(Moved::new(self, &memory))
    }

    /// Reads it any number of times, without a bound on memory.
    pub(crate) fn reader<E>(&self) -> Reader<'_, 'a, E> {
        Reader::unbounded(self)
    }
}

// What the budget counts for them.
const _: () = assert!(size_of::<Value<'_>>() <= budget::VALUE);
const _: () = assert!(size_of::<(Text<'_>, Value<'_>)>() + budget::SEARCHED <= budget::VALUE_ENTRY);

/// Keys whose values are not for the eyes of those who read logs.
const SECRETS: [&str; 9] = [
    "token",
    "access_token",
    "refresh_token",
    "session_id",
    "secret",
    "client_secret",
    // Of an activity: ways into someone's game.
    "join",
    "spectate",
    "match",
];

/// Shows all but tokens, session ids and the secrets of activities, which it knows by their keys.
impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => value.fmt(f),
            Self::Unsigned(value) => value.fmt(f),
            Self::Signed(value) => value.fmt(f),
            Self::Float(value) => value.fmt(f),
            Self::Text(text) => text.fmt(f),
            Self::List(list) => list.fmt(f),
            Self::Map(map) => {
                let entries = map.iter().map(|(key, value)| (key, Shown(key, value)));
                f.debug_map().entries(entries).finish()
            }
        }
    }
}

/// A value as far as its key allows.
struct Shown<'m, 'a>(&'m Text<'a>, &'m Value<'a>);

impl fmt::Debug for Shown<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match SECRETS.contains(&self.0.as_str()) {
            true => f.write_str("<redacted>"),
            false => self.1.fmt(f),
        }
    }
}

/// The value of a key; null where the value is no object or has no such key.
impl<'a> std::ops::Index<&str> for Value<'a> {
    type Output = Value<'a>;

    fn index(&self, key: &str) -> &Value<'a> {
        self.as_map().and_then(|map| map.get(key)).unwrap_or(&Value::Null)
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Unsigned(value) => serializer.serialize_u64(*value),
            Self::Signed(value) => serializer.serialize_i64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Text(text) => text.serialize(serializer),
            // Without the methods of lists and maps, so that each level is one call. A processor knows the
            // way back from few calls inside each other: maps 20 deep took three times as long.
            Self::List(list) => {
                let mut elements = serializer.serialize_seq(Some(list.len()))?;
                for element in list {
                    elements.serialize_element(element)?;
                }
                elements.end()
            }
            Self::Map(map) => {
                let mut entries = serializer.serialize_map(Some(map.len()))?;
                for (key, value) in map {
                    entries.serialize_key(key.as_str())?;
                    entries.serialize_value(value)?;
                }
                entries.end()
            }
        }
    }
}

impl Shape for Value<'_> {}

impl<'de> Read<'de> for Value<'de> {
    const BLANK: Self = Self::Null;
    const LONG: usize = 2;

    fn read_from<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
    ) -> Result<(), Stop> {
        *place = match source.value()? {
            de::Value::Null => Self::Null,
            de::Value::Bool(value) => Self::Bool(value),
            de::Value::Unsigned(number) => Self::Unsigned(number),
            de::Value::Negative(number) => Self::Signed(number),
            de::Value::Float(number) => Self::Float(number),
            de::Value::Text(text) => Self::Text(text.into()),
            de::Value::EmptyList => Self::List(List::default()),
            de::Value::Bytes(bytes) => {
                let element = |index| Self::Unsigned(u64::from(bytes[index]));
                Self::List(List::lent(source.reading().lend_list(bytes.len(), element)?))
            }
            de::Value::List(open) => {
                Self::List(List::lent(read_elements::<_, _, PLAIN>(open, source)?))
            }
            de::Value::Object(open) => {
                Self::Map(Map::lent(read_map::<_, _, _, PLAIN>(open, source)?))
            }
        };
        Ok(())
    }
}

impl<'de: 'a, 'a> Field<'de> for Value<'a> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Value<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        ValueVisitor { is_charged: true }.deserialize(deserializer)
    }
}

/// Reads a value.
#[derive(Clone, Copy)]
struct ValueVisitor {
    /// Whether elements and entries were charged to a frame's budget. They are until a reader turns
    /// out to have none: one of another crate, or of what was read before.
    is_charged: bool,
}

impl ValueVisitor {
    /// How many elements to make room for. Of what nobody charged, and another reader may only claim,
    /// little is believed before it comes.
    fn room(self, size_hint: Option<usize>) -> usize {
        let most = if self.is_charged { usize::MAX } else { 64 };
        size_hint.unwrap_or(0).min(most)
    }
}

impl<'de> DeserializeSeed<'de> for ValueVisitor {
    type Value = Value<'de>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value<'de>, D::Error> {
        match self.is_charged {
            true => deserializer.deserialize_newtype_struct(marker::VALUE, self),
            false => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value<'de>, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Value<'de>, D::Error> {
        deserializer.deserialize_any(Self { is_charged: false })
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Value<'de>, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Value<'de>, E> {
        Ok(Value::Unsigned(value))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Value<'de>, E> {
        Ok(u64::try_from(value).map_or(Value::Signed(value), Value::Unsigned))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value<'de>, E> {
        Ok(Value::Float(value))
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, text: &'de str) -> Result<Value<'de>, E> {
        Ok(Value::Text(text.into()))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Value<'de>, E> {
        Ok(Value::Text(text.to_owned().into()))
    }

    fn visit_string<E: serde::de::Error>(self, text: String) -> Result<Value<'de>, E> {
        Ok(Value::Text(text.into()))
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value<'de>, A::Error> {
        let mut first = None;
        // Where nobody says how many there are, what is innermost is allocated first: lists of one list
        // each then lie in memory in the order in which they are given back.
        let mut elements = Vec::with_capacity(self.room(list.size_hint()));
        // One call, so that it is inlined: of lists in each other each is then one frame of the stack.
        while let Some(element) = list.next_element_seed(self)? {
            if elements.capacity() == 0 {
                let Some(first) = first.take() else {
                    first = Some(element);
                    continue;
                };
                elements.reserve_exact(2 + self.room(list.size_hint()));
                elements.push(first);
            }
            elements.push(element);
        }
        Ok(Value::List(match first {
            Some(only) => List::of_one(only),
            None => elements.into(),
        }))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<'de>, A::Error> {
        let mut entries = Vec::with_capacity(self.room(map.size_hint()));
        while let Some(key) = map.next_key()? {
            entries.push((key, map.next_value_seed(self)?));
        }
        Ok(Value::Map(entries.into_iter().collect()))
    }
}
