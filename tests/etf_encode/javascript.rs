//! What Discord's erlpack for JavaScript packs: `tests/etf/erlpack_javascript.txt`, which
//! `erlpack_javascript.js` beside it wrote.

use std::collections::BTreeMap;

use gatewire::etf::{Atom, Serializer, SmallIntegers, Term, to_vec};
use gatewire::{EncodeError, Snowflake};
use serde::Serialize;

use super::table::{generated, in_table};
use crate::tree::Tree;

const TABLE: &str = include_str!("../etf/erlpack_javascript.txt");

fn pack<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, EncodeError> {
    let mut out = Vec::new();
    value.serialize(Serializer::new(&mut out).javascript(true)).map(|()| out)
}

/// The value is packed as the table has it, or refused where JavaScript has no such number.
#[track_caller]
fn assert_packed<T: Serialize + ?Sized>(value: &T, text: &str, expected: &str) {
    match pack(value) {
        Ok(term) => assert_eq!(in_table(&term, expected), expected, "{text}"),
        Err(error) => assert_eq!((error, expected), (EncodeError::NotExact, "-"), "{text}"),
    }
}

/// An integer is the same in every type that holds it, and in a float.
fn assert_integer(value: Result<u128, i128>, text: &str, expected: &str) {
    macro_rules! check {
        ($($type:ty)*) => {$(
            let value_of_type = match value {
                Ok(value) => <$type>::try_from(value).ok(),
                Err(value) => <$type>::try_from(value).ok(),
            };
            if let Some(value) = value_of_type {
                assert_packed(&value, text, expected);
                assert_packed(&[Some(value)], text, &in_list(expected));
            }
        )*};
    }
    check!(u8 u16 u32 u64 u128 i8 i16 i32 i64 i128);
    if expected != "-" {
        assert_packed(&text.parse::<f64>().unwrap(), text, expected);
    }
}

/// The term as the only element of a list.
fn in_list(expected: &str) -> String {
    match expected.strip_prefix("83") {
        Some(term) => format!("836c00000001{term}6a"),
        None => expected.to_owned(),
    }
}

#[test]
fn every_value_is_packed_as_erlpack_for_javascript_does() {
    let (mut integers, mut inexact, mut ids, mut others) = (0, 0, 0, 0);
    for row in TABLE.lines() {
        let (text, expected) = row.split_once('\t').expect("two columns");
        inexact += usize::from(expected == "-");
        if let Some(generator) = text.strip_prefix('@') {
            let (kind, count) = generator.split_once(' ').expect("a count");
            assert_packed(&generated(kind, count.parse().unwrap()), text, expected);
        } else if text == "-0" {
            assert_packed(&-0.0, text, expected);
            assert_packed(&-0.0_f32, text, expected);
        } else if let Ok(value) = text.parse::<u128>() {
            assert_integer(Ok(value), text, expected);
            integers += 1;
        } else if let Ok(value) = text.parse::<i128>() {
            assert_integer(Err(value), text, expected);
            integers += 1;
        } else {
            let value = Tree::of_json(text);
            assert_packed(&value, text, expected);
            if let Tree::Text(text) = &value
                && let Ok(id) = text.parse::<Snowflake>()
            {
                assert_packed(&id, text, expected);
                ids += 1;
            }
            others += 1;
        }
    }
    let least = [integers > 150, inexact > 50, ids >= 5, others > 150];
    assert_eq!(least, [true; 4], "{integers} {inexact} {ids} {others}");
}

/// Keys of each type that has them, names of fields and of variants.
#[test]
fn keys_are_indices_whatever_their_type() {
    #[derive(Serialize)]
    struct Fields {
        #[serde(rename = "7")]
        index: (),
        #[serde(rename = "07")]
        name: (),
    }

    #[derive(Serialize)]
    enum Variants {
        #[serde(rename = "7")]
        Index(()),
        #[serde(rename = "7")]
        Unit,
    }

    struct Displayed;

    impl Serialize for Displayed {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_str(&format_args!("{}", 7))
        }
    }

    const INDEX: &[u8] = b"\x83t\0\0\0\x01a\x07s\x03nil";
    assert_eq!(pack(&BTreeMap::from([("7", ())])).unwrap(), INDEX);
    assert_eq!(pack(&BTreeMap::from([('7', ())])).unwrap(), INDEX);
    assert_eq!(pack(&BTreeMap::from([(7_u64, ())])).unwrap(), INDEX);
    assert_eq!(pack(&BTreeMap::from([(7_i8, ())])).unwrap(), INDEX);
    assert_eq!(pack(&BTreeMap::from([(Snowflake::new(7), ())])).unwrap(), INDEX);
    assert_eq!(pack(&Variants::Index(())).unwrap(), INDEX);
    assert_eq!(pack(&Variants::Unit).unwrap(), b"\x83m\0\0\0\x017");
    struct WithDisplayedKey;
    impl Serialize for WithDisplayedKey {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_map([(Displayed, ())])
        }
    }
    assert_eq!(pack(&WithDisplayedKey).unwrap(), INDEX);
    assert_eq!(
        pack(&Fields { index: (), name: () }).unwrap(),
        b"\x83t\0\0\0\x02a\x07s\x03nilm\0\0\0\x0207s\x03nil"
    );
    // JavaScript has the keys of a boolean and of a large integer as text.
    let key = pack(&BTreeMap::from([(u32::MAX, ())])).unwrap();
    assert_eq!(key, b"\x83t\0\0\0\x01m\0\0\0\x0a4294967295s\x03nil");
    assert_eq!(pack(&BTreeMap::from([(true, ())])), to_vec(&BTreeMap::from([(true, ())])));
}

/// The rules change nothing that JavaScript has no rule for, and no other serializer.
#[test]
fn all_else_is_as_it_is_without() {
    assert_eq!(pack(&Atom("7")), to_vec(&Atom("7")));
    assert_eq!(pack(&SmallIntegers(&[7])), to_vec(&SmallIntegers(&[7])));
    assert_eq!(pack(&f64::NAN), Err(EncodeError::NotFinite));
    assert_eq!(pack(&f32::INFINITY), Err(EncodeError::NotFinite));

    let mut out = Vec::new();
    (Snowflake::new(7), 1.0).serialize(Serializer::new(&mut out).javascript(false)).unwrap();
    assert_eq!(out, to_vec(&(Snowflake::new(7), 1.0)).unwrap());

    // The id in a term that is written again is text as well.
    let id = to_vec(&Snowflake::new(u64::MAX)).unwrap();
    assert_eq!(pack(&Term::decode(&id).unwrap()), pack("18446744073709551615"));
}

#[test]
fn no_integer_becomes_another() {
    // What rounds up to a power of two is not it.
    for value in [u64::MAX, (1 << 53) + 1, 80351110224678913] {
        assert_eq!(pack(&value), Err(EncodeError::NotExact));
        assert_eq!(pack(&("a", [value])), Err(EncodeError::NotExact));
        assert_eq!(pack(&BTreeMap::from([("a", value)])), Err(EncodeError::NotExact));
    }
    assert_eq!(pack(&(i64::MIN + 1)), Err(EncodeError::NotExact));
    assert_eq!(pack(&u128::MAX), Err(EncodeError::NotExact));
    assert_eq!(pack(&(i128::MIN + 1)), Err(EncodeError::NotExact));
    for exact in [1 << 63, 1 << 100, u128::MAX << 75] {
        assert_eq!(pack(&exact).unwrap(), to_vec(&(exact as f64)).unwrap());
    }
    assert_eq!(pack(&i128::MIN).unwrap(), to_vec(&(i128::MIN as f64)).unwrap());
    assert_eq!(pack(&i64::MIN).unwrap(), to_vec(&(i64::MIN as f64)).unwrap());
}
