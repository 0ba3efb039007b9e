//! What in a line may be a number with a meaning: runs of digits, dots and colons, handed to their checks.
//!
//! In: a line. Out: cards, addresses, account and social security numbers. One pass that skips what has no digit and no
//! colon, so that a line without numbers costs next to nothing and each run is looked at once.

use std::ops::Range;

use super::check::{self, Check};

/// Bytes that are looked at together for a digit.
const CHUNK: usize = 32;

/// Tells every part of `text` that passes one of the checks that look for their own.
pub(super) fn find(text: &[u8], mut found: impl FnMut(Check, Range<usize>)) {
    let mut chain_end = 0;
    let mut dotted_end = 0;
    let mut at = 0;
    while let Some(start) = next(text, at, u8::is_ascii_digit) {
        let end = digits(text, start);
        at = end;
        let next = text.get(end);
        if start >= chain_end
            && (matches!(next, Some(b' ' | b'-')) || end - start >= check::CARD_LEAST)
        {
            chain_end = chain(text, start, end, &mut found);
        }
        if next == Some(&b'.') && start >= dotted_end {
            let dots;
            (dotted_end, dots) = dotted(text, end);
            if dots >= 3
                && let Some(part) = check::ipv4(text, start..dotted_end)
            {
                found(Check::Ip, part);
            }
        }
        if start >= 2
            && text[start - 1].is_ascii_uppercase()
            && text[start - 2].is_ascii_uppercase()
            && let Some(part) = check::iban(text, start)
        {
            found(Check::Iban, part);
        }
    }
    colons(text, found);
}

/// Where the digits from `at` on end.
fn digits(text: &[u8], at: usize) -> usize {
    let run = text[at..].iter().take_while(|byte| byte.is_ascii_digit());
    at + run.count()
}

/// Groups of digits with single blanks or hyphens between them, and where they end.
fn chain(
    text: &[u8],
    start: usize,
    first: usize,
    found: &mut impl FnMut(Check, Range<usize>),
) -> usize {
    let mut end = first;
    let mut count = first - start;
    let mut groups = 1;
    while matches!(text.get(end), Some(b' ' | b'-'))
        && text.get(end + 1).is_some_and(u8::is_ascii_digit)
    {
        let next = digits(text, end + 1);
        count += next - end - 1;
        groups += 1;
        end = next;
    }
    if count >= check::CARD_LEAST {
        for part in check::cards(text, &(start..end)) {
            found(Check::Luhn, part);
        }
    }
    if groups >= 3 {
        for part in check::social_security(text, &(start..end)) {
            found(Check::Ssn, part);
        }
    }
    end
}

/// Where `.digits` repeated end, and how often.
fn dotted(text: &[u8], mut end: usize) -> (usize, usize) {
    let mut dots = 0;
    while text.get(end) == Some(&b'.') && text.get(end + 1).is_some_and(u8::is_ascii_digit) {
        end = digits(text, end + 1);
        dots += 1;
    }
    (end, dots)
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
        let (end, _) = dotted(text, run_end);
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

/// The next byte from `at` on that is one of a class.
fn next(text: &[u8], mut at: usize, class: impl Fn(&u8) -> bool + Copy) -> Option<usize> {
    while let Some(chunk) = text.get(at..at + CHUNK) {
        // All of them are asked, which is done many at a time.
        if chunk.iter().fold(false, |any, byte| any | class(byte)) {
            break;
        }
        at += CHUNK;
    }
    text[at..].iter().position(class).map(|found| at + found)
}
