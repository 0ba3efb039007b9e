//! What headers say of a line: remembered of lines that begin alike, or asked.
//!
//! In: a line. Out: [`Said`]. What is remembered is what would be found; a test compares them.
#![expect(
    clippy::option_option,
    reason = "whether it is known, and if so whether there is one"
)]

use std::cell::RefCell;

use super::super::memo::{Known, Memo, Said};
use super::super::reader::Reading;
use super::transport::{Names, Transport, first};
use super::{Headers, clip};
use crate::incident::Level;

thread_local! {
    /// What a thread remembers of lines' beginnings.
    static MEMO: RefCell<Memo> = RefCell::default();
}

impl Headers {
    /// Whether that is remembered of which [`Headers::is_bare`] tells.
    pub(crate) fn is_known_bare(&self, line: &[u8]) -> bool {
        self.with_memo(|memo| memo.bare.get(line, false).is_some())
    }

    /// Whether nothing that a line begins with looks like a transport: much faster told than which transport it has.
    pub(crate) fn is_bare(&self, line: &[u8]) -> bool {
        let Some(set) = self.outer_set().filter(|set| set.takes_any_digit()) else {
            return false;
        };
        self.with_memo(|memo| {
            let Ok(text) = std::str::from_utf8(line) else {
                return false;
            };
            let mut has_any = false;
            let reach = set.read(clip(text), &mut |_| has_any = true);
            match reach.filter(|_| !has_any) {
                Some(reach) => memo.bare.learn(line, false, (), reach),
                None => return false,
            }
            true
        })
    }

    /// What names the streams of all lines that are alike but for their digits, where that is certain; and of how many
    /// bytes this is so.
    pub(crate) fn names_of_alike(&self, line: &str) -> Option<(Names, usize)> {
        let said = self.recall(line).filter(Said::is_remembered)?;
        let names = match said.transport? {
            Some(transport) => Some(transport.places()),
            None => said.names,
        };
        Some((names?, said.read()))
    }

    /// Calls `with` with what the thread remembers of these headers.
    fn with_memo<T>(&self, with: impl FnOnce(&mut Memo) -> T) -> T {
        MEMO.with_borrow_mut(|memo| {
            if memo.owner != self.id {
                *memo = Memo::new(self.id);
            }
            with(memo)
        })
    }

    /// What is remembered of lines that begin so, after a look at this one if need be.
    pub(super) fn recall(&self, text: &str) -> Option<Said> {
        // Another digit would be another header.
        let is_exact = self.may_have_digits(text.as_bytes());
        self.with_memo(|memo| match memo.find(text, is_exact) {
            Known::Said(said) => Some(said),
            Known::Not => None,
            Known::Nothing => self.learn(text, is_exact, memo),
        })
    }

    /// Asks all headers about a line, and remembers what they say.
    fn learn(&self, text: &str, is_exact: bool, memo: &mut Memo) -> Option<Said> {
        let sets = [self.outer_set()?, self.records_set()?];
        if !sets.iter().all(|set| set.takes_any_digit()) {
            return None;
        }
        let clipped = clip(text);
        let mut said = Said::default();
        let outer = self
            .outer_set()?
            .read(clipped, &mut |at| said.outer |= 1 << at)?;
        // Of a line with a transport that is certain nobody asks what would be its record's header.
        if first(said.outer).is_some_and(|at| !self.outer[at].only) {
            said.transport = self.transport_within(&said, text, outer.read);
            memo.learn(text, is_exact, &mut said, outer);
            return Some(said);
        }
        let mut record = None;
        let mut reach = self
            .records_set()?
            .read(clipped, &mut |at| record = Some(at))?;
        if is_exact {
            let mut found = |at: usize| {
                let at = self.with_digits[at];
                record = Some(record.map_or(at, |first| first.min(at)));
            };
            reach = reach.and(self.digits_set()?.read(clipped, &mut found)?);
        }
        said.set_record(record);
        said.level = match record {
            None => Some(None),
            Some(_) => None,
        };
        let reach = reach.and(outer);
        said.transport = self.transport_within(&said, text, reach.read);
        said.names = (self.names(text, &said)).filter(|names| names.end() <= reach.read);
        memo.learn(text, is_exact, &mut said, reach);
        Some(said)
    }

    /// The transport that all lines have that are alike in what was read of this one; nothing if that is not certain.
    fn transport_within(&self, said: &Said, text: &str, read: usize) -> Option<Option<Transport>> {
        let mut outer = said.outer;
        while let Some(at) = first(outer) {
            outer &= outer - 1;
            let header = &self.outer[at];
            if header.only
                && let Some(record) = said.record()?
            {
                if self.records[record].weak {
                    return None;
                }
                continue;
            }
            let reader = self
                .reader(header)
                .filter(|reader| reader.takes_any_digit())?;
            let Reading::Captured(captured) = reader.read(text) else {
                return None;
            };
            let found = Transport::of(at, &captured);
            let is_within = found.end() <= read;
            return is_within.then_some(Some(found));
        }
        Some(None)
    }

    /// The level of a line's record, by what is known of the line.
    pub fn level(&self, text: &str, said: &Said) -> Option<Level> {
        if let Some(level) = said.level {
            return level;
        }
        let header = match said.record() {
            Some(record) => record?,
            None => self.find(text)?,
        };
        if said.is_remembered()
            && let Some(level) = self.level_within(header, text, said.read())
        {
            let is_exact = self.may_have_digits(text.as_bytes());
            MEMO.with_borrow_mut(|memo| memo.learn_level(text, is_exact, level));
            return level;
        }
        self.read(header, text)?.level
    }

    /// The level that a header has in all lines that are alike in what was read of this one.
    fn level_within(&self, header: usize, text: &str, read: usize) -> Option<Option<Level>> {
        let header = &self.records[header];
        let reader = self.reader(header)?;
        if !reader.has("level") {
            return Some(header.level);
        }
        let Reading::Captured(captured) = reader.read(text) else {
            return None;
        };
        let word = captured.name("level")?;
        let is_told = word.end() <= read
            && reader.takes_any_digit()
            && !word.as_str().contains(|c: char| c.is_ascii_digit());
        is_told.then(|| Level::parse(word.as_str()).or(header.level))
    }

    /// What the headers say of a line; its record's only where that is remembered.
    pub fn said(&self, text: &str) -> Said {
        self.recall(text)
            .unwrap_or_else(|| Said::of_outer(self.heads(clip(text))))
    }
}
