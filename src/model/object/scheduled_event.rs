//! Scheduled events of guilds.

use crate::model::codec::{numbers, object};
use crate::model::{Boxed, ImageHash, List, Maybe, Snowflake, Text, Timestamp, User};

object! {
    /// A date in a guild's calendar (Discord docs, "Guild Scheduled Event", Guild Scheduled Event
    /// Object). Sessions of version 8 have none.
    pub struct ScheduledEvent<'a> {
        /// The scheduled event's id.
        pub id: Snowflake,
        /// The guild's id.
        pub guild_id: Snowflake,
        /// The id of the channel in which it takes place; null if that is elsewhere.
        pub channel_id: Option<Snowflake> => null strict,
        /// The id of who made it; null if that was before 2021-10-25.
        pub creator_id: Maybe<Snowflake>,
        /// What it is called.
        pub name: Text<'a>,
        /// What it is about; null or absent if that is not said.
        pub description: Maybe<Text<'a>>,
        /// When it is to start.
        pub scheduled_start_time: Timestamp,
        /// When it is to end; null if that is open, which it never is for type `EXTERNAL`.
        pub scheduled_end_time: Option<Timestamp> => null strict,
        /// Who can see it.
        pub privacy_level: ScheduledEventPrivacyLevel,
        /// How far it is.
        pub status: ScheduledEventStatus,
        /// What kind of place it has.
        pub entity_type: ScheduledEventEntityType,
        /// The id of what takes place, as of a stage instance; null if there is none.
        pub entity_id: Option<Snowflake> => null,
        /// Where it takes place, for type `EXTERNAL`; null for others.
        pub entity_metadata: Option<ScheduledEventEntityMetadata<'a>> => null,
        /// Who made it.
        pub creator: Option<Boxed<'a, User<'a>>>,
        /// How many users are interested.
        pub user_count: Option<i64>,
        /// The cover; null or absent if there is none.
        pub image: Maybe<ImageHash<'a>>,
        /// When it takes place again; null if it does not.
        pub recurrence_rule: Option<Boxed<'a, RecurrenceRule<'a>>> => null strict,
        /// The times at which it is another than the rule says. Not documented yet.
        pub guild_scheduled_event_exceptions: Option<List<'a, ScheduledEventException>> => good,
        /// Whether it begins by itself. Undocumented.
        pub auto_start: Option<bool>,
    }
}

object! {
    /// One time of a scheduled event that recurs at which it is another than its rule says. Not
    /// documented yet.
    pub struct ScheduledEventException {
        /// The scheduled event.
        pub event_id: Snowflake,
        /// The id of that time: when it would have begun. Other events may have the same.
        pub event_exception_id: Snowflake,
        /// When it begins; null if that is as the rule says.
        pub scheduled_start_time: Option<Timestamp> => null strict,
        /// When it ends; null if that is as the rule says.
        pub scheduled_end_time: Option<Timestamp> => null strict,
        /// Whether it does not take place.
        pub is_canceled: Option<bool> => null strict,
    }
}

object! {
    /// Where a scheduled event outside of Discord takes place (Discord docs, "Guild Scheduled
    /// Event", Guild Scheduled Event Entity Metadata).
    pub struct ScheduledEventEntityMetadata<'a> {
        /// The place, in 1 to 100 characters.
        pub location: Option<Text<'a>>,
    }
}

object! {
    /// When a scheduled event takes place again, after the rules of iCalendar (Discord docs, "Guild
    /// Scheduled Event", Guild Scheduled Event Recurrence Rule Object). Null is what is no part of
    /// the rule.
    pub struct RecurrenceRule<'a> {
        /// When the series begins.
        pub start: Timestamp,
        /// When the series ends; null if it does not.
        pub end: Option<Timestamp> => null strict,
        /// The unit that `interval` counts.
        pub frequency: RecurrenceFrequency,
        /// How many units lie between two dates: 2 of `WEEKLY` is every other week.
        pub interval: u64,
        /// On which days of the week.
        pub by_weekday: Option<List<'a, RecurrenceWeekday>> => null whole,
        /// On which weekdays of the month, as on the second Friday.
        pub by_n_weekday: Option<List<'a, RecurrenceNWeekday>> => null whole,
        /// In which months.
        pub by_month: Option<List<'a, RecurrenceMonth>> => null whole,
        /// On which days of the month.
        pub by_month_day: Option<List<'a, i64>> => null whole,
        /// On which days of the year, from 1 to 364.
        pub by_year_day: Option<List<'a, i64>> => null whole,
        /// After how many dates the series ends; null if it does not.
        pub count: Option<i64> => null strict,
    }
}

object! {
    /// A weekday in a certain week of the month (Discord docs, "Guild Scheduled Event", Guild
    /// Scheduled Event Recurrence Rule Object).
    pub struct RecurrenceNWeekday {
        /// The week, from 1 to 5.
        pub n: i64,
        /// The weekday.
        pub day: RecurrenceWeekday,
    }
}

numbers! {
    /// Who can see a scheduled event (Discord docs, "Guild Scheduled Event", Guild Scheduled Event
    /// Privacy Level).
    pub struct ScheduledEventPrivacyLevel {
        /// The guild's members.
        GUILD_ONLY = 2,
    }
}

numbers! {
    /// What kind of place a scheduled event has (Discord docs, "Guild Scheduled Event", Guild
    /// Scheduled Event Entity Types).
    pub struct ScheduledEventEntityType {
        /// A stage channel.
        STAGE_INSTANCE = 1,
        /// A voice channel.
        VOICE = 2,
        /// A place outside of Discord.
        EXTERNAL = 3,
    }
}

numbers! {
    /// How far a scheduled event is (Discord docs, "Guild Scheduled Event", Guild Scheduled Event
    /// Status).
    pub struct ScheduledEventStatus {
        /// It is to come.
        SCHEDULED = 1,
        /// It takes place.
        ACTIVE = 2,
        /// It is over.
        COMPLETED = 3,
        /// It was called off.
        CANCELED = 4,
    }
}

numbers! {
    /// The unit in which a series of scheduled events goes on (Discord docs, "Guild Scheduled
    /// Event", Guild Scheduled Event Recurrence Rule Object).
    pub struct RecurrenceFrequency {
        YEARLY = 0,
        MONTHLY = 1,
        WEEKLY = 2,
        DAILY = 3,
    }
}

numbers! {
    /// A day of the week, from Monday (Discord docs, "Guild Scheduled Event", Guild Scheduled
    /// Event Recurrence Rule Object).
    pub struct RecurrenceWeekday {
        MONDAY = 0,
        TUESDAY = 1,
        WEDNESDAY = 2,
        THURSDAY = 3,
        FRIDAY = 4,
        SATURDAY = 5,
        SUNDAY = 6,
    }
}

numbers! {
    /// A month (Discord docs, "Guild Scheduled Event", Guild Scheduled Event Recurrence Rule
    /// Object).
    pub struct RecurrenceMonth {
        JANUARY = 1,
        FEBRUARY = 2,
        MARCH = 3,
        APRIL = 4,
        MAY = 5,
        JUNE = 6,
        JULY = 7,
        AUGUST = 8,
        SEPTEMBER = 9,
        OCTOBER = 10,
        NOVEMBER = 11,
        DECEMBER = 12,
    }
}
