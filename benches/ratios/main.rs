//! The figures that count: how long gatewire takes, relative to what else reads the same messages, or
//! writes them.
//!
//! Run as `cargo bench --bench ratios`, with `-- events` for one part alone, and with `-- --record` to
//! keep the results; `benches/README.md` says how to read them.

#![allow(clippy::print_stdout)]

mod allocations;
mod chart;
mod measure;
mod record;
#[path = "../workload/mod.rs"]
mod workload;

use gatewire::Encoding;

use measure::Section;
use workload::cases::{self, Case};
use workload::model::{MessageCreate, Model, PresenceUpdate};
use workload::{Event, Stream, commands, etf, events, growth, skipped};

/// What can be asked for by name. Without names all of it is recorded, and all but the last is shown.
const PARTS: [&str; 6] = ["events", "skip", "decode", "etf", "encode", "growth"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let record = arguments.iter().any(|argument| argument == "--record");
    let names: Vec<&str> =
        arguments.iter().map(String::as_str).filter(|name| !name.starts_with('-')).collect();
    if let Some(unknown) = names.iter().find(|name| !PARTS.contains(name)) {
        eprintln!("{unknown} is none of the parts, which are {}", PARTS.join(", "));
        std::process::exit(2);
    }
    let is_wanted = |part: &&str| match names.is_empty() {
        true => record || *part != "growth",
        false => names.contains(part),
    };
    for part in PARTS.into_iter().filter(is_wanted) {
        let (report, chart) = run(part);
        println!("{report}");
        if record {
            for path in record::write(part, &report, chart).expect("benches/record is writable") {
                println!("wrote {}\n", path.display());
            }
        }
    }
}

/// Measures a part. Returns its report, and the chart if it has one.
fn run(part: &str) -> (String, Option<String>) {
    match part {
        "events" => {
            let sections = shown(events::each);
            let chart = chart::draw(&sections);
            (record::report("Events", &sections), Some(chart))
        }
        "skip" => (record::report("Skipping", &shown(skipped::each)), None),
        "decode" => (record::report("Decoding", &decode()), None),
        "etf" => (record::report("ETF", &shown(etf::each)), None),
        "encode" => (record::report("Encoding", &encode()), None),
        _ => (grown(), None),
    }
}

/// Structs that a bot may have of its own.
fn decode() -> Vec<Section> {
    let messages = Event::named(MessageCreate::EVENT);
    let presences = Event::named(PresenceUpdate::EVENT);

    let mut sections = vec![plain::<MessageCreate>(&messages), plain::<PresenceUpdate>(&presences)];
    for size in [1 << 10, 16 << 10, 256 << 10] {
        sections.push(envelopes(&messages, size));
    }
    for encoding in [Encoding::Json, Encoding::Etf] {
        sections.push(streamed::<MessageCreate>(&messages, encoding));
        sections.push(streamed::<PresenceUpdate>(&presences, encoding));
        sections.push(session(encoding));
    }
    sections
}

/// The sections of what shows its tables one by one.
fn shown(each: fn(&mut events::Show<'_>)) -> Vec<Section> {
    let mut sections = Vec::new();
    each(&mut |title, messages, cases| sections.push(measured(title, messages, cases)));
    sections
}

/// What becomes of the times when something grows.
fn grown() -> String {
    let mut text = record::heading("Growth");
    let mut tables: Vec<(growth::Table, Vec<_>)> = Vec::new();
    growth::each(&mut |table, growth::Row { label, units, messages, cases }| {
        let title = format!("{}: {label}", table.title);
        let row = (label, units, measure::section(title, messages, cases));
        match tables.last_mut().filter(|(last, _)| last.title == table.title) {
            Some((_, rows)) => rows.push(row),
            None => tables.push((table, vec![row])),
        }
    });
    text.push_str("Medians. Ratios are to the first case of the row.\n");
    for (table, rows) in &tables {
        text.push_str(&format!("\n## {}\n\n", table.title));
        record::growth(rows, table.what, table.unit, &mut text);
    }
    text
}

/// What is sent.
fn encode() -> Vec<Section> {
    let mut sections = Vec::new();
    commands::each(|title, message, cases| {
        sections.push(measured(title, &[message.to_vec()], cases));
    });
    sections
}

fn plain<M: Model>(event: &Event) -> Section {
    cases::agree::<M>(event);
    measured(&format!("{}, not compressed", M::EVENT), &event.json, cases::plain::<M>(event))
}

fn envelopes(event: &Event, size: usize) -> Section {
    let messages = workload::sized(event, size);
    cases::agree_on_envelopes(&messages);
    measured("The envelope alone", &messages, cases::envelope(&messages))
}

fn measured(title: &str, messages: &[Vec<u8>], cases: Vec<Case<'_>>) -> Section {
    let size = workload::total(messages) / messages.len();
    let title = match messages.len() {
        1 => format!("{title}: {size} bytes"),
        count => format!("{title}: {count} messages of {size} bytes"),
    };
    measure::section(title, messages.len(), cases)
}

fn streamed<M: Model>(event: &Event, encoding: Encoding) -> Section {
    let (payloads, name) = match encoding {
        Encoding::Etf => (&event.etf, "ETF"),
        _ => (&event.json, "JSON"),
    };
    let stream = Stream::of(payloads);
    cases::agree_on_stream(encoding, &stream);
    let title = format!("{}, {name} over zlib-stream: {}", M::EVENT, described(&stream));
    measure::section(title, stream.frames, cases::streamed::<M>(encoding, &stream))
}

fn session(encoding: Encoding) -> Section {
    let stream = Stream::session(encoding);
    cases::agree_on_stream(encoding, &stream);
    let name = if encoding == Encoding::Etf { "ETF" } else { "JSON" };
    let title = format!("The whole session, {name} over zlib-stream: {}", described(&stream));
    measure::section(title, stream.frames, cases::session(encoding, &stream))
}

/// The size of a stream's messages before and after inflation.
fn described(stream: &Stream) -> String {
    let compressed: usize = stream.connections.iter().map(|c| workload::total(c)).sum();
    let (frames, inflated) = (stream.frames, stream.bytes);
    format!("{frames} messages of {} bytes, inflated {}", compressed / frames, inflated / frames)
}
