//! The frames of a capture, one after another, and what keeps them from being read.

use std::fmt;
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use gatewire::{Decoder, Frame, MAX_BUILD_DEPTH};
use indicatif::{ProgressBar, ProgressStyle};

use super::capture::{CaptureError, Header, MAX_RECORD, Reader, Record};
use super::failure::{Failure, report};
use super::{Limits, name};

/// Files of fewer bytes than this are done before anyone looks at a progress bar.
const LONG: u64 = 16 << 20;

/// A capture that is being decoded.
pub(crate) struct Session {
    path: PathBuf,
    reader: Reader<Box<dyn Read>>,
    decoder: Decoder,
    record: Vec<u8>,
    progress: ProgressBar,
    totals: Totals,
    /// How many frames have begun.
    number: u64,
    /// The frame that has begun and is not complete.
    open: Option<Place>,
    connection: Connection,
}

/// How the connection is that the last record belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Connection {
    /// Nothing has come over it yet.
    New,
    Open,
    /// Its compression context is lost.
    Lost,
    /// The next one has begun, and nobody was told yet.
    Over,
}

/// Counts over a whole capture.
#[derive(Clone, Copy, Default)]
pub(crate) struct Totals {
    pub(crate) messages: u64,
    pub(crate) wire_bytes: u64,
    pub(crate) bytes: u64,
    pub(crate) frames: u64,
    pub(crate) connections: u64,
    /// Frames that could not be read, or not to their end.
    pub(crate) damaged: u64,
    /// Messages of a connection whose context was lost before.
    pub(crate) skipped: u64,
}

/// Which frame, and what it is made of.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    /// Counted from 1.
    pub(crate) number: u64,
    /// Where the first record of the frame starts in the unpacked file.
    pub(crate) offset: u64,
    /// The bytes of all messages that make it up.
    pub(crate) wire_bytes: u64,
}

/// What the capture goes on with.
pub(crate) enum Step {
    /// A frame, which [`Session::frame`] lends.
    Frame(Place),
    NewConnection,
}

/// Why there is no next step.
pub(crate) struct Problem {
    pub(crate) failure: Failure,
    /// Whether there may be further steps.
    pub(crate) goes_on: bool,
}

impl Session {
    /// Opens a capture, `-` for stdin, and reads its header.
    pub(crate) fn open(path: &Path, limits: &Limits, may_draw: bool) -> Result<Self, Failure> {
        let (input, progress) = open(path, may_draw)?;
        let reader = Reader::new(input).map_err(|error| unreadable(path, error))?;
        let Header { encoding, compression } = reader.header();
        let decoder = Decoder::builder(encoding.into(), compression.into())
            .max_message_size(limits.max_message_size)
            .max_depth(MAX_BUILD_DEPTH)
            .build();
        Ok(Self {
            path: path.to_owned(),
            reader,
            decoder,
            record: Vec::new(),
            progress,
            totals: Totals::default(),
            number: 0,
            open: None,
            connection: Connection::New,
        })
    }

    pub(crate) fn header(&self) -> Header {
        self.reader.header()
    }

    pub(crate) fn totals(&self) -> Totals {
        let stats = self.decoder.stats();
        Totals {
            messages: stats.messages + self.totals.skipped,
            wire_bytes: self.totals.wire_bytes,
            bytes: stats.bytes_out,
            ..self.totals
        }
    }

    /// Goes on to the next frame or connection; none at the end of the file.
    pub(crate) fn next(&mut self) -> Result<Option<Step>, Problem> {
        loop {
            if self.connection == Connection::Over {
                self.connection = Connection::New;
                self.decoder.reset();
                return Ok(Some(Step::NewConnection));
            }
            match self.reader.next_record(&mut self.record) {
                Ok(Some(Record::Message)) => {
                    if let Some(place) = self.take_message()? {
                        return Ok(Some(Step::Frame(place)));
                    }
                }
                Ok(Some(Record::NewConnection)) => {
                    self.connection = Connection::Over;
                    self.close_frame()?;
                }
                Ok(None) => {
                    self.close_frame()?;
                    self.progress.finish_and_clear();
                    return Ok(None);
                }
                Err(error) => return Err(self.broken(error)),
            }
        }
    }

    /// The frame of the last step.
    pub(crate) fn frame(&mut self) -> Option<Frame<'_>> {
        self.decoder.frame()
    }

    /// What to say of a frame that cannot be read to its end, or not be written anew.
    pub(crate) fn damaged(&mut self, place: Place, error: &dyn fmt::Display) -> Problem {
        self.totals.damaged += 1;
        self.damaged_at(place, &error.to_string())
    }

    /// Reports on stderr, and leaves the progress bar as it is.
    pub(crate) fn report(&self, failure: &Failure) {
        if let Failure::Damaged(message) = failure {
            self.progress.suspend(|| report(message));
        }
    }

    fn take_message(&mut self) -> Result<Option<Place>, Problem> {
        self.totals.wire_bytes += self.record.len() as u64;
        match self.connection {
            Connection::Lost => {
                self.totals.skipped += 1;
                return Ok(None);
            }
            Connection::New => self.totals.connections += 1,
            Connection::Open | Connection::Over => {}
        }
        self.connection = Connection::Open;
        let mut place = self.open.take().unwrap_or_else(|| {
            self.number += 1;
            Place { number: self.number, offset: self.reader.offset(), wire_bytes: 0 }
        });
        place.wire_bytes += self.record.len() as u64;
        match self.decoder.push(&self.record) {
            Ok(true) => {
                self.totals.frames += 1;
                Ok(Some(place))
            }
            Ok(false) => {
                self.open = Some(place);
                Ok(None)
            }
            Err(error) => {
                if error.is_fatal() {
                    self.connection = Connection::Lost;
                }
                Err(self.damaged(place, &error))
            }
        }
    }

    /// No more messages come for a frame that is not complete.
    fn close_frame(&mut self) -> Result<(), Problem> {
        match self.open.take() {
            None => Ok(()),
            Some(place) => {
                self.totals.damaged += 1;
                Err(self.damaged_at(place, "the connection ends before the frame is complete"))
            }
        }
    }

    fn damaged_at(&self, place: Place, what: &str) -> Problem {
        let Place { number, offset, .. } = place;
        let name = name::of_input(&self.path);
        let message = format!("{name}: frame {number} at byte {offset} of the capture: {what}");
        Problem { failure: Failure::Damaged(message), goes_on: true }
    }

    /// The file itself cannot be read any further.
    fn broken(&mut self, error: CaptureError) -> Problem {
        self.progress.finish_and_clear();
        let failure = match error {
            CaptureError::Io(error) if error.raw_os_error().is_some() => {
                Failure::input(&self.path, &error)
            }
            error => {
                let what = why_it_ends(error);
                let number = self.open.map_or(self.number + 1, |place| place.number);
                let place = Place { number, offset: self.reader.offset(), wire_bytes: 0 };
                self.damaged_at(place, &what).failure
            }
        };
        Problem { failure, goes_on: false }
    }
}

/// Why no record after this one can be read.
fn why_it_ends(error: CaptureError) -> String {
    match error {
        CaptureError::Truncated { .. } => {
            "the file ends within the record: it is cut there, or the \
            record's length is damaged and nothing after it can be read"
                .to_owned()
        }
        CaptureError::RecordTooLarge { length, .. } => format!(
            "the record claims {length} bytes, more than the {MAX_RECORD} allowed: its length is \
             damaged, and nothing after it can be read"
        ),
        error => format!("{error}, and nothing after it can be read"),
    }
}

/// Opens a file, with a progress bar if that helps anyone.
fn open(path: &Path, may_draw: bool) -> Result<(Box<dyn Read>, ProgressBar), Failure> {
    if name::is_standard(path) {
        return Ok((Box::new(io::stdin().lock()), ProgressBar::hidden()));
    }
    let file = File::open(path).map_err(|error| Failure::input(path, &error))?;
    let length = file.metadata().map_or(0, |metadata| metadata.len());
    if !may_draw || length < LONG || !io::stderr().is_terminal() {
        return Ok((Box::new(file), ProgressBar::hidden()));
    }
    let style = ProgressStyle::with_template(
        "{bar:30} {percent:>3}%  {bytes} of {total_bytes}  {bytes_per_sec}  {eta} left",
    );
    let progress = ProgressBar::new(length);
    if let Ok(style) = style {
        progress.set_style(style);
    }
    Ok((Box::new(progress.wrap_read(file)), progress))
}

/// A capture whose header cannot be read.
fn unreadable(path: &Path, error: CaptureError) -> Failure {
    match error {
        CaptureError::Io(error) if error.raw_os_error().is_some() => Failure::input(path, &error),
        CaptureError::Empty => Failure::empty(&name::of_input(path)),
        error => Failure::Damaged(format!("{}: {error}", name::of_input(path))),
    }
}
