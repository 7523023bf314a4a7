//! Guilds, their bans, expressions, integrations and audit log.

use crate::model::codec::{self, Object, Shape, fill, object};
use crate::model::{AuditLogEntry, Emoji, List, Snowflake, Sticker, User};
use crate::model::{Guild, UnavailableGuild};

use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// `GUILD_CREATE` (Discord docs, "Gateway Events", Guild Create).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum GuildCreate<'a> {
    /// The guild, with its members, channels and presences as far as the intents allow.
    Available(Box<Guild<'a>>),
    /// The guild cannot be reached for now; another event comes when it can.
    Unavailable(UnavailableGuild<'a>),
}

impl Default for GuildCreate<'_> {
    fn default() -> Self {
        Self::Unavailable(UnavailableGuild::default())
    }
}

impl Shape for GuildCreate<'_> {}

codec::reads!(GuildCreate<'a>);

impl<'de: 'a, 'a> Deserialize<'de> for GuildCreate<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = <Guild<'_> as Object<'_>>::FIELDS.names;
        deserializer.deserialize_struct("GuildCreate", fields, GuildCreateVisitor)
    }
}

struct GuildCreateVisitor;

impl<'de> Visitor<'de> for GuildCreateVisitor {
    type Value = GuildCreate<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a guild")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<GuildCreate<'de>, A::Error> {
        let mut guild = Box::<Guild<'_>>::default();
        let seen = fill(&mut *guild, 0, &mut map)?;
        let Some(missing) = seen.missing() else { return Ok(GuildCreate::Available(guild)) };
        const STUB: [&str; 5] = ["id", "unavailable", "geo_restricted", "name", "icon"];
        let is_stub = seen.names().all(|name| STUB.contains(&name))
            || (guild.unavailable == Some(true) && seen.names().all(|name| name != "name"));
        if missing == "id" || !is_stub {
            return Err(A::Error::missing_field(missing));
        }
        Ok(GuildCreate::Unavailable(guild.into_unavailable()))
    }
}

impl Serialize for GuildCreate<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Available(guild) => guild.serialize(serializer),
            Self::Unavailable(guild) => guild.serialize(serializer),
        }
    }
}

object! {
    /// An entry that was added to a guild's audit log (Discord docs, "Gateway Events", Guild Audit
    /// Log Entry Create). Sessions of version 8 lack the event.
    pub struct GuildAuditLogEntryCreate<'a> with entry: AuditLogEntry<'a> {
        /// The guild whose log it is.
        pub guild_id: Snowflake,
    }
}

object! {
    /// A user who was banned from a guild (Discord docs, "Gateway Events", Guild Ban Add).
    pub struct GuildBanAdd<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// Who was banned.
        pub user: User<'a>,
        /// How far back the user's messages were deleted, in seconds. Undocumented.
        pub delete_message_secs: Option<u64>,
    }
}

object! {
    /// A user whose ban from a guild was lifted (Discord docs, "Gateway Events", Guild Ban
    /// Remove).
    pub struct GuildBanRemove<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// Who may join again.
        pub user: User<'a>,
    }
}

object! {
    /// A guild's emojis, after some changed (Discord docs, "Gateway Events", Guild Emojis Update).
    pub struct GuildEmojisUpdate<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// All its emojis.
        pub emojis: List<'a, Emoji<'a>>,
    }
}

object! {
    /// A guild's stickers, after some changed (Discord docs, "Gateway Events", Guild Stickers
    /// Update). Sessions of version 8 lack the event.
    pub struct GuildStickersUpdate<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// All its stickers.
        pub stickers: List<'a, Sticker<'a>>,
    }
}

object! {
    /// A guild whose integrations changed (Discord docs, "Gateway Events", Guild Integrations
    /// Update).
    pub struct GuildIntegrationsUpdate {
        /// The guild.
        pub guild_id: Snowflake,
    }
}
