//! What in a line may be a number with a meaning: runs of digits, dots and colons, handed to their checks.
//!
//! In: a line. Out: cards, addresses, account and social security numbers. One pass: 64 bytes become the bits of their
//! digits, so that a line without numbers costs next to nothing, and only what is long enough is looked at byte by byte.

use std::ops::Range;

use super::check::{self, Check};

/// Bytes whose digits are told by one number's bits.
const BLOCK: usize = 64;

/// Tells every part of `text` that passes one of the checks that look for their own.
pub(super) fn find(text: &[u8], mut found: impl FnMut(Check, Range<usize>)) {
    let mut looked = Looked {
        text,
        found: &mut found,
    };
    scan(text, &mut looked);
    colons(text, found);
}

/// Told where digits stand in a text.
trait Digits {
    /// Two digits and more begin here.
    fn pair(&mut self, at: usize);
    /// Runs of digits with one other byte between each two, and none such beside them.
    fn joined(&mut self, range: Range<usize>);
}

struct Looked<'t, F> {
    text: &'t [u8],
    found: &'t mut F,
}

impl<F: FnMut(Check, Range<usize>)> Digits for Looked<'_, F> {
    /// The two may be the check digits of an account number.
    #[inline]
    fn pair(&mut self, at: usize) {
        let before = at.checked_sub(1).map(|before| self.text[before]);
        if before.is_some_and(|before| before.is_ascii_uppercase())
            && let Some(part) = check::iban(self.text, at)
        {
            (self.found)(Check::Iban, part);
        }
    }

    #[inline]
    fn joined(&mut self, range: Range<usize>) {
        let bytes = &self.text[range.clone()];
        // Clock times and small numbers in a row are neither addresses nor long enough.
        let (mut dots, mut digits) = (0, 0);
        for byte in bytes {
            dots += usize::from(*byte == b'.');
            digits += usize::from(byte.is_ascii_digit());
        }
        if dots >= 3 || digits >= LEAST {
            look(self.text, range, self.found);
        }
    }
}

/// Bytes of the shortest address; other numbers with a meaning are longer.
const SHORTEST: usize = 7;

/// Digits of the shortest number that has none of the dots of an address: a social security number.
const LEAST: usize = 9;

/// Tells where digits stand in a text: all pairs, and what is joined if it is not too short.
fn scan(text: &[u8], told: &mut impl Digits) {
    let mut digits = bits(text, 0);
    // Whether the last byte of the block before is a digit.
    let mut carry = 0;
    let mut open = None;
    for base in (0..text.len()).step_by(BLOCK) {
        let next = bits(text, base + BLOCK);
        let behind_digit = digits << 1 | carry;
        let before_digit = digits >> 1 | next << (BLOCK - 1);
        let mut pairs = digits & !behind_digit & before_digit;
        while pairs != 0 {
            told.pair(base + pairs.trailing_zeros() as usize);
            pairs &= pairs - 1;
        }
        let joined = digits | behind_digit & before_digit;
        join(joined, base, &mut open, told);
        carry = digits >> (BLOCK - 1);
        digits = next;
    }
    if let Some(start) = open.filter(|start| text.len() - start >= SHORTEST) {
        told.joined(start..text.len());
    }
}

/// Tells the runs of set bits that end in a block; `open` is where one begins that reaches its end.
#[inline]
fn join(joined: u64, base: usize, open: &mut Option<usize>, told: &mut impl Digits) {
    let mut joined = joined;
    if let Some(start) = *open {
        let more = joined.trailing_ones();
        if more == u64::BITS {
            return;
        }
        let end = base + more as usize;
        if end - start >= SHORTEST {
            told.joined(start..end);
        }
        *open = None;
        joined &= u64::MAX << more;
    }
    let last = joined.leading_ones();
    if last > 0 {
        *open = Some(base + BLOCK - last as usize);
        joined &= u64::MAX.checked_shr(last).unwrap_or(0);
    }
    // Where seven in a row begin: two, four, seven.
    let mut long = joined & joined >> 1;
    long &= long >> 2;
    long &= long >> 3;
    while long != 0 {
        let first = long.trailing_zeros();
        let len = (joined >> first).trailing_ones();
        let start = base + first as usize;
        told.joined(start..start + len as usize);
        long &= u64::MAX << (first + len);
    }
}

/// Looks through runs of digits that single bytes join.
fn look(text: &[u8], joined: Range<usize>, found: &mut impl FnMut(Check, Range<usize>)) {
    let mut dotted = Dotted::default();
    let mut groups = Groups::default();
    let mut at = joined.start;
    while at < joined.end {
        let len = text[at..joined.end]
            .iter()
            .take_while(|byte| byte.is_ascii_digit());
        let run = at..at + len.count();
        let between = if at > joined.start { text[at - 1] } else { 0 };
        if between != b'.' {
            dotted.tell(text, found);
            dotted = Dotted::default();
        }
        dotted.add(&run);
        if !matches!(between, b' ' | b'-') {
            groups.tell(text, found);
            groups = Groups::default();
        }
        groups.add(text, &run, between, found);
        at = run.end + 1;
    }
    dotted.tell(text, found);
    groups.tell(text, found);
}

/// Runs of digits with single dots between them.
#[derive(Debug, Default)]
struct Dotted {
    start: usize,
    end: usize,
    runs: usize,
}

impl Dotted {
    fn add(&mut self, run: &Range<usize>) {
        if self.runs == 0 {
            self.start = run.start;
        }
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
#[derive(Debug, Default)]
struct Groups {
    start: usize,
    end: usize,
    digits: usize,
    /// Lengths of the last runs that hyphens join, the last one first.
    hyphenated: [usize; 2],
}

impl Groups {
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
        if self.digits == 0 {
            self.start = run.start;
        }
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

/// The bits of the digits among the 64 bytes from `base` on, the first one the lowest.
fn bits(text: &[u8], base: usize) -> u64 {
    let rest = text.get(base..).unwrap_or_default();
    if let Some(block) = rest.first_chunk() {
        return bits_of(block);
    }
    if rest.is_empty() {
        return 0;
    }
    if let Some(block) = text.last_chunk() {
        return bits_of(block) >> (BLOCK - rest.len());
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

/// Colons of an address that has no two side by side.
const COLONS: usize = 7;

/// Whether there are as many colons as an address has, or two side by side: what a clock has is neither.
fn may_have_ipv6(text: &[u8]) -> bool {
    let is_double = |at: usize| text.get(at + 1) == Some(&b':');
    let mut colons = memchr::memchr_iter(b':', text).enumerate();
    colons.any(|(number, at)| number + 1 >= COLONS || is_double(at))
}

/// Runs of hex digits and two colons at least.
fn colons(text: &[u8], mut found: impl FnMut(Check, Range<usize>)) {
    if !may_have_ipv6(text) {
        return;
    }
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
        if (colons >= COLONS || run.windows(2).any(|two| two == b"::"))
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

    /// The pairs and what is joined.
    #[derive(Debug, Default, PartialEq)]
    struct Told(Vec<usize>, Vec<Range<usize>>);

    impl Digits for Told {
        fn pair(&mut self, at: usize) {
            self.0.push(at);
        }

        fn joined(&mut self, range: Range<usize>) {
            self.1.push(range);
        }
    }

    /// What is told, byte by byte.
    fn expected(bytes: &[u8]) -> Told {
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let is_behind = |at: usize| at > 0 && is_digit(at - 1);
        let is_pair = |at: &usize| !is_behind(*at) && is_digit(*at) && is_digit(at + 1);
        let is_joined = |at: usize| is_digit(at) || is_behind(at) && is_digit(at + 1);
        let mut joined = Vec::new();
        let mut start = 0;
        for at in 0..=bytes.len() {
            if at < bytes.len() && is_joined(at) {
                continue;
            }
            if at - start >= SHORTEST {
                joined.push(start..at);
            }
            start = at + 1;
        }
        Told((0..bytes.len()).filter(is_pair).collect(), joined)
    }

    proptest! {
        #[test]
        fn digits_are_told_as_one_sees_them(
            text in "[0-9a:]{0,300}|[0-9]{0,300}|([0-9]{1,3}[.: -]{1,2}){0,70}|([0-9]{1,70}[. x]{1,4}){0,9}|\\PC{0,90}"
        ) {
            let mut told = Told::default();
            scan(text.as_bytes(), &mut told);
            prop_assert_eq!(told, expected(text.as_bytes()));
        }
    }
}
