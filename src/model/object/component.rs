//! Components of messages and modals: all of them, and those that lay out or show something.

use crate::model::codec::{flags, numbers, object, union};
use crate::model::{
    Boxed, Button, ChannelSelect, Checkbox, CheckboxGroup, FileUpload, List, Maybe,
    MentionableSelect, RadioGroup, RoleSelect, Snowflake, StringSelect, Text, TextInput,
    UserSelect,
};

union! {
    /// A part of a message or modal (Discord docs, "Component Reference", Component Object), by
    /// its `type`. Sessions of version 8 have none.
    pub enum Component, by "type" {
        /// A row of buttons, or a single select menu.
        ActionRow(ActionRow<'a>) = 1,
        /// A button.
        Button(Button<'a>) = 2,
        /// A menu of options that the app wrote.
        StringSelect(StringSelect<'a>) = 3,
        /// A field for text in a modal.
        TextInput(TextInput<'a>) = 4,
        /// A menu of users.
        UserSelect(UserSelect<'a>) = 5,
        /// A menu of roles.
        RoleSelect(RoleSelect<'a>) = 6,
        /// A menu of users and roles.
        MentionableSelect(MentionableSelect<'a>) = 7,
        /// A menu of channels.
        ChannelSelect(ChannelSelect<'a>) = 8,
        /// Texts with something beside them.
        Section(Section<'a>) = 9,
        /// Text in Markdown.
        TextDisplay(TextDisplay<'a>) = 10,
        /// A small image beside the texts of a section.
        Thumbnail(Thumbnail<'a>) = 11,
        /// Images and videos.
        MediaGallery(MediaGallery<'a>) = 12,
        /// An attached file.
        File(FileComponent<'a>) = 13,
        /// Space between components.
        Separator(Separator) = 14,
        /// A frame around components.
        Container(Container<'a>) = 17,
        /// A component of a modal, with its heading.
        Label(Label<'a>) = 18,
        /// A field for files in a modal.
        FileUpload(FileUpload<'a>) = 19,
        /// Options of which one is chosen.
        RadioGroup(RadioGroup<'a>) = 21,
        /// Options of which several may be chosen.
        CheckboxGroup(CheckboxGroup<'a>) = 22,
        /// A box to tick.
        Checkbox(Checkbox<'a>) = 23,
    }
}

object! {
    /// A row of up to five buttons, or of one select menu (Discord docs, "Component Reference",
    /// Action Row). Sessions of version 8 have none.
    pub struct ActionRow<'a> {
        /// Always [`ComponentType::ACTION_ROW`].
        pub kind as "type": ComponentType,
        /// The component's number in its message or modal, of 32 bits; 0 in older messages.
        pub id: Option<u64>,
        /// The buttons or the menu; in older modals, a text input.
        pub components: List<'a, Component<'a>>,
    }
}

object! {
    /// Texts with an image or a button beside them (Discord docs, "Component Reference", Section).
    /// Sessions of version 8 have none.
    pub struct Section<'a> {
        /// Always [`ComponentType::SECTION`].
        pub kind as "type": ComponentType,
        /// The component's number in its message or modal, of 32 bits; 0 in older messages.
        pub id: Option<u64>,
        /// The texts, as text displays.
        pub components: List<'a, Component<'a>>,
        /// What stands beside them: a thumbnail or a button.
        pub accessory: Option<Boxed<'a, Component<'a>>>,
    }
}

object! {
    /// Text in Markdown (Discord docs, "Component Reference", Text Display). Sessions of version 8
    /// have none.
    pub struct TextDisplay<'a> {
        /// Always [`ComponentType::TEXT_DISPLAY`].
        pub kind as "type": ComponentType,
        /// The component's number in its message or modal, of 32 bits; 0 in older messages.
        pub id: Option<u64>,
        /// The text.
        pub content: Text<'a>,
    }
}

object! {
    /// A small image beside the texts of a section (Discord docs, "Component Reference",
    /// Thumbnail). Sessions of version 8 have none.
    pub struct Thumbnail<'a> {
        /// Always [`ComponentType::THUMBNAIL`].
        pub kind as "type": ComponentType,
        /// The component's number in its message or modal, of 32 bits; 0 in older messages.
        pub id: Option<u64>,
        /// The image.
        pub media: UnfurledMediaItem<'a>,
        /// What it shows, for those who cannot see it. Null or absent where nothing is said.
        pub description: Maybe<Text<'a>>,
        /// Whether it is blurred until clicked. Absent means false.
        pub spoiler: Option<bool>,
    }
}

object! {
    /// Images and videos, from 1 to 10 (Discord docs, "Component Reference", Media Gallery).
    /// Sessions of version 8 have none.
    pub struct MediaGallery<'a> {
        /// Always [`ComponentType::MEDIA_GALLERY`].
        pub kind as "type": ComponentType,
        /// The component's number in its message or modal, of 32 bits; 0 in older messages.
        pub id: Option<u64>,
        /// The images and videos.
        pub items: List<'a, MediaGalleryItem<'a>>,
    }
}

object! {
    /// An image or video of a gallery (Discord docs, "Component Reference", Media Gallery Item
    /// Structure). Sessions of version 8 have none.
    pub struct MediaGalleryItem<'a> {
        /// The image or video.
        pub media: UnfurledMediaItem<'a>,
        /// What it shows, for those who cannot see it. Null or absent where nothing is said.
        pub description: Maybe<Text<'a>>,
        /// Whether it is blurred until clicked. Absent means false.
        pub spoiler: Option<bool>,
    }
}

object! {
    /// One of the message's attachments (Discord docs, "Component Reference", File). Sessions of
    /// version 8 have none.
    pub struct FileComponent<'a> {
        /// Always [`ComponentType::FILE`].
        pub kind as "type": ComponentType,
        /// The component's number in its message or modal, of 32 bits; 0 in older messages.
        pub id: Option<u64>,
        /// The file; an app names it as `attachment://` and its name.
        pub file: UnfurledMediaItem<'a>,
        /// Whether it is blurred until clicked. Absent means false.
        pub spoiler: Option<bool>,
        /// The file's name. Discord sets it.
        pub name: Option<Text<'a>>,
        /// The file's size in bytes. Discord sets it.
        pub size: Option<u64>,
    }
}

object! {
    /// Space between components, with or without a line (Discord docs, "Component Reference",
    /// Separator). Sessions of version 8 have none.
    pub struct Separator {
        /// Always [`ComponentType::SEPARATOR`].
        pub kind as "type": ComponentType,
        /// The component's number in its message or modal, of 32 bits; 0 in older messages.
        pub id: Option<u64>,
        /// Whether there is a line. Absent means true.
        pub divider: Option<bool>,
        /// How much space. Absent means little.
        pub spacing: Option<SeparatorSpacing>,
    }
}

object! {
    /// A frame around components (Discord docs, "Component Reference", Container). Sessions of
    /// version 8 have none.
    pub struct Container<'a> {
        /// Always [`ComponentType::CONTAINER`].
        pub kind as "type": ComponentType,
        /// The component's number in its message or modal, of 32 bits; 0 in older messages.
        pub id: Option<u64>,
        /// What is in the frame.
        pub components: List<'a, Component<'a>>,
        /// The colour of the frame's bar, as RGB in 24 bits. Absent or null where it has none.
        pub accent_color: Maybe<u64> => lenient,
        /// Whether all of it is blurred until clicked. Absent means false.
        pub spoiler: Option<bool>,
    }
}

object! {
    /// A component of a modal, with its heading (Discord docs, "Component Reference", Label).
    /// Sessions of version 8 have none.
    pub struct Label<'a> {
        /// Always [`ComponentType::LABEL`].
        pub kind as "type": ComponentType,
        /// The component's number in its message or modal, of 32 bits; 0 in older messages.
        pub id: Option<u64>,
        /// The heading.
        pub label: Text<'a>,
        /// A line that explains it. Absent where there is none.
        pub description: Option<Text<'a>>,
        /// What is labelled: a component that takes input.
        pub component: Boxed<'a, Component<'a>>,
    }
}

object! {
    /// An image, video or file that a component shows (Discord docs, "Component Reference",
    /// Unfurled Media Item). An app sets its `url` only; Discord adds the rest, as far as there is
    /// any. Sessions of version 8 have none.
    pub struct UnfurledMediaItem<'a> {
        /// Where it is; an attachment is named as `attachment://` and its name.
        pub url: Text<'a>,
        /// Where Discord's proxy has it.
        pub proxy_url: Option<Text<'a>>,
        /// The height in pixels, of an image or video. It may be 0.
        pub height: Maybe<u64>,
        /// The width in pixels, of an image or video.
        pub width: Maybe<u64>,
        /// A tiny preview of an image or video, as a thumbhash in base64.
        pub placeholder: Maybe<Text<'a>>,
        /// Which version of the preview it is.
        pub placeholder_version: Maybe<u64>,
        /// The media type.
        pub content_type: Maybe<Text<'a>>,
        /// Its flags.
        pub flags: Option<UnfurledMediaItemFlags>,
        /// The attachment's id. Absent where the media was not uploaded.
        pub attachment_id: Option<Snowflake>,
        /// The item's id.
        pub id: Option<Snowflake>,
        /// How far Discord is with fetching it. Undocumented.
        pub loading_state: Option<MediaLoadingState>,
    }
}

numbers! {
    /// A component's type (Discord docs, "Component Reference", Component Types).
    pub struct ComponentType {
        /// [`ActionRow`].
        ACTION_ROW = 1,
        /// [`Button`].
        BUTTON = 2,
        /// [`StringSelect`].
        STRING_SELECT = 3,
        /// [`TextInput`].
        TEXT_INPUT = 4,
        /// [`UserSelect`].
        USER_SELECT = 5,
        /// [`RoleSelect`].
        ROLE_SELECT = 6,
        /// [`MentionableSelect`].
        MENTIONABLE_SELECT = 7,
        /// [`ChannelSelect`].
        CHANNEL_SELECT = 8,
        /// [`Section`].
        SECTION = 9,
        /// [`TextDisplay`].
        TEXT_DISPLAY = 10,
        /// [`Thumbnail`].
        THUMBNAIL = 11,
        /// [`MediaGallery`].
        MEDIA_GALLERY = 12,
        /// [`FileComponent`].
        FILE = 13,
        /// [`Separator`].
        SEPARATOR = 14,
        /// An entry of a user's recent activity. Undocumented; read as unknown.
        CONTENT_INVENTORY_ENTRY = 16,
        /// [`Container`].
        CONTAINER = 17,
        /// [`Label`].
        LABEL = 18,
        /// [`FileUpload`].
        FILE_UPLOAD = 19,
        /// [`RadioGroup`].
        RADIO_GROUP = 21,
        /// [`CheckboxGroup`].
        CHECKBOX_GROUP = 22,
        /// [`Checkbox`].
        CHECKBOX = 23,
    }
}

numbers! {
    /// How much space a separator has (Discord docs, "Component Reference", Separator).
    pub struct SeparatorSpacing {
        /// Little space.
        SMALL = 1,
        /// Much space.
        LARGE = 2,
    }
}

numbers! {
    /// How far Discord is with fetching media. Undocumented.
    pub struct MediaLoadingState {
        /// Not known.
        UNKNOWN = 0,
        /// It is being fetched.
        LOADING = 1,
        /// It is there.
        LOADED_SUCCESS = 2,
        /// There is nothing at its URL.
        LOADED_NOT_FOUND = 3,
    }
}

flags! {
    /// Flags of an unfurled media item (Discord docs, "Component Reference", Unfurled Media Item
    /// Flags).
    pub struct UnfurledMediaItemFlags {
        /// The image is animated.
        IS_ANIMATED = 0,
    }
}
