//! `zstd-stream`: one zstd frame a connection, one payload a message.
#![cfg(feature = "zstd")]

mod common;

use common::{assert_error, assert_fatal, error_of};
use gatewire::{Compression, DecodeErrorKind as Kind, Decoder, Encoding, Stage};
use zstd_safe::zstd_sys::ZSTD_EndDirective;
use zstd_safe::{CCtx, CParameter, InBuffer, OutBuffer};

fn decoder() -> Decoder {
    Decoder::new(Encoding::Json, Compression::ZstdStream)
}

/// The sending side of a connection.
struct Session {
    context: CCtx<'static>,
}

impl Session {
    fn new() -> Self {
        Self { context: CCtx::create() }
    }

    fn with_window(log: u32) -> Self {
        let mut session = Self::new();
        session.context.set_parameter(CParameter::WindowLog(log)).unwrap();
        session
    }

    fn message(&mut self, payload: &[u8]) -> Vec<u8> {
        self.flushed(payload, ZSTD_EndDirective::ZSTD_e_flush)
    }

    fn flushed(&mut self, payload: &[u8], flush: ZSTD_EndDirective) -> Vec<u8> {
        let mut message = Vec::with_capacity(zstd_safe::compress_bound(payload.len()) + 1024);
        let mut input = InBuffer::around(payload);
        let output = &mut OutBuffer::around(&mut message);
        let left = self.context.compress_stream2(output, &mut input, flush).unwrap();
        assert_eq!((left, input.pos()), (0, payload.len()), "all of it is written");
        message
    }
}

fn payloads() -> Vec<Vec<u8>> {
    let filler = "lorem ipsum dolor sit amet ".repeat(4000);
    let texts = [
        r#"{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}"#.to_owned(),
        format!(r#"{{"t":"MESSAGE_CREATE","s":1,"op":0,"d":{{"content":"{filler}"}}}}"#),
        r#"{"op":11}"#.to_owned(),
        format!(r#"{{"t":"SOMETHING_NEW","s":2,"op":0,"d":"{filler}"}}"#),
    ];
    texts.map(String::into_bytes).to_vec()
}

fn messages() -> Vec<Vec<u8>> {
    let mut session = Session::new();
    payloads().iter().map(|payload| session.message(payload)).collect()
}

#[test]
fn a_whole_session_is_read_and_another_after_reset() {
    let mut decoder = decoder();
    for _ in 0..3 {
        for (message, payload) in messages().iter().zip(payloads()) {
            let frame = decoder.decode(message).unwrap().unwrap();
            frame.validate().unwrap();
            assert_eq!(frame.bytes(), payload);
        }
        decoder.reset();
        for (message, payload) in messages().iter().zip(payloads()) {
            assert!(decoder.push(message).unwrap());
            assert_eq!(decoder.frame().unwrap().bytes(), payload);
            assert!(decoder.frame().is_none());
        }
        decoder.reset();
    }
}

#[test]
fn garbage_is_no_header() {
    for message in
        [&b"{\"op\":11}"[..], b"\x28\xb5\x2f\xfe1234", b"\x28\xb5\x2f", b"\x78\x9c", b"\0"]
    {
        let error = assert_fatal(decoder().decode(message), Stage::Decompress, Kind::InvalidHeader);
        assert_eq!(error.offset(), Some(0));
    }
}

#[test]
fn after_damage_every_call_fails_the_same_way_until_reset() {
    let messages = messages();
    let mut decoder = decoder();
    decoder.decode(&messages[0]).unwrap().unwrap();
    // Three bytes of a block header (RFC 8878 §3.1.1.2) of the reserved type.
    let result = decoder.decode(&[0b1111_0110, 0xff, 0xff, 1, 2, 3]);
    let error = assert_fatal(result, Stage::Decompress, Kind::CorruptStream);
    assert_eq!(error.offset(), Some(0));
    for message in messages.iter().chain([&Vec::new()]) {
        let again = assert_fatal(decoder.decode(message), Stage::Decompress, Kind::CorruptStream);
        assert_eq!(again.to_string(), error.to_string());
    }
    decoder.reset();
    assert_eq!(decoder.decode(&messages[0]).unwrap().unwrap().bytes(), payloads()[0]);
}

#[test]
fn a_payload_that_ends_the_frame_is_read_and_what_follows_is_fatal() {
    let last = br#"{"op":11}"#;
    for first in [&[][..], &payloads()[..2]] {
        for with_checksum in [false, true] {
            for next in [&messages()[0][..], &[1], &[]] {
                let mut session = Session::new();
                let checksum = CParameter::ChecksumFlag(with_checksum);
                session.context.set_parameter(checksum).unwrap();
                let mut decoder = decoder();
                for payload in first {
                    decoder.decode(&session.message(payload)).unwrap().unwrap();
                }
                let ended = session.flushed(last, ZSTD_EndDirective::ZSTD_e_end);
                let frame = decoder.decode(&ended).unwrap().unwrap();
                frame.validate().unwrap();
                assert_eq!(frame.bytes(), last);
                let result = decoder.decode(next);
                let error = assert_fatal(result, Stage::Decompress, Kind::StreamEnded);
                assert_eq!(error.offset(), Some(0));
                assert_fatal(decoder.push(last), Stage::Decompress, Kind::StreamEnded);
                decoder.reset();
                decoder.decode(&messages()[0]).unwrap().unwrap();
            }
        }
    }
}

#[test]
fn bytes_after_the_end_of_the_frame_are_fatal_at_once() {
    let ended = Session::new().flushed(br#"{"op":11}"#, ZSTD_EndDirective::ZSTD_e_end);
    for after in [&[0][..], &ended] {
        let message = [&ended[..], after].concat();
        let error = assert_fatal(decoder().decode(&message), Stage::Decompress, Kind::StreamEnded);
        assert_eq!(error.offset(), Some(ended.len()));
    }
}

#[test]
fn a_frame_that_ends_without_a_payload_is_fatal() {
    let mut session = Session::new();
    let mut decoder = decoder();
    decoder.decode(&session.message(br#"{"op":11}"#)).unwrap().unwrap();
    let ended = session.flushed(b"", ZSTD_EndDirective::ZSTD_e_end);
    let error = assert_fatal(decoder.decode(&ended), Stage::Decompress, Kind::StreamEnded);
    assert_eq!(error.offset(), Some(ended.len()));
}

#[test]
fn nothing_is_read_from_a_truncated_message() {
    let message = &messages()[0];
    for length in 1..message.len() {
        let mut decoder = decoder();
        let kind = if length < 4 { Kind::InvalidHeader } else { Kind::NoProgress };
        assert_fatal(decoder.decode(&message[..length]), Stage::Decompress, kind);
    }
}

#[test]
fn a_message_without_a_payload_is_no_progress() {
    let mut decoder = decoder();
    let messages = messages();
    decoder.decode(&messages[0]).unwrap().unwrap();
    assert!(decoder.decode(&[]).unwrap().is_none(), "an empty message is no message");
    assert_eq!(decoder.decode(&messages[1]).unwrap().unwrap().bytes(), payloads()[1]);
    // A raw block of no bytes.
    assert_fatal(decoder.decode(&[0, 0, 0]), Stage::Decompress, Kind::NoProgress);
}

#[test]
fn a_window_of_over_8_mib_is_refused() {
    let payload = &payloads()[1];
    let message = Session::with_window(23).message(payload);
    assert_eq!(decoder().decode(&message).unwrap().unwrap().bytes(), *payload);
    for log in [24, 27] {
        let message = Session::with_window(log).message(payload);
        assert_fatal(decoder().decode(&message), Stage::Decompress, Kind::WindowTooLarge);
    }
}

#[test]
fn the_largest_window_may_be_made_smaller() {
    let payload = &payloads()[1];
    let take = |max: usize, log: u32| {
        let builder = Decoder::builder(Encoding::Json, Compression::ZstdStream);
        let mut decoder = builder.max_window_size(max).build();
        let message = Session::with_window(log).message(payload);
        decoder.decode(&message).map(|frame| frame.unwrap().bytes().to_vec())
    };
    // Rounded down to a power of two.
    for (max, log) in [(1 << 20, 20), ((1 << 21) - 1, 20), (1 << 10, 10), (0, 10), (usize::MAX, 23)]
    {
        assert_eq!(take(max, log).unwrap(), *payload, "{max} bytes, 2^{log}");
        let above = take(max, log + 1);
        assert_fatal(above, Stage::Decompress, Kind::WindowTooLarge);
    }
}

#[test]
fn the_bound_holds_to_the_byte() {
    for size in [1024, 1 << 20] {
        let text = |length: usize| {
            let mut payload = br#"{"op":11,"d":""#.to_vec();
            payload.resize(length - 2, b'a');
            payload.extend_from_slice(b"\"}");
            payload
        };
        let limited = || {
            let builder = Decoder::builder(Encoding::Json, Compression::ZstdStream);
            builder.max_message_size(size).build()
        };
        let fits = Session::new().message(&text(size));
        assert_eq!(limited().decode(&fits).unwrap().unwrap().bytes(), text(size));
        let over = Session::new().message(&text(size + 1));
        assert_fatal(limited().decode(&over), Stage::Decompress, Kind::MessageTooLarge);
        let bomb = Session::new().message(&text(64 << 20));
        assert_fatal(limited().decode(&bomb), Stage::Decompress, Kind::MessageTooLarge);
    }
}

#[test]
fn an_error_of_the_envelope_leaves_the_stream_intact() {
    let mut session = Session::new();
    let mut decoder = decoder();
    let result = session.message(b"{\"op\":-1}");
    assert_error(decoder.decode(&result), Stage::Envelope, Kind::InvalidOpcode);
    assert!(decoder.decode(&session.message(b"{\"op\":11}")).unwrap().is_some());
}

#[test]
fn any_damaged_byte_gives_an_error_or_other_text_and_never_a_panic() {
    let messages = messages();
    let mut ends = [0; 3];
    for index in 0..messages[0].len() {
        for bit in 0..8 {
            let mut damaged = messages[0].clone();
            damaged[index] ^= 1 << bit;
            let mut decoder = decoder();
            let Err(error) = decoder.decode(&damaged) else {
                ends[0] += 1;
                continue;
            };
            assert_eq!(error.is_fatal(), error.stage() == Stage::Decompress);
            let fatal = error.is_fatal();
            ends[if fatal { 2 } else { 1 }] += 1;
            assert!(!fatal || error_of(decoder.decode(&messages[1])).is_fatal());
        }
    }
    // Other text, text that is no payload, and streams that are lost: each comes of some damage.
    assert!(ends.iter().all(|count| *count > 0), "{ends:?}");
}
