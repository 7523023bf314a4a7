//! Text that borrows from the message wherever its bytes allow.

use std::borrow::{Borrow, Cow};
use std::cmp::Ordering;
use std::fmt::{self, Write as _};
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::{self, DeserializeSeed};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::de::{Source, Stop};
use crate::model::codec::{AS_JSON, Field, How, LOOSE, Read, Shape, Tolerant, set, set_plain};

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
#[derive(Clone)]
pub struct Text<'a>(Stored<'a>);

/// As a `Cow` without spare room: what the tag leaves free is enough for all else that a
/// [`Value`](crate::Value) can be, so that a value is no larger than its text.
#[derive(Clone)]
enum Stored<'a> {
    Borrowed(&'a str),
    Owned(Box<str>),
}

impl<'a> Text<'a> {
    pub(crate) const fn borrowed(text: &'a str) -> Self {
        Self(Stored::Borrowed(text))
    }

    /// Whether it is a copy.
    #[inline]
    pub(crate) fn is_owned(&self) -> bool {
        matches!(self.0, Stored::Owned(_))
    }

    fn into_cow(self) -> Cow<'a, str> {
        match self.0 {
            Stored::Borrowed(text) => Cow::Borrowed(text),
            Stored::Owned(text) => Cow::Owned(text.into_string()),
        }
    }

    pub(crate) fn visit<V: de::Visitor<'a>, E: de::Error>(
        &self,
        visitor: V,
    ) -> Result<V::Value, E> {
        match &self.0 {
            Stored::Borrowed(text) => visitor.visit_borrowed_str(text),
            Stored::Owned(text) => visitor.visit_str(text),
        }
    }

    /// As [`visit`](Self::visit); text that it owns moves to the visitor.
    pub(crate) fn visit_moved<V: de::Visitor<'a>, E: de::Error>(
        self,
        visitor: V,
    ) -> Result<V::Value, E> {
        match self.0 {
            Stored::Borrowed(text) => visitor.visit_borrowed_str(text),
            Stored::Owned(text) => visitor.visit_string(text.into_string()),
        }
    }

    pub(crate) fn visit_bytes<V: de::Visitor<'a>, E: de::Error>(
        &self,
        visitor: V,
    ) -> Result<V::Value, E> {
        match &self.0 {
            Stored::Borrowed(text) => visitor.visit_borrowed_bytes(text.as_bytes()),
            Stored::Owned(text) => visitor.visit_bytes(text.as_bytes()),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        self
    }

    /// The same text, independent of the message.
    pub fn into_owned(self) -> Text<'static> {
        Text(Stored::Owned(match self.0 {
            Stored::Borrowed(text) => text.into(),
            Stored::Owned(text) => text,
        }))
    }
}

impl Deref for Text<'_> {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        match &self.0 {
            Stored::Borrowed(text) => text,
            Stored::Owned(text) => text,
        }
    }
}

impl Default for Text<'_> {
    #[inline]
    fn default() -> Self {
        Self::borrowed("")
    }
}

impl PartialEq for Text<'_> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Text<'_> {}

impl PartialOrd for Text<'_> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text<'_> {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

impl Hash for Text<'_> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
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
        match text {
            Cow::Borrowed(text) => text.into(),
            Cow::Owned(text) => text.into(),
        }
    }
}

impl PartialEq<String> for Text<'_> {
    fn eq(&self, other: &String) -> bool {
        **self == **other
    }
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self::borrowed(text)
    }
}

impl From<String> for Text<'_> {
    fn from(text: String) -> Self {
        Self(Stored::Owned(text.into_boxed_str()))
    }
}

impl From<Text<'_>> for String {
    fn from(text: Text<'_>) -> Self {
        text.into_cow().into_owned()
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

/// As a `str` does, but for what other characters than ASCII become: all of them stand as they are
/// except control characters and those that are hidden, or that reorder text. Standard Rust looks each
/// one up, to escape combining marks and what no version of Unicode has assigned, which takes long.
impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        let mut written = 0;
        for (place, character) in self.char_indices() {
            let is_escaped = matches!(character, '"' | '\\') || is_hidden(character);
            if is_escaped {
                f.write_str(&self[written..place])?;
                match character.is_ascii() {
                    true => write!(f, "{}", character.escape_debug())?,
                    false => write!(f, "{}", character.escape_unicode())?,
                }
                written = place + character.len_utf8();
            }
        }
        f.write_str(&self[written..])?;
        f.write_char('"')
    }
}

/// Whether a terminal acts on a character, or shows nothing of it: control characters, line
/// separators, marks that reorder text, and format characters without a width.
///
/// The two joiners (U+200C and U+200D) are not among them: scripts and emojis need them.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || !character.is_ascii()
            && matches!(character,
                '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
                | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e007f}')
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
    const BLANK: Self = Self::borrowed("");
    const IS_PLAIN: bool = true;

    #[inline(always)]
    fn read_plain<S: Source<'de>>(place: &mut Self, source: &mut S, at: S::At) -> Option<S::At> {
        let text = source.plain_text(at);
        set_plain(place, text.map(|(text, after)| (Self::borrowed(text), after)))
    }

    #[inline(always)]
    fn read_from<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
    ) -> Result<(), Stop> {
        let text = match HOW {
            AS_JSON => source.json_text()?,
            LOOSE => return read_loose(place, source),
            _ => source.text("text")?,
        };
        set(place, Self::borrowed(text));
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
        Ok(text) => set(place, Text::borrowed(text)),
        Err(Stop::Misfit) => {
            source.go_to(start);
            let number = source.integer(EXPECTED)?;
            let text = source.reading().lend_text(&number.to_string())?;
            set(place, Text::borrowed(text));
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
        self.into_cow().into_deserializer()
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
        Ok(Text::borrowed(text))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Text<'a>, E> {
        Ok(Text(Stored::Owned(text.into())))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Text<'a>, E> {
        Ok(text.into())
    }
}
