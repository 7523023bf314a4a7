//! Soundboard sounds.

use super::Command;
use crate::Opcode;
use crate::model::codec::serde_object;
use crate::model::{List, Snowflake};

serde_object! {
    /// Asks for the soundboard sounds of guilds (Discord docs, "Gateway Events", Request Soundboard
    /// Sounds). Each guild's come in a `SOUNDBOARD_SOUNDS` of their own. Version 8 lacks it.
    ///
    /// The documentation has no bound for the number of guilds; 4096 bytes of JSON hold 184 ids of
    /// 19 digits. For more there is [`split`](Self::split).
    ///
    /// ```
    /// use gatewire::{Encoder, Encoding, RequestSoundboardSounds, Snowflake};
    ///
    /// let guilds = [613425648685547541, 81384788765712384].map(Snowflake::new);
    /// let message = Encoder::new(Encoding::Json).encode(&RequestSoundboardSounds::new(guilds))?;
    /// assert_eq!(
    ///     str::from_utf8(&message).unwrap(),
    ///     r#"{"op":31,"d":{"guild_ids":["613425648685547541","81384788765712384"]}}"#
    /// );
    /// # Ok::<(), gatewire::EncodeError>(())
    /// ```
    pub struct RequestSoundboardSounds<'a> {
        /// The guilds' ids.
        pub guild_ids: List<'a, Snowflake>,
    }
}

impl RequestSoundboardSounds<'_> {
    /// Asks for the sounds of all these guilds.
    pub fn new(guild_ids: impl IntoIterator<Item = Snowflake>) -> Self {
        Self { guild_ids: guild_ids.into_iter().collect() }
    }
}

impl Command for RequestSoundboardSounds<'_> {
    fn opcode(&self) -> Opcode {
        Opcode::REQUEST_SOUNDBOARD_SOUNDS
    }
}
