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

        impl<'a> $crate::model::codec::Read<'a> for $name<'a> {
            const BLANK: Self = Self::Unknown($crate::model::Value::Null);
            const IS_OBJECT: bool = true;

            #[inline(never)]
            fn read_from<S: $crate::de::Source<'a>, const HOW: $crate::model::codec::How>(
                place: &mut Self,
                source: &mut S,
            ) -> Result<(), $crate::de::Stop> {
                static KEYS: $crate::de::fields::Fields = $crate::model::codec::fields_of!($($key),*);
                let tag = $crate::model::codec::find_tag(source, &KEYS)?;
                *place = $crate::model::codec::ReadVariant::read_variant(tag, source)?;
                Ok(())
            }
        }
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

        /// Without its tag it is unknown.
        impl<'a> $crate::model::codec::Read<'a> for $name<'a> {
            const BLANK: Self = Self::Unknown($crate::model::Value::Null);

            fn read_from<S: $crate::de::Source<'a>, const HOW: $crate::model::codec::How>(
                place: &mut Self,
                source: &mut S,
            ) -> Result<(), $crate::de::Stop> {
                $crate::model::codec::ReadTagged::read_tagged(place, u64::MAX, source)
            }
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

        impl<'a> $crate::model::codec::ReadBoxed<'a> for $name<'a> {
            const LENT: &'a Self = &<Self as $crate::model::codec::Read<'a>>::BLANK;
        }

        impl<'a> $crate::model::codec::ReadVariant<'a> for $name<'a> {
            fn read_variant<S: $crate::de::Source<'a>>(
                tag: u64,
                source: &mut S,
            ) -> Result<Self, $crate::de::Stop> {
                match tag {
                    $($($tag)|* => {
                        let mut value = <$type as $crate::model::codec::Read<'a>>::BLANK;
                        <$type as $crate::model::codec::Read<'a>>::read_from::<
                            S,
                            { $crate::model::codec::PLAIN },
                        >(&mut value, source)?;
                        Ok(Self::$variant(value))
                    })*
                    _ => {
                        let mut value = $crate::model::Value::Null;
                        $crate::model::codec::Read::read_from::<S, { $crate::model::codec::PLAIN }>(
                            &mut value,
                            source,
                        )?;
                        Ok(Self::Unknown(value))
                    }
                }
            }
        }

        impl<'a> $crate::model::codec::ReadTagged<'a> for $name<'a> {
            fn read_tagged<S: $crate::de::Source<'a>>(
                place: &mut Self,
                tag: u64,
                source: &mut S,
            ) -> Result<(), $crate::de::Stop> {
                *place = $crate::model::codec::ReadVariant::read_variant(tag, source)?;
                Ok(())
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
