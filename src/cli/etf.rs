//! JSON as an External Term Format payload, as Discord's erlpack writes one.
//!
//! Text becomes binaries, keys too, and ids stay text, since JSON does not tell them from other
//! text. `null`, `true` and `false` become atoms, an empty array becomes `[]`.

use std::fmt;

use gatewire::{DecodeError, Frame};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

const VERSION: u8 = 131;
const NEW_FLOAT_EXT: u8 = 70;
const SMALL_INTEGER_EXT: u8 = 97;
const INTEGER_EXT: u8 = 98;
const NIL_EXT: u8 = 106;
const LIST_EXT: u8 = 108;
const BINARY_EXT: u8 = 109;
const SMALL_BIG_EXT: u8 = 110;
const SMALL_ATOM_EXT: u8 = 115;
const MAP_EXT: u8 = 116;

/// Appends the frame's payload as an ETF term.
///
/// # Errors
///
/// What is wrong with the payload. It may nest as deep as the decoder builds values.
pub(super) fn write(frame: Frame<'_>, out: &mut Vec<u8>) -> Result<(), DecodeError> {
    out.push(VERSION);
    frame.payload_seed(Term(out))
}

/// Writes whatever value it is given.
struct Term<'o>(&'o mut Vec<u8>);

impl Term<'_> {
    fn atom(self, name: &str) {
        self.0.extend_from_slice(&[SMALL_ATOM_EXT, name.len() as u8]);
        self.0.extend_from_slice(name.as_bytes());
    }

    /// An integer beyond 32 bits, in as few bytes as hold it.
    fn big(self, is_negative: bool, magnitude: u64) {
        let bytes = magnitude.to_le_bytes();
        let length = bytes.len() - magnitude.leading_zeros() as usize / 8;
        self.0.extend_from_slice(&[SMALL_BIG_EXT, length as u8, u8::from(is_negative)]);
        self.0.extend_from_slice(&bytes[..length]);
    }

    /// A tag and a count that is not known yet. Returns where the count goes.
    fn open(&mut self, tag: u8) -> usize {
        self.0.push(tag);
        let place = self.0.len();
        self.0.extend_from_slice(&[0; 4]);
        place
    }
}

fn count<E: Error>(count: usize) -> Result<[u8; 4], E> {
    let count = u32::try_from(count).map_err(|_| E::custom("too long for ETF"))?;
    Ok(count.to_be_bytes())
}

impl<'de> DeserializeSeed<'de> for Term<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Term<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.atom("nil");
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.atom(if value { "true" } else { "false" });
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        if let Ok(small) = u8::try_from(value) {
            self.0.extend_from_slice(&[SMALL_INTEGER_EXT, small]);
        } else if let Ok(integer) = i32::try_from(value) {
            self.0.push(INTEGER_EXT);
            self.0.extend_from_slice(&integer.to_be_bytes());
        } else {
            self.big(value < 0, value.unsigned_abs());
        }
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        match i64::try_from(value) {
            Ok(value) => self.visit_i64(value),
            Err(_) => {
                self.big(false, value);
                Ok(())
            }
        }
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.0.push(NEW_FLOAT_EXT);
        self.0.extend_from_slice(&value.to_be_bytes());
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.push(BINARY_EXT);
        self.0.extend_from_slice(&count(text.len())?);
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        let place = self.open(LIST_EXT);
        let mut length = 0;
        while list.next_element_seed(Term(&mut *self.0))?.is_some() {
            length += 1;
        }
        if length == 0 {
            self.0.truncate(place - 1);
        } else {
            self.0[place..place + 4].copy_from_slice(&count(length)?);
        }
        self.0.push(NIL_EXT);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let place = self.open(MAP_EXT);
        let mut arity = 0;
        while map.next_key_seed(Term(&mut *self.0))?.is_some() {
            map.next_value_seed(Term(&mut *self.0))?;
            arity += 1;
        }
        self.0[place..place + 4].copy_from_slice(&count(arity)?);
        Ok(())
    }
}
