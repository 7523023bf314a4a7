//! What is charged to the budget, and terms that are wanted or not by what they are.

use std::borrow::Cow;

use serde::de::Visitor;

use super::Deserializer;
use super::visit::empty_list;
use crate::de::budget;
use crate::error::DecodeError;
use crate::etf::integer::Integer;
use crate::etf::tag::{LIST_EXT, MAP_EXT, SMALL_TUPLE_EXT};

impl<'de> Deserializer<'de> {
    /// Text. What was copied is taken out of the budget.
    #[inline]
    pub(super) fn visit_text<V: Visitor<'de>>(
        &mut self,
        text: Cow<'de, str>,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match text {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => {
                self.budget.charge(1, text.capacity())?;
                visitor.visit_string(text)
            }
        }
    }

    /// An integer as its decimal text, which is taken out of the budget.
    pub(super) fn visit_decimal<V: Visitor<'de>>(
        &mut self,
        integer: Integer<'_>,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        integer.with_decimal(|text| {
            self.budget.charge(1, text.len())?;
            visitor.visit_str(text)
        })?
    }

    /// The next term as the JSON that it stands for, whatever that is, built as it is.
    #[inline(never)]
    pub(super) fn value<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DecodeError> {
        let start = self.reader.position();
        if self.is_empty_list() {
            return empty_list(start, visitor);
        }
        self.charge_entries(budget::VALUE_ENTRY)?;
        let json_compatible = std::mem::replace(&mut self.json_compatible, true);
        self.element_size = budget::VALUE;
        let result = self.any(visitor);
        self.element_size = 0;
        self.json_compatible = json_compatible;
        result
    }

    /// The next term if it is no list, tuple or map.
    #[inline(never)]
    pub(super) fn scalar<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.reader.peek_tag()? {
            SMALL_TUPLE_EXT..=LIST_EXT | MAP_EXT => {
                self.skip()?;
                visitor.visit_none()
            }
            _ => self.any(visitor),
        }
    }

    /// Takes the entries of the map that comes next, if one does, out of the budget.
    pub(super) fn charge_entries(&mut self, size: usize) -> Result<(), DecodeError> {
        let mut ahead = self.reader;
        match ahead.map_header()? {
            Some(count) => self.budget.charge(count, size),
            None => Ok(()),
        }
    }
}
