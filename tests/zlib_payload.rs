//! Payload compression: messages that are each a stream of their own, or plain.

mod common;

use common::{assert_error, term, zlib};
use gatewire::{Compression, DecodeErrorKind as Kind, Decoder, Encoding, Stage};

const PAYLOAD: &[u8] = br#"{"t":"TYPING_START","s":2,"op":0,"d":{"user_id":"80351110224678912"}}"#;

fn decoder() -> Decoder {
    Decoder::new(Encoding::Json, Compression::ZlibPayload)
}

/// The message after a failure must be read as if nothing had happened.
fn assert_goes_on(decoder: &mut Decoder) {
    assert_eq!(decoder.decode(&zlib(PAYLOAD, 6)).unwrap().unwrap().bytes(), PAYLOAD);
    assert_eq!(decoder.decode(PAYLOAD).unwrap().unwrap().bytes(), PAYLOAD);
}

/// The message with other first bytes; FLG is completed to what FCHECK asks for.
fn with_level(message: &[u8], flevel: u8) -> Vec<u8> {
    let mut message = message.to_vec();
    message[1] = flevel << 6;
    message[1] += 31 - (u16::from_be_bytes([message[0], message[1]]) % 31) as u8;
    message
}

#[test]
fn the_usual_headers_are_inflated() {
    let message = zlib(PAYLOAD, 6);
    for (flevel, header) in
        [[0x78, 0x01], [0x78, 0x5e], [0x78, 0x9c], [0x78, 0xda]].iter().enumerate()
    {
        let message = with_level(&message, flevel as u8);
        assert_eq!(message[..2], *header);
        assert_eq!(decoder().decode(&message).unwrap().unwrap().bytes(), PAYLOAD);
    }
}

#[test]
fn of_all_headers_only_those_of_rfc_1950_are_taken_for_one() {
    // Stored, so that no distance can reach behind the smallest window.
    let mut message = zlib(br#"{"op":11}"#, 0);
    let mut decoder = decoder();
    let mut inflated = 0;
    for header in 0..=u16::MAX {
        let [cmf, flags] = header.to_be_bytes();
        message[..2].copy_from_slice(&[cmf, flags]);
        // RFC 1950 §2.2: CM is 8, CINFO at most 7, FCHECK makes a multiple of 31, bit 5 is FDICT.
        let is_header = cmf % 16 == 8 && cmf / 16 <= 7 && header % 31 == 0;
        match is_header {
            true if flags & 0x20 == 0 => {
                let frame = decoder.decode(&message).unwrap().unwrap();
                assert_eq!(frame.bytes(), br#"{"op":11}"#);
                inflated += 1;
            }
            true => {
                let result = decoder.decode(&message);
                let error = assert_error(result, Stage::Decompress, Kind::DictionaryRequired);
                assert_eq!(error.offset(), Some(1));
            }
            false => {
                let error = common::error_of(decoder.decode(&message));
                assert_eq!(error.stage(), Stage::Envelope, "{cmf:#x} {flags:#x}");
                assert!(!error.is_fatal());
            }
        }
    }
    // Eight windows, four levels each, for each of which one FCHECK of 0 to 30 fits, or 0 and 31.
    assert!((32..=64).contains(&inflated), "{inflated}");
}

#[test]
fn plain_messages_pass_whatever_comes_before_and_behind_them() {
    let mut decoder = decoder();
    for _ in 0..3 {
        assert_goes_on(&mut decoder);
    }
    // A message of one byte is no header.
    assert_error(decoder.decode(b"x"), Stage::Envelope, Kind::NotAnObject);
    assert_error(decoder.decode(b""), Stage::Envelope, Kind::UnexpectedEnd);
    assert_error(decoder.decode(b"[]"), Stage::Envelope, Kind::NotAnObject);
}

#[test]
fn a_payload_cut_at_any_byte_is_truncated() {
    let mut decoder = decoder();
    for level in [0, 6] {
        let message = zlib(PAYLOAD, level);
        for length in 2..message.len() {
            let result = decoder.decode(&message[..length]);
            let error = assert_error(result, Stage::Decompress, Kind::TruncatedPayload);
            assert_eq!(error.offset(), Some(length));
            assert_goes_on(&mut decoder);
        }
    }
}

#[test]
fn a_payload_flushed_but_not_ended_is_truncated() {
    let message = &common::zlib_session(6, 15, &[PAYLOAD])[0];
    let mut decoder = decoder();
    assert_error(decoder.decode(message), Stage::Decompress, Kind::TruncatedPayload);
    assert_goes_on(&mut decoder);
}

#[test]
fn the_checksum_is_verified() {
    let message = zlib(PAYLOAD, 6);
    let mut decoder = decoder();
    for index in message.len() - 4..message.len() {
        for bit in 0..8 {
            let mut wrong = message.clone();
            wrong[index] ^= 1 << bit;
            let result = decoder.decode(&wrong);
            let error = assert_error(result, Stage::Decompress, Kind::ChecksumMismatch);
            assert_eq!(error.offset(), Some(message.len()));
            assert_goes_on(&mut decoder);
        }
    }
}

#[test]
fn bytes_behind_the_stream_are_refused() {
    let message = zlib(PAYLOAD, 6);
    let mut decoder = decoder();
    for behind in [&[0][..], b"\0\0\xff\xff", PAYLOAD, &message] {
        let result = [&message[..], behind].concat();
        let error = decoder.decode(&result);
        let error = assert_error(error, Stage::Decompress, Kind::TrailingCompressedData);
        assert_eq!(error.offset(), Some(message.len()));
        assert_goes_on(&mut decoder);
    }
}

#[test]
fn damage_is_an_error_and_the_next_message_is_read() {
    let mut decoder = decoder();
    for level in [0, 6] {
        let message = zlib(PAYLOAD, level);
        for index in 2..message.len() {
            for value in 0..=u8::MAX {
                let mut damaged = message.clone();
                damaged[index] = value;
                match decoder.decode(&damaged) {
                    // No error of one byte can keep the Adler-32 that stands behind it.
                    Ok(frame) => assert_eq!(frame.unwrap().bytes(), PAYLOAD),
                    Err(error) => {
                        assert_eq!(error.stage(), Stage::Decompress);
                        assert!(!error.is_fatal());
                    }
                }
            }
            assert_goes_on(&mut decoder);
        }
    }
}

#[test]
fn a_reserved_block_type_is_corrupt() {
    let mut message = zlib(PAYLOAD, 6);
    message[2] |= 0b110;
    let error = assert_error(decoder().decode(&message), Stage::Decompress, Kind::CorruptStream);
    assert_eq!(error.offset(), Some(3));
}

/// Buffers that are larger take more at a time.
#[test]
fn the_place_of_damage_does_not_depend_on_what_came_before() {
    let payload = [br#"{"op":11,"d":""#, "0123456789abcdef ".repeat(3000).as_bytes()].concat();
    let message = zlib(&payload, 1);
    let large = zlib(&vec![b' '; 1 << 16], 1);
    for index in 2..message.len() - 4 {
        for bit in 0..8 {
            let mut damaged = message.clone();
            damaged[index] ^= 1 << bit;
            let new = decoder().decode(&damaged).unwrap_err();
            let mut used = decoder();
            used.decode(&large).unwrap_err();
            let again = used.decode(&damaged).unwrap_err();
            assert_eq!((again.kind(), again.offset()), (new.kind(), new.offset()));
            if new.kind() == Kind::CorruptStream {
                assert!(
                    new.offset().is_some_and(|offset| offset > index),
                    "{new}, damage at {index}"
                );
            }
        }
    }
}

#[test]
fn etf_is_inflated_too() {
    let payload = term::payload(&term::map(&[]), 0, Some(7), Some("RESUMED"));
    let mut decoder = Decoder::new(Encoding::Etf, Compression::ZlibPayload);
    for message in [zlib(&payload, 6), payload.clone(), zlib(&payload, 0)] {
        let frame = decoder.decode(&message).unwrap().unwrap();
        assert_eq!(frame.bytes(), payload);
        assert_eq!((frame.sequence(), frame.event_name()), (Some(7), Some("RESUMED")));
    }
}

#[test]
fn a_compressed_term_is_inflated_by_the_decoder() {
    let payload = term::payload(&term::binary(&"a".repeat(1000)), 0, Some(7), Some("X"));
    let compressed = |size: usize| {
        let data = zlib(&payload[1..], 6);
        [&[131][..], &term::tagged(80, size, &data)].concat()
    };
    let right = compressed(payload.len() - 1);
    for compression in [Compression::None, Compression::ZlibPayload, Compression::ZlibStream] {
        let message = match compression {
            Compression::ZlibStream => common::zlib_session(6, 15, &[&right]).remove(0),
            Compression::ZlibPayload => zlib(&right, 6),
            _ => right.clone(),
        };
        let mut decoder = Decoder::new(Encoding::Etf, compression);
        let frame = decoder.decode(&message).unwrap().unwrap();
        assert_eq!(frame.bytes(), payload);
        assert_eq!(frame.data::<&str>().unwrap().len(), 1000);
    }
    let mut decoder = common::etf();
    for size in [0, payload.len() - 2, payload.len()] {
        let message = compressed(size);
        let error = decoder.decode(&message).map(drop).unwrap_err();
        assert_eq!(error.offset(), Some(2), "where the size stands: {error}");
        assert_error(decoder.decode(&message), Stage::Decompress, Kind::InvalidLength);
    }
    let huge = compressed(u32::MAX as usize);
    assert_error(decoder.decode(&huge), Stage::Decompress, Kind::MessageTooLarge);
    for length in 2..right.len() {
        let result = decoder.decode(&right[..length]);
        assert_error(result, Stage::Decompress, Kind::TruncatedPayload);
    }
    // Nowhere else may one stand.
    let inner = term::payload(&right[1..], 0, Some(7), Some("X"));
    assert_error(decoder.decode(&inner), Stage::Envelope, Kind::CompressedTerm);
}

#[test]
fn an_inflated_payload_is_bounded_to_the_byte() {
    let builder = Decoder::builder(Encoding::Json, Compression::ZlibPayload);
    let mut decoder = builder.max_message_size(PAYLOAD.len()).build();
    assert_goes_on(&mut decoder);
    let longer = [PAYLOAD, b" "].concat();
    for message in [zlib(&longer, 6), longer] {
        let error = decoder.decode(&message);
        assert_error(error, Stage::Decompress, Kind::MessageTooLarge);
        assert_goes_on(&mut decoder);
    }
}
