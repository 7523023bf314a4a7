//! Embeds in messages.

use crate::model::codec::{flags, object, words};
use crate::model::{Boxed, Component, List, Text, Timestamp};

object! {
    /// Rich content in a message, or the preview of a link (Discord docs, "Message Resource", Embed
    /// Object). What it does not show is absent.
    pub struct Embed<'a> {
        /// The title, of up to 256 characters.
        pub title: Option<Text<'a>>,
        /// What it shows.
        pub kind as "type": Option<EmbedType<'a>>,
        /// The text, of up to 4096 characters.
        pub description: Option<Text<'a>>,
        /// Where the title links to.
        pub url: Option<Text<'a>>,
        /// The time at its foot.
        pub timestamp: Option<Timestamp>,
        /// The color of its edge, as an RGB number.
        pub color: Option<u32>,
        /// The line at its foot.
        pub footer: Option<Boxed<'a, EmbedFooter<'a>>>,
        /// The image.
        pub image: Option<Boxed<'a, EmbedMedia<'a>>>,
        /// The small image.
        pub thumbnail: Option<Boxed<'a, EmbedMedia<'a>>>,
        /// The video.
        pub video: Option<Boxed<'a, EmbedMedia<'a>>>,
        /// The site that it comes from.
        pub provider: Option<Boxed<'a, EmbedProvider<'a>>>,
        /// The line at its head.
        pub author: Option<Boxed<'a, EmbedAuthor<'a>>>,
        /// The fields, at most 25.
        pub fields: Option<List<'a, EmbedField<'a>>>,
        /// Properties of the embed. Sessions of version 8 lack it.
        pub flags: Option<EmbedFlags>,
        /// Components, of which it is made instead.
        pub components: Option<List<'a, Component<'a>>>,
    }
}

object! {
    /// An image, thumbnail or video of an embed (Discord docs, "Message Resource", Embed Image
    /// Structure and Embed Video Structure). What is not known of it is absent.
    pub struct EmbedMedia<'a> {
        /// Where the file is. Only videos, and sessions of version 8, may lack it.
        pub url: Option<Text<'a>>,
        /// Where the file is behind Discord's proxy.
        pub proxy_url: Option<Text<'a>>,
        /// The height in pixels; 0 occurs.
        pub height: Option<u64>,
        /// The width in pixels; 0 occurs.
        pub width: Option<u64>,
        /// The media type, such as `image/png`. Sessions of version 8 lack it.
        pub content_type: Option<Text<'a>>,
        /// A thumbhash, to show while the file loads. Sessions of version 8 lack it.
        pub placeholder: Option<Text<'a>>,
        /// The version of the placeholder's format. Sessions of version 8 lack it.
        pub placeholder_version: Option<u64>,
        /// A description for those who cannot see it. Sessions of version 8 lack it.
        pub description: Option<Text<'a>>,
        /// Properties of the file. Sessions of version 8 lack it.
        pub flags: Option<EmbedMediaFlags>,
    }
}

object! {
    /// The site that an embed comes from (Discord docs, "Message Resource", Embed Provider
    /// Structure). What is not known of it is absent.
    pub struct EmbedProvider<'a> {
        /// The site's name.
        pub name: Option<Text<'a>>,
        /// The site's address.
        pub url: Option<Text<'a>>,
    }
}

object! {
    /// The line at the head of an embed (Discord docs, "Message Resource", Embed Author Structure).
    pub struct EmbedAuthor<'a> {
        /// The author's name. Only sessions of version 8 may lack it.
        pub name: Option<Text<'a>>,
        /// Where the name links to. Absent if nowhere.
        pub url: Option<Text<'a>>,
        /// Where the icon is. Absent if there is none.
        pub icon_url: Option<Text<'a>>,
        /// Where the icon is behind Discord's proxy. Absent if there is none.
        pub proxy_icon_url: Option<Text<'a>>,
    }
}

object! {
    /// The line at the foot of an embed (Discord docs, "Message Resource", Embed Footer Structure).
    pub struct EmbedFooter<'a> {
        /// The text, of up to 2048 characters.
        pub text: Text<'a>,
        /// Where the icon is. Absent if there is none.
        pub icon_url: Option<Text<'a>>,
        /// Where the icon is behind Discord's proxy. Absent if there is none.
        pub proxy_icon_url: Option<Text<'a>>,
    }
}

object! {
    /// A field of an embed (Discord docs, "Message Resource", Embed Field Structure).
    pub struct EmbedField<'a> {
        /// The heading, of up to 256 characters.
        pub name: Text<'a>,
        /// The text, of up to 1024 characters.
        pub value: Text<'a>,
        /// Whether others may stand beside it. Absent means not.
        pub inline: Option<bool>,
    }
}

words! {
    /// What an embed shows (Discord docs, "Message Resource", Embed Types).
    pub struct EmbedType {
        /// What a bot or webhook put into it.
        RICH = "rich",
        /// An image.
        IMAGE = "image",
        /// A video.
        VIDEO = "video",
        /// An animated image, shown as a video.
        GIFV = "gifv",
        /// An article.
        ARTICLE = "article",
        /// A link.
        LINK = "link",
        /// The result of a poll, in its fields.
        POLL_RESULT = "poll_result",
        /// A message that auto moderation stopped. Undocumented.
        AUTO_MODERATION_MESSAGE = "auto_moderation_message",
    }
}

flags! {
    /// Properties of an embed (Discord docs, "Message Resource", Embed Flags).
    pub struct EmbedFlags {
        /// Stands for the activity that the message is a reply to.
        IS_CONTENT_INVENTORY_ENTRY = 5,
        /// Shows what is gory. Undocumented.
        CONTAINS_GORE_CONTENT = 6,
        /// Shows how someone hurts themselves. Undocumented.
        CONTAINS_SELF_HARM_CONTENT = 7,
    }
}

flags! {
    /// Properties of an image or video of an embed (Discord docs, "Message Resource", Embed Media
    /// Flags).
    pub struct EmbedMediaFlags {
        /// An image that moves.
        IS_ANIMATED = 5,
    }
}
