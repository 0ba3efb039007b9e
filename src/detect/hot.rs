//! Which lines can be part of an incident at all: found by a search for literals over whole blocks, before any line
//! is split or read.
//!
//! A line is hot if a hint of some machine stands in it, or if it is the header of a record of the least level that
//! is asked for. In: blocks of whole lines. Out: the next hot line. A run of a machine must meet a hot line within
//! [`REACH_LINES`] of its first, or it was none, so what is further from any hot line need not be read.

use std::ops::Range;

use aho_corasick::packed;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use memchr::{memchr, memmem, memrchr};

use crate::decode::clean;
use crate::incident::Level;
use crate::pattern::{Machine, REACH};

/// A run must meet a hot line within so many lines of the file, its first included.
pub(super) const REACH_LINES: u64 = REACH as u64;
/// And within so many bytes: what is longer is no header of a trace, and keeping it would cost memory.
pub(super) const REACH_BYTES: u64 = 64 << 10;
/// Lines of the file before a line that its style, its record's level and its context may depend on.
pub(super) const BACK_LINES: u64 = 64;
/// And bytes.
pub(super) const BACK_BYTES: u64 = 64 << 10;
/// Lines of the file, behind one that names its stream, that are of that stream where they name none.
pub(super) const CARRY_LINES: u64 = 32;

/// What a word of a level from error on begins with, or holds; one-letter levels are found by [`letters`].
const GRAVE: &[&str] = &[
    "EROR",
    "FATA",
    "CRIT",
    "SEVE",
    "EMER",
    "ALER",
    "PANI",
    "eror",
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
/// Shorter ones, and the mark behind a syslog priority, each searched for by itself: they would slow the others down.
const SHORT_GRAVE: &[&str] = &["ERR", "err", "FTL", "CRI", PRIORITY];
const SHORT_WARNING: &[&str] = &["WRN"];
/// What stands behind the priority of an RFC 5424 line.
const PRIORITY: &str = ">1 ";

/// Searches blocks for hot lines.
#[derive(Debug)]
pub(super) struct Hot {
    hints: Literals,
    levels: Literals,
    short: Vec<memmem::Finder<'static>>,
    letters: [u8; 4],
    min_level: Level,
}

/// A search for any of some literals.
#[derive(Debug)]
enum Literals {
    /// Teddy, where the processor has it and the literals are few.
    Packed(packed::Searcher),
    Automaton(AhoCorasick),
    None,
}

impl Literals {
    fn new<'l>(literals: impl IntoIterator<Item = &'l str>) -> Literals {
        let needed = needed(literals);
        if needed.is_empty() {
            return Literals::None;
        }
        let packed = packed::Config::new().builder().extend(&needed).build();
        match packed {
            Some(packed) => Literals::Packed(packed),
            None => AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::DFA))
                .build(&needed)
                .map_or(Literals::None, Literals::Automaton),
        }
    }

    fn find(&self, block: &[u8], from: usize) -> Option<usize> {
        let span = aho_corasick::Span::from(from..block.len());
        let found = match self {
            Literals::Packed(packed) => packed.find_in(block, span),
            Literals::Automaton(automaton) => {
                automaton.find(aho_corasick::Input::new(block).span(span))
            }
            Literals::None => None,
        };
        found.map(|found| found.start())
    }
}

/// Those of `literals` that hold no other one: what holds another is found by that one.
fn needed<'l>(literals: impl IntoIterator<Item = &'l str>) -> Vec<&'l str> {
    let mut all: Vec<&str> = literals.into_iter().collect();
    all.sort_unstable();
    all.dedup();
    let held = |one: &str| all.iter().any(|other| *other != one && one.contains(other));
    all.iter().filter(|one| !held(one)).copied().collect()
}

impl Hot {
    /// What is searched for, single letters aside.
    pub(super) fn literals(&self, machines: &[Machine]) -> Vec<String> {
        let warnings = self.min_level < Level::Error;
        let more = |list: &'static [&'static str]| if warnings { list } else { &[] };
        let words = GRAVE.iter().chain(SHORT_GRAVE);
        let words = words.chain(more(WARNING)).chain(more(SHORT_WARNING));
        let hints = machines.iter().flat_map(|machine| &machine.hints);
        let all = needed(hints.map(String::as_str).chain(words.copied()));
        all.into_iter().map(str::to_owned).collect()
    }

    pub(super) fn new(machines: &[Machine], min_level: Level) -> Hot {
        let hints = machines.iter().flat_map(|machine| &machine.hints);
        let warnings = min_level < Level::Error;
        let more = |list: &'static [&'static str]| if warnings { list } else { &[] };
        let short = SHORT_GRAVE.iter().chain(more(SHORT_WARNING));
        Hot {
            hints: Literals::new(hints.map(String::as_str)),
            levels: Literals::new(GRAVE.iter().chain(more(WARNING)).copied()),
            short: short.map(memmem::Finder::new).collect(),
            letters: if warnings { *b"EFCW" } else { *b"EFCC" },
            min_level,
        }
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
        }
    }

    fn find(&self, source: usize, block: &[u8], from: usize) -> Option<usize> {
        match source {
            HINTS => self.hints.find(block, from),
            LEVELS => self.levels.find(block, from),
            LETTERS => letters(self.letters, block, from),
            CONTROLS => controls(block, from),
            _ => {
                let short = self.short.get(source - FIRST_SHORT)?;
                short.find(&block[from..]).map(|at| from + at)
            }
        }
    }

    /// Whether the word at a hit may be a grave level's.
    fn may_be_level(&self, source: usize, line: &[u8], at: usize) -> bool {
        if source == LETTERS {
            return true;
        }
        if line[at..].starts_with(PRIORITY.as_bytes()) {
            // The severity is the lowest three bits: 0 to 3 are errors, 4 is a warning.
            let digit = |at: usize| line.get(at).filter(|digit| digit.is_ascii_digit());
            let most = if self.min_level < Level::Error { 4 } else { 3 };
            let tens = at
                .checked_sub(2)
                .and_then(digit)
                .map_or(0, |digit| digit - b'0');
            let ones = at
                .checked_sub(1)
                .and_then(digit)
                .map_or(0, |digit| digit - b'0');
            let hundreds = at
                .checked_sub(3)
                .and_then(digit)
                .map_or(0, |digit| digit - b'0');
            return (u16::from(hundreds) * 100 + u16::from(tens) * 10 + u16::from(ones)) % 8
                <= most;
        }
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let start = line[..at]
            .iter()
            .rposition(|byte| !is_word(byte))
            .map_or(0, |at| at + 1);
        let end = line[at..]
            .iter()
            .position(|byte| !is_word(byte))
            .map_or(line.len(), |len| at + len);
        let word = std::str::from_utf8(&line[start..end]).unwrap_or_default();
        Level::parse(word).is_some_and(|level| level >= self.min_level)
    }
}

const HINTS: usize = 0;
const LEVELS: usize = 1;
const LETTERS: usize = 2;
const CONTROLS: usize = 3;
const FIRST_SHORT: usize = 4;
const SOURCES: usize = FIRST_SHORT + SHORT_GRAVE.len() + SHORT_WARNING.len();

/// The search through one block; each source has its own next hit, so that no byte is looked at twice for it.
pub(super) struct Scan<'h, 'b> {
    hot: &'h Hot,
    block: &'b [u8],
    /// Next hit of each source; `None` where it was not looked for yet, and the block's length where there is none.
    next: [Option<usize>; SOURCES],
}

impl Scan<'_, '_> {
    /// The first hot line that begins at `from` or behind it, as the place of its first byte. `from` begins a line;
    /// `is_record` tells of a line's text whether it is the header of a record of the level asked for.
    pub(super) fn line(
        &mut self,
        mut from: usize,
        is_record: &mut dyn FnMut(&str) -> bool,
    ) -> Option<usize> {
        loop {
            let (source, at) = self.hit(from)?;
            let start =
                memrchr(b'\n', &self.block[from..at]).map_or(from, |newline| from + newline + 1);
            let end = memchr(b'\n', &self.block[at..]).map_or(self.block.len(), |len| at + len);
            let line = &self.block[start..end];
            let is_hot = match source {
                HINTS => true,
                CONTROLS => self.hot.is_hot(&clean(line), is_record),
                _ => {
                    let plain = self.next[CONTROLS].is_none_or(|control| control >= end);
                    // Hints stand before levels in the order of sources only where both begin at one place.
                    let hinted = self.next[HINTS].is_some_and(|hint| hint < end);
                    hinted
                        || if plain {
                            self.hot.has_level(line, is_record)
                        } else {
                            self.hot.is_hot(&clean(line), is_record)
                        }
                }
            };
            if is_hot {
                return Some(start);
            }
            from = end + 1;
        }
    }

    /// The first hit of any source at `from` or behind it.
    fn hit(&mut self, from: usize) -> Option<(usize, usize)> {
        if from >= self.block.len() {
            return None;
        }
        for source in 0..FIRST_SHORT + self.hot.short.len() {
            if self.next[source].is_none_or(|next| next < from) {
                self.next[source] = Some(
                    self.hot
                        .find(source, self.block, from)
                        .unwrap_or(self.block.len()),
                );
            }
        }
        let hits = self
            .next
            .iter()
            .enumerate()
            .filter_map(|(source, at)| Some((source, (*at)?)));
        hits.min_by_key(|(_, at)| *at)
            .filter(|(_, at)| *at < self.block.len())
    }
}

impl Hot {
    /// Whether a line without control characters is hot.
    fn is_hot(&self, text: &str, is_record: &mut dyn FnMut(&str) -> bool) -> bool {
        let bytes = text.as_bytes();
        self.hints.find(bytes, 0).is_some() || self.has_level(bytes, is_record)
    }

    /// Whether a line is the header of a record of the level asked for.
    fn has_level(&self, line: &[u8], is_record: &mut dyn FnMut(&str) -> bool) -> bool {
        let sources = (LEVELS..=LETTERS).chain(FIRST_SHORT..FIRST_SHORT + self.short.len());
        let mut hits = sources.flat_map(|source| {
            let mut from = 0;
            std::iter::from_fn(move || {
                let at = self.find(source, line, from)?;
                from = at + 1;
                Some((source, at))
            })
        });
        let may_be = hits.any(|(source, at)| self.may_be_level(source, line, at));
        may_be && is_record(&String::from_utf8_lossy(line))
    }
}

/// The next letter of `wanted` that stands alone, as a level of one letter does: no letter or digit before it, no
/// letter behind it. Asked 64 bytes at a time without a branch, which compilers turn into vector instructions.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches it becomes vector instructions"
)]
fn letters(wanted: [u8; 4], block: &[u8], from: usize) -> Option<usize> {
    let alone = |before: u8, letter: u8, after: u8| {
        let is_alphabetic = |byte: u8| (byte | 0x20).wrapping_sub(b'a') < 26;
        let is_digit = |byte: u8| byte.wrapping_sub(b'0') < 10;
        let is_wanted = (letter == wanted[0])
            | (letter == wanted[1])
            | (letter == wanted[2])
            | (letter == wanted[3]);
        is_wanted & !(is_alphabetic(before) | is_digit(before)) & !is_alphabetic(after)
    };
    let get = |at: usize| block.get(at).copied().unwrap_or(b'\n');
    let slow = |range: Range<usize>| {
        range.into_iter().find(|&at| {
            alone(
                if at == 0 { b'\n' } else { block[at - 1] },
                block[at],
                get(at + 1),
            )
        })
    };
    // The first byte of the block has none before it, the last none behind it.
    let mut at = from;
    if at == 0 {
        if let Some(found) = slow(0..block.len().min(1)) {
            return Some(found);
        }
        at = 1;
    }
    while at + STRIDE < block.len() {
        let before: &[u8; STRIDE] = block[at - 1..at - 1 + STRIDE].try_into().ok()?;
        let letter: &[u8; STRIDE] = block[at..at + STRIDE].try_into().ok()?;
        let after: &[u8; STRIDE] = block[at + 1..at + 1 + STRIDE].try_into().ok()?;
        let mut any = false;
        for i in 0..STRIDE {
            any |= alone(before[i], letter[i], after[i]);
        }
        if any {
            return slow(at..at + STRIDE);
        }
        at += STRIDE;
    }
    slow(at..block.len())
}

/// The next control character that [`clean`] would take off: a line with one is searched without it.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches it becomes vector instructions"
)]
fn controls(block: &[u8], from: usize) -> Option<usize> {
    let is_control = |byte: u8| (byte < 0x20) & (byte != b'\n') & (byte != b'\t') & (byte != b'\r');
    let mut chunks = block[from..].chunks_exact(STRIDE);
    let mut at = from;
    for chunk in &mut chunks {
        let chunk: &[u8; STRIDE] = chunk.try_into().ok()?;
        let mut any = false;
        for byte in chunk {
            any |= is_control(*byte);
        }
        if any {
            let found = chunk.iter().position(|byte| is_control(*byte));
            return found.map(|found| at + found);
        }
        at += STRIDE;
    }
    let found = chunks.remainder().iter().position(|byte| is_control(*byte));
    found.map(|found| at + found)
}

/// Bytes that are looked at in one go.
const STRIDE: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    fn hot() -> Hot {
        Hot::new(&[], Level::Error)
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

    #[test]
    fn a_letter_is_met_wherever_it_stands() {
        for at in 0..200 {
            let mut block = vec![b'.'; 200];
            block[at] = b'E';
            assert_eq!(letters(*b"EFCC", &block, 0), Some(at));
            block[at] = 0x1b;
            assert_eq!(controls(&block, 0), Some(at));
        }
    }
}
