//! Looking into a term.

use std::borrow::Cow;

use super::head::{Head, head};
use super::identifier::{Export, Fun, Pid, Port, Reference};
use super::index::Container;
use super::parts::{Elements, Inside, List, Map, Tuple};
use super::{Atom, BitString, Integer};
use crate::etf::Deserializer;
use crate::etf::reader::Reader;
use crate::etf::tag::{BINARY_EXT, NIL_EXT};

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
    #[inline]
    pub fn kind(self) -> Kind<'t> {
        // What most terms are made of. The bytes end where the term does.
        if let [BINARY_EXT, _, _, _, _, bytes @ ..] = self.bytes {
            return Kind::Binary(bytes);
        }
        match Reader::new(self.bytes).plain_text() {
            Some(text) => Kind::Atom(Atom::new(Cow::Borrowed(text))),
            None => self.any_kind(),
        }
    }

    #[inline(never)]
    fn any_kind(self) -> Kind<'t> {
        let mut reader = Reader::new(self.bytes);
        // It was read once, so that it is read again; an empty list would show otherwise.
        let head = head(&mut reader).unwrap_or(Head::Nil);
        let contents = head.contents();
        let inside =
            Inside { rest: reader.rest, containers: self.containers.get(1..).unwrap_or_default() };
        match head {
            Head::Atom(atom) => Kind::Atom(atom),
            Head::Integer(integer) => Kind::Integer(integer),
            Head::Float(value) => Kind::Float(value),
            Head::Binary(bytes) => Kind::Binary(bytes),
            Head::BitString(BitString { bytes, last_bits: 8 }) => Kind::Binary(bytes),
            Head::BitString(bits) => Kind::BitString(bits),
            Head::Nil => Kind::List(List { start: Elements::of_bytes(&[]) }),
            Head::String(bytes) => Kind::List(List { start: Elements::of_bytes(bytes) }),
            Head::List(_) => Kind::List(List { start: Elements::of_terms(inside, contents) }),
            Head::Tuple(_) => Kind::Tuple(Tuple { start: Elements::of_terms(inside, contents) }),
            Head::Map(count) => Kind::Map(Map { count, inside }),
            Head::Pid(pid) => Kind::Pid(pid),
            Head::Port(port) => Kind::Port(port),
            Head::Reference(reference) => Kind::Reference(reference),
            Head::Export(export) => Kind::Export(export),
            Head::Fun(mut fun) => {
                fun.environment = inside;
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
                Cow::Borrowed(text) => Some(text),
                Cow::Owned(_) => None,
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
