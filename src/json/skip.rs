//! A strict reader that steps over JSON without building anything.
//!
//! It accepts what `serde_json::Value` accepts, numbers out of range and lone surrogates
//! included in what it refuses, and never recurses.

use memchr::{memchr, memchr2};

use crate::{DecodeError, DecodeErrorKind, MAX_SKIP_DEPTH};

/// A cursor over JSON text.
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    position: usize,
}

/// What stands between two quotes, checked but not unescaped.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    raw: &'a str,
    escaped: bool,
}

impl<'a> Text<'a> {
    /// The text as it stands, where it has no escapes.
    pub(crate) fn plain(self) -> Option<&'a str> {
        (!self.escaped).then_some(self.raw)
    }

    /// Appends the text without its escapes.
    pub(crate) fn unescape(self, out: &mut String) {
        let mut rest = self.raw;
        while let Some(index) = memchr(b'\\', rest.as_bytes()) {
            out.push_str(&rest[..index]);
            let (character, length) = unescape_one(&rest.as_bytes()[index + 1..]);
            out.push(character);
            rest = &rest[index + 1 + length..];
        }
        out.push_str(rest);
    }

    /// Whether the text is `other` once it is unescaped.
    pub(crate) fn is(self, other: &str) -> bool {
        match self.plain() {
            Some(plain) => plain == other,
            None => {
                let mut text = String::new();
                self.unescape(&mut text);
                text == other
            }
        }
    }
}

/// The character of a checked escape sequence, without its backslash, and its length.
fn unescape_one(sequence: &[u8]) -> (char, usize) {
    let simple = match sequence.first() {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'u') => {
            let length = if is_high_surrogate(&sequence[1..]) { 11 } else { 5 };
            let units = [hex(sequence.get(1..)), hex(sequence.get(7..))];
            let unit = char::decode_utf16(units.into_iter().flatten()).next();
            return (unit.and_then(Result::ok).unwrap_or(char::REPLACEMENT_CHARACTER), length);
        }
        Some(&other) => char::from(other),
        None => char::REPLACEMENT_CHARACTER,
    };
    (simple, 1)
}

/// Four hexadecimal digits at the start of the bytes.
fn hex(digits: Option<&[u8]>) -> Option<u16> {
    let mut value = 0;
    for &digit in digits?.get(..4)? {
        value = value << 4 | char::from(digit).to_digit(16)? as u16;
    }
    Some(value)
}

fn is_high_surrogate(digits: &[u8]) -> bool {
    hex(Some(digits)).is_some_and(|unit| (0xd800..0xdc00).contains(&unit))
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, position: 0 }
    }

    pub(crate) fn position(&self) -> usize {
        self.position
    }

    /// The byte at the cursor.
    #[inline]
    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.position).copied()
    }

    /// Takes the byte if it is the next one.
    #[inline]
    pub(crate) fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.position += usize::from(found);
        found
    }

    #[inline]
    pub(crate) fn skip_whitespace(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.position += 1;
        }
    }

    /// An error at the cursor: cut short, or a byte that may not stand here.
    #[cold]
    pub(crate) fn unexpected(&self) -> DecodeError {
        let ended = self.position >= self.bytes.len();
        let kind = if ended { DecodeErrorKind::UnexpectedEnd } else { DecodeErrorKind::Syntax };
        DecodeError::data(kind, self.position)
    }

    /// An object's key, its colon and the white space around them.
    pub(crate) fn key(&mut self) -> Result<Text<'a>, DecodeError> {
        self.skip_whitespace();
        let key = self.string()?;
        self.skip_whitespace();
        if self.take(b':') { Ok(key) } else { Err(self.unexpected()) }
    }

    /// A string.
    pub(crate) fn string(&mut self) -> Result<Text<'a>, DecodeError> {
        if !self.take(b'"') {
            return Err(self.unexpected());
        }
        let start = self.position;
        let mut escaped = false;
        loop {
            let rest = &self.bytes[self.position..];
            let length = memchr2(b'"', b'\\', rest).unwrap_or(rest.len());
            if let Some(index) = control_character(&rest[..length]) {
                return Err(DecodeError::data(DecodeErrorKind::Syntax, self.position + index));
            }
            self.position += length;
            match self.peek() {
                Some(b'"') => break,
                Some(_) => self.escape()?,
                None => return Err(self.unexpected()),
            }
            escaped = true;
        }
        let raw = str::from_utf8(&self.bytes[start..self.position]).map_err(|error| {
            DecodeError::data(DecodeErrorKind::InvalidUtf8, start + error.valid_up_to())
        })?;
        self.position += 1;
        Ok(Text { raw, escaped })
    }

    /// Checks an escape sequence, from its backslash on.
    fn escape(&mut self) -> Result<(), DecodeError> {
        let start = self.position;
        let sequence = &self.bytes[start + 1..];
        let length = match sequence.first() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Some(1),
            Some(b'u') => match hex(sequence.get(1..)) {
                Some(0xdc00..=0xdfff) | None => None,
                Some(0xd800..=0xdbff) => match (sequence.get(5..7), hex(sequence.get(7..))) {
                    (Some(b"\\u"), Some(0xdc00..=0xdfff)) => Some(11),
                    _ => None,
                },
                Some(_) => Some(5),
            },
            _ => None,
        };
        let length =
            length.ok_or_else(|| DecodeError::data(DecodeErrorKind::InvalidEscape, start))?;
        self.position += 1 + length;
        Ok(())
    }

    /// A number's text, checked for grammar and range.
    pub(crate) fn number(&mut self) -> Result<&'a [u8], DecodeError> {
        let start = self.position;
        self.take(b'-');
        let whole = match self.peek() {
            Some(b'0') => {
                self.position += 1;
                1
            }
            _ => self.digits()?,
        };
        if self.take(b'.') {
            self.digits()?;
        }
        let exponent = self.take(b'e') || self.take(b'E');
        if exponent {
            let _sign = self.take(b'-') || self.take(b'+');
            self.digits()?;
        }
        let text = &self.bytes[start..self.position];
        // Shorter ones without an exponent are below the largest f64, 1.8e308.
        if (exponent || whole > 308) && !is_finite(text) {
            return Err(DecodeError::data(DecodeErrorKind::InvalidNumber, start));
        }
        Ok(text)
    }

    fn digits(&mut self) -> Result<usize, DecodeError> {
        let start = self.position;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.position += 1;
        }
        if self.position == start {
            return Err(DecodeError::data(DecodeErrorKind::InvalidNumber, start));
        }
        Ok(self.position - start)
    }

    /// `null`, `true` or `false`, if it is what comes next.
    pub(crate) fn literal(&mut self, word: &str) -> Result<(), DecodeError> {
        if self.bytes[self.position..].starts_with(word.as_bytes()) {
            self.position += word.len();
            Ok(())
        } else {
            Err(DecodeError::data(DecodeErrorKind::Syntax, self.position))
        }
    }

    /// Steps over a value in an object, white space before it included.
    pub(crate) fn skip_value(&mut self) -> Result<(), DecodeError> {
        let mut nesting = Nesting::default();
        loop {
            self.skip_whitespace();
            let is_object = match self.peek() {
                Some(b'{') => true,
                Some(b'[') => false,
                _ => {
                    self.scalar()?;
                    if self.close(&mut nesting)? {
                        return Ok(());
                    }
                    continue;
                }
            };
            nesting.enter(is_object).map_err(|error| error.at(self.position))?;
            self.position += 1;
            self.skip_whitespace();
            if self.take(if is_object { b'}' } else { b']' }) {
                nesting.leave();
                if self.close(&mut nesting)? {
                    return Ok(());
                }
            } else if is_object {
                self.key()?;
            }
        }
    }

    fn scalar(&mut self) -> Result<(), DecodeError> {
        match self.peek() {
            Some(b'"') => self.string().map(drop),
            Some(b'-' | b'0'..=b'9') => self.number().map(drop),
            Some(b't') => self.literal("true"),
            Some(b'f') => self.literal("false"),
            Some(b'n') => self.literal("null"),
            _ => Err(self.unexpected()),
        }
    }

    /// After a value: closes what ends here and goes on to the next value, if there is one.
    /// True when the outermost value is complete.
    fn close(&mut self, nesting: &mut Nesting) -> Result<bool, DecodeError> {
        while let Some(is_object) = nesting.innermost() {
            self.skip_whitespace();
            if self.take(b',') {
                if is_object {
                    self.key()?;
                }
                return Ok(false);
            }
            if !self.take(if is_object { b'}' } else { b']' }) {
                return Err(self.unexpected());
            }
            nesting.leave();
        }
        Ok(true)
    }

    /// Checks that nothing but white space is left.
    pub(crate) fn end(&mut self) -> Result<(), DecodeError> {
        self.skip_whitespace();
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(DecodeError::data(DecodeErrorKind::TrailingData, self.position)),
        }
    }
}

fn control_character(run: &[u8]) -> Option<usize> {
    // Without an early exit the search for "any" is vectorised.
    let any = run.iter().fold(false, |any, &byte| any | (byte < 0x20));
    any.then(|| run.iter().position(|&byte| byte < 0x20)).flatten()
}

fn is_finite(number: &[u8]) -> bool {
    str::from_utf8(number)
        .ok()
        .and_then(|text| text.parse::<f64>().ok())
        .is_some_and(f64::is_finite)
}

/// Which containers of a value are open, a bit each: set for an object.
#[derive(Default)]
struct Nesting {
    bits: [u64; MAX_SKIP_DEPTH / 64],
    depth: usize,
}

impl Nesting {
    fn enter(&mut self, is_object: bool) -> Result<(), DecodeError> {
        // The object around the value is a level as well.
        if self.depth == MAX_SKIP_DEPTH - 1 {
            return Err(too_deep());
        }
        let word = &mut self.bits[self.depth / 64];
        let bit = 1 << (self.depth % 64);
        *word = if is_object { *word | bit } else { *word & !bit };
        self.depth += 1;
        Ok(())
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }

    fn innermost(&self) -> Option<bool> {
        let index = self.depth.checked_sub(1)?;
        Some(self.bits[index / 64] >> (index % 64) & 1 == 1)
    }
}

#[cold]
fn too_deep() -> DecodeError {
    DecodeError::new(crate::Stage::Data, DecodeErrorKind::DepthExceeded).with_limit(MAX_SKIP_DEPTH)
}

/// Checks only how deep brackets outside strings nest, for text that is validated elsewhere.
pub(super) fn check_depth(text: &[u8]) -> Result<(), DecodeError> {
    let (mut depth, mut position) = (0_usize, 0);
    while let Some(&byte) = text.get(position) {
        match byte {
            b'"' => position = end_of_string(text, position + 1),
            b'{' | b'[' if depth == MAX_SKIP_DEPTH => return Err(too_deep().at(position)),
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        position += 1;
    }
    Ok(())
}

/// Where the closing quote of a string stands whose content begins at `position`, or the end.
pub(super) fn end_of_string(text: &[u8], mut position: usize) -> usize {
    while let Some(index) = text.get(position..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        position += index;
        if text[position] == b'"' {
            return position;
        }
        position += 2;
    }
    text.len()
}
