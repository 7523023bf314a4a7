//! Which shards start together.

use std::iter::FusedIterator;
use std::num::NonZeroU32;
use std::ops::Range;

/// The rate limit key of a shard (Discord docs, "Gateway", Sharding, Max Concurrency): of the
/// shards with the same, one may identify every 5 seconds.
///
/// ```
/// use std::num::NonZeroU32;
/// use gatewire::connect::rate_limit_key;
///
/// assert_eq!(rate_limit_key(17, NonZeroU32::new(16).unwrap()), 1);
/// ```
pub const fn rate_limit_key(shard_id: u32, max_concurrency: NonZeroU32) -> u32 {
    shard_id % max_concurrency.get()
}

/// Shards in the order in which they are to be started: buckets of shards with different
/// [`rate_limit_key`]s, each of which may identify at once, 5 seconds after the bucket before.
///
/// All shards of a bot are `0..count`; a process that runs some of them gives these.
///
/// ```
/// use std::num::NonZeroU32;
/// use gatewire::connect::start_order;
///
/// let buckets: Vec<_> = start_order(0..10, NonZeroU32::new(4).unwrap()).collect();
/// assert_eq!(buckets, [0..4, 4..8, 8..10]);
/// ```
pub fn start_order(shard_ids: Range<u32>, max_concurrency: NonZeroU32) -> StartOrder {
    StartOrder { rest: shard_ids, max_concurrency }
}

/// Buckets of shards, in their order. [`start_order`] makes it.
#[derive(Clone, Debug)]
pub struct StartOrder {
    rest: Range<u32>,
    max_concurrency: NonZeroU32,
}

impl Iterator for StartOrder {
    type Item = Range<u32>;

    fn next(&mut self) -> Option<Range<u32>> {
        if self.rest.is_empty() {
            return None;
        }
        let start = self.rest.start;
        // Buckets are counted from shard 0, wherever these shards begin.
        let left = self.max_concurrency.get() - rate_limit_key(start, self.max_concurrency);
        let end = start.saturating_add(left).min(self.rest.end);
        self.rest.start = end;
        Some(start..end)
    }
}

impl FusedIterator for StartOrder {}
