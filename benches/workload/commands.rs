//! Commands that are written, and what else writes the same.

use std::hint::black_box;

use gatewire::model::{ActivityType, BotActivity, ConnectionProperties, Status};
use gatewire::{
    Encoder, Encoding, Heartbeat, Identify, Intents, Opcode, RequestGuildMembers, Snowflake,
    UpdatePresence, Value, etf, json,
};
use serde::Serialize;

use super::cases::Case;
use super::terms::{Described, Terms};

/// What is sent.
#[derive(Serialize)]
struct Payload<'a, C> {
    op: Opcode,
    d: &'a C,
}

/// Hands out the cases of each command, JSON and ETF apart, with what they write in common.
pub(crate) fn each(mut section: impl FnMut(&str, &[u8], Vec<Case<'_>>)) {
    fn both<C: Described>(
        name: &str,
        command: &C,
        section: &mut impl FnMut(&str, &[u8], Vec<Case<'_>>),
    ) {
        let (text, cases) = as_json(command);
        section(&format!("{name}, JSON"), &text, cases);
        let (term, cases) = as_etf(command);
        section(&format!("{name}, ETF"), &term, cases);
    }

    both("Heartbeat", &Heartbeat::new(Some(1_048_576)), &mut section);
    both("Identify", &identify(), &mut section);
    both("Request Guild Members of 100 ids", &members(), &mut section);
    both("Update Presence", &presence(), &mut section);
}

fn identify() -> Identify<'static> {
    // As long as a token is.
    Identify::new("made-up-".repeat(9), Intents::UNPRIVILEGED)
        .properties(ConnectionProperties::new("linux", "gatewire", "gatewire"))
        .compress(false)
        .large_threshold(250)
        .shard(17, 300)
        .presence(UpdatePresence::new(Status::ONLINE))
}

fn members() -> RequestGuildMembers<'static> {
    let ids = (0..100).map(|n| Snowflake::new(1_104_217_733_921_538_129 + n * 4_194_304));
    RequestGuildMembers::by_ids(Snowflake::new(1_104_217_733_921_538_129), ids)
        .presences(true)
        .nonce("0123456789abcdef")
}

fn presence() -> UpdatePresence<'static> {
    UpdatePresence::new(Status::IDLE).since(1_420_070_400_000).activities([
        BotActivity::new("Cards Against Humanity", ActivityType::PLAYING),
        BotActivity::streaming("na\u{ef}ve chess", "https://twitch.tv/example").state("\"mate\""),
    ])
}

/// Payloads of a case. A message that was written is dropped before the next, as if it were sent.
fn case<'a, B: AsRef<[u8]>>(
    name: &'static str,
    bytes: usize,
    mut write: impl FnMut() -> B + 'a,
) -> Case<'a> {
    Case::new(name, bytes, move || {
        black_box(write().as_ref());
    })
}

fn as_json<C: Described>(command: &C) -> (Vec<u8>, Vec<Case<'_>>) {
    let payload = move || Payload { op: command.opcode(), d: black_box(command) };
    let expected = serde_json::to_vec(&payload()).unwrap();
    let mut encoder = Encoder::new(Encoding::Json);
    assert_eq!(encoder.encode(command).unwrap(), expected);
    assert_eq!(json::to_vec(&payload()).unwrap(), expected);
    let size = expected.len();
    let cases = vec![
        case("serde_json to_vec", size, move || serde_json::to_vec(&payload()).unwrap()),
        case("gatewire json::to_vec", size, move || json::to_vec(&payload()).unwrap()).at_most(1.0),
        case("gatewire Encoder", size, move || encoder.encode(black_box(command)).unwrap())
            .at_most(1.0),
    ];
    (expected, cases)
}

fn as_etf<C: Described>(command: &C) -> (Vec<u8>, Vec<Case<'_>>) {
    fn peer<T: Terms, C: Described>(command: &C) -> Vec<u8> {
        let op = T::integer(command.opcode().0.into());
        T::map([("op", op), ("d", black_box(command).term())]).encoded()
    }

    let mut encoder = Encoder::new(Encoding::Etf);
    let expected = encoder.encode(command).unwrap().to_vec();
    for other in [peer::<eetf::Term, C>(command), peer::<erltf::OwnedTerm, C>(command)] {
        // They have orders of their own for the keys of maps.
        let value = |term| etf::from_slice::<Value<'_>>(term).unwrap();
        assert_eq!(value(&other), value(&expected));
    }
    let size = expected.len();
    let cases = vec![
        case("eetf", size, move || peer::<eetf::Term, C>(command)),
        case("erltf", size, move || peer::<erltf::OwnedTerm, C>(command)),
        case("gatewire etf::to_vec", size, move || {
            etf::to_vec(&Payload { op: command.opcode(), d: black_box(command) }).unwrap()
        })
        .at_most(0.33),
        case("gatewire Encoder", size, move || encoder.encode(black_box(command)).unwrap())
            .at_most(0.33),
    ];
    (expected, cases)
}
