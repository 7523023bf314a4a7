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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::STEP;

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
