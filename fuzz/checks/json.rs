//! JSON text: verdicts and values are those of serde_json, up to the depth that is allowed.

use std::collections::BTreeMap;

use arbitrary::{Arbitrary, Result, Unstructured};
use gatewire::{DecodeErrorKind as Kind, json};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::nesting;
use super::tree::Tree;

#[derive(Debug)]
pub struct Input<'a> {
    max_depth: usize,
    text: &'a [u8],
}

impl<'a> Arbitrary<'a> for Input<'a> {
    fn arbitrary(input: &mut Unstructured<'a>) -> Result<Self> {
        let max_depth = *input.choose(&[gatewire::DEFAULT_MAX_DEPTH, 128, 5, 1, 0])?;
        Ok(Self { max_depth, text: input.bytes(input.len())? })
    }
}

/// Fields of many types, some of which a text may lack.
#[derive(Debug, Deserialize, PartialEq)]
struct Typed {
    text: Option<String>,
    letter: Option<char>,
    small: Option<u8>,
    signed: Option<i64>,
    unsigned: Option<u64>,
    float: Option<f64>,
    flag: Option<bool>,
    #[serde(default)]
    list: Vec<i16>,
    pair: Option<(u32, String)>,
    map: Option<BTreeMap<String, Value>>,
    numbers: Option<BTreeMap<i32, bool>>,
    choice: Option<Choice>,
    inner: Option<Box<Typed>>,
}

#[derive(Debug, Deserialize, PartialEq)]
enum Choice {
    Unit,
    Newtype(u8),
    Tuple(u8, u8),
    Struct { a: u8 },
}

/// What keys begin with by which serde_json hands itself values of its own.
const PRIVATE: &[u8] = b"$serde_json::private::";

pub fn check(input: &Input<'_>) {
    let Input { max_depth, text } = *input;
    // What is deeper than serde_json goes is only stepped over there.
    if nesting::is_beyond_serde_json(text) {
        let _ = json::from_slice::<IgnoredAny>(&mut text.to_vec());
        let _ = json::from_slice::<Value>(&mut text.to_vec());
        return;
    }
    if text.windows(PRIVATE.len()).any(|bytes| bytes == PRIVATE) {
        let _ = json::from_slice::<Value>(&mut text.to_vec());
        return;
    }
    let expected = serde_json::from_slice::<Value>(text);
    let skipped = json::from_slice::<IgnoredAny>(&mut text.to_vec());
    assert_eq!(skipped.is_ok(), expected.is_ok(), "{skipped:?} and {expected:?}");

    let found = read(text, max_depth);
    let expected = match expected {
        Ok(value) => value,
        Err(expected) => {
            let error = found.expect_err("what serde_json does not read");
            let is_of_text = matches!(
                error.kind(),
                Kind::Syntax
                    | Kind::UnexpectedEnd
                    | Kind::InvalidUtf8
                    | Kind::InvalidEscape
                    | Kind::InvalidNumber
                    | Kind::TrailingData
                    | Kind::DepthExceeded
            );
            assert!(is_of_text, "{error} for {expected}");
            return;
        }
    };
    let tree = serde_json::from_slice::<Tree>(text).expect("it is a value");
    let depth = depth(&tree);
    if depth > max_depth {
        let error = found.expect_err("deeper than allowed");
        assert_eq!(error.kind(), Kind::DepthExceeded, "{error}");
        return;
    }
    assert_eq!(found.expect("what serde_json reads"), expected);
    assert_eq!(json::to_vec(&expected).unwrap(), serde_json::to_vec(&expected).unwrap());

    if depth <= gatewire::DEFAULT_MAX_DEPTH {
        assert_eq!(json::from_slice::<Tree>(&mut text.to_vec()).unwrap(), tree, "in their order");
        assert_eq!(json::to_vec(&tree).unwrap(), serde_json::to_vec(&tree).unwrap());
        let typed = json::from_slice::<Typed>(&mut text.to_vec());
        let expected = serde_json::from_slice::<Typed>(text);
        assert_eq!(typed.as_ref().ok(), expected.as_ref().ok(), "{typed:?} and {expected:?}");
    }
}

fn read(text: &[u8], max_depth: usize) -> std::result::Result<Value, gatewire::DecodeError> {
    let mut text = text.to_vec();
    let mut deserializer = json::Deserializer::from_slice(&mut text)?.max_depth(max_depth);
    let value = Value::deserialize(&mut deserializer);
    // Strings are unescaped where they stand, and read again from there.
    let again = Value::deserialize(&mut deserializer);
    match (&value, &again) {
        (Ok(value), Ok(again)) => assert_eq!(value, again, "read again"),
        (Err(error), Err(again)) => assert_eq!(error.kind(), again.kind(), "read again"),
        _ => panic!("{value:?}, and then {again:?}"),
    }
    value
}

/// How many containers lie inside each other, those of a key that comes again included.
fn depth(tree: &Tree) -> usize {
    match tree {
        Tree::List(elements) => 1 + elements.iter().map(depth).max().unwrap_or(0),
        Tree::Map(entries) => 1 + entries.iter().map(|(_, value)| depth(value)).max().unwrap_or(0),
        _ => 0,
    }
}
