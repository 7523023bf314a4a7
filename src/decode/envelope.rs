//! `op`, `s`, `t` and where `d` lies, without parsing `d`.
//!
//! Only top-level keys count, in any order. In JSON, Discord writes `d` last: once the other
//! three are known nothing behind them is looked at, so the cost does not depend on `d`. A
//! frame that was not looked at to its end is read again from its start where it matters.

use std::ops::Range;

use crate::etf;
use crate::json;
use crate::model::codec::Field;
use crate::model::{EventKind, Opcode};
use crate::scan::short;
use crate::{DecodeError, DecodeErrorKind, Stage};

/// What the top level of a payload says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Envelope {
    pub(crate) opcode: Opcode,
    pub(crate) sequence: Option<u64>,
    pub(crate) name: Name,
    pub(crate) data: Data,
}

/// Where `d` lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Data {
    /// The payload was read to its end: it is well formed, and no key stands twice.
    Found(Range<usize>),
    /// As above, without a `d`.
    Absent,
    /// The other three keys are known, and the key `d` begins here; what it holds and what may
    /// follow was not looked at.
    From(usize),
    /// As the payload looks from its ends, `d` is this part of it, and what follows was read. It
    /// was not looked at, so it may end elsewhere.
    Until(Range<usize>),
}

impl Envelope {
    /// The kind of the event or, where this is none, of the operation.
    pub(crate) fn kind(&self) -> EventKind {
        match self.name {
            _ if self.opcode != Opcode::DISPATCH => EventKind::from_opcode(self.opcode),
            Name::Known(kind) => kind,
            Name::None | Name::Unknown => EventKind::Unknown,
        }
    }
}

/// The event's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    None,
    Known(EventKind),
    /// Kept by the caller, as text.
    Unknown,
}

/// How far to read.
pub(crate) enum Extent<'n> {
    /// Until the three are known. The text takes the name of an event that is not known.
    Head(&'n mut String),
    /// To the end.
    Whole,
}

impl Extent<'_> {
    fn is_head(&self) -> bool {
        matches!(self, Self::Head(_))
    }
}

/// The fields met so far.
#[derive(Default)]
struct Fields {
    opcode: Option<u8>,
    sequence: Option<Option<u64>>,
    name: Option<Name>,
    data: Option<Range<usize>>,
}

impl Fields {
    fn head_is_known(&self) -> bool {
        self.opcode.is_some() && self.sequence.is_some() && self.name.is_some()
    }

    /// What is known when the payload was read to its end.
    fn finish(mut self) -> Result<Envelope, DecodeError> {
        let data = self.data.take().map_or(Data::Absent, Data::Found);
        self.finish_with(data)
    }

    fn finish_with(self, data: Data) -> Result<Envelope, DecodeError> {
        let opcode = self.opcode.ok_or_else(|| error(DecodeErrorKind::MissingOpcode))?;
        Ok(Envelope {
            opcode: Opcode(opcode),
            sequence: self.sequence.flatten(),
            name: self.name.unwrap_or(Name::None),
            data,
        })
    }
}

#[cold]
fn error(kind: DecodeErrorKind) -> DecodeError {
    DecodeError::new(Stage::Envelope, kind)
}

fn once<T>(field: &mut Option<T>, value: T, offset: usize) -> Result<(), DecodeError> {
    match field.replace(value) {
        None => Ok(()),
        Some(_) => Err(error(DecodeErrorKind::DuplicateEnvelopeKey).at(offset)),
    }
}

fn name_of(text: &str, extent: &mut Extent<'_>) -> Name {
    match EventKind::from_name(text) {
        EventKind::Unknown => {
            if let Extent::Head(unknown) = extent {
                unknown.clear();
                unknown.reserve_exact(text.len());
                unknown.push_str(text);
            }
            Name::Unknown
        }
        kind => Name::Known(kind),
    }
}

/// Reads a JSON payload.
#[inline]
pub(crate) fn read_json(payload: &[u8], extent: Extent<'_>) -> Result<Envelope, DecodeError> {
    if extent.is_head()
        && let Some(envelope) = in_usual_form(payload)
    {
        return Ok(envelope);
    }
    scan_json(payload, extent).map_err(|error| error.in_stage(Stage::Envelope))
}

/// Discord's own form, `{"t":…,"s":…,"op":…,"d":`, with a known name; anything else is left to
/// [`scan_json`], errors included.
#[inline]
fn in_usual_form(payload: &[u8]) -> Option<Envelope> {
    let rest = after(payload, b"{\"t\":")?;
    let (name, rest) = match after(rest, b"\"") {
        Some(rest) => {
            let length = short::first(b'"', rest.get(..MAX_USUAL_NAME).unwrap_or(rest))?;
            match EventKind::from_bytes(&rest[..length]) {
                EventKind::Unknown => return None,
                kind => (Name::Known(kind), &rest[length + 1..]),
            }
        }
        None => (Name::None, after(rest, b"null")?),
    };
    let rest = after(rest, b",\"s\":")?;
    let (sequence, rest) = match short_number(rest) {
        Some((number, rest)) => (Some(number), rest),
        None => (None, after(rest, b"null")?),
    };
    let (opcode, rest) = short_number(after(rest, b",\"op\":")?)?;
    let key = payload.len() - rest.len() + 1;
    after(rest, b",\"d\":")?;
    (payload.last() == Some(&b'}')).then_some(())?;
    let opcode = Opcode(u8::try_from(opcode).ok()?);
    Some(Envelope { opcode, sequence, name, data: Data::From(key) })
}

/// Longer names are left to the reader of any form.
const MAX_USUAL_NAME: usize = 64;

/// What is behind the bytes that are expected. Of a length known beforehand, so that they are
/// compared as numbers.
#[inline(always)]
fn after<'a, const N: usize>(bytes: &'a [u8], expected: &[u8; N]) -> Option<&'a [u8]> {
    let (found, rest) = bytes.split_first_chunk()?;
    (found == expected).then_some(rest)
}

/// What is before the bytes that are expected.
#[inline(always)]
fn before<'a, const N: usize>(bytes: &'a [u8], expected: &[u8; N]) -> Option<&'a [u8]> {
    let (rest, found) = bytes.split_last_chunk()?;
    (found == expected).then_some(rest)
}

/// An unsigned number of at most 19 digits, as JSON writes one, and what follows it.
#[inline]
fn short_number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0;
    let mut length = 0;
    while let Some(digit @ b'0'..=b'9') = bytes.get(length) {
        if length == 19 {
            return None;
        }
        value = value * 10 + u64::from(digit - b'0');
        length += 1;
    }
    let has_leading_zero = length > 1 && bytes[0] == b'0';
    (length > 0 && !has_leading_zero).then(|| (value, &bytes[length..]))
}

/// Reads a payload whose keys stand in any order, as far as it is needed, and checks of as much that
/// it is UTF-8.
fn scan_json(payload: &[u8], extent: Extent<'_>) -> Result<Envelope, DecodeError> {
    let envelope = scan_json_bytes(payload, extent)?;
    let read = match envelope.data {
        Data::From(key) => &payload[..key],
        _ => payload,
    };
    json::text(read)?;
    Ok(envelope)
}

fn scan_json_bytes(payload: &[u8], mut extent: Extent<'_>) -> Result<Envelope, DecodeError> {
    let mut reader = json::Reader::new(payload);
    let mut fields = Fields::default();
    reader.skip_whitespace();
    if !reader.take(b'{') {
        return Err(match reader.peek() {
            Some(_) => error(DecodeErrorKind::NotAnObject).at(reader.position()),
            None => reader.unexpected(),
        });
    }
    reader.skip_whitespace();
    if reader.take(b'}') {
        reader.end()?;
        return fields.finish();
    }
    loop {
        reader.skip_whitespace();
        let at = reader.position();
        let key = reader.key()?;
        if key.is("d") {
            if extent.is_head() && fields.head_is_known() && fields.data.is_none() {
                check_last_byte(payload)?;
                return fields.finish_with(Data::From(at));
            }
            reader.skip_whitespace();
            let start = reader.position();
            reader.skip_value(1)?;
            once(&mut fields.data, start..reader.position(), at)?;
        } else {
            json_field(&mut reader, key, at, &mut fields, &mut extent)?;
        }
        reader.skip_whitespace();
        if !reader.take(b',') {
            break;
        }
    }
    if !reader.take(b'}') {
        return Err(reader.unexpected());
    }
    reader.end()?;
    fields.finish()
}

/// Reads the value behind any key but `d`.
fn json_field(
    reader: &mut json::Reader<'_>,
    key: json::Text<'_>,
    at: usize,
    fields: &mut Fields,
    extent: &mut Extent<'_>,
) -> Result<(), DecodeError> {
    reader.skip_whitespace();
    let start = reader.position();
    if key.is("op") {
        let opcode = json_integer(reader)?.and_then(|number| u8::try_from(number).ok());
        let opcode = opcode.ok_or_else(|| error(DecodeErrorKind::InvalidOpcode).at(start))?;
        once(&mut fields.opcode, opcode, at)
    } else if key.is("s") {
        let sequence = match reader.peek() {
            Some(b'n') => reader.literal(b"null").map(|()| None)?,
            _ => Some(
                json_integer(reader)?
                    .ok_or_else(|| error(DecodeErrorKind::InvalidSequence).at(start))?,
            ),
        };
        once(&mut fields.sequence, sequence, at)
    } else if key.is("t") {
        let name = match reader.peek() {
            Some(b'n') => reader.literal(b"null").map(|()| Name::None)?,
            Some(b'"') => json_name(reader.string()?, extent)
                .ok_or_else(|| error(DecodeErrorKind::InvalidUtf8).at(start))?,
            _ => {
                reader.skip_value(1)?;
                return Err(error(DecodeErrorKind::InvalidEventName).at(start));
            }
        };
        once(&mut fields.name, name, at)
    } else {
        reader.skip_value(1)
    }
}

/// An unsigned integer that fits, or none where another value stands.
fn json_integer(reader: &mut json::Reader<'_>) -> Result<Option<u64>, DecodeError> {
    let start = reader.position();
    reader.skip_value(1)?;
    let text = reader.since(start);
    match str::from_utf8(text).ok().and_then(|text| text.parse().ok()) {
        Some(integer) => Ok(Some(integer)),
        None => Ok(unusual_json_integer(text)),
    }
}

/// An integer in a form that fields may have it in, too: a whole float or decimal text.
#[cold]
fn unusual_json_integer(text: &[u8]) -> Option<u64> {
    let mut text = text.to_vec();
    let mut integer = json::Deserializer::from_slice(&mut text).ok()?;
    u64::read(&mut integer).ok()
}

fn json_name(text: json::Text<'_>, extent: &mut Extent<'_>) -> Option<Name> {
    if let Some(plain) = text.plain() {
        return str::from_utf8(plain).ok().map(|name| name_of(name, extent));
    }
    escaped_name(text, extent)
}

/// Unescapes a name where it is kept if it is not known: a long one is not made twice.
#[cold]
fn escaped_name(text: json::Text<'_>, extent: &mut Extent<'_>) -> Option<Name> {
    let mut short = String::new();
    let name = match extent {
        Extent::Head(unknown) => &mut **unknown,
        // So long it is not known, and nobody keeps it.
        Extent::Whole if text.raw().len() > MAX_ESCAPED_NAME => {
            return str::from_utf8(text.raw()).ok().map(|_| Name::Unknown);
        }
        Extent::Whole => &mut short,
    };
    name.clear();
    name.reserve_exact(text.raw().len());
    if !text.unescape(name) {
        return None;
    }
    match EventKind::from_name(name) {
        EventKind::Unknown => Some(Name::Unknown),
        kind => Some(Name::Known(kind)),
    }
}

/// No known name is longer, though each of its characters were an escape sequence.
const MAX_ESCAPED_NAME: usize = 6 * MAX_USUAL_NAME;

/// A payload that is cut short most often ends in something else than a bracket.
fn check_last_byte(payload: &[u8]) -> Result<(), DecodeError> {
    match payload.trim_ascii_end().last() {
        Some(b'}') => Ok(()),
        _ => Err(error(DecodeErrorKind::UnexpectedEnd).at(payload.len())),
    }
}

/// Reads an ETF payload.
#[inline]
pub(crate) fn read_etf(payload: &[u8], extent: Extent<'_>) -> Result<Envelope, DecodeError> {
    if extent.is_head()
        && payload.len() > SHORT_PAYLOAD
        && let Some(envelope) = etf_in_usual_form(payload)
    {
        return Ok(envelope);
    }
    scan_etf(payload, extent).map_err(|error| error.in_stage(Stage::Envelope))
}

/// Of a shorter payload the envelope is read from its start: to step over `d` takes no longer.
const SHORT_PAYLOAD: usize = 128;

/// Discord's own form, `#{d => …, op => …, s => …, t => …}` with atoms as keys, and a known name;
/// anything else is left to [`scan_etf`], errors included.
///
/// What the payload ends with is taken for its last three entries, and what is before them for `d`,
/// without a look at it. Whoever reads `d` finds out whether it ends there.
#[inline]
fn etf_in_usual_form(payload: &[u8]) -> Option<Envelope> {
    const START: &[u8; 10] = b"\x83t\0\0\0\x04d\0\x01d";
    let rest = after(payload, START)?;
    let (name, rest) = etf_name_at_end(rest)?;
    let rest = before(rest, b"d\0\x01t")?;
    let (sequence, rest) = etf_sequence_at_end(rest)?;
    let (rest, [etf::SMALL_INTEGER_EXT, opcode]) = rest.split_last_chunk()? else { return None };
    let data = before(rest, b"d\0\x02op")?;
    let data = Data::Until(START.len()..START.len() + data.len());
    Some(Envelope { opcode: Opcode(*opcode), sequence, name, data })
}

/// A name as an atom, or `nil`, and what is before it.
#[inline]
fn etf_name_at_end(bytes: &[u8]) -> Option<(Name, &[u8])> {
    if let Some(rest) = before(bytes, b"d\0\x03nil") {
        return Some((Name::None, rest));
    }
    // The last zero is the upper byte of the name's length.
    let start = bytes.len().saturating_sub(MAX_USUAL_NAME);
    let zero = start + short::last(0, &bytes[start..])?;
    let (rest, [_, length, name @ ..]) = bytes.split_at(zero) else { return None };
    let rest = before(rest, b"d").filter(|_| usize::from(*length) == name.len())?;
    match EventKind::from_bytes(name) {
        EventKind::Unknown => None,
        kind => Some((Name::Known(kind), rest)),
    }
}

/// The entry of a sequence number of up to 31 bits, or of `nil`: the number, and what is before it.
#[inline]
fn etf_sequence_at_end(bytes: &[u8]) -> Option<(Option<u64>, &[u8])> {
    use etf::{INTEGER_EXT, SMALL_INTEGER_EXT};

    if let Some((rest, &[b'd', 0, 1, b's', INTEGER_EXT, a @ 0..=0x7f, b, c, d])) =
        bytes.split_last_chunk()
    {
        return Some((Some(u32::from_be_bytes([a, b, c, d]).into()), rest));
    }
    if let Some((rest, &[b'd', 0, 1, b's', SMALL_INTEGER_EXT, value])) = bytes.split_last_chunk() {
        return Some((Some(value.into()), rest));
    }
    Some((None, before(bytes, b"d\0\x01sd\0\x03nil")?))
}

fn scan_etf(payload: &[u8], mut extent: Extent<'_>) -> Result<Envelope, DecodeError> {
    let mut reader = etf::Reader::new(payload);
    let mut fields = Fields::default();
    reader.version()?;
    let Some(arity) = reader.map_header()? else {
        // What is no term at all says so itself.
        let at = reader.position();
        reader.skip_in_map()?;
        return Err(error(DecodeErrorKind::NotAnObject).at(at));
    };
    for _ in 0..arity {
        let at = reader.position();
        let key = reader.text()?;
        let key = match &key {
            Some(key) => &*key.text,
            None => {
                reader.skip_in_map()?;
                ""
            }
        };
        if key == "d" {
            if extent.is_head() && fields.head_is_known() && fields.data.is_none() {
                return fields.finish_with(Data::From(at));
            }
            let start = reader.position();
            reader.skip_in_map()?;
            once(&mut fields.data, start..reader.position(), at)?;
        } else {
            etf_field(&mut reader, key, at, &mut fields, &mut extent)?;
        }
    }
    if !reader.is_empty() {
        return Err(error(DecodeErrorKind::TrailingData).at(reader.position()));
    }
    fields.finish()
}

/// Reads the value behind any key but `d`.
fn etf_field(
    reader: &mut etf::Reader<'_>,
    key: &str,
    at: usize,
    fields: &mut Fields,
    extent: &mut Extent<'_>,
) -> Result<(), DecodeError> {
    let start = reader.position();
    match key {
        "op" => {
            let opcode = etf_integer(reader)?.and_then(|number| u8::try_from(number).ok());
            let opcode = opcode.ok_or_else(|| error(DecodeErrorKind::InvalidOpcode).at(start))?;
            once(&mut fields.opcode, opcode, at)
        }
        "s" => {
            let sequence = match reader.null()? {
                true => None,
                false => Some(
                    etf_integer(reader)?
                        .ok_or_else(|| error(DecodeErrorKind::InvalidSequence).at(start))?,
                ),
            };
            once(&mut fields.sequence, sequence, at)
        }
        "t" => {
            let name = match reader.null()? {
                true => Name::None,
                false if reader.boolean() => {
                    return Err(error(DecodeErrorKind::InvalidEventName).at(start));
                }
                false => match reader.text()? {
                    Some(text) => name_of(&text.text, extent),
                    None => {
                        reader.skip_in_map()?;
                        return Err(error(DecodeErrorKind::InvalidEventName).at(start));
                    }
                },
            };
            once(&mut fields.name, name, at)
        }
        _ => reader.skip_in_map(),
    }
}

/// An unsigned integer that fits, or none where another value stands.
fn etf_integer(reader: &mut etf::Reader<'_>) -> Result<Option<u64>, DecodeError> {
    match reader.integer()? {
        Some(integer) => Ok(integer.as_u64()),
        None => {
            let start = *reader;
            reader.skip_in_map()?;
            Ok(unusual_etf_integer(start))
        }
    }
}

/// As [`unusual_json_integer`].
#[cold]
fn unusual_etf_integer(reader: etf::Reader<'_>) -> Option<u64> {
    u64::read(&mut etf::Deserializer::from_reader(reader)).ok()
}
