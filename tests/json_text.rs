//! JSON text at every place in memory: strings with escapes, read once and again, and bytes that
//! look as if the reader had left them there.

#[path = "../src/cli/capture.rs"]
#[allow(dead_code, unreachable_pub)]
mod capture;
mod common;

use std::fmt;
use std::fs::File;

use common::json;
use gatewire::model::Message;
use gatewire::{Compression, DecodeErrorKind as Kind, Encoding, Event, Scratch};
use proptest::prelude::*;
use serde::de::{Deserialize, Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::Value;

/// Reads a text and skips it: the verdict and the value are those of serde_json.
#[track_caller]
fn agrees(text: &[u8]) {
    let expected = serde_json::from_slice::<Value>(text).ok();
    let shown = text.escape_ascii();
    let mut deserializer_text = text.to_vec();
    assert_eq!(gatewire::json::from_slice(&mut text.to_vec()).ok(), expected, "{shown}");
    let skipped = gatewire::json::from_slice::<IgnoredAny>(&mut text.to_vec());
    assert_eq!(skipped.is_ok(), expected.is_some(), "{shown} is skipped");
    // Read again, what was unescaped is still the same.
    if let Ok(mut deserializer) = gatewire::json::Deserializer::from_slice(&mut deserializer_text) {
        for _ in 0..3 {
            let value = Value::deserialize(&mut deserializer).ok();
            assert_eq!(value, expected, "{shown} is read again");
            let skipped = IgnoredAny::deserialize(&mut deserializer);
            assert_eq!(skipped.is_ok(), expected.is_some(), "{shown} is skipped then");
        }
    }
}

#[test]
fn escapes_at_every_place_of_a_string() {
    for escape in
        [r"\n", r#"\""#, r"\\", r"\u0041", r"\u00e9", r"\ud83d\ude00", "\u{e9}", "\u{1f600}"]
    {
        for front in 0..36 {
            for back in 0..18 {
                let string = format!("\"{:a<front$}{escape}{:b<back$}\"", "", "");
                // The text ends with the string, or soon after it.
                agrees(string.as_bytes());
                agrees(format!("[{string}]").as_bytes());
                agrees(format!("{{{string}:{string},\"c\":[{string}]}} ").as_bytes());
            }
        }
    }
}

#[test]
fn what_may_not_stand_in_a_string() {
    for wrong in
        ["\\", "\\x", "\\u12", "\\u12g4", "\\ud800", "\\udc00", "\\ud800\\u0041", "\n", "\x01"]
    {
        for front in 0..36 {
            let string = format!("\"{:a<front$}{wrong}", "");
            agrees(string.as_bytes());
            agrees(format!("{string}\"").as_bytes());
            agrees(format!("[{string}\",{string}bcdefghijklmnopqrst\"]").as_bytes());
        }
    }
}

/// JSON has no integer `-0`: as a value it is a float, and so it is as a key.
#[test]
fn a_key_of_minus_zero_is_no_integer() {
    use std::collections::BTreeMap;

    for text in [r#"{"-0":true}"#, r#"{"-1":true,"0":false}"#, r#"{"-00":true}"#] {
        let expected = serde_json::from_str::<BTreeMap<i32, bool>>(text).ok();
        let found = gatewire::json::from_slice(&mut text.as_bytes().to_vec()).ok();
        assert_eq!(found, expected, "{text}");
    }
}

/// Keys that are floats, of which text has no `Ord`.
#[derive(Debug, PartialEq)]
struct FloatKeys(Vec<(f64, bool)>);

impl<'de> serde::Deserialize<'de> for FloatKeys {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> serde::de::Visitor<'de> for Entries {
            type Value = FloatKeys;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<FloatKeys, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(FloatKeys(entries))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

#[test]
fn keys_of_floats_are_numbers_as_json_writes_them() {
    for key in [
        "1", "-1", "0", "1.5", "-0.25", "1e3", "1E-3", "1.", ".5", "1e400", "-1e400", "1e", "+1",
        "01", "inf", "NaN", "", " 1", "1 ", "1_000", "0x1", "-", "1.5.5",
    ] {
        let text = format!(r#"{{"{key}":true}}"#);
        let expected = serde_json::from_str::<FloatKeys>(&text).ok();
        let found = gatewire::json::from_slice(&mut text.into_bytes()).ok();
        assert_eq!(found, expected, "{key:?}");
    }
}

/// What is left in the text where strings were unescaped is no part of any text on the wire.
#[test]
fn marks_off_the_wire_are_refused() {
    let text = br#"{"a\n":["b\u0041c",1,{"d":"\\","e":[true,null,"f"]}],"g":"h\t"}"#;
    for place in 0..text.len() {
        for byte in [0x00, 0x01, 0xff, 0x1f, 0x80, b'"', b'\\'] {
            let mut wrong = text.to_vec();
            wrong[place] = byte;
            agrees(&wrong);
            wrong = text.to_vec();
            wrong.insert(place, byte);
            agrees(&wrong);
        }
    }
    for fake in [
        &b"[\"a\\n\",\x01b\"]"[..],
        b"[\"a\\n\",\x01b\xff\"]",
        b"[\x01b\",\"a\\n\"]",
        b"{\x01a\":1,\"b\\n\":2}",
        b"{\"b\\n\":2,\x01a\":1}",
        b"\x01\"",
        b"\x01\xff\"",
    ] {
        agrees(fake);
    }
}

/// A value that may be of any type is read more than once.
#[test]
fn marks_off_the_wire_are_refused_where_values_are_read_again() {
    let fields = [r#""status""#, r#""activities""#, r#""client_status""#, r#""user""#];
    for field in fields {
        for fake in ["\u{1}a\"", "[\u{1}a\"]", "{\u{1}a\":1}", "{\"a\":\u{1}b\",\"c\\n\":\"\\n\"}"]
        {
            let data =
                format!(r#"{{"user":{{"id":"1","name\n":"\n"}},{field}:{fake},"b\n":"\n"}}"#);
            let text = format!(r#"{{"t":"PRESENCE_UPDATE","s":1,"op":0,"d":{data}}}"#).into_bytes();
            let mut decoder = json();
            let frame = decoder.decode(&text).unwrap().unwrap();
            let error = frame.event().map(drop).unwrap_err();
            assert_eq!(error.kind(), Kind::Syntax, "{field} is {}", fake.escape_debug());
            let place = text.iter().position(|&byte| byte == 1);
            assert_eq!(error.offset(), place, "{field} is {}", fake.escape_debug());
        }
    }
}

/// Each character of a text's strings, or each so many, as an escape sequence.
fn escaped(text: &str, each: usize) -> String {
    let (mut out, mut in_string, mut is_escaped) = (String::new(), false, false);
    for (index, character) in text.char_indices() {
        let is_plain = in_string && !is_escaped && !matches!(character, '"' | '\\');
        if character == '"' && !is_escaped {
            in_string = !in_string;
        }
        is_escaped = in_string && !is_escaped && character == '\\';
        // What follows `\u` is plain, and may not be escaped itself.
        let in_sequence = text[..index].rfind("\\u").is_some_and(|start| index - start < 6);
        if is_plain && !in_sequence && index % each == 0 {
            for unit in character.encode_utf16(&mut [0; 2]) {
                out += &format!("\\u{unit:04x}");
            }
        } else {
            out.push(character);
        }
    }
    out
}

/// Unions and values that may be of another type are read again, from text that was unescaped.
#[test]
fn events_are_the_same_however_their_text_is_escaped() {
    let file = File::open("testdata/session.json.zlib-stream.gwcap").unwrap();
    let mut reader = capture::Reader::new(file).unwrap();
    let mut inflating = common::decoder(Encoding::Json, Compression::ZlibStream);
    let (mut decoder, mut again) = (json(), json());
    let (mut message, mut scratch, mut events) = (Vec::new(), Scratch::new(), 0);
    while let Some(record) = reader.next_record(&mut message).unwrap() {
        if matches!(record, capture::Record::NewConnection) {
            inflating.reset();
            continue;
        }
        let Some(frame) = inflating.decode(&message).unwrap() else { continue };
        let text = frame.bytes().to_vec();
        if text.len() > 20_000 {
            continue;
        }
        events += 1;
        if events % 7 != 0 {
            continue;
        }
        let event = shown(decoder.decode(&text).unwrap().unwrap().event().unwrap());
        for each in [1, 5] {
            let other = escaped(str::from_utf8(&text).unwrap(), each).into_bytes();
            let frame = again.decode(&other).unwrap().unwrap();
            let owned = frame.to_owned();
            assert_eq!(shown(frame.event().unwrap()), event);
            for _ in 0..3 {
                assert_eq!(shown(owned.event(&mut scratch).unwrap()), event);
            }
        }
    }
    assert!(events > 1000);
}

/// An event without what holds text as it came.
fn shown(event: Event<'_>) -> String {
    match event {
        Event::Unknown(unknown) => format!("{:?}", unknown.opcode()),
        event => format!("{event:?}"),
    }
}

/// Lists are counted before they are read, whatever their strings hold.
#[test]
fn lists_inside_lists_whose_text_looks_like_lists() {
    for text in ["],[", r#"\"],[{\""#, r"\\", r"\\\\\\", "}", r#"{\"a\":[1,2,"#, "\u{e9}],", ""] {
        for (embeds, fields) in [(0, 0), (1, 0), (1, 1), (2, 3), (5, 8), (40, 3)] {
            let field = format!(r#"{{"name":"{text}","value":"{text} , [","inline":true}}"#);
            let fields = vec![field; fields].join(" , ");
            let embed = format!(r#"{{"title":"{text}","fields":[{fields}],"color":3}}"#);
            let embeds = vec![embed; embeds].join(",");
            let message = format!(
                r#"{{"id":"1","channel_id":"2","author":{{"id":"3","username":"{text}","discriminator":"0","avatar":null}},
                "content":"{text}","timestamp":"2021-03-04T05:06:07+00:00","edited_timestamp":null,"tts":false,
                "mention_everyone":false,"mentions":[],"mention_roles":["1","2" , "3"],"attachments":[ ],
                "embeds":[{embeds}],"pinned":false,"type":0}}"#
            );
            let expected: Message<'_> = serde_json::from_str(&message).unwrap();
            let frame = format!(r#"{{"t":"MESSAGE_CREATE","s":1,"op":0,"d":{message}}}"#);
            let mut decoder = json();
            let event = decoder.decode(frame.as_bytes()).unwrap().unwrap().event().unwrap();
            let Event::MessageCreate(message) = event else { panic!("another event") };
            assert_eq!(*message, expected);
        }
    }
}

/// Errors of the text say where it is wrong, whatever is read out of it.
#[test]
fn errors_of_the_text_name_their_byte() {
    for (text, kind, offset) in [
        (&b"[1,2"[..], Kind::UnexpectedEnd, 4),
        (b"[1 2]", Kind::Syntax, 3),
        (b"[1,]", Kind::Syntax, 3),
        (b"{\"a\":1,}", Kind::Syntax, 7),
        (b"{\"a\" 1}", Kind::Syntax, 5),
        (b"{1:2}", Kind::Syntax, 1),
        (b"[tru]", Kind::Syntax, 1),
        (b"[1e999]", Kind::InvalidNumber, 1),
        (b"[01]", Kind::Syntax, 2),
        (b"[\"a\\q\"]", Kind::InvalidEscape, 3),
        (b"[\"a\nb\"]", Kind::Syntax, 3),
        (b"[\"a\xffb\"]", Kind::InvalidUtf8, 3),
        (b"[] []", Kind::TrailingData, 3),
        (b"  ", Kind::UnexpectedEnd, 2),
        (b"[\"x\",{\"y\":[nul", Kind::Syntax, 11),
    ] {
        let shown = text.escape_ascii();
        for error in [
            gatewire::json::from_slice::<Value>(&mut text.to_vec()).map(drop),
            gatewire::json::from_slice::<IgnoredAny>(&mut text.to_vec()).map(drop),
            // Of another type, which is found first.
            gatewire::json::from_slice::<bool>(&mut text.to_vec()).map(drop),
            gatewire::json::from_slice::<Persistent>(&mut text.to_vec()).map(drop),
        ] {
            let error = error.unwrap_err();
            assert_eq!((error.kind(), error.offset()), (kind, Some(offset)), "{shown}");
        }
    }
}

/// A model that goes on after each error.
struct Persistent;

impl<'de> Deserialize<'de> for Persistent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Persistent)
    }
}

impl<'de> Visitor<'de> for Persistent {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self, A::Error> {
        loop {
            if let Ok(None) = list.next_element::<Persistent>() {
                return Ok(self);
            }
        }
    }
}

#[test]
fn a_model_that_goes_on_after_errors_reads_on_behind_them() {
    for text in ["[]", "[1,[2,[\"\\n\",3]],{\"a\":[4]}]", "[[[[]]],\"a\\\\\"]"] {
        gatewire::json::from_slice::<Persistent>(&mut text.as_bytes().to_vec()).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn pieces_of_json_have_the_verdict_of_serde_json(
        pieces in proptest::collection::vec(prop_oneof![
            Just("["), Just("]"), Just("{"), Just("}"), Just(","), Just(":"), Just(" "), Just("\n"),
            Just("\"a\""), Just("\"\\n\""), Just("\"abcdefghijklmnop\""), Just("\"\\u00e9\":"),
            Just("\"b\":"), Just("1"), Just("-0"), Just("1.5e3"), Just("12345678901234567890123"),
            Just("true"), Just("null"), Just("\""), Just("\\"), Just("\u{e9}"), Just("\u{1}"),
        ], 0..16)
    ) {
        agrees(pieces.concat().as_bytes());
    }

    #[test]
    fn values_are_those_of_serde_json(
        texts in proptest::collection::vec(".{0,40}", 1..6),
        numbers in proptest::collection::vec(any::<f64>(), 0..4),
        integers in proptest::collection::vec(any::<i64>(), 0..4),
    ) {
        let value = serde_json::json!({
            "texts": texts, "numbers": numbers, "integers": integers,
            texts[0].clone(): [{ "a": texts, "b": [[], {}, integers] }],
        });
        agrees(&serde_json::to_vec(&value).unwrap());
        agrees(&serde_json::to_vec_pretty(&value).unwrap());
    }
}
