//! TODO

use crate::model::codec::object;
use crate::model::{AddedThreadMember, Channel, List, Snowflake, ThreadMember};

object! {
    /// TODO - era: cur; intent: GUILDS (1<<0) - payload: the table below
    pub struct ThreadListSync<'a> {
        /// TODO cur
        pub guild_id: Snowflake,
        /// TODO cur missing = whole guild
        pub channel_ids: Option<List<'a, Snowflake>>,
        /// TODO cur
        pub threads: List<'a, Channel<'a>>,
        /// TODO cur
        pub members: List<'a, ThreadMember<'a>>,
    }
}

object! {
    /// TODO THREAD_MEMBER_UPDATE
    pub struct ThreadMemberUpdate<'a> with thread_member: ThreadMember<'a> {
        /// TODO
        pub guild_id: Snowflake,
    }
}

object! {
    /// TODO - era: cur; intent: GUILDS (1<<0) and, for other users, GUILD_MEMBERS (1<<1) - payload: the table below - Each added ThreadMember also carries `member` (GuildMember, no `guild_id`) and `presence` (Presence or null).
    pub struct ThreadMembersUpdate<'a> {
        /// TODO cur
        pub id: Snowflake,
        /// TODO cur
        pub guild_id: Snowflake,
        /// TODO cur approximate, stops at 50
        pub member_count: u64,
        /// TODO cur
        pub added_members: Option<List<'a, AddedThreadMember<'a>>>,
        /// TODO cur
        pub removed_member_ids: Option<List<'a, Snowflake>>,
    }
}
