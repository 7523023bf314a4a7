//! Thousands of distinct messages, so that no predictor knows them by heart.
//!
//! They have the shapes of the session's and nothing else of it: each part is taken from another
//! message, lists have other lengths, all ids, times, numbers and texts are new, fields are absent
//! at random where they may be, and of a tenth the keys are in any order.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::named::Kind;
use super::random::Random;
use super::wire::{self, Order};
use super::{Event, made};

const SEED: u64 = 0x5eed_0f0a_11ed;

/// One in so many fields is absent, if the struct is read without it.
const ABSENT: usize = 8;

/// One in so many messages has its keys in any order.
const SHUFFLED: usize = 10;

/// The most elements of a list that has any.
const MOST_ELEMENTS: usize = 5;

/// Text that Discord chooses from a few, by its key.
const KEPT: &str = "content_type desktop discriminator embedded mobile palette platform status tag \
                    type vr web";

/// Text that people write, by its key, and the most bytes that it has here.
fn most(key: &str) -> Option<usize> {
    Some(match key {
        "buttons" | "global_name" | "name" | "nick" | "username" => 32,
        "label" | "filename" => 60,
        "details" | "large_text" | "small_text" | "state" | "title" => 128,
        "text" | "value" => 400,
        "description" => 1500,
        "content" => 2000,
        _ => return None,
    })
}

/// So many distinct messages of a kind.
pub(super) fn messages<K: Kind>(count: usize) -> Event {
    let originals = made::data(K::EVENT);
    let mut maker = Maker { random: Random::new(SEED), parts: HashMap::new() };
    for original in &originals {
        maker.learn("d", original);
    }
    let mut required = HashSet::new();
    let (mut json, mut etf) = (Vec::new(), Vec::new());
    for sequence in 2..count as u32 + 2 {
        let mut data = maker.make("d", "d");
        assert!(is_read::<K>(&data), "what is made is an event: {data}");
        thin::<K>(&mut data, &mut maker.random, &mut required);
        let order = match maker.random.one_in(SHUFFLED) {
            true => Order::Shuffled(maker.random.next()),
            false => Order::Discord,
        };
        json.push(wire::json(K::EVENT, sequence, &data, order));
        etf.push(wire::etf(K::EVENT, sequence, &data, order));
    }
    Event { json, etf }
}

/// Makes values of what it has seen.
struct Maker {
    random: Random,
    /// What stands at each path, the elements of a list being at one.
    parts: HashMap<String, Vec<Value>>,
}

impl Maker {
    fn learn(&mut self, path: &str, value: &Value) {
        match value {
            Value::Array(items) => {
                items.iter().for_each(|item| self.learn(&format!("{path}[]"), item));
            }
            Value::Object(fields) => {
                fields.iter().for_each(|(key, value)| self.learn(&format!("{path}.{key}"), value));
            }
            _ => {}
        }
        self.parts.entry(path.to_owned()).or_default().push(value.clone());
    }

    /// A value for a path, whose last key is `key`.
    fn make(&mut self, path: &str, key: &str) -> Value {
        let value = self.random.pick(&self.parts[path]).clone();
        self.renew(path, key, value)
    }

    /// The same with other contents.
    fn renew(&mut self, path: &str, key: &str, value: Value) -> Value {
        match value {
            Value::Object(fields) => {
                let renew = |(key, value): (String, Value)| {
                    let path = format!("{path}.{key}");
                    // What stands alone may come from elsewhere. Scalars tell what is around them.
                    let value = match value {
                        Value::Object(_) | Value::Array(_) => self.make(&path, &key),
                        scalar => self.renew(&path, &key, scalar),
                    };
                    (key, value)
                };
                Value::Object(fields.into_iter().map(renew).collect())
            }
            // A pair, or a list without elements to choose from.
            Value::Array(items) if key == "size" || items.is_empty() => Value::Array(items),
            Value::Array(_) => {
                let path = format!("{path}[]");
                // Mostly few.
                let most = 1 + self.random.below(MOST_ELEMENTS);
                let length = 1 + self.random.below(most);
                Value::Array((0..length).map(|_| self.make(&path, key)).collect())
            }
            Value::String(text) => Value::String(self.text(key, &text)),
            Value::Number(number) => match number.as_u64() {
                // Below that it is a type, or a set of flags.
                Some(number) if number > 1000 => (1 + self.random.next() % number).into(),
                _ => Value::Number(number),
            },
            other => other,
        }
    }

    fn text(&mut self, key: &str, text: &str) -> String {
        if KEPT.split(' ').any(|kept| kept == key) {
            text.to_owned()
        } else if let Some(most) = most(key) {
            self.random.text(most)
        } else if wire::id(key, text).is_some() {
            (self.random.next() >> 3 | 1 << 60).to_string()
        } else if text.as_bytes().get(10) == Some(&b'T') {
            self.time()
        } else {
            self.random.letters(text)
        }
    }

    fn time(&mut self) -> String {
        let mut below = |bound| self.random.below(bound);
        let (year, month, day) = (2015 + below(12), 1 + below(12), 1 + below(28));
        let (hour, minute, second) = (below(24), below(60), below(60));
        let fraction = below(1000);
        format!(
            "{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{fraction:03}000+00:00"
        )
    }
}

fn is_read<K: Kind>(data: &Value) -> bool {
    serde_json::from_str::<K::Of<'_>>(&data.to_string()).is_ok()
}

/// Leaves out fields at random, but for those that the struct has to have.
fn thin<K: Kind>(data: &mut Value, random: &mut Random, required: &mut HashSet<String>) {
    let mut pointers = Vec::new();
    objects(data, String::new(), &mut pointers);
    for (pointer, key) in pointers {
        let name = field(&pointer, &key);
        if !random.one_in(ABSENT) || required.contains(&name) {
            continue;
        }
        // What it stands in may be absent by now.
        let Some(Value::Object(object)) = data.pointer_mut(&pointer) else { continue };
        let Some(removed) = object.remove(&key) else { continue };
        if !is_read::<K>(data) {
            data.pointer_mut(&pointer).unwrap()[&key] = removed;
            required.insert(name);
        }
    }
}

/// The pointer of each object, with each of its keys.
fn objects(value: &Value, pointer: String, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                found.push((pointer.clone(), key.clone()));
                objects(value, format!("{pointer}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                objects(item, format!("{pointer}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// The name of a field, whichever elements of lists it is in.
fn field(pointer: &str, key: &str) -> String {
    let steps = pointer.split('/').filter(|step| step.parse::<usize>().is_err());
    steps.chain([key]).collect::<Vec<_>>().join("/")
}
