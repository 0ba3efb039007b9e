//! Which rule of a state takes a line.

use std::cell::OnceCell;
use std::collections::VecDeque;
use std::rc::Rc;

use super::line::{Line, Style};
use super::start::least;
use super::{Engine, answer};
use crate::incident::{Kind, Level};
use crate::pattern::{Class, Head, Headers, Machine, Rule, StateId};

/// What a run needs to know of the line's surroundings.
pub(super) struct Around<'a> {
    pub engine: &'a Engine,
    pub headers: &'a Headers,
    pub window: &'a VecDeque<Rc<Line>>,
    /// Level of the record the line belongs to.
    pub level: Option<Level>,
    pub min_level: Level,
}

/// A rule that takes a line, and where its text begins behind the prefix.
pub(super) struct Choice {
    pub rule: u16,
    pub from: usize,
}

/// The first rule of `state` that takes the line.
pub(super) fn choose(
    (machine_at, machine): (usize, &Machine),
    state: StateId,
    line: &Line,
    rest: &str,
    style: Style,
    around: &Around<'_>,
) -> Option<Choice> {
    // A prefix changes what the line's header is.
    let whole = rest.len() == line.seen().len();
    let is_head = if whole {
        line.is_head(around.headers)
    } else {
        around.headers.is_head(rest)
    };
    if machine.kind != Kind::HttpError {
        let engine = around.engine;
        let is_response = if whole {
            line.response(engine).is_some()
        } else {
            answer::response(engine, rest, || None).is_some()
        };
        // What it says is no part of anything; and it is a record of its own.
        if is_response {
            return end_of(machine, state);
        }
    }
    // A record that a transport ends with its line has no more lines; a trace has, each in a record of its own.
    let own_record = line.own_record && machine.kind == Kind::LogError;
    let class = style.class(is_head, own_record);
    if let Some(known) = &line.known
        && whole
        && !is_head
    {
        let level = around.level.map_or(0, |level| level as u64 + 1);
        let key = (machine_at as u64) << 32 | u64::from(state) << 16 | (class as u64) << 8 | level;
        let find =
            || rule_of(machine, state, rest, class, &Header::None, around).map(|found| found.rule);
        let rule = known.choice(key, find)?;
        return Some(Choice { rule, from: 0 });
    }
    let header = match (is_head, whole) {
        (false, _) => Header::None,
        (true, true) => Header::Own(line),
        (true, false) => Header::Below(OnceCell::new()),
    };
    rule_of(machine, state, rest, class, &header, around)
}

/// The rule by which a record of something else ends a run.
fn end_of(machine: &Machine, state: StateId) -> Option<Choice> {
    let mut rules = machine.rules_in(state);
    let (rule, _) = rules.find(|(_, rule)| {
        rule.end && rule.when.is_none() && rule.on.has(Class::Head) && rule.level.is_none()
    })?;
    Some(Choice { rule, from: 0 })
}

/// The record header of what is left of a line, read where a rule asks for it.
enum Header<'l> {
    None,
    /// The line's own.
    Own(&'l Line),
    /// That behind a prefix.
    Below(OnceCell<Option<Head>>),
}

impl Header<'_> {
    fn head(&self, rest: &str, headers: &Headers) -> Option<&Head> {
        match self {
            Header::None => None,
            Header::Own(line) => line.head(headers),
            Header::Below(head) => head.get_or_init(|| headers.head(rest)).as_ref(),
        }
    }

    fn level(&self, rest: &str, headers: &Headers) -> Option<Level> {
        match self {
            Header::Own(line) => line.level(headers),
            _ => self.head(rest, headers)?.level,
        }
    }

    fn message(&self, rest: &str, headers: &Headers) -> usize {
        self.head(rest, headers).map_or(0, |head| head.message)
    }
}

/// The first rule of a state that takes what is left of a line without its prefix.
fn rule_of(
    machine: &Machine,
    state: StateId,
    rest: &str,
    class: Class,
    header: &Header<'_>,
    around: &Around<'_>,
) -> Option<Choice> {
    for (number, rule) in machine.rules_in(state) {
        let own = || header.level(rest, around.headers);
        if !rule.on.has(class) || !level_suffices(machine, rule, own, around) {
            continue;
        }
        let from = if rule.on.only_heads() {
            header.message(rest, around.headers)
        } else {
            0
        };
        let matches = rule
            .when
            .as_ref()
            .is_none_or(|when| when.is_match(&rest[from..]));
        if matches {
            return Some(Choice { rule: number, from });
        }
    }
    None
}

fn level_suffices(
    machine: &Machine,
    rule: &Rule,
    own: impl FnOnce() -> Option<Level>,
    around: &Around<'_>,
) -> bool {
    let Some(least) = least(machine, rule, around.min_level) else {
        return true;
    };
    let level = if rule.on.only_heads() {
        own()
    } else {
        around.level
    };
    level.is_some_and(|level| level >= least)
}
