//! The size that a payload may have: it is kept up to there, and counted to its end.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::ser::Sink;
use crate::{EncodeError, Encoding, Opcode, etf, json};

/// What payloads are written in.
#[derive(Clone, Copy)]
pub(super) enum Format {
    Json,
    Etf {
        /// As JavaScript's erlpack packs it.
        javascript: bool,
    },
}

impl From<Encoding> for Format {
    fn from(encoding: Encoding) -> Self {
        match encoding {
            Encoding::Json => Self::Json,
            Encoding::Etf => Self::Etf { javascript: false },
        }
    }
}

/// Keeps what is written until the limit would be passed, and only counts from there on.
pub(super) struct Limited {
    kept: Vec<u8>,
    /// How many bytes came behind those.
    counted: usize,
    limit: usize,
    /// How many bytes may be kept: as many as the limit allows until some were not, and no more then.
    end: usize,
}

impl Limited {
    /// Has room for some bytes.
    pub(super) fn new(limit: usize, room: usize) -> Self {
        Self { kept: Vec::with_capacity(room), counted: 0, limit, end: limit }
    }

    /// The same memory with another limit.
    pub(super) fn with_limit(self, limit: usize) -> Self {
        Self { kept: self.kept, ..Self::new(limit, 0) }
    }

    pub(super) fn limit(&self) -> usize {
        self.limit
    }

    /// Writes a payload in place of the one before. Returns it whole.
    pub(super) fn payload<T: Serialize + ?Sized>(
        &mut self,
        format: Format,
        op: Opcode,
        data: &T,
    ) -> Result<&[u8], EncodeError> {
        match self.write_payload(format, op, data)? {
            size if size <= self.limit => Ok(&self.kept),
            size => Err(EncodeError::TooLarge { size, limit: self.limit }),
        }
    }

    /// Returns the size of the payload, of which perhaps not all is there.
    fn write_payload<T: Serialize + ?Sized>(
        &mut self,
        format: Format,
        op: Opcode,
        data: &T,
    ) -> Result<usize, EncodeError> {
        self.truncate(0);
        let payload = Payload { op, data };
        match format {
            Format::Json => payload.serialize(json::Serializer::into_sink(self))?,
            Format::Etf { javascript } => {
                payload.serialize(etf::Serializer::into_sink(self).javascript(javascript))?;
            }
        }
        Ok(self.length())
    }

    #[cold]
    fn count(&mut self, bytes: usize) {
        self.counted = self.counted.saturating_add(bytes);
        self.end = self.kept.len();
    }
}

/// How large a payload would be.
pub(super) fn size<T: Serialize + ?Sized>(
    format: Format,
    op: Opcode,
    data: &T,
) -> Result<usize, EncodeError> {
    Limited::new(0, 0).write_payload(format, op, data)
}

impl Sink for Limited {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        if bytes.len() <= self.end - self.kept.len() {
            self.kept.extend_from_slice(bytes);
        } else {
            self.count(bytes.len());
        }
    }

    #[inline]
    fn length(&self) -> usize {
        self.kept.len().saturating_add(self.counted)
    }

    #[inline]
    fn patch(&mut self, start: usize, bytes: &[u8]) {
        if let Some(place) = self.kept.get_mut(start..start.saturating_add(bytes.len())) {
            place.copy_from_slice(bytes);
        }
    }

    /// Pieces are kept whole or not at all. So one that is taken back because it did not fit leaves
    /// everything before it, and what comes in its place may still fit.
    fn truncate(&mut self, length: usize) {
        match length.checked_sub(self.kept.len()) {
            None | Some(0) => {
                self.kept.truncate(length);
                self.counted = 0;
                self.end = self.limit;
            }
            Some(counted) => self.counted = counted,
        }
    }
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

#[cfg(test)]
mod tests {
    use std::fmt::{Display, Formatter};

    use super::*;

    /// Text in pieces, lists, empty ones too, and maps, with keys that are displayed.
    struct Everything;

    impl Display for Everything {
        fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
            f.write_str("a \"piece\"")?;
            f.write_str(" and another")
        }
    }

    impl Serialize for Everything {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            struct Displayed;

            impl Serialize for Displayed {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.collect_str(&Everything)
                }
            }

            let lists = (Displayed, [0_u8; 0], [1.5, 2.5], "text", u128::MAX, true);
            serializer.collect_map([(Displayed, lists)])
        }
    }

    /// What is larger than numbers go is as large as they go, and nothing overflows on the way.
    #[test]
    fn sizes_are_counted_to_the_end_of_numbers() {
        for encoding in [Encoding::Json, Encoding::Etf] {
            let write = |sink: &mut Limited| match encoding {
                Encoding::Json => Everything.serialize(json::Serializer::into_sink(sink)),
                Encoding::Etf => Everything.serialize(etf::Serializer::into_sink(sink)),
            };
            let mut sink = Limited::new(0, 0);
            write(&mut sink).unwrap();
            let size = sink.length();
            for room in 0..size * 2 {
                let mut sink = Limited::new(4, 0);
                sink.write(b"kept");
                sink.count(usize::MAX - 4 - room);
                write(&mut sink).unwrap();
                assert_eq!(sink.kept, b"kept");
                if room >= size {
                    assert_eq!(sink.length(), usize::MAX - room + size);
                }
            }
        }
    }
}
