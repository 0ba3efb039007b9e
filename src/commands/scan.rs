//! `aiops scan`: reads files once, and prints what is in them.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Result;
use chrono::{DateTime, Utc};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::signals::Signals;
use crate::cli::{Reading, Scan};
use crate::decode::Encoding;
use crate::pipeline::Pipeline;
use crate::report::Printer;
use crate::source::block::{self, BlockReader};
use crate::source::input::{self, Input};
use crate::source::shown;
use crate::source::tee::raw_stdin;

/// How long a signal may go unnoticed while nothing comes.
const LOOK: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 100_000_000,
};

pub(super) fn run(options: &Scan) -> Result<u8> {
    let Reading { format, .. } = options.reading;
    let printer = Printer::grouped(anstream::stdout().lock(), format);
    let signals = Signals::catch()?;
    let mut pipeline = Pipeline::new(&options.reading, printer)?;
    signals.stop_too(pipeline.stopper());
    let (inputs, refusals) = input::expand(&options.paths);
    for refusal in refusals {
        log::error!("{refusal}");
        pipeline.unread();
    }
    for input in inputs {
        if signals.stopped() {
            break;
        }
        let read = match &input {
            Input::Stdin => {
                let path = PathBuf::from("-");
                let input = raw_stdin().map(|stdin| Stoppable {
                    stdin,
                    signals: &signals,
                });
                match input {
                    Ok(input) => read(&mut pipeline, input, &path, Utc::now(), &signals),
                    Err(error) => Err((path, error)),
                }
            }
            Input::File(path) => match input::open(path) {
                Ok(file) => {
                    let near = changed(&file);
                    read(&mut pipeline, file, path, near, &signals)
                }
                Err(refusal) => {
                    log::error!("{refusal}");
                    pipeline.unread();
                    continue;
                }
            },
        };
        if let Err((path, error)) = read {
            log::error!("{}: {error}; what was read so far counts", shown(&path));
            pipeline.unread();
        }
    }
    Ok(pipeline.finish())
}

/// Standard input, which is over when a signal comes: a read that waits would not notice.
struct Stoppable<'s> {
    stdin: File,
    signals: &'s Signals,
}

impl Read for Stoppable<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
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

fn changed(file: &File) -> DateTime<Utc> {
    let changed = file.metadata().and_then(|meta| meta.modified());
    changed.map_or_else(|_| Utc::now(), DateTime::from)
}

fn read(
    pipeline: &mut Pipeline<impl std::io::Write>,
    input: impl Read,
    path: &Path,
    near: DateTime<Utc>,
    signals: &Signals,
) -> Result<(), (PathBuf, std::io::Error)> {
    // Without a store a file is its path.
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut reader = pipeline.reader(path, &absolute.to_string_lossy(), near);
    let mut blocks = BlockReader::new(input);
    let mut failed = None;
    loop {
        match blocks.next() {
            Ok(Some(block)) => {
                reader.detector().set_encoding(encoding(block.encoding));
                pipeline.feed(&mut reader, block.bytes, block.offset, block.line);
            }
            Ok(None) => break,
            Err(error) => {
                failed = Some(error);
                break;
            }
        }
        if signals.stopped() {
            break;
        }
    }
    if let Some(block) = blocks.finish() {
        pipeline.feed(&mut reader, block.bytes, block.offset, block.line);
    }
    say_skipped(path, &blocks.skipped());
    pipeline.end(reader);
    failed.map_or(Ok(()), |error| Err((path.to_owned(), error)))
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
    if skipped.long_lines > 0 {
        log::warn!(
            "{}: lines longer than {} bytes: {}; {} bytes of them were not read",
            shown(path),
            block::LINE_MAX,
            skipped.long_lines,
            skipped.long_bytes
        );
    }
}
