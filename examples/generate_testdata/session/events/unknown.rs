//! Events that a bot does not expect: never documented, not known yet, or rare.

use super::super::frame::Event;
use super::super::value::{Value, object};
use super::super::words;
use super::super::world::World;

/// Reaches bots, though it is documented nowhere.
pub(crate) fn join_request_update(world: &mut World) -> Event {
    let (guild, member) = world.guild_and_member();
    let user = world.user_of(guild, member).id;
    let request = object! {
        "id": world.id(),
        "user_id": user,
        "application_status": "SUBMITTED",
        "rejection_reason": Value::Null,
        "created_at": world.timestamp(),
    };
    let object = object! { "status": "SUBMITTED", "request": request };
    let object = object.append("guild_id", world.guilds[guild].id);
    Event::new("GUILD_JOIN_REQUEST_UPDATE", object)
}

/// A name that nobody has given an event so far.
pub(crate) fn future_event(world: &mut World) -> Event {
    let guild = world.guild();
    let mark = vec![Value::Integer(-1), Value::Integer(256), 0.5.into(), Value::Null];
    let object = object! {
        "guild_id": world.guilds[guild].id,
        "teapot": object! { "name": words::title(&mut world.random), "lids": vec![1, 2, 3] },
        "_mark": mark,
    };
    Event::new("GUILD_TEAPOT_CREATE", object)
}

/// The answer to a request that came too early.
pub(crate) fn rate_limited(world: &mut World) -> Event {
    let guild = world.guild();
    let meta = object! {
        "guild_id": world.guilds[guild].id,
        "nonce": world.random.token(12),
    };
    Event::new("RATE_LIMITED", object! { "opcode": 8, "retry_after": 29.457, "meta": meta })
}
