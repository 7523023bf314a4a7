//! Payload compression: messages that are each a stream of their own, or plain.

use crate::inflate::{Header, Inflater, Stop};
use crate::{DecodeError, DecodeErrorKind, Stage};

use super::Source;

/// Serves one message at a time; nothing is carried from one to the next.
pub(crate) struct Payload {
    // Made when the first compressed message comes: many connections never see one.
    inflater: Option<Box<Inflater>>,
}

impl Payload {
    pub(super) fn new() -> Self {
        Self { inflater: None }
    }

    pub(super) fn take(
        &mut self,
        message: &[u8],
        out: &mut Vec<u8>,
        limit: usize,
    ) -> Result<Source, DecodeError> {
        match Header::of(message) {
            Header::Other => return Ok(Source::Message),
            Header::ZlibWithDictionary => {
                return Err(error(DecodeErrorKind::DictionaryRequired).at(1));
            }
            Header::Zlib => {}
        }
        let inflater = self.inflater.get_or_insert_with(|| Box::new(Inflater::zlib()));
        inflater.reset();
        out.clear();
        match inflater.inflate(message, out, limit)? {
            Stop::StreamEnd { unused: 0 } => Ok(Source::Buffer),
            Stop::StreamEnd { unused } => {
                Err(error(DecodeErrorKind::TrailingCompressedData).at(message.len() - unused))
            }
            Stop::InputUsed => Err(error(DecodeErrorKind::TruncatedPayload).at(message.len())),
        }
    }

    pub(super) fn shrink(&mut self) {
        self.inflater = None;
    }
}

#[cold]
fn error(kind: DecodeErrorKind) -> DecodeError {
    DecodeError::new(Stage::Decompress, kind)
}
