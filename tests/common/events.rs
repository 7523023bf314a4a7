//! Events read from documents, and documents changed in one place.

use gatewire::{DecodeError, Encoding, Event};
use serde_json::Value;

use super::documents::{Maker, Order, Variant, json_frame, term_frame};
use super::protocol::{Table, Type};
use super::{etf, json, strict, term};

/// Reads an event and looks at it.
pub(crate) fn read_json<T>(
    name: &str,
    data: &Value,
    look: impl FnOnce(Event<'_>) -> T,
) -> Result<T, DecodeError> {
    read_json_in(name, data, Order::Descending, look)
}

/// As [`read_json`], with the keys in an order.
pub(crate) fn read_json_in<T>(
    name: &str,
    data: &Value,
    order: Order,
    look: impl FnOnce(Event<'_>) -> T,
) -> Result<T, DecodeError> {
    let frame = json_frame(name, data, order);
    let mut decoder = json();
    decoder.decode(&frame)?.expect("a whole frame").event().map(look)
}

/// As [`read_json`], with a term for `d`.
pub(crate) fn read_term<T>(
    name: &str,
    data: &[u8],
    look: impl FnOnce(Event<'_>) -> T,
) -> Result<T, DecodeError> {
    let frame = term_frame(name, data);
    let mut decoder = etf();
    decoder.decode(&frame)?.expect("a whole frame").event().map(look)
}

/// What an event is when written.
pub(crate) fn written(event: Event<'_>) -> Value {
    assert!(!matches!(event, Event::Unknown(_)), "a known event");
    // By way of text, which holds integers of all sizes; a value does not.
    let text = serde_json::to_string(&event).expect("events can be written");
    serde_json::from_str(&text).expect("events are JSON")
}

/// Reads an event in both encodings, which have to agree, and gives it as it is written.
#[track_caller]
pub(crate) fn read(name: &str, data: &Value) -> Value {
    let of_json = read_json(name, data, written).unwrap_or_else(|error| panic!("{name}: {error}"));
    let of_term = read_term(name, &term::of_json(data), written)
        .unwrap_or_else(|error| panic!("{name} as a term: {error}"));
    assert_eq!(of_json, of_term, "{name} in the two encodings");
    of_json
}

/// The errors of an event that must not be read, in JSON and as a term, strictly or not.
#[track_caller]
pub(crate) fn errors(name: &str, data: &Value) -> [DecodeError; 2] {
    let of_json = read_json(name, data, written).expect_err("no error in JSON");
    let of_term = read_term(name, &term::of_json(data), written).expect_err("no error of a term");
    let strict = strict_errors(name, data);
    for (error, strict) in [&of_json, &of_term].into_iter().zip(&strict) {
        assert_eq!(error.to_string(), strict.to_string(), "{name}: {data}");
    }
    strict
}

/// The errors of a strict read of an event, in JSON and as a term.
#[track_caller]
pub(crate) fn strict_errors(name: &str, data: &Value) -> [DecodeError; 2] {
    let of_json = read_strictly(Encoding::Json, &json_frame(name, data, Order::Descending));
    let of_term = read_strictly(Encoding::Etf, &term_frame(name, &term::of_json(data)));
    [of_json.expect_err("no error in JSON"), of_term.expect_err("no error of a term")]
}

/// Reads the event of a message, whose values have to fit.
pub(crate) fn read_strictly(encoding: Encoding, message: &[u8]) -> Result<Value, DecodeError> {
    strict(encoding).decode(message)?.expect("a whole frame").event().map(written)
}

/// Checks that an event is read as if it were another, and gives the errors of a strict read.
#[track_caller]
pub(crate) fn misfits(name: &str, data: &Value, other: &Value) -> [DecodeError; 2] {
    assert_reads_as(name, data, other);
    strict_errors(name, data)
}

/// Checks that an event is read and nothing of it is lost.
#[track_caller]
pub(crate) fn assert_kept(name: &str, data: &Value) {
    assert_eq!(read(name, data), *data, "{name}");
}

/// Checks that an event is read as if it were another.
#[track_caller]
pub(crate) fn assert_reads_as(name: &str, data: &Value, other: &Value) {
    assert_eq!(read(name, data), *other, "{name}");
}

/// A document of an event: with every field, or with those that are always there.
pub(crate) fn document(name: &str, variant: Variant) -> Value {
    let table = Table::read();
    let kind = table.event(name).unwrap_or_else(|| panic!("no event {name}")).data[0].clone();
    Maker::new(&table, variant, 0).make(&kind).to_json()
}

pub(crate) fn full(name: &str) -> Value {
    document(name, Variant::Full)
}

pub(crate) fn least(name: &str) -> Value {
    document(name, Variant::Absent)
}

/// The document with another value at a JSON pointer, which is made where it is not there.
pub(crate) fn with(document: &Value, pointer: &str, value: Value) -> Value {
    let mut document = document.clone();
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    let parent = document.pointer_mut(parent).unwrap_or_else(|| panic!("nothing at {parent}"));
    match parent {
        Value::Array(elements) => elements[key.parse::<usize>().unwrap()] = value,
        Value::Object(entries) => drop(entries.insert(key.to_owned(), value)),
        _ => panic!("nothing in {parent}"),
    }
    document
}

/// The document without what is at a JSON pointer.
pub(crate) fn without(document: &Value, pointer: &str) -> Value {
    let mut document = document.clone();
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    let parent = document.pointer_mut(parent).and_then(Value::as_object_mut);
    let removed = parent.and_then(|parent| parent.remove(key));
    assert!(removed.is_some(), "nothing at {pointer}");
    document
}

/// The JSON pointers of the objects of a document, and what each is. Of what can be of any type
/// nothing is looked at.
pub(crate) fn objects(table: &Table, event: &str, document: &Value) -> Vec<(String, &'static str)> {
    objects_of(table, &table.event(event).expect("an event of the table").data[0], document)
}

/// As [`objects`], of a document of another form than the first that the event has.
pub(crate) fn objects_of(
    table: &Table,
    kind: &Type,
    document: &Value,
) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    find_objects(table, kind, document, "", &mut found);
    found
}

fn find_objects(
    table: &Table,
    kind: &Type,
    value: &Value,
    pointer: &str,
    found: &mut Vec<(String, &'static str)>,
) {
    match (kind, value) {
        (Type::List(kind, _), Value::Array(elements)) => {
            for (index, element) in elements.iter().enumerate() {
                find_objects(table, kind, element, &format!("{pointer}/{index}"), found);
            }
        }
        (Type::Map(_, kind), Value::Object(entries)) => {
            for (key, value) in entries {
                find_objects(table, kind, value, &format!("{pointer}/{key}"), found);
            }
        }
        (Type::Object(name), Value::Object(entries)) => {
            let Some(name) = table.member(name, value) else { return };
            found.push((pointer.to_owned(), name));
            for (key, value) in entries {
                let field = table.field(name, key).expect("made of the table");
                find_objects(table, &field.kind, value, &format!("{pointer}/{key}"), found);
            }
        }
        _ => {}
    }
}
