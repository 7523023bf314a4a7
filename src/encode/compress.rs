//! Payloads to WebSocket messages: one context a connection.

use zlib_rs::{Deflate, DeflateFlush, Status, compress_bound};
#[cfg(feature = "zstd")]
use zstd_safe::{
    CCtx, CParameter, InBuffer, OutBuffer, ResetDirective,
    zstd_sys::ZSTD_EndDirective::ZSTD_e_flush,
};

use crate::{Compression, EncodeError};

/// zlib's own default, between speed and size.
const ZLIB_LEVEL: i32 = 6;

/// The levels of zlib that compress.
const ZLIB_LEVELS: (i32, i32) = (1, 9);

/// zstd's own default.
#[cfg(feature = "zstd")]
const ZSTD_LEVEL: i32 = 3;

/// The levels of zstd with a window that clients of the Gateway take, 8 MiB.
#[cfg(feature = "zstd")]
const ZSTD_LEVELS: (i32, i32) = (1, 19);

/// The largest window of RFC 1951, 32 KiB, as a power of two.
const WINDOW_BITS: u8 = 15;

/// More than what `Z_SYNC_FLUSH` appends. A flush that fills its buffer to the last byte cannot
/// be told from one that is not complete, and would be flushed again into a second empty block.
const FLUSH_ROOM: usize = 16;

/// Compresses payloads as the Gateway does: the counterpart of what a
/// [`Decoder`](crate::Decoder) undoes.
///
/// It is for the sending side of a connection to a client: proxies, tests, servers that stand in
/// for the Gateway. The Gateway itself takes no compressed messages.
///
/// It holds the context of one connection: about 320 KB for zlib (RFC 1950), at level 6 with a
/// window of 32 KiB, and 3.7 MB for zstd (RFC 8878), at level 3 with a window of 2 MiB. What zstd
/// takes grows with the [level](Self::with_level).
///
/// ```
/// use gatewire::encode::Compressor;
/// use gatewire::{Compression, Decoder, Encoding, Opcode};
///
/// let mut compressor = Compressor::new(Compression::ZlibStream);
/// let mut decoder = Decoder::new(Encoding::Json, Compression::ZlibStream);
/// let mut message = Vec::new();
/// for payload in [br#"{"op":10,"d":{}}"#.as_slice(), br#"{"op":11}"#] {
///     message.clear();
///     compressor.compress(payload, &mut message)?;
///     let frame = decoder.decode(&message)?.expect("a flushed message is a whole frame");
///     assert_eq!(frame.bytes(), payload);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Compressor {
    context: Context,
    /// An error has left the context in an unknown state.
    lost: bool,
}

enum Context {
    None,
    ZlibPayload(Box<Deflate>),
    ZlibStream(Box<Deflate>),
    #[cfg(feature = "zstd")]
    ZstdStream(CCtx<'static>),
}

impl Compressor {
    /// A compressor for a new connection.
    pub fn new(compression: Compression) -> Self {
        let context = match compression {
            Compression::None => Context::None,
            Compression::ZlibPayload => Context::ZlibPayload(zlib_context(ZLIB_LEVEL)),
            Compression::ZlibStream => Context::ZlibStream(zlib_context(ZLIB_LEVEL)),
            #[cfg(feature = "zstd")]
            Compression::ZstdStream => Context::ZstdStream(zstd_context(ZSTD_LEVEL)),
        };
        Self { context, lost: false }
    }

    /// Sets the level, more of which is slower and smaller: 1 to 9 for zlib, where 6 is the
    /// default, and 1 to 19 for zstd, where it is 3. Others count as the nearest of these. It
    /// begins a new connection.
    ///
    /// ```
    /// use gatewire::Compression;
    /// use gatewire::encode::Compressor;
    ///
    /// let payload = br#"{"op":0,"t":"TYPING_START","s":7,"d":{"user_id":"80351110224678912"}}"#;
    /// let (mut fast, mut small) = (Vec::new(), Vec::new());
    /// Compressor::new(Compression::ZlibPayload).with_level(1).compress(payload, &mut fast)?;
    /// Compressor::new(Compression::ZlibPayload).with_level(9).compress(payload, &mut small)?;
    /// assert!(small.len() <= fast.len());
    /// # Ok::<(), gatewire::EncodeError>(())
    /// ```
    #[must_use]
    pub fn with_level(self, level: i32) -> Self {
        let zlib_level = level.clamp(ZLIB_LEVELS.0, ZLIB_LEVELS.1);
        let context = match self.context {
            Context::None => Context::None,
            Context::ZlibPayload(_) => Context::ZlibPayload(zlib_context(zlib_level)),
            Context::ZlibStream(_) => Context::ZlibStream(zlib_context(zlib_level)),
            #[cfg(feature = "zstd")]
            Context::ZstdStream(_) => {
                Context::ZstdStream(zstd_context(level.clamp(ZSTD_LEVELS.0, ZSTD_LEVELS.1)))
            }
        };
        Self { context, lost: false }
    }

    /// Appends the WebSocket message that carries `payload`.
    ///
    /// Messages have to be sent in the order in which they were compressed, since the streams
    /// refer back to what went before. With [`Compression::ZlibPayload`] every message is
    /// compressed, whatever its size. No payload is empty, so an empty one appends nothing.
    ///
    /// # Errors
    ///
    /// [`EncodeError::Compression`] when the context cannot go on, for want of memory. `out` is
    /// then as before, and every later call fails in the same way until [`reset`](Self::reset).
    pub fn compress(&mut self, payload: &[u8], out: &mut Vec<u8>) -> Result<(), EncodeError> {
        if self.lost {
            return Err(EncodeError::Compression);
        }
        if payload.is_empty() {
            return Ok(());
        }
        let length = out.len();
        let result = match &mut self.context {
            Context::None => {
                out.extend_from_slice(payload);
                Ok(())
            }
            Context::ZlibPayload(context) => {
                context.reset();
                deflate(context, payload, DeflateFlush::Finish, out)
            }
            Context::ZlibStream(context) => deflate(context, payload, DeflateFlush::SyncFlush, out),
            #[cfg(feature = "zstd")]
            Context::ZstdStream(context) => zstd(context, payload, out),
        };
        if result.is_err() {
            out.truncate(length);
            self.lost = true;
        }
        result
    }

    /// Begins a new connection; keeps the allocations.
    pub fn reset(&mut self) {
        self.lost = false;
        match &mut self.context {
            // A payload of its own begins its stream itself.
            Context::None | Context::ZlibPayload(_) => {}
            Context::ZlibStream(context) => context.reset(),
            #[cfg(feature = "zstd")]
            Context::ZstdStream(context) => {
                let reset = context.reset(ResetDirective::SessionOnly);
                debug_assert!(reset.is_ok(), "a session can be reset at any time");
            }
        }
    }
}

fn zlib_context(level: i32) -> Box<Deflate> {
    Box::new(Deflate::new(level, true, WINDOW_BITS))
}

#[cfg(feature = "zstd")]
fn zstd_context(level: i32) -> CCtx<'static> {
    let mut context = CCtx::create();
    let set = context.set_parameter(CParameter::CompressionLevel(level));
    debug_assert!(set.is_ok(), "zstd has such a level, and takes it before a frame begins");
    context
}

/// Deflates all of `payload` onto the end of `out`, up to where `flush` says.
fn deflate(
    context: &mut Deflate,
    payload: &[u8],
    flush: DeflateFlush,
    out: &mut Vec<u8>,
) -> Result<(), EncodeError> {
    let mut rest = payload;
    loop {
        // Room for everything, so that the first round is the last one.
        let start = out.len();
        let room = compress_bound(rest.len()) + FLUSH_ROOM;
        let (total_in, total_out) = (context.total_in(), context.total_out());
        out.resize(start + room, 0);
        let status = context
            .compress(rest, &mut out[start..], flush)
            .map_err(|_| EncodeError::Compression)?;
        let used = advanced(total_in, context.total_in())?;
        let written = advanced(total_out, context.total_out())?;
        out.truncate(start + written);
        rest = &rest[used..];
        match status {
            Status::StreamEnd => return Ok(()),
            _ if rest.is_empty() && written < room => return Ok(()),
            _ if used == 0 && written == 0 => return Err(EncodeError::Compression),
            _ => {}
        }
    }
}

/// The bytes between two readings of a counter.
fn advanced(before: u64, after: u64) -> Result<usize, EncodeError> {
    usize::try_from(after - before).map_err(|_| EncodeError::Compression)
}

/// Appends `payload` to the zstd frame, and flushes.
#[cfg(feature = "zstd")]
fn zstd(context: &mut CCtx<'_>, payload: &[u8], out: &mut Vec<u8>) -> Result<(), EncodeError> {
    let mut input = InBuffer::around(payload);
    loop {
        out.reserve(zstd_safe::compress_bound(payload.len() - input.pos()));
        let start = out.len();
        let mut output = OutBuffer::around_pos(&mut *out, start);
        let left = context
            .compress_stream2(&mut output, &mut input, ZSTD_e_flush)
            .map_err(|_| EncodeError::Compression)?;
        // A flush is complete when zstd holds nothing back.
        if left == 0 && input.pos() == payload.len() {
            return Ok(());
        }
    }
}
