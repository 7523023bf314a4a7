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
    let mut text = format!("# {title}, {}\n\n", today());
    _ = writeln!(text, "{}, {}, gatewire {}.\n", processor(), rustc(), env!("CARGO_PKG_VERSION"));
    _ = writeln!(
        text,
        "Median times of a message, and medians of the ratios to the first row of the table, each \
         within\none round; `middle half` says between which ratios half of the rounds lie. {MISSED} \
         marks a ratio above its\ntarget. `benches/README.md` says what is compared."
    );
    for section in sections {
        _ = write!(text, "\n## {}\n\n", section.title);
        table(&section.figures, &mut text);
    }
    let targets = sections.iter().flat_map(|section| &section.figures);
    let (mut met, mut all) = (0, 0);
    for figure in targets.filter(|figure| figure.target.is_some()) {
        all += 1;
        met += usize::from(!missed(figure));
    }
    _ = writeln!(text, "\n{met} of {all} targets met.");
    text
}

fn missed(figure: &Figure) -> bool {
    figure.target.is_some_and(|target| figure.ratio > target)
}

fn table(figures: &[Figure], text: &mut String) {
    let head = ["case", "ns a message", "ratio", "middle half", "target", ""];
    let rows: Vec<[String; 6]> = figures.iter().map(row).collect();
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.chain([head[column].len()]).max().unwrap_or(0)
    };
    let widths: [usize; 6] = std::array::from_fn(width);
    line(text, &head.map(String::from), &widths);
    let rule = std::array::from_fn(|column| match column {
        0 | 5 => "-".repeat(widths[column].max(1)),
        _ => "-".repeat(widths[column] - 1) + ":",
    });
    line(text, &rule, &widths);
    for row in &rows {
        line(text, row, &widths);
    }
}

fn row(figure: &Figure) -> [String; 6] {
    let (low, high) = figure.middle;
    [
        figure.name.to_owned(),
        format!("{:.0}", figure.nanoseconds),
        ratio(figure.ratio),
        format!("{}–{}", ratio(low), ratio(high)),
        figure.target.map_or(String::new(), |target| format!("≤ {target:.2}")),
        if missed(figure) { MISSED } else { "" }.to_owned(),
    ]
}

fn ratio(value: f64) -> String {
    // Three figures that mean something, of small ratios as well.
    if value < 0.01 { format!("{value:.5}") } else { format!("{value:.3}") }
}

fn line(text: &mut String, cells: &[String; 6], widths: &[usize; 6]) {
    for (column, (cell, &width)) in cells.iter().zip(widths).enumerate() {
        // Names to the left, figures to the right.
        _ = match column {
            0 | 5 => write!(text, "| {cell:<width$} "),
            _ => write!(text, "| {cell:>width$} "),
        };
    }
    text.push_str("|\n");
}

/// Writes a part's report, and the chart if it has one, into `benches/record`, and says where.
pub(crate) fn write(part: &str, report: &str, chart: Option<String>) -> io::Result<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/record");
    fs::create_dir_all(&folder)?;
    let mut paths = vec![folder.join(format!("{}-{part}.md", today()))];
    fs::write(&paths[0], report)?;
    if let Some(chart) = chart {
        paths.push(folder.join(format!("{part}.svg")));
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
