//! TODO

use crate::model::codec::{numbers, object};
use crate::model::{List, Maybe, Snowflake, Text, User, Value};

object! {
    /// TODO Partial forms: reaction emoji {id, name, animated?}; poll and button emoji {id?, name?, animated?}.
    pub struct Emoji<'a> {
        /// TODO null for Unicode emoji
        pub id: Option<Snowflake> => null,
        /// TODO null for deleted custom emoji in reactions
        pub name: Option<Text<'a>> => null,
        /// TODO role ids
        pub roles: Option<List<'a, Snowflake>>,
        /// TODO
        pub user: Option<Box<User<'a>>>,
        /// TODO
        pub require_colons: Option<bool>,
        /// TODO
        pub managed: Option<bool>,
        /// TODO
        pub animated: Option<bool>,
        /// TODO
        pub available: Option<bool>,
        /// TODO ext userdoccers
        pub version: Option<Value<'a>>,
    }
}

object! {
    /// TODO partial Emoji
    pub struct PartialEmoji<'a> {
        /// TODO
        pub id: Maybe<Snowflake>,
        /// TODO null for deleted custom emoji in reactions
        pub name: Maybe<Text<'a>>,
        /// TODO role ids
        pub roles: Option<List<'a, Snowflake>>,
        /// TODO
        pub user: Option<Box<User<'a>>>,
        /// TODO
        pub require_colons: Option<bool>,
        /// TODO
        pub managed: Option<bool>,
        /// TODO
        pub animated: Option<bool>,
        /// TODO
        pub available: Option<bool>,
        /// TODO ext userdoccers
        pub version: Option<Value<'a>>,
    }
}

object! {
    /// TODO
    pub struct SoundboardSound<'a> {
        /// TODO cur
        pub name: Text<'a>,
        /// TODO cur default sounds have tiny ids, e.g. "1"
        pub sound_id: Snowflake,
        /// TODO cur 0.0-1.0; accept an integer too
        pub volume: f64,
        /// TODO cur
        pub emoji_id: Option<Snowflake> => null,
        /// TODO cur
        pub emoji_name: Option<Text<'a>> => null,
        /// TODO cur
        pub guild_id: Option<Snowflake>,
        /// TODO cur
        pub available: bool,
        /// TODO cur
        pub user: Option<User<'a>>,
    }
}

numbers! {
    /// TODO AnimationType: kind: enum u8
    pub struct AnimationType {
        /// TODO cur
        PREMIUM = 0,
        /// TODO cur
        BASIC = 1,
    }
}
