//! The table `[http]` of a configuration file: which responses are told of.
//!
//! In: its keys. Out: [`Http`]. Refused, with the key: unknown keys, statuses that are none, regexes that do not compile,
//! thresholds that are no time.

use std::collections::BTreeMap;

use toml::{Spanned, Value};

use crate::detect::{PathRule, Responses, Status, Threshold};

/// Keys of the table.
const KEYS: [&str; 5] = [
    "statuses",
    "ignored_statuses",
    "monitored_paths",
    "ignored_paths",
    "slow",
];

/// A table with the places of its keys.
pub(super) type Table = BTreeMap<String, Spanned<Value>>;

/// Which responses are told of.
#[derive(Debug, Clone, Default)]
pub struct Http {
    /// By status, and by how long they took.
    pub responses: Responses,
    /// Only those of these paths, if there are any.
    pub monitored: Vec<PathRule>,
    /// Else all but those of these.
    pub ignored: Vec<PathRule>,
    thresholds: Vec<Threshold>,
    /// Keys that were given.
    given: Vec<String>,
}

/// A key, where its value stands in the file, and what is wrong with it.
pub(super) struct Wrong {
    pub key: String,
    pub at: usize,
    pub reason: String,
}

impl Http {
    pub(super) fn read(table: Table) -> Result<Http, Wrong> {
        let mut http = Http::default();
        let mut asked = None;
        let mut ignored = None;
        for (key, value) in table {
            let at = value.span().start;
            let read = match key.as_str() {
                "statuses" => statuses(value.get_ref()).map(|list| asked = Some(list)),
                "ignored_statuses" => {
                    statuses(value.get_ref()).map(|list| ignored = Some((list, at)))
                }
                "monitored_paths" => paths(value.get_ref()).map(|list| http.monitored = list),
                "ignored_paths" => paths(value.get_ref()).map(|list| http.ignored = list),
                "slow" => thresholds(value.get_ref()).map(|list| http.thresholds = list),
                _ => Err(format!("no such key; there are {}", KEYS.join(", "))),
            };
            if let Err(reason) = read {
                return Err(Wrong { key, at, reason });
            }
            http.given.push(key);
        }
        if let Some((ignored, at)) = ignored {
            let both = |status: &&Status| asked.iter().flatten().any(|asked| asked == *status);
            if let Some(status) = ignored.iter().find(both) {
                return Err(Wrong {
                    key: "ignored_statuses".to_owned(),
                    at,
                    reason: format!("{status} is in `statuses`, too"),
                });
            }
            http.responses.ignore(ignored);
        }
        if let Some(asked) = asked {
            http.responses.ask(asked);
        }
        for threshold in &http.thresholds {
            http.responses.add_threshold(threshold.clone());
        }
        Ok(http)
    }

    /// Whether the file gives a value for a key.
    pub fn is_given(&self, key: &str) -> bool {
        self.given.iter().any(|given| given == key)
    }

    /// Its values, by key, as the file would spell them.
    pub fn values(&self) -> [(&'static str, String); 5] {
        let [statuses, ignored_statuses, monitored, ignored, slow] = KEYS;
        [
            (statuses, list(self.responses.asked())),
            (ignored_statuses, list(self.responses.ignored())),
            (monitored, list(&self.monitored)),
            (ignored, list(&self.ignored)),
            (slow, list(&self.thresholds)),
        ]
    }
}

fn list(items: &[impl ToString]) -> String {
    if items.is_empty() {
        return "none".to_owned();
    }
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    items.join(" ")
}

fn statuses(value: &Value) -> Result<Vec<Status>, String> {
    let read = |value: &Value| {
        let text = match value {
            Value::Integer(code) => code.to_string(),
            Value::String(text) => text.clone(),
            _ => return Err(format!("`{value}` is no status")),
        };
        Status::parse(&text).ok_or_else(|| format!("`{text}` is no status"))
    };
    let list = value.as_array().ok_or("a list such as [503, \"4XX\"]")?;
    list.iter().map(read).collect()
}

fn paths(value: &Value) -> Result<Vec<PathRule>, String> {
    let what = "a list of regexes, such as ['/api/']";
    let list = value.as_array().ok_or(what)?;
    let read = |value: &Value| PathRule::new(value.as_str().ok_or(what)?);
    list.iter().map(read).collect()
}

fn thresholds(value: &Value) -> Result<Vec<Threshold>, String> {
    let what = "thresholds are written as [[http.slow]], with `path` and `ms`";
    let read = |value: &Value| {
        let table = value.as_table().ok_or(what)?;
        if let Some(key) = table
            .keys()
            .find(|key| !["path", "ms"].contains(&key.as_str()))
        {
            return Err(format!("no such key `{key}`; {what}"));
        }
        let path = table.get("path").and_then(Value::as_str).ok_or(what)?;
        let ms = table.get("ms").ok_or(what)?;
        let whole = |ms: i64| u32::try_from(ms).ok().map(f64::from);
        let ms = ms.as_float().or_else(|| ms.as_integer().and_then(whole));
        Threshold::new(path, ms.ok_or(what)?)
    };
    let list = value.as_array().ok_or(what)?;
    list.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Http, String> {
        let read = Http::read(toml::from_str(text).unwrap());
        read.map_err(|wrong| format!("{}: {}", wrong.key, wrong.reason))
    }

    #[test]
    fn values_are_shown_as_they_are_written() {
        let http = read("").unwrap();
        let shown: Vec<String> = http.values().map(|(_, value)| value).to_vec();
        let none = "none".to_owned();
        let usual = "400 401 403 500 502 503 504".to_owned();
        assert_eq!(
            shown,
            [
                usual,
                "404 429".to_owned(),
                none.clone(),
                none.clone(),
                none
            ]
        );
        let text = "statuses = [404, '5XX']\nignored_statuses = [501]\nmonitored_paths = ['/api/', '/v\\d']\n\
                    ignored_paths = ['/x']\n[[slow]]\npath = '/api/'\nms = 500\n[[slow]]\npath = '/'\nms = 1.5\n";
        let shown = read(text).unwrap().values().map(|(_, value)| value);
        let wanted = [
            "404 5XX",
            "501",
            "/api/ /v\\d",
            "/x",
            "/api/ 500 ms / 1.5 ms",
        ];
        assert_eq!(shown, wanted);
    }

    #[test]
    fn mistakes_are_told_with_their_key() {
        for (text, words) in [
            (
                "status = [500]",
                "status: no such key; there are statuses, ",
            ),
            ("statuses = 500", "statuses: a list such as "),
            ("statuses = [50]", "statuses: `50` is no status"),
            (
                "ignored_statuses = ['5X']",
                "ignored_statuses: `5X` is no status",
            ),
            ("statuses = [true]", "statuses: `true` is no status"),
            (
                "monitored_paths = '/api'",
                "monitored_paths: a list of regexes",
            ),
            ("ignored_paths = ['(']", "ignored_paths: the regex `(`: "),
            ("slow = [{ path = '/' }]", "slow: thresholds are written as"),
            (
                "slow = [{ path = '/', ms = -1 }]",
                "slow: thresholds are written as",
            ),
            (
                "slow = [{ path = '/', ms = -1.0 }]",
                "slow: `-1` is no number of milliseconds",
            ),
            (
                "slow = [{ path = '/', ms = 5, status = 2 }]",
                "slow: no such key `status`",
            ),
            (
                "statuses = [501]\nignored_statuses = [501]",
                "ignored_statuses: 501 is in `statuses`, too",
            ),
        ] {
            let said = read(text).unwrap_err();
            assert!(said.starts_with(words), "{said}");
        }
    }
}
