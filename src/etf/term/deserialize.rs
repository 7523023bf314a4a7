//! Terms out of anything that serde can read.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::Term;
use crate::MAX_BUILD_DEPTH;
use crate::etf::reader::Reader;
use crate::etf::ser::{Serializer, header, patch_header};
use crate::etf::tag::*;
use crate::marker;

/// Through the ETF deserializer the term itself, whatever it is, borrowed. Through any other what
/// its values are in ETF: text is binaries, null is the atom `nil`, lists are lists. Those nest at
/// most [`MAX_BUILD_DEPTH`] deep, and keys have to be different.
impl<'de: 'a, 'a> Deserialize<'de> for Term<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct("Term", TermVisitor { is_checked: false })
    }
}

macro_rules! visit_built {
    ($($method:ident($type:ty))*) => {$(
        fn $method<E: Error>(self, value: $type) -> Result<Term<'de>, E> {
            built(|build| build.$method(value))
        }
    )*};
}

struct TermVisitor {
    /// Whether bytes are a term that the ETF deserializer has checked. Readers that make nothing of
    /// newtypes visit bytes before that.
    is_checked: bool,
}

impl<'de> Visitor<'de> for TermVisitor {
    type Value = Term<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_borrowed_bytes<E: Error>(self, bytes: &'de [u8]) -> Result<Term<'de>, E> {
        match self.is_checked {
            true => Term::of_checked(bytes).map_err(E::custom),
            false => self.visit_bytes(bytes),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Term<'de>, D::Error> {
        match self.is_checked {
            true => built(|build| build.deserialize(deserializer)),
            false => {
                deserializer.deserialize_newtype_struct(marker::TERM, Self { is_checked: true })
            }
        }
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Term<'de>, D::Error> {
        built(|build| build.deserialize(deserializer))
    }

    // What forgets the newtype gives its value at once.
    visit_built!(visit_bool(bool) visit_i64(i64) visit_u64(u64) visit_i128(i128) visit_u128(u128));
    visit_built!(visit_f64(f64) visit_str(&str) visit_bytes(&[u8]));

    fn visit_unit<E: Error>(self) -> Result<Term<'de>, E> {
        built(|build| build.visit_unit())
    }

    fn visit_none<E: Error>(self) -> Result<Term<'de>, E> {
        built(|build| build.visit_unit())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<Term<'de>, A::Error> {
        built(|build| build.visit_seq(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Term<'de>, A::Error> {
        built(|build| build.visit_map(entries))
    }
}

/// The term that is written.
fn built<'a, E: Error>(write: impl FnOnce(Build<'_>) -> Result<(), E>) -> Result<Term<'a>, E> {
    let mut out = Vec::new();
    write(Build { out: &mut out, depth: 0 })?;
    match Term::read(&mut Reader::new(&out)) {
        Ok(term) => Ok(term.into_owned()),
        Err(error) => Err(E::custom(error)),
    }
}

/// Writes a value as a term.
struct Build<'o> {
    out: &'o mut Vec<u8>,
    depth: usize,
}

impl Build<'_> {
    fn write<T: serde::Serialize, E: Error>(self, value: T) -> Result<(), E> {
        value.serialize(Serializer::behind(self.out)).map_err(E::custom)
    }

    /// Begins a list or map whose length is not known, and returns where.
    fn open<E: Error>(&mut self, tag: u8) -> Result<usize, E> {
        if self.depth >= MAX_BUILD_DEPTH {
            return Err(E::custom(format_args!("nested deeper than {MAX_BUILD_DEPTH}")));
        }
        let start = self.out.len();
        self.out.extend_from_slice(&[tag, 0, 0, 0, 0]);
        Ok(start)
    }
}

impl<'de> DeserializeSeed<'de> for Build<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! visit {
    ($($method:ident($type:ty))*) => {$(
        fn $method<E: Error>(self, value: $type) -> Result<(), E> {
            self.write(value)
        }
    )*};
}

impl<'de> Visitor<'de> for Build<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    visit!(visit_bool(bool) visit_i64(i64) visit_u64(u64) visit_i128(i128) visit_u128(u128));
    visit!(visit_f64(f64) visit_str(&str));

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.write(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.write(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<(), E> {
        let header = header(BINARY_EXT, bytes.len()).map_err(E::custom)?;
        self.out.extend_from_slice(&header);
        self.out.extend_from_slice(bytes);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut elements: A) -> Result<(), A::Error> {
        let start = self.open(LIST_EXT)?;
        let (mut count, depth) = (0, self.depth + 1);
        while elements.next_element_seed(Build { out: self.out, depth })?.is_some() {
            count += 1;
        }
        if count == 0 {
            self.out.truncate(start);
        } else {
            patch_header(self.out, start, count).map_err(A::Error::custom)?;
        }
        self.out.push(NIL_EXT);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<(), A::Error> {
        let start = self.open(MAP_EXT)?;
        let (mut count, depth) = (0, self.depth + 1);
        while entries.next_key_seed(Build { out: self.out, depth })?.is_some() {
            entries.next_value_seed(Build { out: self.out, depth })?;
            count += 1;
        }
        patch_header(self.out, start, count).map_err(A::Error::custom)
    }
}
