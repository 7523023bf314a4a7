//! The types that serde knows, against the JSON that serde_json makes of them.

use std::collections::BTreeMap;
use std::fmt::Debug;

use gatewire::Snowflake;
use gatewire::etf::{Serializer, from_slice, to_vec};
use serde::de::DeserializeOwned;
use serde::ser::{SerializeMap, SerializeSeq, SerializeStruct};
use serde::{Deserialize, Serialize};

use crate::tree::Tree;

/// The term stands for the JSON that serde_json writes, in the same order.
#[track_caller]
fn assert_as_json<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    let term = to_vec(value).unwrap();
    let json = serde_json::to_string(value).unwrap();
    assert_eq!(term, to_vec(&Tree::of_json(&json)).unwrap(), "{json}");
    term
}

/// And it reads as what it was.
#[track_caller]
fn assert_same<T: Serialize + DeserializeOwned + Debug + PartialEq>(value: T) {
    let term = assert_as_json(&value);
    assert_eq!(from_slice::<T>(&term).unwrap(), value);
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Unit;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Newtype<T>(T);

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Pair(i16, Option<char>);

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Empty {}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Fields {
    zeta: u8,
    alpha: String,
    #[serde(rename = "mid-word", skip_serializing_if = "Option::is_none")]
    middle: Option<i64>,
    nested: Vec<Fields>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Flat {
    first: u8,
    #[serde(flatten)]
    rest: BTreeMap<String, u32>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum External {
    UnitVariant,
    Newtype(u64),
    Nested(Box<External>),
    Tuple(u8, String),
    EmptyTuple(),
    Struct { b: bool, a: Option<u8> },
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type")]
enum Internal {
    Unit,
    Struct { count: u32 },
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "t", content = "d")]
enum Adjacent {
    Unit,
    Newtype(i32),
    Tuple(u8, u8),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Number(u64),
    Text(String),
    Fields { a: u8 },
}

#[test]
fn scalars() {
    assert_same(());
    assert_same(Unit);
    assert_same(true);
    assert_same(-1.25_f64);
    assert_same(0.5_f32);
    assert_same('a');
    assert_same('\u{10ffff}');
    assert_same("text".to_owned());
    assert_same(None::<u8>);
    assert_same(Some(3_u16));
    assert_same(Newtype(Newtype(-5)));
    // A float of 32 bits is written exactly, not as the decimal number that it stands for.
    assert_eq!(to_vec(&0.1_f32).unwrap(), to_vec(&f64::from(0.1_f32)).unwrap());
    assert_eq!(to_vec(&f32::MIN_POSITIVE).unwrap(), b"\x83F\x38\x10\0\0\0\0\0\0");
}

#[test]
fn containers() {
    assert_same(Vec::<u8>::new());
    assert_same(vec![1_u8, 2, 3]);
    assert_same([[1, 2], [3, 4]]);
    assert_same((1_u8, "a".to_owned(), None::<()>, [(); 0]));
    assert_same(Pair(-300, Some('é')));
    assert_same(Empty {});
    assert_same(Fields::default());
    let nested = vec![Fields { middle: Some(i64::MIN), ..Fields::default() }, Fields::default()];
    assert_same(Fields { zeta: 1, alpha: "α".to_owned(), middle: Some(-1), nested });
    assert_same(Flat { first: 1, rest: [("x".to_owned(), 2), ("y".to_owned(), 300)].into() });
    assert_same(BTreeMap::from([("a".to_owned(), vec![Some(1)]), (String::new(), Vec::new())]));
}

#[test]
fn enums() {
    assert_same(External::UnitVariant);
    assert_same(External::Newtype(u64::MAX));
    assert_same(External::Nested(Box::new(External::Nested(Box::new(External::UnitVariant)))));
    assert_same(External::Tuple(7, "seven".to_owned()));
    assert_same(External::EmptyTuple());
    assert_same(External::Struct { b: true, a: None });
    assert_same(vec![External::UnitVariant, External::Newtype(1), External::UnitVariant]);
    assert_same(Internal::Unit);
    assert_same(Internal::Struct { count: 70_000 });
    assert_same(Adjacent::Unit);
    assert_same(Adjacent::Newtype(-70_000));
    assert_same(Adjacent::Tuple(1, 2));
    assert_same(Untagged::Number(1 << 63));
    assert_same(Untagged::Text("5".to_owned()));
    assert_same(Untagged::Fields { a: 1 });
}

#[test]
fn keys() {
    assert_same(BTreeMap::from([(0_u8, 1), (255, 2)]));
    assert_same(BTreeMap::from([(i8::MIN, 1), (i8::MAX, 2)]));
    assert_same(BTreeMap::from([(u16::MAX, 1)]));
    assert_same(BTreeMap::from([(i16::MIN, 1)]));
    assert_same(BTreeMap::from([(u32::MAX, 1)]));
    assert_same(BTreeMap::from([(i32::MIN, 1)]));
    assert_same(BTreeMap::from([(u64::MAX, 1)]));
    assert_same(BTreeMap::from([(i64::MIN, 1)]));
    assert_same(BTreeMap::from([(u128::MAX, 1)]));
    assert_same(BTreeMap::from([(i128::MIN, 1)]));
    assert_same(BTreeMap::from([(false, 1), (true, 2)]));
    assert_same(BTreeMap::from([('a', 1), ('€', 2)]));
    assert_same(BTreeMap::from([(External::UnitVariant, 1)]));
    assert_same(BTreeMap::from([(Newtype(Newtype("a".to_owned())), 1)]));
    assert_same(BTreeMap::from([(Some(5_u8), 1)]));
}

#[test]
fn bytes_are_binaries_where_they_are_serialized_as_such() {
    struct Bytes<'a>(&'a [u8]);

    impl Serialize for Bytes<'_> {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_bytes(self.0)
        }
    }

    let term = to_vec(&Bytes(&[0, 255, 7])).unwrap();
    assert_eq!(term, b"\x83m\0\0\0\x03\0\xff\x07");
    assert_eq!(from_slice::<&[u8]>(&to_vec(&Bytes(b"raw")).unwrap()).unwrap(), b"raw");
    // Never `STRING_EXT`.
    assert_eq!(to_vec(&[0_u8, 255, 7][..]).unwrap(), b"\x83l\0\0\0\x03a\0a\xffa\x07j");
}

#[test]
fn displayed_values_are_text() {
    struct Displayed(u32);

    impl Serialize for Displayed {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_str(&format_args!("<{:>1$}>", "é", self.0 as usize))
        }
    }

    for width in [1, 20, 300] {
        assert_as_json(&Displayed(width));
        let mut map = serde_json::Map::new();
        map.insert(format!("<{:>1$}>", "é", width as usize), 1.into());
        struct AsKey(u32);
        impl Serialize for AsKey {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map([(Displayed(self.0), 1)])
            }
        }
        assert_eq!(assert_as_json(&AsKey(width)), to_vec(&map).unwrap());
    }
}

/// Says another length than it has.
struct Miscounted {
    said: Option<usize>,
    is: usize,
}

impl Serialize for Miscounted {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(self.said)?;
        for index in 0..self.is {
            list.serialize_element(&MiscountedMap { said: self.said, is: index })?;
        }
        list.end()
    }
}

struct MiscountedMap {
    said: Option<usize>,
    is: usize,
}

impl Serialize for MiscountedMap {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(self.said)?;
        for index in 0..self.is {
            map.serialize_entry(&index, &MiscountedStruct)?;
        }
        map.end()
    }
}

struct MiscountedStruct;

impl Serialize for MiscountedStruct {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("MiscountedStruct", 2)?;
        fields.serialize_field("only", &1)?;
        fields.end()
    }
}

#[test]
fn what_is_there_counts_and_not_what_was_said() {
    let only = |count: usize| {
        let entry = |index: usize| (index.to_string(), Tree::of_json(r#"{"only":1}"#));
        Tree::Map((0..count).map(entry).collect())
    };
    for is in 0..4 {
        let expected = to_vec(&Tree::List((0..is).map(only).collect())).unwrap();
        for said in [None, Some(is), Some(is + 1), Some(0), Some(usize::MAX)] {
            assert_eq!(to_vec(&Miscounted { said, is }).unwrap(), expected, "{said:?} {is}");
        }
    }
    struct Even;
    impl Serialize for Even {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq((0..600).filter(|number| number % 2 == 0))
        }
    }
    assert_as_json(&Even);
}

#[test]
fn an_id_is_an_integer() {
    for id in [0, 255, 256, (1 << 31) - 1, 1 << 31, 80351110224678912, u64::MAX] {
        let snowflake = Snowflake::new(id);
        assert_eq!(to_vec(&snowflake).unwrap(), to_vec(&id).unwrap());
        assert_eq!(from_slice::<Snowflake>(&to_vec(&id).unwrap()).unwrap(), snowflake);
        let term = to_vec(&(Newtype(Some(snowflake)), "behind")).unwrap();
        assert_eq!(term, to_vec(&(id, "behind")).unwrap());

        let json = format!("\"{id}\"");
        assert_eq!(serde_json::to_string(&snowflake).unwrap(), json);
        assert_eq!(serde_json::from_str::<Snowflake>(&json).unwrap(), snowflake);
        assert_eq!(serde_json::to_value(snowflake).unwrap(), id.to_string());
    }
}

#[test]
fn an_id_is_text_as_a_key() {
    let map = BTreeMap::from([(Snowflake::new(80351110224678912), Snowflake::new(7))]);
    let expected = b"\x83t\0\0\0\x01m\0\0\0\x1180351110224678912a\x07";
    assert_eq!(to_vec(&map).unwrap(), expected);
    assert_eq!(from_slice::<BTreeMap<Snowflake, Snowflake>>(expected).unwrap(), map);
    let json = r#"{"80351110224678912":"7"}"#;
    assert_eq!(serde_json::to_string(&map).unwrap(), json);
    assert_eq!(serde_json::from_str::<BTreeMap<Snowflake, Snowflake>>(json).unwrap(), map);

    // In a map within a list, too, and in the same way through a newtype.
    let nested = [BTreeMap::from([(Newtype(Snowflake::new(1)), 2)])];
    assert_eq!(to_vec(&nested).unwrap(), to_vec(&[BTreeMap::from([("1", 2)])]).unwrap());
}

#[test]
fn values_see_a_readable_format() {
    struct Readable;

    impl Serialize for Readable {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let is_human_readable = serializer.is_human_readable();
            serializer.serialize_str(if is_human_readable { "yes" } else { "no" })
        }
    }

    let mut out = Vec::new();
    let mut map = serde::Serializer::serialize_map(Serializer::new(&mut out), None).unwrap();
    map.serialize_entry(&Readable, &Readable).unwrap();
    SerializeMap::end(map).unwrap();
    assert_eq!(out, b"\x83t\0\0\0\x01m\0\0\0\x03yesm\0\0\0\x03yes");
}

#[test]
fn unsized_values() {
    let text: &str = "a";
    assert_eq!(to_vec(text).unwrap(), to_vec(&text).unwrap());
    let list: &[Option<u8>] = &[None];
    assert_eq!(to_vec(list).unwrap(), b"\x83l\0\0\0\x01s\x03nilj");
}
