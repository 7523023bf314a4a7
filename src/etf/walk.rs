//! The one way through a term.
//!
//! A [`Walk`] keeps the containers that are open and says what comes next. The walker reads each term
//! short of what is in it, and tells the walk of its contents if there are any. Nothing recurses.
//!
//! What is a level, and when it ends, is decided here alone:
//!
//! - A container is a level from its header on. Scalars, empty containers and a `STRING_EXT` are not.
//! - A list that goes on in its tail is one list at one level, however often it goes on, and it ends
//!   once. Where the tail is a `STRING_EXT`, the elements in it come as bytes.
//! - Any other tail makes the list improper. That tail is the last term in the list, as an element is:
//!   a container there is one level deeper.
//! - A term begins with the headers of empty lists in front of it, since such a list is but its tail.
//!   This is the place that an error of depth names. The tail of an improper list is named itself.

use super::plain::{behind_binary, behind_other, behind_plain, plain_header};
use super::reader::{MAX_ATOM_CHARS, Reader, Sequence, too_deep};
use super::tag::*;
use super::term::head;
use crate::MAX_SKIP_DEPTH;
use crate::de::extents::{Record, Recorder};
use crate::error::DecodeError;
use crate::scan::is_ascii;

/// What comes next in the innermost container that is open.
pub(super) enum Next<'a> {
    /// The term that is read next is a key.
    Key,
    /// It is the value of the key before it.
    Value,
    /// It is an element, or the term that is walked through.
    Element,
    /// It is the tail of an improper list.
    Tail,
    /// The last elements of a list, at least one. They were read.
    Bytes(&'a [u8]),
    /// The container ends. [`Walk::leave`] has to follow.
    End,
}

/// What follows the header of a container.
#[derive(Clone, Copy, Default)]
pub(super) struct Contents {
    /// How many terms, the tail of a list not counted. Scalars have none.
    pub(super) count: usize,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Keys, each before its value.
    Pairs,
    /// Elements, and a tail if there are any.
    List,
    #[default]
    Terms,
}

impl Contents {
    pub(super) const NONE: Self = Self::terms(0);

    #[inline(always)]
    pub(super) const fn pairs(count: usize) -> Self {
        Self { count: 2 * count, kind: Kind::Pairs }
    }

    #[inline(always)]
    pub(super) const fn list(count: usize) -> Self {
        Self { count, kind: Kind::List }
    }

    #[inline(always)]
    pub(super) const fn terms(count: usize) -> Self {
        Self { count, kind: Kind::Terms }
    }
}

/// A container that is open.
#[derive(Clone, Copy, Default)]
pub(super) struct Level<T> {
    /// What comes before its end. A list whose tail was come to is one no longer.
    pub(super) left: Contents,
    pub(super) own: T,
}

impl<T> Level<T> {
    /// What comes next. Reads no more than what leads from a list to its tail.
    #[inline(always)]
    pub(super) fn next<'a>(&mut self, reader: &mut Reader<'a>) -> Result<Next<'a>, DecodeError> {
        let Some(left) = self.left.count.checked_sub(1) else { return self.after_last(reader) };
        self.left.count = left;
        Ok(match self.left.kind {
            // Of pairs, an odd number is left after a key.
            Kind::Pairs if left % 2 == 1 => Next::Key,
            Kind::Pairs => Next::Value,
            Kind::List | Kind::Terms => Next::Element,
        })
    }

    #[inline(never)]
    fn after_last<'a>(&mut self, reader: &mut Reader<'a>) -> Result<Next<'a>, DecodeError> {
        if self.left.kind != Kind::List {
            return Ok(Next::End);
        }
        let tag = reader.peek_tag()?;
        if tag == LIST_EXT {
            // There are some, since the headers of empty lists were stepped over.
            self.left = reader.step()?;
            return self.next(reader);
        }
        self.left = Contents::NONE;
        Ok(match tag {
            NIL_EXT => {
                reader.step()?;
                Next::End
            }
            STRING_EXT => match reader.string()? {
                [] => Next::End,
                bytes => Next::Bytes(bytes),
            },
            _ => Next::Tail,
        })
    }
}

/// A walk through one term, with something of the walker's own for each container that is open.
pub(super) struct Walk<T> {
    /// The innermost container; to begin with, what the term itself is the one element of.
    inner: Level<T>,
    outer: Vec<Level<T>>,
    /// How many containers the term stands in.
    around: usize,
}

impl<T> Walk<T> {
    /// Through a term that stands in no container.
    pub(super) fn new(own: T) -> Self {
        Self { inner: Level { left: Contents::terms(1), own }, outer: Vec::new(), around: 0 }
    }

    /// What comes next.
    #[inline(always)]
    pub(super) fn next<'a>(&mut self, reader: &mut Reader<'a>) -> Result<Next<'a>, DecodeError> {
        self.inner.next(reader)
    }

    /// Goes into a container that is not empty and begins at this place of the payload.
    ///
    /// Fails with [`DepthExceeded`](crate::DecodeErrorKind::DepthExceeded) above [`MAX_SKIP_DEPTH`]
    /// containers.
    #[inline]
    pub(super) fn enter(
        &mut self,
        start: usize,
        left: Contents,
        own: T,
    ) -> Result<(), DecodeError> {
        if self.outer.len() + self.around >= MAX_SKIP_DEPTH {
            return Err(too_deep(start, MAX_SKIP_DEPTH));
        }
        if self.outer.is_empty() {
            // As many as a payload nests deep, so that room is made once.
            self.outer.reserve(MAX_FEW);
        }
        self.outer.push(std::mem::replace(&mut self.inner, Level { left, own }));
        Ok(())
    }

    /// Goes out of the container that ended, and returns what it had of the walker's; nothing at the
    /// end of the term.
    #[inline]
    pub(super) fn leave(&mut self) -> Option<T> {
        let outer = self.outer.pop()?;
        Some(std::mem::replace(&mut self.inner, outer).own)
    }

    /// Steps over the terms that come next in the innermost container, as long as it is known where each
    /// ends, and returns their bytes.
    pub(super) fn pass<'a>(
        &mut self,
        reader: &mut Reader<'a>,
        behind: impl Fn(&'a [u8]) -> Option<&'a [u8]>,
    ) -> &'a [u8] {
        let start = reader.rest;
        while self.inner.left.count > 0
            && let Some(rest) = behind(reader.rest)
        {
            reader.rest = rest;
            self.inner.left.count -= 1;
        }
        &start[..start.len() - reader.rest.len()]
    }

    /// Steps over the pairs that come next in the innermost container, as long as `key` reads a key and
    /// the value is in one of its usual forms. Ends where `next` goes on.
    #[inline(always)]
    pub(super) fn pass_pairs<'a>(
        &mut self,
        reader: &mut Reader<'a>,
        mut key: impl FnMut(&mut T, &mut Reader<'a>) -> bool,
    ) {
        let Level { left: Contents { count, kind: Kind::Pairs }, own } = &mut self.inner else {
            return;
        };
        while count.is_multiple_of(2) && *count > 0 && key(own, reader) {
            *count -= 1;
            if let Some(behind) = behind_plain(reader.rest) {
                reader.rest = behind;
                *count -= 1;
            }
        }
    }

    /// What the innermost container has of the walker's.
    #[inline(always)]
    pub(super) fn own(&mut self) -> &mut T {
        &mut self.inner.own
    }

    /// How many containers of the term are open.
    pub(super) fn depth(&self) -> usize {
        self.outer.len()
    }
}

impl<'a> Reader<'a> {
    /// Steps over one term without recursion, verifying what Erlang's `binary_to_term` verifies,
    /// equal keys in a map excepted.
    ///
    /// Fails with [`DepthExceeded`](crate::DecodeErrorKind::DepthExceeded) above [`MAX_SKIP_DEPTH`]
    /// containers, empty ones not counted.
    #[inline]
    pub(crate) fn skip(&mut self) -> Result<(), DecodeError> {
        match behind_plain(self.rest) {
            Some(behind) => {
                self.rest = behind;
                Ok(())
            }
            None => self.skip_any(0),
        }
    }

    /// As [`skip`](Self::skip), for a term in a map, which is a level as well.
    pub(crate) fn skip_in_map(&mut self) -> Result<(), DecodeError> {
        self.skip_any(1)
    }

    fn skip_any(&mut self, around: usize) -> Result<(), DecodeError> {
        match behind_few(self.rest) {
            Some(behind) => {
                self.rest = behind;
                Ok(())
            }
            None => self.skip_all(around, &mut ()),
        }
    }

    /// As [`skip`](Self::skip), and records the containers that it steps over.
    pub(super) fn record(&mut self, recorder: &mut Recorder) -> Result<(), DecodeError> {
        self.skip_all(0, recorder)
    }

    /// Steps over one term that stands in so many containers.
    #[inline(never)]
    fn skip_all(&mut self, around: usize, record: &mut impl Record) -> Result<(), DecodeError> {
        let mut walk = Walk { around, ..Walk::new(()) };
        loop {
            walk.pass(self, behind_plain);
            match walk.next(self)? {
                Next::Bytes(_) => continue,
                Next::End => match walk.leave() {
                    Some(()) => {
                        record.end(self.position());
                        continue;
                    }
                    None => return Ok(()),
                },
                Next::Key | Next::Value | Next::Element | Next::Tail => {}
            }
            let start = self.position();
            let contents = self.step()?;
            if contents.count > 0 {
                walk.enter(start, contents, ())?;
                record.begin(start);
            }
        }
    }

    /// Steps over one scalar, or the header of one container. Returns what follows that.
    #[inline]
    pub(super) fn step(&mut self) -> Result<Contents, DecodeError> {
        match plain_header(self.rest) {
            Some((count, is_list, rest)) => {
                self.rest = rest;
                let kind = if is_list { Kind::List } else { Kind::Pairs };
                Ok(Contents { count, kind })
            }
            None => self.step_over(),
        }
    }

    /// As [`step`](Self::step), of terms in any form.
    #[inline(never)]
    fn step_over(&mut self) -> Result<Contents, DecodeError> {
        match self.peek_tag()? {
            BINARY_EXT => {
                self.binary()?;
            }
            ATOM_EXT | SMALL_ATOM_EXT | ATOM_UTF8_EXT | SMALL_ATOM_UTF8_EXT => {
                let start = *self;
                let (is_latin_1, bytes) = self.atom_bytes()?;
                // All bytes are Latin-1, and their text would be copied only to be dropped.
                if bytes.len() > MAX_ATOM_CHARS || !(is_latin_1 || is_ascii(bytes)) {
                    *self = start;
                    self.atom()?;
                }
            }
            SMALL_INTEGER_EXT | INTEGER_EXT | SMALL_BIG_EXT | LARGE_BIG_EXT => {
                self.read_integer()?;
            }
            NEW_FLOAT_EXT | FLOAT_EXT => {
                self.skip_float()?;
            }
            MAP_EXT => return Ok(Contents::pairs(self.read_map_header()?)),
            SMALL_TUPLE_EXT..=LIST_EXT => return Ok(self.read_sequence_header()?.contents()),
            // What serde has no type for.
            _ => return self.step_over_any(),
        }
        Ok(Contents::NONE)
    }

    #[cold]
    fn step_over_any(&mut self) -> Result<Contents, DecodeError> {
        Ok(head(self)?.contents())
    }
}

/// What follows the first term, if it nests at most a few levels, as nearly all do: the walk's short cut,
/// which counts the terms left in all containers together and does not know when one ends. It has no
/// errors and no bound on depth of its own: where it returns nothing, the walk decides. It takes less
/// than half of the walk's time.
#[inline(never)]
fn behind_few(bytes: &[u8]) -> Option<&[u8]> {
    let mut open = Few { behind: [0; MAX_FEW], last: 0 };
    // The terms that are still to come, of all containers.
    let mut left = 1;
    let mut rest = bytes;
    loop {
        while let Some(behind) = behind_binary(rest) {
            rest = behind;
            left -= 1;
            if left == 0 {
                return Some(rest);
            }
        }
        if let Some(behind) = behind_other(rest) {
            rest = behind;
        } else {
            let mut reader = Reader::new(rest);
            let contents = reader.step().ok()?;
            rest = reader.rest;
            if contents.count > 0 {
                // A tail is one more term here.
                let children = contents.count + usize::from(contents.kind == Kind::List);
                if !open.enter(left - 1) || left - 1 + children > rest.len() {
                    return None;
                }
                left += children;
            }
        }
        left -= 1;
        if left == 0 {
            return Some(rest);
        }
    }
}

/// The containers around a term, as far as [`behind_few`] has to know them: how many there
/// are at most.
struct Few {
    /// Of each but the first, how many terms come after it.
    behind: [usize; MAX_FEW],
    last: usize,
}

/// How many containers are kept, and one more. Hardly any payload nests deeper, and to begin with
/// more of them takes longer than small terms do.
const MAX_FEW: usize = 8;

impl Few {
    /// Into a container that so many terms follow. Returns whether there is room for it.
    #[inline]
    fn enter(&mut self, behind: usize) -> bool {
        // Those that ended are left now.
        while self.behind[self.last % MAX_FEW] > behind {
            self.last -= 1;
        }
        self.last += 1;
        match self.behind.get_mut(self.last) {
            Some(slot) => {
                *slot = behind;
                true
            }
            None => false,
        }
    }
}

impl Sequence<'_> {
    /// What follows the header of a list or a tuple.
    pub(super) fn contents(&self) -> Contents {
        match *self {
            Self::Bytes(_) => Contents::NONE,
            Self::Terms { count, is_list: true } => Contents::list(count),
            Self::Terms { count, is_list: false } => Contents::terms(count),
        }
    }
}
