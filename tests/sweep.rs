//! One value that does not fit, in each field of each object: what it costs, by the table alone.

mod common;

use std::collections::BTreeSet;

use common::documents::{CHOICES, Maker, Order, Variant, json_frame, term_frame};
use common::events::{objects, read_strictly, written};
use common::protocol::{Field, Table, Type};
use common::prune::Pruning;
use common::{etf, json, term};
use gatewire::{DecodeError, DecodeErrorKind as Kind, Decoder, Encoding, Mismatches};
use serde_json::{Value, json as value};

/// What stands for the value until it is put there, so that its place is found.
const MARK: &str = "mark_7777";

/// What comes of a value.
#[derive(Clone, Debug)]
enum Verdict {
    /// It fits.
    Fits,
    /// It is as good as none, and nothing is amiss.
    Nothing,
    /// It does not fit: it, or one of its elements.
    Misfit(Option<usize>),
    /// The table does not tell.
    Unknown,
}

/// The values that are tried; none is a field that is not there.
fn values(kind: &Type) -> Vec<Option<Value>> {
    let wrong = match kind {
        Type::List(kind, _) if matches!(**kind, Type::Object(_)) => value!([5]),
        _ => value!([{}]),
    };
    let values = [
        Value::Null,
        value!(true),
        value!(7),
        value!(-7),
        value!(0.5),
        value!("text"),
        value!("99999999999999999999999"),
        value!([]),
        wrong,
        value!({}),
    ];
    [None].into_iter().chain(values.map(Some)).collect()
}

/// Text that may as well be an integer, or the other way around: the table has it as one of them.
fn is_loose(field: &str) -> bool {
    ["composite_instance_id", "flags_new", "instance_id", "nonce", "target_id", "values", "value"]
        .contains(&field)
}

/// Whether a value that is there is of a type.
fn fits(table: &Table, field: &str, kind: &Type, value: &Value) -> Verdict {
    let is = |fits: bool| if fits { Verdict::Fits } else { Verdict::Misfit(None) };
    match kind {
        Type::Any => Verdict::Fits,
        Type::Text | Type::Hash | Type::Word if value.is_number() && is_loose(field) => {
            Verdict::Unknown
        }
        Type::Text | Type::Hash | Type::Word => is(value.is_string()),
        Type::Bool => is(value.is_boolean()),
        Type::Id => is(value.as_u64().is_some()),
        Type::Permissions => match value.as_str() {
            // Bits beyond 64 are no reason to lose the others.
            Some("99999999999999999999999") => Verdict::Unknown,
            _ => is(value.as_u64().is_some()),
        },
        // The table does not say which integers have a sign.
        Type::Int if value.as_i64() == Some(-7) => Verdict::Unknown,
        Type::Int | Type::Bits | Type::Number(None) => match value.as_str() {
            Some("99999999999999999999999") if matches!(kind, Type::Bits) => Verdict::Unknown,
            _ => is(value.as_u64().is_some()),
        },
        // Another number makes it another object.
        Type::Number(Some(_)) => Verdict::Unknown,
        Type::Float => is(value.is_number()),
        Type::Time => is(false),
        Type::Null => Verdict::Unknown,
        Type::List(kind, length) => match value.as_array() {
            None => Verdict::Misfit(None),
            Some(elements) => match elements.first() {
                // Of any length, though documented as two.
                None if field == "size" => Verdict::Fits,
                None if length.is_some() => Verdict::Misfit(None),
                None => Verdict::Fits,
                Some(element) => match fits(table, field, kind, element) {
                    Verdict::Misfit(None) => Verdict::Misfit(Some(0)),
                    Verdict::Misfit(Some(_)) => Verdict::Unknown,
                    verdict => verdict,
                },
            },
        },
        Type::Map(..) => match value {
            Value::Object(entries) if entries.is_empty() => Verdict::Fits,
            _ => Verdict::Misfit(None),
        },
        // What an object lacks is told where its fields are tried.
        Type::Object(_) if value.is_object() => Verdict::Unknown,
        // What its tag does not tell is kept as it is.
        Type::Object(name) if table.union(name).is_some() && is_told_beside(name) => {
            Verdict::Unknown
        }
        Type::Object(_) => Verdict::Misfit(None),
        // Read as a value of any type.
        Type::Either(kinds) if !kinds.contains(&Type::Id) => Verdict::Unknown,
        Type::Either(kinds) => {
            let all: Vec<_> = kinds.iter().map(|kind| fits(table, field, kind, value)).collect();
            match all.iter().all(|verdict| matches!(verdict, Verdict::Misfit(None))) {
                true => Verdict::Misfit(None),
                false => Verdict::Unknown,
            }
        }
    }
}

/// The unions whose tag stands beside them.
fn is_told_beside(union: &str) -> bool {
    ["InteractionData", "RateLimitMeta"].contains(&union)
}

fn verdict(table: &Table, place: &Place<'_>, value: Option<&Value>) -> Verdict {
    let field = place.field;
    match value {
        None | Some(Value::Null) if Class::of(place.objects, place.pointer, field).is_optional => {
            Verdict::Nothing
        }
        // A union without its tag is of no known type.
        _ if matches!(field.kind, Type::Number(Some(_))) => Verdict::Unknown,
        None => Verdict::Misfit(None),
        Some(value) => fits(table, field.name, &field.kind, value),
    }
}

/// How a field may be left out.
struct Class {
    is_optional: bool,
    is_strict: bool,
    is_whole: bool,
}

impl Class {
    /// Of the field at a pointer.
    fn of(objects: &[(String, &'static str)], pointer: &str, field: &Field) -> Self {
        let around = |object: &str| {
            let mut all = objects.iter().filter(|(at, _)| pointer.starts_with(&format!("{at}/")));
            all.rfind(|(_, name)| name.trim_start_matches('~') == object).map(|(at, _)| at)
        };
        // Clients set presences, which promise nothing but the user's id.
        if let Some(presence) = around("Presence").or(around("PRESENCE_UPDATE")) {
            let rest = &pointer[presence.len()..];
            let is_optional = !matches!(rest, "/user" | "/user/id");
            return Self { is_optional, is_strict: false, is_whole: false };
        }
        // The guild around a voice state has its id; in others, absence would be another place.
        let is_state = objects
            .iter()
            .any(|(at, name)| *name == "~VoiceState" && pointer == format!("{at}/{}", field.name));
        let is_own = is_state && !matches!(field.name, "user_id" | "channel_id");
        Self {
            is_optional: field.optional || field.nullable || field.dispensable || is_own,
            is_strict: field.strict && !is_own,
            is_whole: field.whole,
        }
    }
}

/// One step of a document.
fn step<'d>(value: &'d mut Value, key: &str) -> &'d mut Value {
    match value {
        Value::Array(elements) => &mut elements[key.parse::<usize>().unwrap()],
        value => &mut value[key],
    }
}

fn remove(document: &mut Value, pointer: &str) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap() {
        Value::Array(elements) => drop(elements.remove(key.parse().unwrap())),
        parent => drop(parent.as_object_mut().unwrap().remove(key)),
    }
}

fn put(document: &mut Value, pointer: &str, value: Option<Value>) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = document.pointer_mut(parent).unwrap();
    match value {
        Some(value) => match parent {
            Value::Array(_) => *step(parent, key) = value,
            _ => parent[key] = value,
        },
        None => drop(parent.as_object_mut().unwrap().remove(key)),
    }
}

/// What is left of a document in which a value does not fit, and whether that lacks an element: none if
/// it is an error.
fn without_misfit(
    table: &Table,
    objects: &[(String, &'static str)],
    document: &Value,
    pointer: &str,
) -> Option<(Value, bool)> {
    let mut document = document.clone();
    let mut lost = pointer.to_owned();
    let object_at = |pointer: &str| objects.iter().find(|(at, _)| at == pointer);
    while !lost.is_empty() {
        let (parent, key) = lost.rsplit_once('/').unwrap();
        let Some((_, object)) = object_at(parent) else {
            // An element or an entry. The list or map is one fact, or goes on without it.
            let mut list = parent;
            let field = loop {
                let (owner, name) = list.rsplit_once('/')?;
                match object_at(owner) {
                    Some((_, object)) => break table.field(object, name)?,
                    None => list = owner,
                }
            };
            let is_fixed = matches!(field.kind, Type::List(_, Some(_)));
            let is_whole = Class::of(objects, list, field).is_whole;
            if is_whole || is_fixed {
                let owner = list.rsplit_once('/').map(|(owner, _)| owner);
                let around = owner.filter(|_| is_whole).unwrap_or(list).to_owned();
                lost = around;
                continue;
            }
            remove(&mut document, &lost);
            return Some((document, true));
        };
        let field = table.field(object, key).unwrap();
        let is_list = matches!(field.kind, Type::List(_, None) | Type::Map(..));
        let class = Class::of(objects, &lost, field);
        if class.is_strict || class.is_whole || !class.is_optional && !is_list {
            lost = parent.to_owned();
            continue;
        }
        match &field.kind {
            _ if class.is_optional => put(&mut document, &lost, None),
            Type::Map(..) => put(&mut document, &lost, Some(value!({}))),
            _ => put(&mut document, &lost, Some(value!([]))),
        }
        return Some((document, false));
    }
    None
}

/// The path that a mismatch has for a JSON pointer into a document.
fn path(document: &Value, pointer: &str) -> String {
    let (mut value, mut path) = (document, "d".to_owned());
    for step in pointer.split('/').skip(1) {
        path += &match value {
            Value::Array(_) => format!("[{step}]"),
            _ if step.starts_with("key_") || step.parse::<u64>().is_ok() => ".*".to_owned(),
            _ => format!(".{step}"),
        };
        value = value.pointer(&format!("/{step}")).unwrap_or(&Value::Null);
    }
    path
}

/// What a read made of a frame, and what it says did not fit.
type Outcome = (Result<Value, DecodeError>, Mismatches);

fn read(decoder: &mut Decoder, frame: &[u8]) -> Outcome {
    let mut mismatches = Mismatches::new();
    let frame = decoder.decode(frame).unwrap().unwrap();
    let result = frame.event_with(&mut mismatches).map(written);
    (result, mismatches)
}

/// A place of a document.
struct Place<'d> {
    event: &'static str,
    document: &'d Value,
    pointer: &'d str,
    object: &'static str,
    field: &'d Field,
    objects: &'d [(String, &'static str)],
}

/// Where `d` has the value at a pointer, of frames in JSON.
fn offset(place: &Place<'_>, pointer: &str) -> usize {
    let mut document = place.document.clone();
    match pointer {
        "" => document = MARK.into(),
        _ => put(&mut document, pointer, Some(MARK.into())),
    }
    let frame = json_frame(place.event, &document, Order::Descending);
    frame.windows(MARK.len()).position(|bytes| bytes == MARK.as_bytes()).unwrap() - 1
}

struct Sweep {
    table: Table,
    wrong: BTreeSet<String>,
    count: usize,
    /// How often a field, an element and the event were lost.
    lost: [usize; 3],
}

impl Sweep {
    fn try_value(&mut self, place: &Place<'_>, value: Option<&Value>) {
        let verdict = verdict(&self.table, place, value);
        if matches!(verdict, Verdict::Unknown) {
            return;
        }
        let mut changed = place.document.clone();
        put(&mut changed, place.pointer, value.cloned());
        let frames = [
            (Encoding::Json, json_frame(place.event, &changed, Order::Descending)),
            (Encoding::Etf, term_frame(place.event, &term::of_json(&changed))),
        ];
        for (encoding, frame) in frames {
            self.count += 1;
            let mut decoder = if encoding == Encoding::Json { json() } else { etf() };
            let outcome = read(&mut decoder, &frame);
            let what = format!(
                "{}.{} of {:?}{} as {} in {encoding:?} ({})",
                place.object,
                place.field.name,
                place.field.kind,
                if place.field.strict {
                    "!"
                } else if place.field.whole {
                    "*"
                } else {
                    ""
                },
                value.map_or("absent".to_owned(), Value::to_string),
                place.event,
            );
            let strict = || read_strictly(encoding, &frame);
            let checked = match verdict {
                Verdict::Fits => fine(&outcome, strict()),
                Verdict::Nothing => self.nothing(place, &outcome, strict()),
                Verdict::Misfit(element) => {
                    let is_absent = value.is_none();
                    self.misfit(place, &outcome, strict(), encoding, (element, is_absent))
                }
                Verdict::Unknown => Ok(()),
            };
            if let Err(difference) = checked {
                self.wrong.insert(format!("{what}: {difference}"));
            }
        }
    }

    /// Null and absent are both as good as none.
    fn nothing(
        &self,
        place: &Place<'_>,
        outcome: &Outcome,
        strict: Result<Value, DecodeError>,
    ) -> Result<(), String> {
        fine(outcome, strict)?;
        let Ok(mut read) = outcome.0.clone() else { return Err("an error".to_owned()) };
        let mut rest = self.reading_of(place, place.document)?;
        if read.pointer(place.pointer).is_some_and(|value| !value.is_null()) {
            return Err("a value is made up".to_owned());
        }
        for value in [&mut read, &mut rest] {
            put(value, place.pointer, None);
        }
        same(&read, &rest)
    }

    /// What a document that fits is read as.
    fn reading_of(&self, place: &Place<'_>, document: &Value) -> Result<Value, String> {
        let frame = json_frame(place.event, document, Order::Descending);
        let (result, mismatches) = read(&mut json(), &frame);
        match mismatches.is_empty() {
            true => result.map_err(|error| format!("the rest is an error, {error}")),
            false => Err(format!("the rest does not fit, {}", mismatches.kept()[0])),
        }
    }

    fn misfit(
        &mut self,
        place: &Place<'_>,
        (result, mismatches): &Outcome,
        strict: Result<Value, DecodeError>,
        encoding: Encoding,
        (element, is_absent): (Option<usize>, bool),
    ) -> Result<(), String> {
        let mut document = place.document.clone();
        let mut pointer = place.pointer.to_owned();
        if let Some(index) = element {
            put(&mut document, place.pointer, Some(value!([5])));
            pointer = format!("{pointer}/{index}");
        }
        // A field that is missing is told by its object.
        let told = if is_absent { place.pointer.rsplit_once('/').unwrap().0 } else { &pointer };
        let path = path(place.document, told);
        let [mismatch] = mismatches.kept() else {
            return Err(format!("{} mismatches", mismatches.total()));
        };
        if mismatch.path() != Some(&path) {
            return Err(format!("{mismatch}, not of {path}"));
        }
        let is_of_kind = match mismatch.kind() {
            Kind::MissingField => is_absent,
            Kind::InvalidType | Kind::InvalidValue | Kind::WrongLength => !is_absent,
            _ => false,
        };
        if !is_of_kind {
            return Err(format!("{mismatch} is another kind"));
        }
        if encoding == Encoding::Json {
            let at = match element {
                Some(_) => offset(place, place.pointer) + 1,
                None => offset(place, told),
            };
            if mismatch.offset() != Some(at) {
                return Err(format!("{mismatch}, not at {at}"));
            }
        }
        match strict {
            Ok(_) => return Err("a strict read takes it".to_owned()),
            Err(error) if error.to_string() != mismatch.to_string() => {
                return Err(format!("a strict read says {error}, not {mismatch}"));
            }
            Err(_) => {}
        }
        let rest = without_misfit(&self.table, place.objects, &document, &pointer);
        match (result, rest) {
            (Ok(read), Some((rest, is_element))) => {
                self.lost[usize::from(is_element)] += 1;
                if mismatches.elements() != u64::from(is_element) {
                    return Err(format!("{} elements are left out", mismatches.elements()));
                }
                same(read, &self.reading_of(place, &rest)?)
            }
            (Err(error), None) if error.to_string() == mismatch.to_string() => {
                self.lost[2] += 1;
                Ok(())
            }
            (Err(error), None) => Err(format!("{error}, not {mismatch}")),
            (Err(error), Some(_)) => Err(format!("{error}, where something was to be left")),
            (Ok(_), None) => Err("no error".to_owned()),
        }
    }
}

/// Nothing is amiss.
fn fine((result, mismatches): &Outcome, strict: Result<Value, DecodeError>) -> Result<(), String> {
    if let Some(mismatch) = mismatches.kept().first() {
        return Err(format!("does not fit, {mismatch}"));
    }
    match (result, strict) {
        (Ok(read), Ok(strict)) => same(read, &strict),
        (Err(error), _) => Err(format!("an error, {error}")),
        (_, Err(error)) => Err(format!("a strict error, {error}")),
    }
}

fn same(read: &Value, expected: &Value) -> Result<(), String> {
    match read == expected {
        true => Ok(()),
        false => Err(format!("{read}, not {expected}").chars().take(600).collect()),
    }
}

#[test]
fn a_value_that_does_not_fit_costs_what_its_class_says() {
    let table = Table::read();
    let mut sweep = Sweep { table: Table::read(), wrong: BTreeSet::new(), count: 0, lost: [0; 3] };
    let (mut fields, mut places) = (BTreeSet::new(), BTreeSet::new());
    let events = table.events.iter().filter(|event| matches!(event.data[0], Type::Object(_)));
    // Of RESUMED nothing is promised.
    for event in events.filter(|event| event.name != "RESUMED") {
        for choice in [0, 1].into_iter().chain((event.name == "INTERACTION_CREATE").then_some(2)) {
            assert!(choice < CHOICES);
            let mut document =
                Maker::new(&table, Variant::Full, choice).make(&event.data[0]).to_json();
            if event.name == "GUILD_CREATE" {
                // Of one that is unavailable, all but the id is nothing.
                document["unavailable"] = false.into();
            }
            let pruning = Pruning::new(&table, event.name, &document);
            for (pointer, object) in objects(&table, event.name, &document) {
                for field in table.fields(object) {
                    let pointer = format!("{pointer}/{}", field.name);
                    let is_new = places.insert((event.name, object, field.name));
                    if !is_new || document.pointer(&pointer).is_none() {
                        continue;
                    }
                    let (document, pointer) = pruning.path(&document, &pointer);
                    let objects = objects(&table, event.name, &document);
                    let place = Place {
                        event: event.name,
                        document: &document,
                        pointer: &pointer,
                        object,
                        field,
                        objects: &objects,
                    };
                    let values = values(&field.kind);
                    match fields.insert((object, field.name)) {
                        true => {
                            for value in &values {
                                sweep.try_value(&place, value.as_ref());
                            }
                        }
                        // Elsewhere the same reader reads it: one value tells.
                        false => {
                            let value = &values[sweep.count / 2 % values.len()];
                            sweep.try_value(&place, value.as_ref());
                        }
                    }
                }
            }
        }
    }
    let count = sweep.wrong.len();
    let shown: Vec<_> = sweep.wrong.iter().map(String::as_str).collect();
    assert!(count == 0, "{count} of {}\n{}", sweep.count, shown.join("\n"));
    let [fields, elements, events] = sweep.lost;
    assert!(sweep.count > 40_000, "{}", sweep.count);
    assert!(fields > 3_000 && elements > 3_000 && events > 3_000, "{:?}", sweep.lost);
}
