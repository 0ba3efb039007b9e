//! Which lines can be part of an incident at all: found by a search for literals over whole blocks, before any line
//! is split or read.
//!
//! A line is hot if a hint of some machine stands in it, or if it is the header of a record of the least level that
//! is asked for. In: blocks of whole lines. Out: the next hot line. A run must meet a hot line of its stream within
//! [`REACH_LINES`] of its first, or it was none, so what is further from any hot line need not be read. Lines with a
//! number that may be the status of a failing response are told by the way: these are read by themselves.

mod anchors;
mod bytes;
mod place;

use std::collections::VecDeque;

use memchr::{memchr, memrchr};

use crate::decode::clean;
use crate::incident::Level;
use crate::pattern::{Machine, REACH, hint};
pub(super) use anchors::needed;
use anchors::{Anchor, Anchors};
pub(super) use bytes::has_control;
use bytes::{Bytes, Place, Places};
use place::may_be_level;

/// A run must meet a hot line within so many lines of the file, its first included.
pub(super) const REACH_LINES: u64 = REACH as u64;
/// And within so many bytes: what is longer is no header of a trace, and keeping it would cost memory.
pub(super) const REACH_BYTES: u64 = 64 << 10;
/// Lines of the file before a line that its style, its record's level and its context may depend on.
pub(super) const BACK_LINES: u64 = 32;
/// And bytes.
pub(super) const BACK_BYTES: u64 = 64 << 10;
/// Lines of the file, behind one that names its stream, that are of that stream where they name none.
pub(super) const CARRY_LINES: u64 = 16;

/// What a word of a level from error on holds, but for the short ones and those of one letter, which [`Bytes`] finds.
/// Four bytes or more each: shorter ones slow the search down.
const GRAVE: &[&str] = &[
    "EROR",
    "ERRO",
    "FATA",
    "CRIT",
    "SEVE",
    "EMER",
    "ALER",
    "PANI",
    "eror",
    "erro",
    "fatal",
    "crit",
    "severe",
    "emerg",
    "alert",
    "panic",
    "fail:",
    "Error",
    "Critical",
    "Fatal",
    "Alert",
    "Emergency",
];
/// Of a warning.
const WARNING: &[&str] = &["WARN", "warn", "Warn"];
/// The short ones, which [`Bytes`] searches for.
const SHORT_GRAVE: &[&str] = &["ERR", "err", "FTL", "CRI", PRIORITY];
const SHORT_WARNING: &[&str] = &["WRN"];
/// What stands behind the priority of an RFC 5424 line.
const PRIORITY: &str = ">1 ";

/// Searches blocks for hot lines.
#[derive(Debug)]
pub(super) struct Hot {
    /// Words and hints; the hints by themselves where they are too many for one search.
    anchors: [Anchors; 2],
    bytes: Bytes,
    /// What stands before the number of a hint that ends with one and `)`.
    closed: Vec<Box<[u8]>>,
    /// The statuses of failing responses by themselves.
    statuses: Anchors,
    /// As they are searched for.
    spelt: Vec<String>,
    min_level: Level,
}

/// What was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hit {
    /// A hint: its line is hot.
    Hint,
    /// A word or letter that may be the line's level.
    Level,
    /// A number that may be the line's status.
    Status,
    /// A control character: the line is another without.
    Control,
}

/// The longer words of levels.
fn words(warnings: bool) -> Vec<&'static str> {
    let words = GRAVE.iter().chain(more(WARNING, warnings));
    words.copied().collect()
}

/// Those of warnings, where they are asked for.
fn more(list: &'static [&'static str], warnings: bool) -> &'static [&'static str] {
    if warnings { list } else { &[] }
}

fn hints(machines: &[Machine]) -> Vec<&str> {
    let machines = machines.iter().filter(|machine| !machine.reads_lines());
    let hints = machines.flat_map(|machine| &machine.hints);
    hints.map(String::as_str).collect()
}

/// Those of responses, each for each status.
fn spelt(machines: &[Machine], statuses: &[String]) -> Vec<String> {
    let machines = machines.iter().filter(|machine| machine.reads_lines());
    let hints = machines.flat_map(|machine| &machine.hints);
    let spell = |hint| statuses.iter().map(move |it| hint::with_status(hint, it));
    hints.flat_map(|hint: &String| spell(hint)).collect()
}

/// Those that [`Bytes`] finds by their end.
fn closed<'h>(hints: &[&'h str]) -> impl Iterator<Item = &'h str> {
    hints.iter().copied().filter(|hint| is_closed(hint))
}

/// Whether a hint is a literal, a number and `)`.
fn is_closed(hint: &str) -> bool {
    hint::parts(hint).skip(1).eq([")"])
}

impl Hot {
    /// What is searched for, single letters aside.
    pub(super) fn literals(&self, machines: &[Machine]) -> Vec<String> {
        let warnings = self.min_level < Level::Error;
        let shorts = SHORT_GRAVE.iter().chain(more(SHORT_WARNING, warnings));
        let mut words = words(warnings);
        words.extend(shorts);
        let hints = hints(machines);
        words.extend(closed(&hints).map(hint::literal));
        let all = anchors::literals(&words, &self.all(&hints));
        all.into_iter().map(str::to_owned).collect()
    }

    /// Hints, and those of responses.
    fn all<'h>(&'h self, hints: &[&'h str]) -> Vec<&'h str> {
        let spelt = self.spelt.iter().map(String::as_str);
        hints.iter().copied().chain(spelt).collect()
    }

    /// Searches for the hints of `machines`, for records from `min_level` on and for responses with one of `statuses`,
    /// as they are spelt.
    pub(super) fn new(machines: &[Machine], min_level: Level, statuses: &[String]) -> Hot {
        let warnings = min_level < Level::Error;
        let (words, all) = (words(warnings), hints(machines));
        let hints: Vec<&str> = all
            .iter()
            .copied()
            .filter(|hint| !is_closed(hint))
            .collect();
        let spelt = spelt(machines, statuses);
        let statuses: Vec<&str> = spelt.iter().map(String::as_str).collect();
        let together = [hints.as_slice(), &statuses].concat();
        let are_few = |hints: &[&str]| anchors::literals(&words, hints).len() <= anchors::MOST;
        // Where all of a class are searched for they are short, which would slow down the search for all else.
        let are_long = spelt
            .iter()
            .all(|hint| hint::literal(hint).len() >= anchors::FIRST);
        Hot {
            anchors: if are_few(&together) && are_long {
                let all = Anchors::new(&words, &statuses, &hints);
                [all, Anchors::new(&[], &[], &[])]
            } else if are_few(&hints) {
                let rest = Anchors::new(&words, &[], &hints);
                [rest, Anchors::new(&[], &statuses, &[])]
            } else {
                let words = Anchors::new(&words, &statuses, &[]);
                [words, Anchors::new(&[], &[], &hints)]
            },
            statuses: Anchors::new(&[], &statuses, &[]),
            bytes: Bytes::new(warnings),
            closed: closed(&all)
                .map(|hint| hint::literal(hint).as_bytes().into())
                .collect(),
            min_level,
            spelt,
        }
    }

    /// Whether all is searched for at once: where the literals are too many, each block is searched twice.
    pub(super) fn is_one_search(&self, machines: &[Machine]) -> bool {
        let words = words(self.min_level < Level::Error);
        let mut hints = hints(machines);
        hints.retain(|hint| !is_closed(hint));
        anchors::literals(&words, &self.all(&hints)).len() <= anchors::MOST
    }

    /// Whether the level that is asked for makes every line a hot one: that of ordinary records.
    pub(super) fn is_every_line(&self) -> bool {
        self.min_level < Level::Warning
    }

    /// Searches `block` from its first line on.
    pub(super) fn scan<'h, 'b>(&'h self, block: &'b [u8]) -> Scan<'h, 'b> {
        Scan {
            hot: self,
            block,
            next: [None; SOURCES],
            places: Places::default(),
            answers: VecDeque::new(),
        }
    }

    /// Calls `visit` with the first byte of each line of `lines` in which a status may stand.
    pub(super) fn answers(&self, lines: &[u8], mut visit: impl FnMut(usize)) {
        let has_control = has_control(lines);
        let mut from = 0;
        while from < lines.len() {
            let met = if has_control {
                Some(from)
            } else {
                self.statuses.find(lines, from).map(|(at, _)| at)
            };
            let Some(at) = met else { return };
            visit(memrchr(b'\n', &lines[from..at]).map_or(from, |newline| from + newline + 1));
            from = memchr(b'\n', &lines[at..]).map_or(lines.len(), |len| at + len + 1);
        }
    }

    /// The next hit of a source.
    fn find(
        &self,
        source: usize,
        block: &[u8],
        mut from: usize,
        places: &mut Places,
    ) -> Option<(usize, Hit)> {
        loop {
            let (at, is_level) = match source {
                BYTES => match self.bytes.find(block, from, places)? {
                    (at, Place::Closed) if self.is_hint(&block[..at]) => {
                        return Some((at, Hit::Hint));
                    }
                    (at, Place::Closed) => (at, false),
                    (at, Place::Control) => return Some((at, Hit::Control)),
                    (at, Place::Letter) => (at, may_be_level(block, at..at + 1)),
                    (at, Place::Short) => (at, self.may_be_level(block, at - 1)),
                },
                _ => match self.anchors[source].find(block, from)? {
                    (at, Anchor::Hint) => return Some((at, Hit::Hint)),
                    (at, Anchor::Status) => return Some((at, Hit::Status)),
                    (at, Anchor::Word) => (at, self.may_be_level(block, at)),
                },
            };
            if is_level {
                return Some((at, Hit::Level));
            }
            from = at + 1;
        }
    }

    /// Whether a hint ends with the `)` behind this.
    fn is_hint(&self, before: &[u8]) -> bool {
        let digits = before.iter().rev().take_while(|byte| byte.is_ascii_digit());
        let rest = &before[..before.len() - digits.count()];
        // Comparing the last byte first spares most of them a call.
        let mut closed = self.closed.iter();
        closed.any(|literal| rest.last() == literal.last() && rest.ends_with(literal))
    }

    /// Whether the word at a hit may be a grave level's.
    fn may_be_level(&self, block: &[u8], at: usize) -> bool {
        if block[at..].starts_with(PRIORITY.as_bytes()) {
            return self.is_grave_priority(&block[..at]);
        }
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let before = block[..at].iter().rev().take(LONGEST + 1);
        let start = at - before.take_while(|byte| is_word(byte)).count();
        let behind = block[at..].iter().take(LONGEST + 1);
        let end = at + behind.take_while(|byte| is_word(byte)).count();
        let word = std::str::from_utf8(&block[start..end]).unwrap_or_default();
        Level::parse(word).is_some_and(|level| level >= self.min_level)
            && may_be_level(block, start..end)
    }

    /// Whether the number at the end of `before` is the priority of a grave record: the severity is its lowest three
    /// bits, 0 to 3 are errors, 4 is a warning.
    fn is_grave_priority(&self, before: &[u8]) -> bool {
        let most = if self.min_level < Level::Error { 4 } else { 3 };
        let digits = before.iter().rev().take(3);
        let digits = digits.take_while(|digit| digit.is_ascii_digit());
        let (priority, _) = digits.fold((0_u16, 1), |(sum, unit), digit| {
            (sum + unit * u16::from(digit - b'0'), unit * 10)
        });
        priority % 8 <= most
    }

    /// Whether a line is hot that `clean` has made.
    fn is_hot(&self, text: &str, is_record: &mut dyn FnMut(&str) -> bool) -> Heat {
        let bytes = text.as_bytes();
        let (mut may_be, mut may_answer) = (false, false);
        for source in [WORDS, HINTS, BYTES] {
            let mut from = 0;
            let mut places = Places::default();
            while let Some((at, hit)) = self.find(source, bytes, from, &mut places) {
                match hit {
                    Hit::Hint => return Heat::Hot,
                    Hit::Level => may_be = true,
                    Hit::Status => may_answer = true,
                    // One that stays.
                    Hit::Control => {}
                }
                from = at + 1;
            }
        }
        match (may_be && is_record(text), may_answer) {
            (true, _) => Heat::Hot,
            (false, true) => Heat::Answer,
            (false, false) => Heat::Cold,
        }
    }
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heat {
    Hot,
    /// It is not hot, and a status may stand in it.
    Answer,
    Cold,
}

/// No level's word is longer than `emergency`.
const LONGEST: usize = 16;

// The first two are the numbers of a search among the anchors.
const WORDS: usize = 0;
const HINTS: usize = 1;
const BYTES: usize = 2;
const SOURCES: usize = 3;

/// The search through one block; each source has its own next hit, so that no byte is looked at twice for it.
pub(super) struct Scan<'h, 'b> {
    hot: &'h Hot,
    block: &'b [u8],
    /// Next hit of each source; `None` where it was not looked for yet, and the block's length where there is none.
    next: [Option<(usize, Hit)>; SOURCES],
    places: Places,
    /// The first bytes of lines that were met in which a status may stand, and that are not hot.
    answers: VecDeque<usize>,
}

impl Scan<'_, '_> {
    /// Such a line that begins before `until`, each once.
    pub(super) fn answer(&mut self, until: usize) -> Option<usize> {
        let first = self.answers.front().filter(|at| **at < until);
        first.copied().inspect(|_| {
            self.answers.pop_front();
        })
    }

    /// Passes over those that begin before `until`.
    pub(super) fn pass(&mut self, until: usize) {
        while self.answer(until).is_some() {}
    }

    fn may_answer(&mut self, at: usize) {
        if self.answers.back() != Some(&at) {
            self.answers.push_back(at);
        }
    }

    /// The first hot line that begins at `from` or behind it, as the place of its first byte. `from` begins a line;
    /// `is_record` tells of a line's text whether it is the header of a record of the level asked for.
    pub(super) fn line(
        &mut self,
        mut from: usize,
        is_record: &mut dyn FnMut(&str) -> bool,
    ) -> Option<usize> {
        // What stands before it was searched, and lines that begin before `asked` were asked about.
        let (mut at, mut asked) = (from, from);
        loop {
            let (hit_at, hit) = self.hit(at)?;
            at = hit_at + 1;
            if matches!(hit, Hit::Level | Hit::Control) && hit_at < asked {
                continue;
            }
            let newline = memrchr(b'\n', &self.block[from..hit_at]);
            from = newline.map_or(from, |newline| from + newline + 1);
            match hit {
                Hit::Hint => return Some(from),
                Hit::Status => {
                    self.may_answer(from);
                    continue;
                }
                Hit::Level | Hit::Control => {}
            }
            let newline = memchr(b'\n', &self.block[hit_at..]);
            let end = newline.map_or(self.block.len(), |len| hit_at + len);
            let line = &self.block[from..end];
            let is_clean = hit == Hit::Level && !has_control(line);
            if is_clean {
                if is_record(&String::from_utf8_lossy(line)) {
                    return Some(from);
                }
            } else {
                match self.hot.is_hot(&clean(line), is_record) {
                    Heat::Hot => return Some(from),
                    Heat::Answer => self.may_answer(from),
                    Heat::Cold => {}
                }
            }
            asked = end;
        }
    }

    /// The first hit of any source at `from` or behind it.
    fn hit(&mut self, from: usize) -> Option<(usize, Hit)> {
        let none = (self.block.len(), Hit::Control);
        if from >= self.block.len() {
            return None;
        }
        for (source, next) in self.next.iter_mut().enumerate() {
            if next.is_none_or(|(at, _)| at < from) {
                let found = self.hot.find(source, self.block, from, &mut self.places);
                *next = Some(found.unwrap_or(none));
            }
        }
        // What is certain is not to be lost to what may be, where both begin alike.
        let rank = |hit: Hit| match hit {
            Hit::Hint => 0,
            Hit::Status => 1,
            Hit::Level | Hit::Control => 2,
        };
        let hits = self.next.iter().flatten();
        let first = hits.min_by_key(|(at, hit)| (*at, rank(*hit)));
        first.filter(|(at, _)| *at < self.block.len()).copied()
    }
}

#[cfg(test)]
mod tests {
    use regex_syntax::hir::{Class, Hir, HirKind};

    use super::super::{Engine, is_record};
    use super::*;
    use crate::pattern::Patterns;

    fn hot() -> Hot {
        Hot::new(&[], Level::Error, &[])
    }

    fn lines(hot: &Hot, block: &str) -> Vec<usize> {
        let mut scan = hot.scan(block.as_bytes());
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(at) = scan.line(from, &mut |_| true) {
            found.push(block[..at].matches('\n').count());
            from = at + block[at..].find('\n').map_or(block.len(), |end| end + 1);
        }
        found
    }

    #[test]
    fn every_word_and_letter_of_a_grave_level_is_met() {
        let words = "error err erro eror fail: severe critical crit cri fatal fata ftl emerg emergency alert panic \
                     pani dpanic";
        for word in words.split(' ') {
            let mut title = word.to_owned();
            title[..1].make_ascii_uppercase();
            for word in [word.to_owned(), word.to_uppercase(), title] {
                // No header takes these spellings for a level's.
                let other = "FAIL: Fail: cri Cri ftl Ftl fata Fata pani Pani Err Erro Eror Severe Crit Emerg Panic Dpanic";
                if other.split(' ').any(|other| other == word) {
                    continue;
                }
                let line = format!("x\n10:00:00 [{word}] y\nz\n");
                assert_eq!(lines(&hot(), &line), [1], "{word}");
            }
        }
        for line in [
            "E1120 x",
            "[E] x",
            "10:00 F a: x",
            "<11>1 2026",
            "\u{1b}[31mERROR\u{1b}[0m x",
        ] {
            assert_eq!(lines(&hot(), &format!("x\n{line}\nz\n")), [1], "{line}");
        }
    }

    #[test]
    fn other_words_are_not() {
        let harmless = "0 errors\nerror_rate=0\nGET /Erratic\n<14>1 2026\nVitamin: FCE\npanicking alerts\nCriteria\n";
        assert_eq!(lines(&hot(), harmless), [0_usize; 0]);
    }

    /// Made lines of each header, with and without a transport's before them: what a header takes for a grave level
    /// must look like one to the search.
    #[test]
    fn every_header_with_a_grave_level_is_met() {
        for level in [Level::Error, Level::Warning] {
            let engine = Engine::for_level(Patterns::built_in().unwrap(), level).unwrap();
            check_headers(&engine, level);
        }
    }

    fn check_headers(engine: &Engine, least: Level) {
        let headers = &engine.patterns().headers;
        let hot = Hot::new(&[], least, &[]);
        let mut dice = Dice(4_711);
        let outer: Vec<Hir> = headers.outer.iter().map(|h| hir(h.when.source())).collect();
        let mut met = 0;
        for header in &headers.records {
            let made = hir(header.when.source());
            let mut found = 0;
            for round in 0..300 {
                let mut line = String::new();
                dice.make(&made, None, &mut line);
                if line.contains(|c: char| c.is_control() && c != '\t') {
                    continue;
                }
                let Some(head) = headers.head(&line) else {
                    continue;
                };
                let captures = headers.captures(&head, &line).unwrap();
                // A level that letters, digits or `_` run into is none to anybody.
                let runs_on = captures.name("level").is_some_and(|level| {
                    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
                    let (before, after) = (&line[..level.start()], &line[level.end()..]);
                    before.as_bytes().last().is_some_and(is_word)
                        || after.as_bytes().first().is_some_and(is_word) && level.as_str().len() > 1
                });
                if head.level < Some(least) || runs_on {
                    continue;
                }
                if round % 2 == 1 {
                    let transport = usize::try_from(dice.roll(outer.len())).unwrap();
                    let mut with = String::new();
                    dice.make(&outer[transport], Some(&line), &mut with);
                    if with.contains(|c: char| c.is_control() && c != '\t')
                        || !is_record(engine, &with)
                    {
                        continue;
                    }
                    line = with;
                }
                found += 1;
                let block = format!("x\n{line}\ny\n");
                assert_eq!(
                    lines(&hot, &block).first(),
                    Some(&1),
                    "{}: {line:?}",
                    header.name
                );
            }
            met += usize::from(found > 0);
        }
        assert!(met > 80, "{met}");
    }

    fn hir(source: &str) -> Hir {
        regex_syntax::ParserBuilder::new()
            .utf8(false)
            .build()
            .parse(source)
            .unwrap()
    }

    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: usize) -> u32 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let sides = u32::try_from(sides).unwrap();
            u32::try_from(self.0 >> 33).unwrap() % sides
        }

        /// A text that the regex matches; `message` stands for the capture of that name.
        fn make(&mut self, hir: &Hir, message: Option<&str>, out: &mut String) {
            match hir.kind() {
                HirKind::Empty | HirKind::Look(_) => {}
                HirKind::Literal(literal) => out.push_str(&String::from_utf8_lossy(&literal.0)),
                HirKind::Class(class) => out.push(self.pick(class)),
                HirKind::Repetition(repeated) => {
                    let most = repeated.max.unwrap_or(u32::MAX).min(repeated.min + 4);
                    let more = self.roll(usize::try_from(most - repeated.min + 1).unwrap());
                    for _ in 0..repeated.min + more {
                        self.make(&repeated.sub, message, out);
                    }
                }
                HirKind::Capture(capture) => match message {
                    Some(text) if capture.name.as_deref() == Some("message") => out.push_str(text),
                    _ => self.make(&capture.sub, message, out),
                },
                HirKind::Concat(parts) => {
                    for part in parts {
                        self.make(part, message, out);
                    }
                }
                HirKind::Alternation(parts) => {
                    let part = usize::try_from(self.roll(parts.len())).unwrap();
                    self.make(&parts[part], message, out);
                }
            }
        }

        fn pick(&mut self, class: &Class) -> char {
            let ranges: Vec<(u32, u32)> = match class {
                Class::Unicode(class) => class
                    .iter()
                    .map(|r| (u32::from(r.start()), u32::from(r.end())))
                    .collect(),
                Class::Bytes(class) => class
                    .iter()
                    .map(|r| (u32::from(r.start()), u32::from(r.end())))
                    .collect(),
            };
            for _ in 0..100 {
                let (start, end) = ranges[usize::try_from(self.roll(ranges.len())).unwrap()];
                let end = end.min(start + 200);
                let one = start + self.roll(usize::try_from(end - start + 1).unwrap());
                if (one == 9 || (0x20..0x7f).contains(&one)) && one > 0 {
                    return char::from(u8::try_from(one).unwrap());
                }
            }
            '\u{b7}'
        }
    }
}
