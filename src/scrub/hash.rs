//! A name for an address that says nothing of it: the same address has the same one, under the same key.
//!
//! In: a key and an address. Out: eight hex digits of HMAC-SHA-256, so that one client groups and nobody without the key
//! can try out which addresses have a hash.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Hex digits that are shown.
pub(super) const SHOWN: usize = 8;
/// A shorter address is no client's (`::1`), and its hash would be longer than a line of them may grow.
const LEAST: usize = 7;
/// Bytes of a key at least: below, keys can be tried out as well.
const KEY_LEAST: usize = 16;

/// The key under which addresses are hashed. It is not shown.
#[derive(Clone)]
pub struct AddressKey(Hmac<Sha256>);

impl fmt::Debug for AddressKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AddressKey")
    }
}

impl AddressKey {
    /// A key of at least 16 bytes; blanks at its ends are not part of it.
    pub fn new(key: &[u8]) -> Option<AddressKey> {
        let key = key.trim_ascii();
        let mac = Hmac::new_from_slice(key).ok()?;
        (key.len() >= KEY_LEAST).then_some(AddressKey(mac))
    }

    /// The placeholder `with`, with the address's hash.
    pub(super) fn placeholder(&self, with: &str, address: &[u8]) -> Vec<u8> {
        let mut out = with.as_bytes().to_vec();
        if address.len() < LEAST {
            return out;
        }
        out.pop();
        out.push(b':');
        let mut mac = self.0.clone();
        // One address has many spellings in IPv6.
        let parsed = std::str::from_utf8(address)
            .ok()
            .and_then(|text| text.parse::<std::net::IpAddr>().ok());
        match parsed {
            Some(address) => mac.update(address.to_canonical().to_string().as_bytes()),
            None => mac.update(address),
        }
        for byte in mac.finalize().into_bytes().iter().take(SHOWN / 2) {
            for half in [byte >> 4, byte & 15] {
                out.push(b"0123456789abcdef"[usize::from(half)]);
            }
        }
        out.push(b']');
        out
    }
}
