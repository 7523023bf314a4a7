//! What is wrong with an event is named, by path and by byte; nothing panics; secrets do not show.

mod common;

use std::collections::BTreeSet;

use common::documents::{Maker, Order, Style, Variant, json_frame, term_frame};
use common::events::{
    full, least, misfits, objects, read_json, read_strictly, read_term, with, without, written,
};
use common::protocol::{Table, Type};
use common::prune::Pruning;
use common::{Random, etf, json, term};
use gatewire::{DecodeError, DecodeErrorKind as Kind, Encoding, Event, OwnedFrame, Scratch, Stage};
use proptest::collection::vec;
use proptest::prelude::{any, prop_oneof};
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json as value};

/// What stands where it must not, and can be found again in a frame.
const MARK: &str = "mark_7777";

/// Where a frame has the mark: the byte at which the value begins that is it, or holds it.
fn place(frame: &[u8], before: usize) -> usize {
    let mark = frame.windows(MARK.len()).position(|bytes| bytes == MARK.as_bytes());
    mark.expect("the mark is there") - before
}

/// The path that an error has for a JSON pointer into a document.
fn path(document: &Value, pointer: &str) -> String {
    let (mut value, mut path) = (document, "d".to_owned());
    for step in pointer.split('/').skip(1) {
        path += &match value {
            Value::Array(_) => format!("[{step}]"),
            // Keys that are no names of fields are off the wire. The documents have these.
            _ if step.starts_with("key_") || step.parse::<u64>().is_ok() => ".*".to_owned(),
            _ => format!(".{step}"),
        };
        value = value.pointer(&format!("/{step}")).expect("it is there");
    }
    path
}

/// Whether any value will do, so that none of them is wrong.
fn takes_all(kind: &Type) -> bool {
    match kind {
        // An object of a union that says of itself that it is another is none of those known.
        Type::Any | Type::Number(Some(_)) => true,
        Type::Either(kinds) => !kinds.contains(&Type::Id),
        _ => false,
    }
}

/// Where each field of a document stands that has to be of its type.
fn strict_fields(table: &Table, event: &str, document: &Value) -> Vec<(String, Type)> {
    let mut fields = Vec::new();
    for (pointer, object) in objects(table, event, document) {
        for field in table.fields(object.trim_start_matches('~')) {
            let pointer = format!("{pointer}/{}", field.name);
            if document.pointer(&pointer).is_some() && !takes_all(&field.kind) {
                fields.push((pointer, field.kind.clone()));
            }
        }
    }
    fields
}

/// A value of no type that a field can have, with how far the mark is behind its begin: in JSON,
/// and in a term.
fn wrong_value(kind: &Type) -> (Value, usize, usize) {
    match kind {
        Type::List(..) | Type::Map(..) | Type::Object(_) => (value!(MARK), 1, 5),
        // A map of one entry, whose key is the mark.
        _ => (value!({MARK: 0}), 2, 10),
    }
}

fn check_error(
    error: &DecodeError,
    path: &str,
    offset: usize,
    what: &str,
    wrong: &mut BTreeSet<String>,
) {
    let is_right = matches!(error.kind(), Kind::InvalidType | Kind::InvalidValue)
        && error.stage() == Stage::Data
        && !error.is_fatal()
        && error.path() == Some(path)
        && error.offset() == Some(offset);
    if !is_right {
        wrong.insert(format!("{what}: {error}; not {path} at {offset}"));
    }
}

/// Puts a value of a wrong type at a pointer, and reads the document in both encodings.
fn check_place(
    name: &str,
    document: &Value,
    (pointer, kind): (&str, &Type),
    order: Order,
    wrong: &mut BTreeSet<String>,
) {
    let path = path(document, pointer);
    let (value, in_json, in_term) = wrong_value(kind);
    let data = with(document, pointer, value);
    let frame = json_frame(name, &data, order);
    match read_strictly(Encoding::Json, &frame) {
        Ok(_) => drop(wrong.insert(format!("{name}: {pointer} is read"))),
        Err(error) => check_error(&error, &path, place(&frame, in_json), name, wrong),
    }
    let frame = term_frame(name, &term::of_json(&data));
    match read_strictly(Encoding::Etf, &frame) {
        Ok(_) => drop(wrong.insert(format!("{name} as a term: {pointer} is read"))),
        Err(error) => {
            let what = format!("{name} as a term");
            check_error(&error, &path, place(&frame, in_term), &what, wrong);
        }
    }
}

/// Every field of every object that an event has, where its document has it first. Documents that
/// are large are cut down to the path, but for a few fields, which stay among the others.
#[test]
fn one_wrong_type_is_named_with_path_and_offset() {
    const LARGE: usize = 4000;
    let table = Table::read();
    let mut random = Random(1);
    let (mut wrong, mut count) = (BTreeSet::new(), 0);
    for event in table.events.iter().filter(|event| matches!(event.data[0], Type::Object(_))) {
        let name = event.name;
        for (choice, order) in [Order::Ascending, Order::Descending].into_iter().enumerate() {
            let document = Maker::new(&table, Variant::Full, choice).make(&event.data[0]).to_json();
            let pruning = Pruning::new(&table, name, &document);
            let mut fields = strict_fields(&table, name, &document);
            fields.retain(|(pointer, _)| {
                // What an interaction or a rate limit holds depends on these.
                let is_tag = name == "INTERACTION_CREATE" && pointer == "/type";
                let is_any = pointer == "/meta" && document["opcode"] != 8;
                !(is_tag || is_any || pointer == "/opcode")
            });
            let is_large = document.to_string().len() > LARGE;
            let mut seen = BTreeSet::new();
            for (pointer, kind) in &fields {
                let (parent, field) = pointer.rsplit_once('/').unwrap();
                if !seen.insert((pruning.objects[parent], field)) {
                    continue;
                }
                let pruned = is_large.then(|| pruning.path(&document, pointer));
                let (document, pointer) = match &pruned {
                    Some((document, pointer)) => (document, pointer),
                    None => (&document, pointer),
                };
                check_place(name, document, (pointer, kind), order, &mut wrong);
                count += 1;
            }
            for _ in 0..if is_large { 4 } else { 0 } {
                let (pointer, kind) = &fields[random.below(fields.len())];
                check_place(name, &document, (pointer, kind), order, &mut wrong);
            }
        }
    }
    assert!(count > 9_000, "{count}");
    let shown: Vec<_> = wrong.iter().take(60).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), shown.join("\n"));
}

#[test]
fn the_path_of_the_design() {
    let typing = full("TYPING_START");
    let data = with(&typing, "/member/joined_at", value!(5));
    let lenient = without(&typing, "/member/joined_at");
    for error in misfits("TYPING_START", &data, &lenient) {
        assert_eq!(error.path(), Some("d.member.joined_at"));
        assert_eq!(error.kind(), Kind::InvalidType);
        let shown = error.to_string();
        assert!(shown.contains("in `d.member.joined_at` at byte"), "{shown}");
    }
    let guild = full("GUILD_CREATE");
    let roles = with(&guild, "/roles", value!([{"id": "7"}]));
    for error in misfits("GUILD_CREATE", &roles, &with(&guild, "/roles", value!([]))) {
        assert_eq!((error.kind(), error.path()), (Kind::MissingField, Some("d.roles[0]")));
    }
}

#[test]
fn what_is_missing_is_named() {
    let table = Table::read();
    let mut required = 0;
    for event in table.events.iter().filter(|event| matches!(event.data[0], Type::Object(_))) {
        let Type::Object(name) = event.data[0] else { unreachable!() };
        let document = least(event.name);
        for field in table.fields(name).iter().filter(|field| !field.optional) {
            let mut data = document.clone();
            data.as_object_mut().unwrap().remove(field.name).expect("required");
            for result in [
                read_strictly(Encoding::Json, &json_frame(event.name, &data, Order::Descending)),
                read_strictly(Encoding::Etf, &term_frame(event.name, &term::of_json(&data))),
            ] {
                // What older sessions lack is optional; what is not has its name in the error.
                let Err(error) = result else { continue };
                required += 1;
                assert_eq!((error.kind(), error.path()), (Kind::MissingField, Some("d")));
                assert!(error.to_string().contains(&format!("`{}`", field.name)), "{error}");
            }
        }
    }
    assert!(required > 300, "{required}");
}

#[test]
fn what_stands_twice_is_named() {
    for (name, field) in [
        ("TYPING_START", "guild_id"),
        ("USER_UPDATE", "id"),
        ("PRESENCE_UPDATE", "user"),
        ("PRESENCE_UPDATE", "status"),
        ("CHANNEL_CREATE", "guild_hashes"),
        ("READY", "v"),
        ("GUILD_CREATE", "name"),
        ("GUILD_MEMBER_ADD", "nick"),
    ] {
        let data = full(name);
        let text = String::from_utf8(json_frame(name, &data, Order::Ascending)).unwrap();
        let twice = format!("\"d\":{{\"{field}\":{},", data[field]);
        let text = text.replacen("\"d\":{", &twice, 1);
        let mut decoder = json();
        let error = decoder.decode(text.as_bytes()).unwrap().unwrap().event().unwrap_err();
        assert_eq!((error.kind(), error.path()), (Kind::DuplicateField, Some("d")), "{name}");
        assert!(error.to_string().contains(&format!("`{field}`")), "{error}");

        let entries = data.as_object().unwrap().iter();
        let entries = entries.map(|(key, value)| (term::binary(key), term::of_json(value)));
        let again = (term::atom(field), term::of_json(&data[field]));
        let entries: Vec<_> = entries.chain([again]).collect();
        let error = read_term(name, &term::map(&entries), written).unwrap_err();
        assert_eq!((error.kind(), error.path()), (Kind::DuplicateField, Some("d")), "{name}");
    }
}

/// The events with documents that are not too large to be read some thousand times.
fn frames(table: &Table) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut frames = Vec::new();
    for event in &table.events {
        for kind in &event.data {
            let is_large = event.name.starts_with("MESSAGE_") || event.name.starts_with("INTER");
            let variant = if is_large { Variant::Absent } else { Variant::Full };
            let mut document = Maker::new(table, variant, frames.len()).make(kind);
            if event.name == "MESSAGE_CREATE" {
                // With components, which are read twice.
                let kind = Type::List(Box::new(Type::Object("Component")), None);
                let components = Maker::new(table, Variant::Absent, 0).make(&kind);
                let common::documents::Doc::Object(entries) = &mut document else { unreachable!() };
                entries.push(("components".to_owned(), components));
            }
            let style = if frames.len() % 2 == 0 { Style::Atoms } else { Style::Binaries };
            frames.push((
                json_frame(event.name, &document.to_json(), Order::Descending),
                term_frame(event.name, &document.to_term(style)),
            ));
        }
    }
    frames
}

/// Reads a damaged message in both ways that there are. Whatever comes, it is no panic, and the
/// two agree.
fn read_damaged(is_term: bool, message: &[u8]) {
    let mut decoder = if is_term { etf() } else { json() };
    let Ok(Some(frame)) = decoder.decode(message) else { return };
    let owned: OwnedFrame = frame.to_owned();
    let look = |event: Result<Event<'_>, DecodeError>| match event {
        Ok(event) => {
            let written = serde_json::to_string(&event);
            let shown = format!("{event:?} {:?}", event.kind());
            Ok((written.ok(), shown))
        }
        Err(error) => {
            assert!(!error.is_fatal());
            assert!(error.offset().is_none_or(|offset| offset <= message.len()), "{error}");
            Err(error.to_string())
        }
    };
    let first = look(frame.event());
    let mut scratch = Scratch::new();
    assert_eq!(first, look(owned.event(&mut scratch)));
}

#[derive(Clone, Debug)]
enum Damage {
    Flip(usize, u8),
    Cut(usize),
    Remove(usize, usize),
    Insert(usize, Vec<u8>),
    /// One piece in the place of another, as when keys are swapped.
    Copy(usize, usize, usize),
}

fn damages() -> impl Strategy<Value = Vec<Damage>> {
    let one = prop_oneof![
        4 => (any::<usize>(), any::<u8>()).prop_map(|(at, mask)| Damage::Flip(at, mask)),
        1 => any::<usize>().prop_map(Damage::Cut),
        2 => (any::<usize>(), 1..40_usize).prop_map(|(at, length)| Damage::Remove(at, length)),
        2 => (any::<usize>(), vec(any::<u8>(), 1..6)).prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        2 => (any::<usize>(), any::<usize>(), 1..30_usize)
            .prop_map(|(from, to, length)| Damage::Copy(from, to, length)),
    ];
    vec(one, 1..4)
}

fn damage(message: &mut Vec<u8>, damage: &Damage) {
    let length = message.len().max(1);
    let range = |at: usize, size: usize, message: &[u8]| {
        let at = at % length;
        at.min(message.len())..(at + size).min(message.len())
    };
    match damage {
        Damage::Flip(at, mask) => {
            if let Some(byte) = message.get_mut(at % length) {
                *byte ^= mask;
            }
        }
        Damage::Cut(at) => message.truncate(at % length),
        Damage::Remove(at, size) => drop(message.drain(range(*at, *size, message))),
        Damage::Insert(at, bytes) => {
            let at = (at % length).min(message.len());
            message.splice(at..at, bytes.iter().copied());
        }
        Damage::Copy(from, to, size) => {
            let piece = message[range(*from, *size, message)].to_vec();
            message.splice(range(*to, *size, message), piece);
        }
    }
}

#[test]
fn damaged_messages_do_not_panic() {
    let frames = frames(&Table::read());
    let config = Config { cases: 6000, failure_persistence: None, ..Config::default() };
    let strategy = (0..frames.len(), any::<bool>(), damages());
    let result = TestRunner::new(config).run(&strategy, |(index, is_term, damages)| {
        let mut message = if is_term { frames[index].1.clone() } else { frames[index].0.clone() };
        damages.iter().for_each(|one| damage(&mut message, one));
        read_damaged(is_term, &message);
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
}

/// All places of values in a document.
fn places(value: &Value, pointer: &str, found: &mut Vec<String>) {
    found.push(pointer.to_owned());
    match value {
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                places(element, &format!("{pointer}/{index}"), found);
            }
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                places(value, &format!("{pointer}/{key}"), found);
            }
        }
        _ => {}
    }
}

/// Values swapped within a document, and values of one event in another: well-formed all of them.
#[test]
fn values_in_each_others_places_do_not_panic() {
    let table = Table::read();
    let documents: Vec<(&str, Value)> = table
        .events
        .iter()
        .map(|event| {
            let is_large = event.name.starts_with("MESSAGE_") || event.name.starts_with("INTER");
            let variant = if is_large { Variant::Absent } else { Variant::Full };
            (event.name, Maker::new(&table, variant, 1).make(&event.data[0]).to_json())
        })
        .collect();
    let mut random = Random(2);
    for round in 0..3000 {
        let (name, document) = &documents[round % documents.len()];
        let mut document = document.clone();
        let (_, other) = &documents[random.below(documents.len())];
        let (mut to, mut from) = (Vec::new(), Vec::new());
        places(&document, "", &mut to);
        places(other, "", &mut from);
        for _ in 0..1 + random.below(3) {
            let value = other.pointer(&from[random.below(from.len())]).unwrap().clone();
            if let Some(place) = document.pointer_mut(&to[random.below(to.len())]) {
                *place = value;
            }
        }
        read_damaged(false, &json_frame(name, &document, Order::Ascending));
        read_damaged(true, &term_frame(name, &term::of_json(&document)));
    }
}

/// The size that the documentation of events has.
#[test]
#[cfg(target_pointer_width = "64")]
fn events_are_cheap_to_move() {
    assert!(size_of::<Event<'_>>() <= 104, "{} bytes", size_of::<Event<'_>>());
}

#[test]
fn secrets_do_not_show() {
    const SECRET: &str = "hunter2hunter2";
    for (name, fields) in [
        ("READY", &["/session_id"][..]),
        ("VOICE_STATE_UPDATE", &["/session_id"]),
        ("VOICE_SERVER_UPDATE", &["/token"]),
        ("INTERACTION_CREATE", &["/token"]),
        ("GUILD_CREATE", &["/voice_states/0/session_id", "/presences/0/activities/0/session_id"]),
        ("PRESENCE_UPDATE", &["/activities/0/session_id"]),
    ] {
        let data = fields.iter().fold(full(name), |data, field| with(&data, field, SECRET.into()));
        let look = |event: Event<'_>| {
            let shown = format!("{event:?} {event:#?}");
            // It is there for those who ask, and is written.
            (shown, serde_json::to_string(&event).unwrap())
        };
        for (shown, written) in [
            read_json(name, &data, look).unwrap(),
            read_term(name, &term::of_json(&data), look).unwrap(),
        ] {
            assert!(!shown.contains("hunter"), "{name}");
            assert!(shown.contains("redacted"), "{name}");
            assert_eq!(written.matches(SECRET).count(), fields.len(), "{name}");
        }
    }
    // A webhook is of no event; its address ends in its token.
    let table = Table::read();
    let webhook = Maker::new(&table, Variant::Full, 0).make(&Type::Object("Webhook")).to_json();
    let webhook = with(&webhook, "/token", SECRET.into());
    let address = format!("https://discord.com/api/webhooks/7/{SECRET}");
    let mut text = with(&webhook, "/url", address.into()).to_string().into_bytes();
    let webhook: gatewire::model::Webhook<'_> = gatewire::json::from_slice(&mut text).unwrap();
    assert_eq!(webhook.token.as_deref(), Some(SECRET));
    assert!(!format!("{webhook:?} {webhook:#?}").contains("hunter"));
}
