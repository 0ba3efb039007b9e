//! Times as log headers print them: the text of one goes in, a moment comes out.
//!
//! What a time does not say is filled in: the zone from the configuration, the year and the day from a moment
//! near which the line was written. Text that is no time, or has anything behind it, is refused with `None`;
//! dates without a clock and clocks without seconds and date are, too.

mod cursor;
mod zone;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};

use cursor::Cursor;
pub use zone::Zone;

/// No time is longer: JavaScript's with the zone spelled out has some 65 bytes.
const LONGEST: usize = 96;
/// How far ahead of `near` a time without a year may be: clocks and zones are wrong by a day at most.
const YEARLESS_AHEAD: TimeDelta = TimeDelta::days(1);
/// How far ahead of `near` a time without a date may be: two clocks differ by this.
const DATELESS_AHEAD: TimeDelta = TimeDelta::minutes(1);
/// How far back the year of a time without one is looked for: 29 February may be eight years ago.
const YEARS_BACK: i32 = 8;
/// Two-digit years from here on are of the last century.
const CENTURY: u32 = 70;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// What a text says of the day.
#[derive(Debug, Clone, Copy)]
enum Day {
    Whole(NaiveDate),
    /// Month and day.
    Yearless(u32, u32),
    Unsaid,
}

#[derive(Debug, Clone, Copy)]
struct Clock {
    time: NaiveTime,
    /// Whether AM or PM was said: then the month comes before the day.
    halves: bool,
}

#[derive(Debug, Clone, Copy)]
enum Read {
    Moment(DateTime<Utc>),
    Stamp(Day, NaiveTime, Option<FixedOffset>),
}

/// The moment that `text` names. A time without a zone is in `zone`; one without a year is the latest that is not
/// more than a day after `near`; one without a date is of the day of `near`, or of the day before if it would be
/// in its future.
pub fn parse(text: &str, zone: &Zone, near: DateTime<Utc>) -> Option<DateTime<FixedOffset>> {
    let text = text.trim();
    // Beyond these years no arithmetic with days is safe, and no log is written.
    if text.len() > LONGEST || !(1..9_000).contains(&near.year()) {
        return None;
    }
    let mut at = Cursor::new(text);
    let read = read(&mut at, zone.shows(near).date())?;
    if !at.is_done() {
        return None;
    }
    match read {
        Read::Moment(moment) => Some(moment.fixed_offset()),
        Read::Stamp(day, time, own) => {
            let zone = own.map_or(*zone, Zone::Fixed);
            place(day, time, zone, near)
        }
    }
}

fn place(
    day: Day,
    time: NaiveTime,
    zone: Zone,
    near: DateTime<Utc>,
) -> Option<DateTime<FixedOffset>> {
    let on = |date: NaiveDate| zone.moment(date.and_time(time), near);
    let today = zone.shows(near).date();
    match day {
        Day::Whole(date) => on(date),
        Day::Yearless(month, day) => (0..=YEARS_BACK + 1)
            .filter_map(|back| NaiveDate::from_ymd_opt(today.year() + 1 - back, month, day))
            .filter_map(on)
            .find(|moment| moment.to_utc() <= near + YEARLESS_AHEAD),
        Day::Unsaid => {
            let moment = on(today);
            let past = moment.filter(|moment| moment.to_utc() <= near + DATELESS_AHEAD);
            past.or_else(|| today.pred_opt().and_then(on))
        }
    }
}

fn read(at: &mut Cursor<'_>, today: NaiveDate) -> Option<Read> {
    let digits = at.digits_ahead();
    match (digits, at.peek_at(digits)) {
        (0, _) => named(at, today),
        (4, Some(b'-' | b'/' | b'.')) => year_first(at),
        (1 | 2, Some(b':')) => {
            let time = clock(at, true)?.time;
            Some(Read::Stamp(Day::Unsaid, time, zone::zone(at)))
        }
        (1 | 2, Some(b'-' | b'/' | b'.' | b' ')) => day_first(at, today),
        (4 | 6 | 8 | 14, _) => compact(at, digits),
        (10 | 13 | 16 | 19, _) => epoch(at, digits),
        _ => None,
    }
}

/// `Fri Nov 20 10:00:00 2026`, `Nov 20, 2026 10:00:00 AM`, `Nov 20 10:00:00`, `Fri, 20 Nov 2026 10:00:00 +0000`.
fn named(at: &mut Cursor<'_>, today: NaiveDate) -> Option<Read> {
    let mut word = at.word();
    if by_name(word, &DAYS).is_some() {
        at.take(b',');
        at.blanks();
        if at.digits_ahead() > 0 {
            return read(at, today);
        }
        word = at.word();
    }
    let month = by_name(word, &MONTHS)?;
    at.take(b'.');
    at.blanks();
    let day = at.number(1, 2)?;
    at.take(b',');
    at.blanks();
    let mut year = None;
    if at.digits_ahead() == 4 {
        year = at.exactly(4);
        at.take(b',');
        at.blanks();
        if at.peek() == Some(b'a') && at.word() != b"at" {
            return None;
        }
        at.blanks();
    }
    let time = clock(at, true)?.time;
    let mut own = zone::zone(at);
    if year.is_none() {
        let before = at.clone();
        at.blanks();
        year = at.number(4, 4);
        if year.is_none() {
            *at = before;
        }
        own = own.or_else(|| zone::zone(at));
    }
    let day = match year {
        Some(year) => Day::Whole(date(year, month, day)?),
        None => Day::Yearless(month, day),
    };
    Some(Read::Stamp(day, time, own))
}

/// `2026-11-20T10:00:00.123456Z`, also with `/` or `.`, a blank or `_` or `:`, a comma, an offset or a zone's name.
fn year_first(at: &mut Cursor<'_>) -> Option<Read> {
    let year = at.exactly(4)?;
    let between = at.take_any(b"-/.")?;
    let month = month(at)?;
    if !at.take(between) {
        return None;
    }
    let date = date(year, month, at.number(1, 2)?)?;
    to_clock(at)?;
    let time = if at.digits_ahead() == 6 {
        packed_clock(at)?
    } else {
        clock(at, false)?.time
    };
    Some(Read::Stamp(Day::Whole(date), time, zone::zone(at)))
}

/// `20/Nov/2026:10:00:00 +0000`, `20-Nov-2026 10:00:00`, `20/11/2026 10:00:00`, `20 Nov 10:00:00`; also
/// `11/20/2026 10:00:00 AM`, and `26/11/20 10:00:00`, of which the reading nearest to today is taken.
fn day_first(at: &mut Cursor<'_>, today: NaiveDate) -> Option<Read> {
    let first = at.number(1, 2)?;
    let between = at.take_any(b"-/. ")?;
    let by_number = at.digits_ahead() > 0;
    if by_number && between == b' ' {
        return None;
    }
    let second = month_or_day(at)?;
    if !at.take(between) {
        return None;
    }
    let digits = at.digits_ahead();
    if between == b' ' && digits < 4 && at.peek_at(digits) == Some(b':') {
        let time = clock(at, true)?.time;
        return Some(Read::Stamp(
            Day::Yearless(second, first),
            time,
            zone::zone(at),
        ));
    }
    let third = match digits {
        2 | 4 => at.exactly(digits)?,
        _ => return None,
    };
    to_clock(at)?;
    let Clock { time, halves } = clock(at, false)?;
    let own = zone::zone(at);
    let year = if digits == 2 { full_year(third) } else { third };
    let day_month = date(year, second, first);
    let date = if !by_number {
        day_month
    } else if digits == 4 {
        let month_day = date(year, first, second);
        if halves {
            month_day.or(day_month)
        } else {
            day_month.or(month_day)
        }
    } else {
        let year_first = date(full_year(first), second, third);
        [year_first, day_month, date(year, first, second)]
            .into_iter()
            .flatten()
            .min_by_key(|date| date.signed_duration_since(today).abs())
    };
    Some(Read::Stamp(Day::Whole(date?), time, own))
}

/// `1120 10:00:00.1` (klog), `261120 10:00:00`, `20261120 10:00:00.1` (glog), `20261120T100000Z`, `20261120100000`.
fn compact(at: &mut Cursor<'_>, digits: usize) -> Option<Read> {
    let year = match digits {
        4 => None,
        6 => Some(full_year(at.exactly(2)?)),
        _ => Some(at.exactly(4)?),
    };
    let (month, day) = (at.exactly(2)?, at.exactly(2)?);
    let day = match year {
        Some(year) => Day::Whole(date(year, month, day)?),
        // A leap year, so that 29 February is one.
        None => date(2000, month, day).map(|date| Day::Yearless(date.month(), date.day()))?,
    };
    if digits != 14 {
        to_clock(at)?;
    }
    let time = if digits >= 8 && at.digits_ahead() == 6 {
        packed_clock(at)?
    } else {
        clock(at, true)?.time
    };
    Some(Read::Stamp(day, time, zone::zone(at)))
}

/// Seconds, milli-, micro- or nanoseconds since 1970, by the number of digits; with a fraction or without.
fn epoch(at: &mut Cursor<'_>, digits: usize) -> Option<Read> {
    let seconds = at.exactly(9)?;
    let seconds = i64::from(seconds) * 10 + i64::from(at.exactly(1)?);
    let mut nanos = 0;
    if digits > 10 {
        // What stands behind ten digits of seconds is a fraction; a further one is finer than anyone needs.
        nanos = at.nanos();
    }
    if at.peek_at(1).is_some_and(|byte| byte.is_ascii_digit()) && at.take_any(b".,").is_some() {
        let fraction = at.nanos();
        if digits == 10 {
            nanos = fraction;
        } else if digits == 13 {
            nanos += fraction / 1_000;
        }
    }
    DateTime::from_timestamp(seconds, nanos).map(Read::Moment)
}

/// What may stand between a date and a clock.
fn to_clock(at: &mut Cursor<'_>) -> Option<()> {
    let mark = at.take_any(b"Tt_:,-").is_some();
    (at.blanks() || mark).then_some(())
}

/// Hours and minutes, and seconds if `whole`; a fraction behind `.`, `,` or `:`; AM or PM.
fn clock(at: &mut Cursor<'_>, whole: bool) -> Option<Clock> {
    let mut hour = at.number(1, 2)?;
    if !at.take(b':') {
        return None;
    }
    let minute = at.number(2, 2)?;
    let (mut second, mut nanos) = (0, 0);
    if at.take(b':') {
        second = at.number(2, 2)?;
        nanos = fraction(at, b".,:");
    } else if whole {
        return None;
    }
    let half = half(at);
    if let Some(afternoon) = half {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if afternoon { 12 } else { 0 };
    }
    let time = time(hour, minute, second, nanos)?;
    Some(Clock {
        time,
        halves: half.is_some(),
    })
}

/// `100000`, and a fraction.
fn packed_clock(at: &mut Cursor<'_>) -> Option<NaiveTime> {
    let (hour, minute, second) = (at.exactly(2)?, at.exactly(2)?, at.exactly(2)?);
    let nanos = fraction(at, b".,");
    time(hour, minute, second, nanos)
}

fn fraction(at: &mut Cursor<'_>, marks: &[u8]) -> u32 {
    let digit = at.peek_at(1).is_some_and(|byte| byte.is_ascii_digit());
    if digit && at.take_any(marks).is_some() {
        at.nanos()
    } else {
        0
    }
}

/// `AM`, `p.m.`: whether it is the afternoon.
fn half(at: &mut Cursor<'_>) -> Option<bool> {
    let before = at.clone();
    at.blanks();
    let half = at
        .take_any(b"AaPp")
        .map(|byte| byte.eq_ignore_ascii_case(&b'P'));
    let dotted = at.take(b'.');
    let full = at.take_any(b"Mm").is_some() && (!dotted || at.take(b'.'));
    let more = at.peek().is_some_and(|byte| byte.is_ascii_alphanumeric());
    if half.is_some() && full && !more {
        return half;
    }
    *at = before;
    None
}

fn time(hour: u32, minute: u32, second: u32, nanos: u32) -> Option<NaiveTime> {
    // A leap second is the last of its minute: not every receiver knows of it.
    NaiveTime::from_hms_nano_opt(hour, minute, if second == 60 { 59 } else { second }, nanos)
}

fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year.cast_signed(), month, day).filter(|_| (1..=9_999).contains(&year))
}

fn full_year(two_digits: u32) -> u32 {
    two_digits + if two_digits < CENTURY { 2_000 } else { 1_900 }
}

fn month(at: &mut Cursor<'_>) -> Option<u32> {
    month_or_day(at).filter(|month| (1..=12).contains(month))
}

/// A month by name, or a number.
fn month_or_day(at: &mut Cursor<'_>) -> Option<u32> {
    if at.digits_ahead() > 0 {
        at.number(1, 2)
    } else {
        by_name(at.word(), &MONTHS)
    }
}

/// The place of a name in a list, from 1: as it is, or its first three letters (and `Sept`).
fn by_name(word: &[u8], names: &[&str]) -> Option<u32> {
    let fits = |name: &&str| {
        let name = name.as_bytes();
        let short = word.len() == 3 || word.len() == 4 || word.len() == name.len();
        short && word.len() <= name.len() && word.eq_ignore_ascii_case(&name[..word.len()])
    };
    (1..)
        .zip(names)
        .find(|(_, name)| fits(name))
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use proptest::prelude::*;

    use super::*;

    fn near() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, 20, 12, 0, 0).unwrap()
    }

    fn utc() -> Zone {
        Zone::parse("utc").unwrap()
    }

    fn iso(text: &str) -> Option<String> {
        parse(text, &utc(), near()).map(|moment| moment.to_utc().to_rfc3339())
    }

    #[test]
    fn all_ways_to_write_ten_o_clock() {
        for text in [
            "2026-11-20T10:00:00Z",
            "2026-11-20T10:00:00",
            "2026-11-20 10:00:00",
            "2026-11-20 10:00",
            "2026-11-20_10:00:00",
            "2026-11-20 10:00:00 UTC",
            "2026-11-20 10:00:00 Z",
            "2026-11-20T11:00:00+01:00",
            "2026-11-20T11:00:00+01",
            "2026-11-20T11:00:00+01:00[Europe/Paris]",
            "2026-11-20 11:00:00 +0100",
            "2026-11-20 11:00:00 +0100 CET m=+0.012",
            "2026-11-20 12:00:00 CEST",
            "2026-11-20 05:00:00 EST",
            "2026-11-20 10:00:00 KGT",
            "2026/11/20 10:00:00",
            "2026.11.20 10:00:00",
            "2026-11-20, 10:00:00",
            "2026-Nov-20 10:00:00",
            "20/Nov/2026:10:00:00 +0000",
            "20/Nov/2026:05:00:00 -0500",
            "20-Nov-2026 10:00:00",
            "20-Nov-2026 10:00:00 UTC",
            "20-Nov-26 10:00:00",
            "20/11/2026 10:00:00",
            "20.11.2026 10:00:00",
            "11/20/2026 10:00:00 AM",
            "11/20/2026 10:00:00",
            "26/11/20 10:00:00",
            "20 Nov 2026 10:00:00",
            "20 Nov 10:00:00",
            "Fri, 20 Nov 2026 10:00:00 +0000",
            "Friday, 20-Nov-26 10:00:00 GMT",
            "Fri 2026-11-20 11:00:00 CET",
            "Nov 20 10:00:00",
            "Nov 20 2026 10:00:00",
            "Fri Nov 20 10:00:00 2026",
            "Fri Nov 20 11:00:00 CET 2026",
            "Fri Nov 20 11:00:00 +0100 2026",
            "Fri Nov 20 2026 12:00:00 GMT+0200 (Eastern European Standard Time)",
            "Nov 20, 2026 10:00:00 AM",
            "Nov 20, 2026, 10:00:00 AM",
            "Nov 20, 2026 10:00:00\u{202f}AM",
            "November 20, 2026 at 10:00:00 a.m.",
            "1120 10:00:00",
            "261120 10:00:00",
            "20261120 10:00:00",
            "20261120 100000",
            "20261120T100000Z",
            "20261120100000",
            "10:00:00",
            "11:00:00+01:00",
            "1795168800",
            "1795168800000",
            "1795168800000000",
            "1795168800000000000",
            "  2026-11-20 10:00:00\t",
        ] {
            assert_eq!(
                iso(text).as_deref(),
                Some("2026-11-20T10:00:00+00:00"),
                "{text}"
            );
        }
    }

    #[test]
    fn fractions_of_all_lengths_and_marks() {
        for text in [
            "2026-11-20T10:00:00.125Z",
            "2026-11-20 10:00:00,125",
            "2026-11-20 10:00:00:125",
            "2026-11-20 10:00:00.125000",
            "2026-11-20 10:00:00.125000000999",
            "20/Nov/2026:10:00:00.125 +0000",
            "Fri Nov 20 10:00:00.125000 2026",
            "1120 10:00:00.125000",
            "20261120 10:00:00.125000",
            "20261120 100000.125",
            "10:00:00.125",
            "1795168800.125",
            "1795168800,125",
            "1795168800125",
            "1795168800125.0",
        ] {
            assert_eq!(
                iso(text).as_deref(),
                Some("2026-11-20T10:00:00.125+00:00"),
                "{text}"
            );
        }
        assert_eq!(
            iso("1795168800125.5").as_deref(),
            Some("2026-11-20T10:00:00.125500+00:00")
        );
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            " ",
            "0005",
            "17",
            "2026",
            "2026-11-20",
            "10:00",
            "INFO",
            "main",
            "10:00:00 INFO ",
            "2026-11-20T10:00:00Z INFO shop",
            "2026-13-20 10:00:00",
            "2026-11-31 10:00:00",
            "2026-11-20 25:00:00",
            "2026-11-20 10:61:00",
            "2026-11/20 10:00:00",
            "20/Nov-2026:10:00:00",
            "20 11 2026 10:00:00",
            "Foo 20 10:00:00",
            "Nov 20",
            "Nov 31 10:00:00",
            "1320 10:00:00",
            "123456789",
            "12345678901",
            "99999999999999",
            "0000-00-00 00:00:00",
            "13:00:00 PM",
            "2026-11-20 10:00:00 +99:00",
            "2026-11-20 10:00:00 -",
            "10:00:00 ALERT",
            "2026-11-20 10:00:00 XYZ",
            "2026-11-20 10:00:00.",
            "١٠:٠٠:٠٠",
        ] {
            assert_eq!(iso(text), None, "{text:?}");
        }
    }

    #[test]
    fn noon_and_midnight_in_halves() {
        let at = |text: &str| iso(text).unwrap();
        assert_eq!(at("Nov 20, 2026 12:00:00 AM"), "2026-11-20T00:00:00+00:00");
        assert_eq!(at("Nov 20, 2026 12:30:00 PM"), "2026-11-20T12:30:00+00:00");
        assert_eq!(at("Nov 20, 2026 1:30:00 PM"), "2026-11-20T13:30:00+00:00");
        assert_eq!(at("2/3/2026 1:30:00 PM"), "2026-02-03T13:30:00+00:00");
        assert_eq!(at("2/3/2026 13:30:00"), "2026-03-02T13:30:00+00:00");
    }

    #[test]
    fn the_zone_is_the_times_own_or_the_given_one() {
        let zone = Zone::parse("+02:00").unwrap();
        let at = |text| parse(text, &zone, near()).unwrap().to_rfc3339();
        assert_eq!(at("2026-11-20 10:00:00"), "2026-11-20T10:00:00+02:00");
        assert_eq!(at("2026-11-20 10:00:00Z"), "2026-11-20T10:00:00+00:00");
        assert_eq!(at("2026-11-20 10:00:00 -0530"), "2026-11-20T10:00:00-05:30");
        assert_eq!(at("Nov 20 10:00:00"), "2026-11-20T10:00:00+02:00");
        let local = parse("2026-11-20 10:00:00", &Zone::Local, near()).unwrap();
        assert_eq!(local.naive_local().to_string(), "2026-11-20 10:00:00");
    }

    #[test]
    fn zones_are_read_by_name_or_offset() {
        let fixed = |seconds| FixedOffset::east_opt(seconds).map(Zone::Fixed);
        assert_eq!(Zone::parse("local"), Some(Zone::Local));
        assert_eq!(Zone::parse("UTC"), fixed(0));
        assert_eq!(Zone::parse(" +02:00 "), fixed(7_200));
        assert_eq!(Zone::parse("-0530"), fixed(-19_800));
        for text in [
            "",
            "Europe/Paris",
            "02:00",
            "+2",
            "+99:00",
            "+01:00x",
            "+01:",
        ] {
            assert_eq!(Zone::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_year_that_is_not_said_is_the_latest_that_fits() {
        let at = |text: &str, near: DateTime<Utc>| parse(text, &utc(), near).unwrap().to_rfc3339();
        assert_eq!(at("Nov 21 11:00:00", near()), "2026-11-21T11:00:00+00:00");
        assert_eq!(at("Nov 22 10:00:00", near()), "2025-11-22T10:00:00+00:00");
        let new_year = Utc.with_ymd_and_hms(2027, 1, 1, 0, 0, 1).unwrap();
        assert_eq!(at("Dec 31 23:59:59", new_year), "2026-12-31T23:59:59+00:00");
        assert_eq!(
            at("Jan  1 00:00:00", new_year - TimeDelta::hours(2)),
            "2027-01-01T00:00:00+00:00"
        );
        assert_eq!(at("Feb 29 10:00:00", near()), "2024-02-29T10:00:00+00:00");
        assert_eq!(
            at("0229 10:00:00.5", near()),
            "2024-02-29T10:00:00.500+00:00"
        );
    }

    #[test]
    fn a_day_that_is_not_said_is_today_or_yesterday() {
        let at = |text: &str| iso(text).unwrap();
        assert_eq!(at("11:59:59.999"), "2026-11-20T11:59:59.999+00:00");
        assert_eq!(at("12:00:30"), "2026-11-20T12:00:30+00:00");
        assert_eq!(at("12:30:00"), "2026-11-19T12:30:00+00:00");
    }

    #[test]
    fn two_digits_thrice_are_the_day_nearest_to_today() {
        let at = |text: &str| iso(text).unwrap();
        assert_eq!(at("26/11/19 10:00:00"), "2026-11-19T10:00:00+00:00");
        assert_eq!(at("19/11/26 10:00:00"), "2026-11-19T10:00:00+00:00");
        assert_eq!(at("11/19/26 10:00:00"), "2026-11-19T10:00:00+00:00");
    }

    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "2026",
            "-",
            "11",
            "/",
            "20",
            ".",
            "T",
            " ",
            ":",
            "10:00:00",
            "00",
            ",",
            "+01:00",
            "Z",
            "UTC",
            "Nov",
            "Fri",
            "AM",
            "\u{202f}",
            "é",
            "1795168800",
            "99999999",
            "(",
            "[",
            "m=",
            "é",
            "0",
            "1",
            "9",
        ]);
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    fn moment(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).expect("in range")
    }

    const MOMENTS: std::ops::RangeInclusive<i64> = -8_334_601_228_800..=8_210_266_876_799;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn no_text_and_no_moment_panics(any in any::<String>(), text in pieces(), near in MOMENTS) {
            for zone in [Zone::Local, utc(), Zone::parse("-12:00").unwrap(), Zone::parse("+14:00").unwrap()] {
                let _ = parse(&any, &zone, moment(near));
                let _ = parse(&text, &zone, moment(near));
                let _ = Zone::parse(&any);
            }
        }

        #[test]
        fn what_was_written_is_read(seconds in 1_000_000_000_i64..4_000_000_000, hours in -12_i32..14) {
            let offset = FixedOffset::east_opt(hours * 3_600).unwrap();
            let written = moment(seconds).with_timezone(&offset);
            let near = moment(seconds + 60);
            for format in ["%Y-%m-%dT%H:%M:%S%:z", "%Y-%m-%d %H:%M:%S,000 %z", "%d/%b/%Y:%H:%M:%S %z", "%a, %d %b %Y %H:%M:%S %z"] {
                let text = written.format(format).to_string();
                prop_assert_eq!(parse(&text, &utc(), near), Some(written), "{}", text);
            }
            for format in [
                "%Y/%m/%d %H:%M:%S", "%d-%b-%Y %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%b %e %H:%M:%S", "%a %b %e %H:%M:%S.000 %Y",
                "%b %d, %Y %I:%M:%S %p", "%m%d %H:%M:%S.000000", "%Y%m%d %H:%M:%S.000000", "%H:%M:%S.000", "%Y%m%d%H%M%S",
            ] {
                let text = written.format(format).to_string();
                prop_assert_eq!(parse(&text, &Zone::Fixed(offset), near), Some(written), "{}", text);
            }
        }
    }
}
