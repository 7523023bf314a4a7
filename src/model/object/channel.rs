//! Channels, and what they hold for everyone in them.

use crate::model::codec::{flags, numbers, object, words};
use crate::model::{
    Boxed, ImageHash, List, Maybe, Permissions, Snowflake, Text, ThreadMember, Timestamp, User,
    Value,
};

object! {
    /// A channel of a guild, a thread or a direct message (Discord docs, "Channels Resource",
    /// Channel Object). What its type has no use for is absent.
    pub struct Channel<'a> {
        /// The channel's id.
        pub id: Snowflake,
        /// What the channel is.
        pub kind as "type": ChannelType,
        /// The guild's id. Absent in direct messages, and at times within `GUILD_CREATE`.
        pub guild_id: Option<Snowflake> => strict,
        /// The place among the guild's channels. Of equal ones, the lower id comes first.
        pub position: Option<i32>,
        /// What the channel allows and denies to roles and members. Threads have none of their own.
        pub permission_overwrites: Option<List<'a, Overwrite>> => whole,
        /// The name. Null in direct messages; `___hidden___` if the channel is obfuscated.
        pub name: Maybe<Text<'a>>,
        /// The topic; of a forum or media channel, its guidelines. Null if there is none.
        pub topic: Maybe<Text<'a>>,
        /// Whether the channel is age-restricted.
        pub nsfw: Option<bool>,
        /// The last message, or in a forum or media channel the last thread. It may be gone by now.
        /// Null if there was none.
        pub last_message_id: Maybe<Snowflake>,
        /// The bitrate of a voice channel, in bits per second.
        pub bitrate: Option<i32>,
        /// How many users a voice channel takes; 0 for any number.
        pub user_limit: Option<i32>,
        /// Seconds that a user has to wait between two messages, from 0 to 21600.
        pub rate_limit_per_user: Option<i64>,
        /// The other users of a direct message.
        pub recipients: Option<List<'a, User<'a>>> => whole,
        /// The icon of a group direct message. Null if there is none.
        pub icon: Maybe<ImageHash<'a>>,
        /// Who created the group direct message, or started the thread.
        pub owner_id: Option<Snowflake>,
        /// The application of the bot that created the group direct message.
        pub application_id: Maybe<Snowflake>,
        /// Whether an application manages the group direct message. Sessions of version 8 lack it.
        pub managed: Option<bool>,
        /// The category that the channel is in, or the channel that the thread is in. Null if it is
        /// in none.
        pub parent_id: Maybe<Snowflake> => strict,
        /// When the newest pinned message was pinned. Null if none is pinned.
        pub last_pin_timestamp: Maybe<Timestamp>,
        /// The id of the voice region. Null if Discord chooses it.
        pub rtc_region: Maybe<Text<'a>>,
        /// The quality of cameras in the voice channel. Absent means [`VideoQualityMode::AUTO`].
        pub video_quality_mode: Option<VideoQualityMode>,
        /// How many messages the thread has, the first not counted. Sessions of version 8 lack it.
        pub message_count: Option<i64>,
        /// About how many members the thread has. It stops at 50. Sessions of version 8 lack it.
        pub member_count: Option<i64>,
        /// What only threads have. Absent in other channels. Sessions of version 8 lack it.
        pub thread_metadata: Option<ThreadMetadata> => strict,
        /// The own user as a member. Absent if it did not join the thread. Sessions of version 8
        /// lack it.
        pub member: Option<Boxed<'a, ThreadMember<'a>>> => strict,
        /// Idle minutes after which new threads are archived. Sessions of version 8 lack it.
        pub default_auto_archive_duration: Option<i64>,
        /// What the interaction's user may do here, implicit permissions aside. Only in an
        /// interaction's resolved data. Sessions of version 8 lack it.
        pub permissions: Option<Permissions> => strict,
        /// What the bot may do here, implicit permissions aside. Only in an interaction's resolved
        /// data. Sessions of version 8 lack it.
        pub app_permissions: Option<Permissions> => strict,
        /// Properties of the channel. Absent means none. Sessions of version 8 lack it.
        pub flags: Option<ChannelFlags> => strict,
        /// How many messages the thread ever had, deleted ones too. Sessions of version 8 lack it.
        pub total_message_sent: Option<i64>,
        /// The tags for threads of a forum or media channel. Sessions of version 8 lack it.
        pub available_tags: Option<List<'a, ForumTag<'a>>> => whole,
        /// The ids of the thread's tags. Sessions of version 8 lack it.
        pub applied_tags: Option<List<'a, Snowflake>> => whole,
        /// The reaction that is offered for the channel's threads. Sessions of version 8 lack it.
        pub default_reaction_emoji: Maybe<DefaultReaction<'a>>,
        /// The `rate_limit_per_user` of new threads. Sessions of version 8 lack it.
        pub default_thread_rate_limit_per_user: Option<i64>,
        /// The order of threads. Null if none was chosen. Sessions of version 8 lack it.
        pub default_sort_order: Maybe<SortOrder>,
        /// How a forum channel shows its threads. Sessions of version 8 lack it.
        pub default_forum_layout: Option<ForumLayout>,
        /// Whether a search for several tags finds posts with one of them, or with all.
        pub default_tag_setting: Maybe<ThreadSearchTagSetting<'a>>,
        /// Hashes of the guild's state, seen in `CHANNEL_UPDATE`. Undocumented.
        pub guild_hashes: Option<Value<'a>>,
        /// A color, as an RGB number, seen in the channels of interactions. Undocumented.
        pub theme_color: Maybe<u64> => lenient,
        /// An emoji for an icon, seen in the channels of interactions. Undocumented.
        pub icon_emoji: Maybe<Value<'a>>,
        /// Which state of the channel this is, as a number or text. Undocumented.
        pub version: Option<Value<'a>>,
        /// The status of a voice channel. Undocumented.
        pub status: Maybe<Text<'a>>,
        /// Whether the thread was just created. Only in `THREAD_CREATE`.
        pub newly_created: Option<bool>,
    }
}

impl Channel<'_> {
    /// Whether the bot may not see the channel.
    ///
    /// Such a channel is obfuscated since 2026-11-16, asked for or not: of its fields only `id`,
    /// `type`, `position` and `parent_id` are true. Its name is `___hidden___`, its one overwrite
    /// denies everyone to see it, and everything else says nothing
    /// ([`ChannelFlags::CHANNEL_OBFUSCATED`]). A `CHANNEL_UPDATE` brings the rest once the bot may see
    /// the channel.
    ///
    /// ```
    /// use gatewire::model::Channel;
    ///
    /// let mut json = br#"{"id":"41771983423143937","type":0,"name":"___hidden___","flags":131072}"#.to_vec();
    /// let channel: Channel<'_> = gatewire::json::from_slice(&mut json)?;
    /// assert!(channel.is_obfuscated());
    /// # Ok::<(), gatewire::DecodeError>(())
    /// ```
    pub fn is_obfuscated(&self) -> bool {
        is_obfuscated(self.flags)
    }
}

impl PartialChannel<'_> {
    /// Whether the bot may not see the channel: see [`Channel::is_obfuscated`].
    pub fn is_obfuscated(&self) -> bool {
        is_obfuscated(self.flags)
    }
}

fn is_obfuscated(flags: Option<ChannelFlags>) -> bool {
    flags.is_some_and(|flags| flags.contains(ChannelFlags::CHANNEL_OBFUSCATED))
}

object! {
    /// A channel of which any field but the id may be missing, as within interactions and invites
    /// (Discord docs, "Channels Resource", Channel Object).
    pub struct PartialChannel<'a> {
        /// The channel's id.
        pub id: Snowflake,
        /// What the channel is.
        pub kind as "type": Option<ChannelType>,
        /// The guild's id. Absent in direct messages, and at times within `GUILD_CREATE`.
        pub guild_id: Option<Snowflake> => strict,
        /// The place among the guild's channels. Of equal ones, the lower id comes first.
        pub position: Option<i32>,
        /// What the channel allows and denies to roles and members. Threads have none of their own.
        pub permission_overwrites: Option<List<'a, Overwrite>> => whole,
        /// The name. Null in direct messages; `___hidden___` if the channel is obfuscated.
        pub name: Maybe<Text<'a>>,
        /// The topic; of a forum or media channel, its guidelines. Null if there is none.
        pub topic: Maybe<Text<'a>>,
        /// Whether the channel is age-restricted.
        pub nsfw: Option<bool>,
        /// The last message, or in a forum or media channel the last thread. It may be gone by now.
        /// Null if there was none.
        pub last_message_id: Maybe<Snowflake>,
        /// The bitrate of a voice channel, in bits per second.
        pub bitrate: Option<i32>,
        /// How many users a voice channel takes; 0 for any number.
        pub user_limit: Option<i32>,
        /// Seconds that a user has to wait between two messages, from 0 to 21600.
        pub rate_limit_per_user: Option<i64>,
        /// The other users of a direct message.
        pub recipients: Option<List<'a, User<'a>>> => whole,
        /// The icon of a group direct message. Null if there is none.
        pub icon: Maybe<ImageHash<'a>>,
        /// Who created the group direct message, or started the thread.
        pub owner_id: Option<Snowflake>,
        /// The application of the bot that created the group direct message.
        pub application_id: Maybe<Snowflake>,
        /// Whether an application manages the group direct message. Sessions of version 8 lack it.
        pub managed: Option<bool>,
        /// The category that the channel is in, or the channel that the thread is in. Null if it is
        /// in none.
        pub parent_id: Maybe<Snowflake> => strict,
        /// When the newest pinned message was pinned. Null if none is pinned.
        pub last_pin_timestamp: Maybe<Timestamp>,
        /// The id of the voice region. Null if Discord chooses it.
        pub rtc_region: Maybe<Text<'a>>,
        /// The quality of cameras in the voice channel. Absent means [`VideoQualityMode::AUTO`].
        pub video_quality_mode: Option<VideoQualityMode>,
        /// How many messages the thread has, the first not counted. Sessions of version 8 lack it.
        pub message_count: Option<i64>,
        /// About how many members the thread has. It stops at 50. Sessions of version 8 lack it.
        pub member_count: Option<i64>,
        /// What only threads have. Absent in other channels. Sessions of version 8 lack it.
        pub thread_metadata: Option<ThreadMetadata> => strict,
        /// The own user as a member. Absent if it did not join the thread. Sessions of version 8
        /// lack it.
        pub member: Option<Boxed<'a, ThreadMember<'a>>> => strict,
        /// Idle minutes after which new threads are archived. Sessions of version 8 lack it.
        pub default_auto_archive_duration: Option<i64>,
        /// What the interaction's user may do here, implicit permissions aside. Only in an
        /// interaction's resolved data. Sessions of version 8 lack it.
        pub permissions: Option<Permissions> => strict,
        /// What the bot may do here, implicit permissions aside. Only in an interaction's resolved
        /// data. Sessions of version 8 lack it.
        pub app_permissions: Option<Permissions> => strict,
        /// Properties of the channel. Absent means none. Sessions of version 8 lack it.
        pub flags: Option<ChannelFlags> => strict,
        /// How many messages the thread ever had, deleted ones too. Sessions of version 8 lack it.
        pub total_message_sent: Option<i64>,
        /// The tags for threads of a forum or media channel. Sessions of version 8 lack it.
        pub available_tags: Option<List<'a, ForumTag<'a>>> => whole,
        /// The ids of the thread's tags. Sessions of version 8 lack it.
        pub applied_tags: Option<List<'a, Snowflake>> => whole,
        /// The reaction that is offered for the channel's threads. Sessions of version 8 lack it.
        pub default_reaction_emoji: Maybe<DefaultReaction<'a>>,
        /// The `rate_limit_per_user` of new threads. Sessions of version 8 lack it.
        pub default_thread_rate_limit_per_user: Option<i64>,
        /// The order of threads. Null if none was chosen. Sessions of version 8 lack it.
        pub default_sort_order: Maybe<SortOrder>,
        /// How a forum channel shows its threads. Sessions of version 8 lack it.
        pub default_forum_layout: Option<ForumLayout>,
        /// Whether a search for several tags finds posts with one of them, or with all.
        pub default_tag_setting: Maybe<ThreadSearchTagSetting<'a>>,
        /// Hashes of the guild's state, seen in `CHANNEL_UPDATE`. Undocumented.
        pub guild_hashes: Option<Value<'a>>,
        /// A color, as an RGB number, seen in the channels of interactions. Undocumented.
        pub theme_color: Maybe<u64> => lenient,
        /// An emoji for an icon, seen in the channels of interactions. Undocumented.
        pub icon_emoji: Maybe<Value<'a>>,
        /// Which state of the channel this is, as a number or text. Undocumented.
        pub version: Option<Value<'a>>,
        /// The status of a voice channel. Undocumented.
        pub status: Maybe<Text<'a>>,
        /// Whether the thread was just created. Only in `THREAD_CREATE`.
        pub newly_created: Option<bool>,
    }
}

object! {
    /// What a channel allows and denies to one role or member (Discord docs, "Channels Resource",
    /// Overwrite Object).
    pub struct Overwrite {
        /// The role's or the user's id.
        pub id: Snowflake,
        /// Whether it is for a role or a member.
        pub kind as "type": OverwriteType,
        /// The permissions that are given.
        pub allow: Permissions,
        /// The permissions that are taken.
        pub deny: Permissions,
    }
}

object! {
    /// What only threads have (Discord docs, "Channels Resource", Thread Metadata Object). Sessions
    /// of version 8 have no threads.
    pub struct ThreadMetadata {
        /// Whether the thread is archived.
        pub archived: bool,
        /// Idle minutes after which the thread is archived: 60, 1440, 4320 or 10080.
        pub auto_archive_duration: i64,
        /// When the thread was last archived or unarchived.
        pub archive_timestamp: Option<Timestamp> => null,
        /// Whether only those with `MANAGE_THREADS` can unarchive it.
        pub locked: bool,
        /// Whether members who are no moderators can add others. Only in private threads.
        pub invitable: Option<bool>,
        /// When the thread was created. Threads from before 2022-01-09 lack it.
        pub create_timestamp: Maybe<Timestamp>,
    }
}

object! {
    /// The reaction that is offered for a thread of a forum or media channel (Discord docs,
    /// "Channels Resource", Default Reaction Object). One of its fields is null. Sessions of
    /// version 8 have none.
    pub struct DefaultReaction<'a> {
        /// The id of a guild's emoji.
        pub emoji_id: Option<Snowflake> => null,
        /// The emoji itself, if it is of Unicode.
        pub emoji_name: Option<Text<'a>> => null,
    }
}

object! {
    /// A tag for the threads of a forum or media channel (Discord docs, "Channels Resource", Forum
    /// Tag Object). Sessions of version 8 have none.
    pub struct ForumTag<'a> {
        /// The tag's id.
        pub id: Snowflake,
        /// The name, of up to 20 characters.
        pub name: Text<'a>,
        /// Whether only those with `MANAGE_THREADS` can add or remove the tag.
        pub moderated: bool,
        /// The id of a guild's emoji. Null if there is no emoji or it is of Unicode.
        pub emoji_id: Option<Snowflake> => null,
        /// The emoji itself, if it is of Unicode.
        pub emoji_name: Option<Text<'a>> => null,
    }
}

numbers! {
    /// What a channel is (Discord docs, "Channels Resource", Channel Types).
    pub struct ChannelType {
        /// A text channel of a guild.
        GUILD_TEXT = 0,
        /// A direct message between two users.
        DM = 1,
        /// A voice channel of a guild.
        GUILD_VOICE = 2,
        /// A direct message among several users.
        GROUP_DM = 3,
        /// A category, which holds other channels.
        GUILD_CATEGORY = 4,
        /// A channel that others can follow. Version 8 calls it `GUILD_NEWS`.
        GUILD_ANNOUNCEMENT = 5,
        /// A channel that sells a game. Only in version 8.
        GUILD_STORE = 6,
        /// A thread in an announcement channel.
        ANNOUNCEMENT_THREAD = 10,
        /// A thread that all who see its channel can see.
        PUBLIC_THREAD = 11,
        /// A thread that only the invited, and those with `MANAGE_THREADS`, can see.
        PRIVATE_THREAD = 12,
        /// A voice channel with speakers and an audience.
        GUILD_STAGE_VOICE = 13,
        /// A hub's list of guilds.
        GUILD_DIRECTORY = 14,
        /// A channel that holds only threads.
        GUILD_FORUM = 15,
        /// A channel that holds only threads, whose media are what is shown.
        GUILD_MEDIA = 16,
        /// A lobby of a game. Undocumented.
        LOBBY = 17,
        /// A direct message that lasts as long as a game. Undocumented.
        EPHEMERAL_DM = 18,
    }
}

numbers! {
    /// The quality of cameras in a voice channel (Discord docs, "Channels Resource", Video Quality
    /// Modes).
    pub struct VideoQualityMode {
        /// Discord chooses.
        AUTO = 1,
        /// 720p.
        FULL = 2,
    }
}

flags! {
    /// Properties of a channel (Discord docs, "Channels Resource", Channel Flags).
    pub struct ChannelFlags {
        /// The channel is kept out of the guild's feed. Undocumented.
        GUILD_FEED_REMOVED = 0,
        /// The thread is pinned in its forum or media channel.
        PINNED = 1,
        /// The channel is kept out of the list of active channels. Undocumented.
        ACTIVE_CHANNELS_REMOVED = 2,
        /// A new thread in this forum or media channel needs a tag.
        REQUIRE_TAG = 4,
        /// The direct message is taken for spam. Undocumented.
        IS_SPAM = 5,
        /// The channel is one of the resources that the guild shows to new members. Undocumented.
        IS_GUILD_RESOURCE_CHANNEL = 7,
        /// The thread was made by the Clyde AI. Undocumented.
        CLYDE_AI = 8,
        /// The channel is about to be deleted. Undocumented.
        IS_SCHEDULED_FOR_DELETION = 9,
        /// The channel's talks are not summed up. Undocumented.
        SUMMARIES_DISABLED = 11,
        /// Shows what a role that is sold will give. Undocumented.
        ROLE_SUBSCRIPTION_TEMPLATE_PREVIEW_CHANNEL = 13,
        /// A group in which a stream is shown. Undocumented.
        BROADCASTING = 14,
        /// This media channel offers no downloads of its media.
        HIDE_MEDIA_DOWNLOAD_OPTIONS = 15,
        /// Moderators talk in it to a user who asks to join. Undocumented.
        IS_JOIN_REQUEST_INTERVIEW_CHANNEL = 16,
        /// The bot cannot see the channel: only id, type, position and parent are true.
        CHANNEL_OBFUSCATED = 17,
        /// Moderators see in it what users report. Undocumented.
        IS_MODERATOR_REPORT_CHANNEL = 19,
        /// Users have to opt in before they see what is in the channel.
        IS_SPOILER_CHANNEL = 21,
    }
}

numbers! {
    /// The order of threads in a forum or media channel (Discord docs, "Channels Resource", Sort
    /// Order Types).
    pub struct SortOrder {
        /// By their last activity.
        LATEST_ACTIVITY = 0,
        /// By their creation, newest first.
        CREATION_DATE = 1,
    }
}

numbers! {
    /// How a forum channel shows its threads (Discord docs, "Channels Resource", Forum Layout
    /// Types).
    pub struct ForumLayout {
        /// None was chosen.
        NOT_SET = 0,
        /// As a list.
        LIST_VIEW = 1,
        /// As tiles.
        GALLERY_VIEW = 2,
    }
}

numbers! {
    /// Whom an [`Overwrite`] is for (Discord docs, "Channels Resource", Overwrite Object).
    pub struct OverwriteType {
        /// A role.
        ROLE = 0 | "role",
        /// A member.
        MEMBER = 1 | "member",
    }
}

words! {
    /// Which posts a search for tags finds (Discord's OpenAPI, ThreadSearchTagSetting).
    pub struct ThreadSearchTagSetting {
        /// Those with all of the tags.
        MATCH_ALL = "match_all",
        /// Those with one of the tags.
        MATCH_SOME = "match_some",
    }
}
