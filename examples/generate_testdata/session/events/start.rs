//! What a connection starts with.

use super::super::frame::{Event, Frame};
use super::super::value::{Object, Value, object};
use super::super::world::World;

/// Hello. Its keys are atoms in ETF.
pub(crate) fn hello(world: &mut World) -> Frame {
    let data = object! {
        "heartbeat_interval": 41_250,
        "_trace": trace(world, "gateway-node-main"),
    };
    Frame::control(10, data.with_atom_keys())
}

pub(crate) fn ready(world: &mut World) -> Event {
    let guilds: Vec<Object> =
        world.guilds.iter().map(|guild| object! { "id": guild.id, "unavailable": true }).collect();
    let own = world.own_user.object.clone();
    let user = own.without("public_flags").without("bot").and(object! {
        "bot": true,
        "email": Value::Null,
        "flags": 0,
        "mfa_enabled": true,
        "verified": true,
    });
    let data = object! {
        "v": 10,
        "user_settings": object! {},
        "user": user,
        "session_type": Value::Atom("normal"),
        "session_id": world.random.hex(16),
        "resume_gateway_url": "wss://gateway.example",
        "relationships": Value::List(Vec::new()),
        "private_channels": Value::List(Vec::new()),
        "presences": Value::List(Vec::new()),
        "guilds": guilds,
        "guild_join_requests": Value::List(Vec::new()),
        "geo_ordered_rtc_regions": vec!["rotterdam", "oregon", "sydney", "brazil"],
        "game_relationships": Value::List(Vec::new()),
        "auth": object! {},
        "application": object! { "id": world.own_user.id, "flags": 565_248 },
        "shard": vec![0, 1],
        "_trace": trace(world, "gateway-node-main"),
    };
    Event::new("READY", data.with_atom_keys())
}

pub(crate) fn guild_create(world: &mut World, guild: usize) -> Event {
    Event::new("GUILD_CREATE", world.guilds[guild].create_object())
}

pub(crate) fn resumed(world: &mut World) -> Event {
    Event::new("RESUMED", object! { "_trace": trace(world, "gateway-node-spare") }.with_atom_keys())
}

/// JSON within a text: the quotes are escaped once more.
fn trace(world: &mut World, node: &str) -> Vec<String> {
    let micros = world.random.between(200, 90_000);
    let suffix = world.random.token(4).to_lowercase();
    let inner = format!("[\"sessions-{suffix}\",{{\"micros\":{}}}]", micros / 2);
    vec![format!("[\"{node}-{suffix}\",{{\"micros\":{micros},\"calls\":[{inner}]}}]")]
}
