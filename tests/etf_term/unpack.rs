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

/// Where an erlpack is known to be wrong, or to see what JSON does not have.
fn fault(erlpack: &str, term: &Term<'_>, theirs: &Value) -> Option<&'static str> {
    let is_identifier = |kind: &Kind<'_>| {
        matches!(kind, Kind::Pid(_) | Kind::Port(_) | Kind::Reference(_) | Kind::Export(_))
    };
    let is_big = |kind: &Kind<'_>| match kind {
        Kind::Integer(value) => value.as_u64().is_none_or(|value| value >= 1 << 32),
        _ => false,
    };
    let is_odd_key = |key: TermRef<'_>| match key.as_str() {
        Some(text) => matches!(text, "nil" | "null"),
        None => key.as_integer().is_none(),
    };
    let has_odd_key = |kind: &Kind<'_>| match kind {
        Kind::Map(map) => map.entries().any(|(key, _)| is_odd_key(key)),
        _ => false,
    };
    if erlpack == "Python" {
        return if theirs.to_string().contains("null") {
            Some("the atom `null` is text")
        } else if has(term, has_odd_key) {
            Some("the keys 1 and 1.0 are the same")
        } else {
            None
        };
    }
    if has(term, is_identifier) {
        Some("pids, ports, references and functions are objects")
    } else if has(term, is_big) {
        Some("integers that do not fit 32 bits are text, over 64 bits garbled")
    } else if has(term, has_odd_key) {
        Some("terms of any kind are keys, and the key `nil` is `null`")
    } else if theirs.to_string().contains('\u{fffd}') {
        Some("what is not UTF-8 is replaced, Latin-1 too")
    } else {
        None
    }
}

/// Whether there is such a term in one.
pub(super) fn has(term: &Term<'_>, wanted: impl Fn(&Kind<'_>) -> bool) -> bool {
    let mut left = vec![term.as_ref()];
    while let Some(term) = left.pop() {
        let kind = term.kind();
        match &kind {
            _ if wanted(&kind) => return true,
            Kind::List(list) => {
                left.extend(list.elements());
                left.extend(list.tail());
            }
            Kind::Tuple(tuple) => left.extend(tuple.elements()),
            Kind::Map(map) => left.extend(map.entries().flat_map(|(key, value)| [key, value])),
            Kind::Fun(fun) => left.extend(fun.free_variables()),
            _ => {}
        }
    }
    false
}

#[test]
fn erlpack_unpacks_the_same() {
    let (mut compared, mut faults) = (0, Vec::new());
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
                match fault(erlpack, &term, &theirs) {
                    Some(fault) => faults.push((erlpack, fault)),
                    None => panic!("{erlpack}: {term} is {ours:?}, but unpacks as {theirs}"),
                }
            }
        }
    }
    assert!(compared > 1000, "{compared}");
    assert!(faults.len() * 4 < compared, "{faults:?}");
}
