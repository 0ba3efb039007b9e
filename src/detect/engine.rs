//! Patterns, made ready to read any number of logs, and what they say of a line by itself.
//!
//! In: [`Patterns`]. Out: [`Engine`], which compiles at first use what is ours, and at once what may be refused.

use std::sync::OnceLock;

use super::answer::Answers;
use super::hot::Hot;
use super::line::seen;
use super::requests;
use super::responses::Responses;
use super::start::{self, Starts};
use crate::incident::Level;
use crate::pattern::{Header, PatternError, Patterns, Rule, Said, Stamps, hint};

/// Transports that may stand before a line: compose around syslog around a pod's prefix was the most seen.
const MAX_TRANSPORTS: usize = 3;

/// Patterns, made ready for any number of detectors.
#[derive(Debug)]
pub struct Engine {
    pub(super) patterns: Patterns,
    pub(super) min_level: Level,
    /// What a line must hold for a start rule to match, as one search for all rules.
    starts: OnceLock<Option<Starts>>,
    /// Machine and rule of each regex in `starts`.
    pub(super) start_rules: Vec<(usize, u16)>,
    pub(super) hot: Hot,
    /// What reads responses that one line tells.
    pub(super) answers: Answers,
    /// Machines, and numbers of their regexes for what names a request.
    pub(super) named: Vec<(usize, usize)>,
    /// Machines of which one names no request: see [`Engine::names_below`].
    names_below: Vec<bool>,
    /// Which responses are told of.
    pub(super) responses: Responses,
}

impl Engine {
    /// Compiles the start rules of all machines into one search.
    pub fn new(patterns: Patterns) -> Result<Engine, PatternError> {
        Engine::for_level(patterns, Level::Error)
    }

    /// The same, for incidents from `min_level` on: records of that level are incidents, too.
    pub fn for_level(patterns: Patterns, min_level: Level) -> Result<Engine, PatternError> {
        Engine::with(patterns, min_level, Responses::default())
    }

    /// The same, for these responses.
    pub fn with(
        mut patterns: Patterns,
        min_level: Level,
        responses: Responses,
    ) -> Result<Engine, PatternError> {
        for machine in &mut patterns.machines {
            if !machine.reads_lines() {
                spell(&mut machine.hints, &responses.spelt_classes());
            }
        }
        let mut start_rules = Vec::new();
        for (at, machine) in patterns.machines.iter().enumerate() {
            if machine.reads_lines() {
                continue;
            }
            for (number, rule) in machine.rules_in(0) {
                if start::necessary(machine, rule, min_level).is_some() {
                    start_rules.push((at, number));
                }
            }
        }
        let answers = Answers::new(&patterns.machines);
        let named = patterns.machines.iter().enumerate();
        let named =
            named.flat_map(|(at, machine)| (0..machine.named.len()).map(move |it| (at, it)));
        let names_below = patterns.machines.iter();
        let names_below = names_below.map(|machine| machine.named.iter().any(requests::is_below));
        let engine = Engine {
            names_below: names_below.collect(),
            named: named.collect(),
            hot: Hot::new(&patterns.machines, min_level, &responses.spelt()),
            answers,
            responses,
            patterns,
            min_level,
            starts: OnceLock::new(),
            start_rules,
        };
        if engine
            .patterns
            .machines
            .iter()
            .any(|machine| !machine.built_in)
        {
            let starts = engine.compile().map_err(|reason| PatternError {
                file: "start rules".to_owned(),
                place: None,
                reason,
            })?;
            let _ = engine.starts.set(Some(starts));
        }
        Ok(engine)
    }

    /// Whether failures that a machine's file names are those of its responses above them.
    pub(super) fn names_below(&self, machine: usize) -> bool {
        self.names_below[machine]
    }

    /// The start rules of all machines as one search; compiled at first use where all are ours.
    pub(super) fn compile(&self) -> Result<Starts, String> {
        Starts::new(&self.patterns, &self.start_rules, self.min_level)
    }

    /// The search for start rules.
    pub(super) fn starts(&self) -> Option<&Starts> {
        let starts = self.starts.get_or_init(|| self.compile().ok());
        starts.as_ref()
    }

    /// A start rule, by its number among those of all machines.
    pub(super) fn start_rule(&self, start: usize) -> &Rule {
        let (machine, rule) = self.start_rules[start];
        &self.patterns.machines[machine].rules[usize::from(rule)]
    }

    /// Whether a start rule matches.
    pub(super) fn start_matches(&self, start: usize, text: &str) -> bool {
        let when = &self.start_rule(start).when;
        when.as_ref().is_some_and(|when| when.is_match(text))
    }

    /// The patterns it runs.
    pub fn patterns(&self) -> &Patterns {
        &self.patterns
    }

    /// Whether the literals are few enough to be searched for at once.
    pub fn is_one_search(&self) -> bool {
        self.hot.is_one_search(&self.patterns.machines)
    }

    /// What the prefilter searches for, single letters aside: for benchmarks, and to tell what patterns cost.
    pub fn literals(&self) -> Vec<String> {
        self.hot.literals(&self.patterns.machines)
    }
}

/// Spells the statuses in hints.
fn spell(hints: &mut Vec<String>, statuses: &[String]) {
    let all = std::mem::take(hints);
    hints.extend(all.into_iter().flat_map(|hint| {
        let spelt = statuses.iter().map(|it| hint::with_status(&hint, it));
        let spelt: Vec<String> = spelt.filter(|spelt| *spelt != hint).collect();
        if spelt.is_empty() { vec![hint] } else { spelt }
    }));
}

/// Whether a raw line's text has the header of a record of the level that is asked for.
pub(super) fn is_record(engine: &Engine, raw: &str) -> bool {
    let headers = &engine.patterns.headers;
    raw.split('\r').any(|text| {
        let (rest, _, said) = strip(engine, text, &mut Stamps::default(), |_| {}, |_| {});
        let level = headers.level(seen(rest), &said);
        level.is_some_and(|level| level >= engine.min_level.min(Level::Error))
    })
}

/// A line without its transports, whether one of them makes a record of it, and what is known of its header. `name` is told
/// what names its stream, `transport` what was taken off.
pub(super) fn strip<'t>(
    engine: &Engine,
    text: &'t str,
    stamps: &mut Stamps,
    mut name: impl FnMut(&'t str),
    mut transport: impl FnMut(&Header),
) -> (&'t str, bool, Said) {
    let headers = &engine.patterns.headers;
    let mut rest = text;
    let mut said = Said::default();
    let mut own_record = false;
    for _ in 0..MAX_TRANSPORTS {
        let found = headers.transport(rest, stamps, &mut said);
        let Some(found) = found else { break };
        found.names(rest).for_each(&mut name);
        let header = headers.transport_header(&found);
        own_record |= header.record;
        transport(header);
        rest = found.rest(rest);
    }
    if let Some(names) = headers.names(rest, &said) {
        names.read(rest).for_each(&mut name);
    }
    (rest, own_record, said)
}
