//! Roles and permissions.

use crate::model::codec::{flags, object, text_flags};
use crate::model::{ImageHash, Maybe, Snowflake, Text};

object! {
    /// A role in a guild (Discord docs, "Permissions", Role Object).
    pub struct Role<'a> {
        /// The role's id; that of `@everyone` is the guild's.
        pub id: Snowflake,
        /// The role's name.
        pub name: Text<'a>,
        /// The color, 0xRRGGBB, or 0 for none. `colors` replaces it.
        pub color: u32,
        /// The colors. Sessions of version 8 lack it.
        pub colors: Option<RoleColors> => lenient,
        /// Whether its members are listed apart.
        pub hoist: bool,
        /// The icon. Sessions of version 8 lack it.
        pub icon: Maybe<ImageHash<'a>> => lenient,
        /// The emoji that stands for an icon. Sessions of version 8 lack it.
        pub unicode_emoji: Maybe<Text<'a>> => lenient,
        /// The place among the roles, from below. Equal ones are ordered by id; -1 occurs.
        pub position: i32,
        /// What the role allows.
        pub permissions: Permissions,
        /// Whether an integration manages the role.
        pub managed: bool,
        /// Whether everyone may mention the role.
        pub mentionable: bool,
        /// What the role belongs to. Can be there and say nothing. Absent if to nothing.
        pub tags: Option<RoleTags> => strict,
        /// Flags of the role. Sessions of version 8 lack it.
        pub flags: Option<RoleFlags>,
        /// A number that tells the role's states apart. Undocumented.
        pub version: Option<u64>,
    }
}

object! {
    /// What is known of a [`Role`]: only `id` is always there (Discord docs, "Permissions", Role
    /// Object).
    pub struct PartialRole<'a> {
        /// The role's id; that of `@everyone` is the guild's.
        pub id: Snowflake,
        /// The role's name.
        pub name: Option<Text<'a>>,
        /// The color, 0xRRGGBB, or 0 for none. `colors` replaces it.
        pub color: Option<u32>,
        /// The colors. Sessions of version 8 lack it.
        pub colors: Option<RoleColors> => lenient,
        /// Whether its members are listed apart.
        pub hoist: Option<bool>,
        /// The icon. Sessions of version 8 lack it.
        pub icon: Maybe<ImageHash<'a>> => lenient,
        /// The emoji that stands for an icon. Sessions of version 8 lack it.
        pub unicode_emoji: Maybe<Text<'a>> => lenient,
        /// The place among the roles, from below. Equal ones are ordered by id; -1 occurs.
        pub position: Option<i32>,
        /// What the role allows.
        pub permissions: Option<Permissions> => strict,
        /// Whether an integration manages the role.
        pub managed: Option<bool> => strict,
        /// Whether everyone may mention the role.
        pub mentionable: Option<bool>,
        /// What the role belongs to. Can be there and say nothing. Absent if to nothing.
        pub tags: Option<RoleTags> => strict,
        /// Flags of the role. Sessions of version 8 lack it.
        pub flags: Option<RoleFlags>,
        /// A number that tells the role's states apart. Undocumented.
        pub version: Option<u64>,
    }
}

object! {
    /// What a role belongs to (Discord docs, "Permissions", Role Object). Three of the fields say
    /// yes by being there as null, and no by being absent.
    pub struct RoleTags {
        /// The bot whose role this is. Absent if it is no bot's.
        pub bot_id: Option<Snowflake> => strict,
        /// The integration whose role this is. Absent if it is no integration's.
        pub integration_id: Option<Snowflake> => strict,
        /// There, as null, if this is the role of those who boost the guild.
        pub premium_subscriber: Maybe<bool> => strict,
        /// The id of the subscription that is sold with the role. Absent if none is. Sessions of
        /// version 8 lack it.
        pub subscription_listing_id: Option<Snowflake> => strict,
        /// There, as null, if the role can be bought. Sessions of version 8 lack it.
        pub available_for_purchase: Maybe<bool> => strict,
        /// There, as null, if the role asks for linked accounts. Sessions of version 8 lack it.
        pub guild_connections: Maybe<bool> => strict,
    }
}

object! {
    /// The colors of a role (Discord docs, "Permissions", Role Object), each 0xRRGGBB. Sessions of
    /// version 8 have none.
    pub struct RoleColors {
        /// The color, or where a gradient begins; 0 for none.
        pub primary_color: u32,
        /// Where a gradient ends; null if there is none.
        pub secondary_color: Option<u32> => null,
        /// The third color, which makes the role holographic; null if there is none.
        pub tertiary_color: Option<u32> => null,
    }
}

flags! {
    /// Flags of a role (Discord docs, "Permissions", Role Object).
    pub struct RoleFlags {
        /// Members can choose the role in the onboarding.
        IN_PROMPT = 0,
    }
}

text_flags! {
    /// What one may do in a guild or channel (Discord docs, "Permissions", Bitwise Permission
    /// Flags): decimal text on the wire. Discord promises no bound for it; of a set of more than 64
    /// bits the lowest 64 are kept, which hold all that have names.
    pub struct Permissions {
        /// Make invites.
        CREATE_INSTANT_INVITE = 0,
        /// Remove members.
        KICK_MEMBERS = 1,
        /// Ban members.
        BAN_MEMBERS = 2,
        /// Everything, whatever a channel's overwrites say.
        ADMINISTRATOR = 3,
        /// Make, change and delete channels.
        MANAGE_CHANNELS = 4,
        /// Change the guild.
        MANAGE_GUILD = 5,
        /// React with an emoji that nobody reacted with before.
        ADD_REACTIONS = 6,
        /// Read the audit log.
        VIEW_AUDIT_LOG = 7,
        /// Be heard before others in a voice channel.
        PRIORITY_SPEAKER = 8,
        /// Share video and screen.
        STREAM = 9,
        /// See a channel: read its messages, or join it.
        VIEW_CHANNEL = 10,
        /// Send messages, and begin posts in a forum.
        SEND_MESSAGES = 11,
        /// Send messages that are read aloud.
        SEND_TTS_MESSAGES = 12,
        /// Delete messages of others.
        MANAGE_MESSAGES = 13,
        /// Have links shown as embeds.
        EMBED_LINKS = 14,
        /// Send files.
        ATTACH_FILES = 15,
        /// Read earlier messages.
        READ_MESSAGE_HISTORY = 16,
        /// Mention `@everyone`, `@here` and all roles.
        MENTION_EVERYONE = 17,
        /// Use other guilds' emojis.
        USE_EXTERNAL_EMOJIS = 18,
        /// See the guild's statistics.
        VIEW_GUILD_INSIGHTS = 19,
        /// Join voice channels.
        CONNECT = 20,
        /// Speak in voice channels.
        SPEAK = 21,
        /// Mute others in voice channels.
        MUTE_MEMBERS = 22,
        /// Deafen others in voice channels.
        DEAFEN_MEMBERS = 23,
        /// Move others between voice channels.
        MOVE_MEMBERS = 24,
        /// Speak without a key to hold.
        USE_VAD = 25,
        /// Change one's own nick.
        CHANGE_NICKNAME = 26,
        /// Change the nicks of others.
        MANAGE_NICKNAMES = 27,
        /// Make, change and give roles.
        MANAGE_ROLES = 28,
        /// Make, change and delete webhooks.
        MANAGE_WEBHOOKS = 29,
        /// Change and delete everyone's emojis, stickers and sounds. In version 8:
        /// `MANAGE_EMOJIS`.
        MANAGE_GUILD_EXPRESSIONS = 30,
        /// Use commands of applications. In version 8: `USE_SLASH_COMMANDS`.
        USE_APPLICATION_COMMANDS = 31,
        /// Ask to speak on a stage.
        REQUEST_TO_SPEAK = 32,
        /// Change and delete everyone's scheduled events.
        MANAGE_EVENTS = 33,
        /// Archive and delete threads, and see all private ones.
        MANAGE_THREADS = 34,
        /// Begin public threads.
        CREATE_PUBLIC_THREADS = 35,
        /// Begin private threads.
        CREATE_PRIVATE_THREADS = 36,
        /// Use other guilds' stickers.
        USE_EXTERNAL_STICKERS = 37,
        /// Send messages in threads.
        SEND_MESSAGES_IN_THREADS = 38,
        /// Start activities.
        USE_EMBEDDED_ACTIVITIES = 39,
        /// Put members in timeout.
        MODERATE_MEMBERS = 40,
        /// See what role subscriptions earn.
        VIEW_CREATOR_MONETIZATION_ANALYTICS = 41,
        /// Play sounds in voice channels.
        USE_SOUNDBOARD = 42,
        /// Make emojis, stickers and sounds, and change one's own.
        CREATE_GUILD_EXPRESSIONS = 43,
        /// Make scheduled events, and change one's own.
        CREATE_EVENTS = 44,
        /// Play other guilds' sounds.
        USE_EXTERNAL_SOUNDS = 45,
        /// Send voice messages.
        SEND_VOICE_MESSAGES = 46,
        /// Set the status of voice channels.
        SET_VOICE_CHANNEL_STATUS = 48,
        /// Send polls.
        SEND_POLLS = 49,
        /// Let one's own applications answer where all can see it.
        USE_EXTERNAL_APPS = 50,
        /// Pin messages, and unpin them.
        PIN_MESSAGES = 51,
        /// Send messages in slow mode without waiting.
        BYPASS_SLOWMODE = 52,
        /// Write in the guild's name. Undocumented.
        MANAGE_OFFICIAL_MESSAGES = 53,
    }
}
