//! What happens in voice channels, and where their servers are.

use crate::model::codec::object;
use crate::model::{AnimationType, Emoji, Maybe, Secret, Snowflake, Text};

object! {
    /// An effect that someone sent in a voice channel (Discord docs, "Gateway Events", Voice
    /// Channel Effect Send). Sessions of version 8 lack the event.
    pub struct VoiceChannelEffectSend<'a> {
        /// The voice channel.
        pub channel_id: Snowflake,
        /// The channel's guild.
        pub guild_id: Snowflake,
        /// Who sent it.
        pub user_id: Snowflake,
        /// The emoji; absent or null for an effect without one.
        pub emoji: Maybe<Emoji<'a>>,
        /// How the emoji moves; absent or null for an effect without one.
        pub animation_type: Maybe<AnimationType>,
        /// The number of the animation; absent for an effect without one.
        pub animation_id: Option<u64>,
        /// The soundboard sound, absent for none; Discord's own have small numbers.
        pub sound_id: Option<Snowflake>,
        /// How loud the sound is, from 0 to 1; absent for an effect without one.
        pub sound_volume: Option<f64>,
    }
}

object! {
    /// The server of a guild's voice connection (Discord docs, "Gateway Events", Voice Server
    /// Update).
    pub struct VoiceServerUpdate<'a> {
        /// What a voice connection identifies itself with.
        pub token: Secret<'a>,
        /// The guild.
        pub guild_id: Snowflake,
        /// The server's host, maybe with a port; null while none is there, until the next event.
        pub endpoint: Option<Text<'a>> => null strict,
    }
}
