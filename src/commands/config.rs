//! `aiops config show`: every value, and where it comes from. The key of a receiver is never shown.

use std::io::Write;

use anyhow::Result;

use crate::config::{self, File, SETTINGS, exit};
use crate::report::clean_line;
use crate::sink::platform::API_KEY;

pub(super) fn run(file: &File) -> Result<u8> {
    let mut out = anstream::stdout().lock();
    match &file.path {
        Some(path) => writeln!(out, "# {}", clean_line(&path.display().to_string()))?,
        None => writeln!(out, "# no configuration file")?,
    }
    for setting in SETTINGS {
        let given = config::variable(setting.variable);
        let given = given.filter(|value| !value.trim().is_empty());
        let (value, from) = match (given, file.value(setting.key)) {
            (Some(value), _) => (value, setting.variable),
            (None, Some(value)) => (value.to_owned(), "file"),
            (None, None) => (setting.default.to_owned(), "default"),
        };
        writeln!(out, "{:<14} {:<32} {from}", setting.key, clean_line(&value))?;
    }
    let key = match config::variable(API_KEY) {
        Some(key) if !key.trim().is_empty() => ("set, not shown", API_KEY),
        _ => ("none", "default"),
    };
    writeln!(out, "{:<14} {:<32} {}", "api_key", key.0, key.1)?;
    for (key, value) in file.http().values() {
        let from = if file.http().is_given(key) {
            "file"
        } else {
            "default"
        };
        let key = format!("http.{key}");
        writeln!(out, "{key:<21} {:<25} {from}", clean_line(&value))?;
    }
    for (key, value, from) in file.scrub().values() {
        let key = format!("scrub.{key}");
        writeln!(out, "{key:<24} {:<22} {from}", clean_line(&value))?;
    }
    for source in file.sources() {
        writeln!(out, "{:<14} {}", "source", clean_line(&source.shown()))?;
    }
    for rule in file.scrubber()?.names() {
        writeln!(out, "{:<14} {}", "scrub", clean_line(rule))?;
    }
    for rule in file.filter().rules() {
        writeln!(out, "{:<14} {}", "filter", clean_line(rule))?;
    }
    Ok(exit::DONE)
}
