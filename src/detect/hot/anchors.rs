//! A search for many literals at once, arranged for the algorithm that does it.
//!
//! In: the words of levels and the hints of machines. Out: the next word or hint. Of each hint only a part is searched
//! for, and one part does for all hints that hold it.

use aho_corasick::packed;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, Span};

use crate::pattern::hint;

/// So much of a hint is searched for: its rarest bytes.
const ANCHOR: usize = 8;
/// Teddy compares so many bytes at once, at the beginning of a literal.
pub(super) const FIRST: usize = 4;
/// It does so for 8 buckets of literals, or for 16 at half the speed where there are more literals than this.
const SLIM: usize = 32;
/// And not at all where there are more than this.
pub(super) const MOST: usize = 64;

/// A search for words, for statuses and for parts of hints.
#[derive(Debug)]
pub(super) struct Anchors {
    search: Search,
    holders: Vec<Holders>,
}

/// What holds a literal.
#[derive(Debug, Clone, Default)]
struct Holders {
    /// The hints that do, and where in them it stands.
    hints: Vec<(usize, Hint)>,
    /// Those of responses.
    answers: Vec<(usize, Hint)>,
    /// Whether a word does.
    has_word: bool,
}

/// A hint, made ready to be compared.
#[derive(Debug, Clone)]
struct Hint {
    literal: Box<[u8]>,
    /// What stands behind each of its numbers.
    behind: Vec<Box<[u8]>>,
}

impl Hint {
    fn new(hint: &str) -> Hint {
        let mut parts = hint::parts(hint).map(|part| part.as_bytes().into());
        Hint {
            literal: parts.next().unwrap_or_default(),
            behind: parts.collect(),
        }
    }

    fn begins(&self, text: &[u8]) -> bool {
        let mut rest = text.strip_prefix(&*self.literal);
        for part in &self.behind {
            rest = rest.and_then(|rest| hint::number(rest)?.strip_prefix(&**part));
        }
        rest.is_some()
    }
}

/// What was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Hint,
    Word,
    Status,
}

#[derive(Debug)]
enum Search {
    /// Teddy, where the processor has it and the literals are few.
    Packed(packed::Searcher),
    Automaton(AhoCorasick),
    None,
}

impl Search {
    fn new(literals: &[&str]) -> Search {
        if literals.is_empty() {
            return Search::None;
        }
        let packed = packed::Config::new().builder().extend(literals).build();
        match packed {
            Some(packed) => Search::Packed(packed),
            None => AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::DFA))
                .build(literals)
                .map_or(Search::None, Search::Automaton),
        }
    }

    /// Which literal is met first, and where.
    fn find(&self, block: &[u8], from: usize) -> Option<(usize, usize)> {
        let span = Span::from(from..block.len());
        let found = match self {
            Search::Packed(packed) => packed.find_in(block, span),
            Search::Automaton(automaton) => automaton.find(Input::new(block).span(span)),
            Search::None => None,
        };
        found.map(|found| (found.pattern().as_usize(), found.start()))
    }
}

impl Anchors {
    /// `words` are searched for as they are; what one of `hints`, or of `answers`, holds of them is enough to find it.
    pub(super) fn new(words: &[&str], answers: &[&str], hints: &[&str]) -> Anchors {
        let literals = arranged(&literals(words, &[hints, answers].concat()));
        let mut holders = vec![Holders::default(); literals.len()];
        for (holders, literal) in holders.iter_mut().zip(&literals) {
            holders.has_word = words.iter().any(|word| word.contains(literal));
        }
        let place = |hint: &str| {
            let mut places = literals.iter().enumerate();
            places.find_map(|(number, literal)| Some((number, hint::literal(hint).find(literal)?)))
        };
        for hint in needed(hints) {
            if let Some((number, at)) = place(hint) {
                holders[number].hints.push((at, Hint::new(hint)));
            }
        }
        for hint in needed(answers) {
            if let Some((number, at)) = place(hint) {
                holders[number].answers.push((at, Hint::new(hint)));
            }
        }
        Anchors {
            search: Search::new(&literals),
            holders,
        }
    }

    /// The next word, status or hint.
    pub(super) fn find(&self, block: &[u8], mut from: usize) -> Option<(usize, Anchor)> {
        loop {
            let (number, at) = self.search.find(block, from)?;
            let holders = &self.holders[number];
            let is_any = |hints: &[(usize, Hint)]| {
                hints.iter().any(|(offset, hint)| {
                    at.checked_sub(*offset)
                        .is_some_and(|start| hint.begins(&block[start..]))
                })
            };
            if is_any(&holders.hints) {
                return Some((at, Anchor::Hint));
            }
            if holders.has_word {
                return Some((at, Anchor::Word));
            }
            if is_any(&holders.answers) {
                return Some((at, Anchor::Status));
            }
            from = at + 1;
        }
    }
}

/// What is searched for.
pub(super) fn literals<'l>(words: &[&'l str], hints: &[&'l str]) -> Vec<&'l str> {
    let mut literals = needed(words);
    let mut hints: Vec<&str> = needed(hints).into_iter().map(hint::literal).collect();
    // What holds a shorter one is found by that.
    hints.sort_by_key(|hint| hint.len());
    for hint in hints {
        if !literals.iter().any(|literal| hint.contains(literal)) {
            literals.push(anchor(hint));
        }
    }
    needed(&literals)
}

/// Those of `literals` that hold no other one: what holds another is found by that one.
pub(in crate::detect) fn needed<'l>(literals: &[&'l str]) -> Vec<&'l str> {
    let mut all = literals.to_vec();
    all.sort_unstable();
    all.dedup();
    let held = |one: &str| all.iter().any(|other| *other != one && one.contains(other));
    all.iter().filter(|one| !held(one)).copied().collect()
}

/// The part of a hint to search for: the four bytes that are the rarest in logs, and some behind them.
fn anchor(hint: &str) -> &str {
    let windows = hint.as_bytes().windows(FIRST).enumerate();
    let rarest = windows
        .filter(|(at, _)| hint.is_char_boundary(*at))
        .map(|(at, four)| (at, share_of(four)))
        .min_by(|one, other| one.1.total_cmp(&other.1));
    let start = rarest.map_or(0, |(at, _)| at);
    let mut end = hint.len().min(start + ANCHOR);
    while !hint.is_char_boundary(end) {
        end += 1;
    }
    &hint[start..end]
}

/// Words that stand on every line of some logs, as far as Teddy looks at them.
const COMMON: &[&[u8; FIRST]] = &[
    b"time", b"Time", b"stam", b"leve", b"Leve", b"java", b"info", b"INFO", b"debu", b"DEBU",
    b"name", b"thre", b"main", b"host", b"mess", b"even", b"serv", b"stdo", b"stde", b"logg",
    b"trac", b"requ", b"user", b"http",
];
/// How much of ordinary logs each of them is, about.
const OFTEN: f32 = 1.0 / 1500.0;

/// How much of ordinary logs four bytes are, about.
fn share_of(four: &[u8]) -> f32 {
    let is_common = COMMON.iter().any(|common| common.as_slice() == four);
    let bytes = four.iter().map(|byte| share(*byte));
    bytes.product::<f32>() + if is_common { OFTEN } else { 0.0 }
}

/// How much of ordinary logs is this byte, about.
fn share(byte: u8) -> f32 {
    let of_1500 = match byte {
        b' ' => 120.0,
        b'e' => 60.0,
        b't' | b'a' | b'o' | b'i' | b'n' | b's' | b'r' => 45.0,
        b'0'..=b'9' => 27.0,
        b'd' | b'c' | b'l' | b'u' | b'm' | b'p' | b'h' | b':' | b'-' | b'.' => 25.0,
        b'a'..=b'z' | b'/' | b'=' | b'"' | b'[' | b']' | b',' | b'_' => 10.0,
        b'\n' => 8.0,
        b'A'..=b'Z' => 4.0,
        b'\t' => 3.0,
        b'!'..=b'~' => 2.0,
        _ => 0.1,
    };
    of_1500 / 1500.0
}

/// Orders literals so that those of a bucket look alike. Teddy deals them out in turn, but for those whose first bytes
/// have the lower halves of others', which go with these; and it takes any bytes for a bucket's whose upper and lower
/// halves both occur in its literals at that place: mixed, they let through a hundred times more, and each is looked at
/// again. This is all about speed, nothing depends on it.
fn arranged<'l>(literals: &[&'l str]) -> Vec<&'l str> {
    let buckets = if literals.len() > SLIM { 16 } else { 8 };
    let shares = Shares::new();
    if literals.len() <= buckets || literals.iter().any(|literal| literal.len() < FIRST) {
        return literals.to_vec();
    }
    // Those that go together, the first of each dealt out before all others.
    let mut groups: Vec<(Vec<&str>, Halves)> = Vec::new();
    for literal in literals {
        let halves = Halves::of(literal);
        match groups
            .iter_mut()
            .find(|(_, group)| group.goes_with(&halves))
        {
            Some((group, sum)) => {
                group.push(literal);
                *sum = sum.with(&halves);
            }
            None => groups.push((vec![literal], halves)),
        }
    }
    let mut order: Vec<Halves> = groups.iter().map(|(_, halves)| *halves).collect();
    let mut dealt: Vec<&[&str]> = groups.iter().map(|(group, _)| group.as_slice()).collect();
    let sum = |order: &[Halves], bucket: usize| {
        let mine = order.iter().skip(bucket).step_by(buckets);
        shares.of(&mine.fold(Halves::default(), Halves::with))
    };
    let mut sums: Vec<f32> = (0..buckets).map(|bucket| sum(&order, bucket)).collect();
    for _ in 0..ROUNDS {
        let mut is_better = false;
        for one in 0..order.len() {
            for other in one + 1..order.len() {
                let (a, b) = (one % buckets, other % buckets);
                if a == b {
                    continue;
                }
                order.swap(one, other);
                let now = (sum(&order, a), sum(&order, b));
                if now.0 + now.1 < (sums[a] + sums[b]) * 0.99 {
                    dealt.swap(one, other);
                    (sums[a], sums[b]) = now;
                    is_better = true;
                } else {
                    order.swap(one, other);
                }
            }
        }
        if !is_better {
            break;
        }
    }
    let first = dealt.iter().map(|group| group[0]);
    first
        .chain(dealt.iter().flat_map(|group| &group[1..]).copied())
        .collect()
}

/// Rounds of exchanges between buckets: the first ones gain nearly all.
const ROUNDS: usize = 3;

/// The upper and lower halves of the bytes at each of the first places, as sets.
#[derive(Debug, Clone, Copy, Default)]
struct Halves([(u16, u16); FIRST]);

impl Halves {
    fn of(literal: &str) -> Halves {
        let mut halves = Halves::default();
        for (at, byte) in halves.0.iter_mut().zip(literal.bytes()) {
            *at = (1 << (byte >> 4), 1 << (byte & 15));
        }
        halves
    }

    /// Whether Teddy puts what looks so into the same bucket, wherever it stands.
    fn goes_with(&self, other: &Halves) -> bool {
        let lower = |halves: &Halves| halves.0.map(|(_, lower)| lower);
        lower(self) == lower(other)
    }

    fn lets_through(&self, four: [u8; FIRST]) -> bool {
        let mut both = self.0.iter().zip(four);
        both.all(|((upper, lower), byte)| {
            upper >> (byte >> 4) & 1 == 1 && lower >> (byte & 15) & 1 == 1
        })
    }

    fn with(mut self, other: &Halves) -> Halves {
        for (at, more) in self.0.iter_mut().zip(other.0) {
            at.0 |= more.0;
            at.1 |= more.1;
        }
        self
    }
}

/// [`share`] by upper and lower half.
struct Shares([[f32; 16]; 16]);

impl Shares {
    fn new() -> Shares {
        let mut shares = Shares([[0.0; 16]; 16]);
        for byte in 0..=255_u8 {
            shares.0[usize::from(byte >> 4)][usize::from(byte & 15)] = share(byte);
        }
        shares
    }

    /// How often a bucket lets something through.
    fn of(&self, halves: &Halves) -> f32 {
        let places = halves.0.iter().map(|&(upper, lower)| {
            let mut sum = 0.0;
            for row in members(upper) {
                for column in members(lower) {
                    sum += self.0[row][column];
                }
            }
            sum
        });
        let common = COMMON
            .iter()
            .filter(|common| halves.lets_through(***common));
        places.product::<f32>() + common.map(|_| OFTEN).sum::<f32>()
    }
}

/// The numbers of the bits that are set.
fn members(mut set: u16) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let next = (set != 0).then(|| set.trailing_zeros() as usize);
        set &= set.wrapping_sub(1);
        next
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hint_is_met_by_a_part_of_it() {
        let hints = [
            "Traceback (most recent",
            "Backtrace (most recent",
            "fatal: é",
            "ééé",
            "a fatal b",
        ];
        let anchors = Anchors::new(&["fatal"], &[], &hints);
        for hint in hints {
            let text = format!("most recent fatal ée {hint} x");
            let mut from = 0;
            let found = loop {
                match anchors.find(text.as_bytes(), from) {
                    Some((at, Anchor::Word)) => from = at + 1,
                    other => break other,
                }
            };
            assert!(found.is_some(), "{hint}");
        }
        assert_eq!(anchors.find(b"most recent", 0), None);
    }

    #[test]
    fn a_hint_with_numbers_is_met_where_they_stand() {
        let anchors = Anchors::new(&[], &[], &[".java:{number})", "line {number} of {number}"]);
        for (text, is_hint) in [
            ("x.java:12 y.java:) z.java:7) w", true),
            ("x.java:12 y.java:)", false),
            ("line 7 of x, line 7 of 12", true),
            ("line 7 of x", false),
        ] {
            let found = anchors.find(text.as_bytes(), 0);
            let is_met = found.is_some_and(|(_, anchor)| anchor == Anchor::Hint);
            assert_eq!(is_met, is_hint, "{text}");
        }
    }

    #[test]
    fn an_arrangement_leaves_nothing_out() {
        let words: Vec<String> = (0..50).map(|at| format!("word{at}")).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut arranged = arranged(&words);
        arranged.sort_unstable();
        let mut sorted = words;
        sorted.sort_unstable();
        assert_eq!(arranged, sorted);
    }
}
