//! Integrations that come, change and go.

use crate::model::codec::object;
use crate::model::{Integration, Snowflake};

object! {
    /// An integration that is new or changed, without `user` (Discord docs, "Gateway Events",
    /// Integration Create and Integration Update).
    pub struct IntegrationChange<'a> with integration: Integration<'a> {
        /// The guild that has it.
        pub guild_id: Snowflake,
    }
}

object! {
    /// An integration that was deleted (Discord docs, "Gateway Events", Integration Delete).
    pub struct IntegrationDelete {
        /// The integration.
        pub id: Snowflake,
        /// The guild that had it.
        pub guild_id: Snowflake,
        /// The application of its bot; absent where it had none.
        pub application_id: Option<Snowflake> => strict,
    }
}
