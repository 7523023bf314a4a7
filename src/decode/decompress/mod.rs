//! WebSocket messages to payloads: one context a connection.

mod payload;
mod zlib_stream;
#[cfg(feature = "zstd")]
mod zstd_stream;

use crate::DecodeError;
#[cfg(doc)]
use crate::DecodeErrorKind;

use payload::Payload;
use zlib_stream::ZlibStream;
#[cfg(feature = "zstd")]
use zstd_stream::ZstdStream;

/// The largest window of a zstd frame that is accepted, in bytes: what every zstd decoder is asked to
/// support (RFC 8878 §3.1.1.1.2).
pub(super) const MAX_WINDOW_SIZE: usize = 8 << 20;

/// How the Gateway compresses what it sends, chosen when the connection is opened.
///
/// Either stream lasts as long as its connection. If it ends, the payload that is complete with it is
/// still read, and the next call fails with [`StreamEnded`](DecodeErrorKind::StreamEnded), which is
/// fatal. An end without a payload, or with bytes after it, is that error at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Compression {
    /// Messages come as they are.
    None,
    /// Payload compression, asked for by `compress: true` in Identify: a message is either plain
    /// or a complete RFC 1950 stream. Which one is told by its first two bytes, so it does not
    /// matter whether it came in a text or in a binary WebSocket frame.
    ///
    /// The context has 48 KiB. [`Decoder::shrink`](crate::Decoder::shrink) gives it back.
    ZlibPayload,
    /// Transport compression, asked for by `compress=zlib-stream` in the URL: one RFC 1950 stream
    /// that lasts as long as the connection, flushed (`Z_SYNC_FLUSH`) after each payload. A
    /// payload may be split over WebSocket messages.
    ///
    /// A payload is complete when the bytes that have come of it end in `00 00 FF FF`, as a flush
    /// does. The same bytes may stand inside a payload. If a message is cut right after them, the
    /// part before the cut is taken for a payload, and refused with one error of
    /// [`Stage::Envelope`](crate::Stage::Envelope), such as
    /// [`UnexpectedEnd`](DecodeErrorKind::UnexpectedEnd). That error is not fatal. The rest of the
    /// payload is skipped unless it begins as a payload does, and the payloads after it are read. If
    /// the envelope of the part before the cut can be read, reading its data is the error, and the rest
    /// is an error of its own. A cut anywhere else makes no difference.
    ///
    /// Messages are inflated as they come, so damage is found in the message that brings it. Streams
    /// that go on have no checksum. A stream that ends has one. It is verified if the stream was one
    /// payload and no more, which is what a server sends that does payload compression instead.
    ///
    /// The context has 48 KiB, the window of 32 KiB included.
    ZlibStream,
    /// Transport compression, asked for by `compress=zstd-stream` in the URL: one zstd frame that
    /// lasts as long as the connection; each WebSocket message holds one payload.
    ///
    /// The context has 96 KiB, a part of which stays unused while payloads are small, and the window.
    /// The window holds all that has come, up to a size that the server chooses. At zstd's default
    /// level that is 2 MiB, and a decoder takes 2.3 MiB after megabytes of traffic. This cannot be
    /// less, because any later message may repeat what the window holds. A program with many
    /// connections and little memory uses [`ZlibStream`](Self::ZlibStream). To refuse servers that
    /// ask for more, see [`max_window_size`](crate::DecoderBuilder::max_window_size).
    #[cfg(feature = "zstd")]
    ZstdStream,
}

/// Where a payload is after a message was taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// The message itself is the payload.
    Message,
    /// The payload was inflated into the buffer.
    Buffer,
    /// The rest of the payload comes in a later message.
    Incomplete,
}

/// The inbound half of a connection's compression.
pub(super) enum Decompressor {
    None,
    Payload(Payload),
    ZlibStream(ZlibStream),
    #[cfg(feature = "zstd")]
    ZstdStream(ZstdStream),
}

impl Decompressor {
    /// `max_window_size` bounds the window of a zstd frame, in bytes.
    #[cfg_attr(not(feature = "zstd"), allow(unused_variables))]
    pub(super) fn new(compression: Compression, max_window_size: usize) -> Self {
        match compression {
            Compression::None => Self::None,
            Compression::ZlibPayload => Self::Payload(Payload::new()),
            Compression::ZlibStream => Self::ZlibStream(ZlibStream::new()),
            #[cfg(feature = "zstd")]
            Compression::ZstdStream => Self::ZstdStream(ZstdStream::new(max_window_size)),
        }
    }

    /// Takes a WebSocket message. A payload that had to be inflated is in `out`. What `out` held
    /// before the call is gone, unless that is the start of the payload.
    #[inline]
    pub(super) fn take(
        &mut self,
        message: &[u8],
        out: &mut Vec<u8>,
        limit: usize,
    ) -> Result<Source, DecodeError> {
        match self {
            Self::None => Ok(Source::Message),
            Self::Payload(context) => context.take(message, out, limit),
            Self::ZlibStream(context) => context.take(message, out, limit),
            #[cfg(feature = "zstd")]
            Self::ZstdStream(context) => context.take(message, out, limit),
        }
    }

    /// Begins a new connection.
    pub(super) fn reset(&mut self) {
        match self {
            Self::None | Self::Payload(_) => {}
            Self::ZlibStream(context) => context.reset(),
            #[cfg(feature = "zstd")]
            Self::ZstdStream(context) => context.reset(),
        }
    }

    /// Whether the buffer holds the start of a payload.
    pub(super) fn is_inside_payload(&self) -> bool {
        matches!(self, Self::ZlibStream(context) if context.is_inside_payload())
    }

    /// Gives back the context, unless the next message depends on it.
    pub(super) fn shrink(&mut self) {
        match self {
            Self::None => {}
            Self::Payload(context) => context.shrink(),
            Self::ZlibStream(context) => context.shrink(),
            #[cfg(feature = "zstd")]
            Self::ZstdStream(context) => context.shrink(),
        }
    }
}
