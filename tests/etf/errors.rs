//! What errors tell: where, in which field, and nothing off the wire.

use gatewire::etf::{Deserializer, from_slice};
use gatewire::{DecodeErrorKind as Kind, Stage};
use serde::Deserialize;

use super::terms::bytes;

#[derive(Deserialize, Debug)]
#[allow(dead_code)]
struct Payload {
    op: u8,
    d: Member,
}

#[derive(Deserialize, Debug)]
#[allow(dead_code)]
struct Member {
    roles: Vec<Role>,
    #[serde(default)]
    other: std::collections::HashMap<String, u8>,
}

#[derive(Deserialize, Debug)]
#[allow(dead_code)]
struct Role {
    id: u64,
}

/// `#{op => 0, d => #{roles => [#{id => 1}, #{id => TERM}]}}`
fn payload(term: &str) -> Vec<u8> {
    bytes(&format!(
        "7400000002 77026f70 6100 770164 7400000001 7705726f6c6573 6c00000002 \
         7400000001 77026964 6101 7400000001 77026964 {term} 6a"
    ))
}

#[test]
fn the_path_and_the_offset_lead_to_the_value() {
    from_slice::<Payload>(&payload("6102")).unwrap();
    for (term, kind) in [
        ("6d00000006736563726574", Kind::InvalidType),
        ("62ffffffff", Kind::InvalidValue),
        ("6a", Kind::InvalidType),
        ("68026a6a", Kind::InvalidType),
        ("7706736563726574", Kind::InvalidType),
        ("6e09000000000000000000 01", Kind::InvalidType),
        ("ff", Kind::UnsupportedTag),
        ("467ff0000000000000", Kind::InvalidNumber),
        ("7701ff", Kind::InvalidAtom),
        ("6d00000001ff", Kind::InvalidUtf8),
    ] {
        let error = from_slice::<Payload>(&payload(term)).unwrap_err();
        assert_eq!(error.kind(), kind, "{term}");
        assert_eq!(error.path(), Some("d.roles[1].id"), "{term}");
        assert_eq!(error.offset(), Some(52), "{term}");
        assert_eq!(error.stage(), Stage::Data);
        assert!(!error.is_fatal());
    }
}

#[test]
fn missing_fields_point_to_their_map() {
    let term = payload("6102");
    let mut at = term.len() - 9;
    // The last `id` becomes `ix`.
    while term[at..at + 2] != *b"id" {
        at += 1;
    }
    let mut term = term;
    term[at + 1] = b'x';
    let error = from_slice::<Payload>(&term).unwrap_err();
    assert_eq!((error.kind(), error.path()), (Kind::MissingField, Some("d.roles[1]")));
    assert_eq!(error.offset(), Some(43));
    assert!(error.to_string().contains("`id`"));
}

#[test]
fn keys_off_the_wire_show_as_stars() {
    let term = bytes("7400000001 77056f74686572 7400000001 7706736563726574 6a");
    let error = from_slice::<Member>(&term).unwrap_err();
    assert_eq!(error.path(), Some("other.*"));
    // A value of an unknown field.
    let term = bytes("7400000001 7706736563726574 ff");
    let error = from_slice::<Member>(&term).unwrap_err();
    assert_eq!((error.path(), error.offset()), (Some("*"), Some(14)));
}

#[test]
fn errors_tell_nothing_off_the_wire() {
    #[derive(Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Strict {
        id: u64,
        kind: Kinds,
    }
    #[derive(Deserialize, Debug)]
    enum Kinds {}

    for hex in [
        "7400000001 7706736563726574 6a",
        "7400000001 77046b696e64 7706736563726574",
        "7400000001 77046b696e64 740000000177067365637265746a",
        "7400000001 77026964 6d00000006736563726574",
        "7400000001 77026964 7706736563726574",
        "7400000001 77026964 6d00000007736563726574ff",
        "6d00000006736563726574",
        "6d00000007736563726574",
    ] {
        let error = from_slice::<Strict>(&bytes(hex)).unwrap_err();
        for text in [error.to_string(), format!("{error:?}"), format!("{error:#?}")] {
            assert!(!text.contains("secret"), "{text}");
        }
    }
    let number = bytes("6e0800 4e61bc0000000000");
    let error = from_slice::<bool>(&number).unwrap_err();
    assert!(!error.to_string().contains("12345678"), "{error}");
}

#[test]
fn the_unsupported_tag_is_named() {
    let error = from_slice::<Vec<u8>>(&bytes("680267 00")).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (Kind::UnsupportedTag, Some(3)));
    assert!(error.to_string().contains("(103)"), "{error}");
}

#[test]
fn a_value_at_the_top_has_an_offset_too() {
    let term = bytes("6a");
    assert_eq!(from_slice::<u8>(&term).unwrap_err().offset(), Some(1));
    let mut deserializer = Deserializer::from_slice(&term).unwrap();
    assert_eq!(u8::deserialize(&mut deserializer).unwrap_err().offset(), Some(1));
}
