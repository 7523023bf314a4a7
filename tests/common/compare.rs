//! What an event became, compared with what it was, field by field as the table has them.

use std::collections::BTreeSet;

use serde_json::Value;

use super::protocol::{Table, Type};

/// Compares what came with what was written of it.
pub(crate) struct Comparison<'t> {
    table: &'t Table,
    /// Takes what Discord sends: keys that no table lists, other spellings of times and ids, null
    /// for absent.
    is_capture: bool,
    /// Keys that no table lists.
    pub(crate) ignored: BTreeSet<String>,
    /// Fields that came as null and are written as absent, or the other way round.
    pub(crate) exchanged: BTreeSet<String>,
    pub(crate) differences: Vec<String>,
}

/// Objects of a presence, which promises nothing of its fields: null there is absent.
fn is_of_presence(object: &str, parent: &str) -> bool {
    match object {
        "User" => parent == "Presence",
        "Presence" | "ClientStatus" => true,
        _ => object.starts_with("Activity") && object != "ActivityButton",
    }
}

impl<'t> Comparison<'t> {
    /// Of documents made of the table: all has to be equal.
    pub(crate) fn of_documents(table: &'t Table) -> Self {
        Self {
            table,
            is_capture: false,
            ignored: BTreeSet::new(),
            exchanged: BTreeSet::new(),
            differences: Vec::new(),
        }
    }

    /// Of frames off the wire.
    pub(crate) fn of_captures(table: &'t Table) -> Self {
        Self { is_capture: true, ..Self::of_documents(table) }
    }

    #[track_caller]
    pub(crate) fn assert_equal(&self, what: &str) {
        let differences = self.differences.join("\n");
        assert!(differences.is_empty(), "{what}:\n{differences}");
    }

    pub(crate) fn compare(&mut self, kind: &Type, came: &Value, is: &Value) {
        self.value(kind, came, is, "d", "");
    }

    fn differ(&mut self, path: &str, owner: &str, why: &str) {
        self.differences.push(format!("{path} (of {owner}): {why}"));
    }

    fn value(&mut self, kind: &Type, came: &Value, is: &Value, path: &str, owner: &str) {
        match (kind, came, is) {
            (Type::Object(name), Value::Object(_), Value::Object(_)) => {
                self.object(name, came, is, path, owner);
            }
            (Type::List(kind, _), Value::Array(came), Value::Array(is)) => {
                if came.len() != is.len() {
                    self.differ(path, owner, &format!("{} elements for {}", is.len(), came.len()));
                }
                for (index, (came, is)) in came.iter().zip(is).enumerate() {
                    self.value(kind, came, is, &format!("{path}[{index}]"), owner);
                }
            }
            (Type::Map(_, kind), Value::Object(came), Value::Object(is)) => {
                let keys: BTreeSet<&String> = came.keys().chain(is.keys()).collect();
                for key in keys {
                    let path = format!("{path}.{key}");
                    match (came.get(key), is.get(key)) {
                        (Some(came), Some(is)) => self.value(kind, came, is, &path, owner),
                        _ => self.differ(&path, owner, "an entry on one side only"),
                    }
                }
            }
            _ if came == is => {}
            _ if (self.is_capture || is_id_or_integer(kind)) && is_same(kind, came, is) => {}
            _ => self.differ(path, owner, &format!("{is} for {came}")),
        }
    }

    fn object(&mut self, name: &'static str, came: &Value, is: &Value, path: &str, parent: &str) {
        let table = self.table;
        let Some(name) = table.member(name, came) else {
            if came != is {
                self.differ(path, name, &format!("{is} for {came}"));
            }
            return;
        };
        // The sticker of old has no type.
        let name = match name {
            "Sticker" if came.get("type").is_none() => "MessageStickerV8",
            _ => name,
        };
        let whole = name.trim_start_matches('~');
        let (came, is) = (came.as_object().unwrap(), is.as_object().unwrap());
        for (key, came) in came {
            let path = format!("{path}.{key}");
            let Some(field) = table.field(name, key) else {
                let has_counterpart = is.contains_key(key);
                match self.is_capture && !has_counterpart {
                    true => drop(self.ignored.insert(format!("{whole}.{key}"))),
                    false => self.differ(&path, whole, "not in the table"),
                }
                continue;
            };
            let null_is_absent = is_of_presence(whole, parent)
                || self.is_capture && !(field.optional && field.nullable);
            match is.get(key) {
                Some(is) => self.value(&field.kind, came, is, &path, whole),
                None if came.is_null() && null_is_absent => {
                    self.exchanged.insert(format!("{whole}.{key} null to absent"));
                }
                None => self.differ(&path, whole, "has no counterpart in the struct"),
            }
        }
        for (key, is) in is.iter().filter(|(key, _)| !came.contains_key(*key)) {
            let null_for_absent = self.is_capture
                && is.is_null()
                && table.field(name, key).is_some_and(|field| field.nullable && !field.optional);
            if null_for_absent {
                self.exchanged.insert(format!("{whole}.{key} absent to null"));
            } else {
                self.differ(&format!("{path}.{key}"), whole, "was not there");
            }
        }
    }
}

/// What is written as an id, whichever it was.
fn is_id_or_integer(kind: &Type) -> bool {
    matches!(kind, Type::Either(kinds) if kinds.contains(&Type::Id))
}

/// Whether two spellings are of the same value.
fn is_same(kind: &Type, came: &Value, is: &Value) -> bool {
    match kind {
        Type::Id => came.to_string().trim_matches('"') == is.to_string().trim_matches('"'),
        Type::Time => match (came.as_str(), is.as_str()) {
            (Some(came), Some(is)) => instant(came) == instant(is),
            _ => false,
        },
        Type::Float => came.as_f64() == is.as_f64(),
        Type::Either(kinds) => kinds.iter().any(|kind| is_same(kind, came, is)),
        _ => false,
    }
}

/// A time of UTC without what says nothing. A tool has put spaces into the times of two captures.
fn instant(text: &str) -> String {
    let text = &text.replace(": ", ":");
    let text = text.strip_suffix('Z').or(text.strip_suffix("+00:00"));
    let text = text.expect("a time of UTC");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text.to_owned(),
    }
}
