//! Voice channels.

use super::Command;
use crate::Opcode;
use crate::model::Snowflake;
use crate::model::codec::serde_object;

serde_object! {
    /// Joins, leaves or moves between voice channels of a guild (Discord docs, "Gateway Events",
    /// Update Voice State).
    ///
    /// ```
    /// use gatewire::{Encoder, Encoding, Snowflake, UpdateVoiceState};
    ///
    /// let guild_id = Snowflake::new(41771983423143937);
    /// let channel_id = Snowflake::new(127121515262115840);
    /// let mut encoder = Encoder::new(Encoding::Json);
    ///
    /// let message = encoder.encode(&UpdateVoiceState::join(guild_id, channel_id).self_deaf(true))?;
    /// assert_eq!(
    ///     str::from_utf8(&message).unwrap(),
    ///     r#"{"op":4,"d":{"guild_id":"41771983423143937","channel_id":"127121515262115840","self_mute":false,"self_deaf":true}}"#
    /// );
    ///
    /// let message = encoder.encode(&UpdateVoiceState::leave(guild_id))?;
    /// assert_eq!(
    ///     str::from_utf8(&message).unwrap(),
    ///     r#"{"op":4,"d":{"guild_id":"41771983423143937","channel_id":null,"self_mute":false,"self_deaf":false}}"#
    /// );
    /// # Ok::<(), gatewire::EncodeError>(())
    /// ```
    pub struct UpdateVoiceState {
        /// The guild's id.
        pub guild_id: Snowflake,
        /// The channel's id; null to leave.
        pub channel_id: Option<Snowflake> => null,
        /// Whether the client is muted.
        pub self_mute: bool,
        /// Whether the client is deafened.
        pub self_deaf: bool,
    }
}

impl UpdateVoiceState {
    /// Joins a channel, or moves there, neither muted nor deafened.
    pub fn join(guild_id: Snowflake, channel_id: Snowflake) -> Self {
        Self { guild_id, channel_id: Some(channel_id), ..Self::default() }
    }

    /// Leaves the guild's channel.
    pub fn leave(guild_id: Snowflake) -> Self {
        Self { guild_id, ..Self::default() }
    }

    /// Whether the client is muted; not by default.
    #[must_use]
    pub fn self_mute(mut self, is_muted: bool) -> Self {
        self.self_mute = is_muted;
        self
    }

    /// Whether the client is deafened; not by default.
    #[must_use]
    pub fn self_deaf(mut self, is_deafened: bool) -> Self {
        self.self_deaf = is_deafened;
        self
    }
}

impl Command for UpdateVoiceState {
    fn opcode(&self) -> Opcode {
        Opcode::VOICE_STATE_UPDATE
    }
}
