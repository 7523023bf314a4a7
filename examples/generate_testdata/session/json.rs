//! Values as the Gateway writes them in JSON: compact, ids as decimal text.

use std::fmt::Write;

use super::value::{Object, Value};

pub(crate) fn write(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => push(out, value),
        Value::Integer(value) => push(out, value),
        Value::Id(id) => push(out, format_args!("\"{}\"", id.0)),
        // `{:?}` keeps the point of 1.0, so that a float stays one.
        Value::Float(value) => push(out, format_args!("{value:?}")),
        Value::Text(text) => write_text(text, false, out),
        Value::EscapedText(text) => write_text(text, true, out),
        Value::Atom(text) => write_text(text, false, out),
        Value::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                separate(index, out);
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(object) => write_object(object, out),
    }
}

fn write_object(object: &Object, out: &mut String) {
    out.push('{');
    for (index, field) in object.json_order().into_iter().enumerate() {
        separate(index, out);
        write_text(&field.key, false, out);
        out.push(':');
        write(&field.value, out);
    }
    out.push('}');
}

fn write_text(text: &str, ascii_only: bool, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if control < ' ' => escape(control, out),
            other if ascii_only && !other.is_ascii() => escape(other, out),
            other => out.push(other),
        }
    }
    out.push('"');
}

/// Outside the basic plane a character is two escapes, a surrogate pair.
fn escape(character: char, out: &mut String) {
    for unit in character.encode_utf16(&mut [0; 2]) {
        push(out, format_args!("\\u{unit:04x}"));
    }
}

fn separate(index: usize, out: &mut String) {
    if index > 0 {
        out.push(',');
    }
}

fn push(out: &mut String, value: impl std::fmt::Display) {
    write!(out, "{value}").expect("a String takes everything");
}
