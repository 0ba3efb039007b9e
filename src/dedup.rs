//! Counts repeats: incidents and the time go in, what is to be delivered comes out.
//!
//! The first of a fingerprint is delivered at once and opens a window. Repeats within it only count; when it is
//! over and there were any, the last occurrence goes out under its own id, with the count of all. Memory is
//! bounded: what would be too much closes the oldest windows before their time, which costs an extra delivery
//! and is counted, but never an occurrence.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use crate::incident::Incident;

/// Windows open at once: more different failures than a person would look at within one window.
const WINDOWS: usize = 4_096;
/// Bytes of text kept in open windows. At 64 KiB an incident, [`WINDOWS`] alone would be a quarter of a GiB.
const TEXT: usize = 16 << 20;

/// What to do with an incident that was seen.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// The first within its window: deliver it now.
    First(Box<Incident>),
    /// A repeat: it was counted, and nothing is to be done.
    Repeat,
}

/// When a window was opened, and the number it was given then.
type Opened = (DateTime<Utc>, u64);

#[derive(Debug)]
struct Window {
    opened: Opened,
    occurrences: u64,
    first_seen: String,
    /// The last repeat; `None` before the first one, which was handed out.
    last: Option<Box<Incident>>,
}

/// Open windows, by group.
#[derive(Debug)]
pub struct Dedup {
    window: TimeDelta,
    windows: HashMap<String, Window>,
    /// The same windows, the oldest first.
    order: BTreeMap<Opened, String>,
    next: u64,
    text: usize,
    due: Vec<Incident>,
    evicted: u64,
    limit: usize,
    text_limit: usize,
}

impl Dedup {
    /// Deduplicates within `window`; with a window of zero each occurrence is a first one.
    pub fn new(window: Duration) -> Self {
        Dedup {
            // No window is longer than time itself.
            window: TimeDelta::from_std(window).unwrap_or(TimeDelta::MAX),
            windows: HashMap::new(),
            order: BTreeMap::new(),
            next: 0,
            text: 0,
            due: Vec::new(),
            evicted: 0,
            limit: WINDOWS,
            text_limit: TEXT,
        }
    }

    /// Takes an incident in, which may stand for several `occurrences`. What this closes, [`Dedup::close_due`] hands
    /// out: call it after each batch.
    pub fn see(&mut self, now: DateTime<Utc>, mut incident: Incident) -> Verdict {
        if self.window.is_zero() {
            return Verdict::First(Box::new(alone(incident)));
        }
        let group = incident.group();
        let open = self.windows.get(&group);
        if open.is_some_and(|window| self.is_over(window.opened, now)) {
            self.close(&group);
        }
        let Some(window) = self.windows.get_mut(&group) else {
            self.open(now, group, &incident);
            return Verdict::First(Box::new(alone(incident)));
        };
        window.occurrences += incident.occurrences.max(1);
        incident.occurrences = window.occurrences;
        incident.first_seen.clone_from(&window.first_seen);
        incident.last_seen.clone_from(&incident.seen_at);
        self.text += size(&incident);
        if let Some(before) = window.last.replace(Box::new(incident)) {
            self.text -= size(&before);
        }
        while self.text > self.text_limit && self.evict() {}
        Verdict::Repeat
    }

    /// The updates of windows that are over, the oldest first.
    pub fn close_due(&mut self, now: DateTime<Utc>) -> Vec<Incident> {
        while let Some((&opened, group)) = self.order.first_key_value() {
            if !self.is_over(opened, now) {
                break;
            }
            self.close(&group.clone());
        }
        // Windows that seem to begin after now: the clock was set back.
        while let Some((&opened, group)) = self.order.last_key_value() {
            if !self.is_over(opened, now) {
                break;
            }
            self.close(&group.clone());
        }
        std::mem::take(&mut self.due)
    }

    /// The updates of all windows, over or not: at the end.
    pub fn close_all(&mut self) -> Vec<Incident> {
        while let Some((_, group)) = self.order.first_key_value() {
            self.close(&group.clone());
        }
        std::mem::take(&mut self.due)
    }

    /// How many windows are open.
    pub fn open_windows(&self) -> usize {
        self.windows.len()
    }

    /// How many windows were closed before their time for want of room.
    pub fn evicted(&self) -> u64 {
        self.evicted
    }

    /// A window is over after its time, or when the clock was set back by more than its length.
    fn is_over(&self, (opened, _): Opened, now: DateTime<Utc>) -> bool {
        let passed = now.signed_duration_since(opened);
        passed >= self.window || passed < -self.window
    }

    fn open(&mut self, now: DateTime<Utc>, group: String, incident: &Incident) {
        while self.windows.len() >= self.limit && self.evict() {}
        let opened = (now, self.next);
        self.next += 1;
        self.order.insert(opened, group.clone());
        let window = Window {
            opened,
            occurrences: incident.occurrences.max(1),
            first_seen: incident.seen_at.clone(),
            last: None,
        };
        self.windows.insert(group, window);
    }

    /// Closes the oldest window; whether there was one.
    fn evict(&mut self) -> bool {
        let Some((_, group)) = self.order.first_key_value() else {
            return false;
        };
        self.close(&group.clone());
        self.evicted += 1;
        true
    }

    fn close(&mut self, group: &str) {
        if let Some(window) = self.windows.remove(group) {
            self.order.remove(&window.opened);
            if let Some(last) = window.last {
                self.text -= size(&last);
                self.due.push(*last);
            }
        }
    }
}

/// An incident that nothing is known to repeat.
fn alone(mut incident: Incident) -> Incident {
    incident.occurrences = incident.occurrences.max(1);
    incident.first_seen.clone_from(&incident.seen_at);
    incident.last_seen.clone_from(&incident.seen_at);
    incident
}

/// About how much text an incident holds.
fn size(incident: &Incident) -> usize {
    let errors = incident.errors.iter();
    let frames = errors
        .clone()
        .map(|error| error.frames.len())
        .sum::<usize>();
    let names = errors.map(|error| error.error_type.len() + error.message.len());
    let context = incident.context.iter().map(String::len);
    // A frame's names are some hundred bytes.
    incident.stack_trace.len()
        + incident.message.len()
        + names.sum::<usize>()
        + context.sum::<usize>()
        + frames * 128
        + size_of::<Incident>()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::incident::{Kind, Level, SCHEMA, Source};

    const MINUTE: Duration = Duration::from_secs(60);

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).expect("a time")
    }

    fn incident(fingerprint: &str, id: &str, seconds: i64) -> Incident {
        Incident {
            schema: SCHEMA,
            id: id.into(),
            fingerprint: fingerprint.into(),
            kind: Kind::Exception,
            language: None,
            level: Level::Error,
            error_type: String::new(),
            message: String::new(),
            log_message: None,
            errors: Vec::new(),
            stack_trace: String::new(),
            time: None,
            seen_at: at(seconds).to_rfc3339(),
            logger: None,
            thread: None,
            process: None,
            trace_id: None,
            request: None,
            source: Source::default(),
            context: Vec::new(),
            occurrences: 0,
            first_seen: String::new(),
            last_seen: String::new(),
            service: String::new(),
            environment: String::new(),
            host: String::new(),
            truncated: false,
            scrubbed: BTreeMap::new(),
            hidden_by: None,
            record_lines: 0,
        }
    }

    fn see(dedup: &mut Dedup, fingerprint: &str, id: &str, seconds: i64) -> Option<String> {
        match dedup.see(at(seconds), incident(fingerprint, id, seconds)) {
            Verdict::First(first) => Some(first.id),
            Verdict::Repeat => None,
        }
    }

    fn ids(updates: &[Incident]) -> Vec<(&str, u64)> {
        let ids = updates
            .iter()
            .map(|update| (update.id.as_str(), update.occurrences));
        ids.collect()
    }

    #[test]
    fn repeats_become_one_update_with_the_last_ones_id() {
        let mut dedup = Dedup::new(MINUTE);
        assert_eq!(see(&mut dedup, "x", "a", 0).as_deref(), Some("a"));
        assert_eq!(see(&mut dedup, "x", "b", 10), None);
        assert_eq!(see(&mut dedup, "x", "c", 59), None);
        assert!(dedup.close_due(at(59)).is_empty());
        let updates = dedup.close_due(at(60));
        assert_eq!(ids(&updates), [("c", 3)]);
        assert_eq!(updates[0].first_seen, at(0).to_rfc3339());
        assert_eq!(updates[0].last_seen, at(59).to_rfc3339());
        assert!(dedup.close_due(at(600)).is_empty());
        assert_eq!(see(&mut dedup, "x", "d", 61).as_deref(), Some("d"));
    }

    #[test]
    fn a_first_one_knows_its_own_times() {
        let mut dedup = Dedup::new(MINUTE);
        let Verdict::First(first) = dedup.see(at(5), incident("x", "a", 5)) else {
            panic!("it is the first");
        };
        assert_eq!(first.occurrences, 1);
        assert_eq!(first.first_seen, at(5).to_rfc3339());
        assert_eq!(first.last_seen, at(5).to_rfc3339());
    }

    #[test]
    fn without_repeats_there_is_no_update() {
        let mut dedup = Dedup::new(MINUTE);
        see(&mut dedup, "x", "a", 0);
        see(&mut dedup, "y", "b", 0);
        assert!(dedup.close_due(at(60)).is_empty());
        assert_eq!(dedup.open_windows(), 0);
        see(&mut dedup, "x", "c", 61);
        assert!(dedup.close_all().is_empty());
    }

    #[test]
    fn a_window_that_is_over_ends_even_if_nobody_closed_it() {
        let mut dedup = Dedup::new(MINUTE);
        see(&mut dedup, "x", "a", 0);
        see(&mut dedup, "x", "b", 1);
        assert_eq!(see(&mut dedup, "x", "c", 60).as_deref(), Some("c"));
        assert_eq!(see(&mut dedup, "x", "d", 61), None);
        assert_eq!(ids(&dedup.close_due(at(61))), [("b", 2)]);
        assert_eq!(ids(&dedup.close_all()), [("d", 2)]);
    }

    #[test]
    fn a_window_of_zero_delivers_every_occurrence() {
        let mut dedup = Dedup::new(Duration::ZERO);
        for id in ["a", "b", "c"] {
            assert_eq!(see(&mut dedup, "x", id, 0).as_deref(), Some(id));
        }
        assert!(dedup.close_all().is_empty());
    }

    #[test]
    fn the_longest_window_there_is_never_ends() {
        let mut dedup = Dedup::new(Duration::MAX);
        see(&mut dedup, "x", "a", 0);
        see(&mut dedup, "x", "b", 1_000_000_000);
        assert!(dedup.close_due(DateTime::<Utc>::MAX_UTC).is_empty());
        assert_eq!(ids(&dedup.close_all()), [("b", 2)]);
    }

    #[test]
    fn a_clock_that_is_set_back_closes_windows_of_the_future() {
        let mut dedup = Dedup::new(MINUTE);
        see(&mut dedup, "x", "a", 10_000);
        see(&mut dedup, "x", "b", 10_001);
        assert_eq!(see(&mut dedup, "x", "c", 9_950), None);
        assert_eq!(ids(&dedup.close_due(at(0))), [("c", 3)]);
        assert_eq!(dedup.open_windows(), 0);
    }

    #[test]
    fn past_the_limit_the_oldest_window_closes_and_is_counted() {
        let mut dedup = Dedup::new(MINUTE);
        dedup.limit = 2;
        see(&mut dedup, "x", "a", 0);
        see(&mut dedup, "y", "b", 1);
        see(&mut dedup, "x", "c", 2);
        see(&mut dedup, "z", "d", 3);
        assert_eq!(dedup.open_windows(), 2);
        assert_eq!(dedup.evicted(), 1);
        assert_eq!(ids(&dedup.close_due(at(3))), [("c", 2)]);
        assert_eq!(see(&mut dedup, "y", "e", 4), None);
    }

    #[test]
    fn past_the_limit_of_text_the_oldest_windows_close() {
        let mut dedup = Dedup::new(MINUTE);
        dedup.text_limit = 100_000;
        for (at_second, name) in (0..).zip(["x", "x", "y", "y", "z", "z"]) {
            let mut incident = incident(name, name, at_second);
            incident.stack_trace = "x".repeat(40_000);
            dedup.see(at(at_second), incident);
        }
        assert!(dedup.text <= dedup.text_limit);
        assert_eq!(ids(&dedup.close_due(at(6))), [("x", 2)]);
        assert_eq!(ids(&dedup.close_all()), [("y", 2), ("z", 2)]);
        assert_eq!(dedup.text, 0);
    }

    #[test]
    fn any_number_of_different_ones_takes_no_more_than_the_limit() {
        let mut dedup = Dedup::new(MINUTE);
        for n in 0..20_000_u64 {
            see(&mut dedup, &n.to_string(), "a", 0);
        }
        assert_eq!(dedup.open_windows(), WINDOWS);
        assert_eq!(dedup.evicted(), 20_000 - WINDOWS as u64);
    }

    proptest! {
        /// An update counts its window's first one, so a window of n gives a first and, above one, an update of n.
        #[test]
        fn every_occurrence_is_counted_once(
            events in prop::collection::vec((0_u8..6, -30_i64..90, any::<bool>()), 0..200),
            limit in 1_usize..5,
        ) {
            let mut dedup = Dedup::new(MINUTE);
            dedup.limit = limit;
            let (mut now, mut firsts, mut updates) = (0, 0, Vec::new());
            for (name, step, close) in &events {
                now += step;
                firsts += u64::from(see(&mut dedup, &name.to_string(), "a", now).is_some());
                if *close {
                    updates.extend(dedup.close_due(at(now)));
                }
                prop_assert!(dedup.open_windows() <= limit);
                prop_assert_eq!(dedup.order.len(), dedup.windows.len());
            }
            updates.extend(dedup.close_all());
            let repeats: u64 = updates.iter().map(|update| update.occurrences - 1).sum();
            prop_assert_eq!(firsts + repeats, events.len() as u64);
            prop_assert_eq!(dedup.text, 0);
        }
    }
}
