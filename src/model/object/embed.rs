//! TODO

use crate::model::codec::{flags, object, words};
use crate::model::{List, Text, Timestamp};

object! {
    /// TODO
    pub struct Embed<'a> {
        /// TODO
        pub title: Option<Text<'a>>,
        /// TODO open set
        pub kind as "type": Option<EmbedType<'a>>,
        /// TODO
        pub description: Option<Text<'a>>,
        /// TODO
        pub url: Option<Text<'a>>,
        /// TODO may end in Z or +00:00, fraction optional
        pub timestamp: Option<Timestamp>,
        /// TODO u32
        pub color: Option<u32>,
        /// TODO
        pub footer: Option<EmbedFooter<'a>>,
        /// TODO
        pub image: Option<EmbedMedia<'a>>,
        /// TODO
        pub thumbnail: Option<EmbedMedia<'a>>,
        /// TODO
        pub video: Option<EmbedMedia<'a>>,
        /// TODO
        pub provider: Option<EmbedProvider<'a>>,
        /// TODO
        pub author: Option<EmbedAuthor<'a>>,
        /// TODO
        pub fields: Option<List<'a, EmbedField<'a>>>,
        /// TODO cur
        pub flags: Option<EmbedFlags>,
    }
}

object! {
    /// TODO
    pub struct EmbedMedia<'a> {
        /// TODO
        pub url: Option<Text<'a>>,
        /// TODO
        pub proxy_url: Option<Text<'a>>,
        /// TODO
        pub height: Option<u64>,
        /// TODO
        pub width: Option<u64>,
        /// TODO cur
        pub content_type: Option<Text<'a>>,
        /// TODO cur
        pub placeholder: Option<Text<'a>>,
        /// TODO cur
        pub placeholder_version: Option<u64>,
        /// TODO cur
        pub description: Option<Text<'a>>,
        /// TODO cur
        pub flags: Option<EmbedMediaFlags>,
    }
}

object! {
    /// TODO
    pub struct EmbedProvider<'a> {
        /// TODO
        pub name: Option<Text<'a>>,
        /// TODO
        pub url: Option<Text<'a>>,
    }
}

object! {
    /// TODO
    pub struct EmbedAuthor<'a> {
        /// TODO v8: optional
        pub name: Option<Text<'a>>,
        /// TODO
        pub url: Option<Text<'a>>,
        /// TODO
        pub icon_url: Option<Text<'a>>,
        /// TODO
        pub proxy_icon_url: Option<Text<'a>>,
    }
}

object! {
    /// TODO
    pub struct EmbedFooter<'a> {
        /// TODO
        pub text: Text<'a>,
        /// TODO
        pub icon_url: Option<Text<'a>>,
        /// TODO
        pub proxy_icon_url: Option<Text<'a>>,
    }
}

object! {
    /// TODO
    pub struct EmbedField<'a> {
        /// TODO
        pub name: Text<'a>,
        /// TODO
        pub value: Text<'a>,
        /// TODO twilight defaults to false
        pub inline: Option<bool>,
    }
}

words! {
    /// TODO EmbedType: kind: string enum
    pub struct EmbedType {
        RICH = "rich",
        IMAGE = "image",
        VIDEO = "video",
        GIFV = "gifv",
        ARTICLE = "article",
        LINK = "link",
        /// TODO cur
        POLL_RESULT = "poll_result",
        /// TODO ext
        AUTO_MODERATION_MESSAGE = "auto_moderation_message",
    }
}

flags! {
    /// TODO EmbedFlags: kind: flags u32
    pub struct EmbedFlags {
        /// TODO cur
        IS_CONTENT_INVENTORY_ENTRY = 5,
    }
}

flags! {
    /// TODO EmbedMediaFlags: kind: flags u32
    pub struct EmbedMediaFlags {
        /// TODO cur
        IS_ANIMATED = 5,
    }
}
