//! Where something can stand in an event: every field of every object, by the shortest way to it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;

use crate::common::protocol::{Field, Table, Type};

/// One step of a way into a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Field(String),
    /// An element of a list: the only one, or one of as many as there is room for.
    Element {
        is_repeated: bool,
    },
    /// The same of a map.
    Entry {
        is_repeated: bool,
    },
    /// Which object of a union it is.
    Member(String),
}

/// A way from an event's `d` to a value in it. What is no event begins with `@`, see `build.rs`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) root: String,
    pub(crate) steps: Vec<Step>,
}

impl Place {
    pub(crate) fn root(name: &str) -> Self {
        Self { root: name.to_owned(), steps: Vec::new() }
    }

    /// The steps of lists and maps, any of which may be repeated.
    pub(crate) fn repeatable(&self) -> Vec<usize> {
        let is_repeatable = |step: &Step| matches!(step, Step::Element { .. } | Step::Entry { .. });
        (0..self.steps.len()).filter(|index| is_repeatable(&self.steps[*index])).collect()
    }

    pub(crate) fn set_repeated(&mut self, index: usize, repeated: bool) {
        match &mut self.steps[index] {
            Step::Element { is_repeated } | Step::Entry { is_repeated } => *is_repeated = repeated,
            _ => {}
        }
    }
}

/// Every place that the table has. Of an object that stands in many events, the place is in one of
/// them, and so it is of objects in each other.
pub(crate) fn all(table: &Table) -> Vec<Place> {
    let mut found = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut queue: VecDeque<(&Type, Place)> = VecDeque::new();
    for event in &table.events {
        for kind in &event.data {
            queue.push_back((kind, Place::root(event.name)));
        }
    }
    while let Some((kind, place)) = queue.pop_front() {
        let then = |step: Step| {
            let mut place = place.clone();
            place.steps.push(step);
            place
        };
        match kind {
            Type::List(kind, _) => {
                queue.push_back((kind, then(Step::Element { is_repeated: false })));
            }
            Type::Map(_, kind) => queue.push_back((kind, then(Step::Entry { is_repeated: false }))),
            Type::Either(kinds) => queue.extend(kinds.iter().map(|kind| (kind, place.clone()))),
            Type::Object(name) => {
                let members = table.union(name);
                for object in members.unwrap_or(&[name]) {
                    if !seen.insert(object) {
                        continue;
                    }
                    let place = match members {
                        Some(_) => then(Step::Member((*object).to_owned())),
                        None => place.clone(),
                    };
                    for field in table.fields(object) {
                        let mut place = place.clone();
                        place.steps.push(Step::Field(field.name.to_owned()));
                        queue.push_back((&field.kind, place));
                    }
                }
            }
            _ => {}
        }
        found.push(place);
    }
    found.sort();
    found.dedup();
    found
}

/// For each object that can stand in itself, the shortest way from it to another of its kind.
pub(crate) fn cycles(table: &Table) -> BTreeMap<String, Vec<Step>> {
    let mut cycles = BTreeMap::new();
    for object in table.objects.keys() {
        if let Some(steps) = cycle(table, object) {
            cycles.insert(object.clone(), steps);
        }
    }
    cycles
}

fn cycle<'t>(table: &'t Table, object: &str) -> Option<Vec<Step>> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut queue: VecDeque<(&Type, Vec<Step>)> = VecDeque::new();
    let fields = |object: &str, steps: &[Step]| -> Vec<(&'t Type, Vec<Step>)> {
        let field = |field: &'t Field| {
            (&field.kind, [steps, &[Step::Field(field.name.to_owned())]].concat())
        };
        table.fields(object).iter().map(field).collect()
    };
    queue.extend(fields(object, &[]));
    while let Some((kind, steps)) = queue.pop_front() {
        match kind {
            Type::List(kind, _) => {
                queue.push_back((
                    kind,
                    [&steps[..], &[Step::Element { is_repeated: false }]].concat(),
                ));
            }
            Type::Map(_, kind) => {
                queue.push_back((
                    kind,
                    [&steps[..], &[Step::Entry { is_repeated: false }]].concat(),
                ));
            }
            Type::Either(kinds) => queue.extend(kinds.iter().map(|kind| (kind, steps.clone()))),
            Type::Object(name) => {
                let members = table.union(name);
                for inner in members.unwrap_or(&[name]) {
                    let mut steps = steps.clone();
                    if members.is_some() {
                        steps.push(Step::Member((*inner).to_owned()));
                    }
                    if *inner == object {
                        return Some(steps);
                    }
                    if seen.insert(inner) {
                        queue.extend(fields(inner, &steps));
                    }
                }
            }
            _ => {}
        }
    }
    None
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(name) => write!(f, ".{name}"),
            Self::Element { is_repeated: false } => f.write_str("[]"),
            Self::Element { is_repeated: true } => f.write_str("[]*"),
            Self::Entry { is_repeated: false } => f.write_str("{}"),
            Self::Entry { is_repeated: true } => f.write_str("{}*"),
            Self::Member(name) => write!(f, ":{name}"),
        }
    }
}

/// The longest group of steps that is written once with how often it stands.
const LONGEST_GROUP: usize = 8;

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.root)?;
        let mut rest = &self.steps[..];
        while let Some(first) = rest.first() {
            let times = |length: usize| {
                let group = &rest[..length];
                rest.chunks(length).take_while(|chunk| *chunk == group).count()
            };
            let group = (1..=LONGEST_GROUP.min(rest.len())).find(|length| times(*length) > 2);
            match group {
                Some(length) => {
                    let times = times(length);
                    f.write_str("(")?;
                    rest[..length].iter().try_for_each(|step| write!(f, "{step}"))?;
                    write!(f, "){times}")?;
                    rest = &rest[length * times..];
                }
                None => {
                    write!(f, "{first}")?;
                    rest = &rest[1..];
                }
            }
        }
        Ok(())
    }
}

impl Place {
    /// Reads what [`Display`](fmt::Display) writes.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let end = text.find(['.', '[', '{', ':', '(']).unwrap_or(text.len());
        let (root, text) = text.split_at(end);
        let (mut steps, mut open) = (Vec::new(), 0);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let word = |rest: &str| rest.find(['.', '[', '{', ':', '(', ')']).unwrap_or(rest.len());
            match first {
                '.' | ':' => {
                    let end = word(&rest[1..]) + 1;
                    let name = rest[1..end].to_owned();
                    steps.push(if first == '.' { Step::Field(name) } else { Step::Member(name) });
                    rest = &rest[end..];
                }
                '[' | '{' => {
                    rest = rest.strip_prefix("[]").or(rest.strip_prefix("{}"))?;
                    let is_repeated = rest.starts_with('*');
                    rest = rest.strip_prefix('*').unwrap_or(rest);
                    steps.push(match first {
                        '[' => Step::Element { is_repeated },
                        _ => Step::Entry { is_repeated },
                    });
                }
                '(' => {
                    open = steps.len();
                    rest = &rest[1..];
                }
                ')' => {
                    rest = &rest[1..];
                    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                    let times: usize = rest[..end].parse().ok()?;
                    let group = steps.split_off(open);
                    (0..times).for_each(|_| steps.extend(group.iter().cloned()));
                    rest = &rest[end..];
                }
                _ => return None,
            }
        }
        Some(Self { root: root.to_owned(), steps })
    }
}
