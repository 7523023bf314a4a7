//! Bytes that claim more than they hold.

use std::fmt;
use std::time::{Duration, Instant};

use gatewire::etf::{Deserializer, Term, from_slice};
use gatewire::{DEFAULT_MAX_DEPTH, DecodeErrorKind as Kind, MAX_SKIP_DEPTH};
use serde::Deserialize;
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::terms::bytes;

#[test]
fn counts_beyond_the_bytes_left_are_refused_at_once() {
    for hex in [
        "6cffffffff6a",
        "6cffffffff",
        "69ffffffff",
        "74ffffffff6a6a",
        "7480000001",
        "6dffffffff",
        "6fffffffff00",
        "6bffff00",
        "68ff6a",
        "64ffff61",
        "77ff61",
        "6eff0001",
        "740000000161016a",
    ] {
        // The last of them is whole.
        let is_valid = hex == "740000000161016a";
        let term = bytes(hex);
        let skipped = from_slice::<IgnoredAny>(&term).map_err(|error| error.kind());
        let read = from_slice::<Vec<Value>>(&term).map_err(|error| error.kind());
        if is_valid {
            assert_eq!(skipped.err(), None);
            assert_eq!(read.unwrap_err(), Kind::InvalidType);
        } else {
            assert_eq!(skipped.err(), Some(Kind::InvalidLength), "{hex}");
            assert_eq!(read.err(), Some(Kind::InvalidLength), "{hex}");
        }
    }
}

/// Lists of one element inside each other.
fn nested(depth: usize, is_closed: bool) -> Vec<u8> {
    let mut term = vec![131];
    term.extend([108, 0, 0, 0, 1].repeat(depth));
    term.push(106);
    term.extend(std::iter::repeat_n(106, if is_closed { depth } else { 0 }));
    term
}

#[test]
fn a_hundred_thousand_lists_are_refused_in_no_time() {
    let start = Instant::now();
    for is_closed in [true, false] {
        let term = nested(100_000, is_closed);
        for error in
            [from_slice::<IgnoredAny>(&term).unwrap_err(), from_slice::<Value>(&term).unwrap_err()]
        {
            assert_eq!(error.kind(), Kind::DepthExceeded);
        }
    }
    let tuples = [&[131][..], &[104, 1].repeat(100_000), &[106]].concat();
    assert_eq!(from_slice::<IgnoredAny>(&tuples).unwrap_err().kind(), Kind::DepthExceeded);
    // Milliseconds in truth. This tells a loop from a stack that overflows or work that explodes.
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn the_depth_of_skipped_terms_is_exact() {
    // Many containers beside each other are no depth.
    let wide = |depth: usize| {
        let mut term = bytes("6802");
        term.extend([108, 0, 0, 7, 208]);
        term.extend([104, 1, 106].repeat(2000));
        term.push(106);
        term.extend(&nested(depth - 1, true)[1..]);
        term
    };
    from_slice::<IgnoredAny>(&nested(MAX_SKIP_DEPTH, true)).unwrap();
    from_slice::<IgnoredAny>(&wide(MAX_SKIP_DEPTH)).unwrap();
    for term in [nested(MAX_SKIP_DEPTH + 1, true), wide(MAX_SKIP_DEPTH + 1)] {
        let error = from_slice::<IgnoredAny>(&term).unwrap_err();
        assert_eq!(error.kind(), Kind::DepthExceeded);
        assert!(error.to_string().contains("(limit 1024)"), "{error}");
    }
}

/// Containers of every kind in each other, with terms on both sides, and what is behind them found.
#[test]
fn what_is_stepped_over_ends_where_it_ends_however_deep_it_is() {
    let mut inner = vec![110, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8];
    for depth in 1..=40 {
        let id = [109, 0, 0, 0, 2, b'i', b'd'];
        inner = match depth % 3 {
            0 => [&[116, 0, 0, 0, 2], &id[..], &inner, &[97, 1, 106]].concat(),
            1 => [&[108, 0, 0, 0, 3, 97, 1], &inner[..], &id, &[106]].concat(),
            _ => [&[104, 3, 97, 1], &inner[..], &[119, 3, b'n', b'i', b'l']].concat(),
        };
        let term = [&[131, 104, 2], &inner[..], &[97, 7]].concat();
        assert_eq!(from_slice::<(IgnoredAny, u8)>(&term).unwrap().1, 7, "{depth} deep");
        let alone = [&[131], &inner[..], &[97, 7]].concat();
        let (_, used) = Term::decode_prefix(&alone).unwrap();
        assert_eq!(used, alone.len() - 2, "{depth} deep");
        for length in 0..term.len() {
            from_slice::<(IgnoredAny, u8)>(&term[..length]).unwrap_err();
        }
        // A count that is one too large takes what is behind, and then there is too little.
        let mut larger = [&[131], &inner[..]].concat();
        larger[if depth % 3 == 2 { 2 } else { 5 }] += 1;
        from_slice::<IgnoredAny>(&larger).unwrap_err();
    }
}

#[test]
fn a_list_that_goes_on_in_its_tail_gets_no_deeper() {
    let term = [&[131][..], &[108, 0, 0, 0, 1, 97, 7].repeat(5000), &[106]].concat();
    from_slice::<IgnoredAny>(&term).unwrap();
    assert_eq!(from_slice::<Vec<u8>>(&term).unwrap(), [7; 5000]);
}

#[test]
fn empty_list_headers_are_stepped_over_however_many() {
    let term = [&[131][..], &[108, 0, 0, 0, 0].repeat(100_000), &[97, 7]].concat();
    assert_eq!(from_slice::<u8>(&term).unwrap(), 7);
    from_slice::<IgnoredAny>(&term).unwrap();
}

#[test]
fn the_depth_of_values_is_bounded_by_max_depth() {
    // One list more: the empty one inside counts too.
    from_slice::<Value>(&nested(DEFAULT_MAX_DEPTH - 1, true)).unwrap();
    let error = from_slice::<Value>(&nested(DEFAULT_MAX_DEPTH, true)).unwrap_err();
    assert_eq!(error.kind(), Kind::DepthExceeded);
    assert_eq!(error.offset(), Some(1 + 5 * DEFAULT_MAX_DEPTH));
    assert!(error.to_string().contains("(limit 32)"), "{error}");

    let term = nested(3, true);
    let read = |max_depth| {
        let mut deserializer = Deserializer::from_slice(&term).unwrap().max_depth(max_depth);
        Value::deserialize(&mut deserializer)
    };
    assert!(read(4).is_ok());
    assert_eq!(read(3).unwrap_err().kind(), Kind::DepthExceeded);
    assert_eq!(read(0).unwrap_err().offset(), Some(1));
}

#[test]
fn long_integers_make_no_text() {
    let integer = |length: u32| {
        let mut term = vec![131, 111];
        term.extend(length.to_be_bytes());
        term.push(0);
        term.extend(std::iter::repeat_n(255, length as usize));
        term
    };
    let read = |term: &[u8]| {
        let mut deserializer = Deserializer::from_slice(term).unwrap().json_compatible(true);
        String::deserialize(&mut deserializer)
    };
    // 2^8192 - 1.
    let text = read(&integer(1024)).unwrap();
    assert_eq!(text.len(), 2467);
    assert!(text.starts_with("10907481356194159294") && text.ends_with("65475715792895"), "{text}");
    let error = read(&integer(1025)).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (Kind::IntegerTooLong, Some(1)));
    from_slice::<IgnoredAny>(&integer(1 << 20)).unwrap();
    // Leading zeros do not count.
    let mut term = integer(1 << 20);
    term[7 + 1024..].fill(0);
    assert_eq!(read(&term).unwrap(), text);
}

#[test]
fn any_single_byte_changed_never_panics() {
    let term = bytes(
        "7400000004 77026f70 6100 770173 6200000100 770164 7400000002 77026964 \
         6e0800 0100000000000020 7705726f6c6573 6c00000002 6101 6802 6a 6b00026162 6a \
         770174 6d00000005 48454c4c4f",
    );
    from_slice::<Value>(&term).unwrap();
    for position in 0..term.len() {
        for byte in 0..=255 {
            let mut term = term.clone();
            term[position] = byte;
            let skipped = from_slice::<IgnoredAny>(&term).is_ok();
            // What is read can be skipped.
            assert!(from_slice::<Value>(&term).is_err() || skipped, "{position} {byte}");
        }
    }
}

/// A visitor that asks for more whatever error it is given, as often as this.
struct Stubborn;

const MOST: usize = 1000;

impl<'de> Deserialize<'de> for Stubborn {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Stubborn {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or a map")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self, A::Error> {
        let mut asked = 0;
        while !matches!(list.next_element::<Self>(), Ok(None)) {
            asked += 1;
            assert!(asked < MOST, "the list has no end");
        }
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        let mut asked = 0;
        while !matches!(map.next_key::<u8>(), Ok(None)) {
            let _ = map.next_value::<Self>();
            asked += 1;
            assert!(asked < MOST, "the map has no end");
        }
        Ok(self)
    }
}

/// A visitor that goes on after errors comes to an end, and what is wrong with the term is still
/// refused.
#[test]
fn lists_and_maps_end_for_visitors_that_ignore_errors() {
    let one = [97, 1];
    let improper = [&[131, 108, 0, 0, 0, 1][..], &one, &one].concat();
    let unknown_tail = [&[131, 108, 0, 0, 0, 1][..], &one, &[0]].concat();
    let no_tail = [&[131, 108, 0, 0, 0, 1][..], &one].concat();
    let damaged = [131, 108, 0, 0, 0, 2, 109, 0, 0, 0, 9, 106];
    let odd_keys = [&[131, 116, 0, 0, 0, 2, 106][..], &one, &[106], &one].concat();
    let within = |term: &[u8]| [&[131, 108, 0, 0, 0, 1][..], &term[1..], &[106]].concat();
    for term in [&improper[..], &unknown_tail, &no_tail, &damaged] {
        assert!(from_slice::<Stubborn>(term).is_err(), "{term:?}");
    }
    let error = from_slice::<Stubborn>(&improper).map(drop).unwrap_err();
    assert_eq!(error.kind(), Kind::ImproperList);
    for term in [&improper[..], &unknown_tail, &no_tail, &damaged, &odd_keys] {
        // It ends; whether it is taken is up to the visitor, unless the bytes are no term.
        let _ = from_slice::<Stubborn>(&within(term));
        let _ = from_slice::<Stubborn>(term);
    }
}
