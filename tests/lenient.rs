//! Models that go on after an error in an entry: each error still names its place, and finding it
//! takes no longer the more came before.

mod common;

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use common::{etf, json};

/// Counts the entries of a map, or the elements of a list, that are no numbers.
struct NotNumbers(usize);

impl<'de> Deserialize<'de> for NotNumbers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Count)
    }
}

struct Count;

impl<'de> Visitor<'de> for Count {
    type Value = NotNumbers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map or a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<NotNumbers, A::Error> {
        let mut count = 0;
        while map.next_key::<IgnoredAny>()?.is_some() {
            count += usize::from(map.next_value::<u64>().is_err());
        }
        Ok(NotNumbers(count))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<NotNumbers, A::Error> {
        let mut count = 0;
        loop {
            match list.next_element::<u64>() {
                Ok(None) => return Ok(NotNumbers(count)),
                Ok(Some(_)) => {}
                Err(_) => count += 1,
            }
        }
    }
}

const ENTRIES: u32 = 300_000;

#[test]
fn errors_in_many_entries_take_linear_time() {
    let entries = |entry: &str| vec![entry; ENTRIES as usize].join(",");
    for data in [format!("{{{}}}", entries(r#""k":"x""#)), format!("[{}]", entries(r#""x""#))] {
        let message = format!(r#"{{"t":null,"s":null,"op":0,"d":{data}}}"#);
        let mut decoder = json();
        let frame = decoder.decode(message.as_bytes()).unwrap().unwrap();
        assert_eq!(frame.data::<NotNumbers>().unwrap().0, ENTRIES as usize);
    }
    let (key, text) = (b"m\0\0\0\x01k", b"m\0\0\0\x01x");
    for is_map in [true, false] {
        let mut message = b"\x83t\0\0\0\x02d\0\x02opa\0d\0\x01d".to_vec();
        message.push(if is_map { b't' } else { b'l' });
        message.extend(ENTRIES.to_be_bytes());
        for _ in 0..ENTRIES {
            if is_map {
                message.extend(key);
            }
            message.extend(text);
        }
        if !is_map {
            message.push(b'j');
        }
        let mut decoder = etf();
        let frame = decoder.decode(&message).unwrap().unwrap();
        assert_eq!(frame.data::<NotNumbers>().unwrap().0, ENTRIES as usize);
    }
}

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
