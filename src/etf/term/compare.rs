//! When terms are the same.
//!
//! Terms are written in a form of their own, in which those that Erlang takes for the same have the
//! same bytes: entries of maps in the order of their keys, lists without the seams of their tails,
//! of numbers and names nothing but their value. The form is no term: its containers have ends in
//! place of counts where those are not known yet.

use std::hash::{BuildHasher, Hash, Hasher, RandomState};
use std::ops::Range;

use super::identifier::{Fun, NewFun, Pid, Port};
use super::parts::{Elements, Entries};
use super::{Atom, Integer, Kind, Term, TermRef};
use crate::etf::tag::*;

impl PartialEq<Term<'_>> for Term<'_> {
    fn eq(&self, other: &Term<'_>) -> bool {
        self.as_ref() == other.as_ref()
    }
}

impl PartialEq<TermRef<'_>> for TermRef<'_> {
    fn eq(&self, other: &TermRef<'_>) -> bool {
        Wanted::new(*self).is(*other)
    }
}

impl Eq for Term<'_> {}
impl Eq for TermRef<'_> {}

impl Hash for Term<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_ref().hash(state);
    }
}

impl Hash for TermRef<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        canonical(*self).hash(state);
    }
}

/// Behind the last element of a list.
const END: u8 = 0;
/// Behind the last element of a list, before its tail.
const TAIL: u8 = 1;

/// A term that is compared with many.
pub(super) struct Wanted<'t> {
    term: TermRef<'t>,
    canonical: Option<Vec<u8>>,
}

impl<'t> Wanted<'t> {
    pub(super) fn new(term: TermRef<'t>) -> Self {
        Self { term, canonical: None }
    }

    /// Whether it is this one.
    pub(super) fn is(&mut self, other: TermRef<'_>) -> bool {
        // The same bytes are the same term, since no float is NaN.
        if self.term.bytes == other.bytes {
            return true;
        }
        if std::mem::discriminant(&self.term.kind()) != std::mem::discriminant(&other.kind()) {
            return false;
        }
        let term = self.term;
        *self.canonical.get_or_insert_with(|| canonical(term)) == canonical(other)
    }
}

fn canonical(term: TermRef<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(term.bytes.len());
    write(term, &mut out);
    out
}

/// A container that is open.
enum Open<'t> {
    Elements(Elements<'t>),
    /// The same, of a list, which has an end.
    List(Elements<'t>),
    Entries(Sorted<'t>),
}

/// The values of a map in the order of their keys.
struct Sorted<'t> {
    keys: Vec<u8>,
    entries: std::vec::IntoIter<(Range<usize>, TermRef<'t>)>,
}

/// Recurses for the containers in keys, which stand in each other only so deep.
fn write<'t>(term: TermRef<'t>, out: &mut Vec<u8>) {
    let mut open = Vec::new();
    open.extend(begin(term, out));
    while let Some(innermost) = open.last_mut() {
        let next = match innermost {
            Open::Elements(elements) | Open::List(elements) => {
                elements.take_small_integers(out);
                elements.next()
            }
            Open::Entries(Sorted { keys, entries }) => entries.next().map(|(key, value)| {
                out.extend_from_slice(&keys[key]);
                value
            }),
        };
        match next {
            Some(term) => open.extend(begin(term, out)),
            None => {
                if let Some(Open::List(elements)) = open.pop() {
                    let tail = elements.tail();
                    out.push(if tail.is_some() { TAIL } else { END });
                    open.extend(tail.and_then(|tail| begin(tail, out)));
                }
            }
        }
    }
}

/// Writes a scalar, or the beginning of a container, which it returns.
fn begin<'t>(term: TermRef<'t>, out: &mut Vec<u8>) -> Option<Open<'t>> {
    match term.kind() {
        Kind::Atom(atom) => write_atom(&atom, out),
        Kind::Integer(value) => write_integer(value, out),
        Kind::Float(value) => {
            out.push(NEW_FLOAT_EXT);
            // Both zeros are the same.
            let value = if value == 0.0 { 0.0 } else { value };
            out.extend_from_slice(&value.to_be_bytes());
        }
        Kind::Binary(bytes) => write_bytes(BINARY_EXT, bytes, out),
        Kind::BitString(bits) => {
            let (whole, last) = bits.parts();
            write_bytes(BIT_BINARY_EXT, whole, out);
            out.extend_from_slice(&[bits.last_bits(), last]);
        }
        Kind::List(list) if list.is_empty() => out.push(NIL_EXT),
        Kind::List(list) => {
            out.push(LIST_EXT);
            return Some(Open::List(list.elements()));
        }
        Kind::Tuple(tuple) => {
            write_length(LARGE_TUPLE_EXT, tuple.len(), out);
            return Some(Open::Elements(tuple.elements()));
        }
        Kind::Map(map) => {
            write_length(MAP_EXT, map.len(), out);
            return Some(Open::Entries(sorted(map.entries())));
        }
        Kind::Pid(pid) => write_pid(&pid, out),
        Kind::Port(Port { node, id, creation }) => {
            out.push(V4_PORT_EXT);
            write_atom(&node, out);
            out.extend_from_slice(&id.to_be_bytes());
            out.extend_from_slice(&creation.to_be_bytes());
        }
        Kind::Reference(reference) => {
            write_bytes(NEWER_REFERENCE_EXT, reference.significant(), out);
            write_atom(&reference.node, out);
            out.extend_from_slice(&reference.creation.to_be_bytes());
        }
        Kind::Export(export) => {
            out.push(EXPORT_EXT);
            write_atom(&export.module, out);
            write_atom(&export.function, out);
            out.extend_from_slice(&export.arity.to_be_bytes());
        }
        Kind::Fun(fun) => {
            write_fun(&fun, out);
            return Some(Open::Elements(fun.free_variables()));
        }
    }
    None
}

fn sorted(entries: Entries<'_>) -> Sorted<'_> {
    let mut keys = Vec::new();
    let mut sorted: Vec<_> = entries
        .map(|(key, value)| {
            let start = keys.len();
            write(key, &mut keys);
            (start..keys.len(), value)
        })
        .collect();
    sorted.sort_unstable_by(|(a, _), (b, _)| keys[a.clone()].cmp(&keys[b.clone()]));
    Sorted { keys, entries: sorted.into_iter() }
}

fn write_length(tag: u8, length: usize, out: &mut Vec<u8>) {
    out.push(tag);
    // It fits, since a term has less than 4 GiB.
    out.extend_from_slice(&(length as u32).to_be_bytes());
}

fn write_bytes(tag: u8, bytes: &[u8], out: &mut Vec<u8>) {
    write_length(tag, bytes.len(), out);
    out.extend_from_slice(bytes);
}

fn write_atom(atom: &Atom<'_>, out: &mut Vec<u8>) {
    write_bytes(ATOM_UTF8_EXT, atom.as_str().as_bytes(), out);
}

fn write_integer(value: Integer<'_>, out: &mut Vec<u8>) {
    // Those that lists of small integers are made of take no more than they do there.
    if let Some(byte) = value.as_u64().and_then(|value| u8::try_from(value).ok()) {
        return out.extend_from_slice(&[SMALL_INTEGER_EXT, byte]);
    }
    if let Some(value) = value.as_i64() {
        out.push(INTEGER_EXT);
        return out.extend_from_slice(&value.to_be_bytes());
    }
    let magnitude = value.magnitude();
    write_length(LARGE_BIG_EXT, magnitude.len(), out);
    out.push(u8::from(value.is_negative()));
    out.extend_from_slice(&magnitude);
}

fn write_pid(pid: &Pid<'_>, out: &mut Vec<u8>) {
    out.push(NEW_PID_EXT);
    write_atom(&pid.node, out);
    for word in [pid.id, pid.serial, pid.creation] {
        out.extend_from_slice(&word.to_be_bytes());
    }
}

/// Of a function what Erlang knows it by: its module, its index, the hash of its code and its
/// environment, not the process that made it.
fn write_fun(fun: &Fun<'_>, out: &mut Vec<u8>) {
    let (tag, index) = match fun.new {
        Some(NewFun { index, .. }) => (NEW_FUN_EXT, index),
        None => (FUN_EXT, fun.old_index as u32),
    };
    write_length(tag, fun.free, out);
    write_atom(&fun.module, out);
    out.extend_from_slice(&index.to_be_bytes());
    out.extend_from_slice(&fun.old_uniq.to_be_bytes());
}

/// Where the second of two keys that are the same begins, in bytes from the map's tag.
pub(super) fn repeated_key(map: TermRef<'_>) -> Option<usize> {
    let entries = map.as_map()?.entries();
    let mut hasher = Hashed::default();
    let mut may_repeat = |digest: fn(&mut Hashed, TermRef<'_>) -> u64| {
        let mut digests = Vec::with_capacity(entries.size_hint().0);
        digests.extend(entries.clone().map(|(key, _)| digest(&mut hasher, key)));
        digests.sort_unstable();
        digests.windows(2).any(|pair| pair[0] == pair[1])
    };
    // Different keys rarely have the same digest, unless somebody wants them to.
    if may_repeat(Hashed::digest) && may_repeat(Hashed::unforeseen) {
        exactly_repeated_key(map)
    } else {
        None
    }
}

#[cold]
fn exactly_repeated_key(map: TermRef<'_>) -> Option<usize> {
    let mut entries = map.as_map()?.entries();
    let mut keys = Vec::new();
    let mut sorted = Vec::with_capacity(entries.size_hint().0);
    loop {
        let offset = map.bytes.len() - entries.remaining();
        let Some((key, _)) = entries.next() else { break };
        let start = keys.len();
        write(key, &mut keys);
        sorted.push((start..keys.len(), offset));
    }
    sorted.sort_unstable_by(|(a, at), (b, bt)| {
        keys[a.clone()].cmp(&keys[b.clone()]).then(at.cmp(bt))
    });
    let mut pairs = sorted.windows(2);
    let pair = pairs.find(|pair| keys[pair[0].0.clone()] == keys[pair[1].0.clone()])?;
    Some(pair[1].1)
}

/// What makes numbers of keys, the same of those that are the same.
#[derive(Default)]
struct Hashed {
    canonical: Vec<u8>,
    /// Whose numbers nobody can foresee. It is made where it is needed.
    state: Option<RandomState>,
}

impl Hashed {
    /// Of a key of any kind. Of text a number that is found quickly, and could be foreseen.
    fn digest(&mut self, key: TermRef<'_>) -> u64 {
        match key.kind() {
            Kind::Binary(bytes) => mix(u64::from(BINARY_EXT), bytes),
            Kind::Atom(atom) => mix(u64::from(ATOM_UTF8_EXT), atom.as_str().as_bytes()),
            _ => self.unforeseen(key),
        }
    }

    fn unforeseen(&mut self, key: TermRef<'_>) -> u64 {
        self.canonical.clear();
        write(key, &mut self.canonical);
        self.state.get_or_insert_default().hash_one(&self.canonical)
    }
}

fn mix(seed: u64, bytes: &[u8]) -> u64 {
    /// An odd number whose bits look random.
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let words = words.iter().chain([&last]).map(|word| u64::from_le_bytes(*word));
    words.fold(seed ^ bytes.len() as u64, |mixed, word| {
        let mixed = (mixed ^ word).wrapping_mul(FACTOR);
        mixed ^ mixed >> 32
    })
}
