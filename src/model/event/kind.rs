//! The names of events, known at compile time.

use crate::model::Opcode;
use crate::scan::short::is_same;

/// What a frame is about: an event's name or, where it is no event, its opcode.
///
/// An open set: a name or an opcode that is not listed is [`Unknown`](Self::Unknown), and
/// [`Frame::event_name`](crate::Frame::event_name) still has the text.
///
/// ```
/// use gatewire::EventKind;
///
/// assert_eq!(EventKind::from_name("MESSAGE_CREATE"), EventKind::MessageCreate);
/// assert_eq!(EventKind::MessageCreate.name(), Some("MESSAGE_CREATE"));
/// assert_eq!(EventKind::from_name("SOMETHING_NEW"), EventKind::Unknown);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
#[repr(u8)]
pub enum EventKind {
    /// An event or an operation that this version does not know.
    Unknown,
    /// Opcode 10, the first message of a connection.
    Hello,
    /// Opcode 1, the server asks for a heartbeat.
    HeartbeatRequest,
    /// Opcode 7, the server asks to reconnect and resume.
    Reconnect,
    /// Opcode 9, the session cannot be used.
    InvalidSession,
    /// Opcode 11, a heartbeat arrived.
    HeartbeatAck,
    /// `READY`
    Ready,
    /// `RESUMED`
    Resumed,
    /// `RATE_LIMITED`
    RateLimited,
    /// `APPLICATION_COMMAND_CREATE`
    ApplicationCommandCreate,
    /// `APPLICATION_COMMAND_UPDATE`
    ApplicationCommandUpdate,
    /// `APPLICATION_COMMAND_DELETE`
    ApplicationCommandDelete,
    /// `APPLICATION_COMMAND_PERMISSIONS_UPDATE`
    ApplicationCommandPermissionsUpdate,
    /// `AUTO_MODERATION_RULE_CREATE`
    AutoModerationRuleCreate,
    /// `AUTO_MODERATION_RULE_UPDATE`
    AutoModerationRuleUpdate,
    /// `AUTO_MODERATION_RULE_DELETE`
    AutoModerationRuleDelete,
    /// `AUTO_MODERATION_ACTION_EXECUTION`
    AutoModerationActionExecution,
    /// `AUTO_MODERATION_MENTION_RAID_DETECTION`
    AutoModerationMentionRaidDetection,
    /// `CHANNEL_CREATE`
    ChannelCreate,
    /// `CHANNEL_UPDATE`
    ChannelUpdate,
    /// `CHANNEL_DELETE`
    ChannelDelete,
    /// `CHANNEL_INFO`
    ChannelInfo,
    /// `CHANNEL_STATUSES`
    ChannelStatuses,
    /// `CHANNEL_PINS_UPDATE`
    ChannelPinsUpdate,
    /// `VOICE_CHANNEL_STATUS_UPDATE`
    VoiceChannelStatusUpdate,
    /// `VOICE_CHANNEL_START_TIME_UPDATE`
    VoiceChannelStartTimeUpdate,
    /// `THREAD_CREATE`
    ThreadCreate,
    /// `THREAD_UPDATE`
    ThreadUpdate,
    /// `THREAD_DELETE`
    ThreadDelete,
    /// `THREAD_LIST_SYNC`
    ThreadListSync,
    /// `THREAD_MEMBER_UPDATE`
    ThreadMemberUpdate,
    /// `THREAD_MEMBERS_UPDATE`
    ThreadMembersUpdate,
    /// `ENTITLEMENT_CREATE`
    EntitlementCreate,
    /// `ENTITLEMENT_UPDATE`
    EntitlementUpdate,
    /// `ENTITLEMENT_DELETE`
    EntitlementDelete,
    /// `SUBSCRIPTION_CREATE`
    SubscriptionCreate,
    /// `SUBSCRIPTION_UPDATE`
    SubscriptionUpdate,
    /// `SUBSCRIPTION_DELETE`
    SubscriptionDelete,
    /// `GIFT_CODE_UPDATE`
    GiftCodeUpdate,
    /// `CREATOR_MONETIZATION_RESTRICTIONS_UPDATE`
    CreatorMonetizationRestrictionsUpdate,
    /// `GUILD_CREATE`
    GuildCreate,
    /// `GUILD_UPDATE`
    GuildUpdate,
    /// `GUILD_DELETE`
    GuildDelete,
    /// `GUILD_APPLICATION_COMMAND_INDEX_UPDATE`
    GuildApplicationCommandIndexUpdate,
    /// `GUILD_APPLIED_BOOSTS_UPDATE`
    GuildAppliedBoostsUpdate,
    /// `GUILD_AUDIT_LOG_ENTRY_CREATE`
    GuildAuditLogEntryCreate,
    /// `GUILD_BAN_ADD`
    GuildBanAdd,
    /// `GUILD_BAN_REMOVE`
    GuildBanRemove,
    /// `GUILD_DIRECTORY_ENTRY_CREATE`
    GuildDirectoryEntryCreate,
    /// `GUILD_DIRECTORY_ENTRY_UPDATE`
    GuildDirectoryEntryUpdate,
    /// `GUILD_DIRECTORY_ENTRY_DELETE`
    GuildDirectoryEntryDelete,
    /// `GUILD_EMOJIS_UPDATE`
    GuildEmojisUpdate,
    /// `GUILD_STICKERS_UPDATE`
    GuildStickersUpdate,
    /// `GUILD_INTEGRATIONS_UPDATE`
    GuildIntegrationsUpdate,
    /// `GUILD_JOIN_REQUEST_CREATE`
    GuildJoinRequestCreate,
    /// `GUILD_JOIN_REQUEST_UPDATE`
    GuildJoinRequestUpdate,
    /// `GUILD_JOIN_REQUEST_DELETE`
    GuildJoinRequestDelete,
    /// `GUILD_MEMBER_ADD`
    GuildMemberAdd,
    /// `GUILD_MEMBER_REMOVE`
    GuildMemberRemove,
    /// `GUILD_MEMBER_UPDATE`
    GuildMemberUpdate,
    /// `GUILD_MEMBERS_CHUNK`
    GuildMembersChunk,
    /// `GUILD_OFFICIAL_GAME_APPLICATIONS_UPDATE`
    GuildOfficialGameApplicationsUpdate,
    /// `GUILD_POWERUP_ENTITLEMENTS_CREATE`
    GuildPowerupEntitlementsCreate,
    /// `GUILD_POWERUP_ENTITLEMENTS_DELETE`
    GuildPowerupEntitlementsDelete,
    /// `GUILD_ROLE_CREATE`
    GuildRoleCreate,
    /// `GUILD_ROLE_UPDATE`
    GuildRoleUpdate,
    /// `GUILD_ROLE_DELETE`
    GuildRoleDelete,
    /// `GUILD_SCHEDULED_EVENT_CREATE`
    GuildScheduledEventCreate,
    /// `GUILD_SCHEDULED_EVENT_UPDATE`
    GuildScheduledEventUpdate,
    /// `GUILD_SCHEDULED_EVENT_DELETE`
    GuildScheduledEventDelete,
    /// `GUILD_SCHEDULED_EVENT_USER_ADD`
    GuildScheduledEventUserAdd,
    /// `GUILD_SCHEDULED_EVENT_USER_REMOVE`
    GuildScheduledEventUserRemove,
    /// `GUILD_SCHEDULED_EVENT_EXCEPTION_CREATE`
    GuildScheduledEventExceptionCreate,
    /// `GUILD_SCHEDULED_EVENT_EXCEPTION_UPDATE`
    GuildScheduledEventExceptionUpdate,
    /// `GUILD_SCHEDULED_EVENT_EXCEPTION_DELETE`
    GuildScheduledEventExceptionDelete,
    /// `GUILD_SCHEDULED_EVENT_EXCEPTIONS_DELETE`
    GuildScheduledEventExceptionsDelete,
    /// `GUILD_SOUNDBOARD_SOUND_CREATE`
    GuildSoundboardSoundCreate,
    /// `GUILD_SOUNDBOARD_SOUND_UPDATE`
    GuildSoundboardSoundUpdate,
    /// `GUILD_SOUNDBOARD_SOUND_DELETE`
    GuildSoundboardSoundDelete,
    /// `GUILD_SOUNDBOARD_SOUNDS_UPDATE`
    GuildSoundboardSoundsUpdate,
    /// `SOUNDBOARD_SOUNDS`
    SoundboardSounds,
    /// `GAME_SERVER_CREATE`
    GameServerCreate,
    /// `GAME_SERVER_UPDATE`
    GameServerUpdate,
    /// `GAME_SERVER_DELETE`
    GameServerDelete,
    /// `INTEGRATION_CREATE`
    IntegrationCreate,
    /// `INTEGRATION_UPDATE`
    IntegrationUpdate,
    /// `INTEGRATION_DELETE`
    IntegrationDelete,
    /// `INTERACTION_CREATE`
    InteractionCreate,
    /// `EMBEDDED_ACTIVITY_UPDATE_V2`
    EmbeddedActivityUpdateV2,
    /// `INVITE_CREATE`
    InviteCreate,
    /// `INVITE_DELETE`
    InviteDelete,
    /// `MESSAGE_CREATE`
    MessageCreate,
    /// `MESSAGE_UPDATE`
    MessageUpdate,
    /// `MESSAGE_DELETE`
    MessageDelete,
    /// `MESSAGE_DELETE_BULK`
    MessageDeleteBulk,
    /// `MESSAGE_REACTION_ADD`
    MessageReactionAdd,
    /// `MESSAGE_REACTION_ADD_MANY`
    MessageReactionAddMany,
    /// `MESSAGE_REACTION_REMOVE`
    MessageReactionRemove,
    /// `MESSAGE_REACTION_REMOVE_ALL`
    MessageReactionRemoveAll,
    /// `MESSAGE_REACTION_REMOVE_EMOJI`
    MessageReactionRemoveEmoji,
    /// `MESSAGE_POLL_VOTE_ADD`
    MessagePollVoteAdd,
    /// `MESSAGE_POLL_VOTE_REMOVE`
    MessagePollVoteRemove,
    /// `PRESENCE_UPDATE`
    PresenceUpdate,
    /// `STAGE_INSTANCE_CREATE`
    StageInstanceCreate,
    /// `STAGE_INSTANCE_UPDATE`
    StageInstanceUpdate,
    /// `STAGE_INSTANCE_DELETE`
    StageInstanceDelete,
    /// `TYPING_START`
    TypingStart,
    /// `USER_UPDATE`
    UserUpdate,
    /// `VOICE_CHANNEL_EFFECT_SEND`
    VoiceChannelEffectSend,
    /// `VOICE_STATE_UPDATE`
    VoiceStateUpdate,
    /// `VOICE_SERVER_UPDATE`
    VoiceServerUpdate,
    /// `WEBHOOKS_UPDATE`
    WebhooksUpdate,
}

/// The known names and their kinds, in the order of [`EventKind`]'s variants.
const EVENTS: [(&str, EventKind); 106] = [
    ("READY", EventKind::Ready),
    ("RESUMED", EventKind::Resumed),
    ("RATE_LIMITED", EventKind::RateLimited),
    ("APPLICATION_COMMAND_CREATE", EventKind::ApplicationCommandCreate),
    ("APPLICATION_COMMAND_UPDATE", EventKind::ApplicationCommandUpdate),
    ("APPLICATION_COMMAND_DELETE", EventKind::ApplicationCommandDelete),
    ("APPLICATION_COMMAND_PERMISSIONS_UPDATE", EventKind::ApplicationCommandPermissionsUpdate),
    ("AUTO_MODERATION_RULE_CREATE", EventKind::AutoModerationRuleCreate),
    ("AUTO_MODERATION_RULE_UPDATE", EventKind::AutoModerationRuleUpdate),
    ("AUTO_MODERATION_RULE_DELETE", EventKind::AutoModerationRuleDelete),
    ("AUTO_MODERATION_ACTION_EXECUTION", EventKind::AutoModerationActionExecution),
    ("AUTO_MODERATION_MENTION_RAID_DETECTION", EventKind::AutoModerationMentionRaidDetection),
    ("CHANNEL_CREATE", EventKind::ChannelCreate),
    ("CHANNEL_UPDATE", EventKind::ChannelUpdate),
    ("CHANNEL_DELETE", EventKind::ChannelDelete),
    ("CHANNEL_INFO", EventKind::ChannelInfo),
    ("CHANNEL_STATUSES", EventKind::ChannelStatuses),
    ("CHANNEL_PINS_UPDATE", EventKind::ChannelPinsUpdate),
    ("VOICE_CHANNEL_STATUS_UPDATE", EventKind::VoiceChannelStatusUpdate),
    ("VOICE_CHANNEL_START_TIME_UPDATE", EventKind::VoiceChannelStartTimeUpdate),
    ("THREAD_CREATE", EventKind::ThreadCreate),
    ("THREAD_UPDATE", EventKind::ThreadUpdate),
    ("THREAD_DELETE", EventKind::ThreadDelete),
    ("THREAD_LIST_SYNC", EventKind::ThreadListSync),
    ("THREAD_MEMBER_UPDATE", EventKind::ThreadMemberUpdate),
    ("THREAD_MEMBERS_UPDATE", EventKind::ThreadMembersUpdate),
    ("ENTITLEMENT_CREATE", EventKind::EntitlementCreate),
    ("ENTITLEMENT_UPDATE", EventKind::EntitlementUpdate),
    ("ENTITLEMENT_DELETE", EventKind::EntitlementDelete),
    ("SUBSCRIPTION_CREATE", EventKind::SubscriptionCreate),
    ("SUBSCRIPTION_UPDATE", EventKind::SubscriptionUpdate),
    ("SUBSCRIPTION_DELETE", EventKind::SubscriptionDelete),
    ("GIFT_CODE_UPDATE", EventKind::GiftCodeUpdate),
    ("CREATOR_MONETIZATION_RESTRICTIONS_UPDATE", EventKind::CreatorMonetizationRestrictionsUpdate),
    ("GUILD_CREATE", EventKind::GuildCreate),
    ("GUILD_UPDATE", EventKind::GuildUpdate),
    ("GUILD_DELETE", EventKind::GuildDelete),
    ("GUILD_APPLICATION_COMMAND_INDEX_UPDATE", EventKind::GuildApplicationCommandIndexUpdate),
    ("GUILD_APPLIED_BOOSTS_UPDATE", EventKind::GuildAppliedBoostsUpdate),
    ("GUILD_AUDIT_LOG_ENTRY_CREATE", EventKind::GuildAuditLogEntryCreate),
    ("GUILD_BAN_ADD", EventKind::GuildBanAdd),
    ("GUILD_BAN_REMOVE", EventKind::GuildBanRemove),
    ("GUILD_DIRECTORY_ENTRY_CREATE", EventKind::GuildDirectoryEntryCreate),
    ("GUILD_DIRECTORY_ENTRY_UPDATE", EventKind::GuildDirectoryEntryUpdate),
    ("GUILD_DIRECTORY_ENTRY_DELETE", EventKind::GuildDirectoryEntryDelete),
    ("GUILD_EMOJIS_UPDATE", EventKind::GuildEmojisUpdate),
    ("GUILD_STICKERS_UPDATE", EventKind::GuildStickersUpdate),
    ("GUILD_INTEGRATIONS_UPDATE", EventKind::GuildIntegrationsUpdate),
    ("GUILD_JOIN_REQUEST_CREATE", EventKind::GuildJoinRequestCreate),
    ("GUILD_JOIN_REQUEST_UPDATE", EventKind::GuildJoinRequestUpdate),
    ("GUILD_JOIN_REQUEST_DELETE", EventKind::GuildJoinRequestDelete),
    ("GUILD_MEMBER_ADD", EventKind::GuildMemberAdd),
    ("GUILD_MEMBER_REMOVE", EventKind::GuildMemberRemove),
    ("GUILD_MEMBER_UPDATE", EventKind::GuildMemberUpdate),
    ("GUILD_MEMBERS_CHUNK", EventKind::GuildMembersChunk),
    ("GUILD_OFFICIAL_GAME_APPLICATIONS_UPDATE", EventKind::GuildOfficialGameApplicationsUpdate),
    ("GUILD_POWERUP_ENTITLEMENTS_CREATE", EventKind::GuildPowerupEntitlementsCreate),
    ("GUILD_POWERUP_ENTITLEMENTS_DELETE", EventKind::GuildPowerupEntitlementsDelete),
    ("GUILD_ROLE_CREATE", EventKind::GuildRoleCreate),
    ("GUILD_ROLE_UPDATE", EventKind::GuildRoleUpdate),
    ("GUILD_ROLE_DELETE", EventKind::GuildRoleDelete),
    ("GUILD_SCHEDULED_EVENT_CREATE", EventKind::GuildScheduledEventCreate),
    ("GUILD_SCHEDULED_EVENT_UPDATE", EventKind::GuildScheduledEventUpdate),
    ("GUILD_SCHEDULED_EVENT_DELETE", EventKind::GuildScheduledEventDelete),
    ("GUILD_SCHEDULED_EVENT_USER_ADD", EventKind::GuildScheduledEventUserAdd),
    ("GUILD_SCHEDULED_EVENT_USER_REMOVE", EventKind::GuildScheduledEventUserRemove),
    ("GUILD_SCHEDULED_EVENT_EXCEPTION_CREATE", EventKind::GuildScheduledEventExceptionCreate),
    ("GUILD_SCHEDULED_EVENT_EXCEPTION_UPDATE", EventKind::GuildScheduledEventExceptionUpdate),
    ("GUILD_SCHEDULED_EVENT_EXCEPTION_DELETE", EventKind::GuildScheduledEventExceptionDelete),
    ("GUILD_SCHEDULED_EVENT_EXCEPTIONS_DELETE", EventKind::GuildScheduledEventExceptionsDelete),
    ("GUILD_SOUNDBOARD_SOUND_CREATE", EventKind::GuildSoundboardSoundCreate),
    ("GUILD_SOUNDBOARD_SOUND_UPDATE", EventKind::GuildSoundboardSoundUpdate),
    ("GUILD_SOUNDBOARD_SOUND_DELETE", EventKind::GuildSoundboardSoundDelete),
    ("GUILD_SOUNDBOARD_SOUNDS_UPDATE", EventKind::GuildSoundboardSoundsUpdate),
    ("SOUNDBOARD_SOUNDS", EventKind::SoundboardSounds),
    ("GAME_SERVER_CREATE", EventKind::GameServerCreate),
    ("GAME_SERVER_UPDATE", EventKind::GameServerUpdate),
    ("GAME_SERVER_DELETE", EventKind::GameServerDelete),
    ("INTEGRATION_CREATE", EventKind::IntegrationCreate),
    ("INTEGRATION_UPDATE", EventKind::IntegrationUpdate),
    ("INTEGRATION_DELETE", EventKind::IntegrationDelete),
    ("INTERACTION_CREATE", EventKind::InteractionCreate),
    ("EMBEDDED_ACTIVITY_UPDATE_V2", EventKind::EmbeddedActivityUpdateV2),
    ("INVITE_CREATE", EventKind::InviteCreate),
    ("INVITE_DELETE", EventKind::InviteDelete),
    ("MESSAGE_CREATE", EventKind::MessageCreate),
    ("MESSAGE_UPDATE", EventKind::MessageUpdate),
    ("MESSAGE_DELETE", EventKind::MessageDelete),
    ("MESSAGE_DELETE_BULK", EventKind::MessageDeleteBulk),
    ("MESSAGE_REACTION_ADD", EventKind::MessageReactionAdd),
    ("MESSAGE_REACTION_ADD_MANY", EventKind::MessageReactionAddMany),
    ("MESSAGE_REACTION_REMOVE", EventKind::MessageReactionRemove),
    ("MESSAGE_REACTION_REMOVE_ALL", EventKind::MessageReactionRemoveAll),
    ("MESSAGE_REACTION_REMOVE_EMOJI", EventKind::MessageReactionRemoveEmoji),
    ("MESSAGE_POLL_VOTE_ADD", EventKind::MessagePollVoteAdd),
    ("MESSAGE_POLL_VOTE_REMOVE", EventKind::MessagePollVoteRemove),
    ("PRESENCE_UPDATE", EventKind::PresenceUpdate),
    ("STAGE_INSTANCE_CREATE", EventKind::StageInstanceCreate),
    ("STAGE_INSTANCE_UPDATE", EventKind::StageInstanceUpdate),
    ("STAGE_INSTANCE_DELETE", EventKind::StageInstanceDelete),
    ("TYPING_START", EventKind::TypingStart),
    ("USER_UPDATE", EventKind::UserUpdate),
    ("VOICE_CHANNEL_EFFECT_SEND", EventKind::VoiceChannelEffectSend),
    ("VOICE_STATE_UPDATE", EventKind::VoiceStateUpdate),
    ("VOICE_SERVER_UPDATE", EventKind::VoiceServerUpdate),
    ("WEBHOOKS_UPDATE", EventKind::WebhooksUpdate),
];

/// The kind of the first event in [`EVENTS`].
const FIRST: u8 = EventKind::Ready as u8;

/// The kinds before the first event, in the order of [`EventKind`]'s variants.
const OTHERS: [EventKind; FIRST as usize] = [
    EventKind::Unknown,
    EventKind::Hello,
    EventKind::HeartbeatRequest,
    EventKind::Reconnect,
    EventKind::InvalidSession,
    EventKind::HeartbeatAck,
];

impl EventKind {
    /// How many kinds there are.
    pub(super) const COUNT: u8 = FIRST + EVENTS.len() as u8;

    /// The kind of that number, which counts the variants.
    pub(super) const fn at(number: u8) -> Option<Self> {
        if number < FIRST {
            Some(OTHERS[number as usize])
        } else if number < Self::COUNT {
            Some(EVENTS[(number - FIRST) as usize].1)
        } else {
            None
        }
    }

    /// The kind of an event's name (`t`).
    #[inline]
    pub fn from_name(name: &str) -> Self {
        Self::from_bytes(name.as_bytes())
    }

    #[inline]
    pub(crate) fn from_bytes(name: &[u8]) -> Self {
        let mut slot = slot_of(name);
        // The table is never full, so the search meets an empty slot.
        while let Some(&(known, kind)) = EVENTS.get(usize::from(SLOTS[slot])) {
            if is_same(known.as_bytes(), name) {
                return kind;
            }
            slot = (slot + 1) % SLOTS.len();
        }
        Self::Unknown
    }

    pub(crate) fn from_opcode(opcode: Opcode) -> Self {
        match opcode {
            Opcode::HELLO => Self::Hello,
            Opcode::HEARTBEAT => Self::HeartbeatRequest,
            Opcode::RECONNECT => Self::Reconnect,
            Opcode::INVALID_SESSION => Self::InvalidSession,
            Opcode::HEARTBEAT_ACK => Self::HeartbeatAck,
            _ => Self::Unknown,
        }
    }

    /// The event's name on the wire; none for what is no event.
    #[inline]
    pub fn name(self) -> Option<&'static str> {
        let index = (self as u8).checked_sub(FIRST)?;
        EVENTS.get(usize::from(index)).map(|(name, _)| *name)
    }
}

/// An open-addressed hash table over [`EVENTS`], filled at compile time.
static SLOTS: [u8; 256] = {
    let mut slots = [u8::MAX; 256];
    let mut event = 0;
    while event < EVENTS.len() {
        let mut slot = slot_of(EVENTS[event].0.as_bytes());
        while slots[slot] != u8::MAX {
            slot = (slot + 1) % slots.len();
        }
        slots[slot] = event as u8;
        event += 1;
    }
    slots
};

/// Where the search for a name begins. Names differ in length and around the middle and the end.
const fn slot_of(name: &[u8]) -> usize {
    let length = name.len();
    if length < 4 {
        return 0;
    }
    let mix = length * 7
        + name[0] as usize * 3
        + name[length / 2] as usize * 17
        + name[length / 3] as usize * 29
        + name[length - 4] as usize * 11
        + name[length - 1] as usize * 5;
    mix % 256
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_and_stands_in_its_place() {
        for (index, (name, kind)) in EVENTS.into_iter().enumerate() {
            assert_eq!(EventKind::from_name(name), kind);
            assert_eq!(kind as usize, usize::from(FIRST) + index);
            assert_eq!(kind.name(), Some(name));
        }
    }

    #[test]
    fn every_kind_is_at_its_number() {
        for number in 0..EventKind::COUNT {
            assert_eq!(EventKind::at(number).map(|kind| kind as u8), Some(number));
        }
        assert_eq!(EventKind::at(EventKind::COUNT), None);
        assert_eq!(EventKind::COUNT - 1, EventKind::WebhooksUpdate as u8);
    }

    #[test]
    fn near_misses_are_unknown() {
        for (name, _) in EVENTS {
            for other in [&name[1..], &name[..name.len() - 1], &name.to_lowercase()] {
                assert_eq!(EventKind::from_name(other), EventKind::Unknown);
            }
            assert_eq!(EventKind::from_name(&format!("{name}_")), EventKind::Unknown);
        }
        assert_eq!(EventKind::from_name(""), EventKind::Unknown);
    }
}
