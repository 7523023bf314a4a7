//! `gatewire transcode`: the same session in another encoding and compression.

use std::error::Error;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use gatewire::encode::{Compressor, Envelope, FrameWriter};
use gatewire::{Frame, Value, etf};

use super::Limits;
use super::capture::{CaptureError, Compression, Encoding, Header, Writer};
use super::failure::{Failure, Name};
use super::session::{Session, Step};

#[derive(Args)]
#[command(after_help = super::EXIT_CODES)]
pub(super) struct Options {
    /// The capture, plain or gzip-compressed; `-` for standard input.
    input: PathBuf,

    /// Where the new capture goes; `-` for standard output.
    ///
    /// A file appears there when it is complete, and not before.
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
    let mut session = Session::open(&options.input, &options.limits, true)?;
    let mut target = Target::open(&options.input, &options.output)?;
    let header = session.header();
    let header = Header {
        encoding: options.encoding.unwrap_or(header.encoding),
        compression: options.compression.unwrap_or(header.compression),
    };
    rewrite(&mut session, header, &mut target)?;
    target.keep()
}

/// Writes all frames of the session, each as one message.
fn rewrite(session: &mut Session, header: Header, target: &mut Target) -> Result<(), Failure> {
    let convert = conversion(session.header().encoding, header.encoding);
    let mut compressor = Compressor::new(header.compression.into());
    let path = target.path.clone();
    let unwritten = |error| match error {
        CaptureError::Io(error) if Name(&path).is_standard() => Failure::stdout(&error),
        CaptureError::Io(error) => Failure::file(&path, &error),
        error => Failure::File(format!("{}: {error}", Name(&path))),
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
                compressor
                    .compress(&payload, &mut message)
                    .map_err(|error| Failure::File(format!("{}: {error}", Name(&path))))?;
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

/// Where a capture is written to.
struct Target {
    writer: BufWriter<Box<dyn Write>>,
    path: PathBuf,
    /// The file that becomes the target once it is complete.
    unfinished: Option<Unfinished>,
}

/// A file next to its final place. It goes away unless it gets there.
struct Unfinished {
    path: PathBuf,
    destination: PathBuf,
    file: File,
}

impl Target {
    fn open(input: &Path, path: &Path) -> Result<Self, Failure> {
        let target = |writer, unfinished| Self {
            writer: BufWriter::with_capacity(64 << 10, writer),
            path: path.to_owned(),
            unfinished,
        };
        if Name(path).is_standard() {
            let stdout = io::stdout().lock();
            if stdout.is_terminal() {
                let message = "a capture is no text: give a file's name or redirect the output";
                return Err(Failure::File(message.to_owned()));
            }
            return Ok(target(Box::new(stdout), None));
        }
        let failed = |error| Failure::file(path, &error);
        // Where the path leads: a symbolic link stays, and what it points to is replaced.
        let (destination, exists) = match fs::canonicalize(path) {
            Ok(destination) => (destination, true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => (path.to_owned(), false),
            Err(error) => return Err(failed(error)),
        };
        if exists {
            let kind = fs::metadata(&destination).map_err(failed)?;
            if kind.is_dir() {
                return Err(failed(io::ErrorKind::IsADirectory.into()));
            }
            if fs::canonicalize(input).is_ok_and(|input| input == destination) {
                let name = Name(path);
                return Err(Failure::File(format!("{name}: input and output are the same file")));
            }
            if !kind.is_file() {
                // A device or a pipe is written to, not replaced.
                let file = OpenOptions::new().write(true).open(path).map_err(failed)?;
                return Ok(target(Box::new(file), None));
            }
        }
        let unfinished = Unfinished::create(destination).map_err(failed)?;
        let file = unfinished.file.try_clone().map_err(failed)?;
        Ok(target(Box::new(file), Some(unfinished)))
    }

    /// Puts the file, which is complete, in its place.
    fn keep(self) -> Result<(), Failure> {
        let path = self.path;
        match self.unfinished {
            Some(unfinished) => unfinished.keep().map_err(|error| Failure::file(&path, &error)),
            None => Ok(()),
        }
    }
}

impl Unfinished {
    fn create(destination: PathBuf) -> io::Result<Self> {
        let name = destination.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}.part", std::process::id()));
        let path = destination.with_file_name(hidden);
        let file = File::create_new(&path)?;
        Ok(Self { path, destination, file })
    }

    fn keep(self) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.path, &self.destination)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // After the renaming there is no such file any more.
        let _ = fs::remove_file(&self.path);
    }
}
