//! Where events come from: the intents that ask for them, their guilds and their shards.

use std::num::NonZeroU32;

use super::{Event, EventKind, GuildCreate, RateLimitMeta};
use crate::model::{Intents, Snowflake};

impl EventKind {
    /// The intents that deliver the event, each of which suffices (Discord docs, "Gateway", List
    /// of Intents). It is empty for what comes without any, and for what is no event or unknown.
    ///
    /// Of several intents, those that begin with `GUILD` deliver what happens in guilds, and those
    /// with `DIRECT` what happens in direct messages. `THREAD_MEMBERS_UPDATE` comes with `GUILDS`
    /// for the bot itself, with `GUILD_MEMBERS` for others too. A `GUILD_MEMBER_UPDATE` of the bot
    /// itself comes without any.
    ///
    /// ```
    /// use gatewire::{EventKind, Intents};
    ///
    /// let needed = EventKind::TypingStart.intents();
    /// assert_eq!(needed, Intents::GUILD_MESSAGE_TYPING | Intents::DIRECT_MESSAGE_TYPING);
    /// assert!(EventKind::InteractionCreate.intents().is_empty());
    /// ```
    pub const fn intents(self) -> Intents {
        match self {
            Self::Unknown
            | Self::Hello
            | Self::HeartbeatRequest
            | Self::Reconnect
            | Self::InvalidSession
            | Self::HeartbeatAck
            | Self::Ready
            | Self::Resumed
            | Self::RateLimited
            | Self::ApplicationCommandCreate
            | Self::ApplicationCommandUpdate
            | Self::ApplicationCommandDelete
            | Self::ApplicationCommandPermissionsUpdate
            | Self::ChannelInfo
            | Self::EntitlementCreate
            | Self::EntitlementUpdate
            | Self::EntitlementDelete
            | Self::SubscriptionCreate
            | Self::SubscriptionUpdate
            | Self::SubscriptionDelete
            | Self::AutoModerationMentionRaidDetection
            | Self::ChannelStatuses
            | Self::CreatorMonetizationRestrictionsUpdate
            | Self::GameServerCreate
            | Self::GameServerUpdate
            | Self::GameServerDelete
            | Self::GiftCodeUpdate
            | Self::GuildApplicationCommandIndexUpdate
            | Self::GuildAppliedBoostsUpdate
            | Self::GuildDirectoryEntryCreate
            | Self::GuildDirectoryEntryUpdate
            | Self::GuildDirectoryEntryDelete
            | Self::GuildOfficialGameApplicationsUpdate
            | Self::GuildPowerupEntitlementsCreate
            | Self::GuildPowerupEntitlementsDelete
            | Self::GuildMembersChunk
            | Self::SoundboardSounds
            | Self::InteractionCreate
            | Self::UserUpdate
            | Self::VoiceServerUpdate => Intents::empty(),

            Self::ChannelCreate
            | Self::ChannelUpdate
            | Self::ChannelDelete
            | Self::VoiceChannelStatusUpdate
            | Self::VoiceChannelStartTimeUpdate
            | Self::ThreadCreate
            | Self::ThreadUpdate
            | Self::ThreadDelete
            | Self::ThreadListSync
            | Self::ThreadMemberUpdate
            | Self::GuildCreate
            | Self::GuildUpdate
            | Self::GuildDelete
            | Self::GuildRoleCreate
            | Self::GuildRoleUpdate
            | Self::GuildRoleDelete
            | Self::StageInstanceCreate
            | Self::StageInstanceUpdate
            | Self::StageInstanceDelete => Intents::GUILDS,
            Self::ThreadMembersUpdate => Intents::GUILDS.union(Intents::GUILD_MEMBERS),
            Self::ChannelPinsUpdate => Intents::GUILDS.union(Intents::DIRECT_MESSAGES),

            Self::GuildMemberAdd | Self::GuildMemberRemove | Self::GuildMemberUpdate => {
                Intents::GUILD_MEMBERS
            }
            Self::GuildAuditLogEntryCreate
            | Self::GuildBanAdd
            | Self::GuildBanRemove
            | Self::GuildJoinRequestCreate
            | Self::GuildJoinRequestUpdate
            | Self::GuildJoinRequestDelete => Intents::GUILD_MODERATION,
            Self::EmbeddedActivityUpdateV2 => {
                Intents::GUILD_EMBEDDED_ACTIVITIES.union(Intents::DIRECT_EMBEDDED_ACTIVITIES)
            }
            Self::GuildEmojisUpdate
            | Self::GuildStickersUpdate
            | Self::GuildSoundboardSoundCreate
            | Self::GuildSoundboardSoundUpdate
            | Self::GuildSoundboardSoundDelete
            | Self::GuildSoundboardSoundsUpdate => Intents::GUILD_EXPRESSIONS,
            Self::GuildIntegrationsUpdate
            | Self::IntegrationCreate
            | Self::IntegrationUpdate
            | Self::IntegrationDelete => Intents::GUILD_INTEGRATIONS,
            Self::WebhooksUpdate => Intents::GUILD_WEBHOOKS,
            Self::InviteCreate | Self::InviteDelete => Intents::GUILD_INVITES,
            Self::VoiceChannelEffectSend | Self::VoiceStateUpdate => Intents::GUILD_VOICE_STATES,
            Self::PresenceUpdate => Intents::GUILD_PRESENCES,

            Self::MessageCreate | Self::MessageUpdate | Self::MessageDelete => {
                Intents::GUILD_MESSAGES.union(Intents::DIRECT_MESSAGES)
            }
            Self::MessageDeleteBulk => Intents::GUILD_MESSAGES,
            Self::MessageReactionAdd
            | Self::MessageReactionAddMany
            | Self::MessageReactionRemove
            | Self::MessageReactionRemoveAll
            | Self::MessageReactionRemoveEmoji => {
                Intents::GUILD_MESSAGE_REACTIONS.union(Intents::DIRECT_MESSAGE_REACTIONS)
            }
            Self::TypingStart => {
                Intents::GUILD_MESSAGE_TYPING.union(Intents::DIRECT_MESSAGE_TYPING)
            }
            Self::MessagePollVoteAdd | Self::MessagePollVoteRemove => {
                Intents::GUILD_MESSAGE_POLLS.union(Intents::DIRECT_MESSAGE_POLLS)
            }

            Self::GuildScheduledEventCreate
            | Self::GuildScheduledEventUpdate
            | Self::GuildScheduledEventDelete
            | Self::GuildScheduledEventUserAdd
            | Self::GuildScheduledEventUserRemove
            | Self::GuildScheduledEventExceptionCreate
            | Self::GuildScheduledEventExceptionUpdate
            | Self::GuildScheduledEventExceptionDelete
            | Self::GuildScheduledEventExceptionsDelete => Intents::GUILD_SCHEDULED_EVENTS,
            Self::AutoModerationRuleCreate
            | Self::AutoModerationRuleUpdate
            | Self::AutoModerationRuleDelete => Intents::AUTO_MODERATION_CONFIGURATION,
            Self::AutoModerationActionExecution => Intents::AUTO_MODERATION_EXECUTION,
        }
    }
}

impl Event<'_> {
    /// The guild that the event belongs to, where it names one.
    ///
    /// None for direct messages, for what concerns the session or a user, and for
    /// [`Unknown`](Self::Unknown) events, whose data is not looked at. A `RATE_LIMITED` names the
    /// guild of the refused command, an entitlement the guild that it was granted to, if any.
    ///
    /// ```
    /// use gatewire::{Compression, Decoder, Encoding, Snowflake};
    ///
    /// let mut decoder = Decoder::new(Encoding::Json, Compression::None);
    /// let message = br#"{"t":"GUILD_DELETE","s":7,"op":0,"d":{"id":"41771983423143937"}}"#;
    /// let event = decoder.decode(message)?.expect("a plain message is a whole frame").event()?;
    /// assert_eq!(event.guild_id(), Some(Snowflake::new(41771983423143937)));
    /// # Ok::<(), gatewire::DecodeError>(())
    /// ```
    pub fn guild_id(&self) -> Option<Snowflake> {
        match self {
            Self::Hello(_)
            | Self::HeartbeatRequest
            | Self::Reconnect
            | Self::InvalidSession(_)
            | Self::HeartbeatAck
            | Self::Ready(_)
            | Self::Resumed(_)
            | Self::SubscriptionCreate(_)
            | Self::SubscriptionUpdate(_)
            | Self::SubscriptionDelete(_)
            | Self::UserUpdate(_)
            | Self::Unknown(_) => None,

            Self::RateLimited(limited) => match &limited.meta {
                RateLimitMeta::RequestGuildMembers(request) => Some(request.guild_id),
                RateLimitMeta::Unknown(_) => None,
            },
            Self::GuildCreate(GuildCreate::Available(guild)) | Self::GuildUpdate(guild) => {
                Some(guild.id)
            }
            Self::GuildCreate(GuildCreate::Unavailable(guild)) => Some(guild.id),
            Self::GuildDelete(guild) => Some(guild.id),

            Self::ApplicationCommandCreate(command)
            | Self::ApplicationCommandUpdate(command)
            | Self::ApplicationCommandDelete(command) => command.guild_id,
            Self::ApplicationCommandPermissionsUpdate(permissions) => Some(permissions.guild_id),
            Self::AutoModerationRuleCreate(rule)
            | Self::AutoModerationRuleUpdate(rule)
            | Self::AutoModerationRuleDelete(rule) => Some(rule.guild_id),
            Self::AutoModerationActionExecution(execution) => Some(execution.guild_id),
            Self::AutoModerationMentionRaidDetection(raid) => Some(raid.guild_id),

            Self::ChannelCreate(channel)
            | Self::ChannelUpdate(channel)
            | Self::ChannelDelete(channel)
            | Self::ThreadCreate(channel)
            | Self::ThreadUpdate(channel) => channel.guild_id,
            Self::ThreadDelete(channel) => channel.guild_id,
            Self::ChannelInfo(info) => Some(info.guild_id),
            Self::ChannelStatuses(statuses) => Some(statuses.guild_id),
            Self::ChannelPinsUpdate(pins) => pins.guild_id,
            Self::VoiceChannelStatusUpdate(status) => Some(status.guild_id),
            Self::VoiceChannelStartTimeUpdate(start) => Some(start.guild_id),
            Self::ThreadListSync(sync) => Some(sync.guild_id),
            Self::ThreadMemberUpdate(member) => Some(member.guild_id),
            Self::ThreadMembersUpdate(members) => Some(members.guild_id),

            Self::EntitlementCreate(entitlement)
            | Self::EntitlementUpdate(entitlement)
            | Self::EntitlementDelete(entitlement) => entitlement.guild_id,

            Self::GiftCodeUpdate(gift) => gift.guild_id.value().copied(),
            Self::CreatorMonetizationRestrictionsUpdate(update) => Some(update.guild_id),
            Self::GameServerCreate(server) | Self::GameServerUpdate(server) => {
                Some(server.guild_id)
            }
            Self::GameServerDelete(server) => Some(server.guild_id),

            Self::GuildApplicationCommandIndexUpdate(index) => Some(index.guild_id),
            Self::GuildAppliedBoostsUpdate(boost) => Some(boost.guild_id),
            Self::GuildAuditLogEntryCreate(entry) => Some(entry.guild_id),
            Self::GuildBanAdd(ban) => Some(ban.guild_id),
            Self::GuildBanRemove(ban) => Some(ban.guild_id),
            Self::GuildDirectoryEntryCreate(entry)
            | Self::GuildDirectoryEntryUpdate(entry)
            | Self::GuildDirectoryEntryDelete(entry) => entry.guild_id,
            Self::GuildEmojisUpdate(emojis) => Some(emojis.guild_id),
            Self::GuildStickersUpdate(stickers) => Some(stickers.guild_id),
            Self::GuildIntegrationsUpdate(integrations) => Some(integrations.guild_id),
            Self::GuildJoinRequestCreate(request) | Self::GuildJoinRequestUpdate(request) => {
                Some(request.guild_id)
            }
            Self::GuildJoinRequestDelete(request) => Some(request.guild_id),
            Self::GuildMemberAdd(member) => Some(member.guild_id),
            Self::GuildMemberRemove(member) => Some(member.guild_id),
            Self::GuildMemberUpdate(member) => Some(member.guild_id),
            Self::GuildMembersChunk(chunk) => Some(chunk.guild_id),
            Self::GuildOfficialGameApplicationsUpdate(games) => Some(games.guild_id),
            Self::GuildPowerupEntitlementsCreate(powerups)
            | Self::GuildPowerupEntitlementsDelete(powerups) => Some(powerups.guild_id),
            Self::GuildRoleCreate(role) | Self::GuildRoleUpdate(role) => Some(role.guild_id),
            Self::GuildRoleDelete(role) => Some(role.guild_id),
            Self::GuildScheduledEventCreate(event)
            | Self::GuildScheduledEventUpdate(event)
            | Self::GuildScheduledEventDelete(event) => Some(event.guild_id),
            Self::GuildScheduledEventUserAdd(user) | Self::GuildScheduledEventUserRemove(user) => {
                Some(user.guild_id)
            }
            Self::GuildScheduledEventExceptionCreate(exception)
            | Self::GuildScheduledEventExceptionUpdate(exception)
            | Self::GuildScheduledEventExceptionDelete(exception) => Some(exception.guild_id),
            Self::GuildScheduledEventExceptionsDelete(event) => Some(event.guild_id),
            Self::GuildSoundboardSoundCreate(sound) | Self::GuildSoundboardSoundUpdate(sound) => {
                sound.guild_id
            }
            Self::GuildSoundboardSoundDelete(sound) => Some(sound.guild_id),
            Self::GuildSoundboardSoundsUpdate(sounds) | Self::SoundboardSounds(sounds) => {
                Some(sounds.guild_id)
            }
            Self::IntegrationCreate(integration) | Self::IntegrationUpdate(integration) => {
                Some(integration.guild_id)
            }
            Self::IntegrationDelete(integration) => Some(integration.guild_id),
            Self::InteractionCreate(interaction) => interaction.guild_id,
            Self::EmbeddedActivityUpdateV2(activity) => activity.guild_id.value().copied(),
            Self::InviteCreate(invite) => invite.guild_id,
            Self::InviteDelete(invite) => invite.guild_id,

            Self::MessageCreate(message) => message.guild_id,
            Self::MessageUpdate(message) => message.guild_id,
            Self::MessageDelete(message) => message.guild_id,
            Self::MessageDeleteBulk(messages) => messages.guild_id,
            Self::MessageReactionAdd(reaction) => reaction.guild_id,
            Self::MessageReactionAddMany(reactions) => reactions.guild_id,
            Self::MessageReactionRemove(reaction) => reaction.guild_id,
            Self::MessageReactionRemoveAll(reactions) => reactions.guild_id,
            Self::MessageReactionRemoveEmoji(reactions) => reactions.guild_id,
            Self::MessagePollVoteAdd(vote) | Self::MessagePollVoteRemove(vote) => vote.guild_id,

            Self::PresenceUpdate(presence) => presence.guild_id,
            Self::StageInstanceCreate(stage)
            | Self::StageInstanceUpdate(stage)
            | Self::StageInstanceDelete(stage) => Some(stage.guild_id),
            Self::TypingStart(typing) => typing.guild_id,
            Self::VoiceChannelEffectSend(effect) => Some(effect.guild_id),
            Self::VoiceStateUpdate(state) => state.guild_id,
            Self::VoiceServerUpdate(server) => Some(server.guild_id),
            Self::WebhooksUpdate(webhooks) => Some(webhooks.guild_id),
        }
    }

    /// The shard that the event comes to where there are that many (Discord docs, "Gateway",
    /// Sharding): that of its [guild](Self::guild_id), and 0 for events without one.
    ///
    /// Entitlements come to shard 0 whatever guild they name. What concerns the session, from
    /// `Hello` to `RESUMED`, comes to every shard; it counts as 0 here.
    pub fn shard(&self, shards: NonZeroU32) -> u32 {
        let on_shard_0 = matches!(
            self,
            Self::EntitlementCreate(_) | Self::EntitlementUpdate(_) | Self::EntitlementDelete(_)
        );
        match self.guild_id() {
            Some(guild) if !on_shard_0 => guild.shard(shards),
            _ => 0,
        }
    }
}
