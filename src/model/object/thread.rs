//! The members of threads.

use crate::model::codec::{flags, object};
use crate::model::{Boxed, GuildMember, Maybe, PresenceUpdate, Snowflake, Timestamp};

object! {
    /// A user who has joined a thread (Discord docs, "Channels Resource", Thread Member Object).
    /// Sessions of version 8 have none.
    pub struct ThreadMember<'a> {
        /// The thread's id. Absent in the threads of `GUILD_CREATE`.
        pub id: Option<Snowflake> => strict,
        /// The user's id. Absent in the threads of `GUILD_CREATE`.
        pub user_id: Option<Snowflake> => strict,
        /// When the user last joined.
        pub join_timestamp: Option<Timestamp>,
        /// What the user set for the thread, such as notifications.
        pub flags: Option<ThreadMemberFlags>,
        /// The user as a member of the guild. In events, only in `THREAD_MEMBERS_UPDATE`.
        pub member: Option<Boxed<'a, GuildMember<'a>>>,
    }
}

object! {
    /// A user who was added to a thread, with the presence (Discord docs, "Gateway Events", Thread
    /// Members Update). Sessions of version 8 have none.
    pub struct AddedThreadMember<'a> with thread_member: ThreadMember<'a> {
        /// The user's presence. Null, or absent, if it is not known.
        pub presence: Maybe<Boxed<'a, PresenceUpdate<'a>>>,
    }
}

flags! {
    /// What a user set for a thread. The bits are undocumented.
    pub struct ThreadMemberFlags {
        /// The user has done something in the thread.
        HAS_INTERACTED = 0,
        /// Every message notifies the user.
        ALL_MESSAGES = 1,
        /// Only mentions notify the user.
        ONLY_MENTIONS = 2,
        /// Nothing notifies the user.
        NO_MESSAGES = 3,
    }
}
