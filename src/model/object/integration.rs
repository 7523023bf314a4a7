//! Integrations of guilds.

use crate::model::codec::{numbers, object};
use crate::model::{Boxed, ImageHash, List, Maybe, Snowflake, Text, Timestamp, User};

object! {
    /// A link between a guild and an application or a service (Discord docs, "Guild Resource",
    /// Integration Object). Those of bots lack what is about syncing and subscribers.
    pub struct Integration<'a> {
        /// The integration's id.
        pub id: Snowflake,
        /// The integration's name.
        pub name: Option<Text<'a>> => null,
        /// `twitch`, `youtube`, `discord` or `guild_subscription`.
        pub kind as "type": Text<'a>,
        /// Whether it is switched on.
        pub enabled: bool,
        /// Whether it is being synced.
        pub syncing: Option<bool>,
        /// The id of the role that subscribers have; null occurs.
        pub role_id: Maybe<Snowflake>,
        /// Whether the service's emotes are synced, which only Twitch has.
        pub enable_emoticons: Option<bool>,
        /// What happens to those whose subscription ends.
        pub expire_behavior: Option<IntegrationExpireBehavior>,
        /// How many days after its end a subscription still counts.
        pub expire_grace_period: Option<i64>,
        /// Who added it.
        pub user: Option<Boxed<'a, User<'a>>>,
        /// The account that is linked.
        pub account: IntegrationAccount<'a>,
        /// When it was last synced.
        pub synced_at: Option<Timestamp>,
        /// How many subscribers it has.
        pub subscriber_count: Option<i64>,
        /// Whether it was revoked. Absent means no.
        pub revoked: Option<bool> => strict,
        /// The bot or application that was added.
        pub application: Option<Boxed<'a, IntegrationApplication<'a>>>,
        /// The OAuth2 scopes that it was granted. Sessions of version 8 lack it.
        pub scopes: Option<List<'a, Text<'a>>> => whole,
    }
}

object! {
    /// The account behind an integration (Discord docs, "Guild Resource", Integration Account
    /// Object).
    pub struct IntegrationAccount<'a> {
        /// The account's id at its service: a snowflake just for type `discord`.
        pub id: Text<'a> => json,
        /// The account's name.
        pub name: Option<Text<'a>> => null,
    }
}

object! {
    /// The application behind an integration (Discord docs, "Guild Resource", Integration
    /// Application Object).
    pub struct IntegrationApplication<'a> {
        /// The application's id.
        pub id: Snowflake,
        /// The application's name.
        pub name: Text<'a>,
        /// The icon, if it has one.
        pub icon: Option<ImageHash<'a>> => null,
        /// What the application says of itself.
        pub description: Text<'a>,
        /// The application's bot. Absent where it has none.
        pub bot: Option<Boxed<'a, User<'a>>>,
        /// A short description. Only in sessions of version 8.
        pub summary: Option<Text<'a>>,
    }
}

numbers! {
    /// What happens to a member whose subscription ends (Discord docs, "Guild Resource",
    /// Integration Expire Behaviors).
    pub struct IntegrationExpireBehavior {
        REMOVE_ROLE = 0,
        KICK = 1,
    }
}
