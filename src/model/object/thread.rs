//! TODO

use crate::model::codec::{flags, object};
use crate::model::{GuildMember, Maybe, PresenceUpdate, Snowflake, Timestamp};

object! {
    /// TODO
    pub struct ThreadMember<'a> {
        /// TODO cur absent in GUILD_CREATE threads
        pub id: Option<Snowflake>,
        /// TODO cur absent in GUILD_CREATE threads
        pub user_id: Option<Snowflake>,
        /// TODO cur
        pub join_timestamp: Option<Timestamp>,
        /// TODO cur
        pub flags: Option<ThreadMemberFlags>,
        /// TODO cur REST with_member, and THREAD_MEMBERS_UPDATE
        pub member: Option<Box<GuildMember<'a>>>,
    }
}

object! {
    /// TODO thread member + presence
    pub struct AddedThreadMember<'a> with thread_member: ThreadMember<'a> {
        /// TODO
        pub presence: Maybe<PresenceUpdate<'a>>,
    }
}

flags! {
    /// TODO ThreadMemberFlags: kind: flags u32. not in the official tables
    pub struct ThreadMemberFlags {
        /// TODO ext
        HAS_INTERACTED = 0,
        /// TODO ext
        ALL_MESSAGES = 1,
        /// TODO ext
        ONLY_MENTIONS = 2,
        /// TODO ext
        NO_MESSAGES = 3,
    }
}
