//! Captured frames, read into events: nothing is lost but keys that no documentation lists, and
//! whether a field was null or absent where the documentation has one of these alone. The files of
//! `tests/golden` list the former and the latter.

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

/// What was found of all frames.
#[derive(Default)]
struct Found {
    /// Keys that no table lists.
    ignored: BTreeSet<String>,
    /// Fields of which null and absent changed places.
    exchanged: BTreeSet<String>,
    wrong: Vec<String>,
}

/// Compares a frame's `d`, read as it came, with the event written back.
fn check(table: &Table, name: &str, encoding: Encoding, message: &[u8], found: &mut Found) {
    let mut decoder = if encoding == Encoding::Etf { etf() } else { json() };
    let payload: Value = decoder.decode(message).unwrap().unwrap().payload().unwrap();
    let event = match decoder.decode(message).unwrap().unwrap().event() {
        Ok(Event::Unknown(event)) => {
            return found.wrong.push(format!("{name}: unknown, {event:?}"));
        }
        Ok(event) => event,
        Err(error) => return found.wrong.push(format!("{name}: {error}")),
    };
    let mut comparison = Comparison::of_captures(table);
    comparison.compare(
        &kind_of(table, &payload),
        &payload["d"],
        &serde_json::to_value(&event).unwrap(),
    );
    found.ignored.append(&mut comparison.ignored);
    found.exchanged.append(&mut comparison.exchanged);
    let differences = comparison.differences.iter();
    found.wrong.extend(differences.map(|difference| format!("{name}: {difference}")));
}

#[test]
#[ignore = "needs a corpus, which GATEWIRE_CORPUS names"]
#[allow(clippy::print_stdout)]
fn nothing_is_lost_but_what_nobody_lists() {
    let corpus = corpus();
    let table = Table::read();
    let mut found = Found::default();
    for folder in ["json/discord-payloads", "json/disgord-startup"] {
        for (name, message) in files(&corpus.join(folder), "json") {
            check(&table, &name, Encoding::Json, &message, &mut found);
        }
    }
    for (name, message) in files(&corpus.join("etf"), "etf") {
        check(&table, &name, Encoding::Etf, &message, &mut found);
    }
    assert!(
        found.wrong.is_empty(),
        "{} differences\n{}",
        found.wrong.len(),
        found.wrong.join("\n")
    );

    let lines = |lines: &BTreeSet<String>| -> String {
        lines.iter().map(|line| format!("{line}\n")).collect()
    };
    let (ignored, exchanged) = (lines(&found.ignored), lines(&found.exchanged));
    println!("keys that no table lists:\n{ignored}\nnull and absent:\n{exchanged}");
    assert_eq!(ignored, include_str!("golden/ignored_keys.txt"), "the golden file is another");
    assert_eq!(exchanged, include_str!("golden/null_and_absent.txt"), "the golden file is another");
}
