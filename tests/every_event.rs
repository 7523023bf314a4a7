//! Every event with a name, in both encodings: what it is read as, and what is written of it.

#[path = "../src/cli/capture.rs"]
#[allow(dead_code)]
mod capture;
mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;

use gatewire::{Compression, Encoding, Event, EventKind, EventKinds, OwnedFrame, Scratch, etf};
use serde::Serialize;
use serde_json::Value;

use capture::{Reader, Record};

const ENCODINGS: [(&str, Encoding); 2] = [("json", Encoding::Json), ("etf", Encoding::Etf)];

/// The variants of `Event` without a name, by opcode.
const OPERATIONS: [(u8, EventKind); 5] = [
    (10, EventKind::Hello),
    (1, EventKind::HeartbeatRequest),
    (7, EventKind::Reconnect),
    (9, EventKind::InvalidSession),
    (11, EventKind::HeartbeatAck),
];

fn frames(name: &str, encoding: Encoding) -> Vec<OwnedFrame> {
    let file = format!("testdata/events.{name}.zlib-stream.gwcap");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let mut reader = Reader::new(File::open(path).unwrap()).unwrap();
    let mut decoder = common::decoder(encoding, Compression::ZlibStream);
    let (mut frames, mut message) = (Vec::new(), Vec::new());
    while let Some(record) = reader.next_record(&mut message).unwrap() {
        match record {
            Record::NewConnection => decoder.reset(),
            Record::Message => {
                frames.extend(decoder.decode(&message).unwrap().map(|frame| frame.to_owned()));
            }
        }
    }
    frames
}

/// What is known of a frame besides `d`, to be shown when a test fails.
fn title(index: usize, frame: &OwnedFrame, encoding: &str) -> String {
    format!("frame {index} in {encoding}, {:?}", frame.kind())
}

fn read<T>(frame: &OwnedFrame, title: &str, with: impl FnOnce(&Event<'_>) -> T) -> T {
    let mut scratch = Scratch::new();
    let event = frame.frame(&mut scratch).event();
    with(&event.unwrap_or_else(|error| panic!("{title}: {error}")))
}

fn data(event: &Event<'_>) -> Value {
    serde_json::to_value(event).unwrap()
}

#[test]
fn every_name_and_every_operation_is_there() {
    for (name, encoding) in ENCODINGS {
        let frames = frames(name, encoding);
        let there: BTreeSet<EventKind> = frames.iter().map(OwnedFrame::kind).collect();
        let all: BTreeSet<EventKind> =
            EventKinds::ALL.iter().filter(|kind| *kind != EventKind::Unknown).collect();
        assert_eq!(there, all, "{name}");
        assert_eq!(all.iter().filter(|kind| kind.name().is_some()).count(), 106);

        let resumable = |wanted: bool| {
            frames.iter().enumerate().any(|(index, frame)| {
                read(frame, &title(index, frame, name), |event| {
                    matches!(event, Event::InvalidSession(resumable) if *resumable == wanted)
                })
            })
        };
        assert!(resumable(true) && resumable(false));
    }
}

/// The name or the opcode that a frame's own bytes have decides which variant it has to be.
#[test]
fn each_frame_is_read_as_the_variant_of_its_kind() {
    for (name, encoding) in ENCODINGS {
        for (index, frame) in frames(name, encoding).iter().enumerate() {
            let title = title(index, frame, name);
            let expected = match frame.event_name() {
                Some(name) => EventKind::from_name(name),
                None => OPERATIONS.iter().find(|(op, _)| *op == frame.opcode().0).unwrap().1,
            };
            assert_ne!(expected, EventKind::Unknown, "{title}");
            read(frame, &title, |event| {
                assert_eq!(event.kind(), expected, "{title}");
                assert!(!matches!(event, Event::Unknown(_)), "{title}");
                // `Debug` begins with the variant's name, as does that of its kind.
                let (event, kind) = (format!("{event:?}"), format!("{expected:?}"));
                let variant = event.split(['(', ' ']).next().unwrap();
                assert_eq!(variant, kind, "{title}");
            });
        }
    }
}

#[test]
fn both_encodings_give_the_same_events() {
    let (json, etf) = (frames("json", Encoding::Json), frames("etf", Encoding::Etf));
    assert_eq!(json.len(), etf.len());
    for (index, (json, etf)) in json.iter().zip(&etf).enumerate() {
        assert_eq!(json.opcode(), etf.opcode());
        assert_eq!(json.sequence(), etf.sequence());
        assert_eq!(json.event_name(), etf.event_name());
        let (in_json, in_etf) = (title(index, json, "json"), title(index, etf, "etf"));
        assert_eq!(read(json, &in_json, data), read(etf, &in_etf, data), "{in_json}");
    }
}

/// Of an event that comes more than once, two are not alike: its optional fields differ.
#[test]
fn an_event_is_not_there_twice() {
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (index, frame) in frames("json", Encoding::Json).iter().enumerate() {
        let Some(name) = frame.event_name() else { continue };
        let title = title(index, frame, "json");
        let is_new = seen.entry(name.to_owned()).or_default().insert({
            let mut scratch = Scratch::new();
            frame.data::<Value>(&mut scratch).unwrap().to_string()
        });
        assert!(is_new, "{title}");
    }
}

#[derive(Serialize)]
struct Payload<'e, 'a> {
    t: Option<&'e str>,
    s: Option<u64>,
    op: u8,
    d: &'e Event<'a>,
}

#[test]
fn what_is_written_of_an_event_is_read_as_the_same() {
    for (name, encoding) in ENCODINGS {
        for (index, frame) in frames(name, encoding).iter().enumerate() {
            let title = title(index, frame, name);
            let (before, json, etf) = read(frame, &title, |event| {
                let payload = Payload {
                    t: frame.event_name(),
                    s: frame.sequence(),
                    op: frame.opcode().0,
                    d: event,
                };
                let json = serde_json::to_vec(&payload).unwrap();
                (data(event), json, etf::to_vec(&payload).unwrap())
            });
            for (encoding, bytes) in [(Encoding::Json, json), (Encoding::Etf, etf)] {
                let mut decoder = common::decoder(encoding, Compression::None);
                let again = decoder.decode(&bytes).unwrap().unwrap();
                assert_eq!(again.kind(), frame.kind(), "{title}");
                assert_eq!(again.sequence(), frame.sequence(), "{title}");
                assert_eq!(again.event_name(), frame.event_name(), "{title}");
                let again = again.event().unwrap_or_else(|error| {
                    panic!("{title}, written in {encoding:?}: {error}");
                });
                assert_eq!(data(&again), before, "{title}, written in {encoding:?}");
            }
        }
    }
}
