//! Requests to join guilds that come, change and go.

use crate::model::codec::object;
use crate::model::{GuildJoinRequest, JoinRequestStatus, Snowflake};

object! {
    /// `GUILD_JOIN_REQUEST_CREATE` and `GUILD_JOIN_REQUEST_UPDATE` (Discord docs, "Gateway Events",
    /// Guild Join Request Create).
    pub struct GuildJoinRequestChange<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// How far the request is.
        pub status: JoinRequestStatus<'a>,
        /// The request.
        pub request: GuildJoinRequest<'a>,
    }
}

object! {
    /// `GUILD_JOIN_REQUEST_DELETE` (Discord docs, "Gateway Events", Guild Join Request Delete).
    pub struct GuildJoinRequestDelete {
        /// The request's id.
        pub id: Snowflake,
        /// The guild.
        pub guild_id: Snowflake,
        /// The user who had made it.
        pub user_id: Snowflake,
    }
}
