//! Visitors that take anything, and ask for one type: they get that or an error, as from serde_json.

mod common;

use std::fmt;

use common::term::{of_json, versioned};
use gatewire::{DecodeError, DecodeErrorKind as Kind, etf, json};
use serde::de::value::SeqAccessDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::{Value, json as value};

#[derive(Clone, Copy, Debug)]
enum Hint {
    Unit,
    UnitStruct,
    Bool,
    Seq,
    Tuple,
    TupleStruct,
    Map,
    Struct,
}

const HINTS: [Hint; 8] = [
    Hint::Unit,
    Hint::UnitStruct,
    Hint::Bool,
    Hint::Seq,
    Hint::Tuple,
    Hint::TupleStruct,
    Hint::Map,
    Hint::Struct,
];

/// Asks with a hint, and returns which visit came of it.
#[derive(Clone, Copy)]
struct Asked {
    hint: Hint,
    /// Of the one element of a list, or the value of the one key of a map.
    inside: bool,
}

impl<'de> DeserializeSeed<'de> for Asked {
    type Value = &'static str;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        match self.hint {
            Hint::Unit => deserializer.deserialize_unit(Anything),
            Hint::UnitStruct => deserializer.deserialize_unit_struct("Nothing", Anything),
            Hint::Bool => deserializer.deserialize_bool(Anything),
            Hint::Seq => deserializer.deserialize_seq(Anything),
            Hint::Tuple => deserializer.deserialize_tuple(1, Anything),
            Hint::TupleStruct => deserializer.deserialize_tuple_struct("Pair", 1, Anything),
            Hint::Map => deserializer.deserialize_map(Anything),
            Hint::Struct => deserializer.deserialize_struct("Point", &["a"], Anything),
        }
    }
}

struct Anything;

macro_rules! visits {
    ($($method:ident($type:ty): $name:literal)*) => {$(
        fn $method<E>(self, _: $type) -> Result<&'static str, E> {
            Ok($name)
        }
    )*};
}

impl<'de> Visitor<'de> for Anything {
    type Value = &'static str;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what was asked for")
    }

    visits! {
        visit_bool(bool): "bool"
        visit_u64(u64): "u64"
        visit_i64(i64): "i64"
        visit_f64(f64): "f64"
        visit_str(&str): "str"
    }

    fn visit_unit<E>(self) -> Result<&'static str, E> {
        Ok("unit")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<&'static str, A::Error> {
        Vec::<IgnoredAny>::deserialize(SeqAccessDeserializer::new(list)).map(|_| "seq")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<&'static str, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok("map")
    }
}

/// Asks inside of a list or a map.
struct Inside(Asked);

impl<'de> DeserializeSeed<'de> for Inside {
    type Value = &'static str;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Inside {
    type Value = &'static str;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or a map of one")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<&'static str, A::Error> {
        let visit = list.next_element_seed(self.0)?.expect("there is one");
        assert!(list.next_element::<IgnoredAny>()?.is_none());
        Ok(visit)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<&'static str, A::Error> {
        map.next_key::<IgnoredAny>()?.expect("there is one");
        let visit = map.next_value_seed(self.0)?;
        assert!(map.next_key::<IgnoredAny>()?.is_none());
        Ok(visit)
    }
}

fn values() -> [Value; 9] {
    [
        value!(null),
        value!(true),
        value!(3),
        value!(-3),
        value!(1.5),
        value!("text"),
        value!([1]),
        value!([]),
        value!({"a": 1}),
    ]
}

fn ask<'de, D: Deserializer<'de>>(reader: D, asked: Asked) -> Result<&'static str, D::Error> {
    match asked.inside {
        true => Inside(asked).deserialize(reader),
        false => asked.deserialize(reader),
    }
}

/// What came of the hint of that number.
struct Visit<const HINT: usize, const INSIDE: bool>(&'static str);

impl<'de, const HINT: usize, const INSIDE: bool> Deserialize<'de> for Visit<HINT, INSIDE> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        ask(deserializer, Asked { hint: HINTS[HINT], inside: INSIDE }).map(Self)
    }
}

type Read = Result<&'static str, Kind>;

/// What is read by serde_json, and by this crate of the same value: as JSON, as a term in both views,
/// and of a [`gatewire::Value`].
fn read<const HINT: usize, const INSIDE: bool>(
    document: &Value,
) -> (Option<&'static str>, [Read; 4]) {
    let kind = |error: DecodeError| error.kind();
    let text = document.to_string();
    let theirs = serde_json::from_str::<Visit<HINT, INSIDE>>(&text).ok();
    let json = json::from_slice::<Visit<HINT, INSIDE>>(&mut text.clone().into_bytes());
    let term = versioned(&of_json(document));
    let etf = |json_compatible| {
        let reader = etf::Deserializer::from_slice(&term).unwrap();
        let mut reader = reader.json_compatible(json_compatible);
        let visit = Visit::<HINT, INSIDE>::deserialize(&mut reader)?;
        reader.end().map(|()| visit)
    };
    let mut again = text.clone().into_bytes();
    let value = json::from_slice::<gatewire::Value<'_>>(&mut again).unwrap();
    let ours = [json, etf(false), etf(true), value.read()];
    (theirs.map(|visit| visit.0), ours.map(|read| read.map(|visit| visit.0).map_err(kind)))
}

/// Asks for all values in all places, and returns how many were read.
fn check<const HINT: usize>() -> usize {
    let mut visits = 0;
    for value in values() {
        for (document, (theirs, ours)) in [
            (value.clone(), read::<HINT, false>(&value)),
            (value!([value]), read::<HINT, true>(&value!([value]))),
            (value!({"key": value}), read::<HINT, true>(&value!({"key": value}))),
        ] {
            let expected = theirs.ok_or(Kind::InvalidType);
            assert_eq!(ours, [expected; 4], "{:?} of {document}", HINTS[HINT]);
            visits += usize::from(expected.is_ok());
        }
    }
    visits
}

#[test]
fn one_type_is_asked_for_and_visited_or_an_error() {
    assert_eq!([check::<0>(), check::<1>()], [3; 2], "null, in three places");
    assert_eq!(check::<2>(), 3, "true");
    assert_eq!([check::<3>(), check::<4>(), check::<5>()], [6; 3], "both lists");
    assert_eq!(check::<6>(), 3, "the map");
    assert_eq!(check::<7>(), 9, "a struct is of the map, or of a list");
}
