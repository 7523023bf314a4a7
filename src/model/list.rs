//! Lists that are lent from the memory of a decoder wherever an event comes from one.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::de::{Source, Stop};
use crate::marker;
use crate::model::codec::{Absent, Elements, Field, How, Place, Read, Shape, read_list, set};

/// A list off the wire; a slice through [`Deref`].
///
/// How it is stored is private: those of an event that was read from a frame are lent, and cost nothing to
/// drop. An empty one allocates nothing.
///
/// ```
/// use gatewire::{List, Snowflake};
///
/// let roles: List<'_, Snowflake> = [1, 2].map(Snowflake::new).into_iter().collect();
/// assert_eq!(roles.first(), Some(&Snowflake::new(1)));
/// ```
#[derive(Clone)]
pub struct List<'a, T>(Storage<'a, T>);

enum Storage<'a, T> {
    Lent(&'a [T]),
    Owned(Box<[T]>),
}

impl<T: Clone> Clone for Storage<'_, T> {
    fn clone(&self) -> Self {
        match self {
            Self::Lent(elements) => Self::Lent(elements),
            Self::Owned(elements) => Self::Owned(match &**elements {
                // What is innermost is allocated first, as it was: of lists of one list each that takes
                // three quarters of the time.
                [only] => Box::new([only.clone()]),
                elements => elements.into(),
            }),
        }
    }
}

impl<'a, T> List<'a, T> {
    /// Lent for as long as the list lives.
    pub(crate) const fn lent(elements: &'a [T]) -> Self {
        Self(Storage::Lent(elements))
    }

    /// Of one element.
    #[inline]
    pub(crate) fn of_one(element: T) -> Self {
        Self(Storage::Owned(Box::new([element])))
    }

    /// The elements, or the list where they are lent.
    pub(crate) fn into_owned_elements(self) -> Result<Vec<T>, Self> {
        match self.0 {
            Storage::Owned(elements) => Ok(elements.into_vec()),
            Storage::Lent(_) => Err(self),
        }
    }
}

impl<T> Deref for List<'_, T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        match &self.0 {
            Storage::Lent(elements) => elements,
            Storage::Owned(elements) => elements,
        }
    }
}

impl<T> Default for List<'_, T> {
    fn default() -> Self {
        Self::lent(&[])
    }
}

impl<T: PartialEq> PartialEq for List<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for List<'_, T> {}

impl<T: Hash> Hash for List<'_, T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl<T: fmt::Debug> fmt::Debug for List<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<'l, T> IntoIterator for &'l List<'_, T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> From<Vec<T>> for List<'_, T> {
    fn from(elements: Vec<T>) -> Self {
        Self(Storage::Owned(elements.into_boxed_slice()))
    }
}

impl<'a, T> From<&'a [T]> for List<'a, T> {
    fn from(elements: &'a [T]) -> Self {
        Self::lent(elements)
    }
}

/// Elements that are lent are cloned.
impl<T: Clone> From<List<'_, T>> for Vec<T> {
    fn from(list: List<'_, T>) -> Self {
        match list.0 {
            Storage::Lent(elements) => elements.to_vec(),
            Storage::Owned(elements) => elements.into_vec(),
        }
    }
}

impl<T> AsRef<[T]> for List<'_, T> {
    fn as_ref(&self) -> &[T] {
        self
    }
}

/// Elements that are lent are cloned.
impl<T: Clone> IntoIterator for List<'_, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        Vec::from(self).into_iter()
    }
}

impl<T> FromIterator<T> for List<'_, T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        Vec::from_iter(elements).into()
    }
}

impl<T: Serialize> Serialize for List<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<T> Shape for List<'_, T> {}

impl<'de, T: Read<'de>> Read<'de> for List<'de, T> {
    const BLANK: Self = Self::lent(&[]);
    const ABSENT: Absent = Absent::Empty;

    /// Most are empty.
    #[inline(always)]
    fn read_plain<S: Source<'de>>(_place: &mut Self, source: &mut S, at: S::At) -> Option<S::At> {
        source.plain_empty_list(at)
    }

    #[inline(always)]
    fn read_from<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
    ) -> Result<(), Stop> {
        set(&mut place.0, Storage::Lent(read_list::<T, S, HOW>(source)?));
        Ok(())
    }
}

impl<'de, T: Field<'de>> Field<'de> for List<'_, T> {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut list = Self::default();
        Self::read_into(&mut list, deserializer)?;
        Ok(list)
    }

    #[inline]
    fn read_into<P: Place<Self>, D: Deserializer<'de>>(
        place: P,
        deserializer: D,
    ) -> Result<(), D::Error> {
        let mut elements = Vec::new();
        deserializer.deserialize_tuple_struct(
            marker::LIST,
            size_of::<T>(),
            Elements(&mut elements),
        )?;
        place.set(elements.into());
        Ok(())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<'_, T> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}
