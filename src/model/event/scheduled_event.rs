//! Who is interested in scheduled events.

use crate::model::Snowflake;
use crate::model::codec::object;

object! {
    /// A user who subscribed to a scheduled event, or no longer does (Discord docs, "Gateway
    /// Events", Guild Scheduled Event User Add and Guild Scheduled Event User Remove). Sessions of
    /// version 8 lack the event.
    pub struct GuildScheduledEventUser {
        /// The scheduled event.
        pub guild_scheduled_event_id: Snowflake,
        /// The user.
        pub user_id: Snowflake,
        /// The guild of the scheduled event.
        pub guild_id: Snowflake,
    }
}
