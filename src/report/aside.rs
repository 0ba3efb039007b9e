//! Prints beside a stream of bytes that must not wait: texts go in from any thread, and one thread of its own writes
//! them.
//!
//! In: whole texts, each ended by a flush. Out: the same, in order, on some output. It refuses to grow: while nobody
//! reads the output, texts beyond [`QUEUE_MAX`] are dropped and counted, unless they were to wait.

use std::collections::VecDeque;
use std::io::{self, ErrorKind, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// Most bytes that wait to be written: some hundred incidents.
const QUEUE_MAX: usize = 1 << 20;

/// So long an output may stand still before nobody waits for it any more: a terminal that is scrolled, or a pager
/// that loads, is back by then.
pub const PATIENCE: Duration = Duration::from_secs(1);

/// The same once the run was told to end.
const HURRY: Duration = Duration::from_millis(100);

/// Pause before an output that others made non-blocking is tried again.
const NOT_READY: Duration = Duration::from_millis(5);

/// What a text does that finds the queue full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    /// It is dropped, and nobody is told: our own words are of no use later.
    Never,
    /// It waits as long as the output moves on, and [`PATIENCE`] when it does not; then it is dropped and counted.
    WhileItMoves,
    /// It waits until somebody reads, or [`Aside::hurry`] is called.
    Ever,
}

#[derive(Debug)]
struct Text {
    bytes: Vec<u8>,
    counts: bool,
}

#[derive(Debug, Default)]
struct Level {
    texts: VecDeque<Text>,
    /// Bytes of the texts that wait, and of the one that is being written.
    used: usize,
    /// Whether the text being written, if there is one, counts.
    writing: Option<bool>,
    /// Goes up with each write.
    moves: u64,
    /// Nothing moved for long: who would wait does not.
    stuck: bool,
    hurry: bool,
    /// Nobody reads any more.
    gone: bool,
    failed: bool,
    lost: u64,
}

impl Level {
    fn lose(&mut self, counts: bool) {
        self.lost += u64::from(counts);
    }
}

#[derive(Debug, Default)]
struct Shared {
    level: Mutex<Level>,
    changed: Condvar,
}

impl Shared {
    fn level(&self) -> MutexGuard<'_, Level> {
        self.level.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'l>(&'l self, level: MutexGuard<'l, Level>) -> MutexGuard<'l, Level> {
        let level = self.changed.wait(level);
        level.unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a move no longer than `time`; whether there was one.
    fn moves<'l>(
        &'l self,
        level: MutexGuard<'l, Level>,
        time: Duration,
    ) -> (MutexGuard<'l, Level>, bool) {
        let (before, hurry) = (level.moves, level.hurry);
        let same = |level: &mut Level| level.moves == before && level.hurry == hurry;
        let waited = self.changed.wait_timeout_while(level, time, same);
        let (level, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        (level, !waited.timed_out())
    }
}

/// Where texts are put that another thread writes. Each clone collects its own text until it is flushed.
#[derive(Debug)]
pub struct Aside {
    shared: Arc<Shared>,
    waits: Waits,
    text: Vec<u8>,
}

impl Aside {
    /// Begins to write to `out`, which is called `name` when it fails.
    pub fn start(name: &str, out: impl Write + Send + 'static, waits: Waits) -> io::Result<Aside> {
        let shared = Arc::new(Shared::default());
        let (seen, name) = (Arc::clone(&shared), name.to_owned());
        thread::Builder::new()
            .name("printing".to_owned())
            .spawn(move || print(&seen, out, &name))?;
        Ok(Aside {
            shared,
            waits,
            text: Vec::new(),
        })
    }

    /// Another way to the same output.
    #[must_use]
    pub fn that_waits(&self, waits: Waits) -> Aside {
        Aside {
            shared: Arc::clone(&self.shared),
            waits,
            text: Vec::new(),
        }
    }

    /// From now on no text waits, not even for [`Waits::Ever`].
    pub fn hurry(&self) {
        self.shared.level().hurry = true;
        self.shared.changed.notify_all();
    }

    /// Waits until all is written, as long as the output moves on at least once in [`PATIENCE`]; for
    /// [`Waits::Ever`], until [`Aside::hurry`] is called or `stopped` is true. What is not written then is given up.
    pub fn settle(&self, stopped: impl Fn() -> bool) {
        let mut level = self.shared.level();
        while level.used > 0 {
            let time = if level.hurry { HURRY } else { PATIENCE };
            let moved;
            (level, moved) = self.shared.moves(level, time);
            if !moved && (self.waits != Waits::Ever || level.hurry || stopped()) {
                let texts = std::mem::take(&mut level.texts);
                for text in texts {
                    level.lose(text.counts);
                }
                // It may still be written, but nobody will know.
                let writing = level.writing.take();
                level.lose(writing == Some(true));
                level.used = 0;
            }
        }
    }

    /// How many texts were dropped or could not be written, those of [`Waits::Never`] aside.
    pub fn lost(&self) -> u64 {
        self.shared.level().lost
    }

    /// Whether something could not be written for another reason than that nobody reads on.
    pub fn failed(&self) -> bool {
        self.shared.level().failed
    }

    fn put(&mut self) {
        let text = Text {
            bytes: std::mem::take(&mut self.text),
            counts: self.waits != Waits::Never,
        };
        let mut level = self.shared.level();
        while level.used > 0 && level.used + text.bytes.len() > QUEUE_MAX && !level.gone {
            let gives_up = match self.waits {
                Waits::Never => true,
                Waits::WhileItMoves => level.stuck || level.hurry,
                Waits::Ever => level.hurry,
            };
            if gives_up {
                level.lose(text.counts);
                return;
            }
            if self.waits == Waits::Ever {
                level = self.shared.wait(level);
            } else {
                let moved;
                (level, moved) = self.shared.moves(level, PATIENCE);
                level.stuck |= !moved;
            }
        }
        if level.gone {
            return;
        }
        level.used += text.bytes.len();
        level.texts.push_back(text);
        drop(level);
        self.shared.changed.notify_all();
    }
}

impl Clone for Aside {
    fn clone(&self) -> Aside {
        self.that_waits(self.waits)
    }
}

impl Write for Aside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.text.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Never fails: what cannot be written is said by the thread that writes, and told by [`Aside::failed`].
    fn flush(&mut self) -> io::Result<()> {
        if !self.text.is_empty() {
            self.put();
        }
        Ok(())
    }
}

/// The thread that writes.
fn print(shared: &Shared, mut out: impl Write, name: &str) {
    // Whether the text before was left in its middle, and whether that was said.
    let (mut torn, mut is_said) = (false, false);
    loop {
        let mut text = next(shared);
        let cost = text.bytes.len();
        if torn {
            text.bytes.insert(0, b'\n');
        }
        let mut written = 0;
        let result = write(&mut out, &text.bytes, &mut written, shared);
        if written > 0 {
            torn = written < text.bytes.len();
        }
        let gone = matches!(&result, Err(error) if error.kind() == ErrorKind::BrokenPipe);
        let failed = result.is_err() && !gone;
        finished(shared, cost, failed, gone);
        if gone {
            return;
        }
        match result {
            Err(error) if !is_said => {
                log::error!("cannot write incidents to {name}: {error}");
                is_said = true;
            }
            Err(_) => {}
            // A disk that is full again is said again.
            Ok(()) => is_said = false,
        }
    }
}

fn next(shared: &Shared) -> Text {
    let mut level = shared.level();
    loop {
        if let Some(text) = level.texts.pop_front() {
            level.writing = Some(text.counts);
            return text;
        }
        level = shared.wait(level);
    }
}

fn finished(shared: &Shared, cost: usize, failed: bool, gone: bool) {
    let mut level = shared.level();
    // Who gave it up has counted it.
    if let Some(counts) = level.writing.take() {
        level.used -= cost;
        level.lose(counts && failed);
    }
    level.failed |= failed;
    if gone {
        level.gone = true;
        level.texts.clear();
        level.used = 0;
    }
    level.moves += 1;
    drop(level);
    shared.changed.notify_all();
}

fn write(
    out: &mut impl Write,
    mut bytes: &[u8],
    written: &mut usize,
    shared: &Shared,
) -> io::Result<()> {
    while !bytes.is_empty() {
        match out.write(bytes) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(count) => {
                *written += count;
                bytes = &bytes[count..];
                let mut level = shared.level();
                level.moves += 1;
                level.stuck = false;
                drop(level);
                shared.changed.notify_all();
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => thread::sleep(NOT_READY),
            Err(error) => return Err(error),
        }
    }
    out.flush()
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    /// Passes each write on, and answers it as it is told; a lost test ends it.
    struct Told(mpsc::Sender<Vec<u8>>, mpsc::Receiver<io::Result<usize>>);

    impl Write for Told {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let _ = self.0.send(bytes.to_vec());
            self.1
                .recv()
                .unwrap_or_else(|_| Err(ErrorKind::BrokenPipe.into()))
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    type Answers = mpsc::Sender<io::Result<usize>>;

    fn told(waits: Waits) -> (Aside, mpsc::Receiver<Vec<u8>>, Answers) {
        let (tell, writes) = mpsc::channel();
        let (answers, answered) = mpsc::channel();
        let aside = Aside::start("a test", Told(tell, answered), waits).unwrap();
        (aside, writes, answers)
    }

    const DEADLINE: Duration = Duration::from_secs(60);

    fn put(aside: &mut Aside, text: &[u8]) {
        aside.write_all(text).unwrap();
        aside.flush().unwrap();
    }

    #[test]
    fn texts_are_written_in_order_and_each_at_once() {
        let (mut aside, writes, answers) = told(Waits::WhileItMoves);
        let mut words = aside.that_waits(Waits::Never);
        aside.write_all(b"half of ").unwrap();
        put(&mut words, b"a word\n");
        put(&mut aside, b"it\n");
        for len in [7, 11] {
            answers.send(Ok(len)).unwrap();
        }
        aside.settle(|| false);
        let written: Vec<_> = writes.try_iter().collect();
        assert_eq!(written, [&b"a word\n"[..], b"half of it\n"]);
        assert_eq!((aside.lost(), aside.failed()), (0, false));
    }

    #[test]
    fn an_output_that_nobody_reads_holds_nobody_up_and_what_is_lost_is_counted() {
        let (mut aside, writes, _answers) = told(Waits::WhileItMoves);
        let text = vec![b'x'; QUEUE_MAX / 2];
        for _ in 0..10 {
            put(&mut aside, &text);
        }
        put(&mut aside.that_waits(Waits::Never), b"words");
        assert_eq!(aside.lost(), 8);
        aside.settle(|| false);
        assert_eq!(aside.lost(), 10);
        assert!(!aside.failed());
        drop(writes);
    }

    #[test]
    fn one_that_waits_for_ever_loses_nothing_until_it_is_hurried() {
        let (mut aside, writes, answers) = told(Waits::Ever);
        let text = vec![b'x'; QUEUE_MAX];
        let mut other = aside.clone();
        let (begun, has_begun) = mpsc::channel();
        let putting = thread::spawn(move || {
            for _ in 0..3 {
                put(&mut other, &vec![b'x'; QUEUE_MAX]);
                begun.send(()).unwrap();
            }
        });
        has_begun.recv_timeout(DEADLINE).unwrap();
        // The second waits for the first.
        answers.send(Ok(text.len())).unwrap();
        has_begun.recv_timeout(DEADLINE).unwrap();
        assert_eq!(writes.iter().take(2).count(), 2);
        aside.hurry();
        putting.join().unwrap();
        assert_eq!(aside.lost(), 1);
        put(&mut aside, b"and another");
        aside.settle(|| false);
        assert_eq!(aside.lost(), 3);
    }

    #[test]
    fn what_fails_is_counted_and_the_next_text_begins_a_line() {
        let (mut aside, writes, answers) = told(Waits::WhileItMoves);
        let full = || Err(ErrorKind::StorageFull.into());
        answers.send(Ok(2)).unwrap();
        answers.send(full()).unwrap();
        put(&mut aside, b"one\n");
        answers.send(full()).unwrap();
        put(&mut aside, b"two\n");
        answers.send(Ok(7)).unwrap();
        put(&mut aside, b"three\n");
        aside.settle(|| false);
        let written: Vec<_> = writes.try_iter().collect();
        assert_eq!(written, [&b"one\n"[..], b"e\n", b"\ntwo\n", b"\nthree\n"]);
        assert_eq!((aside.lost(), aside.failed()), (2, true));
    }

    #[test]
    fn a_reader_who_has_gone_is_no_failure() {
        let (mut aside, _writes, answers) = told(Waits::Ever);
        answers.send(Err(ErrorKind::BrokenPipe.into())).unwrap();
        for _ in 0..3 {
            put(&mut aside, &vec![b'x'; QUEUE_MAX]);
        }
        aside.settle(|| false);
        assert_eq!((aside.lost(), aside.failed()), (0, false));
    }
}
