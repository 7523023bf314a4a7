//! How a connection was opened: how payloads are written, and how they are compressed.

#[cfg(doc)]
use crate::DecodeErrorKind;

/// How the Gateway writes payloads, chosen by `encoding` in the URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// JSON text (RFC 8259).
    Json,
    /// Erlang's External Term Format.
    Etf,
}

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
