//! The lines that stand above, raw, as far as a hot line below may depend on them: those that were passed over are read
//! when it comes, and of an incident that is counted unread they are the context.

use std::ops::Range;

use memchr::{memchr_iter, memrchr};
use multiversion::multiversion;

use super::hot::{BACK_BYTES, BACK_LINES, CARRY_LINES, REACH_BYTES, REACH_LINES};

/// A hot line's run may begin so far above it, its style so far above that, and what names its stream above that.
const LINES: u64 = REACH_LINES + BACK_LINES + CARRY_LINES;
/// The same in bytes.
const BYTES: u64 = REACH_BYTES + BACK_BYTES + REACH_BYTES;
/// Bytes that are compared in one go.
const STRIDE: usize = 64;
/// So many strides are counted before the sums, one for each byte of a stride, might overflow.
const STRIDES: usize = u8::MAX as usize;

/// The last lines that were passed over or read; they adjoin each other, and the line that is read next.
#[derive(Debug, Default)]
pub(super) struct Lookback {
    bytes: Vec<u8>,
    /// Offset of the first byte in the file, and the number of its line.
    start: Option<(u64, u64)>,
    /// Where in the file the lines of incidents lie that were counted without being read.
    told: Vec<Range<u64>>,
    /// What stands before this place in the file was read since; the number of its line.
    read: Option<(u64, u64)>,
}

/// A line that was passed over.
#[derive(Debug)]
pub(super) struct Passed<'b> {
    /// With its newline.
    pub raw: &'b [u8],
    pub offset: u64,
    pub number: u64,
    /// Whether it is of an incident that was counted.
    pub is_told: bool,
}

/// How many lines end in these bytes. `memchr` takes twice as long for it.
#[multiversion(targets("x86_64+avx2"))]
pub(super) fn newlines(bytes: &[u8]) -> u64 {
    plain_newlines(bytes)
}

/// The same with the instructions of the function that it is called by.
#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "it takes on the caller's instructions"
)]
fn plain_newlines(bytes: &[u8]) -> u64 {
    let (strides, rest) = bytes.as_chunks::<STRIDE>();
    let mut all = 0;
    for strides in strides.chunks(STRIDES) {
        let mut sums = [0_u8; STRIDE];
        for stride in strides {
            for (sum, byte) in sums.iter_mut().zip(stride) {
                *sum += u8::from(*byte == b'\n');
            }
        }
        all += sums.iter().map(|sum| u64::from(*sum)).sum::<u64>();
    }
    let rest = rest.iter().map(|byte| u64::from(*byte == b'\n'));
    all + rest.sum::<u64>()
}

impl Lookback {
    /// Passes over whole lines: `offset` is that of their first byte, `number` that of their first line. Returns how
    /// many they are.
    pub(super) fn push(&mut self, lines: &[u8], offset: u64, number: u64) -> u64 {
        let adjoins = |(start, _)| start + self.bytes.len() as u64 == offset;
        if !self.start.is_none_or(adjoins) {
            // The end of a line that was too long stands between.
            self.clear();
        }
        let count = newlines(lines);
        // Looking for the last ones takes longer than counting.
        let kept = if count > LINES || lines.len() as u64 > BYTES {
            tail(lines)
        } else {
            lines
        };
        let gone = &lines[..lines.len() - kept.len()];
        if !gone.is_empty() || self.start.is_none() {
            self.clear();
            self.start = Some((offset + gone.len() as u64, number + newlines(gone)));
        }
        self.bytes.extend_from_slice(kept);
        let all = self.bytes.len();
        if all > 2 * BYTES as usize {
            self.shorten();
        }
        count
    }

    /// Forgets what is too far above.
    fn shorten(&mut self) {
        let gone = self.bytes.len() - tail(&self.bytes).len();
        self.drain(gone);
    }

    fn drain(&mut self, gone: usize) {
        if let Some((offset, number)) = &mut self.start {
            *offset += gone as u64;
            *number += newlines(&self.bytes[..gone]);
            let start = *offset;
            self.told.retain(|told| told.end > start);
        }
        self.bytes.drain(..gone);
    }

    /// Passes over lines of which those at `told` are of an incident that was counted. Returns how many they are.
    pub(super) fn push_told(
        &mut self,
        lines: &[u8],
        offset: u64,
        number: u64,
        told: impl IntoIterator<Item = Range<u64>>,
    ) -> u64 {
        let count = self.push(lines, offset, number);
        self.told.extend(told);
        count
    }

    /// Forgets all but the last lines.
    pub(super) fn keep(&mut self, count: u64) {
        let gone = self.bytes.len() - last(&self.bytes, count, BYTES).len();
        self.drain(gone);
    }

    /// The lines that matter to line `number` at `offset`, as far as they were not read: whole ones, as all are.
    pub(super) fn lines(&self, number: u64, offset: u64) -> impl Iterator<Item = Passed<'_>> {
        let start = self.start.unwrap_or((offset, number));
        let (mut at, mut line) = self.read.unwrap_or(start).max(start);
        let unread = &self.bytes[self.bytes.len().min((at - start.0) as usize)..];
        let mut told = self.told.iter().peekable();
        let mut from = 0;
        memchr_iter(b'\n', unread)
            .map(move |newline| {
                let raw = &unread[from..=newline];
                from = newline + 1;
                while told.next_if(|told| told.end <= at).is_some() {}
                let passed = Passed {
                    raw,
                    offset: at,
                    number: line,
                    is_told: told.peek().is_some_and(|told| told.contains(&at)),
                };
                at += raw.len() as u64;
                line += 1;
                passed
            })
            .filter(move |line| line.number + LINES >= number && line.offset + BYTES >= offset)
    }

    /// The last lines that were passed over, if the line at `offset` follows them.
    pub(super) fn above(&self, offset: u64) -> &[u8] {
        match self.start {
            Some((start, _)) if start + self.bytes.len() as u64 == offset => &self.bytes,
            _ => &[],
        }
    }

    /// Where in the file the last incident ends that was counted.
    pub(super) fn last_told(&self) -> u64 {
        self.told.last().map_or(0, |told| told.end)
    }

    /// Whether the line at this offset is of an incident that was counted.
    pub(super) fn is_told(&self, offset: u64) -> bool {
        let next = self.told.partition_point(|told| told.end <= offset);
        let told = self.told.get(next);
        told.is_some_and(|told| told.contains(&offset))
    }

    /// Whether the line at this offset was passed over, and so is not hot.
    pub(super) fn is_cold(&self, offset: u64) -> bool {
        self.read.is_none_or(|(read, _)| read <= offset) && !self.is_told(offset)
    }

    /// Whole lines were read, and those above them.
    pub(super) fn push_read(&mut self, lines: &[u8], offset: u64, number: u64) {
        let count = self.push(lines, offset, number);
        self.read = Some((offset + lines.len() as u64, number + count));
    }

    fn clear(&mut self) {
        self.bytes.clear();
        self.told.clear();
        self.start = None;
    }
}

/// The last lines of some, as many as may matter.
fn tail(lines: &[u8]) -> &[u8] {
    last(lines, LINES, BYTES)
}

/// The last lines of some, no more than `count`, or than reach `bytes`.
pub(super) fn last(lines: &[u8], count: u64, bytes: u64) -> &[u8] {
    let least = lines.len().saturating_sub(bytes as usize);
    let mut from = lines.len();
    for _ in 0..count {
        if from <= least {
            break;
        }
        // The newline before the line that ends at `from`.
        from = memrchr(b'\n', &lines[..from - 1]).map_or(0, |newline| newline + 1);
    }
    &lines[from..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_is_above_and_is_not_read_again() {
        let mut lookback = Lookback::default();
        lookback.push(b"a\nb\n", 100, 1);
        lookback.push_read(b"c\nd\n", 104, 3);
        assert_eq!(lookback.above(108), b"a\nb\nc\nd\n");
        assert_eq!(lookback.above(109), b"");
        let told = std::iter::once(108..110);
        assert_eq!(lookback.push_told(b"e\nf\n", 108, 5, told), 2);
        let lines: Vec<_> = lookback
            .lines(7, 112)
            .map(|line| (line.raw, line.offset, line.number, line.is_told))
            .collect();
        assert_eq!(
            lines,
            [(&b"e\n"[..], 108, 5, true), (b"f\n", 110, 6, false)]
        );
        let are =
            |is: fn(&Lookback, u64) -> bool| [104, 108, 109, 110, 112].map(|at| is(&lookback, at));
        assert_eq!(are(Lookback::is_told), [false, true, true, false, false]);
        assert_eq!(are(Lookback::is_cold), [false, false, false, true, true]);
        assert_eq!(lookback.last_told(), 110);
        lookback.keep(1);
        assert_eq!(lookback.above(112), b"f\n");
        // A gap.
        lookback.push(b"g\n", 200, 9);
        assert_eq!(lookback.lines(10, 202).count(), 1);
    }

    #[test]
    fn every_newline_is_counted() {
        let full = 2 * STRIDE * STRIDES;
        for len in (0..3 * STRIDE).chain(full - 1..full + STRIDE) {
            for every in [1, 2, 7, 1_000] {
                let bytes: Vec<u8> = (0..len)
                    .map(|at| if at % every == 0 { b'\n' } else { b'\r' })
                    .collect();
                let count = len.div_ceil(every) as u64;
                assert_eq!(newlines(&bytes), count, "{len} {every}");
                assert_eq!(plain_newlines(&bytes), count, "{len} {every}");
            }
        }
    }
}
