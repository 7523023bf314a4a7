//! The codec of the Discord Gateway.
//!
//! A [`Decoder`] turns the WebSocket messages of one connection into frames, and a [`Frame`] into
//! an event or into any type that serde can read. It does no I/O: the caller owns the socket, the
//! clock and the threads.
//!
//! ```text
//! WebSocket message
//!       │
//!       ▼
//!   decompress    each message alone, or one context a connection
//!       │
//!       ▼
//!   envelope      op, s, t and where d lies, in any order of keys; d is not parsed
//!       │
//!       ▼
//!     Frame ──┬── event()                     the crate's own structs
//!             ├── data(), payload(), …_seed() any type with serde::Deserialize
//!             ├── write_json()                one line of JSON, of ETF too
//!             └── to_owned()                  an OwnedFrame, for other threads and later
//! ```
//!
//! ```
//! use gatewire::{Compression, DecodeError, Decoder, Encoding, Event};
//!
//! fn main() -> Result<(), DecodeError> {
//!     let mut decoder = Decoder::new(Encoding::Json, Compression::None); // one a connection
//!     let message = br#"{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}"#;
//!     // None would say that the rest of the payload comes in a later message.
//!     if let Some(frame) = decoder.decode(message)? {
//!         match frame.event()? {
//!             Event::Hello(hello) => println!("a heartbeat every {} ms", hello.heartbeat_interval),
//!             Event::MessageCreate(message) => println!("{}", message.content),
//!             other => println!("{:?}", other.kind()),
//!         }
//!     }
//!     Ok(())
//! }
//! ```
//!
//! # Where to look
//!
//! | for | see |
//! |---|---|
//! | the messages of a connection | [`Decoder::decode`]; in a loop that returns, [`Decoder::push`] |
//! | a new connection | [`Decoder::reset`] |
//! | what came, without reading it | [`Frame::kind`], [`Frame::event_name`], [`Frame::sequence`] |
//! | the crate's structs | [`Frame::event`], [`Event`]; for the objects in them, [`model`] |
//! | some kinds of events alone | [`Frame::event_in`], [`EventKinds`] |
//! | types of one's own, or another library's | [`Frame::data`], [`Frame::payload_seed`] |
//! | reading later or on another thread | [`Frame::to_owned`], [`OwnedFrame`], [`Scratch`] |
//! | bounds | [`DecoderBuilder`] |
//! | what went wrong, and whether to reconnect | [`DecodeError`], [`DecodeError::is_fatal`] |
//! | compressing as the Gateway does, for proxies and tests | [`encode::Compressor`] |
//! | terms and JSON without the Gateway | [`etf`], [`json`] |
//! | writing ETF, such as commands | [`etf::to_vec`] |
//! | terms of every kind, without a type of their own | [`etf::Term`] |
//!
//! # Limits
//!
//! Input is hostile until it is read. A payload has at most 16 MiB after inflation
//! ([`max_message_size`](DecoderBuilder::max_message_size), which also bounds what waits for the
//! rest of a payload). Containers nest at most [`DEFAULT_MAX_DEPTH`] deep where values are built
//! ([`max_depth`](DecoderBuilder::max_depth), up to [`MAX_BUILD_DEPTH`]) and [`MAX_SKIP_DEPTH`]
//! where they are stepped over, which does not recurse. No length is believed beyond the bytes
//! that are left. Buffers above 128 KiB are given back
//! ([`shrink_above`](DecoderBuilder::shrink_above)). The lists, maps and boxes of an [`Event`] take
//! at most 4 MiB, and 256 bytes for each value of JSON or 32 for each byte of ETF. What passes a bound is a [`DecodeError`] with
//! a kind of its own, which never holds text off the wire.
//!
//! # Features
//!
//! None is on by default, and each only adds.
//!
//! - `chrono`, `jiff`, `time`: conversions of [`Timestamp`] into the types of these crates.
//! - `eetf`: conversions between [`etf::Term`] and the terms of the crate eetf.
//! - `zstd`: the `zstd-stream` transport, `Compression::ZstdStream`. Compiles the C library zstd.
//! - `cli`: the `gatewire` command, and `zstd`.

// From the wire inwards, then what both directions share.
mod decode;
pub mod encode;

mod inflate;

pub mod etf;
pub mod json;

pub mod model;

mod budget;
mod error;
mod marker;
mod scan;

pub use decode::{
    Compression, Decoder, DecoderBuilder, Encoding, Frame, OwnedFrame, Scratch, Stats,
};
pub use error::{DecodeError, DecodeErrorKind, EncodeError, Stage};
pub use model::{
    Event, EventKind, EventKinds, ImageHash, Intents, List, Map, Maybe, Nonce, Opcode,
    ParseSnowflakeError, ParseTimestampError, Secret, Snowflake, Text, Timestamp, UnknownEvent,
    Value,
};

/// How deep containers may nest where values are built, unless
/// [`DecoderBuilder::max_depth`] says otherwise.
pub const DEFAULT_MAX_DEPTH: usize = 32;

/// The most that [`DecoderBuilder::max_depth`] can be set to.
pub const MAX_BUILD_DEPTH: usize = 128;

/// How deep containers may nest where they are only stepped over: skipped, validated, or written
/// out as JSON. Nothing recurses there, so this bounds work and memory, not the stack.
pub const MAX_SKIP_DEPTH: usize = 1024;

/// The examples of the README, to be run with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeDoctests;
