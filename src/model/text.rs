//! Text that borrows from the message wherever its bytes allow.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::{self, DeserializeSeed};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::de::{Source, Stop};
use crate::model::codec::{AS_JSON, Field, How, LOOSE, Read, Shape, Tolerant};

/// Text off the wire; a `str` through [`Deref`].
///
/// Borrowed from the message in both encodings, except for a Latin-1 atom of ETF that is not
/// ASCII.
///
/// ```
/// let mut json = br#""caf\u00e9""#.to_vec();
/// let text: gatewire::Text<'_> = gatewire::json::from_slice(&mut json)?;
/// assert_eq!(&*text, "café");
/// # Ok::<(), gatewire::DecodeError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Text<'a>(Cow<'a, str>);

impl<'a> Text<'a> {
    pub(crate) const fn borrowed(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }

    pub(crate) fn visit<V: de::Visitor<'a>, E: de::Error>(
        &self,
        visitor: V,
    ) -> Result<V::Value, E> {
        match &self.0 {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_str(text),
        }
    }

    pub(crate) fn visit_bytes<V: de::Visitor<'a>, E: de::Error>(
        &self,
        visitor: V,
    ) -> Result<V::Value, E> {
        match &self.0 {
            Cow::Borrowed(text) => visitor.visit_borrowed_bytes(text.as_bytes()),
            Cow::Owned(text) => visitor.visit_bytes(text.as_bytes()),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        self
    }

    /// The same text, independent of the message.
    pub fn into_owned(self) -> Text<'static> {
        Text(Cow::Owned(self.0.into_owned()))
    }
}

impl Deref for Text<'_> {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Text<'_> {
    fn as_ref(&self) -> &str {
        self
    }
}

/// A text hashes and compares as its `str` does.
impl Borrow<str> for Text<'_> {
    fn borrow(&self) -> &str {
        self
    }
}

impl<'a> From<Cow<'a, str>> for Text<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self(text)
    }
}

impl PartialEq<String> for Text<'_> {
    fn eq(&self, other: &String) -> bool {
        **self == **other
    }
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }
}

impl From<String> for Text<'_> {
    fn from(text: String) -> Self {
        Self(Cow::Owned(text))
    }
}

impl From<Text<'_>> for String {
    fn from(text: Text<'_>) -> Self {
        text.0.into_owned()
    }
}

impl PartialEq<str> for Text<'_> {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl PartialEq<&str> for Text<'_> {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl Shape for Text<'_> {}

impl<'de> Read<'de> for Text<'de> {
    const BLANK: Self = Self(Cow::Borrowed(""));

    #[inline]
    fn read_from<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
    ) -> Result<(), Stop> {
        let text = match HOW {
            AS_JSON => source.json_text()?,
            LOOSE => return read_loose(place, source),
            _ => source.text("text")?,
        };
        place.0 = Cow::Borrowed(text);
        Ok(())
    }
}

/// Reads text, or an integer as its decimal text.
fn read_loose<'de, S: Source<'de>>(place: &mut Text<'de>, source: &mut S) -> Result<(), Stop> {
    const EXPECTED: &str = "text or an integer";

    let start = source.place();
    source.reading().try_value(true);
    let text = source.json_text();
    source.reading().try_value(false);
    match text {
        Ok(text) => place.0 = Cow::Borrowed(text),
        Err(Stop::Misfit) => {
            source.go_to(start);
            let number = source.integer(EXPECTED)?;
            let text = source.reading().lend_text(&number.to_string())?;
            place.0 = Cow::Borrowed(text);
        }
        Err(stop) => return Err(stop),
    }
    Ok(())
}

impl<'de: 'a, 'a> Field<'de> for Text<'a> {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    fn push_if_it_fits<D: Deserializer<'de>>(
        list: &mut Vec<Self>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        list.extend(Tolerant::new(TextVisitor(PhantomData)).deserialize(deserializer)?);
        Ok(())
    }
}

/// As a key of a map.
impl<'de, E: de::Error> de::IntoDeserializer<'de, E> for Text<'de> {
    type Deserializer = de::value::CowStrDeserializer<'de, E>;

    fn into_deserializer(self) -> Self::Deserializer {
        self.0.into_deserializer()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor(PhantomData))
    }
}

struct TextVisitor<'a>(PhantomData<Text<'a>>);

impl<'de: 'a, 'a> de::Visitor<'de> for TextVisitor<'a> {
    type Value = Text<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    #[inline]
    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Text<'a>, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Text<'a>, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Text<'a>, E> {
        Ok(Text(Cow::Owned(text)))
    }
}
