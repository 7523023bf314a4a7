//! Random values, against serde_json.

use gatewire::json::{from_slice, to_vec, to_writer};
use proptest::prelude::*;

use crate::tree::Tree;

fn text() -> impl Strategy<Value = String> {
    // Long enough for words of eight bytes, with what has to be escaped at any place.
    let character = prop_oneof![
        8 => prop::char::range('a', 'z'),
        2 => any::<char>(),
        1 => prop::sample::select(vec!['"', '\\', '\n', '\0', '\u{1f}', '\u{7f}', ' ', '/']),
    ];
    prop::collection::vec(character, 0..40).prop_map(|characters| characters.into_iter().collect())
}

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
        any::<u64>()
            .prop_map(f64::from_bits)
            .prop_filter("finite", |f| f.is_finite())
            .prop_map(Tree::Float),
        text().prop_map(Tree::Text),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Tree::List),
            prop::collection::vec((text(), inner), 0..8).prop_map(Tree::Map),
        ]
    })
}

proptest! {
    #[test]
    fn values_are_written_as_serde_json_does(tree in tree()) {
        let expected = serde_json::to_vec(&tree).unwrap();
        let mut text = to_vec(&tree).unwrap();
        prop_assert_eq!(&text, &expected);

        let mut out = b"before".to_vec();
        to_writer(&mut out, &tree).unwrap();
        prop_assert_eq!(out, [b"before", &text[..]].concat());

        prop_assert_eq!(&from_slice::<Tree>(&mut text).unwrap(), &tree);
    }

    #[test]
    fn any_text(text in any::<String>()) {
        prop_assert_eq!(to_vec(&text).unwrap(), serde_json::to_vec(&text).unwrap());
    }

    #[test]
    fn any_number(integer in any::<i128>(), shift in 0..128_u32, bits in any::<u32>()) {
        let integer = integer >> shift;
        prop_assert_eq!(to_vec(&integer).unwrap(), serde_json::to_vec(&integer).unwrap());
        let unsigned = integer as u128;
        prop_assert_eq!(to_vec(&unsigned).unwrap(), serde_json::to_vec(&unsigned).unwrap());
        let float = f32::from_bits(bits);
        if float.is_finite() {
            prop_assert_eq!(to_vec(&float).unwrap(), serde_json::to_vec(&float).unwrap());
        }
    }
}
