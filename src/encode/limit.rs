//! The size that a payload may have: it is kept up to there, and counted to its end.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::sink::Sink;
use crate::{EncodeError, Encoding, Opcode, etf, json};

/// Appends to a buffer until the limit would be passed, and only counts from there on.
pub(super) struct Limited<'a> {
    /// Empty at first.
    buffer: &'a mut Vec<u8>,
    limit: usize,
    length: usize,
}

impl<'a> Limited<'a> {
    pub(super) fn new(buffer: &'a mut Vec<u8>, limit: usize) -> Self {
        debug_assert!(buffer.is_empty(), "what was written before is gone");
        Self { buffer, limit, length: 0 }
    }
}

impl Sink for Limited<'_> {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        self.length = self.length.saturating_add(bytes.len());
        if self.length <= self.limit {
            self.buffer.extend_from_slice(bytes);
        }
    }

    #[inline]
    fn length(&self) -> usize {
        self.length
    }

    #[inline]
    fn patch(&mut self, start: usize, bytes: &[u8]) {
        if let Some(place) = self.buffer.get_mut(start..start.saturating_add(bytes.len())) {
            place.copy_from_slice(bytes);
        }
    }

    /// Pieces are kept whole or not at all. So one that is taken back because it did not fit leaves
    /// everything before it in the buffer, and what comes in its place may still fit.
    #[inline]
    fn truncate(&mut self, length: usize) {
        self.length = length;
        self.buffer.truncate(length);
    }
}

/// Writes the payload. Returns its size, which may be above the limit.
pub(super) fn write<T: Serialize + ?Sized>(
    encoding: Encoding,
    op: Opcode,
    data: &T,
    mut out: Limited<'_>,
) -> Result<usize, EncodeError> {
    let payload = Payload { op, data };
    match encoding {
        Encoding::Json => payload.serialize(json::Serializer::into_sink(&mut out))?,
        Encoding::Etf => payload.serialize(etf::Serializer::into_sink(&mut out))?,
    }
    Ok(out.length())
}

/// How large the payload would be.
pub(super) fn size<T: Serialize + ?Sized>(
    encoding: Encoding,
    op: Opcode,
    data: &T,
) -> Result<usize, EncodeError> {
    write(encoding, op, data, Limited::new(&mut Vec::new(), 0))
}

/// The envelope of what is sent.
struct Payload<'a, T: ?Sized> {
    op: Opcode,
    data: &'a T,
}

impl<T: Serialize + ?Sized> Serialize for Payload<'_, T> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut payload = serializer.serialize_struct("Payload", 2)?;
        payload.serialize_field("op", &self.op)?;
        payload.serialize_field("d", self.data)?;
        payload.end()
    }
}
