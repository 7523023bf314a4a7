//! Entitlements and subscriptions: what users pay an app for.

use crate::model::codec::{numbers, object};
use crate::model::{List, Maybe, Snowflake, Text, Timestamp};

object! {
    /// A user's or guild's right to what an app sells (Discord docs, "Entitlement Resource",
    /// Entitlement Object). Sessions of version 8 have none.
    pub struct Entitlement {
        /// The entitlement's id.
        pub id: Snowflake,
        /// The id of what is sold.
        pub sku_id: Snowflake,
        /// The app's id.
        pub application_id: Snowflake,
        /// The id of the user who has it. Absent where only a guild has.
        pub user_id: Option<Snowflake> => strict,
        /// How it was come by.
        pub kind as "type": EntitlementType,
        /// Whether it was deleted.
        pub deleted: bool,
        /// From when it holds, or null where it always has.
        pub starts_at: Option<Timestamp> => null strict,
        /// Until when it holds, or null where it does not end.
        pub ends_at: Option<Timestamp> => null strict,
        /// The id of the guild that has it. Absent where only a user has.
        pub guild_id: Option<Snowflake> => strict,
        /// Whether it is used up. Absent where it cannot be.
        pub consumed: Option<bool> => strict,
        /// Who gave it.
        pub gifter_user_id: Maybe<Snowflake>,
        /// The entitlement that it is a part of.
        pub parent_id: Maybe<Snowflake>,
        /// Whether what it is for was handed over.
        pub fulfillment_status: Maybe<EntitlementFulfillmentStatus> => strict,
        /// When that was.
        pub fulfilled_at: Maybe<Timestamp>,
    }
}

object! {
    /// A user's recurring payments for what an app sells (Discord docs, "Subscription Resource",
    /// Subscription Object). Sessions of version 8 have none.
    pub struct Subscription<'a> {
        /// The subscription's id.
        pub id: Snowflake,
        /// The id of the user who pays.
        pub user_id: Snowflake,
        /// The ids of what is paid for.
        pub sku_ids: List<'a, Snowflake> => whole,
        /// The ids of the entitlements that come with it.
        pub entitlement_ids: List<'a, Snowflake> => whole,
        /// The ids of what will be paid for from the renewal on, or null where that does not
        /// change.
        pub renewal_sku_ids: Option<List<'a, Snowflake>> => null whole,
        /// When the current period began.
        pub current_period_start: Timestamp,
        /// When the current period ends.
        pub current_period_end: Timestamp,
        /// Whether it goes on.
        pub status: SubscriptionStatus,
        /// When it was cancelled, or null where it was not.
        pub canceled_at: Option<Timestamp> => null strict,
        /// The country of the means of payment, in two letters. Absent over the Gateway; it takes
        /// a private scope of OAuth2.
        pub country: Option<Text<'a>>,
    }
}

numbers! {
    /// How an entitlement was come by (Discord docs, "Entitlement Resource", Entitlement Types).
    pub struct EntitlementType {
        /// The user bought it.
        PURCHASE = 1,
        /// It comes with a subscription to Nitro.
        PREMIUM_SUBSCRIPTION = 2,
        /// The developer gave it away.
        DEVELOPER_GIFT = 3,
        /// A developer bought it in the test mode.
        TEST_MODE_PURCHASE = 4,
        /// It was free when it was granted.
        FREE_PURCHASE = 5,
        /// Another user gave it.
        USER_GIFT = 6,
        /// It was free to a subscriber to Nitro.
        PREMIUM_PURCHASE = 7,
        /// It comes with a subscription to the app.
        APPLICATION_SUBSCRIPTION = 8,
        /// Free, for those who work for Discord. Undocumented.
        FREE_STAFF_PURCHASE = 9,
        /// Won in a quest. Undocumented.
        QUEST_REWARD = 10,
        /// A part of a Nitro subscription. Undocumented.
        FRACTIONAL_REDEMPTION = 11,
        /// Bought with Orbs. Undocumented.
        VIRTUAL_CURRENCY_REDEMPTION = 12,
        /// Paid for by a guild's boosts. Undocumented.
        GUILD_POWERUP = 13,
    }
}

numbers! {
    /// Whether a subscription goes on (Discord docs, "Subscription Resource", Subscription
    /// Statuses).
    pub struct SubscriptionStatus {
        /// It will be renewed.
        ACTIVE = 0,
        /// It is over, and nothing is charged.
        INACTIVE = 1,
        /// It holds, and will not be renewed.
        ENDING = 2,
    }
}

numbers! {
    /// Whether what an entitlement is for was handed over (Discord's OpenAPI,
    /// EntitlementTenantFulfillmentStatusResponse).
    pub struct EntitlementFulfillmentStatus {
        /// Nobody knows.
        UNKNOWN = 0,
        /// It need not be.
        FULFILLMENT_NOT_NEEDED = 1,
        /// It has to be.
        FULFILLMENT_NEEDED = 2,
        /// It was.
        FULFILLED = 3,
        /// It could not be.
        FULFILLMENT_FAILED = 4,
        /// It has to be taken back.
        UNFULFILLMENT_NEEDED = 5,
        /// It was taken back.
        UNFULFILLED = 6,
        /// It could not be taken back.
        UNFULFILLMENT_FAILED = 7,
    }
}
