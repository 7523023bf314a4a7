//! Channels and threads.

use super::super::channels::{self, Channel};
use super::super::frame::Event;
use super::super::value::{Absent, Id, Object, Value, object};
use super::super::world::World;
use super::super::{clock, guilds, users, words};

pub(crate) fn channel_update(world: &mut World) -> Event {
    let (guild, channel) = some_channel(world);
    let topic = world.random.sometimes(70, |random| words::sentence(random, 3, 14));
    let object = channel.replace("topic", topic);
    Event::new("CHANNEL_UPDATE", object.append("guild_id", guild))
}

pub(crate) fn channel_create(world: &mut World) -> Event {
    let (guild, channel) = some_channel(world);
    let object = channel.replace("id", world.id()).replace("last_message_id", Value::Null);
    Event::new("CHANNEL_CREATE", object.append("guild_id", guild))
}

pub(crate) fn channel_delete(world: &mut World) -> Event {
    let (guild, channel) = some_channel(world);
    Event::new("CHANNEL_DELETE", channel.append("guild_id", guild))
}

fn some_channel(world: &mut World) -> (Id, Object) {
    let guild = world.guild();
    let guild = &world.guilds[guild];
    (guild.id, world.random.pick_ref(&guild.channels).object.clone())
}

pub(crate) fn pins_update(world: &mut World) -> Event {
    let sent = world.sent_message();
    let time = world.timestamp();
    let object = object! {
        "channel_id": sent.channel,
        "last_pin_timestamp": world.random.sometimes(70, |_| time),
    };
    Event::new("CHANNEL_PINS_UPDATE", object.append("guild_id", world.guilds[sent.guild].id))
}

pub(crate) fn thread_create(world: &mut World) -> Event {
    let thread = some_thread(world).object;
    let object = match world.random.chance(70) {
        true => thread.with("newly_created", true).replace("message_count", 0),
        // The bot was added to a thread that was there before.
        false => thread.with("member", thread_member(world)),
    };
    Event::new("THREAD_CREATE", object)
}

pub(crate) fn thread_update(world: &mut World) -> Event {
    Event::new("THREAD_UPDATE", some_thread(world).object)
}

pub(crate) fn thread_delete(world: &mut World) -> Event {
    let guild = world.guild();
    let parent = world.text_channel(guild);
    let object = object! {
        "id": world.id(),
        "type": 11,
        "parent_id": parent,
        "guild_id": world.guilds[guild].id,
    };
    Event::new("THREAD_DELETE", object)
}

pub(crate) fn thread_members_update(world: &mut World) -> Event {
    let (guild, member) = world.guild_and_member();
    let thread = world.id();
    let joined = thread_member(world);
    let guild = &world.guilds[guild];
    let member = &guild.members[member];
    let user = &world.users[member.user];
    let random = &mut world.random;
    let presence = random.sometimes(50, |random| {
        users::presence(user, guilds::ACTIVE, &world.pastimes, world.now, random)
    });
    let added = object! {
        "id": thread,
        "user_id": user.id,
        "member": member.object.clone().with("user", user.object.clone()),
        "presence": presence,
    };
    let removed = random.sometimes(40, |_| vec![user.id]);
    let object = object! {
        "id": thread,
        "member_count": random.integer(1, 50),
        "added_members": Absent(match removed {
            Some(_) => None,
            None => Some(vec![added.and(joined)]),
        }),
        "removed_member_ids": Absent(removed),
    };
    Event::new("THREAD_MEMBERS_UPDATE", object.append("guild_id", guild.id))
}

fn some_thread(world: &mut World) -> Channel {
    let (guild, member) = world.guild_and_member();
    let parent = world.text_channel(guild);
    let owner = world.user_of(guild, member).id;
    channels::thread(world.guilds[guild].id, parent, owner, &mut world.random)
}

/// Without ids, as it stands in a thread.
fn thread_member(world: &mut World) -> Object {
    object! { "flags": 1, "join_timestamp": clock::timestamp(world.now), "muted": false }
}

pub(crate) fn voice_channel_status_update(world: &mut World) -> Event {
    let guild = world.guild();
    let guild = &world.guilds[guild];
    let random = &mut world.random;
    // A guild without voice channels has no such event; the first channel stands in.
    let channels = [&guild.voice_channels[..], &guild.text_channels[..1]].concat();
    let object = object! {
        "id": channels[0],
        "status": random.sometimes(70, |random| words::sentence(random, 1, 4)),
    };
    Event::new("VOICE_CHANNEL_STATUS_UPDATE", object.append("guild_id", guild.id))
}
