//! Any bytes as a term: nothing panics, and what one reader accepts the others do not refuse
//! without a reason.
#![no_main]

use gatewire::{DecodeErrorKind, etf};
use libfuzzer_sys::fuzz_target;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

/// Inflated terms stay under this, so that a run is spent on reading.
const LIMIT: usize = 1 << 16;

fuzz_target!(|bytes: &[u8]| {
    let Ok(term) = etf::inflate(bytes, LIMIT) else { return };
    let skipped = etf::from_slice::<IgnoredAny>(&term);
    if let Ok(read) = etf::Term::decode(&term) {
        assert!(skipped.is_ok(), "a term, but not skipped");
        let again = read.encode();
        let reread = etf::Term::decode(&again).expect("what was written is read");
        assert_eq!(reread, read);
        assert_eq!(reread.encode(), again);
        assert_eq!(reread.to_string(), read.to_string());
    }
    for json_compatible in [false, true] {
        let value = read(&term, json_compatible);
        match (&value, &skipped) {
            // A value cannot be built of what is not well formed.
            (Ok(_), Err(error)) => panic!("read, but not skipped: {error}"),
            // Stepping over it found no fault in the bytes, so reading must not either.
            (Err(error), Ok(_)) => assert!(is_about_the_value(error.kind()), "{error}"),
            _ => {}
        }
    }
});

fn read(term: &[u8], json_compatible: bool) -> Result<Value, gatewire::DecodeError> {
    let mut deserializer = etf::Deserializer::from_slice(term)?.json_compatible(json_compatible);
    let value = Value::deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// What a well-formed term may be refused for.
fn is_about_the_value(kind: DecodeErrorKind) -> bool {
    matches!(
        kind,
        DecodeErrorKind::DepthExceeded
            | DecodeErrorKind::ImproperList
            | DecodeErrorKind::IntegerTooLong
            | DecodeErrorKind::InvalidNumber
            | DecodeErrorKind::InvalidType
            | DecodeErrorKind::InvalidUtf8
            | DecodeErrorKind::Refused
            | DecodeErrorKind::UnsupportedTag
    )
}
