//! Webhooks that changed.

use crate::model::Snowflake;
use crate::model::codec::object;

object! {
    /// A channel whose webhooks changed (Discord docs, "Gateway Events", Webhooks Update).
    pub struct WebhooksUpdate {
        /// The channel's guild.
        pub guild_id: Snowflake,
        /// The channel.
        pub channel_id: Option<Snowflake> => null,
    }
}
