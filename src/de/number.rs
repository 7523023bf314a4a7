//! Integers, by one rule for all of them.
//!
//! An integer is an integer of the wire, a float that is a whole number (`41250.0`, `1.5e3`; libraries
//! of other languages have no other kind of number), or decimal text: digits, with a minus in front
//! of a negative one and nothing else, as Discord writes what is too large for JavaScript. Fractions,
//! text of a float, and what the field's type cannot hold do not fit.

use crate::scan::short::eight_digits;

/// The whole number that a float is, if it is one of 64 bits.
#[cold]
pub(crate) fn whole(float: f64) -> Option<i128> {
    // JSON's integers beyond 64 bits are floats by now. One below the least integer may have become
    // the least, which is therefore none.
    const TOO_SMALL: f64 = -9_223_372_036_854_775_808.0;
    const TOO_LARGE: f64 = 18_446_744_073_709_551_616.0;
    let is_whole = float > TOO_SMALL && float < TOO_LARGE && float.trunc() == float;
    is_whole.then_some(float as i128)
}

/// The number that decimal text is.
pub(crate) fn decimal(text: &str) -> Option<i128> {
    let is_decimal = !text.starts_with('+');
    text.parse().ok().filter(|_| is_decimal)
}

/// The lowest 64 bits of a number of any length that decimal text is.
#[inline]
pub(crate) fn wide_bits(text: &str) -> Option<u64> {
    let digit = |bits: u64, byte: u8| {
        let digit = byte.is_ascii_digit().then(|| u64::from(byte - b'0'))?;
        Some(bits.wrapping_mul(10).wrapping_add(digit))
    };
    text.bytes().try_fold(0, digit).filter(|_| !text.is_empty())
}

/// The largest float of which it is known which integer it was, 2⁵³.
pub(crate) const MAX_FLOAT: u64 = 1 << 53;

/// A decimal number of 1 to 20 digits and nothing else; leading zeros are legal.
#[inline]
pub(crate) fn parse_id(text: &[u8]) -> Option<u64> {
    let (mut value, mut rest) = (0_u64, text);
    // An id has 17 to 20 digits: two rounds of eight, and a few more.
    while let Some((eight, after)) = rest.split_first_chunk() {
        value = value.checked_mul(100_000_000)?.checked_add(eight_digits(*eight)?)?;
        rest = after;
    }
    for &digit in rest {
        let digit = digit.wrapping_sub(b'0');
        value = value.checked_mul(10)?.checked_add(u64::from(digit))?;
        (digit < 10).then_some(())?;
    }
    (1..=20).contains(&text.len()).then_some(value)
}
