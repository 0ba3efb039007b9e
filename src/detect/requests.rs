//! Failures that name the request they happened in wait for its response: one failure is one incident.
//!
//! In: incidents, and responses as they are found. Out: incidents that know their response, in place of both; and each
//! that waited long enough without one.

use std::collections::{HashMap, VecDeque};

use chrono::{DateTime, Offset, Utc};

use super::engine::strip;
use super::line::seen;
use super::{Detector, Engine, Found, answer};
use crate::decode::clean;
use crate::decode::time::{self, Zone};
use crate::incident::{Kind, Request};
use crate::pattern::{Field, Stamps};

/// A response stands at most so many lines of the file below the failure.
pub(super) const LINES: u64 = 200;
/// And at most so many seconds later, where both tell the time; one more, as many tell whole seconds.
const SECONDS: i64 = 2 + 1;
/// Times of which one names no zone are compared within this many seconds: all zones are multiples of it apart.
const ZONES: i64 = 15 * 60;
/// Failures that wait at once.
const MOST: usize = 1_024;

/// What a failure says of its request.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    pub request: Request,
    time: Option<String>,
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

/// Failures that wait for their responses, in the order in which they were found.
#[derive(Debug, Default)]
pub(super) struct Requests {
    waiting: VecDeque<Waiting>,
    /// The last response of each group of failures.
    answered: HashMap<u64, Request>,
}

impl Requests {
    /// Takes a failure that waits, or puts it into `out`.
    pub(super) fn hold(&mut self, found: Found, out: &mut Vec<Found>) {
        let incident = &found.incident;
        let Some(request) = incident.request.clone().filter(|it| it.status.is_none()) else {
            out.push(found);
            return;
        };
        let line = incident.source.line_end;
        let asked = Asked {
            request,
            time: found.time.clone(),
        };
        let group = found.group;
        self.wait(line, asked, group, Some(Box::new(found)), out);
    }

    /// A failure was counted that names its request.
    pub(super) fn count(&mut self, line: u64, asked: Asked, group: u64, out: &mut Vec<Found>) {
        self.wait(line, asked, Some(group), None, out);
    }

    fn wait(
        &mut self,
        line: u64,
        asked: Asked,
        group: Option<u64>,
        found: Option<Box<Found>>,
        out: &mut Vec<Found>,
    ) {
        self.release(line, out);
        if self.waiting.len() == MOST {
            out.extend(self.waiting.pop_front().and_then(Waiting::into_found));
        }
        self.waiting.push_back(Waiting {
            line,
            asked,
            found,
            group,
        });
    }

    /// Whether a response is that of a failure which waits: that one then knows it, and is told.
    pub(super) fn answer(&mut self, response: &Found, out: &mut Vec<Found>) -> bool {
        let Some(request) = &response.incident.request else {
            return false;
        };
        if response.incident.kind != Kind::HttpError {
            return false;
        }
        let line = response.incident.source.line_start;
        let mut waiting = self.waiting.iter();
        let at = waiting.position(|waiting| waiting.is_answered(request, response, line));
        let Some(waiting) = at.and_then(|at| self.waiting.remove(at)) else {
            return false;
        };
        if let Some(group) = waiting.group {
            self.answered.insert(group, request.clone());
        }
        if let Some(mut found) = waiting.found {
            found.incident.request = Some(request.clone());
            out.push(*found);
        }
        true
    }

    /// The last response of a group of failures.
    pub(super) fn last(&self, group: u64) -> Option<&Request> {
        self.answered.get(&group)
    }

    /// Tells of those for which no response came until this line.
    pub(super) fn release(&mut self, line: u64, out: &mut Vec<Found>) {
        while let Some(first) = self.waiting.front()
            && first.line + LINES < line
        {
            out.extend(self.waiting.pop_front().and_then(Waiting::into_found));
        }
    }

    /// Tells of all that wait; what comes later is still known to be theirs.
    pub(super) fn tell(&mut self, out: &mut Vec<Found>) {
        let waiting = self.waiting.iter_mut();
        out.extend(waiting.filter_map(|waiting| waiting.found.take().map(|found| *found)));
    }

    /// Whether nothing waits to be told.
    pub(super) fn is_told(&self) -> bool {
        self.waiting.iter().all(|waiting| waiting.found.is_none())
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

    fn is_answered(&self, request: &Request, response: &Found, line: u64) -> bool {
        let asked = &self.asked.request;
        let is_method = asked.method.is_none() || asked.method == request.method;
        is_method
            && asked.path == request.path
            && line <= self.line + LINES
            && is_near(self.asked.time.as_deref(), response.time.as_deref())
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

/// What a line without its transports says of the request during which something failed.
pub(super) fn asked(engine: &Engine, text: &str) -> Option<Asked> {
    if engine.named.is_empty() {
        return None;
    }
    let headers = &engine.patterns.headers;
    let text = seen(text);
    let head = headers.head(text);
    let message = &text[head.as_ref().map_or(0, |head| head.message)..];
    let request = engine.named.iter().find_map(|&(machine, at)| {
        let captures = engine.patterns.machines[machine].named[at].capture(message)?;
        let get = |field: Field| captures.name(field.name()).map(|part| part.as_str());
        Some(Request {
            method: get(Field::Method).map(str::to_ascii_uppercase),
            path: Some(answer::path_of(get(Field::Path)?).to_owned()),
            ..Request::default()
        })
    })?;
    let captures = head.and_then(|head| headers.captures(&head, text));
    let time = captures.and_then(|captures| Some(captures.name("time")?.as_str().to_owned()));
    Some(Asked { request, time })
}

impl Detector {
    /// The same of a raw line.
    pub(super) fn asked(&self, raw: &[u8]) -> Option<Asked> {
        let raw = raw.strip_suffix(b"\n").unwrap_or(raw);
        let text = clean(raw.strip_suffix(b"\r").unwrap_or(raw));
        let mut stamps = Stamps::default();
        let (rest, ..) = strip(&self.engine, &text, &mut stamps, |_| {}, |_| {});
        asked(&self.engine, rest)
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
