//! `aiops pipe`: passes its input on, and reads along.
//!
//! One thread only moves bytes, another analyses, a third prints; whatever happens to the last two, the bytes flow.

use std::io::{Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

use anstream::AutoStream;
use anyhow::{Context, Result, anyhow};
use chrono::{DateTime, Utc};
use crossbeam_channel::{Receiver, RecvError, Sender, bounded, never, select};

use super::scan::{encoding, say_skipped};
use super::signals::Signals;
use crate::cli::{Format, Pipe, Reading};
use crate::config::exit;
use crate::pipeline::{Pipeline, Reader};
use crate::report::{self, Aside, Printer, Waits};
use crate::source::block::Skipped;
use crate::source::shown;
use crate::source::tee::{self, ChunkReader, Gap, Piece, TeeOutcome, WhenFull};

/// Silence after which what is whole is told.
pub(super) const SILENCE: Duration = Duration::from_secs(1);
/// Silences after which what is open, a line or a trace, is told as it is.
pub(super) const PATIENCE: u32 = 30;

/// How long the last words of an application that was stopped with us may take. With the drain-timeout of 5 s, the run
/// is over 6 s after a signal.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// How long the thread that moves bytes may take to write what it has read, when the run ends before its input.
const MOVED: Duration = Duration::from_millis(200);

/// By how much the analysis is nicer than who moves bytes: a quarter of their share, if there is not enough for both.
#[cfg(target_os = "linux")]
const STEP: i32 = 6;

pub(super) fn run(options: &Pipe, stderr: &Aside) -> Result<u8> {
    let signals = Signals::catch()?;
    let when_full = if options.lossless {
        WhenFull::Wait
    } else {
        WhenFull::Skip
    };
    let (aside, format, opened) = output(options, stderr);
    let reading = Reading {
        format,
        ..options.reading.clone()
    };
    let (to, asked, stopped) = (
        writer(options.output.is_some() && opened, &aside),
        signals.first(),
        signals.flag(),
    );
    let passed = pass(
        (tee::raw_stdin()?, tee::take_stdout()?),
        when_full,
        &asked,
        || aside.hurry(),
        move |chunks, wake, ready| {
            let printer = Printer::each(to, reading.format);
            let pipeline = Pipeline::new(&reading, printer)?;
            signals.stop_too(pipeline.stopper());
            if when_full == WhenFull::Skip {
                step_back();
            }
            analyse(pipeline, chunks, wake, ready)
        },
    )?;
    let status = conclude(passed);
    aside.settle(|| stopped.load(Ordering::SeqCst));
    if aside.lost() > 0 {
        log::error!(
            "{} incidents were found and could not be printed",
            aside.lost()
        );
    }
    if opened && !aside.failed() && aside.lost() == 0 {
        return Ok(status);
    }
    Ok(first_of(exit::OUTPUT, status))
}

/// Where incidents go and in which form, and whether that is where they were to go.
fn output(options: &Pipe, stderr: &Aside) -> (Aside, Format, bool) {
    let waits = if options.lossless {
        Waits::Ever
    } else {
        Waits::WhileItMoves
    };
    let printed = stderr.that_waits(waits);
    let Some(path) = &options.output else {
        return (printed, options.reading.format, true);
    };
    let name = shown(path);
    match report::append(path).and_then(|file| Aside::start(&name, file, waits)) {
        Ok(aside) => (aside, Format::Ndjson, true),
        Err(error) => {
            log::error!("cannot write incidents to {name}: {error}; they are printed here");
            (printed, options.reading.format, false)
        }
    }
}

/// Incidents for people have colours where standard error shows them.
fn writer(is_file: bool, aside: &Aside) -> Box<dyn Write + Send> {
    let aside: Box<dyn Write + Send> = Box::new(aside.clone());
    if is_file {
        return aside;
    }
    let choice = AutoStream::choice(&std::io::stderr());
    Box::new(AutoStream::new(aside, choice))
}

/// Where processors are scarce, the bytes and who writes them come first; with `--lossless` they wait for us anyway.
fn step_back() {
    // Elsewhere the whole process would step back.
    #[cfg(target_os = "linux")]
    if let Ok(now) = rustix::process::getpriority_process(None) {
        let _ = rustix::process::setpriority_process(None, now + STEP);
    }
}

/// The graver of two statuses.
fn first_of(one: u8, other: u8) -> u8 {
    let order = [
        exit::DEFECT,
        exit::CONFIG,
        exit::USAGE,
        exit::OUTPUT,
        exit::INPUT,
        exit::WAITING,
        exit::FOUND,
    ];
    let mut order = order.into_iter();
    let first = order.find(|status| [one, other].contains(status));
    first.unwrap_or(exit::DONE)
}

/// How a run went: what the analysis says, and how the bytes passed, if they have.
struct Passed {
    status: Result<u8>,
    outcome: Option<TeeOutcome>,
    skipped: Gap,
}

/// Moves bytes on one thread and analyses them on another, until both are done; told to end by `asked`, no longer than
/// what was read takes to be written. Nothing passes if the analysis ends before it is ready.
fn pass<A>(
    (input, output): (impl Read + Send + 'static, impl Write + Send + 'static),
    when_full: WhenFull,
    asked: &Receiver<()>,
    hurry: impl Fn(),
    analyse: A,
) -> Result<Passed>
where
    A: FnOnce(ChunkReader, Receiver<()>, &Sender<()>) -> Result<u8> + Send + 'static,
{
    let (queue, chunks) = tee::queue(tee::QUEUE_MAX, when_full);
    let valve = queue.valve();
    let (ready, is_ready) = bounded(1);
    let (wake, woken) = bounded(1);
    let (tell, told) = bounded(1);
    thread::Builder::new()
        .name("analysis".to_owned())
        .spawn(move || {
            let status = analyse(chunks, woken, &ready);
            let _ = tell.send(status);
        })
        .context("cannot start a thread")?;
    let ended = |status: Result<_, RecvError>| {
        status.unwrap_or_else(|_| Err(anyhow!("the analysis broke off")))
    };
    // A configuration that is wrong ends the run before a byte has passed.
    if is_ready.recv().is_err() {
        return Ok(Passed {
            status: Ok(ended(told.recv())?),
            outcome: Some(TeeOutcome::default()),
            skipped: Gap::default(),
        });
    }
    let (done, is_done) = bounded(1);
    thread::Builder::new()
        .name("tee".to_owned())
        .spawn(move || done.send(tee::copy(input, output, queue)))
        .context("cannot start a thread")?;
    let mut asked = asked.clone();
    let mut is_asked = false;
    let mut status = None;
    while status.is_none() {
        select! {
            recv(told) -> told => status = Some(ended(told)),
            recv(asked) -> _ => {
                is_asked = true;
                asked = never();
                hurry();
                let _ = wake.try_send(());
            }
        }
    }
    if let Some(Err(error)) = &status {
        log::error!("{error:#}, a defect of aiops; the rest passes unread");
    }
    // An analysis that ended by itself has seen the end of the input, or broke off: then the application must not feel
    // it, and the bytes are passed on to their end.
    let mut outcome = None;
    if !is_asked {
        select! {
            recv(is_done) -> done => outcome = done.ok(),
            recv(asked) -> _ => {}
        }
    }
    if outcome.is_none() {
        valve.close();
        outcome = is_done.recv_timeout(MOVED).ok();
    }
    Ok(Passed {
        status: status.unwrap_or(Ok(exit::DEFECT)),
        outcome,
        skipped: valve.skipped(),
    })
}

/// Says what did not pass as it should, and what the run's status is.
fn conclude(passed: Passed) -> u8 {
    let Passed {
        status,
        outcome,
        skipped,
    } = passed;
    if skipped.bytes > 0 {
        log::warn!(
            "{} bytes in {} lines passed unread",
            skipped.bytes,
            skipped.newlines
        );
    }
    let mut all = status.unwrap_or(exit::DEFECT);
    let Some(outcome) = outcome else {
        return all;
    };
    if let Some(error) = &outcome.input_error {
        log::error!("stdin: {error}");
        all = first_of(all, exit::INPUT);
    }
    let broken = outcome.output_error.as_ref();
    if let Some(error) = broken.filter(|error| error.kind() != std::io::ErrorKind::BrokenPipe) {
        log::error!("cannot write to standard output: {error}");
        all = first_of(all, exit::OUTPUT);
    }
    all
}

/// Analyses what passes, to its end; what was found before a panic is still delivered.
fn analyse(
    mut pipeline: Pipeline<impl Write>,
    mut chunks: ChunkReader,
    wake: Receiver<()>,
    ready: &Sender<()>,
) -> Result<u8> {
    let _ = ready.send(());
    chunks.wake_by(wake);
    let read = catch_unwind(AssertUnwindSafe(|| read(&mut pipeline, chunks)));
    let status = pipeline.finish();
    read.map(|()| status)
        .map_err(|_| anyhow!("the analysis broke off"))
}

fn read(pipeline: &mut Pipeline<impl Write>, mut chunks: ChunkReader) {
    let begun: DateTime<Utc> = Utc::now();
    // Standard input has no place that could be found again: ids are unique, not repeatable.
    let key = format!("{} {}", pipeline.identity_key(), begun.timestamp_micros());
    let mut reader = pipeline.reader(Path::new("-"), &key, begun);
    let mut silences = 0;
    let mut behind = false;
    let mut all_skipped = Skipped::default();
    let mut last = None;
    loop {
        let wait = last.map_or(SILENCE, |last: Instant| {
            last.saturating_duration_since(Instant::now())
        });
        if wait.is_zero() {
            break;
        }
        match chunks.next_within(wait) {
            Piece::Block(block) => {
                silences = 0;
                reader.detector().set_encoding(encoding(block.encoding));
                pipeline.feed(&mut reader, block.bytes, block.offset, block.line);
                let skipped = chunks.take_skipped();
                if skipped.long_lines > 0 && all_skipped.long_lines == 0 {
                    // The end of a pipe, where they are counted, may be weeks away.
                    log::warn!("stdin: a line is so long that its rest is not read");
                }
                all_skipped += skipped;
            }
            // Halves are not joined: what is open ends at a gap.
            Piece::Gap(_) => {
                pipeline.give_up(&mut reader);
                if !std::mem::replace(&mut behind, true) {
                    log::warn!(
                        "the analysis falls behind, and output passes unread (see --lossless)"
                    );
                }
            }
            Piece::Silence => {
                silences += 1;
                be_silent(pipeline, &mut reader, &mut chunks, silences);
            }
            // The last words of an application that was stopped with us still come, but not for ever.
            Piece::Woken => last = Some(Instant::now() + LAST_WORDS),
            Piece::End => break,
        }
    }
    if let Some(block) = chunks.release() {
        pipeline.feed(&mut reader, block.bytes, block.offset, block.line);
    }
    all_skipped += chunks.take_skipped();
    say_skipped(Path::new("stdin"), &all_skipped);
    pipeline.end(reader);
}

fn be_silent(
    pipeline: &mut Pipeline<impl Write>,
    reader: &mut Reader,
    chunks: &mut ChunkReader,
    silences: u32,
) {
    pipeline.waiting();
    pipeline.silence(reader);
    if silences == PATIENCE {
        if let Some(block) = chunks.release() {
            pipeline.feed(reader, block.bytes, block.offset, block.line);
        }
        pipeline.give_up(reader);
    }
    pipeline.tick(Utc::now());
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use clap::Parser;

    use super::*;
    use crate::cli::{Cli, Command};

    /// Generous: only a defect waits this long.
    const DEADLINE: Duration = Duration::from_secs(60);

    /// Gives what comes through a channel, and waits for it as a pipe does.
    struct Coming(mpsc::Receiver<Vec<u8>>, Vec<u8>);

    impl Read for Coming {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            if self.1.is_empty() {
                self.1 = self.0.recv().unwrap_or_default();
            }
            let count = self.1.len().min(buffer.len());
            buffer[..count].copy_from_slice(&self.1[..count]);
            self.1.drain(..count);
            Ok(count)
        }
    }

    struct Going(mpsc::Sender<Vec<u8>>);

    impl Write for Going {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            let _ = self.0.send(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn coming() -> (mpsc::Sender<Vec<u8>>, Coming) {
        let (give, given) = mpsc::channel();
        (give, Coming(given, Vec::new()))
    }

    fn options(arguments: &[&str]) -> Pipe {
        let all = ["aiops", "pipe"].iter().chain(arguments);
        match Cli::parse_from(all).command {
            Command::Pipe(options) => options,
            _ => unreachable!("`pipe` was asked for"),
        }
    }

    /// Lines, a traceback among them, and far more than the queue takes.
    fn much() -> Vec<Vec<u8>> {
        let trace =
            "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\nOSError: bad\nok\n";
        let mut all = vec![trace.as_bytes().to_vec()];
        all.extend((0..(3 * tee::QUEUE_MAX) >> 20).map(|_| b"a line\n".repeat(150_000)));
        all
    }

    /// Runs it to the end of `much`: how it went, and whether all bytes passed.
    fn pass_much<A>(when_full: WhenFull, analyse: A) -> (u8, bool)
    where
        A: FnOnce(ChunkReader, Receiver<()>, &Sender<()>) -> Result<u8> + Send + 'static,
    {
        let (give, input) = coming();
        let (output, passed) = mpsc::channel();
        let all = much();
        for some in all.clone() {
            give.send(some).unwrap();
        }
        drop(give);
        let ended = pass((input, Going(output)), when_full, &never(), || (), analyse).unwrap();
        let passed: Vec<u8> = passed.iter().flatten().collect();
        (conclude(ended), passed == all.concat())
    }

    #[test]
    fn a_panic_in_the_analysis_leaves_the_bytes_flowing() {
        for when_full in [WhenFull::Skip, WhenFull::Wait] {
            let ended = pass_much(when_full, |mut chunks, _, ready| {
                let _ = ready.send(());
                chunks.next_within(DEADLINE);
                panic!("as a test wants it");
            });
            assert_eq!(ended, (exit::DEFECT, true));
        }
    }

    /// An output that is a defect of ours.
    struct Defect;

    impl Write for Defect {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            panic!("as a test wants it")
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_panic_behind_the_first_incident_leaves_the_bytes_flowing() {
        for when_full in [WhenFull::Skip, WhenFull::Wait] {
            let ended = pass_much(when_full, |chunks, wake, ready| {
                let printer = Printer::each(Defect, Format::Text);
                analyse(
                    Pipeline::new(&options(&[]).reading, printer)?,
                    chunks,
                    wake,
                    ready,
                )
            });
            assert_eq!(ended, (exit::DEFECT, true));
        }
    }

    #[test]
    fn after_a_panic_a_signal_still_ends_the_run() {
        let (give, input) = coming();
        let (output, passed) = mpsc::channel();
        let (ask, asked) = bounded(1);
        let (tell, told) = mpsc::channel();
        let run = thread::spawn(move || {
            let ended = pass(
                (input, Going(output)),
                WhenFull::Skip,
                &asked,
                || (),
                move |chunks, _, ready| {
                    let _ = ready.send(());
                    tell.send(()).unwrap();
                    drop(chunks);
                    panic!("as a test wants it");
                },
            );
            conclude(ended.unwrap())
        });
        told.recv_timeout(DEADLINE).unwrap();
        for _ in 0..100 {
            give.send(b"a line\n".to_vec()).unwrap();
            assert_eq!(passed.recv_timeout(DEADLINE).unwrap(), b"a line\n");
        }
        ask.send(()).unwrap();
        // The input stays open.
        assert_eq!(run.join().unwrap(), exit::DEFECT);
        drop(give);
    }

    #[test]
    fn a_signal_ends_an_analysis_that_waits_for_its_output() {
        let (give, input) = coming();
        let (output, _passed) = mpsc::channel();
        let (ask, asked) = bounded(1);
        let (free, freed) = mpsc::channel();
        let (tell, told) = mpsc::channel();
        let run = thread::spawn(move || {
            let ended = pass(
                (input, Going(output)),
                WhenFull::Wait,
                &asked,
                || free.send(()).unwrap(),
                move |_chunks, _, ready| {
                    let _ = ready.send(());
                    tell.send(()).unwrap();
                    freed.recv_timeout(DEADLINE).unwrap();
                    Ok(exit::DONE)
                },
            );
            conclude(ended.unwrap())
        });
        told.recv_timeout(DEADLINE).unwrap();
        ask.send(()).unwrap();
        assert_eq!(run.join().unwrap(), exit::DONE);
        drop(give);
    }

    #[test]
    fn an_analysis_that_cannot_begin_lets_no_byte_pass() {
        let (give, input) = coming();
        let (output, passed) = mpsc::channel();
        give.send(b"a line\n".to_vec()).unwrap();
        let ended = pass(
            (input, Going(output)),
            WhenFull::Skip,
            &never(),
            || (),
            |_, _, _| Err(anyhow!("no")),
        );
        assert_eq!(ended.err().unwrap().to_string(), "no");
        assert!(passed.recv().is_err());
    }

    #[test]
    fn the_graver_status_counts() {
        assert_eq!(first_of(exit::DONE, exit::OUTPUT), exit::OUTPUT);
        assert_eq!(first_of(exit::FOUND, exit::WAITING), exit::WAITING);
        assert_eq!(first_of(exit::OUTPUT, exit::DEFECT), exit::DEFECT);
        assert_eq!(first_of(exit::DONE, exit::DONE), exit::DONE);
    }
}
