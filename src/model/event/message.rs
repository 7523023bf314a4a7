//! Messages that were deleted.

use crate::model::codec::object;
use crate::model::{List, Snowflake};

object! {
    /// A message that was deleted (Discord docs, "Gateway Events", Message Delete).
    pub struct MessageDelete {
        /// The message.
        pub id: Snowflake,
        /// Its channel.
        pub channel_id: Snowflake,
        /// The channel's guild; absent in direct messages.
        pub guild_id: Option<Snowflake> => strict,
    }
}

object! {
    /// Messages that were deleted at once (Discord docs, "Gateway Events", Message Delete Bulk).
    pub struct MessageDeleteBulk<'a> {
        /// The messages.
        pub ids: List<'a, Snowflake> => whole,
        /// Their channel.
        pub channel_id: Snowflake,
        /// The channel's guild; absent in direct messages.
        pub guild_id: Option<Snowflake> => strict,
    }
}
