//! Cuts a stream of bytes into blocks of whole lines.
//!
//! In come reads of any size; out come [`Block`]s that know the file offset and line number of their
//! first byte, lent from one reused buffer, so that memory stays flat and nothing is allocated per line.
//! [`Cutter`] does it without any I/O; [`BlockReader`] drives it from a [`Read`].
//! Refused: the part of a line beyond [`LINE_MAX`], and a hole of NUL bytes at the start of a file.

use std::io::{self, ErrorKind, Read};

use super::newline::{count_newlines, encoding_of, first_newline, last_newline, newline_len, nuls};

pub use super::newline::Encoding;

/// Longest line, newline not counted. What follows is skipped and counted: a line of 200 MB must not
/// become 200 MB of memory, and no record is longer than this.
pub const LINE_MAX: usize = 1 << 20;

/// Bytes asked for in one read: large enough to make system calls cheap, small enough that the block
/// is still in the second-level cache when it is searched.
pub const READ: usize = 256 << 10;

/// So many NUL bytes in a row are a hole and no text. UTF-16 has at most three of them between two
/// characters that are not NUL themselves.
const HOLE: usize = 4;

/// What stands behind the last byte of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ends {
    /// The last line is whole, its newline is in the block.
    Line,
    /// The last line went on, but its rest is not delivered: it was longer than [`LINE_MAX`], never
    /// finished in time, or lost in a gap.
    Cut,
    /// The input ended without a newline.
    Input,
}

/// Whole lines, lent until the next call.
#[derive(Debug, Clone, Copy)]
pub struct Block<'a> {
    /// One line or more, each with its newline, but the last if [`Block::ends`] says so. Never empty.
    pub bytes: &'a [u8],
    /// Offset in the file of the first byte.
    pub offset: u64,
    /// Number of the first line, from 1.
    pub line: u64,
    /// How to read the bytes.
    pub encoding: Encoding,
    /// How the last line ends.
    pub ends: Ends,
}

/// What was not delivered, and why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Lines of which a part was skipped because they were longer than [`LINE_MAX`].
    pub long_lines: u64,
    /// Bytes of those parts.
    pub long_bytes: u64,
    /// Bytes of holes.
    pub hole_bytes: u64,
}

impl std::ops::AddAssign for Skipped {
    fn add_assign(&mut self, other: Skipped) {
        self.long_lines += other.long_lines;
        self.long_bytes += other.long_bytes;
        self.hole_bytes += other.hole_bytes;
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// The bytes at hand begin a line.
    Line,
    /// They continue a line whose rest is not wanted.
    Rest,
    /// They are, or may be, more of a hole.
    Hole,
}

/// Where in a file the cutting stands: everything a [`Cutter`] knows but its buffer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    offset: u64,
    line: u64,
    state: State,
    encoding: Option<Encoding>,
    unfinished: Vec<u8>,
}

impl Place {
    /// The start of a file; its first bytes tell the encoding.
    pub fn start() -> Place {
        Place {
            offset: 0,
            line: 1,
            state: State::Line,
            encoding: None,
            unfinished: Vec::new(),
        }
    }

    /// A place in the middle of a file, where line number `line` begins. With `inside`, it is the middle
    /// of that line, whose rest is not wanted.
    pub fn at(offset: u64, line: u64, encoding: Encoding, inside: bool) -> Place {
        Place {
            offset,
            line,
            state: if inside { State::Rest } else { State::Line },
            encoding: Some(encoding),
            unfinished: Vec::new(),
        }
    }

    /// Offset of the first byte that was not delivered, skipped or given up.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Offset of the first byte that was not read.
    pub fn read_to(&self) -> u64 {
        self.offset + self.unfinished.len() as u64
    }

    /// Whether a line has begun and not ended.
    pub fn is_unfinished(&self) -> bool {
        !self.unfinished.is_empty()
    }
}

/// What the last cut found: a range of the buffer.
#[derive(Debug, Clone, Copy)]
struct Span {
    from: usize,
    to: usize,
    offset: u64,
    line: u64,
    ends: Ends,
}

/// Cuts what is put into its buffer into blocks; does no I/O.
///
/// The round is: [`Cutter::cut`] until it says no, lending each [`Cutter::block`]; then read into
/// [`Cutter::spare`] and tell it with [`Cutter::filled`].
#[derive(Debug)]
pub struct Cutter {
    buffer: Vec<u8>,
    read: usize,
    line_max: usize,
    /// First byte that belongs to no span yet.
    start: usize,
    /// Behind the last byte that was read.
    end: usize,
    /// How many bytes from `start` on are known to hold no newline.
    scanned: usize,
    offset: u64,
    line: u64,
    state: State,
    encoding: Option<Encoding>,
    span: Option<Span>,
    skipped: Skipped,
}

impl Default for Cutter {
    fn default() -> Cutter {
        Cutter::new()
    }
}

impl Cutter {
    /// A cutter at the start of a file.
    pub fn new() -> Cutter {
        Cutter::with_limits(READ, LINE_MAX)
    }

    /// `line_max` must be even: UTF-16 is cut between its units. A read is never longer than a line may
    /// be, so that only the first line of a block can be too long.
    fn with_limits(read: usize, line_max: usize) -> Cutter {
        let read = read.min(line_max);
        Cutter {
            buffer: vec![0; line_max + read.max(HOLE)],
            read,
            line_max,
            start: 0,
            end: 0,
            scanned: 0,
            offset: 0,
            line: 1,
            state: State::Line,
            encoding: None,
            span: None,
            skipped: Skipped::default(),
        }
    }

    /// Room for the next read, never empty once [`Cutter::cut`] has said no.
    pub fn spare(&mut self) -> &mut [u8] {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        self.span = None;
        let to = self.buffer.len().min(self.end + self.read);
        &mut self.buffer[self.end..to]
    }

    /// Takes the first `count` bytes of [`Cutter::spare`] as read.
    pub fn filled(&mut self, count: usize) {
        self.end = self.buffer.len().min(self.end + count);
    }

    /// The last `count` bytes that were read, or all that are still here.
    pub fn newest(&self, count: usize) -> &[u8] {
        &self.buffer[self.end.saturating_sub(count)..self.end]
    }

    /// Finds the next block; `false` when more must be read first.
    pub fn cut(&mut self) -> bool {
        self.span = None;
        while self.start < self.end {
            match self.state {
                State::Rest => self.skip_rest(),
                State::Hole => self.skip_hole(),
                State::Line => {
                    if self.begins_hole() {
                        self.state = State::Hole;
                        continue;
                    }
                    if self.may_begin_hole() {
                        return false;
                    }
                    return self.cut_lines();
                }
            }
            if self.state != State::Line {
                return false;
            }
        }
        false
    }

    /// The input has ended: makes what is left the last block, if there is something.
    pub fn finish(&mut self) -> bool {
        self.close(Ends::Input)
    }

    /// Gives up waiting for the end of an unfinished line: what is there becomes a block, and the rest
    /// of the line will be skipped. `false` if there is none.
    pub fn release(&mut self) -> bool {
        self.span = None;
        let wide = newline_len(self.encoding) == 2;
        let odd = usize::from(wide && (self.end - self.start) % 2 == 1);
        // Half a unit stays behind, so that the rest is read in step.
        self.end -= odd;
        let found = self.state == State::Line && self.close(Ends::Cut);
        self.end += odd;
        found
    }

    /// Jumps over bytes that will never come. `newlines` is how many lines end in them, and
    /// `whole` whether the last of them is a newline. To be called when nothing is left to
    /// [`Cutter::release`].
    pub fn jump(&mut self, bytes: u64, newlines: u64, whole: bool) {
        self.offset += bytes + (self.end - self.start) as u64;
        self.line += newlines;
        self.start = self.end;
        self.scanned = 0;
        self.state = if whole { State::Line } else { State::Rest };
    }

    /// The block that the last [`Cutter::cut`], [`Cutter::finish`] or [`Cutter::release`] found.
    pub fn block(&self) -> Option<Block<'_>> {
        let span = self.span?;
        Some(Block {
            bytes: &self.buffer[span.from..span.to],
            offset: span.offset,
            line: span.line,
            encoding: self.encoding.unwrap_or(Encoding::Bytes),
            ends: span.ends,
        })
    }

    /// What was skipped since this was last asked.
    pub fn take_skipped(&mut self) -> Skipped {
        std::mem::take(&mut self.skipped)
    }

    /// Puts the file at hand aside, its unfinished line with it.
    pub fn suspend(&mut self) -> Place {
        let place = Place {
            offset: self.offset,
            line: self.line,
            state: self.state,
            encoding: self.encoding,
            unfinished: self.buffer[self.start..self.end].to_vec(),
        };
        self.resume(&Place::start());
        place
    }

    /// Goes on with a file that was put aside.
    pub fn resume(&mut self, place: &Place) {
        self.offset = place.offset;
        self.line = place.line;
        self.state = place.state;
        self.encoding = place.encoding;
        self.span = None;
        self.start = 0;
        // Looked through again, once: cheaper than to remember whether it was.
        self.scanned = 0;
        self.end = place.unfinished.len().min(self.buffer.len());
        self.buffer[..self.end].copy_from_slice(&place.unfinished[..self.end]);
    }

    fn close(&mut self, ends: Ends) -> bool {
        self.span = None;
        let left = &self.buffer[self.start..self.end];
        if self.state != State::Line || left.iter().all(|b| *b == 0) {
            let count = self.end - self.start;
            self.pass(count);
            return false;
        }
        self.lend(self.end, ends);
        self.state = State::Rest;
        true
    }

    /// Whether the file begins with a run of NULs: a writer that does not append leaves one when its
    /// file is truncated under it. Only there, or what is delivered would depend on the reads.
    fn begins_hole(&self) -> bool {
        let here = &self.buffer[self.start..self.end];
        self.offset == 0 && here.len() >= HOLE && here[..HOLE] == [0; HOLE]
    }

    /// Whether more of the file must be read to know.
    fn may_begin_hole(&self) -> bool {
        let here = &self.buffer[self.start..self.end];
        self.offset == 0 && here.len() < HOLE && here.iter().all(|byte| *byte == 0)
    }

    fn skip_hole(&mut self) {
        let here = &self.buffer[self.start..self.end];
        let count = nuls(here);
        if count < here.len() {
            self.state = State::Line;
        }
        self.skipped.hole_bytes += count as u64;
        self.pass(count);
    }

    fn skip_rest(&mut self) {
        let here = &self.buffer[self.start..self.end];
        let count = match first_newline(here, self.encoding) {
            Some(at) => {
                self.line += 1;
                self.state = State::Line;
                at
            }
            // An odd byte is half a unit of UTF-16, perhaps of its newline.
            None if self.encoding == Some(Encoding::Bytes) => here.len(),
            None => here.len() & !1,
        };
        self.skipped.long_bytes += count as u64;
        self.pass(count);
    }

    /// The ordinary case: at the start of a line, with something at hand.
    fn cut_lines(&mut self) -> bool {
        if self.encoding.is_none() {
            let here = &self.buffer[self.start..self.end];
            // One byte may be half a mark; it is no line either.
            if here.len() < 2 && here[0] >= 0xfe {
                return false;
            }
            self.encoding = Some(encoding_of(here));
        }
        let here = &self.buffer[self.start..self.end];
        let new = &here[self.scanned..];
        if here.len() > self.line_max {
            let first = first_newline(new, self.encoding).map(|at| at + self.scanned);
            if first.is_none_or(|behind| behind - newline_len(self.encoding) > self.line_max) {
                return self.cut_long_line(first.is_none());
            }
        }
        if let Some(behind) = last_newline(new, self.encoding) {
            self.lend(self.start + self.scanned + behind, Ends::Line);
            return true;
        }
        self.scanned = here.len() & !1;
        false
    }

    fn cut_long_line(&mut self, unfinished: bool) -> bool {
        let here = &self.buffer[self.start..self.end];
        let text = here.iter().rposition(|b| *b != 0).map_or(0, |at| at + 1);
        if unfinished && here.len() - text >= HOLE && text > 0 && text <= self.line_max {
            // No long line, but a line that a hole broke off: what follows the hole is text again.
            self.lend(self.start + text, Ends::Cut);
            self.state = State::Hole;
        } else {
            self.lend(self.start + self.line_max, Ends::Cut);
            self.state = State::Rest;
            self.skipped.long_lines += 1;
        }
        true
    }

    /// Makes the bytes up to `to` the block.
    fn lend(&mut self, to: usize, ends: Ends) {
        self.span = Some(Span {
            from: self.start,
            to,
            offset: self.offset,
            line: self.line,
            ends,
        });
        self.line += count_newlines(&self.buffer[self.start..to], self.encoding);
        self.pass(to - self.start);
    }

    fn pass(&mut self, count: usize) {
        self.start += count;
        self.offset += count as u64;
        self.scanned = 0;
    }
}

/// Reads blocks of whole lines from any reader, from its start to its end.
#[derive(Debug)]
pub struct BlockReader<R> {
    input: R,
    cutter: Cutter,
    ended: bool,
    skipped: Skipped,
}

impl<R: Read> BlockReader<R> {
    /// Reads `input`, whose first byte has offset 0 and stands on line 1.
    pub fn new(input: R) -> BlockReader<R> {
        BlockReader::with_cutter(input, Cutter::new())
    }

    fn with_cutter(input: R, cutter: Cutter) -> BlockReader<R> {
        BlockReader {
            input,
            cutter,
            ended: false,
            skipped: Skipped::default(),
        }
    }

    /// Reads on and lends the next block; `None` at the end of the input. A last line without a newline
    /// is delivered, its block says [`Ends::Input`].
    ///
    /// After an error, what was read before it can still be had with [`BlockReader::finish`].
    // A lender cannot be an Iterator.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> io::Result<Option<Block<'_>>> {
        while !self.cutter.cut() {
            if self.ended {
                return Ok(None);
            }
            match self.input.read(self.cutter.spare()) {
                Ok(0) => {
                    self.ended = true;
                    self.cutter.finish();
                    break;
                }
                Ok(count) => self.cutter.filled(count),
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        Ok(self.cutter.block())
    }

    /// Ends the reading here and lends what is left, an unfinished line.
    pub fn finish(&mut self) -> Option<Block<'_>> {
        self.ended = true;
        self.cutter.finish();
        self.cutter.block()
    }

    /// What was skipped so far.
    pub fn skipped(&mut self) -> Skipped {
        self.skipped += self.cutter.take_skipped();
        self.skipped
    }

    /// The reader underneath.
    pub fn get_ref(&self) -> &R {
        &self.input
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Gives at most `step` bytes at a time, and is interrupted before each.
    struct Steps<'a> {
        bytes: &'a [u8],
        step: usize,
        interrupted: bool,
    }

    impl Read for Steps<'_> {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            self.interrupted = !self.interrupted;
            if self.interrupted {
                return Err(ErrorKind::Interrupted.into());
            }
            let count = self.step.min(to.len()).min(self.bytes.len());
            to[..count].copy_from_slice(&self.bytes[..count]);
            self.bytes = &self.bytes[count..];
            Ok(count)
        }
    }

    /// Offset, number and text of a line, and how it ended.
    type Line = (u64, u64, Vec<u8>, Ends);

    fn read(bytes: &[u8], step: usize, read: usize, line_max: usize) -> (Vec<Line>, Skipped) {
        let input = Steps {
            bytes,
            step,
            interrupted: false,
        };
        let mut reader = BlockReader::with_cutter(input, Cutter::with_limits(read, line_max));
        let mut lines = Vec::new();
        while let Some(block) = reader.next().unwrap() {
            assert!(!block.bytes.is_empty());
            let mut offset = block.offset;
            let mut number = block.line;
            let mut rest = block.bytes;
            while !rest.is_empty() {
                let to = first_newline(rest, Some(block.encoding));
                let (line, behind) = rest.split_at(to.unwrap_or(rest.len()));
                let ends = if to.is_some() { Ends::Line } else { block.ends };
                lines.push((offset, number, line.to_vec(), ends));
                offset += line.len() as u64;
                number += 1;
                rest = behind;
            }
        }
        assert!(reader.next().unwrap().is_none(), "the end stays the end");
        (lines, reader.skipped())
    }

    /// What must come out, found the slow way.
    fn expected(bytes: &[u8], line_max: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut offset = 0;
        for (line, number) in bytes.split_inclusive(|b| *b == b'\n').zip(1..) {
            let text = line.strip_suffix(b"\n").unwrap_or(line);
            if text.len() > line_max {
                lines.push((offset, number, text[..line_max].to_vec(), Ends::Cut));
            } else {
                let ends = if text.len() < line.len() {
                    Ends::Line
                } else {
                    Ends::Input
                };
                lines.push((offset, number, line.to_vec(), ends));
            }
            offset += line.len() as u64;
        }
        lines
    }

    #[test]
    fn lines_are_the_same_at_every_block_size() {
        let text = b"one\ntwo\n\n\nexactly8\nlonger than eight\nlast but one\r\n\xff\xfe\0x\nend";
        for line_max in [2, 4, 8, 64] {
            for size in 1..70 {
                for step in 1..70 {
                    let (lines, _) = read(text, step, size, line_max);
                    assert_eq!(lines, expected(text, line_max), "{line_max} {size} {step}");
                }
            }
        }
    }

    #[test]
    fn the_rest_of_a_long_line_is_counted_and_the_next_line_is_found() {
        let mut text = b"before\n".to_vec();
        text.extend(vec![b'x'; 5 * LINE_MAX]);
        text.extend(b"\nafter\n");
        let (lines, skipped) = read(&text, usize::MAX, READ, LINE_MAX);
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[1].2.len(), LINE_MAX);
        assert_eq!(lines[2].0, (text.len() - 6) as u64);
        assert_eq!((lines[2].1, lines[2].2.as_slice()), (3, &b"after\n"[..]));
        assert_eq!(skipped.long_lines, 1);
        assert_eq!(skipped.long_bytes, 4 * LINE_MAX as u64 + 1);
    }

    #[test]
    fn a_hole_is_no_line() {
        for hole in [4, 5, 100, 5000, 100_000] {
            for front in ["", "line\nhalf"] {
                let mut text = front.as_bytes().to_vec();
                text.extend(vec![0; hole]);
                text.extend(b"after\nend\n");
                let (lines, skipped) = read(&text, 64, 64, 1024);
                // A hole inside a line is known for one only when the line is too long for a line.
                if !front.is_empty() && hole < 1024 {
                    continue;
                }
                let after = lines.iter().find(|l| l.2 == b"after\n").unwrap();
                assert_eq!(after.0, (front.len() + hole) as u64);
                if front.is_empty() {
                    assert_eq!((after.1, skipped.hole_bytes), (1, hole as u64));
                } else {
                    assert_eq!(lines[1], (5, 2, b"half".to_vec(), Ends::Cut));
                    assert_eq!(after.1, 2);
                }
            }
        }
    }

    #[test]
    fn utf16_is_cut_between_lines_and_not_inside_characters() {
        // U+0A0A and U+0A00 hold newline bytes and are none.
        let text = "\u{feff}one\n\u{a0a}x\u{a00}\n\ntoo long a line\nend";
        for wide in [Encoding::Utf16Le, Encoding::Utf16Be] {
            let bytes: Vec<u8> = text
                .encode_utf16()
                .flat_map(|u| match wide {
                    Encoding::Utf16Le => u.to_le_bytes(),
                    _ => u.to_be_bytes(),
                })
                .collect();
            for size in 1..50 {
                let (lines, _) = read(&bytes, size, size, 16);
                let shape: Vec<_> = lines.iter().map(|l| (l.0, l.1, l.2.len())).collect();
                assert_eq!(
                    shape,
                    [(0, 1, 10), (10, 2, 8), (18, 3, 2), (20, 4, 16), (52, 5, 6)],
                    "{size}"
                );
            }
        }
    }

    #[test]
    fn a_line_given_up_is_delivered_and_its_rest_is_not() {
        let mut cutter = Cutter::new();
        let put = |cutter: &mut Cutter, text: &[u8]| {
            cutter.spare()[..text.len()].copy_from_slice(text);
            cutter.filled(text.len());
        };
        put(&mut cutter, b"half");
        assert!(!cutter.cut());
        assert!(cutter.release());
        let block = cutter.block().unwrap();
        assert_eq!((block.bytes, block.ends), (&b"half"[..], Ends::Cut));
        assert!(!cutter.release(), "nothing is left");
        put(&mut cutter, b" rest\nnext\n");
        assert!(cutter.cut());
        let block = cutter.block().unwrap();
        assert_eq!(
            (block.bytes, block.offset, block.line),
            (&b"next\n"[..], 10, 2)
        );
    }

    #[test]
    fn what_a_file_begins_with_is_told_alike_however_it_is_read() {
        let hole = vec![0; HOLE + 7];
        let few = vec![0; HOLE - 1];
        let wide = b"\xfe\xff\0a\0\n\0b\0\n";
        for start in [hole, few] {
            let bytes = [&start[..], wide].concat();
            let (whole, _) = read(&bytes, usize::MAX, READ, LINE_MAX);
            for step in [1, 3, HOLE - 1, HOLE] {
                assert_eq!(read(&bytes, step, READ, LINE_MAX).0, whole, "{step}");
            }
        }
    }

    #[test]
    fn an_error_leaves_what_was_read() {
        let broken = io::Cursor::new(b"one\ntwo").chain(Broken);
        let mut reader = BlockReader::new(broken);
        assert_eq!(reader.next().unwrap().unwrap().bytes, b"one\n");
        assert!(reader.next().is_err());
        assert_eq!(reader.finish().unwrap().bytes, b"two");
        assert!(reader.next().unwrap().is_none());
    }

    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_cut_alike(
            bytes in prop::collection::vec(prop_oneof![Just(b'\n'), Just(b'a'), 1_u8..0xfe], 0..200),
            step in 1_usize..40, size in 1_usize..40, line_max in 1_usize..20,
        ) {
            let line_max = line_max * 2;
            let (lines, _) = read(&bytes, step, size, line_max);
            prop_assert_eq!(lines, expected(&bytes, line_max));
        }

        #[test]
        fn a_file_put_aside_goes_on_where_it_was(
            bytes in prop::collection::vec(any::<u8>(), 0..300), cuts in prop::collection::vec(1_usize..30, 1..40),
        ) {
            let mut straight = Vec::new();
            let mut reader = BlockReader::with_cutter(&bytes[..], Cutter::with_limits(64, 64));
            while let Some(b) = reader.next().unwrap() {
                straight.extend_from_slice(b.bytes);
            }
            let mut aside = Vec::new();
            let mut place = Place::start();
            let mut cutter = Cutter::with_limits(64, 64);
            let mut rest = &bytes[..];
            for cut in cuts.iter().cycle() {
                cutter.resume(&place);
                let part = &rest[..(*cut).min(rest.len())];
                rest = &rest[part.len()..];
                cutter.spare()[..part.len()].copy_from_slice(part);
                cutter.filled(part.len());
                while cutter.cut() {
                    aside.extend_from_slice(cutter.block().unwrap().bytes);
                }
                if rest.is_empty() {
                    if cutter.finish() {
                        aside.extend_from_slice(cutter.block().unwrap().bytes);
                    }
                    break;
                }
                place = cutter.suspend();
                prop_assert_eq!(place.read_to(), (bytes.len() - rest.len()) as u64);
            }
            prop_assert_eq!(aside, straight);
        }
    }
}
