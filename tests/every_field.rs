//! The captures of every event, field by field as the table has them: each field is there with a
//! value, and without one in every way in which it may be.

#[path = "../src/cli/capture.rs"]
#[allow(dead_code)]
mod capture;
mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;

use capture::{Reader, Record};
use common::protocol::{Field, Table, Type};
use gatewire::{Compression, Encoding};
use serde_json::Value;

/// How a field was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Seen {
    Value,
    Absent,
    Null,
}

/// The fields of objects, and how each was seen.
type Fields = BTreeMap<(&'static str, &'static str), BTreeSet<Seen>>;

/// What the table has and no frame shows.
fn is_exempt(object: &str, field: &str, seen: Seen) -> bool {
    match (object, field) {
        // A thread has it in `THREAD_CREATE` alone, which has it as a field of its own.
        ("Channel", "newly_created") => seen == Seen::Value,
        // The old documentation has these among the fields of a guild, with the note that they come
        // in `GUILD_CREATE` alone, which has them as its own.
        (
            "Guild",
            "joined_at" | "large" | "unavailable" | "member_count" | "voice_states" | "members"
            | "channels" | "presences",
        ) => seen == Seen::Value,
        _ => false,
    }
}

/// The object that has a field of its own, and not by way of its base: `Guild` of most fields of
/// `GUILD_CREATE`.
fn owner(table: &Table, object: &'static str, field: &Field) -> &'static str {
    let Some(base) = table.bases.get(object) else { return object };
    let is_same = |of_base: &Field| {
        let (ours, theirs) = (&field.kind, &of_base.kind);
        (ours, field.era, field.nullable) == (theirs, of_base.era, of_base.nullable)
    };
    match table.field(base, field.name) {
        Some(of_base) if is_same(of_base) => owner(table, base, of_base),
        _ => object,
    }
}

/// Adds how a field can be, or was.
fn add(fields: &mut Fields, object: &'static str, field: &'static str, seen: Seen) -> bool {
    fields.entry((object, field)).or_default().insert(seen)
}

/// All that the table says of what a type holds.
fn add_expected(table: &Table, kind: &Type, done: &mut BTreeSet<&str>, expected: &mut Fields) {
    match kind {
        Type::List(kind, _) | Type::Map(_, kind) => add_expected(table, kind, done, expected),
        Type::Either(kinds) => {
            kinds.iter().for_each(|kind| add_expected(table, kind, done, expected));
        }
        Type::Object(name) => {
            let name = *name;
            for object in table.union(name).unwrap_or(&[name]) {
                if !done.insert(object) {
                    continue;
                }
                for field in table.fields(object) {
                    add_expected_field(table, object, field, expected);
                    add_expected(table, &field.kind, done, expected);
                }
            }
        }
        _ => {}
    }
}

fn add_expected_field(table: &Table, object: &'static str, field: &Field, expected: &mut Fields) {
    let owner = owner(table, object, field);
    let whole = owner.trim_start_matches('~');
    let of_whole = table.field(whole, field.name).expect("a field of its owner");
    for (object, seen, may_be) in [
        (whole, Seen::Value, field.kind != Type::Null),
        (whole, Seen::Absent, of_whole.optional),
        (whole, Seen::Null, field.nullable),
        // What a partial object alone can do without.
        (owner, Seen::Absent, field.optional && !of_whole.optional),
    ] {
        if may_be {
            add(expected, object, field.name, seen);
        }
    }
}

/// What a value shows of the fields of the objects in it.
fn add_seen(table: &Table, kind: &Type, value: &Value, seen: &mut Fields) {
    match (kind, value) {
        (Type::List(kind, _), Value::Array(elements)) => {
            elements.iter().for_each(|element| add_seen(table, kind, element, seen));
        }
        (Type::Map(_, kind), Value::Object(entries)) => {
            entries.values().for_each(|value| add_seen(table, kind, value, seen));
        }
        (Type::Object(name), Value::Object(entries)) => {
            let Some(object) = table.member(name, value) else { return };
            // The sticker of old has no type.
            let is_old = object == "Sticker" && !entries.contains_key("type");
            let object = if is_old { "MessageStickerV8" } else { object };
            for field in table.fields(object) {
                let how = match entries.get(field.name) {
                    None => Seen::Absent,
                    Some(Value::Null) => Seen::Null,
                    Some(_) => Seen::Value,
                };
                let owner = owner(table, object, field);
                add(seen, owner, field.name, how);
                add(seen, owner.trim_start_matches('~'), field.name, how);
                if let Some(value) = entries.get(field.name) {
                    add_seen(table, &field.kind, value, seen);
                }
            }
        }
        _ => {}
    }
}

/// What a capture shows.
fn seen(table: &Table, name: &str, encoding: Encoding) -> Fields {
    let file = format!("testdata/events.{name}.zlib-stream.gwcap");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let mut reader = Reader::new(File::open(path).unwrap()).unwrap();
    let mut decoder = common::decoder(encoding, Compression::ZlibStream);
    let (mut seen, mut message) = (Fields::new(), Vec::new());
    while let Some(record) = reader.next_record(&mut message).unwrap() {
        if record == Record::NewConnection {
            decoder.reset();
            continue;
        }
        // Of a message that was split, the first piece is no frame yet.
        let Some(frame) = decoder.decode(&message).unwrap() else { continue };
        let payload: Value = frame.payload().unwrap();
        let op = payload["op"].to_string();
        let name = payload["t"].as_str().unwrap_or(&op);
        let event = table.event(name).unwrap_or_else(|| panic!("the table has no {name}"));
        let is_unavailable = event.data.len() > 1 && payload["d"]["unavailable"] == true;
        add_seen(table, &event.data[usize::from(is_unavailable)], &payload["d"], &mut seen);
    }
    seen
}

#[test]
fn every_field_is_there_in_every_way() {
    let table = Table::read();
    let (mut expected, mut done) = (Fields::new(), BTreeSet::new());
    for event in &table.events {
        event.data.iter().for_each(|kind| add_expected(&table, kind, &mut done, &mut expected));
    }
    // Of some 1250 fields.
    let count: usize = expected.values().map(BTreeSet::len).sum();
    assert!(count > 2000, "{count}");
    for (name, encoding) in [("json", Encoding::Json), ("etf", Encoding::Etf)] {
        let seen = seen(&table, name, encoding);
        let mut missing = Vec::new();
        for ((object, field), ways) in &expected {
            let is = seen.get(&(*object, *field));
            for way in ways {
                let is_seen = is.is_some_and(|is| is.contains(way));
                // What need not be an exemption any more is none.
                if is_seen == is_exempt(object, field, *way) {
                    missing.push(format!("{object}.{field}: {way:?}, seen: {is_seen}"));
                }
            }
        }
        assert!(missing.is_empty(), "{} in {name}\n{}", missing.len(), missing.join("\n"));
    }
}
