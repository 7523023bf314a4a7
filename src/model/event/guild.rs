//! TODO

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
        let missing = fill(&mut *guild, 0, &mut map)?;
        let is_stub =
            missing.is_some() && (guild.unavailable == Some(true) || guild.name.is_empty());
        match missing {
            None => Ok(GuildCreate::Available(guild)),
            Some(missing) if !is_stub || missing == "id" => Err(A::Error::missing_field(missing)),
            Some(_) => Ok(GuildCreate::Unavailable(guild.into_unavailable())),
        }
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
    /// TODO GUILD_AUDIT_LOG_ENTRY_CREATE
    pub struct GuildAuditLogEntryCreate<'a> with entry: AuditLogEntry<'a> {
        /// TODO
        pub guild_id: Snowflake,
    }
}

object! {
    /// TODO - era: both; intent: GUILD_MODERATION (1<<2); v8 name GUILD_BANS - payload: the table below - Undocumented `delete_message_secs` int reported by userdoccers.
    pub struct GuildBanAdd<'a> {
        /// TODO
        pub guild_id: Snowflake,
        /// TODO
        pub user: User<'a>,
        /// TODO ext userdoccers
        pub delete_message_secs: Option<u64>,
    }
}

object! {
    /// TODO - era: both; intent: GUILD_MODERATION (1<<2); v8 name GUILD_BANS - payload: the table below
    pub struct GuildBanRemove<'a> {
        /// TODO
        pub guild_id: Snowflake,
        /// TODO
        pub user: User<'a>,
    }
}

object! {
    /// TODO - era: both; intent: GUILD_EXPRESSIONS (1<<3); v8 name GUILD_EMOJIS - payload: the table below
    pub struct GuildEmojisUpdate<'a> {
        /// TODO
        pub guild_id: Snowflake,
        /// TODO
        pub emojis: List<'a, Emoji<'a>>,
    }
}

object! {
    /// TODO - era: cur; intent: GUILD_EXPRESSIONS (1<<3) - payload: the table below
    pub struct GuildStickersUpdate<'a> {
        /// TODO cur
        pub guild_id: Snowflake,
        /// TODO cur
        pub stickers: List<'a, Sticker<'a>>,
    }
}

object! {
    /// TODO - era: both; intent: GUILD_INTEGRATIONS (1<<4) - payload: the table below
    pub struct GuildIntegrationsUpdate {
        /// TODO
        pub guild_id: Snowflake,
    }
}
