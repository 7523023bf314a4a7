//! Searches in a few dozen bytes, for which a call of memchr takes longer than the search.

/// Where a byte stands first.
#[inline]
pub(crate) fn first(byte: u8, bytes: &[u8]) -> Option<usize> {
    let mut place = 0;
    while let Some(chunk) = bytes[place..].first_chunk() {
        let found = equal(byte, u64::from_le_bytes(*chunk));
        if found != 0 {
            return Some(place + (found.trailing_zeros() / 8) as usize);
        }
        place += 8;
    }
    bytes[place..].iter().position(|&other| other == byte).map(|index| place + index)
}

/// Where a byte stands last.
#[inline]
pub(crate) fn last(byte: u8, bytes: &[u8]) -> Option<usize> {
    let mut rest = bytes;
    while let Some((before, chunk)) = rest.split_last_chunk() {
        let found = equal(byte, u64::from_le_bytes(*chunk));
        if found != 0 {
            return Some(before.len() + 7 - (found.leading_zeros() / 8) as usize);
        }
        rest = before;
    }
    rest.iter().rposition(|&other| other == byte)
}

/// The high bit of each byte of a word that equals `byte`.
#[inline(always)]
pub(super) fn equal(byte: u8, word: u64) -> u64 {
    const LOW_BITS: u64 = u64::from_ne_bytes([0x7f; 8]);
    let difference = word ^ u64::from_ne_bytes([byte; 8]);
    // No carry leaves a byte, so each is right whatever its neighbours are.
    !(((difference & LOW_BITS) + LOW_BITS) | difference | LOW_BITS)
}

/// Whether two texts are the same, without a call of memcmp for those of 8 to 32 bytes.
#[inline]
pub(crate) fn is_same(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let word = |bytes: Option<&[u8; 8]>| bytes.map_or(0, |bytes| u64::from_ne_bytes(*bytes));
    let wide = |bytes: Option<&[u8; 16]>| bytes.map_or(0, |bytes| u128::from_ne_bytes(*bytes));
    match left.len() {
        8..=16 => {
            let front = word(left.first_chunk()) ^ word(right.first_chunk());
            let back = word(left.last_chunk()) ^ word(right.last_chunk());
            front | back == 0
        }
        17..=32 => {
            let front = wide(left.first_chunk()) ^ wide(right.first_chunk());
            let back = wide(left.last_chunk()) ^ wide(right.last_chunk());
            front | back == 0
        }
        _ => left == right,
    }
}

/// Eight decimal digits at once: neighbours are joined to numbers of two, four and eight digits.
#[inline]
pub(crate) fn eight_digits(digits: [u8; 8]) -> Option<u64> {
    const HIGH_HALVES: u64 = 0xf0f0_f0f0_f0f0_f0f0;
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    let text = u64::from_le_bytes(digits);
    // A digit is 0x30 to 0x39: its high half is 3, and still is when 6 is added.
    let with_six = text.wrapping_add(0x0606_0606_0606_0606);
    if text & HIGH_HALVES != ZEROS || with_six & HIGH_HALVES != ZEROS {
        return None;
    }
    let ones = text - ZEROS;
    let twos = (ones.wrapping_mul(10) + (ones >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (twos.wrapping_mul(100) + (twos >> 16)) & 0x0000_ffff_0000_ffff;
    Some((fours.wrapping_mul(10_000) + (fours >> 32)) & 0xffff_ffff)
}

/// Sixteen decimal digits.
#[inline(always)]
pub(crate) fn sixteen_digits(digits: &[u8; 16]) -> Option<u64> {
    let (high, low) = digits.split_first_chunk()?;
    Some(eight_digits(*high)? * 100_000_000 + eight_digits(*low.first_chunk()?)?)
}

/// The number of 16 to 19 decimal digits before a quote, and how many they are. Whatever follows the quote is
/// not looked at.
///
/// Without a branch on how many they are, which nobody can foresee of an id.
#[inline(always)]
pub(crate) fn id_and_quote(text: &[u8; 20]) -> Option<(u64, usize)> {
    /// Added to a byte, it makes the highest bit one if that is more than 9.
    const ROOM: u64 = 0x7676_7676_7676_7676;
    const HIGHEST: u64 = 0x8080_8080_8080_8080;
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    const POWERS: [u64; 4] = [1, 10, 100, 1000];
    let (high, rest) = text.split_first_chunk()?;
    let (low, rest) = rest.split_first_chunk()?;
    let high = u64::from_le_bytes(*high) ^ ZEROS;
    let low = u64::from_le_bytes(*low) ^ ZEROS;
    let rest = u32::from_le_bytes(*rest.first_chunk()?);
    // A quote differs from all digits in this bit.
    let bits = (!rest & 0x1010_1010).trailing_zeros() & 0x38;
    if bits > 24 || (rest >> bits) as u8 != b'"' {
        return None;
    }
    // The digits in the highest bytes, and zeros before them.
    let moved = |word: u32| (u64::from(word) << 32 >> bits) as u32;
    let last = moved(rest) ^ moved(ZEROS as u32);
    let (a, b, c) = (high, low, u64::from(last));
    let over = a.wrapping_add(ROOM) | b.wrapping_add(ROOM) | c.wrapping_add(ROOM);
    if (over | a | b | c) & HIGHEST != 0 {
        return None;
    }
    let length = (bits / 8) as usize;
    let number = eight(high) * 100_000_000 + eight(low);
    Some((number * POWERS[length] + four(last), 16 + length))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::STEP;

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

    #[test]
    fn agrees_with_the_standard_library() {
        for length in (0..40).step_by(STEP) {
            for place in 0..length {
                for (byte, around) in [(0, 1), (0, 0x80), (b'"', b'#'), (0xff, 0x7f), (1, 0)] {
                    let mut bytes = vec![around; length];
                    bytes[place] = byte;
                    for second in [place, length - 1, 0] {
                        bytes[second] = byte;
                        let expected = bytes.iter().position(|&other| other == byte);
                        assert_eq!(first(byte, &bytes), expected, "{bytes:?}");
                        let expected = bytes.iter().rposition(|&other| other == byte);
                        assert_eq!(last(byte, &bytes), expected, "{bytes:?}");
                    }
                    let other = vec![around; length];
                    assert_eq!(is_same(&bytes, &other), bytes == other);
                    assert!(is_same(&bytes, &bytes.clone()));
                    assert!(!is_same(&bytes, &bytes[1..]));
                }
            }
            let bytes = vec![b'a'; length];
            assert_eq!((first(b'b', &bytes), last(b'b', &bytes)), (None, None));
        }
    }
}
