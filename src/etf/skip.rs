//! Stepping over terms, and verifying them on the way.

use super::plain::behind_plain;
use super::reader::{MAX_ATOM_CHARS, Reader, Sequence, too_deep};
use super::tag::*;
use super::term::head;
use crate::MAX_SKIP_DEPTH;
use crate::error::{DecodeError, DecodeErrorKind};
use crate::scan::is_ascii;

impl Reader<'_> {
    /// Steps over one term without recursion, verifying what Erlang's `binary_to_term` verifies,
    /// equal keys in a map excepted.
    ///
    /// Fails with [`DecodeErrorKind::DepthExceeded`] above [`MAX_SKIP_DEPTH`] containers, empty
    /// ones not counted.
    pub(crate) fn skip(&mut self) -> Result<(), DecodeError> {
        self.skip_levels(MAX_SKIP_DEPTH)
    }

    /// As [`skip`](Self::skip), for a term in a map, which is a level as well.
    pub(crate) fn skip_in_map(&mut self) -> Result<(), DecodeError> {
        self.skip_levels(MAX_SKIP_DEPTH - 1)
    }

    #[inline]
    fn skip_levels(&mut self, limit: usize) -> Result<(), DecodeError> {
        let start = *self;
        // A term of so few containers cannot nest deeper than allowed, so that a count of the
        // terms still to come does for it.
        let mut containers = 0;
        let mut left = 1;
        loop {
            let mut rest = self.rest;
            while left > 0 {
                let Some(behind) = behind_plain(rest) else { break };
                rest = behind;
                left -= 1;
            }
            self.rest = rest;
            if left == 0 {
                return Ok(());
            }
            left -= 1;
            let (children, is_list) = self.step()?;
            if children > 0 {
                left += children + usize::from(is_list);
                containers += 1;
                if left > self.remaining() {
                    return Err(self.error(DecodeErrorKind::InvalidLength));
                }
                if containers > limit {
                    *self = start;
                    return self.skip_many(limit);
                }
            }
        }
    }

    /// As [`skip`](Self::skip), for terms of many containers, with an exact stack of them.
    #[cold]
    fn skip_many(&mut self, limit: usize) -> Result<(), DecodeError> {
        // For each open container, how many elements come after the one being read, and whether
        // a tail comes after them.
        let mut open: Vec<(usize, bool)> = Vec::new();
        loop {
            if let Some((left, _)) = open.last_mut() {
                let mut rest = self.rest;
                while *left > 0 {
                    let Some(behind) = behind_plain(rest) else { break };
                    rest = behind;
                    *left -= 1;
                }
                self.rest = rest;
            }
            let start = self.position();
            let (children, is_list) = self.step()?;
            if children > 0 {
                if open.len() == limit {
                    return Err(too_deep(start, MAX_SKIP_DEPTH));
                }
                open.push((children - 1, is_list));
                continue;
            }
            loop {
                match open.last_mut() {
                    None => return Ok(()),
                    Some((0, is_list)) => {
                        let has_tail = *is_list;
                        open.pop();
                        // The tail goes on with the list where that stands: no deeper.
                        if has_tail {
                            break;
                        }
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
                self.float()?;
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
