//! The command, run as a process.

#[allow(dead_code)]
#[path = "../../src/cli/capture.rs"]
mod capture;
mod encode;
mod inspect;
mod term;
mod tool;
mod transcode;
mod typed;

use std::path::Path;

use capture::{Compression, Encoding};
use tool::{Folder, run, target, transcode};

/// The value with its integers as text: an id is text in JSON, and an integer in ETF, which shows
/// as one unless it is beyond 2^53.
fn with_ids_as_text(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Number(number) if !number.is_f64() => Value::String(number.to_string()),
        Value::Array(values) => values.into_iter().map(with_ids_as_text).collect(),
        Value::Object(fields) => {
            fields.into_iter().map(|(key, value)| (key, with_ids_as_text(value))).collect()
        }
        other => other,
    }
}

#[test]
fn the_captures_of_the_repository_are_read() {
    let folder = Folder::new();
    let there = folder.0.join("there.gwcap");
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let mut expected = None;
    for name in [
        "session.json.plain.gwcap.gz",
        "session.json.zlib-payload.gwcap.gz",
        "session.json.zlib-stream.gwcap",
        "session.json.zstd-stream.gwcap",
        "session.etf.plain.gwcap.gz",
        "session.etf.zlib-payload.gwcap.gz",
        "session.etf.zlib-stream.gwcap",
        "session.etf.zstd-stream.gwcap",
    ] {
        let capture = testdata.join(name);
        let values = |path: &Path| -> Vec<_> {
            let lines = run(&["inspect", "--json"], path);
            assert_eq!(lines.code, Some(0), "{name}: {}", lines.stderr);
            let value = |line: &str| with_ids_as_text(serde_json::from_str(line).unwrap());
            lines.stdout.lines().map(value).collect()
        };
        let found = values(&capture);
        assert_eq!(run(&["inspect"], &capture).rows().len(), found.len());
        let run = transcode(&capture, &there, &target(Encoding::Etf, Compression::ZstdStream));
        assert_eq!(run.code, Some(0), "{name}: {}", run.stderr);
        assert!(values(&there) == found, "{name}, transcoded");
        let expected = expected.get_or_insert_with(|| found.clone());
        assert!(expected.len() > 2000);
        assert!(found == *expected, "{name}");
    }
}
