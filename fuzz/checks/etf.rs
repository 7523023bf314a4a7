//! Any bytes as a term: what one reader accepts the others do not refuse without a reason, what is
//! written is read as the same, and erltf has read the same too.

use arbitrary::{Arbitrary, Result, Unstructured};
use gatewire::{DecodeErrorKind as Kind, etf};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::as_erltf;
use super::tree::Tree;

/// Inflated terms stay under this, so that a run is spent on reading.
const LIMIT: usize = 1 << 16;

#[derive(Debug)]
pub struct Input<'a> {
    /// With the version byte.
    term: &'a [u8],
}

impl<'a> Arbitrary<'a> for Input<'a> {
    fn arbitrary(input: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Self { term: input.bytes(input.len())? })
    }
}

pub fn check(input: &Input<'_>) {
    let Ok(term) = etf::inflate(input.term, LIMIT) else { return };
    let skipped = etf::from_slice::<IgnoredAny>(&term);
    match etf::Term::decode(&term) {
        Ok(read) => {
            if let Err(error) = &skipped {
                panic!("a term, but not skipped: {error}");
            }
            check_term(&term, &read);
        }
        Err(error) => {
            let is_of_term_alone = matches!(error.kind(), Kind::DuplicateKey | Kind::DepthExceeded);
            assert!(skipped.is_err() || is_of_term_alone, "skipped, but no term: {error}");
        }
    }
    for json_compatible in [false, true] {
        let value = read::<Value>(&term, json_compatible);
        match (&value, &skipped) {
            // A value cannot be built of what is not well formed.
            (Ok(_), Err(error)) => panic!("read, but not skipped: {error}"),
            // Stepping over it found no fault in the bytes, so reading must not either.
            (Err(error), Ok(_)) => assert!(is_about_the_value(error.kind()), "{error}"),
            _ => {}
        }
    }
    if let Ok(tree) = read::<Tree>(&term, true) {
        check_written(&tree);
    }
}

fn check_term(bytes: &[u8], term: &etf::Term<'_>) {
    let again = term.encode();
    let reread = etf::Term::decode(&again).expect("what was written is read");
    assert_eq!(reread, *term);
    assert_eq!(reread.encode(), again);
    assert_eq!(reread.to_string(), term.to_string());
    let (prefix, used) = etf::Term::decode_prefix(&[bytes, &[131]].concat())
        .map(|(prefix, used)| (prefix.into_owned(), used))
        .expect("the same term in front of a byte");
    assert_eq!((&prefix, used), (term, bytes.len()));

    // What is known of erltf is not held against it.
    if !as_erltf::faults(bytes).any() {
        let theirs = erltf::decode(bytes).unwrap_or_else(|error| panic!("{term}: {error}"));
        assert!(as_erltf::is_same(term.as_ref(), &theirs), "{term} and {theirs:?}");
    }
}

/// What was read as JSON is written, and is then the same: in both formats.
fn check_written(tree: &Tree) {
    let term = etf::to_vec(tree).expect("it nests no deeper than what was read");
    assert_eq!(read::<Tree>(&term, true).expect("what was written is read"), *tree);
    let mut text = gatewire::json::to_vec(tree).expect("the same");
    assert_eq!(serde_json::from_slice::<Tree>(&text).expect("JSON"), *tree);
    assert_eq!(gatewire::json::from_slice::<Tree>(&mut text).expect("JSON"), *tree);
}

fn read<'de, T: Deserialize<'de>>(
    term: &'de [u8],
    json_compatible: bool,
) -> std::result::Result<T, gatewire::DecodeError> {
    let mut deserializer = etf::Deserializer::from_slice(term)?.json_compatible(json_compatible);
    let value = T::deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// What a well-formed term may be refused for.
fn is_about_the_value(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::DepthExceeded
            | Kind::ImproperList
            | Kind::IntegerTooLong
            | Kind::InvalidNumber
            | Kind::InvalidType
            | Kind::InvalidUtf8
            | Kind::Refused
            | Kind::UnsupportedTag
    )
}
