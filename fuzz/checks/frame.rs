//! One frame, read in every way.

use gatewire::{DecodeError, Encoding, Frame, OwnedFrame, Scratch, Stage};
use serde::de::IgnoredAny;
use serde_json::Value;

/// Checks that all ways to read a frame tell the same, and returns the payload if it has one.
pub(crate) fn check(frame: Frame<'_>, encoding: Encoding) -> Option<Value> {
    let owned = frame.to_owned();
    assert_eq!(owned.opcode(), frame.opcode());
    assert_eq!(owned.sequence(), frame.sequence());
    assert_eq!(owned.event_name(), frame.event_name());
    assert_eq!(owned.kind(), frame.kind());
    assert_eq!(owned.bytes(), frame.bytes());

    let mut scratch = Scratch::new();
    let valid = told(owned.validate());
    assert_eq!(told(frame.validate()), valid);
    let skipped = owned.data::<IgnoredAny>(&mut scratch).is_ok();
    assert_eq!(skipped, valid.is_ok(), "what is skipped is checked");
    let shown = |event: Result<gatewire::Event<'_>, DecodeError>| {
        told(event.map(|event| format!("{event:?}")))
    };
    let event = shown(owned.event(&mut scratch));
    assert_eq!(shown(owned.event(&mut scratch)), event, "read twice");
    let data = told(owned.data::<Value>(&mut scratch));
    let payload = told(owned.payload::<Value>(&mut scratch));
    assert_eq!(told(frame.payload::<Value>()), payload);
    let text = write_json(&owned);

    if valid.is_err() {
        assert!(event.is_err() && data.is_err() && payload.is_err() && text.is_none());
    }
    let payload = payload.ok()?;
    let text = text.expect("what reads as JSON is written as JSON");
    assert_eq!(serde_json::from_slice::<Value>(&text).unwrap(), payload);
    if encoding == Encoding::Json {
        assert_eq!(serde_json::from_slice::<Value>(owned.bytes()).unwrap(), payload);
    }
    assert_eq!(data.as_ref(), Ok(payload.get("d").unwrap_or(&Value::Null)));
    Some(payload)
}

fn told<T>(result: Result<T, DecodeError>) -> Result<T, String> {
    result.map_err(|error| {
        assert!(!error.is_fatal() && error.stage() != Stage::Decompress, "{error}");
        error.to_string()
    })
}

fn write_json(frame: &OwnedFrame) -> Option<Vec<u8>> {
    let mut text = b"before".to_vec();
    let written = frame.write_json(&mut text);
    let text = text.strip_prefix(b"before").expect("what is there already stays");
    match written {
        Ok(()) => Some(text.to_vec()),
        Err(_) => {
            assert!(text.is_empty(), "an error leaves nothing behind");
            None
        }
    }
}
