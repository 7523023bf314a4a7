//! Captured frames, read into events: nothing is lost but keys that no documentation lists, and
//! those are listed in `tests/golden/ignored_keys.txt`.

mod common;

use std::collections::BTreeSet;

use common::compare::Comparison;
use common::corpus::{corpus, files};
use common::protocol::{Table, Type};
use common::{etf, json};
use gatewire::{Encoding, Event};
use serde_json::Value;

/// What the table says that `d` is.
fn kind_of(table: &Table, payload: &Value) -> Type {
    let op = payload["op"].to_string();
    let name = payload["t"].as_str().unwrap_or(&op);
    let event = table.event(name).unwrap_or_else(|| panic!("the table has no {name}"));
    // Guilds that cannot be reached have no name.
    let is_unavailable = event.data.len() > 1 && payload["d"].get("name").is_none();
    event.data[usize::from(is_unavailable)].clone()
}

/// Takes out the spaces that a tool has put into the times of two files.
fn mend_times(value: &mut Value) {
    match value {
        Value::String(text) if text.starts_with("20") && text.as_bytes().get(10) == Some(&b'T') => {
            *text = text.replace(": ", ":");
        }
        Value::Array(elements) => elements.iter_mut().for_each(mend_times),
        Value::Object(entries) => entries.values_mut().for_each(mend_times),
        _ => {}
    }
}

/// Compares a frame's `d` with the event written back. Adds the keys that no table lists.
fn check(
    table: &Table,
    name: &str,
    encoding: Encoding,
    message: &[u8],
    ignored: &mut BTreeSet<String>,
    wrong: &mut Vec<String>,
) {
    let mut decoder = if encoding == Encoding::Etf { etf() } else { json() };
    let payload: Value = decoder.decode(message).unwrap().unwrap().payload().unwrap();
    let event = match decoder.decode(message).unwrap().unwrap().event() {
        Ok(Event::Unknown(event)) => return wrong.push(format!("{name}: unknown, {event:?}")),
        Ok(event) => event,
        Err(error) => return wrong.push(format!("{name}: {error}")),
    };
    let mut comparison = Comparison::of_captures(table);
    comparison.compare(
        &kind_of(table, &payload),
        &payload["d"],
        &serde_json::to_value(&event).unwrap(),
    );
    ignored.append(&mut comparison.ignored);
    wrong.extend(comparison.differences.iter().map(|difference| format!("{name}: {difference}")));
}

#[test]
#[allow(clippy::print_stdout)]
fn nothing_is_lost_but_what_nobody_lists() {
    let Some(corpus) = corpus() else { return };
    let table = Table::read();
    let (mut ignored, mut wrong) = (BTreeSet::new(), Vec::new());
    for folder in ["json/discord-payloads", "json/disgord-startup"] {
        for (name, message) in files(&corpus.join(folder), "json") {
            let payload: Value = serde_json::from_slice(&message).unwrap();
            let mut mended = payload.clone();
            mend_times(&mut mended);
            let message = if mended == payload { message } else { mended.to_string().into() };
            check(&table, &name, Encoding::Json, &message, &mut ignored, &mut wrong);
        }
    }
    for (name, message) in files(&corpus.join("etf"), "etf") {
        check(&table, &name, Encoding::Etf, &message, &mut ignored, &mut wrong);
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));

    let ignored: String = ignored.iter().map(|key| format!("{key}\n")).collect();
    println!("keys that no table lists:\n{ignored}");
    assert_eq!(ignored, include_str!("golden/ignored_keys.txt"), "the golden file is another");
}
