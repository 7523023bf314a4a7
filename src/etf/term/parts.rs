//! What lies in a list, a tuple or a map.

use std::fmt;

use super::TermRef;
use super::compare::Wanted;
use super::head::head;
use super::index::Container;
use crate::etf::plain::behind_plain;
use crate::etf::reader::Reader;
use crate::etf::tag::*;
use crate::etf::walk::{self, Contents, Level, Next};

/// Where terms begin that follow each other, and the containers that they are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Inside<'t> {
    pub(super) rest: &'t [u8],
    pub(super) containers: &'t [Container],
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
                let rest = match (behind_plain(start), start) {
                    (Some(rest), _) => rest,
                    (None, [NEW_FLOAT_EXT | FLOAT_EXT, ..]) => {
                        reader.skip_float().ok()?;
                        reader.rest
                    }
                    // Its text would be copied, only to be dropped.
                    (None, [ATOM_EXT | SMALL_ATOM_EXT, ..]) => {
                        reader.atom_bytes().ok()?;
                        reader.rest
                    }
                    (None, _) => {
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
            head(&mut Reader::new(bytes)).is_ok_and(|head| head.contents().count > 0)
        }
        _ => false,
    }
}

/// The elements of a list or a tuple, or the values that a function closes over.
#[derive(Clone, Default)]
pub struct Elements<'t> {
    inside: Inside<'t>,
    level: Level<()>,
    /// Elements that come as bytes.
    bytes: &'t [u8],
}

impl<'t> Elements<'t> {
    pub(super) fn of_terms(inside: Inside<'t>, contents: Contents) -> Self {
        Self { inside, level: Level { left: contents, own: () }, bytes: &[] }
    }

    pub(super) fn of_bytes(bytes: &'t [u8]) -> Self {
        Self { bytes, ..Self::default() }
    }

    /// What is not an element: the tail of a list that has no end, once all elements were taken.
    pub(super) fn tail(mut self) -> Option<TermRef<'t>> {
        match self.level.next(&mut Reader::new(self.inside.rest)) {
            Ok(Next::Tail) => self.inside.take(),
            _ => None,
        }
    }
}

impl<'t> Iterator for Elements<'t> {
    type Item = TermRef<'t>;

    fn next(&mut self) -> Option<TermRef<'t>> {
        loop {
            if let Some((byte, rest)) = self.bytes.split_first() {
                self.bytes = rest;
                return Some(TermRef {
                    bytes: &SMALL_INTEGERS[usize::from(*byte)],
                    containers: &[],
                });
            }
            let mut reader = Reader::new(self.inside.rest);
            let mut level = self.level;
            let next = level.next(&mut reader).ok()?;
            if let Next::Tail = next {
                // It stays to be asked for.
                return None;
            }
            (self.inside.rest, self.level) = (reader.rest, level);
            match next {
                Next::Bytes(bytes) => self.bytes = bytes,
                Next::End => return None,
                _ => return self.inside.take(),
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let least = self.level.left.count + self.bytes.len();
        (least, (self.level.left.kind == walk::Kind::Terms).then_some(least))
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
    pub(super) start: Elements<'t>,
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
        self.start.size_hint().0 == 0
    }
}

/// A tuple.
#[derive(Clone)]
pub struct Tuple<'t> {
    pub(super) start: Elements<'t>,
}

impl<'t> Tuple<'t> {
    /// Its elements, in order.
    pub fn elements(&self) -> Elements<'t> {
        self.start.clone()
    }

    /// How many elements it has.
    pub fn len(&self) -> usize {
        self.start.level.left.count
    }

    /// Whether it is `{}`.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A map, whose entries are in the order in which they came. No two keys are the same.
#[derive(Clone)]
pub struct Map<'t> {
    pub(super) count: usize,
    pub(super) inside: Inside<'t>,
}

impl<'t> Map<'t> {
    /// Its keys and values.
    pub fn entries(&self) -> Entries<'t> {
        Entries { left: self.count, inside: self.inside }
    }

    /// The value of a key, which may be any term. Looks at the keys one after the other.
    pub fn get(&self, key: TermRef<'_>) -> Option<TermRef<'t>> {
        let mut wanted = Wanted::new(key);
        self.entries().find(|(found, _)| wanted.is(*found)).map(|(_, value)| value)
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
    pub(super) left: usize,
    pub(super) inside: Inside<'t>,
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
