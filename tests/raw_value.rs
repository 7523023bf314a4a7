//! `serde_json::value::RawValue` out of JSON, against serde_json, and why there is none in ETF.

mod common;

use std::borrow::Cow;
use std::collections::BTreeMap;

use common::term::{atom, map, of_json, payload};
use common::{assert_error, error_of, etf, json};
use gatewire::{DecodeErrorKind as Kind, Scratch, Stage};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

const TEXTS: [&str; 12] = [
    "null",
    "true",
    "-0.50e+7",
    r#""""#,
    r#""plain""#,
    r#""caf\u00e9 \"\n\ud83d\ude00""#,
    "[]",
    "{ }",
    r#"[ 1 ,	"two\t" , [ ] ]"#,
    r#"{"a" : {"b\u0062":"\\" } , "a":1}"#,
    "123456789012345678901234567890",
    r#""☃ é""#,
];

/// Raw values among others that are unescaped.
#[derive(Deserialize)]
struct Mixed<'a> {
    before: Cow<'a, str>,
    #[serde(borrow)]
    lent: &'a RawValue,
    between: String,
    owned: Box<RawValue>,
    list: Vec<Box<RawValue>>,
    #[serde(borrow)]
    map: BTreeMap<Cow<'a, str>, &'a RawValue>,
    option: Option<Box<RawValue>>,
    wrapped: Wrapped,
    after: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Wrapped(Box<RawValue>);

fn mixed(text: &str) -> String {
    format!(
        r#"{{"before":"\u0031\n","lent": {text} ,"between":"\t","owned":{text},"list":[{text}, {text}],
        "map":{{"\u0061":{text},"b" :{text}}},"option":{text},"wrapped":{text},"after":"\"}}"}}"#
    )
}

/// All that is in there, as text.
fn shown(mixed: &Mixed<'_>) -> Vec<String> {
    let mut shown = vec![mixed.before.to_string(), mixed.lent.get().to_owned()];
    shown.push(mixed.between.clone());
    shown.push(mixed.owned.get().to_owned());
    shown.extend(mixed.list.iter().map(|raw| raw.get().to_owned()));
    shown.extend(mixed.map.iter().flat_map(|(key, raw)| [key.to_string(), raw.get().to_owned()]));
    shown.extend(mixed.option.iter().map(|raw| raw.get().to_owned()));
    shown.push(mixed.wrapped.0.get().to_owned());
    shown.push(mixed.after.to_string());
    shown
}

#[test]
fn raw_values_are_the_text_that_came() {
    for text in TEXTS {
        let document = mixed(text);
        let expected = shown(&serde_json::from_str(&document).unwrap());
        assert!(expected.iter().filter(|shown| *shown == text).count() >= 6, "{text}");
        let mut bytes = document.clone().into_bytes();
        assert_eq!(shown(&gatewire::json::from_slice(&mut bytes).unwrap()), expected, "{text}");

        for message in [
            format!(r#"{{"t":"X","s":1,"op":0,"d":{document}}}"#),
            format!(r#"{{"d":{document},"op":0}}"#),
        ] {
            let mut decoder = json();
            let frame = decoder.decode(message.as_bytes()).unwrap().unwrap();
            let (owned, mut scratch) = (frame.to_owned(), Scratch::new());
            assert_eq!(shown(&frame.data().unwrap()), expected, "{message}");
            for _ in 0..2 {
                assert_eq!(shown(&owned.data(&mut scratch).unwrap()), expected, "{message}");
            }
            let raw: &RawValue = owned.data(&mut scratch).unwrap();
            assert_eq!(raw.get(), document);
            let raw: Box<RawValue> = owned.payload(&mut scratch).unwrap();
            assert_eq!(raw.get(), message);
            let again: BTreeMap<String, Box<RawValue>> = owned.payload(&mut scratch).unwrap();
            assert_eq!(again["d"].get(), document);
        }
    }
}

#[test]
fn a_raw_value_alone_is_borrowed() {
    for text in TEXTS {
        let mut bytes = format!(" {text} ").into_bytes();
        let range = bytes.as_ptr_range();
        let raw: &RawValue = gatewire::json::from_slice(&mut bytes).unwrap();
        assert_eq!(raw.get(), text);
        assert!(range.contains(&raw.get().as_ptr()));
    }
    let mut decoder = json();
    let frame = decoder.decode(br#"{"op":11}"#).unwrap().unwrap();
    assert_eq!(frame.data::<&RawValue>().unwrap().get(), "null", "no `d` reads as null");
}

#[test]
fn what_is_no_json_is_no_raw_value() {
    for text in
        ["", "[1,]", "{\"a\"}", "\"\\x\"", "\"\\ud800\"", "01", "nul", "1 2", "1e999", "\"\u{1}\""]
    {
        let is_json = serde_json::from_str::<Value>(text).is_ok();
        assert!(!is_json, "{text}");
        let error =
            error_of(gatewire::json::from_slice::<&RawValue>(&mut text.as_bytes().to_vec()));
        let expected = error_of(gatewire::json::from_slice::<Value>(&mut text.as_bytes().to_vec()));
        assert_eq!(error.to_string(), expected.to_string(), "{text}");
    }
    // Nothing is built, so that it may nest as deep as what is stepped over.
    for (depth, fits) in [(1024, true), (1025, false)] {
        let mut text = format!("{}{}", "[".repeat(depth), "]".repeat(depth)).into_bytes();
        let raw = gatewire::json::from_slice::<&RawValue>(&mut text);
        match fits {
            true => assert_eq!(raw.unwrap().get().len(), 2 * depth),
            false => drop(assert_error(raw, Stage::Data, Kind::DepthExceeded)),
        }
    }
}

/// What the first read borrows fills the bytes of the text; what is read after it is copied.
#[test]
fn a_second_read_copies() {
    let text = r#"["a\n",{"b":"\u0063"}]"#;
    let expected: Value = serde_json::from_str(text).unwrap();
    let mut bytes = text.as_bytes().to_vec();
    let range = bytes.as_ptr_range();
    let mut deserializer = gatewire::json::Deserializer::from_slice(&mut bytes).unwrap();
    let raw = <&RawValue>::deserialize(&mut deserializer).unwrap();
    assert!(range.contains(&raw.get().as_ptr()));
    for _ in 0..3 {
        assert_eq!(Value::deserialize(&mut deserializer).unwrap(), expected);
        let again = Box::<RawValue>::deserialize(&mut deserializer).unwrap();
        assert_eq!((raw.get(), again.get()), (text, text));
        // There is no room left to be lent.
        let refused = <&RawValue>::deserialize(&mut deserializer);
        assert_error(refused, Stage::Data, Kind::InvalidType);
    }

    // Unescaped text is shorter, and the first read of text that is copied takes room all the same.
    let mut bytes = text.as_bytes().to_vec();
    let mut deserializer = gatewire::json::Deserializer::from_slice(&mut bytes).unwrap();
    let (first, _) = <(&str, Value)>::deserialize(&mut deserializer).unwrap();
    for _ in 0..2 {
        let (again, rest) = <(Cow<'_, str>, Value)>::deserialize(&mut deserializer).unwrap();
        assert_eq!((first, &*again, &rest), ("a\n", "a\n", &expected[1]));
    }
    let raw = Box::<RawValue>::deserialize(&mut deserializer).unwrap();
    assert_eq!((raw.get(), first), (text, "a\n"));
}

#[test]
fn terms_have_no_raw_values() {
    #[derive(Debug, Deserialize)]
    struct Holder {
        #[allow(dead_code)]
        raw: Option<Box<RawValue>>,
    }
    let data = map(&[(atom("raw"), of_json(&serde_json::json!([1])))]);
    let message = payload(&data, 0, Some(1), Some("X"));
    let mut decoder = etf();
    let frame = decoder.decode(&message).unwrap().unwrap();
    let owned = frame.to_owned();
    let error = assert_error(frame.data::<Holder>(), Stage::Data, Kind::RawValueInEtf);
    assert_eq!(error.path(), Some("d.raw"));
    assert_eq!(
        error.to_string(),
        format!(
            "cannot read the data: raw JSON was asked for, but the payload is ETF in `d.raw` at byte {}",
            error.offset().unwrap()
        )
    );
    let mut scratch = Scratch::new();
    assert_error(owned.data::<Box<RawValue>>(&mut scratch), Stage::Data, Kind::RawValueInEtf);
    assert_error(owned.payload::<&RawValue>(&mut scratch), Stage::Data, Kind::RawValueInEtf);
    let absent = gatewire::etf::from_slice::<Box<RawValue>>(&[131, 97, 1]);
    assert_error(absent, Stage::Data, Kind::RawValueInEtf);
}
