//! TODO

use crate::model::codec::{numbers, object};
use crate::model::{Snowflake, Text, User};

object! {
    /// TODO
    pub struct Sticker<'a> {
        /// TODO cur
        pub id: Snowflake,
        /// TODO cur
        pub pack_id: Option<Snowflake>,
        /// TODO cur
        pub name: Text<'a>,
        /// TODO cur
        pub description: Option<Text<'a>> => null,
        /// TODO cur free text, up to 200
        pub tags: Text<'a>,
        /// TODO cur
        pub kind as "type": StickerType,
        /// TODO cur
        pub format_type: StickerFormat,
        /// TODO cur
        pub available: Option<bool>,
        /// TODO cur
        pub guild_id: Option<Snowflake>,
        /// TODO cur
        pub user: Option<Box<User<'a>>>,
        /// TODO cur
        pub sort_value: Option<u64>,
        /// TODO ext dapi, now always ""
        pub asset: Option<Text<'a>>,
    }
}

object! {
    /// TODO
    pub struct StickerItem<'a> {
        /// TODO cur
        pub id: Snowflake,
        /// TODO cur
        pub name: Text<'a>,
        /// TODO cur
        pub format_type: StickerFormat,
    }
}

numbers! {
    /// TODO StickerType: kind: enum u8
    pub struct StickerType {
        /// TODO cur
        STANDARD = 1,
        /// TODO cur
        GUILD = 2,
    }
}

numbers! {
    /// TODO StickerFormat: kind: enum u8
    pub struct StickerFormat {
        PNG = 1,
        APNG = 2,
        LOTTIE = 3,
        /// TODO cur
        GIF = 4,
    }
}
