//! The tables `[[source]]` of a configuration file: what is said of the logs below some paths and of no others.
//!
//! In: their keys. Out: [`Source`]s, of which the first that a path matches counts. Refused, with the key: unknown keys,
//! globs that are wrong or not absolute, zones that are none.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use toml::Value;

use super::http::{Table, Wrong};
use crate::decode::time::Zone;

/// Keys of a table.
const KEYS: [&str; 5] = ["paths", "service", "environment", "timezone", "patterns"];
/// The path of standard input.
const STDIN: &str = "-";

/// What is said of some logs.
#[derive(Debug, Clone, Default)]
pub struct Source {
    globs: Vec<String>,
    set: GlobSet,
    /// The service that writes them.
    pub service: Option<String>,
    /// Its environment.
    pub environment: Option<String>,
    /// The zone of times in them that name none.
    pub timezone: Option<Zone>,
    /// The zone as it was given.
    zone: Option<String>,
    /// A folder with pattern files for them, in place of the one for all logs.
    pub patterns: Option<PathBuf>,
}

impl Source {
    pub(super) fn read(table: Table, at: usize) -> Result<Source, Wrong> {
        let mut source = Source::default();
        for (key, value) in table {
            let at = value.span().start;
            if let Err(reason) = source.set(&key, value.get_ref()) {
                return Err(Wrong { key, at, reason });
            }
        }
        if source.globs.is_empty() {
            return Err(Wrong {
                key: "paths".to_owned(),
                at,
                reason: "names no path: what it is about is not said".to_owned(),
            });
        }
        Ok(source)
    }

    fn set(&mut self, key: &str, value: &Value) -> Result<(), String> {
        let text = || {
            let text = value
                .as_str()
                .map(str::trim)
                .filter(|text| !text.is_empty());
            text.map(str::to_owned).ok_or_else(|| "a text".to_owned())
        };
        match key {
            "paths" => (self.globs, self.set) = globs(value)?,
            "service" => self.service = Some(text()?),
            "environment" => self.environment = Some(text()?),
            "patterns" => self.patterns = Some(text()?.into()),
            "timezone" => {
                let text = text()?;
                let zone = Zone::parse(&text).ok_or_else(|| {
                    format!("`{text}` is not right: `local`, `utc`, or an offset such as +02:00")
                })?;
                (self.timezone, self.zone) = (Some(zone), Some(text));
            }
            _ => return Err(format!("no such key; there are {}", KEYS.join(", "))),
        }
        Ok(())
    }

    /// Whether it is about the log at this path.
    pub fn is_about(&self, path: &Path) -> bool {
        if path == Path::new(STDIN) {
            return self.globs.iter().any(|glob| glob == STDIN);
        }
        let absolute = std::path::absolute(path);
        let real = path.canonicalize();
        let mut ways = absolute.iter().chain(&real);
        ways.any(|path| self.set.is_match(path))
    }

    /// Takes away what a flag says of all logs.
    pub(super) fn overrule(&mut self, flags: &BTreeSet<&str>) {
        if flags.contains("timezone") {
            (self.timezone, self.zone) = (None, None);
        }
        if flags.contains("patterns") {
            self.patterns = None;
        }
    }

    /// Its paths, and what it says of them.
    pub fn shown(&self) -> String {
        let patterns = self
            .patterns
            .as_ref()
            .map(|path| path.display().to_string());
        let values = [&self.service, &self.environment, &self.zone, &patterns];
        let said = KEYS[1..].iter().zip(values);
        let said = said.filter_map(|(key, value)| Some(format!("{key}={}", value.as_ref()?)));
        let said: Vec<String> = said.collect();
        format!("{}: {}", self.globs.join(" "), said.join(" "))
    }
}

fn globs(value: &Value) -> Result<(Vec<String>, GlobSet), String> {
    let what = "a list of absolute paths or globs, such as [\"/var/log/shop/*.log\"], or \"-\" for standard input";
    let list = value.as_array().ok_or(what)?;
    let mut globs = Vec::new();
    let mut set = GlobSetBuilder::new();
    for value in list {
        let glob = value.as_str().ok_or(what)?;
        if glob != STDIN && !glob.starts_with('/') {
            return Err(format!("`{glob}` is not absolute: {what}"));
        }
        // A folder stands for all that is below it.
        let path = glob.trim_end_matches('/');
        for glob in [path.to_owned(), format!("{path}/**")] {
            let built = GlobBuilder::new(&glob).literal_separator(true).build();
            set.add(built.map_err(|error| error.to_string())?);
        }
        globs.push(glob.to_owned());
    }
    let set = set.build().map_err(|error| error.to_string())?;
    Ok((globs, set))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Source, String> {
        let read = Source::read(toml::from_str(text).unwrap(), 0);
        read.map_err(|wrong| format!("{}: {}", wrong.key, wrong.reason))
    }

    #[test]
    fn a_source_is_about_the_paths_it_names() {
        let source = read("paths = [\"/var/log/shop/\", \"/srv/*/x.log\", \"-\"]").unwrap();
        for (path, expected) in [
            ("/var/log/shop/app.log", true),
            ("/var/log/shop/old/app.log", true),
            ("/var/log/shop", true),
            ("/var/log/shop2/app.log", false),
            ("/srv/a/x.log", true),
            ("/srv/a/b/x.log", false),
            ("/srv/a/x.log/y", true),
            ("-", true),
            ("x.log", false),
        ] {
            assert_eq!(source.is_about(Path::new(path)), expected, "{path}");
        }
        assert!(!read("paths = [\"/x\"]").unwrap().is_about(Path::new("-")));
    }

    #[test]
    fn mistakes_are_told_with_their_key() {
        for (text, words) in [
            ("service = \"x\"", "paths: names no path"),
            ("paths = []", "paths: names no path"),
            ("paths = \"/x\"", "paths: a list of absolute paths"),
            ("paths = [\"x.log\"]", "paths: `x.log` is not absolute"),
            ("paths = [\"/x/[\"]", "paths: error parsing glob '/x/['"),
            (
                "paths = [\"/x\"]\nserv = \"x\"",
                "serv: no such key; there are paths, service",
            ),
            ("paths = [\"/x\"]\nservice = 7", "service: a text"),
            (
                "paths = [\"/x\"]\ntimezone = \"CET+1\"",
                "timezone: `CET+1` is not right",
            ),
        ] {
            let said = read(text).unwrap_err();
            assert!(said.starts_with(words), "{said}");
        }
    }

    #[test]
    fn what_a_flag_says_is_not_said_by_a_source() {
        let mut source =
            read("paths = [\"/x\"]\ntimezone = \"utc\"\npatterns = \"/p\"\nservice = \"a\"")
                .unwrap();
        assert_eq!(source.shown(), "/x: service=a timezone=utc patterns=/p");
        source.overrule(&BTreeSet::from(["timezone"]));
        assert_eq!(source.shown(), "/x: service=a patterns=/p");
        source.overrule(&BTreeSet::from(["patterns", "timezone"]));
        assert_eq!(source.shown(), "/x: service=a");
    }
}
