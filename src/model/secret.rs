//! Text that must not be seen.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::Text;
use crate::model::codec::{self, Shape};

/// A token or a session id: a `str` through [`Deref`] that `Debug` does not show.
///
/// ```
/// let token = gatewire::Secret::from("made.up.token");
/// assert_eq!(format!("{token:?}"), "<redacted>");
/// assert_eq!(token.len(), 13);
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Secret<'a>(Text<'a>);

impl Deref for Secret<'_> {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'a> From<&'a str> for Secret<'a> {
    fn from(text: &'a str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Secret<'_> {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Secret<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

impl Serialize for Secret<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Shape for Secret<'_> {}

codec::reads!(Secret<'a>);

codec::reads_text!(Secret<'a>);

impl<'de: 'a, 'a> Deserialize<'de> for Secret<'a> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Text::deserialize(deserializer).map(Self)
    }
}
