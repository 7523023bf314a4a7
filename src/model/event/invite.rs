//! Invites that come and go.

use crate::model::codec::object;
use crate::model::{
    Boxed, InviteTargetType, InviteType, List, Maybe, PartialApplication, Snowflake, Text,
    Timestamp, User,
};

object! {
    /// An invite that was made to a channel that the bot may manage (Discord docs, "Gateway
    /// Events", Invite Create).
    pub struct InviteCreate<'a> {
        /// The channel that it leads to.
        pub channel_id: Snowflake,
        /// The code, which names the invite.
        pub code: Text<'a>,
        /// When it was made.
        pub created_at: Timestamp,
        /// The channel's guild; absent for a group of direct messages.
        pub guild_id: Option<Snowflake> => strict,
        /// Who made it; absent where no user did.
        pub inviter: Option<Boxed<'a, User<'a>>>,
        /// How long it is valid, in seconds; 0 for ever.
        pub max_age: i64,
        /// How often it can be used; 0 for any number.
        pub max_uses: i64,
        /// What it leads to in a voice channel; absent where that is the channel alone.
        pub target_type: Option<InviteTargetType>,
        /// Whose stream it shows; absent where it shows none.
        pub target_user: Option<Boxed<'a, User<'a>>>,
        /// The embedded application that it opens, in part; absent where it opens none.
        pub target_application: Option<Boxed<'a, PartialApplication<'a>>>,
        /// Whether members who have no role leave the guild when they disconnect.
        pub temporary: bool,
        /// How often it was used: 0, as it is new.
        pub uses: i64,
        /// When it expires; null for never. Sessions of version 8 lack it.
        pub expires_at: Maybe<Timestamp> => strict,
        /// The roles that those who join get; absent for none. Sessions of version 8 lack it.
        pub role_ids: Option<List<'a, Snowflake>> => whole,
        /// Whether it is for a guild, a group or a friend. Undocumented.
        pub kind as "type": Option<InviteType>,
        /// What `target_type` was called before 2021. Undocumented.
        pub target_user_type: Option<InviteTargetType>,
    }
}

object! {
    /// An invite that was deleted (Discord docs, "Gateway Events", Invite Delete).
    pub struct InviteDelete<'a> {
        /// The channel that it led to.
        pub channel_id: Snowflake,
        /// The channel's guild; absent for a group of direct messages.
        pub guild_id: Option<Snowflake> => strict,
        /// The code, which named the invite.
        pub code: Text<'a>,
    }
}
