//! Stepping over values, and verifying them on the way, without recursion.

use super::escape;
use super::reader::Reader;
use crate::de::extents::Record;
use crate::scan::container::{MAX_OPEN, Open, Rare, end_of_container};
use crate::scan::json::commas_and_end;
use crate::{DecodeError, DecodeErrorKind, MAX_SKIP_DEPTH, Stage};

impl Reader<'_> {
    /// Steps over a value in text that is read elsewhere as well: where that finds it to be JSON,
    /// this is behind the value.
    pub(crate) fn jump(&mut self) -> Result<(), DecodeError> {
        if matches!(self.token(), b'{' | b'[') {
            let rest = &self.bytes[self.position + 1..];
            self.position += (commas_and_end(rest).1 + 2).min(rest.len() + 1);
            return Ok(());
        }
        self.skip_value(0)
    }

    /// Steps over a value, white space before it included, which lies in as many containers.
    #[inline]
    pub(crate) fn skip_value(&mut self, around: usize) -> Result<(), DecodeError> {
        self.record_value(around, &mut ())
    }

    /// As [`skip_value`](Self::skip_value), and records the containers that it steps over.
    #[inline(always)]
    pub(super) fn record_value(
        &mut self,
        around: usize,
        record: &mut impl Record,
    ) -> Result<(), DecodeError> {
        match self.token() {
            b'{' | b'[' => {
                self.position = self.behind_container(around, record)?;
                Ok(())
            }
            byte => self.skip_scalar(byte),
        }
    }

    #[inline(always)]
    fn skip_scalar(&mut self, first: u8) -> Result<(), DecodeError> {
        match first {
            b'"' => self.string().map(drop),
            b'-' | b'0'..=b'9' if self.short_integer().is_some() => Ok(()),
            b'-' | b'0'..=b'9' => {
                self.position += self.number()?.len();
                Ok(())
            }
            b't' => self.literal(b"true"),
            b'f' => self.literal(b"false"),
            b'n' => self.literal(b"null"),
            _ => Err(self.unexpected()),
        }
    }

    #[inline(never)]
    fn behind_container<R: Record>(
        mut self,
        around: usize,
        record: &mut R,
    ) -> Result<usize, DecodeError> {
        // What is longer is read in large blocks, in which nothing can be recorded.
        let mut long = if R::KEEPS { usize::MAX } else { self.position.saturating_add(SHORT) };
        let mut nesting = Nesting { bits: [0; MAX_SKIP_DEPTH / 64], depth: 0, around };
        let mut is_entry = false;
        loop {
            if is_entry {
                self.key()?;
            }
            let first = self.token();
            if matches!(first, b'{' | b'[') {
                let is_object = first == b'{';
                nesting.enter(is_object).map_err(|error| error.at(self.position))?;
                record.begin(self.position);
                self.position += 1;
                if self.token() != closing(is_object) {
                    record.entry();
                    is_entry = is_object;
                    continue;
                }
                self.position += 1;
                nesting.leave();
                record.end(self.position);
            } else {
                self.skip_scalar(first)?;
            }
            // Closes what ends here and goes on to the next value, if there is one.
            loop {
                let Some(is_object) = nesting.innermost() else { return Ok(self.position) };
                let token = self.token();
                if token == b',' {
                    if self.position >= long {
                        if let Some(end) = self.end_of_long(&nesting) {
                            return Ok(end);
                        }
                        // Tried once, so that no byte is read a third time.
                        long = usize::MAX;
                    }
                    record.entry();
                    self.position += 1;
                    is_entry = is_object;
                    break;
                }
                if token != closing(is_object) {
                    return Err(self.unexpected());
                }
                self.position += 1;
                nesting.leave();
                record.end(self.position);
            }
        }
    }

    /// The place after the outermost of the open containers, from a comma on, if all of it is found to be
    /// right in large blocks.
    #[inline(never)]
    fn end_of_long(self, nesting: &Nesting) -> Option<usize> {
        fn number(text: &[u8], at: usize) -> Option<usize> {
            Some(at + Reader::new(text).at(at).number().ok()?.len())
        }
        let rare = Rare { escape: escape::length, number };
        end_of_container(self.bytes, self.position, nesting.open()?, rare)
    }
}

/// How far a container is stepped over byte by byte. Most are shorter.
const SHORT: usize = 64;

fn closing(is_object: bool) -> u8 {
    if is_object { b'}' } else { b']' }
}

/// Which containers of a value are open, a bit each: set for an object.
struct Nesting {
    bits: [u64; MAX_SKIP_DEPTH / 64],
    depth: usize,
    /// Containers that the value itself lies in.
    around: usize,
}

impl Nesting {
    #[inline(always)]
    fn enter(&mut self, is_object: bool) -> Result<(), DecodeError> {
        let word = match self.bits.get_mut(self.depth / 64) {
            Some(word) if self.depth + self.around < MAX_SKIP_DEPTH => word,
            _ => return Err(too_deep()),
        };
        let bit = 1 << (self.depth % 64);
        *word = if is_object { *word | bit } else { *word & !bit };
        self.depth += 1;
        Ok(())
    }

    #[inline(always)]
    fn leave(&mut self) {
        self.depth -= 1;
    }

    /// The same in one word, if there is room for all that may be open.
    fn open(&self) -> Option<Open> {
        let depth = u32::try_from(self.depth).ok().filter(|&depth| depth <= MAX_OPEN)?;
        let room = MAX_SKIP_DEPTH.checked_sub(self.around)?;
        let first = self.bits[0].checked_shl(MAX_OPEN.checked_sub(depth)?)?;
        (room >= MAX_OPEN as usize).then_some(Open { objects: first.reverse_bits(), depth })
    }

    #[inline(always)]
    fn innermost(&self) -> Option<bool> {
        let index = self.depth.checked_sub(1)?;
        Some(self.bits[index / 64 % (MAX_SKIP_DEPTH / 64)] >> (index % 64) & 1 == 1)
    }
}

#[cold]
fn too_deep() -> DecodeError {
    DecodeError::new(Stage::Data, DecodeErrorKind::DepthExceeded).with_limit(MAX_SKIP_DEPTH)
}
