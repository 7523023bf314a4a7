//! What events hold, as structs that borrow from the message.

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
mod row;
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
pub(crate) use row::event_rows;

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

use serde::Serialize;

use crate::model::Opcode;

/// What the Gateway sends, with the opcode and the name that it belongs to: the counterpart of a
/// [`Command`](crate::Command).
///
/// An [`Event`](crate::Event) is one. [`FrameWriter::write_event`](crate::encode::FrameWriter::write_event)
/// writes it. Others can be added, for proxies and tests:
///
/// ```
/// use gatewire::encode::FrameWriter;
/// use gatewire::model::ServerEvent;
/// use gatewire::{EncodeError, Encoding, Opcode};
///
/// #[derive(serde::Serialize)]
/// struct Ping {
///     count: u8,
/// }
///
/// impl ServerEvent for Ping {
///     fn opcode(&self) -> Opcode {
///         Opcode::DISPATCH
///     }
///
///     fn event_name(&self) -> Option<&str> {
///         Some("PING")
///     }
/// }
///
/// let mut payload = Vec::new();
/// FrameWriter::new(Encoding::Json).write_event(7, &Ping { count: 2 }, &mut payload)?;
/// assert_eq!(payload, br#"{"t":"PING","s":7,"op":0,"d":{"count":2}}"#);
/// # Ok::<(), EncodeError>(())
/// ```
pub trait ServerEvent: Serialize {
    /// The `op` of the payload. [`Opcode::DISPATCH`] alone has a name and a sequence.
    fn opcode(&self) -> Opcode;

    /// The `t` of the payload.
    fn event_name(&self) -> Option<&str>;
}
