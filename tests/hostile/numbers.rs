//! Numbers that take long to round, to read or to print.

use std::time::Duration;

use gatewire::{DecodeErrorKind as Kind, Stage};

use super::attack::{Attack, LARGEST, Look, Messages, Outcome, etf, json, one, place_of};
use super::text::last;
use super::{event_with, event_with_term};
use crate::common::term::{float, payload, tagged};

/// Without optimisation, a part of what a decoder takes is slow enough.
const SIZE: usize = if cfg!(debug_assertions) { LARGEST / 64 } else { LARGEST - 2000 };

/// 40 nanoseconds for each byte.
const LONGEST: Duration = Duration::from_nanos(40 * SIZE as u64);

/// Close to the middle of two floats: 17 to 40 digits, exponents at both ends of the range and in the
/// middle, subnormal ones, and numbers that are almost too large.
const HARD: [&str; 12] = [
    "16116921196812022540e289",
    "27545287785326571315e-329",
    "96540976112852914345e-41",
    "1.1754943508222875079687e-38",
    "9007199254740993.00000000000000000000001",
    "2.4703282292062327208e-324",
    "2.2250738585072011360574097967091319760e-308",
    "5e-324",
    "17976931348623158079372897140530341507e271",
    "1.7976931348623158079e+308",
    "179769313486231580793e288",
    "0.000000000000000000000000000000012345678901234567891e-280",
];

/// As many of them as there is room for, in turn.
fn numbers(numbers: &[&str]) -> String {
    let mut text = String::with_capacity(SIZE);
    let mut next = numbers.iter().cycle();
    while text.len() + 60 < SIZE {
        text.push_str(next.next().expect("it goes on"));
        text.push(',');
    }
    text.push('1');
    text
}

/// Each on its own, and all of them.
fn hard() -> impl Iterator<Item = Vec<&'static str>> {
    HARD.into_iter().map(|number| vec![number]).chain([HARD.to_vec()])
}

fn floods(message: impl Fn(&str) -> Vec<u8>) -> Vec<Messages> {
    hard().map(|hard| vec![message(&numbers(&hard))]).collect()
}

pub(crate) fn in_json() -> Vec<Attack> {
    json_rows().into_iter().map(|row| row.within(LONGEST)).collect()
}

fn json_rows() -> Vec<Attack> {
    let plain = |numbers: &str| last(&format!("[{numbers}]")).into_bytes();
    let first = |numbers: &str| format!(r#"{{"d":[{numbers}],"op":0,"s":1,"t":null}}"#).into();
    let unknown = |numbers: &str| event_with("TYPING_START", "unknown", &format!("[{numbers}]"));
    vec![
        json("numbers that are hard to round, stepped over", move || floods(plain))
            // The copy that is unescaped in place, and what is written.
            .memory(3 * SIZE)
            .expect_all([Look::Validate, Look::Ignored, Look::Json], Outcome::Accepted),
        json("numbers that are hard to round, before the envelope", move || floods(first))
            .expect_all([Look::Envelope, Look::Validate], Outcome::Accepted),
        json("numbers that are hard to round, in an unknown field", move || floods(unknown))
            .memory(SIZE)
            .expect(Look::Event, Outcome::Accepted),
        json("numbers that are hard to round, read", move || floods(plain))
            .memory(40 * SIZE)
            .expect(Look::Values, Outcome::Accepted),
        json("numbers that are hard to round, as keys", move || {
            let entry = |hard| format!("\"{hard}\":1,");
            let entries = |hard| entry(hard).repeat((SIZE - 100) / entry(hard).len());
            let message = |hard| last(&format!("{{{}\"1\":1}}", entries(hard))).into_bytes();
            HARD.into_iter().map(|hard| vec![message(hard)]).collect()
        })
        .memory(2 * SIZE)
        .expect_all([Look::Validate, Look::FloatKeys, Look::Json], Outcome::Accepted),
        json("a number of a megabyte that is hard to round", || {
            let zeros = "0".repeat(1_000_000);
            one(last(&format!("[16116921196812022540.{zeros}1e289]")))
        })
        .memory(4_000_000)
        .expect_all([Look::Validate, Look::Event, Look::Json, Look::Values], Outcome::Accepted),
        json("a number that is too large by its millionth digit", || {
            let zeros = "0".repeat(1_000_000);
            one(last(&format!("[179769313486231580794{zeros}e-999712]")))
        })
        .memory(4_000_000)
        .refused_when_read([Look::Validate, Look::Ignored, Look::Json], Kind::InvalidNumber)
        .at(|message| place_of(message, b"1797")),
    ]
}

/// A list of a term as often as there is room for it.
fn flood(term: &[u8]) -> Vec<u8> {
    let count = (SIZE - 100) / term.len();
    [tagged(108, count, &term.repeat(count)), vec![106]].concat()
}

fn float_text(text: &str) -> Vec<u8> {
    let mut term = [&[99], text.as_bytes()].concat();
    term.resize(32, 0);
    term
}

/// As Erlang writes them, and as it reads them besides.
const FLOAT_TEXTS: [&str; 7] = [
    "1.61169211968120225401e+308",
    "2.47032822920623272088e-324",
    "2.22507385850720113605e-308",
    "1.79769313486231580793e+308",
    "9.00719925474099300000e+15",
    "16116921196812022540.0e289",
    "0.00000000000000000000e+00",
];

/// Those whose shortest digits are many, or few and far from the point.
const FLOATS: [f64; 6] =
    [f64::MIN_POSITIVE - 5e-324, f64::MAX, 5e-324, 9007199254740994.0, 1.234567890123e-5, 0.5];

const EVERY: [Look; 7] = [
    Look::Validate,
    Look::Ignored,
    Look::Json,
    Look::Values,
    Look::Term,
    Look::Printed,
    Look::Compared,
];

pub(crate) fn in_terms() -> Vec<Attack> {
    term_rows().into_iter().map(|row| row.within(LONGEST)).collect()
}

fn term_rows() -> Vec<Attack> {
    let around = |term: &[u8]| one(payload(&flood(term), 0, None, None));
    let texts = || FLOAT_TEXTS.into_iter().map(float_text);
    let integers = || [9, 16, 17, 64, 255, 1023, 1024];
    let integer = |bytes: usize| {
        let magnitude = vec![0xff; bytes];
        match u8::try_from(bytes) {
            Ok(length) => [&[110, length, 0], &magnitude[..]].concat(),
            Err(_) => tagged(111, bytes, &[&[1], &magnitude[..]].concat()),
        }
    };
    vec![
        etf("floats that are text", move || texts().flat_map(|term| around(&term)).collect())
            .memory(40 * SIZE)
            .expect_all(EVERY, Outcome::Accepted),
        etf("floats that are text in an unknown field", move || {
            let message = |term: Vec<u8>| event_with_term("TYPING_START", "unknown", &flood(&term));
            texts().map(|term| vec![message(term)]).collect()
        })
        .expect(Look::Event, Outcome::Accepted),
        etf("floats that are text and too large", move || {
            around(&float_text("1.79769313486231580794e+308"))
        })
        .refused(Stage::Envelope, Kind::InvalidNumber),
        etf("floats with many digits", move || {
            FLOATS.into_iter().flat_map(|value| around(&float(value))).collect()
        })
        .memory(40 * SIZE)
        .expect_all(EVERY, Outcome::Accepted),
        etf("integers that are as long as text is made of", move || {
            integers().into_iter().flat_map(|bytes| around(&integer(bytes))).collect()
        })
        .memory(40 * SIZE)
        .expect_all(EVERY, Outcome::Accepted),
        etf("integers of a kilobyte as keys", move || {
            let count = (SIZE - 100) / 1032;
            let entry = |number: usize| {
                let mut key = integer(1024);
                key[6..14].copy_from_slice(&number.to_le_bytes());
                [key, vec![97, 1]].concat()
            };
            let entries: Vec<u8> = (0..count).flat_map(entry).collect();
            one(payload(&tagged(116, count, &entries), 0, None, None))
        })
        .memory(10 * SIZE)
        .expect_all(EVERY, Outcome::Accepted),
        etf("integers longer than text is made of", move || {
            [1025, 100_000].into_iter().flat_map(|bytes| around(&integer(bytes))).collect()
        })
        .memory(10 * SIZE)
        .expect_all(
            [Look::Validate, Look::Ignored, Look::Term, Look::Printed, Look::Compared],
            Outcome::Accepted,
        )
        .expect(Look::Json, Outcome::Refused(Stage::Data, Kind::IntegerTooLong)),
    ]
}
