//! Addresses of the internet protocols: which runs of digits, dots and colons are one.
//!
//! In: a run and what stands around it. Out: the part that is an address. Versions, clock times and paths of code are none.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::ops::Range;
use std::str;

use super::{before, is_word};

/// Whether an address is of a network that is nobody's in particular.
pub(in crate::scrub) fn is_private(address: &[u8]) -> bool {
    let Ok(address) = str::from_utf8(address) else {
        return false;
    };
    let v4 = |ip: Ipv4Addr| ip.is_private() || ip.is_loopback() || ip.is_link_local();
    match address.parse::<IpAddr>() {
        Ok(IpAddr::V4(ip)) => v4(ip),
        Ok(IpAddr::V6(ip)) => match ip.to_ipv4_mapped() {
            Some(ip) => v4(ip),
            None => ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local(),
        },
        Err(_) => false,
    }
}

pub(in crate::scrub) fn ipv4(text: &[u8], hit: Range<usize>) -> Option<Range<usize>> {
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

pub(in crate::scrub) fn ipv6(text: &[u8], hit: Range<usize>) -> Option<Range<usize>> {
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
