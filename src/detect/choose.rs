//! Which rule of a state takes a line.

use std::collections::VecDeque;
use std::rc::Rc;

use super::line::{Line, Style};
use super::start::least;
use crate::incident::{Kind, Level};
use crate::pattern::{Class, Head, Headers, Machine, Rule, StateId};

/// What a run needs to know of the line's surroundings.
pub(super) struct Around<'a> {
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
    // A record that a transport ends with its line has no more lines; a trace has, each in a record of its own.
    let own_record = line.own_record && machine.kind == Kind::LogError;
    let class = style.class(is_head, own_record);
    let below;
    let head = if !is_head {
        None
    } else if whole {
        line.head(around.headers)
    } else {
        below = around.headers.head(rest);
        below.as_ref()
    };
    if let Some(known) = &line.known
        && whole
        && head.is_none()
        && !is_head
    {
        let level = around.level.map_or(0, |level| level as u64 + 1);
        let key = (machine_at as u64) << 32 | u64::from(state) << 16 | (class as u64) << 8 | level;
        let find = || rule_of(machine, state, rest, class, None, around).map(|found| found.rule);
        let rule = known.choice(key, find)?;
        return Some(Choice { rule, from: 0 });
    }
    rule_of(machine, state, rest, class, head, around)
}

/// The first rule of a state that takes what is left of a line without its prefix.
fn rule_of(
    machine: &Machine,
    state: StateId,
    rest: &str,
    class: Class,
    head: Option<&Head>,
    around: &Around<'_>,
) -> Option<Choice> {
    for (number, rule) in machine.rules_in(state) {
        let own = head.and_then(|head| head.level);
        if !rule.on.has(class) || !level_suffices(machine, rule, own, around) {
            continue;
        }
        let from = match head {
            Some(head) if rule.on.only_heads() => head.message,
            _ => 0,
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

fn level_suffices(machine: &Machine, rule: &Rule, own: Option<Level>, around: &Around<'_>) -> bool {
    let Some(least) = least(machine, rule, around.min_level) else {
        return true;
    };
    let level = if rule.on.only_heads() {
        own
    } else {
        around.level
    };
    level.is_some_and(|level| level >= least)
}
