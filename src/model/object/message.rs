//! TODO

use crate::model::codec::{flags, numbers, object};
use crate::model::{
    Attachment, Channel, ChannelMention, ChannelType, Component, Embed, InteractionMetadata, List,
    Maybe, Mention, MessageActivity, MessageCall, MessageInteraction, MessageReference,
    MessageSnapshot, Nonce, PartialApplication, PartialMember, Poll, Reaction, ResolvedData,
    RoleSubscriptionData, SharedClientTheme, Snowflake, Sticker, StickerItem, Text, Timestamp,
    User,
};

object! {
    /// TODO
    pub struct Message<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub channel_id: Snowflake,
        /// TODO webhook: only id, username, avatar (plus bot, discriminator "0000") are meaningful
        pub author: User<'a>,
        /// TODO empty without MESSAGE_CONTENT
        pub content: Text<'a>,
        /// TODO
        pub timestamp: Timestamp,
        /// TODO
        pub edited_timestamp: Option<Timestamp> => null,
        /// TODO
        pub tts: bool,
        /// TODO
        pub mention_everyone: bool,
        /// TODO
        pub mentions: List<'a, Mention<'a>>,
        /// TODO
        pub mention_roles: List<'a, Snowflake>,
        /// TODO crossposts only
        pub mention_channels: Option<List<'a, ChannelMention<'a>>>,
        /// TODO
        pub attachments: List<'a, Attachment<'a>>,
        /// TODO
        pub embeds: List<'a, Embed<'a>>,
        /// TODO
        pub reactions: Option<List<'a, Reaction<'a>>>,
        /// TODO int (can be negative or beyond i64) or text up to 25 chars ([docs#1157](https://github.com/discord/discord-api-docs/pull/1157), [docs#955](https://github.com/discord/discord-api-docs/issues/955))
        pub nonce: Option<Nonce<'a>> => lenient,
        /// TODO
        pub pinned: bool,
        /// TODO
        pub webhook_id: Option<Snowflake>,
        /// TODO
        pub kind as "type": MessageType,
        /// TODO
        pub activity: Option<MessageActivity<'a>>,
        /// TODO
        pub application: Option<Box<PartialApplication<'a>>>,
        /// TODO cur
        pub application_id: Option<Snowflake>,
        /// TODO
        pub flags: Option<MessageFlags>,
        /// TODO
        pub message_reference: Option<MessageReference>,
        /// TODO cur forwards
        pub message_snapshots: Option<List<'a, MessageSnapshot<'a>>>,
        /// TODO missing = not fetched, null = deleted; nests one Message
        pub referenced_message: Maybe<Box<Message<'a>>>,
        /// TODO cur
        pub interaction_metadata: Option<Box<InteractionMetadata<'a>>>,
        /// TODO deprecated
        pub interaction: Option<Box<MessageInteraction<'a>>>,
        /// TODO cur
        pub thread: Option<Box<Channel<'a>>>,
        /// TODO cur
        pub components: Option<List<'a, Component<'a>>>,
        /// TODO cur
        pub sticker_items: Option<List<'a, StickerItem<'a>>>,
        /// TODO deprecated; v8: MessageStickerV8 array
        pub stickers: Option<List<'a, Sticker<'a>>>,
        /// TODO cur thread order, gaps possible
        pub position: Option<u64>,
        /// TODO cur
        pub role_subscription_data: Option<Box<RoleSubscriptionData<'a>>>,
        /// TODO cur
        pub resolved: Option<Box<ResolvedData<'a>>>,
        /// TODO cur missing without MESSAGE_CONTENT
        pub poll: Option<Box<Poll<'a>>>,
        /// TODO cur
        pub call: Option<Box<MessageCall<'a>>>,
        /// TODO cur
        pub shared_client_theme: Option<Box<SharedClientTheme<'a>>>,
        /// TODO absent in direct messages
        pub guild_id: Option<Snowflake>,
        /// TODO the author as a member
        pub member: Option<PartialMember<'a>>,
        /// TODO cur
        pub channel_type: Option<ChannelType>,
    }
}

numbers! {
    /// TODO MessageType: kind: enum u8. 19, 20 from v8 on (0 in v6); 21 from v9 on
    pub struct MessageType {
        DEFAULT = 0,
        RECIPIENT_ADD = 1,
        RECIPIENT_REMOVE = 2,
        CALL = 3,
        CHANNEL_NAME_CHANGE = 4,
        CHANNEL_ICON_CHANGE = 5,
        CHANNEL_PINNED_MESSAGE = 6,
        /// TODO both v8 name GUILD_MEMBER_JOIN
        USER_JOIN = 7,
        /// TODO both v8 name USER_PREMIUM_GUILD_SUBSCRIPTION
        GUILD_BOOST = 8,
        /// TODO both v8 name USER_PREMIUM_GUILD_SUBSCRIPTION_TIER_1
        GUILD_BOOST_TIER_1 = 9,
        /// TODO both v8 name USER_PREMIUM_GUILD_SUBSCRIPTION_TIER_2
        GUILD_BOOST_TIER_2 = 10,
        /// TODO both v8 name USER_PREMIUM_GUILD_SUBSCRIPTION_TIER_3
        GUILD_BOOST_TIER_3 = 11,
        CHANNEL_FOLLOW_ADD = 12,
        GUILD_DISCOVERY_DISQUALIFIED = 14,
        GUILD_DISCOVERY_REQUALIFIED = 15,
        GUILD_DISCOVERY_GRACE_PERIOD_INITIAL_WARNING = 16,
        GUILD_DISCOVERY_GRACE_PERIOD_FINAL_WARNING = 17,
        /// TODO cur
        THREAD_CREATED = 18,
        REPLY = 19,
        /// TODO both v8 name APPLICATION_COMMAND
        CHAT_INPUT_COMMAND = 20,
        /// TODO cur
        THREAD_STARTER_MESSAGE = 21,
        GUILD_INVITE_REMINDER = 22,
        /// TODO cur
        CONTEXT_MENU_COMMAND = 23,
        /// TODO cur
        AUTO_MODERATION_ACTION = 24,
        /// TODO cur
        ROLE_SUBSCRIPTION_PURCHASE = 25,
        /// TODO cur
        INTERACTION_PREMIUM_UPSELL = 26,
        /// TODO cur
        STAGE_START = 27,
        /// TODO cur
        STAGE_END = 28,
        /// TODO cur
        STAGE_SPEAKER = 29,
        /// TODO ext
        STAGE_RAISE_HAND = 30,
        /// TODO cur
        STAGE_TOPIC = 31,
        /// TODO cur
        GUILD_APPLICATION_PREMIUM_SUBSCRIPTION = 32,
        /// TODO cur
        GUILD_INCIDENT_ALERT_MODE_ENABLED = 36,
        /// TODO cur
        GUILD_INCIDENT_ALERT_MODE_DISABLED = 37,
        /// TODO cur
        GUILD_INCIDENT_REPORT_RAID = 38,
        /// TODO cur
        GUILD_INCIDENT_REPORT_FALSE_ALARM = 39,
        /// TODO cur
        PURCHASE_NOTIFICATION = 44,
        /// TODO cur
        POLL_RESULT = 46,
    }
}

flags! {
    /// TODO MessageFlags: kind: flags u64
    pub struct MessageFlags {
        CROSSPOSTED = 0,
        IS_CROSSPOST = 1,
        SUPPRESS_EMBEDS = 2,
        SOURCE_MESSAGE_DELETED = 3,
        URGENT = 4,
        /// TODO cur
        HAS_THREAD = 5,
        EPHEMERAL = 6,
        LOADING = 7,
        /// TODO cur
        FAILED_TO_MENTION_SOME_ROLES_IN_THREAD = 8,
        /// TODO ext
        SHOULD_SHOW_LINK_NOT_DISCORD_WARNING = 10,
        /// TODO cur
        SUPPRESS_NOTIFICATIONS = 12,
        /// TODO cur
        IS_VOICE_MESSAGE = 13,
        /// TODO cur
        HAS_SNAPSHOT = 14,
        /// TODO cur
        IS_COMPONENTS_V2 = 15,
    }
}
