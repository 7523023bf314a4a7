//! Bytes that claim more than they hold, and terms that nest without end.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use gatewire::etf::Term;
use gatewire::{DecodeErrorKind as Kind, MAX_SKIP_DEPTH};

use super::table::{bytes, rows};
use crate::allocator::measure;

/// The header of a function, and all of it before its environment of one term.
macro_rules! fun {
    () => {
        "70 00000000 01 22222222222222222222222222222222 00000001 00000001 770161 6101 6102 \
         587701610000000100000002 00000003"
    };
}

/// The same of a function of the older tag.
macro_rules! old_fun {
    () => {
        "75 00000001 587701610000000100000002 00000003 770161 6101 6102"
    };
}

/// What a container is opened with and holds before the next one, and how many levels that is.
const CONTAINERS: [(&str, usize); 14] = [
    ("6801", 1),
    ("6900000001", 1),
    ("6c00000001", 1),
    ("6c000000026101", 1),
    ("74000000016101", 1),
    ("7400000001", 1),
    (fun!(), 1),
    (old_fun!(), 1),
    // Each as the tail of a list, which makes that an improper one.
    ("6c00000001 6a 6801", 2),
    ("6c00000001 6a 6900000001", 2),
    ("6c00000001 6a 74000000016a", 2),
    ("6c00000001 6a 7400000001", 2),
    (concat!("6c00000001 6a ", fun!()), 2),
    (concat!("6c00000001 6a ", old_fun!()), 2),
];

/// How many levels a term has, unless it would be longer than [`MOST_BYTES`]: where a level takes
/// seven bytes there are 9.6 million, and over a million where it takes a function.
const LEVELS: usize = 10_000_000;
const MOST_BYTES: usize = 64 << 20;

/// Microseconds in truth: this tells it from the length of the input, not more.
const AT_ONCE: Duration = Duration::from_millis(20);

#[test]
fn ten_million_containers_are_refused_at_once() {
    for (container, levels) in CONTAINERS {
        let open = bytes(container);
        let count = (LEVELS / levels).min(MOST_BYTES / open.len());
        assert!(count * levels >= 1_000_000, "{container}");
        let term = [&[131][..], &open.repeat(count)].concat();
        let start = Instant::now();
        let (error, usage) = measure(|| Term::decode(&term).unwrap_err());
        let elapsed = start.elapsed();
        assert_eq!(error.kind(), Kind::DepthExceeded, "{container}: {error}");
        // A map that is a key is compared with those that it is a key of, so that few may be.
        let is_key = container.ends_with("7400000001");
        let limit = if is_key { 33 } else { MAX_SKIP_DEPTH };
        assert!(error.offset().unwrap() <= 1 + 2 * limit * open.len(), "{container}");
        assert!(usage.peak < 256 << 10, "{container}: {usage:?}");
        assert!(elapsed < AT_ONCE, "{container}: {elapsed:?}");
    }
}

#[test]
fn the_deepest_terms_do_everything() {
    let term = [&[131][..], &[104, 1].repeat(MAX_SKIP_DEPTH), &[106]].concat();
    let run = move || {
        let term = Term::decode(&term).unwrap();
        let copy = term.clone().into_owned();
        assert_eq!(copy, term);
        assert_eq!(super::table::hash(&copy), super::table::hash(&term));
        assert_eq!(term.to_string().len(), 2 * MAX_SKIP_DEPTH + 2);
        assert!(format!("{term:#}").len() > 4 * MAX_SKIP_DEPTH);
        assert_eq!(term.encode().len(), 2 * MAX_SKIP_DEPTH + 2);
        let mut json = Vec::new();
        term.as_ref().write_json(&mut json).unwrap();
        assert_eq!(json.len(), 2 * MAX_SKIP_DEPTH + 2);
        drop(copy);
    };
    // A stack on which a recursion of a thousand levels would not have room.
    std::thread::Builder::new().stack_size(160 << 10).spawn(run).unwrap().join().unwrap();
}

#[test]
fn counts_of_32_bits_are_refused_at_once() {
    for hex in [
        "836cffffffff6a",
        "836cffffffff",
        "8369ffffffff6a",
        "8374ffffffff6a6a",
        "836dffffffff61",
        "836fffffffff00",
        "834dffffffff0161",
        "836bffff61",
        "835affff770161",
        "8370ffffffff 01 22222222222222222222222222222222 00000001 ffffffff 770161 6101 6102 \
         587701610000000100000002 00000003",
        "8375ffffffff 587701610000000100000002 00000003 770161 6101 6102",
    ] {
        let term = bytes(hex);
        let start = Instant::now();
        let (error, usage) = measure(|| Term::decode(&term).unwrap_err());
        assert!(start.elapsed() < AT_ONCE, "{hex}");
        let kinds = [Kind::InvalidLength, Kind::UnexpectedEnd, Kind::InvalidIdentifier];
        assert!(kinds.contains(&error.kind()), "{hex}: {error}");
        // The error itself has a place on the heap, and so has a container that is open.
        assert!(usage.peak <= 512, "{hex}: {usage:?}");
    }
}

/// What the documentation of `Term::decode` promises, for terms that are as costly as can be.
#[test]
fn memory_is_bounded_by_the_input() {
    let count = 100_000u32;
    let tuple = |element: &str| {
        [&[131, 105][..], &count.to_be_bytes(), &bytes(element).repeat(count as usize)].concat()
    };
    let map = |entry: fn(u32) -> Vec<u8>| {
        let entries: Vec<u8> = (0..count).rev().flat_map(entry).collect();
        [&[131, 116][..], &count.to_be_bytes(), &entries].concat()
    };
    let mut terms = vec![
        tuple("68016a"),
        tuple("6a"),
        tuple("6c000000016a6a"),
        tuple("74000000016a6a"),
        tuple("7400000002 6101 6a 6100 6a"),
        map(|key| [&[98][..], &key.to_be_bytes(), &[106]].concat()),
        map(|key| [&[104, 1, 98][..], &key.to_be_bytes(), &[106]].concat()),
        map(|key| [&[109, 0, 0, 0, 4][..], &key.to_be_bytes(), &[106]].concat()),
        // The same key, twice.
        map(|key| [&[98][..], &(key / 2).to_be_bytes(), &[106]].concat()),
    ];
    terms.extend(rows().into_iter().map(|row| row.old));
    for term in terms {
        let (_, usage) = measure(|| Term::decode(&term).map(drop));
        assert!(usage.peak <= 16 * term.len() + (128 << 10), "{} bytes: {usage:?}", term.len());
    }
}

/// Maps that are keys of each other, so deep, each beside another key, so that all are compared.
fn keys_in_keys(depth: usize, innermost: &[u8]) -> Vec<u8> {
    let mut term = vec![131];
    for _ in 0..depth {
        term.extend(bytes("7400000002 6102 6a"));
    }
    term.extend(innermost);
    term.extend(bytes("6101").repeat(depth));
    term
}

#[test]
fn keys_in_keys_are_bounded() {
    let strings = [&bytes("6bffff")[..], &[1; 65535]].concat().repeat(16);
    let many = |element: &str, count: u32| {
        let elements = bytes(element).repeat(count as usize);
        [&[108][..], &count.to_be_bytes(), &elements, &[106]].concat()
    };
    let innermost = [
        [&bytes("6c00000010")[..], &strings, &bytes("6a")].concat(),
        many("6a", 1 << 20),
        many("6800", 1 << 19),
        many("770161", 1 << 18),
        many("7400000002 6101 6a 6102 6a", 1 << 16),
    ];
    for (kind, innermost) in innermost.iter().enumerate() {
        for depth in 0..=4 {
            let term = keys_in_keys(depth, innermost);
            let start = Instant::now();
            let (result, usage) = measure(|| Term::decode(&term).map(drop));
            assert!(result.is_ok());
            assert!(start.elapsed() < Duration::from_secs(5), "{kind}, {depth} levels");
            let most = 16 * term.len() + (128 << 10);
            assert!(usage.peak <= most, "{kind}, {depth} levels: {usage:?}");
        }
    }
    for innermost in [&bytes("6a")[..], &bytes("7400000001 6a 6a")] {
        let error = Term::decode(&keys_in_keys(5, innermost)).err().map(|error| error.kind());
        let is_key = innermost.len() > 1;
        assert_eq!(error, is_key.then_some(Kind::DepthExceeded));
    }
}

/// Atoms beyond ASCII, in Latin-1 and in UTF-8, in no order. Of many keys the one that is refused is the
/// first that a set has already, or one soon after: keys are looked at some at a time.
#[test]
fn atoms_of_latin_1_that_stand_twice_are_found() {
    for (count, step, is_utf8) in [
        (2000, 1, false),
        (2000, 1, true),
        (3000, 17, false),
        (70_000, 1, false),
        (70_000, 1, true),
    ] {
        let mut seen = HashSet::new();
        let (mut term, mut second_places) = (vec![131, 116], HashSet::new());
        term.extend_from_slice(&u32::to_be_bytes(count));
        for index in 0..count {
            let number = (index / step).wrapping_mul(0x9e37_79b1).to_be_bytes();
            let text: String = number[..2].iter().map(|byte| char::from(*byte)).collect();
            if !seen.insert(text.clone()) {
                second_places.insert(term.len());
            }
            match is_utf8 && index % 2 == 1 {
                true => term.extend([&[119, text.len() as u8], text.as_bytes()].concat()),
                false => term.extend([115, 2, number[0], number[1]]),
            }
            term.push(106);
        }
        match Term::decode(&term) {
            Ok(decoded) => {
                assert!(second_places.is_empty(), "{count}, {step}: {second_places:?}");
                let map = decoded.as_ref().as_map().unwrap();
                let keys = map.entries().map(|(key, _)| key.as_atom().unwrap().as_str().to_owned());
                assert_eq!(keys.collect::<HashSet<_>>(), seen);
            }
            Err(error) => {
                assert_eq!(error.kind(), Kind::DuplicateKey);
                assert!(
                    second_places.contains(&error.offset().unwrap()),
                    "{count}, {step}: {error}"
                );
            }
        }
        assert_eq!(Term::decode(&term).is_err(), !second_places.is_empty());
    }
}

/// What is large is not written out for each key that it stands in; it has to be the same all the same,
/// whatever it came as.
#[test]
fn large_keys_in_other_forms_are_the_same() {
    let pair = |first: &[u8], second: &[u8]| {
        [&bytes("7400000002")[..], first, &[106], second, &[106]].concat()
    };
    let one = bytes("6101");
    for length in [100u16, 200, 300, 3000] {
        let bytes_of = |last: u8| [vec![7; usize::from(length) - 1], vec![last]].concat();
        let string = |last| [&[107][..], &length.to_be_bytes(), &bytes_of(last)].concat();
        let list = |last| {
            let elements: Vec<u8> = bytes_of(last).iter().flat_map(|byte| [97, *byte]).collect();
            [&[108][..], &u32::from(length).to_be_bytes(), &elements, &[106]].concat()
        };
        let (mut key, mut same, mut other) = (string(7), list(7), list(8));
        for depth in 1..=4 {
            let decode = |term: &[u8]| Term::decode(&[&[131][..], term].concat()).map(drop);
            let (twice, once) = (pair(&key, &same), pair(&key, &other));
            let error = decode(&twice).unwrap_err();
            assert_eq!(error.kind(), Kind::DuplicateKey, "{length} bytes, {depth} levels");
            assert_eq!(error.offset(), Some(1 + 5 + key.len() + 1));
            decode(&once).unwrap_or_else(|error| panic!("{length}, {depth}: {error}"));
            // In the other order, so that only the values of keys can tell.
            (key, same, other) = (pair(&key, &one), pair(&one, &same), pair(&one, &other));
        }
    }
}

#[test]
fn a_large_key_is_sought_in_no_time() {
    let entries: Vec<u8> =
        (0..4000u16).flat_map(|key| [98, 0, 0, (key >> 8) as u8, key as u8, 106]).collect();
    let map = [&bytes("83 74 00000fa0")[..], &entries].concat();
    let map = Term::decode(&map).unwrap();
    let key = [&bytes("83 6bffff")[..], &[1; 65535]].concat();
    let key = Term::decode(&key).unwrap();
    let map = map.as_ref().as_map().unwrap();
    let start = Instant::now();
    assert!(map.get(key.as_ref()).is_none());
    assert!(start.elapsed() < Duration::from_secs(1));
    assert!(map.get(Term::integer(3999).as_ref()).is_some());
}

#[test]
fn what_is_printed_is_bounded_by_the_input() {
    let count = 20_000u32;
    let mut term = [&[131][..], &bytes("6801").repeat(1022), &[105]].concat();
    term.extend(count.to_be_bytes());
    term.extend(bytes("6a").repeat(count as usize));
    let length = format!("{:#}", Term::decode(&term).unwrap()).len();
    assert!(length < 150 * term.len(), "{length} bytes of {}", term.len());
}

#[test]
fn what_never_ends_in_a_tail_is_one_list() {
    let term = [&[131][..], &[108, 0, 0, 0, 1, 97, 7].repeat(1_000_000), &[106]].concat();
    let term = Term::decode(&term).unwrap();
    assert_eq!(term.as_ref().as_list().unwrap().elements().count(), 1_000_000);
    assert_eq!(term.encode().len(), 2_000_000 + 7);
    let term = [&[131][..], &[108, 0, 0, 0, 0].repeat(1_000_000), &[97, 7]].concat();
    assert_eq!(Term::decode(&term).unwrap().encode(), b"\x83a\x07");
}
