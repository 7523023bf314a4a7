//! `zlib-stream`: one deflate stream a connection, flushed after each payload.

use zlib_rs::adler32::adler32;

use crate::inflate::{Header, Inflater, Stop};
use crate::{DecodeError, DecodeErrorKind, Stage};

use super::Source;

/// What `Z_SYNC_FLUSH` ends in: the length fields of an empty stored block (RFC 1951 §3.2.4).
const FLUSH_SUFFIX: u32 = 0x0000_ffff;

/// The last four bytes of a payload of which none has come.
const NO_BYTES: u32 = 0xffff_ffff;

/// Inflates each message as it comes, so nothing compressed is kept.
pub(crate) struct ZlibStream {
    // Made when the first message comes. It reads neither the header, which comes once, nor the
    // checksum, which comes only if the stream ends: to compute it always would be for nothing.
    inflater: Option<Box<Inflater>>,
    place: Place,
    /// Compressed bytes of the payload that came so far; 0 between payloads.
    taken: usize,
    /// The last four of them.
    last: u32,
}

/// Where in the stream the next byte belongs.
enum Place {
    /// The header. Its first byte, if that has come.
    Header(Option<u8>),
    /// The deflate data.
    Data,
    /// The checksum after the last block.
    Checksum(Checksum),
    /// Nowhere: the stream has ended. Whether it was one payload and no more.
    Ended { was_one_payload: bool },
    /// Nowhere: the stream is lost.
    Lost(DecodeError),
}

/// What has come of the Adler-32 (RFC 1950 §2.2).
struct Checksum {
    bytes: [u8; 4],
    count: usize,
    /// Where the deflate data ended, in bytes of the payload.
    end: usize,
}

impl ZlibStream {
    pub(super) fn new() -> Self {
        Self { inflater: None, place: Place::Header(None), taken: 0, last: NO_BYTES }
    }

    pub(super) fn take(
        &mut self,
        message: &[u8],
        out: &mut Vec<u8>,
        limit: usize,
    ) -> Result<Source, DecodeError> {
        self.inflate(message, out, limit).map_err(|error| self.lose(error))
    }

    #[cold]
    fn lose(&mut self, error: DecodeError) -> DecodeError {
        let error = error.fatal();
        self.place = Place::Lost(error.clone());
        self.between_payloads();
        error
    }

    fn inflate(
        &mut self,
        message: &[u8],
        out: &mut Vec<u8>,
        limit: usize,
    ) -> Result<Source, DecodeError> {
        match &self.place {
            Place::Ended { was_one_payload } => return Err(ended(*was_one_payload)),
            Place::Lost(cause) => return Err(cause.clone()),
            _ => {}
        }
        let is_flushed = self.ends_in_suffix(message);
        let is_alone = self.taken == 0 && is_flushed;
        if !is_alone && message.len() > limit.saturating_sub(self.taken) {
            return Err(error(DecodeErrorKind::MessageTooLarge).with_limit(limit));
        }
        if self.taken == 0 {
            out.clear();
        }
        self.taken += message.len();
        let data = self.data_of(message)?;
        if let Place::Checksum(checksum) = &mut self.place {
            let checksum = Checksum { ..*checksum };
            return self.check(checksum, data, out);
        }
        if data.is_empty() {
            return Ok(Source::Incomplete);
        }
        let before = self.taken - data.len();
        let inflater = self.inflater.get_or_insert_with(|| Box::new(Inflater::raw()));
        match inflater.inflate(data, out, limit).map_err(|error| error.moved(before))? {
            Stop::InputUsed if !is_flushed => Ok(Source::Incomplete),
            Stop::InputUsed if out.is_empty() => {
                Err(error(DecodeErrorKind::NoProgress).at(self.taken))
            }
            Stop::InputUsed => {
                self.between_payloads();
                Ok(Source::Buffer)
            }
            Stop::StreamEnd { unused } => {
                let checksum = Checksum { bytes: [0; 4], count: 0, end: self.taken - unused };
                self.check(checksum, &data[data.len() - unused..], out)
            }
        }
    }

    /// Whether the payload's bytes end as those of a flush do.
    fn ends_in_suffix(&mut self, message: &[u8]) -> bool {
        self.last = match message.last_chunk() {
            Some(bytes) => u32::from_be_bytes(*bytes),
            None => message.iter().fold(self.last, |last, byte| last << 8 | u32::from(*byte)),
        };
        self.last == FLUSH_SUFFIX
    }

    /// What of a message comes after the header.
    fn data_of<'m>(&mut self, message: &'m [u8]) -> Result<&'m [u8], DecodeError> {
        let Place::Header(first) = &mut self.place else { return Ok(message) };
        let (cmf, rest) = match (*first, message) {
            (Some(cmf), rest) => (cmf, rest),
            (None, [cmf, rest @ ..]) => (*cmf, rest),
            (None, []) => return Ok(&[]),
        };
        let [flags, data @ ..] = rest else {
            *first = Some(cmf);
            return Ok(&[]);
        };
        match Header::of(&[cmf, *flags]) {
            Header::Zlib => {}
            Header::ZlibWithDictionary => {
                return Err(error(DecodeErrorKind::DictionaryRequired).at(1));
            }
            Header::Other => return Err(error(DecodeErrorKind::InvalidHeader).at(0)),
        }
        self.place = Place::Data;
        Ok(data)
    }

    /// Takes what follows the last block. The payload is complete once its checksum is.
    #[cold]
    fn check(
        &mut self,
        mut checksum: Checksum,
        bytes: &[u8],
        out: &[u8],
    ) -> Result<Source, DecodeError> {
        let Checksum { count, end, .. } = checksum;
        let room = &mut checksum.bytes[count..];
        if bytes.len() > room.len() || out.is_empty() {
            return Err(error(DecodeErrorKind::StreamEnded).at(end));
        }
        room[..bytes.len()].copy_from_slice(bytes);
        if bytes.len() < room.len() {
            checksum.count += bytes.len();
            self.place = Place::Checksum(checksum);
            return Ok(Source::Incomplete);
        }
        // It covers all payloads, and only the last is still there.
        let total = self.inflater.as_ref().map_or(0, |inflater| inflater.total_out());
        let was_one_payload = total == out.len() as u64;
        if was_one_payload && adler32(1, out) != u32::from_be_bytes(checksum.bytes) {
            return Err(error(DecodeErrorKind::ChecksumMismatch).at(self.taken));
        }
        self.place = Place::Ended { was_one_payload };
        self.between_payloads();
        Ok(Source::Buffer)
    }

    fn between_payloads(&mut self) {
        self.taken = 0;
        self.last = NO_BYTES;
    }

    /// Whether a part of a payload has come.
    pub(super) fn is_inside_payload(&self) -> bool {
        self.taken > 0
    }

    pub(super) fn reset(&mut self) {
        if let Some(inflater) = &mut self.inflater {
            inflater.reset();
        }
        self.place = Place::Header(None);
        self.between_payloads();
    }

    pub(super) fn shrink(&mut self) {
        if !matches!(self.place, Place::Data | Place::Checksum(_)) {
            self.inflater = None;
        }
    }
}

#[cold]
fn ended(was_one_payload: bool) -> DecodeError {
    let error = error(DecodeErrorKind::StreamEnded).at(0);
    match was_one_payload {
        true => {
            error.with_hint("its only payload was a whole zlib stream, as in payload compression")
        }
        false => error,
    }
}

#[cold]
fn error(kind: DecodeErrorKind) -> DecodeError {
    DecodeError::new(Stage::Decompress, kind)
}
