//! Checking a term, and noting where its containers end.

use super::TermRef;
use super::compare::Repeated;
use super::head::{elements, head};
use crate::MAX_SKIP_DEPTH;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::etf::plain::behind_plain;
use crate::etf::reader::{Reader, too_deep};
use crate::etf::tag::*;

/// A container that is not empty. Those of a term stand in the order in which they begin.
///
/// Lists that go on in their tails are one container.
#[derive(Clone, Copy, Debug)]
pub(super) struct Container {
    /// Its bytes, from its tag to its end.
    pub(super) length: u32,
    /// The containers in it, itself counted.
    pub(super) containers: u32,
}

/// How many keys that are containers may stand in each other: to compare keys recurses this deep,
/// and what is in the innermost is copied by each of them.
const MAX_KEY_DEPTH: usize = 4;

/// Reads one term, which begins where the reader stands or behind empty lists there, and returns
/// its containers. Verifies what `binary_to_term/1` verifies; of a term that was verified before, keys
/// need not be compared again.
///
/// Takes 8 bytes for each container, and 24 for each key of a map whose keys are in no order.
/// Nothing recurses.
pub(super) fn index<'a>(
    reader: &mut Reader<'a>,
    are_keys_checked: bool,
) -> Result<Vec<Container>, DecodeError> {
    let mut indexer = Indexer::new(*reader, are_keys_checked);
    indexer.run()?;
    *reader = indexer.reader;
    Ok(indexer.containers)
}

/// A container that is open.
struct Open<'a> {
    /// Terms that come before its end, or before its tail.
    left: usize,
    /// How many its header has announced.
    count: usize,
    kind: Kind,
    /// Where it begins, in bytes left.
    start: usize,
    /// Its place among the containers.
    place: usize,
    /// In how many keys it stands.
    key_depth: usize,
    keys: Keys<'a>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Map,
    /// A list that has its tail to come.
    List,
    Other,
}

/// Whether the keys of a map so far are of one tag and in ascending order, as Erlang writes those
/// of small maps: such are different.
struct Keys<'a> {
    /// Zero before the first.
    tag: u8,
    previous: &'a [u8],
    are_sorted: bool,
}

struct Indexer<'a> {
    reader: Reader<'a>,
    containers: Vec<Container>,
    /// Where the reader began.
    payload: Reader<'a>,
    repeated: Repeated,
    /// Whether the keys of maps are known to differ.
    are_keys_checked: bool,
}

impl<'a> Indexer<'a> {
    fn new(reader: Reader<'a>, are_keys_checked: bool) -> Self {
        Self {
            reader,
            containers: Vec::new(),
            payload: reader,
            repeated: Repeated::default(),
            are_keys_checked,
        }
    }

    fn run(&mut self) -> Result<(), DecodeError> {
        let mut outer: Vec<Open<'a>> = Vec::new();
        let Some(mut open) = self.enter(0)? else { return Ok(()) };
        loop {
            if let Some(inner) = self.fill(&mut open)? {
                if outer.len() + 1 >= MAX_SKIP_DEPTH {
                    return Err(too_deep(self.position_of(inner.start), MAX_SKIP_DEPTH));
                }
                outer.push(std::mem::replace(&mut open, inner));
                continue;
            }
            self.close(&open)?;
            match outer.pop() {
                Some(next) => open = next,
                None => return Ok(()),
            }
        }
    }

    fn position_of(&self, left: usize) -> usize {
        self.payload.position() + self.payload.remaining() - left
    }

    /// Reads terms of a container up to its end, or up to the header of one in it.
    fn fill(&mut self, open: &mut Open<'a>) -> Result<Option<Open<'a>>, DecodeError> {
        loop {
            if open.left == 0 && !self.goes_on(open)? {
                return Ok(None);
            }
            open.left -= 1;
            let mut key_depth = open.key_depth;
            // Of pairs, an odd number is left when a key is next.
            if open.kind == Kind::Map && open.left % 2 == 1 {
                if self.plain_key(&mut open.keys) {
                    continue;
                }
                open.keys.are_sorted = false;
                key_depth += 1;
            } else if let Some(behind) = behind_plain(self.reader.rest) {
                self.reader.rest = behind;
                continue;
            }
            if let Some(inner) = self.enter(key_depth)? {
                return Ok(Some(inner));
            }
        }
    }

    /// Reads a key in one of its usual forms, if it is in one, and compares it with the one before.
    #[inline(always)]
    fn plain_key(&mut self, keys: &mut Keys<'a>) -> bool {
        let tag = self.reader.rest.first().copied();
        let (Some(tag), Some(key)) = (tag, self.reader.plain_key()) else { return false };
        // Keys of several tags may be one in different forms.
        keys.are_sorted &= if tag == keys.tag { keys.previous < key } else { keys.tag == 0 };
        keys.tag = tag;
        keys.previous = key;
        true
    }

    /// At the end of a container's elements: whether more of them come, of a tail.
    fn goes_on(&mut self, open: &mut Open<'a>) -> Result<bool, DecodeError> {
        if open.kind != Kind::List {
            return Ok(false);
        }
        match self.reader.peek_tag()? {
            LIST_EXT => {
                open.left = elements(&mut self.reader)?;
                Ok(true)
            }
            NIL_EXT | STRING_EXT => {
                head(&mut self.reader)?;
                Ok(false)
            }
            _ => {
                open.kind = Kind::Other;
                open.left = 1;
                Ok(true)
            }
        }
    }

    /// Reads a scalar whole, or the header of a container.
    fn enter(&mut self, key_depth: usize) -> Result<Option<Open<'a>>, DecodeError> {
        // Empty lists in front of it are stepped over here.
        self.reader.peek_tag()?;
        let start = self.reader.remaining();
        let (kind, left) = self.kind()?;
        if left == 0 {
            return Ok(None);
        }
        if key_depth > MAX_KEY_DEPTH {
            return Err(too_deep(self.position_of(start), MAX_KEY_DEPTH));
        }
        let place = self.containers.len();
        self.containers.push(Container { length: 0, containers: 0 });
        let keys = Keys { tag: 0, previous: &[], are_sorted: true };
        Ok(Some(Open { left, count: left, kind, start, place, key_depth, keys }))
    }

    /// Reads a scalar whole, which has no terms in it, or the header of a container.
    #[inline]
    fn kind(&mut self) -> Result<(Kind, usize), DecodeError> {
        Ok(match self.reader.peek_tag()? {
            MAP_EXT => (Kind::Map, 2 * self.reader.read_map_header()?),
            LIST_EXT => (Kind::List, elements(&mut self.reader)?),
            SMALL_TUPLE_EXT | LARGE_TUPLE_EXT => (Kind::Other, elements(&mut self.reader)?),
            NEW_FLOAT_EXT | FLOAT_EXT => {
                self.reader.skip_float()?;
                (Kind::Other, 0)
            }
            _ => (Kind::Other, head(&mut self.reader)?.children()),
        })
    }

    /// Notes the extent of a container that ends where the reader stands.
    fn close(&mut self, open: &Open<'a>) -> Result<(), DecodeError> {
        let length = open.start - self.reader.remaining();
        // Both fit, since terms of over 4 GiB are refused.
        self.containers[open.place] = Container {
            length: length as u32,
            containers: (self.containers.len() - open.place) as u32,
        };
        // One key is no other.
        let are_known = self.are_keys_checked || open.keys.are_sorted || open.count == 2;
        if open.kind != Kind::Map || are_known {
            return Ok(());
        }
        let skipped = self.payload.remaining() - open.start;
        let bytes = &self.payload.rest[skipped..skipped + length];
        let map = TermRef { bytes, containers: &self.containers[open.place..] };
        match self.repeated.find(map) {
            None => Ok(()),
            Some(offset) => Err(DecodeError::data(
                DecodeErrorKind::DuplicateKey,
                self.position_of(open.start) + offset,
            )),
        }
    }
}
