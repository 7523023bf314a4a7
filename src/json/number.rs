//! Numbers, as `serde_json::Value` has them.

use serde::de::Visitor;

use super::reader::Reader;
use crate::float::{self, Decimal};
use crate::scan::digits::few_digits;
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
    /// An unsigned integer of few digits before a comma or a bracket at a place, up to a number, and the place
    /// after it.
    #[inline(always)]
    pub(super) fn plain_integer(&self, at: usize, most: u64) -> Option<(u64, usize)> {
        let rest = self.bytes.get(at..)?;
        let [digit @ b'0'..=b'9', after, ..] = *rest else { return None };
        // Most are flags and types, of one digit.
        if matches!(after, b',' | b'}') {
            return Some((u64::from(digit - b'0'), at + 1));
        }
        let (number, length) = longer(rest)?;
        (number <= most).then_some((number, at + length))
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

/// A number of more than one digit before a comma or a bracket, and how many they are.
#[inline(never)]
fn longer(text: &[u8]) -> Option<(u64, usize)> {
    let (number, length) = few_digits(text)?;
    let is_whole = text[0] != b'0' && matches!(text.get(length), Some(b',' | b'}' | b']'));
    is_whole.then_some((number, length))
}
