//! Stepping over terms, and verifying them on the way.

use super::plain::{behind_binary, behind_other, behind_plain, plain_header};
use super::reader::{MAX_ATOM_CHARS, Reader, Sequence, too_deep};
use super::tag::*;
use super::term::head;
use crate::MAX_SKIP_DEPTH;
use crate::de::extents::{Record, Recorder};
use crate::error::{DecodeError, DecodeErrorKind};
use crate::scan::is_ascii;

/// The containers around a term, of which some may have ended already: who only counts what is to
/// come, all containers together, need not know when one ends.
struct Open {
    /// Of each but the first, how many terms come behind it, twice, and one more if it is a list.
    behind: [usize; MAX_OPEN],
    last: usize,
}

/// How many containers are kept, and one more. Hardly any payload nests deeper, and to begin with
/// more of them takes longer than small terms do.
const MAX_OPEN: usize = 8;

impl Open {
    #[inline]
    fn new() -> Self {
        Self { behind: [0; MAX_OPEN], last: 0 }
    }

    /// Into a container, with `left` terms to come and it among them. Returns whether there is room
    /// for it.
    #[inline]
    fn enter(&mut self, left: usize, is_list: bool) -> bool {
        // Those that ended are left now, and the list whose tail this is: it goes on with it.
        while self.behind[self.last % MAX_OPEN] > 2 * (left - 1) {
            self.last -= 1;
        }
        self.last += 1;
        match self.behind.get_mut(self.last) {
            Some(behind) => {
                *behind = 2 * (left - 1) + usize::from(is_list);
                true
            }
            None => false,
        }
    }
}

impl Reader<'_> {
    /// Steps over one term without recursion, verifying what Erlang's `binary_to_term` verifies,
    /// equal keys in a map excepted.
    ///
    /// Fails with [`DecodeErrorKind::DepthExceeded`] above [`MAX_SKIP_DEPTH`] containers, empty
    /// ones not counted.
    #[inline]
    pub(crate) fn skip(&mut self) -> Result<(), DecodeError> {
        match behind_plain(self.rest) {
            Some(behind) => {
                self.rest = behind;
                Ok(())
            }
            None => self.skip_levels(MAX_SKIP_DEPTH),
        }
    }

    /// As [`skip`](Self::skip), for a term in a map, which is a level as well.
    pub(crate) fn skip_in_map(&mut self) -> Result<(), DecodeError> {
        self.skip_levels(MAX_SKIP_DEPTH - 1)
    }

    #[inline(never)]
    fn skip_levels(&mut self, limit: usize) -> Result<(), DecodeError> {
        let start = *self;
        let mut open = Open::new();
        // The terms that are still to come, of all containers.
        let mut left = 1;
        // In registers, since the reader itself is handed on.
        let mut rest = self.rest;
        loop {
            while let Some(behind) = behind_binary(rest) {
                rest = behind;
                left -= 1;
                if left == 0 {
                    self.rest = rest;
                    return Ok(());
                }
            }
            let mut children = 0;
            if let Some(behind) = behind_other(rest) {
                rest = behind;
            } else {
                self.rest = rest;
                let is_list;
                (children, is_list) = self.step()?;
                rest = self.rest;
                if children > 0 && !open.enter(left, is_list) {
                    *self = start;
                    return self.skip_deep(limit, &mut ());
                }
                children += usize::from(is_list);
                if children > 0 && left + children > rest.len() + 1 {
                    return Err(self.error(DecodeErrorKind::InvalidLength));
                }
            }
            left += children;
            left -= 1;
            if left == 0 {
                self.rest = rest;
                return Ok(());
            }
        }
    }

    /// As [`skip`](Self::skip), and records the containers that it steps over.
    pub(super) fn record(&mut self, recorder: &mut Recorder) -> Result<(), DecodeError> {
        self.skip_deep(MAX_SKIP_DEPTH, recorder)
    }

    /// As [`skip`](Self::skip), however deep it goes.
    #[inline(never)]
    fn skip_deep(&mut self, limit: usize, record: &mut impl Record) -> Result<(), DecodeError> {
        // For each open container, how many elements come after the one being read, and whether
        // a tail comes after them.
        let mut open: Vec<(usize, bool)> = Vec::new();
        let mut is_tail = false;
        loop {
            let start = self.position();
            let (children, is_list) = self.step()?;
            let goes_on = std::mem::take(&mut is_tail);
            if children > 0 {
                if open.len() == limit {
                    return Err(too_deep(start, MAX_SKIP_DEPTH));
                }
                open.push((children - 1, is_list));
                if !goes_on {
                    record.begin(start);
                }
                continue;
            }
            if goes_on {
                record.end(self.position());
            }
            loop {
                match open.last_mut() {
                    None => return Ok(()),
                    Some((0, is_list)) => {
                        is_tail = *is_list;
                        open.pop();
                        // The tail goes on with the list where that stands: no deeper.
                        if is_tail {
                            break;
                        }
                        record.end(self.position());
                    }
                    Some((left, _)) => {
                        *left -= 1;
                        break;
                    }
                }
            }
        }
    }

    /// Steps over one scalar, or the header of one container. Returns how many terms follow in it,
    /// and whether a tail follows those.
    #[inline]
    fn step(&mut self) -> Result<(usize, bool), DecodeError> {
        match plain_header(self.rest) {
            Some((children, is_list, rest)) => {
                self.rest = rest;
                Ok((children, is_list))
            }
            None => self.step_over(),
        }
    }

    /// As [`step`](Self::step), of terms in any form.
    #[inline(never)]
    fn step_over(&mut self) -> Result<(usize, bool), DecodeError> {
        match self.peek_tag()? {
            BINARY_EXT => {
                self.binary()?;
            }
            ATOM_EXT | SMALL_ATOM_EXT | ATOM_UTF8_EXT | SMALL_ATOM_UTF8_EXT => {
                let start = *self;
                let (_, bytes) = self.atom_bytes()?;
                if bytes.len() > MAX_ATOM_CHARS || !is_ascii(bytes) {
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
            MAP_EXT => return Ok((2 * self.read_map_header()?, false)),
            SMALL_TUPLE_EXT..=LIST_EXT => {
                if let Sequence::Terms { count, is_list } = self.read_sequence_header()? {
                    return Ok((count, is_list));
                }
            }
            // What serde has no type for.
            _ => return self.step_over_any(),
        }
        Ok((0, false))
    }

    #[cold]
    fn step_over_any(&mut self) -> Result<(usize, bool), DecodeError> {
        Ok((head(self)?.children(), false))
    }
}
