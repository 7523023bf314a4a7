//! Newtype names by which this crate's models and this crate's readers know each other.
//!
//! serde hands a newtype's name to the reader. A reader that knows one of these serves it in a way
//! that serde has no call for; to any other reader it is a newtype like all others, whose visitor
//! then does without.

use serde::{Serialize, Serializer};

/// An id: an integer in ETF, decimal text everywhere else.
///
/// A reader that sees an integer, or text that is one and nothing else, may visit it as that; all else,
/// and whatever it likes, it visits as a newtype.
///
/// It is written as a newtype of this name. What is in there is text to a serializer that is human
/// readable. To one that is not it is a newtype of this name once more, and what is in that one is
/// text, too, unless the serializer has become human readable meanwhile, as ETF's does that asks for
/// the integer: to no other can this be of use.
pub(crate) const INTEGER: &str = "$gatewire::Snowflake";

/// Text that is written as an atom in ETF.
pub(crate) const ATOM: &str = "$gatewire::Atom";

/// A tuple of integers from 0 to 255 that is written as `STRING_EXT` in ETF.
pub(crate) const STRING: &str = "$gatewire::SmallIntegers";

/// The key of an object's field, as bytes: it is compared with names, so that it need not be text.
pub(crate) const FIELD: &str = "$gatewire::Field";

/// A value that is read more than once: visited as a sequence whose elements are the whole value each,
/// read anew from its start. A read that fails ends where the value does, so that the visitor may do
/// without.
pub(crate) const REREAD: &str = "$gatewire::Reread";

/// As [`REREAD`], a value that is often null. Null in its usual form may be visited as none, without a
/// read.
pub(crate) const NULLABLE: &str = "$gatewire::Nullable";

/// A value that is wanted only if it is neither a list nor an object: those are stepped over and
/// visited as none. All else is visited as what it is.
pub(crate) const SCALAR: &str = "$gatewire::Scalar";

/// A value that is stepped over in search of a union's tag, and that may be read next: visited as a
/// unit.
pub(crate) const PASSED: &str = "$gatewire::Passed";

/// A value that is read as the JSON that it stands for, so that it is the same in both encodings.
pub(crate) const AS_JSON: &str = "$gatewire::AsJson";

/// As [`AS_JSON`], a value of any type that is built as it is. Its elements or entries are charged to
/// the frame's budget before any is read. It is then visited as what it is, and not as a newtype, so
/// that the visitor knows.
pub(crate) const VALUE: &str = "$gatewire::Value";

/// A list each of whose elements takes as many bytes in memory as the tuple's length says: they are
/// charged to the frame's budget before any is read, and then visited as a newtype, so that the
/// visitor knows.
pub(crate) const LIST: &str = "$gatewire::List";

/// A map each of whose entries takes as many bytes in memory as the tuple's length says: they are
/// charged likewise. Only a reader that serves [`REREAD`] is asked for it, since to others a tuple is
/// no map.
pub(crate) const MAP: &str = "$gatewire::Map";

/// A value that takes as many bytes in a box as the tuple's length says: it is charged likewise. Only
/// a reader that serves [`REREAD`] is asked for it.
pub(crate) const BOXED: &str = "$gatewire::Boxed";

/// A term of any kind: the ETF reader checks it and visits its bytes. It is asked for inside of a
/// newtype, so that no other reader visits bytes of its own.
pub(crate) const TERM: &str = "$gatewire::Term";

/// serde_json's `RawValue`: visited as a map of one entry, this name and the value's text.
///
/// Not one of ours: serde_json's readers and writers know it by this name.
pub(crate) const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// Writes an id as [`INTEGER`] says.
#[inline]
pub(crate) fn serialize_integer<S: Serializer>(id: u64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_newtype_struct(INTEGER, &Inner(id))
}

/// What an id is inside its newtype.
struct Inner(u64);

impl Serialize for Inner {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match serializer.is_human_readable() {
            true => serializer.serialize_str(itoa::Buffer::new().format(self.0)),
            false => serializer.serialize_newtype_struct(INTEGER, &Innermost(self.0)),
        }
    }
}

struct Innermost(u64);

impl Serialize for Innermost {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match serializer.is_human_readable() {
            true => serializer.serialize_u64(self.0),
            false => serializer.serialize_str(itoa::Buffer::new().format(self.0)),
        }
    }
}
