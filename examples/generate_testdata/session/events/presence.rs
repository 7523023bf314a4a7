//! What users are seen doing.

use super::super::frame::Event;
use super::super::users;
use super::super::value::object;
use super::super::world::World;

/// Of a hundred updates so many have activities; the others are of users who come or leave.
const ACTIVE: usize = 90;

pub(crate) fn presence_update(world: &mut World) -> Event {
    let (guild, member) = world.guild_and_any_member();
    let guild = &world.guilds[guild];
    let user = &world.users[guild.members[member].user];
    let presence = users::presence(user, ACTIVE, &world.pastimes, world.now, &mut world.random);
    Event::new("PRESENCE_UPDATE", presence.with("guild_id", guild.id))
}

pub(crate) fn typing_start(world: &mut World) -> Event {
    let (guild, member) = world.guild_and_member();
    let channel = world.text_channel(guild);
    let user = world.user_of(guild, member);
    let object = object! {
        "channel_id": channel,
        "user_id": user.id,
        "timestamp": world.now / 1000,
    };
    // In direct messages there is neither guild nor member.
    if world.random.chance(4) {
        return Event::new("TYPING_START", object);
    }
    let user = world.user_of(guild, member).object.clone();
    let member = world.guilds[guild].members[member].object.clone().with("user", user);
    let object = object.with("member", member).append("guild_id", world.guilds[guild].id);
    Event::new("TYPING_START", object)
}

/// The bot itself has been given another image.
pub(crate) fn user_update(world: &mut World) -> Event {
    let avatar = users::avatar_hash(&mut world.random);
    let user = world.own_user.object.clone().replace("avatar", avatar);
    world.own_user.object = user.clone();
    Event::new("USER_UPDATE", user.and(object! { "verified": true, "mfa_enabled": true }))
}
