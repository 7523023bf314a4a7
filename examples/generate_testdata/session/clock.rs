//! Points in time as the Gateway writes them, and the ids made of them.

use super::random::Random;
use super::value::Id;

/// Milliseconds since 1970.
pub(crate) type Milliseconds = i64;

/// When ids begin: the first second of 2015.
pub(crate) const DISCORD_EPOCH: Milliseconds = 1_420_070_400_000;

pub(crate) const DAY: Milliseconds = 86_400_000;

/// When the session starts: 2026-01-12T09:30:00Z.
pub(crate) const SESSION_START: Milliseconds = 1_768_210_200_000;

/// A snowflake of that time. Worker, process and increment are made up.
pub(crate) fn id(time: Milliseconds, random: &mut Random) -> Id {
    Id((((time - DISCORD_EPOCH) as u64) << 22) | (random.next() & 0x3F_FFFF))
}

/// Some time before the session: mostly the last few years, now and then the first months of all.
pub(crate) fn past(random: &mut Random) -> Milliseconds {
    if random.chance(5) {
        // Ids of these days fit 7 bytes, and none is below 2^53: ETF would show that as a number.
        return DISCORD_EPOCH + random.integer(30 * DAY, 190 * DAY);
    }
    SESSION_START - random.integer(DAY, 2500 * DAY)
}

/// When a user has registered: at any time since 2016.
pub(crate) fn registration(random: &mut Random) -> Milliseconds {
    random.integer(DISCORD_EPOCH + 365 * DAY, SESSION_START - DAY)
}

/// `2026-01-12T09:30:00.417000+00:00`; without a fraction where it is zero.
pub(crate) fn timestamp(time: Milliseconds) -> String {
    let (year, month, day) = date(time.div_euclid(DAY));
    let second = time.rem_euclid(DAY) / 1000;
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    let fraction = match time.rem_euclid(1000) {
        0 => String::new(),
        millisecond => format!(".{millisecond:03}000"),
    };
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}+00:00")
}

/// Year, month and day of a day since 1970, for days from then on.
fn date(days: i64) -> (i64, i64, i64) {
    let mut year = 1970;
    let mut days = days;
    while days >= year_length(year) {
        days -= year_length(year);
        year += 1;
    }
    let february = if year_length(year) == 366 { 29 } else { 28 };
    let months = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while days >= months[month] {
        days -= months[month];
        month += 1;
    }
    (year, month as i64 + 1, days + 1)
}

fn year_length(year: i64) -> i64 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if is_leap { 366 } else { 365 }
}
