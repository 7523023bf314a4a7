//! Who is interested in scheduled events.

use crate::model::codec::object;
use crate::model::{Maybe, ScheduledEventException, Snowflake};

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
        /// The time of it that it is about, where the event recurs and one of its times is meant.
        /// Absent if the whole event is meant.
        pub guild_scheduled_event_exception_id: Maybe<Snowflake> => strict,
    }
}

object! {
    /// `GUILD_SCHEDULED_EVENT_EXCEPTION_CREATE`, `GUILD_SCHEDULED_EVENT_EXCEPTION_UPDATE` and
    /// `GUILD_SCHEDULED_EVENT_EXCEPTION_DELETE`. Not documented yet.
    pub struct GuildScheduledEventExceptionChange with exception: ScheduledEventException {
        /// The guild.
        pub guild_id: Snowflake,
    }
}

object! {
    /// `GUILD_SCHEDULED_EVENT_EXCEPTIONS_DELETE`: a scheduled event has no exceptions any more.
    /// Undocumented.
    pub struct GuildScheduledEventExceptionsDelete {
        /// The guild.
        pub guild_id: Snowflake,
        /// The scheduled event.
        pub event_id: Snowflake,
    }
}
