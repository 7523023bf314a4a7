//! What Erlang writes of its own, and serde has no type for.

use serde::ser::{Serialize, SerializeTupleStruct, Serializer};

use crate::error::EncodeError;
use crate::etf::tag;
use crate::marker;
use crate::ser::{Key, Sink, Text};

/// Text that is an atom in ETF, as a value and as the key of a map; text everywhere else.
///
/// It is written as `ATOM_EXT`, which is what the Gateway sends for event names, for many keys and
/// for words such as a user's status. It takes no atoms: to the Gateway send text. Text that is not
/// ASCII or is longer than 255 bytes makes no such atom, and is a binary.
///
/// ```
/// use gatewire::{etf, json};
///
/// assert_eq!(etf::to_vec(&etf::Atom("online"))?, b"\x83d\0\x06online");
/// assert_eq!(json::to_vec(&etf::Atom("online"))?, br#""online""#);
/// # Ok::<(), gatewire::EncodeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Atom<'a>(pub &'a str);

impl Serialize for Atom<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(marker::ATOM, self.0)
    }
}

/// A list of integers from 0 to 255, as Erlang writes one: a `STRING_EXT` in ETF, and a list
/// everywhere else.
///
/// The Gateway sends such for shards and sizes of parties, say. It is no text, whatever the tag's
/// name says.
///
/// ```
/// use gatewire::{etf, json};
///
/// assert_eq!(etf::to_vec(&etf::SmallIntegers(&[0, 1]))?, b"\x83k\0\x02\0\x01");
/// assert_eq!(json::to_vec(&etf::SmallIntegers(&[0, 1]))?, b"[0,1]");
/// # Ok::<(), gatewire::EncodeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SmallIntegers<'a>(pub &'a [u8]);

impl Serialize for SmallIntegers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The tag has 16 bits for the length, and Erlang has another one for the empty list.
        if self.0.is_empty() || u16::try_from(self.0.len()).is_err() {
            return serializer.collect_seq(self.0);
        }
        let mut list = serializer.serialize_tuple_struct(marker::STRING, self.0.len())?;
        for integer in self.0 {
            list.serialize_field(integer)?;
        }
        list.end()
    }
}

/// Writes an atom, or a binary where it cannot be one.
pub(super) fn write_atom<S: Sink>(out: &mut S, text: &str) -> Result<(), EncodeError> {
    match u8::try_from(text.len()) {
        Ok(length) if text.is_ascii() => {
            out.write_array([tag::ATOM_EXT, 0, length]);
            out.write(text.as_bytes());
            Ok(())
        }
        _ => super::write_binary(out, text.as_bytes()),
    }
}

/// Writes the head of a list of small integers, whose bytes follow.
pub(super) fn open_string<S: Sink>(out: &mut S, length: usize) -> Result<(), EncodeError> {
    let length = u16::try_from(length).map_err(|_| EncodeError::TooLong)?;
    let [high, low] = length.to_be_bytes();
    out.write_array([tag::STRING_EXT, high, low]);
    Ok(())
}

/// Writes one of them.
pub(super) fn write_small<S: Sink, T: Serialize + ?Sized>(
    out: &mut S,
    integer: &T,
) -> Result<(), EncodeError> {
    let mut write = |text: &str| {
        out.write_array([text.parse().map_err(|_| EncodeError::Refused)?]);
        Ok(())
    };
    integer.serialize(Key(Text(&mut write)))
}
