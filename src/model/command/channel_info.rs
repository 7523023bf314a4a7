//! What is true of channels at the moment.

use super::Command;
use crate::Opcode;
use crate::model::codec::{serde_object, words};
use crate::model::{List, Snowflake};

serde_object! {
    /// Asks for what is true of a guild's channels at the moment (Discord docs, "Gateway Events",
    /// Request Channel Info). It comes in a `CHANNEL_INFO`. Version 8 lacks it.
    ///
    /// ```
    /// use gatewire::model::ChannelInfoField;
    /// use gatewire::{Encoder, Encoding, RequestChannelInfo, Snowflake};
    ///
    /// let guild_id = Snowflake::new(613425648685547541);
    /// let fields = [ChannelInfoField::STATUS, ChannelInfoField::VOICE_START_TIME];
    /// let request = RequestChannelInfo::new(guild_id, fields);
    /// let message = Encoder::new(Encoding::Json).encode(&request)?;
    /// assert_eq!(
    ///     str::from_utf8(&message).unwrap(),
    ///     r#"{"op":43,"d":{"guild_id":"613425648685547541","fields":["status","voice_start_time"]}}"#
    /// );
    /// # Ok::<(), gatewire::EncodeError>(())
    /// ```
    pub struct RequestChannelInfo<'a> {
        /// The guild's id.
        pub guild_id: Snowflake,
        /// What is asked for.
        pub fields: List<'a, ChannelInfoField<'a>>,
    }
}

words! {
    /// What can be asked of channels (Discord docs, "Gateway Events", Request Channel Info).
    ///
    /// ```
    /// use gatewire::json;
    /// use gatewire::model::ChannelInfoField;
    ///
    /// let fields = [ChannelInfoField::STATUS, ChannelInfoField::VOICE_START_TIME];
    /// assert_eq!(json::to_vec(&fields)?, br#"["status","voice_start_time"]"#);
    ///
    /// // Others can be asked for as well.
    /// assert_eq!(json::to_vec(&ChannelInfoField::from("topic"))?, br#""topic""#);
    /// # Ok::<(), gatewire::EncodeError>(())
    /// ```
    pub struct ChannelInfoField {
        /// The status of a voice channel.
        STATUS = "status",
        /// When the first member joined a voice channel.
        VOICE_START_TIME = "voice_start_time",
    }
}

impl<'a> RequestChannelInfo<'a> {
    /// Asks for these fields of a guild's channels.
    pub fn new(
        guild_id: Snowflake,
        fields: impl IntoIterator<Item = ChannelInfoField<'a>>,
    ) -> Self {
        Self { guild_id, fields: fields.into_iter().collect() }
    }
}

impl Command for RequestChannelInfo<'_> {
    fn opcode(&self) -> Opcode {
        Opcode::REQUEST_CHANNEL_INFO
    }
}
