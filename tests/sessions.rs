//! The bundled session is the same through every encoding and transport, however it is cut.

#[path = "../src/cli/capture.rs"]
#[allow(dead_code)]
mod capture;
mod common;

use std::fs::File;
use std::path::Path;

use gatewire::encode::Compressor;
use gatewire::{Compression, Encoding, EventKind, Frame, OwnedFrame, Scratch};
use serde_json::Value;

use capture::{Reader, Record};

/// What a frame says, whatever it came as.
#[derive(Clone, Debug, PartialEq)]
struct Said {
    opcode: u8,
    sequence: Option<u64>,
    name: Option<String>,
    kind: EventKind,
    payload: Value,
}

fn said(frame: Frame<'_>) -> Said {
    frame.validate().unwrap();
    let owned = frame.to_owned();
    let payload = frame.payload::<Value>().unwrap();
    let mut scratch = Scratch::new();
    let data: Value = owned.data(&mut scratch).unwrap();
    assert_eq!(data, payload["d"]);
    let mut json = Vec::new();
    owned.write_json(&mut json).unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&json).unwrap(), payload);
    assert!(!json.contains(&b'\n'));
    Said {
        opcode: owned.opcode().0,
        sequence: owned.sequence(),
        name: owned.event_name().map(str::to_owned),
        kind: owned.kind(),
        payload,
    }
}

fn encoding(reader: &Reader<File>) -> Encoding {
    match reader.header().encoding {
        capture::Encoding::Json => Encoding::Json,
        capture::Encoding::Etf => Encoding::Etf,
    }
}

fn compression(reader: &Reader<File>) -> Option<Compression> {
    match reader.header().compression {
        capture::Compression::None => Some(Compression::None),
        capture::Compression::ZlibPayload => Some(Compression::ZlibPayload),
        capture::Compression::ZlibStream => Some(Compression::ZlibStream),
        #[cfg(feature = "zstd")]
        capture::Compression::ZstdStream => Some(Compression::ZstdStream),
        #[cfg(not(feature = "zstd"))]
        capture::Compression::ZstdStream => None,
    }
}

/// Every frame of a capture, by `decode` or by `push` and `frame`; none where this build lacks
/// the transport.
#[allow(clippy::print_stdout)]
fn frames(file: &str, by_push: bool) -> Option<Vec<OwnedFrame>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata").join(file);
    let mut reader = Reader::new(File::open(path).unwrap()).unwrap();
    let Some(compression) = compression(&reader) else {
        println!("skipped: {file} needs the feature zstd");
        return None;
    };
    let mut decoder = common::decoder(encoding(&reader), compression);
    let (mut frames, mut message) = (Vec::new(), Vec::new());
    while let Some(record) = reader.next_record(&mut message).unwrap() {
        match record {
            Record::NewConnection => decoder.reset(),
            Record::Message if by_push => {
                let complete = decoder.push(&message).unwrap();
                let frame = decoder.frame().map(|frame| frame.to_owned());
                assert_eq!(frame.is_some(), complete);
                assert!(decoder.frame().is_none(), "a frame is lent once");
                frames.extend(frame);
            }
            Record::Message => {
                frames.extend(decoder.decode(&message).unwrap().map(|frame| frame.to_owned()));
            }
        }
    }
    Some(frames)
}

fn all_said(frames: &[OwnedFrame]) -> Vec<Said> {
    let mut scratch = Scratch::new();
    frames.iter().map(|frame| said(frame.frame(&mut scratch))).collect()
}

const TRANSPORTS: [&str; 4] =
    ["plain.gwcap.gz", "zlib-payload.gwcap.gz", "zlib-stream.gwcap", "zstd-stream.gwcap"];

#[test]
fn every_encoding_and_transport_gives_the_same_frames() {
    let json = frames("session.json.plain.gwcap.gz", false).unwrap();
    let expected = all_said(&json);
    assert!(expected.len() > 2000);
    for encoding in ["json", "etf"] {
        let plain = frames(&format!("session.{encoding}.plain.gwcap.gz"), false).unwrap();
        let got = all_said(&plain);
        for (index, (got, expected)) in got.iter().zip(&expected).enumerate() {
            assert_eq!(got, expected, "frame {index} in {encoding}");
        }
        assert_eq!(got.len(), expected.len());
        for transport in TRANSPORTS {
            for by_push in [false, true] {
                let file = format!("session.{encoding}.{transport}");
                let Some(frames) = frames(&file, by_push) else { continue };
                assert_eq!(frames.len(), plain.len(), "{file}");
                for (index, (frame, plain)) in frames.iter().zip(&plain).enumerate() {
                    assert!(frame.bytes() == plain.bytes(), "frame {index} of {file}");
                    assert_eq!(frame.kind(), plain.kind());
                }
            }
        }
    }
}

/// The session's smaller payloads, sent anew over one stream.
fn small_stream(encoding: &str) -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
    let frames = frames(&format!("session.{encoding}.plain.gwcap.gz"), false).unwrap();
    let small = frames.iter().map(|frame| frame.bytes().to_vec());
    let payloads: Vec<_> = small.filter(|payload| payload.len() < 1500).take(150).collect();
    let mut compressor = Compressor::new(Compression::ZlibStream);
    let compress = |payload: &Vec<u8>| {
        let mut message = Vec::new();
        compressor.compress(payload, &mut message).unwrap();
        message
    };
    let messages = payloads.iter().map(compress).collect();
    (payloads, messages)
}

#[test]
fn a_stream_cut_in_two_at_every_byte_gives_the_same_payloads() {
    for (name, encoding) in [("json", Encoding::Json), ("etf", Encoding::Etf)] {
        let (payloads, messages) = small_stream(name);
        let longest = messages.iter().map(Vec::len).max().unwrap();
        let mut decoder = common::decoder(encoding, Compression::ZlibStream);
        // One cut in each message at a time, so that each pass goes through one stream.
        for cut in 0..longest {
            decoder.reset();
            for (payload, message) in payloads.iter().zip(&messages) {
                let (front, back) = message.split_at(cut.min(message.len()));
                let whole_in_front = back.is_empty();
                let first = decoder.decode(front).unwrap().map(|frame| frame.bytes().to_vec());
                assert_eq!(first.is_some(), whole_in_front);
                let second = decoder.decode(back).unwrap().map(|frame| frame.bytes().to_vec());
                assert!(first.or(second).as_ref() == Some(payload), "cut at {cut}");
            }
        }
    }
}
