//! Interactions.

use super::super::clock;
use super::super::frame::Event;
use super::super::value::{Absent, Object, Value, object};
use super::super::words;
use super::super::world::World;
use super::messages::button;

const COMMAND: i64 = 2;
const COMPONENT: i64 = 3;
const AUTOCOMPLETE: i64 = 4;
const MODAL: i64 = 5;

pub(crate) fn command(world: &mut World) -> Event {
    let (guild, member) = world.guild_and_member();
    let target = world.user_of(guild, member).clone();
    let key = target.id.0.to_string();
    let resolved_member = world.guilds[guild].members[member]
        .object
        .clone()
        .without("deaf")
        .without("mute")
        .with("permissions", "1125899906911232");
    let random = &mut world.random;
    let options = vec![
        object! { "type": 6, "name": "user", "value": target.id },
        object! { "type": 3, "name": "text", "value": words::sentence(random, 1, 8) },
        object! { "type": 4, "name": "count", "value": random.integer(-5, 100_000) },
        object! { "type": 5, "name": "quiet", "value": random.chance(50) },
        object! { "type": 10, "name": "ratio", "value": random.pick(&[0.25, 1.5, -3.0, 1e-7]) },
    ];
    let resolved = object! {}
        .with("users", object! {}.with(key.clone(), target.object))
        .with("members", object! {}.with(key, resolved_member));
    let count = random.between(1, options.len());
    let data = object! {
        "id": clock::id(clock::past(random), random),
        "name": words::noun(random),
        "type": 1,
        "resolved": Absent(random.sometimes(50, |_| resolved)),
        "options": random.some(&options, count),
    };
    interaction(world, COMMAND, data)
}

pub(crate) fn component(world: &mut World) -> Event {
    let random = &mut world.random;
    let data = match random.chance(50) {
        true => object! {
            "id": 2,
            "custom_id": format!("{}:{}", words::noun(random), random.below(1000)),
            "component_type": 2,
        },
        false => object! {
            "id": 4,
            "custom_id": words::noun(random),
            "component_type": 3,
            "values": vec![words::noun(random), words::adjective(random)],
        },
    };
    interaction(world, COMPONENT, data)
}

/// The value in focus is text, whatever the option's type.
pub(crate) fn autocomplete(world: &mut World) -> Event {
    let random = &mut world.random;
    let option = object! { "type": 4, "name": "count", "value": "1", "focused": true };
    let data = object! {
        "id": clock::id(clock::past(random), random),
        "name": words::noun(random),
        "type": 1,
        "options": vec![option],
    };
    interaction(world, AUTOCOMPLETE, data)
}

pub(crate) fn modal(world: &mut World) -> Event {
    let random = &mut world.random;
    let input = object! {
        "type": 4,
        "id": 2,
        "custom_id": "answer",
        "value": format!("{}\n{}", words::odd_text(random), words::sentence(random, 5, 20)),
    };
    let label = object! { "type": 18, "id": 1, "component": input };
    let data = object! {
        "custom_id": format!("form:{}", random.below(1000)),
        "components": vec![label],
    };
    interaction(world, MODAL, data)
}

fn interaction(world: &mut World, kind: i64, data: Object) -> Event {
    let (guild, member) = world.guild_and_member();
    let user = world.user_of(guild, member).object.clone();
    let sent = world.sent_message();
    let id = world.id();
    let application = world.own_user.id;
    let author = world.own_user.object.clone();
    let guild = &world.guilds[guild];
    let member = guild.members[member].object.clone();
    let random = &mut world.random;
    // In direct messages there is a user instead of a member.
    let is_direct = random.chance(15);
    let member = member.with("permissions", "1125899906911232").with("user", user.clone());
    let message = (kind == COMPONENT).then(|| {
        object! {
            "id": sent.id,
            "channel_id": sent.channel,
            "type": 0,
            "content": "",
            "author": author,
            "components": vec![object! { "type": 1, "components": vec![button(random, 2)] }],
            "flags": 64,
        }
    });
    let channel = object! {
        "id": sent.channel,
        "type": 0,
        "name": words::channel_name(random),
        "permissions": "1125899906911232",
        "flags": 0,
        "theme_color": Value::Null,
    };
    // Keys are numbers as text; an owner that is no guild is 0.
    let owner = if is_direct { Value::Text("0".into()) } else { guild.id.into() };
    let object = object! {
        "id": id,
        "application_id": application,
        "type": kind,
        "data": data,
        "channel": channel,
        "channel_id": sent.channel,
        "guild": Absent((!is_direct).then(|| {
            object! { "id": guild.id, "locale": "en-US", "features": Value::List(Vec::new()) }
        })),
        "guild_locale": Absent((!is_direct).then_some("en-US")),
        "member": Absent((!is_direct).then_some(member)),
        "user": Absent(is_direct.then_some(user)),
        "message": Absent(message),
        "token": random.token(60),
        "version": 1,
        "app_permissions": "1125899906911232",
        "locale": random.pick(&["en-GB", "de", "fr", "ja"]),
        "entitlements": Value::List(Vec::new()),
        "entitlement_sku_ids": Value::List(Vec::new()),
        "authorizing_integration_owners": object! { "0": owner },
        "context": if is_direct { 1 } else { 0 },
        "attachment_size_limit": 524_288_000,
    };
    let guild = guild.id;
    Event::new(
        "INTERACTION_CREATE",
        match is_direct {
            true => object,
            false => object.append("guild_id", guild),
        },
    )
}
