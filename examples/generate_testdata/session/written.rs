//! Values as the Gateway writes them, in either encoding, by the library's serializers.

use gatewire::etf::{Atom, SmallIntegers};
use gatewire::{Encoding, Snowflake};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::value::{Keys, Object, Value};

/// A value in the shape that it has in an encoding.
pub(crate) struct Written<'a>(pub(crate) &'a Value, pub(crate) Encoding);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(value, encoding) = *self;
        match (value, encoding) {
            // Discord's atoms have another tag than the ones that the library writes.
            (Value::Null, Encoding::Etf) => Atom("nil").serialize(serializer),
            (Value::Bool(true), Encoding::Etf) => Atom("true").serialize(serializer),
            (Value::Bool(false), Encoding::Etf) => Atom("false").serialize(serializer),
            (Value::Null, _) => serializer.serialize_unit(),
            (Value::Bool(value), _) => serializer.serialize_bool(*value),
            (Value::Integer(value), _) => serializer.serialize_i64(*value),
            (Value::Id(id), _) => Snowflake::new(id.0).serialize(serializer),
            (Value::Float(value), _) => serializer.serialize_f64(*value),
            (Value::Atom(text), _) => Atom(text).serialize(serializer),
            (Value::EscapedText(text), Encoding::Json) => {
                serializer.serialize_str(&with_placeholders(text))
            }
            (Value::Text(text) | Value::EscapedText(text), _) => serializer.serialize_str(text),
            (Value::List(items), _) => match small_integers(items) {
                Some(bytes) => SmallIntegers(&bytes).serialize(serializer),
                None => serializer.collect_seq(items.iter().map(|item| Written(item, encoding))),
            },
            (Value::Object(object), _) => write_object(object, encoding, serializer),
        }
    }
}

/// Erlang takes every list of small integers for a string.
fn small_integers(items: &[Value]) -> Option<Vec<u8>> {
    let small = |item: &Value| match item {
        Value::Integer(value) => u8::try_from(*value).ok(),
        _ => None,
    };
    items.iter().map(small).collect()
}

fn write_object<S: Serializer>(
    object: &Object,
    encoding: Encoding,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let fields = match encoding {
        Encoding::Json => object.json_order(),
        _ => object.etf_order(),
    };
    let mut map = serializer.serialize_map(Some(fields.len()))?;
    for field in fields {
        let value = Written(&field.value, encoding);
        match object.keys {
            Keys::Binaries => map.serialize_entry(&*field.key, &value)?,
            Keys::Atoms => map.serialize_entry(&Atom(&field.key), &value)?,
        }
    }
    map.end()
}

/// Where the units of UTF-16 stand that are escapes in the end: characters for private use, of
/// which the session has none. The library has one way to write text, and this is not it.
const PLACEHOLDERS: u32 = 0xF_0000;

/// The text with a placeholder for each unit of what is not ASCII.
fn with_placeholders(text: &str) -> String {
    let mut marked = String::new();
    for character in text.chars() {
        if character.is_ascii() {
            marked.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            marked.extend(char::from_u32(PLACEHOLDERS + u32::from(*unit)));
        }
    }
    marked
}

/// JSON with `\u` escapes for the placeholders in it.
pub(crate) fn with_escapes(json: Vec<u8>) -> Vec<u8> {
    let json = String::from_utf8(json).expect("the library writes UTF-8");
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        match u32::from(character).checked_sub(PLACEHOLDERS) {
            Some(unit @ ..=0xFFFF) => escaped.push_str(&format!("\\u{unit:04x}")),
            _ => escaped.push(character),
        }
    }
    escaped.into_bytes()
}
