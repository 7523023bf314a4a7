//! Every event and every object of `testdata/protocol.tsv`, with every field that it can have: what
//! is read is what was written, in both encodings, and no field of a struct is left over.

mod common;
#[path = "coverage/recorder.rs"]
mod recorder;

use std::collections::BTreeSet;

use common::compare::Comparison;
use common::documents::{CHOICES, Doc, Maker, Order, Style, Variant, json_frame, write_json};
use common::events::{read_json, read_json_in, read_term};
use common::json;
use common::protocol::{Era, Table, Type};
use gatewire::{EventKind, model};
use recorder::{Record, record};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Fields of structs that no document sets, each with its reason.
const LEFT_OVER: [(&str, &str); 3] = [
    ("SnapshotMessage.*", "a snapshot has twelve of these fields, a message that is updated all"),
    ("InteractionMessage.channel_type", "of the message in an event, whose fields it shares"),
    ("Guild.geo_restricted", "read to tell an unavailable guild, whose key it is"),
];

/// The documents of an event, each once.
fn documents(table: &Table, kind: &Type, variant: Variant) -> Vec<Doc> {
    let mut documents = Vec::new();
    // All choices are made once; of what is left out it matters little beside which it is.
    let choices = if variant == Variant::Full { CHOICES } else { 6 };
    for choice in 0..choices {
        let document = Maker::new(table, variant, choice).make(kind);
        if !documents.contains(&document) {
            documents.push(document);
        }
    }
    documents
}

fn written(event: &impl Serialize) -> Value {
    serde_json::to_value(event).expect("events can be written")
}

/// Reads a document in both encodings, the first of its kind in every way that they have, and
/// compares each with what it was. Adds what does not hold.
fn check(
    table: &Table,
    name: &str,
    kind: &Type,
    (number, document): (usize, &Doc),
    wrong: &mut Vec<String>,
) {
    let data = document.to_json();
    let mut results = Vec::new();
    let ways = |way: usize| number == 0 || number % 2 == way;
    for (way, order) in [Order::Ascending, Order::Descending].into_iter().enumerate() {
        if ways(way) {
            let value = read_json_in(name, &data, order, |event| written(&event));
            results.push((format!("{order:?}"), value));
        }
    }
    for (way, style) in [Style::Binaries, Style::Atoms].into_iter().enumerate() {
        if ways(way) {
            let value = read_term(name, &document.to_term(style), |event| written(&event));
            results.push((format!("{style:?}"), value));
        }
    }
    for (how, result) in results {
        match result {
            Ok(value) => {
                let mut comparison = Comparison::of_documents(table);
                comparison.compare(kind, &data, &value);
                wrong.extend(
                    comparison
                        .differences
                        .iter()
                        .map(|difference| format!("{name}, {how}: {difference}")),
                );
            }
            Err(error) => wrong.push(format!("{name}, {how}: {error}")),
        }
    }
}

fn check_all(variant: Variant) {
    let table = Table::read();
    let mut wrong = Vec::new();
    for event in &table.events {
        let is_of_other_era = match variant {
            Variant::V8 => matches!(event.era, Era::Current | Era::Neither),
            Variant::Current => matches!(event.era, Era::V8 | Era::Neither),
            _ => false,
        };
        for kind in event.data.iter().filter(|_| !is_of_other_era) {
            for document in documents(&table, kind, variant).iter().enumerate() {
                check(&table, event.name, kind, document, &mut wrong);
            }
        }
    }
    wrong.dedup();
    let count = wrong.len();
    wrong.truncate(100);
    assert!(wrong.is_empty(), "{count} differences\n{}", wrong.join("\n"));
}

#[test]
fn every_field_has_a_counterpart() {
    check_all(Variant::Full);
}

#[test]
fn fields_that_can_be_null_are_null() {
    check_all(Variant::Null);
}

#[test]
fn fields_that_can_be_absent_are_absent() {
    check_all(Variant::Absent);
}

#[test]
fn events_of_v8_are_read() {
    check_all(Variant::V8);
}

#[test]
fn events_as_they_are_documented_today_are_read() {
    check_all(Variant::Current);
}

/// Objects that no event has, by what reads them.
macro_rules! standalone {
    ($($object:literal $type:ty,)*) => {
        const STANDALONE: &[&str] = &[$($object),*];

        fn check_standalone(table: &Table, variant: Variant, seen: &mut Record, wrong: &mut Vec<String>) {
            $(check_alone::<$type>(table, $object, variant, seen, wrong);)*
        }
    };
}

standalone! {
    "MessageStickerV8" model::Sticker<'static>,
    "ActivityButton" model::ActivityButton<'static>,
    "Application" model::Application<'static>,
    "SessionStartLimit" gatewire::connect::SessionStartLimit,
    "GatewayBot" gatewire::connect::GatewayBot<'static>,
    "Invite" model::Invite<'static>,
    "InviteMetadata" model::InviteMetadata,
    "Webhook" model::Webhook<'static>,
}

/// `T` borrows from the JSON, which is therefore leaked.
fn check_alone<T: Deserialize<'static> + Serialize>(
    table: &Table,
    object: &'static str,
    variant: Variant,
    seen: &mut Record,
    wrong: &mut Vec<String>,
) {
    let kind = Type::Object(object);
    let is_all_of = |era| table.fields(object).iter().all(|field| field.era == era);
    if variant == Variant::V8 && is_all_of(Era::Current)
        || variant == Variant::Current && is_all_of(Era::V8)
    {
        return;
    }
    for document in documents(table, &kind, variant) {
        let data = document.to_json();
        let mut text = String::new();
        write_json(&data, Order::Descending, &mut text);
        match gatewire::json::from_slice::<T>(text.into_bytes().leak()) {
            Ok(value) => {
                record(&value, seen);
                let mut comparison = Comparison::of_documents(table);
                comparison.compare(&kind, &data, &written(&value));
                wrong.append(&mut comparison.differences);
            }
            Err(error) => wrong.push(format!("{object}, {variant:?}: {error}")),
        }
        let term = [&[131], &document.to_term(Style::Atoms)[..]].concat();
        match gatewire::etf::from_slice::<T>(term.leak()) {
            Ok(value) => {
                let mut comparison = Comparison::of_documents(table);
                comparison.compare(&kind, &data, &written(&value));
                wrong.append(&mut comparison.differences);
            }
            Err(error) => wrong.push(format!("{object}, {variant:?}, term: {error}")),
        }
    }
}

#[test]
fn objects_that_no_event_has() {
    let table = Table::read();
    let mut wrong = Vec::new();
    for variant in [Variant::Full, Variant::Null, Variant::Absent, Variant::V8, Variant::Current] {
        check_standalone(&table, variant, &mut Record::new(), &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_field_of_a_struct_is_left_over() {
    let table = Table::read();
    let mut seen = Record::new();
    let mut made = BTreeSet::new();
    for event in &table.events {
        for kind in &event.data {
            for choice in 0..CHOICES {
                let mut maker = Maker::new(&table, Variant::Full, choice);
                let data = maker.make(kind).to_json();
                made.append(&mut maker.made);
                // What does not decode is the other tests' affair.
                let _ = read_json(event.name, &data, |event| {
                    record(&event, &mut seen);
                });
            }
        }
    }
    check_standalone(&table, Variant::Full, &mut seen, &mut Vec::new());
    let mut left_over: Vec<String> = seen
        .iter()
        .filter(|(_, was_set)| !**was_set)
        .map(|((owner, field), _)| format!("{owner}.{field}"))
        .collect();
    left_over.retain(|field| {
        LEFT_OVER.iter().all(|(known, _)| match known.strip_suffix('*') {
            Some(owner) => !field.starts_with(owner),
            None => field != known,
        })
    });
    assert!(left_over.is_empty(), "no document sets {left_over:#?}");
    for (known, reason) in LEFT_OVER {
        let owner = known.split('.').next().unwrap();
        let is_left = seen.iter().any(|((name, field), was_set)| {
            *name == owner && !was_set && (known.ends_with('*') || known.ends_with(field))
        });
        assert!(is_left, "{known} is set, so it needs no exception ({reason})");
    }

    // All of the table was used.
    for object in table.objects.keys().filter(|object| !object.starts_with('~')) {
        let is_base =
            || table.bases.iter().any(|(made_of, base)| base == object && made.contains(made_of));
        let is_made = made.contains(object) || made.contains(&format!("~{object}"));
        assert!(is_made || is_base() || STANDALONE.contains(&object.as_str()), "{object}");
    }
}

#[test]
fn every_event_has_a_kind_and_every_kind_an_event() {
    let table = Table::read();
    let dispatched: Vec<&str> = table
        .events
        .iter()
        .map(|event| event.name)
        .filter(|name| name.parse::<u8>().is_err())
        .collect();
    assert_eq!(dispatched.len(), 106);
    let mut kinds = BTreeSet::new();
    for event in &table.events {
        let kind = &event.data[0];
        let data = Maker::new(&table, Variant::Full, 0).make(kind).to_json();
        let frame = json_frame(event.name, &data, Order::Descending);
        let mut decoder = json();
        let frame = decoder.decode(&frame).unwrap().unwrap();
        let kind = frame.kind();
        assert_ne!(kind, EventKind::Unknown, "{}", event.name);
        if event.name.parse::<u8>().is_err() {
            assert_eq!(frame.event_name(), Some(event.name));
        }
        assert!(kinds.insert(format!("{kind:?}")), "{}", event.name);
        if let Ok(event) = frame.event() {
            assert_eq!(event.kind(), kind);
        }
    }
    assert_eq!(kinds.len(), 111);
}
