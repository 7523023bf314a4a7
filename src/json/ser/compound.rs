//! Lists and objects while serde writes them.

use serde::Serialize;
use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant,
};

use super::Serializer;
use super::text::{Quoted, write_escaped};
use crate::error::EncodeError;
use crate::ser::{Key, Sink};

/// A list of which some elements were written.
pub struct Elements<'a, S> {
    inside: Serializer<'a, S>,
    /// What closes it, and what it stands in.
    end: &'static [u8],
    empty: bool,
}

impl<'a, S: Sink> Elements<'a, S> {
    #[inline]
    pub(super) fn new(inside: Serializer<'a, S>, end: &'static [u8]) -> Self {
        inside.out.write(b"[");
        Self { inside, end, empty: true }
    }

    #[inline]
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        if !std::mem::take(&mut self.empty) {
            self.inside.out.write(b",");
        }
        value.serialize(Serializer { out: self.inside.out, depth: self.inside.depth })
    }

    #[inline]
    fn close(self) -> Result<(), EncodeError> {
        self.inside.out.write(self.end);
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
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field
}

/// An object of which some entries were written.
pub struct Entries<'a, S> {
    inside: Serializer<'a, S>,
    /// What closes it, and what it stands in.
    end: &'static [u8],
    empty: bool,
}

impl<'a, S: Sink> Entries<'a, S> {
    #[inline]
    pub(super) fn new(inside: Serializer<'a, S>, end: &'static [u8]) -> Self {
        inside.out.write(b"{");
        Self { inside, end, empty: true }
    }

    #[inline]
    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        value.serialize(Serializer { out: self.inside.out, depth: self.inside.depth })
    }

    #[inline]
    fn close(self) -> Result<(), EncodeError> {
        self.inside.out.write(self.end);
        Ok(())
    }
}

impl<S: Sink> SerializeMap for Entries<'_, S> {
    type Ok = ();
    type Error = EncodeError;

    #[inline]
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), EncodeError> {
        if !std::mem::take(&mut self.empty) {
            self.inside.out.write(b",");
        }
        key.serialize(Key(Quoted(self.inside.out)))
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        self.inside.out.write(b":");
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
                let before: &[u8] = if std::mem::take(&mut self.empty) { b"\"" } else { b",\"" };
                self.inside.out.write(before);
                write_escaped(self.inside.out, name);
                self.inside.out.write(b"\":");
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
