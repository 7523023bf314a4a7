//! The session itself: its heartbeat, and going on with it.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Command, check};
use crate::model::Secret;
use crate::model::codec::{Field, serde_object};
use crate::{EncodeError, Opcode};

/// Tells the Gateway that the client is there, and how far it has read (Discord docs, "Gateway",
/// Sending Heartbeats). Its data is a number, or null.
///
/// ```
/// use gatewire::{Encoder, Encoding, Heartbeat};
///
/// let mut json = Encoder::new(Encoding::Json);
/// assert_eq!(&json.encode(&Heartbeat::new(Some(251)))?[..], br#"{"op":1,"d":251}"#);
/// assert_eq!(&json.encode(&Heartbeat::new(None))?[..], br#"{"op":1,"d":null}"#);
///
/// let mut etf = Encoder::new(Encoding::Etf);
/// // #{<<"op">> => 1, <<"d">> => 251}
/// let term = b"\x83t\0\0\0\x02m\0\0\0\x02opa\x01m\0\0\0\x01da\xfb";
/// assert_eq!(&etf.encode(&Heartbeat::new(Some(251)))?[..], term);
/// # Ok::<(), gatewire::EncodeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Heartbeat {
    /// The last `s` that was received; none before the first.
    pub last_sequence: Option<u64>,
}

impl Heartbeat {
    /// A heartbeat behind the last `s` that was received, as
    /// [`Frame::sequence`](crate::Frame::sequence) has it; none before the first.
    pub const fn new(last_sequence: Option<u64>) -> Self {
        Self { last_sequence }
    }
}

impl Command for Heartbeat {
    fn opcode(&self) -> Opcode {
        Opcode::HEARTBEAT
    }
}

impl Serialize for Heartbeat {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.last_sequence.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Heartbeat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Field::read(deserializer).map(Self::new)
    }
}

serde_object! {
    /// Goes on with a session on a new connection (Discord docs, "Gateway Events", Resume): the
    /// Gateway sends again what was missed. `Debug` shows neither the token nor the session's id.
    ///
    /// ```
    /// use gatewire::{Encoder, Encoding, Resume};
    ///
    /// let resume = Resume::new("made.up.token", "made-up-session", 1337);
    /// let message = Encoder::new(Encoding::Json).encode(&resume)?;
    /// assert_eq!(
    ///     str::from_utf8(&message).unwrap(),
    ///     r#"{"op":6,"d":{"token":"made.up.token","session_id":"made-up-session","seq":1337}}"#
    /// );
    /// assert!(!format!("{resume:?}").contains("made"));
    /// # Ok::<(), gatewire::EncodeError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`validate`](Command::validate) refuses a token and a `session_id` that is empty.
    pub struct Resume<'a> {
        /// The bot's token, which may not be empty.
        pub token: Secret<'a>,
        /// The session's id, of [`Ready::session_id`](crate::model::Ready::session_id), which may
        /// not be empty.
        pub session_id: Secret<'a>,
        /// The last `s` that was received.
        pub seq: u64,
    }
}

impl<'a> Resume<'a> {
    /// A Resume behind the last `s` that was received.
    pub fn new(token: impl Into<Secret<'a>>, session_id: impl Into<Secret<'a>>, seq: u64) -> Self {
        Self { token: token.into(), session_id: session_id.into(), seq }
    }
}

impl Command for Resume<'_> {
    fn opcode(&self) -> Opcode {
        Opcode::RESUME
    }

    fn validate(&self) -> Result<(), EncodeError> {
        check(!self.token.is_empty(), "token", "is empty")?;
        check(!self.session_id.is_empty(), "session_id", "is empty")
    }
}
