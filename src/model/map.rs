//! Objects that are used as maps.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, MapAccess};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::codec::{Field, FieldValue, Shape, room};

/// An object off the wire that is a map: its entries in the order in which they came.
///
/// How it is stored is private; today an empty one allocates nothing, another one once. A key that
/// stands twice is there twice, and [`get`](Self::get) finds the last.
///
/// ```
/// use gatewire::{Map, Text};
///
/// let mut json = br#"{"0":"613425648685547541","1":"0"}"#.to_vec();
/// let owners: Map<'_, Text<'_>, Text<'_>> = gatewire::json::from_slice(&mut json)?;
/// assert_eq!(owners.get("1").map(|owner| &**owner), Some("0"));
/// # Ok::<(), gatewire::DecodeError>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Map<'a, K, V>(Vec<(K, V)>, PhantomData<&'a ()>);

impl<K, V> Map<'_, K, V> {
    /// The value of a key.
    pub fn get<Q: ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: PartialEq<Q>,
    {
        self.0.iter().rev().find(|(own, _)| own == key).map(|(_, value)| value)
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

impl<K, V> Default for Map<'_, K, V> {
    fn default() -> Self {
        Self(Vec::new(), PhantomData)
    }
}

impl<K, V> FromIterator<(K, V)> for Map<'_, K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        Self(entries.into_iter().collect(), PhantomData)
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

impl<'de: 'a, 'a, K: Field<'de>, V: Field<'de>> Field<'de> for Map<'a, K, V> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

struct Entries<'a, K, V>(PhantomData<Map<'a, K, V>>);

impl<'de: 'a, 'a, K: Field<'de>, V: Field<'de>> de::Visitor<'de> for Entries<'a, K, V> {
    type Value = Map<'a, K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::with_capacity(room::<(K, V)>(map.size_hint()));
        while let Some(key) = map.next_key_seed(FieldValue::new())? {
            entries.push((key, map.next_value_seed(FieldValue::new())?));
        }
        Ok(Map(entries, PhantomData))
    }
}

impl<'de: 'a, 'a, K: Field<'de>, V: Field<'de>> Deserialize<'de> for Map<'a, K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}
