//! How buffers that are reused grow.

/// Spare bytes that are kept after the content. zlib-rs takes its fast loop only while more than
/// 260 are left, and readers of the content want room for their padding.
pub(crate) const SLACK: usize = 512;

/// A buffer that grows beyond this many bytes grows to [`RETURNED`] at once.
const SMALL: usize = 8 << 10;

/// The size from which allocators map an allocation on its own: glibc does so from 128 KiB. The
/// system gets such memory back when it is freed, whatever was allocated after it. Pages that are
/// never written to cost nothing.
const RETURNED: usize = 128 << 10;

/// Makes room for `more` bytes after the content, but for no more than `limit` bytes in all, and
/// [`SLACK`] to tell that the limit is exceeded.
#[inline]
pub(crate) fn reserve(buffer: &mut Vec<u8>, more: usize, limit: usize) {
    let allowed = limit.saturating_sub(buffer.len()).saturating_add(SLACK);
    let wanted = more.max(SLACK).min(allowed);
    if buffer.capacity() - buffer.len() < wanted {
        grow(buffer, wanted, allowed);
    }
}

#[cold]
fn grow(buffer: &mut Vec<u8>, wanted: usize, allowed: usize) {
    // At least to the double, so that content that comes in small pieces is seldom moved.
    let mut more = wanted.max(buffer.len());
    if buffer.len().saturating_add(more) > SMALL {
        more = more.max(RETURNED.saturating_sub(buffer.len()));
    }
    buffer.reserve_exact(more.min(allowed));
}

/// Gives back what a buffer holds above `size` bytes, but for its content.
pub(crate) fn shrink(buffer: &mut Vec<u8>, size: usize) {
    if buffer.capacity() <= size {
        return;
    }
    if buffer.len() > SMALL {
        buffer.shrink_to(size);
        return;
    }
    // What was mapped on its own would keep a page at least if it only became shorter.
    let mut smaller = Vec::with_capacity(size.max(buffer.len()));
    smaller.extend_from_slice(buffer);
    *buffer = smaller;
}
