//! Events as Discord writes them, from values of serde_json.
//!
//! What JSON does not show, which text is an id and which an atom, follows from the key.

use gatewire::encode::{Envelope, FrameWriter};
use gatewire::etf::{Atom, SmallIntegers};
use gatewire::{Encoding, Snowflake};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

use super::random::Random;

/// Keys of objects whose own keys are atoms in ETF, as they are in captures.
const ATOM_KEYS: [&str; 3] = ["client_status", "emojis", "permission_overwrites"];

/// Statuses are atoms.
const STATUSES: [&str; 5] = ["dnd", "idle", "invisible", "offline", "online"];

/// In which order the fields of objects are.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Order {
    /// Descending in JSON, ascending in ETF.
    Discord,
    /// Any, by a seed. The envelope is as ever.
    Shuffled(u64),
}

/// A payload of JSON.
pub(super) fn json(event: &str, sequence: u32, data: &Value, order: Order) -> Vec<u8> {
    write(Encoding::Json, event, sequence, data, order)
}

/// A payload of ETF.
pub(super) fn etf(event: &str, sequence: u32, data: &Value, order: Order) -> Vec<u8> {
    write(Encoding::Etf, event, sequence, data, order)
}

fn write(encoding: Encoding, event: &str, sequence: u32, data: &Value, order: Order) -> Vec<u8> {
    let (envelope, mut out) = (Envelope::dispatch(sequence.into(), event), Vec::new());
    let data = Written { key: "d", value: data, encoding, order };
    FrameWriter::new(encoding).write(envelope, &data, &mut out).unwrap();
    out
}

/// The number of a text that is an id, by the key that it stands behind, in a list too.
pub(super) fn id(key: &str, text: &str) -> Option<u64> {
    let is_key = ["applied_tags", "id", "not_found", "roles"].contains(&key)
        || key.ends_with("_id")
        || key.ends_with("_ids");
    let is_id = is_key && (17..=20).contains(&text.len());
    text.parse().ok().filter(|_| is_id && text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The fields in an order, whatever order the map has.
fn ordered(
    object: &Map<String, Value>,
    order: Order,
    encoding: Encoding,
) -> Vec<(&String, &Value)> {
    let mut fields: Vec<_> = object.iter().collect();
    fields.sort_by_key(|(key, _)| *key);
    match order {
        Order::Discord if encoding == Encoding::Json => fields.reverse(),
        Order::Discord => {}
        Order::Shuffled(seed) => {
            let mut random = Random::new(seed);
            fields.sort_by_cached_key(|_| random.next());
        }
    }
    fields
}

/// What stands behind a key, or in the list there, in the shape that it has in an encoding.
#[derive(Clone, Copy)]
struct Written<'a> {
    key: &'a str,
    value: &'a Value,
    encoding: Encoding,
    order: Order,
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.value {
            Value::Array(items) => self.write_list(items, serializer),
            Value::Object(object) => self.write_object(object, serializer),
            value if self.encoding == Encoding::Json => value.serialize(serializer),
            Value::Null => Atom("nil").serialize(serializer),
            Value::Bool(value) => Atom(if *value { "true" } else { "false" }).serialize(serializer),
            Value::String(text) => match id(self.key, text) {
                Some(id) => Snowflake::new(id).serialize(serializer),
                None if STATUSES.contains(&text.as_str()) => Atom(text).serialize(serializer),
                None => serializer.serialize_str(text),
            },
            number => number.serialize(serializer),
        }
    }
}

impl<'a> Written<'a> {
    fn write_list<S: Serializer>(&self, items: &[Value], serializer: S) -> Result<S::Ok, S::Error> {
        let small = |item: &Value| item.as_u64().and_then(|item| u8::try_from(item).ok());
        match items.iter().map(small).collect::<Option<Vec<u8>>>() {
            // Erlang takes it for a string.
            Some(bytes) => SmallIntegers(&bytes).serialize(serializer),
            None => serializer.collect_seq(items.iter().map(|value| Written { value, ..*self })),
        }
    }

    fn write_object<S: Serializer>(
        &self,
        object: &'a Map<String, Value>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let fields = ordered(object, self.order, self.encoding);
        let mut map = serializer.serialize_map(Some(fields.len()))?;
        for (key, value) in fields {
            let value = Written { key, value, ..*self };
            match ATOM_KEYS.contains(&self.key) {
                true => map.serialize_entry(&Atom(key), &value)?,
                false => map.serialize_entry(key, &value)?,
            }
        }
        map.end()
    }
}
