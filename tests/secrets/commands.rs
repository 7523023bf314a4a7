//! Every command with a secret in every text: no error says any of them, and tokens and session ids
//! show nowhere at all.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Debug;

use gatewire::model::{BotActivity, ChannelInfoField, ConnectionProperties, Status};
use gatewire::{
    Command, EncodeError, Encoder, Encoding, Heartbeat, Identify, Intents, Opcode,
    RequestChannelInfo, RequestGuildMembers, RequestSoundboardSounds, Resume, Snowflake,
    UpdatePresence, UpdateVoiceState,
};
use serde::{Deserialize, Serialize, Serializer, ser};
use serde_json::{Value, json as value};

use super::{SECRET, inspect};
use crate::common::term::{of_json, versioned};
use crate::common::{etf, json};

const TOKEN: &str = "hunter2-token";
const GUILD: Snowflake = Snowflake::new(7_771_777);

/// Everything that an error shows, its sources included.
fn shown(error: &EncodeError) -> String {
    let boxed: Box<dyn Error + Send + Sync> = Box::new(*error);
    let mut shown = format!("{error} {error:?} {error:#} {error:#?} {boxed:?}");
    let mut source = error.source();
    while let Some(error) = source {
        shown.push_str(&format!("{error} {error:?}"));
        source = error.source();
    }
    shown
}

/// The texts of a value that have no secret in them, aside from ids and a status, which has to be a
/// known one.
fn texts_without_secret(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if !text.contains(SECRET) && text.parse::<u64>().is_err() => {
            found.push(text.clone());
        }
        Value::Array(elements) => {
            elements.iter().for_each(|element| texts_without_secret(element, found));
        }
        Value::Object(entries) => {
            let free = entries.iter().filter(|(key, _)| *key != "status");
            free.for_each(|(_, value)| texts_without_secret(value, found));
        }
        _ => {}
    }
}

/// Sends a command that may be sent, and one for which there is no room; then puts what is wrong
/// into each of its fields, and reads that. Commands borrow what they are read from, which is leaked.
fn check<C>(command: C, kinds: &mut BTreeSet<String>)
where
    C: Command + Deserialize<'static> + Debug,
{
    let debug = format!("{command:?} {command:#?}");
    assert!(!debug.contains(TOKEN), "{debug}");
    let mut data = Value::Null;
    for encoding in [Encoding::Json, Encoding::Etf] {
        let message = Encoder::new(encoding).encode(&command).unwrap();
        let mut decoder = if encoding == Encoding::Json { json() } else { etf() };
        let frame = decoder.decode(&message).unwrap().unwrap();
        data = frame.data::<Value>().unwrap();
        let mut plain = Vec::new();
        texts_without_secret(&data, &mut plain);
        assert_eq!(plain, [""; 0], "{debug}");
        let error = Encoder::new(encoding).with_limit(10).encode(&command).unwrap_err();
        assert!(matches!(error, EncodeError::TooLarge { .. }));
        let shown = shown(&error);
        assert!(!shown.contains("hunter"), "{shown}");
    }
    let Value::Object(entries) = &data else { return };
    for field in entries.keys() {
        for wrong in [value!(SECRET), value!([[SECRET]]), value!({SECRET: SECRET}), value!(-1)] {
            let mut damaged = data.clone();
            damaged[field] = wrong;
            let text = damaged.to_string().into_bytes().leak();
            let term = versioned(&of_json(&damaged)).leak();
            for result in [gatewire::json::from_slice::<C>(text), gatewire::etf::from_slice(term)] {
                if let Err(error) = result {
                    inspect(&error, kinds);
                }
            }
        }
    }
}

fn presence() -> UpdatePresence<'static> {
    let stream = BotActivity::streaming(SECRET, "https://twitch.tv/hunter2").state(SECRET);
    UpdatePresence::new(Status::DND).activities([stream])
}

#[test]
fn commands_that_fail_repeat_nothing() {
    let mut kinds = BTreeSet::new();
    let properties = ConnectionProperties::new(SECRET, "my hunter2", "your hunter2");
    let mut online = presence();
    online.status = Status::from("hunter2_status");
    check(Heartbeat::new(Some(7_771_777)), &mut kinds);
    check(Resume::new(TOKEN, TOKEN, 1), &mut kinds);
    check(UpdateVoiceState::join(GUILD, GUILD), &mut kinds);
    check(RequestSoundboardSounds::new([GUILD]), &mut kinds);
    check(RequestChannelInfo::new(GUILD, [ChannelInfoField::from(SECRET)]), &mut kinds);
    check(RequestGuildMembers::by_query(GUILD, SECRET, 1).nonce(SECRET), &mut kinds);
    check(RequestGuildMembers::by_ids(GUILD, [GUILD]).nonce(SECRET), &mut kinds);
    let identify = Identify::new(TOKEN, Intents::GUILDS).properties(properties).shard(0, 1);
    check(presence(), &mut kinds);
    check(identify.clone().presence(presence()), &mut kinds);
    for kind in ["InvalidType", "InvalidValue"] {
        assert!(kinds.contains(kind), "{kind} is none of {kinds:?}");
    }

    // What breaks a rule.
    let long = format!("{SECRET}{SECRET}{SECRET}{SECRET}{SECRET}");
    let elsewhere = BotActivity::streaming(SECRET, "https://hunter2.example/");
    let invalid: [(&str, Result<_, EncodeError>); 9] = [
        ("nonce", encode(&RequestGuildMembers::all(GUILD).nonce(long))),
        ("limit", encode(&RequestGuildMembers::by_query(GUILD, SECRET, 7_771_777))),
        ("token", encode(&Identify::new("", Intents::GUILDS).presence(presence()))),
        ("shard", encode(&identify.clone().shard(7_771_777, 2))),
        ("large_threshold", encode(&identify.clone().large_threshold(7_771_777))),
        ("presence.status", encode(&identify.presence(online.clone()))),
        ("status", encode(&online)),
        ("activities.url", encode(&UpdatePresence::new(Status::IDLE).activities([elsewhere]))),
        ("session_id", encode(&Resume::new(TOKEN, "", 1))),
    ];
    for (field, result) in invalid {
        let error = result.unwrap_err();
        assert!(matches!(error, EncodeError::Invalid { field: named, .. } if named == field));
        let shown = shown(&error);
        assert!(!shown.contains("hunter") && !shown.contains("7771777"), "{shown}");
    }
}

fn encode<C: Command>(command: &C) -> Result<(), EncodeError> {
    Encoder::new(Encoding::Json).encode(command).map(drop)
}

/// A command of someone's own, which quotes what it holds when it refuses.
struct Chatty;

impl Serialize for Chatty {
    fn serialize<S: Serializer>(&self, _serializer: S) -> Result<S::Ok, S::Error> {
        Err(ser::Error::custom(format_args!("cannot send {TOKEN}")))
    }
}

impl Command for Chatty {
    fn opcode(&self) -> Opcode {
        Opcode::IDENTIFY
    }
}

#[test]
fn a_command_that_quotes_itself_is_not_repeated() {
    for encoding in [Encoding::Json, Encoding::Etf] {
        let error = Encoder::new(encoding).encode(&Chatty).unwrap_err();
        assert_eq!(error, EncodeError::Refused);
        assert!(!shown(&error).contains("hunter"));
    }
}
