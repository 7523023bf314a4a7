//! Lists and maps inside each other, in events that have no struct: read, and written in both encodings.

use gatewire::{
    Compression, DEFAULT_MAX_DEPTH, DecodeError, DecodeErrorKind as Kind, EncodeError, Encoder,
    Encoding, Event, Opcode, Stage,
};
use serde_json::{Value, json as value};

use crate::common;
use crate::common::term::{self, binary, list, map, of_json, small, tagged};

const NAME: &str = "SOMETHING_NEW";

fn json_frame(document: &str) -> Vec<u8> {
    format!(r#"{{"t":"{NAME}","s":7,"op":0,"d":{document}}}"#).into_bytes()
}

fn term_frame(document: &[u8]) -> Vec<u8> {
    term::payload(document, 0, Some(7), Some(NAME))
}

/// `d` of what an encoder writes of an event without a struct.
fn written(encoding: Encoding, frame: &[u8], into: Encoding) -> Result<Vec<u8>, EncodeError> {
    let mut decoder = common::decoder(encoding, Compression::None);
    let event = decoder.decode(frame).unwrap().expect("a whole frame").event().unwrap();
    assert!(matches!(event, Event::Unknown(_)));
    let message = Encoder::new(into).with_limit(1 << 24).encode_payload(Opcode(0), &event)?;
    let etf = [b"\x83", &tagged(116, 2, &[])[..], &binary("op"), &small(0), &binary("d")].concat();
    let (before, after) = match into {
        Encoding::Json => (&br#"{"op":0,"d":"#[..], &b"}"[..]),
        _ => (&etf[..], &b""[..]),
    };
    Ok(message.strip_prefix(before).unwrap().strip_suffix(after).unwrap().to_vec())
}

/// Checks that a document is written as it is, whatever it came as.
#[track_caller]
fn check(document: &Value) {
    let (text, term) = (document.to_string(), of_json(document));
    for (encoding, frame) in
        [(Encoding::Json, json_frame(&text)), (Encoding::Etf, term_frame(&term))]
    {
        let json = written(encoding, &frame, Encoding::Json).unwrap();
        assert_eq!(String::from_utf8(json).unwrap(), text, "of {encoding:?}");
        let written_term = written(encoding, &frame, Encoding::Etf).unwrap();
        assert_eq!(written_term, term, "of {encoding:?}: {text}");
    }
}

fn list_of(length: usize, element: &Value) -> Value {
    Value::Array(vec![element.clone(); length])
}

fn map_of(length: usize, element: &Value) -> Value {
    (0..length).map(|index| (format!("k{index:03}"), element.clone())).collect()
}

#[test]
fn lists_and_maps_of_every_length() {
    let elements = [value!(7), value!([]), value!([7]), value!([[7, "a"]]), value!({"k": [[], 7]})];
    for length in (0..=10).chain([31, 32, 33, 63, 64, 65, 66, 129]) {
        for element in &elements {
            for document in [list_of(length, element), map_of(length, element)] {
                check(&document);
                check(&value!([[document], {"a": document, "b": [document, document]}]));
            }
        }
    }
}

/// One container around a value.
type Wrap = fn(Value) -> Value;

const WRAPS: [Wrap; 8] = [
    |inner| value!([inner]),
    |inner| value!({ "a": inner }),
    |inner| value!([inner, 0]),
    |inner| value!([0, inner]),
    |inner| value!([0, [], inner]),
    |inner| value!([0, 0, [1], 0, inner, [2], 0]),
    |inner| value!({"a": 0, "b": inner}),
    |inner| value!({"a": [], "b": [0], "c": inner, "d": 0}),
];

/// So many containers, of each kind by itself and of all in turn.
fn nests(depth: usize) -> impl Iterator<Item = Value> {
    let of = |wrap: &dyn Fn(usize) -> Wrap| (0..depth).fold(value!(7), |inner, at| wrap(at)(inner));
    let each = WRAPS.map(|kind| of(&|_| kind));
    let mixed = [of(&|at| WRAPS[at % WRAPS.len()]), of(&|at| WRAPS[at * at % 7])];
    each.into_iter().chain(mixed)
}

/// How deep containers nest.
fn depth_of(value: &Value) -> usize {
    match value {
        Value::Array(elements) => 1 + elements.iter().map(depth_of).max().unwrap_or(0),
        Value::Object(entries) => 1 + entries.values().map(depth_of).max().unwrap_or(0),
        _ => 0,
    }
}

#[test]
fn nests_are_written_to_the_level() {
    for document in (0..DEFAULT_MAX_DEPTH + 2).flat_map(nests) {
        if depth_of(&document) <= DEFAULT_MAX_DEPTH {
            check(&document);
            continue;
        }
        for (encoding, frame) in [
            (Encoding::Json, json_frame(&document.to_string())),
            (Encoding::Etf, term_frame(&of_json(&document))),
        ] {
            for into in [Encoding::Json, Encoding::Etf] {
                assert_eq!(written(encoding, &frame, into), Err(EncodeError::Refused));
            }
        }
    }
}

/// A `STRING_EXT`.
fn string(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).expect("short").to_be_bytes();
    [&[107][..], &length, bytes].concat()
}

#[test]
fn lists_of_small_integers_of_every_length() {
    let all: Vec<u8> = (0..=u16::MAX).map(|index| (index % 251) as u8).collect();
    for length in (0..=40).chain([255, 256, 1000, 65_535]) {
        let bytes = &all[..length];
        let integers = value!(bytes);
        let cases = [
            (string(bytes), integers.clone()),
            (list(&[string(bytes), small(1), string(bytes)]), value!([integers, 1, integers])),
            (map(&[(binary("a"), string(bytes))]), value!({ "a": integers })),
            // A list whose tail it is.
            (
                [&tagged(108, 1, &string(bytes))[..], &string(&[1, 2])].concat(),
                value!([integers, 1, 2]),
            ),
        ];
        for (term, expected) in cases {
            let frame = term_frame(&term);
            let json = written(Encoding::Etf, &frame, Encoding::Json).unwrap();
            assert!(json == expected.to_string().as_bytes(), "{length}");
            let written_term = written(Encoding::Etf, &frame, Encoding::Etf).unwrap();
            assert!(written_term == of_json(&expected), "{length}");
        }
    }
}

/// The error of a channel with something in a field of any type, in so many lists.
fn channel(depth: usize, inner: &[u8]) -> (Result<(), DecodeError>, usize) {
    let lists = tagged(108, 1, &[]).repeat(depth);
    let hashes = [&lists[..], inner, &[106].repeat(depth)].concat();
    let entries =
        [(binary("id"), binary("1")), (binary("type"), small(0)), (binary("guild_hashes"), hashes)];
    let frame = term::payload(&map(&entries), 0, Some(7), Some("CHANNEL_CREATE"));
    let start = frame.windows(lists.len()).position(|bytes| bytes == lists).unwrap();
    let mut decoder = common::decoder(Encoding::Etf, Compression::None);
    let result = decoder.decode(&frame).unwrap().expect("a whole frame").event();
    (result.map(|event| assert!(matches!(event, Event::ChannelCreate(_)))), start + lists.len())
}

/// They are one container more, as any other list is, and the error is at their first byte.
#[test]
fn lists_of_small_integers_count_as_lists() {
    // The channel is the first.
    let most = DEFAULT_MAX_DEPTH - 2;
    for inner in [string(&[]), string(&[1]), string(&[1; 40]), list(&[]), list(&[small(1)])] {
        assert!(channel(most, &inner).0.is_ok());
        let (result, place) = channel(most + 1, &inner);
        let error = common::assert_error(result, Stage::Data, Kind::DepthExceeded);
        assert_eq!(error.offset(), Some(place));
        let path = format!("d.guild_hashes{}", "[0]".repeat(most + 1));
        assert_eq!(error.path(), Some(&*path));
    }
}
