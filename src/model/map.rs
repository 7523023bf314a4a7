//! Objects that are used as maps.

use std::fmt;
use std::hash::{BuildHasher, Hash, RandomState};
use std::marker::PhantomData;

use serde::de::{self, DeserializeSeed, Error as _, MapAccess, SeqAccess};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::de::{Loss, Source, Stop, budget};
use crate::marker;
use crate::model::codec::{
    Absent, Field, FieldValue, GoodElements, How, PLAIN, Read, Shape, WHOLE, make_room, room, set,
};
use crate::model::{List, Snowflake, Text};

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
pub struct Map<'a, K, V>(List<'a, (K, V)>);

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

// What the budget counts for it, and for the hash or another place beside it.
const _: () = assert!(size_of::<HashedPlace>() + size_of::<u64>() <= budget::SEARCHED);

/// The places of all entries in the order of the hashes. Whoever wrote the keys does not know
/// these, so that few keys have one in common.
///
/// The first bits of a hash say to which of many parts it belongs. Each part is sorted where the next
/// cache holds it, and needs no sorting where all its entries have one key.
fn hashed<K: Hash, V>(entries: &[(K, V)], hasher: &RandomState) -> Vec<HashedPlace> {
    const SORTED_AT_ONCE: usize = 1024;
    let parts = (entries.len() / SORTED_AT_ONCE).next_power_of_two();
    let part = |hash: u64| ((u128::from(hash) * parts as u128) >> u64::BITS) as usize;

    let hashes: Vec<u64> = entries.iter().map(|(key, _)| hasher.hash_one(key)).collect();
    let mut ends = vec![0; parts];
    for hash in &hashes {
        ends[part(*hash)] += 1;
    }
    let mut start = 0;
    for end in &mut ends {
        start += std::mem::replace(end, start);
    }
    // Each begins where it will end once its places have been written.
    let mut places = vec![(0, 0); entries.len()];
    for (place, hash) in hashes.into_iter().enumerate() {
        let end = &mut ends[part(hash)];
        places[*end] = (hash, place);
        *end += 1;
    }
    let mut start = 0;
    for end in ends {
        places[start..end].sort_unstable();
        start = end;
    }
    places
}

impl<K: Ord + Hash, V> Map<'_, K, V> {
    fn has_the_entries_of(&self, other: &Self) -> bool
    where
        V: PartialEq,
    {
        let hasher = RandomState::new();
        let (own, others) = (hashed(&self.0, &hasher), hashed(&other.0, &hasher));
        let is_same_hash = |left: &HashedPlace, right: &HashedPlace| left.0 == right.0;
        let mut pairs = own.chunk_by(is_same_hash).zip(others.chunk_by(is_same_hash));
        pairs.all(|(own, others)| {
            let is_there = |&(_, place): &HashedPlace| {
                others.iter().any(|&(_, other_place)| self.0[place] == other.0[other_place])
            };
            own.len() == others.len() && own.iter().all(is_there)
        })
    }
}

/// Which entries are the last of their key; none where all are.
fn last_of_each<K: Ord + Hash, V>(entries: &[(K, V)]) -> Option<Vec<bool>> {
    if !may_have_duplicates(entries) {
        return None;
    }
    let lasts = last_of_each_hash(entries)?;
    let is_kept = entries.iter().enumerate().map(|(place, (key, _))| {
        let last = lasts[place];
        // It is hardly ever another key that has the same hash.
        last == place
            || entries[last].0 != *key
                && !entries[place + 1..].iter().any(|(other, _)| other == key)
    });
    Some(is_kept.collect())
}

/// For each entry, the place of the last whose key has the same hash; none where each has its own.
///
/// Nothing is compared here: what is in the order of hashes lies anywhere in memory.
fn last_of_each_hash<K: Hash, V>(entries: &[(K, V)]) -> Option<Vec<usize>> {
    let places = hashed(entries, &RandomState::new());
    let is_same_hash = |left: &HashedPlace, right: &HashedPlace| left.0 == right.0;
    if !places.windows(2).any(|pair| is_same_hash(&pair[0], &pair[1])) {
        return None;
    }
    let mut lasts = vec![0; entries.len()];
    for same_hash in places.chunk_by(is_same_hash) {
        let last = same_hash[same_hash.len() - 1].1;
        for &(_, place) in same_hash {
            lasts[place] = last;
        }
    }
    Some(lasts)
}

fn may_have_duplicates<K: Ord, V>(entries: &[(K, V)]) -> bool {
    if entries.len() <= FEW {
        let (mut rest, mut found) = (entries, false);
        while let Some(((key, _), behind)) = rest.split_first() {
            found |= behind.iter().any(|(other, _)| other == key);
            rest = behind;
        }
        return found;
    }
    // In ETF keys ascend, in JSON they descend.
    let ascends = entries.windows(2).all(|pair| pair[0].0 < pair[1].0);
    !ascends && !entries.windows(2).all(|pair| pair[0].0 > pair[1].0)
}

/// So few keys are compared each with each.
const FEW: usize = 8;

impl<K, V> Default for Map<'_, K, V> {
    fn default() -> Self {
        Self(List::default())
    }
}

impl<K: Ord + Hash, V> FromIterator<(K, V)> for Map<'_, K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut entries = Vec::from_iter(entries);
        if let Some(is_kept) = last_of_each(&entries) {
            let mut kept = is_kept.into_iter();
            entries.retain(|_| kept.next().unwrap_or(true));
        }
        Self(entries.into())
    }
}

impl<'m, K, V> IntoIterator for &'m Map<'_, K, V> {
    type Item = &'m (K, V);
    type IntoIter = std::slice::Iter<'m, (K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// Entries that are lent are cloned.
impl<K: Clone, V: Clone> IntoIterator for Map<'_, K, V> {
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
        for (key, value) in self.0.iter() {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl<K, V> Shape for Map<'_, K, V> {}

/// A key of a map.
pub(crate) trait ReadKey<'de>: Ord + Hash + Sized + 'de {
    /// Of its text.
    fn of(text: &'de str) -> Option<Self>;
}

impl<'de> ReadKey<'de> for Text<'de> {
    fn of(text: &'de str) -> Option<Self> {
        Some(text.into())
    }
}

impl<'de> ReadKey<'de> for Snowflake {
    fn of(text: &'de str) -> Option<Self> {
        text.parse().ok()
    }
}

impl<'de, K: ReadKey<'de>, V: Read<'de>> Read<'de> for Map<'de, K, V> {
    const BLANK: Self = Self(List::lent(&[]));
    const ABSENT: Absent = Absent::Empty;

    fn read_from<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
    ) -> Result<(), Stop> {
        let open = source.object()?;
        set(&mut place.0, List::lent(read_map::<K, V, S, HOW>(open, source)?));
        Ok(())
    }
}

/// Reads the entries of a map into the arena. Those that do not fit are left out.
pub(crate) fn read_map<'de, K: ReadKey<'de>, V: Read<'de>, S: Source<'de>, const HOW: How>(
    mut open: S::Open,
    source: &mut S,
) -> Result<&'de [(K, V)], Stop> {
    source.reading().in_list();
    let room = source.room(&open);
    let mut entries = source.reading().begin_list(room);
    loop {
        let start = source.place();
        let Some(text) = source.next_key(&mut open)? else { break };
        source.reading().go_to_entry();
        let read = match K::of(text) {
            Some(_) if V::IS_OBJECT && !source.is_object() => Err(source.misfit("an object")),
            None => {
                source.skip()?;
                let loss = Loss::Value { found: "text", expected: "an id" };
                Err(source.refuse(start, loss))
            }
            Some(key) => {
                make_room(&mut entries, V::LONG, &open, source)?;
                let length = entries.len();
                entries.push((key, V::BLANK));
                let read = V::read_from::<S, PLAIN>(&mut entries[length].1, source);
                if read.is_err() {
                    entries.truncate(length);
                }
                read
            }
        };
        match read {
            Ok(()) => {}
            Err(Stop::Misfit) if HOW == WHOLE => {
                source.skip_rest(open)?;
                return Err(Stop::Misfit);
            }
            Err(Stop::Misfit) => source.reading().left_out(),
            Err(stop) => return Err(stop),
        }
    }
    if let Some(is_kept) = last_of_each(&entries) {
        let mut kept = is_kept.into_iter();
        entries.retain(|_| kept.next().unwrap_or(true));
    }
    entries.shrink_to_fit();
    Ok(entries.into_bump_slice())
}

impl<'a, K, V> Map<'a, K, V> {
    pub(crate) const fn lent(entries: &'a [(K, V)]) -> Self {
        Self(List::lent(entries))
    }

    /// The entries, or the map where they are lent.
    pub(crate) fn into_owned_entries(self) -> Result<Vec<(K, V)>, Self> {
        self.0.into_owned_elements().map_err(Self)
    }
}

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
