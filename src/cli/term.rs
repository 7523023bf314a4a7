//! `gatewire term`: one External Term Format term, as Erlang prints it or as JSON.

use std::path::PathBuf;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use gatewire::DecodeError;
use gatewire::etf::{self, Term};

use super::failure::Failure;
use super::output::Output;
use super::{Limits, after_help, input, name, shown};

const EXAMPLES: &str = after_help!(
    "A compressed term is inflated first; offsets in errors then count its inflated bytes. Bytes after \
the term are an error, which is told after the term was printed.

Examples:
  gatewire term --hex 83 61 07
  gatewire term --json payload.etf"
);

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The file that holds the term; `-` for standard input.
    #[arg(required_unless_present = "hex", conflicts_with = "hex")]
    file: Option<PathBuf>,
    /// The term itself in hex; spaces and colons between digits do not matter.
    #[arg(long, value_name = "HEX", num_args = 1.., value_parser = NonEmptyStringValueParser::new())]
    hex: Vec<String>,
    /// Print the JSON that the term stands for, with control characters and the like escaped.
    #[arg(long, conflicts_with = "compact")]
    json: bool,
    /// Print the term in one line, with binaries as bytes, as `~w` of Erlang does.
    #[arg(long)]
    compact: bool,
    #[command(flatten)]
    limits: Limits,
}

/// Prints a term.
pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let limit = options.limits.max_message_size;
    let (bytes, name) = match &options.file {
        Some(path) => (input::read(path, limit)?, name::of_input(path)),
        None => (hex(&options.hex.concat())?, "the term".to_owned()),
    };
    let damaged = |error: DecodeError| Failure::Damaged(format!("{name}: {error}"));
    let bytes = etf::inflate(&bytes, limit).map_err(damaged)?;
    let (term, used) = Term::decode_prefix(&bytes).map_err(damaged)?;
    let mut output = Output::new();
    if options.json {
        let mut text = Vec::new();
        term.write_json(&mut text).map_err(damaged)?;
        output.line(&shown::json(&text))?;
    } else if options.compact {
        output.line_of(format_args!("{term}"))?;
    } else {
        output.line_of(format_args!("{term:#}"))?;
    }
    output.flush()?;
    if used == bytes.len() {
        return Ok(());
    }
    let more = bytes.len() - used;
    let behind = |error| Failure::Damaged(format!("{name}: {error} ({more} of them)"));
    Term::decode(&bytes).map(drop).map_err(behind)
}

/// Bytes out of hex digits.
fn hex(text: &str) -> Result<Vec<u8>, Failure> {
    let mut digits = Vec::with_capacity(text.len());
    for (place, c) in text.chars().enumerate() {
        match c.to_digit(16) {
            Some(digit) => digits.push(digit as u8),
            None if c.is_whitespace() || c == ':' => {}
            None => {
                let message = format!("the term: character {place} is no hex digit");
                return Err(Failure::Damaged(message));
            }
        }
    }
    if digits.is_empty() {
        return Err(Failure::empty("the term"));
    }
    if digits.len() % 2 > 0 {
        return Err(Failure::Damaged("the term: an odd number of hex digits".to_owned()));
    }
    Ok(digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}
