//! The envelope of ETF payloads: keys of any kind in any order, against a list of entries.

mod common;

use common::term::{
    ATOMS, atom, atom_as, big, binary, float, int, list, map, of_json, small, tagged, tuple,
    unsigned, versioned,
};
use common::{Random, assert_error, etf};
use gatewire::{DecodeError, DecodeErrorKind as Kind, EventKind, Frame, Scratch, Stage};
use serde::de::IgnoredAny;
use serde_json::{Value, json};

fn decode<T>(
    payload: &[u8],
    read: impl FnOnce(Frame<'_>) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    read(etf().decode(payload)?.expect("a plain message is a frame"))
}

/// Every way to read a frame to its end.
fn reads(payload: &[u8]) -> [Result<(), DecodeError>; 7] {
    [
        decode(payload, |frame| frame.validate()),
        decode(payload, |frame| frame.data::<Value>().map(drop)),
        decode(payload, |frame| frame.data::<IgnoredAny>().map(drop)),
        decode(payload, |frame| frame.payload::<IgnoredAny>().map(drop)),
        decode(payload, |frame| frame.write_json(&mut Vec::new())),
        decode(payload, |frame| frame.event().map(drop)),
        decode(payload, |frame| {
            let owned = frame.to_owned();
            owned.validate()?;
            owned.data::<Value>(&mut Scratch::new()).map(drop)
        }),
    ]
}

/// The same text as a key: four kinds of atom, and a binary.
fn key(kind: usize, text: &str) -> Vec<u8> {
    match ATOMS.get(kind) {
        Some(&tag) => atom_as(tag, text),
        None => binary(text),
    }
}

fn payload(entries: &[(Vec<u8>, Vec<u8>)]) -> Vec<u8> {
    versioned(&map(entries))
}

/// One of each kind of term, as a key that nobody knows.
fn unknown_keys() -> Vec<Vec<u8>> {
    vec![
        atom("_trace"),
        binary(""),
        atom("nil"),
        atom("D"),
        small(100),
        int(-5),
        big(true, &[1, 2, 3]),
        big(false, &[0xff; 20]),
        float(1.5),
        list(&[binary("d")]),
        tuple(&[atom("op"), small(1)]),
        map(&[(atom("op"), small(9)), (atom("t"), binary("X"))]),
        vec![106],
        vec![107, 0, 1, b'd'],
        tagged(109, 2, &[0xc3, 0xa9]),
    ]
}

#[test]
fn keys_of_all_kinds_in_all_orders_read_the_same() {
    let data = json!({"op": 9, "t": "X", "list": [1, -1, 1.5, "é", null, true, {}], "d": []});
    let mut random = Random(2);
    for round in 0..2000 {
        let kind = |random: &mut Random| random.below(5);
        let mut entries = vec![
            (key(kind(&mut random), "op"), small(0)),
            (key(kind(&mut random), "s"), unsigned(round)),
            (key(kind(&mut random), "t"), binary("RESUMED")),
            (key(kind(&mut random), "d"), of_json(&data)),
        ];
        let unknown = unknown_keys();
        for _ in 0..random.below(4) {
            let value = of_json(&json!({"op": 1, "d": {"t": [2]}}));
            entries.push((unknown[random.below(unknown.len())].clone(), value));
        }
        for last in (1..entries.len()).rev() {
            entries.swap(last, random.below(last + 1));
        }
        let payload = payload(&entries);
        let mut decoder = etf();
        let frame = decoder.decode(&payload).unwrap().unwrap();
        assert_eq!((frame.opcode().0, frame.sequence()), (0, Some(round)));
        assert_eq!(frame.event_name(), Some("RESUMED"));
        assert_eq!(frame.kind(), EventKind::Resumed);
        frame.validate().unwrap();
        assert_eq!(frame.bytes(), payload);
        assert_eq!(frame.data::<Value>().unwrap(), data);
    }
}

#[test]
fn integers_and_names_are_read_in_every_form() {
    for op in [small(7), int(7), big(false, &[7]), big(false, &[7, 0, 0]), tagged(111, 1, &[0, 7])]
    {
        let payload = payload(&[(atom("op"), op)]);
        assert_eq!(decode(&payload, |frame| Ok(frame.opcode().0)).unwrap(), 7);
    }
    for (s, value) in [
        (small(0), 0),
        (int(i32::MAX), i32::MAX as u64),
        (unsigned(u64::MAX), u64::MAX),
        (big(true, &[0, 0]), 0),
        (big(false, &[]), 0),
        (big(false, &[1, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 1),
    ] {
        let payload = payload(&[(atom("op"), small(0)), (atom("s"), s)]);
        assert_eq!(decode(&payload, |frame| Ok(frame.sequence())).unwrap(), Some(value));
    }
    for null in [atom("nil"), atom("null"), atom_as(100, "nil"), atom_as(115, "null")] {
        let payload = payload(&[
            (atom("op"), small(0)),
            (atom("s"), null.clone()),
            (atom("t"), null.clone()),
            (atom("d"), null),
        ]);
        let mut decoder = etf();
        let frame = decoder.decode(&payload).unwrap().unwrap();
        assert_eq!((frame.sequence(), frame.event_name()), (None, None));
        assert_eq!(frame.data::<Option<u8>>().unwrap(), None);
    }
    for kind in 0..5 {
        for name in ["MESSAGE_CREATE", "SOMETHING_NEW", ""] {
            let payload = payload(&[(atom("t"), key(kind, name)), (atom("op"), small(0))]);
            let mut decoder = etf();
            let frame = decoder.decode(&payload).unwrap().unwrap();
            assert_eq!(frame.event_name(), Some(name));
        }
    }
    // The text `nil` is a name when it is a binary.
    let payload = payload(&[(atom("t"), binary("nil")), (atom("op"), small(0))]);
    assert!(decode(&payload, |frame| Ok(frame.event_name() == Some("nil"))).unwrap());
}

#[test]
fn a_duplicate_is_found_whatever_it_is_written_as() {
    let values = [("op", small(1)), ("s", small(2)), ("t", binary("NEW")), ("d", atom("nil"))];
    for (name, value) in &values {
        for first in 0..5 {
            for second in 0..5 {
                let mut entries = vec![(key(first, name), value.clone())];
                for (other, value) in values.iter().filter(|(other, _)| other != name) {
                    entries.push((atom(other), value.clone()));
                }
                entries.push((key(second, name), value.clone()));
                // Behind everything, so behind `d`: the envelope alone may not see it.
                for place in (1..=4).rev() {
                    let hidden = payload(&entries);
                    for read in reads(&hidden) {
                        assert_error(read, Stage::Envelope, Kind::DuplicateEnvelopeKey);
                    }
                    entries.swap(place, place - 1);
                }
            }
        }
    }
    // Unknown keys may stand twice.
    let entries = [(atom("op"), small(11)), (atom("x"), small(1)), (binary("x"), small(2))];
    for read in reads(&payload(&entries)) {
        read.unwrap();
    }
}

#[test]
fn an_absent_d_reads_as_null() {
    let payload = payload(&[(atom("op"), small(11))]);
    assert_eq!(decode(&payload, |frame| frame.data::<Option<u8>>()).unwrap(), None);
    assert_eq!(decode(&payload, |frame| frame.data::<Value>()).unwrap(), Value::Null);
    let result = decode(&payload, |frame| frame.data::<u8>());
    let error = assert_error(result, Stage::Data, Kind::InvalidType);
    assert_eq!((error.path(), error.offset()), (Some("d"), None));
}

#[test]
fn each_mistake_has_its_error_at_its_place() {
    let op = || (atom("op"), small(1));
    let with = |name: &str, value: Vec<u8>| payload(&[op(), (atom(name), value)]);
    // 131, the map's header, `op` and its value, the next key.
    let (at_value, in_second) = (6 + 4, 6 + 4 + 2 + 3);
    let cut = |bytes: Vec<u8>, length: usize| bytes[..length].to_vec();
    let mistakes = [
        (vec![], Kind::UnexpectedEnd, Some(0)),
        (vec![131], Kind::UnexpectedEnd, Some(1)),
        (b"{\"op\":1}".to_vec(), Kind::InvalidVersion, Some(0)),
        (versioned(&list(&[small(1)])), Kind::NotAnObject, Some(1)),
        (versioned(&atom("nil")), Kind::NotAnObject, Some(1)),
        (vec![131, 0], Kind::UnsupportedTag, Some(1)),
        (vec![131, 108, 0xff, 0xff, 0xff, 0xff], Kind::InvalidLength, Some(1)),
        (vec![131, 116, 0xff, 0xff, 0xff, 0xff], Kind::InvalidLength, Some(1)),
        (payload(&[]), Kind::MissingOpcode, None),
        (payload(&[(atom("d"), small(1))]), Kind::MissingOpcode, None),
        (payload(&[(atom("op"), int(256))]), Kind::InvalidOpcode, Some(at_value)),
        (payload(&[(atom("op"), int(-1))]), Kind::InvalidOpcode, Some(at_value)),
        (payload(&[(atom("op"), float(1.0))]), Kind::InvalidOpcode, Some(at_value)),
        (payload(&[(atom("op"), binary("1"))]), Kind::InvalidOpcode, Some(at_value)),
        (payload(&[(atom("op"), atom("nil"))]), Kind::InvalidOpcode, Some(at_value)),
        (with("s", int(-1)), Kind::InvalidSequence, Some(in_second)),
        (with("s", float(1.0)), Kind::InvalidSequence, Some(in_second)),
        (with("s", binary("1")), Kind::InvalidSequence, Some(in_second)),
        (
            with("s", big(false, &[0, 0, 0, 0, 0, 0, 0, 0, 1])),
            Kind::InvalidSequence,
            Some(in_second),
        ),
        (with("t", small(1)), Kind::InvalidEventName, Some(in_second)),
        (with("t", list(&[])), Kind::InvalidEventName, Some(in_second)),
        (with("op", small(1)), Kind::DuplicateEnvelopeKey, Some(12)),
        (with("t", tagged(109, 1, &[0xff])), Kind::InvalidUtf8, Some(in_second)),
        ([payload(&[op()]), vec![0]].concat(), Kind::TrailingData, Some(12)),
        (cut(payload(&[op()]), 11), Kind::UnexpectedEnd, Some(11)),
    ];
    for (index, (payload, kind, offset)) in mistakes.into_iter().enumerate() {
        let mut decoder = etf();
        let error = assert_error(decoder.decode(&payload), Stage::Envelope, kind);
        assert_eq!(error.offset(), offset, "mistake {index}");
        assert_eq!(error.path(), None);
    }
}

#[test]
fn what_follows_an_event_is_checked_by_every_read() {
    let envelope = [
        (atom("op"), small(0)),
        (atom("s"), small(1)),
        (atom("t"), binary("NEW")),
        (atom("d"), list(&[small(1), small(2)])),
    ];
    let good = payload(&envelope);
    for (bad, kind) in [
        ([&good[..], &[106]].concat(), Kind::TrailingData),
        (good[..good.len() - 1].to_vec(), Kind::UnexpectedEnd),
        ([&good[..good.len() - 1], &[1]].concat(), Kind::UnsupportedTag),
    ] {
        assert!(etf().decode(&bad).unwrap().is_some(), "the head is there");
        for read in reads(&bad) {
            assert_error(read, Stage::Envelope, kind);
        }
    }
}
