//! Members coming, going and changing.

use super::super::clock::DAY;
use super::super::frame::Event;
use super::super::value::{Absent, Object, Value, object};
use super::super::world::World;
use super::super::{clock, guilds, users, words};

pub(crate) fn member_add(world: &mut World) -> Event {
    let guild = world.guild();
    let user = users::user(&mut world.random);
    let joined_at = world.timestamp();
    let guild = &world.guilds[guild];
    let member = guilds::member(&guild.roles, &mut world.random)
        .replace("roles", Value::List(Vec::new()))
        .replace("joined_at", joined_at)
        .with("user", user.object)
        .append("guild_id", guild.id);
    Event::new("GUILD_MEMBER_ADD", member)
}

pub(crate) fn member_update(world: &mut World) -> Event {
    let (guild, member) = world.guild_and_member();
    let now = world.now;
    let guild = &mut world.guilds[guild];
    let member = &mut guild.members[member];
    let random = &mut world.random;
    let until = random.sometimes(20, |random| clock::timestamp(now + random.integer(0, DAY)));
    member.object = member
        .object
        .clone()
        .replace("nick", random.sometimes(60, words::title))
        .replace("communication_disabled_until", until);
    let user = world.users[member.user].object.clone();
    let unusual = random.sometimes(30, |_| Value::Null);
    // `deaf` and `mute` are not always there.
    let object = match random.chance(40) {
        true => member.object.clone().without("deaf").without("mute"),
        false => member.object.clone(),
    };
    let object = object
        .and(object! { "user": user, "unusual_dm_activity_until": Absent(unusual) })
        .append("guild_id", guild.id);
    Event::new("GUILD_MEMBER_UPDATE", object)
}

pub(crate) fn member_remove(world: &mut World) -> Event {
    Event::new("GUILD_MEMBER_REMOVE", guild_and_user(world))
}

pub(crate) fn ban_add(world: &mut World) -> Event {
    let seconds = world.random.sometimes(50, |_| 3600);
    let object = guild_and_user(world).and(object! { "delete_message_secs": Absent(seconds) });
    Event::new("GUILD_BAN_ADD", object)
}

pub(crate) fn ban_remove(world: &mut World) -> Event {
    Event::new("GUILD_BAN_REMOVE", guild_and_user(world))
}

fn guild_and_user(world: &mut World) -> Object {
    let (guild, member) = world.guild_and_member();
    let user = world.user_of(guild, member).object.clone();
    object! { "user": user }.append("guild_id", world.guilds[guild].id)
}

pub(crate) fn members_chunk(world: &mut World) -> Event {
    let guild = world.guild();
    let guild = &world.guilds[guild];
    let random = &mut world.random;
    let count = random.between(2, 8);
    let chosen = random.some(&guild.members, count);
    let members: Vec<Object> = chosen
        .iter()
        .map(|member| member.object.clone().with("user", world.users[member.user].object.clone()))
        .collect();
    let presences: Vec<Object> = chosen
        .iter()
        .map(|member| &world.users[member.user])
        .map(|user| users::presence(user, guilds::ACTIVE, &world.pastimes, world.now, random))
        .collect();
    // An id that cannot be one is given back as the number that it was asked for with.
    let not_found =
        vec![Value::Integer(123_456), Value::Id(clock::id(clock::past(random), random))];
    let object = object! {
        "members": members,
        "chunk_index": 0,
        "chunk_count": 1,
        "presences": Absent(random.sometimes(60, |_| presences)),
        "not_found": Absent(random.sometimes(60, |_| not_found)),
        "nonce": Absent(random.sometimes(60, |random| random.token(12))),
    };
    Event::new("GUILD_MEMBERS_CHUNK", object.append("guild_id", guild.id))
}
