//! Types of other people, read by both engines.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Debug};

use gatewire::{Frame, JsonEngine, Snowflake, Text, Value as AnyValue, model};
use serde::Deserialize;
use serde::de::{self, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::{ENGINES, TEXTS, decoder, told};

/// Checks that both engines make the same of `d`, and of the whole payload.
#[track_caller]
fn check_message<T>(message: &str)
where
    T: for<'de> Deserialize<'de> + Debug,
{
    let read = |engine: JsonEngine, read: fn(Frame<'_>) -> Result<T, gatewire::DecodeError>| {
        let mut decoder = decoder(engine, false);
        let frame = decoder.decode(message.as_bytes()).unwrap().expect("a whole frame");
        match read(frame) {
            Ok(value) => format!("{value:?}"),
            Err(error) => told(&error),
        }
    };
    let [ours, theirs] = ENGINES.map(|engine| read(engine, |frame| frame.data()));
    assert_eq!(ours, theirs, "d of {message}");
    let [ours, theirs] = ENGINES.map(|engine| read(engine, |frame| frame.payload()));
    assert_eq!(ours, theirs, "{message}");
}

/// Checks all of these values of `d`, as a type that is read of each.
#[track_caller]
fn check<T>()
where
    T: for<'de> Deserialize<'de> + Debug,
{
    for data in DATA {
        check_message::<T>(&format!(r#"{{"t":"NEW","s":1,"op":0,"d":{data}}}"#));
        check_message::<T>(&format!(r#"{{"d":[{data},{data}],"op":0,"s":2,"t":"NEW"}}"#));
        check_message::<T>(&format!(r#"{{"d":{{"a":{data},"b":{data}}},"op":0,"s":2,"t":"NEW"}}"#));
    }
    for text in TEXTS {
        check_message::<T>(text);
    }
}

const DATA: [&str; 38] = [
    "null",
    "true",
    "0",
    "-0",
    "7",
    "-7",
    "300",
    "0.1",
    "16777217.5",
    "3.4028236e38",
    "1e3",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775808",
    "\"\"",
    "\"a\"",
    "\"7\"",
    "\"unit\"",
    "\"80351110224678912\"",
    "\"0000000000000000000000001\"",
    "\"caf\\u00e9 \\\"\\n\\ud83d\\ude00\"",
    "[]",
    "[1]",
    "[1,2]",
    "[\"1\",2]",
    "[true,\"two\",null,[3]]",
    "[[],{},[[]]]",
    "{}",
    "{\"unit\":null}",
    "{\"newtype\":7}",
    "{\"tuple\":[1,2]}",
    "{\"named\":{\"a\":7}}",
    "{\"named\":{\"a\":7},\"unit\":null}",
    "{\"a\":7,\"a\":8}",
    "{\"a\":7,\"b\":[8],\"c\":{\"d\":9}}",
    "{\"1\":1,\"-2\":2,\"1.5\":3,\"true\":4,\"x\":5}",
    "{\"id\":\"80351110224678912\",\"type\":1}",
    "{\"type\":\"x\",\"id\":7,\"list\":[1,2,3]}",
];

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
enum Variants {
    #[serde(rename = "unit")]
    Unit,
    #[serde(rename = "newtype")]
    Newtype(u8),
    #[serde(rename = "tuple")]
    Tuple(u8, u8),
    #[serde(rename = "named")]
    Named { a: u8 },
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Named {
    a: u8,
    #[serde(default)]
    b: Vec<i16>,
    c: Option<BTreeMap<String, f32>>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Flattened {
    id: Option<Snowflake>,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
#[allow(dead_code)]
enum Untagged {
    Number(i8),
    Float(f32),
    Text(String),
    Pair(u8, u8),
    Named(Named),
    Any(Value),
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type")]
#[allow(dead_code)]
enum Tagged {
    #[serde(rename = "x")]
    X { id: u8, list: Vec<u8> },
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Lists {
    #[serde(rename = "a")]
    first: Option<(u8, u8)>,
    #[serde(rename = "b")]
    second: Option<[u8; 2]>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Unit;

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Newtype(Option<u16>);

#[test]
fn types_of_every_shape() {
    check::<Value>();
    check::<IgnoredAny>();
    check::<()>();
    check::<Unit>();
    check::<bool>();
    check::<u8>();
    check::<i64>();
    check::<u128>();
    check::<i128>();
    check::<f32>();
    check::<f64>();
    check::<char>();
    check::<String>();
    check::<Box<[u8]>>();
    check::<Newtype>();
    check::<Option<Option<i32>>>();
    check::<Vec<Option<u16>>>();
    check::<(u8, String)>();
    check::<[Value; 2]>();
    check::<BTreeMap<String, Value>>();
    check::<BTreeMap<i8, Value>>();
    check::<BTreeMap<u64, IgnoredAny>>();
    check::<BTreeMap<bool, IgnoredAny>>();
    check::<BTreeMap<char, IgnoredAny>>();
    check::<BTreeMap<Option<String>, IgnoredAny>>();
    check::<BTreeMap<Newtype2, IgnoredAny>>();
    check::<Variants>();
    check::<Vec<Variants>>();
    check::<BTreeMap<String, Variants>>();
    check::<Named>();
    check::<Flattened>();
    check::<Untagged>();
    check::<Vec<Untagged>>();
    check::<Tagged>();
    check::<Lists>();
    check::<Box<RawValue>>();
    check::<Vec<Box<RawValue>>>();
    check::<Lenient>();
    check::<Partial>();
    check::<Unread>();
}

#[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Newtype2(String);

#[test]
fn types_of_this_crate() {
    check::<Snowflake>();
    check::<Vec<Snowflake>>();
    check::<Option<Snowflake>>();
    check::<BTreeMap<Snowflake, IgnoredAny>>();
    check::<Owned<AnyValue<'static>>>();
    check::<gatewire::Timestamp>();
}

/// What a borrowed value shows of itself, so that it outlives its frame.
struct Owned<T>(String, std::marker::PhantomData<T>);

impl<T> Debug for Owned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Owned<AnyValue<'static>> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = AnyValue::deserialize(deserializer)?;
        Ok(Self(format!("{value:?}"), std::marker::PhantomData))
    }
}

/// Goes on after each error, and keeps what succeeded.
#[derive(Debug)]
struct Lenient(Vec<String>);

impl<'de> Deserialize<'de> for Lenient {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self(Vec::new()))
    }
}

impl<'de> Visitor<'de> for Lenient {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or a map")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<Self, A::Error> {
        loop {
            match list.next_element::<u8>() {
                Ok(Some(element)) => self.0.push(element.to_string()),
                Ok(None) => return Ok(self),
                Err(_) => self.0.push("error".to_owned()),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self, A::Error> {
        loop {
            match map.next_key::<String>() {
                Ok(Some(key)) => self.0.push(key),
                Ok(None) => return Ok(self),
                Err(_) => self.0.push("error".to_owned()),
            }
            match map.next_value::<Self>() {
                Ok(value) => self.0.extend(value.0),
                Err(_) => self.0.push("error".to_owned()),
            }
        }
    }
}

/// Leaves a list and an object after the first entry.
#[derive(Debug)]
struct Partial;

impl<'de> Deserialize<'de> for Partial {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Partial {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or a map")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self, A::Error> {
        list.next_element::<IgnoredAny>().map(|_| self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        map.next_key::<IgnoredAny>().map(|_| self)
    }
}

/// Takes no value at all.
#[derive(Debug)]
struct Unread;

impl<'de> Deserialize<'de> for Unread {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Ok(Self)
    }
}

/// Each step that a visitor is asked to take, and with what.
#[derive(Debug)]
struct Steps(Vec<String>);

impl<'de> Deserialize<'de> for Steps {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self(Vec::new()))
    }
}

macro_rules! visit_scalars {
    ($($method:ident($type:ty))*) => {$(
        fn $method<E: de::Error>(mut self, value: $type) -> Result<Self, E> {
            self.0.push(format!("{} {value:?}", stringify!($method)));
            Ok(self)
        }
    )*};
}

impl<'de> Visitor<'de> for Steps {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    visit_scalars! {
        visit_bool(bool) visit_i8(i8) visit_i16(i16) visit_i32(i32) visit_i64(i64) visit_i128(i128)
        visit_u8(u8) visit_u16(u16) visit_u32(u32) visit_u64(u64) visit_u128(u128)
        visit_f32(f32) visit_f64(f64) visit_char(char)
        visit_str(&str) visit_borrowed_str(&'de str) visit_string(String)
    }

    fn visit_unit<E: de::Error>(mut self) -> Result<Self, E> {
        self.0.push("visit_unit".to_owned());
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<Self, A::Error> {
        self.0.push(format!("visit_seq {:?}", list.size_hint()));
        while let Some(element) = list.next_element::<Self>()? {
            self.0.extend(element.0);
        }
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self, A::Error> {
        self.0.push(format!("visit_map {:?}", map.size_hint()));
        while let Some((key, value)) = map.next_entry::<Self, Self>()? {
            self.0.extend(key.0);
            self.0.extend(value.0);
        }
        Ok(self)
    }
}

#[test]
fn visitors_are_told_the_same() {
    check::<Steps>();
    check::<BTreeMap<String, Steps>>();
    check::<Option<Steps>>();
}

#[test]
fn text_is_lent_with_its_escapes_replaced() {
    #[derive(Debug, Deserialize, PartialEq)]
    struct Lent<'a> {
        plain: &'a str,
        escaped: &'a str,
        #[serde(borrow)]
        either: Cow<'a, str>,
        #[serde(borrow)]
        text: Text<'a>,
        bytes: &'a [u8],
    }

    let message = r#"{"t":"NEW","s":1,"op":0,"d":{"plain":"a b","escaped":"\ud83d\ude00\n",
        "either":"\u00e9","text":"t\\","bytes":"x"}}"#;
    for engine in ENGINES {
        let mut decoder = decoder(engine, false);
        let frame = decoder.decode(message.as_bytes()).unwrap().unwrap();
        let bytes = frame.bytes();
        let lent: Lent<'_> = frame.data().unwrap();
        assert_eq!(bytes, message.as_bytes());
        assert_eq!((lent.plain, lent.escaped, &*lent.either), ("a b", "😀\n", "é"));
        assert_eq!((&*lent.text, lent.bytes), ("t\\", &b"x"[..]));
    }
}

/// Models that borrow, as they are alone.
#[test]
fn models_of_this_crate_are_read_by_its_own_reader() {
    let message = r#"{"t":"NEW","s":1,"op":0,"d":{"id":"80351110224678912","username":"a\nb",
        "discriminator":"0","avatar":null,"global_name":null}}"#;
    let shown = ENGINES.map(|engine| {
        let mut decoder = decoder(engine, false);
        let frame = decoder.decode(message.as_bytes()).unwrap().unwrap();
        frame.data::<model::User<'_>>().map(|user| format!("{user:?}")).unwrap()
    });
    assert_eq!(shown[0], shown[1]);
}
