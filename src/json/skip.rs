//! Stepping over values, and verifying them on the way, without recursion.

use super::reader::Reader;
use crate::de::extents::Record;
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
    fn behind_container(
        mut self,
        around: usize,
        record: &mut impl Record,
    ) -> Result<usize, DecodeError> {
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
}

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
