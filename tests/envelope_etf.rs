//! The envelope of ETF payloads: keys of any kind in any order, against a list of entries.

mod common;

use common::term::{
    ATOMS, atom, atom_as, big, binary, float, int, list, map, of_json, small, tagged, tuple,
    unsigned, versioned,
};
use common::{Random, assert_error, etf};
use gatewire::{
    Compression, DecodeError, DecodeErrorKind as Kind, Decoder, Encoding, EventKind, EventKinds,
    Frame, Scratch, Stage,
};
use proptest::prelude::*;
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
        (payload(&[(atom("op"), float(1.5))]), Kind::InvalidOpcode, Some(at_value)),
        (payload(&[(atom("op"), binary("1.0"))]), Kind::InvalidOpcode, Some(at_value)),
        (payload(&[(atom("op"), atom("nil"))]), Kind::InvalidOpcode, Some(at_value)),
        (with("s", int(-1)), Kind::InvalidSequence, Some(in_second)),
        (with("s", float(1.5)), Kind::InvalidSequence, Some(in_second)),
        (with("s", binary("1.0")), Kind::InvalidSequence, Some(in_second)),
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

/// What a payload in the Gateway's own form ends with.
const TAIL: &str = "d\0\x02opa\0d\0\x01sa\x01d\0\x01td\0\x05READY";

/// An entry with an atom as its key, as the Gateway writes one.
fn entry(key: &str, value: Vec<u8>) -> (Vec<u8>, Vec<u8>) {
    (atom_as(100, key), value)
}

/// Every read of the frame and of its copy; what one of them says to the payload.
fn all_reads(payload: &[u8]) -> Vec<Result<(), DecodeError>> {
    let owned = etf().decode(payload).map(|frame| frame.unwrap().to_owned());
    let mut all = reads(payload).to_vec();
    all.push(decode(payload, |frame| frame.data::<u8>().map(drop)));
    all.push(decode(payload, |frame| frame.payload::<Value>().map(drop)));
    all.push(decode(payload, |frame| frame.event_in(EventKinds::ALL).map(drop)));
    let Ok(owned) = owned else { return all };
    let mut scratch = Scratch::new();
    for _ in 0..2 {
        all.push(owned.validate());
        all.push(owned.data::<Value>(&mut scratch).map(drop));
        all.push(owned.data::<IgnoredAny>(&mut scratch).map(drop));
        all.push(owned.payload::<IgnoredAny>(&mut scratch).map(drop));
        all.push(owned.event(&mut scratch).map(drop));
        all.push(owned.write_json(&mut Vec::new()));
        all.push(owned.frame(&mut scratch).to_owned().validate());
    }
    all
}

/// Payloads of four entries, `d` first, that end in what looks like an envelope and is none.
fn forged() -> Vec<Vec<u8>> {
    let real = [entry("op", small(1)), entry("s", small(2))];
    let text = [TAIL, "READY", "\0", &"x".repeat(300)].map(|start| [start, TAIL].concat());
    let inner = map(&[
        entry("d", small(1)),
        entry("op", small(0)),
        entry("s", small(1)),
        entry("t", atom_as(100, "READY")),
    ]);
    let mut values = vec![binary(TAIL), tuple(&[binary(TAIL)]), tuple(&[small(1), inner.clone()])];
    values.extend(text.iter().map(|text| binary(text)));
    values.extend([map(&[(binary("x"), binary(TAIL))]), inner]);
    let mut payloads = Vec::new();
    // So long that the envelope is looked for at the end.
    let long = |d: Vec<u8>| list(&[d, binary(&"p".repeat(128))]);
    let data = [small(1), atom("nil"), list(&[binary(TAIL)]), map(&[]), of_json(&json!({"v": 10}))];
    for d in data.map(long) {
        for value in &values {
            // As the value of a key that nobody knows, which any kind of term may be.
            for key in unknown_keys() {
                let [op, s] = real.clone();
                payloads.push(payload(&[entry("d", d.clone()), op, s, (key, value.clone())]));
            }
        }
        // As the event's name.
        for value in values.iter().filter(|value| value[0] == 109) {
            let [op, s] = real.clone();
            payloads.push(payload(&[entry("d", d.clone()), op, s, entry("t", value.clone())]));
        }
    }
    payloads
}

#[test]
fn a_forged_envelope_is_refused_by_every_read() {
    let payloads = forged();
    assert!(payloads.len() > 500);
    for payload in payloads {
        let mut decoder = etf();
        let frame = decoder.decode(&payload).unwrap().unwrap();
        // The head is taken from the end; what it says is not to be trusted before a read.
        assert_eq!((frame.opcode().0, frame.sequence()), (0, Some(1)));
        assert_eq!((frame.event_name(), frame.kind()), (Some("READY"), EventKind::Ready));
        let end = payload.len() - TAIL.len();
        for (index, read) in all_reads(&payload).into_iter().enumerate() {
            assert!(read.is_err(), "read {index} of {}", payload.escape_ascii());
            let error = assert_error(read, Stage::Envelope, Kind::AmbiguousEnvelope);
            assert_eq!((error.offset(), error.path()), (Some(end), None));
        }
        let mut out = b"before".to_vec();
        assert!(decode(&payload, |frame| frame.write_json(&mut out)).is_err());
        assert_eq!(out, b"before");
    }
}

/// A short payload is read from its start, so that nothing at its end can take anyone in.
#[test]
fn a_short_payload_cannot_be_forged() {
    for (key, value) in [("x", binary(TAIL)), ("x", map(&[entry("t", atom_as(100, "READY"))]))] {
        let (op, s) = (entry("op", small(1)), entry("s", small(2)));
        let payload = payload(&[entry("d", small(1)), op, s, entry(key, value)]);
        assert!(payload.len() <= 128);
        let mut decoder = etf();
        let frame = decoder.decode(&payload).unwrap().unwrap();
        assert_eq!((frame.opcode().0, frame.sequence(), frame.event_name()), (1, Some(2), None));
        frame.validate().unwrap();
    }
}

#[test]
fn what_is_forged_and_broken_too_has_its_own_error() {
    let start = b"\x83t\0\0\0\x04d\0\x01d".as_slice();
    let cases = [
        // `d` is missing: the key `op` is its value then.
        ([start, TAIL.as_bytes()].concat(), Kind::UnexpectedEnd),
        ([start, &small(1), &small(2), TAIL.as_bytes()].concat(), Kind::TrailingData),
        ([start, b"m\0\0\0\x01", TAIL.as_bytes()].concat(), Kind::UnsupportedTag),
        ([start, b"m\xff\0\0\x01", TAIL.as_bytes()].concat(), Kind::InvalidLength),
        ([start, &[119, 1, 0xff], TAIL.as_bytes()].concat(), Kind::InvalidAtom),
        ([start, &[0], TAIL.as_bytes()].concat(), Kind::UnsupportedTag),
        (
            payload(&[
                entry("d", small(1)),
                entry("op", small(0)),
                entry("d", small(1)),
                entry("x", binary(TAIL)),
            ]),
            Kind::DuplicateEnvelopeKey,
        ),
    ];
    for (index, (payload, kind)) in cases.into_iter().enumerate() {
        // The shorter are read from their start, and refused at once.
        for (read, result) in all_reads(&payload).into_iter().enumerate() {
            assert!(result.is_err(), "case {index}, read {read}");
            let error = result.unwrap_err();
            assert_eq!((error.stage(), error.kind()), (Stage::Envelope, kind), "case {index}");
        }
    }
}

/// A payload as its entries say it is.
#[derive(Clone, Debug)]
struct Usual {
    d: Value,
    opcode: u8,
    sequence: Option<i32>,
    name: Option<String>,
}

impl Usual {
    /// The payload with `d` behind a key of this kind: ATOM_EXT is what the Gateway writes.
    fn payload(&self, kind: u8) -> Vec<u8> {
        let sequence = match self.sequence {
            None => atom_as(100, "nil"),
            Some(number) => u8::try_from(number).map_or(int(number), small),
        };
        let name = self.name.as_deref().unwrap_or("nil");
        payload(&[
            (atom_as(kind, "d"), of_json(&self.d)),
            entry("op", small(self.opcode)),
            entry("s", sequence),
            entry("t", atom_as(100, name)),
        ])
    }
}

/// Text that looks like parts of an envelope more often than not.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        Just(TAIL.to_owned()),
        (0..TAIL.len()).prop_map(|start| TAIL[start..].to_owned()),
        (0..TAIL.len()).prop_map(|end| TAIL[..end].to_owned()),
    ]
}

fn data() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        any::<u8>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 48, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((text(), inner), 0..6)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

fn usual() -> impl Strategy<Value = Usual> {
    // Numbers whose bytes are those of tags and keys.
    let byte = prop::sample::select(&b"\0\x01\x03sabdtnil"[..]);
    let number = prop_oneof![
        0..=i32::MAX,
        0..300,
        [byte.clone(), byte.clone(), byte.clone(), byte].prop_map(i32::from_be_bytes),
    ];
    let names = vec!["READY", "RESUMED", "MESSAGE_CREATE", "GUILD_EMOJIS_UPDATE", "NEW", "d", ""];
    let name = prop::sample::select(names).prop_map(str::to_owned);
    let opcode = prop_oneof![Just(0), any::<u8>()];
    let (sequence, name) = (prop::option::of(number), prop::option::of(name));
    (data(), opcode, sequence, name).prop_map(|(d, opcode, sequence, name)| Usual {
        d,
        opcode,
        sequence,
        name,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

    /// Against the entries themselves, and against the reading from the start, which a payload is
    /// left to whose keys are of another kind.
    #[test]
    fn the_envelope_from_the_end_is_that_from_the_start(usual in usual()) {
        let sequence = usual.sequence.map(|number| u64::try_from(number).unwrap());
        for kind in ATOMS {
            let payload = usual.payload(kind);
            let mut decoder = etf();
            let frame = decoder.decode(&payload).unwrap().unwrap();
            prop_assert_eq!((frame.opcode().0, frame.sequence()), (usual.opcode, sequence));
            prop_assert_eq!(frame.event_name(), usual.name.as_deref());
            let expected = match (usual.opcode, usual.name.as_deref()) {
                (0, Some(name)) => EventKind::from_name(name),
                (1, _) => EventKind::HeartbeatRequest,
                (7, _) => EventKind::Reconnect,
                (9, _) => EventKind::InvalidSession,
                (10, _) => EventKind::Hello,
                (11, _) => EventKind::HeartbeatAck,
                _ => EventKind::Unknown,
            };
            prop_assert_eq!(frame.kind(), expected);
            frame.validate().unwrap();
            let owned = frame.to_owned();
            prop_assert_eq!(&frame.data::<Value>().unwrap(), &usual.d);
            prop_assert_eq!(&owned.data::<Value>(&mut Scratch::new()).unwrap(), &usual.d);
            let mut line = Vec::new();
            owned.write_json(&mut line).unwrap();
            let whole: Value = serde_json::from_slice(&line).unwrap();
            let name = &usual.name;
            let all = json!({"d": usual.d, "op": usual.opcode, "s": sequence, "t": name});
            prop_assert_eq!(whole, all);
        }
    }
}

/// By the rule of all fields.
#[test]
fn whole_floats_and_decimal_text_are_integers() {
    for (op, s) in [(float(1.0), float(5.0)), (binary("1"), binary("5")), (atom("1"), small(5))] {
        let message = payload(&[(atom("op"), op), (atom("s"), s)]);
        let mut decoder = Decoder::new(Encoding::Etf, Compression::None);
        let frame = decoder.decode(&message).unwrap().expect("a whole frame");
        assert_eq!((frame.opcode().0, frame.sequence()), (1, Some(5)), "{message:?}");
    }
}
