//! Whether somebody chose the characters of a value, or a program made them.
//!
//! In: a value. Out: yes or no. Words, names with numbers, dates, versions and paths were chosen.

use std::str;

use super::{UUID_LEN, is_uuid};

/// Characters of a random text at least.
const RANDOM_LEAST: usize = 16;
/// Different characters that it has at least, of its first 64: ten of sixteen hex digits nearly always are there in 32.
const RANDOM_DIFFERENT: usize = 8;
/// Letters that no word has.
const LONGEST_WORD: usize = 32;
/// Characters in which rare letters are counted.
const ODD_LEAST: usize = 24;
/// Hex digits of a random text without other letters, at least: shorter ones are ids of spans, commits and machines.
const RANDOM_HEX: usize = 32;

/// Whether nobody chose the characters: enough of them, different ones, letters and digits, and no UUID.
pub(in crate::scrub) fn is_random(value: &[u8]) -> bool {
    let is_hex = value.iter().all(u8::is_ascii_hexdigit);
    let least = if is_hex { RANDOM_HEX } else { RANDOM_LEAST };
    if value.len() < least || (value.len() == UUID_LEN && is_uuid(value)) {
        return false;
    }
    let seen = value.iter().take(64).fold(0_u128, |seen, byte| {
        seen | 1_u128.checked_shl(u32::from(*byte)).unwrap_or(0)
    });
    let has = |class: fn(&u8) -> bool| value.iter().any(class);
    let plain = value
        .iter()
        .all(|byte| byte.is_ascii_alphanumeric() || b"+/=_.~%-:!".contains(byte));
    // Words with hyphens, dots or lines between them were chosen; few random texts have so few digits.
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    let mixed = has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase);
    // In a row without signs a single digit is much: words have none.
    let joined = value.iter().all(u8::is_ascii_alphanumeric);
    let enough = if mixed || joined { 1 } else { value.len() / 10 };
    // Capitals within words stand closer than those that begin them.
    let turns = turns(value) * 5 >= value.len() || case_changes(value) * 3 > value.len();
    // No word is so long.
    let is_long = value.len() >= LONGEST_WORD && value.iter().all(u8::is_ascii_alphabetic);
    // Nor are in words so many of the letters that are rare in them.
    let rare = value.iter().filter(|byte| b"jqxzJQXZ".contains(byte));
    let is_odd = value.len() >= ODD_LEAST && rare.count() * 8 >= value.len();
    plain
        && seen.count_ones() as usize >= RANDOM_DIFFERENT
        && has(u8::is_ascii_alphabetic)
        && (digits >= enough.max(1) || turns || is_long || is_odd)
}

/// How often a small letter and a capital stand side by side.
pub(in crate::scrub) fn case_changes(value: &[u8]) -> usize {
    let pairs = value.windows(2).filter(|two| {
        let letters = two.iter().all(u8::is_ascii_alphabetic);
        letters && two[0].is_ascii_uppercase() != two[1].is_ascii_uppercase()
    });
    pairs.count()
}

/// How often a capital stands behind a small letter.
fn turns(value: &[u8]) -> usize {
    let pairs = value.windows(2);
    pairs
        .filter(|two| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase())
        .count()
}

/// Whether a program made a word for people to type: letters and digits, no date, path or name with a number at its end.
pub(in crate::scrub) fn is_generated(value: &[u8]) -> bool {
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    let letters = value
        .iter()
        .filter(|byte| byte.is_ascii_alphabetic())
        .count();
    let plain = value
        .iter()
        .all(|byte| byte.is_ascii_graphic() && !b"/\\\"'<>(){}[]:,;".contains(byte));
    // `user17`, `2026-11-20T10`, `10ms`
    let first = value
        .iter()
        .position(u8::is_ascii_digit)
        .unwrap_or(value.len());
    let rest = &value[first.min(value.len())..];
    let numbered = rest
        .iter()
        .all(|byte| byte.is_ascii_digit() || b".-_".contains(byte));
    let leads = value
        .iter()
        .take_while(|byte| byte.is_ascii_digit() || b".-_T".contains(byte))
        .count();
    let dated = leads + 2 >= value.len() || leads >= 10;
    value.len() >= 6 && plain && digits >= 1 && letters >= 2 && !numbered && !dated
        || value.len() >= 8
            && plain
            && numbered
            && letters >= 5
            && first < value.len()
            && turns(value) >= 2
}

/// Random, and with at least three capitals, three small letters and two digits.
pub(super) fn is_mixed(value: &[u8]) -> bool {
    let count = |class: fn(&&u8) -> bool| value.iter().filter(class).count();
    is_random(value)
        && count(|byte| byte.is_ascii_uppercase()) >= 3
        && count(|byte| byte.is_ascii_lowercase()) >= 3
        && count(|byte| byte.is_ascii_digit()) >= 2
}

/// Whether base64 holds a user, a colon and a password, all printable.
pub(super) fn is_basic(value: &[u8]) -> bool {
    let mut plain = Vec::with_capacity(value.len());
    let (mut bits, mut have) = (0_u32, 0);
    for byte in value.iter().take_while(|byte| **byte != b'=') {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return false,
        };
        bits = bits << 6 | u32::from(six);
        have += 6;
        if have >= 8 {
            have -= 8;
            plain.push((bits >> have) as u8);
        }
    }
    let printable = str::from_utf8(&plain).is_ok_and(|text| !text.chars().any(char::is_control));
    printable && plain.contains(&b':')
}
