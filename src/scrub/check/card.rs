//! Cards for payments: which digits are one's, by brand, grouping and check digit.
//!
//! In: a run of digits. Out: the parts of it that are cards. Epochs, dates, ids and numbers side by side are none.

use std::ops::{Range, RangeInclusive};

use super::{before, in_uuid, is_word};

/// Digits of a card, by the contract.
const CARD_DIGITS: RangeInclusive<usize> = 13..=19;
/// How cards are printed in groups.
const CARD_LAYOUTS: &[&[usize]] = &[
    &[4, 4, 4, 4, 3],
    &[4, 4, 4, 4],
    &[4, 6, 5],
    &[4, 6, 4],
    &[4, 4, 5],
    &[4, 3, 3, 3],
    &[8, 8],
    &[6, 13],
];
/// First digits, from and to, of the cards that are given out, and how many digits these have (ISO/IEC 7812: American
/// Express, Diners Club, Discover, JCB, Maestro, Mastercard, Mir, Troy, `RuPay`, `UnionPay`, Verve, Visa).
const CARD_BRANDS: &[(u32, u32, RangeInclusive<usize>)] = &[
    (34, 34, 15..=15),
    (37, 37, 15..=15),
    (300, 305, 14..=19),
    (3095, 3095, 14..=19),
    (36, 36, 14..=19),
    (38, 39, 14..=19),
    (3528, 3589, 16..=19),
    (4, 4, 13..=13),
    (4, 4, 16..=16),
    (4, 4, 19..=19),
    (50, 50, 13..=19),
    (51, 55, 16..=16),
    (56, 58, 13..=19),
    (2200, 2204, 16..=19),
    (2221, 2720, 16..=16),
    (60, 60, 16..=19),
    (61, 61, 13..=19),
    (62, 62, 16..=19),
    (63, 63, 13..=19),
    (64, 65, 16..=19),
    (66, 69, 13..=19),
    (81, 82, 16..=16),
    (9792, 9792, 16..=16),
];
/// Digits of a card at least, and so of a run that may hold one.
pub(in crate::scrub) const LEAST: usize = *CARD_DIGITS.start();
/// Cards in a run of digits that single blanks or hyphens divide into groups.
pub(in crate::scrub) fn cards(text: &[u8], run: &Range<usize>) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for at in run.clone() {
        match groups.last_mut() {
            _ if !text[at].is_ascii_digit() => {}
            Some(group) if group.end == at => group.end = at + 1,
            _ => groups.push(at..at + 1),
        }
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
    luhn(&digits) && is_issued(&digits) && !in_uuid(text, &(first.start..last.end))
}

/// Whether a brand's cards begin so and are so long.
fn is_issued(digits: &[u8]) -> bool {
    let number = |digits: &[u8]| {
        digits
            .iter()
            .fold(0, |sum, digit| sum * 10 + u32::from(*digit))
    };
    CARD_BRANDS.iter().any(|(from, to, lengths)| {
        let first = number(&digits[..=from.ilog10() as usize]);
        (*from..=*to).contains(&first) && lengths.contains(&digits.len())
    })
}

/// Not part of a word, of a fraction, of a clock time or of a telephone number.
fn stands_alone(text: &[u8], first: &Range<usize>, last: &Range<usize>) -> bool {
    let digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_digit());
    // A number below zero; the middle of an id with hyphens
    let word = |at: Option<usize>| {
        at.and_then(|at| text.get(at))
            .is_some_and(|byte| is_word(*byte))
    };
    let one = first.start == last.start;
    let hyphens =
        [before(text, first.start, 1), text.get(last.end).copied()].map(|byte| byte == Some(b'-'));
    let (inner_left, inner_right) = (word(first.start.checked_sub(2)), word(Some(last.end + 1)));
    let plain = |byte: Option<u8>| byte.is_none_or(|byte| byte != b'_');
    if one
        && hyphens[0]
        && (!inner_left || !plain(before(text, first.start, 2)) || hyphens[1] && inner_right)
    {
        return false;
    }
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
