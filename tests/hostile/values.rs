//! Values of any type that take much to read, to copy, to show and to give back, and what they are
//! read into.

use std::fmt::Write;
use std::time::Duration;

use gatewire::model::Message;
use gatewire::{DecodeErrorKind as Kind, Value, etf, json};

use super::MARK;
use super::attack::{LARGEST, SLOWNESS};
use crate::common::allocator::measure;
use crate::common::clock::Clock;
use crate::common::events::least;
use crate::common::term::{binary, map, tagged};

/// How much there is of it. Without optimisation less will do.
const SIZE: usize = if cfg!(debug_assertions) { LARGEST / 16 } else { LARGEST / 4 };

/// What a call may take for each byte. It takes less than 40 ns on a machine that does nothing else.
const NANOSECONDS: u64 = 80;

/// What the documentation allows, in bytes.
fn bound(bytes: usize) -> usize {
    (4 << 20) + 32 * bytes
}

/// Makes sure that a call takes no more than it may for so many bytes, by the least of several times.
fn in_bounds<T>(what: &str, bytes: usize, work: impl FnMut() -> T) {
    within(NANOSECONDS, what, bytes, work);
}

fn within<T>(nanoseconds: u64, what: &str, bytes: usize, mut work: impl FnMut() -> T) {
    let longest = Duration::from_nanos(nanoseconds * bytes as u64) * SLOWNESS;
    let least = (0..5).map(|_| {
        let clock = Clock::start();
        let ((), usage) = measure(|| drop(work()));
        assert!(usage.peak <= bound(bytes), "{what}: {usage:?}");
        clock.elapsed()
    });
    let least = least.min().unwrap_or_default();
    assert!(least <= longest, "{what}: {least:?}, not {longest:?}");
}

/// A list of so many times the same.
fn list_of(element: &str) -> Vec<u8> {
    format!("[{}]", vec![element; SIZE / (element.len() + 1)].join(",")).into_bytes()
}

fn read(text: &[u8]) -> Value<'static> {
    json::from_slice(text.to_vec().leak()).unwrap()
}

#[test]
fn values_in_each_other_take_little() {
    let lists = |depth: usize| format!("{}0{}", "[".repeat(depth), "]".repeat(depth));
    let maps = format!("{}0{}", r#"{"":"#.repeat(20), "}".repeat(20));
    let elements = [lists(1), lists(2), lists(20), lists(31), maps, "[0,0]".to_owned()];
    for element in elements {
        let text = list_of(&element);
        let mut copies = (0..5).map(|_| text.clone()).collect::<Vec<_>>();
        in_bounds(&format!("{element}, read"), text.len(), || {
            let mut copy = copies.pop().unwrap();
            json::from_slice::<Value<'_>>(&mut copy).map(drop).unwrap();
        });
        let value = read(&text);
        within(NANOSECONDS, &format!("{element}, copied and compared"), text.len(), || {
            assert!(value.clone() == value);
        });
        let mut values = (0..5).map(|_| value.clone()).collect::<Vec<_>>();
        within(NANOSECONDS, &format!("{element}, read again"), text.len(), || {
            assert!(values.pop().unwrap().read::<Value<'_>>().unwrap() == value);
        });
        let term = etf::to_vec(&value).unwrap();
        in_bounds(&format!("{element}, read of a term"), term.len(), || {
            etf::from_slice::<Value<'_>>(&term).map(drop).unwrap();
        });
    }
}

/// Lists of one, two and many elements, of which the first is charged alone.
#[test]
fn lists_of_any_length_are_what_serde_json_reads() {
    let long = vec!["[1]"; 100].join(",");
    for inner in ["", "0", "0,0", "0,0,0", "[]", "[],[]", "[[],[0]],[[0],[],0]", &long] {
        for text in [format!("[{inner}]"), format!(" [ [ {inner} ] , [{inner} ] ]")] {
            let document: serde_json::Value = serde_json::from_str(&text).unwrap();
            let value = read(text.as_bytes());
            assert_eq!(serde_json::to_value(&value).unwrap(), document);
            assert_eq!(serde_json::to_value(value.clone()).unwrap(), document);
            assert_eq!(value.clone().read::<serde_json::Value>().unwrap(), document);
            assert_eq!(value.clone().read::<Value<'_>>().unwrap(), value);
        }
    }
    for text in ["[0 0]", "[0,", "[0,]", "[,0]", "[0,0", "[[0]", "[0,0,]", "[0]]"] {
        let error = json::from_slice::<Value<'_>>(&mut text.as_bytes().to_vec()).unwrap_err();
        assert!(matches!(error.kind(), Kind::Syntax | Kind::UnexpectedEnd | Kind::TrailingData));
        assert!(serde_json::from_str::<serde_json::Value>(text).is_err(), "{text}");
    }
}

/// Four words: what a value is, whether it is lent, and of what is elsewhere where it is and how much.
#[test]
fn a_value_is_four_words() {
    assert_eq!(size_of::<Value<'_>>(), 4 * size_of::<usize>());
}

/// A message with the fields that it needs, and with JSON text in one of them.
fn of_message(field: &str, content: &str) -> Vec<u8> {
    let mut message = least("MESSAGE_CREATE");
    message[field] = MARK.into();
    message.to_string().replace(&MARK.to_string(), content).into_bytes()
}

/// What one of the crate's structs is filled with out of a value may take what it may take out of the
/// bytes.
#[test]
fn what_a_value_is_read_into_is_bounded() {
    let rows = [
        ("embeds", "{}"),
        ("components", r#"{"type":1}"#),
        ("components", r#"{"type":1,"components":[]}"#),
        ("attachments", r#"{"id":"1"}"#),
        ("mentions", r#"{"id":"1"}"#),
        ("mention_roles", r#""1""#),
        ("sticker_items", "{}"),
        ("x", "{}"),
    ];
    for (field, element) in rows {
        let text = of_message(field, str::from_utf8(&list_of(element)).unwrap());
        let value = read(&text);
        let mut values = (0..5).map(|_| value.clone()).collect::<Vec<_>>();
        in_bounds(&format!("{field} of {element}"), text.len(), || {
            let result = values.pop().unwrap().read::<Message<'_>>();
            result.map(drop).map_err(|error| error.kind())
        });
    }
}

#[test]
fn a_value_that_takes_too_much_is_refused() {
    let embeds = of_message("embeds", str::from_utf8(&list_of("{}")).unwrap());
    let error = read(&embeds).read::<Message<'_>>().map(drop).unwrap_err();
    assert_eq!(error.kind(), Kind::MemoryExceeded);
    // Few of them are read whatever they take.
    let few = of_message("embeds", &format!("[{}]", vec!["{}"; 1000].join(",")));
    assert_eq!(read(&few).read::<Message<'_>>().unwrap().embeds.len(), 1000);
}

/// Integers that a term has in a byte each, and text of Latin-1: less on the wire than anywhere else.
#[test]
fn what_is_least_on_the_wire_is_bounded() {
    let strings = [&[107, 0xff, 0xff][..], &[7; 0xffff]].concat();
    let count = SIZE / strings.len();
    let strings = [&tagged(108, count, &strings.repeat(count))[..], &[106]].concat();
    let latin_1 = [115, 1, 0xe9];
    let count = SIZE / latin_1.len();
    let latin_1 = [&tagged(108, count, &latin_1.repeat(count))[..], &[106]].concat();
    for content in [strings, latin_1] {
        let term = [&[131][..], &map(&[(binary("x"), content)])].concat();
        let value: Value<'_> = etf::from_slice(&term).unwrap();
        let mut values = (0..5).map(|_| value.clone()).collect::<Vec<_>>();
        in_bounds("a value of a term", term.len(), || {
            values.pop().unwrap().read::<Value<'_>>().map(drop).map_err(|error| error.kind())
        });
    }
}

struct Nowhere;

impl Write for Nowhere {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        std::hint::black_box(text);
        Ok(())
    }
}

#[test]
fn text_is_shown_in_time() {
    // Among them what takes `str` longest: private, unassigned and combining characters.
    let characters = [
        "😀",
        "\u{e000}",
        "가",
        "\u{ffff}",
        "\u{1faff}",
        "\u{3099}",
        "\u{300}",
        "é",
        "漢",
        "\u{10ffff}",
        "\u{202e}",
        "\u{ad}",
        "\u{85}",
        "\u{1}",
        "\u{7f}",
        "\n",
        "\"",
        "\\",
        "a",
        "'",
    ];
    for character in characters {
        let text = character.repeat(SIZE / character.len());
        let value = Value::Text(text.as_str().into());
        in_bounds(&format!("{character:?}"), text.len(), || write!(Nowhere, "{value:?}").unwrap());
    }
}

/// Nothing that acts on a terminal is shown as it is; what is escaped is as `str` has it.
#[test]
fn text_is_shown_with_escapes() {
    for character in ('\0'..=char::MAX).filter(|character| *character != '\'') {
        let text = format!("a{character}b");
        let shown = format!("{:?}", Value::Text(text.as_str().into()));
        let plain = format!("\"{text}\"");
        assert!(shown == plain || shown == format!("{text:?}"), "{shown}");
        let is_shown = !character.is_control() && !matches!(character, '"' | '\\');
        if character.is_ascii() || character.is_control() {
            assert_eq!(shown == plain, is_shown, "{character:?}");
        }
    }
    for hidden in "\u{ad}\u{61c}\u{200b}\u{200e}\u{2028}\u{202e}\u{2066}\u{feff}\u{e0001}".chars() {
        let shown = format!("{:?}", Value::Text(hidden.to_string().as_str().into()));
        assert_eq!(shown, format!("\"{}\"", hidden.escape_unicode()));
    }
    assert_eq!(format!("{:?}", Value::Text("it's \"é\"\t漢\\".into())), r#""it's \"é\"\t漢\\""#);
}
