//! TODO

use crate::model::codec::{flags, numbers, object};
use crate::model::{
    ImageHash, List, Maybe, Permissions, Snowflake, Text, ThreadMember, Timestamp, User, Value,
};

object! {
    /// TODO
    pub struct Channel<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub kind as "type": ChannelType,
        /// TODO may be missing in GUILD_CREATE channels/threads
        pub guild_id: Option<Snowflake>,
        /// TODO i32: 99999 seen ([twilight#1863](https://github.com/twilight-rs/twilight/issues/1863))
        pub position: Option<i32>,
        /// TODO absent for threads
        pub permission_overwrites: Option<List<'a, Overwrite>>,
        /// TODO null in DMs; "___hidden___" when obfuscated; v8: not nullable; dapi: required
        pub name: Maybe<Text<'a>>,
        /// TODO
        pub topic: Maybe<Text<'a>>,
        /// TODO
        pub nsfw: Option<bool>,
        /// TODO
        pub last_message_id: Maybe<Snowflake>,
        /// TODO u32
        pub bitrate: Option<u32>,
        /// TODO u16
        pub user_limit: Option<u16>,
        /// TODO 0-21600
        pub rate_limit_per_user: Option<u64>,
        /// TODO
        pub recipients: Option<List<'a, User<'a>>>,
        /// TODO
        pub icon: Maybe<ImageHash<'a>>,
        /// TODO DM creator or thread starter
        pub owner_id: Option<Snowflake>,
        /// TODO v8: not nullable
        pub application_id: Maybe<Snowflake>,
        /// TODO cur
        pub managed: Option<bool>,
        /// TODO
        pub parent_id: Maybe<Snowflake>,
        /// TODO
        pub last_pin_timestamp: Maybe<Timestamp>,
        /// TODO
        pub rtc_region: Maybe<Text<'a>>,
        /// TODO
        pub video_quality_mode: Option<VideoQualityMode>,
        /// TODO cur
        pub message_count: Option<u64>,
        /// TODO cur stops at 50
        pub member_count: Option<u64>,
        /// TODO cur
        pub thread_metadata: Option<ThreadMetadata>,
        /// TODO cur
        pub member: Option<Box<ThreadMember<'a>>>,
        /// TODO cur 60, 1440, 4320, 10080
        pub default_auto_archive_duration: Option<u64>,
        /// TODO cur interaction resolved only
        pub permissions: Option<Permissions>,
        /// TODO cur interaction resolved only
        pub app_permissions: Option<Permissions>,
        /// TODO cur
        pub flags: Option<ChannelFlags>,
        /// TODO cur
        pub total_message_sent: Option<u64>,
        /// TODO cur
        pub available_tags: Option<List<'a, ForumTag<'a>>>,
        /// TODO cur
        pub applied_tags: Option<List<'a, Snowflake>>,
        /// TODO cur
        pub default_reaction_emoji: Maybe<DefaultReaction<'a>>,
        /// TODO cur
        pub default_thread_rate_limit_per_user: Option<u64>,
        /// TODO cur forum/media
        pub default_sort_order: Maybe<SortOrder>,
        /// TODO cur
        pub default_forum_layout: Option<ForumLayout>,
        /// TODO ext seen in CHANNEL_UPDATE ([twilight#245](https://github.com/twilight-rs/twilight/issues/245))
        pub guild_hashes: Option<Value<'a>>,
        /// TODO ext seen in interaction channel ([hikari#1621](https://github.com/hikari-py/hikari/pull/1621))
        pub theme_color: Maybe<u64>,
        /// TODO ext same source
        pub icon_emoji: Maybe<Value<'a>>,
        /// TODO ext userdoccers
        pub version: Option<Value<'a>>,
        /// TODO ext userdoccers (voice)
        pub status: Maybe<Text<'a>>,
        /// TODO ext THREAD_CREATE only
        pub newly_created: Option<bool>,
    }
}

object! {
    /// TODO partial Channel
    pub struct PartialChannel<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub kind as "type": Option<ChannelType>,
        /// TODO may be missing in GUILD_CREATE channels/threads
        pub guild_id: Option<Snowflake>,
        /// TODO i32: 99999 seen ([twilight#1863](https://github.com/twilight-rs/twilight/issues/1863))
        pub position: Option<i32>,
        /// TODO absent for threads
        pub permission_overwrites: Option<List<'a, Overwrite>>,
        /// TODO null in DMs; "___hidden___" when obfuscated; v8: not nullable; dapi: required
        pub name: Maybe<Text<'a>>,
        /// TODO
        pub topic: Maybe<Text<'a>>,
        /// TODO
        pub nsfw: Option<bool>,
        /// TODO
        pub last_message_id: Maybe<Snowflake>,
        /// TODO u32
        pub bitrate: Option<u32>,
        /// TODO u16
        pub user_limit: Option<u16>,
        /// TODO 0-21600
        pub rate_limit_per_user: Option<u64>,
        /// TODO
        pub recipients: Option<List<'a, User<'a>>>,
        /// TODO
        pub icon: Maybe<ImageHash<'a>>,
        /// TODO DM creator or thread starter
        pub owner_id: Option<Snowflake>,
        /// TODO v8: not nullable
        pub application_id: Maybe<Snowflake>,
        /// TODO cur
        pub managed: Option<bool>,
        /// TODO
        pub parent_id: Maybe<Snowflake>,
        /// TODO
        pub last_pin_timestamp: Maybe<Timestamp>,
        /// TODO
        pub rtc_region: Maybe<Text<'a>>,
        /// TODO
        pub video_quality_mode: Option<VideoQualityMode>,
        /// TODO cur
        pub message_count: Option<u64>,
        /// TODO cur stops at 50
        pub member_count: Option<u64>,
        /// TODO cur
        pub thread_metadata: Option<ThreadMetadata>,
        /// TODO cur
        pub member: Option<Box<ThreadMember<'a>>>,
        /// TODO cur 60, 1440, 4320, 10080
        pub default_auto_archive_duration: Option<u64>,
        /// TODO cur interaction resolved only
        pub permissions: Option<Permissions>,
        /// TODO cur interaction resolved only
        pub app_permissions: Option<Permissions>,
        /// TODO cur
        pub flags: Option<ChannelFlags>,
        /// TODO cur
        pub total_message_sent: Option<u64>,
        /// TODO cur
        pub available_tags: Option<List<'a, ForumTag<'a>>>,
        /// TODO cur
        pub applied_tags: Option<List<'a, Snowflake>>,
        /// TODO cur
        pub default_reaction_emoji: Maybe<DefaultReaction<'a>>,
        /// TODO cur
        pub default_thread_rate_limit_per_user: Option<u64>,
        /// TODO cur forum/media
        pub default_sort_order: Maybe<SortOrder>,
        /// TODO cur
        pub default_forum_layout: Option<ForumLayout>,
        /// TODO ext seen in CHANNEL_UPDATE ([twilight#245](https://github.com/twilight-rs/twilight/issues/245))
        pub guild_hashes: Option<Value<'a>>,
        /// TODO ext seen in interaction channel ([hikari#1621](https://github.com/hikari-py/hikari/pull/1621))
        pub theme_color: Maybe<u64>,
        /// TODO ext same source
        pub icon_emoji: Maybe<Value<'a>>,
        /// TODO ext userdoccers
        pub version: Option<Value<'a>>,
        /// TODO ext userdoccers (voice)
        pub status: Maybe<Text<'a>>,
        /// TODO ext THREAD_CREATE only
        pub newly_created: Option<bool>,
    }
}

object! {
    /// TODO
    pub struct Overwrite {
        /// TODO
        pub id: Snowflake,
        /// TODO int in v8+; "role"/"member" text in v6; text "0"/"1" in audit options
        pub kind as "type": OverwriteType,
        /// TODO
        pub allow: Permissions,
        /// TODO
        pub deny: Permissions,
    }
}

object! {
    /// TODO
    pub struct ThreadMetadata {
        /// TODO cur
        pub archived: bool,
        /// TODO cur minutes
        pub auto_archive_duration: u64,
        /// TODO cur
        pub archive_timestamp: Timestamp,
        /// TODO cur
        pub locked: bool,
        /// TODO cur private threads
        pub invitable: Option<bool>,
        /// TODO cur dapi: not nullable
        pub create_timestamp: Maybe<Timestamp>,
    }
}

object! {
    /// TODO
    pub struct DefaultReaction<'a> {
        /// TODO cur
        pub emoji_id: Option<Snowflake> => null,
        /// TODO cur
        pub emoji_name: Option<Text<'a>> => null,
    }
}

object! {
    /// TODO
    pub struct ForumTag<'a> {
        /// TODO cur
        pub id: Snowflake,
        /// TODO cur
        pub name: Text<'a>,
        /// TODO cur
        pub moderated: bool,
        /// TODO cur
        pub emoji_id: Option<Snowflake> => null,
        /// TODO cur
        pub emoji_name: Option<Text<'a>> => null,
    }
}

numbers! {
    /// TODO ChannelType: kind: enum u8. 10-12 need API v9+
    pub struct ChannelType {
        GUILD_TEXT = 0,
        DM = 1,
        GUILD_VOICE = 2,
        GROUP_DM = 3,
        GUILD_CATEGORY = 4,
        /// TODO both v8 name GUILD_NEWS
        GUILD_ANNOUNCEMENT = 5,
        /// TODO v8
        GUILD_STORE = 6,
        /// TODO cur
        ANNOUNCEMENT_THREAD = 10,
        /// TODO cur
        PUBLIC_THREAD = 11,
        /// TODO cur
        PRIVATE_THREAD = 12,
        GUILD_STAGE_VOICE = 13,
        /// TODO cur
        GUILD_DIRECTORY = 14,
        /// TODO cur
        GUILD_FORUM = 15,
        /// TODO cur
        GUILD_MEDIA = 16,
    }
}

numbers! {
    /// TODO VideoQualityMode: kind: enum u8
    pub struct VideoQualityMode {
        AUTO = 1,
        FULL = 2,
    }
}

flags! {
    /// TODO ChannelFlags: kind: flags u64
    pub struct ChannelFlags {
        /// TODO ext
        GUILD_FEED_REMOVED = 0,
        /// TODO cur
        PINNED = 1,
        /// TODO ext
        ACTIVE_CHANNELS_REMOVED = 2,
        /// TODO cur
        REQUIRE_TAG = 4,
        /// TODO ext
        IS_SPAM = 5,
        /// TODO ext
        IS_GUILD_RESOURCE_CHANNEL = 7,
        /// TODO ext
        CLYDE_AI = 8,
        /// TODO ext
        IS_SCHEDULED_FOR_DELETION = 9,
        /// TODO cur
        HIDE_MEDIA_DOWNLOAD_OPTIONS = 15,
        /// TODO ext
        CHANNEL_OBFUSCATED = 17,
        /// TODO cur
        IS_SPOILER_CHANNEL = 21,
    }
}

numbers! {
    /// TODO SortOrder: kind: enum u8
    pub struct SortOrder {
        /// TODO cur
        LATEST_ACTIVITY = 0,
        /// TODO cur
        CREATION_DATE = 1,
    }
}

numbers! {
    /// TODO ForumLayout: kind: enum u8
    pub struct ForumLayout {
        /// TODO cur
        NOT_SET = 0,
        /// TODO cur
        LIST_VIEW = 1,
        /// TODO cur
        GALLERY_VIEW = 2,
    }
}

numbers! {
    /// TODO OverwriteType: kind: enum u8
    pub struct OverwriteType {
        ROLE = 0,
        MEMBER = 1,
    }
}
