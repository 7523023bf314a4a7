//! Payloads as the WebSocket messages of a capture.

use std::io::{self, Write};

use flate2::write::{GzEncoder, ZlibEncoder};
use flate2::{Compress, FlushCompress, Status};
use zstd_safe::zstd_sys::ZSTD_EndDirective;
use zstd_safe::{CCtx, CParameter, InBuffer, OutBuffer};

use crate::capture::{CaptureError, Compression, Header, Writer};

/// The level of all compression: what is kept in the repository is to be small.
const LEVEL: u32 = 9;

/// Above this size `zlib-payload` compresses a payload.
const PAYLOAD_THRESHOLD: usize = 1280;

/// One in so many messages of a zlib stream is split.
const SPLIT: usize = 400;

pub(crate) struct Packed {
    pub(crate) name: String,
    pub(crate) file: Vec<u8>,
    pub(crate) messages: usize,
}

/// Makes a capture of that name of the payloads of some connections.
pub(crate) fn pack(
    name: &str,
    header: Header,
    connections: &[Vec<Vec<u8>>],
) -> Result<Packed, CaptureError> {
    let mut writer = Writer::new(Vec::new(), header)?;
    let mut messages = 0;
    for (index, payloads) in connections.iter().enumerate() {
        if index > 0 {
            writer.new_connection()?;
        }
        for message in connection(header.compression, payloads)? {
            writer.message(&message)?;
            messages += 1;
        }
    }
    let file = writer.finish()?;
    let name = format!("{name}.{}.{}.gwcap", header.encoding.name(), header.compression.name());
    // A stream is as small as it gets.
    Ok(match header.compression {
        Compression::None | Compression::ZlibPayload => {
            Packed { name: name + ".gz", file: gzip(&file)?, messages }
        }
        Compression::ZlibStream | Compression::ZstdStream => Packed { name, file, messages },
    })
}

fn connection(compression: Compression, payloads: &[Vec<u8>]) -> io::Result<Vec<Vec<u8>>> {
    match compression {
        Compression::None => Ok(payloads.to_vec()),
        Compression::ZlibPayload => payloads.iter().map(|payload| zlib_payload(payload)).collect(),
        Compression::ZlibStream => zlib_stream(payloads),
        Compression::ZstdStream => zstd_stream(payloads),
    }
}

/// Large payloads are whole RFC 1950 streams of their own, small ones are sent as they are.
fn zlib_payload(payload: &[u8]) -> io::Result<Vec<u8>> {
    if payload.len() <= PAYLOAD_THRESHOLD {
        return Ok(payload.to_vec());
    }
    let mut encoder = ZlibEncoder::new(Vec::new(), flate2::Compression::new(LEVEL));
    encoder.write_all(payload)?;
    encoder.finish()
}

/// One RFC 1950 stream that never ends; every payload is flushed with `Z_SYNC_FLUSH`.
fn zlib_stream(payloads: &[Vec<u8>]) -> io::Result<Vec<Vec<u8>>> {
    let mut stream = Compress::new(flate2::Compression::new(LEVEL), true);
    let mut messages = Vec::with_capacity(payloads.len());
    for (index, payload) in payloads.iter().enumerate() {
        // Room enough that one call does it. A second one would flush once more.
        let mut message = Vec::with_capacity(payload.len() + payload.len() / 8 + 256);
        let before = stream.total_in();
        let status = stream.compress_vec(payload, &mut message, FlushCompress::Sync)?;
        assert_eq!(status, Status::Ok);
        assert_eq!(stream.total_in() - before, payload.len() as u64);
        assert!(message.len() < message.capacity() && message.ends_with(&[0, 0, 0xFF, 0xFF]));
        messages.extend(split(message, index));
    }
    Ok(messages)
}

/// Splits some messages: in the middle, within the four bytes of the flush, or in both places.
fn split(message: Vec<u8>, index: usize) -> Vec<Vec<u8>> {
    let end = message.len();
    let cuts = match index {
        _ if index % SPLIT != SPLIT / 4 => vec![],
        _ => match index / SPLIT % 3 {
            0 => vec![end / 2],
            1 => vec![end - 2],
            _ => vec![end / 3, end - 1],
        },
    };
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([end]);
    starts.zip(ends).map(|(start, end)| message[start..end].to_vec()).collect()
}

/// One RFC 8878 frame that never ends; every payload is flushed.
fn zstd_stream(payloads: &[Vec<u8>]) -> io::Result<Vec<Vec<u8>>> {
    let error = |code| io::Error::other(zstd_safe::get_error_name(code));
    let mut context = CCtx::create();
    context.set_parameter(CParameter::CompressionLevel(LEVEL as i32)).map_err(error)?;
    let mut messages = Vec::with_capacity(payloads.len());
    for payload in payloads {
        let mut message = vec![0; CCtx::out_size().max(zstd_safe::compress_bound(payload.len()))];
        let mut input = InBuffer::around(payload);
        let mut output = OutBuffer::around(&mut message[..]);
        let left = context
            .compress_stream2(&mut output, &mut input, ZSTD_EndDirective::ZSTD_e_flush)
            .map_err(error)?;
        assert_eq!((left, input.pos()), (0, payload.len()));
        let length = output.pos();
        message.truncate(length);
        messages.push(message);
    }
    Ok(messages)
}

/// No name and no time: the file depends on its content alone.
fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::new(LEVEL));
    encoder.write_all(bytes)?;
    encoder.finish()
}
