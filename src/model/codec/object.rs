//! Objects: structs that are declared once, and read and written by what is said there.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeStruct;

use super::fields::{FieldSeed, Fields, UNKNOWN};

/// What the readers of objects need to know of one. [`object!`] says it.
pub(crate) trait Object<'de>: Default {
    /// The struct's name.
    const NAME: &'static str;
    const FIELDS: Fields;
    /// A bit for each field that the object is incomplete without.
    const REQUIRED: u128;

    /// Reads the value of the field with that number.
    fn read_field<A: MapAccess<'de>>(
        &mut self,
        field: usize,
        tag: u64,
        map: &mut A,
    ) -> Result<(), A::Error>;
}

/// Reads an object into its place.
///
/// Most do not need a tag: the number in it, or beside it, that says of which variant a union in
/// it is.
pub(crate) struct Fill<'p, T> {
    object: &'p mut T,
    tag: u64,
}

impl<'p, T> Fill<'p, T> {
    #[inline]
    pub(crate) fn new(object: &'p mut T) -> Self {
        Self { object, tag: 0 }
    }

    pub(crate) fn tagged(object: &'p mut T, tag: u64) -> Self {
        Self { object, tag }
    }
}

impl<'de, T: Object<'de>> DeserializeSeed<'de> for Fill<'_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_struct(T::NAME, T::FIELDS.names, self)
    }
}

impl<'de, T: Object<'de>> Visitor<'de> for Fill<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        match fill(self.object, self.tag, &mut map)?.missing() {
            None => Ok(()),
            Some(missing) => Err(A::Error::missing_field(missing)),
        }
    }
}

/// Reads all entries of a map into an object. Returns which of its fields were among them.
// One function an object and reader: everything that is read by it goes into it, and it goes
// nowhere else.
#[inline(never)]
pub(crate) fn fill<'de, T: Object<'de>, A: MapAccess<'de>>(
    object: &mut T,
    tag: u64,
    map: &mut A,
) -> Result<Seen<T>, A::Error> {
    let mut seen = Seen { low: 0, high: 0, object: PhantomData };
    while let Some(field) = map.next_key_seed(FieldSeed { fields: &T::FIELDS })? {
        if field == UNKNOWN {
            map.next_value::<IgnoredAny>()?;
            continue;
        }
        let field = usize::from(field);
        if seen.again(field) {
            return Err(A::Error::duplicate_field(T::FIELDS.names[field]));
        }
        object.read_field(field, tag, map)?;
    }
    Ok(seen)
}

/// The fields that were read, in words: a shift of 128 bits takes longer than all else here.
pub(crate) struct Seen<T> {
    low: u64,
    high: u64,
    object: PhantomData<T>,
}

impl<'de, T: Object<'de>> Seen<T> {
    fn bits(&self) -> u128 {
        u128::from(self.high) << 64 | u128::from(self.low)
    }

    /// A required field that was not read.
    pub(crate) fn missing(&self) -> Option<&'static str> {
        let missing = T::REQUIRED & !self.bits();
        (missing != 0).then(|| T::FIELDS.names[missing.trailing_zeros() as usize])
    }

    /// The names of the fields that were read.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        let bits = self.bits();
        let numbered = T::FIELDS.names.iter().enumerate();
        numbered.filter(move |(number, _)| bits >> number & 1 == 1).map(|(_, name)| *name)
    }

    /// Notes a field, and whether it was read before.
    #[inline(always)]
    fn again(&mut self, field: usize) -> bool {
        let is_low = T::FIELDS.names.len() <= 64 || field < 64;
        let word = if is_low { &mut self.low } else { &mut self.high };
        let bit = 1 << (field % 64);
        let again = *word & bit != 0;
        *word |= bit;
        again
    }
}

/// Writes an object's fields into a struct that may have others besides.
pub(crate) trait WriteFields {
    /// How many fields are written.
    fn written(&self) -> usize;

    fn write_fields<S: SerializeStruct>(&self, object: &mut S) -> Result<(), S::Error>;
}

/// Declares a struct that is an object on the wire.
///
/// A field is named as on the wire, or says `as "its name there"`. A field without which the
/// object is incomplete has any [`Field`](super::Field) for its type; one that may be absent has
/// an `Option`, one that may be absent or null a [`Maybe`](crate::Maybe). What follows `=>` says
/// how a field differs from these:
///
/// - `null`: an `Option` that is written as null, not left out;
/// - `lenient`: an `Option` or a `Maybe` that is absent where the value is of another type;
/// - `lenient_list`: the same of a list, from which elements of another type are left out;
/// - `good`: a list, or an `Option` of one, from which elements of another type are left out, or an
///   `Option` of a map, from which null is; anything else is an error, as it is elsewhere;
/// - `text`: an `Option` of text, for which an integer may stand;
/// - `json`: read as the JSON that it stands for, where text may be an integer in ETF;
/// - `tagged`: a union whose tag stands beside it, under the key that the struct names with `by`;
/// - `strict`: an `Option` or a `Maybe` whose absence says something, so that leaving it out would be
///   a lie;
/// - `whole`: a list or a map that is read as one fact, or an `Option` or a `Maybe` of one.
///
/// `strict` and `whole` stand alone, or after `null` or `json`. They are for the generated readers,
/// which leave out what does not fit: a field that may be absent is absent, an element is no part of its
/// list or map, and a required list or map that is missing or is something else is empty. What does not
/// fit costs the object if the field is otherwise required, if it is `strict`, or if it is `whole`,
/// elements included. Serde's readers treat such fields like any other.
///
/// `with base: Base` adds the fields of another object, which is read and written as a part of
/// this one and is what this one derefs to.
macro_rules! object {
    ($($declaration:tt)*) => {
        $crate::model::codec::serde_object! { $($declaration)* }
        $crate::model::codec::readable_object! { $($declaration)* }
    };
}

/// As [`object!`], for what only serde reads.
macro_rules! serde_object {
    ($(#[$meta:meta])* pub struct $name:ident $(<$life:lifetime>)?
        $(with $base:ident : $base_type:ty)? $(, by $tag:literal)? {
        $($(#[$field_meta:meta])* pub $field:ident $(as $wire:literal)? : $type:ty $(=> $how:ident $($more:ident)?)?,)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct $name $(<$life>)? {
            $($(#[$field_meta])* pub $field: $type,)*
            $(
                /// The fields that this object has in common with others.
                pub $base: $base_type,
            )?
        }

        $crate::model::codec::deref_to_base!($name $(<$life>)? $(, $base: $base_type)?);

        impl<'de $(: $life, $life)?> $crate::model::codec::Object<'de> for $name $(<$life>)? {
            const NAME: &'static str = stringify!($name);
            const FIELDS: $crate::model::codec::Fields =
                $crate::model::codec::fields!($($base_type;)? $($field $($wire)?),*);
            const REQUIRED: u128 = {
                let required = [$(!<$type as $crate::model::codec::Shape>::OPTIONAL),*];
                let (mut bits, mut field) = (0, 0);
                while field < required.len() {
                    bits |= (required[field] as u128) << field;
                    field += 1;
                }
                $(bits |= <$base_type as $crate::model::codec::Object<'de>>::REQUIRED << field;)?
                bits
            };

            #[inline]
            #[allow(unused_assignments, unused_mut, unused_variables)]
            fn read_field<A: ::serde::de::MapAccess<'de>>(
                &mut self,
                field: usize,
                tag: u64,
                map: &mut A,
            ) -> Result<(), A::Error> {
                let mut number = 0;
                $(
                    if field == number {
                        let place = &mut self.$field;
                        return $crate::model::codec::deserialize_field!(map, place, tag $(, $how)?);
                    }
                    number += 1;
                )*
                $(return self.$base.read_field(field - number, tag, map);)?
                #[allow(unreachable_code)]
                map.next_value::<::serde::de::IgnoredAny>().map(drop)
            }
        }

        impl $(<$life>)? $crate::model::codec::Shape for $name $(<$life>)? {}

        impl<'de $(: $life, $life)?> $crate::model::codec::Field<'de> for $name $(<$life>)? {
            fn read<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                // One variable and one return, so that it is built where the caller wants it.
                let mut result = Ok(Self::default());
                if let Ok(object) = &mut result
                    && let Err(error) = Self::read_into(object, deserializer)
                {
                    result = Err(error);
                }
                result
            }

            #[inline]
            fn read_into<P: $crate::model::codec::Place<Self>, D: ::serde::Deserializer<'de>>(
                place: P,
                deserializer: D,
            ) -> Result<(), D::Error> {
                let seed = $crate::model::codec::object_seed!(place.begin() $(, $tag)?);
                ::serde::de::DeserializeSeed::deserialize(seed, deserializer)
            }
        }

        impl<'de $(: $life, $life)?> ::serde::Deserialize<'de> for $name $(<$life>)? {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::model::codec::Field::read(deserializer)
            }
        }

        impl $(<$life>)? $crate::model::codec::WriteFields for $name $(<$life>)? {
            fn written(&self) -> usize {
                let own = [$($crate::model::codec::is_written!(self.$field $(, $how)?)),*];
                own.into_iter().filter(|written| *written).count()
                    $(+ self.$base.written())?
            }

            fn write_fields<S: ::serde::ser::SerializeStruct>(
                &self,
                object: &mut S,
            ) -> Result<(), S::Error> {
                $(
                    let name = $crate::model::codec::wire_name!($field $($wire)?);
                    if $crate::model::codec::is_written!(self.$field $(, $how)?) {
                        object.serialize_field(name, &self.$field)?;
                    } else {
                        object.skip_field(name)?;
                    }
                )*
                $(self.$base.write_fields(object)?;)?
                Ok(())
            }
        }

        impl $(<$life>)? ::serde::Serialize for $name $(<$life>)? {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use $crate::model::codec::WriteFields as _;
                use ::serde::ser::SerializeStruct as _;
                let mut object = serializer.serialize_struct(stringify!($name), self.written())?;
                self.write_fields(&mut object)?;
                object.end()
            }
        }
    };
}

/// Generates the reader of an object.
macro_rules! readable_object {
    ($(#[$meta:meta])* pub struct $name:ident $(<$life:lifetime>)?
        $(with $base:ident : $base_type:ty)? $(, by $tag:literal)? {
        $($(#[$field_meta:meta])* pub $field:ident $(as $wire:literal)? : $type:ty $(=> $how:ident $($more:ident)?)?,)*
    }) => {
        impl<'de $(: $life, $life: 'de)?> $crate::model::codec::Read<'de> for $name $(<$life>)? {
            const BLANK: Self = Self {
                $($field: <$type as $crate::model::codec::Read<'de>>::BLANK,)*
                $($base: <$base_type as $crate::model::codec::Read<'de>>::BLANK,)?
            };
            const IS_OBJECT: bool = true;

            #[inline(always)]
            fn read_from<S: $crate::de::Source<'de>, const HOW: $crate::model::codec::How>(
                place: &mut Self,
                source: &mut S,
            ) -> Result<(), $crate::de::Stop> {
                $crate::model::codec::read_object(place, source)
            }

            #[inline(always)]
            fn read_at<S: $crate::de::Source<'de>, const HOW: $crate::model::codec::How>(
                place: &mut Self,
                source: &mut S,
                at: S::At,
            ) -> Result<S::At, $crate::de::Stop> {
                $crate::model::codec::read_object_at(place, source, at)
            }
        }

        impl<'de $(: $life, $life: 'de)?> $crate::model::codec::ReadBoxed<'de> for $name $(<$life>)? {
            const LENT: &'de Self = &<Self as $crate::model::codec::Read<'de>>::BLANK;
        }

        impl<'de $(: $life, $life: 'de)?> $crate::model::codec::ReadObject<'de> for $name $(<$life>)? {
            const GUESSES: usize = $crate::model::codec::guesses(stringify!($name));
            const TABLE: &'static $crate::de::fields::Fields =
                &<Self as $crate::model::codec::Object<'de>>::FIELDS;
            $(
                const TAG: Option<&'static $crate::de::fields::Fields> = {
                    static TAG: $crate::de::fields::Fields =
                        $crate::model::codec::fields_of!($tag);
                    Some(&TAG)
                };
            )?
            const NEEDED: u128 = {
                let needed = [$($crate::model::codec::is_needed!($type $(, $how $($more)?)?)),*];
                $crate::model::codec::bits_of(&needed)
                    $(| <$base_type as $crate::model::codec::ReadObject<'de>>::NEEDED << needed.len())?
            };
            const EXPECTED: u128 = {
                let expected = [$($crate::model::codec::is_expected!($type $(, $how $($more)?)?)),*];
                $crate::model::codec::bits_of(&expected)
                    $(| <$base_type as $crate::model::codec::ReadObject<'de>>::EXPECTED << expected.len())?
            };

            #[cfg_attr(debug_assertions, inline(never))]
            #[cfg_attr(not(debug_assertions), inline(always))]
            #[allow(unused_assignments, unused_mut, unused_variables)]
            fn read_value<S: $crate::de::Source<'de>>(
                &mut self,
                field: usize,
                tag: u64,
                source: &mut S,
                at: S::At,
            ) -> Result<S::At, $crate::de::Stop> {
                let mut number = 0;
                $(
                    if field == number {
                        let place = &mut self.$field;
                        return $crate::model::codec::read_value!(source, at, place, tag $(, $how $($more)?)?);
                    }
                    number += 1;
                )*
                $(return self.$base.read_value(field - number, tag, source, at);)?
                #[allow(unreachable_code)]
                Ok(at)
            }
        }
    };
}

/// Bits of the fields for which something holds.
pub(crate) const fn bits_of(fields: &[bool]) -> u128 {
    let (mut bits, mut field) = (0, 0);
    while field < fields.len() {
        bits |= (fields[field] as u128) << field;
        field += 1;
    }
    bits
}

/// Whether an object does not fit without a field.
macro_rules! is_needed {
    ($type:ty, whole) => {
        !matches!(
            <$type as $crate::model::codec::Read<'de>>::ABSENT,
            $crate::model::codec::Absent::Fine
        )
    };
    ($type:ty, strict) => {
        $crate::model::codec::is_needed!($type, whole)
    };
    ($type:ty, lenient whole) => {
        $crate::model::codec::is_needed!($type)
    };
    ($type:ty, $how:ident whole) => {
        $crate::model::codec::is_needed!($type, whole)
    };
    ($type:ty, $how:ident strict) => {
        $crate::model::codec::is_needed!($type, whole)
    };
    ($type:ty $(, $how:ident)?) => {
        matches!(
            <$type as $crate::model::codec::Read<'de>>::ABSENT,
            $crate::model::codec::Absent::Misfit
        )
    };
}

/// Whether a field is empty where it is not there.
macro_rules! is_expected {
    ($type:ty $(, $how:ident $($more:ident)?)?) => {
        matches!(
            <$type as $crate::model::codec::Read<'de>>::ABSENT,
            $crate::model::codec::Absent::Empty
        )
    };
}

/// How a generated reader reads a field.
macro_rules! read_value {
    ($source:ident, $at:ident, $place:ident, $tag:ident, strict) => {
        $crate::model::codec::read_strict::<_, S, { $crate::model::codec::PLAIN }>(
            $place, $source, $at,
        )
    };
    ($source:ident, $at:ident, $place:ident, $tag:ident, whole) => {
        $crate::model::codec::read_strict::<_, S, { $crate::model::codec::WHOLE }>(
            $place, $source, $at,
        )
    };
    ($source:ident, $at:ident, $place:ident, $tag:ident, json) => {
        $crate::model::codec::read_field::<_, S, { $crate::model::codec::AS_JSON }>(
            $place, $source, $at,
        )
    };
    ($source:ident, $at:ident, $place:ident, $tag:ident, json strict) => {
        $crate::model::codec::read_strict::<_, S, { $crate::model::codec::AS_JSON }>(
            $place, $source, $at,
        )
    };
    ($source:ident, $at:ident, $place:ident, $tag:ident, json whole) => {
        $crate::model::codec::read_strict::<_, S, { $crate::model::codec::WHOLE_AS_JSON }>(
            $place, $source, $at,
        )
    };
    ($source:ident, $at:ident, $place:ident, $tag:ident, text) => {
        $crate::model::codec::read_field::<_, S, { $crate::model::codec::LOOSE }>(
            $place, $source, $at,
        )
    };
    ($source:ident, $at:ident, $place:ident, $tag:ident, tagged) => {{
        $source.go_on($at);
        $crate::model::codec::ReadTagged::read_tagged($place, $tag, $source).map(|()| $source.at())
    }};
    ($source:ident, $at:ident, $place:ident, $tag:ident, lenient whole) => {
        $crate::model::codec::read_field::<_, S, { $crate::model::codec::WHOLE }>(
            $place, $source, $at,
        )
    };
    ($source:ident, $at:ident, $place:ident, $tag:ident, $how:ident strict) => {
        $crate::model::codec::read_value!($source, $at, $place, $tag, strict)
    };
    ($source:ident, $at:ident, $place:ident, $tag:ident, $how:ident whole) => {
        $crate::model::codec::read_value!($source, $at, $place, $tag, whole)
    };
    ($source:ident, $at:ident, $place:ident, $tag:ident $(, $how:ident)?) => {
        $crate::model::codec::read_field::<_, S, { $crate::model::codec::PLAIN }>(
            $place, $source, $at,
        )
    };
}

/// Lends the base of an object that has one.
macro_rules! deref_to_base {
    ($name:ident $(<$life:lifetime>)?) => {};
    ($name:ident, $base:ident: $type:ty) => {
        impl ::std::ops::Deref for $name {
            type Target = $type;

            fn deref(&self) -> &$type {
                &self.$base
            }
        }
    };
    ($name:ident<$life:lifetime>, $base:ident: $type:ty) => {
        impl<$life> ::std::ops::Deref for $name<$life> {
            type Target = $type;

            fn deref(&self) -> &$type {
                &self.$base
            }
        }
    };
}

/// The table of an object's fields, those of its base included.
macro_rules! fields {
    ($base:ty; $($field:ident $($wire:literal)?),*) => {{
        const OWN: &[&str] = &[$($crate::model::codec::wire_name!($field $($wire)?)),*];
        $crate::model::codec::Fields::new(const {
            &$crate::model::codec::Names::joined(
                OWN,
                <$base as $crate::model::codec::Object<'de>>::FIELDS.names,
            )
        })
    }};
    ($($field:ident $($wire:literal)?),*) => {
        $crate::model::codec::Fields::new(const {
            &$crate::model::codec::Names::joined(
                &[$($crate::model::codec::wire_name!($field $($wire)?)),*],
                &[],
            )
        })
    };
}

/// What reads an object.
macro_rules! object_seed {
    ($place:expr) => {
        $crate::model::codec::Fill::new($place)
    };
    ($place:expr, $tag:literal) => {{
        static TAG: $crate::model::codec::Fields = $crate::model::codec::fields_of!($tag);
        $crate::model::codec::FillTagged::by(&TAG, $place)
    }};
}

/// A table of the given names.
macro_rules! fields_of {
    ($($name:literal),*) => {
        $crate::model::codec::Fields::new(const {
            &$crate::model::codec::Names::joined(&[$($name),*], &[])
        })
    };
}

/// How a field's value is read.
macro_rules! deserialize_field {
    ($map:ident, $place:ident, $tag:ident) => {
        $map.next_value_seed($crate::model::codec::into_field($place))
    };
    ($map:ident, $place:ident, $tag:ident, null) => {
        $map.next_value_seed($crate::model::codec::into_field($place))
    };
    ($map:ident, $place:ident, $tag:ident, strict) => {
        $map.next_value_seed($crate::model::codec::into_field($place))
    };
    ($map:ident, $place:ident, $tag:ident, whole) => {
        $map.next_value_seed($crate::model::codec::into_field($place))
    };
    ($map:ident, $place:ident, $tag:ident, lenient) => {
        $map.next_value_seed($crate::model::codec::Lenient($place))
    };
    ($map:ident, $place:ident, $tag:ident, lenient_list) => {
        $map.next_value_seed($crate::model::codec::LenientList::new($place))
    };
    ($map:ident, $place:ident, $tag:ident, good) => {
        $map.next_value_seed($crate::model::codec::GoodElements($place))
    };
    ($map:ident, $place:ident, $tag:ident, text) => {
        $map.next_value_seed($crate::model::codec::TextOrInteger($place))
    };
    ($map:ident, $place:ident, $tag:ident, json) => {
        $map.next_value_seed($crate::model::codec::AsJson($place))
    };
    ($map:ident, $place:ident, $tag:ident, tagged) => {
        $map.next_value_seed($crate::model::codec::Tagged::new($tag)).map(|value| *$place = value)
    };
}

/// Whether a field is written.
macro_rules! is_written {
    ($value:expr, null) => {
        true
    };
    ($value:expr $(, $how:ident)?) => {
        !$crate::model::codec::Shape::is_absent(&$value)
    };
}

/// A field's name on the wire.
macro_rules! wire_name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $wire:literal) => {
        $wire
    };
}

/// A type that is a field as serde reads it.
macro_rules! reads {
    ($name:ident $(<$life:lifetime>)?) => {
        impl<'de $(: $life, $life)?> $crate::model::codec::Field<'de> for $name $(<$life>)? {
            #[inline]
            fn read<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                ::serde::Deserialize::deserialize(deserializer)
            }
        }
    };
}

pub(crate) use {
    deref_to_base, deserialize_field, fields, fields_of, is_expected, is_needed, is_written,
    object, object_seed, read_value, readable_object, reads, serde_object, wire_name,
};
