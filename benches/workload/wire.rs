//! Events as Discord writes them, from values of serde_json.
//!
//! What JSON does not show, which text is an id and which an atom, follows from the key.

use serde_json::{Map, Value};

/// Keys of objects whose own keys are atoms in ETF, as they are in captures.
const ATOM_KEYS: [&str; 3] = ["client_status", "emojis", "permission_overwrites"];

/// Statuses are atoms.
const STATUSES: [&str; 5] = ["dnd", "idle", "invisible", "offline", "online"];

/// A payload of JSON: the fields of objects in descending order.
pub(super) fn json(event: &str, sequence: u32, data: &Value) -> Vec<u8> {
    let mut out = format!(r#"{{"t":"{event}","s":{sequence},"op":0,"d":"#).into_bytes();
    write_json(data, &mut out);
    out.push(b'}');
    out
}

/// A payload of ETF: the fields of objects in ascending order, the envelope's keys atoms.
pub(super) fn etf(event: &str, sequence: u32, data: &Value) -> Vec<u8> {
    let mut out = vec![131];
    write_head(b't', 4, &mut out);
    write_atom("d", &mut out);
    write_term("d", data, &mut out);
    write_atom("op", &mut out);
    out.extend([b'a', 0]);
    write_atom("s", &mut out);
    write_integer(sequence.into(), &mut out);
    write_atom("t", &mut out);
    write_atom(event, &mut out);
    out
}

/// The number of a text that is an id, by the key that it stands behind, in a list too.
pub(super) fn id(key: &str, text: &str) -> Option<u64> {
    let is_key = ["applied_tags", "id", "not_found", "roles"].contains(&key)
        || key.ends_with("_id")
        || key.ends_with("_ids");
    let is_id = is_key && (17..=20).contains(&text.len());
    text.parse().ok().filter(|_| is_id && text.bytes().all(|byte| byte.is_ascii_digit()))
}

fn write_json(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Object(object) => {
            for (index, (key, value)) in sorted(object).into_iter().rev().enumerate() {
                out.push(if index == 0 { b'{' } else { b',' });
                serde_json::to_writer(&mut *out, key).unwrap();
                out.push(b':');
                write_json(value, out);
            }
            out.extend_from_slice(if object.is_empty() { b"{}" } else { b"}" });
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                out.push(if index == 0 { b'[' } else { b',' });
                write_json(item, out);
            }
            out.extend_from_slice(if items.is_empty() { b"[]" } else { b"]" });
        }
        _ => serde_json::to_writer(out, value).unwrap(),
    }
}

/// The fields by their keys, whatever order the map has.
fn sorted(object: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut fields: Vec<_> = object.iter().collect();
    fields.sort_by_key(|(key, _)| *key);
    fields
}

/// Writes what stands behind a key, or in the list there.
fn write_term(key: &str, value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Null => write_atom("nil", out),
        Value::Bool(true) => write_atom("true", out),
        Value::Bool(false) => write_atom("false", out),
        Value::Number(number) => match number.as_i128() {
            Some(number) => write_integer(number, out),
            None => {
                out.push(70);
                out.extend(number.as_f64().unwrap().to_be_bytes());
            }
        },
        Value::String(text) => match id(key, text) {
            Some(id) => write_integer(id.into(), out),
            None if STATUSES.contains(&text.as_str()) => write_atom(text, out),
            None => write_binary(text, out),
        },
        Value::Array(items) => write_list(key, items, out),
        Value::Object(object) => {
            write_head(b't', object.len(), out);
            for (name, value) in sorted(object) {
                if ATOM_KEYS.contains(&key) {
                    write_atom(name, out);
                } else {
                    write_binary(name, out);
                }
                write_term(name, value, out);
            }
        }
    }
}

fn write_list(key: &str, items: &[Value], out: &mut Vec<u8>) {
    let small = |item: &Value| item.as_u64().and_then(|item| u8::try_from(item).ok());
    let bytes: Option<Vec<u8>> = items.iter().map(small).collect();
    match bytes {
        Some(bytes) if bytes.is_empty() => out.push(b'j'),
        // Erlang takes it for a string.
        Some(bytes) => {
            out.push(b'k');
            out.extend(u16::try_from(bytes.len()).unwrap().to_be_bytes());
            out.extend(bytes);
        }
        None => {
            write_head(b'l', items.len(), out);
            items.iter().for_each(|item| write_term(key, item, out));
            out.push(b'j');
        }
    }
}

fn write_integer(number: i128, out: &mut Vec<u8>) {
    if let Ok(small) = u8::try_from(number) {
        out.extend([b'a', small]);
    } else if let Ok(number) = i32::try_from(number) {
        out.push(b'b');
        out.extend(number.to_be_bytes());
    } else {
        let magnitude = number.unsigned_abs();
        let length = 16 - magnitude.leading_zeros() as usize / 8;
        out.extend([b'n', length as u8, u8::from(number < 0)]);
        out.extend(&magnitude.to_le_bytes()[..length]);
    }
}

fn write_atom(text: &str, out: &mut Vec<u8>) {
    out.push(b'd');
    out.extend(u16::try_from(text.len()).unwrap().to_be_bytes());
    out.extend(text.as_bytes());
}

fn write_binary(text: &str, out: &mut Vec<u8>) {
    write_head(b'm', text.len(), out);
    out.extend(text.as_bytes());
}

/// A tag, and the 32 bits behind it.
fn write_head(tag: u8, length: usize, out: &mut Vec<u8>) {
    out.push(tag);
    out.extend(u32::try_from(length).unwrap().to_be_bytes());
}
