//! Payloads as Discord has really sent them, and as the tables do not have them: none of them is
//! refused, in both encodings. What is wrong costs as little as it can.

mod common;

use common::events::{
    assert_kept, assert_reads_as, errors, full, least, misfits, read, read_json, read_term,
    strict_errors, with, without, written,
};
use common::term::{atom, binary, list, map, of_json, of_json_with, small, tuple};
use common::{etf, json};
use gatewire::model::{Channel, Nonce, OverwriteType};
use gatewire::{DecodeErrorKind as Kind, Event, Snowflake};
use serde_json::{Value, json as value};

/// Where each event has a count, which -1 may stand for.
const COUNTS: &[(&str, &[&str])] = &[
    (
        "GUILD_CREATE",
        &[
            "/member_count",
            "/max_presences",
            "/max_members",
            "/premium_subscription_count",
            "/approximate_member_count",
            "/approximate_presence_count",
            "/max_video_channel_users",
            "/max_stage_video_channel_users",
            "/application_command_count",
            "/afk_timeout",
            "/roles/0/position",
            "/channels/0/position",
            "/channels/0/user_limit",
            "/channels/0/bitrate",
            "/channels/0/rate_limit_per_user",
            "/threads/0/member_count",
            "/threads/0/message_count",
            "/threads/0/total_message_sent",
            "/threads/0/thread_metadata/auto_archive_duration",
            "/guild_scheduled_events/0/user_count",
            "/stickers/0/sort_value",
        ],
    ),
    ("THREAD_MEMBERS_UPDATE", &["/member_count"]),
    ("INTEGRATION_UPDATE", &["/subscriber_count", "/expire_grace_period"]),
    ("INVITE_CREATE", &["/uses", "/max_uses", "/max_age"]),
    (
        "MESSAGE_CREATE",
        &[
            "/position",
            "/reactions/0/count",
            "/reactions/0/count_details/burst",
            "/reactions/0/count_details/normal",
            "/poll/results/answer_counts/0/count",
            "/role_subscription_data/total_months_subscribed",
            "/application/approximate_guild_count",
            "/application/max_participants",
        ],
    ),
    ("GUILD_BAN_ADD", &["/delete_message_secs"]),
    ("AUTO_MODERATION_RULE_CREATE", &["/trigger_metadata/mention_total_limit"]),
    ("GIFT_CODE_UPDATE", &["/uses"]),
];

#[test]
fn counts_may_be_negative() {
    for (name, counts) in COUNTS {
        let data = full(name);
        for pointer in *counts {
            assert!(data.pointer(pointer).is_some_and(Value::is_u64), "{name} has no {pointer}");
            assert_kept(name, &with(&data, pointer, value!(-1)));
        }
    }
}

/// What is null, or not there, where the tables have a value. What it is written as says the third.
#[test]
fn fields_are_null_or_missing() {
    for (name, pointer, is_written_as_null) in [
        ("GUILD_AUDIT_LOG_ENTRY_CREATE", "/action_type", true),
        ("GUILD_AUDIT_LOG_ENTRY_CREATE", "/changes/0/key", true),
        ("GUILD_STICKERS_UPDATE", "/stickers/0/format_type", true),
        ("MESSAGE_CREATE", "/sticker_items/0/format_type", true),
        ("THREAD_CREATE", "/thread_metadata/archive_timestamp", true),
        ("MESSAGE_CREATE", "/interaction/user", false),
        ("MESSAGE_CREATE", "/interaction_metadata/user", false),
        ("INTEGRATION_CREATE", "/name", true),
        ("INTEGRATION_CREATE", "/account/name", true),
        ("MESSAGE_CREATE", "/author/avatar_decoration_data/sku_id", true),
        ("MESSAGE_CREATE", "/author/collectibles/nameplate/sku_id", true),
        ("WEBHOOKS_UPDATE", "/channel_id", true),
        ("AUTO_MODERATION_ACTION_EXECUTION", "/content", false),
        ("STAGE_INSTANCE_CREATE", "/discoverable_disabled", false),
        ("THREAD_LIST_SYNC", "/members", false),
        ("AUTO_MODERATION_RULE_CREATE", "/trigger_metadata", false),
    ] {
        let data = full(name);
        let (gone, null) = (without(&data, pointer), with(&data, pointer, Value::Null));
        let expected = if is_written_as_null { &null } else { &gone };
        assert_reads_as(name, &null, expected);
        assert_reads_as(name, &gone, expected);
    }
}

#[test]
fn sections_and_inputs_of_modals_lack_parts() {
    let section = value!({"type": 9, "components": [{"type": 10, "content": "a"}]});
    let message = with(&least("MESSAGE_CREATE"), "/components", value!([section]));
    assert_kept("MESSAGE_CREATE", &message);
    let null = with(&message, "/components/0/accessory", Value::Null);
    assert_reads_as("MESSAGE_CREATE", &null, &message);

    let input = value!({"type": 4, "id": 2, "custom_id": "b"});
    let modal = value!({"custom_id": "a", "components": [{"type": 18, "component": input}]});
    let interaction = with(&least("INTERACTION_CREATE"), "/type", value!(5));
    let interaction = with(&interaction, "/data", modal);
    assert_kept("INTERACTION_CREATE", &interaction);
    let null = with(&interaction, "/data/components/0/component/value", Value::Null);
    assert_reads_as("INTERACTION_CREATE", &null, &interaction);
}

#[test]
fn a_user_id_stands_for_the_user_of_an_interaction() {
    let message = full("MESSAGE_CREATE");
    let message = without(&message, "/interaction_metadata/user");
    let message = with(&message, "/interaction_metadata/user_id", value!("77"));
    assert_kept("MESSAGE_CREATE", &message);
}

/// Values that no cosmetic field can have.
fn oddities() -> [Value; 6] {
    [value!(true), value!(-1), value!("x"), value!([[]]), value!({}), value!({"asset": 5})]
}

#[test]
fn cosmetics_cost_nothing_but_themselves() {
    for (name, pointers) in [
        (
            "MESSAGE_CREATE",
            &[
                "/author/avatar_decoration_data",
                "/author/collectibles/nameplate",
                "/member/avatar_decoration_data",
                "/mentions/0/avatar_decoration_data",
                "/interaction/user/avatar_decoration_data",
                "/shared_client_theme",
            ][..],
        ),
        ("GUILD_MEMBER_UPDATE", &["/avatar_decoration_data", "/user/avatar_decoration_data"]),
        ("GUILD_MEMBER_ADD", &["/avatar_decoration_data", "/user/collectibles/nameplate"]),
        ("USER_UPDATE", &["/avatar_decoration_data", "/collectibles/nameplate"]),
        ("GUILD_ROLE_CREATE", &["/role/colors"]),
        ("GUILD_CREATE", &["/members/0/avatar_decoration_data", "/roles/0/colors"]),
    ] {
        let data = full(name);
        for pointer in pointers {
            let gone = without(&data, pointer);
            for odd in oddities() {
                assert_reads_as(name, &with(&data, pointer, odd), &gone);
            }
        }
    }
    // Of these every field may be null, or there is but one.
    for (name, pointer) in [
        ("USER_UPDATE", "/collectibles"),
        ("USER_UPDATE", "/primary_guild"),
        ("USER_UPDATE", "/clan"),
        ("USER_UPDATE", "/accent_color"),
        ("USER_UPDATE", "/banner"),
        ("USER_UPDATE", "/avatar_decoration"),
        ("GUILD_MEMBER_UPDATE", "/collectibles"),
        ("GUILD_MEMBER_UPDATE", "/banner"),
        ("GUILD_ROLE_CREATE", "/role/icon"),
        ("GUILD_ROLE_CREATE", "/role/unicode_emoji"),
    ] {
        let data = full(name);
        for odd in [value!(true), value!([[]]), value!([1, {}])] {
            assert_reads_as(name, &with(&data, pointer, odd), &without(&data, pointer));
        }
    }
}

#[test]
fn one_bad_element_costs_no_guild() {
    for (name, pointers) in [
        (
            "GUILD_CREATE",
            &[
                "/emojis",
                "/stickers",
                "/soundboard_sounds",
                "/members",
                "/presences",
                "/voice_states",
                "/threads",
                "/stage_instances",
                "/guild_scheduled_events",
            ][..],
        ),
        ("GUILD_UPDATE", &["/emojis", "/stickers"]),
        ("GUILD_EMOJIS_UPDATE", &["/emojis"]),
        ("GUILD_STICKERS_UPDATE", &["/stickers"]),
        ("GUILD_SOUNDBOARD_SOUNDS_UPDATE", &["/soundboard_sounds"]),
        ("GUILD_MEMBERS_CHUNK", &["/members", "/presences"]),
        ("THREAD_LIST_SYNC", &["/threads", "/members"]),
        ("MESSAGE_CREATE", &["/sticker_items", "/stickers", "/reactions"]),
    ] {
        let data = full(name);
        for pointer in pointers {
            let good = data.pointer(pointer).and_then(Value::as_array).expect("a list");
            for bad in [value!({"id": "abc", "name": "x", "user": 5}), value!(null), value!(7)] {
                for place in 0..=good.len() {
                    let mut elements = good.clone();
                    elements.insert(place, bad.clone());
                    assert_reads_as(name, &with(&data, pointer, elements.into()), &data);
                }
            }
            // What is no list at all is an error where it is to be one, and else empty or absent.
            let odd = with(&data, pointer, value!({"a": 1}));
            for error in strict_errors(name, &odd) {
                assert_eq!(error.kind(), Kind::InvalidType, "{name}{pointer}");
            }
            let lenient = read(name, &odd);
            let elements = lenient.pointer(pointer).and_then(Value::as_array);
            assert!(elements.is_none_or(Vec::is_empty), "{name}{pointer}");
            assert_eq!(with(&lenient, pointer, value!([])), with(&data, pointer, value!([])));
        }
    }
}

#[test]
fn one_null_costs_no_resolved_data() {
    let interaction = full("INTERACTION_CREATE");
    for field in ["users", "members", "roles", "channels", "messages", "attachments"] {
        let pointer = format!("/data/resolved/{field}");
        assert!(interaction.pointer(&pointer).is_some(), "{pointer}");
        let data = with(&interaction, &format!("{pointer}/7"), Value::Null);
        assert_reads_as("INTERACTION_CREATE", &data, &interaction);
        for bad in [value!(5), value!(true)] {
            let data = with(&interaction, &format!("{pointer}/7"), bad);
            for error in misfits("INTERACTION_CREATE", &data, &interaction) {
                let path = format!("d{}.*", pointer.replace('/', "."));
                assert_eq!(error.path(), Some(path.as_str()));
            }
        }
    }
}

#[test]
fn guilds_that_say_so_are_unavailable_whatever_they_have() {
    let unavailable = |data: &Value| {
        let is = |event: Event<'_>| {
            matches!(event, Event::GuildCreate(gatewire::model::GuildCreate::Unavailable(_)))
        };
        let in_json = read_json("GUILD_CREATE", data, is).unwrap_or_else(|e| panic!("{e}: {data}"));
        assert_eq!(read_term("GUILD_CREATE", &of_json(data), is).unwrap(), in_json);
        in_json
    };
    let stub = value!({"id": "7", "unavailable": true});
    for (field, odd) in [
        ("name", value!(null)),
        ("name", value!(5)),
        ("icon", value!(null)),
        ("icon", value!([])),
        ("geo_restricted", value!(null)),
        ("geo_restricted", value!("yes")),
        ("roles", value!(null)),
        ("members", value!({"a": 1})),
        ("owner_id", value!("nobody")),
        ("unheard_of", value!({"a": [null]})),
    ] {
        let data = with(&stub, &format!("/{field}"), odd);
        assert!(unavailable(&data));
        assert_reads_as("GUILD_CREATE", &data, &stub);
    }
    // A whole guild, one that lacks something, and one with something wrong.
    let whole = with(&full("GUILD_CREATE"), "/unavailable", value!(true));
    let broken = with(&whole, "/channels/0/id", value!("nowhere"));
    for data in
        [&whole, &without(&whole, "/owner_id"), &broken, &with(&whole, "/name", Value::Null)]
    {
        assert!(unavailable(data));
        assert_eq!(read("GUILD_CREATE", data)["id"], whole["id"]);
    }
    for data in [&full("GUILD_CREATE"), &with(&whole, "/unavailable", value!(false))] {
        assert!(!unavailable(&with(data, "/unavailable", value!(false))));
    }
    // Without an id it is nothing, and what does not say that it is unavailable is refused for what
    // is wrong with it.
    for data in [
        value!({"unavailable": true, "name": null}),
        value!({"id": "x", "unavailable": true}),
        value!({"id": "7", "unavailable": false, "name": null}),
        value!({"id": "7", "unavailable": "true", "name": null}),
    ] {
        errors("GUILD_CREATE", &data);
    }
    let here = |guild: &Value| with(guild, "/unavailable", value!(false));
    let mut lenient = here(&whole);
    lenient["channels"].as_array_mut().unwrap().remove(0);
    for error in misfits("GUILD_CREATE", &here(&broken), &lenient) {
        assert_eq!((error.kind(), error.path()), (Kind::InvalidValue, Some("d.channels[0].id")));
    }
    // A key that stands twice is malformed, unavailable or not.
    let twice = br#"{"op":0,"t":"GUILD_CREATE","s":1,"d":{"id":"7","unavailable":true,"name":null,"roles":[],"roles":[]}}"#;
    assert!(json().decode(twice).unwrap().unwrap().event().is_err());
}

#[test]
fn an_invalid_session_without_an_answer_is_lost() {
    for (frame, resumable) in [
        (&br#"{"op":9}"#[..], false),
        (br#"{"op":9,"d":null}"#, false),
        (br#"{"d":null,"op":9}"#, false),
        (br#"{"op":9,"d":false}"#, false),
        (br#"{"op":9,"d":true}"#, true),
    ] {
        let mut decoder = json();
        let event = decoder.decode(frame).unwrap().unwrap().event().unwrap();
        assert!(matches!(event, Event::InvalidSession(is) if is == resumable), "{event:?}");
    }
    for (entries, resumable) in [
        (vec![(atom("op"), small(9))], false),
        (vec![(atom("op"), small(9)), (atom("d"), atom("nil"))], false),
        (vec![(atom("d"), atom("true")), (atom("op"), small(9))], true),
    ] {
        let frame = [&[131], &map(&entries)[..]].concat();
        let mut decoder = etf();
        let event = decoder.decode(&frame).unwrap().unwrap().event().unwrap();
        assert!(matches!(event, Event::InvalidSession(is) if is == resumable), "{event:?}");
    }
    for error in errors("9", &value!(1)) {
        assert_eq!(error.kind(), Kind::InvalidType);
    }
}

/// Keys that no field can have: lists, tuples, maps, floats, and integers of any size.
#[test]
fn keys_of_no_field_are_stepped_over_in_known_objects() {
    let keys = [
        list(&[]),
        list(&[small(7), list(&[])]),
        tuple(&[atom("id")]),
        map(&[(atom("id"), binary("7"))]),
        of_json(&value!(0.5)),
        small(7),
        of_json(&value!(-70_000)),
        common::term::big(true, &[7; 40]),
        // LARGE_BIG_EXT, of more bytes than are ever made text.
        [&[111, 0, 0, 7, 208, 0][..], &[7; 2000]].concat(),
        // STRING_EXT.
        vec![107, 0, 1, 97],
    ];
    for name in ["GUILD_DELETE", "GUILD_CREATE", "USER_UPDATE", "PRESENCE_UPDATE"] {
        let data = full(name);
        let plain: Vec<(Vec<u8>, Vec<u8>)> = data
            .as_object()
            .unwrap()
            .iter()
            .map(|(key, value)| (atom(key), of_json(value)))
            .collect();
        for key in &keys {
            for place in [0, plain.len()] {
                let mut entries = plain.clone();
                entries.insert(place, (key.clone(), map(&[(key.clone(), list(&[small(1)]))])));
                let read = read_term(name, &map(&entries), written);
                assert_eq!(read.unwrap(), data, "{name}, {key:?}");
            }
        }
    }
    // A key that is no term at all is malformed.
    let broken = map(&[(vec![255], small(1)), (atom("id"), small(7))]);
    assert!(read_term("GUILD_DELETE", &broken, written).is_err());
}

/// Fields of integers of every kind: a count, an enum, bits, a color, a time, one of eight bits, and
/// those whose range is 64 bits.
const INTEGERS: &[(&str, &str, i128, i128)] = &[
    ("10", "/heartbeat_interval", 0, u64::MAX as i128),
    ("GUILD_CREATE", "/member_count", i64::MIN as i128, i64::MAX as i128),
    ("GUILD_CREATE", "/verification_level", 0, u64::MAX as i128),
    ("GUILD_CREATE", "/system_channel_flags", 0, u64::MAX as i128),
    ("GUILD_CREATE", "/roles/0/color", 0, u32::MAX as i128),
    ("GUILD_CREATE", "/roles/0/position", i32::MIN as i128, i32::MAX as i128),
    ("MESSAGE_CREATE", "/embeds/0/video/width", 0, u64::MAX as i128),
    ("MESSAGE_CREATE", "/type", 0, u64::MAX as i128),
    ("TYPING_START", "/timestamp", 0, u64::MAX as i128),
    ("RATE_LIMITED", "/opcode", 0, u8::MAX as i128),
    ("READY", "/shard/0", 0, u32::MAX as i128),
    ("READY", "/v", 0, u64::MAX as i128),
];

/// JSON of any number, which a float of this crate's test tools would print otherwise.
fn number(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// What of an event is lost with each of the integers; none where it is the event.
const LOST: &[(&str, Option<&str>)] = &[
    ("/heartbeat_interval", None),
    ("/member_count", Some("/member_count")),
    ("/verification_level", None),
    ("/system_channel_flags", Some("/system_channel_flags")),
    ("/roles/0/color", Some("/roles/0")),
    ("/roles/0/position", Some("/roles/0")),
    ("/embeds/0/video/width", Some("/embeds/0/video/width")),
    ("/type", None),
    ("/timestamp", None),
    ("/opcode", None),
    ("/shard/0", Some("/shard")),
    ("/v", None),
];

/// Checks that an event in which an integer does not fit lacks that alone, or what it is needed in.
fn check_lost(name: &str, pointer: &str, data: &Value) {
    let (_, lost) = LOST.iter().find(|(integer, _)| *integer == pointer).expect("it is known");
    match lost {
        None => drop(errors(name, data)),
        Some(lost) => {
            let mut expected = data.clone();
            let (parent, key) = lost.rsplit_once('/').unwrap();
            match expected.pointer_mut(parent).unwrap() {
                Value::Array(elements) => drop(elements.remove(key.parse().unwrap())),
                parent => drop(parent.as_object_mut().unwrap().remove(key)),
            }
            assert_reads_as(name, data, &expected);
        }
    }
}

#[test]
fn whole_floats_and_decimal_text_are_integers() {
    for &(name, pointer, least, most) in INTEGERS {
        // Of this opcode only the metadata is known.
        let (data, fits) = (full(name), |value: i128| (least..=most).contains(&value));
        for (text, is) in [
            ("0.0", 0),
            ("-0.0", 0),
            ("7.0", 7),
            ("1.5e2", 150),
            ("41250.0", 41_250),
            ("1.5e3", 1500),
            ("-1.0", -1),
            ("-2e9", -2_000_000_000),
            ("4294967295.0", 4_294_967_295),
            ("4294967296.0", 4_294_967_296),
            ("9007199254740992.0", 1 << 53),
            ("1e18", 1_000_000_000_000_000_000),
        ] {
            if name == "RATE_LIMITED" && is == 8 {
                continue;
            }
            let data = with(&data, pointer, number(text));
            if fits(is) {
                let expected = with(&data, pointer, number(&is.to_string()));
                assert_reads_as(name, &data, &expected);
                let data = with(&data, pointer, value!(is.to_string()));
                assert_reads_as(name, &data, &expected);
            } else {
                for error in strict_errors(name, &data) {
                    assert_eq!(error.kind(), Kind::InvalidValue, "{name}{pointer} {text}");
                }
                strict_errors(name, &with(&data, pointer, value!(is.to_string())));
                check_lost(name, pointer, &data);
            }
        }
        for text in ["0.5", "41250.5", "-0.25", "1e-3", "1e19", "1.8446744073709552e19", "1e300"] {
            let is_whole_and_fits = text == "1e19" && fits(10_000_000_000_000_000_000);
            let data = with(&data, pointer, number(text));
            match is_whole_and_fits {
                true => drop(read(name, &data)),
                false => {
                    strict_errors(name, &data);
                    check_lost(name, pointer, &data);
                }
            }
        }
        for text in ["", "+7", " 7", "7 ", "7.0", "1.5e3", "0x7", "--7", "-", "7_0", "\u{664}"] {
            let data = with(&data, pointer, value!(text));
            for error in strict_errors(name, &data) {
                assert_eq!(error.kind(), Kind::InvalidValue, "{name}{pointer} {text:?}");
            }
            check_lost(name, pointer, &data);
        }
    }
    // Below the least integer lies a float that is the least integer, once it was rounded.
    let guild = full("GUILD_CREATE");
    let least = with(&guild, "/member_count", number("-9223372036854775809"));
    misfits("GUILD_CREATE", &least, &without(&guild, "/member_count"));
}

/// Ids are whole floats up to 2^53; of larger ones nobody knows which they were.
#[test]
fn ids_are_floats_as_far_as_floats_tell_them_apart() {
    for (name, pointer) in [("GUILD_DELETE", "/id"), ("MESSAGE_CREATE", "/author/id")] {
        let data = full(name);
        for (came, is) in [("7.0", "7"), ("0.0", "0"), ("9007199254740992.0", "9007199254740992")] {
            let expected = with(&data, pointer, value!(is));
            assert_reads_as(name, &with(&data, pointer, number(came)), &expected);
        }
        for text in ["9007199254740994.0", "1.7e18", "0.5", "-1.0", "1e300"] {
            errors(name, &with(&data, pointer, number(text)));
        }
        for text in ["7.0", "+7", "-7", ""] {
            errors(name, &with(&data, pointer, value!(text)));
        }
    }
}

#[test]
fn floats_in_presences_are_kept() {
    let activity = value!({
        "name": "a", "type": 0.0, "created_at": 1.7e12, "flags": "48",
        "timestamps": {"start": 1_510_142_613_898.0, "end": 1_510_142_613_898.5},
    });
    let is = value!({
        "name": "a", "type": 0, "created_at": 1_700_000_000_000_u64, "flags": 48,
        "timestamps": {"start": 1_510_142_613_898_u64},
    });
    let of = |activity: Value| value!({"user": {"id": "7"}, "activities": [activity]});
    assert_reads_as("PRESENCE_UPDATE", &of(activity), &of(is));
}

#[test]
fn permissions_are_whole_floats_too() {
    let role = full("GUILD_ROLE_CREATE");
    let expected = with(&role, "/role/permissions", value!("104324673"));
    for came in [value!(104_324_673), value!(104_324_673.0), value!("104324673")] {
        assert_reads_as("GUILD_ROLE_CREATE", &with(&role, "/role/permissions", came), &expected);
    }
    for wrong in [value!(0.5), value!(-1.0), value!(1e300), value!("1.0"), value!("")] {
        errors("GUILD_ROLE_CREATE", &with(&role, "/role/permissions", wrong));
    }
}

#[test]
fn nonces_are_text_or_integers() {
    for (name, pointer) in [
        ("GUILD_MEMBERS_CHUNK", "/nonce"),
        ("RATE_LIMITED", "/meta/nonce"),
        ("EMBEDDED_ACTIVITY_UPDATE_V2", "/participants/0/nonce"),
    ] {
        let data = full(name);
        for nonce in [value!(5), value!(-5), value!("five")] {
            assert_kept(name, &with(&data, pointer, nonce));
        }
        assert_reads_as(name, &with(&data, pointer, value!(5.0)), &with(&data, pointer, value!(5)));
        for odd in [value!(null), value!(true), value!({})] {
            assert_reads_as(name, &with(&data, pointer, odd), &without(&data, pointer));
        }
    }
    let chunk = with(&full("GUILD_MEMBERS_CHUNK"), "/nonce", value!(5));
    let nonce = read_json("GUILD_MEMBERS_CHUNK", &chunk, |event| match event {
        Event::GuildMembersChunk(chunk) => chunk.nonce.clone().map(|nonce| format!("{nonce:?}")),
        other => panic!("{other:?}"),
    });
    assert_eq!(nonce.unwrap(), Some(format!("{:?}", Nonce::Integer(5))));
}

#[test]
fn new_flags_of_applications_are_text_or_integers() {
    let ready = full("READY");
    let pointer = "/application/flags_new";
    for (came, is) in [
        (value!(40_960), "40960"),
        (value!("40960"), "40960"),
        (value!(40_960.0), "40960"),
        (value!("73786976294838206464"), "73786976294838206464"),
    ] {
        let expected = with(&ready, pointer, value!(is));
        assert_reads_as("READY", &with(&ready, pointer, came), &expected);
    }
    // Beyond 2^53, as a term.
    let term = of_json_with(&ready, pointer, &common::term::unsigned((1 << 60) + 1));
    let read = read_term("READY", &term, written).unwrap();
    assert_eq!(read["application"]["flags_new"], "1152921504606846977");
    misfits("READY", &with(&ready, pointer, value!(0.5)), &without(&ready, pointer));
}

#[test]
fn overwrites_have_words_for_their_types() {
    let channel = full("CHANNEL_CREATE");
    let pointer = "/permission_overwrites/0/type";
    for (came, is) in
        [("role", OverwriteType::ROLE), ("member", OverwriteType::MEMBER), ("1", 1.into())]
    {
        let expected = with(&channel, pointer, value!(is.0));
        assert_reads_as("CHANNEL_CREATE", &with(&channel, pointer, value!(came)), &expected);
    }
    for wrong in [value!("Role"), value!("roles"), value!(""), value!(-1)] {
        for error in errors("CHANNEL_CREATE", &with(&channel, pointer, wrong)) {
            assert_eq!(error.path(), Some("d.permission_overwrites[0].type"));
        }
    }
}

#[test]
fn obfuscated_channels_are_known_by_their_flag() {
    let mut text = br#"{"id":"41771983423143937","type":2,"position":3,"parent_id":"8","guild_id":"9","name":"___hidden___","flags":131072,"permission_overwrites":[{"id":"9","type":0,"allow":"0","deny":"1024"}]}"#.to_vec();
    let hidden: Channel<'_> = gatewire::json::from_slice(&mut text).unwrap();
    assert!(hidden.is_obfuscated());
    assert_eq!(hidden.id, Snowflake::new(41_771_983_423_143_937));
    for (flags, is) in [(value!(0), false), (value!((1 << 17) + 5), true), (value!(1 << 16), false)]
    {
        for name in ["CHANNEL_CREATE", "CHANNEL_UPDATE"] {
            let data = with(&full(name), "/flags", flags.clone());
            let look = |event: Event<'_>| match event {
                Event::ChannelCreate(channel) | Event::ChannelUpdate(channel) => {
                    channel.is_obfuscated()
                }
                other => panic!("{other:?}"),
            };
            assert_eq!(read_json(name, &data, look).unwrap(), is);
            assert_eq!(read_term(name, &of_json(&data), look).unwrap(), is);
        }
    }
    // Without its flags nobody knows; a channel in an interaction may be one, too.
    let data = without(&full("CHANNEL_CREATE"), "/flags");
    assert!(
        !read_json("CHANNEL_CREATE", &data, |event| match event {
            Event::ChannelCreate(channel) => channel.is_obfuscated(),
            other => panic!("{other:?}"),
        })
        .unwrap()
    );
    let data = with(&full("INTERACTION_CREATE"), "/channel/flags", value!(1 << 17));
    assert!(
        read_json("INTERACTION_CREATE", &data, |event| match event {
            Event::InteractionCreate(interaction) => {
                interaction.channel.as_ref().unwrap().is_obfuscated()
            }
            other => panic!("{other:?}"),
        })
        .unwrap()
    );
}

/// The answer in a form is of the field's type.
#[test]
fn answers_of_join_requests_are_of_any_type() {
    for name in ["GUILD_JOIN_REQUEST_CREATE", "GUILD_JOIN_REQUEST_UPDATE"] {
        let data = full(name);
        for answer in [value!(true), value!("tea"), value!(1), value!(null)] {
            let pointer = "/request/form_responses/0/response";
            assert_kept(name, &with(&data, pointer, answer));
        }
    }
}

/// Integers that commands are read with follow the same rule.
#[test]
fn commands_are_read_by_the_same_rule() {
    use gatewire::model::{RequestGuildMembers, UpdatePresence, UpdateVoiceState};
    let read = |text: &str| {
        let mut text = text.as_bytes().to_vec();
        let presence: UpdatePresence<'_> = gatewire::json::from_slice(&mut text).unwrap();
        serde_json::to_value(presence).unwrap()
    };
    let presence = read(
        r#"{"since":"91879201","activities":[{"name":"x","type":"0"}],"status":"idle","afk":true}"#,
    );
    assert_eq!(
        (&presence["since"], &presence["activities"][0]["type"]),
        (&value!(91_879_201), &value!(0))
    );
    let presence = read(r#"{"since":9.1879201e7,"activities":[],"status":"idle","afk":true}"#);
    assert_eq!(presence["since"], value!(91_879_201));
    let presence = read(r#"{"activities":[],"status":"online","afk":false}"#);
    assert_eq!(presence["since"], Value::Null);

    let mut text = br#"{"guild_id":"7","self_mute":false,"self_deaf":false}"#.to_vec();
    let state: UpdateVoiceState = gatewire::json::from_slice(&mut text).unwrap();
    assert_eq!(serde_json::to_value(&state).unwrap()["channel_id"], Value::Null);
    let mut text = br#"{"guild_id":7.0,"query":"","limit":"5"}"#.to_vec();
    let request: RequestGuildMembers<'_> = gatewire::json::from_slice(&mut text).unwrap();
    assert_eq!(serde_json::to_value(&request).unwrap()["limit"], value!(5));
}
