//! TODO

use crate::model::codec::{flags, numbers, object};
use crate::model::{
    Application, Channel, ImageHash, List, Maybe, PartialApplication, PartialChannel, PartialGuild,
    PartialRole, ScheduledEvent, Secret, Snowflake, Text, Timestamp, User,
};

object! {
    /// TODO REST object, never dispatched whole; listed for reference.
    pub struct Invite<'a> {
        /// TODO cur
        pub kind as "type": Option<InviteType>,
        /// TODO
        pub code: Text<'a>,
        /// TODO
        pub guild: Option<PartialGuild<'a>>,
        /// TODO v8: not nullable
        pub channel: Option<PartialChannel<'a>> => null,
        /// TODO
        pub inviter: Option<User<'a>>,
        /// TODO
        pub target_type: Option<InviteTargetType>,
        /// TODO
        pub target_user: Option<User<'a>>,
        /// TODO
        pub target_application: Option<PartialApplication<'a>>,
        /// TODO
        pub approximate_presence_count: Option<u64>,
        /// TODO
        pub approximate_member_count: Option<u64>,
        /// TODO cur
        pub expires_at: Maybe<Timestamp>,
        /// TODO cur
        pub guild_scheduled_event: Option<ScheduledEvent<'a>>,
        /// TODO cur
        pub flags: Option<InviteFlags>,
        /// TODO cur
        pub roles: Option<List<'a, PartialRole<'a>>>,
    }
}

object! {
    /// TODO REST extras of Invite.
    pub struct InviteMetadata {
        /// TODO
        pub uses: u64,
        /// TODO
        pub max_uses: u64,
        /// TODO
        pub max_age: u64,
        /// TODO
        pub temporary: bool,
        /// TODO
        pub created_at: Timestamp,
    }
}

object! {
    /// TODO REST object, never dispatched.
    pub struct Webhook<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub kind as "type": WebhookType,
        /// TODO v8: not nullable
        pub guild_id: Maybe<Snowflake>,
        /// TODO v8: not nullable
        pub channel_id: Option<Snowflake> => null,
        /// TODO
        pub user: Option<User<'a>>,
        /// TODO
        pub name: Option<Text<'a>> => null,
        /// TODO
        pub avatar: Option<ImageHash<'a>> => null,
        /// TODO
        pub token: Option<Secret<'a>>,
        /// TODO
        pub application_id: Option<Snowflake> => null,
        /// TODO
        pub source_guild: Option<PartialGuild<'a>>,
        /// TODO
        pub source_channel: Option<PartialChannel<'a>>,
        /// TODO
        pub url: Option<Text<'a>>,
    }
}

numbers! {
    /// TODO InviteType: kind: enum u8
    pub struct InviteType {
        /// TODO cur
        GUILD = 0,
        /// TODO cur
        GROUP_DM = 1,
        /// TODO cur
        FRIEND = 2,
    }
}

numbers! {
    /// TODO InviteTargetType: kind: enum u8
    pub struct InviteTargetType {
        STREAM = 1,
        EMBEDDED_APPLICATION = 2,
    }
}

flags! {
    /// TODO InviteFlags: kind: flags u32
    pub struct InviteFlags {
        /// TODO cur
        IS_GUEST_INVITE = 0,
    }
}

numbers! {
    /// TODO WebhookType: kind: enum u8
    pub struct WebhookType {
        INCOMING = 1,
        CHANNEL_FOLLOWER = 2,
        /// TODO cur
        APPLICATION = 3,
    }
}
