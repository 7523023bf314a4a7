//! Numbers, as `serde_json::Value` has them.

use serde::de::Visitor;

use super::reader::Reader;
use crate::float::{self, Decimal};
use crate::scan::short::sixteen_digits;
use crate::{DecodeError, DecodeErrorKind};

/// A number of any size.
pub(super) enum Number {
    Unsigned(u64),
    Negative(i64),
    Float(f64),
}

/// What a float is rounded to.
#[derive(Clone, Copy)]
pub(super) enum Precision {
    Single,
    Double,
}

impl Number {
    /// Gives it to a visitor.
    #[inline]
    pub(super) fn visit<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self {
            Self::Unsigned(number) => visitor.visit_u64(number),
            Self::Negative(number) => visitor.visit_i64(number),
            Self::Float(number) => visitor.visit_f64(number),
        }
    }

    /// Of checked text. `None` where a float is out of range.
    fn of(text: &str, precision: Precision) -> Option<Self> {
        if !text.contains(['.', 'e', 'E']) {
            if let Ok(number) = text.parse() {
                return Some(Self::Unsigned(number));
            }
            // An integer has no negative zero.
            match text.parse() {
                Ok(0) => return Some(Self::Float(-0.0)),
                Ok(number) => return Some(Self::Negative(number)),
                Err(_) => {}
            }
        }
        let value = match precision {
            Precision::Single => float::parse_f32(text.as_bytes()).map(f64::from),
            Precision::Double => float::parse(text.as_bytes()),
        };
        value.map(Self::Float)
    }
}

impl<'a> Reader<'a> {
    /// An unsigned integer of few digits before a comma or a bracket, up to a number.
    #[inline(always)]
    pub(super) fn plain_integer(&mut self, most: u64) -> Option<u64> {
        let rest = self.ahead()?;
        let [digit @ b'0'..=b'9', after, ..] = *rest else { return None };
        // Most are flags and types, of one digit.
        if matches!(after, b',' | b'}') {
            self.position += 1;
            return Some(u64::from(digit - b'0'));
        }
        let (number, length) = few_digits(rest).filter(|(number, _)| *number <= most)?;
        self.position += length;
        Some(number)
    }

    /// An unsigned integer of few digits, if that is what comes next.
    #[inline(always)]
    pub(super) fn short_integer(&mut self) -> Option<u64> {
        let mut value = 0;
        let mut length = 0;
        let digits = self.bytes.get(self.position..)?;
        let behind = loop {
            let byte = digits.get(length).copied();
            match byte {
                Some(digit @ b'0'..=b'9') if length < 19 => {
                    value = value * 10 + u64::from(digit - b'0');
                    length += 1;
                }
                _ => break byte,
            }
        };
        let is_whole = !matches!(behind, Some(b'0'..=b'9' | b'.' | b'e' | b'E'));
        let has_leading_zero = length > 1 && digits[0] == b'0';
        (is_whole && length > 0 && !has_leading_zero).then(|| {
            self.position += length;
            value
        })
    }

    /// A number of any size, and what is behind it.
    #[inline(never)]
    pub(super) fn any_number(self, precision: Precision) -> Result<(Number, usize), DecodeError> {
        let digits = self.number()?;
        let text = str::from_utf8(digits).unwrap_or_default();
        let invalid = || DecodeError::data(DecodeErrorKind::InvalidNumber, self.position);
        let number = Number::of(text, precision).ok_or_else(invalid)?;
        Ok((number, self.position + digits.len()))
    }

    /// A number's text, checked for grammar and range, without taking it.
    #[inline(never)]
    pub(super) fn number(mut self) -> Result<&'a [u8], DecodeError> {
        let start = self.position;
        self.take(b'-');
        let whole = match self.peek() {
            Some(b'0') => {
                self.position += 1;
                b"0"
            }
            _ => self.digits()?,
        };
        let fraction = if self.take(b'.') { self.digits()? } else { &[] };
        let mut exponent: &[u8] = &[];
        let mut is_divided = false;
        if self.take(b'e') || self.take(b'E') {
            is_divided = self.take(b'-');
            let _sign = is_divided || self.take(b'+');
            exponent = self.digits()?;
        }
        // Shorter ones without an exponent are below the largest f64, 1.8e308.
        if !exponent.is_empty() || whole.len() > 308 {
            let number = Decimal { whole, fraction, exponent, is_divided };
            if !number.is_finite() {
                return Err(DecodeError::data(DecodeErrorKind::InvalidNumber, start));
            }
        }
        Ok(&self.bytes[start..self.position])
    }

    fn digits(&mut self) -> Result<&'a [u8], DecodeError> {
        let start = self.position;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.position += 1;
        }
        if self.position == start {
            return Err(DecodeError::data(DecodeErrorKind::InvalidNumber, start));
        }
        Ok(&self.bytes[start..self.position])
    }
}

/// A number of up to 16 digits before a comma or a bracket, and how many they are.
#[inline(never)]
fn few_digits(text: &[u8]) -> Option<(u64, usize)> {
    let digits: &[u8; 16] = text.first_chunk()?;
    let length = length_of_digits(digits);
    let is_whole = length < 16 && matches!(digits[length], b',' | b'}' | b']') && digits[0] != b'0';
    if !is_whole {
        return None;
    }
    // The digits in the last bytes, and zeros before them.
    let moved = (u128::from_le_bytes(*digits) ^ ZEROS) << (8 * (16 - length)) ^ ZEROS;
    sixteen_digits(&moved.to_le_bytes()).map(|number| (number, length))
}

const ZEROS: u128 = u128::from_ne_bytes([b'0'; 16]);

/// How many of the first bytes have the high half of a digit.
#[inline(always)]
fn length_of_digits(digits: &[u8; 16]) -> usize {
    let others = (u128::from_le_bytes(*digits) ^ ZEROS) & u128::from_ne_bytes([0xf0; 16]);
    (others.trailing_zeros() / 8) as usize
}
