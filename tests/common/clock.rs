//! How long something takes on a machine that has other things to do.

use std::time::{Duration, Instant};

/// The time that a thread has run, where the system tells, so that a busy machine makes nothing
/// slow; else the time that has passed.
pub(crate) struct Clock {
    start: Instant,
    run: Option<Duration>,
}

impl Clock {
    pub(crate) fn start() -> Self {
        Self { start: Instant::now(), run: Self::run() }
    }

    fn run() -> Option<Duration> {
        let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        let nanoseconds = text.split(' ').next()?.parse().ok()?;
        Some(Duration::from_nanos(nanoseconds)).filter(|run| !run.is_zero())
    }

    pub(crate) fn elapsed(&self) -> Duration {
        match (self.run, Self::run()) {
            (Some(start), Some(end)) => end.saturating_sub(start),
            _ => self.start.elapsed(),
        }
    }
}
