//! Applications, and the teams that own them.

use crate::model::codec::{flags, numbers, object, words};
use crate::model::{
    Boxed, ImageHash, List, Map, Maybe, PartialGuild, PartialUser, Permissions, Snowflake, Text,
};

object! {
    /// An app (Discord docs, "Application Resource", Application Object). The Gateway sends parts
    /// of it only: see [`PartialApplication`].
    pub struct Application<'a> {
        /// The app's id.
        pub id: Snowflake,
        /// The app's name.
        pub name: Text<'a>,
        /// The icon, or null where there is none.
        pub icon: Option<ImageHash<'a>> => null,
        /// The app's description.
        pub description: Text<'a>,
        /// The origins that may speak to it by RPC. Absent where RPC is off.
        pub rpc_origins: Option<List<'a, Text<'a>>>,
        /// Whether others than the owner can add it to guilds.
        pub bot_public: bool,
        /// Whether its bot joins only after the full grant of an OAuth2 code.
        pub bot_require_code_grant: bool,
        /// The app's bot. Sessions of version 8 lack it.
        pub bot: Option<Boxed<'a, PartialUser<'a>>>,
        /// The URL of the terms of service. Absent where there is none.
        pub terms_of_service_url: Option<Text<'a>>,
        /// The URL of the privacy policy. Absent where there is none.
        pub privacy_policy_url: Option<Text<'a>>,
        /// Who owns it. Only sessions of version 8 are sure to have it.
        pub owner: Option<Boxed<'a, PartialUser<'a>>>,
        /// The key that interactions over HTTP are verified with, in hexadecimal.
        pub verify_key: Text<'a>,
        /// The team that it belongs to, or null where there is none.
        pub team: Option<Boxed<'a, Team<'a>>> => null,
        /// The id of the guild that goes with it, such as one for support. Absent where there is
        /// none.
        pub guild_id: Option<Snowflake>,
        /// The guild that goes with it. Sessions of version 8 lack it.
        pub guild: Option<Boxed<'a, PartialGuild<'a>>>,
        /// What is for sale, of a game that Discord sells. Absent for other apps.
        pub primary_sku_id: Option<Snowflake>,
        /// The end of the URL of a game's store page. Absent for other apps.
        pub slug: Option<Text<'a>>,
        /// The image that invitations from rich presence show, unless another is set. Absent where
        /// there is none.
        pub cover_image: Option<ImageHash<'a>>,
        /// Its public flags, of which these are the lowest 31 bits at most. Only sessions of
        /// version 8 are sure to have it.
        pub flags: Option<ApplicationFlags>,
        /// All of its public flags, as decimal text of 64 bits. Sessions of version 8 lack it.
        pub flags_new: Option<Text<'a>> => text,
        /// About how many guilds have it. Sessions of version 8 lack it.
        pub approximate_guild_count: Option<i64>,
        /// About how many users have installed it. Sessions of version 8 lack it.
        pub approximate_user_install_count: Option<i64>,
        /// About how many users have authorized it by OAuth2. Sessions of version 8 lack it.
        pub approximate_user_authorization_count: Option<i64>,
        /// Where OAuth2 may lead back to. Sessions of version 8 lack it.
        pub redirect_uris: Option<List<'a, Text<'a>>>,
        /// Where interactions are sent over HTTP. Null where they come over the Gateway. Sessions
        /// of version 8 lack it.
        pub interactions_endpoint_url: Maybe<Text<'a>>,
        /// Where linked roles are verified. Sessions of version 8 lack it.
        pub role_connections_verification_url: Maybe<Text<'a>>,
        /// Where events of webhooks are sent. Sessions of version 8 lack it.
        pub event_webhooks_url: Maybe<Text<'a>>,
        /// Whether events of webhooks are sent. Sessions of version 8 lack it.
        pub event_webhooks_status: Option<EventWebhookStatus>,
        /// Which events of webhooks are sent, by their names. Sessions of version 8 lack it.
        pub event_webhooks_types: Option<List<'a, Text<'a>>>,
        /// Words for what it does, at most 5. Sessions of version 8 lack it.
        pub tags: Option<List<'a, Text<'a>>>,
        /// How its default link installs it. Sessions of version 8 lack it.
        pub install_params: Option<InstallParams<'a>>,
        /// How it is installed by default, by the number of the
        /// [`IntegrationType`](crate::model::IntegrationType) as text. Sessions of version 8 lack
        /// it.
        pub integration_types_config: Option<Map<'a, Text<'a>, IntegrationTypeConfig<'a>>>,
        /// The link of its own that installs it. Sessions of version 8 lack it.
        pub custom_install_url: Option<Text<'a>>,
        /// The summary on the store page, of a game that Discord sells. Only in sessions of
        /// version 8.
        pub summary: Option<Text<'a>>,
        /// What kind of app it is; null for most.
        pub kind as "type": Maybe<u64>,
        /// How many may play it at once as an activity; -1 for any number.
        pub max_participants: Maybe<i64>,
    }
}

object! {
    /// A part of an app (Discord docs, "Application Resource", Application Object): in `READY` its
    /// id and flags, in messages its name, icon and description too. Any field but the id may be
    /// absent.
    pub struct PartialApplication<'a> {
        /// The app's id.
        pub id: Snowflake,
        /// The app's name.
        pub name: Option<Text<'a>>,
        /// The icon, or null where there is none.
        pub icon: Maybe<ImageHash<'a>>,
        /// The app's description.
        pub description: Option<Text<'a>>,
        /// The origins that may speak to it by RPC. Absent where RPC is off.
        pub rpc_origins: Option<List<'a, Text<'a>>>,
        /// Whether others than the owner can add it to guilds.
        pub bot_public: Option<bool>,
        /// Whether its bot joins only after the full grant of an OAuth2 code.
        pub bot_require_code_grant: Option<bool>,
        /// The app's bot. Sessions of version 8 lack it.
        pub bot: Option<Boxed<'a, PartialUser<'a>>>,
        /// The URL of the terms of service. Absent where there is none.
        pub terms_of_service_url: Option<Text<'a>>,
        /// The URL of the privacy policy. Absent where there is none.
        pub privacy_policy_url: Option<Text<'a>>,
        /// Who owns it.
        pub owner: Option<Boxed<'a, PartialUser<'a>>>,
        /// The key that interactions over HTTP are verified with, in hexadecimal.
        pub verify_key: Option<Text<'a>>,
        /// The team that it belongs to, or null where there is none.
        pub team: Maybe<Boxed<'a, Team<'a>>>,
        /// The id of the guild that goes with it, such as one for support. Absent where there is
        /// none.
        pub guild_id: Option<Snowflake>,
        /// The guild that goes with it. Sessions of version 8 lack it.
        pub guild: Option<Boxed<'a, PartialGuild<'a>>>,
        /// What is for sale, of a game that Discord sells. Absent for other apps.
        pub primary_sku_id: Option<Snowflake>,
        /// The end of the URL of a game's store page. Absent for other apps.
        pub slug: Option<Text<'a>>,
        /// The image that invitations from rich presence show, unless another is set. Absent where
        /// there is none.
        pub cover_image: Option<ImageHash<'a>>,
        /// Its public flags, of which these are the lowest 31 bits at most.
        pub flags: Option<ApplicationFlags>,
        /// All of its public flags, as decimal text of 64 bits. Sessions of version 8 lack it.
        pub flags_new: Option<Text<'a>> => text,
        /// About how many guilds have it. Sessions of version 8 lack it.
        pub approximate_guild_count: Option<i64>,
        /// About how many users have installed it. Sessions of version 8 lack it.
        pub approximate_user_install_count: Option<i64>,
        /// About how many users have authorized it by OAuth2. Sessions of version 8 lack it.
        pub approximate_user_authorization_count: Option<i64>,
        /// Where OAuth2 may lead back to. Sessions of version 8 lack it.
        pub redirect_uris: Option<List<'a, Text<'a>>>,
        /// Where interactions are sent over HTTP. Null where they come over the Gateway. Sessions
        /// of version 8 lack it.
        pub interactions_endpoint_url: Maybe<Text<'a>>,
        /// Where linked roles are verified. Sessions of version 8 lack it.
        pub role_connections_verification_url: Maybe<Text<'a>>,
        /// Where events of webhooks are sent. Sessions of version 8 lack it.
        pub event_webhooks_url: Maybe<Text<'a>>,
        /// Whether events of webhooks are sent. Sessions of version 8 lack it.
        pub event_webhooks_status: Option<EventWebhookStatus>,
        /// Which events of webhooks are sent, by their names. Sessions of version 8 lack it.
        pub event_webhooks_types: Option<List<'a, Text<'a>>>,
        /// Words for what it does, at most 5. Sessions of version 8 lack it.
        pub tags: Option<List<'a, Text<'a>>>,
        /// How its default link installs it. Sessions of version 8 lack it.
        pub install_params: Option<InstallParams<'a>>,
        /// How it is installed by default, by the number of the
        /// [`IntegrationType`](crate::model::IntegrationType) as text. Sessions of version 8 lack
        /// it.
        pub integration_types_config: Option<Map<'a, Text<'a>, IntegrationTypeConfig<'a>>>,
        /// The link of its own that installs it. Sessions of version 8 lack it.
        pub custom_install_url: Option<Text<'a>>,
        /// The summary on the store page, of a game that Discord sells. Only in sessions of
        /// version 8.
        pub summary: Option<Text<'a>>,
        /// What kind of app it is; null for most.
        pub kind as "type": Maybe<u64>,
        /// How many may play it at once as an activity; -1 for any number.
        pub max_participants: Maybe<i64>,
    }
}

object! {
    /// What an app asks for when it is installed (Discord docs, "Application Resource", Install
    /// Params Object). Sessions of version 8 have none.
    pub struct InstallParams<'a> {
        /// The scopes of OAuth2.
        pub scopes: List<'a, Text<'a>> => whole,
        /// What its bot's role is to be allowed.
        pub permissions: Permissions,
    }
}

object! {
    /// How an app is installed in a guild, or for a user (Discord docs, "Application Resource",
    /// Application Integration Type Configuration Object). Sessions of version 8 have none.
    pub struct IntegrationTypeConfig<'a> {
        /// What it asks for.
        pub oauth2_install_params: Option<InstallParams<'a>>,
    }
}

object! {
    /// A team of developers (Discord docs, "Teams", Team Object).
    pub struct Team<'a> {
        /// The icon, or null where there is none.
        pub icon: Option<ImageHash<'a>> => null,
        /// The team's id.
        pub id: Snowflake,
        /// Who is in it.
        pub members: List<'a, TeamMember<'a>>,
        /// The team's name. Sessions of version 8 lack it.
        pub name: Option<Text<'a>>,
        /// The owner's id.
        pub owner_user_id: Snowflake,
    }
}

object! {
    /// A member of a team (Discord docs, "Teams", Team Member Object).
    pub struct TeamMember<'a> {
        /// Whether they have accepted the invitation.
        pub membership_state: MembershipState,
        /// The team's id.
        pub team_id: Snowflake,
        /// The user: `id`, `username`, `avatar` and `discriminator`.
        pub user: PartialUser<'a>,
        /// What they may do in the team. Absent for the owner. Sessions of version 8 lack it.
        pub role: Option<TeamRole<'a>> => strict,
        /// What they may do, as a list that holds `*` only. Only in sessions of version 8.
        pub permissions: Option<List<'a, Text<'a>>>,
    }
}

flags! {
    /// Public flags of an app (Discord docs, "Application Resource", Application Flags).
    pub struct ApplicationFlags {
        /// Its Activity is released. Undocumented.
        EMBEDDED_RELEASED = 1,
        /// It can make managed emojis. Undocumented.
        MANAGED_EMOJI = 2,
        /// Its Activity can sell things. Undocumented.
        EMBEDDED_IAP = 3,
        /// It can open groups of direct messages. Undocumented.
        GROUP_DM_CREATE = 4,
        /// It uses auto moderation.
        APPLICATION_AUTO_MODERATION_RULE_CREATE_BADGE = 6,
        /// It has been connected to by RPC. Undocumented.
        RPC_HAS_CONNECTED = 11,
        /// It may get presences: a verified bot, in 100 guilds or more.
        GATEWAY_PRESENCE = 12,
        /// It may get presences: a bot in fewer than 100 guilds.
        GATEWAY_PRESENCE_LIMITED = 13,
        /// It may get members: a verified bot, in 100 guilds or more.
        GATEWAY_GUILD_MEMBERS = 14,
        /// It may get members: a bot in fewer than 100 guilds.
        GATEWAY_GUILD_MEMBERS_LIMITED = 15,
        /// It grew so strangely fast that it cannot be verified for now.
        VERIFICATION_PENDING_GUILD_LIMIT = 16,
        /// It is an Activity within Discord.
        EMBEDDED = 17,
        /// It may get the content of messages: a verified bot, in 100 guilds or more.
        GATEWAY_MESSAGE_CONTENT = 18,
        /// It may get the content of messages: a bot in fewer than 100 guilds.
        GATEWAY_MESSAGE_CONTENT_LIMITED = 19,
        /// It is an Activity of Discord's own. Undocumented.
        EMBEDDED_FIRST_PARTY = 20,
        /// It has global commands.
        APPLICATION_COMMAND_BADGE = 23,
    }
}

numbers! {
    /// Whether an app's events of webhooks are sent (Discord docs, "Application Resource",
    /// Application Event Webhook Status).
    pub struct EventWebhookStatus {
        /// The developer has them off.
        DISABLED = 1,
        /// The developer has them on.
        ENABLED = 2,
        /// Discord has turned them off, as after too many failures.
        DISABLED_BY_DISCORD = 3,
    }
}

numbers! {
    /// Whether one has joined a team (Discord docs, "Teams", Membership State Enum).
    pub struct MembershipState {
        /// Invited, with no answer yet.
        INVITED = 1,
        /// Joined.
        ACCEPTED = 2,
    }
}

words! {
    /// What one may do in a team (Discord docs, "Teams", Team Member Role Types). The owner has no
    /// role.
    pub struct TeamRole {
        /// Nearly what the owner may; not delete the team or its apps.
        ADMIN = "admin",
        /// Use the apps' secrets, and change them in part.
        DEVELOPER = "developer",
        /// See them, without their secrets.
        READ_ONLY = "read_only",
    }
}
