//! What is charged to the budget, and values that are wanted or not by what they are.

use serde::de::{DeserializeSeed, Deserializer as _, SeqAccess, Visitor};

use super::Values;
use super::access::Elements;
use crate::DecodeError;
use crate::de::budget;

/// Elements of a value of any type. Each is charged before it is read: the first alone, all others
/// together, once there is a second. Lists of one list each are so not counted over and over.
pub(super) struct ValueElements<'e, 'v, 't, 'de>(pub(super) &'e mut Elements<'v, 't, 'de>);

impl<'de> SeqAccess<'de> for ValueElements<'_, '_, '_, 'de> {
    type Error = DecodeError;

    #[inline(always)]
    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        self.0.charge(budget::VALUE)?;
        self.0.next(seed)
    }

    #[inline]
    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

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
        match self.cursor.token() {
            b'[' => {
                let known = self.extents.at(self.position());
                self.list::<_, true>(known.map(|known| known.entries()), visitor)
            }
            _ => {
                self.charge_entries(b'{', b'}', budget::VALUE_ENTRY)?;
                self.deserialize_any(visitor)
            }
        }
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
