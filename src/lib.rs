//! The codec of the Discord Gateway.

mod error;
pub mod etf;

pub use error::{DecodeError, DecodeErrorKind, Stage};

/// How deep containers may nest where they are only stepped over: skipped, validated, or written
/// out as JSON. Nothing recurses there, so this bounds work and memory, not the stack.
pub const MAX_SKIP_DEPTH: usize = 1024;
