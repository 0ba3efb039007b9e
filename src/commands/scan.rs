//! `aiops scan`: reads files once, and prints what is in them.
//!
//! Files are read by workers, each a file at a time; what they find comes here in the order of the files, is told apart
//! from what was found before, and printed.

mod bar;
mod turns;
mod worker;

use std::io::Write;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::thread;

use anyhow::{Context, Result};
use chrono::Utc;

use self::bar::Bar;
use self::turns::{Turn, Turns};
use self::worker::{Note, Worker};
use super::signals::Signals;
use crate::cli::{Format, Scan};
use crate::config::exit;
use crate::decode::Encoding;
use crate::detect;
use crate::pipeline::Pipeline;
use crate::report::Printer;
use crate::source::folder::Folder;
use crate::source::input::{self, Input, Inputs, Refusal};
use crate::source::{block, shown};

pub(super) fn run(options: &Scan) -> Result<u8> {
    let printer = Printer::grouped(anstream::stdout().lock(), options.reading.format);
    let signals = Signals::catch()?;
    let detecting = detect::Options {
        line_by_line: options.line_by_line,
        ..detect::Options::default()
    };
    let pipeline = Pipeline::with(&options.reading, printer, detecting)?;
    signals.stop_too(pipeline.stopper());
    let Inputs {
        inputs,
        refusals,
        folders,
    } = input::expand(&options.paths);
    let bar = if options.reading.format == Format::Text {
        Bar::of(&inputs)
    } else {
        Bar::none()
    };
    let worker = Worker {
        shared: pipeline.shared(),
        signals: &signals,
        bar: &bar,
    };
    let mut desk = Desk {
        pipeline,
        folders,
        bar: &bar,
        is_broken: false,
    };
    for refusal in refusals {
        desk.refused(refusal, None);
    }
    let jobs = jobs(options.jobs).min(inputs.len());
    if jobs > 1 {
        read_together(&worker, &inputs, jobs, &mut desk)?;
    } else {
        for input in &inputs {
            desk.is_broken |= !guarded(|| worker.read(input, &mut |note| desk.take(note)));
        }
    }
    Ok(desk.finish())
}

fn jobs(asked: Option<u16>) -> usize {
    match asked {
        Some(jobs) => jobs.into(),
        None => thread::available_parallelism().map_or(1, usize::from),
    }
}

/// Reads several files at the same time; what is found in them is taken as if one was read after the other.
fn read_together(
    worker: &Worker<'_>,
    inputs: &[Input],
    jobs: usize,
    desk: &mut Desk<'_, impl Write>,
) -> Result<()> {
    let turns = Turns::new(inputs.len());
    thread::scope(|scope| {
        // Also when this thread breaks off: the scope waits for those that wait for it.
        let _deserted = Deserted(&turns);
        for number in 0..jobs {
            let thread = thread::Builder::new().name(format!("reader {number}"));
            let spawned = thread.spawn_scoped(scope, || {
                while let Some(teller) = turns.begin() {
                    let input = &inputs[teller.number()];
                    if guarded(|| worker.read(input, &mut |note| teller.tell(note))) {
                        teller.done();
                    }
                }
            });
            if let Err(error) = spawned {
                // Those that are there read everything.
                if number == 0 {
                    return Err(error).context("cannot start a thread");
                }
                break;
            }
        }
        loop {
            match turns.take() {
                Turn::Notes(notes) => notes.into_iter().for_each(|note| desk.take(note)),
                Turn::Quiet => desk.pipeline.tick(Utc::now()),
                Turn::Broken => desk.is_broken = true,
                Turn::Over => return Ok(()),
            }
        }
    })
}

struct Deserted<'t>(&'t Turns<Note>);

impl Drop for Deserted<'_> {
    fn drop(&mut self) {
        self.0.desert();
    }
}

/// Whether it came to its end: a defect that one file brings to light is not to cost what the others hold.
fn guarded(read: impl FnOnce()) -> bool {
    panic::catch_unwind(AssertUnwindSafe(read)).is_ok()
}

/// Where everything that was found arrives, on one thread.
struct Desk<'s, W> {
    pipeline: Pipeline<W>,
    folders: Vec<Folder>,
    bar: &'s Bar,
    /// Whether a worker broke off.
    is_broken: bool,
}

impl<W: Write> Desk<'_, W> {
    fn take(&mut self, note: Note) {
        match note {
            Note::Found(incidents) => self.pipeline.tell(incidents),
            Note::Warned(text) => self.bar.aside(|| log::warn!("{text}")),
            Note::Failed(text) => {
                self.bar.aside(|| log::error!("{text}"));
                self.pipeline.unread();
            }
            Note::Refused(refusal, folder) => self.refused(refusal, folder),
            Note::Read(counts) => self.pipeline.count(counts),
        }
    }

    /// Says what is not read, unless it was found in a folder and need not be a log.
    fn refused(&mut self, refusal: Refusal, folder: Option<usize>) {
        let folder = folder.and_then(|number| self.folders.get_mut(number));
        let refusal = match folder {
            Some(folder) => folder.pass_over(refusal),
            None => Some(refusal),
        };
        if let Some(refusal) = refusal {
            self.bar.aside(|| log::error!("{refusal}"));
            self.pipeline.unread();
        }
    }

    fn finish(self) -> u8 {
        self.bar.clear();
        for folder in self.folders.iter().filter(|folder| !folder.is_whole()) {
            log::warn!("{folder}");
        }
        let status = self.pipeline.finish();
        if self.is_broken {
            log::error!("a file was not read to its end, a defect of aiops");
            return exit::DEFECT;
        }
        status
    }
}

/// How the follower and the reader call an encoding, and how the detector does.
pub(super) fn encoding(encoding: block::Encoding) -> Encoding {
    match encoding {
        block::Encoding::Bytes => Encoding::Utf8,
        block::Encoding::Utf16Le => Encoding::Utf16Le,
        block::Encoding::Utf16Be => Encoding::Utf16Be,
    }
}

/// Says once a file what was not read of it.
pub(super) fn say_skipped(path: &Path, skipped: &block::Skipped) {
    if let Some(text) = not_read(path, skipped) {
        log::warn!("{text}");
    }
}

fn not_read(path: &Path, skipped: &block::Skipped) -> Option<String> {
    (skipped.long_lines > 0).then(|| {
        format!(
            "{}: lines longer than {} bytes: {}; {} bytes of them were not read",
            shown(path),
            block::LINE_MAX,
            skipped.long_lines,
            skipped.long_bytes
        )
    })
}
