//! Boxes that are lent from the memory of a decoder wherever an event comes from one.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::de::{Source, Stop};
use crate::model::codec::{Absent, Field, How, Read, ReadBoxed, Shape, set};

/// A value that stands elsewhere than the struct that it is in, as it is large or rare; the value
/// through [`Deref`].
///
/// Where it is stored is private: those of an event that was read from a frame are lent, and cost
/// nothing to drop.
///
/// ```
/// use gatewire::Boxed;
///
/// let boxed: Boxed<'_, u64> = Boxed::from(7);
/// assert_eq!(*boxed, 7);
/// assert_eq!(boxed.into_inner(), 7);
/// ```
#[derive(Clone)]
pub struct Boxed<'a, T>(Place<'a, T>);

#[derive(Clone)]
enum Place<'a, T> {
    Lent(&'a T),
    Owned(Box<T>),
}

impl<T> Boxed<'_, T> {
    /// The value itself, which is cloned if it is lent.
    pub fn into_inner(self) -> T
    where
        T: Clone,
    {
        match self.0 {
            Place::Lent(value) => value.clone(),
            Place::Owned(value) => *value,
        }
    }
}

impl<T> Deref for Boxed<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        match &self.0 {
            Place::Lent(value) => value,
            Place::Owned(value) => value,
        }
    }
}

impl<T> AsRef<T> for Boxed<'_, T> {
    fn as_ref(&self) -> &T {
        self
    }
}

impl<T> From<T> for Boxed<'_, T> {
    fn from(value: T) -> Self {
        Self(Place::Owned(Box::new(value)))
    }
}

impl<T> From<Box<T>> for Boxed<'_, T> {
    fn from(value: Box<T>) -> Self {
        Self(Place::Owned(value))
    }
}

impl<'a, T> From<&'a T> for Boxed<'a, T> {
    fn from(value: &'a T) -> Self {
        Self(Place::Lent(value))
    }
}

impl<T: Default> Default for Boxed<'_, T> {
    fn default() -> Self {
        Self::from(T::default())
    }
}

impl<T: PartialEq> PartialEq for Boxed<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: fmt::Debug> fmt::Debug for Boxed<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: Serialize> Serialize for Boxed<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Boxed<'_, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::deserialize(deserializer).map(Self::from)
    }
}

impl<T: Shape> Shape for Boxed<'_, T> {}

impl<'de, T: Field<'de>> Field<'de> for Boxed<'_, T> {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <Box<T> as Field<'de>>::read(deserializer).map(Self::from)
    }
}

impl<'de, T: ReadBoxed<'de>> Read<'de> for Boxed<'de, T> {
    const BLANK: Self = Self(Place::Lent(T::LENT));
    const ABSENT: Absent = T::ABSENT;
    const IS_OBJECT: bool = T::IS_OBJECT;

    #[inline(always)]
    fn read_from<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
    ) -> Result<(), Stop> {
        let after = Self::read_at::<S, HOW>(place, source, source.at())?;
        source.go_on(after);
        Ok(())
    }

    #[inline(always)]
    fn read_at<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
        at: S::At,
    ) -> Result<S::At, Stop> {
        let value = source.reading().lend(|| T::BLANK)?;
        let after = T::read_at::<S, HOW>(value, source, at)?;
        set(&mut place.0, Place::Lent(value));
        Ok(after)
    }
}
