//! TODO

use crate::model::codec::object;
use crate::model::{Role, Snowflake};

object! {
    /// TODO - era: both; intent: GUILDS (1<<0) - payload: the table below
    pub struct GuildRoleChange<'a> {
        /// TODO
        pub guild_id: Snowflake,
        /// TODO
        pub role: Role<'a>,
    }
}

object! {
    /// TODO - era: both; intent: GUILDS (1<<0) - payload: the table below
    pub struct GuildRoleDelete {
        /// TODO
        pub guild_id: Snowflake,
        /// TODO
        pub role_id: Snowflake,
    }
}
