//! Events: what frames hold, read into structs.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize, Serializer, ser};

use super::Frame;
use super::read::read;
#[cfg(feature = "simd-json")]
use super::simd::read_value;
#[cfg(feature = "simd-json")]
use crate::de::Stop;
#[cfg(feature = "simd-json")]
use crate::json::simd::TapeSource;
use crate::model::codec::OrBlank;
use crate::model::*;
use crate::{DecodeError, Mismatches, Scratch};

/// How an event's data is read: strictly, or as nothing where it is anything else.
macro_rules! read_event {
    ($frame:ident, $mismatches:ident, $kind:ident) => {
        read($frame, $mismatches).map(Self::$kind)
    };
    ($frame:ident, $mismatches:ident, $kind:ident, lenient) => {
        read::<OrBlank<_>>($frame, $mismatches).map(|data| Self::$kind(data.0))
    };
}

/// As `read_event`, from a tape.
#[cfg(feature = "simd-json")]
macro_rules! read_tape_event {
    ($source:ident, $kind:ident) => {
        Self::$kind(read_value($source)?)
    };
    ($source:ident, $kind:ident, lenient) => {
        Self::$kind(read_value::<OrBlank<_>>($source)?.0)
    };
}

/// Where an event names its guild.
macro_rules! guild {
    ($data:ident) => {
        None
    };
    ($data:ident, $($guild:tt)+) => {
        $data.$($guild)+.named()
    };
}

/// Declares [`Event`] by the rows of the events.
macro_rules! events {
    ($($(#[doc = $doc:literal])+ $kind:ident($type:ty) = $name:literal
        $(=> $how:ident)? $(, by $($intent:ident)|+)? $(, in $guild:ident $(($($call:tt)*))?)?;)*) => {
        /// What a frame holds, read into a struct.
        ///
        /// Structs that are large are boxed, so that an event is cheap to move: it has at most 104
        /// bytes where pointers have 64 bits.
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum Event<'a> {
            /// Opcode 10, the first message of a connection.
            Hello(Hello<'a>),
            /// Opcode 1: the server asks for a heartbeat at once.
            HeartbeatRequest,
            /// Opcode 7: the server asks to reconnect and resume.
            Reconnect,
            /// Opcode 9: the session cannot be used; whether it can be resumed. Where `d` is null or
            /// missing it cannot.
            InvalidSession(bool),
            /// Opcode 11: a heartbeat arrived.
            HeartbeatAck,
            $(
                #[doc = concat!("`", $name, "`.\n\n")]
                $(#[doc = $doc])+
                $kind($type),
            )*
            /// An event or an operation that this version does not know.
            Unknown(UnknownEvent<'a>),
        }

        impl<'a> Event<'a> {
            /// By the generated readers, from the payload itself.
            pub(super) fn read(
                frame: Frame<'a>,
                mismatches: Option<&mut Mismatches>,
            ) -> Result<Self, DecodeError> {
                match frame.kind() {
                    $(EventKind::$kind => read_event!(frame, mismatches, $kind $(, $how)?),)*
                    _ => Self::read_operation(frame, mismatches),
                }
            }

            /// From a tape; none of a kind that has no struct.
            #[cfg(feature = "simd-json")]
            pub(super) fn read_tape(
                kind: EventKind,
                source: &mut TapeSource<'_, 'a>,
            ) -> Result<Option<Self>, Stop> {
                Ok(Some(match kind {
                    $(EventKind::$kind => read_tape_event!(source, $kind $(, $how)?),)*
                    EventKind::Hello => Self::Hello(read_value(source)?),
                    _ => return Ok(None),
                }))
            }

            /// What the frame was about.
            pub fn kind(&self) -> EventKind {
                match self {
                    Self::Hello(_) => EventKind::Hello,
                    Self::HeartbeatRequest => EventKind::HeartbeatRequest,
                    Self::Reconnect => EventKind::Reconnect,
                    Self::InvalidSession(_) => EventKind::InvalidSession,
                    Self::HeartbeatAck => EventKind::HeartbeatAck,
                    $(Self::$kind(_) => EventKind::$kind,)*
                    Self::Unknown(unknown) => unknown.frame.kind(),
                }
            }

            /// The guild that the event belongs to, where it names one.
            ///
            /// None for direct messages, for what concerns the session or a user, and for
            /// [`Unknown`](Self::Unknown) events, whose data is not looked at. A `RATE_LIMITED` names the
            /// guild of the refused command, an entitlement the guild that it was granted to, if any.
            ///
            /// ```
            /// use gatewire::{Compression, Decoder, Encoding, Snowflake};
            ///
            /// let mut decoder = Decoder::new(Encoding::Json, Compression::None);
            /// let message = br#"{"t":"GUILD_DELETE","s":7,"op":0,"d":{"id":"41771983423143937"}}"#;
            /// let event = decoder.decode(message)?.expect("a plain message is a whole frame").event()?;
            /// assert_eq!(event.guild_id(), Some(Snowflake::new(41771983423143937)));
            /// # Ok::<(), gatewire::DecodeError>(())
            /// ```
            #[allow(unused_variables)]
            pub fn guild_id(&self) -> Option<Snowflake> {
                match self {
                    Self::Hello(_)
                    | Self::HeartbeatRequest
                    | Self::Reconnect
                    | Self::InvalidSession(_)
                    | Self::HeartbeatAck
                    | Self::Unknown(_) => None,
                    $(Self::$kind(data) => guild!(data $(, $guild $(($($call)*))?)?),)*
                }
            }
        }

        /// Writes `d`.
        impl Serialize for Event<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    Self::Hello(hello) => hello.serialize(serializer),
                    Self::InvalidSession(resumable) => resumable.serialize(serializer),
                    Self::HeartbeatRequest | Self::Reconnect | Self::HeartbeatAck => {
                        serializer.serialize_unit()
                    }
                    $(Self::$kind(data) => data.serialize(serializer),)*
                    Self::Unknown(unknown) => unknown.serialize(serializer),
                }
            }
        }
    };
}

event_rows!(events);

impl ServerEvent for Event<'_> {
    fn opcode(&self) -> Opcode {
        match self {
            Self::Hello(_) => Opcode::HELLO,
            Self::HeartbeatRequest => Opcode::HEARTBEAT,
            Self::Reconnect => Opcode::RECONNECT,
            Self::InvalidSession(_) => Opcode::INVALID_SESSION,
            Self::HeartbeatAck => Opcode::HEARTBEAT_ACK,
            Self::Unknown(unknown) => unknown.opcode(),
            _ => Opcode::DISPATCH,
        }
    }

    fn event_name(&self) -> Option<&str> {
        match self {
            Self::Unknown(unknown) => unknown.name(),
            event => event.kind().name(),
        }
    }
}

/// What may name a guild.
trait NamesGuild {
    fn named(&self) -> Option<Snowflake>;
}

impl NamesGuild for Snowflake {
    fn named(&self) -> Option<Snowflake> {
        Some(*self)
    }
}

impl NamesGuild for Option<Snowflake> {
    fn named(&self) -> Option<Snowflake> {
        *self
    }
}

impl NamesGuild for Maybe<Snowflake> {
    fn named(&self) -> Option<Snowflake> {
        self.value().copied()
    }
}

impl NamesGuild for RateLimitMeta<'_> {
    fn named(&self) -> Option<Snowflake> {
        match self {
            Self::RequestGuildMembers(request) => Some(request.guild_id),
            Self::Unknown(_) => None,
        }
    }
}

impl<'a> Event<'a> {
    /// The shard that the event comes to where there are that many (Discord docs, "Gateway",
    /// Sharding): that of its [guild](Self::guild_id), and 0 for events without one.
    ///
    /// Entitlements come to shard 0 whatever guild they name. What concerns the session, from
    /// `Hello` to `RESUMED`, comes to every shard; it counts as 0 here.
    pub fn shard(&self, shards: NonZeroU32) -> u32 {
        let on_shard_0 = matches!(
            self,
            Self::EntitlementCreate(_) | Self::EntitlementUpdate(_) | Self::EntitlementDelete(_)
        );
        match self.guild_id() {
            Some(guild) if !on_shard_0 => guild.shard(shards),
            _ => 0,
        }
    }

    fn read_operation(
        frame: Frame<'a>,
        mismatches: Option<&mut Mismatches>,
    ) -> Result<Self, DecodeError> {
        Ok(match frame.kind() {
            EventKind::Hello => Self::Hello(read(frame, mismatches)?),
            EventKind::InvalidSession => {
                // Without an answer the session is lost.
                let resumable = read::<Option<bool>>(frame, mismatches)?;
                Self::InvalidSession(resumable.unwrap_or(false))
            }
            kind => {
                frame.validate()?;
                match kind {
                    EventKind::HeartbeatRequest => Self::HeartbeatRequest,
                    EventKind::Reconnect => Self::Reconnect,
                    EventKind::HeartbeatAck => Self::HeartbeatAck,
                    _ => Self::Unknown(UnknownEvent { frame }),
                }
            }
        })
    }
}

/// A frame without a struct of its own, known to be well formed.
#[derive(Debug)]
pub struct UnknownEvent<'a> {
    frame: Frame<'a>,
}

impl<'a> UnknownEvent<'a> {
    /// The opcode.
    pub fn opcode(&self) -> Opcode {
        self.frame.opcode()
    }

    /// The event's name (`t`), where there is one.
    pub fn name(&self) -> Option<&'a str> {
        self.frame.event_name()
    }

    /// Reads `d` into any type, as [`Frame::data`] does.
    ///
    /// # Errors
    ///
    /// When `d` is not of that type.
    pub fn data<T: Deserialize<'a>>(self) -> Result<T, DecodeError> {
        self.frame.data()
    }

    /// Appends `d` as compact JSON; `null` where it is absent.
    ///
    /// # Errors
    ///
    /// When an ETF term has no counterpart in JSON.
    pub fn write_json(self, out: &mut Vec<u8>) -> Result<(), DecodeError> {
        self.frame.write_data_json(out)
    }
}

/// Writes `d`, which is read for it as a [`Value`](crate::Value).
impl Serialize for UnknownEvent<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut scratch = Scratch::new();
        let frame = self.frame.read_with(&mut scratch);
        let data: Value<'_> = read(frame, None).map_err(ser::Error::custom)?;
        data.serialize(serializer)
    }
}
