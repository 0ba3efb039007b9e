//! Runs the examples of pattern files, with all patterns loaded.

use std::fmt;
use std::sync::Arc;

use super::{Detector, Engine, Found, Options};
use crate::incident::{Incident, Level, Relation};
use crate::pattern::Example;

/// An example that is not read as it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckError {
    /// The pattern file.
    pub file: String,
    /// The example's number, from 1.
    pub example: usize,
    /// What was expected, and what was read.
    pub reason: String,
}

impl fmt::Display for CheckError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: example {}: {}",
            self.file, self.example, self.reason
        )
    }
}

impl std::error::Error for CheckError {}

/// Runs the examples of all machines that `choose` names, and returns what went wrong.
pub fn check(engine: &Arc<Engine>, choose: impl Fn(&str) -> bool) -> Vec<CheckError> {
    let mut errors = Vec::new();
    for (at, machine) in engine.patterns.machines.iter().enumerate() {
        if !choose(&machine.name) {
            continue;
        }
        for (number, example) in machine.examples.iter().enumerate() {
            let found = read(engine, &example.text);
            if let Err(reason) = compare(example, at, &found, engine) {
                errors.push(CheckError {
                    file: machine.file.clone(),
                    example: number + 1,
                    reason,
                });
            }
        }
    }
    errors
}

fn read(engine: &Arc<Engine>, text: &str) -> Vec<Found> {
    let mut detector = Detector::new(Arc::clone(engine), Options::default());
    let mut found = Vec::new();
    detector.feed(text.as_bytes(), 0, 1, &mut found);
    detector.finish(&mut found);
    found
}

fn compare(
    example: &Example,
    machine: usize,
    found: &[Found],
    engine: &Engine,
) -> Result<(), String> {
    if example.none {
        return match found.first() {
            None => Ok(()),
            Some(found) => Err(format!(
                "nothing is to be found, but `{}` is, on lines {} to {}",
                found.incident.error_type,
                found.incident.source.line_start,
                found.incident.source.line_end
            )),
        };
    }
    let [found] = found else {
        return Err(format!(
            "one incident is to be found, but there are {}",
            found.len()
        ));
    };
    if found.machine != machine {
        return Err(format!(
            "it is `{}` that finds it, not this machine",
            engine.patterns.machines[found.machine].name
        ));
    }
    let incident = &found.incident;
    let lines = example
        .lines
        .unwrap_or([1, example.text.trim_end().lines().count() as u64]);
    same(
        "lines",
        &lines,
        &[incident.source.line_start, incident.source.line_end],
    )?;
    let text = |name, wanted: &Option<String>, read: Option<&str>| match wanted {
        Some(wanted) => same(name, &wanted.as_str(), &read.unwrap_or_default()),
        None => Ok(()),
    };
    text("type", &example.r#type, Some(&incident.error_type))?;
    text("message", &example.message, Some(&incident.message))?;
    text(
        "log_message",
        &example.log_message,
        incident.log_message.as_deref(),
    )?;
    text("level", &example.level, Some(incident.level.as_str()))?;
    text("thread", &example.thread, incident.thread.as_deref())?;
    text("logger", &example.logger, incident.logger.as_deref())?;
    let frames = incident.errors.first().map(|error| error.frames.as_slice());
    let frames = frames.unwrap_or_default();
    let function = frames.first().and_then(|frame| frame.function.as_deref());
    text("function", &example.function, function)?;
    if let Some(wanted) = example.frames {
        same("frames", &wanted, &frames.len())?;
    }
    let request = incident.request.as_ref();
    text(
        "method",
        &example.method,
        request.and_then(|request| request.method.as_deref()),
    )?;
    text(
        "path",
        &example.path,
        request.and_then(|request| request.path.as_deref()),
    )?;
    if example.status.is_some() {
        same(
            "status",
            &example.status,
            &request.and_then(|request| request.status),
        )?;
    }
    if example.duration_ms.is_some() {
        same(
            "duration_ms",
            &example.duration_ms,
            &request.and_then(|request| request.duration_ms),
        )?;
    }
    if let Some(wanted) = example.truncated {
        same("truncated", &wanted, &incident.truncated)?;
    }
    compare_chain(example, incident)
}

fn compare_chain(example: &Example, incident: &Incident) -> Result<(), String> {
    if let Some(wanted) = &example.chain {
        let read: Vec<String> = incident
            .errors
            .iter()
            .skip(1)
            .map(|error| {
                let relation = match error.relation {
                    Some(Relation::Cause) => "cause",
                    Some(Relation::Context) => "context",
                    Some(Relation::Suppressed) => "suppressed",
                    Some(Relation::Member) => "member",
                    None => "none",
                };
                format!("{relation} {}", error.error_type)
            })
            .collect();
        same("chain", wanted, &read)?;
    }
    debug_assert!(incident.level >= Level::Error);
    Ok(())
}

fn same<T: PartialEq + fmt::Debug>(name: &str, wanted: &T, read: &T) -> Result<(), String> {
    if wanted == read {
        return Ok(());
    }
    Err(format!(
        "`{name}` is to be {wanted:?}, but {read:?} was read"
    ))
}
