//! Commands to WebSocket messages.

use bytes::{Bytes, BytesMut};
use serde::Serialize;

use super::limit::{Format, Limited};
use crate::model::Command;
use crate::{EncodeError, Encoding, Opcode};

/// Turns commands into the WebSocket messages that the Gateway takes.
///
/// It writes compact JSON, to be sent as text, or ETF as Discord's erlpack for Python packs it, to be
/// sent as binary. [`encode`](Self::encode) checks a command against the rules that Discord documents
/// ([`Command::validate`]), then its size; [`encode_payload`](Self::encode_payload) checks the size
/// alone.
///
/// It writes into memory of its own, 12 KiB at first, of which each message is a part. Once the
/// messages that went before are dropped, their memory is used again; a message that is kept keeps
/// the 8 KiB that it shares with its neighbours. With a limit that is larger, the memory grows to a
/// few times the largest message.
///
/// ```
/// use gatewire::{Encoder, Encoding, Heartbeat};
///
/// let mut encoder = Encoder::new(Encoding::Json); // one a connection
/// let message = encoder.encode(&Heartbeat::new(Some(251)))?;
/// assert_eq!(&message[..], br#"{"op":1,"d":251}"#);
/// # Ok::<(), gatewire::EncodeError>(())
/// ```
pub struct Encoder {
    format: Format,
    /// Where a payload is written: faster than into what messages are made of, by more than a copy
    /// takes.
    payload: Limited,
    /// What messages are made of; empty between two calls.
    messages: BytesMut,
}

impl Encoder {
    /// The largest payload that Discord documents (Discord docs, "Gateway", Sending Events), in
    /// bytes. It closes the connection for a larger one, with 4002.
    pub const DEFAULT_LIMIT: usize = 4096;

    /// An encoder for connections of that encoding.
    pub fn new(encoding: Encoding) -> Self {
        let payload = Limited::new(Self::DEFAULT_LIMIT, Self::DEFAULT_LIMIT);
        let format = encoding.into();
        Self { format, payload, messages: BytesMut::with_capacity(2 * Self::DEFAULT_LIMIT) }
    }

    /// The same with another limit for the size of a payload, in bytes;
    /// [`DEFAULT_LIMIT`](Self::DEFAULT_LIMIT) by default. A payload of just that size is allowed.
    #[must_use]
    pub fn with_limit(self, bytes: usize) -> Self {
        Self { payload: self.payload.with_limit(bytes), ..self }
    }

    /// Whether to write ETF as Discord's erlpack for JavaScript packs it, with text for ids;
    /// `false` by default, which is as the one for Python packs it. It makes no difference to JSON.
    ///
    /// The Gateway takes both. [`etf::Serializer::javascript`](crate::etf::Serializer::javascript)
    /// says what differs.
    ///
    /// ```
    /// use gatewire::{Encoder, Encoding, Opcode, Snowflake};
    ///
    /// let mut encoder = Encoder::new(Encoding::Etf).javascript(true);
    /// let message = encoder.encode_payload(Opcode(99), &Snowflake::new(1234))?;
    /// // #{<<"op">> => 99, <<"d">> => <<"1234">>}
    /// assert!(message.ends_with(b"m\0\0\0\x041234"));
    /// # Ok::<(), gatewire::EncodeError>(())
    /// ```
    #[must_use]
    pub fn javascript(mut self, javascript: bool) -> Self {
        if let Format::Etf { javascript: rules } = &mut self.format {
            *rules = javascript;
        }
        self
    }

    /// The message that carries a command.
    ///
    /// # Errors
    ///
    /// [`Invalid`](EncodeError::Invalid) for a command that breaks a documented rule, or whatever
    /// its [`validate`](Command::validate) returns; then as [`encode_payload`](Self::encode_payload).
    /// The encoder is then as before the call.
    ///
    /// ```
    /// use gatewire::{EncodeError, Encoder, Encoding, RequestGuildMembers, Snowflake};
    ///
    /// let mut encoder = Encoder::new(Encoding::Json).with_limit(64);
    /// let guild_id = Snowflake::new(41771983444115456);
    /// let request = RequestGuildMembers::by_query(guild_id, "a name that is rather long", 10);
    /// let error = encoder.encode(&request).unwrap_err();
    /// assert_eq!(error, EncodeError::TooLarge { size: 93, limit: 64 });
    ///
    /// let error = encoder.encode(&request.limit(200)).unwrap_err();
    /// assert!(matches!(error, EncodeError::Invalid { field: "limit", .. }));
    /// ```
    pub fn encode<C: Command + ?Sized>(&mut self, command: &C) -> Result<Bytes, EncodeError> {
        command.validate()?;
        self.encode_payload(command.opcode(), command)
    }

    /// The message that carries any data, unchecked but for its size.
    ///
    /// ETF has integers for ids, unless [`javascript`](Self::javascript) asks for text:
    /// [`Snowflake`](crate::Snowflake)s become such, text stays text.
    ///
    /// # Errors
    ///
    /// [`TooLarge`](EncodeError::TooLarge), with the size of the whole payload, which is counted to
    /// its end and kept only up to the limit. Else what [`json::to_vec`](crate::json::to_vec) and
    /// [`etf::to_vec`](crate::etf::to_vec) return. The encoder is then as before the call.
    ///
    /// ```
    /// use gatewire::{Encoder, Encoding, Opcode};
    ///
    /// let mut encoder = Encoder::new(Encoding::Etf);
    /// let message = encoder.encode_payload(Opcode(99), "hi")?;
    /// // #{<<"op">> => 99, <<"d">> => <<"hi">>}
    /// assert_eq!(&message[..], b"\x83t\0\0\0\x02m\0\0\0\x02opacm\0\0\0\x01dm\0\0\0\x02hi");
    /// # Ok::<(), gatewire::EncodeError>(())
    /// ```
    pub fn encode_payload<T: Serialize + ?Sized>(
        &mut self,
        op: Opcode,
        data: &T,
    ) -> Result<Bytes, EncodeError> {
        self.messages.extend_from_slice(self.payload.payload(self.format, op, data)?);
        Ok(self.messages.split().freeze())
    }

    pub(super) fn format(&self) -> Format {
        self.format
    }

    pub(super) fn limit(&self) -> usize {
        self.payload.limit()
    }
}
