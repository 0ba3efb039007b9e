//! Reads one input at a time, on whatever thread it is called.
//!
//! In comes a file or standard input; out come notes: what was found in it, what could not be read, and its counts.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::bar::Bar;
use super::turns::Weigh;
use super::{encoding, not_read};
use crate::commands::signals::Signals;
use crate::incident::Incident;
use crate::pipeline::{Counts, Shared};
use crate::source::block::BlockReader;
use crate::source::input::{self, Input, Opened, Refusal};
use crate::source::shown;
use crate::source::tee::raw_stdin;
use crate::source::unpack::Text;

/// How long a signal may go unnoticed while nothing comes.
const LOOK: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 100_000_000,
};

/// What a note takes beside its texts.
const NOTE_COST: usize = 128;

/// What is told of an input.
#[derive(Debug)]
pub(super) enum Note {
    /// Incidents, in the order of the log.
    Found(Vec<Incident>),
    /// It was not read as it stands.
    Warned(String),
    /// It could not be read to its end.
    Failed(String),
    /// It is not read, which may be right if it was found in the folder of that number.
    Refused(Refusal, Option<usize>),
    /// It was read.
    Read(Counts),
}

impl Weigh for Note {
    fn weight(&self) -> usize {
        let texts = match self {
            Note::Found(incidents) => incidents.iter().map(size).sum(),
            Note::Warned(text) | Note::Failed(text) => text.len(),
            Note::Refused(..) | Note::Read(_) => 0,
        };
        NOTE_COST + texts
    }
}

/// About how much memory an incident takes: its texts, and room for what belongs to each of their parts.
fn size(incident: &Incident) -> usize {
    const PART: usize = 96;
    let links = incident.errors.iter().map(|link| {
        let frames = link.frames.iter().map(|frame| {
            let texts = [&frame.function, &frame.module, &frame.file];
            2 * PART + texts.into_iter().flatten().map(String::len).sum::<usize>()
        });
        PART + link.message.len() + frames.sum::<usize>()
    });
    let context = incident.context.iter().map(|line| PART + line.len());
    size_of::<Incident>()
        + incident.stack_trace.len()
        + incident.message.len()
        + incident.log_message.as_ref().map_or(0, String::len)
        + links.sum::<usize>()
        + context.sum::<usize>()
        + 4 * PART
}

/// What all readers of a scan share.
pub(super) struct Worker<'s> {
    pub(super) shared: Arc<Shared>,
    pub(super) signals: &'s Signals,
    pub(super) bar: &'s Bar,
}

impl Worker<'_> {
    /// Reads an input to its end, or until a signal comes.
    pub(super) fn read(&self, input: &Input, tell: &mut dyn FnMut(Note)) {
        if self.signals.stopped() {
            return;
        }
        match input {
            Input::Stdin => self.read_stdin(tell),
            Input::File { path, folder } => match input::open(path) {
                Ok(opened) => self.read_file(path, &opened, tell),
                Err(refusal) => tell(Note::Refused(refusal, *folder)),
            },
        }
    }

    fn read_stdin(&self, tell: &mut dyn FnMut(Note)) {
        let path = Path::new("-");
        let text = raw_stdin().and_then(|stdin| {
            let signals = self.signals;
            Text::sniff(Stoppable { stdin, signals })
        });
        match text {
            Ok(text) => self.read_text(text, path, Utc::now(), tell),
            Err(error) => Err(error),
        }
        .unwrap_or_else(|error| tell(failed(path, &error)));
    }

    fn read_file(&self, path: &Path, opened: &Opened, tell: &mut dyn FnMut(Note)) {
        let meta = opened.file.metadata();
        let length = meta.as_ref().map_or(0, std::fs::Metadata::len);
        let changed = meta.and_then(|meta| meta.modified());
        let near = changed.map_or_else(|_| Utc::now(), DateTime::from);
        let read = Cell::new(0);
        let input = Metered {
            input: &opened.file,
            read: &read,
            bar: self.bar,
        };
        let text = Text::new(opened.format, input);
        match self.read_text(text, path, near, tell) {
            Err(error) => tell(failed(path, &error)),
            Ok(()) if self.signals.stopped() || opened.format.is_some() => {}
            Ok(()) => tell_of_loss(path, length, read.get(), tell),
        }
    }

    fn read_text(
        &self,
        text: impl Read,
        path: &Path,
        near: DateTime<Utc>,
        tell: &mut dyn FnMut(Note),
    ) -> io::Result<()> {
        // Without a store a file is its path.
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let mut reader = self.shared.reader(path, &absolute.to_string_lossy(), near);
        let mut blocks = BlockReader::new(text);
        let mut outcome = Ok(());
        loop {
            match blocks.next() {
                Ok(Some(block)) => {
                    reader.detector().set_encoding(encoding(block.encoding));
                    tell_found(reader.feed(block.bytes, block.offset, block.line), tell);
                }
                Ok(None) => break,
                Err(error) => {
                    outcome = Err(error);
                    break;
                }
            }
            if self.signals.stopped() {
                break;
            }
        }
        if let Some(block) = blocks.finish() {
            tell_found(reader.feed(block.bytes, block.offset, block.line), tell);
        }
        if let Some(text) = not_read(path, &blocks.skipped()) {
            tell(Note::Warned(text));
        }
        let (found, counts) = reader.finish();
        tell_found(found, tell);
        tell(Note::Read(counts));
        // A stream that we ended ourselves is not cut off.
        if self.signals.stopped() {
            Ok(())
        } else {
            outcome
        }
    }
}

fn tell_found(found: Vec<Incident>, tell: &mut dyn FnMut(Note)) {
    if !found.is_empty() {
        tell(Note::Found(found));
    }
}

fn failed(path: &Path, error: &io::Error) -> Note {
    let path = shown(path);
    Note::Failed(format!("{path}: {error}; what was read so far counts"))
}

/// A file that had `length` bytes when it was opened may have lost some before they were read.
fn tell_of_loss(path: &Path, length: u64, read: u64, tell: &mut dyn FnMut(Note)) {
    if read < length {
        tell(Note::Failed(format!(
            "{}: it shrank while it was read: of {length} bytes {read} were there",
            shown(path)
        )));
    }
}

/// A file whose bytes are counted as they are read.
struct Metered<'s> {
    input: &'s File,
    read: &'s Cell<u64>,
    bar: &'s Bar,
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        self.read.set(self.read.get() + count as u64);
        self.bar.read(count as u64);
        Ok(count)
    }
}

/// Standard input, which is over when a signal comes: a read that waits would not notice.
struct Stoppable<'s> {
    stdin: File,
    signals: &'s Signals,
}

impl Read for Stoppable<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.signals.stopped() {
                return Ok(0);
            }
            let mut waits = [PollFd::new(&self.stdin, PollFlags::IN)];
            match poll(&mut waits, Some(&LOOK)) {
                Ok(0) | Err(Errno::INTR) => {}
                Ok(_) => return self.stdin.read(buffer),
                Err(error) => return Err(error.into()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loss_is_told_once_and_only_where_there_is_one() {
        let mut notes = Vec::new();
        for (length, read) in [(0, 0), (0, 7), (9, 9), (9, 12), (9, 4)] {
            tell_of_loss(Path::new("a\u{1b}.log"), length, read, &mut |note| {
                notes.push(note);
            });
        }
        let [Note::Failed(text)] = &notes[..] else {
            panic!("{notes:?}");
        };
        assert_eq!(
            text,
            "a\\u{1b}.log: it shrank while it was read: of 9 bytes 4 were there"
        );
    }

    fn incident(trace: &str, context: &[String]) -> Incident {
        serde_json::from_value(serde_json::json!({
            "schema": 1, "id": "", "fingerprint": "", "kind": "log_error", "language": null,
            "level": "error", "error_type": "ERROR", "message": "m", "log_message": null,
            "errors": [], "stack_trace": trace, "time": null, "seen_at": "",
            "logger": null, "thread": null, "process": null, "trace_id": null, "request": null,
            "source": {"path": "-", "line_start": 1, "line_end": 1, "offset_start": 0,
                       "offset_end": 1, "wrapper": null},
            "context": context, "occurrences": 1, "first_seen": "", "last_seen": "", "service": "",
            "environment": "", "host": "", "truncated": false, "scrubbed": {}
        }))
        .unwrap()
    }

    #[test]
    fn the_weight_of_a_note_follows_its_texts() {
        let light = Note::Found(vec![incident("", &[])]).weight();
        let context = vec!["y".repeat(100); 10];
        let heavy = Note::Found(vec![incident(&"x".repeat(10_000), &context)]).weight();
        let more = heavy - light;
        assert!((11_000..13_000).contains(&more), "{light}, {heavy}");
    }
}
