//! What is charged to the budget, and values that are wanted or not by what they are.

use serde::de::{Deserializer as _, Visitor};

use super::Values;
use crate::DecodeError;
use crate::de::budget;

impl<'de> Values<'_, 'de> {
    /// Takes the entries of the list or object that comes next out of the budget. False where it is
    /// neither.
    #[inline]
    pub(super) fn charge_entries(
        &mut self,
        opening: u8,
        closing: u8,
        size: usize,
    ) -> Result<bool, DecodeError> {
        let Some(count) = self.count(opening, closing) else { return Ok(false) };
        self.budget.charge(count, size)?;
        self.counted = Some(count);
        Ok(true)
    }

    /// A value of any type that is built as it is.
    #[inline(never)]
    pub(super) fn value<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DecodeError> {
        if !self.charge_entries(b'[', b']', budget::VALUE)? {
            self.charge_entries(b'{', b'}', budget::VALUE_ENTRY)?;
        }
        self.deserialize_any(visitor)
    }

    /// A value that is wanted if it is no list or object.
    #[inline(never)]
    pub(super) fn scalar<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.cursor.token() {
            b'[' | b'{' => {
                self.skip()?;
                visitor.visit_none()
            }
            _ => self.deserialize_any(visitor),
        }
    }
}
