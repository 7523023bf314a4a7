//! Objects of one of several types.

/// Declares a union whose tag is a number in its own object, under the first of the keys that is
/// there.
macro_rules! union {
    ($(#[$meta:meta])* pub enum $name:ident, by $($key:literal),* {
        $($(#[$variant_meta:meta])* $variant:ident($type:ty) = $tag:literal,)*
    }) => {
        $crate::model::codec::variants! {
            $(#[$meta])* pub enum $name { $($(#[$variant_meta])* $variant($type) = $tag,)* }
        }

        impl<'de: 'a, 'a> $crate::model::codec::Union<'de> for $name<'a> {
            const TAG: $crate::model::codec::Fields = $crate::model::codec::fields_of!($($key),*);

            fn read_variant<D: ::serde::Deserializer<'de>>(
                tag: u64,
                deserializer: D,
            ) -> Result<Self, D::Error> {
                Self::read_tag(tag, deserializer)
            }
        }

        impl<'de: 'a, 'a> ::serde::Deserialize<'de> for $name<'a> {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                let seed = $crate::model::codec::UnionSeed::new();
                ::serde::de::DeserializeSeed::deserialize(seed, deserializer)
            }
        }

        $crate::model::codec::reads!($name<'a>);
    };
}

/// Declares a union whose tag stands beside it.
macro_rules! tagged_union {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$variant_meta:meta])* $variant:ident($type:ty) = $($tag:literal)|*,)*
    }) => {
        $crate::model::codec::variants! {
            $(#[$meta])* pub enum $name { $($(#[$variant_meta])* $variant($type) = $($tag)|*,)* }
        }

        impl<'de: 'a, 'a> $crate::model::codec::TaggedUnion<'de> for $name<'a> {
            fn read_tagged<D: ::serde::Deserializer<'de>>(
                tag: u64,
                deserializer: D,
            ) -> Result<Self, D::Error> {
                Self::read_tag(tag, deserializer)
            }
        }
    };
}

/// The enum of a union's variants; one that is not known is kept as it is.
macro_rules! variants {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$variant_meta:meta])* $variant:ident($type:ty) = $($tag:literal)|*,)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name<'a> {
            $($(#[$variant_meta])* $variant($type),)*
            /// A type that this version does not know, as it came.
            Unknown($crate::model::Value<'a>),
        }

        impl Default for $name<'_> {
            fn default() -> Self {
                Self::Unknown($crate::model::Value::Null)
            }
        }

        impl<'a> $name<'a> {
            fn read_tag<'de: 'a, D: ::serde::Deserializer<'de>>(
                tag: u64,
                deserializer: D,
            ) -> Result<Self, D::Error> {
                match tag {
                    $($($tag)|* => {
                        ::serde::Deserialize::deserialize(deserializer).map(Self::$variant)
                    })*
                    _ => ::serde::Deserialize::deserialize(deserializer).map(Self::Unknown),
                }
            }
        }

        impl ::serde::Serialize for $name<'_> {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => value.serialize(serializer),)*
                    Self::Unknown(value) => value.serialize(serializer),
                }
            }
        }

        impl $crate::model::codec::Shape for $name<'_> {}
    };
}

pub(crate) use {tagged_union, union, variants};
