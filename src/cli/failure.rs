//! Why the command stops, and what it says and returns then.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

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
    /// The system refuses something that has to do with a file.
    pub(crate) fn file(path: &Path, error: &io::Error) -> Self {
        Self::File(format!("{}: {error}", Name(path)))
    }

    /// Writing to stdout failed.
    pub(crate) fn stdout(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::OutputClosed,
            _ => Self::File(format!("stdout: {error}")),
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

/// Writes a message on stderr. That nobody may read it is no reason to stop.
pub(crate) fn report(message: &str) {
    let _ = writeln!(io::stderr(), "gatewire: {message}");
}

/// A path as messages name it.
pub(crate) struct Name<'a>(pub(crate) &'a Path);

impl Name<'_> {
    /// Whether the path stands for stdin or stdout.
    pub(crate) fn is_standard(&self) -> bool {
        self.0.as_os_str() == "-"
    }
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_standard() {
            true => f.write_str("standard input or output"),
            // As `Debug` would escape it, without the quotes: a file may be named anything.
            false => self.0.to_string_lossy().chars().try_for_each(|character| {
                match character.is_control() {
                    true => write!(f, "{}", character.escape_default()),
                    false => write!(f, "{character}"),
                }
            }),
        }
    }
}
