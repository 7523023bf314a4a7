//! The text of a `FLOAT_EXT`.

use crate::float::{Decimal, parse};

/// A float as Erlang wrote it before it had `NEW_FLOAT_EXT`: by `%.20e`, filled up with zero bytes.
///
/// Erlang takes whatever `sscanf` takes, so digits may stand on both sides of a point or a comma in
/// any number, and the exponent may be missing. What follows the first zero byte means nothing.
pub(super) struct FloatText<'a> {
    bytes: &'a [u8; 31],
    point: usize,
    end: usize,
    decimal: Decimal<'a>,
}

impl<'a> FloatText<'a> {
    /// `None` where it is no number.
    pub(super) fn new(bytes: &'a [u8; 31]) -> Option<Self> {
        // Without a zero byte it goes on for ever.
        let end = bytes.iter().position(|&byte| byte == 0)?;
        let (whole, point) = digits(bytes, after_sign(bytes, 0))?;
        if !matches!(bytes[point], b'.' | b',') {
            return None;
        }
        let (fraction, next) = digits(bytes, point + 1)?;
        let mut decimal = Decimal { whole, fraction, exponent: &[], is_divided: false };
        if !matches!(bytes[next], b'e' | b'E') {
            return (next == end).then_some(Self { bytes, point, end, decimal });
        }
        decimal.is_divided = bytes[next + 1] == b'-';
        let (exponent, next) = digits(bytes, after_sign(bytes, next + 1))?;
        decimal.exponent = exponent;
        (next == end).then_some(Self { bytes, point, end, decimal })
    }

    /// Whether it is within the range of a float.
    pub(super) fn is_finite(&self) -> bool {
        self.decimal.is_finite()
    }

    /// The nearest float, where it is finite.
    pub(super) fn value(&self) -> Option<f64> {
        let mut text = *self.bytes;
        text[self.point] = b'.';
        parse(&text[usize::from(text[0] == b'+')..self.end])
    }
}

fn after_sign(bytes: &[u8; 31], place: usize) -> usize {
    place + usize::from(matches!(bytes.get(place), Some(b'+' | b'-')))
}

/// The digits from a place on, at least one, and where they end: before the end of the text.
fn digits(bytes: &[u8; 31], start: usize) -> Option<(&[u8], usize)> {
    let rest = bytes.get(start..)?;
    let count = rest.iter().position(|byte| !byte.is_ascii_digit())?;
    (count > 0).then_some((&rest[..count], start + count))
}
