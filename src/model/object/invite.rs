//! Invites and webhooks, which no event has whole.

use crate::model::codec::{flags, numbers, object};
use crate::model::{
    ImageHash, List, Maybe, PartialApplication, PartialChannel, PartialGuild, PartialRole,
    ScheduledEvent, Secret, Snowflake, Text, Timestamp, User,
};

object! {
    /// An invite to a guild or a group (Discord docs, "Invite Resource", Invite Object). No event
    /// has it whole.
    pub struct Invite<'a> {
        /// What the invite leads to. Version 8 lacks it.
        pub kind as "type": Option<InviteType>,
        /// The code at the end of the link.
        pub code: Text<'a>,
        /// The guild that it leads to. Absent if it leads to none.
        pub guild: Option<PartialGuild<'a>> => strict,
        /// The channel that it leads to; null if it leads to none.
        pub channel: Option<PartialChannel<'a>> => null strict,
        /// Who made it. Absent where no user did.
        pub inviter: Option<User<'a>>,
        /// What is opened in the voice channel. Absent where nothing is.
        pub target_type: Option<InviteTargetType>,
        /// Whose stream is opened. Absent where none is.
        pub target_user: Option<User<'a>>,
        /// The activity that is opened. Absent where none is.
        pub target_application: Option<PartialApplication<'a>>,
        /// About how many members are online. Only if counts were asked for.
        pub approximate_presence_count: Option<i64>,
        /// About how many members there are. Only if counts were asked for.
        pub approximate_member_count: Option<i64>,
        /// When it expires; null if it does not. Version 8 lacks it.
        pub expires_at: Maybe<Timestamp> => strict,
        /// The scheduled event that it leads to. Version 8 lacks it.
        pub guild_scheduled_event: Option<ScheduledEvent<'a>>,
        /// Flags of the invite. Version 8 lacks it.
        pub flags: Option<InviteFlags>,
        /// The roles that come with accepting it. Version 8 lacks it.
        pub roles: Option<List<'a, PartialRole<'a>>> => whole,
    }
}

object! {
    /// What those who manage a guild see of an invite besides (Discord docs, "Invite Resource",
    /// Invite Metadata Object).
    pub struct InviteMetadata {
        /// How often it was used.
        pub uses: i64,
        /// How often it can be used; 0 for no limit.
        pub max_uses: i64,
        /// How long it holds, in seconds; 0 for no limit.
        pub max_age: i64,
        /// Whether members without a role are removed when they go offline.
        pub temporary: bool,
        /// When it was made.
        pub created_at: Timestamp,
    }
}

object! {
    /// What posts into a channel without a user (Discord docs, "Webhook Resource", Webhook
    /// Object). No event has it.
    pub struct Webhook<'a> {
        /// The webhook's id.
        pub id: Snowflake,
        /// What the webhook is for.
        pub kind as "type": WebhookType,
        /// The guild's id; null or absent for those of applications.
        pub guild_id: Maybe<Snowflake> => strict,
        /// The id of the channel; null for those of applications.
        pub channel_id: Option<Snowflake> => null strict,
        /// Who made it. Absent where the webhook was asked for by its token.
        pub user: Option<User<'a>>,
        /// The name that it posts under, if it has one.
        pub name: Option<Text<'a>> => null,
        /// The avatar that it posts with, if it has one.
        pub avatar: Option<ImageHash<'a>> => null,
        /// The token, with which everyone can post. Only for type `INCOMING`.
        pub token: Option<Secret<'a>>,
        /// The id of the application that made it; null where none did.
        pub application_id: Option<Snowflake> => null strict,
        /// The guild that is followed. Only for type `CHANNEL_FOLLOWER`.
        pub source_guild: Option<PartialGuild<'a>>,
        /// The channel that is followed. Only for type `CHANNEL_FOLLOWER`.
        pub source_channel: Option<PartialChannel<'a>>,
        /// The URL to post to, which holds the token. Only with an OAuth2 grant.
        pub url: Option<Secret<'a>>,
    }
}

numbers! {
    /// What an invite leads to (Discord docs, "Invite Resource", Invite Types).
    pub struct InviteType {
        /// A guild.
        GUILD = 0,
        /// A group.
        GROUP_DM = 1,
        /// A friendship.
        FRIEND = 2,
    }
}

numbers! {
    /// What an invite opens in a voice channel (Discord docs, "Invite Resource", Invite Target
    /// Types).
    pub struct InviteTargetType {
        /// A stream.
        STREAM = 1,
        /// An activity.
        EMBEDDED_APPLICATION = 2,
        /// A role that is sold. Undocumented.
        ROLE_SUBSCRIPTIONS_PURCHASE = 3,
        /// The page of those who sell in the guild. Undocumented.
        CREATOR_PAGE = 4,
        /// A lobby of a game. Undocumented.
        LOBBY = 5,
    }
}

flags! {
    /// Flags of an invite to a guild (Discord docs, "Invite Resource", Guild Invite Flags).
    pub struct InviteFlags {
        /// Who accepts it is a guest in one voice channel.
        IS_GUEST_INVITE = 0,
        /// Someone has looked at it. Undocumented.
        IS_VIEWED = 1,
        /// Undocumented.
        IS_ENHANCED = 2,
        /// Whoever uses it need not ask to join. Undocumented.
        IS_APPLICATION_BYPASS = 3,
    }
}

numbers! {
    /// What a webhook is for (Discord docs, "Webhook Resource", Webhook Types).
    pub struct WebhookType {
        /// Posts what is sent to its URL.
        INCOMING = 1,
        /// Posts what another guild's channel announces.
        CHANNEL_FOLLOWER = 2,
        /// Answers interactions.
        APPLICATION = 3,
    }
}
