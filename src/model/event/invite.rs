//! TODO

use crate::model::codec::object;
use crate::model::{
    InviteTargetType, InviteType, List, Maybe, PartialApplication, Snowflake, Text, Timestamp, User,
};

object! {
    /// TODO - era: both; intent: GUILD_INVITES (1<<6) - payload: the table below - Needs MANAGE_CHANNELS on the channel. Undocumented `type` int is sent too ([docs#7465](https://github.com/discord/discord-api-docs/pull/7465)).
    pub struct InviteCreate<'a> {
        /// TODO
        pub channel_id: Snowflake,
        /// TODO
        pub code: Text<'a>,
        /// TODO
        pub created_at: Timestamp,
        /// TODO
        pub guild_id: Option<Snowflake>,
        /// TODO
        pub inviter: Option<Box<User<'a>>>,
        /// TODO seconds
        pub max_age: u64,
        /// TODO
        pub max_uses: u64,
        /// TODO
        pub target_type: Option<InviteTargetType>,
        /// TODO
        pub target_user: Option<Box<User<'a>>>,
        /// TODO
        pub target_application: Option<Box<PartialApplication<'a>>>,
        /// TODO
        pub temporary: bool,
        /// TODO always 0
        pub uses: u64,
        /// TODO cur
        pub expires_at: Maybe<Timestamp>,
        /// TODO cur
        pub role_ids: Option<List<'a, Snowflake>>,
        /// TODO ext [docs#7465](https://github.com/discord/discord-api-docs/pull/7465)
        pub kind as "type": Option<InviteType>,
        /// TODO ext pre-2021 name of target_type
        pub target_user_type: Option<InviteTargetType>,
    }
}

object! {
    /// TODO - era: both; intent: GUILD_INVITES (1<<6) - payload: the table below
    pub struct InviteDelete<'a> {
        /// TODO
        pub channel_id: Snowflake,
        /// TODO
        pub guild_id: Option<Snowflake>,
        /// TODO
        pub code: Text<'a>,
    }
}
