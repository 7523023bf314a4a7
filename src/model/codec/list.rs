//! What holds values: options and lists.

use std::fmt;

use serde::Deserializer;
use serde::de::{self, SeqAccess, Visitor};

use super::{Field, Into, Place};

/// Reads an `Option`.
struct Optional<'p, T>(&'p mut Option<T>);

impl<'de, T: Field<'de>> Field<'de> for Option<T> {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut value = None;
        deserializer.deserialize_option(Optional(&mut value))?;
        Ok(value)
    }

    #[inline]
    fn read_into<P: Place<Self>, D: Deserializer<'de>>(
        place: P,
        deserializer: D,
    ) -> Result<(), D::Error> {
        deserializer.deserialize_option(Optional(place.begin()))
    }
}

impl<'de, T: Field<'de>> Visitor<'de> for Optional<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    #[inline]
    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    #[inline]
    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        T::read_into(self.0, deserializer)
    }
}

/// Reads a list into a vector.
pub(crate) struct Elements<'p, T>(pub(crate) &'p mut Vec<T>);

/// A list whose elements were charged to a budget, so that there is room for all of them.
pub(crate) struct Charged<V>(pub(crate) V);

impl<'de, T: Field<'de>> Visitor<'de> for Charged<Elements<'_, T>> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        self.0.0.reserve_exact(list.size_hint().unwrap_or(0));
        self.0.visit_seq(list)
    }
}

/// The most that is allocated for elements that did not come yet and that nobody charged, in bytes:
/// other readers than those of this crate may claim what they like.
const MAX_AHEAD: usize = 16 << 20;

/// How many elements to make room for.
#[inline]
pub(crate) fn room<T>(size_hint: Option<usize>) -> usize {
    size_hint.unwrap_or(0).min(MAX_AHEAD / size_of::<T>().max(1))
}

impl<'de, T: Field<'de>> Visitor<'de> for Elements<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    #[inline]
    fn visit_newtype_struct<D: Deserializer<'de>>(self, list: D) -> Result<(), D::Error> {
        list.deserialize_seq(Charged(self))
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.0.reserve_exact(room::<T>(list.size_hint()));
        while list.next_element_seed(Into::<_, T>::new(&mut *self.0))?.is_some() {}
        Ok(())
    }
}
