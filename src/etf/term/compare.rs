//! When terms are the same.
//!
//! Terms are written in a form of their own, in which those that Erlang takes for the same have the
//! same bytes: entries of maps in the order of their keys, lists without the seams of their tails,
//! of numbers and names nothing but their value. The form is no term: its containers have ends in
//! place of counts where those are not known yet.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};
use std::sync::LazyLock;

use super::head::{Head, head};
use super::identifier::{Fun, NewFun, Pid, Port};
use super::parts::{Entries, Inside};
use super::{Atom, Integer, Kind, Term, TermRef};
use crate::etf::reader::{MAX_ATOM_CHARS, Reader};
use crate::etf::tag::*;
use crate::etf::walk::{self, Contents, Next, Walk};

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
/// Before the number that stands for a key.
const NUMBER: u8 = 2;

/// The numbers of large keys, by where these lie in memory: they are written in place of them, so
/// that nothing is written anew for each key that it stands in.
type Known = BTreeMap<usize, u64>;

/// Keys of which less is written have no numbers.
const MIN_KNOWN: usize = 256;

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
    write(term, &mut out, &Known::new());
    out
}

/// What an open container ends with.
enum Open<'t> {
    /// Nothing.
    Terms,
    /// The mark of its end.
    List,
    /// The entries that are not written yet. In the place of its terms come the values that are
    /// containers, in the order of their keys.
    Entries(Box<Sorted<'t>>),
}

/// The entries of a map in an order that its keys alone decide.
struct Sorted<'t> {
    /// Of each entry its key and, unless that is a container, its value, as they are written: what is
    /// beside each other is found at once. In front of these are their length and the place of the
    /// value that is a container, of eight bytes each.
    written: Vec<u8>,
    containers: Vec<TermRef<'t>>,
    order: std::vec::IntoIter<HashedPlace>,
    /// What follows the map.
    behind: Inside<'t>,
}

impl<'t> Sorted<'t> {
    /// Writes entries up to the next value that is a container, which it returns.
    fn write_next(&mut self, out: &mut Vec<u8>) -> Option<TermRef<'t>> {
        loop {
            let (_, place) = self.order.next()?;
            out.extend_from_slice(entry_at(&self.written, place));
            let container = number_at(&self.written, place + size_of::<u64>());
            if let Some(container) = self.containers.get(container) {
                return Some(*container);
            }
        }
    }
}

/// What is in front of each entry.
const FRONT: usize = 2 * size_of::<u64>();

fn number_at(written: &[u8], place: usize) -> usize {
    let bytes = written.get(place..).and_then(|bytes| bytes.first_chunk());
    bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes) as usize)
}

/// An entry as far as it is written, by where its length is.
fn entry_at(written: &[u8], place: usize) -> &[u8] {
    let start = place + FRONT;
    &written[start..start + number_at(written, place)]
}

/// Whether a term is written whole at once.
fn is_scalar(term: TermRef<'_>) -> bool {
    matches!(
        term.tag(),
        NEW_FLOAT_EXT
            | SMALL_INTEGER_EXT..=ATOM_EXT
            | NIL_EXT
            | BINARY_EXT..=LARGE_BIG_EXT
            | SMALL_ATOM_EXT
            | ATOM_UTF8_EXT
            | SMALL_ATOM_UTF8_EXT
    )
}

/// So few entries are sorted by what is written of them, without hashes, and so few keys are compared
/// with each other.
const FEW: usize = 8;

/// The place of an entry, after the hash of its key.
type HashedPlace = (u64, usize);

/// Of which hashes are: the same for all terms of a process, so that they can be compared, and
/// unknown to whoever wrote the keys. Numbers are sorted in less time than text that lies anywhere.
static STATE: LazyLock<RandomState> = LazyLock::new(RandomState::new);

/// Recurses for the containers in keys, which stand in each other only so deep.
fn write(term: TermRef<'_>, out: &mut Vec<u8>, known: &Known) {
    let (mut reader, mut containers) = (Reader::new(term.bytes), term.containers);
    let mut walk = Walk::new(Open::Terms);
    loop {
        if !matches!(walk.own(), Open::Entries(_)) {
            // The commonest in great number, these are written as they came.
            out.extend_from_slice(walk.pass(&mut reader, behind_same));
        }
        // It was checked, so that nothing fails.
        let Ok(next) = walk.next(&mut reader) else { return };
        match next {
            Next::Key | Next::Value | Next::Element => {
                if let Open::Entries(entries) = walk.own()
                    && let Some(value) = entries.write_next(out)
                {
                    (reader, containers) = (Reader::new(value.bytes), value.containers);
                }
            }
            Next::Tail => {
                out.push(TAIL);
                *walk.own() = Open::Terms;
            }
            Next::Bytes(bytes) => {
                write_elements(bytes, out);
                continue;
            }
            Next::End => {
                match walk.leave() {
                    Some(Open::Terms) => {}
                    Some(Open::List) => out.push(END),
                    Some(Open::Entries(mut entries)) => {
                        entries.write_next(out);
                        reader = Reader::new(entries.behind.rest);
                        containers = entries.behind.containers;
                    }
                    None => return,
                }
                continue;
            }
        }
        let contents = begin(&mut reader, out);
        if contents.count == 0 {
            continue;
        }
        containers = containers.get(1..).unwrap_or_default();
        let (contents, open) = match contents {
            Contents { kind: walk::Kind::List, .. } => (contents, Open::List),
            // One entry is in order.
            Contents { kind: walk::Kind::Pairs, count: 3.. } => {
                let inside = Inside { rest: reader.rest, containers };
                let entries = sorted(Entries { left: contents.count / 2, inside }, known);
                let contents = Contents::terms(entries.containers.len());
                (contents, Open::Entries(Box::new(entries)))
            }
            _ => (contents, Open::Terms),
        };
        if walk.enter(0, contents, open).is_err() {
            return;
        }
    }
}

/// What follows an integer from 0 to 255, or an empty list: these are written as they are.
fn behind_same(bytes: &[u8]) -> Option<&[u8]> {
    match bytes {
        [SMALL_INTEGER_EXT, _, rest @ ..] | [NIL_EXT, rest @ ..] => Some(rest),
        _ => None,
    }
}

/// Writes a scalar, or the beginning of a container. Returns what follows that.
fn begin(reader: &mut Reader<'_>, out: &mut Vec<u8>) -> Contents {
    if let Some(bytes) = reader.latin_1_atom() {
        write_latin_1_atom(bytes, out);
        return Contents::NONE;
    }
    let Ok(head) = head(reader) else { return Contents::NONE };
    let contents = head.contents();
    match head {
        Head::Atom(atom) => write_atom(&atom, out),
        Head::Integer(value) => write_integer(value, out),
        Head::Float(value) => {
            out.push(NEW_FLOAT_EXT);
            // Both zeros are the same.
            let value = if value == 0.0 { 0.0 } else { value };
            out.extend_from_slice(&value.to_be_bytes());
        }
        Head::Binary(bytes) => write_bytes(BINARY_EXT, bytes, out),
        Head::BitString(bits) if bits.last_bits() == 8 => {
            write_bytes(BINARY_EXT, bits.bytes(), out);
        }
        Head::BitString(bits) => {
            let (whole, last) = bits.parts();
            write_bytes(BIT_BINARY_EXT, whole, out);
            out.extend_from_slice(&[bits.last_bits(), last]);
        }
        Head::Nil => out.push(NIL_EXT),
        Head::String(bytes) => {
            out.push(LIST_EXT);
            write_elements(bytes, out);
            out.push(END);
        }
        Head::List(_) => out.push(LIST_EXT),
        Head::Tuple(count) => write_length(LARGE_TUPLE_EXT, count, out),
        Head::Map(count) => write_length(MAP_EXT, count, out),
        Head::Pid(pid) => write_pid(&pid, out),
        Head::Port(Port { node, id, creation }) => {
            out.push(V4_PORT_EXT);
            write_atom(&node, out);
            out.extend_from_slice(&id.to_be_bytes());
            out.extend_from_slice(&creation.to_be_bytes());
        }
        Head::Reference(reference) => {
            write_bytes(NEWER_REFERENCE_EXT, reference.significant(), out);
            write_atom(&reference.node, out);
            out.extend_from_slice(&reference.creation.to_be_bytes());
        }
        Head::Export(export) => {
            out.push(EXPORT_EXT);
            write_atom(&export.module, out);
            write_atom(&export.function, out);
            out.extend_from_slice(&export.arity.to_be_bytes());
        }
        Head::Fun(fun) => write_fun(&fun, out),
    }
    contents
}

/// Writes elements that came as bytes.
fn write_elements(bytes: &[u8], out: &mut Vec<u8>) {
    out.extend(bytes.iter().flat_map(|byte| [SMALL_INTEGER_EXT, *byte]));
}

fn sorted<'t>(mut entries: Entries<'t>, known: &Known) -> Sorted<'t> {
    let count = entries.size_hint().0;
    let mut written = Vec::with_capacity((count * (FRONT + 16)).min(1 << 12));
    let mut containers = Vec::new();
    let mut order = Vec::with_capacity(count);
    for (key, value) in entries.by_ref() {
        let place = written.len();
        written.extend_from_slice(&[0; FRONT]);
        match known.get(&self::place(key)) {
            Some(number) => {
                written.push(NUMBER);
                written.extend_from_slice(&number.to_be_bytes());
            }
            None if is_scalar(key) => {
                begin(&mut Reader::new(key.bytes), &mut written);
            }
            None => write(key, &mut written, known),
        }
        let hash = if count > FEW { STATE.hash_one(&written[place + FRONT..]) } else { 0 };
        order.push((hash, place));
        let container = if is_scalar(value) {
            begin(&mut Reader::new(value.bytes), &mut written);
            u64::MAX
        } else {
            containers.push(value);
            containers.len() as u64 - 1
        };
        let length = (written.len() - place - FRONT) as u64;
        let front = [length.to_le_bytes(), container.to_le_bytes()];
        written[place..place + FRONT].copy_from_slice(front.as_flattened());
    }
    // No two keys are the same, and hardly any two hashes.
    order.sort_unstable_by(|(a, at), (b, bt)| {
        a.cmp(b).then_with(|| entry_at(&written, *at).cmp(entry_at(&written, *bt)))
    });
    Sorted { written, containers, order: order.into_iter(), behind: entries.inside }
}

fn place(term: TermRef<'_>) -> usize {
    term.bytes.as_ptr().addr()
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

/// As of the same text in UTF-8.
#[cold]
fn write_latin_1_atom(bytes: &[u8], out: &mut Vec<u8>) {
    let beyond_ascii = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    write_length(ATOM_UTF8_EXT, bytes.len() + beyond_ascii, out);
    for byte in bytes {
        out.extend_from_slice(char::from(*byte).encode_utf8(&mut [0; 2]).as_bytes());
    }
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

/// Finds keys that stand twice in the maps of a term, which are looked at from the innermost on.
#[derive(Default)]
pub(super) struct Repeated {
    canonical: Vec<u8>,
    known: Known,
}

/// After how many keys of a map those so far are looked at, and how many times as many there are when
/// that is done again. There are few keys of few bytes: where most bytes are theirs, a key that stands
/// twice is found soon.
const FIRST_LOOK: usize = 1 << 10;
const NEXT_LOOK: usize = 1 << 4;

impl Repeated {
    /// Where the second of two keys that are the same begins, in bytes from the map's tag.
    pub(super) fn find(&mut self, map: TermRef<'_>) -> Option<usize> {
        // Different keys rarely have the same digest, unless somebody wants them to.
        let digests = self.digests_with_twins(map)?;
        self.find_exactly(map, &digests)
    }

    /// The digests of keys up to two that are the same, or soon after these. None if no two are.
    fn digests_with_twins(&mut self, map: TermRef<'_>) -> Option<Vec<u64>> {
        let mut entries = map.as_map()?.entries();
        let mut digests = Vec::with_capacity(entries.size_hint().0);
        let mut look = FIRST_LOOK;
        loop {
            let next = entries.next();
            if next.is_none() || digests.len() == look {
                if have_twins(&digests) {
                    return Some(digests);
                }
                look *= NEXT_LOOK;
            }
            digests.push(self.digest(next?.0));
        }
    }

    /// As [`find`](Self::find), by digests that nobody can foresee. Of some keys they are known.
    #[cold]
    #[inline(never)]
    fn find_exactly(&mut self, map: TermRef<'_>, known: &[u64]) -> Option<usize> {
        let mut entries = map.as_map()?.entries();
        let mut order = Vec::with_capacity(entries.size_hint().0);
        let mut look = FIRST_LOOK;
        loop {
            let place = map.bytes.len() - entries.inside.rest.len();
            let next = entries.next();
            if next.is_none() || order.len() == look {
                if let Some(second) = first_twin(map, &mut order) {
                    return Some(second);
                }
                look *= NEXT_LOOK;
            }
            let key = next?.0;
            // `first_twin` puts them in another order, but there are as many.
            let digest = match known.get(order.len()) {
                Some(digest) if !is_text_or_integer(key) => *digest,
                _ => self.unforeseen(key),
            };
            // Numbers are sorted in less time than pairs.
            order.push(u128::from(digest) << 64 | place as u128);
        }
    }

    /// A number that is the same for keys that are. Of most keys it is found quickly, and could be
    /// foreseen.
    fn digest(&mut self, key: TermRef<'_>) -> u64 {
        foreseeable(key).unwrap_or_else(|| self.unforeseen(key))
    }

    fn unforeseen(&mut self, key: TermRef<'_>) -> u64 {
        if let Some(number) = self.known.get(&place(key)) {
            return *number;
        }
        self.canonical.clear();
        write(key, &mut self.canonical, &self.known);
        let number = STATE.hash_one(&self.canonical);
        // By its own form, which is as long for keys that are the same. A container is looked at wherever
        // it is one of several keys; of text that depends on the other keys.
        if self.canonical.len() >= MIN_KNOWN && !is_scalar(key) && key.tag() != BIT_BINARY_EXT {
            self.known.insert(place(key), number);
        }
        number
    }
}

/// Whether a key is of a kind of which [`foreseeable`] finds a digest, in whatever form.
fn is_text_or_integer(key: TermRef<'_>) -> bool {
    is_scalar(key) && !matches!(key.tag(), NEW_FLOAT_EXT | FLOAT_EXT | NIL_EXT)
        || key.tag() == BIT_BINARY_EXT
}

/// The digest of a key of a usual kind, which is found quickly.
#[inline]
fn foreseeable(key: TermRef<'_>) -> Option<u64> {
    if let Some(bytes) = Reader::new(key.bytes).latin_1_atom() {
        return Some(latin_1_digest(bytes));
    }
    match key.kind() {
        Kind::Binary(bytes) => Some(mix(u64::from(BINARY_EXT), bytes)),
        Kind::Atom(atom) => Some(mix(u64::from(ATOM_UTF8_EXT), atom.as_str().as_bytes())),
        Kind::Integer(value) => Some(mix(u64::from(INTEGER_EXT), &value.as_i64()?.to_le_bytes())),
        _ => None,
    }
}

/// As of the same text in UTF-8.
#[cold]
fn latin_1_digest(bytes: &[u8]) -> u64 {
    let mut text = [0; 2 * MAX_ATOM_CHARS];
    let mut length = 0;
    for byte in bytes {
        length += char::from(*byte).encode_utf8(&mut text[length..]).len();
    }
    mix(u64::from(ATOM_UTF8_EXT), &text[..length])
}

fn have_twins(digests: &[u64]) -> bool {
    if digests.len() <= FEW {
        return (1..digests.len()).any(|index| digests[..index].contains(&digests[index]));
    }
    let mut sorted = digests.to_vec();
    sorted.sort_unstable();
    sorted.windows(2).any(|pair| pair[0] == pair[1])
}

/// Of the keys that are the same as one before, the place of the first. Puts them in order.
fn first_twin(map: TermRef<'_>, order: &mut [u128]) -> Option<usize> {
    let place = |hashed: u128| hashed as u64 as usize;
    order.sort_unstable();
    let mut looked_at = 0;
    // Those beside each other whose digests are the same are the same, but for one time in 2^64.
    loop {
        let are_twins =
            |pair: &&[u128]| pair[0] >> 64 == pair[1] >> 64 && place(pair[1]) > looked_at;
        let twins = order.windows(2).filter(are_twins);
        let (first, second) =
            twins.map(|pair| (place(pair[0]), place(pair[1]))).min_by_key(|(_, second)| *second)?;
        let mut entries = map.as_map()?.entries();
        if key_at(map, &mut entries, first)? == key_at(map, &mut entries, second)? {
            return Some(second);
        }
        looked_at = second;
    }
}

/// The key that begins at a place, in bytes from the map's tag. Takes the entries up to it.
fn key_at<'t>(map: TermRef<'t>, entries: &mut Entries<'t>, place: usize) -> Option<TermRef<'t>> {
    loop {
        let is_there = map.bytes.len() - entries.inside.rest.len() == place;
        let (key, _) = entries.next()?;
        if is_there {
            return Some(key);
        }
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
