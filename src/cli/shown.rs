//! Text off the wire, and names of files, as a terminal may show them.

use std::borrow::Cow;

/// Whether a terminal acts on a character, or shows nothing of it: control characters, line
/// separators, marks that reorder text, and format characters without a width.
///
/// The two joiners (U+200C and U+200D) are not among them: scripts and emojis need them.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e007f}')
}

/// Text in which hidden characters are escaped as Rust does.
pub(crate) fn text(text: &str) -> Cow<'_, str> {
    escaped(text, |character, out| out.extend(character.escape_default()))
}

/// JSON that says the same without hidden characters. They stand in strings alone.
pub(crate) fn json(text: &[u8]) -> Cow<'_, [u8]> {
    if text.iter().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let escape = |character: char, out: &mut String| {
        for unit in character.encode_utf16(&mut [0; 2]) {
            let digit = |shift: u32| char::from_digit(u32::from(*unit) >> shift & 0xf, 16);
            out.push_str("\\u");
            out.extend([12, 8, 4, 0].into_iter().filter_map(digit));
        }
    };
    match String::from_utf8_lossy(text) {
        Cow::Borrowed(text) => match escaped(text, escape) {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        },
        Cow::Owned(text) => Cow::Owned(escaped(&text, escape).into_owned().into_bytes()),
    }
}

fn escaped(text: &str, escape: impl Fn(char, &mut String)) -> Cow<'_, str> {
    let Some(first) = text.find(is_hidden) else { return Cow::Borrowed(text) };
    let (before, rest) = text.split_at(first);
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(before);
    for character in rest.chars() {
        match is_hidden(character) {
            true => escape(character, &mut out),
            false => out.push(character),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::{json, text};

    /// Characters that are hidden, and ones beside them that are not.
    const HIDDEN: &str = "\u{7f}\u{80}\u{85}\u{9b}\u{9f}\u{ad}\u{61c}\u{180e}\u{200b}\u{200e}\
        \u{200f}\u{2028}\u{2029}\u{202a}\u{202e}\u{2060}\u{2066}\u{2069}\u{206f}\u{feff}\u{fff9}\
        \u{1d173}\u{e0001}\u{e007f}";
    const SHOWN: &str = " ~\u{a0}é\u{200c}\u{200d}\u{2027}\u{202f}\u{fff8}\u{fffd}\u{1f600}";

    #[test]
    fn hidden_characters_are_escaped_and_no_others() {
        assert_eq!(text("a\u{1b}\u{202e}é\n"), r"a\u{1b}\u{202e}é\n");
        assert_eq!(text(SHOWN), SHOWN);
        for character in HIDDEN.chars() {
            let one = character.to_string();
            assert!(text(&one).starts_with(r"\u{"), "{character:?}");
        }
    }

    #[test]
    fn escaped_json_is_equal_json() {
        let value = serde_json::json!({ HIDDEN: [SHOWN, HIDDEN, "\u{1b}\"\\\n", 1.5] });
        let plain = serde_json::to_vec(&value).unwrap();
        let shown = json(&plain);
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&shown).unwrap(), value);
        let shown = str::from_utf8(&shown).unwrap();
        assert!(!shown.contains(|character| HIDDEN.contains(character)), "{shown}");
        assert!(shown.contains(SHOWN) && shown.contains("\\u009b") && shown.contains("\\udb40"));
        assert_eq!(json(b"{\"a\":1}"), b"{\"a\":1}".as_slice());
    }
}
