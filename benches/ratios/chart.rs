//! The chart of the README: bars of relative time, as SVG that is readable on white and on black.

use std::fmt::Write;

use crate::measure::{Figure, Section};
use crate::record::{processor, today};

/// The cases that are drawn.
const CASES: [&str; 6] = [
    "serde_json from_slice",
    "serde_json from_str",
    "simd-json",
    "gatewire JSON",
    "gatewire ETF",
    "gatewire JSON, envelope only",
];

const WIDTH: usize = 720;
const LEFT: usize = 210;
const BAR: usize = 16;
const LINE: usize = 24;
const GROUP: usize = 34;
/// The length of a bar of 1.00; slower ones have room beyond.
const UNIT: f64 = 370.0;

/// Greys and a blue that stand out from both white and black.
const TEXT: &str = "#768390";
const PEER: &str = "#8b949e";
const OURS: &str = "#2f81f7";

/// Draws the charted cases of each section.
pub(crate) fn draw(sections: &[Section]) -> String {
    let height = 52 + sections.len() * (GROUP + CASES.len() * LINE + 10);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" font-family=\"sans-serif\" \
         font-size=\"13\" fill=\"{TEXT}\">\n\
         <title>Time to read a message into the same structs, serde_json = 1.00</title>\n\
         <text x=\"8\" y=\"18\">Time to read a message into the same structs, relative to \
         serde_json. Less is better.</text>\n"
    );
    let mut y = 28;
    for section in sections {
        y += GROUP;
        let event = section.title.split(',').next().unwrap_or_default();
        _ = writeln!(svg, r#"<text x="8" y="{}" font-weight="bold">{event}</text>"#, y - 10);
        for name in CASES {
            let figure = section.figures.iter().find(|figure| figure.name == name);
            bar(&mut svg, figure.expect("every charted case is measured"), y);
            y += LINE;
        }
        y += 10;
    }
    _ = writeln!(
        svg,
        "<text x=\"8\" y=\"{}\" font-size=\"11\">{}, {}</text>\n</svg>",
        height - 10,
        processor(),
        today()
    );
    svg
}

fn bar(svg: &mut String, figure: &Figure, y: usize) {
    let Figure { name, ratio, nanoseconds, .. } = figure;
    let colour = if name.starts_with("gatewire") { OURS } else { PEER };
    let length = (ratio * UNIT).max(1.0);
    let digits = if *ratio < 0.1 { 3 } else { 2 };
    let (baseline, after) = (y + 13, LEFT as f64 + length + 8.0);
    _ = writeln!(
        svg,
        "<text x=\"{}\" y=\"{baseline}\" text-anchor=\"end\">{name}</text>\n\
         <rect x=\"{LEFT}\" y=\"{y}\" width=\"{length:.1}\" height=\"{BAR}\" rx=\"2\" fill=\"{colour}\"/>\n\
         <text x=\"{after:.1}\" y=\"{baseline}\">{ratio:.digits$} · {nanoseconds:.0} ns</text>",
        LEFT - 10
    );
}
