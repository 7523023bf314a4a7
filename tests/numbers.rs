//! Numbers that are hard to round or to print, in both encodings and wherever they can stand, against
//! `serde_json`, the standard library and `num-bigint`.

mod common;

use std::collections::BTreeMap;

use gatewire::etf::term::Term;
use gatewire::{DecodeError, DecodeErrorKind as Kind, Frame, etf, json};
use num_bigint::{BigInt, BigUint, Sign};
use proptest::prelude::*;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, IgnoredAny};
use serde_json::Value;

use common::error_of;
use common::term::{float, list, map, payload, tagged, versioned};

/// A float by its bits, so that zeros differ, and a key as well.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Bits(u64);

impl<'de> Deserialize<'de> for Bits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(|value| Self(value.to_bits()))
    }
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct SingleBits(u32);

impl<'de> Deserialize<'de> for SingleBits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f32::deserialize(deserializer).map(|value| Self(value.to_bits()))
    }
}

/// Reads by both, whose verdicts and values have to be the same.
#[track_caller]
fn read_as<T: DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) {
    let found = json::from_slice::<T>(&mut text.as_bytes().to_vec()).ok();
    let expected = serde_json::from_str::<T>(text).ok();
    assert_eq!(found, expected, "{text}");
}

type Read = fn(Frame<'_>) -> Result<(), DecodeError>;

/// All that step over a number, or read it as any value.
const READS: [Read; 6] = [
    |frame| frame.validate(),
    |frame| frame.event().map(drop),
    |frame| frame.data::<IgnoredAny>().map(drop),
    |frame| frame.data::<Value>().map(drop),
    |frame| frame.payload::<Value>().map(drop),
    |frame| frame.write_json(&mut Vec::new()),
];

/// Checks a JSON number in every place that has one. The text is one by the grammar.
fn check_json(number: &str) {
    let value = number.parse::<f64>().unwrap();
    let read = json::from_slice::<Bits>(&mut number.as_bytes().to_vec());
    match value.is_finite() {
        // An integer that fits is one, and rounded where it is wanted as a float.
        true => assert_eq!(read.unwrap(), Bits(value.to_bits()), "{number}"),
        false => assert_eq!(error_of(read).kind(), Kind::InvalidNumber, "{number}"),
    }
    read_as::<Value>(number);
    let skipped = json::from_slice::<IgnoredAny>(&mut number.as_bytes().to_vec());
    assert_eq!(skipped.is_ok(), value.is_finite(), "{number} is skipped");
    read_as::<SingleBits>(number);
    read_as::<Vec<Bits>>(&format!("[1,{number} , -{}]", number.trim_start_matches('-')));
    read_as::<BTreeMap<String, Value>>(&format!("{{\"a\":{number}}}"));
    read_as::<BTreeMap<Bits, Value>>(&format!("{{\"{number}\":{number}}}"));

    for text in [
        format!(
            r#"{{"t":"TYPING_START","s":1,"op":0,"d":{{"channel_id":"1","user_id":"2","timestamp":3,"unknown":[{number}]}}}}"#
        ),
        format!(
            r#"{{"unknown":{number},"d":{{"channel_id":"1","user_id":"2","timestamp":3}},"op":0,"s":1,"t":"TYPING_START"}}"#
        ),
    ] {
        let mut decoder = common::json();
        let results = READS
            .map(|read| decoder.decode(text.as_bytes()).and_then(|frame| read(frame.unwrap())));
        for (index, result) in results.into_iter().enumerate() {
            match value.is_finite() {
                true => assert!(result.is_ok(), "read {index} of {text}: {result:?}"),
                false => assert_eq!(error_of(result).kind(), Kind::InvalidNumber, "{text}"),
            }
        }
    }
}

/// The digits of the middle between a float and the next larger one, and the power of ten by which
/// they are to be multiplied.
fn middle(bits: u64) -> (String, i64) {
    let (exponent, fraction) = (bits >> 52, bits & ((1 << 52) - 1));
    let mantissa = if exponent == 0 { fraction } else { fraction | 1 << 52 };
    let middle = BigUint::from(2 * mantissa + 1);
    let power = exponent.max(1) as i64 - 1076;
    match u32::try_from(-power) {
        Ok(halves) => ((middle * BigUint::from(5u8).pow(halves)).to_string(), power),
        Err(_) => ((middle << power).to_string(), 0),
    }
}

/// What is done to the digits of a middle.
#[derive(Clone, Copy, Debug)]
enum Change {
    /// Only so many are kept, which is below it.
    Cut,
    /// The last of those is one more, where it can be.
    CutAbove,
    /// Zeros follow, and a one.
    Above(usize),
}

/// How a number is written.
#[derive(Clone, Copy, Debug)]
enum Form {
    Integer,
    Scientific,
    /// With that many zeros behind the point.
    Zeros(usize),
}

fn number(bits: u64, count: usize, change: Change, form: Form) -> String {
    let (digits, mut power) = middle(bits);
    let mut digits = digits.into_bytes();
    if digits.len() > count && !matches!(change, Change::Above(_)) {
        power += (digits.len() - count) as i64;
        digits.truncate(count);
    }
    match change {
        Change::CutAbove if digits[digits.len() - 1] < b'9' => *digits.last_mut().unwrap() += 1,
        Change::Above(zeros) => {
            digits.extend(vec![b'0'; zeros]);
            digits.push(b'1');
            power -= zeros as i64 + 1;
        }
        _ => {}
    }
    let digits = String::from_utf8(digits).unwrap();
    let behind = digits.len() as i64 + power;
    match form {
        Form::Integer => format!("{digits}e{power}"),
        Form::Scientific => format!("{}.{}0E{:+}", &digits[..1], &digits[1..], behind - 1),
        Form::Zeros(zeros) => {
            format!("-0.{}{digits}e{}", "0".repeat(zeros), behind + zeros as i64)
        }
    }
}

/// Finite floats, as many below as above the smallest normal one.
fn bits() -> impl Strategy<Value = u64> {
    prop_oneof![1 => 0..1u64 << 52, 4 => 0..2047u64 << 52, 1 => 2045u64 << 52..2047 << 52]
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![Just(Change::Cut), Just(Change::CutAbove), (0..40usize).prop_map(Change::Above)]
}

fn form() -> impl Strategy<Value = Form> {
    prop_oneof![Just(Form::Integer), Just(Form::Scientific), (0..400usize).prop_map(Form::Zeros),]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn numbers_between_floats_are_read_as_by_serde_json(
        bits in bits(),
        count in prop_oneof![17..27usize, 1..60usize, 700..830usize],
        change in change(),
        form in form(),
    ) {
        check_json(&number(bits, count, change, form));
    }

    #[test]
    fn numbers_of_any_digits_are_read_as_by_serde_json(
        number in "-?(0|[1-9][0-9]{0,25}|[1-9]0{200,320})(\\.(0{0,340})[0-9]{1,25})?([eE][+-]?0?[0-9]{1,3})?"
    ) {
        check_json(&number);
    }

    #[test]
    fn floats_that_are_text_are_read_as_by_the_standard_library(
        bits in bits(),
        count in 1..24usize,
        change in prop_oneof![Just(Change::Cut), Just(Change::CutAbove)],
        sign in prop_oneof![Just(""), Just("-"), Just("+")],
        point in prop_oneof![Just("."), Just(",")],
        zeros in 0..3usize,
    ) {
        let number = number(bits, count, change, Form::Scientific).replace('E', "e");
        let number = format!("{sign}{}{number}", "0".repeat(zeros));
        if number.len() < 31 {
            check_float_text(&number.replace('.', point), number.parse().unwrap());
        }
    }

    #[test]
    fn integers_of_any_length_are_printed_as_by_another_library(
        negative: bool,
        magnitude in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..80),
            proptest::collection::vec(any::<u8>(), 0..1025),
            proptest::collection::vec(prop_oneof![Just(0u8), Just(255)], 1000..1100),
        ],
    ) {
        check_integer(negative, &magnitude);
    }
}

/// The middle between the largest float and what would be the next: from here on, a number is too
/// large.
#[test]
fn the_largest_numbers_are_read_as_by_serde_json() {
    let limit = ((BigUint::from(1u8) << 1024u32) - (BigUint::from(1u8) << 970u32)).to_string();
    assert_eq!(limit.len(), 309);
    let (front, last) = limit.split_at(308);
    let below = format!("{front}{}", last.parse::<u8>().unwrap() - 1);
    let above = format!("{front}{}", last.parse::<u8>().unwrap() + 1);
    for digits in [&limit, &below, &above, &limit[..30], "17976931348623157", "17976931348623159"] {
        let power = 309 - digits.len() as i64;
        let (first, rest) = digits.split_at(1);
        for number in [
            format!("{digits}{}", "0".repeat(power as usize)),
            format!("{digits}e{power}"),
            format!("{digits}.0e{power}"),
            format!("{digits}.{}1e{power}", "0".repeat(500)),
            format!("{digits}{}e{}", "9".repeat(500), power - 500),
            format!("{first}.{rest}E+308"),
            format!("{first}.{rest}e0000308"),
            format!("{first}.{rest}e307"),
            format!("{first}.{rest}e309"),
            format!("0.{}{digits}e1309", "0".repeat(1000)),
            format!("0.{digits}e309"),
            format!("{digits}{}e-{}", "0".repeat(1000), 1000 - power),
        ] {
            check_json(&number);
            check_json(&format!("-{number}"));
        }
    }
}

#[test]
fn unusual_exponents_are_read_as_by_serde_json() {
    let many = "9".repeat(1000);
    for exponent in [
        "0",
        "1",
        "308",
        "309",
        "310",
        "999999",
        "2147483648",
        "4294967297",
        "18446744073709551617",
        &many,
    ] {
        for number in ["0", "-0", "0.0", "0.000", "1", "-1", "9.9", "0.001"] {
            for sign in ["", "+", "-"] {
                check_json(&format!("{number}e{sign}{exponent}"));
                check_json(&format!("{number}E{sign}000{exponent}"));
            }
        }
    }
}

/// What is rounded to a float of 64 bits first may come out as another one of 32.
#[test]
fn floats_of_32_bits_are_rounded_once() {
    for number in [
        "7.038531e-26",
        "-7.038531e-26",
        "1.00000017881393432617187499",
        "16777217",
        "3.4028235e38",
        "3.4028236e38",
        "1e39",
        "1e-46",
        "-0",
        "-0.0",
        "340282346638528859811704183484516925440",
    ] {
        read_as::<SingleBits>(number);
        read_as::<BTreeMap<SingleBits, bool>>(&format!("{{\"{number}\":true}}"));
        read_as::<(SingleBits, Bits)>(&format!("[{number},{number}]"));
    }
    let mut text = Vec::new();
    json::to_writer(&mut text, &7.038531e-26f32).unwrap();
    assert_eq!(json::from_slice::<f32>(&mut text).unwrap(), 7.038531e-26);
}

fn float_text(number: &str) -> Vec<u8> {
    let mut term = vec![99];
    term.extend(number.bytes());
    term.resize(32, 0);
    term
}

/// Checks a `FLOAT_EXT` in every place that has one.
fn check_float_text(number: &str, value: f64) {
    let term = float_text(number);
    let elements = list(&[term.clone(), term.clone()]);
    let message = payload(&map(&[(float_text("1.5"), elements.clone())]), 0, None, None);
    let listed = payload(&elements, 0, None, None);
    let elements = versioned(&elements);
    let decoded = Term::decode(&elements);
    let mut decoder = common::etf();
    let mut verdict = |message: &[u8], read: Read| {
        decoder.decode(message).and_then(|frame| read(frame.unwrap())).map_err(|error| error.kind())
    };
    if !value.is_finite() {
        assert_eq!(
            etf::from_slice::<f64>(&versioned(&term)).map_err(|e| e.kind()),
            Err(Kind::InvalidNumber)
        );
        assert_eq!(error_of(decoded).kind(), Kind::InvalidNumber, "{number}");
        for read in READS {
            assert_eq!(verdict(&message, read), Err(Kind::InvalidNumber), "{number}");
            assert_eq!(verdict(&listed, read), Err(Kind::InvalidNumber), "{number}");
        }
        return;
    }
    assert_eq!(
        etf::from_slice::<Bits>(&versioned(&term)).unwrap(),
        Bits(value.to_bits()),
        "{number}"
    );
    assert_eq!(verdict(&message, |frame| frame.validate()), Ok(()), "{number}");
    assert_eq!(verdict(&message, |frame| frame.data::<IgnoredAny>().map(drop)), Ok(()));
    for read in READS {
        assert_eq!(verdict(&listed, read), Ok(()), "{number}");
    }

    // What was text is the same as what was not.
    let decoded = decoded.unwrap();
    let plain = versioned(&list(&[float(value), float(value)]));
    let plain = Term::decode(&plain).unwrap();
    assert_eq!(decoded, plain, "{number}");
    assert_eq!(decoded.to_string(), plain.to_string());
    let other = versioned(&list(&[float(value), float(f64::from_bits(value.to_bits() ^ 2))]));
    assert_ne!(decoded, Term::decode(&other).unwrap(), "{number}");

    let mut written = Vec::new();
    let mut decoder = common::etf();
    decoder.decode(&listed).unwrap().unwrap().write_json(&mut written).unwrap();
    let written: Value = serde_json::from_slice(&written).unwrap();
    assert_eq!(written["d"][0].as_f64().map(f64::to_bits), Some(value.to_bits()), "{number}");
    assert!(written["d"][0].is_f64());

    // Erlang's text reads as the same float, in the syntax of another language.
    let printed = decoded.to_string();
    let first = printed.trim_start_matches('[').split(',').next().unwrap();
    assert_eq!(first.parse::<f64>().unwrap().to_bits(), value.to_bits(), "{printed}");
}

#[test]
fn floats_that_are_text_at_the_ends_of_the_range() {
    for number in [
        "1.79769313486231570815e+308",
        "1.79769313486231580793e+308",
        "1.79769313486231580794e+308",
        "-1.7976931348623158080e+308",
        "9.99999999999999999999e+307",
        "1.00000000000000000000e+309",
        "0.00000000000000000000e+999",
        "-0.0000000000000000000e+00",
        "4.94065645841246544177e-324",
        "2.47032822920623272088e-324",
        "2.47032822920623272089e-324",
        "2.22507385850720113605e-308",
        "2.22507385850720138309e-308",
        "16116921196812022540.0e289",
        "1.0e99999999999999999999999999",
        "1.0e-9999999999999999999999999",
        "000000000000000000000001.0e308",
        "00000000000000000000017.9e307",
        "00000000000000000000018.0e307",
        "0.00000000000000000001799e328",
        "0.9e309",
    ] {
        check_float_text(number, number.parse().unwrap());
    }
}

/// By the grammar they are none, so that they are refused by all.
#[test]
fn text_that_is_no_float_is_refused() {
    for text in [
        "",
        "1",
        "1.",
        ".5",
        "1e5",
        "1.e5",
        "1.5e",
        "1.5e+",
        "1.5e5.",
        "1.5f",
        " 1.5",
        "1.5 ",
        "--1.5",
        "+-1.5",
        "inf",
        "nan",
        "1.5e5e5",
        "1.5,5",
        "1,5.5",
        "0x1.8p1",
        "1_0.5",
        "1.5e 5",
        "\u{663}.5",
        // It does not end.
        "1.50000000000000000000000000000",
    ] {
        let term = float_text(text);
        let mut decoder = common::etf();
        for read in READS {
            let message = payload(&list(std::slice::from_ref(&term)), 0, None, None);
            let result = decoder.decode(&message).and_then(|frame| read(frame.unwrap()));
            assert_eq!(error_of(result).kind(), Kind::InvalidNumber, "{text:?}");
        }
        assert_eq!(
            error_of(Term::decode(&versioned(&term))).kind(),
            Kind::InvalidNumber,
            "{text:?}"
        );
        assert!(etf::from_slice::<IgnoredAny>(&versioned(&term)).is_err());
    }
}

fn check_integer(negative: bool, magnitude: &[u8]) {
    let sign = if negative { Sign::Minus } else { Sign::Plus };
    let value = BigInt::from_bytes_le(sign, magnitude);
    let bytes = value.magnitude().to_bytes_le();
    let term = tagged(111, magnitude.len(), &[&[u8::from(negative)], magnitude].concat());
    let printed = Term::decode(&versioned(&term)).unwrap().to_string();
    let message = payload(&list(&[term.clone(), term]), 0, None, None);
    let mut decoder = common::etf();
    let mut written = Vec::new();
    let result = decoder.decode(&message).unwrap().unwrap().write_json(&mut written);
    if bytes.len() > 1024 {
        let digits = value.magnitude().to_str_radix(16).to_uppercase();
        assert_eq!(printed, format!("{}16#{digits}", if negative { "-" } else { "" }));
        assert_eq!(error_of(result).kind(), Kind::IntegerTooLong);
        return;
    }
    let decimal = value.to_string();
    assert_eq!(printed, decimal);
    let written: Value = serde_json::from_slice(&written).unwrap();
    let element = &written["d"][1];
    assert_eq!(element.as_str().map_or_else(|| element.to_string(), str::to_owned), decimal);
}

#[test]
fn integers_around_powers_are_printed_as_by_another_library() {
    for exponent in (0..2600u32).step_by(19).chain([1, 18, 20, 37, 39, 2465, 2466, 2467]) {
        let power = BigUint::from(10u8).pow(exponent);
        for value in [power.clone() - 1u8, power.clone(), power * 7u8 + 1u8] {
            check_integer(exponent % 2 == 1, &value.to_bytes_le());
        }
    }
    for bytes in [8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 255, 256, 1023, 1024, 1025, 5000] {
        check_integer(false, &vec![255; bytes]);
        check_integer(true, &[vec![0; bytes - 1], vec![1]].concat());
        check_integer(true, &[vec![0; bytes - 1], vec![128]].concat());
        check_integer(true, &[vec![1; bytes], vec![0; 9]].concat());
    }
}
