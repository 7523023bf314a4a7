//! What erltf makes of a term, beside what is made of it here.

use erltf::OwnedTerm;
use gatewire::etf::Term;
use gatewire::etf::term::{Kind, TermRef};

/// Whether erltf has read the same term.
pub(crate) fn is_same(ours: TermRef<'_>, theirs: &OwnedTerm) -> bool {
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
pub(crate) struct Faults {
    /// Atoms of Latin-1 are taken for UTF-8.
    pub(crate) latin_1: bool,
    /// The text of a float may be followed by anything behind a zero byte, and have a comma.
    pub(crate) float_text: bool,
    /// Keys are in an order in which `1` and `1.0` are equal, and some kinds are not ordered at all.
    pub(crate) keys: bool,
    /// Functions by name take 255 arguments at most, as small integers.
    pub(crate) arity: bool,
    /// Indexes and hashes of functions are not negative, and no big integers; the tag 117 is missing.
    pub(crate) fun: bool,
    /// The tag 89 of ports is missing.
    pub(crate) port: bool,
    /// A node's name may not be a list of no elements before an atom; other terms may.
    pub(crate) empty_lists: bool,
    /// A bit string of no bytes may not have a last byte of no bits.
    pub(crate) empty_bits: bool,
}

impl Faults {
    /// Whether any of them is met.
    pub(crate) fn any(self) -> bool {
        let Self { latin_1, float_text, keys, arity, fun, port, empty_lists, empty_bits } = self;
        latin_1 || float_text || keys || arity || fun || port || empty_lists || empty_bits
    }
}

/// Which of them a term meets.
pub(crate) fn faults(bytes: &[u8], term: &Term<'_>) -> Faults {
    let mut faults = Faults {
        latin_1: [100, 115].iter().any(|tag| bytes.contains(tag))
            && bytes.iter().any(|byte| *byte >= 0x80),
        float_text: bytes.contains(&99),
        empty_lists: bytes.windows(5).any(|window| window == [108, 0, 0, 0, 0]),
        empty_bits: bytes.windows(6).any(|window| window == [77, 0, 0, 0, 0, 0]),
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
