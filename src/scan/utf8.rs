//! Text out of bytes. Nearly all text of the Gateway is short and ASCII, for which
//! [`std::str::from_utf8`] takes longer to begin than to check.

use super::ascii::high_bits;

/// The bytes as text, if they are UTF-8.
#[inline]
#[allow(unsafe_code)]
pub(crate) fn utf8(bytes: &[u8]) -> Option<&str> {
    if is_ascii(bytes) {
        // SAFETY: ASCII is UTF-8.
        return Some(unsafe { std::str::from_utf8_unchecked(bytes) });
    }
    beyond_ascii(bytes)
}

/// The first `length` bytes as text and those behind, if there are as many and they are UTF-8.
#[inline(always)]
#[allow(unsafe_code)]
pub(crate) fn split_text(bytes: &[u8], length: usize) -> Option<(&str, &[u8])> {
    let (text, rest) = bytes.split_at_checked(length)?;
    let text = if starts_ascii(bytes, length) {
        // SAFETY: `text` is the first `length` bytes, which are ASCII; ASCII is UTF-8.
        unsafe { std::str::from_utf8_unchecked(text) }
    } else {
        any_text(text)?
    };
    Some((text, rest))
}

/// As [`split_text`], for ASCII of at most 64 bytes alone.
#[inline(always)]
#[allow(unsafe_code)]
pub(crate) fn split_ascii(bytes: &[u8], length: usize) -> Option<(&str, &[u8])> {
    let (text, rest) = bytes.split_at_checked(length).filter(|_| starts_ascii(bytes, length))?;
    // SAFETY: `text` is the first `length` bytes, which are ASCII; ASCII is UTF-8.
    Some((unsafe { std::str::from_utf8_unchecked(text) }, rest))
}

/// Whether the first `length` bytes are ASCII, where they are at most 64.
#[inline(always)]
pub(crate) fn starts_ascii(bytes: &[u8], length: usize) -> bool {
    let Some(start) = bytes.first_chunk() else { return ends_ascii(bytes, length) };
    let bits = high_bits(start);
    match length {
        // The hashes of images have 32 bytes, and most text has fewer.
        0..=32 => u64::from(bits) & ((1 << length) - 1) == 0,
        33..=64 => match bytes.get(length - 32..).and_then(<[u8]>::first_chunk) {
            Some(end) => (bits | high_bits(end)) == 0,
            None => false,
        },
        _ => false,
    }
}

/// As [`starts_ascii`], where a payload ends and there are fewer than thirty-two.
#[inline(never)]
fn ends_ascii(bytes: &[u8], length: usize) -> bool {
    bytes.get(..length).is_some_and(is_ascii)
}

#[inline(never)]
fn any_text(bytes: &[u8]) -> Option<&str> {
    utf8(bytes)
}

/// The first `length` bytes as a number, where they are 1 to 16, sixteen can be looked at, and the
/// last is not zero, so that the number tells how many there are.
#[inline(always)]
pub(crate) fn first_bytes(bytes: &[u8], length: usize) -> Option<u128> {
    let (last, chunk) = (length.wrapping_sub(1), bytes.first_chunk::<16>()?);
    let mask = FIRST_BYTES.get(last)?;
    (chunk[last] != 0).then(|| u128::from_le_bytes(*chunk) & mask)
}

/// The first bytes of sixteen, by the number of the last of them.
static FIRST_BYTES: [u128; 16] = {
    let mut masks = [0xff; 16];
    let mut last = 1;
    while last < masks.len() {
        masks[last] = masks[last - 1] << 8 | 0xff;
        last += 1;
    }
    masks
};

#[inline(never)]
fn beyond_ascii(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

/// As [`slice::is_ascii`], with loads that overlap instead of a loop for what is short.
#[inline]
pub(crate) fn is_ascii(bytes: &[u8]) -> bool {
    const HIGH_BITS: u64 = 0x8080_8080_8080_8080;
    let high_bits = match bytes.len() {
        8..=16 => word(bytes.first_chunk()) | word(bytes.last_chunk()),
        4..=7 => short(bytes.first_chunk()) | short(bytes.last_chunk()),
        17..=32 => {
            let (front, back) = (&bytes[..16], &bytes[bytes.len() - 16..]);
            word(front.first_chunk())
                | word(front.last_chunk())
                | word(back.first_chunk())
                | word(back.last_chunk())
        }
        _ => return bytes.is_ascii(),
    };
    high_bits & HIGH_BITS == 0
}

#[inline(always)]
fn word(chunk: Option<&[u8; 8]>) -> u64 {
    chunk.map_or(u64::MAX, |chunk| u64::from_ne_bytes(*chunk))
}

#[inline(always)]
fn short(chunk: Option<&[u8; 4]>) -> u64 {
    chunk.map_or(u64::MAX, |chunk| u64::from(u32::from_ne_bytes(*chunk)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::STEP;

    #[test]
    fn agrees_with_the_standard_library() {
        for length in (0..100).step_by(STEP) {
            let mut bytes = vec![b'a'; length];
            assert_eq!(utf8(&bytes), std::str::from_utf8(&bytes).ok());
            for place in (0..length).step_by(STEP) {
                for byte in (0..=u8::MAX).step_by(STEP) {
                    bytes[place] = byte;
                    assert_eq!(is_ascii(&bytes), bytes.is_ascii(), "{bytes:?}");
                    assert_eq!(utf8(&bytes), std::str::from_utf8(&bytes).ok(), "{bytes:?}");
                    for split in [0, place, place + 1, length, length + 1] {
                        let expected = bytes.split_at_checked(split).and_then(|(text, rest)| {
                            std::str::from_utf8(text).ok().map(|text| (text, rest))
                        });
                        assert_eq!(split_text(&bytes, split), expected, "{bytes:?} {split}");
                        let is_seen = split <= if length < 32 { length } else { length.min(64) };
                        let expected = is_seen && bytes[..split].is_ascii();
                        assert_eq!(starts_ascii(&bytes, split), expected);
                    }
                }
                bytes[place] = b'a';
            }
        }
    }

    #[test]
    fn characters_of_every_width_at_every_place() {
        for character in ["é", "€", "😀", "\u{7ff}", "\u{10ffff}"] {
            for front in (0..40).step_by(STEP) {
                for back in (0..40).step_by(STEP) {
                    let text = format!("{:front$}{character}{:back$}", "", "");
                    assert_eq!(utf8(text.as_bytes()), Some(text.as_str()));
                    for cut in 1..character.len() {
                        assert_eq!(utf8(&text.as_bytes()[..front + cut]), None);
                    }
                }
            }
        }
    }
}
