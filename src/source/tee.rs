//! Copies a pipe byte for byte and hands what passes to analysis, without ever waiting for it.
//!
//! In come a reader and a writer; out come the same bytes, and on another thread [`Piece`]s of them. What finds the
//! queue full goes by unanalysed and is counted, unless [`WhenFull::Wait`] was asked for. When the writer is closed,
//! reading goes on: nobody is killed by us.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::AsFd;
use std::time::Duration;

mod queue;

pub use queue::{ChunkReader, Gap, Piece, QUEUE_MAX, Queue, Valve, WhenFull, queue};

/// Bytes moved at once; a pipe holds 64 KiB unless it was enlarged.
const MOVE: usize = 128 << 10;

/// Pause before a file descriptor that others made non-blocking is tried again.
const NOT_READY: Duration = Duration::from_millis(5);

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
}

/// Copies `input` to `output` until the input ends or the queue's [`Valve`] is closed, and offers everything to
/// `queue`. A writer that fails is left alone from then on.
///
/// `output` should not collect bytes: take [`take_stdout`], not [`io::stdout`], which holds back what
/// has no newline yet.
pub fn copy(mut input: impl Read, mut output: impl Write, mut queue: Queue) -> TeeOutcome {
    let mut outcome = TeeOutcome::default();
    let mut buffer = vec![0; MOVE];
    while !queue.is_closing() {
        let count = match input.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
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
        outcome.read += count as u64;
        if outcome.output_error.is_none() {
            outcome.output_error = write(&mut output, &buffer[..count], &mut outcome.written).err();
        }
        buffer = queue.hand_over(buffer, count);
    }
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

/// Standard output without a buffer of our own, and nobody else's: when it is dropped, who reads it sees the end,
/// whatever the process still has to do.
pub fn take_stdout() -> io::Result<File> {
    let output = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    let nothing = File::options().write(true).open("/dev/null")?;
    rustix::stdio::dup2_stdout(&nothing)?;
    Ok(output)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;

    use super::super::newline::count_newlines;
    use super::*;

    const SOON: Duration = Duration::ZERO;
    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn bytes_pass_unchanged_and_lines_come_out() {
        let noise: Vec<u8> = (0..1_000_000_u32)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 23) as u8)
            .collect();
        let (queue, mut reader) = queue(QUEUE_MAX, WhenFull::Skip);
        let valve = queue.valve();
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
        assert_eq!(valve.skipped(), Gap::default());
    }

    #[test]
    fn lossless_waits_for_analysis() {
        let text = b"a line of some length\n".repeat(100_000);
        let (queue, mut reader) = queue(64 << 10, WhenFull::Wait);
        let valve = queue.valve();
        let input = text.clone();
        let copier = thread::spawn(move || copy(&input[..], io::sink(), queue));
        let mut seen = Vec::new();
        while let Piece::Block(block) = reader.next_within(LONG) {
            seen.extend_from_slice(block.bytes);
            assert!(valve.used() <= (64 << 10) + MOVE + 1_000);
        }
        assert!(seen == text);
        assert_eq!(copier.join().unwrap().written, text.len() as u64);
        assert_eq!(valve.skipped(), Gap::default());
    }

    #[test]
    fn a_reader_that_dies_holds_nobody_up() {
        for when_full in [WhenFull::Skip, WhenFull::Wait] {
            let text = b"x\n".repeat(1_000_000);
            let (queue, reader) = queue(1000, when_full);
            let valve = queue.valve();
            let analysis = thread::spawn(move || {
                let mut reader = reader;
                reader.next_within(LONG);
            });
            let mut passed = Vec::new();
            let outcome = copy(&text[..], &mut passed, queue);
            analysis.join().unwrap();
            assert!(passed == text);
            assert_eq!(outcome.read, text.len() as u64);
            assert!(valve.skipped().bytes > 0);
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

    /// Gives a line whenever it is asked for one, and says that it was.
    struct Asked(mpsc::Sender<()>, mpsc::Receiver<()>);
    impl Read for Asked {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0.send(()).unwrap();
            self.1.recv_timeout(LONG).unwrap();
            buffer[..5].copy_from_slice(b"line\n");
            Ok(5)
        }
    }

    #[test]
    fn a_closed_valve_lets_out_what_was_read() {
        let (queue, _reader) = queue(QUEUE_MAX, WhenFull::Skip);
        let valve = queue.valve();
        let (tell, asked) = mpsc::channel();
        let (give, given) = mpsc::channel();
        let copier = thread::spawn(move || {
            let mut passed = Vec::new();
            let outcome = copy(Asked(tell, given), &mut passed, queue);
            (outcome.read, passed)
        });
        asked.recv_timeout(LONG).unwrap();
        valve.close();
        give.send(()).unwrap();
        assert_eq!(copier.join().unwrap(), (5, b"line\n".to_vec()));
    }
}
