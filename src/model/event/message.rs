//! TODO

use crate::model::codec::object;
use crate::model::{List, Snowflake};

object! {
    /// TODO - era: both; intent: GUILD_MESSAGES (1<<9) / DIRECT_MESSAGES (1<<12) - payload: the table below
    pub struct MessageDelete {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub channel_id: Snowflake,
        /// TODO
        pub guild_id: Option<Snowflake>,
    }
}

object! {
    /// TODO - era: both; intent: GUILD_MESSAGES (1<<9) - payload: the table below
    pub struct MessageDeleteBulk<'a> {
        /// TODO
        pub ids: List<'a, Snowflake>,
        /// TODO
        pub channel_id: Snowflake,
        /// TODO
        pub guild_id: Option<Snowflake>,
    }
}
