//! Each kind of term, against what Erlang makes of the same bytes.

use gatewire::etf::{Deserializer, from_slice};
use gatewire::{DecodeError, DecodeErrorKind as Kind};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

pub(super) fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.bytes().filter(|byte| *byte != b' ').collect();
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    std::iter::once(131).chain(digits.chunks(2).map(pair)).collect()
}

/// As JSON would have it.
pub(super) fn compatible<T: for<'a> Deserialize<'a>>(term: &[u8]) -> Result<T, DecodeError> {
    let mut deserializer = Deserializer::from_slice(term)?.json_compatible(true);
    let value = T::deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// Terms without the version byte, and what they are as JSON. `binary_to_term/1` of Erlang/OTP 25
/// was asked for each of them, and reads the same.
fn accepted() -> Vec<(&'static str, Value)> {
    vec![
        // Integers.
        ("6100", json!(0)),
        ("61ff", json!(255)),
        ("6200000100", json!(256)),
        ("62ffffffff", json!(-1)),
        ("6280000000", json!(-2147483648)),
        ("627fffffff", json!(2147483647)),
        ("6e0000", json!(0)),
        ("6e0001", json!(0)),
        ("6e010005", json!(5)),
        ("6e010205", json!(-5)),
        ("6e01ff05", json!(-5)),
        ("6e0301050000", json!(-5)),
        ("6f0000000000", json!(0)),
        ("6f000000010005", json!(5)),
        ("6e0700 00000000000020", json!(1u64 << 53)),
        ("6e0701 00000000000020", json!(-(1i64 << 53))),
        ("6e0700 01000000000020", json!("9007199254740993")),
        ("6e0701 01000000000020", json!("-9007199254740993")),
        ("6e0800 ffffffffffffffff", json!("18446744073709551615")),
        ("6e0801 0000000000000080", json!("-9223372036854775808")),
        ("6e0801 0100000000000080", json!("-9223372036854775809")),
        ("6f0000000900 000000000000000001", json!("18446744073709551616")),
        ("6e0900 00ca9a3b0000000000", json!(1_000_000_000)),
        (
            "6e1000 ffffffffffffffffffffffffffffffff",
            json!("340282366920938463463374607431768211455"),
        ),
        (
            "6e1100 0000000000000000000000000000000001",
            json!("340282366920938463463374607431768211456"),
        ),
        // Floats.
        ("463ff0000000000000", json!(1.0)),
        ("460000000000000001", json!(5e-324)),
        ("63 312e30 00000000000000000000000000000000000000000000000000000000", json!(1.0)),
        ("63 312e356530 0000000000000000000000000000000000000000000000000000", json!(1.5)),
        ("63 312c35 00000000000000000000000000000000000000000000000000000000", json!(1.5)),
        ("63 2b312e35 000000000000000000000000000000000000000000000000000000", json!(1.5)),
        ("63 2d312e35652d33 000000000000000000000000000000000000000000000000", json!(-0.0015)),
        ("63 312e30652d393939 0000000000000000000000000000000000000000000000", json!(0.0)),
        ("63 312e35 00676172626167657878787878787878787878787878787878787878", json!(1.5)),
        // Atoms.
        ("6400036e696c", json!(null)),
        ("73036e696c", json!(null)),
        ("7600036e696c", json!(null)),
        ("77036e696c", json!(null)),
        ("6400046e756c6c", json!(null)),
        ("77046e756c6c", json!(null)),
        ("770474727565", json!(true)),
        ("64000566616c7365", json!(false)),
        ("770568656c6c6f", json!("hello")),
        ("7303e9e9e9", json!("ééé")),
        ("7302c3a9", json!("Ã©")),
        ("7702c3a9", json!("é")),
        ("7703e282ac", json!("€")),
        ("7703efbfbf", json!("\u{ffff}")),
        ("7700", json!("")),
        ("77034e494c", json!("NIL")),
        // Binaries, which are never null.
        ("6d00000000", json!("")),
        ("6d000000036e696c", json!("nil")),
        ("6d0000000474727565", json!("true")),
        ("6d00000002c3a9", json!("é")),
        // Lists and tuples.
        ("6a", json!([])),
        ("6b0000", json!([])),
        ("6b00026162", json!([97, 98])),
        ("6c0000000261016a6a", json!([1, []])),
        ("6c000000006a", json!([])),
        ("6c000000006101", json!(1)),
        ("6c000000006c000000006101", json!(1)),
        ("6c0000000077036e696c", json!(null)),
        ("6c0000000161016c0000000161026a", json!([1, 2])),
        ("6c0000000161016b00026162", json!([1, 97, 98])),
        ("6c0000000161016b0000", json!([1])),
        ("6c0000000161016c000000006a", json!([1])),
        ("6800", json!([])),
        ("68016101", json!([1])),
        ("6900000000", json!([])),
        ("69000000026101 6102", json!([1, 2])),
        // Maps.
        ("7400000000", json!({})),
        ("740000000177016b6101", json!({"k": 1})),
        ("74000000016d000000016b6a", json!({"k": []})),
        ("740000000261016102 77036e696c6103", json!({"1": 2, "nil": 3})),
        ("7400000001 6e0800 0000000000000080 6101", json!({"9223372036854775808": 1})),
    ]
}

#[test]
fn terms_read_as_erlang_reads_them() {
    for (hex, expected) in accepted() {
        let term = bytes(hex);
        assert_eq!(compatible::<Value>(&term).unwrap(), expected, "{hex}");
        from_slice::<IgnoredAny>(&term).unwrap_or_else(|error| panic!("{hex}: {error}"));
    }
}

#[test]
fn every_prefix_is_refused() {
    for (hex, _) in accepted() {
        let term = bytes(hex);
        for length in 0..term.len() {
            let prefix = &term[..length];
            assert!(compatible::<Value>(prefix).is_err(), "{hex} as far as {length}");
            let error = from_slice::<IgnoredAny>(prefix).unwrap_err();
            let kinds = [Kind::UnexpectedEnd, Kind::InvalidLength];
            assert!(kinds.contains(&error.kind()), "{hex} as far as {length}: {error}");
        }
    }
}

#[test]
fn bytes_after_the_term_are_refused() {
    for (hex, _) in accepted() {
        let mut term = bytes(hex);
        let length = term.len();
        term.push(106);
        let error = compatible::<Value>(&term).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (Kind::TrailingData, Some(length)), "{hex}");
    }
}

#[test]
fn what_erlang_refuses_is_refused_read_or_skipped() {
    let repeated = |head: &str, unit: &str, count: usize| format!("{head}{}", unit.repeat(count));
    let cases = [
        // Floats: not finite, or not written as Erlang writes them.
        ("467ff0000000000000".into(), Kind::InvalidNumber),
        ("46fff0000000000000".into(), Kind::InvalidNumber),
        ("467ff8000000000000".into(), Kind::InvalidNumber),
        (format!("63{:0<62}", "31"), Kind::InvalidNumber),
        (format!("63{:0<62}", "316535"), Kind::InvalidNumber),
        (format!("63{:0<62}", "20312e35"), Kind::InvalidNumber),
        (format!("63{:0<62}", "312e3520"), Kind::InvalidNumber),
        (format!("63{:0<62}", "312e6535"), Kind::InvalidNumber),
        (format!("63{:0<62}", "2e35"), Kind::InvalidNumber),
        (format!("63{:0<62}", "312e3065393939"), Kind::InvalidNumber),
        (format!("63{:0<62}", "6e616e"), Kind::InvalidNumber),
        (format!("63{:0<62}", "696e66"), Kind::InvalidNumber),
        (format!("63{:0<62}", "312e3565"), Kind::InvalidNumber),
        // Atoms: not UTF-8, or too long.
        ("7701e9".into(), Kind::InvalidAtom),
        ("7703eda080".into(), Kind::InvalidAtom),
        ("7704f4908080".into(), Kind::InvalidAtom),
        ("7702c080".into(), Kind::InvalidAtom),
        (repeated("640100", "61", 256), Kind::InvalidAtom),
        (repeated("640100", "e9", 256), Kind::InvalidAtom),
        (repeated("760100", "61", 256), Kind::InvalidAtom),
        (repeated("760200", "c3a9", 256), Kind::InvalidAtom),
        (repeated("760400", "f09f9880", 256), Kind::InvalidAtom),
        // Tags.
        ("".into(), Kind::UnexpectedEnd),
        ("00".into(), Kind::UnsupportedTag),
        ("7a".into(), Kind::UnsupportedTag),
        ("79".into(), Kind::UnsupportedTag),
        ("5200".into(), Kind::AtomCacheReference),
        ("83".into(), Kind::UnsupportedTag),
        ("6c000000016101ff".into(), Kind::UnsupportedTag),
        ("5000000002789c4b6400000 0c40062".into(), Kind::CompressedTerm),
        ("680150000000 02".into(), Kind::CompressedTerm),
    ];
    for (hex, kind) in cases {
        let term = bytes(&hex);
        assert_eq!(compatible::<Value>(&term).unwrap_err().kind(), kind, "{hex}");
        assert_eq!(from_slice::<IgnoredAny>(&term).unwrap_err().kind(), kind, "{hex}");
    }
}

#[test]
fn the_longest_atoms_are_read() {
    for (head, unit, text) in [
        ("6400ff", "61", "a"),
        ("6400ff", "e9", "é"),
        ("73ff", "e9", "é"),
        ("7600ff", "61", "a"),
        ("7601fe", "c3a9", "é"),
        ("7603fc", "f09f9880", "😀"),
        ("77ff", "61", "a"),
    ] {
        let term = bytes(&format!("{head}{}", unit.repeat(255)));
        assert_eq!(from_slice::<String>(&term).unwrap(), text.repeat(255));
        from_slice::<IgnoredAny>(&term).unwrap();
    }
}

#[test]
fn the_version_byte_is_asked_for() {
    let error = from_slice::<u8>(&[130, 97, 1]).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (Kind::InvalidVersion, Some(0)));
    assert_eq!(from_slice::<u8>(&[]).unwrap_err().kind(), Kind::UnexpectedEnd);
}

#[test]
fn improper_lists_may_be_skipped_but_not_read() {
    for hex in ["6c0000000161016102", "6c00000001610177036e696c", "6c0000000161016800"] {
        let term = bytes(hex);
        assert_eq!(compatible::<Value>(&term).unwrap_err().kind(), Kind::ImproperList);
        assert_eq!(from_slice::<(u8,)>(&term).unwrap_err().kind(), Kind::ImproperList);
        from_slice::<IgnoredAny>(&term).unwrap();
    }
}

#[test]
fn equal_keys_keep_the_last_value_where_untyped() {
    let term = bytes("7400000002 7701 61 6101 6d0000000161 6102");
    assert_eq!(compatible::<Value>(&term).unwrap(), json!({"a": 2}));
}

#[test]
fn text_that_is_not_utf_8_is_bytes_alone() {
    let term = bytes("6802 6101 6d00000002ff00");
    let error = compatible::<Value>(&term).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (Kind::InvalidUtf8, Some(5)));
    from_slice::<IgnoredAny>(&term).unwrap();
}
