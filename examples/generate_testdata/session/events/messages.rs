//! Messages, their reactions and votes.

use super::super::clock::{self, DAY};
use super::super::frame::Event;
use super::super::random::Random;
use super::super::value::{Absent, Id, Object, Value, object};
use super::super::words;
use super::super::world::{SentMessage, World};

pub(crate) fn message_create(world: &mut World) -> Event {
    let sent = world.send_message();
    let event = message(world, sent, 0);
    Event::new("MESSAGE_CREATE", event)
}

pub(crate) fn message_update(world: &mut World) -> Event {
    let sent = world.sent_message();
    let guild = world.guilds[sent.guild].id;
    // An embed that was found later comes alone.
    if world.random.chance(40) {
        let object = object! {
            "id": sent.id,
            "channel_id": sent.channel,
            "embeds": vec![embed(&mut world.random)],
        };
        return Event::new("MESSAGE_UPDATE", object.append("guild_id", guild));
    }
    let edited = world.timestamp();
    let object = message(world, sent, 0).replace("edited_timestamp", edited);
    Event::new("MESSAGE_UPDATE", object)
}

/// `depth` counts the messages that are answered to: one is shown within its answer, no more.
fn message(world: &mut World, sent: SentMessage, depth: usize) -> Object {
    let answer = if depth == 0 { answer(world) } else { None };
    let guild = &world.guilds[sent.guild];
    let member = &guild.members[sent.member];
    let random = &mut world.random;
    let time = (sent.id.0 >> 22) as i64 + clock::DISCORD_EPOCH;
    let mentioned = random.sometimes(8, |random| random.pick_ref(&guild.members));
    let content = match mentioned {
        Some(member) => format!("<@{}> {}", world.users[member.user].id.0, words::message(random)),
        None => words::message(random),
    };
    let mentions = mentioned.map(|mentioned| {
        world.users[mentioned.user].object.clone().with("member", mentioned.object.clone())
    });
    // Nobody sends nothing: without a text there is an image.
    let attachments = if content.is_empty() { 100 } else { 3 };
    let components = random.sometimes(4, |random| {
        object! { "type": 1, "id": 1, "components": vec![button(random, 2), button(random, 3)] }
    });
    let object = object! {
        "id": sent.id,
        "channel_id": sent.channel,
        "channel_type": 0,
        "type": if answer.is_some() { 19 } else { 0 },
        "content": content_value(content, random),
        "author": world.users[member.user].object.clone(),
        "timestamp": clock::timestamp(time),
        "edited_timestamp": Value::Null,
        "tts": false,
        "pinned": false,
        "mention_everyone": false,
        "mentions": Vec::from_iter(mentions),
        "mention_roles": Value::List(Vec::new()),
        "attachments": Vec::from_iter(random.sometimes(attachments, |random| attachment(sent, random))),
        "embeds": Vec::from_iter(random.sometimes(3, embed)),
        "components": Vec::from_iter(components),
        "flags": 0,
        "nonce": Absent(random.sometimes(75, |random| nonce(time, random))),
    };
    let object = object.and(answer.unwrap_or(object! {}));
    if depth > 0 {
        return object;
    }
    object.with("member", member.object.clone()).append("guild_id", guild.id)
}

/// Few are written with escapes.
fn content_value(text: String, random: &mut Random) -> Value {
    if random.chance(5) { Value::EscapedText(text.into()) } else { text.into() }
}

/// The fields that some messages have because they answer another one.
fn answer(world: &mut World) -> Option<Object> {
    if !world.random.chance(8) {
        return None;
    }
    let answered = world.sent_message();
    // Null where it has been deleted since.
    let message = if world.random.chance(85) { Some(message(world, answered, 1)) } else { None };
    let reference = object! {
        "type": 0,
        "message_id": answered.id,
        "channel_id": answered.channel,
        "guild_id": world.guilds[answered.guild].id,
    };
    Some(object! { "message_reference": reference, "referenced_message": message })
}

/// Text with an id as a rule; clients may send any number.
fn nonce(time: i64, random: &mut Random) -> Value {
    match random.below(20) {
        0 => random.integer(-2_147_483_648, 9_007_199_254_740_993).into(),
        _ => clock::id(time - 80, random).0.to_string().into(),
    }
}

fn attachment(sent: SentMessage, random: &mut Random) -> Object {
    let id = sent.id.0 - 4_194_304;
    let name = format!("{}.png", words::noun(random));
    let path = format!("attachments/{}/{id}/{name}?ex=6a{}", sent.channel.0, random.hex(3));
    object! {
        "id": Id(id),
        "filename": name,
        "content_type": "image/png",
        "content_scan_version": 2,
        "size": random.integer(2_000, 8_000_000),
        "url": format!("https://cdn.discordapp.com/{path}"),
        "proxy_url": format!("https://media.discordapp.net/{path}"),
        "width": random.pick(&[640, 1080, 1920]),
        "height": random.pick(&[480, 1080, 1350]),
        "placeholder": random.token(20),
        "placeholder_version": 1,
    }
}

fn embed(random: &mut Random) -> Object {
    let page = format!("https://{}.example/{}", words::noun(random), words::channel_name(random));
    let fields: Vec<Object> = (0..random.below(4))
        .map(|_| {
            object! {
                "name": words::title(random),
                "value": words::sentence(random, 1, 8),
                "inline": random.chance(60),
            }
        })
        .collect();
    let thumbnail = random.sometimes(50, |random| {
        object! {
            "url": format!("{page}.jpg"),
            "proxy_url": format!("https://proxy.example/external/{}", random.token(12)),
            "width": 400,
            "height": random.integer(0, 400),
            "content_type": "image/jpeg",
            "flags": 0,
        }
    });
    object! {
        "type": if fields.is_empty() { "article" } else { "rich" },
        "title": words::title(random),
        "description": words::sentence(random, 4, 24),
        "url": page,
        "color": Absent(random.sometimes(60, |random| random.integer(0, 0xFF_FFFF))),
        "timestamp": Absent(random.sometimes(30, |_| "2026-01-11T18:05:00Z")),
        "provider": Absent(random.sometimes(40, |random| object! { "name": words::title(random) })),
        "thumbnail": Absent(thumbnail),
        "fields": Absent(Some(fields).filter(|fields| !fields.is_empty())),
        "footer": Absent(random.sometimes(30, |random| object! { "text": words::title(random) })),
    }
}

pub(crate) fn button(random: &mut Random, id: i64) -> Object {
    let emoji = random.sometimes(40, |random| object! { "name": words::unicode_emoji(random) });
    object! {
        "type": 2,
        "id": id,
        "style": random.integer(1, 4),
        "label": words::noun(random),
        "custom_id": format!("{}:{}", words::noun(random), random.below(1000)),
        "emoji": Absent(emoji),
    }
}

pub(crate) fn message_delete(world: &mut World) -> Event {
    let sent = world.sent_message();
    let guild = world.guilds[sent.guild].id;
    let object = object! { "id": sent.id, "channel_id": sent.channel };
    Event::new("MESSAGE_DELETE", object.append("guild_id", guild))
}

pub(crate) fn message_delete_bulk(world: &mut World) -> Event {
    let sent = world.sent_message();
    let guild = world.guilds[sent.guild].id;
    let time = world.now - DAY;
    let random = &mut world.random;
    let ids: Vec<Id> =
        (0..random.between(2, 12)).map(|index| clock::id(time + index as i64, random)).collect();
    let object = object! { "ids": ids, "channel_id": sent.channel };
    Event::new("MESSAGE_DELETE_BULK", object.append("guild_id", guild))
}

pub(crate) fn reaction_add(world: &mut World) -> Event {
    let sent = world.sent_message();
    let object = reaction(world, sent);
    let guild = &world.guilds[sent.guild];
    let random = &mut world.random;
    // Half of the reactions are by the author of the message.
    let index = if random.chance(50) { sent.member } else { random.below(guild.members.len()) };
    let member = &guild.members[index];
    let user = &world.users[member.user];
    let author = &world.users[guild.members[sent.member].user];
    let is_burst = random.chance(3);
    let object = object.and(object! {
        "user_id": user.id,
        "member": member.object.clone().with("user", user.object.clone()),
        "message_author_id": author.id,
        "type": i64::from(is_burst),
        "burst": is_burst,
        "burst_colors": Absent(is_burst.then(|| vec!["#3fa27b", "#10281f"])),
    });
    Event::new("MESSAGE_REACTION_ADD", object.append("guild_id", guild.id))
}

pub(crate) fn reaction_remove(world: &mut World) -> Event {
    let sent = world.sent_message();
    let object = reaction(world, sent);
    let user = world.user_of(sent.guild, sent.member).id;
    let object = object.and(object! { "user_id": user, "type": 0, "burst": false });
    Event::new("MESSAGE_REACTION_REMOVE", object.append("guild_id", world.guilds[sent.guild].id))
}

pub(crate) fn reaction_remove_all(world: &mut World) -> Event {
    let sent = world.sent_message();
    let object = object! { "channel_id": sent.channel, "message_id": sent.id };
    let guild = world.guilds[sent.guild].id;
    Event::new("MESSAGE_REACTION_REMOVE_ALL", object.append("guild_id", guild))
}

pub(crate) fn reaction_remove_emoji(world: &mut World) -> Event {
    let sent = world.sent_message();
    let object = reaction(world, sent);
    let guild = world.guilds[sent.guild].id;
    Event::new("MESSAGE_REACTION_REMOVE_EMOJI", object.append("guild_id", guild))
}

/// The message and the emoji, which all events of reactions have.
fn reaction(world: &mut World, sent: SentMessage) -> Object {
    let emojis = &world.guilds[sent.guild].emojis;
    let random = &mut world.random;
    let emoji = if emojis.is_empty() || random.chance(60) {
        object! { "id": Value::Null, "name": words::unicode_emoji(random) }
    } else {
        // The name of an emoji that is gone is null.
        let name = random.sometimes(90, words::emoji_name);
        object! { "id": random.pick_ref(emojis).0, "name": name, "animated": Absent(
            random.sometimes(30, |_| true)
        ) }
    };
    object! {
        "channel_id": sent.channel,
        "message_id": sent.id,
        "emoji": emoji.with_atom_keys(),
    }
}

pub(crate) fn poll_vote_add(world: &mut World) -> Event {
    Event::new("MESSAGE_POLL_VOTE_ADD", poll_vote(world))
}

pub(crate) fn poll_vote_remove(world: &mut World) -> Event {
    Event::new("MESSAGE_POLL_VOTE_REMOVE", poll_vote(world))
}

fn poll_vote(world: &mut World) -> Object {
    let sent = world.sent_message();
    let object = object! {
        "user_id": world.user_of(sent.guild, sent.member).id,
        "channel_id": sent.channel,
        "message_id": sent.id,
        "answer_id": world.random.integer(1, 5),
    };
    object.append("guild_id", world.guilds[sent.guild].id)
}
