//! Where real payloads leave the documentation: one test for each row of the table of deviations
//! (PROTOCOL.md, section 6), numbered and named after it, in both encodings. What was seen since is in
//! `real_payloads.rs`.

mod common;

use std::num::NonZeroU32;

use common::documents::{Order, json_frame, term_frame};
use common::events::{
    assert_kept, assert_reads_as, full, least, misfits, read, read_json, read_term, with, without,
    written,
};
use common::term::{atom, binary, list, map, of_json, unsigned};
use common::{ZlibSession, etf, json};
use gatewire::connect::{CloseAction, CloseCode};
use gatewire::model::GuildCreate;
use gatewire::{Compression, Encoding, Event, EventKind};
use serde_json::{Value, json as value};

/// Adds fields to an object.
fn and(data: &Value, more: Value) -> Value {
    let mut data = data.clone();
    data.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    data
}

/// Checks that keys that no documentation lists are stepped over, whatever they hold.
#[track_caller]
fn assert_ignored(name: &str, data: &Value, more: Value) {
    assert_reads_as(name, &and(data, more), data);
}

#[test]
fn d01_envelope_nulls() {
    for (op, kind) in
        [(1, EventKind::HeartbeatRequest), (7, EventKind::Reconnect), (11, EventKind::HeartbeatAck)]
    {
        for text in [
            format!(r#"{{"t":null,"s":null,"op":{op},"d":null}}"#),
            format!(r#"{{"op":{op},"d":null,"s":null}}"#),
            format!(r#"{{"op":{op}}}"#),
        ] {
            let mut decoder = json();
            let frame = decoder.decode(text.as_bytes()).unwrap().unwrap();
            assert_eq!((frame.sequence(), frame.event_name()), (None, None));
            assert_eq!(frame.event().unwrap().kind(), kind);
        }
        let mut decoder = etf();
        let frame = common::term::payload(&atom("nil"), op, None, None);
        assert_eq!(decoder.decode(&frame).unwrap().unwrap().event().unwrap().kind(), kind);
    }
    assert_eq!(read("9", &value!(true)), true);
    assert_eq!(read("9", &value!(false)), false);
}

#[test]
fn d02_trace() {
    let trace = value!([r#"["gateway-prd-us-east1-b-0",{"micros":0.0}]"#, "a \"b\" \\ \u{e9}"]);
    for name in ["10", "READY", "RESUMED"] {
        assert_kept(name, &with(&full(name), "/_trace", trace.clone()));
    }
    // RESUMED is only a mark, and need not hold anything.
    assert_kept("RESUMED", &value!({}));
    assert_ignored("RESUMED", &value!({}), value!({"other": 1}));
    for data in [Value::Null, value!([]), value!("text")] {
        read("RESUMED", &data);
    }
}

#[test]
fn d03_ready_extra_keys() {
    let extra = value!({
        "user_settings": {}, "relationships": [], "private_channels": [], "presences": [],
    });
    assert_kept("READY", &and(&least("READY"), extra));
    assert_ignored("READY", &least("READY"), value!({"guild_experiments": [[1, [2]]]}));
}

#[test]
fn d04_ready_without_application() {
    let ready = without(&least("READY"), "/application");
    assert_kept("READY", &ready);
    assert_kept("READY", &without(&ready, "/resume_gateway_url"));
}

#[test]
fn d05_ready_guilds_of_one_shard() {
    // How many there are is as it comes; which shard has a guild is told from its id.
    let guilds: Vec<Value> = [197_038_439_483_310_086_u64, 41_771_983_423_143_937]
        .iter()
        .map(|id| value!({"id": id.to_string(), "unavailable": true}))
        .collect();
    let data = with(&with(&least("READY"), "/guilds", guilds.into()), "/shard", value!([1, 2]));
    assert_kept("READY", &data);
    assert_kept("READY", &with(&data, "/guilds", value!([])));
    let shards = |event: Event<'_>| match event {
        Event::Ready(ready) => {
            let shards = NonZeroU32::new(ready.shard.unwrap()[1]).unwrap();
            ready.guilds.iter().map(|guild| guild.id.shard(shards)).collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    let expected = vec![
        u32::try_from((197_038_439_483_310_086_u64 >> 22) % 2).unwrap(),
        u32::try_from((41_771_983_423_143_937_u64 >> 22) % 2).unwrap(),
    ];
    assert_eq!(read_json("READY", &data, shards).unwrap(), expected);
    assert_eq!(read_term("READY", &of_json(&data), shards).unwrap(), expected);
}

#[test]
fn d06_guild_hashes() {
    let hashes = value!({"version": 1, "roles": {"omitted": false, "hash": "sZ1Xk"}, "a": [null]});
    for name in
        ["GUILD_CREATE", "GUILD_UPDATE", "CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE"]
    {
        assert_kept(name, &with(&least(name), "/guild_hashes", hashes.clone()));
        assert_kept(name, &with(&least(name), "/guild_hashes", value!("text")));
    }
}

#[test]
fn d07_guild_create_extra_keys() {
    let extra = value!({
        "lazy": true, "nsfw": false, "hub_type": null, "application_command_count": 3,
        "application_command_counts": {"1": 2, "2": 1, "3": 0}, "embedded_activities": [],
    });
    assert_kept("GUILD_CREATE", &and(&least("GUILD_CREATE"), extra));
    assert_ignored("GUILD_CREATE", &least("GUILD_CREATE"), value!({"clan": null, "_x": {"y": []}}));
}

#[test]
fn d08_guild_create_unavailable() {
    let data = value!({"id": "7", "unavailable": true});
    assert_kept("GUILD_CREATE", &data);
    let is_stub =
        |event: Event<'_>| matches!(event, Event::GuildCreate(GuildCreate::Unavailable(_)));
    assert!(read_json("GUILD_CREATE", &data, is_stub).unwrap());
    assert!(read_term("GUILD_CREATE", &of_json(&data), is_stub).unwrap());
}

#[test]
fn d09_guild_create_unavailable_missing_or_false() {
    let guild = full("GUILD_CREATE");
    let is_guild =
        |event: Event<'_>| matches!(event, Event::GuildCreate(GuildCreate::Available(_)));
    for data in [without(&guild, "/unavailable"), with(&guild, "/unavailable", value!(false))] {
        assert_kept("GUILD_CREATE", &data);
        assert!(read_json("GUILD_CREATE", &data, is_guild).unwrap());
    }
}

#[test]
fn d10_guild_delete() {
    assert_kept("GUILD_DELETE", &value!({"id": "7"}));
    assert_kept("GUILD_DELETE", &value!({"id": "7", "unavailable": true}));
    let guild = with(&full("GUILD_UPDATE"), "/unavailable", value!(true));
    let read = read("GUILD_DELETE", &guild);
    assert_eq!((&read["id"], &read["unavailable"]), (&guild["id"], &value!(true)));
}

#[test]
fn d11_guild_update_without_the_extras_of_guild_create() {
    let mut guild = full("GUILD_UPDATE");
    for field in [
        "joined_at",
        "large",
        "unavailable",
        "member_count",
        "voice_states",
        "members",
        "channels",
        "presences",
    ] {
        guild = without(&guild, &format!("/{field}"));
    }
    assert_kept("GUILD_UPDATE", &guild);
}

#[test]
fn d12_nested_objects_without_ids() {
    let guild = full("GUILD_CREATE");
    let guild = without(&guild, "/voice_states/0/guild_id");
    let guild = without(&guild, "/presences/0/guild_id");
    let guild = without(&guild, "/threads/0/member/id");
    let guild = without(&guild, "/threads/0/member/user_id");
    assert_kept("GUILD_CREATE", &guild);
    let members = full("THREAD_MEMBERS_UPDATE");
    let members = without(&members, "/added_members/0/presence/guild_id");
    let members = without(&members, "/added_members/0/id");
    let members = without(&members, "/added_members/0/user_id");
    assert_kept("THREAD_MEMBERS_UPDATE", &members);
}

#[test]
fn d13_nested_members_without_guild_id() {
    for name in ["TYPING_START", "MESSAGE_REACTION_ADD", "VOICE_STATE_UPDATE"] {
        let data = full(name);
        assert!(data["member"].get("guild_id").is_none());
        assert_kept(name, &data);
        let more = value!({"guild_id": "7"});
        assert_reads_as(name, &with(&data, "/member", and(&data["member"], more)), &data);
    }
}

#[test]
fn d14_member_joined_at_of_guests() {
    for (name, pointer) in [
        ("GUILD_CREATE", "/members/0/joined_at"),
        ("GUILD_MEMBER_ADD", "/joined_at"),
        ("GUILD_MEMBER_UPDATE", "/joined_at"),
        ("TYPING_START", "/member/joined_at"),
    ] {
        assert_kept(name, &with(&full(name), pointer, Value::Null));
    }
}

#[test]
fn d15_member_hoisted_role() {
    for role in [Value::Null, value!("7")] {
        let data = with(&full("TYPING_START"), "/member/hoisted_role", role.clone());
        assert_kept("TYPING_START", &data);
        // A member that is updated is another table, which does not list it.
        assert_ignored(
            "GUILD_MEMBER_UPDATE",
            &least("GUILD_MEMBER_UPDATE"),
            value!({"hoisted_role": role}),
        );
    }
}

#[test]
fn d16_guild_member_update_without_deaf_and_mute() {
    let update = without(&without(&full("GUILD_MEMBER_UPDATE"), "/deaf"), "/mute");
    assert_kept("GUILD_MEMBER_UPDATE", &update);
}

#[test]
fn d17_presence_user() {
    let presence = full("PRESENCE_UPDATE");
    assert_kept("PRESENCE_UPDATE", &with(&presence, "/user", value!({"id": "7"})));
    let user = value!({"id": "7", "username": 5, "avatar": null, "bot": "no", "flags": {"a": []}});
    let data = with(&presence, "/user", user);
    assert_reads_as("PRESENCE_UPDATE", &data, &with(&presence, "/user", value!({"id": "7"})));
}

fn activity(activity: Value) -> Value {
    value!({"user": {"id": "7"}, "activities": [activity]})
}

#[test]
fn d18_activity_application_id() {
    let data = activity(value!({"name": "a", "application_id": 1}));
    let is = activity(value!({"name": "a", "application_id": "1"}));
    assert_reads_as("PRESENCE_UPDATE", &data, &is);
}

#[test]
fn d19_activity_timestamps() {
    let times = value!({"start": "9223372036854775807", "end": "18446744073709551615"});
    let is = value!({"start": i64::MAX, "end": u64::MAX});
    let data = activity(value!({"timestamps": times}));
    assert_reads_as("PRESENCE_UPDATE", &data, &activity(value!({"timestamps": is})));
}

#[test]
fn d20_activity_extra_keys() {
    let extra = value!({"id": "spotify:1", "sync_id": "5FaVey", "session_id": "0f1e"});
    assert_kept("PRESENCE_UPDATE", &activity(extra));
    let data = value!({"user": {"id": "7"}, "broadcast": null, "status": "dnd"});
    assert_reads_as("PRESENCE_UPDATE", &data, &without(&data, "/broadcast"));
    assert_kept("PRESENCE_UPDATE", &with(&data, "/broadcast", value!({"a": [1]})));
}

#[test]
fn d21_activity_url() {
    for url in ["https://", "", " ", "twitch", "\u{0}"] {
        assert_kept("PRESENCE_UPDATE", &activity(value!({"url": url})));
    }
}

#[test]
fn d22_activity_without_created_at() {
    assert_kept("PRESENCE_UPDATE", &activity(value!({"name": "a", "type": 0})));
}

#[test]
fn d23_not_found_integers() {
    let chunk = full("GUILD_MEMBERS_CHUNK");
    let data = with(&chunk, "/not_found", value!([123_123]));
    let is = with(&chunk, "/not_found", value!(["123123"]));
    assert_reads_as("GUILD_MEMBERS_CHUNK", &data, &is);
}

#[test]
fn d24_guild_members_chunk() {
    let chunk = full("GUILD_MEMBERS_CHUNK");
    assert_kept("GUILD_MEMBERS_CHUNK", &without(&chunk, "/nonce"));
    assert_kept("GUILD_MEMBERS_CHUNK", &with(&chunk, "/not_found", value!([])));
    assert_kept("GUILD_MEMBERS_CHUNK", &least("GUILD_MEMBERS_CHUNK"));
}

#[test]
fn d25_message_nonce() {
    let message = least("MESSAGE_CREATE");
    for nonce in [value!(-1_234_567), value!("-1")] {
        assert_kept("MESSAGE_CREATE", &with(&message, "/nonce", nonce));
    }
    for nonce in [value!(false), value!({}), value!([]), Value::Null] {
        assert_reads_as("MESSAGE_CREATE", &with(&message, "/nonce", nonce), &message);
    }
}

#[test]
fn d26_message_update_of_embeds() {
    let embed = value!({
        "type": "video", "url": "https://a", "title": "b", "video": {"url": "c", "width": 1},
    });
    let data = value!({"id": "1", "channel_id": "2", "guild_id": "3", "embeds": [embed]});
    assert_kept("MESSAGE_UPDATE", &data);
}

#[test]
fn d27_message_update_with_empty_embeds() {
    let data = value!({"id": "1", "channel_id": "2", "embeds": []});
    assert_kept("MESSAGE_UPDATE", &data);
    // Empty is not absent.
    assert_kept("MESSAGE_UPDATE", &without(&data, "/embeds"));
}

#[test]
fn d28_discriminators() {
    for discriminator in ["0000", "0", "0001", "9999"] {
        let data = with(&full("MESSAGE_CREATE"), "/author/discriminator", discriminator.into());
        assert_kept("MESSAGE_CREATE", &data);
        assert_kept(
            "USER_UPDATE",
            &with(&full("USER_UPDATE"), "/discriminator", discriminator.into()),
        );
    }
}

#[test]
fn d29_user_extra_keys() {
    let user = and(&least("USER_UPDATE"), value!({"clan": null, "display_name_styles": null}));
    assert_kept("USER_UPDATE", &user);
    let styles = value!({"font_id": 11, "effect_id": 2, "colors": [1, 2]});
    assert_kept("USER_UPDATE", &with(&user, "/display_name_styles", styles));
    assert_ignored(
        "USER_UPDATE",
        &user,
        value!({"display_name_effects": [1], "banner_color": "a"}),
    );
}

#[test]
fn d30_emoji_name_null() {
    let emojis = with(&full("GUILD_EMOJIS_UPDATE"), "/emojis/0/name", Value::Null);
    assert_kept("GUILD_EMOJIS_UPDATE", &emojis);
    for name in ["MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE", "MESSAGE_REACTION_REMOVE_EMOJI"]
    {
        assert_kept(name, &with(&full(name), "/emoji/name", Value::Null));
    }
    let message = with(&full("MESSAGE_CREATE"), "/reactions/0/emoji/name", Value::Null);
    assert_kept("MESSAGE_CREATE", &message);
}

#[test]
fn d31_burst_colors() {
    let colors = value!(["#ff00aa", "#000000"]);
    let reaction = with(&full("MESSAGE_REACTION_ADD"), "/burst_colors", colors.clone());
    assert_kept("MESSAGE_REACTION_ADD", &reaction);
    let message = with(&full("MESSAGE_CREATE"), "/reactions/0/burst_colors", colors);
    assert_kept("MESSAGE_CREATE", &message);
}

#[test]
fn d32_role_position() {
    assert_kept(
        "GUILD_ROLE_CREATE",
        &with(&full("GUILD_ROLE_CREATE"), "/role/position", value!(-1)),
    );
}

#[test]
fn d33_channel_position() {
    assert_kept("CHANNEL_CREATE", &with(&full("CHANNEL_CREATE"), "/position", value!(99_999)));
}

#[test]
fn d34_role_extra_keys() {
    let role = with(&full("GUILD_ROLE_UPDATE"), "/role/version", value!(1_700_000_000_000_u64));
    let role = with(&role, "/role/tags", value!({}));
    assert_kept("GUILD_ROLE_UPDATE", &with(&role, "/role/permissions", value!("8804682956791")));
}

#[test]
fn d35_role_tags_null_is_true() {
    let role = full("GUILD_ROLE_CREATE");
    let tags = |tags: Value| {
        let data = with(&role, "/role/tags", tags);
        assert_kept("GUILD_ROLE_CREATE", &data);
        read_json("GUILD_ROLE_CREATE", &data, |event| match event {
            Event::GuildRoleCreate(change) => {
                let tag = change.role.tags.as_ref().unwrap().premium_subscriber;
                (tag.is_absent(), tag.is_null())
            }
            other => panic!("{other:?}"),
        })
        .unwrap()
    };
    assert_eq!(tags(value!({"bot_id": "7"})), (true, false));
    assert_eq!(tags(value!({"premium_subscriber": null})), (false, true));
}

#[test]
fn d36_permissions_of_v6() {
    let role = full("GUILD_ROLE_CREATE");
    let data = with(&role, "/role/permissions", value!(104_324_673));
    let data = with(&data, "/role/permissions_new", value!("104324673"));
    let is = with(&role, "/role/permissions", value!("104324673"));
    assert_reads_as("GUILD_ROLE_CREATE", &data, &is);

    let channel = full("CHANNEL_CREATE");
    let overwrites = |allow: Value, deny: Value, more: Value| {
        let overwrite = value!({"id": "7", "type": 1, "allow": allow, "deny": deny});
        with(&channel, "/permission_overwrites", value!([and(&overwrite, more)]))
    };
    assert_reads_as(
        "CHANNEL_CREATE",
        &overwrites(value!(1024), value!(0), value!({"allow_new": "1024", "deny_new": "0"})),
        &overwrites(value!("1024"), value!("0"), value!({})),
    );
    // The wording promises no bound. Of 2^65 + 2^64 + 1024 the lowest 64 bits are left.
    let wide = with(&role, "/role/permissions", value!("55340232221128655872"));
    let is = with(&role, "/role/permissions", value!("1024"));
    assert_reads_as("GUILD_ROLE_CREATE", &wide, &is);
}

#[test]
fn d37_audit_log_changes_of_other_api_versions() {
    let overwrite = value!({"id": "7", "type": "role", "allow": 0, "deny": 1024, "allow_new": "0"});
    let entry = with(
        &full("GUILD_AUDIT_LOG_ENTRY_CREATE"),
        "/changes",
        value!([
            {"key": "permission_overwrites", "new_value": [overwrite], "old_value": []},
            {"key": "type", "new_value": "role"},
            {"key": "7", "old_value": overwrite},
        ]),
    );
    assert_kept("GUILD_AUDIT_LOG_ENTRY_CREATE", &entry);
}

#[test]
fn d38_audit_log_changes_of_two_types() {
    let entry = with(
        &full("GUILD_AUDIT_LOG_ENTRY_CREATE"),
        "/changes",
        value!([
            {"key": "permissions", "old_value": 1024, "new_value": "2048"},
            {"key": "nick", "old_value": "a"},
            {"key": "mute"},
        ]),
    );
    assert_kept("GUILD_AUDIT_LOG_ENTRY_CREATE", &entry);
}

#[test]
fn d39_integration_update() {
    let integration = full("INTEGRATION_UPDATE");
    assert_kept("INTEGRATION_UPDATE", &with(&integration, "/role_id", Value::Null));
    for id in ["7", "UCabc", ""] {
        assert_kept("INTEGRATION_UPDATE", &with(&integration, "/account/id", id.into()));
    }
    let synced = value!("2020-06-23T03:21:24+00:00");
    assert_kept("INTEGRATION_UPDATE", &with(&integration, "/synced_at", synced));
    // The integer of old is none of those that section 1.9 has.
    let (old, gone) =
        (with(&integration, "/synced_at", value!(1)), without(&integration, "/synced_at"));
    for error in misfits("INTEGRATION_UPDATE", &old, &gone) {
        assert_eq!(error.path(), Some("d.synced_at"));
    }
}

#[test]
fn d40_voice_state_update() {
    let state = full("VOICE_STATE_UPDATE");
    assert_kept("VOICE_STATE_UPDATE", &without(&state, "/member"));
    assert_kept("VOICE_STATE_UPDATE", &without(&state, "/self_stream"));
    // What the member has of old is as it comes.
    let data = with(&with(&state, "/mute", value!(true)), "/member/mute", value!(false));
    assert_kept("VOICE_STATE_UPDATE", &data);
}

#[test]
fn d41_thread_members_update_presence_null() {
    let pointer = "/added_members/0/presence";
    let data = full("THREAD_MEMBERS_UPDATE");
    assert_kept("THREAD_MEMBERS_UPDATE", &with(&data, pointer, Value::Null));
    assert_kept("THREAD_MEMBERS_UPDATE", &without(&data, pointer));
}

#[test]
fn d42_interaction_channels() {
    let interaction = full("INTERACTION_CREATE");
    let channel = full("CHANNEL_CREATE");
    assert_kept("INTERACTION_CREATE", &with(&interaction, "/channel", channel.clone()));
    let resolved = "/data/resolved/channels";
    let channels = value!({"7": channel, "8": {"id": "8", "type": 0, "theme_color": null}});
    assert_kept("INTERACTION_CREATE", &with(&interaction, resolved, channels));
}

#[test]
fn d43_interaction_autocomplete_values() {
    let options = value!([
        {"name": "a", "type": 4, "value": "12", "focused": true},
        {"name": "b", "type": 10, "value": "1.", "focused": true},
        {"name": "c", "type": 4, "value": 12},
        {"name": "d", "type": 10, "value": 0.5},
        {"name": "e", "type": 5, "value": true},
    ]);
    let data = with(&full("INTERACTION_CREATE"), "/type", value!(4));
    assert_kept("INTERACTION_CREATE", &with(&data, "/data/options", options));
}

#[test]
fn d44_interaction_modal_components_and_messages() {
    let modal = value!({"custom_id": "a", "components": [
        {"type": 1, "components": [{"type": 4, "custom_id": "b", "value": ""}]},
        {"type": 18, "component": {"type": 3, "custom_id": "c", "values": []}},
        {"type": 10, "id": 3},
    ]});
    let interaction = with(&least("INTERACTION_CREATE"), "/type", value!(5));
    assert_kept("INTERACTION_CREATE", &with(&interaction, "/data", modal));

    let pressed = value!({"custom_id": "a", "component_type": 2});
    let interaction = with(&least("INTERACTION_CREATE"), "/type", value!(3));
    let interaction = with(&interaction, "/data", pressed);
    let ephemeral = with(&interaction, "/message", value!({"id": "7", "flags": 64}));
    assert_kept("INTERACTION_CREATE", &ephemeral);
}

#[test]
fn d45_voice_channel_effect_send() {
    let effect = full("VOICE_CHANNEL_EFFECT_SEND");
    for (came, is) in
        [(value!(1), value!("1")), (value!("1106714396018884649"), value!("1106714396018884649"))]
    {
        let data = with(&effect, "/sound_id", came);
        assert_reads_as("VOICE_CHANNEL_EFFECT_SEND", &data, &with(&effect, "/sound_id", is));
    }
    assert_kept("VOICE_CHANNEL_EFFECT_SEND", &with(&effect, "/emoji", Value::Null));
}

#[test]
fn d46_invite_create_type() {
    let invite = with(&least("INVITE_CREATE"), "/type", value!(0));
    assert_kept("INVITE_CREATE", &invite);
}

#[test]
fn d47_unknown_events() {
    let data = value!({"id": "7", "nested": {"a": [1, null, 0.5]}});
    for name in ["PRESENCES_REPLACE", "READY_SUPPLEMENTAL", "CALL_CREATE", "A_NAME_OF_TOMORROW"] {
        for is_json in [true, false] {
            let (mut decoder, frame) = match is_json {
                true => (json(), json_frame(name, &data, Order::Ascending)),
                false => (etf(), term_frame(name, &of_json(&data))),
            };
            let event = decoder.decode(&frame).unwrap().unwrap().event().unwrap();
            assert_eq!(event.kind(), EventKind::Unknown);
            assert_eq!(serde_json::to_value(&event).unwrap(), data);
            let Event::Unknown(event) = event else { panic!("{event:?}") };
            assert_eq!((event.opcode().0, event.name()), (0, Some(name)));
            assert_eq!(event.data::<Value>().unwrap(), data);
        }
    }
}

#[test]
fn d48_open_enums() {
    for (name, pointer) in [
        ("CHANNEL_CREATE", "/type"),
        ("MESSAGE_CREATE", "/type"),
        ("GUILD_STICKERS_UPDATE", "/stickers/0/type"),
        ("GUILD_STICKERS_UPDATE", "/stickers/0/format_type"),
    ] {
        for kind in [0, 255, 1_u64 << 40] {
            assert_kept(name, &with(&full(name), pointer, value!(kind)));
        }
    }
}

#[test]
fn d49_timestamps() {
    let message = least("MESSAGE_CREATE");
    let of = |text: &str| {
        let embeds = value!([{"timestamp": text}]);
        with(&with(&message, "/timestamp", text.into()), "/embeds", embeds)
    };
    for (came, is) in [
        ("2022-01-12T13:56:05+00:00", "2022-01-12T13:56:05+00:00"),
        ("2022-01-12T13:56:05Z", "2022-01-12T13:56:05+00:00"),
        ("2022-01-12T13:56:05.5Z", "2022-01-12T13:56:05.500000+00:00"),
        ("2020-06-23T03:21:24.509000+00:00", "2020-06-23T03:21:24.509000+00:00"),
    ] {
        assert_reads_as("MESSAGE_CREATE", &of(came), &of(is));
    }
}

#[test]
fn d50_embed_sizes_of_zero() {
    let image = value!({"url": "a", "width": 0, "height": 0});
    let embed = value!([{"image": image, "thumbnail": image, "video": image}]);
    assert_kept("MESSAGE_CREATE", &with(&least("MESSAGE_CREATE"), "/embeds", embed));
}

#[test]
fn d51_etf_keys_are_text() {
    let (id, user) = (80_351_110_224_678_912_u64, of_json(&least("USER_UPDATE")));
    let is = with(
        &full("INTERACTION_CREATE"),
        "/data/resolved",
        value!({"users": {id.to_string(): least("USER_UPDATE")}}),
    );
    let term = |key: Vec<u8>| {
        // All but the map, which has its key in one form or another.
        let rest = without(&is, "/data/resolved/users");
        let data = rest["data"].as_object().unwrap();
        let data: Vec<_> = data
            .iter()
            .map(|(name, value)| match name.as_str() {
                "resolved" => {
                    let users = map(&[(key.clone(), user.clone())]);
                    (binary(name), map(&[(binary("users"), users)]))
                }
                _ => (binary(name), of_json(value)),
            })
            .collect();
        let entries: Vec<_> = rest
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, value)| match name.as_str() {
                "data" => (atom(name), map(&data)),
                _ => (atom(name), of_json(value)),
            })
            .collect();
        map(&entries)
    };
    for key in [binary(&id.to_string()), atom(&id.to_string()), unsigned(id)] {
        assert_eq!(read_term("INTERACTION_CREATE", &term(key), written).unwrap(), is);
    }
    let key = term(list(&[]));
    assert!(read_term("INTERACTION_CREATE", &key, written).is_err());
}

#[test]
fn d52_zlib_headers() {
    let hello = json_frame("10", &value!({"heartbeat_interval": 41_250}), Order::Descending);
    let mut headers = Vec::new();
    for level in [0, 1, 6, 9] {
        let message = ZlibSession::new(level, 15).message(&hello);
        headers.push([message[0], message[1]]);
        assert!(message.ends_with(&[0, 0, 0xff, 0xff]));
        let mut decoder = common::decoder(Encoding::Json, Compression::ZlibStream);
        let event = decoder.decode(&message).unwrap().unwrap().event().unwrap();
        assert_eq!(event.kind(), EventKind::Hello);
    }
    assert!(headers.contains(&[0x78, 0x9c]) && headers.contains(&[0x78, 0xda]), "{headers:x?}");
}

#[test]
fn d53_close_codes() {
    // A payload before Identify closes with 4002 as well as with 4003, and one that lacks a key with
    // 4001. No session is given up for what was wrong with a payload; where there is none yet, a
    // client identifies whatever the code.
    for (code, action) in
        [(4001, CloseAction::Resume), (4002, CloseAction::Resume), (4003, CloseAction::Identify)]
    {
        assert_eq!(CloseCode(code).action(), action, "{code}");
    }
}

#[test]
fn d54_hidden_channels() {
    let mut channel = value!({
        "id": "7", "type": 0, "position": 3, "parent_id": "8", "guild_id": "9",
        "name": "___hidden___", "flags": 1 << 17,
        "permission_overwrites": [{"id": "9", "type": 0, "allow": "0", "deny": "1024"}],
    });
    assert_kept("CHANNEL_CREATE", &channel);
    // Other fields are null, whether they can be or not.
    for (field, _) in full("CHANNEL_CREATE").as_object().unwrap() {
        if channel.get(field).is_none() {
            channel = with(&channel, &format!("/{field}"), Value::Null);
        }
    }
    let read = read("CHANNEL_CREATE", &channel);
    assert_eq!((&read["name"], &read["flags"]), (&value!("___hidden___"), &value!(1 << 17)));
    assert_eq!((&read["position"], &read["parent_id"]), (&value!(3), &value!("8")));
}

#[test]
fn d55_application_flags() {
    let application = value!({"id": "7", "flags": i32::MAX, "flags_new": "9007199254740993"});
    let ready = with(&least("READY"), "/application", application);
    assert_kept("READY", &ready);
}

#[test]
fn d56_rate_limited() {
    let data = value!({
        "opcode": 8, "retry_after": 29.457, "meta": {"guild_id": "7", "nonce": "a"},
    });
    assert_kept("RATE_LIMITED", &data);
    assert_kept("RATE_LIMITED", &without(&data, "/meta/nonce"));
}

#[test]
fn d57_unavailable_guild() {
    let stub =
        value!({"id": "7", "unavailable": true, "geo_restricted": true, "name": "a", "icon": "b"});
    for name in ["GUILD_CREATE", "GUILD_DELETE"] {
        assert_kept(name, &stub);
    }
    assert_kept("READY", &with(&least("READY"), "/guilds", value!([stub])));
    read("READY", &with(&least("READY"), "/guilds", value!([with(&stub, "/icon", Value::Null)])));
}

#[test]
fn d58_status() {
    let data = value!({
        "user": {"id": "7"},
        "status": "a word of tomorrow",
        "client_status": {"embedded": "online", "vr": "idle"},
        "activities": [{"name": "a", "type": 6, "platform": "a console of tomorrow"}],
    });
    assert_kept("PRESENCE_UPDATE", &data);
}
