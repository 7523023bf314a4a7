//! The bundled captures, frame by frame.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;

use gatewire::{Compression, Encoding, Frame};

#[path = "../../src/cli/capture.rs"]
#[allow(dead_code)]
mod capture;

/// Calls with each frame of the session and of every event: with what names it, the frame, and the
/// JSON that it stands for.
pub(crate) fn each_frame(encoding: Encoding, mut check: impl FnMut(&str, Frame<'_>, &[u8])) {
    let mut frames = 0;
    for capture in ["session", "events"] {
        let encoding_name = if encoding == Encoding::Json { "json" } else { "etf" };
        let file = format!("testdata/{capture}.{encoding_name}.zlib-stream.gwcap");
        let file = File::open(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        let mut reader = capture::Reader::new(file).unwrap();
        let mut decoder = crate::common::decoder(encoding, Compression::ZlibStream);
        let (mut message, mut json) = (Vec::new(), Vec::new());
        while let Some(record) = reader.next_record(&mut message).unwrap() {
            if record == capture::Record::NewConnection {
                decoder.reset();
                continue;
            }
            let Some(frame) = decoder.decode(&message).unwrap() else { continue };
            let owned = frame.to_owned();
            json.clear();
            match encoding {
                Encoding::Json => json.extend_from_slice(frame.bytes()),
                _ => owned.write_json(&mut json).unwrap(),
            }
            let name = frame.event_name().unwrap_or("no event");
            check(&format!("{capture}: {name}"), frame, &json);
            frames += 1;
        }
    }
    assert!(frames > 2000, "{frames}");
}

/// Checks that two results are the same. Of refusals, notes the event and what serde_json says, less
/// the place.
#[track_caller]
pub(crate) fn compare<T, E: std::fmt::Display, F: std::fmt::Display>(
    name: &str,
    got: Result<T, E>,
    expected: Result<T, F>,
    is_same: impl Fn(&T, &T) -> bool,
    refused: &mut BTreeSet<String>,
) {
    match (got, expected) {
        (Ok(got), Ok(expected)) => assert!(is_same(&got, &expected), "{name}"),
        (Err(_), Err(error)) => {
            let error = error.to_string();
            let reason = error.split(" at line").next().unwrap_or_default();
            refused.insert(format!("{name}: {reason}"));
        }
        (Ok(_), Err(error)) => panic!("{name} is refused by serde_json alone: {error}"),
        (Err(error), Ok(_)) => panic!("{name} is not refused by serde_json: {error}"),
    }
}
