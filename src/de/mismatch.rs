//! What is visited with a value of another type than the one that was asked for.

use std::convert::Infallible;
use std::fmt;

use serde::de::{Expected, Visitor};

/// Takes no value, and says of each what was expected in its place.
///
/// A reader visits it with what another visitor did not ask for: so the way to that error is compiled
/// once, not for each visitor.
pub(crate) struct Mismatch<'e>(pub(crate) &'e dyn Expected);

impl Visitor<'_> for Mismatch<'_> {
    type Value = Infallible;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
