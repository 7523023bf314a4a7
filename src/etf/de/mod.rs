//! Terms into anything that serde can deserialize.

mod access;
mod charged;
mod key;
mod visit;

use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Expected, Visitor};

use self::access::{Elements, Entries, OpenEntries, Reads, Variant};
use self::visit::{empty_list, too_large, visit_integer, visit_variant};
use super::Term;
use super::integer::Integer;
use super::reader::{Head, Reader, Sequence, too_deep};
use super::tag::{LIST_EXT, SMALL_TUPLE_EXT};
use crate::DEFAULT_MAX_DEPTH;
use crate::de::budget::{BYTES_A_BYTE, Budget};
use crate::de::extents::{Extents, Recorder};
use crate::de::mismatch::Mismatch;
use crate::error::{DecodeError, DecodeErrorKind, Stage};
use crate::marker;

/// Reads one term, version byte included, as a `T`.
///
/// Short for a [`Deserializer`] with its defaults, and [`Deserializer::end`]. What each term
/// becomes is told in the [module's documentation](super).
///
/// # Errors
///
/// Whatever makes the bytes no term, a term that `T` does not take, and
/// [`TrailingData`](DecodeErrorKind::TrailingData) if bytes follow it.
///
/// ```
/// // #{op => 11, d => nil}
/// let term = b"\x83t\0\0\0\x02w\x02opa\x0bw\x01dw\x03nil";
/// let payload: std::collections::HashMap<&str, Option<u64>> = gatewire::etf::from_slice(term)?;
/// assert_eq!(payload["op"], Some(11));
/// assert_eq!(payload["d"], None);
/// # Ok::<(), gatewire::DecodeError>(())
/// ```
pub fn from_slice<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T, DecodeError> {
    from_slice_seed(PhantomData, bytes)
}

/// Reads one term as [`from_slice`] does, for a type that is read with a seed.
///
/// # Errors
///
/// As [`from_slice`].
///
/// ```
/// use std::marker::PhantomData;
///
/// let text: &str = gatewire::etf::from_slice_seed(PhantomData, b"\x83m\0\0\0\x02hi")?;
/// assert_eq!(text, "hi");
/// # Ok::<(), gatewire::DecodeError>(())
/// ```
pub fn from_slice_seed<'de, S: DeserializeSeed<'de>>(
    seed: S,
    bytes: &'de [u8],
) -> Result<S::Value, DecodeError> {
    let mut reader = Reader::new(bytes);
    match reader.version() {
        Ok(()) => only_term(seed, Deserializer::from_reader(reader)),
        Err(error) => Err(error),
    }
}

/// Reads a term that must be all there is.
#[inline]
fn only_term<'de, S: DeserializeSeed<'de>>(
    seed: S,
    mut deserializer: Deserializer<'de>,
) -> Result<S::Value, DecodeError> {
    let start = deserializer.reader.position();
    // One variable and one return, so that what is large is built where the caller wants it.
    let mut result = seed.deserialize(&mut deserializer);
    if let Err(error) = &mut result {
        error.place(start);
    } else if let Err(error) = deserializer.end() {
        result = Err(error);
    }
    result
}

/// Reads a term as serde's data model, borrowing text and bytes from it.
///
/// A value of another type than the one asked for is an [error](DecodeErrorKind::InvalidType), as it
/// is in serde_json, and a list of its fields is a struct as well. Only where text, bytes or a number
/// is asked for is the visitor given whatever there is.
///
/// Values are built by recursion, as serde has it, at most [`max_depth`](Self::max_depth)
/// containers deep. What the model does not ask for is stepped over without recursion, at most
/// [`MAX_SKIP_DEPTH`](crate::MAX_SKIP_DEPTH) deep. Nothing is allocated but what the model itself
/// allocates, the characters of Latin-1 atoms beyond ASCII, and the decimal text of integers
/// beyond 64 bits.
///
/// ```
/// use gatewire::etf::Deserializer;
/// use serde::Deserialize;
///
/// // An integer beyond 2^53 is text in JSON, and to a model that was written for JSON.
/// let term = [131, 110, 8, 0, 0, 0, 0, 0, 0, 0, 0, 1];
/// let mut deserializer = Deserializer::from_slice(&term)?.json_compatible(true);
/// assert_eq!(String::deserialize(&mut deserializer)?, "72057594037927936");
/// deserializer.end()?;
/// # Ok::<(), gatewire::DecodeError>(())
/// ```
pub struct Deserializer<'de> {
    reader: Reader<'de>,
    /// Stands at the first term.
    first: Reader<'de>,
    /// Containers that are open.
    depth: usize,
    max_depth: usize,
    json_compatible: bool,
    long_integers_as_text: bool,
    budget: Budget,
    /// What an element of the list that is read next takes in memory, if that is to be charged.
    element_size: usize,
    /// What was stepped over in search of tags.
    extents: Extents,
    /// Where the last term ends that could not be read, and that the reader was moved over since.
    recovered: usize,
    /// Whether the bytes turned out to be no term. A visitor may go on after an error, and succeed;
    /// the bytes are then still to be refused.
    is_broken: bool,
}

impl<'de> Deserializer<'de> {
    /// Over one term with its version byte, 131.
    ///
    /// # Errors
    ///
    /// [`InvalidVersion`](DecodeErrorKind::InvalidVersion) if the bytes begin otherwise,
    /// [`UnexpectedEnd`](DecodeErrorKind::UnexpectedEnd) if there are none.
    pub fn from_slice(bytes: &'de [u8]) -> Result<Self, DecodeError> {
        let mut reader = Reader::new(bytes);
        reader.version()?;
        Ok(Self::from_reader(reader))
    }

    /// Over the term that a reader stands at.
    #[inline]
    pub(crate) fn from_reader(reader: Reader<'de>) -> Self {
        let budget = Budget::new(reader.remaining(), BYTES_A_BYTE);
        Self {
            reader,
            first: reader,
            depth: 0,
            max_depth: DEFAULT_MAX_DEPTH,
            json_compatible: false,
            long_integers_as_text: false,
            budget,
            element_size: 0,
            extents: Extents::default(),
            recovered: 0,
            is_broken: false,
        }
    }

    /// Whether to present terms as the JSON that they stand for; `false` by default.
    ///
    /// For models that were written for JSON and ask for ids and permissions with
    /// `deserialize_any` or as text: integers beyond 2^53 reach those as decimal text, and map
    /// keys are always text.
    #[must_use]
    #[inline]
    pub fn json_compatible(mut self, json_compatible: bool) -> Self {
        self.json_compatible = json_compatible;
        self
    }

    /// Whether integers of five or more bytes are text, as Discord's erlpack for JavaScript unpacks
    /// them; `false` by default.
    ///
    /// For models that were written for its output. It is told by the bytes on the wire: integers
    /// of five bytes or more reach a model as decimal text, and so do negative ones of four bytes
    /// whose magnitude needs all 32 bits. With and without
    /// [`json_compatible`](Self::json_compatible) that is what `deserialize_any` and text get; where
    /// a number is asked for, it is a number. Ids have seven or eight bytes, and milliseconds since
    /// 1970 have six.
    ///
    /// That erlpack refuses integers of more than eight bytes. Here these are text up to 1 KiB of
    /// magnitude, then an error.
    ///
    /// ```
    /// use gatewire::etf::Deserializer;
    /// use serde::Deserialize;
    ///
    /// // 2^32, in five bytes.
    /// let term = [131, 110, 5, 0, 0, 0, 0, 0, 1];
    /// let mut deserializer = Deserializer::from_slice(&term)?.long_integers_as_text(true);
    /// let value = serde_json::Value::deserialize(&mut deserializer)?;
    /// assert_eq!(value, "4294967296");
    ///
    /// let mut deserializer = Deserializer::from_slice(&term)?.json_compatible(true);
    /// let value = serde_json::Value::deserialize(&mut deserializer)?;
    /// assert_eq!(value, 4294967296_u64);
    /// # Ok::<(), gatewire::DecodeError>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn long_integers_as_text(mut self, long_integers_as_text: bool) -> Self {
        self.long_integers_as_text = long_integers_as_text;
        self
    }

    /// How many containers may nest where values are built; [`DEFAULT_MAX_DEPTH`] by default, at
    /// most [`MAX_BUILD_DEPTH`](crate::MAX_BUILD_DEPTH).
    ///
    /// Each level takes room on the stack, how much depends on the model.
    #[must_use]
    #[inline]
    pub fn max_depth(mut self, max_depth: usize) -> Self {
        self.max_depth = max_depth.min(crate::MAX_BUILD_DEPTH);
        self
    }

    /// How many bytes of the payload were read.
    pub(crate) fn position(&self) -> usize {
        self.reader.position()
    }

    /// Whether a value was read from bytes that can be refused only after another look at them.
    pub(crate) fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// Makes sure that the term was all there was.
    ///
    /// # Errors
    ///
    /// [`TrailingData`](DecodeErrorKind::TrailingData) at the first byte behind it.
    #[inline]
    pub fn end(&self) -> Result<(), DecodeError> {
        if self.is_broken {
            return Err(self.what_is_broken());
        }
        if self.reader.is_empty() {
            Ok(())
        } else {
            Err(self.reader.error(DecodeErrorKind::TrailingData))
        }
    }

    /// What is wrong with the bytes.
    #[cold]
    #[inline(never)]
    fn what_is_broken(&self) -> DecodeError {
        let mut reader = self.first;
        while !reader.is_empty() {
            if let Err(error) = reader.skip() {
                return error;
            }
        }
        self.reader.error(DecodeErrorKind::WrongLength)
    }

    /// The reader at a place where it stood, by how much was left there.
    #[inline]
    fn reader_before(&self, remaining: usize) -> Reader<'de> {
        self.reader_at(self.first.position() + self.first.remaining() - remaining)
    }

    /// The reader at a place where it stood.
    #[inline]
    fn reader_at(&self, position: usize) -> Reader<'de> {
        let mut reader = self.first;
        reader.go_behind(position);
        reader
    }

    /// Notes that a term ends here that was read in vain.
    #[inline]
    fn left(&mut self) {
        self.recovered = self.reader.position();
    }

    /// Goes to the end of a term that could not be read, unless the reader is there. False if the
    /// bytes are broken.
    ///
    /// What was read of a term in vain is not looked at again: each list and map goes to its own
    /// end. So an error costs no more than what is left to be stepped over, however deep it lies.
    #[cold]
    #[inline(never)]
    fn recover(&mut self, start: usize) -> bool {
        if self.recovered == self.reader.position() && self.recovered > start {
            return true;
        }
        self.reader = self.reader_at(start);
        self.is_broken |= self.skip().is_err();
        self.left();
        !self.is_broken
    }

    /// Of a list in bytes that are broken, nothing is left.
    #[cold]
    fn broken(&mut self) -> Sequence<'de> {
        self.is_broken = true;
        Sequence::Terms { count: 0, is_list: false }
    }

    /// Steps over the next term.
    #[inline]
    fn skip(&mut self) -> Result<(), DecodeError> {
        match self.extents.at(self.reader.position()) {
            Some(known) => {
                self.reader.go_behind(known.end());
                Ok(())
            }
            None => self.reader.skip(),
        }
    }

    /// Steps over a term in search of a tag, in which tags may be searched for next.
    fn pass(&mut self) -> Result<(), DecodeError> {
        let start = self.reader;
        let is_known = self.extents.at(start.position()).is_some();
        self.skip()?;
        if is_known || !self.extents.is_wanted(self.reader.position() - start.position()) {
            return Ok(());
        }
        self.reader = start;
        let mut recorder = Recorder::new();
        self.reader.record(&mut recorder)?;
        self.extents.add(recorder, &mut self.budget)
    }

    /// The next term as what it is, a large integer as text where JSON has it so.
    #[inline(never)]
    fn any<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DecodeError> {
        let start = self.reader.position();
        self.any_unplaced(start, visitor).map_err(|error| error.at(start))
    }

    #[inline]
    fn any_unplaced<V: Visitor<'de>>(
        &mut self,
        start: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        let is_long = self.long_integers_as_text && self.reader.is_long_integer();
        match self.reader.head()? {
            Head::Null => visitor.visit_unit(),
            Head::Bool(value) => visitor.visit_bool(value),
            Head::Text(text) => self.visit_text(text, visitor),
            Head::Integer(integer)
                if is_long || self.json_compatible && integer.is_text_in_json() =>
            {
                self.visit_decimal(integer, visitor)
            }
            Head::Integer(integer) => visit_integer(integer, visitor),
            Head::Float(value) => visitor.visit_f64(value),
            Head::Map(count) => self.map(start, count, &[], visitor),
            Head::Sequence(elements) => self.sequence(start, elements, visitor),
        }
    }

    /// A term of another type than the one that was asked for: an error that says so.
    #[cold]
    #[inline(never)]
    fn mismatch<T>(&mut self, expected: &dyn Expected) -> Result<T, DecodeError> {
        let start = self.reader.position();
        if self.reader.latin_1_atom().is_some() {
            return Err(DecodeError::mismatch("text", &expected).at(start));
        }
        self.any(Mismatch(expected)).map(|never| match never {})
    }

    /// The next term as the JSON that it stands for.
    #[inline(never)]
    fn as_json<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DecodeError> {
        let json_compatible = std::mem::replace(&mut self.json_compatible, true);
        let result = visitor.visit_newtype_struct(&mut *self);
        self.json_compatible = json_compatible;
        result
    }

    /// The next term as its bytes, once it was checked.
    #[inline(never)]
    fn whole<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_borrowed_bytes(Term::check(&mut self.reader)?)
    }

    /// Text where it is asked for; other terms as they are.
    #[inline(always)]
    fn text<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.reader.plain_value() {
            Some(text) => visitor.visit_borrowed_str(text),
            None => self.any(visitor),
        }
    }

    /// A number where an integer is asked for, whatever its size; other terms as they are.
    #[inline]
    fn integer<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.reader.plain_unsigned() {
            Some(value) => visitor.visit_u64(value),
            None => self.unusual_integer(visitor),
        }
    }

    #[inline(never)]
    fn unusual_integer<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.reader.integer()? {
            Some(integer) => visit_integer(integer, visitor),
            None => self.any(visitor),
        }
    }

    fn unit<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DecodeError> {
        if self.reader.null()? { visitor.visit_unit() } else { self.mismatch(&visitor) }
    }

    #[inline]
    fn boolean<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.reader.plain_bool() {
            Some(value) => visitor.visit_bool(value),
            None => self.mismatch(&visitor),
        }
    }

    /// A number where a float is asked for, to which integers beyond 64 bits are rounded.
    #[inline]
    fn float<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.reader.integer()? {
            Some(Integer::Big(big)) => match big.to_128() {
                Some(Ok(value)) => visitor.visit_f64(value as f64),
                Some(Err(value)) => visitor.visit_f64(value as f64),
                None => Err(too_large()),
            },
            Some(integer) => visit_integer(integer, visitor),
            None => self.any(visitor),
        }
    }

    #[inline]
    fn map<V: Visitor<'de>>(
        &mut self,
        start: usize,
        count: usize,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.enter(start)?;
        let mut entries = Entries::new(self, count, fields);
        // One variable and one return, so that what is large is built where the caller wants it.
        let mut result = visitor.visit_map(OpenEntries(&mut entries));
        if result.is_err() || !entries.is_finished() {
            entries.leave(start, &mut result);
        }
        self.depth -= 1;
        result
    }

    #[inline]
    fn sequence<V: Visitor<'de>>(
        &mut self,
        start: usize,
        elements: Sequence<'de>,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        // Before anything can fail, so that it is for no other list.
        let size = std::mem::take(&mut self.element_size);
        self.enter(start)?;
        let mut elements = Elements::new(self, elements, size);
        let mut result = elements.charge().and_then(|()| visitor.visit_seq(&mut elements));
        if (result.is_err() || !elements.is_finished())
            && let Err(error) = elements.leave(start)
            && result.is_ok()
        {
            result = Err(error);
        }
        self.depth -= 1;
        if let Err(error) = &mut result {
            error.place(start);
        }
        result
    }

    /// Steps over an empty list in its usual form, where it may stand.
    #[inline(always)]
    fn is_empty_list(&mut self) -> bool {
        self.depth < self.max_depth && self.reader.plain_nil()
    }

    #[inline]
    fn enter(&mut self, start: usize) -> Result<(), DecodeError> {
        if self.depth >= self.max_depth {
            return Err(too_deep(start, self.max_depth));
        }
        self.depth += 1;
        Ok(())
    }
}

/// For a container that began at `start` and was not read to its end.
#[cold]
fn wrong_length(start: usize) -> DecodeError {
    DecodeError::data(DecodeErrorKind::WrongLength, start)
}

#[cold]
fn no_raw_value() -> DecodeError {
    DecodeError::new(Stage::Data, DecodeErrorKind::RawValueInEtf)
}

macro_rules! deserialize_as {
    ($read:ident: $($method:ident)*) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
            self.$read(visitor)
        }
    )*};
}

impl<'de> serde::Deserializer<'de> for &mut Deserializer<'de> {
    type Error = DecodeError;

    deserialize_as!(any: deserialize_any);
    deserialize_as!(unit: deserialize_unit);
    deserialize_as!(boolean: deserialize_bool);
    // Always inlined: a call of its own was a tenth of reading presences.
    #[inline(always)]
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.text(visitor)
    }

    deserialize_as!(text: deserialize_string deserialize_char);
    deserialize_as!(text: deserialize_identifier);
    deserialize_as!(integer: deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64);
    deserialize_as!(integer: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64);
    deserialize_as!(integer: deserialize_u128 deserialize_i128);
    deserialize_as!(float: deserialize_f32 deserialize_f64);

    #[inline]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        if self.reader.null()? { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.reader.bytes()? {
            Some(bytes) => visitor.visit_borrowed_bytes(bytes),
            None => self.any(visitor),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_bytes(visitor)
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match name {
            marker::INTEGER => {
                if let Some(id) = self.reader.plain_unsigned() {
                    return visitor.visit_u64(id);
                }
            }
            marker::NULLABLE if self.reader.plain_null() => return visitor.visit_none(),
            marker::REREAD | marker::NULLABLE => return visitor.visit_seq(Reads::new(self)),
            marker::PASSED => {
                self.pass()?;
                return visitor.visit_unit();
            }
            marker::AS_JSON => return self.as_json(visitor),
            marker::VALUE => return self.value(visitor),
            marker::SCALAR => return self.scalar(visitor),
            marker::TERM => return self.whole(visitor),
            marker::RAW_VALUE => return Err(no_raw_value()),
            _ => {}
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.unit(visitor)
    }

    #[inline]
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let start = self.reader.position();
        if self.is_empty_list() {
            return empty_list(start, visitor);
        }
        match self.reader.sequence_header()? {
            Some(elements) => self.sequence(start, elements, visitor),
            None => self.mismatch(&visitor),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.deserialize_seq(visitor)
    }

    // Always inlined, so that the names are compared when it is compiled.
    #[inline(always)]
    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match name {
            marker::LIST if matches!(self.reader.peek_tag()?, SMALL_TUPLE_EXT..=LIST_EXT) => {
                let start = self.reader.position();
                if self.is_empty_list() {
                    return empty_list(start, visitor);
                }
                self.element_size = length;
            }
            marker::MAP => self.charge_entries(length)?,
            marker::BOXED => self.budget.charge(1, length)?,
            _ => return self.deserialize_seq(visitor),
        }
        visitor.visit_newtype_struct(self)
    }

    #[inline]
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let start = self.reader.position();
        match self.reader.map_header()? {
            Some(count) => self.map(start, count, &[], visitor),
            None => self.mismatch(&visitor),
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
        let start = self.reader.position();
        match self.reader.map_header()? {
            Some(count) => self.map(start, count, fields, visitor),
            None => self.deserialize_seq(visitor),
        }
    }

    /// Text is a variant without content; a map of one entry is a variant and what it holds.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        let start = self.reader.position();
        if let Some(text) = self.reader.text()? {
            return visit_variant(text.text, visitor).map_err(|error| error.at(start));
        }
        match self.reader.map_header()? {
            Some(1) => {
                self.enter(start)?;
                let mut is_read = false;
                let result = visitor.visit_enum(Variant::new(self, variants, &mut is_read));
                self.depth -= 1;
                if is_read && result.is_err() {
                    self.left();
                }
                // A visitor may take the variant and leave what it holds, which would be read next.
                match result {
                    Ok(_) if !is_read => Err(wrong_length(start)),
                    result => result,
                }
            }
            Some(_) => Err(wrong_length(start)),
            None => self.mismatch(&visitor),
        }
    }

    #[inline]
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.skip()?;
        visitor.visit_unit()
    }
}
