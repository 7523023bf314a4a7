//! `zlib-stream`: streams that end, and payloads that are cut where a flush seems to be.

mod common;

use common::{ZlibSession, assert_error, assert_fatal, error_of, term, zlib_session};
use flate2::FlushCompress;
use gatewire::{Compression, DecodeErrorKind as Kind, Decoder, Encoding, Stage};

const SUFFIX: [u8; 4] = [0, 0, 0xff, 0xff];

fn decoder() -> Decoder {
    Decoder::new(Encoding::Json, Compression::ZlibStream)
}

/// The first message of a connection.
fn hello() -> Vec<u8> {
    let payload = br#"{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}"#;
    zlib_session(6, 15, &[payload]).remove(0)
}

const LAST: &[u8] = br#"{"op":11,"d":"and some more text"}"#;

/// A connection whose stream ends with its last payload.
fn ended_session(level: u32, payloads: &[&[u8]]) -> Vec<Vec<u8>> {
    let mut stream = ZlibSession::new(level, 15);
    let (last, first) = payloads.split_last().unwrap();
    let mut messages: Vec<_> = first.iter().map(|payload| stream.message(payload)).collect();
    messages.push(stream.flushed(last, FlushCompress::Finish));
    messages
}

#[test]
fn a_payload_that_ends_the_stream_is_read_and_what_follows_is_fatal() {
    for level in [0, 6] {
        for payloads in [&[LAST][..], &[br#"{"op":10}"#, LAST], &[LAST, LAST, LAST]] {
            for next in [&hello()[..], &SUFFIX, &[1], &[]] {
                let mut decoder = decoder();
                for (message, payload) in ended_session(level, payloads).iter().zip(payloads) {
                    let frame = decoder.decode(message).unwrap().unwrap();
                    frame.validate().unwrap();
                    assert_eq!(frame.bytes(), *payload);
                }
                let result = decoder.decode(next);
                let error = assert_fatal(result, Stage::Decompress, Kind::StreamEnded);
                assert_eq!(error.offset(), Some(0));
                let again = assert_fatal(decoder.push(LAST), Stage::Decompress, Kind::StreamEnded);
                assert_eq!(again.to_string(), error.to_string());
                decoder.reset();
                decoder.decode(&hello()).unwrap().unwrap();
            }
        }
    }
}

#[test]
fn a_server_that_does_payload_compression_is_told_by_its_first_payload() {
    // As `zlib.compress` of Python makes it: a whole stream, with its checksum.
    let mut decoder = decoder();
    assert_eq!(decoder.decode(&common::zlib(LAST, 6)).unwrap().unwrap().bytes(), LAST);
    let error = error_of(decoder.decode(&common::zlib(LAST, 6)));
    assert!(error.to_string().contains("payload compression"), "{error}");

    let mut decoder = Decoder::new(Encoding::Json, Compression::ZlibStream);
    for message in ended_session(6, &[LAST, LAST]) {
        decoder.decode(&message).unwrap().unwrap();
    }
    let error = error_of(decoder.decode(&[]));
    assert!(!error.to_string().contains("payload compression"), "{error}");
}

#[test]
fn the_payload_that_ends_the_stream_may_be_cut_anywhere() {
    for payloads in [&[LAST][..], &[br#"{"op":10}"#, LAST]] {
        let messages = ended_session(6, payloads);
        let (last, first) = messages.split_last().unwrap();
        for cut in 0..last.len() {
            let mut decoder = decoder();
            assert!(first.iter().all(|message| decoder.push(message).unwrap()));
            assert!(decoder.decode(&last[..cut]).unwrap().is_none(), "cut at {cut}");
            decoder.shrink();
            assert_eq!(decoder.decode(&last[cut..]).unwrap().unwrap().bytes(), LAST);
            assert_fatal(decoder.decode(&[]), Stage::Decompress, Kind::StreamEnded);
        }
        let mut decoder = decoder();
        let stream = messages.concat();
        let frames = stream.chunks(1).filter(|byte| decoder.push(byte).unwrap()).count();
        assert_eq!(frames, payloads.len());
    }
}

#[test]
fn the_checksum_of_a_stream_of_one_payload_is_verified() {
    let message = &ended_session(6, &[LAST])[0];
    for index in message.len() - 4..message.len() {
        let mut wrong = message.clone();
        wrong[index] ^= 1;
        for cut in [0, 1, index, wrong.len()] {
            let mut decoder = decoder();
            let first = decoder.decode(&wrong[..cut]);
            let result = if cut < wrong.len() {
                assert!(first.unwrap().is_none());
                decoder.decode(&wrong[cut..])
            } else {
                first
            };
            let error = assert_fatal(result, Stage::Decompress, Kind::ChecksumMismatch);
            assert_eq!(error.offset(), Some(wrong.len()));
        }
    }
}

#[test]
fn a_stream_that_ends_without_a_payload_is_fatal() {
    let end_alone = ZlibSession::new(6, 15).flushed(b"", FlushCompress::Finish);
    assert_fatal(decoder().decode(&end_alone), Stage::Decompress, Kind::StreamEnded);
    let mut session = ZlibSession::new(6, 15);
    let mut decoder = decoder();
    decoder.decode(&session.message(LAST)).unwrap().unwrap();
    let end = session.flushed(b"", FlushCompress::Finish);
    assert_fatal(decoder.decode(&end), Stage::Decompress, Kind::StreamEnded);
}

#[test]
fn bytes_after_the_end_of_the_stream_are_fatal_at_once() {
    let ended = &ended_session(6, &[LAST])[0];
    for after in [&[0][..], &SUFFIX, LAST, ended] {
        let message = [ended, after].concat();
        let error = assert_fatal(decoder().decode(&message), Stage::Decompress, Kind::StreamEnded);
        // The checksum is no part of the deflate stream, which is what ended.
        assert_eq!(error.offset(), Some(ended.len() - 4));
    }
}

/// Bytes inside a payload that look like a flush, where the message is cut right after them: the
/// payload is refused once, and all that follows is read.
#[test]
fn a_cut_after_bytes_that_look_like_a_flush_is_one_error() {
    // The integer 65535 is 98, 0, 0, 255, 255 in ETF; level 0 stores what it is given.
    let payload = term::payload(&term::list(&vec![term::int(65_535); 3]), 0, Some(1), Some("X"));
    let next = term::payload(&term::list(&[]), 0, Some(2), Some("Y"));
    let messages = zlib_session(0, 15, &[&payload, &next, &payload]);
    let message = &messages[0];
    let is_inner = |end: &usize| message[..*end].ends_with(&SUFFIX);
    let cuts: Vec<usize> = (4..message.len()).filter(is_inner).collect();
    assert_eq!(cuts.len(), 3);
    // Cut after one of them, after two, and after all three.
    for set in 1..1 << cuts.len() {
        let mut pieces: Vec<&[u8]> = Vec::new();
        let mut start = 0;
        for (index, cut) in cuts.iter().enumerate() {
            if set >> index & 1 == 1 {
                pieces.push(&message[start..*cut]);
                start = *cut;
            }
        }
        pieces.extend([&message[start..], &messages[1], &messages[2]]);
        for by_push in [false, true] {
            let mut decoder = Decoder::new(Encoding::Etf, Compression::ZlibStream);
            let mut take = |piece: &&[u8]| match by_push {
                false => {
                    decoder.decode(piece).map(|frame| frame.and_then(|frame| frame.sequence()))
                }
                true => {
                    decoder.push(piece).map(|_| decoder.frame().and_then(|frame| frame.sequence()))
                }
            };
            let mut results = pieces.iter().map(&mut take);
            let error = error_of(results.next().unwrap());
            assert_eq!((error.stage(), error.kind()), (Stage::Envelope, Kind::UnexpectedEnd));
            assert!(!error.is_fatal());
            let rest: Vec<_> = results.filter_map(Result::unwrap).collect();
            assert_eq!(rest, [2, 1], "cuts {set:#b}");
        }
    }
}

/// The same for a server that flushes in the middle of a payload and sends the parts apart.
#[test]
fn a_payload_flushed_twice_and_cut_there_is_one_error() {
    let [first, second] = [&br#"{"op":0,"s":1,"t":"X","d":["#[..], br#""a"]}"#];
    let next = br#"{"op":11}"#;
    let messages = zlib_session(6, 15, &[first, second, next, b"[]", next]);
    // In one message it is one payload.
    let whole = [first, second].concat();
    let mut one = decoder();
    assert_eq!(one.decode(&messages[..2].concat()).unwrap().unwrap().bytes(), whole);

    let mut decoder = decoder();
    assert_error(decoder.decode(&messages[0]), Stage::Envelope, Kind::UnexpectedEnd);
    assert!(decoder.decode(&messages[1]).unwrap().is_none());
    assert_eq!(decoder.decode(&messages[2]).unwrap().unwrap().bytes(), next);
    // Without a payload that was cut short, what is no payload is an error.
    assert_error(decoder.decode(&messages[3]), Stage::Envelope, Kind::NotAnObject);
    assert_eq!(decoder.decode(&messages[4]).unwrap().unwrap().bytes(), next);
}

#[test]
fn what_follows_a_payload_cut_short_is_skipped_on_this_connection_alone() {
    let messages = zlib_session(6, 15, &[br#"{"op":0,"d":["#, b"1]}"]);
    let mut decoder = decoder();
    assert_error(decoder.decode(&messages[0]), Stage::Envelope, Kind::UnexpectedEnd);
    decoder.reset();
    let other = zlib_session(6, 15, &[b"1]}"]);
    assert_error(decoder.decode(&other[0]), Stage::Envelope, Kind::NotAnObject);
}
