//! Unions: which of their objects one is, wherever it says so.

use gatewire::model::{Component, ComponentResponse, InteractionMetadata};
use gatewire::{DecodeErrorKind as Kind, Value as Any};
use serde_json::{Value, json as value};

use crate::common::error_of;
use crate::common::events::{full, misfits, read, with, without};
use crate::common::term::{atom, binary, map, of_json, unsigned, versioned};

type Entry = (&'static str, Value);

/// JSON text and a term whose entries have this order.
fn in_order(entries: &[Entry]) -> (String, Vec<u8>) {
    let text: Vec<_> = entries.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
    let terms: Vec<_> = entries.iter().map(|(key, value)| (binary(key), of_json(value))).collect();
    (format!("{{{}}}", text.join(",")), versioned(&map(&terms)))
}

/// Every order of some entries.
fn orders(entries: &[Entry]) -> Vec<Vec<Entry>> {
    if entries.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for first in 0..entries.len() {
        let mut rest = entries.to_vec();
        let first = rest.remove(first);
        for mut order in orders(&rest) {
            order.insert(0, first.clone());
            all.push(order);
        }
    }
    all
}

/// Reads an object with every reader, and in every order of its keys: what `look` sees is the same.
macro_rules! read_all {
    ($type:ty, $entries:expr, $look:expr) => {{
        let entries: Vec<Entry> = $entries;
        let look: fn(&$type) -> Value = $look;
        let mut seen = Vec::new();
        for order in orders(&entries) {
            let (text, term) = in_order(&order);
            let mut bytes = text.clone().into_bytes();
            seen.push(look(&gatewire::json::from_slice::<$type>(&mut bytes).expect(&text)));
            seen.push(look(&gatewire::etf::from_slice::<$type>(&term).expect(&text)));
            seen.push(look(&serde_json::from_str::<$type>(&text).expect(&text)));
        }
        let all_are_equal = seen.iter().all(|value| *value == seen[0]);
        assert!(all_are_equal, "{entries:?}: {seen:?}");
        seen.swap_remove(0)
    }};
}

fn object(entries: &[Entry]) -> Value {
    entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
}

/// The variant, and what is written of it.
fn response(response: &ComponentResponse<'_>) -> Value {
    let variant = match response {
        ComponentResponse::ActionRow(_) => "row",
        ComponentResponse::StringSelect(_) => "strings",
        ComponentResponse::TextInput(_) => "input",
        ComponentResponse::UserSelect(_) => "users",
        ComponentResponse::Unknown(_) => "unknown",
        _ => "another",
    };
    value!([variant, serde_json::to_value(response).unwrap()])
}

fn component(component: &Component<'_>) -> Value {
    let variant = match component {
        Component::ActionRow(_) => "row",
        Component::Button(_) => "button",
        Component::Container(_) => "container",
        Component::Separator(_) => "separator",
        Component::Unknown(_) => "unknown",
        _ => "another",
    };
    value!([variant, serde_json::to_value(component).unwrap()])
}

#[test]
fn type_wins_over_component_type() {
    let rest = [("custom_id", value!("a")), ("values", value!(["1"]))];
    let with = |tags: &[Entry]| [tags, &rest[..]].concat();
    for (tags, variant) in [
        (vec![("type", value!(3))], "strings"),
        (vec![("component_type", value!(3))], "strings"),
        (vec![("type", value!(3)), ("component_type", value!(5))], "strings"),
        (vec![("type", value!(5)), ("component_type", value!(3))], "users"),
        (vec![("type", value!(5)), ("component_type", value!(5))], "users"),
        // An unknown type wins as well.
        (vec![("type", value!(250)), ("component_type", value!(3))], "unknown"),
        (vec![("type", value!(3)), ("component_type", value!(250))], "strings"),
    ] {
        let entries = with(&tags);
        let seen = read_all!(ComponentResponse<'_>, entries.clone(), response);
        assert_eq!(seen, value!([variant, object(&entries)]));
    }
}

#[test]
fn a_tag_that_is_null_is_none() {
    let rest = [("custom_id", value!("a")), ("values", value!(["1"]))];
    for (tags, variant) in [
        ([("type", value!(null)), ("component_type", value!(3))], "strings"),
        ([("type", value!(5)), ("component_type", value!(null))], "users"),
    ] {
        let entries = [&tags[..], &rest[..]].concat();
        let kept: Vec<Entry> =
            entries.iter().filter(|(_, value)| !value.is_null()).cloned().collect();
        let seen = read_all!(ComponentResponse<'_>, entries, response);
        assert_eq!(seen, value!([variant, object(&kept)]));
    }
    let entries = [&[("type", value!(null)), ("component_type", value!(null))], &rest[..]].concat();
    let seen = read_all!(ComponentResponse<'_>, entries.clone(), response);
    assert_eq!(seen, value!(["unknown", object(&entries)]));
}

#[test]
fn the_discriminant_may_stand_behind_the_fields() {
    let button = value!({"type": 2, "style": 1, "custom_id": "a"});
    let entries = vec![("components", value!([button])), ("type", value!(1)), ("id", value!(7))];
    let seen = read_all!(Component<'_>, entries.clone(), component);
    assert_eq!(seen, value!(["row", object(&entries)]));
    // The tag of what is inside is another's.
    let entries = vec![
        ("components", value!([{"components": [{"type": 14}], "type": 1}])),
        ("type", value!(17)),
        ("accent_color", value!(1)),
    ];
    let seen = read_all!(Component<'_>, entries.clone(), component);
    assert_eq!(seen, value!(["container", object(&entries)]));
}

#[test]
fn the_metadata_of_interactions_by_their_type() {
    let user = value!({"id": "1", "username": "a", "discriminator": "0", "avatar": null});
    let base = |kind: u64| {
        vec![
            ("id", value!("1")),
            ("type", value!(kind)),
            ("user", user.clone()),
            ("authorizing_integration_owners", value!({"0": "5"})),
        ]
    };
    fn look(metadata: &InteractionMetadata<'_>) -> Value {
        let variant = match metadata {
            InteractionMetadata::Command(_) => 2,
            InteractionMetadata::Component(_) => 3,
            InteractionMetadata::Modal(_) => 5,
            _ => 0,
        };
        value!([variant, serde_json::to_value(metadata).unwrap()])
    }
    let inner = object(&base(2));
    for (kind, more) in [
        (2, None),
        (3, Some(("interacted_message_id", value!("2")))),
        (5, Some(("triggering_interaction_metadata", inner))),
        (0, None),
        (4, Some(("x", value!([{}])))),
    ] {
        let entries = [base(kind), more.into_iter().collect()].concat();
        let seen = read_all!(InteractionMetadata<'_>, entries.clone(), look);
        let variant = if matches!(kind, 2 | 3 | 5) { kind } else { 0 };
        assert_eq!(seen, value!([variant, object(&entries)]));
    }
}

#[test]
fn a_component_of_no_known_type_is_kept() {
    for tag in [
        value!(0),
        value!(15),
        value!(16),
        value!(24),
        value!(250),
        value!(u64::MAX),
        value!(-1),
        value!(1.5),
        value!(1e300),
        value!(true),
        value!("x"),
        value!(""),
        value!([1]),
        value!({"type": 1}),
        value!(null),
    ] {
        // An integer of ETF beyond 2^53 is text, as JSON has it.
        let written =
            if tag == value!(u64::MAX) { value!(u64::MAX.to_string()) } else { tag.clone() };
        let entries = vec![
            ("type", tag.clone()),
            ("content", value!({"a": [1, -2, 0.5, "é", null, true, {}, []]})),
            ("custom_id", value!(7)),
        ];
        let mut kept = object(&entries);
        if tag != value!(u64::MAX) {
            assert_eq!(read_all!(Component<'_>, entries, component), value!(["unknown", kept]));
        } else {
            let (text, term) = in_order(&entries);
            let mut bytes = text.clone().into_bytes();
            let of_json: Component<'_> = gatewire::json::from_slice(&mut bytes).unwrap();
            assert_eq!(component(&of_json), value!(["unknown", kept]));
            let of_term: Component<'_> = gatewire::etf::from_slice(&term).unwrap();
            kept["type"] = written;
            assert_eq!(component(&of_term), value!(["unknown", kept]));
        }
    }
    // Without any.
    assert_eq!(read_all!(Component<'_>, vec![], component), value!(["unknown", {}]));
    let entries = vec![("content", value!("a"))];
    assert_eq!(read_all!(Component<'_>, entries, component), value!(["unknown", {"content": "a"}]));
}

/// The tag may be decimal text, as integers may.
#[test]
fn a_tag_may_be_decimal_text() {
    let entries = vec![("type", value!("14")), ("divider", value!(true))];
    let seen = read_all!(Component<'_>, entries, component);
    assert_eq!(seen, value!(["separator", {"type": 14, "divider": true}]));
}

#[test]
fn what_is_kept_keeps_ids_of_terms_as_text() {
    let term = versioned(&map(&[
        (atom("type"), of_json(&250.into())),
        (atom("guild_id"), unsigned(1_100_000_000_000_000_001)),
        (atom("state"), atom("ok")),
        (atom("none"), atom("nil")),
    ]));
    let Component::Unknown(kept) = gatewire::etf::from_slice(&term).unwrap() else {
        panic!("a known type")
    };
    let expected = value!({
        "type": 250, "guild_id": "1100000000000000001", "state": "ok", "none": null,
    });
    assert_eq!(serde_json::to_value(&kept).unwrap(), expected);
    assert_eq!(kept["guild_id"].as_str(), Some("1100000000000000001"));
}

#[test]
fn what_is_kept_is_written_back_among_its_neighbours() {
    let unknown = [
        value!({"type": 250, "x": [{"type": 1}]}),
        value!({"x": 1}),
        value!({"type": {"type": 2}, "components": 5}),
    ];
    let mut message = full("MESSAGE_CREATE");
    let known = message["components"].as_array().unwrap().clone();
    let mut components = Vec::new();
    for (index, known) in known.into_iter().enumerate() {
        components.push(unknown[index % unknown.len()].clone());
        components.push(known);
    }
    message = with(&message, "/components", components.into());
    assert_eq!(read("MESSAGE_CREATE", &message)["components"], message["components"]);
}

/// What says that it is of a known type has to be of that type, and what is no object is none. Leniently
/// such a component is left out, or has no components.
#[test]
fn a_component_of_a_known_type_that_it_is_not_does_not_fit() {
    let message = full("MESSAGE_CREATE");
    let with_components = |components: Value| with(&message, "/components", components);
    let row = value!([{"type": 1, "components": []}]);
    for (components, lenient, kind, path) in [
        (value!([{"type": 1}]), row.clone(), Kind::MissingField, "d.components[0]"),
        (
            value!([{"type": 14}, {"type": 1}]),
            value!([{"type": 14}, {"type": 1, "components": []}]),
            Kind::MissingField,
            "d.components[1]",
        ),
        (
            value!([{"type": 1, "components": 5}]),
            row,
            Kind::InvalidType,
            "d.components[0].components",
        ),
        (value!([{"type": 2}]), value!([]), Kind::MissingField, "d.components[0]"),
        (value!([5]), value!([]), Kind::InvalidType, "d.components[0]"),
        (value!([null]), value!([]), Kind::InvalidType, "d.components[0]"),
        (value!(["x"]), value!([]), Kind::InvalidType, "d.components[0]"),
        (value!([[]]), value!([]), Kind::InvalidType, "d.components[0]"),
        (value!({}), Value::Null, Kind::InvalidType, "d.components"),
    ] {
        let lenient = match lenient {
            Value::Null => without(&message, "/components"),
            components => with_components(components),
        };
        for error in misfits("MESSAGE_CREATE", &with_components(components.clone()), &lenient) {
            assert_eq!((error.kind(), error.path()), (kind, Some(path)), "{components}");
        }
    }
}

#[test]
fn a_tag_that_stands_twice_is_an_error_where_its_object_is_known() {
    let mut text = br#"{"type":14,"type":14}"#.to_vec();
    let error = error_of(gatewire::json::from_slice::<Component<'_>>(&mut text));
    assert_eq!(error.kind(), Kind::DuplicateField);
    // Of what is kept as it is the last counts, as for every map.
    let mut text = br#"{"type":251,"type":250}"#.to_vec();
    let Component::Unknown(kept) = gatewire::json::from_slice(&mut text).unwrap() else {
        panic!("a known type")
    };
    assert_eq!(kept["type"], Any::Unsigned(250));
}
