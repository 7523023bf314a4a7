//! `gatewire inspect`: what is in a capture.

use std::path::PathBuf;

use clap::Args;
use gatewire::{DecodeError, Frame};

use super::failure::Failure;
use super::output::Output;
use super::session::{Place, Problem, Session, Step};
use super::summary::Summary;
use super::table::{FrameTable, label};
use super::typed::Typed;
use super::{Limits, after_help, events, shown};

const EXAMPLES: &str = after_help!(
    "Examples:
  gatewire inspect session.gwcap
  gatewire inspect --typed --keep-going session.gwcap.gz
  gatewire inspect --json --event message_create session.gwcap | jq .d.content"
);

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The capture, plain or gzip-compressed; `-` for standard input.
    file: PathBuf,

    /// Prints each frame as a line of JSON instead, ETF too.
    ///
    /// Of ETF, integers beyond 2^53 become decimal strings, as the Gateway writes ids in JSON.
    /// Control characters, and others that a terminal acts on or hides, are escaped.
    #[arg(long, conflicts_with = "summary")]
    json: bool,

    /// Prints the summary alone.
    #[arg(long)]
    summary: bool,

    /// Reads each frame into the struct that its event has, and prints how many could be.
    ///
    /// What could not is listed: the first frame where it was met, how often, and what is wrong in
    /// which field at which byte of the payload. The exit code is 1 then. Frames of events without
    /// a struct count as unknown.
    #[arg(long, conflicts_with_all = ["json", "summary"])]
    typed: bool,

    /// Shows frames of this event alone; may be given several times.
    ///
    /// Upper and lower case are the same. Frames that are no events go by their opcode's name, such
    /// as HELLO. Totals and shares are always those of the whole capture.
    #[arg(long = "event", value_name = "NAME", value_parser = events::parse)]
    events: Vec<&'static str>,

    /// Goes on after frames that cannot be decoded.
    ///
    /// Where a connection's compression context is lost, goes on with the next connection. Where
    /// the length of a record is damaged, nothing after it can be read.
    #[arg(long)]
    keep_going: bool,

    #[command(flatten)]
    limits: Limits,
}

/// What is done with the frames.
enum View {
    Rows(FrameTable, Summary),
    Summary(Summary),
    Typed(Typed),
    Lines(JsonLines),
}

pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let mut output = Output::new();
    // Rows that scroll by are progress enough.
    let rows_are_seen = output.is_terminal() && !(options.summary || options.typed);
    let mut session = Session::open(&options.file, &options.limits, !rows_are_seen)?;
    let mut view = View::new(options, &mut output)?;
    let mut failure = None;
    loop {
        let problem = match session.next() {
            Ok(None) => break,
            Ok(Some(Step::NewConnection)) => continue,
            Ok(Some(Step::Frame(place))) => {
                match view.show_next(&mut session, place, options, &mut output)? {
                    Ok(()) => continue,
                    Err(error) => session.damaged(place, &error),
                }
            }
            Err(problem) => problem,
        };
        let Problem { failure: cause, goes_on } = problem;
        if !(options.keep_going && goes_on) {
            failure = Some(cause);
            break;
        }
        // What was decoded before stands before it, should both go to the same place.
        output.flush()?;
        session.report(&cause);
        failure = Some(Failure::Reported);
    }
    let is_read = view.finish(&session, &mut output)?;
    output.flush()?;
    match failure {
        Some(failure) => Err(failure),
        None if is_read => Ok(()),
        None => Err(Failure::Reported),
    }
}

impl Options {
    fn wants(&self, frame: &Frame<'_>) -> bool {
        let name = frame.event_name().or_else(|| frame.opcode().name());
        self.events.is_empty() || name.is_some_and(|name| self.events.contains(&name))
    }
}

impl View {
    fn new(options: &Options, output: &mut Output) -> Result<Self, Failure> {
        if options.json {
            return Ok(Self::Lines(JsonLines::default()));
        }
        if options.summary {
            return Ok(Self::Summary(Summary::default()));
        }
        if options.typed {
            return Ok(Self::Typed(Typed::default()));
        }
        let table = FrameTable::new(output.width());
        output.line(table.heading(output).as_bytes())?;
        Ok(Self::Rows(table, Summary::default()))
    }

    /// Shows the session's frame, all of it checked first. The outer error is the output's, the
    /// inner one the frame's.
    fn show_next(
        &mut self,
        session: &mut Session,
        place: Place,
        options: &Options,
        output: &mut Output,
    ) -> Result<Result<(), DecodeError>, Failure> {
        let Some(frame) = session.frame() else { return Ok(Ok(())) };
        if let Err(error) = frame.validate() {
            return Ok(Err(error));
        }
        if !options.wants(&frame) {
            return Ok(Ok(()));
        }
        match self {
            Self::Lines(lines) => return lines.write(frame, output),
            Self::Typed(typed) => typed.read(place, frame),
            Self::Summary(summary) => summary.count(place, &frame),
            Self::Rows(table, summary) => {
                output.line(table.row(place, &frame, output).as_bytes())?;
                summary.count(place, &frame);
            }
        }
        Ok(Ok(()))
    }

    /// Writes what is known at the end only. Returns whether all that was to be read could be.
    fn finish(self, session: &Session, output: &mut Output) -> Result<bool, Failure> {
        let (header, totals) = (session.header(), session.totals());
        match self {
            Self::Lines(_) => {}
            Self::Typed(typed) => return typed.write(header, totals, output),
            Self::Summary(summary) => summary.write(header, totals, output)?,
            Self::Rows(_, summary) => {
                output.line(b"")?;
                summary.write(header, totals, output)?;
            }
        }
        Ok(true)
    }
}

impl Summary {
    fn count(&mut self, place: Place, frame: &Frame<'_>) {
        self.add(&label(frame), frame.bytes().len() as u64, place.wire_bytes);
    }
}

/// Frames as lines of JSON.
#[derive(Default)]
struct JsonLines {
    line: Vec<u8>,
}

impl JsonLines {
    fn write(
        &mut self,
        frame: Frame<'_>,
        output: &mut Output,
    ) -> Result<Result<(), DecodeError>, Failure> {
        self.line.clear();
        if let Err(error) = frame.write_json(&mut self.line) {
            return Ok(Err(error));
        }
        output.line(&shown::json(&self.line)).map(Ok)
    }
}
