//! What the readers of both formats have in common, knowing nothing of either.

pub(crate) mod budget;
pub(crate) mod extents;
pub(crate) mod mismatch;
