//! WebSocket messages to payloads: one context a connection.

mod payload;
mod zlib_stream;
#[cfg(feature = "zstd")]
mod zstd_stream;

use crate::{Compression, DecodeError};

use payload::Payload;
use zlib_stream::ZlibStream;
#[cfg(feature = "zstd")]
use zstd_stream::ZstdStream;

/// The largest window of a zstd frame that is accepted, in bytes: what every zstd decoder is asked to
/// support (RFC 8878 §3.1.1.1.2).
pub(super) const MAX_WINDOW_SIZE: usize = 8 << 20;

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
