//! One line at a time: what all rules find in it, and the line without it.
//!
//! In: a line's bytes, whatever they are, and whether a key of several lines is open. Out: the line with placeholders, if
//! it has changed. Where finds meet or overlap, the rule that stands first in the file names them all. A line is gone
//! through until nothing is found, so that a scrubbed line scrubbed again is the same.

use std::ops::Range;

use super::keys::{self, Open};
use super::keywords::Hit;
use super::regexes::Unusable;
use super::{FAILED, Scrubber, numbers};

/// How often a line is gone through. A second round finds what the first one's placeholders laid bare, a third nearly
/// always nothing. A line that would go on so for ever was made for it, and is not shown.
const ROUNDS: usize = 8;
/// Bytes before something secret that say what it is: its name, and what opens it.
const NEAR: usize = 512;

/// Whether nothing next to a number can be a part of another: then no other comes to light without it.
fn stands_apart(line: &[u8], range: &Range<usize>) -> bool {
    let joins =
        |byte: u8| byte.is_ascii_alphanumeric() || b".:-+_%/".contains(&byte) || !byte.is_ascii();
    let left = range.start.checked_sub(1).map(|at| line[at]);
    let right = line.get(range.end).copied();
    let digit = |at: Option<usize>| {
        at.and_then(|at| line.get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    let apart = |byte: Option<u8>, beyond: Option<usize>| match byte {
        Some(b' ') => !digit(beyond),
        Some(byte) => !joins(byte),
        None => true,
    };
    apart(left, range.start.checked_sub(2)) && apart(right, Some(range.end + 1))
}

/// What one rule found.
#[derive(Debug)]
struct Span {
    rule: usize,
    range: Range<usize>,
}

/// A rule that cannot run.
struct Failed(usize);

impl Scrubber {
    /// The line without what the rules find, or nothing if that is the same. `open` is what is open at its end, and
    /// `hit` is told the rule of each placeholder.
    pub(super) fn line(
        &self,
        line: &[u8],
        open: &mut Vec<Open>,
        hit: &mut impl FnMut(usize),
    ) -> Result<Option<Vec<u8>>, Unusable> {
        let mut out: Option<Vec<u8>> = None;
        let before = std::mem::take(open);
        let mut spans = Vec::new();
        let mut only_numbers = false;
        for _ in 0..ROUNDS {
            let now = out.as_deref().unwrap_or(line);
            if only_numbers {
                let eased = ease(now);
                let found = self.find_numbers(now, eased.as_deref(), &mut spans);
                found.map_err(|failed| {
                    hit(failed.0);
                    Unusable
                })?;
                self.settle(now, &mut spans);
                if spans.is_empty() {
                    return Ok(out);
                }
                out = Some(self.replace(now, &spans, hit));
                spans.clear();
                continue;
            }
            let found = self.find(now, &before, &mut spans, &mut only_numbers);
            let found = found.map_err(|failed| {
                hit(failed.0);
                Unusable
            })?;
            open.retain(|open| found.iter().all(|found| !found.is_of(open)));
            open.extend(found);
            if spans.is_empty() {
                return Ok(out);
            }
            self.settle(now, &mut spans);
            if spans.is_empty() {
                return Ok(out);
            }
            let apart = only_numbers && spans.iter().all(|span| stands_apart(now, &span.range));
            out = Some(self.replace(now, &spans, hit));
            if apart {
                return Ok(out);
            }
            spans.clear();
        }
        Ok(Some(FAILED.as_bytes().to_vec()))
    }

    /// Where a line that has not ended may be cut: before its last `kept` bytes, in a blank if there is one, and where
    /// nothing that was found is near.
    pub(super) fn cut(&self, line: &[u8], kept: usize) -> Option<usize> {
        let mut spans = Vec::new();
        // A rule that cannot run hides the line, wherever it is cut.
        let _ = self.find(line, &[], &mut spans, &mut false);
        self.settle(line, &mut spans);
        let last = line.len().saturating_sub(kept);
        let first = last.saturating_sub(kept);
        let is_near = |at: usize| {
            let near = |span: &Span| span.range.start < at + NEAR && at < span.range.end + 1;
            spans.iter().any(near)
        };
        let blanks = line[first..last].iter().rposition(|byte| *byte == b' ');
        let blank = blanks.map(|at| first + at).filter(|at| !is_near(*at));
        blank.or_else(|| (first..last).rev().step_by(NEAR).find(|at| !is_near(*at)))
    }

    /// All that the rules find, and what is open afterwards.
    fn find(
        &self,
        line: &[u8],
        before: &[Open],
        spans: &mut Vec<Span>,
        only_numbers: &mut bool,
    ) -> Result<Vec<Open>, Failed> {
        let mut hits = Vec::new();
        let mut names = Vec::new();
        self.keywords.find(line, |word, start, end| {
            if self.rules[word.rule].is_of_names() {
                names.push((word.rule, start, end));
            } else {
                Hit::add(&mut hits, word, start..end);
            }
        });
        let eased = ease(line);
        self.find_numbers(line, eased.as_deref(), spans)?;
        if names.is_empty() && hits.is_empty() && before.is_empty() && self.always.is_empty() {
            // What these leave has no keyword either.
            *only_numbers = self.quiet_numbers;
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        let mut open = Vec::new();
        let mut marks = Vec::new();
        if let Some(eased) = &eased {
            // Without what is escaped there may be other keywords.
            let rules: Vec<usize> = hits.iter().map(|hit| hit.word.rule).collect();
            self.keywords.find(eased, |word, start, end| {
                if rules.contains(&word.rule) {
                    Hit::add(&mut hits, word, start..end);
                }
            });
        }
        hits.sort_unstable();
        let tried = hits.chunk_by(|one, other| one.word.rule == other.word.rule);
        let tried = tried.map(|hits| (hits[0].word.rule, hits));
        let always = self.always.iter().map(|rule| (*rule, &[][..]));
        for (rule, hits) in tried.chain(always) {
            let failed = |_| Failed(rule);
            let find = |line: &[u8], found: &mut _| self.rules[rule].find(line, hits, found);
            find(line, &mut found).map_err(failed)?;
            if let Some(eased) = &eased {
                find(eased, &mut found).map_err(failed)?;
            }
            let opened = keys::opens(&self.rules[rule], rule, line, hits, &mut found, &mut marks);
            open.extend(opened.map_err(failed)?);
            take(rule, &mut found, spans);
        }
        for before in before {
            let rule = before.rule;
            let still = before.goes_on(&self.rules[rule], line, &mut found, &mut marks);
            if let Some(still) = still.map_err(|_| Failed(rule))?
                && !open.iter().any(|open| open.is_of(&still))
            {
                open.push(still);
            }
            take(rule, &mut found, spans);
        }
        names.sort_unstable();
        let mut done = (usize::MAX, 0);
        for (rule, start, end) in names {
            // Two keywords of one name.
            if done.0 == rule && end <= done.1 {
                continue;
            }
            let read_to = self.rules[rule].find_value(line, start..end, &mut found);
            let (read_to, below) = read_to.map_err(|_| Failed(rule))?;
            done = (rule, read_to);
            if below {
                open.push(Open::below(rule));
            }
            take(rule, &mut found, spans);
        }
        marks.sort_by_key(|mark| mark.start);
        spare(&marks, spans);
        Ok(open)
    }

    /// What the checks find that look for themselves.
    fn find_numbers(
        &self,
        line: &[u8],
        eased: Option<&[u8]>,
        spans: &mut Vec<Span>,
    ) -> Result<(), Failed> {
        let mut failed = Ok(());
        numbers::find(eased.unwrap_or(line), |check, range| {
            for &number in &self.numbers {
                let rule = &self.rules[number];
                if rule.check != Some(check) || self.keeps(&line[range.clone()], number) {
                    continue;
                }
                match rule.is_exception(line, &range) {
                    Ok(true) => {}
                    Ok(false) => spans.push(Span {
                        rule: number,
                        range: range.clone(),
                    }),
                    Err(_) => failed = Err(Failed(number)),
                }
            }
        });
        failed
    }

    /// Whether an address is to be left where it is.
    fn keeps(&self, text: &[u8], rule: usize) -> bool {
        self.keep_private_ips
            && self.rules[rule].check == Some(super::check::Check::Ip)
            && super::check::is_private(text)
    }

    /// Joins what overlaps, ends it at whole characters, and leaves placeholders alone.
    fn settle(&self, line: &[u8], spans: &mut Vec<Span>) {
        let placeholders = self.placeholders_in(line);
        for span in spans.iter_mut() {
            let range = &mut span.range;
            while range.start > 0 && is_inner(line.get(range.start)) {
                range.start -= 1;
            }
            while is_inner(line.get(range.end)) {
                range.end += 1;
            }
            // They stand in order and apart.
            let first = placeholders.partition_point(|other| other.end <= range.start);
            let end = range.end;
            let those = placeholders[first..].iter();
            for placeholder in those.take_while(|other| other.start < end) {
                range.start = range.start.min(placeholder.start);
                range.end = range.end.max(placeholder.end);
            }
        }
        let is_one = |range: &Range<usize>| {
            let at = placeholders.binary_search_by_key(&range.start, |other| other.start);
            at.is_ok_and(|at| placeholders[at] == *range)
        };
        spans.retain(|span| !is_one(&span.range));
        spans.sort_by_key(|span| (span.range.start, span.rule));
        spans.dedup_by(|next, first| {
            let meets = next.range.start < first.range.end;
            if meets {
                first.rule = first.rule.min(next.rule);
                first.range.end = first.range.end.max(next.range.end);
            }
            meets
        });
    }

    /// Where placeholders stand in a line.
    fn placeholders_in(&self, line: &[u8]) -> Vec<Range<usize>> {
        let brackets = memchr::memchr_iter(b'[', line);
        let brackets = brackets.filter(|at| line.get(at + 1).is_some_and(u8::is_ascii_uppercase));
        let found = brackets.filter_map(|at| {
            let rest = &line[at..];
            let whole = |with: &String| rest.starts_with(with.as_bytes()).then_some(with.len());
            // `[IP_ADDRESS:0123abcd]`
            let hashed = |with: &String| {
                let name = &with.as_bytes()[..with.len() - 1];
                let hash = rest.strip_prefix(name)?.strip_prefix(b":")?;
                let (hash, end) = hash.split_at_checked(super::hash::SHOWN)?;
                let is_hash = hash.iter().all(u8::is_ascii_hexdigit) && end.first() == Some(&b']');
                is_hash.then_some(name.len() + super::hash::SHOWN + 2)
            };
            let len = self
                .placeholders
                .iter()
                .find_map(|with| whole(with).or_else(|| hashed(with)));
            len.map(|len| at..at + len)
        });
        found.collect()
    }

    fn replace(&self, line: &[u8], spans: &[Span], hit: &mut impl FnMut(usize)) -> Vec<u8> {
        let mut out = Vec::with_capacity(line.len() + 16 * spans.len());
        let mut copied = 0;
        for span in spans {
            out.extend_from_slice(&line[copied..span.range.start]);
            let rule = &self.rules[span.rule];
            hit(span.rule);
            match &self.address_key {
                Some(key) if rule.check == Some(super::check::Check::Ip) => {
                    out.extend_from_slice(&key.placeholder(&rule.with, &line[span.range.clone()]));
                }
                _ => out.extend_from_slice(rule.with.as_bytes()),
            }
            copied = span.range.end;
        }
        out.extend_from_slice(&line[copied..]);
        out
    }
}

/// The line with blanks for what is escaped and for colours, as long as before: what stands behind `%22`, `\\n` or an escape
/// sequence begins there. Nothing, if there is none of these.
fn ease(line: &[u8]) -> Option<Vec<u8>> {
    const ESC: u8 = 0x1b;
    let first = memchr::memchr3(b'%', b'\\', ESC, line)?;
    let mut out: Option<Vec<u8>> = None;
    let mut at = first;
    while let Some(found) = memchr::memchr3(b'%', b'\\', ESC, &line[at..]) {
        let start = at + found;
        let rest = &line[start..];
        let hex = |from: usize, len: usize| {
            rest.get(from..from + len)
                .is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
        };
        let len = match rest {
            [b'%', ..] if hex(1, 2) => 3,
            [b'\\', b'u', ..] if hex(2, 4) => 6,
            [b'\\', b'x', ..] if hex(2, 2) => 4,
            [b'\\', b'n' | b'r' | b't' | b'"' | b'\'' | b'\\', ..] => 2,
            [ESC, b'[', ..] => {
                let codes = rest[2..]
                    .iter()
                    .take_while(|byte| byte.is_ascii_digit() || **byte == b';');
                3 + codes.count()
            }
            _ => 0,
        };
        let end = (start + len).min(line.len());
        if len > 0 {
            out.get_or_insert_with(|| line.to_vec())[start..end].fill(b' ');
        }
        at = end.max(start + 1);
    }
    out
}

/// Whether a byte is within a character of UTF-8, not its first.
fn is_inner(byte: Option<&u8>) -> bool {
    byte.is_some_and(|byte| byte & 0b1100_0000 == 0b1000_0000)
}

/// Leaves out of all that was found what stands in `marks`, which are in order.
fn spare(marks: &[Range<usize>], spans: &mut Vec<Span>) {
    if marks.is_empty() {
        return;
    }
    for Span { rule, mut range } in std::mem::take(spans) {
        let first = marks.partition_point(|mark| mark.end <= range.start);
        let end = range.end;
        for mark in marks[first..].iter().take_while(|mark| mark.start < end) {
            if range.start < mark.start {
                spans.push(Span {
                    rule,
                    range: range.start..mark.start,
                });
            }
            range.start = mark.end.max(range.start);
        }
        if range.start < range.end {
            spans.push(Span { rule, range });
        }
    }
}

fn take(rule: usize, found: &mut Vec<Range<usize>>, spans: &mut Vec<Span>) {
    let found = found.drain(..).filter(|range| !range.is_empty());
    spans.extend(found.map(|range| Span { rule, range }));
}
