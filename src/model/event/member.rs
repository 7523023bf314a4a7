//! Members of guilds, and the answer to who they are.

use crate::model::codec::object;
use crate::model::{
    AvatarDecorationData, Boxed, Collectibles, GuildMember, GuildMemberFlags, ImageHash, List,
    Maybe, Nonce, PresenceUpdate, Snowflake, Text, Timestamp, User,
};

object! {
    /// A user who joined a guild (Discord docs, "Gateway Events", Guild Member Add).
    pub struct GuildMemberAdd<'a> with member: GuildMember<'a> {
        /// The guild.
        pub guild_id: Snowflake,
    }
}

object! {
    /// A user who left a guild or was removed (Discord docs, "Gateway Events", Guild Member
    /// Remove).
    pub struct GuildMemberRemove<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// Who left.
        pub user: User<'a>,
    }
}

object! {
    /// A member who changed, or whose user did (Discord docs, "Gateway Events", Guild Member
    /// Update).
    pub struct GuildMemberUpdate<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// The member's roles.
        pub roles: List<'a, Snowflake> => whole,
        /// The user.
        pub user: User<'a>,
        /// The name in the guild; null or absent for none.
        pub nick: Maybe<Text<'a>>,
        /// The avatar in the guild; null for none. Sessions of version 8 lack it.
        pub avatar: Maybe<ImageHash<'a>>,
        /// The banner in the guild; null for none. Sessions of version 8 lack it.
        pub banner: Maybe<ImageHash<'a>> => lenient,
        /// When the user joined; null for guests, but in no session of version 8.
        pub joined_at: Option<Timestamp> => null strict,
        /// When the member began to boost the guild; null or absent for one who does not.
        pub premium_since: Maybe<Timestamp> => strict,
        /// Whether the guild has deafened the member in voice channels; may be absent.
        pub deaf: Option<bool>,
        /// Whether the guild has muted the member in voice channels; may be absent.
        pub mute: Option<bool>,
        /// Whether the member has yet to agree to the guild's rules; may be absent.
        pub pending: Option<bool> => strict,
        /// When a timeout ends or ended; null or absent for none. Sessions of version 8 lack it.
        pub communication_disabled_until: Maybe<Timestamp> => strict,
        /// The frame around the avatar; null or absent for none. Sessions of version 8 lack it.
        pub avatar_decoration_data: Maybe<Boxed<'a, AvatarDecorationData<'a>>> => lenient,
        /// What else adorns the profile; null or absent for none. Sessions of version 8 lack it.
        pub collectibles: Maybe<Boxed<'a, Collectibles<'a>>> => lenient,
        /// Flags of the membership. Absent means none. Undocumented.
        pub flags: Option<GuildMemberFlags> => strict,
    }
}

object! {
    /// Members of a guild, in answer to opcode 8 (Discord docs, "Gateway Events", Guild Members
    /// Chunk).
    pub struct GuildMembersChunk<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// The members, 1000 at most.
        pub members: List<'a, GuildMember<'a>> => good,
        /// The number of this chunk, from 0.
        pub chunk_index: u64,
        /// How many chunks the answer has.
        pub chunk_count: u64,
        /// Ids that were asked for and are no member's; may be empty or absent.
        pub not_found: Option<List<'a, Snowflake>>,
        /// The members' presences, without `guild_id`; absent unless asked for.
        pub presences: Option<List<'a, PresenceUpdate<'a>>> => good,
        /// The request's nonce; absent where it had none.
        pub nonce: Option<Nonce<'a>> => lenient,
    }
}
