//! What the frame writer makes: Discord's own shape, which the decoder reads back.

#[path = "../src/cli/capture.rs"]
#[allow(dead_code)]
mod capture;

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use capture::{Reader, Record};
use gatewire::encode::{Envelope, FrameWriter};
use gatewire::etf::{Atom, SmallIntegers};
use gatewire::{
    Compression, Decoder, EncodeError, Encoder, Encoding, Event, EventKind, Opcode, Snowflake,
    Value, etf, json,
};
use serde::Serialize;

fn written<T: Serialize + ?Sized>(
    writer: FrameWriter,
    envelope: Envelope<'_>,
    data: &T,
) -> Vec<u8> {
    let mut out = b"before".to_vec();
    writer.write(envelope, data, &mut out).unwrap();
    out.strip_prefix(b"before").expect("it is appended").to_vec()
}

#[test]
fn json_is_as_discord_writes_it() {
    let writer = FrameWriter::new(Encoding::Json);
    let envelope = Envelope::dispatch(u64::MAX, "A\"B");
    assert_eq!(
        written(writer, envelope, &[Some(1), None]),
        br#"{"t":"A\"B","s":18446744073709551615,"op":0,"d":[1,null]}"#
    );
    for (op, data, text) in [
        (Opcode::HEARTBEAT, None, r#"{"t":null,"s":null,"op":1,"d":null}"#),
        (Opcode::RECONNECT, None, r#"{"t":null,"s":null,"op":7,"d":null}"#),
        (Opcode::INVALID_SESSION, Some(false), r#"{"t":null,"s":null,"op":9,"d":false}"#),
        (Opcode::HEARTBEAT_ACK, None, r#"{"t":null,"s":null,"op":11,"d":null}"#),
        (Opcode(255), Some(true), r#"{"t":null,"s":null,"op":255,"d":true}"#),
    ] {
        assert_eq!(written(writer, Envelope::operation(op), &data), text.as_bytes());
    }
}

/// By hand, after the layout of captures.
#[test]
fn etf_is_as_discord_writes_it() {
    let (writer, data) = (FrameWriter::new(Encoding::Etf), BTreeMap::from([("a", Atom("b"))]));
    assert_eq!(
        written(writer, Envelope::dispatch(300, "TYPING_START"), &data),
        b"\x83t\0\0\0\x04\
            d\0\x01dt\0\0\0\x01m\0\0\0\x01ad\0\x01b\
            d\0\x02opa\0\
            d\0\x01sb\0\0\x01\x2c\
            d\0\x01td\0\x0cTYPING_START"
    );
    assert_eq!(
        written(writer, Envelope::operation(Opcode::INVALID_SESSION), &true),
        b"\x83t\0\0\0\x04d\0\x01ds\x04trued\0\x02opa\x09d\0\x01sd\0\x03nild\0\x01td\0\x03nil"
    );
    assert_eq!(
        written(writer.with_atom_keys(false), Envelope::dispatch(7, "X"), &false),
        b"\x83t\0\0\0\x04\
            m\0\0\0\x01ds\x05false\
            m\0\0\0\x02opa\0\
            m\0\0\0\x01sa\x07\
            m\0\0\0\x01td\0\x01X"
    );
    // An empty event is one, if nothing that Discord sends.
    let empty = Envelope { op: Opcode::DISPATCH, sequence: None, event_name: Some("") };
    assert!(written(writer, empty, &()).ends_with(b"d\0\x01td\0\0"));
}

#[test]
fn an_error_leaves_nothing_behind() {
    for encoding in [Encoding::Json, Encoding::Etf] {
        let mut out = b"before".to_vec();
        let writer = FrameWriter::new(encoding);
        let data = (1, "text", f64::NAN);
        let result = writer.write(Envelope::dispatch(1, "X"), &data, &mut out);
        assert_eq!(result, Err(EncodeError::NotFinite));
        assert_eq!(out, b"before");
    }
}

fn decoder(encoding: Encoding, compression: Compression) -> Decoder {
    Decoder::new(encoding, compression)
}

/// Every event there is, read in one encoding and written in both.
#[test]
fn events_come_back_as_they_were() {
    for (name, encoding) in [("json", Encoding::Json), ("etf", Encoding::Etf)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
        let file = File::open(path.join(format!("events.{name}.zlib-stream.gwcap"))).unwrap();
        let mut reader = Reader::new(file).unwrap();
        let mut stream = decoder(encoding, Compression::ZlibStream);
        let (mut record, mut events) = (Vec::new(), 0);
        while let Some(kind) = reader.next_record(&mut record).unwrap() {
            if kind == Record::NewConnection {
                stream.reset();
                continue;
            }
            let Some(frame) = stream.decode(&record).unwrap() else { continue };
            let (op, sequence, name) = (frame.opcode(), frame.sequence(), frame.event_name());
            let event = frame.event().unwrap();
            for encoding in [Encoding::Json, Encoding::Etf] {
                let mut payload = Vec::new();
                let writer = FrameWriter::new(encoding);
                writer.write_event(sequence.unwrap_or(99), &event, &mut payload).unwrap();
                let mut plain = decoder(encoding, Compression::None);
                let frame = plain.decode(&payload).unwrap().expect("a whole frame");
                frame.validate().unwrap();
                assert_eq!((frame.opcode(), frame.event_name()), (op, name));
                assert_eq!(frame.sequence(), sequence);
                let again = frame.event().unwrap();
                let json = |event: &Event<'_>| serde_json::to_value(event).unwrap();
                assert_eq!(json(&again), json(&event), "{name:?} in {encoding:?}");
            }
            events += 1;
        }
        assert_eq!(events, 298);
    }
}

#[test]
fn unknown_events_keep_what_they_are() {
    for (payload, expected) in [
        (r#"{"op":99,"s":3,"t":"X","d":[1]}"#, r#"{"t":null,"s":null,"op":99,"d":[1]}"#),
        (r#"{"op":0,"s":3,"t":"X","d":{"a":"b"}}"#, r#"{"t":"X","s":7,"op":0,"d":{"a":"b"}}"#),
        (r#"{"op":0,"s":3,"t":null}"#, r#"{"t":null,"s":7,"op":0,"d":null}"#),
    ] {
        let mut plain = decoder(Encoding::Json, Compression::None);
        let event = plain.decode(payload.as_bytes()).unwrap().unwrap().event().unwrap();
        assert_eq!(event.kind(), EventKind::Unknown);
        let mut out = Vec::new();
        FrameWriter::new(Encoding::Json).write_event(7, &event, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}

/// A name off the wire may be anything.
#[test]
fn names_that_are_no_atoms_are_text() {
    let longest = "X".repeat(255);
    for (name, tag) in [
        (&*longest, b'd'),
        (&*"X".repeat(256), b'm'),
        ("É", b'm'),
        ("nil", b'm'),
        ("null", b'm'),
        ("true", b'm'),
        ("false", b'm'),
        ("True", b'd'),
    ] {
        let payload = written(FrameWriter::new(Encoding::Etf), Envelope::dispatch(1, name), &());
        let mut plain = decoder(Encoding::Etf, Compression::None);
        let frame = plain.decode(&payload).unwrap().expect("a whole frame");
        assert_eq!(frame.event_name(), Some(name));
        let end = if tag == b'd' { name.len() + 3 } else { name.len() + 5 };
        assert_eq!(payload[payload.len() - end], tag);
        if ["nil", "null", "true", "false"].contains(&name) {
            // As atoms these are values.
            continue;
        }
        // As values and as keys.
        let map = BTreeMap::from([(name, Atom(name))]);
        let term = etf::to_vec(&map).unwrap();
        assert_eq!(etf::from_slice::<BTreeMap<&str, &str>>(&term).unwrap()[name], name);
    }
}

/// A map whose keys are atoms, in whatever wrapping serde has.
struct Keys<'a>(&'a [&'a str]);

impl Serialize for Keys<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|key| (Some(Atom(key)), ())))
    }
}

#[test]
fn atoms_are_text_elsewhere() {
    let value = (Atom("online"), Keys(&["a", "nil"]));
    assert_eq!(json::to_vec(&value).unwrap(), br#"["online",{"a":null,"nil":null}]"#);
    assert_eq!(serde_json::to_string(&value).unwrap(), r#"["online",{"a":null,"nil":null}]"#);
    let term = etf::to_vec(&value).unwrap();
    let expected = b"\x83l\0\0\0\x02d\0\x06onlinet\0\0\0\x02d\0\x01as\x03nild\0\x03nils\x03nilj";
    assert_eq!(term, expected);
    let read: (&str, BTreeMap<&str, ()>) = etf::from_slice(&term).unwrap();
    assert_eq!(read, ("online", BTreeMap::from([("a", ()), ("nil", ())])));
    // `nil`, `true` and `false` are what they are for Erlang.
    assert_eq!(
        etf::from_slice::<Value<'_>>(&etf::to_vec(&Atom("nil")).unwrap()).unwrap(),
        Value::Null
    );
}

#[test]
fn small_integers_of_every_length() {
    for (length, tag) in [(0, b'j'), (1, b'k'), (65_535, b'k'), (65_536, b'l')] {
        let bytes: Vec<u8> = (0..length).map(|index| (index % 256) as u8).collect();
        let term = etf::to_vec(&SmallIntegers(&bytes)).unwrap();
        assert_eq!(term[1], tag, "{length}");
        assert_eq!(etf::from_slice::<Vec<u8>>(&term).unwrap(), bytes);
        let plain = json::to_vec(&bytes).unwrap();
        assert_eq!(json::to_vec(&SmallIntegers(&bytes)).unwrap(), plain);
        assert_eq!(serde_json::to_vec(&SmallIntegers(&bytes)).unwrap(), plain);
    }
    let mixed = (Snowflake::new(1), SmallIntegers(&[0, 255]), SmallIntegers(&[]));
    assert_eq!(etf::to_vec(&mixed).unwrap(), b"\x83l\0\0\0\x03a\x01k\0\x02\0\xffjj");
}

/// The encoder counts what it does not keep.
#[test]
fn their_sizes_are_counted() {
    let data = (Atom("online"), SmallIntegers(&[7; 100]), Keys(&["a"]));
    for encoding in [Encoding::Json, Encoding::Etf] {
        let size = Encoder::new(encoding).encode_payload(Opcode(99), &data).unwrap().len();
        let error = Encoder::new(encoding).with_limit(20).encode_payload(Opcode(99), &data);
        assert_eq!(error, Err(EncodeError::TooLarge { size, limit: 20 }));
    }
}
