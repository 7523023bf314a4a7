//! What users are seen doing. Every time it is made anew: its times, its texts, what is missing.

use super::clock::{self, Milliseconds};
use super::random::Random;
use super::users::User;
use super::value::{Absent, Id, Object, Value, object};
use super::words;

const HOUR: Milliseconds = 3_600_000;

const GAMES: usize = 20;

const SONGS: usize = 20;

/// What there is to do for all users.
pub(crate) struct Pastimes {
    games: Vec<Game>,
    songs: Vec<Song>,
}

impl Pastimes {
    pub(crate) fn new(random: &mut Random) -> Self {
        Self {
            games: (0..GAMES).map(|_| game(random)).collect(),
            songs: (0..SONGS).map(|_| song_of_many(random)).collect(),
        }
    }
}

/// What many users play, watch or work with.
struct Game {
    name: String,
    kind: i64,
    application: Id,
    /// The images that its developers have given it, and what they show.
    images: Vec<(String, String)>,
    /// Its places and modes, as it names them to everybody.
    places: Vec<String>,
}

fn game(random: &mut Random) -> Game {
    let is_external = random.chance(25);
    let images = (0..random.between(2, 5))
        .map(|_| (image(is_external, random), words::sentence(random, 3, 7)))
        .collect();
    Game {
        name: words::title(random),
        kind: random.pick(&[0, 0, 0, 0, 0, 0, 0, 3, 5]),
        application: clock::id(clock::past(random), random),
        images,
        places: (0..random.between(3, 9)).map(|_| words::sentence(random, 3, 8)).collect(),
    }
}

/// What many users listen to.
struct Song {
    title: String,
    artists: String,
    album: String,
    /// The name of the image, and the song's id at the service that plays it.
    cover: String,
    track: String,
    length: Milliseconds,
}

fn song_of_many(random: &mut Random) -> Song {
    Song {
        title: song_title(random),
        artists: artists(random),
        album: song_title(random),
        cover: format!("spotify:ab67616d0000b273{}", random.hex(12)),
        track: random.token(22),
        length: random.integer(95_000, 420_000),
    }
}

/// The name of an image: an id as a rule. Some games have theirs somewhere on the web.
fn image(is_external: bool, random: &mut Random) -> String {
    if is_external {
        let (host, path) = (words::noun(random), words::channel_name(random));
        return format!("mp:external/{}/https/{host}.example/{path}.png", random.token(43));
    }
    match random.chance(20) {
        true => words::emoji_name(random),
        false => clock::id(clock::past(random), random).0.to_string(),
    }
}

/// One activity, or two: most often a custom status in front of something else.
pub(crate) fn activities(
    user: &User,
    pastimes: &Pastimes,
    now: Milliseconds,
    random: &mut Random,
) -> Vec<Object> {
    match random.below(20) {
        0..=9 => vec![activity(user, pastimes, now, random)],
        10 => vec![custom_status(now, random)],
        11..=18 => vec![custom_status(now, random), activity(user, pastimes, now, random)],
        _ => vec![playing(&pastimes.games, now, random), song(user, &pastimes.songs, now, random)],
    }
}

fn activity(user: &User, pastimes: &Pastimes, now: Milliseconds, random: &mut Random) -> Object {
    match random.below(20) {
        0..=4 => song(user, &pastimes.songs, now, random),
        5 => stream(now, random),
        _ => playing(&pastimes.games, now, random),
    }
}

fn custom_status(now: Milliseconds, random: &mut Random) -> Object {
    let emoji = optional(50, random, |random| match random.chance(50) {
        true => object! { "name": words::unicode_emoji(random) },
        false => object! {
            "name": words::emoji_name(random),
            "id": clock::id(clock::past(random), random),
            "animated": random.chance(30),
        },
    });
    let state = match random.below(8) {
        0 => Value::EscapedText(words::odd_text(random).into()),
        1 => words::foreign(random).into(),
        2 => Value::Null,
        _ => words::sentence(random, 1, 9).into(),
    };
    object! {
        "name": "Custom Status",
        "type": 4,
        "id": "custom",
        "state": state,
        "emoji": emoji,
        "created_at": now - random.integer(200, 90 * 24 * HOUR),
    }
}

fn song(user: &User, songs: &[Song], now: Milliseconds, random: &mut Random) -> Object {
    let song = popular(songs, random);
    let start = now - random.integer(20, 200_000);
    object! {
        "name": "Radio",
        "type": 2,
        "id": "spotify:1",
        "flags": 48,
        "state": song.artists.clone(),
        "details": song.title.clone(),
        "sync_id": song.track.clone(),
        "session_id": user.music_session.clone(),
        "party": object! { "id": format!("spotify:{}", user.id.0) },
        "timestamps": object! { "start": start, "end": start + song.length },
        "assets": object! {
            "large_image": song.cover.clone(),
            "large_text": optional(92, random, |_| song.album.clone()),
        },
        "created_at": start + random.integer(80, 900),
    }
}

/// Few are played by many.
fn popular<'a, T>(from: &'a [T], random: &mut Random) -> &'a T {
    let choices = [0; 3].map(|_| random.below(from.len()));
    &from[choices.into_iter().fold(from.len(), usize::min)]
}

fn song_title(random: &mut Random) -> String {
    match random.below(8) {
        0 => words::foreign(random),
        1 => format!("{} (with {})", words::title(random), words::title(random)),
        2..=4 => words::sentence(random, 1, 6),
        _ => words::title(random),
    }
}

fn artists(random: &mut Random) -> String {
    let count = random.pick(&[1, 1, 1, 2, 3]);
    (0..count).map(|_| words::title(random)).collect::<Vec<_>>().join("; ")
}

fn stream(now: Milliseconds, random: &mut Random) -> Object {
    object! {
        "name": "Stream",
        "type": 1,
        "id": random.hex(8),
        "url": format!("https://stream.example/{}", words::user_name(random)),
        "state": words::title(random),
        "details": words::sentence(random, 3, 14),
        "assets": object! { "large_image": format!("stream:{}", words::user_name(random)) },
        "created_at": now - random.integer(500, 6 * HOUR),
    }
}

fn playing(games: &[Game], now: Milliseconds, random: &mut Random) -> Object {
    let game = popular(games, random);
    let start = now - random.integer(500, 6 * HOUR);
    let object = object! {
        "name": game.name.clone(),
        "type": game.kind,
        "id": random.hex(8),
        "created_at": start + random.integer(100, 20_000),
        "timestamps": optional(92, random, |random| times(start, random)),
    };
    // Some games tell nothing, and are recognised by their process.
    if random.chance(10) {
        return object.with("application_id", optional(70, random, |_| game.application));
    }
    object.and(object! {
        "application_id": game.application,
        "session_id": Absent(random.sometimes(20, |random| random.hex(16))),
        "flags": optional(50, random, |random| random.pick(&[0, 1, 2, 10, 256])),
        "details": optional(90, random, |random| match random.chance(90) {
            true => random.pick_ref(&game.places).clone(),
            false => words::sentence(random, 2, 7),
        }),
        "state": optional(85, random, |random| match random.chance(90) {
            true => random.pick_ref(&game.places).clone(),
            false => format!("{} {}", words::title(random), random.below(100)),
        }),
        "party": optional(36, random, party),
        "assets": optional(95, random, |random| assets(game, random)),
        "buttons": Absent(random.sometimes(12, |_| vec!["Join the party", "Watch the stream"])),
        "platform": Absent(random.sometimes(20, |random| random.pick(&["desktop", "ps5"]))),
    })
}

fn party(random: &mut Random) -> Object {
    let id = match random.chance(50) {
        true => random.hex(16),
        false => format!("{}-{}", random.hex(4), random.token(12)),
    };
    let size = optional(75, random, |random| {
        vec![random.integer(1, 5), random.pick(&[4, 5, 8, 10, 16, 64, 300])]
    });
    object! { "id": id, "size": size }
}

fn assets(game: &Game, random: &mut Random) -> Object {
    let large = random.pick_ref(&game.images);
    let small = random.pick_ref(&game.images);
    object! {
        "large_image": large.0.clone(),
        "large_text": optional(88, random, |random| match random.chance(30) {
            true => game.name.clone(),
            false => large.1.clone(),
        }),
        "small_image": optional(70, random, |_| small.0.clone()),
        "small_text": optional(65, random, |random| match random.chance(30) {
            true => format!("{} {}", words::title(random), random.below(100)),
            false => small.1.clone(),
        }),
    }
}

/// From when on; at times also until when.
fn times(start: Milliseconds, random: &mut Random) -> Object {
    let end = random.sometimes(15, |random| start + random.integer(60_000, HOUR));
    object! { "start": start, "end": Absent(end) }
}

/// A field with a value in `percent` of a hundred cases. In some it is null, else it is missing.
fn optional<T>(
    percent: usize,
    random: &mut Random,
    make: impl FnOnce(&mut Random) -> T,
) -> Absent<Option<T>> {
    const NULL: usize = 4;
    let chosen = random.below(100);
    Absent(match chosen {
        _ if chosen < percent => Some(Some(make(random))),
        _ if chosen < percent + NULL => Some(None),
        _ => None,
    })
}
