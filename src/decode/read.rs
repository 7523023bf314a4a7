//! From a frame to the struct of its event, by a generated reader.

use super::envelope::{Data, Envelope};
use super::frame::{Frame, Parts, read_behind, read_whole};
use crate::de::{Reading, Source, Stop};
use crate::model::codec::{PLAIN, Read};
use crate::{DecodeError, DecodeErrorKind, Encoding, Mismatches, etf, json};

/// What is known of a read besides its source.
struct Task<'a> {
    envelope: Envelope,
    payload: &'a [u8],
    is_strict: bool,
    /// Where mismatches are counted.
    total: &'a mut u64,
    /// Where the value begins.
    start: usize,
}

/// Reads `d`; an absent one is null.
pub(super) fn read<'a, T: Read<'a>>(
    frame: Frame<'a>,
    mismatches: Option<&mut Mismatches>,
) -> Result<T, DecodeError> {
    let mut value = T::BLANK;
    let parts = frame.into_parts();
    match parts.encoding {
        Encoding::Json => {
            let (mut source, task) = begin_json(parts)?;
            let result = T::read_from::<_, PLAIN>(&mut value, &mut source);
            task.finish_json(source, result, mismatches)?;
        }
        Encoding::Etf => {
            let (mut source, task, end) = begin_etf(parts)?;
            let result = T::read_from::<_, PLAIN>(&mut value, &mut source);
            task.finish_etf(source, end, result, mismatches)?;
        }
    }
    Ok(value)
}

fn begin_json(parts: Parts<'_>) -> Result<(json::JsonSource<'_>, Task<'_>), DecodeError> {
    let Parts { envelope, payload, scratch, max_depth, is_strict, .. } = parts;
    let (reading, total) = scratch.begin(payload.len(), max_depth);
    let mut task = Task { envelope, payload, is_strict, total, start: 0 };
    let (text, around) = match &task.envelope.data {
        Data::Absent => ("null", 0),
        Data::Found(data) | Data::Until(data) => {
            task.start = data.start;
            (json::text(payload)?, 1)
        }
        Data::From(key) => {
            let text = json::text(payload)?;
            let mut reader = json::Reader::new(payload).at(*key);
            reader.key()?;
            task.start = reader.position();
            (text, 1)
        }
    };
    let mut source = json::JsonSource::new(text, task.start, around, reading);
    let place = source.place();
    task.start = source.offset(place);
    Ok((source, task))
}

fn begin_etf(parts: Parts<'_>) -> Result<(etf::EtfSource<'_>, Task<'_>, usize), DecodeError> {
    let Parts { encoding, envelope, payload, scratch, max_depth, is_strict } = parts;
    let data = match &envelope.data {
        Data::Until(data) => Some(data.clone()),
        _ => match read_whole(encoding, &envelope, payload)?.data {
            Data::Found(data) => Some(data),
            _ => None,
        },
    };
    let (reading, total) = scratch.begin(payload.len(), max_depth);
    // The atom `nil` is what an absent `d` means.
    const NIL: &[u8] = b"w\x03nil";
    let (reader, start, end) = match data {
        Some(data) => (etf::Reader::at(payload, data.start), data.start, data.end),
        None => (etf::Reader::new(NIL), 0, NIL.len()),
    };
    let task = Task { envelope, payload, is_strict, total, start };
    Ok((etf::EtfSource::new(reader, reading), task, end))
}

impl Task<'_> {
    fn finish_json(
        self,
        source: json::JsonSource<'_>,
        result: Result<(), Stop>,
        mismatches: Option<&mut Mismatches>,
    ) -> Result<(), DecodeError> {
        // What is wrong with the payload comes before what is wrong with its values.
        if let Data::From(_) = self.envelope.data {
            let mut reader = source.reader();
            if result == Err(Stop::Malformed) {
                reader = reader.at(self.start);
                reader.skip_value(1)?;
            }
            read_behind(&mut reader)?;
        }
        self.finish(source.into_reading(), result, mismatches)
    }

    fn finish_etf(
        self,
        source: etf::EtfSource<'_>,
        end: usize,
        result: Result<(), Stop>,
        mismatches: Option<&mut Mismatches>,
    ) -> Result<(), DecodeError> {
        let is_read = source.position() == end;
        if result == Err(Stop::Malformed) || !is_read {
            read_whole(Encoding::Etf, &self.envelope, self.payload)?;
            if result.is_ok() {
                let error = DecodeError::data(DecodeErrorKind::TrailingData, source.position());
                return Err(error.in_field("d"));
            }
        }
        self.finish(source.into_reading(), result, mismatches)
    }

    #[inline]
    fn finish(
        self,
        reading: Reading<'_>,
        result: Result<(), Stop>,
        mismatches: Option<&mut Mismatches>,
    ) -> Result<(), DecodeError> {
        let (result, found) = reading.finish(result);
        if result.is_ok() && found.is_empty() {
            return Ok(());
        }
        self.finish_with(result, found, mismatches)
    }

    #[cold]
    #[inline(never)]
    fn finish_with(
        self,
        result: Result<(), DecodeError>,
        found: &mut Mismatches,
        mismatches: Option<&mut Mismatches>,
    ) -> Result<(), DecodeError> {
        *self.total += found.total();
        let first = found.kept().first().filter(|_| self.is_strict).cloned();
        if let Some(mismatches) = mismatches {
            std::mem::swap(mismatches, found);
        }
        let result = match (result, first) {
            (Ok(()), Some(error)) => Err(error),
            (result, _) => result,
        };
        match self.envelope.data {
            Data::Absent => result.map_err(DecodeError::without_offset),
            _ => result.map_err(|error| error.at(self.start)),
        }
    }
}
