//! How deep JSON text goes, which decides whether serde_json can be asked about it.

/// The most that serde_json builds.
const SERDE_JSON: usize = 127;

/// Whether text nests deeper than serde_json goes.
///
/// Brackets in strings do not count, nor do those that are closed. Up to where text stops being JSON
/// this is exact; what follows may count as more than a reader sees, who stops there.
pub(crate) fn is_beyond_serde_json(text: &[u8]) -> bool {
    deepest(text) > SERDE_JSON
}

fn deepest(text: &[u8]) -> usize {
    let (mut open, mut deepest, mut is_string) = (0_usize, 0, false);
    let mut bytes = text.iter();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => is_string = !is_string,
            // What is escaped does not end the string, a quotation mark above all.
            b'\\' if is_string => drop(bytes.next()),
            b'[' | b'{' if !is_string => {
                open += 1;
                deepest = deepest.max(open);
            }
            b']' | b'}' if !is_string => open = open.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}
