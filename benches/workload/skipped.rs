//! What is checked and thrown away: whole messages, and large fields that a struct does not ask for.

use std::hint::black_box;

use gatewire::{Compression, Decoder, Encoding, Snowflake};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::cases::{Case, decoding};
use super::events::Show;
use super::model::Payload;
use super::random::Random;
use super::wire::{self, Order};
use super::{Event, made, total};

/// What is wanted of all these messages. The rest of them is large.
#[derive(Deserialize, Debug, PartialEq)]
struct Wanted {
    guild_id: Option<Snowflake>,
}

/// Shows everything that is skipped, once all readers are known to see the same. JSON may take .60 of
/// what it took on 2026-11-30, the second factor, relative to serde_json.
pub(crate) fn each(show: &mut Show<'_>) {
    of("Members, 4 KB", &made::chunks(128, 9), 0.60 * 0.68, show);
    of("Members, 64 KB", &made::chunks(8, 140), 0.60 * 0.68, show);
    of("Members, 1 MB", &made::chunks(1, 2_200), 0.60 * 0.69, show);
    of("A guild, 60 KB", &made::guilds(8, 60_000), 0.60 * 0.69, show);
    of("Text, 4 KB", &texts(128, 4_000), 0.60 * 0.75, show);
}

/// Messages whose content is as long as said.
fn texts(count: usize, length: usize) -> Event {
    const NAME: &str = "MESSAGE_CREATE";

    let originals = made::data(NAME);
    let mut random = Random::new(4);
    let (mut json, mut etf) = (Vec::new(), Vec::new());
    for (sequence, mut data) in (2..).zip(originals.into_iter().cycle().take(count)) {
        let mut content = String::new();
        while content.len() < length {
            content += &random.text(length);
            content.push(' ');
        }
        data["content"] = content.into();
        json.push(wire::json(NAME, sequence, &data, Order::Discord));
        etf.push(wire::etf(NAME, sequence, &data, Order::Discord));
    }
    Event { json, etf }
}

fn of(title: &str, event: &Event, target: f64, show: &mut Show<'_>) {
    agree(event);
    let json = |name, read| decoding(name, Encoding::Json, &event.json, read).without_allocations();
    let etf = |name, read| decoding(name, Encoding::Etf, &event.etf, read).without_allocations();
    let bytes = total(&event.json);
    let cases = vec![
        Case::new("serde_json from_slice, IgnoredAny", bytes, || {
            for message in &event.json {
                let payload: Payload<'_, IgnoredAny> = serde_json::from_slice(message).unwrap();
                black_box(&payload);
            }
        }),
        Case::new("serde_json from_slice, one field", bytes, || {
            for message in &event.json {
                let payload: Payload<'_, Wanted> = serde_json::from_slice(message).unwrap();
                black_box(&payload);
            }
        }),
        Case::new("sonic-rs from_slice, one field", bytes, || {
            for message in &event.json {
                let payload: Payload<'_, Wanted> = sonic_rs::from_slice(message).unwrap();
                black_box(&payload);
            }
        }),
        json("gatewire JSON, validate", validated).at_most(target),
        json("gatewire JSON, one field", wanted).at_most(target),
        etf("gatewire ETF, validate", validated),
        etf("gatewire ETF, one field", wanted),
    ];
    show(title, &event.json, cases);
}

fn validated(decoder: &mut Decoder, messages: &[Vec<u8>]) {
    for message in messages {
        decoder.decode(message).unwrap().unwrap().validate().unwrap();
    }
}

fn wanted(decoder: &mut Decoder, messages: &[Vec<u8>]) {
    for message in messages {
        black_box(&decoder.decode(message).unwrap().unwrap().data::<Wanted>().unwrap());
    }
}

/// Panics unless all readers see the same of what is wanted.
fn agree(event: &Event) {
    let mut json_decoder = Decoder::new(Encoding::Json, Compression::None);
    let mut etf_decoder = Decoder::new(Encoding::Etf, Compression::None);
    for (json, etf) in event.json.iter().zip(&event.etf) {
        let expected: Payload<'_, Wanted> = serde_json::from_slice(json).unwrap();
        let other: Payload<'_, Wanted> = sonic_rs::from_slice(json).unwrap();
        assert_eq!(other, expected);
        for (decoder, message) in [(&mut json_decoder, json), (&mut etf_decoder, etf)] {
            let frame = decoder.decode(message).unwrap().unwrap();
            frame.validate().unwrap();
            assert_eq!(frame.data::<Wanted>().unwrap(), expected.d);
        }
    }
}
