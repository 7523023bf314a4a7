//! What the table does not say: the same verdict of every way to read a frame, serde_json's verdict
//! of numbers, and what a decoder holds over many messages.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use gatewire::{
    Compression, DecodeError, DecodeErrorKind as Kind, Decoder, Encoding, Frame, Stage,
};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::common;
use crate::common::allocator::measure;
use crate::common::clock::Clock;
use crate::common::term::{atom, binary, list, map, payload, small, tagged, versioned};
use crate::common::{ZlibSession, assert_error, assert_fatal, error_of, etf, json, zlib_session};

const MB: usize = 1_000_000;

/// A read of a frame to its end, with the value dropped.
type Read = fn(Frame<'_>) -> Result<(), DecodeError>;

const READS: [(&str, Read); 6] = [
    ("validate", |frame| frame.validate()),
    ("data::<Value>", |frame| frame.data::<Value>().map(drop)),
    ("data::<IgnoredAny>", |frame| frame.data::<IgnoredAny>().map(drop)),
    ("payload::<Value>", |frame| frame.payload::<Value>().map(drop)),
    ("payload::<IgnoredAny>", |frame| frame.payload::<IgnoredAny>().map(drop)),
    ("write_json", |frame| frame.write_json(&mut Vec::new())),
];

/// Decodes and reads; what a decoder keeps to the end counts.
fn read(encoding: Encoding, message: &[u8], read: Read) -> Result<(), DecodeError> {
    let mut decoder = common::decoder(encoding, Compression::None);
    read(decoder.decode(message)?.expect("a plain message is a frame"))
}

/// What may come of nested containers. A list that goes on in its tail is one list, however often it
/// does so.
const CLOSED_TAILS: &str = "closed tails";

/// A hundred thousand containers inside each other: in JSON and in ETF, around `d` or not, closed
/// or not.
fn nested(depth: usize) -> Vec<(Encoding, Vec<u8>, &'static str)> {
    let mut messages = Vec::new();
    for (open, inner, close) in [("[", "", "]"), ("[", "1", "]"), ("{\"a\":", "{}", "}")] {
        let opening = open.repeat(depth);
        let closed = format!("{opening}{inner}{}", close.repeat(depth));
        for (d, what) in [(&closed, "closed"), (&opening, "unclosed")] {
            let last = format!("{{\"t\":null,\"s\":null,\"op\":0,\"d\":{d}}}");
            let first = format!("{{\"d\":{d},\"t\":null,\"s\":null,\"op\":0}}");
            let unknown = format!("{{\"x\":{d},\"t\":null,\"s\":null,\"op\":0}}");
            for text in [last, first, unknown, d.clone()] {
                messages.push((Encoding::Json, text.into_bytes(), what));
            }
        }
    }
    let list = tagged(108, 1, &[]);
    let map = [tagged(116, 1, &[]), small(1)].concat();
    let tuple = vec![104, 1];
    let tail = [tagged(108, 1, &[]), small(1)].concat();
    for (open, close, closing) in [
        (list, &[106][..], "closed"),
        (map, &[], "closed"),
        (tuple, &[], "closed"),
        (tail, &[], CLOSED_TAILS),
    ] {
        let opening = open.repeat(depth);
        let closed = [&opening[..], &[106], &close.repeat(depth)].concat();
        for (d, what) in [(&closed, closing), (&opening, "unclosed")] {
            let envelope = payload(&[], 0, None, None);
            let (head, rest) = envelope.split_at(9);
            messages.push((Encoding::Etf, [head, d, rest].concat(), what));
            messages.push((Encoding::Etf, versioned(d), what));
            let entries = [atom("op"), small(0), atom("s"), atom("nil"), atom("t"), atom("nil")];
            let last = [&entries.concat()[..], &atom("d"), d].concat();
            messages.push((Encoding::Etf, versioned(&tagged(116, 4, &last)), what));
        }
    }
    messages
}

#[test]
fn a_hundred_thousand_levels_are_refused_with_little_memory() {
    for (encoding, message, what) in nested(100_000) {
        let head = String::from_utf8_lossy(&message[..60.min(message.len())]).into_owned();
        for (name, reader) in READS {
            let (result, usage) = measure(|| read(encoding, &message, reader));
            let Err(error) = result else {
                assert_eq!(what, CLOSED_TAILS, "{name} of {head} is accepted");
                continue;
            };
            let copy = if encoding == Encoding::Json { 2 * message.len() } else { 0 };
            assert!(usage.peak < MB + copy, "{name} of {what} {head}: {usage:?}");
            assert!(!error.is_fatal());
            let kinds =
                [Kind::DepthExceeded, Kind::UnexpectedEnd, Kind::NotAnObject, Kind::InvalidLength];
            assert!(kinds.contains(&error.kind()), "{name} of {what} {head}: {error}");
        }
    }
}

#[test]
fn keys_and_texts_of_a_megabyte_are_read() {
    let long = "k".repeat(MB);
    let text = format!(r#"{{"{long}":"{long}","d":{{"{long}":1}},"op":0,"t":"{long}","s":1}}"#);
    let mut decoder = json();
    let frame = decoder.decode(text.as_bytes()).unwrap().unwrap();
    assert_eq!(frame.event_name(), Some(&long[..]));
    assert_eq!(frame.data::<BTreeMap<&str, u8>>().unwrap()[&long[..]], 1);
    let message = payload(&tagged(116, 1, &[binary(&long), small(1)].concat()), 0, Some(1), None);
    let mut decoder = etf();
    let frame = decoder.decode(&message).unwrap().unwrap();
    assert_eq!(frame.data::<BTreeMap<&str, u8>>().unwrap()[&long[..]], 1);
    for escaped in [r"\\", r"\u0041", r"\ud83d\ude00", r"\n"] {
        let text = format!(r#"{{"op":0,"d":"{}"}}"#, escaped.repeat(200_000));
        let mut decoder = json();
        let data: String = decoder.decode(text.as_bytes()).unwrap().unwrap().data().unwrap();
        assert_eq!(data.chars().count(), 200_000);
    }
}

#[test]
fn numbers_of_a_hundred_thousand_digits_have_the_verdict_of_serde_json() {
    let digits = "7".repeat(MB / 10);
    for number in [
        digits.clone(),
        format!("-{digits}"),
        format!("0.{digits}"),
        format!("1e{digits}"),
        format!("1e-{digits}"),
        // An exponent of over 65536 is more than the standard library adds to the digits' own.
        format!("{}e-60000", &digits[..60_000]),
        format!("0.{}1e60000", "0".repeat(60_000)),
        format!("{digits}.{digits}"),
    ] {
        let oracle = serde_json::from_str::<Value>(&number);
        for text in [
            format!(r#"{{"t":null,"s":null,"op":0,"d":[{number}]}}"#),
            format!(r#"{{"d":[{number}],"op":0}}"#),
        ] {
            for (name, reader) in READS {
                let result = read(Encoding::Json, text.as_bytes(), reader);
                let start = &number[..5];
                match &oracle {
                    Ok(_) => assert!(result.is_ok(), "{name} of {start}: {result:?}"),
                    Err(_) => assert_eq!(error_of(result).kind(), Kind::InvalidNumber, "{start}"),
                }
            }
            if let Ok(value) = &oracle {
                let mut decoder = json();
                let data: Value = decoder.decode(text.as_bytes()).unwrap().unwrap().data().unwrap();
                assert_eq!(data[0], *value);
            }
        }
        let text = format!(r#"{{"op":{number},"s":null}}"#);
        let mut decoder = json();
        match decoder.decode(text.as_bytes()) {
            // So small that it is zero.
            Ok(frame) => {
                assert_eq!(oracle.unwrap().as_f64(), Some(0.0));
                assert_eq!(frame.expect("a whole frame").opcode().0, 0);
            }
            Err(error) => {
                let kind = error.kind();
                assert!(matches!(kind, Kind::InvalidOpcode | Kind::InvalidNumber), "{kind:?}");
            }
        }
    }
}

#[test]
fn integers_of_a_megabyte_are_stepped_over_and_not_made_text() {
    let huge = tagged(111, MB, &[&[0][..], &vec![0xff; MB]].concat());
    let message = payload(&huge, 0, None, None);
    for (name, reader) in READS {
        let (result, usage) = measure(|| read(Encoding::Etf, &message, reader));
        match name {
            "validate" | "data::<IgnoredAny>" | "payload::<IgnoredAny>" => result.unwrap(),
            _ => drop(assert_error(result, Stage::Data, Kind::IntegerTooLong)),
        }
        assert!(usage.peak < 10_000, "{usage:?}");
    }
    for (length, fits) in [(1024, true), (1025, false)] {
        let integer = tagged(111, length, &[&[0][..], &vec![0xff; length]].concat());
        let message = payload(&integer, 0, None, None);
        let mut decoder = etf();
        let text = decoder.decode(&message).unwrap().unwrap().data::<String>();
        match fits {
            true => assert_eq!(text.unwrap().len(), 2467, "digits of 256 to the 1024th"),
            false => drop(assert_error(text, Stage::Data, Kind::IntegerTooLong)),
        }
    }
}

/// The most memory that reading takes, as a multiple of the message.
fn factor(message: &[u8], mut decoder: Decoder) -> f64 {
    let (result, usage) =
        measure(|| decoder.decode(message).unwrap().unwrap().data::<IgnoredAny>().map(drop));
    result.unwrap();
    usage.peak as f64 / message.len() as f64
}

#[test]
fn reading_takes_no_more_memory_than_documented() {
    let json_of = |element: &str| {
        let elements = vec![element; MB / (element.len() + 1)].join(",");
        format!(r#"{{"t":null,"s":null,"op":0,"d":[{elements}]}}"#).into_bytes()
    };
    for element in ["0", "{}", "[]", "\"\"", "{\"\":0}", "1.5"] {
        let message = json_of(element);
        let factor = factor(&message, json());
        assert!(factor < 1.01, "[{element},…] takes {factor} times its size");
    }
    for element in [small(0), vec![106], tagged(116, 0, &[]), binary("")] {
        let count = MB / element.len();
        let list = [tagged(108, count, &element.repeat(count)), vec![106]].concat();
        let factor = factor(&payload(&list, 0, None, None), etf());
        assert!(factor < 0.01, "a list of {element:?} takes {factor} times its size");
    }
}

/// Sizes that grow by less than twice, so that buffers which double would hold too much.
#[test]
fn a_connection_holds_no_more_than_documented() {
    const LIMIT: usize = 4 * MB;
    let payload = |length: usize| {
        let text = "a".repeat(length);
        format!(r#"{{"t":null,"s":null,"op":0,"d":"{text}"}}"#).into_bytes()
    };
    for compression in [Compression::None, Compression::ZlibPayload, Compression::ZlibStream] {
        let builder = common::builder(Encoding::Json, compression);
        let mut decoder = builder.max_message_size(LIMIT).build();
        // Not compressed, so that what waits is as large as what comes of it.
        let mut session = ZlibSession::new(0, 15);
        let (_, usage) = measure(|| {
            for length in [LIMIT * 6 / 10, LIMIT * 99 / 100] {
                let payload = payload(length);
                let message = match compression {
                    Compression::ZlibStream => session.message(&payload),
                    _ => payload,
                };
                if compression == Compression::ZlibStream {
                    let (front, back) = message.split_at(message.len() - 2);
                    assert!(!decoder.push(front).unwrap());
                    assert!(decoder.push(back).unwrap());
                    decoder.frame().unwrap().data::<&str>().unwrap();
                } else {
                    decoder.decode(&message).unwrap().unwrap().data::<&str>().unwrap();
                    assert!(decoder.push(&message).unwrap());
                    decoder.frame().unwrap().data::<&str>().unwrap();
                }
            }
        });
        let allowed = 3 * LIMIT + common::engine_memory(LIMIT);
        assert!(usage.kept <= allowed as isize, "{compression:?}: {usage:?}");
    }
}

#[test]
fn the_start_of_a_payload_is_given_back_after_an_error() {
    // Level 0 stores what it is given, so there is as much of it compressed.
    let message = zlib_session(0, 15, &[&vec![b'a'; 5 * MB]]).remove(0);
    let builder = common::builder(Encoding::Json, Compression::ZlibStream);
    let mut decoder = builder.max_message_size(4 * MB).build();
    let (_, usage) = measure(|| {
        let mut pieces = message.chunks(MB / 10);
        for piece in pieces.by_ref().take(39) {
            assert!(decoder.decode(piece).unwrap().is_none());
        }
        let result = pieces.map(|piece| decoder.decode(piece).map(drop)).find(Result::is_err);
        assert_fatal(result.unwrap(), Stage::Decompress, Kind::MessageTooLarge);
    });
    assert!(usage.peak < 2 * 4 * MB + 100_000, "{usage:?}");
    assert!(usage.kept < 10_000, "{usage:?}");
}

#[derive(Deserialize)]
struct Unused {}

#[test]
fn many_fields_that_nobody_wants_cost_nothing() {
    let entries = (0..50_000).map(|n| format!("\"{n}\":[{{}}]")).collect::<Vec<_>>().join(",");
    let text = format!(r#"{{"op":0,"d":{{{entries}}}}}"#);
    let mut decoder = json();
    let (_, usage) = measure(|| {
        let Unused {} = decoder.decode(text.as_bytes()).unwrap().unwrap().data().unwrap();
    });
    // The decoder's copy of what came uncompressed, and no more.
    assert!(usage.peak <= text.len() + 1000, "{usage:?} of {}", text.len());

    let entries: Vec<_> =
        (0..50_000).map(|n| (binary(&n.to_string()), list(&[map(&[])]))).collect();
    let message = payload(&map(&entries), 0, None, None);
    let mut decoder = etf();
    let (_, usage) = measure(|| {
        let Unused {} = decoder.decode(&message).unwrap().unwrap().data().unwrap();
    });
    assert!(usage.peak <= 1000, "{usage:?} of {}", message.len());
}

/// Counts the entries of a map, or the elements of a list, that are no numbers.
struct NotNumbers(usize);

impl<'de> Deserialize<'de> for NotNumbers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Count)
    }
}

struct Count;

impl<'de> Visitor<'de> for Count {
    type Value = NotNumbers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map or a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<NotNumbers, A::Error> {
        let mut count = 0;
        while map.next_key::<IgnoredAny>()?.is_some() {
            count += usize::from(map.next_value::<u64>().is_err());
        }
        Ok(NotNumbers(count))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<NotNumbers, A::Error> {
        let mut count = 0;
        loop {
            match list.next_element::<u64>() {
                Ok(None) => return Ok(NotNumbers(count)),
                Ok(Some(_)) => {}
                Err(_) => count += 1,
            }
        }
    }
}

/// Maps and lists of so many entries that are no numbers, in both encodings.
fn not_numbers(entries: usize) -> [(Encoding, Vec<u8>); 4] {
    let text = |d: String| format!(r#"{{"t":null,"s":null,"op":0,"d":{d}}}"#).into_bytes();
    let term = |d: Vec<u8>| payload(&d, 0, None, None);
    let repeated = |entry: &str| vec![entry; entries].join(",");
    [
        (Encoding::Json, text(format!("{{{}}}", repeated(r#""k":"x""#)))),
        (Encoding::Json, text(format!("[{}]", repeated(r#""x""#)))),
        (Encoding::Etf, term(map(&vec![(binary("k"), binary("x")); entries]))),
        (Encoding::Etf, term(list(&vec![binary("x"); entries]))),
    ]
}

/// A model that goes on after an error in an entry finds each error's place, and that takes no
/// longer the more entries came before.
#[test]
fn errors_in_many_entries_take_linear_time() {
    const ENTRIES: usize = 10_000;
    const TIMES: usize = 8;
    let time = |encoding: Encoding, message: &[u8], entries: usize| {
        let runs = (0..3).map(|_| {
            let mut decoder = common::decoder(encoding, Compression::None);
            let clock = Clock::start();
            let frame = decoder.decode(message).unwrap().unwrap();
            assert_eq!(frame.data::<NotNumbers>().unwrap().0, entries);
            clock.elapsed()
        });
        runs.min().expect("there are three")
    };
    for (few, many) in not_numbers(ENTRIES).iter().zip(not_numbers(TIMES * ENTRIES)) {
        let (encoding, head) = (few.0, few.1[..60].escape_ascii());
        let few = time(encoding, &few.1, ENTRIES);
        let many = time(encoding, &many.1, TIMES * ENTRIES);
        // What took time by the square would take 64 times as long. A tick of the clock is little.
        let allowed = 3 * TIMES as u32 * few + Duration::from_millis(20);
        assert!(many <= allowed, "{encoding:?} {head}: {few:?}, then {many:?}");
    }
}
