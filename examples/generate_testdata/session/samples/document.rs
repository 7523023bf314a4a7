//! Documents as JSON with marks, and the values that they stand for.
//!
//! | mark | where | what it says |
//! |---|---|---|
//! | `?` | behind a key | the field may be absent |
//! | `~` | behind a key | the field may be null |
//! | `>` | behind a key | JSON has the field behind all others |
//! | `"&name"` | a value | the fragment of that name |
//! | `"&": "&name"` | a field | the fields of that fragment, unless they stand here as well |
//! | `"-": [...]` | a field | names of fields that are left out of those of the fragment |
//!
//! What JSON does not show, which text is an id and which an atom, follows from the key.

use std::collections::BTreeMap;

pub(super) use serde_json::Value as Json;

use super::super::value::{Id, Keys, Object, Value};

pub(super) type Fragments = BTreeMap<&'static str, Json>;

/// Which fields a value has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Variant {
    /// All of them, with a value.
    Full,
    /// Those that may not be absent.
    Absent,
    /// All of them, with null where that may be.
    Null,
    /// Those that may not be absent, and objects, which have no other fields either.
    Sparse,
}

/// Keys of ids, besides `id`, `*_id` and `*_ids`.
const IDS: &[&str] = &[
    "actioned_at",
    "applied_tags",
    "authorizing_integration_owners",
    "exempt_channels",
    "exempt_roles",
    "hoisted_role",
    "mention_roles",
    "not_found",
    "participants",
    "roles",
    "users",
    "version",
];

/// Keys of ids and of text, which the length tells apart.
const IDS_AND_TEXT: &[&str] = &["new_value", "old_value", "value"];

/// Keys of text that looks like an id.
const TEXT: &[&str] = &["custom_id", "target_id"];

/// Keys of statuses, which are atoms.
const STATUS: &[&str] = &["status", "desktop", "embedded", "mobile", "vr", "web"];

/// All texts that are atoms.
const ATOMS: &[&str] = &["online", "idle", "dnd", "offline", "invisible"];

/// Keys of objects whose own keys are atoms. `_operation` is `d` of what begins a connection.
const ATOM_KEYS: &[&str] = &["_operation", "emoji", "emojis", "permission_overwrites"];

/// Puts the fragments into their places.
pub(super) fn expand(document: Json, fragments: &Fragments) -> Json {
    match document {
        Json::String(text) if text.starts_with('&') => fragment(&text, fragments).clone(),
        Json::Array(items) => items.into_iter().map(|item| expand(item, fragments)).collect(),
        Json::Object(mut own) => {
            let base = own.remove("&");
            let without = own.remove("-");
            let own: Vec<(String, Json)> =
                own.into_iter().map(|(key, item)| (key, expand(item, fragments))).collect();
            let base = base.map(|name| fragment(name.as_str().expect("a name"), fragments));
            let is_inherited = |key: &str| {
                let is_left_out = without
                    .iter()
                    .flat_map(|names| names.as_array().expect("a list of names"))
                    .any(|name| name == bare(key));
                !is_left_out && own.iter().all(|(other, _)| bare(other) != bare(key))
            };
            let inherited: Vec<(String, Json)> = base
                .iter()
                .flat_map(|base| base.as_object().expect("the fragment is an object"))
                .filter(|(key, _)| is_inherited(key))
                .map(|(key, item)| (key.clone(), item.clone()))
                .collect();
            Json::Object(inherited.into_iter().chain(own).collect())
        }
        other => other,
    }
}

fn fragment<'a>(name: &str, fragments: &'a Fragments) -> &'a Json {
    fragments.get(name).unwrap_or_else(|| panic!("no fragment before this is {name}"))
}

/// A key without its marks.
fn bare(key: &str) -> &str {
    key.trim_end_matches(['?', '~', '>'])
}

/// What a document stands for that is under that key.
pub(super) fn value(document: &Json, key: &str, variant: Variant) -> Value {
    match document {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => match number.as_i64() {
            Some(value) => Value::Integer(value),
            None => Value::Float(number.as_f64().expect("a float")),
        },
        Json::String(text) => word(text, key),
        Json::Array(items) => {
            Value::List(items.iter().map(|item| value(item, key, variant)).collect())
        }
        Json::Object(fields) => {
            let keys = if ATOM_KEYS.contains(&key) { Keys::Atoms } else { Keys::Binaries };
            let mut object = Object::new(keys);
            for (name, item) in fields {
                let marks = &name[bare(name).len()..];
                let name = bare(name);
                let item = match variant {
                    Variant::Absent if marks.contains('?') => continue,
                    Variant::Sparse if marks.contains('?') && !has_objects(item) => continue,
                    Variant::Null if marks.contains('~') => Value::Null,
                    // In a map from ids or numbers the name of the map tells what its values are.
                    _ if is_digits(name) => value(item, key, variant),
                    _ => value(item, name, variant),
                };
                object = match marks.contains('>') {
                    true => object.append(name.to_owned(), item),
                    false => object.with(name.to_owned(), item),
                };
            }
            Value::Object(object)
        }
    }
}

fn has_objects(document: &Json) -> bool {
    match document {
        Json::Array(items) => items.iter().any(has_objects),
        other => other.is_object(),
    }
}

fn word(text: &str, key: &str) -> Value {
    if is_digits(text) && is_id(text, key) {
        return Value::Id(Id(text.parse().expect("an id of 64 bits")));
    }
    match ATOMS.iter().find(|atom| **atom == text) {
        Some(atom) if STATUS.contains(&key) => Value::Atom(atom),
        _ => Value::Text(text.to_owned().into()),
    }
}

fn is_id(text: &str, key: &str) -> bool {
    const SHORTEST: usize = 17;
    let by_name = key == "id" || key.ends_with("_id") || key.ends_with("_ids");
    let by_length = IDS_AND_TEXT.contains(&key) && text.len() >= SHORTEST;
    !TEXT.contains(&key) && (by_name || by_length || IDS.contains(&key))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
