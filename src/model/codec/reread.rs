//! Values that are read more than once: what may be of any type, and what says behind its fields
//! of which type it is.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::UnitDeserializer;
use serde::de::{self, DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::fields::{FieldSeed, Fields, UNKNOWN};
use super::{Charged, Field, Fill, Into, Object, Shape, room};
use crate::marker;
use crate::model::{List, Value};

/// Reads an `Option` or a [`Maybe`](crate::Maybe) that is absent where the value is of another type.
///
/// It takes a reader of this crate to go back and step over the value; to any other it is an
/// `Option` like all others.
pub(crate) struct Lenient<'p, T>(pub(crate) &'p mut T);

impl<'de, T: Field<'de>> DeserializeSeed<'de> for Lenient<'_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let name = if T::NULLABLE { marker::NULLABLE } else { marker::REREAD };
        deserializer.deserialize_newtype_struct(name, self)
    }
}

impl<'de, T: Field<'de>> Visitor<'de> for Lenient<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of any type")
    }

    #[inline]
    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        T::read_into(self.0, UnitDeserializer::<E>::new())
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, mut reads: A) -> Result<(), A::Error> {
        match reads.next_element_seed(Into::<_, T>::new(&mut *self.0)) {
            Ok(_) => Ok(()),
            Err(_) => {
                *self.0 = T::default();
                Ok(())
            }
        }
    }

    #[inline]
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        T::read_into(self.0, deserializer)
    }
}

/// Reads a list from which elements of another type are left out; `None` where it is no list.
pub(crate) struct LenientList<'p, 'a, T>(&'p mut Option<List<'a, T>>);

impl<'p, 'a, T> LenientList<'p, 'a, T> {
    #[inline]
    pub(crate) fn new(list: &'p mut Option<List<'a, T>>) -> Self {
        Self(list)
    }
}

impl<'de, T: Field<'de>> DeserializeSeed<'de> for LenientList<'_, '_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let mut elements = None;
        Lenient::<Option<Good<T>>>(&mut elements).deserialize(deserializer)?;
        *self.0 = elements.map(|Good(elements)| elements.into());
        Ok(())
    }
}

/// Reads a list from which elements of another type are left out; anything else is an error, but for
/// null where the list is optional.
pub(crate) struct GoodElements<'p, L>(pub(crate) &'p mut L);

impl<'de, T: Field<'de>> DeserializeSeed<'de> for GoodElements<'_, List<'_, T>> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        *self.0 = Good::read(deserializer)?.0.into();
        Ok(())
    }
}

impl<'de, T: Field<'de>> DeserializeSeed<'de> for GoodElements<'_, Option<List<'_, T>>> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        *self.0 = Option::read(deserializer)?.map(|Good(elements)| elements.into());
        Ok(())
    }
}

/// The elements of a list that are of their type.
struct Good<T>(Vec<T>);

impl<T> Default for Good<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Shape for Good<T> {}

impl<'de, T: Field<'de>> Field<'de> for Good<T> {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let size = size_of::<T>();
        deserializer.deserialize_tuple_struct(marker::LIST, size, Self::default())
    }
}

impl<'de, T: Field<'de>> Visitor<'de> for Good<T> {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    #[inline]
    fn visit_newtype_struct<D: Deserializer<'de>>(self, list: D) -> Result<Self, D::Error> {
        list.deserialize_seq(Charged(self))
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<Self, A::Error> {
        self.0.reserve_exact(room::<T>(list.size_hint()));
        while list.next_element_seed(GoodElement(&mut self.0))?.is_some() {}
        Ok(self)
    }
}

impl<'de, T: Field<'de>> Visitor<'de> for Charged<Good<T>> {
    type Value = Good<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(mut self, list: A) -> Result<Good<T>, A::Error> {
        self.0.0.reserve_exact(list.size_hint().unwrap_or(0));
        self.0.visit_seq(list)
    }
}

/// Appends an element if it is of its type.
struct GoodElement<'v, T>(&'v mut Vec<T>);

impl<'de, T: Field<'de>> DeserializeSeed<'de> for GoodElement<'_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_newtype_struct(marker::REREAD, self)
    }
}

impl<'de, T: Field<'de>> Visitor<'de> for GoodElement<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of any type")
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, mut reads: A) -> Result<(), A::Error> {
        let before = self.0.len();
        match reads.next_element_seed(IfItFits(&mut *self.0)) {
            Ok(_) => Ok(()),
            Err(_) => {
                self.0.truncate(before);
                Ok(())
            }
        }
    }

    #[inline]
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        T::read_into(self.0, deserializer)
    }
}

/// Appends an element if it is of its type, or says with an error that it is not.
struct IfItFits<'v, T>(&'v mut Vec<T>);

impl<'de, T: Field<'de>> DeserializeSeed<'de> for IfItFits<'_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        T::push_if_it_fits(self.0, deserializer)
    }
}

/// Reads a field as the JSON that it stands for: an id as text, in ETF too.
pub(crate) struct AsJson<'p, T>(pub(crate) &'p mut T);

impl<'de, T: Field<'de>> DeserializeSeed<'de> for AsJson<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_newtype_struct(marker::AS_JSON, self)
    }
}

impl<'de, T: Field<'de>> Visitor<'de> for AsJson<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        T::read_into(self.0, deserializer)
    }
}

/// A union, of which a number says of which variant it is.
pub(crate) trait Union<'de>: Sized {
    /// Where the number stands: a key of the union's own object.
    const TAG: Fields;

    /// Reads the variant of that number; one that is not known as what it is.
    fn read_variant<D: Deserializer<'de>>(tag: u64, deserializer: D) -> Result<Self, D::Error>;
}

/// Reads a union: its tag first, then all of it.
pub(crate) struct UnionSeed<T>(PhantomData<T>);

impl<T> UnionSeed<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Union<'de>> DeserializeSeed<'de> for UnionSeed<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_newtype_struct(marker::REREAD, self)
    }
}

impl<'de, T: Union<'de>> Visitor<'de> for UnionSeed<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object that says of which type it is")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut reads: A) -> Result<T, A::Error> {
        let tag = read_tag(&T::TAG, &mut reads)?;
        // Matched once: without optimization each step between would have its own copy on the stack.
        match reads.next_element_seed(Variant::<T> { tag, union: PhantomData }) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => Err(A::Error::invalid_length(1, &self)),
            Err(error) => Err(error),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        let value = Value::deserialize(deserializer)?;
        self.deserialize(value.reader())
    }
}

struct Variant<T> {
    tag: u64,
    union: PhantomData<T>,
}

impl<'de, T: Union<'de>> DeserializeSeed<'de> for Variant<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read_variant(self.tag, deserializer)
    }
}

/// Reads an object in which unions have their tag beside them: the tag first, then all of it.
pub(crate) struct FillTagged<'p, T> {
    tag: &'static Fields,
    object: &'p mut T,
}

impl<'p, T> FillTagged<'p, T> {
    pub(crate) fn by(tag: &'static Fields, object: &'p mut T) -> Self {
        Self { tag, object }
    }
}

impl<'de, T: Object<'de>> DeserializeSeed<'de> for FillTagged<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_newtype_struct(marker::REREAD, self)
    }
}

impl<'de, T: Object<'de>> Visitor<'de> for FillTagged<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object that says of which type it is")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut reads: A) -> Result<(), A::Error> {
        let tag = read_tag(self.tag, &mut reads)?;
        reads.next_element_seed(Fill::tagged(self.object, tag)).map(drop)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let value = Value::deserialize(deserializer)?;
        self.deserialize(value.reader())
    }
}

/// Reads an optional union whose tag stands beside it.
pub(crate) struct Tagged<T> {
    tag: u64,
    union: PhantomData<T>,
}

impl<T> Tagged<T> {
    pub(crate) fn new(tag: u64) -> Self {
        Self { tag, union: PhantomData }
    }
}

impl<'de, T: TaggedUnion<'de>> DeserializeSeed<'de> for Tagged<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read_tagged(self.tag, deserializer)
    }
}

/// A union whose tag stands beside it, or an option of one.
pub(crate) trait TaggedUnion<'de>: Sized {
    /// Reads the variant of that number; one that is not known as what it is.
    fn read_tagged<D: Deserializer<'de>>(tag: u64, deserializer: D) -> Result<Self, D::Error>;
}

impl<'de, T: TaggedUnion<'de>> TaggedUnion<'de> for Option<T> {
    fn read_tagged<D: Deserializer<'de>>(tag: u64, deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(Tagged::<Option<T>>::new(tag))
    }
}

impl<'de, T: TaggedUnion<'de>> Visitor<'de> for Tagged<Option<T>> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::read_tagged(self.tag, deserializer).map(Some)
    }
}

/// The tag of what is read again and again; without one a number that no variant has.
fn read_tag<'de, A: SeqAccess<'de>>(fields: &Fields, reads: &mut A) -> Result<u64, A::Error> {
    let tag = reads.next_element_seed(TagSeed { fields })?;
    Ok(tag.flatten().unwrap_or(u64::MAX))
}

/// Reads an object's tag and steps over everything else.
struct TagSeed<'f> {
    fields: &'f Fields,
}

impl<'de> DeserializeSeed<'de> for TagSeed<'_> {
    type Value = Option<u64>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_struct("Tag", self.fields.names, self)
    }
}

impl<'de> Visitor<'de> for TagSeed<'_> {
    type Value = Option<u64>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object that says of which type it is")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut tag, mut of) = (None, UNKNOWN);
        while let Some(field) = map.next_key_seed(FieldSeed { fields: self.fields })? {
            if field < of {
                let mut value = None;
                map.next_value_seed(Lenient(&mut value))?;
                if value.is_some() {
                    (tag, of) = (value, field);
                }
            } else {
                map.next_value_seed(Passed)?;
            }
        }
        Ok(tag)
    }
}

/// Steps over what is not the tag, and will be read once the tag is known.
struct Passed;

impl<'de> DeserializeSeed<'de> for Passed {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_newtype_struct(marker::PASSED, self)
    }
}

impl<'de> Visitor<'de> for Passed {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        IgnoredAny::deserialize(deserializer).map(drop)
    }
}
