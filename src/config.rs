//! What a run is to do: flags and environment made into values, before anything is read.
//!
//! In: the parsed command line and the environment. Out: patterns and the platform's settings. Refused: pattern files
//! that are wrong, settings that make no sense; both end the run with [`exit::CONFIG`].

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;

use crate::detect::Engine;
use crate::filter::Filter;
use crate::incident::Level;
use crate::pattern::{PatternError, Patterns};
use crate::sink::platform::{Identity, Settings};

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

/// The platform's settings, if a key is set, and who we are.
pub fn platform() -> Result<(Option<Settings>, Identity)> {
    let settings = Settings::resolve(variable)
        .map_err(|error| ConfigError(format!("{}: {}", error.name, error.reason)))?;
    Ok((settings, Identity::resolve(variable)))
}

/// What is noise: the built-in rules, and the paths of `AIOPS_SKIP_PATHS`.
pub fn filter() -> Filter {
    let mut filter = Filter::built_in();
    if let Some(paths) = variable(crate::filter::SKIP_PATHS) {
        filter.skip_paths(&paths);
    }
    filter
}

/// The built-in patterns and those of a user's folder.
pub fn engine(folder: Option<&Path>, min_level: Level) -> Result<Arc<Engine>> {
    let files = match folder {
        Some(folder) => pattern_files(folder)?,
        None => Vec::new(),
    };
    Ok(Arc::new(engine_of(&files, min_level)?))
}

/// The built-in patterns and these files, given as name and text.
pub fn engine_of(files: &[(String, String)], min_level: Level) -> Result<Engine, ConfigError> {
    let wrong = |error: PatternError| ConfigError(error.to_string());
    let patterns = Patterns::with_user_files(files).map_err(wrong)?;
    Engine::for_level(patterns, min_level).map_err(wrong)
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
