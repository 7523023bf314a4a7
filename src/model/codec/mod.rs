//! How models are declared, read and written. Each wire rule that many of them share stands here
//! once.

mod elements;
mod fields;
mod list;
mod number;
mod object;
pub(crate) mod open;
mod predicted;
mod read;
mod reread;
mod scalar;
mod tolerant;
mod union;

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::marker;

pub(crate) use elements::{make_room, read_elements, read_list};
pub(crate) use fields::{Fields, Names};
pub(crate) use list::{Charged, Elements, room};
pub(crate) use number::{NamedInteger, TextOrInteger, of_float, wide_bits};
pub(crate) use object::{
    Fill, Object, WriteFields, bits_of, deref_to_base, deserialize_field, fields, fields_of, fill,
    is_expected, is_needed, is_written, object, object_seed, read_value, readable_object, reads,
    serde_object, wire_name,
};
pub(crate) use open::{bits, flags, numbers, text_flags, words};
pub(crate) use read::{
    AS_JSON, Absent, How, LOOSE, OrBlank, PLAIN, Read, ReadBoxed, ReadObject, ReadTagged,
    ReadVariant, SMALL, WHOLE, WHOLE_AS_JSON, find_tag, guesses, missing_of, note_missing,
    read_entries, read_field, read_object, read_object_at, read_strict, reads_text, set,
};
pub(crate) use reread::{
    AsJson, FillTagged, GoodElements, Lenient, LenientList, Tagged, TaggedUnion, Union, UnionSeed,
};
pub(crate) use scalar::{read_named, set_plain};
pub(crate) use tolerant::Tolerant;
pub(crate) use union::{tagged_union, union, variants};

/// What a type says of a field that has it.
pub(crate) trait Shape {
    /// Whether objects are complete without it.
    const OPTIONAL: bool = false;

    /// Whether null is a usual value of it.
    const NULLABLE: bool = false;

    /// Whether this value stands for a field that is left out.
    #[inline]
    fn is_absent(&self) -> bool {
        false
    }
}

/// A type that a field can have.
pub(crate) trait Field<'de>: Shape + Default {
    /// Reads a value, in every form that the wire has for it.
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Appends a value to a list out of which those of another type are left. A type that is neither
    /// a list nor an object says without an error that a value is of another one: errors take time,
    /// and such a list can have one for each byte.
    #[inline]
    fn push_if_it_fits<D: Deserializer<'de>>(
        list: &mut Vec<Self>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        Self::read_into(list, deserializer)
    }

    /// Reads a value into its place. What is large is built there, so that it is not moved.
    #[inline]
    fn read_into<P: Place<Self>, D: Deserializer<'de>>(
        place: P,
        deserializer: D,
    ) -> Result<(), D::Error> {
        Self::read(deserializer).map(|value| place.set(value))
    }
}

/// Where a value goes.
pub(crate) trait Place<T> {
    /// Puts it there.
    fn set(self, value: T);

    /// Puts a default there, to be built upon.
    fn begin<'p>(self) -> &'p mut T
    where
        Self: 'p,
        T: Default;
}

impl<T> Place<T> for &mut T {
    #[inline]
    fn set(self, value: T) {
        *self = value;
    }

    // A struct's fields have their defaults before they are read.
    #[inline]
    fn begin<'p>(self) -> &'p mut T
    where
        Self: 'p,
    {
        self
    }
}

impl<T> Place<T> for &mut Option<T> {
    #[inline]
    fn set(self, value: T) {
        *self = Some(value);
    }

    #[inline]
    fn begin<'p>(self) -> &'p mut T
    where
        Self: 'p,
        T: Default,
    {
        self.insert(T::default())
    }
}

impl<T> Place<T> for &mut Vec<T> {
    #[inline]
    fn set(self, value: T) {
        self.push(value);
    }

    #[inline]
    fn begin<'p>(self) -> &'p mut T
    where
        Self: 'p,
        T: Default,
    {
        // Not pushed, which would move it.
        let last = self.len();
        self.resize_with(last + 1, T::default);
        &mut self[last]
    }
}

/// Reads a value, or reads it into its place.
pub(crate) struct Into<P, T>(P, PhantomData<T>);

impl<P: Place<T>, T> Into<P, T> {
    #[inline]
    pub(crate) fn new(place: P) -> Self {
        Self(place, PhantomData)
    }
}

/// Reads a field that has its default.
#[inline]
pub(crate) fn into_field<T>(field: &mut T) -> Into<&mut T, T> {
    Into::new(field)
}

impl<'de, P: Place<T>, T: Field<'de>> DeserializeSeed<'de> for Into<P, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        T::read_into(self.0, deserializer)
    }
}

/// Reads a value.
pub(crate) struct FieldValue<T>(PhantomData<T>);

impl<T> FieldValue<T> {
    #[inline]
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Field<'de>> DeserializeSeed<'de> for FieldValue<T> {
    type Value = T;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }
}

impl<T> Shape for Option<T> {
    const OPTIONAL: bool = true;

    #[inline]
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Shape> Shape for Box<T> {}

impl<'de, T: Field<'de>> Field<'de> for Box<T> {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(marker::REREAD, Boxed(PhantomData))
    }
}

/// Reads a value into a box, which is charged to the budget of a reader that has one.
struct Boxed<T>(PhantomData<T>);

impl<'de, T: Field<'de>> DeserializeSeed<'de> for Boxed<T> {
    type Value = Box<T>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Box<T>, D::Error> {
        deserializer.deserialize_tuple_struct(marker::BOXED, size_of::<T>(), self)
    }
}

impl<'de, T: Field<'de>> Visitor<'de> for Boxed<T> {
    type Value = Box<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, mut reads: A) -> Result<Box<T>, A::Error> {
        match reads.next_element_seed(Self(PhantomData))? {
            Some(value) => Ok(value),
            None => Err(A::Error::invalid_length(0, &self)),
        }
    }

    #[inline]
    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Box<T>, D::Error> {
        let mut value = Box::<T>::default();
        T::read_into(&mut *value, deserializer)?;
        Ok(value)
    }
}

macro_rules! as_serde_has_it {
    ($($type:ty)*) => {$(
        impl Shape for $type {}

        impl<'de> Field<'de> for $type {
            #[inline]
            fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize(deserializer)
            }
        }
    )*};
}

as_serde_has_it!(bool f64);
