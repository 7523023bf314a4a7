//! TODO

use crate::model::codec::{numbers, object};
use crate::model::{List, Snowflake, Text, Value};

object! {
    /// TODO
    pub struct AuditLogEntry<'a> {
        /// TODO text, numeric in practice
        pub target_id: Option<Text<'a>> => null,
        /// TODO
        pub changes: Option<List<'a, AuditLogChange<'a>>>,
        /// TODO
        pub user_id: Option<Snowflake> => null,
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub action_type: AuditLogEvent,
        /// TODO
        pub options: Option<AuditEntryInfo<'a>>,
        /// TODO 1-512 chars
        pub reason: Option<Text<'a>>,
    }
}

object! {
    /// TODO
    pub struct AuditLogChange<'a> {
        /// TODO missing = reset to null
        pub new_value: Option<Value<'a>>,
        /// TODO missing = was null
        pub old_value: Option<Value<'a>>,
        /// TODO field name; `$add`/`$remove`; a snowflake for command permissions
        pub key: Text<'a>,
    }
}

object! {
    /// TODO Which keys occur depends on action_type; all values are text or ids.
    pub struct AuditEntryInfo<'a> {
        /// TODO cur
        pub application_id: Option<Snowflake>,
        /// TODO cur
        pub auto_moderation_rule_name: Option<Text<'a>>,
        /// TODO cur
        pub auto_moderation_rule_trigger_type: Option<Text<'a>>,
        /// TODO
        pub channel_id: Option<Snowflake>,
        /// TODO decimal text
        pub count: Option<Text<'a>>,
        /// TODO
        pub delete_member_days: Option<Text<'a>>,
        /// TODO
        pub id: Option<Snowflake>,
        /// TODO
        pub members_removed: Option<Text<'a>>,
        /// TODO
        pub message_id: Option<Snowflake>,
        /// TODO
        pub role_name: Option<Text<'a>>,
        /// TODO "0" role, "1" member
        pub kind as "type": Option<Text<'a>>,
        /// TODO cur
        pub integration_type: Option<Text<'a>>,
        /// TODO cur
        pub status: Option<Text<'a>>,
    }
}

numbers! {
    /// TODO AuditLogEvent: kind: enum u16
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
        /// TODO cur
        STAGE_INSTANCE_CREATE = 83,
        /// TODO cur
        STAGE_INSTANCE_UPDATE = 84,
        /// TODO cur
        STAGE_INSTANCE_DELETE = 85,
        /// TODO cur
        STICKER_CREATE = 90,
        /// TODO cur
        STICKER_UPDATE = 91,
        /// TODO cur
        STICKER_DELETE = 92,
        /// TODO cur
        GUILD_SCHEDULED_EVENT_CREATE = 100,
        /// TODO cur
        GUILD_SCHEDULED_EVENT_UPDATE = 101,
        /// TODO cur
        GUILD_SCHEDULED_EVENT_DELETE = 102,
        /// TODO cur
        THREAD_CREATE = 110,
        /// TODO cur
        THREAD_UPDATE = 111,
        /// TODO cur
        THREAD_DELETE = 112,
        /// TODO cur
        APPLICATION_COMMAND_PERMISSION_UPDATE = 121,
        /// TODO cur
        SOUNDBOARD_SOUND_CREATE = 130,
        /// TODO cur
        SOUNDBOARD_SOUND_UPDATE = 131,
        /// TODO cur
        SOUNDBOARD_SOUND_DELETE = 132,
        /// TODO cur
        AUTO_MODERATION_RULE_CREATE = 140,
        /// TODO cur
        AUTO_MODERATION_RULE_UPDATE = 141,
        /// TODO cur
        AUTO_MODERATION_RULE_DELETE = 142,
        /// TODO cur
        AUTO_MODERATION_BLOCK_MESSAGE = 143,
        /// TODO cur
        AUTO_MODERATION_FLAG_TO_CHANNEL = 144,
        /// TODO cur
        AUTO_MODERATION_USER_COMMUNICATION_DISABLED = 145,
        /// TODO cur
        AUTO_MODERATION_QUARANTINE_USER = 146,
        /// TODO cur
        CREATOR_MONETIZATION_REQUEST_CREATED = 150,
        /// TODO cur
        CREATOR_MONETIZATION_TERMS_ACCEPTED = 151,
        /// TODO cur
        ONBOARDING_PROMPT_CREATE = 163,
        /// TODO cur
        ONBOARDING_PROMPT_UPDATE = 164,
        /// TODO cur
        ONBOARDING_PROMPT_DELETE = 165,
        /// TODO cur
        ONBOARDING_CREATE = 166,
        /// TODO cur
        ONBOARDING_UPDATE = 167,
        /// TODO cur
        HOME_SETTINGS_CREATE = 190,
        /// TODO cur
        HOME_SETTINGS_UPDATE = 191,
        /// TODO cur
        VOICE_CHANNEL_STATUS_CREATE = 192,
        /// TODO cur
        VOICE_CHANNEL_STATUS_DELETE = 193,
    }
}
