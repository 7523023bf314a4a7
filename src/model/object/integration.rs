//! TODO

use crate::model::codec::{numbers, object};
use crate::model::{ImageHash, List, Maybe, Snowflake, Text, Timestamp, User};

object! {
    /// TODO
    pub struct Integration<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub name: Text<'a>,
        /// TODO twitch, youtube, discord, guild_subscription
        pub kind as "type": Text<'a>,
        /// TODO
        pub enabled: bool,
        /// TODO
        pub syncing: Option<bool>,
        /// TODO null seen ([docs#7524](https://github.com/discord/discord-api-docs/issues/7524))
        pub role_id: Maybe<Snowflake>,
        /// TODO
        pub enable_emoticons: Option<bool>,
        /// TODO
        pub expire_behavior: Option<IntegrationExpireBehavior>,
        /// TODO
        pub expire_grace_period: Option<u64>,
        /// TODO
        pub user: Option<Box<User<'a>>>,
        /// TODO
        pub account: IntegrationAccount<'a>,
        /// TODO once an integer in old payloads
        pub synced_at: Option<Timestamp>,
        /// TODO
        pub subscriber_count: Option<u64>,
        /// TODO
        pub revoked: Option<bool>,
        /// TODO
        pub application: Option<Box<IntegrationApplication<'a>>>,
        /// TODO cur
        pub scopes: Option<List<'a, Text<'a>>>,
    }
}

object! {
    /// TODO
    pub struct IntegrationAccount<'a> {
        /// TODO text; a snowflake only for discord type ([docs#3068](https://github.com/discord/discord-api-docs/pull/3068))
        pub id: Text<'a>,
        /// TODO
        pub name: Text<'a>,
    }
}

object! {
    /// TODO
    pub struct IntegrationApplication<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub name: Text<'a>,
        /// TODO
        pub icon: Option<ImageHash<'a>> => null,
        /// TODO
        pub description: Text<'a>,
        /// TODO
        pub bot: Option<Box<User<'a>>>,
        /// TODO v8
        pub summary: Option<Text<'a>>,
    }
}

numbers! {
    /// TODO IntegrationExpireBehavior: kind: enum u8
    pub struct IntegrationExpireBehavior {
        REMOVE_ROLE = 0,
        KICK = 1,
    }
}
