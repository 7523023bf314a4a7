//! How much memory what a value is read into may take.

use std::cell::Cell;

use super::Value;
use crate::DecodeError;
use crate::de::budget::{BYTES_A_BYTE, Budget, FREE};
use crate::model::Text;

/// The budget that a frame has which holds the value in the fewest bytes.
pub(super) struct Memory<E> {
    /// Of the value, on the wire.
    length: usize,
    taken: Cell<usize>,
    error: fn(DecodeError) -> E,
}

impl<E> Memory<E> {
    pub(super) fn new(value: &Value<'_>, error: fn(DecodeError) -> E) -> Self {
        Self { length: least_length(value), taken: Cell::new(0), error }
    }

    /// Takes so many entries of a size out of the budget.
    #[inline]
    pub(super) fn charge(&self, entries: usize, size: usize) -> Result<(), E> {
        let taken = entries.saturating_mul(size).saturating_add(self.taken.get());
        if taken > FREE {
            self.check(taken)?;
        }
        self.taken.set(taken);
        Ok(())
    }

    #[cold]
    fn check(&self, taken: usize) -> Result<(), E> {
        Budget::new(self.length, BYTES_A_BYTE).charge(taken, 1).map_err(self.error)
    }

    /// How much was taken, in bytes.
    pub(super) fn taken(&self) -> usize {
        self.taken.get()
    }

    /// Goes back to what was taken before.
    pub(super) fn go_to(&self, taken: usize) {
        self.taken.set(taken);
    }
}

/// The fewest bytes that hold a value on the wire, in either encoding.
fn least_length(value: &Value<'_>) -> usize {
    match value {
        Value::Null | Value::Bool(_) => "null".len(),
        // In a `STRING_EXT`.
        Value::Unsigned(0..=255) => 1,
        Value::Unsigned(_) => "256".len(),
        Value::Signed(_) | Value::Float(_) => "-1".len(),
        Value::Text(text) => least_length_of_text(text),
        Value::List(list) => list.iter().fold(1, |sum, value| sum + least_length(value)),
        Value::Map(map) => map.iter().fold("{}".len(), |sum, (key, value)| {
            sum + least_length_of_text(key) + least_length(value)
        }),
    }
}

fn least_length_of_text(text: &Text<'_>) -> usize {
    // What is not borrowed is Latin-1, or an integer whose bytes are two or three digits each.
    let text_itself = if text.is_owned() { text.len() / 3 } else { text.len() };
    "\"\"".len() + text_itself
}
