//! Which terms are the same, as `=:=` of Erlang/OTP 25 has it.

use std::collections::HashMap;

use gatewire::etf::Term;

use super::erlang::ask;
use super::table::{bytes, hash};

/// A function with its arity, four bytes of its module's hash, its index, its module, its older index
/// and hash, its process, and the one variable of its environment.
macro_rules! fun {
    (
        $arity:literal $uniq:literal $index:literal $module:literal $old_index:literal
        $old_uniq:literal $pid:literal $variable:literal
    ) => {
        concat!(
            "8370 00000000 ",
            $arity,
            $uniq,
            "222222222222222222222222 000000",
            $index,
            "00000001 7701",
            $module,
            "61",
            $old_index,
            "61",
            $old_uniq,
            "58 770161 000000",
            $pid,
            "00000002 00000003 61",
            $variable
        )
    };
}

const FUN: &str = fun!("01" "22222222" "01" "61" "01" "02" "01" "07");

/// Terms with what Erlang says of `=:=`.
const PAIRS: [(&str, &str, bool); 51] = [
    ("8361 01", "836e 01 00 01", true),
    ("8361 01", "8362 00000001", true),
    ("8361 01", "836f 00000003 00 010000", true),
    ("8361 00", "836e 01 01 00", true),
    ("8361 01", "836e 01 01 01", false),
    ("8361 01", "8346 3ff0000000000000", false),
    ("8346 0000000000000000", "8346 8000000000000000", true),
    (
        "8346 3ff8000000000000",
        "8363 312e35 00000000000000000000000000000000000000000000000000000000",
        true,
    ),
    ("836e 09 00 000000000000000001", "836f 0000000a 00 00000000000000000100", true),
    ("8377 01 61", "8364 0001 61", true),
    ("8377 01 61", "8373 01 61", true),
    ("8377 02 c3a9", "8373 01 e9", true),
    ("8377 02 c3a9", "8373 02 c3a9", false),
    ("8377 01 61", "836d 00000001 61", false),
    ("836d 00000001 61", "834d 00000001 08 61", true),
    ("836d 00000000", "834d 00000000 00", true),
    ("834d 00000001 03 e0", "834d 00000001 03 ff", true),
    ("834d 00000001 03 e0", "834d 00000001 04 e0", false),
    ("836b 0002 0102", "836c 00000002 6101 6102 6a", true),
    ("836b 0002 0102", "836c 00000001 6101 6c 00000001 6102 6a", true),
    ("836b 0002 0102", "836c 00000001 6101 6b 0001 02", true),
    ("836a", "836b 0000", true),
    ("836a", "836c 00000000 6a", true),
    ("8361 01", "836c 00000000 61 01", true),
    ("836a", "8368 00", false),
    ("836c 00000001 6101 6102", "836b 0002 0102", false),
    ("836c 00000002 6101 6102 6103", "836c 00000001 6101 6c 00000001 6102 6103", true),
    ("836c 00000001 6a 6a", "836c 00000001 6a 6101", false),
    ("8368 01 6a", "836c 00000001 6a 6a", false),
    ("8368 01 61 01", "8369 00000001 61 01", true),
    ("8374 00000002 6101 6a 6102 6a", "8374 00000002 6102 6a 6101 6a", true),
    ("8374 00000002 6101 6a 6102 6101", "8374 00000002 6102 6a 6101 6101", false),
    ("8374 00000001 6101 6a", "8374 00000001 463ff0000000000000 6a", false),
    (
        "8374 00000001 7400000002 6101 6102 6103 6104 6a",
        "8374 00000001 7400000002 6103 6104 6101 6102 6a",
        true,
    ),
    ("8358 770161 00000001 00000002 00000003", "8367 770161 00000001 00000002 03", true),
    ("8358 770161 00000001 00000002 00000003", "8358 770161 00000001 00000002 00000000", false),
    ("8359 770161 00000001 00000002", "8378 770161 0000000000000001 00000002", true),
    ("835a 0001 770161 00000002 00000001", "8365 770161 00000001 02", true),
    (
        "835a 0001 770161 00000002 00000001",
        "835a 0003 770161 00000002 00000001 00000000 00000000",
        true,
    ),
    ("835a 0001 770161 00000002 00000001", "835a 0002 770161 00000002 00000000 00000001", false),
    ("8371 770161 770162 6103", "8371 640001 61 640001 62 6200000003", true),
    ("8371 770161 770162 6103", "8371 770161 770163 6103", false),
    // Of a function its module, index, hash and environment count.
    (FUN, FUN, true),
    (FUN, fun!("02" "22222222" "01" "61" "01" "02" "01" "07"), true),
    (FUN, fun!("01" "22222223" "01" "61" "01" "02" "01" "07"), true),
    (FUN, fun!("01" "22222222" "02" "61" "01" "02" "01" "07"), false),
    (FUN, fun!("01" "22222222" "01" "62" "01" "02" "01" "07"), false),
    (FUN, fun!("01" "22222222" "01" "61" "02" "02" "01" "07"), true),
    (FUN, fun!("01" "22222222" "01" "61" "01" "03" "01" "07"), false),
    (FUN, fun!("01" "22222222" "01" "61" "01" "02" "09" "07"), true),
    (FUN, fun!("01" "22222222" "01" "61" "01" "02" "01" "08"), false),
];

#[test]
fn the_same_terms_are_the_same() {
    for (one, two, are_same) in PAIRS {
        let (one_bytes, two_bytes) = (bytes(one), bytes(two));
        let (a, b) = (Term::decode(&one_bytes).unwrap(), Term::decode(&two_bytes).unwrap());
        assert_eq!(a == b, are_same, "{one} and {two}");
        assert_eq!(b == a, are_same, "{two} and {one}");
        assert!(!are_same || hash(&a) == hash(&b), "{one} and {two}");
        // Inside others too.
        let nested = |x: &Term<'_>| Term::tuple([x, &Term::list([x]).unwrap()]).unwrap();
        assert_eq!(nested(&a) == nested(&b), are_same, "{one} and {two}, nested");
        let map = |x: &Term<'_>| Term::map([(x, x)]).unwrap();
        assert_eq!(map(&a) == map(&b), are_same, "{one} and {two}, in a map");
        let both = Term::map([(&a, &a), (&b, &b)]);
        assert_eq!(both.is_err(), are_same, "{one} and {two} as keys");
    }
}

#[test]
fn erlang_says_the_same() {
    let pairs: Vec<_> = PAIRS.iter().map(|(one, two, _)| (bytes(one), bytes(two))).collect();
    for ((one, two, are_same), answer) in PAIRS.iter().zip(ask(&pairs).unwrap_or_default()) {
        assert_eq!(answer, *are_same, "{one} and {two}");
    }
}

#[test]
fn terms_are_keys() {
    let mut counts: HashMap<Term<'_>, u32> = HashMap::new();
    for term in [&b"\x83a\x01"[..], b"\x83n\x01\0\x01", b"\x83F\x3f\xf0\0\0\0\0\0\0"] {
        *counts.entry(Term::decode(term).unwrap()).or_default() += 1;
    }
    assert_eq!(counts.len(), 2);
    assert_eq!(counts[&Term::integer(1)], 2);
}
