//! Copies a pipe byte for byte and hands what passes to analysis, without ever waiting for it.
//!
//! In come a reader and a writer; out come the same bytes, and on another thread [`Piece`]s: blocks of
//! whole lines, silences, and gaps where analysis was too slow. The thread that copies holds at most
//! [`QUEUE_MAX`] bytes; what does not fit goes by unanalysed and is counted, unless [`WhenFull::Wait`]
//! was asked for. When the writer is closed, reading goes on: nobody is killed by us.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::AsFd;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};

use super::block::{Block, Cutter, Skipped};
use super::newline::count_newlines;

/// Most bytes that may wait for analysis: some seconds of a busy log, and little beside what a service
/// that logs so much takes itself.
pub const QUEUE_MAX: usize = 16 << 20;

/// Bytes moved at once; a pipe holds 64 KiB unless it was enlarged.
const MOVE: usize = 128 << 10;

/// What a waiting chunk takes beside its bytes. Counted, or a writer of single bytes would make the
/// queue many times larger than it says.
const CHUNK_COST: usize = 128;

/// Pause before a file descriptor that others made non-blocking is tried again.
const NOT_READY: Duration = Duration::from_millis(5);

/// What happens to bytes that find the queue full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenFull {
    /// They pass unanalysed and are counted.
    Skip,
    /// They wait, and the application with them.
    Wait,
}

/// Bytes that passed unanalysed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Gap {
    /// How many.
    pub bytes: u64,
    /// How many lines ended in them.
    pub newlines: u64,
    /// Whether the last of them ended a line.
    whole: bool,
}

impl Gap {
    fn add(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        self.newlines += count_newlines(bytes, None);
        self.whole = bytes.ends_with(b"\n");
    }
}

#[derive(Debug)]
struct Chunk {
    before: Gap,
    bytes: Vec<u8>,
}

impl Chunk {
    fn cost(&self) -> usize {
        self.bytes.len() + CHUNK_COST
    }
}

/// What both ends must know of the queue. The lock is held for a few instructions only.
#[derive(Debug, Default)]
struct Level {
    used: usize,
    /// Nobody reads any more.
    deserted: bool,
    /// What was skipped behind the last chunk.
    at_end: Gap,
}

#[derive(Debug, Default)]
struct Shared {
    level: Mutex<Level>,
    lowered: Condvar,
}

impl Shared {
    fn level(&self) -> MutexGuard<'_, Level> {
        self.level.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The end of the queue into which [`copy`] puts what passes.
#[derive(Debug)]
pub struct Queue {
    sender: Sender<Chunk>,
    shared: Arc<Shared>,
    limit: usize,
    when_full: WhenFull,
    gap: Gap,
    total: Gap,
}

/// The end of the queue at which analysis reads.
#[derive(Debug)]
pub struct ChunkReader {
    receiver: Receiver<Chunk>,
    shared: Arc<Shared>,
    cutter: Cutter,
    chunk: Option<Chunk>,
    /// How much of the chunk was cut.
    taken: usize,
    gap: Option<Gap>,
    ended: bool,
}

/// A queue that holds at most `limit` bytes; [`QUEUE_MAX`] is the one to take.
pub fn queue(limit: usize, when_full: WhenFull) -> (Queue, ChunkReader) {
    let (sender, receiver) = crossbeam_channel::unbounded();
    let shared = Arc::new(Shared::default());
    let queue = Queue {
        sender,
        shared: Arc::clone(&shared),
        limit,
        when_full,
        gap: Gap::default(),
        total: Gap::default(),
    };
    let reader = ChunkReader {
        receiver,
        shared,
        cutter: Cutter::new(),
        chunk: None,
        taken: 0,
        gap: None,
        ended: false,
    };
    (queue, reader)
}

impl Queue {
    /// Hands `bytes` over, or counts them as skipped.
    pub fn offer(&mut self, bytes: &[u8]) {
        if !self.admit(bytes.len() + CHUNK_COST) {
            self.skip(bytes);
            return;
        }
        let chunk = Chunk {
            before: std::mem::take(&mut self.gap),
            bytes: bytes.to_vec(),
        };
        if let Err(refused) = self.sender.send(chunk) {
            self.gap = refused.0.before;
            self.skip(bytes);
        }
    }

    fn admit(&self, cost: usize) -> bool {
        let mut level = self.shared.level();
        // After a gap there is one long run and not a gap behind every chunk: a trace wants its lines.
        let limit = if self.gap.bytes > 0 {
            self.limit / 2
        } else {
            self.limit
        };
        while !level.deserted && level.used > 0 && level.used + cost > limit {
            if self.when_full == WhenFull::Skip {
                return false;
            }
            level = self
                .shared
                .lowered
                .wait(level)
                .unwrap_or_else(PoisonError::into_inner);
        }
        level.used += cost;
        !level.deserted
    }

    fn skip(&mut self, bytes: &[u8]) {
        self.gap.add(bytes);
        self.total.add(bytes);
    }
}

impl Drop for Queue {
    fn drop(&mut self) {
        self.shared.level().at_end = self.gap;
    }
}

/// What analysis gets to see next.
#[derive(Debug)]
pub enum Piece<'a> {
    /// Lines. Offsets and line numbers count what was skipped, too.
    Block(Block<'a>),
    /// So much passed unanalysed here. The line before the gap was delivered as [`super::block::Ends::Cut`] if
    /// it was unfinished, and the first line after it is left out unless it is whole: halves are never
    /// joined. What is open should be closed.
    Gap(Gap),
    /// Nothing came within the time; the unfinished line can be had with [`ChunkReader::release`].
    Silence,
    /// Everything was delivered.
    End,
}

impl ChunkReader {
    /// Lends the next piece, waiting for it no longer than `timeout`.
    pub fn next_within(&mut self, timeout: Duration) -> Piece<'_> {
        // Pieces of a line that does not end are no news.
        let until = Instant::now() + timeout;
        let found = loop {
            if self.cutter.cut() {
                break None;
            }
            if let Some(gap) = self.gap {
                if self.cutter.release() {
                    break None;
                }
                self.gap = None;
                self.cutter.jump(gap.bytes, gap.newlines, gap.whole);
                break Some(Piece::Gap(gap));
            }
            if self.fill() {
                continue;
            }
            if self.ended {
                if self.cutter.finish() {
                    break None;
                }
                break Some(Piece::End);
            }
            match self.receiver.recv_deadline(until) {
                Ok(chunk) => self.take(chunk),
                Err(RecvTimeoutError::Timeout) => break Some(Piece::Silence),
                Err(RecvTimeoutError::Disconnected) => {
                    self.ended = true;
                    let at_end = std::mem::take(&mut self.shared.level().at_end);
                    self.gap = (at_end.bytes > 0).then_some(at_end);
                }
            }
        };
        match (found, self.cutter.block()) {
            (Some(piece), _) => piece,
            (None, Some(block)) => Piece::Block(block),
            (None, None) => Piece::End,
        }
    }

    /// Gives up waiting for the end of an unfinished line and lends what is there of it; its rest will
    /// be skipped.
    pub fn release(&mut self) -> Option<Block<'_>> {
        self.cutter.release();
        self.cutter.block()
    }

    /// What was skipped of long lines and holes since this was last asked.
    pub fn take_skipped(&mut self) -> Skipped {
        self.cutter.take_skipped()
    }

    fn take(&mut self, chunk: Chunk) {
        self.gap = (chunk.before.bytes > 0).then_some(chunk.before);
        self.chunk = Some(chunk);
        self.taken = 0;
    }

    /// Puts more of the chunk at hand before the cutter; `false` if there is none.
    fn fill(&mut self) -> bool {
        let Some(chunk) = &self.chunk else {
            return false;
        };
        let rest = &chunk.bytes[self.taken..];
        let spare = self.cutter.spare();
        let count = rest.len().min(spare.len());
        spare[..count].copy_from_slice(&rest[..count]);
        self.cutter.filled(count);
        self.taken += count;
        if self.taken == chunk.bytes.len() {
            let cost = chunk.cost();
            self.chunk = None;
            self.shared.level().used -= cost;
            self.shared.lowered.notify_all();
        }
        true
    }
}

impl Drop for ChunkReader {
    fn drop(&mut self) {
        self.shared.level().deserted = true;
        self.shared.lowered.notify_all();
    }
}

/// How a copy went.
#[derive(Debug, Default)]
pub struct TeeOutcome {
    /// Bytes read.
    pub read: u64,
    /// Bytes written.
    pub written: u64,
    /// Why writing stopped; a broken pipe is the ordinary end of a pipeline and no error.
    pub output_error: Option<io::Error>,
    /// Why reading stopped before the end.
    pub input_error: Option<io::Error>,
    /// What passed unanalysed.
    pub skipped: Gap,
}

/// Copies `input` to `output` until the input ends, and offers everything to `queue`. A writer that
/// fails is left alone from then on.
///
/// `output` should not collect bytes: take [`raw_stdout`], not [`io::stdout`], which holds back what
/// has no newline yet.
pub fn copy(mut input: impl Read, mut output: impl Write, mut queue: Queue) -> TeeOutcome {
    let mut outcome = TeeOutcome::default();
    let mut buffer = vec![0; MOVE];
    loop {
        let bytes = match input.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => &buffer[..count],
            Err(e) if e.kind() == ErrorKind::Interrupted => continue,
            Err(e) if e.kind() == ErrorKind::WouldBlock => {
                std::thread::sleep(NOT_READY);
                continue;
            }
            Err(e) => {
                outcome.input_error = Some(e);
                break;
            }
        };
        outcome.read += bytes.len() as u64;
        if outcome.output_error.is_none() {
            outcome.output_error = write(&mut output, bytes, &mut outcome.written).err();
        }
        queue.offer(bytes);
    }
    outcome.skipped = queue.total;
    outcome
}

/// Like `write_all`, but counts, and is patient with a descriptor that somebody made non-blocking.
fn write(output: &mut impl Write, mut bytes: &[u8], written: &mut u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match output.write(bytes) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(count) => {
                *written += count as u64;
                bytes = &bytes[count..];
            }
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) if e.kind() == ErrorKind::WouldBlock => std::thread::sleep(NOT_READY),
            Err(e) => return Err(e),
        }
    }
    output.flush()
}

/// Standard input without a buffer of our own.
pub fn raw_stdin() -> io::Result<File> {
    Ok(File::from(io::stdin().as_fd().try_clone_to_owned()?))
}

/// Standard output without a buffer of our own.
pub fn raw_stdout() -> io::Result<File> {
    Ok(File::from(io::stdout().as_fd().try_clone_to_owned()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::block::Ends;
    use std::thread;

    const SOON: Duration = Duration::ZERO;
    const LONG: Duration = Duration::from_secs(60);

    /// Everything that can be had now: text, offset and line of each block, gaps as `(bytes, newlines)`.
    fn all(reader: &mut ChunkReader) -> Vec<String> {
        let mut pieces = Vec::new();
        loop {
            match reader.next_within(SOON) {
                Piece::Block(b) => {
                    let end = match b.ends {
                        Ends::Line => "",
                        Ends::Cut => "~",
                        Ends::Input => "$",
                    };
                    let text = String::from_utf8_lossy(b.bytes).replace('\n', "/");
                    pieces.push(format!("{}:{} {text}{end}", b.offset, b.line));
                }
                Piece::Gap(g) => pieces.push(format!("gap {} {}", g.bytes, g.newlines)),
                Piece::Silence => break pieces,
                Piece::End => {
                    pieces.push("end".into());
                    break pieces;
                }
            }
        }
    }

    #[test]
    fn bytes_pass_unchanged_and_lines_come_out() {
        let noise: Vec<u8> = (0..1_000_000_u32)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 23) as u8)
            .collect();
        let (queue, mut reader) = queue(QUEUE_MAX, WhenFull::Skip);
        let mut passed = Vec::new();
        let outcome = copy(&noise[..], &mut passed, queue);
        assert!(passed == noise);
        assert_eq!((outcome.read, outcome.written), (1_000_000, 1_000_000));
        let mut seen = Vec::new();
        while let Piece::Block(block) = reader.next_within(SOON) {
            seen.extend_from_slice(block.bytes);
        }
        assert!(seen == noise);
        assert!(matches!(reader.next_within(SOON), Piece::End));
        assert_eq!(outcome.skipped, Gap::default());
    }

    #[test]
    fn silence_is_told_and_an_unfinished_line_can_be_had() {
        let (mut queue, mut reader) = queue(QUEUE_MAX, WhenFull::Skip);
        queue.offer(b"one\ntw");
        assert_eq!(all(&mut reader), ["0:1 one/"]);
        assert!(matches!(reader.next_within(SOON), Piece::Silence));
        queue.offer(b"o\nthr");
        assert_eq!(all(&mut reader), ["4:2 two/"]);
        assert_eq!(reader.release().unwrap().bytes, b"thr");
        assert!(reader.release().is_none());
        queue.offer(b"ee\nfour");
        drop(queue);
        assert_eq!(all(&mut reader), ["14:4 four$", "end"]);
    }

    #[test]
    fn halves_around_a_gap_are_not_joined() {
        let (mut queue, mut reader) = queue(2 * (CHUNK_COST + 8), WhenFull::Skip);
        queue.offer(b"one\ntw");
        queue.offer(b"o\nthree");
        // Full from here on.
        queue.offer(b"...\nfour\nfi");
        queue.offer(b"ve\nsi");
        assert_eq!(all(&mut reader), ["0:1 one/", "4:2 two/"]);
        queue.offer(b"x\nseven\n");
        assert_eq!(all(&mut reader), ["8:3 three~", "gap 16 3", "31:7 seven/"]);
        // A gap of whole lines costs nothing else.
        queue.offer(b"8\n");
        queue.offer(b"9\n");
        queue.offer(b"10\n");
        assert_eq!(all(&mut reader), ["37:8 8/", "39:9 9/"]);
        queue.offer(b"11\n");
        assert_eq!(all(&mut reader), ["gap 3 1", "44:11 11/"]);
        assert_eq!(queue.total.bytes, 19);
    }

    #[test]
    fn a_gap_at_the_end_is_told_too() {
        let (mut queue, mut reader) = queue(1, WhenFull::Skip);
        queue.offer(b"the first always fits\nhal");
        queue.offer(b"f\n");
        drop(queue);
        assert_eq!(
            all(&mut reader),
            ["0:1 the first always fits/", "22:2 hal~", "gap 2 1", "end"]
        );
    }

    #[test]
    fn after_a_gap_the_queue_is_used_again_when_half_of_it_is_free() {
        let (mut queue, mut reader) = queue(4 * (CHUNK_COST + 2), WhenFull::Skip);
        for _ in 0..5 {
            queue.offer(b"x\n");
        }
        assert!(matches!(reader.next_within(SOON), Piece::Block(_)));
        queue.offer(b"y\n");
        assert_eq!(queue.gap.bytes, 4, "one place is free, and not used");
        all(&mut reader);
        queue.offer(b"z\n");
        assert_eq!(queue.gap.bytes, 0);
    }

    #[test]
    fn lossless_waits_for_analysis() {
        let text = b"a line of some length\n".repeat(100_000);
        let (queue, mut reader) = queue(64 << 10, WhenFull::Wait);
        let input = text.clone();
        let copier = thread::spawn(move || copy(&input[..], io::sink(), queue));
        let mut seen = Vec::new();
        while let Piece::Block(block) = reader.next_within(LONG) {
            seen.extend_from_slice(block.bytes);
            assert!(reader.shared.level().used <= (64 << 10) + MOVE + CHUNK_COST);
        }
        assert!(seen == text);
        assert_eq!(copier.join().unwrap().skipped, Gap::default());
    }

    #[test]
    fn a_reader_that_dies_holds_nobody_up() {
        for when_full in [WhenFull::Skip, WhenFull::Wait] {
            let text = b"x\n".repeat(1_000_000);
            let (queue, reader) = queue(1000, when_full);
            let analysis = thread::spawn(move || {
                let mut reader = reader;
                reader.next_within(LONG);
            });
            let mut passed = Vec::new();
            let outcome = copy(&text[..], &mut passed, queue);
            analysis.join().unwrap();
            assert!(passed == text);
            assert!(outcome.skipped.bytes > 0);
        }
    }

    /// Takes ten bytes, interrupted and not ready in between, then breaks.
    struct Closing(usize);
    impl Write for Closing {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 += 1;
            match self.0 {
                1 => Err(ErrorKind::Interrupted.into()),
                2 => Err(ErrorKind::WouldBlock.into()),
                3 => Ok(bytes.len().min(10)),
                4 => Err(ErrorKind::BrokenPipe.into()),
                _ => panic!("a broken pipe is left alone"),
            }
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn when_the_output_closes_the_input_is_read_to_its_end() {
        let text = b"line\n".repeat(100_000);
        let (queue, mut reader) = queue(QUEUE_MAX, WhenFull::Skip);
        let outcome = copy(&text[..], Closing(0), queue);
        assert_eq!((outcome.read, outcome.written), (500_000, 10));
        assert_eq!(outcome.output_error.unwrap().kind(), ErrorKind::BrokenPipe);
        let mut lines = 0;
        while let Piece::Block(block) = reader.next_within(SOON) {
            lines += count_newlines(block.bytes, None);
        }
        assert_eq!(lines, 100_000);
    }
}
