//! Messages and who wrote them.

use serde::Deserialize;

use crate::model::{List, Snowflake, Text};

/// `MESSAGE_CREATE` (Discord docs, "Gateway Events", Message Create): the fields that nearly
/// every consumer reads.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct MessageCreate<'a> {
    /// The message's id.
    pub id: Snowflake,
    /// The channel it was sent to.
    pub channel_id: Snowflake,
    /// The guild of the channel; absent in direct messages.
    #[serde(default)]
    pub guild_id: Option<Snowflake>,
    /// Who wrote it.
    #[serde(borrow)]
    pub author: User<'a>,
    /// The text; empty without the intent MESSAGE_CONTENT.
    #[serde(borrow)]
    pub content: Text<'a>,
    /// When it was sent, as ISO 8601 text.
    #[serde(borrow)]
    pub timestamp: Text<'a>,
    /// When it was edited last, as ISO 8601 text.
    #[serde(borrow, default)]
    pub edited_timestamp: Option<Text<'a>>,
    /// Whether it is read aloud.
    #[serde(default)]
    pub tts: bool,
    /// Whether it mentions everyone.
    #[serde(default)]
    pub mention_everyone: bool,
    /// The users that it mentions.
    #[serde(borrow, default)]
    pub mentions: List<'a, User<'a>>,
    /// The roles that it mentions.
    #[serde(borrow, default)]
    pub mention_roles: List<'a, Snowflake>,
    /// Whether it is pinned.
    #[serde(default)]
    pub pinned: bool,
    /// The webhook that wrote it.
    #[serde(default)]
    pub webhook_id: Option<Snowflake>,
    /// The message type's number.
    #[serde(rename = "type", default)]
    pub kind: u8,
    /// The flags, as a bit set.
    #[serde(default)]
    pub flags: u64,
}

/// A user (Discord docs, "User Resource"), as far as events name one.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct User<'a> {
    /// The user's id.
    pub id: Snowflake,
    /// The name, unique together with the discriminator.
    #[serde(borrow, default)]
    pub username: Text<'a>,
    /// Four digits, or `0` for a name that is unique alone.
    #[serde(borrow, default)]
    pub discriminator: Option<Text<'a>>,
    /// The name that is shown.
    #[serde(borrow, default)]
    pub global_name: Option<Text<'a>>,
    /// The avatar's hash.
    #[serde(borrow, default)]
    pub avatar: Option<Text<'a>>,
    /// Whether the user is a bot.
    #[serde(default)]
    pub bot: bool,
}
