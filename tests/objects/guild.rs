//! `GUILD_CREATE`: a guild, or what stands for one that cannot be reached.

use gatewire::model::GuildCreate;
use gatewire::{DecodeErrorKind as Kind, Event};
use serde_json::{Value, json as value};

use crate::common::events::{
    errors, full, least, misfits, read, read_json, read_term, with, without,
};
use crate::common::term;

const NAME: &str = "GUILD_CREATE";

/// Whether it is the guild itself, in both encodings.
#[track_caller]
fn is_available(data: &Value) -> bool {
    let look = |event: Event<'_>| match event {
        Event::GuildCreate(GuildCreate::Available(_)) => true,
        Event::GuildCreate(GuildCreate::Unavailable(_)) => false,
        _ => panic!("another event"),
    };
    let of_json = read_json(NAME, data, look).unwrap_or_else(|error| panic!("{data}: {error}"));
    let of_term = read_term(NAME, &term::of_json(data), look).unwrap();
    assert_eq!(of_json, of_term, "{data}");
    of_json
}

#[track_caller]
fn assert_missing(data: &Value, field: &str) {
    // A list that is missing is empty, unless the read is strict.
    let errors = match LISTS.contains(&field) {
        true => misfits(NAME, data, &with(data, &format!("/{field}"), value!([]))),
        false => errors(NAME, data),
    };
    for error in errors {
        assert_eq!((error.kind(), error.path()), (Kind::MissingField, Some("d")), "{error}");
        assert!(error.to_string().contains(&format!("`{field}`")), "{error}, not {field}");
    }
}

/// The fields that every guild has, of old and today, and that are never null.
const REQUIRED: [&str; 11] = [
    "id",
    "name",
    "owner_id",
    "afk_timeout",
    "verification_level",
    "default_message_notifications",
    "explicit_content_filter",
    "roles",
    "emojis",
    "features",
    "mfa_level",
];

const LISTS: [&str; 3] = ["roles", "emojis", "features"];

#[test]
fn stubs_are_unavailable() {
    let id = "1100000000000000001";
    for stub in [
        value!({"id": id}),
        value!({"id": id, "unavailable": true}),
        value!({"id": id, "unavailable": false}),
        value!({"id": id, "unavailable": true, "geo_restricted": true}),
        value!({"id": id, "geo_restricted": true, "name": "a guild", "icon": "a_00"}),
        value!({"id": id, "unavailable": true, "geo_restricted": true, "name": "a", "icon": "b"}),
        value!({"id": id, "unavailable": true, "name": "a", "icon": "b"}),
    ] {
        assert!(!is_available(&stub), "{stub}");
        assert_eq!(read(NAME, &stub), stub);
    }
    // Keys that no table has tell nothing.
    let stub = value!({"id": id, "unavailable": true, "x": [{}], "name\0": "a"});
    assert!(!is_available(&stub));
    // Nor does what came beside it, if the guild is said to be unavailable and has no name.
    let stub = value!({"id": id, "unavailable": true, "member_count": 5, "roles": []});
    assert!(!is_available(&stub));
    assert_eq!(read(NAME, &stub), value!({"id": id, "unavailable": true}));
}

#[test]
fn a_stub_without_its_id_is_an_error() {
    for stub in [value!({}), value!({"unavailable": true}), value!({"geo_restricted": true})] {
        assert_missing(&stub, "id");
    }
    for error in errors(NAME, &value!({"id": null, "unavailable": true})) {
        assert_eq!((error.kind(), error.path()), (Kind::InvalidType, Some("d.id")));
    }
}

#[test]
fn whole_guilds_are_available() {
    for guild in [full(NAME), least(NAME)] {
        assert!(is_available(&guild));
        assert!(is_available(&with(&guild, "/unavailable", false.into())));
        assert!(!is_available(&with(&guild, "/unavailable", true.into())));
        assert!(is_available(&with(&guild, "/name", "".into())));
    }
}

#[test]
fn a_guild_that_lacks_a_field_is_an_error_unless_it_is_a_list() {
    for field in REQUIRED {
        for guild in [full(NAME), least(NAME)] {
            // Of one that is said to be unavailable nothing is promised but the id.
            let guild = without(&with(&guild, "/unavailable", false.into()), &format!("/{field}"));
            assert_missing(&guild, field);
            if field != "name" {
                assert_missing(&with(&guild, "/name", "".into()), field);
                if field != "id" {
                    assert!(!is_available(&with(&guild, "/unavailable", true.into())));
                }
            }
            assert_missing(&without(&guild, "/unavailable"), field);
        }
    }
}

/// A field too much for a stub, and too little for a guild.
#[test]
fn a_part_of_a_guild_is_an_error() {
    for part in [
        value!({"id": "1", "member_count": 5}),
        value!({"id": "1", "roles": []}),
        value!({"id": "1", "name": "a", "roles": []}),
        value!({"id": "1", "name": "", "roles": [], "unavailable": false}),
        value!({"id": "1", "name": "", "owner_id": "2"}),
    ] {
        for error in errors(NAME, &part) {
            assert_eq!((error.kind(), error.path()), (Kind::MissingField, Some("d")), "{part}");
        }
    }
}
