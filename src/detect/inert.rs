//! Lines in which nothing begins, remembered: a program's messages are made of few templates.
//!
//! In: a line's text, what was found out of it before, and that no start rule may match it. Out: whether the same was so
//! of one that differs from it in digits alone, which no rule tells apart.

use std::hash::{BuildHasher, RandomState};

use super::Engine;
use crate::pattern::{hash_alike, mix};

/// Lines that are remembered.
const MOST: usize = 1 << 12;

/// The lines that are remembered, each by its hash, which has one place.
#[derive(Debug)]
pub(super) struct Inert {
    /// A number that nobody who writes a log knows.
    seed: u64,
    hashes: Vec<u64>,
}

impl Default for Inert {
    fn default() -> Inert {
        Inert {
            seed: RandomState::new().hash_one(0),
            hashes: Vec::new(),
        }
    }
}

impl Inert {
    /// What stands for a line of which `known` was found out before; nothing where some rule tells digits apart.
    pub(super) fn key(&self, engine: &Engine, text: &str, known: [usize; 3]) -> Option<u64> {
        if !engine.starts()?.takes_any_digit() {
            return None;
        }
        let seed = known
            .iter()
            .fold(self.seed, |seed, known| mix(seed, *known as u64));
        let text = text.as_bytes();
        let is_exact = engine.patterns.headers.may_have_digits(text);
        // Nothing stands for no line.
        Some(hash_alike(text, is_exact, seed).max(1))
    }

    /// Whether nothing begins in the lines that this stands for.
    pub(super) fn has(&self, key: u64) -> bool {
        self.hashes.get(place(key)) == Some(&key)
    }

    /// Remembers that nothing does.
    pub(super) fn add(&mut self, key: u64) {
        self.hashes.resize(MOST, 0);
        self.hashes[place(key)] = key;
    }
}

fn place(key: u64) -> usize {
    (key >> 32) as usize % MOST
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::Patterns;

    #[test]
    fn only_lines_that_differ_in_digits_are_the_same() {
        let engine = Engine::new(Patterns::built_in().unwrap()).unwrap();
        let mut inert = Inert::default();
        let key = |inert: &Inert, text: &str, known| inert.key(&engine, text, known).unwrap();
        let line = "order 17 booked for customer 4711";
        let other = key(&inert, line, [1, 2, 3]);
        inert.add(other);
        let is_known = |text: &str, known| inert.has(key(&inert, text, known));
        assert!(is_known(line, [1, 2, 3]));
        assert!(is_known("order 98 booked for customer 0815", [1, 2, 3]));
        for text in [
            "order 17 booked for customer 47110",
            "order 17 booked for customer 471",
            "order 17 booked for customer 471x",
            "Order 17 booked for customer 4711",
            "",
        ] {
            assert!(!is_known(text, [1, 2, 3]), "{text}");
        }
        assert!(!is_known(line, [1, 2, 4]));
    }

    #[test]
    fn a_priority_is_no_number_like_others() {
        let engine = Engine::new(Patterns::built_in().unwrap()).unwrap();
        let inert = Inert::default();
        let key = |text: &str| inert.key(&engine, text, [0; 3]);
        assert_ne!(key("<131>1 2026-11-20"), key("<134>1 2026-11-20"));
        assert_eq!(key("<131>1 2026-11-20"), key("<131>1 2025-10-02"));
    }
}
