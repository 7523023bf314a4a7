//! Looking into a term.

use std::fmt;

use super::head::{Head, head};
use super::identifier::{Export, Fun, Pid, Port, Reference};
use super::index::Container;
use super::{Atom, BitString, Integer};
use crate::etf::Deserializer;
use crate::etf::plain::behind_plain;
use crate::etf::reader::Reader;
use crate::etf::tag::*;

/// A term that lies in a [`Term`](super::Term): a copy of two slices, with which to look at it.
///
/// [`kind`](Self::kind) says what it is, for a `match`; the `as_` methods ask for one kind;
/// [`get`](Self::get) and [`at`](Self::at) go into it. What they return borrows from the term
/// itself, not from this.
///
/// It prints, compares and hashes as a [`Term`](super::Term) does.
#[derive(Clone, Copy)]
pub struct TermRef<'t> {
    /// From its tag to its end. What is in it was checked.
    pub(super) bytes: &'t [u8],
    /// Its containers, itself in front if it is one that is not empty.
    pub(super) containers: &'t [Container],
}

/// What a term is, with what it holds.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Kind<'t> {
    /// A name.
    Atom(Atom<'t>),
    /// An integer of any size.
    Integer(Integer<'t>),
    /// A float, which is finite.
    Float(f64),
    /// Bytes, which may be text.
    Binary(&'t [u8]),
    /// Bytes and some bits.
    BitString(BitString<'t>),
    /// A list, which may have no elements.
    List(List<'t>),
    /// A tuple.
    Tuple(Tuple<'t>),
    /// A map.
    Map(Map<'t>),
    /// A process identifier.
    Pid(Pid<'t>),
    /// A port identifier.
    Port(Port<'t>),
    /// A reference.
    Reference(Reference<'t>),
    /// A function with its environment.
    Fun(Fun<'t>),
    /// A function by its name.
    Export(Export<'t>),
}

impl<'t> TermRef<'t> {
    /// What the term is.
    pub fn kind(self) -> Kind<'t> {
        let mut reader = Reader::new(self.bytes);
        // It was read once, so that it is read again; an empty list would show otherwise.
        let head = head(&mut reader).unwrap_or(Head::Nil);
        let inside =
            Inside { rest: reader.rest, containers: self.containers.get(1..).unwrap_or_default() };
        match head {
            Head::Atom(atom) => Kind::Atom(atom),
            Head::Integer(integer) => Kind::Integer(integer),
            Head::Float(value) => Kind::Float(value),
            Head::Binary(bytes) => Kind::Binary(bytes),
            Head::BitString(BitString { bytes, last_bits: 8 }) => Kind::Binary(bytes),
            Head::BitString(bits) => Kind::BitString(bits),
            Head::Nil => Kind::List(List { start: Elements::default() }),
            Head::String(string) => {
                Kind::List(List { start: Elements { string, ..Elements::default() } })
            }
            Head::List(left) => {
                Kind::List(List { start: Elements { inside, left, has_tail: true, string: &[] } })
            }
            Head::Tuple(left) => {
                Kind::Tuple(Tuple { start: Elements { inside, left, ..Elements::default() } })
            }
            Head::Map(count) => Kind::Map(Map { count, inside }),
            Head::Pid(pid) => Kind::Pid(pid),
            Head::Port(port) => Kind::Port(port),
            Head::Reference(reference) => Kind::Reference(reference),
            Head::Export(export) => Kind::Export(export),
            Head::Fun(mut fun) => {
                fun.environment.bytes = inside.rest;
                fun.environment.containers = inside.containers;
                Kind::Fun(fun)
            }
        }
    }

    /// The tag that the term came with.
    pub fn tag(self) -> u8 {
        self.bytes.first().copied().unwrap_or(NIL_EXT)
    }

    /// The text of an atom or a binary of UTF-8, unless it is an atom of Latin-1 beyond ASCII.
    pub fn as_str(self) -> Option<&'t str> {
        Reader::new(self.bytes).plain_text().or_else(|| match self.kind() {
            Kind::Binary(bytes) => std::str::from_utf8(bytes).ok(),
            Kind::Atom(atom) => match atom.into_str() {
                std::borrow::Cow::Borrowed(text) => Some(text),
                std::borrow::Cow::Owned(_) => None,
            },
            _ => None,
        })
    }

    /// The atom, if it is one.
    pub fn as_atom(self) -> Option<Atom<'t>> {
        match self.kind() {
            Kind::Atom(atom) => Some(atom),
            _ => None,
        }
    }

    /// The value of the atom `true` or `false`.
    pub fn as_bool(self) -> Option<bool> {
        Reader::new(self.bytes).plain_bool()
    }

    /// The integer, if it is one.
    pub fn as_integer(self) -> Option<Integer<'t>> {
        match self.kind() {
            Kind::Integer(integer) => Some(integer),
            _ => None,
        }
    }

    /// The integer, if it is one that fits.
    pub fn as_u64(self) -> Option<u64> {
        self.as_integer()?.as_u64()
    }

    /// The integer, if it is one that fits.
    pub fn as_i64(self) -> Option<i64> {
        self.as_integer()?.as_i64()
    }

    /// The float, if it is one.
    pub fn as_f64(self) -> Option<f64> {
        match self.kind() {
            Kind::Float(value) => Some(value),
            _ => None,
        }
    }

    /// The bytes of a binary.
    pub fn as_bytes(self) -> Option<&'t [u8]> {
        match self.kind() {
            Kind::Binary(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The list, if it is one.
    pub fn as_list(self) -> Option<List<'t>> {
        match self.kind() {
            Kind::List(list) => Some(list),
            _ => None,
        }
    }

    /// The tuple, if it is one.
    pub fn as_tuple(self) -> Option<Tuple<'t>> {
        match self.kind() {
            Kind::Tuple(tuple) => Some(tuple),
            _ => None,
        }
    }

    /// The map, if it is one.
    pub fn as_map(self) -> Option<Map<'t>> {
        match self.kind() {
            Kind::Map(map) => Some(map),
            _ => None,
        }
    }

    /// What a map has for a key: an atom or a binary of this text, the first of them if there are
    /// both. None if the term is no map.
    ///
    /// Looks at one key after the other. For keys of other kinds there is [`Map::get`].
    pub fn get(self, key: &str) -> Option<TermRef<'t>> {
        self.as_map()?.entries().find(|(found, _)| found.is_text(key)).map(|(_, value)| value)
    }

    /// The element of a list or a tuple, counted from 0. None if the term is neither.
    ///
    /// Looks at one element after the other.
    pub fn at(self, index: usize) -> Option<TermRef<'t>> {
        match self.kind() {
            Kind::List(list) => list.elements().nth(index),
            Kind::Tuple(tuple) => tuple.elements().nth(index),
            _ => None,
        }
    }

    /// Whether the term is an atom or a binary of this text.
    fn is_text(self, text: &str) -> bool {
        match Reader::new(self.bytes).text() {
            Ok(Some(found)) => found.text == text,
            _ => false,
        }
    }

    /// For reading the term into a type of one's own, natively or as JSON would have it.
    ///
    /// ```
    /// use gatewire::etf::Term;
    /// use serde::Deserialize;
    ///
    /// let term = Term::decode(b"\x83h\x02a\x01l\0\0\0\x02a\x02a\x03j")?;
    /// let second = term.as_ref().at(1).expect("a tuple of two");
    /// assert_eq!(Vec::<u8>::deserialize(&mut second.deserializer())?, [2, 3]);
    /// # Ok::<(), gatewire::DecodeError>(())
    /// ```
    pub fn deserializer(self) -> Deserializer<'t> {
        Deserializer::from_reader(Reader::new(self.bytes))
    }
}

/// Where terms begin that follow each other, and the containers that they are.
#[derive(Clone, Copy, Default)]
struct Inside<'t> {
    rest: &'t [u8],
    containers: &'t [Container],
}

impl<'t> Inside<'t> {
    /// Takes the term in front.
    fn take(&mut self) -> Option<TermRef<'t>> {
        let mut reader = Reader::new(self.rest);
        reader.peek_tag().ok()?;
        let start = reader.rest;
        let (length, containers) = match self.containers.first() {
            Some(first) if is_container(start) => {
                (first.length as usize, first.containers as usize)
            }
            _ => {
                let rest = match behind_plain(start) {
                    Some(rest) => rest,
                    None => {
                        head(&mut reader).ok()?;
                        reader.rest
                    }
                };
                (start.len() - rest.len(), 0)
            }
        };
        let (bytes, rest) = start.split_at_checked(length)?;
        let (own, others) = self.containers.split_at_checked(containers)?;
        *self = Self { rest, containers: others };
        Some(TermRef { bytes, containers: own })
    }
}

/// Whether bytes begin with a container that is not empty.
fn is_container(bytes: &[u8]) -> bool {
    match bytes {
        [MAP_EXT | LARGE_TUPLE_EXT, 0, 0, 0, 0, ..] | [SMALL_TUPLE_EXT, 0, ..] => false,
        [MAP_EXT | LIST_EXT | LARGE_TUPLE_EXT | SMALL_TUPLE_EXT, ..] => true,
        [NEW_FUN_EXT | FUN_EXT, ..] => {
            head(&mut Reader::new(bytes)).is_ok_and(|head| head.children() > 0)
        }
        _ => false,
    }
}

/// The elements of a list or a tuple, or the values that a function closes over.
#[derive(Clone, Default)]
pub struct Elements<'t> {
    inside: Inside<'t>,
    left: usize,
    /// Whether a tail comes after those, which may have elements of the list.
    has_tail: bool,
    /// Elements that come as bytes.
    string: &'t [u8],
}

impl<'t> Elements<'t> {
    pub(super) fn of_terms(bytes: &'t [u8], containers: &'t [Container], left: usize) -> Self {
        let inside = Inside { rest: bytes, containers };
        Self { inside, left, ..Self::default() }
    }

    /// Goes on into a tail that is a list. Whether there are elements left.
    fn go_on(&mut self) -> bool {
        if self.left == 0 && self.has_tail {
            let mut reader = Reader::new(self.inside.rest);
            let tag = reader.peek_tag().unwrap_or(NIL_EXT);
            if let (NIL_EXT | STRING_EXT | LIST_EXT, Ok(tail)) = (tag, head(&mut reader)) {
                self.inside.rest = reader.rest;
                self.has_tail = tag == LIST_EXT;
                self.left = tail.children();
                if let Head::String(string) = tail {
                    self.string = string;
                }
            }
        }
        self.left > 0 || !self.string.is_empty()
    }

    /// What is not an element: the tail of a list that has no end, once all elements were taken.
    pub(super) fn tail(mut self) -> Option<TermRef<'t>> {
        if self.has_tail { self.inside.take() } else { None }
    }
}

impl<'t> Iterator for Elements<'t> {
    type Item = TermRef<'t>;

    fn next(&mut self) -> Option<TermRef<'t>> {
        if !self.go_on() {
            return None;
        }
        if let Some((byte, rest)) = self.string.split_first() {
            self.string = rest;
            return Some(TermRef { bytes: &SMALL_INTEGERS[usize::from(*byte)], containers: &[] });
        }
        self.left -= 1;
        self.inside.take()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let least = self.left + self.string.len();
        (least, if self.has_tail { None } else { Some(least) })
    }
}

/// The terms that the bytes of a `STRING_EXT` stand for.
static SMALL_INTEGERS: [[u8; 2]; 256] = {
    let mut terms = [[SMALL_INTEGER_EXT, 0]; 256];
    let mut value = 0;
    while value < terms.len() {
        terms[value][1] = value as u8;
        value += 1;
    }
    terms
};

/// A list. Its elements may have come in several lists, each the tail of the one before, or as
/// bytes; that makes no difference here.
#[derive(Clone)]
pub struct List<'t> {
    start: Elements<'t>,
}

impl<'t> List<'t> {
    /// Its elements, in order.
    pub fn elements(&self) -> Elements<'t> {
        self.start.clone()
    }

    /// What stands behind the bar of an improper list, such as `[1|2]`.
    pub fn tail(&self) -> Option<TermRef<'t>> {
        let mut elements = self.elements();
        elements.by_ref().for_each(drop);
        elements.tail()
    }

    /// Whether it is `[]`.
    pub fn is_empty(&self) -> bool {
        self.start.left == 0 && self.start.string.is_empty()
    }
}

/// A tuple.
#[derive(Clone)]
pub struct Tuple<'t> {
    start: Elements<'t>,
}

impl<'t> Tuple<'t> {
    /// Its elements, in order.
    pub fn elements(&self) -> Elements<'t> {
        self.start.clone()
    }

    /// How many elements it has.
    pub fn len(&self) -> usize {
        self.start.left
    }

    /// Whether it is `{}`.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A map, whose entries are in the order in which they came. No two keys are the same.
#[derive(Clone)]
pub struct Map<'t> {
    count: usize,
    inside: Inside<'t>,
}

impl<'t> Map<'t> {
    /// Its keys and values.
    pub fn entries(&self) -> Entries<'t> {
        Entries { left: self.count, inside: self.inside }
    }

    /// The value of a key, which may be any term.
    pub fn get(&self, key: TermRef<'_>) -> Option<TermRef<'t>> {
        self.entries().find(|(found, _)| *found == key).map(|(_, value)| value)
    }

    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether it is `#{}`.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}

/// The keys and values of a map.
#[derive(Clone)]
pub struct Entries<'t> {
    left: usize,
    inside: Inside<'t>,
}

impl Entries<'_> {
    /// How many bytes of the map are left.
    pub(super) fn remaining(&self) -> usize {
        self.inside.rest.len()
    }
}

impl<'t> Iterator for Entries<'t> {
    type Item = (TermRef<'t>, TermRef<'t>);

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        Some((self.inside.take()?, self.inside.take()?))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

macro_rules! debug_as_list {
    ($($view:ident)*) => {$(
        impl fmt::Debug for $view<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_list().entries(self.elements()).finish()
            }
        }
    )*};
}

debug_as_list!(List Tuple);

impl fmt::Debug for Map<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.entries()).finish()
    }
}

impl fmt::Debug for Elements<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl fmt::Debug for Entries<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.clone()).finish()
    }
}
