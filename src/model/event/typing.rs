//! Someone is typing.

use crate::model::codec::object;
use crate::model::{Boxed, GuildMember, Snowflake};

object! {
    /// A user who began to type (Discord docs, "Gateway Events", Typing Start).
    pub struct TypingStart<'a> {
        /// The channel.
        pub channel_id: Snowflake,
        /// The channel's guild; absent in direct messages.
        pub guild_id: Option<Snowflake> => strict,
        /// Who types.
        pub user_id: Snowflake,
        /// When it began, in Unix seconds.
        pub timestamp: u64,
        /// Who types, as a member of the guild; absent in direct messages.
        pub member: Option<Boxed<'a, GuildMember<'a>>> => strict,
    }
}
