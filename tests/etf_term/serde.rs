//! Terms from and to what serde knows.

use std::collections::HashMap;

use gatewire::etf::{self, Deserializer, Term, from_slice};
use gatewire::{DecodeErrorKind as Kind, MAX_BUILD_DEPTH};
use serde::de::value::{BorrowedBytesDeserializer, Error};
use serde::de::{IgnoredAny, IntoDeserializer};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::table::{bytes, rows};

/// The three ways from a term to JSON lead to the same, for the odd terms as well, or none of them
/// leads anywhere.
#[test]
fn terms_serialize_as_the_json_that_they_stand_for() {
    let (mut same, mut deep) = (0, 0);
    let usual = rows().into_iter().flat_map(|row| [row.new, row.old]);
    let odd = super::odd::rows().into_iter().map(|row| row.term);
    for bytes in usual.chain(odd) {
        let Ok(bytes) = etf::inflate(&bytes, 1 << 20) else { continue };
        let Ok(term) = Term::decode(&bytes) else { continue };
        let mut deserializer = Deserializer::from_slice(&bytes).unwrap().json_compatible(true);
        let read = Value::deserialize(&mut deserializer);
        if read.as_ref().is_err_and(|error| error.kind() == Kind::DepthExceeded) {
            // No deeper than this is a text of JSON read either.
            deep += 1;
            continue;
        }
        let mut written = Vec::new();
        let result = term.write_json(&mut written);
        // Read again, so that how floats are spelt does not matter.
        let value = |json: &[u8]| serde_json::from_slice::<Value>(json).unwrap();
        match (serde_json::to_vec(&term), result, read) {
            (Ok(json), Ok(()), Ok(read)) => {
                assert_eq!(value(&json), read, "{bytes:02x?}");
                assert_eq!(value(&written), read, "{bytes:02x?}");
                same += 1;
            }
            (Err(_), Err(_), Err(_)) => {}
            results => panic!("{bytes:02x?}: {results:?}"),
        }
    }
    assert!(same > 2500, "{same}");
    assert!(deep < 10, "{deep}");
}

#[test]
fn what_has_no_counterpart_names_its_tag() {
    for (hex, tag) in [
        ("8358770161000000010000000200000003", 88),
        ("8359770161 00000001 00000002", 89),
        ("835a0001770161 00000001 00000002", 90),
        ("8371770161770162 6101", 113),
        ("834d0000000103ff", 77),
        ("836d00000001ff", 109),
        ("836c0000000161016102", 108),
        ("837400000001463ff00000000000006a", 70),
        ("83680158770161000000010000000200000003", 88),
    ] {
        let bytes = bytes(hex);
        let term = Term::decode(&bytes).unwrap();
        let error = serde_json::to_string(&term).unwrap_err().to_string();
        assert!(error.contains(&format!("tag {tag})")), "{hex}: {error}");
        assert!(etf::to_vec(&term).is_err());
    }
}

/// To Erlang a bit string of whole bytes is the binary of these bytes, and so it is to every reader.
#[test]
fn bit_strings_of_whole_bytes_are_binaries() {
    #[derive(Deserialize, Debug, PartialEq, Eq, Hash)]
    enum Letter {
        #[serde(rename = "a")]
        A,
    }
    for (bits, binary) in [("4d000000010861", "6d0000000161"), ("4d0000000000", "6d00000000")] {
        // By itself, as a value, as a key, in a list, and behind the header of an empty list.
        for around in ["83#", "83740000000161016802#61ff", "837400000001#6101", "836c00000001#6a"]
            .into_iter()
            .chain(["836c00000000#", "8374000000016c00000000#6101"])
        {
            let bits = bytes(&around.replace('#', bits));
            let binary = bytes(&around.replace('#', binary));
            let expected = from_slice::<Value>(&binary).unwrap();
            let term = Term::decode(&bits).unwrap();
            let mut written = Vec::new();
            term.write_json(&mut written).unwrap();
            assert_eq!(String::from_utf8(written).unwrap(), expected.to_string(), "{around}");
            assert_eq!(serde_json::to_string(&term).unwrap(), expected.to_string(), "{around}");
            assert_eq!(from_slice::<Value>(&bits).unwrap(), expected, "{around}");
            let mut deserializer = Deserializer::from_slice(&bits).unwrap().json_compatible(true);
            assert_eq!(Value::deserialize(&mut deserializer).unwrap(), expected, "{around}");
        }
    }
    let letter = bytes("834d000000010861");
    assert_eq!(from_slice::<&str>(&letter).unwrap(), "a");
    assert_eq!(from_slice::<char>(&letter).unwrap(), 'a');
    assert_eq!(from_slice::<Option<String>>(&letter).unwrap().as_deref(), Some("a"));
    assert_eq!(from_slice::<Letter>(&letter).unwrap(), Letter::A);
    let map = bytes("8374000000014d00000001086161ff");
    assert_eq!(from_slice::<HashMap<&str, u8>>(&map).unwrap()["a"], 255);
    assert_eq!(from_slice::<HashMap<Letter, u8>>(&map).unwrap()[&Letter::A], 255);
    let number = bytes("8374000000014d00000001083161ff");
    assert_eq!(from_slice::<HashMap<u8, u8>>(&number).unwrap()[&1], 255);
    let no_text = bytes("834d0000000108ff");
    assert_eq!(from_slice::<&[u8]>(&no_text).unwrap(), [255]);
    let error = from_slice::<String>(&no_text).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (Kind::InvalidUtf8, Some(1)));
    let tail = bytes("836c0000000161014d000000010861");
    let error = from_slice::<Value>(&tail).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (Kind::ImproperList, Some(8)));
}

/// As the names of fields too; one that is no text is the name of none, as a binary is.
#[test]
fn bit_strings_are_names_of_fields() {
    let name: String = b"heartbeat_interval".iter().map(|byte| format!("{byte:02x}")).collect();
    let hello = bytes(&format!("8374000000024d0000000108ff6101 4d0000001208{name} 6107"));
    let hello: gatewire::model::Hello<'_> = from_slice(&hello).unwrap();
    assert_eq!(hello.heartbeat_interval, 7);
}

#[test]
fn other_bit_strings_are_errors() {
    for (hex, offset) in [
        ("834d0000000103ff", 1),
        ("8374000000014d0000000103ff6101", 6),
        ("83740000000161014d0000000103ff", 8),
        ("836c0000000161014d0000000103ff", 8),
    ] {
        let bytes = bytes(hex);
        let found = [
            from_slice::<Value>(&bytes).unwrap_err(),
            Term::decode(&bytes).unwrap().write_json(&mut Vec::new()).unwrap_err(),
        ];
        for error in found {
            let place = (error.kind(), error.offset());
            assert_eq!(place, (Kind::UnsupportedTag, Some(offset)), "{hex}");
            assert!(error.to_string().contains("(77)"), "{hex}: {error}");
        }
    }
    for (hex, kind) in [
        ("834d0000000109ff", Kind::InvalidBitString),
        ("834d0000000100ff", Kind::InvalidBitString),
        ("834d0000000208ff", Kind::InvalidLength),
        ("834d00000001", Kind::UnexpectedEnd),
    ] {
        assert_eq!(from_slice::<Value>(&bytes(hex)).unwrap_err().kind(), kind, "{hex}");
    }
}

#[test]
fn what_nests_deeper_than_values_may_is_refused() {
    for (depth, is_written) in [(MAX_BUILD_DEPTH, true), (MAX_BUILD_DEPTH + 1, false)] {
        let bytes = [&[131][..], &[104, 1].repeat(depth), &[97, 1]].concat();
        let term = Term::decode(&bytes).unwrap();
        assert_eq!(serde_json::to_string(&term).is_ok(), is_written);
    }
}

#[test]
fn terms_go_through_etf_as_json_does() {
    for hex in ["8361 01", "836e0800ffffffffffffffff", "836a", "836d0000000161", "837703 6e696c"] {
        let term = Term::decode(&bytes(hex)).unwrap().into_owned();
        let again = etf::to_vec(&term).unwrap();
        assert_eq!(Term::decode(&again).unwrap(), term, "{hex}");
    }
}

#[derive(Deserialize)]
struct Holder<'a> {
    before: u8,
    #[serde(borrow)]
    any: Term<'a>,
    #[serde(borrow)]
    after: Vec<Term<'a>>,
}

#[test]
fn a_term_in_a_struct_is_the_term_itself() {
    for row in rows() {
        let term = &row.old[1..];
        let bytes = [
            &b"\x83t\0\0\0\x03w\x05afterl\0\0\0\x02"[..],
            term,
            b"a\x07jw\x03any",
            term,
            b"w\x06beforea\x09",
        ]
        .concat();
        let holder: Holder<'_> = from_slice(&bytes).unwrap();
        let expected = Term::decode(&row.old).unwrap();
        assert_eq!((holder.before, &holder.any), (9, &expected), "{}", row.text);
        assert_eq!(holder.after, [expected, Term::integer(7)]);
    }
}

#[test]
fn a_term_that_is_a_key_is_the_term_itself() {
    let term = bytes(
        "83 74 00000004 770161 6101 6d0000000161 6102 6802 6101 6102 6103 58770161000000010000000200000003 6104",
    );
    let map: HashMap<Term<'_>, u8> = from_slice(&term).unwrap();
    let expected = Term::decode(&term).unwrap();
    let expected = expected.as_ref().as_map().unwrap();
    assert_eq!(map.len(), 4);
    for (key, value) in expected.entries() {
        assert_eq!(map[&key.to_term()], value.as_u64().unwrap() as u8, "{key}");
    }
}

#[test]
fn values_of_serde_alone_become_terms() {
    let term = |value: &str| Term::decode(&bytes(value)).unwrap().into_owned();
    let number: Result<_, Error> = Term::deserialize(5u32.into_deserializer());
    assert_eq!(number.unwrap(), term("836105"));
    let text: Result<_, Error> = Term::deserialize("x".into_deserializer());
    assert_eq!(text.unwrap(), term("836d0000000178"));
    let list: Result<_, Error> = Term::deserialize(vec![1u8, 2].into_deserializer());
    assert_eq!(list.unwrap(), term("83 6c00000002 6101 6102 6a"));
    // Bytes of another reader are bytes, even where they could be a term.
    for (value, expected) in [(&b"a\x01"[..], "836d000000026101"), (b"k", "836d000000016b")] {
        let read: Result<_, Error> = Term::deserialize(BorrowedBytesDeserializer::new(value));
        assert_eq!(read.unwrap(), term(expected));
    }
}

#[test]
fn errors_of_empty_lists_say_where() {
    for hex in ["83 6a", "83 6b0000", "83 6800", "83 6c00000000 6a"] {
        let bytes = bytes(hex);
        let mut deserializer = Deserializer::from_slice(&bytes).unwrap();
        let error = <[u8; 1]>::deserialize(&mut deserializer).unwrap_err();
        assert_eq!(error.offset(), Some(1), "{hex}");
    }
}

#[test]
fn any_term_may_be_skipped() {
    for row in rows() {
        for bytes in [&row.new, &row.old] {
            from_slice::<IgnoredAny>(bytes).unwrap_or_else(|e| panic!("{}: {e}", row.text));
            let error = from_slice::<IgnoredAny>(&bytes[..bytes.len() - 1]).unwrap_err();
            let kinds = [Kind::UnexpectedEnd, Kind::InvalidLength, Kind::InvalidIdentifier];
            assert!(kinds.contains(&error.kind()), "{}: {error}", row.text);
        }
    }
}

#[test]
fn what_no_type_can_hold_names_its_tag_and_place() {
    for (hex, tag) in [
        ("58770161000000010000000200000003", 88),
        ("67770161000000010000000203", 103),
        ("59770161 00000001 00000002", 89),
        ("5a0001770161 00000001 00000002", 90),
        ("71770161770162 6101", 113),
        ("4d0000000103ff", 77),
        ("7961", 121),
    ] {
        let bytes = bytes(&format!("836802 6101 {hex}"));
        let error = from_slice::<Vec<u8>>(&bytes).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (Kind::UnsupportedTag, Some(5)), "{hex}");
        assert!(error.to_string().contains(&format!("({tag})")), "{error}");
        let mut deserializer = Deserializer::from_slice(&bytes).unwrap().json_compatible(true);
        let error = Value::deserialize(&mut deserializer).unwrap_err();
        assert!(error.to_string().contains(&format!("({tag}) in `[1]` at byte 5")), "{error}");
    }
}

#[test]
fn what_is_no_term_is_an_error_with_its_place() {
    let read = |hex: &str| {
        let bytes = bytes(hex);
        from_slice::<Vec<Term<'_>>>(&bytes).map(drop).unwrap_err()
    };
    let error = read("836c00000001 7400000002 6101 6a 6101 6a 6a");
    assert_eq!((error.kind(), error.offset()), (Kind::DuplicateKey, Some(14)));
    assert_eq!(read("8368015200").kind(), Kind::AtomCacheReference);
    assert_eq!(read("83680179").kind(), Kind::UnsupportedTag);
}

#[test]
fn other_formats_become_terms() {
    let value = json!({
        "null": null, "bool": true, "int": -5, "big": u64::MAX, "float": 1.5, "text": "é",
        "list": [1, [], {}],
    });
    let expected = "#{<<98,105,103>> => 18446744073709551615,<<98,111,111,108>> => true,\
        <<102,108,111,97,116>> => 1.5,<<105,110,116>> => -5,<<108,105,115,116>> => [1,[],#{}],\
        <<110,117,108,108>> => nil,<<116,101,120,116>> => <<195,169>>}";
    let text = value.to_string();
    let of_text: Term<'_> = serde_json::from_str(&text).unwrap();
    let of_value = Term::deserialize(&value).unwrap();
    assert_eq!(of_text.to_string(), expected);
    assert_eq!(of_text, of_value);
    let mut text = text.into_bytes();
    let of_ours: Term<'_> = gatewire::json::from_slice(&mut text).unwrap();
    assert_eq!(of_ours, of_value);
    // And back, but for what is text in JSON.
    let mut back = serde_json::to_value(&of_value).unwrap();
    assert_eq!(back["big"], "18446744073709551615");
    back["big"] = u64::MAX.into();
    assert_eq!(back, value);
}

#[test]
fn what_other_formats_have_twice_is_refused() {
    assert!(serde_json::from_str::<Term<'_>>(r#"{"a":1,"a":2}"#).is_err());
    let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    let read = |text: &str| serde_json::from_str::<Term<'_>>(text).map(drop);
    assert!(read(&deep(100)).is_ok());
    assert!(read(&deep(MAX_BUILD_DEPTH + 1)).is_err());
    let mut value = json!([]);
    for _ in 1..MAX_BUILD_DEPTH {
        value = json!([value]);
    }
    assert!(Term::deserialize(&value).is_ok());
    let error = Term::deserialize(&json!([value])).unwrap_err();
    assert!(error.to_string().contains("128"), "{error}");
}

#[test]
fn terms_are_read_into_types() {
    #[derive(Deserialize, Serialize, Debug, PartialEq)]
    struct Pair(u8, String);
    let bytes = bytes("836802 6102 6d00000001 61");
    let term = Term::decode(&bytes).unwrap();
    let pair = Pair::deserialize(&mut term.as_ref().deserializer()).unwrap();
    assert_eq!(pair, Pair(2, "a".into()));
    let big = super::table::bytes("836e0800ffffffffffffffff");
    let term = Term::decode(&big).unwrap();
    let read = |mut deserializer: Deserializer<'_>| Value::deserialize(&mut deserializer).unwrap();
    assert_eq!(read(term.as_ref().deserializer()), json!(u64::MAX));
    assert_eq!(
        read(term.as_ref().deserializer().json_compatible(true)),
        json!("18446744073709551615")
    );
}
