//! Which shards of a bot may identify.

use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use super::window::KeyedWindow;
use super::{IDENTIFIES, LimitSends, Outgoing, Permit, Rate, later};
use crate::connect::{SessionStartLimit, rate_limit_key};

/// How long the sessions of a [`SessionStartLimit`] have to last.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Says which shards may identify: [`IdentifyLimiter`], or one of the caller's own, such as one
/// that several processes share.
pub trait LimitIdentifies {
    /// Whether the shard may identify. Counts nothing.
    fn check(&self, shard_id: u32, now: Instant) -> Permit;

    /// Whether the shard may identify; if now, it counts as done.
    fn take(&mut self, shard_id: u32, now: Instant) -> Permit;

    /// [`take`](Self::take) where the connection has room as well, on which Identify is a payload
    /// like others: both are counted, or neither.
    ///
    /// ```
    /// use std::time::Instant;
    /// use gatewire::connect::SessionStartLimit;
    /// use gatewire::ratelimit::{IdentifyLimiter, LimitIdentifies, SendLimiter};
    ///
    /// let now = Instant::now();
    /// let mut identifies = IdentifyLimiter::new(&SessionStartLimit::default(), now);
    /// let mut connection = SendLimiter::new();
    /// assert!(identifies.take_on(0, &mut connection, now).is_now());
    /// ```
    fn take_on(&mut self, shard_id: u32, connection: &mut dyn LimitSends, now: Instant) -> Permit {
        let permit = self.check(shard_id, now).max(connection.check(Outgoing::Other, now));
        if permit.is_now() {
            // A limiter that changes its mind is believed, and the other loses one.
            return self.take(shard_id, now).max(connection.take(Outgoing::Other, now));
        }
        permit
    }
}

/// The limits of all identifies of a bot (Discord docs, "Gateway", Sharding and Session Start
/// Limit Object).
///
/// Shards whose ids have the same [`rate_limit_key`] share [`IDENTIFIES`], and all share what
/// [`SessionStartLimit`] leaves of the day. Discord answers an identify too many with Invalid
/// Session, and resets the token of a bot that begins more sessions than its total. Resuming is
/// not limited.
///
/// At the end of the period the total is there again, and the next period is a day. A total of 0,
/// of which nothing could ever begin, is taken for 1. It takes 24 bytes for each identify of the
/// last 5 seconds.
///
/// ```
/// use std::num::NonZeroU32;
/// use std::time::{Duration, Instant};
/// use gatewire::connect::SessionStartLimit;
/// use gatewire::ratelimit::{IdentifyLimiter, Permit};
///
/// let now = Instant::now();
/// let mut limit = SessionStartLimit::default();
/// limit.max_concurrency = NonZeroU32::new(16).unwrap();
/// let mut limiter = IdentifyLimiter::new(&limit, now);
/// assert_eq!(limiter.take(0, now), Permit::Now);
/// assert_eq!(limiter.take(1, now), Permit::Now);
/// // Shard 16 has the key of shard 0.
/// assert_eq!(limiter.take(16, now), Permit::NotBefore(now + Duration::from_secs(5)));
/// assert_eq!(limiter.remaining(now), 998);
/// ```
#[derive(Clone, Debug)]
pub struct IdentifyLimiter {
    max_concurrency: NonZeroU32,
    identifies: KeyedWindow<u32>,
    total: u64,
    remaining: u64,
    resets: Instant,
    latest: Option<Instant>,
}

impl IdentifyLimiter {
    /// With a limit that was asked for at that instant.
    pub fn new(limit: &SessionStartLimit, now: Instant) -> Self {
        Self {
            max_concurrency: limit.max_concurrency,
            identifies: KeyedWindow::new(IDENTIFIES),
            total: limit.total.max(1),
            remaining: limit.remaining,
            resets: later(now, Duration::from_millis(limit.reset_after)),
            latest: None,
        }
    }

    /// Sets how many of a key may identify in which time; [`IDENTIFIES`] otherwise. It forgets
    /// those that have.
    #[must_use]
    pub fn with_identifies(self, rate: Rate) -> Self {
        Self { identifies: KeyedWindow::new(rate), ..self }
    }

    /// Takes a limit that was asked for anew. Those that have identified lately still count.
    ///
    /// ```
    /// use std::time::Instant;
    /// use gatewire::connect::SessionStartLimit;
    /// use gatewire::ratelimit::IdentifyLimiter;
    ///
    /// let now = Instant::now();
    /// let mut limit = SessionStartLimit::default();
    /// let mut limiter = IdentifyLimiter::new(&limit, now);
    /// limit.remaining = 3;
    /// limiter.update(&limit, now);
    /// assert_eq!(limiter.remaining(now), 3);
    /// ```
    pub fn update(&mut self, limit: &SessionStartLimit, now: Instant) {
        let new = Self::new(limit, self.not_before(now));
        self.max_concurrency = new.max_concurrency;
        self.total = new.total;
        self.remaining = new.remaining;
        self.resets = new.resets;
    }

    /// Whether the shard may identify. Counts nothing.
    pub fn check(&self, shard_id: u32, now: Instant) -> Permit {
        let now = self.not_before(now);
        let key = self.key(shard_id);
        let (remaining, resets) = self.day(now);
        let daily = if remaining > 0 { Permit::Now } else { Permit::NotBefore(resets) };
        self.identifies.check(|other| self.key(*other) == key, now).max(daily)
    }

    /// Whether the shard may identify; if now, it counts as done.
    pub fn take(&mut self, shard_id: u32, now: Instant) -> Permit {
        let permit = self.check(shard_id, now);
        if permit.is_now() {
            let now = self.not_before(now);
            let (remaining, resets) = self.day(now);
            (self.remaining, self.resets) = (remaining - 1, resets);
            self.identifies.grant(shard_id, now);
            self.latest = Some(now);
        }
        permit
    }

    /// How many sessions may still begin in the period of that instant.
    pub fn remaining(&self, now: Instant) -> u64 {
        self.day(self.not_before(now)).0
    }

    /// No instant lies before what was granted.
    fn not_before(&self, now: Instant) -> Instant {
        self.latest.map_or(now, |latest| now.max(latest))
    }

    fn key(&self, shard_id: u32) -> u32 {
        rate_limit_key(shard_id, self.max_concurrency)
    }

    /// What remains in the period of that instant, and when it ends.
    fn day(&self, now: Instant) -> (u64, Instant) {
        let Some(over) = now.checked_duration_since(self.resets) else {
            return (self.remaining, self.resets);
        };
        let today = Duration::from_secs(over.as_secs() % DAY.as_secs());
        let today = today + Duration::from_nanos(over.subsec_nanos().into());
        (self.total, later(now, DAY - today))
    }
}

super::implement!(LimitIdentifies for IdentifyLimiter: shard_id u32);
