//! JSON (RFC 8259) onto serde, knowing nothing of Discord.
//!
//! [`from_slice`] has the verdict of `serde_json::from_slice::<serde_json::Value>` on every
//! document that is nested no deeper than it allows, skipped fields included, and reads the same
//! values; floats are rounded correctly. The text is checked to be UTF-8 once, and then read in one
//! pass, straight into the values; strings are unescaped in place and lent to them.
//!
//! ```
//! #[derive(serde::Deserialize)]
//! struct Message<'a> {
//!     content: &'a str,
//! }
//!
//! let mut text = br#"{"content":"two\nlines","tts":false}"#.to_vec();
//! let message: Message<'_> = gatewire::json::from_slice(&mut text)?;
//! assert_eq!(message.content, "two\nlines");
//! # Ok::<(), gatewire::DecodeError>(())
//! ```

mod cursor;
mod de;
mod escape;
mod reader;
mod write;

pub use de::Deserializer;
pub(crate) use de::Values;
pub(crate) use reader::{Reader, Text, check_utf8};
pub(crate) use write::write_compact;

use serde::de::Deserialize;

use crate::DecodeError;

/// Reads a value from JSON text, unescaping strings in place.
///
/// The text is written to, so it is worth nothing afterwards; what the value borrows lies in it.
/// Containers may nest [`DEFAULT_MAX_DEPTH`](crate::DEFAULT_MAX_DEPTH) deep where values are built
/// and [`MAX_SKIP_DEPTH`](crate::MAX_SKIP_DEPTH) deep where they are skipped. Nothing is
/// allocated but what the value itself allocates.
///
/// # Errors
///
/// Of [`Stage::Data`](crate::Stage::Data): what is wrong with the text, bytes after the value, or
/// a value that is not of the type asked for.
pub fn from_slice<'de, T: Deserialize<'de>>(text: &'de mut [u8]) -> Result<T, DecodeError> {
    T::deserialize(&mut Deserializer::from_slice(text)?)
}
