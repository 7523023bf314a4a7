//! What others compress: the sending side of a connection, by flate2 and zstd.

use flate2::{Compress, Compression as Level, FlushCompress};
use gatewire::Compression;

/// One whole RFC 1950 stream.
pub(crate) fn zlib(payload: &[u8], level: u32, window_bits: u8) -> Vec<u8> {
    flushed(&mut context(level, window_bits), payload, FlushCompress::Finish)
}

fn context(level: u32, window_bits: u8) -> Compress {
    Compress::new_with_window_bits(Level::new(level), true, window_bits)
}

fn flushed(context: &mut Compress, payload: &[u8], flush: FlushCompress) -> Vec<u8> {
    let mut message = Vec::with_capacity(2 * payload.len() + 1024);
    context.compress_vec(payload, &mut message, flush).expect("enough room");
    assert!(message.len() < message.capacity(), "all of it is written");
    message
}

/// A message for each payload of a connection.
pub(crate) fn messages(
    transport: Compression,
    level: u32,
    window_bits: u8,
    payloads: &[Vec<u8>],
) -> Vec<Vec<u8>> {
    let mut stream = context(level, window_bits);
    #[cfg(feature = "zstd")]
    let mut frame = zstd_safe::CCtx::create();
    let pack = |payload: &Vec<u8>| match transport {
        Compression::ZlibPayload => zlib(payload, level, window_bits),
        Compression::ZlibStream => flushed(&mut stream, payload, FlushCompress::Sync),
        #[cfg(feature = "zstd")]
        Compression::ZstdStream => zstd(&mut frame, payload),
        _ => payload.clone(),
    };
    payloads.iter().map(pack).collect()
}

#[cfg(feature = "zstd")]
fn zstd(context: &mut zstd_safe::CCtx<'_>, payload: &[u8]) -> Vec<u8> {
    use zstd_safe::zstd_sys::ZSTD_EndDirective::ZSTD_e_flush;
    use zstd_safe::{InBuffer, OutBuffer};

    let mut message = Vec::with_capacity(zstd_safe::compress_bound(payload.len()) + 1024);
    let mut input = InBuffer::around(payload);
    let output = &mut OutBuffer::around(&mut message);
    let left = context.compress_stream2(output, &mut input, ZSTD_e_flush).expect("enough room");
    assert_eq!((left, input.pos()), (0, payload.len()), "all of it is written");
    message
}
