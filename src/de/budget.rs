//! How much memory the structs of one frame may take.

use crate::error::{DecodeError, DecodeErrorKind, Stage};

/// What every frame may take, in bytes: 4 MiB, but for 16 KiB that are left for what is not counted, such as
/// the struct itself where a caller asks for it in a box.
pub(crate) const FREE: usize = (4 << 20) - (16 << 10);

/// What the structs of a frame may take for each byte of it, in bytes.
pub(crate) const BYTES_A_BYTE: usize = 32;

/// The same of JSON that serde reads: some is left for a copy of the text.
pub(crate) const BYTES_A_BYTE_OF_JSON: usize = 30;

/// A frame's budget for everything that is allocated while it is read, in bytes: the entries of lists
/// and maps, what is boxed, and text that is copied.
///
/// An entry can take three bytes on the wire and a kilobyte in memory. Those of real frames take a
/// few times their size.
#[derive(Clone, Copy)]
pub(crate) struct Budget {
    left: usize,
    limit: usize,
}

/// What an element of a list of [`Value`](crate::Value)s counts as, in bytes: at least what it takes.
pub(crate) const VALUE: usize = 4 * size_of::<usize>();

/// What an entry of a map of [`Value`](crate::Value)s counts as, in bytes: at least what it takes.
pub(crate) const VALUE_ENTRY: usize = VALUE + 3 * size_of::<usize>() + SEARCHED;

/// What an entry of a map takes while it is searched for keys that stand twice, in bytes.
pub(crate) const SEARCHED: usize = size_of::<(u64, usize)>() + size_of::<u64>();

/// What an entry of a map counts as, in bytes: itself, and its place while entries are searched for
/// keys that stand twice.
pub(crate) const fn entry<K, V>() -> usize {
    size_of::<(K, V)>() + SEARCHED
}

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
