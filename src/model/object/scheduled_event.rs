//! TODO

use crate::model::codec::{numbers, object};
use crate::model::{ImageHash, List, Maybe, Snowflake, Text, Timestamp, User};

object! {
    /// TODO
    pub struct ScheduledEvent<'a> {
        /// TODO cur
        pub id: Snowflake,
        /// TODO cur
        pub guild_id: Snowflake,
        /// TODO cur
        pub channel_id: Option<Snowflake> => null,
        /// TODO cur null before 2021-10-25
        pub creator_id: Maybe<Snowflake>,
        /// TODO cur
        pub name: Text<'a>,
        /// TODO cur
        pub description: Maybe<Text<'a>>,
        /// TODO cur
        pub scheduled_start_time: Timestamp,
        /// TODO cur
        pub scheduled_end_time: Option<Timestamp> => null,
        /// TODO cur
        pub privacy_level: ScheduledEventPrivacyLevel,
        /// TODO cur
        pub status: ScheduledEventStatus,
        /// TODO cur
        pub entity_type: ScheduledEventEntityType,
        /// TODO cur
        pub entity_id: Option<Snowflake> => null,
        /// TODO cur non-null only for EXTERNAL
        pub entity_metadata: Option<ScheduledEventEntityMetadata<'a>> => null,
        /// TODO cur
        pub creator: Option<Box<User<'a>>>,
        /// TODO cur
        pub user_count: Option<u64>,
        /// TODO cur
        pub image: Maybe<ImageHash<'a>>,
        /// TODO cur
        pub recurrence_rule: Option<Box<RecurrenceRule<'a>>> => null,
    }
}

object! {
    /// TODO
    pub struct ScheduledEventEntityMetadata<'a> {
        /// TODO cur
        pub location: Option<Text<'a>>,
    }
}

object! {
    /// TODO
    pub struct RecurrenceRule<'a> {
        /// TODO cur
        pub start: Timestamp,
        /// TODO cur
        pub end: Option<Timestamp> => null,
        /// TODO cur
        pub frequency: RecurrenceFrequency,
        /// TODO cur
        pub interval: u64,
        /// TODO cur
        pub by_weekday: Option<List<'a, RecurrenceWeekday>> => null,
        /// TODO cur
        pub by_n_weekday: Option<List<'a, RecurrenceNWeekday>> => null,
        /// TODO cur
        pub by_month: Option<List<'a, RecurrenceMonth>> => null,
        /// TODO cur
        pub by_month_day: Option<List<'a, u64>> => null,
        /// TODO cur 1-364
        pub by_year_day: Option<List<'a, u64>> => null,
        /// TODO cur
        pub count: Option<u64> => null,
    }
}

object! {
    /// TODO
    pub struct RecurrenceNWeekday {
        /// TODO cur 1-5
        pub n: u64,
        /// TODO cur
        pub day: RecurrenceWeekday,
    }
}

numbers! {
    /// TODO ScheduledEventPrivacyLevel: kind: enum u8
    pub struct ScheduledEventPrivacyLevel {
        /// TODO cur
        GUILD_ONLY = 2,
    }
}

numbers! {
    /// TODO ScheduledEventEntityType: kind: enum u8
    pub struct ScheduledEventEntityType {
        /// TODO cur
        STAGE_INSTANCE = 1,
        /// TODO cur
        VOICE = 2,
        /// TODO cur
        EXTERNAL = 3,
    }
}

numbers! {
    /// TODO ScheduledEventStatus: kind: enum u8
    pub struct ScheduledEventStatus {
        /// TODO cur
        SCHEDULED = 1,
        /// TODO cur
        ACTIVE = 2,
        /// TODO cur
        COMPLETED = 3,
        /// TODO cur
        CANCELED = 4,
    }
}

numbers! {
    /// TODO RecurrenceFrequency: kind: enum u8
    pub struct RecurrenceFrequency {
        /// TODO cur
        YEARLY = 0,
        /// TODO cur
        MONTHLY = 1,
        /// TODO cur
        WEEKLY = 2,
        /// TODO cur
        DAILY = 3,
    }
}

numbers! {
    /// TODO RecurrenceWeekday: kind: enum u8
    pub struct RecurrenceWeekday {
        /// TODO cur
        MONDAY = 0,
        /// TODO cur
        TUESDAY = 1,
        /// TODO cur
        WEDNESDAY = 2,
        /// TODO cur
        THURSDAY = 3,
        /// TODO cur
        FRIDAY = 4,
        /// TODO cur
        SATURDAY = 5,
        /// TODO cur
        SUNDAY = 6,
    }
}

numbers! {
    /// TODO RecurrenceMonth: kind: enum u8
    pub struct RecurrenceMonth {
        /// TODO cur
        JANUARY = 1,
        /// TODO cur
        FEBRUARY = 2,
        /// TODO cur
        MARCH = 3,
        /// TODO cur
        APRIL = 4,
        /// TODO cur
        MAY = 5,
        /// TODO cur
        JUNE = 6,
        /// TODO cur
        JULY = 7,
        /// TODO cur
        AUGUST = 8,
        /// TODO cur
        SEPTEMBER = 9,
        /// TODO cur
        OCTOBER = 10,
        /// TODO cur
        NOVEMBER = 11,
        /// TODO cur
        DECEMBER = 12,
    }
}
