//! From a frame to the struct of its event, by a generated reader.

use super::envelope::{Data, Envelope};
use super::frame::{Frame, Parts, read_behind, read_whole};
use crate::de::{Reading, Source, Stop};
use crate::model::codec::{PLAIN, Read};
use crate::{DecodeError, DecodeErrorKind, Encoding, Mismatches, etf, json};

/// What is known of a read besides its source.
struct Task<'a> {
    envelope: Envelope,
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
        Encoding::Json => read_json(parts, mismatches, &mut |source| {
            T::read_from::<_, PLAIN>(&mut value, source)
        })?,
        Encoding::Etf => {
            read_etf(parts, mismatches, &mut |source| T::read_from::<_, PLAIN>(&mut value, source))?
        }
    }
    Ok(value)
}

/// Reads `d` from JSON. One function for all types.
fn read_json<'a>(
    parts: Parts<'a>,
    mismatches: Option<&mut Mismatches>,
    read_value: &mut dyn FnMut(&mut json::JsonSource<'a>) -> Result<(), Stop>,
) -> Result<(), DecodeError> {
    let Parts { envelope, payload, scratch, options, .. } = parts;
    let (text, start, around) = match &envelope.data {
        Data::Absent => ("null", 0, 0),
        Data::Found(data) | Data::Until(data) => (json::text(payload)?, data.start, 1),
        Data::From(key) => {
            let text = json::text(payload)?;
            let mut reader = json::Reader::new(payload).at(*key);
            reader.key()?;
            (text, reader.position(), 1)
        }
    };
    let (reading, total) = scratch.begin(payload.len(), options.max_depth());
    let mut source = json::JsonSource::new(text, start, around, reading);
    let place = source.place();
    let start = source.offset(place);
    let result = read_value(&mut source);
    // What is wrong with the payload comes before what is wrong with its values.
    if let Data::From(_) = envelope.data {
        let mut reader = source.reader();
        if result == Err(Stop::Malformed) {
            reader = reader.at(start);
            reader.skip_value(1)?;
        }
        read_behind(&mut reader)?;
    }
    if result.is_ok() && source.reading().is_clean() {
        return Ok(());
    }
    let task = Task { envelope, is_strict: options.is_strict, total, start };
    task.finish(source.into_reading(), result, mismatches)
}

/// Reads `d` from ETF.
fn read_etf<'a>(
    parts: Parts<'a>,
    mismatches: Option<&mut Mismatches>,
    read_value: &mut dyn FnMut(&mut etf::EtfSource<'a>) -> Result<(), Stop>,
) -> Result<(), DecodeError> {
    let Parts { encoding, envelope, payload, scratch, options } = parts;
    let data = match &envelope.data {
        Data::Until(data) => Some(data.clone()),
        _ => match read_whole(encoding, &envelope, payload)?.data {
            Data::Found(data) => Some(data),
            _ => None,
        },
    };
    let (reading, total) = scratch.begin(payload.len(), options.max_depth());
    // The atom `nil` is what an absent `d` means.
    const NIL: &[u8] = b"w\x03nil";
    let (reader, start, end) = match data {
        Some(data) => (etf::Reader::at(payload, data.start), data.start, data.end),
        None => (etf::Reader::new(NIL), 0, NIL.len()),
    };
    let mut source = etf::EtfSource::new(reader, reading);
    let result = read_value(&mut source);
    let is_read = source.position() == end;
    if result.is_ok() && is_read && source.reading().is_clean() {
        return Ok(());
    }
    if result == Err(Stop::Malformed) || !is_read {
        read_whole(Encoding::Etf, &envelope, payload)?;
        if result.is_ok() {
            let error = DecodeError::data(DecodeErrorKind::TrailingData, source.position());
            return Err(error.in_field("d"));
        }
    }
    let task = Task { envelope, is_strict: options.is_strict, total, start };
    task.finish(source.into_reading(), result, mismatches)
}

impl Task<'_> {
    /// Says what came of a read that met something that does not fit, or an error.
    #[cold]
    #[inline(never)]
    fn finish(
        self,
        reading: Reading<'_>,
        result: Result<(), Stop>,
        mismatches: Option<&mut Mismatches>,
    ) -> Result<(), DecodeError> {
        let (result, found) = reading.finish(result);
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
