//! What visitors are called with.

use std::borrow::Cow;
use std::iter;

use serde::de::Visitor;
use serde::de::value::{BorrowedStrDeserializer, SeqDeserializer, StringDeserializer};

use crate::error::{DecodeError, DecodeErrorKind, Stage};
use crate::etf::integer::Integer;

/// An empty list that began at `start`.
#[inline(always)]
pub(super) fn empty_list<'de, V: Visitor<'de>>(
    start: usize,
    visitor: V,
) -> Result<V::Value, DecodeError> {
    let elements = SeqDeserializer::new(iter::empty::<()>());
    visitor.visit_seq(elements).map_err(|error: DecodeError| error.at(start))
}

/// Text as the variant of that name, which holds nothing.
pub(super) fn visit_variant<'de, V: Visitor<'de>>(
    text: Cow<'de, str>,
    visitor: V,
) -> Result<V::Value, DecodeError> {
    match text {
        Cow::Borrowed(text) => visitor.visit_enum(BorrowedStrDeserializer::new(text)),
        Cow::Owned(text) => visitor.visit_enum(StringDeserializer::new(text)),
    }
}

#[inline]
pub(super) fn visit_integer<'de, V: Visitor<'de>>(
    integer: Integer<'_>,
    visitor: V,
) -> Result<V::Value, DecodeError> {
    match integer {
        Integer::Unsigned(value) => visitor.visit_u64(value),
        Integer::Negative(value) => visitor.visit_i64(value),
        Integer::Big(big) => match big.to_128() {
            Some(Ok(value)) => visitor.visit_u128(value),
            Some(Err(value)) => visitor.visit_i128(value),
            None => Err(too_large()),
        },
    }
}

/// For an integer beyond 128 bits, which serde has no type for.
#[cold]
pub(super) fn too_large() -> DecodeError {
    DecodeError::new(Stage::Data, DecodeErrorKind::InvalidNumber)
}
