//! Integers of any size, and their decimal text.

use crate::error::{DecodeError, DecodeErrorKind};

/// The largest magnitude that a JSON number keeps exactly in every reader: 2^53.
const MAX_SAFE: u64 = 1 << 53;

/// The longest magnitude, in bytes, that decimal text is made of. The conversion is quadratic.
const MAX_DECIMAL_BYTES: usize = 1024;

/// An integer of a term. Each value has exactly one form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Integer<'a> {
    Unsigned(u64),
    /// Below zero.
    Negative(i64),
    /// Fits neither `u64` nor `i64`.
    Big(BigInteger<'a>),
}

/// An integer beyond 64 bits, as it lies on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BigInteger<'a> {
    pub(crate) negative: bool,
    /// Little-endian, without leading zeros; over 8 bytes, or 8 with the sign.
    pub(crate) magnitude: &'a [u8],
}

impl<'a> Integer<'a> {
    /// Of a sign and a little-endian magnitude of any length, leading zeros allowed.
    #[inline]
    pub(crate) fn from_parts(negative: bool, magnitude: &'a [u8]) -> Self {
        match *magnitude {
            // A snowflake has eight bytes, or seven if it is from before 2015-03-02.
            [a, b, c, d, e, f, g, h] => {
                Self::from_u64(negative, u64::from_le_bytes([a, b, c, d, e, f, g, h]), magnitude)
            }
            [a, b, c, d, e, f, g] => {
                Self::from_u64(negative, u64::from_le_bytes([a, b, c, d, e, f, g, 0]), magnitude)
            }
            _ => Self::from_any(negative, magnitude),
        }
    }

    #[inline]
    fn from_u64(negative: bool, value: u64, magnitude: &'a [u8]) -> Self {
        match 0i64.checked_sub_unsigned(value) {
            _ if !negative || value == 0 => Self::Unsigned(value),
            Some(value) => Self::Negative(value),
            None => Self::Big(BigInteger { negative, magnitude }),
        }
    }

    #[cold]
    fn from_any(negative: bool, magnitude: &'a [u8]) -> Self {
        let length = magnitude.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
        let magnitude = &magnitude[..length];
        if length > 8 {
            return Self::Big(BigInteger { negative, magnitude });
        }
        let mut bytes = [0; 8];
        bytes[..length].copy_from_slice(magnitude);
        Self::from_u64(negative, u64::from_le_bytes(bytes), magnitude)
    }

    /// The value, if it is not negative and fits.
    #[inline]
    pub(crate) fn as_u64(self) -> Option<u64> {
        match self {
            Self::Unsigned(value) => Some(value),
            Self::Negative(_) | Self::Big(_) => None,
        }
    }

    /// Whether its magnitude is above 2^53, where the JSON that it stands for holds text.
    #[inline]
    pub(crate) fn is_text_in_json(self) -> bool {
        match self {
            Self::Unsigned(value) => value > MAX_SAFE,
            Self::Negative(value) => value.unsigned_abs() > MAX_SAFE,
            Self::Big(_) => true,
        }
    }

    /// Passes its decimal text on.
    ///
    /// Fails with [`DecodeErrorKind::IntegerTooLong`] above 1 KiB, without an offset.
    #[inline]
    pub(crate) fn with_decimal<T>(
        self,
        use_text: impl FnOnce(&str) -> T,
    ) -> Result<T, DecodeError> {
        Ok(match self {
            Self::Unsigned(value) => use_text(Decimal::new(false, value).as_str()),
            Self::Negative(value) => use_text(Decimal::new(true, value.unsigned_abs()).as_str()),
            Self::Big(big) => use_text(&big.decimal()?),
        })
    }
}

impl BigInteger<'_> {
    fn magnitude(self) -> Option<u128> {
        let mut bytes = [0; 16];
        bytes.get_mut(..self.magnitude.len())?.copy_from_slice(self.magnitude);
        Some(u128::from_le_bytes(bytes))
    }

    /// The value where it fits: `Ok` for `u128`, `Err` for a negative `i128`.
    pub(crate) fn to_128(self) -> Option<Result<u128, i128>> {
        let magnitude = self.magnitude()?;
        if self.negative {
            0i128.checked_sub_unsigned(magnitude).map(Err)
        } else {
            Some(Ok(magnitude))
        }
    }

    /// By long division, which takes quadratic time.
    fn decimal(self) -> Result<String, DecodeError> {
        if self.magnitude.len() > MAX_DECIMAL_BYTES {
            return Err(DecodeError::new(crate::Stage::Data, DecodeErrorKind::IntegerTooLong));
        }
        let mut words: Vec<u64> = self
            .magnitude
            .chunks(8)
            .map(|chunk| {
                let mut bytes = [0; 8];
                bytes[..chunk.len()].copy_from_slice(chunk);
                u64::from_le_bytes(bytes)
            })
            .collect();
        // Lowest first, 19 digits each. A word has 19.3.
        let mut parts = Vec::with_capacity(words.len() + words.len() / 50 + 2 * ROUNDS);
        while !words.is_empty() {
            parts.extend(divide(&mut words));
            while words.last() == Some(&0) {
                words.pop();
            }
        }
        while parts.last() == Some(&0) {
            parts.pop();
        }
        let mut text = String::with_capacity(parts.len() * DIGITS + 1);
        let mut parts = parts.iter().rev();
        if let Some(first) = parts.next() {
            text.push_str(Decimal::new(self.negative, *first).as_str());
        }
        for part in parts {
            text.push_str(Decimal::padded(*part).as_str());
        }
        Ok(text)
    }
}

/// As many digits as are found by a division.
const DIGITS: usize = 19;

/// 10^19. Its highest bit is set, which [`divide_word`] relies on.
const DIVISOR: u64 = 10u64.pow(DIGITS as u32);

/// How many divisions there are in a pass over the words. Each waits for its own of the word before,
/// and none for another's, so that they run side by side.
const ROUNDS: usize = 4;

/// Divides a number, lowest word first, by [`DIVISOR`] as often as there are rounds. Returns what is
/// left over by each.
fn divide(words: &mut [u64]) -> [u64; ROUNDS] {
    let mut remainders = [0; ROUNDS];
    for word in words.iter_mut().rev() {
        for remainder in &mut remainders {
            (*word, *remainder) = divide_word(*remainder, *word);
        }
    }
    remainders
}

/// Divides `high` × 2^64 + `low` by [`DIVISOR`], where `high` is less than that. Returns the quotient
/// and the remainder.
///
/// By two multiplications, after Möller and Granlund, "Improved division by invariant integers",
/// algorithm 4. The processor's own division takes several times as long.
#[inline]
fn divide_word(high: u64, low: u64) -> (u64, u64) {
    /// (2^128 - 1) / 10^19 - 2^64
    const RECIPROCAL: u64 = (u128::MAX / DIVISOR as u128 - (1 << 64)) as u64;

    let product = u128::from(RECIPROCAL) * u128::from(high);
    let estimate = product.wrapping_add(u128::from(high) << 64 | u128::from(low));
    let mut quotient = ((estimate >> 64) as u64).wrapping_add(1);
    let mut remainder = low.wrapping_sub(quotient.wrapping_mul(DIVISOR));
    if remainder > estimate as u64 {
        quotient = quotient.wrapping_sub(1);
        remainder = remainder.wrapping_add(DIVISOR);
    }
    if remainder >= DIVISOR {
        quotient = quotient.wrapping_add(1);
        remainder -= DIVISOR;
    }
    (quotient, remainder)
}

/// The decimal text of an integer of 64 bits, on the stack.
struct Decimal {
    bytes: [u8; 21],
    start: usize,
}

impl Decimal {
    fn new(negative: bool, mut value: u64) -> Self {
        let mut decimal = Self { bytes: [0; 21], start: 21 };
        while value >= 10 {
            let pair = (value % 100) as u8;
            value /= 100;
            decimal.push(b'0' + pair % 10);
            decimal.push(b'0' + pair / 10);
        }
        if value > 0 || decimal.start == 21 {
            decimal.push(b'0' + value as u8);
        }
        if negative {
            decimal.push(b'-');
        }
        decimal
    }

    /// With zeros in front, as a part of a longer number.
    fn padded(value: u64) -> Self {
        let mut decimal = Self::new(false, value);
        while decimal.start > decimal.bytes.len() - DIGITS {
            decimal.push(b'0');
        }
        decimal
    }

    #[inline]
    fn push(&mut self, byte: u8) {
        self.start -= 1;
        self.bytes[self.start] = byte;
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[self.start..]).unwrap_or_default()
    }
}
