//! Voice states and stages.

use crate::model::codec::{numbers, object};
use crate::model::{Boxed, GuildMember, Maybe, Secret, Snowflake, Text, Timestamp};

object! {
    /// Where a user is in voice, and how (Discord docs, "Voice Resource", Voice State Object).
    pub struct VoiceState<'a> {
        /// The guild's id. Absent within a `GUILD_CREATE`, whose states are [`PartialVoiceState`].
        pub guild_id: Option<Snowflake> => strict,
        /// The id of the channel; null if the user left.
        pub channel_id: Option<Snowflake> => null strict,
        /// The user's id.
        pub user_id: Snowflake,
        /// The member whose state it is. At times it is missing.
        pub member: Option<Boxed<'a, GuildMember<'a>>>,
        /// The id of the voice session, hexadecimal text.
        pub session_id: Secret<'a>,
        /// Whether a moderator deafened the user.
        pub deaf: bool,
        /// Whether a moderator muted the user.
        pub mute: bool,
        /// Whether the user deafened themselves.
        pub self_deaf: bool,
        /// Whether the user muted themselves.
        pub self_mute: bool,
        /// Whether the user shares a screen. Absent means no.
        pub self_stream: Option<bool>,
        /// Whether the user's camera is on. Documented as always there.
        pub self_video: Option<bool>,
        /// Whether the user may not speak, as in the audience of a stage.
        pub suppress: bool,
        /// When the user asked to speak on the stage; null if they do not ask.
        pub request_to_speak_timestamp: Option<Timestamp> => null,
    }
}

object! {
    /// A voice state within a `GUILD_CREATE`: where a user is connected, without the guild (Discord
    /// docs, "Gateway Events", Guild Create, and "Voice Resource", Voice State Object). Only the
    /// user is sure.
    pub struct PartialVoiceState<'a> {
        /// The guild's id. Absent as a rule, for the guild around it has it.
        pub guild_id: Option<Snowflake>,
        /// The id of the channel; null if the user left.
        pub channel_id: Maybe<Snowflake> => strict,
        /// The user's id.
        pub user_id: Snowflake,
        /// The member whose state it is. At times it is missing.
        pub member: Option<Boxed<'a, GuildMember<'a>>>,
        /// The id of the voice session, hexadecimal text.
        pub session_id: Option<Secret<'a>>,
        /// Whether a moderator deafened the user.
        pub deaf: Option<bool>,
        /// Whether a moderator muted the user.
        pub mute: Option<bool>,
        /// Whether the user deafened themselves.
        pub self_deaf: Option<bool>,
        /// Whether the user muted themselves.
        pub self_mute: Option<bool>,
        /// Whether the user shares a screen. Absent means no.
        pub self_stream: Option<bool>,
        /// Whether the user's camera is on.
        pub self_video: Option<bool>,
        /// Whether the user may not speak, as in the audience of a stage.
        pub suppress: Option<bool>,
        /// When the user asked to speak on the stage; null if they do not ask.
        pub request_to_speak_timestamp: Maybe<Timestamp>,
    }
}

object! {
    /// A stage that is live (Discord docs, "Stage Instance Resource", Stage Instance Object).
    /// Sessions of version 8 have none.
    pub struct StageInstance<'a> {
        /// The id of the instance.
        pub id: Snowflake,
        /// The guild's id.
        pub guild_id: Snowflake,
        /// The id of the stage channel.
        pub channel_id: Snowflake,
        /// What it is about, in 1 to 120 characters.
        pub topic: Text<'a>,
        /// Who can see it.
        pub privacy_level: StagePrivacyLevel,
        /// Whether it is left out of discovery. Deprecated.
        pub discoverable_disabled: Option<bool>,
        /// The id of the scheduled event that it belongs to; null or absent if there is none.
        pub guild_scheduled_event_id: Maybe<Snowflake>,
    }
}

numbers! {
    /// Who can see a stage (Discord docs, "Stage Instance Resource", Privacy Level).
    pub struct StagePrivacyLevel {
        /// Everyone. Deprecated.
        PUBLIC = 1,
        /// The guild's members.
        GUILD_ONLY = 2,
    }
}
