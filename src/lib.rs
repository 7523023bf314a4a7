//! The codec of the Discord Gateway.

mod decode;
pub mod encode;
mod error;
pub mod etf;
mod inflate;
pub mod json;
mod model;
mod scan;

pub use decode::{
    Compression, Decoder, DecoderBuilder, Encoding, Frame, OwnedFrame, Scratch, Stats,
};
pub use error::{DecodeError, DecodeErrorKind, EncodeError, Stage};
pub use model::{
    Event, EventKind, Hello, List, MessageCreate, Opcode, ParseSnowflakeError, PartialApplication,
    Ready, Snowflake, Text, UnavailableGuild, UnknownEvent, User,
};

/// How deep containers may nest where values are built, unless
/// [`DecoderBuilder::max_depth`] says otherwise.
pub const DEFAULT_MAX_DEPTH: usize = 32;

/// The most that [`DecoderBuilder::max_depth`] can be set to.
pub const MAX_BUILD_DEPTH: usize = 128;

/// How deep containers may nest where they are only stepped over: skipped, validated, or written
/// out as JSON. Nothing recurses there, so this bounds work and memory, not the stack.
pub const MAX_SKIP_DEPTH: usize = 1024;
