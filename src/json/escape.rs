//! Escape sequences of strings.

/// How long the escape sequence is that the bytes begin with, backslash included, if it stands for
/// a character.
pub(super) fn length(bytes: &[u8]) -> Option<usize> {
    match bytes.get(1)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(2),
        b'u' => match (unit(bytes)?, bytes.get(6..8)) {
            (0xdc00..=0xdfff, _) => None,
            (0xd800..=0xdbff, Some(b"\\u")) => {
                matches!(unit(&bytes[6..])?, 0xdc00..=0xdfff).then_some(12)
            }
            (0xd800..=0xdbff, _) => None,
            _ => Some(6),
        },
        _ => None,
    }
}

/// The UTF-16 unit of a sequence of `\u` and four digits.
fn unit(sequence: &[u8]) -> Option<u16> {
    let [a, b, c, d] = sequence.get(2..6)?.first_chunk()?.map(|digit| DIGITS[usize::from(digit)]);
    let value = u16::from_be_bytes([a << 4 | b & 15, c << 4 | d & 15]);
    (a | b | c | d <= 15).then_some(value)
}

/// The value of each hexadecimal digit, and more than fifteen for other bytes.
static DIGITS: [u8; 256] = {
    let mut digits = [u8::MAX; 256];
    let mut value = 0;
    while value < 16 {
        digits[b"0123456789abcdef"[value] as usize] = value as u8;
        digits[b"0123456789ABCDEF"[value] as usize] = value as u8;
        value += 1;
    }
    digits
};

/// The character of a checked escape sequence that the bytes begin with, and its length.
pub(super) fn character(bytes: &[u8]) -> (char, usize) {
    let character = match bytes.get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'u') => {
            let length = length(bytes).unwrap_or(6);
            let second = bytes.get(6..length).and_then(unit);
            let units = unit(bytes).into_iter().chain(second);
            let character = char::decode_utf16(units).next().and_then(Result::ok);
            return (character.unwrap_or(char::REPLACEMENT_CHARACTER), length);
        }
        Some(&other) => char::from(other),
        None => char::REPLACEMENT_CHARACTER,
    };
    (character, 2)
}
