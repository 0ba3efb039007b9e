//! Lines in the order in which they come.
//!
//! In: lines, with or without their ends. Out: each as it may be shown. What is remembered between two of them is only
//! whether a key of several lines is open, and what was counted.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::keys::{self, Open};
use super::{FAILED, Scrubber};

/// Lines above the end of a key whose beginning is not there.
const HEADLESS: usize = 200;

/// Scrubs lines that belong together.
#[derive(Debug, Clone)]
pub struct Stream<'s> {
    scrubber: &'s Scrubber,
    open: Vec<Open>,
    hits: Vec<u64>,
    failed: bool,
}

impl<'s> Stream<'s> {
    pub(super) fn new(scrubber: &'s Scrubber) -> Self {
        Stream {
            scrubber,
            open: Vec::new(),
            hits: Vec::new(),
            failed: false,
        }
    }

    /// A line as it may be shown, if that is not as it is. Its end stays.
    pub fn line(&mut self, line: &[u8]) -> Option<Vec<u8>> {
        let text = line.strip_suffix(b"\n").unwrap_or(line);
        let hits = &mut self.hits;
        let rules = self.scrubber.rules.len();
        let done = self.scrubber.line(text, &mut self.open, &mut |rule| {
            if hits.is_empty() {
                hits.resize(rules, 0);
            }
            hits[rule] += 1;
        });
        self.failed |= done.is_err();
        let mut changed = done.unwrap_or_else(|_| Some(FAILED.as_bytes().to_vec()))?;
        changed.extend_from_slice(&line[text.len()..]);
        Some(changed)
    }

    /// A text of several lines. From a place in it on, a key may be open. If a rule cannot run, nothing of it is shown.
    pub(super) fn text<'t>(&mut self, text: &'t str, open: Option<&(usize, Open)>) -> Cow<'t, str> {
        let mut out: Option<Vec<u8>> = None;
        let mut read = 0;
        for line in text.as_bytes().split_inclusive(|byte| *byte == b'\n') {
            if let Some((at, open)) = open
                && *at == read
            {
                self.open.push(open.clone());
            }
            let changed = self.line(line);
            if changed.is_some() && out.is_none() {
                out = Some(text.as_bytes()[..read].to_vec());
            }
            if let Some(out) = &mut out {
                out.extend_from_slice(changed.as_deref().unwrap_or(line));
            }
            read += line.len();
        }
        if self.failed {
            return Cow::Owned(FAILED.to_owned());
        }
        match out.map(String::from_utf8) {
            None => Cow::Borrowed(text),
            Some(out) => Cow::Owned(out.unwrap_or_else(|_| FAILED.to_owned())),
        }
    }

    /// Where in a text the lines of a key are whose end is there and whose beginning is not.
    pub(super) fn headless(&self, text: &[u8]) -> Option<(usize, Open)> {
        // A text of one line has none above another.
        memchr::memchr(b'\n', text)?;
        let mut rules = self.scrubber.rules.iter().enumerate();
        rules.find_map(|(number, rule)| keys::headless(rule, number, text, HEADLESS))
    }

    /// Where a line that has not ended may be cut: nowhere, if something secret takes all of the last `kept` bytes.
    pub(super) fn cut(&self, line: &[u8], kept: usize) -> Option<usize> {
        self.scrubber.cut(line, kept)
    }

    /// Adds what was hit by the rules' names, and begins to count anew.
    pub fn count(&mut self, counts: &mut BTreeMap<String, u64>) {
        for (rule, hits) in self.scrubber.rules.iter().zip(self.hits.drain(..)) {
            if hits > 0 {
                *counts.entry(rule.name.clone()).or_default() += hits;
            }
        }
    }
}
