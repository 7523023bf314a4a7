//! What is visited with a value of another type than the one that was asked for.

use std::convert::Infallible;
use std::fmt;

use serde::de::{Expected, Visitor};

/// Takes no value, and says of each what another visitor expected in its place.
///
/// A reader that lends its values to this one instead of that other one need not be compiled for
/// each of those that there are.
pub(crate) struct Mismatch<'e>(pub(crate) &'e dyn Expected);

impl Visitor<'_> for Mismatch<'_> {
    type Value = Infallible;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
