//! Checking a term, and noting where its containers end.

use super::TermRef;
use super::compare::Repeated;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::etf::plain::behind_plain;
use crate::etf::reader::{Reader, too_deep};
use crate::etf::walk::{Next, Walk};

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
const MAX_KEY_DEPTH: u8 = 4;

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
    let (containers, repeated) = (Vec::new(), Repeated::default());
    let mut indexer = Indexer { containers, payload: *reader, repeated, are_keys_checked };
    indexer.run(reader)?;
    Ok(indexer.containers)
}

/// A container that is open.
struct Open<'a> {
    /// Where it begins, in bytes left.
    start: usize,
    /// Its place among the containers.
    place: usize,
    /// In how many keys it stands.
    key_depth: u8,
    /// Whether it has no more than a key and a value.
    is_single: bool,
    keys: Keys<'a>,
}

/// Whether the keys of a map so far are of one tag and in ascending order, as Erlang writes those
/// of small maps: such are different.
struct Keys<'a> {
    /// Zero before the first.
    tag: u8,
    previous: &'a [u8],
    are_sorted: bool,
}

impl<'a> Keys<'a> {
    const NONE: Self = Self { tag: 0, previous: &[], are_sorted: true };

    /// Reads a key in one of its usual forms, if it is in one, and compares it with the one before.
    #[inline(always)]
    fn are_followed(&mut self, reader: &mut Reader<'a>) -> bool {
        let tag = reader.rest.first().copied();
        let (Some(tag), Some(key)) = (tag, reader.plain_key()) else {
            self.are_sorted = false;
            return false;
        };
        // Keys of several tags may be one in different forms.
        self.are_sorted &= if tag == self.tag { self.previous < key } else { self.tag == 0 };
        self.tag = tag;
        self.previous = key;
        true
    }
}

struct Indexer<'a> {
    containers: Vec<Container>,
    /// Where the reader began.
    payload: Reader<'a>,
    repeated: Repeated,
    /// Whether the keys of maps are known to differ.
    are_keys_checked: bool,
}

impl<'a> Indexer<'a> {
    fn run(&mut self, reader: &mut Reader<'a>) -> Result<(), DecodeError> {
        let around = Open { start: 0, place: 0, key_depth: 0, is_single: true, keys: Keys::NONE };
        let mut walk = Walk::new(around);
        loop {
            walk.pass_pairs(reader, |open, reader| open.keys.are_followed(reader));
            let mut is_key = false;
            match walk.next(reader)? {
                // Not in one of its usual forms.
                Next::Key => is_key = true,
                Next::Value | Next::Element | Next::Tail => {
                    if let Some(behind) = behind_plain(reader.rest) {
                        reader.rest = behind;
                        continue;
                    }
                }
                Next::Bytes(_) => continue,
                Next::End => match walk.leave() {
                    Some(open) => {
                        self.close(&open, reader.remaining())?;
                        continue;
                    }
                    None => return Ok(()),
                },
            }
            let key_depth = walk.own().key_depth + u8::from(is_key);
            let place = reader.position();
            // Empty lists in front of a container are no part of it.
            reader.peek_tag()?;
            let start = reader.remaining();
            let contents = reader.step()?;
            if contents.count == 0 {
                continue;
            }
            if key_depth > MAX_KEY_DEPTH {
                return Err(too_deep(place, MAX_KEY_DEPTH.into()));
            }
            let open = Open {
                start,
                place: self.containers.len(),
                key_depth,
                is_single: contents.count == 2,
                keys: Keys::NONE,
            };
            walk.enter(place, contents, open)?;
            self.containers.push(Container { length: 0, containers: 0 });
        }
    }

    /// Notes the extent of a container that ends with so many bytes left.
    fn close(&mut self, open: &Open<'a>, left: usize) -> Result<(), DecodeError> {
        let length = open.start - left;
        // Both fit, since terms of over 4 GiB are refused.
        self.containers[open.place] = Container {
            length: length as u32,
            containers: (self.containers.len() - open.place) as u32,
        };
        // A map of one key repeats none. What is not a map has no keys, and those are sorted.
        if self.are_keys_checked || open.keys.are_sorted || open.is_single {
            return Ok(());
        }
        let skipped = self.payload.remaining() - open.start;
        let bytes = &self.payload.rest[skipped..skipped + length];
        let map = TermRef { bytes, containers: &self.containers[open.place..] };
        match self.repeated.find(map) {
            None => Ok(()),
            Some(offset) => {
                let place = self.payload.position() + skipped + offset;
                Err(DecodeError::data(DecodeErrorKind::DuplicateKey, place))
            }
        }
    }
}
