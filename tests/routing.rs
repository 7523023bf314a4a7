//! Intents, sets of kinds, and the guild and the shard of every event.

mod common;

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use gatewire::{Event, EventKind, EventKinds, Intents, Snowflake};
use proptest::prelude::*;
use serde_json::{Value, json};

use common::term::{atom, binary, small};

/// How an event names its guild.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Names {
    /// In `guild_id`, always.
    Always,
    /// In `guild_id`, which may be absent.
    Sometimes,
    /// By its own `id`.
    Itself,
    /// Not at all.
    Never,
}
use Names::{Always, Itself, Never, Sometimes};

/// Discord's table of events: the name, the bits of the intents that deliver it, and its guild.
const EVENTS: [(&str, &[u32], Names); 106] = [
    ("READY", &[], Never),
    ("RESUMED", &[], Never),
    ("RATE_LIMITED", &[], Always),
    ("APPLICATION_COMMAND_CREATE", &[], Sometimes),
    ("APPLICATION_COMMAND_UPDATE", &[], Sometimes),
    ("APPLICATION_COMMAND_DELETE", &[], Sometimes),
    ("APPLICATION_COMMAND_PERMISSIONS_UPDATE", &[], Always),
    ("AUTO_MODERATION_RULE_CREATE", &[20], Always),
    ("AUTO_MODERATION_RULE_UPDATE", &[20], Always),
    ("AUTO_MODERATION_RULE_DELETE", &[20], Always),
    ("AUTO_MODERATION_ACTION_EXECUTION", &[21], Always),
    ("AUTO_MODERATION_MENTION_RAID_DETECTION", &[], Always),
    ("CHANNEL_CREATE", &[0], Sometimes),
    ("CHANNEL_UPDATE", &[0], Sometimes),
    ("CHANNEL_DELETE", &[0], Sometimes),
    ("CHANNEL_INFO", &[], Always),
    ("CHANNEL_STATUSES", &[], Always),
    ("CHANNEL_PINS_UPDATE", &[0, 12], Sometimes),
    ("VOICE_CHANNEL_STATUS_UPDATE", &[0], Always),
    ("VOICE_CHANNEL_START_TIME_UPDATE", &[0], Always),
    ("THREAD_CREATE", &[0], Sometimes),
    ("THREAD_UPDATE", &[0], Sometimes),
    ("THREAD_DELETE", &[0], Sometimes),
    ("THREAD_LIST_SYNC", &[0], Always),
    ("THREAD_MEMBER_UPDATE", &[0], Always),
    ("THREAD_MEMBERS_UPDATE", &[0, 1], Always),
    ("ENTITLEMENT_CREATE", &[], Sometimes),
    ("ENTITLEMENT_UPDATE", &[], Sometimes),
    ("ENTITLEMENT_DELETE", &[], Sometimes),
    ("SUBSCRIPTION_CREATE", &[], Never),
    ("SUBSCRIPTION_UPDATE", &[], Never),
    ("SUBSCRIPTION_DELETE", &[], Never),
    ("GIFT_CODE_UPDATE", &[], Sometimes),
    ("CREATOR_MONETIZATION_RESTRICTIONS_UPDATE", &[], Always),
    ("GUILD_CREATE", &[0], Itself),
    ("GUILD_UPDATE", &[0], Itself),
    ("GUILD_DELETE", &[0], Itself),
    ("GUILD_APPLICATION_COMMAND_INDEX_UPDATE", &[], Always),
    ("GUILD_APPLIED_BOOSTS_UPDATE", &[], Always),
    ("GUILD_AUDIT_LOG_ENTRY_CREATE", &[2], Always),
    ("GUILD_BAN_ADD", &[2], Always),
    ("GUILD_BAN_REMOVE", &[2], Always),
    ("GUILD_DIRECTORY_ENTRY_CREATE", &[], Sometimes),
    ("GUILD_DIRECTORY_ENTRY_UPDATE", &[], Sometimes),
    ("GUILD_DIRECTORY_ENTRY_DELETE", &[], Sometimes),
    ("GUILD_EMOJIS_UPDATE", &[3], Always),
    ("GUILD_STICKERS_UPDATE", &[3], Always),
    ("GUILD_INTEGRATIONS_UPDATE", &[4], Always),
    ("GUILD_JOIN_REQUEST_CREATE", &[2], Always),
    ("GUILD_JOIN_REQUEST_UPDATE", &[2], Always),
    ("GUILD_JOIN_REQUEST_DELETE", &[2], Always),
    ("GUILD_MEMBER_ADD", &[1], Always),
    ("GUILD_MEMBER_REMOVE", &[1], Always),
    ("GUILD_MEMBER_UPDATE", &[1], Always),
    ("GUILD_MEMBERS_CHUNK", &[], Always),
    ("GUILD_OFFICIAL_GAME_APPLICATIONS_UPDATE", &[], Always),
    ("GUILD_POWERUP_ENTITLEMENTS_CREATE", &[], Always),
    ("GUILD_POWERUP_ENTITLEMENTS_DELETE", &[], Always),
    ("GUILD_ROLE_CREATE", &[0], Always),
    ("GUILD_ROLE_UPDATE", &[0], Always),
    ("GUILD_ROLE_DELETE", &[0], Always),
    ("GUILD_SCHEDULED_EVENT_CREATE", &[16], Always),
    ("GUILD_SCHEDULED_EVENT_UPDATE", &[16], Always),
    ("GUILD_SCHEDULED_EVENT_DELETE", &[16], Always),
    ("GUILD_SCHEDULED_EVENT_USER_ADD", &[16], Always),
    ("GUILD_SCHEDULED_EVENT_USER_REMOVE", &[16], Always),
    ("GUILD_SCHEDULED_EVENT_EXCEPTION_CREATE", &[16], Always),
    ("GUILD_SCHEDULED_EVENT_EXCEPTION_UPDATE", &[16], Always),
    ("GUILD_SCHEDULED_EVENT_EXCEPTION_DELETE", &[16], Always),
    ("GUILD_SCHEDULED_EVENT_EXCEPTIONS_DELETE", &[16], Always),
    ("GUILD_SOUNDBOARD_SOUND_CREATE", &[3], Sometimes),
    ("GUILD_SOUNDBOARD_SOUND_UPDATE", &[3], Sometimes),
    ("GUILD_SOUNDBOARD_SOUND_DELETE", &[3], Always),
    ("GUILD_SOUNDBOARD_SOUNDS_UPDATE", &[3], Always),
    ("SOUNDBOARD_SOUNDS", &[], Always),
    ("GAME_SERVER_CREATE", &[], Always),
    ("GAME_SERVER_UPDATE", &[], Always),
    ("GAME_SERVER_DELETE", &[], Always),
    ("INTEGRATION_CREATE", &[4], Always),
    ("INTEGRATION_UPDATE", &[4], Always),
    ("INTEGRATION_DELETE", &[4], Always),
    ("INTERACTION_CREATE", &[], Sometimes),
    ("EMBEDDED_ACTIVITY_UPDATE_V2", &[17, 26], Sometimes),
    ("INVITE_CREATE", &[6], Sometimes),
    ("INVITE_DELETE", &[6], Sometimes),
    ("MESSAGE_CREATE", &[9, 12], Sometimes),
    ("MESSAGE_UPDATE", &[9, 12], Sometimes),
    ("MESSAGE_DELETE", &[9, 12], Sometimes),
    ("MESSAGE_DELETE_BULK", &[9], Sometimes),
    ("MESSAGE_REACTION_ADD", &[10, 13], Sometimes),
    ("MESSAGE_REACTION_ADD_MANY", &[10, 13], Sometimes),
    ("MESSAGE_REACTION_REMOVE", &[10, 13], Sometimes),
    ("MESSAGE_REACTION_REMOVE_ALL", &[10, 13], Sometimes),
    ("MESSAGE_REACTION_REMOVE_EMOJI", &[10, 13], Sometimes),
    ("MESSAGE_POLL_VOTE_ADD", &[24, 25], Sometimes),
    ("MESSAGE_POLL_VOTE_REMOVE", &[24, 25], Sometimes),
    ("PRESENCE_UPDATE", &[8], Sometimes),
    ("STAGE_INSTANCE_CREATE", &[0], Always),
    ("STAGE_INSTANCE_UPDATE", &[0], Always),
    ("STAGE_INSTANCE_DELETE", &[0], Always),
    ("TYPING_START", &[11, 14], Sometimes),
    ("USER_UPDATE", &[], Never),
    ("VOICE_CHANNEL_EFFECT_SEND", &[7], Always),
    ("VOICE_STATE_UPDATE", &[7], Sometimes),
    ("VOICE_SERVER_UPDATE", &[], Always),
    ("WEBHOOKS_UPDATE", &[5], Always),
];

/// The kinds that are no event.
const OTHERS: [EventKind; 6] = [
    EventKind::Unknown,
    EventKind::Hello,
    EventKind::HeartbeatRequest,
    EventKind::Reconnect,
    EventKind::InvalidSession,
    EventKind::HeartbeatAck,
];

fn kinds_of_table() -> Vec<EventKind> {
    let events = EVENTS.iter().map(|(name, ..)| EventKind::from_name(name));
    OTHERS.into_iter().chain(events).collect()
}

/// The names of intents and their bits. The first fifteen are those of version 8.
const INTENTS: [(&str, u32); 29] = [
    ("GUILDS", 0),
    ("GUILD_MEMBERS", 1),
    ("GUILD_MODERATION", 2),
    ("GUILD_EXPRESSIONS", 3),
    ("GUILD_INTEGRATIONS", 4),
    ("GUILD_WEBHOOKS", 5),
    ("GUILD_INVITES", 6),
    ("GUILD_VOICE_STATES", 7),
    ("GUILD_PRESENCES", 8),
    ("GUILD_MESSAGES", 9),
    ("GUILD_MESSAGE_REACTIONS", 10),
    ("GUILD_MESSAGE_TYPING", 11),
    ("DIRECT_MESSAGES", 12),
    ("DIRECT_MESSAGE_REACTIONS", 13),
    ("DIRECT_MESSAGE_TYPING", 14),
    ("MESSAGE_CONTENT", 15),
    ("GUILD_SCHEDULED_EVENTS", 16),
    ("GUILD_EMBEDDED_ACTIVITIES", 17),
    ("PRIVATE_CHANNELS", 18),
    ("CALLS", 19),
    ("AUTO_MODERATION_CONFIGURATION", 20),
    ("AUTO_MODERATION_EXECUTION", 21),
    ("USER_RELATIONSHIPS", 22),
    ("USER_PRESENCE", 23),
    ("GUILD_MESSAGE_POLLS", 24),
    ("DIRECT_MESSAGE_POLLS", 25),
    ("DIRECT_EMBEDDED_ACTIVITIES", 26),
    ("LOBBIES", 27),
    ("LOBBY_DELETE", 28),
];

const GUILD: u64 = 41_771_983_423_143_937;

/// `d` of an event that has what it needs, but for the guild. Every other id is another.
fn data(name: &str) -> Value {
    let user = json!({"id": "2", "username": "u"});
    let emoji = json!({"id": null, "name": "x"});
    let message = json!({
        "id": "3", "channel_id": "4", "author": user, "content": "", "tts": false,
        "timestamp": "2021-04-10T12:00:00+00:00", "edited_timestamp": null, "mentions": [],
        "mention_everyone": false, "mention_roles": [], "attachments": [], "embeds": [],
        "pinned": false, "type": 0, "message_reference": {"guild_id": "9", "message_id": "5"},
    });
    let guild = json!({
        "name": "g", "owner_id": "2", "afk_timeout": 60, "verification_level": 0,
        "default_message_notifications": 0, "explicit_content_filter": 0, "roles": [],
        "emojis": [], "features": [], "mfa_level": 0, "system_channel_flags": 0,
        "premium_tier": 0, "channels": [{"id": "4", "type": 0, "guild_id": "9"}],
    });
    match name {
        "READY" => {
            json!({"v": 10, "user": user, "guilds": [{"id": "9"}], "session_id": "s"})
        }
        "RATE_LIMITED" => json!({"opcode": 8, "retry_after": 1.5, "meta": {}}),
        "APPLICATION_COMMAND_CREATE"
        | "APPLICATION_COMMAND_UPDATE"
        | "APPLICATION_COMMAND_DELETE" => {
            json!({"id": "3", "application_id": "4", "name": "c", "description": ""})
        }
        "APPLICATION_COMMAND_PERMISSIONS_UPDATE" => {
            json!({"id": "3", "application_id": "4", "permissions": []})
        }
        "AUTO_MODERATION_RULE_CREATE"
        | "AUTO_MODERATION_RULE_UPDATE"
        | "AUTO_MODERATION_RULE_DELETE" => json!({
            "id": "3", "name": "r", "creator_id": "2", "event_type": 1, "trigger_type": 1,
            "trigger_metadata": {}, "actions": [], "enabled": true, "exempt_roles": [],
            "exempt_channels": [],
        }),
        "AUTO_MODERATION_ACTION_EXECUTION" => json!({
            "action": {"type": 1}, "rule_id": "3", "rule_trigger_type": 1, "user_id": "2",
            "content": "", "matched_keyword": null, "matched_content": null,
        }),
        "CHANNEL_CREATE" | "CHANNEL_UPDATE" | "CHANNEL_DELETE" | "THREAD_CREATE"
        | "THREAD_UPDATE" | "THREAD_DELETE" => json!({"id": "4", "type": 0}),
        "AUTO_MODERATION_MENTION_RAID_DETECTION" => json!({
            "decision_id": "d", "suspicious_mention_activity_until": null,
        }),
        "CHANNEL_INFO" | "CHANNEL_STATUSES" => json!({"channels": [{"id": "4"}]}),
        "GIFT_CODE_UPDATE" => json!({"code": "c", "sku_id": "3", "uses": 1}),
        "GUILD_DIRECTORY_ENTRY_CREATE"
        | "GUILD_DIRECTORY_ENTRY_UPDATE"
        | "GUILD_DIRECTORY_ENTRY_DELETE" => {
            json!({"directory_channel_id": "4", "entity_id": "9", "guild": {"id": "9"}})
        }
        "GUILD_JOIN_REQUEST_CREATE" | "GUILD_JOIN_REQUEST_UPDATE" => json!({
            "status": "SUBMITTED",
            "request": {
                "id": "3", "created_at": "2021-04-10T12:00:00+00:00", "guild_id": "9",
                "user_id": "2",
            },
        }),
        "GUILD_OFFICIAL_GAME_APPLICATIONS_UPDATE" => json!({"game_application_ids": []}),
        "GUILD_POWERUP_ENTITLEMENTS_CREATE" | "GUILD_POWERUP_ENTITLEMENTS_DELETE" => {
            json!({"entitlements": []})
        }
        "GUILD_SCHEDULED_EVENT_EXCEPTION_CREATE"
        | "GUILD_SCHEDULED_EVENT_EXCEPTION_UPDATE"
        | "GUILD_SCHEDULED_EVENT_EXCEPTION_DELETE" => {
            json!({"event_id": "3", "event_exception_id": "4"})
        }
        "GUILD_SCHEDULED_EVENT_EXCEPTIONS_DELETE" => json!({"event_id": "3"}),
        "EMBEDDED_ACTIVITY_UPDATE_V2" => json!({
            "application_id": "3", "participants": [],
            "location": {"id": "gc-9-4", "kind": "gc", "guild_id": "9"},
        }),
        "MESSAGE_REACTION_ADD_MANY" => {
            json!({"channel_id": "4", "message_id": "5", "reactions": []})
        }
        "THREAD_LIST_SYNC" => {
            json!({"threads": [{"id": "4", "type": 11, "guild_id": "9"}], "members": []})
        }
        "THREAD_MEMBER_UPDATE" => json!({"id": "4", "user_id": "2", "flags": 0}),
        "THREAD_MEMBERS_UPDATE" => json!({"id": "4", "member_count": 1}),
        "ENTITLEMENT_CREATE" | "ENTITLEMENT_UPDATE" | "ENTITLEMENT_DELETE" => {
            json!({"id": "3", "sku_id": "4", "application_id": "5", "type": 8, "deleted": false})
        }
        "SUBSCRIPTION_CREATE" | "SUBSCRIPTION_UPDATE" | "SUBSCRIPTION_DELETE" => json!({
            "id": "3", "user_id": "2", "sku_ids": [], "entitlement_ids": [], "status": 0,
            "current_period_start": "2021-04-10T12:00:00+00:00",
            "current_period_end": "2021-05-10T12:00:00+00:00",
        }),
        "GUILD_CREATE" | "GUILD_UPDATE" => guild,
        "GUILD_DELETE" => json!({"unavailable": true}),
        "GUILD_AUDIT_LOG_ENTRY_CREATE" => json!({"id": "3", "action_type": 1}),
        "GUILD_BAN_ADD" | "GUILD_BAN_REMOVE" | "GUILD_MEMBER_ADD" | "GUILD_MEMBER_REMOVE" => {
            json!({"user": user})
        }
        "GUILD_EMOJIS_UPDATE" => json!({"emojis": [emoji]}),
        "GUILD_STICKERS_UPDATE" => json!({"stickers": []}),
        "GUILD_MEMBER_UPDATE" => json!({"user": user, "roles": ["7"]}),
        "GUILD_MEMBERS_CHUNK" => json!({"members": [], "chunk_index": 0, "chunk_count": 1}),
        "GUILD_ROLE_CREATE" | "GUILD_ROLE_UPDATE" => json!({"role": {
            "id": "7", "name": "r", "color": 0, "hoist": false, "position": 1,
            "permissions": "0", "managed": false, "mentionable": false,
        }}),
        "GUILD_ROLE_DELETE" => json!({"role_id": "7"}),
        "GUILD_SCHEDULED_EVENT_CREATE"
        | "GUILD_SCHEDULED_EVENT_UPDATE"
        | "GUILD_SCHEDULED_EVENT_DELETE" => json!({
            "id": "3", "name": "e", "scheduled_start_time": "2021-04-10T12:00:00+00:00",
            "privacy_level": 2, "status": 1, "entity_type": 3,
        }),
        "GUILD_SCHEDULED_EVENT_USER_ADD" | "GUILD_SCHEDULED_EVENT_USER_REMOVE" => {
            json!({"guild_scheduled_event_id": "3", "user_id": "2"})
        }
        "GUILD_SOUNDBOARD_SOUND_CREATE" | "GUILD_SOUNDBOARD_SOUND_UPDATE" => {
            json!({"name": "s", "sound_id": "3", "volume": 1.0, "available": true})
        }
        "GUILD_SOUNDBOARD_SOUND_DELETE" => json!({"sound_id": "3"}),
        "GUILD_SOUNDBOARD_SOUNDS_UPDATE" | "SOUNDBOARD_SOUNDS" => json!({"soundboard_sounds": []}),
        "INTEGRATION_CREATE" | "INTEGRATION_UPDATE" => json!({
            "id": "3", "name": "i", "type": "discord", "enabled": true,
            "account": {"id": "4", "name": "a"},
        }),
        "INTERACTION_CREATE" => json!({
            "id": "3", "application_id": "4", "type": 2, "token": "t", "version": 1,
            "data": {"id": "5", "name": "c", "guild_id": "9"},
        }),
        "INVITE_CREATE" => json!({
            "channel_id": "4", "code": "c", "created_at": "2021-04-10T12:00:00+00:00",
            "max_age": 0, "max_uses": 0, "temporary": false, "uses": 0,
        }),
        "INVITE_DELETE" => json!({"channel_id": "4", "code": "c"}),
        "MESSAGE_CREATE" | "MESSAGE_UPDATE" => message,
        "MESSAGE_DELETE_BULK" => json!({"ids": ["3"], "channel_id": "4"}),
        "PRESENCE_UPDATE" => json!({"user": user}),
        "STAGE_INSTANCE_CREATE" | "STAGE_INSTANCE_UPDATE" | "STAGE_INSTANCE_DELETE" => json!({
            "id": "3", "channel_id": "4", "topic": "", "privacy_level": 2,
            "discoverable_disabled": false,
        }),
        "TYPING_START" => json!({"channel_id": "4", "user_id": "2", "timestamp": 1}),
        "USER_UPDATE" => user,
        "VOICE_STATE_UPDATE" => json!({
            "user_id": "2", "session_id": "s", "deaf": false, "mute": false, "self_deaf": false,
            "self_mute": false, "suppress": false,
        }),
        "VOICE_SERVER_UPDATE" => json!({"token": "t", "endpoint": null}),
        // The others have some of these.
        _ => json!({
            "id": "3", "channel_id": "4", "message_id": "5", "user_id": "2", "answer_id": 1,
            "emoji": emoji,
        }),
    }
}

fn payload(name: &str, data: &Value) -> Vec<u8> {
    json!({"t": name, "s": 1, "op": 0, "d": data}).to_string().into_bytes()
}

fn shards(shards: u32) -> NonZeroU32 {
    NonZeroU32::new(shards).expect("not zero")
}

/// The guild of an event, and its shard of 1, of 16 and of 1000.
#[track_caller]
fn route(name: &str, data: &Value) -> (Option<Snowflake>, [u32; 3]) {
    let message = payload(name, data);
    let mut decoder = common::json();
    let event = decoder.decode(&message).unwrap().expect("a whole frame").event();
    let event = event.unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(event.kind().name(), Some(name));
    (event.guild_id(), [1, 16, 1000].map(|number| event.shard(shards(number))))
}

#[test]
fn names_and_intents_are_those_of_the_table() {
    for (name, bits, _) in EVENTS {
        let kind = EventKind::from_name(name);
        assert_eq!(kind.name(), Some(name));
        let expected = bits.iter().map(|bit| 1 << bit).sum::<u64>();
        assert_eq!(kind.intents().bits(), expected, "{name}");
    }
    for kind in OTHERS {
        assert_eq!((kind.name(), kind.intents()), (None, Intents::empty()));
    }
}

#[test]
fn intents_have_their_bits() {
    let named = Intents::KNOWN.iter_names().map(|(name, intent)| (name, intent.bits()));
    assert!(named.eq(INTENTS.map(|(name, bit)| (name, 1 << bit))));

    assert_eq!(Intents::KNOWN.bits(), (1 << 29) - 1);
    assert_eq!(Intents::PRIVILEGED.bits(), 1 << 1 | 1 << 8 | 1 << 15);
    let not_for_bots = [18, 19, 22, 23, 27, 28].map(|bit| 1 << bit).iter().sum::<u64>();
    assert_eq!(Intents::NOT_FOR_BOTS.bits(), not_for_bots);
    let of_bots = Intents::KNOWN - Intents::NOT_FOR_BOTS;
    assert_eq!(of_bots ^ Intents::PRIVILEGED, Intents::UNPRIVILEGED);
    let version_8 = Intents::from_bits_retain((1 << 15) - 1);
    assert_eq!((version_8 & Intents::UNPRIVILEGED).bits(), 32_509);

    assert_eq!(Intents::GUILD_BANS.bits(), 1 << 2);
    assert_eq!(Intents::GUILD_EMOJIS.bits(), 1 << 3);
    assert_eq!(Intents::GUILD_EMOJIS_AND_STICKERS.bits(), 1 << 3);
}

#[test]
fn intents_are_a_number() {
    let intents = Intents::GUILDS | Intents::GUILD_MESSAGES;
    assert_eq!(serde_json::to_string(&intents).unwrap(), "513");
    assert_eq!(serde_json::from_str::<Intents>("513").unwrap(), intents);
    // Bit 29 has no name, and stays.
    assert_eq!(serde_json::from_str::<Intents>("536870912").unwrap().bits(), 1 << 29);
}

#[test]
fn every_event_has_its_guild_and_its_shard() {
    // 41771983423143937 >> 22 is 9959216934.
    let on_its_shard = (Some(Snowflake::new(GUILD)), [0, 6, 934]);
    let on_shard_0 = (None, [0; 3]);
    for (name, _, names) in EVENTS {
        let without = data(name);
        let mut with = without.clone();
        let place = match name {
            "RATE_LIMITED" => &mut with["meta"],
            _ => &mut with,
        };
        let key = if names == Itself { "id" } else { "guild_id" };
        place[key] = GUILD.to_string().into();

        match names {
            // Discord sends these to shard 0 whatever they name.
            _ if name.starts_with("ENTITLEMENT_") => {
                assert_eq!(route(name, &with), (on_its_shard.0, [0; 3]), "{name}");
                assert_eq!(route(name, &without), on_shard_0, "{name}");
            }
            Always | Itself => {
                assert_eq!(route(name, &with), on_its_shard, "{name}");
                let message = payload(name, &without);
                let mut decoder = common::json();
                let frame = decoder.decode(&message).unwrap().expect("a whole frame");
                assert!(frame.event().is_err(), "{name}");
            }
            Sometimes => {
                assert_eq!(route(name, &with), on_its_shard, "{name}");
                assert_eq!(route(name, &without), on_shard_0, "{name}");
            }
            Never => assert_eq!(route(name, &with), on_shard_0, "{name}"),
        }
    }
}

#[test]
fn guilds_that_are_unavailable_have_their_shard_too() {
    let stub = json!({"id": GUILD.to_string(), "unavailable": true});
    let expected = (Some(Snowflake::new(GUILD)), [0, 6, 934]);
    assert_eq!(route("GUILD_CREATE", &stub), expected);
    assert_eq!(route("GUILD_DELETE", &stub), expected);
}

#[test]
fn what_is_no_known_event_has_no_guild() {
    let unknown = json!({"opcode": 99, "retry_after": 1.5, "meta": {"guild_id": "9"}});
    assert_eq!(route("RATE_LIMITED", &unknown), (None, [0; 3]));

    let messages: [&[u8]; 6] = [
        br#"{"op":10,"d":{"heartbeat_interval":41250}}"#,
        br#"{"op":1,"d":null}"#,
        br#"{"op":7,"d":null}"#,
        br#"{"op":9,"d":true}"#,
        br#"{"op":11}"#,
        br#"{"t":"SOMETHING_NEW","s":1,"op":0,"d":{"guild_id":"41771983423143937"}}"#,
    ];
    let mut decoder = common::json();
    for message in messages {
        let event = decoder.decode(message).unwrap().unwrap().event().unwrap();
        assert_eq!((event.guild_id(), event.shard(shards(16))), (None, 0), "{event:?}");
    }
}

#[test]
fn there_are_as_many_kinds_as_in_the_table() {
    let kinds = kinds_of_table();
    assert_eq!(EventKinds::ALL.len(), 112);
    assert!(EventKinds::ALL.iter().eq(kinds.iter().copied()));
    assert_eq!(kinds.iter().copied().collect::<EventKinds>(), EventKinds::ALL);
    assert_eq!(kinds.iter().max(), Some(&EventKind::WebhooksUpdate));

    assert!(EventKinds::EMPTY.is_empty() && !EventKinds::ALL.is_empty());
    assert_eq!(EventKinds::new(), EventKinds::EMPTY);
    assert_eq!(EventKinds::default(), EventKinds::EMPTY);
    assert_eq!(EventKinds::EMPTY.iter().next(), None);
    assert_eq!(format!("{:?}", EventKinds::EMPTY), "{}");
}

#[test]
fn intents_deliver_what_the_table_says() {
    for (name, bit) in INTENTS {
        let intent = Intents::from_name(name).expect(name);
        let events = EVENTS.iter().filter(|(_, bits, _)| bits.contains(&bit));
        let expected: EventKinds = events.map(|(name, ..)| EventKind::from_name(name)).collect();
        assert_eq!(EventKinds::of_intents(intent), expected, "{name}");
    }
    let passthrough = EVENTS.iter().filter(|(_, bits, _)| bits.is_empty());
    let mut passthrough: EventKinds =
        passthrough.map(|(name, ..)| EventKind::from_name(name)).collect();
    passthrough.extend(OTHERS);
    assert_eq!(EventKinds::PASSTHROUGH, passthrough);

    assert_eq!(EventKinds::of_intents(Intents::empty()), EventKinds::EMPTY);
    assert_eq!(EventKinds::of_intents(Intents::KNOWN), EventKinds::of_intents(Intents::all()));
    let all = EventKinds::of_intents(Intents::KNOWN) | EventKinds::PASSTHROUGH;
    assert_eq!(all, EventKinds::ALL);
}

proptest! {
    #[test]
    fn sets_of_kinds_are_sets(
        (left, right) in {
            let kinds = || prop::collection::vec(prop::sample::select(kinds_of_table()), 0..40);
            (kinds(), kinds())
        },
    ) {
        let (mut kinds, mut model) = (EventKinds::new(), BTreeSet::new());
        for &kind in &left {
            prop_assert_eq!(kinds.with(kind), kinds | kind.into());
            kinds.insert(kind);
            model.insert(kind);
        }
        prop_assert!(kinds.iter().eq(model.iter().copied()));
        prop_assert_eq!(kinds.iter().len(), model.len());
        prop_assert_eq!(kinds.len(), model.len());
        prop_assert_eq!(kinds.is_empty(), model.is_empty());
        prop_assert_eq!(format!("{kinds:?}"), format!("{model:?}"));
        for kind in EventKinds::ALL {
            prop_assert_eq!(kinds.contains(kind), model.contains(&kind));
        }

        let others: EventKinds = right.iter().copied().collect();
        let either = model.iter().copied().chain(right.iter().copied()).collect::<BTreeSet<_>>();
        prop_assert!(kinds.union(others).into_iter().eq(either));
        let mut joined = kinds;
        joined |= others;
        prop_assert_eq!(joined, others | kinds);

        for kind in right {
            prop_assert_eq!(kinds.without(kind).with(kind), kinds.with(kind));
            kinds.remove(kind);
            model.remove(&kind);
        }
        prop_assert!(kinds.into_iter().eq(model));
    }

    #[test]
    fn intents_deliver_each_on_its_own(left in any::<u64>(), right in any::<u64>()) {
        let (left, right) = (Intents::from_bits_retain(left), Intents::from_bits_retain(right));
        let each = EventKinds::of_intents(left) | EventKinds::of_intents(right);
        prop_assert_eq!(EventKinds::of_intents(left | right), each);
    }
}

#[test]
fn only_wanted_events_are_read() {
    let kind = EventKind::TypingStart;
    let (wanted, others) = (EventKinds::from(kind), EventKinds::ALL.without(kind));
    let message = payload("TYPING_START", &data("TYPING_START"));
    let mut decoder = common::json();
    let event = decoder.decode(&message).unwrap().unwrap().event_in(wanted).unwrap();
    assert!(matches!(event, Some(Event::TypingStart(_))));
    assert!(decoder.decode(&message).unwrap().unwrap().event_in(others).unwrap().is_none());

    // An operation and an unknown event are kinds as others are.
    for (message, kind) in [
        (r#"{"op":11}"#, EventKind::HeartbeatAck),
        (r#"{"t":"SOMETHING_NEW","s":1,"op":0,"d":{}}"#, EventKind::Unknown),
    ] {
        let mut read = |kinds| {
            let frame = decoder.decode(message.as_bytes()).unwrap().unwrap();
            frame.event_in(kinds).unwrap().map(|event| event.kind())
        };
        assert_eq!(read(kind.into()), Some(kind));
        assert_eq!(read(EventKinds::ALL.without(kind)), None);
    }
}

#[test]
fn what_is_not_wanted_may_be_malformed() {
    let kind = EventKind::TypingStart;
    let (wanted, others) = (EventKinds::from(kind), EventKinds::ALL.without(kind));
    let mut decoder = common::json();
    for message in [
        // Not JSON, cut off, of another type, a key that stands twice.
        r#"{"t":"TYPING_START","s":1,"op":0,"d":{"user_id":}}"#,
        r#"{"t":"TYPING_START","s":1,"op":0,"d":{"user_id":"2}"#,
        r#"{"t":"TYPING_START","s":1,"op":0,"d":[]}"#,
        r#"{"t":"TYPING_START","s":1,"op":0,"d":{},"op":0}"#,
    ] {
        let mut read = |kinds| {
            let frame = decoder.decode(message.as_bytes()).unwrap().unwrap();
            frame.event_in(kinds).map(|event| event.is_some())
        };
        assert!(!read(others).unwrap(), "{message}");
        assert!(!read(wanted).unwrap_err().is_fatal(), "{message}");
    }
    // Where `d` comes first it is stepped over to find the rest, so its form is checked.
    let message = br#"{"d":{"user_id":},"t":"TYPING_START","s":1,"op":0}"#;
    assert!(decoder.decode(message).is_err());
    let message = br#"{"d":[],"t":"TYPING_START","s":1,"op":0}"#;
    assert!(decoder.decode(message).unwrap().unwrap().event_in(others).unwrap().is_none());
    assert!(decoder.decode(message).unwrap().unwrap().event_in(wanted).is_err());
}

#[test]
fn in_etf_too() {
    let kind = EventKind::TypingStart;
    let others = EventKinds::ALL.without(kind);
    // An integer where an object is wanted.
    let pairs = [
        (atom("d"), small(7)),
        (atom("op"), small(0)),
        (atom("s"), small(1)),
        (atom("t"), binary("TYPING_START")),
    ];
    let mut message = vec![131, 116, 0, 0, 0, 4];
    pairs.into_iter().for_each(|(key, value)| message.extend([key, value].concat()));
    let mut decoder = common::etf();
    assert!(decoder.decode(&message).unwrap().unwrap().event_in(others).unwrap().is_none());
    assert!(decoder.decode(&message).unwrap().unwrap().event_in(kind.into()).is_err());
}
