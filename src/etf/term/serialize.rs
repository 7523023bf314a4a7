//! Terms as what they stand for in JSON, in any format of serde.

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::{Elements, Integer, Kind, Term, TermRef};
use crate::etf::json;
use crate::{MAX_BUILD_DEPTH, marker};

/// As [`TermRef`] is serialized.
impl Serialize for Term<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().serialize(serializer)
    }
}

/// As the JSON that the term stands for: `nil` and `null` are null, other atoms text, tuples lists,
/// integers beyond 2^53 text, and so are keys.
///
/// Text in place of an integer is what most formats get: ETF gets integers where they fit 64 bits
/// and are not negative.
///
/// What has no counterpart in JSON is an error that names the tag: bit strings, binaries that are
/// not UTF-8, pids, ports, references, functions, improper lists and integers of over 1 KiB. So is
/// what nests deeper than [`MAX_BUILD_DEPTH`].
impl Serialize for TermRef<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Nested { term: *self, depth: 0 }.serialize(serializer)
    }
}

struct Nested<'t> {
    term: TermRef<'t>,
    /// Containers that it stands in.
    depth: usize,
}

impl<'t> Nested<'t> {
    fn no_counterpart<E: Error>(&self, what: &str) -> E {
        E::custom(format_args!("{what} (ETF tag {}) has no counterpart", self.term.tag()))
    }

    /// Checks that what is in it may be written.
    fn enter<E: Error>(&self) -> Result<usize, E> {
        if self.depth >= MAX_BUILD_DEPTH {
            return Err(E::custom(format_args!("nested deeper than {MAX_BUILD_DEPTH}")));
        }
        Ok(self.depth + 1)
    }

    fn sequence<S: Serializer>(
        &self,
        count: usize,
        elements: Elements<'t>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let depth = self.enter()?;
        let mut sequence = serializer.serialize_seq(Some(count))?;
        for term in elements {
            sequence.serialize_element(&Nested { term, depth })?;
        }
        sequence.end()
    }
}

impl Serialize for Nested<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.term.kind() {
            Kind::Atom(atom) => match atom.as_str() {
                "nil" | "null" => serializer.serialize_unit(),
                "true" => serializer.serialize_bool(true),
                "false" => serializer.serialize_bool(false),
                text => serializer.serialize_str(text),
            },
            Kind::Integer(value) => self.integer(value, serializer),
            Kind::Float(value) => serializer.serialize_f64(value),
            Kind::Binary(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => serializer.serialize_str(text),
                Err(_) => Err(self.no_counterpart("a binary that is not UTF-8")),
            },
            Kind::List(list) => {
                // What a list says of its length may go on in its tail.
                let mut elements = list.elements();
                let count = elements.by_ref().count();
                match elements.tail() {
                    None => self.sequence(count, list.elements(), serializer),
                    Some(_) => Err(self.no_counterpart("an improper list")),
                }
            }
            Kind::Tuple(tuple) => self.sequence(tuple.len(), tuple.elements(), serializer),
            Kind::Map(map) => {
                let depth = self.enter()?;
                let mut entries = serializer.serialize_map(Some(map.len()))?;
                for (key, term) in map.entries() {
                    entries.serialize_entry(&Key(key), &Nested { term, depth })?;
                }
                entries.end()
            }
            Kind::BitString(_) => Err(self.no_counterpart("a bit string")),
            Kind::Pid(_) => Err(self.no_counterpart("a pid")),
            Kind::Port(_) => Err(self.no_counterpart("a port")),
            Kind::Reference(_) => Err(self.no_counterpart("a reference")),
            Kind::Fun(_) | Kind::Export(_) => Err(self.no_counterpart("a function")),
        }
    }
}

impl Nested<'_> {
    fn integer<S: Serializer>(&self, value: Integer<'_>, serializer: S) -> Result<S::Ok, S::Error> {
        let wire = value.wire();
        if !wire.is_text_in_json() {
            return match value.as_u64() {
                Some(value) => serializer.serialize_u64(value),
                None => serializer.serialize_i64(value.as_i64().unwrap_or_default()),
            };
        }
        match value.as_u64() {
            Some(id) => marker::serialize_integer(id, serializer),
            None => wire
                .with_decimal(|text| serializer.serialize_str(text))
                .unwrap_or_else(|_| Err(self.no_counterpart("an integer of over 1 KiB"))),
        }
    }
}

/// A key of a map, which is text.
struct Key<'t>(TermRef<'t>);

impl Serialize for Key<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let nested = Nested { term: self.0, depth: 0 };
        match self.0.kind() {
            Kind::Atom(atom) => serializer.serialize_str(atom.as_str()),
            Kind::Binary(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => serializer.serialize_str(text),
                Err(_) => Err(nested.no_counterpart("a key that is not UTF-8")),
            },
            Kind::Integer(value) => value
                .wire()
                .with_decimal(|text| serializer.serialize_str(text))
                .unwrap_or_else(|_| Err(nested.no_counterpart("an integer of over 1 KiB"))),
            _ => Err(nested.no_counterpart("a key that is neither text nor an integer")),
        }
    }
}

impl TermRef<'_> {
    /// Appends the JSON that the term stands for, in one line, as
    /// [`Frame::write_json`](crate::Frame::write_json) does.
    ///
    /// ```
    /// use gatewire::etf::Term;
    ///
    /// let term = Term::decode(b"\x83t\0\0\0\x01w\x02idn\x08\0\0\x10\x40\xb6\xe8\x76\x1d\x01")?;
    /// let mut json = Vec::new();
    /// term.as_ref().write_json(&mut json)?;
    /// assert_eq!(json, br#"{"id":"80351110224678912"}"#);
    /// # Ok::<(), gatewire::DecodeError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What has no counterpart in JSON, with its tag and its offset from the term's own; `out` is
    /// then what it was before.
    pub fn write_json(self, out: &mut Vec<u8>) -> Result<(), crate::DecodeError> {
        json::write_json(&mut crate::etf::Reader::new(self.bytes), out)
    }
}

impl Term<'_> {
    /// Appends the JSON that the term stands for, as [`TermRef::write_json`].
    ///
    /// # Errors
    ///
    /// As there, but with the offset from the version byte in front of the term, as those of
    /// [`decode`](Self::decode).
    pub fn write_json(&self, out: &mut Vec<u8>) -> Result<(), crate::DecodeError> {
        self.as_ref().write_json(out).map_err(|error| error.moved(1))
    }
}
