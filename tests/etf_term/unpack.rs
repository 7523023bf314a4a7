//! Terms as JSON, beside what Discord's erlpacks unpack: `tests/etf/unpack_table.py` made the table.

use gatewire::etf::Term;
use gatewire::etf::term::{Kind, TermRef};
use serde_json::Value;

use super::table::bytes;

/// Whether values are the same, a float of no fraction and an integer too: JavaScript does not tell
/// them apart.
fn is_same(one: &Value, two: &Value) -> bool {
    match (one, two) {
        (Value::Number(one), Value::Number(two)) => one.as_f64() == two.as_f64(),
        (Value::Array(one), Value::Array(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| is_same(one, two))
        }
        (Value::Object(one), Value::Object(two)) => {
            let same =
                |(key, one): (&String, &Value)| two.get(key).is_some_and(|two| is_same(one, two));
            one.len() == two.len() && one.iter().all(same)
        }
        _ => one == two,
    }
}

/// Whether an erlpack makes that of a term where it is known to be wrong, or to see what JSON does
/// not have. What is wrong excuses the term that it is wrong about, and none beside it.
fn unpacks_as(erlpack: &str, term: TermRef<'_>, theirs: &Value) -> bool {
    let is_script = erlpack == "JavaScript";
    match (term.kind(), theirs) {
        // Latin-1 is taken for UTF-8, and what is not UTF-8 is replaced.
        (Kind::Atom(atom), _) => match (atom.as_str(), theirs) {
            ("nil", theirs) => theirs.is_null(),
            ("null", theirs) if is_script => theirs.is_null(),
            // For Python it is text.
            ("null", theirs) => theirs == "null",
            ("true", theirs) => *theirs == true,
            ("false", theirs) => *theirs == false,
            (text, theirs) => is_script && *theirs == lossy_atom(text),
        },
        (Kind::Binary(bytes), theirs) => is_script && *theirs == *String::from_utf8_lossy(bytes),
        (Kind::Integer(value), Value::Number(number)) => {
            value.as_i64().is_some_and(|value| number.as_f64() == Some(value as f64))
        }
        // Integers that do not fit 32 bits are text, and garbled if they do not fit 64 either.
        (Kind::Integer(value), Value::String(text)) if is_script => {
            let is_small = value.as_i64().is_some_and(|value| i32::try_from(value).is_ok());
            !is_small && (*text == term.to_string() || value.magnitude().len() > 8)
        }
        (Kind::Float(value), Value::Number(number)) => number.as_f64() == Some(value),
        (Kind::List(list), Value::Array(theirs)) => {
            list.tail().is_none() && unpack_as(erlpack, list.elements(), theirs)
        }
        (Kind::Tuple(tuple), Value::Array(theirs)) => unpack_as(erlpack, tuple.elements(), theirs),
        (Kind::Map(map), Value::Object(theirs)) => {
            let keys: Option<Vec<String>> = map.entries().map(|(key, _)| script_key(key)).collect();
            match keys {
                Some(keys) if is_script => {
                    let entries = || keys.iter().zip(map.entries().map(|(_, value)| value));
                    let is_of_entry = |(key, theirs): (&String, &Value)| {
                        entries()
                            .any(|(ours, value)| ours == key && unpacks_as(erlpack, value, theirs))
                    };
                    theirs.iter().all(is_of_entry)
                        && keys.iter().all(|key| theirs.contains_key(key))
                }
                // Terms of any kind are keys.
                None if is_script => true,
                // The keys `1` and `1.0` are the same.
                _ => has_equal_numbers(map.entries().map(|(key, _)| key)),
            }
        }
        // As objects.
        (Kind::Pid(_) | Kind::Port(_) | Kind::Reference(_) | Kind::Export(_), Value::Object(_)) => {
            is_script
        }
        _ => false,
    }
}

fn has_equal_numbers<'t>(keys: impl Iterator<Item = TermRef<'t>>) -> bool {
    let number = |key: TermRef<'_>| match key.kind() {
        Kind::Integer(value) => value.as_i64().map(|value| value as f64),
        Kind::Float(value) => Some(value),
        _ => None,
    };
    let mut numbers: Vec<f64> = keys.filter_map(number).collect();
    numbers.sort_by(f64::total_cmp);
    numbers.windows(2).any(|pair| pair[0] == pair[1])
}

fn unpack_as<'t>(erlpack: &str, ours: impl Iterator<Item = TermRef<'t>>, theirs: &[Value]) -> bool {
    let ours: Vec<_> = ours.collect();
    ours.len() == theirs.len()
        && ours.into_iter().zip(theirs).all(|(term, theirs)| unpacks_as(erlpack, term, theirs))
}

/// What a key is in JavaScript, if it is no term that JSON has no key for.
fn script_key(key: TermRef<'_>) -> Option<String> {
    Some(match key.kind() {
        Kind::Atom(atom) if atom.as_str() == "nil" => "null".to_owned(),
        Kind::Atom(atom) => lossy_atom(atom.as_str()),
        Kind::Binary(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Kind::Integer(_) => key.to_string(),
        _ => return None,
    })
}

/// An atom whose bytes of Latin-1 are taken for UTF-8.
fn lossy_atom(text: &str) -> String {
    let bytes: Vec<u8> =
        text.chars().filter_map(|character| u8::try_from(character).ok()).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn erlpack_unpacks_the_same() {
    let (mut compared, mut faults) = (0, 0);
    for line in include_str!("../etf/unpack.txt").split_terminator('\n') {
        let columns: Vec<&str> = line.split('\t').collect();
        let [hex, script, python] = columns[..] else { panic!("{line}") };
        let bytes = bytes(hex);
        let term = Term::decode(&bytes).unwrap();
        let mut json = Vec::new();
        let ours = term.as_ref().write_json(&mut json).map(|()| {
            let value: Value = serde_json::from_slice(&json).unwrap();
            value
        });
        for (erlpack, theirs) in [("JavaScript", script), ("Python", python)] {
            if theirs == "-" {
                continue;
            }
            let theirs: Value =
                serde_json::from_str(theirs).unwrap_or_else(|e| panic!("{line}: {e}"));
            compared += 1;
            if !ours.as_ref().is_ok_and(|ours| is_same(ours, &theirs)) {
                let is_known = unpacks_as(erlpack, term.as_ref(), &theirs);
                assert!(is_known, "{erlpack}: {term} is {ours:?}, but unpacks as {theirs}");
                faults += 1;
            }
        }
    }
    assert!(compared > 1000, "{compared}");
    assert!(faults * 6 < compared, "{faults} of {compared}");
}
