//! `gatewire transcode`: the same session in another encoding and compression.

use std::error::Error;
use std::path::{Path, PathBuf};

use clap::Args;
use gatewire::encode::{Compressor, Envelope, FrameWriter};
use gatewire::{Frame, Value, etf};

use super::capture::{CaptureError, Compression, Encoding, Header, Writer};
use super::failure::Failure;
use super::name;
use super::session::{Session, Step};
use super::target::{Target, is_same_file};
use super::{Limits, after_help};

const EXAMPLES: &str = after_help!(
    "Examples:
  gatewire transcode session.gwcap plain.gwcap --encoding json --compression none
  gunzip -c session.gwcap.gz | gatewire transcode - - --encoding etf >etf.gwcap"
);

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The capture, plain or gzip-compressed; `-` for standard input.
    input: PathBuf,

    /// Where the new capture goes; `-` for standard output.
    ///
    /// A file appears there when it is complete, and not before. One that it replaces passes on
    /// its owner and its permissions.
    output: PathBuf,

    /// How payloads are encoded; as in the input unless given.
    ///
    /// From JSON to ETF text stays text, ids too, as binaries, and envelopes are as the Gateway
    /// writes them, with atoms; payloads may nest 128 deep. From ETF to JSON integers beyond 2^53
    /// become decimal strings, as the Gateway writes ids. Otherwise payloads stay as they are, byte
    /// for byte.
    #[arg(long)]
    encoding: Option<Encoding>,

    /// How messages are compressed; as in the input unless given.
    #[arg(long)]
    compression: Option<Compression>,

    #[command(flatten)]
    limits: Limits,
}

pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let Options { input, output, .. } = options;
    // Before the input is read: standard output may be a file that the shell has emptied.
    if is_same_file(input, output) {
        let name = if name::is_standard(output) { input } else { output };
        let name = name::of_input(name);
        return Err(Failure::File(format!("{name}: input and output are the same file")));
    }
    let mut session = Session::open(input, &options.limits, true)?;
    let mut target = Target::open(output)?;
    let header = session.header();
    let header = Header {
        encoding: options.encoding.unwrap_or(header.encoding),
        compression: options.compression.unwrap_or(header.compression),
    };
    rewrite(&mut session, header, &mut target, output)?;
    target.keep()
}

/// Writes all frames of the session, each as one message.
fn rewrite(
    session: &mut Session,
    header: Header,
    target: &mut Target,
    path: &Path,
) -> Result<(), Failure> {
    let convert = conversion(session.header().encoding, header.encoding);
    let mut compressor = Compressor::new(header.compression.into());
    let failed = |error: &dyn Error| Failure::File(format!("{}: {error}", name::of_output(path)));
    let unwritten = |error| match error {
        CaptureError::Io(error) => Failure::output(path, &error),
        error => failed(&error),
    };
    let mut writer = Writer::new(&mut target.writer, header).map_err(unwritten)?;
    let mut payload = Vec::new();
    let mut message = Vec::new();
    loop {
        match session.next().map_err(|problem| problem.failure)? {
            None => break,
            Some(Step::NewConnection) => {
                compressor.reset();
                writer.new_connection().map_err(unwritten)?;
            }
            Some(Step::Frame(place)) => {
                let Some(frame) = session.frame() else { continue };
                payload.clear();
                if let Err(error) = convert(frame, &mut payload) {
                    return Err(session.damaged(place, &*error).failure);
                }
                message.clear();
                compressor.compress(&payload, &mut message).map_err(|error| failed(&error))?;
                writer.message(&message).map_err(unwritten)?;
            }
        }
    }
    writer.finish().map(drop).map_err(unwritten)
}

type Conversion = fn(Frame<'_>, &mut Vec<u8>) -> Result<(), Box<dyn Error>>;

fn conversion(from: Encoding, to: Encoding) -> Conversion {
    match (from, to) {
        (Encoding::Json, Encoding::Etf) => json_to_etf,
        (Encoding::Etf, Encoding::Json) => |frame, out| Ok(frame.write_json(out)?),
        _ => |frame, out| {
            frame.validate()?;
            out.extend_from_slice(frame.bytes());
            Ok(())
        },
    }
}

fn json_to_etf(frame: Frame<'_>, out: &mut Vec<u8>) -> Result<(), Box<dyn Error>> {
    let (op, sequence, event_name) = (frame.opcode(), frame.sequence(), frame.event_name());
    let payload: Value<'_> = frame.payload()?;
    let is_gateway = payload.as_map().is_some_and(|payload| {
        payload.len() == 4 && ["t", "s", "d"].iter().all(|key| payload.get(*key).is_some())
    });
    if is_gateway {
        let writer = FrameWriter::new(gatewire::Encoding::Etf);
        writer.write(Envelope { op, sequence, event_name }, &payload["d"], out)?;
    } else {
        // It keeps the keys that it has.
        etf::to_writer(out, &payload)?;
    }
    Ok(())
}
