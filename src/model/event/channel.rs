//! TODO

use crate::model::codec::object;
use crate::model::{List, Maybe, Snowflake, Text, Timestamp};

object! {
    /// TODO
    pub struct ChannelInfoChannel<'a> {
        /// TODO cur
        pub id: Snowflake,
        /// TODO cur
        pub status: Maybe<Text<'a>>,
        /// TODO cur unix seconds
        pub voice_start_time: Maybe<u64>,
    }
}

object! {
    /// TODO - era: cur; intent: none (passthrough) - payload: the table below - Reply to opcode 43.
    pub struct ChannelInfo<'a> {
        /// TODO cur
        pub guild_id: Snowflake,
        /// TODO cur only requested keys present
        pub channels: List<'a, ChannelInfoChannel<'a>>,
    }
}

object! {
    /// TODO - era: both; intent: GUILDS (1<<0) / DIRECT_MESSAGES (1<<12) - payload: the table below
    pub struct ChannelPinsUpdate {
        /// TODO
        pub guild_id: Option<Snowflake>,
        /// TODO
        pub channel_id: Snowflake,
        /// TODO null = nothing pinned
        pub last_pin_timestamp: Maybe<Timestamp>,
    }
}

object! {
    /// TODO - era: cur; intent: GUILDS (1<<0) - payload: the table below - Seen by bots in 2025-02 ([disgo#422](https://github.com/disgoorg/disgo/issues/422)), documented 2026-04: unknown `t` values are normal.
    pub struct VoiceChannelStatusUpdate<'a> {
        /// TODO cur
        pub id: Snowflake,
        /// TODO cur
        pub guild_id: Snowflake,
        /// TODO cur
        pub status: Option<Text<'a>> => null,
    }
}

object! {
    /// TODO - era: cur; intent: GUILDS (1<<0) - payload: the table below
    pub struct VoiceChannelStartTimeUpdate {
        /// TODO cur
        pub id: Snowflake,
        /// TODO cur
        pub guild_id: Snowflake,
        /// TODO cur unix seconds
        pub voice_start_time: Maybe<u64>,
    }
}
