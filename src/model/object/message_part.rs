//! TODO

use crate::model::codec::{numbers, object, union};
use crate::model::{
    Attachment, Channel, ChannelType, Component, Embed, InteractionType, List, Map, Maybe, Message,
    MessageFlags, MessageType, Nonce, PartialApplication, PartialEmoji, PartialMember, Poll,
    ResolvedData, Snowflake, Sticker, StickerItem, Text, Timestamp, User,
};

object! {
    /// TODO partial Message; MESSAGE_UPDATE
    pub struct PartialMessage<'a> with message: SnapshotMessage<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub channel_id: Snowflake,
    }
}

object! {
    /// TODO partial message without ids
    pub struct SnapshotMessage<'a> {
        /// TODO webhook: only id, username, avatar (plus bot, discriminator "0000") are meaningful
        pub author: Option<User<'a>>,
        /// TODO empty without MESSAGE_CONTENT
        pub content: Option<Text<'a>>,
        /// TODO
        pub timestamp: Option<Timestamp>,
        /// TODO
        pub edited_timestamp: Maybe<Timestamp>,
        /// TODO
        pub tts: Option<bool>,
        /// TODO
        pub mention_everyone: Option<bool>,
        /// TODO
        pub mentions: Option<List<'a, Mention<'a>>>,
        /// TODO
        pub mention_roles: Option<List<'a, Snowflake>>,
        /// TODO crossposts only
        pub mention_channels: Option<List<'a, ChannelMention<'a>>>,
        /// TODO
        pub attachments: Option<List<'a, Attachment<'a>>>,
        /// TODO
        pub embeds: Option<List<'a, Embed<'a>>>,
        /// TODO
        pub reactions: Option<List<'a, Reaction<'a>>>,
        /// TODO int (can be negative or beyond i64) or text up to 25 chars ([docs#1157](https://github.com/discord/discord-api-docs/pull/1157), [docs#955](https://github.com/discord/discord-api-docs/issues/955))
        pub nonce: Option<Nonce<'a>> => lenient,
        /// TODO
        pub pinned: Option<bool>,
        /// TODO
        pub webhook_id: Option<Snowflake>,
        /// TODO
        pub kind as "type": Option<MessageType>,
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
        /// TODO
        pub guild_id: Option<Snowflake>,
        /// TODO
        pub member: Option<PartialMember<'a>>,
        /// TODO cur
        pub channel_type: Option<ChannelType>,
    }
}

object! {
    /// TODO User with member
    pub struct Mention<'a> with user: User<'a> {
        /// TODO
        pub member: Option<PartialMember<'a>>,
    }
}

object! {
    /// TODO
    pub struct MessageActivity<'a> {
        /// TODO
        pub kind as "type": MessageActivityType,
        /// TODO
        pub party_id: Option<Text<'a>>,
    }
}

object! {
    /// TODO
    pub struct MessageReference {
        /// TODO cur missing = 0
        pub kind as "type": Option<MessageReferenceType>,
        /// TODO
        pub message_id: Option<Snowflake>,
        /// TODO always present when received; dapi: required
        pub channel_id: Option<Snowflake>,
        /// TODO
        pub guild_id: Option<Snowflake>,
        /// TODO send only
        pub fail_if_not_exists: Option<bool>,
    }
}

object! {
    /// TODO
    pub struct MessageSnapshot<'a> {
        /// TODO cur subset, by name: attachments, components, content, edited_timestamp, embeds, flags, mention_roles, mentions, sticker_items, stickers, timestamp, type
        pub message: Box<SnapshotMessage<'a>>,
        /// TODO ext dapi
        pub guild_id: Option<Snowflake>,
    }
}

object! {
    /// TODO
    pub struct MessageInteraction<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub kind as "type": InteractionType,
        /// TODO command path
        pub name: Text<'a>,
        /// TODO
        pub user: User<'a>,
        /// TODO cur
        pub member: Option<Box<PartialMember<'a>>>,
    }
}

union! {
    /// TODO the interaction that a message comes of
    pub enum InteractionMetadata, by "type" {
        /// TODO
        Command(CommandInteractionMetadata<'a>) = 2,
        /// TODO
        Component(ComponentInteractionMetadata<'a>) = 3,
        /// TODO
        Modal(ModalInteractionMetadata<'a>) = 5,
    }
}

object! {
    /// TODO Union chosen by `type` (2 command, 3 component, 5 modal).
    pub struct CommandInteractionMetadata<'a> {
        /// TODO cur
        pub id: Snowflake,
        /// TODO cur
        pub kind as "type": InteractionType,
        /// TODO cur
        pub user: User<'a>,
        /// TODO cur
        pub authorizing_integration_owners: Map<'a, Text<'a>, Snowflake>,
        /// TODO cur
        pub original_response_message_id: Option<Snowflake>,
        /// TODO cur
        pub target_user: Option<Box<User<'a>>>,
        /// TODO cur
        pub target_message_id: Option<Snowflake>,
    }
}

object! {
    /// TODO
    pub struct ComponentInteractionMetadata<'a> {
        /// TODO cur
        pub id: Snowflake,
        /// TODO cur
        pub kind as "type": InteractionType,
        /// TODO cur
        pub user: User<'a>,
        /// TODO cur
        pub authorizing_integration_owners: Map<'a, Text<'a>, Snowflake>,
        /// TODO cur
        pub original_response_message_id: Option<Snowflake>,
        /// TODO cur
        pub interacted_message_id: Snowflake,
    }
}

object! {
    /// TODO
    pub struct ModalInteractionMetadata<'a> {
        /// TODO cur
        pub id: Snowflake,
        /// TODO cur
        pub kind as "type": InteractionType,
        /// TODO cur
        pub user: User<'a>,
        /// TODO cur
        pub authorizing_integration_owners: Map<'a, Text<'a>, Snowflake>,
        /// TODO cur
        pub original_response_message_id: Option<Snowflake>,
        /// TODO cur
        pub triggering_interaction_metadata: Box<InteractionMetadata<'a>>,
    }
}

object! {
    /// TODO
    pub struct MessageCall<'a> {
        /// TODO cur
        pub participants: List<'a, Snowflake>,
        /// TODO cur
        pub ended_timestamp: Maybe<Timestamp>,
    }
}

object! {
    /// TODO
    pub struct RoleSubscriptionData<'a> {
        /// TODO cur
        pub role_subscription_listing_id: Snowflake,
        /// TODO cur
        pub tier_name: Text<'a>,
        /// TODO cur
        pub total_months_subscribed: u64,
        /// TODO cur
        pub is_renewal: bool,
    }
}

object! {
    /// TODO
    pub struct SharedClientTheme<'a> {
        /// TODO cur up to 5 hex strings
        pub colors: List<'a, Text<'a>>,
        /// TODO cur 0-360
        pub gradient_angle: u64,
        /// TODO cur 0-100
        pub base_mix: u64,
        /// TODO cur
        pub base_theme: Maybe<BaseTheme>,
    }
}

object! {
    /// TODO
    pub struct Reaction<'a> {
        /// TODO
        pub count: u64,
        /// TODO cur
        pub count_details: Option<ReactionCountDetails>,
        /// TODO
        pub me: bool,
        /// TODO cur
        pub me_burst: Option<bool>,
        /// TODO
        pub emoji: PartialEmoji<'a>,
        /// TODO cur "#rrggbb" text ([serenity#2892](https://github.com/serenity-rs/serenity/issues/2892))
        pub burst_colors: Option<List<'a, Text<'a>>>,
    }
}

object! {
    /// TODO
    pub struct ReactionCountDetails {
        /// TODO cur
        pub burst: u64,
        /// TODO cur
        pub normal: u64,
    }
}

object! {
    /// TODO
    pub struct ChannelMention<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub guild_id: Snowflake,
        /// TODO
        pub kind as "type": ChannelType,
        /// TODO
        pub name: Text<'a>,
    }
}

numbers! {
    /// TODO MessageActivityType: kind: enum u8
    pub struct MessageActivityType {
        JOIN = 1,
        SPECTATE = 2,
        LISTEN = 3,
        JOIN_REQUEST = 5,
        /// TODO cur
        STREAM_REQUEST = 6,
    }
}

numbers! {
    /// TODO MessageReferenceType: kind: enum u8
    pub struct MessageReferenceType {
        /// TODO cur
        DEFAULT = 0,
        /// TODO cur
        FORWARD = 1,
    }
}

numbers! {
    /// TODO BaseTheme: kind: enum u8
    pub struct BaseTheme {
        /// TODO cur
        UNSET = 0,
        /// TODO cur
        DARK = 1,
        /// TODO cur
        LIGHT = 2,
        /// TODO cur
        DARKER = 3,
        /// TODO cur
        MIDNIGHT = 4,
    }
}

numbers! {
    /// TODO ReactionType: kind: enum u8
    pub struct ReactionType {
        /// TODO cur
        NORMAL = 0,
        /// TODO cur
        BURST = 1,
    }
}
