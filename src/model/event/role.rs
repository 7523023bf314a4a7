//! Roles that come, change and go.

use crate::model::codec::object;
use crate::model::{Role, Snowflake};

object! {
    /// A role that is new or changed (Discord docs, "Gateway Events", Guild Role Create and Guild
    /// Role Update).
    pub struct GuildRoleChange<'a> {
        /// The role's guild.
        pub guild_id: Snowflake,
        /// The role as it is now.
        pub role: Role<'a>,
    }
}

object! {
    /// A role that was deleted (Discord docs, "Gateway Events", Guild Role Delete).
    pub struct GuildRoleDelete {
        /// The role's guild.
        pub guild_id: Snowflake,
        /// The role.
        pub role_id: Snowflake,
    }
}
