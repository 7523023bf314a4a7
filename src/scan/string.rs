//! Strings of JSON text that have no escapes.

use super::json::end_of_plain;

/// Reads a string without escapes that begins at a byte, its quote. Returns the string and the place after it,
/// or none if there is no such string or it ends near the end of the text.
#[allow(unsafe_code)]
#[inline(always)]
pub(crate) fn plain_string(text: &str, at: usize) -> Option<(&str, usize)> {
    let bytes = text.as_bytes();
    let [b'"', front @ ..] = bytes.get(at..)?.first_chunk::<17>()? else { return None };
    let start = at + 1;
    let end = match end_of_plain(front) {
        Some(length) => start + length,
        None => end_of_long(bytes, start + front.len()),
    };
    if bytes.get(end) != Some(&b'"') {
        return None;
    }
    debug_assert!(start <= end && text.get(start..end).is_some());
    // SAFETY: `start` is at most `end`, which is at most the length. Both are beside a quote, which is a
    // character of one byte: the first is after one and the second before one.
    let string = unsafe { text.get_unchecked(start..end) };
    Some((string, end + 1))
}

/// Where a string's plain text ends that goes on at a byte, or the end.
#[inline(never)]
fn end_of_long(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        match end_of_plain(chunk) {
            Some(length) => return at + length,
            None => at += chunk.len(),
        }
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let ends = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    at + rest.iter().position(ends).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::STEP;

    /// The same, byte by byte.
    fn searched(text: &str, at: usize) -> Option<(&str, usize)> {
        let rest = text.get(at..)?.strip_prefix('"')?;
        let end = rest.find(|character: char| character < ' ' || "\"\\".contains(character))?;
        let is_whole = rest.as_bytes()[end] == b'"' && rest.len() >= 16;
        is_whole.then(|| (&rest[..end], at + end + 2))
    }

    #[test]
    fn strings_of_all_lengths_wherever_they_end() {
        let around = "{\"\u{e9}\":";
        for length in (0..70).step_by(STEP) {
            for unit in ["a", "\u{e9}", "\u{1f980}"] {
                for end in ["\"", "\\", "\n", "\u{1f}", "\u{7f}\"", ""] {
                    for after in [
                        "",
                        ",",
                        "}}",
                        ",\"next\":\"value\"}",
                        "\u{1f980}\u{1f980}\u{1f980}\u{1f980}",
                    ] {
                        let text = format!("{around}\"{}{end}{after}", unit.repeat(length));
                        let at = around.len();
                        assert_eq!(plain_string(&text, at), searched(&text, at), "{text:?}");
                    }
                }
            }
        }
        for at in 0..40 {
            let text = "\"\u{e9}\u{e9}\" \"\u{1f980}\" \"plain text\"";
            let expected = if text.is_char_boundary(at) { searched(text, at) } else { None };
            assert_eq!(plain_string(text, at), expected, "{at}");
        }
    }
}
