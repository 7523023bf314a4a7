//! What the engine simd-json takes in memory.

use gatewire::{Decoder, JsonEngine, Mismatches};
use serde_json::Value;

use super::{IS_SLOW, captures::each_frame, decoder};
use crate::common::allocator::measure;
use gatewire::Encoding;

/// What the documentation allows.
fn bound(bytes: usize) -> usize {
    (4 << 20) + 32 * bytes
}

/// What an error and a decoder's own state take.
const LITTLE: usize = 24_000;

fn frame(name: &str, data: &str) -> Vec<u8> {
    format!(r#"{{"t":"{name}","s":1,"op":0,"d":{data}}}"#).into_bytes()
}

fn read(decoder: &mut Decoder, message: &[u8]) {
    let mut mismatches = Mismatches::new();
    let frame = decoder.decode(message).unwrap().unwrap();
    let _ = frame.event_with(&mut mismatches);
}

/// So many elements in a list.
fn list(element: &str, count: usize) -> String {
    format!("[{}]", vec![element; count].join(","))
}

#[test]
fn nothing_is_allocated_once_it_has_grown() {
    let mut frames = Vec::new();
    each_frame(Encoding::Json, |_, _, json| frames.push(json.to_vec()));
    let mut decoder = gatewire::Decoder::builder(Encoding::Json, gatewire::Compression::None)
        .json_engine(JsonEngine::SimdJson)
        .shrink_above(usize::MAX)
        .build();
    let read_all = |decoder: &mut Decoder| {
        for message in &frames {
            decoder.decode(message).unwrap().unwrap().event().unwrap();
        }
    };
    for _ in 0..2 {
        read_all(&mut decoder);
    }
    let ((), usage) = measure(|| read_all(&mut decoder));
    assert_eq!((usage.allocations, usage.kept), (0, 0), "{usage:?}");
}

#[test]
fn all_of_it_is_given_back() {
    let large = frame(
        "GUILD_DELETE",
        &format!(r#"{{"id":"1","x":{}}}"#, list("\"text of a usual length\"", 100_000)),
    );
    let ((), usage) = measure(|| {
        let mut decoder = decoder(JsonEngine::SimdJson, false);
        read(&mut decoder, &large);
        let ((), usage) = measure(|| decoder.shrink());
        assert!(usage.kept < -(large.len() as isize), "{usage:?}");
        let ((), usage) = measure(|| read(&mut decoder, &large));
        assert!(usage.kept > large.len() as isize, "it is allocated again: {usage:?}");
    });
    assert_eq!(usage.kept, 0);
}

#[test]
fn it_shrinks_by_itself() {
    let large = frame(
        "GUILD_DELETE",
        &format!(r#"{{"id":"1","x":{}}}"#, list("\"text of a usual length\"", 100_000)),
    );
    let small = frame("GUILD_DELETE", r#"{"id":"1"}"#);
    let mut decoder = decoder(JsonEngine::SimdJson, false);
    let ((), usage) = measure(|| {
        read(&mut decoder, &large);
        for _ in 0..65 {
            read(&mut decoder, &small);
        }
    });
    assert!(usage.kept < 64_000, "{usage:?}");
}

/// The densest payloads, and those whose events take the most: with values that fit, and with one that does
/// not at the end.
#[test]
fn no_payload_takes_more_than_the_bound() {
    let elements = [
        "{}",
        "[]",
        "0",
        "null",
        "\"\"",
        "\"1\"",
        "1.5",
        "[[]]",
        "{\"\":0}",
        "{\"\":{}}",
        "[0,0,0,0,0]",
        "[[[[[[0]]]]]]",
        "{\"id\":\"1\"}",
        "\"\\n\"",
        "\"text of some length\"",
    ];
    // Without optimisation the large ones take long.
    let sizes = [1_000, 30_000, 60_000, 56_000, 200_000, 2_000_000];
    for bytes in sizes.into_iter().take(if IS_SLOW { 3 } else { 6 }) {
        for element in elements {
            let data = list(element, bytes / (element.len() + 1));
            let message_with = |fields: &str| {
                let ids = "\"id\":\"1\",\"channel_id\":\"2\"";
                frame("MESSAGE_CREATE", &format!("{{{ids},{fields}}}"))
            };
            let payloads = [
                frame("NEW", &data),
                frame("GUILD_DELETE", &format!("{{\"id\":\"1\",\"x\":{data}}}")),
                message_with(&format!("\"embeds\":{data}")),
                message_with(&format!("\"mentions\":{data},\"content\":7")),
                frame("GUILD_CREATE", &format!("{{\"id\":\"1\",\"members\":{data},\"name\":7}}")),
                frame("READY", &format!("{{\"guilds\":{data},\"v\":10}}")),
                // Not JSON in the end.
                frame("NEW", &format!("{data} x")),
            ];
            for payload in payloads {
                let ((), usage) =
                    measure(|| read(&mut decoder(JsonEngine::SimdJson, false), &payload));
                let bound = bound(payload.len()) + LITTLE;
                assert!(usage.peak <= bound, "{} of {bytes} {element}: {usage:?}", payload.len());
                let ((), usage) = measure(|| {
                    let mut decoder = decoder(JsonEngine::SimdJson, false);
                    let frame = decoder.decode(&payload).unwrap().unwrap();
                    let _ = frame.data::<serde::de::IgnoredAny>();
                });
                assert!(usage.peak <= bound, "ignored: {bytes} {element}: {usage:?}");
                let ((), usage) = measure(|| {
                    let mut decoder = decoder(JsonEngine::SimdJson, false);
                    let frame = decoder.decode(&payload).unwrap().unwrap();
                    let _ = frame.data::<gatewire::Value<'_>>();
                });
                assert!(usage.peak <= bound, "a value: {bytes} {element}: {usage:?}");
            }
        }
    }
}

#[test]
fn a_payload_that_was_pushed_is_as_it_was() {
    let message = frame("NEW", r#"["\u0041\n"]"#);
    let mut decoder = decoder(JsonEngine::SimdJson, false);
    assert!(decoder.push(&message).unwrap());
    let mut frame = decoder.frame().unwrap();
    for _ in 0..3 {
        assert_eq!(frame.reborrow().data::<Value>().unwrap()[0], "A\n");
        assert_eq!(frame.bytes(), message);
    }
}
