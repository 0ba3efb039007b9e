//! Keys that take several lines, such as PEM's: from the line that says so to the one that ends it.
//!
//! In: lines, one by one. Out: what of each is key. Lines of others may stand between, and each may have the log's words
//! before it; a key that is never ended ends where no more of it comes.

use std::ops::Range;

use super::keywords::Hit;
use super::regexes::Unusable;
use super::rules::Rule;

/// Characters in a row that are a part of a key wherever they stand.
const RUN: usize = 16;
/// Characters of a key's line that is known by itself.
const ALONE: usize = 40;
/// Lines of others that may stand within a key.
const STRIKES: u8 = 5;
/// Lines of a key: RSA with 16,384 bits has 200, PGP's with pictures more.
const LINES: u16 = 1_000;

/// A key has begun and not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Open {
    pub(super) rule: usize,
    /// Nothing stands before its lines but blanks.
    bare: bool,
    strikes: u8,
    lines: u16,
    /// Only the next line that is not empty is looked at.
    next: bool,
}

/// Lines without anything between a line and the one that belongs to it.
const EMPTY: u16 = 5;

/// Finds keys that begin on a line, and what of them is on it; tells whether one goes on. What says that it begins or ends
/// is marked: no rule takes it, or the next time nothing would say so.
pub(super) fn opens(
    rule: &Rule,
    number: usize,
    line: &[u8],
    hits: &[Hit],
    found: &mut Vec<Range<usize>>,
    marks: &mut Vec<Range<usize>>,
) -> Result<Option<Open>, Unusable> {
    if rule.is_above(line, hits)? {
        return Ok(Some(Open::below(number)));
    }
    let mut at = 0;
    while let Some(opening) = rule.opens(line, at)? {
        let begin = opening.begin.end;
        marks.push(opening.begin.clone());
        marks.extend(opening.until.clone());
        let Some(until) = opening.until else {
            let open = Open {
                rule: number,
                bare: line[..opening.begin.start]
                    .iter()
                    .all(|byte| b" \t\"'|>+-".contains(byte)),
                strikes: 0,
                lines: 0,
                next: false,
            };
            // What is behind it on the line is key, but for what closes a text.
            runs(&line[begin..], begin, 1, found);
            return Ok(Some(open));
        };
        found.extend(trimmed(line, begin..until.start));
        at = until.end;
    }
    Ok(None)
}

impl Open {
    /// Whether both are of one rule.
    pub(super) fn is_of(&self, other: &Open) -> bool {
        self.rule == other.rule
    }

    /// What the rule finds in the next line is open.
    pub(super) fn below(rule: usize) -> Open {
        Open {
            rule,
            bare: false,
            strikes: 0,
            lines: 0,
            next: true,
        }
    }

    /// Finds what of the next line is key; tells whether it goes on.
    pub(super) fn goes_on(
        &self,
        rule: &Rule,
        line: &[u8],
        found: &mut Vec<Range<usize>>,
        marks: &mut Vec<Range<usize>>,
    ) -> Result<Option<Open>, Unusable> {
        if self.next {
            // The headers of a part of a form stand before its value.
            if line.trim_ascii().is_empty() || line.starts_with(b"Content-") {
                let lines = self.lines + 1;
                return Ok((lines < EMPTY).then(|| Open {
                    lines,
                    ..self.clone()
                }));
            }
            let before = found.len();
            rule.find_next(line, found)?;
            // The lines of a tree belong together.
            let tree = [&b"\xe2\x94\x94"[..], b"\xe2\x94\x82", b"\xe2\x95\xb0"];
            let in_tree = tree
                .iter()
                .any(|part| memchr::memmem::find(line, part).is_some());
            let hidden = memchr::memmem::find(line, rule.with.as_bytes()).is_some();
            let goes_on = in_tree && (found.len() > before || hidden);
            return Ok(goes_on.then(|| self.clone()));
        }
        if let Some(until) = rule.closes(line)? {
            marks.push(until.clone());
            if is_body(&line[..until.start], self.bare, rule) {
                body(&line[..until.start], self.bare, found);
            }
            return Ok(None);
        }
        let mut next = self.clone();
        next.lines += 1;
        if is_body(line, self.bare, rule) {
            body(line, self.bare, found);
            next.strikes = 0;
        } else if !line.trim_ascii().is_empty() {
            next.strikes += 1;
        }
        Ok((next.strikes < STRIKES && next.lines < LINES).then_some(next))
    }
}

/// Where in a text the lines of keys begin whose end is there and whose beginning is not.
pub(super) fn headless(rule: &Rule, number: usize, text: &[u8], most: usize) -> Vec<(usize, Open)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Ok(Some(until)) = rule.closes(&text[from..]) {
        let (above, end) = (&text[from..from + until.start], from + until.end);
        let begins = rule.opens(above, 0).is_ok_and(|begin| begin.is_some());
        if !begins && let Some((start, bare)) = body_above(rule, above, most) {
            let open = Open {
                rule: number,
                bare,
                strikes: 0,
                lines: 0,
                next: false,
            };
            found.push((from + start, open));
        }
        from = end;
    }
    found
}

/// Where the last lines of a text begin that are a key's, but for the very last, and whether nothing stands before them.
fn body_above(rule: &Rule, text: &[u8], most: usize) -> Option<(usize, bool)> {
    let last = memchr::memrchr(b'\n', text)? + 1;
    let mut start = last;
    let mut bare = true;
    for _ in 0..most {
        let Some(end) = start.checked_sub(1) else {
            break;
        };
        let begin = memchr::memrchr(b'\n', &text[..end]).map_or(0, |at| at + 1);
        let line = &text[begin..end];
        let whole = is_body(line, true, rule);
        if !whole && !is_body(line, false, rule) {
            break;
        }
        bare &= whole;
        start = begin;
    }
    (start < last).then_some((start, bare))
}

/// Whether a line ends with so much base64 that it is a key's, even if nothing says so.
pub(super) fn is_alone(line: &[u8]) -> bool {
    let word = &line[last_word(line)];
    let has = |class: fn(&u8) -> bool| word.iter().any(class);
    word.len() >= ALONE
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_digit)
        && !line.contains(&b'/')
        || word.len() >= 60 && is_base64(word) && has(u8::is_ascii_uppercase)
}

/// Marks what of a line is key.
fn body(line: &[u8], bare: bool, found: &mut Vec<Range<usize>>) {
    runs(line, 0, RUN, found);
    let word = last_word(line);
    let whole = bare && line[..word.start].trim_ascii().is_empty();
    if !word.is_empty() && (whole || is_base64(&line[word.clone()])) {
        found.push(word);
    }
}

/// Whether a line is one of a key's: base64 to its end, a header of one, or hidden already.
fn is_body(line: &[u8], bare: bool, rule: &Rule) -> bool {
    let text = line.trim_ascii();
    if text.ends_with(rule.with.as_bytes())
        || memchr::memmem::find(text, rule.with.as_bytes()).is_some()
    {
        return true;
    }
    let word = last_word(line);
    if word.is_empty() {
        return false;
    }
    let letters = &line[word.clone()];
    let alone = line[..word.start]
        .trim_ascii()
        .iter()
        .all(|byte| b"\"'|>+-".contains(byte));
    let base64 = letters.iter().all(|byte| is_of_base64(*byte));
    let header = [&b"Proc-Type:"[..], b"DEK-Info:", b"Version:", b"Comment:"]
        .iter()
        .any(|name| memchr::memmem::find(text, name).is_some());
    let header = header
        || bare
            && text
                .iter()
                .position(|byte| *byte == b':')
                .is_some_and(|colon| {
                    let name = &text[..colon];
                    colon > 2
                        && name
                            .iter()
                            .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
                });
    base64 && (alone && bare || is_base64(letters)) || header
}

fn is_of_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

/// Base64 that is no word of a language.
fn is_base64(word: &[u8]) -> bool {
    let has = |class: fn(&u8) -> bool| word.iter().any(class);
    let mixed = has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase);
    word.iter().all(|byte| is_of_base64(*byte))
        && (word.len() >= 40
            || word.ends_with(b"=")
            || word.starts_with(b"=")
            || mixed && (has(u8::is_ascii_digit) || word.len() >= RUN))
}

/// The last word of a line, without what closes a text.
fn last_word(line: &[u8]) -> Range<usize> {
    let mut end = line.len();
    loop {
        let text = &line[..end];
        let close = text
            .iter()
            .rev()
            .take_while(|byte| b" \t\r\"',+;)]}".contains(byte));
        let cut = end - close.count();
        let text = &line[..cut];
        end = if text.ends_with(b"\\n") || text.ends_with(b"\\r") {
            cut - 2
        } else {
            cut
        };
        if end == cut {
            break;
        }
    }
    let word = line[..end]
        .iter()
        .rev()
        .take_while(|byte| is_of_base64(**byte));
    let start = end - word.count();
    start..end
}

/// Runs of a key's characters that are long enough.
fn runs(text: &[u8], offset: usize, least: usize, found: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while let Some(start) = text[at..].iter().position(|byte| is_of_base64(*byte)) {
        let start = at + start;
        // The letter of an escape is none of the key's.
        let escaped = start > 0 && text[start - 1] == b'\\';
        let begin = start + usize::from(escaped);
        let len = text[begin..]
            .iter()
            .take_while(|byte| is_of_base64(**byte))
            .count();
        if len >= least {
            found.push(offset + begin..offset + begin + len);
        }
        at = (begin + len).max(start + 1);
    }
}

/// A part of a line without what closes a text around it.
fn trimmed(line: &[u8], part: Range<usize>) -> Option<Range<usize>> {
    let text = &line[part.clone()];
    let first = text.iter().position(|byte| is_of_base64(*byte))?;
    let last = text.iter().rposition(|byte| is_of_base64(*byte))?;
    let mut start = part.start + first;
    let mut end = part.start + last + 1;
    // `\nMIIE...\n`
    if line[..start].ends_with(b"\\") && matches!(line[start], b'n' | b'r') {
        start += 1;
    }
    if line[..end].ends_with(b"\\n") {
        end -= 2;
    }
    (start < end).then_some(start..end)
}
