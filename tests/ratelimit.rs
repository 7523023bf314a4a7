//! The limiters against a model that keeps everything and counts anew each time.

use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use gatewire::Snowflake;
use gatewire::connect::SessionStartLimit;
use gatewire::ratelimit::{
    HEARTBEAT_RESERVE, IdentifyLimiter, IdentifyQueue, LimitIdentifies, LimitSends, Outgoing,
    Permit, Rate, SENDS, SendLimiter,
};
use proptest::prelude::*;

const NANOSECOND: Duration = Duration::from_nanos(1);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn positive(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap()
}

fn rate(count: u32, window: Duration) -> Rate {
    Rate::new(positive(count), window)
}

/// How many of these lie in the window that ends with that instant.
fn within(instants: impl Iterator<Item = Instant>, window: Duration, now: Instant) -> usize {
    instants.filter(|instant| *instant <= now && now - *instant < window).count()
}

/// Every window that could have the most ends with one of the instants.
fn most_in_any_window(instants: &[Instant], window: Duration) -> usize {
    instants.iter().map(|end| within(instants.iter().copied(), window, *end)).max().unwrap_or(0)
}

/// All that was sent, and the rules in their words.
struct Model {
    sends: Rate,
    reserve: usize,
    presences: Rate,
    members: Rate,
    sent: Vec<(Outgoing, Instant)>,
}

impl Model {
    fn count(&self, window: Duration, now: Instant, which: impl Fn(Outgoing) -> bool) -> usize {
        let sent = self.sent.iter().filter(|(outgoing, _)| which(*outgoing));
        within(sent.map(|(_, instant)| *instant), window, now)
    }

    fn allows(&self, outgoing: Outgoing, now: Instant) -> bool {
        let is_heartbeat = |outgoing| outgoing == Outgoing::Heartbeat;
        let most = self.sends.count().get() as usize;
        let heartbeats = self.count(self.sends.window(), now, is_heartbeat);
        let others = self.count(self.sends.window(), now, |outgoing| !is_heartbeat(outgoing));
        if heartbeats + others >= most {
            return false;
        }
        if is_heartbeat(outgoing) {
            return true;
        }
        let (presences, members) = (self.presences, self.members);
        let is_presence = |outgoing| outgoing == Outgoing::PresenceUpdate;
        let own = match outgoing {
            Outgoing::PresenceUpdate => {
                self.count(presences.window(), now, is_presence) < presences.count().get() as usize
            }
            Outgoing::AllMembers(_) => {
                let same = |other| other == outgoing;
                self.count(members.window(), now, same) < members.count().get() as usize
            }
            _ => true,
        };
        own && others < most - self.reserve.min(most - 1)
    }

    /// The first instant at which it is allowed: now, or when something leaves a window.
    fn first(&self, outgoing: Outgoing, now: Instant) -> Instant {
        let windows = [self.sends, self.presences, self.members].map(Rate::window);
        let leaves = self.sent.iter().flat_map(|(_, sent)| windows.map(|window| *sent + window));
        let instants = leaves.filter(|instant| *instant > now).chain([now]);
        instants.filter(|instant| self.allows(outgoing, *instant)).min().unwrap()
    }
}

fn outgoing() -> impl Strategy<Value = Outgoing> {
    prop_oneof![
        2 => Just(Outgoing::Heartbeat),
        3 => Just(Outgoing::PresenceUpdate),
        3 => (0_u64..4).prop_map(|guild| Outgoing::AllMembers(Snowflake::new(guild))),
        4 => Just(Outgoing::Other),
    ]
}

/// Mostly short steps, some that end exactly with a window, and some back in time.
fn step() -> impl Strategy<Value = i64> {
    prop_oneof![4 => 0_i64..3, 2 => Just(5_i64), 2 => Just(7), 2 => Just(12), 1 => -6_i64..0]
}

proptest! {
    #[test]
    fn sends_are_those_of_the_model(
        steps in prop::collection::vec((outgoing(), step(), any::<bool>()), 1..120),
        sends in 1_u32..9, reserve in 0_u32..5, presences in 1_u32..4, members in 1_u32..3,
    ) {
        let mut model = Model {
            sends: rate(sends, seconds(12)),
            reserve: reserve as usize,
            presences: rate(presences, seconds(5)),
            members: rate(members, seconds(7)),
            sent: Vec::new(),
        };
        let mut limiter = SendLimiter::new()
            .with_sends(model.sends)
            .with_heartbeat_reserve(reserve)
            .with_presence_updates(model.presences)
            .with_all_members(model.members);
        let begin = Instant::now() + seconds(10_000);
        let mut time = 0_i64;
        for (outgoing, step, waits) in steps {
            time = (time + step).max(-1000);
            let told = begin.checked_add_signed(time);
            // An instant before the last one that was granted counts as that.
            let latest = model.sent.last().map_or(told, |(_, sent)| told.max(*sent));
            let expected = match model.first(outgoing, latest) {
                first if first == latest => Permit::Now,
                first => Permit::NotBefore(first),
            };
            prop_assert_eq!(limiter.check(outgoing, told), expected);
            prop_assert_eq!(limiter.check(outgoing, told), expected, "asking counts nothing");
            if let Permit::NotBefore(first) = expected {
                prop_assert_eq!(limiter.check(outgoing, first), Permit::Now);
                let before = limiter.take(outgoing, first - NANOSECOND);
                prop_assert_eq!(before, Permit::NotBefore(first));
                if waits {
                    prop_assert_eq!(limiter.take(outgoing, first), Permit::Now);
                    model.sent.push((outgoing, first));
                    time = time.max((first - begin).as_secs() as i64);
                } else {
                    prop_assert_eq!(limiter.take(outgoing, told), expected);
                }
            } else {
                prop_assert_eq!(limiter.take(outgoing, told), Permit::Now);
                model.sent.push((outgoing, latest));
            }
        }
        let all: Vec<_> = model.sent.iter().map(|(_, sent)| *sent).collect();
        prop_assert!(most_in_any_window(&all, seconds(12)) <= sends as usize);
    }

    #[test]
    fn a_heartbeat_always_fits(
        steps in prop::collection::vec((0_u64..2_500, 0_usize..200), 1..200),
    ) {
        let mut limiter = SendLimiter::new();
        let mut now = Instant::now();
        let mut next_heartbeat = now;
        for (milliseconds, burst) in steps {
            now += Duration::from_millis(milliseconds);
            for _ in 0..burst {
                limiter.take(Outgoing::Other, now);
            }
            if now >= next_heartbeat {
                // Its own, and one that the server asks for.
                prop_assert_eq!(limiter.take(Outgoing::Heartbeat, now), Permit::Now);
                prop_assert_eq!(limiter.take(Outgoing::Heartbeat, now), Permit::Now);
                next_heartbeat = now + Duration::from_millis(41_250);
            }
        }
    }

    #[test]
    fn identifies_are_those_of_the_model(
        steps in prop::collection::vec((0_u32..12, 0_u64..4, any::<bool>()), 1..120),
        max_concurrency in 1_u32..6, total in 0_u64..30, remaining in 0_u64..12,
    ) {
        let begin = Instant::now();
        let mut limit = SessionStartLimit::default();
        limit.max_concurrency = positive(max_concurrency);
        (limit.total, limit.remaining, limit.reset_after) = (total, remaining, 20_000);
        let mut limiter = IdentifyLimiter::new(&limit, begin);
        let (mut now, mut granted) = (begin, Vec::<(u32, Instant)>::new());
        let resets = begin + seconds(20);
        let allows = |granted: &[(u32, Instant)], shard: u32, now: Instant| {
            let same = |(other, _): &&(u32, Instant)| (*other).abs_diff(shard) % max_concurrency == 0;
            let of_key = granted.iter().filter(same).map(|(_, instant)| *instant);
            let (begins, most) = match now >= resets {
                true => (resets, total.max(1)),
                false => (begin, remaining),
            };
            let today = granted.iter().filter(|(_, instant)| *instant >= begins).count();
            within(of_key, seconds(5), now) == 0 && (today as u64) < most
        };
        for (shard, step, waits) in steps {
            now += seconds(step);
            let ends = granted.iter().map(|(_, instant)| *instant + seconds(5));
            let later = ends.filter(|end| *end > now).chain([resets.max(now), now]);
            let first = later.filter(|instant| allows(&granted, shard, *instant)).min();
            let Some(first) = first else {
                // The second day is used up.
                let third = resets + DAY;
                prop_assert_eq!(limiter.take(shard, now), Permit::NotBefore(third));
                prop_assert_eq!(limiter.check(shard, third), Permit::Now);
                continue;
            };
            let expected = if first == now { Permit::Now } else { Permit::NotBefore(first) };
            prop_assert_eq!(limiter.check(shard, now), expected);
            if first > now {
                let before = limiter.take(shard, first - NANOSECOND);
                prop_assert_eq!(before, Permit::NotBefore(first));
                prop_assert_eq!(limiter.check(shard, first), Permit::Now);
            }
            if first == now || waits {
                now = first;
                prop_assert_eq!(limiter.take(shard, now), Permit::Now);
                granted.push((shard, now));
            }
        }
    }

    #[test]
    fn a_queue_starts_every_shard_and_each_key_in_order(
        shards in prop::collection::btree_set(0_u32..60, 1..40), max_concurrency in 1_u32..9,
    ) {
        let mut now = Instant::now();
        let mut limit = SessionStartLimit::default();
        limit.max_concurrency = positive(max_concurrency);
        let mut queue = IdentifyQueue::new(IdentifyLimiter::new(&limit, now));
        queue.extend(shards.iter().copied());
        let mut started = Vec::new();
        while let Some((shard, permit)) = queue.peek(now) {
            now += permit.wait(now);
            prop_assert_eq!(queue.pop(now), Some(shard));
            started.push((shard, now));
        }
        let ids: std::collections::BTreeSet<u32> = started.iter().map(|(shard, _)| *shard).collect();
        prop_assert_eq!(&ids, &shards);
        prop_assert_eq!(started.len(), shards.len());
        for key in 0..max_concurrency {
            let of_key: Vec<_> =
                started.iter().filter(|(shard, _)| shard % max_concurrency == key).collect();
            for pair in of_key.windows(2) {
                prop_assert!(pair[0].0 < pair[1].0);
                prop_assert_eq!(pair[1].1 - pair[0].1, seconds(5));
            }
        }
    }
}

/// Signed seconds, for instants that go back.
trait AddSigned {
    fn checked_add_signed(self, seconds: i64) -> Instant;
}

impl AddSigned for Instant {
    fn checked_add_signed(self, offset: i64) -> Instant {
        let distance = seconds(offset.unsigned_abs());
        if offset < 0 { self - distance } else { self + distance }
    }
}

#[test]
fn the_limits_of_discord() {
    let begin = Instant::now();
    let mut limiter = SendLimiter::new();
    for _ in 0..116 {
        assert_eq!(limiter.take(Outgoing::Other, begin), Permit::Now);
    }
    let minute = begin + seconds(60);
    assert_eq!(limiter.take(Outgoing::Other, begin), Permit::NotBefore(minute));
    assert_eq!(limiter.take(Outgoing::PresenceUpdate, begin), Permit::NotBefore(minute));
    for _ in 0..HEARTBEAT_RESERVE {
        assert_eq!(limiter.take(Outgoing::Heartbeat, begin), Permit::Now);
    }
    assert_eq!(limiter.take(Outgoing::Heartbeat, begin), Permit::NotBefore(minute));
    assert_eq!(limiter.take(Outgoing::Heartbeat, minute - NANOSECOND), Permit::NotBefore(minute));
    assert_eq!(limiter.take(Outgoing::Heartbeat, minute), Permit::Now);
    assert_eq!(SENDS, rate(116 + HEARTBEAT_RESERVE, seconds(60)));
}

#[test]
fn what_outlives_a_connection() {
    let (begin, guild) = (Instant::now(), Outgoing::AllMembers(Snowflake::new(1)));
    let mut limiter = SendLimiter::new();
    while limiter.take(Outgoing::Other, begin).is_now() {}
    limiter.new_connection();
    assert_eq!(limiter.take(guild, begin), Permit::Now);
    for _ in 0..5 {
        assert_eq!(limiter.take(Outgoing::PresenceUpdate, begin), Permit::Now);
    }
    limiter.new_connection();
    assert_eq!(limiter.take(guild, begin), Permit::NotBefore(begin + seconds(30)));
    let presence = limiter.take(Outgoing::PresenceUpdate, begin);
    assert_eq!(presence, Permit::NotBefore(begin + seconds(20)));
    assert_eq!(limiter.take(Outgoing::Other, begin), Permit::Now);
}

#[test]
fn an_identify_is_a_payload_of_its_connection() {
    let now = Instant::now();
    let mut identifies = IdentifyLimiter::new(&SessionStartLimit::default(), now);
    let mut connection = SendLimiter::new().with_sends(rate(2, seconds(60)));
    let connection: &mut dyn LimitSends = &mut connection;
    // One is left for the rest, and taken.
    assert_eq!(connection.take(Outgoing::Other, now), Permit::Now);
    let minute = Permit::NotBefore(now + seconds(60));
    assert_eq!(identifies.take_on(0, connection, now), minute);
    assert_eq!(identifies.remaining(now), 1000, "neither is counted");
    assert_eq!(identifies.take_on(0, connection, now + seconds(60)), Permit::Now);
    let permit = identifies.take_on(0, &mut SendLimiter::new(), now + seconds(60));
    assert_eq!(permit, Permit::NotBefore(now + seconds(65)));
    assert_eq!(identifies.remaining(now), 999);
}

#[test]
fn days_end() {
    let begin = Instant::now();
    let mut limit = SessionStartLimit::default();
    (limit.total, limit.remaining, limit.reset_after) = (2, 0, 1_500);
    let mut limiter = IdentifyLimiter::new(&limit, begin);
    let second_day = begin + Duration::from_millis(1_500);
    assert_eq!(limiter.take(0, begin), Permit::NotBefore(second_day));
    assert_eq!(limiter.remaining(second_day), 2);
    assert_eq!(limiter.take(0, second_day), Permit::Now);
    assert_eq!(limiter.take(0, second_day + seconds(5)), Permit::Now);
    let third_day = second_day + DAY;
    let late = third_day - NANOSECOND;
    assert_eq!(limiter.take(0, late), Permit::NotBefore(third_day));
    // Days that nobody looked at go by as well.
    assert_eq!(limiter.remaining(third_day + 10 * DAY), 2);
    assert_eq!(limiter.take(0, third_day + 10 * DAY + seconds(1)), Permit::Now);
    assert_eq!(limiter.remaining(third_day + 11 * DAY - NANOSECOND), 1);
    assert_eq!(limiter.remaining(third_day + 11 * DAY), 2);
}

#[test]
fn clocks_that_go_back_stand_still() {
    let begin = Instant::now();
    let mut limiter = IdentifyLimiter::new(&SessionStartLimit::default(), begin);
    let (late, later) = (begin + seconds(10), begin + seconds(15));
    assert_eq!(limiter.take(0, late), Permit::Now);
    assert_eq!(limiter.take(0, begin), Permit::NotBefore(later));
    assert_eq!(limiter.take(0, later), Permit::Now);
    assert_eq!(limiter.take(0, late), Permit::NotBefore(later + seconds(5)));

    // A day that began does not end again.
    let second_day = begin + DAY;
    assert_eq!(limiter.take(0, second_day), Permit::Now);
    assert_eq!(limiter.remaining(begin), 999);
}

#[test]
fn a_new_limit_remembers_who_identified() {
    let now = Instant::now();
    let mut limit = SessionStartLimit::default();
    limit.max_concurrency = positive(4);
    let mut limiter = IdentifyLimiter::new(&limit, now);
    assert_eq!(limiter.take(1, now), Permit::Now);
    limit.max_concurrency = positive(2);
    limiter.update(&limit, now);
    assert_eq!(limiter.check(3, now), Permit::NotBefore(now + seconds(5)));
    assert_eq!(limiter.check(2, now), Permit::Now);
}

#[test]
fn times_that_no_clock_reaches() {
    let now = Instant::now();
    let mut limit = SessionStartLimit::default();
    (limit.total, limit.remaining, limit.reset_after) = (u64::MAX, 0, u64::MAX);
    let mut limiter = IdentifyLimiter::new(&limit, now);
    let Permit::NotBefore(end) = limiter.take(u32::MAX, now) else { panic!("none remain") };
    assert!(end > now + 1000 * DAY);
    assert_eq!(limiter.take(u32::MAX, end), Permit::Now);
    assert_eq!(limiter.remaining(end), u64::MAX - 1);

    let mut limiter = SendLimiter::new().with_sends(rate(1, Duration::MAX));
    assert_eq!(limiter.take(Outgoing::Other, now), Permit::Now);
    let Permit::NotBefore(end) = limiter.take(Outgoing::Other, now) else { panic!("one in all") };
    assert!(end > now + 1000 * DAY);

    let mut limiter = SendLimiter::new().with_sends(rate(1, Duration::ZERO));
    for _ in 0..3 {
        assert_eq!(limiter.take(Outgoing::Other, now), Permit::Now);
    }
}

#[test]
fn two_callers_are_not_both_told_now() {
    let now = Instant::now();
    let mut limiter = IdentifyLimiter::new(&SessionStartLimit::default(), now);
    assert_eq!(limiter.check(3, now), Permit::Now);
    assert_eq!(limiter.check(4, now), Permit::Now);
    assert_eq!(limiter.take(3, now), Permit::Now);
    let later = now + seconds(5);
    assert_eq!(limiter.take(4, now), Permit::NotBefore(later));
    assert_eq!(limiter.take(5, now), Permit::NotBefore(later));
    assert_eq!(limiter.take(4, later), Permit::Now);
    assert_eq!(limiter.take(5, later), Permit::NotBefore(later + seconds(5)));
}

/// Shards of several processes, say.
#[test]
fn a_limiter_of_ones_own() {
    struct Never;

    impl LimitIdentifies for Never {
        fn check(&self, _shard_id: u32, now: Instant) -> Permit {
            Permit::NotBefore(now + seconds(1))
        }

        fn take(&mut self, shard_id: u32, now: Instant) -> Permit {
            self.check(shard_id, now)
        }
    }

    let now = Instant::now();
    let mut queue = IdentifyQueue::new(Never);
    assert!(queue.push(7));
    assert!(!queue.push(7));
    assert_eq!(queue.pop(now), None);
    assert_eq!(queue.peek(now), Some((7, Permit::NotBefore(now + seconds(1)))));
    assert!(queue.remove(7));
    assert!(!queue.remove(7));
    assert_eq!(queue.peek(now), None);
}
