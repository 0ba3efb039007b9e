//! `aiops patterns`: what can be read, and whether a file of your own is right.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;

use super::UsageError;
use crate::cli::{Patterns, PatternsCommand};
use crate::config::{self, exit};
use crate::detect::{Engine, Responses, check};
use crate::incident::Level;
use crate::pattern::{DETECT, Machine, hint};
use crate::report::clean;

pub(super) fn run(options: &Patterns) -> Result<u8> {
    let folder = options.patterns.as_deref();
    match &options.command {
        PatternsCommand::List => list(folder),
        PatternsCommand::Show { name } => show(folder, name),
        PatternsCommand::Check { files } => check_files(folder, files),
    }
}

fn list(folder: Option<&Path>) -> Result<u8> {
    let engine = config::engine(folder, Level::Error, &Responses::default())?;
    let mut out = std::io::stdout().lock();
    let machines = &engine.patterns().machines;
    let width = machines
        .iter()
        .map(|machine| machine.name.len())
        .max()
        .unwrap_or(0);
    for machine in machines {
        let origin = if machine.built_in {
            String::new()
        } else {
            format!(" ({})", clean(&machine.file))
        };
        writeln!(
            out,
            "{:<width$}  {:<9}  {}{origin}",
            clean(&machine.name),
            machine.kind.as_str(),
            clean(&machine.about),
        )?;
    }
    Ok(exit::DONE)
}

fn show(folder: Option<&Path>, name: &str) -> Result<u8> {
    let engine = config::engine(folder, Level::Error, &Responses::default())?;
    let machine = engine
        .patterns()
        .machines
        .iter()
        .find(|machine| machine.name == name);
    let Some(machine) = machine else {
        let known = engine
            .patterns()
            .machines
            .iter()
            .map(|machine| machine.name.as_str());
        let known: Vec<_> = known.collect();
        let message = format!("there is no pattern `{name}`; one of {}", known.join(", "));
        return Err(UsageError(message).into());
    };
    let text = match DETECT
        .iter()
        .find(|(file, _)| machine.built_in && *file == machine.file)
    {
        Some((_, text)) => (*text).to_owned(),
        None => config::pattern_file(Path::new(&machine.file))?.1,
    };
    let mut out = std::io::stdout().lock();
    if out.is_terminal() {
        out.write_all(clean(&text).as_bytes())?;
    } else {
        out.write_all(text.as_bytes())?;
    }
    Ok(exit::DONE)
}

fn check_files(folder: Option<&Path>, files: &[PathBuf]) -> Result<u8> {
    let mut out = std::io::stdout().lock();
    if files.is_empty() {
        let engine = config::engine(folder, Level::Error, &Responses::default())?;
        let names: Vec<_> = engine
            .patterns()
            .machines
            .iter()
            .map(|m| m.name.clone())
            .collect();
        return report(&mut out, &engine, &names);
    }
    let mut status = exit::DONE;
    for path in files {
        let checked = check_file(&mut out, path);
        match checked {
            Ok(exit::DONE) => {}
            Ok(other) => status = other,
            Err(error) => {
                log::error!("{error:#}");
                status = exit::CONFIG;
            }
        }
    }
    Ok(status)
}

/// A file is checked with all built-in patterns beside it, as it will run.
fn check_file(out: &mut impl Write, path: &Path) -> Result<u8> {
    let file = config::pattern_file(path)?;
    let machine = Machine::load(&file.0, &file.1, false)
        .map_err(|error| config::ConfigError(error.to_string()))?;
    let engine = Arc::new(config::engine_of(
        &[file],
        Level::Error,
        &Responses::default(),
    )?);
    let status = report(out, &engine, std::slice::from_ref(&machine.name))?;
    if status == exit::DONE {
        tell_cost(out, &engine, &machine)?;
    }
    Ok(status)
}

/// What a file's hints cost every log, whatever is in it.
fn tell_cost(out: &mut impl Write, engine: &Engine, machine: &Machine) -> Result<()> {
    let name = clean(&machine.name);
    let without = config::engine_of(&[], Level::Error, &Responses::default())?.literals();
    let with = engine.literals();
    let more = with
        .iter()
        .filter(|literal| !without.contains(literal))
        .count();
    writeln!(
        out,
        "{name}: literals that every log is searched for: {}, of them its own: {more}",
        with.len()
    )?;
    if !engine.is_one_search() {
        writeln!(
            out,
            "{name}: together they are too many for one search, and every log is searched twice"
        )?;
    }
    let machines = &engine.patterns().machines;
    let examples = machines.iter().flat_map(|machine| machine.examples.iter());
    let ordinary = examples
        .filter(|example| example.none)
        .flat_map(|example| example.text.lines());
    let ordinary: Vec<&str> = ordinary.collect();
    for hint in &machine.hints {
        let count = ordinary
            .iter()
            .filter(|line| hint::stands_in(hint, line))
            .count();
        if count > 0 {
            writeln!(
                out,
                "{name}: the hint `{}` stands in {count} of {} ordinary lines, and each is read for it; a longer one costs less",
                clean(hint),
                ordinary.len()
            )?;
        }
    }
    Ok(())
}

fn report(
    out: &mut impl Write,
    engine: &Arc<crate::detect::Engine>,
    names: &[String],
) -> Result<u8> {
    let errors = check(engine, |name| names.iter().any(|known| known == name));
    for error in &errors {
        log::error!("{error}");
    }
    for machine in &engine.patterns().machines {
        let wrong = errors
            .iter()
            .filter(|error| error.file == machine.file)
            .count();
        if names.contains(&machine.name) && wrong == 0 {
            writeln!(
                out,
                "{}: {} rules, {} examples: all right",
                clean(&machine.name),
                machine.rules.len(),
                machine.examples.len()
            )?;
        }
    }
    Ok(if errors.is_empty() {
        exit::DONE
    } else {
        exit::CONFIG
    })
}
