//! Capture files: the WebSocket messages of a session, one after another, as they were received.
//!
//! A file is a header of 8 bytes and any number of records; `testdata/README.md` has the format
//! byte by byte. The module depends on nothing of the crate, so that tests, benchmarks and
//! examples read captures with the same code as the command. They include it with `#[path]`, and
//! with `#[allow(dead_code)]` where they use a part of it.

use std::fmt;
use std::io::{self, BufRead, BufReader, Chain, Cursor, Read, Write};

use flate2::bufread::MultiGzDecoder;

/// The longest message of a record, in bytes.
///
/// The Gateway states no bound of its own; the largest messages reported are a tenth of this.
pub(crate) const MAX_RECORD: usize = 64 << 20;

const MAGIC: [u8; 4] = *b"GWCP";
const VERSION: u8 = 1;
const HEADER_LENGTH: usize = 8;
const GZIP_MAGIC: [u8; 2] = [0x1F, 0x8B];

/// How the messages of a capture are encoded: the `encoding` of the Gateway's URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Json,
    Etf,
}

impl Encoding {
    pub(crate) const ALL: [Self; 2] = [Self::Json, Self::Etf];

    /// The name in the Gateway's URL.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Etf => "etf",
        }
    }

    fn byte(self) -> u8 {
        match self {
            Self::Json => 0,
            Self::Etf => 1,
        }
    }
}

/// How the messages of a capture are compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compression {
    /// Every message is a payload.
    None,
    /// A message is a payload, or a whole RFC 1950 stream of its own that holds one.
    ZlibPayload,
    /// One RFC 1950 stream a connection.
    ZlibStream,
    /// One RFC 8878 frame a connection.
    ZstdStream,
}

impl Compression {
    pub(crate) const ALL: [Self; 4] =
        [Self::None, Self::ZlibPayload, Self::ZlibStream, Self::ZstdStream];

    /// `plain`, `zlib-payload`, or the `compress` of the Gateway's URL.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::None => "plain",
            Self::ZlibPayload => "zlib-payload",
            Self::ZlibStream => "zlib-stream",
            Self::ZstdStream => "zstd-stream",
        }
    }

    fn byte(self) -> u8 {
        match self {
            Self::None => 0,
            Self::ZlibPayload => 1,
            Self::ZlibStream => 2,
            Self::ZstdStream => 3,
        }
    }
}

/// What a capture says of all its messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) encoding: Encoding,
    pub(crate) compression: Compression,
}

impl Header {
    fn from_bytes(bytes: &[u8; HEADER_LENGTH]) -> Result<Self, CaptureError> {
        // The last byte is for later versions to give a meaning to. This one does not look at it.
        let [_, _, _, _, version, encoding, compression, _] = *bytes;
        if version != VERSION {
            return Err(CaptureError::UnsupportedVersion(version));
        }
        let encoding = Encoding::ALL
            .into_iter()
            .find(|known| known.byte() == encoding)
            .ok_or(CaptureError::UnknownEncoding(encoding))?;
        let compression = Compression::ALL
            .into_iter()
            .find(|known| known.byte() == compression)
            .ok_or(CaptureError::UnknownCompression(compression))?;
        Ok(Self { encoding, compression })
    }
}

/// What a record stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Record {
    /// A WebSocket message; its bytes are in the buffer.
    Message,
    /// The connection was opened anew: whoever decodes the messages starts afresh.
    NewConnection,
}

/// Reads a capture record by record. Unpacks a gzip-compressed file on the way.
pub(crate) struct Reader<R: Read> {
    source: Source<R>,
    header: Header,
    /// Where the last record starts.
    record: u64,
    /// Where the next one does.
    position: u64,
}

/// The bytes that tell what the file is, and the rest of it behind them.
type Rejoined<R> = Chain<Cursor<Vec<u8>>, BufReader<R>>;

enum Source<R: Read> {
    Plain(Rejoined<R>),
    Gzip(Box<BufReader<MultiGzDecoder<Rejoined<R>>>>),
}

impl<R: Read> Source<R> {
    fn new(reader: R) -> io::Result<Self> {
        let mut reader = BufReader::new(reader);
        let mut start = Vec::with_capacity(GZIP_MAGIC.len());
        reader.by_ref().take(GZIP_MAGIC.len() as u64).read_to_end(&mut start)?;
        let is_gzip = start == GZIP_MAGIC;
        let rejoined = Cursor::new(start).chain(reader);
        Ok(if is_gzip {
            Self::Gzip(Box::new(BufReader::new(MultiGzDecoder::new(rejoined))))
        } else {
            Self::Plain(rejoined)
        })
    }

    /// Appends `length` bytes, or as many as there are, and says how many.
    fn read(&mut self, length: usize, buffer: &mut Vec<u8>) -> io::Result<usize> {
        let reader: &mut dyn BufRead = match self {
            Self::Plain(reader) => reader,
            Self::Gzip(reader) => reader,
        };
        let start = buffer.len();
        // `read_to_end` lets the buffer grow with what arrives: a length alone allocates nothing.
        reader.take(length as u64).read_to_end(buffer)?;
        Ok(buffer.len() - start)
    }
}

impl<R: Read> Reader<R> {
    /// Reads the header. The reader needs no buffer of its own.
    pub(crate) fn new(reader: R) -> Result<Self, CaptureError> {
        let mut source = Source::new(reader)?;
        let mut start = Vec::with_capacity(HEADER_LENGTH);
        source.read(HEADER_LENGTH, &mut start).map_err(|error| CaptureError::at(0, error))?;
        if start.is_empty() {
            return Err(CaptureError::Empty);
        }
        if !start.starts_with(&MAGIC) {
            return Err(CaptureError::NotACapture);
        }
        let start =
            start.first_chunk::<HEADER_LENGTH>().ok_or(CaptureError::Truncated { offset: 0 })?;
        let header = Header::from_bytes(start)?;
        let position = HEADER_LENGTH as u64;
        Ok(Self { source, header, record: position, position })
    }

    pub(crate) fn header(&self) -> Header {
        self.header
    }

    /// Where the last record starts, with its length: bytes from the start of the unpacked file.
    pub(crate) fn offset(&self) -> u64 {
        self.record
    }

    /// Reads the next record, a message's bytes into `buffer`, which is cleared first.
    ///
    /// `None` is the end of the file. After an error the reader has lost its place.
    ///
    /// # Errors
    ///
    /// [`Truncated`](CaptureError::Truncated) when the file ends within the record,
    /// [`RecordTooLarge`](CaptureError::RecordTooLarge) beyond [`MAX_RECORD`], else
    /// [`Io`](CaptureError::Io).
    pub(crate) fn next_record(
        &mut self,
        buffer: &mut Vec<u8>,
    ) -> Result<Option<Record>, CaptureError> {
        buffer.clear();
        self.record = self.position;
        let offset = self.record;
        if self.read(size_of::<u32>(), buffer)? == 0 {
            return Ok(None);
        }
        let length = buffer.first_chunk().ok_or(CaptureError::Truncated { offset })?;
        let length = u32::from_be_bytes(*length);
        buffer.clear();
        let size = usize::try_from(length)
            .ok()
            .filter(|&size| size <= MAX_RECORD)
            .ok_or(CaptureError::RecordTooLarge { offset, length })?;
        self.position += (size_of::<u32>() + size) as u64;
        if size == 0 {
            return Ok(Some(Record::NewConnection));
        }
        if self.read(size, buffer)? < size {
            return Err(CaptureError::Truncated { offset });
        }
        Ok(Some(Record::Message))
    }

    fn read(&mut self, length: usize, buffer: &mut Vec<u8>) -> Result<usize, CaptureError> {
        self.source.read(length, buffer).map_err(|error| CaptureError::at(self.record, error))
    }
}

/// Writes a capture. Give it a buffered writer, or a gzip encoder to pack the file.
pub(crate) struct Writer<W: Write> {
    writer: W,
    position: u64,
}

impl<W: Write> Writer<W> {
    /// Writes the header.
    pub(crate) fn new(mut writer: W, header: Header) -> Result<Self, CaptureError> {
        writer.write_all(&MAGIC)?;
        writer.write_all(&[VERSION, header.encoding.byte(), header.compression.byte(), 0])?;
        Ok(Self { writer, position: HEADER_LENGTH as u64 })
    }

    /// Writes one WebSocket message.
    ///
    /// # Errors
    ///
    /// [`EmptyMessage`](CaptureError::EmptyMessage), since a record without bytes means something
    /// else, and [`RecordTooLarge`](CaptureError::RecordTooLarge), of which nothing is written.
    pub(crate) fn message(&mut self, message: &[u8]) -> Result<(), CaptureError> {
        if message.is_empty() {
            return Err(CaptureError::EmptyMessage);
        }
        self.record(message)
    }

    /// Notes that the connection was opened anew.
    pub(crate) fn new_connection(&mut self) -> Result<(), CaptureError> {
        self.record(&[])
    }

    /// Flushes, and gives the writer back.
    pub(crate) fn finish(mut self) -> Result<W, CaptureError> {
        self.writer.flush()?;
        Ok(self.writer)
    }

    fn record(&mut self, bytes: &[u8]) -> Result<(), CaptureError> {
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        if bytes.len() > MAX_RECORD {
            return Err(CaptureError::RecordTooLarge { offset: self.position, length });
        }
        self.writer.write_all(&length.to_be_bytes())?;
        self.writer.write_all(bytes)?;
        self.position += (size_of::<u32>() + bytes.len()) as u64;
        Ok(())
    }
}

/// Why a capture could not be read or written. Offsets are of records in the unpacked file.
#[derive(Debug)]
pub(crate) enum CaptureError {
    /// The file has no bytes.
    Empty,
    /// The file does not start with `GWCP`.
    NotACapture,
    /// A version that this reader does not know.
    UnsupportedVersion(u8),
    /// The header's encoding is none of the known ones.
    UnknownEncoding(u8),
    /// The header's compression is none of the known ones.
    UnknownCompression(u8),
    /// A record claims to be, or is, longer than [`MAX_RECORD`].
    RecordTooLarge { offset: u64, length: u32 },
    /// The file ends within the header or a record.
    Truncated { offset: u64 },
    /// An empty message cannot be recorded.
    EmptyMessage,
    /// The file could not be read, unpacked or written.
    Io(io::Error),
}

impl CaptureError {
    /// An error met within what starts at `offset`. A gzip file that is cut says so with an error.
    fn at(offset: u64, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::Truncated { offset },
            _ => Self::Io(error),
        }
    }
}

impl fmt::Display for CaptureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the file is empty"),
            Self::NotACapture => f.write_str("not a capture: the file does not start with GWCP"),
            Self::UnsupportedVersion(version) => {
                write!(f, "the capture has version {version}, only {VERSION} is supported")
            }
            Self::UnknownEncoding(byte) => write!(f, "the capture has unknown encoding {byte}"),
            Self::UnknownCompression(byte) => {
                write!(f, "the capture has unknown compression {byte}")
            }
            Self::RecordTooLarge { offset, length } => write!(
                f,
                "the record at byte {offset} has {length} bytes, more than the {MAX_RECORD} allowed"
            ),
            Self::Truncated { offset } => {
                write!(f, "the file ends within what starts at byte {offset}")
            }
            Self::EmptyMessage => f.write_str("an empty message cannot be recorded"),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CaptureError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // `Display` says what the inner error says, so the chain goes on below it.
            Self::Io(error) => error.source(),
            _ => None,
        }
    }
}

impl From<io::Error> for CaptureError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
