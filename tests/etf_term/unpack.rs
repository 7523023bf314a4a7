//! Terms as JSON, beside what Discord's erlpacks unpack: `tests/etf/unpack_table.py` made the table.

use gatewire::etf::term::{Kind, TermRef};
use gatewire::etf::{Deserializer, Term};
use serde::Deserialize as _;
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

/// Who unpacked a term.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Erlpack {
    Python,
    JavaScript,
    /// The same, beside what is read with its rule for integers: they are no excuse.
    JavaScriptIntegers,
}

/// Whether an erlpack makes that of a term where it is known to be wrong, or to see what JSON does
/// not have. What is wrong excuses the term that it is wrong about, and none beside it.
fn unpacks_as(erlpack: Erlpack, term: TermRef<'_>, theirs: &Value) -> bool {
    let is_script = erlpack != Erlpack::Python;
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
        // Which integers are text depends on their bytes: `as_javascript` is about them.
        (Kind::Integer(_), Value::String(text)) => {
            erlpack == Erlpack::JavaScript && *text == term.to_string()
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

fn unpack_as<'t>(
    erlpack: Erlpack,
    ours: impl Iterator<Item = TermRef<'t>>,
    theirs: &[Value],
) -> bool {
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

/// A row of the table: the term, and what comes of it in JavaScript and in Python, if they can say.
fn rows() -> impl Iterator<Item = (Vec<u8>, Option<Value>, Option<Value>)> {
    include_str!("../etf/unpack.txt").split_terminator('\n').map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        let [hex, script, python] = columns[..] else { panic!("{line}") };
        let value = |text: &str| match text {
            "-" => None,
            text => Some(serde_json::from_str(text).unwrap_or_else(|e| panic!("{line}: {e}"))),
        };
        (bytes(hex), value(script), value(python))
    })
}

#[test]
fn erlpack_unpacks_the_same() {
    let (mut compared, mut faults) = (0, 0);
    for (bytes, script, python) in rows() {
        let term = Term::decode(&bytes).unwrap();
        let mut json = Vec::new();
        let ours = term.as_ref().write_json(&mut json).map(|()| {
            let value: Value = serde_json::from_slice(&json).unwrap();
            value
        });
        for (erlpack, theirs) in [(Erlpack::JavaScript, script), (Erlpack::Python, python)] {
            let Some(theirs) = theirs else { continue };
            compared += 1;
            if !ours.as_ref().is_ok_and(|ours| is_same(ours, &theirs)) {
                let is_known = unpacks_as(erlpack, term.as_ref(), &theirs);
                assert!(is_known, "{erlpack:?}: {term} is {ours:?}, but unpacks as {theirs}");
                faults += 1;
            }
        }
    }
    assert!(compared > 1000, "{compared}");
    assert!(faults * 6 < compared, "{faults} of {compared}");
}

/// With the rule of JavaScript, integers are text where they are text to its erlpack, and nowhere
/// else; with and without what JSON has.
#[test]
fn long_integers_are_text_as_in_javascript() {
    let (mut compared, mut faults) = (0, 0);
    for (bytes, script, _) in rows() {
        let Some(theirs) = script else { continue };
        let term = Term::decode(&bytes).unwrap();
        for json_compatible in [false, true] {
            let options = Deserializer::from_slice(&bytes).unwrap().max_depth(128);
            let mut options = options.json_compatible(json_compatible).long_integers_as_text(true);
            let ours = Value::deserialize(&mut options);
            compared += 1;
            if !ours.as_ref().is_ok_and(|ours| is_same(ours, &theirs)) {
                let is_known = unpacks_as(Erlpack::JavaScriptIntegers, term.as_ref(), &theirs);
                assert!(is_known, "{term} is {ours:?}, but unpacks as {theirs}");
                faults += 1;
            }
        }
    }
    assert!(compared > 2000, "{compared}");
    assert!(faults * 4 < compared, "{faults} of {compared}");
}

/// Where a number is asked for, it is one; the tags and the bytes decide the rest.
#[test]
fn long_integers_are_numbers_where_they_are_asked_for() {
    fn read<T: serde::de::DeserializeOwned>(term: &[u8]) -> T {
        let mut options = Deserializer::from_slice(term).unwrap().long_integers_as_text(true);
        T::deserialize(&mut options).unwrap()
    }

    let long = b"\x83n\x05\0\0\0\0\0\x01";
    assert_eq!(read::<u64>(long), 1 << 32);
    assert_eq!(read::<f64>(long), 4294967296.0);
    assert_eq!(read::<String>(long), "4294967296");
    assert_eq!(read::<Option<Value>>(long), Some("4294967296".into()));
    // Behind the header of an empty list, which is no more than its tail.
    assert_eq!(read::<Value>(b"\x83l\0\0\0\0n\x05\0\0\0\0\0\x01"), "4294967296");
    // In containers, as elements and as values.
    let list = read::<Value>(b"\x83l\0\0\0\x02n\x05\0\0\0\0\0\x01n\x04\0\xff\xff\xff\xffj");
    assert_eq!(list, serde_json::json!(["4294967296", 4294967295_u64]));
    let map = read::<Value>(b"\x83t\0\0\0\x01w\x01an\x05\x01\0\0\0\0\x01");
    assert_eq!(map, serde_json::json!({"a": "-4294967296"}));
    // Beyond what JavaScript reads at all.
    let wide = read::<Value>(b"\x83n\x09\0\0\0\0\0\0\0\0\0\x01");
    assert_eq!(wide, "18446744073709551616");
}
