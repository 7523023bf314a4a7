//! What the readers of both formats have in common, knowing nothing of either.

pub(crate) mod budget;
pub(crate) mod extents;
pub(crate) mod fields;
pub(crate) mod mismatch;
mod mismatches;
pub(crate) mod number;
pub(crate) mod order;
mod plain;
mod reading;
mod scratch;
mod source;
#[cfg(feature = "simd-json")]
mod tape;

pub use mismatches::Mismatches;
pub(crate) use plain::{Begun, Keys, Plain};
pub(crate) use reading::{Loss, Reading, Step, Stop};
pub use scratch::Scratch;
pub(crate) use scratch::TextMemory;
pub(crate) use source::{Source, Value};
