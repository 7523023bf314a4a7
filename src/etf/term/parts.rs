//! What lies in a list, a tuple or a map.

use std::fmt;

use super::TermRef;
use super::compare::Wanted;
use super::head::{Head, head};
use super::index::Container;
use crate::etf::plain::behind_plain;
use crate::etf::reader::Reader;
use crate::etf::tag::*;

/// Where terms begin that follow each other, and the containers that they are.
#[derive(Clone, Copy, Default)]
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
            head(&mut Reader::new(bytes)).is_ok_and(|head| head.children() > 0)
        }
        _ => false,
    }
}

/// The elements of a list or a tuple, or the values that a function closes over.
#[derive(Clone, Default)]
pub struct Elements<'t> {
    pub(super) inside: Inside<'t>,
    pub(super) left: usize,
    /// Whether a tail comes after those, which may have elements of the list.
    pub(super) has_tail: bool,
    /// Elements that come as bytes.
    pub(super) string: &'t [u8],
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

    /// Takes the elements that come next and are integers from 0 to 255, or empty lists, and appends
    /// their terms. The commonest in great number, these are gone over at once.
    pub(super) fn take_plain(&mut self, out: &mut Vec<u8>) {
        let string = std::mem::take(&mut self.string);
        out.extend(string.iter().flat_map(|byte| SMALL_INTEGERS[usize::from(*byte)]));
        let (mut taken, before) = (self.inside.rest, self.left);
        while self.left > 0 {
            taken = match taken {
                [SMALL_INTEGER_EXT, _, rest @ ..] | [NIL_EXT, rest @ ..] => rest,
                _ => break,
            };
            self.left -= 1;
        }
        if self.left < before {
            let (plain, rest) = self.inside.rest.split_at(self.inside.rest.len() - taken.len());
            out.extend_from_slice(plain);
            self.inside.rest = rest;
        }
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
        self.start.left == 0 && self.start.string.is_empty()
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
