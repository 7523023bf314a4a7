//! The events: all that is known of one stands in its row.

/// Gives the rows to another macro.
///
/// ```text
/// /// What happened.
/// Variant(Struct<'a>) = "NAME_ON_THE_WIRE", by INTENT | INTENT, in guild_id;
/// ```
///
/// The struct is what `d` is read into. Structs that are large are boxed. `lenient` says that `d` is
/// empty where it does not fit. `by` names the intents that deliver the event, each of which suffices.
/// Events without any come to all sessions. `in` says where the struct has the id of the guild.
macro_rules! event_rows {
    ($to:ident) => {
        $to! {
            /// A session began.
            Ready(Boxed<'a, Ready<'a>>) = "READY";
            /// A resumed session has got all that it missed.
            Resumed(Resumed<'a>) = "RESUMED" => lenient;
            /// A command was refused, as too many were sent.
            RateLimited(Boxed<'a, RateLimited<'a>>) = "RATE_LIMITED", in meta;
            /// A command was made. Only in sessions of version 8.
            ApplicationCommandCreate(Boxed<'a, ApplicationCommand<'a>>) = "APPLICATION_COMMAND_CREATE",
                in guild_id;
            /// A command was changed. Only in sessions of version 8.
            ApplicationCommandUpdate(Boxed<'a, ApplicationCommand<'a>>) = "APPLICATION_COMMAND_UPDATE",
                in guild_id;
            /// A command was deleted. Only in sessions of version 8.
            ApplicationCommandDelete(Boxed<'a, ApplicationCommand<'a>>) = "APPLICATION_COMMAND_DELETE",
                in guild_id;
            /// Who may use a command was changed.
            ApplicationCommandPermissionsUpdate(Boxed<'a, GuildCommandPermissions<'a>>) = "APPLICATION_COMMAND_PERMISSIONS_UPDATE",
                in guild_id;
            /// A rule of auto moderation was made.
            AutoModerationRuleCreate(Boxed<'a, AutoModRule<'a>>) = "AUTO_MODERATION_RULE_CREATE",
                by AUTO_MODERATION_CONFIGURATION,
                in guild_id;
            /// A rule of auto moderation was changed.
            AutoModerationRuleUpdate(Boxed<'a, AutoModRule<'a>>) = "AUTO_MODERATION_RULE_UPDATE",
                by AUTO_MODERATION_CONFIGURATION,
                in guild_id;
            /// A rule of auto moderation was deleted.
            AutoModerationRuleDelete(Boxed<'a, AutoModRule<'a>>) = "AUTO_MODERATION_RULE_DELETE",
                by AUTO_MODERATION_CONFIGURATION,
                in guild_id;
            /// A rule of auto moderation did something.
            AutoModerationActionExecution(Boxed<'a, AutoModerationActionExecution<'a>>) = "AUTO_MODERATION_ACTION_EXECUTION",
                by AUTO_MODERATION_EXECUTION,
                in guild_id;
            /// Very many mentions were seen at once. Undocumented.
            AutoModerationMentionRaidDetection(Boxed<'a, AutoModerationMentionRaidDetection<'a>>) = "AUTO_MODERATION_MENTION_RAID_DETECTION",
                in guild_id;
            /// A channel was made.
            ChannelCreate(Boxed<'a, Channel<'a>>) = "CHANNEL_CREATE", by GUILDS, in guild_id;
            /// A channel was changed.
            ChannelUpdate(Boxed<'a, Channel<'a>>) = "CHANNEL_UPDATE", by GUILDS, in guild_id;
            /// A channel was deleted.
            ChannelDelete(Boxed<'a, Channel<'a>>) = "CHANNEL_DELETE", by GUILDS, in guild_id;
            /// The answer to opcode 43, Request Channel Info.
            ChannelInfo(ChannelInfo<'a>) = "CHANNEL_INFO", in guild_id;
            /// The statuses of voice channels. Undocumented.
            ChannelStatuses(ChannelStatuses<'a>) = "CHANNEL_STATUSES", in guild_id;
            /// A message was pinned or unpinned.
            ChannelPinsUpdate(ChannelPinsUpdate) = "CHANNEL_PINS_UPDATE",
                by GUILDS | DIRECT_MESSAGES,
                in guild_id;
            /// The status of a voice channel was changed.
            VoiceChannelStatusUpdate(VoiceChannelStatusUpdate<'a>) = "VOICE_CHANNEL_STATUS_UPDATE",
                by GUILDS,
                in guild_id;
            /// The session in a voice channel began or ended.
            VoiceChannelStartTimeUpdate(VoiceChannelStartTimeUpdate) = "VOICE_CHANNEL_START_TIME_UPDATE",
                by GUILDS,
                in guild_id;
            /// A thread was made, or the bot was added to it.
            ThreadCreate(Boxed<'a, Channel<'a>>) = "THREAD_CREATE", by GUILDS, in guild_id;
            /// A thread was changed.
            ThreadUpdate(Boxed<'a, Channel<'a>>) = "THREAD_UPDATE", by GUILDS, in guild_id;
            /// A thread was deleted; it has `id`, `guild_id`, `parent_id` and `type`.
            ThreadDelete(Boxed<'a, PartialChannel<'a>>) = "THREAD_DELETE", by GUILDS, in guild_id;
            /// The bot has begun to see channels, and gets their threads.
            ThreadListSync(ThreadListSync<'a>) = "THREAD_LIST_SYNC", by GUILDS, in guild_id;
            /// The bot's own membership of a thread was changed.
            ThreadMemberUpdate(Boxed<'a, ThreadMemberUpdate<'a>>) = "THREAD_MEMBER_UPDATE",
                by GUILDS,
                in guild_id;
            /// Users joined or left a thread.
            ThreadMembersUpdate(Boxed<'a, ThreadMembersUpdate<'a>>) = "THREAD_MEMBERS_UPDATE",
                by GUILDS | GUILD_MEMBERS,
                in guild_id;
            /// An entitlement was granted.
            EntitlementCreate(Boxed<'a, Entitlement>) = "ENTITLEMENT_CREATE", in guild_id;
            /// An entitlement was changed.
            EntitlementUpdate(Boxed<'a, Entitlement>) = "ENTITLEMENT_UPDATE", in guild_id;
            /// An entitlement was taken away.
            EntitlementDelete(Boxed<'a, Entitlement>) = "ENTITLEMENT_DELETE", in guild_id;
            /// A subscription was made.
            SubscriptionCreate(Boxed<'a, Subscription<'a>>) = "SUBSCRIPTION_CREATE";
            /// A subscription was changed.
            SubscriptionUpdate(Boxed<'a, Subscription<'a>>) = "SUBSCRIPTION_UPDATE";
            /// A subscription was deleted.
            SubscriptionDelete(Boxed<'a, Subscription<'a>>) = "SUBSCRIPTION_DELETE";
            /// A gift was used. Undocumented.
            GiftCodeUpdate(Boxed<'a, GiftCodeUpdate<'a>>) = "GIFT_CODE_UPDATE", in guild_id;
            /// What a guild may sell was restricted, or is no longer. Undocumented.
            CreatorMonetizationRestrictionsUpdate(CreatorMonetizationRestrictionsUpdate<'a>) = "CREATOR_MONETIZATION_RESTRICTIONS_UPDATE",
                in guild_id;
            /// A guild came: at the beginning, after an outage, or when the bot joined.
            GuildCreate(GuildCreate<'a>) = "GUILD_CREATE", by GUILDS, in id();
            /// A guild was changed.
            GuildUpdate(Boxed<'a, Guild<'a>>) = "GUILD_UPDATE", by GUILDS, in id;
            /// A guild became unavailable or, where it does not say so, the bot left it.
            GuildDelete(Boxed<'a, UnavailableGuild<'a>>) = "GUILD_DELETE", by GUILDS, in id;
            /// The commands of a guild changed. Undocumented.
            GuildApplicationCommandIndexUpdate(GuildApplicationCommandIndexUpdate) = "GUILD_APPLICATION_COMMAND_INDEX_UPDATE",
                in guild_id;
            /// A boost of a guild began, changed or ended. Undocumented.
            GuildAppliedBoostsUpdate(Boxed<'a, GuildAppliedBoostsUpdate<'a>>) = "GUILD_APPLIED_BOOSTS_UPDATE",
                in guild_id;
            /// The audit log of a guild has a new entry.
            GuildAuditLogEntryCreate(Boxed<'a, GuildAuditLogEntryCreate<'a>>) = "GUILD_AUDIT_LOG_ENTRY_CREATE",
                by GUILD_MODERATION,
                in guild_id;
            /// A user was banned.
            GuildBanAdd(Boxed<'a, GuildBanAdd<'a>>) = "GUILD_BAN_ADD", by GUILD_MODERATION, in guild_id;
            /// A ban was lifted.
            GuildBanRemove(Boxed<'a, GuildBanRemove<'a>>) = "GUILD_BAN_REMOVE",
                by GUILD_MODERATION,
                in guild_id;
            /// A directory lists something more. Undocumented.
            GuildDirectoryEntryCreate(Boxed<'a, GuildDirectoryEntry<'a>>) = "GUILD_DIRECTORY_ENTRY_CREATE",
                in guild_id;
            /// What a directory lists was changed. Undocumented.
            GuildDirectoryEntryUpdate(Boxed<'a, GuildDirectoryEntry<'a>>) = "GUILD_DIRECTORY_ENTRY_UPDATE",
                in guild_id;
            /// A directory no longer lists something. Undocumented.
            GuildDirectoryEntryDelete(Boxed<'a, GuildDirectoryEntry<'a>>) = "GUILD_DIRECTORY_ENTRY_DELETE",
                in guild_id;
            /// The emojis of a guild were changed.
            GuildEmojisUpdate(GuildEmojisUpdate<'a>) = "GUILD_EMOJIS_UPDATE",
                by GUILD_EXPRESSIONS,
                in guild_id;
            /// The stickers of a guild were changed.
            GuildStickersUpdate(GuildStickersUpdate<'a>) = "GUILD_STICKERS_UPDATE",
                by GUILD_EXPRESSIONS,
                in guild_id;
            /// The integrations of a guild were changed.
            GuildIntegrationsUpdate(GuildIntegrationsUpdate) = "GUILD_INTEGRATIONS_UPDATE",
                by GUILD_INTEGRATIONS,
                in guild_id;
            /// A user asked to join a guild.
            GuildJoinRequestCreate(Boxed<'a, GuildJoinRequestChange<'a>>) = "GUILD_JOIN_REQUEST_CREATE",
                by GUILD_MODERATION,
                in guild_id;
            /// A request to join was sent, approved or rejected.
            GuildJoinRequestUpdate(Boxed<'a, GuildJoinRequestChange<'a>>) = "GUILD_JOIN_REQUEST_UPDATE",
                by GUILD_MODERATION,
                in guild_id;
            /// A request to join was taken back.
            GuildJoinRequestDelete(GuildJoinRequestDelete) = "GUILD_JOIN_REQUEST_DELETE",
                by GUILD_MODERATION,
                in guild_id;
            /// A user joined a guild.
            GuildMemberAdd(Boxed<'a, GuildMemberAdd<'a>>) = "GUILD_MEMBER_ADD",
                by GUILD_MEMBERS,
                in guild_id;
            /// A user left a guild or was removed.
            GuildMemberRemove(Boxed<'a, GuildMemberRemove<'a>>) = "GUILD_MEMBER_REMOVE",
                by GUILD_MEMBERS,
                in guild_id;
            /// A member was changed.
            GuildMemberUpdate(Boxed<'a, GuildMemberUpdate<'a>>) = "GUILD_MEMBER_UPDATE",
                by GUILD_MEMBERS,
                in guild_id;
            /// A part of the answer to opcode 8, Request Guild Members.
            GuildMembersChunk(Boxed<'a, GuildMembersChunk<'a>>) = "GUILD_MEMBERS_CHUNK", in guild_id;
            /// The games of a guild changed. Undocumented.
            GuildOfficialGameApplicationsUpdate(GuildOfficialGameApplicationsUpdate<'a>) = "GUILD_OFFICIAL_GAME_APPLICATIONS_UPDATE",
                in guild_id;
            /// A guild got what its boosts pay for. Undocumented.
            GuildPowerupEntitlementsCreate(GuildPowerupEntitlements<'a>) = "GUILD_POWERUP_ENTITLEMENTS_CREATE",
                in guild_id;
            /// A guild lost what its boosts paid for. Undocumented.
            GuildPowerupEntitlementsDelete(GuildPowerupEntitlements<'a>) = "GUILD_POWERUP_ENTITLEMENTS_DELETE",
                in guild_id;
            /// A role was made.
            GuildRoleCreate(Boxed<'a, GuildRoleChange<'a>>) = "GUILD_ROLE_CREATE", by GUILDS, in guild_id;
            /// A role was changed.
            GuildRoleUpdate(Boxed<'a, GuildRoleChange<'a>>) = "GUILD_ROLE_UPDATE", by GUILDS, in guild_id;
            /// A role was deleted.
            GuildRoleDelete(GuildRoleDelete) = "GUILD_ROLE_DELETE", by GUILDS, in guild_id;
            /// A scheduled event was made.
            GuildScheduledEventCreate(Boxed<'a, ScheduledEvent<'a>>) = "GUILD_SCHEDULED_EVENT_CREATE",
                by GUILD_SCHEDULED_EVENTS,
                in guild_id;
            /// A scheduled event was changed.
            GuildScheduledEventUpdate(Boxed<'a, ScheduledEvent<'a>>) = "GUILD_SCHEDULED_EVENT_UPDATE",
                by GUILD_SCHEDULED_EVENTS,
                in guild_id;
            /// A scheduled event was deleted.
            GuildScheduledEventDelete(Boxed<'a, ScheduledEvent<'a>>) = "GUILD_SCHEDULED_EVENT_DELETE",
                by GUILD_SCHEDULED_EVENTS,
                in guild_id;
            /// A user subscribed to a scheduled event.
            GuildScheduledEventUserAdd(GuildScheduledEventUser) = "GUILD_SCHEDULED_EVENT_USER_ADD",
                by GUILD_SCHEDULED_EVENTS,
                in guild_id;
            /// A user no longer subscribes to a scheduled event.
            GuildScheduledEventUserRemove(GuildScheduledEventUser) = "GUILD_SCHEDULED_EVENT_USER_REMOVE",
                by GUILD_SCHEDULED_EVENTS,
                in guild_id;
            /// One time of a scheduled event became another than its rule says.
            GuildScheduledEventExceptionCreate(Boxed<'a, GuildScheduledEventExceptionChange>) = "GUILD_SCHEDULED_EVENT_EXCEPTION_CREATE",
                by GUILD_SCHEDULED_EVENTS,
                in guild_id;
            /// Such a time was changed.
            GuildScheduledEventExceptionUpdate(Boxed<'a, GuildScheduledEventExceptionChange>) = "GUILD_SCHEDULED_EVENT_EXCEPTION_UPDATE",
                by GUILD_SCHEDULED_EVENTS,
                in guild_id;
            /// Such a time is as the rule says again.
            GuildScheduledEventExceptionDelete(Boxed<'a, GuildScheduledEventExceptionChange>) = "GUILD_SCHEDULED_EVENT_EXCEPTION_DELETE",
                by GUILD_SCHEDULED_EVENTS,
                in guild_id;
            /// All times of a scheduled event are as its rule says again. Undocumented.
            GuildScheduledEventExceptionsDelete(GuildScheduledEventExceptionsDelete) = "GUILD_SCHEDULED_EVENT_EXCEPTIONS_DELETE",
                by GUILD_SCHEDULED_EVENTS,
                in guild_id;
            /// A soundboard sound was made.
            GuildSoundboardSoundCreate(Boxed<'a, SoundboardSound<'a>>) = "GUILD_SOUNDBOARD_SOUND_CREATE",
                by GUILD_EXPRESSIONS,
                in guild_id;
            /// A soundboard sound was changed.
            GuildSoundboardSoundUpdate(Boxed<'a, SoundboardSound<'a>>) = "GUILD_SOUNDBOARD_SOUND_UPDATE",
                by GUILD_EXPRESSIONS,
                in guild_id;
            /// A soundboard sound was deleted.
            GuildSoundboardSoundDelete(GuildSoundboardSoundDelete) = "GUILD_SOUNDBOARD_SOUND_DELETE",
                by GUILD_EXPRESSIONS,
                in guild_id;
            /// Several soundboard sounds were changed.
            GuildSoundboardSoundsUpdate(GuildSoundboardSounds<'a>) = "GUILD_SOUNDBOARD_SOUNDS_UPDATE",
                by GUILD_EXPRESSIONS,
                in guild_id;
            /// The answer to opcode 31, Request Soundboard Sounds, for one guild.
            SoundboardSounds(GuildSoundboardSounds<'a>) = "SOUNDBOARD_SOUNDS", in guild_id;
            /// A guild's game server was made. Undocumented.
            GameServerCreate(GameServerChange<'a>) = "GAME_SERVER_CREATE", in guild_id;
            /// A guild's game server was changed. Undocumented.
            GameServerUpdate(GameServerChange<'a>) = "GAME_SERVER_UPDATE", in guild_id;
            /// A guild's game server was deleted. Undocumented.
            GameServerDelete(GameServerDelete) = "GAME_SERVER_DELETE", in guild_id;
            /// An integration was made.
            IntegrationCreate(Boxed<'a, IntegrationChange<'a>>) = "INTEGRATION_CREATE",
                by GUILD_INTEGRATIONS,
                in guild_id;
            /// An integration was changed.
            IntegrationUpdate(Boxed<'a, IntegrationChange<'a>>) = "INTEGRATION_UPDATE",
                by GUILD_INTEGRATIONS,
                in guild_id;
            /// An integration was deleted.
            IntegrationDelete(IntegrationDelete) = "INTEGRATION_DELETE",
                by GUILD_INTEGRATIONS,
                in guild_id;
            /// A user used a command, a component or a modal of the bot.
            InteractionCreate(Boxed<'a, Interaction<'a>>) = "INTERACTION_CREATE", in guild_id;
            /// An activity that an app embeds began, changed or ended. Undocumented.
            EmbeddedActivityUpdateV2(Boxed<'a, EmbeddedActivityUpdate<'a>>) = "EMBEDDED_ACTIVITY_UPDATE_V2",
                by GUILD_EMBEDDED_ACTIVITIES | DIRECT_EMBEDDED_ACTIVITIES,
                in guild_id;
            /// An invite was made.
            InviteCreate(Boxed<'a, InviteCreate<'a>>) = "INVITE_CREATE", by GUILD_INVITES, in guild_id;
            /// An invite was deleted.
            InviteDelete(InviteDelete<'a>) = "INVITE_DELETE", by GUILD_INVITES, in guild_id;
            /// A message was sent.
            MessageCreate(Boxed<'a, Message<'a>>) = "MESSAGE_CREATE",
                by GUILD_MESSAGES | DIRECT_MESSAGES,
                in guild_id;
            /// A message was edited; what did not change may be absent.
            MessageUpdate(Boxed<'a, PartialMessage<'a>>) = "MESSAGE_UPDATE",
                by GUILD_MESSAGES | DIRECT_MESSAGES,
                in guild_id;
            /// A message was deleted.
            MessageDelete(MessageDelete) = "MESSAGE_DELETE",
                by GUILD_MESSAGES | DIRECT_MESSAGES,
                in guild_id;
            /// Several messages were deleted at once.
            MessageDeleteBulk(MessageDeleteBulk<'a>) = "MESSAGE_DELETE_BULK",
                by GUILD_MESSAGES,
                in guild_id;
            /// A user reacted to a message.
            MessageReactionAdd(Boxed<'a, MessageReactionAdd<'a>>) = "MESSAGE_REACTION_ADD",
                by GUILD_MESSAGE_REACTIONS | DIRECT_MESSAGE_REACTIONS,
                in guild_id;
            /// Users reacted to a message, all in one event. Undocumented.
            MessageReactionAddMany(MessageReactionAddMany<'a>) = "MESSAGE_REACTION_ADD_MANY",
                by GUILD_MESSAGE_REACTIONS | DIRECT_MESSAGE_REACTIONS,
                in guild_id;
            /// A user's reaction was removed from a message.
            MessageReactionRemove(Boxed<'a, MessageReactionRemove<'a>>) = "MESSAGE_REACTION_REMOVE",
                by GUILD_MESSAGE_REACTIONS | DIRECT_MESSAGE_REACTIONS,
                in guild_id;
            /// All reactions were removed from a message.
            MessageReactionRemoveAll(MessageReactionRemoveAll) = "MESSAGE_REACTION_REMOVE_ALL",
                by GUILD_MESSAGE_REACTIONS | DIRECT_MESSAGE_REACTIONS,
                in guild_id;
            /// All reactions of one emoji were removed from a message.
            MessageReactionRemoveEmoji(Boxed<'a, MessageReactionRemoveEmoji<'a>>) = "MESSAGE_REACTION_REMOVE_EMOJI",
                by GUILD_MESSAGE_REACTIONS | DIRECT_MESSAGE_REACTIONS,
                in guild_id;
            /// A user voted in a poll; one event for each answer.
            MessagePollVoteAdd(MessagePollVote) = "MESSAGE_POLL_VOTE_ADD",
                by GUILD_MESSAGE_POLLS | DIRECT_MESSAGE_POLLS,
                in guild_id;
            /// A user took back a vote; one event for each answer.
            MessagePollVoteRemove(MessagePollVote) = "MESSAGE_POLL_VOTE_REMOVE",
                by GUILD_MESSAGE_POLLS | DIRECT_MESSAGE_POLLS,
                in guild_id;
            /// A user's status or activities were changed.
            PresenceUpdate(Boxed<'a, PresenceUpdate<'a>>) = "PRESENCE_UPDATE",
                by GUILD_PRESENCES,
                in guild_id;
            /// A stage began.
            StageInstanceCreate(Boxed<'a, StageInstance<'a>>) = "STAGE_INSTANCE_CREATE",
                by GUILDS,
                in guild_id;
            /// A stage was changed.
            StageInstanceUpdate(Boxed<'a, StageInstance<'a>>) = "STAGE_INSTANCE_UPDATE",
                by GUILDS,
                in guild_id;
            /// A stage ended.
            StageInstanceDelete(Boxed<'a, StageInstance<'a>>) = "STAGE_INSTANCE_DELETE",
                by GUILDS,
                in guild_id;
            /// A user began to type.
            TypingStart(Boxed<'a, TypingStart<'a>>) = "TYPING_START",
                by GUILD_MESSAGE_TYPING | DIRECT_MESSAGE_TYPING,
                in guild_id;
            /// The bot's own user was changed.
            UserUpdate(Boxed<'a, User<'a>>) = "USER_UPDATE";
            /// A user sent an effect in a voice channel.
            VoiceChannelEffectSend(Boxed<'a, VoiceChannelEffectSend<'a>>) = "VOICE_CHANNEL_EFFECT_SEND",
                by GUILD_VOICE_STATES,
                in guild_id;
            /// A user joined or left a voice channel, or was changed in one.
            VoiceStateUpdate(Boxed<'a, VoiceState<'a>>) = "VOICE_STATE_UPDATE",
                by GUILD_VOICE_STATES,
                in guild_id;
            /// A guild's voice server, to connect to.
            VoiceServerUpdate(Boxed<'a, VoiceServerUpdate<'a>>) = "VOICE_SERVER_UPDATE", in guild_id;
            /// The webhooks of a channel were changed.
            WebhooksUpdate(WebhooksUpdate) = "WEBHOOKS_UPDATE", by GUILD_WEBHOOKS, in guild_id;
        }
    };
}

pub(crate) use event_rows;
