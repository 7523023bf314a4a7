//! Attacks on what inflates: by either zlib transport, by zstd, and by compressed terms.

use flate2::FlushCompress;
use gatewire::Compression::{ZlibPayload, ZlibStream};
use gatewire::{DecodeErrorKind as Kind, Stage};

use super::attack::{Attack, LARGEST, Look, Messages, Outcome, each, etf, json, one, place_of};
use super::event_with;
use crate::common::term::{binary, int, list, payload, small, tagged, versioned};
use crate::common::{ZlibSession, zlib, zlib_session};

pub(crate) const SUFFIX: [u8; 4] = [0x00, 0x00, 0xff, 0xff];

const HELLO: &[u8] = br#"{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}"#;

const LIMITS: [usize; 3] = [1024, 1 << 20, LARGEST];

/// A stream of 300 KB that inflates to 256 MiB.
fn bomb() -> Vec<u8> {
    let mut session = ZlibSession::new(6, 15);
    let mut stream = session.message(br#"{"op":0,"d":""#);
    session.message(&[b'a'; 1 << 20]);
    // From here on each piece says the same: more of what came before.
    stream.extend(session.message(&[b'a'; 1 << 20]).repeat(256));
    stream
}

/// Where a compressed term claims its size: behind the version and its tag.
const CLAIM: usize = 2;

/// The bytes of a term that is compressed itself, with the size that it claims.
fn compressed(claimed: usize, term: &[u8]) -> Vec<u8> {
    tagged(80, claimed, &zlib(term, 6))
}

/// The two bytes that ask for a window of `8 + cinfo` bits.
fn header(cinfo: u8) -> [u8; 2] {
    let cmf = cinfo << 4 | 8;
    let check = 31 - (u16::from(cmf) << 8) % 31;
    [cmf, check as u8]
}

/// A zlib stream around a stored block, whose header asks for a window of `8 + cinfo` bits.
fn stored(cinfo: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len()).unwrap().to_le_bytes();
    let inverse = length.map(|byte| !byte);
    // Behind the block, one that is empty: the suffix of a flush.
    [&header(cinfo)[..], &[0], &length, &inverse, payload, &[0], &SUFFIX].concat()
}

pub(crate) fn bombs() -> Vec<Attack> {
    let mut attacks = Vec::new();
    for limit in LIMITS {
        attacks.extend([
            // The buffer may have to move when it grows: the old one stands beside it then.
            json(format!("a bomb of 256 MiB in a payload, limit {limit}"), || one(bomb()))
                .over(ZlibPayload)
                .limit(limit)
                .memory(2 * limit)
                .refused(Stage::Decompress, Kind::MessageTooLarge)
                .nowhere(),
            json(format!("a bomb of 256 MiB in a stream, limit {limit}"), || one(bomb()))
                .over(ZlibStream)
                .limit(limit)
                .memory(2 * limit)
                .lost(Kind::MessageTooLarge)
                .nowhere(),
            etf(format!("a bomb in a compressed term in a payload, limit {limit}"), || {
                let term = tagged(109, 20 << 20, &vec![b'a'; 20 << 20]);
                one(zlib(&versioned(&compressed(term.len(), &term)), 6))
            })
            .over(ZlibPayload)
            .limit(limit)
            .memory(2 * limit)
            .refused(Stage::Decompress, Kind::MessageTooLarge)
            // What claims too much is the term, unless the bytes around it are too much already.
            .at_by(move |_| (limit > 20 << 10).then_some(CLAIM)),
        ]);
    }
    attacks.extend([
        json("a payload inside a payload is no JSON", || one(zlib(&zlib(HELLO, 6), 6)))
            .over(ZlibPayload)
            .refused(Stage::Envelope, Kind::NotAnObject)
            .at(|_| 0),
        etf("ten compressed terms inside each other", || {
            let wrap = |term: Vec<u8>, _| compressed(term.len(), &term);
            one(versioned(&(0..10).fold(tagged(116, 0, &[]), wrap)))
        })
        .memory(100_000)
        .refused(Stage::Envelope, Kind::CompressedTerm)
        // The second, of which the first has become the payload.
        .at(|_| 1),
        etf("a compressed term inside a term", || {
            let term = compressed(1, &[106]);
            each([payload(&term, 0, None, None), payload(&list(&[term]), 0, None, None)])
        })
        .refused(Stage::Envelope, Kind::CompressedTerm)
        .at(|message| place_of(message, &[80, 0, 0, 0, 1])),
    ]);
    attacks
}

/// Terms with tag 80 that say another size than they have.
pub(crate) fn lies() -> Vec<Attack> {
    let term = || payload(&binary(&"a".repeat(1000)), 0, None, None)[1..].to_vec();
    let claiming = move |claimed: fn(usize) -> usize| {
        move || {
            let term = term();
            one(versioned(&compressed(claimed(term.len()), &term)))
        }
    };
    let bomb = |claimed: usize| {
        move || {
            let data = zlib(&tagged(109, 20 << 20, &vec![b'a'; 20 << 20]), 1);
            one(versioned(&tagged(80, claimed, &data)))
        }
    };
    let context = 100_000;
    vec![
        etf("a compressed term of the size that it claims", claiming(|size| size))
            .memory(context)
            .expect_all([Look::Envelope, Look::Text], Outcome::Accepted),
        etf("one that claims a byte less", claiming(|size| size - 1))
            .memory(context)
            .refused(Stage::Decompress, Kind::InvalidLength)
            .at(|_| CLAIM),
        etf("one that claims a byte more", claiming(|size| size + 1))
            .memory(context)
            .refused(Stage::Decompress, Kind::InvalidLength)
            .at(|_| CLAIM),
        etf("one that claims nothing", claiming(|_| 0))
            .memory(context)
            .refused(Stage::Decompress, Kind::InvalidLength)
            .at(|_| CLAIM),
        etf("one that claims 2^32 - 1 bytes", claiming(|_| u32::MAX as usize))
            .refused(Stage::Decompress, Kind::MessageTooLarge)
            .at(|_| CLAIM),
        etf("one that claims as much as is allowed", claiming(|_| LARGEST - 1))
            .memory(context)
            .refused(Stage::Decompress, Kind::InvalidLength)
            .at(|_| CLAIM),
        etf("20 MiB that claim 1000 bytes", bomb(1000))
            .memory(context)
            .refused(Stage::Decompress, Kind::InvalidLength)
            .at(|_| CLAIM),
        etf("20 MiB that claim as much as is allowed", bomb(LARGEST - 1))
            .memory(2 * LARGEST + context)
            .refused(Stage::Decompress, Kind::InvalidLength)
            .at(|_| CLAIM),
        etf("20 MiB that claim what is not allowed", bomb(LARGEST))
            .refused(Stage::Decompress, Kind::MessageTooLarge)
            .at(|_| CLAIM),
        etf("a size that is cut short", || {
            each((2..6).map(|end| b"\x83P\0\0\0\x01"[..end].to_vec()))
        })
        .refused(Stage::Decompress, Kind::TruncatedPayload)
        .at_end(),
        etf("bytes behind a compressed term", move || {
            let term = term();
            one([&versioned(&compressed(term.len(), &term))[..], &[0]].concat())
        })
        .memory(context)
        .refused(Stage::Decompress, Kind::TrailingCompressedData)
        .at(|message| message.len() - 1),
    ]
}

pub(crate) fn headers() -> Vec<Attack> {
    let mut attacks = vec![
        json("a header that asks for a dictionary, in a payload", || one([0x78, 0xbb, 1, 2, 3]))
            .over(ZlibPayload)
            .refused(Stage::Decompress, Kind::DictionaryRequired)
            .at(|_| 1),
        json("a header that asks for a dictionary, in a stream", || {
            let ended = [&[0x78, 0xbb][..], &SUFFIX].concat();
            vec![vec![vec![0x78, 0xbb]], vec![vec![0x78], vec![0xbb]], vec![ended]]
        })
        .over(ZlibStream)
        .lost(Kind::DictionaryRequired)
        // The flag is in the second byte, be it the first of a message or not.
        .at(|_| 1),
        json("a window of 2^16 bytes", || one(stored(8, HELLO)))
            .over(ZlibStream)
            .lost(Kind::InvalidHeader)
            .at(|_| 0),
        json("the same of a payload, which is plain then", || one(stored(8, HELLO)))
            .over(ZlibPayload)
            .refused(Stage::Envelope, Kind::NotAnObject)
            .at(|_| 0),
    ];
    attacks.push(
        json("windows of 2^8 to 2^15 bytes, as their headers say", || {
            each((0..8).map(|cinfo| stored(cinfo, HELLO)))
        })
        .over(ZlibStream)
        .expect(Look::Event, Outcome::Accepted),
    );
    // What else is in a stream does not depend on the header.
    let whole = |cinfo| [&header(cinfo), &zlib(HELLO, 6)[2..]].concat();
    attacks.push(
        json("windows of 2^8 to 2^15 bytes of a payload, as their headers say", move || {
            each((0..8).map(whole))
        })
        .over(ZlibPayload)
        .expect(Look::Event, Outcome::Accepted),
    );
    attacks.push(
        json("windows of 2^9 to 2^15 bytes of a payload, used to the full", || {
            let text = format!(r#"{{"op":11,"d":"{}"}}"#, "0123456789".repeat(10_000));
            each((9..=15).map(|bits| {
                ZlibSession::new(6, bits).flushed(text.as_bytes(), FlushCompress::Finish)
            }))
        })
        .over(ZlibPayload)
        .memory(300_000)
        .expect(Look::Text, Outcome::Accepted),
    );
    attacks.push(
        json("windows of 2^9 to 2^15 bytes, used to the full", || {
            let text = format!(r#"{{"op":11,"d":"{}"}}"#, "0123456789".repeat(10_000));
            let session = |bits| zlib_session(6, bits, &[text.as_bytes(), text.as_bytes()]);
            (9..=15).map(session).collect()
        })
        .over(ZlibStream)
        .memory(300_000)
        .expect(Look::Text, Outcome::Accepted),
    );
    attacks
}

/// Streams that end, that go on behind their end, and that are no streams.
pub(crate) fn ends() -> Vec<Attack> {
    let ended = || ZlibSession::new(6, 15).flushed(HELLO, FlushCompress::Finish);
    let stream = || zlib_session(6, 15, &[HELLO]).remove(0);
    let behind = move |_: &[u8]| ended().len();
    // The four bytes behind the last block are no part of what ends.
    let before_checksum = move |_: &[u8]| ended().len() - 4;
    vec![
        json("a stream that ends", move || one([&ended()[..], &SUFFIX].concat()))
            .over(ZlibStream)
            .lost(Kind::StreamEnded)
            .at(before_checksum),
        json("a stream behind a stream that ended", move || one([ended(), stream()].concat()))
            .over(ZlibStream)
            .lost(Kind::StreamEnded)
            .at(before_checksum),
        json("a stream that ends with a payload", move || one(ended()))
            .over(ZlibStream)
            .expect(Look::Event, Outcome::Accepted),
        json("a message after a stream that ended with a payload", move || {
            vec![vec![ended(), stream()], vec![ended(), ended()], vec![ended(), vec![]]]
        })
        .over(ZlibStream)
        .lost(Kind::StreamEnded)
        .at(|_| 0),
        json("a stream of one payload whose checksum is another", move || {
            let mut message = ended();
            *message.last_mut().unwrap() ^= 1;
            one(message)
        })
        .over(ZlibStream)
        .lost(Kind::ChecksumMismatch)
        .at_end(),
        json("a stream behind a stream that did not end", move || vec![vec![stream(), stream()]])
            .over(ZlibStream)
            .lost(Kind::CorruptStream)
            // The header is read as a stored block, whose length of four bytes is none.
            .at(|_| 5),
        json("two payloads in one message", move || one([ended(), ended()].concat()))
            .over(ZlibPayload)
            .refused(Stage::Decompress, Kind::TrailingCompressedData)
            .at(behind),
        json("a payload that does not end", move || one(stream()))
            .over(ZlibPayload)
            .refused(Stage::Decompress, Kind::TruncatedPayload)
            .at_end(),
        json("a payload whose checksum is another", move || {
            let mut message = ended();
            *message.last_mut().unwrap() ^= 1;
            one(message)
        })
        .over(ZlibPayload)
        .refused(Stage::Decompress, Kind::ChecksumMismatch)
        .at_end(),
        json("garbage behind a flush does not wait for the next one", move || {
            one([&stream()[..], b"garbage"].concat())
        })
        .over(ZlibStream)
        .lost(Kind::CorruptStream)
        // Three bits say which type a block has, and this is none.
        .at(move |_| stream().len() + 1),
        json("garbage behind a flush, and a suffix", move || {
            let garbage = [&[0xff; 40][..], &SUFFIX].concat();
            vec![vec![[stream(), garbage.clone()].concat()], vec![stream(), garbage]]
        })
        .over(ZlibStream)
        .lost(Kind::CorruptStream)
        // Three bits say which type a block has, and this is none.
        .at(|message| message.len() - SUFFIX.len() - 40 + 1),
        json("garbage behind a payload", move || one([&ended()[..], b"garbage"].concat()))
            .over(ZlibPayload)
            .refused(Stage::Decompress, Kind::TrailingCompressedData)
            .at(behind),
        json("a flush behind which nothing came", move || {
            vec![vec![stream(), {
                let mut session = ZlibSession::new(6, 15);
                session.message(HELLO);
                session.flushed(b"", FlushCompress::Full)
            }]]
        })
        .over(ZlibStream)
        .lost(Kind::NoProgress)
        .at_end(),
        json("bytes that wait without end", || {
            // Blocks of fixed codes with nothing in them: four in five bytes.
            let nothing = [0x02, 0x08, 0x20, 0x80, 0x00].repeat(206);
            let first = [&[0x78, 0x9c][..], &nothing[..998]].concat();
            vec![vec![first, nothing[998..1018].to_vec(), nothing[1018..1025].to_vec()]]
        })
        .over(ZlibStream)
        .limit(1024)
        .lost(Kind::MessageTooLarge)
        .nowhere(),
    ]
}

/// The bytes of a flush inside what was compressed.
pub(crate) fn suffixes() -> Vec<Attack> {
    // The integer 65535 is 98, 0, 0, 255, 255 in ETF; level 0 stores what it is given.
    let message = || {
        let payload = payload(&list(&vec![int(65_535); 3]), 0, Some(1), Some("X"));
        zlib_session(0, 15, &[&payload]).remove(0)
    };
    let ends = |message: &[u8]| -> Vec<usize> {
        let is_end = |&end: &usize| message[..end].ends_with(&SUFFIX);
        (4..message.len()).filter(is_end).collect()
    };
    vec![
        etf("a suffix inside the data", move || one(message()))
            .over(ZlibStream)
            .expect_all([Look::Validate, Look::Ignored], Outcome::Accepted),
        etf("a suffix inside the data, and cuts that are not behind it", move || {
            let message = message();
            let cuts = (1..message.len()).filter(|cut| !message[..*cut].ends_with(&SUFFIX));
            cuts.map(|cut| vec![message[..cut].to_vec(), message[cut..].to_vec()]).collect()
        })
        .over(ZlibStream)
        .expect(Look::Validate, Outcome::Accepted),
        // Nothing tells these bytes from a flush: the payload is what came until there.
        etf("a cut behind a suffix inside the data", move || {
            let message = message();
            each(ends(&message).into_iter().map(|end| message[..end].to_vec()))
        })
        .over(ZlibStream)
        .expect(Look::Validate, Outcome::Refused(Stage::Envelope, Kind::UnexpectedEnd))
        // The headers of zlib and of a stored block, 7 bytes, are no part of it.
        .at(|message| message.len() - 7),
    ]
}

pub(crate) fn refused((kind, _): (Kind, usize)) -> Outcome {
    Outcome::Refused(Stage::Envelope, kind)
}

/// What is wrong with a byte alone, and where: what begins no object and is no white space is none,
/// whatever else JSON says of it.
fn of_json_byte(byte: u8) -> (Kind, usize) {
    match byte {
        b'{' | b' ' | b'\t' | b'\n' | b'\r' => (Kind::UnexpectedEnd, 1),
        _ => (Kind::NotAnObject, 0),
    }
}

fn of_term_byte(byte: u8) -> (Kind, usize) {
    if byte == 131 { (Kind::UnexpectedEnd, 1) } else { (Kind::InvalidVersion, 0) }
}

/// What is wrong with JSON that is cut, and where: it ends too early, but for words, which are looked
/// at as a whole.
pub(crate) fn cut_of_json(message: &[u8]) -> (Kind, usize) {
    let begun = [&b":n"[..], b":nu", b":nul"].into_iter().find(|begun| message.ends_with(begun));
    match begun {
        Some(begun) => (Kind::Syntax, message.len() - begun.len() + 1),
        None => (Kind::UnexpectedEnd, message.len()),
    }
}

/// The same of a term, whose containers do not nest but for the list or binary that is its `d`: the
/// first of what has no room, be it a term's head, the bytes that it claims, or a byte for each term
/// in it.
fn cut_of_term(message: &[u8]) -> (Kind, usize) {
    let (mut at, mut left) = (1, 1);
    while left > 0 {
        let Some(tag) = message.get(at) else { break };
        let byte = |place: usize| message.get(at + place).copied().map_or(0, usize::from);
        let (head, bytes, terms) = match tag {
            97 => (2, 0, 0),
            98 => (5, 0, 0),
            106 => (1, 0, 0),
            108 => (5, 0, byte(4) + 1),
            109 => (5, byte(4), 0),
            110 => (3, byte(1), 0),
            116 => (5, 0, 2 * byte(4)),
            119 => (2, byte(1), 0),
            other => panic!("the tag {other} is none of these"),
        };
        let Some(room) = message.len().checked_sub(at + head) else { break };
        if room < bytes.max(terms) {
            return (Kind::InvalidLength, at);
        }
        at += head + bytes;
        left = left - 1 + terms;
    }
    (Kind::UnexpectedEnd, message.len())
}

/// An event with text, escapes, words, numbers, lists and objects in it.
pub(crate) fn event_in_json() -> Vec<u8> {
    let embeds =
        r#"[{"title":"a\n\"☃\ud83d\ude00","color":-1.5e2,"fields":[],"footer":{"text":"}"}}]"#;
    event_with("MESSAGE_CREATE", "embeds", embeds)
}

/// The last byte of a payload is looked at before `d` is read, so that only what ends in a brace
/// gets so far.
fn cut_of_event(message: &[u8]) -> Outcome {
    let stage = if message.ends_with(b"}") { Stage::Data } else { Stage::Envelope };
    Outcome::Refused(stage, Kind::UnexpectedEnd)
}

/// Messages of no byte, of one, and cut short anywhere.
pub(crate) fn short() -> Vec<Attack> {
    let single = || each((0..=u8::MAX).map(|byte| [byte]));
    let cut = |message: Vec<u8>, from: usize| -> Vec<Messages> {
        each((from..message.len()).map(|end| message[..end].to_vec()))
    };
    let payload_of = |d: &[u8]| payload(d, 0, Some(1), Some("MESSAGE_CREATE"));
    vec![
        json("an empty message", || one([]))
            .refused(Stage::Envelope, Kind::UnexpectedEnd)
            .at(|_| 0),
        etf("an empty message", || one([])).refused(Stage::Envelope, Kind::UnexpectedEnd).at(|_| 0),
        json("an empty message where payloads are compressed", || one([]))
            .over(ZlibPayload)
            .refused(Stage::Envelope, Kind::UnexpectedEnd)
            .at(|_| 0),
        json("empty messages of a stream", || vec![vec![vec![]], vec![vec![]; 1000]])
            .over(ZlibStream)
            .expect(Look::Envelope, Outcome::Waits),
        json("every message of one byte", single)
            .expect_each(Look::Envelope, |message| refused(of_json_byte(message[0])))
            .at(|message| of_json_byte(message[0]).1),
        etf("every message of one byte", single)
            .expect_each(Look::Envelope, |message| refused(of_term_byte(message[0])))
            .at(|message| of_term_byte(message[0]).1),
        // A header has two bytes, so one alone is no compressed payload.
        json("every message of one byte where payloads are compressed", single)
            .over(ZlibPayload)
            .expect_each(Look::Envelope, |message| refused(of_json_byte(message[0])))
            .at(|message| of_json_byte(message[0]).1),
        etf("every message of one byte where payloads are compressed", single)
            .over(ZlibPayload)
            .expect_each(Look::Envelope, |message| refused(of_term_byte(message[0])))
            .at(|message| of_term_byte(message[0]).1),
        json("every message of one byte in a stream", single)
            .over(ZlibStream)
            .expect(Look::Envelope, Outcome::Waits),
        json("a stream that comes byte by byte", || {
            let message = zlib_session(6, 15, &[HELLO]).remove(0);
            vec![message.iter().map(|byte| vec![*byte]).collect()]
        })
        .over(ZlibStream)
        .expect(Look::Event, Outcome::Accepted),
        json("a payload of 15 MiB that comes byte by byte", || {
            let payload = [br#"{"op":11,"d":""#, &vec![b'a'; 15 << 20][..], b"\"}"].concat();
            let message = zlib_session(9, 15, &[&payload]).remove(0);
            vec![message.iter().map(|byte| vec![*byte]).collect()]
        })
        .over(ZlibStream)
        .memory(2 * LARGEST)
        .expect(Look::Envelope, Outcome::Accepted),
        json("nothing that comes byte by byte, until it is too much", || {
            let nothing = [0x02, 0x08, 0x20, 0x80, 0x00].repeat(1 << 15);
            let bytes = [&[0x78, 0x9c][..], &nothing].concat();
            vec![bytes[..=100_000].iter().map(|byte| vec![*byte]).collect()]
        })
        .over(ZlibStream)
        .limit(100_000)
        .lost(Kind::MessageTooLarge)
        .nowhere(),
        json("a payload that is cut short after its header", move || cut(zlib(HELLO, 6), 2))
            .over(ZlibPayload)
            .refused(Stage::Decompress, Kind::TruncatedPayload)
            .at_end(),
        json("a stream that is cut short", move || cut(zlib_session(6, 15, &[HELLO]).remove(0), 0))
            .over(ZlibStream)
            .expect(Look::Envelope, Outcome::Waits),
        json("a stream that is cut anywhere and goes on", || {
            let message = zlib_session(6, 15, &[HELLO]).remove(0);
            let cut = |cut| vec![message[..cut].to_vec(), message[cut..].to_vec()];
            (0..message.len()).map(cut).collect()
        })
        .over(ZlibStream)
        .expect(Look::Event, Outcome::Accepted),
        json("JSON that is cut short", move || cut(HELLO.to_vec(), 0))
            .expect_each(Look::Validate, |message| refused(cut_of_json(message)))
            .at(|message| cut_of_json(message).1),
        json("an event in JSON that is cut short", move || cut(event_in_json(), 0))
            .expect_each(Look::Ignored, cut_of_event)
            .expect_each(Look::Event, cut_of_event)
            .at_end(),
        etf("a term that is cut short", move || {
            let data = list(&[small(1), binary("text"), int(-1), tagged(116, 0, &[])]);
            let long = binary(&"long enough to be read from its end".repeat(4));
            [cut(payload_of(&data), 0), cut(payload_of(&long), 0)].concat()
        })
        .expect_each(Look::Validate, |message| refused(cut_of_term(message)))
        .at(|message| cut_of_term(message).1),
    ]
}
