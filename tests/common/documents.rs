//! Documents made of the table: what `d` of an event can look like, in JSON and as a term.

use serde_json::Value;

use super::protocol::{Era, Table, Type};
use super::term;

/// A value of which both encodings can be written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Doc {
    Null,
    Bool(bool),
    Int(u64),
    /// An integer of an open set, or bits.
    Code(u64),
    Float(f64),
    Text(String),
    /// Text that is an atom in terms, at times.
    Word(String),
    /// Text in JSON, an integer in terms.
    Id(u64),
    List(Vec<Doc>),
    Object(Vec<(String, Doc)>),
}

/// Which fields a document has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variant {
    /// All of them, with a value.
    Full,
    /// All of them; those that can be null are.
    Null,
    /// Those that are always there.
    Absent,
    /// Those of the old documentation.
    V8,
    /// Those of the current documentation.
    Current,
}

/// How a term is written: text and keys as binaries, or as atoms where the Gateway may do so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Binaries,
    Atoms,
}

/// The order of keys: ascending as in terms, or descending as in the Gateway's JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Ascending,
    Descending,
}

impl Doc {
    pub(crate) fn to_json(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => (*value).into(),
            Self::Int(value) | Self::Code(value) => (*value).into(),
            Self::Float(value) => (*value).into(),
            Self::Text(text) | Self::Word(text) => text.as_str().into(),
            Self::Id(id) => id.to_string().into(),
            Self::List(elements) => elements.iter().map(Self::to_json).collect(),
            Self::Object(entries) => Value::Object(
                entries.iter().map(|(key, doc)| (key.clone(), doc.to_json())).collect(),
            ),
        }
    }

    /// The same with other values in some places.
    pub(crate) fn map(&self, other: &impl Fn(&Doc) -> Option<Doc>) -> Doc {
        match (other(self), self) {
            (Some(doc), _) => doc,
            (None, Self::List(elements)) => {
                Self::List(elements.iter().map(|element| element.map(other)).collect())
            }
            (None, Self::Object(entries)) => {
                let entry = |(key, doc): &(String, Doc)| (key.clone(), doc.map(other));
                Self::Object(entries.iter().map(entry).collect())
            }
            _ => self.clone(),
        }
    }

    pub(crate) fn to_term(&self, style: Style) -> Vec<u8> {
        let key = |key: &str| match style {
            // Ids are text where they are keys.
            Style::Atoms if !key.starts_with(|c: char| c.is_ascii_digit()) => term::atom(key),
            _ => term::binary(key),
        };
        match self {
            Self::Word(text) if style == Style::Atoms => term::atom(text),
            Self::Id(id) if *id < 256 => term::small(*id as u8),
            Self::Id(id) => term::unsigned(*id),
            Self::List(elements) => {
                let small = elements.iter().map(|element| match element {
                    Self::Int(value) => u8::try_from(*value).ok(),
                    _ => None,
                });
                match small.collect::<Option<Vec<u8>>>() {
                    // STRING_EXT.
                    Some(bytes) if style == Style::Atoms && !bytes.is_empty() => {
                        let length = u16::try_from(bytes.len()).unwrap().to_be_bytes();
                        [&[107], &length[..], &bytes].concat()
                    }
                    _ => {
                        let elements = elements.iter().map(|element| element.to_term(style));
                        term::list(&elements.collect::<Vec<_>>())
                    }
                }
            }
            Self::Object(entries) => {
                let mut entries: Vec<_> = entries
                    .iter()
                    .map(|(name, doc)| (name, (key(name), doc.to_term(style))))
                    .collect();
                entries.sort();
                term::map(&entries.into_iter().map(|(_, entry)| entry).collect::<Vec<_>>())
            }
            _ => term::of_json(&self.to_json()),
        }
    }
}

/// JSON text with its keys in an order.
pub(crate) fn write_json(value: &Value, order: Order, out: &mut String) {
    match value {
        Value::Array(elements) => {
            out.push('[');
            for (index, element) in elements.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                write_json(element, order, out);
            }
            out.push(']');
        }
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by_key(|(key, _)| *key);
            if order == Order::Descending {
                entries.reverse();
            }
            out.push('{');
            for (index, (key, value)) in entries.into_iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                write_json(value, order, out);
            }
            out.push('}');
        }
        _ => out.push_str(&value.to_string()),
    }
}

/// A frame of JSON; what has a number for its name is no event, but an operation.
pub(crate) fn json_frame(name: &str, data: &Value, order: Order) -> Vec<u8> {
    let mut text = match name.parse::<u8>() {
        Ok(op) => format!("{{\"t\":null,\"s\":null,\"op\":{op},\"d\":"),
        Err(_) => format!("{{\"t\":\"{name}\",\"s\":1,\"op\":0,\"d\":"),
    };
    write_json(data, order, &mut text);
    text.push('}');
    text.into_bytes()
}

/// The same as a term.
pub(crate) fn term_frame(name: &str, data: &[u8]) -> Vec<u8> {
    match name.parse::<u8>() {
        Ok(op) => term::payload(data, op, None, None),
        Err(_) => term::payload(data, 0, Some(1), Some(name)),
    }
}

/// Makes documents. Each value is another, so that none can stand for its neighbour.
pub(crate) struct Maker<'t> {
    table: &'t Table,
    variant: Variant,
    /// Chooses where a document can be of one of several kinds.
    choice: usize,
    next: u64,
    /// The objects that are being made, the outermost first.
    open: Vec<&'t str>,
    /// The objects that were made, partial ones with their `~`.
    pub(crate) made: std::collections::BTreeSet<String>,
}

/// How many choices show everything: there is no union of which one object is chosen that has more
/// objects.
pub(crate) const CHOICES: usize = 20;

/// How often an object may stand in itself.
const MAX_OPEN: usize = 2;

/// What interactions are, and what they hold.
const INTERACTIONS: [(u64, Option<Type>); 6] = [
    (2, Some(Type::Object("ApplicationCommandData"))),
    (3, Some(Type::Object("MessageComponentData"))),
    (5, Some(Type::Object("ModalSubmitData"))),
    (4, Some(Type::Object("ApplicationCommandData"))),
    (1, None),
    (99, Some(Type::Any)),
];

/// Fields of whole guilds that partial ones never have: they came with `GUILD_CREATE`, and moved
/// there from the guild's table.
const NOT_OF_PARTIAL_GUILDS: [&str; 8] = [
    "joined_at",
    "large",
    "unavailable",
    "member_count",
    "voice_states",
    "members",
    "channels",
    "presences",
];

impl<'t> Maker<'t> {
    pub(crate) fn new(table: &'t Table, variant: Variant, choice: usize) -> Self {
        Self { table, variant, choice, next: 0, open: Vec::new(), made: Default::default() }
    }

    /// A document of that type.
    pub(crate) fn make(&mut self, kind: &'t Type) -> Doc {
        self.value(kind).expect("the outermost object is made")
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// None where it would have to stand in itself once too often.
    fn value(&mut self, kind: &Type) -> Option<Doc> {
        let number = self.number();
        Some(match kind {
            Type::Id => Doc::Id(1_100_000_000_000_000_000 + number),
            Type::Text => Doc::Text(format!("text \"{number}\" é☃")),
            Type::Bool => Doc::Bool(number.is_multiple_of(2)),
            Type::Int => Doc::Int(1 + number % 60_000),
            Type::Float => Doc::Float(number as f64 + 0.25),
            Type::Time => Doc::Text(time(number)),
            Type::Hash => Doc::Text(format!("a_{number:032x}")),
            // Beyond 2^53, and with bits that have no name.
            Type::Permissions => Doc::Text(((1 << 60) + number).to_string()),
            Type::Any => any(number),
            Type::Null => Doc::Null,
            Type::Number(Some(tag)) => Doc::Int(*tag),
            Type::Number(None) => Doc::Code(100 + number % 1000),
            Type::Bits => Doc::Code((1 << 51) + number),
            Type::Word => Doc::Word(format!("word_{number}")),
            Type::List(kind, Some(length)) => {
                Doc::List((0..*length).map(|_| self.value(kind)).collect::<Option<_>>()?)
            }
            Type::List(kind, None) => self.list(kind)?,
            Type::Map(key, value) => {
                let key = match **key {
                    Type::Id => (1_200_000_000_000_000_000 + number).to_string(),
                    _ => format!("key_{number}"),
                };
                Doc::Object(vec![(key, self.value(value)?)])
            }
            Type::Object(name) => match self.table.union(name) {
                Some(_) => {
                    let mut all = self.union(name)?;
                    all.swap_remove(self.choice % all.len())
                }
                None => self.object(self.known(name))?,
            },
            Type::Either(kinds) => self.value(&kinds[self.choice % kinds.len()])?,
        })
    }

    fn list(&mut self, kind: &Type) -> Option<Doc> {
        match kind {
            Type::Object(name) if self.table.union(name).is_some() => {
                let mut all = self.union(name)?;
                let unknown = [("type", Doc::Int(250)), ("x", any(self.number()))];
                all.push(Doc::Object(unknown.map(|(key, doc)| (key.to_owned(), doc)).into()));
                Some(Doc::List(all))
            }
            Type::Object(_) | Type::Any => Some(Doc::List(vec![self.value(kind)?])),
            _ => Some(Doc::List(vec![self.value(kind)?, self.value(kind)?])),
        }
    }

    /// The name as the table has it.
    fn known(&self, name: &str) -> &'t str {
        let entry = self.table.objects.get_key_value(name);
        entry.unwrap_or_else(|| panic!("no object {name}")).0
    }

    /// The object of which this is a part, or which it has all fields of.
    fn whole(&self, name: &'t str) -> &'t str {
        let whole = name.trim_start_matches('~');
        self.table.bases.get(whole).map_or(whole, |base| base.trim_start_matches('~'))
    }

    fn enter(&mut self, name: &'t str) -> bool {
        let whole = self.whole(name);
        let may = self.open.iter().filter(|open| **open == whole).count() < MAX_OPEN;
        if may {
            self.open.push(whole);
        }
        may
    }

    /// One of each of a union's objects.
    fn union(&mut self, name: &str) -> Option<Vec<Doc>> {
        let (name, objects) = self.table.unions.get_key_value(name).unwrap();
        if !self.enter(name) {
            return None;
        }
        let all: Vec<Doc> =
            objects.iter().filter_map(|object| self.object(self.known(object))).collect();
        self.open.pop();
        (!all.is_empty()).then_some(all)
    }

    fn object(&mut self, name: &'t str) -> Option<Doc> {
        if !self.enter(name) {
            return None;
        }
        let entries = self.entries(name);
        self.open.pop();
        self.made.insert(name.to_owned());
        entries.map(Doc::Object)
    }

    fn entries(&mut self, name: &'t str) -> Option<Vec<(String, Doc)>> {
        // Of old there were commands alone.
        let interaction = if self.variant == Variant::V8 { 0 } else { self.choice };
        let (interaction, data) = &INTERACTIONS[interaction % INTERACTIONS.len()];
        // An object that stands in itself has no objects that it can do without: one message in
        // another is enough.
        let whole = self.whole(name);
        let is_inner = self.open.iter().filter(|open| **open == whole).count() == MAX_OPEN;
        let is_rate_limit_known = self.choice.is_multiple_of(2);
        let mut entries = Vec::new();
        for field in self.table.fields(name) {
            let has = match self.variant {
                Variant::Full | Variant::Null => true,
                // The tag of an object in a union is never left out.
                Variant::Absent => !field.optional || is_tag(field.name, &field.kind),
                Variant::V8 => matches!(field.era, Era::Both | Era::V8),
                Variant::Current => matches!(field.era, Era::Both | Era::Current),
            };
            let never = matches!(name, "~Guild" | "InteractionGuild")
                && NOT_OF_PARTIAL_GUILDS.contains(&field.name);
            if !has || never || is_inner && field.optional && has_object(&field.kind) {
                continue;
            }
            let doc = match (name, field.name, &field.kind) {
                ("Interaction", "type", _) => Some(Doc::Int(*interaction)),
                ("Interaction", "data", _) => match data {
                    Some(kind) => self.value(kind),
                    None => continue,
                },
                ("UnavailableGuild", "unavailable", _) => Some(Doc::Bool(true)),
                // One is enough: messages have them all, and embeds are in many places.
                ("Embed", "components", _) => {
                    self.object("TextDisplay").map(|component| Doc::List(vec![component]))
                }
                // With `true` it would be nothing else.
                ("GUILD_CREATE", "unavailable", _) => Some(Doc::Bool(false)),
                ("RATE_LIMITED", "opcode", _) => {
                    Some(Doc::Int(8 + 23 * u64::from(!is_rate_limit_known)))
                }
                ("RATE_LIMITED", "meta", _) if !is_rate_limit_known => Some(any(self.number())),
                _ if field.nullable && self.variant == Variant::Null => Some(Doc::Null),
                // The sticker of that time is another object.
                (_, "stickers", Type::List(..)) if self.variant == Variant::V8 => {
                    self.value(&Type::List(Box::new(Type::Object("MessageStickerV8")), None))
                }
                (_, _, kind) => self.value(kind),
            };
            match doc {
                Some(doc) => entries.push((field.name.to_owned(), doc)),
                None if field.optional => {}
                None if matches!(field.kind, Type::List(..)) => {
                    entries.push((field.name.to_owned(), Doc::List(Vec::new())));
                }
                None => return None,
            }
        }
        Some(entries)
    }
}

fn is_tag(name: &str, kind: &Type) -> bool {
    name == "type" && matches!(kind, Type::Number(Some(_)))
}

fn has_object(kind: &Type) -> bool {
    match kind {
        Type::List(kind, _) | Type::Map(_, kind) => has_object(kind),
        Type::Object(_) => true,
        _ => false,
    }
}

/// As the crate writes it.
fn time(number: u64) -> String {
    let (minute, second) = (number / 60 % 60, number % 60);
    match number % 3 {
        0 => format!("2021-03-04T05:{minute:02}:{second:02}+00:00"),
        _ => format!("2021-03-04T05:{minute:02}:{second:02}.{:06}+00:00", 1 + number % 999_999),
    }
}

fn any(number: u64) -> Doc {
    let text = Doc::Text(format!("any {number}"));
    let list = Doc::List(vec![Doc::Int(number), text, Doc::Bool(true), Doc::Null, Doc::Float(2.5)]);
    Doc::Object(vec![("a".to_owned(), list), ("b".to_owned(), Doc::Object(Vec::new()))])
}
