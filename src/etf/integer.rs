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

    /// By long division by 10^9, nine digits a round.
    fn decimal(self) -> Result<String, DecodeError> {
        const CHUNK: u64 = 1_000_000_000;
        if self.magnitude.len() > MAX_DECIMAL_BYTES {
            return Err(DecodeError::new(crate::Stage::Data, DecodeErrorKind::IntegerTooLong));
        }
        let mut limbs: Vec<u32> = self
            .magnitude
            .chunks(4)
            .map(|chunk| {
                let mut bytes = [0; 4];
                bytes[..chunk.len()].copy_from_slice(chunk);
                u32::from_le_bytes(bytes)
            })
            .collect();
        let mut chunks = Vec::with_capacity(limbs.len() * 11 / 10 + 1);
        while !limbs.is_empty() {
            let mut remainder = 0;
            for limb in limbs.iter_mut().rev() {
                let value = remainder << 32 | u64::from(*limb);
                *limb = (value / CHUNK) as u32;
                remainder = value % CHUNK;
            }
            chunks.push(remainder);
            while limbs.last() == Some(&0) {
                limbs.pop();
            }
        }
        let mut text = String::with_capacity(chunks.len() * 9 + 1);
        if self.negative {
            text.push('-');
        }
        for (index, chunk) in chunks.iter().rev().enumerate() {
            text += &if index == 0 { format!("{chunk}") } else { format!("{chunk:09}") };
        }
        Ok(text)
    }
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

    #[inline]
    fn push(&mut self, byte: u8) {
        self.start -= 1;
        self.bytes[self.start] = byte;
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[self.start..]).unwrap_or_default()
    }
}
