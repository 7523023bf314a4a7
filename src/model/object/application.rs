//! TODO

use crate::model::codec::{flags, numbers, object, words};
use crate::model::{
    ImageHash, List, Map, Maybe, PartialGuild, PartialUser, Permissions, Snowflake, Text,
};

object! {
    /// TODO Over the gateway only partial: READY {id, flags, flags_new}; Message.application {id, name, icon, description, cover_image?...}; INVITE_CREATE.target_application; Attachment.application.
    pub struct Application<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub name: Text<'a>,
        /// TODO
        pub icon: Option<ImageHash<'a>> => null,
        /// TODO
        pub description: Text<'a>,
        /// TODO
        pub rpc_origins: Option<List<'a, Text<'a>>>,
        /// TODO
        pub bot_public: bool,
        /// TODO
        pub bot_require_code_grant: bool,
        /// TODO cur
        pub bot: Option<Box<PartialUser<'a>>>,
        /// TODO
        pub terms_of_service_url: Option<Text<'a>>,
        /// TODO
        pub privacy_policy_url: Option<Text<'a>>,
        /// TODO v8: required
        pub owner: Option<Box<PartialUser<'a>>>,
        /// TODO
        pub verify_key: Text<'a>,
        /// TODO
        pub team: Option<Box<Team<'a>>> => null,
        /// TODO
        pub guild_id: Option<Snowflake>,
        /// TODO cur
        pub guild: Option<Box<PartialGuild<'a>>>,
        /// TODO
        pub primary_sku_id: Option<Snowflake>,
        /// TODO
        pub slug: Option<Text<'a>>,
        /// TODO
        pub cover_image: Option<ImageHash<'a>>,
        /// TODO 31 bits at most; see flags_new; v8: required; dapi: required
        pub flags: Option<ApplicationFlags>,
        /// TODO cur decimal u64 text; dapi: required
        pub flags_new: Option<Text<'a>>,
        /// TODO cur
        pub approximate_guild_count: Option<u64>,
        /// TODO cur
        pub approximate_user_install_count: Option<u64>,
        /// TODO cur
        pub approximate_user_authorization_count: Option<u64>,
        /// TODO cur
        pub redirect_uris: Option<List<'a, Text<'a>>>,
        /// TODO cur
        pub interactions_endpoint_url: Maybe<Text<'a>>,
        /// TODO cur
        pub role_connections_verification_url: Maybe<Text<'a>>,
        /// TODO cur
        pub event_webhooks_url: Maybe<Text<'a>>,
        /// TODO cur
        pub event_webhooks_status: Option<EventWebhookStatus>,
        /// TODO cur
        pub event_webhooks_types: Option<List<'a, Text<'a>>>,
        /// TODO cur
        pub tags: Option<List<'a, Text<'a>>>,
        /// TODO cur
        pub install_params: Option<InstallParams<'a>>,
        /// TODO cur
        pub integration_types_config: Option<Map<'a, Text<'a>, IntegrationTypeConfig<'a>>>,
        /// TODO cur
        pub custom_install_url: Option<Text<'a>>,
        /// TODO v8
        pub summary: Option<Text<'a>>,
    }
}

object! {
    /// TODO partial Application
    pub struct PartialApplication<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub name: Option<Text<'a>>,
        /// TODO
        pub icon: Maybe<ImageHash<'a>>,
        /// TODO
        pub description: Option<Text<'a>>,
        /// TODO
        pub rpc_origins: Option<List<'a, Text<'a>>>,
        /// TODO
        pub bot_public: Option<bool>,
        /// TODO
        pub bot_require_code_grant: Option<bool>,
        /// TODO cur
        pub bot: Option<Box<PartialUser<'a>>>,
        /// TODO
        pub terms_of_service_url: Option<Text<'a>>,
        /// TODO
        pub privacy_policy_url: Option<Text<'a>>,
        /// TODO v8: required
        pub owner: Option<Box<PartialUser<'a>>>,
        /// TODO
        pub verify_key: Option<Text<'a>>,
        /// TODO
        pub team: Maybe<Box<Team<'a>>>,
        /// TODO
        pub guild_id: Option<Snowflake>,
        /// TODO cur
        pub guild: Option<Box<PartialGuild<'a>>>,
        /// TODO
        pub primary_sku_id: Option<Snowflake>,
        /// TODO
        pub slug: Option<Text<'a>>,
        /// TODO
        pub cover_image: Option<ImageHash<'a>>,
        /// TODO 31 bits at most; see flags_new; v8: required; dapi: required
        pub flags: Option<ApplicationFlags>,
        /// TODO cur decimal u64 text; dapi: required
        pub flags_new: Option<Text<'a>>,
        /// TODO cur
        pub approximate_guild_count: Option<u64>,
        /// TODO cur
        pub approximate_user_install_count: Option<u64>,
        /// TODO cur
        pub approximate_user_authorization_count: Option<u64>,
        /// TODO cur
        pub redirect_uris: Option<List<'a, Text<'a>>>,
        /// TODO cur
        pub interactions_endpoint_url: Maybe<Text<'a>>,
        /// TODO cur
        pub role_connections_verification_url: Maybe<Text<'a>>,
        /// TODO cur
        pub event_webhooks_url: Maybe<Text<'a>>,
        /// TODO cur
        pub event_webhooks_status: Option<EventWebhookStatus>,
        /// TODO cur
        pub event_webhooks_types: Option<List<'a, Text<'a>>>,
        /// TODO cur
        pub tags: Option<List<'a, Text<'a>>>,
        /// TODO cur
        pub install_params: Option<InstallParams<'a>>,
        /// TODO cur
        pub integration_types_config: Option<Map<'a, Text<'a>, IntegrationTypeConfig<'a>>>,
        /// TODO cur
        pub custom_install_url: Option<Text<'a>>,
        /// TODO v8
        pub summary: Option<Text<'a>>,
    }
}

object! {
    /// TODO
    pub struct InstallParams<'a> {
        /// TODO cur
        pub scopes: List<'a, Text<'a>>,
        /// TODO cur
        pub permissions: Permissions,
    }
}

object! {
    /// TODO
    pub struct IntegrationTypeConfig<'a> {
        /// TODO cur
        pub oauth2_install_params: Option<InstallParams<'a>>,
    }
}

object! {
    /// TODO
    pub struct Team<'a> {
        /// TODO
        pub icon: Option<ImageHash<'a>> => null,
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub members: List<'a, TeamMember<'a>>,
        /// TODO cur absent in v8
        pub name: Option<Text<'a>>,
        /// TODO
        pub owner_user_id: Snowflake,
    }
}

object! {
    /// TODO
    pub struct TeamMember<'a> {
        /// TODO
        pub membership_state: MembershipState,
        /// TODO
        pub team_id: Snowflake,
        /// TODO id, username, avatar, discriminator
        pub user: PartialUser<'a>,
        /// TODO cur
        pub role: Option<TeamRole<'a>>,
        /// TODO v8
        pub permissions: Option<List<'a, Text<'a>>>,
    }
}

flags! {
    /// TODO ApplicationFlags: kind: flags u64
    pub struct ApplicationFlags {
        /// TODO ext
        EMBEDDED_RELEASED = 1,
        /// TODO ext
        MANAGED_EMOJI = 2,
        /// TODO ext
        EMBEDDED_IAP = 3,
        /// TODO ext
        GROUP_DM_CREATE = 4,
        /// TODO cur
        APPLICATION_AUTO_MODERATION_RULE_CREATE_BADGE = 6,
        /// TODO ext
        RPC_HAS_CONNECTED = 11,
        GATEWAY_PRESENCE = 12,
        GATEWAY_PRESENCE_LIMITED = 13,
        GATEWAY_GUILD_MEMBERS = 14,
        GATEWAY_GUILD_MEMBERS_LIMITED = 15,
        VERIFICATION_PENDING_GUILD_LIMIT = 16,
        EMBEDDED = 17,
        /// TODO cur
        GATEWAY_MESSAGE_CONTENT = 18,
        /// TODO cur
        GATEWAY_MESSAGE_CONTENT_LIMITED = 19,
        /// TODO ext
        EMBEDDED_FIRST_PARTY = 20,
        /// TODO cur
        APPLICATION_COMMAND_BADGE = 23,
    }
}

numbers! {
    /// TODO EventWebhookStatus: kind: enum u8
    pub struct EventWebhookStatus {
        /// TODO cur
        DISABLED = 1,
        /// TODO cur
        ENABLED = 2,
        /// TODO cur
        DISABLED_BY_DISCORD = 3,
    }
}

numbers! {
    /// TODO MembershipState: kind: enum u8
    pub struct MembershipState {
        INVITED = 1,
        ACCEPTED = 2,
    }
}

words! {
    /// TODO TeamRole: kind: string enum
    pub struct TeamRole {
        /// TODO cur
        ADMIN = "admin",
        /// TODO cur
        DEVELOPER = "developer",
        /// TODO cur
        READ_ONLY = "read_only",
    }
}
