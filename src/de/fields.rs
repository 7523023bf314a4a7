//! The names of an object's fields, and how a key finds its own.

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

/// Added to the number of a field in its slot if its name is longer than [`SHORT`], so that a short key
/// is compared with short names alone.
const LONG: u8 = MAX_FIELDS as u8;

/// So many bytes of a key are compared at once.
const SHORT: usize = 16;

/// What [`Fields`] are made of, at compile time: the names, and an open-addressed hash table of
/// their numbers that is never full.
pub(crate) struct Names {
    names: [&'static str; MAX_FIELDS],
    keys: [Key; MAX_FIELDS],
    slots: [u8; SLOTS],
    length: usize,
}

/// A name, to be compared with the bytes of a payload that may be it.
#[derive(Clone, Copy)]
#[repr(align(32))]
struct Key {
    /// The first sixteen bytes, of those that there are.
    front: u128,
    /// The bits of a short name in these; of a longer one, its last sixteen bytes.
    back: u128,
}

impl Key {
    const NONE: Self = Self { front: 0, back: 0 };

    const fn new(name: &[u8]) -> Self {
        if name.len() > SHORT {
            let (front, back) = (name.split_at(SHORT).0, name.split_at(name.len() - SHORT).1);
            return Self { front: padded(front), back: padded(back) };
        }
        let unused = 8 * (SHORT - name.len());
        Self { front: padded(name), back: if unused < 128 { u128::MAX >> unused } else { 0 } }
    }
}

impl Names {
    /// The names of one list, then those of another.
    pub(crate) const fn joined(own: &[&'static str], base: &[&'static str]) -> Self {
        let mut all = Self {
            names: [""; MAX_FIELDS],
            keys: [Key::NONE; MAX_FIELDS],
            slots: [EMPTY; SLOTS],
            length: own.len() + base.len(),
        };
        assert!(
            all.length < MAX_FIELDS,
            "a long name with the last number would mark an empty slot"
        );
        let mut number = 0;
        while number < all.length {
            let name = if number < own.len() { own[number] } else { base[number - own.len()] };
            let key = name.as_bytes();
            let is_short = key.len() <= SHORT;
            let mut slot = if is_short { short_slot(padded(key)) } else { long_slot(key) };
            while all.slots[slot] != EMPTY {
                slot = (slot + 1) % SLOTS;
            }
            all.names[number] = name;
            all.keys[number] = Key::new(key);
            all.slots[slot] = if is_short { number as u8 } else { number as u8 + LONG };
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

    /// The field of a key.
    #[inline]
    pub(crate) fn find(&self, key: &[u8]) -> u8 {
        match short_key(key) {
            Some(key) => self.find_short(key),
            None if key.len() <= SHORT => UNKNOWN,
            None => self.find_long(key),
        }
    }

    /// The field of a key of at most 16 bytes.
    #[inline(always)]
    pub(crate) fn find_short(&self, key: u128) -> u8 {
        let mut slot = short_slot(key);
        loop {
            let number = self.table.slots[slot];
            match self.table.keys.get(usize::from(number)) {
                Some(own) if own.front == key => return number,
                None if number == EMPTY => return UNKNOWN,
                _ => slot = (slot + 1) % SLOTS,
            }
        }
    }

    #[inline(never)]
    fn find_long(&self, key: &[u8]) -> u8 {
        let mut slot = long_slot(key);
        loop {
            let number = self.table.slots[slot];
            if number == EMPTY {
                return UNKNOWN;
            }
            let field = number % LONG;
            match self.table.names.get(usize::from(field)) {
                Some(name) if name.as_bytes() == key => return field,
                _ => slot = (slot + 1) % SLOTS,
            }
        }
    }

    /// How long the field's name is, if bytes begin with it. These are the first sixteen of them.
    #[inline(always)]
    pub(crate) fn is_next(&self, field: u8, front: &[u8; 16], bytes: &[u8]) -> Option<usize> {
        let length = self.names.get(usize::from(field))?.len();
        let key = self.table.keys.get(usize::from(field))?;
        let differs = u128::from_le_bytes(*front) ^ key.front;
        let is_same = match length {
            ..=SHORT => differs & key.back == 0,
            _ => differs == 0 && last(bytes, length) == Some(key.back),
        };
        is_same.then_some(length)
    }
}

/// The last sixteen of so many bytes.
#[inline(always)]
fn last(bytes: &[u8], length: usize) -> Option<u128> {
    let last = bytes.get(length - SHORT..)?.first_chunk()?;
    Some(u128::from_le_bytes(*last))
}

/// As [`padded`], without a loop.
#[inline(always)]
fn short_key(key: &[u8]) -> Option<u128> {
    let at = |bytes: Option<&[u8; 8]>| bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes));
    let half = |bytes: Option<&[u8; 4]>| bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes));
    let length = key.len();
    // Padding is zero. No name ends in zeros, so a key that does belongs to no field.
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
