//! The configuration file: which one is read, and what it says.
//!
//! In: a path that was named, or the places where one may be. Out: [`File`], whose values stand behind flags and
//! environment and before defaults. Refused, with file, line and key: unknown keys, values that no option takes, rules that
//! are wrong, and a file that anybody may write. A file in the current directory is never read unless it is named.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error as _;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory};
use serde::Deserialize;
use toml::{Spanned, Value};

use super::http::{self, Http, Wrong};
use super::scrub::Scrub;
use super::source::Source;
use super::{ConfigError, variable};
use crate::cli::Cli;
use crate::filter::{self, Filter};
use crate::pattern::mistake_in_toml;
use crate::scrub::Scrubber;
use crate::sink::platform;

/// A value that may be set, by its key in the file.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// The key.
    pub key: &'static str,
    /// The variable that stands before it.
    pub variable: &'static str,
    /// What it is where nobody sets it.
    pub default: &'static str,
    /// Whether it is an option of commands, which says what is right.
    option: bool,
}

const fn option(key: &'static str, variable: &'static str, default: &'static str) -> Setting {
    Setting {
        key,
        variable,
        default,
        option: true,
    }
}

const fn plain(key: &'static str, variable: &'static str, default: &'static str) -> Setting {
    Setting {
        key,
        variable,
        default,
        option: false,
    }
}

/// All of them. Those that are options are tried as such.
pub const SETTINGS: &[Setting] = &[
    plain("service", platform::SERVICE_NAME, platform::DEFAULT_SERVICE),
    plain(
        "environment",
        platform::ENVIRONMENT,
        platform::DEFAULT_ENVIRONMENT,
    ),
    plain("base_url", platform::BASE_URL, "none"),
    plain("platform_url", platform::URL, platform::DEFAULT_URL),
    plain("skip_paths", filter::SKIP_PATHS, "none"),
    option("format", "AIOPS_FORMAT", "text"),
    option("patterns", "AIOPS_PATTERNS", "none"),
    option("min_level", "AIOPS_MIN_LEVEL", "error"),
    option("context", "AIOPS_CONTEXT", "10"),
    option("timezone", "AIOPS_TIMEZONE", "local"),
    option("dedup_window", "AIOPS_DEDUP_WINDOW", "5m"),
    option("drain_timeout", "AIOPS_DRAIN_TIMEOUT", "5s"),
    option("jobs", "AIOPS_JOBS", "the number of cores"),
];

/// The key for rules of the filter.
const FILTER: &str = "filter";
/// And for what responses are told of.
const HTTP: &str = "http";
/// And for what is hidden.
const SCRUB: &str = "scrub";
/// And for what is said of some paths.
const SOURCE: &str = "source";
/// A configuration is some hundred lines.
const MAX_BYTES: u64 = 1 << 20;

/// What a configuration file says.
#[derive(Debug, Clone, Default)]
pub struct File {
    /// Where it was found.
    pub path: Option<PathBuf>,
    values: BTreeMap<&'static str, String>,
    filter: Filter,
    http: Http,
    scrub: Scrub,
    sources: Vec<Source>,
}

/// Tables whose keys are told by line.
#[derive(Default, Deserialize)]
struct Tables {
    http: Option<http::Table>,
    scrub: Option<http::Table>,
    #[serde(default)]
    source: Vec<Spanned<http::Table>>,
}

impl File {
    /// Reads the file that is named, or else the first that is there of the user's and the machine's.
    pub fn find(named: Option<&Path>) -> Result<File, ConfigError> {
        if let Some(path) = named {
            return File::read(path);
        }
        for path in places() {
            match fs::symlink_metadata(&path) {
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) if error.kind() == ErrorKind::NotADirectory => {}
                _ => return File::read(&path),
            }
        }
        Ok(File {
            filter: Filter::built_in(),
            ..File::default()
        })
    }

    fn read(path: &Path) -> Result<File, ConfigError> {
        let name = path.display().to_string();
        let wrong = |error: std::io::Error| ConfigError(format!("cannot read {name}: {error}"));
        let about = fs::metadata(path).map_err(wrong)?;
        if !about.is_file() || about.len() > MAX_BYTES {
            let reason = "it is no regular file, or larger than 1 MiB";
            return Err(ConfigError(format!("cannot read {name}: {reason}")));
        }
        if about.mode() & 0o002 != 0 {
            return Err(ConfigError(format!(
                "{name} is not read: anybody may write it; take that right away (chmod o-w)"
            )));
        }
        let text = fs::read_to_string(path).map_err(wrong)?;
        let file = File::parse(&name, &text)?;
        Ok(File {
            path: Some(path.to_owned()),
            ..file
        })
    }

    fn parse(name: &str, text: &str) -> Result<File, ConfigError> {
        let raw: BTreeMap<String, Spanned<Value>> = toml::from_str(text)
            .map_err(|error| ConfigError(format!("{name}: {}", mistake_in_toml(text, &error))))?;
        let mut file = File {
            filter: Filter::built_in(),
            ..File::default()
        };
        let options = options();
        for (key, value) in raw {
            let at = value.span().start;
            let wrong = |reason: &str| wrong_at(name, text, at, &key, reason);
            if [HTTP, SCRUB, SOURCE].contains(&key.as_str()) {
                continue;
            }
            if key == FILTER {
                let rules = Vec::<toml::Table>::deserialize(value.into_inner())
                    .map_err(|_| wrong("rules are written as [[filter]]"))?;
                file.filter
                    .add_rules(name, rules)
                    .map_err(|error| ConfigError(error.to_string()))?;
                continue;
            }
            let Some(setting) = SETTINGS.iter().find(|setting| setting.key == key) else {
                let known: Vec<_> = SETTINGS.iter().map(|setting| setting.key).collect();
                let reason = format!(
                    "no such key; there are {}, {FILTER}, {HTTP}, {SCRUB}, {SOURCE}",
                    known.join(", ")
                );
                return Err(wrong(&reason));
            };
            let value = text_of(setting, value.get_ref()).map_err(wrong)?;
            if setting.option {
                try_option(&options, setting, &value).map_err(|reason| wrong(&reason))?;
            }
            file.values.insert(setting.key, value);
        }
        let tables: Tables = toml::from_str(text)
            .map_err(|error| ConfigError(format!("{name}: {}", mistake_in_toml(text, &error))))?;
        let wrong_in = |table: &str, wrong: Wrong| {
            let key = format!("{table}.{}", wrong.key);
            wrong_at(name, text, wrong.at, &key, &wrong.reason)
        };
        if let Some(table) = tables.http {
            file.http = Http::read(table).map_err(|wrong| wrong_in(HTTP, wrong))?;
        }
        if let Some(table) = tables.scrub {
            file.scrub = Scrub::read(table).map_err(|wrong| wrong_in(SCRUB, wrong))?;
        }
        for table in tables.source {
            let at = table.span().start;
            let source = Source::read(table.into_inner(), at);
            file.sources
                .push(source.map_err(|wrong| wrong_in(SOURCE, wrong))?);
        }
        Ok(file)
    }

    /// What it says for a key.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str)
    }

    /// What a variable holds, or else the file for its key.
    pub fn lookup(&self, name: &str) -> Option<String> {
        let given = variable(name).filter(|value| !value.trim().is_empty());
        given.or_else(|| {
            let setting = SETTINGS.iter().find(|setting| setting.variable == name)?;
            self.value(setting.key).map(str::to_owned)
        })
    }

    /// What is noise: the built-in rules, those of the file, and the paths to be skipped.
    pub fn filter(&self) -> Filter {
        let mut filter = self.filter.clone();
        if let Some(paths) = self.lookup(filter::SKIP_PATHS) {
            filter.skip_paths(&paths);
        }
        filter.choose_statuses(self.http.responses.clone());
        filter.choose_paths(self.http.monitored.clone(), self.http.ignored.clone());
        filter
    }

    /// What is said of some logs and no others.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The first of these that is about the log at this path.
    pub fn source_of(&self, path: &Path) -> Option<&Source> {
        self.sources.iter().find(|source| source.is_about(path))
    }

    /// Options that stand on the command line stand before what is said of some logs.
    pub(super) fn overrule(&mut self, flags: &BTreeSet<&str>) {
        for source in &mut self.sources {
            source.overrule(flags);
        }
    }

    /// What it says of the scrubber.
    pub fn scrub(&self) -> &Scrub {
        &self.scrub
    }

    /// What hides secrets: the built-in rules with what the file says.
    pub fn scrubber(&self) -> Result<Scrubber, ConfigError> {
        self.scrub.scrubber()
    }

    /// Which responses are told of.
    pub fn http(&self) -> &Http {
        &self.http
    }

    /// A command whose options have the file's values by default.
    pub fn defaults(&self, command: Command) -> Command {
        let names: Vec<String> = command
            .get_subcommands()
            .map(|command| command.get_name().to_owned())
            .collect();
        names.into_iter().fold(command, |command, name| {
            command.mut_subcommand(name, |command| {
                command.mut_args(|arg| match self.value(arg.get_id().as_str()) {
                    Some(value) => arg.default_value(value.to_owned()),
                    None => arg,
                })
            })
        })
    }
}

fn wrong_at(name: &str, text: &str, at: usize, key: &str, reason: &str) -> ConfigError {
    let line = 1 + text[..at.min(text.len())].matches('\n').count();
    ConfigError(format!("{name}:{line}: `{key}`: {reason}"))
}

/// Where a file is looked for that nobody named.
fn places() -> impl Iterator<Item = PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let own = folder("XDG_CONFIG_HOME")
        .filter(|folder| folder.is_absolute())
        .or_else(|| Some(folder("HOME")?.join(".config")));
    let own = own.map(|folder| folder.join("aiops/config.toml"));
    own.into_iter()
        .chain([PathBuf::from("/etc/aiops/config.toml")])
}

/// A value as an option or variable would spell it.
fn text_of(setting: &Setting, value: &Value) -> Result<String, &'static str> {
    match value {
        Value::String(text) if setting.key != "skip_paths" => Ok(text.clone()),
        Value::Integer(number) => Ok(number.to_string()),
        Value::Array(list) if setting.key == "skip_paths" => {
            let paths: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
            paths
                .filter(|paths| paths.iter().all(|path| !path.contains(',')))
                .map(|paths| paths.join(","))
                .ok_or("a list of texts without commas")
        }
        _ if setting.key == "skip_paths" => Err("a list of texts, such as [\"/admin/ping\"]"),
        _ => Err("a text or a number"),
    }
}

/// A command with all options that a file may set.
fn options() -> Command {
    Cli::command()
}

/// Whether an option takes a value; if not, what it would take.
fn try_option(command: &Command, setting: &Setting, value: &str) -> Result<(), String> {
    let flag = format!("--{}={value}", setting.key.replace('_', "-"));
    let tried = command
        .clone()
        .try_get_matches_from(["aiops", "scan", "-", &flag]);
    let Err(error) = tried else { return Ok(()) };
    let reason = error.source().map(ToString::to_string);
    Err(format!(
        "`{value}` is not right: {}",
        reason.unwrap_or_else(|| format!("see --{} in `aiops scan --help`", setting.key))
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        File::parse("c.toml", text).unwrap_err().to_string()
    }

    #[test]
    fn values_are_read_as_options_spell_them() {
        let text = "service = \"shop\"\ncontext = 3\nmin_level = \"warning\"\nskip_paths = [\"/a\", \"/b\"]\n\
                    [[filter]]\nname = \"mine\"\nwhen = { logger = '^shop' }\n[[filter.example]]\nlogger = \"shop.a\"\n";
        let file = File::parse("c.toml", text).unwrap();
        assert_eq!(file.value("service"), Some("shop"));
        assert_eq!(file.value("context"), Some("3"));
        assert_eq!(file.value("skip_paths"), Some("/a,/b"));
        assert_eq!(file.value("jobs"), None);
        assert_eq!(file.filter.rules().last(), Some("mine"));
    }

    #[test]
    fn mistakes_are_told_with_file_line_and_key() {
        for (text, words) in [
            (
                "\nservise = \"x\"",
                "c.toml:2: `servise`: no such key; there are service, ",
            ),
            (
                "context = 500",
                "c.toml:1: `context`: `500` is not right: 500 is not in 0..=100",
            ),
            ("x = [", "c.toml: "),
            (
                "\n\nmin_level = \"loud\"",
                "c.toml:3: `min_level`: `loud` is not right: one of debug",
            ),
            ("format = \"xml\"", "c.toml:1: `format`: `xml` is not right"),
            (
                "dedup_window = true",
                "c.toml:1: `dedup_window`: a text or a number",
            ),
            (
                "skip_paths = \"/a\"",
                "c.toml:1: `skip_paths`: a list of texts",
            ),
            (
                "filter = 1",
                "c.toml:1: `filter`: rules are written as [[filter]]",
            ),
            (
                "[[filter]]\nname = \"a\"\nwhen = { logger = 'x' }",
                "c.toml: rule \"a\": has no example",
            ),
            (
                "\n[http]\nstatuses = [500]\nslow = 5",
                "c.toml:4: `http.slow`: thresholds are written as [[http.slow]]",
            ),
            ("http = 5", "c.toml: "),
            (
                "[[source]]\npaths = [\"/x\"]\n[[source]]\nservice = \"x\"\n",
                "c.toml:3: `source.paths`: names no path",
            ),
            (
                "[[source]]\npaths = [\"/x\"]\n\ntimezone = \"nowhere\"\n",
                "c.toml:4: `source.timezone`: `nowhere` is not right",
            ),
            ("source = 5", "c.toml: "),
            (
                "api_key = \"never-shown\"",
                "c.toml:1: `api_key`: no such key",
            ),
        ] {
            let said = refused(text);
            assert!(said.starts_with(words), "{said}");
            assert!(!said.contains("never-shown"), "{said}");
        }
    }

    #[test]
    fn every_setting_is_an_option_or_none_at_all() {
        let command = options();
        let scan = command.find_subcommand("scan").unwrap();
        for setting in SETTINGS {
            let argument = scan.get_arguments().find(|arg| arg.get_id() == setting.key);
            assert_eq!(argument.is_some(), setting.option, "{}", setting.key);
            if let Some(argument) = argument {
                let variable = argument.get_env().and_then(|name| name.to_str());
                assert_eq!(variable, Some(setting.variable));
                let default = argument.get_default_values().first();
                if let Some(default) = default.and_then(|value| value.to_str()) {
                    assert_eq!(default, setting.default);
                }
            }
        }
    }
}
