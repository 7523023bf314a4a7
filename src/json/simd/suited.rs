//! Whether a text is one that simd-json reads within the bounds on memory and time. Usual texts are.

use memchr::memchr_iter;

/// Shorter texts take little memory whatever they hold, in bytes.
const SHORT: usize = 56 << 10;

/// From so many digits on, simd-json may read a float in a time that is not bounded by its length.
const MANY_DIGITS: usize = 18;

/// At most how many places there are in a text at which something begins or ends, each of which takes
/// simd-json 32 bytes; zero for a short text. None if the text is to be left to the other reader.
pub(crate) fn places(text: &[u8]) -> Option<usize> {
    if has_long_float(text) {
        return None;
    }
    if text.len() <= SHORT {
        return Some(0);
    }
    let places = count_places(text);
    // Half of what a payload may take. A byte and a half of each are for the text.
    (places <= text.len() / 5 * 2).then_some(places)
}

fn is_punctuation(byte: u8) -> bool {
    // Brackets and braces differ in one bit.
    matches!(byte, b',' | b':') || matches!(byte | 0x20, b'{' | b'}')
}

/// The most places that simd-json may find: punctuation, opening quotes, and whatever follows either of
/// them or white space.
fn count_places(text: &[u8]) -> usize {
    /// So many are counted in a byte.
    const CHUNK: usize = 128;

    let (mut places, mut quotes, mut before) = (0_usize, 0_usize, b' ');
    for chunk in text.chunks(CHUNK) {
        let (mut others, mut quoted) = (0_u8, 0_u8);
        for (index, &byte) in chunk.iter().enumerate() {
            let before = if index == 0 { before } else { chunk[index - 1] };
            let may_begin = before <= b' ' || before == b'"' || is_punctuation(before);
            let is_quote = byte == b'"';
            quoted += u8::from(is_quote);
            others += u8::from(is_punctuation(byte) | (may_begin & !is_quote & (byte > b' ')));
        }
        places += usize::from(others);
        quotes += usize::from(quoted);
        before = chunk.last().copied().unwrap_or_default();
    }
    places + quotes / 2 + 1
}

/// Whether there may be a float of many digits. Text that looks like one counts.
fn has_long_float(text: &[u8]) -> bool {
    let has_fraction = memchr_iter(b'.', text).any(|point| {
        let before = digits(text[..point].iter().rev());
        before > 0 && before + digits(text[point + 1..].iter()) >= MANY_DIGITS
    });
    has_fraction || has_long_exponent(text)
}

/// How many digits there are at the start of some bytes, up to the number that matters.
fn digits<'a>(bytes: impl Iterator<Item = &'a u8>) -> usize {
    bytes.take(MANY_DIGITS).take_while(|byte| byte.is_ascii_digit()).count()
}

/// Whether an exponent follows many digits.
fn has_long_exponent(text: &[u8]) -> bool {
    const CHUNK: usize = 64;

    let is_exponent = |pair: &[u8]| pair[0].is_ascii_digit() & (pair[1] | 0x20 == b'e');
    (0..text.len()).step_by(CHUNK).any(|start| {
        let chunk = &text[start..text.len().min(start + CHUNK + 1)];
        let pairs = chunk.windows(2);
        pairs.clone().fold(false, |found, pair| found | is_exponent(pair))
            && pairs.enumerate().any(|(index, pair)| {
                let after = start + index + 1;
                is_exponent(pair) && digits(text[..after].iter().rev()) >= MANY_DIGITS
            })
    })
}
