//! What may be sent when: the limits of one connection, and of the identifies of a whole bot.
//!
//! There is no clock and no timer in here. The caller says what the time is, and gets a
//! [`Permit`]: now, or not before an instant, at which it is granted unless somebody else has
//! taken it by then. `check` only asks. `take` asks and, if the answer is now, counts the send, so
//! that no two callers are told "now" of the same slot.
//!
//! | limit (Discord docs, "Gateway") | is | kept by |
//! |---|---|---|
//! | payloads of a connection (Rate Limiting) | [`SENDS`] | [`SendLimiter`] |
//! | presences of a connection (Update Presence) | [`PRESENCE_UPDATES`] | [`SendLimiter`] |
//! | requests for all members of a guild (Request Guild Members) | [`ALL_MEMBERS`] | [`SendLimiter`] |
//! | identifies for each rate limit key (Sharding, Max Concurrency) | [`IDENTIFIES`] | [`IdentifyLimiter`] |
//! | sessions of a day (Session Start Limit Object) | what Discord says | [`IdentifyLimiter`] |
//!
//! Windows slide, and are exact: in no span of a rate's length is more than it allows granted,
//! and nothing is refused that it allows. A span begins with its first instant and does not
//! contain its last: of five in twenty seconds, the sixth is granted twenty seconds after the
//! first, to the nanosecond. What is sent that far apart may arrive closer together; a rate with a
//! longer window leaves room for that. The sessions of a day alone have no such window, but a fixed
//! period, whose end Discord says: until then no more than remain, and then the total anew.
//!
//! An instant before one at which something was granted counts as that one.
//!
//! ```
//! use std::time::{Duration, Instant};
//! use gatewire::ratelimit::{Outgoing, Permit, SendLimiter};
//!
//! let now = Instant::now();
//! let mut limiter = SendLimiter::new(); // one a connection
//! for _ in 0..5 {
//!     assert_eq!(limiter.take(Outgoing::PresenceUpdate, now), Permit::Now);
//! }
//! let later = now + Duration::from_secs(20);
//! assert_eq!(limiter.take(Outgoing::PresenceUpdate, now), Permit::NotBefore(later));
//! assert_eq!(limiter.take(Outgoing::Heartbeat, now), Permit::Now);
//! assert_eq!(limiter.take(Outgoing::PresenceUpdate, later), Permit::Now);
//! ```

mod identify;
mod queue;
mod send;
mod window;

use std::num::NonZeroU32;
use std::time::{Duration, Instant};

pub use identify::{IdentifyLimiter, LimitIdentifies};
pub use queue::IdentifyQueue;
pub use send::{LimitSends, Outgoing, SendLimiter};

/// Payloads of a connection, heartbeats among them: 120 in 60 seconds.
pub const SENDS: Rate = Rate::of(120, 60);

/// Presences of a connection: 5 in 20 seconds.
pub const PRESENCE_UPDATES: Rate = Rate::of(5, 20);

/// Requests for all members of one guild: 1 in 30 seconds.
pub const ALL_MEMBERS: Rate = Rate::of(1, 30);

/// Identifies of one rate limit key: 1 in 5 seconds.
pub const IDENTIFIES: Rate = Rate::of(1, 5);

/// How many of a connection's payloads are kept for heartbeats.
///
/// The shortest interval that the Gateway is known to ask for is 41.25 seconds, so that two of its
/// own fall into 60 seconds at most. As many are kept for what the Gateway asks for in between.
pub const HEARTBEAT_RESERVE: u32 = 4;

/// Whether something may be sent. The later of two is the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Permit {
    /// It may be sent now.
    Now,
    /// It may be sent at that instant, and not a nanosecond before.
    NotBefore(Instant),
}

impl Permit {
    /// Whether it may be sent now.
    ///
    /// ```
    /// assert!(gatewire::ratelimit::Permit::Now.is_now());
    /// ```
    pub const fn is_now(self) -> bool {
        matches!(self, Self::Now)
    }

    /// How long to wait; nothing if it may be sent now.
    ///
    /// ```
    /// use std::time::{Duration, Instant};
    /// use gatewire::ratelimit::Permit;
    ///
    /// let (now, second) = (Instant::now(), Duration::from_secs(1));
    /// assert_eq!(Permit::NotBefore(now + second).wait(now), second);
    /// assert_eq!(Permit::Now.wait(now), Duration::ZERO);
    /// ```
    pub fn wait(self, now: Instant) -> Duration {
        match self {
            Self::Now => Duration::ZERO,
            Self::NotBefore(instant) => instant.saturating_duration_since(now),
        }
    }

    /// What an instant from which something is free means at another.
    fn at(free: Instant, now: Instant) -> Self {
        if free <= now { Self::Now } else { Self::NotBefore(free) }
    }
}

/// So many in any window of that length.
///
/// ```
/// use std::{num::NonZeroU32, time::Duration};
/// use gatewire::ratelimit::{PRESENCE_UPDATES, Rate};
///
/// let five = NonZeroU32::new(5).unwrap();
/// assert_eq!(PRESENCE_UPDATES, Rate::new(five, Duration::from_secs(20)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rate {
    count: NonZeroU32,
    window: Duration,
}

impl Rate {
    /// `count` in any `window`. One of no length allows anything.
    pub const fn new(count: NonZeroU32, window: Duration) -> Self {
        Self { count, window }
    }

    const fn of(count: u32, seconds: u64) -> Self {
        match NonZeroU32::new(count) {
            Some(count) => Self::new(count, Duration::from_secs(seconds)),
            None => panic!("a rate that allows nothing"),
        }
    }

    /// How many.
    pub const fn count(self) -> NonZeroU32 {
        self.count
    }

    /// In which time.
    pub const fn window(self) -> Duration {
        self.window
    }
}

/// That much later, or as late as instants go.
fn later(instant: Instant, mut duration: Duration) -> Instant {
    loop {
        match instant.checked_add(duration) {
            Some(later) => return later,
            // Some systems count no further than centuries. Half of it ends within 64 rounds.
            None => duration /= 2,
        }
    }
}

/// The trait's methods, which the limiter has without it being imported.
macro_rules! implement {
    ($trait:ident for $limiter:ty: $what:ident $type:ty) => {
        impl $trait for $limiter {
            fn check(&self, $what: $type, now: Instant) -> Permit {
                self.check($what, now)
            }

            fn take(&mut self, $what: $type, now: Instant) -> Permit {
                self.take($what, now)
            }
        }
    };
}
use implement;
