//! Users, their activities and their presences.

use super::clock::{self, Milliseconds};
use super::random::Random;
use super::value::{Absent, Id, Object, Value, object};
use super::words;

#[derive(Clone)]
pub(crate) struct User {
    pub(crate) id: Id,
    /// As it stands in `user` and `author`.
    pub(crate) object: Object,
    /// What the user is seen doing, some of it at a time.
    activities: Vec<Object>,
    client: &'static str,
    /// Of the connection that speaks.
    pub(crate) voice_session: String,
}

/// What many users play.
pub(crate) struct Game {
    name: String,
    application: Id,
    image: String,
}

pub(crate) fn game(random: &mut Random) -> Game {
    let application = clock::id(clock::past(random), random);
    let image = clock::id(clock::past(random), random).0.to_string();
    Game { name: words::title(random), application, image }
}

pub(crate) fn user(games: &[Game], random: &mut Random) -> User {
    let id = clock::id(clock::past(random), random);
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
    let activities = (0..random.below(4)).map(|_| activity(id, games, random)).collect();
    let client = random.pick(&["desktop", "desktop", "desktop", "mobile", "web"]);
    User { id, object, activities, client, voice_session: random.hex(16) }
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

fn activity(user: Id, games: &[Game], random: &mut Random) -> Object {
    let start = clock::SESSION_START - random.integer(1000, 6 * 3_600_000);
    match random.below(10) {
        0..=2 => custom_status(start, random),
        3 | 4 => song(user, start, random),
        5 => stream(start, random),
        _ => playing(random.pick_ref(games), start, random),
    }
}

fn custom_status(start: Milliseconds, random: &mut Random) -> Object {
    let emoji = random.sometimes(50, |random| match random.chance(50) {
        true => object! { "name": words::unicode_emoji(random) },
        false => object! {
            "name": words::emoji_name(random),
            "id": clock::id(clock::past(random), random),
            "animated": random.chance(30),
        },
    });
    let state = match random.below(4) {
        0 => Value::EscapedText(words::odd_text(random).into()),
        1 => Value::Null,
        _ => words::sentence(random, 1, 6).into(),
    };
    object! {
        "name": "Custom Status",
        "type": 4,
        "id": "custom",
        "state": state,
        "emoji": Absent(emoji),
        "created_at": start,
    }
}

fn song(user: Id, start: Milliseconds, random: &mut Random) -> Object {
    object! {
        "name": "Radio",
        "type": 2,
        "id": "spotify:1",
        "flags": 48,
        "state": words::title(random),
        "details": words::title(random),
        "sync_id": random.token(22),
        "session_id": random.hex(16),
        "party": object! { "id": format!("spotify:{}", user.0) },
        "timestamps": object! { "start": start, "end": start + 187_000 },
        "assets": object! {
            "large_image": format!("spotify:{}", random.hex(20)),
            "large_text": words::title(random),
        },
        "created_at": start,
    }
}

fn stream(start: Milliseconds, random: &mut Random) -> Object {
    object! {
        "name": "Stream",
        "type": 1,
        "id": random.hex(8),
        "url": format!("https://stream.example/{}", words::user_name(random)),
        "state": words::title(random),
        "details": words::sentence(random, 2, 7),
        "created_at": start,
    }
}

fn playing(game: &Game, start: Milliseconds, random: &mut Random) -> Object {
    let assets = random.sometimes(50, |random| {
        object! {
            "large_image": game.image.clone(),
            "large_text": game.name.clone(),
            "small_image": Absent(random.sometimes(30, |random| random.hex(8))),
        }
    });
    let party = random.sometimes(25, |random| {
        let size = vec![random.integer(1, 4), random.integer(4, 300)];
        object! { "id": random.hex(16), "size": size }
    });
    let details = random.sometimes(50, |random| words::sentence(random, 2, 5));
    let buttons = random.sometimes(10, |_| vec!["Join", "Watch"]);
    object! {
        "name": game.name.clone(),
        "type": 0,
        "id": random.hex(8),
        "application_id": Absent(random.sometimes(85, |_| game.application)),
        "session_id": Absent(random.sometimes(20, |random| random.hex(16))),
        "details": Absent(details),
        "state": Absent(random.sometimes(40, words::title)),
        "party": Absent(party),
        "assets": Absent(assets),
        "buttons": Absent(buttons),
        "platform": Absent(random.sometimes(15, |_| "ps5")),
        "timestamps": object! { "start": start },
        "created_at": start + 311,
    }
}

/// A presence without `guild_id`, as it stands in a guild.
pub(crate) fn presence(user: &User, random: &mut Random) -> Object {
    let status = random.pick(&["online", "online", "idle", "dnd", "offline"]);
    let (client_status, activities) = if status == "offline" {
        (object! {}, Vec::new())
    } else {
        let second = random.sometimes(10, |_| Value::Atom("idle"));
        let client_status = object! { "embedded": Absent(second) };
        let count = random.below(user.activities.len() + 1).min(2);
        let activities = random.some(&user.activities, count);
        (client_status.with(user.client, Value::Atom(status)), activities)
    };
    object! {
        "user": object! { "id": user.id },
        "status": Value::Atom(status),
        "client_status": client_status.with_atom_keys(),
        "activities": activities,
        "broadcast": Absent(random.sometimes(20, |_| Value::Null)),
    }
}
