//! Attacks in ETF.

use std::time::Duration;

use gatewire::{DecodeErrorKind as Kind, Stage};

use super::attack::{Attack, BUILDING_NOTHING, LARGEST, Look, Outcome, each, etf, one, place_of};
use super::event_with_term;
use super::text::{NOT_UTF8, between_characters, in_every_place};
use crate::common::documents::term_frame;
use crate::common::events::least;
use crate::common::term::{
    ATOMS, atom, atom_as, binary, map, of_json, payload, small, tagged, versioned,
};

const MB: usize = 1_000_000;

/// A payload around `d`, which is stepped over where it is not read from its end.
fn around(d: &[u8]) -> Vec<u8> {
    payload(d, 0, None, None)
}

/// One whose envelope stands in front of `d`.
fn last(d: &[u8]) -> Vec<u8> {
    let entries = [atom("op"), small(0), atom("s"), atom("nil"), atom("t"), atom("nil"), atom("d")];
    versioned(&tagged(116, 4, &[&entries.concat()[..], d].concat()))
}

/// Where `d` is in either: behind the version, the map's head and its own key, and where it is last,
/// behind 22 bytes of other entries.
const FIRST: usize = 1 + 5 + 3;
const LAST: usize = FIRST + 22;

/// What opens a container around the next one.
fn containers() -> [(&'static str, Vec<u8>); 5] {
    [
        ("tuples", vec![104, 1]),
        ("large tuples", tagged(105, 1, &[])),
        ("lists", tagged(108, 1, &[])),
        ("maps", [tagged(116, 1, &[]), small(1)].concat()),
        ("keys of maps", tagged(116, 1, &[])),
    ]
}

pub(crate) fn nesting() -> Vec<Attack> {
    const DEPTH: usize = 10_000_000;
    let mut attacks = Vec::new();
    for (name, open) in containers() {
        let (in_front, alone, length) = (open.clone(), open.clone(), open.len());
        // What is no payload is read as `d` of one would be; a map is one.
        let inside = gatewire::MAX_SKIP_DEPTH - 1;
        let levels = if open[0] == 116 { inside + 1 } else { inside };
        attacks.extend([
            etf(format!("ten million {name} inside each other"), move || {
                one(around(&in_front.repeat(DEPTH)))
            })
            .limit(1 << 30)
            // What is open, which is 1024 containers at most.
            .memory(32 << 10)
            .within(Duration::from_millis(250))
            .refused(Stage::Envelope, Kind::DepthExceeded)
            .at(move |_| FIRST + inside * length),
            etf(format!("ten million {name} without a payload around them"), move || {
                one(versioned(&alone.repeat(DEPTH)))
            })
            .limit(1 << 30)
            .memory(32 << 10)
            .within(Duration::from_millis(250))
            .refused(Stage::Envelope, Kind::DepthExceeded)
            .at(move |_| 1 + levels * length),
            etf(format!("ten million {name} behind the envelope"), move || {
                one(last(&open.repeat(DEPTH)))
            })
            .limit(1 << 30)
            // What is open, which is 1024 containers at most.
            .memory(32 << 10)
            .within(Duration::from_millis(250))
            .expect(Look::Envelope, Outcome::Accepted)
            .refused_when_read([Look::Validate, Look::Ignored, Look::Json], Kind::DepthExceeded)
            .at(move |_| LAST + inside * length),
        ]);
    }
    attacks.push(
        etf("a list that goes on in its tail ten million times", || {
            let tail = [&tagged(108, 1, &[])[..], &[97, 1]].concat();
            let d = [&tail.repeat(LARGEST / 7 - 10)[..], &[106]].concat();
            each([around(&d), last(&d)])
        })
        .expect(Look::Validate, Outcome::Accepted),
    );
    attacks
}

/// Lengths and counts that there are no bytes for.
pub(crate) fn claims() -> Vec<Attack> {
    let most = u32::MAX as usize;
    let claims = [
        ("a list of 2^32 - 1 elements", tagged(108, most, &[])),
        ("a list of 2^32 - 1 elements, and one of them", tagged(108, most, &[106])),
        ("a map of 2^32 - 1 entries", tagged(116, most, &[])),
        ("a tuple of 2^32 - 1 elements", tagged(105, most, &[])),
        ("a binary of 2^32 - 1 bytes", tagged(109, most, &[])),
        ("an integer of 2^32 - 1 bytes", tagged(111, most, &[0])),
        ("a string of 65535 bytes", vec![107, 0xff, 0xff]),
        ("a tuple of 255 elements", vec![104, 0xff]),
        ("an integer of 255 bytes", vec![110, 0xff, 0]),
        ("an atom of 65535 bytes", vec![100, 0xff, 0xff]),
    ];
    let mut attacks = Vec::new();
    for (name, claim) in claims {
        let (in_front, claimed) = (claim.clone(), claim.clone());
        attacks.extend([
            // As the whole term, as `d`, and behind what else is in `d`.
            etf(name, move || {
                each([
                    versioned(&in_front),
                    around(&in_front),
                    around(&tagged(108, 2, &[small(1), in_front.clone()].concat())),
                    around(&tagged(116, 1, &[atom("x"), in_front.clone()].concat())),
                ])
            })
            .within(Duration::from_millis(250))
            .refused(Stage::Envelope, Kind::InvalidLength)
            .at(move |message| place_of(message, &claimed)),
            etf(format!("{name}, behind the envelope"), move || one(last(&claim)))
                .within(Duration::from_millis(250))
                .expect(Look::Envelope, Outcome::Accepted)
                .refused_when_read([Look::Validate, Look::Ignored, Look::Json], Kind::InvalidLength)
                .at(|_| LAST),
        ]);
    }
    attacks
}

pub(crate) fn keys() -> Vec<Attack> {
    let million = |prefix: &'static str, is_atom: bool| {
        let mut entries = Vec::new();
        for n in 0..MB {
            let key = format!("{prefix}{n:04x}");
            entries.extend(if is_atom { atom(&key) } else { binary(&key) });
            entries.push(106);
        }
        entries
    };
    let fields = [Look::Envelope, Look::Validate, Look::Ignored];
    vec![
        etf("keys and texts of a megabyte", || {
            let long = binary(&"k".repeat(MB));
            one(around(&map(&[(long.clone(), long)])))
        })
        .expect_all(fields, Outcome::Accepted),
        etf("an event's name of a megabyte", || {
            let entries = [(atom("op"), small(0)), (atom("t"), binary(&"k".repeat(MB)))];
            one(versioned(&map(&entries)))
        })
        .memory(MB + MB / 2)
        .expect_all([Look::Envelope, Look::Event], Outcome::Accepted),
        etf("atoms of over 255 characters", || {
            let atom = |tag| [&[tag, 1, 0][..], &[b'a'; 256]].concat();
            each([around(&atom(100)), around(&atom(118))])
        })
        .refused(Stage::Envelope, Kind::InvalidAtom)
        .at(|_| FIRST),
        etf("a million keys that begin alike", move || {
            let entries = million("channel", true);
            one(around(&tagged(116, MB, &entries)))
        })
        .expect_all(fields, Outcome::Accepted),
        etf("a million binaries as keys in a value of any type", move || {
            let entries = million("", false);
            one(event_with_term("GUILD_CREATE", "guild_hashes", &tagged(116, MB, &entries)))
        })
        .memory((4 << 20) + 32 * LARGEST)
        .expect(Look::Event, Outcome::Accepted),
        // No key is a field, however many of them begin as one does.
        etf("a million keys that begin alike in an event", move || {
            let document = of_json(&least("MESSAGE_CREATE"));
            let count = u32::from_be_bytes(document[1..5].try_into().unwrap()) as usize;
            let entries = [&document[5..], &million("channel", true)].concat();
            one(term_frame("MESSAGE_CREATE", &tagged(116, count + MB, &entries)))
        })
        .expect_all([Look::Envelope, Look::Ignored, Look::Event], Outcome::Accepted),
    ]
}

fn envelope_values() -> [(&'static str, Vec<u8>); 4] {
    [("op", small(0)), ("s", small(1)), ("t", binary("READY")), ("d", small(1))]
}

/// Where the last key of a payload begins, if it is one of the envelope.
fn last_twin(message: &[u8]) -> usize {
    let keys = |key| ATOMS.map(|tag| atom_as(tag, key)).into_iter().chain([binary(key)]);
    let entries = envelope_values().into_iter().flat_map(|(key, value)| {
        keys(key).map(move |key| [key, value.clone()].concat()).collect::<Vec<_>>()
    });
    let last = entries.filter(|entry| message.ends_with(entry)).map(|entry| entry.len()).max();
    message.len() - last.expect("it ends in one of them")
}

/// The same key as an atom and as a binary, which Erlang takes for two.
pub(crate) fn twins() -> Vec<Attack> {
    // The other keys that a payload needs, and two that are the same.
    let envelope = |key: &str, value: &[u8], twins: [Vec<u8>; 2]| {
        let rest = [("d", small(1)), ("op", small(0))];
        let rest = rest.into_iter().filter(|(other, _)| *other != key);
        let rest = rest.map(|(other, value)| (atom(other), value));
        let twins = twins.map(|key| (key, value.to_vec()));
        versioned(&map(&rest.chain(twins).collect::<Vec<_>>()))
    };
    let twins = move || {
        let of = |(key, value): (&'static str, Vec<u8>)| {
            ATOMS.into_iter().flat_map(move |tag| {
                [
                    envelope(key, &value, [atom_as(tag, key), binary(key)]),
                    envelope(key, &value, [binary(key), atom_as(tag, key)]),
                    envelope(key, &value, [atom_as(tag, key), atom(key)]),
                ]
            })
        };
        envelope_values().into_iter().flat_map(of).collect::<Vec<_>>()
    };
    let hello = |key: Vec<u8>| {
        let fields = [(atom("heartbeat_interval"), small(1)), (key, small(2))];
        payload(&map(&fields), 10, None, None)
    };
    let behind = |(key, value): (&str, Vec<u8>)| {
        let twin = if key == "d" { binary(key) } else { atom(key) };
        let mut message = last(&[small(1), twin, value].concat());
        // The map has an entry more than is said.
        message[5] += 1;
        message
    };
    vec![
        etf("a key of the envelope as an atom and a binary", move || each(twins()))
            .refused(Stage::Envelope, Kind::DuplicateEnvelopeKey)
            .at(last_twin),
        etf("a key of the envelope again behind d", move || each(envelope_values().map(behind)))
            .expect(Look::Envelope, Outcome::Accepted)
            .expect_all(
                [Look::Validate, Look::Ignored, Look::Json],
                Outcome::Refused(Stage::Envelope, Kind::DuplicateEnvelopeKey),
            )
            .at(|_| LAST + small(1).len()),
        etf("a field of a struct as an atom and a binary", move || {
            each([hello(binary("heartbeat_interval")), hello(atom_as(100, "heartbeat_interval"))])
        })
        .expect_all(BUILDING_NOTHING, Outcome::Accepted)
        .expect(Look::Event, Outcome::Refused(Stage::Data, Kind::DuplicateField))
        // The map that has it twice.
        .at(|_| FIRST),
    ]
}

pub(crate) fn integers() -> Vec<Attack> {
    let huge = |bytes: usize| tagged(111, bytes, &[&[0][..], &vec![0xff; bytes]].concat());
    let long = Outcome::Refused(Stage::Data, Kind::IntegerTooLong);
    let integer = |message: &[u8]| place_of(message, &[111, 0]);
    vec![
        etf("an integer of a megabyte", move || each([around(&huge(MB)), last(&huge(MB))]))
            .expect_all([Look::Envelope, Look::Validate, Look::Ignored], Outcome::Accepted)
            .expect_all([Look::Text, Look::Json], long)
            .at(integer),
        etf("an integer of 16 MiB", move || one(around(&huge(LARGEST - 100))))
            .expect_all([Look::Envelope, Look::Validate, Look::Ignored], Outcome::Accepted)
            .expect_all([Look::Text, Look::Json], long)
            .at(integer),
        etf("an integer of a kilobyte is text", move || one(around(&huge(1024))))
            .expect_all([Look::Text, Look::Json], Outcome::Accepted),
        etf("an integer of a byte more is not", move || one(around(&huge(1025))))
            .expect_all([Look::Text, Look::Json], long)
            .at(integer),
        etf("an integer of a megabyte where an id is expected", move || {
            one(event_with_term("MESSAGE_CREATE", "id", &huge(MB)))
        })
        .expect(Look::Event, Outcome::Refused(Stage::Data, Kind::InvalidValue))
        .at(integer),
        etf("an opcode of a megabyte", move || {
            one(versioned(&map(&[(atom("d"), small(1)), (atom("op"), huge(MB))])))
        })
        .refused(Stage::Envelope, Kind::InvalidOpcode)
        .at(integer),
        etf("an integer whose megabyte is zeros", || {
            let zeros = tagged(111, MB, &[&[0][..], &vec![0; MB]].concat());
            one(around(&zeros))
        })
        .expect_all([Look::Validate, Look::Ignored], Outcome::Accepted),
    ]
}

/// Binaries and atoms that are no UTF-8, and such with NUL.
pub(crate) fn text() -> Vec<Attack> {
    let damaged = |of: fn(&[u8]) -> Vec<u8>| {
        let texts = || NOT_UTF8.iter().flat_map(|bytes| in_every_place(bytes));
        move || each(texts().map(|text| of(&text)))
    };
    let with_nul = |of: fn(&[u8]) -> Vec<u8>| {
        move || each(between_characters(b"\0").iter().map(|text| of(text)))
    };
    let of_binary = |text: &[u8]| around(&tagged(109, text.len(), text));
    let of_key = |text: &[u8]| {
        let entry = [&tagged(109, text.len(), text)[..], &[106]].concat();
        around(&tagged(116, 1, &entry))
    };
    let of_atom =
        |text: &[u8]| around(&[&[119, u8::try_from(text.len()).unwrap()][..], text].concat());
    let of_name = |text: &[u8]| {
        let entries = [(atom("op"), small(0)), (atom("t"), tagged(109, text.len(), text))];
        versioned(&map(&entries))
    };
    let invalid = Outcome::Refused(Stage::Data, Kind::InvalidUtf8);
    vec![
        // A binary may be bytes, so only who wants text finds out.
        etf("no UTF-8 in a binary", damaged(of_binary))
            .expect(Look::Validate, Outcome::Accepted)
            .expect_all([Look::Text, Look::Json], invalid)
            // Text is refused as a whole.
            .at(|_| FIRST),
        etf("no UTF-8 in a key", damaged(of_key))
            .expect(Look::Validate, Outcome::Accepted)
            .expect(Look::Json, invalid)
            .at(|_| FIRST + 5),
        etf("no UTF-8 in an atom", damaged(of_atom))
            .refused(Stage::Envelope, Kind::InvalidAtom)
            .at(|_| FIRST),
        etf("no UTF-8 in a name", damaged(of_name))
            .refused(Stage::Envelope, Kind::InvalidUtf8)
            .at(|message| place_of(message, &[109])),
        etf("NUL in a binary", with_nul(of_binary))
            .expect_all([Look::Validate, Look::Text, Look::Json], Outcome::Accepted),
        etf("NUL in an atom", with_nul(of_atom))
            .expect_all([Look::Validate, Look::Text], Outcome::Accepted),
        etf("NUL in a name", with_nul(of_name))
            .expect_all([Look::Envelope, Look::Event], Outcome::Accepted),
        etf("16 MiB of NUL", || one(vec![0; LARGEST]))
            .refused(Stage::Envelope, Kind::InvalidVersion)
            .at(|_| 0),
        etf("NUL behind a payload", || one([around(&small(1)), vec![0]].concat()))
            .refused(Stage::Envelope, Kind::TrailingData)
            .at(|message| message.len() - 1),
    ]
}

/// Lists of the maximal size.
pub(crate) fn lists() -> Vec<Attack> {
    let full = |element: &[u8], bytes: usize| {
        let count = (bytes - 2000) / element.len();
        [tagged(108, count, &element.repeat(count)), vec![106]].concat()
    };
    let empty_map = || tagged(116, 0, &[]);
    let mut attacks = Vec::new();
    for (name, element) in
        [("0", small(0)), ("[]", vec![106]), ("#{}", empty_map()), ("<<>>", binary(""))]
    {
        attacks.push(
            etf(format!("16 MiB of [{name},{name},…]"), move || {
                one(around(&full(&element, LARGEST)))
            })
            .expect_all([Look::Envelope, Look::Validate, Look::Ignored], Outcome::Accepted),
        );
    }
    attacks.extend([
        etf("16 MiB of ids", move || {
            one(event_with_term("MESSAGE_CREATE", "mention_roles", &full(&small(1), LARGEST)))
        })
        .memory(8 * LARGEST / 2)
        .expect(Look::Event, Outcome::Accepted),
        etf("16 MiB of empty embeds", move || {
            one(event_with_term("MESSAGE_CREATE", "embeds", &full(&empty_map(), LARGEST)))
        })
        .memory(32 * LARGEST + (4 << 20))
        .expect(Look::Event, Outcome::Refused(Stage::Data, Kind::MemoryExceeded)),
        etf("a list whose tail is no list", || {
            one(around(&[tagged(108, 1, &small(1)), small(1)].concat()))
        })
        // What is stepped over is not asked for its tail.
        .expect_all([Look::Validate, Look::Ignored], Outcome::Accepted)
        .expect(Look::Json, Outcome::Refused(Stage::Data, Kind::ImproperList))
        // The tail.
        .at(|_| FIRST + 5 + small(1).len()),
    ]);
    attacks
}
