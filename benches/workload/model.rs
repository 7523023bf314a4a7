//! The structs that every reader fills: what a bot asks of the two most frequent large events.

use std::fmt::Debug;

use gatewire::{Snowflake, Text};
use serde::Deserialize;
use serde_json::value::RawValue;

/// An event's struct, for whatever lifetime its messages have.
pub(crate) trait Model {
    const EVENT: &str;
    type Of<'a>: Deserialize<'a> + PartialEq + Debug;
}

pub(crate) enum MessageCreate {}

impl Model for MessageCreate {
    const EVENT: &str = "MESSAGE_CREATE";
    type Of<'a> = Message<'a>;
}

pub(crate) enum PresenceUpdate {}

impl Model for PresenceUpdate {
    const EVENT: &str = "PRESENCE_UPDATE";
    type Of<'a> = Presence<'a>;
}

/// A payload with its data, for readers that have no envelope of their own.
#[derive(Deserialize, Debug, PartialEq)]
pub(crate) struct Payload<'a, T> {
    pub(crate) op: u8,
    pub(crate) s: Option<u64>,
    #[serde(borrow)]
    pub(crate) t: Option<Text<'a>>,
    pub(crate) d: T,
}

/// A payload whose data is left for later.
#[derive(Deserialize, Debug)]
pub(crate) struct RawPayload<'a> {
    pub(crate) op: u8,
    pub(crate) s: Option<u64>,
    pub(crate) t: Option<&'a str>,
    #[serde(borrow)]
    pub(crate) d: Option<&'a RawValue>,
}

#[derive(Deserialize, Debug, PartialEq)]
pub(crate) struct Message<'a> {
    id: Snowflake,
    channel_id: Snowflake,
    guild_id: Option<Snowflake>,
    #[serde(borrow)]
    author: User<'a>,
    #[serde(borrow)]
    member: Option<Member<'a>>,
    #[serde(borrow)]
    content: Text<'a>,
    #[serde(borrow)]
    timestamp: Text<'a>,
    #[serde(borrow)]
    edited_timestamp: Option<Text<'a>>,
    tts: bool,
    mention_everyone: bool,
    #[serde(borrow)]
    mentions: Vec<User<'a>>,
    mention_roles: Vec<Snowflake>,
    #[serde(borrow)]
    attachments: Vec<Attachment<'a>>,
    #[serde(borrow)]
    embeds: Vec<Embed<'a>>,
    pinned: bool,
    #[serde(rename = "type")]
    kind: u8,
    flags: Option<u64>,
    message_reference: Option<Reference>,
    #[serde(borrow)]
    referenced_message: Option<Box<Message<'a>>>,
}

#[derive(Deserialize, Debug, PartialEq)]
struct User<'a> {
    id: Snowflake,
    #[serde(borrow)]
    username: Option<Text<'a>>,
    #[serde(borrow)]
    discriminator: Option<Text<'a>>,
    #[serde(borrow)]
    global_name: Option<Text<'a>>,
    #[serde(borrow)]
    avatar: Option<Text<'a>>,
    bot: Option<bool>,
    public_flags: Option<u64>,
}

#[derive(Deserialize, Debug, PartialEq)]
struct Member<'a> {
    #[serde(borrow)]
    nick: Option<Text<'a>>,
    roles: Vec<Snowflake>,
    #[serde(borrow)]
    joined_at: Option<Text<'a>>,
    #[serde(borrow)]
    premium_since: Option<Text<'a>>,
    deaf: Option<bool>,
    mute: Option<bool>,
    pending: Option<bool>,
    flags: Option<u64>,
}

#[derive(Deserialize, Debug, PartialEq)]
struct Attachment<'a> {
    id: Snowflake,
    #[serde(borrow)]
    filename: Text<'a>,
    size: u64,
    #[serde(borrow)]
    url: Text<'a>,
    width: Option<u32>,
    height: Option<u32>,
}

#[derive(Deserialize, Debug, PartialEq)]
struct Embed<'a> {
    #[serde(borrow)]
    title: Option<Text<'a>>,
    #[serde(borrow)]
    description: Option<Text<'a>>,
    #[serde(borrow)]
    url: Option<Text<'a>>,
    color: Option<u32>,
}

#[derive(Deserialize, Debug, PartialEq)]
struct Reference {
    message_id: Option<Snowflake>,
    channel_id: Option<Snowflake>,
    guild_id: Option<Snowflake>,
}

#[derive(Deserialize, Debug, PartialEq)]
pub(crate) struct Presence<'a> {
    #[serde(borrow)]
    user: User<'a>,
    guild_id: Option<Snowflake>,
    #[serde(borrow)]
    status: Text<'a>,
    #[serde(borrow)]
    activities: Vec<Activity<'a>>,
    #[serde(borrow)]
    client_status: ClientStatus<'a>,
}

#[derive(Deserialize, Debug, PartialEq)]
struct ClientStatus<'a> {
    #[serde(borrow)]
    desktop: Option<Text<'a>>,
    #[serde(borrow)]
    mobile: Option<Text<'a>>,
    #[serde(borrow)]
    web: Option<Text<'a>>,
}

#[derive(Deserialize, Debug, PartialEq)]
struct Activity<'a> {
    #[serde(borrow)]
    name: Option<Text<'a>>,
    #[serde(rename = "type")]
    kind: u8,
    #[serde(borrow)]
    url: Option<Text<'a>>,
    created_at: Option<u64>,
    timestamps: Option<Timestamps>,
    application_id: Option<Snowflake>,
    #[serde(borrow)]
    details: Option<Text<'a>>,
    #[serde(borrow)]
    state: Option<Text<'a>>,
    #[serde(borrow)]
    party: Option<Party<'a>>,
    #[serde(borrow)]
    assets: Option<Assets<'a>>,
    flags: Option<u64>,
}

#[derive(Deserialize, Debug, PartialEq)]
struct Timestamps {
    start: Option<u64>,
    end: Option<u64>,
}

#[derive(Deserialize, Debug, PartialEq)]
struct Party<'a> {
    #[serde(borrow)]
    id: Option<Text<'a>>,
    size: Option<[u32; 2]>,
}

#[derive(Deserialize, Debug, PartialEq)]
struct Assets<'a> {
    #[serde(borrow)]
    large_image: Option<Text<'a>>,
    #[serde(borrow)]
    large_text: Option<Text<'a>>,
    #[serde(borrow)]
    small_image: Option<Text<'a>>,
    #[serde(borrow)]
    small_text: Option<Text<'a>>,
}
