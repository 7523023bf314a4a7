//! Bytes of WebSocket messages → frames → events.

mod decompress;
mod envelope;
mod frame;
mod owned;

use std::borrow::Cow;

use crate::etf;
use crate::{DEFAULT_MAX_DEPTH, DecodeError, DecodeErrorKind, Encoding, Stage};

pub use decompress::Compression;
use decompress::{Decompressor, Source};
use envelope::{Envelope, Extent};
pub use frame::Frame;
use frame::Payload;
pub use owned::{OwnedFrame, Scratch};

/// Turns the WebSocket messages of one connection into frames.
///
/// It holds the connection's decompression context and every buffer that is needed, so that a
/// decoder which has seen its largest message allocates nothing to read another envelope. Its
/// memory is bounded by [`max_message_size`](DecoderBuilder::max_message_size), see there.
///
/// ```
/// use gatewire::{Compression, Decoder, Encoding, EventKind};
///
/// let mut decoder = Decoder::new(Encoding::Json, Compression::ZlibPayload);
/// let message = br#"{"t":"TYPING_START","s":7,"op":0,"d":{"user_id":"80351110224678912"}}"#;
/// if let Some(frame) = decoder.decode(message)? {
///     assert_eq!(frame.kind(), EventKind::TypingStart);
///     assert_eq!(frame.sequence(), Some(7));
/// }
/// # Ok::<(), gatewire::DecodeError>(())
/// ```
pub struct Decoder {
    encoding: Encoding,
    limits: Limits,
    decompressor: Decompressor,
    /// The inflated payload, or the message that `push` was given.
    payload: Vec<u8>,
    /// The name of an event that is not known.
    unknown_name: String,
    scratch: Scratch,
    /// What `push` found and `frame` has not lent yet.
    pushed: Option<Envelope>,
    small_messages: u8,
    stats: Stats,
}

#[derive(Clone, Copy)]
struct Limits {
    message_size: usize,
    depth: usize,
    shrink_above: usize,
}

/// After this many payloads in a row that fit into `shrink_above`, memory above it is given back.
const SMALL_MESSAGES: u8 = 64;

/// So many bytes are kept for the names of events that are not known.
const USUAL_NAME: usize = 1 << 10;

/// What a decoder has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stats {
    /// WebSocket messages taken, those that failed included.
    pub messages: u64,
    /// Bytes of these messages, as they came over the wire.
    pub bytes_in: u64,
    /// Bytes of the payloads, after inflation.
    pub bytes_out: u64,
}

/// Sets a decoder's bounds. [`Decoder::builder`] makes one.
///
/// ```
/// use gatewire::{Compression, Decoder, Encoding};
///
/// let decoder = Decoder::builder(Encoding::Etf, Compression::ZlibStream)
///     .max_message_size(4 << 20)
///     .build();
/// # let _ = decoder;
/// ```
#[derive(Clone, Debug)]
pub struct DecoderBuilder {
    encoding: Encoding,
    compression: Compression,
    max_message_size: usize,
    max_depth: usize,
    shrink_above: usize,
}

impl DecoderBuilder {
    /// The largest payload after inflation, in bytes; 16 MiB by default.
    ///
    /// It bounds the compressed bytes that wait for the rest of a payload as well. A connection
    /// holds at most three times this: the payload, what waits, a copy of JSON that came
    /// uncompressed, in which strings are unescaped, and the name of an event that is not known; no
    /// more than three of these at a time are as large as a payload. While a compressed term
    /// ([`etf::inflate`](crate::etf::inflate)) is inflated, once more. The context of the
    /// decompression comes on top, about 48 KiB for zlib and a window of up to 8 MiB for zstd.
    ///
    /// An [`Event`](crate::Event) and a [`Value`](crate::Value) take a few times the size of their
    /// payload; lists of empty objects would take hundreds. So what is allocated for their lists,
    /// maps, boxes and copied text is bounded: to 4 MiB, and 32 bytes for each byte of the payload,
    /// in which the copy of JSON is counted.
    pub fn max_message_size(mut self, bytes: usize) -> Self {
        self.max_message_size = bytes;
        self
    }

    /// How many containers may nest where values are built; 32 by default, at most
    /// [`MAX_BUILD_DEPTH`](crate::MAX_BUILD_DEPTH).
    ///
    /// Code that serde derives recurses at each level, so the bound protects the stack. The
    /// Gateway's own payloads stay under 20. What is only stepped over may nest
    /// [`MAX_SKIP_DEPTH`](crate::MAX_SKIP_DEPTH) deep.
    pub fn max_depth(mut self, containers: usize) -> Self {
        self.max_depth = containers.min(crate::MAX_BUILD_DEPTH);
        self
    }

    /// What [`Decoder::shrink`] leaves of each buffer, in bytes; 128 KiB by default.
    pub fn shrink_above(mut self, bytes: usize) -> Self {
        self.shrink_above = bytes;
        self
    }

    /// The decoder.
    pub fn build(self) -> Decoder {
        Decoder {
            encoding: self.encoding,
            limits: Limits {
                message_size: self.max_message_size,
                depth: self.max_depth,
                shrink_above: self.shrink_above,
            },
            decompressor: Decompressor::new(self.compression),
            payload: Vec::new(),
            unknown_name: String::new(),
            scratch: Scratch::new(),
            pushed: None,
            small_messages: 0,
            stats: Stats::default(),
        }
    }
}

impl Decoder {
    /// A decoder for a new connection, with the default bounds.
    pub fn new(encoding: Encoding, compression: Compression) -> Self {
        Self::builder(encoding, compression).build()
    }

    /// A decoder with bounds of one's own.
    pub fn builder(encoding: Encoding, compression: Compression) -> DecoderBuilder {
        DecoderBuilder {
            encoding,
            compression,
            max_message_size: 16 << 20,
            max_depth: DEFAULT_MAX_DEPTH,
            shrink_above: 128 << 10,
        }
    }

    /// Takes one WebSocket message, text or binary, and returns the frame that it completes.
    ///
    /// None: the rest of the frame comes in a later message. The frame borrows from the message
    /// or from the decoder, so it has to be read before the next call; see
    /// [`Frame::to_owned`] for later and elsewhere, and [`push`](Self::push) for a loop that
    /// returns what it finds.
    ///
    /// # Errors
    ///
    /// Of [`Stage::Decompress`] and [`Stage::Envelope`]. After one that
    /// [is fatal](DecodeError::is_fatal) every call fails in the same way until
    /// [`reset`](Self::reset); after another the next message is read as if nothing had happened.
    pub fn decode<'a>(&'a mut self, message: &'a [u8]) -> Result<Option<Frame<'a>>, DecodeError> {
        let Some((source, envelope)) = self.take(message)? else { return Ok(None) };
        let payload = match source {
            Source::Message => Payload::Borrowed(message),
            _ => Payload::Buffered(&mut self.payload),
        };
        let scratch = &mut self.scratch;
        Ok(Some(Frame::new(
            self.encoding,
            envelope,
            &self.unknown_name,
            payload,
            scratch,
            self.limits.depth,
        )))
    }

    /// The first half of [`decode`](Self::decode): takes one WebSocket message and says whether
    /// a frame is complete, which [`frame`](Self::frame) then lends.
    ///
    /// A frame that was complete before and not asked for is dropped. A message that is not
    /// compressed is copied.
    ///
    /// ```
    /// use gatewire::{DecodeError, Decoder, Frame};
    ///
    /// /// Waits for the next frame: the borrow checker takes this, and would not take `decode`.
    /// fn next_frame<'a>(
    ///     decoder: &'a mut Decoder,
    ///     messages: &mut impl Iterator<Item = Vec<u8>>,
    /// ) -> Result<Option<Frame<'a>>, DecodeError> {
    ///     while let Some(message) = messages.next() {
    ///         if decoder.push(&message)? {
    ///             return Ok(decoder.frame());
    ///         }
    ///     }
    ///     Ok(None)
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode).
    pub fn push(&mut self, message: &[u8]) -> Result<bool, DecodeError> {
        let Some((source, envelope)) = self.take(message)? else { return Ok(false) };
        if source == Source::Message {
            owned::copy_into(&mut self.payload, message);
        }
        self.pushed = Some(envelope);
        Ok(true)
    }

    /// The frame that the last [`push`](Self::push) completed; none before the next one once it
    /// was lent.
    pub fn frame(&mut self) -> Option<Frame<'_>> {
        let envelope = self.pushed.take()?;
        let payload = Payload::Buffered(&mut self.payload);
        let scratch = &mut self.scratch;
        Some(Frame::new(
            self.encoding,
            envelope,
            &self.unknown_name,
            payload,
            scratch,
            self.limits.depth,
        ))
    }

    /// Begins a new connection with the same encoding and compression; keeps the allocations.
    /// [`Stats`] go on counting.
    pub fn reset(&mut self) {
        self.decompressor.reset();
        self.pushed = None;
    }

    /// Gives back what the buffers hold above
    /// [`shrink_above`](DecoderBuilder::shrink_above). A decoder does so itself after an error
    /// and after 64 payloads in a row that fit into it.
    pub fn shrink(&mut self) {
        // A frame that waits to be asked for stays.
        if self.pushed.is_none() {
            self.payload.clear();
            self.forget_name();
        }
        self.shrink_unused();
    }

    /// Gives back what lies behind the content of the buffers.
    fn shrink_unused(&mut self) {
        let above = self.limits.shrink_above;
        self.decompressor.shrink(above);
        self.payload.shrink_to(above);
        self.scratch.shrink(above);
    }

    /// Forgets the name of the last event, and gives back its memory if it was no usual one: it may be
    /// as long as a payload.
    #[inline]
    fn forget_name(&mut self) {
        self.unknown_name.clear();
        if self.unknown_name.capacity() > USUAL_NAME {
            self.unknown_name = String::new();
        }
    }

    /// What the decoder has done so far.
    pub fn stats(&self) -> Stats {
        self.stats
    }

    /// Takes a message as far as the envelope of the payload it completes.
    // Into `decode` and `push`, so that the envelope is written where the frame has it.
    #[inline]
    fn take(&mut self, message: &[u8]) -> Result<Option<(Source, Envelope)>, DecodeError> {
        self.pushed = None;
        self.stats.messages += 1;
        self.stats.bytes_in += message.len() as u64;
        let before = self.stats.bytes_out;
        let taken = self.payload_of(message);
        let size = usize::try_from(self.stats.bytes_out - before).unwrap_or(usize::MAX);
        match taken {
            Err(_) => self.shrink(),
            // A part of a payload says nothing of its size, and what waits would be moved.
            Ok(None) => {}
            Ok(_) if size > self.limits.shrink_above => self.small_messages = 0,
            Ok(_) => {
                self.small_messages += 1;
                if self.small_messages == SMALL_MESSAGES {
                    self.small_messages = 0;
                    self.shrink_unused();
                }
            }
        }
        taken
    }

    #[inline]
    fn payload_of(&mut self, message: &[u8]) -> Result<Option<(Source, Envelope)>, DecodeError> {
        let limit = self.limits.message_size;
        self.forget_name();
        let mut source = self.decompressor.take(message, &mut self.payload, limit)?;
        let mut payload = match source {
            Source::Message => {
                self.payload.clear();
                message
            }
            Source::Buffer => &self.payload[..],
            Source::Incomplete => return Ok(None),
        };
        if payload.len() > limit {
            return Err(DecodeError::new(Stage::Decompress, DecodeErrorKind::MessageTooLarge)
                .with_limit(limit));
        }
        if self.encoding == Encoding::Etf
            && etf::is_compressed(payload)
            && let Cow::Owned(inflated) = etf::inflate(payload, limit)?
        {
            self.payload = inflated;
            payload = &self.payload;
            source = Source::Buffer;
        }
        self.stats.bytes_out += payload.len() as u64;
        let read = match self.encoding {
            Encoding::Json => envelope::read_json,
            Encoding::Etf => envelope::read_etf,
        };
        Ok(Some((source, read(payload, Extent::Head(&mut self.unknown_name))?)))
    }
}
