//! What in a line may be a number with a meaning: runs of digits, dots and colons, handed to their checks.
//!
//! In: a line. Out: cards, addresses, account and social security numbers. One pass: 64 bytes become the bits of their
//! digits, so that a line without numbers costs next to nothing, and each run is looked at once.

use std::ops::Range;

use super::check::{self, Check};

/// Bytes whose digits are told by one number's bits.
const BLOCK: usize = 64;

/// Tells every part of `text` that passes one of the checks that look for their own.
pub(super) fn find(text: &[u8], mut found: impl FnMut(Check, Range<usize>)) {
    let mut dotted = Dotted::NONE;
    let mut groups = Groups::NONE;
    for run in Runs::new(text) {
        let before = run.start.checked_sub(1);
        let between = before.map_or(0, |before| text[before]);
        if between != b'.' || Some(dotted.end) != before {
            dotted.tell(text, &mut found);
            dotted = Dotted::from(run.start);
        }
        dotted.add(&run);
        if !matches!(between, b' ' | b'-') || Some(groups.end) != before {
            groups.tell(text, &mut found);
            groups = Groups::from(run.start);
        }
        groups.add(text, &run, between, &mut found);
        if between.is_ascii_uppercase()
            && let Some(part) = check::iban(text, run.start)
        {
            found(Check::Iban, part);
        }
    }
    dotted.tell(text, &mut found);
    groups.tell(text, &mut found);
    colons(text, found);
}

/// Runs of digits with single dots between them.
#[derive(Debug)]
struct Dotted {
    start: usize,
    end: usize,
    runs: usize,
}

impl Dotted {
    /// No run goes on with these.
    const NONE: Dotted = Dotted {
        start: 0,
        end: usize::MAX,
        runs: 0,
    };

    fn from(start: usize) -> Dotted {
        Dotted {
            start,
            ..Self::NONE
        }
    }

    fn add(&mut self, run: &Range<usize>) {
        self.end = run.end;
        self.runs += 1;
    }

    fn tell(&self, text: &[u8], found: &mut impl FnMut(Check, Range<usize>)) {
        if self.runs > 3
            && let Some(part) = check::ipv4(text, self.start..self.end)
        {
            found(Check::Ip, part);
        }
    }
}

/// Runs of digits with single blanks or hyphens between them.
#[derive(Debug)]
struct Groups {
    start: usize,
    end: usize,
    digits: usize,
    /// Lengths of the last runs that hyphens join, the last one first.
    hyphenated: [usize; 2],
}

impl Groups {
    /// No run goes on with these.
    const NONE: Groups = Groups {
        start: 0,
        end: usize::MAX,
        digits: 0,
        hyphenated: [0; 2],
    };

    fn from(start: usize) -> Groups {
        Groups {
            start,
            ..Self::NONE
        }
    }

    fn add(
        &mut self,
        text: &[u8],
        run: &Range<usize>,
        between: u8,
        found: &mut impl FnMut(Check, Range<usize>),
    ) {
        let len = run.len();
        if between != b'-' {
            self.hyphenated = [0; 2];
        }
        if self.hyphenated == [2, 3]
            && len == 4
            && let Some(part) = check::social_security(text, run.end)
        {
            found(Check::Ssn, part);
        }
        self.hyphenated = [len, self.hyphenated[0]];
        self.digits += len;
        self.end = run.end;
    }

    fn tell(&self, text: &[u8], found: &mut impl FnMut(Check, Range<usize>)) {
        if self.digits >= check::CARD_LEAST {
            for part in check::cards(text, &(self.start..self.end)) {
                found(Check::Luhn, part);
            }
        }
    }
}

/// The runs of digits of a text, in order.
struct Runs<'t> {
    text: &'t [u8],
    /// Where the block begins that is looked at.
    base: usize,
    /// Those of its bytes that are digits and not yet told, the first one the lowest.
    left: u64,
}

impl<'t> Runs<'t> {
    fn new(text: &'t [u8]) -> Self {
        let left = bits(text, 0);
        Runs {
            text,
            base: 0,
            left,
        }
    }
}

impl Iterator for Runs<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        while self.left == 0 {
            self.base += BLOCK;
            if self.base >= self.text.len() {
                return None;
            }
            self.left = bits(self.text, self.base);
        }
        let first = self.left.trailing_zeros();
        let start = self.base + first as usize;
        // Up to the first that is none, the bits below are set.
        let mut behind = !(self.left | ((1 << first) - 1));
        while behind == 0 {
            self.base += BLOCK;
            self.left = bits(self.text, self.base);
            behind = !self.left;
        }
        let len = behind.trailing_zeros();
        self.left &= u64::MAX << len;
        Some(start..self.base + len as usize)
    }
}

/// The bits of the digits among the 64 bytes from `base` on.
fn bits(text: &[u8], base: usize) -> u64 {
    let rest = text.get(base..).unwrap_or_default();
    if let Some(block) = rest.first_chunk::<BLOCK>() {
        return bits_of(block);
    }
    let mut block = [0; BLOCK];
    block[..rest.len()].copy_from_slice(rest);
    bits_of(&block)
}

fn bits_of(block: &[u8; BLOCK]) -> u64 {
    const LOW: u64 = u64::from_le_bytes([0x7f; 8]);
    const HIGH: u64 = !LOW;
    /// Brings the highest bit of each byte together.
    const GATHER: u64 = 0x0002_0408_1020_4081;
    let (eights, _) = block.as_chunks::<8>();
    eights.iter().rev().fold(0, |bits, eight| {
        // A digit becomes 0 to 9, and only that leaves the highest bit alone when 118 is added.
        let value = u64::from_le_bytes(*eight) ^ u64::from_le_bytes([b'0'; 8]);
        let others = ((value & LOW) + u64::from_le_bytes([118; 8])) | value;
        bits << 8 | (!others & HIGH).wrapping_mul(GATHER) >> 56
    })
}

/// Where `.digits` repeated end.
fn after_dots(text: &[u8], mut end: usize) -> usize {
    while text.get(end) == Some(&b'.') && text.get(end + 1).is_some_and(u8::is_ascii_digit) {
        let run = text[end + 1..].iter();
        end += 1 + run.take_while(|byte| byte.is_ascii_digit()).count();
    }
    end
}

/// Runs of hex digits and two colons at least.
fn colons(text: &[u8], mut found: impl FnMut(Check, Range<usize>)) {
    let of_address = |byte: &u8| byte.is_ascii_hexdigit() || *byte == b':';
    let mut done = 0;
    while let Some(colon) = memchr::memchr(b':', &text[done..]).map(|at| done + at) {
        if !text.get(colon + 1).is_some_and(of_address) {
            done = colon + 1;
            continue;
        }
        let before = text[done..colon].iter().rev();
        let start = colon - before.take_while(|byte| byte.is_ascii_hexdigit()).count();
        let run = text[colon..].iter().take_while(|byte| of_address(byte));
        let run_end = colon + run.count();
        let end = after_dots(text, run_end);
        let run = &text[start..run_end];
        let colons = memchr::memchr_iter(b':', run).count();
        // Seven colons, or two side by side: what a clock has is neither.
        if (colons >= 7 || run.windows(2).any(|two| two == b"::"))
            && let Some(part) = check::ipv6(text, start..end)
        {
            found(Check::Ip, part);
        }
        done = end;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(text: &str) -> Vec<(Check, &str)> {
        let mut all = Vec::new();
        find(text.as_bytes(), |check, part| {
            all.push((check, &text[part]));
        });
        all
    }

    #[test]
    fn numbers_are_told_wherever_blocks_end() {
        for before in 0..2 * BLOCK {
            let left = "x".repeat(before);
            for (number, check) in [
                ("4111 1111 1111 1111", Check::Luhn),
                ("203.0.113.77", Check::Ip),
                ("2001:db8::1", Check::Ip),
                ("123-45-6789", Check::Ssn),
                ("DE89370400440532013000", Check::Iban),
            ] {
                let text = format!("{left} {number} x");
                assert_eq!(told(&text), [(check, number)], "{text}");
            }
            assert_eq!(
                told(&format!("{left} 1.2.3 2026-11-20 10:00:00 123-45-678")),
                []
            );
        }
        assert_eq!(told(".1.2.3.4"), [(Check::Ip, "1.2.3.4")]);
    }

    proptest! {
        #[test]
        fn runs_are_all_digits_that_stand_side_by_side(text in "[0-9a:]{0,200}|[0-9]{0,200}|\\PC{0,90}") {
            let bytes = text.as_bytes();
            let mut expected: Vec<Range<usize>> = Vec::new();
            for at in (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()) {
                match expected.last_mut() {
                    Some(run) if run.end == at => run.end += 1,
                    _ => expected.push(at..at + 1),
                }
            }
            prop_assert_eq!(Runs::new(bytes).collect::<Vec<_>>(), expected);
        }
    }
}
