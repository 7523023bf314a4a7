//! Objects that are used as maps.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, DeserializeSeed, MapAccess};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

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
pub struct Map<'a, K, V>(Vec<(K, V)>, PhantomData<&'a ()>);

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

impl<K: Ord, V: PartialEq> PartialEq for Map<'_, K, V> {
    fn eq(&self, other: &Self) -> bool {
        // Two events of one encoding have their keys in one order.
        self.0 == other.0 || (self.len() == other.len() && self.sorted() == other.sorted())
    }
}

impl<K: Ord, V> Map<'_, K, V> {
    fn sorted(&self) -> Vec<&(K, V)> {
        let mut entries: Vec<_> = self.0.iter().collect();
        entries.sort_by(|(left, _), (right, _)| left.cmp(right));
        entries
    }

    /// Leaves of each key the last entry.
    fn keep_last(&mut self) {
        let mut places: Vec<usize> = (0..self.0.len()).collect();
        places.sort_by(|&left, &right| self.0[left].0.cmp(&self.0[right].0));
        // Sorting is stable: of equal keys the last comes last.
        let mut is_kept = vec![true; self.0.len()];
        for pair in places.windows(2) {
            is_kept[pair[0]] = self.0[pair[0]].0 != self.0[pair[1]].0;
        }
        if is_kept.contains(&false) {
            let mut kept = is_kept.into_iter();
            self.0.retain(|_| kept.next().unwrap_or(true));
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
        Self(Vec::new(), PhantomData)
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Map<'_, K, V> {
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
        self.0.into_iter()
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

impl<'de: 'a, 'a, K: Field<'de> + Ord, V: Field<'de>> Field<'de> for Map<'a, K, V> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(marker::MAP, Entries(PhantomData))
    }
}

struct Entries<'a, K, V>(PhantomData<Map<'a, K, V>>);

impl<'de: 'a, 'a, K: Field<'de> + Ord, V: Field<'de>> de::Visitor<'de> for Entries<'a, K, V> {
    type Value = Map<'a, K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
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
            entries.push((key, map.next_value_seed(FieldValue::new())?));
        }
        Ok(entries.into_iter().collect())
    }
}

/// Reads a map from which null is left out.
impl<'de: 'a, 'a, K: Field<'de> + Ord, V: Field<'de>> DeserializeSeed<'de>
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

impl<'de: 'a, 'a, K: Field<'de> + Ord, V: Field<'de>> Field<'de> for Good<Map<'a, K, V>> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = Good(Entries(PhantomData));
        deserializer.deserialize_newtype_struct(marker::MAP, entries).map(Self)
    }
}

impl<'de: 'a, 'a, K: Field<'de> + Ord, V: Field<'de>> de::Visitor<'de> for Good<Entries<'a, K, V>> {
    type Value = Map<'a, K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
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
            let value: Option<V> = map.next_value_seed(FieldValue::new())?;
            entries.extend(value.map(|value| (key, value)));
        }
        Ok(entries.into_iter().collect())
    }
}

impl<'de: 'a, 'a, K: Field<'de> + Ord, V: Field<'de>> Deserialize<'de> for Map<'a, K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}
