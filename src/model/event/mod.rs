//! Events as structs that borrow from the message.

mod activity;
mod auto_moderation;
mod channel;
mod directory;
mod guild;
mod integration;
mod invite;
mod join_request;
mod kind;
mod kinds;
mod member;
mod message;
mod reaction;
mod role;
mod route;
mod scheduled_event;
mod session;
mod shop;
mod soundboard;
mod thread;
mod typing;
mod voice;
mod webhook;

pub use kind::EventKind;
pub use kinds::{EventKinds, EventKindsIter};

pub use activity::{EmbeddedActivityLocation, EmbeddedActivityParticipant, EmbeddedActivityUpdate};
pub use auto_moderation::{AutoModerationActionExecution, AutoModerationMentionRaidDetection};
pub use channel::{
    ChannelInfo, ChannelInfoChannel, ChannelPinsUpdate, ChannelStatuses,
    VoiceChannelStartTimeUpdate, VoiceChannelStatusUpdate,
};
pub use directory::{DirectoryCategory, DirectoryEntryType, GuildDirectoryEntry};
pub use guild::{
    GuildApplicationCommandIndexUpdate, GuildAuditLogEntryCreate, GuildBanAdd, GuildBanRemove,
    GuildCreate, GuildEmojisUpdate, GuildIntegrationsUpdate, GuildStickersUpdate,
};
pub use integration::{IntegrationChange, IntegrationDelete};
pub use invite::{InviteCreate, InviteDelete};
pub use join_request::{GuildJoinRequestChange, GuildJoinRequestDelete};
pub use member::{GuildMemberAdd, GuildMemberRemove, GuildMemberUpdate, GuildMembersChunk};
pub use message::{MessageDelete, MessageDeleteBulk};
pub use reaction::{
    DebouncedReactions, MessagePollVote, MessageReactionAdd, MessageReactionAddMany,
    MessageReactionRemove, MessageReactionRemoveAll, MessageReactionRemoveEmoji,
};
pub use role::{GuildRoleChange, GuildRoleDelete};
pub use scheduled_event::{
    GuildScheduledEventExceptionChange, GuildScheduledEventExceptionsDelete,
    GuildScheduledEventUser,
};
pub use session::{
    Hello, RateLimitMeta, RateLimited, Ready, RequestGuildMembersRateLimit, Resumed,
};
pub use shop::{
    CreatorMonetizationRestrictionsUpdate, GameServerChange, GameServerDelete, GiftCodeUpdate,
    GuildAppliedBoostsUpdate, GuildOfficialGameApplicationsUpdate, GuildPowerupEntitlements,
};
pub use soundboard::{GuildSoundboardSoundDelete, GuildSoundboardSounds};
pub use thread::{ThreadListSync, ThreadMemberUpdate, ThreadMembersUpdate};
pub use typing::TypingStart;
pub use voice::{VoiceChannelEffectSend, VoiceServerUpdate};
pub use webhook::WebhooksUpdate;

use serde::{Deserialize, Serialize, Serializer, ser};

use crate::DecodeError;
use crate::decode::{Frame, Scratch};
use crate::model::codec::OrDefault;
use crate::model::{
    ApplicationCommand, AutoModRule, Channel, Entitlement, Guild, GuildCommandPermissions,
    Interaction, Message, Opcode, PartialChannel, PartialMessage, PresenceUpdate, ScheduledEvent,
    SoundboardSound, StageInstance, Subscription, UnavailableGuild, User, Value, VoiceState,
};

/// How an event's data is read: strictly, or as nothing where it is anything else.
macro_rules! read_event {
    ($frame:ident, $kind:ident) => {
        $frame.data_native().map(Self::$kind)
    };
    ($frame:ident, $kind:ident, lenient) => {
        $frame.data_native::<OrDefault<_>>().map(|data| Self::$kind(data.0))
    };
}

/// Declares the events: a variant each, with the struct that its `d` is read into.
macro_rules! events {
    ($($(#[$meta:meta])* $kind:ident($type:ty) $(=> $how:ident)?,)*) => {
        /// What a frame holds, read into a struct.
        ///
        /// Structs that are large are boxed, so that an event is cheap to move: it has at most 104
        /// bytes where pointers have 64 bits.
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum Event<'a> {
            /// Opcode 10, the first message of a connection.
            Hello(Hello<'a>),
            /// Opcode 1: the server asks for a heartbeat at once.
            HeartbeatRequest,
            /// Opcode 7: the server asks to reconnect and resume.
            Reconnect,
            /// Opcode 9: the session cannot be used; whether it can be resumed. Where `d` is null or
            /// missing it cannot.
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
                    $(EventKind::$kind => read_event!(frame, $kind $(, $how)?),)*
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
    /// `READY`: a session began.
    Ready(Box<Ready<'a>>),
    /// `RESUMED`: a resumed session has got all that it missed.
    Resumed(Resumed<'a>) => lenient,
    /// `RATE_LIMITED`: a command was refused, as too many were sent.
    RateLimited(Box<RateLimited<'a>>),
    /// `APPLICATION_COMMAND_CREATE`: a command was made. Only in sessions of version 8.
    ApplicationCommandCreate(Box<ApplicationCommand<'a>>),
    /// `APPLICATION_COMMAND_UPDATE`: a command was changed. Only in sessions of version 8.
    ApplicationCommandUpdate(Box<ApplicationCommand<'a>>),
    /// `APPLICATION_COMMAND_DELETE`: a command was deleted. Only in sessions of version 8.
    ApplicationCommandDelete(Box<ApplicationCommand<'a>>),
    /// `APPLICATION_COMMAND_PERMISSIONS_UPDATE`: who may use a command was changed.
    ApplicationCommandPermissionsUpdate(Box<GuildCommandPermissions<'a>>),
    /// `AUTO_MODERATION_RULE_CREATE`: a rule of auto moderation was made.
    AutoModerationRuleCreate(Box<AutoModRule<'a>>),
    /// `AUTO_MODERATION_RULE_UPDATE`: a rule of auto moderation was changed.
    AutoModerationRuleUpdate(Box<AutoModRule<'a>>),
    /// `AUTO_MODERATION_RULE_DELETE`: a rule of auto moderation was deleted.
    AutoModerationRuleDelete(Box<AutoModRule<'a>>),
    /// `AUTO_MODERATION_ACTION_EXECUTION`: a rule of auto moderation did something.
    AutoModerationActionExecution(Box<AutoModerationActionExecution<'a>>),
    /// `AUTO_MODERATION_MENTION_RAID_DETECTION`: very many mentions were seen at once. Undocumented.
    AutoModerationMentionRaidDetection(Box<AutoModerationMentionRaidDetection<'a>>),
    /// `CHANNEL_CREATE`: a channel was made.
    ChannelCreate(Box<Channel<'a>>),
    /// `CHANNEL_UPDATE`: a channel was changed.
    ChannelUpdate(Box<Channel<'a>>),
    /// `CHANNEL_DELETE`: a channel was deleted.
    ChannelDelete(Box<Channel<'a>>),
    /// `CHANNEL_INFO`: the answer to opcode 43, Request Channel Info.
    ChannelInfo(ChannelInfo<'a>),
    /// `CHANNEL_STATUSES`: the statuses of voice channels. Undocumented.
    ChannelStatuses(ChannelStatuses<'a>),
    /// `CHANNEL_PINS_UPDATE`: a message was pinned or unpinned.
    ChannelPinsUpdate(ChannelPinsUpdate),
    /// `VOICE_CHANNEL_STATUS_UPDATE`: the status of a voice channel was changed.
    VoiceChannelStatusUpdate(VoiceChannelStatusUpdate<'a>),
    /// `VOICE_CHANNEL_START_TIME_UPDATE`: the session in a voice channel began or ended.
    VoiceChannelStartTimeUpdate(VoiceChannelStartTimeUpdate),
    /// `THREAD_CREATE`: a thread was made, or the bot was added to it.
    ThreadCreate(Box<Channel<'a>>),
    /// `THREAD_UPDATE`: a thread was changed.
    ThreadUpdate(Box<Channel<'a>>),
    /// `THREAD_DELETE`: a thread was deleted; it has `id`, `guild_id`, `parent_id` and `type`.
    ThreadDelete(Box<PartialChannel<'a>>),
    /// `THREAD_LIST_SYNC`: the bot has begun to see channels, and gets their threads.
    ThreadListSync(ThreadListSync<'a>),
    /// `THREAD_MEMBER_UPDATE`: the bot's own membership of a thread was changed.
    ThreadMemberUpdate(Box<ThreadMemberUpdate<'a>>),
    /// `THREAD_MEMBERS_UPDATE`: users joined or left a thread.
    ThreadMembersUpdate(Box<ThreadMembersUpdate<'a>>),
    /// `ENTITLEMENT_CREATE`: an entitlement was granted.
    EntitlementCreate(Box<Entitlement>),
    /// `ENTITLEMENT_UPDATE`: an entitlement was changed.
    EntitlementUpdate(Box<Entitlement>),
    /// `ENTITLEMENT_DELETE`: an entitlement was taken away.
    EntitlementDelete(Box<Entitlement>),
    /// `SUBSCRIPTION_CREATE`: a subscription was made.
    SubscriptionCreate(Box<Subscription<'a>>),
    /// `SUBSCRIPTION_UPDATE`: a subscription was changed.
    SubscriptionUpdate(Box<Subscription<'a>>),
    /// `SUBSCRIPTION_DELETE`: a subscription was deleted.
    SubscriptionDelete(Box<Subscription<'a>>),
    /// `GIFT_CODE_UPDATE`: a gift was used. Undocumented.
    GiftCodeUpdate(Box<GiftCodeUpdate<'a>>),
    /// `CREATOR_MONETIZATION_RESTRICTIONS_UPDATE`: what a guild may sell was restricted, or is no longer. Undocumented.
    CreatorMonetizationRestrictionsUpdate(CreatorMonetizationRestrictionsUpdate<'a>),
    /// `GUILD_CREATE`: a guild came: at the beginning, after an outage, or when the bot joined.
    GuildCreate(GuildCreate<'a>),
    /// `GUILD_UPDATE`: a guild was changed.
    GuildUpdate(Box<Guild<'a>>),
    /// `GUILD_DELETE`: a guild became unavailable or, where it does not say so, the bot left it.
    GuildDelete(Box<UnavailableGuild<'a>>),
    /// `GUILD_APPLICATION_COMMAND_INDEX_UPDATE`: the commands of a guild changed. Undocumented.
    GuildApplicationCommandIndexUpdate(GuildApplicationCommandIndexUpdate),
    /// `GUILD_APPLIED_BOOSTS_UPDATE`: a boost of a guild began, changed or ended. Undocumented.
    GuildAppliedBoostsUpdate(Box<GuildAppliedBoostsUpdate<'a>>),
    /// `GUILD_AUDIT_LOG_ENTRY_CREATE`: the audit log of a guild has a new entry.
    GuildAuditLogEntryCreate(Box<GuildAuditLogEntryCreate<'a>>),
    /// `GUILD_BAN_ADD`: a user was banned.
    GuildBanAdd(Box<GuildBanAdd<'a>>),
    /// `GUILD_BAN_REMOVE`: a ban was lifted.
    GuildBanRemove(Box<GuildBanRemove<'a>>),
    /// `GUILD_DIRECTORY_ENTRY_CREATE`: a directory lists something more. Undocumented.
    GuildDirectoryEntryCreate(Box<GuildDirectoryEntry<'a>>),
    /// `GUILD_DIRECTORY_ENTRY_UPDATE`: what a directory lists was changed. Undocumented.
    GuildDirectoryEntryUpdate(Box<GuildDirectoryEntry<'a>>),
    /// `GUILD_DIRECTORY_ENTRY_DELETE`: a directory no longer lists something. Undocumented.
    GuildDirectoryEntryDelete(Box<GuildDirectoryEntry<'a>>),
    /// `GUILD_EMOJIS_UPDATE`: the emojis of a guild were changed.
    GuildEmojisUpdate(GuildEmojisUpdate<'a>),
    /// `GUILD_STICKERS_UPDATE`: the stickers of a guild were changed.
    GuildStickersUpdate(GuildStickersUpdate<'a>),
    /// `GUILD_INTEGRATIONS_UPDATE`: the integrations of a guild were changed.
    GuildIntegrationsUpdate(GuildIntegrationsUpdate),
    /// `GUILD_JOIN_REQUEST_CREATE`: a user asked to join a guild.
    GuildJoinRequestCreate(Box<GuildJoinRequestChange<'a>>),
    /// `GUILD_JOIN_REQUEST_UPDATE`: a request to join was sent, approved or rejected.
    GuildJoinRequestUpdate(Box<GuildJoinRequestChange<'a>>),
    /// `GUILD_JOIN_REQUEST_DELETE`: a request to join was taken back.
    GuildJoinRequestDelete(GuildJoinRequestDelete),
    /// `GUILD_MEMBER_ADD`: a user joined a guild.
    GuildMemberAdd(Box<GuildMemberAdd<'a>>),
    /// `GUILD_MEMBER_REMOVE`: a user left a guild or was removed.
    GuildMemberRemove(Box<GuildMemberRemove<'a>>),
    /// `GUILD_MEMBER_UPDATE`: a member was changed.
    GuildMemberUpdate(Box<GuildMemberUpdate<'a>>),
    /// `GUILD_MEMBERS_CHUNK`: a part of the answer to opcode 8, Request Guild Members.
    GuildMembersChunk(Box<GuildMembersChunk<'a>>),
    /// `GUILD_OFFICIAL_GAME_APPLICATIONS_UPDATE`: the games of a guild changed. Undocumented.
    GuildOfficialGameApplicationsUpdate(GuildOfficialGameApplicationsUpdate<'a>),
    /// `GUILD_POWERUP_ENTITLEMENTS_CREATE`: a guild got what its boosts pay for. Undocumented.
    GuildPowerupEntitlementsCreate(GuildPowerupEntitlements<'a>),
    /// `GUILD_POWERUP_ENTITLEMENTS_DELETE`: a guild lost what its boosts paid for. Undocumented.
    GuildPowerupEntitlementsDelete(GuildPowerupEntitlements<'a>),
    /// `GUILD_ROLE_CREATE`: a role was made.
    GuildRoleCreate(Box<GuildRoleChange<'a>>),
    /// `GUILD_ROLE_UPDATE`: a role was changed.
    GuildRoleUpdate(Box<GuildRoleChange<'a>>),
    /// `GUILD_ROLE_DELETE`: a role was deleted.
    GuildRoleDelete(GuildRoleDelete),
    /// `GUILD_SCHEDULED_EVENT_CREATE`: a scheduled event was made.
    GuildScheduledEventCreate(Box<ScheduledEvent<'a>>),
    /// `GUILD_SCHEDULED_EVENT_UPDATE`: a scheduled event was changed.
    GuildScheduledEventUpdate(Box<ScheduledEvent<'a>>),
    /// `GUILD_SCHEDULED_EVENT_DELETE`: a scheduled event was deleted.
    GuildScheduledEventDelete(Box<ScheduledEvent<'a>>),
    /// `GUILD_SCHEDULED_EVENT_USER_ADD`: a user subscribed to a scheduled event.
    GuildScheduledEventUserAdd(GuildScheduledEventUser),
    /// `GUILD_SCHEDULED_EVENT_USER_REMOVE`: a user no longer subscribes to a scheduled event.
    GuildScheduledEventUserRemove(GuildScheduledEventUser),
    /// `GUILD_SCHEDULED_EVENT_EXCEPTION_CREATE`: one time of a scheduled event became another than its rule says.
    GuildScheduledEventExceptionCreate(Box<GuildScheduledEventExceptionChange>),
    /// `GUILD_SCHEDULED_EVENT_EXCEPTION_UPDATE`: such a time was changed.
    GuildScheduledEventExceptionUpdate(Box<GuildScheduledEventExceptionChange>),
    /// `GUILD_SCHEDULED_EVENT_EXCEPTION_DELETE`: such a time is as the rule says again.
    GuildScheduledEventExceptionDelete(Box<GuildScheduledEventExceptionChange>),
    /// `GUILD_SCHEDULED_EVENT_EXCEPTIONS_DELETE`: all times of a scheduled event are as its rule says again. Undocumented.
    GuildScheduledEventExceptionsDelete(GuildScheduledEventExceptionsDelete),
    /// `GUILD_SOUNDBOARD_SOUND_CREATE`: a soundboard sound was made.
    GuildSoundboardSoundCreate(Box<SoundboardSound<'a>>),
    /// `GUILD_SOUNDBOARD_SOUND_UPDATE`: a soundboard sound was changed.
    GuildSoundboardSoundUpdate(Box<SoundboardSound<'a>>),
    /// `GUILD_SOUNDBOARD_SOUND_DELETE`: a soundboard sound was deleted.
    GuildSoundboardSoundDelete(GuildSoundboardSoundDelete),
    /// `GUILD_SOUNDBOARD_SOUNDS_UPDATE`: several soundboard sounds were changed.
    GuildSoundboardSoundsUpdate(GuildSoundboardSounds<'a>),
    /// `SOUNDBOARD_SOUNDS`: the answer to opcode 31, Request Soundboard Sounds, for one guild.
    SoundboardSounds(GuildSoundboardSounds<'a>),
    /// `GAME_SERVER_CREATE`: a guild's game server was made. Undocumented.
    GameServerCreate(GameServerChange<'a>),
    /// `GAME_SERVER_UPDATE`: a guild's game server was changed. Undocumented.
    GameServerUpdate(GameServerChange<'a>),
    /// `GAME_SERVER_DELETE`: a guild's game server was deleted. Undocumented.
    GameServerDelete(GameServerDelete),
    /// `INTEGRATION_CREATE`: an integration was made.
    IntegrationCreate(Box<IntegrationChange<'a>>),
    /// `INTEGRATION_UPDATE`: an integration was changed.
    IntegrationUpdate(Box<IntegrationChange<'a>>),
    /// `INTEGRATION_DELETE`: an integration was deleted.
    IntegrationDelete(IntegrationDelete),
    /// `INTERACTION_CREATE`: a user used a command, a component or a modal of the bot.
    InteractionCreate(Box<Interaction<'a>>),
    /// `EMBEDDED_ACTIVITY_UPDATE_V2`: an activity that an app embeds began, changed or ended. Undocumented.
    EmbeddedActivityUpdateV2(Box<EmbeddedActivityUpdate<'a>>),
    /// `INVITE_CREATE`: an invite was made.
    InviteCreate(Box<InviteCreate<'a>>),
    /// `INVITE_DELETE`: an invite was deleted.
    InviteDelete(InviteDelete<'a>),
    /// `MESSAGE_CREATE`: a message was sent.
    MessageCreate(Box<Message<'a>>),
    /// `MESSAGE_UPDATE`: a message was edited; what did not change may be absent.
    MessageUpdate(Box<PartialMessage<'a>>),
    /// `MESSAGE_DELETE`: a message was deleted.
    MessageDelete(MessageDelete),
    /// `MESSAGE_DELETE_BULK`: several messages were deleted at once.
    MessageDeleteBulk(MessageDeleteBulk<'a>),
    /// `MESSAGE_REACTION_ADD`: a user reacted to a message.
    MessageReactionAdd(Box<MessageReactionAdd<'a>>),
    /// `MESSAGE_REACTION_ADD_MANY`: users reacted to a message, all in one event. Undocumented.
    MessageReactionAddMany(MessageReactionAddMany<'a>),
    /// `MESSAGE_REACTION_REMOVE`: a user's reaction was removed from a message.
    MessageReactionRemove(Box<MessageReactionRemove<'a>>),
    /// `MESSAGE_REACTION_REMOVE_ALL`: all reactions were removed from a message.
    MessageReactionRemoveAll(MessageReactionRemoveAll),
    /// `MESSAGE_REACTION_REMOVE_EMOJI`: all reactions of one emoji were removed from a message.
    MessageReactionRemoveEmoji(Box<MessageReactionRemoveEmoji<'a>>),
    /// `MESSAGE_POLL_VOTE_ADD`: a user voted in a poll; one event for each answer.
    MessagePollVoteAdd(MessagePollVote),
    /// `MESSAGE_POLL_VOTE_REMOVE`: a user took back a vote; one event for each answer.
    MessagePollVoteRemove(MessagePollVote),
    /// `PRESENCE_UPDATE`: a user's status or activities were changed.
    PresenceUpdate(Box<PresenceUpdate<'a>>),
    /// `STAGE_INSTANCE_CREATE`: a stage began.
    StageInstanceCreate(Box<StageInstance<'a>>),
    /// `STAGE_INSTANCE_UPDATE`: a stage was changed.
    StageInstanceUpdate(Box<StageInstance<'a>>),
    /// `STAGE_INSTANCE_DELETE`: a stage ended.
    StageInstanceDelete(Box<StageInstance<'a>>),
    /// `TYPING_START`: a user began to type.
    TypingStart(Box<TypingStart<'a>>),
    /// `USER_UPDATE`: the bot's own user was changed.
    UserUpdate(Box<User<'a>>),
    /// `VOICE_CHANNEL_EFFECT_SEND`: a user sent an effect in a voice channel.
    VoiceChannelEffectSend(Box<VoiceChannelEffectSend<'a>>),
    /// `VOICE_STATE_UPDATE`: a user joined or left a voice channel, or was changed in one.
    VoiceStateUpdate(Box<VoiceState<'a>>),
    /// `VOICE_SERVER_UPDATE`: a guild's voice server, to connect to.
    VoiceServerUpdate(Box<VoiceServerUpdate<'a>>),
    /// `WEBHOOKS_UPDATE`: the webhooks of a channel were changed.
    WebhooksUpdate(WebhooksUpdate),
}

impl<'a> Event<'a> {
    fn read_operation(frame: Frame<'a>) -> Result<Self, DecodeError> {
        Ok(match frame.kind() {
            EventKind::Hello => Self::Hello(frame.data_native()?),
            EventKind::InvalidSession => {
                // Without an answer the session is lost.
                let resumable = frame.data_native::<Option<bool>>()?;
                Self::InvalidSession(resumable.unwrap_or(false))
            }
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
