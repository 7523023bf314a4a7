//! Points in time as Discord writes them.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::de::{Loss, Source, Stop};
use crate::model::codec::{self, How, Read, Shape, set_plain};

/// A point in time, to the microsecond (Discord docs, "API Reference", ISO8601 Date/Time).
///
/// On the wire it is text by ISO 8601, as RFC 3339 has it: `2020-06-23T03:21:24.509000+00:00`.
/// The fraction may have 0 to 9 digits, of which six are kept; the offset is `Z` or `±hh:mm`; a space
/// behind a colon is skipped. It is written in UTC, with six digits or, where they are all zero,
/// without.
///
/// ```
/// use gatewire::Timestamp;
///
/// let sent: Timestamp = "2020-06-23T03:21:24.509000+00:00".parse()?;
/// assert_eq!(sent.unix_micros(), 1_592_882_484_509_000);
/// assert_eq!(sent.to_string(), "2020-06-23T03:21:24.509000+00:00");
/// assert_eq!("2020-06-23T03:21:24Z".parse::<Timestamp>()?.unix_micros(), 1_592_882_484_000_000);
/// # Ok::<(), gatewire::ParseTimestampError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(i64);

/// Text that is not a [`Timestamp`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParseTimestampError;

const MICROS: i64 = 1_000_000;
const DAY: i64 = 86_400;

impl Timestamp {
    /// Of microseconds since 1970 in UTC, negative ones before.
    pub const fn from_unix_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970 in UTC, negative ones before.
    pub const fn unix_micros(self) -> i64 {
        self.0
    }

    /// Whole seconds since 1970 in UTC, rounded down.
    pub const fn unix_seconds(self) -> i64 {
        self.0.div_euclid(MICROS)
    }
}

/// A time that the system cannot have, as before 1601 on Windows, becomes the start of 1970.
impl From<Timestamp> for SystemTime {
    fn from(timestamp: Timestamp) -> Self {
        let distance = Duration::from_micros(timestamp.0.unsigned_abs());
        let time = match timestamp.0 {
            ..0 => UNIX_EPOCH.checked_sub(distance),
            _ => UNIX_EPOCH.checked_add(distance),
        };
        time.unwrap_or(UNIX_EPOCH)
    }
}

// Every point in time that is read lies in the years 0 to 9999; each of these crates has all of them
// but perhaps the last days. One made of microseconds may lie anywhere.

/// Needs the feature `chrono`.
#[cfg(feature = "chrono")]
impl TryFrom<Timestamp> for chrono::DateTime<chrono::Utc> {
    type Error = TimestampRangeError;

    fn try_from(timestamp: Timestamp) -> Result<Self, TimestampRangeError> {
        Self::from_timestamp_micros(timestamp.0).ok_or(TimestampRangeError)
    }
}

/// A time that chrono does not have.
#[cfg(feature = "chrono")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TimestampRangeError;

#[cfg(feature = "chrono")]
impl fmt::Display for TimestampRangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time out of chrono's range")
    }
}

#[cfg(feature = "chrono")]
impl std::error::Error for TimestampRangeError {}

/// Needs the feature `jiff`.
#[cfg(feature = "jiff")]
impl TryFrom<Timestamp> for jiff::Timestamp {
    type Error = jiff::Error;

    fn try_from(timestamp: Timestamp) -> Result<Self, jiff::Error> {
        Self::from_microsecond(timestamp.0)
    }
}

/// Needs the feature `time`.
#[cfg(feature = "time")]
impl TryFrom<Timestamp> for time::OffsetDateTime {
    type Error = time::error::ComponentRange;

    fn try_from(timestamp: Timestamp) -> Result<Self, time::error::ComponentRange> {
        Self::from_unix_timestamp_nanos(i128::from(timestamp.0) * 1000)
    }
}

impl FromStr for Timestamp {
    type Err = ParseTimestampError;

    fn from_str(text: &str) -> Result<Self, ParseTimestampError> {
        let parsed = parse(text.as_bytes()).or_else(|| parse_spaced(text.as_bytes()));
        parsed.map(Self).ok_or(ParseTimestampError)
    }
}

fn parse(text: &[u8]) -> Option<i64> {
    parse_usual(text).or_else(|| parse_unusual(text))
}

/// What Discord writes: in UTC, with six digits behind the second or none.
#[inline]
fn parse_usual(text: &[u8]) -> Option<i64> {
    const MONTH: Form = Form::new(*b"0000-00-");
    const MINUTE: Form = Form::new(*b"00T00:00");
    const FRACTION: Form = Form::new(*b":00.0000");
    const FRACTION_ZONE: Form = Form::new(*b"00+00:00");
    const ZONE: Form = Form::new(*b":00+00:0");

    let (month, rest) = text.split_first_chunk()?;
    let (minute, rest) = rest.split_first_chunk()?;
    let (behind, rest) = rest.split_first_chunk()?;
    let [century, _, year, _, _, month, ..] = MONTH.pairs(month)?;
    let [day, _, _, hour, _, _, minute, _] = MINUTE.pairs(minute)?;
    // Where the zone stands are zeros: it is UTC.
    let (second, micros) = match rest {
        b"0" => match ZONE.pairs(behind)? {
            [_, second, _, _, 0, _, _, 0] => (second, 0),
            _ => return None,
        },
        _ => {
            let [_, second, _, _, high, _, middle, _] = FRACTION.pairs(behind)?;
            let [low, _, _, 0, _, _, 0, _] = FRACTION_ZONE.pairs(rest.try_into().ok()?)? else {
                return None;
            };
            (second, u32::from(high) * 10_000 + u32::from(middle) * 100 + u32::from(low))
        }
    };
    let year = u32::from(century) * 100 + u32::from(year);
    written(seconds(year, [month, day, hour, minute, second])?, micros)
}

/// Eight bytes of digits, in pairs, and what is around them.
struct Form {
    /// The bytes with zeros for digits.
    zeros: u64,
    /// What makes a byte's highest bit one if it is more than 9 where a digit stands, and more
    /// than 0 elsewhere.
    room: u64,
}

impl Form {
    const fn new(zeros: [u8; 8]) -> Self {
        let (mut room, mut index) = ([0x7f; 8], 0);
        while index < zeros.len() {
            if zeros[index] == b'0' {
                room[index] = 0x7f - 9;
            }
            index += 1;
        }
        Self { zeros: u64::from_le_bytes(zeros), room: u64::from_le_bytes(room) }
    }

    /// The numbers of the pairs, each where its first digit stands; elsewhere is nothing of use.
    #[inline]
    fn pairs(&self, bytes: &[u8; 8]) -> Option<[u8; 8]> {
        const HIGHEST: u64 = 0x8080_8080_8080_8080;
        let digits = u64::from_le_bytes(*bytes) ^ self.zeros;
        // Only a byte whose highest bit is one can carry into the next.
        if (digits | digits.wrapping_add(self.room)) & HIGHEST != 0 {
            return None;
        }
        // Of 9 and 9 no more than 99, so that nothing carries.
        Some((digits * 10 + (digits >> 8)).to_le_bytes())
    }
}

/// All other forms, and what is none.
#[inline(never)]
fn parse_unusual(text: &[u8]) -> Option<i64> {
    let (date, rest) = text.split_first_chunk::<19>()?;
    let [
        y1,
        y2,
        y3,
        y4,
        b'-',
        m1,
        m2,
        b'-',
        d1,
        d2,
        b'T' | b't' | b' ',
        h1,
        h2,
        b':',
        n1,
        n2,
        b':',
        s1,
        s2,
    ] = *date
    else {
        return None;
    };
    let year = u32::from(pair(y1, y2)?) * 100 + u32::from(pair(y3, y4)?);
    let (month, day) = (pair(m1, m2)?, pair(d1, d2)?);
    let (hour, minute, second) = (pair(h1, h2)?, pair(n1, n2)?, pair(s1, s2)?);
    let (micros, rest) = fraction(rest)?;
    let seconds = seconds(year, [month, day, hour, minute, second])? - offset(rest)?;
    written(seconds, micros)
}

/// Microseconds since 1970, if it is a time that can be written: with four digits for the year.
#[inline]
fn written(seconds: i64, micros: u32) -> Option<i64> {
    const WRITTEN: Range<i64> = days(0, 1, 1) * DAY..days(10_000, 1, 1) * DAY;
    WRITTEN.contains(&seconds).then_some(seconds * MICROS + i64::from(micros))
}

/// Seconds since 1970 of a year and a month, day, hour, minute and second in it; none if there is no
/// such time.
#[inline]
fn seconds(year: u32, [month, day, hour, minute, second]: [u8; 5]) -> Option<i64> {
    // A leap second counts as the first of the next minute.
    let is_valid = matches!(month, 1..=12)
        && (1..=days_of(year, month)).contains(&day)
        && hour < 24
        && minute < 60
        && second <= 60;
    let time = u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second);
    is_valid.then(|| days(year, month, day) * DAY + i64::from(time))
}

/// With a space behind each colon, as collectors of captures have written some.
#[cold]
fn parse_spaced(text: &[u8]) -> Option<i64> {
    const LONGEST: usize = 40;
    let mut kept = [0; LONGEST];
    let mut length = 0;
    for (index, &byte) in text.iter().enumerate() {
        let is_behind_colon = byte == b' ' && index > 0 && text[index - 1] == b':';
        if !is_behind_colon {
            *kept.get_mut(length)? = byte;
            length += 1;
        }
    }
    (length < text.len()).then(|| parse(&kept[..length]))?
}

#[inline]
fn digit(byte: u8) -> Option<u8> {
    byte.is_ascii_digit().then(|| byte - b'0')
}

#[inline]
fn pair(tens: u8, ones: u8) -> Option<u8> {
    Some(digit(tens)? * 10 + digit(ones)?)
}

/// Microseconds from a point and 1 to 9 digits, if they are there, and what follows.
fn fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    let Some((b'.', digits)) = text.split_first() else { return Some((0, text)) };
    let length = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !(1..=9).contains(&length) {
        return None;
    }
    let kept = |place| digits[..length].get(place).map_or(0, |digit| u32::from(digit - b'0'));
    let micros = (0..6).fold(0, |micros, place| micros * 10 + kept(place));
    Some((micros, &digits[length..]))
}

/// Seconds ahead of UTC.
#[inline]
fn offset(text: &[u8]) -> Option<i64> {
    match *text {
        [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (pair(h1, h2)?, pair(m1, m2)?);
            let seconds = i64::from(hours) * 3600 + i64::from(minutes) * 60;
            (hours < 24 && minutes < 60).then_some(if sign == b'-' { -seconds } else { seconds })
        }
        _ => None,
    }
}

fn days_of(year: u32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

/// Days since 1970, in the calendar of Gregory, whose years here begin in March: so the leap day
/// is the last.
const fn days(year: u32, month: u8, day: u8) -> i64 {
    // Its rules repeat after 400 years, by which no year here is negative.
    const PERIOD: u32 = 400;
    const PERIOD_DAYS: i64 = 146_097;
    let year = year + PERIOD - (month <= 2) as u32;
    let before = year * 365 + year / 4 - year / 100 + year / 400;
    let day_of_year = (153 * ((month as u32 + 9) % 12) + 2) / 5 + day as u32;
    (before + day_of_year) as i64 - (PERIOD_DAYS + 719_469)
}

/// Year, month and day of a number of days since 1970: the inverse of [`days`].
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (seconds, micros) = (self.0.div_euclid(MICROS), self.0.rem_euclid(MICROS));
        let (year, month, day) = date(seconds.div_euclid(DAY));
        let time = seconds.rem_euclid(DAY);
        let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")?;
        if micros != 0 {
            write!(f, ".{micros:06}")?;
        }
        f.write_str("+00:00")
    }
}

impl fmt::Display for ParseTimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date and time by ISO 8601")
    }
}

impl std::error::Error for ParseTimestampError {}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Shape for Timestamp {}

codec::reads!(Timestamp);

impl<'de> Read<'de> for Timestamp {
    const BLANK: Self = Self(0);
    const IS_PLAIN: bool = true;

    #[inline(always)]
    fn read_plain<S: Source<'de>>(place: &mut Self, source: &mut S, at: S::At) -> Option<S::At> {
        let read = source.plain_text_as(at, |text| text.parse().ok());
        set_plain(place, read)
    }

    #[inline(always)]
    fn read_from<S: Source<'de>, const HOW: How>(
        place: &mut Self,
        source: &mut S,
    ) -> Result<(), Stop> {
        const EXPECTED: &str = "a time by ISO 8601";

        let start = source.place();
        match source.text(EXPECTED)?.parse() {
            Ok(timestamp) => {
                *place = timestamp;
                Ok(())
            }
            Err(_) => Err(source.refuse(start, Loss::Value { found: "text", expected: EXPECTED })),
        }
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Visitor)
    }
}

struct Visitor;

impl de::Visitor<'_> for Visitor {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date and time by ISO 8601")
    }

    #[inline]
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Timestamp, E> {
        text.parse().map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
    }
}
