//! Looking for the worst: over all places first, then uphill from the worst that were found.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

use cpu_time::ThreadTime;
use gatewire::Encoding;

use crate::build::{Builder, ROOTS};
use crate::common::Random;
use crate::common::allocator::uncounted;
use crate::common::documents::Variant;
use crate::common::protocol::Table;
use crate::entry::{Cost, ENTRIES, Entry};
use crate::pieces::PIECES;
use crate::place::{self, Place, Step};
use crate::recipe::{Count, Fill, Inside, Kind, Misfit, Recipe};

/// What documents of the search have, in bytes. What is found is measured again at other sizes.
const SIZE: usize = 192 << 10;

/// The sizes at which the bounds hold.
pub(crate) const SIZES: [usize; 2] = [1_000_000, 16_000_000];

/// How many of the worst are kept of each question.
const KEPT: usize = 6;

/// What every call may take, in bytes.
pub(crate) const FREE: usize = 4 << 20;

const MISFITS: [Option<Misfit>; 2] = [Some(Misfit::Outermost), Some(Misfit::Innermost)];

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Measure {
    Time,
    Memory,
}

/// What is asked: the worst of an entry point, in an encoding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Question {
    pub(crate) entry: usize,
    pub(crate) is_etf: bool,
    pub(crate) measure: Measure,
}

impl Question {
    pub(crate) fn entry(&self) -> &'static Entry {
        &ENTRIES[self.entry]
    }

    pub(crate) fn encoding(&self) -> Encoding {
        if self.is_etf { Encoding::Etf } else { Encoding::Json }
    }

    /// What counts of a cost: nanoseconds for each byte, or bytes.
    pub(crate) fn figure(&self, cost: &Cost, length: usize) -> f64 {
        match self.measure {
            Measure::Time => cost.nanoseconds / length as f64,
            Measure::Memory => cost.peak.saturating_sub(FREE) as f64 / length as f64,
        }
    }

    /// As [`figure`](Self::figure), where what is below what every call may take counts a little.
    fn score(&self, cost: &Cost, length: usize) -> f64 {
        match self.measure {
            Measure::Time => self.figure(cost, length),
            Measure::Memory => self.figure(cost, length) + 1e-6 * cost.peak as f64 / length as f64,
        }
    }
}

pub(crate) struct Search {
    builder: Builder,
    random: Random,
    places: Vec<Place>,
    cycles: BTreeMap<String, Vec<Step>>,
    /// The worst recipes of each question, the worst first.
    pub(crate) worst: BTreeMap<Question, Vec<(f64, Recipe)>>,
    pub(crate) tried: usize,
}

impl Search {
    /// With the entry points whose names have a part in them.
    pub(crate) fn new(seed: u64, only: Option<&str>) -> Self {
        let table = Table::read();
        let mut worst = BTreeMap::new();
        for (entry, point) in ENTRIES.iter().enumerate() {
            for is_etf in [false, true] {
                for measure in [Measure::Time, Measure::Memory] {
                    let question = Question { entry, is_etf, measure };
                    let is_asked = only.is_none_or(|part| point.name.contains(part));
                    if is_asked && point.is_of(question.encoding()) {
                        worst.insert(question, Vec::new());
                    }
                }
            }
        }
        Self {
            builder: Builder::new(),
            random: Random(seed),
            places: place::all(&table),
            cycles: place::cycles(&table),
            worst,
            tried: 0,
        }
    }

    pub(crate) fn places(&self) -> usize {
        self.places.len()
    }

    /// Looks for so long, by the time that this thread runs: half of it everywhere, the rest where
    /// it is worst.
    pub(crate) fn run(&mut self, time: Duration) {
        let start = ThreadTime::now();
        self.sweep(start, time / 2);
        let questions: Vec<Question> = self.worst.keys().copied().collect();
        for question in questions.iter().cycle() {
            if start.elapsed() >= time {
                return;
            }
            self.climb(*question);
        }
    }

    /// Every root with every piece, for a third of the time at most; then every place with what is
    /// worst at most of them; then places and fills at random.
    fn sweep(&mut self, start: ThreadTime, time: Duration) {
        let common = common_fills();
        let mut fills = every_piece();
        fills.extend(common.iter().cloned());
        // As `d` and alone, everything comes to all entry points.
        let everywhere =
            ["@d", "@bare"].iter().flat_map(|root| fills.iter().map(|fill| (*root, fill)));
        let elsewhere = ROOTS.iter().flat_map(|root| common.iter().map(|fill| (*root, fill)));
        let mut roots: Vec<(&str, &Fill)> = everywhere.chain(elsewhere).collect();
        self.shuffle(&mut roots);
        for (root, fill) in roots {
            if start.elapsed() >= time / 3 {
                break;
            }
            let mut recipe = Recipe::new(Place::root(root), fill.clone());
            recipe.has_twin = self.random.below(2) == 0;
            for encoding in [Encoding::Json, Encoding::Etf] {
                self.attempt(&recipe, encoding, |_| true);
            }
        }
        for round in 0.. {
            let mut places = self.places.clone();
            self.shuffle(&mut places);
            for mut place in places {
                if start.elapsed() >= time {
                    return;
                }
                let recipe = match round {
                    0 => {
                        if let Some(last) = place.repeatable().last() {
                            place.set_repeated(*last, true);
                        }
                        Recipe::new(place, Fill::Made(Variant::Absent))
                    }
                    round if round <= common.len() => Recipe::new(place, common[round - 1].clone()),
                    _ => {
                        let mut recipe = Recipe::new(place, self.fill());
                        for _ in 0..self.random.below(4) {
                            recipe = self.mutated(&recipe);
                        }
                        recipe
                    }
                };
                // Where something else does not fit, what was read of it is dropped.
                let misfit = MISFITS[self.random.below(2)];
                let refused = Recipe { misfit, ..recipe.clone() };
                for encoding in [Encoding::Json, Encoding::Etf] {
                    self.attempt(&refused, encoding, |entry| entry.name == "event, refused");
                }
                // Everything else reads what is in an event as it reads anything.
                let everything = self.random.below(12) == 0;
                for encoding in [Encoding::Json, Encoding::Etf] {
                    self.attempt(&recipe, encoding, |entry| everything || entry.name == "event");
                }
            }
        }
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for index in (1..items.len()).rev() {
            items.swap(index, self.random.below(index + 1));
        }
    }

    /// Measures a recipe at some entry points, and keeps it where it is among the worst.
    fn attempt(&mut self, recipe: &Recipe, encoding: Encoding, at: impl Fn(&Entry) -> bool) {
        let Some(payload) = self.builder.build(recipe, encoding, SIZE) else { return };
        self.tried += 1;
        for (entry, point) in ENTRIES.iter().enumerate() {
            let question =
                Question { entry, is_etf: encoding == Encoding::Etf, measure: Measure::Time };
            if self.worst.contains_key(&question) && at(point) {
                self.ask(recipe, &payload, entry, encoding);
            }
        }
    }

    fn ask(&mut self, recipe: &Recipe, payload: &[u8], entry: usize, encoding: Encoding) {
        let point = &ENTRIES[entry];
        // A small document is worst by what every call costs.
        if payload.len() < SIZE / 2 {
            return;
        }
        let Some(mut cost) = point.cost(encoding, payload) else { return };
        for measure in [Measure::Time, Measure::Memory] {
            let question = Question { entry, is_etf: encoding == Encoding::Etf, measure };
            let kept = &self.worst[&question];
            let least = if kept.len() < KEPT { 0.0 } else { kept[KEPT - 1].0 };
            // What another program has slowed down is measured again.
            for _ in 0..2 {
                if measure == Measure::Time && question.score(&cost, payload.len()) > least {
                    let again = point.cost(encoding, payload).expect("it applies");
                    cost.nanoseconds = cost.nanoseconds.min(again.nanoseconds);
                }
            }
            let score = question.score(&cost, payload.len());
            if score > least {
                let text = recipe.to_string();
                if kept.iter().any(|(_, other)| other.to_string() == text) {
                    continue;
                }
                // A small document may take more memory for each byte: of what is refused at the
                // sizes that count, nothing would be known in the end.
                if self.measured(question, recipe, SIZES[0], (1, &(0.0..0.0))).is_none() {
                    continue;
                }
                let kept = self.worst.get_mut(&question).expect("every question is there");
                kept.push((score, recipe.clone()));
                kept.sort_by(|a, b| b.0.total_cmp(&a.0));
                kept.truncate(KEPT);
            }
        }
    }

    /// One step from one of the worst of a question.
    fn climb(&mut self, question: Question) {
        let kept = &self.worst[&question];
        if kept.is_empty() {
            return;
        }
        let mut recipe = kept[self.random.below(kept.len())].1.clone();
        for _ in 0..1 + self.random.below(3) {
            recipe = self.mutated(&recipe);
        }
        let Some(payload) = self.builder.build(&recipe, question.encoding(), SIZE) else { return };
        self.tried += 1;
        self.ask(&recipe, &payload, question.entry, question.encoding());
    }

    /// The recipe with one thing changed.
    fn mutated(&mut self, recipe: &Recipe) -> Recipe {
        let mut other = recipe.clone();
        match self.random.below(16) {
            15 => other.has_twin = !other.has_twin,
            14 => other.misfit = [None, MISFITS[0], MISFITS[1]][self.random.below(3)],
            0 => other.is_late = !other.is_late,
            1 => other.is_odd = !other.is_odd,
            2 => other.before = self.maybe_fill(),
            3 => other.after = self.maybe_fill(),
            4 | 5 => {
                let repeatable = other.place.repeatable();
                if !repeatable.is_empty() {
                    let index = repeatable[self.random.below(repeatable.len())];
                    let repeated = self.random.below(2) == 0;
                    other.place.set_repeated(index, repeated);
                }
            }
            6 => self.deepen(&mut other.place),
            7 => {
                other.place = match self.random.below(4) {
                    0 => Place::root(ROOTS[self.random.below(ROOTS.len())]),
                    _ => self.places[self.random.below(self.places.len())].clone(),
                };
            }
            8 => self.move_nearby(&mut other.place),
            9 => other.fill = self.fill(),
            _ => other.fill = self.mutated_fill(&other.fill),
        }
        other
    }

    fn maybe_fill(&mut self) -> Option<Fill> {
        (self.random.below(3) > 0).then(|| self.fill())
    }

    /// Puts an object on the way into others of its kind, or takes these out again.
    fn deepen(&mut self, place: &mut Place) {
        let ends: Vec<usize> = (0..place.steps.len())
            .filter(|index| match &place.steps[*index] {
                Step::Member(name) => self.cycles.contains_key(name),
                _ => false,
            })
            .collect();
        if ends.is_empty() {
            return;
        }
        let end = ends[self.random.below(ends.len())];
        let Step::Member(name) = &place.steps[end] else { return };
        let times = self.random.below(14);
        let cycle: Vec<Step> =
            std::iter::repeat_n(&self.cycles[name], times).flatten().cloned().collect();
        place.steps.splice(end + 1..end + 1, cycle);
        place.steps.truncate(120);
    }

    /// Another field of the same object.
    fn move_nearby(&mut self, place: &mut Place) {
        let Some(parent) = place.steps.iter().rposition(|step| matches!(step, Step::Field(_)))
        else {
            return;
        };
        let siblings: Vec<&Step> = self
            .places
            .iter()
            .filter(|other| {
                other.root == place.root
                    && other.steps.len() == parent + 1
                    && other.steps[..parent] == place.steps[..parent]
            })
            .filter_map(|other| other.steps.last())
            .collect();
        if !siblings.is_empty() {
            let step = siblings[self.random.below(siblings.len())].clone();
            place.steps.truncate(parent);
            place.steps.push(step);
        }
    }

    fn piece(&mut self) -> Fill {
        let piece = &PIECES[self.random.below(PIECES.len())];
        Fill::Piece(piece, if piece.is_stretched { self.length() } else { Count::Of(1) })
    }

    fn length(&mut self) -> Count {
        const LENGTHS: [usize; 14] = [1, 2, 3, 8, 16, 31, 64, 100, 255, 256, 760, 1024, 1025, 4096];
        match self.random.below(LENGTHS.len() + 1) {
            index if index < LENGTHS.len() => Count::Of(LENGTHS[index]),
            _ => Count::Many,
        }
    }

    fn count(&mut self) -> Count {
        match self.random.below(4) {
            0 => Count::Of(1),
            1 => self.length(),
            _ => Count::Many,
        }
    }

    fn fill(&mut self) -> Fill {
        let number = 1 + self.random.below(4);
        match self.random.below(10) {
            0 => self.piece(),
            1 => {
                Fill::Made(if self.random.below(2) == 0 { Variant::Absent } else { Variant::Full })
            }
            2 => {
                let levels = [1, 2, 4, 16, 26, 30, 100, 1000];
                let levels = levels[self.random.below(levels.len())];
                let inside = [Inside::Lists, Inside::Maps, Inside::Tuples, Inside::Keys];
                let inside = inside[self.random.below(4)];
                let levels = if inside == Inside::Keys { levels.min(4) } else { levels };
                Fill::Deep(inside, levels, Box::new(self.fill()))
            }
            3..=6 => {
                let kinds = [Kind::List, Kind::List, Kind::Tuple, Kind::Improper, Kind::Tails];
                let kind = kinds[self.random.below(kinds.len())];
                let items = (0..number).map(|_| self.inner()).collect();
                Fill::List(kind, items, self.count())
            }
            _ => {
                let entries = (0..number).map(|_| (self.key(), self.inner())).collect();
                Fill::Map(entries, self.count())
            }
        }
    }

    fn inner(&mut self) -> Fill {
        if self.random.below(4) == 0 { self.fill() } else { self.piece() }
    }

    fn key(&mut self) -> Fill {
        match self.random.below(6) {
            0 => Fill::piece(["new", "scattered"][self.random.below(2)], Count::Of(1)),
            1 => Fill::piece("new_escaped", Count::Of(1)),
            2 => Fill::piece("ascii", Count::Of(1)),
            3 => Fill::piece("empty", Count::Of(1)),
            _ => self.piece(),
        }
    }

    fn mutated_fill(&mut self, fill: &Fill) -> Fill {
        match (self.random.below(8), fill) {
            (0, _) => self.fill(),
            (1, _) => Fill::List(Kind::List, vec![fill.clone()], Count::Many),
            (2, Fill::List(_, items, _)) if !items.is_empty() => {
                items[self.random.below(items.len())].clone()
            }
            (2, Fill::Map(entries, _)) if !entries.is_empty() => {
                entries[self.random.below(entries.len())].1.clone()
            }
            (2, Fill::Deep(_, _, inner)) => (**inner).clone(),
            (_, Fill::Piece(piece, _)) => match piece.is_stretched && self.random.below(2) == 0 {
                true => Fill::Piece(piece, self.length()),
                false => self.piece(),
            },
            (_, Fill::Made(_)) => self.fill(),
            (kind, Fill::List(shape, items, count)) => {
                let (mut items, mut count) = (items.clone(), *count);
                match kind {
                    3 => count = self.count(),
                    4 => items.push(self.inner()),
                    5 if items.len() > 1 => drop(items.remove(self.random.below(items.len()))),
                    _ if !items.is_empty() => {
                        let index = self.random.below(items.len());
                        items[index] = self.mutated_fill(&items[index]);
                    }
                    _ => items.push(self.inner()),
                }
                Fill::List(*shape, items, count)
            }
            (kind, Fill::Map(entries, count)) => {
                let (mut entries, mut count) = (entries.clone(), *count);
                match kind {
                    3 => count = self.count(),
                    4 => entries.push((self.key(), self.inner())),
                    5 if entries.len() > 1 => {
                        entries.remove(self.random.below(entries.len()));
                    }
                    _ if !entries.is_empty() => {
                        let index = self.random.below(entries.len());
                        entries[index] = match self.random.below(2) {
                            0 => (self.key(), entries[index].1.clone()),
                            _ => (entries[index].0.clone(), self.mutated_fill(&entries[index].1)),
                        };
                    }
                    _ => entries.push((self.key(), self.inner())),
                }
                Fill::Map(entries, count)
            }
            (kind, Fill::Deep(inside, levels, inner)) => match kind {
                3 => Fill::Deep(*inside, (*levels * 2).min(1000), inner.clone()),
                4 => Fill::Deep(*inside, (*levels / 2).max(1), inner.clone()),
                _ => Fill::Deep(*inside, *levels, Box::new(self.mutated_fill(inner))),
            },
        }
    }

    /// The figure of a recipe in a document of a size: the least of several runs, while it is one of
    /// which a single run makes nobody sure. None of a document that does not grow so large.
    pub(crate) fn measured(
        &mut self,
        question: Question,
        recipe: &Recipe,
        size: usize,
        (runs, unsure): (usize, &Range<f64>),
    ) -> Option<f64> {
        const LONG: Duration = Duration::from_secs(3);

        let payload = self.builder.build(recipe, question.encoding(), size)?;
        if payload.len() < size / 2 {
            return None;
        }
        let start = ThreadTime::now();
        let mut least = f64::INFINITY;
        for _ in 0..runs {
            let cost = || question.entry().cost(question.encoding(), &payload);
            let cost = match question.measure {
                Measure::Time => uncounted(cost),
                Measure::Memory => cost(),
            }?;
            least = least.min(question.figure(&cost, payload.len()));
            if !unsure.contains(&least) || start.elapsed() > LONG {
                break;
            }
        }
        Some(least)
    }
}

/// Every piece: as a list of as many as there is room for, as a key, and alone where it can fill the
/// room.
fn every_piece() -> Vec<Fill> {
    let mut fills = Vec::new();
    for piece in PIECES {
        let counts: &[usize] = if piece.is_stretched { &[1, 31, 1024] } else { &[1] };
        for count in counts {
            let alone = Fill::Piece(piece, Count::Of(*count));
            fills.push(Fill::List(Kind::List, vec![alone], Count::Many));
        }
        let key = Fill::Piece(piece, Count::Of(counts[counts.len() / 2]));
        let zero = Fill::piece("zero", Count::Of(1));
        fills.push(Fill::Map(vec![(key, zero)], Count::Many));
        if piece.is_stretched {
            fills.push(Fill::Piece(piece, Count::Many));
        }
    }
    fills
}

/// What is tried at every place.
fn common_fills() -> Vec<Fill> {
    [
        "[zero ascii null true float [] {}]*",
        "{new=[zero] new={} new=ascii:9}*",
        "[{}]*",
        "[hard]*",
        "[[hard {} escape:3] zero]*",
        "[full]*",
        "{new=least}*",
        "[ascii]*",
        "[lists:20(zero)]*",
        "/zero\\*",
        "/[zero]\\*",
        "/full\\*",
        "[{ascii=zero empty=zero}]*",
        "maps:20([escape:30 hard zero]*)",
        "[zero]*",
        "{newline=zero}*",
        "{scattered=zero}*",
        "{scattered=[{} zero float]}*",
        "{scattered_int=zero}*",
        "{scattered_byte=zero}*",
        "{scattered_atom=zero}*",
        "{small_key=nil}*",
        "{nil=nil}*",
        "{scattered_int=nil small_key=nil}*",
        "{{scattered_int=nil}=nil}*",
        "{{scattered_int=nil zero=nil}=nil}*",
        "<zero string:60000>",
    ]
    .iter()
    .map(|text| {
        let recipe = Recipe::parse(&format!("@bare = {text}"));
        recipe.unwrap_or_else(|| panic!("{text} is no recipe")).fill
    })
    .collect()
}
