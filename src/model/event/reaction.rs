//! Reactions to messages, and votes in polls.

use crate::model::codec::object;
use crate::model::{Boxed, GuildMember, List, PartialEmoji, ReactionType, Snowflake, Text};

object! {
    /// A reaction that a user added to a message (Discord docs, "Gateway Events", Message Reaction
    /// Add).
    pub struct MessageReactionAdd<'a> {
        /// Who reacted.
        pub user_id: Snowflake,
        /// The message's channel.
        pub channel_id: Snowflake,
        /// The message.
        pub message_id: Snowflake,
        /// The channel's guild; absent in direct messages.
        pub guild_id: Option<Snowflake> => strict,
        /// Who reacted, as a member of the guild; absent in direct messages.
        pub member: Option<Boxed<'a, GuildMember<'a>>> => strict,
        /// The emoji: `id`, `name` and `animated` of it.
        pub emoji: PartialEmoji<'a>,
        /// Who wrote the message; may be absent. Sessions of version 8 lack it.
        pub message_author_id: Option<Snowflake>,
        /// Whether it is a burst reaction, which is animated. Sessions of version 8 lack it.
        pub burst: Option<bool>,
        /// Colors of the burst as `#rrggbb`; absent without one. Sessions of version 8 lack it.
        pub burst_colors: Option<List<'a, Text<'a>>> => lenient_list,
        /// Which sort of reaction it is. Sessions of version 8 lack it.
        pub kind as "type": Option<ReactionType>,
    }
}

object! {
    /// A user's reaction that was removed (Discord docs, "Gateway Events", Message
    /// Reaction Remove).
    pub struct MessageReactionRemove<'a> {
        /// Whose reaction it was.
        pub user_id: Snowflake,
        /// The message's channel.
        pub channel_id: Snowflake,
        /// The message.
        pub message_id: Snowflake,
        /// The channel's guild; absent in direct messages.
        pub guild_id: Option<Snowflake> => strict,
        /// The emoji; its name is null where the emoji is gone.
        pub emoji: PartialEmoji<'a>,
        /// Whether it was a burst reaction. Sessions of version 8 lack it.
        pub burst: Option<bool>,
        /// Which sort of reaction it was. Sessions of version 8 lack it.
        pub kind as "type": Option<ReactionType>,
    }
}

object! {
    /// A message from which all reactions were removed (Discord docs, "Gateway Events", Message
    /// Reaction Remove All).
    pub struct MessageReactionRemoveAll {
        /// The message's channel.
        pub channel_id: Snowflake,
        /// The message.
        pub message_id: Snowflake,
        /// The channel's guild; absent in direct messages.
        pub guild_id: Option<Snowflake> => strict,
    }
}

object! {
    /// A message from which all reactions of one emoji were removed (Discord docs, "Gateway
    /// Events", Message Reaction Remove Emoji).
    pub struct MessageReactionRemoveEmoji<'a> {
        /// The message's channel.
        pub channel_id: Snowflake,
        /// The channel's guild; absent in direct messages.
        pub guild_id: Option<Snowflake> => strict,
        /// The message.
        pub message_id: Snowflake,
        /// The emoji.
        pub emoji: PartialEmoji<'a>,
    }
}

object! {
    /// A vote in a poll for one answer, given or taken back (Discord docs, "Gateway Events",
    /// Message Poll Vote Add and Message Poll Vote Remove). Sessions of version 8 lack the event.
    pub struct MessagePollVote {
        /// Who voted.
        pub user_id: Snowflake,
        /// The poll's channel.
        pub channel_id: Snowflake,
        /// The message that has the poll.
        pub message_id: Snowflake,
        /// The channel's guild; absent in direct messages.
        pub guild_id: Option<Snowflake> => strict,
        /// The number of the answer.
        pub answer_id: u64,
    }
}

object! {
    /// `MESSAGE_REACTION_ADD_MANY`: users reacted to a message, told in one event for all of them
    /// where [`DEBOUNCE_MESSAGE_REACTIONS`](crate::model::Capabilities::DEBOUNCE_MESSAGE_REACTIONS)
    /// is asked for. Undocumented.
    pub struct MessageReactionAddMany<'a> {
        /// The channel.
        pub channel_id: Snowflake,
        /// The message.
        pub message_id: Snowflake,
        /// The guild; absent in direct messages.
        pub guild_id: Option<Snowflake> => strict,
        /// The reactions.
        pub reactions: List<'a, DebouncedReactions<'a>>,
    }
}

object! {
    /// Who reacted with an emoji. Undocumented.
    pub struct DebouncedReactions<'a> {
        /// The users.
        pub users: List<'a, Snowflake>,
        /// The emoji.
        pub emoji: PartialEmoji<'a>,
    }
}
