//! Incidents that come again line for line are counted without being read: what broke once breaks a thousand times.
//!
//! In: a hot line with what stands around it, at a time when nothing is open. Out: where the incident ends that begins
//! with it, and the key it was folded by, if its lines are those of one that was read, numbers and ids aside, and
//! stand between records like those that stood there. These must be [`Calm`], so that nothing of what is above or below
//! can touch the incident. All else is read.

mod above;
mod calm;
mod lines;

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;

use memchr::{memchr, memrchr};

use super::Engine;
use super::hot::{CARRY_LINES, REACH_BYTES};
use super::line::MATCH_BYTES;
use super::prefix::tags;
use above::begun;
pub(super) use above::{Above, Begun};
use calm::{
    Calm, Hashes, Kind, Manner, Parted, header_of, is_bare, is_hot, kind, loud, part, whole,
};

/// Bytes that all incidents take that are known; past it all are forgotten.
const MOST_BYTES: usize = 2 << 20;
/// What a record around one takes, and an incident in the map.
const CALM: usize = size_of::<Calm>() + 32;
const KNOWN: usize = size_of::<Known>() + 64;
/// An incident of more lines is read each time.
const MOST_OWN: usize = 256;
/// Incidents with the same first line that are told apart.
const MOST_ALIKE: usize = 16;
/// Lines above it that are looked at; lines that may stand between two of its own stream below it.
const MOST_BETWEEN: usize = 32;
/// Records below it that may be needed to see that it is over.
const MOST_BELOW: usize = 4;

/// An incident that was read.
#[derive(Debug)]
struct Known {
    above: Calm,
    below: Vec<Calm>,
    /// Hashes of its lines, without the hot one that it was met by and what stands above that, and of those between it and
    /// what is below.
    lines: Box<[u64]>,
    /// How many of them are its own.
    own: usize,
    key: u64,
}

/// The incidents that were read, by the hash of the hot line that they were met by, and of what is above that.
#[derive(Debug, Default)]
pub(super) struct Again {
    known: HashMap<u64, Vec<Known>>,
    bytes: usize,
    hashes: Hashes,
}

/// What a hot line is to the incidents that are known.
#[derive(Debug)]
pub(super) enum Seen {
    /// It is the first hot one of one of them.
    Known(Met),
    /// What it begins is to be read, and may be learned.
    New(Vec<Begun>),
}

/// An incident that is known.
#[derive(Debug)]
pub(super) struct Met {
    /// What it was folded by.
    pub key: u64,
    /// How many bytes above its first hot line it begins.
    pub above: usize,
    /// Its lines in the block from the hot one on, as far as they adjoin each other.
    pub own: Vec<Range<usize>>,
    /// Where the lines end that are passed over with it.
    pub end: usize,
    /// Where the last line ends that was looked at.
    pub seen: usize,
    /// Whether its lines name their stream.
    pub is_named: bool,
}

impl Again {
    /// Asks about the hot line that begins at `at` in a block, where the next one begins at `next`.
    pub(super) fn see(
        &mut self,
        engine: &Engine,
        above: Above<'_>,
        block: &[u8],
        at: usize,
        next: usize,
    ) -> Seen {
        let Some(first) = memchr(b'\n', &block[at..]).map(|len| at..at + len + 1) else {
            return Seen::New(Vec::new());
        };
        let line = &block[first.clone()];
        let Some(parted) = part(engine, line) else {
            return Seen::New(Vec::new());
        };
        let hash = self.hashes.of(engine, line, Some(&parted));
        let mut begun = begun(engine, &mut self.hashes, above, hash, &parted);
        if !begun.is_empty() && !parted.is_outer && is_name_near(engine, above.lines) {
            begun.clear();
        }
        let mut below = Below::new(engine, &mut self.hashes, &parted, block, first.end);
        below.next = next;
        for begun in &begun {
            let alike = self.known.get(&begun.hash).into_iter().flatten();
            for known in alike.filter(|known| known.above == begun.above) {
                if let Some((own, seen)) = below.has(known, first.clone()) {
                    return Seen::Known(Met {
                        key: known.key,
                        above: begun.from,
                        own,
                        end: below.stop.unwrap_or(seen).min(seen),
                        seen,
                        is_named: !parted.names.is_empty(),
                    });
                }
            }
        }
        Seen::New(begun)
    }

    /// An incident was read: `lines` are its own from the first hot one on, up to `last`, perhaps with those of other
    /// streams among them, and what stands below it; `is_alone` if nothing else was begun with them.
    pub(super) fn learn(
        &mut self,
        engine: &Engine,
        begun: Begun,
        lines: &[u8],
        last: usize,
        key: u64,
        is_alone: bool,
    ) {
        let Some(end) = memchr(b'\n', lines).map(|len| len + 1) else {
            return;
        };
        let Some(parted) = part(engine, &lines[..end]) else {
            return;
        };
        // Numbers in tags tell processes apart, and what a stamp is tells the line above.
        let headers = &engine.patterns.headers;
        let is_other = |parted: &Parted<'_>| match header_of(engine, parted) {
            Some(header) => headers.records[header].weak && headers.may_be_stamped(parted.text),
            None => tags(parted.text) > 0,
        };
        if is_other(&parted) {
            return;
        }
        let mut below = Below::new(engine, &mut self.hashes, &parted, lines, end);
        let mut count = 0;
        while below.at < lines.len() {
            if count == MOST_OWN || below.line(count).is_none() {
                return;
            }
            count += 1;
        }
        let mut calm = Vec::new();
        while count > 0
            && calm.len() < MOST_BELOW
            && below.lines[count - 1].range.start >= last
            && let Some(record) = below.calm(count - 1)
            && (begun.is_cut_off() && is_alone || !record.is_bare())
            && (calm.is_empty() || !record.is_loud())
        {
            calm.insert(0, record.clone());
            count -= 1;
        }
        // The last line is one of its stream.
        let is_last = below
            .lines
            .last()
            .is_some_and(|line| line.range.end == lines.len());
        let is_other = |line: &Own| {
            let parted = part(engine, &lines[line.range.clone()]);
            parted.is_none_or(|parted| is_other(&parted))
        };
        if calm.is_empty() || !is_last || below.lines[..count].iter().any(is_other) {
            return;
        }
        let own = below.lines[..count].iter();
        let own = own.filter(|line| line.range.start < last).count();
        let hashes: Box<[u64]> = below.lines[..count].iter().map(|line| line.hash).collect();
        let bytes = KNOWN + CALM * (1 + calm.len()) + size_of_val(&*hashes);
        if self.bytes + bytes > MOST_BYTES {
            self.forget();
        }
        let alike = self.known.entry(begun.hash).or_default();
        if alike.len() < MOST_ALIKE {
            self.bytes += bytes;
            alike.push(Known {
                above: begun.above,
                below: calm,
                lines: hashes,
                own,
                key,
            });
        }
    }

    /// No key means anything any more.
    pub(super) fn forget(&mut self) {
        self.known.clear();
        self.bytes = 0;
    }
}

/// Whether one of the lines above may name the stream of a line that names none.
fn is_name_near(engine: &Engine, above: &[u8]) -> bool {
    let headers = &engine.patterns.headers;
    let mut above = above;
    for _ in 0..=CARRY_LINES {
        let Some(rest) = above.strip_suffix(b"\n") else {
            break;
        };
        let start = memrchr(b'\n', rest).map_or(0, |newline| newline + 1);
        let line = &rest[start..];
        // What stands behind what headers read of it changes nothing, but that another line may begin there.
        let is_bare = headers.is_known_bare(line) && memchr(b'\r', line).is_none()
            || whole(line).is_some_and(|line| headers.is_bare(line));
        if !is_bare && part(engine, line).is_none_or(|parted| parted.is_outer) {
            return true;
        }
        above = &above[..start];
    }
    false
}

/// A line of the stream that is looked at.
struct Own {
    range: Range<usize>,
    hash: u64,
    /// What it is, if it is calm.
    calm: OnceCell<Option<Calm>>,
}

/// The lines below a hot one, as far as they were looked at.
struct Below<'b> {
    engine: &'b Engine,
    hashes: &'b mut Hashes,
    /// The hot line.
    first: &'b Parted<'b>,
    /// Where that ends.
    first_end: usize,
    block: &'b [u8],
    /// What stands before it was looked at.
    at: usize,
    /// Where the first hot line begins.
    next: usize,
    /// Where it does, if it is another stream's: what stands behind it is not passed over.
    stop: Option<usize>,
    lines: Vec<Own>,
}

impl<'b> Below<'b> {
    fn new(
        engine: &'b Engine,
        hashes: &'b mut Hashes,
        first: &'b Parted<'b>,
        block: &'b [u8],
        at: usize,
    ) -> Below<'b> {
        Below {
            engine,
            hashes,
            first,
            first_end: at,
            block,
            at,
            next: 0,
            stop: None,
            lines: Vec::new(),
        }
    }

    /// The line of that number in the stream, if nothing is in the way.
    fn line(&mut self, number: usize) -> Option<&Own> {
        let mut between = 0;
        while self.lines.len() <= number {
            let len = memchr(b'\n', &self.block[self.at..])?;
            let range = self.at..self.at + len + 1;
            let line = &self.block[range.clone()];
            let mut parted = None;
            // Of lines without transports all are of one stream.
            if self.first.is_outer {
                if between == MOST_BETWEEN || range.end as u64 > self.first_end as u64 + REACH_BYTES
                {
                    return None;
                }
                between += 1;
                let own = if self.hashes.lines.is_others(self.engine, line, self.first) {
                    None
                } else {
                    let parted = part(self.engine, line)?;
                    if !parted.is_alike(self.first) {
                        return None;
                    }
                    Some(parted).filter(|parted| parted.is_of(&self.first.names))
                };
                if own.is_none() {
                    self.pass_by(&range);
                    continue;
                }
                parted = own;
            }
            if line.len() > MATCH_BYTES {
                return None;
            }
            self.at = range.end;
            let hash = self.hashes.of(self.engine, line, parted.as_ref());
            self.lines.push(Own {
                range,
                hash,
                calm: OnceCell::new(),
            });
        }
        self.lines.get(number)
    }

    /// Passes by a line of another stream; what is hot there is not passed over.
    fn pass_by(&mut self, range: &Range<usize>) {
        if self.stop.is_none()
            && match range.start.cmp(&self.next) {
                Ordering::Less => false,
                Ordering::Equal => true,
                Ordering::Greater => is_hot(self.engine, &self.block[range.clone()]),
            }
        {
            self.stop = Some(range.start);
        }
        self.at = range.end;
    }

    /// What the line of that number is, if it is calm.
    fn calm(&mut self, number: usize) -> Option<&Calm> {
        self.line(number)?;
        let own = self.lines.get(number)?;
        let calm = own.calm.get_or_init(|| {
            let line = &self.block[own.range.clone()];
            let parted = part(self.engine, line)
                .filter(|parted| parted.is_alike(self.first) && parted.is_of(&self.first.names))?;
            let is_cold = own.range.start < self.next;
            match kind(self.engine, self.hashes, line, &parted, is_cold) {
                Kind::Calm(calm, _) => Some(calm),
                Kind::Rest if is_bare(self.engine, &parted) => {
                    Some(Calm::headless(Manner::Bare, true))
                }
                Kind::Other if is_hot(self.engine, line) => Some(loud(self.engine, &parted)?.0),
                _ => None,
            }
        });
        calm.as_ref()
    }

    /// Whether the lines are those of an incident whose first hot line is `first`: where they are, and where those
    /// below it end.
    fn has(&mut self, known: &Known, first: Range<usize>) -> Option<(Vec<Range<usize>>, usize)> {
        let mut own = vec![first];
        for (number, hash) in known.lines.iter().enumerate() {
            let line = self.line(number).filter(|line| line.hash == *hash)?;
            if number >= known.own {
                continue;
            }
            match own.last_mut() {
                Some(last) if last.end == line.range.start => last.end = line.range.end,
                _ => own.push(line.range.clone()),
            }
        }
        if self
            .stop
            .is_some_and(|stop| own.last().is_some_and(|last| last.end > stop))
        {
            return None;
        }
        let first_below = known.lines.len();
        for (at, calm) in known.below.iter().enumerate() {
            if self.calm(first_below + at)? != calm {
                return None;
            }
        }
        let last = self.lines.get(first_below + known.below.len() - 1)?;
        if known.below.last().is_some_and(Calm::is_loud) {
            let stop = self.stop.unwrap_or(last.range.start);
            self.stop = Some(stop.min(last.range.start));
        }
        Some((own, last.range.end))
    }
}

/// The lines of an incident that was counted unread, with some above it and those below.
#[derive(Debug, Default)]
pub(super) struct Unread {
    pub bytes: Vec<u8>,
    /// How many bytes of them stand above it.
    pub above: usize,
    /// Where they begin in the file, and the number of the first line.
    pub offset: u64,
    pub number: u64,
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::sync::Arc;

    use crate::detect::{Detector, Engine, Found, Options};
    use crate::pattern::Patterns;

    /// What is found in a log where equal incidents are folded, and how many of them were counted unread.
    fn read(log: &str) -> (Vec<Found>, u64) {
        let engine = Arc::new(Engine::new(Patterns::built_in().unwrap()).unwrap());
        let options = Options {
            fold: true,
            ..Options::default()
        };
        let mut detector = Detector::new(engine, options);
        let mut found = Vec::new();
        detector.feed(log.as_bytes(), 0, 1, &mut found);
        let runs = u64::from(detector.next_run - 1);
        detector.finish(&mut found);
        (found, runs)
    }

    fn info(at: usize) -> String {
        format!(
            "2026-11-20 10:00:0{},{at:03} INFO shop: served {at}\n",
            at % 10
        )
    }

    fn failure(at: usize) -> String {
        format!(
            "2026-11-20 10:00:0{},{at:03} ERROR shop: order {at} failed\nTraceback (most recent call last):\n  \
             File \"/srv/shop.py\", line 88, in settle\nKeyError: {at}\n",
            at % 10
        )
    }

    #[test]
    fn what_comes_again_between_the_like_is_counted_unread() {
        let mut log = String::new();
        for at in 0..50 {
            let _ = write!(log, "{}{}{}", info(at), info(at + 1), failure(at + 2));
        }
        let _ = write!(log, "{}", info(99));
        let (found, runs) = read(&log);
        let [first, last] = found.as_slice() else {
            panic!("{}", found.len());
        };
        // A record and a trace for each that was read.
        assert!(runs < 10, "{runs}");
        assert_eq!(first.incident.message, "2");
        assert_eq!(last.incident.message, "51");
        assert_eq!(last.incident.occurrences, 49);
        assert_eq!(
            last.incident.log_message.as_deref(),
            Some("order 51 failed")
        );
        assert_eq!(last.time.as_deref(), Some("2026-11-20 10:00:01,051"));
        let source = &last.incident.source;
        assert_eq!((source.line_start, source.line_end), (297, 300));
        let text = &log[source.offset_start as usize..source.offset_end as usize];
        assert_eq!(text, failure(51));
        assert_eq!(last.incident.context.len(), 10);
        assert_eq!(
            last.incident.context.last().map(String::as_str),
            Some(info(50).trim_end())
        );
    }

    /// Other words, another level above, a line more, a hot line right below: all this is read.
    #[test]
    fn what_is_not_the_same_is_read() {
        let usual = failure(2);
        let others = [
            (info(1), usual.replace("KeyError", "NameError"), info(3)),
            (info(1).replace("INFO", "DEBUG"), usual.clone(), info(3)),
            (info(1), usual.clone(), info(3).replace("INFO", "WARN")),
            (
                info(1),
                usual.replace("failed\n", "failed\nagain\n"),
                info(3),
            ),
            (
                info(1),
                usual.clone(),
                failure(3).replace("order", "parcel"),
            ),
            (
                info(1).replace("served", "retrying"),
                usual.clone(),
                info(3),
            ),
        ];
        for (above, failure, below) in others {
            let known = format!("{}{}{usual}{}", info(0), info(1), info(3)).repeat(3);
            let (_, before) = read(&known);
            let (_, same) = read(&format!("{known}{}{}{usual}{}", info(0), info(1), info(3)));
            assert_eq!(same, before);
            let (_, after) = read(&format!("{known}{}{above}{failure}{below}", info(0)));
            assert!(after > before, "{above}{failure}{below}");
        }
    }

    /// The message of a panic may look like a record of the stream.
    #[test]
    fn its_own_last_line_is_none_below_it() {
        let panic = |word| {
            let head = "thread 'main' panicked at src/main.rs:3:5:";
            let message = format!("2026-11-20 10:00:00,123 INFO shop: {word}");
            format!("{}{}{head}\n{message}\n{}", info(1), info(2), info(3))
        };
        let (found, _) = read(&[panic("one"), panic("two"), panic("two")].concat());
        let messages = found.iter().map(|found| &found.incident.message);
        let ends = messages.map(|message| message.split(' ').next_back());
        let ends: Vec<_> = ends.flatten().collect();
        assert_eq!(ends, ["one", "two", "two"]);
    }

    /// The number of a syslog line is its level; that before a line is a process.
    #[test]
    fn numbers_that_tell_are_no_others() {
        let lines = |number| {
            format!(
                "<14>1 2026-11-20T10:00:00Z web shop 7 - - served\n\
                 <{number}>1 2026-11-20T10:00:00Z web shop 7 - - disk full\n\
                 <14>1 2026-11-20T10:00:00Z web shop 7 - - served\n"
            )
        };
        let (found, _) = read(&[lines(11), lines(10), lines(11), lines(10)].concat());
        let levels: Vec<_> = found
            .iter()
            .map(|found| (found.incident.level.as_str(), found.incident.occurrences))
            .collect();
        assert_eq!(
            levels,
            [("error", 1), ("critical", 1), ("error", 1), ("critical", 1)]
        );
    }

    /// Another process's incident between, another error right below, and records without headers.
    #[test]
    fn what_comes_again_among_others_is_counted_unread() {
        let line = |process, at: usize, text: &str| {
            let second = at % 10;
            format!("Nov 20 10:00:0{second} depot shop[{process}]: {text} {at}\n")
        };
        let mut log = String::new();
        let calm = |at| line(1, at, "INFO: served") + &line(2, at, "INFO: served");
        for at in 0..60 {
            // Each by itself at first.
            let between = if at < 3 { calm(at) } else { String::new() };
            log += &calm(at);
            log += &line(1, at, "ERROR: shelf is empty:");
            log += &between;
            log += &line(2, at, "ERROR: no label for parcel");
            log += &line(2, at, "ERROR: printer is off:");
        }
        log += &calm(0);
        let (found, runs) = read(&log);
        assert!(runs < 30, "{runs}");
        let told: u64 = found.iter().map(|found| found.incident.occurrences).sum();
        assert_eq!(told, 180);

        let line = |number, at: usize, text: &str| {
            let second = at % 10;
            format!("<{number}>1 2026-11-20T10:00:0{second}Z depot shop 7 - - {text} {at}\n")
        };
        let mut log = String::new();
        for at in 0..60 {
            for text in ["served", "warm", "order booked", "page sent"] {
                log += &line(14, at, text);
            }
            log += &line(11, at, "shelf is empty:");
        }
        log += &line(14, 0, "served").repeat(3);
        let (found, runs) = read(&log);
        assert!(runs < 10, "{runs}");
        let told: u64 = found.iter().map(|found| found.incident.occurrences).sum();
        assert_eq!(told, 60);
    }
}
