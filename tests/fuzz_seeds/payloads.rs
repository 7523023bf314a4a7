//! Payloads and messages of `testdata`, of which seeds are made.

use std::fs::File;
use std::path::Path;

use gatewire::{Compression, Decoder, Encoding, OwnedFrame, etf};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::capture::{Reader, Record};

/// The messages of a capture's first connection.
pub(super) fn messages(file: &str) -> Vec<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata").join(file);
    let mut reader = Reader::new(File::open(path).unwrap()).unwrap();
    let (mut messages, mut message) = (Vec::new(), Vec::new());
    while let Some(Record::Message) = reader.next_record(&mut message).unwrap() {
        messages.push(message.clone());
    }
    messages
}

/// The frames of every event, in JSON or as terms.
pub(super) fn events(encoding: Encoding) -> Vec<OwnedFrame> {
    let name = if encoding == Encoding::Etf { "etf" } else { "json" };
    let mut decoder = Decoder::new(encoding, Compression::ZlibStream);
    let messages = messages(&format!("events.{name}.zlib-stream.gwcap"));
    let frame = |message: Vec<u8>| {
        let frame = decoder.decode(&message).unwrap()?;
        Some(frame.to_owned())
    };
    messages.into_iter().filter_map(frame).collect()
}

/// `d` as it stands in a payload; a term without its version byte.
pub(super) fn data(frame: &OwnedFrame, encoding: Encoding) -> Vec<u8> {
    #[derive(Deserialize)]
    struct Payload<'a> {
        #[serde(borrow)]
        d: &'a RawValue,
    }

    if encoding == Encoding::Json {
        let payload: Payload<'_> = serde_json::from_slice(frame.bytes()).unwrap();
        return payload.d.get().as_bytes().to_vec();
    }
    // It comes first, behind the map's header and its key.
    let behind_key = frame.bytes().strip_prefix(b"\x83t\0\0\0\x04d\0\x01d").unwrap();
    let versioned = [&[131], behind_key].concat();
    let (_, used) = etf::Term::decode_prefix(&versioned).unwrap();
    versioned[1..used].to_vec()
}
