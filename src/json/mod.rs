//! JSON (RFC 8259) onto serde, knowing nothing of Discord.
//!
//! [`from_slice`] has the verdict of `serde_json::from_slice::<serde_json::Value>` on every
//! document that is nested no deeper than it allows, skipped fields included, and reads the same
//! values; floats are rounded correctly. The text is checked to be UTF-8 once, and then read in one
//! pass, straight into the values, which borrow their strings.
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
//!
//! A `serde_json::value::RawValue` takes the text of a value as it came, owned or borrowed.
//!
//! A visitor may go on after an error of a key or value, as it may with serde_json. After a key that it
//! refused comes the value of that key. After a value that could not be read comes the next entry;
//! serde_json finds that only where the value was read to its end. What is wrong with the text itself
//! is an error in the end, whatever the visitor makes of it.
//!
//! # What a value becomes
//!
//! [`to_vec`], [`to_writer`] and a [`Serializer`] write serde's types byte for byte as
//! `serde_json::to_vec` does, with these exceptions. Floats that are infinite or not a number are an
//! error, not null; as keys of maps, all floats are. Containers nest at most
//! [`MAX_BUILD_DEPTH`](crate::MAX_BUILD_DEPTH) deep. `RawValue`, which serde_json alone can tell from
//! a struct, is a struct.
//!
//! | value | text |
//! |---|---|
//! | unit, unit struct, `None` | `null` |
//! | `bool` | `true` or `false` |
//! | integer, up to `u128` and `i128` | its digits |
//! | `f32`, `f64` | the shortest that reads as the same float of that size |
//! | text, `char` | string; escaped are `"`, `\` and control characters, nothing else |
//! | bytes, where they are serialized as such | array of numbers |
//! | `Some`, newtype struct | what it holds |
//! | [`Snowflake`](crate::Snowflake) | string of its digits |
//! | sequence, tuple, tuple struct | array |
//! | map, struct | object, in the order of its entries |
//! | variant that holds nothing | its name as a string |
//! | other variant | object of one entry, from its name to what it holds |
//! | key of a map: text, `char`, variant that holds nothing | string |
//! | key of a map: integer, `bool`, `Snowflake` | its text as a string |
//! | key of a map: `Some`, newtype struct | what it holds |
//! | key of a map: any other value | an error |

mod cursor;
mod de;
mod escape;
mod number;
mod plain_source;
mod reader;
mod ser;
#[cfg(feature = "simd-json")]
pub(crate) mod simd;
mod skip;
mod source;
mod write;

pub use de::Deserializer;
pub(crate) use de::{Lender, Values};
pub(crate) use reader::{Reader, Text};
pub use ser::{Serializer, to_vec, to_writer};
pub(crate) use source::JsonSource;
pub(crate) use write::write_compact;

use serde::de::Deserialize;

use crate::DecodeError;
use crate::de::Scratch;

/// Reads a value from JSON text, and lends its strings from the bytes of the text.
///
/// The text is copied and read from the copy. What the value borrows is written over the bytes of the
/// text, which are worth nothing afterwards. [`from_slice_in`] copies nothing.
/// Containers may nest [`DEFAULT_MAX_DEPTH`](crate::DEFAULT_MAX_DEPTH) deep where values are built
/// and [`MAX_SKIP_DEPTH`](crate::MAX_SKIP_DEPTH) deep where they are skipped.
///
/// # Errors
///
/// Of [`Stage::Data`](crate::Stage::Data): what is wrong with the text, bytes after the value, or
/// a value that is not of the type asked for.
pub fn from_slice<'de, T: Deserialize<'de>>(text: &'de mut [u8]) -> Result<T, DecodeError> {
    T::deserialize(&mut Deserializer::from_slice(text)?)
}

/// Reads a value from JSON text, which stays as it is.
///
/// Strings are borrowed from the text. Those with escapes are borrowed from the working memory.
///
/// ```
/// use gatewire::{Scratch, json};
///
/// let mut scratch = Scratch::new();
/// let texts: Vec<&str> = json::from_slice_in(br#"["plain","two\nlines"]"#, &mut scratch)?;
/// assert_eq!(texts, ["plain", "two\nlines"]);
/// # Ok::<(), gatewire::DecodeError>(())
/// ```
///
/// # Errors
///
/// Those of [`from_slice`].
pub fn from_slice_in<'de, T: Deserialize<'de>>(
    text: &'de [u8],
    scratch: &'de mut Scratch,
) -> Result<T, DecodeError> {
    let text = self::text(text)?;
    let (arena, buffer) = scratch.begin_text(text.len());
    let lender = Lender::Text { text, arena, buffer };
    Values::new(text, 0, lender, crate::DEFAULT_MAX_DEPTH)
        .only_value(|values| T::deserialize(values))
}

/// The bytes as text.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, DecodeError> {
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(_) => Err(invalid_utf8(bytes)),
    }
}

#[cold]
fn invalid_utf8(bytes: &[u8]) -> DecodeError {
    let valid = str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    DecodeError::data(crate::DecodeErrorKind::InvalidUtf8, valid)
}
