//! Short frames with each byte replaced, and cut at each byte.

mod common;

use common::term::{
    atom, atom_as, big, binary, float, int, list, map, payload, small, tuple, unsigned,
};
use common::{etf, json};
use gatewire::{DecodeError, Decoder, Encoding, Frame, OwnedFrame, Scratch};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

const TEXTS: [&str; 5] = [
    r#"{"t":"MESSAGE_CREATE","s":17,"op":0,"d":{"a":[1,-2.5e3,null],"é":"\u00e9\"\\","b":{}}}"#,
    r#"{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250,"_trace":["[\"a\"]"]}}"#,
    r#"{"d":[[],{"op":1}],"x":"y","op":0,"s":18446744073709551615,"t":"\u0052EADY"}"#,
    r#" {"op" : 11 , "d" : true} "#,
    r#"{"op":0,"t":"NEW","s":1,"d":"\ud83d\ude00☃"}"#,
];

fn terms() -> Vec<Vec<u8>> {
    let mixed = map(&[
        (binary("a"), list(&[small(1), int(-5), float(0.5), atom("nil"), list(&[])])),
        (atom("b"), tuple(&[unsigned(1 << 60), big(true, &[1; 9]), binary("é☃")])),
        (atom("c"), vec![107, 0, 2, 1, 2]),
    ]);
    let hello = map(&[(atom("heartbeat_interval"), int(41_250))]);
    vec![
        payload(&mixed, 0, Some(3), Some("NEW")),
        payload(&hello, 10, None, None),
        payload(&map(&[]), 0, Some(1), Some("RESUMED")),
        common::term::versioned(&map(&[(atom("op"), small(11))])),
        usual(&mixed, "RESUMED"),
        usual(&map(&[(atom("id"), unsigned(1 << 60)), (binary("x"), mixed)]), "GUILD_DELETE"),
    ]
}

/// A payload in the Gateway's own form, whose envelope is read from its end.
fn usual(d: &[u8], name: &str) -> Vec<u8> {
    common::term::versioned(&map(&[
        (atom_as(100, "d"), d.to_vec()),
        (atom_as(100, "op"), small(0)),
        (atom_as(100, "s"), small(5)),
        (atom_as(100, "t"), atom_as(100, name)),
    ]))
}

/// All that can be read of a message, each a fresh value or the error's text.
#[derive(Debug, PartialEq)]
struct Verdicts {
    envelope: Result<(u8, Option<u64>, Option<String>), String>,
    validate: Result<(), String>,
    data: Result<Value, String>,
    skipped: Result<(), String>,
    payload: Result<Value, String>,
    line: Result<Vec<u8>, String>,
    event: Result<String, String>,
}

fn told<T>(result: Result<T, DecodeError>) -> Result<T, String> {
    result.map_err(|error| {
        assert!(!error.is_fatal());
        format!("{error}")
    })
}

fn line(write: impl FnOnce(&mut Vec<u8>) -> Result<(), DecodeError>) -> Result<Vec<u8>, String> {
    let mut out = b"x".to_vec();
    let result = told(write(&mut out));
    assert!(result.is_ok() || out == b"x", "nothing is left behind an error");
    result.map(|()| out.split_off(1))
}

fn of_frame(decoder: &mut Decoder, message: &[u8]) -> Verdicts {
    let mut with = |read: &mut dyn FnMut(Frame<'_>)| match decoder.decode(message) {
        Ok(frame) => {
            read(frame.expect("a plain message is a frame"));
            None
        }
        Err(error) => Some(told::<()>(Err(error)).unwrap_err()),
    };
    let mut envelope = Err(String::new());
    let failed = with(&mut |frame| {
        let name = frame.event_name().map(str::to_owned);
        envelope = Ok((frame.opcode().0, frame.sequence(), name));
    });
    if let Some(error) = failed {
        return Verdicts {
            envelope: Err(error.clone()),
            validate: Err(error.clone()),
            data: Err(error.clone()),
            skipped: Err(error.clone()),
            payload: Err(error.clone()),
            line: Err(error.clone()),
            event: Err(error),
        };
    }
    let mut verdicts = Verdicts {
        envelope,
        validate: Ok(()),
        data: Ok(Value::Null),
        skipped: Ok(()),
        payload: Ok(Value::Null),
        line: Ok(vec![]),
        event: Ok(String::new()),
    };
    with(&mut |frame| verdicts.validate = told(frame.validate()));
    with(&mut |frame| verdicts.data = told(frame.data()));
    with(&mut |frame| verdicts.skipped = told(frame.data::<IgnoredAny>().map(drop)));
    with(&mut |frame| verdicts.payload = told(frame.payload()));
    let mut frame_line = Err(String::new());
    with(&mut |frame| frame_line = line(|out| frame.write_json(out)));
    verdicts.line = frame_line;
    with(&mut |frame| verdicts.event = told(frame.event().map(|event| format!("{event:?}"))));
    verdicts
}

fn of_owned(frame: &OwnedFrame, scratch: &mut Scratch) -> Verdicts {
    let name = frame.event_name().map(str::to_owned);
    Verdicts {
        envelope: Ok((frame.opcode().0, frame.sequence(), name)),
        validate: told(frame.validate()),
        data: told(frame.data(scratch)),
        skipped: told(frame.data::<IgnoredAny>(scratch).map(drop)),
        payload: told(frame.payload(scratch)),
        line: line(|out| frame.write_json(out)),
        event: told(frame.event(scratch).map(|event| format!("{event:?}"))),
    }
}

/// Whether JSON is an object with an opcode, and each of `op`, `s`, `t` and `d` is there at most once
/// and is what it may be, by serde_json: derived structs refuse what stands twice.
fn is_payload(message: &[u8]) -> bool {
    #[derive(Deserialize)]
    #[allow(dead_code)]
    struct Payload {
        op: u8,
        s: Option<u64>,
        t: Option<String>,
        d: Option<IgnoredAny>,
    }
    // It would read a list as well.
    let is_object = message.trim_ascii_start().starts_with(b"{");
    is_object && serde_json::from_slice::<Payload>(message).is_ok()
}

/// Reads a message in every way and compares the ways.
fn check(encoding: Encoding, decoder: &mut Decoder, scratch: &mut Scratch, message: &[u8]) {
    let verdicts = of_frame(decoder, message);
    let shown = message.escape_ascii();
    if let Ok(Some(frame)) = decoder.decode(message) {
        let owned = frame.to_owned();
        assert_eq!(of_owned(&owned, scratch), verdicts, "{shown}");
    }
    let well_formed = verdicts.validate.is_ok();
    assert_eq!(verdicts.skipped.is_ok(), well_formed, "{shown}: {verdicts:?}");
    assert!(well_formed || verdicts.data.is_err(), "{shown}: {verdicts:?}");
    assert!(well_formed || verdicts.event.is_err(), "{shown}: {verdicts:?}");
    if let Ok(line) = &verdicts.line {
        let value: Value = serde_json::from_slice(line).unwrap();
        assert_eq!(Ok(&value), verdicts.payload.as_ref(), "{shown}");
        assert_eq!(Ok(&value["d"]), verdicts.data.as_ref(), "{shown}");
    }
    if encoding == Encoding::Json {
        let oracle = serde_json::from_slice::<Value>(message);
        match oracle {
            Ok(value) if is_payload(message) => {
                assert!(well_formed && verdicts.line.is_ok(), "{shown}: {verdicts:?}");
                assert_eq!(verdicts.payload, Ok(value), "{shown}");
            }
            Ok(_) => assert!(!well_formed, "{shown}: {verdicts:?}"),
            Err(_) => assert!(!well_formed && verdicts.payload.is_err(), "{shown}: {verdicts:?}"),
        }
    }
}

/// All bytes for the first frame; for the others a quarter of them, another one at each place.
fn bytes(frame: usize, index: usize) -> impl Iterator<Item = u8> {
    (0..=u8::MAX).filter(move |byte| frame == 0 || usize::from(*byte) % 4 == index % 4)
}

#[test]
fn every_byte_of_a_json_frame_replaced_by_every_other() {
    let (mut decoder, mut scratch) = (json(), Scratch::new());
    for (number, text) in TEXTS.into_iter().enumerate() {
        for index in 0..text.len() {
            let mut message = text.as_bytes().to_vec();
            for byte in bytes(number, index) {
                message[index] = byte;
                check(Encoding::Json, &mut decoder, &mut scratch, &message);
            }
        }
    }
}

#[test]
fn every_byte_of_an_etf_frame_replaced_by_every_other() {
    let (mut decoder, mut scratch) = (etf(), Scratch::new());
    for (number, term) in terms().into_iter().enumerate() {
        for index in 0..term.len() {
            let mut message = term.clone();
            for byte in bytes(number, index) {
                message[index] = byte;
                check(Encoding::Etf, &mut decoder, &mut scratch, &message);
            }
        }
    }
}

/// Parsers of JSON look at blocks of 16, 32 or 64 bytes: everything stands at each place of one.
#[test]
fn damage_at_every_place_of_a_block_has_the_verdict_of_serde_json() {
    let long = "é☃😀\\\"\\\\\\u00e9".repeat(9);
    let document = format!(r#"["{long}",[{{}},-1.5e2,null,{{"{long}":[true,"\\"]}}],0]"#);
    for indent in 0..64 {
        let document = [" ".repeat(indent), document.clone()].concat().into_bytes();
        let expected: Value = serde_json::from_slice(&document).unwrap();
        let mut text = document.clone();
        assert_eq!(gatewire::json::from_slice::<Value>(&mut text).unwrap(), expected);
        for index in (indent..document.len()).filter(|index| index % 13 == indent % 13) {
            for byte in *b"\"\\ \n\0\x80{]7" {
                let mut damaged = document.clone();
                damaged[index] = byte;
                let oracle = serde_json::from_slice::<Value>(&damaged).ok();
                let found = gatewire::json::from_slice::<Value>(&mut damaged.clone()).ok();
                assert_eq!(found, oracle, "{}", damaged.escape_ascii());
            }
            let mut cut = document[..index].to_vec();
            assert!(gatewire::json::from_slice::<Value>(&mut cut).is_err());
        }
    }
}

#[test]
fn a_frame_that_is_cut_short_is_never_read() {
    for text in TEXTS {
        for length in 0..text.trim_end().len() {
            let cut = &text.as_bytes()[..length];
            let verdicts = of_frame(&mut json(), cut);
            assert!(verdicts.data.is_err() && verdicts.validate.is_err(), "{}", cut.escape_ascii());
            check(Encoding::Json, &mut json(), &mut Scratch::new(), cut);
        }
    }
    for term in terms() {
        for length in 0..term.len() {
            let verdicts = of_frame(&mut etf(), &term[..length]);
            assert!(verdicts.data.is_err() && verdicts.validate.is_err(), "{length}");
            check(Encoding::Etf, &mut etf(), &mut Scratch::new(), &term[..length]);
        }
    }
}
