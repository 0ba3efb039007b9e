//! What a regex cannot say about a hit: whether digits are a card's, whether a run of hex and dots is an address.
//!
//! A hit goes in, the parts of it that are the thing come out: none, the hit, or pieces of it. Clock times,
//! dates, epochs, versions, UUIDs and paths of code are refused.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;
use std::str;

use serde::Deserialize;

/// Digits of a card, by the contract.
const CARD_DIGITS: std::ops::RangeInclusive<usize> = 13..=19;
/// How cards are printed in groups: the layouts for which a piece of a longer run of digits is looked at.
const CARD_LAYOUTS: &[&[usize]] = &[&[4, 4, 4, 4, 3], &[4, 4, 4, 4], &[4, 6, 5], &[4, 6, 4]];
/// Digits of one group of a card: longer numbers side by side are just that.
const CARD_GROUP: usize = 8;
/// Length of a UUID in its usual form.
const UUID_LEN: usize = 36;

/// A test that a hit must pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Check {
    /// Card numbers.
    Luhn,
    /// IPv4 and IPv6 addresses.
    Ip,
}

impl Check {
    /// The parts of `hit` that pass, in order.
    pub(super) fn parts(self, text: &[u8], hit: Range<usize>) -> Vec<Range<usize>> {
        match self {
            Check::Luhn => cards(text, &hit),
            Check::Ip if text[hit.clone()].contains(&b':') => ipv6(text, hit).into_iter().collect(),
            Check::Ip => ipv4(text, hit).into_iter().collect(),
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn before(text: &[u8], at: usize, back: usize) -> Option<u8> {
    at.checked_sub(back).and_then(|at| text.get(at)).copied()
}

/// Cards in a run of digits that single blanks or hyphens divide into groups.
fn cards(text: &[u8], run: &Range<usize>) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for at in run.clone() {
        match groups.last_mut() {
            _ if !text[at].is_ascii_digit() => {}
            Some(group) if group.end == at => group.end = at + 1,
            _ => groups.push(at..at + 1),
        }
    }
    let one_card = groups.len() == 1 || groups.iter().all(|group| group.len() <= CARD_GROUP);
    if one_card && is_card(text, &groups) && !holds_date(text, &groups) {
        return vec![run.clone()];
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < groups.len() {
        let fits = |layout: &[usize]| {
            let piece = groups.get(at..at + layout.len())?;
            let same = piece.iter().map(Range::len).eq(layout.iter().copied());
            (same && is_card(text, piece)).then_some(layout.len())
        };
        let taken = fits(&[groups[at].len()])
            .or_else(|| CARD_LAYOUTS.iter().find_map(|layout| fits(layout)));
        if let Some(taken) = taken {
            found.push(groups[at].start..groups[at + taken - 1].end);
        }
        at += taken.unwrap_or(1);
    }
    found
}

fn is_card(text: &[u8], groups: &[Range<usize>]) -> bool {
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else {
        return false;
    };
    let digits = groups.iter().map(Range::len).sum::<usize>();
    if !CARD_DIGITS.contains(&digits) || !stands_alone(text, first, last) {
        return false;
    }
    let digits: Vec<u8> = groups
        .iter()
        .flat_map(|group| &text[group.clone()])
        .map(|digit| digit - b'0')
        .collect();
    luhn(&digits) && !is_machines(&digits) && !in_uuid(text, &(first.start..last.end))
}

/// Not part of a word, of a fraction, of a clock time or of a telephone number.
fn stands_alone(text: &[u8], first: &Range<usize>, last: &Range<usize>) -> bool {
    let digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_digit());
    let left = match before(text, first.start, 1) {
        Some(b'.') => !digit(before(text, first.start, 2)),
        Some(b':') => first.len() > 2 || !digit(before(text, first.start, 2)),
        Some(byte) => !is_word(byte) && byte != b'+',
        None => true,
    };
    let right = match text.get(last.end).copied() {
        Some(b'.') => !digit(text.get(last.end + 1).copied()),
        Some(b':') => last.len() > 2 || !digit(text.get(last.end + 1).copied()),
        Some(byte) => !is_word(byte),
        None => true,
    };
    left && right
}

fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, &digit)| match (at % 2, u32::from(digit)) {
            (1, digit) if digit > 4 => digit * 2 - 9,
            (1, digit) => digit * 2,
            (_, digit) => digit,
        })
        .sum();
    // A row of zeros adds up as well.
    sum > 0 && sum.is_multiple_of(10)
}

/// What only looks like a card, as no card begins so: an epoch in milli-, micro- or nanoseconds (up to 2033),
/// `YYYYMMDDhhmm...`, and a thread's handle, which is an address below 2^47 (`138...` to `140...`).
fn is_machines(digits: &[u8]) -> bool {
    let two = |at: usize| digits[at] * 10 + digits[at + 1];
    let epoch = digits[0] == 1 && matches!(digits.len(), 13 | 16 | 19);
    let compact = two(0) == 20
        && (1..=12).contains(&two(4))
        && (1..=31).contains(&two(6))
        && two(8) < 24
        && two(10) < 60;
    let handle = digits.len() == 15 && digits[0] == 1 && (38..=40).contains(&two(1));
    epoch || compact || handle
}

/// Whether `2026-11-20` or `20-11-2026` stands among the groups.
fn holds_date(text: &[u8], groups: &[Range<usize>]) -> bool {
    groups.windows(3).any(|three| {
        let number = |at: usize| {
            text[three[at].clone()]
                .iter()
                .fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'))
        };
        let lens = (three[0].len(), three[1].len(), three[2].len());
        let (year, month, day) = match lens {
            (4, 2, 2) => (number(0), number(1), number(2)),
            (2, 2, 4) => (number(2), number(1), number(0)),
            _ => return false,
        };
        (1900..2100).contains(&year) && (1..=31).contains(&month) && (1..=31).contains(&day)
    })
}

fn in_uuid(text: &[u8], part: &Range<usize>) -> bool {
    let from = part.start.saturating_sub(UUID_LEN - 1);
    let to = (part.end + UUID_LEN - 1).min(text.len());
    text[from..to]
        .windows(UUID_LEN)
        .enumerate()
        .any(|(at, window)| {
            let start = from + at;
            start < part.end && part.start < start + UUID_LEN && is_uuid(window)
        })
}

fn is_uuid(text: &[u8]) -> bool {
    text.iter().enumerate().all(|(at, byte)| match at {
        8 | 13 | 18 | 23 => *byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    })
}

fn ipv4(text: &[u8], hit: Range<usize>) -> Option<Range<usize>> {
    // The standard's parser refuses octets above 255 and leading zeros, which times have and addresses do not.
    str::from_utf8(&text[hit.clone()])
        .ok()?
        .parse::<Ipv4Addr>()
        .ok()?;
    let left = match before(text, hit.start, 1) {
        Some(b'.') => !before(text, hit.start, 2).is_some_and(is_word),
        Some(byte) => !is_word(byte),
        None => true,
    };
    let right = match text.get(hit.end).copied() {
        // 1.2.3.4-rc1, 1.2.3.4+build
        Some(b'-' | b'+') => !text.get(hit.end + 1).is_some_and(u8::is_ascii_alphabetic),
        Some(byte) => !is_word(byte),
        None => true,
    };
    (left && right).then_some(hit)
}

fn ipv6(text: &[u8], hit: Range<usize>) -> Option<Range<usize>> {
    let Range { mut start, end } = hit;
    let single_colon = |at: usize| text[at] == b':' && text.get(at + 1) != Some(&b':');
    if before(text, start, 1).is_some_and(is_word) || single_colon(start) {
        // `node:fe80::1` is a word and an address, `mod::1` a path.
        start += text[start..end].iter().position(|&byte| byte == b':')? + 1;
        if start >= end || single_colon(start) {
            return None;
        }
    }
    let whole = &text[start..end];
    // `fe80::1: message`, and `full:address:...:8080`
    let unpunctuated = whole.strip_suffix(b":");
    let portless = whole
        .iter()
        .rposition(|&byte| byte == b':' || byte == b'.')
        .map(|at| &whole[..at]);
    [Some(whole), unpunctuated, portless]
        .into_iter()
        .flatten()
        .find(|part| {
            let alone = !text.get(start + part.len()).copied().is_some_and(is_word);
            alone && is_ipv6(part)
        })
        .map(|part| start..start + part.len())
}

fn is_ipv6(part: &[u8]) -> bool {
    let Ok(part) = str::from_utf8(part) else {
        return false;
    };
    if part.parse::<Ipv6Addr>().is_err() {
        return false;
    }
    let mut groups = part.split(':');
    let two_digits = |group: &str| group.len() == 2 && group.bytes().all(|b| b.is_ascii_digit());
    if part.contains("::") {
        // `a::b` is code; `10:20:30::` is a clock and then code.
        let clock = groups.by_ref().take(3).filter(|g| two_digits(g)).count() == 3;
        return !clock && part.bytes().any(|byte| byte.is_ascii_digit());
    }
    // Eight pairs are a hardware address or a time.
    !groups.all(|group| group.len() == 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(check: Check, text: &str, hit: &str) -> Vec<String> {
        let start = text.find(hit).expect("the hit is in the text");
        check
            .parts(text.as_bytes(), start..start + hit.len())
            .into_iter()
            .map(|part| text[part].to_owned())
            .collect()
    }

    #[test]
    fn two_cards_in_one_run_are_both_found() {
        let text = "4111-1111-1111-1111-4111-1111-1111-1111";
        assert_eq!(
            parts(Check::Luhn, text, text),
            ["4111-1111-1111-1111", "4111-1111-1111-1111"]
        );
    }

    #[test]
    fn a_card_beside_a_date_leaves_the_date() {
        let text = "2026-11-20 4111111111111111";
        assert_eq!(parts(Check::Luhn, text, text), ["4111111111111111"]);
    }

    #[test]
    fn no_second_of_a_year_is_a_card() {
        for second in 0..2_000_u64 {
            let epoch = (1_700_000_000_000 + second * 15_768_001).to_string();
            assert!(parts(Check::Luhn, &epoch, &epoch).is_empty(), "{epoch}");
        }
    }

    #[test]
    fn the_address_ends_before_punctuation_and_port() {
        let text = "1:2:3:4:5:6:7:8:8080";
        assert_eq!(parts(Check::Ip, text, text), ["1:2:3:4:5:6:7:8"]);
        let text = "fe80::1: gone";
        assert_eq!(parts(Check::Ip, text, "fe80::1:"), ["fe80::1"]);
    }
}
