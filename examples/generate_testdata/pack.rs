//! Payloads as the WebSocket messages of a capture.

use std::error::Error;
use std::io::{self, Write};

use flate2::write::GzEncoder;
use gatewire::EncodeError;
use gatewire::encode::Compressor;

use crate::capture::{Compression, Header, Writer};

/// The level of all compression: what is kept in the repository is to be small.
const LEVEL: i32 = 9;

/// Above this size `zlib-payload` compresses a payload. Small ones are sent as they are.
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
) -> Result<Packed, Box<dyn Error>> {
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

/// The messages of one connection.
fn connection(compression: Compression, payloads: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, EncodeError> {
    let mut compressor = Compressor::new(of_library(compression)).with_level(LEVEL);
    let mut messages = Vec::with_capacity(payloads.len());
    for (index, payload) in payloads.iter().enumerate() {
        let mut message = Vec::new();
        match compression {
            Compression::ZlibPayload if payload.len() <= PAYLOAD_THRESHOLD => {
                message.extend_from_slice(payload);
            }
            _ => compressor.compress(payload, &mut message)?,
        }
        match compression {
            Compression::ZlibStream => messages.extend(split(message, index)),
            _ => messages.push(message),
        }
    }
    Ok(messages)
}

fn of_library(compression: Compression) -> gatewire::Compression {
    match compression {
        Compression::None => gatewire::Compression::None,
        Compression::ZlibPayload => gatewire::Compression::ZlibPayload,
        Compression::ZlibStream => gatewire::Compression::ZlibStream,
        Compression::ZstdStream => gatewire::Compression::ZstdStream,
    }
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

/// No name and no time: the file depends on its content alone.
fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}
