//! What a decoder lends: it may be shared, sent, kept across awaits, and shortened; a frame may be read twice.

mod common;

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::thread;

use common::documents::{Order, json_frame, term_frame};
use common::events::{full, written};
use common::{etf, json, term};
use gatewire::model::{GuildCreate, Message};
use gatewire::{
    Boxed, Decoder, Event, Frame, List, Map, Maybe, Mismatches, OwnedFrame, Scratch, Snowflake,
    Text,
};
use serde::Deserialize;
use serde_json::{Value, json as value};

fn is_send_and_sync<T: Send + Sync>() {}

#[test]
fn all_of_it_is_send_and_sync() {
    is_send_and_sync::<Decoder>();
    is_send_and_sync::<Frame<'_>>();
    is_send_and_sync::<Event<'_>>();
    is_send_and_sync::<OwnedFrame>();
    is_send_and_sync::<Scratch>();
    is_send_and_sync::<Mismatches>();
    is_send_and_sync::<gatewire::DecodeError>();
}

/// Waits once.
struct Yield(bool);

impl Future for Yield {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

/// Runs a task as executors do that have several threads: each poll is on another one.
fn spawn<T: Send>(task: impl Future<Output = T> + Send) -> T {
    let mut task = pin!(task);
    for _ in 0..100 {
        let task = task.as_mut();
        let poll = move || task.poll(&mut Context::from_waker(Waker::noop()));
        let polled = thread::scope(|scope| scope.spawn(poll).join().unwrap());
        if let Poll::Ready(result) = polled {
            return result;
        }
    }
    panic!("the task never ends")
}

async fn look(event: &Event<'_>) -> Value {
    Yield(false).await;
    serde_json::to_value(event).unwrap()
}

async fn kind(frame: &Frame<'_>) -> String {
    Yield(false).await;
    format!("{:?}", frame.kind())
}

async fn messages(decoder: &Decoder) -> u64 {
    Yield(false).await;
    decoder.stats().messages
}

#[test]
fn events_frames_and_decoders_live_across_awaits() {
    let data = full("GUILD_CREATE");
    for (mut decoder, message) in [
        (json(), json_frame("GUILD_CREATE", &data, Order::Descending)),
        (etf(), term_frame("GUILD_CREATE", &term::of_json(&data))),
    ] {
        let task = async {
            let mut all = Vec::new();
            for _ in 0..2 {
                let frame = decoder.decode(&message).unwrap().unwrap();
                assert_eq!(kind(&frame).await, "GuildCreate");
                let event = frame.event().unwrap();
                let before = look(&event).await;
                Yield(false).await;
                assert_eq!(look(&event).await, before);
                all.push(before);
                assert_eq!(messages(&decoder).await, all.len() as u64);
            }
            all
        };
        for read in spawn(task) {
            assert_eq!(read, data);
        }
    }
}

#[test]
fn events_are_shared_between_threads() {
    let message = json_frame("GUILD_CREATE", &full("GUILD_CREATE"), Order::Descending);
    let mut decoder = json();
    let event = decoder.decode(&message).unwrap().unwrap().event().unwrap();
    let expected = serde_json::to_value(&event).unwrap();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(serde_json::to_value(&event).unwrap(), expected));
        }
    });
}

/// What lives long may stand where something shorter is asked for. That these compile is the test.
mod covariance {
    use super::*;

    pub(super) fn event<'s>(event: &'s Event<'static>) -> &'s Event<'s> {
        event
    }

    pub(super) fn list<'s>(list: List<'static, Text<'static>>) -> List<'s, Text<'s>> {
        list
    }

    pub(super) fn boxed<'s>(boxed: Boxed<'static, Message<'static>>) -> Boxed<'s, Message<'s>> {
        boxed
    }

    pub(super) fn map<'s>(
        map: Map<'static, Snowflake, Text<'static>>,
    ) -> Map<'s, Snowflake, Text<'s>> {
        map
    }

    pub(super) fn optional<'s>(
        list: Maybe<List<'static, Snowflake>>,
    ) -> Maybe<List<'s, Snowflake>> {
        list
    }

    /// Two events of different lifetimes in one list.
    pub(super) fn together<'s>(one: Event<'static>, other: Event<'s>) -> [Event<'s>; 2] {
        [one, other]
    }
}

#[test]
fn what_is_lent_can_be_shortened() {
    let message = json_frame("TYPING_START", &full("TYPING_START"), Order::Descending);
    let scratch: &'static mut Scratch = Box::leak(Box::default());
    let frame: &'static OwnedFrame =
        Box::leak(Box::new(json().decode(&message).unwrap().unwrap().to_owned()));
    let long = frame.event(scratch).unwrap();
    assert_eq!(covariance::event(&long).kind(), long.kind());
    let mut decoder = json();
    let short = decoder.decode(&message).unwrap().unwrap().event().unwrap();
    let [one, other] = covariance::together(long, short);
    assert_eq!(written(one), written(other));

    let names: List<'static, Text<'static>> = List::from(vec![Text::from("a")]);
    assert_eq!(covariance::list(names).len(), 1);
    let boxed: Boxed<'static, Message<'static>> = Boxed::default();
    assert_eq!(covariance::boxed(boxed).id, Snowflake::new(0));
    assert_eq!(covariance::map(Map::default()).iter().count(), 0);
    assert_eq!(covariance::optional(Maybe::Absent), Maybe::Absent);
}

/// What a function may still do after the event is gone: keep the bytes, which the message lends alone.
fn bytes_of_a_failure<'a>(decoder: &'a mut Decoder, message: &'a [u8]) -> Option<&'a [u8]> {
    let frame = decoder.decode(message).unwrap()?;
    let bytes = frame.bytes();
    match frame.event() {
        Ok(_) => None,
        Err(_) => Some(bytes),
    }
}

#[test]
fn the_bytes_are_kept_after_a_read_that_fails() {
    let good = full("GUILD_BAN_ADD");
    let mut bad = good.clone();
    bad["user"]["id"] = value!("no id \" é");
    for (mut decoder, frames) in [
        (json(), [&good, &bad].map(|data| json_frame("GUILD_BAN_ADD", data, Order::Ascending))),
        (etf(), [&good, &bad].map(|data| term_frame("GUILD_BAN_ADD", &term::of_json(data)))),
    ] {
        let [good, bad] = frames;
        assert_eq!(bytes_of_a_failure(&mut decoder, &good), None);
        assert_eq!(bytes_of_a_failure(&mut decoder, &bad), Some(&bad[..]));
    }
}

#[derive(Debug, Deserialize, PartialEq)]
struct Typing<'a> {
    #[serde(borrow)]
    nick: &'a str,
    channel_id: Snowflake,
}

#[test]
fn a_frame_is_read_twice_as_different_types() {
    // With an escape, which is replaced somewhere else than in the payload.
    let data = value!({"channel_id": "7", "user_id": "8", "timestamp": 9, "nick": "n\"\n☃"});
    for (mut decoder, message) in [
        (json(), json_frame("TYPING_START", &data, Order::Descending)),
        (etf(), term_frame("TYPING_START", &term::of_json(&data))),
    ] {
        let mut frame = decoder.decode(&message).unwrap().unwrap();
        let bytes = frame.bytes();
        for _ in 0..2 {
            let Event::TypingStart(typing) = frame.reborrow().event().unwrap() else { panic!() };
            assert_eq!((typing.user_id, typing.timestamp), (Snowflake::new(8), 9));
            let mine: Typing<'_> = frame.reborrow().data().unwrap();
            let expected = Typing { nick: "n\"\n☃", channel_id: Snowflake::new(7) };
            assert_eq!(mine, expected);
            let any: Value = frame.reborrow().data().unwrap();
            assert_eq!(any["nick"], "n\"\n☃");
            let whole: Value = frame.reborrow().payload().unwrap();
            assert_eq!(whole["t"], "TYPING_START");
            // A type that it is not changes nothing.
            frame.reborrow().data::<Vec<u8>>().unwrap_err();
        }
        assert!(matches!(frame.event().unwrap(), Event::TypingStart(_)));
        assert_eq!(bytes, message, "the payload is never written to");
    }
}

/// What is read into a program's own types borrows as much as it can: from the payload, or from the decoder.
#[test]
fn text_is_lent_to_other_types_with_escapes_or_without() {
    #[derive(Deserialize)]
    struct Texts<'a>(#[serde(borrow)] Vec<&'a str>);
    let message = br#"{"t":"X","s":1,"op":0,"d":["plain","\u0061\n","\u2603"]}"#;
    let mut decoder = json();
    let range = message.as_ptr_range();
    let texts: Texts<'_> = decoder.decode(message).unwrap().unwrap().data().unwrap();
    assert_eq!(texts.0, ["plain", "a\n", "☃"]);
    // simd-json lends it from a copy.
    assert!(common::is_for_simd_json() || range.contains(&texts.0[0].as_ptr()));
    assert!(!range.contains(&texts.0[1].as_ptr()));
}

/// Taking a value out of what is lent copies it, and the copy needs the decoder no less than its text does.
#[test]
fn values_are_taken_out_of_lists_and_boxes() {
    let message = json_frame("GUILD_CREATE", &full("GUILD_CREATE"), Order::Descending);
    let mut decoder = json();
    let event = decoder.decode(&message).unwrap().unwrap().event().unwrap();
    let Event::GuildCreate(GuildCreate::Available(guild)) = event else { panic!("another event") };
    let names: Vec<String> = guild.roles.iter().map(|role| role.name.to_string()).collect();
    let roles: Vec<_> = guild.roles.clone().into();
    assert!(!names.is_empty());
    assert_eq!(roles.into_iter().map(|role| role.name.to_string()).collect::<Vec<_>>(), names);
}

#[test]
fn text_is_read_from_a_slice_that_is_not_written_to() {
    const TEXT: &[u8] = br#"{"nick":"\u0061 \"b\"","channel_id":"7"}"#;
    let mut scratch = Scratch::new();
    for _ in 0..2 {
        let mine: Typing<'_> = gatewire::json::from_slice_in(TEXT, &mut scratch).unwrap();
        assert_eq!(mine, Typing { nick: "a \"b\"", channel_id: Snowflake::new(7) });
    }
    let mut text = TEXT.to_vec();
    let range = text.as_ptr_range();
    let mine: Typing<'_> = gatewire::json::from_slice(&mut text).unwrap();
    assert!(range.contains(&mine.nick.as_ptr()));
    assert_eq!(mine, Typing { nick: "a \"b\"", channel_id: Snowflake::new(7) });
}
