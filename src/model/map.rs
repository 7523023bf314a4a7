//! Objects that are used as maps.

use std::fmt;
use std::hash::{BuildHasher, Hash, RandomState};
use std::marker::PhantomData;

use serde::de::{self, DeserializeSeed, Error as _, MapAccess, SeqAccess};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::budget;
use crate::marker;
use crate::model::codec::{Field, FieldValue, GoodElements, Shape, room};

/// An object off the wire that is a map: its entries in the order in which they came.
///
/// How it is stored is private; today an empty one allocates nothing, another one once. Of a key
/// that stands twice the last value is kept. Maps are equal whose entries are, in any order.
///
/// ```
/// use gatewire::{Map, Text};
///
/// let mut json = br#"{"0":"613425648685547541","1":"0"}"#.to_vec();
/// let owners: Map<'_, Text<'_>, Text<'_>> = gatewire::json::from_slice(&mut json)?;
/// assert_eq!(owners.get("1").map(|owner| &**owner), Some("0"));
/// # Ok::<(), gatewire::DecodeError>(())
/// ```
#[derive(Clone)]
pub struct Map<'a, K, V>(Box<[(K, V)]>, PhantomData<&'a ()>);

impl<K, V> Map<'_, K, V> {
    /// The value of a key.
    pub fn get<Q: ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: PartialEq<Q>,
    {
        self.0.iter().find(|(own, _)| own == key).map(|(_, value)| value)
    }

    /// The entries, in the order in which they came.
    pub fn iter(&self) -> std::slice::Iter<'_, (K, V)> {
        self.0.iter()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K: Ord + Hash, V: PartialEq> PartialEq for Map<'_, K, V> {
    fn eq(&self, other: &Self) -> bool {
        // Two events of one encoding have their keys in one order. Values are compared once, whatever
        // the order is: maps may lie in each other, and twice at each level would be far too often.
        let mut pairs = self.0.iter().zip(&other.0);
        match self.len() == other.len() {
            true if pairs.all(|((own, _), (key, _))| own == key) => self.0 == other.0,
            true => self.has_the_entries_of(other),
            false => false,
        }
    }
}

/// A place of an entry, after the hash of its key.
type HashedPlace = (u64, usize);

/// What is needed for each entry of a map while it is searched for keys that stand twice, in bytes.
pub(crate) const SEARCHED: usize = size_of::<HashedPlace>() + size_of::<bool>();

impl<K: Ord + Hash, V> Map<'_, K, V> {
    /// The places of all entries in the order of the hashes. Whoever wrote the keys does not know
    /// these, so that few keys have one in common.
    fn hashed(&self, hasher: &RandomState) -> Vec<HashedPlace> {
        let entries = self.0.iter().enumerate();
        let mut places: Vec<_> =
            entries.map(|(place, (key, _))| (hasher.hash_one(key), place)).collect();
        places.sort_unstable();
        places
    }

    fn has_the_entries_of(&self, other: &Self) -> bool
    where
        V: PartialEq,
    {
        let hasher = RandomState::new();
        let (own, others) = (self.hashed(&hasher), other.hashed(&hasher));
        let is_same_hash = |left: &HashedPlace, right: &HashedPlace| left.0 == right.0;
        let mut pairs = own.chunk_by(is_same_hash).zip(others.chunk_by(is_same_hash));
        pairs.all(|(own, others)| {
            let is_there = |&(_, place): &HashedPlace| {
                others.iter().any(|&(_, other_place)| self.0[place] == other.0[other_place])
            };
            own.len() == others.len() && own.iter().all(is_there)
        })
    }

    /// Leaves of each key the last entry.
    fn keep_last(&mut self) {
        let places = self.hashed(&RandomState::new());
        let mut is_kept = vec![true; self.len()];
        for same_hash in places.chunk_by(|left, right| left.0 == right.0) {
            if let [_] = same_hash {
                continue;
            }
            // From the last on; more than one key is rare here.
            let mut kept: Vec<&K> = Vec::new();
            for &(_, place) in same_hash.iter().rev() {
                let key = &self.0[place].0;
                is_kept[place] = !kept.contains(&key);
                if is_kept[place] {
                    kept.push(key);
                }
            }
        }
        if is_kept.contains(&false) {
            let mut kept = is_kept.into_iter();
            let mut entries = std::mem::take(&mut self.0).into_vec();
            entries.retain(|_| kept.next().unwrap_or(true));
            self.0 = entries.into();
        }
    }

    fn may_have_duplicates(&self) -> bool {
        match &self.0[..] {
            entries if entries.len() <= FEW => {
                let (mut rest, mut found) = (entries, false);
                while let Some(((key, _), behind)) = rest.split_first() {
                    found |= behind.iter().any(|(other, _)| other == key);
                    rest = behind;
                }
                found
            }
            // In ETF keys ascend, in JSON they descend.
            entries => {
                let ascends = entries.windows(2).all(|pair| pair[0].0 < pair[1].0);
                !ascends && !entries.windows(2).all(|pair| pair[0].0 > pair[1].0)
            }
        }
    }
}

/// So few keys are compared each with each.
const FEW: usize = 8;

impl<K, V> Default for Map<'_, K, V> {
    fn default() -> Self {
        Self(Box::default(), PhantomData)
    }
}

impl<K: Ord + Hash, V> FromIterator<(K, V)> for Map<'_, K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self(entries.into_iter().collect(), PhantomData);
        if map.may_have_duplicates() {
            map.keep_last();
        }
        map
    }
}

impl<'m, K, V> IntoIterator for &'m Map<'_, K, V> {
    type Item = &'m (K, V);
    type IntoIter = std::slice::Iter<'m, (K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<K, V> IntoIterator for Map<'_, K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_vec().into_iter()
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Map<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.0.iter().map(|(key, value)| (key, value))).finish()
    }
}

impl<K: Serialize, V: Serialize> Serialize for Map<'_, K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl<K, V> Shape for Map<'_, K, V> {}

impl<'de: 'a, 'a, K: Field<'de> + Ord + Hash, V: Field<'de>> Field<'de> for Map<'a, K, V> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(marker::REREAD, Entries::<K, V, false>(PhantomData))
    }
}

/// Reads a map, whose entries are charged to the budget of a reader that has one. Entries that are null
/// may be left out.
struct Entries<'a, K, V, const WITHOUT_NULL: bool>(PhantomData<Map<'a, K, V>>);

impl<'de: 'a, 'a, K: Field<'de> + Ord + Hash, V: Field<'de>, const WITHOUT_NULL: bool>
    DeserializeSeed<'de> for Entries<'a, K, V, WITHOUT_NULL>
{
    type Value = Map<'a, K, V>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_tuple_struct(marker::MAP, budget::entry::<K, V>(), self)
    }
}

impl<'de: 'a, 'a, K: Field<'de> + Ord + Hash, V: Field<'de>, const WITHOUT_NULL: bool>
    de::Visitor<'de> for Entries<'a, K, V, WITHOUT_NULL>
{
    type Value = Map<'a, K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut reads: A) -> Result<Self::Value, A::Error> {
        match reads.next_element_seed(Self(PhantomData))? {
            Some(map) => Ok(map),
            None => Err(A::Error::invalid_length(0, &self)),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::with_capacity(room::<(K, V)>(map.size_hint()));
        while let Some(key) = map.next_key_seed(FieldValue::new())? {
            if WITHOUT_NULL {
                let value: Option<V> = map.next_value_seed(FieldValue::new())?;
                entries.extend(value.map(|value| (key, value)));
            } else {
                entries.push((key, map.next_value_seed(FieldValue::new())?));
            }
        }
        Ok(entries.into_iter().collect())
    }
}

/// Reads a map from which null is left out.
impl<'de: 'a, 'a, K: Field<'de> + Ord + Hash, V: Field<'de>> DeserializeSeed<'de>
    for GoodElements<'_, Option<Map<'a, K, V>>>
{
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        *self.0 = Option::read(deserializer)?.map(|Good(map)| map);
        Ok(())
    }
}

struct Good<T>(T);

impl<K, V> Default for Good<Map<'_, K, V>> {
    fn default() -> Self {
        Self(Map::default())
    }
}

impl<T> Shape for Good<T> {}

impl<'de: 'a, 'a, K: Field<'de> + Ord + Hash, V: Field<'de>> Field<'de> for Good<Map<'a, K, V>> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = Entries::<K, V, true>(PhantomData);
        deserializer.deserialize_newtype_struct(marker::REREAD, entries).map(Self)
    }
}

impl<'de: 'a, 'a, K: Field<'de> + Ord + Hash, V: Field<'de>> Deserialize<'de> for Map<'a, K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}
