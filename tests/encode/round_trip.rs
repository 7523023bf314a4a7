//! What is encoded is read by the decoder as what it was.

use std::fmt::Debug;

use gatewire::model::{ConnectionProperties, Status};
use gatewire::{
    Command, Decoder, Encoder, Encoding, Identify, RequestGuildMembers, Resume, Snowflake,
    UpdatePresence, etf, json,
};
use proptest::prelude::*;
use serde::Deserialize;

use super::commands::{self, Check, GUILD};
use crate::common;

fn decoder(encoding: Encoding) -> Decoder {
    match encoding {
        Encoding::Etf => common::etf(),
        _ => common::json(),
    }
}

/// What is read may borrow from it for as long as the test runs, so that it is of the same type as
/// what was written.
fn forever<T>(value: T) -> &'static mut T {
    Box::leak(Box::new(value))
}

/// Encodes a command, and compares what is read of it.
fn assert_same<C: Command + Deserialize<'static> + PartialEq + Debug>(command: &C) {
    for encoding in [Encoding::Json, Encoding::Etf] {
        let message = forever(Encoder::new(encoding).encode(command).unwrap());
        let frame = forever(decoder(encoding)).decode(message).unwrap().unwrap();
        frame.validate().unwrap();
        assert_eq!(frame.opcode(), command.opcode());
        assert_eq!((frame.sequence(), frame.event_name()), (None, None));
        let owned = frame.to_owned();
        assert_eq!(&frame.data::<C>().unwrap(), command, "{encoding:?}");
        // To those who know only JSON it is the same.
        let text = forever(Vec::new());
        owned.write_json(text).unwrap();
        let payload: serde_json::Value = serde_json::from_slice(text).unwrap();
        assert_eq!(payload["op"], command.opcode().0);
        let data = forever(payload["d"].to_string());
        assert_eq!(&serde_json::from_str::<C>(data).unwrap(), command);
    }
}

struct RoundTrip(usize);

impl Check for RoundTrip {
    fn check<C>(&mut self, command: C, data: &str)
    where
        C: Command + Deserialize<'static> + PartialEq + Debug,
    {
        self.0 += 1;
        assert_same(&command);
        assert_eq!(serde_json::to_string(&command).unwrap(), data);
        let message = Encoder::new(Encoding::Json).encode(&command).unwrap();
        let expected = format!(r#"{{"op":{},"d":{data}}}"#, command.opcode().0);
        assert_eq!(str::from_utf8(&message).unwrap(), expected);
    }
}

#[test]
fn every_command() {
    let mut round_trip = RoundTrip(0);
    commands::each(&mut round_trip);
    assert!(round_trip.0 > 15);
}

/// Reads a command from JSON, and from the term that stands for it.
fn read<C: Deserialize<'static> + PartialEq + Debug>(text: &str) -> C {
    let of_json = json::from_slice(forever(text.as_bytes().to_vec())).unwrap();
    let value: serde_json::Value = serde_json::from_str(text).unwrap();
    let term = forever(etf::to_vec(&value).unwrap());
    assert_eq!(etf::from_slice::<C>(term).unwrap(), of_json);
    of_json
}

#[test]
fn forms_that_are_not_written() {
    // A single id, and ids that are integers.
    let expected = RequestGuildMembers::by_ids(Snowflake::new(1), [Snowflake::new(2)]);
    assert_eq!(read::<RequestGuildMembers<'_>>(r#"{"guild_id":"1","user_ids":"2"}"#), expected);
    assert_eq!(read::<RequestGuildMembers<'_>>(r#"{"user_ids":2,"guild_id":1}"#), expected);
    assert_eq!(read::<RequestGuildMembers<'_>>(r#"{"user_ids":[2],"guild_id":1}"#), expected);
    // What another client has besides.
    let update = r#"{"since":null,"activities":[],"status":"online","afk":false,"game":{}}"#;
    assert_eq!(read::<UpdatePresence<'_>>(update), UpdatePresence::new(Status::ONLINE));
    let properties = r#"{"$os":"a","$browser":"b","$device":"c","$referrer":""}"#;
    let expected = ConnectionProperties::new("a", "b", "c").dollar_keys(true);
    assert_eq!(read::<ConnectionProperties<'_>>(properties), expected);
}

#[test]
fn what_is_no_command() {
    let refused = |text: &str| {
        let mut text = text.as_bytes().to_vec();
        json::from_slice::<Identify<'_>>(&mut text).unwrap_err()
    };
    let error = refused(r#"{"token":"a","properties":{"os":"b","device":"c"},"intents":1}"#);
    assert_eq!(error.kind(), gatewire::DecodeErrorKind::MissingField);
    assert!(error.to_string().contains("browser"), "{error}");
    let error = refused(r#"{"token":"a","properties":{"os":"b","browser":"c","device":"d"}}"#);
    assert!(error.to_string().contains("intents"), "{error}");
}

proptest! {
    #[test]
    fn any_text(text in any::<String>(), ids in prop::collection::vec(any::<u64>(), 0..=100)) {
        let nonce: String = text.chars().take(8).collect();
        let ids = ids.into_iter().map(Snowflake::new);
        assert_same(&RequestGuildMembers::by_ids(GUILD, ids).nonce(nonce.clone()));
        assert_same(&RequestGuildMembers::by_query(GUILD, nonce, 1));
        // They are not empty.
        let text = format!("a{text}");
        assert_same(&Resume::new(text.clone(), text, 1));
    }
}
