//! Stickers.

use crate::model::codec::{numbers, object};
use crate::model::{Boxed, ImageHash, Maybe, Snowflake, Text, User};

object! {
    /// A sticker (Discord docs, "Sticker Resource", Sticker Object), or in sessions of version 8
    /// what a message says of it.
    pub struct Sticker<'a> {
        /// The sticker's id.
        pub id: Snowflake,
        /// The id of the pack that a standard sticker is in. Absent for a guild's.
        pub pack_id: Option<Snowflake>,
        /// The sticker's name.
        pub name: Text<'a>,
        /// What it shows, if that is said.
        pub description: Option<Text<'a>> => null,
        /// Free text by which it is found and suggested. Sessions of version 8 may lack it.
        pub tags: Option<Text<'a>>,
        /// Whose sticker it is. Sessions of version 8 lack it.
        pub kind as "type": Option<StickerType>,
        /// The format of its image.
        pub format_type: Option<StickerFormat> => null,
        /// Whether it can be used; false after the guild lost boosts. Sessions of version 8 lack
        /// it.
        pub available: Option<bool>,
        /// The id of the guild whose sticker it is. Absent for Discord's own. Sessions of version 8
        /// lack it.
        pub guild_id: Option<Snowflake> => strict,
        /// Who uploaded it to the guild. Sessions of version 8 lack it.
        pub user: Option<Boxed<'a, User<'a>>>,
        /// The place of a standard sticker in its pack. Sessions of version 8 lack it.
        pub sort_value: Option<i64>,
        /// The image in sessions of version 8; empty in others.
        pub asset: Option<Text<'a>>,
        /// Another image of it. Only in sessions of version 8.
        pub preview_asset: Maybe<ImageHash<'a>>,
    }
}

object! {
    /// As much of a sticker as is needed to show it (Discord docs, "Sticker Resource", Sticker
    /// Item Object). Sessions of version 8 lack it.
    pub struct StickerItem<'a> {
        /// The sticker's id.
        pub id: Snowflake,
        /// The sticker's name.
        pub name: Text<'a>,
        /// The format of its image.
        pub format_type: Option<StickerFormat> => null,
    }
}

numbers! {
    /// Whose sticker it is (Discord docs, "Sticker Resource", Sticker Types).
    pub struct StickerType {
        /// Discord's, in a pack.
        STANDARD = 1,
        /// A guild's.
        GUILD = 2,
    }
}

numbers! {
    /// The format of a sticker (Discord docs, "Sticker Resource", Sticker Format Types).
    pub struct StickerFormat {
        PNG = 1,
        APNG = 2,
        LOTTIE = 3,
        GIF = 4,
    }
}
