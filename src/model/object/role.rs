//! TODO

use crate::model::codec::{flags, object, text_flags};
use crate::model::{ImageHash, Maybe, Snowflake, Text};

object! {
    /// TODO
    pub struct Role<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub name: Text<'a>,
        /// TODO u32 RGB, 0 = none; deprecated for `colors`
        pub color: u32,
        /// TODO cur documented 2025-06; missing in older payloads
        pub colors: Option<RoleColors>,
        /// TODO
        pub hoist: bool,
        /// TODO cur
        pub icon: Maybe<ImageHash<'a>>,
        /// TODO cur
        pub unicode_emoji: Maybe<Text<'a>>,
        /// TODO i32: -1 seen for @everyone ([serenity#2716](https://github.com/serenity-rs/serenity/pull/2716))
        pub position: i32,
        /// TODO over 32 bits seen (8804682956791); u64
        pub permissions: Permissions,
        /// TODO
        pub managed: bool,
        /// TODO
        pub mentionable: bool,
        /// TODO may be `{}` on the wire
        pub tags: Option<RoleTags>,
        /// TODO cur
        pub flags: Option<RoleFlags>,
        /// TODO ext seen live ([JDA#2829](https://github.com/discord-jda/JDA/issues/2829))
        pub version: Option<u64>,
    }
}

object! {
    /// TODO partial Role
    pub struct PartialRole<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub name: Option<Text<'a>>,
        /// TODO u32 RGB, 0 = none; deprecated for `colors`
        pub color: Option<u32>,
        /// TODO cur documented 2025-06; missing in older payloads
        pub colors: Option<RoleColors>,
        /// TODO
        pub hoist: Option<bool>,
        /// TODO cur
        pub icon: Maybe<ImageHash<'a>>,
        /// TODO cur
        pub unicode_emoji: Maybe<Text<'a>>,
        /// TODO i32: -1 seen for @everyone ([serenity#2716](https://github.com/serenity-rs/serenity/pull/2716))
        pub position: Option<i32>,
        /// TODO over 32 bits seen (8804682956791); u64
        pub permissions: Option<Permissions>,
        /// TODO
        pub managed: Option<bool>,
        /// TODO
        pub mentionable: Option<bool>,
        /// TODO may be `{}` on the wire
        pub tags: Option<RoleTags>,
        /// TODO cur
        pub flags: Option<RoleFlags>,
        /// TODO ext seen live ([JDA#2829](https://github.com/discord-jda/JDA/issues/2829))
        pub version: Option<u64>,
    }
}

object! {
    /// TODO Presence-as-boolean object: need a deserializer that tells missing from null.
    pub struct RoleTags {
        /// TODO
        pub bot_id: Option<Snowflake>,
        /// TODO
        pub integration_id: Option<Snowflake>,
        /// TODO key present with null = true; absent = false
        pub premium_subscriber: Maybe<bool>,
        /// TODO cur
        pub subscription_listing_id: Option<Snowflake>,
        /// TODO cur same null-presence rule
        pub available_for_purchase: Maybe<bool>,
        /// TODO cur same null-presence rule
        pub guild_connections: Maybe<bool>,
    }
}

object! {
    /// TODO
    pub struct RoleColors {
        /// TODO cur u32
        pub primary_color: u32,
        /// TODO cur u32
        pub secondary_color: Option<u32> => null,
        /// TODO cur u32
        pub tertiary_color: Option<u32> => null,
    }
}

flags! {
    /// TODO RoleFlags: kind: flags u32
    pub struct RoleFlags {
        /// TODO cur
        IN_PROMPT = 0,
    }
}

text_flags! {
    /// TODO Permissions: kind: flags u64 in a decimal string
    pub struct Permissions {
        CREATE_INSTANT_INVITE = 0,
        KICK_MEMBERS = 1,
        BAN_MEMBERS = 2,
        ADMINISTRATOR = 3,
        MANAGE_CHANNELS = 4,
        MANAGE_GUILD = 5,
        ADD_REACTIONS = 6,
        VIEW_AUDIT_LOG = 7,
        PRIORITY_SPEAKER = 8,
        STREAM = 9,
        VIEW_CHANNEL = 10,
        SEND_MESSAGES = 11,
        SEND_TTS_MESSAGES = 12,
        MANAGE_MESSAGES = 13,
        EMBED_LINKS = 14,
        ATTACH_FILES = 15,
        READ_MESSAGE_HISTORY = 16,
        MENTION_EVERYONE = 17,
        USE_EXTERNAL_EMOJIS = 18,
        VIEW_GUILD_INSIGHTS = 19,
        CONNECT = 20,
        SPEAK = 21,
        MUTE_MEMBERS = 22,
        DEAFEN_MEMBERS = 23,
        MOVE_MEMBERS = 24,
        USE_VAD = 25,
        CHANGE_NICKNAME = 26,
        MANAGE_NICKNAMES = 27,
        MANAGE_ROLES = 28,
        MANAGE_WEBHOOKS = 29,
        /// TODO both v8 name MANAGE_EMOJIS
        MANAGE_GUILD_EXPRESSIONS = 30,
        /// TODO both v8 name USE_SLASH_COMMANDS
        USE_APPLICATION_COMMANDS = 31,
        REQUEST_TO_SPEAK = 32,
        /// TODO cur
        MANAGE_EVENTS = 33,
        /// TODO cur
        MANAGE_THREADS = 34,
        /// TODO cur
        CREATE_PUBLIC_THREADS = 35,
        /// TODO cur
        CREATE_PRIVATE_THREADS = 36,
        /// TODO cur
        USE_EXTERNAL_STICKERS = 37,
        /// TODO cur
        SEND_MESSAGES_IN_THREADS = 38,
        /// TODO cur
        USE_EMBEDDED_ACTIVITIES = 39,
        /// TODO cur
        MODERATE_MEMBERS = 40,
        /// TODO cur
        VIEW_CREATOR_MONETIZATION_ANALYTICS = 41,
        /// TODO cur
        USE_SOUNDBOARD = 42,
        /// TODO cur
        CREATE_GUILD_EXPRESSIONS = 43,
        /// TODO cur
        CREATE_EVENTS = 44,
        /// TODO cur
        USE_EXTERNAL_SOUNDS = 45,
        /// TODO cur
        SEND_VOICE_MESSAGES = 46,
        /// TODO cur
        SET_VOICE_CHANNEL_STATUS = 48,
        /// TODO cur
        SEND_POLLS = 49,
        /// TODO cur
        USE_EXTERNAL_APPS = 50,
        /// TODO cur
        PIN_MESSAGES = 51,
        /// TODO cur
        BYPASS_SLOWMODE = 52,
    }
}
