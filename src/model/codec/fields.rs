//! The names of an object's fields, and how a key finds its own.

use std::fmt;

use serde::Deserializer;
use serde::de::{self, DeserializeSeed, Visitor};

use crate::marker;

/// The fields of an object.
pub(crate) struct Fields {
    /// In the order of their declaration.
    pub(crate) names: &'static [&'static str],
    table: &'static Names,
}

/// Fields are counted in bits of 128.
const MAX_FIELDS: usize = 128;

const SLOTS: usize = 256;

const EMPTY: u8 = u8::MAX;

/// What [`Fields`] are made of, at compile time: the names, and an open-addressed hash table of
/// their numbers that is never full.
pub(crate) struct Names {
    names: [&'static str; MAX_FIELDS],
    /// The short names, as [`short_key`] has them; zero for others.
    short: [u128; MAX_FIELDS],
    slots: [u8; SLOTS],
    length: usize,
}

impl Names {
    /// The names of one list, then those of another.
    pub(crate) const fn joined(own: &[&'static str], base: &[&'static str]) -> Self {
        let mut all = Self {
            names: [""; MAX_FIELDS],
            short: [0; MAX_FIELDS],
            slots: [EMPTY; SLOTS],
            length: own.len() + base.len(),
        };
        let mut number = 0;
        while number < all.length {
            let name = if number < own.len() { own[number] } else { base[number - own.len()] };
            let key = name.as_bytes();
            let mut slot = if key.len() <= 16 {
                all.short[number] = padded(key);
                short_slot(all.short[number])
            } else {
                long_slot(key)
            };
            while all.slots[slot] != EMPTY {
                slot = (slot + 1) % SLOTS;
            }
            all.names[number] = name;
            all.slots[slot] = number as u8;
            number += 1;
        }
        all
    }
}

/// A key of at most 16 bytes as a number, by which it is told from others: no name has a zero
/// byte.
const fn padded(key: &[u8]) -> u128 {
    let (mut number, mut index) = (0, 0);
    while index < key.len() {
        number |= (key[index] as u128) << (8 * index);
        index += 1;
    }
    number
}

#[inline(always)]
const fn short_slot(key: u128) -> usize {
    let folded = (key as u64) ^ ((key >> 64) as u64).rotate_left(23);
    (folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as usize
}

#[inline(always)]
const fn long_slot(key: &[u8]) -> usize {
    let length = key.len();
    (length * 37
        + key[0] as usize * 5
        + key[length / 2] as usize * 3
        + key[length - 1] as usize * 7)
        % SLOTS
}

/// The number that stands for keys that are no field.
///
/// Numbers are bytes, so that a key's result is returned in registers.
pub(crate) const UNKNOWN: u8 = u8::MAX;

impl Fields {
    pub(crate) const fn new(names: &'static Names) -> Self {
        Self { names: names.names.split_at(names.length).0, table: names }
    }

    /// The field of a key of at most 16 bytes.
    #[inline(always)]
    fn find_short(&self, key: u128) -> u8 {
        let mut slot = short_slot(key);
        loop {
            let number = self.table.slots[slot];
            match self.table.short.get(usize::from(number)) {
                Some(&short) if short == key => return number,
                Some(_) => slot = (slot + 1) % SLOTS,
                None => return UNKNOWN,
            }
        }
    }

    #[inline(never)]
    fn find_long(&self, key: &[u8]) -> u8 {
        let mut slot = long_slot(key);
        loop {
            let number = self.table.slots[slot];
            match self.table.names.get(usize::from(number)) {
                Some(name) if name.as_bytes() == key => return number,
                Some(_) => slot = (slot + 1) % SLOTS,
                None => return UNKNOWN,
            }
        }
    }
}

/// As [`padded`], without a loop.
#[inline(always)]
fn short_key(key: &[u8]) -> Option<u128> {
    let at = |bytes: Option<&[u8; 8]>| bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes));
    let half = |bytes: Option<&[u8; 4]>| bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes));
    let length = key.len();
    // Padding is zero, so a key that ends in zeros is none of ours, whatever is before them.
    if key.last() == Some(&0) {
        return None;
    }
    match length {
        8..=16 => {
            let (front, back) = (at(key.first_chunk()), at(key.last_chunk()));
            Some(u128::from(front) | u128::from(back) << (8 * (length - 8)))
        }
        4..=7 => {
            let (front, back) = (half(key.first_chunk()), half(key.last_chunk()));
            Some((u64::from(front) | u64::from(back) << (8 * (length - 4))).into())
        }
        1..=3 => Some(padded(key)),
        _ => None,
    }
}

/// Reads a key as the number of its field, or [`UNKNOWN`].
#[derive(Clone, Copy)]
pub(crate) struct FieldSeed<'f> {
    pub(crate) fields: &'f Fields,
}

impl<'de> DeserializeSeed<'de> for FieldSeed<'_> {
    type Value = u8;

    #[inline(always)]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<u8, D::Error> {
        deserializer.deserialize_newtype_struct(marker::FIELD, self)
    }
}

impl<'de> Visitor<'de> for FieldSeed<'_> {
    type Value = u8;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    #[inline]
    fn visit_bytes<E: de::Error>(self, key: &[u8]) -> Result<u8, E> {
        Ok(match short_key(key) {
            Some(key) => self.fields.find_short(key),
            None if key.len() <= 16 => UNKNOWN,
            None => self.fields.find_long(key),
        })
    }

    #[inline(always)]
    fn visit_u128<E: de::Error>(self, key: u128) -> Result<u8, E> {
        Ok(self.fields.find_short(key))
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<u8, E> {
        self.visit_bytes(key.as_bytes())
    }

    // Readers of other crates do not know the newtype's name.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, key: D) -> Result<u8, D::Error> {
        key.deserialize_identifier(self)
    }
}
