//! Limiters, beside a model that keeps everything that was granted and counts anew each time.

use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use arbitrary::{Arbitrary, Result, Unstructured};
use gatewire::Snowflake;
use gatewire::connect::SessionStartLimit;
use gatewire::ratelimit::{IdentifyLimiter, IdentifyQueue, Outgoing, Permit, Rate, SendLimiter};

/// Rates are of so many in so many seconds.
#[derive(Debug)]
pub struct Input<'a> {
    sends: (u32, u64),
    reserve: u32,
    presences: (u32, u64),
    members: (u32, u64),
    identifies: (u32, u64),
    session: Session,
    /// Two bytes each: what is asked for, and how many seconds later, or earlier.
    steps: &'a [u8],
}

#[derive(Clone, Copy, Debug)]
struct Session {
    max_concurrency: u32,
    total: u64,
    remaining: u64,
    /// In seconds.
    reset_after: u64,
}

impl<'a> Arbitrary<'a> for Input<'a> {
    fn arbitrary(input: &mut Unstructured<'a>) -> Result<Self> {
        let rate = |input: &mut Unstructured<'a>| {
            Ok((1 + input.arbitrary::<u8>()? as u32 % 8, input.arbitrary::<u8>()? as u64 % 16))
        };
        let number = |input: &mut Unstructured<'a>, end: u8| Ok(input.arbitrary::<u8>()? % end);
        Ok(Self {
            sends: rate(input)?,
            reserve: number(input, 8)?.into(),
            presences: rate(input)?,
            members: rate(input)?,
            identifies: rate(input)?,
            session: Session {
                max_concurrency: 1 + u32::from(number(input, 4)?),
                total: number(input, 16)?.into(),
                remaining: number(input, 16)?.into(),
                reset_after: number(input, 64)?.into(),
            },
            steps: input.bytes(input.len().min(400))?,
        })
    }
}

fn rate((count, window): (u32, u64)) -> Rate {
    let count = NonZeroU32::new(count).expect("more than none");
    Rate::new(count, Duration::from_secs(window))
}

/// Seconds back or forth; an instant that is long ago is as good as none.
fn moved(time: u64, step: u8) -> u64 {
    time.saturating_add_signed(i64::from(step as i8) / 8).max(1000)
}

pub fn check(input: &Input<'_>) {
    let begin = Instant::now();
    check_sends(input, begin);
    check_identifies(input, begin);
}

fn permit(begin: Instant, first: u64, now: u64) -> Permit {
    match first == now {
        true => Permit::Now,
        false => Permit::NotBefore(begin + Duration::from_secs(first)),
    }
}

/// How many lie in the window that ends with that second.
fn within(granted: impl Iterator<Item = u64>, window: u64, now: u64) -> u32 {
    granted.filter(|second| *second <= now && now - second < window).count() as u32
}

fn check_sends(input: &Input<'_>, begin: Instant) {
    let mut limiter = SendLimiter::new()
        .with_sends(rate(input.sends))
        .with_heartbeat_reserve(input.reserve)
        .with_presence_updates(rate(input.presences))
        .with_all_members(rate(input.members));
    let mut sends = Sends { input, sent: Vec::new(), connection: 0 };
    let (mut time, mut latest) = (1000, 0);
    for step in input.steps.chunks_exact(2) {
        let outgoing = match step[0] % 8 {
            0 | 1 => Outgoing::Heartbeat,
            2 | 3 => Outgoing::PresenceUpdate,
            4 | 5 => Outgoing::AllMembers(Snowflake::new(u64::from(step[0] / 8 % 3))),
            6 => Outgoing::Other,
            _ => {
                limiter.new_connection();
                sends.connection = sends.sent.len();
                continue;
            }
        };
        time = moved(time, step[1]);
        let told = begin + Duration::from_secs(time);
        // An instant before the last one that was granted counts as that.
        let now = time.max(latest);
        let first = sends.first(outgoing, now);
        let expected = permit(begin, first, now);
        assert_eq!(limiter.check(outgoing, told), expected);
        assert_eq!(limiter.take(outgoing, told), expected);
        if first == now {
            sends.sent.push((outgoing, now));
            latest = now;
        } else {
            let instant = begin + Duration::from_secs(first);
            let before = instant - Duration::from_nanos(1);
            assert_eq!(limiter.check(outgoing, before), expected, "not a nanosecond before");
            assert_eq!(limiter.check(outgoing, instant), Permit::Now);
        }
    }
}

/// All that was sent, and the rules in their words.
struct Sends<'i, 'a> {
    input: &'i Input<'a>,
    sent: Vec<(Outgoing, u64)>,
    /// Where the last connection begins.
    connection: usize,
}

impl Sends<'_, '_> {
    fn allows(&self, outgoing: Outgoing, now: u64) -> bool {
        let Input { sends: (most, window), reserve, presences, members, .. } = *self.input;
        let count = |sent: &[(Outgoing, u64)], window, which: &dyn Fn(Outgoing) -> bool| {
            let those = sent.iter().filter(|(outgoing, _)| which(*outgoing));
            within(those.map(|(_, second)| *second), window, now)
        };
        let is_heartbeat = |outgoing| outgoing == Outgoing::Heartbeat;
        let sent = &self.sent[self.connection..];
        let others = count(sent, window, &|outgoing| !is_heartbeat(outgoing));
        if count(sent, window, &is_heartbeat) + others >= most {
            return false;
        }
        // One is always left for what is no heartbeat.
        let fits = others < most - reserve.min(most - 1);
        match outgoing {
            Outgoing::Heartbeat => true,
            Outgoing::PresenceUpdate => {
                fits && count(&self.sent, presences.1, &|other| other == outgoing) < presences.0
            }
            Outgoing::AllMembers(_) => {
                fits && count(&self.sent, members.1, &|other| other == outgoing) < members.0
            }
            _ => fits,
        }
    }

    /// The first second at which it is allowed. No window is longer than 16 seconds.
    fn first(&self, outgoing: Outgoing, now: u64) -> u64 {
        let allowed = (now..).find(|second| self.allows(outgoing, *second));
        allowed.expect("the last window ends")
    }
}

const DAY: u64 = 24 * 60 * 60;

fn check_identifies(input: &Input<'_>, begin: Instant) {
    let Session { max_concurrency, total, remaining, reset_after } = input.session;
    let mut limit = SessionStartLimit::default();
    limit.max_concurrency = NonZeroU32::new(max_concurrency).expect("more than none");
    (limit.total, limit.remaining, limit.reset_after) = (total, remaining, reset_after * 1000);
    let start = 1000;
    let limiter = IdentifyLimiter::new(&limit, begin + Duration::from_secs(start));
    let mut limiter = limiter.with_identifies(rate(input.identifies));
    let mut queue = IdentifyQueue::new(limiter.clone());
    queue.extend(0..8);

    let resets = start + reset_after;
    let mut granted: Vec<(u32, u64)> = Vec::new();
    let allows = |granted: &[(u32, u64)], shard: u32, now: u64| {
        let of_key =
            granted.iter().filter(|(other, _)| other % max_concurrency == shard % max_concurrency);
        let (most, window) = input.identifies;
        let (begins, sessions) = match now.checked_sub(resets) {
            // A day has at least one, of which nothing could begin otherwise.
            Some(over) => (now - over % DAY, total.max(1)),
            None => (0, remaining),
        };
        let today = granted.iter().filter(|(_, second)| *second >= begins).count() as u64;
        within(of_key.map(|(_, second)| *second), window, now) < most && today < sessions
    };
    let (mut time, mut latest) = (start, 0);
    for step in input.steps.chunks_exact(2) {
        let shard = u32::from(step[0] % 8);
        time = match step[0] {
            // A day goes by, or nearly.
            0xf8.. => time + DAY - 8,
            _ => moved(time, step[1]),
        };
        let told = begin + Duration::from_secs(time);
        let now = time.max(latest);
        // It is the last of a window that keeps it from being now, or the day.
        let ends = granted.iter().map(|(_, second)| second + input.identifies.1);
        let periods = [resets, now.saturating_sub(resets) / DAY * DAY + resets + DAY];
        let later = ends.chain(periods).filter(|second| *second > now).chain([now]);
        let first = later.filter(|second| allows(&granted, shard, *second)).min();
        let first = first.expect("the next day at the latest");
        let expected = permit(begin, first, now);
        assert_eq!(limiter.check(shard, told), expected);
        assert_eq!(limiter.take(shard, told), expected);
        if first == now {
            granted.push((shard, now));
            latest = now;
        }
        check_queue(&mut queue, told);
    }
}

/// What is taken out is what was next.
fn check_queue(queue: &mut IdentifyQueue, now: Instant) {
    let next = queue.peek(now);
    if let Some((shard, permit)) = next {
        assert_eq!(queue.limiter().check(shard, now), permit);
    }
    let popped = queue.pop(now);
    let expected = next.filter(|(_, permit)| permit.is_now()).map(|(shard, _)| shard);
    assert_eq!(popped, expected);
    if let Some(shard) = popped {
        assert!(queue.push(shard), "it waits no more");
    }
}
