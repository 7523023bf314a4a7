//! What the generated readers of events ask of a format first: values and keys of the usual form.

/// How a format writes the keys of objects, and in which order they usually come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keys {
    /// Between quotes and before a colon; the last of the alphabet first.
    Json,
    /// As a `BINARY_EXT`; in alphabetical order.
    Etf,
    /// They are never compared as they are written.
    #[cfg(feature = "simd-json")]
    Parsed,
}

/// Reads what has the usual form at a place, and returns the place after it.
///
/// It leaves anything else, and notes nothing: that is for [`Source`](super::Source) after
/// [`go_on`](Self::go_on). Places are passed and returned, so that they stay in registers.
pub(crate) trait Plain<'de>: Sized {
    /// How the keys of objects are written.
    const KEYS: Keys;

    /// A list or an object that is being read.
    type Open;

    /// A place to go back to.
    type Place: Copy;

    /// A place in the container that is being read, so that it can be in a register.
    type At: Copy;

    /// The rest of the payload from a key.
    type Ahead: Copy;

    /// Before which value it is.
    fn at(&self) -> Self::At;

    /// Goes to before a value.
    fn go_on(&mut self, at: Self::At);

    /// Null.
    fn plain_null(&mut self, at: Self::At) -> Option<Self::At>;

    fn plain_boolean(&mut self, at: Self::At) -> Option<(bool, Self::At)>;

    /// What [`unsigned`](super::Source::unsigned) reads, up to a number.
    fn plain_unsigned(&mut self, at: Self::At, most: u64) -> Option<(u64, Self::At)>;

    /// What [`id`](super::Source::id) reads.
    fn plain_id(&mut self, at: Self::At) -> Option<(u64, Self::At)>;

    /// What [`text`](super::Source::text) and [`json_text`](super::Source::json_text) read.
    fn plain_text(&mut self, at: Self::At) -> Option<(&'de str, Self::At)>;

    /// What is made of text.
    fn plain_text_as<T>(
        &mut self,
        at: Self::At,
        make: impl FnOnce(&'de str) -> Option<T>,
    ) -> Option<(T, Self::At)>;

    /// An empty list.
    fn plain_empty_list(&mut self, at: Self::At) -> Option<Self::At>;

    /// To the element after the one that was read.
    fn plain_next_element(&mut self, list: &mut Self::Open, at: Self::At) -> Option<Self::At>;

    /// Whether an object begins at a place.
    fn is_plain_object(&self, at: Self::At) -> bool;

    /// Begins an object.
    fn plain_object(&mut self, at: Self::At) -> Option<Begun<'de, Self>>;

    /// The key of an object's first field.
    fn first_key(&self, object: &Self::Open, at: Self::At) -> Option<Self::Ahead>;

    /// The key of the field after the one that was read.
    fn following_key(&self, object: &Self::Open, at: Self::At) -> Option<Self::Ahead>;

    /// What begins with a key.
    fn ahead(ahead: Self::Ahead) -> &'de [u8];

    /// To the value of a key that is ahead, and is written as [`Keys`] say.
    fn behind_key(
        &mut self,
        object: &mut Self::Open,
        ahead: Self::Ahead,
        key: &'static [u8],
    ) -> Self::At;

    /// The end of an object after one of its fields, where it is left.
    fn plain_end(&mut self, object: &Self::Open, at: Self::At) -> Option<Self::At>;
}

/// An object that was begun, where it stands, and the place of its first key.
pub(crate) type Begun<'de, S> =
    (<S as Plain<'de>>::Open, <S as Plain<'de>>::Place, <S as Plain<'de>>::At);
