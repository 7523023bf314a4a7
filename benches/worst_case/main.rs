//! The worst that an input can cost: a search for documents that take most time and most memory for
//! each byte, at every way into the library.
//!
//! ```text
//! cargo bench --bench worst_case                                 # five minutes and more, seed 1
//! cargo bench --bench worst_case -- --seed 7 --seconds 600       # longer, elsewhere
//! cargo bench --bench worst_case -- --markdown                   # the table of SECURITY.md
//! cargo bench --bench worst_case -- --replay 'READY.user = [hard]*'
//! ```
//!
//! A document is made by a recipe (`recipe.rs`) of pieces (`pieces.rs`) at a place of an event
//! (`place.rs`). First all places are tried, then what is worst is changed step by step as long as
//! that makes it worse. The worst are measured again at 1 MB and at 16 MB; the least of several runs
//! counts, by the time of the thread, so that another program makes nothing slow. The command prints
//! what passes a bound, and fails if anything does. With `--slack 4` it fails only if a bound is passed
//! four times over, for machines that are slow or busy.

#![allow(clippy::print_stdout)]

mod build;
#[path = "../../tests/common/mod.rs"]
mod common;
mod entry;
mod pieces;
mod place;
mod recipe;
mod report;
mod search;
mod types;

use std::process::ExitCode;
use std::time::Duration;

use common::allocator::Counting;
use recipe::Recipe;
use search::Search;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

struct Arguments {
    seed: u64,
    seconds: u64,
    /// How many times a bound may be passed before the command fails.
    slack: f64,
    is_markdown: bool,
    replay: Option<Recipe>,
    /// A part of the names of the entry points that are asked.
    only: Option<String>,
}

impl Arguments {
    fn read() -> Result<Self, String> {
        let mut arguments = Self {
            seed: 1,
            seconds: 300,
            slack: 1.0,
            is_markdown: false,
            replay: None,
            only: None,
        };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
            let number = |text: String| text.parse().map_err(|_| format!("{text} is not a number"));
            match word.as_str() {
                "--seed" => arguments.seed = number(value()?)?,
                "--seconds" => arguments.seconds = number(value()?)?,
                "--slack" => arguments.slack = number(value()?)? as f64,
                "--only" => arguments.only = Some(value()?),
                "--markdown" => arguments.is_markdown = true,
                "--replay" => {
                    let text = value()?;
                    let recipe = Recipe::parse(&text);
                    arguments.replay = Some(recipe.ok_or(format!("'{text}' is not a recipe"))?);
                }
                // What cargo adds.
                "--bench" => {}
                _ => return Err(format!("'{word}' is not an option")),
            }
        }
        Ok(arguments)
    }
}

fn main() -> ExitCode {
    let arguments = match Arguments::read() {
        Ok(arguments) => arguments,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    let mut search = Search::new(arguments.seed, arguments.only.as_deref());
    let rows = match &arguments.replay {
        Some(recipe) => report::replayed(&mut search, recipe),
        None => {
            search.run(Duration::from_secs(arguments.seconds));
            eprintln!(
                "seed {}, {} s: {} documents at {} places",
                arguments.seed,
                arguments.seconds,
                search.tried,
                search.places()
            );
            report::worst(&mut search)
        }
    };
    if arguments.is_markdown {
        report::print_markdown(&rows);
    } else {
        report::print(&rows);
    }
    if rows.iter().any(|row| row.is_beyond(arguments.slack)) {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
