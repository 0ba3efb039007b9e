//! An automaton as it is run: each choice knows what its ways can begin with, so that most choices are none.
//!
//! In: an automaton of [`super::compile::Compiler`]. Out: a [`Program`], whose steps [`super::reader`] takes.

use std::collections::{HashMap, HashSet};

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
        let (first, last) = (usize::from(range.start), usize::from(range.end));
        for word in first / 64..=last / 64 {
            let from = if word == first / 64 { first % 64 } else { 0 };
            let to = if word == last / 64 { last % 64 } else { 63 };
            self.0[word] |= (u64::MAX >> (63 - to)) & (u64::MAX << from);
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

    fn is_apart(&self, other: &Set) -> bool {
        self.0
            .iter()
            .zip(other.0)
            .all(|(mine, other)| mine & other == 0)
    }

    /// Whether it has all bytes that are no characters by themselves.
    fn has_wide(&self) -> bool {
        self.0[2] & self.0[3] == u64::MAX
    }
}

/// A step.
#[derive(Debug)]
pub(super) enum Step {
    /// One byte of a range.
    Range(Transition),
    /// One byte of a set, by its number.
    Class(u32, u32),
    /// One character that begins with a byte of a set, by its number.
    Char(u32, u32),
    /// One byte of several ranges, each with its own next step.
    Ranges(Box<[Transition]>),
    /// A look around.
    Look(Look, u32),
    /// A capture begins or ends.
    Slot(usize, u32),
    /// All bytes of a set, by its number, or all characters that begin with one: what follows begins with none.
    Skip { set: u32, chars: bool, to: u32 },
    /// One way or, failing that, the other.
    Either(Way, Way),
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
    /// What it can begin with.
    first: Set,
    sets: Vec<Set>,
}

impl Program {
    /// With `chars` a byte that is no character stands for all of the character that it begins.
    pub(super) fn new(nfa: &NFA, chars: bool) -> Program {
        let firsts = firsts(nfa);
        let mut sets = Sets::default();
        let way = |to: &StateID, sets: &mut Sets| Way {
            first: sets.number(firsts[to.as_usize()]),
            to: to.as_u32(),
        };
        let class = |set: Set, next: u32, sets: &mut Sets| {
            let number = sets.number(set);
            if chars && set.has_wide() {
                Step::Char(number, next)
            } else {
                Step::Class(number, next)
            }
        };
        let step = |state: &State| match state {
            State::ByteRange { trans } if chars && trans.end == u8::MAX => {
                let mut set = Set::default();
                set.add(*trans);
                class(set, trans.next.as_u32(), &mut sets)
            }
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
                    class(set, next.unwrap_or_default().as_u32(), &mut sets)
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
                let one = way(alt1, &mut sets);
                Step::Either(one, way(alt2, &mut sets))
            }
            State::Match { .. } => Step::Match,
        };
        let mut steps: Vec<_> = nfa.states().iter().map(step).collect();
        for at in 0..steps.len() {
            if let Some(skip) = skip(&steps, at, &sets.list) {
                steps[at] = skip;
            }
        }
        Program {
            steps,
            start: nfa.start_anchored().as_u32(),
            first: firsts[nfa.start_anchored().as_usize()],
            sets: sets.list,
        }
    }

    /// Whether no step tells one digit from another.
    pub(super) fn takes_any_digit(&self) -> bool {
        self.steps.iter().all(|step| self.is_alike_for_digits(step))
    }

    /// Whether none that may read a byte from `place` on does.
    pub(super) fn takes_any_digit_from(&self, place: usize) -> bool {
        let mut reached = HashSet::from([self.start]);
        for _ in 0..place {
            reached = self.closure(reached, false);
            let bytes = reached.iter().flat_map(|step| self.next(*step, true));
            reached = bytes.collect();
        }
        let mut rest = self.closure(reached, true).into_iter();
        rest.all(|step| self.is_alike_for_digits(&self.steps[step as usize]))
    }

    /// Steps, and all that follow them: without reading a byte, or at all.
    fn closure(&self, mut reached: HashSet<u32>, with_bytes: bool) -> HashSet<u32> {
        let mut todo: Vec<u32> = reached.iter().copied().collect();
        while let Some(step) = todo.pop() {
            let mut next = self.next(step, false);
            if with_bytes {
                next.extend(self.next(step, true));
            }
            todo.extend(next.into_iter().filter(|step| reached.insert(*step)));
        }
        reached
    }

    /// What may follow a step that reads a byte, or that reads none.
    fn next(&self, at: u32, reads: bool) -> Vec<u32> {
        match &self.steps[at as usize] {
            Step::Range(range) if reads => vec![range.next.as_u32()],
            Step::Class(_, next) | Step::Char(_, next) if reads => vec![*next],
            Step::Ranges(ranges) if reads => {
                ranges.iter().map(|range| range.next.as_u32()).collect()
            }
            Step::Skip { .. } if reads => vec![at],
            Step::Skip { to, .. } if !reads => vec![*to],
            Step::Look(_, next) | Step::Slot(_, next) if !reads => vec![*next],
            Step::Either(one, other) if !reads => vec![one.to, other.to],
            Step::Choice(ways) if !reads => ways.iter().map(|way| way.to).collect(),
            _ => Vec::new(),
        }
    }

    fn is_alike_for_digits(&self, step: &Step) -> bool {
        let to = |step: &Step, digit: u8| match step {
            Step::Range(range) => range.matches_byte(digit).then_some(range.next.as_u32()),
            Step::Class(set, _) | Step::Char(set, _) | Step::Skip { set, .. } => self.sets
                [*set as usize]
                .has(usize::from(digit))
                .then_some(0),
            Step::Ranges(ranges) => {
                let range = ranges.iter().find(|range| range.matches_byte(digit));
                range.map(|range| range.next.as_u32())
            }
            _ => None,
        };
        (b'1'..=b'9').all(|digit| to(step, digit) == to(step, b'0'))
    }

    /// Whether a way begins with the byte at a place, or the end.
    pub(super) fn allows(&self, way: Way, text: &[u8], at: usize) -> bool {
        self.has(way.first, text, at)
    }

    /// Whether a text that begins so may match.
    pub(super) fn may_begin(&self, text: &[u8]) -> bool {
        self.first
            .has(text.first().map_or(END, |byte| usize::from(*byte)))
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

/// What a choice of once more or not comes down to, where one byte tells.
fn skip(steps: &[Step], at: usize, sets: &[Set]) -> Option<Step> {
    let Step::Either(one, other) = steps[at] else {
        return None;
    };
    let (again, behind) = match steps[one.to as usize] {
        Step::Class(_, next) | Step::Char(_, next) if next as usize == at => (one, other),
        _ => (other, one),
    };
    let (set, chars) = match steps[again.to as usize] {
        Step::Class(set, next) if next as usize == at => (set, false),
        Step::Char(set, next) if next as usize == at => (set, true),
        _ => return None,
    };
    let is_apart = sets[set as usize].is_apart(&sets[behind.first as usize]);
    is_apart.then_some(Step::Skip {
        set,
        chars,
        to: behind.to,
    })
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
