//! What messages are made of.

use crate::model::codec::{numbers, object, union};
use crate::model::{
    Attachment, Boxed, Channel, ChannelType, Component, Embed, InteractionType, List, Map, Maybe,
    Message, MessageFlags, MessageType, Nonce, PartialApplication, PartialEmoji, PartialMember,
    Poll, ResolvedData, Snowflake, Sticker, StickerItem, Text, Timestamp, User,
};

object! {
    /// A message of which only the ids are sure, as in `MESSAGE_UPDATE` and in the resolved data of
    /// interactions (Discord docs, "Message Resource", Message Object). An absent field says
    /// nothing of the message.
    pub struct PartialMessage<'a> with message: SnapshotMessage<'a> {
        /// The message's id.
        pub id: Snowflake,
        /// The channel that it was sent in.
        pub channel_id: Snowflake,
    }
}

object! {
    /// What a message has besides its ids, each field of which may be missing: as a forward keeps
    /// it, or as a part of [`PartialMessage`] (Discord docs, "Message Resource", Message Snapshot
    /// Object).
    pub struct SnapshotMessage<'a> {
        /// Who sent it. Of a webhook's message, only id, name and avatar say something.
        pub author: Option<Boxed<'a, User<'a>>> => strict,
        /// The text. Empty without the intent `MESSAGE_CONTENT`.
        pub content: Option<Text<'a>>,
        /// When it was sent.
        pub timestamp: Option<Timestamp>,
        /// When it was last edited. Null if never.
        pub edited_timestamp: Maybe<Timestamp> => strict,
        /// Whether it is to be read aloud.
        pub tts: Option<bool>,
        /// Whether it mentions everyone.
        pub mention_everyone: Option<bool>,
        /// The users whom it mentions.
        pub mentions: Option<List<'a, Mention<'a>>>,
        /// The ids of the roles that it mentions.
        pub mention_roles: Option<List<'a, Snowflake>>,
        /// Public channels that it mentions. Only crossposted messages have it.
        pub mention_channels: Option<List<'a, ChannelMention<'a>>>,
        /// Its files. Empty without the intent `MESSAGE_CONTENT`.
        pub attachments: Option<List<'a, Attachment<'a>>>,
        /// Its embeds. Empty without the intent `MESSAGE_CONTENT`.
        pub embeds: Option<List<'a, Embed<'a>>>,
        /// The reactions to it. Absent if there are none.
        pub reactions: Option<List<'a, Reaction<'a>>> => good,
        /// What the sender marked it with, if anything. A value that is neither text nor an integer
        /// reads as `None`.
        pub nonce: Option<Nonce<'a>> => lenient,
        /// Whether it is pinned.
        pub pinned: Option<bool>,
        /// The webhook that sent it. Absent if a user did.
        pub webhook_id: Option<Snowflake> => strict,
        /// What the message is.
        pub kind as "type": Option<MessageType>,
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

object! {
    /// A user whom a message mentions (Discord docs, "Gateway Events", Message Create).
    pub struct Mention<'a> with user: User<'a> {
        /// The user as a member of the guild. Only in events of a guild.
        pub member: Option<Boxed<'a, PartialMember<'a>>> => strict,
    }
}

object! {
    /// An invitation to an activity (Discord docs, "Message Resource", Message Activity Structure).
    pub struct MessageActivity<'a> {
        /// What the invitation is to.
        pub kind as "type": MessageActivityType,
        /// The id of the party, as in an [`ActivityParty`](crate::model::ActivityParty). Absent
        /// where there is none.
        pub party_id: Option<Text<'a>>,
    }
}

object! {
    /// Which message another refers to (Discord docs, "Message Resource", Message Reference
    /// Structure).
    pub struct MessageReference {
        /// What it is for. Absent means [`MessageReferenceType::DEFAULT`]. Sessions of version 8
        /// lack it.
        pub kind as "type": Option<MessageReferenceType> => strict,
        /// The message. Absent if only a channel is meant.
        pub message_id: Option<Snowflake> => strict,
        /// Its channel. Present in all that is received.
        pub channel_id: Option<Snowflake>,
        /// Its guild. Absent in direct messages.
        pub guild_id: Option<Snowflake> => strict,
        /// Whether a reply to a missing message is an error. Only for sending.
        pub fail_if_not_exists: Option<bool>,
    }
}

object! {
    /// What a forward keeps of a message, as it was then (Discord docs, "Message Resource", Message
    /// Snapshot Object). Sessions of version 8 have none.
    pub struct MessageSnapshot<'a> {
        /// The message, without its author and ids.
        pub message: Boxed<'a, SnapshotMessage<'a>>,
        /// The guild that it was in. Absent for direct messages. Undocumented.
        pub guild_id: Option<Snowflake> => strict,
    }
}

object! {
    /// The interaction that a message answers (Discord docs, "Interactions", Message Interaction
    /// Object). Deprecated for [`InteractionMetadata`].
    pub struct MessageInteraction<'a> {
        /// The interaction's id.
        pub id: Snowflake,
        /// What the interaction is.
        pub kind as "type": InteractionType,
        /// The command's name, with those of its group and subcommand.
        pub name: Text<'a>,
        /// The command's name in the user's language.
        pub name_localized: Option<Text<'a>>,
        /// Who caused the interaction.
        pub user: Option<User<'a>>,
        /// The user as a member of the guild, without the user. Sessions of version 8 lack it.
        pub member: Option<Boxed<'a, PartialMember<'a>>>,
    }
}

union! {
    /// The interaction that a message comes of (Discord docs, "Message Resource", Message
    /// Interaction Metadata Object). Sessions of version 8 have none.
    pub enum InteractionMetadata, by "type" {
        /// A command.
        Command(CommandInteractionMetadata<'a>) = 2,
        /// A component of a message.
        Component(ComponentInteractionMetadata<'a>) = 3,
        /// A modal that was submitted.
        Modal(ModalInteractionMetadata<'a>) = 5,
    }
}

object! {
    /// A command that a message comes of (Discord docs, "Message Resource", Application Command
    /// Interaction Metadata Structure). Sessions of version 8 have none.
    pub struct CommandInteractionMetadata<'a> {
        /// The interaction's id.
        pub id: Snowflake,
        /// What the interaction is: a command.
        pub kind as "type": InteractionType,
        /// Who caused the interaction.
        pub user: Option<User<'a>>,
        /// The user's id, which has stood there instead. Undocumented.
        pub user_id: Option<Snowflake>,
        /// The guild or user that installed the application, by the kind of installation.
        pub authorizing_integration_owners: Map<'a, Text<'a>, Snowflake> => whole,
        /// The first answer to the interaction. Only follow-ups have it.
        pub original_response_message_id: Option<Snowflake>,
        /// The user whom the command was used on. Only of user commands.
        pub target_user: Option<Boxed<'a, User<'a>>>,
        /// The message that the command was used on. Only of message commands.
        pub target_message_id: Option<Snowflake>,
    }
}

object! {
    /// The use of a component that a message comes of (Discord docs, "Message Resource", Message
    /// Component Interaction Metadata Structure). Sessions of version 8 have none.
    pub struct ComponentInteractionMetadata<'a> {
        /// The interaction's id.
        pub id: Snowflake,
        /// What the interaction is: the use of a component.
        pub kind as "type": InteractionType,
        /// Who caused the interaction.
        pub user: Option<User<'a>>,
        /// The user's id, which has stood there instead. Undocumented.
        pub user_id: Option<Snowflake>,
        /// The guild or user that installed the application, by the kind of installation.
        pub authorizing_integration_owners: Map<'a, Text<'a>, Snowflake> => whole,
        /// The first answer to the interaction. Only follow-ups have it.
        pub original_response_message_id: Option<Snowflake>,
        /// The message that the component is in.
        pub interacted_message_id: Snowflake,
    }
}

object! {
    /// The modal that a message comes of (Discord docs, "Message Resource", Modal Submit
    /// Interaction Metadata Structure). Sessions of version 8 have none.
    pub struct ModalInteractionMetadata<'a> {
        /// The interaction's id.
        pub id: Snowflake,
        /// What the interaction is: a modal's submission.
        pub kind as "type": InteractionType,
        /// Who caused the interaction.
        pub user: Option<User<'a>>,
        /// The user's id, which has stood there instead. Undocumented.
        pub user_id: Option<Snowflake>,
        /// The guild or user that installed the application, by the kind of installation.
        pub authorizing_integration_owners: Map<'a, Text<'a>, Snowflake> => whole,
        /// The first answer to the interaction. Only follow-ups have it.
        pub original_response_message_id: Option<Snowflake>,
        /// The command or component that opened the modal.
        pub triggering_interaction_metadata: Boxed<'a, InteractionMetadata<'a>>,
    }
}

object! {
    /// A call in a direct message (Discord docs, "Message Resource", Message Call Object). Sessions
    /// of version 8 have none.
    pub struct MessageCall<'a> {
        /// The ids of the users who took part.
        pub participants: List<'a, Snowflake>,
        /// When the call ended. Null, or absent, while it goes on.
        pub ended_timestamp: Maybe<Timestamp> => strict,
    }
}

object! {
    /// A role subscription that was bought or renewed (Discord docs, "Message Resource", Role
    /// Subscription Data Object). Sessions of version 8 have none.
    pub struct RoleSubscriptionData<'a> {
        /// The offer that was bought.
        pub role_subscription_listing_id: Snowflake,
        /// The name of the subscription's tier.
        pub tier_name: Text<'a>,
        /// Months that the member has subscribed for in all.
        pub total_months_subscribed: i64,
        /// Whether it was renewed, not bought for the first time.
        pub is_renewal: bool,
    }
}

object! {
    /// Who sent a message from a lobby (Discord's OpenAPI, MessageLobbyMemberResponse).
    pub struct LobbyMember<'a> {
        /// A name besides the user's.
        pub additional_name: Option<Text<'a>>,
    }
}

object! {
    /// What was bought in a guild (Discord's OpenAPI, PurchaseNotificationResponse).
    pub struct PurchaseNotification<'a> {
        /// What kind of thing.
        pub kind as "type": PurchaseType,
        /// The guild's product, if it was one.
        pub guild_product_purchase: Option<GuildProductPurchase<'a>>,
    }
}

object! {
    /// A guild's product that was bought (Discord's OpenAPI, GuildProductPurchaseResponse).
    pub struct GuildProductPurchase<'a> {
        /// Where it is offered.
        pub listing_id: Snowflake,
        /// What it is called.
        pub product_name: Text<'a>,
    }
}

object! {
    /// A theme for the client that a message shares (Discord docs, "Message Resource", Shared
    /// Client Theme Object). Sessions of version 8 have none.
    pub struct SharedClientTheme<'a> {
        /// Up to five colors, in hexadecimal.
        pub colors: List<'a, Text<'a>>,
        /// The direction of the gradient between them, in degrees from 0 to 360.
        pub gradient_angle: u64,
        /// How strong the colors are, from 0 to 100.
        pub base_mix: u64,
        /// The theme that the colors lie on; null or absent if none is set.
        pub base_theme: Maybe<BaseTheme>,
    }
}

object! {
    /// The reactions to a message with one emoji (Discord docs, "Message Resource", Reaction
    /// Object).
    pub struct Reaction<'a> {
        /// How many there are, super reactions included.
        pub count: i64,
        /// How many there are of each kind. Sessions of version 8 lack it.
        pub count_details: Option<ReactionCountDetails>,
        /// Whether the own user is among those who reacted.
        pub me: bool,
        /// Whether the own user is among those who super-reacted. Sessions of version 8 lack it.
        pub me_burst: Option<bool>,
        /// The emoji.
        pub emoji: PartialEmoji<'a>,
        /// The colors of the super reactions, as `#rrggbb`. Sessions of version 8 lack it.
        pub burst_colors: Option<List<'a, Text<'a>>> => lenient_list,
    }
}

object! {
    /// How many reactions there are of each kind (Discord docs, "Message Resource", Reaction Count
    /// Details Object). Sessions of version 8 have none.
    pub struct ReactionCountDetails {
        /// How many super reactions.
        pub burst: i64,
        /// How many others.
        pub normal: i64,
    }
}

object! {
    /// A channel that a message mentions (Discord docs, "Message Resource", Channel Mention
    /// Object).
    pub struct ChannelMention<'a> {
        /// The channel's id.
        pub id: Snowflake,
        /// The id of the guild that it is in.
        pub guild_id: Snowflake,
        /// What the channel is.
        pub kind as "type": ChannelType,
        /// The channel's name.
        pub name: Text<'a>,
    }
}

numbers! {
    /// What an invitation is to (Discord docs, "Message Resource", Message Activity Types).
    pub struct MessageActivityType {
        /// To join a party.
        JOIN = 1,
        /// To watch a game.
        SPECTATE = 2,
        /// To listen together.
        LISTEN = 3,
        /// Asks to be let in.
        JOIN_REQUEST = 5,
        /// Asks for a stream.
        STREAM_REQUEST = 6,
    }
}

numbers! {
    /// What a reference to a message is for (Discord docs, "Message Resource", Message Reference
    /// Types).
    pub struct MessageReferenceType {
        /// A reply, a crosspost or a notice of something. Goes with `referenced_message`.
        DEFAULT = 0,
        /// A forward. Goes with `message_snapshots`.
        FORWARD = 1,
    }
}

numbers! {
    /// The theme that the colors of a [`SharedClientTheme`] lie on (Discord docs, "Message
    /// Resource", Base Theme Types).
    pub struct BaseTheme {
        /// None is given, which means dark.
        UNSET = 0,
        DARK = 1,
        LIGHT = 2,
        DARKER = 3,
        MIDNIGHT = 4,
    }
}

numbers! {
    /// The kind of a reaction (Discord docs, "Message Resource", Reaction Types).
    pub struct ReactionType {
        /// A plain reaction.
        NORMAL = 0,
        /// A super reaction.
        BURST = 1,
    }
}

numbers! {
    /// What kind of thing was bought (Discord's OpenAPI, PurchaseType).
    pub struct PurchaseType {
        /// A product of the guild.
        GUILD_PRODUCT = 0,
    }
}
