//! Objects whose visitors refuse keys, or ask for keys and values in another order than serde has:
//! what they get around is their own affair, the grammar is not.

mod common;

use std::fmt;

use gatewire::{Compression, Encoding, json};
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

/// Numbers by their numbers; entries with other keys are left out, as is what they stand for.
#[derive(Debug, PartialEq)]
struct Numbered(Vec<(u32, u32)>);

impl<'de> Deserialize<'de> for Numbered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Numbered;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Numbered, A::Error> {
                let mut entries = Vec::new();
                // As many tries as any text here has keys.
                for _ in 0..8 {
                    match map.next_key::<u32>() {
                        Ok(Some(key)) => entries.push((key, map.next_value()?)),
                        Ok(None) => return Ok(Numbered(entries)),
                        // What a key that is refused stands for comes next, as in serde_json.
                        Err(_) => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Err(de::Error::custom("no end"))
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

#[test]
fn keys_that_are_refused_take_nothing_with_them() {
    for (text, expected) in [
        (r#"{"a":5,"1":2}"#, Some(vec![(1, 2)])),
        (r#"{"1":2,"b":{"x":[1,{}]},"3":4}"#, Some(vec![(1, 2), (3, 4)])),
        (r#"{"a":"\"}","b":null}"#, Some(vec![])),
        (r#"{"a":}"#, None),
        (r#"{"a":,"1":2}"#, None),
        (r#"{"a":5 6,"1":2}"#, None),
        (r#"{"a":[,"1":2}"#, None),
        (r#"{"1":2,"a":{"b"}}"#, None),
    ] {
        assert_eq!(serde_json::from_str::<Value>(text).is_ok(), expected.is_some(), "{text}");
        let read = json::from_slice::<Numbered>(&mut text.as_bytes().to_vec()).ok();
        assert_eq!(read.map(|Numbered(entries)| entries), expected, "{text}");
        let payload = format!(r#"{{"t":null,"s":null,"op":0,"d":{text}}}"#);
        let mut decoder = common::decoder(Encoding::Json, Compression::None);
        let frame = decoder.decode(payload.as_bytes()).unwrap().unwrap();
        assert_eq!(frame.data::<Numbered>().ok().map(|Numbered(entries)| entries), expected);
    }
}

/// Asks for keys and values in the order that is given, takes what comes, and reads on from there
/// if it is told to.
#[derive(Clone, Copy)]
struct OutOfOrder {
    keys: &'static [bool],
    goes_on: bool,
}

impl<'de> DeserializeSeed<'de> for OutOfOrder {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for OutOfOrder {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        for &is_key in self.keys {
            if is_key {
                let _ = map.next_key::<IgnoredAny>();
            } else {
                let _ = map.next_value::<IgnoredAny>();
            }
        }
        while self.goes_on && matches!(map.next_entry::<IgnoredAny, IgnoredAny>(), Ok(Some(_))) {}
        Ok(())
    }
}

/// The same of an object inside another, which is read as it should be.
struct Inside(OutOfOrder);

impl<'de> DeserializeSeed<'de> for Inside {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Inside {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_key::<IgnoredAny>()?.is_some() {
            map.next_value_seed(self.0)?;
        }
        Ok(())
    }
}

#[test]
fn who_asks_out_of_order_does_not_get_around_the_grammar() {
    let orders: [&[bool]; 7] = [
        &[],
        &[true],
        &[true, true],
        &[false],
        &[true, false, false],
        &[false, true],
        &[true, true, true],
    ];
    for text in [
        r#"{"a":1 2}"#,
        r#"{"a":}"#,
        r#"{"a":,"b":1}"#,
        r#"{"a" "b":1}"#,
        r#"{"a":1:2}"#,
        r#"{"a":1,2}"#,
        r#"{1:"a"}"#,
        r#"{"a":"b":"c"}"#,
        r#"{"a":{}1,"b":2}"#,
    ] {
        // A bracket too many is no way out either.
        let nested = [format!(r#"{{"x":{text}}}"#), format!(r#"{{"x":{text}}}}}"#)];
        for (keys, goes_on) in orders.into_iter().flat_map(|keys| [(keys, true), (keys, false)]) {
            let visitor = OutOfOrder { keys, goes_on };
            refuses(text, visitor);
            nested.iter().for_each(|text| refuses(text, Inside(visitor)));
        }
    }
}

#[track_caller]
fn refuses(text: &str, seed: impl for<'de> DeserializeSeed<'de, Value = ()>) {
    assert!(serde_json::from_str::<Value>(text).is_err(), "{text}");
    let mut bytes = text.as_bytes().to_vec();
    let mut deserializer = json::Deserializer::from_slice(&mut bytes).unwrap();
    assert!(seed.deserialize(&mut deserializer).is_err(), "{text}");
}
