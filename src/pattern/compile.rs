//! Compiles outlines into one automaton, each part from where it lies: nothing is copied, however often it occurs.
//!
//! In: what a [`Parser`] made of regexes. Out: an automaton that means what `regex_automata` would make of them, built
//! from its end: every state knows what follows it, so there are no empty ones.

use std::collections::HashMap;

use regex_automata::nfa::thompson::{BuildError, Builder, NFA, Transition};
use regex_automata::util::look::Look;
use regex_automata::util::primitives::StateID;
use regex_syntax::hir::{Capture, Class, ClassUnicode, Hir, HirKind, Repetition};
use regex_syntax::utf8::{Utf8Range, Utf8Sequence, Utf8Sequences};

use super::parse::Parser;

/// Bytes before a state that are remembered: words that end alike share their ends.
const REMEMBERED: usize = 256;

/// More states than there are numbers.
pub(super) type Fault = Box<BuildError>;

/// An automaton that grows by one regex after the other.
#[derive(Default)]
pub(super) struct Compiler {
    builder: Builder,
    /// Where each regex begins.
    starts: Vec<StateID>,
    /// Names of the captures by their numbers, if they are asked for.
    names: Option<Vec<String>>,
    /// Where each group begins that is followed by a state: alternatives often end with the same groups.
    known: HashMap<(usize, StateID), StateID>,
    /// The last states of one byte or range.
    ranges: Vec<Option<(Transition, StateID)>>,
}

impl Compiler {
    /// Adds a regex.
    pub(super) fn add(&mut self, parser: &Parser, hir: &Hir) -> Result<(), Fault> {
        self.pattern(|this, end| this.any(parser, hir, end))
    }

    /// Adds what must stand at the start of a text for a regex to match: what may be empty at its end, such as the
    /// rest of the line, is let go.
    pub(super) fn add_head(&mut self, parser: &Parser, hir: &Hir) -> Result<(), Fault> {
        self.pattern(|this, end| this.head(parser, hir, end))
    }

    /// Adds a regex with its captures, and tells their names by their numbers. A capture of the rest of the line, with
    /// which the regex ends, is left open where it begins.
    pub(super) fn add_captures(
        &mut self,
        parser: &Parser,
        hir: &Hir,
    ) -> Result<Vec<String>, Fault> {
        self.names = Some(Vec::new());
        self.pattern(|this, end| this.tail(parser, hir, end))?;
        Ok(self.names.take().unwrap_or_default())
    }

    /// Adds a rule with its captures, likewise; where its match ends is not asked for, so that a rest that is not
    /// captured is let go. For texts of one line.
    pub(super) fn add_rule(&mut self, parser: &Parser, hir: &Hir) -> Result<Vec<String>, Fault> {
        self.names = Some(Vec::new());
        self.pattern(|this, end| this.rule(parser, hir, end))?;
        Ok(self.names.take().unwrap_or_default())
    }

    fn pattern(
        &mut self,
        compile: impl FnOnce(&mut Compiler, StateID) -> Result<StateID, Fault>,
    ) -> Result<(), Fault> {
        self.builder.start_pattern()?;
        let end = self.builder.add_match()?;
        let start = compile(self, end)?;
        self.builder.finish_pattern(start)?;
        self.starts.push(start);
        Ok(())
    }

    /// The automaton of all that was added, to be asked at the start of a text or also anywhere in it.
    pub(super) fn finish(mut self, anywhere: bool) -> Result<NFA, Fault> {
        self.builder.set_utf8(false);
        let starts = std::mem::take(&mut self.starts);
        let start = self.either(starts)?;
        if !anywhere {
            return Ok(self.builder.build(start, start)?);
        }
        // Any bytes before it, as few as possible.
        let before = self.builder.add_union(vec![start])?;
        let byte = self.range(0, u8::MAX, before)?;
        self.builder.patch(before, byte)?;
        Ok(self.builder.build(start, before)?)
    }

    fn head(&mut self, parser: &Parser, hir: &Hir, next: StateID) -> Result<StateID, Fault> {
        match hir.kind() {
            HirKind::Capture(capture) => self.head(parser, parser.meant(capture), next),
            HirKind::Alternation(parts) => {
                let starts = parts.iter().map(|part| self.head(parser, part, next));
                let starts = starts.collect::<Result<_, _>>()?;
                self.either(starts)
            }
            HirKind::Concat(parts) => {
                let last = parts.iter().rposition(|part| !parser.is_idle(part));
                let Some(last) = last else { return Ok(next) };
                let next = self.head(parser, &parts[last], next)?;
                self.all(parser, &parts[..last], next)
            }
            _ => self.any(parser, hir, next),
        }
    }

    fn tail(&mut self, parser: &Parser, hir: &Hir, next: StateID) -> Result<StateID, Fault> {
        match hir.kind() {
            HirKind::Capture(capture) if is_rest(&capture.sub) => match self.number(capture) {
                Some(number) => Ok(self.builder.add_capture_start(next, number, None)?),
                None => self.any(parser, hir, next),
            },
            HirKind::Capture(capture) if Parser::stands_for(capture).is_some() => {
                self.tail(parser, parser.meant(capture), next)
            }
            HirKind::Alternation(parts) => {
                let starts = parts.iter().map(|part| self.tail(parser, part, next));
                let starts = starts.collect::<Result<_, _>>()?;
                self.either(starts)
            }
            HirKind::Concat(parts) => {
                // The rest of a line goes to its end.
                let parts = match parts.as_slice() {
                    [parts @ .., end]
                        if is_end(end) && parts.last().is_some_and(is_captured_rest) =>
                    {
                        parts
                    }
                    parts => parts,
                };
                let Some((last, before)) = parts.split_last() else {
                    return Ok(next);
                };
                let next = self.tail(parser, last, next)?;
                self.all(parser, before, next)
            }
            _ => self.any(parser, hir, next),
        }
    }

    /// What a rule ends with.
    fn rule(&mut self, parser: &Parser, hir: &Hir, done: StateID) -> Result<StateID, Fault> {
        match hir.kind() {
            HirKind::Concat(parts) => {
                if let [parts @ .., end] = parts.as_slice()
                    && is_end(end)
                {
                    return self.rest(parser, parts, done);
                }
                let is_needed = |part: &Hir| {
                    !parser.is_idle(part) || part.properties().explicit_captures_len() > 0
                };
                let Some(last) = parts.iter().rposition(is_needed) else {
                    return Ok(done);
                };
                let next = self.rule(parser, &parts[last], done)?;
                self.all(parser, &parts[..last], next)
            }
            HirKind::Alternation(parts) => {
                let starts = parts.iter().map(|part| self.rule(parser, part, done));
                let starts = starts.collect::<Result<_, _>>()?;
                self.either(starts)
            }
            _ => self.tail(parser, hir, done),
        }
    }

    /// What goes to the end of the text.
    fn rest(&mut self, parser: &Parser, parts: &[Hir], done: StateID) -> Result<StateID, Fault> {
        let Some((last, before)) = parts.split_last() else {
            return Ok(self.builder.add_look(done, Look::End)?);
        };
        let next = match last.kind() {
            HirKind::Repetition(repetition) if is_any(repetition) => {
                let least = 0..repetition.min;
                least
                    .into_iter()
                    .try_fold(done, |next, _| self.any(parser, &repetition.sub, next))?
            }
            HirKind::Capture(capture) if Parser::stands_for(capture).is_some() => {
                let meant = std::slice::from_ref(parser.meant(capture));
                self.rest(parser, meant, done)?
            }
            // Open: it goes to the end.
            HirKind::Capture(capture) => {
                let number = self.number(capture);
                let inner = self.rest(parser, std::slice::from_ref(&*capture.sub), done)?;
                match number {
                    Some(number) => self.builder.add_capture_start(inner, number, None)?,
                    None => inner,
                }
            }
            HirKind::Concat(parts) => self.rest(parser, parts, done)?,
            HirKind::Repetition(repetition) if repetition.min == 0 && repetition.max == Some(1) => {
                let inner = self.rest(parser, std::slice::from_ref(&*repetition.sub), done)?;
                let end = self.builder.add_look(done, Look::End)?;
                let choice = self.choice(repetition)?;
                self.builder.patch(choice, inner)?;
                self.builder.patch(choice, end)?;
                choice
            }
            HirKind::Alternation(parts) => {
                let starts = parts
                    .iter()
                    .map(|part| self.rest(parser, std::slice::from_ref(part), done));
                let starts = starts.collect::<Result<_, _>>()?;
                self.either(starts)?
            }
            _ => {
                let end = self.builder.add_look(done, Look::End)?;
                self.any(parser, last, end)?
            }
        };
        self.all(parser, before, next)
    }

    fn any(&mut self, parser: &Parser, hir: &Hir, next: StateID) -> Result<StateID, Fault> {
        match hir.kind() {
            HirKind::Empty => Ok(next),
            HirKind::Literal(literal) => self.bytes(&literal.0, next),
            HirKind::Class(Class::Bytes(class)) => {
                let ranges = class.iter().map(|range| (range.start(), range.end(), next));
                self.sparse(ranges)
            }
            HirKind::Class(Class::Unicode(class)) => self.wide(class, next),
            HirKind::Look(look) => match Look::from_repr(look.as_repr()) {
                Some(look) => Ok(self.builder.add_look(next, look)?),
                None => Ok(self.builder.add_fail()?),
            },
            HirKind::Capture(capture) => self.capture(parser, capture, next),
            HirKind::Concat(parts) => self.all(parser, parts, next),
            HirKind::Alternation(parts) => self.alternation(parser, parts, next),
            HirKind::Repetition(repetition) => self.repetition(parser, repetition, next),
        }
    }

    fn all(&mut self, parser: &Parser, parts: &[Hir], next: StateID) -> Result<StateID, Fault> {
        let mut back = parts.iter().rev();
        back.try_fold(next, |next, part| self.any(parser, part, next))
    }

    /// The first in order that matches.
    fn either(&mut self, starts: Vec<StateID>) -> Result<StateID, Fault> {
        match starts.as_slice() {
            [] => Ok(self.builder.add_fail()?),
            [start] => Ok(*start),
            _ => Ok(self.builder.add_union(starts)?),
        }
    }

    fn capture(
        &mut self,
        parser: &Parser,
        capture: &Capture,
        next: StateID,
    ) -> Result<StateID, Fault> {
        if let Some(group) = Parser::stands_for(capture) {
            if let Some(start) = self.known.get(&(group, next)) {
                return Ok(*start);
            }
            let start = self.any(parser, parser.meant(capture), next)?;
            self.known.insert((group, next), start);
            return Ok(start);
        }
        let Some(number) = self.number(capture) else {
            return self.any(parser, &capture.sub, next);
        };
        let end = self.builder.add_capture_end(next, number)?;
        let inner = self.any(parser, &capture.sub, end)?;
        Ok(self.builder.add_capture_start(inner, number, None)?)
    }

    /// The number of a capture that is asked for.
    fn number(&mut self, capture: &Capture) -> Option<u32> {
        let (names, name) = (self.names.as_mut()?, capture.name.as_deref()?);
        let known = names.iter().position(|known| known == name);
        let at = known.unwrap_or_else(|| {
            names.push(name.to_owned());
            names.len() - 1
        });
        u32::try_from(at).ok()
    }

    fn alternation(
        &mut self,
        parser: &Parser,
        parts: &[Hir],
        next: StateID,
    ) -> Result<StateID, Fault> {
        let mut starts = Vec::new();
        let mut words: Vec<&[u8]> = Vec::new();
        for part in parts {
            if let HirKind::Literal(literal) = part.kind() {
                words.push(&literal.0);
                continue;
            }
            self.words(&std::mem::take(&mut words), next, &mut starts)?;
            starts.push(self.any(parser, part, next)?);
        }
        self.words(&words, next, &mut starts)?;
        self.either(starts)
    }

    /// Words in order, as a tree: those that begin with different letters have no order.
    fn words(
        &mut self,
        words: &[&[u8]],
        next: StateID,
        starts: &mut Vec<StateID>,
    ) -> Result<(), Fault> {
        for (at, words) in words.split(|word| word.is_empty()).enumerate() {
            if at > 0 {
                starts.push(next);
            }
            let mut words = words.to_vec();
            words.sort_by_key(|word| word[0]);
            let mut ranges = Vec::new();
            for same in words.chunk_by(|one, other| one[0] == other[0]) {
                let behind = if let [word] = same {
                    self.bytes(&word[1..], next)?
                } else {
                    let rests: Vec<_> = same.iter().map(|word| &word[1..]).collect();
                    let mut starts = Vec::new();
                    self.words(&rests, next, &mut starts)?;
                    self.either(starts)?
                };
                ranges.push((same[0][0], same[0][0], behind));
            }
            if !ranges.is_empty() {
                starts.push(self.sparse(ranges.into_iter())?);
            }
        }
        Ok(())
    }

    fn repetition(
        &mut self,
        parser: &Parser,
        repetition: &Repetition,
        next: StateID,
    ) -> Result<StateID, Fault> {
        let Repetition { min, max, sub, .. } = repetition;
        let mut exactly = *min;
        let mut start = next;
        match max {
            None if *min == 0 && !parser.may_be_empty(sub) => {
                let again = self.choice(repetition)?;
                let inner = self.any(parser, sub, again)?;
                self.builder.patch(again, inner)?;
                self.builder.patch(again, next)?;
                return Ok(again);
            }
            None => {
                // `x*` is `(?:x+)?` where `x` may be empty: the order of what is preferred is another else.
                let again = self.choice(repetition)?;
                let inner = self.any(parser, sub, again)?;
                self.builder.patch(again, inner)?;
                self.builder.patch(again, next)?;
                start = inner;
                if *min == 0 {
                    start = self.choice(repetition)?;
                    self.builder.patch(start, inner)?;
                    self.builder.patch(start, next)?;
                }
                exactly = exactly.saturating_sub(1);
            }
            Some(max) => {
                for _ in *min..*max {
                    let inner = self.any(parser, sub, start)?;
                    start = self.choice(repetition)?;
                    self.builder.patch(start, inner)?;
                    self.builder.patch(start, next)?;
                }
            }
        }
        for _ in 0..exactly {
            start = self.any(parser, sub, start)?;
        }
        Ok(start)
    }

    /// Once more, or what follows: to be filled in this order.
    fn choice(&mut self, repetition: &Repetition) -> Result<StateID, Fault> {
        if repetition.greedy {
            Ok(self.builder.add_union(Vec::with_capacity(2))?)
        } else {
            Ok(self.builder.add_union_reverse(Vec::with_capacity(2))?)
        }
    }

    fn bytes(&mut self, bytes: &[u8], next: StateID) -> Result<StateID, Fault> {
        let mut back = bytes.iter().rev();
        back.try_fold(next, |next, byte| self.range(*byte, *byte, next))
    }

    fn range(&mut self, start: u8, end: u8, next: StateID) -> Result<StateID, Fault> {
        let range = Transition { start, end, next };
        if self.ranges.is_empty() {
            self.ranges.resize(REMEMBERED, None);
        }
        let place = usize::from(start)
            .wrapping_mul(31)
            .wrapping_add(next.as_usize().wrapping_mul(7))
            % REMEMBERED;
        if let Some((known, state)) = self.ranges[place]
            && known == range
        {
            return Ok(state);
        }
        let state = self.builder.add_range(range)?;
        self.ranges[place] = Some((range, state));
        Ok(state)
    }

    fn sparse(
        &mut self,
        ranges: impl Iterator<Item = (u8, u8, StateID)>,
    ) -> Result<StateID, Fault> {
        let ranges = ranges.map(|(start, end, next)| Transition { start, end, next });
        let ranges: Vec<_> = ranges.collect();
        match ranges.as_slice() {
            [] => Ok(self.builder.add_fail()?),
            [range] => self.range(range.start, range.end, range.next),
            _ => Ok(self.builder.add_sparse(ranges)?),
        }
    }

    /// A class of characters, byte by byte.
    fn wide(&mut self, class: &ClassUnicode, next: StateID) -> Result<StateID, Fault> {
        let ranges = class.ranges().iter();
        let sequences: Vec<_> = ranges
            .flat_map(|range| Utf8Sequences::new(range.start(), range.end()))
            .collect();
        let sequences: Vec<_> = sequences.iter().map(Utf8Sequence::as_slice).collect();
        self.sequences(&sequences, next)
    }

    /// Sequences in order, as a tree: their first bytes are the same, or have none in common.
    fn sequences(&mut self, sequences: &[&[Utf8Range]], next: StateID) -> Result<StateID, Fault> {
        let mut ranges = Vec::new();
        for same in sequences.chunk_by(|one, other| one.first() == other.first()) {
            let Some(first) = same.first().and_then(|one| one.first()) else {
                continue;
            };
            let rests: Vec<_> = same.iter().map(|one| &one[1..]).collect();
            let behind = if rests.iter().all(|rest| rest.is_empty()) {
                next
            } else {
                self.sequences(&rests, next)?
            };
            ranges.push((first.start, first.end, behind));
        }
        self.sparse(ranges.into_iter())
    }
}

/// Whether it is `.*`, byte by byte.
pub(super) fn is_rest(hir: &Hir) -> bool {
    matches!(hir.kind(), HirKind::Repetition(repetition) if repetition.min == 0 && is_any(repetition))
}

/// Whether it is `.*`, `.+` or the like, byte by byte.
fn is_any(repetition: &Repetition) -> bool {
    if repetition.max.is_some() || !repetition.greedy {
        return false;
    }
    let HirKind::Class(Class::Bytes(class)) = repetition.sub.kind() else {
        return false;
    };
    let ranges: Vec<_> = class
        .iter()
        .map(|range| (range.start(), range.end()))
        .collect();
    ranges == [(0, b'\n' - 1), (b'\n' + 1, u8::MAX)]
}

fn is_captured_rest(hir: &Hir) -> bool {
    matches!(hir.kind(), HirKind::Capture(capture) if is_rest(&capture.sub))
}

/// Whether it is `$`.
pub(super) fn is_end(hir: &Hir) -> bool {
    matches!(hir.kind(), HirKind::Look(regex_syntax::hir::Look::End))
}

#[cfg(test)]
mod tests {
    use regex_automata::hybrid::dfa::{DFA, OverlappingState};
    use regex_automata::nfa::thompson::{Compiler as Theirs, Config, WhichCaptures};
    use regex_automata::{Anchored, Input, MatchKind};

    use super::super::parse::tests::plain;
    use super::*;

    fn theirs(hirs: &[Hir]) -> NFA {
        let config = Config::new()
            .utf8(false)
            .which_captures(WhichCaptures::None);
        let mut compiler = Theirs::new();
        compiler
            .configure(config)
            .build_many_from_hir(hirs)
            .unwrap()
    }

    fn ours(sources: &[&str], anywhere: bool) -> NFA {
        let (mut parser, mut compiler) = (Parser::default(), Compiler::default());
        for source in sources {
            let outline = parser.parse(source).unwrap();
            compiler.add(&parser, &outline).unwrap();
        }
        compiler.finish(anywhere).unwrap()
    }

    /// Where the first match ends and of which regex, and which regexes match where.
    type Said = (Option<(usize, usize)>, Vec<(usize, usize)>);

    struct Asker {
        first: DFA,
        all: DFA,
        anchored: Anchored,
    }

    impl Asker {
        fn new(nfa: &NFA, anchored: Anchored) -> Asker {
            let dfa = |kind| {
                let config = DFA::config()
                    .match_kind(kind)
                    .skip_cache_capacity_check(true)
                    .cache_capacity(64 << 20);
                DFA::builder()
                    .configure(config)
                    .build_from_nfa(nfa.clone())
                    .unwrap()
            };
            Asker {
                first: dfa(MatchKind::LeftmostFirst),
                all: dfa(MatchKind::All),
                anchored,
            }
        }

        fn ask<'l>(&self, lines: impl IntoIterator<Item = &'l str>) -> Vec<Said> {
            let (mut first, mut all) = (self.first.create_cache(), self.all.create_cache());
            let ask = |line| {
                let input = Input::new(line).anchored(self.anchored);
                let found = self.first.try_search_fwd(&mut first, &input).unwrap();
                let mut state = OverlappingState::start();
                let mut every = Vec::new();
                loop {
                    self.all
                        .try_search_overlapping_fwd(&mut all, &input, &mut state)
                        .unwrap();
                    let Some(half) = state.get_match() else { break };
                    every.push((half.pattern().as_usize(), half.offset()));
                }
                every.sort_unstable();
                (
                    found.map(|half| (half.pattern().as_usize(), half.offset())),
                    every,
                )
            };
            lines.into_iter().map(ask).collect()
        }
    }

    #[test]
    fn regexes_mean_what_they_mean_to_others() {
        let sources = [
            "(?:foo|foobar|fox|f|foxes||bar)x?",
            "(?:foo|foobar|fox|f|foxes||bar)$",
            "(?:a|b?)*?c",
            "(?:a*)*b",
            "(?:a?b??)+c",
            "(?:ab){2,4}?b",
            "(?:ab){2,4}b?",
            "(?:ab?){3,}",
            "(?:a|){2}b",
            r"(?-u:\b)ab(?-u:\B)",
            "^a.*b$",
            "a.*?b",
            "(?i)É[k-m]",
            "[–—│é]b",
            "[^a]é",
            r"[\x{80}-\x{10ffff}]",
            "[a-zé]{0,3}c",
            r"x(?:\x{feff})?",
            "",
            "x*",
            "(?:one|two|three|four|five|six|seven|eight|(?:twenty|thirty|forty)*(?:one)?)+e",
        ];
        let letters = [
            "a", "b", "c", "x", "f", "foo", "foobar", "fox", "es", "é", "É", "k", "│", "\u{feff}",
            "one", "twenty", " ",
        ];
        let mut dice = 7_u64;
        let mut lines = vec![String::new()];
        for _ in 0..3_000 {
            let mut line = String::new();
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            for at in 0..(dice >> 60) {
                line.push_str(letters[(dice >> (at * 4)) as usize % letters.len()]);
            }
            lines.push(line);
        }
        let lines = || lines.iter().map(String::as_str);
        for anchored in [Anchored::No, Anchored::Yes] {
            for source in sources {
                let expected = Asker::new(&theirs(&[plain(source)]), anchored);
                let found = Asker::new(&ours(&[source], true), anchored);
                assert!(expected.ask(lines()) == found.ask(lines()), "{source}");
            }
            let all: Vec<_> = sources.iter().map(|source| plain(source)).collect();
            let expected = Asker::new(&theirs(&all), anchored);
            let found = Asker::new(&ours(&sources, true), anchored);
            assert!(expected.ask(lines()) == found.ask(lines()));
        }
    }
}
