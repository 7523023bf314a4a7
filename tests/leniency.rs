//! What is read although it is not as documented: one test for each row of the leniency table
//! (PROTOCOL.md, section 6.1), named after it, in both encodings.

mod common;

use common::documents::{Doc, Maker, Style, Variant};
use common::events::{
    assert_kept, assert_reads_as, errors, full, least, misfits, objects, read, read_json,
    read_term, with, without, written,
};
use common::protocol::Table;
use gatewire::DecodeErrorKind as Kind;
use serde_json::{Value, json as value};

/// Reads the documents of all events after a change that has to make no difference, or none but
/// that of `expected`.
fn check_all(change: impl Fn(&Doc) -> Option<Doc>, expected: impl Fn(&Doc) -> Option<Doc>) {
    let table = Table::read();
    for event in &table.events {
        for kind in &event.data {
            let document = Maker::new(&table, Variant::Full, 0).make(kind);
            let name = event.name;
            let (changed, expected) = (document.map(&change), document.map(&expected));
            let read = read_json(name, &changed.to_json(), written);
            let read = read.unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(read, expected.to_json(), "{name}");
            let read = read_term(name, &changed.to_term(Style::Binaries), written);
            let read = read.unwrap_or_else(|error| panic!("{name} as a term: {error}"));
            assert_eq!(read, expected.to_json(), "{name} as a term");
        }
    }
}

#[test]
fn any_id() {
    let as_integer = |doc: &Doc| match doc {
        Doc::Id(id) => Some(Doc::Int(*id)),
        _ => None,
    };
    check_all(as_integer, |_| None);
    let as_text = |doc: &Doc| match doc {
        Doc::Id(id) => Some(Doc::Text(id.to_string())),
        _ => None,
    };
    check_all(as_text, |_| None);
    for id in [0, 1, u64::MAX] {
        let all_ids =
            |made: fn(u64) -> Doc| move |doc: &Doc| matches!(doc, Doc::Id(_)).then(|| made(id));
        check_all(all_ids(Doc::Id), all_ids(Doc::Id));
        check_all(all_ids(Doc::Int), all_ids(Doc::Id));
    }
}

#[test]
fn any_enum_and_flags() {
    for code in [0, 7, u64::from(u32::MAX) + 1, (1 << 53) + 1, u64::MAX] {
        let all = |doc: &Doc| matches!(doc, Doc::Code(_)).then_some(Doc::Code(code));
        check_all(all, all);
        // Integers beyond 2^53 come as text (section 1.8).
        let as_text = |doc: &Doc| matches!(doc, Doc::Code(_)).then(|| Doc::Text(code.to_string()));
        check_all(as_text, all);
    }
}

#[test]
fn any_missing_or_null_in_presence_activity_user_and_integration() {
    let table = Table::read();
    let presence = full("PRESENCE_UPDATE");
    let mut count = 0;
    for (pointer, object) in objects(&table, "PRESENCE_UPDATE", &presence) {
        let is_lenient = object.starts_with("Activity")
            || ["Presence", "~User", "ClientStatus", "~Activity"].contains(&object)
            || pointer.starts_with("/user/");
        for field in table.fields(object) {
            let pointer = format!("{pointer}/{}", field.name);
            let is_needed = pointer == "/user" || pointer == "/user/id";
            if !is_lenient || is_needed || presence.pointer(&pointer).is_none() {
                continue;
            }
            count += 1;
            let gone = without(&presence, &pointer);
            assert_reads_as("PRESENCE_UPDATE", &with(&presence, &pointer, Value::Null), &gone);
            assert_kept("PRESENCE_UPDATE", &gone);
        }
    }
    assert!(count > 90, "{count} fields");

    let integration = full("INTEGRATION_CREATE");
    for field in table.fields("INTEGRATION_CREATE") {
        let pointer = format!("/{}", field.name);
        if field.optional {
            let null = with(&integration, &pointer, Value::Null);
            let gone = without(&integration, &pointer);
            // `role_id` says which of the two it was.
            let expected = if field.name == "role_id" { &null } else { &gone };
            assert_reads_as("INTEGRATION_CREATE", &null, expected);
            assert_kept("INTEGRATION_CREATE", &gone);
        }
        if field.nullable {
            read("INTEGRATION_CREATE", &without(&integration, &pointer));
        }
    }
}

#[test]
fn presence_all_except_user_id() {
    assert_kept("PRESENCE_UPDATE", &value!({"user": {"id": "7"}}));
    let table = Table::read();
    let nulls = table.fields("Presence").iter().map(|field| (field.name.to_owned(), Value::Null));
    let nulls = with(&Value::Object(nulls.collect()), "/user", value!({"id": "7"}));
    assert_reads_as("PRESENCE_UPDATE", &nulls, &value!({"user": {"id": "7"}}));
    for data in [value!({}), value!({"user": {}}), value!({"user": null})] {
        errors("PRESENCE_UPDATE", &data);
    }
}

/// A presence with one activity.
fn activity(activity: Value) -> Value {
    value!({"user": {"id": "7"}, "activities": [activity]})
}

#[test]
fn activity_created_at_and_timestamps() {
    for (came, is) in [
        (value!(1_546_453_931_355_u64), value!(1_546_453_931_355_u64)),
        (value!("1546453931355"), value!(1_546_453_931_355_u64)),
        (value!("18446744073709551615"), value!(u64::MAX)),
        (value!(u64::MAX), value!(u64::MAX)),
    ] {
        let data = |time: &Value| {
            activity(value!({
                "name": "a", "created_at": time, "timestamps": {"start": time, "end": time},
            }))
        };
        assert_reads_as("PRESENCE_UPDATE", &data(&came), &data(&is));
    }
    assert_kept("PRESENCE_UPDATE", &activity(value!({"name": "a", "timestamps": {}})));
}

#[test]
fn activity_application_id() {
    for came in [value!(1), value!("1")] {
        let data = activity(value!({"application_id": came}));
        assert_reads_as("PRESENCE_UPDATE", &data, &activity(value!({"application_id": "1"})));
    }
}

#[test]
fn activity_url_and_assets() {
    for text in ["", "https://", "not a url", "mp:external/\u{e9}", "spotify:ab67616d", "\\\"\n"] {
        let assets: serde_json::Map<String, Value> = Table::read()
            .fields("ActivityAssets")
            .iter()
            .map(|field| (field.name.to_owned(), text.into()))
            .collect();
        assert_kept("PRESENCE_UPDATE", &activity(value!({"url": text, "assets": assets})));
    }
}

#[test]
fn activity_party_size() {
    for size in [
        value!([]),
        value!([1]),
        value!([1, 2, 3]),
        value!([-5, 0]),
        value!([i64::MIN, i64::MAX]),
        value!([300, 70_000]),
        value!([u64::MAX, 1]),
    ] {
        assert_kept("PRESENCE_UPDATE", &activity(value!({"party": {"id": "a", "size": size}})));
    }
}

#[test]
fn message_update() {
    let update = full("MESSAGE_UPDATE");
    let least = value!({"id": "2", "channel_id": "3"});
    assert_kept("MESSAGE_UPDATE", &least);
    for field in update.as_object().unwrap().keys() {
        if field != "id" && field != "channel_id" {
            let alone = with(&least, &format!("/{field}"), update[field].clone());
            assert_kept("MESSAGE_UPDATE", &alone);
        }
    }
    for pointer in ["/id", "/channel_id"] {
        for error in errors("MESSAGE_UPDATE", &without(&least, pointer)) {
            assert_eq!((error.kind(), error.path()), (Kind::MissingField, Some("d")));
        }
    }
}

#[test]
fn message_nonce() {
    for name in ["MESSAGE_CREATE", "MESSAGE_UPDATE"] {
        let message = least(name);
        for nonce in [
            value!("a nonce"),
            value!(""),
            value!(0),
            value!(-1),
            value!(-9_007_199_254_740_991_i64),
            value!(9_007_199_254_740_991_i64),
        ] {
            assert_kept(name, &with(&message, "/nonce", nonce));
        }
        // Terms do not say of larger ones whether they were text.
        for nonce in [i64::MIN, i64::MAX, -(1 << 53) - 1] {
            let data = with(&message, "/nonce", nonce.into());
            let of_json = read_json(name, &data, written).unwrap();
            assert_eq!(of_json["nonce"], nonce);
            let of_term = read_term(name, &common::term::of_json(&data), written).unwrap();
            assert_eq!(of_term["nonce"], nonce.to_string());
        }
        let data = with(&message, "/nonce", u64::MAX.into());
        assert_eq!(read_json(name, &data, written).unwrap()["nonce"], u64::MAX);
        for nonce in [value!(null), value!(true), value!({"a": [1]}), value!([[]]), value!(0.5)] {
            assert_reads_as(name, &with(&message, "/nonce", nonce), &message);
        }
    }
}

/// The events that have a member, with where it stands.
const MEMBERS: [(&str, &str); 6] = [
    ("GUILD_MEMBER_ADD", ""),
    ("GUILD_MEMBERS_CHUNK", "/members/0"),
    ("TYPING_START", "/member"),
    ("MESSAGE_REACTION_ADD", "/member"),
    ("VOICE_STATE_UPDATE", "/member"),
    ("MESSAGE_CREATE", "/member"),
];

#[test]
fn guild_member_joined_at() {
    for (name, member) in MEMBERS {
        let (data, pointer) = (full(name), format!("{member}/joined_at"));
        assert_kept(name, &with(&data, &pointer, Value::Null));
        assert_kept(name, &without(&data, &pointer));
    }
}

#[test]
fn guild_member_user_deaf_mute_flags_and_pending() {
    for (name, member) in MEMBERS {
        let mut data = full(name);
        for field in ["user", "deaf", "mute", "flags", "pending"] {
            let pointer = format!("{member}/{field}");
            assert_kept(name, &without(&data, &pointer));
            data = without(&data, &pointer);
        }
        assert_kept(name, &data);
    }
}

#[test]
fn role_position_and_channel_position() {
    for position in [-1, 0, 99_999, i32::MIN, i32::MAX] {
        let role = with(&full("GUILD_ROLE_CREATE"), "/role/position", position.into());
        assert_kept("GUILD_ROLE_CREATE", &role);
        assert_kept("CHANNEL_CREATE", &with(&full("CHANNEL_CREATE"), "/position", position.into()));
    }
}

#[test]
fn role_colors_and_flags() {
    let role = without(&without(&full("GUILD_ROLE_CREATE"), "/role/colors"), "/role/flags");
    assert_kept("GUILD_ROLE_CREATE", &role);
}

#[test]
fn role_tags() {
    let role = full("GUILD_ROLE_CREATE");
    for tag in ["premium_subscriber", "available_for_purchase", "guild_connections"] {
        for tags in [value!({}), value!({tag: null}), value!({tag: true}), value!({tag: false})] {
            assert_kept("GUILD_ROLE_CREATE", &with(&role, "/role/tags", tags));
        }
    }
}

#[test]
fn emoji_name_and_id() {
    for field in ["id", "name"] {
        let data = full("MESSAGE_REACTION_ADD");
        let pointer = format!("/emoji/{field}");
        assert_kept("MESSAGE_REACTION_ADD", &with(&data, &pointer, Value::Null));
        assert_kept("MESSAGE_REACTION_ADD", &without(&data, &pointer));
        // A whole emoji has both, so that none is written as null.
        let data = full("GUILD_EMOJIS_UPDATE");
        let pointer = format!("/emojis/0/{field}");
        let null = with(&data, &pointer, Value::Null);
        assert_kept("GUILD_EMOJIS_UPDATE", &null);
        assert_reads_as("GUILD_EMOJIS_UPDATE", &without(&data, &pointer), &null);
    }
}

#[test]
fn integration_role_id() {
    let integration = full("INTEGRATION_UPDATE");
    assert_kept("INTEGRATION_UPDATE", &with(&integration, "/role_id", Value::Null));
    assert_kept("INTEGRATION_UPDATE", &without(&integration, "/role_id"));
}

/// Values of all shapes.
fn shapes() -> [Value; 9] {
    [
        value!(true),
        value!(0),
        value!(-7),
        value!(1_u64 << 50),
        value!(0.5),
        value!("text"),
        value!([1, [], "a"]),
        value!({}),
        value!({"id": "1", "allow": 5, "x": [null]}),
    ]
}

#[test]
fn audit_log_change_values() {
    let entry = full("GUILD_AUDIT_LOG_ENTRY_CREATE");
    for shape in shapes() {
        for field in ["new_value", "old_value"] {
            let pointer = format!("/changes/0/{field}");
            let data = with(&entry, &pointer, shape.clone());
            assert_kept("GUILD_AUDIT_LOG_ENTRY_CREATE", &data);
        }
    }
    for field in ["new_value", "old_value"] {
        let pointer = format!("/changes/0/{field}");
        assert_kept("GUILD_AUDIT_LOG_ENTRY_CREATE", &without(&entry, &pointer));
        read("GUILD_AUDIT_LOG_ENTRY_CREATE", &with(&entry, &pointer, Value::Null));
    }
}

#[test]
fn audit_entry_info() {
    let entry = full("GUILD_AUDIT_LOG_ENTRY_CREATE");
    let fields = entry["options"].as_object().unwrap().keys();
    for field in fields {
        let pointer = format!("/options/{field}");
        let rest = without(&entry, &pointer);
        for shape in shapes().into_iter().chain([Value::Null]) {
            let data = with(&entry, &pointer, shape);
            // Whatever became of the field, the rest is there.
            let mut read = read("GUILD_AUDIT_LOG_ENTRY_CREATE", &data);
            read.pointer_mut("/options").unwrap().as_object_mut().unwrap().remove(field);
            assert_eq!(read, rest, "{data}");
        }
    }
}

#[test]
fn voice_state_member_self_stream_and_self_video() {
    let mut state = full("VOICE_STATE_UPDATE");
    for pointer in ["/member", "/self_stream", "/self_video"] {
        assert_kept("VOICE_STATE_UPDATE", &without(&state, pointer));
        state = without(&state, pointer);
    }
    assert_kept("VOICE_STATE_UPDATE", &state);
}

#[test]
fn guild_create_arrays() {
    let mut guild = full("GUILD_CREATE");
    for field in
        ["threads", "stage_instances", "guild_scheduled_events", "soundboard_sounds", "stickers"]
    {
        guild = without(&guild, &format!("/{field}"));
        assert_kept("GUILD_CREATE", &guild);
    }
}

#[test]
fn guild_create_itself() {
    use gatewire::model::GuildCreate;
    let is_available = |data: &Value| {
        read_json("GUILD_CREATE", data, |event| match event {
            gatewire::Event::GuildCreate(GuildCreate::Available(guild)) => {
                assert!(!guild.name.is_empty());
                true
            }
            gatewire::Event::GuildCreate(GuildCreate::Unavailable(_)) => false,
            other => panic!("{other:?}"),
        })
        .unwrap()
    };
    assert!(is_available(&full("GUILD_CREATE")));
    assert!(is_available(&with(&full("GUILD_CREATE"), "/unavailable", false.into())));
    for stub in [
        value!({"id": "7"}),
        value!({"id": "7", "unavailable": true}),
        value!({"id": "7", "unavailable": false}),
        value!({"id": "7", "unavailable": true, "geo_restricted": true, "name": "a", "icon": "b"}),
    ] {
        assert!(!is_available(&stub), "{stub}");
        assert_kept("GUILD_CREATE", &stub);
    }
    // What is neither is not taken for a stub.
    let guild = with(&full("GUILD_CREATE"), "/unavailable", false.into());
    for error in errors("GUILD_CREATE", &without(&guild, "/owner_id")) {
        assert_eq!((error.kind(), error.path()), (Kind::MissingField, Some("d")));
    }
    errors("GUILD_CREATE", &value!({"unavailable": true}));
}

#[test]
fn guild_members_chunk_not_found() {
    let chunk = full("GUILD_MEMBERS_CHUNK");
    assert_kept("GUILD_MEMBERS_CHUNK", &without(&chunk, "/not_found"));
    assert_kept("GUILD_MEMBERS_CHUNK", &with(&chunk, "/not_found", value!([])));
    assert_reads_as(
        "GUILD_MEMBERS_CHUNK",
        &with(&chunk, "/not_found", value!([123_123, "123123", 0])),
        &with(&chunk, "/not_found", value!(["123123", "123123", "0"])),
    );
}

#[test]
fn user_global_name_and_discriminator() {
    for (name, pointer) in [("USER_UPDATE", ""), ("MESSAGE_CREATE", "/author")] {
        let mut data = full(name);
        for field in ["global_name", "discriminator"] {
            data = without(&data, &format!("{pointer}/{field}"));
            assert_kept(name, &data);
        }
    }
}

#[test]
fn ready_resume_gateway_url_and_application() {
    let ready = without(&full("READY"), "/resume_gateway_url");
    assert_kept("READY", &ready);
    assert_kept("READY", &without(&ready, "/application"));
}

#[test]
fn ts_fields() {
    let typing = full("TYPING_START");
    let at = |text: Value| with(&typing, "/member/joined_at", text);
    for zone in ["Z", "+00:00"] {
        for digits in 0..=9 {
            let fraction = &".123456789"[..if digits == 0 { 0 } else { digits + 1 }];
            let micros = format!("{:0<6}", &fraction[fraction.len().min(1)..fraction.len().min(7)]);
            let is = match digits {
                0 => "2020-06-23T03:21:24+00:00".to_owned(),
                _ => format!("2020-06-23T03:21:24.{micros}+00:00"),
            };
            let came = format!("2020-06-23T03:21:24{fraction}{zone}");
            assert_reads_as("TYPING_START", &at(came.into()), &at(is.into()));
        }
    }
    // Integers are for the fields that are documented so.
    let gone = without(&typing, "/member/joined_at");
    for error in misfits("TYPING_START", &at(1_592_882_484.into()), &gone) {
        assert_eq!((error.kind(), error.path()), (Kind::InvalidType, Some("d.member.joined_at")));
    }
    for text in ["", "2020-06-23", "2020-06-23T03:21:24", "2020-06-23T03:21:24.1234567890Z", "now"]
    {
        for error in misfits("TYPING_START", &at(text.into()), &gone) {
            let expected = (Kind::InvalidValue, Some("d.member.joined_at"));
            assert_eq!((error.kind(), error.path()), expected, "{text}");
        }
    }
    let timestamp = with(&typing, "/timestamp", 1_592_882_484.into());
    assert_kept("TYPING_START", &timestamp);
}

#[test]
fn component_of_unknown_type() {
    let message = least("MESSAGE_CREATE");
    for component in [
        value!({"type": 250, "id": 1, "text": "a", "inner": {"b": [1, null, 0.5]}}),
        value!({"type": (1_u64 << 53) - 1}),
        value!({"type": "a word"}),
        value!({"type": -1}),
        value!({"type": [1]}),
        value!({"type": null, "x": 1}),
        value!({"id": 3}),
        value!({}),
    ] {
        let row = value!({"type": 1, "components": [component, {"type": 10, "content": "a"}]});
        let data = with(&message, "/components", value!([component, row, component]));
        assert_kept("MESSAGE_CREATE", &data);
    }
}

#[test]
fn f64_fields() {
    for (name, pointer) in [
        ("GUILD_SOUNDBOARD_SOUND_CREATE", "/volume"),
        ("VOICE_CHANNEL_EFFECT_SEND", "/sound_volume"),
        ("RATE_LIMITED", "/retry_after"),
        ("MESSAGE_CREATE", "/attachments/0/duration_secs"),
    ] {
        let data = full(name);
        for number in [value!(1), value!(0), value!(-3)] {
            let is = with(&data, pointer, number.as_f64().unwrap().into());
            assert_reads_as(name, &with(&data, pointer, number), &is);
        }
        assert_kept(name, &with(&data, pointer, value!(0.125)));
    }
}

/// Doubt 6: documents of one origin let these be null or absent, those of another do not.
#[test]
fn doubtful_nulls() {
    let stage = full("STAGE_INSTANCE_CREATE");
    assert_kept("STAGE_INSTANCE_CREATE", &without(&stage, "/guild_scheduled_event_id"));
    assert_kept("STAGE_INSTANCE_CREATE", &with(&stage, "/guild_scheduled_event_id", Value::Null));
    let thread = full("THREAD_CREATE");
    let pointer = "/thread_metadata/create_timestamp";
    assert_kept("THREAD_CREATE", &without(&thread, pointer));
    assert_kept("THREAD_CREATE", &with(&thread, pointer, Value::Null));
    let media = value!({
        "url": "a", "height": null, "width": null, "placeholder": null, "placeholder_version": null,
        "content_type": null,
    });
    let thumbnail = value!([{"type": 11, "media": media}]);
    assert_kept("MESSAGE_CREATE", &with(&least("MESSAGE_CREATE"), "/components", thumbnail));
}

/// Doubt 7: what the values of a select stand for is beside them, or beside all components.
#[test]
fn doubtful_resolved() {
    let modal = |resolved: Option<&str>| {
        let selects = (5..=8).map(|kind| {
            let mut select =
                value!({"type": kind, "id": 1, "custom_id": "a", "values": ["7"], "resolved": {}});
            if resolved.is_some() {
                select.as_object_mut().unwrap().remove("resolved");
            }
            value!({"type": 18, "id": 2, "component": select})
        });
        let mut data = value!({"custom_id": "b", "components": selects.collect::<Vec<_>>()});
        if let Some(resolved) = resolved {
            data[resolved] = value!({"users": {}});
        }
        let interaction = with(&least("INTERACTION_CREATE"), "/type", value!(5));
        with(&interaction, "/data", data)
    };
    assert_kept("INTERACTION_CREATE", &modal(None));
    assert_kept("INTERACTION_CREATE", &modal(Some("resolved")));
}
