//! TODO

use crate::model::codec::object;
use crate::model::{GuildMember, Snowflake};

object! {
    /// TODO - era: both; intent: GUILD_MESSAGE_TYPING (1<<11) / DIRECT_MESSAGE_TYPING (1<<14) - payload: the table below
    pub struct TypingStart<'a> {
        /// TODO
        pub channel_id: Snowflake,
        /// TODO
        pub guild_id: Option<Snowflake>,
        /// TODO
        pub user_id: Snowflake,
        /// TODO unix seconds, not ms
        pub timestamp: u64,
        /// TODO
        pub member: Option<GuildMember<'a>>,
    }
}
