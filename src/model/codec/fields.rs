//! The names of an object's fields, and how a key finds its own.

use std::fmt;

use serde::Deserializer;
use serde::de::{self, DeserializeSeed, Visitor};

use crate::marker;

/// The fields of an object.
pub(crate) struct Fields {
    /// In the order of their declaration.
    pub(crate) names: &'static [&'static str],
    /// With their numbers, in the order of their names.
    pub(crate) sorted: &'static [(&'static str, u8)],
}

/// Fields are counted in bits of 128.
const MAX_FIELDS: usize = 128;

/// What [`Fields`] are made of, at compile time.
pub(crate) struct Names {
    names: [&'static str; MAX_FIELDS],
    sorted: [(&'static str, u8); MAX_FIELDS],
    length: usize,
}

impl Names {
    /// The names of one list, then those of another.
    pub(crate) const fn joined(own: &[&'static str], base: &[&'static str]) -> Self {
        let mut all = Self {
            names: [""; MAX_FIELDS],
            sorted: [("", 0); MAX_FIELDS],
            length: own.len() + base.len(),
        };
        let mut number = 0;
        while number < all.length {
            let name = if number < own.len() { own[number] } else { base[number - own.len()] };
            let mut place = number;
            while place > 0 && is_less(name, all.sorted[place - 1].0) {
                all.sorted[place] = all.sorted[place - 1];
                place -= 1;
            }
            all.names[number] = name;
            all.sorted[place] = (name, number as u8);
            number += 1;
        }
        all
    }
}

const fn is_less(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut index = 0;
    while index < left.len() && index < right.len() {
        if left[index] != right[index] {
            return left[index] < right[index];
        }
        index += 1;
    }
    left.len() < right.len()
}

/// The number that stands for keys that are no field.
pub(crate) const UNKNOWN: usize = usize::MAX;

/// Where the next key is expected.
///
/// Discord's objects are maps of Erlang, which come in the order of their keys: from the first to
/// the last in ETF, from the last to the first in JSON. So a key is most often the neighbour of the
/// one before.
pub(crate) struct Guess {
    place: usize,
    /// One ahead, or one back.
    step: usize,
}

const AHEAD: usize = 1;
const BACK: usize = usize::MAX;

/// How many fields are looked at, from the one that is expected on, before all are searched:
/// payloads leave out a few in a row.
const NEAR: usize = 8;

impl Guess {
    #[inline]
    pub(crate) fn new() -> Self {
        Self { place: usize::MAX, step: AHEAD }
    }
}

impl Fields {
    pub(crate) const fn new(names: &'static Names) -> Self {
        Self {
            names: names.names.split_at(names.length).0,
            sorted: names.sorted.split_at(names.length).0,
        }
    }

    #[inline(always)]
    fn find(&self, key: &[u8], guess: &mut Guess) -> usize {
        let place = guess.place.wrapping_add(guess.step);
        match self.sorted.get(place) {
            Some(&(name, number)) if is_same(name.as_bytes(), key) => {
                guess.place = place;
                usize::from(number)
            }
            _ => self.search(key, guess),
        }
    }

    #[inline(never)]
    fn search(&self, key: &[u8], guess: &mut Guess) -> usize {
        let mut place = guess.place.wrapping_add(guess.step);
        for _ in 0..NEAR {
            place = place.wrapping_add(guess.step);
            match self.sorted.get(place) {
                Some(&(name, number)) if is_same(name.as_bytes(), key) => {
                    guess.place = place;
                    return usize::from(number);
                }
                Some(_) => {}
                None => break,
            }
        }
        match self.sorted.binary_search_by(|(name, _)| name.as_bytes().cmp(key)) {
            Ok(place) => {
                let before = match guess.place {
                    usize::MAX => self.sorted.len() / 2,
                    before => before,
                };
                guess.step = if place < before { BACK } else { AHEAD };
                if guess.place == usize::MAX {
                    guess.step = if place < before { AHEAD } else { BACK };
                }
                guess.place = place;
                usize::from(self.sorted[place].1)
            }
            Err(_) => UNKNOWN,
        }
    }
}

/// Whether two keys are the same, without a call for those of usual length.
#[inline(always)]
fn is_same(name: &[u8], key: &[u8]) -> bool {
    if name.len() != key.len() {
        return false;
    }
    match key.len() {
        8..=16 => {
            word(name.first_chunk()) == word(key.first_chunk())
                && word(name.last_chunk()) == word(key.last_chunk())
        }
        4..=7 => {
            half(name.first_chunk()) == half(key.first_chunk())
                && half(name.last_chunk()) == half(key.last_chunk())
        }
        _ => name == key,
    }
}

#[inline(always)]
fn word(chunk: Option<&[u8; 8]>) -> Option<u64> {
    chunk.map(|chunk| u64::from_ne_bytes(*chunk))
}

#[inline(always)]
fn half(chunk: Option<&[u8; 4]>) -> Option<u32> {
    chunk.map(|chunk| u32::from_ne_bytes(*chunk))
}

/// Reads a key as the number of its field, or [`UNKNOWN`].
pub(crate) struct FieldSeed<'g> {
    pub(crate) fields: &'g Fields,
    pub(crate) guess: &'g mut Guess,
}

impl<'de> DeserializeSeed<'de> for FieldSeed<'_> {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_newtype_struct(marker::FIELD, self)
    }
}

impl<'de> Visitor<'de> for FieldSeed<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    #[inline]
    fn visit_bytes<E: de::Error>(self, key: &[u8]) -> Result<usize, E> {
        Ok(self.fields.find(key, self.guess))
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<usize, E> {
        self.visit_bytes(key.as_bytes())
    }

    // Readers of other crates do not know the newtype's name.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, key: D) -> Result<usize, D::Error> {
        key.deserialize_identifier(self)
    }
}
