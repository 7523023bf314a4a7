//! How much memory the structs of one frame may take.

use crate::error::{DecodeError, DecodeErrorKind, Stage};

/// What every frame may take, in bytes.
const FREE: usize = 4 << 20;

/// A frame's budget for entries of lists and maps, and for what is boxed, in bytes.
///
/// An entry can take three bytes on the wire and a kilobyte in memory. Those of real frames take a
/// few times their size.
#[derive(Clone, Copy)]
pub(crate) struct Budget {
    left: usize,
    limit: usize,
}

/// What an entry of a map counts as, in bytes.
pub(crate) const MAP_ENTRY: usize = 1 << 10;

/// What a boxed value counts as, in bytes.
pub(crate) const BOXED: usize = 2 << 10;

impl Budget {
    /// Of so many bytes that lie before the reader.
    #[inline]
    pub(crate) fn new(amount: usize, bytes_each: usize) -> Self {
        let limit = amount.saturating_mul(bytes_each).saturating_add(FREE);
        Self { left: limit, limit }
    }

    /// Takes so many entries of a size out of it.
    ///
    /// Fails with [`DecodeErrorKind::MemoryExceeded`] where there is less left.
    #[inline]
    pub(crate) fn charge(&mut self, entries: usize, size: usize) -> Result<(), DecodeError> {
        match entries.checked_mul(size).and_then(|bytes| self.left.checked_sub(bytes)) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(self.exceeded()),
        }
    }

    #[cold]
    fn exceeded(&self) -> DecodeError {
        DecodeError::new(Stage::Data, DecodeErrorKind::MemoryExceeded).with_limit(self.limit)
    }
}
