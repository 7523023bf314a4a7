//! Events by their names, for readers of JSON that know nothing of Discord.

use std::fmt;

use gatewire::model;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::model::RawPayload;

/// A kind of event, with what [`gatewire::Event`] has for it.
pub(super) trait Kind {
    const EVENT: &str;
    type Of<'a>: Deserialize<'a> + Serialize;
}

/// Declares the events that are read by name.
macro_rules! named {
    ($($kind:ident($name:literal, $type:ty),)*) => {
        pub(super) mod kinds {
            $(pub(crate) enum $kind {})*
        }

        $(impl Kind for kinds::$kind {
            const EVENT: &str = $name;
            type Of<'a> = $type;
        })*

        /// An event: [`gatewire::Event`] without what is not in the session.
        #[derive(Serialize)]
        #[serde(untagged)]
        pub(super) enum Named<'a> {
            $($kind($type),)*
            /// One that has no struct, or no data.
            Unknown,
        }

        impl<'a> Named<'a> {
            /// Reads the data of a payload whose other parts are known.
            pub(super) fn read(payload: &RawPayload<'a>) -> serde_json::Result<Self> {
                match (payload.t, payload.d) {
                    $((Some($name), Some(data)) => {
                        serde_json::from_str(data.get()).map(Self::$kind)
                    })*
                    _ => Ok(Self::Unknown),
                }
            }

            /// Reads the value of `d` where `t` came before it.
            fn next<A: MapAccess<'a>>(name: Option<&str>, map: &mut A) -> Result<Self, A::Error> {
                match name {
                    $(Some($name) => map.next_value().map(Self::$kind),)*
                    _ => map.next_value::<IgnoredAny>().map(|_| Self::Unknown),
                }
            }
        }
    };
}

// All of the session, the frequent ones first, since names are compared in this order.
named! {
    PresenceUpdate("PRESENCE_UPDATE", Box<model::PresenceUpdate<'a>>),
    TypingStart("TYPING_START", Box<model::TypingStart<'a>>),
    VoiceStateUpdate("VOICE_STATE_UPDATE", Box<model::VoiceState<'a>>),
    MessageCreate("MESSAGE_CREATE", Box<model::Message<'a>>),
    MessageDelete("MESSAGE_DELETE", model::MessageDelete),
    GuildMemberUpdate("GUILD_MEMBER_UPDATE", Box<model::GuildMemberUpdate<'a>>),
    MessageReactionRemove("MESSAGE_REACTION_REMOVE", Box<model::MessageReactionRemove<'a>>),
    GuildMemberRemove("GUILD_MEMBER_REMOVE", Box<model::GuildMemberRemove<'a>>),
    MessageReactionAdd("MESSAGE_REACTION_ADD", Box<model::MessageReactionAdd<'a>>),
    GuildMemberAdd("GUILD_MEMBER_ADD", Box<model::GuildMemberAdd<'a>>),
    MessageUpdate("MESSAGE_UPDATE", Box<model::PartialMessage<'a>>),
    InteractionCreate("INTERACTION_CREATE", Box<model::Interaction<'a>>),
    GuildCreate("GUILD_CREATE", model::GuildCreate<'a>),
    GuildAuditLogEntryCreate(
        "GUILD_AUDIT_LOG_ENTRY_CREATE",
        Box<model::GuildAuditLogEntryCreate<'a>>
    ),
    ThreadUpdate("THREAD_UPDATE", Box<model::Channel<'a>>),
    ChannelUpdate("CHANNEL_UPDATE", Box<model::Channel<'a>>),
    ThreadCreate("THREAD_CREATE", Box<model::Channel<'a>>),
    GuildRoleUpdate("GUILD_ROLE_UPDATE", Box<model::GuildRoleChange<'a>>),
    ChannelPinsUpdate("CHANNEL_PINS_UPDATE", model::ChannelPinsUpdate),
    ThreadMembersUpdate("THREAD_MEMBERS_UPDATE", Box<model::ThreadMembersUpdate<'a>>),
    MessagePollVoteAdd("MESSAGE_POLL_VOTE_ADD", model::MessagePollVote),
    ChannelCreate("CHANNEL_CREATE", Box<model::Channel<'a>>),
    MessageDeleteBulk("MESSAGE_DELETE_BULK", model::MessageDeleteBulk<'a>),
    GuildJoinRequestUpdate("GUILD_JOIN_REQUEST_UPDATE", Box<model::GuildJoinRequestChange<'a>>),
    VoiceChannelEffectSend("VOICE_CHANNEL_EFFECT_SEND", Box<model::VoiceChannelEffectSend<'a>>),
    InviteCreate("INVITE_CREATE", Box<model::InviteCreate<'a>>),
    VoiceChannelStatusUpdate("VOICE_CHANNEL_STATUS_UPDATE", model::VoiceChannelStatusUpdate<'a>),
    ThreadDelete("THREAD_DELETE", Box<model::PartialChannel<'a>>),
    GuildBanAdd("GUILD_BAN_ADD", Box<model::GuildBanAdd<'a>>),
    MessageReactionRemoveAll("MESSAGE_REACTION_REMOVE_ALL", model::MessageReactionRemoveAll),
    GuildRoleCreate("GUILD_ROLE_CREATE", Box<model::GuildRoleChange<'a>>),
    ChannelDelete("CHANNEL_DELETE", Box<model::Channel<'a>>),
    GuildMembersChunk("GUILD_MEMBERS_CHUNK", Box<model::GuildMembersChunk<'a>>),
    WebhooksUpdate("WEBHOOKS_UPDATE", model::WebhooksUpdate),
    GuildUpdate("GUILD_UPDATE", Box<model::Guild<'a>>),
    MessageReactionRemoveEmoji(
        "MESSAGE_REACTION_REMOVE_EMOJI",
        Box<model::MessageReactionRemoveEmoji<'a>>
    ),
    UserUpdate("USER_UPDATE", Box<model::User<'a>>),
    GuildBanRemove("GUILD_BAN_REMOVE", Box<model::GuildBanRemove<'a>>),
    VoiceServerUpdate("VOICE_SERVER_UPDATE", Box<model::VoiceServerUpdate<'a>>),
    GuildRoleDelete("GUILD_ROLE_DELETE", model::GuildRoleDelete),
    MessagePollVoteRemove("MESSAGE_POLL_VOTE_REMOVE", model::MessagePollVote),
    InviteDelete("INVITE_DELETE", model::InviteDelete<'a>),
    GuildIntegrationsUpdate("GUILD_INTEGRATIONS_UPDATE", model::GuildIntegrationsUpdate),
    GuildEmojisUpdate("GUILD_EMOJIS_UPDATE", model::GuildEmojisUpdate<'a>),
    Ready("READY", Box<model::Ready<'a>>),
    GuildDelete("GUILD_DELETE", Box<model::UnavailableGuild<'a>>),
    RateLimited("RATE_LIMITED", Box<model::RateLimited<'a>>),
    Resumed("RESUMED", model::Resumed<'a>),
}

/// A payload that is read in one pass, for Discord's JSON has `t` before `d`.
pub(super) struct Routed<'a> {
    pub(super) op: u8,
    pub(super) s: Option<u64>,
    pub(super) t: Option<&'a str>,
    pub(super) d: Named<'a>,
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Key {
    Op,
    S,
    T,
    D,
    #[serde(other)]
    Other,
}

impl<'a> Deserialize<'a> for Routed<'a> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        struct Payload;

        impl<'a> Visitor<'a> for Payload {
            type Value = Routed<'a>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a payload whose name comes before its data")
            }

            fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let (mut op, mut s, mut t, mut d) = (None, None, None, None);
                while let Some(key) = map.next_key()? {
                    match key {
                        Key::Op => op = Some(map.next_value()?),
                        Key::S => s = map.next_value()?,
                        Key::T => t = Some(map.next_value()?),
                        Key::D => {
                            let name = t.ok_or_else(|| Error::missing_field("t"))?;
                            d = Some(Named::next(name, &mut map)?);
                        }
                        Key::Other => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(Routed {
                    op: op.ok_or_else(|| Error::missing_field("op"))?,
                    s,
                    t: t.flatten(),
                    d: d.ok_or_else(|| Error::missing_field("d"))?,
                })
            }
        }

        deserializer.deserialize_map(Payload)
    }
}
