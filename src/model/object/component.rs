//! TODO

use crate::model::codec::{flags, numbers, object, union};
use crate::model::{Channel, ChannelType, List, Maybe, PartialEmoji, Role, Snowflake, Text, User};

union! {
    /// TODO A part of a message
    pub enum Component, by "type" {
        /// TODO
        ActionRow(ActionRow<'a>) = 1,
        /// TODO
        Button(Button<'a>) = 2,
        /// TODO
        StringSelect(StringSelect<'a>) = 3,
        /// TODO
        TextInput(TextInput<'a>) = 4,
        /// TODO
        UserSelect(UserSelect<'a>) = 5,
        /// TODO
        RoleSelect(RoleSelect<'a>) = 6,
        /// TODO
        MentionableSelect(MentionableSelect<'a>) = 7,
        /// TODO
        ChannelSelect(ChannelSelect<'a>) = 8,
        /// TODO
        Section(Section<'a>) = 9,
        /// TODO
        TextDisplay(TextDisplay<'a>) = 10,
        /// TODO
        Thumbnail(Thumbnail<'a>) = 11,
        /// TODO
        MediaGallery(MediaGallery<'a>) = 12,
        /// TODO
        File(FileComponent<'a>) = 13,
        /// TODO
        Separator(Separator) = 14,
        /// TODO
        Container(Container<'a>) = 17,
        /// TODO
        Label(Label<'a>) = 18,
        /// TODO
        FileUpload(FileUpload<'a>) = 19,
        /// TODO
        RadioGroup(RadioGroup<'a>) = 21,
        /// TODO
        CheckboxGroup(CheckboxGroup<'a>) = 22,
        /// TODO
        Checkbox(Checkbox<'a>) = 23,
    }
}

object! {
    /// TODO Every component has `type` and optional int `id` (32-bit). Unknown `type` must be kept or skipped, never fatal.
    pub struct ActionRow<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur
        pub id: Option<u64>,
        /// TODO cur
        pub components: List<'a, Component<'a>>,
    }
}

object! {
    /// TODO
    pub struct Button<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur
        pub id: Option<u64>,
        /// TODO cur
        pub style: ButtonStyle,
        /// TODO cur
        pub label: Option<Text<'a>>,
        /// TODO cur id, name, animated
        pub emoji: Option<PartialEmoji<'a>>,
        /// TODO cur
        pub custom_id: Option<Text<'a>>,
        /// TODO cur
        pub sku_id: Option<Snowflake>,
        /// TODO cur
        pub url: Option<Text<'a>>,
        /// TODO cur
        pub disabled: Option<bool>,
    }
}

object! {
    /// TODO
    pub struct StringSelect<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur
        pub id: Option<u64>,
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur
        pub options: List<'a, SelectOption<'a>>,
        /// TODO cur
        pub placeholder: Option<Text<'a>>,
        /// TODO cur
        pub min_values: Option<u64>,
        /// TODO cur
        pub max_values: Option<u64>,
        /// TODO cur
        pub required: Option<bool>,
        /// TODO cur
        pub disabled: Option<bool>,
    }
}

object! {
    /// TODO
    pub struct SelectOption<'a> {
        /// TODO cur
        pub label: Text<'a>,
        /// TODO cur
        pub value: Text<'a>,
        /// TODO cur
        pub description: Option<Text<'a>>,
        /// TODO cur
        pub emoji: Option<PartialEmoji<'a>>,
        /// TODO cur
        pub default: Option<bool>,
    }
}

object! {
    /// TODO
    pub struct TextInput<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur
        pub id: Option<u64>,
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur
        pub style: TextInputStyle,
        /// TODO cur
        pub min_length: Option<u64>,
        /// TODO cur
        pub max_length: Option<u64>,
        /// TODO cur
        pub required: Option<bool>,
        /// TODO cur
        pub value: Option<Text<'a>>,
        /// TODO cur
        pub placeholder: Option<Text<'a>>,
        /// TODO ext deprecated; older modals
        pub label: Option<Text<'a>>,
    }
}

object! {
    /// TODO
    pub struct UserSelect<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur
        pub id: Option<u64>,
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur
        pub placeholder: Option<Text<'a>>,
        /// TODO cur
        pub default_values: Option<List<'a, SelectDefaultValue<'a>>>,
        /// TODO cur
        pub min_values: Option<u64>,
        /// TODO cur
        pub max_values: Option<u64>,
        /// TODO cur
        pub required: Option<bool>,
        /// TODO cur
        pub disabled: Option<bool>,
    }
}

object! {
    /// TODO
    pub struct SelectDefaultValue<'a> {
        /// TODO cur
        pub id: Snowflake,
        /// TODO cur user, role or channel
        pub kind as "type": Text<'a>,
    }
}

object! {
    /// TODO
    pub struct RoleSelect<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur
        pub id: Option<u64>,
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur
        pub placeholder: Option<Text<'a>>,
        /// TODO cur
        pub default_values: Option<List<'a, SelectDefaultValue<'a>>>,
        /// TODO cur
        pub min_values: Option<u64>,
        /// TODO cur
        pub max_values: Option<u64>,
        /// TODO cur
        pub required: Option<bool>,
        /// TODO cur
        pub disabled: Option<bool>,
    }
}

object! {
    /// TODO
    pub struct MentionableSelect<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur
        pub id: Option<u64>,
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur
        pub placeholder: Option<Text<'a>>,
        /// TODO cur
        pub default_values: Option<List<'a, SelectDefaultValue<'a>>>,
        /// TODO cur
        pub min_values: Option<u64>,
        /// TODO cur
        pub max_values: Option<u64>,
        /// TODO cur
        pub required: Option<bool>,
        /// TODO cur
        pub disabled: Option<bool>,
    }
}

object! {
    /// TODO
    pub struct ChannelSelect<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur
        pub id: Option<u64>,
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur
        pub channel_types: Option<List<'a, ChannelType>>,
        /// TODO cur
        pub placeholder: Option<Text<'a>>,
        /// TODO cur
        pub default_values: Option<List<'a, SelectDefaultValue<'a>>>,
        /// TODO cur
        pub min_values: Option<u64>,
        /// TODO cur
        pub max_values: Option<u64>,
        /// TODO cur
        pub required: Option<bool>,
        /// TODO cur
        pub disabled: Option<bool>,
    }
}

object! {
    /// TODO
    pub struct Section<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur
        pub id: Option<u64>,
        /// TODO cur
        pub components: List<'a, Component<'a>>,
        /// TODO cur
        pub accessory: Box<Component<'a>>,
    }
}

object! {
    /// TODO
    pub struct TextDisplay<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur
        pub id: Option<u64>,
        /// TODO cur
        pub content: Text<'a>,
    }
}

object! {
    /// TODO
    pub struct Thumbnail<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur
        pub id: Option<u64>,
        /// TODO cur
        pub media: UnfurledMediaItem<'a>,
        /// TODO cur
        pub description: Maybe<Text<'a>>,
        /// TODO cur
        pub spoiler: Option<bool>,
    }
}

object! {
    /// TODO
    pub struct MediaGallery<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur
        pub id: Option<u64>,
        /// TODO cur
        pub items: List<'a, MediaGalleryItem<'a>>,
    }
}

object! {
    /// TODO
    pub struct MediaGalleryItem<'a> {
        /// TODO cur
        pub media: UnfurledMediaItem<'a>,
        /// TODO cur
        pub description: Maybe<Text<'a>>,
        /// TODO cur
        pub spoiler: Option<bool>,
    }
}

object! {
    /// TODO
    pub struct FileComponent<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur
        pub id: Option<u64>,
        /// TODO cur
        pub file: UnfurledMediaItem<'a>,
        /// TODO cur
        pub spoiler: Option<bool>,
        /// TODO cur received only
        pub name: Option<Text<'a>>,
        /// TODO cur received only
        pub size: Option<u64>,
    }
}

object! {
    /// TODO
    pub struct Separator {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur
        pub id: Option<u64>,
        /// TODO cur
        pub divider: Option<bool>,
        /// TODO cur
        pub spacing: Option<SeparatorSpacing>,
    }
}

object! {
    /// TODO
    pub struct Container<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur
        pub id: Option<u64>,
        /// TODO cur
        pub components: List<'a, Component<'a>>,
        /// TODO cur
        pub accent_color: Maybe<u64>,
        /// TODO cur
        pub spoiler: Option<bool>,
    }
}

object! {
    /// TODO
    pub struct Label<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur
        pub id: Option<u64>,
        /// TODO cur
        pub label: Text<'a>,
        /// TODO cur
        pub description: Option<Text<'a>>,
        /// TODO cur
        pub component: Box<Component<'a>>,
    }
}

object! {
    /// TODO
    pub struct FileUpload<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur
        pub id: Option<u64>,
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur
        pub min_values: Option<u64>,
        /// TODO cur
        pub max_values: Option<u64>,
        /// TODO cur
        pub required: Option<bool>,
        /// TODO cur
        pub file_types: Option<List<'a, Text<'a>>>,
    }
}

object! {
    /// TODO
    pub struct RadioGroup<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur
        pub id: Option<u64>,
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur
        pub options: List<'a, RadioGroupOption<'a>>,
        /// TODO cur
        pub required: Option<bool>,
    }
}

object! {
    /// TODO
    pub struct RadioGroupOption<'a> {
        /// TODO cur
        pub value: Text<'a>,
        /// TODO cur
        pub label: Text<'a>,
        /// TODO cur
        pub description: Option<Text<'a>>,
        /// TODO cur
        pub default: Option<bool>,
    }
}

object! {
    /// TODO
    pub struct CheckboxGroup<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur
        pub id: Option<u64>,
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur
        pub options: List<'a, CheckboxGroupOption<'a>>,
        /// TODO cur
        pub min_values: Option<u64>,
        /// TODO cur
        pub max_values: Option<u64>,
        /// TODO cur
        pub required: Option<bool>,
    }
}

object! {
    /// TODO
    pub struct CheckboxGroupOption<'a> {
        /// TODO cur
        pub value: Text<'a>,
        /// TODO cur
        pub label: Text<'a>,
        /// TODO cur
        pub description: Option<Text<'a>>,
        /// TODO cur
        pub default: Option<bool>,
    }
}

object! {
    /// TODO
    pub struct Checkbox<'a> {
        /// TODO cur
        pub kind as "type": ComponentType,
        /// TODO cur
        pub id: Option<u64>,
        /// TODO cur
        pub custom_id: Text<'a>,
        /// TODO cur
        pub default: Option<bool>,
    }
}

object! {
    /// TODO
    pub struct UnfurledMediaItem<'a> {
        /// TODO cur
        pub url: Text<'a>,
        /// TODO cur
        pub proxy_url: Option<Text<'a>>,
        /// TODO cur 0 allowed
        pub height: Maybe<u64>,
        /// TODO cur
        pub width: Maybe<u64>,
        /// TODO cur dapi: nullable
        pub placeholder: Maybe<Text<'a>>,
        /// TODO cur dapi: nullable
        pub placeholder_version: Maybe<u64>,
        /// TODO cur dapi: nullable
        pub content_type: Maybe<Text<'a>>,
        /// TODO cur
        pub flags: Option<UnfurledMediaItemFlags>,
        /// TODO cur
        pub attachment_id: Option<Snowflake>,
        /// TODO ext dapi
        pub loading_state: Option<MediaLoadingState>,
    }
}

numbers! {
    /// TODO ComponentType: kind: enum u8
    pub struct ComponentType {
        /// TODO cur
        ACTION_ROW = 1,
        /// TODO cur
        BUTTON = 2,
        /// TODO cur
        STRING_SELECT = 3,
        /// TODO cur
        TEXT_INPUT = 4,
        /// TODO cur
        USER_SELECT = 5,
        /// TODO cur
        ROLE_SELECT = 6,
        /// TODO cur
        MENTIONABLE_SELECT = 7,
        /// TODO cur
        CHANNEL_SELECT = 8,
        /// TODO cur
        SECTION = 9,
        /// TODO cur
        TEXT_DISPLAY = 10,
        /// TODO cur
        THUMBNAIL = 11,
        /// TODO cur
        MEDIA_GALLERY = 12,
        /// TODO cur
        FILE = 13,
        /// TODO cur
        SEPARATOR = 14,
        /// TODO ext
        CONTENT_INVENTORY_ENTRY = 16,
        /// TODO cur
        CONTAINER = 17,
        /// TODO cur
        LABEL = 18,
        /// TODO cur
        FILE_UPLOAD = 19,
        /// TODO cur
        RADIO_GROUP = 21,
        /// TODO cur
        CHECKBOX_GROUP = 22,
        /// TODO cur
        CHECKBOX = 23,
    }
}

numbers! {
    /// TODO ButtonStyle: kind: enum u8
    pub struct ButtonStyle {
        /// TODO cur
        PRIMARY = 1,
        /// TODO cur
        SECONDARY = 2,
        /// TODO cur
        SUCCESS = 3,
        /// TODO cur
        DANGER = 4,
        /// TODO cur
        LINK = 5,
        /// TODO cur
        PREMIUM = 6,
    }
}

numbers! {
    /// TODO TextInputStyle: kind: enum u8
    pub struct TextInputStyle {
        /// TODO cur
        SHORT = 1,
        /// TODO cur
        PARAGRAPH = 2,
    }
}

numbers! {
    /// TODO SeparatorSpacing: kind: enum u8
    pub struct SeparatorSpacing {
        /// TODO cur
        SMALL = 1,
        /// TODO cur
        LARGE = 2,
    }
}

numbers! {
    /// TODO MediaLoadingState: kind: enum u8
    pub struct MediaLoadingState {
        /// TODO ext
        UNKNOWN = 0,
        /// TODO ext
        LOADING = 1,
        /// TODO ext
        LOADED_SUCCESS = 2,
        /// TODO ext
        LOADED_NOT_FOUND = 3,
    }
}

flags! {
    /// TODO UnfurledMediaItemFlags: kind: flags u32
    pub struct UnfurledMediaItemFlags {
        /// TODO cur
        IS_ANIMATED = 0,
    }
}
