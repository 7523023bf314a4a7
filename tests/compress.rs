//! What the compressor writes, read by the decoder and by independent inflaters.

use flate2::{Decompress, FlushDecompress, Status};
use gatewire::encode::Compressor;
use gatewire::{Compression, DecodeErrorKind, Decoder, Encoding};

const FLUSH_SUFFIX: [u8; 4] = [0x00, 0x00, 0xff, 0xff];

fn all() -> Vec<Compression> {
    vec![
        Compression::None,
        Compression::ZlibPayload,
        Compression::ZlibStream,
        #[cfg(feature = "zstd")]
        Compression::ZstdStream,
    ]
}

/// A JSON document of about `length` bytes that deflate cannot shrink by much.
fn document(length: usize, seed: u64) -> Vec<u8> {
    let mut state = seed | 1;
    let mut document = br#"{"op":0,"s":1,"t":"X","d":""#.to_vec();
    for _ in 0..length {
        // xorshift64
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let digits = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
        document.push(digits[(state >> 32) as usize % digits.len()]);
    }
    document.extend_from_slice(b"\"}");
    document
}

/// Payloads small and large, repeated and new, beyond every window and buffer.
fn payloads() -> Vec<Vec<u8>> {
    let mut payloads = vec![br#"{"op":11}"#.to_vec(), br#"{"op":11}"#.to_vec()];
    payloads.extend((0..300).map(|length| document(length, 7)));
    payloads.extend([40_000, 66_000, 1, 300_000].map(|length| document(length, 9)));
    payloads.push(format!("{{\"op\":0,\"d\":{:?}}}", "x".repeat(1 << 20)).into_bytes());
    payloads
}

#[test]
fn the_decoder_reads_what_was_compressed() {
    for compression in all() {
        let mut compressor = Compressor::new(compression);
        let mut decoder = Decoder::new(Encoding::Json, compression);
        // A second connection on the same two objects.
        for _ in 0..2 {
            for payload in payloads() {
                let mut message = b"before".to_vec();
                compressor.compress(&payload, &mut message).unwrap();
                let message = message.strip_prefix(b"before").expect("appended");
                let frame = decoder.decode(message).unwrap().expect("a whole frame");
                assert!(frame.bytes() == payload, "{compression:?}");
            }
            compressor.reset();
            decoder.reset();
        }
    }
}

#[test]
fn payloads_are_streams_of_their_own() {
    let mut compressor = Compressor::new(Compression::ZlibPayload);
    for payload in payloads() {
        let mut message = Vec::new();
        compressor.compress(&payload, &mut message).unwrap();
        let mut inflated = Vec::with_capacity(payload.len() + 1);
        let mut inflate = Decompress::new(true);
        let status = inflate.decompress_vec(&message, &mut inflated, FlushDecompress::Finish);
        assert_eq!(status.unwrap(), Status::StreamEnd);
        assert_eq!(inflate.total_in(), message.len() as u64);
        assert!(inflated == payload);
    }
}

#[test]
fn a_zlib_stream_is_one_stream_flushed_once_a_payload() {
    let mut compressor = Compressor::new(Compression::ZlibStream);
    let mut inflate = Decompress::new(true);
    for (index, payload) in payloads().into_iter().enumerate() {
        let mut message = Vec::new();
        compressor.compress(&payload, &mut message).unwrap();
        assert_eq!(index == 0, message.starts_with(&[0x78, 0x9c]), "one header");
        assert!(message.ends_with(&FLUSH_SUFFIX));
        let twice = [&FLUSH_SUFFIX[..], &[0], &FLUSH_SUFFIX].concat();
        assert!(!message.ends_with(&twice), "a second, empty flush behind payload {index}");

        let mut inflated = Vec::with_capacity(payload.len() + 1);
        inflate.decompress_vec(&message, &mut inflated, FlushDecompress::Sync).unwrap();
        assert!(inflated == payload, "payload {index}");
    }
}

#[test]
fn the_streams_refer_back() {
    let payload = document(2_000, 3);
    for compression in all() {
        let mut compressor = Compressor::new(compression);
        let [first, second, reset] = [false, false, true].map(|reset| {
            if reset {
                compressor.reset();
            }
            let mut message = Vec::new();
            compressor.compress(&payload, &mut message).unwrap();
            message
        });
        assert_eq!(first, reset, "{compression:?}: a new connection starts afresh");
        let is_stream = !matches!(compression, Compression::None | Compression::ZlibPayload);
        assert_eq!(second.len() < first.len() / 10, is_stream, "{compression:?}");
    }
}

#[cfg(feature = "zstd")]
#[test]
fn a_zstd_stream_is_one_frame_that_does_not_end() {
    let mut compressor = Compressor::new(Compression::ZstdStream);
    let mut context = zstd_safe::DCtx::create();
    for (index, payload) in payloads().into_iter().enumerate() {
        let mut message = Vec::new();
        compressor.compress(&payload, &mut message).unwrap();
        assert_eq!(index == 0, message.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]), "one magic number");
        let mut inflated = Vec::with_capacity(payload.len() + 1);
        let mut output = zstd_safe::OutBuffer::around(&mut inflated);
        let mut input = zstd_safe::InBuffer::around(&message);
        while input.pos() < message.len() {
            let left = context.decompress_stream(&mut output, &mut input).unwrap();
            assert_ne!(left, 0, "the frame goes on");
        }
        assert!(inflated == payload, "payload {index}");
    }
}

#[test]
fn nothing_is_made_of_nothing() {
    for compression in all() {
        let mut compressor = Compressor::new(compression);
        let mut message = Vec::new();
        compressor.compress(b"", &mut message).unwrap();
        assert!(message.is_empty());
        compressor.compress(br#"{"op":11}"#, &mut message).unwrap();
        let mut decoder = Decoder::new(Encoding::Json, compression);
        assert!(decoder.decode(&message).unwrap().is_some());
    }
}

/// The decoder has to notice what a lost message does to a stream.
#[test]
fn a_message_out_of_order_is_not_read() {
    let mut compressor = Compressor::new(Compression::ZlibStream);
    let mut messages = vec![Vec::new(), Vec::new()];
    for message in &mut messages {
        compressor.compress(&document(500, 5), message).unwrap();
    }
    let mut decoder = Decoder::new(Encoding::Json, Compression::ZlibStream);
    let error = decoder.decode(&messages[1]).unwrap_err();
    assert_eq!(error.kind(), DecodeErrorKind::InvalidHeader);
    assert!(error.is_fatal());
}

#[test]
fn a_compressor_can_go_to_another_thread() {
    for compression in all() {
        let mut compressor = Compressor::new(compression);
        let mut message = Vec::new();
        compressor.compress(br#"{"op":11}"#, &mut message).unwrap();
        let first = message.len();
        let message = std::thread::spawn(move || {
            compressor.compress(br#"{"op":1}"#, &mut message).unwrap();
            message
        });
        let message = message.join().unwrap();
        let mut decoder = Decoder::new(Encoding::Json, compression);
        assert!(decoder.decode(&message[..first]).unwrap().is_some());
        let frame = decoder.decode(&message[first..]).unwrap().expect("a whole frame");
        assert_eq!(frame.bytes(), br#"{"op":1}"#);
    }
}

#[test]
fn levels_change_the_size_and_nothing_else() {
    let payloads: Vec<Vec<u8>> = (0..200)
        .map(|index| {
            format!(r#"{{"op":0,"s":{index},"t":"X","d":{:?}}}"#, words(index)).into_bytes()
        })
        .collect();
    for compression in all() {
        let mut sizes = Vec::new();
        for level in [i32::MIN, 1, 9, 19, i32::MAX] {
            let mut compressor = Compressor::new(compression).with_level(level);
            let mut decoder = Decoder::new(Encoding::Json, compression);
            let mut size = 0;
            for payload in &payloads {
                let mut message = Vec::new();
                compressor.compress(payload, &mut message).unwrap();
                size += message.len();
                let frame = decoder.decode(&message).unwrap().expect("a whole frame");
                assert!(frame.bytes() == payload, "{compression:?} at level {level}");
            }
            sizes.push(size);
        }
        assert_eq!((sizes[0], sizes[3]), (sizes[1], sizes[4]), "{compression:?}: the nearest");
        assert!(compression == Compression::None || sizes[2] < sizes[1], "{sizes:?}");
    }
}

/// Text that repeats itself, but not soon.
fn words(seed: u64) -> String {
    let numbers = (0..120).map(|index| (seed + 1).wrapping_mul(index * index + 7) % 61);
    numbers.map(|number| format!("word{number} ")).collect()
}
