//! Writes the captures in `testdata`, the same on every run.
//!
//! ```text
//! cargo run --release --example generate_testdata --features cli
//! ```

#[path = "../../src/cli/capture.rs"]
#[allow(dead_code)]
mod capture;
mod pack;
mod session;

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::{env, fs};

use capture::{Compression, Encoding, Header};
use session::{Connection, Frame};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = match env::args_os().nth(1) {
        Some(folder) => folder.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata"),
    };
    fs::create_dir_all(&folder)?;
    let mut out = io::stdout().lock();
    writeln!(out, "{:<36} {:>9} {:>9} {:>9}", "file", "bytes", "messages", "frames")?;
    let mut total = 0;
    for (name, connections, compressions) in [
        ("session", session::session(), &Compression::ALL[..]),
        ("events", session::samples(), &[Compression::ZlibStream]),
    ] {
        for encoding in Encoding::ALL {
            let payloads = payloads(&connections, encoding);
            let frames: usize = payloads.iter().map(Vec::len).sum();
            for &compression in compressions {
                let packed = pack::pack(name, Header { encoding, compression }, &payloads)?;
                fs::write(folder.join(&packed.name), &packed.file)?;
                let (bytes, messages) = (packed.file.len(), packed.messages);
                writeln!(out, "{:<36} {bytes:>9} {messages:>9} {frames:>9}", packed.name)?;
                total += bytes;
            }
        }
    }
    writeln!(out, "{:<36} {total:>9}", "total")?;
    Ok(())
}

fn payloads(connections: &[Connection], encoding: Encoding) -> Vec<Vec<Vec<u8>>> {
    let bytes = match encoding {
        Encoding::Json => Frame::json,
        Encoding::Etf => Frame::etf,
    };
    connections.iter().map(|connection| connection.iter().map(bytes).collect()).collect()
}
