//! Roles.

use super::super::frame::Event;
use super::super::value::{Object, object};
use super::super::world::World;
use super::super::{guilds, words};

pub(crate) fn role_create(world: &mut World) -> Event {
    let guild = world.guild();
    let id = world.id();
    let role = guilds::role(id, "new role".to_string(), 1, &mut world.random);
    Event::new("GUILD_ROLE_CREATE", with_guild(world, guild, role))
}

pub(crate) fn role_update(world: &mut World) -> Event {
    let guild = world.guild();
    let (_, role) = world.random.pick_ref(&world.guilds[guild].roles);
    let role = role.clone().replace("name", words::title(&mut world.random));
    Event::new("GUILD_ROLE_UPDATE", with_guild(world, guild, role))
}

pub(crate) fn role_delete(world: &mut World) -> Event {
    let guild = world.guild();
    let role = world.random.pick_ref(&world.guilds[guild].roles).0;
    let object = object! { "role_id": role, "guild_id": world.guilds[guild].id };
    Event::new("GUILD_ROLE_DELETE", object)
}

fn with_guild(world: &World, guild: usize, role: Object) -> Object {
    object! { "role": role, "guild_id": world.guilds[guild].id }
}
