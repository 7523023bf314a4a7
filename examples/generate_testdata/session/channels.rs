//! Channels and threads.

use super::clock;
use super::random::Random;
use super::value::{Absent, Id, Object, Value, object};
use super::words;

pub(crate) struct Channel {
    pub(crate) id: Id,
    pub(crate) is_text: bool,
    pub(crate) is_voice: bool,
    /// Without `guild_id`, as it stands in a guild.
    pub(crate) object: Object,
}

const TEXT: i64 = 0;
const VOICE: i64 = 2;
const CATEGORY: i64 = 4;
const ANNOUNCEMENT: i64 = 5;
const PUBLIC_THREAD: i64 = 11;
const FORUM: i64 = 15;

/// A text channel first, then one of every kind in turn: mostly text, every eighth a category.
pub(crate) fn channels(
    guild: Id,
    count: usize,
    roles: &[(Id, Object)],
    random: &mut Random,
) -> Vec<Channel> {
    let mut parent = None;
    let mut made = Vec::with_capacity(count);
    for position in 0..count {
        let kind = match position % 8 {
            1 => CATEGORY,
            3 | 6 => VOICE,
            5 if position % 16 == 5 => ANNOUNCEMENT,
            7 if position % 24 == 7 => FORUM,
            _ => TEXT,
        };
        let channel = channel(kind, guild, position, parent, roles, random);
        if kind == CATEGORY {
            parent = Some(channel.id);
        }
        made.push(channel);
    }
    made
}

fn channel(
    kind: i64,
    guild: Id,
    position: usize,
    parent: Option<Id>,
    roles: &[(Id, Object)],
    random: &mut Random,
) -> Channel {
    let id = clock::id(clock::past(random), random);
    let is_text = matches!(kind, TEXT | ANNOUNCEMENT);
    let is_voice = kind == VOICE;
    let name =
        if is_text || kind == FORUM { words::channel_name(random) } else { words::title(random) };
    let object = object! {
        "id": id,
        "type": kind,
        "name": name,
        "position": position,
        "flags": 0,
        "permission_overwrites": overwrites(guild, roles, random),
        "parent_id": parent.filter(|_| kind != CATEGORY),
    };
    let object = match kind {
        CATEGORY => object,
        VOICE => object.and(voice_fields(random)),
        FORUM => object.and(text_fields(random)).and(forum_fields(random)),
        _ => object.and(text_fields(random)),
    };
    Channel { id, is_text, is_voice, object }
}

fn text_fields(random: &mut Random) -> Object {
    let topic = random.sometimes(40, |random| match random.chance(10) {
        true => words::odd_text(random).to_string(),
        false => words::sentence(random, 3, 14),
    });
    let pin = random.sometimes(30, |random| clock::timestamp(clock::past(random)));
    object! {
        "topic": topic,
        "nsfw": random.chance(4),
        "rate_limit_per_user": random.pick(&[0, 0, 0, 5, 60]),
        "last_message_id": random.sometimes(85, |random| clock::id(clock::past(random), random)),
        "last_pin_timestamp": Absent(pin),
        "default_auto_archive_duration": Absent(random.sometimes(20, |_| 1440)),
        "icon_emoji": Absent(random.sometimes(20, |random| {
            object! { "id": Value::Null, "name": words::unicode_emoji(random) }
        })),
        "theme_color": Absent(random.sometimes(20, |_| Value::Null)),
    }
}

fn voice_fields(random: &mut Random) -> Object {
    object! {
        "bitrate": random.pick(&[64_000, 96_000, 384_000]),
        "user_limit": random.pick(&[0, 0, 5, 99]),
        "rate_limit_per_user": 0,
        "rtc_region": random.sometimes(15, |_| "rotterdam"),
        "nsfw": false,
        "last_message_id": Value::Null,
        "status": Absent(random.sometimes(20, |random| words::sentence(random, 1, 4))),
    }
}

fn forum_fields(random: &mut Random) -> Object {
    let tags: Vec<Object> = (0..random.between(1, 4))
        .map(|_| {
            object! {
                "id": clock::id(clock::past(random), random),
                "name": words::noun(random),
                "moderated": random.chance(20),
                "emoji_id": Value::Null,
                "emoji_name": random.sometimes(50, words::unicode_emoji),
            }
        })
        .collect();
    object! {
        "available_tags": tags,
        "default_reaction_emoji": Value::Null,
        "default_sort_order": Value::Null,
        "default_forum_layout": 0,
        "template": "",
    }
}

fn overwrites(guild: Id, roles: &[(Id, Object)], random: &mut Random) -> Vec<Object> {
    let ids: Vec<Id> = roles[1..].iter().map(|(id, _)| *id).collect();
    let count = random.pick(&[0, 0, 1, 1, 2, 4]);
    let targets = if count > 0 { vec![guild] } else { Vec::new() };
    targets
        .into_iter()
        .chain(random.some(&ids, count))
        .map(|id| {
            object! {
                "id": id,
                "type": 0,
                "allow": random.pick(&["0", "0", "1024", "3072", "68608"]),
                "deny": random.pick(&["0", "1024", "2048", "274877906944"]),
            }
            .with_atom_keys()
        })
        .collect()
}

/// A public thread.
pub(crate) fn thread(guild: Id, parent: Id, owner: Id, random: &mut Random) -> Channel {
    let start = clock::SESSION_START - random.integer(0, 20 * clock::DAY);
    let id = clock::id(start, random);
    let metadata = object! {
        "archived": false,
        "archive_timestamp": clock::timestamp(start),
        "auto_archive_duration": random.pick(&[60, 1440, 4320, 10_080]),
        "create_timestamp": clock::timestamp(start),
        "locked": false,
    };
    let messages = random.integer(0, 200);
    let tags = random.sometimes(20, |random| vec![clock::id(clock::past(random), random)]);
    let object = object! {
        "id": id,
        "type": PUBLIC_THREAD,
        "name": words::sentence(random, 1, 6),
        "guild_id": guild,
        "parent_id": parent,
        "owner_id": owner,
        "flags": 0,
        "rate_limit_per_user": 0,
        "last_message_id": clock::id(start + 5_000, random),
        "message_count": messages,
        "total_message_sent": messages + random.integer(0, 20),
        "member_count": random.integer(1, 50),
        "thread_metadata": metadata,
        "applied_tags": Absent(tags),
    };
    Channel { id, is_text: true, is_voice: false, object }
}
