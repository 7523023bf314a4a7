//! TODO

use crate::model::codec::object;
use crate::model::{List, Snowflake, SoundboardSound};

object! {
    /// TODO - era: cur; intent: GUILD_EXPRESSIONS (1<<3) - payload: the table below
    pub struct GuildSoundboardSoundDelete {
        /// TODO cur
        pub sound_id: Snowflake,
        /// TODO cur
        pub guild_id: Snowflake,
    }
}

object! {
    /// TODO - era: cur; intent: none (passthrough) - payload: the table below - Reply to opcode 31, one per guild.
    pub struct GuildSoundboardSounds<'a> {
        /// TODO cur
        pub soundboard_sounds: List<'a, SoundboardSound<'a>>,
        /// TODO cur
        pub guild_id: Snowflake,
    }
}
