//! TODO

use crate::model::codec::{flags, object};
use crate::model::{
    AvatarDecorationData, Collectibles, ImageHash, List, Maybe, Permissions, Snowflake, Text,
    Timestamp, User,
};

object! {
    /// TODO Partial forms: MESSAGE_CREATE member (no `user`), interaction member (has `permissions`), resolved member (no `user`/`deaf`/`mute`).
    pub struct GuildMember<'a> {
        /// TODO absent in MESSAGE_CREATE/UPDATE `member` and in interaction resolved members; dapi: required
        pub user: Option<User<'a>>,
        /// TODO
        pub nick: Maybe<Text<'a>>,
        /// TODO cur
        pub avatar: Maybe<ImageHash<'a>>,
        /// TODO cur
        pub banner: Maybe<ImageHash<'a>>,
        /// TODO
        pub roles: Option<List<'a, Snowflake>>,
        /// TODO null for guests ([twilight#2230](https://github.com/twilight-rs/twilight/issues/2230)); v8: not nullable
        pub joined_at: Maybe<Timestamp>,
        /// TODO
        pub premium_since: Maybe<Timestamp>,
        /// TODO absent in interaction resolved members
        pub deaf: Option<bool>,
        /// TODO absent in interaction resolved members
        pub mute: Option<bool>,
        /// TODO cur absent in v8
        pub flags: Option<GuildMemberFlags>,
        /// TODO always in GUILD_* events, absent elsewhere
        pub pending: Option<bool>,
        /// TODO interactions only
        pub permissions: Option<Permissions>,
        /// TODO cur
        pub communication_disabled_until: Maybe<Timestamp>,
        /// TODO cur
        pub avatar_decoration_data: Maybe<AvatarDecorationData<'a>>,
        /// TODO cur
        pub collectibles: Maybe<Collectibles<'a>>,
        /// TODO ext seen live ([twilight#250](https://github.com/twilight-rs/twilight/issues/250))
        pub hoisted_role: Maybe<Snowflake>,
        /// TODO ext documented then withdrawn ([docs#7650](https://github.com/discord/discord-api-docs/pull/7650))
        pub unusual_dm_activity_until: Maybe<Timestamp>,
    }
}

object! {
    /// TODO partial GuildMember
    pub struct PartialMember<'a> {
        /// TODO absent in MESSAGE_CREATE/UPDATE `member` and in interaction resolved members; dapi: required
        pub user: Option<User<'a>>,
        /// TODO
        pub nick: Maybe<Text<'a>>,
        /// TODO cur
        pub avatar: Maybe<ImageHash<'a>>,
        /// TODO cur
        pub banner: Maybe<ImageHash<'a>>,
        /// TODO
        pub roles: Option<List<'a, Snowflake>>,
        /// TODO null for guests ([twilight#2230](https://github.com/twilight-rs/twilight/issues/2230)); v8: not nullable
        pub joined_at: Maybe<Timestamp>,
        /// TODO
        pub premium_since: Maybe<Timestamp>,
        /// TODO absent in interaction resolved members
        pub deaf: Option<bool>,
        /// TODO absent in interaction resolved members
        pub mute: Option<bool>,
        /// TODO cur absent in v8
        pub flags: Option<GuildMemberFlags>,
        /// TODO always in GUILD_* events, absent elsewhere
        pub pending: Option<bool>,
        /// TODO interactions only
        pub permissions: Option<Permissions>,
        /// TODO cur
        pub communication_disabled_until: Maybe<Timestamp>,
        /// TODO cur
        pub avatar_decoration_data: Maybe<AvatarDecorationData<'a>>,
        /// TODO cur
        pub collectibles: Maybe<Collectibles<'a>>,
        /// TODO ext seen live ([twilight#250](https://github.com/twilight-rs/twilight/issues/250))
        pub hoisted_role: Maybe<Snowflake>,
        /// TODO ext documented then withdrawn ([docs#7650](https://github.com/discord/discord-api-docs/pull/7650))
        pub unusual_dm_activity_until: Maybe<Timestamp>,
    }
}

flags! {
    /// TODO GuildMemberFlags: kind: flags u32
    pub struct GuildMemberFlags {
        /// TODO cur
        DID_REJOIN = 0,
        /// TODO cur
        COMPLETED_ONBOARDING = 1,
        /// TODO cur
        BYPASSES_VERIFICATION = 2,
        /// TODO cur
        STARTED_ONBOARDING = 3,
        /// TODO cur
        IS_GUEST = 4,
        /// TODO cur
        STARTED_HOME_ACTIONS = 5,
        /// TODO cur
        COMPLETED_HOME_ACTIONS = 6,
        /// TODO cur
        AUTOMOD_QUARANTINED_USERNAME = 7,
        /// TODO ext
        AUTOMOD_QUARANTINED_BIO = 8,
        /// TODO cur
        DM_SETTINGS_UPSELL_ACKNOWLEDGED = 9,
        /// TODO cur
        AUTOMOD_QUARANTINED_GUILD_TAG = 10,
    }
}
