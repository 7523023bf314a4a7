//! What every field of every event takes in memory when it holds what takes the most: never more than
//! the bound, 4 MiB and 32 bytes for each byte of the payload.

use std::collections::BTreeSet;

use gatewire::{Compression, DecodeError, DecodeErrorKind as Kind, Decoder, Encoding, Frame};
use serde::de::IgnoredAny;
use serde_json::Value;

use super::MARK;
use crate::common;
use crate::common::allocator::measure;
use crate::common::documents::{Maker, Order, Variant, json_frame, term_frame};
use crate::common::events::objects_of;
use crate::common::protocol::Table;
use crate::common::term::{atom_as, big, binary, list, map, of_json_with, payload, small, tagged};
use crate::common::{Random, ZlibSession, zlib};

const MB: usize = 1_000_000;

/// How much is put into a field. Without optimisation less will do.
const SIZE: usize = if cfg!(debug_assertions) { MB / 4 } else { MB };

/// Of so many pairs of a field and of what it holds one is looked at.
const SAMPLE: usize = if cfg!(debug_assertions) { 3001 } else { 101 };

const NIL: [u8; 1] = [106];
const EMPTY_MAP: [u8; 5] = [116, 0, 0, 0, 0];

/// What the documentation allows.
fn bound(bytes: usize) -> usize {
    (4 << 20) + 32 * bytes
}

/// Decodes a message and reads it, by a decoder that never saw another.
fn read(
    encoding: Encoding,
    message: &[u8],
    read: impl FnOnce(Frame<'_>) -> Result<(), DecodeError>,
) -> Result<(), DecodeError> {
    let mut decoder = common::decoder(encoding, Compression::None);
    read(decoder.decode(message)?.expect("a plain message is a frame"))
}

/// JSON of so many bytes: elements of a list.
fn list_of(element: &str, bytes: usize) -> String {
    let elements = vec![element; bytes / (element.len() + 1)];
    format!("[{}]", elements.join(","))
}

/// JSON of so many bytes: an object's entries, with keys that are all the same, or none of them.
fn object_of(value: &str, is_one_key: bool, bytes: usize) -> String {
    let mut text = String::from("{");
    let mut number = 0_usize;
    while text.len() < bytes {
        let comma = if number > 0 { "," } else { "" };
        let key = if is_one_key { String::new() } else { number.to_string() };
        text.push_str(&format!("{comma}\"{key}\":{value}"));
        // In no order.
        number = (number + 7_777_777) % 10_000_000;
    }
    text + "}"
}

/// What JSON may hold that takes much, of so many bytes.
fn texts(bytes: usize) -> Vec<(String, String)> {
    let elements = [
        "{}",
        "[]",
        "0",
        "null",
        "\"\"",
        "\"1\"",
        "-1",
        "1.5",
        "\"\\n\"",
        "[0]",
        "[[]]",
        "[[],[]]",
        "{\"\":0}",
        "{\"\":{}}",
        "{\"id\":\"1\"}",
        "{\"type\":1}",
        "[[[[[[0]]]]]]",
        "[0,0,0,0,0]",
        "{\"type\":1,\"components\":[]}",
    ];
    let lists = elements.iter().map(|element| (format!("[{element},…]"), list_of(element, bytes)));
    let objects = ["{}", "[]", "0", "\"\"", "[0]", "{\"\":0}"].iter().flat_map(|value| {
        [true, false].map(|is_one_key| {
            (format!("{{…:{value}}} {is_one_key}"), object_of(value, is_one_key, bytes))
        })
    });
    lists.chain(objects).collect()
}

/// A term of so many bytes: elements of a list.
fn term_list(element: &[u8], bytes: usize) -> Vec<u8> {
    let count = bytes / element.len();
    [tagged(108, count, &element.repeat(count)), NIL.to_vec()].concat()
}

/// The same, each in a list of its own that is the tail of the one before.
fn tails(element: &[u8], bytes: usize) -> Vec<u8> {
    let cell = [&tagged(108, 1, &[])[..], element].concat();
    [cell.repeat(bytes / cell.len()), NIL.to_vec()].concat()
}

/// A term of so many bytes: a map's entries.
fn term_map(key: impl Fn(u32) -> Vec<u8>, value: &[u8], bytes: usize) -> Vec<u8> {
    let mut content = Vec::new();
    let mut count = 0_usize;
    while content.len() < bytes {
        content.extend(key((count * 7_777_777 % 10_000_000) as u32));
        content.extend_from_slice(value);
        count += 1;
    }
    tagged(116, count, &content)
}

/// What a term may hold that takes much, of so many bytes.
fn terms(bytes: usize) -> Vec<(String, Vec<u8>)> {
    // One character of Latin-1, which takes two bytes of UTF-8.
    let latin_1 = [115, 1, 0xe9].to_vec();
    let empty_atom = atom_as(115, "");
    let elements = [
        NIL.to_vec(),
        EMPTY_MAP.to_vec(),
        small(0),
        atom_as(115, "nil"),
        empty_atom.clone(),
        latin_1.clone(),
        binary(""),
        big(false, &[0xff; 7]),
        big(true, &[0xff; 30]),
        list(&[NIL.to_vec()]),
        list(std::slice::from_ref(&latin_1)),
        list(&vec![NIL.to_vec(); 5]),
        [vec![107, 0, 1], vec![1]].concat(),
        map(&[(empty_atom.clone(), NIL.to_vec())]),
        map(&[(latin_1.clone(), EMPTY_MAP.to_vec())]),
        map(&[(binary("type"), small(1))]),
    ];
    let strings = [&[107, 0xff, 0xff][..], &[7; 0xffff]].concat();
    let lists = elements.iter().flat_map(|element| {
        [
            (format!("list of {element:?}"), term_list(element, bytes)),
            (format!("tails of {element:?}"), tails(element, bytes)),
        ]
    });
    let number = |number: u32| [&[98][..], &number.to_be_bytes()].concat();
    let maps = [&NIL[..], &EMPTY_MAP, &latin_1].map(|value| {
        [
            (
                format!("map of {value:?} by one key"),
                term_map(|_| empty_atom.clone(), value, bytes),
            ),
            (format!("map of {value:?} by numbers"), term_map(number, value, bytes)),
            (format!("map of {value:?} by Latin-1"), term_map(|_| latin_1.clone(), value, bytes)),
        ]
    });
    let rest = [
        ("strings".to_owned(), strings.clone()),
        ("list of strings".to_owned(), term_list(&strings, bytes)),
    ];
    lists.chain(maps.into_iter().flatten()).chain(rest).collect()
}

/// A field of an event: its document, and where the field stands in it.
struct Place {
    event: &'static str,
    document: Value,
    pointer: String,
}

/// Each field of each object that an event can hold, in one of the events; and each event itself.
fn places(table: &Table) -> Vec<Place> {
    let mut seen = BTreeSet::new();
    let mut places = Vec::new();
    for event in &table.events {
        for choice in 0..4 {
            let kind = &event.data[choice % event.data.len()];
            let document = Maker::new(table, Variant::Full, choice).make(kind).to_json();
            for (object, name) in objects_of(table, kind, &document) {
                let fields = document.pointer(&object).and_then(Value::as_object);
                for field in fields.into_iter().flat_map(|fields| fields.keys()) {
                    if seen.insert((name.to_owned(), field.clone())) {
                        let pointer = format!("{object}/{field}");
                        places.push(Place {
                            event: event.name,
                            document: document.clone(),
                            pointer,
                        });
                    }
                }
            }
            if seen.insert((event.name.to_owned(), String::new())) {
                places.push(Place { event: event.name, document, pointer: String::new() });
            }
        }
    }
    places
}

impl Place {
    fn json(&self, text: &str) -> Vec<u8> {
        let mut document = self.document.clone();
        *document.pointer_mut(&self.pointer).unwrap() = MARK.into();
        let frame = json_frame(self.event, &document, Order::Descending);
        String::from_utf8(frame).unwrap().replace(&MARK.to_string(), text).into_bytes()
    }

    fn term(&self, term: &[u8]) -> Vec<u8> {
        term_frame(self.event, &of_json_with(&self.document, &self.pointer, term))
    }
}

/// Reads an event and adds to a list what takes more than the bound.
fn check(encoding: Encoding, message: &[u8], what: &str, wrong: &mut Vec<String>) -> bool {
    let (result, usage) = measure(|| read(encoding, message, |frame| frame.event().map(drop)));
    let bound = bound(message.len());
    if usage.peak > bound {
        let each = usage.peak / message.len();
        wrong.push(format!("{what}: {} of {bound} bytes, {each} for each byte", usage.peak));
    }
    // All of these are well-formed.
    let is_refused = result.is_err_and(|error| {
        !matches!(error.kind(), Kind::DepthExceeded | Kind::MemoryExceeded | Kind::IntegerTooLong)
    });
    !is_refused
}

/// Fills every field with all that takes much, or one in so many of these pairs.
fn fill_fields(sample: usize) {
    let table = Table::read();
    let (texts, terms) = (texts(SIZE), terms(SIZE));
    let (mut wrong, mut accepted, mut number) = (Vec::new(), 0, 0);
    let mut is_wanted = || {
        number += 1;
        number % sample == 0
    };
    for place in places(&table) {
        let name = format!("{}{}", place.event, place.pointer);
        for (shape, text) in texts.iter().filter(|_| is_wanted()) {
            let what = format!("{name} of {shape}");
            accepted += usize::from(check(Encoding::Json, &place.json(text), &what, &mut wrong));
        }
        for (shape, term) in terms.iter().filter(|_| is_wanted()) {
            let what = format!("{name} of {shape}");
            accepted += usize::from(check(Encoding::Etf, &place.term(term), &what, &mut wrong));
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(accepted * sample > 1000, "only {accepted} were not refused for what they are");
}

#[test]
fn no_field_takes_more_than_its_bytes_are_worth() {
    fill_fields(SAMPLE);
}

#[test]
#[ignore = "takes minutes: each of the fields with each of these"]
fn no_field_takes_more_than_its_bytes_are_worth_whatever_it_holds() {
    fill_fields(1);
}

/// `max_message_size` of the connections below.
const LIMIT: usize = MB;

/// What the context of zlib takes, and what is made for a moment.
const CONTEXT: usize = 110_000;

/// Text that does not get smaller, of letters and digits.
fn noise(length: usize, seed: u64) -> String {
    let mut random = Random(seed);
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    (0..length).map(|_| char::from(letters[random.below(letters.len())])).collect()
}

/// Payloads as large as they may be: of one text, of an event's long name, with an escape and without,
/// and some that are ordinary.
fn large_payloads() -> Vec<Vec<u8>> {
    let room = LIMIT - 100;
    let hello = br#"{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}"#.to_vec();
    let mut payloads = vec![hello.clone()];
    for (seed, escape) in [(1, ""), (2, r"\u0041"), (3, r#"\""#)] {
        let text = noise(room, seed);
        let data = format!(r#"{{"t":"USER_UPDATE","s":1,"op":0,"d":{{"id":"{escape}{text}"}}}}"#);
        let name = format!(r#"{{"t":"{escape}{text}","s":1,"op":0,"d":{{"id":"1"}}}}"#);
        let both = noise(room / 2, seed + 10);
        let both = format!(r#"{{"d":{{"id":"{both}"}},"op":0,"s":1,"t":"{escape}{both}"}}"#);
        payloads.extend([name.into_bytes(), data.into_bytes(), both.into_bytes(), hello.clone()]);
    }
    assert!(payloads.iter().all(|payload| payload.len() <= LIMIT));
    payloads
}

/// What is done with a frame.
const LOOKS: [fn(Frame<'_>) -> Result<(), DecodeError>; 4] = [
    |frame| frame.validate(),
    |frame| frame.data::<gatewire::Value<'_>>().map(drop),
    |frame| frame.payload::<IgnoredAny>().map(drop),
    |frame| frame.event().map(drop),
];

/// Plays messages, cut in two where they may be, by both ways to a frame.
fn play(decoder: &mut Decoder, messages: &[Vec<u8>], is_stream: bool) {
    for (index, message) in messages.iter().enumerate() {
        let pieces = match is_stream && message.len() > 1000 {
            true => vec![&message[..message.len() - 500], &message[message.len() - 500..]],
            false => vec![&message[..]],
        };
        for (number, piece) in pieces.iter().enumerate() {
            let look = LOOKS[(index + number) % LOOKS.len()];
            let frame = if index % 3 == 0 {
                match decoder.push(piece) {
                    Ok(true) => decoder.frame(),
                    _ => None,
                }
            } else {
                decoder.decode(piece).unwrap()
            };
            // It may be no such event.
            let _ = frame.map(look);
        }
    }
}

#[test]
fn a_connection_holds_a_few_payloads_at_most() {
    let texts = large_payloads();
    let mut wrong = Vec::new();
    for compression in [Compression::None, Compression::ZlibPayload, Compression::ZlibStream] {
        let mut stream = ZlibSession::new(6, 15);
        let messages: Vec<Vec<u8>> = texts
            .iter()
            .enumerate()
            .map(|(index, text)| match compression {
                Compression::ZlibStream => stream.message(text),
                // Compressed or not, in turn.
                Compression::ZlibPayload if index % 2 == 0 => zlib(text, 6),
                _ => text.clone(),
            })
            .collect();
        let is_stream = compression == Compression::ZlibStream;
        let (decoder, usage) = measure(|| {
            let builder = common::builder(Encoding::Json, compression).max_message_size(LIMIT);
            let mut decoder = builder.build();
            play(&mut decoder, &messages, is_stream);
            decoder.shrink();
            decoder
        });
        // The payload, a long name, and the text of an event without its escapes, while that grows.
        let allowed = 5 * LIMIT + CONTEXT + common::engine_memory(LIMIT);
        if usage.peak > allowed || usage.kept > 400_000 {
            wrong.push(format!("{compression:?}: {usage:?}"));
        }
        drop(decoder);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// So does one over which compressed terms come, which are inflated once more.
#[test]
fn a_connection_holds_three_payloads_of_compressed_terms_at_most() {
    let noise = noise(LIMIT - 2000, 7);
    let frames: Vec<Vec<u8>> = [&noise[..], &"a".repeat(LIMIT - 2000)]
        .iter()
        .flat_map(|text| {
            let plain = payload(&binary(text), 0, Some(1), Some("USER_UPDATE"));
            let length = u32::try_from(plain.len() - 1).unwrap().to_be_bytes();
            let compressed = [&[131, 80][..], &length, &zlib(&plain[1..], 6)].concat();
            [plain, compressed]
        })
        .filter(|frame| frame.len() <= LIMIT)
        .collect();
    let mut stream = ZlibSession::new(6, 15);
    let messages: Vec<_> = frames.iter().map(|frame| stream.message(frame)).collect();
    let (_, usage) = measure(|| {
        let builder = common::builder(Encoding::Etf, Compression::ZlibStream);
        let mut decoder = builder.max_message_size(LIMIT).build();
        play(&mut decoder, &messages, true);
    });
    assert!(usage.peak < 3 * LIMIT + 2 * CONTEXT, "{usage:?}");
}
