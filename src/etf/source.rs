//! ETF for the generated readers of events.

use std::borrow::Cow;

use super::integer::Integer;
use super::reader::{Head, Reader, Sequence};
use super::tag::*;
use crate::de::extents::{Extents, Recorder};
use crate::de::fields::{Fields, UNKNOWN};
use crate::de::number::{MAX_FLOAT, decimal, parse_id, whole, wide_bits};
use crate::de::{Loss, Reading, Source, Stop, Value};
use crate::error::DecodeError;

/// A term that is read from front to back.
pub(crate) struct EtfSource<'de> {
    pub(super) reader: Reader<'de>,
    /// What is read: the value with what follows it, or a copy of a list of small integers.
    pub(super) terms: &'de [u8],
    /// Where these stand in the payload.
    start: usize,
    /// Where the bytes of the list of small integers begin that is being read, from a copy; and what was read
    /// before it, and what follows it.
    string: Option<(usize, &'de [u8], Reader<'de>)>,
    /// What was stepped over in search of keys.
    extents: Extents,
    is_searching: bool,
    pub(super) reading: Reading<'de>,
}

/// A list or a map that is being read.
pub(crate) struct Open {
    /// How many elements or pairs are to come.
    pub(super) left: usize,
    /// The tag that tells what it is: of a list, which has a tail after its elements, of a list of small
    /// integers, of a tuple, or of a map.
    pub(super) tag: u8,
}

impl<'de> EtfSource<'de> {
    pub(crate) fn new(reader: Reader<'de>, reading: Reading<'de>) -> Self {
        Self {
            reader,
            terms: reader.rest,
            start: reader.position(),
            string: None,
            extents: Extents::default(),
            is_searching: false,
            reading,
        }
    }

    pub(crate) fn position(&self) -> usize {
        self.reader.position()
    }

    pub(crate) fn into_reading(self) -> Reading<'de> {
        self.reading
    }

    #[cold]
    #[inline(never)]
    fn malformed(&mut self, error: DecodeError) -> Stop {
        self.reading.malformed(error)
    }

    /// An error of the bytes, where there is one.
    #[inline(always)]
    fn checked<T>(&mut self, result: Result<T, DecodeError>) -> Result<T, Stop> {
        match result {
            Ok(value) => Ok(value),
            Err(error) => Err(self.malformed(error)),
        }
    }

    #[inline(never)]
    fn skip_now(&mut self) -> Result<(), Stop> {
        let start = self.reader.position();
        if let Some(known) = self.extents.at(start) {
            self.reader.go_behind(known.end());
            return Ok(());
        }
        let before = self.reader;
        let skipped = self.reader.skip();
        self.checked(skipped)?;
        if self.is_searching && self.extents.is_wanted(self.reader.position() - start) {
            let (mut reader, mut recorder) = (before, Recorder::new());
            let recorded = reader.record(&mut recorder);
            let added = recorded.and_then(|()| self.extents.add_free(recorder));
            return self.checked(added);
        }
        Ok(())
    }

    /// The next term, short of its children, and what serde would call it. A term that has no counterpart
    /// is stepped over and noted.
    #[cold]
    #[inline(never)]
    fn head(&mut self, expected: &'static str) -> Result<(Head<'de>, &'static str), Stop> {
        let mut ahead = self.reader;
        match ahead.head() {
            Ok(head) if !self.is_container() => {
                self.reader = ahead;
                let found = found(&head);
                Ok((head, found))
            }
            _ => Err(self.misfit(expected)),
        }
    }

    /// Whether a list, a tuple or a map is next.
    #[inline]
    fn is_container(&self) -> bool {
        matches!({ self.reader }.peek_tag(), Ok(MAP_EXT | SMALL_TUPLE_EXT..=LIST_EXT))
    }

    /// Steps over what can be no number: a container, or text beyond ASCII, which would have to be copied.
    #[inline]
    fn no_number(&mut self, expected: &'static str) -> Result<(), Stop> {
        if self.is_container() {
            return Err(self.misfit(expected));
        }
        let place = self.place();
        match self.reader.latin_1_atom() {
            Some(_) => Err(self.refuse(place, Loss::Value { found: "text", expected })),
            None => Ok(()),
        }
    }

    /// What serde would call the next term, by its tag alone: the text of an atom may have to be copied.
    #[cold]
    fn found(&self) -> &'static str {
        let mut ahead = self.reader;
        match ahead.peek_tag() {
            Ok(BINARY_EXT) => "text",
            Ok(ATOM_EXT | SMALL_ATOM_EXT | ATOM_UTF8_EXT | SMALL_ATOM_UTF8_EXT) => {
                match ahead.null() {
                    Ok(true) => "null",
                    _ if ahead.plain_bool().is_some() => "a boolean",
                    _ => "text",
                }
            }
            Ok(SMALL_INTEGER_EXT | INTEGER_EXT | SMALL_BIG_EXT | LARGE_BIG_EXT) => "an integer",
            Ok(NEW_FLOAT_EXT | FLOAT_EXT) => "a float",
            Ok(MAP_EXT) => "a map",
            Ok(SMALL_TUPLE_EXT..=LIST_EXT) => "a list",
            _ => "a term of another kind",
        }
    }

    /// An integer, a whole float or decimal text, and which of them it was.
    #[cold]
    #[inline(never)]
    fn any_integer(&mut self, expected: &'static str) -> Result<(i128, &'static str), Stop> {
        let place = self.place();
        self.no_number(expected)?;
        let (head, found) = self.head(expected)?;
        let number = match head {
            Head::Integer(Integer::Unsigned(number)) => Some(number.into()),
            Head::Integer(Integer::Negative(number)) => Some(number.into()),
            Head::Integer(Integer::Big(big)) => match big.to_128() {
                Some(Ok(number)) => i128::try_from(number).ok(),
                Some(Err(number)) => Some(number),
                None => None,
            },
            Head::Float(float) => match whole(float) {
                Some(number) => Some(number),
                None => return Err(self.refuse(place, Loss::Type { found, expected })),
            },
            Head::Text(text) => decimal(&text),
            Head::Map(_) | Head::Sequence(_) => return Err(self.misfit(expected)),
            Head::Null | Head::Bool(_) => {
                return Err(self.refuse(place, Loss::Type { found, expected }));
            }
        };
        match number {
            Some(number) => Ok((number, found)),
            None => Err(self.refuse(place, Loss::Value { found, expected })),
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

    #[inline(never)]
    fn unusual_id(&mut self) -> Result<u64, Stop> {
        const EXPECTED: &str = "an id, as decimal text or as an unsigned integer";

        if let Some(id) = self.reader.plain_unsigned() {
            return Ok(id);
        }
        let place = self.place();
        self.no_number(EXPECTED)?;
        let mut ahead = self.reader;
        if let Ok(Head::Text(text)) = ahead.head() {
            self.reader = ahead;
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

    /// A set of bits that is text, or wider than what it is read into.
    #[inline(never)]
    fn unusual_bits(&mut self) -> Result<u64, Stop> {
        const EXPECTED: &str = "a set of bits, as decimal text or as an unsigned integer";

        let place = self.place();
        let mut ahead = self.reader;
        let bits = match ahead.head() {
            Ok(Head::Text(text)) => wide_bits(&text).ok_or("text"),
            Ok(Head::Integer(Integer::Big(big))) => match big.to_128() {
                Some(Ok(bits)) => Ok(bits as u64),
                _ => Err("an integer"),
            },
            _ => return self.unusual_unsigned(EXPECTED),
        };
        self.reader = ahead;
        bits.map_err(|found| self.refuse(place, Loss::Value { found, expected: EXPECTED }))
    }

    /// Text in any form.
    #[inline(never)]
    fn unusual_text(&mut self, expected: &'static str) -> Result<&'de str, Stop> {
        let place = self.place();
        if self.is_container() {
            return Err(self.misfit(expected));
        }
        match self.head(expected)? {
            (Head::Text(text), _) => self.lend(text),
            (_, found) => Err(self.refuse(place, Loss::Type { found, expected })),
        }
    }

    fn lend(&mut self, text: Cow<'de, str>) -> Result<&'de str, Stop> {
        match text {
            Cow::Borrowed(text) => Ok(text),
            Cow::Owned(text) => self.reading.lend_text(&text),
        }
    }

    fn decimal(&mut self, place: Reader<'de>, integer: Integer<'de>) -> Result<&'de str, Stop> {
        let reading = &mut self.reading;
        match integer.with_decimal(|text| reading.lend_text(text)) {
            Ok(lent) => lent,
            Err(error) => Err(self.malformed(error.at(place.position()))),
        }
    }

    /// The field of a key that is not the one that was guessed.
    #[inline(never)]
    fn other_field(&mut self, fields: &'static Fields) -> Result<u8, Stop> {
        if let Some(key) = self.reader.short_key() {
            return Ok(fields.find_short(key));
        }
        if let Some(key) = self.reader.plain_key() {
            return Ok(fields.find(key));
        }
        let whole = self.reader.whole_bytes();
        if let Some(key) = self.checked(whole)? {
            return Ok(fields.find(key));
        }
        let text = self.reader.text();
        match self.checked(text)? {
            Some(text) => Ok(fields.find(text.text.as_bytes())),
            // No field has a number for its name, nor any other term.
            None => self.skip_now().map(|()| UNKNOWN),
        }
    }

    /// The elements of a `STRING_EXT` as terms of their own.
    #[cold]
    #[inline(never)]
    fn begin_string(&mut self, bytes: &'de [u8], start: usize) -> Result<Open, Stop> {
        let mut terms = self.reading.begin_list::<u8>(2 * bytes.len());
        for &byte in bytes {
            self.reading.grow(&mut terms)?;
            terms.push(SMALL_INTEGER_EXT);
            self.reading.grow(&mut terms)?;
            terms.push(byte);
        }
        let terms = terms.into_bump_slice();
        self.string = Some((start, self.terms, self.reader));
        (self.terms, self.reader) = (terms, Reader::new(terms));
        Ok(Open { left: bytes.len(), tag: STRING_EXT })
    }

    /// What an element sequence is as something that is open.
    fn open(&mut self, elements: Sequence<'de>) -> Result<Open, Stop> {
        match elements {
            Sequence::Terms { count, is_list } => {
                Ok(Open { left: count, tag: if is_list { LIST_EXT } else { SMALL_TUPLE_EXT } })
            }
            Sequence::Bytes(bytes) => {
                let start = self.reader.position() - bytes.len();
                self.begin_string(bytes, start)
            }
        }
    }

    /// At the end of a list: goes on with its tail, if that is a list again.
    #[inline(never)]
    fn goes_on(&mut self, list: &mut Open) -> Result<bool, Stop> {
        while list.left == 0 {
            if list.tag == STRING_EXT
                && let Some((_, terms, after)) = self.string.take()
            {
                (self.terms, self.reader) = (terms, after);
            }
            if list.tag != LIST_EXT {
                self.reading.leave();
                return Ok(false);
            }
            let tail = self.reader.tail();
            let tail = self.checked(tail)?;
            *list = self.open(tail)?;
        }
        Ok(true)
    }

    /// Begins a tuple, a list of small integers, or what is no list.
    #[inline(never)]
    fn unusual_list(&mut self) -> Result<Open, Stop> {
        let start = self.reader.position();
        let header = self.reader.sequence_header();
        match self.checked(header)? {
            Some(elements) => {
                self.enter(start)?;
                self.reading.in_list();
                self.open(elements)
            }
            None => Err(self.misfit("a list")),
        }
    }

    #[inline(always)]
    fn enter(&mut self, start: usize) -> Result<(), Stop> {
        self.reading.enter(start)
    }
}

/// What serde would call a term.
fn found(head: &Head<'_>) -> &'static str {
    match head {
        Head::Null => "null",
        Head::Bool(_) => "a boolean",
        Head::Text(_) => "text",
        Head::Integer(_) => "an integer",
        Head::Float(_) => "a float",
        Head::Map(_) => "a map",
        Head::Sequence(_) => "a list",
    }
}

impl<'de> Source<'de> for EtfSource<'de> {
    #[inline(always)]
    fn reading(&mut self) -> &mut Reading<'de> {
        &mut self.reading
    }

    #[inline(always)]
    fn place(&mut self) -> Self::Place {
        (self.terms.len() - self.reader.rest.len(), self.reading.depth)
    }

    fn go_to(&mut self, (at, depth): Self::Place) {
        self.reader.rest = self.terms.get(at..).unwrap_or_default();
        self.reading.depth = depth;
    }

    fn offset(&self, (at, _): Self::Place) -> usize {
        match self.string {
            Some((start, ..)) => start + at / 2,
            None => self.start + at,
        }
    }

    #[inline(always)]
    fn null(&mut self) -> Result<bool, Stop> {
        let null = self.reader.null();
        self.checked(null)
    }

    #[inline(always)]
    fn boolean(&mut self) -> Result<bool, Stop> {
        match self.reader.plain_bool() {
            Some(value) => Ok(value),
            None => Err(self.misfit("a boolean")),
        }
    }

    #[inline(always)]
    fn unsigned(&mut self, expected: &'static str) -> Result<u64, Stop> {
        match self.reader.plain_unsigned() {
            Some(number) => Ok(number),
            None => self.unusual_unsigned(expected),
        }
    }

    #[inline(always)]
    fn integer(&mut self, expected: &'static str) -> Result<i128, Stop> {
        match self.reader.plain_unsigned() {
            Some(number) => Ok(number.into()),
            None => self.any_integer(expected).map(|(number, _)| number),
        }
    }

    #[inline(always)]
    fn id(&mut self) -> Result<u64, Stop> {
        match self.reader.plain_id() {
            Some(id) => Ok(id),
            None => self.unusual_id(),
        }
    }

    #[inline(always)]
    fn bits(&mut self) -> Result<u64, Stop> {
        match self.reader.plain_unsigned() {
            Some(bits) => Ok(bits),
            None => self.unusual_bits(),
        }
    }

    #[inline(never)]
    fn float(&mut self) -> Result<f64, Stop> {
        const EXPECTED: &str = "f64";

        let place = self.place();
        let (head, found) = self.head(EXPECTED)?;
        Ok(match head {
            Head::Float(float) => float,
            Head::Integer(Integer::Unsigned(number)) => number as f64,
            Head::Integer(Integer::Negative(number)) => number as f64,
            Head::Integer(Integer::Big(big)) => match big.to_128() {
                Some(Ok(number)) => number as f64,
                Some(Err(number)) => number as f64,
                None => {
                    return Err(self.refuse(place, Loss::Value { found, expected: EXPECTED }));
                }
            },
            Head::Map(_) | Head::Sequence(_) => return Err(self.misfit(EXPECTED)),
            _ => return Err(self.refuse(place, Loss::Type { found, expected: EXPECTED })),
        })
    }

    #[inline(always)]
    fn text(&mut self, expected: &'static str) -> Result<&'de str, Stop> {
        match self.reader.plain_value() {
            Some(text) => Ok(text),
            None => self.unusual_text(expected),
        }
    }

    #[inline(never)]
    fn json_text(&mut self) -> Result<&'de str, Stop> {
        let place = self.reader;
        let mut ahead = self.reader;
        match ahead.head() {
            Ok(Head::Integer(integer)) if integer.is_text_in_json() => {
                self.reader = ahead;
                self.decimal(place, integer)
            }
            _ => self.text("text"),
        }
    }

    #[inline(never)]
    fn value(&mut self) -> Result<Value<'de, Open>, Stop> {
        let place = self.reader;
        // One byte each, so that a payload has as many of them as bytes.
        if self.reader.plain_nil() {
            self.enter(place.position())?;
            self.reading.leave();
            return Ok(Value::EmptyList);
        }
        let head = self.reader.head();
        Ok(match self.checked(head)? {
            Head::Null => Value::Null,
            Head::Bool(value) => Value::Bool(value),
            Head::Text(text) => Value::Text(self.lend(text)?),
            Head::Integer(integer) if integer.is_text_in_json() => {
                Value::Text(self.decimal(place, integer)?)
            }
            Head::Integer(Integer::Negative(number)) => Value::Negative(number),
            Head::Integer(integer) => Value::Unsigned(integer.as_u64().unwrap_or_default()),
            Head::Float(float) => Value::Float(float),
            Head::Map(count) => {
                self.enter(place.position())?;
                Value::Object(Open { left: count, tag: MAP_EXT })
            }
            Head::Sequence(Sequence::Bytes(bytes)) => {
                self.enter(place.position())?;
                self.reading.leave();
                Value::Bytes(bytes)
            }
            Head::Sequence(elements) => {
                self.enter(place.position())?;
                self.reading.in_list();
                Value::List(self.open(elements)?)
            }
        })
    }

    #[inline]
    fn skip(&mut self) -> Result<(), Stop> {
        self.skip_now()
    }

    #[cold]
    #[inline(never)]
    fn misfit(&mut self, expected: &'static str) -> Stop {
        let place = self.place();
        let found = self.found();
        match self.skip_now() {
            Ok(()) => self.refuse(place, Loss::Type { found, expected }),
            Err(stop) => stop,
        }
    }

    #[inline(always)]
    fn list(&mut self) -> Result<Open, Stop> {
        let start = self.reader.position();
        let Some((left, tag)) = self.reader.plain_list() else { return self.unusual_list() };
        self.enter(start)?;
        self.reading.in_list();
        Ok(Open { left, tag })
    }

    #[inline(always)]
    fn room(&self, open: &Open) -> usize {
        open.left
    }

    fn left(&self, open: &Open, read: usize) -> usize {
        // There was room for as many as the first header said.
        read.max(open.left + 1)
    }

    #[inline(always)]
    fn is_object(&mut self) -> bool {
        matches!(self.reader.peek_tag(), Ok(MAP_EXT))
    }

    #[inline(always)]
    fn next_element(&mut self, list: &mut Open) -> Result<bool, Stop> {
        if list.left == 0 {
            let is_over = match list.tag {
                LIST_EXT => self.reader.plain_nil(),
                tag => tag == SMALL_TUPLE_EXT,
            };
            if is_over {
                self.reading.leave();
                return Ok(false);
            }
            if !self.goes_on(list)? {
                return Ok(false);
            }
        }
        list.left -= 1;
        Ok(true)
    }

    #[inline(always)]
    fn object(&mut self) -> Result<Open, Stop> {
        let start = self.reader.position();
        let header = self.reader.map_header();
        match self.checked(header)? {
            Some(left) => {
                self.enter(start)?;
                Ok(Open { left, tag: MAP_EXT })
            }
            None => Err(self.misfit("an object")),
        }
    }

    #[inline(always)]
    fn next_field(
        &mut self,
        object: &mut Open,
        fields: &'static Fields,
        guess: u8,
    ) -> Result<Option<u8>, Stop> {
        loop {
            if object.left == 0 {
                self.reading.leave();
                return Ok(None);
            }
            object.left -= 1;
            if self.reader.guessed_key(fields, guess) {
                return Ok(Some(guess));
            }
            let field = self.other_field(fields)?;
            if field != UNKNOWN {
                return Ok(Some(field));
            }
            self.skip_now()?;
        }
    }

    #[inline(never)]
    fn skip_unknown(&mut self, object: &mut Open, fields: &'static Fields) -> Result<bool, Stop> {
        let before = self.reader;
        let key = if object.left > 0 { self.reader.plain_key() } else { None };
        if key.is_none_or(|key| fields.find(key) != UNKNOWN) {
            self.reader = before;
            return Ok(false);
        }
        object.left -= 1;
        self.skip_now().map(|()| true)
    }

    #[inline(never)]
    fn next_key(&mut self, object: &mut Open) -> Result<Option<&'de str>, Stop> {
        if object.left == 0 {
            self.reading.leave();
            return Ok(None);
        }
        object.left -= 1;
        if let Some(key) = self.reader.plain_text() {
            return Ok(Some(key));
        }
        let text = self.reader.text();
        if let Some(text) = self.checked(text)? {
            return self.lend(text.text).map(Some);
        }
        let place = self.reader;
        let integer = self.reader.integer();
        match self.checked(integer)? {
            Some(integer) => self.decimal(place, integer).map(Some),
            None => {
                let error = self.reader.unsupported_key();
                Err(self.malformed(error))
            }
        }
    }

    #[cold]
    #[inline(never)]
    fn skip_rest(&mut self, mut open: Open) -> Result<(), Stop> {
        if open.tag == MAP_EXT {
            for _ in 0..open.left {
                self.skip_now()?;
                self.skip_now()?;
            }
            self.reading.leave();
            return Ok(());
        }
        while self.next_element(&mut open)? {
            self.skip_now()?;
        }
        Ok(())
    }

    fn search(&mut self, is_searching: bool) {
        self.is_searching = is_searching;
    }
}
