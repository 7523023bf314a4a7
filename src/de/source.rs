//! What the generated readers of events ask of a format.

use super::fields::Fields;
use super::plain::Plain;
use super::reading::{Loss, Reading, Stop};

/// A payload that is read from front to back.
///
/// Each method reads the next value. One that is well formed and does not fit is stepped over and noted,
/// and is a [`Stop::Misfit`]: whoever asked goes on with what follows it. Nothing recurses but the
/// readers that call it, and [`Reading::enter`] bounds these.
pub(crate) trait Source<'de>: Plain<'de> {
    fn reading(&mut self) -> &mut Reading<'de>;

    /// Before the next value.
    fn place(&mut self) -> Self::Place;

    /// Back to where it was.
    fn go_to(&mut self, place: Self::Place);

    /// The byte of the payload that a place is at.
    fn offset(&self, place: Self::Place) -> usize;

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

    /// How many elements or entries a container has that was begun. None where it does not say so.
    fn room(&self, open: &Self::Open) -> usize;

    /// How many elements or entries an open container still has, with the one that is next, after so many that
    /// were read. They may have to be counted. Of a list that goes on in a tail, which says no number for
    /// all of it: as many as were read.
    fn left(&self, open: &Self::Open, read: usize) -> usize;

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
    /// A list of integers that are these bytes.
    Bytes(&'de [u8]),
    List(Open),
    Object(Open),
}
