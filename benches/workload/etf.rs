//! ETF without the Gateway: terms of every kind beside those of other libraries, and terms read into
//! structs beside serde_json on the equivalent JSON.

use std::hint::black_box;

use gatewire::etf::{self, Term};
use gatewire::model;
use serde::de::{Deserialize, IgnoredAny};
use serde_json::Value;

use super::cases::Case;
use super::events::Show;
use super::model::{MessageCreate, Model};
use super::{Event, made, peers, total};

/// What a payload is read into.
trait Kind {
    type Of<'a>: Deserialize<'a>;

    /// Whether it asks for all that is in the payload. To read another is mostly to skip.
    const IS_WHOLE: bool = true;

    /// All of it, to be compared.
    fn shown(data: &Self::Of<'_>) -> Value;
}

macro_rules! kinds {
    ($($kind:ident($($type:ident)::*),)*) => {$(
        enum $kind {}

        impl Kind for $kind {
            type Of<'a> = $($type)::*<'a>;

            fn shown(data: &Self::Of<'_>) -> Value {
                serde_json::to_value(data).unwrap()
            }
        }
    )*};
}

kinds! {
    Message(model::Message),
    Guild(model::GuildCreate),
    Chunk(model::GuildMembersChunk),
}

impl Kind for MessageCreate {
    type Of<'a> = <Self as Model>::Of<'a>;

    const IS_WHOLE: bool = false;

    fn shown(data: &Self::Of<'_>) -> Value {
        format!("{data:?}").into()
    }
}

/// Shows the title, the terms and the cases of everything that is measured of ETF, once all
/// readers are known to see the same terms.
pub(crate) fn each(show: &mut Show<'_>) {
    let messages = Event::named("MESSAGE_CREATE");
    let guilds = made::guilds(8, 60_000);
    let chunks = made::chunks(2, 1000);

    for (title, event) in [
        ("MESSAGE_CREATE", &messages),
        ("GUILD_CREATE of 60 KB", &guilds),
        ("GUILD_MEMBERS_CHUNK of 1000 members", &chunks),
    ] {
        peers::agree_on_terms(&event.etf);
        show(&format!("{title} as a term"), &event.etf, terms(&event.etf));
        show(&format!("{title} as a term, beside erltf"), &event.etf, beside_erltf(&event.etf));
    }
    typed::<MessageCreate>("MESSAGE_CREATE, structs of one's own", &messages, show);
    typed::<Message>("MESSAGE_CREATE", &messages, show);
    typed::<Guild>("GUILD_CREATE of 60 KB", &guilds, show);
    typed::<Chunk>("GUILD_MEMBERS_CHUNK of 1000 members", &chunks, show);
}

fn terms(terms: &[Vec<u8>]) -> Vec<Case<'_>> {
    let bytes = total(terms);
    let pass = |read: fn(&[u8])| move || terms.iter().for_each(|term| read(term));
    vec![
        Case::new("eetf", bytes, pass(|term| drop(black_box(eetf::Term::decode(term).unwrap())))),
        Case::new(
            "erltf, owned",
            bytes,
            pass(|term| drop(black_box(erltf::decode(term).unwrap()))),
        ),
        Case::new("erltf, borrowed", bytes, pass(read_borrowed)),
        Case::new("gatewire Term::decode", bytes, pass(decode)).at_most(0.20),
        Case::new("gatewire Term::decode, every part looked at", bytes, pass(decode_and_look)),
        Case::new("gatewire Term::decode, encode", bytes, pass(decode_and_encode)),
    ]
}

fn beside_erltf(terms: &[Vec<u8>]) -> Vec<Case<'_>> {
    let bytes = total(terms);
    let pass = |read: fn(&[u8])| move || terms.iter().for_each(|term| read(term));
    vec![
        Case::new(
            "erltf, owned",
            bytes,
            pass(|term| drop(black_box(erltf::decode(term).unwrap()))),
        ),
        Case::new("gatewire Term::decode", bytes, pass(decode)).at_most(0.33),
        Case::new("gatewire Term::decode, every part looked at", bytes, pass(decode_and_look)),
    ]
}

fn read_borrowed(term: &[u8]) {
    // It may not know a tag; that is no less work up to there.
    let _ = black_box(erltf::decoder::decode_borrowed(term));
}

fn decode(term: &[u8]) {
    black_box(Term::decode(term).unwrap());
}

fn decode_and_encode(term: &[u8]) {
    black_box(Term::decode(term).unwrap().encode());
}

/// Looks at every part of a term once.
fn decode_and_look(term: &[u8]) {
    use gatewire::etf::term::{Kind, TermRef};

    fn look(term: TermRef<'_>) {
        match black_box(term.kind()) {
            Kind::List(list) => list.elements().for_each(look),
            Kind::Tuple(tuple) => tuple.elements().for_each(look),
            Kind::Map(map) => map.entries().for_each(|(key, value)| {
                look(key);
                look(value);
            }),
            _ => {}
        }
    }
    look(Term::decode(term).unwrap().as_ref());
}

/// The event's data read into a struct, and thrown away, beside the JSON that it stands for.
fn typed<K: Kind>(title: &str, event: &Event, show: &mut Show<'_>) {
    let Event { json: texts, etf: terms } = &event.data();
    for (text, term) in texts.iter().zip(terms) {
        let json: K::Of<'_> = serde_json::from_slice(text).unwrap();
        let etf: K::Of<'_> = etf::from_slice(term).unwrap();
        assert!(K::shown(&json) == K::shown(&etf), "{title}: both are the same");
    }
    let json = Case::new("serde_json from_slice", total(texts), || {
        for text in texts {
            black_box(serde_json::from_slice::<K::Of<'_>>(text).unwrap());
        }
    });
    let read = || {
        Case::new("gatewire etf::from_slice", total(terms), || {
            for term in terms {
                black_box(etf::from_slice::<K::Of<'_>>(term).unwrap());
            }
        })
    };
    let mut skipped = Case::new("gatewire etf::from_slice, IgnoredAny", total(terms), || {
        for term in terms {
            black_box(etf::from_slice::<IgnoredAny>(term).unwrap());
        }
    });
    if K::IS_WHOLE {
        skipped = skipped.at_most(0.20);
    }
    let followed = Case::new("lengths followed, nothing checked", total(terms), || {
        for term in terms {
            assert_eq!(black_box(follow(term)), term.len());
        }
    });
    show(&format!("{title}, typed"), terms, vec![json, read().at_most(0.33)]);
    show(&format!("{title}, skipped"), terms, vec![read(), skipped, followed]);
}

/// Goes from each term to the next until there is none, as far as the lengths say, and returns
/// where that is. Less cannot be done to step over a term.
fn follow(term: &[u8]) -> usize {
    let byte = |position: usize| usize::from(term[position]);
    let word = |position: usize| {
        let bytes = term[position..].first_chunk().expect("the term is whole");
        u32::from_be_bytes(*bytes) as usize
    };
    // Behind the version.
    let (mut position, mut left) = (1, 1);
    while left > 0 {
        left -= 1;
        position += match term[position] {
            b'm' => 5 + word(position + 1),
            b'w' | b's' => 2 + byte(position + 1),
            b'd' => 3 + byte(position + 2),
            b'n' => 3 + byte(position + 1),
            b'a' => 2,
            b'b' => 5,
            b'j' => 1,
            b'F' => 9,
            b'k' => 3 + (byte(position + 1) << 8 | byte(position + 2)),
            b't' => {
                left += 2 * word(position + 1);
                5
            }
            b'l' => {
                left += word(position + 1) + 1;
                5
            }
            tag => unreachable!("the tag {tag} is in none of the events"),
        };
    }
    position
}
