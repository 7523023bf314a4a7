//! Columns: names that fit, numbers that read well.

use gatewire::{Frame, Opcode};

use super::output::{Output, Role};
use super::session::Place;

/// The longest event name that Discord documents.
pub(crate) const LONGEST_NAME: usize = "APPLICATION_COMMAND_PERMISSIONS_UPDATE".len();

/// What an event name is cut to on the narrowest terminal.
pub(crate) const SHORTEST_NAME: usize = 12;

/// The table of frames. Its columns are fixed before the first row, since rows are written as
/// they are read.
pub(crate) struct FrameTable {
    name: usize,
}

const FRAME: usize = 6;
const OPCODE: usize = 18;
const SEQUENCE: usize = 8;
const WIRE: usize = 8;
const BYTES: usize = 9;

/// All columns but the event's name, and what stands between them.
const OTHERS: usize = FRAME + 2 + OPCODE + 1 + SEQUENCE + 2 + 1 + WIRE + 1 + BYTES;

impl FrameTable {
    pub(crate) fn new(width: Option<usize>) -> Self {
        let room = width.map_or(LONGEST_NAME, |width| width.saturating_sub(OTHERS));
        Self { name: room.clamp(SHORTEST_NAME, LONGEST_NAME) }
    }

    pub(crate) fn heading(&self, output: &Output) -> String {
        let name = self.name;
        let heading = format!(
            "{:>FRAME$}  {:<OPCODE$} {:>SEQUENCE$}  {:<name$} {:>WIRE$} {:>BYTES$}",
            "frame", "op", "sequence", "event", "wire", "bytes",
        );
        output.paint(Role::Heading, &heading)
    }

    pub(crate) fn row(&self, place: Place, frame: &Frame<'_>, output: &Output) -> String {
        let opcode = pad(opcode_label(frame.opcode(), OPCODE), OPCODE);
        let sequence = frame.sequence().map_or_else(|| "-".to_owned(), |number| number.to_string());
        let (role, name) = match frame.event_name() {
            Some(name) => (Role::Event, printable(name, self.name)),
            None => (Role::Dim, "-".to_owned()),
        };
        format!(
            "{:>FRAME$}  {} {sequence:>SEQUENCE$}  {} {:>WIRE$} {:>BYTES$}",
            place.number,
            if frame.opcode() == Opcode::DISPATCH {
                output.paint(Role::Dim, &opcode)
            } else {
                opcode
            },
            output.paint(role, &pad(name, self.name)),
            place.wire_bytes,
            frame.bytes().len(),
        )
    }
}

/// Number and name of an opcode.
pub(crate) fn opcode_label(opcode: Opcode, width: usize) -> String {
    match opcode.name() {
        Some(name) => cut(&format!("{:>2} {name}", opcode.0), width),
        None => format!("{:>2}", opcode.0),
    }
}

/// Text off the wire as plain ASCII, escaped where it is anything else, of at most `width`
/// characters.
pub(crate) fn printable(text: &str, width: usize) -> String {
    let escaped: String = text.chars().flat_map(char::escape_default).take(width + 1).collect();
    cut(&escaped, width)
}

/// At most `width` characters of a text, with a mark where it is cut.
pub(crate) fn cut(text: &str, width: usize) -> String {
    match text.char_indices().nth(width) {
        None => text.to_owned(),
        Some(_) => text.chars().take(width - 1).chain(['…']).collect(),
    }
}

/// How wide the columns of a table are: as wide as the widest of their cells.
pub(crate) fn column_widths<'r, const N: usize>(
    rows: impl IntoIterator<Item = &'r [String; N]>,
) -> [usize; N] {
    let mut widths = [0; N];
    for cells in rows {
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = cell.chars().count().max(*width);
        }
    }
    widths
}

/// A row of a table: the first cell to the left, the others to the right.
pub(crate) fn aligned<const N: usize>(
    cells: &[String; N],
    widths: &[usize; N],
    paint: impl Fn(&str) -> String,
) -> String {
    let name = cut(&cells[0], widths[0]);
    let mut line = paint(&format!("{name:<width$}", width = widths[0]));
    for (cell, width) in cells.iter().zip(widths).skip(1) {
        line.push_str(&format!("  {cell:>width$}"));
    }
    line
}

fn pad(text: String, width: usize) -> String {
    format!("{text:<width$}")
}

/// What a frame is counted as: the event's printable name, or the opcode.
pub(crate) fn label(frame: &Frame<'_>) -> String {
    let label = match frame.event_name() {
        Some(name) if frame.opcode() == Opcode::DISPATCH => printable(name, LONGEST_NAME),
        _ => opcode_label(frame.opcode(), LONGEST_NAME),
    };
    label.trim_start().to_owned()
}

/// A number with its noun.
pub(crate) fn counted(number: u64, noun: &str) -> String {
    format!("{} {noun}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// A number with commas between groups of three digits.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// How many times smaller a payload is on the wire.
pub(crate) fn ratio(bytes: u64, wire_bytes: u64) -> String {
    match wire_bytes {
        0 => "-".to_owned(),
        _ => format!("{:.2}", bytes as f64 / wire_bytes as f64),
    }
}

#[cfg(test)]
mod tests {
    use super::{FrameTable, OTHERS, aligned, column_widths, cut, grouped, printable, ratio};

    #[test]
    fn the_table_fills_a_terminal_and_no_more() {
        assert_eq!(FrameTable::new(Some(80)).name + OTHERS, 80);
        assert_eq!(FrameTable::new(Some(20)).name, 12);
        assert_eq!(FrameTable::new(Some(500)).name, 38);
        assert_eq!(FrameTable::new(None).name, 38);
    }

    #[test]
    fn names_are_cut_and_escaped() {
        assert_eq!(cut("READY", 5), "READY");
        assert_eq!(cut("RESUMED", 5), "RESU…");
        assert_eq!(printable("a\u{1b}\u{202e}é", 40), r"a\u{1b}\u{202e}\u{e9}");
        assert_eq!(printable("a\u{1b}b", 4), r"a\u…");
    }

    #[test]
    fn columns_are_as_wide_as_their_cells() {
        let rows = [["name", "1"], ["é", "2,000"]].map(|cells| cells.map(str::to_owned));
        let widths = column_widths(&rows);
        assert_eq!(widths, [4, 5]);
        let lines = rows.map(|cells| aligned(&cells, &widths, str::to_owned));
        assert_eq!(lines, ["name      1", "é     2,000"]);
    }

    #[test]
    fn numbers_read_well() {
        let numbers = [0, 999, 1000, 12_345, 1_234_567, u64::MAX].map(grouped);
        let expected = ["0", "999", "1,000", "12,345", "1,234,567", "18,446,744,073,709,551,615"];
        assert_eq!(numbers, expected);
        assert_eq!(ratio(10, 4), "2.50");
        assert_eq!(ratio(10, 0), "-");
    }
}
