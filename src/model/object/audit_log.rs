//! Entries of a guild's audit log.

use crate::model::codec::{numbers, object};
use crate::model::{List, Maybe, Snowflake, Text, Value};

object! {
    /// An entry of a guild's audit log (Discord docs, "Audit Logs Resource", Audit Log Entry
    /// Object).
    pub struct AuditLogEntry<'a> {
        /// The id of what was acted on: text, numeric in practice. Null where there is none.
        pub target_id: Maybe<Text<'a>> => json strict,
        /// What was changed. Absent where nothing is said of it.
        pub changes: Option<List<'a, AuditLogChange<'a>>>,
        /// The id of the user or app who acted, or null.
        pub user_id: Option<Snowflake> => null strict,
        /// The entry's id.
        pub id: Snowflake,
        /// What was done.
        pub action_type: Option<AuditLogEvent> => null,
        /// More about it. Absent for types of which there is no more to say.
        pub options: Option<AuditEntryInfo<'a>>,
        /// Why, in 1 to 512 characters. Absent where no reason was given.
        pub reason: Option<Text<'a>>,
    }
}

object! {
    /// A change to one field (Discord docs, "Audit Logs Resource", Audit Log Change Object). Its
    /// values have the form of the API version that the one who acted used.
    pub struct AuditLogChange<'a> {
        /// The new value. Absent where the field was reset to null.
        pub new_value: Maybe<Value<'a>>,
        /// The old value. Absent where it was null.
        pub old_value: Maybe<Value<'a>>,
        /// The field's name; `$add` or `$remove` for roles; an id for permissions of commands.
        pub key: Option<Text<'a>> => null,
    }
}

object! {
    /// More about an entry (Discord docs, "Audit Logs Resource", Optional Audit Entry Info). Which
    /// fields it has depends on the entry's `action_type`.
    pub struct AuditEntryInfo<'a> {
        /// The id of the app whose permissions of commands were changed. Sessions of version 8
        /// lack it.
        pub application_id: Option<Snowflake> => lenient,
        /// The name of the rule that matched. Sessions of version 8 lack it.
        pub auto_moderation_rule_name: Option<Text<'a>> => lenient,
        /// What that rule looks for, as decimal text. Sessions of version 8 lack it.
        pub auto_moderation_rule_trigger_type: Option<Text<'a>> => lenient,
        /// The id of the channel that it happened in.
        pub channel_id: Option<Snowflake> => lenient,
        /// How many it happened to, as decimal text.
        pub count: Option<Text<'a>> => lenient,
        /// After how many days without activity members were pruned, as decimal text.
        pub delete_member_days: Option<Text<'a>> => lenient,
        /// The id of the role or member of an overwrite.
        pub id: Option<Snowflake> => lenient,
        /// How many members were pruned, as decimal text.
        pub members_removed: Option<Text<'a>> => lenient,
        /// The id of the message.
        pub message_id: Option<Snowflake> => lenient,
        /// The role's name, where an overwrite is of a role.
        pub role_name: Option<Text<'a>> => lenient,
        /// Whether an overwrite is of a role, `0`, or of a member, `1`.
        pub kind as "type": Option<Text<'a>> => lenient,
        /// The type of the integration that did it. Sessions of version 8 lack it.
        pub integration_type: Option<Text<'a>> => lenient,
        /// The voice channel's new status. Sessions of version 8 lack it.
        pub status: Option<Text<'a>> => lenient,
    }
}

numbers! {
    /// What an entry of the audit log says was done (Discord docs, "Audit Logs Resource", Audit
    /// Log Events).
    pub struct AuditLogEvent {
        GUILD_UPDATE = 1,
        CHANNEL_CREATE = 10,
        CHANNEL_UPDATE = 11,
        CHANNEL_DELETE = 12,
        CHANNEL_OVERWRITE_CREATE = 13,
        CHANNEL_OVERWRITE_UPDATE = 14,
        CHANNEL_OVERWRITE_DELETE = 15,
        MEMBER_KICK = 20,
        MEMBER_PRUNE = 21,
        MEMBER_BAN_ADD = 22,
        MEMBER_BAN_REMOVE = 23,
        MEMBER_UPDATE = 24,
        MEMBER_ROLE_UPDATE = 25,
        MEMBER_MOVE = 26,
        MEMBER_DISCONNECT = 27,
        BOT_ADD = 28,
        ROLE_CREATE = 30,
        ROLE_UPDATE = 31,
        ROLE_DELETE = 32,
        INVITE_CREATE = 40,
        INVITE_UPDATE = 41,
        INVITE_DELETE = 42,
        WEBHOOK_CREATE = 50,
        WEBHOOK_UPDATE = 51,
        WEBHOOK_DELETE = 52,
        EMOJI_CREATE = 60,
        EMOJI_UPDATE = 61,
        EMOJI_DELETE = 62,
        MESSAGE_DELETE = 72,
        MESSAGE_BULK_DELETE = 73,
        MESSAGE_PIN = 74,
        MESSAGE_UNPIN = 75,
        INTEGRATION_CREATE = 80,
        INTEGRATION_UPDATE = 81,
        INTEGRATION_DELETE = 82,
        STAGE_INSTANCE_CREATE = 83,
        STAGE_INSTANCE_UPDATE = 84,
        STAGE_INSTANCE_DELETE = 85,
        STICKER_CREATE = 90,
        STICKER_UPDATE = 91,
        STICKER_DELETE = 92,
        GUILD_SCHEDULED_EVENT_CREATE = 100,
        GUILD_SCHEDULED_EVENT_UPDATE = 101,
        GUILD_SCHEDULED_EVENT_DELETE = 102,
        THREAD_CREATE = 110,
        THREAD_UPDATE = 111,
        THREAD_DELETE = 112,
        /// Who may use a command was changed.
        APPLICATION_COMMAND_PERMISSION_UPDATE = 121,
        SOUNDBOARD_SOUND_CREATE = 130,
        SOUNDBOARD_SOUND_UPDATE = 131,
        SOUNDBOARD_SOUND_DELETE = 132,
        AUTO_MODERATION_RULE_CREATE = 140,
        AUTO_MODERATION_RULE_UPDATE = 141,
        AUTO_MODERATION_RULE_DELETE = 142,
        /// A rule blocked a message.
        AUTO_MODERATION_BLOCK_MESSAGE = 143,
        /// A rule reported a message.
        AUTO_MODERATION_FLAG_TO_CHANNEL = 144,
        /// A rule silenced a member for a time.
        AUTO_MODERATION_USER_COMMUNICATION_DISABLED = 145,
        /// A rule put a member into quarantine.
        AUTO_MODERATION_QUARANTINE_USER = 146,
        /// The guild asked to sell subscriptions to roles.
        CREATOR_MONETIZATION_REQUEST_CREATED = 150,
        /// The guild accepted the terms of selling them.
        CREATOR_MONETIZATION_TERMS_ACCEPTED = 151,
        /// A question to new members was made.
        ONBOARDING_PROMPT_CREATE = 163,
        /// A question to new members was changed.
        ONBOARDING_PROMPT_UPDATE = 164,
        /// A question to new members was deleted.
        ONBOARDING_PROMPT_DELETE = 165,
        /// The onboarding of new members was made.
        ONBOARDING_CREATE = 166,
        /// The onboarding of new members was changed.
        ONBOARDING_UPDATE = 167,
        /// Something was featured in the guild's home.
        GUILD_HOME_FEATURE_ITEM = 171,
        /// Something is no longer featured in the guild's home.
        GUILD_HOME_REMOVE_ITEM = 172,
        /// The guild's guide was made.
        HOME_SETTINGS_CREATE = 190,
        /// The guild's guide was changed.
        HOME_SETTINGS_UPDATE = 191,
        /// The status of a voice channel was set.
        VOICE_CHANNEL_STATUS_CREATE = 192,
        /// The status of a voice channel was deleted.
        VOICE_CHANNEL_STATUS_DELETE = 193,
        /// One time of a scheduled event became another than its rule says.
        GUILD_SCHEDULED_EVENT_EXCEPTION_CREATE = 200,
        /// Such a time was changed.
        GUILD_SCHEDULED_EVENT_EXCEPTION_UPDATE = 201,
        /// Such a time is as the rule says again.
        GUILD_SCHEDULED_EVENT_EXCEPTION_DELETE = 202,
        /// The guild's profile was changed.
        GUILD_PROFILE_UPDATE = 211,
    }
}
