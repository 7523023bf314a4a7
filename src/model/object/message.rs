//! Messages.

use crate::model::codec::{flags, numbers, object};
use crate::model::{
    Attachment, Boxed, Channel, ChannelMention, ChannelType, Component, Embed, InteractionMetadata,
    List, LobbyMember, Maybe, Mention, MessageActivity, MessageCall, MessageInteraction,
    MessageReference, MessageSnapshot, Nonce, PartialApplication, PartialMember, Poll,
    PurchaseNotification, Reaction, ResolvedData, RoleSubscriptionData, SharedClientTheme,
    Snowflake, Sticker, StickerItem, Text, Timestamp, User,
};

object! {
    /// A message in a channel (Discord docs, "Message Resource", Message Object).
    pub struct Message<'a> {
        /// The message's id.
        pub id: Snowflake,
        /// The channel that it was sent in.
        pub channel_id: Snowflake,
        /// Who sent it. Of a webhook's message, only id, name and avatar say something.
        pub author: User<'a>,
        /// The text. Empty without the intent `MESSAGE_CONTENT`.
        pub content: Text<'a>,
        /// When it was sent.
        pub timestamp: Timestamp,
        /// When it was last edited. Null if never.
        pub edited_timestamp: Option<Timestamp> => null strict,
        /// Whether it is to be read aloud.
        pub tts: bool,
        /// Whether it mentions everyone.
        pub mention_everyone: bool,
        /// The users whom it mentions.
        pub mentions: List<'a, Mention<'a>>,
        /// The ids of the roles that it mentions.
        pub mention_roles: List<'a, Snowflake>,
        /// Public channels that it mentions. Only crossposted messages have it.
        pub mention_channels: Option<List<'a, ChannelMention<'a>>>,
        /// Its files. Empty without the intent `MESSAGE_CONTENT`.
        pub attachments: List<'a, Attachment<'a>>,
        /// Its embeds. Empty without the intent `MESSAGE_CONTENT`.
        pub embeds: List<'a, Embed<'a>>,
        /// The reactions to it. Absent if there are none.
        pub reactions: Option<List<'a, Reaction<'a>>> => good,
        /// What the sender marked it with, if anything. A value that is neither text nor an integer
        /// reads as `None`.
        pub nonce: Option<Nonce<'a>> => lenient,
        /// Whether it is pinned.
        pub pinned: bool,
        /// The webhook that sent it. Absent if a user did.
        pub webhook_id: Option<Snowflake> => strict,
        /// What the message is.
        pub kind as "type": MessageType,
        /// The invitation to an activity that it carries, if any.
        pub activity: Option<MessageActivity<'a>>,
        /// The application that its `activity` is of, if it has one.
        pub application: Option<Boxed<'a, PartialApplication<'a>>>,
        /// The application whose interaction or webhook sent it. Absent if none did. Sessions of
        /// version 8 lack it.
        pub application_id: Option<Snowflake> => strict,
        /// Properties of the message. Absent means none.
        pub flags: Option<MessageFlags> => strict,
        /// The message, or channel, that it replies to, forwards or tells of. Absent if there is
        /// none.
        pub message_reference: Option<Boxed<'a, MessageReference>> => strict,
        /// What a forward carries of another message; one today. Sessions of version 8 lack it.
        pub message_snapshots: Option<List<'a, MessageSnapshot<'a>>>,
        /// The message replied to. Absent if it was not looked up, null if it is deleted.
        pub referenced_message: Maybe<Boxed<'a, Message<'a>>>,
        /// The interaction that it comes of. Sessions of version 8 lack it.
        pub interaction_metadata: Option<Boxed<'a, InteractionMetadata<'a>>>,
        /// The interaction that it answers, if any. Deprecated for `interaction_metadata`.
        pub interaction: Option<Boxed<'a, MessageInteraction<'a>>>,
        /// The thread that was started from it. Sessions of version 8 lack it.
        pub thread: Option<Boxed<'a, Channel<'a>>>,
        /// Its components. Empty without `MESSAGE_CONTENT`. Sessions of version 8 lack it.
        pub components: Option<List<'a, Component<'a>>>,
        /// What is needed to show the stickers in it. Sessions of version 8 lack it.
        pub sticker_items: Option<List<'a, StickerItem<'a>>> => good,
        /// The stickers in it, if any. Deprecated for `sticker_items`.
        pub stickers: Option<List<'a, Sticker<'a>>> => good,
        /// About where in its thread it is, with gaps and repeats. Sessions of version 8 lack it.
        pub position: Option<i64>,
        /// The role subscription whose purchase it tells of. Sessions of version 8 lack it.
        pub role_subscription_data: Option<Boxed<'a, RoleSubscriptionData<'a>>>,
        /// What the values in its select menus stand for. Sessions of version 8 lack it.
        pub resolved: Option<Boxed<'a, ResolvedData<'a>>>,
        /// Its poll. Absent without `MESSAGE_CONTENT`. Sessions of version 8 lack it.
        pub poll: Option<Boxed<'a, Poll<'a>>>,
        /// The call that it tells of, in a direct message. Sessions of version 8 lack it.
        pub call: Option<Boxed<'a, MessageCall<'a>>>,
        /// The theme that is shared with it. Sessions of version 8 lack it.
        pub shared_client_theme: Option<Boxed<'a, SharedClientTheme<'a>>> => lenient,
        /// Who sent it from a lobby.
        pub lobby_member: Option<Boxed<'a, LobbyMember<'a>>> => lenient,
        /// What was bought, of a purchase notification.
        pub purchase_notification: Option<Boxed<'a, PurchaseNotification<'a>>> => lenient,
        /// The guild's id. Absent in direct messages, and for ephemeral ones.
        pub guild_id: Option<Snowflake> => strict,
        /// The author as a member of the guild, without the user. Absent for webhooks.
        pub member: Option<Boxed<'a, PartialMember<'a>>> => strict,
        /// What the channel is. Only in events. Sessions of version 8 lack it.
        pub channel_type: Option<ChannelType>,
    }
}

numbers! {
    /// What a message is (Discord docs, "Message Resource", Message Types).
    pub struct MessageType {
        /// What a user, bot or webhook wrote.
        DEFAULT = 0,
        /// Someone was added to a group direct message, or to a thread.
        RECIPIENT_ADD = 1,
        /// Someone left a group direct message, or a thread.
        RECIPIENT_REMOVE = 2,
        /// A call.
        CALL = 3,
        /// The channel has another name.
        CHANNEL_NAME_CHANGE = 4,
        /// The channel has another icon.
        CHANNEL_ICON_CHANGE = 5,
        /// A message was pinned.
        CHANNEL_PINNED_MESSAGE = 6,
        /// A user joined the guild. Version 8 calls it `GUILD_MEMBER_JOIN`.
        USER_JOIN = 7,
        /// A member boosted the guild. Version 8 calls it `USER_PREMIUM_GUILD_SUBSCRIPTION`.
        GUILD_BOOST = 8,
        /// A boost took the guild to level 1. In version 8,
        /// `USER_PREMIUM_GUILD_SUBSCRIPTION_TIER_1`.
        GUILD_BOOST_TIER_1 = 9,
        /// A boost took the guild to level 2. In version 8,
        /// `USER_PREMIUM_GUILD_SUBSCRIPTION_TIER_2`.
        GUILD_BOOST_TIER_2 = 10,
        /// A boost took the guild to level 3. In version 8,
        /// `USER_PREMIUM_GUILD_SUBSCRIPTION_TIER_3`.
        GUILD_BOOST_TIER_3 = 11,
        /// This channel now follows another.
        CHANNEL_FOLLOW_ADD = 12,
        /// The guild left Server Discovery.
        GUILD_DISCOVERY_DISQUALIFIED = 14,
        /// The guild may be in Server Discovery again.
        GUILD_DISCOVERY_REQUALIFIED = 15,
        /// The guild may soon leave Server Discovery.
        GUILD_DISCOVERY_GRACE_PERIOD_INITIAL_WARNING = 16,
        /// The guild is about to leave Server Discovery.
        GUILD_DISCOVERY_GRACE_PERIOD_FINAL_WARNING = 17,
        /// A thread was created in the channel.
        THREAD_CREATED = 18,
        /// A reply to another message.
        REPLY = 19,
        /// The answer to a slash command. Version 8 calls it `APPLICATION_COMMAND`.
        CHAT_INPUT_COMMAND = 20,
        /// The first of a thread, which refers to the message that it was started from.
        THREAD_STARTER_MESSAGE = 21,
        /// Asks the owner of a new guild to invite others.
        GUILD_INVITE_REMINDER = 22,
        /// The answer to a command on a user or message.
        CONTEXT_MENU_COMMAND = 23,
        /// An auto moderation rule was triggered.
        AUTO_MODERATION_ACTION = 24,
        /// A member bought or renewed a role subscription.
        ROLE_SUBSCRIPTION_PURCHASE = 25,
        /// The answer to a command that has to be paid for.
        INTERACTION_PREMIUM_UPSELL = 26,
        /// A stage started.
        STAGE_START = 27,
        /// A stage ended.
        STAGE_END = 28,
        /// Someone became a speaker on the stage.
        STAGE_SPEAKER = 29,
        /// Someone in the audience asks to speak. Undocumented.
        STAGE_RAISE_HAND = 30,
        /// The stage has another topic.
        STAGE_TOPIC = 31,
        /// A member bought an application's subscription for the guild.
        GUILD_APPLICATION_PREMIUM_SUBSCRIPTION = 32,
        /// A user gave a trial of Nitro away. Undocumented.
        PREMIUM_REFERRAL = 35,
        /// Invites or direct messages were paused for safety.
        GUILD_INCIDENT_ALERT_MODE_ENABLED = 36,
        /// The pause for safety has ended.
        GUILD_INCIDENT_ALERT_MODE_DISABLED = 37,
        /// A moderator reported a raid.
        GUILD_INCIDENT_REPORT_RAID = 38,
        /// The report of a raid was a mistake.
        GUILD_INCIDENT_REPORT_FALSE_ALARM = 39,
        /// Nobody has written for long. Undocumented.
        GUILD_DEADCHAT_REVIVE_PROMPT = 40,
        /// A user gave another one a gift. Undocumented.
        CUSTOM_GIFT = 41,
        /// What the guild plays. Undocumented.
        GUILD_GAMING_STATS_PROMPT = 42,
        /// A member bought something.
        PURCHASE_NOTIFICATION = 44,
        /// A poll has ended; its result is in the embed.
        POLL_RESULT = 46,
        /// What is new in Discord. Undocumented.
        CHANGELOG = 47,
        /// An offer of Nitro. Undocumented.
        NITRO_NOTIFICATION = 48,
        /// The channel was linked to a lobby. Undocumented.
        CHANNEL_LINKED_TO_LOBBY = 49,
        /// A hint to give Nitro away. Undocumented.
        GIFTING_PROMPT = 50,
        /// A hint at messages from games. Undocumented.
        IN_GAME_MESSAGE_NUX = 51,
        /// A request to join a guild was approved. Undocumented.
        GUILD_JOIN_REQUEST_ACCEPT_NOTIFICATION = 52,
        /// A request to join a guild was rejected. Undocumented.
        GUILD_JOIN_REQUEST_REJECT_NOTIFICATION = 53,
        /// A request to join a guild was taken back. Undocumented.
        GUILD_JOIN_REQUEST_WITHDRAWN_NOTIFICATION = 54,
        /// A user made the streams of a channel sharper.
        HD_STREAMING_UPGRADED = 55,
        /// A moderator dealt with a report by deleting a message. Undocumented.
        REPORT_TO_MOD_DELETED_MESSAGE = 58,
        /// A moderator dealt with a report by a timeout. Undocumented.
        REPORT_TO_MOD_TIMEOUT_USER = 59,
        /// A moderator dealt with a report by removing a user. Undocumented.
        REPORT_TO_MOD_KICK_USER = 60,
        /// A moderator dealt with a report by a ban. Undocumented.
        REPORT_TO_MOD_BAN_USER = 61,
        /// A moderator closed a report. Undocumented.
        REPORT_TO_MOD_CLOSED_REPORT = 62,
        /// An emoji was added to the guild. Undocumented.
        EMOJI_ADDED = 63,
        /// A user was invited to share Nitro. Undocumented.
        PREMIUM_GROUP_INVITE = 64,
        /// A talk in a voice channel. Undocumented.
        VOICE_SESSION = 65,
        /// A hint to boost the guild. Undocumented.
        GUILD_BOOST_UPSELL = 66,
    }
}

flags! {
    /// Properties of a message (Discord docs, "Message Resource", Message Flags).
    pub struct MessageFlags {
        /// Published to the channels that follow this one.
        CROSSPOSTED = 0,
        /// Came from a channel that this one follows.
        IS_CROSSPOST = 1,
        /// Shown without embeds.
        SUPPRESS_EMBEDS = 2,
        /// The message that this is a crosspost of is deleted.
        SOURCE_MESSAGE_DELETED = 3,
        /// From Discord itself, and urgent.
        URGENT = 4,
        /// A thread was started from it, which has the same id.
        HAS_THREAD = 5,
        /// Only the user of the interaction can see it.
        EPHEMERAL = 6,
        /// The bot is still working on its answer to an interaction.
        LOADING = 7,
        /// The members of some roles were not added to the thread.
        FAILED_TO_MENTION_SOME_ROLES_IN_THREAD = 8,
        /// Hidden from the guild's feed. Undocumented.
        GUILD_FEED_HIDDEN = 9,
        /// Warns of a link that only looks like Discord's. Undocumented.
        SHOULD_SHOW_LINK_NOT_DISCORD_WARNING = 10,
        /// Causes no push or desktop notification.
        SUPPRESS_NOTIFICATIONS = 12,
        /// A voice message.
        IS_VOICE_MESSAGE = 13,
        /// A forward, with a snapshot.
        HAS_SNAPSHOT = 14,
        /// Made of components alone.
        IS_COMPONENTS_V2 = 15,
        /// Sent from a game. Undocumented.
        SENT_BY_SOCIAL_LAYER_INTEGRATION = 16,
    }
}
