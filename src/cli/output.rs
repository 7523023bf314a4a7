//! Stdout: buffered, and for people only where people look.

use std::fmt;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use super::failure::Failure;

/// Stdout of a command that prints rows or lines.
pub(crate) struct Output {
    writer: BufWriter<AutoStream<StdoutLock<'static>>>,
    is_terminal: bool,
    colour: bool,
}

/// What a piece of text is, for its colour.
#[derive(Clone, Copy)]
pub(crate) enum Role {
    Heading,
    Event,
    /// What is there for completeness.
    Dim,
    Bar,
}

impl Output {
    /// Colour only on a terminal, unless `CLICOLOR_FORCE` asks for it; none where `NO_COLOR` or
    /// `CLICOLOR=0` do.
    pub(crate) fn new() -> Self {
        let stdout = io::stdout().lock();
        let is_terminal = stdout.is_terminal();
        let colour = AutoStream::choice(&stdout) != ColorChoice::Never;
        // Without colour there is nothing to strip: what looks like an escape sequence is data.
        let choice = if colour { ColorChoice::Always } else { ColorChoice::AlwaysAnsi };
        let writer = BufWriter::with_capacity(64 << 10, AutoStream::new(stdout, choice));
        Self { writer, is_terminal, colour }
    }

    pub(crate) fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    /// The columns of the terminal; none where lines may be of any length.
    pub(crate) fn width(&self) -> Option<usize> {
        let size = self.is_terminal.then(terminal_size::terminal_size).flatten();
        size.map(|(terminal_size::Width(columns), _)| usize::from(columns))
    }

    /// Text between the escape sequences that its role asks for.
    pub(crate) fn paint(&self, role: Role, text: &str) -> String {
        let style = match role {
            _ if !self.colour => Style::new(),
            Role::Heading => Style::new().bold(),
            Role::Event => AnsiColor::Cyan.on_default(),
            Role::Dim => Style::new().dimmed(),
            Role::Bar => AnsiColor::Green.on_default(),
        };
        format!("{style}{text}{style:#}")
    }

    /// Writes a line. A terminal shows it at once.
    pub(crate) fn line(&mut self, line: &[u8]) -> Result<(), Failure> {
        let written = self.writer.write_all(line).and_then(|()| self.writer.write_all(b"\n"));
        written.map_err(|error| Failure::stdout(&error))?;
        if self.is_terminal { self.flush() } else { Ok(()) }
    }

    /// Writes a line as it is made, however long it is.
    pub(crate) fn line_of(&mut self, line: fmt::Arguments<'_>) -> Result<(), Failure> {
        let written = self.writer.write_fmt(line).and_then(|()| self.writer.write_all(b"\n"));
        written.map_err(|error| Failure::stdout(&error))
    }

    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        self.writer.flush().map_err(|error| Failure::stdout(&error))
    }
}
