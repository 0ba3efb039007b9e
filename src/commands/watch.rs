//! `aiops watch`: follows files, and prints incidents as they happen.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use chrono::Utc;

use super::UsageError;
use super::pipe::{PATIENCE, SILENCE};
use super::scan::encoding;
use super::signals::Signals;
use crate::cli::Watch;
use crate::pipeline::{Pipeline, Reader};
use crate::report::Printer;
use crate::source::follow::{self, Event, FileKey, Follower, SLOW_LOOK, Wake, Waker};

pub(super) fn run(options: &Watch) -> Result<u8> {
    if options.paths.iter().any(|path| path.as_os_str() == "-") {
        let message = "`-` is a stream and no file to follow: use `aiops pipe`";
        return Err(UsageError(message.to_owned()).into());
    }
    let printer = Printer::each(anstream::stdout(), options.reading.format);
    let signals = Signals::catch()?;
    let pipeline = Pipeline::new(&options.reading, printer)?;
    signals.stop_too(pipeline.stopper());
    let mut follower = Follower::new(
        &options.paths,
        follow::Options {
            from_start: options.from_start,
            ..follow::Options::default()
        },
    );
    let mut waker = Waker::new(signals.first());
    let mut desk = Desk {
        pipeline,
        begun: Utc::now().timestamp_micros(),
        open: BTreeMap::new(),
        signals: &signals,
        asked_to_stop: None,
        drain_timeout: options.reading.drain_timeout,
    };
    let mut look = follower.look(Instant::now(), &mut |event| desk.visit(event));
    if std::io::stderr().is_terminal() && log::log_enabled!(log::Level::Warn) {
        // On a terminal silence would look like a failure.
        eprintln!(
            "aiops: following {} files; Ctrl-C ends",
            follower.open_files()
        );
    }
    while !signals.stopped() {
        if let Some(message) = waker.watch(&follower.folders()) {
            log::warn!("{message}");
        }
        let pause = desk.rest(Instant::now());
        let pause = look.again.map_or(pause, |again| again.min(pause));
        desk.pipeline.waiting();
        let woken = waker.wait(pause);
        let mut visit = |event: Event<'_>| desk.visit(event);
        look = match woken {
            Wake::Changed(changes) => follower.look_at(&changes, Instant::now(), &mut visit),
            Wake::TimedOut => follower.look(Instant::now(), &mut visit),
            Wake::Stop => break,
        };
    }
    follower.finish(&mut |event| desk.visit(event));
    Ok(desk.finish())
}

/// A file that is followed.
struct Open {
    reader: Reader,
    /// When its last line came.
    touched: Instant,
    silences: u32,
}

/// The open files, and what happens with their lines.
struct Desk<'s, W> {
    pipeline: Pipeline<W>,
    begun: i64,
    open: BTreeMap<FileKey, Open>,
    signals: &'s Signals,
    asked_to_stop: Option<Instant>,
    drain_timeout: Duration,
}

impl<W: Write> Desk<'_, W> {
    /// Whether the end was asked for and what was new then has had its time: a look at large files takes minutes.
    fn is_late(&mut self) -> bool {
        if !self.signals.stopped() {
            return false;
        }
        let first = *self.asked_to_stop.get_or_insert_with(Instant::now);
        first.elapsed() >= self.drain_timeout
    }

    fn visit(&mut self, event: Event<'_>) {
        match event {
            Event::Appeared { path, .. } => log::info!("following {}", path.display()),
            Event::Lines {
                file,
                path,
                generation,
                block,
            } => {
                if self.is_late() {
                    log::debug!("{}: not read to its end", path.display());
                    return;
                }
                if !self.open.contains_key(&file) {
                    let open = self.begin(path, generation);
                    self.open.insert(file, open);
                }
                let Some(open) = self.open.get_mut(&file) else {
                    return;
                };
                open.touched = Instant::now();
                open.silences = 0;
                open.reader
                    .detector()
                    .set_encoding(encoding(block.encoding));
                self.pipeline
                    .feed(&mut open.reader, block.bytes, block.offset, block.line);
            }
            Event::Ended {
                file, path, reason, ..
            } => {
                log::info!("{} is over: {reason:?}", path.display());
                if let Some(open) = self.open.remove(&file) {
                    self.pipeline.end(open.reader);
                }
            }
            Event::Trouble { message, .. } => log::warn!("{message}"),
        }
    }

    /// Ids are those of this run: a file is not read twice, and a later run begins where lines are new.
    fn begin(&mut self, path: &Path, generation: u64) -> Open {
        let key = format!("{} {} {generation}", path.display(), self.begun);
        Open {
            reader: self.pipeline.reader(path, &key, Utc::now()),
            touched: Instant::now(),
            silences: 0,
        }
    }

    /// Tells what became whole by silence, and returns how long to wait for the next.
    fn rest(&mut self, now: Instant) -> Duration {
        let mut pause = SLOW_LOOK;
        for open in self.open.values_mut() {
            if open.reader.is_idle() {
                continue;
            }
            pause = pause.min(SILENCE);
            let due = (now.duration_since(open.touched).as_secs() / SILENCE.as_secs()) as u32;
            if due <= open.silences {
                continue;
            }
            open.silences = due;
            self.pipeline.silence(&mut open.reader);
            if due >= PATIENCE {
                self.pipeline.give_up(&mut open.reader);
            }
        }
        self.pipeline.tick(Utc::now());
        pause
    }

    fn finish(mut self) -> u8 {
        for (_, open) in std::mem::take(&mut self.open) {
            self.pipeline.end(open.reader);
        }
        self.pipeline.finish()
    }
}
