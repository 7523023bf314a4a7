//! TODO

use crate::model::codec::{numbers, object};
use crate::model::{
    ChannelType, InteractionContextType, List, Map, Maybe, Permissions, Snowflake, Text, Value,
};

object! {
    /// TODO
    pub struct ApplicationCommand<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO cur missing = 1; dapi: required
        pub kind as "type": Option<CommandType>,
        /// TODO
        pub application_id: Snowflake,
        /// TODO cur
        pub guild_id: Option<Snowflake>,
        /// TODO
        pub name: Text<'a>,
        /// TODO cur
        pub name_localizations: Maybe<Map<'a, Text<'a>, Text<'a>>>,
        /// TODO
        pub description: Text<'a>,
        /// TODO cur
        pub description_localizations: Maybe<Map<'a, Text<'a>, Text<'a>>>,
        /// TODO
        pub options: Option<List<'a, CommandOption<'a>>>,
        /// TODO cur
        pub default_member_permissions: Maybe<Permissions>,
        /// TODO cur deprecated
        pub dm_permission: Option<bool>,
        /// TODO to be deprecated; v8: not nullable; dapi: not nullable
        pub default_permission: Maybe<bool>,
        /// TODO cur
        pub nsfw: Option<bool>,
        /// TODO cur
        pub integration_types: Option<List<'a, IntegrationType>>,
        /// TODO cur
        pub contexts: Maybe<List<'a, InteractionContextType>>,
        /// TODO cur
        pub version: Option<Snowflake>,
        /// TODO cur
        pub handler: Option<EntryPointHandlerType>,
        /// TODO ext dapi (REST list)
        pub name_localized: Option<Text<'a>>,
        /// TODO ext dapi (REST list)
        pub description_localized: Option<Text<'a>>,
    }
}

object! {
    /// TODO
    pub struct CommandOption<'a> {
        /// TODO
        pub kind as "type": CommandOptionType,
        /// TODO
        pub name: Text<'a>,
        /// TODO cur
        pub name_localizations: Maybe<Map<'a, Text<'a>, Text<'a>>>,
        /// TODO
        pub description: Text<'a>,
        /// TODO cur
        pub description_localizations: Maybe<Map<'a, Text<'a>, Text<'a>>>,
        /// TODO
        pub required: Option<bool>,
        /// TODO
        pub choices: Option<List<'a, CommandOptionChoice<'a>>>,
        /// TODO
        pub options: Option<List<'a, CommandOption<'a>>>,
        /// TODO cur
        pub channel_types: Option<List<'a, ChannelType>>,
        /// TODO cur
        pub min_value: Option<Value<'a>>,
        /// TODO cur
        pub max_value: Option<Value<'a>>,
        /// TODO cur
        pub min_length: Option<u64>,
        /// TODO cur
        pub max_length: Option<u64>,
        /// TODO cur
        pub autocomplete: Option<bool>,
        /// TODO cur
        pub file_types: Option<List<'a, Text<'a>>>,
    }
}

object! {
    /// TODO
    pub struct CommandOptionChoice<'a> {
        /// TODO
        pub name: Text<'a>,
        /// TODO cur
        pub name_localizations: Maybe<Map<'a, Text<'a>, Text<'a>>>,
        /// TODO
        pub value: Value<'a>,
    }
}

object! {
    /// TODO
    pub struct GuildCommandPermissions<'a> {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub application_id: Snowflake,
        /// TODO
        pub guild_id: Snowflake,
        /// TODO
        pub permissions: List<'a, CommandPermission>,
    }
}

object! {
    /// TODO
    pub struct CommandPermission {
        /// TODO
        pub id: Snowflake,
        /// TODO
        pub kind as "type": CommandPermissionType,
        /// TODO
        pub permission: bool,
    }
}

numbers! {
    /// TODO CommandType: kind: enum u8
    pub struct CommandType {
        /// TODO cur
        CHAT_INPUT = 1,
        /// TODO cur
        USER = 2,
        /// TODO cur
        MESSAGE = 3,
        /// TODO cur
        PRIMARY_ENTRY_POINT = 4,
    }
}

numbers! {
    /// TODO CommandOptionType: kind: enum u8
    pub struct CommandOptionType {
        SUB_COMMAND = 1,
        SUB_COMMAND_GROUP = 2,
        STRING = 3,
        INTEGER = 4,
        BOOLEAN = 5,
        USER = 6,
        CHANNEL = 7,
        ROLE = 8,
        /// TODO cur
        MENTIONABLE = 9,
        /// TODO cur
        NUMBER = 10,
        /// TODO cur
        ATTACHMENT = 11,
    }
}

numbers! {
    /// TODO CommandPermissionType: kind: enum u8
    pub struct CommandPermissionType {
        ROLE = 1,
        USER = 2,
        /// TODO cur
        CHANNEL = 3,
    }
}

numbers! {
    /// TODO EntryPointHandlerType: kind: enum u8
    pub struct EntryPointHandlerType {
        /// TODO cur
        APP_HANDLER = 1,
        /// TODO cur
        DISCORD_LAUNCH_ACTIVITY = 2,
    }
}

numbers! {
    /// TODO IntegrationType: kind: enum u8 (also text map key)
    pub struct IntegrationType {
        /// TODO cur
        GUILD_INSTALL = 0,
        /// TODO cur
        USER_INSTALL = 1,
    }
}
