//! TODO

use crate::model::Snowflake;
use crate::model::codec::object;

object! {
    /// TODO - era: cur; intent: GUILD_SCHEDULED_EVENTS (1<<16) - payload: the table below
    pub struct GuildScheduledEventUser {
        /// TODO cur
        pub guild_scheduled_event_id: Snowflake,
        /// TODO cur
        pub user_id: Snowflake,
        /// TODO cur
        pub guild_id: Snowflake,
    }
}
