//! Failures that name the request they happened in wait for its response, and where the response is logged first it waits
//! for the failure: one failure is one incident.
//!
//! In: incidents, and responses as they are found. Out: incidents that know their response, in place of both; and each
//! that waited long enough in vain.

use std::collections::{HashMap, VecDeque};
use std::ops::RangeInclusive;

use chrono::{DateTime, Offset, Utc};

use super::engine::strip;
use super::line::seen;
use super::{Detector, Engine, Found, answer};
use crate::decode::clean;
use crate::decode::time::{self, Zone};
use crate::incident::{Kind, Request};
use crate::pattern::{Expr, Field, Stamps};

/// A response stands at most so many lines of the file below the failure, or above it.
pub(super) const LINES: u64 = 200;
/// Where a failure says nothing of its request but that the response stands above it, at most so many.
const NEAR: u64 = 20;
/// A failure above which its response stands is told within so many lines: no incident has more.
const HELD: u64 = 1_000 + LINES;
/// A response is at most so many seconds away, where both tell the time; one more, as many tell whole seconds.
const SECONDS: i64 = 2 + 1;
/// Times of which one names no zone are compared within this many seconds: all zones are multiples of it apart.
const ZONES: i64 = 15 * 60;
/// Failures that wait at once, and responses.
const MOST: usize = 1_024;
/// Responses from this status on are those of failures.
const FAILURE: u16 = 500;

/// What a failure says of its request.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    /// Method and path.
    pub request: Option<Request>,
    pub trace_id: Option<String>,
    /// That the response above is the request's, where it is one of this machine's.
    below: Option<usize>,
    time: Option<String>,
}

/// The lines of a failure that may name its request, without their transports.
#[derive(Debug, Default)]
pub(super) struct Naming {
    pub first: String,
    /// It may name one only by method and path: an id is that of its own record.
    pub above: Option<String>,
}

/// A failure that waits.
#[derive(Debug)]
struct Waiting {
    /// Its last line.
    line: u64,
    asked: Asked,
    /// Nothing where it was only counted.
    found: Option<Box<Found>>,
    group: Option<u64>,
}

/// Failures that wait for their responses, and responses that wait for their failures, in the order in which they were
/// found.
#[derive(Debug, Default)]
pub(super) struct Requests {
    waiting: VecDeque<Waiting>,
    responses: VecDeque<Found>,
    /// The last response of each group of failures.
    answered: HashMap<u64, Request>,
}

impl Requests {
    /// Takes a failure that waits, or puts it into `out`.
    pub(super) fn hold(&mut self, mut found: Found, out: &mut Vec<Found>) {
        let Some(asked) = found.asked.clone() else {
            out.push(found);
            return;
        };
        let source = &found.incident.source;
        let (first, last) = (source.line_start, source.line_end);
        if let Some(request) = self.response_to(&asked, first) {
            if let Some(group) = found.group {
                self.answered.insert(group, request.clone());
            }
            found.incident.request = Some(request);
            out.push(found);
            return;
        }
        let group = found.group;
        self.wait(last, asked, group, Some(Box::new(found)), out);
    }

    /// A failure was counted that names its request.
    pub(super) fn count(
        &mut self,
        lines: RangeInclusive<u64>,
        asked: Asked,
        group: u64,
        out: &mut Vec<Found>,
    ) {
        if let Some(request) = self.response_to(&asked, *lines.start()) {
            self.answered.insert(group, request);
            return;
        }
        self.wait(*lines.end(), asked, Some(group), None, out);
    }

    /// The request of the response that stands above a failure with this first line; the response is no longer held.
    fn response_to(&mut self, asked: &Asked, first: u64) -> Option<Request> {
        let mut responses = self.responses.iter();
        let at = responses.rposition(|response| asked.is_below(response, first))?;
        self.responses.remove(at)?.incident.request
    }

    fn wait(
        &mut self,
        line: u64,
        asked: Asked,
        group: Option<u64>,
        found: Option<Box<Found>>,
        out: &mut Vec<Found>,
    ) {
        self.release_failures(line, out);
        let waiting = Waiting {
            line,
            asked,
            found,
            group,
        };
        if !waiting.asked.names() {
            out.extend(waiting.into_found());
            return;
        }
        if self.waiting.len() == MOST {
            out.extend(self.waiting.pop_front().and_then(Waiting::into_found));
        }
        self.waiting.push_back(waiting);
    }

    /// Whether a response is that of a failure which waits: that one then knows it, and is told. If it may be that of one
    /// below, it waits; what else it is is returned.
    pub(super) fn answer(
        &mut self,
        response: Found,
        names_below: bool,
        out: &mut Vec<Found>,
    ) -> Option<Found> {
        let request = response.incident.request.clone();
        let request = request.filter(|_| response.incident.kind == Kind::HttpError);
        let Some(request) = request else {
            return Some(response);
        };
        let line = response.incident.source.line_start;
        let mut waiting = self.waiting.iter();
        let at = waiting
            .position(|waiting| line <= waiting.line + LINES && waiting.asked.is_about(&response));
        if let Some(waiting) = at.and_then(|at| self.waiting.remove(at)) {
            if let Some(group) = waiting.group {
                self.answered.insert(group, request.clone());
            }
            if let Some(mut found) = waiting.found {
                found.incident.request = Some(request);
                out.push(*found);
            }
            return None;
        }
        let is_failure = request.status.is_some_and(|status| status >= FAILURE);
        if !is_failure || !names_below && response.incident.trace_id.is_none() {
            return Some(response);
        }
        self.responses.push_back(response);
        let is_full = self.responses.len() > MOST;
        is_full.then(|| self.responses.pop_front()).flatten()
    }

    /// The last response of a group of failures.
    pub(super) fn last(&self, group: u64) -> Option<&Request> {
        self.answered.get(&group)
    }

    /// Tells of failures for which no response came until this line, and returns responses for which no failure did.
    pub(super) fn release(&mut self, line: u64, out: &mut Vec<Found>) -> Vec<Found> {
        self.release_failures(line, out);
        let mut over = Vec::new();
        while let Some(first) = self.responses.front()
            && first.incident.source.line_end + HELD < line
        {
            over.extend(self.responses.pop_front());
        }
        over
    }

    fn release_failures(&mut self, line: u64, out: &mut Vec<Found>) {
        while let Some(first) = self.waiting.front()
            && first.line + LINES < line
        {
            out.extend(self.waiting.pop_front().and_then(Waiting::into_found));
        }
    }

    /// Tells of all failures that wait; what comes later is still known to be theirs.
    pub(super) fn tell(&mut self, out: &mut Vec<Found>) {
        let waiting = self.waiting.iter_mut();
        out.extend(waiting.filter_map(|waiting| waiting.found.take().map(|found| *found)));
    }

    /// All responses that wait.
    pub(super) fn take_responses(&mut self) -> VecDeque<Found> {
        std::mem::take(&mut self.responses)
    }

    /// Whether nothing waits to be told.
    pub(super) fn is_told(&self) -> bool {
        let mut waiting = self.waiting.iter();
        self.responses.is_empty() && waiting.all(|waiting| waiting.found.is_none())
    }

    /// Groups have other numbers from now on.
    pub(super) fn forget(&mut self) {
        self.answered.clear();
        for waiting in &mut self.waiting {
            waiting.group = None;
        }
    }
}

impl Waiting {
    fn into_found(self) -> Option<Found> {
        self.found.map(|found| *found)
    }
}

impl Asked {
    /// Whether it names the request at all.
    fn names(&self) -> bool {
        self.request.is_some() || self.trace_id.is_some()
    }

    /// Whether a response is to the request that it names.
    fn is_about(&self, response: &Found) -> bool {
        let other = &response.incident;
        let is_same = match (&self.trace_id, &other.trace_id) {
            (Some(one), Some(other)) => one == other,
            _ => self.request.as_ref().is_some_and(|asked| {
                let answered = other.request.as_ref();
                let method = answered.and_then(|answered| answered.method.as_ref());
                (asked.method.is_none() || asked.method.as_ref() == method)
                    && asked.path.as_ref() == answered.and_then(|answered| answered.path.as_ref())
            }),
        };
        is_same && is_near(self.time.as_deref(), response.time.as_deref())
    }

    /// The same of a response that stands above the failure, whose first line this is.
    fn is_below(&self, response: &Found, first: u64) -> bool {
        let line = response.incident.source.line_end;
        if self.names() {
            return self.trace_id.is_some() && first <= line + LINES && self.is_about(response);
        }
        self.below == Some(response.machine)
            && (line + 1..=line + NEAR).contains(&first)
            && is_near(self.time.as_deref(), response.time.as_deref())
    }
}

/// Whether two times of a log can be [`SECONDS`] apart; true if one cannot be read.
fn is_near(one: Option<&str>, other: Option<&str>) -> bool {
    let zone = Zone::Fixed(Utc.fix());
    let read = |text: &str| time::parse(text, &zone, DateTime::<Utc>::UNIX_EPOCH);
    let (Some(one), Some(other)) = (one.and_then(read), other.and_then(read)) else {
        return true;
    };
    let apart = (one.timestamp() - other.timestamp()).rem_euclid(ZONES);
    apart.min(ZONES - apart) <= SECONDS
}

/// Whether a regex for what names a request names none: then its response stands above.
pub(super) fn is_below(named: &Expr) -> bool {
    let captures = named.captures().unwrap_or_default();
    let names = [Field::Path, Field::TraceId].map(Field::name);
    !captures
        .iter()
        .any(|capture| names.contains(&capture.as_str()))
}

/// What a failure says of the request during which it happened.
pub(super) fn asked(engine: &Engine, naming: &Naming) -> Option<Asked> {
    let first = asked_in(engine, &naming.first);
    first.or_else(|| {
        let asked = asked_in(engine, naming.above.as_ref()?)?;
        let is_named = asked.trace_id.is_none() && asked.request.is_some();
        is_named.then_some(asked)
    })
}

fn asked_in(engine: &Engine, text: &str) -> Option<Asked> {
    if engine.named.is_empty() {
        return None;
    }
    let headers = &engine.patterns.headers;
    let text = seen(text);
    let head = headers.head(text);
    let message = &text[head.as_ref().map_or(0, |head| head.message)..];
    let mut asked = engine.named.iter().find_map(|&(machine, at)| {
        let captures = engine.patterns.machines[machine].named[at].capture(message)?;
        let get = |field: Field| captures.name(field.name()).map(|part| part.as_str());
        let request = get(Field::Path).map(|path| Request {
            method: get(Field::Method).map(str::to_ascii_uppercase),
            path: Some(answer::path_of(path).to_owned()),
            ..Request::default()
        });
        let trace_id = get(Field::TraceId).map(str::to_owned);
        let below = request.is_none() && trace_id.is_none();
        Some(Asked {
            request,
            trace_id,
            below: below.then_some(machine),
            time: None,
        })
    })?;
    let captures = head.and_then(|head| headers.captures(&head, text));
    asked.time = captures.and_then(|captures| Some(captures.name("time")?.as_str().to_owned()));
    Some(asked)
}

impl Detector {
    /// The same of raw lines: its first, and the one above.
    pub(super) fn asked(&self, first: &[u8], above: Option<&[u8]>) -> Option<Asked> {
        let text = |raw: &[u8]| {
            let raw = raw.strip_suffix(b"\n").unwrap_or(raw);
            let text = clean(raw.strip_suffix(b"\r").unwrap_or(raw));
            let mut stamps = Stamps::default();
            let (rest, ..) = strip(&self.engine, &text, &mut stamps, |_| {}, |_| {});
            rest.to_owned()
        };
        let naming = Naming {
            first: text(first),
            above: above.map(text),
        };
        asked(&self.engine, &naming)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_near_in_whatever_zone() {
        let near = |one: &str, other: &str| is_near(Some(one), Some(other));
        let record = "2026-11-20 05:16:45,123";
        assert!(near(record, "20/Nov/2026:05:16:47 +0000"));
        assert!(near(record, "20/Nov/2026:07:16:47 +0000"));
        assert!(near(record, "20/Nov/2026:10:46:47 +0530"));
        assert!(!near(record, "20/Nov/2026:05:16:49 +0000"));
        assert!(!near(record, "20/Nov/2026:05:14:45 +0000"));
        assert!(near(record, "no time") && is_near(None, Some(record)));
    }
}
