//! serde over JSON text.

mod access;
mod charged;
mod key;

use std::borrow::Cow;
use std::{iter, mem};

use serde::de::value::{BorrowedStrDeserializer, MapDeserializer};
use serde::de::{self, Expected, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use crate::de::budget::{BYTES_A_BYTE_OF_JSON, Budget};
use crate::de::extents::{Extents, Recorder};
use crate::de::mismatch::Mismatch;
use crate::marker;
use crate::{DEFAULT_MAX_DEPTH, DecodeError, DecodeErrorKind, Stage};

use self::access::{Elements, Entries, Reads, Variant};
use self::charged::ValueElements;
#[cfg(feature = "simd-json")]
pub(super) use self::key::Key;
use self::key::{visit_bytes, visit_text};
pub(crate) use super::cursor::Lender;
use super::cursor::{Cursor, Place};
use super::number::Precision;
use super::reader::Reader;

/// A serde deserializer over one JSON text.
///
/// A value of another type than the one asked for is an [error](DecodeErrorKind::InvalidType), as it
/// is in serde_json, and a list of its fields is a struct as well. Only where text, bytes or a number
/// is asked for is the visitor given whatever there is.
///
/// ```
/// use serde::Deserialize;
///
/// let mut text = b"[1, 2.5, null]".to_vec();
/// let mut deserializer = gatewire::json::Deserializer::from_slice(&mut text)?;
/// let numbers = Vec::<Option<f64>>::deserialize(&mut deserializer)?;
/// assert_eq!(numbers, [Some(1.0), Some(2.5), None]);
/// # Ok::<(), gatewire::DecodeError>(())
/// ```
pub struct Deserializer<'de> {
    text: String,
    /// What was not lent yet of the bytes that the text was copied from.
    bytes: &'de mut [u8],
    max_depth: usize,
}

impl<'de> Deserializer<'de> {
    /// Over a copy of a text. What is read lends its strings from the bytes of the text, which are
    /// written over with them.
    ///
    /// Each value that is read from it takes the whole text, from its start. The strings of the first one
    /// are borrowed; there may be no room for those of the others, which are copied then.
    ///
    /// # Errors
    ///
    /// [`InvalidUtf8`](DecodeErrorKind::InvalidUtf8). What else keeps the text from being one JSON
    /// value, its end included, is an error of the value that is read.
    pub fn from_slice(text: &'de mut [u8]) -> Result<Self, DecodeError> {
        let copy = super::text(text)?.to_owned();
        Ok(Self { text: copy, bytes: text, max_depth: DEFAULT_MAX_DEPTH })
    }

    /// Sets how many containers may nest where values are built; 32 by default, at most
    /// [`MAX_BUILD_DEPTH`](crate::MAX_BUILD_DEPTH).
    pub fn max_depth(mut self, containers: usize) -> Self {
        self.max_depth = containers.min(crate::MAX_BUILD_DEPTH);
        self
    }

    /// Reads the one value there is, and to the text's end.
    fn read<T>(
        &mut self,
        read: impl FnOnce(&mut Values<'_, 'de>) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        let lender = Lender::Bytes(mem::take(&mut self.bytes));
        let mut values = Values::new(&self.text, 0, lender, self.max_depth);
        let result = values.only_value(read);
        if let Lender::Bytes(bytes) = values.cursor.into_lender() {
            self.bytes = bytes;
        }
        result
    }
}

macro_rules! deserialize_as {
    ($read:ident: $($method:ident)*) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
            self.$read(visitor)
        }
    )*};
}

macro_rules! read_as {
    ($($method:ident($($argument:ident: $type:ty),*))*) => {$(
        fn $method<V: Visitor<'de>>(
            self,
            $($argument: $type,)*
            visitor: V,
        ) -> Result<V::Value, DecodeError> {
            self.read(|values| values.$method($($argument,)* visitor))
        }
    )*};
}

impl<'de> de::Deserializer<'de> for &mut Deserializer<'de> {
    type Error = DecodeError;

    read_as! {
        deserialize_any()
        deserialize_unit()
        deserialize_unit_struct(name: &'static str)
        deserialize_bool()
        deserialize_u64()
        deserialize_f32()
        deserialize_str()
        deserialize_bytes()
        deserialize_option()
        deserialize_newtype_struct(name: &'static str)
        deserialize_seq()
        deserialize_tuple(length: usize)
        deserialize_tuple_struct(name: &'static str, length: usize)
        deserialize_map()
        deserialize_struct(name: &'static str, fields: &'static [&'static str])
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
        deserialize_ignored_any()
    }

    deserialize_as!(deserialize_u64: deserialize_u8 deserialize_u16 deserialize_u32);
    deserialize_as!(deserialize_str: deserialize_string);
    deserialize_as!(deserialize_bytes: deserialize_byte_buf);

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u128 f64 char identifier
    }
}

/// The values of a JSON text. Each read takes one and stops behind it.
pub(crate) struct Values<'t, 'de> {
    cursor: Cursor<'t, 'de>,
    /// How many more containers may be entered.
    depth: usize,
    max_depth: usize,
    /// Containers around the first value, which count where values are stepped over.
    around: usize,
    budget: Budget,
    /// How many entries the list or object has that comes next, if they were counted.
    counted: Option<usize>,
    /// What was stepped over in search of tags.
    extents: Extents,
    /// Where the last value ends that could not be read, and that the cursor was moved over since.
    recovered: usize,
    /// Whether the text turned out to be none. A visitor may go on after an error, and succeed; the
    /// text is then still to be refused.
    is_broken: bool,
}

impl<'t, 'de> Values<'t, 'de> {
    /// At a place of a text.
    #[inline]
    pub(crate) fn new(
        text: &'t str,
        position: usize,
        lender: Lender<'de>,
        max_depth: usize,
    ) -> Self {
        Self {
            cursor: Cursor::new(text, position, lender),
            depth: max_depth,
            max_depth,
            around: 0,
            budget: Budget::new(text.len(), BYTES_A_BYTE_OF_JSON),
            counted: None,
            extents: Extents::default(),
            recovered: 0,
            is_broken: false,
        }
    }

    /// Reads a value, and to the text's end.
    pub(crate) fn only_value<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        self.cursor.token();
        let place = self.cursor.place();
        let result = read(self);
        if result.is_err() || self.is_broken {
            // What is wrong with the text comes before what is wrong with its values.
            self.cursor.go_to(place);
            self.cursor.skip_value(0)?;
        }
        self.reader().end()?;
        self.verdict(result).map_err(|error| error.at(place.position()))
    }

    /// Takes a key and its colon, of an object around the values.
    #[inline]
    pub(crate) fn take_key(&mut self) -> Result<(), DecodeError> {
        self.around = 1;
        self.cursor.key().map(drop)
    }

    /// Whether the text was read to its end.
    pub(crate) fn is_whole(&self) -> bool {
        self.reader().end().is_ok()
    }

    /// Whether a value was read from a text that can be refused only after another look at it.
    #[inline]
    pub(crate) fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// What comes of a read, once the text itself is known to be right: a visitor that went on after
    /// it lost its place has read nothing.
    pub(crate) fn verdict<T>(&self, result: Result<T, DecodeError>) -> Result<T, DecodeError> {
        match result {
            Ok(_) if self.is_broken => Err(unread_entries()),
            result => result,
        }
    }

    /// Notes that a value ends here that was read in vain.
    #[inline]
    fn left(&mut self) {
        self.recovered = self.position();
    }

    /// Goes to the end of a value that could not be read, unless the cursor is there. False if the
    /// text is broken.
    ///
    /// What was read of a value in vain is not looked at again: each list and object goes to its own
    /// end. So an error costs no more than what is left to be stepped over, however deep it lies.
    #[cold]
    #[inline(never)]
    fn recover(&mut self, start: Place) -> bool {
        if self.recovered == self.position() && self.recovered > start.position() {
            return true;
        }
        self.cursor.go_to(start);
        self.is_broken |= self.skip().is_err();
        self.left();
        !self.is_broken
    }

    /// After an error behind which the text cannot be read on.
    #[cold]
    fn broken(&mut self, error: DecodeError) -> DecodeError {
        self.is_broken = true;
        error
    }

    /// What can read on from here without taking anything.
    #[inline(always)]
    pub(crate) fn reader(&self) -> Reader<'t> {
        self.cursor.reader()
    }

    /// Where the next value begins, once the white space before it is stepped over.
    #[inline]
    pub(crate) fn start(&mut self) -> usize {
        self.cursor.token();
        self.cursor.position()
    }

    #[inline(always)]
    fn position(&self) -> usize {
        self.cursor.position()
    }

    #[inline(always)]
    fn enter(&mut self) -> Result<(), DecodeError> {
        match self.depth.checked_sub(1) {
            Some(depth) => {
                self.depth = depth;
                Ok(())
            }
            None => Err(self.too_deep()),
        }
    }

    #[cold]
    fn too_deep(&self) -> DecodeError {
        DecodeError::new(Stage::Data, DecodeErrorKind::DepthExceeded).with_limit(self.max_depth)
    }

    /// Steps over a value.
    #[inline]
    fn skip(&mut self) -> Result<(), DecodeError> {
        self.cursor.token();
        if let Some(known) = self.extents.at(self.position()) {
            self.cursor.go_behind(known);
            return Ok(());
        }
        let around = self.around + self.max_depth - self.depth;
        self.cursor.skip_value(around)
    }

    /// Steps over a value in search of a tag, in which tags may be searched for next.
    fn pass(&mut self) -> Result<(), DecodeError> {
        self.cursor.token();
        let (start, place) = (self.position(), self.cursor.place());
        let is_known = self.extents.at(start).is_some();
        self.skip()?;
        if is_known || !self.extents.is_wanted(self.position() - start) {
            return Ok(());
        }
        self.cursor.go_to(place);
        let around = self.around + self.max_depth - self.depth;
        let mut recorder = Recorder::new();
        self.cursor.record_value(around, &mut recorder)?;
        self.extents.add(recorder, &mut self.budget)
    }

    /// The text of a value as it came, in the form in which serde_json hands it to its `RawValue`.
    #[inline(never)]
    fn raw_value<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DecodeError> {
        let around = self.around + self.max_depth - self.depth;
        let text = RawText(self.cursor.raw_value(around)?);
        let entry = (BorrowedStrDeserializer::new(marker::RAW_VALUE), text);
        visitor.visit_map(MapDeserializer::new(iter::once(entry)))
    }

    /// How many entries the list or object has that comes next; none where it is neither.
    #[inline]
    fn count(&mut self, opening: u8, closing: u8) -> Option<usize> {
        if self.cursor.token() != opening {
            return None;
        }
        if let Some(known) = self.extents.at(self.position()) {
            return Some(known.entries());
        }
        let mut reader = self.reader();
        reader.take(opening);
        Some(if reader.token() == closing { 0 } else { reader.count_entries() })
    }

    #[inline]
    fn visit_list<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DecodeError> {
        let counted = self.counted.take();
        self.list::<_, false>(counted, visitor)
    }

    /// Reads a list, whose elements may be values of any type that are charged one by one.
    #[inline(always)]
    fn list<V: Visitor<'de>, const OF_VALUES: bool>(
        &mut self,
        counted: Option<usize>,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.enter()?;
        self.cursor.bracket(b'[')?;
        let mut elements = Elements::new(self, counted);
        // One variable and one return, so that what is large is built where the caller wants it.
        let mut result = match OF_VALUES {
            true => visitor.visit_seq(ValueElements(&mut elements)),
            false => visitor.visit_seq(&mut elements),
        };
        if (result.is_err() || !elements.is_closed())
            && let Err(error) = elements.leave()
            && result.is_ok()
        {
            result = Err(error);
        }
        self.depth += 1;
        result
    }

    #[inline]
    fn visit_object<V: Visitor<'de>>(
        &mut self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        let counted = self.counted.take();
        self.enter()?;
        self.cursor.bracket(b'{')?;
        let mut entries = Entries::new(self, fields, counted);
        let mut result = visitor.visit_map(&mut entries);
        if (result.is_err() || !entries.is_closed())
            && let Err(error) = entries.leave()
            && result.is_ok()
        {
            result = Err(error);
        }
        self.depth += 1;
        result
    }

    /// Takes null and says that it was there.
    #[inline(always)]
    fn plain_null(&mut self) -> bool {
        self.cursor.token() == b'n' && self.cursor.literal(b"null").is_ok()
    }

    /// A value that is not what was asked for, or not in its usual form.
    #[inline(never)]
    fn other<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DecodeError> {
        de::Deserializer::deserialize_any(self, visitor)
    }

    /// A value of another type than the one that was asked for: an error that says so.
    #[cold]
    #[inline(never)]
    fn mismatch<T>(&mut self, expected: &dyn Expected) -> Result<T, DecodeError> {
        de::Deserializer::deserialize_any(self, Mismatch(expected)).map(|never| match never {})
    }

    #[inline]
    fn number<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DecodeError> {
        if let Some(number) = self.cursor.short_integer() {
            return visitor.visit_u64(number);
        }
        self.cursor.number(Precision::Double)?.visit(visitor)
    }
}

/// The text of a value, in the form in which serde_json hands it out.
struct RawText<'de>(Cow<'de, str>);

impl<'de> IntoDeserializer<'de, DecodeError> for RawText<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

// Serde's own deserializer of a `Cow` does not lend what is borrowed.
impl<'de> de::Deserializer<'de> for RawText<'de> {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.0 {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[cold]
fn unread_entries() -> DecodeError {
    de::Error::invalid_length(0, &"fewer entries")
}

#[cold]
fn not_one_entry() -> DecodeError {
    de::Error::invalid_value(Unexpected::Map, &"map with a single key")
}

impl<'de> de::Deserializer<'de> for &mut Values<'_, 'de> {
    type Error = DecodeError;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.cursor.token() {
            b'"' => visit_text(self.cursor.string()?, visitor),
            b'-' | b'0'..=b'9' => self.number(visitor),
            b'{' => self.visit_object(&[], visitor),
            b'[' => self.visit_list(visitor),
            b'n' => {
                self.cursor.literal(b"null")?;
                visitor.visit_unit()
            }
            b't' => {
                self.cursor.literal(b"true")?;
                visitor.visit_bool(true)
            }
            b'f' => {
                self.cursor.literal(b"false")?;
                visitor.visit_bool(false)
            }
            _ => Err(self.reader().unexpected()),
        }
    }

    // The hints below save a look at what the value is not. Where text, bytes or a number is asked
    // for, the visitor decides what else may stand for it. Where anything else is, another type is an
    // error without a visit, as in serde_json: else all of this reader would be compiled once more
    // for each visitor, of which there are hundreds.

    deserialize_as!(deserialize_u64: deserialize_u8 deserialize_u16 deserialize_u32);
    deserialize_as!(deserialize_u64: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64);
    deserialize_as!(deserialize_str: deserialize_string);
    deserialize_as!(deserialize_bytes: deserialize_byte_buf);

    #[inline]
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.cursor.token() {
            b'"' => visit_text(self.cursor.string()?, visitor),
            _ => self.other(visitor),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.cursor.token() {
            b'n' => {
                self.cursor.literal(b"null")?;
                visitor.visit_unit()
            }
            _ => self.mismatch(&visitor),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.deserialize_unit(visitor)
    }

    #[inline]
    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.cursor.token() {
            b't' => {
                self.cursor.literal(b"true")?;
                visitor.visit_bool(true)
            }
            b'f' => {
                self.cursor.literal(b"false")?;
                visitor.visit_bool(false)
            }
            _ => self.mismatch(&visitor),
        }
    }

    #[inline]
    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.cursor.token();
        match self.cursor.short_integer() {
            Some(number) => visitor.visit_u64(number),
            None => self.other(visitor),
        }
    }

    // What is rounded to the larger type first may be off by one in the last place.
    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.cursor.token() {
            b'-' | b'0'..=b'9' => self.cursor.number(Precision::Single)?.visit(visitor),
            _ => self.other(visitor),
        }
    }

    #[inline]
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.cursor.token() {
            b'[' => self.visit_list(visitor),
            _ => self.mismatch(&visitor),
        }
    }

    #[inline]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        if self.cursor.token() == b'n' {
            self.cursor.literal(b"null")?;
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    #[inline]
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.cursor.token() {
            b'{' => self.visit_object(&[], visitor),
            _ => self.mismatch(&visitor),
        }
    }

    // A list of the fields in their order serves as well, as it does for serde_json.
    #[inline]
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match self.cursor.token() {
            b'{' => self.visit_object(fields, visitor),
            b'[' => self.visit_list(visitor),
            _ => self.mismatch(&visitor),
        }
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match name {
            // Text, in most cases: its number, where that is all the text says.
            marker::INTEGER => {
                self.cursor.token();
                if let Some(id) = self.cursor.id() {
                    return visitor.visit_u64(id);
                }
            }
            marker::NULLABLE if self.plain_null() => return visitor.visit_none(),
            marker::REREAD | marker::NULLABLE => return visitor.visit_seq(Reads::new(self)),
            marker::PASSED => {
                self.pass()?;
                return visitor.visit_unit();
            }
            marker::VALUE => return self.value(visitor),
            marker::SCALAR => return self.scalar(visitor),
            marker::RAW_VALUE => return self.raw_value(visitor),
            _ => {}
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match self.cursor.token() {
            b'"' => visitor.visit_enum(self.cursor.string()?.into_deserializer()),
            b'{' if self.count(b'{', b'}') != Some(1) => Err(not_one_entry()),
            b'{' => {
                self.enter()?;
                self.cursor.bracket(b'{')?;
                let mut is_read = false;
                let result = visitor.visit_enum(Variant::new(self, variants, &mut is_read));
                self.depth += 1;
                // A visitor may take the variant and leave what it holds.
                let end = if is_read { self.cursor.bracket(b'}') } else { Err(unread_entries()) };
                if is_read && result.is_err() {
                    self.left();
                }
                result.and_then(|value| end.map(|()| value))
            }
            _ => self.mismatch(&visitor),
        }
    }

    #[inline]
    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.cursor.token() {
            b'"' => visit_bytes(&self.cursor.string()?, visitor),
            _ => self.other(visitor),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.deserialize_seq(visitor)
    }

    #[inline]
    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match name {
            marker::LIST if self.charge_entries(b'[', b']', length)? => {}
            marker::MAP => drop(self.charge_entries(b'{', b'}', length)?),
            marker::BOXED => self.budget.charge(1, length)?,
            _ => return self.deserialize_seq(visitor),
        }
        visitor.visit_newtype_struct(self)
    }

    #[inline]
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.skip()?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i128 u128 f64 char identifier
    }
}
