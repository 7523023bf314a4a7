//! Long JSON that is stepped over: the verdict of serde_json, and the error of a reader that goes byte by byte.

#[path = "common/captures.rs"]
#[allow(dead_code)]
mod captures;
mod common;

use common::Random;
use gatewire::{DecodeError, Encoding, MAX_SKIP_DEPTH, Scratch};
use serde::de::IgnoredAny;
use serde_json::Value;

/// Longer than what is read byte by byte in any case.
const LONG: usize = 200;

fn skip(text: &[u8]) -> Result<(), DecodeError> {
    gatewire::json::from_slice_in::<IgnoredAny>(text, &mut Scratch::new()).map(drop)
}

/// Checks a list that ends with some text after so many other bytes.
#[track_caller]
fn agrees_after(front: usize, text: &[u8]) {
    let list = |space: &str| {
        let first = format!("[\"{:a<front$}\",1,{space}", "");
        [first.as_bytes(), text].concat()
    };
    let compact = list("");
    let found = skip(&compact);
    let shown = compact.escape_ascii();
    // What has white space outside of strings is read byte by byte.
    let spaced = skip(&list(" "));
    let error =
        |error: DecodeError, space| (error.kind(), error.offset().map(|offset| offset - space));
    assert_eq!(
        found.clone().map_err(|found| error(found, 0)),
        spaced.map_err(|found| error(found, 1)),
        "{shown}"
    );
    if std::str::from_utf8(&compact).is_ok() {
        let expected = serde_json::from_slice::<Value>(&compact);
        assert_eq!(found.is_ok(), expected.is_ok(), "{shown}");
    }
}

/// Checks a text at every place of a block.
#[track_caller]
fn agrees(text: &str) {
    for front in LONG..LONG + 64 {
        agrees_after(front, format!("{text}]").as_bytes());
    }
}

#[test]
fn words_and_numbers() {
    for text in [
        "null",
        "true",
        "false",
        "nul",
        "nulll",
        "tru",
        "truE",
        "falsey",
        "fals",
        "null1",
        "1null",
        "-null",
        "nullnull",
        "NULL",
        "n",
        "x",
        "0",
        "-0",
        "00",
        "01",
        "-01",
        "10",
        "1.5",
        "0.5",
        "1.",
        ".5",
        "-",
        "--1",
        "1-",
        "1e5",
        "1E+5",
        "1e",
        "1e+",
        "-1.5e-3",
        "0e0",
        "0x1",
        "1_0",
        "1.5.5",
        "1e5e5",
        "+1",
        "Infinity",
        "NaN",
        "1e400",
        "-1e400",
        "1e-400",
        "18446744073709551616",
        "123456789.123456789",
        "1\u{e9}",
        "\u{e9}",
    ] {
        agrees(text);
        agrees(&format!("{{\"a\":{text},\"b\":[{text},{text}]}}"));
    }
}

#[test]
fn long_numbers() {
    for length in [1, 2, 61, 62, 63, 64, 65, 66, 126, 127, 128, 129, 200, 307, 308, 309, 310, 400] {
        for text in ["1".repeat(length), "9".repeat(length), "0".repeat(length)] {
            agrees_after(LONG + length % 64, format!("{text}]").as_bytes());
            for text in
                [format!("-{text}"), format!("1.{text}"), format!("{text}.5"), format!("1e-{text}")]
            {
                agrees_after(LONG + length % 64, format!("{text}]").as_bytes());
                agrees_after(LONG, format!("{text},{{}}]").as_bytes());
            }
        }
    }
}

#[test]
fn escapes() {
    for escape in [
        r"\n",
        r#"\""#,
        r"\\",
        r"\/",
        r"\b",
        r"\f",
        r"\r",
        r"\t",
        r"\u0041",
        r"\ud83d\ude00",
        r"\ud800",
        r"\udc00",
        r"\ud800\u0041",
        r"\ud800\n",
        r"\u12",
        r"\u12g4",
        r"\x",
        r"\'",
        "\\\u{e9}",
        r"\",
        "\\\n",
    ] {
        agrees(&format!("\"{escape}\""));
        agrees(&format!("\"{escape}{escape}\",\"{escape}a\""));
        agrees(&format!("{{\"{escape}\":{{\"{escape}\":\"{escape}\"}}}}"));
        agrees(escape);
        agrees(&format!("1{escape}"));
    }
}

#[test]
fn runs_of_backslashes() {
    for length in (0..10).chain(60..70).chain([127, 128, 129, 130, 191, 192, 193]) {
        let run = "\\".repeat(length);
        for text in [format!("\"{run}\""), format!("\"{run}\",\"a\""), format!("\"{run}n\",[]")] {
            agrees(&text);
        }
    }
}

#[test]
fn control_characters_and_others() {
    for byte in 0..=0x80 {
        let character = char::from(byte);
        for text in [format!("\"a{character}b\""), character.to_string(), format!("1{character}")] {
            agrees(&text);
        }
    }
}

/// Strings that are a value by themselves, and parts of one, in which there are long plain parts and escapes.
#[test]
fn long_strings() {
    let pieces = [
        "",
        "a",
        "\\n",
        "\\\"",
        "\\\\",
        "\\u00e9",
        "\\ud83d\\ude00",
        "\u{1f600}",
        "\\u12",
        "\\x",
        "\n",
    ];
    for first in pieces {
        for second in pieces {
            for front in (0..140).step_by(if cfg!(debug_assertions) { 7 } else { 1 }) {
                let string =
                    format!("\"{:a<front$}{first}{:b<90}{second}{:c<front$}\"", "", "", "");
                let expected = serde_json::from_str::<String>(&string);
                let mut scratch = Scratch::new();
                let read = gatewire::json::from_slice_in::<&str>(string.as_bytes(), &mut scratch);
                assert_eq!(read.ok(), expected.as_deref().ok(), "{string}");
                assert_eq!(skip(string.as_bytes()).is_ok(), expected.is_ok(), "{string}");
                agrees_after(front, format!("{string}]").as_bytes());
                agrees_after(front, &string.as_bytes()[..string.len() - 1]);
            }
        }
    }
}

/// All short sequences of tokens, in a list and in an object.
#[test]
fn sequences_of_tokens() {
    const TOKENS: [&str; 9] = ["{", "}", "[", "]", ",", ":", "\"a\"", "1", "null"];
    const LENGTH: u32 = if cfg!(debug_assertions) { 4 } else { 5 };

    for number in 0..TOKENS.len().pow(LENGTH) {
        let token = |place| TOKENS[number / TOKENS.len().pow(place) % TOKENS.len()];
        let sequence: String = (0..LENGTH).map(token).collect();
        let front = LONG + number % 64;
        agrees_after(front, sequence.as_bytes());
        agrees_after(front, format!("{sequence}]").as_bytes());
        agrees_after(front, format!("[{sequence}]]").as_bytes());
        agrees_after(front, format!("{{\"k\":1,{sequence}}}]").as_bytes());
        agrees_after(front, format!("{{{sequence}}},2]").as_bytes());
        agrees_after(front, format!("{{\"k\":{{}},{sequence}}}]").as_bytes());
    }
}

/// A list of all that JSON has, after which nothing is right any more.
const MIXED: &str = r#"{"id":"1029384756","type":0,"flags":[1,20,-3.5e2,0.25],"name":"a \"b\" \u00e9 \\","none":null,"list":[[],{},[{"a":true}],false],"é":"☃","object":{"k":{"l":[{"m":12345}]}},"last":"x"},{"more":[1,2],"end":{}}]"#;

#[test]
fn each_byte_replaced_left_out_and_doubled() {
    for place in 0..MIXED.len() {
        for front in [LONG, LONG + 21, LONG + 42] {
            for byte in *b"{}[]:,\"\\ \n\x010-.enux\x7f\xc3\xff" {
                let mut text = MIXED.as_bytes().to_vec();
                text[place] = byte;
                agrees_after(front, &text);
                text.insert(place, MIXED.as_bytes()[place]);
                agrees_after(front, &text);
            }
            let mut text = MIXED.as_bytes().to_vec();
            text.remove(place);
            agrees_after(front, &text);
            agrees_after(front, &MIXED.as_bytes()[..place]);
        }
    }
    agrees_after(LONG, MIXED.as_bytes());
    for after in [" ", "\n", "\0", "]", "\"", "x", "\u{e9}"] {
        agrees_after(LONG, format!("{MIXED}{after}").as_bytes());
    }
}

#[test]
fn nesting() {
    let mut depths: Vec<usize> = (55..75).chain(120..135).collect();
    depths.extend(MAX_SKIP_DEPTH - 4..MAX_SKIP_DEPTH + 4);
    let first = format!("[\"{:a<LONG$}\",1,", "");
    for depth in depths {
        for is_mixed in [false, true] {
            let is_object = |level: usize| is_mixed && level.is_multiple_of(3);
            let opening = |level| if is_object(level) { "{\"a\":" } else { "[" };
            let closing = |level| if is_object(level) { "}" } else { "]" };
            let open: String = (0..depth).map(opening).collect();
            let close: String = (0..depth).rev().map(closing).collect();
            let text = format!("{first}{open}1{close},2]");
            assert_eq!(skip(text.as_bytes()).is_ok(), depth < MAX_SKIP_DEPTH, "{depth}");
            // A bracket of the wrong kind, at every level.
            for place in 0..close.len() {
                let mut wrong = close.clone();
                let other = if &close[place..=place] == "}" { "]" } else { "}" };
                wrong.replace_range(place..=place, other);
                assert!(
                    skip(format!("{first}{open}1{wrong},2]").as_bytes()).is_err(),
                    "{depth} {place}"
                );
            }
        }
    }
}

/// A random value, as compact JSON.
fn write(random: &mut Random, depth: usize, out: &mut String) {
    const SCALARS: [&str; 12] = [
        "null",
        "true",
        "false",
        "0",
        "7",
        "-1",
        "123456",
        "1.5",
        "1e3",
        "\"\"",
        "\"text\"",
        "\"\\u00e9\\\\\"",
    ];
    let entries = random.below(6);
    match random.below(if depth < 6 { 5 } else { 3 }) {
        3 => {
            let values = (0..entries).map(|_| {
                let mut value = String::new();
                write(random, depth + 1, &mut value);
                value
            });
            let values: Vec<String> = values.collect();
            out.push_str(&format!("[{}]", values.join(",")));
        }
        4 => {
            let values = (0..entries).map(|number| {
                let mut value = format!("\"key {number}\":");
                write(random, depth + 1, &mut value);
                value
            });
            let values: Vec<String> = values.collect();
            out.push_str(&format!("{{{}}}", values.join(",")));
        }
        2 => out.push_str(&format!("\"{:x<length$}\"", "", length = random.below(150))),
        _ => out.push_str(SCALARS[random.below(SCALARS.len())]),
    }
}

#[test]
fn random_values_and_damage() {
    let mut random = Random(5);
    for _ in 0..if cfg!(debug_assertions) { 400 } else { 4_000 } {
        let mut text = String::from("[[");
        write(&mut random, 0, &mut text);
        text.push(',');
        write(&mut random, 0, &mut text);
        text.push_str("]]");
        agrees_after(LONG + random.below(64), text.as_bytes());
        for _ in 0..20 {
            let mut damaged = text.clone().into_bytes();
            let place = random.below(damaged.len());
            match random.below(3) {
                0 => damaged[place] = *b"{}[]:,\"\\ 0-.e".get(random.below(13)).unwrap(),
                1 => drop(damaged.remove(place)),
                _ => damaged.swap(place, text.len() - 1 - place),
            }
            agrees_after(LONG + random.below(64), &damaged);
        }
    }
}

/// Messages as they came, and with a byte of them replaced.
#[test]
fn captures() {
    let mut damaged = 0;
    let mut decoder = common::json();
    captures::each_frame(Encoding::Json, |name, frame, text| {
        frame.validate().unwrap_or_else(|error| panic!("{name}: {error}"));
        skip(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        if !(500..2_000).contains(&text.len()) || damaged > 5_000 {
            return;
        }
        for place in (0..text.len()).step_by(61) {
            for byte in *b"\",}]:\\\x01\xff" {
                let mut text = text.to_vec();
                text[place] = byte;
                let is_json = serde_json::from_slice::<Value>(&text).is_ok();
                assert_eq!(skip(&text).is_ok(), is_json, "{}", text.escape_ascii());
                if let Ok(Some(frame)) = decoder.decode(&text) {
                    assert!(is_json || frame.validate().is_err(), "{}", text.escape_ascii());
                }
                damaged += 1;
            }
        }
    });
    assert!(damaged > 5_000, "{damaged}");
}
