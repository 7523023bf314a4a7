//! Every event of the table with a secret in every text: what is wrong with it says none of them,
//! and tokens and session ids show nowhere at all.

use std::collections::{BTreeMap, BTreeSet};
use std::slice;

use gatewire::DecodeError;
use serde_json::{Value, json as value};

use super::{SECRET, inspect};
use crate::common::documents::{
    CHOICES, Doc, Maker, Order, Style, Variant, json_frame, term_frame,
};
use crate::common::events::{least, read_json, read_term, with};
use crate::common::protocol::{Table, Type};
use crate::common::prune::Pruning;
use crate::common::term::of_json;
use crate::common::{etf, json};

/// What stands where a token or a session id belongs.
const TOKEN: &str = "hunter2-token";

/// The fields that hold a token, a session id, or a way into someone's game.
const TOKENS: [&str; 5] = ["token", "session_id", "join", "spectate", "match"];

/// The same document with a secret for every text that may be any.
fn with_secrets(doc: &Doc) -> Doc {
    match doc {
        // Times, hashes and permissions have to stay what they are, or nothing would be read.
        Doc::Text(text) if text.starts_with("text ") || text.starts_with("any ") => {
            Doc::Text(format!("{SECRET} {text}"))
        }
        Doc::Word(word) => Doc::Word(format!("{SECRET}_{word}")),
        Doc::List(elements) => Doc::List(elements.iter().map(with_secrets).collect()),
        Doc::Object(entries) => {
            let entry = |(key, doc): &(String, Doc)| match doc {
                Doc::Text(_) if TOKENS.contains(&key.as_str()) => {
                    (key.clone(), Doc::Text(TOKEN.to_owned()))
                }
                // A key of a map is text off the wire as well.
                _ if key.starts_with("key_") => (format!("{SECRET}_{key}"), with_secrets(doc)),
                _ => (key.clone(), with_secrets(doc)),
            };
            Doc::Object(entries.iter().map(entry).collect())
        }
        _ => doc.clone(),
    }
}

/// The documents of an event, each once, with every field. What an event is at times alone comes
/// last.
fn documents(table: &Table, kinds: &[Type]) -> Vec<Doc> {
    let mut documents = Vec::new();
    for kind in kinds {
        for choice in 0..CHOICES {
            let doc = with_secrets(&Maker::new(table, Variant::Full, choice).make(kind));
            if !documents.contains(&doc) {
                documents.push(doc);
            }
        }
    }
    documents
}

/// One document for each form that an event has.
fn forms(table: &Table) -> Vec<(&'static str, Doc)> {
    let form = |name, kind| (name, documents(table, slice::from_ref(kind)).swap_remove(0));
    let forms = table.events.iter().flat_map(|event| {
        event.data.iter().map(move |kind| form(event.name, kind)).collect::<Vec<_>>()
    });
    forms.collect()
}

#[test]
fn frames_show_nothing_of_their_data() {
    let table = Table::read();
    let forms = forms(&table);
    assert!(forms.len() > table.events.len(), "some have several");
    for (name, doc) in forms {
        let text = json_frame(name, &doc.to_json(), Order::Descending);
        let term = term_frame(name, &doc.to_term(Style::Binaries));
        for (mut decoder, message) in [(json(), &text), (etf(), &term)] {
            let frame = decoder.decode(message).unwrap().unwrap();
            let owned = frame.to_owned();
            let shown = format!("{frame:?} {frame:#?} {owned:?} {owned:#?}");
            assert!(!shown.contains(SECRET), "{shown}");
        }
    }
}

/// What a field is not: one of these is wrong for every type.
fn wrong_values() -> [Value; 4] {
    [
        value!(SECRET),
        value!([[[SECRET], SECRET]]),
        value!({SECRET: SECRET, "id": SECRET, "type": SECRET}),
        value!(-7_771_777),
    ]
}

/// Reads a document in both encodings; how many errors that were.
fn provoke(name: &str, data: &Value, kinds: &mut BTreeSet<String>) -> usize {
    let results = [read_json(name, data, |_| ()), read_term(name, &of_json(data), |_| ())];
    results.into_iter().filter_map(Result::err).map(|error| inspect(&error, kinds)).count()
}

/// Where a field stands.
struct Place {
    event: &'static str,
    document: Value,
    /// The object that has it.
    pointer: String,
}

/// Every field of every object that an event has, once each; those of a part count as the whole's.
fn fields(table: &Table) -> BTreeMap<(&'static str, String), Place> {
    let mut fields = BTreeMap::new();
    let forms = table.events.iter().flat_map(|event| {
        let of = move |kind| {
            documents(table, slice::from_ref(kind)).into_iter().map(move |doc| (kind, doc))
        };
        event.data.iter().flat_map(of).map(move |(kind, doc)| (event, kind, doc))
    });
    for (event, kind, doc) in forms {
        let data = doc.to_json();
        let pruning = Pruning::of(table, kind, &data);
        for (pointer, object) in &pruning.objects {
            let names = data.pointer(pointer).and_then(Value::as_object).unwrap().keys();
            for name in names {
                let key = (object.trim_start_matches('~'), name.clone());
                fields.entry(key).or_insert_with(|| {
                    let (document, pointer) = pruning.path(&data, &format!("{pointer}/{name}"));
                    let pointer = pointer.rsplit_once('/').unwrap().0.to_owned();
                    Place { event: event.name, document, pointer }
                });
            }
        }
    }
    fields
}

/// Reads an event in both encodings, looks at all that it shows, and returns how many tokens it has.
fn tokens_of(name: &str, data: &Value, term: &[u8]) -> usize {
    let look = |event: gatewire::Event<'_>| {
        let shown = format!("{event:?} {event:#?}");
        assert!(!shown.contains(TOKEN), "{shown}");
        // It was read, and is not shown for that alone.
        serde_json::to_string(&event).unwrap().matches(TOKEN).count()
    };
    let of_json = read_json(name, data, look).unwrap_or_else(|error| panic!("{name}: {error}"));
    let of_term =
        read_term(name, term, look).unwrap_or_else(|error| panic!("{name} as a term: {error}"));
    assert_eq!(of_json, data.to_string().matches(TOKEN).count(), "{name}");
    assert_eq!(of_json, of_term, "{name}");
    of_json
}

/// READY has presences as values of any type, which know a secret by its key alone.
#[test]
fn secrets_of_activities_show_in_no_value() {
    let secrets: BTreeMap<&str, &str> = TOKENS.iter().map(|key| (*key, TOKEN)).collect();
    let activity = value!({
        "name": "a game", "type": 0, "secrets": secrets, "session_id": TOKEN,
        // Whatever a key of theirs has is a secret, text or not.
        "party": {"join": [TOKEN], "match": {"id": TOKEN}},
    });
    let presence = value!({"user": {"id": "7"}, "status": "online", "activities": [activity]});
    let ready = with(&least("READY"), "/presences", value!([presence]));
    let count = tokens_of("READY", &ready, &of_json(&ready));
    assert_eq!(count, TOKENS.len() + 3);
    // What is no secret is shown.
    let shown = read_json("READY", &ready, |event| format!("{event:?}")).unwrap();
    assert!(shown.contains("a game") && shown.contains("online"), "{shown}");
}

#[test]
fn tokens_and_session_ids_show_in_no_event() {
    let table = Table::read();
    let mut tokens = 0;
    for event in &table.events {
        let doc = documents(&table, &event.data).swap_remove(0);
        tokens += tokens_of(event.name, &doc.to_json(), &doc.to_term(Style::Atoms));
    }
    assert!(tokens > 10, "{tokens} tokens");
    let mut places = 0;
    for ((_, field), place) in &fields(&table) {
        if TOKENS.contains(&field.as_str()) {
            assert!(tokens_of(place.event, &place.document, &of_json(&place.document)) > 0);
            places += 1;
        }
    }
    assert!(places >= 8, "{places} fields that hold one");
}

#[test]
fn errors_in_every_field_of_every_event_repeat_nothing() {
    let table = Table::read();
    let (mut kinds, mut errors) = (BTreeSet::new(), 0);
    let fields = fields(&table);
    for ((_, field), place) in &fields {
        for wrong in wrong_values() {
            let mut damaged = place.document.clone();
            damaged.pointer_mut(&place.pointer).unwrap()[field] = wrong;
            errors += provoke(place.event, &damaged, &mut kinds);
        }
        let mut damaged = place.document.clone();
        damaged.pointer_mut(&place.pointer).and_then(Value::as_object_mut).unwrap().remove(field);
        errors += provoke(place.event, &damaged, &mut kinds);
    }
    assert!(fields.len() > 1000 && errors > 3000, "{errors} errors in {} fields", fields.len());
    for kind in ["InvalidType", "InvalidValue", "MissingField"] {
        assert!(kinds.contains(kind), "{kind} is none of {kinds:?}");
    }
}

/// Cuts a frame and damages it, at so many places.
fn damage(frame: &[u8], places: usize, look: &mut dyn FnMut(&[u8])) {
    for place in 0..places.min(frame.len()) {
        let at = frame.len() * place / places.min(frame.len());
        look(&frame[..at]);
        for byte in [0, b'"', 0xff, frame[at] ^ 1] {
            let mut damaged = frame.to_vec();
            damaged[at] = byte;
            look(&damaged);
        }
    }
}

#[test]
fn damaged_events_repeat_nothing() {
    let table = Table::read();
    let (mut kinds, mut errors) = (BTreeSet::new(), 0);
    for (name, doc) in forms(&table) {
        let text = json_frame(name, &doc.to_json(), Order::Ascending);
        let term = term_frame(name, &doc.to_term(Style::Atoms));
        for (mut decoder, frame) in [(json(), &text), (etf(), &term)] {
            damage(frame, 10, &mut |message| {
                let mut check = |result: Result<(), DecodeError>| {
                    let Err(error) = result else { return };
                    inspect(&error, &mut kinds);
                    errors += 1;
                };
                let frame = decoder.decode(message).map(|frame| frame.expect("a frame"));
                check(frame.and_then(|frame| frame.event().map(drop)));
                let frame = decoder.decode(message).map(|frame| frame.expect("a frame"));
                check(frame.and_then(|frame| frame.write_json(&mut Vec::new())));
            });
        }
    }
    assert!(errors > 5000, "{errors} errors");
    for kind in ["UnexpectedEnd", "Syntax", "InvalidUtf8", "UnsupportedTag"] {
        assert!(kinds.contains(kind), "{kind} is none of {kinds:?}");
    }
}
