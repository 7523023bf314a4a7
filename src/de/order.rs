//! The keys of objects as they are written, in the order in which they usually come.

use super::plain::Keys;

/// As many fields as there may be in an object that is read in order.
pub(crate) const MOST: usize = 64;

/// The numbers of an object's fields, in the order in which a format usually has them; nothing of use
/// if there are too many.
pub(crate) const fn order(names: &[&str], keys: Keys) -> [u8; MOST] {
    let mut order = [0; MOST];
    let mut length = 0;
    while length < names.len() && names.len() <= MOST {
        let mut place = length;
        while place > 0 && comes_before(names[length], names[order[place - 1] as usize], keys) {
            order[place] = order[place - 1];
            place -= 1;
        }
        order[place] = length as u8;
        length += 1;
    }
    order
}

/// Whether a name stands before another one.
const fn comes_before(name: &str, other: &str, keys: Keys) -> bool {
    let (name, other) = (name.as_bytes(), other.as_bytes());
    let mut index = 0;
    while index < name.len() && index < other.len() {
        if name[index] != other[index] {
            return (name[index] < other[index]) == matches!(keys, Keys::Etf);
        }
        index += 1;
    }
    (name.len() < other.len()) == matches!(keys, Keys::Etf)
}

/// The field that JSON often has at the very end: the guild of an event is added to what is sent of an
/// object.
pub(crate) const fn last(names: &[&str], keys: Keys) -> Option<usize> {
    let mut number = 0;
    while number < names.len() && matches!(keys, Keys::Json) {
        if matches!(names[number].as_bytes(), b"guild_id") {
            return Some(number);
        }
        number += 1;
    }
    None
}

/// A key as it is written, with what stands around it.
pub(crate) struct Key {
    bytes: [u8; Self::LONGEST],
    length: usize,
}

impl Key {
    /// Longer ones cannot be written.
    const LONGEST: usize = 64;

    pub(crate) const fn new(name: &str, keys: Keys) -> Self {
        let name = name.as_bytes();
        let (before, after): (&[u8], &[u8]) = match keys {
            Keys::Json => (b"\"", b"\":"),
            Keys::Etf => (&[b'm', 0, 0, 0, name.len() as u8], b""),
            #[cfg(feature = "simd-json")]
            Keys::Parsed => (b"", b""),
        };
        let mut key = Self { bytes: [0; Self::LONGEST], length: 0 };
        key.append(before);
        key.append(name);
        key.append(after);
        key
    }

    const fn append(&mut self, bytes: &[u8]) {
        let mut index = 0;
        while index < bytes.len() {
            self.bytes[self.length] = bytes[index];
            self.length += 1;
            index += 1;
        }
    }

    pub(crate) const fn bytes(&self) -> &[u8] {
        self.bytes.split_at(self.length).0
    }
}

/// Whether bytes begin with a key, and are not nearly at their end.
// Not in debug builds, where each inlined copy takes room of its own on the stack.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn begins_with(bytes: &[u8], key: &'static [u8]) -> bool {
    // The keys are constants, so that all that is left of this is a comparison of two words or more.
    let Some(front) = bytes.first_chunk::<16>() else { return false };
    let length = key.len();
    match length {
        4..8 => half(front, 0) == half(key, 0) && half(front, length - 4) == half(key, length - 4),
        8..=16 => {
            word(front, 0) == word(key, 0) && word(front, length - 8) == word(key, length - 8)
        }
        17.. => {
            word(front, 0) == word(key, 0)
                && word(front, 8) == word(key, 8)
                && bytes.get(16..length) == key.get(16..)
        }
        _ => false,
    }
}

#[inline(always)]
fn half(bytes: &[u8], place: usize) -> Option<u32> {
    bytes.get(place..)?.first_chunk().map(|half| u32::from_le_bytes(*half))
}

#[inline(always)]
fn word(bytes: &[u8], place: usize) -> Option<u64> {
    bytes.get(place..)?.first_chunk().map(|word| u64::from_le_bytes(*word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_compared_whole() {
        static KEY: &[u8; 40] = b"\"a_key_of_some_length_for_all_branches\":";
        for length in 4..=KEY.len() {
            let key = &KEY[..length];
            let mut text = [key, &[b' '; 16]].concat();
            assert!(begins_with(&text, key));
            for place in 0..length {
                text[place] ^= 0x20;
                assert!(!begins_with(&text, key), "{length}: {place}");
                text[place] ^= 0x20;
            }
            text[length] = b'x';
            assert!(begins_with(&text, key));
            assert!(!begins_with(&text[..length.min(16) - 1], key));
            assert!(length <= 16 || !begins_with(&text[..length - 1], key));
        }
    }

    #[test]
    fn the_usual_order() {
        const NAMES: &[&str] = &["id", "mention_roles", "guild_id", "mentions", "i", "type"];
        assert_eq!(order(NAMES, Keys::Etf)[..NAMES.len()], [2, 4, 0, 1, 3, 5]);
        assert_eq!(order(NAMES, Keys::Json)[..NAMES.len()], [5, 3, 1, 0, 4, 2]);
        assert_eq!((last(NAMES, Keys::Json), last(NAMES, Keys::Etf)), (Some(2), None));
        assert_eq!(last(&["id"], Keys::Json), None);
        assert_eq!(Key::new("id", Keys::Json).bytes(), b"\"id\":");
        assert_eq!(Key::new("id", Keys::Etf).bytes(), b"m\0\0\0\x02id");
    }
}
