//! Whole libraries that read the same messages, each as its users get it.

use std::collections::BTreeSet;
use std::hint::black_box;

use gatewire::etf::Term;
use gatewire::{Compression, Decoder, Encoding};
use serde::de::DeserializeSeed;
use serenity::model::event::{Event as SerenityEvent, GatewayEvent as Serenity};
use twilight_model::gateway::event::{GatewayEvent as Twilight, GatewayEventDeserializer};

use super::cases::Case;
use super::{Event, total};

/// What twilight-gateway does to a message: it looks for `op`, `s` and `t`, then reads all of it.
/// It gets text, which inflated bytes have to be checked for.
fn twilight(message: &[u8]) -> Result<Twilight, serde_json::Error> {
    let text = str::from_utf8(message).unwrap();
    let event = GatewayEventDeserializer::from_json(text).unwrap();
    event.deserialize(&mut serde_json::Deserializer::from_str(text))
}

/// What serenity does to a message.
fn serenity(message: &[u8]) -> Result<Serenity, serde_json::Error> {
    serde_json::from_str(str::from_utf8(message).unwrap())
}

/// The messages that both libraries read. Each refuses some of the session's, and does not know others.
pub(super) fn read_by_both(event: &Event) -> Event {
    let both = event.json.iter().zip(&event.etf);
    let is_known = |json: &[u8]| match serenity(json) {
        Ok(Serenity::Dispatch(_, event)) => !matches!(event, SerenityEvent::Unknown(_)),
        _ => false,
    };
    let read = both.filter(|(json, _)| twilight(json).is_ok() && is_known(json));
    let (json, etf) = read.map(|(json, etf)| (json.clone(), etf.clone())).unzip();
    Event { json, etf }
}

/// Both, with models of their own.
pub(super) fn whole_parses(messages: &[Vec<u8>]) -> [Case<'_>; 2] {
    let bytes = total(messages);
    [
        Case::new("twilight-model, whole parse", bytes, move || {
            for message in messages {
                black_box(&twilight(message).unwrap());
            }
        }),
        Case::new("serenity, whole parse", bytes, move || {
            for message in messages {
                black_box(&serenity(message).unwrap());
            }
        }),
    ]
}

/// Terms of other libraries, which know nothing of events.
pub(super) fn terms(messages: &[Vec<u8>]) -> [Case<'_>; 2] {
    let bytes = total(messages);
    [
        Case::new("eetf, into its own terms", bytes, move || {
            for message in messages {
                black_box(&eetf::Term::decode(&message[..]).unwrap());
            }
        }),
        Case::new("erltf, into its own terms", bytes, move || {
            for message in messages {
                black_box(&erltf::decode(message).unwrap());
            }
        }),
    ]
}

/// Panics unless both libraries see the same events, with ids that are in the messages.
pub(super) fn agree(event: &Event) {
    let mut decoder = Decoder::new(Encoding::Json, Compression::None);
    let mut others = BTreeSet::new();
    for message in &event.json {
        let frame = decoder.decode(message).unwrap().unwrap();
        let (name, sequence) = (frame.event_name().unwrap(), frame.sequence().unwrap());
        let Twilight::Dispatch(number, twilight) = twilight(message).unwrap() else {
            panic!("twilight reads another event than {name}");
        };
        assert_eq!((number, twilight.kind().name()), (sequence, Some(name)), "twilight");
        let Serenity::Dispatch(number, serenity) = serenity(message).unwrap() else {
            panic!("serenity reads another event than {name}");
        };
        assert_eq!(number, sequence, "serenity");
        // Some of its events have no name, because it cannot write them.
        assert!(serenity.name().is_none_or(|theirs| theirs == name), "serenity");
        let text = str::from_utf8(message).unwrap();
        for (library, shown) in
            [("twilight", format!("{twilight:?}")), ("serenity", format!("{serenity:?}"))]
        {
            let numbers = shown.split(|letter: char| !letter.is_ascii_digit());
            let ids = numbers.filter(|number| number.len() > 16);
            let unknown = ids.filter(|id| !text.contains(id));
            others.extend(unknown.map(|id| format!("{library}, {name}: {id}")));
        }
    }
    assert!(others.is_empty(), "{others:#?}");
}

/// Panics unless the other libraries see the same terms.
pub(super) fn agree_on_terms(terms: &[Vec<u8>]) {
    for bytes in terms {
        let term = Term::decode(bytes).unwrap();
        let theirs = erltf::decode(bytes).unwrap();
        let again = erltf::encode(&theirs).unwrap();
        assert_eq!(Term::decode(&again).unwrap(), term, "erltf reads the same term");
        let theirs = eetf::Term::decode(&bytes[..]).unwrap();
        let mut again = Vec::new();
        theirs.encode(&mut again).unwrap();
        assert_eq!(Term::decode(&again).unwrap(), term, "eetf reads the same term");
    }
}
