//! Application commands, and who may use them.

use crate::model::codec::{numbers, object};
use crate::model::{
    ChannelType, InteractionContextType, List, Map, Maybe, Permissions, Snowflake, Text, Value,
};

object! {
    /// A command of an app (Discord docs, "Application Commands", Application Command Object).
    pub struct ApplicationCommand<'a> {
        /// The command's id.
        pub id: Snowflake,
        /// Where users find it. Absent means [`CommandType::CHAT_INPUT`]. Sessions of version 8
        /// lack it.
        pub kind as "type": Option<CommandType> => strict,
        /// The app's id.
        pub application_id: Snowflake,
        /// The id of the guild that it is registered to. Absent where it is global. Sessions of
        /// version 8 lack it.
        pub guild_id: Option<Snowflake> => strict,
        /// The name, of 1 to 32 characters.
        pub name: Text<'a>,
        /// The name in other languages, by locale. Sessions of version 8 lack it.
        pub name_localizations: Maybe<Map<'a, Text<'a>, Text<'a>>>,
        /// The description. Empty in commands of users and messages.
        pub description: Text<'a>,
        /// The description in other languages, by locale. Sessions of version 8 lack it.
        pub description_localizations: Maybe<Map<'a, Text<'a>, Text<'a>>>,
        /// What it takes, at most 25. Only in slash commands.
        pub options: Option<List<'a, CommandOption<'a>>> => whole,
        /// What members need to be allowed to use it, unless a guild says otherwise. Null means
        /// nothing. Sessions of version 8 lack it.
        pub default_member_permissions: Maybe<Permissions> => strict,
        /// Whether a global command can be used in direct messages. Absent means true. Deprecated:
        /// `contexts` says it. Sessions of version 8 lack it.
        pub dm_permission: Option<bool> => strict,
        /// Whether everyone may use it from the start. Absent means true; to be deprecated.
        pub default_permission: Maybe<bool> => strict,
        /// Whether it is for adults only. Absent means false. Sessions of version 8 lack it.
        pub nsfw: Option<bool> => strict,
        /// How the app must be installed for it to be there. Only in global commands. Sessions of
        /// version 8 lack it.
        pub integration_types: Option<List<'a, IntegrationType>> => whole,
        /// Where a global command can be used. Sessions of version 8 lack it.
        pub contexts: Maybe<List<'a, InteractionContextType>> => whole,
        /// A number that grows when the command is changed. Sessions of version 8 lack it.
        pub version: Option<Snowflake>,
        /// Who answers it. Only in entry points of Activities. Sessions of version 8 lack it.
        pub handler: Option<EntryPointHandlerType>,
        /// The name in the asker's language. Undocumented; in lists that were asked for over HTTP.
        pub name_localized: Option<Text<'a>>,
        /// The description in the asker's language. Undocumented; in lists that were asked for
        /// over HTTP.
        pub description_localized: Option<Text<'a>>,
    }
}

object! {
    /// What a command takes (Discord docs, "Application Commands", Application Command Option
    /// Structure).
    pub struct CommandOption<'a> {
        /// What can be entered.
        pub kind as "type": CommandOptionType,
        /// The name, of 1 to 32 characters.
        pub name: Text<'a>,
        /// The name in other languages, by locale. Sessions of version 8 lack it.
        pub name_localizations: Maybe<Map<'a, Text<'a>, Text<'a>>>,
        /// The description, of 1 to 100 characters.
        pub description: Text<'a>,
        /// The description in other languages, by locale. Sessions of version 8 lack it.
        pub description_localizations: Maybe<Map<'a, Text<'a>, Text<'a>>>,
        /// Whether it must be entered. Absent means false.
        pub required: Option<bool> => strict,
        /// The values to choose from, at most 25. Absent means any.
        pub choices: Option<List<'a, CommandOptionChoice<'a>>> => whole,
        /// The options of a subcommand, or the subcommands of a group. Absent in what takes a
        /// value.
        pub options: Option<List<'a, CommandOption<'a>>> => whole,
        /// The types of channels that can be entered. Absent means all. Sessions of version 8 lack
        /// it.
        pub channel_types: Option<List<'a, ChannelType>> => whole,
        /// The least number that can be entered. Absent means any. Sessions of version 8 lack it.
        pub min_value: Option<Value<'a>> => strict,
        /// The greatest number that can be entered. Absent means any. Sessions of version 8 lack
        /// it.
        pub max_value: Option<Value<'a>> => strict,
        /// The fewest characters that can be entered, from 0 to 6000. Absent means any number.
        /// Sessions of version 8 lack it.
        pub min_length: Option<u64> => strict,
        /// The most characters that can be entered, from 1 to 6000. Absent means any number.
        /// Sessions of version 8 lack it.
        pub max_length: Option<u64> => strict,
        /// Whether the app completes what is being typed. Absent means no. Sessions of version 8
        /// lack it.
        pub autocomplete: Option<bool> => strict,
        /// The types of files that can be attached. Absent means all. Sessions of version 8 lack
        /// it.
        pub file_types: Option<List<'a, Text<'a>>> => whole,
    }
}

object! {
    /// A value to choose for an option (Discord docs, "Application Commands", Application Command
    /// Option Choice Structure).
    pub struct CommandOptionChoice<'a> {
        /// What the user sees.
        pub name: Text<'a>,
        /// The name in other languages, by locale. Sessions of version 8 lack it.
        pub name_localizations: Maybe<Map<'a, Text<'a>, Text<'a>>>,
        /// What the app gets: text or a number, by the option's type.
        pub value: Value<'a>,
    }
}

object! {
    /// Who may use a command in a guild (Discord docs, "Application Commands", Guild Application
    /// Command Permissions Structure).
    pub struct GuildCommandPermissions<'a> {
        /// The command's id, or the app's where it holds for all of its commands.
        pub id: Snowflake,
        /// The app's id.
        pub application_id: Snowflake,
        /// The guild's id.
        pub guild_id: Snowflake,
        /// Who may and who may not, at most 100.
        pub permissions: List<'a, CommandPermission> => whole,
    }
}

object! {
    /// Whether a role, user or channel may use a command (Discord docs, "Application Commands",
    /// Application Command Permissions Structure).
    pub struct CommandPermission {
        /// The role's, user's or channel's id. The guild's id is everyone, and one less than it
        /// all channels.
        pub id: Snowflake,
        /// What the id is of.
        pub kind as "type": CommandPermissionType,
        /// Whether the command may be used.
        pub permission: bool,
    }
}

numbers! {
    /// Where users find a command (Discord docs, "Application Commands", Application Command
    /// Types).
    pub struct CommandType {
        /// A slash command, which is typed.
        CHAT_INPUT = 1,
        /// In the menu of a user.
        USER = 2,
        /// In the menu of a message.
        MESSAGE = 3,
        /// What starts the app's Activity.
        PRIMARY_ENTRY_POINT = 4,
    }
}

numbers! {
    /// What can be entered for an option (Discord docs, "Application Commands", Application
    /// Command Option Type).
    pub struct CommandOptionType {
        /// A subcommand, which has options of its own.
        SUB_COMMAND = 1,
        /// A group of subcommands.
        SUB_COMMAND_GROUP = 2,
        /// Text.
        STRING = 3,
        /// An integer that a double holds exactly.
        INTEGER = 4,
        /// True or false.
        BOOLEAN = 5,
        /// A user's id.
        USER = 6,
        /// A channel's id.
        CHANNEL = 7,
        /// A role's id.
        ROLE = 8,
        /// A user's or role's id.
        MENTIONABLE = 9,
        /// A double.
        NUMBER = 10,
        /// An attachment's id.
        ATTACHMENT = 11,
    }
}

numbers! {
    /// Whom a permission is for (Discord docs, "Application Commands", Application Command
    /// Permission Type).
    pub struct CommandPermissionType {
        /// A role.
        ROLE = 1,
        /// A user.
        USER = 2,
        /// A channel.
        CHANNEL = 3,
    }
}

numbers! {
    /// Who answers an entry point (Discord docs, "Application Commands", Entry Point Command
    /// Handler Types).
    pub struct EntryPointHandlerType {
        /// The app, which gets the interaction.
        APP_HANDLER = 1,
        /// Discord, which starts the Activity and tells the channel.
        DISCORD_LAUNCH_ACTIVITY = 2,
    }
}

numbers! {
    /// How an app is installed (Discord docs, "Application Resource", Application Integration
    /// Types). It is also a key, as text.
    pub struct IntegrationType {
        /// In a guild.
        GUILD_INSTALL = 0,
        /// In a user's account.
        USER_INSTALL = 1,
    }
}
