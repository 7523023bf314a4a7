//! TODO

use crate::model::codec::object;
use crate::model::{GuildMember, List, PartialEmoji, ReactionType, Snowflake, Text};

object! {
    /// TODO - era: both; intent: GUILD_MESSAGE_REACTIONS (1<<10) / DIRECT_MESSAGE_REACTIONS (1<<13) - payload: the table below
    pub struct MessageReactionAdd<'a> {
        /// TODO
        pub user_id: Snowflake,
        /// TODO
        pub channel_id: Snowflake,
        /// TODO
        pub message_id: Snowflake,
        /// TODO
        pub guild_id: Option<Snowflake>,
        /// TODO
        pub member: Option<GuildMember<'a>>,
        /// TODO id, name, animated
        pub emoji: PartialEmoji<'a>,
        /// TODO cur
        pub message_author_id: Option<Snowflake>,
        /// TODO cur
        pub burst: Option<bool>,
        /// TODO cur "#rrggbb"
        pub burst_colors: Option<List<'a, Text<'a>>>,
        /// TODO cur
        pub kind as "type": Option<ReactionType>,
    }
}

object! {
    /// TODO - era: both; intent: GUILD_MESSAGE_REACTIONS (1<<10) / DIRECT_MESSAGE_REACTIONS (1<<13) - payload: the table below
    pub struct MessageReactionRemove<'a> {
        /// TODO
        pub user_id: Snowflake,
        /// TODO
        pub channel_id: Snowflake,
        /// TODO
        pub message_id: Snowflake,
        /// TODO
        pub guild_id: Option<Snowflake>,
        /// TODO name null if emoji gone
        pub emoji: PartialEmoji<'a>,
        /// TODO cur
        pub burst: Option<bool>,
        /// TODO cur
        pub kind as "type": Option<ReactionType>,
    }
}

object! {
    /// TODO - era: both; intent: GUILD_MESSAGE_REACTIONS (1<<10) / DIRECT_MESSAGE_REACTIONS (1<<13) - payload: the table below
    pub struct MessageReactionRemoveAll {
        /// TODO
        pub channel_id: Snowflake,
        /// TODO
        pub message_id: Snowflake,
        /// TODO
        pub guild_id: Option<Snowflake>,
    }
}

object! {
    /// TODO - era: both; intent: GUILD_MESSAGE_REACTIONS (1<<10) / DIRECT_MESSAGE_REACTIONS (1<<13) - payload: the table below
    pub struct MessageReactionRemoveEmoji<'a> {
        /// TODO
        pub channel_id: Snowflake,
        /// TODO
        pub guild_id: Option<Snowflake>,
        /// TODO
        pub message_id: Snowflake,
        /// TODO
        pub emoji: PartialEmoji<'a>,
    }
}

object! {
    /// TODO - era: cur; intent: GUILD_MESSAGE_POLLS (1<<24) / DIRECT_MESSAGE_POLLS (1<<25) - payload: the table below - One event per answer.
    pub struct MessagePollVote {
        /// TODO cur
        pub user_id: Snowflake,
        /// TODO cur
        pub channel_id: Snowflake,
        /// TODO cur
        pub message_id: Snowflake,
        /// TODO cur
        pub guild_id: Option<Snowflake>,
        /// TODO cur
        pub answer_id: u64,
    }
}
