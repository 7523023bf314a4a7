//! What a client sends, by topic.

mod channel_info;
mod identify;
mod members;
mod presence;
mod session;
mod soundboard;
mod voice;

use serde::Serialize;

pub use channel_info::{ChannelInfoField, RequestChannelInfo};
pub use identify::{Capabilities, ConnectionProperties, Identify};
pub use members::RequestGuildMembers;
pub use presence::{BotActivity, UpdatePresence};
pub use session::{Heartbeat, Resume};
pub use soundboard::RequestSoundboardSounds;
pub use voice::UpdateVoiceState;

use crate::{EncodeError, Opcode};

/// What an [`Encoder`](crate::Encoder) makes a message of (Discord docs, "Gateway Events", Send
/// Events): the data of a payload, with the opcode that it belongs to.
///
/// The documented commands are structs in [`model`](crate::model), which can be read as well, by
/// [`Frame::data`](crate::Frame::data). Others can be added:
///
/// ```
/// use gatewire::{Command, EncodeError, Encoder, Encoding, Opcode};
///
/// #[derive(serde::Serialize)]
/// struct Ping {
///     count: u8,
/// }
///
/// impl Command for Ping {
///     fn opcode(&self) -> Opcode {
///         Opcode(99)
///     }
///
///     fn validate(&self) -> Result<(), EncodeError> {
///         match self.count {
///             1..=3 => Ok(()),
///             _ => Err(EncodeError::Invalid { field: "count", reason: "is not from 1 to 3" }),
///         }
///     }
/// }
///
/// let mut encoder = Encoder::new(Encoding::Json);
/// assert_eq!(&encoder.encode(&Ping { count: 2 })?[..], br#"{"op":99,"d":{"count":2}}"#);
///
/// let error = encoder.encode(&Ping { count: 9 }).unwrap_err();
/// assert_eq!(error.to_string(), "cannot send: `count` is not from 1 to 3");
/// # Ok::<(), EncodeError>(())
/// ```
pub trait Command: Serialize {
    /// The `op` of the payload.
    fn opcode(&self) -> Opcode;

    /// Checks what the Gateway would refuse, or quietly not do. Everything passes by default.
    ///
    /// # Errors
    ///
    /// [`EncodeError::Invalid`], with the field and what is wrong with it.
    fn validate(&self) -> Result<(), EncodeError> {
        Ok(())
    }
}

/// The error unless a rule is kept.
fn check(is_kept: bool, field: &'static str, reason: &'static str) -> Result<(), EncodeError> {
    if is_kept { Ok(()) } else { Err(EncodeError::Invalid { field, reason }) }
}
