//! What reading an event allocates: nothing for text, once for the event where its struct is
//! large, once for each list and map that is not empty, and once for each rare object that is
//! boxed so that its place is small.

#[path = "../src/cli/capture.rs"]
#[allow(dead_code, unreachable_pub)]
mod capture;
mod common;

use std::fs::File;

use common::allocator::{Counting, measure};
use gatewire::{Compression, Decoder, Encoding, Event, EventKind};
use serde_json::Value;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Objects that are maps, or values of any type.
const MAPS: &[&str] = &[
    "application_command_counts",
    "authorizing_integration_owners",
    "attachments",
    "channels",
    "guild_hashes",
    "icon_emoji",
    "members",
    "messages",
    "roles",
    "users",
];

/// Objects that are boxed where they may stand.
const BOXED: &[&str] = &[
    "accessory",
    "application",
    "bot",
    "channel",
    "component",
    "creator",
    "guild",
    "incidents_data",
    "interaction",
    "interaction_metadata",
    "inviter",
    "member",
    "message",
    "metadata",
    "poll",
    "recurrence_rule",
    "referenced_message",
    "resolved",
    "target_user",
    "thread",
    "user",
    "welcome_screen",
];

/// The events of which a bot has most: here nothing is boxed but a message that is replied to.
const HOT: &[EventKind] = &[
    EventKind::MessageCreate,
    EventKind::PresenceUpdate,
    EventKind::TypingStart,
    EventKind::VoiceStateUpdate,
    EventKind::GuildMembersChunk,
    EventKind::Ready,
];

/// How many allocations a value may cost.
fn allowed(value: &Value, boxed: &[&str]) -> usize {
    match value {
        Value::Array(items) if items.is_empty() => 0,
        Value::Array(items) => 1 + items.iter().map(|item| allowed(item, boxed)).sum::<usize>(),
        Value::Object(object) => {
            let entry = |(key, value): (&String, &Value)| {
                let is_object = value.as_object().is_some_and(|object| !object.is_empty());
                let costs = MAPS.contains(&key.as_str()) || boxed.contains(&key.as_str());
                usize::from(is_object && costs) + allowed(value, boxed)
            };
            object.iter().map(entry).sum()
        }
        _ => 0,
    }
}

/// Reads a capture once so that the decoder has its memory, then once more.
fn read_twice(path: &str, encoding: Encoding, mut check: impl FnMut(EventKind, &Value, usize)) {
    let mut decoder =
        Decoder::builder(encoding, Compression::ZlibStream).shrink_above(usize::MAX).build();
    for pass in 0..2 {
        decoder.reset();
        let mut reader = capture::Reader::new(File::open(path).unwrap()).unwrap();
        let mut message = Vec::new();
        while let Some(record) = reader.next_record(&mut message).unwrap() {
            if matches!(record, capture::Record::NewConnection) {
                decoder.reset();
                continue;
            }
            let Some(frame) = decoder.decode(&message).unwrap() else { continue };
            let (kind, owned) = (frame.kind(), frame.to_owned());
            let (event, usage) = measure(|| frame.event());
            if let Ok(Event::Unknown(_)) | Err(_) = event {
                continue;
            }
            if pass == 1 {
                let mut json = Vec::new();
                owned.write_json(&mut json).unwrap();
                let payload: Value = serde_json::from_slice(&json).unwrap();
                check(kind, &payload["d"], usage.allocations);
            }
        }
    }
}

fn check_capture(path: &str, encoding: Encoding) {
    let mut events = 0;
    read_twice(path, encoding, |kind, data, allocations| {
        // Values of any type are maps all the way, and their ids text.
        if kind == EventKind::GuildAuditLogEntryCreate {
            return;
        }
        let boxed = if HOT.contains(&kind) { &["referenced_message"] } else { BOXED };
        let allowed = 1 + allowed(data, boxed);
        assert!(allocations <= allowed, "{kind:?}: {allocations}, not {allowed}, for {data}");
        events += 1;
    });
    assert!(events > 1000, "the session has {events} events");
}

#[test]
fn of_json() {
    check_capture("testdata/session.json.zlib-stream.gwcap", Encoding::Json);
}

#[test]
fn of_etf() {
    check_capture("testdata/session.etf.zlib-stream.gwcap", Encoding::Etf);
}

/// A list of a thousand members allocates once, not for each of them.
#[test]
fn a_chunk_of_members() {
    let member = r#"{"user":{"id":"1","username":"a"},"roles":[],"joined_at":null}"#;
    let members = vec![member; 1000].join(",");
    let payload = format!(
        r#"{{"t":"GUILD_MEMBERS_CHUNK","s":1,"op":0,"d":{{"guild_id":"2","members":[{members}],"chunk_index":0,"chunk_count":1}}}}"#
    );
    let mut decoder = Decoder::new(Encoding::Json, Compression::None);
    for pass in 0..2 {
        let frame = decoder.decode(payload.as_bytes()).unwrap().unwrap();
        let (event, usage) = measure(|| frame.event());
        let Ok(Event::GuildMembersChunk(chunk)) = event else { panic!("{event:?}") };
        assert_eq!(chunk.members.len(), 1000);
        assert!(pass == 0 || usage.allocations == 2, "{usage:?}");
    }
}
