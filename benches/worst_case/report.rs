//! The worst that was found, measured again, as a table.

use std::time::Instant;

use crate::entry::ENTRIES;
use crate::recipe::Recipe;
use crate::search::{Measure, Question, SIZES, Search};

/// The bounds, for each byte of a payload.
const NANOSECONDS: f64 = 40.0;
const BYTES: f64 = 32.0;

/// How many of the worst of the search are measured again at the smaller size.
const CANDIDATES: usize = 3;

/// How often each is measured, unless it is well below its bound, or far above.
const RUNS: usize = 7;

/// What is well below, as a part of the bound.
const WELL_BELOW: f64 = 0.75;

/// How many times its bound a figure may be at the smaller size before the larger is not tried, which
/// would take too long to be waited for.
const HOPELESS: f64 = 4.0;

/// What SECURITY.md does not promise to bound: these are shown, and never fail.
const NOT_PROMISED: [&str; 3] =
    ["serde_json, Value", "serde_json, Message", "serde_json, Interaction"];

/// The worst of a question.
pub(crate) struct Row {
    question: Question,
    recipe: String,
    /// The figure at each size; none where the smaller one says that the larger takes too long.
    figures: [Option<f64>; 2],
}

fn bound(measure: Measure) -> f64 {
    match measure {
        Measure::Time => NANOSECONDS,
        Measure::Memory => BYTES,
    }
}

impl Row {
    fn unit(&self) -> &'static str {
        match self.question.measure {
            Measure::Time => "ns",
            Measure::Memory => "bytes",
        }
    }

    fn worst(&self) -> f64 {
        self.figures.iter().flatten().copied().fold(0.0, f64::max)
    }

    fn is_bounded(&self) -> bool {
        self.question.measure == Measure::Time || self.question.entry().is_memory_bounded
    }

    /// Whether a bound is passed by more than so many times.
    pub(crate) fn is_beyond(&self, slack: f64) -> bool {
        let is_promised = !NOT_PROMISED.contains(&self.question.entry().name);
        is_promised && self.is_bounded() && self.worst() > slack * bound(self.question.measure)
    }

    /// What is passed, if a bound is.
    fn beyond(&self) -> Option<String> {
        self.is_beyond(1.0).then(|| {
            let Question { is_etf, .. } = self.question;
            format!(
                "{} of {}: {:.0} {} a byte: {}",
                self.question.entry().name,
                if is_etf { "ETF" } else { "JSON" },
                self.worst(),
                self.unit(),
                self.recipe
            )
        })
    }

    fn figure(&self, index: usize) -> String {
        self.figures[index].map_or("-".to_owned(), |figure| format!("{figure:.1}"))
    }
}

/// Measures a recipe at both sizes.
fn row(search: &mut Search, question: Question, recipe: &Recipe) -> Option<Row> {
    let mut row = Row { question, recipe: recipe.to_string(), figures: [None; 2] };
    let bound = bound(question.measure);
    let unsure = WELL_BELOW * bound..HOPELESS * bound;
    for (index, size) in SIZES.into_iter().enumerate() {
        let figure = search.measured(question, recipe, size, (RUNS, &unsure));
        row.figures[index] = figure;
        if figure.is_none_or(|figure| figure > HOPELESS * bound) {
            break;
        }
    }
    row.figures[0]?;
    // At once, since all of them take a while.
    if let Some(line) = row.beyond() {
        eprintln!("beyond a bound: {line}");
    }
    Some(row)
}

/// The worst of every question.
pub(crate) fn worst(search: &mut Search) -> Vec<Row> {
    let worst = search.worst.clone();
    let mut rows = Vec::new();
    for (question, kept) in worst {
        let start = Instant::now();
        let mut candidates: Vec<(f64, &Recipe)> = kept
            .iter()
            .take(CANDIDATES)
            .filter_map(|(_, recipe)| {
                Some((search.measured(question, recipe, SIZES[0], (1, &(0.0..0.0)))?, recipe))
            })
            .collect();
        candidates.sort_by(|a, b| b.0.total_cmp(&a.0));
        if let Some((_, recipe)) = candidates.first() {
            rows.extend(row(search, question, recipe));
        }
        let encoding = if question.is_etf { "ETF" } else { "JSON" };
        let (name, seconds) = (question.entry().name, start.elapsed().as_secs_f64());
        eprintln!("measured in {seconds:.1} s: {name}, {encoding}, {:?}", question.measure);
    }
    rows
}

/// A recipe at every entry point.
pub(crate) fn replayed(search: &mut Search, recipe: &Recipe) -> Vec<Row> {
    let questions: Vec<Question> = search.worst.keys().copied().collect();
    questions.into_iter().filter_map(|question| row(search, question, recipe)).collect()
}

const HEADINGS: [&str; 6] = ["entry point", "encoding", "a byte", "1 MB", "16 MB", "document"];

fn cells(row: &Row) -> [String; 6] {
    let unit =
        if row.is_bounded() { row.unit().to_owned() } else { format!("{} (caller's)", row.unit()) };
    [
        row.question.entry().name.to_owned(),
        if row.question.is_etf { "ETF" } else { "JSON" }.to_owned(),
        unit,
        row.figure(0),
        row.figure(1),
        row.recipe.clone(),
    ]
}

/// As aligned columns.
pub(crate) fn print(rows: &[Row]) {
    let table: Vec<[String; 6]> =
        std::iter::once(HEADINGS.map(str::to_owned)).chain(rows.iter().map(cells)).collect();
    let width = |column: usize| {
        table.iter().map(|row| row[column].chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..5).map(width).collect();
    for [name, encoding, unit, small, large, document] in &table {
        println!(
            "{name:0$}  {encoding:1$}  {unit:2$}  {small:>3$}  {large:>4$}  {document}",
            widths[0], widths[1], widths[2], widths[3], widths[4]
        );
    }
}

/// As the table of `SECURITY.md`: an entry point and an encoding a row, without the documents.
pub(crate) fn print_markdown(rows: &[Row]) {
    println!("| entry point | JSON, ns | ETF, ns | JSON, bytes | ETF, bytes |");
    println!("|---|---:|---:|---:|---:|");
    for (index, entry) in ENTRIES.iter().enumerate() {
        let cell = |is_etf: bool, measure: Measure| {
            let question = Question { entry: index, is_etf, measure };
            if measure == Measure::Memory && !entry.is_memory_bounded {
                return "the caller's".to_owned();
            }
            let row = rows.iter().find(|row| row.question == question);
            row.map_or(String::new(), |row| format!("{:.1}", row.worst()))
        };
        println!(
            "| `{}` | {} | {} | {} | {} |",
            entry.name,
            cell(false, Measure::Time),
            cell(true, Measure::Time),
            cell(false, Measure::Memory),
            cell(true, Measure::Memory)
        );
    }
}
