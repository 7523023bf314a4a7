//! Floats and their decimal text, both ways, in a time that no text and no float can stretch.
//!
//! What the standard library does with a number that lies close to the middle of two floats takes
//! hundreds of nanoseconds per byte. Nothing off the wire is read or written by it.

use std::cmp::Ordering;

use lexical_parse_float::FromLexical;

/// The float nearest to a number in decimal; `None` where that is infinite.
///
/// The text is digits, perhaps after a sign, with a point and an exponent perhaps. Whoever calls has
/// checked it, to the rules of its own format.
pub(crate) fn parse(text: &[u8]) -> Option<f64> {
    f64::from_lexical(text).ok().filter(|value| value.is_finite())
}

/// As [`parse`], rounded once to the smaller type.
pub(crate) fn parse_f32(text: &[u8]) -> Option<f32> {
    f32::from_lexical(text).ok().filter(|value| value.is_finite())
}

/// The digits of a number in decimal. Each of the parts may be empty.
pub(crate) struct Decimal<'a> {
    pub(crate) whole: &'a [u8],
    pub(crate) fraction: &'a [u8],
    pub(crate) exponent: &'a [u8],
    /// Whether the exponent is below zero.
    pub(crate) is_divided: bool,
}

/// The least number that is rounded to infinity: the middle between the largest float and the power
/// of two after it, 2^1024 - 2^970.
const LIMIT: &[u8; 309] = b"\
    179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587\
    207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711\
    531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093\
    042880177904174497792";

impl Decimal<'_> {
    /// Whether the nearest float is finite. Digits are compared and nothing is computed but the
    /// exponent, so that to step over a number takes no longer where it is hard to round.
    pub(crate) fn is_finite(&self) -> bool {
        let zeros = |digits: &[u8]| digits.iter().take_while(|digit| **digit == b'0').count();
        let whole = &self.whole[zeros(self.whole)..];
        let mut fraction = self.fraction;
        let mut place = whole.len() as i64;
        if whole.is_empty() {
            let zeros = zeros(fraction);
            if zeros == fraction.len() {
                return true;
            }
            fraction = &fraction[zeros..];
            place = -(zeros as i64);
        }
        let exponent = self.exponent.iter().fold(0i64, |exponent, digit| {
            exponent.saturating_mul(10).saturating_add(i64::from(digit - b'0'))
        });
        // Where the point is, counted from the first digit that is not zero.
        place = place.saturating_add(if self.is_divided { -exponent } else { exponent });
        match place.cmp(&(LIMIT.len() as i64)) {
            Ordering::Less => true,
            Ordering::Equal => whole.iter().chain(fraction).lt(LIMIT),
            Ordering::Greater => false,
        }
    }
}

/// The shortest text that means a finite float and no other, and no integer, as `serde_json` writes
/// it.
pub(crate) fn with_text<F: zmij::Float, T>(value: F, use_text: impl FnOnce(&str) -> T) -> T {
    use_text(zmij::Buffer::new().format_finite(value))
}

/// The shortest digits that mean a float and no other.
pub(crate) struct Shortest {
    digits: [u8; 24],
    start: usize,
    end: usize,
    /// How many of the digits stand before the point; below zero, how many zeros stand between it
    /// and them.
    pub(crate) place: i32,
}

impl Shortest {
    /// Of a float that is finite and not zero, whatever its sign.
    pub(crate) fn new(value: f64) -> Self {
        with_text(value.abs(), |text| {
            let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
            let whole = mantissa.find('.').unwrap_or(mantissa.len());
            let exponent: i32 = exponent.parse().unwrap_or(0);
            let mut digits = [0; 24];
            let mut end = 0;
            for (place, byte) in digits.iter_mut().zip(mantissa.bytes().filter(|&b| b != b'.')) {
                *place = byte;
                end += 1;
            }
            let is_zero = |byte: &&u8| **byte == b'0';
            let start = digits[..end].iter().take_while(is_zero).count();
            end -= digits[start..end].iter().rev().take_while(is_zero).count();
            Self { digits, start, end, place: whole as i32 - start as i32 + exponent }
        })
    }

    /// The first is not zero, nor is the last.
    pub(crate) fn digits(&self) -> &str {
        str::from_utf8(&self.digits[self.start..self.end]).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Floats of every exponent, with the shortest, the longest and other digits.
    fn floats() -> impl Iterator<Item = f64> {
        (0..2047u64).flat_map(|exponent| {
            [0, 1, 0x0008_0000_0000_0000, 0x000f_ffff_ffff_ffff, 0x0001_2345_6789_abcd]
                .map(|mantissa| f64::from_bits(exponent << 52 | mantissa))
        })
    }

    #[test]
    fn the_shortest_digits_are_those_of_the_standard_library() {
        let tens = (-320..309).map(|exponent| format!("1e{exponent}").parse().unwrap());
        for value in floats().chain(tens).filter(|value| *value != 0.0) {
            let text = format!("{value:e}");
            let (digits, exponent) = text.split_once('e').unwrap();
            let shortest = Shortest::new(-value);
            let (found, digits) = (shortest.digits(), digits.replace('.', ""));
            assert_eq!((shortest.place - 1).to_string(), exponent, "{text}");
            // Of two that are as near, the even one is taken, as by Erlang; there the upper one.
            if found != digits {
                let numbers = [found, &digits].map(|digits| digits.parse::<u64>().unwrap());
                assert_eq!((numbers[0] % 2, numbers[0] + 1), (0, numbers[1]), "{text}");
                let read = format!("{found}e{}", shortest.place - found.len() as i32);
                assert_eq!(read.parse(), Ok(value));
            }
        }
    }

    #[test]
    fn text_is_read_back_bit_for_bit() {
        for value in floats() {
            let read = with_text(value, |text| parse(text.as_bytes()));
            assert_eq!(read.map(f64::to_bits), Some(value.to_bits()));
        }
        for (text, value) in [("1e400", None), ("-1e400", None), ("1e-400", Some(0.0))] {
            assert_eq!(parse(text.as_bytes()), value);
        }
        assert_eq!((parse_f32(b"1e39"), parse_f32(b"7.038531e-26")), (None, Some(7.038531e-26)));
    }
}
