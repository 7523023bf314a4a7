//! External terms, written the long way round.

use serde_json::Value;

pub(crate) const ATOM_EXT: u8 = 100;
pub(crate) const SMALL_ATOM_EXT: u8 = 115;
pub(crate) const ATOM_UTF8_EXT: u8 = 118;
pub(crate) const SMALL_ATOM_UTF8_EXT: u8 = 119;

/// The four ways to write an atom.
pub(crate) const ATOMS: [u8; 4] = [ATOM_EXT, SMALL_ATOM_EXT, ATOM_UTF8_EXT, SMALL_ATOM_UTF8_EXT];

pub(crate) fn tagged(tag: u8, length: usize, rest: &[u8]) -> Vec<u8> {
    let mut term = vec![tag];
    term.extend_from_slice(&u32::try_from(length).expect("short").to_be_bytes());
    term.extend_from_slice(rest);
    term
}

pub(crate) fn atom_as(tag: u8, text: &str) -> Vec<u8> {
    let length = u8::try_from(text.len()).expect("short");
    let mut term = match tag {
        ATOM_EXT | ATOM_UTF8_EXT => vec![tag, 0, length],
        _ => vec![tag, length],
    };
    term.extend_from_slice(text.as_bytes());
    term
}

pub(crate) fn atom(text: &str) -> Vec<u8> {
    atom_as(SMALL_ATOM_UTF8_EXT, text)
}

pub(crate) fn binary(text: &str) -> Vec<u8> {
    tagged(109, text.len(), text.as_bytes())
}

pub(crate) fn small(value: u8) -> Vec<u8> {
    vec![97, value]
}

pub(crate) fn int(value: i32) -> Vec<u8> {
    let mut term = vec![98];
    term.extend_from_slice(&value.to_be_bytes());
    term
}

/// `SMALL_BIG_EXT` with as many bytes as are given.
pub(crate) fn big(negative: bool, magnitude: &[u8]) -> Vec<u8> {
    let mut term = vec![110, u8::try_from(magnitude.len()).expect("short"), u8::from(negative)];
    term.extend_from_slice(magnitude);
    term
}

pub(crate) fn unsigned(value: u64) -> Vec<u8> {
    big(false, &value.to_le_bytes())
}

pub(crate) fn float(value: f64) -> Vec<u8> {
    let mut term = vec![70];
    term.extend_from_slice(&value.to_be_bytes());
    term
}

pub(crate) fn list(elements: &[Vec<u8>]) -> Vec<u8> {
    if elements.is_empty() {
        return vec![106];
    }
    let mut term = tagged(108, elements.len(), &elements.concat());
    term.push(106);
    term
}

pub(crate) fn tuple(elements: &[Vec<u8>]) -> Vec<u8> {
    let mut term = vec![104, u8::try_from(elements.len()).expect("short")];
    term.extend(elements.concat());
    term
}

pub(crate) fn map(entries: &[(Vec<u8>, Vec<u8>)]) -> Vec<u8> {
    let mut content = Vec::new();
    for (key, value) in entries {
        content.extend_from_slice(key);
        content.extend_from_slice(value);
    }
    tagged(116, entries.len(), &content)
}

/// With the version byte in front.
pub(crate) fn versioned(term: &[u8]) -> Vec<u8> {
    [&[131], term].concat()
}

/// A payload as the Gateway writes one: atoms as keys, `d` first.
pub(crate) fn payload(d: &[u8], op: u8, s: Option<u32>, t: Option<&str>) -> Vec<u8> {
    versioned(&map(&[
        (atom("d"), d.to_vec()),
        (atom("op"), small(op)),
        (atom("s"), s.map_or(atom("nil"), |s| unsigned(u64::from(s)))),
        (atom("t"), t.map_or(atom("nil"), atom)),
    ]))
}

/// As [`of_json`], with another term at a JSON pointer.
pub(crate) fn of_json_with(value: &Value, pointer: &str, term: &[u8]) -> Vec<u8> {
    let Some(pointer) = pointer.strip_prefix('/') else { return term.to_vec() };
    let (step, end) = pointer.split_at(pointer.find('/').unwrap_or(pointer.len()));
    match value {
        Value::Array(elements) => {
            let here: usize = step.parse().expect("an index");
            let element = |(index, value)| match index == here {
                true => of_json_with(value, end, term),
                false => of_json(value),
            };
            list(&elements.iter().enumerate().map(element).collect::<Vec<_>>())
        }
        Value::Object(entries) => {
            assert!(entries.contains_key(step), "nothing at {step}");
            let entry = |(key, value): (&String, &Value)| match key == step {
                true => (binary(key), of_json_with(value, end, term)),
                false => (binary(key), of_json(value)),
            };
            map(&entries.iter().map(entry).collect::<Vec<_>>())
        }
        _ => panic!("nothing in {value}"),
    }
}

/// The term that stands for a JSON value; integers as short as can be, keys and text as binaries.
pub(crate) fn of_json(value: &Value) -> Vec<u8> {
    match value {
        Value::Null => atom("nil"),
        Value::Bool(value) => atom(if *value { "true" } else { "false" }),
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(value), _) if value < 256 => small(value as u8),
            (_, Some(value)) if i32::try_from(value).is_ok() => int(value as i32),
            (Some(value), _) => unsigned(value),
            (None, Some(value)) => big(true, &value.unsigned_abs().to_le_bytes()),
            (None, None) => float(number.as_f64().expect("a float")),
        },
        Value::String(text) => binary(text),
        Value::Array(elements) => list(&elements.iter().map(of_json).collect::<Vec<_>>()),
        Value::Object(entries) => {
            let entry = |(key, value): (&String, &Value)| (binary(key), of_json(value));
            map(&entries.iter().map(entry).collect::<Vec<_>>())
        }
    }
}
