//! Numbers that are decimal digits in text: sixteen at once for ids, eight for those of few digits.

/// Added to a digit's value in each byte, it makes the highest bit of one that is more than 9.
const ROOM: u64 = 0x7676_7676_7676_7676;
const HIGHEST: u64 = 0x8080_8080_8080_8080;
const ZEROS: u64 = 0x3030_3030_3030_3030;

/// Ten to the power of so many.
const POWERS: [u64; 8] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000];

/// The number of 16 to 19 decimal digits before a quote, and how many they are. Whatever follows the quote is
/// not looked at.
///
/// Without a branch on how many they are, which nobody can foresee of an id.
#[inline(always)]
pub(crate) fn id_and_quote(text: &[u8; 20]) -> Option<(u64, usize)> {
    let (front, rest) = text.split_first_chunk::<16>()?;
    let rest = u32::from_le_bytes(*rest.first_chunk()?);
    // A quote differs from all digits in this bit.
    let bits = (!rest & 0x1010_1010).trailing_zeros() & 0x38;
    if bits > 24 || (rest >> bits) as u8 != b'"' {
        return None;
    }
    // The digits in the highest bytes, and zeros before them.
    let moved = |word: u32| (u64::from(word) << 32 >> bits) as u32;
    let last = moved(rest) ^ moved(ZEROS as u32);
    if (last.wrapping_add(ROOM as u32) | last) & HIGHEST as u32 != 0 {
        return None;
    }
    let number = kernel::sixteen(front)?;
    let length = (bits / 8) as usize;
    Some((number * POWERS[length] + four(last), 16 + length))
}

/// The number of the decimal digits that text begins with, if they are less than 16, and how many they are. None
/// if it ends soon after.
#[inline(always)]
pub(crate) fn few_digits(text: &[u8]) -> Option<(u64, usize)> {
    let (front, rest) = text.split_first_chunk::<8>()?;
    let front = u64::from_le_bytes(*front) ^ ZEROS;
    // Only a byte that is no digit can carry into the next.
    let over = (front.wrapping_add(ROOM) | front) & HIGHEST;
    if over != 0 {
        let bits = over.trailing_zeros() & 0x38;
        return Some((eight(front << 1 << (63 - bits)), (bits / 8) as usize));
    }
    let rest = u64::from_le_bytes(*rest.first_chunk()?) ^ ZEROS;
    let over = (rest.wrapping_add(ROOM) | rest) & HIGHEST;
    if over == 0 {
        return None;
    }
    let bits = over.trailing_zeros() & 0x38;
    let length = (bits / 8) as usize;
    Some((eight(front) * POWERS[length] + eight(rest << 1 << (63 - bits)), 8 + length))
}

/// The number of eight digits, each in a byte.
#[inline(always)]
fn eight(digits: u64) -> u64 {
    let twos = (digits.wrapping_mul(10) + (digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (twos.wrapping_mul(100) + (twos >> 16)) & 0x0000_ffff_0000_ffff;
    (fours.wrapping_mul(10_000) + (fours >> 32)) & 0xffff_ffff
}

/// The number of four digits, each in a byte.
#[inline(always)]
fn four(digits: u32) -> u64 {
    let twos = (digits.wrapping_mul(10).wrapping_add(digits >> 8)) & 0x00ff_00ff;
    u64::from((twos.wrapping_mul(100).wrapping_add(twos >> 16)) & 0xffff)
}

/// With SSE2, which every x86-64 has.
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod kernel {
    use std::arch::x86_64::*;

    #[inline(always)]
    pub(super) fn sixteen(digits: &[u8; 16]) -> Option<u64> {
        // SAFETY: every x86-64 has SSE2.
        unsafe { sixteen_with_sse2(digits) }
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn load(bytes: &[u8; 16]) -> __m128i {
        // SAFETY: there are sixteen bytes, and the load may be unaligned.
        unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) }
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn sixteen_with_sse2(digits: &[u8; 16]) -> Option<u64> {
        let ones = _mm_xor_si128(load(digits), _mm_set1_epi8(b'0' as i8));
        // Nothing is left of what is at most nine.
        let over = _mm_subs_epu8(ones, _mm_set1_epi8(9));
        if _mm_movemask_epi8(_mm_cmpeq_epi8(over, _mm_setzero_si128())) != 0xffff {
            return None;
        }
        let tens = _mm_mullo_epi16(_mm_and_si128(ones, _mm_set1_epi16(0xff)), _mm_set1_epi16(10));
        let twos = _mm_add_epi16(tens, _mm_srli_epi16(ones, 8));
        let fours = _mm_madd_epi16(twos, _mm_set1_epi32(1 << 16 | 100));
        // Of each pair of numbers the first is worth ten thousand times as much.
        let fours = _mm_packs_epi32(fours, fours);
        let eights =
            _mm_cvtsi128_si64(_mm_madd_epi16(fours, _mm_set1_epi32(1 << 16 | 10_000))) as u64;
        Some((eights & 0xffff_ffff) * 100_000_000 + (eights >> 32))
    }
}

/// In words of eight bytes, for all other machines.
#[cfg(any(test, not(target_arch = "x86_64")))]
#[cfg_attr(target_arch = "x86_64", allow(dead_code))]
mod portable {
    use super::{HIGHEST, ROOM, ZEROS, eight};

    #[inline(always)]
    pub(super) fn sixteen(digits: &[u8; 16]) -> Option<u64> {
        let (high, low) = digits.split_first_chunk()?;
        let high = u64::from_le_bytes(*high) ^ ZEROS;
        let low = u64::from_le_bytes(*low.first_chunk()?) ^ ZEROS;
        let over = high.wrapping_add(ROOM) | low.wrapping_add(ROOM) | high | low;
        (over & HIGHEST == 0).then(|| eight(high) * 100_000_000 + eight(low))
    }
}

#[cfg(not(target_arch = "x86_64"))]
use portable as kernel;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::STEP;

    #[test]
    fn sixteen_digits_with_every_byte_at_every_place() {
        for place in 0..16 {
            for byte in (0..=u8::MAX).step_by(STEP) {
                for digits in [b"0000000000000000", b"9999999999999999", b"1234567890123456"] {
                    let mut text = *digits;
                    text[place] = byte;
                    let expected = str::from_utf8(&text).ok().and_then(|text| text.parse().ok());
                    let expected = expected.filter(|_| byte.is_ascii_digit());
                    assert_eq!(kernel::sixteen(&text), expected, "{text:?}");
                    assert_eq!(portable::sixteen(&text), expected, "{text:?}");
                }
            }
        }
    }

    #[test]
    fn few_digits_before_every_byte() {
        let digits = "98765432109876543210";
        for first in (0..10).step_by(STEP) {
            for length in 0..=20 {
                for after in (0..=0x7f_u8).filter(|byte| !byte.is_ascii_digit()).step_by(STEP) {
                    let number = &format!("{first}{digits}")[..length];
                    let text = format!("{number}{}{:16}", char::from(after), "");
                    let expected = (length < 16).then(|| (number.parse().unwrap_or(0), length));
                    assert_eq!(few_digits(text.as_bytes()), expected, "{text:?}");
                }
            }
        }
        for length in 0..16 {
            let text = &b"1234567890123456"[..length];
            assert_eq!(few_digits(text), None);
        }
        assert_eq!(few_digits(b"12\xff\xff\xff\xff\xff\xff"), Some((12, 2)));
    }

    #[test]
    fn ids_before_a_quote() {
        let digits = "90718253641928374650";
        for first in (0..10).step_by(STEP) {
            for length in 0..=20 {
                let number = format!("{first}{digits}")[..length].to_owned();
                for after in ["\"", "\"\"\"\"", "\",}]", "\"999", "\"\u{1}\u{7f}\0"] {
                    let text = format!("{number}{after}{:20}", "");
                    let text: [u8; 20] = *text.as_bytes().first_chunk().unwrap();
                    let expected = (16..=19).contains(&length);
                    let expected = expected.then(|| (number.parse().unwrap(), length));
                    assert_eq!(id_and_quote(&text), expected, "{text:?}");
                }
            }
        }
        for place in (0..19).step_by(STEP) {
            for byte in (0..=u8::MAX).filter(|byte| !byte.is_ascii_digit()) {
                let mut text = *b"1234567890123456789\"";
                text[place] = byte;
                let expected = match (place, byte) {
                    (16..19, b'"') => Some((
                        text[..place]
                            .iter()
                            .fold(0, |number, digit| number * 10 + u64::from(digit - b'0')),
                        place,
                    )),
                    _ => None,
                };
                assert_eq!(id_and_quote(&text), expected, "{text:?}");
            }
        }
        assert_eq!(id_and_quote(b"12345678901234567890"), None);
    }
}
