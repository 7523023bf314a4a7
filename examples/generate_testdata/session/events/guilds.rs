//! Guilds and what belongs to them: emoji, the audit log, integrations, invites, webhooks.

use super::super::clock::{self, DAY};
use super::super::frame::Event;
use super::super::random::Random;
use super::super::value::{Absent, Object, Value, object};
use super::super::words;
use super::super::world::World;

/// The guild, without what only GUILD_CREATE tells.
pub(crate) fn guild_update(world: &mut World) -> Event {
    // A small one: the large ones differ in nothing but their length.
    let guild = world.random.pick(&[0, 3, 5]);
    let guild = &world.guilds[guild];
    let object = guild
        .settings
        .iter()
        .fold(object! {}, |object, (key, value)| object.with(*key, value.clone()));
    let object = object.replace("name", words::title(&mut world.random));
    Event::new("GUILD_UPDATE", object)
}

/// The bot has left: `unavailable` is missing.
pub(crate) fn guild_delete(world: &mut World) -> Event {
    Event::new("GUILD_DELETE", object! { "id": world.guilds[1].id })
}

pub(crate) fn emojis_update(world: &mut World) -> Event {
    let guild = world.random.pick(&[2, 6, 8, 9]);
    let guild = &world.guilds[guild];
    let emojis: Vec<Object> = guild.emojis.iter().map(|(_, emoji)| emoji.clone()).collect();
    Event::new("GUILD_EMOJIS_UPDATE", object! { "emojis": emojis }.append("guild_id", guild.id))
}

pub(crate) fn audit_log_entry_create(world: &mut World) -> Event {
    let (guild, member) = world.guild_and_member();
    let user = world.user_of(guild, member).id;
    let id = world.id();
    let guild = &world.guilds[guild];
    let random = &mut world.random;
    let target = world.users[random.pick_ref(&guild.members).user].id;
    let (action, changes, options) = audit_log_action(random);
    let object = object! {
        "id": id,
        "user_id": user,
        "target_id": random.sometimes(90, |_| target.0.to_string()),
        "action_type": action,
        "changes": Absent(changes),
        "options": Absent(options),
        "reason": Absent(random.sometimes(30, |random| words::sentence(random, 2, 10))),
    };
    Event::new("GUILD_AUDIT_LOG_ENTRY_CREATE", object.append("guild_id", guild.id))
}

/// The action's number, its changes and its options: either may be missing.
fn audit_log_action(random: &mut Random) -> (i64, Option<Vec<Object>>, Option<Object>) {
    let change = |key: &'static str, old: Value, new: Value| {
        object! { "key": key, "old_value": old, "new_value": new }
    };
    match random.below(5) {
        // Channel overwrite: one value a number, the other the text of one.
        0 => {
            let options = object! {
                "id": clock::id(clock::past(random), random),
                "type": "0",
                "role_name": words::title(random),
            };
            (14, Some(vec![change("allow", 1024.into(), "3072".into())]), Some(options))
        }
        // Member update.
        1 => {
            let old = random.sometimes(50, words::title);
            let new = words::title(random);
            (24, Some(vec![change("nick", old.into(), new.into())]), None)
        }
        // Member role update: the value is a list of roles.
        2 => {
            let id = clock::id(clock::past(random), random);
            let roles = vec![object! { "id": id, "name": words::title(random) }];
            (25, Some(vec![object! { "key": "$add", "new_value": roles }]), None)
        }
        // Message delete.
        3 => {
            let channel = clock::id(clock::past(random), random);
            (72, None, Some(object! { "channel_id": channel, "count": "1" }))
        }
        // Channel update: what was unset has no old value.
        _ => (
            11,
            Some(vec![object! { "key": "topic", "new_value": words::sentence(random, 2, 8) }]),
            None,
        ),
    }
}

pub(crate) fn integrations_update(world: &mut World) -> Event {
    let guild = world.guild();
    Event::new("GUILD_INTEGRATIONS_UPDATE", object! { "guild_id": world.guilds[guild].id })
}

pub(crate) fn invite_create(world: &mut World) -> Event {
    let (guild, member) = world.guild_and_member();
    let channel = world.text_channel(guild);
    let inviter = world.user_of(guild, member).object.clone();
    let expires = clock::timestamp(world.now + 7 * DAY);
    let random = &mut world.random;
    let lives = random.chance(70);
    let object = object! {
        "type": 0,
        "code": random.token(8),
        "channel_id": channel,
        "created_at": clock::timestamp(world.now),
        "expires_at": lives.then_some(expires),
        "inviter": Absent(random.sometimes(80, |_| inviter)),
        "max_age": if lives { 604_800 } else { 0 },
        "max_uses": random.pick(&[0, 0, 1, 25]),
        "temporary": false,
        "uses": 0,
    };
    Event::new("INVITE_CREATE", object.append("guild_id", world.guilds[guild].id))
}

pub(crate) fn invite_delete(world: &mut World) -> Event {
    let guild = world.guild();
    let channel = world.text_channel(guild);
    let object = object! { "code": world.random.token(8), "channel_id": channel };
    Event::new("INVITE_DELETE", object.append("guild_id", world.guilds[guild].id))
}

pub(crate) fn webhooks_update(world: &mut World) -> Event {
    let guild = world.guild();
    let channel = world.text_channel(guild);
    let object = object! { "channel_id": channel };
    Event::new("WEBHOOKS_UPDATE", object.append("guild_id", world.guilds[guild].id))
}
