//! The chart of the README: bars of relative time, as SVG that is readable on white and on black.

use std::fmt::Write;

use crate::measure::Section;
use crate::record::{processor, today};
use crate::workload::events::{HEADLINE, LIBRARIES};

const WIDTH: usize = 720;
const LEFT: usize = 210;
const RIGHT: usize = 120;
const BAR: usize = 16;
const LINE: usize = 24;
const GROUP: usize = 34;

/// Greys and a blue that stand out from both white and black.
const TEXT: &str = "#768390";
const PEER: &str = "#8b949e";
const OURS: &str = "#2f81f7";

/// Bars of one heading, each with its ratio to serde_json.
struct Group {
    title: &'static str,
    bars: Vec<(&'static str, f64)>,
}

/// Draws what counts most of all events: everything in order, and many distinct messages of a kind.
pub(crate) fn draw(sections: &[Section]) -> String {
    let mut all = group(sections, HEADLINE, "All events of the session in their order");
    // Beside the peers, before gatewire.
    for (index, bar) in libraries(sections).into_iter().enumerate() {
        all.bars.insert(PEERS.len() + index, bar);
    }
    let distinct = "4,000 distinct MESSAGE_CREATE";
    let groups = [all, group(sections, distinct, distinct)];
    svg(&groups)
}

/// The cases that are drawn, as they begin and as they are called in the chart.
const PEERS: [(&str, &str); 3] =
    [("serde_json", "serde_json"), ("sonic-rs", "sonic-rs"), ("simd-json", "simd-json")];
const CASES: [(&str, &str); 2] =
    [("gatewire JSON, event", "gatewire, JSON"), ("gatewire ETF, event", "gatewire, ETF")];

fn section<'s>(sections: &'s [Section], title: &str) -> &'s Section {
    let section = sections.iter().find(|section| section.title.starts_with(title));
    section.expect("every charted section is measured")
}

/// The ratio of the first case whose name begins so.
fn ratio(section: &Section, name: &str) -> f64 {
    let figure = section.figures.iter().find(|figure| figure.name.starts_with(name));
    figure.expect("every charted case is measured").ratio
}

fn group(sections: &[Section], name: &str, title: &'static str) -> Group {
    let section = section(sections, name);
    let bars = PEERS.iter().chain(&CASES).map(|&(case, shown)| (shown, ratio(section, case)));
    Group { title, bars: bars.collect() }
}

/// Whole libraries. Their table has another first case, and only messages that they read.
fn libraries(sections: &[Section]) -> [(&'static str, f64); 2] {
    let section = section(sections, LIBRARIES);
    let base = ratio(section, "serde_json");
    ["twilight-model", "serenity"].map(|name| (name, ratio(section, name) / base))
}

fn svg(groups: &[Group]) -> String {
    let bars = || groups.iter().flat_map(|group| &group.bars);
    let longest = bars().map(|(_, ratio)| *ratio).fold(1.0, f64::max);
    let unit = (WIDTH - LEFT - RIGHT) as f64 / longest;
    let height = 52 + groups.len() * (GROUP + 10) + bars().count() * LINE;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" font-family=\"sans-serif\" \
         font-size=\"13\" fill=\"{TEXT}\">\n\
         <title>Time to turn messages into events, serde_json = 1.00</title>\n\
         <text x=\"8\" y=\"18\">Time to turn messages into events, relative to serde_json. \
         Less is better.</text>\n"
    );
    let mut y = 28;
    for group in groups {
        y += GROUP;
        _ = writeln!(
            svg,
            r#"<text x="8" y="{}" font-weight="bold">{}</text>"#,
            y - 10,
            group.title
        );
        for &(name, ratio) in &group.bars {
            bar(&mut svg, name, ratio, unit, y);
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

fn bar(svg: &mut String, name: &str, ratio: f64, unit: f64, y: usize) {
    let colour = if name.starts_with("gatewire") { OURS } else { PEER };
    let length = (ratio * unit).max(1.0);
    let (baseline, after) = (y + 13, LEFT as f64 + length + 8.0);
    _ = writeln!(
        svg,
        "<text x=\"{}\" y=\"{baseline}\" text-anchor=\"end\">{name}</text>\n\
         <rect x=\"{LEFT}\" y=\"{y}\" width=\"{length:.1}\" height=\"{BAR}\" rx=\"2\" fill=\"{colour}\"/>\n\
         <text x=\"{after:.1}\" y=\"{baseline}\">{ratio:.2}</text>",
        LEFT - 10
    );
}
