//! The events of a connection's and a session's beginning.

use std::fmt;

use serde::Deserialize;

use crate::model::{List, Snowflake, Text};

use super::User;

/// Opcode 10 (Discord docs, "Gateway", Hello Event).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct Hello<'a> {
    /// How long to wait between two heartbeats, in milliseconds.
    pub heartbeat_interval: u64,
    /// Names of the servers that the message passed; for Discord's own use.
    #[serde(borrow, default)]
    pub _trace: List<'a, Text<'a>>,
}

/// `READY` (Discord docs, "Gateway Events", Ready).
#[derive(Clone, Deserialize)]
#[non_exhaustive]
pub struct Ready<'a> {
    /// The API version of the session.
    pub v: u8,
    /// The user that the token belongs to.
    #[serde(borrow)]
    pub user: User<'a>,
    /// The shard's guilds, which are all unavailable at first.
    #[serde(borrow)]
    pub guilds: List<'a, UnavailableGuild>,
    /// Names the session when it is resumed.
    #[serde(borrow)]
    pub session_id: Text<'a>,
    /// Where to connect to resume; absent in sessions of version 8.
    #[serde(borrow, default)]
    pub resume_gateway_url: Option<Text<'a>>,
    /// The shard's number and how many there are, as Identify gave them.
    #[serde(default)]
    pub shard: Option<[u32; 2]>,
    /// The application; absent in sessions of version 8.
    #[serde(default)]
    pub application: Option<PartialApplication>,
}

impl fmt::Debug for Ready<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ready")
            .field("v", &self.v)
            .field("user", &self.user)
            .field("guilds", &self.guilds)
            .field("session_id", &"<redacted>")
            .field("resume_gateway_url", &self.resume_gateway_url)
            .field("shard", &self.shard)
            .field("application", &self.application)
            .finish()
    }
}

/// A guild of which only the id is known yet.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct UnavailableGuild {
    /// The guild's id.
    pub id: Snowflake,
    /// False or absent when the user left the guild.
    #[serde(default)]
    pub unavailable: bool,
}

/// The application of a session.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct PartialApplication {
    /// The application's id.
    pub id: Snowflake,
    /// The public flags, as a bit set.
    #[serde(default)]
    pub flags: u64,
}
