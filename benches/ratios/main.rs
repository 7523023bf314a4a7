//! The figures that count: how long gatewire takes, relative to what else reads the same messages, or
//! writes them.
//!
//! Run as `cargo bench --bench ratios`, with `-- events` for one part alone, and with `-- --record` to
//! keep the results; `benches/README.md` says how to read them.

#![allow(clippy::print_stdout)]

mod chart;
mod measure;
mod record;
#[path = "../workload/mod.rs"]
mod workload;

use gatewire::Encoding;

use measure::Section;
use workload::cases::{self, Case};
use workload::model::{MessageCreate, Model, PresenceUpdate};
use workload::{Event, Stream, commands, etf, events};

/// What can be asked for by name. Without names, all of it runs.
const PARTS: [&str; 4] = ["decode", "etf", "events", "encode"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let record = arguments.iter().any(|argument| argument == "--record");
    let names = || arguments.iter().filter(|argument| !argument.starts_with('-'));
    if let Some(unknown) = names().find(|name| !PARTS.contains(&name.as_str())) {
        eprintln!("{unknown} is none of the parts, which are {}", PARTS.join(", "));
        std::process::exit(2);
    }
    for part in PARTS.iter().filter(|part| names().count() == 0 || names().any(|n| n == *part)) {
        let (report, chart) = match *part {
            "decode" => {
                let sections = decode();
                let chart = chart::draw(&sections[..CHARTED]);
                (record::report("Decoding", &sections), Some(chart))
            }
            "etf" => (record::report("ETF", &etf()), None),
            "events" => (record::report("Events", &events()), None),
            _ => (record::report("Encoding", &encode()), None),
        };
        println!("{report}");
        if record {
            for path in record::write(part, &report, chart).expect("benches/record is writable") {
                println!("wrote {}\n", path.display());
            }
        }
    }
}

/// How many sections of [`decode`] are drawn, from the first.
const CHARTED: usize = 2;

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

/// The crate's structs.
fn events() -> Vec<Section> {
    let mut sections = Vec::new();
    events::each(|title, messages, cases| sections.push(measured(title, messages, cases)));
    sections
}

/// Terms, without the Gateway.
fn etf() -> Vec<Section> {
    let mut sections = Vec::new();
    etf::each(|title, messages, cases| sections.push(measured(title, messages, cases)));
    sections
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
