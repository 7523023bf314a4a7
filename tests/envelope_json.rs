//! The envelope of JSON payloads, against a slow reader that keeps every entry.

mod common;

use std::fmt;

use common::{assert_error, json};
use gatewire::{Compression, DecodeError, DecodeErrorKind as Kind, Encoding, Scratch, Stage};
use proptest::prelude::*;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

/// The entries of an object, in their order, duplicates included.
struct Entries(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AsList;

        impl<'de> Visitor<'de> for AsList {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(AsList)
    }
}

/// What a payload says, or how it is wrong.
#[derive(Debug, PartialEq)]
struct Expected {
    opcode: u8,
    sequence: Option<u64>,
    name: Option<String>,
    data: Value,
}

/// An integer, a whole float, or decimal text.
fn integer(value: &Value) -> Option<u64> {
    match value {
        Value::String(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok(),
        Value::String(text) if text == "-0" => Some(0),
        Value::Number(number) => number.as_u64().or_else(|| {
            let float = number.as_f64()?;
            (float.fract() == 0.0 && (0.0..1.8e19).contains(&float)).then_some(float as u64)
        }),
        _ => None,
    }
}

/// The envelope as the rules have it, one rule after the other. Wrong values are told apart only
/// where there is one thing wrong.
fn expected(payload: &[u8]) -> Result<Expected, Vec<Kind>> {
    let Ok(Entries(entries)) = serde_json::from_slice(payload) else {
        return Err(vec![]);
    };
    let mut wrong = Vec::new();
    let find = |name: &str| entries.iter().find(|(key, _)| key == name).map(|(_, value)| value);
    for name in ["op", "s", "t", "d"] {
        if entries.iter().filter(|(key, _)| key == name).count() > 1 {
            wrong.push(Kind::DuplicateEnvelopeKey);
        }
    }
    let all = |name: &'static str| entries.iter().filter(move |(key, _)| key == name);
    if all("op").any(|(_, op)| integer(op).is_none_or(|op| op > 255)) {
        wrong.push(Kind::InvalidOpcode);
    }
    if all("s").any(|(_, s)| !s.is_null() && integer(s).is_none()) {
        wrong.push(Kind::InvalidSequence);
    }
    if all("t").any(|(_, t)| !t.is_null() && !t.is_string()) {
        wrong.push(Kind::InvalidEventName);
    }
    if find("op").is_none() {
        wrong.push(Kind::MissingOpcode);
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    Ok(Expected {
        opcode: find("op").and_then(integer).unwrap() as u8,
        sequence: find("s").and_then(integer),
        name: find("t").and_then(Value::as_str).map(str::to_owned),
        data: find("d").cloned().unwrap_or_default(),
    })
}

/// Every way to read a frame to its end.
fn reads(payload: &[u8]) -> [Result<(), DecodeError>; 7] {
    let with = |read: fn(gatewire::Frame<'_>) -> Result<(), DecodeError>| {
        let mut decoder = json();
        let frame = decoder.decode(payload)?.expect("a plain message is a frame");
        read(frame)
    };
    let owned = || {
        let mut decoder = json();
        let frame = decoder.decode(payload)?.expect("a plain message is a frame").to_owned();
        frame.validate()?;
        frame.data::<Value>(&mut Scratch::new()).map(drop)
    };
    [
        with(|frame| frame.validate()),
        with(|frame| frame.data::<Value>().map(drop)),
        with(|frame| frame.data::<IgnoredAny>().map(drop)),
        with(|frame| frame.payload::<Value>().map(drop)),
        with(|frame| frame.write_json(&mut Vec::new())),
        with(|frame| frame.event().map(drop)),
        owned(),
    ]
}

/// Compares all there is to compare; what is not equal is a panic.
fn check(payload: &[u8]) {
    let text = String::from_utf8_lossy(payload);
    match expected(payload) {
        Ok(expected) => {
            let mut decoder = json();
            let frame = decoder.decode(payload).unwrap().unwrap();
            frame.validate().unwrap();
            let found = Expected {
                opcode: frame.opcode().0,
                sequence: frame.sequence(),
                name: frame.event_name().map(str::to_owned),
                data: frame.data().unwrap(),
            };
            assert_eq!(found, expected, "{text}");
            let mut line = Vec::new();
            json().decode(payload).unwrap().unwrap().write_json(&mut line).unwrap();
            let [before, after]: [Value; 2] =
                [payload, &line].map(|text| serde_json::from_slice(text).unwrap());
            assert_eq!(before, after, "{text}");
            let whole: Value = json().decode(payload).unwrap().unwrap().payload().unwrap();
            assert_eq!(whole, before, "{text}");
        }
        Err(wrong) => {
            for (index, read) in reads(payload).into_iter().enumerate() {
                let error = match read {
                    Ok(()) => panic!("read {index} accepts {text}, which is {wrong:?}"),
                    Err(error) => error,
                };
                assert!(!error.is_fatal());
                if !wrong.is_empty() {
                    assert_eq!(error.stage(), Stage::Envelope, "read {index} of {text}: {error}");
                    assert!(wrong.contains(&error.kind()), "read {index} of {text}: {error}");
                }
            }
        }
    }
}

fn key() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        8 => prop::sample::select(vec![r#""op""#, r#""s""#, r#""t""#, r#""d""#]),
        2 => prop::sample::select(vec![
            r#""\u006fp""#, r#""o\u0070""#, r#""\u0073""#, r#""\u0074""#, r#""\u0064""#, r#""\u0044""#,
        ]),
        2 => prop::sample::select(vec![
            r#""x""#, r#""""#, r#""ops""#, r#""T""#, r#""_trace""#, r#""d ""#, r#""\"d""#, r#""dé""#,
        ]),
    ]
}

fn scalar() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "null",
            "true",
            "false",
            "0",
            "1",
            "10",
            "11",
            "255",
            "256",
            "-1",
            "-0",
            "1.0",
            "1e1",
            "18446744073709551615",
            "18446744073709551616",
            "9223372036854775808",
            "0.5",
            "-2.5e-3",
            r#""""#,
            r#""1""#,
            r#""READY""#,
            r#""MESSAGE_CREATE""#,
            r#""NEW""#,
            r#""\u0052EADY""#,
            r#""R\u00c9""#,
            r#""\ud83d\ude00""#,
            r#""a\"b\\c\/d\n""#,
            r#""},\"op\":9""#,
        ])
        .prop_map(str::to_owned),
        "[ -!#-\\[\\]-~é☃]{0,80}".prop_map(|text| format!("\"{text}\"")),
        any::<u64>().prop_map(|number| number.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
    ]
}

fn space() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "", "", "", " ", "\n", "\t", "\r\n", "  "])
}

fn value() -> impl Strategy<Value = String> {
    scalar().prop_recursive(4, 24, 5, |inner| {
        let entry = (key(), inner.clone(), space());
        prop_oneof![
            prop::collection::vec((inner, space()), 0..4).prop_map(|elements| {
                let elements: Vec<_> =
                    elements.iter().map(|(element, s)| format!("{s}{element}{s}")).collect();
                format!("[{}]", elements.join(","))
            }),
            prop::collection::vec(entry, 0..4).prop_map(|entries| object(&entries)),
        ]
    })
}

fn object(entries: &[(&str, String, &str)]) -> String {
    let entries: Vec<_> =
        entries.iter().map(|(key, value, s)| format!("{s}{key}{s}:{s}{value}{s}")).collect();
    format!("{{{}}}", entries.join(","))
}

/// Values that fit the key more often than not.
fn entry() -> impl Strategy<Value = (&'static str, String, &'static str)> {
    (key(), 0..10, value(), space()).prop_map(|(key, likely, value, space)| {
        let fitting = match key {
            r#""op""# | r#""\u006fp""# | r#""o\u0070""# => format!("{}", value.len() % 256),
            r#""s""# | r#""\u0073""# if value.len() % 3 == 0 => "null".to_owned(),
            r#""s""# | r#""\u0073""# => format!("{}", value.len()),
            r#""t""# | r#""\u0074""# if value.len() % 3 == 0 => "null".to_owned(),
            r#""t""# | r#""\u0074""# => [r#""READ""#, r#""RESUMED""#][value.len() % 2].to_owned(),
            _ => value.clone(),
        };
        (key, if likely > 0 { fitting } else { value }, space)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn random_payloads_read_as_the_reference_reads_them(
        entries in prop::collection::vec(entry(), 0..7), before in space(), behind in space(),
    ) {
        check(format!("{before}{}{behind}", object(&entries)).as_bytes());
    }

    #[test]
    fn damaged_payloads_read_as_the_reference_reads_them(
        entries in prop::collection::vec(entry(), 1..5), place in any::<prop::sample::Index>(), byte in any::<u8>(),
    ) {
        let mut payload = object(&entries).into_bytes();
        let index = place.index(payload.len());
        payload[index] = byte;
        check(&payload);
    }
}

#[test]
fn discords_own_form_with_each_piece_replaced() {
    let names =
        ["null", "\"READY\"", "\"NEW\"", "\"\"", "1", "\"READY", "\"\\u0052EADY\"", "[]", "{}"];
    let sequences = [
        "null",
        "1",
        "0",
        "01",
        "-1",
        "1.0",
        "1e3",
        "18446744073709551615",
        "18446744073709551616",
        "9999999999999999999",
        "10000000000000000000",
        "\"1\"",
        "",
        "true",
        "nul",
    ];
    let opcodes = ["0", "10", "255", "256", "-1", "1.0", "\"1\"", "null", "", "00", "[1]"];
    for t in names {
        for s in sequences {
            for op in opcodes {
                for d in
                    ["{\"op\":9,\"t\":\"X\"}", "null", "", "{", "{}}", "1,\"x\":2", "1,\"s\":2"]
                {
                    check(format!(r#"{{"t":{t},"s":{s},"op":{op},"d":{d}}}"#).as_bytes());
                }
            }
        }
    }
}

#[test]
fn every_order_of_the_keys_reads_the_same() {
    let entries =
        [r#""op":0"#, r#""s":5"#, r#""t":"RESUMED""#, r#""d":{"op":9,"t":"X","s":7,"d":1}"#];
    for a in 0..4 {
        for b in (0..4).filter(|b| *b != a) {
            for c in (0..4).filter(|c| ![a, b].contains(c)) {
                let order = [a, b, c, 6 - a - b - c].map(|index| entries[index]);
                let payload = format!("{{{}}}", order.join(","));
                let mut decoder = json();
                let frame = decoder.decode(payload.as_bytes()).unwrap().unwrap();
                assert_eq!(frame.event_name(), Some("RESUMED"), "{payload}");
                assert_eq!(frame.kind(), gatewire::EventKind::Resumed);
                assert_eq!((frame.opcode().0, frame.sequence()), (0, Some(5)));
                check(payload.as_bytes());
            }
        }
    }
}

#[test]
fn what_is_inside_d_is_not_the_envelope() {
    let payload = br#"{"d":{"op":9,"t":"X"},"op":0,"s":1,"t":"RESUMED"}"#;
    let mut decoder = json();
    let frame = decoder.decode(payload).unwrap().unwrap();
    assert_eq!((frame.opcode().0, frame.event_name()), (0, Some("RESUMED")));
    check(payload);
}

#[test]
fn an_absent_d_reads_as_null() {
    let mut decoder = json();
    let frame = decoder.decode(br#"{"op":11}"#).unwrap().unwrap();
    assert_eq!(frame.data::<Option<u8>>().unwrap(), None);
    let frame = decoder.decode(br#"{"op":11}"#).unwrap().unwrap();
    assert_eq!(frame.kind(), gatewire::EventKind::HeartbeatAck);
    assert_eq!((frame.sequence(), frame.event_name()), (None, None));
    let error = assert_error(frame.data::<u8>(), Stage::Data, Kind::InvalidType);
    assert_eq!((error.path(), error.offset()), (Some("d"), None));
}

#[test]
fn each_mistake_has_its_error_at_its_place() {
    let mistakes: [(&[u8], Kind, Option<usize>); 23] = [
        (b"", Kind::UnexpectedEnd, Some(0)),
        (b" \n\t\r ", Kind::UnexpectedEnd, Some(5)),
        (b"[]", Kind::NotAnObject, Some(0)),
        (b" [{\"op\":1}]", Kind::NotAnObject, Some(1)),
        (b"null", Kind::NotAnObject, Some(0)),
        (b"{}", Kind::MissingOpcode, None),
        (b"{\"t\":null,\"s\":null,\"d\":null}", Kind::MissingOpcode, None),
        (b"{\"op\":256}", Kind::InvalidOpcode, Some(6)),
        (b"{\"op\":-1}", Kind::InvalidOpcode, Some(6)),
        (b"{\"op\": 1.5}", Kind::InvalidOpcode, Some(7)),
        (b"{\"op\":\"1.0\"}", Kind::InvalidOpcode, Some(6)),
        (b"{\"op\":null}", Kind::InvalidOpcode, Some(6)),
        (b"{\"op\":1,\"s\":-1}", Kind::InvalidSequence, Some(12)),
        (b"{\"op\":1,\"s\":1.5}", Kind::InvalidSequence, Some(12)),
        (b"{\"op\":1,\"s\":18446744073709551616}", Kind::InvalidSequence, Some(12)),
        (b"{\"op\":1,\"t\":1}", Kind::InvalidEventName, Some(12)),
        (b"{\"op\":1,\"op\":1}", Kind::DuplicateEnvelopeKey, Some(8)),
        (b"{\"op\":1} x", Kind::TrailingData, Some(9)),
        (b"{\"op\":1}{", Kind::TrailingData, Some(8)),
        (b"{\"op\":1,}", Kind::Syntax, Some(8)),
        (b"{\"op\" 1}", Kind::Syntax, Some(6)),
        (b"{op:1}", Kind::Syntax, Some(1)),
        (b"{\"op\":1", Kind::UnexpectedEnd, Some(7)),
    ];
    for (payload, kind, offset) in mistakes {
        let mut decoder = json();
        let error = assert_error(decoder.decode(payload), Stage::Envelope, kind);
        assert_eq!(error.offset(), offset, "{}", String::from_utf8_lossy(payload));
        assert_eq!(error.path(), None);
    }
    let mut decoder = json();
    let frame = decoder.decode(b"{\"op\":1,\"s\":18446744073709551615}").unwrap().unwrap();
    assert_eq!(frame.sequence(), Some(u64::MAX));
}

#[test]
fn a_key_that_hides_behind_d_is_found_by_every_read() {
    for hidden in
        [r#""op":0"#, r#""s":1"#, r#""t":"READY""#, r#""d":2"#, r#""\u0064":2"#, r#""\u0074":null"#]
    {
        let payload = format!(r#"{{"t":"NEW","s":1,"op":0,"d":{{"a":["\\"]}},{hidden}}}"#);
        let mut decoder = json();
        let frame = decoder.decode(payload.as_bytes()).unwrap().unwrap();
        assert_eq!(frame.event_name(), Some("NEW"), "the envelope is read up to d");
        for read in reads(payload.as_bytes()) {
            let error = assert_error(read, Stage::Envelope, Kind::DuplicateEnvelopeKey);
            assert_eq!(error.offset(), payload.rfind(hidden), "{payload}");
        }
    }
    // In other objects the last one counts, as everywhere else.
    let payload = br#"{"t":"NEW","s":1,"op":0,"d":{"a":1,"a":2},"x":{"op":1,"op":2}}"#;
    let mut decoder = json();
    let data: Value = decoder.decode(payload).unwrap().unwrap().data().unwrap();
    assert_eq!(data, serde_json::json!({"a": 2}));
    check(payload);
}

/// By the rule of all fields.
#[test]
fn whole_floats_and_decimal_text_are_integers() {
    for (op, s) in [("1.0", "5e0"), ("\"1\"", "\"5\""), ("0.1e1", "50e-1"), ("\"\\u0031\"", "5")] {
        let text = format!("{{\"op\":{op},\"s\":{s}}}");
        let mut decoder = common::decoder(Encoding::Json, Compression::None);
        let frame = decoder.decode(text.as_bytes()).unwrap().expect("a whole frame");
        assert_eq!((frame.opcode().0, frame.sequence()), (1, Some(5)), "{text}");
    }
}
