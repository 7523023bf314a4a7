//! Events read into the crate's own structs, by other readers of JSON and by
//! [`Frame::event`](gatewire::Frame); and what whole libraries make of the same messages.

use std::hint::black_box;

use gatewire::{Compression, Decoder, Encoding, Event as Typed};
use serde::Serialize;
use serde_json::{Value, to_value};

use super::cases::{Case, SimdJson, decoding};
use super::model::{Payload, RawPayload};
use super::named::{Kind, Named, Routed, kinds};
use super::{Event, made, peers, total, varied};

/// The title of the table that counts most.
pub(crate) const HEADLINE: &str = "All events of the session in their order";

/// The title of the table with whole libraries.
pub(crate) const LIBRARIES: &str = "All events that twilight-model and serenity read";

/// Shows a title, the JSON and the cases of a table.
pub(crate) type Show<'s> = dyn FnMut(&str, &[Vec<u8>], Vec<Case<'_>>) + 's;

/// What `event()` may take at most, as JSON and as ETF.
type Targets = [f64; 2];

/// Shows everything that is read into the crate's structs, once all readers are known to see equal
/// values in it.
pub(crate) fn each(show: &mut Show<'_>) {
    use kinds::{GuildCreate, GuildMembersChunk, MessageCreate, PresenceUpdate};
    use kinds::{Ready, TypingStart, VoiceStateUpdate};

    let mix = Event::all();
    agree_on_mix(&mix);
    peers::agree_on_terms(&mix.etf);
    show(HEADLINE, &mix.json, mixed(&mix, [0.32, 0.27]));
    let read = peers::read_by_both(&mix);
    peers::agree(&read);
    show(LIBRARIES, &read.json, libraries(&read));

    distinct::<MessageCreate>([0.28, 0.26], show);
    distinct::<PresenceUpdate>([0.27, 0.27], show);
    of_session::<MessageCreate>([0.22, 0.21], show);
    of_session::<PresenceUpdate>([0.24, 0.24], show);
    of_session::<TypingStart>([0.19, 0.17], show);
    of_session::<VoiceStateUpdate>([0.18, 0.16], show);
    of_session::<Ready>([0.20, 0.14], show);
    of::<GuildCreate>("GUILD_CREATE of 60 KB", &made::guilds(8, 60_000), [0.20, 0.17], show);
    of::<GuildCreate>("GUILD_CREATE of 1 MB", &made::guilds(2, 1_000_000), [0.26, 0.22], show);
    let chunks = made::chunks(2, 1000);
    of::<GuildMembersChunk>("GUILD_MEMBERS_CHUNK of 1000 members", &chunks, [0.22, 0.18], show);
}

/// Shows gatewire alone.
pub(crate) fn each_of_ours(show: &mut Show<'_>) {
    let mut alone = |title: &str, event: &Event| {
        show(title, &event.json, ours(event, [f64::INFINITY; 2]));
    };
    alone(HEADLINE, &Event::all());
    for name in ["MESSAGE_CREATE", "PRESENCE_UPDATE", "TYPING_START", "VOICE_STATE_UPDATE", "READY"]
    {
        alone(name, &Event::named(name));
    }
    alone("GUILD_CREATE of 1 MB", &made::guilds(2, 1_000_000));
    alone("GUILD_MEMBERS_CHUNK of 1000 members", &made::chunks(2, 1000));
}

fn of_session<K: Kind>(targets: Targets, show: &mut Show<'_>) {
    of::<K>(K::EVENT, &Event::named(K::EVENT), targets, show);
}

fn distinct<K: Kind>(targets: Targets, show: &mut Show<'_>) {
    of::<K>(&format!("4,000 distinct {}", K::EVENT), &varied::messages::<K>(4000), targets, show);
}

fn of<K: Kind>(title: &str, event: &Event, targets: Targets, show: &mut Show<'_>) {
    agree::<K>(event);
    show(title, &event.json, one_kind::<K>(event, targets));
}

/// Events of one kind. The first case is what the others are relative to.
fn one_kind<K: Kind>(event: &Event, targets: Targets) -> Vec<Case<'_>> {
    let bytes = total(&event.json);
    let mut simd_json = SimdJson::default();
    let mut cases = vec![
        Case::new("serde_json from_slice", bytes, || {
            for message in &event.json {
                let payload: Payload<'_, K::Of<'_>> = serde_json::from_slice(message).unwrap();
                black_box(&payload);
            }
        }),
        Case::new("sonic-rs from_slice", bytes, || {
            for message in &event.json {
                let payload: Payload<'_, K::Of<'_>> = sonic_rs::from_slice(message).unwrap();
                black_box(&payload);
            }
        }),
        Case::new("simd-json, buffers reused", bytes, move || {
            for message in &event.json {
                let payload: Payload<'_, K::Of<'_>> = simd_json.read(message).unwrap();
                black_box(&payload);
            }
        }),
    ];
    cases.extend(ours(event, targets));
    cases
}

/// Events of all kinds, whose struct is known by their name alone.
fn mixed(event: &Event, targets: Targets) -> Vec<Case<'_>> {
    let bytes = total(&event.json);
    let mut simd_json = SimdJson::default();
    let mut cases = vec![
        serde_json_by_name(event),
        Case::new("sonic-rs from_slice", bytes, || {
            for message in &event.json {
                let payload: Routed<'_> = sonic_rs::from_slice(message).unwrap();
                black_box(&payload);
            }
        }),
        Case::new("simd-json, buffers reused", bytes, move || {
            for message in &event.json {
                let payload: Routed<'_> = simd_json.read(message).unwrap();
                black_box(&payload);
            }
        }),
    ];
    cases.extend(ours(event, targets));
    cases.extend(peers::terms(&event.etf));
    cases
}

/// What the users of whole libraries get. The first case is twilight's.
fn libraries(event: &Event) -> Vec<Case<'_>> {
    let mut cases = Vec::from(peers::whole_parses(&event.json));
    cases.push(serde_json_by_name(event));
    cases.extend(ours(event, [0.25, 0.25]));
    cases
}

fn serde_json_by_name(event: &Event) -> Case<'_> {
    Case::new("serde_json by way of &RawValue", total(&event.json), || {
        event.json.iter().for_each(|message| read_by_name(message));
    })
}

/// Reads a message by serde_json, which has to know the event's name first.
pub(super) fn read_by_name(message: &[u8]) {
    let payload: RawPayload<'_> = serde_json::from_slice(message).unwrap();
    let data = Named::read(&payload).unwrap();
    black_box((&payload, &data));
}

/// Chunks of whatever size.
pub(super) fn chunks(event: &Event) -> Vec<Case<'_>> {
    agree::<kinds::GuildMembersChunk>(event);
    one_kind::<kinds::GuildMembersChunk>(event, [0.22, 0.18])
}

fn ours(event: &Event, [json, etf]: Targets) -> Vec<Case<'_>> {
    vec![
        decoding("gatewire JSON, event", Encoding::Json, &event.json, read_events)
            .at_most(json)
            .without_allocations(),
        #[cfg(feature = "simd-json")]
        Case::new("gatewire JSON, event, engine simd-json", total(&event.json), {
            let builder = Decoder::builder(Encoding::Json, gatewire::Compression::None);
            let mut decoder = builder.json_engine(gatewire::JsonEngine::SimdJson).build();
            move || read_events(&mut decoder, &event.json)
        }),
        decoding("gatewire ETF, event", Encoding::Etf, &event.etf, read_events)
            .at_most(etf)
            .without_allocations(),
    ]
}

pub(super) fn read_events(decoder: &mut Decoder, messages: &[Vec<u8>]) {
    for message in messages {
        let frame = decoder.decode(message).unwrap().unwrap();
        black_box((frame.opcode(), frame.sequence(), frame.event_name()));
        let event = frame.event().unwrap();
        black_box(&event);
    }
}

/// `op`, `s` and `t`.
type Envelope = (u8, Option<u64>, Option<String>);

/// What a reader has read: the envelope, `d` as it is written again, and whether it has no struct.
type Seen = (Envelope, Value, bool);

/// Panics unless every reader sees the same values in the messages.
fn agree<K: Kind>(event: &Event) {
    fn seen<T: Serialize>(payload: Payload<'_, T>) -> Seen {
        let name = payload.t.as_deref().map(str::to_owned);
        ((payload.op, payload.s, name), to_value(&payload.d).unwrap(), false)
    }

    let mut simd_json = SimdJson::default();
    agree_with(event, |message| {
        let expected = seen::<K::Of<'_>>(serde_json::from_slice(message).unwrap());
        let others = [
            seen::<K::Of<'_>>(sonic_rs::from_slice(message).unwrap()),
            seen::<K::Of<'_>>(simd_json.read(message).unwrap()),
        ];
        others.iter().for_each(|other| assert_eq!(other, &expected));
        expected
    });
}

/// Panics unless every reader sees the same values, and knows the same events.
fn agree_on_mix(event: &Event) {
    fn seen(payload: Routed<'_>) -> Seen {
        let Routed { op, s, t, d } = payload;
        ((op, s, t.map(str::to_owned)), to_value(&d).unwrap(), matches!(d, Named::Unknown))
    }

    let mut simd_json = SimdJson::default();
    agree_with(event, |message| {
        let RawPayload { op, s, t, d } = serde_json::from_slice(message).unwrap();
        let data = Named::read(&RawPayload { op, s, t, d }).unwrap();
        let expected = seen(Routed { op, s, t, d: data });
        let others =
            [seen(sonic_rs::from_slice(message).unwrap()), seen(simd_json.read(message).unwrap())];
        others.iter().for_each(|other| assert_eq!(other, &expected));
        expected
    });
}

/// Compares with what the readers of JSON see. What has no struct is raw to gatewire.
fn agree_with(event: &Event, mut expected: impl FnMut(&[u8]) -> Seen) {
    let mut json_decoder = Decoder::new(Encoding::Json, Compression::None);
    let mut etf_decoder = Decoder::new(Encoding::Etf, Compression::None);
    for (json, etf) in event.json.iter().zip(&event.etf) {
        let expected = expected(json);
        for (decoder, message) in [(&mut json_decoder, json), (&mut etf_decoder, etf)] {
            let frame = decoder.decode(message).unwrap().unwrap();
            let name = frame.event_name().map(str::to_owned);
            let envelope = (frame.opcode().0, frame.sequence(), name);
            let event = frame.event().unwrap();
            let is_unknown = matches!(event, Typed::Unknown(_));
            let data = if is_unknown { Value::Null } else { to_value(&event).unwrap() };
            let seen = (envelope, data, is_unknown);
            assert!(seen == expected, "gatewire reads {seen:?}, not {expected:?}");
        }
    }
    assert_eq!(json_decoder.stats().mismatches + etf_decoder.stats().mismatches, 0);
}
