//! Values of any type.

use gatewire::model::User;
use gatewire::{
    Compression, DecodeErrorKind as Kind, Decoder, Encoding, Event, Snowflake, Value as Any,
};
use serde::Deserialize;
use serde_json::{Value, json as value};

use crate::common::error_of;
use crate::common::term::{self, atom, binary, list, map, tuple, unsigned, versioned};

/// The value of a document, as each reader has it: all are equal.
#[track_caller]
fn any(document: &Value) -> Any<'static> {
    let text = document.to_string();
    let of_serde_json: Any<'_> = serde_json::from_str(&text).unwrap();
    // Kept to the end of the test.
    let bytes = text.clone().into_bytes().leak();
    let of_json: Any<'static> = gatewire::json::from_slice(bytes).unwrap();
    let term = versioned(&term::of_json(document));
    let of_term: Any<'_> = gatewire::etf::from_slice(&term).unwrap();
    assert_eq!(of_json, of_term, "{document}");
    assert_eq!(of_json, of_serde_json, "{document}");
    assert_eq!(serde_json::to_value(&of_json).unwrap(), *document);
    of_json
}

#[test]
fn every_type_is_what_it_is() {
    assert!(any(&value!(null)).is_null());
    assert_eq!(any(&value!(true)).as_bool(), Some(true));
    assert_eq!(any(&value!(7)).as_u64(), Some(7));
    assert_eq!(any(&value!(7)).as_i64(), Some(7));
    assert_eq!(any(&value!(7)).as_f64(), Some(7.0));
    assert_eq!(any(&value!(-7)).as_u64(), None);
    assert_eq!(any(&value!(-7)).as_i64(), Some(-7));
    assert_eq!(any(&value!(0.5)).as_f64(), Some(0.5));
    assert_eq!(any(&value!(0.5)).as_i64(), None);
    assert_eq!(any(&value!("é")).as_str(), Some("é"));
    assert_eq!(any(&value!([1, [], {}])).as_list().map(<[_]>::len), Some(3));
    assert_eq!(any(&value!({"a": 1, "b": {}})).as_map().map(gatewire::Map::len), Some(2));
    assert_eq!(Any::default(), Any::Null);
    let most = u64::MAX.to_string().into_bytes().leak();
    let most: Any<'_> = gatewire::json::from_slice(most).unwrap();
    assert_eq!((most.as_u64(), most.as_i64()), (Some(u64::MAX), None));
}

#[test]
fn objects_are_equal_in_any_order() {
    for length in [0, 1, 2, 8, 9, 50] {
        let entry = |key: usize| format!("\"k{key}\":{{\"a\":{key},\"b\":[]}}");
        let turned = |key: usize| format!("\"k{key}\":{{\"b\":[],\"a\":{key}}}");
        let one = format!("{{{}}}", (0..length).map(entry).collect::<Vec<_>>().join(","));
        let other: Vec<_> = (0..length).rev().map(turned).collect();
        let other = format!("{{{}}}", other.join(","));
        let (mut one, mut other) = (one.into_bytes(), other.into_bytes());
        let one: Any<'_> = gatewire::json::from_slice(&mut one).unwrap();
        let other: Any<'_> = gatewire::json::from_slice(&mut other).unwrap();
        assert_eq!(one, other);
    }
    // Lists have an order.
    assert_ne!(any(&value!([1, 2])), any(&value!([2, 1])));
    assert_ne!(any(&value!({"a": 1})), any(&value!({"a": 2})));
    assert_ne!(any(&value!({"a": 1})), any(&value!({"b": 1})));
    assert_ne!(any(&value!({"a": null})), any(&value!({})));
}

#[test]
fn of_a_key_that_stands_twice_the_last_value_is_kept() {
    for others in [0, 1, 6, 7, 8, 9, 40] {
        for first in [0, others / 2, others] {
            let mut entries: Vec<_> = (0..others).map(|key| (format!("k{key:03}"), key)).collect();
            entries.insert(first, ("k".to_owned(), 1000));
            entries.push(("k".to_owned(), 2000));
            let text: Vec<_> =
                entries.iter().map(|(key, number)| format!("\"{key}\":{number}")).collect();
            let text = format!("{{{}}}", text.join(","));
            let mut bytes = text.clone().into_bytes();
            let of_json: Any<'_> = gatewire::json::from_slice(&mut bytes).unwrap();
            let of_serde_json: Any<'_> = serde_json::from_str(&text).unwrap();
            let terms: Vec<_> = entries
                .iter()
                .map(|(key, number)| (binary(key), term::of_json(&(*number).into())))
                .collect();
            let term = versioned(&map(&terms));
            let of_term: Any<'_> = gatewire::etf::from_slice(&term).unwrap();
            for value in [of_json, of_serde_json, of_term] {
                assert_eq!(value["k"].as_u64(), Some(2000), "{text}");
                assert_eq!(value.as_map().map(gatewire::Map::len), Some(others + 1), "{text}");
                for key in 0..others {
                    assert_eq!(value[format!("k{key:03}").as_str()].as_u64(), Some(key as u64));
                }
                // What serde_json makes of the text.
                let expected: Value = serde_json::from_str(&text).unwrap();
                assert_eq!(serde_json::to_value(&value).unwrap(), expected);
            }
        }
    }
}

#[test]
fn an_index_that_is_not_there_is_null() {
    let value = any(&value!({"a": {"b": [1, {"c": 2}]}, "n": null}));
    assert_eq!(value["a"]["b"].as_list().unwrap()[1]["c"].as_u64(), Some(2));
    for missing in ["", "b", "A", "a\0"] {
        assert!(value[missing].is_null());
        assert!(value[missing][missing]["x"].is_null());
    }
    for other in [value!(null), value!(1), value!("a"), value!(["a"]), value!(true)] {
        assert!(any(&other)["a"].is_null());
    }
}

#[test]
fn a_value_reads_into_a_struct() {
    let document = value!({
        "id": "80351110224678912", "username": "someone", "discriminator": "0", "avatar": null,
        "bot": true, "x": [{}],
    });
    let user: User<'_> = any(&document).read().unwrap();
    assert_eq!(user.id, Snowflake::new(80_351_110_224_678_912));
    assert_eq!((&*user.username, user.bot), ("someone", Some(true)));
    assert_eq!(any(&value!(["1", "2"])).read::<Vec<String>>().unwrap(), ["1", "2"]);
    assert_eq!(any(&value!(null)).read::<Option<u8>>().unwrap(), None);
    assert_eq!(any(&value!(5)).read::<Option<u8>>().unwrap(), Some(5));
    assert_eq!(any(&value!([1, "a"])).read::<(u8, String)>().unwrap(), (1, "a".to_owned()));
    assert_eq!(any(&document).read::<Value>().unwrap(), document);
    assert_eq!(any(&document).read::<Any<'_>>().unwrap(), any(&document));
    for (document, kind) in [
        (value!(5), Kind::InvalidType),
        (value!([]), Kind::InvalidType),
        (value!({}), Kind::MissingField),
        (value!({"id": {}}), Kind::InvalidType),
        (value!({"id": "x"}), Kind::InvalidValue),
    ] {
        assert_eq!(error_of(any(&document).read::<User<'_>>()).kind(), kind, "{document}");
    }
    assert_eq!(error_of(any(&value!([1, 2, 3])).read::<(u8, u8)>()).kind(), Kind::WrongLength);
}

/// Lists of none, one and two elements, each in each other, into what knows of values and what does not.
#[test]
fn lists_of_few_elements_are_read_as_they_are() {
    let mut documents = vec![value!(null), value!([]), value!({}), value!(7), value!("x")];
    for _ in 0..3 {
        let inner = documents.split_off(documents.len().saturating_sub(9));
        for element in &inner {
            documents.push(value!([element]));
            documents.push(value!([[], element]));
            documents.push(value!([element, []]));
            documents.push(value!({"k": element, "e": []}));
        }
    }
    documents.push(Value::Array(vec![value!([]); 5000]));
    for document in &documents {
        let value = any(document);
        assert_eq!(value.clone().read::<Value>().unwrap(), *document);
        assert_eq!(value.clone().read::<Any<'_>>().unwrap(), value, "{document}");
        let again = value.read::<Any<'_>>().unwrap().read::<Any<'_>>().unwrap();
        assert_eq!(serde_json::to_value(&again).unwrap(), *document);
    }
    // As serde_json has it, lists of another length than a type's are refused.
    for document in [value!([]), value!([1]), value!([1, 2])] {
        let (here, there) = (any(&document), document.clone());
        assert_eq!(
            here.clone().read::<(u8,)>().ok(),
            serde_json::from_value(there.clone()).ok(),
            "{document}",
        );
        assert_eq!(here.clone().read::<[u8; 0]>().ok(), serde_json::from_value(there.clone()).ok());
        assert_eq!(here.read::<(u8, u8)>().ok(), serde_json::from_value(there).ok(), "{document}");
    }
}

/// What a value is read into does not depend on whether it owns its lists, maps and texts.
#[test]
fn values_that_own_what_they_hold_are_read_as_those_that_do_not() {
    let documents = [
        value!([[[[0]], [1, [2, "a\nb"]]], {}, [], [[]], {"a": {"b": ["c\"", null, true, 1.5]}}]),
        value!({"x": {"y": {"z": [{"w": "\u{1f600}"}, {"w": "plain"}]}}, "n": -7, "e": ""}),
        value!([["k", "v"], ["k"], [null], [[["deep\t"]]], {"only": [{"one": [1]}]}]),
        value!("text"),
        value!(null),
    ];
    for document in &documents {
        // Of a frame, all is lent; of serde_json's values, nothing is.
        let frame = value!({"op": 0, "s": 1, "t": "GUILD_AUDIT_LOG_ENTRY_CREATE", "d": {
            "id": "1", "guild_id": "2", "user_id": null, "target_id": null, "action_type": 1,
            "changes": [{"key": "k", "new_value": document}],
        }});
        let mut decoder = Decoder::new(Encoding::Json, Compression::None);
        let text = frame.to_string();
        let event = decoder.decode(text.as_bytes()).unwrap().unwrap().event().unwrap();
        let Event::GuildAuditLogEntryCreate(entry) = &event else { panic!("{event:?}") };
        let changes = entry.entry.changes.as_deref().unwrap();
        let lent = changes[0].new_value.clone().into_value().unwrap_or_default();
        let owned: Any<'_> = Any::deserialize(document.clone()).unwrap();
        assert_eq!(lent, owned, "{document}");
        for value in [lent, owned, any(document)] {
            assert_eq!(value.clone().read::<Value>().unwrap(), *document);
            assert_eq!(value.clone().read::<Any<'_>>().unwrap(), value, "{document}");
            // As a part of a type that knows nothing of values.
            let pair: Any<'_> = Any::deserialize(value!([document, "end"])).unwrap();
            let pair: (Any<'_>, String) = pair.read().unwrap();
            assert_eq!(pair, (value, "end".to_owned()), "{document}");
        }
    }
}

#[test]
fn terms_become_the_json_that_they_stand_for() {
    let entries = [
        (atom("small"), unsigned(1 << 53)),
        (atom("large"), unsigned((1 << 53) + 1)),
        (atom("nil"), atom("nil")),
        (atom("yes"), atom("true")),
        (atom("word"), atom("word")),
        (unsigned(7), tuple(&[atom("a"), list(&[])])),
        (atom("bytes"), vec![107, 0, 2, 1, 255]),
    ];
    let term = versioned(&map(&entries));
    let value: Any<'_> = gatewire::etf::from_slice(&term).unwrap();
    let expected = value!({
        "small": 9007199254740992_u64, "large": "9007199254740993", "nil": null, "yes": true,
        "word": "word", "7": ["a", []], "bytes": [1, 255],
    });
    assert_eq!(serde_json::to_value(&value).unwrap(), expected);
}

#[test]
fn debug_hides_what_is_secret() {
    let secret = "hunter2-unmistakable";
    let document = value!({
        "token": secret,
        "access_token": {"deep": [secret]},
        "refresh_token": [secret],
        "session_id": secret,
        "secret": secret,
        "client_secret": secret,
        "list": [{"token": secret, "shown": "visible-1"}],
        "map": {"session_id": secret, "shown": "visible-2"},
        "token_type": "visible-3",
        "name": "visible-4",
        "none": null,
        "number": -5,
        "flag": true,
        "float": 0.5,
    });
    let value = any(&document);
    for shown in [format!("{value:?}"), format!("{value:#?}"), format!("{:?}", vec![&value])] {
        assert!(!shown.contains("hunter2"), "{shown}");
        for visible in ["visible-1", "visible-2", "visible-3", "visible-4", "null", "-5", "0.5"] {
            assert!(shown.contains(visible), "{visible}: {shown}");
        }
        assert_eq!(shown.matches("<redacted>").count(), 8, "{shown}");
        assert!(shown.contains("token") && shown.contains("session_id"));
    }
    // What was asked for is shown.
    assert_eq!(format!("{:?}", value["token"]), format!("{secret:?}"));
}
