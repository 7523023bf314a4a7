//! Terms that are damaged, or written as Erlang does not, and what Erlang says of them:
//! `tests/etf/odd.escript` made the table.

use gatewire::DecodeErrorKind as Kind;
use gatewire::etf::{self, Term};

use super::table::bytes;

struct Row {
    term: Vec<u8>,
    /// How many bytes Erlang uses, and how it writes the term anew; none if it refuses.
    read: Option<(usize, Vec<u8>)>,
    deviation: &'static str,
}

fn rows() -> Vec<Row> {
    let row = |line: &'static str| {
        let columns: Vec<&str> = line.split('\t').collect();
        let [term, used, again, deviation] = columns[..] else { panic!("{line}") };
        let read = (used != "refused").then(|| (used.parse().unwrap(), bytes(again)));
        Row { term: bytes(term), read, deviation }
    };
    include_str!("../etf/odd.txt").lines().map(row).collect()
}

#[test]
fn verdicts_are_those_of_erlang() {
    for Row { term, read, deviation } in rows() {
        let shown: String = term.iter().take(40).map(|byte| format!("{byte:02x}")).collect();
        if term.starts_with(b"\x83P") {
            assert_eq!(Term::decode_prefix(&term).unwrap_err().kind(), Kind::CompressedTerm);
            let inflated = etf::inflate(&term, 1 << 20);
            let found = inflated.and_then(|term| Term::decode(&term).map(|term| term.encode()));
            let read = read.filter(|(used, _)| *used == term.len()).map(|(_, again)| again);
            assert_eq!(found.ok(), read, "{shown}");
            continue;
        }
        let found = Term::decode_prefix(&term).map(|(term, used)| (used, term.encode()));
        let has_more = matches!(found, Ok((used, _)) if used < term.len());
        assert_eq!(Term::decode(&term).is_ok(), found.is_ok() && !has_more, "{shown}");
        match (&found, &read) {
            _ if deviation.starts_with("stricter") => {
                assert!(found.is_err() && read.is_some(), "{shown}");
            }
            _ if deviation.starts_with("laxer") => {
                assert!(found.is_ok() && read.is_none(), "{shown}");
            }
            (Ok((used, found)), Some((expected, again))) => {
                assert_eq!(used, expected, "{shown}");
                // Erlang puts the entries of maps in an order of its own.
                let is_same = match term.contains(&116) {
                    true => Term::decode(found).unwrap() == Term::decode(again).unwrap(),
                    false => found == again,
                };
                assert!(is_same, "{shown}: {found:02x?} and {again:02x?}");
            }
            (Err(_), None) => {}
            (Ok(_), None) => panic!("{shown}: Erlang refuses this"),
            (Err(error), Some(_)) => panic!("{shown}: Erlang reads this: {error}"),
        }
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

/// The bytes of each term that is short, with each of them replaced by each other, and each
/// beginning of it: nothing panics, and what is read is written and read again as the same.
#[test]
fn whatever_is_read_survives() {
    let check = |term: &[u8]| {
        let Ok((read, used)) = Term::decode_prefix(term) else { return };
        let again = read.encode();
        let reread = Term::decode(&again).unwrap();
        assert_eq!(reread, read, "{term:02x?}");
        assert_eq!(reread.encode(), again, "{term:02x?}");
        assert_eq!(reread.to_string(), read.to_string(), "{term:02x?}");
        assert!(Term::decode(&term[..used]).is_ok());
    };
    let check_beginnings = |term: &[u8]| {
        let used = Term::decode_prefix(term).map_or(0, |(_, used)| used);
        for length in 0..used {
            assert!(Term::decode_prefix(&term[..length]).is_err(), "{term:02x?} to {length}");
        }
    };
    let odd = rows().into_iter().map(|row| row.term);
    let all = odd.chain(super::table::rows().into_iter().map(|row| row.old));
    for (index, mut term) in all.enumerate() {
        check(&term);
        check_beginnings(&term);
        // All of the odd ones, and some of the others, to save time.
        if term.len() > 32 || index > 400 && index % 40 > 0 {
            continue;
        }
        for place in 1..term.len() {
            let before = term[place];
            for byte in 0..=u8::MAX {
                term[place] = byte;
                check(&term);
            }
            term[place] = before;
        }
    }
}
