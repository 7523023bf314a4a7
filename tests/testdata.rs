//! The captures in `testdata` hold the session that the generator makes today.

#[path = "../src/cli/capture.rs"]
#[allow(dead_code)]
mod capture;
#[path = "../examples/generate_testdata/session/mod.rs"]
mod session;

use std::fs::File;
use std::path::Path;

use capture::{Compression, Encoding, Header, Reader, Record};
use session::Frame;

fn check(name: &str, encoding: Encoding, bytes: fn(&Frame) -> Vec<u8>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata").join(name);
    let mut reader = Reader::new(File::open(path).unwrap()).unwrap();
    assert_eq!(reader.header(), Header { encoding, compression: Compression::None });

    let mut buffer = Vec::new();
    for (index, connection) in session::session().iter().enumerate() {
        if index > 0 {
            assert_eq!(reader.next_record(&mut buffer).unwrap(), Some(Record::NewConnection));
        }
        for frame in connection {
            assert_eq!(reader.next_record(&mut buffer).unwrap(), Some(Record::Message));
            assert!(buffer == bytes(frame), "the record at byte {} differs", reader.offset());
        }
    }
    assert_eq!(reader.next_record(&mut buffer).unwrap(), None);
}

#[test]
fn json_is_what_the_generator_makes() {
    check("session.json.plain.gwcap.gz", Encoding::Json, Frame::json);
}

#[test]
fn etf_is_what_the_generator_makes() {
    check("session.etf.plain.gwcap.gz", Encoding::Etf, Frame::etf);
}
