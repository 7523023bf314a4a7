//! Why the command stops, and what it says and returns then.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::builder::Styles;

use super::{name, shown};

/// The end of a run that is not a success.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The input is damaged or cannot be decoded.
    Damaged(String),
    /// What is damaged was reported when it was met.
    Reported,
    /// A file cannot be opened, created, read or written, or may not be.
    File(String),
    /// What was asked for would be larger than allowed.
    TooLarge(String),
    /// Whoever reads the output has seen enough, which is fine.
    OutputClosed,
}

impl Failure {
    /// The input has no bytes.
    pub(crate) fn empty(name: &str) -> Self {
        Self::Damaged(format!("{name} is empty"))
    }

    /// Says which input is damaged.
    pub(crate) fn of(self, name: &str) -> Self {
        match self {
            Self::Damaged(message) => Self::Damaged(format!("{name}: {message}")),
            other => other,
        }
    }

    /// The system refuses something that has to do with the input.
    pub(crate) fn input(path: &Path, error: &io::Error) -> Self {
        Self::File(format!("{}: {error}", name::of_input(path)))
    }

    /// The system refuses something that has to do with the output.
    pub(crate) fn output(path: &Path, error: &io::Error) -> Self {
        match name::is_standard(path) {
            true => Self::stdout(error),
            false => Self::File(format!("{}: {error}", name::of_output(path))),
        }
    }

    /// Writing to standard output failed.
    pub(crate) fn stdout(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::OutputClosed,
            _ => Self::File(format!("standard output: {error}")),
        }
    }

    /// Says what is wrong on stderr and returns the exit code, as `--help` lists them.
    pub(crate) fn report(self) -> ExitCode {
        match self {
            Self::Damaged(message) => {
                report(&message);
                ExitCode::from(1)
            }
            Self::Reported => ExitCode::from(1),
            Self::File(message) | Self::TooLarge(message) => {
                report(&message);
                ExitCode::from(2)
            }
            Self::OutputClosed => ExitCode::SUCCESS,
        }
    }
}

/// Writes a message on stderr in the style of clap, which reports wrong usage. That nobody may
/// read it is no reason to stop.
pub(crate) fn report(message: &str) {
    let styles = Styles::styled();
    let style = styles.get_error();
    let _ = writeln!(anstream::stderr(), "{style}error:{style:#} {}", shown::text(message));
}
