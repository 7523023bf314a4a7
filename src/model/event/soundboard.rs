//! The sounds of guilds' soundboards.

use crate::model::codec::object;
use crate::model::{List, Snowflake, SoundboardSound};

object! {
    /// A sound that was deleted (Discord docs, "Gateway Events", Guild Soundboard Sound Delete).
    /// Sessions of version 8 lack the event.
    pub struct GuildSoundboardSoundDelete {
        /// The sound.
        pub sound_id: Snowflake,
        /// The guild whose sound it was.
        pub guild_id: Snowflake,
    }
}

object! {
    /// The sounds of a guild's soundboard (Discord docs, "Gateway Events", Guild Soundboard Sounds
    /// Update and Soundboard Sounds): those that changed, or all, in answer to opcode 31. Sessions
    /// of version 8 lack the event.
    pub struct GuildSoundboardSounds<'a> {
        /// The sounds.
        pub soundboard_sounds: List<'a, SoundboardSound<'a>> => good,
        /// The guild.
        pub guild_id: Snowflake,
    }
}
