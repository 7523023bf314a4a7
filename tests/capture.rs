//! The capture format: what is written is read back, and nothing a file claims is believed.

#[path = "../src/cli/capture.rs"]
mod capture;

use std::io::{self, Read, Write};

use capture::{CaptureError, Compression, Encoding, Header, MAX_RECORD, Reader, Record, Writer};

const JSON: Header = Header { encoding: Encoding::Json, compression: Compression::None };

/// A file as `testdata/README.md` shows it, written by hand.
const EXAMPLE: &[u8] = b"GWCP\x01\x01\x02\x00\
    \x00\x00\x00\x03abc\
    \x00\x00\x00\x00\
    \x00\x00\x00\x01d";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Where a record starts, and its message. Without one it is a new connection.
type Found = (u64, Option<Vec<u8>>);

/// All records, up to the end or the first error.
fn read_all(file: impl Read) -> (Vec<Found>, Option<CaptureError>) {
    let mut records = Vec::new();
    let mut buffer = b"left from before".to_vec();
    let mut reader = match Reader::new(file) {
        Ok(reader) => reader,
        Err(error) => return (records, Some(error)),
    };
    loop {
        let bytes = match reader.next_record(&mut buffer) {
            Ok(Some(Record::Message)) => Some(buffer.clone()),
            Ok(Some(Record::NewConnection)) => None,
            Ok(None) => return (records, None),
            Err(error) => return (records, Some(error)),
        };
        records.push((reader.offset(), bytes));
    }
}

/// Gives one byte at a time, as a slow pipe may.
struct Slow<'a>(&'a [u8]);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = buffer.len().min(1);
        self.0.read(&mut buffer[..length])
    }
}

#[test]
fn the_example_is_read() {
    let expected = vec![(8, Some(b"abc".to_vec())), (15, None), (19, Some(b"d".to_vec()))];
    let header = Header { encoding: Encoding::Etf, compression: Compression::ZlibStream };
    assert_eq!(Reader::new(EXAMPLE).ok().map(|reader| reader.header()), Some(header));

    // Two gzip members one after the other are one file, as `cat` makes it.
    let members = [gzip(&EXAMPLE[..10]), gzip(&EXAMPLE[10..])].concat();
    for file in [EXAMPLE.to_vec(), gzip(EXAMPLE), members] {
        for (records, error) in [read_all(&file[..]), read_all(Slow(&file))] {
            assert_eq!(records, expected);
            assert!(error.is_none());
        }
    }
}

#[test]
fn the_example_is_written() {
    let header = Header { encoding: Encoding::Etf, compression: Compression::ZlibStream };
    let mut writer = Writer::new(Vec::new(), header).unwrap();
    writer.message(b"abc").unwrap();
    assert!(matches!(writer.message(b""), Err(CaptureError::EmptyMessage)));
    writer.new_connection().unwrap();
    writer.message(b"d").unwrap();
    assert_eq!(writer.finish().unwrap(), EXAMPLE);
}

#[test]
fn every_header_comes_back() {
    for (byte, encoding) in Encoding::ALL.into_iter().enumerate() {
        for (other, compression) in Compression::ALL.into_iter().enumerate() {
            let header = Header { encoding, compression };
            let file = Writer::new(Vec::new(), header).unwrap().finish().unwrap();
            assert_eq!(file, [b"GWCP\x01".as_slice(), &[byte as u8, other as u8, 0]].concat());
            assert_eq!(Reader::new(&file[..]).unwrap().header(), header);
        }
    }
    assert_eq!(Encoding::ALL.map(Encoding::name), ["json", "etf"]);
    let names = ["plain", "zlib-payload", "zlib-stream", "zstd-stream"];
    assert_eq!(Compression::ALL.map(Compression::name), names);
}

#[test]
fn headers_that_are_none() {
    let error = |file: &[u8]| Reader::new(file).err().expect("not a capture");
    assert!(matches!(error(b""), CaptureError::Empty));
    assert!(matches!(error(&gzip(b"")), CaptureError::Empty));
    for file in [b"GWC".as_slice(), b"{\"t\":null}", b"GWCQ\x01\0\0\0", &gzip(b"GWC")] {
        assert!(matches!(error(file), CaptureError::NotACapture));
    }
    for length in 4..8 {
        let cut = error(&EXAMPLE[..length]);
        assert!(matches!(cut, CaptureError::Truncated { offset } if offset == 0));
    }
    assert!(matches!(error(b"GWCP\x02\0\0\0"), CaptureError::UnsupportedVersion(2)));
    assert!(matches!(error(b"GWCP\x01\x02\0\0"), CaptureError::UnknownEncoding(2)));
    assert!(matches!(error(b"GWCP\x01\0\x04\0"), CaptureError::UnknownCompression(4)));
    // The byte that is reserved may be anything.
    assert_eq!(Reader::new(b"GWCP\x01\0\0\xFF".as_slice()).unwrap().header(), JSON);
}

#[test]
fn a_file_cut_anywhere_is_truncated_or_ends_at_a_record() {
    let boundaries = [8, 15, 19, 24];
    for length in 8..=EXAMPLE.len() {
        let (records, error) = read_all(&EXAMPLE[..length]);
        let whole = boundaries.iter().filter(|&&end| end <= length).count() - 1;
        assert_eq!(records.len(), whole, "{length}");
        match error {
            None => assert!(boundaries.contains(&length), "{length}"),
            Some(CaptureError::Truncated { offset }) => {
                assert!(!boundaries.contains(&length));
                assert_eq!(offset, boundaries[whole] as u64);
            }
            Some(error) => panic!("{length}: {error}"),
        }
    }
}

#[test]
fn a_gzip_file_cut_anywhere_is_an_error() {
    let file = gzip(EXAMPLE);
    for length in 2..file.len() {
        let (_, error) = read_all(&file[..length]);
        match error {
            Some(CaptureError::Truncated { .. }) => {}
            other => panic!("{length}: {other:?}"),
        }
    }
}

#[test]
fn a_gzip_file_with_a_wrong_byte_is_an_error() {
    let mut file = gzip(EXAMPLE);
    let checksum = file.len() - 8;
    file[checksum] ^= 1;
    assert!(matches!(read_all(&file[..]).1, Some(CaptureError::Io(_))));
}

#[test]
fn a_length_is_not_believed() {
    let largest = u32::try_from(MAX_RECORD).unwrap();
    let lying = |length: u32| [b"GWCP\x01\0\0\0", &length.to_be_bytes()[..], b"short"].concat();

    for length in [largest + 1, u32::MAX] {
        let (_, error) = read_all(&lying(length)[..]);
        let Some(CaptureError::RecordTooLarge { offset: 8, length: found }) = error else {
            panic!("{error:?}")
        };
        assert_eq!(found, length);
    }

    let file = lying(largest);
    let mut reader = Reader::new(&file[..]).unwrap();
    let mut buffer = Vec::new();
    let error = reader.next_record(&mut buffer).unwrap_err();
    assert!(matches!(error, CaptureError::Truncated { offset: 8 }));
    assert!(buffer.capacity() < 64 << 10, "{} bytes for a record of 5", buffer.capacity());
}

#[test]
fn the_largest_message_is_written_and_no_larger_one() {
    let message = vec![0; MAX_RECORD + 1];
    let mut writer = Writer::new(io::sink(), JSON).unwrap();
    writer.message(&message[1..]).unwrap();
    let error = writer.message(&message).unwrap_err();
    let next = (8 + 4 + MAX_RECORD) as u64;
    assert!(matches!(error, CaptureError::RecordTooLarge { offset, .. } if offset == next));
}

#[test]
fn errors_of_the_reader_come_through() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::PermissionDenied.into())
        }
    }
    let Some(CaptureError::Io(error)) = Reader::new(Broken).err() else { panic!() };
    assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
    let (records, error) = read_all(EXAMPLE[..12].chain(Broken));
    assert!(records.is_empty());
    assert!(matches!(error, Some(CaptureError::Io(_))));
}

#[test]
fn errors_say_what_is_wrong() {
    let errors = [
        (CaptureError::Empty, "the file is empty"),
        (CaptureError::NotACapture, "not a capture: the file does not start with GWCP"),
        (CaptureError::UnsupportedVersion(9), "the capture has version 9, only 1 is supported"),
        (
            CaptureError::RecordTooLarge { offset: 8, length: 67_108_865 },
            "the record at byte 8 has 67108865 bytes, more than the 67108864 allowed",
        ),
        (CaptureError::Truncated { offset: 15 }, "the file ends within what starts at byte 15"),
    ];
    for (error, text) in errors {
        assert_eq!(error.to_string(), text);
    }
}
