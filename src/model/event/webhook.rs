//! TODO

use crate::model::Snowflake;
use crate::model::codec::object;

object! {
    /// TODO - era: both; intent: GUILD_WEBHOOKS (1<<5) - payload: the table below
    pub struct WebhooksUpdate {
        /// TODO
        pub guild_id: Snowflake,
        /// TODO
        pub channel_id: Snowflake,
    }
}
