//! How deep containers may nest: to the level, and on a thread with a stack of 2 MiB.

mod common;

use std::collections::BTreeMap;

use common::term::{ATOM_EXT, atom, atom_as, map, payload, small, tagged, versioned};
use common::{assert_error, json};
use gatewire::{
    Compression, DEFAULT_MAX_DEPTH, DecodeError, DecodeErrorKind as Kind, Encoding, Frame,
    MAX_BUILD_DEPTH, MAX_SKIP_DEPTH, Stage,
};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

/// Where `d` stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    First,
    Last,
    /// Where the Gateway writes it, whose keys of ETF are ATOM_EXT.
    Usual,
}

/// A frame whose `d` nests so deep; the innermost container holds a number.
fn nested(encoding: Encoding, as_map: bool, depth: usize, place: Place) -> Vec<u8> {
    if encoding == Encoding::Json {
        let (open, close) = if as_map { ("{\"a\":", "}") } else { ("[", "]") };
        let d = format!("{}1{}", open.repeat(depth), close.repeat(depth));
        return match place {
            Place::First => format!(r#"{{"d":{d},"op":0,"s":null,"t":null}}"#).into_bytes(),
            Place::Last => format!(r#"{{"op":0,"s":null,"t":null,"d":{d}}}"#).into_bytes(),
            Place::Usual => format!(r#"{{"t":null,"s":null,"op":0,"d":{d}}}"#).into_bytes(),
        };
    }
    let (open, close): (Vec<u8>, &[u8]) = match as_map {
        true => ([tagged(116, 1, &[]), atom("a")].concat(), &[]),
        false => (tagged(108, 1, &[]), &[106]),
    };
    let d = [&open.repeat(depth)[..], &small(1), &close.repeat(depth)].concat();
    match place {
        Place::First => return payload(&d, 0, None, None),
        Place::Last => {}
        Place::Usual => {
            let [key, op, s, t, nil] =
                ["d", "op", "s", "t", "nil"].map(|text| atom_as(ATOM_EXT, text));
            return versioned(&map(&[(key, d), (op, small(0)), (s, nil.clone()), (t, nil)]));
        }
    }
    let entries = [atom("op"), small(0), atom("s"), atom("nil"), atom("t"), atom("nil"), atom("d")];
    let map = tagged(116, 4, &[&entries.concat()[..], &d].concat());
    [&[131][..], &map].concat()
}

/// Every encoding, kind of container and place of `d`.
fn all(depth: usize) -> impl Iterator<Item = (Encoding, Vec<u8>)> {
    [Encoding::Json, Encoding::Etf].into_iter().flat_map(move |encoding| {
        [false, true].into_iter().flat_map(move |as_map| {
            [Place::First, Place::Last, Place::Usual]
                .into_iter()
                .map(move |place| (encoding, nested(encoding, as_map, depth, place)))
        })
    })
}

fn read<T>(
    encoding: Encoding,
    message: &[u8],
    max_depth: Option<usize>,
    read: impl FnOnce(Frame<'_>) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    let builder = common::builder(encoding, Compression::None);
    let mut decoder = match max_depth {
        Some(depth) => builder.max_depth(depth).build(),
        None => builder.build(),
    };
    let frame = decoder.decode(message)?.expect("a plain message is a frame");
    let owned = frame.to_owned();
    let result = read(frame);
    // What was read once can be read again, with the same bound.
    let again = owned.data::<IgnoredAny>(&mut gatewire::Scratch::new());
    assert!(again.is_ok() || result.is_err());
    result
}

/// Runs on a thread with a stack as small as is common.
fn on_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap().join().unwrap();
}

#[test]
fn the_bound_on_building_holds_to_the_level() {
    on_small_stack(|| {
        for bound in [None, Some(0), Some(1), Some(33), Some(MAX_BUILD_DEPTH), Some(usize::MAX)] {
            let depth = bound.unwrap_or(DEFAULT_MAX_DEPTH).min(MAX_BUILD_DEPTH);
            for (encoding, message) in all(depth) {
                read(encoding, &message, bound, |frame| frame.data::<Value>()).unwrap();
            }
            for (encoding, message) in all(depth + 1) {
                let result = read(encoding, &message, bound, |frame| frame.data::<Value>());
                let error = assert_error(result, Stage::Data, Kind::DepthExceeded);
                assert!(error.to_string().contains(&depth.to_string()), "{error}");
            }
            // The envelope is a level of the payload.
            for (levels, fits) in [(depth.saturating_sub(1), depth > 0), (depth, false)] {
                for (encoding, message) in all(levels) {
                    let result = read(encoding, &message, bound, |frame| frame.payload::<Value>());
                    match fits {
                        true => drop(result.unwrap()),
                        false => drop(assert_error(result, Stage::Data, Kind::DepthExceeded)),
                    }
                }
            }
        }
    });
}

#[test]
fn the_bound_on_stepping_over_holds_to_the_level() {
    type Read = fn(Frame<'_>) -> Result<(), DecodeError>;
    let reads: [(&str, Read); 5] = [
        ("validate", |frame| frame.validate()),
        ("data", |frame| frame.data::<IgnoredAny>().map(drop)),
        ("payload", |frame| frame.payload::<IgnoredAny>().map(drop)),
        ("write_json", |frame| frame.write_json(&mut Vec::new())),
        ("event", |frame| frame.event().map(drop)),
    ];
    on_small_stack(move || {
        for (name, reader) in reads {
            // With the envelope, a container more.
            for (encoding, message) in all(MAX_SKIP_DEPTH - 1) {
                let result = read(encoding, &message, None, reader);
                assert!(result.is_ok(), "{name} {encoding:?}: {result:?}");
            }
            // Reads of ETF that begin at `d` do not count the envelope.
            let in_json = all(MAX_SKIP_DEPTH).filter(|(encoding, _)| *encoding == Encoding::Json);
            for (encoding, message) in in_json.chain(all(MAX_SKIP_DEPTH + 1)) {
                let result = read(encoding, &message, None, reader);
                assert!(result.is_err(), "{name} {encoding:?} {}", message[..30].escape_ascii());
                let error = result.unwrap_err();
                assert_eq!((error.kind(), error.is_fatal()), (Kind::DepthExceeded, false));
                assert!(error.to_string().contains(&MAX_SKIP_DEPTH.to_string()), "{error}");
            }
        }
    });
}

#[test]
fn what_is_written_as_json_of_the_deepest_term_is_json() {
    for (encoding, message) in all(MAX_SKIP_DEPTH - 1) {
        let mut line = Vec::new();
        read(encoding, &message, None, |frame| frame.write_json(&mut line)).unwrap();
        let mut decoder = json();
        decoder.decode(&line).unwrap().unwrap().validate().unwrap();
    }
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Chain {
    a: Option<Box<Chain>>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
#[allow(dead_code)]
enum Untagged {
    Number(u64),
    List(Vec<Untagged>),
    Map(BTreeMap<String, Untagged>),
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Flattened {
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "kind")]
#[allow(dead_code)]
enum Tagged {
    A { a: Box<Tagged> },
    B,
}

/// Models that recurse, each in its own way, at the deepest that the builder allows.
#[test]
fn recursive_models_fit_on_a_small_stack() {
    let deepest = Some(MAX_BUILD_DEPTH);
    on_small_stack(move || {
        for (encoding, message) in all(MAX_BUILD_DEPTH) {
            read(encoding, &message, deepest, |frame| frame.data::<Untagged>()).unwrap();
        }
        for encoding in [Encoding::Json, Encoding::Etf] {
            for place in [Place::First, Place::Last, Place::Usual] {
                let message = nested(encoding, true, MAX_BUILD_DEPTH, place);
                let flattened =
                    read(encoding, &message, deepest, |frame| frame.data::<Flattened>()).unwrap();
                let keys: Vec<&String> = flattened.rest.keys().collect();
                assert_eq!(keys, ["a"], "{encoding:?}");
                // A list is no struct.
                let message = nested(encoding, false, MAX_BUILD_DEPTH, place);
                let result = read(encoding, &message, deepest, |frame| frame.data::<Flattened>());
                assert_error(result, Stage::Data, Kind::InvalidType);
            }
        }
        for encoding in [Encoding::Json, Encoding::Etf] {
            let message = nested(encoding, true, MAX_BUILD_DEPTH, Place::Last);
            let result = read(encoding, &message, deepest, |frame| frame.data::<Chain>());
            // The innermost is a number, so all of it was read down to there.
            let error = assert_error(result, Stage::Data, Kind::InvalidType);
            assert_eq!(error.path().map(|path| path.matches(".a").count()), Some(MAX_BUILD_DEPTH));
        }
        let levels = MAX_BUILD_DEPTH - 1;
        let d = format!(
            "{}{{\"kind\":\"B\"}}{}",
            "{\"kind\":\"A\",\"a\":".repeat(levels),
            "}".repeat(levels)
        );
        let text = format!(r#"{{"op":0,"d":{d}}}"#);
        read(Encoding::Json, text.as_bytes(), deepest, |frame| frame.data::<Tagged>()).unwrap();
        let pair = |kind: &str| [atom("kind"), atom(kind)].concat();
        let level = [tagged(116, 2, &pair("A")), atom("a")].concat();
        let d = [level.repeat(levels), tagged(116, 1, &pair("B"))].concat();
        let message = payload(&d, 0, None, None);
        read(Encoding::Etf, &message, deepest, |frame| frame.data::<Tagged>()).unwrap();
    });
}
