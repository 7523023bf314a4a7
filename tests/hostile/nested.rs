//! Errors that lie deep: to name where they are, and to go on after those that are dropped, takes no
//! longer than to read what is around them.

use std::fmt;
use std::time::Duration;

use gatewire::{Compression, DecodeError, Encoding, Event, Frame};
use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::{event_with, event_with_term};
use crate::common;
use crate::common::clock::Clock;
use crate::common::term::{atom, binary, float, list, map, payload, small};

/// Without optimisation less will do, and may take longer.
const SHARE: usize = if cfg!(debug_assertions) { 8 } else { 1 };
const SLOWNESS: u32 = if cfg!(debug_assertions) { 20 } else { 1 };

const SIZES: [usize; 2] = [1_000_000 / SHARE, 16_000_000 / SHARE];

/// What a byte of the payload may take. It takes less than 40 ns on a machine that does nothing else.
const NANOSECONDS: u64 = 80;

/// Writes the same document in both encodings.
#[derive(Clone, Copy)]
struct Writer(Encoding);

impl Writer {
    fn is_json(self) -> bool {
        self.0 == Encoding::Json
    }

    fn object(self, entries: &[(&str, &[u8])]) -> Vec<u8> {
        if !self.is_json() {
            let entries = entries.iter().map(|(key, value)| (atom(key), value.to_vec()));
            return map(&entries.collect::<Vec<_>>());
        }
        let mut out = vec![b'{'];
        for (key, value) in entries {
            out.extend_from_slice(format!("\"{key}\":").as_bytes());
            out.extend_from_slice(value);
            out.push(b',');
        }
        out.pop_if(|byte| *byte == b',');
        out.push(b'}');
        out
    }

    fn list(self, elements: &[Vec<u8>]) -> Vec<u8> {
        match self.0 {
            Encoding::Json => [b"[", &elements.join(&b","[..])[..], b"]"].concat(),
            _ => list(elements),
        }
    }

    fn text(self, text: &str) -> Vec<u8> {
        if self.is_json() { format!("\"{text}\"").into_bytes() } else { binary(text) }
    }

    fn number(self, number: u8) -> Vec<u8> {
        if self.is_json() { number.to_string().into_bytes() } else { small(number) }
    }

    /// What takes long to step over, by name.
    fn fillers(self) -> Vec<Vec<u8>> {
        match self.0 {
            Encoding::Json => {
                ["1", "1.5e5", r#""\n\u00e9""#, "{}"].map(|text| text.as_bytes().to_vec()).into()
            }
            _ => vec![small(1), float(1.5e5), atom("é"), map(&[])],
        }
    }

    /// A list of so many bytes.
    fn filled(self, filler: &[u8], size: usize) -> Vec<u8> {
        let each = filler.len() + usize::from(self.is_json());
        self.list(&vec![filler.to_vec(); size / each])
    }

    fn frame(self, name: &str, data: &[u8]) -> Vec<u8> {
        match self.0 {
            Encoding::Json => {
                let head = format!(r#"{{"t":"{name}","s":1,"op":0,"d":"#);
                [head.as_bytes(), data, b"}"].concat()
            }
            _ => payload(data, 0, Some(1), Some(name)),
        }
    }
}

/// Where what takes long lies.
#[derive(Clone, Copy, Debug)]
enum Filled {
    /// The same at every level, before what is nested and after.
    Everywhere,
    /// All of it beside the innermost value.
    Innermost,
}

/// Puts objects around an innermost one, each of which has the next under a key.
fn around(
    writer: Writer,
    (filler, filled, size): (&[u8], Filled, usize),
    levels: usize,
    innermost: Vec<u8>,
    level: impl Fn(&[u8], &[u8]) -> Vec<u8>,
) -> Vec<u8> {
    let (each, inner) = match filled {
        Filled::Everywhere => (size / levels / 2, 0),
        Filled::Innermost => (1, size / 2),
    };
    let filling = writer.filled(filler, each);
    let first = level(&innermost, &writer.filled(filler, inner));
    (1..levels).fold(first, |inner, _| level(&inner, &filling))
}

type Read = fn(Frame<'_>) -> Result<(), DecodeError>;

fn event(frame: Frame<'_>) -> Result<(), DecodeError> {
    frame.event().map(drop)
}

#[track_caller]
fn check(what: &str, encoding: Encoding, message: &[u8], read: Read) -> Result<(), DecodeError> {
    check_within(Duration::ZERO, what, encoding, message, read, false)
}

/// As [`check`], with the result of a strict read.
#[track_caller]
fn check_strictly(
    what: &str,
    encoding: Encoding,
    message: &[u8],
    read: Read,
) -> Result<(), DecodeError> {
    check_within(Duration::ZERO, what, encoding, message, read, true)
}

/// As [`check`], beside what a caller's own type takes.
#[track_caller]
fn check_within(
    more: Duration,
    what: &str,
    encoding: Encoding,
    message: &[u8],
    read: Read,
    is_asked_strictly: bool,
) -> Result<(), DecodeError> {
    let longest = Duration::from_nanos(NANOSECONDS * message.len() as u64) * SLOWNESS;
    let longest = longest + more + Duration::from_millis(10);
    let bytes = message.len();
    // What does not fit is left out, or the error.
    let [lenient, strict] = [false, true].map(|is_strict| {
        let builder = common::builder(encoding, Compression::None).strict(is_strict);
        let mut decoder = builder.build();
        let clock = Clock::start();
        let result = read(decoder.decode(message).unwrap().unwrap());
        let elapsed = clock.elapsed();
        assert!(elapsed < longest, "{what} of {bytes} bytes in {encoding:?} takes {elapsed:?}");
        result
    });
    assert!(strict.is_err() || lenient.is_ok(), "{what} in {encoding:?}");
    match is_asked_strictly {
        true => strict,
        false => lenient,
    }
}

/// Calls with each encoding, size and filling.
fn each_filling(mut call: impl FnMut(Writer, (&[u8], Filled, usize))) {
    for writer in [Writer(Encoding::Json), Writer(Encoding::Etf)] {
        for (filler, size) in
            writer.fillers().iter().flat_map(|filler| SIZES.map(|size| (filler, size)))
        {
            call(writer, (filler, Filled::Innermost, size));
            if size == SIZES[0] {
                call(writer, (filler, Filled::Everywhere, size));
            }
        }
    }
}

/// Levels of objects with lists between them, which are each a level.
const LEVELS: usize = 13;

/// A list in lists, deeper than values are built.
fn too_deep(writer: Writer) -> Vec<u8> {
    (0..40).fold(writer.list(&[]), |inner, _| writer.list(&[inner]))
}

#[test]
fn values_that_nest_too_deep() {
    each_filling(|writer, filling| {
        let innermost = too_deep(writer);
        let data = |innermost| {
            around(writer, filling, 2 * LEVELS, innermost, |inner, filler| {
                writer.object(&[("x", filler), ("y", inner), ("z", filler)])
            })
        };
        let message = writer.frame("X", &data(innermost));
        let right = writer.frame("X", &data(writer.number(1)));
        let reads: [(Read, &str); 2] = [
            (|frame| frame.data::<Value>().map(drop), "d"),
            (|frame| frame.payload::<Value>().map(drop), "*"),
        ];
        for (read, top) in reads {
            // To build the value is serde_json's affair.
            let built = Clock::start();
            let mut decoder = common::decoder(writer.0, Compression::None);
            read(decoder.decode(&right).unwrap().unwrap()).unwrap();
            let built = built.elapsed();
            let result = check_within(built, "too deep a value", writer.0, &message, read, false);
            let error = result.unwrap_err();
            let path = error.path().unwrap();
            let keys = path.strip_prefix(top).unwrap().trim_end_matches("[0]");
            assert_eq!(keys, ".*".repeat(2 * LEVELS), "{path}");
        }
    });
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Chain {
    x: IgnoredAny,
    next: Option<Box<Chain>>,
    list: Option<Vec<Option<Chain>>>,
    kind: Option<Kind>,
    number: Option<u64>,
    z: IgnoredAny,
}

#[derive(Deserialize)]
#[allow(dead_code)]
enum Kind {
    Holds(Box<Chain>),
    With { next: Box<Chain> },
}

#[test]
fn structs_whose_innermost_is_wrong() {
    each_filling(|writer, filling| {
        let innermost = writer.text("no number");
        let data = around(writer, filling, 2 * LEVELS, innermost.clone(), |inner, filler| {
            let key = if inner == innermost { "number" } else { "next" };
            writer.object(&[("x", filler), (key, inner), ("z", filler)])
        });
        let read: Read = |frame| frame.data::<Chain>().map(drop);
        let message = writer.frame("X", &data);
        let error = check("structs", writer.0, &message, read).unwrap_err();
        let path = format!("d{}.number", ".next".repeat(2 * LEVELS - 1));
        assert_eq!(error.path(), Some(&path[..]));
        let place = message.windows(innermost.len()).position(|bytes| bytes == innermost);
        assert_eq!(error.offset(), place);

        let data = around(writer, filling, LEVELS, innermost.clone(), |inner, filler| {
            if inner == innermost {
                return writer.object(&[("x", filler), ("number", inner), ("z", filler)]);
            }
            let null = if writer.is_json() { b"null".to_vec() } else { atom("nil") };
            let list = writer.list(&[null, inner.to_vec()]);
            writer.object(&[("x", filler), ("list", &list), ("z", filler)])
        });
        let message = writer.frame("X", &data);
        let error = check("structs in lists", writer.0, &message, read).unwrap_err();
        let path = format!("d{}.number", ".list[1]".repeat(LEVELS - 1));
        assert_eq!(error.path(), Some(&path[..]));

        let data = around(writer, filling, LEVELS, innermost.clone(), |inner, filler| {
            if inner == innermost {
                return writer.object(&[("x", filler), ("number", inner), ("z", filler)]);
            }
            let variant = writer.object(&[("Holds", inner)]);
            writer.object(&[("x", filler), ("kind", &variant), ("z", filler)])
        });
        let message = writer.frame("X", &data);
        let error = check("structs in variants", writer.0, &message, read).unwrap_err();
        let path = format!("d{}.number", ".kind.Holds".repeat(LEVELS - 1));
        assert_eq!(error.path(), Some(&path[..]));
    });
}

/// Goes on after errors, and fails when it has seen all there is of a list or an object.
struct Stubborn;

impl<'de> Deserialize<'de> for Stubborn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Stubborn {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self, A::Error> {
        while !matches!(list.next_element::<Self>(), Ok(None)) {}
        Err(A::Error::custom("as ever"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        while !matches!(map.next_key::<IgnoredAny>(), Ok(None)) {
            let _ = map.next_value::<Self>();
        }
        Err(A::Error::custom("as ever"))
    }
}

#[test]
fn visitors_that_go_on_after_each_error() {
    each_filling(|writer, filling| {
        let innermost = too_deep(writer);
        let data = around(writer, filling, LEVELS, innermost, |inner, filler| {
            let list = writer.list(&[writer.number(1), inner.to_vec(), writer.number(2)]);
            writer.object(&[("x", filler), ("y", &list), ("z", filler)])
        });
        let message = writer.frame("X", &data);
        let read: Read = |frame| frame.data::<Stubborn>().map(drop);
        let error = check("a visitor that goes on", writer.0, &message, read).unwrap_err();
        assert_eq!(error.path(), Some("d"));
    });
}

/// Each message lacks what every message has, each component what its type needs.
#[test]
fn parts_of_an_event_that_are_wrong_at_every_level() {
    each_filling(|writer, filling| {
        let messages = around(writer, filling, 2 * LEVELS, writer.number(1), |inner, filler| {
            writer.object(&[("x", filler), ("referenced_message", inner), ("z", filler)])
        });
        let [tag, wrong] = [writer.number(9), writer.text("wrong")];
        let component = |inner: &[u8], filler: &[u8], is_first: bool| {
            let list = writer.list(&[wrong.clone(), inner.to_vec(), wrong.clone()]);
            let ordinary = [("x", filler), ("components", &list[..]), ("z", filler)];
            let tag = [("type", &tag[..])];
            match is_first {
                true => writer.object(&[&tag[..], &ordinary[..]].concat()),
                false => writer.object(&[&ordinary[..], &tag[..]].concat()),
            }
        };
        let mut parts = vec![("referenced_message", messages)];
        for is_first in [true, false] {
            let components = around(writer, filling, LEVELS, wrong.clone(), |inner, filler| {
                component(inner, filler, is_first)
            });
            parts.push(("components", writer.list(&[components])));
        }
        for (field, part) in parts {
            let message = match writer.0 {
                Encoding::Json => {
                    event_with("MESSAGE_CREATE", field, str::from_utf8(&part).unwrap())
                }
                _ => event_with_term("MESSAGE_CREATE", field, &part),
            };
            check_strictly(field, writer.0, &message, event).unwrap_err();
        }
    });
}

/// Errors of every third byte or so, each in an element that is dropped.
#[test]
fn lists_whose_elements_are_dropped() {
    for writer in [Writer(Encoding::Json), Writer(Encoding::Etf)] {
        for (element, size) in [writer.text("x"), writer.object(&[]), writer.list(&[])]
            .iter()
            .flat_map(|element| SIZES.map(|size| (element, size)))
        {
            let part = writer.filled(element, size);
            let message = match writer.0 {
                Encoding::Json => {
                    event_with("PRESENCE_UPDATE", "roles", str::from_utf8(&part).unwrap())
                }
                _ => event_with_term("PRESENCE_UPDATE", "roles", &part),
            };
            check("a list of errors", writer.0, &message, |frame| match frame.event()? {
                Event::PresenceUpdate(presence) => {
                    assert_eq!(presence.roles.as_deref(), Some(&[][..]));
                    Ok(())
                }
                other => panic!("{other:?}"),
            })
            .unwrap();
        }
    }
}
