//! Where both serializers write.

mod key;

use std::fmt::{self, Display, Write as _};

pub(crate) use key::{Key, Text, WriteText, refuse};

use crate::EncodeError;

/// Takes bytes, one piece behind the other.
///
/// It may keep them or only count them, so what was written cannot be read back.
pub trait Sink {
    /// Appends bytes.
    fn write(&mut self, bytes: &[u8]);

    /// How many bytes were written, kept or not.
    fn length(&self) -> usize;

    /// Overwrites bytes that were written, from the one at `start`.
    fn patch(&mut self, start: usize, bytes: &[u8]);

    /// Takes back what was written behind the first `length` bytes: whole pieces.
    fn truncate(&mut self, length: usize);
}

impl Sink for Vec<u8> {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }

    #[inline]
    fn length(&self) -> usize {
        self.len()
    }

    #[inline]
    fn patch(&mut self, start: usize, bytes: &[u8]) {
        self[start..start + bytes.len()].copy_from_slice(bytes);
    }

    #[inline]
    fn truncate(&mut self, length: usize) {
        self.truncate(length);
    }
}

/// Hands on what a value displays, piece by piece.
pub(crate) fn display<T: Display + ?Sized>(
    value: &T,
    piece: impl FnMut(&str),
) -> Result<(), EncodeError> {
    struct Pieces<F>(F);

    impl<F: FnMut(&str)> fmt::Write for Pieces<F> {
        #[inline]
        fn write_str(&mut self, text: &str) -> fmt::Result {
            (self.0)(text);
            Ok(())
        }
    }

    write!(Pieces(piece), "{value}").map_err(|_| EncodeError::Refused)
}
