//! TODO

use crate::model::codec::{numbers, object};
use crate::model::{List, Maybe, Snowflake, Text};

object! {
    /// TODO
    pub struct AutoModRule<'a> {
        /// TODO cur
        pub id: Snowflake,
        /// TODO cur
        pub guild_id: Snowflake,
        /// TODO cur
        pub name: Text<'a>,
        /// TODO cur
        pub creator_id: Snowflake,
        /// TODO cur
        pub event_type: AutoModEventType,
        /// TODO cur
        pub trigger_type: AutoModTriggerType,
        /// TODO cur
        pub trigger_metadata: AutoModTriggerMetadata<'a>,
        /// TODO cur
        pub actions: List<'a, AutoModAction<'a>>,
        /// TODO cur
        pub enabled: bool,
        /// TODO cur
        pub exempt_roles: List<'a, Snowflake>,
        /// TODO cur
        pub exempt_channels: List<'a, Snowflake>,
    }
}

object! {
    /// TODO Which keys occur depends on trigger_type.
    pub struct AutoModTriggerMetadata<'a> {
        /// TODO cur
        pub keyword_filter: Option<List<'a, Text<'a>>>,
        /// TODO cur
        pub regex_patterns: Option<List<'a, Text<'a>>>,
        /// TODO cur
        pub presets: Option<List<'a, AutoModPreset>>,
        /// TODO cur
        pub allow_list: Option<List<'a, Text<'a>>>,
        /// TODO cur
        pub mention_total_limit: Option<u64>,
        /// TODO cur
        pub mention_raid_protection_enabled: Option<bool>,
    }
}

object! {
    /// TODO
    pub struct AutoModAction<'a> {
        /// TODO cur
        pub kind as "type": AutoModActionType,
        /// TODO cur
        pub metadata: Option<Box<AutoModActionMetadata<'a>>>,
    }
}

object! {
    /// TODO Which keys occur depends on the action type; `metadata` itself is optional.
    pub struct AutoModActionMetadata<'a> {
        /// TODO cur
        pub channel_id: Option<Snowflake>,
        /// TODO cur
        pub duration_seconds: Option<u64>,
        /// TODO cur dapi: nullable
        pub custom_message: Maybe<Text<'a>>,
    }
}

numbers! {
    /// TODO AutoModTriggerType: kind: enum u8
    pub struct AutoModTriggerType {
        /// TODO cur
        KEYWORD = 1,
        /// TODO cur
        SPAM = 3,
        /// TODO cur
        KEYWORD_PRESET = 4,
        /// TODO cur
        MENTION_SPAM = 5,
        /// TODO cur
        MEMBER_PROFILE = 6,
    }
}

numbers! {
    /// TODO AutoModPreset: kind: enum u8
    pub struct AutoModPreset {
        /// TODO cur
        PROFANITY = 1,
        /// TODO cur
        SEXUAL_CONTENT = 2,
        /// TODO cur
        SLURS = 3,
    }
}

numbers! {
    /// TODO AutoModEventType: kind: enum u8
    pub struct AutoModEventType {
        /// TODO cur
        MESSAGE_SEND = 1,
        /// TODO cur
        MEMBER_UPDATE = 2,
    }
}

numbers! {
    /// TODO AutoModActionType: kind: enum u8
    pub struct AutoModActionType {
        /// TODO cur
        BLOCK_MESSAGE = 1,
        /// TODO cur
        SEND_ALERT_MESSAGE = 2,
        /// TODO cur
        TIMEOUT = 3,
        /// TODO cur
        BLOCK_MEMBER_INTERACTION = 4,
    }
}
