//! `zlib-stream`: one deflate stream a connection, flushed after each payload.

use crate::inflate::{Header, Inflater, Stop};
use crate::{DecodeError, DecodeErrorKind, Stage};

use super::Source;

/// What `Z_SYNC_FLUSH` ends in: the length fields of an empty stored block (RFC 1951 §3.2.4).
const FLUSH_SUFFIX: [u8; 4] = [0x00, 0x00, 0xff, 0xff];

pub(crate) struct ZlibStream {
    // Without the header, which comes once, and the checksum, which never comes: computing it
    // would be for nothing.
    inflater: Box<Inflater>,
    /// Messages that wait for the rest of their payload.
    pending: Vec<u8>,
    header_seen: bool,
    lost: Option<DecodeError>,
}

impl ZlibStream {
    pub(super) fn new() -> Self {
        let inflater = Box::new(Inflater::raw());
        Self { inflater, pending: Vec::new(), header_seen: false, lost: None }
    }

    pub(super) fn take(
        &mut self,
        message: &[u8],
        out: &mut Vec<u8>,
        limit: usize,
    ) -> Result<Source, DecodeError> {
        if let Some(cause) = &self.lost {
            return Err(cause.clone());
        }
        self.take_unless_lost(message, out, limit).map_err(|error| {
            let error = error.fatal();
            self.lost = Some(error.clone());
            self.pending = Vec::new();
            error
        })
    }

    fn take_unless_lost(
        &mut self,
        message: &[u8],
        out: &mut Vec<u8>,
        limit: usize,
    ) -> Result<Source, DecodeError> {
        if self.pending.is_empty() && message.ends_with(&FLUSH_SUFFIX) {
            self.inflate(message, out, limit)?;
            return Ok(Source::Buffer);
        }
        let waiting = self.pending.len();
        if message.len() > limit.saturating_sub(waiting) {
            return Err(error(DecodeErrorKind::MessageTooLarge).with_limit(limit));
        }
        if message.len() > self.pending.capacity() - waiting {
            // As vectors grow, but not beyond the limit.
            let doubled = self.pending.capacity().saturating_mul(2).min(limit) - waiting;
            self.pending.reserve_exact(doubled.max(message.len()));
        }
        self.pending.extend_from_slice(message);
        if !self.header_seen && self.pending.len() >= 2 {
            check_header(&self.pending)?;
        }
        if !self.pending.ends_with(&FLUSH_SUFFIX) {
            return Ok(Source::Incomplete);
        }
        let pending = std::mem::take(&mut self.pending);
        self.inflate(&pending, out, limit)?;
        self.pending = pending;
        self.pending.clear();
        Ok(Source::Buffer)
    }

    /// Inflates the compressed bytes of one payload.
    fn inflate(
        &mut self,
        bytes: &[u8],
        out: &mut Vec<u8>,
        limit: usize,
    ) -> Result<(), DecodeError> {
        let mut header = 0;
        if !self.header_seen {
            check_header(bytes)?;
            self.header_seen = true;
            header = 2;
        }
        out.clear();
        match self.inflater.inflate(&bytes[header..], out, limit).map_err(|e| e.moved(header))? {
            Stop::InputUsed if out.is_empty() => {
                Err(error(DecodeErrorKind::NoProgress).at(bytes.len()))
            }
            Stop::InputUsed => Ok(()),
            Stop::StreamEnd { unused } => {
                Err(error(DecodeErrorKind::StreamEnded).at(bytes.len() - unused))
            }
        }
    }

    pub(super) fn reset(&mut self) {
        self.inflater.reset();
        self.pending.clear();
        self.header_seen = false;
        self.lost = None;
    }

    pub(super) fn shrink(&mut self, above: usize) {
        self.pending.shrink_to(above);
    }
}

fn check_header(bytes: &[u8]) -> Result<(), DecodeError> {
    match Header::of(bytes) {
        Header::Zlib => Ok(()),
        Header::ZlibWithDictionary => Err(error(DecodeErrorKind::DictionaryRequired).at(1)),
        Header::Other => Err(error(DecodeErrorKind::InvalidHeader).at(0)),
    }
}

#[cold]
fn error(kind: DecodeErrorKind) -> DecodeError {
    DecodeError::new(Stage::Decompress, kind)
}
