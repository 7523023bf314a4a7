//! The table of `testdata/protocol.tsv`: every event, and the fields of every object.

use std::collections::BTreeMap;

use serde_json::Value;

/// What a field holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Type {
    Id,
    Text,
    Bool,
    Int,
    Float,
    Time,
    Hash,
    Permissions,
    Any,
    Null,
    /// An integer of an open set; of a known value where it says which object this is.
    Number(Option<u64>),
    Bits,
    Word,
    /// With its length where that is fixed.
    List(Box<Type>, Option<usize>),
    /// The keys, then the values.
    Map(Box<Type>, Box<Type>),
    /// An object or a union. Of one that begins with `~`, only the id is sure.
    Object(&'static str),
    Either(Vec<Type>),
}

/// In which documentation a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Era {
    Both,
    V8,
    Current,
    Neither,
}

#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) kind: Type,
    pub(crate) era: Era,
    pub(crate) optional: bool,
    pub(crate) nullable: bool,
    /// Its absence says something.
    pub(crate) strict: bool,
    /// Its elements are one fact.
    pub(crate) whole: bool,
    /// It is always there, but is not needed.
    pub(crate) dispensable: bool,
}

pub(crate) struct Event {
    /// The event's name, or the opcode of what is no event.
    pub(crate) name: &'static str,
    pub(crate) era: Era,
    /// What `d` is, of one type or another.
    pub(crate) data: Vec<Type>,
}

pub(crate) struct Table {
    pub(crate) events: Vec<Event>,
    /// With `~` in front as well.
    pub(crate) objects: BTreeMap<String, Vec<Field>>,
    pub(crate) unions: BTreeMap<&'static str, Vec<&'static str>>,
    /// Of which object another has all fields.
    pub(crate) bases: BTreeMap<String, &'static str>,
}

const TEXT: &str = include_str!("../../testdata/protocol.tsv");

/// What a partial object is sure to have, where that is not `id` alone: a presence its user, and a
/// message that is updated its channel (PROTOCOL.md has both as rules of these events). Of a voice
/// state the `~` says that there is no `guild_id`, which is optional anyway.
fn is_sure(object: &str, field: &str) -> bool {
    match object {
        "Presence" => field == "user",
        "Message" => matches!(field, "id" | "channel_id"),
        "VoiceState" => true,
        _ => field == "id",
    }
}

impl Table {
    pub(crate) fn read() -> Self {
        let mut table = Self {
            events: Vec::new(),
            objects: BTreeMap::new(),
            unions: BTreeMap::new(),
            bases: BTreeMap::new(),
        };
        // Bases may stand behind what is made of them, so they are filled in afterwards.
        let mut bases: BTreeMap<String, &'static str> = BTreeMap::new();
        let mut current = String::new();
        for line in TEXT.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let first = columns.next().unwrap();
            if let Some(name) = first.strip_prefix('!') {
                let era = era(columns.next().unwrap());
                let data = columns.next().unwrap_or(name).split('|').map(kind).collect();
                current = name.to_owned();
                table.events.push(Event { name, era, data });
                if let Some(base) = line.split('\t').nth(2).and_then(|base| base.split('|').next())
                {
                    bases.insert(current.clone(), base);
                }
            } else if let Some(name) = first.strip_prefix('=') {
                current = name.to_owned();
                table.objects.insert(current.clone(), Vec::new());
                if let Some(base) = columns.next() {
                    bases.insert(current.clone(), base);
                }
            } else if let Some(name) = first.strip_prefix('|') {
                table.unions.insert(name, columns.next().unwrap().split(' ').collect());
            } else {
                let (code, flags) = (columns.next().unwrap(), columns.next().unwrap());
                table.objects.entry(current.clone()).or_default().push(Field {
                    name: first,
                    kind: kind(code),
                    era: era(flags),
                    optional: flags.contains('?'),
                    nullable: flags.contains('0'),
                    strict: flags.contains('!'),
                    whole: flags.contains('*'),
                    dispensable: flags.contains('+'),
                });
            }
            assert!(columns.next().is_none(), "{line}");
        }
        for event in &mut table.events {
            // An event's own fields make an object of their own of its base.
            if table.objects.contains_key(event.name) {
                event.data[0] = Type::Object(event.name);
            }
        }
        table.bases = bases.clone();
        let names: Vec<String> = table.objects.keys().cloned().collect();
        for name in names {
            table.add_base(&name, &mut bases);
        }
        let partial: Vec<(String, Vec<Field>)> =
            table.objects.iter().map(|(name, fields)| partial(name, fields)).collect();
        table.objects.extend(partial);
        table
    }

    fn add_base(&mut self, name: &str, bases: &mut BTreeMap<String, &'static str>) {
        let Some(base) = bases.remove(name) else { return };
        let whole = base.trim_start_matches('~');
        self.add_base(whole, bases);
        let Some(fields) = self.objects.get(whole) else { return };
        let mut fields = match base.starts_with('~') {
            true => partial(whole, fields).1,
            false => fields.clone(),
        };
        let Some(own) = self.objects.get_mut(name) else { return };
        fields.retain(|field| own.iter().all(|other| other.name != field.name));
        own.extend(fields);
    }

    /// The fields of an object that is no union.
    pub(crate) fn fields(&self, object: &str) -> &[Field] {
        self.objects.get(object).unwrap_or_else(|| panic!("no object {object}"))
    }

    pub(crate) fn field(&self, object: &str, name: &str) -> Option<&Field> {
        self.fields(object).iter().find(|field| field.name == name)
    }

    /// The objects of a union, if it is one.
    pub(crate) fn union(&self, name: &str) -> Option<&[&'static str]> {
        self.unions.get(name).map(Vec::as_slice)
    }

    /// The number by which an object of a union is known.
    pub(crate) fn tag(&self, object: &str) -> Option<u64> {
        self.fields(object).iter().find_map(|field| match field.kind {
            Type::Number(tag) => tag,
            _ => None,
        })
    }

    /// Which object a value is: of a union one of its objects, if any, else the object itself.
    pub(crate) fn member(&self, name: &'static str, value: &Value) -> Option<&'static str> {
        let Some(objects) = self.union(name) else { return Some(name) };
        let tag = value.get("type").or(value.get("component_type")).and_then(Value::as_u64);
        let fits = |object: &&&str| match name {
            // Their tag stands elsewhere; their fields tell them apart.
            "InteractionData" | "RateLimitMeta" => {
                let mut fields = self.fields(object).iter();
                fields.all(|field| field.optional || value.get(field.name).is_some())
            }
            _ => tag.is_some() && self.tag(object) == tag,
        };
        objects.iter().find(fits).copied()
    }

    pub(crate) fn event(&self, name: &str) -> Option<&Event> {
        self.events.iter().find(|event| event.name == name)
    }
}

fn partial(name: &str, fields: &[Field]) -> (String, Vec<Field>) {
    let fields = fields.iter().cloned().map(|field| {
        let optional = field.optional || !is_sure(name, field.name);
        Field { optional, ..field }
    });
    (format!("~{name}"), fields.collect())
}

fn era(flags: &str) -> Era {
    match flags.as_bytes()[0] {
        b'b' => Era::Both,
        b'v' => Era::V8,
        b'c' => Era::Current,
        b'e' => Era::Neither,
        _ => panic!("no era: {flags}"),
    }
}

fn kind(code: &'static str) -> Type {
    if let Some(inner) = code.strip_prefix('[').and_then(|code| code.strip_suffix(']')) {
        return match inner.split_once(';') {
            Some((inner, length)) => {
                Type::List(Box::new(kind(inner)), Some(length.parse().unwrap()))
            }
            None => Type::List(Box::new(kind(inner)), None),
        };
    }
    if let Some(inner) = code.strip_prefix('{').and_then(|code| code.strip_suffix('}')) {
        let (key, value) = inner.split_once(':').unwrap();
        return Type::Map(Box::new(kind(key)), Box::new(kind(value)));
    }
    if code.contains('|') {
        return Type::Either(code.split('|').map(kind).collect());
    }
    match (code, code.as_bytes()[0]) {
        ("id", _) => Type::Id,
        ("s", _) => Type::Text,
        ("b", _) => Type::Bool,
        ("i", _) => Type::Int,
        ("f", _) => Type::Float,
        ("t", _) => Type::Time,
        ("h", _) => Type::Hash,
        ("p", _) => Type::Permissions,
        ("a", _) => Type::Any,
        ("n", _) => Type::Null,
        (_, b'#') => Type::Number(code.split_once('=').map(|(_, tag)| tag.parse().unwrap())),
        (_, b'%') => Type::Bits,
        (_, b'$') => Type::Word,
        _ => Type::Object(code),
    }
}
