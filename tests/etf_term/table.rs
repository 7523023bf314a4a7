//! Terms of every kind, as Erlang writes and prints them: `tests/etf/terms.escript` made the table.

use std::borrow::Cow;
use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use gatewire::etf::term::AtomEncoding;
use gatewire::etf::{self, Term};

pub(super) fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.bytes().filter(|byte| *byte != b' ').collect();
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(pair).collect()
}

pub(super) fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// A term as Erlang has it.
pub(super) struct Row {
    /// By minor version 2.
    pub(super) new: Vec<u8>,
    /// By minor version 1.
    pub(super) old: Vec<u8>,
    pub(super) compressed: Option<Vec<u8>>,
    pub(super) text: &'static str,
}

pub(super) fn rows() -> Vec<Row> {
    let lines = include_str!("../etf/terms.txt").split_terminator('\n');
    let row = |line: &'static str| {
        let columns: Vec<&str> = line.splitn(4, '\t').collect();
        let [new, old, compressed, text] = columns[..] else { panic!("{line}") };
        Row {
            new: bytes(new),
            old: bytes(if old == "=" { new } else { old }),
            compressed: (compressed != "-").then(|| bytes(compressed)),
            text,
        }
    };
    lines.map(row).collect()
}

#[test]
fn there_are_enough_and_all_are_different() {
    let rows = rows();
    assert!(rows.len() >= 2000);
    assert!(rows.iter().filter(|row| row.old != row.new).count() > 500);
    assert!(rows.iter().filter(|row| row.compressed.is_some()).count() > 20);
    let mut terms = HashSet::new();
    for row in &rows {
        let is_new = terms.insert(Term::decode(&row.new).unwrap());
        assert!(is_new, "{}", row.text);
    }
}

#[test]
fn terms_print_as_erlang_prints_them() {
    for row in rows() {
        assert_eq!(Term::decode(&row.new).unwrap().to_string(), row.text);
        assert_eq!(Term::decode(&row.old).unwrap().to_string(), row.text);
    }
}

#[test]
fn terms_are_written_as_erlang_writes_them() {
    for row in rows() {
        for bytes in [&row.new, &row.old] {
            let term = Term::decode(bytes).unwrap();
            assert_eq!(term.encode(), row.new, "{}", row.text);
            assert_eq!(term.encode_with(AtomEncoding::Latin1), row.old, "{}", row.text);
        }
    }
}

#[test]
fn both_forms_are_the_same_term() {
    for row in rows() {
        let (new, old) = (Term::decode(&row.new).unwrap(), Term::decode(&row.old).unwrap());
        assert_eq!(new, old);
        assert_eq!(hash(&new), hash(&old), "{}", row.text);
        assert_eq!(old.to_owned(), new.into_owned());
    }
}

#[test]
fn compressed_terms_are_refused_until_they_are_inflated() {
    for row in rows() {
        let Some(compressed) = row.compressed else { continue };
        let error = Term::decode(&compressed).unwrap_err();
        assert_eq!(error.kind(), gatewire::DecodeErrorKind::CompressedTerm);
        assert_eq!(error.offset(), Some(1));
        let inflated = etf::inflate(&compressed, 1 << 20).unwrap();
        assert!(matches!(inflated, Cow::Owned(_)));
        // What is inflated is in the older form.
        let term = Term::decode(&inflated).unwrap();
        assert_eq!(term.encode(), row.new, "{}", row.text);
    }
}

#[test]
fn how_many_bytes_a_term_takes_is_told() {
    for row in rows() {
        let length = row.new.len();
        let behind = [&row.new[..], b"\x83a\x01"].concat();
        let (term, used) = Term::decode_prefix(&behind).unwrap();
        assert_eq!((used, term.encode()), (length, row.new));
        let error = Term::decode(&behind).unwrap_err();
        assert_eq!(error.kind(), gatewire::DecodeErrorKind::TrailingData);
        assert_eq!(error.offset(), Some(length));
    }
}
