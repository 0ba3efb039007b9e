//! The table `[scrub]` of a configuration file: what is hidden beyond the built-in rules, and what is not.
//!
//! In: its keys. Out: [`Scrub`], and the scrubber it makes. Refused, with the key: unknown keys, rules that are not there or
//! do not prove themselves, placeholders that nothing else would know for one, a key for hashes that is too short.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use toml::Value;

use super::http::{Table, Wrong};
use super::{ConfigError, variable};
use crate::scrub::{AddressKey, Scrubber};

/// The variable with the key under which addresses are hashed.
pub const ADDRESS_KEY: &str = "AIOPS_ADDRESS_KEY";
/// Keys of the table.
const KEYS: [&str; 4] = ["off", "keep_private_ips", "address_key_file", "rule"];
/// What the placeholder of a user's rule begins with: an incident is the same with it and without.
const OWN: &str = "[REDACTED_";
/// A key is a line.
const KEY_MAX: u64 = 4 << 10;

/// What the file says of the scrubber.
#[derive(Debug, Clone, Default)]
pub struct Scrub {
    off: Vec<String>,
    keep_private_ips: bool,
    address_key_file: Option<PathBuf>,
    rules: Option<Scrubber>,
}

impl Scrub {
    pub(super) fn read(table: Table) -> Result<Scrub, Wrong> {
        let mut scrub = Scrub::default();
        for (key, value) in table {
            let at = value.span().start;
            let read = match (key.as_str(), value.get_ref()) {
                ("off", Value::Array(names)) => {
                    let names: Option<Vec<_>> = names.iter().map(Value::as_str).collect();
                    let names = names.ok_or_else(|| "a list of names of rules".to_owned());
                    names.and_then(|names| {
                        scrub.off = names.into_iter().map(str::to_owned).collect();
                        let less = Scrubber::built_in().without(&scrub.off);
                        less.map(|_| ()).map_err(|error| error.to_string())
                    })
                }
                ("off", _) => Err("a list of names of rules, such as [\"email\"]".to_owned()),
                ("keep_private_ips", Value::Boolean(keep)) => {
                    scrub.keep_private_ips = *keep;
                    Ok(())
                }
                ("keep_private_ips", _) => Err("true or false".to_owned()),
                ("address_key_file", Value::String(path)) => {
                    scrub.address_key_file = Some(path.into());
                    Ok(())
                }
                ("address_key_file", _) => Err("the path of a file".to_owned()),
                ("rule", Value::Array(rules)) => {
                    own_rules(rules).map(|rules| scrub.rules = Some(rules))
                }
                ("rule", _) => Err("rules are written as [[scrub.rule]]".to_owned()),
                _ => Err(format!("no such key; there are {}", KEYS.join(", "))),
            };
            if let Err(reason) = read {
                return Err(Wrong { key, at, reason });
            }
        }
        Ok(scrub)
    }

    /// The built-in rules with what the file says, and the key for hashes from the environment or a file.
    pub(super) fn scrubber(&self) -> Result<Scrubber, ConfigError> {
        let mut scrubber = Scrubber::built_in();
        if let Some(rules) = &self.rules {
            scrubber = scrubber.and(rules.clone());
        }
        let less = scrubber.without(&self.off);
        let less = less.map_err(|error| ConfigError(format!("scrub.off: {error}")))?;
        Ok(less
            .keeping_private_ips(self.keep_private_ips)
            .hashing_addresses(self.address_key()?))
    }

    /// Its values, by key, with where they come from. A key is not shown.
    pub fn values(&self) -> [(&'static str, String, &'static str); 3] {
        let [off, private, key_file, _] = KEYS;
        let from = |given: bool| if given { "file" } else { "default" };
        let hashed = match (variable(ADDRESS_KEY), &self.address_key_file) {
            (Some(_), _) => ("set, not shown".to_owned(), ADDRESS_KEY),
            (None, Some(path)) => (path.display().to_string(), "file"),
            (None, None) => ("none".to_owned(), "default"),
        };
        let names = match self.off.as_slice() {
            [] => "none".to_owned(),
            names => names.join(" "),
        };
        [
            (off, names, from(!self.off.is_empty())),
            (
                private,
                self.keep_private_ips.to_string(),
                from(self.keep_private_ips),
            ),
            (key_file, hashed.0, hashed.1),
        ]
    }

    fn address_key(&self) -> Result<Option<AddressKey>, ConfigError> {
        let (from, key) = match (variable(ADDRESS_KEY), &self.address_key_file) {
            (Some(key), _) if !key.trim().is_empty() => (ADDRESS_KEY.to_owned(), key.into_bytes()),
            (_, Some(path)) => {
                let wrong = |reason: &dyn std::fmt::Display| {
                    ConfigError(format!(
                        "scrub.address_key_file: {}: {reason}",
                        path.display()
                    ))
                };
                let about = fs::metadata(path).map_err(|error| wrong(&error))?;
                if !about.is_file() || about.len() > KEY_MAX {
                    return Err(wrong(&"it is no regular file, or larger than 4 KiB"));
                }
                let key = fs::read(path).map_err(|error| wrong(&error))?;
                (path.display().to_string(), key)
            }
            _ => return Ok(None),
        };
        let key = AddressKey::new(&key);
        let short = || ConfigError(format!("{from}: a key has at least 16 bytes"));
        key.ok_or_else(short).map(Some)
    }
}

fn own_rules(rules: &[Value]) -> Result<Scrubber, String> {
    let tables: Option<Vec<toml::Table>> =
        rules.iter().map(|rule| rule.as_table().cloned()).collect();
    let tables = tables.ok_or("rules are written as [[scrub.rule]]")?;
    let with: BTreeMap<&str, &str> = tables
        .iter()
        .filter_map(|rule| Some((rule.get("name")?.as_str()?, rule.get("with")?.as_str()?)))
        .collect();
    let known = Scrubber::built_in();
    let strange = with.iter().find(|(_, with)| {
        !with.starts_with(OWN) && !known.placeholders().iter().any(|known| known == **with)
    });
    if let Some((name, with)) = strange {
        return Err(format!(
            "rule {name:?}: with = {with:?}: a placeholder of your own begins with {OWN}"
        ));
    }
    Scrubber::from_tables(tables).map_err(|error| error.to_string())
}
