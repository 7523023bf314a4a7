//! Random values: what is written is what is read, and as long as it was counted to be.

use gatewire::etf::{from_slice, to_vec, to_writer};
use proptest::prelude::*;

use crate::tree::Tree;

fn tree() -> impl Strategy<Value = Tree> {
    let integer = (any::<i64>(), 0..64_u32).prop_map(|(value, shift)| value >> shift);
    let leaf = prop_oneof![
        Just(Tree::Null),
        any::<bool>().prop_map(Tree::Bool),
        integer.prop_map(|value| match u64::try_from(value) {
            Ok(value) => Tree::Unsigned(value),
            Err(_) => Tree::Signed(value),
        }),
        any::<u64>().prop_map(Tree::Unsigned),
        any::<f64>().prop_filter("finite", |value| value.is_finite()).prop_map(Tree::Float),
        any::<String>().prop_map(Tree::Text),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Tree::List),
            prop::collection::vec((any::<String>(), inner), 0..8).prop_map(Tree::Map),
        ]
    })
}

/// How long the term of a value is (Erlang's documentation, "External Term Format").
fn length(tree: &Tree) -> usize {
    match tree {
        Tree::Null => 5,
        Tree::Bool(value) => {
            if *value {
                6
            } else {
                7
            }
        }
        Tree::Unsigned(0..=0xff) => 2,
        Tree::Unsigned(0..=0x7fff_ffff) | Tree::Signed(-0x8000_0000..) => 5,
        Tree::Unsigned(value) => 3 + (1..8).find(|n| value >> (8 * n) == 0).unwrap_or(8),
        Tree::Signed(value) => {
            3 + (1..8).find(|n| value.unsigned_abs() >> (8 * n) == 0).unwrap_or(8)
        }
        Tree::Float(_) => 9,
        Tree::Text(text) => 5 + text.len(),
        Tree::List(elements) if elements.is_empty() => 1,
        Tree::List(elements) => 6 + elements.iter().map(length).sum::<usize>(),
        Tree::Map(entries) => {
            5 + entries.iter().map(|(key, value)| 5 + key.len() + length(value)).sum::<usize>()
        }
    }
}

proptest! {
    #[test]
    fn values_survive_the_wire(tree in tree()) {
        let term = to_vec(&tree).unwrap();
        prop_assert_eq!(term.len(), 1 + length(&tree));
        prop_assert_eq!(&from_slice::<Tree>(&term).unwrap(), &tree);

        let mut out = b"before".to_vec();
        to_writer(&mut out, &tree).unwrap();
        prop_assert_eq!(out, [b"before", &term[..]].concat());
    }

    #[test]
    fn serde_json_values_survive_the_wire(tree in tree()) {
        // Of equal keys, serde_json keeps one.
        let value = serde_json::to_value(&tree).unwrap();
        let term = to_vec(&value).unwrap();
        prop_assert_eq!(from_slice::<serde_json::Value>(&term).unwrap(), value);
    }
}
