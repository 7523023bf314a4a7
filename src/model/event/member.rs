//! TODO

use crate::model::codec::object;
use crate::model::{
    AvatarDecorationData, Collectibles, GuildMember, GuildMemberFlags, ImageHash, List, Maybe,
    PresenceUpdate, Snowflake, Text, Timestamp, User,
};

object! {
    /// TODO GUILD_MEMBER_ADD
    pub struct GuildMemberAdd<'a> with member: GuildMember<'a> {
        /// TODO
        pub guild_id: Snowflake,
    }
}

object! {
    /// TODO - era: both; intent: GUILD_MEMBERS (1<<1) - payload: the table below
    pub struct GuildMemberRemove<'a> {
        /// TODO
        pub guild_id: Snowflake,
        /// TODO
        pub user: User<'a>,
    }
}

object! {
    /// TODO - era: both; intent: GUILD_MEMBERS (1<<1); own-member updates always - payload: the table below - Fires for user changes too. `flags` is present in discord-api-types and twilight though absent from the table; `deaf`/`mute` were reported missing ([docs#3571](https://github.com/discord/discord-api-docs/pull/3571)).
    pub struct GuildMemberUpdate<'a> {
        /// TODO
        pub guild_id: Snowflake,
        /// TODO
        pub roles: List<'a, Snowflake>,
        /// TODO
        pub user: User<'a>,
        /// TODO
        pub nick: Maybe<Text<'a>>,
        /// TODO cur
        pub avatar: Maybe<ImageHash<'a>>,
        /// TODO cur
        pub banner: Maybe<ImageHash<'a>>,
        /// TODO nullable since 2021-05; v8: not nullable
        pub joined_at: Option<Timestamp> => null,
        /// TODO
        pub premium_since: Maybe<Timestamp>,
        /// TODO
        pub deaf: Option<bool>,
        /// TODO
        pub mute: Option<bool>,
        /// TODO
        pub pending: Option<bool>,
        /// TODO cur
        pub communication_disabled_until: Maybe<Timestamp>,
        /// TODO cur
        pub avatar_decoration_data: Maybe<AvatarDecorationData<'a>>,
        /// TODO cur
        pub collectibles: Maybe<Collectibles<'a>>,
        /// TODO ext dapi, twilight
        pub flags: Option<GuildMemberFlags>,
    }
}

object! {
    /// TODO - era: both; intent: none (passthrough) - payload: the table below - Reply to opcode 8; up to 1000 members each. `presences[]` entries lack `guild_id`.
    pub struct GuildMembersChunk<'a> {
        /// TODO
        pub guild_id: Snowflake,
        /// TODO
        pub members: List<'a, GuildMember<'a>>,
        /// TODO
        pub chunk_index: u64,
        /// TODO
        pub chunk_count: u64,
        /// TODO integers when the asked id is not bigint-sized ([docs#1054](https://github.com/discord/discord-api-docs/issues/1054)); key may be missing
        pub not_found: Option<List<'a, Snowflake>>,
        /// TODO
        pub presences: Option<List<'a, PresenceUpdate<'a>>>,
        /// TODO
        pub nonce: Option<Text<'a>>,
    }
}
