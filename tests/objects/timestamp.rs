//! Points in time, compared with a calendar that counts days one by one.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use gatewire::{DecodeErrorKind as Kind, Timestamp};
use proptest::option;
use proptest::prelude::{prop_assert_eq, proptest};

use crate::common::error_of;
use crate::common::term::{binary, versioned};

/// Days from the first day of the year 0 to that of 1970.
const DAYS_TO_1970: i64 = 719_528;

const DAY: i64 = 86_400;

fn is_leap(year: i64) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

fn days_of_month(year: i64, month: i64) -> i64 {
    let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month as usize - 1];
    if month == 2 && is_leap(year) { 29 } else { days }
}

/// Microseconds since 1970 of a time in UTC, year by year and month by month.
fn micros_of(year: i64, month: i64, day: i64, second_of_day: i64, micros: i64) -> i64 {
    let years: i64 = (0..year).map(|year| if is_leap(year) { 366 } else { 365 }).sum();
    let months: i64 = (1..month).map(|month| days_of_month(year, month)).sum();
    let days = years + months + day - 1 - DAYS_TO_1970;
    (days * DAY + second_of_day) * 1_000_000 + micros
}

/// The date that is so many days behind the first of the year 0.
fn date_of(mut days: i64) -> (i64, i64, i64) {
    let mut year = 0;
    while days >= if is_leap(year) { 366 } else { 365 } {
        days -= if is_leap(year) { 366 } else { 365 };
        year += 1;
    }
    let mut month = 1;
    while days >= days_of_month(year, month) {
        days -= days_of_month(year, month);
        month += 1;
    }
    (year, month, days + 1)
}

fn parse(text: &str) -> Option<i64> {
    text.parse().ok().map(Timestamp::unix_micros)
}

const NOON: i64 = 1_592_882_484;

#[test]
fn the_forms_that_are_accepted() {
    for (text, micros) in [
        ("2020-06-23T03:21:24.509000+00:00", NOON * 1_000_000 + 509_000),
        ("2020-06-23T03:21:24+00:00", NOON * 1_000_000),
        ("2020-06-23T03:21:24Z", NOON * 1_000_000),
        ("2020-06-23t03:21:24z", NOON * 1_000_000),
        ("2020-06-23 03:21:24Z", NOON * 1_000_000),
        ("2020-06-23T03:21:24-00:00", NOON * 1_000_000),
        ("2020-06-23T03:21:24.5Z", NOON * 1_000_000 + 500_000),
        ("2020-06-23T03:21:24.50z", NOON * 1_000_000 + 500_000),
        ("2020-06-23T03:21:24.500Z", NOON * 1_000_000 + 500_000),
        ("2020-06-23T03:21:24.0001Z", NOON * 1_000_000 + 100),
        ("2020-06-23T03:21:24.00001Z", NOON * 1_000_000 + 10),
        ("2020-06-23T03:21:24.000001Z", NOON * 1_000_000 + 1),
        ("2020-06-23T03:21:24.0000019Z", NOON * 1_000_000 + 1),
        ("2020-06-23T03:21:24.00000199Z", NOON * 1_000_000 + 1),
        ("2020-06-23T03:21:24.999999999Z", NOON * 1_000_000 + 999_999),
        ("2020-06-23T03:21:24.999999999-00:00", NOON * 1_000_000 + 999_999),
        ("2020-06-23T05:21:24+02:00", NOON * 1_000_000),
        ("2020-06-22T18:51:24-08:30", NOON * 1_000_000),
        ("2020-06-24T03:20:24.25+23:59", NOON * 1_000_000 + 250_000),
        ("2020-06-22T03:22:24.25-23:59", NOON * 1_000_000 + 250_000),
        // A space behind a colon, as captures have it.
        ("2020-06-23T03: 21: 24.509000+00: 00", NOON * 1_000_000 + 509_000),
        ("2020-06-23T03:21: 24Z", NOON * 1_000_000),
        // A leap second is the first of the next minute.
        ("2016-12-31T23:59:60Z", 1_483_228_800 * 1_000_000),
        ("2016-12-31T23:59:60.5Z", 1_483_228_800 * 1_000_000 + 500_000),
        ("2017-01-01T00:59:60+01:00", 1_483_228_800 * 1_000_000),
        ("1970-01-01T00:00:00Z", 0),
        ("1969-12-31T23:59:59.999999Z", -1),
        ("1970-01-01T00:00:00+00:01", -60_000_000),
        ("2000-02-29T00:00:00Z", 951_782_400 * 1_000_000),
        ("2024-02-29T00:00:00Z", 1_709_164_800 * 1_000_000),
        ("0000-01-01T00:00:00Z", -62_167_219_200 * 1_000_000),
        ("0000-02-29T00:00:00Z", (-62_167_219_200 + 59 * DAY) * 1_000_000),
        ("0001-01-01T00:00:00+00:00", -62_135_596_800 * 1_000_000),
        ("0000-01-01T00:01:00+00:01", -62_167_219_200 * 1_000_000),
        ("9999-12-31T23:59:59.999999Z", 253_402_300_799 * 1_000_000 + 999_999),
        ("9999-12-31T23:59:59.999999999+00:00", 253_402_300_799 * 1_000_000 + 999_999),
        ("9999-12-31T23:59:60+00:01", 253_402_300_740 * 1_000_000),
    ] {
        assert_eq!(parse(text), Some(micros), "{text}");
        let quoted = format!("\"{text}\"");
        let of_json = gatewire::json::from_slice::<Timestamp>(&mut quoted.clone().into_bytes());
        assert_eq!(of_json.ok().map(Timestamp::unix_micros), Some(micros), "{text}");
        let of_term = gatewire::etf::from_slice::<Timestamp>(&versioned(&binary(text)));
        assert_eq!(of_term.ok().map(Timestamp::unix_micros), Some(micros), "{text}");
        let of_serde_json = serde_json::from_str::<Timestamp>(&quoted);
        assert_eq!(of_serde_json.ok().map(Timestamp::unix_micros), Some(micros), "{text}");
    }
}

#[test]
fn the_forms_that_are_refused() {
    for text in [
        "",
        "2020",
        "2020-06-23",
        "2020-06-23T03:21",
        "2020-06-23T03:21Z",
        // Without an offset it is no point in time.
        "2020-06-23T03:21:24",
        "2020-06-23T03:21:24.5",
        "2020-06-23T03:21:24.Z",
        "2020-06-23T03:21:24.+00:00",
        "2020-06-23T03:21:24,5Z",
        "2020-06-23T03:21:24.1234567890Z",
        "2020-06-23T03:21:24.12345678901234567890Z",
        "2020-06-23T03:21:24. 5Z",
        "2020-06-23T03:21:24.5.5Z",
        "2020-06-23T03:21:24.-5Z",
        "2020-06-23T03:21:24.5xZ",
        "2020-06-23T03:21:24ZZ",
        "2020-06-23T03:21:24Z ",
        " 2020-06-23T03:21:24Z",
        "2020-06-23T03:21:24 Z",
        "2020-06-23T03:21:24\0",
        "2020-06-23T03:21:24Z\0",
        "2020-06-23T03:21:24.509000+00:60",
        "2020-06-23T03:21:24+00:60",
        "2020-06-23T03:21:24.509000+24:00",
        "2020-06-23T03:21:24.509000 00:00",
        "2020-06-23T03:21:2\u{b2}509000+00:00",
        "2020-06-23T03:21:24+00",
        "2020-06-23T03:21:24+0000",
        "2020-06-23T03:21:24+00:0",
        "2020-06-23T03:21:24+0:00",
        "2020-06-23T03:21:24+00:000",
        "2020-06-23T03:21:24+24:00",
        "2020-06-23T03:21:24-24:00",
        "2020-06-23T03:21:24+00:60",
        "2020-06-23T03:21:24+00:00Z",
        "2020-06-23T03:21:24+-1:00",
        "2020-06-23T03:21:24±00:00",
        "2020-06-23T03:21:24−00:00",
        "2020-06-23T03:21:24+00:00:00",
        "2020-06-23T24:00:00Z",
        "2020-06-23T03:60:24Z",
        "2020-06-23T03:21:61Z",
        "2020-06-23T3:21:24Z",
        "2020-00-23T03:21:24Z",
        "2020-13-23T03:21:24Z",
        "2020-06-00T03:21:24Z",
        "2020-06-31T03:21:24Z",
        "2020-04-31T03:21:24Z",
        "2020-01-32T03:21:24Z",
        "2019-02-29T03:21:24Z",
        "1900-02-29T03:21:24Z",
        "2100-02-29T03:21:24Z",
        "2020-02-30T03:21:24Z",
        "2020/06/23T03:21:24Z",
        "2020-06-23_03:21:24Z",
        "2020-06-23T03.21.24Z",
        "2020-6-23T03:21:24Z",
        "20200623T032124Z",
        "2020-175T03:21:24Z",
        "2020-W26-2T03:21:24Z",
        "+2020-06-23T03:21:24Z",
        "-2020-06-23T03:21:24Z",
        "12020-06-23T03:21:24Z",
        "020-06-23T03:21:24Z",
        "2O20-06-23T03:21:24Z",
        "２０２０-06-23T03:21:24Z",
        "202٠-06-23T03:21:24Z",
        "1592882484",
        "1592882484509",
        // Out of the years that four digits have.
        "0000-01-01T00:00:00+00:01",
        "0000-01-01T00:00:59.999999+00:01",
        "9999-12-31T23:59:60+00:00",
        "9999-12-31T23:59:60.000000+00:00",
        "9999-12-31T23:59:60Z",
        "9999-12-31T23:59:59-00:01",
        "9999-12-31T23:59:00-00:01",
        // A space behind anything else, or two.
        "2020-06-23T03:  21:24Z",
        "2020-06-23T03 :21:24Z",
        "2020- 06-23T03:21:24Z",
        "2020-06-23T03:21:24.5+00: 00 ",
        "2020-06-23T03:21:24Z: ",
        "2020-06-23T03:21: 24.12345678901234567890123456789Z",
    ] {
        assert!(text.parse::<Timestamp>().is_err(), "{text:?}");
        let mut quoted = serde_json::Value::from(text).to_string().into_bytes();
        let error = error_of(gatewire::json::from_slice::<Timestamp>(&mut quoted));
        assert_eq!(error.kind(), Kind::InvalidValue, "{text:?}");
        let term = versioned(&binary(text));
        let error = error_of(gatewire::etf::from_slice::<Timestamp>(&term));
        assert_eq!(error.kind(), Kind::InvalidValue, "{text:?}");
        assert!(text.len() < 5 || !error.to_string().contains(text), "{error}");
    }
    for other in ["5", "null", "true", "[]", "{}", "1.5"] {
        let mut other = other.as_bytes().to_vec();
        let error = error_of(gatewire::json::from_slice::<Timestamp>(&mut other));
        assert_eq!(error.kind(), Kind::InvalidType);
    }
}

/// Every byte of a good one, replaced by others.
#[test]
fn one_byte_that_is_another_is_another_time_or_none() {
    for good in ["2020-06-23T03:21:24.509000+00:00", "2020-11-20T13:11:14.5-11:10"] {
        let micros = parse(good).unwrap();
        for place in 0..good.len() {
            for byte in 0..0x80_u8 {
                let mut text = good.as_bytes().to_vec();
                text[place] = byte;
                let text = String::from_utf8(text).unwrap();
                let is_digit = good.as_bytes()[place].is_ascii_digit();
                match parse(&text) {
                    Some(same) if same == micros => {
                        let is_free = matches!(byte, b'T' | b't' | b' ' | b'-' | b'+' | b'.');
                        assert!(text == good || is_free, "{text:?}");
                    }
                    Some(_) => {
                        let is_sign = place == good.len() - 6 && matches!(byte, b'+' | b'-');
                        assert!(is_digit && byte.is_ascii_digit() || is_sign, "{text:?}");
                    }
                    None => {}
                }
            }
        }
        for end in 0..good.len() {
            assert_eq!(parse(&good[..end]), None, "{}", &good[..end]);
        }
    }
}

#[test]
fn every_day_of_four_centuries_and_of_the_edges() {
    let mut day = 0;
    for year in 0..10_000 {
        let is_looked_at =
            year < 8 || (1600..=2000).contains(&year) || year >= 9_992 || year % 100 == 0;
        for month in 1..=12 {
            for day_of_month in 1..=days_of_month(year, month) {
                if is_looked_at {
                    let text = format!("{year:04}-{month:02}-{day_of_month:02}T00:00:00+00:00");
                    let micros = (day - DAYS_TO_1970) * DAY * 1_000_000;
                    assert_eq!(parse(&text), Some(micros), "{text}");
                    assert_eq!(Timestamp::from_unix_micros(micros).to_string(), text);
                }
                day += 1;
            }
            if is_looked_at {
                for none in [0, days_of_month(year, month) + 1] {
                    let text = format!("{year:04}-{month:02}-{none:02}T00:00:00+00:00");
                    assert_eq!(parse(&text), None, "{text}");
                }
            }
        }
    }
    assert_eq!(day, 3_652_425);
}

proptest! {
    #[test]
    fn what_is_parsed_is_what_a_slow_calendar_says(
        (year, month, day) in (0_i64..10_000, 1_i64..=12, 1_i64..=31),
        (hour, minute, second) in (0_i64..24, 0_i64..60, 0_i64..=60),
        fraction in option::of("[0-9]{1,9}"),
        offset in option::of((proptest::bool::ANY, 0_i64..24, 0_i64..60)),
    ) {
        let point = fraction.as_ref().map_or(String::new(), |digits| format!(".{digits}"));
        let zone = match offset {
            None => "Z".to_owned(),
            Some((is_west, hours, minutes)) => {
                format!("{}{hours:02}:{minutes:02}", if is_west { '-' } else { '+' })
            }
        };
        let text = format!(
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{point}{zone}"
        );
        let micros: String =
            fraction.unwrap_or_default().chars().chain("000000".chars()).take(6).collect();
        let micros: i64 = micros.parse().unwrap();
        let ahead = match offset {
            None => 0,
            Some((is_west, hours, minutes)) => {
                (hours * 60 + minutes) * 60 * if is_west { -1 } else { 1 }
            }
        };
        let second_of_day = (hour * 60 + minute) * 60 + second - ahead;
        let expected = (day <= days_of_month(year, month))
            .then(|| micros_of(year, month, day, second_of_day, micros))
            .filter(|micros| {
                (micros_of(0, 1, 1, 0, 0)..micros_of(10_000, 1, 1, 0, 0)).contains(micros)
            });
        prop_assert_eq!(parse(&text), expected, "{}", text);
    }

    #[test]
    fn what_is_written_is_what_a_slow_calendar_says_and_is_read_again(
        second in 0_i64..3_652_425 * DAY,
        micros in 0_i64..1_000_000,
        is_whole in proptest::bool::ANY,
    ) {
        let micros = if is_whole { 0 } else { micros };
        let timestamp =
            Timestamp::from_unix_micros((second - DAYS_TO_1970 * DAY) * 1_000_000 + micros);
        let ((year, month, day), rest) = (date_of(second / DAY), second % DAY);
        let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
        let point = if micros == 0 { String::new() } else { format!(".{micros:06}") };
        let expected = format!(
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{point}+00:00"
        );
        prop_assert_eq!(timestamp.to_string(), expected.as_str());
        prop_assert_eq!(expected.parse(), Ok(timestamp));
        prop_assert_eq!(serde_json::to_value(timestamp).unwrap(), expected);
    }

    #[test]
    fn no_text_panics(text in "[0-9:+.TZ -]{0,45}") {
        let _ = text.parse::<Timestamp>();
    }
}

/// Times that no text has: nothing panics.
#[test]
fn the_ends_of_the_range() {
    for micros in [i64::MIN, i64::MIN + 1, i64::MAX, i64::MAX - 1, 0, -1, 1] {
        let timestamp = Timestamp::from_unix_micros(micros);
        assert_eq!(timestamp.unix_micros(), micros);
        assert_eq!(timestamp.unix_seconds(), micros.div_euclid(1_000_000));
        assert!(timestamp.to_string().ends_with("+00:00"));
    }
    assert_eq!(Timestamp::default().to_string(), "1970-01-01T00:00:00+00:00");
    assert!(Timestamp::from_unix_micros(-1) < Timestamp::default());
}

#[test]
fn times_of_the_system() {
    for micros in [0_i64, 1, 1_592_882_484_509_000, -1, -62_135_596_800_000_000] {
        let time = SystemTime::from(Timestamp::from_unix_micros(micros));
        let distance = Duration::from_micros(micros.unsigned_abs());
        let expected = match micros {
            ..0 => UNIX_EPOCH.checked_sub(distance).unwrap_or(UNIX_EPOCH),
            _ => UNIX_EPOCH + distance,
        };
        assert_eq!(time, expected);
    }
}

/// The points in time that the conversions are tried with: those of the years 0 to 9999 are there
/// in every crate.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
const POINTS: [i64; 8] = [
    0,
    1,
    -1,
    1_592_882_484_509_000,
    -1_592_882_484_509_001,
    -62_167_219_200_000_000,
    253_402_300_799_999_999,
    951_782_400_000_000,
];

#[cfg(feature = "chrono")]
#[test]
fn into_chrono() {
    use chrono::{DateTime, Utc};
    use gatewire::model::TimestampRangeError;

    for micros in POINTS {
        let timestamp = Timestamp::from_unix_micros(micros);
        let time = DateTime::<Utc>::try_from(timestamp).unwrap();
        assert_eq!(time.timestamp_micros(), micros);
        assert_eq!(DateTime::parse_from_rfc3339(&timestamp.to_string()).unwrap(), time);
    }
    for micros in [i64::MIN, i64::MAX] {
        let error: TimestampRangeError =
            DateTime::<Utc>::try_from(Timestamp::from_unix_micros(micros)).unwrap_err();
        assert_eq!(error.to_string(), "a time out of chrono's range");
    }
}

#[cfg(feature = "jiff")]
#[test]
fn into_jiff() {
    for micros in POINTS {
        let timestamp = Timestamp::from_unix_micros(micros);
        // The last day of 9999 is beyond what jiff has.
        let Ok(time) = jiff::Timestamp::try_from(timestamp) else {
            assert_eq!(micros, 253_402_300_799_999_999);
            continue;
        };
        assert_eq!(time.as_microsecond(), micros);
        assert_eq!(timestamp.to_string().parse::<jiff::Timestamp>().unwrap(), time);
    }
    for micros in [i64::MIN, i64::MAX] {
        assert!(jiff::Timestamp::try_from(Timestamp::from_unix_micros(micros)).is_err());
    }
}

#[cfg(feature = "time")]
#[test]
fn into_time() {
    use time::OffsetDateTime;

    for micros in POINTS {
        let time = OffsetDateTime::try_from(Timestamp::from_unix_micros(micros)).unwrap();
        assert_eq!(time.unix_timestamp_nanos(), i128::from(micros) * 1000);
    }
    for micros in [i64::MIN, i64::MAX] {
        assert!(OffsetDateTime::try_from(Timestamp::from_unix_micros(micros)).is_err());
    }
}
