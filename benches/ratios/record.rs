//! The results as a table, with when and where they were measured.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};
use std::{fs, io};

use crate::measure::{Figure, Section};

/// What stands beside a ratio above its target.
const MISSED: &str = "✗";

/// The tables of all sections, in Markdown that is aligned to be read as it is.
pub(crate) fn report(title: &str, sections: &[Section]) -> String {
    let mut text = heading(title);
    _ = writeln!(
        text,
        "Median times of a message, and medians of the ratios to the first row of the table, each \
         within\none round; `middle half` says between which ratios half of the rounds lie. \
         `allocations` are those of a\nmessage, once all were read before. {MISSED} marks a ratio \
         above its target, and allocations where there should\nbe none. `benches/README.md` says \
         what is compared."
    );
    for section in sections {
        _ = write!(text, "\n## {}\n\n", section.title);
        table(&section.figures, &mut text);
    }
    let targets = sections.iter().flat_map(|section| &section.figures);
    let targets = targets.filter(|figure| figure.target.is_some());
    let (missed, met): (Vec<_>, Vec<_>) = targets.partition(|figure| figure.is_missed());
    _ = writeln!(text, "\n{} of {} targets met.", met.len(), met.len() + missed.len());
    text
}

/// What a file of results begins with.
pub(crate) fn heading(title: &str) -> String {
    let (version, rustc) = (env!("CARGO_PKG_VERSION"), rustc());
    format!("# {title}, {}\n\n{}, {rustc}, gatewire {version}.\n\n", today(), processor())
}

fn table(figures: &[Figure], text: &mut String) {
    let head = ["case", "ns a message", "ratio", "middle half", "target", "allocations", ""];
    let rows = figures.iter().map(row).collect::<Vec<_>>();
    aligned(&head.map(String::from), &rows, text);
}

fn row(figure: &Figure) -> Vec<String> {
    let (low, high) = figure.middle;
    vec![
        figure.name.to_owned(),
        format!("{:.0}", figure.nanoseconds),
        ratio(figure.ratio),
        format!("{}–{}", ratio(low), ratio(high)),
        figure.target.map_or(String::new(), |target| format!("≤ {target:.2}")),
        allocations(figure.allocations),
        if figure.is_missed() { MISSED } else { "" }.to_owned(),
    ]
}

/// Sections as rows of one table: what each case of them takes, for so many bytes or for a message,
/// and its ratio to the first case.
pub(crate) fn growth(rows: &[(String, f64, Section)], what: &str, unit: &str, text: &mut String) {
    let Some((_, _, first)) = rows.first() else { return };
    let mut head = vec![what.to_owned()];
    for (index, figure) in first.figures.iter().enumerate() {
        head.push(format!("{}, {unit}", figure.name));
        head.extend((index > 0).then(|| "ratio".to_owned()));
    }
    let row = |(label, units, section): &(String, f64, Section)| {
        let mut row = vec![label.clone()];
        for (index, figure) in section.figures.iter().enumerate() {
            row.push(format!("{:.0}", figure.nanoseconds / units));
            row.extend((index > 0).then(|| ratio(figure.ratio)));
        }
        row
    };
    aligned(&head, &rows.iter().map(row).collect::<Vec<_>>(), text);
}

fn ratio(value: f64) -> String {
    // Three figures that mean something, of small ratios as well.
    if value < 0.01 { format!("{value:.5}") } else { format!("{value:.3}") }
}

fn allocations(value: f64) -> String {
    match value {
        0.0 => "0".to_owned(),
        // One of thousands of messages allocates.
        rare if rare < 0.01 => format!("{rare:.4}"),
        often => format!("{often:.2}"),
    }
}

/// A table in Markdown. The first column and one without a head stand to the left, figures to the right.
fn aligned(head: &[String], rows: &[Vec<String>], text: &mut String) {
    let is_left = |column: usize| column == 0 || head[column].is_empty();
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.chain([head[column].chars().count()]).max().unwrap_or(0).max(1)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let rule: Vec<String> = (0..head.len())
        .map(|column| match is_left(column) {
            true => "-".repeat(widths[column]),
            false => "-".repeat(widths[column] - 1) + ":",
        })
        .collect();
    for row in [head, &rule].into_iter().chain(rows.iter().map(Vec::as_slice)) {
        for (column, cell) in row.iter().enumerate() {
            let width = widths[column];
            _ = match is_left(column) {
                true => write!(text, "| {cell:<width$} "),
                false => write!(text, "| {cell:>width$} "),
            };
        }
        text.push_str("|\n");
    }
}

/// Writes a part's report, and the chart if it has one, into `benches/record`, and says where.
pub(crate) fn write(part: &str, report: &str, chart: Option<String>) -> io::Result<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/record");
    fs::create_dir_all(&folder)?;
    let mut paths = vec![folder.join(format!("{}-{part}.md", today()))];
    fs::write(&paths[0], report)?;
    if let Some(chart) = chart {
        paths.push(folder.join("decode.svg"));
        fs::write(&paths[1], chart)?;
    }
    Ok(paths)
}

/// The date in UTC, as `2026-01-31`.
pub(crate) fn today() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let (year, month, day) = civil(now.as_secs() / 86_400);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The Gregorian date of a day since 1970, counting from March so that a leap day comes last.
fn civil(days: u64) -> (u64, u64, u64) {
    // Days since 0000-03-01.
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let leap_days = day_of_era / 1_460 - day_of_era / 36_524 + day_of_era / 146_096;
    let year_of_era = (day_of_era - leap_days) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

/// The processor's name, as Linux has it.
pub(crate) fn processor() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let value = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let Some(name) = value("model name") else { return "unknown processor".to_owned() };
    // Virtual machines often hide the model's number; family and model still tell it.
    match (value("cpu family"), value("model\t")) {
        (Some(family), Some(model)) => format!("{name} (family {family}, model {model})"),
        _ => name,
    }
}

fn rustc() -> String {
    let output = Command::new("rustc").arg("--version").output().ok();
    let text = output.and_then(|output| String::from_utf8(output.stdout).ok());
    text.map_or("unknown rustc".to_owned(), |text| text.trim().to_owned())
}
