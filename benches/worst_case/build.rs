//! From a recipe to the bytes of a payload.
//!
//! Where the root of a place is no event, the fill stands alone (`@bare`); as `t`, `s`, `op`; as `d`
//! of an event that nobody knows (`@d`); before or after it under a key that no envelope has; or its
//! entries stand in the envelope (`@entries`).

use std::collections::HashMap;

use gatewire::Encoding;

use crate::common::documents::{Maker, Order, Style, Variant, write_json};
use crate::common::protocol::{Field, Table, Type};
use crate::common::term;
use crate::place::Step;
use crate::recipe::{Count, Fill, Inside, Kind, Misfit, Recipe};

pub(crate) const ROOTS: [&str; 8] =
    ["@bare", "@t", "@s", "@op", "@d", "@before", "@after", "@entries"];

/// Makes payloads of recipes.
pub(crate) struct Builder {
    table: Table,
    /// What the table has where nothing else is asked for, by type and encoding.
    made: HashMap<(String, bool, bool), Vec<u8>>,
}

/// What is being built.
struct Work<'a> {
    builder: &'a mut Builder,
    encoding: Encoding,
    /// How often that is repeated which fills the room.
    many: usize,
    recipe: &'a Recipe,
    out: Vec<u8>,
}

impl Builder {
    pub(crate) fn new() -> Self {
        Self { table: Table::read(), made: HashMap::new() }
    }

    /// The payload, as large as a size allows; none if the recipe fits nothing.
    pub(crate) fn build(
        &mut self,
        recipe: &Recipe,
        encoding: Encoding,
        size: usize,
    ) -> Option<Vec<u8>> {
        let mut best = self.build_with(recipe, encoding, 1, size)?;
        let second = self.build_with(recipe, encoding, 2, size);
        let Some(step) = second.and_then(|second| second.len().checked_sub(best.len())) else {
            return Some(best);
        };
        if step == 0 {
            return Some(best);
        }
        // Each of many is as long as the second was, or a little longer: of numbers, for one. What
        // grows faster is found by halves.
        let (mut low, mut high) = (1, None);
        let mut number = 1 + (size - size / 32).saturating_sub(best.len()) / step;
        loop {
            match self.build_with(recipe, encoding, number, size) {
                Some(bytes) => {
                    low = number;
                    best = bytes;
                }
                None => high = Some(number),
            }
            if best.len() > size - size / 16 {
                return Some(best);
            }
            number = match high {
                Some(high) if high - low <= low / 50 + 1 => return Some(best),
                Some(high) => low.midpoint(high),
                None => 2 * low,
            };
        }
    }

    fn build_with(
        &mut self,
        recipe: &Recipe,
        encoding: Encoding,
        many: usize,
        size: usize,
    ) -> Option<Vec<u8>> {
        let mut work = Work { builder: self, encoding, many, recipe, out: Vec::new() };
        work.payload(size)?;
        (work.out.len() <= size).then_some(work.out)
    }

    fn made(&mut self, kind: &Type, variant: Variant, encoding: Encoding) -> &[u8] {
        let key = (format!("{kind:?}"), variant == Variant::Full, encoding == Encoding::Json);
        let table = &self.table;
        self.made.entry(key).or_insert_with(|| {
            let doc = Maker::new(table, variant, 0).make(kind);
            if encoding == Encoding::Json {
                let mut text = String::new();
                write_json(&doc.to_json(), Order::Descending, &mut text);
                text.into_bytes()
            } else {
                doc.to_term(Style::Atoms)
            }
        })
    }
}

/// The interaction that holds such data.
fn interaction_of(member: &str) -> u8 {
    match member {
        "MessageComponentData" => 3,
        "ModalSubmitData" => 5,
        _ => 2,
    }
}

impl Work<'_> {
    fn is_json(&self) -> bool {
        self.encoding == Encoding::Json
    }

    fn count(&self, count: Count) -> usize {
        match count {
            Count::Of(count) => count,
            Count::Many => self.many,
        }
    }

    fn payload(&mut self, size: usize) -> Option<()> {
        let recipe = self.recipe;
        let root = recipe.place.root.as_str();
        if root == "@bare" {
            if !self.is_json() {
                self.out.push(131);
            }
            return self.fill(&recipe.fill, None, size);
        }
        let number = root.parse::<u8>().ok();
        let part = |work: &mut Self, name: &str| -> Option<()> {
            let usual = match (name, work.is_json()) {
                ("t", true) if number.is_some() => b"null".to_vec(),
                ("t", true) if root.starts_with('@') => b"\"WORST_CASE\"".to_vec(),
                ("t", true) => format!("\"{root}\"").into_bytes(),
                ("t", false) if number.is_some() => old_atom("nil"),
                ("t", false) if root.starts_with('@') => old_atom("WORST_CASE"),
                ("t", false) => old_atom(root),
                ("s", true) => b"1".to_vec(),
                ("op", true) => number.unwrap_or(0).to_string().into_bytes(),
                ("op", false) => term::small(number.unwrap_or(0)),
                ("s", false) => term::small(1),
                ("d", true) => b"{}".to_vec(),
                _ => term::map(&[]),
            };
            match (name, root) {
                ("t", "@t") | ("s", "@s") | ("op", "@op") | ("d", "@d") => {
                    work.fill(&recipe.fill, None, size)
                }
                ("d", root) if !root.starts_with('@') => {
                    let kinds = work.builder.table.event(root)?.data.clone();
                    work.value(&kind_for(&kinds, &recipe.place.steps)?, &recipe.place.steps, size)
                }
                _ => {
                    work.out.extend(usual);
                    Some(())
                }
            }
        };
        let mut names = match (self.encoding, recipe.is_odd) {
            (Encoding::Json, false) | (_, true) => vec!["t", "s", "op", "d"],
            _ => vec!["d", "op", "s", "t"],
        };
        if self.is_json() && recipe.is_odd {
            names.reverse();
        }
        let extra = match (root, &recipe.fill) {
            ("@before" | "@after", _) => 1,
            ("@entries", Fill::Map(entries, count)) => entries.len() * self.count(*count),
            ("@entries", _) => return None,
            _ => 0,
        };
        self.open_map(4 + extra);
        let mut first = true;
        match root {
            "@before" => {
                self.key("x", &mut first);
                self.fill(&recipe.fill, None, size)?;
            }
            "@entries" => {
                let Fill::Map(entries, count) = &recipe.fill else { return None };
                self.entries(entries, self.count(*count), &mut first, size)?;
            }
            _ => {}
        }
        for name in names {
            self.key(name, &mut first);
            part(self, name)?;
        }
        if root == "@after" {
            self.key("x", &mut first);
            self.fill(&recipe.fill, None, size)?;
        }
        self.close_map();
        Some(())
    }

    fn open_map(&mut self, entries: usize) {
        if self.is_json() {
            self.out.push(b'{');
        } else {
            if self.out.is_empty() {
                self.out.push(131);
            }
            self.out.push(116);
            self.out.extend((entries as u32).to_be_bytes());
        }
    }

    fn close_map(&mut self) {
        if self.is_json() {
            self.out.push(b'}');
        }
    }

    fn comma(&mut self, first: &mut bool) {
        if self.is_json() && !std::mem::take(first) {
            self.out.push(b',');
        }
    }

    fn key(&mut self, name: &str, first: &mut bool) {
        self.comma(first);
        if self.is_json() {
            self.out.extend(format!("\"{name}\":").bytes());
        } else {
            self.out.extend(old_atom(name));
        }
    }

    /// A value of a type, with the way through it.
    fn value(&mut self, kind: &Type, steps: &[Step], size: usize) -> Option<()> {
        if self.out.len() > size {
            return None;
        }
        let Some((step, rest)) = steps.split_first() else {
            let recipe = self.recipe;
            return self.fill(&recipe.fill, Some(kind), size);
        };
        match (step, kind) {
            (_, Type::Either(kinds)) => self.value(&kind_for(kinds, steps)?, steps, size),
            (Step::Element { is_repeated }, Type::List(kind, _)) => {
                let count = if *is_repeated { self.many } else { 1 };
                self.repeat(Kind::List, count, size, |work| work.value(kind, rest, size))
            }
            (Step::Entry { is_repeated }, Type::Map(_, kind)) => {
                let count = if *is_repeated { self.many } else { 1 };
                self.open_map(count);
                let mut first = true;
                for index in 0..count {
                    self.key(&format!("12{index:017}"), &mut first);
                    self.value(kind, rest, size)?;
                }
                self.close_map();
                Some(())
            }
            (Step::Member(member), Type::Object(_)) => self.object(member, rest, size),
            (Step::Field(_), Type::Object(name)) => self.object(name, steps, size),
            _ => None,
        }
    }

    fn object(&mut self, name: &str, steps: &[Step], size: usize) -> Option<()> {
        let (step, rest) = steps.split_first()?;
        let Step::Field(way) = step else { return None };
        let fields = self.builder.table.fields(name).to_vec();
        let on_way = fields.iter().find(|field| field.name == way)?;
        let is_needed = |field: &&Field| {
            let is_tag = field.name == "type" && matches!(field.kind, Type::Number(Some(_)));
            (!field.optional || is_tag) && field.name != way
        };
        let needed: Vec<_> = fields.iter().filter(is_needed).collect();
        let recipe = self.recipe;
        let is_misfit = match recipe.misfit {
            None => false,
            Some(Misfit::Innermost) => !rest.iter().any(is_field),
            Some(Misfit::Outermost) => {
                let before = recipe.place.steps.len() - steps.len();
                !recipe.place.steps[..before].iter().any(is_field)
            }
        };
        let is_late = recipe.is_late || is_misfit;
        let others = usize::from(recipe.before.is_some()) + usize::from(recipe.after.is_some());
        self.open_map(needed.len() + 1 + others);
        let mut first = true;
        if let Some(fill) = &recipe.before {
            self.key("before", &mut first);
            self.fill(fill, None, size)?;
        }
        for is_before in [true, false] {
            if is_before != is_late {
                for field in &needed {
                    self.key(field.name, &mut first);
                    match (name, field.name, rest.first()) {
                        _ if is_misfit => self.misfit(&field.kind),
                        ("Interaction", "type", Some(Step::Member(member))) => {
                            let number = interaction_of(member);
                            self.number(number);
                        }
                        _ => {
                            let encoding = self.encoding;
                            let made = self.builder.made(&field.kind, Variant::Absent, encoding);
                            self.out.extend_from_slice(made);
                        }
                    }
                }
            }
            if is_before {
                if !is_late {
                    continue;
                }
                self.key(way, &mut first);
                self.value(&on_way.kind, rest, size)?;
            } else if !is_late {
                self.key(way, &mut first);
                self.value(&on_way.kind, rest, size)?;
            }
        }
        if let Some(fill) = &recipe.after {
            self.key("after", &mut first);
            self.fill(fill, None, size)?;
        }
        self.close_map();
        Some(())
    }

    /// A value that is of another type.
    fn misfit(&mut self, kind: &Type) {
        match kind {
            Type::List(..) | Type::Map(..) | Type::Object(_) | Type::Either(_) => self.number(7),
            _ if self.is_json() => self.out.extend(b"[[]]"),
            _ => self.out.extend(term::list(&[term::list(&[])])),
        }
    }

    fn number(&mut self, number: u8) {
        match self.encoding {
            Encoding::Json => self.out.extend(number.to_string().bytes()),
            _ => self.out.extend(term::small(number)),
        }
    }

    /// A list of so many values.
    fn repeat(
        &mut self,
        kind: Kind,
        count: usize,
        size: usize,
        mut write: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        let is_json = self.is_json();
        match kind {
            _ if is_json => self.out.push(b'['),
            Kind::Tuple => {
                self.out.push(105);
                self.out.extend((count as u32).to_be_bytes());
            }
            Kind::List | Kind::Improper => {
                let elements = count - usize::from(kind == Kind::Improper && count > 0);
                self.out.push(108);
                self.out.extend((elements as u32).to_be_bytes());
            }
            Kind::Tails => {}
        }
        let mut first = true;
        for _ in 0..count {
            self.comma(&mut first);
            if kind == Kind::Tails && !is_json {
                self.out.extend(term::tagged(108, 1, &[]));
            }
            write(self)?;
            if self.out.len() > size {
                return None;
            }
        }
        match kind {
            _ if is_json => self.out.push(b']'),
            Kind::List | Kind::Tails => self.out.push(106),
            Kind::Improper if count == 0 => self.out.push(106),
            _ => {}
        }
        Some(())
    }

    fn entries(
        &mut self,
        entries: &[(Fill, Fill)],
        count: usize,
        first: &mut bool,
        size: usize,
    ) -> Option<()> {
        let mut before = 0..0;
        for index in 0..count {
            for (place, (key, value)) in entries.iter().enumerate() {
                self.comma(first);
                let start = self.out.len();
                if self.recipe.has_twin && place == 0 && index > 0 && index == count - 1 {
                    self.out.extend_from_within(before.clone());
                } else if self.is_json() && !is_text(key) {
                    self.out.extend(b"\"k\"");
                } else {
                    self.fill(key, None, size)?;
                }
                if place == 0 {
                    before = start..self.out.len();
                }
                if self.is_json() {
                    self.out.push(b':');
                }
                self.fill(value, None, size)?;
                if self.out.len() > size {
                    return None;
                }
            }
        }
        Some(())
    }

    /// What stands at the place, whose type is known unless it is in no event.
    fn fill(&mut self, fill: &Fill, kind: Option<&Type>, size: usize) -> Option<()> {
        match fill {
            Fill::Piece(piece, count) => {
                if !piece.is_of(self.encoding) {
                    return None;
                }
                let count = self.count(*count);
                if piece.is_stretched && count > size {
                    return None;
                }
                piece.write(&mut self.out, self.encoding, count);
            }
            Fill::Made(variant) => {
                let encoding = self.encoding;
                let made = self.builder.made(kind?, *variant, encoding);
                self.out.extend_from_slice(made);
            }
            Fill::List(shape, items, count) => {
                let mut next = items.iter().cycle();
                let count = items.len() * self.count(*count);
                let inner = match kind {
                    Some(Type::List(kind, _)) => Some(&**kind),
                    _ => None,
                };
                self.repeat(*shape, count, size, |work| work.fill(next.next()?, inner, size))?;
            }
            Fill::Map(entries, count) => {
                let count = self.count(*count);
                self.open_map(entries.len() * count);
                self.entries(entries, count, &mut true, size)?;
                self.close_map();
            }
            Fill::Deep(inside, levels, inner) => self.deep(*inside, *levels, inner, size)?,
        }
        (self.out.len() <= size).then_some(())
    }

    fn deep(&mut self, inside: Inside, levels: usize, inner: &Fill, size: usize) -> Option<()> {
        let is_json = self.is_json();
        for _ in 0..levels {
            match (inside, is_json) {
                (Inside::Lists | Inside::Tuples, true) => self.out.push(b'['),
                (_, true) => self.out.extend(b"{\"a\":"),
                (Inside::Lists, _) => self.out.extend(term::tagged(108, 1, &[])),
                (Inside::Tuples, _) => self.out.extend([104, 1]),
                (Inside::Maps, _) => {
                    self.out.extend(term::tagged(116, 1, &[]));
                    self.out.extend(term::atom("a"));
                }
                (Inside::Keys, _) => self.out.extend(term::tagged(116, 1, &[])),
            }
        }
        self.fill(inner, None, size)?;
        for _ in 0..levels {
            match (inside, is_json) {
                (Inside::Lists | Inside::Tuples, true) => self.out.push(b']'),
                (_, true) => self.out.push(b'}'),
                (Inside::Lists, _) => self.out.push(106),
                (Inside::Keys, _) => self.out.extend(term::small(1)),
                _ => {}
            }
        }
        Some(())
    }
}

/// Whether a fill is text in JSON, where every key is text. One of it tells: a key of many that is thrown
/// away would make the time to build a document grow with its square.
fn is_text(fill: &Fill) -> bool {
    let Fill::Piece(piece, _) = fill else { return false };
    let mut one = Vec::new();
    piece.write(&mut one, Encoding::Json, 1);
    one.first() == Some(&b'"')
}

fn is_field(step: &Step) -> bool {
    matches!(step, Step::Field(_))
}

/// Of several types, the one through which a way leads.
fn kind_for(kinds: &[Type], steps: &[Step]) -> Option<Type> {
    let fits = |kind: &&Type| {
        matches!(
            (kind, steps.first()),
            (_, None)
                | (Type::List(..), Some(Step::Element { .. }))
                | (Type::Map(..), Some(Step::Entry { .. }))
                | (Type::Object(_), Some(Step::Field(_) | Step::Member(_)))
        )
    };
    kinds.iter().find(fits).cloned()
}

/// An atom as the Gateway writes it.
fn old_atom(text: &str) -> Vec<u8> {
    term::atom_as(term::ATOM_EXT, text)
}
