//! The log's own time: begins on a fixed day and moves on with every record.

use std::fmt::Write;

use chrono::{DateTime, Datelike};

use super::rng::Rng;

/// 20 November 2026, 04:57:08 UTC.
const BEGINNING: u64 = 1_795_150_628;
/// Most microseconds between two records: some hundred lines a second.
const STEP: u64 = 8_000;

/// Names of months, as logs write them.
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// A moment, taken apart once a second.
#[derive(Debug)]
pub(super) struct Clock {
    pub(super) second: u64,
    pub(super) micros: u64,
    pub(super) day: u32,
    pub(super) month: u32,
    pub(super) year: i32,
    weekday: usize,
    /// `04:57:08`
    pub(super) time: String,
    /// `2026-11-20`
    pub(super) date: String,
}

impl Default for Clock {
    fn default() -> Clock {
        let mut clock = Clock {
            second: BEGINNING,
            micros: 0,
            day: 0,
            month: 0,
            year: 0,
            weekday: 0,
            time: String::new(),
            date: String::new(),
        };
        clock.take_apart();
        clock
    }
}

impl Clock {
    /// Some time passes.
    pub(super) fn pass(&mut self, rng: &mut Rng) {
        self.micros += rng.below(STEP);
        if self.micros >= 1_000_000 {
            self.micros -= 1_000_000;
            self.second += 1;
            self.take_apart();
        }
    }

    fn take_apart(&mut self) {
        let date = DateTime::from_timestamp(self.second.cast_signed(), 0).unwrap_or_default();
        self.day = date.day();
        self.month = date.month();
        self.year = date.year();
        self.weekday = date.weekday().num_days_from_monday() as usize;
        self.time = date.format("%H:%M:%S").to_string();
        self.date = date.format("%Y-%m-%d").to_string();
    }

    pub(super) fn millis(&self) -> u64 {
        self.micros / 1_000
    }

    pub(super) fn month_name(&self) -> &'static str {
        MONTHS[self.month as usize - 1]
    }

    pub(super) fn weekday_name(&self) -> &'static str {
        DAYS[self.weekday]
    }

    /// `2026-11-20 04:57:08,939`, with any signs between, and none to nine digits behind the second.
    pub(super) fn rfc3339(&self, out: &mut String, between: char, point: &str, digits: u32) {
        out.push_str(&self.date);
        out.push(between);
        out.push_str(&self.time);
        if digits > 0 {
            let nanos = self.micros * 1_000 + self.micros % 997;
            let fraction = nanos / 10_u64.pow(9 - digits);
            let width = digits as usize;
            let _ = write!(out, "{point}{fraction:0width$}");
        }
    }

    /// `Nov 20 04:57:08`
    pub(super) fn bsd(&self, out: &mut String) {
        let _ = write!(out, "{} {:>2} {}", self.month_name(), self.day, self.time);
    }

    /// `Nov 20, 2026 4:57:08 AM`
    pub(super) fn jul(&self, out: &mut String) {
        let of_day = self.second % 86_400;
        let (hour, half) = (of_day / 3_600, if of_day < 43_200 { "AM" } else { "PM" });
        let hour = (hour + 11) % 12 + 1;
        let month = self.month_name();
        let rest = &self.time[2..];
        let _ = write!(
            out,
            "{month} {}, {} {hour}{rest} {half}",
            self.day, self.year
        );
    }
}
