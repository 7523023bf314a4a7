//! What directories of guilds list.

use crate::model::codec::{numbers, object};
use crate::model::{Maybe, Snowflake, Text, Timestamp, Value};

object! {
    /// `GUILD_DIRECTORY_ENTRY_CREATE`, `GUILD_DIRECTORY_ENTRY_UPDATE` and
    /// `GUILD_DIRECTORY_ENTRY_DELETE`: a guild or a scheduled event in the directory of a hub.
    /// Undocumented.
    pub struct GuildDirectoryEntry<'a> {
        /// What is listed.
        pub kind as "type": Option<DirectoryEntryType>,
        /// The guild that the directory belongs to.
        pub guild_id: Option<Snowflake>,
        /// The channel that is the directory.
        pub directory_channel_id: Snowflake,
        /// The guild or scheduled event.
        pub entity_id: Snowflake,
        /// When it was listed.
        pub created_at: Option<Timestamp>,
        /// Under which heading it is listed.
        pub primary_category_id: Maybe<DirectoryCategory>,
        /// What is said about it.
        pub description: Maybe<Text<'a>>,
        /// Who listed it.
        pub author_id: Option<Snowflake>,
        /// What is known of the guild.
        pub guild: Option<Value<'a>>,
        /// What is known of the scheduled event.
        pub guild_scheduled_event: Option<Value<'a>>,
    }
}

numbers! {
    /// What a directory lists. Undocumented.
    pub struct DirectoryEntryType {
        /// A guild.
        GUILD = 0,
        /// A scheduled event.
        GUILD_SCHEDULED_EVENT = 1,
    }

    /// Under which heading a directory lists something. Undocumented.
    pub struct DirectoryCategory {
        /// None.
        UNCATEGORIZED = 0,
        /// School clubs.
        SCHOOL_CLUB = 1,
        /// Classes.
        CLASS = 2,
        /// Study groups.
        STUDY_SOCIAL = 3,
        /// Everything else.
        MISC = 5,
    }
}
