//! `zlib-stream`: payloads split anywhere, streams that break, bounds.

mod common;

use common::{Random, ZlibSession, assert_error, assert_fatal, error_of, term, zlib_session};
use flate2::FlushCompress;
use gatewire::{Compression, DecodeErrorKind as Kind, Decoder, Encoding, Stage};

const SUFFIX: [u8; 4] = [0, 0, 0xff, 0xff];

fn decoder() -> Decoder {
    Decoder::new(Encoding::Json, Compression::ZlibStream)
}

/// Payloads of several sizes, whose later ones repeat what stands in earlier ones.
fn payloads() -> Vec<Vec<u8>> {
    let filler = "lorem ipsum dolor sit amet ".repeat(40);
    let texts = [
        r#"{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}"#.to_owned(),
        format!(r#"{{"t":"MESSAGE_CREATE","s":1,"op":0,"d":{{"content":"{filler}"}}}}"#),
        r#"{"t":"TYPING_START","s":2,"op":0,"d":{"user_id":"80351110224678912"}}"#.to_owned(),
        format!(r#"{{"t":"SOMETHING_NEW","s":3,"op":0,"d":"{filler}"}}"#),
        r#"{"op":11}"#.to_owned(),
    ];
    texts.map(String::into_bytes).to_vec()
}

fn messages(level: u32, window_bits: u8) -> Vec<Vec<u8>> {
    let payloads = payloads();
    let payloads: Vec<&[u8]> = payloads.iter().map(Vec::as_slice).collect();
    let messages = zlib_session(level, window_bits, &payloads);
    assert!(messages.iter().all(|message| message.ends_with(&SUFFIX)));
    messages
}

/// The payloads that come of the pieces, through `decode`.
fn decode_all<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<Vec<u8>> {
    let mut decoder = decoder();
    let mut frames = Vec::new();
    for piece in pieces {
        if let Some(frame) = decoder.decode(piece).unwrap() {
            frame.validate().unwrap();
            frames.push(frame.bytes().to_vec());
        }
    }
    frames
}

/// As [`decode_all`], through `push` and `frame`.
fn push_all<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<Vec<u8>> {
    let mut decoder = decoder();
    let mut frames = Vec::new();
    for piece in pieces {
        let complete = decoder.push(piece).unwrap();
        let frame = decoder.frame().map(|frame| frame.bytes().to_vec());
        assert_eq!(complete, frame.is_some());
        assert!(decoder.frame().is_none(), "a frame is lent once");
        frames.extend(frame);
    }
    frames
}

#[test]
fn a_message_cut_in_two_anywhere_gives_the_same_frames() {
    let messages = messages(6, 15);
    let expected = payloads();
    for (index, message) in messages.iter().enumerate() {
        for cut in 0..=message.len() {
            let mut decoder = decoder();
            for (other, whole) in messages.iter().enumerate() {
                if other == index {
                    let (first, second) = whole.split_at(cut);
                    let is_whole = second.is_empty();
                    let first = decoder.decode(first).unwrap();
                    assert_eq!(first.is_some(), is_whole, "message {index} cut at {cut}");
                    if is_whole {
                        assert_eq!(first.unwrap().bytes(), expected[other]);
                        continue;
                    }
                    let frame = decoder.decode(second).unwrap().expect("the rest came");
                    assert_eq!(frame.bytes(), expected[other], "message {index} cut at {cut}");
                } else {
                    let frame = decoder.decode(whole).unwrap().expect("a whole message");
                    assert_eq!(frame.bytes(), expected[other], "message {index} cut at {cut}");
                }
            }
        }
    }
}

#[test]
fn messages_cut_in_three_at_random_places_give_the_same_frames() {
    let mut random = Random(1);
    for _ in 0..300 {
        let messages = messages(random.below(10) as u32, 15);
        let mut pieces: Vec<&[u8]> = Vec::new();
        for message in &messages {
            let second = 1 + random.below(message.len() - 1);
            let first = random.below(second);
            pieces.extend([&message[..first], &message[first..second], &message[second..]]);
        }
        assert_eq!(decode_all(pieces.iter().copied()), payloads());
        assert_eq!(push_all(pieces), payloads());
    }
}

#[test]
fn bytes_that_come_one_by_one_give_the_same_frames() {
    for window_bits in 9..=15 {
        for level in [0, 1, 6, 9] {
            let stream = messages(level, window_bits).concat();
            assert_eq!(decode_all(stream.chunks(1)), payloads(), "level {level}");
            assert_eq!(push_all(stream.chunks(1)), payloads(), "level {level}");
        }
    }
}

#[test]
fn every_window_size_and_level_is_read() {
    for window_bits in 9..=15 {
        for level in 0..=9 {
            let messages = messages(level, window_bits);
            assert_eq!(decode_all(messages.iter().map(Vec::as_slice)), payloads());
        }
    }
}

#[test]
fn a_frame_that_nobody_asks_for_is_dropped_by_the_next_push() {
    let messages = messages(6, 15);
    let mut decoder = decoder();
    assert!(decoder.push(&messages[0]).unwrap());
    assert!(decoder.push(&messages[1]).unwrap());
    assert_eq!(decoder.frame().unwrap().sequence(), Some(1));
    assert!(decoder.push(&messages[2]).unwrap());
    assert!(!decoder.push(&messages[3][..5]).unwrap(), "the third frame goes with it");
    assert!(decoder.frame().is_none());
    assert!(decoder.push(&messages[3][5..]).unwrap());
    assert_eq!(decoder.frame().unwrap().sequence(), Some(3));
}

#[test]
fn the_suffix_may_stand_inside_the_data() {
    // The integer 65535 is 98, 0, 0, 255, 255 in ETF; level 0 stores what it is given.
    let numbers = vec![term::int(65_535); 3];
    let payload = term::payload(&term::list(&numbers), 0, Some(1), Some("X"));
    let mut decoder = Decoder::new(Encoding::Etf, Compression::ZlibStream);
    for message in zlib_session(0, 15, &[&payload, &payload]) {
        assert_eq!(message.windows(4).filter(|window| *window == SUFFIX).count(), 4);
        let frame = decoder.decode(&message).unwrap().unwrap();
        assert_eq!(frame.bytes(), payload);
        assert_eq!(frame.data::<[u32; 3]>().unwrap(), [65_535; 3]);
    }
}

#[test]
fn pieces_are_joined_until_the_whole_ends_in_the_suffix() {
    // A level that stores: its bytes are known, so the cut can be made inside the suffix.
    let payload = br#"{"op":11,"d":null}"#;
    let message = &zlib_session(0, 15, &[payload])[0];
    for cut in message.len() - 4..message.len() {
        let mut decoder = decoder();
        assert!(decoder.decode(&message[..cut]).unwrap().is_none());
        assert!(decoder.decode(&[]).unwrap().is_none());
        assert_eq!(decoder.decode(&message[cut..]).unwrap().unwrap().bytes(), payload);
    }
}

#[test]
fn a_second_stream_after_the_first_is_fatal() {
    let [first, second] = [br#"{"op":11,"d":1}"#, br#"{"op":11,"d":2}"#];
    let mut stream = ZlibSession::new(6, 15).flushed(first, FlushCompress::Finish);
    stream.extend_from_slice(&zlib_session(6, 15, &[second])[0]);
    assert_fatal(decoder().decode(&stream), Stage::Decompress, Kind::StreamEnded);

    // A stream that begins anew without the end of the one before is damage.
    let mut decoder = decoder();
    decoder.decode(&zlib_session(6, 15, &[first])[0]).unwrap().unwrap();
    let again = &zlib_session(6, 15, &[second])[0];
    assert!(error_of(decoder.decode(again)).is_fatal());
}

#[test]
fn what_is_no_header_is_refused_at_the_first_two_bytes() {
    let invalid = [
        &br#"{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}"#[..],
        &[131, 116, 0, 0, 0, 0],
        &[0x28, 0xb5, 0x2f, 0xfd],
        &[0x78, 0x9d, 1],
        &[0x88, 0x1c, 1],
        &SUFFIX,
    ];
    for message in invalid {
        let error = assert_fatal(decoder().decode(message), Stage::Decompress, Kind::InvalidHeader);
        assert_eq!(error.offset(), Some(0));
        let mut decoder = decoder();
        assert!(decoder.decode(&message[..1]).unwrap().is_none());
        assert_fatal(decoder.decode(&message[1..]), Stage::Decompress, Kind::InvalidHeader);
    }
}

#[test]
fn a_preset_dictionary_is_refused() {
    for message in [&[0x78, 0x20, 1, 2][..], &[0x78, 0xbb, 0, 0, 0xff, 0xff]] {
        let error =
            assert_fatal(decoder().decode(message), Stage::Decompress, Kind::DictionaryRequired);
        assert_eq!(error.offset(), Some(1));
    }
}

#[test]
fn after_damage_every_call_fails_the_same_way_until_reset() {
    let messages = messages(6, 15);
    let mut decoder = decoder();
    decoder.decode(&messages[0]).unwrap().unwrap();
    // A block of the type that RFC 1951 does not define.
    let mut damaged = messages[1].clone();
    damaged[0] |= 0b110;
    let error = assert_fatal(decoder.decode(&damaged), Stage::Decompress, Kind::CorruptStream);
    assert_eq!(error.offset(), Some(1));
    for message in messages.iter().chain([&Vec::new(), &damaged, &vec![1]]) {
        let again = assert_fatal(decoder.decode(message), Stage::Decompress, Kind::CorruptStream);
        assert_eq!(again.offset(), error.offset());
        assert_eq!(again.to_string(), error.to_string());
        assert!(error_of(decoder.push(message)).is_fatal());
        assert!(decoder.frame().is_none());
    }
    decoder.reset();
    for (message, payload) in messages.iter().zip(payloads()) {
        assert_eq!(decoder.decode(message).unwrap().unwrap().bytes(), payload);
    }
}

#[test]
fn any_damaged_byte_gives_an_error_or_other_text_and_never_a_panic() {
    let messages = messages(6, 15);
    let mut ends = [0; 3];
    for index in 0..messages[1].len() {
        for bit in 0..8 {
            let mut damaged = messages[1].clone();
            damaged[index] ^= 1 << bit;
            let mut decoder = decoder();
            decoder.decode(&messages[0]).unwrap().unwrap();
            let fatal = match decoder.decode(&damaged).and_then(|frame| match frame {
                Some(frame) => frame.data::<serde_json::Value>().map(drop),
                None => Ok(()),
            }) {
                Ok(()) => {
                    ends[0] += 1;
                    false
                }
                Err(error) => {
                    assert_eq!(error.is_fatal(), error.stage() == Stage::Decompress);
                    ends[if error.is_fatal() { 2 } else { 1 }] += 1;
                    error.is_fatal()
                }
            };
            let next = decoder.decode(&messages[2]).map(drop);
            assert!(!fatal || next.is_err_and(|error| error.is_fatal()));
        }
    }
    // Other text, text that is no payload, and streams that are lost: each comes of some damage.
    assert!(ends.iter().all(|count| *count > 0), "{ends:?}");
}

#[test]
fn reconnecting_is_reset() {
    let mut decoder = decoder();
    for _ in 0..3 {
        for (message, payload) in messages(9, 15).iter().zip(payloads()) {
            assert_eq!(decoder.decode(message).unwrap().unwrap().bytes(), payload);
        }
        // What waits for its rest goes with the connection.
        assert!(decoder.decode(b"\x78\x9c").unwrap().is_none());
        decoder.reset();
    }
    assert!(decoder.push(&messages(9, 15)[0]).unwrap());
    decoder.reset();
    assert!(decoder.frame().is_none(), "so does a frame that nobody asked for");
}

#[test]
fn a_flush_that_adds_nothing_is_no_progress() {
    let mut stream = ZlibSession::new(6, 15);
    let mut decoder = decoder();
    decoder.decode(&stream.message(br#"{"op":11}"#)).unwrap().unwrap();
    // An empty stored block, as a flush writes it, byte-aligned.
    let nothing = [&[0][..], &SUFFIX].concat();
    assert_fatal(decoder.decode(&nothing), Stage::Decompress, Kind::NoProgress);
}

#[test]
fn compressed_bytes_of_a_payload_in_several_messages_are_bounded() {
    let limited = || {
        let builder = Decoder::builder(Encoding::Json, Compression::ZlibStream);
        builder.max_message_size(1024).build()
    };
    // Blocks of fixed codes with nothing in them (RFC 1951 §3.2.6): ten bits each, four in five bytes.
    let nothing = [0x02, 0x08, 0x20, 0x80, 0x00].repeat(300);
    let waiting = [&[0x78, 0x9c][..], &nothing[..1022]].concat();
    let mut decoder = limited();
    assert!(decoder.decode(&waiting).unwrap().is_none(), "exactly as much as is allowed");
    assert_fatal(decoder.decode(&[1]), Stage::Decompress, Kind::MessageTooLarge);

    let mut decoder = limited();
    for byte in &waiting {
        assert!(decoder.decode(&[*byte]).unwrap().is_none());
    }
    assert_fatal(decoder.decode(&[1]), Stage::Decompress, Kind::MessageTooLarge);

    let mut longer = waiting;
    longer.push(1);
    assert_fatal(limited().decode(&longer), Stage::Decompress, Kind::MessageTooLarge);
}

#[test]
fn damage_is_found_in_the_message_that_brings_it() {
    let messages = messages(6, 15);
    let mut damaged = messages[1].clone();
    damaged[0] |= 0b110;
    for length in 1..damaged.len() {
        let mut decoder = decoder();
        decoder.decode(&messages[0]).unwrap().unwrap();
        let result = decoder.decode(&damaged[..length]);
        let error = assert_fatal(result, Stage::Decompress, Kind::CorruptStream);
        assert_eq!(error.offset(), Some(1));
    }
}

#[test]
fn an_inflated_payload_is_bounded_to_the_byte() {
    for size in [1024, 65_536, 1 << 20] {
        let text = |length: usize| {
            let mut payload = br#"{"op":11,"d":""#.to_vec();
            payload.resize(length - 2, b'a');
            payload.extend_from_slice(b"\"}");
            payload
        };
        let limited = || {
            let builder = Decoder::builder(Encoding::Json, Compression::ZlibStream);
            builder.max_message_size(size).build()
        };
        let fits = &zlib_session(6, 15, &[&text(size)])[0];
        let mut decoder = limited();
        assert_eq!(decoder.decode(fits).unwrap().unwrap().bytes(), text(size));
        let over = &zlib_session(6, 15, &[&text(size + 1)])[0];
        let error = assert_fatal(limited().decode(over), Stage::Decompress, Kind::MessageTooLarge);
        assert!(error.to_string().contains(&size.to_string()), "{error}");
    }
}

#[test]
fn an_error_of_the_envelope_leaves_the_stream_intact() {
    let payloads: [&[u8]; 3] = [br#"{"op":-1}"#, b"[]", br#"{"op":11}"#];
    let messages = zlib_session(6, 15, &payloads);
    let mut decoder = decoder();
    assert_error(decoder.decode(&messages[0]), Stage::Envelope, Kind::InvalidOpcode);
    assert_error(decoder.decode(&messages[1]), Stage::Envelope, Kind::NotAnObject);
    assert_eq!(decoder.decode(&messages[2]).unwrap().unwrap().bytes(), payloads[2]);
}

#[test]
fn messages_and_bytes_are_counted() {
    let messages = messages(6, 15);
    let mut decoder = decoder();
    for message in &messages {
        decoder.decode(&message[..3]).unwrap();
        decoder.decode(&message[3..]).unwrap();
    }
    let stats = decoder.stats();
    assert_eq!(stats.messages, 2 * messages.len() as u64);
    assert_eq!(stats.bytes_in, messages.concat().len() as u64);
    assert_eq!(stats.bytes_out, payloads().concat().len() as u64);
}
