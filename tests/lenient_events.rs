//! Payloads with one value that is not as it should be, as they were seen on the wire: the event that is
//! made of each, by its fields, in both encodings.

mod common;

use common::documents::{Order, json_frame, term_frame};
use common::{etf, json, term};
use gatewire::model::{
    Activity, Emoji, GuildCreate, InteractionData, MessageType, Nonce, RequestGuildMembers,
    UpdatePresence, UpdateVoiceState,
};
use gatewire::{Event, Maybe, Mismatches, Snowflake};
use serde_json::{Value, json as value};

/// Looks at the event that is made of `d`, and at the paths of what did not fit.
#[track_caller]
fn check(name: &str, data: &Value, paths: &[&str], look: impl Fn(&Event<'_>)) {
    for (mut decoder, frame) in [
        (json(), json_frame(name, data, Order::Descending)),
        (etf(), term_frame(name, &term::of_json(data))),
    ] {
        let mut mismatches = Mismatches::new();
        let frame = decoder.decode(&frame).unwrap().unwrap();
        let event = frame.event_with(&mut mismatches).unwrap();
        let found: Vec<_> = mismatches.kept().iter().map(|kept| kept.path().unwrap()).collect();
        assert_eq!(found, paths);
        assert_eq!(mismatches.total(), paths.len() as u64);
        look(&event);
        assert_eq!(decoder.stats().mismatches, paths.len() as u64);
    }
}

const GUILD: &str = "300100000000000001";
const CHANNEL: &str = "300100000000000002";
const USER: &str = "300100000000000003";
const ROLE: &str = "300100000000000004";
const MESSAGE: &str = "300100000000000005";
const APPLICATION: &str = "300100000000000006";
const TIME: &str = "2024-02-03T04:05:06.789000+00:00";

fn id(text: &str) -> Snowflake {
    text.parse().unwrap()
}

fn user() -> Value {
    value!({"id": USER, "username": "hazel", "discriminator": "0", "global_name": null, "avatar": null})
}

fn member() -> Value {
    value!({
        "user": user(), "roles": [ROLE], "joined_at": TIME, "deaf": false, "mute": false, "flags": 0,
        "nick": null, "avatar": null, "premium_since": null, "pending": false,
        "communication_disabled_until": null,
    })
}

fn channel() -> Value {
    value!({
        "id": CHANNEL, "type": 0, "guild_id": GUILD, "name": "lobby", "position": 0,
        "permission_overwrites": [], "nsfw": false, "topic": null, "last_message_id": null,
        "parent_id": null, "rate_limit_per_user": 0, "flags": 0,
    })
}

fn message() -> Value {
    let mut member = member();
    member.as_object_mut().unwrap().remove("user");
    value!({
        "id": MESSAGE, "channel_id": CHANNEL, "guild_id": GUILD, "author": user(), "member": member,
        "content": "hello", "timestamp": TIME, "edited_timestamp": null, "tts": false,
        "mention_everyone": false, "mentions": [], "mention_roles": [], "attachments": [],
        "embeds": [], "pinned": false, "type": 0, "flags": 0, "components": [], "nonce": "7",
    })
}

fn sticker(format: Value) -> Value {
    value!({
        "id": "300100000000000011", "name": "wave", "tags": "hand", "type": 2, "format_type": format,
        "description": null, "available": true, "guild_id": GUILD,
    })
}

fn thread() -> Value {
    value!({
        "id": "300100000000000012", "type": 11, "guild_id": GUILD, "parent_id": CHANNEL,
        "owner_id": USER, "name": "a thread", "last_message_id": null, "message_count": 3,
        "member_count": 2, "rate_limit_per_user": 0, "flags": 0, "total_message_sent": 3,
        "thread_metadata": {
            "archived": false, "auto_archive_duration": 4320, "archive_timestamp": TIME,
            "locked": false, "create_timestamp": TIME,
        },
    })
}

fn guild() -> Value {
    value!({
        "id": GUILD, "name": "a guild", "icon": null, "splash": null, "discovery_splash": null,
        "owner_id": USER, "afk_channel_id": null, "afk_timeout": 300, "verification_level": 0,
        "default_message_notifications": 0, "explicit_content_filter": 0,
        "roles": [{
            "id": ROLE, "name": "a role", "color": 0, "hoist": false, "position": 1,
            "permissions": "8", "managed": false, "mentionable": false, "flags": 0,
        }],
        "emojis": [], "features": [], "mfa_level": 0, "application_id": null,
        "system_channel_id": null, "system_channel_flags": 0, "rules_channel_id": null,
        "vanity_url_code": null, "description": null, "banner": null, "premium_tier": 0,
        "preferred_locale": "en-US", "public_updates_channel_id": null, "nsfw_level": 0,
        "premium_progress_bar_enabled": false, "stickers": [], "safety_alerts_channel_id": null,
        "joined_at": TIME, "large": false, "unavailable": false, "member_count": 2,
        "voice_states": [], "members": [member()], "channels": [channel()], "threads": [],
        "presences": [], "stage_instances": [], "guild_scheduled_events": [],
        "soundboard_sounds": [],
    })
}

fn set(mut document: Value, pointer: &str, value: Value) -> Value {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    document.pointer_mut(parent).unwrap()[key] = value;
    document
}

#[test]
fn audit_log_entries_without_a_type_or_a_key() {
    let name = "GUILD_AUDIT_LOG_ENTRY_CREATE";
    let entry = value!({
        "guild_id": GUILD, "id": MESSAGE, "user_id": null, "target_id": null, "action_type": null,
        "options": {"count": "2"},
    });
    check(name, &entry, &[], |event| {
        let Event::GuildAuditLogEntryCreate(entry) = event else { panic!("{event:?}") };
        assert_eq!((entry.guild_id, entry.id), (id(GUILD), id(MESSAGE)));
        assert_eq!((entry.action_type, entry.user_id), (None, None));
        let options = serde_json::to_value(entry.options.as_ref().unwrap()).unwrap();
        assert_eq!(options["count"], "2");
    });
    let entry = value!({
        "guild_id": GUILD, "id": MESSAGE, "user_id": USER, "target_id": ROLE, "action_type": 31,
        "changes": [{"key": null, "new_value": 1}],
    });
    check(name, &entry, &[], |event| {
        let Event::GuildAuditLogEntryCreate(entry) = event else { panic!("{event:?}") };
        let changes = entry.changes.as_ref().unwrap();
        assert_eq!((changes.len(), &changes[0].key), (1, &None));
        assert_eq!(entry.user_id, Some(id(USER)));
    });
}

#[test]
fn an_execution_of_auto_moderation_without_its_content() {
    let execution = value!({
        "guild_id": GUILD, "action": {"type": 1, "metadata": {}}, "rule_id": ROLE,
        "rule_trigger_type": 1, "user_id": USER, "channel_id": CHANNEL, "message_id": MESSAGE,
        "matched_keyword": "word",
    });
    check("AUTO_MODERATION_ACTION_EXECUTION", &execution, &[], |event| {
        let Event::AutoModerationActionExecution(execution) = event else { panic!("{event:?}") };
        assert_eq!(execution.content, None);
        assert_eq!(execution.message_id, Some(id(MESSAGE)));
        assert_eq!(execution.matched_keyword.as_deref(), Some("word"));
    });
}

#[test]
fn a_decoration_without_its_sku_and_a_video_measured_in_floats() {
    let decoration = value!({"asset": "a", "sku_id": null});
    let data = set(message(), "/author/avatar_decoration_data", decoration);
    let embed = value!({"type": "video", "video": {"url": "u", "width": 640.0, "height": 360.0}});
    let data = set(data, "/embeds", value!([embed]));
    check("MESSAGE_CREATE", &data, &[], |event| {
        let Event::MessageCreate(message) = event else { panic!("{event:?}") };
        assert_eq!((message.author.id, message.kind), (id(USER), MessageType(0)));
        let decoration = message.author.avatar_decoration_data.value().expect("it is there");
        assert_eq!((&*decoration.asset, decoration.sku_id), ("a", None));
        let video = message.embeds[0].video.as_ref().unwrap();
        assert_eq!((video.width, video.height), (Some(640), Some(360)));
        assert_eq!(message.nonce, Some(Nonce::Text("7".into())));
    });
}

#[test]
fn a_chunk_whose_nonce_is_an_integer() {
    let chunk = value!({
        "guild_id": GUILD, "members": [], "chunk_index": 0, "chunk_count": 1, "nonce": 5,
    });
    check("GUILD_MEMBERS_CHUNK", &chunk, &[], |event| {
        let Event::GuildMembersChunk(chunk) = event else { panic!("{event:?}") };
        assert_eq!((chunk.guild_id, &chunk.nonce), (id(GUILD), &Some(Nonce::Integer(5))));
    });
}

#[test]
fn guilds_with_a_sticker_a_thread_or_an_emoji_that_is_odd() {
    let look = |event: &Event<'_>, look: &dyn Fn(&gatewire::model::Guild<'_>)| {
        let Event::GuildCreate(GuildCreate::Available(guild)) = event else { panic!("{event:?}") };
        assert_eq!((guild.id, &*guild.name), (id(GUILD), "a guild"));
        assert_eq!((guild.roles.len(), guild.members.as_ref().map(|all| all.len())), (1, Some(1)));
        assert_eq!(guild.channels.as_ref().map(|all| all.len()), Some(1));
        look(guild);
    };
    let stickers = set(guild(), "/stickers", value!([sticker(Value::Null)]));
    check("GUILD_CREATE", &stickers, &[], |event| {
        look(event, &|guild| {
            let stickers = guild.stickers.as_ref().unwrap();
            assert_eq!((stickers.len(), stickers[0].format_type), (1, None));
        });
    });
    let threads = set(guild(), "/threads", value!([set(thread(), "/member_count", value!(-1))]));
    check("GUILD_CREATE", &threads, &[], |event| {
        look(event, &|guild| {
            let threads = guild.threads.as_ref().unwrap();
            assert_eq!((threads.len(), threads[0].member_count), (1, Some(-1)));
        });
    });
    let emojis = value!([{"id": "no id", "name": "odd"}, {"id": ROLE, "name": "good"}]);
    let emojis = set(guild(), "/emojis", emojis);
    check("GUILD_CREATE", &emojis, &["d.emojis[0].id"], |event| {
        look(event, &|guild| {
            let names: Vec<_> =
                guild.emojis.iter().map(|emoji: &Emoji<'_>| emoji.name.as_deref()).collect();
            assert_eq!(names, [Some("good")]);
        });
    });
}

#[test]
fn a_guild_without_a_name_that_is_unavailable() {
    let stub = value!({"id": GUILD, "unavailable": true, "name": null});
    check("GUILD_CREATE", &stub, &[], |event| {
        let Event::GuildCreate(GuildCreate::Unavailable(guild)) = event else {
            panic!("{event:?}")
        };
        assert_eq!((guild.id, guild.unavailable), (id(GUILD), Some(true)));
    });
}

#[test]
fn an_interval_that_is_a_float() {
    check("10", &value!({"heartbeat_interval": 41250.0}), &[], |event| {
        assert!(matches!(event, Event::Hello(hello) if hello.heartbeat_interval == 41_250));
    });
}

#[test]
fn an_activity_that_started_at_a_float() {
    let presence = value!({
        "user": {"id": USER}, "guild_id": GUILD, "status": "online", "client_status": {},
        "activities": [{
            "name": "a game", "type": 0, "created_at": 1,
            "timestamps": {"start": 1_609_459_200_000.0},
        }],
    });
    check("PRESENCE_UPDATE", &presence, &[], |event| {
        let Event::PresenceUpdate(presence) = event else { panic!("{event:?}") };
        let activity: &Activity<'_> = &presence.activities.as_ref().unwrap()[0];
        let timestamps = activity.timestamps.as_ref().unwrap();
        assert_eq!(timestamps.start, Some(1_609_459_200_000));
    });
}

#[test]
fn a_session_whose_application_has_flags_that_are_an_integer() {
    let ready = value!({
        "v": 10, "user": set(user(), "/bot", value!(true)), "guilds": [], "session_id": "s",
        "resume_gateway_url": "wss://example.com",
        "application": {"id": APPLICATION, "flags": 40960, "flags_new": 40960},
    });
    check("READY", &ready, &[], |event| {
        let Event::Ready(ready) = event else { panic!("{event:?}") };
        assert_eq!((ready.user.id, ready.user.bot), (id(USER), Some(true)));
        let application = serde_json::to_value(&ready.application).unwrap();
        assert_eq!(application["flags_new"], "40960");
    });
}

#[test]
fn an_interaction_with_a_member_that_is_null() {
    let interaction = value!({
        "id": MESSAGE, "application_id": APPLICATION, "type": 2, "guild_id": GUILD,
        "channel_id": CHANNEL, "channel": channel(), "token": "secret", "version": 1,
        "member": set(member(), "/permissions", value!("8")), "app_permissions": "8",
        "locale": "en-US", "guild_locale": "en-US", "entitlements": [], "context": 0,
        "guild": {"id": GUILD, "locale": "en-US", "features": []},
        "authorizing_integration_owners": {"0": GUILD}, "attachment_size_limit": 10_485_760,
        "data": {
            "id": APPLICATION, "name": "greet", "type": 2, "target_id": USER,
            "resolved": {"users": {USER: user()}, "members": {USER: null}},
        },
    });
    check("INTERACTION_CREATE", &interaction, &["d.data.resolved.members.*"], |event| {
        let Event::InteractionCreate(interaction) = event else { panic!("{event:?}") };
        let Some(InteractionData::ApplicationCommand(command)) = &interaction.data else {
            panic!("{event:?}")
        };
        assert_eq!(command.target_id, Some(id(USER)));
        let resolved = command.resolved.as_ref().unwrap();
        assert_eq!(resolved.users.as_ref().map(|users| users.len()), Some(1));
        assert_eq!(resolved.members.as_ref().map(|members| members.len()), Some(0));
    });
}

#[test]
fn stickers_threads_and_webhooks_with_a_null() {
    let stickers = value!({"guild_id": GUILD, "stickers": [sticker(Value::Null)]});
    check("GUILD_STICKERS_UPDATE", &stickers, &[], |event| {
        let Event::GuildStickersUpdate(update) = event else { panic!("{event:?}") };
        assert_eq!((update.stickers.len(), update.stickers[0].format_type), (1, None));
    });
    let data = set(thread(), "/thread_metadata/archive_timestamp", Value::Null);
    check("THREAD_CREATE", &data, &[], |event| {
        let Event::ThreadCreate(thread) = event else { panic!("{event:?}") };
        let metadata = thread.thread_metadata.as_ref().unwrap();
        assert_eq!((metadata.archive_timestamp, metadata.locked), (None, false));
    });
    let data = value!({
        "id": CHANNEL, "guild_id": GUILD, "member_count": -1, "removed_member_ids": [USER],
    });
    check("THREAD_MEMBERS_UPDATE", &data, &[], |event| {
        let Event::ThreadMembersUpdate(update) = event else { panic!("{event:?}") };
        assert_eq!(update.member_count, -1);
        assert_eq!(update.removed_member_ids.as_deref(), Some(&[id(USER)][..]));
    });
    check("WEBHOOKS_UPDATE", &value!({"guild_id": GUILD, "channel_id": null}), &[], |event| {
        let Event::WebhooksUpdate(update) = event else { panic!("{event:?}") };
        assert_eq!((update.guild_id, update.channel_id), (id(GUILD), None));
    });
}

#[test]
fn a_session_that_is_invalid_without_an_answer() {
    let mut decoder = json();
    let event = decoder.decode(br#"{"op":9}"#).unwrap().unwrap().event().unwrap();
    assert!(matches!(event, Event::InvalidSession(false)));
}

/// A list as the key of a map, which no field is named by.
#[test]
fn a_list_for_a_key() {
    let entries = [
        (term::atom("id"), term::unsigned(300_100_000_000_000_001)),
        (term::list(&[]), term::small(2)),
    ];
    let frame = term_frame("GUILD_DELETE", &term::map(&entries));
    let mut decoder = etf();
    let event = decoder.decode(&frame).unwrap().unwrap().event().unwrap();
    let Event::GuildDelete(guild) = event else { panic!("{event:?}") };
    assert_eq!((guild.id, guild.unavailable), (id(GUILD), None));
}

/// What bots send, read back: by serde, where each type decides.
#[test]
fn commands_that_lack_what_may_be_null() {
    let mut text = br#"{"since":"123456789","activities":[{"name":"a","type":"0"}],"status":"idle","afk":true}"#.to_vec();
    let presence: UpdatePresence<'_> = gatewire::json::from_slice(&mut text).unwrap();
    assert_eq!(serde_json::to_value(&presence).unwrap()["since"], 123_456_789);
    let mut text = br#"{"activities":[],"status":"online","afk":false}"#.to_vec();
    let presence: UpdatePresence<'_> = gatewire::json::from_slice(&mut text).unwrap();
    assert_eq!(serde_json::to_value(&presence).unwrap()["since"], Value::Null);
    let mut text =
        br#"{"guild_id":"300100000000000001","self_mute":false,"self_deaf":false}"#.to_vec();
    let state: UpdateVoiceState = gatewire::json::from_slice(&mut text).unwrap();
    assert_eq!(serde_json::to_value(&state).unwrap()["channel_id"], Value::Null);
    let mut text = br#"{"guild_id":"300100000000000001","query":"","limit":"3"}"#.to_vec();
    let request: RequestGuildMembers<'_> = gatewire::json::from_slice(&mut text).unwrap();
    assert_eq!(serde_json::to_value(&request).unwrap()["limit"], 3);
}

/// What absence would say something of costs what has it: here the bot would have left the guild, a
/// channel would be open to all, and a person would be a bot's master.
#[test]
fn what_would_be_a_lie_is_not_left_out() {
    let bad = set(
        channel(),
        "/permission_overwrites",
        value!([{"id": ROLE, "type": 0, "allow": "0", "deny": null}]),
    );
    let data = set(guild(), "/channels", value!([channel(), bad]));
    check("GUILD_CREATE", &data, &["d.channels[1].permission_overwrites[0].deny"], |event| {
        let Event::GuildCreate(GuildCreate::Available(guild)) = event else { panic!("{event:?}") };
        assert_eq!(guild.channels.as_ref().map(|all| all.len()), Some(1));
    });
    let data =
        set(guild(), "/members", value!([member(), set(member(), "/user/bot", value!("no"))]));
    check("GUILD_CREATE", &data, &["d.members[1].user.bot"], |event| {
        let Event::GuildCreate(GuildCreate::Available(guild)) = event else { panic!("{event:?}") };
        assert_eq!(guild.members.as_ref().map(|all| all.len()), Some(1));
    });
    let data = set(message(), "/member/nick", value!(5));
    check("MESSAGE_CREATE", &data, &["d.member.nick"], |event| {
        let Event::MessageCreate(message) = event else { panic!("{event:?}") };
        assert_eq!(message.member.as_ref().unwrap().nick, Maybe::Absent);
    });
    for (name, data, path) in [
        ("GUILD_DELETE", value!({"id": GUILD, "unavailable": 1}), "d.unavailable"),
        ("MESSAGE_CREATE", set(message(), "/guild_id", value!("x")), "d.guild_id"),
        ("MESSAGE_CREATE", set(message(), "/member/roles", value!([null])), "d.member.roles[0]"),
    ] {
        for error in common::events::errors(name, &data) {
            assert_eq!(error.path(), Some(path), "{name}");
        }
    }
}
