//! The codec of the Discord Gateway.

mod error;
pub mod etf;

pub use error::{DecodeError, DecodeErrorKind, Stage};

/// How deep containers may nest where they are only stepped over: skipped, validated, or written
/// out as JSON. Nothing recurses there, so this bounds work and memory, not the stack.
pub const MAX_SKIP_DEPTH: usize = 1024;

/// How deep containers may nest by default where values are built: events, and whatever type the
/// caller asks for. Real payloads stay under 20.
pub const DEFAULT_MAX_DEPTH: usize = 32;
