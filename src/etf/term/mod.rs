//! Terms of every kind, without a type of their own: what a term of Erlang is, whatever it is.
//!
//! [`Term::decode`] checks a term and notes where its containers end; nothing of it is copied. A
//! [`TermRef`] looks at a term or at one in it, [`Kind`] is what it sees.
//!
//! ```
//! use gatewire::etf::Term;
//! use gatewire::etf::term::Kind;
//!
//! let term = Term::decode(b"\x83t\0\0\0\x02w\x02opa\x0aw\x01dl\0\0\0\x02m\0\0\0\x02hiw\x03nilj")?;
//! assert_eq!(term.get("op").and_then(|op| op.as_u64()), Some(10));
//! let Some(Kind::List(list)) = term.get("d").map(|d| d.kind()) else { panic!() };
//! assert_eq!(list.elements().next().and_then(|first| first.as_str()), Some("hi"));
//! assert_eq!(term.to_string(), "#{op => 10,d => [<<104,105>>,nil]}");
//! # Ok::<(), gatewire::DecodeError>(())
//! ```
//!
//! | term | tags | [`Kind`] |
//! |---|---|---|
//! | integer | 97, 98, 110, 111 | [`Integer`](Kind::Integer) |
//! | float | 70, 99 | [`Float`](Kind::Float) |
//! | atom | 100, 115, 118, 119 | [`Atom`](Kind::Atom) |
//! | binary | 109 | [`Binary`](Kind::Binary) |
//! | bit string | 77 | [`BitString`](Kind::BitString), or `Binary` if all bits count |
//! | list, proper or not | 106, 107, 108 | [`List`](Kind::List) |
//! | tuple | 104, 105 | [`Tuple`](Kind::Tuple) |
//! | map | 116 | [`Map`](Kind::Map) |
//! | pid | 88, 103 | [`Pid`](Kind::Pid) |
//! | port | 89, 102, 120 | [`Port`](Kind::Port) |
//! | reference | 90, 101, 114 | [`Reference`](Kind::Reference) |
//! | function | 112, 117 | [`Fun`](Kind::Fun) |
//! | function by its name | 113 | [`Export`](Kind::Export) |
//! | compressed term | 80 | [`CompressedTerm`](DecodeErrorKind::CompressedTerm): [`inflate`](super::inflate) comes first |
//! | reference to an atom cache | 82 | [`AtomCacheReference`](DecodeErrorKind::AtomCacheReference) |
//! | what a node keeps to itself | 73, 75, 121 | [`UnsupportedTag`](DecodeErrorKind::UnsupportedTag): only that node knows where it ends |
//!
//! # What is accepted
//!
//! What `binary_to_term/1` of Erlang/OTP 25 accepts, with these exceptions. Bytes behind the term
//! are an error of [`Term::decode`]; [`Term::decode_prefix`] says where the term ends. More than
//! [`MAX_SKIP_DEPTH`](crate::MAX_SKIP_DEPTH) containers inside each other, one in the tail of a list
//! being in the list, more than 4 that are keys of each other, and terms of over 4 GiB are errors.
//! So are references without a number, and numbers of a function that do not fit 32 bits, and so are
//! the tags 73 and 75, by which a runtime gives an atom by its place in its own table: the format's
//! documentation does not have them, and they mean something else to each runtime. Functions of the
//! tag 117 are read, which Erlang has not done since OTP 23.

mod build;
mod compare;
mod deserialize;
mod display;
#[cfg(feature = "eetf")]
mod eetf;
mod head;
mod identifier;
mod index;
mod parts;
mod scalar;
mod serialize;
mod view;
mod write;

use std::borrow::Cow;

pub(super) use self::head::{bit_string, head};
use self::index::{Container, index};
use super::reader::Reader;
use crate::error::{DecodeError, DecodeErrorKind};

pub use self::identifier::{Export, Fun, NewFun, Pid, Port, Reference};
pub use self::parts::{Elements, Entries, List, Map, Tuple};
pub use self::scalar::{Atom, BitString, Integer};
pub use self::view::{Kind, TermRef};
pub use self::write::AtomEncoding;

/// A term of Erlang, of any kind.
///
/// It holds the bytes of the term, borrowed or its own, and 8 bytes for each container in it that
/// is not empty; [`as_ref`](Self::as_ref) is the way to what it holds. Nothing that is done with it
/// recurses with its depth, [`serde::Serialize`] excepted, which stops at
/// [`MAX_BUILD_DEPTH`](crate::MAX_BUILD_DEPTH).
///
/// Terms are equal when Erlang/OTP 25 says so with `=:=`: `1` and `1.0` differ, `0.0` and `-0.0` do
/// not, the order of a map's entries means nothing, and no more does the tag that something came
/// with. To compare and to hash terms that are not of the same bytes takes a few times the memory of
/// their size.
///
/// It prints as `io:format("~w")` does, but for three things. Pids, ports and references show the
/// name of their node, where Erlang shows a number that differs from run to run; integers of over
/// 1 KiB are hexadecimal; and of two shortest texts that are as near to a float, Erlang may show the
/// other. With `{:#}` it is indented, and binaries of text are shown as text.
#[derive(Clone)]
pub struct Term<'a> {
    bytes: Cow<'a, [u8]>,
    containers: Vec<Container>,
}

impl<'a> Term<'a> {
    /// Reads a term with its version byte, 131, which is all that the bytes hold.
    ///
    /// ```
    /// use gatewire::DecodeErrorKind;
    /// use gatewire::etf::Term;
    ///
    /// assert_eq!(Term::decode(b"\x83h\x02w\x02oka\x01")?.to_string(), "{ok,1}");
    ///
    /// let error = Term::decode(b"\x83w\x02ok\0").unwrap_err();
    /// assert_eq!((error.kind(), error.offset()), (DecodeErrorKind::TrailingData, Some(5)));
    /// # Ok::<(), gatewire::DecodeError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Of any kind that concerns terms, with the offset of the byte where it was found;
    /// [`CompressedTerm`](DecodeErrorKind::CompressedTerm) asks for
    /// [`etf::inflate`](super::inflate). No more memory is taken before than 16 bytes for each byte
    /// of the term, and 128 KiB.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        let (term, used) = Self::decode_prefix(bytes)?;
        if used < bytes.len() {
            return Err(DecodeError::data(DecodeErrorKind::TrailingData, used));
        }
        Ok(term)
    }

    /// Reads the term that the bytes begin with, and says how many of them it takes, its version
    /// byte included.
    ///
    /// ```
    /// use gatewire::etf::Term;
    ///
    /// let (term, used) = Term::decode_prefix(b"\x83a\x07and more")?;
    /// assert_eq!((term.as_ref().as_u64(), used), (Some(7), 3));
    /// # Ok::<(), gatewire::DecodeError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode), but for bytes behind the term.
    pub fn decode_prefix(bytes: &'a [u8]) -> Result<(Self, usize), DecodeError> {
        let mut reader = Reader::new(bytes);
        reader.version()?;
        let term = Self::read(&mut reader)?;
        Ok((term, reader.position()))
    }

    /// Reads a term without its version byte.
    pub(super) fn read(reader: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let (bytes, containers) = Self::parts(reader, false)?;
        Ok(Self { bytes: Cow::Borrowed(bytes), containers })
    }

    /// The bytes of the next term, and its containers. The keys of its maps may be known to differ.
    fn parts(
        reader: &mut Reader<'a>,
        are_keys_checked: bool,
    ) -> Result<(&'a [u8], Vec<Container>), DecodeError> {
        if u32::try_from(reader.remaining()).is_err() {
            return Err(reader.error(DecodeErrorKind::InvalidLength));
        }
        reader.peek_tag()?;
        let start = reader.rest;
        let containers = index(reader, are_keys_checked)?;
        Ok((&start[..start.len() - reader.remaining()], containers))
    }

    /// Checks the next term as [`read`](Self::read) does. Returns its bytes.
    pub(super) fn check(reader: &mut Reader<'a>) -> Result<&'a [u8], DecodeError> {
        Self::parts(reader, false).map(|(bytes, _)| bytes)
    }

    /// A term that was [checked](Self::check), of its bytes.
    fn of_checked(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        let (bytes, containers) = Self::parts(&mut Reader::new(bytes), true)?;
        Ok(Self { bytes: Cow::Borrowed(bytes), containers })
    }

    /// The term, to be looked at.
    #[inline]
    pub fn as_ref(&self) -> TermRef<'_> {
        TermRef { bytes: &self.bytes, containers: &self.containers }
    }

    /// What the term is. As [`TermRef::kind`].
    pub fn kind(&self) -> Kind<'_> {
        self.as_ref().kind()
    }

    /// What a map has for a key that is text. As [`TermRef::get`].
    pub fn get(&self, key: &str) -> Option<TermRef<'_>> {
        self.as_ref().get(key)
    }

    /// The element of a list or a tuple, counted from 0. As [`TermRef::at`].
    pub fn at(&self, index: usize) -> Option<TermRef<'_>> {
        self.as_ref().at(index)
    }

    /// The term with bytes of its own, which borrows nothing.
    pub fn into_owned(self) -> Term<'static> {
        Term { bytes: Cow::Owned(self.bytes.into_owned()), containers: self.containers }
    }

    /// A copy of the term that borrows nothing.
    pub fn to_owned(&self) -> Term<'static> {
        self.as_ref().to_term().into_owned()
    }
}

impl<'t> TermRef<'t> {
    /// The term by itself, which borrows what this does.
    pub fn to_term(self) -> Term<'t> {
        Term { bytes: Cow::Borrowed(self.bytes), containers: self.containers.to_vec() }
    }
}
