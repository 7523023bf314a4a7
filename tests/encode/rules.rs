//! Every documented rule, just kept and just broken, in both encodings; and what errors show.

use std::error::Error as _;

use gatewire::model::{ActivityType, BotActivity, Status};
use gatewire::{
    Command, EncodeError, Encoder, Encoding, Identify, Intents, RequestGuildMembers, Resume,
    Snowflake, UpdatePresence,
};

use super::commands::{GUILD, SESSION, TOKEN};

fn assert_kept(command: &impl Command) {
    for encoding in [Encoding::Json, Encoding::Etf] {
        Encoder::new(encoding).encode(command).unwrap();
    }
}

/// The field that breaks a rule, whatever the size.
#[track_caller]
fn assert_broken(command: &impl Command, expected: &str) {
    for encoding in [Encoding::Json, Encoding::Etf] {
        for limit in [0, Encoder::DEFAULT_LIMIT] {
            let error = Encoder::new(encoding).with_limit(limit).encode(command).unwrap_err();
            assert_eq!(Err(error), command.validate());
            let EncodeError::Invalid { field, reason } = error else { panic!("{error:?}") };
            assert_eq!(field, expected);
            assert_eq!(error.to_string(), format!("cannot send: `{field}` {reason}"));
            assert!(error.source().is_none());
            let shown = format!("{error} {error:?} {error:#?}");
            for secret in [TOKEN, SESSION, "hunter2"] {
                assert!(!shown.contains(secret), "{shown}");
            }
        }
    }
}

fn identify() -> Identify<'static> {
    Identify::new(TOKEN, Intents::GUILDS)
}

#[test]
fn token_and_session_id() {
    assert_kept(&Identify::new("a", Intents::empty()));
    assert_broken(&Identify::new("", Intents::GUILDS), "token");
    assert_broken(&Identify::default(), "token");

    assert_kept(&Resume::new("a", "b", 0));
    assert_broken(&Resume::new("", SESSION, 7), "token");
    assert_broken(&Resume::new(TOKEN, "", 7), "session_id");
    assert_broken(&Resume::default(), "token");
}

/// Of these only the Gateway knows what they are worth.
#[test]
fn unknown_intents_and_compress_pass() {
    for intents in [Intents::empty(), Intents::from_bits_retain(u64::MAX)] {
        assert_kept(&Identify::new(TOKEN, intents).compress(true));
    }
}

#[test]
fn large_threshold() {
    for members in [50, 51, 249, 250] {
        assert_kept(&identify().large_threshold(members));
    }
    for members in [0, 49, 251, u32::MAX] {
        assert_broken(&identify().large_threshold(members), "large_threshold");
    }
}

#[test]
fn shard() {
    for (id, count) in [(0, 1), (0, 2), (1, 2), (u32::MAX - 1, u32::MAX)] {
        assert_kept(&identify().shard(id, count));
    }
    for (id, count) in [(0, 0), (1, 1), (2, 1), (u32::MAX, u32::MAX), (u32::MAX, 0)] {
        assert_broken(&identify().shard(id, count), "shard");
    }
}

fn ids(count: u64) -> impl Iterator<Item = Snowflake> {
    (0..count).map(|n| Snowflake::new(u64::MAX - n))
}

#[test]
fn user_ids() {
    for count in [0, 1, 99, 100] {
        // The largest ids, and all that there can be besides.
        let request = RequestGuildMembers::by_ids(Snowflake::new(u64::MAX), ids(count));
        assert_kept(&request.presences(true).nonce("\u{1}".repeat(32)));
    }
    for count in [101, 1000] {
        assert_broken(&RequestGuildMembers::by_ids(GUILD, ids(count)), "user_ids");
    }
}

#[test]
fn query_or_user_ids() {
    assert_broken(&RequestGuildMembers::default(), "query");
    assert_broken(&RequestGuildMembers::default().limit(1), "query");
    let mut both = RequestGuildMembers::by_ids(GUILD, ids(1));
    both.query = Some("hunter2".into());
    assert_broken(&both, "user_ids");
    both.query = Some("".into());
    assert_broken(&both.limit(0), "user_ids");
}

#[test]
fn limit() {
    let mut without = RequestGuildMembers::by_query(GUILD, "hunter2", 1);
    for limit in [1, 2, 100] {
        assert_kept(&without.clone().limit(limit));
    }
    for limit in [0, 101, u64::MAX] {
        assert_broken(&without.clone().limit(limit), "limit");
    }
    without.limit = None;
    assert_broken(&without, "limit");
    for limit in [0, 1, 101, u64::MAX] {
        assert_kept(&RequestGuildMembers::by_query(GUILD, "", limit));
    }
    let mut without = RequestGuildMembers::all(GUILD);
    without.limit = None;
    assert_broken(&without, "limit");
}

#[test]
fn nonce() {
    let request = RequestGuildMembers::all(GUILD);
    for nonce in ["", "a", &"a".repeat(32), &"é".repeat(16), &"\u{1f3b2}".repeat(8)] {
        assert_kept(&request.clone().nonce(nonce));
    }
    // Bytes count, not characters.
    for nonce in ["a".repeat(33), "é".repeat(17), format!("{}a", "\u{1f3b2}".repeat(8))] {
        assert_broken(&request.clone().nonce(nonce), "nonce");
    }
}

/// As a command, and as a part of Identify.
fn assert_presence_kept(presence: UpdatePresence<'static>) {
    assert_kept(&presence);
    assert_kept(&identify().presence(presence));
}

#[track_caller]
fn assert_presence_broken(presence: UpdatePresence<'static>, field: &str) {
    assert_broken(&presence, field);
    assert_broken(&identify().presence(presence), &format!("presence.{field}"));
}

#[test]
fn status() {
    for status in [Status::ONLINE, Status::DND, Status::IDLE, Status::INVISIBLE, Status::OFFLINE] {
        assert_presence_kept(UpdatePresence::new(status));
    }
    for status in ["", "Online", "hunter2"] {
        assert_presence_broken(UpdatePresence::new(status.into()), "status");
    }
}

#[test]
fn url() {
    let with = |activity| UpdatePresence::new(Status::ONLINE).activities([activity]);
    for url in [
        "https://twitch.tv/example",
        "https://www.twitch.tv/example?a=b#c",
        "http://youtube.com/watch?v=hunter2",
        "https://WWW.YouTube.com",
    ] {
        assert_presence_kept(with(BotActivity::streaming("hunter2", url)));
        for kind in [ActivityType::PLAYING, ActivityType::CUSTOM, ActivityType(99)] {
            assert_presence_broken(
                with(BotActivity::new("hunter2", kind).url(url)),
                "activities.url",
            );
        }
    }
    for url in [
        "",
        "hunter2",
        "https://",
        "twitch.tv/example",
        "ftp://twitch.tv/example",
        "https://nottwitch.tv/example",
        "https://twitch.tv.example/",
        "https://twitch.tv@example.com/",
        "https://example.com/twitch.tv",
        "https://example.com?.twitch.tv",
        "https://example.com\\.twitch.tv",
    ] {
        assert_presence_broken(with(BotActivity::streaming("hunter2", url)), "activities.url");
    }
    for kind in 0..6 {
        assert_presence_kept(with(BotActivity::new("", ActivityType(kind)).state("hunter2")));
    }
    // One of several.
    let activities = [BotActivity::custom("a"), BotActivity::streaming("b", "hunter2")];
    assert_presence_broken(
        UpdatePresence::new(Status::IDLE).activities(activities),
        "activities.url",
    );
}

#[test]
fn secrets_do_not_show() {
    let identify = identify().presence(UpdatePresence::new(Status::ONLINE));
    let resume = Resume::new(TOKEN.to_owned(), SESSION, 7);
    for shown in [
        format!("{identify:?} {identify:#?}"),
        format!("{resume:?} {resume:#?}"),
        format!("{:?}", (identify.clone(), resume.clone())),
    ] {
        assert!(!shown.contains("made-up"), "{shown}");
        assert!(shown.contains("<redacted>"), "{shown}");
    }
    for error in [
        Encoder::new(Encoding::Json).with_limit(10).encode(&identify).unwrap_err(),
        Encoder::new(Encoding::Etf).with_limit(10).encode(&resume).unwrap_err(),
    ] {
        assert!(!format!("{error} {error:?} {error:#?}").contains("made-up"));
    }
}
