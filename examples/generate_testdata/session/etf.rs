//! Values as the Gateway writes them in the Erlang external term format.
//!
//! The tags are those that captures show: old atoms, binaries for text, big integers for ids.

use super::value::{Keys, Object, Value};

pub(crate) const VERSION: u8 = 131;

const NEW_FLOAT_EXT: u8 = 70;
const SMALL_INTEGER_EXT: u8 = 97;
const INTEGER_EXT: u8 = 98;
const ATOM_EXT: u8 = 100;
const NIL_EXT: u8 = 106;
const STRING_EXT: u8 = 107;
const LIST_EXT: u8 = 108;
const BINARY_EXT: u8 = 109;
const SMALL_BIG_EXT: u8 = 110;
const MAP_EXT: u8 = 116;

pub(crate) fn write(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Null => write_atom("nil", out),
        Value::Bool(true) => write_atom("true", out),
        Value::Bool(false) => write_atom("false", out),
        Value::Integer(value) => write_integer(*value, out),
        Value::Id(id) => match i64::try_from(id.0) {
            Ok(value) => write_integer(value, out),
            Err(_) => write_big(false, id.0, out),
        },
        Value::Float(value) => {
            out.push(NEW_FLOAT_EXT);
            out.extend(value.to_be_bytes());
        }
        Value::Text(text) | Value::EscapedText(text) => write_binary(text, out),
        Value::Atom(text) => write_atom(text, out),
        Value::List(items) => write_list(items, out),
        Value::Object(object) => write_object(object, out),
    }
}

/// The head of a map, before its keys and values.
pub(crate) fn write_map(arity: usize, out: &mut Vec<u8>) {
    out.push(MAP_EXT);
    out.extend(length_32(arity));
}

pub(crate) fn write_atom(text: &str, out: &mut Vec<u8>) {
    // ATOM_EXT is Latin-1, and Erlang allows 255 characters.
    assert!(text.is_ascii() && text.len() < 256, "no atom: {text}");
    out.push(ATOM_EXT);
    out.extend((text.len() as u16).to_be_bytes());
    out.extend(text.as_bytes());
}

fn write_binary(text: &str, out: &mut Vec<u8>) {
    out.push(BINARY_EXT);
    out.extend(length_32(text.len()));
    out.extend(text.as_bytes());
}

fn write_integer(value: i64, out: &mut Vec<u8>) {
    if let Ok(small) = u8::try_from(value) {
        out.extend([SMALL_INTEGER_EXT, small]);
    } else if let Ok(integer) = i32::try_from(value) {
        out.push(INTEGER_EXT);
        out.extend(integer.to_be_bytes());
    } else {
        write_big(value < 0, value.unsigned_abs(), out);
    }
}

fn write_big(is_negative: bool, magnitude: u64, out: &mut Vec<u8>) {
    let length = 8 - magnitude.leading_zeros() as usize / 8;
    out.extend([SMALL_BIG_EXT, length as u8, u8::from(is_negative)]);
    out.extend(&magnitude.to_le_bytes()[..length]);
}

fn write_list(items: &[Value], out: &mut Vec<u8>) {
    if items.is_empty() {
        out.push(NIL_EXT);
    } else if let Some(bytes) = as_string(items) {
        out.push(STRING_EXT);
        out.extend((bytes.len() as u16).to_be_bytes());
        out.extend(bytes);
    } else {
        out.push(LIST_EXT);
        out.extend(length_32(items.len()));
        items.iter().for_each(|item| write(item, out));
        out.push(NIL_EXT);
    }
}

/// Erlang takes every list of small integers for a string.
fn as_string(items: &[Value]) -> Option<Vec<u8>> {
    let small = |item: &Value| match item {
        Value::Integer(value) => u8::try_from(*value).ok(),
        _ => None,
    };
    (items.len() <= usize::from(u16::MAX)).then(|| items.iter().map(small).collect())?
}

fn write_object(object: &Object, out: &mut Vec<u8>) {
    let fields = object.etf_order();
    write_map(fields.len(), out);
    for field in fields {
        match object.keys {
            Keys::Binaries => write_binary(&field.key, out),
            Keys::Atoms => write_atom(&field.key, out),
        }
        write(&field.value, out);
    }
}

fn length_32(length: usize) -> [u8; 4] {
    u32::try_from(length).expect("the session holds nothing that long").to_be_bytes()
}
