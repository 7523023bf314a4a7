//! Times cases in turns, so that whatever slows the machine down slows all of them.

use std::time::{Duration, Instant};

use crate::workload::cases::Case;

/// Enough for a median that moves by about a hundredth from run to run.
const ROUNDS: usize = 201;

/// The least that a case takes in a round, far above what the clock can tell apart.
const ROUND: Duration = Duration::from_micros(200);

/// Cases that were timed together. The first is what the others are relative to.
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) figures: Vec<Figure>,
}

/// What one case took.
pub(crate) struct Figure {
    pub(crate) name: &'static str,
    /// The median of a message's time.
    pub(crate) nanoseconds: f64,
    /// The median of the ratios to the first case, each within one round.
    pub(crate) ratio: f64,
    /// Between which ratios the middle half of the rounds lies.
    pub(crate) middle: (f64, f64),
    pub(crate) target: Option<f64>,
}

/// Times each case, a pass of which reads `messages` messages.
pub(crate) fn section(title: String, messages: usize, mut cases: Vec<Case<'_>>) -> Section {
    let passes: Vec<u32> = cases.iter_mut().map(passes_a_round).collect();
    let mut times = vec![Vec::with_capacity(ROUNDS); cases.len()];
    for round in 0..ROUNDS {
        for turn in 0..cases.len() {
            let index = (round + turn) % cases.len();
            let taken = time(&mut cases[index], passes[index]).as_nanos() as f64;
            times[index].push(taken / f64::from(passes[index]) / messages as f64);
        }
    }
    let figure = |(case, own): (&Case<'_>, &Vec<f64>)| {
        let mut ratios: Vec<f64> =
            own.iter().zip(&times[0]).map(|(own, first)| own / first).collect();
        let mut own = own.clone();
        Figure {
            name: case.name,
            nanoseconds: quantile(&mut own, 0.5),
            ratio: quantile(&mut ratios, 0.5),
            middle: (quantile(&mut ratios, 0.25), quantile(&mut ratios, 0.75)),
            target: case.target,
        }
    };
    let figures = cases.iter().zip(&times).map(figure).collect();
    Section { title, figures }
}

/// How many passes fill a round. Warms the case up as well.
fn passes_a_round(case: &mut Case<'_>) -> u32 {
    let mut passes = 1;
    while time(case, passes) < ROUND {
        passes *= 2;
    }
    passes
}

fn time(case: &mut Case<'_>, passes: u32) -> Duration {
    let start = Instant::now();
    for _ in 0..passes {
        (case.pass)();
    }
    start.elapsed()
}

fn quantile(values: &mut [f64], part: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    values[((values.len() - 1) as f64 * part).round() as usize]
}
