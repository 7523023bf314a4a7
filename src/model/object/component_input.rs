//! Components of messages and modals that a user acts on.

use crate::model::codec::{numbers, object};
use crate::model::{ChannelType, ComponentType, List, PartialEmoji, Snowflake, Text};

object! {
    /// A button of a message (Discord docs, "Component Reference", Button). Sessions of version 8
    /// have none.
    pub struct Button<'a> {
        /// Always [`ComponentType::BUTTON`].
        pub kind as "type": ComponentType,
        /// The component's number in its message or modal, of 32 bits; 0 in older messages.
        pub id: Option<u64>,
        /// How it looks, and so what a click does.
        pub style: ButtonStyle,
        /// The text on it. Premium buttons have none.
        pub label: Option<Text<'a>>,
        /// The emoji on it: its `id`, `name` and `animated`. Absent where there is none.
        pub emoji: Option<PartialEmoji<'a>>,
        /// The app's own id for the button. Absent in link and premium buttons, which send no
        /// interaction.
        pub custom_id: Option<Text<'a>>,
        /// What is for sale. Only in premium buttons.
        pub sku_id: Option<Snowflake>,
        /// Where it leads. Only in link buttons.
        pub url: Option<Text<'a>>,
        /// Whether it cannot be clicked. Absent means false.
        pub disabled: Option<bool>,
    }
}

object! {
    /// A select menu of options that the app wrote (Discord docs, "Component Reference", String
    /// Select). Sessions of version 8 have none.
    pub struct StringSelect<'a> {
        /// Always [`ComponentType::STRING_SELECT`].
        pub kind as "type": ComponentType,
        /// The component's number in its message or modal, of 32 bits; 0 in older messages.
        pub id: Option<u64>,
        /// The app's own id for the menu, which its interactions carry.
        pub custom_id: Text<'a>,
        /// What can be chosen, at most 25.
        pub options: List<'a, SelectOption<'a>>,
        /// The text that is shown while nothing is chosen. Absent where there is none.
        pub placeholder: Option<Text<'a>>,
        /// The fewest that may be chosen. Absent means 1.
        pub min_values: Option<u64>,
        /// The most that may be chosen. Absent means 1.
        pub max_values: Option<u64>,
        /// Whether a modal cannot be sent without a choice. Absent means true; messages ignore it.
        pub required: Option<bool>,
        /// Whether a message shows it without letting anything be chosen. Absent means false.
        pub disabled: Option<bool>,
    }
}

object! {
    /// An option of a string select (Discord docs, "Component Reference", Select Option Structure).
    /// Sessions of version 8 have none.
    pub struct SelectOption<'a> {
        /// What the user sees.
        pub label: Text<'a>,
        /// What the app gets when it is chosen.
        pub value: Text<'a>,
        /// A second line for the user. Absent where there is none.
        pub description: Option<Text<'a>>,
        /// The emoji before it: its `id`, `name` and `animated`. Absent where there is none.
        pub emoji: Option<PartialEmoji<'a>>,
        /// Whether it is chosen from the start. Absent means no.
        pub default: Option<bool>,
    }
}

object! {
    /// A field for text in a modal (Discord docs, "Component Reference", Text Input). Sessions of
    /// version 8 have none.
    pub struct TextInput<'a> {
        /// Always [`ComponentType::TEXT_INPUT`].
        pub kind as "type": ComponentType,
        /// The component's number in its message or modal, of 32 bits; 0 in older messages.
        pub id: Option<u64>,
        /// The app's own id for the field, which the answer carries.
        pub custom_id: Text<'a>,
        /// Whether it has one line or several.
        pub style: TextInputStyle,
        /// The fewest characters, from 0 to 4000.
        pub min_length: Option<u64>,
        /// The most characters, from 1 to 4000.
        pub max_length: Option<u64>,
        /// Whether the modal cannot be sent while it is empty. Absent means true.
        pub required: Option<bool>,
        /// The text that is in it from the start. Absent where there is none.
        pub value: Option<Text<'a>>,
        /// The text that is shown while it is empty. Absent where there is none.
        pub placeholder: Option<Text<'a>>,
        /// The heading, which a label around it has now. Undocumented; in older modals.
        pub label: Option<Text<'a>>,
    }
}

object! {
    /// A select menu of users (Discord docs, "Component Reference", User Select). Sessions of
    /// version 8 have none.
    pub struct UserSelect<'a> {
        /// Always [`ComponentType::USER_SELECT`].
        pub kind as "type": ComponentType,
        /// The component's number in its message or modal, of 32 bits; 0 in older messages.
        pub id: Option<u64>,
        /// The app's own id for the menu, which its interactions carry.
        pub custom_id: Text<'a>,
        /// The text that is shown while nothing is chosen. Absent where there is none.
        pub placeholder: Option<Text<'a>>,
        /// What is chosen from the start. Absent where nothing is.
        pub default_values: Option<List<'a, SelectDefaultValue<'a>>>,
        /// The fewest that may be chosen. Absent means 1.
        pub min_values: Option<u64>,
        /// The most that may be chosen. Absent means 1.
        pub max_values: Option<u64>,
        /// Whether a modal cannot be sent without a choice. Absent means true; messages ignore it.
        pub required: Option<bool>,
        /// Whether a message shows it without letting anything be chosen. Absent means false.
        pub disabled: Option<bool>,
    }
}

object! {
    /// What a select menu has chosen from the start (Discord docs, "Component Reference", Select
    /// Default Value Structure). Sessions of version 8 have none.
    pub struct SelectDefaultValue<'a> {
        /// The user's, role's or channel's id.
        pub id: Snowflake,
        /// What the id is of: `user`, `role` or `channel`.
        pub kind as "type": Text<'a>,
    }
}

object! {
    /// A select menu of roles (Discord docs, "Component Reference", Role Select). Sessions of
    /// version 8 have none.
    pub struct RoleSelect<'a> {
        /// Always [`ComponentType::ROLE_SELECT`].
        pub kind as "type": ComponentType,
        /// The component's number in its message or modal, of 32 bits; 0 in older messages.
        pub id: Option<u64>,
        /// The app's own id for the menu, which its interactions carry.
        pub custom_id: Text<'a>,
        /// The text that is shown while nothing is chosen. Absent where there is none.
        pub placeholder: Option<Text<'a>>,
        /// What is chosen from the start. Absent where nothing is.
        pub default_values: Option<List<'a, SelectDefaultValue<'a>>>,
        /// The fewest that may be chosen. Absent means 1.
        pub min_values: Option<u64>,
        /// The most that may be chosen. Absent means 1.
        pub max_values: Option<u64>,
        /// Whether a modal cannot be sent without a choice. Absent means true; messages ignore it.
        pub required: Option<bool>,
        /// Whether a message shows it without letting anything be chosen. Absent means false.
        pub disabled: Option<bool>,
    }
}

object! {
    /// A select menu of users and roles (Discord docs, "Component Reference", Mentionable Select).
    /// Sessions of version 8 have none.
    pub struct MentionableSelect<'a> {
        /// Always [`ComponentType::MENTIONABLE_SELECT`].
        pub kind as "type": ComponentType,
        /// The component's number in its message or modal, of 32 bits; 0 in older messages.
        pub id: Option<u64>,
        /// The app's own id for the menu, which its interactions carry.
        pub custom_id: Text<'a>,
        /// The text that is shown while nothing is chosen. Absent where there is none.
        pub placeholder: Option<Text<'a>>,
        /// What is chosen from the start. Absent where nothing is.
        pub default_values: Option<List<'a, SelectDefaultValue<'a>>>,
        /// The fewest that may be chosen. Absent means 1.
        pub min_values: Option<u64>,
        /// The most that may be chosen. Absent means 1.
        pub max_values: Option<u64>,
        /// Whether a modal cannot be sent without a choice. Absent means true; messages ignore it.
        pub required: Option<bool>,
        /// Whether a message shows it without letting anything be chosen. Absent means false.
        pub disabled: Option<bool>,
    }
}

object! {
    /// A select menu of channels (Discord docs, "Component Reference", Channel Select). Sessions of
    /// version 8 have none.
    pub struct ChannelSelect<'a> {
        /// Always [`ComponentType::CHANNEL_SELECT`].
        pub kind as "type": ComponentType,
        /// The component's number in its message or modal, of 32 bits; 0 in older messages.
        pub id: Option<u64>,
        /// The app's own id for the menu, which its interactions carry.
        pub custom_id: Text<'a>,
        /// The types of channels that it shows. Absent means all.
        pub channel_types: Option<List<'a, ChannelType>>,
        /// The text that is shown while nothing is chosen. Absent where there is none.
        pub placeholder: Option<Text<'a>>,
        /// What is chosen from the start. Absent where nothing is.
        pub default_values: Option<List<'a, SelectDefaultValue<'a>>>,
        /// The fewest that may be chosen. Absent means 1.
        pub min_values: Option<u64>,
        /// The most that may be chosen. Absent means 1.
        pub max_values: Option<u64>,
        /// Whether a modal cannot be sent without a choice. Absent means true; messages ignore it.
        pub required: Option<bool>,
        /// Whether a message shows it without letting anything be chosen. Absent means false.
        pub disabled: Option<bool>,
    }
}

object! {
    /// A field for files in a modal (Discord docs, "Component Reference", File Upload). Sessions of
    /// version 8 have none.
    pub struct FileUpload<'a> {
        /// Always [`ComponentType::FILE_UPLOAD`].
        pub kind as "type": ComponentType,
        /// The component's number in its message or modal, of 32 bits; 0 in older messages.
        pub id: Option<u64>,
        /// The app's own id for the field, which the answer carries.
        pub custom_id: Text<'a>,
        /// The fewest files, up to 10. Absent means 1.
        pub min_values: Option<u64>,
        /// The most files, up to 10. Absent means 1.
        pub max_values: Option<u64>,
        /// Whether the modal cannot be sent without a file. Absent means true.
        pub required: Option<bool>,
        /// The types of files that may be chosen. Absent means all.
        pub file_types: Option<List<'a, Text<'a>>>,
    }
}

object! {
    /// Options of a modal of which one is chosen (Discord docs, "Component Reference", Radio
    /// Group). Sessions of version 8 have none.
    pub struct RadioGroup<'a> {
        /// Always [`ComponentType::RADIO_GROUP`].
        pub kind as "type": ComponentType,
        /// The component's number in its message or modal, of 32 bits; 0 in older messages.
        pub id: Option<u64>,
        /// The app's own id for the group, which the answer carries.
        pub custom_id: Text<'a>,
        /// What can be chosen.
        pub options: List<'a, RadioGroupOption<'a>>,
        /// Whether the modal cannot be sent without a choice. Absent means true.
        pub required: Option<bool>,
    }
}

object! {
    /// An option of a radio group (Discord docs, "Component Reference", Radio Group Option
    /// Structure). Sessions of version 8 have none.
    pub struct RadioGroupOption<'a> {
        /// What the app gets when it is chosen.
        pub value: Text<'a>,
        /// What the user sees.
        pub label: Text<'a>,
        /// A second line for the user. Absent where there is none.
        pub description: Option<Text<'a>>,
        /// Whether it is chosen from the start. Absent means no.
        pub default: Option<bool>,
    }
}

object! {
    /// Options of a modal of which several may be chosen (Discord docs, "Component Reference",
    /// Checkbox Group). Sessions of version 8 have none.
    pub struct CheckboxGroup<'a> {
        /// Always [`ComponentType::CHECKBOX_GROUP`].
        pub kind as "type": ComponentType,
        /// The component's number in its message or modal, of 32 bits; 0 in older messages.
        pub id: Option<u64>,
        /// The app's own id for the group, which the answer carries.
        pub custom_id: Text<'a>,
        /// What can be chosen, at most 10.
        pub options: List<'a, CheckboxGroupOption<'a>>,
        /// The fewest that may be chosen. Absent means 1.
        pub min_values: Option<u64>,
        /// The most that may be chosen. Absent means all.
        pub max_values: Option<u64>,
        /// Whether the modal cannot be sent without a choice. Absent means true.
        pub required: Option<bool>,
    }
}

object! {
    /// An option of a checkbox group (Discord docs, "Component Reference", Checkbox Group Option
    /// Structure). Sessions of version 8 have none.
    pub struct CheckboxGroupOption<'a> {
        /// What the app gets when it is chosen.
        pub value: Text<'a>,
        /// What the user sees.
        pub label: Text<'a>,
        /// A second line for the user. Absent where there is none.
        pub description: Option<Text<'a>>,
        /// Whether it is chosen from the start. Absent means no.
        pub default: Option<bool>,
    }
}

object! {
    /// A box of a modal to tick (Discord docs, "Component Reference", Checkbox). Sessions of
    /// version 8 have none.
    pub struct Checkbox<'a> {
        /// Always [`ComponentType::CHECKBOX`].
        pub kind as "type": ComponentType,
        /// The component's number in its message or modal, of 32 bits; 0 in older messages.
        pub id: Option<u64>,
        /// The app's own id for the box, which the answer carries.
        pub custom_id: Text<'a>,
        /// Whether it is ticked from the start. Absent means no.
        pub default: Option<bool>,
    }
}

numbers! {
    /// How a button looks, and so what a click does (Discord docs, "Component Reference", Button
    /// Styles).
    pub struct ButtonStyle {
        /// The action to take first. A click is an interaction.
        PRIMARY = 1,
        /// Another action. A click is an interaction.
        SECONDARY = 2,
        /// An action that confirms. A click is an interaction.
        SUCCESS = 3,
        /// An action that cannot be undone. A click is an interaction.
        DANGER = 4,
        /// Opens a URL.
        LINK = 5,
        /// Buys what the app sells.
        PREMIUM = 6,
    }
}

numbers! {
    /// How a text input looks (Discord docs, "Component Reference", Text Input Styles).
    pub struct TextInputStyle {
        /// One line.
        SHORT = 1,
        /// Several lines.
        PARAGRAPH = 2,
    }
}
