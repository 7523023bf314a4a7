//! TODO

use crate::model::codec::{numbers, object};
use crate::model::{List, Snowflake, Text, Timestamp};

object! {
    /// TODO
    pub struct Entitlement {
        /// TODO cur
        pub id: Snowflake,
        /// TODO cur
        pub sku_id: Snowflake,
        /// TODO cur
        pub application_id: Snowflake,
        /// TODO cur
        pub user_id: Option<Snowflake>,
        /// TODO cur
        pub kind as "type": EntitlementType,
        /// TODO cur
        pub deleted: bool,
        /// TODO cur
        pub starts_at: Option<Timestamp> => null,
        /// TODO cur
        pub ends_at: Option<Timestamp> => null,
        /// TODO cur
        pub guild_id: Option<Snowflake>,
        /// TODO cur
        pub consumed: Option<bool>,
    }
}

object! {
    /// TODO
    pub struct Subscription<'a> {
        /// TODO cur
        pub id: Snowflake,
        /// TODO cur
        pub user_id: Snowflake,
        /// TODO cur
        pub sku_ids: List<'a, Snowflake>,
        /// TODO cur
        pub entitlement_ids: List<'a, Snowflake>,
        /// TODO cur
        pub renewal_sku_ids: Option<List<'a, Snowflake>> => null,
        /// TODO cur
        pub current_period_start: Timestamp,
        /// TODO cur
        pub current_period_end: Timestamp,
        /// TODO cur
        pub status: SubscriptionStatus,
        /// TODO cur
        pub canceled_at: Option<Timestamp> => null,
        /// TODO cur private OAuth scope only
        pub country: Option<Text<'a>>,
    }
}

numbers! {
    /// TODO EntitlementType: kind: enum u8
    pub struct EntitlementType {
        /// TODO cur
        PURCHASE = 1,
        /// TODO cur
        PREMIUM_SUBSCRIPTION = 2,
        /// TODO cur
        DEVELOPER_GIFT = 3,
        /// TODO cur
        TEST_MODE_PURCHASE = 4,
        /// TODO cur
        FREE_PURCHASE = 5,
        /// TODO cur
        USER_GIFT = 6,
        /// TODO cur
        PREMIUM_PURCHASE = 7,
        /// TODO cur
        APPLICATION_SUBSCRIPTION = 8,
    }
}

numbers! {
    /// TODO SubscriptionStatus: kind: enum u8
    pub struct SubscriptionStatus {
        /// TODO cur
        ACTIVE = 0,
        /// TODO cur
        INACTIVE = 1,
        /// TODO cur
        ENDING = 2,
    }
}
