//! Frames that are kept, sent elsewhere and read again, in the shapes that programs use.

mod common;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, mpsc};

use common::term::{atom, atom_as, binary, map, of_json, payload};
use common::{ZlibSession, assert_error, error_of, etf, json};
use gatewire::{
    Compression, DecodeError, DecodeErrorKind as Kind, Decoder, Encoding, Event, EventKind,
    OwnedFrame, Scratch, Stage,
};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

const ESCAPED: &str = r#"{"t":"MESSAGE_UPDATE","s":4,"op":0,"d":{"id":"1","channel_id":"2","content":"\"a\" \\ \u00e9\ud83d\ude00\n","list":["\t",""],"\u006bey":1}}"#;

/// Compiles for what may be sent to another thread, and be kept there.
fn assert_send_and_static<T: Send + Sync + 'static>(_: &T) {}

/// A frame whose decoder is gone.
fn owned(text: &str) -> OwnedFrame {
    json().decode(text.as_bytes()).unwrap().unwrap().to_owned()
}

#[test]
fn all_of_it_may_move_between_threads() {
    let mut decoder = json();
    assert_send_and_static(&decoder);
    assert_send_and_static(&Scratch::new());
    assert_send_and_static(&error_of(decoder.decode(b"")));
    let event = std::thread::scope(|scope| {
        let frame = decoder.decode(ESCAPED.as_bytes()).unwrap().unwrap();
        scope.spawn(move || frame.event().unwrap()).join().unwrap()
    });
    assert_eq!(event.kind(), EventKind::MessageUpdate);
}

#[test]
fn a_frame_with_escapes_reads_the_same_three_times() {
    let expected: Value = serde_json::from_str(ESCAPED).unwrap();
    let owned = owned(ESCAPED);
    assert_send_and_static(&owned);
    let mut scratch = Scratch::new();
    for _ in 0..3 {
        assert_eq!(owned.bytes(), ESCAPED.as_bytes());
        assert_eq!(owned.data::<Value>(&mut scratch).unwrap(), expected["d"]);
        assert_eq!(owned.payload::<Value>(&mut scratch).unwrap(), expected);
        let mut line = Vec::new();
        owned.write_json(&mut line).unwrap();
        assert_eq!(line, ESCAPED.as_bytes());
        owned.validate().unwrap();
        let Event::MessageUpdate(event) = owned.event(&mut scratch).unwrap() else {
            panic!("it is MESSAGE_UPDATE")
        };
        assert_eq!(event.id.value(), 1);
        assert_eq!(event.message.content.as_deref(), expected["d"]["content"].as_str());
        assert_eq!(owned.clone().frame(&mut scratch).kind(), EventKind::MessageUpdate);
    }
}

#[test]
fn an_unknown_event_with_escapes_reads_the_same_three_times() {
    let text = ESCAPED.replace("MESSAGE_UPDATE", "MESSAGE_CHANGED");
    let expected: Value = serde_json::from_str(&text).unwrap();
    let owned = owned(&text);
    let mut scratch = Scratch::new();
    for _ in 0..3 {
        let Event::Unknown(event) = owned.event(&mut scratch).unwrap() else { panic!("no struct") };
        assert_eq!(event.name(), Some("MESSAGE_CHANGED"));
        assert_eq!(event.data::<Value>().unwrap(), expected["d"]);
        let mut data = Vec::new();
        let Event::Unknown(event) = owned.event(&mut scratch).unwrap() else { panic!("no struct") };
        event.write_json(&mut data).unwrap();
        assert_eq!(serde_json::from_slice::<Value>(&data).unwrap(), expected["d"]);
        assert_eq!(owned.clone().frame(&mut scratch).kind(), EventKind::Unknown);
    }
}

#[test]
fn a_frame_is_owned_pristine_whatever_it_was_lent_from() {
    let mut stream = ZlibSession::new(6, 15);
    let message = stream.message(ESCAPED.as_bytes());
    let mut decoder = common::decoder(Encoding::Json, Compression::ZlibStream);
    assert!(decoder.push(&message).unwrap());
    let owned = decoder.frame().unwrap().to_owned();
    // The decoder goes on with its buffer; the copy does not notice.
    assert!(decoder.push(&stream.message(br#"{"op":11}"#)).unwrap());
    let data: Value = owned.data(&mut Scratch::new()).unwrap();
    assert_eq!(data["content"], "\"a\" \\ é😀\n");
    assert_eq!(decoder.frame().unwrap().opcode().0, 11);
}

#[test]
fn a_failed_read_spoils_neither_frame_nor_scratch() {
    let mut decoder = json();
    let owned = decoder.decode(ESCAPED.as_bytes()).unwrap().unwrap().to_owned();
    let mut scratch = Scratch::new();
    for _ in 0..3 {
        let error = assert_error(owned.data::<u8>(&mut scratch), Stage::Data, Kind::InvalidType);
        assert_eq!(error.path(), Some("d"));
        assert_eq!(owned.data::<Value>(&mut scratch).unwrap()["list"][0], "\t");
        scratch.shrink(0);
    }
    // The decoder's own scratch, too.
    for _ in 0..3 {
        let frame = decoder.decode(ESCAPED.as_bytes()).unwrap().unwrap();
        assert_eq!(error_of(frame.data::<Vec<u8>>()).kind(), Kind::InvalidType);
        let frame = decoder.decode(ESCAPED.as_bytes()).unwrap().unwrap();
        assert_eq!(frame.data::<Value>().unwrap()["key"], 1);
    }
}

#[test]
fn frames_go_to_a_pool_of_threads() {
    let (frames, queue) = mpsc::channel::<OwnedFrame>();
    let queue = Arc::new(Mutex::new(queue));
    let (results, collected) = mpsc::channel();
    let workers: Vec<_> = (0..3)
        .map(|_| {
            let (queue, results) = (Arc::clone(&queue), results.clone());
            std::thread::spawn(move || {
                let mut scratch = Scratch::new();
                loop {
                    let Ok(frame) = queue.lock().unwrap().recv() else { break };
                    let data: Value = frame.data(&mut scratch).unwrap();
                    let name = frame.event_name().map(str::to_owned);
                    results.send((frame.sequence(), name, data)).unwrap();
                }
            })
        })
        .collect();
    drop(results);
    let text = |n: u64| format!(r#"{{"t":"EVENT_{n}","s":{n},"op":0,"d":{{"n":{n},"x":"\n"}}}}"#);
    let mut stream = ZlibSession::new(6, 15);
    let mut decoder = common::decoder(Encoding::Json, Compression::ZlibStream);
    for n in 0..500 {
        let message = stream.message(text(n).as_bytes());
        frames.send(decoder.decode(&message).unwrap().unwrap().to_owned()).unwrap();
    }
    drop(frames);
    let mut all: Vec<_> = collected.into_iter().collect();
    workers.into_iter().for_each(|worker| worker.join().unwrap());
    all.sort_by_key(|(sequence, ..)| *sequence);
    assert_eq!(all.len(), 500);
    for (n, (sequence, name, data)) in (0..).zip(all) {
        assert_eq!((sequence, name), (Some(n), Some(format!("EVENT_{n}"))));
        assert_eq!(data, serde_json::json!({"n": n, "x": "\n"}));
    }
}

/// A connection whose owner wants events that borrow from it.
struct Connection {
    decoder: Decoder,
    queue: VecDeque<Vec<u8>>,
}

impl Connection {
    fn next_event(&mut self) -> Option<Result<Event<'_>, DecodeError>> {
        while let Some(message) = self.queue.pop_front() {
            match self.decoder.push(&message) {
                Ok(true) => return self.decoder.frame().map(|frame| frame.event()),
                Ok(false) => {}
                Err(error) => return Some(Err(error)),
            }
        }
        None
    }
}

#[test]
fn a_loop_returns_the_first_event_of_a_queue() {
    let mut stream = ZlibSession::new(6, 15);
    let hello = stream.message(br#"{"op":10,"d":{"heartbeat_interval":45000,"_trace":["a\"b"]}}"#);
    let other = stream.message(ESCAPED.as_bytes());
    let (first, second) = hello.split_at(5);
    let queue = [first, &[], second, &other].map(<[u8]>::to_vec).into();
    let decoder = common::decoder(Encoding::Json, Compression::ZlibStream);
    let mut connection = Connection { decoder, queue };
    let Some(Ok(Event::Hello(hello))) = connection.next_event() else {
        panic!("Hello comes first")
    };
    let trace = hello._trace.expect("it is there");
    assert_eq!((hello.heartbeat_interval, &*trace[0]), (45_000, "a\"b"));
    let event = connection.next_event().unwrap().unwrap();
    assert_eq!(event.kind(), EventKind::MessageUpdate);
    assert!(connection.next_event().is_none());
    connection.queue.push_back(vec![6, 6, 0, 0, 0xff, 0xff]);
    assert!(connection.next_event().unwrap().is_err_and(|error| error.is_fatal()));
}

/// A model that must be told opcode and name before it reads, as twilight's.
struct Seed<'a> {
    opcode: u8,
    name: Option<&'a str>,
}

#[derive(Debug, PartialEq)]
enum Model {
    Typing { user: String, sequence: u64 },
    Other(u8),
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Model;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Model, D::Error> {
        deserializer.deserialize_struct("Payload", &["op", "d", "s", "t"], self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Model;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a payload")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Model, A::Error> {
        #[derive(Deserialize)]
        struct Typing {
            user_id: String,
        }
        let (mut typing, mut sequence) = (None, 0);
        while let Some(key) = map.next_key::<&str>()? {
            match (key, self.opcode, self.name) {
                ("d", 0, Some("TYPING_START")) => typing = Some(map.next_value::<Typing>()?),
                ("s", 0, _) => sequence = map.next_value()?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(match typing {
            Some(Typing { user_id: user }) => Model::Typing { user, sequence },
            None => Model::Other(self.opcode),
        })
    }
}

#[test]
fn a_seed_takes_the_name_while_the_frame_is_consumed() {
    let data = serde_json::json!({"user_id": "80351110224678912", "x": [1, {"op": 3}]});
    let text = format!(r#"{{"d":{data},"t":"TYPING_START","s":7,"op":0}}"#);
    let term = payload(&of_json(&data), 0, Some(7), Some("TYPING_START"));
    let as_integer = map(&[(atom("user_id"), common::term::unsigned(80_351_110_224_678_912))]);
    let snowflake = payload(&as_integer, 0, Some(7), Some("TYPING_START"));
    let expected = || Model::Typing { user: "80351110224678912".to_owned(), sequence: 7 };
    for (mut decoder, message) in [(json(), text.as_bytes()), (etf(), &term), (etf(), &snowflake)] {
        let frame = decoder.decode(message).unwrap().unwrap();
        let owned = frame.to_owned();
        let seed = Seed { opcode: frame.opcode().0, name: frame.event_name() };
        assert_eq!(frame.payload_seed(seed).unwrap(), expected());
        let mut scratch = Scratch::new();
        for _ in 0..3 {
            let seed = Seed { opcode: owned.opcode().0, name: owned.event_name() };
            assert_eq!(owned.payload_seed(seed, &mut scratch).unwrap(), expected());
        }
    }
    let mut decoder = json();
    let frame = decoder.decode(br#"{"op":11}"#).unwrap().unwrap();
    let seed = Seed { opcode: frame.opcode().0, name: frame.event_name() };
    assert_eq!(frame.payload_seed(seed).unwrap(), Model::Other(11));
}

#[test]
fn a_name_that_is_a_latin_1_atom_is_owned() {
    let mut name = atom_as(100, "CAF?");
    *name.last_mut().unwrap() = 0xc9;
    let message = common::term::versioned(&map(&[
        (atom("op"), vec![97, 0]),
        (atom("t"), name),
        (atom("d"), binary("x")),
    ]));
    let mut decoder = etf();
    let owned = decoder.decode(&message).unwrap().unwrap().to_owned();
    assert_eq!(owned.event_name(), Some("CAFÉ"));
    assert_eq!(owned.data::<&str>(&mut Scratch::new()).unwrap(), "x");
}
