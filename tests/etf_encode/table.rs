//! What Discord's erlpack for Python packs: `tests/etf/erlpack.txt`, which `erlpack_table.py` beside it wrote.

use flate2::Crc;
use gatewire::etf::{from_slice, to_vec};
use serde::Serialize;

use crate::tree::Tree;

const TABLE: &str = include_str!("../etf/erlpack.txt");

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The term as the table has it.
pub(super) fn in_table(term: &[u8], expected: &str) -> String {
    if !expected.starts_with('#') {
        return hex(term);
    }
    let mut crc = Crc::new();
    crc.update(term);
    format!("#{} {:08x}", term.len(), crc.sum())
}

/// As `generated` in `erlpack_table.py`.
pub(super) fn generated(kind: &str, count: usize) -> Tree {
    match kind {
        "list" => {
            Tree::List((0..count).map(|index| Tree::Unsigned(index as u64 & 0x1ff)).collect())
        }
        "text" => Tree::Text("é".repeat(count)),
        "map" => Tree::Map(
            (0..count).map(|index| (index.to_string(), Tree::Bool(index % 2 == 0))).collect(),
        ),
        kind => panic!("{kind}"),
    }
}

#[track_caller]
fn assert_packed<T: Serialize + ?Sized>(value: &T, text: &str, expected: &str) {
    let term = to_vec(value).unwrap();
    assert_eq!(in_table(&term, expected), expected, "{text}");
}

/// An integer is the same in every type that holds it.
fn assert_integer(value: Result<u128, i128>, text: &str, expected: &str) {
    fn check<T: Serialize>(value: Option<T>, text: &str, expected: &str) -> usize {
        value.map(|value| assert_packed(&value, text, expected)).into_iter().count()
    }

    macro_rules! check {
        ($($type:ty)*) => {
            [$(check(
                match value {
                    Ok(value) => <$type>::try_from(value).ok(),
                    Err(value) => <$type>::try_from(value).ok(),
                },
                text,
                expected,
            )),*].iter().sum()
        };
    }
    let types: usize = check!(u8 u16 u32 u64 u128 i8 i16 i32 i64 i128);
    assert!(types > 0, "{text}");
}

#[test]
fn every_value_is_packed_as_erlpack_does() {
    let mut kinds = [0; 4];
    for row in TABLE.lines() {
        let (text, expected) = row.split_once('\t').expect("two columns");
        let kind = if let Some(generator) = text.strip_prefix('@') {
            let (kind, count) = generator.split_once(' ').expect("a count");
            assert_packed(&generated(kind, count.parse().unwrap()), text, expected);
            0
        } else if let Ok(value) = text.parse::<u128>() {
            assert_integer(Ok(value), text, expected);
            1
        } else if let Ok(value) = text.parse::<i128>() {
            assert_integer(Err(value), text, expected);
            2
        } else {
            let value = Tree::of_json(text);
            assert!(!matches!(value, Tree::Unsigned(_) | Tree::Signed(_)), "{text}");
            assert_packed(&value, text, expected);
            assert_eq!(from_slice::<Tree>(&to_vec(&value).unwrap()).unwrap(), value, "{text}");
            3
        };
        kinds[kind] += 1;
    }
    assert!(kinds.iter().sum::<usize>() > 300, "{kinds:?}");
    assert!(kinds.iter().all(|count| *count >= 15), "{kinds:?}");
}

#[test]
fn integers_survive_the_wire() {
    for row in TABLE.lines() {
        let (text, _) = row.split_once('\t').expect("two columns");
        if let Ok(value) = text.parse::<u128>() {
            assert_eq!(from_slice::<u128>(&to_vec(&value).unwrap()).unwrap(), value);
        }
        if let Ok(value) = text.parse::<i128>() {
            assert_eq!(from_slice::<i128>(&to_vec(&value).unwrap()).unwrap(), value);
        }
    }
}
