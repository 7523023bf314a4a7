//! Models that go on after an error in an entry: each error still names its place, and what follows
//! is read. `tests/hostile` has how long that may take.

mod common;

use std::fmt;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};

use common::{etf, json};

/// A list whose elements may each be an error; the texts of the errors.
struct Places(Vec<String>);

#[derive(serde::Deserialize)]
#[allow(dead_code)]
struct Inner {
    a: Vec<u8>,
    b: u8,
}

impl<'de> Deserialize<'de> for Places {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(CollectPlaces)
    }
}

struct CollectPlaces;

impl<'de> Visitor<'de> for CollectPlaces {
    type Value = Places;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Places, A::Error> {
        let mut places = Vec::new();
        loop {
            match list.next_element::<Inner>() {
                Ok(None) => return Ok(Places(places)),
                Ok(Some(_)) => {}
                Err(error) => places.push(error.to_string()),
            }
        }
    }
}

#[test]
fn each_error_names_its_own_place() {
    // The wrong values come last in their objects, so that reading goes on behind them.
    let data = r#"[{"a":[1],"b":2},{"a":[],"b":"x"},{"b":2,"a":[1]},{"a":[3],"b":null}]"#;
    let message = format!(r#"{{"t":null,"s":null,"op":0,"d":{data}}}"#);
    let mut decoder = json();
    let frame = decoder.decode(message.as_bytes()).unwrap().unwrap();
    let places = frame.data::<Places>().unwrap().0;
    assert_eq!(places.len(), 2, "{places:?}");
    assert!(places[0].contains("in `[1].b`"), "{places:?}");
    assert!(places[1].contains("in `[3].b`"), "{places:?}");
}

/// A list of lists, of which those that are wrong are left out.
struct Good(Vec<Vec<Vec<u8>>>);

impl<'de> Deserialize<'de> for Good {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(CollectGood)
    }
}

struct CollectGood;

impl<'de> Visitor<'de> for CollectGood {
    type Value = Good;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Good, A::Error> {
        let mut good = Vec::new();
        loop {
            match list.next_element() {
                Ok(None) => return Ok(Good(good)),
                Ok(Some(element)) => good.push(element),
                Err(_) => {}
            }
        }
    }
}

#[test]
fn an_error_inside_containers_leaves_their_levels() {
    let wrong = vec![r#"[["x"]]"#; 40].join(",");
    let message = format!(r#"{{"t":null,"s":null,"op":0,"d":[{wrong},[[1]]]}}"#);
    let mut decoder = json();
    let frame = decoder.decode(message.as_bytes()).unwrap().unwrap();
    assert_eq!(frame.data::<Good>().unwrap().0, [[[1]]]);

    let mut message = b"\x83t\0\0\0\x02d\0\x02opa\0d\0\x01dl\0\0\0\x29".to_vec();
    for element in [b"m\0\0\0\x01x".as_slice(); 40].into_iter().chain([b"a\x01".as_slice()]) {
        // Tuples have no tail, so that nothing is left behind the wrong element.
        message.extend(b"h\x01h\x01");
        message.extend(element);
    }
    message.push(b'j');
    let mut decoder = etf();
    let frame = decoder.decode(&message).unwrap().unwrap();
    assert_eq!(frame.data::<Good>().unwrap().0, [[[1]]]);
}
