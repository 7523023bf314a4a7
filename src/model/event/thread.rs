//! Threads that come into view, and who is in them.

use crate::model::codec::object;
use crate::model::{AddedThreadMember, Channel, List, Snowflake, ThreadMember};

object! {
    /// The active threads of channels that the bot has begun to see (Discord docs, "Gateway
    /// Events", Thread List Sync). Sessions of version 8 lack the event.
    pub struct ThreadListSync<'a> {
        /// The guild.
        pub guild_id: Snowflake,
        /// The parents of the threads; absent for all channels of the guild.
        pub channel_ids: Option<List<'a, Snowflake>> => whole,
        /// The active threads of these channels.
        pub threads: List<'a, Channel<'a>> => good,
        /// The bot's own memberships of these threads.
        pub members: Option<List<'a, ThreadMember<'a>>> => good,
    }
}

object! {
    /// The bot's own membership of a thread, which changed (Discord docs, "Gateway Events", Thread
    /// Member Update). Sessions of version 8 lack the event.
    pub struct ThreadMemberUpdate<'a> with thread_member: ThreadMember<'a> {
        /// The thread's guild.
        pub guild_id: Snowflake,
    }
}

object! {
    /// Users who joined or left a thread (Discord docs, "Gateway Events", Thread Members Update).
    /// Sessions of version 8 lack the event.
    pub struct ThreadMembersUpdate<'a> {
        /// The thread.
        pub id: Snowflake,
        /// The thread's guild.
        pub guild_id: Snowflake,
        /// About how many members it has; 50 stands for more too.
        pub member_count: i64,
        /// Who joined, with member and presence; absent where nobody did.
        pub added_members: Option<List<'a, AddedThreadMember<'a>>>,
        /// Who left; absent where nobody did.
        pub removed_member_ids: Option<List<'a, Snowflake>> => whole,
    }
}
