//! No error repeats text or numbers off the wire, and no token or session id is shown at all.

#[path = "secrets/commands.rs"]
mod commands;
mod common;
#[path = "secrets/events.rs"]
mod events;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error as _;

use common::term::{
    atom, atom_as, binary, float, list, map, of_json, payload, small, tagged, unsigned, versioned,
};
use common::{etf, json};
use gatewire::{Compression, DecodeError, DecodeErrorKind as Kind, Encoding, Frame, Snowflake};
use serde::de::{self, DeserializeOwned, DeserializeSeed, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json as value};

const SECRET: &str = "hunter2";
const NUMBER: u64 = 7_771_777_177_717;

/// Checks everything that an error shows, its sources included.
fn inspect(error: &DecodeError, kinds: &mut BTreeSet<String>) {
    kinds.insert(format!("{:?}", error.kind()));
    let mut source = String::new();
    let mut next = error.source();
    while let Some(error) = next {
        source.push_str(&format!("{error} {error:?}"));
        next = error.source();
    }
    let boxed: Box<dyn std::error::Error + Send + Sync> = Box::new(error.clone());
    let path = error.path().unwrap_or_default();
    let shown = format!("{error} {error:?} {error:#?} {error:#} {boxed} {source} {path}");
    for secret in [SECRET, "hunter", "7771777", "9.71777", "6875"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

/// A model whose own messages quote what they are given.
struct Chatty;

impl<'de> Deserialize<'de> for Chatty {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Quoting;

        impl Visitor<'_> for Quoting {
            type Value = Chatty;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("silence")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Chatty, E> {
                Err(match text.len() % 4 {
                    0 => E::custom(format_args!("what is {text}?")),
                    1 => E::unknown_variant(text, &["known"]),
                    2 => E::unknown_field(text, &["known"]),
                    _ => E::invalid_value(de::Unexpected::Other(text), &self),
                })
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Chatty, E> {
                Err(E::custom(number))
            }
        }

        deserializer.deserialize_any(Quoting)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Strict {
    known: u8,
}

#[derive(Deserialize)]
#[serde(tag = "type")]
#[allow(dead_code)]
enum Tagged {
    Known { id: u8 },
}

#[derive(Deserialize)]
#[serde(untagged)]
#[allow(dead_code)]
enum Untagged {
    Number(u8),
    Flag { flag: bool },
}

#[derive(Deserialize)]
#[allow(dead_code)]
enum Plain {
    Known(u8),
    Other,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Flattened {
    #[serde(flatten)]
    strict: BTreeMap<String, u8>,
}

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[allow(dead_code)]
struct Missing {
    absent: u8,
}

type Read = fn(Frame<'_>) -> Result<(), DecodeError>;

/// Reads a value as many types, most of which it is not.
fn read_all(read: &mut dyn FnMut(Read)) {
    fn data<T: DeserializeOwned>(frame: Frame<'_>) -> Result<(), DecodeError> {
        frame.data::<T>().map(drop)
    }
    fn both<T: DeserializeOwned>(frame: Frame<'_>) -> Result<(), DecodeError> {
        frame.payload::<BTreeMap<String, T>>().map(drop)
    }
    macro_rules! types {
        ($($type:ty),* $(,)?) => {$(
            read(data::<$type>);
            read(data::<Vec<$type>>);
            read(data::<Option<BTreeMap<String, $type>>>);
            read(both::<$type>);
        )*};
    }
    types!(
        u8, i64, f64, bool, char, String, (), Snowflake, Chatty, Strict, Tagged, Untagged, Plain,
        Flattened, Missing, (u8, u8), [u8; 2], BTreeMap<u8, u8>, BTreeMap<bool, Value>,
        BTreeMap<Plain2, u8>, std::num::NonZeroU64, std::net::IpAddr, std::time::Duration,
    );
    read(|frame| frame.event().map(drop));
    read(|frame| frame.write_json(&mut Vec::new()));
    read(|frame| frame.validate());
    read(|frame| frame.payload_seed(Seed).map(drop));
}

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
enum Plain2 {
    Known,
}

struct Seed;

impl<'de> DeserializeSeed<'de> for Seed {
    type Value = Vec<u8>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<u8>, D::Error> {
        deserializer.deserialize_enum("Name", &["known"], Variants)
    }
}

struct Variants;

impl<'de> Visitor<'de> for Variants {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a variant")
    }

    fn visit_enum<A: de::EnumAccess<'de>>(self, access: A) -> Result<Vec<u8>, A::Error> {
        let (name, _) = access.variant::<String>()?;
        Err(de::Error::custom(name))
    }
}

/// Values whose every text, key and number is a secret.
fn values() -> Vec<Value> {
    let mut values = vec![
        value!(null),
        value!(true),
        value!(SECRET),
        value!(NUMBER),
        value!(-(NUMBER as i64)),
        value!(NUMBER as f64 * 1.25),
        value!(NUMBER.to_string()),
        value!([SECRET, "hunter2!", "hunter2!!", "hunter2!!!"]),
        value!({SECRET: SECRET}),
        value!({SECRET: {SECRET: NUMBER}, "known": SECRET}),
        value!({"type": SECRET, SECRET: 1}),
        value!({"type": "Known", "id": SECRET}),
        value!({"Known": SECRET}),
        value!({"Other": SECRET}),
        value!({SECRET: 1, "hunter22": 2}),
        value!({"absent": SECRET}),
        value!({"absent": [SECRET]}),
        value!({"secs": SECRET}),
        value!({"id": SECRET, "channel_id": SECRET, "author": SECRET}),
        value!({"heartbeat_interval": SECRET}),
        value!([[[[SECRET]]], NUMBER]),
    ];
    let deep = (0..40).fold(value!(SECRET), |inner, _| value!([inner]));
    values.push(deep);
    values
}

#[test]
fn typed_errors_repeat_nothing() {
    let mut kinds = BTreeSet::new();
    let mut count = 0;
    for value in values() {
        for (op, name) in [(10, SECRET), (0, "MESSAGE_CREATE"), (0, "READY"), (0, SECRET)] {
            let text = value!({"t": name, "s": NUMBER, "op": op, "d": value}).to_string();
            let term = payload(&of_json(&value), op, Some(5), Some(name));
            for (mut decoder, message) in [(json(), text.as_bytes()), (etf(), &term)] {
                read_all(&mut |read| {
                    let frame = decoder.decode(message).unwrap().unwrap();
                    if let Err(error) = read(frame) {
                        inspect(&error, &mut kinds);
                        count += 1;
                    }
                });
            }
        }
    }
    assert!(count > 5000, "{count}");
    let expected = [
        "DepthExceeded",
        "InvalidType",
        "InvalidValue",
        "MissingField",
        "Refused",
        "UnknownField",
        "UnknownVariant",
        "WrongLength",
    ];
    for kind in expected {
        assert!(kinds.contains(kind), "{kind} is none of {kinds:?}");
    }
}

#[test]
fn errors_of_damaged_json_repeat_nothing() {
    let text = value!({
        "t": SECRET, "s": NUMBER, "op": 0, SECRET: "hunter2\u{1}\"",
        "d": {"content": SECRET, SECRET: [NUMBER, 9.717_771_777, "hunter2☃"]},
    });
    let text = text.to_string();
    let mut kinds = BTreeSet::new();
    let mut decoder = json();
    let mut look = |message: &[u8]| {
        let mut read = |read: Read| {
            if let Err(error) = decoder.decode(message).and_then(|frame| read(frame.unwrap())) {
                inspect(&error, &mut kinds);
            }
        };
        read(|frame| frame.validate());
        read(|frame| frame.data::<Value>().map(drop));
        read(|frame| frame.event().map(drop));
    };
    for index in 0..text.len() {
        look(&text.as_bytes()[..index]);
        for byte in [b'"', b'\\', b'{', b']', b',', b'7', b'-', b'x', 0, 0xff, b' '] {
            let mut damaged = text.clone().into_bytes();
            damaged[index] = byte;
            look(&damaged);
            damaged.insert(index, b'e');
            look(&damaged);
        }
    }
    look(text.replacen('{', "{\"op\":0,", 1).as_bytes());
    look(text.replace("\"op\":0", "\"op\":7771777").as_bytes());
    look(text.replace("\"op\":0", "\"op\":\"hunter2\"").as_bytes());
    look(text.replace(&NUMBER.to_string(), "\"hunter2\"").as_bytes());
    look(text.replace(&NUMBER.to_string(), "7771777e999").as_bytes());
    look(text.replacen("\"hunter2\"", "7771777", 4).as_bytes());
    for kind in [
        Kind::Syntax,
        Kind::InvalidUtf8,
        Kind::InvalidEscape,
        Kind::InvalidNumber,
        Kind::InvalidOpcode,
        Kind::InvalidSequence,
        Kind::InvalidEventName,
        Kind::DuplicateEnvelopeKey,
        Kind::UnexpectedEnd,
    ] {
        assert!(kinds.contains(&format!("{kind:?}")), "{kind:?} is none of {kinds:?}");
    }
}

#[test]
fn errors_of_damaged_terms_repeat_nothing() {
    let data = map(&[
        (binary(SECRET), list(&[unsigned(NUMBER), float(9.717_771_777), binary(SECRET)])),
        (atom(SECRET), atom_as(100, SECRET)),
        (unsigned(NUMBER), tagged(109, 8, b"hunter2\xff")),
        (float(9.717_771_777), binary(SECRET)),
    ]);
    let message = payload(&data, 0, Some(7_771_777), Some(SECRET));
    let mut kinds = BTreeSet::new();
    let mut decoder = etf();
    let mut look = |message: &[u8]| {
        let mut read = |read: Read| {
            if let Err(error) = decoder.decode(message).and_then(|frame| read(frame.unwrap())) {
                inspect(&error, &mut kinds);
            }
        };
        read(|frame| frame.validate());
        read(|frame| frame.data::<Value>().map(drop));
        read(|frame| frame.data::<BTreeMap<String, String>>().map(drop));
        read(|frame| frame.data::<BTreeMap<u8, u8>>().map(drop));
        read(|frame| frame.write_json(&mut Vec::new()));
    };
    look(&message);
    // As the Gateway writes it, with a name that is known: the envelope is read from the end.
    let usual = map(&[
        (atom_as(100, "d"), data.clone()),
        (atom_as(100, "op"), small(0)),
        (atom_as(100, "s"), small(77)),
        (atom_as(100, "t"), atom_as(100, "MESSAGE_CREATE")),
    ]);
    let usual = versioned(&usual);
    let forged = "d\0\x02opa\0d\0\x01sa\x01d\0\x01td\0\x05READY";
    look(&versioned(&map(&[
        (atom_as(100, "d"), data.clone()),
        (atom("op"), small(0)),
        (atom("t"), binary(SECRET)),
        (binary(SECRET), binary(forged)),
    ])));
    let improper = [&tagged(108, 1, &binary(SECRET))[..], &binary(SECRET)].concat();
    look(&payload(&improper, 0, Some(7_771_777), Some(SECRET)));
    for message in [message, usual] {
        for index in 0..message.len() {
            look(&message[..index]);
            for byte in [0, 1, 70, 77, 80, 97, 99, 104, 106, 107, 108, 109, 110, 111, 116, 119, 255]
            {
                let mut damaged = message.clone();
                damaged[index] = byte;
                look(&damaged);
            }
        }
    }
    for kind in [
        Kind::UnsupportedTag,
        Kind::InvalidUtf8,
        Kind::InvalidLength,
        Kind::UnexpectedEnd,
        Kind::InvalidType,
        Kind::CompressedTerm,
        Kind::InvalidVersion,
        Kind::ImproperList,
        Kind::AmbiguousEnvelope,
    ] {
        assert!(kinds.contains(&format!("{kind:?}")), "{kind:?} is none of {kinds:?}");
    }
}

#[test]
fn errors_of_damaged_streams_repeat_nothing() {
    let text = format!(r#"{{"t":"{SECRET}","s":1,"op":0,"d":"{SECRET}"}}"#);
    let message = common::zlib(text.as_bytes(), 0);
    let mut kinds = BTreeSet::new();
    for compression in [Compression::ZlibPayload, Compression::ZlibStream] {
        for index in 0..message.len() {
            let mut damaged = message.clone();
            damaged[index] ^= 0x55;
            damaged.extend_from_slice(&[0, 0, 0xff, 0xff]);
            let mut decoder = common::decoder(Encoding::Json, compression);
            if let Err(error) = decoder.decode(&damaged) {
                inspect(&error, &mut kinds);
            }
        }
    }
    assert!(kinds.contains("CorruptStream") && kinds.contains("StreamEnded"), "{kinds:?}");
}

#[cfg(feature = "zstd")]
#[test]
fn errors_of_damaged_zstd_streams_repeat_nothing() {
    let mut kinds = BTreeSet::new();
    // One block that is stored as it is, and one that is compressed.
    for text in [SECRET.to_owned(), SECRET.repeat(20)] {
        let text = format!(r#"{{"t":"{SECRET}","s":1,"op":0,"d":"{text}"}}"#);
        let mut message = Vec::with_capacity(zstd_safe::compress_bound(text.len()) + 1024);
        let mut context = zstd_safe::CCtx::create();
        let output = &mut zstd_safe::OutBuffer::around(&mut message);
        let mut input = zstd_safe::InBuffer::around(text.as_bytes());
        context.compress_stream(output, &mut input).unwrap();
        assert_eq!(context.flush_stream(output).unwrap(), 0);
        for index in 0..message.len() {
            for change in [0x01, 0x55, 0x80] {
                let mut damaged = message.clone();
                damaged[index] ^= change;
                for damaged in [&damaged[..], &message[..index]] {
                    let mut decoder = common::decoder(Encoding::Json, Compression::ZstdStream);
                    let result = decoder.decode(damaged).and_then(|frame| {
                        frame.map_or(Ok(()), |frame| frame.data::<u8>().map(drop))
                    });
                    if let Err(error) = result {
                        inspect(&error, &mut kinds);
                    }
                }
            }
        }
    }
    for kind in ["CorruptStream", "InvalidHeader", "DictionaryRequired", "NoProgress", "Syntax"] {
        assert!(kinds.contains(kind), "{kind} is none of {kinds:?}");
    }
}

#[test]
fn what_is_secret_is_not_shown_by_ready() {
    let text = format!(
        r#"{{"t":"READY","s":1,"op":0,"d":{{"v":10,"user":{{"id":"1","username":"u"}},"guilds":[],"session_id":"{SECRET}"}}}}"#
    );
    let mut decoder = json();
    let frame = decoder.decode(text.as_bytes()).unwrap().unwrap();
    let event = frame.event().unwrap();
    assert!(!format!("{event:?} {event:#?}").contains(SECRET));
    let gatewire::Event::Ready(ready) = event else { panic!("it is READY") };
    assert_eq!(&*ready.session_id, SECRET);
}
