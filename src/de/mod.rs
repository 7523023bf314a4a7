//! What the readers of both formats have in common, knowing nothing of either.

pub(crate) mod budget;
pub(crate) mod extents;
pub(crate) mod fields;
pub(crate) mod mismatch;
mod mismatches;
pub(crate) mod number;
mod reading;
mod source;

pub use mismatches::Mismatches;
pub(crate) use reading::{Loss, Memory, Reading, Stop};
pub(crate) use source::{Source, Value};
