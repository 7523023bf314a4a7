//! Sets of values that Discord adds to: numbers, words and bits, of which the unknown are kept.

/// Declares a number with names for the values that are known.
///
/// ```text
/// numbers! {
///     /// What a channel is.
///     pub struct ChannelType {
///         /// A text channel.
///         GUILD_TEXT = 0,
///     }
/// }
/// ```
///
/// `ROLE = 0 | "role"` is a value that has been sent as that word, too.
macro_rules! numbers {
    ($($(#[$meta:meta])* pub struct $name:ident {
        $($(#[$value_meta:meta])* $value:ident = $number:literal $(| $word:literal)?,)*
    })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u64);

        impl $name {
            $(
                $(#[$value_meta])*
                #[doc = concat!("\n\nThe number ", $number, ".")]
                pub const $value: Self = Self($number);
            )*

            /// The name that Discord has for the value, if it is known.
            pub fn name(self) -> Option<&'static str> {
                match self.0 {
                    $($number => Some(stringify!($value)),)*
                    _ => None,
                }
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::model::codec::open::debug(f, stringify!($name), self.name(), &self.0)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::model::codec::open::display(f, self.name(), &self.0)
            }
        }

        impl From<$name> for u64 {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl From<u64> for $name {
            fn from(number: u64) -> Self {
                Self(number)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_u64(self.0)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                const WORDS: &[(&str, u64)] = &[$($(($word, $number),)?)*];
                match WORDS {
                    [] => <u64 as $crate::model::codec::Field>::read(deserializer).map(Self),
                    words => $crate::model::codec::NamedInteger(words).read(deserializer).map(Self),
                }
            }
        }

        impl $crate::model::codec::Shape for $name {}

        $crate::model::codec::reads!($name);

        impl<'de> $crate::model::codec::Read<'de> for $name {
            const BLANK: Self = Self(0);
            const IS_PLAIN: bool = true;

            #[inline(always)]
            fn read_plain<S: $crate::de::Source<'de>>(
                place: &mut Self,
                source: &mut S,
                at: S::At,
            ) -> Option<S::At> {
                $crate::model::codec::Read::read_plain(&mut place.0, source, at)
            }

            #[inline(always)]
            fn read_from<S: $crate::de::Source<'de>, const HOW: $crate::model::codec::How>(
                place: &mut Self,
                source: &mut S,
            ) -> Result<(), $crate::de::Stop> {
                const WORDS: &[(&str, u64)] = &[$($(($word, $number),)?)*];
                match WORDS {
                    [] => $crate::model::codec::Read::read_from::<S, HOW>(&mut place.0, source),
                    words => $crate::model::codec::read_named(&mut place.0, words, source),
                }
            }
        }
    )*};
}

/// Declares a word with names for the values that are known.
macro_rules! words {
    ($($(#[$meta:meta])* pub struct $name:ident {
        $($(#[$value_meta:meta])* $value:ident = $word:literal,)*
    })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name<'a>($crate::Text<'a>);

        impl<'a> $name<'a> {
            $(
                $(#[$value_meta])*
                #[doc = concat!("\n\nThe word `", $word, "`.")]
                pub const $value: Self = Self($crate::Text::borrowed($word));
            )*

            /// The word as it came.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The name that this crate has for the value, if it is known.
            pub fn name(&self) -> Option<&'static str> {
                match &*self.0 {
                    $($word => Some(stringify!($value)),)*
                    _ => None,
                }
            }
        }

        impl ::std::fmt::Debug for $name<'_> {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::model::codec::open::debug(f, stringify!($name), self.name(), &self.0)
            }
        }

        impl ::std::fmt::Display for $name<'_> {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name<'_> {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name<'_> {
            fn eq(&self, other: &str) -> bool {
                *self.0 == *other
            }
        }

        impl PartialEq<&str> for $name<'_> {
            fn eq(&self, other: &&str) -> bool {
                *self.0 == **other
            }
        }

        impl<'a> From<&'a str> for $name<'a> {
            fn from(word: &'a str) -> Self {
                Self(word.into())
            }
        }

        impl From<String> for $name<'_> {
            fn from(word: String) -> Self {
                Self(word.into())
            }
        }

        impl ::serde::Serialize for $name<'_> {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }

        impl<'de: 'a, 'a> ::serde::Deserialize<'de> for $name<'a> {
            #[inline]
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                ::serde::Deserialize::deserialize(deserializer).map(Self)
            }
        }

        impl $crate::model::codec::Shape for $name<'_> {}

        $crate::model::codec::reads!($name<'a>);

        $crate::model::codec::reads_text!($name<'a>);
    )*};
}

/// Declares a set of bits, which is a number, with names for those that are known.
macro_rules! flags {
    ($($(#[$($meta:tt)*])* pub struct $name:ident {
        $($(#[$($bit_meta:tt)*])* $bit:ident = $shift:literal,)*
    })*) => {$(
        $crate::model::codec::bits! {
            $(#[$($meta)*])* pub struct $name { $($(#[$($bit_meta)*])* $bit = $shift,)* }
        }

        impl<'de> $crate::model::codec::Read<'de> for $name {
            const BLANK: Self = Self::empty();
            const IS_PLAIN: bool = true;

            #[inline(always)]
            fn read_plain<S: $crate::de::Source<'de>>(
                place: &mut Self,
                source: &mut S,
                at: S::At,
            ) -> Option<S::At> {
                let bits = source.plain_unsigned(at, u64::MAX);
                let bits = bits.map(|(bits, after)| (Self::from_bits_retain(bits), after));
                $crate::model::codec::set_plain(place, bits)
            }

            #[inline(always)]
            fn read_from<S: $crate::de::Source<'de>, const HOW: $crate::model::codec::How>(
                place: &mut Self,
                source: &mut S,
            ) -> Result<(), $crate::de::Stop> {
                *place = Self::from_bits_retain(source.unsigned("an integer (u64) or its decimal text")?);
                Ok(())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_u64(self.bits())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                <u64 as $crate::model::codec::Field>::read(deserializer).map(Self::from_bits_retain)
            }
        }
    )*};
}

/// Declares a set of bits, which is decimal text, with names for those that are known.
macro_rules! text_flags {
    ($($(#[$($meta:tt)*])* pub struct $name:ident {
        $($(#[$($bit_meta:tt)*])* $bit:ident = $shift:literal,)*
    })*) => {$(
        $crate::model::codec::bits! {
            $(#[$($meta)*])* pub struct $name { $($(#[$($bit_meta)*])* $bit = $shift,)* }
        }

        impl<'de> $crate::model::codec::Read<'de> for $name {
            const BLANK: Self = Self::empty();

            #[inline(always)]
            fn read_from<S: $crate::de::Source<'de>, const HOW: $crate::model::codec::How>(
                place: &mut Self,
                source: &mut S,
            ) -> Result<(), $crate::de::Stop> {
                *place = Self::from_bits_retain(source.bits()?);
                Ok(())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.bits())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::model::codec::wide_bits(deserializer).map(Self::from_bits_retain)
            }
        }
    )*};
}

/// A set of bits, of which the unknown are kept.
macro_rules! bits {
    ($(#[$($meta:tt)*])* pub struct $name:ident {
        $($(#[$($bit_meta:tt)*])* $bit:ident = $shift:literal,)*
    }) => {
        ::bitflags::bitflags! {
            $(#[$($meta)*])*
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
            pub struct $name: u64 {
                $(
                    $(#[$($bit_meta)*])*
                    #[doc = concat!("\n\nBit ", $shift, ".")]
                    const $bit = 1 << $shift;
                )*
                const _ = !0;
            }
        }

        impl $crate::model::codec::Shape for $name {}

        $crate::model::codec::reads!($name);
    };
}

pub(crate) use {bits, flags, numbers, text_flags, words};

use std::fmt;

/// A value by its name, or else as its number.
pub(crate) fn display(f: &mut fmt::Formatter<'_>, name: Option<&str>, number: &u64) -> fmt::Result {
    match name {
        Some(name) => f.write_str(name),
        None => fmt::Display::fmt(number, f),
    }
}

/// A value by its name, or as it came.
pub(crate) fn debug(
    f: &mut fmt::Formatter<'_>,
    set: &str,
    name: Option<&str>,
    value: &dyn fmt::Debug,
) -> fmt::Result {
    match name {
        Some(name) => write!(f, "{set}::{name}"),
        None => {
            write!(f, "{set}(")?;
            value.fmt(f)?;
            f.write_str(")")
        }
    }
}
