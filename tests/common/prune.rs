//! Documents cut down to a path.

use std::collections::BTreeMap;

use serde_json::{Value, json as value};

use super::events::objects_of;
use super::protocol::{Table, Type};

/// What is left of a document when a path is all that matters: what an object can do without is left
/// out, and lists and maps are empty. It is read much sooner.
pub(crate) struct Pruning<'a> {
    table: &'a Table,
    /// The objects of the document, by their JSON pointers.
    pub(crate) objects: BTreeMap<String, &'static str>,
}

impl<'a> Pruning<'a> {
    pub(crate) fn new(table: &'a Table, event: &str, document: &Value) -> Self {
        let event = table.event(event).expect("an event of the table");
        Self::of(table, &event.data[0], document)
    }

    /// Of a document of any form that an event has.
    pub(crate) fn of(table: &'a Table, kind: &Type, document: &Value) -> Self {
        Self { table, objects: objects_of(table, kind, document).into_iter().collect() }
    }

    /// What is left of the document for a JSON pointer, and the pointer in it.
    pub(crate) fn path(&self, document: &Value, pointer: &str) -> (Value, String) {
        let path: Vec<&str> = pointer.split('/').skip(1).collect();
        self.prune(document, "", &path)
    }

    /// The rest of a value that stands at a pointer, and where the path leads in it.
    fn prune(&self, value: &Value, at: &str, path: &[&str]) -> (Value, String) {
        let step = path.first().copied();
        let rest = path.get(1..).unwrap_or_default();
        let mut pointer = String::new();
        let value = match (value, step) {
            (Value::Array(elements), Some(step)) => {
                let element = &elements[step.parse::<usize>().unwrap()];
                let (element, end) = self.prune(element, &format!("{at}/{step}"), rest);
                pointer = format!("/0{end}");
                value!([element])
            }
            (Value::Array(elements), None) if elements.iter().any(Value::is_object) => value!([]),
            (Value::Object(entries), None) if is_map(entries) => value!({}),
            (Value::Object(entries), _) => {
                let object = self.objects.get(at).copied();
                let is_needed = |key: &str| {
                    let field = object.and_then(|object| self.table.field(object, key));
                    // Which object of several it is, nothing can do without.
                    step == Some(key) || key == "type" || field.is_none_or(|field| !field.optional)
                };
                let mut left = serde_json::Map::new();
                for (key, value) in entries.iter().filter(|(key, _)| is_needed(key)) {
                    let path = if step == Some(key) { rest } else { &[] };
                    let (value, end) = self.prune(value, &format!("{at}/{key}"), path);
                    if step == Some(key) {
                        pointer = format!("/{key}{end}");
                    }
                    left.insert(key.clone(), value);
                }
                Value::Object(left)
            }
            _ => value.clone(),
        };
        (value, pointer)
    }
}

/// Whether the keys are ids, which no field is named by.
fn is_map(entries: &serde_json::Map<String, Value>) -> bool {
    entries.keys().any(|key| key.starts_with(|first: char| first.is_ascii_digit()))
}
