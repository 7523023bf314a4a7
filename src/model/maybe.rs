//! Fields that may be absent, and null.

use std::fmt;
use std::mem::ManuallyDrop;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::de::{Source, Stop};
use crate::model::codec::{Absent, Field, How, Place, Read, SMALL, Shape, set};

/// A field that may be absent and may be null, where the two say different things.
///
/// A `MESSAGE_UPDATE` whose `edited_timestamp` is absent says nothing of it, one in which it is
/// null says that there is none; a role's tag is set by being there, as null.
///
/// ```
/// use gatewire::Maybe;
///
/// let nick: Maybe<u32> = Maybe::Value(7);
/// assert_eq!(nick.value(), Some(&7));
/// assert!(Maybe::<u32>::default().is_absent());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Maybe<T> {
    /// The field is not there.
    #[default]
    Absent,
    /// The field is null.
    Null,
    /// The field has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value itself, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Whether the field is not there.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the field is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> Shape for Maybe<T> {
    const OPTIONAL: bool = true;
    const NULLABLE: bool = true;

    #[inline]
    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl<T> Place<T> for &mut Maybe<T> {
    #[inline]
    fn set(self, value: T) {
        *self = Maybe::Value(value);
    }

    #[inline]
    fn begin<'p>(self) -> &'p mut T
    where
        Self: 'p,
        T: Default,
    {
        *self = Maybe::Value(T::default());
        match self {
            Maybe::Value(value) => value,
            Maybe::Absent | Maybe::Null => unreachable!("it was set to a value"),
        }
    }
}

impl<'de, T: Read<'de>> Read<'de> for Maybe<T> {
    const BLANK: Self = Self::Absent;
    const ABSENT: Absent = Absent::Fine;
    const IS_PLAIN: bool = T::IS_PLAIN;

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn read_plain<S: Source<'de>>(place: &mut Self, source: &mut S, at: S::At) -> Option<S::At> {
        if let Some(after) = source.plain_null(at) {
            set(place, Self::Null);
            return Some(after);
        }
        if size_of::<T>() > SMALL {
            return None;
        }
        let mut value = ManuallyDrop::new(T::BLANK);
        let after = T::read_plain(&mut value, source, at)?;
        set(place, Self::Value(ManuallyDrop::into_inner(value)));
        Some(after)
    }

    #[inline(always)]
    fn read_from<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
    ) -> Result<(), Stop> {
        if source.null()? {
            set(place, Self::Null);
            return Ok(());
        }
        if size_of::<T>() <= SMALL {
            let mut value = ManuallyDrop::new(T::BLANK);
            T::read_from::<S, HOW>(&mut value, source)?;
            set(place, Self::Value(ManuallyDrop::into_inner(value)));
            return Ok(());
        }
        set(place, Self::Value(T::BLANK));
        match place {
            Self::Value(value) => T::read_from::<S, HOW>(value, source),
            Self::Absent | Self::Null => Ok(()),
        }
    }
}

impl<'de, T: Field<'de>> Field<'de> for Maybe<T> {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut value = Self::Absent;
        deserializer.deserialize_option(MaybeVisitor(&mut value))?;
        Ok(value)
    }

    #[inline]
    fn read_into<P: Place<Self>, D: Deserializer<'de>>(
        place: P,
        deserializer: D,
    ) -> Result<(), D::Error> {
        deserializer.deserialize_option(MaybeVisitor(place.begin()))
    }
}

struct MaybeVisitor<'p, T>(&'p mut Maybe<T>);

impl<'de, T: Field<'de>> de::Visitor<'de> for MaybeVisitor<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    #[inline]
    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        *self.0 = Maybe::Null;
        Ok(())
    }

    #[inline]
    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.visit_none()
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        T::read_into(self.0, deserializer)
    }
}

/// An absent field needs `#[serde(default)]` where it is read, and
/// `#[serde(skip_serializing_if = "Maybe::is_absent")]` where it is written.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Maybe<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(|value| value.map_or(Self::Null, Self::Value))
    }
}

impl<T: Serialize> Serialize for Maybe<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => serializer.serialize_some(value),
            Self::Absent | Self::Null => serializer.serialize_none(),
        }
    }
}
