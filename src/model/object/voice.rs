//! TODO

use crate::model::codec::{numbers, object};
use crate::model::{GuildMember, Maybe, Secret, Snowflake, Text, Timestamp};

object! {
    /// TODO
    pub struct VoiceState<'a> {
        /// TODO absent inside GUILD_CREATE.voice_states
        pub guild_id: Option<Snowflake>,
        /// TODO null = left
        pub channel_id: Option<Snowflake> => null,
        /// TODO
        pub user_id: Snowflake,
        /// TODO at times missing in live events
        pub member: Option<Box<GuildMember<'a>>>,
        /// TODO hex text
        pub session_id: Secret<'a>,
        /// TODO
        pub deaf: bool,
        /// TODO
        pub mute: bool,
        /// TODO
        pub self_deaf: bool,
        /// TODO
        pub self_mute: bool,
        /// TODO key omitted when false ([eris#1233](https://github.com/abalabahaha/eris/pull/1233))
        pub self_stream: Option<bool>,
        /// TODO
        pub self_video: Option<bool>,
        /// TODO
        pub suppress: bool,
        /// TODO
        pub request_to_speak_timestamp: Option<Timestamp> => null,
    }
}

object! {
    /// TODO
    pub struct StageInstance<'a> {
        /// TODO cur
        pub id: Snowflake,
        /// TODO cur
        pub guild_id: Snowflake,
        /// TODO cur
        pub channel_id: Snowflake,
        /// TODO cur
        pub topic: Text<'a>,
        /// TODO cur
        pub privacy_level: StagePrivacyLevel,
        /// TODO cur deprecated
        pub discoverable_disabled: bool,
        /// TODO cur dapi: optional; dapi: not nullable
        pub guild_scheduled_event_id: Maybe<Snowflake>,
    }
}

numbers! {
    /// TODO StagePrivacyLevel: kind: enum u8
    pub struct StagePrivacyLevel {
        /// TODO cur
        PUBLIC = 1,
        /// TODO cur
        GUILD_ONLY = 2,
    }
}
