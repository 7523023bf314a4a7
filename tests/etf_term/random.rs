//! Terms damaged at random, beside what erltf makes of them.

use std::panic::catch_unwind;

use erltf::OwnedTerm;
use gatewire::etf::Term;
use gatewire::etf::term::{Kind, TermRef};
use proptest::prelude::*;

use super::table::{Row, rows};

/// Whether erltf has read the same term.
fn is_same(ours: TermRef<'_>, theirs: &OwnedTerm) -> bool {
    match (ours.kind(), theirs) {
        (Kind::Atom(atom), OwnedTerm::Atom(other)) => atom == other.as_str(),
        (Kind::Integer(value), OwnedTerm::Integer(other)) => value.as_i64() == Some(*other),
        (Kind::Integer(value), OwnedTerm::BigInt(other)) => {
            let end = other.digits.iter().rposition(|digit| *digit > 0).map_or(0, |last| last + 1);
            let is_negative = end > 0 && other.sign.is_negative();
            *value.magnitude() == other.digits[..end] && value.is_negative() == is_negative
        }
        (Kind::Float(value), OwnedTerm::Float(other)) => value == *other,
        (Kind::Binary(bytes), OwnedTerm::Binary(other)) => bytes == other,
        (Kind::Binary(bytes), OwnedTerm::BitBinary { bytes: other, bits: 8 }) => bytes == other,
        (Kind::BitString(bits), OwnedTerm::BitBinary { bytes, bits: last }) => {
            (bits.bytes(), bits.last_bits()) == (&bytes[..], *last)
        }
        (Kind::List(list), other) => {
            let (mut elements, mut other) = (list.elements(), other);
            // Each list whose tail is a list is an improper one there.
            loop {
                let (these, tail) = match other {
                    OwnedTerm::Nil => (&[][..], None),
                    OwnedTerm::List(these) => (&these[..], None),
                    OwnedTerm::ImproperList { elements, tail } => (&elements[..], Some(tail)),
                    tail => {
                        let rest = list.tail().is_some_and(|ours| is_same(ours, tail));
                        return rest && elements.next().is_none();
                    }
                };
                if !these.iter().all(|one| elements.next().is_some_and(|ours| is_same(ours, one))) {
                    return false;
                }
                match tail {
                    Some(tail) => other = tail,
                    None => return elements.next().is_none() && list.tail().is_none(),
                }
            }
        }
        (Kind::Tuple(tuple), OwnedTerm::Tuple(other)) => {
            tuple.len() == other.len()
                && tuple.elements().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Kind::Map(map), OwnedTerm::Map(other)) => {
            let found = |(key, value)| {
                other.iter().any(|(theirs, other)| is_same(key, theirs) && is_same(value, other))
            };
            map.len() == other.len() && map.entries().all(found)
        }
        (Kind::Pid(pid), OwnedTerm::Pid(other)) => {
            (pid.node.as_str(), pid.id, pid.serial, pid.creation)
                == (other.node.as_str(), other.id, other.serial, other.creation)
        }
        (Kind::Port(port), OwnedTerm::Port(other)) => {
            (port.node.as_str(), port.id, port.creation)
                == (other.node.as_str(), other.id, other.creation)
        }
        (Kind::Reference(reference), OwnedTerm::Reference(other)) => {
            reference.node.as_str() == other.node.as_str()
                && reference.creation == other.creation
                && reference.id().eq(other.ids.iter().copied())
        }
        (Kind::Export(export), OwnedTerm::ExternalFun(other)) => {
            (export.module.as_str(), export.function.as_str(), export.arity)
                == (other.module.as_str(), other.function.as_str(), u32::from(other.arity))
        }
        (Kind::Fun(fun), OwnedTerm::InternalFun(other)) => {
            fun.module.as_str() == other.module.as_str()
                && fun.free_variables().count() == other.free_vars.len()
                && fun.free_variables().zip(&other.free_vars).all(|(one, two)| is_same(one, two))
        }
        // A list of no elements is its tail, for Erlang and here; there it is an improper list.
        (_, OwnedTerm::ImproperList { elements, tail }) if elements.is_empty() => {
            is_same(ours, tail)
        }
        _ => false,
    }
}

/// What erltf 0.16 is known to get wrong, by name.
#[derive(Clone, Copy, Debug, Default)]
struct Faults {
    /// Atoms of Latin-1 are taken for UTF-8.
    latin_1: bool,
    /// The text of a float may be followed by anything behind a zero byte, and have a comma.
    float_text: bool,
    /// Keys are in an order in which `1` and `1.0` are equal, and some kinds are not ordered at all.
    keys: bool,
    /// Functions by name take 255 arguments at most, as small integers.
    arity: bool,
    /// Indexes and hashes of functions are not negative, and no big integers; the tag 117 is missing.
    fun: bool,
    /// The tag 89 of ports is missing.
    port: bool,
    /// A node's name may not be a list of no elements before an atom; other terms may.
    empty_lists: bool,
}

fn faults(bytes: &[u8], term: &Term<'_>) -> Faults {
    let mut faults = Faults {
        latin_1: [100, 115].iter().any(|tag| bytes.contains(tag))
            && bytes.iter().any(|byte| *byte >= 0x80),
        float_text: bytes.contains(&99),
        empty_lists: bytes.windows(5).any(|window| window == [108, 0, 0, 0, 0]),
        ..Faults::default()
    };
    let mut left = vec![term.as_ref()];
    while let Some(term) = left.pop() {
        match term.kind() {
            Kind::List(list) => {
                left.extend(list.elements());
                left.extend(list.tail());
            }
            Kind::Tuple(tuple) => left.extend(tuple.elements()),
            Kind::Map(map) => {
                faults.keys |= map
                    .entries()
                    .any(|(key, _)| !matches!(key.kind(), Kind::Atom(_) | Kind::Binary(_)));
                left.extend(map.entries().flat_map(|(key, value)| [key, value]));
            }
            Kind::Export(_) => faults.arity = true,
            Kind::Port(_) => faults.port |= term.tag() == 89,
            Kind::Fun(fun) => {
                faults.fun = true;
                left.extend(fun.free_variables());
            }
            _ => {}
        }
    }
    faults
}

fn compare(bytes: &[u8]) -> Result<bool, TestCaseError> {
    let Ok(term) = Term::decode(bytes) else { return Ok(false) };
    let Faults { latin_1, float_text, keys, arity, fun, port, empty_lists } = faults(bytes, &term);
    let is_masked = latin_1 || float_text || keys || arity || fun || port || empty_lists;
    let theirs = catch_unwind(|| erltf::decode(bytes));
    match theirs {
        Ok(Ok(theirs)) => {
            prop_assert!(is_masked || is_same(term.as_ref(), &theirs), "{term} and {theirs:?}");
        }
        other => prop_assert!(is_masked, "{term}: {other:?}"),
    }
    Ok(!is_masked)
}

#[test]
fn erltf_reads_the_table() {
    let mut compared = 0;
    for Row { new, old, text, .. } in rows() {
        for bytes in [&new, &old] {
            compared += u32::from(compare(bytes).unwrap_or_else(|e| panic!("{text}: {e}")));
        }
        // What Erlang writes needs few of the masks.
        let term = Term::decode(&new).unwrap();
        let Faults { keys, arity, fun, port, .. } = faults(&new, &term);
        let theirs = erltf::decode(&new);
        let is_same = theirs.is_ok_and(|theirs| is_same(term.as_ref(), &theirs));
        assert!(is_same || keys || arity || fun || port, "{text}");
    }
    assert!(compared > 2500, "{compared}");
}

fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let rows: Vec<Vec<u8>> =
        rows().into_iter().flat_map(|row| [row.new, row.old]).filter(|b| b.len() < 200).collect();
    let change = (any::<prop::sample::Index>(), any::<u8>());
    let changes = prop::collection::vec(change, 0..3);
    (prop::sample::select(rows), changes).prop_map(|(mut bytes, changes)| {
        for (place, byte) in changes {
            let place = 1 + place.index(bytes.len() - 1);
            bytes[place] = byte;
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, ..ProptestConfig::default() })]

    #[test]
    fn erltf_reads_what_is_read_here(bytes in damaged()) {
        compare(&bytes)?;
    }
}
