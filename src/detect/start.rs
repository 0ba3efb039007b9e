//! What a line must hold for a start rule to match it: asked of every line, for all rules at once.

use std::borrow::Cow;
use std::collections::BTreeMap;

use aho_corasick::automaton::{Automaton, OverlappingState};
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Input, MatchKind, packed};

use super::hot::needed;
use crate::incident::{Kind, Level};
use crate::pattern::{Machine, Rule, Set, needs};

/// Asks a line for all start rules at once: for the literals that most of them need, and for the few regexes that need
/// none. Regexes alone would make automata ten times as large, and as slow to build.
#[derive(Debug)]
pub(super) struct Starts {
    /// Whether there is a literal at all: most lines have none, and this is a fast way to say so.
    any: Option<packed::Searcher>,
    literals: NFA,
    /// Rules that need each literal.
    of_literal: Vec<Vec<usize>>,
    regexes: Set,
    of_regex: Vec<Vec<usize>>,
    /// Rules for records that are hot lines by their level alone.
    grave: Vec<usize>,
}

/// What a line must hold for a start rule to match.
pub(super) enum Necessary<'r> {
    /// The header of a record of a level that makes the line a hot one.
    Grave,
    /// What this regex matches.
    Match(Cow<'r, str>),
    /// The header of a record, and what this regex matches.
    Head(String),
}

impl Starts {
    /// For rules by what [`necessary`] says of them, in their order.
    pub(super) fn new(necessary: &[Necessary<'_>]) -> Result<Starts, String> {
        let mut literals: BTreeMap<Vec<u8>, Vec<usize>> = BTreeMap::new();
        let mut regexes: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut grave = Vec::new();
        let mut rest = Vec::new();
        for (number, necessary) in necessary.iter().enumerate() {
            match necessary {
                Necessary::Grave => grave.push(number),
                Necessary::Match(source) => rest.push((number, &**source)),
                // Their literals are common words.
                Necessary::Head(source) => regexes.entry(source).or_default().push(number),
            }
        }
        let needed = needs(rest.iter().map(|(_, source)| *source))?;
        for ((number, source), needed) in rest.into_iter().zip(needed) {
            match needed {
                Some(needed) => {
                    for literal in needed {
                        literals.entry(literal).or_default().push(number);
                    }
                }
                None => regexes.entry(source).or_default().push(number),
            }
        }
        let automaton = NFA::builder()
            .match_kind(MatchKind::Standard)
            .build(literals.keys())
            .map_err(|error| error.to_string())?;
        let texts: Vec<_> = literals.keys().map(Vec::as_slice).collect();
        Ok(Starts {
            any: any_of(&texts),
            literals: automaton,
            of_literal: literals.into_values().collect(),
            regexes: Set::unordered(regexes.keys().copied())?,
            of_regex: regexes.into_values().collect(),
            grave,
        })
    }

    /// Which rules may match a text, in their order.
    pub(super) fn matches(&self, text: &str, is_hot: bool) -> Vec<usize> {
        let mut found = Vec::new();
        if self.any.as_ref().is_none_or(|any| any.find(text).is_some()) {
            let input = Input::new(text);
            let mut state = OverlappingState::start();
            while self
                .literals
                .try_find_overlapping(&input, &mut state)
                .is_ok()
            {
                let Some(hit) = state.get_match() else { break };
                found.extend(&self.of_literal[hit.pattern().as_usize()]);
            }
        }
        for regex in self.regexes.matches(text) {
            found.extend(&self.of_regex[regex]);
        }
        if is_hot {
            found.extend(&self.grave);
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// A search for the first place where one of the literals stands; nothing where the processor, or their number, does not
/// allow for a fast one.
fn any_of(literals: &[&[u8]]) -> Option<packed::Searcher> {
    let literals: Result<Vec<&str>, _> = literals
        .iter()
        .map(|literal| std::str::from_utf8(literal))
        .collect();
    let needed = needed(&literals.ok()?);
    packed::Config::new().builder().extend(needed).build()
}

/// The least level of a record that a rule takes: where a machine for records asks for an error, lower levels will do
/// if they were asked for.
pub(super) fn least(machine: &Machine, rule: &Rule, min_level: Level) -> Option<Level> {
    match rule.level {
        Some(Level::Error) if machine.kind == Kind::LogError => Some(min_level.min(Level::Error)),
        other => other,
    }
}

/// A regex that matches every line that the rule can match. For a rule that reads the message of a record, that is
/// its own without its anchors: the message is a part of the line.
pub(super) fn necessary<'r>(
    machine: &Machine,
    rule: &'r Rule,
    min_level: Level,
) -> Option<Necessary<'r>> {
    let when = rule.when.as_ref()?.source();
    if !rule.on.only_heads() {
        return Some(Necessary::Match(Cow::Borrowed(when)));
    }
    let least = least(machine, rule, min_level);
    if least.is_some_and(|level| level >= min_level.min(Level::Error)) {
        return Some(Necessary::Grave);
    }
    Some(Necessary::Head(without_anchors(when)))
}

fn without_anchors(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut depth = 0_usize;
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        match c {
            '\\' => out.extend(chars.next()),
            '[' => {
                depth += 1;
                out.extend(chars.next_if_eq(&'^'));
            }
            ']' => depth = depth.saturating_sub(1),
            '^' if depth == 0 => {
                out.pop();
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_go_and_negated_classes_stay() {
        assert_eq!(without_anchors(r"^a[^b\]^]\^|^c$"), r"a[^b\]^]\^|c$");
    }
}
