//! Searches that look at every byte of a block, many at a time: without a branch they become vector instructions.
//!
//! In: a block and where to begin. Out: the first place that may matter, which the caller looks at again.
#![expect(
    clippy::needless_bitwise_bool,
    reason = "without branches it becomes vector instructions"
)]

/// Bytes that are looked at in one go.
const STRIDE: usize = 64;
/// The same where more is compared, and 64 would not fit into the registers.
const HALF: usize = 32;

/// A search for one of some letters that stands alone, as a level of one letter does: no letter or digit before it, no
/// letter behind it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letters {
    warnings: bool,
}

impl Letters {
    /// Of errors, and where they are asked for of warnings.
    pub(super) fn new(warnings: bool) -> Letters {
        Letters { warnings }
    }

    /// The next one.
    pub(super) fn find(self, block: &[u8], from: usize) -> Option<usize> {
        let is_grave = |byte: u8| (byte == b'E') | (byte == b'F') | (byte == b'C');
        if self.warnings {
            alone(block, from, |byte| is_grave(byte) | (byte == b'W'))
        } else {
            alone(block, from, is_grave)
        }
    }
}

/// The next byte that `is_wanted` and that stands alone.
fn alone(block: &[u8], mut from: usize, is_wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let is_alone =
        |before: u8, letter: u8, after: u8| is_wanted(letter) & is_other(before) & is_other(after);
    let get = |at: Option<usize>| at.and_then(|at| block.get(at)).copied().unwrap_or(b'\n');
    let slow = |from: usize, to: usize| {
        let mut letters = from..to;
        letters.find(|&at| {
            let before = get(at.checked_sub(1));
            is_wanted(block[at])
                && is_alone(before, block[at], get(Some(at + 1)))
                && !before.is_ascii_digit()
        })
    };
    // The first byte of the block has none before it, the last none behind it.
    if from == 0 {
        if let Some(found) = slow(0, block.len().min(1)) {
            return Some(found);
        }
        from = 1;
    }
    while from + STRIDE < block.len() {
        let before: &[u8; STRIDE] = block[from - 1..].first_chunk()?;
        let letter: &[u8; STRIDE] = block[from..].first_chunk()?;
        let after: &[u8; STRIDE] = block[from + 1..].first_chunk()?;
        let mut any = false;
        for i in 0..STRIDE {
            any |= is_alone(before[i], letter[i], after[i]);
        }
        if any && let Some(found) = slow(from, from + STRIDE) {
            return Some(found);
        }
        from += STRIDE;
    }
    slow(from, block.len())
}

/// Whether a byte is no ASCII letter.
fn is_other(byte: u8) -> bool {
    // The letters moved to where signed bytes begin: one comparison.
    let moved = (byte | 0x20)
        .wrapping_sub(b'a')
        .wrapping_add(0x80)
        .cast_signed();
    moved >= i8::MIN + 26
}

/// A search for the words of levels that have three letters, by the last two of them and that no letter follows, and
/// for `>1 `, which stands behind the priority of an RFC 5424 line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shorts {
    warnings: bool,
}

impl Shorts {
    /// Of errors, and where they are asked for of warnings.
    pub(super) fn new(warnings: bool) -> Shorts {
        Shorts { warnings }
    }

    /// The next place where the second letter of one stands, or seems to, or a priority's end.
    pub(super) fn find(self, block: &[u8], from: usize) -> Option<usize> {
        // ERR, err, FTL, CRI, `>1 `
        let is_end = |one: u8, two: u8| {
            (one == two) & ((one | 0x20) == b'r')
                | (one == b'T') & (two == b'L')
                | (one == b'R') & (two == b'I')
                | (one == b'>') & (two == b'1')
        };
        if self.warnings {
            // WRN
            pairs(block, from, |one, two| {
                is_end(one, two) | (one == b'R') & (two == b'N')
            })
        } else {
            pairs(block, from, is_end)
        }
    }
}

/// The next two bytes that `is_end` takes and no letter follows.
fn pairs(block: &[u8], mut from: usize, is_end: impl Fn(u8, u8) -> bool) -> Option<usize> {
    let get = |at: usize| block.get(at).copied().unwrap_or(b'\n');
    let slow = |from: usize, to: usize| {
        let mut places = from..to;
        places.find(|&at| is_end(block[at], get(at + 1)) && is_other(get(at + 2)))
    };
    while from + HALF < block.len() {
        let one: &[u8; HALF] = block[from..].first_chunk()?;
        let two: &[u8; HALF] = block[from + 1..].first_chunk()?;
        let mut any = false;
        for i in 0..HALF {
            any |= is_end(one[i], two[i]);
        }
        if any && let Some(found) = slow(from, from + HALF) {
            return Some(found);
        }
        from += HALF;
    }
    slow(from, block.len())
}

/// The next control character that `clean` would take off: a line with one is searched without it.
pub(super) fn controls(block: &[u8], from: usize) -> Option<usize> {
    // All below the blank but tab, line feed, vertical tab, form feed and carriage return.
    let is_control = |byte: u8| {
        let moved = byte.wrapping_sub(14).wrapping_add(0x80).cast_signed();
        (moved < i8::MIN + 18) | (byte <= 8)
    };
    let mut chunks = block[from..].chunks_exact(STRIDE);
    let mut at = from;
    for chunk in &mut chunks {
        let mut any = false;
        for byte in chunk {
            any |= is_control(*byte);
        }
        if any {
            let found = chunk.iter().position(|byte| is_control(*byte));
            return found.map(|found| at + found);
        }
        at += STRIDE;
    }
    let found = chunks.remainder().iter().position(|byte| is_control(*byte));
    found.map(|found| at + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_met_wherever_it_stands() {
        for len in [64, 66, 130, 200] {
            for at in 0..len - 3 {
                let with = |word: &[u8]| {
                    let mut block = vec![b'.'; len];
                    block[at..at + word.len()].copy_from_slice(word);
                    block
                };
                let letters = Letters::new(false);
                for from in 0..=at {
                    assert_eq!(letters.find(&with(b"E"), from), Some(at));
                    assert_eq!(controls(&with(b"\x1b"), from), Some(at));
                    for word in [b"ERR", b"err", b"FTL", b"CRI"] {
                        let found = Shorts::new(false).find(&with(word), from);
                        assert_eq!(found, Some((at + 1).max(from)), "{word:?}");
                    }
                    assert_eq!(Shorts::new(false).find(&with(b">1 "), from), Some(at));
                    assert_eq!(Shorts::new(true).find(&with(b"WRN"), from), Some(at + 1));
                }
            }
        }
    }

    #[test]
    fn words_and_numbers_hold_no_letter_that_stands_alone() {
        let text = "FCE 7F5 aE E2e Ea .".repeat(20);
        assert_eq!(Letters::new(false).find(text.as_bytes(), 0), Some(11));
        assert_eq!(Letters::new(false).find(b"4E INFO xE Ex 0xF", 0), None);
        assert_eq!(
            Shorts::new(false).find(b"error merry carry URIs HTTPS", 0),
            None
        );
    }
}
