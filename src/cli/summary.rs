//! The frames of a capture, summed up by event.

use std::collections::HashMap;

use super::capture::Header;
use super::failure::Failure;
use super::output::{Output, Role};
use super::session::Totals;
use super::table::{SHORTEST_NAME, aligned, column_widths, counted, grouped, ratio};

/// How many events are told apart. Names are the sender's choice, memory is not.
const MAX_EVENTS: usize = 1000;

/// The longest bar, in characters.
const BAR: usize = 24;

/// The shortest bar that says anything.
const SHORTEST_BAR: usize = 8;

/// A tally for each event.
#[derive(Default)]
pub(crate) struct ByEvent<T> {
    events: HashMap<String, T>,
    /// All events beyond [`MAX_EVENTS`].
    others: Option<T>,
}

impl<T: Default> ByEvent<T> {
    /// The tally of an event, by its label.
    pub(crate) fn tally(&mut self, label: &str) -> &mut T {
        let is_new = !self.events.contains_key(label);
        if is_new && self.events.len() >= MAX_EVENTS {
            return self.others.get_or_insert_default();
        }
        self.events.entry(label.to_owned()).or_default()
    }

    /// The events with their tallies, in no order.
    pub(crate) fn into_rows(self) -> Vec<(String, T)> {
        let others = self.others.map(|tally| ("(other events)".to_owned(), tally));
        self.events.into_iter().chain(others).collect()
    }
}

/// Counts and bytes by event.
#[derive(Default)]
pub(crate) struct Summary {
    events: ByEvent<Tally>,
}

#[derive(Clone, Copy, Default)]
struct Tally {
    count: u64,
    bytes: u64,
    wire_bytes: u64,
}

impl Summary {
    /// Counts a frame. The label is an event's printable name, or an opcode.
    pub(crate) fn add(&mut self, label: &str, bytes: u64, wire_bytes: u64) {
        let tally = self.events.tally(label);
        tally.count += 1;
        tally.bytes += bytes;
        tally.wire_bytes += wire_bytes;
    }

    /// Writes the table, the largest share first, and the totals of the capture.
    pub(crate) fn write(
        self,
        header: Header,
        totals: Totals,
        output: &mut Output,
    ) -> Result<(), Failure> {
        let mut events = self.events.into_rows();
        events.sort_by(|(name, tally), (other, than)| {
            than.bytes.cmp(&tally.bytes).then_with(|| name.cmp(other))
        });
        if !events.is_empty() {
            write_events(&events, totals.bytes, output)?;
            output.line(b"")?;
        }
        write_totals(header, totals, output)
    }
}

/// The cells of a row, the event's name first.
type Cells = [String; 6];

fn write_events(
    events: &[(String, Tally)],
    all_bytes: u64,
    output: &mut Output,
) -> Result<(), Failure> {
    let share = |tally: &Tally| tally.bytes as f64 / all_bytes.max(1) as f64;
    // Bars compare events with each other, so the longest is that of the largest.
    let largest = events.first().map_or(1, |(_, tally)| tally.bytes.max(1));
    let heading: Cells = ["event", "count", "bytes", "wire", "ratio", "share"].map(str::to_owned);
    let rows: Vec<Cells> = events
        .iter()
        .map(|(name, tally)| {
            [
                name.clone(),
                grouped(tally.count),
                grouped(tally.bytes),
                grouped(tally.wire_bytes),
                ratio(tally.bytes, tally.wire_bytes),
                format!("{:.1}%", share(tally) * 100.0),
            ]
        })
        .collect();
    let mut widths = column_widths(rows.iter().chain([&heading]));
    // On a narrow terminal long names make room for the bars.
    let others = widths[1..].iter().map(|width| width + 2).sum::<usize>();
    let mut bar = 0;
    if let Some(columns) = output.width() {
        let room = columns.saturating_sub(others + 2);
        widths[0] = widths[0].min(room.saturating_sub(SHORTEST_BAR).max(SHORTEST_NAME));
        bar = room.saturating_sub(widths[0]).min(BAR);
    }

    let line = aligned(&heading, &widths, |name| name.to_owned());
    output.line(output.paint(Role::Heading, &line).as_bytes())?;
    for (cells, (_, tally)) in rows.iter().zip(events) {
        let mut line = aligned(cells, &widths, |name| output.paint(Role::Event, name));
        if bar > 0 {
            line.push_str("  ");
            line.push_str(
                &output.paint(Role::Bar, &draw(tally.bytes as f64 / largest as f64, bar)),
            );
        }
        output.line(line.trim_end().as_bytes())?;
    }
    Ok(())
}

/// A bar in eighths of a character.
fn draw(part: f64, width: usize) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (part.clamp(0.0, 1.0) * width as f64 * 8.0).round() as usize;
    "█".repeat(eighths / 8) + PARTS[eighths % 8]
}

/// Writes what was read of the capture, all events together.
pub(crate) fn write_totals(
    header: Header,
    totals: Totals,
    output: &mut Output,
) -> Result<(), Failure> {
    let Totals { messages, wire_bytes, bytes, frames, connections, damaged, skipped } = totals;
    output.line(
        format!(
            "{} in {} on {} ({}, {})",
            counted(frames, "frame"),
            counted(messages, "message"),
            counted(connections, "connection"),
            header.encoding.name(),
            header.compression.name(),
        )
        .as_bytes(),
    )?;
    output.line(
        format!(
            "{} inflated from {} on the wire, ratio {}",
            counted(bytes, "byte"),
            grouped(wire_bytes),
            ratio(bytes, wire_bytes),
        )
        .as_bytes(),
    )?;
    if damaged + skipped > 0 {
        let damaged = counted(damaged, "damaged frame");
        let skipped = counted(skipped, "message");
        output.line(format!("{damaged}, {skipped} skipped behind them").as_bytes())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::draw;

    #[test]
    fn bars_grow_by_eighths() {
        assert_eq!(draw(0.0, 8), "");
        assert_eq!(draw(1.0 / 64.0, 8), "▏");
        assert_eq!(draw(0.5, 8), "████");
        assert_eq!(draw(0.99, 8), "███████▉");
        assert_eq!(draw(1.0, 8), "████████");
    }
}
