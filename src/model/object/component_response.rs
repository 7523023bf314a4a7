//! What a user entered into the components of a modal.

use crate::model::codec::{object, union};
use crate::model::{Boxed, ComponentType, List, ResolvedData, Snowflake, Text};

union! {
    /// What a user entered into a component of a modal (Discord docs, "Component Reference"), by
    /// its `type` or `component_type`. Sessions of version 8 have none.
    pub enum ComponentResponse, by "type", "component_type" {
        /// The row around an input, of older modals.
        ActionRow(ActionRowResponse<'a>) = 1,
        /// The chosen options.
        StringSelect(StringSelectResponse<'a>) = 3,
        /// The text.
        TextInput(TextInputResponse<'a>) = 4,
        /// The chosen users.
        UserSelect(UserSelectResponse<'a>) = 5,
        /// The chosen roles.
        RoleSelect(RoleSelectResponse<'a>) = 6,
        /// The chosen users and roles.
        MentionableSelect(MentionableSelectResponse<'a>) = 7,
        /// The chosen channels.
        ChannelSelect(ChannelSelectResponse<'a>) = 8,
        /// A text of the modal, which takes no input.
        TextDisplay(TextDisplayResponse) = 10,
        /// The label around an input.
        Label(LabelResponse<'a>) = 18,
        /// The uploaded files.
        FileUpload(FileUploadResponse<'a>) = 19,
        /// The chosen option, if any.
        RadioGroup(RadioGroupResponse<'a>) = 21,
        /// The chosen options.
        CheckboxGroup(CheckboxGroupResponse<'a>) = 22,
        /// Whether the box is ticked.
        Checkbox(CheckboxResponse<'a>) = 23,
    }
}

object! {
    /// A row around a text input, in the answer to an older modal. Undocumented. Sessions of
    /// version 8 have none.
    pub struct ActionRowResponse<'a> {
        /// Always [`ComponentType::ACTION_ROW`].
        pub kind as "type": ComponentType,
        /// The component's number in its modal, of 32 bits.
        pub id: Option<u64>,
        /// What was entered into the components of the row.
        pub components: List<'a, ComponentResponse<'a>> => whole,
    }
}

object! {
    /// The options chosen in a string select (Discord docs, "Component Reference", String Select
    /// Interaction Response Structure). Sessions of version 8 have none.
    pub struct StringSelectResponse<'a> {
        /// [`ComponentType::STRING_SELECT`], in the answer to a modal.
        pub kind as "type": Option<ComponentType>,
        /// [`ComponentType::STRING_SELECT`], in an interaction with a message.
        pub component_type: Option<ComponentType>,
        /// The component's number in its modal, of 32 bits.
        pub id: Option<u64>,
        /// The app's own id for the component.
        pub custom_id: Text<'a>,
        /// The options' values.
        pub values: List<'a, Text<'a>> => json whole,
    }
}

object! {
    /// The text entered into a text input (Discord docs, "Component Reference", Text Input
    /// Interaction Response Structure). Sessions of version 8 have none.
    pub struct TextInputResponse<'a> {
        /// Always [`ComponentType::TEXT_INPUT`].
        pub kind as "type": ComponentType,
        /// The component's number in its modal, of 32 bits.
        pub id: Option<u64>,
        /// The app's own id for the component.
        pub custom_id: Text<'a>,
        /// The text. It may be empty. Absent or null where nothing was entered.
        pub value: Option<Text<'a>> => strict,
    }
}

object! {
    /// The users chosen in a user select (Discord docs, "Component Reference", User Select
    /// Interaction Response Structure). Sessions of version 8 have none.
    pub struct UserSelectResponse<'a> {
        /// [`ComponentType::USER_SELECT`], in the answer to a modal.
        pub kind as "type": Option<ComponentType>,
        /// [`ComponentType::USER_SELECT`], in an interaction with a message.
        pub component_type: Option<ComponentType>,
        /// The component's number in its modal, of 32 bits.
        pub id: Option<u64>,
        /// The app's own id for the component.
        pub custom_id: Text<'a>,
        /// The chosen objects. Often absent: a modal has them for all of its components together.
        pub resolved: Option<Boxed<'a, ResolvedData<'a>>>,
        /// The users' ids.
        pub values: List<'a, Snowflake> => whole,
    }
}

object! {
    /// The roles chosen in a role select (Discord docs, "Component Reference", Role Select
    /// Interaction Response Structure). Sessions of version 8 have none.
    pub struct RoleSelectResponse<'a> {
        /// [`ComponentType::ROLE_SELECT`], in the answer to a modal.
        pub kind as "type": Option<ComponentType>,
        /// [`ComponentType::ROLE_SELECT`], in an interaction with a message.
        pub component_type: Option<ComponentType>,
        /// The component's number in its modal, of 32 bits.
        pub id: Option<u64>,
        /// The app's own id for the component.
        pub custom_id: Text<'a>,
        /// The chosen objects. Often absent: a modal has them for all of its components together.
        pub resolved: Option<Boxed<'a, ResolvedData<'a>>>,
        /// The roles' ids.
        pub values: List<'a, Snowflake> => whole,
    }
}

object! {
    /// The users and roles chosen in a mentionable select (Discord docs, "Component Reference",
    /// Mentionable Select Interaction Response Structure). Sessions of version 8 have none.
    pub struct MentionableSelectResponse<'a> {
        /// [`ComponentType::MENTIONABLE_SELECT`], in the answer to a modal.
        pub kind as "type": Option<ComponentType>,
        /// [`ComponentType::MENTIONABLE_SELECT`], in an interaction with a message.
        pub component_type: Option<ComponentType>,
        /// The component's number in its modal, of 32 bits.
        pub id: Option<u64>,
        /// The app's own id for the component.
        pub custom_id: Text<'a>,
        /// The chosen objects. Often absent: a modal has them for all of its components together.
        pub resolved: Option<Boxed<'a, ResolvedData<'a>>>,
        /// The users' and roles' ids.
        pub values: List<'a, Snowflake> => whole,
    }
}

object! {
    /// The channels chosen in a channel select (Discord docs, "Component Reference", Channel Select
    /// Interaction Response Structure). Sessions of version 8 have none.
    pub struct ChannelSelectResponse<'a> {
        /// [`ComponentType::CHANNEL_SELECT`], in the answer to a modal.
        pub kind as "type": Option<ComponentType>,
        /// [`ComponentType::CHANNEL_SELECT`], in an interaction with a message.
        pub component_type: Option<ComponentType>,
        /// The component's number in its modal, of 32 bits.
        pub id: Option<u64>,
        /// The app's own id for the component.
        pub custom_id: Text<'a>,
        /// The chosen objects. Often absent: a modal has them for all of its components together.
        pub resolved: Option<Boxed<'a, ResolvedData<'a>>>,
        /// The channels' ids.
        pub values: List<'a, Snowflake> => whole,
    }
}

object! {
    /// The place of a text display, which takes no input (Discord docs, "Component Reference", Text
    /// Display Interaction Response Structure). Sessions of version 8 have none.
    pub struct TextDisplayResponse {
        /// Always [`ComponentType::TEXT_DISPLAY`].
        pub kind as "type": ComponentType,
        /// The component's number in its modal, of 32 bits.
        pub id: u64,
    }
}

object! {
    /// A label around an input (Discord docs, "Component Reference", Label Interaction Response
    /// Structure). Sessions of version 8 have none.
    pub struct LabelResponse<'a> {
        /// Always [`ComponentType::LABEL`].
        pub kind as "type": ComponentType,
        /// The component's number in its modal, of 32 bits.
        pub id: Option<u64>,
        /// What was entered into the labelled component.
        pub component: Boxed<'a, ComponentResponse<'a>>,
    }
}

object! {
    /// The files given to a file upload (Discord docs, "Component Reference", File Upload
    /// Interaction Response Structure). Sessions of version 8 have none.
    pub struct FileUploadResponse<'a> {
        /// Always [`ComponentType::FILE_UPLOAD`].
        pub kind as "type": ComponentType,
        /// The component's number in its modal, of 32 bits.
        pub id: Option<u64>,
        /// The app's own id for the component.
        pub custom_id: Text<'a>,
        /// The attachments' ids.
        pub values: List<'a, Snowflake> => whole,
    }
}

object! {
    /// The option chosen in a radio group (Discord docs, "Component Reference", Radio Group
    /// Interaction Response Structure). Sessions of version 8 have none.
    pub struct RadioGroupResponse<'a> {
        /// Always [`ComponentType::RADIO_GROUP`].
        pub kind as "type": ComponentType,
        /// The component's number in its modal, of 32 bits.
        pub id: Option<u64>,
        /// The app's own id for the component.
        pub custom_id: Text<'a>,
        /// The option's value, or null where none was chosen.
        pub value: Option<Text<'a>> => null strict,
    }
}

object! {
    /// The options chosen in a checkbox group (Discord docs, "Component Reference", Checkbox Group
    /// Interaction Response Structure). Sessions of version 8 have none.
    pub struct CheckboxGroupResponse<'a> {
        /// Always [`ComponentType::CHECKBOX_GROUP`].
        pub kind as "type": ComponentType,
        /// The component's number in its modal, of 32 bits.
        pub id: Option<u64>,
        /// The app's own id for the component.
        pub custom_id: Text<'a>,
        /// The options' values; none where none was chosen.
        pub values: List<'a, Text<'a>> => json whole,
    }
}

object! {
    /// The state of a checkbox (Discord docs, "Component Reference", Checkbox Interaction Response
    /// Structure). Sessions of version 8 have none.
    pub struct CheckboxResponse<'a> {
        /// Always [`ComponentType::CHECKBOX`].
        pub kind as "type": ComponentType,
        /// The component's number in its modal, of 32 bits.
        pub id: Option<u64>,
        /// The app's own id for the component.
        pub custom_id: Text<'a>,
        /// Whether it is ticked.
        pub value: bool,
    }
}
