//! The keys of objects: each finds its own field, and nothing else finds one.

use gatewire::{DecodeErrorKind as Kind, Event, Stage};
use serde_json::Value;

use crate::common::documents::{Order, json_frame, term_frame};
use crate::common::events::{read_json, read_term, written};
use crate::common::term::{
    ATOM_EXT, ATOM_UTF8_EXT, ATOMS, SMALL_ATOM_EXT, SMALL_ATOM_UTF8_EXT, atom_as, binary, map,
    of_json, tagged,
};
use crate::common::{error_of, etf, json};

const NAME: &str = "VOICE_STATE_UPDATE";

/// Entries of an event whose names have from 4 to 26 bytes.
fn entries() -> Vec<(&'static str, Value)> {
    vec![
        ("guild_id", "1100000000000000001".into()),
        ("channel_id", "1100000000000000002".into()),
        ("user_id", "1100000000000000003".into()),
        ("session_id", "a session".into()),
        ("deaf", true.into()),
        ("mute", false.into()),
        ("self_deaf", true.into()),
        ("self_mute", false.into()),
        ("self_video", true.into()),
        ("suppress", false.into()),
        ("request_to_speak_timestamp", "2020-06-23T03:21:24+00:00".into()),
    ]
}

fn document() -> Value {
    entries().into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// A frame of JSON whose `d` has these entries in their order, each key as it is to be written.
fn json_of(name: &str, entries: &[(String, Value)]) -> Vec<u8> {
    let entries: Vec<_> = entries.iter().map(|(key, value)| format!("{key}:{value}")).collect();
    let data = entries.join(",");
    format!(r#"{{"t":"{name}","s":1,"op":0,"d":{{{data}}}}}"#).into_bytes()
}

fn quoted(key: &str) -> String {
    Value::from(key).to_string()
}

/// Checks that a key is unknown wherever it stands, in both encodings: the event is what it is
/// without it, though the value fits no field.
#[track_caller]
fn assert_unknown(key: &str) {
    let mut entries: Vec<(String, Value)> =
        entries().into_iter().map(|(key, value)| (quoted(key), value)).collect();
    for place in [0, entries.len() / 2, entries.len()] {
        entries.insert(place, (quoted(key), serde_json::json!({"x": [1]})));
        let frame = json_of(NAME, &entries);
        let event = json().decode(&frame).unwrap().unwrap().event().map(written);
        assert_eq!(event.ok(), Some(document()), "{key:?} in JSON");
        entries.remove(place);
    }
    assert_unknown_term(&binary(key));
    if let (true, Ok(_)) = (key.is_ascii(), u8::try_from(key.len())) {
        for tag in ATOMS {
            assert_unknown_term(&atom_as(tag, key));
        }
    }
}

#[track_caller]
fn assert_unknown_term(key: &[u8]) {
    let mut entries: Vec<_> =
        entries().iter().map(|(key, value)| (binary(key), of_json(value))).collect();
    for place in [0, entries.len() / 2, entries.len()] {
        entries.insert(place, (key.to_vec(), of_json(&serde_json::json!({"x": [1]}))));
        let event = read_term(NAME, &map(&entries), written);
        assert_eq!(
            event.ok(),
            Some(document()),
            "{} as a term",
            key[..key.len().min(40)].escape_ascii()
        );
        entries.remove(place);
    }
}

/// Checks that the value of a key stands for no field: it is the only one that could.
#[track_caller]
fn assert_no_field(key: &str) {
    for (_, value) in entries() {
        let data = Value::from_iter([(key.to_owned(), value.clone())]);
        for result in [read_json(NAME, &data, written), read_term(NAME, &of_json(&data), written)] {
            assert_eq!(error_of(result).kind(), Kind::MissingField, "{key:?}");
        }
    }
}

#[test]
fn keys_with_zeros_are_no_fields() {
    for (name, _) in entries() {
        for zeros in [1, 2, 3, 4, 8, 16, 17] {
            let zeros = "\0".repeat(zeros);
            for key in [format!("{name}{zeros}"), format!("{zeros}{name}")] {
                assert_unknown(&key);
                assert_no_field(&key);
            }
        }
        for length in [16, 17, 32].into_iter().filter(|length| *length > name.len()) {
            let zeros = "\0".repeat(length - name.len());
            assert_unknown(&format!("{name}{zeros}"));
            assert_unknown(&format!("{zeros}{name}"));
        }
        // A zero inside.
        assert_unknown(&format!("{}\0{}", &name[..2], &name[2..]));
        assert_unknown(&format!("{}\0{}", &name[..2], &name[3..]));
    }
    for length in 0..=40 {
        assert_unknown(&"\0".repeat(length));
        assert_no_field(&"\0".repeat(length));
    }
}

#[test]
fn keys_that_are_no_text_are_no_fields() {
    for length in [1, 2, 4, 8, 15, 16, 17, 24, 32, 128, 255] {
        for byte in [0x00, 0x80, 0xc3, 0xed, 0xff] {
            let key = vec![byte; length];
            assert_unknown_term(&tagged(109, length, &key));
            let mut ends_in_it = b"request_to_speak_timestamp".repeat(length / 26 + 1);
            ends_in_it.truncate(length);
            ends_in_it[length - 1] = byte;
            assert_unknown_term(&tagged(109, length, &ends_in_it));
        }
        if let Ok(short) = u8::try_from(length) {
            // Latin-1 has a letter for each byte.
            let key = vec![0xe9; length];
            assert_unknown_term(&[&[ATOM_EXT, 0, short], &key[..]].concat());
            assert_unknown_term(&[&[SMALL_ATOM_EXT, short], &key[..]].concat());
        }
    }
}

#[test]
fn unknown_keys_of_every_length() {
    for length in [0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 18, 26, 31, 32, 128, 255, 256, 300, 70_000] {
        for letter in ["x", "_", "é", "\u{1}", "\"", "\\"] {
            let key = letter.repeat(length);
            assert_unknown(&key);
            assert_unknown(&key[..key.floor_char_boundary_of(length)]);
        }
        // A name goes on, or begins earlier.
        assert_unknown(&format!("deaf{}", "x".repeat(length + 1)));
        assert_unknown(&format!("{}deaf", "x".repeat(length + 1)));
    }
}

/// Nor are those whose length takes more than a byte.
#[test]
fn long_keys_that_are_no_text_are_no_fields() {
    for length in [256, 300, 70_000] {
        for byte in [0x00, 0x80, 0xc3, 0xed, 0xff] {
            assert_unknown_term(&tagged(109, length, &vec![byte; length]));
        }
    }
}

/// The last boundary of characters at or before a byte; the standard library's is newer than what
/// the crate asks for.
trait FloorCharBoundary {
    fn floor_char_boundary_of(&self, index: usize) -> usize;
}

impl FloorCharBoundary for str {
    fn floor_char_boundary_of(&self, index: usize) -> usize {
        (0..=index.min(self.len())).rev().find(|at| self.is_char_boundary(*at)).unwrap_or(0)
    }
}

/// One byte of a name changed, left out or doubled.
#[test]
fn keys_that_are_nearly_names_are_no_fields() {
    let names: Vec<_> = entries().into_iter().map(|(name, _)| name).collect();
    // Fields that the document lacks, which would be read if they were found.
    let others = ["member", "self_stream", "discoverable"];
    let is_name = |key: &str| names.contains(&key) || others.contains(&key);
    for name in &names {
        for place in 0..name.len() {
            for byte in ["\u{1}", "_", "a", "A", "z", "\u{7f}"] {
                for key in [
                    format!("{}{byte}{}", &name[..place], &name[place + 1..]),
                    format!("{}{byte}{}", &name[..place], &name[place..]),
                    format!("{}{}", &name[..place], &name[place + 1..]),
                ] {
                    if !is_name(&key) {
                        assert_unknown_term(&binary(&key));
                        assert_unknown_json(&key);
                    }
                }
            }
        }
        assert_unknown(&name.to_uppercase());
    }
}

#[track_caller]
fn assert_unknown_json(key: &str) {
    let mut data = document();
    data[key] = serde_json::json!({"x": [1]});
    assert_eq!(read_json(NAME, &data, written).ok(), Some(document()), "{key:?}");
}

#[test]
fn a_key_that_stands_twice_is_an_error_with_its_path() {
    for (name, value) in entries() {
        // The second is another, the same, null, or spelled with escapes; beside it or far away.
        let escaped: String =
            name.bytes().map(|byte| format!("\\u{:04x}", u32::from(byte))).collect();
        for second in [quoted(name), format!("\"{escaped}\"")] {
            for value in [value.clone(), Value::Null, 5.into(), serde_json::json!([{}])] {
                let mut entries: Vec<_> =
                    entries().into_iter().map(|(key, value)| (quoted(key), value)).collect();
                entries.push((second.clone(), value));
                for _ in 0..2 {
                    let frame = json_of(NAME, &entries);
                    let error = error_of(json().decode(&frame).unwrap().unwrap().event());
                    assert_eq!((error.stage(), error.kind()), (Stage::Data, Kind::DuplicateField));
                    assert_eq!(error.path(), Some("d"), "{name}");
                    assert!(error.to_string().contains(name), "{error}");
                    assert!(error.offset().is_some_and(|offset| offset < frame.len()), "{error}");
                    let last = entries.pop().unwrap();
                    let place = entries.iter().position(|(key, _)| *key == quoted(name)).unwrap();
                    entries.insert(place + 1, last);
                }
            }
        }
        for tag in [109].into_iter().chain(ATOMS) {
            let mut entries: Vec<_> =
                entries().iter().map(|(key, value)| (binary(key), of_json(value))).collect();
            let key = if tag == 109 { binary(name) } else { atom_as(tag, name) };
            entries.push((key, of_json(&value)));
            let error = error_of(read_term(NAME, &map(&entries), written));
            assert_eq!((error.stage(), error.kind()), (Stage::Data, Kind::DuplicateField));
            assert_eq!(error.path(), Some("d"), "{name}");
            assert!(error.to_string().contains(name), "{error}");
        }
    }
}

#[test]
fn a_key_that_stands_twice_further_in_has_the_path_of_its_object() {
    let data = r#"{"user":{"id":"1","username":"a","id":"2"},"guild_id":"1"}"#;
    let frame = format!(r#"{{"t":"GUILD_BAN_REMOVE","s":1,"op":0,"d":{data}}}"#);
    let error = error_of(json().decode(frame.as_bytes()).unwrap().unwrap().event());
    assert_eq!((error.kind(), error.path()), (Kind::DuplicateField, Some("d.user")));
    let id = (binary("id"), of_json(&"1".into()));
    let user = map(&[id.clone(), (binary("username"), binary("a")), id.clone()]);
    let data = map(&[(binary("user"), user), (binary("guild_id"), id.1)]);
    let error = error_of(read_term("GUILD_BAN_REMOVE", &data, written));
    assert_eq!((error.kind(), error.path()), (Kind::DuplicateField, Some("d.user")));
}

/// Keys that are no fields may stand as often as they like.
#[test]
fn unknown_keys_may_stand_twice() {
    let mut entries: Vec<_> =
        entries().into_iter().map(|(key, value)| (quoted(key), value)).collect();
    for key in ["x", "x", "guild_id\0", "guild_id\0", "\0", "\0"] {
        entries.push((quoted(key), Value::Null));
    }
    let frame = json_of(NAME, &entries);
    let event = json().decode(&frame).unwrap().unwrap().event().map(written);
    assert_eq!(event.ok(), Some(document()));
}

#[test]
fn keys_are_atoms_of_every_tag() {
    for tag in ATOMS {
        let entries: Vec<_> =
            entries().iter().map(|(key, value)| (atom_as(tag, key), of_json(value))).collect();
        assert_eq!(read_term(NAME, &map(&entries), written).ok(), Some(document()), "{tag}");
    }
    // One tag after the other in one map.
    let mixed = entries();
    let mixed = mixed.iter().enumerate().map(|(index, (key, value))| {
        let key = match ATOMS.get(index % 5) {
            Some(&tag) => atom_as(tag, key),
            None => binary(key),
        };
        (key, of_json(value))
    });
    let mixed: Vec<_> = mixed.collect();
    assert_eq!(read_term(NAME, &map(&mixed), written).ok(), Some(document()));
}

#[test]
fn an_atom_key_that_is_not_utf_8_where_it_has_to_be_is_an_error() {
    for bytes in [&[0xff][..], &[0xff; 16], b"guild_i\xe9", b"\xc3", &[0x80; 17], &[0xff; 255]] {
        let length = u8::try_from(bytes.len()).unwrap();
        for (head, is_utf_8) in [
            (vec![SMALL_ATOM_UTF8_EXT, length], true),
            (vec![ATOM_UTF8_EXT, 0, length], true),
            (vec![SMALL_ATOM_EXT, length], false),
            (vec![ATOM_EXT, 0, length], false),
        ] {
            let key = [&head[..], bytes].concat();
            if !is_utf_8 {
                assert_unknown_term(&key);
                continue;
            }
            let mut entries: Vec<_> =
                entries().iter().map(|(key, value)| (binary(key), of_json(value))).collect();
            for place in [0, entries.len()] {
                entries.insert(place, (key.clone(), of_json(&1.into())));
                let frame = term_frame(NAME, &map(&entries));
                let error = match etf().decode(&frame) {
                    Ok(frame) => error_of(frame.unwrap().event()),
                    Err(error) => error,
                };
                assert_eq!(error.kind(), Kind::InvalidAtom, "{}", key.escape_ascii());
                assert!(!error.is_fatal());
                entries.remove(place);
            }
        }
    }
}

/// A key of JSON has to be UTF-8 as all of the text has.
#[test]
fn json_with_keys_that_are_no_text_is_an_error() {
    for key in [&b"\xff"[..], b"\xe9", b"guild_id\xff", b"\\ud800", b"\0"] {
        let frame =
            [&b"{\"t\":\"RESUMED\",\"s\":1,\"op\":0,\"d\":{\""[..], key, b"\":1}}"].concat();
        let mut decoder = json();
        let result = decoder.decode(&frame).and_then(|frame| frame.unwrap().event());
        let kind = error_of(result).kind();
        assert!(matches!(kind, Kind::InvalidUtf8 | Kind::InvalidEscape | Kind::Syntax), "{kind:?}");
    }
}

#[test]
fn the_order_of_keys_does_not_matter() {
    let document = document();
    for order in [Order::Ascending, Order::Descending] {
        let frame = json_frame(NAME, &document, order);
        let event = json().decode(&frame).unwrap().unwrap().event().map(written);
        assert_eq!(event.ok(), Some(document.clone()));
    }
    let mut entries: Vec<_> =
        entries().iter().map(|(key, value)| (binary(key), of_json(value))).collect();
    for _ in 0..entries.len() {
        entries.rotate_left(1);
        assert_eq!(read_term(NAME, &map(&entries), written).ok(), Some(document.clone()));
    }
}

/// What is left out is absent, not an error, where the object is complete without.
#[test]
fn keys_with_zeros_do_not_stand_for_optional_fields() {
    let entry = |key: &str, value: &str| (quoted(key), Value::from(value));
    let required = [entry("id", "1"), entry("channel_id", "2")];
    for key in ["guild_id\0", "guild_id\0\0", "\0guild_id", "guild_id\0\0\0\0\0\0\0\0"] {
        let entries = [&required[..], &[entry(key, "3")]].concat();
        let frame = json_of("MESSAGE_DELETE", &entries);
        let mut decoder = json();
        let Event::MessageDelete(event) = decoder.decode(&frame).unwrap().unwrap().event().unwrap()
        else {
            panic!("another event")
        };
        assert_eq!(event.guild_id, None, "{key:?}");
    }
}
