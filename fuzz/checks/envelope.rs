//! Envelopes, found wherever they stand: `op`, `s`, `t` and `d` are those of a reader that looks at
//! everything.

use std::fmt;

use arbitrary::{Arbitrary, Result, Unstructured};
use gatewire::etf::Term;
use gatewire::etf::term::{Kind as TermKind, TermRef};
use gatewire::{Compression, DecodeErrorKind as Kind, Decoder, Encoding, Scratch};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::{frame, nesting, options};

#[derive(Debug)]
pub struct Input<'a> {
    encoding: Encoding,
    bytes: &'a [u8],
}

impl<'a> Arbitrary<'a> for Input<'a> {
    fn arbitrary(input: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Self { encoding: options::encoding(input)?, bytes: input.bytes(input.len())? })
    }
}

/// An envelope, and what `d` is in JSON.
#[derive(Debug, PartialEq)]
struct Envelope {
    opcode: u8,
    sequence: Option<u64>,
    name: Option<String>,
    /// None if it has no counterpart in JSON.
    data: Option<Value>,
}

enum Reference {
    Envelope(Envelope),
    /// It has none, or is not well formed.
    Refused,
    /// What it is compared with stops for reasons of its own.
    Unknown,
}

pub fn check(input: &Input<'_>) {
    let Input { encoding, bytes } = *input;
    let reference = match encoding {
        Encoding::Etf => of_term(bytes),
        _ => of_json(bytes),
    };
    let mut decoder = Decoder::new(encoding, Compression::None);
    let owned = match decoder.decode(bytes) {
        Ok(found) => {
            let found = found.expect("a plain message is a frame");
            let owned = found.to_owned();
            frame::check(found, encoding);
            owned
        }
        Err(error) => {
            let is_refused = !matches!(reference, Reference::Envelope(_));
            assert!(is_refused, "{error} for {}", bytes.escape_ascii());
            return;
        }
    };
    let valid = owned.validate();
    match reference {
        Reference::Envelope(expected) => {
            if let Err(error) = &valid {
                // A term that ends in what looks like an envelope is refused, once it is read.
                let is_ambiguous = error.kind() == Kind::AmbiguousEnvelope;
                assert!(is_ambiguous && encoding == Encoding::Etf, "{error}");
                return;
            }
            let name = owned.event_name().map(str::to_owned);
            let data = owned.data::<Value>(&mut Scratch::new());
            if let (Err(error), Some(_)) = (&data, &expected.data) {
                assert_eq!(error.kind(), Kind::DepthExceeded, "{error}");
            }
            // Containers may nest deeper there than here.
            let expected = Envelope { data: expected.data.filter(|_| data.is_ok()), ..expected };
            let (opcode, sequence) = (owned.opcode().0, owned.sequence());
            assert_eq!(Envelope { opcode, sequence, name, data: data.ok() }, expected);
        }
        Reference::Refused => assert!(valid.is_err(), "{} is valid", bytes.escape_ascii()),
        Reference::Unknown => {}
    }
}

/// The entries of an object in their order, those with the same key too.
struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct EntriesVisitor;

        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Entries<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(EntriesVisitor)
    }
}

fn of_json(bytes: &[u8]) -> Reference {
    if nesting::is_beyond_serde_json(bytes) {
        return Reference::Unknown;
    }
    let Ok(Entries(entries)) = serde_json::from_slice(bytes) else { return Reference::Refused };
    let mut found = Vec::new();
    for (key, raw) in entries {
        // What is skipped is not looked at as closely.
        let Ok(value) = serde_json::from_str::<Value>(raw.get()) else { return Reference::Refused };
        found.push((key, value));
    }
    envelope_of_json(&found).map_or(Reference::Refused, Reference::Envelope)
}

/// The value of a key that stands once at most. None if it stands twice.
fn once<'e, T>(entries: &'e [(String, T)], key: &str) -> Option<Option<&'e T>> {
    let mut values = entries.iter().filter(|(own, _)| own == key).map(|(_, value)| value);
    let value = values.next();
    values.next().is_none().then_some(value)
}

/// An integer, a whole float, or decimal text.
fn integer(value: &Value) -> Option<u64> {
    match value {
        Value::String(text) => decimal(text),
        value => value.as_u64().or_else(|| whole(value.as_f64()?)),
    }
}

fn decimal(text: &str) -> Option<u64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_decimal = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_decimal.then(|| text.parse::<i128>().ok()).flatten()?.try_into().ok()
}

fn whole(float: f64) -> Option<u64> {
    let is_whole = float.fract() == 0.0 && (0.0..18_446_744_073_709_551_616.0).contains(&float);
    is_whole.then_some(float as u64)
}

fn envelope_of_json(entries: &[(String, Value)]) -> Option<Envelope> {
    let opcode = integer(once(entries, "op")??)?;
    let sequence = match once(entries, "s")? {
        None | Some(Value::Null) => None,
        Some(value) => Some(integer(value)?),
    };
    let name = match once(entries, "t")? {
        None | Some(Value::Null) => None,
        Some(value) => Some(value.as_str()?.to_owned()),
    };
    let data = once(entries, "d")?.cloned().unwrap_or_default();
    Some(Envelope { opcode: u8::try_from(opcode).ok()?, sequence, name, data: Some(data) })
}

fn of_term(bytes: &[u8]) -> Reference {
    let Ok(bytes) = gatewire::etf::inflate(bytes, 16 << 20) else { return Reference::Refused };
    let term = match Term::decode(&bytes) {
        Ok(term) => term,
        // Equal keys are refused where a term is wanted, and left to others where none is.
        Err(error) if matches!(error.kind(), Kind::DuplicateKey | Kind::DepthExceeded) => {
            return Reference::Unknown;
        }
        Err(_) => return Reference::Refused,
    };
    let TermKind::Map(map) = term.kind() else { return Reference::Refused };
    let mut found = Vec::new();
    for (key, value) in map.entries() {
        match key.kind() {
            TermKind::Atom(atom) => found.push((atom.as_str().to_owned(), value)),
            TermKind::Binary(bytes) if key.tag() == BINARY_EXT => match str::from_utf8(bytes) {
                Ok(text) => found.push((text.to_owned(), value)),
                Err(_) => return Reference::Refused,
            },
            _ => {}
        }
    }
    envelope_of_term(&found).map_or(Reference::Refused, Reference::Envelope)
}

const BINARY_EXT: u8 = 109;

/// None if it is nothing.
fn not_null<'t>(term: Option<&TermRef<'t>>) -> Option<TermRef<'t>> {
    let is_null = |term: &TermRef<'_>| {
        term.as_atom().is_some_and(|atom| matches!(atom.as_str(), "nil" | "null"))
    };
    term.copied().filter(|term| !is_null(term))
}

/// As [`integer`].
fn integer_of_term(term: &TermRef<'_>) -> Option<u64> {
    match term.kind() {
        TermKind::Float(float) => whole(float),
        TermKind::Atom(atom) => decimal(atom.as_str()),
        TermKind::Binary(bytes) => decimal(str::from_utf8(bytes).ok()?),
        _ => term.as_u64(),
    }
}

fn envelope_of_term(entries: &[(String, TermRef<'_>)]) -> Option<Envelope> {
    let opcode = integer_of_term(once(entries, "op")??)?;
    let sequence = match not_null(once(entries, "s")?) {
        None => None,
        Some(term) => Some(integer_of_term(&term)?),
    };
    let name = match not_null(once(entries, "t")?) {
        None => None,
        Some(term) => match term.kind() {
            TermKind::Atom(atom) if !matches!(atom.as_str(), "true" | "false") => {
                Some(atom.as_str().to_owned())
            }
            TermKind::Binary(bytes) if term.tag() == BINARY_EXT => {
                Some(str::from_utf8(bytes).ok()?.to_owned())
            }
            _ => return None,
        },
    };
    let data = match once(entries, "d")? {
        None => Some(Value::Null),
        Some(term) => {
            let mut deserializer = term.deserializer().json_compatible(true);
            Value::deserialize(&mut deserializer).ok()
        }
    };
    Some(Envelope { opcode: u8::try_from(opcode).ok()?, sequence, name, data })
}
