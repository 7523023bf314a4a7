//! The types that serde knows, against serde_json.

use std::collections::BTreeMap;

use gatewire::json::{Serializer, from_slice, to_vec};
use gatewire::{Map, Maybe, Secret, Snowflake, Text, Value};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Serialize};

#[track_caller]
fn assert_same<T: Serialize + ?Sized>(value: &T) {
    let expected = serde_json::to_string(value).unwrap();
    assert_eq!(String::from_utf8(to_vec(value).unwrap()).unwrap(), expected);
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Unit;

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Newtype<T>(T);

#[derive(Serialize)]
struct Pair(i16, Option<char>);

#[derive(Serialize)]
struct Empty {}

#[derive(Default, Serialize)]
struct Fields {
    zeta: u8,
    alpha: String,
    #[serde(rename = "with \"quotes\" \\ and\ttabs", skip_serializing_if = "Option::is_none")]
    middle: Option<i64>,
    nested: Vec<Fields>,
}

#[derive(Serialize)]
struct Flat {
    first: u8,
    #[serde(flatten)]
    rest: BTreeMap<String, u32>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
enum External {
    Unit,
    #[serde(rename = "new\ntype")]
    Newtype(Box<External>),
    Tuple(u8, String),
    Struct {
        a: u8,
        b: (),
    },
    EmptyTuple(),
    EmptyStruct {},
}

#[derive(Serialize)]
#[serde(tag = "type", content = "content")]
enum Adjacent {
    Unit,
    Tuple(u8, u8),
}

struct Bytes<'a>(&'a [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

/// Says another length than it has, or none.
struct Lying(Option<usize>);

impl Serialize for Lying {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(self.0)?;
        list.serialize_element(&1)?;
        list.serialize_element(&2)?;
        list.end()
    }
}

#[test]
fn scalars() {
    assert_same(&());
    assert_same(&true);
    assert_same(&[false]);
    for value in [i64::MIN, -1, 0, 9, 10, 99, 100, 1 << 53, i64::MAX] {
        assert_same(&value);
        assert_same(&(value as i8, value as i16, value as i32, i128::from(value)));
        assert_same(&(value as u8, value as u16, value as u32, value as u64, value as u128));
    }
    assert_same(&[u128::MAX, 0]);
    assert_same(&[i128::MIN, i128::MAX]);
    for value in [
        0.0,
        -0.0,
        1.0,
        0.1,
        1.0 / 3.0,
        1e15,
        1e16,
        1e17,
        123456789012345680.0,
        1e21,
        1e22,
        1e100,
        1e-4,
        1e-5,
        1e-6,
        1e-7,
        5e-324,
        2.2250738585072014e-308,
        f64::MAX,
        f64::MIN,
        f64::EPSILON,
    ] {
        assert_same(&value);
        assert_same(&-value);
        assert!(
            (value as f32).is_infinite() || {
                assert_same(&(value as f32));
                true
            }
        );
    }
}

#[test]
fn text() {
    for character in (0..0x300).chain([0x2028, 0x2029, 0xd7ff, 0xe000, 0xffff, 0x1f600, 0x10ffff]) {
        let character = char::from_u32(character).unwrap();
        assert_same(&character);
        for length in 0..20 {
            assert_same(&format!("{}{character}{0}", "a".repeat(length)));
        }
    }
    assert_same("");
    assert_same(&"\"\\".repeat(1000));
    assert_same(&format_args!("{}{}", "a\"", 1.5));
}

#[test]
fn containers() {
    assert_same::<[u8]>(&[]);
    assert_same(&[[1, 2], [3, 4]]);
    assert_same(&(1, "a", [(); 3], ((),)));
    assert_same(&Unit);
    assert_same(&Newtype(Newtype(1)));
    assert_same(&Pair(-1, Some('"')));
    assert_same(&Pair(-1, None));
    assert_same(&Empty {});
    let fields = Fields { middle: Some(1), ..Fields::default() };
    assert_same(&Fields { zeta: 1, alpha: "\n".into(), middle: None, nested: vec![fields] });
    assert_same(&Flat { first: 1, rest: BTreeMap::from([("a".into(), 2), ("b".into(), 3)]) });
    assert_same(&Bytes(b""));
    assert_same(&Bytes(b"\0\xff\"text"));
    for length in [None, Some(2), Some(usize::MAX)] {
        assert_same(&Lying(length));
    }
    // Which serde_json believes.
    assert_eq!(to_vec(&Lying(Some(0))).unwrap(), b"[1,2]");
    assert_same(&serde_json::json!({"a": [1, 2.5, null, {"b": "c"}], "": {}, "\"": []}));
}

#[test]
fn enums() {
    let tuple = External::Tuple(1, "\"".into());
    let nested = External::Newtype(Box::new(External::Newtype(Box::new(tuple.clone()))));
    for value in [
        External::Unit,
        nested,
        tuple,
        External::Struct { a: 1, b: () },
        External::EmptyTuple(),
        External::EmptyStruct {},
    ] {
        assert_same(&value);
        assert_same(&[Some(value), None]);
    }
    assert_same(&[Adjacent::Unit, Adjacent::Tuple(1, 2)]);
}

#[test]
fn keys() {
    fn check<K: Serialize + Ord>(keys: impl IntoIterator<Item = K>) {
        assert_same(&keys.into_iter().map(|key| (key, 1)).collect::<BTreeMap<_, _>>());
    }

    check(["", "a", "\"\\\n"]);
    check([false, true]);
    check([i8::MIN, 0, i8::MAX]);
    check([u64::MAX, 0]);
    check([i128::MIN, i128::MAX]);
    check([u128::MAX]);
    check(['"', 'é']);
    check([External::Unit]);
    check([Newtype(Newtype(7))]);
    check([Some("a")]);
    check([Snowflake::new(7)]);
}

#[test]
fn the_types_of_this_crate() {
    let id = Snowflake::new(80351110224678912);
    assert_eq!(to_vec(&[id]).unwrap(), br#"["80351110224678912"]"#);
    assert_same(&(id, Snowflake::new(0), Snowflake::new(u64::MAX)));
    assert_same(&(Secret::from("made-up"), Text::from("a\"b"), Maybe::Value(1)));
    let mut text = br#"{"b":[1,-1,1.5,null,true,"\n"],"a":{}}"#.to_vec();
    let expected = text.clone();
    let value: Value<'_> = from_slice(&mut text).unwrap();
    assert_eq!(to_vec(&value).unwrap(), expected);
    assert_same(&value.as_map().map(Map::iter).map(|entries| entries.collect::<Vec<_>>()));
}

/// CBOR, as formats for machines do, says that nobody reads it, by which types may be other than in
/// JSON.
#[test]
fn an_id_is_text_in_other_formats_too() {
    for id in [0, 255, 80351110224678912, u64::MAX] {
        let (mut out, mut text) = (Vec::new(), Vec::new());
        ciborium::into_writer(&Snowflake::new(id), &mut out).unwrap();
        ciborium::into_writer(&id.to_string(), &mut text).unwrap();
        assert_eq!(out, text);
        assert_eq!(ciborium::from_reader::<Snowflake, _>(&out[..]).unwrap(), Snowflake::new(id));
    }
}

#[test]
fn a_serializer_in_another() {
    let mut out = b"[".to_vec();
    let mut map = serde::Serializer::serialize_map(Serializer::new(&mut out), None).unwrap();
    map.serialize_key("a").unwrap();
    map.serialize_value(&1).unwrap();
    map.serialize_entry("b", &2).unwrap();
    map.end().unwrap();
    assert_eq!(out, br#"[{"a":1,"b":2}"#);
}

#[test]
fn what_is_written_is_read() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Message<'a> {
        content: &'a str,
        id: Snowflake,
    }

    let message = Message { content: "two\nlines", id: Snowflake::new(1) };
    let mut text = to_vec(&message).unwrap();
    assert_eq!(from_slice::<Message<'_>>(&mut text).unwrap(), message);
}
