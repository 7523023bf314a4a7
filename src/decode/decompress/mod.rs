//! WebSocket messages to payloads: one context a connection.

mod payload;
mod zlib_stream;
#[cfg(feature = "zstd")]
mod zstd_stream;

use crate::DecodeError;

use payload::Payload;
use zlib_stream::ZlibStream;
#[cfg(feature = "zstd")]
use zstd_stream::ZstdStream;

/// How the Gateway compresses what it sends, chosen when the connection is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Compression {
    /// Messages come as they are.
    None,
    /// Payload compression, asked for by `compress: true` in Identify: a message is either plain
    /// or a complete RFC 1950 stream. Which one is told by its first two bytes, so it does not
    /// matter whether it came in a text or in a binary WebSocket frame.
    ZlibPayload,
    /// Transport compression, asked for by `compress=zlib-stream` in the URL: one RFC 1950 stream
    /// that lasts as long as the connection, flushed (`Z_SYNC_FLUSH`) after each payload. A
    /// payload may be split over WebSocket messages.
    ZlibStream,
    /// Transport compression, asked for by `compress=zstd-stream` in the URL: one zstd frame that
    /// lasts as long as the connection; each WebSocket message holds one payload.
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
    pub(super) fn new(compression: Compression) -> Self {
        match compression {
            Compression::None => Self::None,
            Compression::ZlibPayload => Self::Payload(Payload::new()),
            Compression::ZlibStream => Self::ZlibStream(ZlibStream::new()),
            #[cfg(feature = "zstd")]
            Compression::ZstdStream => Self::ZstdStream(ZstdStream::new()),
        }
    }

    /// Takes a WebSocket message. A payload that had to be inflated is in `out`, whose content
    /// before the call is gone.
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

    /// Gives back what is allocated above `above` bytes.
    pub(super) fn shrink(&mut self, above: usize) {
        if let Self::ZlibStream(context) = self {
            context.shrink(above);
        }
    }
}
