//! What is given as a command's data, held against what Discord documents.
//!
//! A command is read as its struct, which also takes forms that only the Gateway may send: integers
//! as text, and null for what is left out. So the struct is written again, and what was given is
//! refused where it is of another type.

use std::fmt::{Arguments, Write};

use gatewire::{Opcode, Snowflake, Value};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::table::{LONGEST_NAME, printable};

/// How many fields are named in one error.
const MAX_NAMED: usize = 10;

/// Compares a value with what is documented in its place. The error names the fields that differ.
pub(crate) fn compare(path: &str, given: &Value<'_>, documented: &Value<'_>) -> Result<(), String> {
    let mut comparison = Comparison { path: path.to_owned(), named: Vec::new(), unnamed: 0 };
    comparison.value(given, documented);
    let Comparison { named, unnamed, .. } = comparison;
    match (named.is_empty(), unnamed) {
        (true, _) => Ok(()),
        (false, 0) => Err(named.join("; ")),
        (false, more) => Err(format!("{}; and {more} more", named.join("; "))),
    }
}

struct Comparison {
    path: String,
    named: Vec<String>,
    unnamed: usize,
}

impl Comparison {
    /// Goes no deeper than what is documented, which bounds the recursion.
    fn value(&mut self, given: &Value<'_>, documented: &Value<'_>) {
        match (given, documented) {
            (Value::Map(given), Value::Map(documented)) => {
                for (key, value) in given.iter() {
                    match documented.get(key) {
                        Some(other) => self.inside(format_args!(".{key}"), |inside| {
                            inside.value(value, other);
                        }),
                        // Unknown fields stay, but null is what an optional field is not.
                        None if value.is_null() => {
                            let key = printable(key, LONGEST_NAME);
                            self.inside(format_args!(".{key}"), |inside| {
                                inside
                                    .note("is null, where Discord documents no null: leave it out");
                            });
                        }
                        None => {}
                    }
                }
            }
            (Value::List(given), Value::List(documented)) => {
                for (index, (value, other)) in given.iter().zip(documented.iter()).enumerate() {
                    let index = format_args!("[{index}]");
                    self.inside(index, |inside| inside.value(value, other));
                }
            }
            // An id may be an integer, and stand for a list of one: the struct took it for one.
            (Value::Unsigned(_), Value::Text(_))
            | (Value::Unsigned(_) | Value::Text(_), Value::List(_)) => {}
            _ => {
                let (given, documented) = (type_of(given), type_of(documented));
                if given != documented {
                    self.note(&format!("is {given}, where Discord documents {documented}"));
                }
            }
        }
    }

    fn inside(&mut self, name: Arguments<'_>, compare: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        let _ = self.path.write_fmt(name);
        compare(self);
        self.path.truncate(length);
    }

    fn note(&mut self, what: &str) {
        match self.named.len() < MAX_NAMED {
            true => self.named.push(format!("`{}` {what}", self.path)),
            false => self.unnamed += 1,
        }
    }
}

fn type_of(value: &Value<'_>) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Unsigned(_) | Value::Signed(_) => "an integer",
        Value::Text(_) => "text",
        Value::List(_) => "a list",
        Value::Map(_) => "an object",
        _ => "a number with a fraction or an exponent",
    }
}

/// The fields of a command's data that are ids, or lists of them.
pub(crate) fn id_fields(op: Opcode) -> &'static [&'static str] {
    match op {
        Opcode::VOICE_STATE_UPDATE => &["guild_id", "channel_id"],
        Opcode::REQUEST_GUILD_MEMBERS => &["guild_id", "user_ids"],
        Opcode::REQUEST_SOUNDBOARD_SOUNDS => &["guild_ids"],
        Opcode::REQUEST_CHANNEL_INFO => &["guild_id"],
        _ => &[],
    }
}

/// A payload's data as it was given, fields that no command has included. Its ids become what the
/// encoding has for them, and fields that are null if they are missing are added.
pub(crate) struct Data<'v, 'a> {
    pub(crate) given: &'v Value<'a>,
    /// What is documented in its place.
    pub(crate) documented: &'v Value<'a>,
    /// The names of its fields that are ids.
    pub(crate) ids: &'static [&'static str],
}

impl Serialize for Data<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { given, documented, ids } = *self;
        match (given, documented) {
            (Value::Map(fields), Value::Map(known)) => {
                let mut map = serializer.serialize_map(None)?;
                for (name, given) in fields.iter() {
                    match known.get(name) {
                        Some(_) if ids.contains(&name.as_str()) => {
                            map.serialize_entry(name, &Ids(given))?;
                        }
                        Some(documented) => {
                            map.serialize_entry(name, &Data { given, documented, ids: &[] })?;
                        }
                        None => map.serialize_entry(name, given)?,
                    }
                }
                for (name, value) in known.iter() {
                    if value.is_null() && fields.get(name).is_none() {
                        map.serialize_entry(name, value)?;
                    }
                }
                map.end()
            }
            (Value::List(given), Value::List(documented)) => {
                let pairs = given.iter().zip(documented.iter());
                serializer.collect_seq(pairs.map(|(given, documented)| Data {
                    given,
                    documented,
                    ids: &[],
                }))
            }
            _ => given.serialize(serializer),
        }
    }
}

/// An id, a list of ids, or null.
struct Ids<'v, 'a>(&'v Value<'a>);

impl Serialize for Ids<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let id = match self.0 {
            Value::List(ids) => return serializer.collect_seq(ids.iter().map(Ids)),
            Value::Unsigned(id) => Some(Snowflake::new(*id)),
            Value::Text(text) => text.parse().ok(),
            _ => None,
        };
        match id {
            Some(id) => id.serialize(serializer),
            None => self.0.serialize(serializer),
        }
    }
}
