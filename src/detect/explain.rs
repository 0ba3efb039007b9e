//! What happened on a line, for `explain`: numbers of machines, rules and states, which the caller names.

use crate::incident::Level;
use crate::pattern::{Class, StateId};

/// One thing that happened on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "fields are numbers of lines, runs, machines, rules and states"
)]
pub enum Event {
    /// Transports were taken off the line.
    Transports { line: u64, names: Vec<String> },
    /// What its record header is, if it has one.
    Line {
        line: u64,
        header: Option<String>,
        level: Option<Level>,
    },
    /// A start rule matched; `style` is the class of lines without headers around it, where known.
    Began {
        line: u64,
        run: u32,
        machine: usize,
        rule: u16,
        style: Option<Class>,
    },
    /// A run took the line.
    Took {
        line: u64,
        run: u32,
        machine: usize,
        rule: u16,
        from: StateId,
        to: StateId,
    },
    /// A run left the line to another stream with another prefix.
    Skipped { line: u64, run: u32 },
    /// No rule took the line, or an `end` rule did: the run ended above it.
    Ended {
        line: u64,
        run: u32,
        machine: usize,
        state: StateId,
    },
    /// A rule read a failing response in it.
    Answered {
        line: u64,
        machine: usize,
        rule: u16,
        status: u16,
    },
    /// What became of a run that had found something, noted on its first line.
    Settled {
        line: u64,
        last: u64,
        run: u32,
        machine: usize,
        prefix: Option<String>,
        verdict: Verdict,
    },
}

impl Event {
    /// The line it happened on.
    pub fn line(&self) -> u64 {
        match self {
            Event::Transports { line, .. }
            | Event::Line { line, .. }
            | Event::Began { line, .. }
            | Event::Took { line, .. }
            | Event::Skipped { line, .. }
            | Event::Ended { line, .. }
            | Event::Answered { line, .. }
            | Event::Settled { line, .. } => *line,
        }
    }
}

/// What became of a run that had found something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is an incident.
    Incident,
    /// It is one incident with a trace, or with a record.
    Joined,
    /// Another run holds its first line.
    LostTo(u32),
    /// It is a line of an access log, which is read as that.
    Answer,
    /// Its level is below the minimum.
    Below(Level),
}
