//! Terms as the JSON text that they stand for.

use super::integer::Integer;
use super::reader::{Head, Reader, Sequence};
use super::walk::{Contents, Next, Walk};
use crate::error::DecodeError;
use crate::float;

/// Appends one term as compact JSON.
///
/// Integers beyond 2^53 become decimal text, `nil` and `null` become `null`, atoms and binaries
/// text, tuples and `STRING_EXT` arrays, and keys text. Keys that become the same text are all
/// written.
///
/// On error `out` is as it was before. Containers may nest
/// [`MAX_SKIP_DEPTH`](crate::MAX_SKIP_DEPTH) deep, empty ones not counted.
pub(crate) fn write_json(reader: &mut Reader<'_>, out: &mut Vec<u8>) -> Result<(), DecodeError> {
    let length = out.len();
    let result = write_term(reader, out);
    if result.is_err() {
        out.truncate(length);
    }
    result
}

fn write_term(reader: &mut Reader<'_>, out: &mut Vec<u8>) -> Result<(), DecodeError> {
    // With what closes each container.
    let mut walk = Walk::new(0);
    loop {
        match walk.next(reader)? {
            Next::Key => {
                write_key(reader, out)?;
                continue;
            }
            Next::Value | Next::Element => {
                let start = reader.position();
                let (contents, [opens, closes]) = write_one(reader, out)?;
                if contents.count > 0 {
                    walk.enter(start, contents, closes)?;
                    out.push(opens);
                    continue;
                }
            }
            Next::Bytes(bytes) => write_bytes(bytes, out),
            // This tail is not a list, so it is an error.
            Next::Tail => return reader.tail().map(drop),
            Next::End => match walk.leave() {
                // In place of the comma after what is last in it.
                Some(closes) => {
                    out.pop();
                    out.push(closes);
                }
                None => {
                    out.pop();
                    return Ok(());
                }
            },
        }
        out.push(b',');
    }
}

/// Writes a term that has no others in it. Of one that has, returns these, and what stands around
/// them.
fn write_one(
    reader: &mut Reader<'_>,
    out: &mut Vec<u8>,
) -> Result<(Contents, [u8; 2]), DecodeError> {
    let start = reader.position();
    match reader.head()? {
        Head::Null => out.extend_from_slice(b"null"),
        Head::Bool(true) => out.extend_from_slice(b"true"),
        Head::Bool(false) => out.extend_from_slice(b"false"),
        Head::Text(text) => write_string(&text, out),
        Head::Integer(integer) => {
            write_integer(integer, integer.is_text_in_json(), out).map_err(|e| e.at(start))?;
        }
        Head::Float(value) => write_float(value, out),
        Head::Map(0) => out.extend_from_slice(b"{}"),
        Head::Map(count) => return Ok((Contents::pairs(count), *b"{}")),
        Head::Sequence(Sequence::Bytes(bytes)) => {
            out.push(b'[');
            write_bytes(bytes, out);
            out.push(b']');
        }
        Head::Sequence(Sequence::Terms { count: 0, .. }) => out.extend_from_slice(b"[]"),
        Head::Sequence(terms) => return Ok((terms.contents(), *b"[]")),
    }
    Ok((Contents::NONE, [0; 2]))
}

/// Writes a key and its colon.
fn write_key(reader: &mut Reader<'_>, out: &mut Vec<u8>) -> Result<(), DecodeError> {
    let start = reader.position();
    if let Some(text) = reader.text()? {
        write_string(&text.text, out);
    } else if let Some(integer) = reader.integer()? {
        write_integer(integer, true, out).map_err(|error| error.at(start))?;
    } else {
        return Err(reader.unsupported_key());
    }
    out.push(b':');
    Ok(())
}

fn write_integer(integer: Integer<'_>, quoted: bool, out: &mut Vec<u8>) -> Result<(), DecodeError> {
    let quote: &[u8] = if quoted { b"\"" } else { b"" };
    integer.with_decimal(|text| {
        out.extend_from_slice(quote);
        out.extend_from_slice(text.as_bytes());
        out.extend_from_slice(quote);
    })
}

fn write_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    for (index, &byte) in bytes.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        let _ = Integer::Unsigned(u64::from(byte))
            .with_decimal(|text| out.extend_from_slice(text.as_bytes()));
    }
}

fn write_float(value: f64, out: &mut Vec<u8>) {
    float::with_text(value, |text| out.extend_from_slice(text.as_bytes()));
}

/// Appends text as a JSON string, quotes included.
pub(crate) fn write_string(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    out.reserve(bytes.len() + 2);
    out.push(b'"');
    let mut written = 0;
    for (index, &byte) in bytes.iter().enumerate() {
        let escape = ESCAPES[usize::from(byte)];
        if escape == 0 {
            continue;
        }
        out.extend_from_slice(&bytes[written..index]);
        written = index + 1;
        out.extend_from_slice(&[b'\\', escape]);
        if escape == b'u' {
            let digit = |digit: u8| b"0123456789abcdef"[usize::from(digit)];
            out.extend_from_slice(&[b'0', b'0', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    out.extend_from_slice(&bytes[written..]);
    out.push(b'"');
}

/// What stands behind the backslash for each byte; 0 for bytes that stand for themselves.
static ESCAPES: [u8; 256] = {
    let mut escapes = [0; 256];
    let mut byte = 0;
    while byte < 0x20 {
        escapes[byte] = b'u';
        byte += 1;
    }
    escapes[0x08] = b'b';
    escapes[b'\t' as usize] = b't';
    escapes[b'\n' as usize] = b'n';
    escapes[0x0c] = b'f';
    escapes[b'\r' as usize] = b'r';
    escapes[b'"' as usize] = b'"';
    escapes[b'\\' as usize] = b'\\';
    escapes
};

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::DecodeErrorKind as Kind;
    use crate::MAX_SKIP_DEPTH;

    fn json(term: &[u8]) -> Result<String, DecodeError> {
        let mut out = b"before".to_vec();
        let result = write_json(&mut Reader::new(term), &mut out);
        let text = String::from_utf8(out).unwrap();
        let text = text.strip_prefix("before").unwrap().to_owned();
        assert!(result.is_ok() || text.is_empty(), "what was written of a bad term is undone");
        result.map(|()| text)
    }

    #[test]
    fn strings_are_those_of_serde_json() {
        let every_character: String = (0..0x300).filter_map(char::from_u32).collect();
        for text in ["", "plain", "\"\\\u{1}", "a\nb\u{7f}\u{2028}😀", &every_character] {
            let mut out = Vec::new();
            write_string(text, &mut out);
            assert_eq!(out, serde_json::to_vec(text).unwrap());
        }
    }

    #[test]
    fn floats_stay_floats_and_the_same() {
        for bits in (0..u64::MAX).step_by(0x0123_4567_89ab_cdef / 50) {
            let value = f64::from_bits(bits);
            if !value.is_finite() {
                continue;
            }
            let term = [&[70][..], &value.to_be_bytes()].concat();
            let text = json(&term).unwrap();
            let read: Value = serde_json::from_str(&text).unwrap();
            assert!(read.is_f64(), "{text}");
            assert_eq!(read.as_f64().unwrap().to_bits(), bits, "{text}");
        }
        assert_eq!(json(&[70, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0]).unwrap(), "1.0");
    }

    #[test]
    fn containers_nest_and_close() {
        for (term, text) in [
            (&b"j"[..], "[]"),
            (b"t\0\0\0\0", "{}"),
            (b"h\0", "[]"),
            (b"k\0\0", "[]"),
            (b"k\0\x02\x01\xff", "[1,255]"),
            (b"l\0\0\0\x02a\x01l\0\0\0\x01jjj", "[1,[[]]]"),
            (b"l\0\0\0\x01a\x01l\0\0\0\x01a\x02k\0\x01\x03", "[1,2,3]"),
            (b"l\0\0\0\x01a\x01k\0\0", "[1]"),
            (b"h\x02t\0\0\0\x01w\x03nilw\x03nilj", "[{\"nil\":null},[]]"),
            (b"t\0\0\0\x02a\x01h\x01jm\0\0\0\x01bw\x04true", "{\"1\":[[]],\"b\":true}"),
            (b"t\0\0\0\x01w\x03nilt\0\0\0\x01w\x01aw\x05false", "{\"nil\":{\"a\":false}}"),
            (b"n\x07\0\x01\0\0\0\0\0\x20", "\"9007199254740993\""),
            (b"n\x07\x01\0\0\0\0\0\0\x20", "-9007199254740992"),
        ] {
            assert_eq!(json(term).unwrap(), text);
        }
    }

    #[test]
    fn bad_terms_leave_nothing_behind() {
        for (term, kind) in [
            (&b"l\0\0\0\x01a\x01a\x02"[..], Kind::ImproperList),
            (b"h\x02a\x01m\0\0\0\x01\xff", Kind::InvalidUtf8),
            (b"t\0\0\0\x01jj", Kind::InvalidType),
            (b"h\x02a\x01", Kind::UnexpectedEnd),
            (b"h\x02a\x01P", Kind::CompressedTerm),
        ] {
            assert_eq!(json(term).unwrap_err().kind(), kind);
        }
    }

    #[test]
    fn the_depth_is_bounded() {
        let nested = |depth| [&[104, 1].repeat(depth)[..], b"j"].concat();
        let text = json(&nested(MAX_SKIP_DEPTH)).unwrap();
        assert_eq!(text.len(), 2 * MAX_SKIP_DEPTH + 2);
        let error = json(&nested(MAX_SKIP_DEPTH + 1)).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (Kind::DepthExceeded, Some(2 * MAX_SKIP_DEPTH)));
    }
}
