//! Events as structs that borrow from the message.

mod kind;
mod message;
mod session;

pub use kind::EventKind;
pub use message::{MessageCreate, User};
pub use session::{Hello, PartialApplication, Ready, UnavailableGuild};

use serde::Deserialize;

use crate::DecodeError;
use crate::decode::Frame;
use crate::model::Opcode;

/// What a frame holds, read into a struct.
///
/// More events become variants of their own in later versions; until then they are
/// [`Unknown`](Self::Unknown), which reads into any type.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// Opcode 10, the first message of a connection.
    Hello(Hello<'a>),
    /// `READY`, the first event of a session.
    Ready(Box<Ready<'a>>),
    /// `MESSAGE_CREATE`.
    MessageCreate(Box<MessageCreate<'a>>),
    /// Everything else.
    Unknown(UnknownEvent<'a>),
}

impl<'a> Event<'a> {
    pub(crate) fn read(frame: Frame<'a>) -> Result<Self, DecodeError> {
        Ok(match frame.kind() {
            EventKind::Hello => Self::Hello(frame.data_native()?),
            EventKind::Ready => Self::Ready(Box::new(frame.data_native()?)),
            EventKind::MessageCreate => Self::MessageCreate(Box::new(frame.data_native()?)),
            _ => {
                frame.validate()?;
                Self::Unknown(UnknownEvent { frame })
            }
        })
    }

    /// What the frame was about.
    pub fn kind(&self) -> EventKind {
        match self {
            Self::Hello(_) => EventKind::Hello,
            Self::Ready(_) => EventKind::Ready,
            Self::MessageCreate(_) => EventKind::MessageCreate,
            Self::Unknown(unknown) => unknown.frame.kind(),
        }
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
