//! TODO

use crate::model::codec::{object, union};
use crate::model::{ComponentType, List, ResolvedData, Snowflake, Text};

union! {
    /// TODO what the user entered
    pub enum ComponentResponse, by "type", "component_type" {
        /// TODO
        ActionRow(ActionRowResponse<'a>) = 1,
        /// TODO
        StringSelect(StringSelectResponse<'a>) = 3,
        /// TODO
        TextInput(TextInputResponse<'a>) = 4,
        /// TODO
        UserSelect(UserSelectResponse<'a>) = 5,
        /// TODO
        RoleSelect(RoleSelectResponse<'a>) = 6,
        /// TODO
        MentionableSelect(MentionableSelectResponse<'a>) = 7,
        /// TODO
        ChannelSelect(ChannelSelectResponse<'a>) = 8,
        /// TODO
        TextDisplay(TextDisplayResponse) = 10,
        /// TODO
        Label(LabelResponse<'a>) = 18,
        /// TODO
        FileUpload(FileUploadResponse<'a>) = 19,
        /// TODO
        RadioGroup(RadioGroupResponse<'a>) = 21,
        /// TODO
        CheckboxGroup(CheckboxGroupResponse<'a>) = 22,
        /// TODO
        Checkbox(CheckboxResponse<'a>) = 23,
    }
}

object! {
    /// TODO rows around text inputs of older modals
    pub struct ActionRowResponse<'a> {
        /// TODO
        pub kind as "type": ComponentType,
        /// TODO
        pub id: Option<u64>,
        /// TODO
        pub components: List<'a, ComponentResponse<'a>>,
    }
}

object! {
    /// TODO Sent inside ModalSubmitData.components (usually wrapped in Label, older ones in ActionRow {type:1, id?, components:[...]}). In message-component interactions the same values sit flat in MessageComponentData (with `component_type`), so `type` and `component_type` are alternatives and effectively optional.
    pub struct StringSelectResponse<'a> {
        /// TODO cur modal form
        pub kind as "type": Option<ComponentType>,
        /// TODO cur message form
        pub component_type: Option<ComponentType>,
        /// TODO cur dapi: optional
        pub id: Option<u64>,
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur
        pub values: List<'a, Text<'a>>,
    }
}

object! {
    /// TODO
    pub struct TextInputResponse<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur dapi: optional
        pub id: Option<u64>,
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur may be empty
        pub value: Text<'a>,
    }
}

object! {
    /// TODO
    pub struct UserSelectResponse<'a> {
        /// TODO cur modal form
        pub kind as "type": Option<ComponentType>,
        /// TODO cur message form
        pub component_type: Option<ComponentType>,
        /// TODO cur dapi: optional
        pub id: Option<u64>,
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur dapi: found on ModalSubmitData instead
        pub resolved: Box<ResolvedData<'a>>,
        /// TODO cur
        pub values: List<'a, Snowflake>,
    }
}

object! {
    /// TODO
    pub struct RoleSelectResponse<'a> {
        /// TODO cur modal form
        pub kind as "type": Option<ComponentType>,
        /// TODO cur message form
        pub component_type: Option<ComponentType>,
        /// TODO cur dapi: optional
        pub id: Option<u64>,
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur dapi: found on ModalSubmitData instead
        pub resolved: Box<ResolvedData<'a>>,
        /// TODO cur
        pub values: List<'a, Snowflake>,
    }
}

object! {
    /// TODO
    pub struct MentionableSelectResponse<'a> {
        /// TODO cur modal form
        pub kind as "type": Option<ComponentType>,
        /// TODO cur message form
        pub component_type: Option<ComponentType>,
        /// TODO cur dapi: optional
        pub id: Option<u64>,
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur dapi: found on ModalSubmitData instead
        pub resolved: Box<ResolvedData<'a>>,
        /// TODO cur
        pub values: List<'a, Snowflake>,
    }
}

object! {
    /// TODO
    pub struct ChannelSelectResponse<'a> {
        /// TODO cur modal form
        pub kind as "type": Option<ComponentType>,
        /// TODO cur message form
        pub component_type: Option<ComponentType>,
        /// TODO cur dapi: optional
        pub id: Option<u64>,
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur dapi: found on ModalSubmitData instead
        pub resolved: Box<ResolvedData<'a>>,
        /// TODO cur
        pub values: List<'a, Snowflake>,
    }
}

object! {
    /// TODO
    pub struct TextDisplayResponse {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur
        pub id: u64,
    }
}

object! {
    /// TODO
    pub struct LabelResponse<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur dapi: optional
        pub id: Option<u64>,
        /// TODO cur
        pub component: Box<ComponentResponse<'a>>,
    }
}

object! {
    /// TODO
    pub struct FileUploadResponse<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur dapi: optional
        pub id: Option<u64>,
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur
        pub values: List<'a, Snowflake>,
    }
}

object! {
    /// TODO
    pub struct RadioGroupResponse<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur dapi: optional
        pub id: Option<u64>,
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur null = nothing chosen
        pub value: Option<Text<'a>> => null,
    }
}

object! {
    /// TODO
    pub struct CheckboxGroupResponse<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur dapi: optional
        pub id: Option<u64>,
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur
        pub values: List<'a, Text<'a>>,
    }
}

object! {
    /// TODO
    pub struct CheckboxResponse<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur dapi: optional
        pub id: Option<u64>,
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur
        pub value: bool,
    }
}
