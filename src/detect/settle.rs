//! Runs that found something are held against each other: which are incidents, and of which lines.
//!
//! In: runs of one stream that no other run touches. Out: incidents, in the order of their lines.

use std::cmp::Reverse;

use super::answer;
use super::extract::extract;
use super::fold::{Fold, Last};
use super::requests::{Naming, asked};
use super::run::Run;
use super::{Detector, Event, Found, Scope, Verdict};
use crate::incident::{Kind, Level};
use crate::pattern::Machine;

/// A record, a trace, or a trace and its record.
#[derive(Debug)]
pub(super) struct Pair {
    pub record: Option<Run>,
    pub trace: Option<Run>,
}

impl Pair {
    fn first(&self) -> u64 {
        let firsts = [&self.record, &self.trace].map(|run| run.as_ref().map(|run| run.first().seq));
        firsts.into_iter().flatten().min().unwrap_or_default()
    }
}

pub(super) fn settle(scope: &mut Scope<'_>, runs: Vec<Run>, out: &mut Vec<Found>) {
    if runs.is_empty() {
        return;
    }
    let machines = &scope.engine.patterns.machines;
    let (traces, records): (Vec<Run>, Vec<Run>) = runs
        .into_iter()
        .partition(|run| machines[run.machine].kind != Kind::LogError);
    let traces = choose_traces(scope, traces);
    let records = choose_records(scope, records, &traces);
    let mut pairs = join(scope, records, traces);
    pairs.sort_by_key(Pair::first);
    for pair in pairs {
        let mut traces = pair.trace.iter();
        if traces.any(|trace| machines[trace.machine].kind == Kind::HttpError) {
            scope.folds.pass();
            if let Some(found) = tell(scope, &pair) {
                tell_answer(scope, found, out);
            }
            continue;
        }
        if !scope.options.fold {
            if let Some(found) = tell(scope, &pair) {
                scope.requests.hold(found, out);
            }
            continue;
        }
        let has_trace = pair.trace.is_some();
        match scope.folds.see(&scope.engine.patterns.headers, pair) {
            Fold::New(key, pair) => {
                if let Some(mut found) = tell(scope, &pair) {
                    found.group = Some(scope.folds.learn(key, found.asked.is_some()));
                    scope.requests.hold(found, out);
                } else {
                    scope.folds.hide(key);
                }
            }
            Fold::Repeat => {}
            Fold::Named(group, lines, texts) => {
                if let Some(asked) = asked(scope.engine, &texts) {
                    scope.requests.count(lines, asked, group, out);
                }
            }
            Fold::Hidden => *scope.hidden += u64::from(has_trace),
        }
        forget_if_full(scope, out);
    }
}

fn forget_if_full(scope: &mut Scope<'_>, out: &mut Vec<Found>) {
    if scope.folds.is_full() {
        tell_repeats(scope, out);
        if scope.folds.has_too_many_keys() {
            scope.folds.forget();
            scope.again.forget();
            scope.requests.forget();
        }
    }
}

/// Tells of a failing response, or counts it, unless what failed was told already.
pub(super) fn tell_answer(scope: &mut Scope<'_>, found: Found, out: &mut Vec<Found>) {
    let names_below = scope.engine.names_below(found.machine);
    if let Some(found) = scope.requests.answer(found, names_below, out) {
        tell_unasked(scope, found, out);
    }
}

/// The same of one that is no failure's which was told.
fn tell_unasked(scope: &mut Scope<'_>, found: Found, out: &mut Vec<Found>) {
    if !scope.options.fold {
        out.push(found);
        return;
    }
    out.extend(scope.folds.see_answer(found));
    forget_if_full(scope, out);
}

/// Tells of failures and responses that found nothing they belong to until this line of the file.
pub(super) fn release(scope: &mut Scope<'_>, line: u64, out: &mut Vec<Found>) {
    for response in scope.requests.release(line, out) {
        tell_unasked(scope, response, out);
    }
}

/// Tells of all that wait.
pub(super) fn tell_waiting(scope: &mut Scope<'_>, out: &mut Vec<Found>) {
    scope.requests.tell(out);
    for response in scope.requests.take_responses() {
        tell_unasked(scope, response, out);
    }
}

/// Tells of what was folded, the last of each.
pub(super) fn tell_repeats(scope: &mut Scope<'_>, out: &mut Vec<Found>) {
    // The first of each is told before its repeats.
    scope.requests.tell(out);
    for (group, last, repeats) in scope.folds.take() {
        let from = out.len();
        match last {
            Last::Settled(pair) => out.extend(tell(scope, &pair)),
            Last::Unread(unread) => match Detector::read_again(scope, &unread) {
                Some(found) => out.push(found),
                // What is around it was not all kept. It was counted, and is not to be lost.
                None => *scope.hidden += repeats,
            },
            Last::Answer(found) => out.push(*found),
        }
        for found in &mut out[from..] {
            found.incident.occurrences = repeats;
            if let Some(request) = scope.requests.last(group)
                && found.asked.is_some()
            {
                found.incident.request = Some(request.clone());
            }
        }
    }
}

/// Reads an incident, unless it is below the level that was asked for.
fn tell(scope: &mut Scope<'_>, pair: &Pair) -> Option<Found> {
    if let (Some(record), None) = (&pair.record, &pair.trace)
        && answer::is_all(scope.engine, record.first())
    {
        // The response that it tells of is the incident, or there is none.
        note(scope, record, Verdict::Answer);
        return None;
    }
    let mut found = extract(scope, pair.record.as_ref(), pair.trace.as_ref())?;
    if let (None, Some(trace), Kind::Exception) = (&pair.record, &pair.trace, found.incident.kind) {
        let machine = &scope.engine.patterns.machines[trace.machine];
        if let Some(level) = told_by_record_above(trace, machine) {
            found.incident.level = level;
        }
    }
    let below = found.incident.level < scope.engine.min_level;
    let joined = pair.record.is_some() && pair.trace.is_some();
    for run in [&pair.record, &pair.trace].into_iter().flatten() {
        let verdict = match (below, joined) {
            (true, _) => Verdict::Below(found.incident.level),
            (false, true) => Verdict::Joined,
            (false, false) => Verdict::Incident,
        };
        note(scope, run, verdict);
    }
    if below && !scope.options.keep_hidden {
        // A record alone only waited for a trace.
        *scope.hidden += u64::from(pair.trace.is_some());
        return None;
    }
    Some(found)
}

/// A trace that no machine takes for a death, right below the header of a warning or of something lesser than
/// information, was logged with it on purpose. An INFO record may stand above any.
fn told_by_record_above(trace: &Run, machine: &Machine) -> Option<Level> {
    let level = trace
        .above
        .filter(|level| *level < Level::Error && *level != Level::Info)?;
    let plain = !trace.alone && trace.at == 0 && trace.own_level(machine).is_none();
    plain.then_some(level)
}

/// The lines that may name the request during which it happened: the first of an incident, and the one above.
pub(super) fn naming(record: Option<&Run>, trace: Option<&Run>) -> Naming {
    let runs = [record, trace].into_iter().flatten();
    let Some(first) = runs.min_by_key(|run| run.first().seq) else {
        return Naming::default();
    };
    Naming {
        first: first.first().text.clone(),
        above: first.context.last().map(|line| line.text.clone()),
    }
}

fn note(scope: &mut Scope<'_>, run: &Run, verdict: Verdict) {
    // The line that was asked about may be any of the run's.
    let Some(asked) = scope.options.explain.clone() else {
        return;
    };
    let (first, last) = (run.first().number, run.last().number);
    if *asked.start() <= last && first <= *asked.end() {
        scope.events.push(Event::Settled {
            line: first,
            last,
            run: run.id,
            machine: run.machine,
            prefix: run.prefix().map(str::to_owned),
            verdict,
        });
    }
}

/// On one line the longer run wins. One that begins at the start of a weak line of another cuts it back if something
/// acceptable remains; else, or on a firm line, or in the middle of a line, the earlier wins.
fn choose_traces(scope: &mut Scope<'_>, mut traces: Vec<Run>) -> Vec<Run> {
    traces.sort_by_key(|run| (run.first().seq, Reverse(run.last().seq), run.machine));
    let mut chosen: Vec<Run> = Vec::new();
    'runs: for run in traces {
        let seq = run.first().seq;
        // Only runs that reach this far can be touched; they stand at the end, as all are sorted by their first line.
        for at in (0..chosen.len()).rev() {
            let earlier = &chosen[at];
            let Some(line) = earlier.line_at(seq) else {
                continue;
            };
            let at_start = run.at <= line.prefix;
            let weak = line.weak && earlier.first().seq < seq;
            let winner = earlier.id;
            // What stands on both sides of the newcomer holds it.
            if weak && at_start && !earlier.is_firm_behind(run.last().seq) {
                if chosen[at].cut_back(seq) {
                    continue;
                }
                // It began in the middle of a record's line, and what it took for its message begins a trace.
                if chosen[at].at > 0 && chosen[at].prefix().is_none() {
                    let loser = chosen.remove(at);
                    note(scope, &loser, Verdict::LostTo(run.id));
                    continue;
                }
            }
            note(scope, &run, Verdict::LostTo(winner));
            continue 'runs;
        }
        chosen.push(run);
    }
    chosen.sort_by_key(|run| run.first().seq);
    chosen
}

/// Records inside a trace or inside an earlier record vanish.
fn choose_records(scope: &mut Scope<'_>, mut records: Vec<Run>, traces: &[Run]) -> Vec<Run> {
    records.sort_by_key(|run| (run.first().seq, Reverse(run.last().seq)));
    let mut chosen: Vec<Run> = Vec::new();
    for run in records {
        let seq = run.first().seq;
        let holder = traces
            .iter()
            .filter(|trace| trace.first().seq < seq)
            .chain(&chosen)
            .find(|other| other.line_at(seq).is_some());
        if let Some(holder) = holder {
            let winner = holder.id;
            note(scope, &run, Verdict::LostTo(winner));
        } else {
            chosen.push(run);
        }
    }
    chosen
}

/// Whether a record names an error, and none that the trace below it tells of.
fn speaks_of_another(record: &Run, trace: &Run) -> bool {
    let text = record.first().seen();
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut named = text
        .split(|c| !is_part(c))
        .filter(|word| is_error_name(word))
        .peekable();
    if named.peek().is_none() {
        return false;
    }
    let lines = || trace.taken[..trace.accepted].iter();
    !named.any(|word| lines().any(|taken| taken.line.seen().contains(word)))
}

/// `NoSuchFileException`, `ConnectionError`: a class, and no mere word.
fn is_error_name(word: &str) -> bool {
    let kind = ["Exception", "Error"];
    let stem = kind.iter().find_map(|kind| word.strip_suffix(kind));
    stem.is_some_and(|stem| stem.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// A record on whose lines, or right below which, a trace begins is one incident with it.
fn join(scope: &Scope<'_>, records: Vec<Run>, traces: Vec<Run>) -> Vec<Pair> {
    let patterns = &scope.engine.patterns;
    let mut traces: Vec<Option<Run>> = traces.into_iter().map(Some).collect();
    let mut pairs = Vec::with_capacity(records.len() + traces.len());
    // A record on the trace's own line has it, not the one above.
    let begun: Vec<u64> = records.iter().map(|run| run.first().seq).collect();
    for mut record in records {
        let first = record.first().seq;
        let below = record.last_taken.max(record.last().seq) + 1;
        let level = record.level(&patterns.headers);
        let fits = |run: &Run| {
            let seq = run.first().seq;
            // A death is one, whatever was said some lines above it.
            if seq > first + 1 && level < Some(Level::Error) {
                let own = run.own_level(&patterns.machines[run.machine]);
                if own.is_some_and(|own| own >= Level::Error) {
                    return false;
                }
            }
            if seq > first && level < Some(Level::Error) && speaks_of_another(&record, run) {
                return false;
            }
            let is_below = first < seq && seq <= below && !begun.contains(&seq);
            seq == first || is_below && !run.alone
        };
        let at = traces
            .iter()
            .position(|trace| trace.as_ref().is_some_and(fits));
        let trace = at.and_then(|at| traces[at].take());
        // A record ends with its trace: what comes behind it without a header was printed by somebody else.
        if let Some(trace) = &trace {
            record.cut_before(trace.last().seq + 1);
        }
        // What begins on the record's lines and is not its trace is another incident.
        let own = trace.as_ref().map_or(first, |trace| trace.first().seq);
        let next = traces
            .iter()
            .flatten()
            .map(|run| run.first().seq)
            .filter(|seq| *seq > own)
            .min();
        if let Some(next) = next.filter(|next| record.line_at(*next).is_some()) {
            record.cut_before(next);
        }
        pairs.push(Pair {
            record: Some(record),
            trace,
        });
    }
    pairs.extend(traces.into_iter().flatten().map(|trace| Pair {
        record: None,
        trace: Some(trace),
    }));
    pairs
}
