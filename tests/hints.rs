//! What a visitor that would take anything gets where it asks for one type.

mod common;

use std::fmt;

use common::term::{of_json, versioned};
use gatewire::{DecodeError, DecodeErrorKind as Kind, etf, json};
use serde::de::value::SeqAccessDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::{Value, json as value};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Hint {
    Bool,
    Seq,
    Tuple,
    TupleStruct,
    Map,
    Struct,
}

const HINTS: [Hint; 6] =
    [Hint::Bool, Hint::Seq, Hint::Tuple, Hint::TupleStruct, Hint::Map, Hint::Struct];

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

/// What is read, by serde_json, and of the same value by this crate: as JSON, and as a term in both
/// views.
fn read(document: &Value, asked: Asked) -> (Option<&'static str>, [Result<&'static str, Kind>; 3]) {
    fn by<'de, D: Deserializer<'de>>(reader: D, asked: Asked) -> Result<&'static str, D::Error> {
        match asked.inside {
            true => Inside(asked).deserialize(reader),
            false => asked.deserialize(reader),
        }
    }

    let text = document.to_string();
    let theirs = by(&mut serde_json::Deserializer::from_str(&text), asked);
    let kind = |error: DecodeError| error.kind();
    let mut ours = text.clone().into_bytes();
    let json = by(&mut json::Deserializer::from_slice(&mut ours).unwrap(), asked).map_err(kind);
    let term = versioned(&of_json(document));
    let etf = |json_compatible| {
        let reader = etf::Deserializer::from_slice(&term).unwrap();
        let mut reader = reader.json_compatible(json_compatible);
        let visit = by(&mut reader, asked).map_err(kind)?;
        reader.end().map_err(kind).map(|()| visit)
    };
    (theirs.ok(), [json, etf(false), etf(true)])
}

#[test]
fn one_type_is_asked_for_and_visited_or_an_error() {
    let mut visits = 0;
    for hint in HINTS {
        for value in values() {
            let places =
                [(value.clone(), false), (value!([value]), true), (value!({"key": value}), true)];
            for (document, inside) in places {
                let (theirs, ours) = read(&document, Asked { hint, inside });
                let expected = theirs.ok_or(Kind::InvalidType);
                assert_eq!(ours, [expected; 3], "{hint:?} of {document}");
                visits += usize::from(expected.is_ok());
            }
        }
    }
    // A boolean once; lists, both of them, by four hints; a map by two.
    assert_eq!(visits, 3 * (1 + 2 * 4 + 2));
}
