//! What a line must hold for a start rule to match it: asked of every line, for all rules at once.

use std::borrow::Cow;
use std::collections::BTreeMap;

use aho_corasick::automaton::{Automaton, OverlappingState};
use aho_corasick::dfa::DFA;
use aho_corasick::{Input, MatchKind};

use crate::incident::{Kind, Level};
use crate::pattern::{Machine, Rule, Set, needs};

/// Asks a line for all start rules at once: for the literals that most of them need, and for the few regexes that need
/// none. Regexes alone would make automata ten times as large, and as slow to build.
#[derive(Debug)]
pub(super) struct Starts {
    literals: DFA,
    /// Rules that need each literal.
    of_literal: Vec<Vec<usize>>,
    regexes: Set,
    of_regex: Vec<Vec<usize>>,
    /// Rules for records that are hot lines by their level alone.
    grave: Vec<usize>,
    /// Of rules whose literals are common words, the regex that is asked next.
    checks: BTreeMap<usize, Set>,
}

/// What a line must hold for a start rule to match.
pub(super) enum Necessary<'r> {
    /// The header of a record of a level that makes the line a hot one.
    Grave,
    /// What this regex matches.
    Match(Cow<'r, str>),
    /// What this regex matches, where asking further is dear.
    Check(String),
}

impl Starts {
    /// For rules by what [`necessary`] says of them, in their order.
    pub(super) fn new(necessary: &[Necessary<'_>]) -> Result<Starts, String> {
        let mut literals: BTreeMap<Vec<u8>, Vec<usize>> = BTreeMap::new();
        let mut regexes: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut grave = Vec::new();
        let mut checks = BTreeMap::new();
        let mut rest = Vec::new();
        for (number, necessary) in necessary.iter().enumerate() {
            match necessary {
                Necessary::Grave => grave.push(number),
                Necessary::Match(source) => rest.push((number, &**source)),
                Necessary::Check(source) => {
                    checks.insert(number, Set::unordered([&**source])?);
                    rest.push((number, source));
                }
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
        let automaton = DFA::builder()
            .match_kind(MatchKind::Standard)
            .ascii_case_insensitive(true)
            .build(literals.keys())
            .map_err(|error| error.to_string())?;
        Ok(Starts {
            literals: automaton,
            of_literal: literals.into_values().collect(),
            regexes: Set::unordered(regexes.keys().copied())?,
            of_regex: regexes.into_values().collect(),
            grave,
            checks,
        })
    }

    /// Which rules may match a text, in their order.
    pub(super) fn matches(&self, text: &str, is_hot: bool) -> Vec<usize> {
        let mut found = Vec::new();
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
        for regex in self.regexes.matches(text) {
            found.extend(&self.of_regex[regex]);
        }
        if is_hot {
            found.extend(&self.grave);
        }
        found.sort_unstable();
        found.dedup();
        found.retain(|rule| {
            let check = self.checks.get(rule);
            check.is_none_or(|check| check.is_match(text))
        });
        found
    }
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
    Some(Necessary::Check(without_anchors(when)))
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
