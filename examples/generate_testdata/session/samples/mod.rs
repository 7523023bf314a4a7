//! Frames of every event, made of the documents in the text files beside this one.
//!
//! A file is made of blocks, with an empty line between them. A block is a line that says what it
//! is, and JSON; lines that begin with `#` are comments.
//!
//! | line | what it is |
//! |---|---|
//! | `&name` | a fragment, which others use |
//! | `NAME` | an event |
//! | `op 10` | an operation that is no event |
//! | `connection` | the connection is opened anew; it has no JSON |
//!
//! Of an event there are three frames: one with all its fields, one without the optional ones, one
//! with null in those that can be null; fewer where they are equal. A word behind the name takes
//! one of these alone: `full`, `absent` or `null`. `sparse` leaves out what is optional too, but for
//! objects, which are as sparse themselves. What [`document`] reads has the marks that say
//! which fields these are.

mod document;

use std::collections::BTreeMap;
use std::str::FromStr;

use document::{Fragments, Variant};
use gatewire::{Encoding, json};

use super::Connection;
use super::frame::{Event, Frame};
use super::written::Written;

const FILES: &[&str] = &[
    include_str!("start.txt"),
    include_str!("guilds.txt"),
    include_str!("channels.txt"),
    include_str!("members.txt"),
    include_str!("moderation.txt"),
    include_str!("messages.txt"),
    include_str!("components.txt"),
    include_str!("reactions.txt"),
    include_str!("interactions.txt"),
    include_str!("commands.txt"),
    include_str!("others.txt"),
    include_str!("voice.txt"),
    include_str!("end.txt"),
];

/// The payloads, connection by connection.
pub(crate) fn samples() -> Vec<Connection> {
    let mut samples = Samples { fragments: BTreeMap::new(), sequence: 0, frames: Vec::new() };
    let mut connections = Vec::new();
    for block in FILES.iter().flat_map(|file| file.split("\n\n")) {
        let lines: Vec<&'static str> =
            block.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        match lines.split_first() {
            None => {}
            Some((&"connection", _)) => connections.push(std::mem::take(&mut samples.frames)),
            Some((head, text)) => samples.block(head, &text.join("\n")),
        }
    }
    connections.push(samples.frames);
    connections
}

struct Samples {
    fragments: Fragments,
    /// The number of the session's last event.
    sequence: u64,
    frames: Connection,
}

impl Samples {
    fn block(&mut self, head: &'static str, text: &str) {
        let document = serde_json::from_str(text)
            .unwrap_or_else(|error| panic!("the JSON of {head}: {error}\n{text}"));
        let document = document::expand(document, &self.fragments);
        let mut words = head.split(' ');
        match words.next() {
            Some("op") => {
                let op = u8::from_str(words.next().unwrap_or_default()).expect("an opcode");
                let data = document::value(&document, "_operation", Variant::Full);
                self.frames.push(Frame::control(op, data));
            }
            Some(name) if name.starts_with('&') => {
                assert!(self.fragments.insert(name, document).is_none(), "{name} stands twice");
            }
            Some(name) => self.events(name, words.next(), &document),
            None => unreachable!("the line is not empty"),
        }
    }

    fn events(&mut self, name: &'static str, variant: Option<&str>, document: &document::Json) {
        let variants = match variant {
            None => &[Variant::Full, Variant::Absent, Variant::Null][..],
            Some("full") => &[Variant::Full],
            Some("absent") => &[Variant::Absent],
            Some("null") => &[Variant::Null],
            Some("sparse") => &[Variant::Sparse],
            Some(other) => panic!("no variant of {name}: {other}"),
        };
        let is_start = matches!(name, "READY" | "RESUMED");
        let mut written: Vec<Vec<u8>> = Vec::new();
        for &variant in variants {
            let key = if is_start { "_operation" } else { "d" };
            let data = document::value(document, key, variant);
            let text = json::to_vec(&Written(&data, Encoding::Json)).expect("it is JSON");
            if written.contains(&text) {
                continue;
            }
            written.push(text);
            self.sequence = if name == "READY" { 1 } else { self.sequence + 1 };
            self.frames.push(Frame::dispatch(self.sequence, Event { name, data }));
        }
    }
}
