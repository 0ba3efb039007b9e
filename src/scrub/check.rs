//! What a regex cannot say about a hit: whether digits are a card's, whether a run of hex and dots is an address, whether
//! letters are random.
//!
//! A hit goes in, the parts of it that are the thing come out: none, the hit, or pieces of it. Clock times,
//! dates, epochs, versions, UUIDs and paths of code are refused.

mod account;
mod address;
mod card;
mod random;

use std::ops::Range;

use serde::Deserialize;

pub(super) use account::{iban, social_security};
pub(super) use address::{ipv4, ipv6, is_private};
pub(super) use card::{LEAST as CARD_LEAST, cards};
pub(super) use random::{case_changes, is_generated, is_random};
use random::{is_basic, is_mixed};

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
    /// International bank account numbers.
    Iban,
    /// Social security numbers of the United States, with hyphens.
    Ssn,
    /// Text that nobody chose, as keys and ids of sessions are; UUIDs are not.
    Entropy,
    /// The same with capitals, small letters and digits, each in number.
    Mixed,
    /// The same, or a UUID.
    Opaque,
    /// Six characters at least, letters and digits or signs: what programs make for people to type.
    Generated,
    /// Base64 of `user:password`.
    Basic,
}

impl Check {
    /// Whether it looks for its things by itself, without a regex.
    pub(super) fn finds(self) -> bool {
        matches!(self, Check::Luhn | Check::Ip | Check::Iban | Check::Ssn)
    }

    /// The parts of `hit` that pass, in order.
    pub(super) fn parts(self, text: &[u8], hit: Range<usize>) -> Vec<Range<usize>> {
        let passed = match self {
            Check::Luhn => return cards(text, &hit),
            Check::Ssn => {
                let ends = hit.start + 1..=hit.end;
                return ends.filter_map(|end| social_security(text, end)).collect();
            }
            Check::Ip if text[hit.clone()].contains(&b':') => return one(ipv6(text, hit)),
            Check::Ip => return one(ipv4(text, hit)),
            Check::Iban => return one(iban(text, hit.start + 2)),
            Check::Entropy => is_random(&text[hit.clone()]),
            Check::Mixed => is_mixed(&text[hit.clone()]),
            Check::Opaque => {
                let value = &text[hit.clone()];
                is_random(value) || value.len() == UUID_LEN && is_uuid(value)
            }
            Check::Generated => is_generated(&text[hit.clone()]),
            Check::Basic => is_basic(&text[hit.clone()]),
        };
        one(passed.then_some(hit))
    }
}

fn one(part: Option<Range<usize>>) -> Vec<Range<usize>> {
    part.into_iter().collect()
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn before(text: &[u8], at: usize, back: usize) -> Option<u8> {
    at.checked_sub(back).and_then(|at| text.get(at)).copied()
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
