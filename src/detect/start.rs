//! What a line must hold for a start rule to match it: asked of every line, for all rules at once.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use aho_corasick::automaton::{Automaton, OverlappingState};
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Input, MatchKind, packed};

use super::hot::needed;
use crate::incident::{Kind, Level};
use crate::pattern::hint;
use crate::pattern::{Class, Expr, Machine, Need, Patterns, Rule, Set, Tails, needs};

/// Asks a line for all start rules at once: for the literals that most of them need, for the names that others need,
/// and for the few regexes that need neither. Regexes alone would make automata ten times as large, and as slow to build.
#[derive(Debug)]
pub(super) struct Starts {
    literals: Literals,
    tails: Option<Tails>,
    /// Rules of the regex of each tail.
    of_tail: Vec<Vec<usize>>,
    /// Regexes that begin with the line, and others.
    anchored: Rules,
    anywhere: Rules,
    /// Regexes for messages of records, and rules for records by the number of their header.
    messages: Rules,
    of_header: Vec<(usize, usize)>,
    /// Rules for records that are hot lines by their level alone.
    grave: Vec<usize>,
    /// Whether a rule may match where a line begins, and not behind a blank as well.
    at_start: Vec<bool>,
    takes_any_digit: bool,
    /// The same of each rule's own regex, once it was asked for.
    rules_take: Vec<OnceLock<bool>>,
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

/// What start rules say of a line.
#[derive(Debug, Default, Clone)]
pub(super) struct Asked {
    /// Those that may match, in their order; of rules for messages only those that cannot wait.
    pub(super) rules: Vec<usize>,
    /// Whether the line may go on what a rule for the message of the record above begins.
    pub(super) may_go_on: bool,
}

/// Regexes asked at once, each with its rules.
#[derive(Debug)]
struct Rules {
    set: Option<Set>,
    of: Vec<Vec<usize>>,
}

impl Rules {
    fn new(regexes: BTreeMap<&str, Vec<usize>>) -> Result<Rules, String> {
        let set = (!regexes.is_empty()).then(|| Set::unordered(regexes.keys().copied()));
        Ok(Rules {
            set: set.transpose()?,
            of: regexes.into_values().collect(),
        })
    }

    fn takes_any_digit(&self) -> bool {
        self.set.as_ref().is_none_or(Set::takes_any_digit)
    }

    fn matches(&self, text: &str, found: &mut Vec<usize>) {
        let Some(set) = &self.set else { return };
        for regex in set.matches(text) {
            found.extend(&self.of[regex]);
        }
    }
}

/// The literals, and what needs each.
#[derive(Debug)]
struct Literals {
    /// Whether there is one at all: most lines have none, and this is a fast way to say so.
    any: Option<packed::Searcher>,
    /// The same for lines that hold no hint.
    any_but_hints: Option<packed::Searcher>,
    automaton: NFA,
    of: Vec<Vec<usize>>,
}

/// Stands among the rules that need a literal for a line that may go on what a rule for messages begins.
const GOES_ON: usize = usize::MAX;

impl Literals {
    fn new(literals: BTreeMap<Vec<u8>, Vec<usize>>, hints: &[&str]) -> Result<Literals, String> {
        let automaton = NFA::builder()
            .match_kind(MatchKind::Standard)
            .build(literals.keys())
            .map_err(|error| error.to_string())?;
        let texts: Option<Vec<&str>> = literals
            .keys()
            .map(|literal| std::str::from_utf8(literal).ok())
            .collect();
        let texts = texts.unwrap_or_default();
        let is_other = |text: &&str| !hints.iter().any(|hint| text.contains(hint));
        let others: Vec<_> = texts.iter().copied().filter(is_other).collect();
        Ok(Literals {
            any: any_of(&texts),
            any_but_hints: any_of(&others),
            automaton,
            of: literals.into_values().collect(),
        })
    }

    fn matches(&self, text: &str, is_hot: bool, found: &mut Vec<usize>) {
        let any = if is_hot {
            &self.any
        } else {
            &self.any_but_hints
        };
        if any.as_ref().is_some_and(|any| any.find(text).is_none()) {
            return;
        }
        let input = Input::new(text);
        let mut state = OverlappingState::start();
        while self
            .automaton
            .try_find_overlapping(&input, &mut state)
            .is_ok()
        {
            let Some(hit) = state.get_match() else { break };
            found.extend(&self.of[hit.pattern().as_usize()]);
        }
    }
}

impl Starts {
    /// For the start rules of machines, each by the numbers of both.
    pub(super) fn new(
        patterns: &Patterns,
        rules: &[(usize, u16)],
        min_level: Level,
    ) -> Result<Starts, String> {
        let (mut lines, mut heads) = (Vec::new(), Vec::new());
        let mut of_header = Vec::new();
        let mut grave = Vec::new();
        for (number, (machine, rule)) in rules.iter().enumerate() {
            let machine = &patterns.machines[*machine];
            let rule = &machine.rules[usize::from(*rule)];
            match necessary(machine, rule, min_level) {
                None => {}
                Some(Necessary::Grave) => grave.push(number),
                Some(Necessary::Match(source)) => lines.push((number, source.into_owned())),
                Some(Necessary::Head(source)) => match &rule.header {
                    None => heads.push((number, source, next_sources(machine, rule, min_level))),
                    Some(name) => {
                        let records = patterns.headers.records.iter().enumerate();
                        let named = records.filter(|(_, header)| header.name == *name);
                        of_header.extend(named.map(|(at, _)| (at, number)));
                    }
                },
            }
        }
        let mut literals: BTreeMap<Vec<u8>, Vec<usize>> = BTreeMap::new();
        // What takes the line behind decides whether a rule for messages can wait for it.
        let mut messages: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, source, next) in &heads {
            let needed = needs(next.iter().map(String::as_str))?.of;
            let needed: Option<Vec<_>> = needed
                .into_iter()
                .map(|need| match need {
                    Need::Literals(literals) => Some(literals),
                    _ => None,
                })
                .collect();
            match needed {
                Some(needed) => {
                    for literal in needed.concat() {
                        literals.entry(literal).or_default().push(GOES_ON);
                    }
                    messages.entry(source).or_default().push(*number);
                }
                None => lines.push((*number, source.clone())),
            }
        }
        let needed = needs(lines.iter().map(|(_, source)| source.as_str()))?;
        let mut of_tail = vec![Vec::new(); lines.len()];
        let mut at_start = vec![false; rules.len()];
        let mut anchored: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut anywhere: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, ((number, source), need)) in lines.iter().zip(needed.of).enumerate() {
            at_start[*number] = needed.at_start[at];
            let words = match need {
                Need::Literals(words) => words,
                Need::Tails(words) => {
                    of_tail[at].push(*number);
                    words
                }
                Need::Regex => {
                    let regexes = if needed.anchored[at] {
                        &mut anchored
                    } else {
                        &mut anywhere
                    };
                    regexes.entry(source).or_default().push(*number);
                    continue;
                }
            };
            for word in words {
                literals.entry(word).or_default().push(*number);
            }
        }
        let hints = patterns.machines.iter().flat_map(|machine| &machine.hints);
        let hints: Vec<_> = hints
            .map(String::as_str)
            .filter(|hint| hint::literal(hint).len() == hint.len())
            .collect();
        let mut all = literals.keys().flatten();
        let (anchored, anywhere) = (Rules::new(anchored)?, Rules::new(anywhere)?);
        let messages = Rules::new(messages)?;
        let takes_any_digit = !all.any(u8::is_ascii_digit)
            && needed.tails.as_ref().is_none_or(Tails::takes_any_digit)
            && [&anchored, &anywhere, &messages]
                .iter()
                .all(|rules| rules.takes_any_digit());
        Ok(Starts {
            takes_any_digit,
            rules_take: rules.iter().map(|_| OnceLock::new()).collect(),
            literals: Literals::new(literals, &hints)?,
            tails: needed.tails,
            of_tail,
            anchored,
            anywhere,
            messages,
            of_header,
            grave,
            at_start,
        })
    }

    /// Rules for records that are hot lines by their level alone.
    pub(super) fn grave(&self) -> &[usize] {
        &self.grave
    }

    /// Whether what is said of a text is said of each that differs from it in digits alone.
    pub(super) fn takes_any_digit(&self) -> bool {
        self.takes_any_digit
    }

    /// Whether what the regex of the rule of that number says of a text is said of each that differs from it in digits
    /// alone.
    pub(super) fn is_digit_blind(&self, number: usize, rule: &Rule) -> bool {
        let find = || {
            let when = rule.when.as_ref().map(Expr::source);
            when.is_none_or(|when| Set::unordered([when]).is_ok_and(|set| set.takes_any_digit()))
        };
        *self.rules_take[number].get_or_init(find)
    }

    /// Which rules may match a text, [`Starts::grave`] aside. One that is not hot holds no hint.
    pub(super) fn ask(&self, text: &str, is_hot: bool, record: Option<usize>) -> Asked {
        let mut found = Vec::new();
        self.literals.matches(text, is_hot, &mut found);
        if let Some(tails) = &self.tails {
            tails.matches(text, &mut |at| found.extend(&self.of_tail[at]));
        }
        self.anchored.matches(text, &mut found);
        self.anywhere.matches(text, &mut found);
        if let Some(record) = record {
            let named = self
                .of_header
                .iter()
                .filter(|(header, _)| *header == record);
            found.extend(named.map(|(_, rule)| rule));
        }
        found.sort_unstable();
        found.dedup();
        Asked {
            may_go_on: found.pop_if(|rule| *rule == GOES_ON).is_some(),
            rules: found,
        }
    }

    /// Which rules for messages may match the record of a line.
    pub(super) fn ask_record(&self, text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        self.messages.matches(text, &mut found);
        found
    }

    /// Which rules may match what stands behind the tags of a line, and did not because of them.
    pub(super) fn ask_behind(&self, text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        self.literals.matches(text, true, &mut found);
        self.anchored.matches(text, &mut found);
        self.anywhere.matches(text, &mut found);
        if let Some(tails) = &self.tails {
            tails.matches(text, &mut |at| found.extend(&self.of_tail[at]));
        }
        found.retain(|rule| self.at_start.get(*rule).is_some_and(|at_start| *at_start));
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Where a rule's regex matches a line. Where nothing failed, as the record's level says, the message begins at `message`:
/// what stands in the header, as a logger that is named like an exception, begins nothing.
pub(super) fn place(when: &Expr, text: &str, message: usize) -> Option<usize> {
    // What the regex looks at in front of it stays.
    let from = text[..message].char_indices().next_back();
    let from = from.map_or(0, |(at, _)| at);
    let at = begin(text, from + when.find(&text[from..])?);
    (at >= message).then_some(at)
}

/// Where a match really begins: a delimiter that the regex looked at in front of it belongs to the prefix.
fn begin(text: &str, start: usize) -> usize {
    let delimiter = text[start..].starts_with([' ', '\t', ':', '(', '[', '!', '"']);
    start + usize::from(start > 0 && delimiter)
}

/// What rules that take a cold record behind a rule's need.
fn next_sources(machine: &Machine, rule: &Rule, min_level: Level) -> Vec<String> {
    let next = machine.rules_in(rule.to.unwrap_or_default());
    let takes = next.filter(|(_, rule)| rule.on.has(Class::Head));
    let sources = takes.filter_map(|(_, rule)| match &rule.when {
        // It takes any.
        None => Some(String::new()),
        Some(_) => match necessary(machine, rule, min_level)? {
            Necessary::Grave => None,
            Necessary::Match(source) => Some(source.into_owned()),
            Necessary::Head(source) => Some(source),
        },
    });
    sources.collect()
}

/// A search for the first place where one of the literals stands; nothing where the processor, or their number, does not
/// allow for a fast one.
fn any_of(literals: &[&str]) -> Option<packed::Searcher> {
    packed::Config::new()
        .builder()
        .extend(needed(literals))
        .build()
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
    use super::super::Engine;
    use super::*;
    use crate::pattern::DETECT;

    /// Each rule that matches an example's line, alone or behind tags, must be among those that may.
    #[test]
    fn what_matches_is_asked() {
        let engine = Engine::new(Patterns::built_in().unwrap()).unwrap();
        let starts = engine.starts().unwrap();
        let mut count = 0;
        for line in DETECT.iter().flat_map(|(_, text)| text.lines()) {
            let record = engine.patterns.headers.find(line);
            let asked = starts.ask(line, true, record).rules;
            let of_record = starts.ask_record(line);
            let hints = engine.patterns.machines.iter().flat_map(|m| &m.hints);
            let is_cold = !hints.clone().any(|hint| line.contains(hint::literal(hint)));
            if is_cold {
                assert_eq!(starts.ask(line, false, record).rules, asked, "{line}");
            }
            for (at, (machine, number)) in engine.start_rules.iter().enumerate() {
                let machine = &engine.patterns.machines[*machine];
                let rule = &machine.rules[usize::from(*number)];
                if !rule.on.only_heads() && engine.start_matches(at, line) {
                    assert!(asked.contains(&at), "{line}: {:?}", rule.when);
                    count += 1;
                }
                if let Some(Necessary::Head(_)) = necessary(machine, rule, Level::Error)
                    && let Some(head) = engine.patterns.headers.head(line)
                    && engine.start_matches(at, &line[head.message..])
                    && rule.header.is_none()
                {
                    assert!(asked.contains(&at) || of_record.contains(&at), "{line}");
                    count += 1;
                }
            }
        }
        assert!(count > 200, "{count}");
    }

    #[test]
    fn no_rule_of_ours_tells_one_digit_from_another() {
        for level in [Level::Error, Level::Warning] {
            let engine = Engine::for_level(Patterns::built_in().unwrap(), level).unwrap();
            assert!(engine.starts().unwrap().takes_any_digit());
        }
    }

    #[test]
    fn only_what_begins_a_line_is_asked_behind_tags() {
        let engine = Engine::new(Patterns::built_in().unwrap()).unwrap();
        let starts = engine.starts().unwrap();
        let line = "Traceback (most recent call last):";
        let behind = starts.ask_behind(line);
        assert!(!behind.is_empty());
        for at in behind {
            let (machine, rule) = engine.start_rules[at];
            let rule = &engine.patterns.machines[machine].rules[usize::from(rule)];
            assert!(rule.when.as_ref().unwrap().source().contains('^'));
        }
    }

    #[test]
    fn anchors_go_and_negated_classes_stay() {
        assert_eq!(without_anchors(r"^a[^b\]^]\^|^c$"), r"a[^b\]^]\^|c$");
    }
}
