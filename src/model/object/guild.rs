//! TODO

use crate::model::codec::{flags, numbers, object, words};
use crate::model::{
    Channel, Emoji, GuildMember, ImageHash, List, Locale, Map, Maybe, Permissions, PresenceUpdate,
    Role, ScheduledEvent, Snowflake, SoundboardSound, StageInstance, Sticker, Text, Timestamp,
    Value, VoiceState,
};

object! {
    /// TODO
    pub struct Guild<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub name: Text<'a>,
        /// TODO
        pub icon: Option<ImageHash<'a>> => null,
        /// TODO template object only
        pub icon_hash: Maybe<ImageHash<'a>>,
        /// TODO
        pub splash: Option<ImageHash<'a>> => null,
        /// TODO
        pub discovery_splash: Option<ImageHash<'a>> => null,
        /// TODO user-OAuth list only
        pub owner: Option<bool>,
        /// TODO
        pub owner_id: Snowflake,
        /// TODO user-OAuth list only
        pub permissions: Option<Permissions>,
        /// TODO deprecated; v8: required; v8: not nullable
        pub region: Maybe<Text<'a>>,
        /// TODO
        pub afk_channel_id: Option<Snowflake> => null,
        /// TODO seconds: 60, 300, 900, 1800, 3600
        pub afk_timeout: u64,
        /// TODO
        pub widget_enabled: Option<bool>,
        /// TODO
        pub widget_channel_id: Maybe<Snowflake>,
        /// TODO
        pub verification_level: VerificationLevel,
        /// TODO
        pub default_message_notifications: DefaultMessageNotifications,
        /// TODO
        pub explicit_content_filter: ExplicitContentFilter,
        /// TODO
        pub roles: List<'a, Role<'a>>,
        /// TODO
        pub emojis: List<'a, Emoji<'a>>,
        /// TODO open set, unknown strings appear
        pub features: List<'a, GuildFeature<'a>>,
        /// TODO
        pub mfa_level: MfaLevel,
        /// TODO
        pub application_id: Option<Snowflake> => null,
        /// TODO
        pub system_channel_id: Option<Snowflake> => null,
        /// TODO
        pub system_channel_flags: SystemChannelFlags,
        /// TODO
        pub rules_channel_id: Option<Snowflake> => null,
        /// TODO normally null
        pub max_presences: Maybe<u64>,
        /// TODO
        pub max_members: Option<u64>,
        /// TODO
        pub vanity_url_code: Option<Text<'a>> => null,
        /// TODO
        pub description: Option<Text<'a>> => null,
        /// TODO
        pub banner: Option<ImageHash<'a>> => null,
        /// TODO
        pub premium_tier: PremiumTier,
        /// TODO u64
        pub premium_subscription_count: Option<u64>,
        /// TODO
        pub preferred_locale: Option<Locale<'a>>,
        /// TODO
        pub public_updates_channel_id: Option<Snowflake> => null,
        /// TODO
        pub max_video_channel_users: Option<u64>,
        /// TODO cur
        pub max_stage_video_channel_users: Option<u64>,
        /// TODO REST with_counts only
        pub approximate_member_count: Option<u64>,
        /// TODO REST with_counts only
        pub approximate_presence_count: Option<u64>,
        /// TODO invite objects only
        pub welcome_screen: Option<Box<WelcomeScreen<'a>>>,
        /// TODO cur
        pub nsfw_level: Option<NsfwLevel>,
        /// TODO cur present on gateway today
        pub stickers: Option<List<'a, Sticker<'a>>>,
        /// TODO cur
        pub premium_progress_bar_enabled: Option<bool>,
        /// TODO cur
        pub safety_alerts_channel_id: Maybe<Snowflake>,
        /// TODO cur
        pub incidents_data: Maybe<Box<IncidentsData>>,
        /// TODO v8
        pub joined_at: Option<Timestamp>,
        /// TODO v8
        pub large: Option<bool>,
        /// TODO v8
        pub unavailable: Option<bool>,
        /// TODO v8
        pub member_count: Option<u64>,
        /// TODO v8
        pub voice_states: Option<List<'a, VoiceState<'a>>>,
        /// TODO v8
        pub members: Option<List<'a, GuildMember<'a>>>,
        /// TODO v8
        pub channels: Option<List<'a, Channel<'a>>>,
        /// TODO v8
        pub presences: Option<List<'a, PresenceUpdate<'a>>>,
        /// TODO ext dapi
        pub hub_type: Maybe<GuildHubType>,
        /// TODO ext seen live ([payloads#5](https://github.com/discord-payloads/discord-payloads/pull/5))
        pub nsfw: Option<bool>,
        /// TODO ext GUILD_CREATE, same source
        pub lazy: Option<bool>,
        /// TODO ext same source
        pub application_command_count: Option<u64>,
        /// TODO ext same source
        pub application_command_counts: Option<Map<'a, Text<'a>, u64>>,
        /// TODO ext same source
        pub embedded_activities: Option<List<'a, Value<'a>>>,
        /// TODO ext seen in GUILD_CREATE, CHANNEL_* ([docs#1789](https://github.com/discord/discord-api-docs/issues/1789))
        pub guild_hashes: Option<Value<'a>>,
        /// TODO ext userdoccers
        pub version: Option<Value<'a>>,
        /// TODO ext only unavailable guilds
        pub geo_restricted: Option<bool>,
        /// TODO cur
        pub threads: Option<List<'a, Channel<'a>>>,
        /// TODO cur
        pub stage_instances: Option<List<'a, StageInstance<'a>>>,
        /// TODO cur
        pub guild_scheduled_events: Option<List<'a, ScheduledEvent<'a>>>,
        /// TODO cur
        pub soundboard_sounds: Option<List<'a, SoundboardSound<'a>>>,
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
    /// TODO partial Guild
    pub struct PartialGuild<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub name: Option<Text<'a>>,
        /// TODO
        pub icon: Maybe<ImageHash<'a>>,
        /// TODO template object only
        pub icon_hash: Maybe<ImageHash<'a>>,
        /// TODO
        pub splash: Maybe<ImageHash<'a>>,
        /// TODO
        pub discovery_splash: Maybe<ImageHash<'a>>,
        /// TODO user-OAuth list only
        pub owner: Option<bool>,
        /// TODO
        pub owner_id: Option<Snowflake>,
        /// TODO user-OAuth list only
        pub permissions: Option<Permissions>,
        /// TODO deprecated; v8: required; v8: not nullable
        pub region: Maybe<Text<'a>>,
        /// TODO
        pub afk_channel_id: Maybe<Snowflake>,
        /// TODO seconds: 60, 300, 900, 1800, 3600
        pub afk_timeout: Option<u64>,
        /// TODO
        pub widget_enabled: Option<bool>,
        /// TODO
        pub widget_channel_id: Maybe<Snowflake>,
        /// TODO
        pub verification_level: Option<VerificationLevel>,
        /// TODO
        pub default_message_notifications: Option<DefaultMessageNotifications>,
        /// TODO
        pub explicit_content_filter: Option<ExplicitContentFilter>,
        /// TODO
        pub roles: Option<List<'a, Role<'a>>>,
        /// TODO
        pub emojis: Option<List<'a, Emoji<'a>>>,
        /// TODO open set, unknown strings appear
        pub features: Option<List<'a, GuildFeature<'a>>>,
        /// TODO
        pub mfa_level: Option<MfaLevel>,
        /// TODO
        pub application_id: Maybe<Snowflake>,
        /// TODO
        pub system_channel_id: Maybe<Snowflake>,
        /// TODO
        pub system_channel_flags: Option<SystemChannelFlags>,
        /// TODO
        pub rules_channel_id: Maybe<Snowflake>,
        /// TODO normally null
        pub max_presences: Maybe<u64>,
        /// TODO
        pub max_members: Option<u64>,
        /// TODO
        pub vanity_url_code: Maybe<Text<'a>>,
        /// TODO
        pub description: Maybe<Text<'a>>,
        /// TODO
        pub banner: Maybe<ImageHash<'a>>,
        /// TODO
        pub premium_tier: Option<PremiumTier>,
        /// TODO u64
        pub premium_subscription_count: Option<u64>,
        /// TODO
        pub preferred_locale: Option<Locale<'a>>,
        /// TODO
        pub public_updates_channel_id: Maybe<Snowflake>,
        /// TODO
        pub max_video_channel_users: Option<u64>,
        /// TODO cur
        pub max_stage_video_channel_users: Option<u64>,
        /// TODO REST with_counts only
        pub approximate_member_count: Option<u64>,
        /// TODO REST with_counts only
        pub approximate_presence_count: Option<u64>,
        /// TODO invite objects only
        pub welcome_screen: Option<Box<WelcomeScreen<'a>>>,
        /// TODO cur
        pub nsfw_level: Option<NsfwLevel>,
        /// TODO cur present on gateway today
        pub stickers: Option<List<'a, Sticker<'a>>>,
        /// TODO cur
        pub premium_progress_bar_enabled: Option<bool>,
        /// TODO cur
        pub safety_alerts_channel_id: Maybe<Snowflake>,
        /// TODO cur
        pub incidents_data: Maybe<Box<IncidentsData>>,
        /// TODO ext dapi
        pub hub_type: Maybe<GuildHubType>,
        /// TODO ext seen live ([payloads#5](https://github.com/discord-payloads/discord-payloads/pull/5))
        pub nsfw: Option<bool>,
        /// TODO ext GUILD_CREATE, same source
        pub lazy: Option<bool>,
        /// TODO ext same source
        pub application_command_count: Option<u64>,
        /// TODO ext same source
        pub application_command_counts: Option<Map<'a, Text<'a>, u64>>,
        /// TODO ext same source
        pub embedded_activities: Option<List<'a, Value<'a>>>,
        /// TODO ext seen in GUILD_CREATE, CHANNEL_* ([docs#1789](https://github.com/discord/discord-api-docs/issues/1789))
        pub guild_hashes: Option<Value<'a>>,
        /// TODO ext userdoccers
        pub version: Option<Value<'a>>,
        /// TODO ext interactions: preferred locale
        pub locale: Option<Locale<'a>>,
    }
}

object! {
    /// TODO
    pub struct UnavailableGuild<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO true in READY; missing in GUILD_DELETE when removed
        pub unavailable: Option<bool>,
        /// TODO ext
        pub geo_restricted: Option<bool>,
        /// TODO ext
        pub name: Option<Text<'a>>,
        /// TODO ext
        pub icon: Option<ImageHash<'a>>,
    }
}

object! {
    /// TODO
    pub struct WelcomeScreen<'a> {
        /// TODO
        pub description: Option<Text<'a>> => null,
        /// TODO
        pub welcome_channels: List<'a, WelcomeScreenChannel<'a>>,
    }
}

object! {
    /// TODO
    pub struct WelcomeScreenChannel<'a> {
        /// TODO
        pub channel_id: Snowflake,
        /// TODO
        pub description: Text<'a>,
        /// TODO
        pub emoji_id: Option<Snowflake> => null,
        /// TODO
        pub emoji_name: Option<Text<'a>> => null,
    }
}

object! {
    /// TODO
    pub struct IncidentsData {
        /// TODO cur
        pub invites_disabled_until: Option<Timestamp> => null,
        /// TODO cur
        pub dms_disabled_until: Option<Timestamp> => null,
        /// TODO cur
        pub dm_spam_detected_at: Maybe<Timestamp>,
        /// TODO cur
        pub raid_detected_at: Maybe<Timestamp>,
    }
}

numbers! {
    /// TODO DefaultMessageNotifications: kind: enum u8
    pub struct DefaultMessageNotifications {
        ALL_MESSAGES = 0,
        ONLY_MENTIONS = 1,
    }
}

numbers! {
    /// TODO ExplicitContentFilter: kind: enum u8
    pub struct ExplicitContentFilter {
        DISABLED = 0,
        MEMBERS_WITHOUT_ROLES = 1,
        ALL_MEMBERS = 2,
    }
}

numbers! {
    /// TODO MfaLevel: kind: enum u8
    pub struct MfaLevel {
        NONE = 0,
        ELEVATED = 1,
    }
}

numbers! {
    /// TODO VerificationLevel: kind: enum u8
    pub struct VerificationLevel {
        NONE = 0,
        LOW = 1,
        MEDIUM = 2,
        HIGH = 3,
        VERY_HIGH = 4,
    }
}

numbers! {
    /// TODO NsfwLevel: kind: enum u8
    pub struct NsfwLevel {
        /// TODO cur
        DEFAULT = 0,
        /// TODO cur
        EXPLICIT = 1,
        /// TODO cur
        SAFE = 2,
        /// TODO cur
        AGE_RESTRICTED = 3,
    }
}

numbers! {
    /// TODO PremiumTier: kind: enum u8
    pub struct PremiumTier {
        NONE = 0,
        TIER_1 = 1,
        TIER_2 = 2,
        TIER_3 = 3,
    }
}

flags! {
    /// TODO SystemChannelFlags: kind: flags u32
    pub struct SystemChannelFlags {
        SUPPRESS_JOIN_NOTIFICATIONS = 0,
        SUPPRESS_PREMIUM_SUBSCRIPTIONS = 1,
        SUPPRESS_GUILD_REMINDER_NOTIFICATIONS = 2,
        /// TODO cur
        SUPPRESS_JOIN_NOTIFICATION_REPLIES = 3,
        /// TODO cur
        SUPPRESS_ROLE_SUBSCRIPTION_PURCHASE_NOTIFICATIONS = 4,
        /// TODO cur
        SUPPRESS_ROLE_SUBSCRIPTION_PURCHASE_NOTIFICATION_REPLIES = 5,
    }
}

numbers! {
    /// TODO GuildHubType: kind: enum u8
    pub struct GuildHubType {
        /// TODO ext
        DEFAULT = 0,
        /// TODO ext
        HIGH_SCHOOL = 1,
        /// TODO ext
        COLLEGE = 2,
    }
}

words! {
    /// TODO GuildFeature: kind: string enum (open)
    pub struct GuildFeature {
        /// TODO cur
        ANIMATED_BANNER = "ANIMATED_BANNER",
        ANIMATED_ICON = "ANIMATED_ICON",
        /// TODO cur
        APPLICATION_COMMAND_PERMISSIONS_V2 = "APPLICATION_COMMAND_PERMISSIONS_V2",
        /// TODO cur
        AUTO_MODERATION = "AUTO_MODERATION",
        BANNER = "BANNER",
        COMMUNITY = "COMMUNITY",
        /// TODO cur
        CREATOR_MONETIZABLE_PROVISIONAL = "CREATOR_MONETIZABLE_PROVISIONAL",
        /// TODO cur
        CREATOR_STORE_PAGE = "CREATOR_STORE_PAGE",
        /// TODO cur
        DEVELOPER_SUPPORT_SERVER = "DEVELOPER_SUPPORT_SERVER",
        DISCOVERABLE = "DISCOVERABLE",
        FEATURABLE = "FEATURABLE",
        /// TODO cur
        INVITES_DISABLED = "INVITES_DISABLED",
        INVITE_SPLASH = "INVITE_SPLASH",
        MEMBER_VERIFICATION_GATE_ENABLED = "MEMBER_VERIFICATION_GATE_ENABLED",
        /// TODO cur
        MORE_SOUNDBOARD = "MORE_SOUNDBOARD",
        /// TODO cur
        MORE_STICKERS = "MORE_STICKERS",
        NEWS = "NEWS",
        PARTNERED = "PARTNERED",
        PREVIEW_ENABLED = "PREVIEW_ENABLED",
        /// TODO cur
        RAID_ALERTS_DISABLED = "RAID_ALERTS_DISABLED",
        /// TODO cur
        ROLE_ICONS = "ROLE_ICONS",
        /// TODO cur
        ROLE_SUBSCRIPTIONS_AVAILABLE_FOR_PURCHASE = "ROLE_SUBSCRIPTIONS_AVAILABLE_FOR_PURCHASE",
        /// TODO cur
        ROLE_SUBSCRIPTIONS_ENABLED = "ROLE_SUBSCRIPTIONS_ENABLED",
        /// TODO cur
        SOUNDBOARD = "SOUNDBOARD",
        /// TODO cur
        TICKETED_EVENTS_ENABLED = "TICKETED_EVENTS_ENABLED",
        VANITY_URL = "VANITY_URL",
        VERIFIED = "VERIFIED",
        VIP_REGIONS = "VIP_REGIONS",
        WELCOME_SCREEN_ENABLED = "WELCOME_SCREEN_ENABLED",
        /// TODO cur
        GUESTS_ENABLED = "GUESTS_ENABLED",
        /// TODO cur
        GUILD_TAGS = "GUILD_TAGS",
        /// TODO cur
        ENHANCED_ROLE_COLORS = "ENHANCED_ROLE_COLORS",
        /// TODO v8
        COMMERCE = "COMMERCE",
        /// TODO ext
        HAS_DIRECTORY_ENTRY = "HAS_DIRECTORY_ENTRY",
        /// TODO ext
        HUB = "HUB",
        /// TODO ext
        LINKED_TO_HUB = "LINKED_TO_HUB",
        /// TODO ext
        MONETIZATION_ENABLED = "MONETIZATION_ENABLED",
        /// TODO ext
        PIN_PERMISSION_MIGRATION_COMPLETE = "PIN_PERMISSION_MIGRATION_COMPLETE",
        /// TODO ext
        PRIVATE_THREADS = "PRIVATE_THREADS",
        /// TODO ext
        PRUNE_REQUIRES_ADMIN = "PRUNE_REQUIRES_ADMIN",
        /// TODO ext
        RELAY_ENABLED = "RELAY_ENABLED",
    }
}
