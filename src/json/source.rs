//! JSON for the generated readers of events.

use super::number::{Number, Precision};
use super::reader::{Reader, Text};
use crate::DecodeError;
use crate::de::extents::{Extents, Recorder};
use crate::de::fields::{Fields, UNKNOWN};
use crate::de::number::{MAX_FLOAT, decimal, parse_id, whole, wide_bits};
use crate::de::{Loss, Reading, Source, Stop, Value};

/// Longer lists that grow were counted before.
const COUNTED: usize = 128;

/// A text that is read from front to back, and never written to.
pub(crate) struct JsonSource<'de> {
    pub(super) text: &'de str,
    pub(super) reader: Reader<'de>,
    /// Containers around the first value, which count where values are stepped over.
    around: usize,
    /// What was stepped over in search of keys.
    extents: Extents,
    is_searching: bool,
    pub(super) reading: Reading<'de>,
}

/// A list or an object that is being read.
pub(crate) struct Open {
    pub(super) is_first: bool,
    pub(super) is_object: bool,
}

impl<'de> JsonSource<'de> {
    /// At a place of a text, in so many containers.
    pub(crate) fn new(
        text: &'de str,
        position: usize,
        around: usize,
        reading: Reading<'de>,
    ) -> Self {
        let reader = Reader::new(text.as_bytes()).at(position);
        Self { text, reader, around, extents: Extents::default(), is_searching: false, reading }
    }

    /// What can read on from here.
    pub(crate) fn reader(&self) -> Reader<'de> {
        self.reader
    }

    pub(crate) fn into_reading(self) -> Reading<'de> {
        self.reading
    }

    #[cold]
    #[inline(never)]
    fn malformed(&mut self, error: DecodeError) -> Stop {
        self.reading.malformed(error)
    }

    #[cold]
    #[inline(never)]
    fn unexpected(&mut self) -> Stop {
        let error = self.reader.unexpected();
        self.malformed(error)
    }

    /// The text between two places. Both are beside ASCII.
    #[inline(always)]
    fn slice(&self, start: usize, length: usize) -> &'de str {
        self.text.get(start..start + length).unwrap_or_default()
    }

    /// A string whose quote is next.
    #[inline(always)]
    fn string(&mut self) -> Result<&'de str, Stop> {
        let start = self.reader.position() + 1;
        match self.reader.plain_string() {
            Some(raw) => Ok(self.slice(start, raw.len())),
            None => self.unusual_string(),
        }
    }

    #[inline(never)]
    fn unusual_string(&mut self) -> Result<&'de str, Stop> {
        let start = self.reader.position() + 1;
        match self.reader.string() {
            Ok(text) => self.unescaped(start, text),
            Err(error) => Err(self.malformed(error)),
        }
    }

    #[inline]
    fn unescaped(&mut self, start: usize, text: Text<'de>) -> Result<&'de str, Stop> {
        match text.plain() {
            Some(raw) => Ok(self.slice(start, raw.len())),
            None => {
                let mut buffer = std::mem::take(self.reading.text);
                buffer.clear();
                text.unescape(&mut buffer);
                let lent = self.reading.lend_text(&buffer);
                *self.reading.text = buffer;
                lent
            }
        }
    }

    /// A key and its colon, whose quote is next.
    #[inline]
    fn key(&mut self) -> Result<(usize, Text<'de>), Stop> {
        let start = self.reader.position() + 1;
        match self.reader.key() {
            Ok(key) => Ok((start, key)),
            Err(error) => Err(self.malformed(error)),
        }
    }

    /// To the value of the next field, whichever it is.
    #[inline(never)]
    fn other_field(&mut self, is_first: bool, fields: &Fields) -> Result<Option<u8>, Stop> {
        let mut object = Open { is_first, is_object: true };
        while self.next_entry(&mut object)? {
            let (_, key) = self.key()?;
            let field = match key.plain() {
                Some(key) => fields.find(key),
                None => Self::escaped_field(fields, key),
            };
            if field != UNKNOWN {
                return Ok(Some(field));
            }
            self.skip_now()?;
        }
        Ok(None)
    }

    /// The field of a key with escapes.
    #[cold]
    #[inline(never)]
    fn escaped_field(fields: &Fields, key: Text<'de>) -> u8 {
        let place = fields.names.iter().position(|name| key.is(name));
        place.and_then(|place| u8::try_from(place).ok()).unwrap_or(UNKNOWN)
    }

    /// To the next key of an object. False at its end, where it is left.
    #[inline(always)]
    fn next_entry(&mut self, object: &mut Open) -> Result<bool, Stop> {
        match self.reader.token() {
            b'"' if object.is_first => object.is_first = false,
            b',' if !object.is_first => {
                self.reader.step();
                if self.reader.token() != b'"' {
                    return Err(self.unexpected());
                }
            }
            b'}' => {
                self.reader.step();
                self.reading.leave();
                return Ok(false);
            }
            _ => return Err(self.unexpected()),
        }
        Ok(true)
    }

    /// How many containers are around the next value.
    fn around(&self) -> usize {
        self.around + self.reading.depth
    }

    /// A number of any kind, which is next.
    fn number(&mut self) -> Result<Number, Stop> {
        match self.reader.any_number(Precision::Double) {
            Ok((number, behind)) => {
                self.reader = self.reader.at(behind);
                Ok(number)
            }
            Err(error) => Err(self.malformed(error)),
        }
    }

    /// What serde would call the next value.
    #[cold]
    fn found(&mut self) -> &'static str {
        match self.reader.token() {
            b'"' => "text",
            b'{' => "a map",
            b'[' => "a list",
            b'n' => "null",
            b't' | b'f' => "a boolean",
            _ => match self.reader.any_number(Precision::Double) {
                Ok((Number::Float(_), _)) => "a float",
                _ => "an integer",
            },
        }
    }

    #[inline(never)]
    fn skip_now(&mut self) -> Result<(), Stop> {
        self.reader.token();
        let start = self.reader.position();
        if let Some(known) = self.extents.at(start) {
            self.reader = self.reader.at(known.end());
            return Ok(());
        }
        let around = self.around();
        if let Err(error) = self.reader.skip_value(around) {
            return Err(self.malformed(error));
        }
        if self.is_searching && self.extents.is_wanted(self.reader.position() - start) {
            return self.record(start);
        }
        Ok(())
    }

    /// Steps over a value once more, and records where its containers end.
    #[cold]
    fn record(&mut self, start: usize) -> Result<(), Stop> {
        let mut reader = self.reader.at(start);
        let mut recorder = Recorder::new();
        let around = self.around();
        let recorded = reader.record_value(around, &mut recorder);
        match recorded.and_then(|()| self.extents.add_free(recorder)) {
            Ok(()) => Ok(()),
            Err(error) => Err(self.malformed(error)),
        }
    }

    #[cold]
    #[inline(never)]
    fn unusual_unsigned(&mut self, expected: &'static str) -> Result<u64, Stop> {
        let place = self.place();
        let (number, found) = self.any_integer(expected)?;
        match u64::try_from(number) {
            Ok(number) => Ok(number),
            Err(_) => Err(self.refuse(place, Loss::Value { found, expected })),
        }
    }

    /// An integer, a whole float or decimal text, and which of them it was.
    #[cold]
    #[inline(never)]
    fn any_integer(&mut self, expected: &'static str) -> Result<(i128, &'static str), Stop> {
        let place = self.place();
        match self.reader.token() {
            b'-' | b'0'..=b'9' => match self.number()? {
                Number::Unsigned(number) => Ok((number.into(), "an integer")),
                Number::Negative(number) => Ok((number.into(), "an integer")),
                Number::Float(float) => match whole(float) {
                    Some(number) => Ok((number, "a float")),
                    None => Err(self.refuse(place, Loss::Type { found: "a float", expected })),
                },
            },
            b'"' => {
                let text = self.string()?;
                match decimal(text) {
                    Some(number) => Ok((number, "text")),
                    None => Err(self.refuse(place, Loss::Value { found: "text", expected })),
                }
            }
            _ => Err(self.misfit(expected)),
        }
    }

    #[cold]
    #[inline(never)]
    fn unusual_id(&mut self) -> Result<u64, Stop> {
        const EXPECTED: &str = "an id, as decimal text or as an unsigned integer";

        let place = self.place();
        let token = self.reader.token();
        if token == b'"' {
            let text = self.string()?;
            return match parse_id(text.as_bytes()) {
                Some(id) => Ok(id),
                None => {
                    let loss = Loss::Value { found: "text", expected: EXPECTED };
                    Err(self.refuse(place, loss))
                }
            };
        }
        let (number, found) = self.any_integer(EXPECTED)?;
        match u64::try_from(number) {
            Ok(id) if found != "a float" || id <= MAX_FLOAT => Ok(id),
            _ => Err(self.refuse(place, Loss::Value { found, expected: EXPECTED })),
        }
    }
}

impl<'de> Source<'de> for JsonSource<'de> {
    #[inline(always)]
    fn reading(&mut self) -> &mut Reading<'de> {
        &mut self.reading
    }

    #[inline(always)]
    fn place(&mut self) -> Self::Place {
        self.reader.token();
        (self.reader.position(), self.reading.depth)
    }

    fn go_to(&mut self, (position, depth): Self::Place) {
        self.reader = self.reader.at(position);
        self.reading.depth = depth;
    }

    fn offset(&self, (position, _): Self::Place) -> usize {
        position
    }

    #[inline(always)]
    fn null(&mut self) -> Result<bool, Stop> {
        if self.reader.token() != b'n' {
            return Ok(false);
        }
        match self.reader.literal(b"null") {
            Ok(()) => Ok(true),
            Err(error) => Err(self.malformed(error)),
        }
    }

    #[inline(always)]
    fn boolean(&mut self) -> Result<bool, Stop> {
        let (value, taken) = match self.reader.token() {
            b't' => (true, self.reader.literal(b"true")),
            b'f' => (false, self.reader.literal(b"false")),
            _ => return Err(self.misfit("a boolean")),
        };
        match taken {
            Ok(()) => Ok(value),
            Err(error) => Err(self.malformed(error)),
        }
    }

    #[inline(always)]
    fn unsigned(&mut self, expected: &'static str) -> Result<u64, Stop> {
        self.reader.token();
        match self.reader.short_integer() {
            Some(number) => Ok(number),
            None => self.unusual_unsigned(expected),
        }
    }

    #[inline(always)]
    fn integer(&mut self, expected: &'static str) -> Result<i128, Stop> {
        self.reader.token();
        match self.reader.short_integer() {
            Some(number) => Ok(number.into()),
            None => self.any_integer(expected).map(|(number, _)| number),
        }
    }

    #[inline(always)]
    fn id(&mut self) -> Result<u64, Stop> {
        self.reader.token();
        match self.reader.id() {
            Some(id) => Ok(id),
            None => self.unusual_id(),
        }
    }

    #[inline(never)]
    fn bits(&mut self) -> Result<u64, Stop> {
        const EXPECTED: &str = "a set of bits, as decimal text or as an unsigned integer";
        let place = self.place();
        if self.reader.token() == b'"' {
            let text = self.string()?;
            return match parse_id(text.as_bytes()).or_else(|| wide_bits(text)) {
                Some(bits) => Ok(bits),
                None => {
                    let loss = Loss::Value { found: "text", expected: EXPECTED };
                    Err(self.refuse(place, loss))
                }
            };
        }
        self.unsigned(EXPECTED)
    }

    fn float(&mut self) -> Result<f64, Stop> {
        match self.reader.token() {
            b'-' | b'0'..=b'9' => Ok(match self.number()? {
                Number::Unsigned(number) => number as f64,
                Number::Negative(number) => number as f64,
                Number::Float(number) => number,
            }),
            _ => Err(self.misfit("f64")),
        }
    }

    #[inline(always)]
    fn text(&mut self, expected: &'static str) -> Result<&'de str, Stop> {
        match self.reader.token() {
            b'"' => self.string(),
            _ => Err(self.misfit(expected)),
        }
    }

    fn json_text(&mut self) -> Result<&'de str, Stop> {
        self.text("text")
    }

    #[inline(never)]
    fn value(&mut self) -> Result<Value<'de, Open>, Stop> {
        Ok(match self.reader.token() {
            b'"' => Value::Text(self.string()?),
            b'[' => Value::List(self.list()?),
            b'{' => Value::Object(self.object()?),
            b'-' | b'0'..=b'9' => match self.reader.short_integer() {
                Some(number) => Value::Unsigned(number),
                None => match self.number()? {
                    Number::Unsigned(number) => Value::Unsigned(number),
                    Number::Negative(number) => Value::Negative(number),
                    Number::Float(number) => Value::Float(number),
                },
            },
            b't' | b'f' => Value::Bool(self.boolean()?),
            b'n' if self.null()? => Value::Null,
            _ => return Err(self.unexpected()),
        })
    }

    #[inline]
    fn skip(&mut self) -> Result<(), Stop> {
        self.skip_now()
    }

    #[cold]
    #[inline(never)]
    fn misfit(&mut self, expected: &'static str) -> Stop {
        let found = self.found();
        let offset = self.reader.position();
        match self.skip_now() {
            Ok(()) => self.reading.misfit(Loss::Type { found, expected }, offset),
            Err(stop) => stop,
        }
    }

    #[inline(always)]
    fn list(&mut self) -> Result<Open, Stop> {
        if self.reader.token() != b'[' {
            return Err(self.misfit("a list"));
        }
        self.reading.enter(self.reader.position())?;
        self.reader.step();
        self.reading.in_list();
        Ok(Open { is_first: true, is_object: false })
    }

    #[inline(always)]
    fn room(&self, _: &Open) -> usize {
        0
    }

    fn left(&self, _: &Open, read: usize) -> usize {
        // A list that was counted only grows where there is no memory for all of it. Then it is not
        // counted each time.
        if read < COUNTED { self.reader.count_entries() } else { read }
    }

    #[inline(always)]
    fn is_object(&mut self) -> bool {
        self.reader.token() == b'{'
    }

    #[inline(always)]
    fn next_element(&mut self, list: &mut Open) -> Result<bool, Stop> {
        match self.reader.token() {
            b']' => {
                self.reader.step();
                self.reading.leave();
                return Ok(false);
            }
            _ if list.is_first => list.is_first = false,
            b',' => {
                self.reader.step();
                // A value has to follow, and `]` begins none.
                if self.reader.token() == b']' {
                    return Err(self.unexpected());
                }
            }
            _ => return Err(self.unexpected()),
        }
        Ok(true)
    }

    #[inline(always)]
    fn object(&mut self) -> Result<Open, Stop> {
        if self.reader.token() != b'{' {
            return Err(self.misfit("an object"));
        }
        self.reading.enter(self.reader.position())?;
        self.reader.step();
        Ok(Open { is_first: true, is_object: true })
    }

    #[inline(always)]
    fn next_field(
        &mut self,
        object: &mut Open,
        fields: &'static Fields,
        guess: u8,
    ) -> Result<Option<u8>, Stop> {
        let is_first = std::mem::take(&mut object.is_first);
        let rest = self.reader.rest();
        // The quote before the key, and sixteen bytes of the key.
        let entry = match rest.first() {
            Some(b',') if !is_first => rest.get(1..),
            Some(b'"') if is_first => Some(rest),
            Some(b'}') => {
                self.reader.step();
                self.reading.leave();
                return Ok(None);
            }
            _ => None,
        };
        if let Some(entry) = entry
            && let Some((b'"', name)) = entry.split_first()
            && let Some(front) = name.first_chunk()
            && let Some(length) = fields.is_next(guess, front, name)
            && let Some([b'"', b':']) = name.get(length..).and_then(|rest| rest.first_chunk())
        {
            self.reader =
                self.reader.at(self.reader.position() + usize::from(!is_first) + length + 3);
            return Ok(Some(guess));
        }
        self.other_field(is_first, fields)
    }

    #[inline(never)]
    fn skip_unknown(&mut self, object: &mut Open, fields: &'static Fields) -> Result<bool, Stop> {
        let before = self.reader;
        if !matches!((self.reader.token(), object.is_first), (b'"', true) | (b',', false)) {
            return Ok(false);
        }
        self.reader.position += usize::from(!object.is_first);
        let known = match self.reader.key() {
            Ok(key) => key.plain().is_none_or(|key| fields.find(key) != UNKNOWN),
            Err(_) => true,
        };
        if known {
            self.reader = before;
            return Ok(false);
        }
        object.is_first = false;
        self.skip_now().map(|()| true)
    }

    fn next_key(&mut self, object: &mut Open) -> Result<Option<&'de str>, Stop> {
        if !self.next_entry(object)? {
            return Ok(None);
        }
        let (start, key) = self.key()?;
        self.unescaped(start, key).map(Some)
    }

    #[cold]
    #[inline(never)]
    fn skip_rest(&mut self, mut open: Open) -> Result<(), Stop> {
        // After a value, so that neither is at its first.
        loop {
            let is_next = match open.is_object {
                true => self.next_entry(&mut open)?,
                false => self.next_element(&mut open)?,
            };
            if !is_next {
                return Ok(());
            }
            if open.is_object {
                self.key()?;
            }
            self.skip_now()?;
        }
    }

    fn search(&mut self, is_searching: bool) {
        self.is_searching = is_searching;
    }
}
