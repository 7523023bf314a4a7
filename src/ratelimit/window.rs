//! Windows that slide.

use std::collections::VecDeque;
use std::time::Instant;

use super::{Permit, Rate, later};

/// A rate, and what was granted of it.
#[derive(Clone, Debug)]
pub(super) struct Window {
    rate: Rate,
    /// When the latest were granted, in order; no more than the rate has.
    granted: VecDeque<Instant>,
}

impl Window {
    pub(super) fn new(rate: Rate) -> Self {
        Self { rate, granted: VecDeque::new() }
    }

    /// The next is free once the one is over that is as many back as the rate has.
    pub(super) fn check(&self, now: Instant) -> Permit {
        if self.granted.len() < count(self.rate) {
            return Permit::Now;
        }
        match self.granted.front() {
            Some(first) => Permit::at(later(*first, self.rate.window), now),
            None => Permit::Now,
        }
    }

    /// Counts one that was granted. Instants have to be in order.
    pub(super) fn grant(&mut self, now: Instant) {
        if self.granted.len() >= count(self.rate) {
            self.granted.pop_front();
        }
        self.granted.push_back(now);
    }

    pub(super) fn clear(&mut self) {
        self.granted.clear();
    }
}

/// A rate for each of many keys.
///
/// A grant is forgotten when it is over, so that there are never more than are granted within the
/// window by whatever else bounds them.
#[derive(Clone, Debug)]
pub(super) struct KeyedWindow<K> {
    rate: Rate,
    /// In order of time.
    granted: VecDeque<(Instant, K)>,
}

impl<K> KeyedWindow<K> {
    pub(super) fn new(rate: Rate) -> Self {
        Self { rate, granted: VecDeque::new() }
    }

    /// Whether one of those keys is free that are taken for the same.
    pub(super) fn check(&self, same: impl Fn(&K) -> bool, now: Instant) -> Permit {
        let latest = self.granted.iter().rev().filter(|(_, key)| same(key));
        match latest.map(|(instant, _)| *instant).nth(count(self.rate) - 1) {
            Some(first) => Permit::at(later(first, self.rate.window), now),
            None => Permit::Now,
        }
    }

    /// Counts one that was granted. Instants have to be in order.
    pub(super) fn grant(&mut self, key: K, now: Instant) {
        let is_over = |(instant, _): &(Instant, K)| later(*instant, self.rate.window) <= now;
        while self.granted.front().is_some_and(is_over) {
            self.granted.pop_front();
        }
        self.granted.push_back((now, key));
    }

    /// How many are remembered.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.granted.len()
    }
}

fn count(rate: Rate) -> usize {
    // Where that does not fit, more than fit into memory are allowed.
    usize::try_from(rate.count.get()).unwrap_or(usize::MAX)
}
