//! What events take in memory: what their bytes are worth, and no more.

mod common;

use common::allocator::{Counting, Usage, measure};
use common::documents::{Maker, Order, Variant, json_frame, term_frame};
use common::protocol::Table;
use common::term::{ATOM_EXT, atom, atom_as, binary, int, map, of_json, small, tagged, unsigned};
use common::{etf, json};
use gatewire::encode::{Envelope, FrameWriter};
use gatewire::model::{Activity, Component, Embed, GuildMember, PartialMember, PresenceUpdate};
use gatewire::{
    Compression, DecodeError, DecodeErrorKind as Kind, Decoder, Encoding, Event, Snowflake, Stage,
};
use serde_json::{Value, json as value};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const MB: usize = 1_000_000;

/// The largest payload that a decoder takes by default.
const LARGEST: usize = 16 << 20;

/// What the documentation gives every event.
const FREE: usize = 4 << 20;

/// What the documentation allows the structs of a frame: 4 MiB, and 32 bytes for each byte.
fn bound(bytes: usize) -> usize {
    FREE + 32 * bytes
}

/// Reads an event, and measures what is read of `d`: the structs alone, without what the decoder
/// needs to find them.
fn measured<T>(
    decoder: &mut Decoder,
    frame: &[u8],
    look: impl FnOnce(&Event<'_>) -> T,
) -> (Result<T, DecodeError>, Usage) {
    let frame = decoder.decode(frame).unwrap().expect("a whole frame");
    let (result, usage) = measure(|| frame.event());
    (result.map(|event| look(&event)), usage)
}

/// As [`measured`], by a decoder that holds nothing yet. What it keeps for the next frame was lent to this
/// one, so that the most that it takes is what an event takes.
fn cold<T>(
    encoding: Encoding,
    frame: &[u8],
    look: impl Fn(&Event<'_>) -> T,
) -> (Result<T, DecodeError>, Usage) {
    let mut decoder = if encoding == Encoding::Json { json() } else { etf() };
    measured(&mut decoder, frame, look)
}

/// What a reader needs besides: the way to the value it is at, guesses at keys, an error.
const BESIDES: usize = 20_000;

/// A document of an event with a mark where something is to be put.
struct Place {
    name: &'static str,
    document: Value,
}

const MARK: u64 = 77_777_777_777;

impl Place {
    fn new(name: &'static str, pointer: &'static str) -> Self {
        let table = Table::read();
        let kind = table.event(name).unwrap().data[0].clone();
        let mut document = Maker::new(&table, Variant::Absent, 0).make(&kind).to_json();
        // The fields on the way are made.
        let mut at = &mut document;
        for step in pointer.split('/').skip(1) {
            at = match at {
                Value::Array(elements) => &mut elements[step.parse::<usize>().unwrap()],
                _ => &mut at[step],
            };
        }
        *at = MARK.into();
        Self { name, document }
    }

    fn json(&self, text: &str) -> Vec<u8> {
        let frame = String::from_utf8(json_frame(self.name, &self.document, Order::Descending));
        frame.unwrap().replace(&MARK.to_string(), text).into_bytes()
    }

    fn term(&self, term: &[u8]) -> Vec<u8> {
        let frame = term_frame(self.name, &of_json(&self.document));
        let mark = of_json(&MARK.into());
        let at = frame.windows(mark.len()).position(|bytes| bytes == mark).unwrap();
        [&frame[..at], term, &frame[at + mark.len()..]].concat()
    }
}

fn json_list(element: &str, bytes: usize) -> String {
    let count = bytes / (element.len() + 1);
    format!("[{}{element}]", format!("{element},").repeat(count - 1))
}

fn term_list(element: &[u8], bytes: usize) -> Vec<u8> {
    let count = bytes / element.len();
    [tagged(108, count, &element.repeat(count)), vec![106]].concat()
}

const EMPTY_MAP: [u8; 5] = [116, 0, 0, 0, 0];

/// Both encodings of a place that holds a list of so many bytes, with the bound of each.
fn lists(place: &Place, bytes: usize) -> [(Encoding, Vec<u8>, usize); 2] {
    let text = place.json(&json_list("{}", bytes));
    let term = place.term(&term_list(&EMPTY_MAP, bytes));
    assert!(text.len() <= LARGEST && term.len() <= LARGEST);
    let bounds = [bound(text.len()), bound(term.len())];
    [(Encoding::Json, text, bounds[0]), (Encoding::Etf, term, bounds[1])]
}

const SIZES: [usize; 3] = [MB / 2, 3 * MB / 4, MB];

#[track_caller]
fn assert_exceeded(result: Result<(), DecodeError>, usage: Usage, bound: usize, what: &str) {
    let Err(error) = result else { panic!("{what}: no error, {usage:?}") };
    assert_eq!((error.stage(), error.kind()), (Stage::Data, Kind::MemoryExceeded), "{what}");
    assert!(!error.is_fatal());
    assert!(usage.peak <= bound + BESIDES, "{what}: {usage:?}, beyond {bound}");
    // All that is kept is the decoder's, for the next frame.
    assert!(usage.kept <= usage.peak as isize, "{what}: {usage:?}");
}

#[test]
fn lists_of_empty_objects_exceed_what_their_bytes_are_worth() {
    for (name, pointer, needs_fields) in [
        ("MESSAGE_CREATE", "/embeds", false),
        ("MESSAGE_CREATE", "/attachments", true),
        ("MESSAGE_CREATE", "/mentions", true),
        ("GUILD_MEMBERS_CHUNK", "/members", false),
        ("GUILD_CREATE", "/channels", true),
    ] {
        let place = Place::new(name, pointer);
        for bytes in SIZES {
            for (encoding, frame, bound) in lists(&place, bytes) {
                let (result, usage) = cold(encoding, &frame, |_| ());
                let what = format!("{name}{pointer} of {bytes} in {encoding:?}");
                match needs_fields {
                    // None of the objects fits, and what is left out takes no room.
                    true => {
                        assert!(result.is_ok() && usage.peak < 2 * BESIDES, "{what}: {usage:?}")
                    }
                    false => assert_exceeded(result, usage, bound, &what),
                }
            }
        }
    }
}

/// What is just worth its bytes is read, and takes no more than they are worth: however long the list
/// is, its vector has room for that many and not for twice as many. Each element is made longer until
/// the list is read.
#[test]
fn lists_that_are_worth_their_bytes_take_no_more() {
    type Length = fn(&Event<'_>) -> Option<usize>;
    // With a key that no object knows, to be made longer.
    const ELEMENT: &str = r#"{"@":0}"#;
    let rows: [(&str, &str, Length); 3] = [
        ("MESSAGE_CREATE", "/embeds", |event| match event {
            Event::MessageCreate(message) => Some(message.embeds.len()),
            _ => None,
        }),
        ("GUILD_MEMBERS_CHUNK", "/members", |event| match event {
            Event::GuildMembersChunk(chunk) => Some(chunk.members.len()),
            _ => None,
        }),
        ("PRESENCE_UPDATE", "/activities", |event| match event {
            Event::PresenceUpdate(presence) => Some(presence.activities.as_ref()?.len()),
            _ => None,
        }),
    ];
    for (name, pointer, length) in rows {
        let place = Place::new(name, pointer);
        for encoding in [Encoding::Json, Encoding::Etf] {
            let what = format!("{name}{pointer} in {encoding:?}");
            let mut refused = 0;
            let read = (0..250).step_by(4).find_map(|padding| {
                let element = match padding {
                    0 => "{}".to_owned(),
                    _ => ELEMENT.replace('@', &"a".repeat(padding)),
                };
                let frame = match encoding {
                    Encoding::Json => place.json(&json_list(&element, MB)),
                    _ => {
                        let document: Value = serde_json::from_str(&element).unwrap();
                        let entries = document.as_object().unwrap().iter();
                        let entries = entries.map(|(key, value)| (atom(key), of_json(value)));
                        place.term(&term_list(&map(&entries.collect::<Vec<_>>()), MB))
                    }
                };
                let (result, usage) = cold(encoding, &frame, length);
                let bound = bound(frame.len());
                assert!(usage.peak <= bound + BESIDES, "{what}: {usage:?}, beyond {bound}");
                match result {
                    Ok(Some(length)) => return Some((length, usage, bound)),
                    Ok(None) => panic!("{what} is absent"),
                    Err(error) => assert_eq!(error.kind(), Kind::MemoryExceeded, "{what}"),
                }
                refused += 1;
                None
            });
            let (length, usage, bound) = read.unwrap_or_else(|| panic!("{what} is never read"));
            assert!(length > 1000 && refused > 0, "{what}: {length}, after {refused}");
            assert!(usage.peak > bound / 4, "{what}: {usage:?}, of {bound}");
        }
    }
}

/// The same by a decoder that takes the message as well: with a copy of neither encoding.
#[test]
fn what_the_decoder_needs_itself_is_bounded_as_well() {
    for (name, pointer) in [("MESSAGE_CREATE", "/embeds"), ("GUILD_MEMBERS_CHUNK", "/members")] {
        let place = Place::new(name, pointer);
        let largest = (pointer == "/embeds").then_some(LARGEST - 10_000);
        for bytes in [MB].into_iter().chain(largest) {
            for (encoding, frame, bound) in lists(&place, bytes) {
                let mut decoder = if encoding == Encoding::Json { json() } else { etf() };
                let (result, usage) = measure(|| {
                    decoder.decode(&frame).and_then(|frame| frame.unwrap().event().map(drop))
                });
                assert_eq!(result.map_err(|error| error.kind()), Err(Kind::MemoryExceeded));
                let what = format!("{name} of {bytes} in {encoding:?}: {usage:?}");
                assert!(usage.peak <= bound + BESIDES, "{what}");
                // Asked for, it is given back.
                let ((), given) = measure(|| decoder.shrink());
                assert!(usage.kept + given.kept < 200_000, "{what}, {given:?}");
            }
        }
    }
}

/// A presence is no different: what exceeds the budget is an error, not a misfit.
#[test]
fn a_presence_with_activities_that_exceed_it_is_an_error() {
    let place = Place::new("PRESENCE_UPDATE", "/activities");
    for bytes in SIZES {
        for (encoding, frame, bound) in lists(&place, bytes) {
            let (result, usage) = cold(encoding, &frame, |_| ());
            assert_exceeded(result, usage, bound, &format!("{bytes} in {encoding:?}"));
        }
    }
}

/// As many as fit are read, and take no more than the bound says. A list that is not counted first grows by
/// doubling, so that it may take twice its size and half of that again.
#[test]
fn a_list_that_fits_is_read() {
    for (name, pointer, size) in [
        ("MESSAGE_CREATE", "/embeds", size_of::<Embed<'_>>()),
        ("MESSAGE_CREATE", "/components", size_of::<Component<'_>>()),
        ("GUILD_MEMBERS_CHUNK", "/members", size_of::<GuildMember<'_>>()),
        ("PRESENCE_UPDATE", "/activities", size_of::<Activity<'_>>()),
    ] {
        let place = Place::new(name, pointer);
        let count = FREE / size / 4;
        for (encoding, frame) in [
            (Encoding::Json, place.json(&json_list("{}", 3 * count))),
            (Encoding::Etf, place.term(&term_list(&EMPTY_MAP, 5 * count))),
        ] {
            let look = |event: &Event<'_>| match event {
                Event::MessageCreate(message) if pointer == "/embeds" => message.embeds.len(),
                Event::MessageCreate(message) => message.components.as_ref().unwrap().len(),
                Event::GuildMembersChunk(chunk) => chunk.members.len(),
                Event::PresenceUpdate(presence) => presence.activities.as_ref().unwrap().len(),
                _ => panic!("another event"),
            };
            let (result, usage) = cold(encoding, &frame, look);
            assert_eq!(result.unwrap(), count, "{name}{pointer} in {encoding:?}");
            let what = format!("{name}{pointer} in {encoding:?}: {usage:?}");
            assert!(usage.peak >= count * size && usage.peak <= FREE + BESIDES, "{what}");
        }
    }
}

/// Elements of eight bytes are no more than what their two bytes are worth.
#[test]
fn lists_of_small_numbers() {
    let place = Place::new("MESSAGE_CREATE", "/mention_roles");
    let look = |event: &Event<'_>| match event {
        Event::MessageCreate(message) => message.mention_roles.len(),
        _ => panic!("another event"),
    };
    for bytes in [MB, 6 * MB] {
        let string = u16::MAX as usize;
        let string = [&[107, 0xff, 0xff][..], &vec![7; string]].concat();
        for (encoding, frame, count) in [
            (Encoding::Json, place.json(&json_list("0", bytes)), bytes / 2),
            (Encoding::Etf, place.term(&term_list(&small(0), bytes)), bytes / 2),
            (Encoding::Etf, place.term(&string), 65_535),
        ] {
            let (result, usage) = cold(encoding, &frame, look);
            assert_eq!(result.unwrap(), count, "{encoding:?}");
            assert!(usage.peak <= bound(frame.len()) + BESIDES, "{encoding:?}: {usage:?}");
            // While a list grows, its former places are lost.
            assert!(usage.peak <= 6 * 8 * count + BESIDES, "{encoding:?}: {usage:?}");
            assert!(usage.allocations <= 40, "{encoding:?}: {usage:?}");
        }
    }
}

/// Values take 32 bytes each. Lists of any length of them are worth their bytes, and read whole.
#[test]
fn lists_and_maps_of_values() {
    let place = Place::new("GUILD_CREATE", "/guild_hashes");
    let look = |event: &Event<'_>| assert!(matches!(event, Event::GuildCreate(_)));
    let mut cases = Vec::new();
    for element in ["0", "[0]", "{\"\":0}"] {
        for length in [1, 2, 3, 5, 9, 65] {
            cases.push(json_list(element, length * (element.len() + 1)));
        }
        let entry = |index: usize| format!("\"{}\":{element}", 9 - index);
        for length in [1, 2, 3, 9] {
            cases.push(format!("{{{}}}", (0..length).map(entry).collect::<Vec<_>>().join(",")));
        }
    }
    let mut frames: Vec<_> = cases
        .iter()
        .map(|case| (Encoding::Json, place.json(&json_list(case, MB.max(case.len() + 1)))))
        .collect();
    for length in [1, 31, u16::MAX] {
        let [high, low] = length.to_be_bytes();
        let string = [&[107, high, low][..], &vec![7; length.into()]].concat();
        frames.push((Encoding::Etf, place.term(&term_list(&string, MB))));
    }
    for (encoding, frame) in frames {
        let (result, usage) = cold(encoding, &frame, look);
        assert!(result.is_ok(), "{result:?}");
        assert!(usage.peak <= bound(frame.len()) + BESIDES, "{encoding:?}: {usage:?}");
    }
}

/// How many elements each of the nested headers claims, and how many there are of them.
const CLAIM: usize = 40_000;
const DEPTH: usize = 28;

/// Each list claims as many elements as bytes follow, and the first is such a list again.
#[test]
fn nested_headers_of_objects_do_not_add_up() {
    let list = tagged(108, CLAIM, &[]);
    let row = [tagged(116, 2, &[]), binary("type"), small(1), binary("components")].concat();
    let rows = [&list[..], &[&row[..], &list].concat().repeat(DEPTH / 2 - 2)].concat();
    let option = [tagged(116, 3, &[]), binary("name"), binary("a"), binary("type"), small(1)];
    let option = [&option.concat()[..], &binary("options"), &list].concat();
    let options = [&list[..], &option.repeat(DEPTH / 2 - 3)].concat();
    check_headers(&[
        (Place::new("MESSAGE_CREATE", "/components"), rows, "rows"),
        (Place::new("MESSAGE_CREATE", "/embeds"), list.repeat(DEPTH), "embeds"),
        (Place::new("PRESENCE_UPDATE", "/activities"), list.repeat(DEPTH), "activities"),
        (interaction("/data/options"), options, "options"),
    ]);
}

/// The same of what may be of any type.
#[test]
fn nested_headers_of_values_do_not_add_up() {
    let lists = tagged(108, CLAIM, &[]).repeat(DEPTH);
    let tuples = tagged(105, CLAIM, &[]).repeat(DEPTH);
    let maps = [&tagged(116, CLAIM / 2, &[])[..], &binary("a")].concat().repeat(DEPTH);
    let component = [tagged(116, 2, &[]), binary("type"), small(250), binary("x")].concat();
    let component = [&tagged(108, 1, &[])[..], &component, &lists[..5 * (DEPTH - 2)]].concat();
    check_headers(&[
        (Place::new("GUILD_CREATE", "/guild_hashes"), lists.clone(), "lists"),
        (Place::new("GUILD_CREATE", "/guild_hashes"), tuples, "tuples"),
        (Place::new("GUILD_CREATE", "/guild_hashes"), maps, "maps"),
        (Place::new("GUILD_CREATE", "/embedded_activities"), lists.clone(), "a list of values"),
        (Place::new("PRESENCE_UPDATE", "/broadcast"), lists, "a lenient value"),
        (Place::new("MESSAGE_CREATE", "/components"), component, "an unknown component"),
    ]);
}

#[track_caller]
fn check_headers(cases: &[(Place, Vec<u8>, &str)]) {
    let rest = vec![106; CLAIM * 2];
    let mut beyond = Vec::new();
    for (place, term, what) in cases {
        // As it is, which the envelope refuses, and where that is found from its end: what is in
        // front is believed there until it is read.
        let whole = place.term(&[term, &rest[..]].concat());
        let find = |what: &[u8]| whole.windows(what.len()).position(|bytes| bytes == what).unwrap();
        let data = &whole[find(&atom("d")) + 3..find(&[&atom("op")[..], &[97, 0]].concat())];
        let [key, op, s, t] = ["d", "op", "s", "t"].map(|key| atom_as(ATOM_EXT, key));
        let entries =
            [&op[..], &small(0), &s, &small(1), &t, &atom_as(ATOM_EXT, place.name)].concat();
        let usual = [&[131], &tagged(116, 4, &[])[..], &key, data, &entries].concat();
        for frame in [&whole, &usual] {
            let mut decoder = etf();
            let (result, usage) = measure(|| {
                decoder.decode(frame).and_then(|frame| frame.unwrap().event().map(drop))
            });
            assert!(result.is_err(), "{what}");
            let bound = bound(frame.len()) + BESIDES;
            if usage.peak > bound {
                beyond.push(format!("{what} of {}: {usage:?}, beyond {bound}", frame.len()));
            }
        }
    }
    assert!(beyond.is_empty(), "{}", beyond.join("\n"));
}

/// An interaction of a command, with a mark somewhere in it.
fn interaction(pointer: &'static str) -> Place {
    let user = value!({"id": "1", "username": "a", "discriminator": "0", "avatar": null});
    let mut document = value!({
        "id": "1", "application_id": "2", "type": 2, "token": "t", "version": 1, "user": user,
        "data": {"id": "3", "name": "a", "type": 1},
    });
    let mut at = &mut document;
    for step in pointer.split('/').skip(1) {
        at = &mut at[step];
    }
    *at = MARK.into();
    Place { name: "INTERACTION_CREATE", document }
}

/// A member as they come, without what is null or absent for most.
fn member(index: usize) -> Value {
    let id = 1_100_000_000_000_000_000 + index as u64;
    value!({
        "user": {
            "id": id.to_string(), "username": format!("someone{index}"), "discriminator": "0",
            "global_name": format!("Some One {index}"), "bot": false, "public_flags": 64,
            "avatar": format!("{index:032x}"), "avatar_decoration_data": null, "clan": null,
        },
        "nick": null, "avatar": null, "roles": [], "pending": false, "deaf": false, "mute": false,
        "joined_at": "2021-03-04T05:06:07.890000+00:00", "premium_since": null, "flags": 0,
        "communication_disabled_until": null,
    })
}

#[test]
fn a_chunk_of_members_takes_its_list_and_nothing_else() {
    for count in [1000, 2000, 10_000] {
        let document = value!({
            "guild_id": "1100000000000000001", "chunk_index": 0, "chunk_count": 1,
            "members": (0..count).map(member).collect::<Vec<_>>(),
        });
        let name = "GUILD_MEMBERS_CHUNK";
        for (encoding, frame) in [
            (Encoding::Json, json_frame(name, &document, Order::Descending)),
            (Encoding::Etf, term_frame(name, &of_json(&document))),
        ] {
            let (result, usage) = cold(encoding, &frame, |event| {
                let Event::GuildMembersChunk(chunk) = event else { panic!("another event") };
                assert_eq!(
                    chunk.members[count - 1].user.as_ref().unwrap().username.len(),
                    7 + { (count - 1).to_string().len() }
                );
                chunk.members.len()
            });
            assert_eq!(result.unwrap(), count);
            let list = count * size_of::<GuildMember<'_>>();
            // Room for the list, of which a part is lost while it grows, and little besides.
            assert!(usage.peak >= list && usage.peak < 4 * list + BESIDES, "{count}: {usage:?}");
            assert!(usage.allocations <= 40, "{count} in {encoding:?}: {usage:?}");
        }
    }
}

/// The same of a list in a presence.
#[test]
fn a_list_of_activities_takes_few_allocations() {
    let place = Place::new("PRESENCE_UPDATE", "/activities");
    let element = r#"{"name":"a","type":0,"created_at":1,"id":"a"}"#;
    let count = 1000;
    let frame = place.json(&json_list(element, count * (element.len() + 1)));
    let term = term_list(&of_json(&serde_json::from_str(element).unwrap()), 0x10000);
    let of_term = 0x10000 / of_json(&serde_json::from_str(element).unwrap()).len();
    for (encoding, frame, count) in
        [(Encoding::Json, frame, count), (Encoding::Etf, place.term(&term), of_term)]
    {
        let (result, usage) = cold(encoding, &frame, |event| {
            let Event::PresenceUpdate(presence) = event else { panic!("another event") };
            presence.activities.as_ref().map(|activities| activities.len())
        });
        assert_eq!(result.unwrap(), Some(count));
        let list = count * size_of::<Activity<'_>>();
        assert!(usage.allocations <= 40, "{encoding:?}: {usage:?}");
        let most = 4 * list + size_of::<PresenceUpdate<'_>>() + BESIDES;
        assert!(usage.peak >= list && usage.peak < most, "{usage:?}");
    }
}

#[test]
fn maps_of_empty_objects_exceed_what_their_bytes_are_worth() {
    const COUNT: usize = 100_000;
    let entries: Vec<_> = (0..COUNT).map(|key| format!("\"{key}\":{{}}")).collect();
    let text = format!("{{{}}}", entries.join(","));
    let as_text: Vec<_> =
        (0..COUNT).map(|key| [&binary(&key.to_string())[..], &EMPTY_MAP].concat()).collect();
    let as_integer: Vec<_> =
        (0..COUNT).map(|key| [&int(key as i32)[..], &EMPTY_MAP].concat()).collect();
    for (place, what) in [
        (interaction("/data/resolved/members"), "members"),
        (interaction("/data/resolved/users"), "users"),
        (interaction("/data/resolved/messages"), "messages"),
        (Place::new("MESSAGE_CREATE", "/resolved/members"), "members of a message"),
    ] {
        for (encoding, frame) in [
            (Encoding::Json, place.json(&text)),
            (Encoding::Etf, place.term(&tagged(116, COUNT, &as_text.concat()))),
            (Encoding::Etf, place.term(&tagged(116, COUNT, &as_integer.concat()))),
        ] {
            let bound = bound(frame.len());
            let (result, usage) = cold(encoding, &frame, |_| ());
            match result {
                // What is small is worth its bytes.
                Ok(()) => assert!(usage.peak <= bound + BESIDES, "{what}: {usage:?}"),
                result => assert_exceeded(result, usage, bound, &format!("{what} in {encoding:?}")),
            }
        }
    }
}

/// As many entries as fit are read.
#[test]
fn a_map_that_fits_is_read() {
    let count = FREE / size_of::<(Snowflake, PartialMember<'_>)>() / 4;
    let entries: Vec<_> = (0..count).map(|key| format!("\"{key}\":{{}}")).collect();
    let place = interaction("/data/resolved/members");
    let frame = place.json(&format!("{{{}}}", entries.join(",")));
    let terms: Vec<_> = (0..count).map(|key| (unsigned(key as u64), map(&[]))).collect();
    for (encoding, frame) in [(Encoding::Json, frame), (Encoding::Etf, place.term(&map(&terms)))] {
        let (result, usage) = cold(encoding, &frame, |_| ());
        result.unwrap();
        let least = count * size_of::<PartialMember<'_>>();
        assert!(usage.peak >= least && usage.peak <= bound(frame.len()) + BESIDES, "{usage:?}");
    }
}

/// What is boxed is charged by its size, and is read as long as all of it fits.
#[test]
fn boxes_are_charged_by_what_they_take() {
    // Each component takes a place in a list, and a box for its accessory.
    let text = r#"{"type":9,"components":[],"accessory":{},"x":"what makes it worth as much"}"#;
    let term = [
        tagged(116, 4, &[]),
        atom("x"),
        binary("what makes it worth as much"),
        atom("type"),
        small(9),
        atom("components"),
        vec![106],
        atom("accessory"),
        EMPTY_MAP.to_vec(),
    ]
    .concat();
    let place = Place::new("MESSAGE_CREATE", "/components");
    for bytes in [2 * MB, 4 * MB] {
        let json = place.json(&json_list(text, bytes));
        let etf = place.term(&term_list(&term, bytes));
        for (encoding, element, frame) in
            [(Encoding::Json, text.len() + 1, json), (Encoding::Etf, term.len(), etf)]
        {
            let bound = bound(frame.len());
            let (result, usage) = cold(encoding, &frame, |_| ());
            result.unwrap();
            let name = format!("{bytes} in {encoding:?}: {usage:?}");
            assert!(usage.peak <= bound + BESIDES, "{name}");
            // Each box takes as much as a place in the list, and is no allocation of its own.
            let boxes = bytes / element - 1;
            assert!(usage.allocations < 60, "{name}");
            assert!(usage.peak >= boxes * 2 * size_of::<Component<'_>>(), "{name}");
        }
    }
}

/// `"thread":{}` is an error for what it lacks; a list of messages that each hold one is bounded by
/// what they are worth.
#[test]
fn boxed_objects_that_are_empty() {
    for field in ["thread", "poll", "interaction", "referenced_message", "interaction_metadata"] {
        let place = Place::new("MESSAGE_CREATE", Box::leak(format!("/{field}").into_boxed_str()));
        for (encoding, frame) in
            [(Encoding::Json, place.json("{}")), (Encoding::Etf, place.term(&EMPTY_MAP))]
        {
            let (_, usage) = cold(encoding, &frame, |_| ());
            let allowed = 10_000 + BESIDES + common::engine_memory(frame.len());
            assert!(usage.peak < allowed, "{field} in {encoding:?}: {usage:?}");
        }
    }
    // Snapshots nest nothing that is boxed; resolved messages are maps of what may be.
    let message = r#"{"resolved":{},"poll":{"question":{},"answers":[]},"application":{"id":"1"}}"#;
    let count = 100_000;
    let entries: Vec<_> = (0..count).map(|key| format!("\"{key}\":{message}")).collect();
    let place = interaction("/data/resolved/messages");
    let frame = place.json(&format!("{{{}}}", entries.join(",")));
    let bound = bound(frame.len());
    let (result, usage) = cold(Encoding::Json, &frame, |event| match event {
        Event::InteractionCreate(interaction) => {
            let data = interaction.data.as_ref().unwrap();
            serde_json::to_value(data).unwrap()["resolved"]["messages"].as_object().unwrap().len()
        }
        _ => panic!("another event"),
    });
    assert!(usage.peak <= bound + BESIDES, "{usage:?}, beyond {bound}");
    // None of them is a message, so that none is left.
    assert_eq!(result.unwrap(), 0);
}

/// A guild as they come: members, channels, roles and presences.
fn guild(members: usize) -> Value {
    let table = Table::read();
    let kind = table.event("GUILD_CREATE").unwrap().data[0].clone();
    let mut guild = Maker::new(&table, Variant::Current, 0).make(&kind).to_json();
    for list in ["channels", "roles", "emojis"] {
        let one = guild[list][0].clone();
        guild[list] = vec![one; members / 10].into();
    }
    guild["members"] = (0..members).map(member).collect();
    let presence = value!({
        "user": {"id": "1100000000000000001"}, "status": "online", "game": null,
        "client_status": {"desktop": "online"},
        "activities": [{"name": "a game", "type": 0, "created_at": 1, "id": "ec0b28a579ecb4bd"}],
    });
    guild["presences"] = vec![presence; members / 2].into();
    guild
}

#[test]
fn a_guild_of_a_megabyte_is_well_within_the_budget() {
    let document = guild(1000);
    let look = |event: &Event<'_>| matches!(event, Event::GuildCreate(_));
    for (encoding, frame) in [
        (Encoding::Json, json_frame("GUILD_CREATE", &document, Order::Descending)),
        (Encoding::Etf, term_frame("GUILD_CREATE", &of_json(&document))),
    ] {
        assert!((MB * 4 / 5..MB * 3 / 2).contains(&frame.len()), "{encoding:?}: {}", frame.len());
        let (result, usage) = cold(encoding, &frame, look);
        assert!(result.unwrap());
        let bound = bound(frame.len());
        assert!(usage.peak < bound / 4, "{encoding:?}: {usage:?} of {bound}");
        assert!(usage.peak < 8 * frame.len(), "{encoding:?}: {usage:?}");
    }
}

/// Memory may run out at any allocation: of a box, of a list's first element, or of a later one.
#[test]
fn memory_may_run_out_anywhere() {
    let embeds = vec![value!({}); 16];
    let snapshot = value!({"message": {"embeds": embeds}});
    for encoding in [Encoding::Json, Encoding::Etf] {
        let mut refused = 0;
        // Each byte of the text allows for 32 more, so that another allocation is the first to fail.
        for padding in 0..48 {
            let mut message = common::events::least("MESSAGE_CREATE");
            message["content"] = "x".repeat(padding).into();
            message["message_snapshots"] = vec![snapshot.clone(); 8000].into();
            let mut payload = Vec::new();
            FrameWriter::new(encoding)
                .write(Envelope::dispatch(1, "MESSAGE_CREATE"), &message, &mut payload)
                .unwrap();
            let mut decoder = common::decoder(encoding, Compression::None);
            match decoder.decode(&payload).unwrap().unwrap().event() {
                Ok(_) => {}
                Err(error) => {
                    assert_eq!(error.kind(), Kind::MemoryExceeded, "{error}");
                    refused += 1;
                }
            };
        }
        assert_eq!(refused, 48, "{encoding:?}");
    }
}
