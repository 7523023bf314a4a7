//! Activities that are played together.

use crate::model::codec::object;
use crate::model::{Boxed, List, Maybe, Nonce, PartialMember, Secret, Snowflake, Text, Value};

object! {
    /// `EMBEDDED_ACTIVITY_UPDATE_V2`: who plays an activity that an app embeds. Undocumented.
    pub struct EmbeddedActivityUpdate<'a> {
        /// The app.
        pub application_id: Snowflake,
        /// The id of this play, which it has from its start to its end.
        pub launch_id: Option<Snowflake>,
        /// The id by which the app knows it.
        pub instance_id: Option<Text<'a>> => text,
        /// The same, with where it is played.
        pub composite_instance_id: Option<Text<'a>> => text,
        /// The guild, if it is played in one. Absent means that it is not.
        pub guild_id: Maybe<Snowflake> => strict,
        /// Where it is played.
        pub location: Option<EmbeddedActivityLocation<'a>>,
        /// Who plays; nobody once it has ended.
        pub participants: List<'a, EmbeddedActivityParticipant<'a>> => good,
        /// What is known of its content.
        pub content_classification: Option<Value<'a>>,
    }
}

object! {
    /// Where an embedded activity is played. Undocumented but for apps, which know it from an
    /// Activity Location Object.
    pub struct EmbeddedActivityLocation<'a> {
        /// What names the place.
        pub id: Text<'a>,
        /// `gc` for a channel of a guild, `pc` for a private one.
        pub kind: Text<'a>,
        /// The channel.
        pub channel_id: Option<Snowflake>,
        /// The guild. Absent if it is in none.
        pub guild_id: Maybe<Snowflake> => strict,
    }
}

object! {
    /// One who plays an embedded activity. Undocumented.
    pub struct EmbeddedActivityParticipant<'a> {
        /// The user.
        pub user_id: Snowflake,
        /// The user's session.
        pub session_id: Option<Secret<'a>>,
        /// What the client gave its request to play.
        pub nonce: Option<Nonce<'a>> => lenient,
        /// The user as a member of the guild. Absent outside of guilds.
        pub member: Maybe<Boxed<'a, PartialMember<'a>>> => strict,
    }
}
