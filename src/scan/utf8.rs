//! Text out of bytes. Nearly all text of the Gateway is short and ASCII, for which
//! [`std::str::from_utf8`] takes longer to begin than to check.

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
    if starts_short_ascii(bytes, length) || (length > 16 && is_long_ascii(text)) {
        // SAFETY: `text` is the first `length` bytes, which are ASCII; ASCII is UTF-8.
        return Some((unsafe { std::str::from_utf8_unchecked(text) }, rest));
    }
    long_text(text).map(|text| (text, rest))
}

/// Whether bytes are ASCII, where they are 17 to 64.
#[inline(always)]
fn is_long_ascii(bytes: &[u8]) -> bool {
    const HIGH_BITS: u128 = u128::from_ne_bytes([0x80; 16]);
    let chunk = |place: usize| {
        bytes[place..].first_chunk().map_or(u128::MAX, |chunk| u128::from_ne_bytes(*chunk))
    };
    let length = bytes.len();
    let bits = match length {
        17..=32 => chunk(0) | chunk(length - 16),
        33..=64 => chunk(0) | chunk(16) | chunk(length - 32) | chunk(length - 16),
        _ => return false,
    };
    bits & HIGH_BITS == 0
}

#[inline(never)]
fn long_text(bytes: &[u8]) -> Option<&str> {
    utf8(bytes)
}

/// Whether the first `length` bytes are ASCII, where they are few and sixteen can be looked at.
#[inline(always)]
pub(crate) fn starts_short_ascii(bytes: &[u8], length: usize) -> bool {
    match (SHORT_MASKS.get(length), bytes.first_chunk()) {
        (Some(mask), Some(chunk)) => u128::from_le_bytes(*chunk) & mask == 0,
        _ => false,
    }
}

/// The first `length` bytes as a number, where they are 1 to 16, sixteen can be looked at, and the
/// last is not zero, so that the number tells how many there are.
#[inline(always)]
pub(crate) fn first_bytes(bytes: &[u8], length: usize) -> Option<u128> {
    let mask =
        u128::MAX >> (128 - 8 * u32::try_from(length).ok().filter(|l| matches!(l, 1..=16))?);
    let number = u128::from_le_bytes(*bytes.first_chunk()?) & mask;
    (number > mask >> 8).then_some(number)
}

/// The high bits of the first bytes of sixteen, by their number.
static SHORT_MASKS: [u128; 17] = {
    let mut masks = [0; 17];
    let mut length = 1;
    while length < masks.len() {
        masks[length] = masks[length - 1] << 8 | 0x80;
        length += 1;
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

    #[test]
    fn agrees_with_the_standard_library() {
        for length in 0..100 {
            let mut bytes = vec![b'a'; length];
            assert_eq!(utf8(&bytes), std::str::from_utf8(&bytes).ok());
            for place in 0..length {
                for byte in 0..=u8::MAX {
                    bytes[place] = byte;
                    assert_eq!(is_ascii(&bytes), bytes.is_ascii(), "{bytes:?}");
                    assert_eq!(utf8(&bytes), std::str::from_utf8(&bytes).ok(), "{bytes:?}");
                    for split in [0, place, place + 1, length, length + 1] {
                        let expected = bytes.split_at_checked(split).and_then(|(text, rest)| {
                            std::str::from_utf8(text).ok().map(|text| (text, rest))
                        });
                        assert_eq!(split_text(&bytes, split), expected, "{bytes:?} {split}");
                        let is_short = split <= 16 && length >= 16;
                        let expected = is_short && bytes[..split].is_ascii();
                        assert_eq!(starts_short_ascii(&bytes, split), expected);
                    }
                }
                bytes[place] = b'a';
            }
        }
    }

    #[test]
    fn characters_of_every_width_at_every_place() {
        for character in ["é", "€", "😀", "\u{7ff}", "\u{10ffff}"] {
            for front in 0..40 {
                for back in 0..40 {
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
