//! Raw lines around incidents, remembered: whose they are, and what may come of them.
//!
//! In: raw lines. Out: [`Look`], as it was found for one that differs in digits alone, before its transports are taken
//! off; or as it is found now.

use std::hash::{BuildHasher, RandomState};

use memchr::memchr;

use super::super::Engine;
use super::super::start::Starts;
use super::calm::{Hashes, Kind, Parted, kind, part, whole};
use crate::pattern::{Alike, Names, hash_alike};

/// Lines that are remembered.
const MOST: usize = 1 << 12;
/// Beginnings that are tried before any is looked up: streams side by side have one for each level.
const RECENT: usize = 4;

/// What a line is to the stream of a hot one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// It is another stream's.
    Others,
    /// It is a record of the stream, and nothing begins with it.
    Inert,
    /// Something may.
    Other,
}

/// A line that is remembered: a record with which nothing begins.
#[derive(Debug, Clone, Copy, Default)]
struct Line {
    key: u64,
    /// Where it names its stream.
    names: Names,
    /// Whether it is a record because its transport says so.
    own_record: bool,
}

/// The lines that are remembered, each by its hash, which has one place.
#[derive(Debug)]
pub(super) struct Lines {
    /// A number that nobody who writes a log knows.
    seed: u64,
    known: Vec<Line>,
    /// How the last lines began, and where such lines name their stream.
    recent: [Option<(Alike, Names)>; RECENT],
    next: usize,
}

impl Default for Lines {
    fn default() -> Lines {
        Lines {
            seed: RandomState::new().hash_one(0),
            known: Vec::new(),
            recent: Default::default(),
            next: 0,
        }
    }
}

impl Lines {
    fn key(&self, engine: &Engine, raw: &[u8]) -> u64 {
        let is_exact = engine.patterns.headers.may_have_digits(raw);
        // Nothing stands for no line.
        hash_alike(raw, is_exact, self.seed).max(1)
    }

    fn get(&self, key: u64) -> Option<Line> {
        let line = self.known.get(place(key))?;
        (line.key == key).then_some(*line)
    }

    fn add(&mut self, line: Line) {
        self.known.resize(MOST, Line::default());
        self.known[place(line.key)] = line;
    }

    /// Whether a raw line is certain to be of another stream than a hot one: told by what its first transport names.
    pub(super) fn is_others(&mut self, engine: &Engine, raw: &[u8], hot: &Parted<'_>) -> bool {
        if !hot.is_outer {
            return false;
        }
        let line = raw.strip_suffix(b"\n").unwrap_or(raw);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let mut recent = self.recent.iter().flatten();
        if let Some((_, names)) = recent.find(|(alike, _)| alike.begins(line)) {
            // Behind a carriage return another line stands.
            return !begins_with(&hot.names, names.bytes(line)) && memchr(b'\r', line).is_none();
        }
        let Some(text) = whole(line).and_then(|line| std::str::from_utf8(line).ok()) else {
            return false;
        };
        let headers = &engine.patterns.headers;
        let Some((names, read)) = headers.names_of_alike(text) else {
            return false;
        };
        if let Some(alike) = Alike::new(line, read, headers.may_have_digits(line)) {
            self.recent[self.next] = Some((alike, names));
            self.next = (self.next + 1) % RECENT;
        }
        !begins_with(&hot.names, names.bytes(line))
    }
}

fn place(key: u64) -> usize {
    (key >> 32) as usize % MOST
}

/// What a raw line that is not hot is to the stream of a hot one with transports. Nothing, if that is not certain.
pub(super) fn look(
    engine: &Engine,
    hashes: &mut Hashes,
    raw: &[u8],
    hot: &Parted<'_>,
) -> Option<Look> {
    if hashes.lines.is_others(engine, raw, hot) {
        return Some(Look::Others);
    }
    let key = hashes.lines.key(engine, raw);
    let to_hot = |is_own: bool, own_record: bool| match (is_own, own_record) {
        (false, _) => Look::Others,
        (true, true) => Look::Inert,
        (true, false) => Look::Other,
    };
    if let Some(line) = hashes.lines.get(key) {
        let is_own = is_made_of(&hot.names, line.names.bytes(raw));
        return Some(to_hot(is_own, line.own_record));
    }
    let parted = part(engine, raw).filter(|parted| parted.is_alike(hot))?;
    let is_inert = match kind(engine, hashes, raw, &parted, true) {
        Kind::Calm(calm, _) => calm.begun.is_empty(),
        Kind::Rest => true,
        Kind::Other => false,
    };
    let own_record = parted.own_record;
    if is_inert && let Some(names) = names_of_alike(engine, raw, &parted) {
        hashes.lines.add(Line {
            key,
            names,
            own_record,
        });
    }
    Some(to_hot(parted.is_of(&hot.names), own_record && is_inert))
}

/// Where all lines name their stream that differ from this one in digits alone, if that is certain, and what is said of
/// the rest of each is so of all.
fn names_of_alike(engine: &Engine, raw: &[u8], parted: &Parted<'_>) -> Option<Names> {
    let headers = &engine.patterns.headers;
    let line = raw.strip_suffix(b"\n").unwrap_or(raw);
    let line = std::str::from_utf8(line.strip_suffix(b"\r").unwrap_or(line)).ok()?;
    let is_whole = parted.text.len() == line.len();
    let is_alike = engine.starts().is_some_and(Starts::takes_any_digit)
        && parted.said.is_remembered()
        && (is_whole || !headers.may_have_digits(parted.text.as_bytes()));
    if !is_alike {
        return None;
    }
    let (names, _) = headers.names_of_alike(line)?;
    is_made_of(&parted.names, names.bytes(raw)).then_some(names)
}

/// Whether the name of a stream is made of these.
fn is_made_of<'n>(name: &str, mut parts: impl Iterator<Item = &'n [u8]>) -> bool {
    let mut names = name.split_terminator('\u{1f}');
    names.all(|name| parts.next() == Some(name.as_bytes())) && parts.next().is_none()
}

/// Whether the name of a stream begins with these.
fn begins_with<'n>(name: &str, mut parts: impl Iterator<Item = &'n [u8]>) -> bool {
    let mut names = name.split_terminator('\u{1f}');
    parts.all(|part| names.next().map(str::as_bytes) == Some(part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::Patterns;

    fn engine() -> Engine {
        Engine::new(Patterns::built_in().unwrap()).unwrap()
    }

    #[test]
    fn lines_are_told_apart_by_the_process_that_they_name() {
        let engine = engine();
        let mut hashes = Hashes::default();
        let hot = part(&engine, b"Nov 20 10:00:00 depot-1 shop[7]: ERROR: bad\n").unwrap();
        // Each is asked twice: once it is found out, once it is known.
        for _ in 0..2 {
            let mut of = |line: &[u8]| look(&engine, &mut hashes, line, &hot);
            assert_eq!(
                of(b"Nov 20 10:00:01 depot-1 shop[8]: INFO: served 1\n"),
                Some(Look::Others)
            );
            assert_eq!(
                of(b"Nov 20 10:00:01 depot-1 shop[7]: INFO: served 2\n"),
                Some(Look::Inert)
            );
            assert_eq!(
                of(b"Nov 20 10:00:01 depot-1 mail[7]: INFO: served 3\n"),
                Some(Look::Others)
            );
            assert_eq!(
                of(b"Nov 20 10:00:01 depot-1 shop[7]: RuntimeError: x\n"),
                Some(Look::Other)
            );
            // It names none, and may be of any.
            assert_eq!(of(b"served 4\n"), None);
        }
    }

    #[test]
    fn what_stands_behind_a_carriage_return_may_be_of_the_stream() {
        let engine = engine();
        let mut lines = Lines::default();
        let hot = part(&engine, b"Nov 20 10:00:00 depot-1 shop[7]: ERROR: bad\n").unwrap();
        let one = b"Nov 20 10:00:01 depot-1 shop[8]: served\n";
        let two = b"Nov 20 10:00:01 depot-1 shop[8]: 50%\rNov 20 10:00:01 depot-1 shop[7]: x\n";
        for _ in 0..2 {
            assert!(lines.is_others(&engine, one, &hot));
            assert!(!lines.is_others(&engine, two, &hot));
        }
    }
}
