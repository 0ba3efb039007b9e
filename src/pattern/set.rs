//! Many regexes asked of a line at once, with lazily built automata.
//!
//! In: regexes as [`super::Expr`] expands them. They are matched byte by byte: no Unicode classes, which make automata
//! ten times as large. Out: the first in order that matches, or all. Memory is bounded by a cache per set and thread.

use regex_automata::hybrid::dfa::{Cache, DFA, OverlappingState};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::util::pool::Pool;
use regex_automata::{Anchored, Input, MatchKind};
use regex_syntax::hir::{Hir, HirKind};

use super::parse::Parser;

/// What a set's automaton may take of memory before it is begun anew: ordinary logs need a tenth of it.
const CACHE: usize = 3 << 20;

type Caches = Pool<Cache, Box<dyn Fn() -> Cache + Send + Sync>>;

/// Regexes, each with its number.
pub struct Set {
    dfa: DFA,
    caches: Caches,
}

impl std::fmt::Debug for Set {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Set({})", self.dfa.pattern_len())
    }
}

impl Set {
    /// A set for [`Set::first`]: regexes that begin at the start of the text, in order of preference.
    pub fn ordered<'s>(sources: impl IntoIterator<Item = &'s str>) -> Result<Set, String> {
        Set::build(&parsed(sources, without_rest)?, MatchKind::LeftmostFirst)
    }

    /// A set for [`Set::heads`]: regexes that begin at the start of the text.
    pub fn of_heads<'s>(sources: impl IntoIterator<Item = &'s str>) -> Result<Set, String> {
        Set::build(&parsed(sources, without_rest)?, MatchKind::All)
    }

    /// A set for [`Set::is_match`] and [`Set::matches`].
    pub fn unordered<'s>(sources: impl IntoIterator<Item = &'s str>) -> Result<Set, String> {
        Set::build(&parsed(sources, |hir| hir)?, MatchKind::All)
    }

    fn build(parts: &[Hir], kind: MatchKind) -> Result<Set, String> {
        let nfa = thompson::Compiler::new()
            .configure(
                thompson::Config::new()
                    .utf8(false)
                    .which_captures(WhichCaptures::None),
            )
            .build_many_from_hir(parts)
            .map_err(|error| error.to_string())?;
        let dfa = DFA::builder()
            .configure(
                DFA::config()
                    .match_kind(kind)
                    .cache_capacity(CACHE)
                    .skip_cache_capacity_check(true),
            )
            .build_from_nfa(nfa)
            .map_err(|error| error.to_string())?;
        let new = dfa.clone();
        Ok(Set {
            caches: Pool::new(Box::new(move || new.create_cache())),
            dfa,
        })
    }

    /// The first regex of an ordered set that matches.
    pub fn first(&self, text: &str) -> Option<usize> {
        let input = Input::new(text).anchored(Anchored::Yes);
        let mut cache = self.caches.get();
        let found = self.dfa.try_search_fwd(&mut cache, &input).ok()?;
        found.map(|found| found.pattern().as_usize())
    }

    /// Whether any regex of an unordered set matches.
    pub fn is_match(&self, text: &str) -> bool {
        let input = Input::new(text).earliest(true);
        let mut cache = self.caches.get();
        // An automaton that gives up has not said no.
        self.dfa
            .try_search_fwd(&mut cache, &input)
            .map_or(true, |found| found.is_some())
    }

    /// All regexes of an unordered set that match, in order.
    pub fn matches(&self, text: &str) -> Vec<usize> {
        if !self.is_match(text) {
            return Vec::new();
        }
        self.all(&Input::new(text))
    }

    /// All regexes of a set of heads that match, in order.
    pub fn heads(&self, text: &str) -> Vec<usize> {
        self.all(&Input::new(text).anchored(Anchored::Yes))
    }

    fn all(&self, input: &Input<'_>) -> Vec<usize> {
        let mut found = Vec::new();
        let mut cache = self.caches.get();
        let mut state = OverlappingState::start();
        while self
            .dfa
            .try_search_overlapping_fwd(&mut cache, input, &mut state)
            .is_ok()
        {
            let Some(half) = state.get_match() else { break };
            let pattern = half.pattern().as_usize();
            if !found.contains(&pattern) {
                found.push(pattern);
            }
        }
        found.sort_unstable();
        found
    }
}

fn parsed<'s>(
    sources: impl IntoIterator<Item = &'s str>,
    change: impl Fn(Hir) -> Hir,
) -> Result<Vec<Hir>, String> {
    let mut parser = Parser::default();
    let parse = |source| Ok(change(parser.parse(source)?));
    sources.into_iter().map(parse).collect()
}

/// What must stand there for the whole to match: what may be empty at its end, such as the rest of the line, is let go.
fn without_rest(hir: Hir) -> Hir {
    match hir.into_kind() {
        HirKind::Capture(capture) => without_rest(*capture.sub),
        HirKind::Alternation(parts) => {
            Hir::alternation(parts.into_iter().map(without_rest).collect())
        }
        HirKind::Concat(mut parts) => {
            while let Some(last) = parts.pop().map(without_rest) {
                let properties = last.properties();
                let is_idle =
                    properties.minimum_len() == Some(0) && properties.look_set().is_empty();
                if !is_idle {
                    parts.push(last);
                    break;
                }
            }
            Hir::concat(parts)
        }
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => Hir::literal(literal.0),
        HirKind::Class(class) => Hir::class(class),
        HirKind::Look(look) => Hir::look(look),
        HirKind::Repetition(repetition) => Hir::repetition(repetition),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_in_order_wins_and_the_rest_of_the_line_is_not_read() {
        let set = Set::ordered(["^a(?<message>.*)", "^[a-c]+: (?<message>.*)$", "^ab"]).unwrap();
        assert_eq!(set.first("ab: x"), Some(0));
        assert_eq!(set.first("bb: x"), Some(1));
        assert_eq!(set.first("x ab"), None);
    }

    #[test]
    fn all_that_match_are_told_in_order() {
        let set = Set::unordered(["c$", "(?-u:\\b)b", "^a"]).unwrap();
        assert_eq!(set.matches("a b c"), [0, 1, 2]);
        assert_eq!(set.matches("ab"), [2]);
        assert!(!set.is_match("xyz"));
    }

    #[test]
    fn wide_characters_stay_whole() {
        let set = Set::unordered(["[–│]x", "é", "\\x{feff}y", "[^a\\]]é"]).unwrap();
        assert_eq!(set.matches("│x"), [0]);
        assert_eq!(set.matches("bé"), [1, 3]);
        assert_eq!(set.matches("\u{feff}y"), [2]);
    }
}
