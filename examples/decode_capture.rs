//! Decodes a capture of a session, and counts its events.
//!
//! ```text
//! cargo run --release --example decode_capture -- testdata/session.etf.zlib-stream.gwcap
//! cargo run --release --example decode_capture --features zstd -- testdata/session.json.zstd-stream.gwcap
//! ```
//!
//! `testdata/README.md` has the format of captures. Those that are packed with gzip have to be
//! unpacked first.
#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::error::Error;
use std::{env, fs};

use gatewire::{Compression, Decoder, Encoding};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args_os().nth(1).ok_or("usage: decode_capture FILE")?;
    let file = fs::read(path)?;
    let (header, mut records) = file.split_at_checked(8).ok_or("no capture: it is too short")?;
    let (encoding, compression) = kinds(header)?;

    let mut decoder = Decoder::new(encoding, compression);
    let mut events = BTreeMap::new();
    let mut frames = 0;
    while let Some(message) = next_record(&mut records)? {
        // An empty record says that the connection was opened anew.
        if message.is_empty() {
            decoder.reset();
            continue;
        }
        let Some(frame) = decoder.decode(message)? else { continue };
        frames += 1;
        if let Some(name) = frame.event_name() {
            let (count, bytes) = events.entry(name.escape_debug().to_string()).or_insert((0, 0));
            *count += 1;
            *bytes += frame.bytes().len();
        }
    }

    for (name, (count, bytes)) in &events {
        println!("{name:<32} {count:>6} {bytes:>9}");
    }
    let stats = decoder.stats();
    println!(
        "{frames} frames in {} messages: {} bytes on the wire, {} inflated",
        stats.messages, stats.bytes_in, stats.bytes_out
    );
    Ok(())
}

/// What the header says of all messages.
fn kinds(header: &[u8]) -> Result<(Encoding, Compression), &'static str> {
    let &[b'G', b'W', b'C', b'P', 1, encoding, compression, _] = header else {
        return Err("not a capture of version 1");
    };
    let encoding = match encoding {
        0 => Encoding::Json,
        1 => Encoding::Etf,
        _ => return Err("an encoding that is not known"),
    };
    let compression = match compression {
        0 => Compression::None,
        1 => Compression::ZlibPayload,
        2 => Compression::ZlibStream,
        #[cfg(feature = "zstd")]
        3 => Compression::ZstdStream,
        #[cfg(not(feature = "zstd"))]
        3 => return Err("zstd-stream needs the feature `zstd`"),
        _ => return Err("a compression that is not known"),
    };
    Ok((encoding, compression))
}

/// Takes a record off the front: a big-endian length of four bytes, and as many bytes.
fn next_record<'a>(records: &mut &'a [u8]) -> Result<Option<&'a [u8]>, &'static str> {
    if records.is_empty() {
        return Ok(None);
    }
    let (length, rest) = records.split_first_chunk().ok_or("the capture ends inside a length")?;
    let length = u32::from_be_bytes(*length) as usize;
    let (message, rest) = rest.split_at_checked(length).ok_or("the capture ends in a message")?;
    *records = rest;
    Ok(Some(message))
}
