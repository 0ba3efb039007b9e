//! Tells repeats of an incident before anything of them is read: captures, scrubbing and fingerprints are what costs.
//!
//! Two incidents are folded if their lines are the same but for numbers, times and ids, which no fingerprint holds.
//! The key never leaves memory. Of the repeats the last is kept as it was found, or as it stands in the file where it was
//! not read at all (`again.rs`), to be read when it is asked for. Incidents that turn out to have one name, which is
//! their fingerprint, are counted together.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::ops::RangeInclusive;

use super::again::Unread;
use super::requests::Naming;
use super::run::Run;
use super::settle::{Pair, naming};
use super::{Found, answer};
use crate::pattern::Headers;

/// Different incidents that are known at once; past it all are told and forgotten.
const MAX_KEYS: usize = 8_192;
/// What a line takes besides its text.
const LINE: usize = 256;
/// Bytes that last repeats hold; past it those are told.
const MAX_BYTES: usize = 1 << 20;

/// What is known of incidents with one key that are told.
#[derive(Debug, Clone, Copy)]
struct Known {
    /// It names the request during which it happened.
    named: bool,
    /// The group that counts their repeats.
    group: u64,
}

/// Incidents that are the same to whoever is told of them: those with one key, or with one name.
#[derive(Debug, Default)]
struct Group {
    /// The group that has the same name, and all that this one had.
    same: Option<u64>,
    repeats: u64,
    last: Option<Last>,
}

/// The last repeat of an incident.
#[derive(Debug)]
pub(super) enum Last {
    /// As it was settled.
    Settled(Box<Pair>),
    /// As it stands in the file.
    Unread(Unread),
    /// A response, as it was read.
    Answer(Box<Found>),
}

impl Last {
    fn bytes(&self) -> usize {
        match self {
            Last::Settled(pair) => pair.bytes(),
            Last::Unread(unread) => LINE + unread.bytes.len(),
            Last::Answer(found) => size_of::<Found>() + LINE + found.incident.stack_trace.len(),
        }
    }

    /// Where it begins in the file.
    fn start(&self) -> u64 {
        match self {
            Last::Settled(pair) => pair.start(),
            Last::Unread(unread) => unread.offset + unread.above as u64,
            Last::Answer(found) => found.incident.source.offset_start,
        }
    }
}

/// An incident that was folded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Folded {
    pub key: u64,
    /// Where it begins in the file, and where its last line ends.
    pub start: u64,
    pub end: u64,
    /// Whether its lines lost a prefix, or may have: how they are read then depends on lines far above.
    pub has_prefix: bool,
}

/// Incidents that were told, by their folded text.
#[derive(Debug, Default)]
pub(super) struct Folds {
    /// Nothing is known of those that are below the level that was asked for.
    known: HashMap<u64, Option<Known>>,
    groups: HashMap<u64, Group>,
    /// Groups by the name that was given to them.
    names: HashMap<String, u64>,
    next_group: u64,
    /// Groups with repeats.
    waiting: Vec<u64>,
    bytes: usize,
    /// Incidents that were seen so far, and the last of them.
    seen: u64,
    last: Option<Folded>,
    hash: RandomState,
    text: Vec<u8>,
}

/// What an incident is to those that were told.
pub(super) enum Fold {
    /// Not known: it is read, and then [`Folds::learn`]ed by its key.
    New(u64, Box<Pair>),
    /// It was counted.
    Repeat,
    /// It was counted in this group, has these lines of the file, and names a request in one of these.
    Named(u64, RangeInclusive<u64>, Naming),
    /// It is as hidden as the first one was.
    Hidden,
}

impl Folds {
    pub(super) fn see(&mut self, headers: &Headers, pair: Pair) -> Fold {
        let key = self.key(headers, &pair);
        self.seen += 1;
        self.last = Some(Folded {
            key,
            start: pair.start(),
            end: pair.end(),
            has_prefix: pair.runs().any(Run::has_prefix),
        });
        let Some(known) = self.known.get(&key) else {
            return Fold::New(key, Box::new(pair));
        };
        let Some(known) = *known else {
            return Fold::Hidden;
        };
        let fold = if known.named {
            Fold::Named(
                known.group,
                pair.first_line()..=pair.last_line(),
                naming(pair.record.as_ref(), pair.trace.as_ref()),
            )
        } else {
            Fold::Repeat
        };
        // Where one of another stream began below it, that was counted before this was settled.
        let start = pair.start();
        self.count(known.group, |before| match before {
            Some(before) if before.start() > start => before,
            _ => Last::Settled(Box::new(pair)),
        });
        fold
    }

    /// The same for a response, which nothing else depends on: returned if it is to be told.
    pub(super) fn see_answer(&mut self, mut found: Found) -> Option<Found> {
        let key = answer::key(&self.hash, &found);
        let Some(known) = self.known.get(&key).copied().flatten() else {
            found.group = Some(self.learn(key, false));
            return Some(found);
        };
        self.count(known.group, |_| Last::Answer(Box::new(found)));
        None
    }

    /// One was seen that is not folded.
    pub(super) fn pass(&mut self) {
        self.seen += 1;
        self.last = None;
    }

    /// How many incidents were seen.
    pub(super) fn seen(&self) -> u64 {
        self.seen
    }

    /// The last incident, where one was seen since there were `seen`.
    pub(super) fn only_since(&self, seen: u64) -> Option<Folded> {
        self.last.filter(|_| self.seen == seen + 1)
    }

    /// Counts a repeat of which `fill` puts down the lines, if it is one of an incident that was told: in which group, and
    /// whether it names a request.
    pub(super) fn repeat(
        &mut self,
        key: u64,
        fill: impl FnOnce(&mut Unread),
    ) -> Option<(u64, bool)> {
        let known = self.known.get(&key).copied().flatten()?;
        self.seen += 1;
        self.count(known.group, |before| {
            let mut unread = match before {
                Some(Last::Unread(unread)) => unread,
                _ => Unread::default(),
            };
            fill(&mut unread);
            Last::Unread(unread)
        });
        Some((known.group, known.named))
    }

    /// Counts a repeat in a group; `last` makes it the last one of what was that before.
    fn count(&mut self, group: u64, last: impl FnOnce(Option<Last>) -> Last) {
        let group = self.group(group);
        let Some(counted) = self.groups.get_mut(&group) else {
            return;
        };
        counted.repeats += 1;
        if counted.repeats == 1 {
            self.waiting.push(group);
        }
        let before = counted.last.take();
        self.bytes -= before.as_ref().map_or(0, Last::bytes);
        let last = counted.last.insert(last(before));
        self.bytes += last.bytes();
    }

    /// The group that has what this one had.
    fn group(&self, group: u64) -> u64 {
        let same = self.groups.get(&group).and_then(|group| group.same);
        same.unwrap_or(group)
    }

    /// Remembers an incident that is hidden.
    pub(super) fn hide(&mut self, key: u64) {
        self.known.insert(key, None);
    }

    /// Remembers an incident; returns the number of the group that counts it.
    pub(super) fn learn(&mut self, key: u64, named: bool) -> u64 {
        let group = self.next_group;
        self.next_group += 1;
        self.groups.insert(group, Group::default());
        self.known.insert(key, Some(Known { named, group }));
        group
    }

    /// Gives a group a name: those with one name are counted together.
    pub(super) fn name(&mut self, group: u64, name: &str) {
        let Some(&same) = self.names.get(name) else {
            self.names.insert(name.to_owned(), group);
            return;
        };
        if same == group || !self.groups.contains_key(&same) {
            return;
        }
        let Some(other) = self.groups.get_mut(&group) else {
            return;
        };
        other.same = Some(same);
        let (repeats, last) = (std::mem::take(&mut other.repeats), other.last.take());
        let Some(group) = self.groups.get_mut(&same).filter(|_| repeats > 0) else {
            return;
        };
        if group.repeats == 0 {
            self.waiting.push(same);
        }
        group.repeats += repeats;
        let start = |last: &Option<Last>| last.as_ref().map(Last::start);
        let gone = if start(&last) > start(&group.last) {
            std::mem::replace(&mut group.last, last)
        } else {
            last
        };
        self.bytes -= gone.as_ref().map_or(0, Last::bytes);
    }

    /// Whether more repeats are held than may be, or more keys are known: they are to be [`Folds::take`]n.
    pub(super) fn is_full(&self) -> bool {
        self.has_too_many_keys() || self.bytes > MAX_BYTES
    }

    /// Whether what is known is to be forgotten.
    pub(super) fn has_too_many_keys(&self) -> bool {
        self.known.len() >= MAX_KEYS
    }

    /// Whether no repeat waits to be told.
    pub(super) fn is_told(&self) -> bool {
        self.waiting.is_empty()
    }

    pub(super) fn forget(&mut self) {
        self.known.clear();
        self.groups.clear();
        self.names.clear();
    }

    /// The last of each that repeated since it was asked last, and how often it did, as they stand in the file.
    pub(super) fn take(&mut self) -> Vec<(u64, Last, u64)> {
        self.bytes = 0;
        let groups = &mut self.groups;
        let taken = self.waiting.drain(..).filter_map(|group| {
            let counted = groups.get_mut(&group)?;
            let repeats = std::mem::take(&mut counted.repeats);
            Some((group, counted.last.take()?, repeats))
        });
        let mut taken: Vec<_> = taken.collect();
        taken.sort_by_key(|(_, last, _)| last.start());
        taken
    }

    fn key(&mut self, headers: &Headers, pair: &Pair) -> u64 {
        self.text.clear();
        for run in [&pair.record, &pair.trace] {
            let Some(run) = run else {
                self.text.push(0);
                continue;
            };
            // All else that says what it will be.
            let state = [
                run.machine as u8,
                u8::from(run.alone),
                u8::from(run.truncated),
            ];
            self.text.extend(state);
            let levels = [run.above, run.first().level(headers)];
            let levels = levels.map(|level| level.map_or(0, |level| level as u8 + 1));
            self.text.extend(levels);
            for taken in &run.taken[..run.accepted] {
                self.text.extend(taken.rule.to_le_bytes());
                fold(taken.line.text.as_bytes(), &mut self.text);
                self.text.push(b'\n');
            }
        }
        let mut hasher = self.hash.build_hasher();
        hasher.write(&self.text);
        hasher.finish()
    }
}

impl Pair {
    /// Where it begins in the file.
    fn start(&self) -> u64 {
        let starts = self.runs().map(|run| run.first().start);
        starts.min().unwrap_or_default()
    }

    /// Where its last line ends.
    fn end(&self) -> u64 {
        let lines = self
            .runs()
            .filter_map(|run| run.taken[..run.accepted].last());
        lines.map(|taken| taken.line.end).max().unwrap_or_default()
    }

    /// The number of its first line in the file.
    fn first_line(&self) -> u64 {
        let lines = self.runs().map(|run| run.first().number);
        lines.min().unwrap_or_default()
    }

    /// The number of its last line in the file.
    fn last_line(&self) -> u64 {
        let lines = self.runs().map(|run| run.last().number);
        lines.max().unwrap_or_default()
    }

    fn runs(&self) -> impl Iterator<Item = &Run> {
        [&self.record, &self.trace].into_iter().flatten()
    }

    fn bytes(&self) -> usize {
        self.runs()
            .map(|run| run.bytes() + LINE * (run.taken.len() + run.context.len()))
            .sum()
    }
}

/// Lengths of the groups of a UUID, with a dash between each.
const UUID: [usize; 5] = [8, 4, 4, 4, 12];
/// A word of so many hex digits, one of them a number's, is an id.
const ID: usize = 8;
/// What may follow a number at once.
const UNITS: &[&[u8]] = &[
    b"ns", b"us", b"ms", b"s", b"m", b"h", b"min", b"sec", b"B", b"kB", b"KB", b"MB", b"GB",
    b"KiB", b"MiB", b"GiB",
];

/// Writes a line with each number as one zero: alone, in a time, before a unit; likewise ids in hex.
pub(super) fn fold(line: &[u8], out: &mut Vec<u8>) {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80;
    let mut rest = line;
    while let Some(digit) = rest.iter().position(u8::is_ascii_digit) {
        let begin = rest[..digit]
            .iter()
            .rposition(|byte| !is_part(byte))
            .map_or(0, |at| at + 1);
        out.extend_from_slice(&rest[..begin]);
        rest = &rest[begin..];
        if let Some(len) = uuid(rest) {
            out.push(b'0');
            rest = &rest[len..];
            continue;
        }
        let end = rest
            .iter()
            .position(|byte| !is_part(byte))
            .unwrap_or(rest.len());
        fold_word(&rest[..end], out);
        rest = &rest[end..];
    }
    out.extend_from_slice(rest);
}

/// The same for a word with a digit in it.
fn fold_word(word: &[u8], out: &mut Vec<u8>) {
    let split = |word: &'_ [u8]| {
        word.iter()
            .position(|byte| !byte.is_ascii_digit())
            .unwrap_or(word.len())
    };
    if word.len() >= ID && word.iter().all(u8::is_ascii_hexdigit) {
        out.push(b'0');
        return;
    }
    let (number, unit) = word.split_at(split(word));
    if !number.is_empty() && (unit.is_empty() || unit == b"Z" || UNITS.contains(&unit)) {
        out.push(b'0');
        out.extend_from_slice(unit);
        return;
    }
    // The day and the hour of a time in one word.
    if let (false, [b'T', hour @ ..]) = (number.is_empty(), unit)
        && !hour.is_empty()
        && hour.iter().all(u8::is_ascii_digit)
    {
        out.extend_from_slice(b"0T0");
        return;
    }
    out.extend_from_slice(word);
}

/// The length of a UUID at the beginning of a text, if there is one.
fn uuid(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    for len in UUID {
        if at > 0 {
            if text.get(at) != Some(&b'-') {
                return None;
            }
            at += 1;
        }
        if !text.get(at..at + len)?.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        at += len;
    }
    (!text.get(at).is_some_and(u8::is_ascii_alphanumeric)).then_some(at)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::sync::Arc;

    use super::*;
    use crate::detect::{Detector, Engine, Options};
    use crate::pattern::Patterns;

    /// However often what is known is told and forgotten, each incident is counted once.
    #[test]
    fn what_is_folded_is_counted() {
        let mut log = String::new();
        for at in 0..3 * MAX_KEYS {
            let kind = "abcdefghij".repeat(1 + at % 7);
            let other = if at % 5 == 0 {
                "z".repeat(at / 5)
            } else {
                kind
            };
            let _ = writeln!(
                log,
                "2026-11-20 10:00:00,123 ERROR shop: order {at} {other}"
            );
        }
        let engine = Arc::new(Engine::new(Patterns::built_in().unwrap()).unwrap());
        let read = |fold| {
            let options = Options {
                fold,
                ..Options::default()
            };
            let mut detector = Detector::new(Arc::clone(&engine), options);
            let mut found = Vec::new();
            detector.feed(log.as_bytes(), 0, 1, &mut found);
            detector.finish(&mut found);
            found
        };
        let (all, folded) = (read(false), read(true));
        let counted: u64 = folded.iter().map(|found| found.incident.occurrences).sum();
        assert_eq!(all.len(), 3 * MAX_KEYS);
        assert_eq!(counted, all.len() as u64);
        assert!(folded.len() < all.len() / 2, "{}", folded.len());
    }

    #[test]
    fn keys_are_forgotten_where_they_are_too_many_and_not_before() {
        let mut folds = Folds::default();
        // What is hidden is known, too.
        for key in 1..MAX_KEYS as u64 {
            if key % 2 == 0 {
                folds.hide(key);
            } else {
                folds.learn(key, false);
            }
        }
        assert!(!folds.is_full() && !folds.has_too_many_keys());
        folds.learn(0, false);
        assert!(folds.is_full() && folds.has_too_many_keys());
        // There is nothing to tell, which would not help anyway.
        assert!(folds.take().is_empty());
        assert!(folds.is_full());
        folds.forget();
        assert!(!folds.is_full() && !folds.has_too_many_keys());
        // Bytes are none of the keys', and told is enough.
        folds.bytes = MAX_BYTES;
        assert!(!folds.is_full());
        folds.bytes += 1;
        assert!(folds.is_full() && !folds.has_too_many_keys());
        folds.take();
        assert!(!folds.is_full());
    }

    #[test]
    fn repeats_of_too_many_bytes_are_told_and_stay_known() {
        const KEYS: usize = 80;
        const LONG: usize = 20_000;
        const TIME: &str = "2026-11-20 10:00:00,123";
        const { assert!(KEYS * LONG > MAX_BYTES && KEYS < MAX_KEYS) };
        let log: Vec<String> = (0..KEYS)
            .map(|at| {
                let word = ["x".repeat(at), "y".repeat(LONG - at)].concat();
                // Whatever came before, the same stands above.
                format!("{TIME} INFO shop: ready\n{TIME} ERROR shop: {word}\n")
            })
            .collect();
        let engine = Arc::new(Engine::new(Patterns::built_in().unwrap()).unwrap());
        let options = Options {
            fold: true,
            context: 0,
            ..Options::default()
        };
        let mut detector = Detector::new(engine, options);
        let mut found = Vec::new();
        let (mut offset, mut number) = (0, 1);
        // How often each incident that was told so far came.
        let mut feed = |detector: &mut Detector, line: &str| {
            number += detector.feed(line.as_bytes(), offset, number, &mut found);
            offset += line.len() as u64;
            detector.silence(&mut found);
            assert!(!detector.folds.is_full());
            let counts = found.iter().map(|found| found.incident.occurrences);
            counts.collect::<Vec<_>>()
        };
        // Of one only the last repeat is held.
        for _ in 0..KEYS {
            assert_eq!(feed(&mut detector, &log[0]), [1]);
        }
        assert!((LONG..2 * LONG).contains(&detector.folds.bytes));
        let mut rest = Vec::new();
        detector.repeats(&mut rest);
        assert_eq!(rest[0].incident.occurrences, KEYS as u64 - 1);
        let mut told = Vec::new();
        for line in log[1..].iter().chain(&log) {
            told = feed(&mut detector, line);
        }
        let early = told.len() - KEYS;
        assert!(early > 0 && early < KEYS, "{early}");
        // None was told as if it were new.
        assert_eq!(detector.folds.known.len(), KEYS);
        rest.clear();
        detector.repeats(&mut rest);
        assert_eq!(early + rest.len(), KEYS);
        assert_eq!(detector.folds.bytes, 0);
    }

    #[test]
    fn groups_with_one_name_are_counted_together() {
        let unread = |offset| {
            move |unread: &mut Unread| {
                unread.offset = offset;
            }
        };
        let mut folds = Folds::default();
        for (key, name) in [(7, "a"), (8, "b"), (9, "a")] {
            let group = folds.learn(key, false);
            assert!(folds.repeat(key, unread(key)).is_some());
            folds.name(group, name);
        }
        assert!(folds.repeat(9, unread(50)).is_some());
        assert!(folds.repeat(7, unread(60)).is_some());
        assert!(folds.repeat(10, unread(70)).is_none());
        let told: Vec<_> = folds
            .take()
            .iter()
            .map(|(_, last, repeats)| (last.start(), *repeats))
            .collect();
        assert_eq!(told, [(8, 1), (60, 4)]);
        assert!(folds.is_told() && folds.take().is_empty());
        folds.forget();
        folds.name(0, "a");
        assert!(folds.repeat(7, unread(80)).is_none());
    }

    #[test]
    fn numbers_and_ids_are_folded_and_names_with_digits_are_not() {
        let folded = |line: &str| {
            let mut out = Vec::new();
            fold(line.as_bytes(), &mut out);
            String::from_utf8(out).unwrap()
        };
        for (line, expected) in [
            ("10:00:01,123 [17] f1 a.py:12", "0:0:0,0 [0] f1 a.py:0"),
            (
                "0001_initial 3f 0x1f 12ms 3x",
                "0001_initial 3f 0x1f 0ms 3x",
            ),
            ("2026-11-20T05:24:01.692981066Z x", "0-0-0T0:0:0.0Z x"),
            ("[req-8c3a6912] T05 20T é7 7é", "[req-0] T05 20T é7 7é"),
            ("job 01c790fe-6a08-47ff-a3cb-83a82576803c.", "job 0."),
            (
                "job 01c790fe-6a08-47ff-a3cb-83a82576803cx",
                "job 0-6a08-47ff-a3cb-83a82576803cx",
            ),
        ] {
            assert_eq!(folded(line), expected);
        }
        assert_eq!(folded(""), "");
    }
}
