//! Bytes of WebSocket messages → frames → events.

mod decompress;
#[cfg(feature = "simd-json")]
mod engine;
mod envelope;
mod event;
mod frame;
mod owned;
mod read;
#[cfg(feature = "simd-json")]
mod simd;

use std::borrow::Cow;

use crate::de::Scratch;
use crate::limits::DEFAULT_MAX_DEPTH;
use crate::{Compression, DecodeError, DecodeErrorKind, Encoding, Stage};
use crate::{buffer, etf};

use decompress::{Decompressor, Source};
#[cfg(feature = "simd-json")]
pub use engine::JsonEngine;
use envelope::{Envelope, Extent};
pub use event::{Event, UnknownEvent};
pub use frame::Frame;
pub use owned::OwnedFrame;

/// Turns the WebSocket messages of one connection into frames.
///
/// It holds the connection's decompression context and every buffer that is needed, so that a
/// decoder which has seen its largest message allocates nothing to read another envelope, unless it
/// has [shrunk](Self::shrink) since. Its memory is bounded by
/// [`max_message_size`](DecoderBuilder::max_message_size), see there.
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
    options: Options,
    decompressor: Decompressor,
    /// The inflated payload, or the message that `push` was given.
    payload: Vec<u8>,
    /// The name of an event that is not known.
    unknown_name: String,
    scratch: Scratch,
    /// What `push` found and `frame` has not lent yet.
    pushed: Option<Envelope>,
    /// Whether the last payload of a `zlib-stream` was refused because it ends too early.
    is_cut_short: bool,
    recent: Recent,
    stats: Stats,
}

#[derive(Clone, Copy)]
struct Limits {
    message_size: usize,
    shrink_above: usize,
}

/// How frames are read.
#[derive(Clone, Copy)]
struct Options {
    /// A byte is enough, and frames are moved around.
    max_depth: u8,
    is_strict: bool,
    #[cfg(feature = "simd-json")]
    json_engine: JsonEngine,
}

impl Options {
    fn max_depth(self) -> usize {
        self.max_depth.into()
    }
}

/// What the last payloads needed, for a decoder that shrinks by itself.
#[derive(Clone, Copy, Default)]
struct Recent {
    /// How many payloads in a row were small for the buffers that are held.
    small: u8,
    /// The largest of them, in bytes.
    largest: usize,
}

/// After this many payloads in a row that are small for the buffers, the decoder shrinks.
const SMALL_PAYLOADS: u8 = 64;

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
    /// Values that did not fit in the events that were read, and were left out of them.
    pub mismatches: u64,
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
    max_window_size: usize,
    shrink_above: usize,
    is_strict: bool,
    #[cfg(feature = "simd-json")]
    json_engine: JsonEngine,
}

impl DecoderBuilder {
    /// The largest payload after inflation, in bytes; 16 MiB by default.
    ///
    /// It also bounds the compressed bytes of a payload that comes in several messages. A connection
    /// holds at most twice this: the payload, and the name of an event that is not known, until the next
    /// message. The context of the decompression comes on top; see [`Compression`] for its size.
    ///
    /// An [`Event`](crate::Event) and a [`Value`](crate::Value) take a few times the size of their
    /// payload; lists of empty objects would take hundreds. So the memory for their lists, maps, boxes
    /// and copied text is bounded: to 4 MiB, and 32 bytes for each byte of the payload. The decoder keeps
    /// what an event took for the next one, until it [shrinks](Decoder::shrink).
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

    /// The largest window that a zstd frame may ask for, in bytes; 8 MiB by default, which is also
    /// the most, as every zstd decoder is asked to support that (RFC 8878 §3.1.1.1.2). It is rounded
    /// down to a power of two of at least 1 KiB.
    ///
    /// The server chooses the window when it opens the frame, and a decoder needs all of it as long
    /// as the connection lasts, so this makes no window smaller. It refuses the first message of a
    /// server that asks for more, with [`WindowTooLarge`](DecodeErrorKind::WindowTooLarge).
    /// Connections that have to take less memory use [`Compression::ZlibStream`], whose window has
    /// 32 KiB.
    ///
    /// ```
    /// use gatewire::{Compression, Decoder, Encoding};
    ///
    /// let decoder = Decoder::builder(Encoding::Json, Compression::ZstdStream)
    ///     .max_window_size(2 << 20)
    ///     .build();
    /// # let _ = decoder;
    /// ```
    #[cfg(feature = "zstd")]
    pub fn max_window_size(mut self, bytes: usize) -> Self {
        self.max_window_size = bytes;
        self
    }

    /// The size of the buffers that a decoder keeps when it shrinks by itself, in bytes; 1 KiB by
    /// default.
    ///
    /// It does so after an error, and after 64 payloads in a row that each had less than a quarter of
    /// what a buffer holds. A buffer then keeps this much, or after the 64 payloads four times the
    /// largest of them and 1 KiB, if that is more. So a busy decoder seldom has to allocate again.
    /// `usize::MAX` turns this off.
    /// [`Decoder::shrink`] gives back all of it, whatever is set here.
    pub fn shrink_above(mut self, bytes: usize) -> Self {
        self.shrink_above = bytes;
        self
    }

    /// Whether an event is an error if any value in it does not fit; false by default.
    ///
    /// Otherwise such a value costs the smallest part around it that may be left out; see
    /// [`Frame::event`]. Choose it where an event that is not complete is worse than none, as in tests
    /// against the real Gateway.
    ///
    /// ```
    /// use gatewire::{Compression, Decoder, Encoding};
    ///
    /// let message = br#"{"t":"TYPING_START","s":7,"op":0,"d":{"channel_id":"41771983423143937",
    ///     "user_id":"80351110224678912","timestamp":1420070400,"member":{"nick":true}}}"#;
    /// let mut lenient = Decoder::new(Encoding::Json, Compression::None);
    /// assert!(lenient.decode(message)?.expect("a whole frame").event().is_ok());
    ///
    /// let mut strict = Decoder::builder(Encoding::Json, Compression::None).strict(true).build();
    /// let error = strict.decode(message)?.expect("a whole frame").event().unwrap_err();
    /// assert_eq!(error.path(), Some("d.member.nick"));
    /// # Ok::<(), gatewire::DecodeError>(())
    /// ```
    pub fn strict(mut self, is_strict: bool) -> Self {
        self.is_strict = is_strict;
        self
    }

    /// What reads JSON: this crate's own reader by default, which is the faster one.
    ///
    /// Whichever it is, frames are read to the same values and have the same errors; see [`JsonEngine`].
    /// Of an ETF decoder it changes nothing.
    ///
    /// ```
    /// use gatewire::{Compression, Decoder, Encoding, Event, JsonEngine};
    ///
    /// let mut decoder = Decoder::builder(Encoding::Json, Compression::None)
    ///     .json_engine(JsonEngine::SimdJson)
    ///     .build();
    /// let message = br#"{"t":"TYPING_START","s":7,"op":0,"d":{"channel_id":"41771983423143937",
    ///     "user_id":"80351110224678912","timestamp":1420070400}}"#;
    /// let event = decoder.decode(message)?.expect("a plain message is a whole frame").event()?;
    /// assert!(matches!(event, Event::TypingStart(typing) if typing.user_id.value() == 80351110224678912));
    /// # Ok::<(), gatewire::DecodeError>(())
    /// ```
    #[cfg(feature = "simd-json")]
    pub fn json_engine(mut self, engine: JsonEngine) -> Self {
        self.json_engine = engine;
        self
    }

    /// The decoder.
    pub fn build(self) -> Decoder {
        Decoder {
            encoding: self.encoding,
            limits: Limits { message_size: self.max_message_size, shrink_above: self.shrink_above },
            options: Options {
                max_depth: u8::try_from(self.max_depth).unwrap_or(u8::MAX),
                is_strict: self.is_strict,
                #[cfg(feature = "simd-json")]
                json_engine: self.json_engine,
            },
            decompressor: Decompressor::new(self.compression, self.max_window_size),
            payload: Vec::new(),
            unknown_name: String::new(),
            scratch: Scratch::new(),
            pushed: None,
            is_cut_short: false,
            recent: Recent::default(),
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
            max_window_size: decompress::MAX_WINDOW_SIZE,
            shrink_above: 1 << 10,
            is_strict: false,
            #[cfg(feature = "simd-json")]
            json_engine: JsonEngine::Gatewire,
        }
    }

    /// Takes one WebSocket message, text or binary, and returns the frame that it completes.
    ///
    /// None: the rest of the frame comes in a later message, or the message is the rest of a payload
    /// that was refused (see [`Compression::ZlibStream`]). The frame borrows from the message
    /// or from the decoder, so it has to be read before the next call; see
    /// [`Frame::to_owned`] for later and elsewhere, and [`push`](Self::push) for a loop that
    /// returns what it finds.
    ///
    /// # Errors
    ///
    /// Of [`Stage::Decompress`] and [`Stage::Envelope`]. After one that
    /// [is fatal](DecodeError::is_fatal) every call fails in the same way until
    /// [`reset`](Self::reset); after another the next message is read as if nothing had happened.
    /// The call after the one that read the last payload of a stream that ended is fatal; see
    /// [`Compression`].
    pub fn decode<'a>(&'a mut self, message: &'a [u8]) -> Result<Option<Frame<'a>>, DecodeError> {
        let Some((source, envelope)) = self.take(message)? else { return Ok(None) };
        let payload = match source {
            Source::Message => message,
            _ => &self.payload[..],
        };
        let scratch = &mut self.scratch;
        Ok(Some(Frame::new(
            self.encoding,
            envelope,
            &self.unknown_name,
            payload,
            scratch,
            self.options,
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
            self.payload.clear();
            if self.payload.capacity() < message.len() {
                // Given back before, not moved.
                self.payload = Vec::new();
            }
            buffer::reserve(&mut self.payload, message.len(), self.limits.message_size);
            self.payload.extend_from_slice(message);
        }
        self.pushed = Some(envelope);
        Ok(true)
    }

    /// The frame that the last [`push`](Self::push) completed; none before the next one once it
    /// was lent.
    pub fn frame(&mut self) -> Option<Frame<'_>> {
        let envelope = self.pushed.take()?;
        let payload = &self.payload[..];
        let scratch = &mut self.scratch;
        Some(Frame::new(
            self.encoding,
            envelope,
            &self.unknown_name,
            payload,
            scratch,
            self.options,
        ))
    }

    /// Begins a new connection with the same encoding and compression; keeps the allocations.
    /// [`Stats`] go on counting.
    pub fn reset(&mut self) {
        self.decompressor.reset();
        self.pushed = None;
        self.is_cut_short = false;
    }

    /// Gives back all memory that an idle decoder does not need.
    ///
    /// That is every buffer, unless it holds a frame that [`push`](Self::push) completed and
    /// [`frame`](Self::frame) has not lent, or the start of a payload. The context of the
    /// decompression stays as long as the next message depends on it: 48 KiB for
    /// [`Compression::ZlibStream`], up to 96 KiB and the window for `ZstdStream`. Before the first
    /// message, after [`reset`](Self::reset), after a fatal error, and for
    /// [`Compression::ZlibPayload`], it is given back too. What was given back is allocated again
    /// when it is needed.
    ///
    /// It is meant for connections that wait, and for programs with many of them. Decoders that go on
    /// reading shrink by themselves; see [`shrink_above`](DecoderBuilder::shrink_above).
    ///
    /// The allocator decides what the system gets back. Buffers above 8 KiB are allocated with at
    /// least 128 KiB, which glibc maps on their own and unmaps when they are freed. It no longer does
    /// so once the program has freed a larger block, unless its variable `MALLOC_MMAP_THRESHOLD_` is
    /// set.
    pub fn shrink(&mut self) {
        self.clear_unused();
        self.decompressor.shrink();
        self.shrink_buffers(0);
    }

    /// Drops the content of the buffers that nobody will ask for.
    fn clear_unused(&mut self) {
        if self.pushed.is_none() {
            self.unknown_name.clear();
            if !self.decompressor.is_inside_payload() {
                self.payload.clear();
            }
        }
    }

    /// Gives back what the buffers hold after their content, above `size` bytes.
    fn shrink_buffers(&mut self, size: usize) {
        buffer::shrink(&mut self.payload, size);
        self.unknown_name.shrink_to(size);
        self.scratch.shrink(size);
        self.recent = Recent::default();
    }

    /// What a buffer may hold while payloads have so many bytes.
    fn enough_for(&self, payload: usize) -> usize {
        // Buffers grow to more than a payload needs.
        payload.saturating_mul(4).saturating_add(1024).max(self.limits.shrink_above)
    }

    /// Shrinks if the last payloads, with this one, were small for the buffers.
    #[inline]
    fn shrink_after(&mut self, payload: usize) {
        let buffers =
            [self.payload.capacity(), self.unknown_name.capacity(), self.scratch.capacity()];
        if buffers.into_iter().max() <= Some(self.enough_for(payload)) {
            self.recent = Recent::default();
            return;
        }
        self.recent.small += 1;
        self.recent.largest = self.recent.largest.max(payload);
        if self.recent.small == SMALL_PAYLOADS {
            self.shrink_buffers(self.enough_for(self.recent.largest));
        }
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
        Stats { mismatches: self.scratch.mismatches(), ..self.stats }
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
        match &taken {
            Err(error) => self.shrink_after_error(error.is_fatal()),
            // Giving memory back now would move what has come of the payload.
            Ok(None) => {}
            Ok(_) => self.shrink_after(size),
        }
        taken
    }

    #[cold]
    fn shrink_after_error(&mut self, is_fatal: bool) {
        self.clear_unused();
        if is_fatal {
            self.decompressor.shrink();
        }
        self.shrink_buffers(self.limits.shrink_above);
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
        match read(payload, Extent::Head(&mut self.unknown_name)) {
            Ok(envelope) => {
                self.is_cut_short = false;
                Ok(Some((source, envelope)))
            }
            Err(error) => self.refuse(error).map(|()| None),
        }
    }

    /// A payload of a `zlib-stream` that is cut where its bytes end as those of a flush do is read as
    /// two, and has one error: that of the first part. What follows is skipped, unless it begins as a
    /// payload does. If the envelope of the first part can be read, the error is that of its data, and
    /// the second part has an error that says what may have happened.
    #[cold]
    fn refuse(&mut self, error: DecodeError) -> Result<(), DecodeError> {
        const HINT: &str = "a zlib-stream must not be cut right after 00 00 ff ff inside a payload";

        use DecodeErrorKind::{InvalidLength, InvalidVersion, NotAnObject, Syntax, UnexpectedEnd};
        let is_no_payload = match self.encoding {
            Encoding::Json => error.kind() == NotAnObject,
            Encoding::Etf => error.kind() == InvalidVersion,
        };
        if self.is_cut_short && is_no_payload {
            return Ok(());
        }
        if !matches!(self.decompressor, Decompressor::ZlibStream(_)) {
            return Err(error);
        }
        self.is_cut_short = matches!(error.kind(), UnexpectedEnd | InvalidLength | Syntax);
        let may_be_cut = self.is_cut_short || is_no_payload;
        Err(if may_be_cut { error.with_hint(HINT) } else { error })
    }
}
