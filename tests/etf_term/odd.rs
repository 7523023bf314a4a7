//! Terms that are damaged, or written as Erlang does not, and what Erlang says of them:
//! `tests/etf/odd.escript` made the table.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use gatewire::etf::{self, Term};
use gatewire::{DecodeError, DecodeErrorKind as Kind};

use super::table::bytes;

pub(super) struct Row {
    pub(super) term: Vec<u8>,
    /// How many bytes Erlang uses, and how it writes the term anew; none if it refuses.
    read: Option<(usize, Vec<u8>)>,
    /// Why the library's verdict is another, if it is.
    deviation: &'static str,
}

/// The deviation of bytes behind a term, which [`Term::decode_prefix`] leaves alone as Erlang does.
const TRAILING: &str = "stricter: trailing bytes";

pub(super) fn rows() -> Vec<Row> {
    let row = |line: &'static str| {
        let columns: Vec<&str> = line.split('\t').collect();
        let [term, used, again, deviation] = columns[..] else { panic!("{line}") };
        let read = (used != "refused").then(|| (used.parse().unwrap(), bytes(again)));
        Row { term: bytes(term), read, deviation }
    };
    include_str!("../etf/odd.txt").lines().map(row).collect()
}

/// What the library makes of a term that may be compressed: how it writes it anew.
fn decode(term: &[u8]) -> Result<Vec<u8>, DecodeError> {
    let term = etf::inflate(term, 1 << 20)?;
    Term::decode(&term).map(|term| term.encode())
}

#[test]
fn verdicts_are_those_of_erlang() {
    for Row { term, read, deviation } in rows() {
        let shown: String = term.iter().take(40).map(|byte| format!("{byte:02x}")).collect();
        let found = decode(&term);
        let prefix = Term::decode_prefix(&term).map(|(term, used)| (used, term.encode()));
        let is_compressed = term.starts_with(b"\x83P");
        if is_compressed {
            assert_eq!(prefix.as_ref().unwrap_err().kind(), Kind::CompressedTerm, "{shown}");
        }
        // Erlang puts the entries of maps in an order of its own.
        let is_same = |one: &[u8], two: &[u8]| match term.contains(&116) {
            true => Term::decode(one).unwrap() == Term::decode(two).unwrap(),
            false => one == two,
        };
        match (deviation, &found, &read) {
            ("", Ok(found), Some((used, again))) => {
                assert!(is_same(found, again), "{shown}: {found:02x?} and {again:02x?}");
                assert_eq!(*used, term.len(), "{shown}");
                let whole = (*used, found.clone());
                assert!(is_compressed || prefix.unwrap() == whole, "{shown}");
            }
            ("", Err(_), None) => assert!(prefix.is_err(), "{shown}"),
            (TRAILING, Err(error), Some((used, again))) => {
                let kind = match is_compressed {
                    true => Kind::TrailingCompressedData,
                    false => Kind::TrailingData,
                };
                assert_eq!((error.kind(), error.offset()), (kind, Some(*used)), "{shown}");
                assert!(*used < term.len(), "{shown}");
                // Without them it is the same term.
                let found = decode(&term[..*used]).unwrap();
                assert!(is_same(&found, again), "{shown}: {found:02x?} and {again:02x?}");
                assert!(is_compressed || prefix.unwrap() == (*used, found), "{shown}");
            }
            (stricter, Err(_), Some(_)) if stricter.starts_with("stricter: ") => {
                assert!(prefix.is_err(), "{shown}");
            }
            (laxer, Ok(_), None) if laxer.starts_with("laxer: ") => {}
            (_, Ok(_), None) => panic!("{shown}: Erlang refuses this: {deviation}"),
            (_, Err(error), Some(_)) => panic!("{shown}: Erlang reads this: {error}: {deviation}"),
            _ => panic!("{shown}: the verdicts are the same, in spite of: {deviation}"),
        }
    }
}

/// What only the runtime that wrote it can read.
#[test]
fn what_a_runtime_keeps_to_itself_names_its_tag() {
    for tag in [73, 75, 121] {
        let term = [131, tag, 0, 0, 0];
        let error = Term::decode(&term).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (Kind::UnsupportedTag, Some(1)), "{tag}");
        assert!(error.to_string().contains(&format!("({tag})")), "{error}");
    }
}

#[test]
fn errors_say_what_is_wrong_and_where() {
    for (hex, kind, offset) in [
        ("", Kind::UnexpectedEnd, 0),
        ("82", Kind::InvalidVersion, 0),
        ("83", Kind::UnexpectedEnd, 1),
        ("835200", Kind::AtomCacheReference, 1),
        ("8358520000000000000000000000000000", Kind::AtomCacheReference, 2),
        ("835000000002789c4b64000000c40062", Kind::CompressedTerm, 1),
        ("836801500000000278", Kind::CompressedTerm, 3),
        ("8379000000006101", Kind::UnsupportedTag, 1),
        ("83680279", Kind::InvalidLength, 1),
        ("836801617900", Kind::TrailingData, 5),
        ("834d0000000109ff", Kind::InvalidBitString, 1),
        ("836801677701610000000100000002", Kind::UnexpectedEnd, 15),
        ("83680167770161000000010000000204", Kind::InvalidIdentifier, 3),
        ("837400000002610161026101 6103", Kind::DuplicateKey, 10),
        ("83740000000361096102610161026109 6103", Kind::DuplicateKey, 14),
        ("8368017400000002770161610264000161 6103", Kind::DuplicateKey, 13),
        ("83680177016101", Kind::TrailingData, 6),
        ("8368017701e9", Kind::InvalidAtom, 3),
        ("83467ff0000000000000", Kind::InvalidNumber, 1),
        ("836cffffffff6a", Kind::InvalidLength, 1),
    ] {
        let error = Term::decode(&bytes(hex)).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (kind, Some(offset)), "{hex}");
    }
    let error = Term::decode(b"\x83h\x01y").unwrap_err();
    assert!(error.to_string().contains("(121)"), "{error}");
}

/// Of how many bytes a term is short. With each of them replaced by each other there are five million
/// terms to read, for which two cores take ten seconds; pids and references are among them.
const SHORT: usize = 20;

/// The bytes of each term that is short, with each of them replaced by each other: nothing panics,
/// and what is read is written and read again as the same.
#[test]
fn whatever_is_read_survives() {
    let mut terms = all_terms();
    terms.sort_unstable();
    terms.dedup();
    terms.retain(|term| term.len() <= SHORT);
    assert!(terms.len() > 2000, "{}", terms.len());
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(term) = terms.get(next.fetch_add(1, Ordering::Relaxed)) {
            check_with_each_byte_replaced(term.clone());
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
}

fn check_with_each_byte_replaced(mut term: Vec<u8>) {
    check_survives(&term);
    for place in 1..term.len() {
        let before = term[place];
        for byte in (0..=u8::MAX).filter(|byte| *byte != before) {
            term[place] = byte;
            check_survives(&term);
        }
        term[place] = before;
    }
}

fn check_survives(term: &[u8]) {
    let Ok((read, used)) = Term::decode_prefix(term) else { return };
    assert!(used == term.len() || Term::decode(&term[..used]).is_ok(), "{term:02x?}");
    let (again, text) = (read.encode(), read.to_string());
    if again == term[..used] {
        // To read the same bytes once more would show nothing.
        return;
    }
    let reread = Term::decode(&again).unwrap();
    assert_eq!(reread, read, "{term:02x?}");
    assert_eq!(reread.encode(), again, "{term:02x?}");
    assert_eq!(reread.to_string(), text, "{term:02x?}");
}

#[test]
fn no_beginning_of_a_term_is_one() {
    for term in all_terms() {
        check_survives(&term);
        let used = Term::decode_prefix(&term).map_or(0, |(_, used)| used);
        for length in 0..used {
            assert!(Term::decode_prefix(&term[..length]).is_err(), "{term:02x?} to {length}");
        }
    }
    for term in super::table::rows().into_iter().filter_map(|row| row.compressed) {
        assert!(decode(&term).is_ok());
        for length in 0..term.len() {
            assert!(decode(&term[..length]).is_err(), "{term:02x?} to {length}");
        }
    }
}

/// The odd ones, and what Erlang writes in both forms.
fn all_terms() -> Vec<Vec<u8>> {
    let written = super::table::rows().into_iter().flat_map(|row| [row.new, row.old]);
    rows().into_iter().map(|row| row.term).chain(written).collect()
}
