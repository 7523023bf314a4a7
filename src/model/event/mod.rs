//! Events as structs that borrow from the message.

mod auto_moderation;
mod channel;
mod guild;
mod integration;
mod invite;
mod kind;
mod member;
mod message;
mod reaction;
mod role;
mod scheduled_event;
mod session;
mod soundboard;
mod thread;
mod typing;
mod voice;
mod webhook;

pub use kind::EventKind;

pub use auto_moderation::AutoModerationActionExecution;
pub use channel::{
    ChannelInfo, ChannelInfoChannel, ChannelPinsUpdate, VoiceChannelStartTimeUpdate,
    VoiceChannelStatusUpdate,
};
pub use guild::{
    GuildAuditLogEntryCreate, GuildBanAdd, GuildBanRemove, GuildCreate, GuildEmojisUpdate,
    GuildIntegrationsUpdate, GuildStickersUpdate,
};
pub use integration::{IntegrationChange, IntegrationDelete};
pub use invite::{InviteCreate, InviteDelete};
pub use member::{GuildMemberAdd, GuildMemberRemove, GuildMemberUpdate, GuildMembersChunk};
pub use message::{MessageDelete, MessageDeleteBulk};
pub use reaction::{
    MessagePollVote, MessageReactionAdd, MessageReactionRemove, MessageReactionRemoveAll,
    MessageReactionRemoveEmoji,
};
pub use role::{GuildRoleChange, GuildRoleDelete};
pub use scheduled_event::GuildScheduledEventUser;
pub use session::{
    Hello, RateLimitMeta, RateLimited, Ready, RequestGuildMembersRateLimit, Resumed,
};
pub use soundboard::{GuildSoundboardSoundDelete, GuildSoundboardSounds};
pub use thread::{ThreadListSync, ThreadMemberUpdate, ThreadMembersUpdate};
pub use typing::TypingStart;
pub use voice::{VoiceChannelEffectSend, VoiceServerUpdate};
pub use webhook::WebhooksUpdate;

use serde::{Deserialize, Serialize, Serializer, ser};

use crate::DecodeError;
use crate::decode::{Frame, Scratch};
use crate::model::{
    ApplicationCommand, AutoModRule, Channel, Entitlement, Guild, GuildCommandPermissions,
    Interaction, Message, Opcode, PartialChannel, PartialMessage, PresenceUpdate, ScheduledEvent,
    SoundboardSound, StageInstance, Subscription, UnavailableGuild, User, Value, VoiceState,
};

/// Declares the events: a variant each, with the struct that its `d` is read into.
macro_rules! events {
    ($($(#[$meta:meta])* $kind:ident($type:ty),)*) => {
        /// What a frame holds, read into a struct.
        ///
        /// Structs that are large are boxed, so that an event is cheap to move.
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum Event<'a> {
            /// Opcode 10, the first message of a connection.
            Hello(Hello<'a>),
            /// Opcode 1: the server asks for a heartbeat at once.
            HeartbeatRequest,
            /// Opcode 7: the server asks to reconnect and resume.
            Reconnect,
            /// Opcode 9: the session cannot be used; whether it can be resumed.
            InvalidSession(bool),
            /// Opcode 11: a heartbeat arrived.
            HeartbeatAck,
            $($(#[$meta])* $kind($type),)*
            /// An event or an operation that this version does not know.
            Unknown(UnknownEvent<'a>),
        }

        impl<'a> Event<'a> {
            pub(crate) fn read(frame: Frame<'a>) -> Result<Self, DecodeError> {
                match frame.kind() {
                    $(EventKind::$kind => frame.data_native().map(Self::$kind),)*
                    _ => Self::read_operation(frame),
                }
            }

            /// What the frame was about.
            pub fn kind(&self) -> EventKind {
                match self {
                    Self::Hello(_) => EventKind::Hello,
                    Self::HeartbeatRequest => EventKind::HeartbeatRequest,
                    Self::Reconnect => EventKind::Reconnect,
                    Self::InvalidSession(_) => EventKind::InvalidSession,
                    Self::HeartbeatAck => EventKind::HeartbeatAck,
                    $(Self::$kind(_) => EventKind::$kind,)*
                    Self::Unknown(unknown) => unknown.frame.kind(),
                }
            }
        }

        /// Writes `d`.
        impl Serialize for Event<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    Self::Hello(hello) => hello.serialize(serializer),
                    Self::InvalidSession(resumable) => resumable.serialize(serializer),
                    Self::HeartbeatRequest | Self::Reconnect | Self::HeartbeatAck => {
                        serializer.serialize_unit()
                    }
                    $(Self::$kind(data) => data.serialize(serializer),)*
                    Self::Unknown(unknown) => unknown.serialize(serializer),
                }
            }
        }
    };
}

events! {
    /// `READY`: TODO
    Ready(Box<Ready<'a>>),
    /// `RESUMED`: TODO
    Resumed(Resumed<'a>),
    /// `RATE_LIMITED`: TODO
    RateLimited(Box<RateLimited<'a>>),
    /// `APPLICATION_COMMAND_CREATE`: TODO
    ApplicationCommandCreate(Box<ApplicationCommand<'a>>),
    /// `APPLICATION_COMMAND_UPDATE`: TODO
    ApplicationCommandUpdate(Box<ApplicationCommand<'a>>),
    /// `APPLICATION_COMMAND_DELETE`: TODO
    ApplicationCommandDelete(Box<ApplicationCommand<'a>>),
    /// `APPLICATION_COMMAND_PERMISSIONS_UPDATE`: TODO
    ApplicationCommandPermissionsUpdate(Box<GuildCommandPermissions<'a>>),
    /// `AUTO_MODERATION_RULE_CREATE`: TODO
    AutoModerationRuleCreate(Box<AutoModRule<'a>>),
    /// `AUTO_MODERATION_RULE_UPDATE`: TODO
    AutoModerationRuleUpdate(Box<AutoModRule<'a>>),
    /// `AUTO_MODERATION_RULE_DELETE`: TODO
    AutoModerationRuleDelete(Box<AutoModRule<'a>>),
    /// `AUTO_MODERATION_ACTION_EXECUTION`: TODO
    AutoModerationActionExecution(Box<AutoModerationActionExecution<'a>>),
    /// `CHANNEL_CREATE`: TODO
    ChannelCreate(Box<Channel<'a>>),
    /// `CHANNEL_UPDATE`: TODO
    ChannelUpdate(Box<Channel<'a>>),
    /// `CHANNEL_DELETE`: TODO
    ChannelDelete(Box<Channel<'a>>),
    /// `CHANNEL_INFO`: TODO
    ChannelInfo(ChannelInfo<'a>),
    /// `CHANNEL_PINS_UPDATE`: TODO
    ChannelPinsUpdate(ChannelPinsUpdate),
    /// `VOICE_CHANNEL_STATUS_UPDATE`: TODO
    VoiceChannelStatusUpdate(VoiceChannelStatusUpdate<'a>),
    /// `VOICE_CHANNEL_START_TIME_UPDATE`: TODO
    VoiceChannelStartTimeUpdate(VoiceChannelStartTimeUpdate),
    /// `THREAD_CREATE`: TODO
    ThreadCreate(Box<Channel<'a>>),
    /// `THREAD_UPDATE`: TODO
    ThreadUpdate(Box<Channel<'a>>),
    /// `THREAD_DELETE`: TODO
    ThreadDelete(Box<PartialChannel<'a>>),
    /// `THREAD_LIST_SYNC`: TODO
    ThreadListSync(ThreadListSync<'a>),
    /// `THREAD_MEMBER_UPDATE`: TODO
    ThreadMemberUpdate(Box<ThreadMemberUpdate<'a>>),
    /// `THREAD_MEMBERS_UPDATE`: TODO
    ThreadMembersUpdate(Box<ThreadMembersUpdate<'a>>),
    /// `ENTITLEMENT_CREATE`: TODO
    EntitlementCreate(Box<Entitlement>),
    /// `ENTITLEMENT_UPDATE`: TODO
    EntitlementUpdate(Box<Entitlement>),
    /// `ENTITLEMENT_DELETE`: TODO
    EntitlementDelete(Box<Entitlement>),
    /// `SUBSCRIPTION_CREATE`: TODO
    SubscriptionCreate(Box<Subscription<'a>>),
    /// `SUBSCRIPTION_UPDATE`: TODO
    SubscriptionUpdate(Box<Subscription<'a>>),
    /// `SUBSCRIPTION_DELETE`: TODO
    SubscriptionDelete(Box<Subscription<'a>>),
    /// `GUILD_CREATE`: TODO
    GuildCreate(GuildCreate<'a>),
    /// `GUILD_UPDATE`: TODO
    GuildUpdate(Box<Guild<'a>>),
    /// `GUILD_DELETE`: TODO
    GuildDelete(Box<UnavailableGuild<'a>>),
    /// `GUILD_AUDIT_LOG_ENTRY_CREATE`: TODO
    GuildAuditLogEntryCreate(Box<GuildAuditLogEntryCreate<'a>>),
    /// `GUILD_BAN_ADD`: TODO
    GuildBanAdd(Box<GuildBanAdd<'a>>),
    /// `GUILD_BAN_REMOVE`: TODO
    GuildBanRemove(Box<GuildBanRemove<'a>>),
    /// `GUILD_EMOJIS_UPDATE`: TODO
    GuildEmojisUpdate(GuildEmojisUpdate<'a>),
    /// `GUILD_STICKERS_UPDATE`: TODO
    GuildStickersUpdate(GuildStickersUpdate<'a>),
    /// `GUILD_INTEGRATIONS_UPDATE`: TODO
    GuildIntegrationsUpdate(GuildIntegrationsUpdate),
    /// `GUILD_MEMBER_ADD`: TODO
    GuildMemberAdd(Box<GuildMemberAdd<'a>>),
    /// `GUILD_MEMBER_REMOVE`: TODO
    GuildMemberRemove(Box<GuildMemberRemove<'a>>),
    /// `GUILD_MEMBER_UPDATE`: TODO
    GuildMemberUpdate(Box<GuildMemberUpdate<'a>>),
    /// `GUILD_MEMBERS_CHUNK`: TODO
    GuildMembersChunk(Box<GuildMembersChunk<'a>>),
    /// `GUILD_ROLE_CREATE`: TODO
    GuildRoleCreate(Box<GuildRoleChange<'a>>),
    /// `GUILD_ROLE_UPDATE`: TODO
    GuildRoleUpdate(Box<GuildRoleChange<'a>>),
    /// `GUILD_ROLE_DELETE`: TODO
    GuildRoleDelete(GuildRoleDelete),
    /// `GUILD_SCHEDULED_EVENT_CREATE`: TODO
    GuildScheduledEventCreate(Box<ScheduledEvent<'a>>),
    /// `GUILD_SCHEDULED_EVENT_UPDATE`: TODO
    GuildScheduledEventUpdate(Box<ScheduledEvent<'a>>),
    /// `GUILD_SCHEDULED_EVENT_DELETE`: TODO
    GuildScheduledEventDelete(Box<ScheduledEvent<'a>>),
    /// `GUILD_SCHEDULED_EVENT_USER_ADD`: TODO
    GuildScheduledEventUserAdd(GuildScheduledEventUser),
    /// `GUILD_SCHEDULED_EVENT_USER_REMOVE`: TODO
    GuildScheduledEventUserRemove(GuildScheduledEventUser),
    /// `GUILD_SOUNDBOARD_SOUND_CREATE`: TODO
    GuildSoundboardSoundCreate(Box<SoundboardSound<'a>>),
    /// `GUILD_SOUNDBOARD_SOUND_UPDATE`: TODO
    GuildSoundboardSoundUpdate(Box<SoundboardSound<'a>>),
    /// `GUILD_SOUNDBOARD_SOUND_DELETE`: TODO
    GuildSoundboardSoundDelete(GuildSoundboardSoundDelete),
    /// `GUILD_SOUNDBOARD_SOUNDS_UPDATE`: TODO
    GuildSoundboardSoundsUpdate(GuildSoundboardSounds<'a>),
    /// `SOUNDBOARD_SOUNDS`: TODO
    SoundboardSounds(GuildSoundboardSounds<'a>),
    /// `INTEGRATION_CREATE`: TODO
    IntegrationCreate(Box<IntegrationChange<'a>>),
    /// `INTEGRATION_UPDATE`: TODO
    IntegrationUpdate(Box<IntegrationChange<'a>>),
    /// `INTEGRATION_DELETE`: TODO
    IntegrationDelete(IntegrationDelete),
    /// `INTERACTION_CREATE`: TODO
    InteractionCreate(Box<Interaction<'a>>),
    /// `INVITE_CREATE`: TODO
    InviteCreate(Box<InviteCreate<'a>>),
    /// `INVITE_DELETE`: TODO
    InviteDelete(InviteDelete<'a>),
    /// `MESSAGE_CREATE`: TODO
    MessageCreate(Box<Message<'a>>),
    /// `MESSAGE_UPDATE`: TODO
    MessageUpdate(Box<PartialMessage<'a>>),
    /// `MESSAGE_DELETE`: TODO
    MessageDelete(MessageDelete),
    /// `MESSAGE_DELETE_BULK`: TODO
    MessageDeleteBulk(MessageDeleteBulk<'a>),
    /// `MESSAGE_REACTION_ADD`: TODO
    MessageReactionAdd(Box<MessageReactionAdd<'a>>),
    /// `MESSAGE_REACTION_REMOVE`: TODO
    MessageReactionRemove(Box<MessageReactionRemove<'a>>),
    /// `MESSAGE_REACTION_REMOVE_ALL`: TODO
    MessageReactionRemoveAll(MessageReactionRemoveAll),
    /// `MESSAGE_REACTION_REMOVE_EMOJI`: TODO
    MessageReactionRemoveEmoji(Box<MessageReactionRemoveEmoji<'a>>),
    /// `MESSAGE_POLL_VOTE_ADD`: TODO
    MessagePollVoteAdd(MessagePollVote),
    /// `MESSAGE_POLL_VOTE_REMOVE`: TODO
    MessagePollVoteRemove(MessagePollVote),
    /// `PRESENCE_UPDATE`: TODO
    PresenceUpdate(Box<PresenceUpdate<'a>>),
    /// `STAGE_INSTANCE_CREATE`: TODO
    StageInstanceCreate(Box<StageInstance<'a>>),
    /// `STAGE_INSTANCE_UPDATE`: TODO
    StageInstanceUpdate(Box<StageInstance<'a>>),
    /// `STAGE_INSTANCE_DELETE`: TODO
    StageInstanceDelete(Box<StageInstance<'a>>),
    /// `TYPING_START`: TODO
    TypingStart(Box<TypingStart<'a>>),
    /// `USER_UPDATE`: TODO
    UserUpdate(Box<User<'a>>),
    /// `VOICE_CHANNEL_EFFECT_SEND`: TODO
    VoiceChannelEffectSend(Box<VoiceChannelEffectSend<'a>>),
    /// `VOICE_STATE_UPDATE`: TODO
    VoiceStateUpdate(Box<VoiceState<'a>>),
    /// `VOICE_SERVER_UPDATE`: TODO
    VoiceServerUpdate(Box<VoiceServerUpdate<'a>>),
    /// `WEBHOOKS_UPDATE`: TODO
    WebhooksUpdate(WebhooksUpdate),
}

impl<'a> Event<'a> {
    fn read_operation(frame: Frame<'a>) -> Result<Self, DecodeError> {
        Ok(match frame.kind() {
            EventKind::Hello => Self::Hello(frame.data_native()?),
            EventKind::InvalidSession => Self::InvalidSession(frame.data_native()?),
            kind => {
                frame.validate()?;
                match kind {
                    EventKind::HeartbeatRequest => Self::HeartbeatRequest,
                    EventKind::Reconnect => Self::Reconnect,
                    EventKind::HeartbeatAck => Self::HeartbeatAck,
                    _ => Self::Unknown(UnknownEvent { frame }),
                }
            }
        })
    }
}

/// A frame without a struct of its own, known to be well formed.
#[derive(Debug)]
pub struct UnknownEvent<'a> {
    frame: Frame<'a>,
}

impl<'a> UnknownEvent<'a> {
    /// The opcode.
    pub fn opcode(&self) -> Opcode {
        self.frame.opcode()
    }

    /// The event's name (`t`), where there is one.
    pub fn name(&self) -> Option<&'a str> {
        self.frame.event_name()
    }

    /// Reads `d` into any type, as [`Frame::data`] does.
    ///
    /// # Errors
    ///
    /// When `d` is not of that type.
    pub fn data<T: Deserialize<'a>>(self) -> Result<T, DecodeError> {
        self.frame.data()
    }

    /// Appends `d` as compact JSON; `null` where it is absent.
    ///
    /// # Errors
    ///
    /// When an ETF term has no counterpart in JSON.
    pub fn write_json(self, out: &mut Vec<u8>) -> Result<(), DecodeError> {
        self.frame.write_data_json(out)
    }
}

/// Writes `d`, which is read for it as a [`Value`](crate::Value).
impl Serialize for UnknownEvent<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let frame = self.frame.to_owned();
        let mut scratch = Scratch::new();
        let data: Value<'_> = frame.data(&mut scratch).map_err(ser::Error::custom)?;
        data.serialize(serializer)
    }
}
