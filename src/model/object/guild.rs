//! Guilds.

use crate::model::codec::{flags, numbers, object, words};
use crate::model::{
    Boxed, Channel, Emoji, GuildMember, ImageHash, List, Locale, Map, Maybe, PartialVoiceState,
    Permissions, PresenceUpdate, Role, ScheduledEvent, Snowflake, SoundboardSound, StageInstance,
    Sticker, Text, Timestamp, Value,
};

object! {
    /// A guild (Discord docs, "Guild Resource", Guild Object), with what `GUILD_CREATE` says
    /// besides ("Gateway Events", Guild Create).
    pub struct Guild<'a> {
        /// The guild's id.
        pub id: Snowflake,
        /// The guild's name.
        pub name: Text<'a>,
        /// The icon; null if there is none.
        pub icon: Option<ImageHash<'a>> => null,
        /// The icon. Only in templates.
        pub icon_hash: Maybe<ImageHash<'a>>,
        /// The background of invites; null if there is none.
        pub splash: Option<ImageHash<'a>> => null,
        /// The background in discovery; null if there is none.
        pub discovery_splash: Option<ImageHash<'a>> => null,
        /// Whether the current user owns it. Only in a user's list of guilds.
        pub owner: Option<bool>,
        /// The owner's id.
        pub owner_id: Snowflake,
        /// What the current user may do, overwrites apart. Only in a user's list of guilds.
        pub permissions: Option<Permissions>,
        /// The voice region. Deprecated: channels have one of their own. Only sessions of version 8
        /// are sure to have it.
        pub region: Maybe<Text<'a>>,
        /// The id of the channel that idle members are moved to; null if there is none.
        pub afk_channel_id: Option<Snowflake> => null,
        /// After how many seconds members are idle: 60, 300, 900, 1800 or 3600.
        pub afk_timeout: i64,
        /// Whether the widget is switched on. Seen in `GUILD_UPDATE`, and not in `GUILD_CREATE`.
        pub widget_enabled: Option<bool>,
        /// The id of the channel that the widget invites to; null if it does not invite. Seen in
        /// `GUILD_UPDATE`, and not in `GUILD_CREATE`.
        pub widget_channel_id: Maybe<Snowflake>,
        /// What members must meet before they may send messages.
        pub verification_level: VerificationLevel,
        /// Of which messages members are notified by default.
        pub default_message_notifications: DefaultMessageNotifications,
        /// Whose media are scanned.
        pub explicit_content_filter: ExplicitContentFilter,
        /// The roles, `@everyone` among them.
        pub roles: List<'a, Role<'a>>,
        /// The custom emojis.
        pub emojis: List<'a, Emoji<'a>> => good,
        /// What the guild has or may use. Unknown words occur.
        pub features: List<'a, GuildFeature<'a>>,
        /// Whether moderators need a second factor.
        pub mfa_level: MfaLevel,
        /// The id of the application that made the guild; null if a user did.
        pub application_id: Option<Snowflake> => null,
        /// The id of the channel for Discord's notices; null if there is none.
        pub system_channel_id: Option<Snowflake> => null,
        /// Which notices are left out.
        pub system_channel_flags: Option<SystemChannelFlags>,
        /// The id of the channel with the rules; null if there is none.
        pub rules_channel_id: Option<Snowflake> => null,
        /// How many presences there can be: null but in the largest guilds.
        pub max_presences: Maybe<i64>,
        /// How many members there can be. At times `GUILD_CREATE` lacks it.
        pub max_members: Option<i64>,
        /// The code of its own invite; null if there is none.
        pub vanity_url_code: Option<Text<'a>> => null,
        /// What the guild says of itself; null if nothing.
        pub description: Option<Text<'a>> => null,
        /// The banner; null if there is none.
        pub banner: Option<ImageHash<'a>> => null,
        /// The level that boosts brought.
        pub premium_tier: Option<PremiumTier>,
        /// How many boosts there are. At times `GUILD_CREATE` lacks it.
        pub premium_subscription_count: Option<i64>,
        /// The language of a community, and of Discord's notices to it. At times `GUILD_CREATE`
        /// lacks it.
        pub preferred_locale: Option<Locale<'a>>,
        /// The id of the channel for notices to moderators; null if there is none.
        pub public_updates_channel_id: Option<Snowflake> => null,
        /// How many users a voice channel with video can have. At times `GUILD_CREATE` lacks it.
        pub max_video_channel_users: Option<i64>,
        /// How many users a stage with video can have. Sessions of version 8 lack it.
        pub max_stage_video_channel_users: Option<i64>,
        /// About how many members there are. Only over HTTP, if asked for.
        pub approximate_member_count: Option<i64>,
        /// About how many members are online. Only over HTTP, if asked for.
        pub approximate_presence_count: Option<i64>,
        /// What new members are shown. Only in invites.
        pub welcome_screen: Option<Boxed<'a, WelcomeScreen<'a>>>,
        /// Whether it is for adults. Sessions of version 8 lack it.
        pub nsfw_level: Option<NsfwLevel>,
        /// The custom stickers. Sessions of version 8 lack it.
        pub stickers: Option<List<'a, Sticker<'a>>> => good,
        /// Whether the progress of boosts is shown. Sessions of version 8 lack it.
        pub premium_progress_bar_enabled: Option<bool>,
        /// The id of the channel for safety alerts, if any. Sessions of version 8 lack it.
        pub safety_alerts_channel_id: Maybe<Snowflake>,
        /// The image above the guild's home.
        pub home_header: Maybe<ImageHash<'a>> => lenient,
        /// When someone last turned the progress bar on or off.
        pub premium_progress_bar_enabled_user_updated_at: Maybe<Timestamp>,
        /// What was found and switched off in a raid, if any. Sessions of version 8 lack it.
        pub incidents_data: Maybe<Boxed<'a, IncidentsData>>,
        /// When the current user joined. Only in `GUILD_CREATE`.
        pub joined_at: Option<Timestamp>,
        /// Whether offline members are left out, as of large guilds. Only in `GUILD_CREATE`.
        pub large: Option<bool>,
        /// Whether the guild is out of reach; false occurs. Only in `GUILD_CREATE`.
        pub unavailable: Option<bool> => strict,
        /// How many members there are. Only in `GUILD_CREATE`.
        pub member_count: Option<i64>,
        /// Who is in voice, without `guild_id`. Only in `GUILD_CREATE`.
        pub voice_states: Option<List<'a, PartialVoiceState<'a>>> => good,
        /// The members; in large guilds the current user and those in voice. Only in
        /// `GUILD_CREATE`.
        pub members: Option<List<'a, GuildMember<'a>>> => good,
        /// The channels, threads apart. Only in `GUILD_CREATE`.
        pub channels: Option<List<'a, Channel<'a>>>,
        /// Who is not offline of `members`, without `guild_id`. Only in `GUILD_CREATE`.
        pub presences: Option<List<'a, PresenceUpdate<'a>>> => good,
        /// What kind of hub it is; null if it is none. Undocumented.
        pub hub_type: Maybe<GuildHubType>,
        /// Whether it is for adults, before `nsfw_level`. Undocumented.
        pub nsfw: Option<bool>,
        /// Whether clients may load it bit by bit. Undocumented.
        pub lazy: Option<bool>,
        /// How many commands applications have in it. Undocumented.
        pub application_command_count: Option<i64>,
        /// The same by the number of the commands' type. Undocumented.
        pub application_command_counts: Option<Map<'a, Text<'a>, i64>>,
        /// The activities that run in voice channels. Undocumented.
        pub embedded_activities: Option<List<'a, Value<'a>>>,
        /// Hashes of the guild's parts, for clients that cache them. Undocumented.
        pub guild_hashes: Option<Value<'a>>,
        /// Which state of the guild this is. Undocumented.
        pub version: Option<Value<'a>>,
        /// Whether it is out of reach where the user is. Undocumented, and only if it is so.
        pub geo_restricted: Option<bool>,
        /// The active threads that one can see. Only in `GUILD_CREATE`, and not in version 8.
        pub threads: Option<List<'a, Channel<'a>>> => good,
        /// The stages that are live. Only in `GUILD_CREATE`, and not in version 8.
        pub stage_instances: Option<List<'a, StageInstance<'a>>> => good,
        /// The scheduled events. Only in `GUILD_CREATE`, and not in version 8.
        pub guild_scheduled_events: Option<List<'a, ScheduledEvent<'a>>> => good,
        /// The sounds. Only in `GUILD_CREATE`, and not in version 8.
        pub soundboard_sounds: Option<List<'a, SoundboardSound<'a>>> => good,
    }
}

impl<'a> Guild<'a> {
    /// What is left of a guild that came without the rest.
    pub(crate) fn into_unavailable(self) -> UnavailableGuild<'a> {
        UnavailableGuild {
            id: self.id,
            unavailable: self.unavailable,
            geo_restricted: self.geo_restricted,
            name: (!self.name.is_empty()).then_some(self.name),
            icon: self.icon,
        }
    }
}

object! {
    /// What is known of a [`Guild`], as in invites and interactions: only `id` is always there
    /// (Discord docs, "Guild Resource", Guild Object).
    pub struct PartialGuild<'a> {
        /// The guild's id.
        pub id: Snowflake,
        /// The guild's name.
        pub name: Option<Text<'a>>,
        /// The icon; null if there is none.
        pub icon: Maybe<ImageHash<'a>>,
        /// The icon. Only in templates.
        pub icon_hash: Maybe<ImageHash<'a>>,
        /// The background of invites; null if there is none.
        pub splash: Maybe<ImageHash<'a>>,
        /// The background in discovery; null if there is none.
        pub discovery_splash: Maybe<ImageHash<'a>>,
        /// Whether the current user owns it. Only in a user's list of guilds.
        pub owner: Option<bool>,
        /// The owner's id.
        pub owner_id: Option<Snowflake>,
        /// What the current user may do, overwrites apart. Only in a user's list of guilds.
        pub permissions: Option<Permissions>,
        /// The voice region. Deprecated: channels have one of their own.
        pub region: Maybe<Text<'a>>,
        /// The id of the channel that idle members are moved to; null if there is none.
        pub afk_channel_id: Maybe<Snowflake>,
        /// After how many seconds members are idle: 60, 300, 900, 1800 or 3600.
        pub afk_timeout: Option<i64>,
        /// Whether the widget is switched on.
        pub widget_enabled: Option<bool>,
        /// The id of the channel that the widget invites to; null if it does not invite.
        pub widget_channel_id: Maybe<Snowflake>,
        /// What members must meet before they may send messages.
        pub verification_level: Option<VerificationLevel>,
        /// Of which messages members are notified by default.
        pub default_message_notifications: Option<DefaultMessageNotifications>,
        /// Whose media are scanned.
        pub explicit_content_filter: Option<ExplicitContentFilter>,
        /// The roles, `@everyone` among them.
        pub roles: Option<List<'a, Role<'a>>>,
        /// The custom emojis.
        pub emojis: Option<List<'a, Emoji<'a>>> => good,
        /// What the guild has or may use. Unknown words occur.
        pub features: Option<List<'a, GuildFeature<'a>>>,
        /// Whether moderators need a second factor.
        pub mfa_level: Option<MfaLevel>,
        /// The id of the application that made the guild; null if a user did.
        pub application_id: Maybe<Snowflake>,
        /// The id of the channel for Discord's notices; null if there is none.
        pub system_channel_id: Maybe<Snowflake>,
        /// Which notices are left out.
        pub system_channel_flags: Option<SystemChannelFlags>,
        /// The id of the channel with the rules; null if there is none.
        pub rules_channel_id: Maybe<Snowflake>,
        /// How many presences there can be: null but in the largest guilds.
        pub max_presences: Maybe<i64>,
        /// How many members there can be.
        pub max_members: Option<i64>,
        /// The code of its own invite; null if there is none.
        pub vanity_url_code: Maybe<Text<'a>>,
        /// What the guild says of itself; null if nothing.
        pub description: Maybe<Text<'a>>,
        /// The banner; null if there is none.
        pub banner: Maybe<ImageHash<'a>>,
        /// The level that boosts brought.
        pub premium_tier: Option<PremiumTier>,
        /// How many boosts there are.
        pub premium_subscription_count: Option<i64>,
        /// The language of a community, and of Discord's notices to it.
        pub preferred_locale: Option<Locale<'a>>,
        /// The id of the channel for notices to moderators; null if there is none.
        pub public_updates_channel_id: Maybe<Snowflake>,
        /// How many users a voice channel with video can have.
        pub max_video_channel_users: Option<i64>,
        /// How many users a stage with video can have. Sessions of version 8 lack it.
        pub max_stage_video_channel_users: Option<i64>,
        /// About how many members there are. Only over HTTP, if asked for.
        pub approximate_member_count: Option<i64>,
        /// About how many members are online. Only over HTTP, if asked for.
        pub approximate_presence_count: Option<i64>,
        /// What new members are shown. Only in invites.
        pub welcome_screen: Option<Boxed<'a, WelcomeScreen<'a>>>,
        /// Whether it is for adults. Sessions of version 8 lack it.
        pub nsfw_level: Option<NsfwLevel>,
        /// The custom stickers. Sessions of version 8 lack it.
        pub stickers: Option<List<'a, Sticker<'a>>> => good,
        /// Whether the progress of boosts is shown. Sessions of version 8 lack it.
        pub premium_progress_bar_enabled: Option<bool>,
        /// The id of the channel for safety alerts, if any. Sessions of version 8 lack it.
        pub safety_alerts_channel_id: Maybe<Snowflake>,
        /// The image above the guild's home.
        pub home_header: Maybe<ImageHash<'a>> => lenient,
        /// When someone last turned the progress bar on or off.
        pub premium_progress_bar_enabled_user_updated_at: Maybe<Timestamp>,
        /// What was found and switched off in a raid, if any. Sessions of version 8 lack it.
        pub incidents_data: Maybe<Boxed<'a, IncidentsData>>,
        /// What kind of hub it is; null if it is none. Undocumented.
        pub hub_type: Maybe<GuildHubType>,
        /// Whether it is for adults, before `nsfw_level`. Undocumented.
        pub nsfw: Option<bool>,
        /// Whether clients may load it bit by bit. Undocumented.
        pub lazy: Option<bool>,
        /// How many commands applications have in it. Undocumented.
        pub application_command_count: Option<i64>,
        /// The same by the number of the commands' type. Undocumented.
        pub application_command_counts: Option<Map<'a, Text<'a>, i64>>,
        /// The activities that run in voice channels. Undocumented.
        pub embedded_activities: Option<List<'a, Value<'a>>>,
        /// Hashes of the guild's parts, for clients that cache them. Undocumented.
        pub guild_hashes: Option<Value<'a>>,
        /// Which state of the guild this is. Undocumented.
        pub version: Option<Value<'a>>,
        /// The preferred language, in interactions. Undocumented.
        pub locale: Option<Locale<'a>>,
    }
}

object! {
    /// A guild that is out of reach, not yet sent, or left (Discord docs, "Guild Resource",
    /// Unavailable Guild Object).
    pub struct UnavailableGuild<'a> {
        /// The guild's id.
        pub id: Snowflake,
        /// True if it is out of reach. Absent in `GUILD_DELETE` if the user is no longer in it.
        pub unavailable: Option<bool> => strict,
        /// Whether it is out of reach where the user is. Undocumented.
        pub geo_restricted: Option<bool>,
        /// The guild's name, if it is restricted. Undocumented.
        pub name: Option<Text<'a>>,
        /// The icon, if it is restricted. Undocumented.
        pub icon: Option<ImageHash<'a>>,
    }
}

object! {
    /// What a community shows to new members (Discord docs, "Guild Resource", Welcome Screen
    /// Object).
    pub struct WelcomeScreen<'a> {
        /// What the guild says of itself, if anything.
        pub description: Option<Text<'a>> => null,
        /// The channels that are shown, at most 5.
        pub welcome_channels: List<'a, WelcomeScreenChannel<'a>> => whole,
    }
}

object! {
    /// A channel on a welcome screen (Discord docs, "Guild Resource", Welcome Screen Object).
    pub struct WelcomeScreenChannel<'a> {
        /// The channel's id.
        pub channel_id: Snowflake,
        /// What is said of the channel.
        pub description: Text<'a>,
        /// The id of the custom emoji beside it; null if there is none.
        pub emoji_id: Option<Snowflake> => null,
        /// The name of the custom emoji beside it, or the Unicode emoji; null if there is neither.
        pub emoji_name: Option<Text<'a>> => null,
    }
}

object! {
    /// What was found and switched off in a raid on a guild (Discord docs, "Guild Resource",
    /// Incidents Data Object). Sessions of version 8 have none.
    pub struct IncidentsData {
        /// Until when invites are switched off; null if they are not.
        pub invites_disabled_until: Option<Timestamp> => null strict,
        /// Until when direct messages between members are switched off; null if they are not.
        pub dms_disabled_until: Option<Timestamp> => null strict,
        /// When spam in direct messages was found; null or absent if none was.
        pub dm_spam_detected_at: Maybe<Timestamp> => strict,
        /// When a raid was found; null or absent if none was.
        pub raid_detected_at: Maybe<Timestamp> => strict,
    }
}

numbers! {
    /// Of which messages members are notified by default (Discord docs, "Guild Resource", Default
    /// Message Notification Level).
    pub struct DefaultMessageNotifications {
        ALL_MESSAGES = 0,
        ONLY_MENTIONS = 1,
    }
}

numbers! {
    /// Whose media a guild has scanned (Discord docs, "Guild Resource", Explicit Content Filter
    /// Level).
    pub struct ExplicitContentFilter {
        DISABLED = 0,
        MEMBERS_WITHOUT_ROLES = 1,
        ALL_MEMBERS = 2,
    }
}

numbers! {
    /// Whether a guild's moderators need a second factor (Discord docs, "Guild Resource", MFA
    /// Level).
    pub struct MfaLevel {
        /// They do not.
        NONE = 0,
        /// They do.
        ELEVATED = 1,
    }
}

numbers! {
    /// What members must meet before they may send messages (Discord docs, "Guild Resource",
    /// Verification Level).
    pub struct VerificationLevel {
        /// Nothing.
        NONE = 0,
        /// A confirmed email address.
        LOW = 1,
        /// An account older than 5 minutes.
        MEDIUM = 2,
        /// A membership older than 10 minutes.
        HIGH = 3,
        /// A confirmed phone number.
        VERY_HIGH = 4,
    }
}

numbers! {
    /// Whether a guild is for adults (Discord docs, "Guild Resource", Guild Age-Restriction
    /// Level).
    pub struct NsfwLevel {
        /// Not rated.
        DEFAULT = 0,
        EXPLICIT = 1,
        SAFE = 2,
        AGE_RESTRICTED = 3,
    }
}

numbers! {
    /// The level that a guild's boosts brought it (Discord docs, "Guild Resource", Premium Tier).
    pub struct PremiumTier {
        NONE = 0,
        TIER_1 = 1,
        TIER_2 = 2,
        TIER_3 = 3,
    }
}

flags! {
    /// What is left out of a guild's system channel (Discord docs, "Guild Resource", System
    /// Channel Flags).
    pub struct SystemChannelFlags {
        /// Notices of new members.
        SUPPRESS_JOIN_NOTIFICATIONS = 0,
        /// Notices of boosts.
        SUPPRESS_PREMIUM_SUBSCRIPTIONS = 1,
        /// Tips for setting the guild up.
        SUPPRESS_GUILD_REMINDER_NOTIFICATIONS = 2,
        /// The button that greets a new member with a sticker.
        SUPPRESS_JOIN_NOTIFICATION_REPLIES = 3,
        /// Notices of role subscriptions.
        SUPPRESS_ROLE_SUBSCRIPTION_PURCHASE_NOTIFICATIONS = 4,
        /// The button that answers a role subscription with a sticker.
        SUPPRESS_ROLE_SUBSCRIPTION_PURCHASE_NOTIFICATION_REPLIES = 5,
    }
}

numbers! {
    /// What kind of hub a guild is (undocumented).
    pub struct GuildHubType {
        /// A hub of no other kind.
        DEFAULT = 0,
        /// A hub of a school.
        HIGH_SCHOOL = 1,
        /// A hub of a college or university.
        COLLEGE = 2,
    }
}

words! {
    /// What a guild has or may use (Discord docs, "Guild Resource", Guild Features): an open set.
    pub struct GuildFeature {
        /// Its banner may move.
        ANIMATED_BANNER = "ANIMATED_BANNER",
        /// Its icon may move.
        ANIMATED_ICON = "ANIMATED_ICON",
        /// It keeps the older rules for permissions of commands.
        APPLICATION_COMMAND_PERMISSIONS_V2 = "APPLICATION_COMMAND_PERMISSIONS_V2",
        /// It has rules of auto moderation.
        AUTO_MODERATION = "AUTO_MODERATION",
        /// It may have a banner.
        BANNER = "BANNER",
        /// It is a community, with what that brings.
        COMMUNITY = "COMMUNITY",
        /// It may sell, on probation.
        CREATOR_MONETIZABLE_PROVISIONAL = "CREATOR_MONETIZABLE_PROVISIONAL",
        /// It has a page that advertises its role subscriptions.
        CREATOR_STORE_PAGE = "CREATOR_STORE_PAGE",
        /// An application in the App Directory has it for its support.
        DEVELOPER_SUPPORT_SERVER = "DEVELOPER_SUPPORT_SERVER",
        /// It is listed in discovery.
        DISCOVERABLE = "DISCOVERABLE",
        /// It may be recommended in discovery.
        FEATURABLE = "FEATURABLE",
        /// Its invites are paused.
        INVITES_DISABLED = "INVITES_DISABLED",
        /// Its invites may have a background.
        INVITE_SPLASH = "INVITE_SPLASH",
        /// It screens new members.
        MEMBER_VERIFICATION_GATE_ENABLED = "MEMBER_VERIFICATION_GATE_ENABLED",
        /// Moderators approve those who ask to join.
        MEMBER_VERIFICATION_MANUAL_APPROVAL = "MEMBER_VERIFICATION_MANUAL_APPROVAL",
        /// It may have more sounds.
        MORE_SOUNDBOARD = "MORE_SOUNDBOARD",
        /// It may have more stickers.
        MORE_STICKERS = "MORE_STICKERS",
        /// It may have announcement channels.
        NEWS = "NEWS",
        /// It is a partner of Discord.
        PARTNERED = "PARTNERED",
        /// It can be looked at before joining.
        PREVIEW_ENABLED = "PREVIEW_ENABLED",
        /// It has alerts of raids switched off.
        RAID_ALERTS_DISABLED = "RAID_ALERTS_DISABLED",
        /// Its roles may have icons.
        ROLE_ICONS = "ROLE_ICONS",
        /// It has role subscriptions on sale.
        ROLE_SUBSCRIPTIONS_AVAILABLE_FOR_PURCHASE = "ROLE_SUBSCRIPTIONS_AVAILABLE_FOR_PURCHASE",
        /// It has role subscriptions switched on.
        ROLE_SUBSCRIPTIONS_ENABLED = "ROLE_SUBSCRIPTIONS_ENABLED",
        /// It has sounds of its own.
        SOUNDBOARD = "SOUNDBOARD",
        /// It may sell tickets for scheduled events.
        TICKETED_EVENTS_ENABLED = "TICKETED_EVENTS_ENABLED",
        /// It may have an invite with a code of its choice.
        VANITY_URL = "VANITY_URL",
        /// It is verified.
        VERIFIED = "VERIFIED",
        /// Its voice channels may have 384 kbit/s.
        VIP_REGIONS = "VIP_REGIONS",
        /// It has a welcome screen.
        WELCOME_SCREEN_ENABLED = "WELCOME_SCREEN_ENABLED",
        /// It may invite guests.
        GUESTS_ENABLED = "GUESTS_ENABLED",
        /// It may have a tag.
        GUILD_TAGS = "GUILD_TAGS",
        /// Its roles may have gradients.
        ENHANCED_ROLE_COLORS = "ENHANCED_ROLE_COLORS",
        /// It may have store channels. Only in version 8.
        COMMERCE = "COMMERCE",
        /// It is listed in a hub. Undocumented.
        HAS_DIRECTORY_ENTRY = "HAS_DIRECTORY_ENTRY",
        /// It is a hub. Undocumented.
        HUB = "HUB",
        /// It is linked to a hub. Undocumented.
        LINKED_TO_HUB = "LINKED_TO_HUB",
        /// It may sell. Undocumented.
        MONETIZATION_ENABLED = "MONETIZATION_ENABLED",
        /// Its pins have a permission of their own. Undocumented.
        PIN_PERMISSION_MIGRATION_COMPLETE = "PIN_PERMISSION_MIGRATION_COMPLETE",
        /// It may have private threads. Undocumented.
        PRIVATE_THREADS = "PRIVATE_THREADS",
        /// Only administrators may remove inactive members. Undocumented.
        PRUNE_REQUIRES_ADMIN = "PRUNE_REQUIRES_ADMIN",
        /// Its sessions are spread over several nodes. Undocumented.
        RELAY_ENABLED = "RELAY_ENABLED",
    }
}
