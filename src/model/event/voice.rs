//! TODO

use crate::model::codec::object;
use crate::model::{AnimationType, Emoji, Maybe, Secret, Snowflake, Text};

object! {
    /// TODO - era: cur; intent: GUILD_VOICE_STATES (1<<7) - payload: the table below
    pub struct VoiceChannelEffectSend<'a> {
        /// TODO cur
        pub channel_id: Snowflake,
        /// TODO cur
        pub guild_id: Snowflake,
        /// TODO cur
        pub user_id: Snowflake,
        /// TODO cur
        pub emoji: Maybe<Emoji<'a>>,
        /// TODO cur
        pub animation_type: Maybe<AnimationType>,
        /// TODO cur
        pub animation_id: Option<u64>,
        /// TODO cur text for custom, integer for default sounds
        pub sound_id: Option<Snowflake>,
        /// TODO cur 0.0-1.0
        pub sound_volume: Option<f64>,
    }
}

object! {
    /// TODO - era: both; intent: none (passthrough) - payload: the table below
    pub struct VoiceServerUpdate<'a> {
        /// TODO
        pub token: Secret<'a>,
        /// TODO
        pub guild_id: Snowflake,
        /// TODO null = server gone, wait for the next event; host may include port
        pub endpoint: Option<Text<'a>> => null,
    }
}
