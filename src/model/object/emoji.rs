//! Emojis, soundboard sounds, and what voice channel effects show.

use crate::model::codec::{numbers, object};
use crate::model::{Boxed, List, Maybe, Snowflake, Text, User, Value};

object! {
    /// An emoji (Discord docs, "Emoji Resource", Emoji Object).
    pub struct Emoji<'a> {
        /// The id of a custom emoji; null for a Unicode one.
        pub id: Option<Snowflake> => null strict,
        /// The name, or the Unicode emoji itself; null at times, as after it was deleted.
        pub name: Option<Text<'a>> => null,
        /// The ids of the roles that may use it; none means all.
        pub roles: Option<List<'a, Snowflake>> => whole,
        /// Who made it.
        pub user: Option<Boxed<'a, User<'a>>>,
        /// Whether it is written between colons.
        pub require_colons: Option<bool>,
        /// Whether an integration manages it.
        pub managed: Option<bool>,
        /// Whether it moves.
        pub animated: Option<bool>,
        /// Whether it can be used; false after the guild lost boosts.
        pub available: Option<bool>,
        /// Which state of the emoji this is. Undocumented.
        pub version: Option<Value<'a>>,
    }
}

object! {
    /// What is known of an [`Emoji`], as in reactions, polls and buttons: most often `id`, `name`
    /// and `animated` (Discord docs, "Emoji Resource", Emoji Object).
    pub struct PartialEmoji<'a> {
        /// The id of a custom emoji; null or absent for a Unicode one.
        pub id: Maybe<Snowflake> => strict,
        /// The name, or the Unicode emoji itself; null at times, as after it was deleted.
        pub name: Maybe<Text<'a>>,
        /// The ids of the roles that may use it; none means all.
        pub roles: Option<List<'a, Snowflake>> => whole,
        /// Who made it.
        pub user: Option<Boxed<'a, User<'a>>>,
        /// Whether it is written between colons.
        pub require_colons: Option<bool>,
        /// Whether an integration manages it.
        pub managed: Option<bool>,
        /// Whether it moves.
        pub animated: Option<bool>,
        /// Whether it can be used; false after the guild lost boosts.
        pub available: Option<bool>,
        /// Which state of the emoji this is. Undocumented.
        pub version: Option<Value<'a>>,
    }
}

object! {
    /// A sound that can be played in voice channels (Discord docs, "Soundboard Resource",
    /// Soundboard Sound Object). Sessions of version 8 have none.
    pub struct SoundboardSound<'a> {
        /// The sound's name.
        pub name: Text<'a>,
        /// The sound's id; those of the default sounds are small numbers.
        pub sound_id: Snowflake,
        /// The volume, from 0 to 1.
        pub volume: f64,
        /// The id of the custom emoji that stands for it.
        pub emoji_id: Option<Snowflake> => null,
        /// The Unicode emoji that stands for it.
        pub emoji_name: Option<Text<'a>> => null,
        /// The guild's id; absent for default sounds.
        pub guild_id: Option<Snowflake> => strict,
        /// Whether it can be used; false after the guild lost boosts.
        pub available: bool,
        /// Who made it.
        pub user: Option<Boxed<'a, User<'a>>>,
    }
}

numbers! {
    /// How the emoji of a voice channel effect moves (Discord docs, "Gateway Events", Voice
    /// Channel Effect Send).
    pub struct AnimationType {
        /// An animation for those who have Nitro.
        PREMIUM = 0,
        /// The animation that all have.
        BASIC = 1,
    }
}
