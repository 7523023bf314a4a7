//! Values that have no term.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::fmt;

use gatewire::etf::{Deserializer, Serializer, from_slice, to_vec, to_writer};
use gatewire::{DecodeErrorKind, EncodeError, MAX_BUILD_DEPTH};
use serde::de::{IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::unwritable::{Bytes, Fields, Nested, TupleStruct, UnitStruct, Variants, WithKey};

/// The error is what was expected, and the output is as it was.
#[track_caller]
fn assert_refused<T: Serialize + ?Sized>(value: &T, expected: EncodeError) {
    assert_eq!(to_vec(value), Err(expected));
    for before in [&b""[..], b"\x83jbefore"] {
        let mut out = before.to_vec();
        assert_eq!(to_writer(&mut out, value), Err(expected));
        assert_eq!(out, before);
        // As if nothing had happened.
        to_writer(&mut out, &1).unwrap();
        assert_eq!(out, [before, b"\x83a\x01"].concat());
    }
}

#[test]
fn keys_that_are_no_text() {
    #[track_caller]
    fn check<K: Serialize>(key: K) {
        assert_refused(&WithKey(key), EncodeError::UnsupportedKey);
    }

    check(1.5);
    check(0.5_f32);
    check(f64::NAN);
    check(());
    check(None::<u8>);
    check(Some(()));
    check(UnitStruct);
    check(Bytes);
    check([1]);
    check(Vec::<u8>::new());
    check((1, 2));
    check(TupleStruct(1, 2));
    check(BTreeMap::from([(1, 2)]));
    check(Fields { a: 1 });
    check(Variants::Newtype(1));
    check(Variants::Tuple(1, 2));
    check(Variants::Struct { a: 1 });
}

#[test]
fn floats_that_are_no_numbers() {
    for value in [f64::NAN, -f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_refused(&value, EncodeError::NotFinite);
        assert_refused(&(value as f32), EncodeError::NotFinite);
        assert_refused(&("a", [0.0, value]), EncodeError::NotFinite);
        assert_refused(&BTreeMap::from([("a", Some(value))]), EncodeError::NotFinite);
    }
}

/// How deep lists nest.
struct Depth(usize);

impl<'de> Deserialize<'de> for Depth {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DepthVisitor;

        impl<'de> Visitor<'de> for DepthVisitor {
            type Value = Depth;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("lists")
            }

            fn visit_u64<E>(self, _: u64) -> Result<Depth, E> {
                Ok(Depth(0))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Depth, A::Error> {
                let Depth(depth) = access.next_element()?.expect("an element");
                assert!(access.next_element::<IgnoredAny>()?.is_none());
                Ok(Depth(depth + 1))
            }
        }

        deserializer.deserialize_any(DepthVisitor)
    }
}

#[test]
fn containers_nest_as_deep_as_they_can_be_read() {
    let too_deep = EncodeError::TooDeep { limit: MAX_BUILD_DEPTH };
    for kind in 0..6 {
        let deepest = Nested { levels: MAX_BUILD_DEPTH, kind };
        let term = to_vec(&deepest).unwrap();
        from_slice::<IgnoredAny>(&term).unwrap();
        assert_refused(&Nested { levels: MAX_BUILD_DEPTH + 1, kind }, too_deep);
        assert_refused(&Nested { levels: 1_000_000, kind }, too_deep);
        // Behind others, which were left.
        assert_eq!(to_vec(&[deepest]), Err(too_deep));
        let wide = Nested { levels: MAX_BUILD_DEPTH - 1, kind };
        to_vec(&[&wide, &wide]).unwrap();
    }
    let term = to_vec(&Nested { levels: MAX_BUILD_DEPTH, kind: 0 }).unwrap();
    let mut deserializer = Deserializer::from_slice(&term).unwrap().max_depth(MAX_BUILD_DEPTH);
    assert_eq!(Depth::deserialize(&mut deserializer).unwrap().0, MAX_BUILD_DEPTH);
    assert_eq!(
        from_slice::<Depth>(&term).map(|_| ()).unwrap_err().kind(),
        DecodeErrorKind::DepthExceeded
    );
}

#[test]
fn variants_are_as_deep_as_their_terms() {
    #[derive(Serialize)]
    enum Variant<T> {
        Newtype(T),
        Tuple(T, T),
        Struct { a: T },
    }

    let too_deep = EncodeError::TooDeep { limit: MAX_BUILD_DEPTH };
    let nested = |levels| Nested { levels: MAX_BUILD_DEPTH - levels, kind: 0 };
    to_vec(&Variant::Newtype(nested(1))).unwrap();
    assert_refused(&Variant::Newtype(nested(0)), too_deep);
    to_vec(&Variant::Tuple(nested(2), nested(2))).unwrap();
    assert_refused(&Variant::Tuple(nested(2), nested(1)), too_deep);
    to_vec(&Variant::Struct { a: nested(2) }).unwrap();
    assert_refused(&Variant::Struct { a: nested(1) }, too_deep);
}

/// Refuses, and says why.
struct Refusing;

const SECRET: &str = "made-up-token";

impl Serialize for Refusing {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom(SECRET))
    }
}

#[test]
fn what_a_value_says_is_not_kept() {
    assert_refused(&Refusing, EncodeError::Refused);
    assert_refused(&("a", [Some(Refusing)]), EncodeError::Refused);
    assert_refused(&WithKey(Refusing), EncodeError::Refused);
    let error = to_vec(&Refusing).unwrap_err();
    assert!(!format!("{error} {error:?}").contains(SECRET));
    assert!(error.source().is_none());
}

#[test]
fn values_that_do_not_display() {
    struct Undisplayed;

    impl fmt::Display for Undisplayed {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("half of it")?;
            Err(fmt::Error)
        }
    }

    impl Serialize for Undisplayed {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_str(self)
        }
    }

    assert_refused(&Undisplayed, EncodeError::Refused);
    assert_refused(&[Undisplayed], EncodeError::Refused);
    assert_refused(&WithKey(Undisplayed), EncodeError::Refused);
}

#[test]
fn a_serializer_leaves_what_it_wrote() {
    let mut out = b"before".to_vec();
    let error = ("a", f64::NAN).serialize(Serializer::new(&mut out)).unwrap_err();
    assert_eq!(error, EncodeError::NotFinite);
    assert!(out.starts_with(b"before\x83"));
}

#[test]
fn messages() {
    let errors = [
        (EncodeError::UnsupportedKey, "a key that is neither text, an integer nor a boolean"),
        (EncodeError::NotFinite, "a float that is infinite or not a number"),
        (EncodeError::NotExact, "an integer that is not exact as a JavaScript number"),
        (EncodeError::TooDeep { limit: 128 }, "nested deeper than allowed (limit 128)"),
        (EncodeError::TooLong, "a length that does not fit 32 bits"),
        (EncodeError::Refused, "the value refused to be written"),
    ];
    for (error, message) in errors {
        assert_eq!(error.to_string(), format!("cannot encode: {message}"));
    }
}
