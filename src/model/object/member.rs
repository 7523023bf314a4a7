//! Members of guilds.

use crate::model::codec::{flags, object};
use crate::model::{
    AvatarDecorationData, Boxed, Collectibles, ImageHash, List, Maybe, Permissions, Snowflake,
    Text, Timestamp, User,
};

object! {
    /// A user as a member of a guild (Discord docs, "Guild Resource", Guild Member Object).
    pub struct GuildMember<'a> {
        /// The user. Absent in messages' `member` and among interactions' resolved members.
        pub user: Option<User<'a>> => strict,
        /// The name in this guild; null if none is set.
        pub nick: Maybe<Text<'a>>,
        /// The avatar in this guild. Sessions of version 8 lack it.
        pub avatar: Maybe<ImageHash<'a>>,
        /// The banner in this guild. Sessions of version 8 lack it.
        pub banner: Maybe<ImageHash<'a>> => lenient,
        /// The ids of the member's roles, `@everyone` apart.
        pub roles: Option<List<'a, Snowflake>> => whole,
        /// When the user joined the guild; null for guests.
        pub joined_at: Maybe<Timestamp>,
        /// Since when the member boosts the guild; null if it does not.
        pub premium_since: Maybe<Timestamp> => strict,
        /// Whether a moderator deafened the member. Absent among interactions' resolved members.
        pub deaf: Option<bool>,
        /// Whether a moderator muted the member. Absent among interactions' resolved members.
        pub mute: Option<bool>,
        /// Flags of the membership. Absent means none. Sessions of version 8 lack it.
        pub flags: Option<GuildMemberFlags> => strict,
        /// Whether the member has yet to pass the screening. Absent outside of `GUILD_*` events.
        pub pending: Option<bool> => strict,
        /// What the member may do in the channel, overwrites counted. Only in interactions.
        pub permissions: Option<Permissions> => strict,
        /// When the timeout ends, or ended; null if there is none. Sessions of version 8 lack it.
        pub communication_disabled_until: Maybe<Timestamp> => strict,
        /// What frames the avatar in this guild. Sessions of version 8 lack it.
        pub avatar_decoration_data: Maybe<Boxed<'a, AvatarDecorationData<'a>>> => lenient,
        /// The collectibles that are shown in this guild. Sessions of version 8 lack it.
        pub collectibles: Maybe<Boxed<'a, Collectibles<'a>>> => lenient,
        /// The id of the role that the member is listed under. Undocumented.
        pub hoisted_role: Maybe<Snowflake>,
        /// Until when the member is held to send unusually many direct messages. Undocumented.
        pub unusual_dm_activity_until: Maybe<Timestamp>,
    }
}

object! {
    /// What is known of a [`GuildMember`]: messages and interactions leave out some of its fields
    /// (Discord docs, "Guild Resource", Guild Member Object).
    pub struct PartialMember<'a> {
        /// The user. Absent in messages' `member` and among interactions' resolved members.
        pub user: Option<Boxed<'a, User<'a>>> => strict,
        /// The name in this guild; null if none is set.
        pub nick: Maybe<Text<'a>>,
        /// The avatar in this guild. Sessions of version 8 lack it.
        pub avatar: Maybe<ImageHash<'a>>,
        /// The banner in this guild. Sessions of version 8 lack it.
        pub banner: Maybe<ImageHash<'a>> => lenient,
        /// The ids of the member's roles, `@everyone` apart.
        pub roles: Option<List<'a, Snowflake>> => whole,
        /// When the user joined the guild; null for guests.
        pub joined_at: Maybe<Timestamp>,
        /// Since when the member boosts the guild; null if it does not.
        pub premium_since: Maybe<Timestamp> => strict,
        /// Whether a moderator deafened the member. Absent among interactions' resolved members.
        pub deaf: Option<bool>,
        /// Whether a moderator muted the member. Absent among interactions' resolved members.
        pub mute: Option<bool>,
        /// Flags of the membership. Absent means none. Sessions of version 8 lack it.
        pub flags: Option<GuildMemberFlags> => strict,
        /// Whether the member has yet to pass the screening. Absent outside of `GUILD_*` events.
        pub pending: Option<bool> => strict,
        /// What the member may do in the channel, overwrites counted. Only in interactions.
        pub permissions: Option<Permissions> => strict,
        /// When the timeout ends, or ended; null if there is none. Sessions of version 8 lack it.
        pub communication_disabled_until: Maybe<Timestamp> => strict,
        /// What frames the avatar in this guild. Sessions of version 8 lack it.
        pub avatar_decoration_data: Maybe<Boxed<'a, AvatarDecorationData<'a>>> => lenient,
        /// The collectibles that are shown in this guild. Sessions of version 8 lack it.
        pub collectibles: Maybe<Boxed<'a, Collectibles<'a>>> => lenient,
        /// The id of the role that the member is listed under. Undocumented.
        pub hoisted_role: Maybe<Snowflake>,
        /// Until when the member is held to send unusually many direct messages. Undocumented.
        pub unusual_dm_activity_until: Maybe<Timestamp>,
    }
}

flags! {
    /// Flags of a membership (Discord docs, "Guild Resource", Guild Member Flags).
    pub struct GuildMemberFlags {
        /// Left and joined again.
        DID_REJOIN = 0,
        /// Went through the onboarding.
        COMPLETED_ONBOARDING = 1,
        /// Needs not meet the guild's verification level.
        BYPASSES_VERIFICATION = 2,
        /// Began the onboarding.
        STARTED_ONBOARDING = 3,
        /// Is a guest, who may enter just the voice channel of the invite.
        IS_GUEST = 4,
        /// Began what the guild's guide proposes to new members.
        STARTED_HOME_ACTIONS = 5,
        /// Did what the guild's guide proposes to new members.
        COMPLETED_HOME_ACTIONS = 6,
        /// Is blocked by auto moderation, for the user name, display name or nick.
        AUTOMOD_QUARANTINED_USERNAME = 7,
        /// Is blocked by auto moderation, for the text of the profile. Undocumented.
        AUTOMOD_QUARANTINED_BIO = 8,
        /// Closed a hint at the settings of direct messages.
        DM_SETTINGS_UPSELL_ACKNOWLEDGED = 9,
        /// Is blocked by auto moderation, for the tag behind the name.
        AUTOMOD_QUARANTINED_GUILD_TAG = 10,
    }
}
