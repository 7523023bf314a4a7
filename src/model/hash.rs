//! Hashes of images.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::Text;
use crate::model::codec::{self, Shape};

/// Names an image on Discord's CDN (Discord docs, "Reference", Image Formatting): most often 32
/// hexadecimal digits, for some images a path. A `str` through [`Deref`].
///
/// ```
/// let avatar = gatewire::ImageHash::from("a_f1f5dd4bd8ae0b1bbf8a4a1d9e2bfb64");
/// assert!(avatar.is_animated());
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct ImageHash<'a>(Text<'a>);

impl ImageHash<'_> {
    /// Whether the image moves, so that it is also there as a GIF.
    pub fn is_animated(&self) -> bool {
        self.starts_with("a_")
    }
}

impl Deref for ImageHash<'_> {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'a> From<&'a str> for ImageHash<'a> {
    fn from(text: &'a str) -> Self {
        Self(text.into())
    }
}

impl AsRef<str> for ImageHash<'_> {
    fn as_ref(&self) -> &str {
        self
    }
}

impl fmt::Display for ImageHash<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl From<String> for ImageHash<'_> {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for ImageHash<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Serialize for ImageHash<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Shape for ImageHash<'_> {}

codec::reads!(ImageHash<'a>);

codec::reads_text!(ImageHash<'a>);

impl<'de: 'a, 'a> Deserialize<'de> for ImageHash<'a> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Text::deserialize(deserializer).map(Self)
    }
}
