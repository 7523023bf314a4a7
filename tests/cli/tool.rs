//! Running the command, on captures made here.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use gatewire::Decoder;
use gatewire::encode::Compressor;

use crate::capture::{Compression, Encoding, Header, Reader, Record, Writer};

pub(crate) fn public(compression: Compression) -> gatewire::Compression {
    match compression {
        Compression::None => gatewire::Compression::None,
        Compression::ZlibPayload => gatewire::Compression::ZlibPayload,
        Compression::ZlibStream => gatewire::Compression::ZlibStream,
        Compression::ZstdStream => gatewire::Compression::ZstdStream,
    }
}

/// A folder of the test's own, which goes away with it.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("cli-{}-{number}", std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// What lies in the folder.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gatewire"));
    command.args(arguments);
    command
}

/// What a run printed and returned.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    /// The rows of the frame table, without its heading.
    pub(crate) fn rows(&self) -> Vec<Vec<&str>> {
        let lines = self.stdout.lines().skip(1).take_while(|line| !line.is_empty());
        lines.map(|line| line.split_whitespace().collect()).collect()
    }
}

pub(crate) fn run(arguments: &[&str], path: &Path) -> Run {
    command(arguments).arg(path).stdin(Stdio::null()).output().unwrap().into()
}

pub(crate) fn run_on_stdin(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = command(arguments);
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join();
    output
}

pub(crate) const HELLO: &str = r#"{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}"#;
pub(crate) const READY: &str = r#"{"t":"READY","s":1,"op":0,"d":{"v":10,"guilds":[]}}"#;
pub(crate) const TYPING: &str =
    r#"{"t":"TYPING_START","s":2,"op":0,"d":{"user_id":"80351110224678912"}}"#;
pub(crate) const ACK: &str = r#"{"op":11}"#;

pub(crate) const SESSION: [&str; 4] = [HELLO, READY, TYPING, ACK];

/// The payloads of each connection as a capture.
pub(crate) fn pack(connections: &[&[&str]], compression: Compression) -> Vec<u8> {
    let header = Header { encoding: Encoding::Json, compression };
    let mut writer = Writer::new(Vec::new(), header).unwrap();
    let mut compressor = Compressor::new(public(compression));
    for (index, payloads) in connections.iter().enumerate() {
        if index > 0 {
            writer.new_connection().unwrap();
            compressor.reset();
        }
        for payload in *payloads {
            let mut message = Vec::new();
            compressor.compress(payload.as_bytes(), &mut message).unwrap();
            writer.message(&message).unwrap();
        }
    }
    writer.finish().unwrap()
}

/// Where the records of a capture start, new connections too.
pub(crate) fn offsets(file: &[u8]) -> Vec<usize> {
    let mut reader = Reader::new(file).unwrap();
    let mut offsets = Vec::new();
    while reader.next_record(&mut Vec::new()).unwrap().is_some() {
        offsets.push(usize::try_from(reader.offset()).unwrap());
    }
    offsets
}

/// All payloads of a capture as JSON values; none where a connection begins anew.
pub(crate) fn documents(file: &[u8]) -> Vec<Option<serde_json::Value>> {
    let mut reader = Reader::new(file).unwrap();
    let Header { encoding, compression } = reader.header();
    let encoding = match encoding {
        Encoding::Json => gatewire::Encoding::Json,
        Encoding::Etf => gatewire::Encoding::Etf,
    };
    let mut decoder = Decoder::new(encoding, public(compression));
    let mut buffer = Vec::new();
    let mut documents = Vec::new();
    while let Some(record) = reader.next_record(&mut buffer).unwrap() {
        if record == Record::NewConnection {
            decoder.reset();
            documents.push(None);
        } else if let Some(frame) = decoder.decode(&buffer).unwrap() {
            let mut json = Vec::new();
            frame.write_json(&mut json).unwrap();
            documents.push(Some(serde_json::from_slice(&json).unwrap()));
        }
    }
    documents
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn transcode(input: &Path, output: &Path, options: &[&str]) -> Run {
    command(&["transcode"]).args(options).args([input, output]).output().unwrap().into()
}

pub(crate) fn target(encoding: Encoding, compression: Compression) -> [&'static str; 4] {
    let compression = match compression {
        Compression::None => "none",
        other => other.name(),
    };
    ["--encoding", encoding.name(), "--compression", compression]
}
