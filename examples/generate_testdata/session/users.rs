//! Users and their presences.

use super::activities::{self, Pastimes};
use super::clock::{self, Milliseconds};
use super::random::Random;
use super::value::{Absent, Id, Object, Value, object};
use super::words;

#[derive(Clone)]
pub(crate) struct User {
    pub(crate) id: Id,
    /// As it stands in `user` and `author`.
    pub(crate) object: Object,
    client: &'static str,
    /// Of the connection that speaks.
    pub(crate) voice_session: String,
    /// Of the service that plays the user's music.
    pub(crate) music_session: String,
}

pub(crate) fn user(random: &mut Random) -> User {
    let id = clock::id(clock::registration(random), random);
    let is_bot = random.chance(4);
    let global_name = random.sometimes(70, words::title);
    // The numbers of before 2023 are kept by bots.
    let discriminator = match is_bot {
        true => format!("{:04}", random.below(10_000)),
        false => "0".to_string(),
    };
    let avatar = random.sometimes(80, avatar_hash);
    let public_flags = random.pick(&[0, 0, 0, 64, 128, 256, 4_194_304, 65_536]);
    let decoration = random.sometimes(7, |random| {
        let asset = format!("a_{}", random.hex(16));
        object! { "asset": asset, "sku_id": clock::id(clock::past(random), random) }
    });
    let primary_guild = random.sometimes(8, |random| {
        object! {
            "tag": random.token(4).to_uppercase(),
            "identity_guild_id": clock::id(clock::past(random), random),
            "identity_enabled": true,
            "badge": random.hex(16),
        }
    });
    let object = object! {
        "id": id,
        "username": words::user_name(random),
        "global_name": global_name,
        "discriminator": discriminator,
        "avatar": avatar,
        "bot": Absent(is_bot.then_some(true)),
        "public_flags": public_flags,
        "avatar_decoration_data": decoration,
        "primary_guild": primary_guild.clone(),
        "clan": Absent(random.sometimes(20, |_| primary_guild)),
        "collectibles": Absent(random.sometimes(20, collectibles)),
    };
    let client = random.pick(&["desktop", "desktop", "desktop", "mobile", "web"]);
    User { id, object, client, voice_session: random.hex(16), music_session: random.hex(16) }
}

fn collectibles(random: &mut Random) -> Option<Object> {
    let nameplate = random.sometimes(20, |random| {
        object! {
            "sku_id": clock::id(clock::past(random), random),
            "asset": format!("nameplates/{}/", words::noun(random)),
            "label": words::title(random),
            "palette": "cobalt",
        }
    });
    nameplate.map(|nameplate| object! { "nameplate": nameplate })
}

/// 16 bytes in hexadecimal; behind `a_` for those that move.
pub(crate) fn avatar_hash(random: &mut Random) -> String {
    let hash = random.hex(16);
    if random.chance(8) { format!("a_{hash}") } else { hash }
}

/// A presence without `guild_id`, as it stands in a guild. `active` in a hundred users are seen
/// doing something.
pub(crate) fn presence(
    user: &User,
    active: usize,
    pastimes: &Pastimes,
    now: Milliseconds,
    random: &mut Random,
) -> Object {
    let is_active = random.chance(active);
    let status = match is_active {
        true => random.pick(&["online", "online", "idle", "dnd"]),
        false => random.pick(&["online", "online", "idle", "dnd", "offline"]),
    };
    let client_status = if status == "offline" {
        object! {}
    } else {
        let second = random.sometimes(10, |_| Value::Atom("idle"));
        object! { "embedded": Absent(second) }.with(user.client, Value::Atom(status))
    };
    let activities =
        if is_active { activities::activities(user, pastimes, now, random) } else { Vec::new() };
    object! {
        "user": object! { "id": user.id },
        "status": Value::Atom(status),
        "client_status": client_status.with_atom_keys(),
        "activities": activities,
        "broadcast": Absent(random.sometimes(20, |_| Value::Null)),
    }
}
