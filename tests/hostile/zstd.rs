//! Attacks on `zstd-stream`.

use gatewire::Compression::ZstdStream;
use gatewire::{DecodeErrorKind as Kind, Stage};
use zstd_safe::zstd_sys::ZSTD_EndDirective;
use zstd_safe::{CCtx, CParameter, InBuffer, OutBuffer};

use super::attack::{Attack, LARGEST, Look, Outcome, each, json, one, place_of};
use super::transport::event_in_json;

const HELLO: &[u8] = br#"{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}"#;

fn compress(context: &mut CCtx<'_>, payload: &[u8], end: ZSTD_EndDirective) -> Vec<u8> {
    let mut message = Vec::with_capacity(zstd_safe::compress_bound(payload.len()) + 1024);
    let mut input = InBuffer::around(payload);
    let output = &mut OutBuffer::around(&mut message);
    assert_eq!(context.compress_stream2(output, &mut input, end).unwrap(), 0);
    message
}

/// The first message of a connection with a window of so many bits.
pub(crate) fn message(payload: &[u8], window: u32, end: ZSTD_EndDirective) -> Vec<u8> {
    let mut context = CCtx::create();
    context.set_parameter(CParameter::WindowLog(window)).unwrap();
    compress(&mut context, payload, end)
}

/// The messages of a connection.
fn session<const N: usize>(payloads: [&[u8]; N]) -> [Vec<u8>; N] {
    let mut context = CCtx::create();
    payloads.map(|payload| compress(&mut context, payload, ZSTD_EndDirective::ZSTD_e_flush))
}

fn flushed(payload: &[u8]) -> Vec<u8> {
    message(payload, 20, ZSTD_EndDirective::ZSTD_e_flush)
}

fn ended(payload: &[u8]) -> Vec<u8> {
    message(payload, 20, ZSTD_EndDirective::ZSTD_e_end)
}

/// A frame that ends, with a checksum of four bytes.
fn checked(payload: &[u8]) -> Vec<u8> {
    let mut context = CCtx::create();
    context.set_parameter(CParameter::ChecksumFlag(true)).unwrap();
    compress(&mut context, payload, ZSTD_EndDirective::ZSTD_e_end)
}

fn bomb() -> Vec<u8> {
    flushed(&[br#"{"op":0,"d":""#, &vec![b'a'; 64 << 20][..]].concat())
}

pub(crate) fn attacks() -> Vec<Attack> {
    // Where a payload begins that is too short to become shorter.
    let stored = || place_of(&flushed(HELLO), HELLO);
    let mut attacks = Vec::new();
    for limit in [1024, 1 << 20, LARGEST] {
        attacks.push(
            json(format!("a bomb of 64 MiB, limit {limit}"), || one(bomb()))
                .limit(limit)
                .memory(2 * limit)
                .lost(Kind::MessageTooLarge)
                .nowhere(),
        );
    }
    attacks.extend([
        json("a frame that ends with a payload", || one(ended(HELLO)))
            .expect(Look::Event, Outcome::Accepted),
        json("a message after a frame that ended with a payload", || {
            each([flushed(HELLO), ended(HELLO), vec![]])
                .into_iter()
                .map(|next| [vec![ended(HELLO)], next].concat())
                .collect()
        })
        .lost(Kind::StreamEnded)
        .at(|_| 0),
        json("a frame that ends without a payload", || {
            let mut context = CCtx::create();
            let flush = ZSTD_EndDirective::ZSTD_e_flush;
            let hello = compress(&mut context, HELLO, flush);
            vec![vec![hello, compress(&mut context, b"", ZSTD_EndDirective::ZSTD_e_end)]]
        })
        .lost(Kind::StreamEnded)
        .at_end(),
        json("two frames in one message", || one(ended(HELLO).repeat(2)))
            .lost(Kind::StreamEnded)
            .at(|_| ended(HELLO).len()),
        json("a frame behind one that did not end", || vec![vec![flushed(HELLO), flushed(HELLO)]])
            .lost(Kind::CorruptStream)
            .at(|_| 0),
        json("windows of 2^10 to 2^23 bytes", || {
            each((10..=23).map(|log| message(HELLO, log, ZSTD_EndDirective::ZSTD_e_flush)))
        })
        .expect(Look::Event, Outcome::Accepted),
        json("windows beyond 2^23 bytes", || {
            each((24..=27).map(|log| message(HELLO, log, ZSTD_EndDirective::ZSTD_e_flush)))
        })
        .lost(Kind::WindowTooLarge)
        .at(|_| 0),
        json("a header that asks for a dictionary", || {
            // The frame header's flags ask for an id of one byte, which is 7.
            one([0x28, 0xb5, 0x2f, 0xfd, 0x01, 0x50, 7, 0, 0, 0])
        })
        .lost(Kind::DictionaryRequired)
        .at(|_| 0),
        json("a block of the type that is reserved", || {
            vec![vec![flushed(HELLO), vec![0b1111_0110, 0xff, 0xff, 1, 2, 3]]]
        })
        .lost(Kind::CorruptStream)
        .at(|_| 0),
        json("an empty message", || vec![vec![vec![]], vec![vec![]; 1000]])
            .expect(Look::Envelope, Outcome::Waits),
        json("a block of no bytes", || vec![vec![flushed(HELLO), vec![0, 0, 0]]])
            .lost(Kind::NoProgress)
            .at_end(),
        json("every message of one byte", || each((0..=u8::MAX).map(|byte| [byte])))
            .lost(Kind::InvalidHeader)
            .at(|_| 0),
        json("what is cut short in its header", || {
            let message = flushed(HELLO);
            each((1..4).map(|end| message[..end].to_vec()))
        })
        .lost(Kind::InvalidHeader)
        .at(|_| 0),
        // A payload is one block, of which nothing comes until all of it is there.
        json("what is cut short anywhere behind it", || {
            let message = flushed(&event_in_json());
            each((4..message.len()).map(|end| message[..end].to_vec()))
        })
        .lost(Kind::NoProgress)
        .at_end(),
        json("what is stored as it is, and cut short in front of that", move || {
            each((4..=stored()).map(|end| flushed(HELLO)[..end].to_vec()))
        })
        .lost(Kind::NoProgress)
        .at_end(),
        json("what is stored as it is, and cut short anywhere in that", move || {
            let message = flushed(HELLO);
            each((stored() + 1..message.len()).map(|end| message[..end].to_vec()))
        })
        .lost(Kind::NoProgress)
        .at_end(),
        json("what is cut short anywhere behind a message", || {
            let [hello, message] = session([HELLO, &event_in_json()]);
            (1..message.len()).map(|end| vec![hello.clone(), message[..end].to_vec()]).collect()
        })
        .lost(Kind::NoProgress)
        .at_end(),
        json("garbage behind a flush", || one([&flushed(HELLO)[..], &[0xff; 40]].concat()))
            .lost(Kind::CorruptStream)
            .at(|_| flushed(HELLO).len()),
        json("a last block that is cut short where a header would be missing", || {
            // Eight bytes as they are, three of which are missing, as many as a block's header has.
            let block = [1 | 8 << 3, 0, 0, b' ', b' ', b' ', b' ', b' '];
            vec![
                vec![[flushed(HELLO), block.to_vec()].concat()],
                vec![flushed(HELLO), block.into()],
            ]
        })
        .lost(Kind::NoProgress)
        .at_end(),
        json("a checksum that is cut short anywhere", || {
            let message = checked(HELLO);
            each((message.len() - 4..message.len()).map(|end| message[..end].to_vec()))
        })
        .lost(Kind::NoProgress)
        .at_end(),
        json("a frame whose checksum is another", || {
            let mut message = checked(HELLO);
            *message.last_mut().unwrap() ^= 1;
            one(message)
        })
        .lost(Kind::ChecksumMismatch)
        // The last block begins with a header of three bytes.
        .at(|message| place_of(message, HELLO) - 3),
        json("a payload that is none leaves the stream as it was", || {
            one(flushed(br#"{"op":-1}"#))
        })
        .refused(Stage::Envelope, Kind::InvalidOpcode)
        .at(|_| 6),
    ]);
    attacks.into_iter().map(|attack| attack.over(ZstdStream)).collect()
}
