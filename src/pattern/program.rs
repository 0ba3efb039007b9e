//! A header's automaton as it is run: each choice knows what its ways can begin with, so that most choices are none.
//!
//! In: an automaton of [`super::compile::Compiler`]. Out: a [`Program`], whose steps [`super::reader`] takes.

use std::collections::HashMap;

use regex_automata::nfa::thompson::{NFA, State, Transition};
use regex_automata::util::look::Look;
use regex_automata::util::primitives::StateID;

/// Bytes, and behind them the end of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Set([u64; 5]);

/// The end of the text, in a [`Set`].
const END: usize = 256;

impl Set {
    fn add(&mut self, range: Transition) {
        for byte in range.start..=range.end {
            self.0[usize::from(byte) / 64] |= 1 << (byte % 64);
        }
    }

    fn add_end(&mut self) {
        self.0[END / 64] |= 1 << (END % 64);
    }

    fn add_all(&mut self, other: &Set) {
        for (mine, more) in self.0.iter_mut().zip(other.0) {
            *mine |= more;
        }
    }

    fn has(&self, byte: usize) -> bool {
        self.0[byte / 64] >> (byte % 64) & 1 == 1
    }
}

/// A step.
#[derive(Debug)]
pub(super) enum Step {
    /// One byte of a range.
    Range(Transition),
    /// One byte of a set, by its number.
    Class(u32, u32),
    /// One byte of several ranges, each with its own next step.
    Ranges(Box<[Transition]>),
    /// A look around.
    Look(Look, u32),
    /// A capture begins or ends.
    Slot(usize, u32),
    /// Ways in order.
    Choice(Box<[Way]>),
    /// The regex is over.
    Match,
    /// It does not match.
    Fail,
}

/// A way that a choice leads to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    /// The number of the set of what it can begin with.
    first: u32,
    pub(super) to: u32,
}

/// The steps of a regex.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) steps: Vec<Step>,
    pub(super) start: u32,
    sets: Vec<Set>,
}

impl Program {
    pub(super) fn new(nfa: &NFA) -> Program {
        let firsts = firsts(nfa);
        let mut sets = Sets::default();
        let way = |to: &StateID, sets: &mut Sets| Way {
            first: sets.number(firsts[to.as_usize()]),
            to: to.as_u32(),
        };
        let step = |state: &State| match state {
            State::ByteRange { trans } => Step::Range(*trans),
            State::Sparse(sparse) => {
                let next = sparse.transitions.first().map(|range| range.next);
                if sparse
                    .transitions
                    .iter()
                    .all(|range| Some(range.next) == next)
                {
                    let mut set = Set::default();
                    sparse.transitions.iter().for_each(|range| set.add(*range));
                    Step::Class(sets.number(set), next.unwrap_or_default().as_u32())
                } else {
                    Step::Ranges(sparse.transitions.clone())
                }
            }
            // Not made by the compiler.
            State::Dense(_) | State::Fail => Step::Fail,
            State::Look { look, next } => Step::Look(*look, next.as_u32()),
            State::Capture { next, slot, .. } => Step::Slot(slot.as_usize(), next.as_u32()),
            State::Union { alternates } => {
                Step::Choice(alternates.iter().map(|to| way(to, &mut sets)).collect())
            }
            State::BinaryUnion { alt1, alt2 } => {
                Step::Choice([alt1, alt2].map(|to| way(to, &mut sets)).into())
            }
            State::Match { .. } => Step::Match,
        };
        Program {
            steps: nfa.states().iter().map(step).collect(),
            start: nfa.start_anchored().as_u32(),
            sets: sets.list,
        }
    }

    /// Whether the byte at a place, or the end, is in a set.
    pub(super) fn has(&self, set: u32, text: &[u8], at: usize) -> bool {
        let byte = text.get(at).map_or(END, |byte| usize::from(*byte));
        self.sets[set as usize].has(byte)
    }

    /// The ways of a choice that the next byte allows.
    pub(super) fn ways<'w>(
        &'w self,
        ways: &'w [Way],
        text: &[u8],
        at: usize,
    ) -> impl DoubleEndedIterator<Item = u32> + 'w {
        let byte = text.get(at).map_or(END, |byte| usize::from(*byte));
        let allowed = ways
            .iter()
            .filter(move |way| self.sets[way.first as usize].has(byte));
        allowed.map(|way| way.to)
    }
}

#[derive(Default)]
struct Sets {
    list: Vec<Set>,
    numbers: HashMap<Set, u32>,
}

impl Sets {
    fn number(&mut self, set: Set) -> u32 {
        let next = self.list.len() as u32;
        let number = *self.numbers.entry(set).or_insert(next);
        if number == next {
            self.list.push(set);
        }
        number
    }
}

/// What each state can begin with: nothing more, so that a choice of one way always leads to a byte.
fn firsts(nfa: &NFA) -> Vec<Set> {
    let mut firsts = vec![Set::default(); nfa.states().len()];
    loop {
        let mut has_changed = false;
        // What follows a state was made before it, save for loops.
        for (at, state) in nfa.states().iter().enumerate() {
            let mut first = firsts[at];
            match state {
                State::ByteRange { trans } => first.add(*trans),
                State::Sparse(sparse) => {
                    sparse
                        .transitions
                        .iter()
                        .for_each(|range| first.add(*range));
                }
                State::Look {
                    look: Look::End,
                    next,
                } => {
                    if firsts[next.as_usize()].has(END) {
                        first.add_end();
                    }
                }
                State::Look { next, .. } | State::Capture { next, .. } => {
                    first.add_all(&firsts[next.as_usize()]);
                }
                State::Union { alternates } => {
                    for to in alternates {
                        first.add_all(&firsts[to.as_usize()]);
                    }
                }
                State::BinaryUnion { alt1, alt2 } => {
                    first.add_all(&firsts[alt1.as_usize()]);
                    first.add_all(&firsts[alt2.as_usize()]);
                }
                State::Match { .. } => first = Set([u64::MAX; 5]),
                State::Dense(_) | State::Fail => {}
            }
            has_changed |= first != firsts[at];
            firsts[at] = first;
        }
        if !has_changed {
            return firsts;
        }
    }
}
