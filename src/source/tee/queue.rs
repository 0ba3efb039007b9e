//! The queue between the thread that moves bytes and analysis: bounded, and never waited for unless that was asked for.
//!
//! In go chunks of any size; out come [`Piece`]s: blocks of whole lines, silences, and gaps where analysis was too
//! slow. Bytes that find it full are refused and counted, unless [`WhenFull::Wait`] was asked for.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, TryRecvError, select};

use super::super::block::{Block, Cutter, Skipped};
use super::super::newline::count_newlines;
use super::MOVE;

/// Most bytes that may wait for analysis: some seconds of a busy log, and little beside what a service
/// that logs so much takes itself.
pub const QUEUE_MAX: usize = 16 << 20;

/// What a waiting chunk takes beside its bytes. Counted, or a writer of single bytes would make the
/// queue many times larger than it says.
const CHUNK_COST: usize = 128;

/// Buffers that were read and wait to be filled again: enough that a steady flow allocates nothing.
const SPENT_MAX: usize = 8;

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
    fn of(bytes: &[u8]) -> Gap {
        Gap {
            bytes: bytes.len() as u64,
            newlines: count_newlines(bytes, None),
            whole: bytes.ends_with(b"\n"),
        }
    }

    fn add(&mut self, next: Gap) {
        self.bytes += next.bytes;
        self.newlines += next.newlines;
        self.whole = next.whole;
    }
}

#[derive(Debug)]
struct Chunk {
    before: Gap,
    /// The first `count` bytes of it were read; a buffer is handed over as it is, if it is well filled.
    buffer: Vec<u8>,
    count: usize,
}

impl Chunk {
    fn bytes(&self) -> &[u8] {
        &self.buffer[..self.count]
    }

    fn cost(&self) -> usize {
        self.buffer.len() + CHUNK_COST
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
    /// All that passed unanalysed.
    skipped: Gap,
}

#[derive(Debug, Default)]
struct Shared {
    level: Mutex<Level>,
    lowered: Condvar,
    closing: AtomicBool,
}

impl Shared {
    fn level(&self) -> MutexGuard<'_, Level> {
        self.level.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Looks at a queue, and ends the copying, from outside both its threads.
#[derive(Debug, Clone)]
pub struct Valve {
    shared: Arc<Shared>,
}

impl Valve {
    /// Lets [`super::copy`] end once it has written what it has read.
    pub fn close(&self) {
        self.shared.closing.store(true, Ordering::SeqCst);
    }

    /// How much of the queue is taken.
    #[cfg(test)]
    pub(super) fn used(&self) -> usize {
        self.shared.level().used
    }

    /// What passed unanalysed up to now.
    pub fn skipped(&self) -> Gap {
        self.shared.level().skipped
    }
}

/// The end of the queue into which [`super::copy`] puts what passes.
#[derive(Debug)]
pub struct Queue {
    sender: Sender<Chunk>,
    spent: Receiver<Vec<u8>>,
    shared: Arc<Shared>,
    limit: usize,
    when_full: WhenFull,
    gap: Gap,
}

/// The end of the queue at which analysis reads.
#[derive(Debug)]
pub struct ChunkReader {
    receiver: Receiver<Chunk>,
    spent: Sender<Vec<u8>>,
    wake: Receiver<()>,
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
    let (spend, spent) = crossbeam_channel::bounded(SPENT_MAX);
    let shared = Arc::new(Shared::default());
    let queue = Queue {
        sender,
        spent,
        shared: Arc::clone(&shared),
        limit,
        when_full,
        gap: Gap::default(),
    };
    let reader = ChunkReader {
        receiver,
        spent: spend,
        wake: crossbeam_channel::never(),
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
    /// What tells of this queue while others own its ends.
    pub fn valve(&self) -> Valve {
        Valve {
            shared: Arc::clone(&self.shared),
        }
    }

    /// Whether [`Valve::close`] was called.
    pub(super) fn is_closing(&self) -> bool {
        self.shared.closing.load(Ordering::SeqCst)
    }

    /// Hands a copy of `bytes` over, or counts them as skipped.
    pub fn offer(&mut self, bytes: &[u8]) {
        if self.admit(bytes.len() + CHUNK_COST) {
            self.send(bytes.to_vec(), bytes.len());
        } else {
            self.skip(bytes);
        }
    }

    /// The same for the first `count` bytes of `buffer`, which goes as it is if that saves copying much; returned is
    /// the buffer for the next read.
    pub(super) fn hand_over(&mut self, buffer: Vec<u8>, count: usize) -> Vec<u8> {
        if count < buffer.len() / 2 {
            self.offer(&buffer[..count]);
            return buffer;
        }
        if !self.admit(buffer.len() + CHUNK_COST) {
            self.skip(&buffer[..count]);
            return buffer;
        }
        self.send(buffer, count);
        self.spent.try_recv().unwrap_or_else(|_| vec![0; MOVE])
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

    fn send(&mut self, buffer: Vec<u8>, count: usize) {
        let before = std::mem::take(&mut self.gap);
        let chunk = Chunk {
            before,
            buffer,
            count,
        };
        if let Err(refused) = self.sender.send(chunk) {
            self.gap = refused.0.before;
            self.skip(refused.0.bytes());
        }
    }

    fn skip(&mut self, bytes: &[u8]) {
        let gap = Gap::of(bytes);
        self.gap.add(gap);
        self.shared.level().skipped.add(gap);
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
    /// So much passed unanalysed here. The line before the gap was delivered as
    /// [`Ends::Cut`](super::super::block::Ends::Cut) if it was unfinished, and the first line after it is left out
    /// unless it is whole: halves are never joined. What is open should be closed.
    Gap(Gap),
    /// Nothing came within the time; the unfinished line can be had with [`ChunkReader::release`].
    Silence,
    /// What [`ChunkReader::wake_by`] was given has told something.
    Woken,
    /// Everything was delivered.
    End,
}

impl ChunkReader {
    /// Lets a message end one wait.
    pub fn wake_by(&mut self, wake: Receiver<()>) {
        self.wake = wake;
    }

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
            match self.receiver.try_recv() {
                Ok(chunk) => self.take(chunk),
                Err(TryRecvError::Disconnected) => self.end(),
                Err(TryRecvError::Empty) => {
                    if let Some(piece) = self.wait(until) {
                        break Some(piece);
                    }
                }
            }
        };
        match (found, self.cutter.block()) {
            (Some(piece), _) => piece,
            (None, Some(block)) => Piece::Block(block),
            (None, None) => Piece::End,
        }
    }

    /// Waits for a chunk; what else may come is returned.
    fn wait(&mut self, until: Instant) -> Option<Piece<'static>> {
        let time = until.saturating_duration_since(Instant::now());
        select! {
            recv(self.receiver) -> chunk => match chunk {
                Ok(chunk) => self.take(chunk),
                Err(_) => self.end(),
            },
            recv(self.wake) -> _ => {
                self.wake = crossbeam_channel::never();
                return Some(Piece::Woken);
            }
            default(time) => return Some(Piece::Silence),
        }
        None
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

    fn end(&mut self) {
        self.ended = true;
        let at_end = std::mem::take(&mut self.shared.level().at_end);
        self.gap = (at_end.bytes > 0).then_some(at_end);
    }

    /// Puts more of the chunk at hand before the cutter; `false` if there is none.
    fn fill(&mut self) -> bool {
        let Some(chunk) = &self.chunk else {
            return false;
        };
        let rest = &chunk.bytes()[self.taken..];
        let spare = self.cutter.spare();
        let count = rest.len().min(spare.len());
        spare[..count].copy_from_slice(&rest[..count]);
        self.cutter.filled(count);
        self.taken += count;
        if self.taken == chunk.count {
            self.spend();
        }
        true
    }

    fn spend(&mut self) {
        let Some(chunk) = self.chunk.take() else {
            return;
        };
        self.shared.level().used -= chunk.cost();
        self.shared.lowered.notify_all();
        if chunk.buffer.len() == MOVE {
            // Where enough of them wait, it is let go.
            let _ = self.spent.try_send(chunk.buffer);
        }
    }
}

impl Drop for ChunkReader {
    fn drop(&mut self) {
        let mut level = self.shared.level();
        level.deserted = true;
        self.shared.lowered.notify_all();
        if let Some(chunk) = &self.chunk {
            level.skipped.add(Gap::of(&chunk.bytes()[self.taken..]));
        }
        for chunk in self.receiver.try_iter() {
            level.skipped.add(Gap::of(chunk.bytes()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::block::Ends;

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
                Piece::Silence | Piece::Woken => break pieces,
                Piece::End => {
                    pieces.push("end".into());
                    break pieces;
                }
            }
        }
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
        assert_eq!(queue.valve().skipped().bytes, 19);
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
    fn what_a_reader_leaves_behind_is_counted() {
        let (mut queue, mut reader) = queue(QUEUE_MAX, WhenFull::Skip);
        let valve = queue.valve();
        queue.offer(b"one\n");
        queue.offer(b"two\nthree\n");
        assert!(matches!(reader.next_within(LONG), Piece::Block(_)));
        drop(reader);
        queue.offer(b"four");
        let skipped = valve.skipped();
        assert_eq!((skipped.bytes, skipped.newlines), (14, 2));
    }

    #[test]
    fn buffers_that_are_well_filled_are_handed_over_and_come_back() {
        let (mut queue, mut reader) = queue(QUEUE_MAX, WhenFull::Skip);
        let full = vec![b'\n'; MOVE];
        let place = full.as_ptr();
        let mut next = queue.hand_over(full, MOVE);
        next[..3].fill(b'\n');
        assert_ne!(next.as_ptr(), place);
        assert_eq!(queue.valve().used(), MOVE + CHUNK_COST);
        let few = next.as_ptr();
        let next = queue.hand_over(next, 3);
        assert_eq!(next.as_ptr(), few, "little is copied");
        let mut lines = 0;
        while let Piece::Block(block) = reader.next_within(SOON) {
            lines += block.bytes.len();
        }
        assert_eq!((lines, queue.valve().used()), (MOVE + 3, 0));
        let next = queue.hand_over(next, MOVE);
        assert_eq!(next.as_ptr(), place);
    }

    #[test]
    fn a_message_ends_one_wait() {
        let (_queue, mut reader) = queue(QUEUE_MAX, WhenFull::Skip);
        let (wake, woken) = crossbeam_channel::bounded(1);
        reader.wake_by(woken);
        wake.send(()).unwrap();
        assert!(matches!(reader.next_within(LONG), Piece::Woken));
        drop(wake);
        assert!(matches!(reader.next_within(SOON), Piece::Silence));
    }
}
