//! Times cases in turns, so that whatever slows the machine down slows all of them.

use std::time::{Duration, Instant};

use cpu_time::ThreadTime;

use crate::allocations;
use crate::workload::cases::Case;

/// Enough for a median that moves by about a hundredth from run to run.
const ROUNDS: u32 = 201;

/// How many there are at least, where all of them would take longer than a section may.
const FEWEST_ROUNDS: u32 = 51;

/// What all rounds of a section take at most, if the fewest take no longer.
const SECTION: Duration = Duration::from_secs(5);

/// The least that a case takes in a round, far above what the clock can tell apart.
const ROUND: Duration = Duration::from_micros(200);

/// How many allocations of a message are as good as none: a decoder shrinks by itself between the few large
/// messages of a session, and grows again.
const RARE: f64 = 0.01;

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
    /// How often a message asks for memory, after all of them were read before.
    pub(crate) allocations: f64,
    /// Whether that should be never.
    pub(crate) is_without_allocations: bool,
}

impl Figure {
    /// Whether it is above its target, or allocates where it should not.
    pub(crate) fn is_missed(&self) -> bool {
        self.target.is_some_and(|target| self.ratio > target)
            || self.is_without_allocations && self.allocations > RARE
    }
}

/// Times each case, a pass of which reads `messages` messages. Says on stderr what it is at.
pub(crate) fn section(title: String, messages: usize, mut cases: Vec<Case<'_>>) -> Section {
    eprintln!("{title}");
    let (passes, taken): (Vec<u32>, Vec<Duration>) = cases.iter_mut().map(passes_a_round).unzip();
    let rounds = rounds(taken.iter().sum());
    let mut times = vec![Vec::with_capacity(rounds); cases.len()];
    for round in 0..rounds {
        for turn in 0..cases.len() {
            let index = (round + turn) % cases.len();
            let taken = time(&mut cases[index], passes[index]).as_nanos() as f64;
            times[index].push(taken / f64::from(passes[index]) / messages as f64);
        }
    }
    let figure = |(case, own): (&mut Case<'_>, &Vec<f64>)| {
        let mut ratios: Vec<f64> =
            own.iter().zip(&times[0]).map(|(own, first)| own / first).collect();
        let mut own = own.clone();
        Figure {
            name: case.name,
            nanoseconds: quantile(&mut own, 0.5),
            ratio: quantile(&mut ratios, 0.5),
            middle: (quantile(&mut ratios, 0.25), quantile(&mut ratios, 0.75)),
            target: case.target,
            allocations: allocations::during(&mut case.pass) as f64 / messages as f64,
            is_without_allocations: case.is_without_allocations,
        }
    };
    let figures = cases.iter_mut().zip(&times).map(figure).collect();
    Section { title, figures }
}

/// How many passes fill a round, and what they take. Warms the case up as well.
fn passes_a_round(case: &mut Case<'_>) -> (u32, Duration) {
    let mut passes = 1;
    loop {
        let taken = time(case, passes);
        if taken >= ROUND {
            return (passes, taken);
        }
        passes *= 2;
    }
}

/// How many rounds there are, by what one of them takes. They are odd, for the median's sake.
fn rounds(one: Duration) -> usize {
    let rounds = (SECTION.as_nanos() / one.as_nanos().max(1)) as u32;
    rounds.clamp(FEWEST_ROUNDS, ROUNDS) as usize | 1
}

fn time(case: &mut Case<'_>, passes: u32) -> Duration {
    if case.is_on_threads {
        let start = Instant::now();
        run(case, passes);
        return start.elapsed();
    }
    // What this thread has run, so that a pause for others does not count.
    let start = ThreadTime::now();
    run(case, passes);
    start.elapsed()
}

fn run(case: &mut Case<'_>, passes: u32) {
    for _ in 0..passes {
        (case.pass)();
    }
}

fn quantile(values: &mut [f64], part: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    values[((values.len() - 1) as f64 * part).round() as usize]
}
