//! What the generated readers of events ask of a format.

use super::fields::Fields;
use super::reading::{Loss, Reading, Stop};

/// A payload that is read from front to back.
///
/// Each method reads the next value. One that is well formed and does not fit is stepped over and noted,
/// and is a [`Stop::Misfit`]: whoever asked goes on with what follows it. Nothing recurses but the
/// readers that call it, and [`Reading::enter`] bounds these.
pub(crate) trait Source<'de>: Sized {
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

    fn reading(&mut self) -> &mut Reading<'de>;

    /// Before the next value.
    fn place(&mut self) -> Self::Place;

    /// Back to where it was.
    fn go_to(&mut self, place: Self::Place);

    /// The byte of the payload that a place is at.
    fn offset(&self, place: Self::Place) -> usize;

    /// Before which value it is.
    fn at(&self) -> Self::At;

    /// Goes to before a value.
    fn go_on(&mut self, at: Self::At);

    // The methods below read what has the usual form at a place, and return the place after it. They leave
    // anything else, and note nothing: it is for the other methods after `go_on`.

    /// Null.
    fn plain_null(&mut self, at: Self::At) -> Option<Self::At>;

    fn plain_boolean(&mut self, at: Self::At) -> Option<(bool, Self::At)>;

    /// What [`unsigned`](Self::unsigned) reads, up to a number.
    fn plain_unsigned(&mut self, at: Self::At, most: u64) -> Option<(u64, Self::At)>;

    /// What [`id`](Self::id) reads.
    fn plain_id(&mut self, at: Self::At) -> Option<(u64, Self::At)>;

    /// What [`text`](Self::text) and [`json_text`](Self::json_text) read.
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
    fn plain_object(&mut self, at: Self::At) -> Option<(Self::Open, Self::Place, Self::At)>;

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

    /// Takes null, if it is next.
    fn null(&mut self) -> Result<bool, Stop>;

    fn boolean(&mut self) -> Result<bool, Stop>;

    /// An integer of 64 bits by the rule for all of them: one of the wire, a float that is a whole number, or
    /// decimal text.
    fn unsigned(&mut self, expected: &'static str) -> Result<u64, Stop>;

    /// As [`unsigned`](Self::unsigned), of any sign and size.
    fn integer(&mut self, expected: &'static str) -> Result<i128, Stop>;

    /// An id.
    fn id(&mut self) -> Result<u64, Stop>;

    /// The lowest 64 bits of an integer of any size, or of its decimal text.
    fn bits(&mut self) -> Result<u64, Stop>;

    fn float(&mut self) -> Result<f64, Stop>;

    fn text(&mut self, expected: &'static str) -> Result<&'de str, Stop>;

    /// Text, or what is text in the JSON that the value stands for: in ETF, an integer beyond 2^53.
    fn json_text(&mut self) -> Result<&'de str, Stop>;

    /// A value of any type as the JSON that it stands for. A list or an object is only begun.
    fn value(&mut self) -> Result<Value<'de, Self::Open>, Stop>;

    /// Steps over the next value.
    fn skip(&mut self) -> Result<(), Stop>;

    /// Steps over the next value, which is not of the type that was expected.
    fn misfit(&mut self, expected: &'static str) -> Stop;

    /// Notes that the value at a place, which was read, does not fit.
    #[cold]
    #[inline(never)]
    fn refuse(&mut self, place: Self::Place, loss: Loss) -> Stop {
        let offset = self.offset(place);
        self.reading().misfit(loss, offset)
    }

    /// Begins a list.
    fn list(&mut self) -> Result<Self::Open, Stop>;

    /// How many elements or entries a container has that was begun. None where it does not say so, unless
    /// they are to be counted.
    fn room(&self, open: &Self::Open, is_counted: bool) -> usize;

    /// How many elements or entries an open container still has, with the one that is next.
    fn left(&self, open: &Self::Open) -> usize;

    /// Whether the next value is an object.
    fn is_object(&mut self) -> bool;

    /// To the next element. At the end the list is left.
    fn next_element(&mut self, list: &mut Self::Open) -> Result<bool, Stop>;

    /// Begins an object.
    fn object(&mut self) -> Result<Self::Open, Stop>;

    /// To the value of the next field, which may be the one that is guessed. Other keys are stepped over.
    /// At the end the object is left.
    fn next_field(
        &mut self,
        object: &mut Self::Open,
        fields: &'static Fields,
        guess: u8,
    ) -> Result<Option<u8>, Stop>;

    /// Steps over the next key and its value if no field has that name. Otherwise it leaves both.
    fn skip_unknown(
        &mut self,
        object: &mut Self::Open,
        fields: &'static Fields,
    ) -> Result<bool, Stop>;

    /// To the value of the next key. At the end the object is left.
    fn next_key(&mut self, object: &mut Self::Open) -> Result<Option<&'de str>, Stop>;

    /// Steps over what is left of a container, after one of its values, and leaves it.
    fn skip_rest(&mut self, open: Self::Open) -> Result<(), Stop>;

    /// Whether keys are searched for that tell what an object is: what is stepped over meanwhile is read
    /// next.
    fn search(&mut self, is_searching: bool);
}

/// How a format writes the keys of objects, and in which order they usually come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keys {
    /// Between quotes and before a colon; the last of the alphabet first.
    Json,
    /// As a `BINARY_EXT`; in alphabetical order.
    Etf,
}

/// A value of any type.
pub(crate) enum Value<'de, Open> {
    Null,
    Bool(bool),
    Unsigned(u64),
    Negative(i64),
    Float(f64),
    Text(&'de str),
    /// A list without elements, where that is known before it is begun.
    EmptyList,
    List(Open),
    Object(Open),
}
