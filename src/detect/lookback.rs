//! The lines that were passed over last, raw, as far as a hot line below may depend on them.

use memchr::memrchr;
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

/// The last lines that were passed over; they adjoin each other, and the line that is read next.
#[derive(Debug, Default)]
pub(super) struct Lookback {
    bytes: Vec<u8>,
    /// Offset of the first byte in the file, and the number of its line.
    start: Option<(u64, u64)>,
}

/// How many lines end in these bytes. `memchr` takes twice as long for it.
#[multiversion(targets("x86_64+avx2"))]
fn newlines(bytes: &[u8]) -> u64 {
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
            self.bytes.clear();
            self.start = None;
        }
        let kept = tail(lines);
        let gone = &lines[..lines.len() - kept.len()];
        let gone_lines = newlines(gone);
        if !gone.is_empty() || self.start.is_none() {
            self.bytes.clear();
            self.start = Some((offset + gone.len() as u64, number + gone_lines));
        }
        self.bytes.extend_from_slice(kept);
        let all = self.bytes.len();
        if all > 2 * BYTES as usize {
            self.shorten();
        }
        gone_lines + newlines(kept)
    }

    /// Forgets what is too far above.
    fn shorten(&mut self) {
        let gone = self.bytes.len() - tail(&self.bytes).len();
        if let Some((offset, number)) = &mut self.start {
            *offset += gone as u64;
            *number += newlines(&self.bytes[..gone]);
        }
        self.bytes.drain(..gone);
    }

    /// The lines that matter to line `number` at `offset`, each with its offset and number.
    pub(super) fn lines(
        &self,
        number: u64,
        offset: u64,
    ) -> impl Iterator<Item = (&[u8], u64, u64)> {
        let (mut at, mut line) = self.start.unwrap_or((offset, number));
        self.bytes
            .split_inclusive(|byte| *byte == b'\n')
            .map(move |raw| {
                let found = (raw, at, line);
                at += raw.len() as u64;
                line += 1;
                found
            })
            .filter(move |(_, at, line)| line + LINES >= number && at + BYTES >= offset)
    }

    /// The same, with nothing in it; its buffer is kept.
    pub(super) fn emptied(mut self) -> Lookback {
        self.bytes.clear();
        self.start = None;
        self
    }
}

/// The last lines of some, as many as may matter.
fn tail(lines: &[u8]) -> &[u8] {
    let least = lines.len().saturating_sub(BYTES as usize);
    let mut from = lines.len();
    for _ in 0..LINES {
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
