//! How deep events may nest: to the level, and with the largest bound there is on a thread with a
//! stack of 2 MiB, in a debug build too.

mod common;

use common::documents::{Order, json_frame, term_frame};
use common::term::of_json;
use gatewire::model::{
    Channel, CommandDataOption, Component, ComponentResponse, Interaction, InteractionMetadata,
    Message,
};
use gatewire::{
    Compression, DEFAULT_MAX_DEPTH, DecodeError, DecodeErrorKind as Kind, Encoding, Event,
    MAX_BUILD_DEPTH, Stage,
};
use serde_json::{Value, json as value};

/// An event of objects inside each other.
#[derive(Clone, Copy)]
struct Nest {
    name: &'static str,
    /// The innermost object, with something in it that nests by itself.
    base: fn(Value) -> Value,
    /// One around another.
    wrap: fn(Value) -> Value,
    /// The event of the outermost.
    event: fn(Value) -> Value,
    /// Makes sure that the event has it.
    check: fn(&Event<'_>),
}

/// How deep containers nest.
fn depth(value: &Value) -> usize {
    match value {
        Value::Array(elements) => 1 + elements.iter().map(depth).max().unwrap_or(0),
        Value::Object(entries) => 1 + entries.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

fn lists(depth: usize) -> Value {
    (0..depth).fold(value!(1), |inner, _| value!([inner]))
}

impl Nest {
    /// The outermost object of an event that nests exactly so deep.
    fn object(&self, deepest: usize) -> Value {
        let event_of = |object: &Value| depth(&(self.event)(object.clone()));
        let mut best = None;
        // As many objects as fit, and lists in the innermost for what is left.
        for pad in 0..8 {
            let mut object = (self.base)(lists(pad));
            while event_of(&object) < deepest {
                object = (self.wrap)(object);
            }
            if event_of(&object) == deepest {
                best = Some(object);
                break;
            }
        }
        best.expect("lists fill it up")
    }

    fn document(&self, deepest: usize) -> Value {
        let document = (self.event)(self.object(deepest));
        assert_eq!(depth(&document), deepest);
        document
    }

    fn frames(&self, deepest: usize) -> [(Encoding, Vec<u8>); 2] {
        let document = self.document(deepest);
        [
            (Encoding::Json, json_frame(self.name, &document, Order::Descending)),
            (Encoding::Etf, term_frame(self.name, &of_json(&document))),
        ]
    }
}

fn user() -> Value {
    value!({"id": "1", "username": "a", "discriminator": "0", "avatar": null})
}

fn message() -> Value {
    value!({
        "id": "1", "channel_id": "2", "author": user(), "content": "a", "tts": false, "type": 0,
        "timestamp": "2020-06-23T03:21:24+00:00", "edited_timestamp": null, "pinned": false,
        "mention_everyone": false, "mentions": [], "mention_roles": [], "attachments": [],
        "embeds": [],
    })
}

fn with(mut object: Value, key: &str, value: Value) -> Value {
    object[key] = value;
    object
}

fn interaction(kind: u64, data: Value) -> Value {
    value!({
        "id": "1", "application_id": "2", "type": kind, "token": "t", "version": 1, "user": user(),
        "data": data,
    })
}

fn unknown(inner: Value) -> Value {
    value!({"type": 250, "x": inner})
}

fn is_message(event: &Event<'_>) {
    assert!(matches!(event, Event::MessageCreate(_)));
}

fn is_interaction(event: &Event<'_>) {
    assert!(matches!(event, Event::InteractionCreate(_)));
}

const NESTS: [Nest; 9] = [
    // Messages that reply to each other.
    Nest {
        name: "MESSAGE_CREATE",
        base: |inner| with(message(), "components", value!([unknown(inner)])),
        wrap: |inner| with(message(), "referenced_message", inner),
        event: |message| message,
        check: is_message,
    },
    // Components: containers, rows, sections by their accessory, and all of them in turn.
    Nest {
        name: "MESSAGE_CREATE",
        base: unknown,
        wrap: |inner| value!({"type": 17, "components": [inner]}),
        event: |component| with(message(), "components", value!([component])),
        check: is_message,
    },
    Nest {
        name: "MESSAGE_CREATE",
        base: unknown,
        wrap: |inner| value!({"components": [], "type": 9, "accessory": inner}),
        event: |component| with(message(), "components", value!([component])),
        check: is_message,
    },
    Nest {
        name: "MESSAGE_CREATE",
        base: unknown,
        wrap: |inner| {
            let row = value!({"type": 1, "components": [inner]});
            let section = value!({"type": 9, "components": [row], "accessory": {"type": 14}});
            let label = value!({"type": 18, "label": "a", "component": section});
            value!({"type": 17, "components": [label]})
        },
        event: |component| with(message(), "components", value!([component])),
        check: is_message,
    },
    // What was entered into a modal.
    Nest {
        name: "INTERACTION_CREATE",
        base: unknown,
        wrap: |inner| value!({"type": 18, "component": inner}),
        event: |component| interaction(5, value!({"custom_id": "a", "components": [component]})),
        check: is_interaction,
    },
    Nest {
        name: "INTERACTION_CREATE",
        base: unknown,
        wrap: |inner| value!({"type": 1, "components": [inner]}),
        event: |component| interaction(5, value!({"custom_id": "a", "components": [component]})),
        check: is_interaction,
    },
    // The options of a command.
    Nest {
        name: "INTERACTION_CREATE",
        base: |inner| value!({"name": "a", "type": 3, "value": inner}),
        wrap: |inner| value!({"name": "a", "type": 2, "options": [inner]}),
        event: |option| interaction(2, value!({"id": "3", "name": "a", "options": [option]})),
        check: is_interaction,
    },
    // What triggered what triggered an interaction.
    Nest {
        name: "MESSAGE_CREATE",
        base: unknown,
        wrap: |inner| {
            value!({
                "id": "1", "type": 5, "user": user(), "authorizing_integration_owners": {},
                "triggering_interaction_metadata": inner,
            })
        },
        event: |metadata| with(message(), "interaction_metadata", metadata),
        check: is_message,
    },
    // Values of any type: objects and lists in turn.
    Nest {
        name: "CHANNEL_CREATE",
        base: |inner| inner,
        wrap: |inner| value!({"a": inner}),
        event: |inner| value!({"id": "1", "type": 0, "guild_hashes": inner}),
        check: |event| assert!(matches!(event, Event::ChannelCreate(_))),
    },
];

/// Runs on a thread with a stack as small as is common.
fn on_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap().join().unwrap();
}

fn read(
    encoding: Encoding,
    frame: &[u8],
    max_depth: usize,
    check: fn(&Event<'_>),
) -> Result<(), DecodeError> {
    let mut decoder = common::builder(encoding, Compression::None).max_depth(max_depth).build();
    decoder.decode(frame)?.expect("a whole frame").event().map(|event| check(&event))
}

fn check_bound(bound: usize) {
    for (number, nest) in NESTS.into_iter().enumerate() {
        // Made here, so that the small stack is for reading alone.
        for (encoding, frame) in nest.frames(bound) {
            on_small_stack(move || {
                let result = read(encoding, &frame, bound, nest.check);
                assert!(result.is_ok(), "{number} in {encoding:?}: {result:?}");
            });
        }
        for (encoding, frame) in nest.frames(bound + 1) {
            on_small_stack(move || {
                let Err(error) = read(encoding, &frame, bound, nest.check) else {
                    panic!("{number} in {encoding:?}: no error")
                };
                let what = (error.stage(), error.kind(), error.is_fatal());
                assert_eq!(what, (Stage::Data, Kind::DepthExceeded, false), "{number}: {error}");
                assert!(error.to_string().contains(&bound.to_string()), "{error}");
            });
        }
    }
}

#[test]
fn the_largest_bound_fits_on_a_small_stack_and_holds_to_the_level() {
    check_bound(MAX_BUILD_DEPTH);
}

#[test]
fn smaller_bounds_hold_to_the_level() {
    for bound in [DEFAULT_MAX_DEPTH, 33, 64] {
        check_bound(bound);
    }
}

/// What is hostile nests as deep as the reader goes at all.
#[test]
fn what_nests_deeper_still_is_an_error_on_a_small_stack() {
    for nest in NESTS {
        for deepest in [MAX_BUILD_DEPTH + 8, 200] {
            for (encoding, frame) in nest.frames(deepest) {
                on_small_stack(move || {
                    let error = read(encoding, &frame, usize::MAX, nest.check).unwrap_err();
                    assert_eq!(error.kind(), Kind::DepthExceeded);
                });
            }
        }
    }
}

/// Another reader does not know this crate's unions, which then read them by way of a value.
#[test]
fn serde_json_reads_what_it_lets_nest() {
    // It takes 127 containers inside each other.
    const DEEPEST: usize = 127;
    type Read = fn(&str) -> Result<(), serde_json::Error>;
    let reads: [Read; 9] = [
        |text| serde_json::from_str::<Message<'_>>(text).map(drop),
        |text| serde_json::from_str::<Message<'_>>(text).map(drop),
        |text| serde_json::from_str::<Message<'_>>(text).map(drop),
        |text| serde_json::from_str::<Message<'_>>(text).map(drop),
        |text| serde_json::from_str::<Interaction<'_>>(text).map(drop),
        |text| serde_json::from_str::<Interaction<'_>>(text).map(drop),
        |text| serde_json::from_str::<Interaction<'_>>(text).map(drop),
        |text| serde_json::from_str::<Message<'_>>(text).map(drop),
        |text| serde_json::from_str::<Channel<'_>>(text).map(drop),
    ];
    for (number, (nest, read)) in NESTS.into_iter().zip(reads).enumerate() {
        let text = nest.document(DEEPEST).to_string();
        on_small_stack(move || {
            let result = read(&text);
            assert!(result.is_ok(), "{number}: {result:?}");
        });
        let text = nest.document(DEEPEST + 1).to_string();
        on_small_stack(move || assert!(read(&text).unwrap_err().to_string().contains("recursion")));
    }
}

/// The objects by themselves, read as one value of any type first and into a struct then.
#[test]
fn a_value_reads_into_structs_as_deep() {
    fn check<T: for<'de> serde::Deserialize<'de>>(object: Value) {
        let text = object.to_string();
        on_small_stack(move || {
            let value: gatewire::Value<'_> = serde_json::from_str(&text).unwrap();
            value.read::<T>().map(drop).unwrap();
        });
    }
    // Structs that borrow nothing that lives shorter than the text.
    macro_rules! check_borrowed {
        ($type:ty, $object:expr) => {{
            let text = $object.to_string();
            on_small_stack(move || {
                let value: gatewire::Value<'_> = serde_json::from_str(&text).unwrap();
                value.read::<$type>().map(drop).unwrap();
            });
        }};
    }
    check::<Value>(lists(127));
    check_borrowed!(Message<'_>, NESTS[0].object(120));
    check_borrowed!(Component<'_>, NESTS[1].object(120));
    check_borrowed!(Component<'_>, NESTS[2].object(120));
    check_borrowed!(Component<'_>, NESTS[3].object(120));
    check_borrowed!(ComponentResponse<'_>, NESTS[4].object(120));
    check_borrowed!(ComponentResponse<'_>, NESTS[5].object(120));
    check_borrowed!(CommandDataOption<'_>, NESTS[6].object(120));
    check_borrowed!(InteractionMetadata<'_>, NESTS[7].object(120));
}
