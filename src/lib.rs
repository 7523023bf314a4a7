//! The codec of the Discord Gateway.
//!
//! A [`Decoder`] turns the WebSocket messages of one connection into frames, and a [`Frame`] into
//! an event or into any type that serde can read. An [`Encoder`] turns commands into messages that
//! the Gateway takes. Neither does I/O: the caller owns the socket, the clock and the threads.
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
//!
//!  command ──────────────────────────────────── the crate's own structs, or any Command
//!       │
//!       ▼
//!   validate      what Discord documents, before anything is written
//!       │
//!       ▼
//!   Encoder       compact JSON, or ETF as erlpack for Python packs it
//!       │
//!       ▼
//!    limit        4096 bytes; what is larger is counted to its end, and not kept
//!       │
//!       ▼
//! WebSocket message
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
//! ```
//! use gatewire::{EncodeError, Encoder, Encoding, Heartbeat, RequestGuildMembers, Snowflake};
//!
//! fn main() -> Result<(), EncodeError> {
//!     let mut encoder = Encoder::new(Encoding::Json); // one a connection
//!     let message = encoder.encode(&Heartbeat::new(Some(251)))?;
//!     assert_eq!(&message[..], br#"{"op":1,"d":251}"#);
//!
//!     let request = RequestGuildMembers::all(Snowflake::new(41771983444115456)).nonce("n".repeat(33));
//!     let error = encoder.encode(&request).unwrap_err();
//!     assert_eq!(error.to_string(), "cannot send: `nonce` has more than 32 bytes");
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
//! | what an event lacks that did not fit | [`Frame::event_with`], [`Mismatches`], [`DecoderBuilder::strict`] |
//! | some kinds of events alone | [`Frame::event_in`], [`EventKinds`] |
//! | types of one's own, or another library's | [`Frame::data`], [`Frame::payload_seed`] |
//! | reading later or on another thread | [`Frame::to_owned`], [`OwnedFrame`], [`Scratch`] |
//! | bounds | [`DecoderBuilder`] |
//! | what went wrong, and whether to reconnect | [`DecodeError`], [`DecodeError::is_fatal`] |
//! | where to connect, in which order, and what a close code means | [`connect`] |
//! | sending commands | [`Encoder::encode`]; [`Identify`], [`Resume`], [`Heartbeat`], [`UpdatePresence`], [`UpdateVoiceState`], [`RequestGuildMembers`], [`RequestSoundboardSounds`], [`RequestChannelInfo`] |
//! | sending commands of one's own, or any payload | [`Command`], [`Encoder::encode_payload`] |
//! | why something cannot be sent | [`EncodeError`] |
//! | what may be sent when | [`ratelimit`] |
//! | writing and compressing as the Gateway does, for proxies and tests | [`encode::FrameWriter`], [`encode::Compressor`] |
//! | terms and JSON without the Gateway | [`etf`], [`json`] |
//! | writing terms and JSON | [`etf::to_vec`], [`json::to_vec`] |
//! | terms of every kind, without a type of their own | [`etf::Term`] |
//!
//! # Limits
//!
//! Input is hostile until it is read. A payload has at most 16 MiB after inflation
//! ([`max_message_size`](DecoderBuilder::max_message_size), which also bounds the compressed bytes
//! of a payload that comes in several messages). Containers nest at most [`DEFAULT_MAX_DEPTH`] deep
//! where values are built ([`max_depth`](DecoderBuilder::max_depth), up to [`MAX_BUILD_DEPTH`]) and
//! [`MAX_SKIP_DEPTH`] where they are stepped over, which does not recurse. No length is believed
//! beyond the bytes that are left. Buffers that are much larger than the last payloads are given back
//! ([`shrink_above`](DecoderBuilder::shrink_above)), and all of them by [`Decoder::shrink`]. The
//! lists, maps, boxes and copied text of an [`Event`] or a [`Value`] take at most 4 MiB, and 32 bytes
//! for each byte of the payload. What passes a bound is a [`DecodeError`] with a kind of its own,
//! which never holds text off the wire.
//!
//! A payload that is sent has at most [`Encoder::DEFAULT_LIMIT`] bytes, unless
//! [`Encoder::with_limit`] says otherwise, and nests at most [`MAX_BUILD_DEPTH`] deep.
//!
//! # Features
//!
//! None is on by default, and each only adds.
//!
//! - `chrono`, `jiff`, `time`: conversions of [`Timestamp`] into the types of these crates.
//! - `eetf`: conversions between [`etf::Term`] and the terms of the crate eetf.
//! - `simd-json`: JSON read with the crate simd-json, for decoders that ask for it
//!   (`DecoderBuilder::json_engine`). This crate's own reader is faster, and stays the default. Needs Rust 1.89.
//! - `zstd`: the `zstd-stream` transport, `Compression::ZstdStream`. Compiles the C library zstd.
//! - `cli`: the `gatewire` command, and `zstd`.

// From opening a connection to sending on it, then what both directions share.
pub mod connect;
mod decode;
pub mod encode;
pub mod ratelimit;

mod inflate;

pub mod etf;
pub mod json;

pub mod model;

mod buffer;
mod de;
mod error;
mod float;
mod limits;
mod marker;
mod scan;
mod ser;
mod transport;

pub use de::{Mismatches, Scratch};
#[cfg(feature = "simd-json")]
pub use decode::JsonEngine;
pub use decode::{Decoder, DecoderBuilder, Event, Frame, OwnedFrame, Stats, UnknownEvent};
pub use encode::Encoder;
pub use error::{DecodeError, DecodeErrorKind, EncodeError, Stage};
pub use limits::{DEFAULT_MAX_DEPTH, MAX_BUILD_DEPTH, MAX_SKIP_DEPTH};
pub use model::{
    Boxed, Command, EventKind, EventKinds, Heartbeat, Identify, ImageHash, Intents, List, Map,
    Maybe, Nonce, Opcode, ParseSnowflakeError, ParseTimestampError, RequestChannelInfo,
    RequestGuildMembers, RequestSoundboardSounds, Resume, Secret, Snowflake, Text, Timestamp,
    UpdatePresence, UpdateVoiceState, Value,
};
pub use transport::{Compression, Encoding};

/// The examples of the README and of the pages in `docs`, to be run with those of the documentation.
#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../README.md")]
    struct Readme;
    #[doc = include_str!("../docs/decoding.md")]
    struct Decoding;
    #[doc = include_str!("../docs/leniency.md")]
    struct Leniency;
    #[doc = include_str!("../docs/sending.md")]
    struct Sending;
}
