//! Rules of auto moderation, and what they do.

use crate::model::codec::{numbers, object};
use crate::model::{Boxed, List, Maybe, Snowflake, Text};

object! {
    /// A rule of auto moderation (Discord docs, "Auto Moderation", Auto Moderation Rule Object).
    /// Sessions of version 8 have none.
    pub struct AutoModRule<'a> {
        /// The rule's id.
        pub id: Snowflake,
        /// The guild's id.
        pub guild_id: Snowflake,
        /// The rule's name.
        pub name: Text<'a>,
        /// The id of the user who made it.
        pub creator_id: Snowflake,
        /// When it is checked.
        pub event_type: AutoModEventType,
        /// What it looks for.
        pub trigger_type: AutoModTriggerType,
        /// What exactly it looks for. Absent where the type needs nothing.
        pub trigger_metadata: Option<AutoModTriggerMetadata<'a>> => strict,
        /// What is done when it matches.
        pub actions: List<'a, AutoModAction<'a>> => whole,
        /// Whether it is on.
        pub enabled: bool,
        /// The ids of roles that it leaves alone, at most 20.
        pub exempt_roles: List<'a, Snowflake> => whole,
        /// The ids of channels that it leaves alone, at most 50.
        pub exempt_channels: List<'a, Snowflake> => whole,
    }
}

object! {
    /// What exactly a rule looks for (Discord docs, "Auto Moderation", Trigger Metadata). Which
    /// fields it has depends on the rule's `trigger_type`.
    pub struct AutoModTriggerMetadata<'a> {
        /// Words and phrases to look for, which may begin or end in `*`; in rules of keywords and
        /// of profiles.
        pub keyword_filter: Option<List<'a, Text<'a>>> => whole,
        /// Regular expressions to look for, in the syntax of Rust; in rules of keywords and of
        /// profiles.
        pub regex_patterns: Option<List<'a, Text<'a>>> => whole,
        /// Discord's own lists of words to look for; in rules of presets.
        pub presets: Option<List<'a, AutoModPreset>> => whole,
        /// Words and phrases that do not count; in rules of keywords, of presets and of profiles.
        pub allow_list: Option<List<'a, Text<'a>>> => whole,
        /// How many roles and users a message may mention, up to 50; in rules of mentions. Absent
        /// in others.
        pub mention_total_limit: Option<i64> => strict,
        /// Whether raids of mentions are detected; in rules of mentions. Absent in others.
        pub mention_raid_protection_enabled: Option<bool> => strict,
    }
}

object! {
    /// What a rule does when it matches (Discord docs, "Auto Moderation", Auto Moderation Action
    /// Object).
    pub struct AutoModAction<'a> {
        /// What is done.
        pub kind as "type": AutoModActionType,
        /// How it is done. Absent where the type needs nothing.
        pub metadata: Option<Boxed<'a, AutoModActionMetadata<'a>>> => strict,
    }
}

object! {
    /// How an action is done (Discord docs, "Auto Moderation", Action Metadata). Which fields it
    /// has depends on the action's type.
    pub struct AutoModActionMetadata<'a> {
        /// The id of the channel that gets the alert; in alerts. Absent in others.
        pub channel_id: Option<Snowflake> => strict,
        /// How long, in seconds; in timeouts. Absent in others.
        pub duration_seconds: Option<i64> => strict,
        /// What the member is told; in blocks of messages.
        pub custom_message: Maybe<Text<'a>>,
    }
}

numbers! {
    /// What a rule looks for (Discord docs, "Auto Moderation", Trigger Types).
    pub struct AutoModTriggerType {
        /// Words of the guild's own list.
        KEYWORD = 1,
        /// What looks like spam.
        SPAM = 3,
        /// Words of Discord's lists.
        KEYWORD_PRESET = 4,
        /// Too many different mentions.
        MENTION_SPAM = 5,
        /// Words of the guild's own list, in profiles of members.
        MEMBER_PROFILE = 6,
        /// The guild's rules. Undocumented.
        GUILD_POLICY = 7,
    }
}

numbers! {
    /// A list of words of Discord's own (Discord docs, "Auto Moderation", Keyword Preset Types).
    pub struct AutoModPreset {
        /// Swearing.
        PROFANITY = 1,
        /// Sexual words.
        SEXUAL_CONTENT = 2,
        /// Insults and words of hate.
        SLURS = 3,
    }
}

numbers! {
    /// When a rule is checked (Discord docs, "Auto Moderation", Event Types).
    pub struct AutoModEventType {
        /// When a member sends or edits a message.
        MESSAGE_SEND = 1,
        /// When a member changes their profile.
        MEMBER_UPDATE = 2,
    }
}

numbers! {
    /// What a rule does (Discord docs, "Auto Moderation", Action Types).
    pub struct AutoModActionType {
        /// Keeps the message from being posted.
        BLOCK_MESSAGE = 1,
        /// Reports it in a channel.
        SEND_ALERT_MESSAGE = 2,
        /// Silences the member for a time.
        TIMEOUT = 3,
        /// Keeps the member from writing, speaking and interacting at all.
        BLOCK_MEMBER_INTERACTION = 4,
    }
}
