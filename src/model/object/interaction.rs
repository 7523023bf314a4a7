//! TODO

use crate::model::codec::{numbers, object, tagged_union};
use crate::model::{
    Attachment, CommandOptionType, CommandType, ComponentResponse, ComponentType, Entitlement,
    GuildMember, List, Locale, Map, Message, PartialChannel, PartialGuild, PartialMember,
    PartialMessage, Permissions, Role, Secret, Snowflake, Text, User, Value,
};

object! {
    /// TODO PING (type 1) belongs to the webhook transport.
    pub struct Interaction<'a>, by "type" {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub application_id: Snowflake,
        /// TODO
        pub kind as "type": InteractionType,
        /// TODO by `type`: 2 and 4 ApplicationCommandData, 3 MessageComponentData, 5 ModalSubmitData, 1 none
        pub data: Option<InteractionData<'a>> => tagged,
        /// TODO cur id, locale, features
        pub guild: Option<Box<PartialGuild<'a>>>,
        /// TODO
        pub guild_id: Option<Snowflake>,
        /// TODO cur
        pub channel: Option<Box<PartialChannel<'a>>>,
        /// TODO
        pub channel_id: Option<Snowflake>,
        /// TODO
        pub member: Option<GuildMember<'a>>,
        /// TODO
        pub user: Option<User<'a>>,
        /// TODO long opaque text
        pub token: Secret<'a>,
        /// TODO always 1
        pub version: u64,
        /// TODO cur
        pub message: Option<Box<Message<'a>>>,
        /// TODO cur
        pub app_permissions: Option<Permissions>,
        /// TODO cur
        pub locale: Option<Locale<'a>>,
        /// TODO cur
        pub guild_locale: Option<Locale<'a>>,
        /// TODO cur
        pub entitlements: Option<List<'a, Entitlement>>,
        /// TODO cur keys "0"/"1"; value may be "0"
        pub authorizing_integration_owners: Option<Map<'a, Text<'a>, Snowflake>>,
        /// TODO cur
        pub context: Option<InteractionContextType>,
        /// TODO cur bytes
        pub attachment_size_limit: Option<u64>,
    }
}

tagged_union! {
    /// TODO
    pub enum InteractionData {
        /// TODO
        ApplicationCommand(ApplicationCommandData<'a>) = 2 | 4,
        /// TODO
        MessageComponent(MessageComponentData<'a>) = 3,
        /// TODO
        ModalSubmit(ModalSubmitData<'a>) = 5,
    }
}

object! {
    /// TODO
    pub struct ApplicationCommandData<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub name: Text<'a>,
        /// TODO cur
        pub kind as "type": Option<CommandType>,
        /// TODO
        pub resolved: Option<Box<ResolvedData<'a>>>,
        /// TODO
        pub options: Option<List<'a, CommandDataOption<'a>>>,
        /// TODO cur
        pub guild_id: Option<Snowflake>,
        /// TODO cur
        pub target_id: Option<Snowflake>,
    }
}

object! {
    /// TODO
    pub struct MessageComponentData<'a> {
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur
        pub component_type: ComponentType,
        /// TODO cur
        pub values: Option<List<'a, Text<'a>>>,
        /// TODO cur
        pub resolved: Option<Box<ResolvedData<'a>>>,
    }
}

object! {
    /// TODO
    pub struct ModalSubmitData<'a> {
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur
        pub components: List<'a, ComponentResponse<'a>>,
        /// TODO cur
        pub resolved: Option<Box<ResolvedData<'a>>>,
    }
}

object! {
    /// TODO
    pub struct ResolvedData<'a> {
        /// TODO
        pub users: Option<Map<'a, Snowflake, User<'a>>>,
        /// TODO lack user, deaf, mute
        pub members: Option<Map<'a, Snowflake, PartialMember<'a>>>,
        /// TODO
        pub roles: Option<Map<'a, Snowflake, Role<'a>>>,
        /// TODO id, name, type, permissions, app_permissions and a dozen more
        pub channels: Option<Map<'a, Snowflake, PartialChannel<'a>>>,
        /// TODO cur
        pub messages: Option<Map<'a, Snowflake, PartialMessage<'a>>>,
        /// TODO cur
        pub attachments: Option<Map<'a, Snowflake, Attachment<'a>>>,
    }
}

object! {
    /// TODO
    pub struct CommandDataOption<'a> {
        /// TODO
        pub name: Text<'a>,
        /// TODO
        pub kind as "type": CommandOptionType,
        /// TODO by `type`; for autocomplete the focused value is always text ([dapi#1175](https://github.com/discordjs/discord-api-types/issues/1175))
        pub value: Option<Value<'a>>,
        /// TODO
        pub options: Option<List<'a, CommandDataOption<'a>>>,
        /// TODO cur autocomplete only
        pub focused: Option<bool>,
    }
}

numbers! {
    /// TODO InteractionType: kind: enum u8
    pub struct InteractionType {
        PING = 1,
        APPLICATION_COMMAND = 2,
        /// TODO cur
        MESSAGE_COMPONENT = 3,
        /// TODO cur
        APPLICATION_COMMAND_AUTOCOMPLETE = 4,
        /// TODO cur
        MODAL_SUBMIT = 5,
    }
}

numbers! {
    /// TODO InteractionContextType: kind: enum u8
    pub struct InteractionContextType {
        /// TODO cur
        GUILD = 0,
        /// TODO cur
        BOT_DM = 1,
        /// TODO cur
        PRIVATE_CHANNEL = 2,
    }
}
