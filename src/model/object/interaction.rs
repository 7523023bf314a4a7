//! Interactions: what a user asks of an app.

use crate::model::codec::{numbers, object, tagged_union};
use crate::model::{
    Attachment, Boxed, CommandOptionType, CommandType, ComponentResponse, ComponentType,
    Entitlement, GuildMember, List, Locale, Map, PartialChannel, PartialGuild, PartialMember,
    PartialMessage, Permissions, Role, Secret, SnapshotMessage, Snowflake, Text, User, Value,
};

object! {
    /// What a user asks of an app (Discord docs, "Interactions", Interaction Object).
    pub struct Interaction<'a>, by "type" {
        /// The interaction's id.
        pub id: Snowflake,
        /// The app's id.
        pub application_id: Snowflake,
        /// What the user did, and so what `data` is.
        pub kind as "type": InteractionType,
        /// What the app needs to know of it, by the type. Absent in a ping.
        pub data: Option<InteractionData<'a>> => tagged,
        /// The guild that it happened in: its `id`, `locale` and `features`. Absent outside
        /// guilds. Sessions of version 8 lack it.
        pub guild: Option<Boxed<'a, PartialGuild<'a>>>,
        /// The guild's id. Absent outside guilds.
        pub guild_id: Option<Snowflake> => strict,
        /// The channel that it happened in. Sessions of version 8 lack it.
        pub channel: Option<Boxed<'a, PartialChannel<'a>>>,
        /// The channel's id. Absent in a ping.
        pub channel_id: Option<Snowflake> => strict,
        /// Who did it, with their permissions in the channel. Absent outside guilds.
        pub member: Option<Boxed<'a, GuildMember<'a>>> => strict,
        /// Who did it. Absent in guilds, where `member` has the user.
        pub user: Option<Boxed<'a, User<'a>>> => strict,
        /// The token that answers are sent with: long text without a meaning.
        pub token: Secret<'a>,
        /// Always 1.
        pub version: u64,
        /// The message of the component that was used, or that opened the modal. Sessions of
        /// version 8 lack it.
        pub message: Option<Boxed<'a, InteractionMessage<'a>>>,
        /// What the app may do in the channel. Sessions of version 8 lack it.
        pub app_permissions: Option<Permissions> => strict,
        /// The user's language. Absent in a ping. Sessions of version 8 lack it.
        pub locale: Option<Locale<'a>>,
        /// The guild's preferred language. Absent outside guilds. Sessions of version 8 lack it.
        pub guild_locale: Option<Locale<'a>>,
        /// What the user or the guild has a right to, of what the app sells. Sessions of version 8
        /// lack it.
        pub entitlements: Option<List<'a, Entitlement>>,
        /// Who installed the app: under `0` the guild's id, or 0 in a direct message with the bot;
        /// under `1` the user's. Sessions of version 8 lack it.
        pub authorizing_integration_owners: Option<Map<'a, Text<'a>, Snowflake>> => whole,
        /// What kind of place it happened in. Sessions of version 8 lack it.
        pub context: Option<InteractionContextType>,
        /// How large an attachment of an answer may be, in bytes. Sessions of version 8 lack it.
        pub attachment_size_limit: Option<u64>,
    }
}

object! {
    /// The message that a component was attached to (Discord docs, "Interactions", Interaction
    /// Object): whole, or where only the user saw it little more than its id.
    pub struct InteractionMessage<'a> with message: SnapshotMessage<'a> {
        /// The message's id.
        pub id: Snowflake,
        /// The channel that it was sent in.
        pub channel_id: Option<Snowflake>,
    }
}

tagged_union! {
    /// What an app needs to know of an interaction (Discord docs, "Interactions", Interaction
    /// Data), by the interaction's type.
    pub enum InteractionData {
        /// The command that is called, or is being typed.
        ApplicationCommand(ApplicationCommandData<'a>) = 2 | 4,
        /// The component that was used.
        MessageComponent(MessageComponentData<'a>) = 3,
        /// The modal that was filled in.
        ModalSubmit(ModalSubmitData<'a>) = 5,
    }
}

object! {
    /// The command that a user calls, or is typing (Discord docs, "Interactions", Application
    /// Command Data Structure).
    pub struct ApplicationCommandData<'a> {
        /// The command's id.
        pub id: Snowflake,
        /// The command's name.
        pub name: Text<'a>,
        /// The command's type. Sessions of version 8 lack it.
        pub kind as "type": Option<CommandType> => strict,
        /// The objects that the options or the target name. Absent where they name none.
        pub resolved: Option<Boxed<'a, ResolvedData<'a>>>,
        /// What was entered, in the order of entering. Absent where nothing was.
        pub options: Option<List<'a, CommandDataOption<'a>>> => whole,
        /// The id of the guild that the command is registered to. Absent where it is global.
        /// Sessions of version 8 lack it.
        pub guild_id: Option<Snowflake> => strict,
        /// The id of the user or message that the command was called on. Absent in slash commands.
        /// Sessions of version 8 lack it.
        pub target_id: Option<Snowflake> => strict,
    }
}

object! {
    /// The component of a message that a user used (Discord docs, "Interactions", Message
    /// Component Data Structure). Sessions of version 8 have none.
    pub struct MessageComponentData<'a> {
        /// The app's own id for the component.
        pub custom_id: Text<'a>,
        /// The component's type.
        pub component_type: ComponentType,
        /// What was chosen: values of options or ids. Absent in buttons.
        pub values: Option<List<'a, Text<'a>>> => json whole,
        /// The objects whose ids were chosen. Absent where no ids were.
        pub resolved: Option<Boxed<'a, ResolvedData<'a>>>,
    }
}

object! {
    /// The modal that a user filled in (Discord docs, "Interactions", Modal Submit Data
    /// Structure). Sessions of version 8 have none.
    pub struct ModalSubmitData<'a> {
        /// The app's own id for the modal.
        pub custom_id: Text<'a>,
        /// What was entered into its components.
        pub components: List<'a, ComponentResponse<'a>> => whole,
        /// The objects whose ids were chosen, and the attachments. Absent where there are none.
        pub resolved: Option<Boxed<'a, ResolvedData<'a>>>,
    }
}

object! {
    /// Objects that an interaction names by their ids (Discord docs, "Interactions", Resolved Data
    /// Structure). Kinds of which it names none are absent.
    pub struct ResolvedData<'a> {
        /// The users, by their ids.
        pub users: Option<Map<'a, Snowflake, User<'a>>> => good,
        /// The members, by their users' ids. They lack `user`, `deaf` and `mute`; the user is
        /// among `users`.
        pub members: Option<Map<'a, Snowflake, PartialMember<'a>>> => good,
        /// The roles, by their ids.
        pub roles: Option<Map<'a, Snowflake, Role<'a>>> => good,
        /// The channels, by their ids: parts of them, with what the user may do there.
        pub channels: Option<Map<'a, Snowflake, PartialChannel<'a>>> => good,
        /// The messages, by their ids. Sessions of version 8 lack them.
        pub messages: Option<Map<'a, Snowflake, PartialMessage<'a>>> => good,
        /// The attachments, by their ids. Sessions of version 8 lack them.
        pub attachments: Option<Map<'a, Snowflake, Attachment<'a>>> => good,
    }
}

object! {
    /// An option of a command, with what was entered (Discord docs, "Interactions", Application
    /// Command Interaction Data Option Structure).
    pub struct CommandDataOption<'a> {
        /// The option's name.
        pub name: Text<'a>,
        /// The option's type.
        pub kind as "type": CommandOptionType,
        /// What was entered: text, a number or a Boolean, by the type; text in what is still being
        /// typed. Absent in subcommands and their groups.
        pub value: Option<Value<'a>> => strict,
        /// What was entered into the options of a subcommand or a group. Absent in what takes a
        /// value.
        pub options: Option<List<'a, CommandDataOption<'a>>> => whole,
        /// Whether this option is being typed in. Absent where nothing is being completed.
        /// Sessions of version 8 lack it.
        pub focused: Option<bool> => strict,
    }
}

numbers! {
    /// What a user did (Discord docs, "Interactions", Interaction Type).
    pub struct InteractionType {
        /// Discord tests a webhook; the Gateway sends none.
        PING = 1,
        /// Called a command.
        APPLICATION_COMMAND = 2,
        /// Used a component of a message.
        MESSAGE_COMPONENT = 3,
        /// Is typing an option that the app completes.
        APPLICATION_COMMAND_AUTOCOMPLETE = 4,
        /// Filled in a modal.
        MODAL_SUBMIT = 5,
        /// A game asks whether a user may buy something. Undocumented.
        SOCIAL_LAYER_SKU_PURCHASE_ELIGIBILITY = 6,
    }
}

numbers! {
    /// What kind of place an interaction happens in (Discord docs, "Interactions", Interaction
    /// Context Types).
    pub struct InteractionContextType {
        /// A guild.
        GUILD = 0,
        /// A direct message with the app's bot.
        BOT_DM = 1,
        /// Any other direct message, or a group of them.
        PRIVATE_CHANNEL = 2,
    }
}
