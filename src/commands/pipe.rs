//! `aiops pipe`: passes its input on, and reads along.
//!
//! One thread only moves bytes, another analyses; whatever happens to the second, the bytes flow.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use chrono::{DateTime, Utc};

use super::scan::{encoding, say_skipped};
use super::signals::Signals;
use crate::cli::{Pipe, Reading};
use crate::config::exit;
use crate::pipeline::{Pipeline, Reader};
use crate::report::Printer;
use crate::source::tee::{self, ChunkReader, Piece, TeeOutcome, WhenFull};

/// Silence after which what is whole is told.
pub(super) const SILENCE: Duration = Duration::from_secs(1);
/// Silences after which what is open, a line or a trace, is told as it is.
pub(super) const PATIENCE: u32 = 30;

/// How long the thread that moves bytes may take to say how it went, once it has.
const MOVED: Duration = Duration::from_millis(200);

pub(super) fn run(options: &Pipe) -> Result<u8> {
    let when_full = if options.lossless {
        WhenFull::Wait
    } else {
        WhenFull::Skip
    };
    let (queue, chunks) = tee::queue(tee::QUEUE_MAX, when_full);
    let reading = options.reading.clone();
    let (ready, is_ready) = crossbeam_channel::bounded(1);
    let analysis = thread::Builder::new()
        .name("analysis".to_owned())
        .spawn(move || analyse(&reading, chunks, &ready))
        .context("cannot start a thread")?;
    // A configuration that is wrong ends the run before a byte has passed.
    if is_ready.recv().is_err() {
        return join(analysis);
    }
    let (input, output) = (tee::raw_stdin()?, tee::raw_stdout()?);
    let (done, is_done) = crossbeam_channel::bounded(1);
    let _moving = thread::Builder::new()
        .name("tee".to_owned())
        .spawn(move || done.send(tee::copy(input, output, queue)))
        .context("cannot start a thread")?;
    let status = join(analysis);
    if status.as_ref().is_err() {
        // The application must not feel it: the bytes are passed on to the end.
        if let Err(error) = &status {
            log::error!("{error:#}; the rest passes unread");
        }
        say_outcome(&is_done.recv().unwrap_or_default());
        return Ok(exit::DEFECT);
    }
    // The last bytes passed before the analysis knew of it, unless a signal ended the run.
    let Ok(outcome) = is_done.recv_timeout(MOVED) else {
        return status;
    };
    let is_written = say_outcome(&outcome);
    match status {
        Ok(exit::DONE | exit::INPUT | exit::WAITING | exit::FOUND) if !is_written => {
            Ok(exit::OUTPUT)
        }
        Ok(exit::DONE | exit::WAITING | exit::FOUND) if outcome.input_error.is_some() => {
            Ok(exit::INPUT)
        }
        status => status,
    }
}

fn join(analysis: thread::JoinHandle<Result<u8>>) -> Result<u8> {
    analysis
        .join()
        .unwrap_or_else(|_| Err(anyhow!("the analysis broke off, a defect of aiops")))
}

/// Says what did not pass as it should; whether all that was read was written, or nobody read on.
fn say_outcome(outcome: &TeeOutcome) -> bool {
    if outcome.skipped.bytes > 0 {
        log::warn!(
            "{} bytes in {} lines passed unread: the analysis was too slow (see --lossless)",
            outcome.skipped.bytes,
            outcome.skipped.newlines
        );
    }
    if let Some(error) = &outcome.input_error {
        log::error!("stdin: {error}");
    }
    let broken = outcome.output_error.as_ref();
    if let Some(error) = broken.filter(|error| error.kind() != std::io::ErrorKind::BrokenPipe) {
        log::error!("cannot write to standard output: {error}");
    }
    broken.is_none_or(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

fn analyse(
    reading: &Reading,
    mut chunks: ChunkReader,
    ready: &crossbeam_channel::Sender<()>,
) -> Result<u8> {
    let printer = Printer::each(anstream::stderr(), reading.format);
    let signals = Signals::catch()?;
    let mut pipeline = Pipeline::new(reading, printer)?;
    signals.stop_too(pipeline.stopper());
    let _ = ready.send(());
    let begun: DateTime<Utc> = Utc::now();
    // Standard input has no place that could be found again: ids are unique, not repeatable.
    let key = format!("{} {}", pipeline.identity_key(), begun.timestamp_micros());
    let mut reader = pipeline.reader(Path::new("-"), &key, begun);
    let mut silences = 0;
    let mut asked_to_stop = None;
    loop {
        // The last words of an application that was stopped with us still come, but not for ever.
        if signals.stopped() {
            let asked = *asked_to_stop.get_or_insert_with(Instant::now);
            if asked.elapsed() >= SILENCE {
                break;
            }
        }
        match chunks.next_within(SILENCE) {
            Piece::Block(block) => {
                silences = 0;
                reader.detector().set_encoding(encoding(block.encoding));
                pipeline.feed(&mut reader, block.bytes, block.offset, block.line);
            }
            // Halves are not joined: what is open ends at a gap.
            Piece::Gap(_) => pipeline.give_up(&mut reader),
            Piece::Silence => {
                silences += 1;
                be_silent(&mut pipeline, &mut reader, &mut chunks, silences);
                if signals.stopped() {
                    break;
                }
            }
            Piece::End => break,
        }
    }
    say_skipped(Path::new("stdin"), &chunks.take_skipped());
    pipeline.end(reader);
    Ok(pipeline.finish())
}

fn be_silent(
    pipeline: &mut Pipeline<impl std::io::Write>,
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
