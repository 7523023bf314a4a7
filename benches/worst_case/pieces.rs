//! What documents are made of: values that are dear to read, and some that are not.

use gatewire::Encoding;

use crate::common::term;

/// Digits so close to the middle of two floats that a fast parser cannot tell which is nearer, with
/// exponents of every size.
const HARD: [&str; 5] = [
    "25344581429397406475e279",
    "27967630562137567939e-281",
    "12330156269860442025e39",
    "14482658509340381838e-61",
    "30652263019717402046e-327",
];

/// A piece of a document, by its name in a recipe.
pub(crate) struct Piece {
    pub(crate) name: &'static str,
    encodings: &'static [Encoding],
    /// Whether a count makes it longer; else it stands as often.
    pub(crate) is_stretched: bool,
    write: fn(&mut Vec<u8>, Encoding, usize),
}

impl Piece {
    pub(crate) fn is_of(&self, encoding: Encoding) -> bool {
        self.encodings.contains(&encoding)
    }

    /// Writes it with a count; what has one length ignores that.
    pub(crate) fn write(&self, out: &mut Vec<u8>, encoding: Encoding, count: usize) {
        (self.write)(out, encoding, count);
    }
}

const BOTH: &[Encoding] = &[Encoding::Json, Encoding::Etf];
const JSON: &[Encoding] = &[Encoding::Json];
const ETF: &[Encoding] = &[Encoding::Etf];

macro_rules! pieces {
    ($($name:literal $encodings:ident $stretched:literal $write:expr;)*) => {
        pub(crate) static PIECES: &[Piece] = &[
            $(Piece { name: $name, encodings: $encodings, is_stretched: $stretched, write: $write },)*
        ];
    };
}

pieces! {
    "null" BOTH false |out, encoding, _| either(out, encoding, b"null", &term::atom("nil"));
    "true" BOTH false |out, encoding, _| either(out, encoding, b"true", &term::atom("true"));
    "zero" BOTH false |out, encoding, _| either(out, encoding, b"0", &term::small(0));
    "seven" BOTH false |out, encoding, _| either(out, encoding, b"7", &term::small(7));
    "negative" BOTH false |out, encoding, _| either(out, encoding, b"-1", &term::int(-1));
    "int" BOTH false |out, encoding, _| either(out, encoding, b"1234567", &term::int(1_234_567));
    "id" BOTH false |out, encoding, _| either(
        out, encoding, b"\"1100000000000000001\"", &term::unsigned(1_100_000_000_000_000_001));
    "u64" BOTH false |out, encoding, _| either(
        out, encoding, b"18446744073709551615", &term::unsigned(u64::MAX));
    "beyond_u64" BOTH false |out, encoding, _| either(
        out, encoding, b"18446744073709551616", &term::big(false, &[0, 0, 0, 0, 0, 0, 0, 0, 1]));
    "integral_float" BOTH false |out, encoding, _| either(
        out, encoding, b"1.5e3", &term::float(1500.0));
    "float" BOTH false |out, encoding, _| either(out, encoding, b"0.1", &term::float(0.1));
    "long_float" BOTH false |out, encoding, _| either(
        out, encoding, b"-2.2250738585072014e-308", &term::float(-2.225_073_858_507_201_4e-308));
    "hard" BOTH false |out, encoding, _| either(
        out, encoding, HARD[0].as_bytes(), &float_text(HARD[0]));
    "hard_small" BOTH false |out, encoding, _| either(
        out, encoding, HARD[1].as_bytes(), &float_text(HARD[1]));
    "hard_near" BOTH false |out, encoding, _| either(
        out, encoding, HARD[2].as_bytes(), &float_text(HARD[2]));
    "hard_nearer" BOTH false |out, encoding, _| either(
        out, encoding, HARD[3].as_bytes(), &float_text(HARD[3]));
    "hard_tiny" BOTH false |out, encoding, _| either(
        out, encoding, HARD[4].as_bytes(), &float_text(HARD[4]));
    "float_text" ETF false |out, _, _| out.extend(float_text("1.50000000000000000000e+00"));
    "huge" JSON false |out, _, _| out.extend(b"1e400");
    "tiny" JSON false |out, _, _| out.extend(b"1e-400");
    "digits" JSON true |out, _, count| digits(out, "", count);
    "fraction" JSON true |out, _, count| digits(out, "0.", count);
    "zeros" JSON true |out, _, count| {
        out.extend(b"0.");
        out.resize(out.len() + count.max(1), b'0');
        out.push(b'1');
    };
    "exponent" JSON true |out, _, count| digits(out, "1e-", count);
    // Digits of a middle between two floats, cut after so many.
    "hard_digits" JSON true |out, _, count| {
        let hard = middle();
        out.extend(b"1.");
        out.extend(hard.bytes().cycle().take(count.max(1)));
        out.extend(b"e-300");
    };
    "big" ETF true |out, _, count| big(out, 0xff, count);
    "big_ones" ETF true |out, _, count| big(out, 1, count);
    "negative_big" ETF true |out, _, count| {
        let at = out.len();
        big(out, 0xa5, count.max(256));
        out[at + 5] = 1;
    };
    // A long length in front of few bytes that count.
    "padded_big" ETF true |out, _, count| big(out, 0, count);
    "ascii" BOTH true |out, encoding, count| text(out, encoding, "a", "a", count);
    "latin" BOTH true |out, encoding, count| text(out, encoding, "é", "é", count);
    "emoji" BOTH true |out, encoding, count| text(out, encoding, "😀", "😀", count);
    "control" BOTH true |out, encoding, count| text(out, encoding, "\\u0001", "\u{1}", count);
    "quote" BOTH true |out, encoding, count| text(out, encoding, "\\\"", "\"", count);
    "newline" BOTH true |out, encoding, count| text(out, encoding, "\\n", "\n", count);
    "escape" BOTH true |out, encoding, count| text(out, encoding, "\\u00e9", "\u{e9}", count);
    "pair" BOTH true |out, encoding, count| text(out, encoding, "\\ud83d\\ude00", "😀", count);
    "some_escapes" BOTH true |out, encoding, count| {
        text(out, encoding, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\\n", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n", count);
    };
    "one_escape" BOTH true |out, encoding, count| {
        let text = "a".repeat(count.max(1));
        either(out, encoding, format!("\"\\n{text}\"").as_bytes(), &term::binary(&format!("\n{text}")));
    };
    "empty" BOTH false |out, encoding, _| either(out, encoding, b"\"\"", &term::binary(""));
    "decimal" BOTH true |out, encoding, count| text(out, encoding, "1", "1", count);
    "time" BOTH false |out, encoding, _| text(
        out, encoding, "2021-03-04T05:06:07.890123+00:00", "2021-03-04T05:06:07.890123+00:00", 1);
    "odd_time" BOTH false |out, encoding, _| text(
        out, encoding, "2021-03-04T05:06:07.8901234567890-11:59", "2021-03-04T05:06:07.8901234567890-11:59", 1);
    "hash" BOTH false |out, encoding, _| text(
        out, encoding, "a_0123456789abcdef0123456789abcdef", "a_0123456789abcdef0123456789abcdef", 1);
    // Another text wherever it stands.
    "new" BOTH false |out, encoding, _| {
        let number = out.len().to_string();
        either(out, encoding, format!("\"{number}\"").as_bytes(), &term::binary(&number));
    };
    "new_escaped" JSON false |out, _, _| {
        let text = format!("\"\\u0061{}\"", out.len());
        out.extend(text.as_bytes());
    };
    // The same, in an order that looks random.
    "scattered" BOTH false |out, encoding, _| {
        let number = (out.len() as u32).wrapping_mul(0x9e37_79b1);
        let text = format!("{number:x}");
        either(out, encoding, format!("\"{text}\"").as_bytes(), &term::binary(&text));
    };
    "scattered_int" ETF false |out, _, _| {
        let number = (out.len() as u32).wrapping_mul(0x9e37_79b1);
        out.extend(term::int(number as i32));
    };
    "scattered_byte" ETF false |out, _, _| {
        let number = (out.len() as u32).wrapping_mul(0x9e37_79b1);
        out.extend([97, (number >> 24) as u8]);
    };
    "scattered_atom" ETF false |out, _, _| {
        let number = (out.len() as u32).wrapping_mul(0x9e37_79b1);
        out.extend([115, 2, (number >> 24) as u8, (number >> 16) as u8]);
    };
    "scattered_big" ETF false |out, _, _| {
        let number = (out.len() as u32).wrapping_mul(0x9e37_79b1);
        out.extend([110, 3, 0, (number >> 24) as u8, (number >> 16) as u8, (number >> 8) as u8]);
    };
    "scattered_float" ETF false |out, _, _| {
        let number = (out.len() as u32).wrapping_mul(0x9e37_79b1);
        out.extend(term::float(f64::from(number)));
    };
    // The names of an envelope, written as nobody does.
    "escaped_name" JSON false |out, _, _| out.extend(b"\"\\u0064\\u0064\"");
    "spaces" JSON true |out, _, count| {
        out.resize(out.len() + count.max(1), b' ');
        out.push(b'0');
    };
    "lines" JSON true |out, _, count| {
        (0..count.max(1)).for_each(|index| out.push(b"\n\r\t "[index % 4]));
        out.push(b'0');
    };
    "atom" ETF true |out, _, count| out.extend(term::atom(&"a".repeat(count.clamp(1, 255))));
    "old_atom" ETF true |out, _, count| latin_atom(out, b'a', count);
    "latin_atom" ETF true |out, _, count| latin_atom(out, 0xe9, count);
    "control_atom" ETF true |out, _, count| latin_atom(out, 1, count);
    "nil_atom" ETF false |out, _, _| out.extend(term::atom("null"));
    "number_key" ETF false |out, _, _| out.extend(term::unsigned(out.len() as u64));
    "small_key" ETF false |out, _, _| out.extend(term::small(7));
    "string" ETF true |out, _, count| {
        let count = count.clamp(1, 65_535);
        out.push(107);
        out.extend((count as u16).to_be_bytes());
        out.resize(out.len() + count, 200);
    };
    "not_utf8" ETF true |out, _, count| {
        out.extend(term::tagged(109, count.max(1), &vec![0xff; count.max(1)]));
    };
    "nil" ETF false |out, _, _| out.push(106);
    "empty_tuple" ETF false |out, _, _| out.extend([104, 0]);
    "empty_big" ETF false |out, _, _| out.extend([110, 0, 0]);
    "old_float" ETF false |out, _, _| out.extend(float_text("1.23456789012345678901e+30"));
    "bits" ETF false |out, _, _| out.extend([77, 0, 0, 0, 1, 3, 0xe0]);
    "whole_bits" ETF true |out, _, count| {
        out.extend([77]);
        out.extend(u32::try_from(count.max(1)).unwrap().to_be_bytes());
        out.push(8);
        out.resize(out.len() + count.max(1), b'a');
    };
    "reference" ETF false |out, _, _| {
        out.extend([90, 0, 3]);
        out.extend(term::atom("n"));
        out.resize(out.len() + 16, 1);
    };
    "pid" ETF false |out, _, _| {
        out.push(88);
        out.extend(term::atom("n"));
        out.resize(out.len() + 12, 1);
    };
    "port" ETF false |out, _, _| {
        out.push(89);
        out.extend(term::atom("n"));
        out.resize(out.len() + 8, 1);
    };
    "export" ETF false |out, _, _| {
        out.push(113);
        out.extend(term::atom("m"));
        out.extend(term::atom("f"));
        out.extend(term::small(1));
    };
    // Wrong, so that nothing after it is read.
    "wrong" BOTH false |out, encoding, _| either(out, encoding, b"!", &[255]);
}

fn either(out: &mut Vec<u8>, encoding: Encoding, json: &[u8], term: &[u8]) {
    match encoding {
        Encoding::Json => out.extend_from_slice(json),
        _ => out.extend_from_slice(term),
    }
}

/// Text of so many units, each as JSON and as itself.
fn text(out: &mut Vec<u8>, encoding: Encoding, json: &str, plain: &str, count: usize) {
    if encoding == Encoding::Json {
        out.push(b'"');
        (0..count).for_each(|_| out.extend_from_slice(json.as_bytes()));
        out.push(b'"');
    } else {
        out.push(109);
        out.extend(u32::try_from(plain.len() * count).unwrap().to_be_bytes());
        (0..count).for_each(|_| out.extend_from_slice(plain.as_bytes()));
    }
}

fn digits(out: &mut Vec<u8>, front: &str, count: usize) {
    out.extend(front.as_bytes());
    out.resize(out.len() + count.max(1), b'7');
}

/// `LARGE_BIG_EXT`: so many bytes of the same value.
fn big(out: &mut Vec<u8>, byte: u8, count: usize) {
    let count = count.max(1);
    out.push(111);
    out.extend(u32::try_from(count).unwrap().to_be_bytes());
    out.push(0);
    out.resize(out.len() + count, byte);
}

fn latin_atom(out: &mut Vec<u8>, byte: u8, count: usize) {
    let count = count.clamp(1, 255);
    out.extend([100, 0, count as u8]);
    out.resize(out.len() + count, byte);
}

/// `FLOAT_EXT`: text in 31 bytes.
fn float_text(text: &str) -> Vec<u8> {
    let mut term = vec![99];
    match text.split_once('.') {
        Some(_) => term.extend(text.as_bytes()),
        // As `sprintf` of `%.20e` writes it: a point after the first digit.
        None => {
            let (digits, exponent) = text.split_once('e').unwrap();
            let exponent: i32 = exponent.parse().unwrap();
            let (first, rest) = digits.split_at(1);
            let exponent = exponent + rest.len() as i32;
            term.extend(format!("{first}.{rest:0<20}e{exponent:+03}").bytes());
        }
    }
    term.resize(32, 0);
    term
}

/// The digits after the point of the middle between a small float and the next.
fn middle() -> &'static str {
    "79769313486231583259185317323272913558503732277483685372092"
}
