//! Random terms: what is written is what is read.

use gatewire::etf::from_slice;
use proptest::prelude::*;
use serde::de::IgnoredAny;
use serde_json::{Map, Number, Value};

use super::terms::compatible;

/// A term, and which of its forms on the wire it takes.
#[derive(Clone, Debug)]
enum Term {
    Null(u8),
    Bool(u8, bool),
    Integer(u8, i128),
    Float(f64),
    Text(u8, String),
    List(u8, Vec<Term>),
    Map(Vec<(String, u8, Term)>),
}

impl Term {
    fn value(&self) -> Value {
        match self {
            Self::Null(_) => Value::Null,
            Self::Bool(_, value) => Value::Bool(*value),
            Self::Integer(_, value) if value.unsigned_abs() > 1 << 53 => {
                Value::String(value.to_string())
            }
            Self::Integer(_, value) => Value::from(i64::try_from(*value).unwrap()),
            Self::Float(value) => Number::from_f64(*value).unwrap().into(),
            Self::Text(form, text) if *form % 2 == 0 || !is_constant(text) => {
                Value::String(text.clone())
            }
            Self::Text(_, _) => Value::String("constant".into()),
            Self::List(_, elements) => elements.iter().map(Self::value).collect(),
            Self::Map(entries) => {
                let entries = entries.iter().map(|(key, _, value)| (key.clone(), value.value()));
                Value::Object(entries.collect::<Map<_, _>>())
            }
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Null(form) => write_atom(*form, if form & 8 == 0 { "nil" } else { "null" }, out),
            Self::Bool(form, value) => write_atom(*form, &value.to_string(), out),
            Self::Integer(form, value) => write_integer(*form, *value, out),
            Self::Float(value) => {
                out.push(70);
                out.extend(value.to_be_bytes());
            }
            Self::Text(form, text) if form % 2 == 0 => write_binary(text, out),
            Self::Text(form, text) => {
                write_atom(form / 2, if is_constant(text) { "constant" } else { text }, out);
            }
            Self::List(form, elements) => write_list(*form, elements, out),
            Self::Map(entries) => {
                out.push(116);
                out.extend((entries.len() as u32).to_be_bytes());
                for (key, form, value) in entries {
                    if form % 2 == 0 {
                        write_binary(key, out)
                    } else {
                        write_atom(form / 2, key, out)
                    }
                    value.write(out);
                }
            }
        }
    }
}

fn is_constant(text: &str) -> bool {
    ["nil", "null", "true", "false"].contains(&text)
}

fn write_binary(text: &str, out: &mut Vec<u8>) {
    out.push(109);
    out.extend((text.len() as u32).to_be_bytes());
    out.extend(text.as_bytes());
}

fn write_atom(form: u8, text: &str, out: &mut Vec<u8>) {
    let latin_1: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(c).ok()).collect();
    let (tags, bytes) = match latin_1 {
        Some(bytes) if form & 1 == 0 => ([115, 100], bytes),
        _ => ([119, 118], text.into()),
    };
    if form & 2 == 0 && bytes.len() < 256 {
        out.extend([tags[0], bytes.len() as u8]);
    } else {
        out.push(tags[1]);
        out.extend((bytes.len() as u16).to_be_bytes());
    }
    out.extend(bytes);
}

fn write_integer(form: u8, value: i128, out: &mut Vec<u8>) {
    match (form % 4, u8::try_from(value), i32::try_from(value)) {
        (0, Ok(value), _) => out.extend([97, value]),
        (0 | 1, _, Ok(value)) => {
            out.push(98);
            out.extend(value.to_be_bytes());
        }
        (form, _, _) => {
            let mut bytes = value.unsigned_abs().to_le_bytes().to_vec();
            while form != 3 && bytes.last() == Some(&0) {
                bytes.pop();
            }
            if form == 2 {
                out.push(111);
                out.extend((bytes.len() as u32).to_be_bytes());
            } else {
                out.extend([110, bytes.len() as u8]);
            }
            out.push(u8::from(value < 0));
            out.extend(bytes);
        }
    }
}

fn write_list(form: u8, elements: &[Term], out: &mut Vec<u8>) {
    let count = elements.len() as u32;
    let bytes: Option<Vec<u8>> = elements
        .iter()
        .map(|element| match element {
            Term::Integer(_, value) => u8::try_from(*value).ok(),
            _ => None,
        })
        .collect();
    match (form % 5, bytes) {
        (0, Some(bytes)) => {
            out.push(107);
            out.extend((count as u16).to_be_bytes());
            out.extend(bytes);
            return;
        }
        (1, _) => out.extend([104, count as u8]),
        (2, _) => {
            out.push(105);
            out.extend(count.to_be_bytes());
        }
        (3, _) if count > 1 => {
            // In two halves, the second of them the tail of the first.
            let (first, second) = elements.split_at(elements.len() / 2);
            out.push(108);
            out.extend((first.len() as u32).to_be_bytes());
            first.iter().for_each(|element| element.write(out));
            return write_list(4, second, out);
        }
        _ if count == 0 => return out.push(106),
        _ => {
            out.push(108);
            out.extend(count.to_be_bytes());
            elements.iter().for_each(|element| element.write(out));
            return out.push(106);
        }
    }
    elements.iter().for_each(|element| element.write(out));
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z_]{0,12}", "[\u{0}-\u{ff}]{0,20}", "\\PC{0,20}", Just("nil".to_owned())]
}

fn term() -> impl Strategy<Value = Term> {
    let integer = prop_oneof![
        0..256i128,
        any::<i32>().prop_map(i128::from),
        any::<u64>().prop_map(i128::from),
        any::<i64>().prop_map(i128::from),
        any::<i128>(),
        (-2..=2i128, 0..127u32).prop_map(|(offset, shift)| (1i128 << shift) + offset),
        (-2..=2i128, 0..127u32).prop_map(|(offset, shift)| -(1i128 << shift) + offset),
    ];
    let scalar = prop_oneof![
        any::<u8>().prop_map(Term::Null),
        (any::<u8>(), any::<bool>()).prop_map(|(form, value)| Term::Bool(form, value)),
        (any::<u8>(), integer).prop_map(|(form, value)| Term::Integer(form, value)),
        any::<f64>().prop_filter("finite", |f| f.is_finite()).prop_map(Term::Float),
        (any::<u8>(), text()).prop_map(|(form, text)| Term::Text(form, text)),
    ];
    scalar.prop_recursive(6, 64, 8, |inner| {
        let bytes = prop::collection::vec((0..256i128).prop_map(|n| Term::Integer(0, n)), 0..20);
        prop_oneof![
            (any::<u8>(), prop::collection::vec(inner.clone(), 0..8))
                .prop_map(|(form, elements)| Term::List(form, elements)),
            bytes.prop_map(|elements| Term::List(0, elements)),
            prop::collection::vec((text(), any::<u8>(), inner), 0..8).prop_map(Term::Map),
        ]
    })
}

proptest! {
    #[test]
    fn terms_survive_the_wire(term in term()) {
        let mut bytes = vec![131];
        term.write(&mut bytes);
        prop_assert_eq!(compatible::<Value>(&bytes).unwrap(), term.value());
        from_slice::<IgnoredAny>(&bytes).unwrap();
        for length in 0..bytes.len() {
            prop_assert!(from_slice::<IgnoredAny>(&bytes[..length]).is_err());
        }
    }

    /// Bytes at random are hardly ever a term, so most of these nearly are one.
    #[test]
    fn damaged_terms_are_read_or_refused(
        term in term(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..3),
    ) {
        let mut bytes = vec![131];
        term.write(&mut bytes);
        for (place, byte) in &changes {
            let place = place.index(bytes.len() - 1) + 1;
            bytes[place] = *byte;
        }
        let value = compatible::<Value>(&bytes);
        let skipped = from_slice::<IgnoredAny>(&bytes);
        prop_assert!(value.is_err() || skipped.is_ok());
        prop_assert!(value.is_ok() || !changes.is_empty());
    }

    #[test]
    fn any_bytes_are_read_or_refused(mut bytes in prop::collection::vec(any::<u8>(), 1..200)) {
        bytes[0] = 131;
        let value = compatible::<Value>(&bytes);
        let skipped = from_slice::<IgnoredAny>(&bytes);
        prop_assert!(value.is_err() || skipped.is_ok());
    }
}
