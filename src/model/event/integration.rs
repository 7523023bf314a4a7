//! TODO

use crate::model::codec::object;
use crate::model::{Integration, Snowflake};

object! {
    /// TODO INTEGRATION_CREATE, INTEGRATION_UPDATE
    pub struct IntegrationChange<'a> with integration: Integration<'a> {
        /// TODO
        pub guild_id: Snowflake,
    }
}

object! {
    /// TODO - era: both; intent: GUILD_INTEGRATIONS (1<<4) - payload: the table below
    pub struct IntegrationDelete {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub guild_id: Snowflake,
        /// TODO
        pub application_id: Option<Snowflake>,
    }
}
