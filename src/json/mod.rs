//! JSON (RFC 8259) onto serde, knowing nothing of Discord.
//!
//! [`from_slice`] has the verdict of `serde_json::from_slice::<serde_json::Value>` on every
//! document that is nested no deeper than it allows, skipped fields included, and reads the same
//! values; floats are rounded correctly. Underneath, simd-json finds the structure and checks the
//! UTF-8 of the whole text in one pass; strings are unescaped in place and lent to the values.
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

mod de;
mod parser;
mod skip;
mod write;

pub(crate) use de::Cursor;
pub use de::Deserializer;
pub(crate) use parser::{PADDING, Parser, pad};
pub(crate) use skip::{Reader, Text};
pub(crate) use write::write_compact;

use serde::de::Deserialize;

use crate::DecodeError;

/// Reads a value from JSON text, unescaping strings in place.
///
/// The text is written to, so it is worth nothing afterwards; what the value borrows lies in it.
/// Containers may nest [`DEFAULT_MAX_DEPTH`](crate::DEFAULT_MAX_DEPTH) deep where values are built
/// and [`MAX_SKIP_DEPTH`](crate::MAX_SKIP_DEPTH) deep where they are skipped. Each call allocates
/// up to 32 bytes of working memory for a comma, colon, bracket or value of the text; a
/// [`Decoder`](crate::Decoder) keeps that memory from message to message.
///
/// # Errors
///
/// Of [`Stage::Data`](crate::Stage::Data): what is wrong with the text, bytes after the value, or
/// a value that is not of the type asked for.
pub fn from_slice<'de, T: Deserialize<'de>>(text: &'de mut [u8]) -> Result<T, DecodeError> {
    T::deserialize(&mut Deserializer::from_slice(text)?)
}
