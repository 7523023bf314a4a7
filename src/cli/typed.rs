//! The frames of a capture, read into the structs of their events.

use gatewire::{DecodeError, DecodeErrorKind, Event, Frame, Mismatches};

use super::capture::Header;
use super::failure::Failure;
use super::output::{Output, Role};
use super::session::{Place, Totals};
use super::summary::{ByEvent, write_totals};
use super::table::{SHORTEST_NAME, aligned, column_widths, counted, grouped, label};

/// How many mistakes are told apart. Fields are the sender's choice, memory is not.
const MAX_MISTAKES: usize = 100;

/// What became of the frames.
#[derive(Default)]
pub(crate) struct Typed {
    events: ByEvent<Tally>,
    /// In the order in which they were met.
    mistakes: Vec<Mistake>,
    /// Mistakes that came when there were [`MAX_MISTAKES`] others.
    unlisted: u64,
    mismatches: Mismatches,
}

#[derive(Clone, Copy, Default)]
struct Tally {
    /// Whole.
    decoded: u64,
    /// Without what did not fit.
    partial: u64,
    unknown: u64,
    failed: u64,
}

impl Tally {
    fn count(self) -> u64 {
        self.decoded + self.partial + self.unknown + self.failed
    }
}

/// The same thing wrong in the same field of one event.
struct Mistake {
    event: String,
    /// The path of the field, without the indices of lists.
    field: String,
    kind: DecodeErrorKind,
    /// What is wrong with the first frame, with its path and byte.
    text: String,
    /// The number of the first frame.
    first: u64,
    count: u64,
}

impl Typed {
    /// Reads a frame into its event's struct, and counts what comes of it.
    pub(crate) fn read(&mut self, place: Place, frame: Frame<'_>) {
        let event = label(&frame);
        let tally = self.events.tally(&event);
        let mut mismatches = std::mem::take(&mut self.mismatches);
        match frame.event_with(&mut mismatches) {
            Ok(Event::Unknown(_)) => tally.unknown += 1,
            Ok(_) if mismatches.is_empty() => tally.decoded += 1,
            Ok(_) => {
                tally.partial += 1;
                for mismatch in mismatches.kept() {
                    self.note(place, event.clone(), mismatch);
                }
                self.unlisted += mismatches.total() - mismatches.kept().len() as u64;
            }
            Err(error) => {
                tally.failed += 1;
                self.note(place, event, &error);
            }
        }
        self.mismatches = mismatches;
    }

    fn note(&mut self, place: Place, event: String, error: &DecodeError) {
        let (field, kind) = (without_indices(error.path().unwrap_or_default()), error.kind());
        let is_same = |known: &&mut Mistake| {
            known.event == event && known.field == field && known.kind == kind
        };
        if let Some(known) = self.mistakes.iter_mut().find(is_same) {
            known.count += 1;
        } else if self.mistakes.len() < MAX_MISTAKES {
            let (text, first) = (error.to_string(), place.number);
            self.mistakes.push(Mistake { event, field, kind, text, first, count: 1 });
        } else {
            self.unlisted += 1;
        }
    }

    /// Writes the events, the most frequent first, what is wrong with them, and the totals of the
    /// capture. Returns whether nothing was wrong.
    pub(crate) fn write(
        self,
        header: Header,
        totals: Totals,
        output: &mut Output,
    ) -> Result<bool, Failure> {
        let mut events = self.events.into_rows();
        events.sort_by(|(name, tally), (other, than)| {
            than.count().cmp(&tally.count()).then_with(|| name.cmp(other))
        });
        let mut sum = Tally::default();
        for (_, tally) in &events {
            sum.decoded += tally.decoded;
            sum.partial += tally.partial;
            sum.unknown += tally.unknown;
            sum.failed += tally.failed;
        }
        if !events.is_empty() {
            write_events(&events, output)?;
            output.line(b"")?;
        }
        if !self.mistakes.is_empty() {
            write_mistakes(&self.mistakes, output)?;
            if self.unlisted > 0 {
                let unlisted = counted(self.unlisted, "other error");
                output.line(format!("and {unlisted}").as_bytes())?;
            }
            output.line(b"")?;
        }
        let [decoded, partial, unknown, failed] =
            [sum.decoded, sum.partial, sum.unknown, sum.failed].map(grouped);
        let text =
            format!("{decoded} decoded, {partial} partial, {unknown} unknown, {failed} failed");
        output.line(text.as_bytes())?;
        write_totals(header, totals, output)?;
        Ok(sum.failed == 0 && sum.partial == 0)
    }
}

/// The path with `[]` for any element of a list, which may all have the same thing wrong.
fn without_indices(path: &str) -> String {
    let mut field = String::with_capacity(path.len());
    let mut parts = path.split('[');
    field.push_str(parts.next().unwrap_or_default());
    for part in parts {
        field.push('[');
        field.push_str(part.trim_start_matches(|character: char| character.is_ascii_digit()));
    }
    field
}

fn write_events(events: &[(String, Tally)], output: &mut Output) -> Result<(), Failure> {
    let heading = ["event", "count", "decoded", "partial", "unknown", "failed"].map(str::to_owned);
    let cells = |(name, tally): &(String, Tally)| {
        let [count, decoded, partial, unknown, failed] =
            [tally.count(), tally.decoded, tally.partial, tally.unknown, tally.failed].map(grouped);
        [name.clone(), count, decoded, partial, unknown, failed]
    };
    let rows: Vec<_> = events.iter().map(cells).collect();
    let mut widths = column_widths(rows.iter().chain([&heading]));
    if let Some(columns) = output.width() {
        let others: usize = widths[1..].iter().map(|width| width + 2).sum();
        widths[0] = widths[0].min(columns.saturating_sub(others).max(SHORTEST_NAME));
    }
    let line = aligned(&heading, &widths, str::to_owned);
    output.line(output.paint(Role::Heading, &line).as_bytes())?;
    for cells in &rows {
        let line = aligned(cells, &widths, |name| output.paint(Role::Event, name));
        output.line(line.as_bytes())?;
    }
    Ok(())
}

/// Writes the mistakes, each with the first frame that has it. What is wrong comes last, and may
/// take several lines of a terminal.
fn write_mistakes(mistakes: &[Mistake], output: &mut Output) -> Result<(), Failure> {
    let heading = ["frame", "count", "event"].map(str::to_owned);
    let cells = |mistake: &Mistake| {
        [mistake.first.to_string(), grouped(mistake.count), mistake.event.clone()]
    };
    let rows: Vec<_> = mistakes.iter().map(cells).collect();
    let [frame, count, event] = column_widths(rows.iter().chain([&heading]));
    let line = |cells: &[String; 3], paint: &dyn Fn(&str) -> String, what: &str| {
        let name = paint(&format!("{:<event$}", cells[2]));
        format!("{:>frame$}  {:>count$}  {name}  {what}", cells[0], cells[1])
    };
    let line_of_heading = line(&heading, &str::to_owned, "error");
    output.line(output.paint(Role::Heading, &line_of_heading).as_bytes())?;
    for (cells, mistake) in rows.iter().zip(mistakes) {
        let line = line(cells, &|name| output.paint(Role::Event, name), &mistake.text);
        output.line(line.as_bytes())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::without_indices;

    #[test]
    fn elements_of_a_list_are_one_field() {
        assert_eq!(without_indices(""), "");
        assert_eq!(without_indices("d.author.id"), "d.author.id");
        assert_eq!(without_indices("d[12][3].roles[0].id2"), "d[][].roles[].id2");
    }
}
