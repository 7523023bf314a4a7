//! TODO

use crate::model::codec::object;
use crate::model::{AutoModAction, AutoModTriggerType, Snowflake, Text};

object! {
    /// TODO - era: cur; intent: AUTO_MODERATION_EXECUTION (1<<21) - payload: the table below - `content` and `matched_content` are empty without MESSAGE_CONTENT.
    pub struct AutoModerationActionExecution<'a> {
        /// TODO cur
        pub guild_id: Snowflake,
        /// TODO cur
        pub action: AutoModAction<'a>,
        /// TODO cur
        pub rule_id: Snowflake,
        /// TODO cur
        pub rule_trigger_type: AutoModTriggerType,
        /// TODO cur
        pub user_id: Snowflake,
        /// TODO cur
        pub channel_id: Option<Snowflake>,
        /// TODO cur
        pub message_id: Option<Snowflake>,
        /// TODO cur
        pub alert_system_message_id: Option<Snowflake>,
        /// TODO cur
        pub content: Text<'a>,
        /// TODO cur
        pub matched_keyword: Option<Text<'a>> => null,
        /// TODO cur
        pub matched_content: Option<Text<'a>> => null,
    }
}
