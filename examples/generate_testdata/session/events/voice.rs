//! Voice.

use super::super::frame::Event;
use super::super::guilds;
use super::super::value::{Absent, Value, object};
use super::super::words;
use super::super::world::World;

pub(crate) fn voice_state_update(world: &mut World) -> Event {
    let (guild, member) = world.guild_and_member();
    let guild = &world.guilds[guild];
    let member = &guild.members[member];
    let user = &world.users[member.user];
    let random = &mut world.random;
    let channel = match guild.voice_channels.is_empty() || random.chance(35) {
        true => None,
        false => Some(random.pick(&guild.voice_channels)),
    };
    let state = guilds::voice_state(user, channel, random);
    // At times it is left out.
    let member = random.sometimes(95, |_| member.object.clone().with("user", user.object.clone()));
    let object = state.and(object! { "member": Absent(member) });
    Event::new("VOICE_STATE_UPDATE", object.append("guild_id", guild.id))
}

pub(crate) fn voice_server_update(world: &mut World) -> Event {
    let guild = world.guild();
    let random = &mut world.random;
    let endpoint =
        random.sometimes(50, |random| format!("rotterdam{}.voice.example:443", random.below(9000)));
    let object = object! {
        "token": random.hex(8),
        "guild_id": world.guilds[guild].id,
        "endpoint": endpoint,
    };
    Event::new("VOICE_SERVER_UPDATE", object)
}

pub(crate) fn voice_channel_effect_send(world: &mut World) -> Event {
    let (guild, member) = world.guild_and_member();
    let user = world.user_of(guild, member).id;
    let channel = world.text_channel(guild);
    let random = &mut world.random;
    // Sounds that everybody has are known by a small number.
    let sound = random.sometimes(50, |random| random.integer(1, 20));
    let object = object! {
        "user_id": user,
        "channel_id": channel,
        "emoji": random.sometimes(80, |random| {
            object! { "id": Value::Null, "name": words::unicode_emoji(random) }
        }),
        "animation_type": random.integer(0, 1),
        "animation_id": random.integer(0, 20),
        "sound_volume": Absent(sound.map(|_| random.pick(&[1.0, 0.35]))),
        "sound_id": Absent(sound),
    };
    let guild = world.guilds[guild].id;
    Event::new("VOICE_CHANNEL_EFFECT_SEND", object.append("guild_id", guild))
}
