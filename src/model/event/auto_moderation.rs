//! What auto moderation did.

use crate::model::codec::object;
use crate::model::{AutoModAction, AutoModTriggerType, Snowflake, Text, Timestamp};

object! {
    /// An action that a rule of auto moderation took (Discord docs, "Gateway Events", Auto
    /// Moderation Action Execution). Sessions of version 8 lack the event.
    pub struct AutoModerationActionExecution<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// What was done.
        pub action: AutoModAction<'a>,
        /// The rule.
        pub rule_id: Snowflake,
        /// What sets off the rule.
        pub rule_trigger_type: AutoModTriggerType,
        /// Who set it off.
        pub user_id: Snowflake,
        /// The channel of what the user wrote; absent where it was in none.
        pub channel_id: Option<Snowflake> => strict,
        /// The user's message; absent where it was blocked, or is no message.
        pub message_id: Option<Snowflake> => strict,
        /// The alert that was posted; absent where the action posts none.
        pub alert_system_message_id: Option<Snowflake>,
        /// What the user wrote; empty without the intent MESSAGE_CONTENT.
        pub content: Option<Text<'a>>,
        /// The keyword or phrase that matched; null where there was none.
        pub matched_keyword: Option<Text<'a>> => null,
        /// The part of `content` that matched; null for none, empty without MESSAGE_CONTENT.
        pub matched_content: Option<Text<'a>> => null,
    }
}

object! {
    /// `AUTO_MODERATION_MENTION_RAID_DETECTION`: very many mentions were seen at once. Undocumented.
    pub struct AutoModerationMentionRaidDetection<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// What was decided, by its id.
        pub decision_id: Text<'a>,
        /// Until when mentions are restricted. Null if they are not.
        pub suspicious_mention_activity_until: Option<Timestamp> => null strict,
    }
}
