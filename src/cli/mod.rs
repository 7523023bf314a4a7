//! Arguments, dispatch and exit codes of the command.

mod capture;
mod documented;
mod encode;
mod events;
mod failure;
mod input;
mod inspect;
mod name;
mod output;
mod session;
mod shown;
#[cfg(unix)]
mod signals;
mod summary;
mod table;
mod target;
mod term;
mod transcode;
mod typed;

use std::env;
use std::process::ExitCode;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// The end of the help of what decodes a capture or a term, with examples before it if there are.
macro_rules! after_help {
    ($($examples:literal)?) => {
        concat!(
            $($examples, "\n\n",)?
            "Exit codes:\n",
            "  0  everything was decoded\n",
            "  1  the input is damaged or cannot be decoded\n",
            "  2  wrong usage, or a file that cannot be opened, created, read or written",
        )
    };
}
use after_help;

/// Looks into captures of Discord Gateway sessions, rewrites them, and encodes what is sent.
#[derive(Parser)]
#[command(name = "gatewire", version, after_help = after_help!())]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Lists the frames of a capture, and sums them up by event.
    Inspect(inspect::Options),
    /// Prints an External Term Format term, such as a command that the Gateway refused.
    Term(term::Options),
    /// Writes the same session in another encoding and compression.
    Transcode(transcode::Options),
    /// Writes a payload as the bytes of its WebSocket message.
    Encode(encode::Options),
}

/// The bounds of decoding.
#[derive(Args)]
struct Limits {
    /// The largest payload that is decoded, in bytes after inflation.
    #[arg(long, value_name = "BYTES", default_value_t = 16 << 20)]
    max_message_size: usize,
}

/// Runs the command line.
pub(crate) fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return wrong_usage(error),
    };
    let result = match arguments.command {
        Command::Inspect(options) => inspect::run(&options),
        Command::Term(options) => term::run(&options),
        Command::Transcode(options) => transcode::run(&options),
        Command::Encode(options) => encode::run(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

/// Says what is wrong with the arguments, or helps, which clap has for an error as well.
fn wrong_usage(error: clap::Error) -> ExitCode {
    // clap repeats arguments as they are, and these may be files' names.
    let given = env::args_os().map(|argument| argument.to_string_lossy().into_owned());
    let shown = given.map(|argument| shown::text(&argument).into_owned());
    let error = Arguments::try_parse_from(shown).err().unwrap_or(error);
    // That nobody may read it is no reason to say another thing.
    let _ = error.print();
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}

impl ValueEnum for capture::Encoding {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

impl From<capture::Encoding> for gatewire::Encoding {
    fn from(encoding: capture::Encoding) -> Self {
        match encoding {
            capture::Encoding::Json => Self::Json,
            capture::Encoding::Etf => Self::Etf,
        }
    }
}

impl ValueEnum for capture::Compression {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::None => PossibleValue::new("none").alias(self.name()),
            _ => PossibleValue::new(self.name()),
        })
    }
}

impl From<capture::Compression> for gatewire::Compression {
    fn from(compression: capture::Compression) -> Self {
        match compression {
            capture::Compression::None => Self::None,
            capture::Compression::ZlibPayload => Self::ZlibPayload,
            capture::Compression::ZlibStream => Self::ZlibStream,
            capture::Compression::ZstdStream => Self::ZstdStream,
        }
    }
}
