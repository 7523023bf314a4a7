//! The limit: exactly that many bytes pass, one more does not, and the error has the whole size.

use std::panic::{AssertUnwindSafe, catch_unwind};

use gatewire::{
    EncodeError, Encoder, Encoding, MAX_BUILD_DEPTH, Opcode, RequestGuildMembers, Snowflake, etf,
    json,
};
use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use super::commands::GUILD;
use crate::common::allocator::measure;

const ENCODINGS: [Encoding; 2] = [Encoding::Json, Encoding::Etf];

const OP: Opcode = Opcode(99);

#[derive(Serialize)]
struct Payload<'a, T: ?Sized> {
    op: Opcode,
    d: &'a T,
}

/// The payload as it is without an encoder.
fn whole<T: Serialize + ?Sized>(encoding: Encoding, data: &T) -> Vec<u8> {
    let payload = Payload { op: OP, d: data };
    match encoding {
        Encoding::Etf => etf::to_vec(&payload).unwrap(),
        _ => {
            let text = serde_json::to_vec(&payload).unwrap();
            assert_eq!(json::to_vec(&payload).unwrap(), text);
            text
        }
    }
}

/// Encodes with limits around the size.
fn check<T: Serialize + ?Sized>(encoding: Encoding, data: &T) -> usize {
    let expected = whole(encoding, data);
    let size = expected.len();
    let mut encoder = Encoder::new(encoding).with_limit(usize::MAX);
    assert_eq!(encoder.encode_payload(OP, data).unwrap(), expected);
    for limit in [size, size + 1, size - 1, size / 2, 1, 0] {
        encoder = encoder.with_limit(limit);
        let result = encoder.encode_payload(OP, data);
        match size <= limit {
            true => assert_eq!(result.unwrap(), expected),
            false => assert_eq!(result, Err(EncodeError::TooLarge { size, limit })),
        }
    }
    size
}

/// Text of that many bytes of the payload, made of one piece and filled up with ASCII.
fn text(encoding: Encoding, piece: &str, size: usize) -> String {
    let empty = whole(encoding, "").len();
    let each = whole(encoding, piece).len() - empty;
    let room = size - empty;
    piece.repeat(room / each) + &"a".repeat(room % each)
}

#[test]
fn around_the_default() {
    for encoding in ENCODINGS {
        for piece in ["a", "é", "€", "\u{1f600}", "\"", "\\", "\u{1}", "\n\"\u{10ffff}\\a"] {
            let mut encoder = Encoder::new(encoding);
            for size in [4095, 4096, 4097, 5000] {
                let text = text(encoding, piece, size);
                let expected = whole(encoding, &text);
                assert_eq!(expected.len(), size);
                let result = encoder.encode_payload(OP, &text);
                match size {
                    ..=4096 => assert_eq!(result.unwrap(), expected),
                    _ => {
                        let limit = Encoder::DEFAULT_LIMIT;
                        assert_eq!(result, Err(EncodeError::TooLarge { size, limit }));
                    }
                }
            }
        }
    }
}

#[test]
fn every_limit() {
    let data = serde_json::json!({
        "text": "a\"é\u{1f600}", "list": [1, -1, 300, 1_099_511_627_776_u64, 1.5, null, true], "empty": [[], {}],
        "nested": {"a": {"b": ["c", {"d": "e"}]}},
    });
    let ids: Vec<_> = [0, 255, 256, 1 << 31, u64::MAX].map(Snowflake::new).into();
    for encoding in ENCODINGS {
        for limit in 0..=check(encoding, &data) + 1 {
            let (size, expected) = (whole(encoding, &data).len(), whole(encoding, &data));
            let mut encoder = Encoder::new(encoding).with_limit(limit);
            match encoder.encode_payload(OP, &data) {
                Ok(message) => assert_eq!(message, expected),
                Err(error) => assert_eq!(error, EncodeError::TooLarge { size, limit }),
            }
            assert_eq!(encoder.encode_payload(OP, &data).is_ok(), size <= limit);
        }
        check(encoding, &ids);
        check(encoding, &[[0_u8; 0]; 3]);
        // What is last, and shorter than what was written before it was known.
        check(encoding, &(1, Vec::<u8>::new()));
        check(encoding, &(1, Snowflake::new(5)));
    }
}

#[test]
fn commands_fit_as_the_documentation_has_it() {
    let largest =
        |encoding, mut most: usize, make: &dyn Fn(usize) -> RequestGuildMembers<'static>| {
            let mut encoder = Encoder::new(encoding);
            while encoder.encode(&make(most)).is_err() {
                most -= 1;
            }
            most
        };
    let guild_id = Snowflake::new(1_104_217_733_921_538_129);
    let query = |length| RequestGuildMembers::by_query(guild_id, "a".repeat(length), 1);
    assert_eq!(largest(Encoding::Json, 4096, &query), 4028);
    let query = |length| RequestGuildMembers::by_query(guild_id, "\u{1}".repeat(length), 1);
    assert_eq!(largest(Encoding::Json, 4096, &query), 671);
}

/// Claims to be as long as can be, and is a list of large texts.
struct Huge {
    texts: usize,
}

impl Serialize for Huge {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = "a".repeat(1 << 20);
        let mut list = serializer.serialize_seq(Some(usize::MAX))?;
        for _ in 0..self.texts {
            list.serialize_element(&text)?;
        }
        list.end()
    }
}

#[test]
fn what_is_too_large_is_counted_and_not_kept() {
    for (encoding, around, each) in
        [(Encoding::Json, r#"{"op":99,"d":[]}"#.len() - 1, 3), (Encoding::Etf, 27, 5)]
    {
        let mut encoder = Encoder::new(encoding);
        let texts = 200;
        let (result, usage) = measure(|| encoder.encode_payload(OP, &Huge { texts }));
        let size = around + texts * ((1 << 20) + each);
        assert_eq!(result, Err(EncodeError::TooLarge { size, limit: 4096 }));
        // The text is the test's own.
        assert!(usage.peak < (1 << 20) + 4096, "{usage:?}");
        assert_eq!(usage.kept, 0);
    }
}

struct Nested(usize);

impl Serialize for Nested {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            0 => serializer.serialize_unit(),
            levels => serializer.collect_seq([Self(levels - 1)]),
        }
    }
}

struct Panics;

impl Serialize for Panics {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        list.serialize_element("half of it")?;
        panic!("on purpose");
    }
}

#[test]
fn an_error_changes_nothing() {
    for encoding in ENCODINGS {
        let mut encoder = Encoder::new(encoding);
        let check = |encoder: &mut Encoder| {
            let (message, usage) = measure(|| encoder.encode_payload(OP, &[1, 2, 3]));
            assert_eq!(message.unwrap(), whole(encoding, &[1, 2, 3]));
            assert_eq!(usage.allocations, 0, "the buffer is what it was");
        };
        // The first message of a buffer counts who uses it.
        encoder.encode_payload(OP, "").unwrap();
        check(&mut encoder);
        let half = "half of it".repeat(100);
        for (error, expected) in [
            (encoder.encode_payload(OP, &(&half, f64::NAN)), EncodeError::NotFinite),
            (
                encoder.encode_payload(OP, &Nested(MAX_BUILD_DEPTH)),
                EncodeError::TooDeep { limit: MAX_BUILD_DEPTH },
            ),
        ] {
            assert_eq!(error, Err(expected));
            check(&mut encoder);
        }
        let keys = std::collections::BTreeMap::from([([1], 2)]);
        let result = encoder.encode_payload(OP, &(&half, keys));
        assert_eq!(result, Err(EncodeError::UnsupportedKey));
        check(&mut encoder);
        let result = encoder.encode_payload(OP, &half.repeat(10));
        assert!(matches!(result, Err(EncodeError::TooLarge { .. })));
        check(&mut encoder);
        let ids = (0..101).map(Snowflake::new);
        let result = encoder.encode(&RequestGuildMembers::by_ids(GUILD, ids));
        assert!(matches!(result, Err(EncodeError::Invalid { .. })));
        check(&mut encoder);
        assert!(catch_unwind(AssertUnwindSafe(|| encoder.encode_payload(OP, &Panics))).is_err());
        check(&mut encoder);
        // The deepest that is read again.
        encoder.encode_payload(OP, &Nested(MAX_BUILD_DEPTH - 1)).unwrap();
    }
}
