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
    /// Where in the text a key is open that began before it.
    headless: Vec<(usize, Open)>,
    /// Bytes of the text that were read.
    read: usize,
    hits: Vec<u64>,
    failed: bool,
}

impl<'s> Stream<'s> {
    pub(super) fn new(scrubber: &'s Scrubber) -> Self {
        Stream {
            scrubber,
            open: Vec::new(),
            headless: Vec::new(),
            read: 0,
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

    /// What comes is all of this text: a key may end in it that began before.
    pub(super) fn looks_ahead(&mut self, text: &[u8]) {
        self.read = 0;
        // A text of one line has none above another.
        if memchr::memchr(b'\n', text).is_some() {
            let rules = self.scrubber.rules.iter().enumerate();
            let found =
                rules.flat_map(|(number, rule)| keys::headless(rule, number, text, HEADLESS));
            self.headless = found.collect();
        }
    }

    /// The next lines of the text. If a rule cannot run, nothing of it is shown.
    pub(super) fn text<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        let mut out: Option<Vec<u8>> = None;
        let mut read = 0;
        for line in text.as_bytes().split_inclusive(|byte| *byte == b'\n') {
            let here = self
                .headless
                .iter()
                .filter(|(at, _)| *at == self.read + read);
            self.open.extend(here.map(|(_, open)| open.clone()));
            let changed = self.line(line);
            if changed.is_some() && out.is_none() {
                out = Some(text.as_bytes()[..read].to_vec());
            }
            if let Some(out) = &mut out {
                out.extend_from_slice(changed.as_deref().unwrap_or(line));
            }
            read += line.len();
        }
        // The next one begins on a line of its own.
        self.read += read + 1;
        if self.failed {
            return Cow::Owned(FAILED.to_owned());
        }
        match out.map(String::from_utf8) {
            None => Cow::Borrowed(text),
            Some(out) => Cow::Owned(out.unwrap_or_else(|_| FAILED.to_owned())),
        }
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
