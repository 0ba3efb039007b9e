//! Lines without a header that came before, and what was found out of each: traces are made of the same lines again and
//! again, and nothing but its text says what rules take such a line.
//!
//! In: a line's text. Out: what the start rules say of it, and which rules of which states take it. Of a record's line it
//! is remembered only that no start rule may match it: that is so of most.

use std::cell::RefCell;
use std::rc::Rc;

use super::Engine;
use super::inert::Inert;
use super::start::Asked;
use crate::pattern::mix;

/// Longer lines are data, and come once.
const MOST_BYTES: usize = 512;
/// Lines that are remembered: those of some dozens of traces. Another one takes the place of one with a like hash.
const MOST: usize = 1 << 10;

/// What was found out of a line.
#[derive(Debug)]
pub(super) struct Known {
    text: Box<str>,
    /// What the start rules say of it.
    pub(super) asked: Asked,
    /// For a state, a class and a level, the rule that takes it.
    choices: RefCell<Vec<(u64, Option<u16>)>>,
}

impl Known {
    /// The rule that takes the line, as it was found before for the same key, or as it is found now.
    pub(super) fn choice(&self, key: u64, find: impl FnOnce() -> Option<u16>) -> Option<u16> {
        let found = self
            .choices
            .borrow()
            .iter()
            .find(|(known, _)| *known == key)
            .copied();
        if let Some((_, rule)) = found {
            return rule;
        }
        let rule = find();
        self.choices.borrow_mut().push((key, rule));
        rule
    }
}

/// The lines that are remembered.
#[derive(Debug, Default)]
pub(super) struct Knowledge {
    /// Records whose lines no start rule may match.
    inert: Inert,
    lines: Vec<Option<Rc<Known>>>,
    /// Hashes of lines that came once: only what comes twice is remembered.
    once: Vec<u32>,
}

impl Knowledge {
    /// What the start rules say of a record's line that is not hot.
    pub(super) fn of_record(
        &mut self,
        engine: &Engine,
        text: &str,
        record: usize,
        ask: impl FnOnce() -> Asked,
    ) -> Asked {
        let key = self.inert.key(engine, text, [record, 0, 0]);
        if key.is_some_and(|key| self.inert.has(key)) {
            return Asked::default();
        }
        let asked = ask();
        if let Some(key) = key
            && asked.rules.is_empty()
            && !asked.may_go_on
        {
            self.inert.add(key);
        }
        asked
    }

    /// What is known of a line; what is not is found out, and remembered where the line comes often.
    pub(super) fn of(
        &mut self,
        text: &str,
        ask: impl FnOnce() -> Asked,
    ) -> (Asked, Option<Rc<Known>>) {
        if text.len() > MOST_BYTES {
            return (ask(), None);
        }
        if self.lines.is_empty() {
            self.lines.resize(MOST, None);
            self.once.resize(MOST, 0);
        }
        let hash = hash(text.as_bytes());
        let place = (hash as usize) % MOST;
        if let Some(known) = &self.lines[place]
            && *known.text == *text
        {
            return (known.asked.clone(), Some(Rc::clone(known)));
        }
        let asked = ask();
        let mark = (hash >> 32) as u32;
        if self.once[place] != mark {
            self.once[place] = mark;
            return (asked, None);
        }
        let known = Rc::new(Known {
            text: text.into(),
            asked: asked.clone(),
            choices: RefCell::default(),
        });
        self.lines[place] = Some(Rc::clone(&known));
        (asked, Some(known))
    }
}

fn hash(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks();
    let hash = words.iter().fold(bytes.len() as u64, |hash, word| {
        mix(hash, u64::from_le_bytes(*word))
    });
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let hash = mix(hash, u64::from_le_bytes(last));
    mix(hash, hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_asked_about_until_it_came_twice() {
        let mut knowledge = Knowledge::default();
        let mut count = 0;
        for text in ["a", "b", "a", "a", "b", "a", "a"] {
            let mut ask = || {
                count += 1;
                Asked::default()
            };
            knowledge.of(text, &mut ask);
        }
        assert_eq!(count, 4);
    }

    #[test]
    fn a_choice_is_made_once_for_each_state() {
        let mut knowledge = Knowledge::default();
        knowledge.of("a", Asked::default);
        let (_, known) = knowledge.of("a", Asked::default);
        let known = known.unwrap();
        assert_eq!(known.choice(1, || Some(3)), Some(3));
        assert_eq!(known.choice(1, || unreachable!()), Some(3));
        assert_eq!(known.choice(2, || None), None);
    }

    #[test]
    fn lines_with_the_same_end_have_other_hashes() {
        assert_ne!(hash(b"12345678x"), hash(b"12345679x"));
        assert_ne!(hash(b"x"), hash(b"x\0"));
        assert_ne!(hash(b""), hash(b"\0"));
    }
}
