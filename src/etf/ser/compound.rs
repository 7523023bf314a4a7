//! Lists and maps while serde writes them.

use serde::Serialize;
use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant,
};

use super::erlang::write_small;
use super::{KeyText, Serializer, open_header, patch_header};
use crate::error::EncodeError;
use crate::etf::tag;
use crate::ser::{Key, Sink};

/// A list of which some elements were written.
///
/// They are counted, whatever serde said beforehand.
pub struct Elements<'a, S> {
    inside: Serializer<'a, S>,
    /// Where the header stands.
    start: usize,
    count: usize,
}

impl<'a, S: Sink> Elements<'a, S> {
    #[inline]
    pub(super) fn new(inside: Serializer<'a, S>) -> Self {
        let start = open_header(inside.out, tag::LIST_EXT);
        Self { inside, start, count: 0 }
    }

    #[inline]
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        self.count += 1;
        value.serialize(self.inside.reborrow())
    }

    #[inline]
    fn close(self) -> Result<(), EncodeError> {
        let out = self.inside.out;
        if self.count == 0 {
            // The empty list has no header, only the tail.
            out.truncate(self.start);
        } else {
            patch_header(out, self.start, self.count)?;
        }
        out.write_array([tag::NIL_EXT]);
        Ok(())
    }
}

macro_rules! serialize_elements {
    ($($trait:ident $method:ident),*) => {$(
        impl<S: Sink> $trait for Elements<'_, S> {
            type Ok = ();
            type Error = EncodeError;

            #[inline]
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
                self.push(value)
            }

            #[inline]
            fn end(self) -> Result<(), EncodeError> {
                self.close()
            }
        }
    )*};
}

serialize_elements! {
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleVariant serialize_field
}

/// A tuple struct of which some fields were written.
pub enum TupleStruct<'a, S> {
    List(Elements<'a, S>),
    /// Of integers that are single bytes, as many as were announced.
    String(&'a mut S),
}

impl<S: Sink> SerializeTupleStruct for TupleStruct<'_, S> {
    type Ok = ();
    type Error = EncodeError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        match self {
            Self::List(elements) => elements.push(value),
            Self::String(out) => write_small(*out, value),
        }
    }

    fn end(self) -> Result<(), EncodeError> {
        match self {
            Self::List(elements) => elements.close(),
            Self::String(_) => Ok(()),
        }
    }
}

/// A map of which some entries were written, counted likewise.
pub struct Entries<'a, S> {
    inside: Serializer<'a, S>,
    /// Where the header stands.
    start: usize,
    count: usize,
}

impl<'a, S: Sink> Entries<'a, S> {
    #[inline]
    pub(super) fn new(inside: Serializer<'a, S>) -> Self {
        let start = open_header(inside.out, tag::MAP_EXT);
        Self { inside, start, count: 0 }
    }

    #[inline]
    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        value.serialize(self.inside.reborrow())
    }

    #[inline]
    fn close(self) -> Result<(), EncodeError> {
        patch_header(self.inside.out, self.start, self.count)
    }
}

impl<S: Sink> SerializeMap for Entries<'_, S> {
    type Ok = ();
    type Error = EncodeError;

    #[inline]
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), EncodeError> {
        self.count += 1;
        key.serialize(Key(KeyText(&mut self.inside)))
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        self.value(value)
    }

    #[inline]
    fn end(self) -> Result<(), EncodeError> {
        self.close()
    }
}

macro_rules! serialize_fields {
    ($($trait:ident),*) => {$(
        impl<S: Sink> $trait for Entries<'_, S> {
            type Ok = ();
            type Error = EncodeError;

            // A name that is known where this is compiled is then written in a few instructions.
            #[inline(always)]
            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), EncodeError> {
                self.count += 1;
                self.inside.key(name)?;
                self.value(value)
            }

            #[inline]
            fn end(self) -> Result<(), EncodeError> {
                self.close()
            }
        }
    )*};
}

serialize_fields!(SerializeStruct, SerializeStructVariant);
