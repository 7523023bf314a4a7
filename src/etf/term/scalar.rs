//! Atoms, integers and bit strings.

use std::borrow::Cow;
use std::fmt;

use crate::etf::integer::{BigInteger, Integer as Wire};

/// An atom: a name that stands for itself.
///
/// Atoms are the same when their characters are, in whichever of the four tags they came.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Atom<'t> {
    text: Cow<'t, str>,
}

impl<'t> Atom<'t> {
    pub(super) fn new(text: Cow<'t, str>) -> Self {
        Self { text }
    }

    /// Its characters, at most 255.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its characters; borrowed from the term, but for Latin-1 beyond ASCII.
    pub fn into_str(self) -> Cow<'t, str> {
        self.text
    }
}

impl PartialEq<str> for Atom<'_> {
    fn eq(&self, other: &str) -> bool {
        self.text == other
    }
}

impl PartialEq<&str> for Atom<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.text == *other
    }
}

/// As `io:format("~w")` prints it: in quotes where Erlang asks for them.
impl fmt::Display for Atom<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::display::write_atom(f, &self.text)
    }
}

/// An integer of any size.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Integer<'t> {
    value: Wire<'t>,
}

impl<'t> Integer<'t> {
    pub(super) fn new(value: Wire<'t>) -> Self {
        Self { value }
    }

    pub(super) fn wire(self) -> Wire<'t> {
        self.value
    }

    /// The value, if it fits.
    pub fn as_u64(self) -> Option<u64> {
        self.value.as_u64()
    }

    /// The value, if it fits.
    pub fn as_i64(self) -> Option<i64> {
        match self.value {
            Wire::Unsigned(value) => i64::try_from(value).ok(),
            Wire::Negative(value) => Some(value),
            Wire::Big(_) => None,
        }
    }

    /// The value, if it fits.
    pub fn as_u128(self) -> Option<u128> {
        match self.value {
            Wire::Unsigned(value) => Some(u128::from(value)),
            Wire::Negative(_) => None,
            Wire::Big(big) => big.to_128()?.ok(),
        }
    }

    /// The value, if it fits.
    pub fn as_i128(self) -> Option<i128> {
        match self.value {
            Wire::Unsigned(value) => Some(i128::from(value)),
            Wire::Negative(value) => Some(i128::from(value)),
            Wire::Big(big) => match big.to_128()? {
                Ok(value) => i128::try_from(value).ok(),
                Err(value) => Some(value),
            },
        }
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        match self.value {
            Wire::Unsigned(_) => false,
            Wire::Negative(_) => true,
            Wire::Big(BigInteger { negative, .. }) => negative,
        }
    }

    /// The bytes of its absolute value, the lowest first, without zeros at the end: none for 0.
    pub fn magnitude(self) -> Cow<'t, [u8]> {
        let small = |value: u64| {
            let length = 8 - value.leading_zeros() as usize / 8;
            Cow::Owned(value.to_le_bytes()[..length].to_vec())
        };
        match self.value {
            Wire::Unsigned(value) => small(value),
            Wire::Negative(value) => small(value.unsigned_abs()),
            Wire::Big(BigInteger { magnitude, .. }) => Cow::Borrowed(magnitude),
        }
    }
}

/// Decimal as Erlang prints it; above 1 KiB, where that takes quadratic time, `16#…`, which Erlang
/// reads as the same integer.
impl fmt::Display for Integer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Ok(result) = self.value.with_decimal(|text| f.write_str(text)) {
            return result;
        }
        f.write_str(if self.is_negative() { "-16#" } else { "16#" })?;
        write_hexadecimal(f, &self.magnitude())
    }
}

/// Of bytes, the lowest first, as one number. Many digits are written at a time.
fn write_hexadecimal(f: &mut fmt::Formatter<'_>, magnitude: &[u8]) -> fmt::Result {
    let digit = |digit: u8| b"0123456789ABCDEF"[usize::from(digit)];
    let mut is_first = true;
    for bytes in magnitude.rchunks(32) {
        let mut digits = [0; 64];
        for (pair, byte) in digits.as_chunks_mut::<2>().0.iter_mut().zip(bytes.iter().rev()) {
            *pair = [digit(byte >> 4), digit(byte & 15)];
        }
        let zeros = usize::from(is_first && digits[0] == b'0');
        is_first = false;
        f.write_str(str::from_utf8(&digits[zeros..2 * bytes.len()]).unwrap_or_default())?;
    }
    Ok(())
}

impl fmt::Debug for Integer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Bytes, of whose last one only some bits count.
#[derive(Clone, Copy, Debug)]
pub struct BitString<'t> {
    pub(super) bytes: &'t [u8],
    pub(super) last_bits: u8,
}

impl<'t> BitString<'t> {
    /// The bytes as they came. What the last one holds in its other bits, the lower ones, means
    /// nothing.
    pub fn bytes(self) -> &'t [u8] {
        self.bytes
    }

    /// How many bits of the last byte count, from the highest: 1 to 7.
    pub fn last_bits(self) -> u8 {
        self.last_bits
    }

    /// The whole bytes, and the bits that follow them as a number.
    pub(super) fn parts(self) -> (&'t [u8], u8) {
        match self.bytes.split_last() {
            Some((last, whole)) => (whole, last.unbounded_shr(8 - u32::from(self.last_bits))),
            None => (&[], 0),
        }
    }
}

impl PartialEq for BitString<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.parts(), self.last_bits) == (other.parts(), other.last_bits)
    }
}

impl Eq for BitString<'_> {}
