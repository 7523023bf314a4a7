//! What reading an event allocates, once the decoder has the memory for the largest: nothing. What is
//! read lends from the decoder, and nothing leaks.

#[path = "../src/cli/capture.rs"]
#[allow(dead_code, unreachable_pub)]
mod capture;
mod common;

use std::fs::File;

use common::allocator::{Counting, measure};
use flate2::read::GzDecoder;
use gatewire::{Compression, Decoder, Encoding, Event, OwnedFrame, Scratch};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// A session as it came over a transport, and whether a connection is new with each message.
fn session(encoding: Encoding, compression: Compression) -> Vec<Option<Vec<u8>>> {
    let encoding = if encoding == Encoding::Json { "json" } else { "etf" };
    let (name, is_packed) = match compression {
        Compression::None => ("plain", true),
        Compression::ZlibPayload => ("zlib-payload", true),
        Compression::ZlibStream => ("zlib-stream", false),
        _ => ("zstd-stream", false),
    };
    let path =
        format!("testdata/session.{encoding}.{name}.gwcap{}", if is_packed { ".gz" } else { "" });
    let file = File::open(path).unwrap();
    let read: Box<dyn std::io::Read> =
        if is_packed { Box::new(GzDecoder::new(file)) } else { Box::new(file) };
    let mut reader = capture::Reader::new(read).unwrap();
    let (mut messages, mut message) = (Vec::new(), Vec::new());
    while let Some(record) = reader.next_record(&mut message).unwrap() {
        messages.push(matches!(record, capture::Record::Message).then(|| message.clone()));
    }
    messages
}

/// Reads all events of a session. Returns how many there are.
fn read_all(decoder: &mut Decoder, session: &[Option<Vec<u8>>]) -> usize {
    let mut events = 0;
    decoder.reset();
    for message in session {
        let Some(message) = message else {
            decoder.reset();
            continue;
        };
        if let Some(frame) = decoder.decode(message).unwrap() {
            events += usize::from(!matches!(frame.event().unwrap(), Event::Unknown(_)));
        }
    }
    events
}

fn transports() -> Vec<(Encoding, Compression)> {
    let mut all = Vec::new();
    for encoding in [Encoding::Json, Encoding::Etf] {
        all.extend(
            [Compression::None, Compression::ZlibPayload, Compression::ZlibStream]
                .map(|c| (encoding, c)),
        );
        #[cfg(feature = "zstd")]
        all.push((encoding, Compression::ZstdStream));
    }
    all
}

#[test]
fn a_session_allocates_nothing_the_second_time() {
    for (encoding, compression) in transports() {
        let session = session(encoding, compression);
        let ((), whole) = measure(|| {
            let mut decoder =
                common::builder(encoding, compression).shrink_above(usize::MAX).build();
            let (events, first) = measure(|| read_all(&mut decoder, &session));
            assert!(events > 1000, "{events}");
            assert!(first.allocations > 0 && first.allocations < 200, "{first:?}");
            let (again, usage) = measure(|| read_all(&mut decoder, &session));
            assert_eq!(again, events);
            let what = format!("{encoding:?} {compression:?}: {usage:?}");
            assert_eq!((usage.allocations, usage.kept), (0, 0), "{what}");
        });
        // What was lent is the decoder's, and goes with it.
        assert_eq!(whole.kept, 0, "{encoding:?} {compression:?}: {whole:?}");
    }
}

#[test]
fn owned_frames_allocate_nothing_with_a_scratch_that_is_kept() {
    for encoding in [Encoding::Json, Encoding::Etf] {
        let session = session(encoding, Compression::None);
        let mut decoder = common::decoder(encoding, Compression::None);
        let frames: Vec<OwnedFrame> = session
            .iter()
            .flatten()
            .map(|message| decoder.decode(message).unwrap().unwrap().to_owned())
            .collect();
        let ((), whole) = measure(|| {
            let mut scratch = Scratch::new();
            let mut read_all = || {
                for frame in &frames {
                    drop(frame.event(&mut scratch).unwrap());
                }
            };
            read_all();
            let ((), usage) = measure(read_all);
            assert_eq!((usage.allocations, usage.kept), (0, 0), "{encoding:?}: {usage:?}");
        });
        assert_eq!(whole.kept, 0, "{encoding:?}: {whole:?}");
    }
}

/// Lists, boxes, maps, and text with escapes, of every event: dropping what lends gives nothing back, and
/// taking it costs nothing.
#[test]
fn every_event_lends() {
    use common::documents::{Maker, Order, Style, Variant, json_frame, term_frame};
    let table = common::protocol::Table::read();
    let mut wrong = Vec::new();
    for event in &table.events {
        for kind in &event.data {
            let name = event.name;
            let document = Maker::new(&table, Variant::Full, 0).make(kind);
            for (encoding, frame) in [
                (Encoding::Json, json_frame(event.name, &document.to_json(), Order::Descending)),
                (Encoding::Etf, term_frame(event.name, &document.to_term(Style::Atoms))),
            ] {
                // In a term the tags of components come after all that is in them. Where so much nests as in
                // these documents, it is noted where that ends.
                let has_tags = name.starts_with("MESSAGE_") || name == "INTERACTION_CREATE";
                let allowed = if has_tags && encoding == Encoding::Etf { 60 } else { 0 };
                let mut decoder =
                    common::builder(encoding, Compression::None).shrink_above(usize::MAX).build();
                for pass in 0..3 {
                    let frame = decoder.decode(&frame).unwrap().unwrap();
                    let (event, read) = measure(|| frame.event().unwrap());
                    let ((), dropped) = measure(|| drop(event));
                    let what = format!("{name} in {encoding:?}: {read:?}, {dropped:?}");
                    let is_clean = (dropped.allocations, dropped.kept) == (0, 0);
                    if !is_clean || pass == 2 && (read.allocations > allowed || read.kept > 0) {
                        wrong.push(what);
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A list of a thousand members.
#[test]
fn a_chunk_of_members() {
    let member = r#"{"user":{"id":"1","username":"a"},"roles":[],"joined_at":null}"#;
    let members = vec![member; 1000].join(",");
    let payload = format!(
        r#"{{"t":"GUILD_MEMBERS_CHUNK","s":1,"op":0,"d":{{"guild_id":"2","members":[{members}],"chunk_index":0,"chunk_count":1}}}}"#
    );
    let mut decoder =
        common::builder(Encoding::Json, Compression::None).shrink_above(usize::MAX).build();
    for pass in 0..4 {
        let frame = decoder.decode(payload.as_bytes()).unwrap().unwrap();
        let (event, usage) = measure(|| frame.event());
        let Ok(Event::GuildMembersChunk(chunk)) = event else { panic!("{event:?}") };
        assert_eq!(chunk.members.len(), 1000);
        assert!(pass < 3 || usage.allocations == 0, "{usage:?}");
    }
}
