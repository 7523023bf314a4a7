//! Channels: their pins, and the state of voice channels.

use crate::model::codec::object;
use crate::model::{List, Maybe, Snowflake, Text, Timestamp};

object! {
    /// What was asked about one voice channel (Discord docs, "Gateway Events", Channel Info).
    pub struct ChannelInfoChannel<'a> {
        /// The channel.
        pub id: Snowflake,
        /// The channel's status; absent unless asked for, null where it has none.
        pub status: Maybe<Text<'a>>,
        /// When its voice session began, in Unix seconds; null for none, absent unless asked for.
        pub voice_start_time: Maybe<u64>,
    }
}

object! {
    /// What was asked about a guild's voice channels with opcode 43 (Discord docs, "Gateway
    /// Events", Channel Info). Sessions of version 8 lack the event.
    pub struct ChannelInfo<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// The channels, each with what was asked for.
        pub channels: List<'a, ChannelInfoChannel<'a>>,
    }
}

object! {
    /// A channel whose pinned messages changed (Discord docs, "Gateway Events", Channel Pins
    /// Update).
    pub struct ChannelPinsUpdate {
        /// The channel's guild; absent in direct messages.
        pub guild_id: Option<Snowflake> => strict,
        /// The channel.
        pub channel_id: Snowflake,
        /// When its newest pin was made; absent or null where nothing is pinned.
        pub last_pin_timestamp: Maybe<Timestamp> => strict,
    }
}

object! {
    /// A voice channel whose status changed (Discord docs, "Gateway Events", Voice Channel Status
    /// Update). Sessions of version 8 lack the event.
    pub struct VoiceChannelStatusUpdate<'a> {
        /// The channel.
        pub id: Snowflake,
        /// The channel's guild.
        pub guild_id: Snowflake,
        /// The new status; null where it was removed.
        pub status: Option<Text<'a>> => null strict,
    }
}

object! {
    /// A voice channel whose voice session began or ended (Discord docs, "Gateway Events", Voice
    /// Channel Start Time Update). Sessions of version 8 lack the event.
    pub struct VoiceChannelStartTimeUpdate {
        /// The channel.
        pub id: Snowflake,
        /// The channel's guild.
        pub guild_id: Snowflake,
        /// When the session began, in Unix seconds; null or absent where it ended.
        pub voice_start_time: Maybe<u64> => strict,
    }
}

object! {
    /// `CHANNEL_STATUSES`: the status of each voice channel of a guild that has one. Undocumented;
    /// `CHANNEL_INFO` has come in its place.
    pub struct ChannelStatuses<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// The channels.
        pub channels: List<'a, ChannelInfoChannel<'a>>,
    }
}
