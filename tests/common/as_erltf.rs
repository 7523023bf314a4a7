//! What erltf makes of a term, beside what is made of it here.

use std::collections::BTreeMap;
use std::mem;

use erltf::OwnedTerm;
use erltf::types::{ExternalPid, InternalFun};
use gatewire::etf::Term;
use gatewire::etf::term::{Fun, Kind, Pid, TermRef};

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
        (Kind::Pid(pid), OwnedTerm::Pid(other)) => is_same_pid(&pid, other),
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
        (Kind::Fun(fun), OwnedTerm::InternalFun(other)) => is_same_fun(&fun, other),
        // A list of no elements is its tail, for Erlang and here; there it is an improper list.
        (_, OwnedTerm::ImproperList { elements, tail }) if elements.is_empty() => {
            is_same(ours, tail)
        }
        _ => false,
    }
}

fn is_same_pid(pid: &Pid<'_>, other: &ExternalPid) -> bool {
    (pid.node.as_str(), pid.id, pid.serial, pid.creation)
        == (other.node.as_str(), other.id, other.serial, other.creation)
}

fn is_same_fun(fun: &Fun<'_>, other: &InternalFun) -> bool {
    let Some(new) = fun.new else { return false };
    let is_same_number = |one: i32, two: u32| u32::try_from(one) == Ok(two);
    fun.module.as_str() == other.module.as_str()
        && (new.arity, new.index, new.uniq) == (other.arity, other.index, &other.uniq)
        && is_same_number(fun.old_index, other.old_index)
        && is_same_number(fun.old_uniq, other.old_uniq)
        && is_same_pid(&fun.pid, &other.pid)
        && fun.free_variables().count() == other.free_vars.len()
        && fun.free_variables().zip(&other.free_vars).all(|(one, two)| is_same(one, two))
}

/// What erltf 0.16 is known to get wrong, by name: it refuses a term with any of these in it, or
/// reads another one.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Faults {
    /// Atoms of Latin-1 beyond ASCII are taken for UTF-8.
    pub(crate) latin_1: bool,
    /// The text of a float may have nothing but zeros behind its first zero byte, and no comma.
    pub(crate) float_text: bool,
    /// Keys are in an order in which some are equal that differ, such as `1` and `1.0`.
    pub(crate) keys: bool,
    /// Functions by name take 255 arguments at most, and no big integer says so.
    pub(crate) arity: bool,
    /// Indexes and hashes of functions are not negative, and no big integers; the tag 117 is missing.
    pub(crate) fun: bool,
    /// The tag 89 of ports is missing.
    pub(crate) port: bool,
    /// What has to be an atom or a pid may not be a list of no elements before it; other terms may.
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

/// Which of them a term meets, which is one for this library.
pub(crate) fn faults(term: &[u8]) -> Faults {
    let mut walk = Walk { bytes: term.to_vec(), left: vec![1], faults: Faults::default() };
    while let Some(start) = walk.left.pop() {
        walk.step(start);
    }
    walk.faults
}

/// A walk over the bytes of a term, whose tags [`Term`] does not show of what is no term by itself.
struct Walk {
    bytes: Vec<u8>,
    /// Where the terms begin that are still to be looked at.
    left: Vec<usize>,
    faults: Faults,
}

impl Walk {
    fn step(&mut self, start: usize) {
        match self.bytes[start] {
            77 => self.faults.empty_bits |= self.bytes[start + 1..start + 6] == [0; 5],
            99 => {
                let text = &self.bytes[start + 1..start + 32];
                let end = text.iter().position(|byte| *byte == 0).unwrap_or(text.len());
                let is_padded = text[end..].iter().all(|byte| *byte == 0);
                self.faults.float_text |= !is_padded || text[..end].contains(&b',');
            }
            100 => {
                let length =
                    usize::from(self.bytes[start + 1]) << 8 | usize::from(self.bytes[start + 2]);
                self.latin_1(start + 3, length);
            }
            115 => self.latin_1(start + 2, usize::from(self.bytes[start + 1])),
            88 | 101 | 102 | 103 | 120 => self.name(start + 1),
            89 => {
                self.faults.port = true;
                self.name(start + 1);
            }
            90 | 114 => self.name(start + 3),
            104 => {
                let count = usize::from(self.bytes[start + 1]);
                self.terms(start + 2, count);
            }
            105 => {
                let count = self.count(start + 1);
                self.terms(start + 5, count);
            }
            108 => {
                let count = self.count(start + 1);
                self.terms(start + 5, count + 1);
            }
            112 => self.fun(start),
            113 => {
                let function = self.end(start + 1);
                let arity = self.end(function);
                self.name(start + 1);
                self.name(function);
                self.faults.arity |= self.small(arity).is_none_or(|arity| arity > 255);
            }
            116 => self.map(start),
            117 => {
                self.faults.fun = true;
                let free = self.count(start + 1);
                // The process, the module, the index and the hash stand in front.
                self.terms(start + 5, 4 + free);
            }
            _ => {}
        }
    }

    fn latin_1(&mut self, start: usize, length: usize) {
        self.faults.latin_1 |= !self.bytes[start..start + length].is_ascii();
    }

    /// What has to be an atom or a pid.
    fn name(&mut self, start: usize) {
        self.faults.empty_lists |= self.bytes[start] == 108;
        self.left.push(start);
    }

    /// So many terms. Returns where they end.
    fn terms(&mut self, start: usize, count: usize) -> usize {
        (0..count).fold(start, |start, _| {
            self.left.push(start);
            self.end(start)
        })
    }

    fn fun(&mut self, start: usize) {
        let free = self.count(start + 26);
        let module = start + 30;
        let index = self.end(module);
        let uniq = self.end(index);
        let pid = self.end(uniq);
        self.name(module);
        self.name(pid);
        self.faults.fun |= [index, uniq].into_iter().any(|number| self.small(number).is_none());
        let variables = self.end(pid);
        self.terms(variables, free);
    }

    fn map(&mut self, start: usize) {
        let mut keys = BTreeMap::new();
        let (mut key, count) = (start + 5, self.count(start + 1));
        for _ in 0..count {
            let value = self.end(key);
            // What is wrong with a key that it refuses is found when the walk comes to it.
            if let Ok(theirs) =
                self.with_version(key, |bytes| erltf::decode(&bytes[..=value - key]))
            {
                self.faults.keys |= keys.insert(theirs, ()).is_some();
            }
            key = self.terms(key, 2);
        }
    }

    /// A count of four bytes.
    fn count(&self, start: usize) -> usize {
        let bytes = *self.bytes[start..].first_chunk().unwrap();
        u32::from_be_bytes(bytes) as usize
    }

    /// The integer there, if it is not negative and no big one.
    fn small(&self, start: usize) -> Option<u32> {
        match self.bytes[start..] {
            [97, value, ..] => Some(u32::from(value)),
            [98, a @ 0..0x80, b, c, d, ..] => Some(u32::from_be_bytes([a, b, c, d])),
            _ => None,
        }
    }

    /// Where the term ends that begins there.
    fn end(&mut self, start: usize) -> usize {
        start - 1 + self.with_version(start, |bytes| Term::decode_prefix(bytes).unwrap().1)
    }

    /// The bytes from a term on, with a version byte in front of it.
    fn with_version<T>(&mut self, start: usize, read: impl FnOnce(&[u8]) -> T) -> T {
        let before = mem::replace(&mut self.bytes[start - 1], 131);
        let result = read(&self.bytes[start - 1..]);
        self.bytes[start - 1] = before;
        result
    }
}
