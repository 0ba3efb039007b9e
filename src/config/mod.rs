//! What a run is to do: flags and environment made into values, before anything is read.
//!
//! In: the command line, the environment and the configuration file, in this order of precedence. Out: what commands are
//! told, patterns and the platform's settings. Refused: a configuration or pattern files that are wrong, settings that
//! make no sense; all end the run with [`exit::CONFIG`].

mod file;
mod http;
mod scrub;
mod source;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches};

use crate::cli::{Cli, Command};
use crate::detect::{Engine, Responses};
use crate::incident::Level;
use crate::pattern::{PatternError, Patterns};
use crate::sink::platform::{Identity, Settings};

pub use file::{File, SETTINGS, Setting};
pub use http::Http;
pub use scrub::{ADDRESS_KEY, Scrub};
pub use source::Source;

/// Exit statuses.
pub mod exit {
    /// Done, incidents or not.
    pub const DONE: u8 = 0;
    /// Incidents were found, and `--exit-code` was given.
    pub const FOUND: u8 = 1;
    /// Wrong usage.
    pub const USAGE: u8 = 2;
    /// Some input could not be read.
    pub const INPUT: u8 = 3;
    /// Done, but something could not be delivered.
    pub const WAITING: u8 = 4;
    /// The results could not be written.
    pub const OUTPUT: u8 = 73;
    /// A defect of ours.
    pub const DEFECT: u8 = 70;
    /// The configuration, or a pattern file, is wrong.
    pub const CONFIG: u8 = 78;
}

/// A mistake in the configuration: shown as it is, and the run ends with [`exit::CONFIG`].
#[derive(Debug)]
pub struct ConfigError(pub String);

impl std::fmt::Display for ConfigError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConfigError {}

/// Looks a variable up; one that is no UTF-8 counts as unset.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Why a run does not begin.
#[derive(Debug)]
pub enum Refusal {
    /// The command line, or help was asked for.
    Usage(clap::Error),
    /// The configuration file.
    Config(ConfigError),
}

/// Reads the command line; what it and the environment leave open is taken from the configuration file.
pub fn command_line(arguments: &[OsString]) -> Result<Cli, Refusal> {
    let usage = Refusal::Usage;
    let matches = Cli::command().try_get_matches_from(arguments);
    let matches = matches.map_err(usage)?;
    if matches!(
        matches.subcommand_name(),
        Some("completions" | "man") | None
    ) {
        return Cli::from_arg_matches(&matches).map_err(usage);
    }
    let named = matches.get_one::<PathBuf>("config");
    let mut file = File::find(named.map(PathBuf::as_path)).map_err(Refusal::Config)?;
    let command = file.defaults(Cli::command());
    let matches = command.try_get_matches_from(arguments).map_err(usage)?;
    file.overrule(&flags(&matches));
    let mut cli = Cli::from_arg_matches(&matches).map_err(usage)?;
    let file = Arc::new(file);
    match &mut cli.command {
        Command::Scan(options) => options.reading.file = file,
        Command::Pipe(options) => options.reading.file = file,
        Command::Watch(options) => options.reading.file = file,
        Command::Redact(options) => options.file = file,
        Command::Explain(options) => options.file = file,
        Command::Config(options) => options.file = file,
        Command::Patterns(_) | Command::Completions { .. } | Command::Man { .. } => {}
    }
    Ok(cli)
}

/// Ids of the options that stand on the command line.
fn flags(matches: &ArgMatches) -> BTreeSet<&str> {
    let Some((_, matches)) = matches.subcommand() else {
        return BTreeSet::new();
    };
    let ids = matches.ids().map(clap::Id::as_str);
    ids.filter(|id| matches.value_source(id) == Some(ValueSource::CommandLine))
        .collect()
}

/// The platform's settings, if a key is set, and who we are.
pub fn platform(file: &File) -> Result<(Option<Settings>, Identity)> {
    let lookup = |name: &str| file.lookup(name);
    let settings = Settings::resolve(lookup)
        .map_err(|error| ConfigError(format!("{}: {}", error.name, error.reason)))?;
    Ok((settings, Identity::resolve(lookup)))
}

/// The built-in patterns and those of a user's folder.
pub fn engine(
    folder: Option<&Path>,
    min_level: Level,
    responses: &Responses,
) -> Result<Arc<Engine>> {
    let files = match folder {
        Some(folder) => pattern_files(folder)?,
        None => Vec::new(),
    };
    Ok(Arc::new(engine_of(&files, min_level, responses)?))
}

/// The built-in patterns and these files, given as name and text.
pub fn engine_of(
    files: &[(String, String)],
    min_level: Level,
    responses: &Responses,
) -> Result<Engine, ConfigError> {
    let wrong = |error: PatternError| ConfigError(error.to_string());
    let patterns = Patterns::with_user_files(files).map_err(wrong)?;
    Engine::with(patterns, min_level, responses.clone()).map_err(wrong)
}

/// The `*.toml` files of a folder, by name.
fn pattern_files(folder: &Path) -> Result<Vec<(String, String)>> {
    let wrong = |error: std::io::Error| {
        ConfigError(format!(
            "cannot read the pattern folder {}: {error}",
            folder.display()
        ))
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    paths.iter().map(|path| pattern_file(path)).collect()
}

/// The name and text of one pattern file.
pub fn pattern_file(path: &Path) -> Result<(String, String)> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        ConfigError(format!(
            "cannot read the pattern file {}: {error}",
            path.display()
        ))
    })?;
    Ok((path.display().to_string(), text))
}
