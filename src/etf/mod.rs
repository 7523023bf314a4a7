//! Erlang's [External Term Format][etf]: serde for what the Gateway speaks of it, and terms of every
//! kind.
//!
//! | for | see |
//! |---|---|
//! | a term as a type of one's own | [`from_slice`] |
//! | a term as a type that was written for JSON | [`Deserializer::json_compatible`] |
//! | a term as a type that was written for what JavaScript unpacks | [`Deserializer::long_integers_as_text`] |
//! | a term of which nothing is known before | [`Term`] |
//! | such a term as a part of a type of one's own | a field of type [`Term`] |
//! | a value as a term | [`to_vec`]; as a term that serde has no word for, [`Term::atom`] and its like |
//! | a compressed term | [`inflate`] |
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
//! ([`json_compatible`](Deserializer::json_compatible)). In both, text and bytes are borrowed from the
//! term, except Latin-1 atoms with characters beyond ASCII, and integers of five or more bytes are
//! text if [`long_integers_as_text`](Deserializer::long_integers_as_text) is set.
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
//! | binary | 109; 77 if all bits of its last byte count | text, or bytes where they are asked for | the same |
//! | list, tuple | 104, 105, 106, 108 | sequence | the same |
//! | list of small integers | 107 | sequence, or bytes where they are asked for | the same |
//! | map | 116 | map, struct, or with one entry an enum | the same |
//! | key of a map: atom, binary | | text, `nil` and `true` too | the same |
//! | key of a map: integer | 97, 98, 110, 111 | an integer; text where text or a field is asked for | text; an integer where a number is asked for |
//! | key of a map: any other term | | as a value | an error |
//! | any term, where a [`Term`] is asked for | all | itself | itself |
//! | other bit string | 77 | an error | an error |
//! | pid, port, reference | 88, 89, 90, 101, 102, 103, 114, 120 | an error | an error |
//! | function | 112, 113, 117 | an error | an error |
//! | compressed term | 80 | an error that asks for [`inflate`] | the same |
//! | reference to an atom cache | 82 | an error of its own | the same |
//! | what a node keeps to itself | 73, 75, 121 | an error, even where it is skipped | the same |
//!
//! An error for a term names its tag, where the kind does not, and its offset.
//!
//! # What is accepted
//!
//! What `binary_to_term/1` of Erlang accepts, with these exceptions. Bytes after the term are an
//! error, and so are compressed terms (tag 80), which nothing can be borrowed from. So are, unless
//! they are skipped, references, ports, pids, functions and bit strings that are no binaries, which
//! serde has no type for, and lists that end in another tail than a list. A binary has to be UTF-8
//! where text is asked for. Equal keys in a map, which Erlang refuses, are left to the type that is
//! read: derived structs refuse them, collections keep the last. What [`Term`] accepts is told
//! [there](term#what-is-accepted).
//!
//! A `serde_json::value::RawValue`, which is JSON text, is an error. A visitor may go on after an error
//! of a key or value, as it may [with JSON](crate::json).
//!
//! # What a value becomes
//!
//! [`to_vec`], [`to_writer`] and a [`Serializer`] write serde's types. What they stand for in JSON is
//! written byte for byte as Discord's [erlpack] 1.0.1 for Python packs it; integers beyond 64 bits, which
//! that one refuses, by the same rule. A [`Serializer`] can also
//! write [what the erlpack for JavaScript packs](#as-javascript-packs-it).
//!
//! | value | term | tags |
//! |---|---|---|
//! | unit, unit struct, `None` | atom `nil` | 115 |
//! | `bool` | atom `true` or `false` | 115 |
//! | integer from 0 to 255 | integer | 97 |
//! | other integer of 32 bits with its sign | integer | 98 |
//! | larger integer, up to `u128` and `i128` | integer of as few bytes as it has | 110 |
//! | `f32`, `f64` | float; an error where it is not finite | 70 |
//! | text, `char` | binary | 109 |
//! | bytes, where they are serialized as such | binary | 109 |
//! | `Some`, newtype struct | what it holds | |
//! | [`Snowflake`](crate::Snowflake) | integer | 97, 98, 110 |
//! | [`Atom`], as a value or a key | atom | 100 |
//! | [`SmallIntegers`] | list of small integers | 107, empty 106 |
//! | sequence, tuple, tuple struct | list | 108, empty 106 |
//! | map, struct | map, in the order of its entries | 116 |
//! | variant that holds nothing | its name as a binary | 109 |
//! | other variant | map of one entry, from its name to what it holds | 116 |
//! | key of a map: text, `char`, variant that holds nothing | binary | 109 |
//! | key of a map: integer, `bool`, `Snowflake` | its text in JSON, as a binary | 109 |
//! | key of a map: `Some`, newtype struct | what it holds | |
//! | key of a map: any other value | an error | |
//!
//! Containers nest at most [`MAX_BUILD_DEPTH`](crate::MAX_BUILD_DEPTH) deep, and lengths have 32
//! bits; what passes that is an error.
//!
//! # As JavaScript packs it
//!
//! Discord has an erlpack for JavaScript as well, which packs some values as other terms. With
//! [`Serializer::javascript`] and [`Encoder::javascript`](crate::Encoder::javascript) these are written
//! as its version 0.1.4 packs them:
//!
//! | value | by default | for JavaScript |
//! |---|---|---|
//! | [`Snowflake`](crate::Snowflake) | integer, 97, 98, 110 | its decimal text, 109 |
//! | integer beyond 32 bits: from 2^32, or below -2^31 | integer, 110 | float, 70; an error where the float would be another number |
//! | float that is an integer from -2^31 to 2^32 - 1, but for -0.0 | float, 70 | integer, 97, 98, 110 |
//! | key that is the text of an integer from 0 to 2^32 - 2, such as `"7"` but not `"07"` | binary, 109 | integer, 97, 98, 110 |
//!
//! Entries are written in the order in which they are given. JavaScript itself moves keys that are
//! such integers to the front of an object, in their order. [`Atom`] and [`SmallIntegers`], which ask for
//! a tag, have it in both forms. Infinities and NaN, which that erlpack packs, are an error in both.
//!
//! What the erlpack for JavaScript unpacks differs too: see [`Deserializer::long_integers_as_text`].
//!
//! [erlpack]: https://github.com/discord/erlpack
//! [etf]: https://www.erlang.org/doc/apps/erts/erl_ext_dist.html

mod de;
mod float;
mod inflate;
mod integer;
mod json;
mod plain;
mod plain_source;
mod reader;
mod ser;
mod source;
mod tag;
pub mod term;
mod walk;

pub use self::de::{Deserializer, from_slice, from_slice_seed};
pub use self::inflate::inflate;
pub(crate) use self::inflate::is_compressed;
pub(crate) use self::json::write_json;
pub(crate) use self::reader::Reader;
pub use self::ser::{Atom, Serializer, SmallIntegers, to_vec, to_writer};
pub(crate) use self::source::EtfSource;
pub(crate) use self::tag::{INTEGER_EXT, SMALL_INTEGER_EXT};
pub use self::term::Term;
