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

    /// Appends bytes that are few and were just put together: they may stay in registers, as nobody is
    /// handed their address.
    #[inline]
    fn write_array<const N: usize>(&mut self, bytes: [u8; N]) {
        self.write(&bytes);
    }

    /// How many bytes were written, kept or not.
    fn length(&self) -> usize;

    /// Overwrites bytes that were written, from the one at `start`.
    fn patch(&mut self, start: usize, bytes: &[u8]);

    /// Takes back what was written behind the first `length` bytes: whole pieces.
    fn truncate(&mut self, length: usize);
}

/// From this length on, in bytes, what is written grows by a quarter. While a vector grows, it is there
/// twice, and the larger one need not be twice as large.
const LARGE: usize = 1 << 20;

/// Makes room for bytes and for more that may follow, and writes them.
#[cold]
#[inline(never)]
fn grow_and_write(out: &mut Vec<u8>, bytes: &[u8]) {
    let ahead = if out.len() < LARGE { out.len() } else { out.len() / 4 };
    out.reserve_exact(ahead.max(bytes.len()).max(128));
    out.extend_from_slice(bytes);
}

#[cold]
#[inline(never)]
fn grow_and_write_array<const N: usize>(out: &mut Vec<u8>, bytes: [u8; N]) {
    grow_and_write(out, &bytes);
}

impl Sink for Vec<u8> {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        // The compiler then sees that `extend_from_slice` need not ask again.
        if bytes.len() <= self.capacity() - self.len() {
            self.extend_from_slice(bytes);
        } else {
            grow_and_write(self, bytes);
        }
    }

    #[inline]
    fn write_array<const N: usize>(&mut self, bytes: [u8; N]) {
        if N <= self.capacity() - self.len() {
            self.extend_from_slice(&bytes);
        } else {
            grow_and_write_array(self, bytes);
        }
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
