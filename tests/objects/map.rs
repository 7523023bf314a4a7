//! Maps: their entries in order, of each key the last.

use std::collections::BTreeMap;

use gatewire::{Map, Snowflake, Text};
use proptest::collection::vec;
use proptest::prelude::{any, prop_assert_eq, proptest};
use serde_json::json as value;

use crate::common::Random;
use crate::common::term::{atom_as, binary, int, map, unsigned, versioned};

type Numbers = Map<'static, u32, u32>;

/// The entries that are kept: of each key the last, in the order of their places.
fn last_of_each(entries: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let is_last =
        |index: usize| entries[index + 1..].iter().all(|(key, _)| *key != entries[index].0);
    (0..entries.len()).filter(|index| is_last(*index)).map(|index| entries[index]).collect()
}

#[track_caller]
fn check(entries: &[(u32, u32)]) {
    let made: Numbers = entries.iter().copied().collect();
    let expected = last_of_each(entries);
    let reference: BTreeMap<u32, u32> = entries.iter().copied().collect();
    assert_eq!(made.iter().copied().collect::<Vec<_>>(), expected, "{entries:?}");
    assert_eq!(made.into_iter().collect::<BTreeMap<_, _>>(), reference, "{entries:?}");
    let text: Vec<_> = entries.iter().map(|(key, number)| format!("\"{key}\":{number}")).collect();
    let mut text = format!("{{{}}}", text.join(",")).into_bytes();
    let of_json: Map<'_, Text<'_>, u32> = gatewire::json::from_slice(&mut text).unwrap();
    let terms: Vec<_> = entries
        .iter()
        .map(|(key, number)| (binary(&key.to_string()), int(i32::try_from(*number).unwrap())))
        .collect();
    let term = versioned(&map(&terms));
    let of_term: Map<'_, Text<'_>, u32> = gatewire::etf::from_slice(&term).unwrap();
    for map in [of_json, of_term] {
        assert_eq!(map.len(), reference.len());
        assert_eq!(map.is_empty(), reference.is_empty());
        for (key, number) in &reference {
            assert_eq!(map.get(key.to_string().as_str()), Some(number), "{entries:?}");
        }
        assert_eq!(map.get("none"), None);
        let written: Vec<_> =
            map.iter().map(|(key, number)| (key.parse::<u32>().unwrap(), *number)).collect();
        assert_eq!(written, expected, "{entries:?}");
        let text = serde_json::to_string(&map).unwrap();
        let again: BTreeMap<String, u32> = serde_json::from_str(&text).unwrap();
        assert_eq!(again.len(), map.len(), "{text}");
    }
}

#[test]
fn of_a_key_that_stands_twice_the_last_value_is_kept() {
    for length in [0, 1, 2, 3, 7, 8, 9, 10, 17, 64, 300] {
        let ascending: Vec<(u32, u32)> = (0..length).map(|key| (key, key + 1000)).collect();
        let descending: Vec<_> = ascending.iter().rev().copied().collect();
        for entries in [ascending, descending] {
            check(&entries);
            // A second of the first, the last and one between, at both ends and between.
            for from in [0, entries.len() / 2, entries.len().saturating_sub(1)] {
                let Some(&(key, _)) = entries.get(from) else { continue };
                for to in [0, entries.len() / 2, entries.len()] {
                    let mut entries = entries.clone();
                    entries.insert(to, (key, 7));
                    check(&entries);
                    entries.insert(entries.len() / 3, (key, 8));
                    check(&entries);
                }
            }
        }
        check(&vec![(5, 1); length as usize]);
    }
}

proptest! {
    #[test]
    fn maps_are_as_a_slow_one_has_them(
        entries in vec((0_u32..12, 0_u32..1000), 0..24),
        wide in vec((0_u32..400, 0_u32..1000), 0..100),
    ) {
        check(&entries);
        check(&wide);
    }

    #[test]
    fn maps_are_equal_as_slow_ones_are(
        left in vec((0_u32..6, 0_u32..2), 0..14),
        right in vec((0_u32..6, 0_u32..2), 0..14),
        seed in any::<u64>(),
    ) {
        let maps: [Numbers; 2] = [&left, &right].map(|entries| entries.iter().copied().collect());
        let slow: [BTreeMap<u32, u32>; 2] =
            [&left, &right].map(|entries| entries.iter().copied().collect());
        prop_assert_eq!(maps[0] == maps[1], slow[0] == slow[1]);
        prop_assert_eq!(maps[1] == maps[0], slow[0] == slow[1]);
        prop_assert_eq!(&maps[0], &shuffled(&maps[0], seed));
    }
}

fn shuffled(map: &Numbers, seed: u64) -> Numbers {
    let mut entries: Vec<_> = map.iter().copied().collect();
    let mut random = Random(seed);
    for index in 1..entries.len() {
        entries.swap(index, random.below(index + 1));
    }
    entries.into_iter().collect()
}

#[test]
fn maps_are_equal_in_any_order() {
    for length in [0, 1, 2, 8, 9, 100] {
        let map: Numbers = (0..length).map(|key| (key, key)).collect();
        for seed in 0..20 {
            assert_eq!(map, shuffled(&map, seed));
        }
        if length > 0 {
            let another: Numbers =
                (0..length).rev().map(|key| (key, key + u32::from(key == length / 2))).collect();
            assert_ne!(map, another);
            let shorter: Numbers = (1..length).map(|key| (key, key)).collect();
            assert_ne!(map, shorter);
            assert_ne!(shorter, map);
        }
    }
}

#[test]
fn ids_are_keys() {
    let ids = [0, 1, 80_351_110_224_678_912, u64::MAX];
    let text: Vec<_> = ids.iter().map(|id| format!("\"{id}\":\"{id}\"")).collect();
    let text = format!("{{{}}}", text.join(","));
    let as_text: Vec<_> = ids.iter().map(|id| (binary(&id.to_string()), unsigned(*id))).collect();
    let as_integer: Vec<_> = ids.iter().map(|id| (unsigned(*id), unsigned(*id))).collect();
    let as_atom: Vec<_> =
        ids.iter().map(|id| (atom_as(119, &id.to_string()), unsigned(*id))).collect();
    let mut bytes = text.clone().into_bytes();
    let of_json: Map<'_, Snowflake, Snowflake> = gatewire::json::from_slice(&mut bytes).unwrap();
    let of_serde_json: Map<'_, Snowflake, Snowflake> = serde_json::from_str(&text).unwrap();
    assert_eq!(of_json, of_serde_json);
    for id in ids {
        assert_eq!(of_json.get(&Snowflake::new(id)), Some(&Snowflake::new(id)));
    }
    for terms in [as_text, as_integer, as_atom] {
        let term = versioned(&map(&terms));
        let of_term: Map<'_, Snowflake, Snowflake> = gatewire::etf::from_slice(&term).unwrap();
        assert_eq!(of_json, of_term);
    }
    let written = serde_json::to_string(&of_json).unwrap();
    assert_eq!(written, text);
    let term = gatewire::etf::to_vec(&of_json).unwrap();
    let again: Map<'_, Snowflake, Snowflake> = gatewire::etf::from_slice(&term).unwrap();
    assert_eq!(again, of_json);
    for key in ["", "x", "-1", "+1", "1.0", "18446744073709551616", " 1", "1\0"] {
        let mut text = value!({key: "1"}).to_string().into_bytes();
        let result = gatewire::json::from_slice::<Map<'_, Snowflake, Snowflake>>(&mut text);
        assert!(result.is_err(), "{key:?}");
        let term = versioned(&map(&[(binary(key), unsigned(1))]));
        let result = gatewire::etf::from_slice::<Map<'_, Snowflake, Snowflake>>(&term);
        assert!(result.is_err(), "{key:?} as a term");
    }
    // The same id in two spellings is one key.
    let mut text = br#"{"7":"1","007":"2"}"#.to_vec();
    let map: Map<'_, Snowflake, Snowflake> = gatewire::json::from_slice(&mut text).unwrap();
    assert_eq!(map.iter().collect::<Vec<_>>(), [&(Snowflake::new(7), Snowflake::new(2))]);
}

#[test]
fn debug_and_default() {
    let map: Map<'_, Text<'_>, u32> = [("a".into(), 1), ("b".into(), 2)].into_iter().collect();
    assert_eq!(format!("{map:?}"), r#"{"a": 1, "b": 2}"#);
    assert!(Map::<'_, Text<'_>, u32>::default().is_empty());
    assert_eq!((&map).into_iter().count(), 2);
}
