//! JSON as simd-json reads it: a tape of its values, which is read instead of the text.
//!
//! Whatever does not fit, and whatever simd-json might see in another way than this crate's own reader,
//! makes a read fail. The text is then read by that reader, which decides: so no error comes from here.

mod de;
mod number;
mod plain_source;
mod source;
mod suited;

pub(crate) use de::read;
use simd_json::Node;
pub(crate) use source::TapeSource;
pub(crate) use suited::places;

/// How many nodes the value takes that begins with one.
fn length(node: Node<'_>) -> usize {
    match node {
        Node::Object { count, .. } | Node::Array { count, .. } => count + 1,
        Node::String(_) | Node::Static(_) => 1,
    }
}

/// Where a value begins that an object has by a key. None if the tape is no object or has no such key, or if
/// one of these keys stands twice.
pub(crate) fn entry(tape: &[Node<'_>], name: &str, once: &[&str]) -> Option<usize> {
    let Some(&Node::Object { len, .. }) = tape.first() else { return None };
    let (mut seen, mut found, mut position) = (0_u32, None, 1);
    for _ in 0..len {
        let Some(Node::String(key)) = tape.get(position) else { return None };
        if let Some(index) = once.iter().position(|known| known == key) {
            if seen & 1 << index != 0 {
                return None;
            }
            seen |= 1 << index;
        }
        if *key == name {
            found = Some(position + 1);
        }
        position += 1 + length(*tape.get(position + 1)?);
    }
    found
}
