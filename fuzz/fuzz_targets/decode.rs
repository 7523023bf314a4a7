//! A connection: messages of any bytes, and of payloads that are compressed as the Gateway does.
//! Nothing panics, bounds hold, and every way to read a frame tells the same.
#![no_main]

use arbitrary::Arbitrary;
use gatewire::encode::Compressor;
use gatewire::{Compression, Decoder, Encoding, Frame, OwnedFrame, Scratch};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

/// Small, so that a run is spent on reading, and the bound is met often.
const MAX_MESSAGE_SIZE: usize = 1 << 16;

#[derive(Arbitrary, Debug)]
struct Connection<'a> {
    etf: bool,
    transport: Transport,
    operations: Vec<Operation<'a>>,
}

#[derive(Arbitrary, Debug)]
enum Transport {
    None,
    ZlibPayload,
    ZlibStream,
    ZstdStream,
}

#[derive(Arbitrary, Debug)]
enum Operation<'a> {
    /// A message off the wire, through `decode`.
    Decode(&'a [u8]),
    /// The same through `push` and `frame`.
    Push(&'a [u8]),
    /// A payload, compressed and cut in two.
    Payload {
        payload: Payload<'a>,
        cut: u16,
    },
    Reset,
    Shrink,
}

#[derive(Arbitrary, Debug)]
enum Payload<'a> {
    Bytes(&'a [u8]),
    /// A sound envelope around any `d`.
    Data(&'a [u8]),
}

impl Payload<'_> {
    fn bytes(&self, encoding: Encoding) -> Vec<u8> {
        match (self, encoding) {
            (Self::Bytes(bytes), _) => bytes.to_vec(),
            (Self::Data(data), Encoding::Etf) => {
                [b"\x83t\0\0\0\x04w\x01d", *data, b"w\x02opa\0w\x01sa\x07w\x01tm\0\0\0\x01T"]
                    .concat()
            }
            (Self::Data(data), _) => [br#"{"t":"T","s":7,"op":0,"d":"#, *data, b"}"].concat(),
        }
    }
}

fuzz_target!(|connection: Connection<'_>| {
    let encoding = if connection.etf { Encoding::Etf } else { Encoding::Json };
    let compression = match connection.transport {
        Transport::None => Compression::None,
        Transport::ZlibPayload => Compression::ZlibPayload,
        Transport::ZlibStream => Compression::ZlibStream,
        Transport::ZstdStream => Compression::ZstdStream,
    };
    let mut decoder =
        Decoder::builder(encoding, compression).max_message_size(MAX_MESSAGE_SIZE).build();
    let mut compressor = Compressor::new(compression);
    let mut message = Vec::new();
    for operation in &connection.operations {
        match operation {
            Operation::Decode(bytes) => {
                if let Ok(Some(frame)) = decoder.decode(bytes) {
                    check(frame, encoding);
                }
            }
            Operation::Push(bytes) => push(&mut decoder, bytes, encoding),
            Operation::Payload { payload, cut } => {
                message.clear();
                compressor.compress(&payload.bytes(encoding), &mut message).unwrap();
                let (start, end) = message.split_at(usize::from(*cut).min(message.len()));
                push(&mut decoder, start, encoding);
                push(&mut decoder, end, encoding);
            }
            Operation::Reset => {
                decoder.reset();
                compressor.reset();
            }
            Operation::Shrink => decoder.shrink(),
        }
    }
});

fn push(decoder: &mut Decoder, message: &[u8], encoding: Encoding) {
    let complete = decoder.push(message);
    let frame = decoder.frame();
    assert_eq!(complete.is_ok_and(|complete| complete), frame.is_some());
    if let Some(frame) = frame {
        check(frame, encoding);
    }
    assert!(decoder.frame().is_none());
}

fn check(frame: Frame<'_>, encoding: Encoding) {
    assert!(frame.bytes().len() <= MAX_MESSAGE_SIZE);
    let owned = frame.to_owned();
    assert_eq!(owned.opcode(), frame.opcode());
    assert_eq!(owned.sequence(), frame.sequence());
    assert_eq!(owned.event_name(), frame.event_name());
    assert_eq!(owned.kind(), frame.kind());
    assert_eq!(owned.bytes(), frame.bytes());

    let mut scratch = Scratch::new();
    let valid = owned.validate();
    assert_eq!(frame.validate().is_ok(), valid.is_ok());
    let _ = owned.event(&mut scratch);
    let data = owned.data::<Value>(&mut scratch).ok();
    let lent = frame.payload::<Value>().ok();
    let payload = owned.payload::<Value>(&mut scratch).ok();
    assert_eq!(lent, payload);
    let text = write_json(&owned);

    assert!(valid.is_ok() || text.is_none(), "what is not well formed is not written");
    let Some(payload) = payload else { return };
    assert!(valid.is_ok(), "what is not well formed is not read");
    let text = text.expect("what reads as JSON is written as JSON");
    assert_eq!(serde_json::from_slice::<Value>(&text).unwrap(), payload);
    if encoding == Encoding::Json {
        assert_eq!(serde_json::from_slice::<Value>(owned.bytes()).unwrap(), payload);
    }
    assert_eq!(data.as_ref(), Some(payload.get("d").unwrap_or(&Value::Null)));
}

fn write_json(frame: &OwnedFrame) -> Option<Vec<u8>> {
    let mut text = b"before".to_vec();
    let written = frame.write_json(&mut text);
    let text = text.strip_prefix(b"before").expect("what is there already stays");
    match written {
        Ok(()) => Some(text.to_vec()),
        Err(_) => {
            assert!(text.is_empty());
            None
        }
    }
}
