//! What the benchmarks read: the bundled session, one event's messages out of it, and what is made of
//! them. And the commands that they write.

// Each benchmark uses a part of this.
#![allow(dead_code)]

#[path = "../../src/cli/capture.rs"]
#[allow(unreachable_pub)]
mod capture;
pub(crate) mod cases;
pub(crate) mod commands;
pub(crate) mod etf;
pub(crate) mod events;
pub(crate) mod growth;
pub(crate) mod inflated;
pub(crate) mod made;
pub(crate) mod model;
mod named;
mod peers;
mod random;
pub(crate) mod skipped;
mod terms;
pub(crate) mod timed;
mod varied;
mod wire;

use std::fs::File;
use std::path::Path;

use gatewire::encode::Compressor;
use gatewire::etf::Term;
use gatewire::{Compression, Decoder, Encoding, Frame};

/// Payloads of events, as they are before compression.
pub(crate) struct Event {
    pub(crate) json: Vec<Vec<u8>>,
    pub(crate) etf: Vec<Vec<u8>>,
}

impl Event {
    /// Every message of the bundled session that carries the event, in both encodings.
    pub(crate) fn named(name: &str) -> Self {
        let event = Self::of_session(|frame| frame.event_name() == Some(name));
        assert!(!event.json.is_empty(), "{name} is in the session");
        event
    }

    /// Every message of the bundled session that carries an event, in both encodings.
    pub(crate) fn all() -> Self {
        Self::of_session(|frame| frame.event_name().is_some())
    }

    fn of_session(wanted: impl Fn(&Frame<'_>) -> bool) -> Self {
        let payloads = |encoding| payloads(&Stream::session(encoding), encoding, &wanted);
        let (json, etf) = (payloads(Encoding::Json), payloads(Encoding::Etf));
        assert_eq!(json.len(), etf.len(), "the captures are of one session");
        Self { json, etf }
    }

    /// What the events carry, without the payloads around it.
    pub(crate) fn data(&self) -> Self {
        let text = |message: &Vec<u8>| {
            let payload: model::RawPayload<'_> = serde_json::from_slice(message).unwrap();
            payload.d.expect("events carry data").get().as_bytes().to_vec()
        };
        let term = |message: &Vec<u8>| {
            let payload = Term::decode(message).unwrap();
            payload.get("d").expect("events carry data").encode()
        };
        Self {
            json: self.json.iter().map(text).collect(),
            etf: self.etf.iter().map(term).collect(),
        }
    }
}

/// WebSocket messages of `zlib-stream`, connection by connection.
pub(crate) struct Stream {
    pub(crate) connections: Vec<Vec<Vec<u8>>>,
    /// How many payloads it carries, which may be fewer than its messages.
    pub(crate) frames: usize,
    /// How large they are together.
    pub(crate) bytes: usize,
}

impl Stream {
    /// One connection that carries just these payloads.
    pub(crate) fn of(payloads: &[Vec<u8>]) -> Self {
        let mut compressor = Compressor::new(Compression::ZlibStream);
        let compress = |payload: &Vec<u8>| {
            let mut message = Vec::new();
            compressor.compress(payload, &mut message).unwrap();
            message
        };
        Self {
            connections: vec![payloads.iter().map(compress).collect()],
            frames: payloads.len(),
            bytes: total(payloads),
        }
    }

    /// The whole bundled session, as it came.
    pub(crate) fn session(encoding: Encoding) -> Self {
        let name = match encoding {
            Encoding::Etf => "session.etf.zlib-stream.gwcap",
            _ => "session.json.zlib-stream.gwcap",
        };
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata").join(name);
        let mut reader = capture::Reader::new(File::open(path).unwrap()).unwrap();
        let (mut connections, mut message) = (vec![Vec::new()], Vec::new());
        while let Some(record) = reader.next_record(&mut message).unwrap() {
            match record {
                capture::Record::NewConnection => connections.push(Vec::new()),
                capture::Record::Message => {
                    connections.last_mut().unwrap().push(std::mem::take(&mut message));
                }
            }
        }
        let mut stream = Self { connections, frames: 0, bytes: 0 };
        let mut inflated = inflated::Inflated::new();
        let (mut frames, mut bytes) = (0, 0);
        inflated.each_payload(&stream, |payload| {
            frames += 1;
            bytes += payload.len();
        });
        (stream.frames, stream.bytes) = (frames, bytes);
        stream
    }
}

/// The payloads in a stream that are wanted.
fn payloads(
    stream: &Stream,
    encoding: Encoding,
    wanted: impl Fn(&Frame<'_>) -> bool,
) -> Vec<Vec<u8>> {
    let mut decoder = Decoder::new(encoding, Compression::ZlibStream);
    let mut payloads = Vec::new();
    for connection in &stream.connections {
        decoder.reset();
        for message in connection {
            let frame = decoder.decode(message).unwrap();
            payloads.extend(frame.filter(&wanted).map(|frame| frame.bytes().to_vec()));
        }
    }
    payloads
}

/// Messages of about `size` bytes with the keys in Discord's order, `d` being made of `event`'s.
pub(crate) fn sized(event: &Event, size: usize) -> Vec<Vec<u8>> {
    // The same amount of text for each size, so that no size is the only one to leave the cache.
    let messages = (1 << 19) / size;
    let mut source = event.json.iter().cycle();
    let message = |sequence: usize| {
        let start = format!(r#"{{"t":"GUILD_CREATE","s":{sequence},"op":0,"d":{{"messages":["#);
        let mut text = start.into_bytes();
        loop {
            let payload = source.next().unwrap();
            let data = payload.windows(4).position(|window| window == br#""d":"#).unwrap() + 4;
            // Without the brace that closes the payload.
            text.extend_from_slice(&payload[data..payload.len() - 1]);
            if text.len() + 600 > size {
                break;
            }
            text.push(b',');
        }
        text.extend_from_slice(b"]}}");
        text
    };
    (1..=messages).map(message).collect()
}

/// How many bytes there are in all.
pub(crate) fn total(messages: &[Vec<u8>]) -> usize {
    messages.iter().map(Vec::len).sum()
}
