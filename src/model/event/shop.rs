//! Boosts, gifts, and what guilds buy with them.

use crate::model::codec::object;
use crate::model::{Boxed, Entitlement, List, Maybe, Snowflake, Text, Timestamp, User, Value};

object! {
    /// `GIFT_CODE_UPDATE`: a gift was used. Undocumented.
    pub struct GiftCodeUpdate<'a> {
        /// The gift's code.
        pub code: Text<'a>,
        /// What it is a gift of.
        pub sku_id: Snowflake,
        /// How often it was used.
        pub uses: i64,
        /// The channel in which it was given.
        pub channel_id: Maybe<Snowflake>,
        /// The guild of that channel. Absent if it was given outside of guilds.
        pub guild_id: Maybe<Snowflake> => strict,
    }
}

object! {
    /// `GUILD_APPLIED_BOOSTS_UPDATE`: a boost of a guild began, changed or ended. Undocumented.
    pub struct GuildAppliedBoostsUpdate<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// The boost's id.
        pub id: Option<Snowflake>,
        /// Who boosts the guild.
        pub user_id: Option<Snowflake>,
        /// The same user.
        pub user: Option<Boxed<'a, User<'a>>>,
        /// Whether it has ended. Absent means no.
        pub ended: Option<bool> => strict,
        /// When it ends. Absent if no end is set.
        pub ends_at: Maybe<Timestamp> => strict,
        /// Until when it pauses. Absent if it does not.
        pub pause_ends_at: Maybe<Timestamp> => strict,
    }
}

object! {
    /// `GUILD_POWERUP_ENTITLEMENTS_CREATE` and `GUILD_POWERUP_ENTITLEMENTS_DELETE`: a guild got or
    /// lost what its boosts pay for. Undocumented.
    pub struct GuildPowerupEntitlements<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// What it got or lost.
        pub entitlements: List<'a, Entitlement> => good,
    }
}

object! {
    /// `GUILD_OFFICIAL_GAME_APPLICATIONS_UPDATE`: the games changed of which a guild is the official
    /// one. Undocumented.
    pub struct GuildOfficialGameApplicationsUpdate<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// The apps of all these games.
        pub game_application_ids: List<'a, Snowflake>,
    }
}

object! {
    /// `GAME_SERVER_CREATE` and `GAME_SERVER_UPDATE`: a guild's game server. Undocumented.
    pub struct GameServerChange<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// What is known of the server.
        pub game_server: Option<Value<'a>>,
    }
}

object! {
    /// `GAME_SERVER_DELETE`: a guild's game server is gone. Undocumented.
    pub struct GameServerDelete {
        /// The guild.
        pub guild_id: Snowflake,
        /// The server.
        pub game_server_id: Option<Snowflake>,
    }
}

object! {
    /// `CREATOR_MONETIZATION_RESTRICTIONS_UPDATE`: what a guild may sell was restricted, or is no
    /// longer. Undocumented.
    pub struct CreatorMonetizationRestrictionsUpdate<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// The restrictions.
        pub restrictions: Option<Value<'a>>,
    }
}
