//! Erlang's [External Term Format][etf], as far as the Gateway speaks it: serde for terms.
//!
//! ```
//! use gatewire::etf;
//! use serde::Deserialize;
//!
//! #[derive(Deserialize)]
//! struct Typing<'a> {
//!     user_id: u64,
//!     channel: Option<&'a str>,
//! }
//!
//! // #{user_id => 80351110224678912, channel => nil}
//! let term = b"\x83t\0\0\0\x02w\x07user_idn\x08\0\0\x10\x40\xb6\xe8\x76\x1d\x01w\x07channelw\x03nil";
//! let typing: Typing<'_> = etf::from_slice(term)?;
//! assert_eq!(typing.user_id, 80351110224678912);
//! assert_eq!(typing.channel, None);
//! # Ok::<(), gatewire::DecodeError>(())
//! ```
//!
//! # What a term becomes
//!
//! A [`Deserializer`] presents terms natively, or as the JSON that they stand for
//! ([`json_compatible`](Deserializer::json_compatible)). Text and bytes are borrowed from the
//! term in both.
//!
//! | term | tags | natively | JSON-compatible |
//! |---|---|---|---|
//! | integer up to 2^53 in magnitude | 97, 98, 110, 111 | `u64`, `i64` if negative | the same |
//! | larger integer | 110, 111 | `u64`, `i64`, `u128`, `i128`, whichever fits first | decimal text; an integer where a number is asked for |
//! | integer beyond 128 bits | 110, 111 | an error | decimal text up to 1 KiB of magnitude, then an error |
//! | float | 70, 99 | `f64` | the same |
//! | atom `nil` or `null` | 100, 115, 118, 119 | unit, `None` | the same |
//! | atom `true` or `false` | 100, 115, 118, 119 | `bool` | the same |
//! | other atom | 100, 115, 118, 119 | text | the same |
//! | binary | 109 | text, or bytes where they are asked for | the same |
//! | list, tuple | 104, 105, 106, 108 | sequence | the same |
//! | list of small integers | 107 | sequence, or bytes where they are asked for | the same |
//! | map | 116 | map, struct, or with one entry an enum | the same |
//! | key of a map: atom, binary | | text, `nil` and `true` too | the same |
//! | key of a map: integer | 97, 98, 110, 111 | an integer; text where text or a field is asked for | text; an integer where a number is asked for |
//! | key of a map: any other term | | as a value | an error |
//!
//! # What is accepted
//!
//! What `binary_to_term/1` of Erlang accepts, with these exceptions. Bytes after the term are an
//! error. So are references, ports, pids, functions and bit strings, which serde has no type for,
//! compressed terms (tag 80), which nothing can be borrowed from, and lists that end in another
//! tail than a list, unless they are skipped. A binary has to be UTF-8 where text is asked for.
//! Equal keys in a map, which Erlang refuses, are left to the type that is read: derived structs
//! refuse them, collections keep the last.
//!
//! [etf]: https://www.erlang.org/doc/apps/erts/erl_ext_dist.html

mod de;
mod inflate;
mod integer;
mod json;
mod plain;
mod reader;
mod skip;
mod tag;

pub use self::de::{Deserializer, from_slice, from_slice_seed};
pub use self::inflate::inflate;
pub(crate) use self::json::write_json;
pub(crate) use self::reader::Reader;
pub(crate) use self::tag::{INTEGER_EXT, SMALL_INTEGER_EXT};
