//! Numbers of accounts and people: IBANs by country and check digits, social security numbers by their layout.
//!
//! In: digits and what stands around them. Out: the parts that are such numbers.

use std::ops::Range;

use super::{before, is_word};

/// Length of an account number by its country: the IBAN registry's (SWIFT, release 99).
const IBAN_LENGTHS: &[(&[u8; 2], usize)] = &[
    (b"AD", 24),
    (b"AE", 23),
    (b"AL", 28),
    (b"AT", 20),
    (b"AZ", 28),
    (b"BA", 20),
    (b"BE", 16),
    (b"BG", 22),
    (b"BH", 22),
    (b"BI", 27),
    (b"BR", 29),
    (b"BY", 28),
    (b"CH", 21),
    (b"CR", 22),
    (b"CY", 28),
    (b"CZ", 24),
    (b"DE", 22),
    (b"DJ", 27),
    (b"DK", 18),
    (b"DO", 28),
    (b"EE", 20),
    (b"EG", 29),
    (b"ES", 24),
    (b"FI", 18),
    (b"FK", 18),
    (b"FO", 18),
    (b"FR", 27),
    (b"GB", 22),
    (b"GE", 22),
    (b"GI", 23),
    (b"GL", 18),
    (b"GR", 27),
    (b"GT", 28),
    (b"HN", 28),
    (b"HR", 21),
    (b"HU", 28),
    (b"IE", 22),
    (b"IL", 23),
    (b"IQ", 23),
    (b"IS", 26),
    (b"IT", 27),
    (b"JO", 30),
    (b"KW", 30),
    (b"KZ", 20),
    (b"LB", 28),
    (b"LC", 32),
    (b"LI", 21),
    (b"LT", 20),
    (b"LU", 20),
    (b"LV", 21),
    (b"LY", 25),
    (b"MC", 27),
    (b"MD", 24),
    (b"ME", 22),
    (b"MK", 19),
    (b"MN", 20),
    (b"MR", 27),
    (b"MT", 31),
    (b"MU", 30),
    (b"NI", 28),
    (b"NL", 18),
    (b"NO", 15),
    (b"OM", 23),
    (b"PK", 24),
    (b"PL", 28),
    (b"PS", 29),
    (b"PT", 25),
    (b"QA", 29),
    (b"RO", 24),
    (b"RS", 22),
    (b"RU", 33),
    (b"SA", 24),
    (b"SC", 31),
    (b"SD", 18),
    (b"SE", 24),
    (b"SI", 19),
    (b"SK", 24),
    (b"SM", 27),
    (b"SO", 23),
    (b"ST", 25),
    (b"SV", 28),
    (b"TL", 23),
    (b"TN", 24),
    (b"TR", 26),
    (b"UA", 29),
    (b"VA", 22),
    (b"VG", 24),
    (b"XK", 20),
    (b"YE", 30),
];
/// The account number whose check digits begin at `digits`: two letters before them, as many characters behind them as
/// its country has, in groups of four or in one, and all of them 1 modulo 97 (ISO 13616).
pub(in crate::scrub) fn iban(text: &[u8], digits: usize) -> Option<Range<usize>> {
    let start = digits.checked_sub(2)?;
    let country: &[u8; 2] = text[start..digits].try_into().ok()?;
    if !country.iter().all(u8::is_ascii_uppercase) || before(text, start, 1).is_some_and(is_word) {
        return None;
    }
    let at = IBAN_LENGTHS.binary_search_by_key(&country, |(country, _)| *country);
    let length = IBAN_LENGTHS[at.ok()?].1;
    let mut characters = Vec::with_capacity(length);
    let mut end = start;
    let grouped = text.get(start + 4) == Some(&b' ');
    while characters.len() < length {
        if grouped && end > start && characters.len().is_multiple_of(4) {
            end += usize::from(text.get(end) == Some(&b' '));
        }
        let byte = *text.get(end)?;
        if !byte.is_ascii_digit() && !byte.is_ascii_uppercase() {
            return None;
        }
        characters.push(byte);
        end += 1;
    }
    if text.get(end).copied().is_some_and(is_word) {
        return None;
    }
    characters.rotate_left(4);
    let rest = characters.iter().fold(0_u32, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
    });
    (rest == 1).then_some(start..end)
}

/// The social security number that ends here: groups of three, two and four digits with hyphens, an area that is given out,
/// no group of zeros (SSA, randomised since 2011: no area 000, 666 or 900 to 999).
pub(in crate::scrub) fn social_security(text: &[u8], end: usize) -> Option<Range<usize>> {
    let start = end.checked_sub(11)?;
    let number = &text[start..end];
    let shaped = number.iter().enumerate().all(|(at, byte)| match at {
        3 | 6 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let joins = |byte: Option<u8>| {
        byte.is_some_and(|b| is_word(b) || matches!(b, b'-' | b'+' | b'.' | b'/'))
    };
    let right = text.get(end).copied().filter(|byte| *byte != b'.');
    let alone = !joins(before(text, start, 1)) && !joins(right);
    let area = &number[..3];
    let given = area != b"000" && area != b"666" && area[0] != b'9';
    let is_one = shaped && alone && given && &number[4..6] != b"00" && &number[7..] != b"0000";
    is_one.then_some(start..end)
}
