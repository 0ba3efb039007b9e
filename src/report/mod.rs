//! Incidents as a person or a program reads them: text for terminals, one JSON object a line for programs.
//!
//! In: scrubbed incidents. Out: bytes on a stream; once the reader has gone nothing more is written and nothing is
//! said. Text from logs is bytes from a stranger and passes [`clean()`] before it is shown.

mod aside;
mod clean;
mod file;
mod group;
mod text;

use std::collections::BTreeMap;
use std::io::{self, Write};

pub use aside::{Aside, PATIENCE, Waits};
pub use clean::{clean, clean_line};
pub use file::append;
pub use group::{Group, Groups};

use crate::cli::Format;
use crate::incident::Incident;

/// What else a person wants to know at the end.
#[derive(Debug, Default, Clone)]
pub struct Totals {
    /// Files read.
    pub files: u64,
    /// Lines read.
    pub lines: u64,
    /// Incidents that are hidden, by what hides them.
    pub hidden: BTreeMap<String, u64>,
}

/// Prints incidents.
pub struct Printer<W> {
    out: W,
    format: Format,
    /// Collected, to be printed at the end, grouped.
    groups: Option<Groups>,
    /// The same of what is hidden and was asked for.
    hidden: Groups,
    closed: bool,
    failed: bool,
}

impl<W: Write> Printer<W> {
    /// Prints each incident as it comes.
    pub fn each(out: W, format: Format) -> Printer<W> {
        Printer {
            out,
            format,
            groups: None,
            hidden: Groups::default(),
            closed: false,
            failed: false,
        }
    }

    /// Prints text grouped and ranked at the end, and JSON as it comes.
    pub fn grouped(out: W, format: Format) -> Printer<W> {
        Printer {
            groups: (format == Format::Text).then(Groups::default),
            ..Printer::each(out, format)
        }
    }

    /// Shows an incident that is new in its window.
    pub fn incident(&mut self, incident: &Incident) {
        self.show(incident, false);
    }

    /// Shows how often an incident came again in the window that is over.
    pub fn update(&mut self, incident: &Incident) {
        self.show(incident, true);
    }

    fn show(&mut self, incident: &Incident, again: bool) {
        if let Some(groups) = &mut self.groups {
            let more = if again {
                incident.occurrences.saturating_sub(1)
            } else {
                1
            };
            groups.add(incident, more);
            return;
        }
        self.print(incident, again);
    }

    /// Shows an incident that is hidden, and that was asked for all the same.
    pub fn hidden(&mut self, incident: &Incident) {
        if self.groups.is_some() {
            self.hidden.add(incident, incident.occurrences);
        } else {
            self.print(incident, incident.occurrences > 1);
        }
    }

    fn print(&mut self, incident: &Incident, again: bool) {
        let written = match self.format {
            Format::Ndjson => json(&mut self.out, incident),
            Format::Text => text::one(&mut self.out, incident, again),
        };
        self.check(written);
        let flushed = self.out.flush();
        self.check(flushed);
    }

    /// Whether something could not be written for another reason than that nobody reads on.
    pub fn failed(&self) -> bool {
        self.failed
    }

    /// Prints what was collected.
    pub fn finish(&mut self, totals: &Totals) {
        if let Some(groups) = self.groups.take() {
            let hidden = std::mem::take(&mut self.hidden);
            let written = text::screen(&mut self.out, &groups, &hidden, totals);
            self.check(written);
        }
        let flushed = self.out.flush();
        self.check(flushed);
    }

    /// A reader that has gone is no error; a full disk is, and is said once.
    fn check(&mut self, written: io::Result<()>) {
        if let Err(error) = written {
            if !self.closed && error.kind() != io::ErrorKind::BrokenPipe {
                log::error!("cannot write incidents to the output: {error}");
                self.failed = true;
            }
            self.closed = true;
            self.groups = None;
        }
    }
}

fn json(out: &mut impl Write, incident: &Incident) -> io::Result<()> {
    // One write a line: another process may append to the same file.
    let mut line = clean::clean_json(&serde_json::to_string(incident)?).into_owned();
    line.push('\n');
    out.write_all(line.as_bytes())
}
