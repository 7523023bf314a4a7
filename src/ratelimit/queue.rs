//! Shards that wait for their turn.

use std::collections::BTreeSet;
use std::time::Instant;

use super::{IdentifyLimiter, LimitIdentifies, Permit};

/// The shards of a bot that are to identify, one after another.
///
/// Of those that may start, the one with the lowest id is next. So order is kept among the shards of
/// one rate limit key (Discord docs, "Gateway", Max Concurrency), but not among all: a shard that
/// nothing stands against does not wait for lower ids whose keys are taken. The limiter may be one
/// of the caller's own.
///
/// ```
/// use std::num::NonZeroU32;
/// use std::time::{Duration, Instant};
/// use gatewire::connect::SessionStartLimit;
/// use gatewire::ratelimit::{IdentifyLimiter, IdentifyQueue, Permit};
///
/// let now = Instant::now();
/// let mut limit = SessionStartLimit::default();
/// limit.max_concurrency = NonZeroU32::new(2).unwrap();
/// let mut queue = IdentifyQueue::new(IdentifyLimiter::new(&limit, now));
/// queue.extend(0..3);
/// assert_eq!(queue.pop(now), Some(0));
/// assert_eq!(queue.pop(now), Some(1));
/// assert_eq!(queue.pop(now), None);
/// let later = now + Duration::from_secs(5);
/// assert_eq!(queue.peek(now), Some((2, Permit::NotBefore(later))));
/// assert_eq!(queue.pop(later), Some(2));
/// assert_eq!(queue.peek(later), None);
/// ```
#[derive(Clone, Debug)]
pub struct IdentifyQueue<L = IdentifyLimiter> {
    limiter: L,
    waiting: BTreeSet<u32>,
}

impl<L: LimitIdentifies> IdentifyQueue<L> {
    /// Without any shard.
    pub fn new(limiter: L) -> Self {
        Self { limiter, waiting: BTreeSet::new() }
    }

    /// Adds a shard. False if it waits already.
    pub fn push(&mut self, shard_id: u32) -> bool {
        self.waiting.insert(shard_id)
    }

    /// Takes out a shard that is not to identify after all. False if it does not wait.
    pub fn remove(&mut self, shard_id: u32) -> bool {
        self.waiting.remove(&shard_id)
    }

    /// The shard that is next, and when; none if no shard waits.
    ///
    /// It asks the limiter about one shard after another, up to the first that may start: about all
    /// that wait, if none may. For [`IdentifyLimiter`] each question takes a look at the identifies
    /// of the last 5 seconds, of which there are as many as keys at most. It is of no use to ask
    /// again before the instant that it gives, unless a shard or a limit is new.
    pub fn peek(&self, now: Instant) -> Option<(u32, Permit)> {
        let mut next: Option<(u32, Permit)> = None;
        for &shard_id in &self.waiting {
            let permit = self.limiter.check(shard_id, now);
            if permit.is_now() {
                return Some((shard_id, permit));
            }
            if next.is_none_or(|(_, earliest)| permit < earliest) {
                next = Some((shard_id, permit));
            }
        }
        next
    }

    /// Takes out the shard that is next, if it may identify now, which then counts as done.
    ///
    /// An Identify is a send of its connection too, which has to be counted there, with
    /// [`LimitSends::take`](super::LimitSends::take). To count both or neither, there are
    /// [`peek`](Self::peek) and [`take_on`](LimitIdentifies::take_on):
    ///
    /// ```
    /// use std::time::Instant;
    /// use gatewire::connect::SessionStartLimit;
    /// use gatewire::ratelimit::{IdentifyLimiter, IdentifyQueue, LimitIdentifies, SendLimiter};
    ///
    /// let now = Instant::now();
    /// let limiter = IdentifyLimiter::new(&SessionStartLimit::default(), now);
    /// let mut queue = IdentifyQueue::new(limiter);
    /// queue.push(7);
    /// let mut connection = SendLimiter::new(); // that of the shard
    /// if let Some((shard_id, _)) = queue.peek(now) {
    ///     if queue.limiter_mut().take_on(shard_id, &mut connection, now).is_now() {
    ///         queue.remove(shard_id); // and send its Identify
    ///     }
    /// }
    /// assert_eq!(queue.peek(now), None);
    /// ```
    pub fn pop(&mut self, now: Instant) -> Option<u32> {
        let (shard_id, _) = self.peek(now).filter(|(_, permit)| permit.is_now())?;
        if !self.limiter.take(shard_id, now).is_now() {
            return None;
        }
        self.waiting.remove(&shard_id);
        Some(shard_id)
    }

    /// The limiter, to be asked.
    pub fn limiter(&self) -> &L {
        &self.limiter
    }

    /// The limiter, to be told of a new limit.
    pub fn limiter_mut(&mut self) -> &mut L {
        &mut self.limiter
    }
}

impl<L: LimitIdentifies> Extend<u32> for IdentifyQueue<L> {
    fn extend<I: IntoIterator<Item = u32>>(&mut self, shard_ids: I) {
        self.waiting.extend(shard_ids);
    }
}
