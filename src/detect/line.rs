//! A line of one logical stream, and the style of the lines before it.

use std::cell::{Cell, OnceCell};
use std::collections::VecDeque;
use std::rc::Rc;

use super::Engine;
use super::answer::{self, Response};
use super::known::Known;
use crate::incident::Level;
use crate::pattern::{Class, Head, Headers, REACH, Said};

/// A regex sees no more of a line than this; the rest is text. Longer heads of lines are data, not structure.
pub(super) const MATCH_BYTES: usize = 8 << 10;
/// No more of a line than this is kept: an incident's text has the same limit.
pub(super) const KEEP_BYTES: usize = 64 << 10;
/// No word is longer than this, such as a token: what has no gaps is data, and cut anywhere.
const WORD_BYTES: usize = 1 << 10;

/// What is left of a line without its transport.
#[derive(Debug)]
pub(super) struct Text<'t> {
    pub rest: &'t str,
    /// The name before it that ends what the transport says: what it tells may stand in the rest.
    pub tag: &'t str,
    /// Whether the transport makes a record of every line.
    pub own_record: bool,
    /// What is known already of its header.
    pub said: Said,
}

/// A line without colour, line end and transport.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Its place in its stream.
    pub seq: u64,
    /// Its number in the file, from 1.
    pub number: u64,
    /// Offset of its first byte in the file.
    pub start: u64,
    /// Offset behind its newline.
    pub end: u64,
    /// Whether more of it was thrown away.
    pub clipped: bool,
    /// Whether its transport makes a record of every line.
    pub own_record: bool,
    pub text: String,
    /// What ends its transport, if that is a name.
    pub tag: String,
    /// Whether it is the rest of an incident: such lines do not tell how the others look.
    pub told: Cell<bool>,
    /// What was found out of such lines before.
    pub known: Option<Rc<Known>>,
    said: Said,
    header: OnceCell<Option<usize>>,
    head: OnceCell<Option<Head>>,
    level: OnceCell<Option<Level>>,
    response: OnceCell<Option<Response>>,
}

impl Line {
    /// Fills a line anew, keeping its buffer.
    pub(super) fn set(&mut self, seq: u64, number: u64, range: (u64, u64), text: &Text<'_>) {
        self.seq = seq;
        self.number = number;
        (self.start, self.end) = range;
        self.text.clear();
        let kept = clip(text.rest, KEEP_BYTES);
        if self.text.capacity() > MATCH_BYTES {
            // The buffer of a long line is not kept for the short ones that follow.
            self.text.shrink_to(kept.len());
        }
        self.clipped = kept.len() < text.rest.len();
        self.own_record = text.own_record;
        self.tag.clear();
        self.tag.push_str(text.tag);
        self.told.set(false);
        self.text.push_str(kept);
        self.said = text.said;
        self.header.take();
        self.head.take();
        self.level.take();
        self.response.take();
    }

    /// What regexes see of it.
    pub(super) fn seen(&self) -> &str {
        seen(&self.text)
    }

    pub(super) fn is_head(&self, headers: &Headers) -> bool {
        self.header(headers).is_some()
    }

    /// The header that it begins with, as a number among the records' headers.
    pub(super) fn header(&self, headers: &Headers) -> Option<usize> {
        match self.said.record() {
            Some(record) => record,
            None => *self.header.get_or_init(|| headers.find(self.seen())),
        }
    }

    pub(super) fn head(&self, headers: &Headers) -> Option<&Head> {
        let header = self.header(headers)?;
        self.head
            .get_or_init(|| headers.read(header, self.seen()))
            .as_ref()
    }

    /// The response that it tells of.
    pub(super) fn response(&self, engine: &Engine) -> Option<Response> {
        let message = || Some(self.head(&engine.patterns.headers)?.message);
        let read = || answer::response(engine, self.seen(), message);
        *self.response.get_or_init(read)
    }

    /// Whether its level is known, or told by lines that begin likewise.
    pub(super) fn is_level_near(&self) -> bool {
        self.said.is_remembered()
    }

    pub(super) fn level(&self, headers: &Headers) -> Option<Level> {
        let read = || headers.level(self.seen(), &self.said);
        *self.level.get_or_init(read)
    }
}

/// What regexes see of a line.
pub(super) fn seen(text: &str) -> &str {
    clip(text, MATCH_BYTES)
}

/// Cuts a text at the end of a word: half a secret is not known as one.
pub(super) fn clip(text: &str, limit: usize) -> &str {
    if text.len() <= limit {
        return text;
    }
    let words = limit.saturating_sub(WORD_BYTES).max(1)..=limit;
    let ends = |at: &usize| ends_word(text.as_bytes(), *at);
    let mut end = words.rev().find(ends).unwrap_or(limit);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether a word ends here; a number may be written in groups.
fn ends_word(text: &[u8], at: usize) -> bool {
    let is_digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    match text[at] {
        b' ' => !(is_digit(at - 1) && is_digit(at + 1)),
        byte => b"\t,;\"'".contains(&byte),
    }
}

/// Whether the records of a stream have headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Style {
    /// Not known yet: a line without a header counts as the rest of the record above.
    #[default]
    Unknown,
    /// They have.
    Headed,
    /// No line has.
    Plain,
}

impl Style {
    /// The class of a line in a stream of this style.
    pub(super) fn class(self, is_head: bool, own_record: bool) -> Class {
        match (is_head, self) {
            (true, _) => Class::Head,
            (false, Style::Plain) => Class::Plain,
            (false, _) if own_record => Class::Plain,
            (false, _) => Class::Body,
        }
    }
}

/// The style that the last lines of `window` show to a run beginning below them: the newest two neighbours with a
/// header, or without, decide. Blank and indented lines are neither, nor are those of a trace. Only lines that `strip` finds a text in count.
pub(super) fn style<'l>(
    window: &'l VecDeque<Rc<Line>>,
    before: u64,
    headers: &Headers,
    strip: impl Fn(&'l Line) -> Option<&'l str>,
) -> Style {
    let mut newer = None;
    let lines = window.iter().rev().skip_while(|line| line.seq >= before);
    for line in lines.take(REACH) {
        let Some(text) = strip(line) else { continue };
        let vote = if text.len() == line.text.len() && line.is_head(headers)
            || text.len() < line.text.len() && headers.is_head(text)
        {
            Some(Style::Headed)
        } else if text.trim_end().is_empty() || text.starts_with([' ', '\t']) || line.told.get() {
            None
        } else {
            Some(Style::Plain)
        };
        match (vote, newer) {
            (Some(vote), Some(newer)) if vote == newer => return vote,
            _ => newer = vote,
        }
    }
    Style::Unknown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_cut_between_words_and_not_in_a_number() {
        for (text, clipped) in [
            ("short", "short"),
            ("one two three four", "one two three"),
            ("one two, three,four", "one two, three"),
            ("one two threefour", "one two"),
            ("card 4111 1111 1111 1111", "card"),
            (
                "n\":\"x\",\"mail\":\"bob@example.com",
                "n\":\"x\",\"mail\":",
            ),
        ] {
            assert_eq!(clip(text, 15), clipped);
        }
        let data = "é".repeat(WORD_BYTES);
        assert_eq!(clip(&data, WORD_BYTES + 101).len(), WORD_BYTES + 100);
    }
}
