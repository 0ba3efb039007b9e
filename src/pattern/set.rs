//! Many regexes asked of a line at once, with lazily built automata.
//!
//! In: regexes as [`super::Expr`] expands them, or the outlines of a parser. They are matched byte by byte: no Unicode
//! classes, which make automata ten times as large. Out: the first in order that matches, or all. Memory is bounded by
//! a cache per set and thread.

use regex_automata::hybrid::LazyStateID;
use regex_automata::hybrid::dfa::{Cache, DFA, OverlappingState};
use regex_automata::nfa::thompson::NFA;
use regex_automata::util::pool::Pool;
use regex_automata::{Anchored, Input, MatchKind};
use regex_syntax::hir::Hir;

use super::compile::Compiler;
use super::memo::Reach;
use super::parse::Parser;

/// What a set's automaton may take of memory before it is begun anew: ordinary logs need a tenth of it.
const CACHE: usize = 3 << 20;

/// Times that a text may be read from its places, all together: a line of nothing but places would be read from each.
const MOST_READ: usize = 4;

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
    pub(super) fn ordered<'s>(
        parser: &mut Parser,
        sources: impl IntoIterator<Item = &'s str>,
    ) -> Result<Set, String> {
        Set::new(&heads(parser, sources)?, MatchKind::LeftmostFirst)
    }

    /// A set for [`Set::heads`]: regexes that begin at the start of the text.
    pub(super) fn of_heads<'s>(
        parser: &mut Parser,
        sources: impl IntoIterator<Item = &'s str>,
    ) -> Result<Set, String> {
        Set::new(&heads(parser, sources)?, MatchKind::All)
    }

    /// A set for [`Set::is_match`] and [`Set::matches`].
    pub fn unordered<'s>(sources: impl IntoIterator<Item = &'s str>) -> Result<Set, String> {
        Set::new(&anywhere(sources)?, MatchKind::All)
    }

    /// A set for [`Set::heads`] and [`Set::at_each`], of outlines.
    pub(super) fn of_outlines(parser: &Parser, outlines: &[Hir]) -> Result<Set, String> {
        let mut compiler = Compiler::default();
        for outline in outlines {
            let added = compiler.add_head(parser, outline);
            added.map_err(|error| error.to_string())?;
        }
        let nfa = compiler.finish(false).map_err(|error| error.to_string())?;
        Set::new(&nfa, MatchKind::All)
    }

    fn new(nfa: &NFA, kind: MatchKind) -> Result<Set, String> {
        let dfa = DFA::builder()
            .configure(
                DFA::config()
                    .match_kind(kind)
                    .cache_capacity(CACHE)
                    .skip_cache_capacity_check(true),
            )
            .build_from_nfa(nfa.clone())
            .map_err(|error| error.to_string())?;
        let new = dfa.clone();
        Ok(Set {
            caches: Pool::new(Box::new(move || new.create_cache())),
            dfa,
        })
    }

    /// Whether one digit is as good as another, wherever it stands.
    pub(crate) fn takes_any_digit(&self) -> bool {
        let classes = self.dfa.byte_classes();
        (b'1'..=b'9').all(|digit| classes.get(digit) == classes.get(b'0'))
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

    /// Tells `found` of all regexes of a set of heads that match from one of these places on, each as often as it does.
    pub(super) fn at_each(
        &self,
        text: &str,
        places: impl Iterator<Item = usize>,
        found: &mut dyn FnMut(usize),
    ) {
        let mut cache = self.caches.get();
        let cache = &mut *cache;
        let mut left = MOST_READ * text.len();
        for place in places {
            // An automaton that gives up has not said no.
            let Some(reach) = self.walk(cache, text, place, left, found) else {
                (0..self.dfa.pattern_len()).for_each(&mut *found);
                return;
            };
            left -= reach.read;
        }
    }

    /// Tells `found` of all regexes of a set of heads that match, or of those of an ordered set that may be the first, the
    /// last of them being it; and how much of the text was read. Nothing where the automaton gave up.
    pub(super) fn read(&self, text: &str, found: &mut dyn FnMut(usize)) -> Option<Reach> {
        self.walk(&mut self.caches.get(), text, 0, usize::MAX, found)
    }

    /// The same of a text from `place` on; nothing also where more than `most` bytes of it would have to be read.
    fn walk(
        &self,
        cache: &mut Cache,
        text: &str,
        place: usize,
        most: usize,
        found: &mut dyn FnMut(usize),
    ) -> Option<Reach> {
        let input = Input::new(text).range(place..).anchored(Anchored::Yes);
        let mut state = self.dfa.start_state_forward(cache, &input).ok()?;
        let bytes = &text.as_bytes()[place..];
        let read = most.min(bytes.len());
        for (at, byte) in bytes[..read].iter().enumerate() {
            state = self.dfa.next_state(cache, state, *byte).ok()?;
            if !state.is_tagged() {
                continue;
            }
            if state.is_quit() {
                return None;
            }
            if state.is_dead() {
                return Some(Reach {
                    read: at + 1,
                    is_all: false,
                });
            }
            self.tell(cache, state, found);
        }
        if read < bytes.len() {
            return None;
        }
        state = self.dfa.next_eoi_state(cache, state).ok()?;
        self.tell(cache, state, found);
        Some(Reach { read, is_all: true })
    }

    /// Tells `found` which regexes match where a state is reached.
    fn tell(&self, cache: &Cache, state: LazyStateID, found: &mut dyn FnMut(usize)) {
        if state.is_match() {
            for at in 0..self.dfa.match_len(cache, state) {
                found(self.dfa.match_pattern(cache, state, at).as_usize());
            }
        }
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

fn heads<'s>(
    parser: &mut Parser,
    sources: impl IntoIterator<Item = &'s str>,
) -> Result<NFA, String> {
    let mut compiler = Compiler::default();
    for source in sources {
        let outline = parser.parse(source)?;
        let added = compiler.add_head(parser, &outline);
        added.map_err(|error| error.to_string())?;
    }
    compiler.finish(false).map_err(|error| error.to_string())
}

fn anywhere<'s>(sources: impl IntoIterator<Item = &'s str>) -> Result<NFA, String> {
    let (mut parser, mut compiler) = (Parser::default(), Compiler::default());
    let mut is_anchored = true;
    for source in sources {
        let outline = parser.parse(source)?;
        is_anchored &= parser.is_anchored(&outline);
        let added = compiler.add(&parser, &outline);
        added.map_err(|error| error.to_string())?;
    }
    compiler
        .finish(!is_anchored)
        .map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use regex_automata::nfa::thompson;
    use regex_syntax::hir::{Hir, HirKind};

    use super::super::parse::tests::{plain, whole};
    use super::*;
    use crate::pattern::{DETECT, Expr, Header, Patterns};

    /// What [`Compiler::add_head`] must make of a plain regex.
    fn without_rest(hir: Hir) -> Hir {
        match hir.into_kind() {
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
            HirKind::Capture(_) => unreachable!(),
        }
    }

    fn theirs(hirs: &[Hir], kind: MatchKind) -> Set {
        let config = thompson::Config::new()
            .utf8(false)
            .which_captures(thompson::WhichCaptures::None);
        let mut compiler = thompson::Compiler::new();
        let nfa = compiler.configure(config).build_many_from_hir(hirs);
        Set::new(&nfa.unwrap(), kind).unwrap()
    }

    #[test]
    fn built_in_regexes_mean_what_they_would_by_themselves() {
        let patterns = Patterns::built_in().unwrap();
        let headers = &patterns.headers;
        let lines = || DETECT.iter().flat_map(|(_, text)| text.lines());

        let check_parts = |list: &[Header]| -> Vec<Hir> {
            let mut parser = headers.parser();
            let check = |header: &Header| {
                let expanded = plain(header.when.source());
                assert_eq!(whole(&mut parser, header.when.text()), expanded);
                without_rest(expanded)
            };
            list.iter().map(check).collect()
        };
        let expected = theirs(&check_parts(&headers.records), MatchKind::LeftmostFirst);
        for line in lines() {
            assert_eq!(headers.find(line), expected.first(line), "{line}");
        }
        let texts = || headers.outer.iter().map(|header| header.when.text());
        let expected = theirs(&check_parts(&headers.outer), MatchKind::All);
        let found = Set::of_heads(&mut headers.parser(), texts()).unwrap();
        for line in lines() {
            assert_eq!(found.heads(line), expected.heads(line), "{line}");
        }

        let rules = patterns.machines.iter().flat_map(|machine| &machine.rules);
        let sources = || {
            rules
                .clone()
                .filter_map(|rule| rule.when.as_ref())
                .map(Expr::source)
        };
        let mut parser = Parser::default();
        for source in sources() {
            assert_eq!(whole(&mut parser, source), plain(source), "{source}");
        }
        let starts = sources().step_by(5);
        let expected = theirs(
            &starts.clone().map(plain).collect::<Vec<_>>(),
            MatchKind::All,
        );
        let found = Set::unordered(starts).unwrap();
        for line in lines().step_by(3) {
            assert_eq!(found.matches(line), expected.matches(line), "{line}");
        }
    }

    #[test]
    fn the_first_in_order_wins_and_the_rest_of_the_line_is_not_read() {
        let set = Set::ordered(
            &mut Parser::default(),
            ["^a(?<message>.*)", "^[a-c]+: (?<message>.*)$", "^ab"],
        )
        .unwrap();
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
