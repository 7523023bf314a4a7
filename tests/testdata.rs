//! The captures in `testdata` hold what the generator makes today.

#[path = "../src/cli/capture.rs"]
#[allow(dead_code)]
mod capture;
#[path = "../examples/generate_testdata/session/mod.rs"]
mod session;

use std::fs::File;
use std::path::Path;

use capture::{Compression, Encoding, Header, Reader, Record};
use flate2::{Decompress, FlushDecompress, Status};
use session::{Connection, Frame};

fn open(name: &str, header: Header) -> Reader<File> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata").join(name);
    let reader = Reader::new(File::open(path).unwrap()).unwrap();
    assert_eq!(reader.header(), header);
    reader
}

fn check(name: &str, encoding: Encoding, bytes: fn(&Frame) -> Vec<u8>) {
    let mut reader = open(name, Header { encoding, compression: Compression::None });
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

/// Compares what streams inflate to, however they were cut and compressed.
fn check_streams(
    name: &str,
    encoding: Encoding,
    connections: &[Connection],
    bytes: fn(&Frame) -> Vec<u8>,
) {
    let mut reader = open(name, Header { encoding, compression: Compression::ZlibStream });
    let mut streams = vec![Vec::new()];
    let mut buffer = Vec::new();
    while let Some(record) = reader.next_record(&mut buffer).unwrap() {
        match record {
            Record::NewConnection => streams.push(Vec::new()),
            Record::Message => streams.last_mut().unwrap().extend_from_slice(&buffer),
        }
    }
    assert_eq!(streams.len(), connections.len());
    for (stream, connection) in streams.iter().zip(connections) {
        let expected: Vec<u8> = connection.iter().flat_map(bytes).collect();
        let mut inflated = Vec::with_capacity(expected.len() + 1024);
        let mut inflater = Decompress::new(true);
        let status = inflater.decompress_vec(stream, &mut inflated, FlushDecompress::Sync);
        assert_eq!(status.unwrap(), Status::Ok);
        assert_eq!(inflater.total_in(), stream.len() as u64);
        assert!(inflated == expected, "a connection of {name} differs");
    }
}

#[test]
fn json_is_what_the_generator_makes() {
    check("session.json.plain.gwcap.gz", Encoding::Json, Frame::json);
}

#[test]
fn etf_is_what_the_generator_makes() {
    check("session.etf.plain.gwcap.gz", Encoding::Etf, Frame::etf);
}

#[test]
fn the_events_are_what_the_generator_makes() {
    let connections = session::samples();
    let json = "events.json.zlib-stream.gwcap";
    check_streams(json, Encoding::Json, &connections, Frame::json);
    let etf = "events.etf.zlib-stream.gwcap";
    check_streams(etf, Encoding::Etf, &connections, Frame::etf);
}
