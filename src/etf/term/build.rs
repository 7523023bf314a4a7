//! Making terms.

use std::borrow::Cow;

use super::{Term, TermRef};
use crate::error::{DecodeError, DecodeErrorKind, EncodeError};
use crate::etf::reader::Reader;
use crate::etf::ser::{Serializer, header};
use crate::etf::tag::*;

/// Terms made here. What they are made of is copied; none is made that [`Term::decode`] would not
/// read.
///
/// ```
/// use gatewire::etf::Term;
///
/// let ok = Term::atom("ok")?;
/// let list = Term::list([&Term::integer(1), &Term::binary(b"a")?])?;
/// let map = Term::map([(&ok, &list)])?;
/// assert_eq!(map.to_string(), "#{ok => [1,<<97>>]}");
/// assert_eq!(Term::tuple([&ok, &map])?.encode()[..5], *b"\x83h\x02w\x02");
/// # Ok::<(), gatewire::DecodeError>(())
/// ```
///
/// # Errors
///
/// Of the kinds that [`Term::decode`] has: atoms of over 255 characters
/// ([`InvalidAtom`](DecodeErrorKind::InvalidAtom)), nesting beyond
/// [`MAX_SKIP_DEPTH`](crate::MAX_SKIP_DEPTH) ([`DepthExceeded`](DecodeErrorKind::DepthExceeded)),
/// equal keys ([`DuplicateKey`](DecodeErrorKind::DuplicateKey)), terms of over 4 GiB
/// ([`InvalidLength`](DecodeErrorKind::InvalidLength)) and floats that are not finite
/// ([`InvalidNumber`](DecodeErrorKind::InvalidNumber)).
impl Term<'static> {
    /// An atom.
    pub fn atom(text: &str) -> Result<Self, DecodeError> {
        let Ok(length) = u16::try_from(text.len()) else {
            return Err(DecodeError::data(DecodeErrorKind::InvalidAtom, 0));
        };
        let [high, low] = length.to_be_bytes();
        Self::of([&[ATOM_UTF8_EXT, high, low], text.as_bytes()].concat())
    }

    /// An integer.
    pub fn integer(value: impl Into<i128>) -> Self {
        let mut bytes = Vec::with_capacity(19);
        // Nothing can go wrong with an integer.
        let _ = serde::Serializer::serialize_i128(Serializer::behind(&mut bytes), value.into());
        Self { bytes: Cow::Owned(bytes), containers: Vec::new() }
    }

    /// A float, which has to be finite.
    pub fn float(value: f64) -> Result<Self, DecodeError> {
        Self::of([&[NEW_FLOAT_EXT][..], &value.to_be_bytes()].concat())
    }

    /// A binary.
    pub fn binary(bytes: &[u8]) -> Result<Self, DecodeError> {
        Self::of([&start(BINARY_EXT, bytes.len())?[..], bytes].concat())
    }

    /// A list.
    pub fn list<'t, 'e: 't>(
        elements: impl IntoIterator<Item = &'t Term<'e>>,
    ) -> Result<Self, DecodeError> {
        let mut bytes = container(LIST_EXT, 1, elements.into_iter().map(Term::as_ref))?;
        bytes.push(NIL_EXT);
        Self::of(bytes)
    }

    /// A tuple.
    pub fn tuple<'t, 'e: 't>(
        elements: impl IntoIterator<Item = &'t Term<'e>>,
    ) -> Result<Self, DecodeError> {
        Self::of(container(LARGE_TUPLE_EXT, 1, elements.into_iter().map(Term::as_ref))?)
    }

    /// A map, with its entries in this order.
    pub fn map<'t, 'k: 't, 'v: 't>(
        entries: impl IntoIterator<Item = (&'t Term<'k>, &'t Term<'v>)>,
    ) -> Result<Self, DecodeError> {
        let terms = entries.into_iter().flat_map(|(key, value)| [key.as_ref(), value.as_ref()]);
        Self::of(container(MAP_EXT, 2, terms)?)
    }

    /// Of the bytes of a term, without a version.
    pub(super) fn of(mut bytes: Vec<u8>) -> Result<Self, DecodeError> {
        let Term { bytes: read, containers } = Term::read(&mut Reader::new(&bytes))?;
        // A list of no elements is its tail.
        let before = bytes.len() - read.len();
        bytes.drain(..before);
        Ok(Self { bytes: Cow::Owned(bytes), containers })
    }
}

/// A container's tag, how many entries it has, which are so many terms each, and these.
fn container<'t>(
    tag: u8,
    terms_each: usize,
    terms: impl Iterator<Item = TermRef<'t>>,
) -> Result<Vec<u8>, DecodeError> {
    let mut bytes = start(tag, 0)?.to_vec();
    let count = terms.map(|term| bytes.extend_from_slice(term.bytes)).count();
    bytes[..5].copy_from_slice(&start(tag, count / terms_each)?);
    Ok(bytes)
}

/// A tag and a length.
pub(super) fn start(tag: u8, length: usize) -> Result<[u8; 5], DecodeError> {
    header(tag, length)
        .map_err(|_: EncodeError| DecodeError::data(DecodeErrorKind::InvalidLength, 0))
}
