//! JSON text without the white space that says nothing.

use super::reader::end_of_string;

/// Appends valid JSON text without white space between its tokens; strings and numbers stay as
/// they are written.
pub(crate) fn write_compact(text: &[u8], out: &mut Vec<u8>) {
    out.reserve(text.len());
    let mut rest = text;
    while let Some(index) = rest.iter().position(|&byte| byte == b'"' || byte <= b' ') {
        out.extend_from_slice(&rest[..index]);
        let end = match rest[index] {
            b'"' => (end_of_string(rest, index + 1) + 1).min(rest.len()),
            _ => index,
        };
        out.extend_from_slice(&rest[index..end]);
        rest = &rest[end.max(index + 1)..];
    }
    out.extend_from_slice(rest);
}
