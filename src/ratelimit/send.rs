//! What one connection may send.

use std::num::NonZeroU32;
use std::time::Instant;

use super::window::{KeyedWindow, Window};
use super::{ALL_MEMBERS, HEARTBEAT_RESERVE, PRESENCE_UPDATES, Permit, Rate, SENDS};
use crate::Snowflake;

/// What is to be sent, as far as limits go.
///
/// ```
/// use gatewire::Opcode;
/// use gatewire::ratelimit::Outgoing;
///
/// let outgoing = |op| match op {
///     Opcode::HEARTBEAT => Outgoing::Heartbeat,
///     Opcode::PRESENCE_UPDATE => Outgoing::PresenceUpdate,
///     _ => Outgoing::Other,
/// };
/// assert_eq!(outgoing(Opcode::RESUME), Outgoing::Other);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outgoing {
    /// Opcode 1, for which a part of the connection's payloads is kept.
    Heartbeat,
    /// Opcode 3.
    PresenceUpdate,
    /// Opcode 8 for all members of that guild: an empty `query` and a `limit` of 0. Other requests
    /// for members are [`Other`](Self::Other).
    AllMembers(Snowflake),
    /// Anything else: Identify (see [`LimitIdentifies`](super::LimitIdentifies)), Resume, voice
    /// states.
    Other,
}

/// Says what a connection may send: [`SendLimiter`], or one of the caller's own.
///
/// ```
/// use std::time::Instant;
/// use gatewire::ratelimit::{LimitSends, Outgoing, Permit};
///
/// /// For a server of one's own, which takes anything.
/// struct Unlimited;
///
/// impl LimitSends for Unlimited {
///     fn check(&self, _outgoing: Outgoing, _now: Instant) -> Permit {
///         Permit::Now
///     }
///
///     fn take(&mut self, _outgoing: Outgoing, _now: Instant) -> Permit {
///         Permit::Now
///     }
/// }
/// ```
pub trait LimitSends {
    /// Whether it may be sent. Counts nothing.
    fn check(&self, outgoing: Outgoing, now: Instant) -> Permit;

    /// Whether it may be sent; if now, it counts as sent.
    fn take(&mut self, outgoing: Outgoing, now: Instant) -> Permit;
}

/// The limits of one connection (Discord docs, "Gateway", Rate Limiting).
///
/// A connection may send [`SENDS`]. Of these, [`HEARTBEAT_RESERVE`] are kept for heartbeats: as
/// long as no more of them are sent within the window, each is granted at once, whatever else was
/// sent. Beyond that they take their turn like everything else. Discord closes a connection that
/// sends more with 4008, and ignores or refuses presences and requests that are too many.
///
/// It remembers an instant for each payload that a rate allows, and for each but heartbeats another:
/// less than 5 KB with the rates of Discord. Requests for all members take 24 bytes each, up to 48
/// while their list grows; those of more than 30 seconds ago are forgotten with the next one, and
/// the list's memory is kept.
///
/// ```
/// use std::time::Instant;
/// use gatewire::Snowflake;
/// use gatewire::ratelimit::{Outgoing, SendLimiter};
///
/// let (mut limiter, now) = (SendLimiter::new(), Instant::now());
/// let sent = (0..500).filter(|_| limiter.take(Outgoing::Other, now).is_now()).count();
/// assert_eq!(sent, 116);
/// assert!(limiter.take(Outgoing::Heartbeat, now).is_now());
///
/// let guild = Snowflake::new(175928847299117063);
/// limiter.new_connection();
/// assert!(limiter.take(Outgoing::AllMembers(guild), now).is_now());
/// assert!(!limiter.check(Outgoing::AllMembers(guild), now).is_now());
/// assert!(limiter.check(Outgoing::AllMembers(Snowflake::new(7)), now).is_now());
/// ```
#[derive(Clone, Debug)]
pub struct SendLimiter {
    /// Everything that is sent.
    all: Window,
    /// Everything but heartbeats, which leaves their part free.
    others: Window,
    presence_updates: Window,
    all_members: KeyedWindow<Snowflake>,
    sends: Rate,
    reserve: u32,
    latest: Option<Instant>,
}

impl SendLimiter {
    /// With the limits of Discord.
    pub fn new() -> Self {
        Self {
            all: Window::new(SENDS),
            others: Window::new(others(SENDS, HEARTBEAT_RESERVE)),
            presence_updates: Window::new(PRESENCE_UPDATES),
            all_members: KeyedWindow::new(ALL_MEMBERS),
            sends: SENDS,
            reserve: HEARTBEAT_RESERVE,
            latest: None,
        }
    }

    /// Sets how many payloads a connection may send; [`SENDS`] otherwise.
    ///
    /// It forgets what was sent, as the other setters do.
    ///
    /// ```
    /// use std::{num::NonZeroU32, time::Duration};
    /// use gatewire::ratelimit::{Rate, SENDS, SendLimiter};
    ///
    /// // Longer, for what arrives closer together than it was sent.
    /// let rate = Rate::new(SENDS.count(), SENDS.window() + Duration::from_secs(1));
    /// let limiter = SendLimiter::new().with_sends(rate);
    /// ```
    #[must_use]
    pub fn with_sends(self, rate: Rate) -> Self {
        let reserve = self.reserve;
        self.with_windows(rate, reserve)
    }

    /// Sets how many of them are kept for heartbeats; [`HEARTBEAT_RESERVE`] otherwise. One is
    /// always left for the rest.
    ///
    /// ```
    /// use std::time::Instant;
    /// use gatewire::ratelimit::{Outgoing, SendLimiter};
    ///
    /// let mut limiter = SendLimiter::new().with_heartbeat_reserve(500);
    /// assert!(limiter.take(Outgoing::Other, Instant::now()).is_now());
    /// assert!(!limiter.take(Outgoing::Other, Instant::now()).is_now());
    /// ```
    #[must_use]
    pub fn with_heartbeat_reserve(self, payloads: u32) -> Self {
        let sends = self.sends;
        self.with_windows(sends, payloads)
    }

    /// Sets how many presences may be sent; [`PRESENCE_UPDATES`] otherwise.
    #[must_use]
    pub fn with_presence_updates(self, rate: Rate) -> Self {
        Self { presence_updates: Window::new(rate), ..self }
    }

    /// Sets how often all members of a guild may be asked for; [`ALL_MEMBERS`] otherwise.
    #[must_use]
    pub fn with_all_members(self, rate: Rate) -> Self {
        Self { all_members: KeyedWindow::new(rate), ..self }
    }

    fn with_windows(self, sends: Rate, reserve: u32) -> Self {
        let others = Window::new(others(sends, reserve));
        Self { all: Window::new(sends), others, sends, reserve, ..self }
    }

    /// Whether it may be sent. Counts nothing.
    pub fn check(&self, outgoing: Outgoing, now: Instant) -> Permit {
        let now = self.latest.map_or(now, |latest| now.max(latest));
        let all = self.all.check(now);
        match outgoing {
            Outgoing::Heartbeat => all,
            _ => all.max(self.others.check(now)).max(self.check_own(outgoing, now)),
        }
    }

    /// Whether it may be sent; if now, it counts as sent.
    pub fn take(&mut self, outgoing: Outgoing, now: Instant) -> Permit {
        let permit = self.check(outgoing, now);
        if permit.is_now() {
            self.grant(outgoing, now);
        }
        permit
    }

    /// Begins a new connection: it has sent nothing yet.
    ///
    /// ```
    /// use std::time::Instant;
    /// use gatewire::ratelimit::{Outgoing, SendLimiter};
    ///
    /// let (mut limiter, now) = (SendLimiter::new(), Instant::now());
    /// while limiter.take(Outgoing::Other, now).is_now() {}
    /// limiter.new_connection();
    /// assert!(limiter.take(Outgoing::Other, now).is_now());
    /// ```
    ///
    /// Requests for members are remembered, since they are limited for the whole bot, and so are
    /// presences, of which Discord does not say that a new connection may send them anew.
    pub fn new_connection(&mut self) {
        self.all.clear();
        self.others.clear();
    }

    /// What has a limit of its own.
    fn check_own(&self, outgoing: Outgoing, now: Instant) -> Permit {
        match outgoing {
            Outgoing::PresenceUpdate => self.presence_updates.check(now),
            Outgoing::AllMembers(guild) => self.all_members.check(|other| *other == guild, now),
            Outgoing::Heartbeat | Outgoing::Other => Permit::Now,
        }
    }

    fn grant(&mut self, outgoing: Outgoing, now: Instant) {
        let now = self.latest.map_or(now, |latest| now.max(latest));
        self.latest = Some(now);
        self.all.grant(now);
        if outgoing != Outgoing::Heartbeat {
            self.others.grant(now);
        }
        match outgoing {
            Outgoing::PresenceUpdate => self.presence_updates.grant(now),
            Outgoing::AllMembers(guild) => self.all_members.grant(guild, now),
            Outgoing::Heartbeat | Outgoing::Other => {}
        }
    }
}

impl Default for SendLimiter {
    fn default() -> Self {
        Self::new()
    }
}

super::implement!(LimitSends for SendLimiter: outgoing Outgoing);

/// What is left of a rate.
fn others(sends: Rate, reserve: u32) -> Rate {
    let left = sends.count().get().saturating_sub(reserve);
    Rate::new(NonZeroU32::new(left).unwrap_or(NonZeroU32::MIN), sends.window())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn guilds_are_forgotten() {
        let (mut limiter, begin) = (SendLimiter::new(), Instant::now());
        for guild in 0..10_000_u32 {
            let now = begin + Duration::from_millis(520) * guild;
            let outgoing = Outgoing::AllMembers(u64::from(guild).into());
            assert_eq!(limiter.take(outgoing, now), Permit::Now);
            assert!(limiter.all_members.len() <= 58);
        }
    }
}
