//! What a payload asks for.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::de::{Source, Stop};
use crate::model::codec::{self, Field, How, Read, Shape};

/// A Gateway opcode (Discord docs, "Opcodes and Status Codes"): an open set, with names for the
/// documented ones.
///
/// ```
/// use gatewire::Opcode;
///
/// assert_eq!(Opcode::HELLO, Opcode(10));
/// assert_eq!(Opcode(10).to_string(), "10 HELLO");
/// assert_eq!(Opcode(99).name(), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Opcode(pub u8);

impl Serialize for Opcode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.0)
    }
}

impl Shape for Opcode {}

codec::reads!(Opcode);

impl<'de> Read<'de> for Opcode {
    const BLANK: Self = Self(0);

    fn read_from<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
    ) -> Result<(), Stop> {
        Read::read_from::<S, HOW>(&mut place.0, source)
    }
}

impl<'de> Deserialize<'de> for Opcode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u8::read(deserializer).map(Self)
    }
}

/// Who sends payloads of an opcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Clients.
    Send,
    /// The Gateway.
    Receive,
    /// Both.
    Both,
}

macro_rules! opcodes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $direction:ident;)*) => {
        impl Opcode {
            $($(#[$doc])* pub const $name: Self = Self($code);)*

            /// The documented name; none for other opcodes.
            pub fn name(self) -> Option<&'static str> {
                match self {
                    $(Self::$name => Some(stringify!($name)),)*
                    _ => None,
                }
            }

            /// Who sends it, as a client sees it; none for opcodes that are not documented.
            ///
            /// ```
            /// use gatewire::Opcode;
            /// use gatewire::model::Direction;
            ///
            /// assert_eq!(Opcode::IDENTIFY.direction(), Some(Direction::Send));
            /// assert_eq!(Opcode::HELLO.direction(), Some(Direction::Receive));
            /// assert_eq!(Opcode::HEARTBEAT.direction(), Some(Direction::Both));
            /// assert_eq!(Opcode(99).direction(), None);
            /// ```
            pub fn direction(self) -> Option<Direction> {
                match self {
                    $(Self::$name => Some(Direction::$direction),)*
                    _ => None,
                }
            }
        }
    };
}

opcodes! {
    /// Received: an event, named by `t`.
    DISPATCH = 0, Receive;
    /// Sent and received: a heartbeat, or the request for one.
    HEARTBEAT = 1, Both;
    /// Sent: begins a session.
    IDENTIFY = 2, Send;
    /// Sent: changes the presence.
    PRESENCE_UPDATE = 3, Send;
    /// Sent: joins, leaves or moves between voice channels.
    VOICE_STATE_UPDATE = 4, Send;
    /// Sent: goes on with a session on a new connection.
    RESUME = 6, Send;
    /// Received: reconnect and resume.
    RECONNECT = 7, Receive;
    /// Sent: asks for members of a guild.
    REQUEST_GUILD_MEMBERS = 8, Send;
    /// Received: the session is invalid; `d` says whether it can be resumed.
    INVALID_SESSION = 9, Receive;
    /// Received: the first message of a connection.
    HELLO = 10, Receive;
    /// Received: the answer to a heartbeat.
    HEARTBEAT_ACK = 11, Receive;
    /// Sent: asks for soundboard sounds of guilds.
    REQUEST_SOUNDBOARD_SOUNDS = 31, Send;
    /// Sent: asks for channels' current information.
    REQUEST_CHANNEL_INFO = 43, Send;
}

impl fmt::Display for Opcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => write!(f, "{} {name}", self.0),
            None => write!(f, "{}", self.0),
        }
    }
}
