//! The rules of JavaScript, where the erlpack of npm packs other terms than that of Python.

use crate::error::EncodeError;
use crate::ser::Sink;

/// The bits of a float's significand: an integer of so many is one exactly.
const SIGNIFICAND: u32 = f64::MANTISSA_DIGITS;

/// Writes an integer that does not fit 32 bits, with or without a sign: JavaScript has a float for it.
#[cold]
#[inline(never)]
pub(super) fn write_large<S: Sink>(
    out: &mut S,
    negative: bool,
    magnitude: u128,
) -> Result<(), EncodeError> {
    let bits = u128::BITS - magnitude.leading_zeros();
    if bits - magnitude.trailing_zeros().min(bits) > SIGNIFICAND {
        return Err(EncodeError::NotExact);
    }
    let value = magnitude as f64;
    super::write_float(out, if negative { -value } else { value });
    Ok(())
}

/// The integer that JavaScript sees in a float: any of 32 bits, with or without a sign, but for
/// negative zero.
#[cold]
#[inline(never)]
pub(super) fn integer(value: f64) -> Option<i64> {
    let integer = value as i64;
    let is_negative_zero = integer == 0 && value.is_sign_negative();
    let is_32_bits = (i64::from(i32::MIN)..=i64::from(u32::MAX)).contains(&integer);
    (is_32_bits && !is_negative_zero && integer as f64 == value).then_some(integer)
}

/// The index that JavaScript sees in a key: an integer from 0 to 2^32 - 2, as it is displayed.
#[cold]
#[inline(never)]
pub(super) fn array_index(key: &[u8]) -> Option<u32> {
    let is_canonical = match key {
        [b'0'] => true,
        [b'1'..=b'9', digits @ ..] => digits.len() < 10 && digits.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    let digits = if is_canonical { str::from_utf8(key).ok()? } else { return None };
    digits.parse().ok().filter(|&index| index < u32::MAX)
}
