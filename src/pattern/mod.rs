//! Pattern files as data: machines that find incidents, and headers that begin records.
//!
//! In: the text of the files in `patterns/` and of a user's folder. Out: [`Patterns`], ready to be run by
//! [`crate::detect`]. Refused, with file, rule and reason: unknown keys, states, parts and captures, unreachable
//! states, files without examples. `patterns/detect/log.toml` is the file to copy for a new machine.

mod compile;
mod expr;
mod header;
pub(crate) mod hint;
mod load;
mod machine;
mod memo;
mod mistake;
mod needs;
mod parse;
mod program;
mod reader;
mod set;

use std::fmt;

pub use expr::Expr;
pub use header::{Head, Header, Headers, Names, Stamps, Transport};
pub(crate) use machine::parse_relation;
pub use machine::{
    Class, Classes, Example, Examples, Field, Library, Machine, Newest, Rule, StateId,
};
pub use memo::Said;
pub(crate) use memo::{Alike, EXACT, hash_alike, mix};
pub use mistake::mistake_in_toml;
pub(crate) use needs::{Need, Tails, needs};
pub use reader::{Captured, Part};
pub use set::Set;

/// The files of `patterns/detect/`, built in. Where two machines find the same lines, the earlier one has them:
/// special forms stand before general ones.
pub const DETECT: &[(&str, &str)] = &[
    (
        "clojure.toml",
        include_str!("../../patterns/detect/clojure.toml"),
    ),
    // The lines of these hold what a client may have written as another server's line.
    (
        "django.toml",
        include_str!("../../patterns/detect/django.toml"),
    ),
    (
        "uvicorn.toml",
        include_str!("../../patterns/detect/uvicorn.toml"),
    ),
    ("http.toml", include_str!("../../patterns/detect/http.toml")),
    (
        "jvm-crash.toml",
        include_str!("../../patterns/detect/jvm-crash.toml"),
    ),
    (
        "jvm-launcher.toml",
        include_str!("../../patterns/detect/jvm-launcher.toml"),
    ),
    ("jvm.toml", include_str!("../../patterns/detect/jvm.toml")),
    ("log.toml", include_str!("../../patterns/detect/log.toml")),
    (
        "rails.toml",
        include_str!("../../patterns/detect/rails.toml"),
    ),
    (
        "python-fatal.toml",
        include_str!("../../patterns/detect/python-fatal.toml"),
    ),
    (
        "python.toml",
        include_str!("../../patterns/detect/python.toml"),
    ),
    (
        "rust-better-panic.toml",
        include_str!("../../patterns/detect/rust-better-panic.toml"),
    ),
    (
        "rust-main.toml",
        include_str!("../../patterns/detect/rust-main.toml"),
    ),
    (
        "rust-report.toml",
        include_str!("../../patterns/detect/rust-report.toml"),
    ),
    ("rust.toml", include_str!("../../patterns/detect/rust.toml")),
];

/// The file of line headers, built in.
pub const HEADERS: &str = include_str!("../../patterns/decode/headers.toml");

/// How many lines back from a hint a machine may begin, how many lines of the past a stream's style may depend on,
/// and so how far a reader must go back from a candidate: 16 served all real output seen but long messages before
/// the first frame, and 32 costs nothing.
pub const REACH: usize = 32;

/// Why a pattern file is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// The file's name.
    pub file: String,
    /// The rule (`rule 3, in "stack"`), example or header that is wrong, if it is one.
    pub place: Option<String>,
    /// What is wrong, and what would be right.
    pub reason: String,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{}: {place}: {}", self.file, self.reason),
            None => write!(f, "{}: {}", self.file, self.reason),
        }
    }
}

impl std::error::Error for PatternError {}

/// All that is known of logs: machines and headers.
#[derive(Debug)]
pub struct Patterns {
    /// State machines, built-in ones first.
    pub machines: Vec<Machine>,
    /// Line headers, in order.
    pub headers: Headers,
}

impl Patterns {
    /// The built-in patterns.
    pub fn built_in() -> Result<Patterns, PatternError> {
        Patterns::with_user_files(&[])
    }

    /// The built-in patterns and a user's machines, given as file name and text; a machine of the same name replaces.
    pub fn with_user_files(files: &[(String, String)]) -> Result<Patterns, PatternError> {
        let mut machines = Vec::with_capacity(DETECT.len() + files.len());
        for (file, text) in DETECT {
            machines.push(Machine::load_ours(file, text)?);
        }
        for (file, text) in files {
            let machine = Machine::load(file, text, false)?;
            match machines.iter().position(|known| known.name == machine.name) {
                Some(at) => machines[at] = machine,
                None => machines.push(machine),
            }
        }
        let headers = Headers::load("headers.toml", HEADERS)?;
        for machine in &machines {
            for rule in &machine.rules {
                let Some(name) = &rule.header else { continue };
                if !headers.records.iter().any(|header| header.name == *name) {
                    return Err(PatternError {
                        file: machine.file.clone(),
                        place: Some(format!("rule {}", rule.number)),
                        reason: format!("unknown header `{name}`: no record's header is called so"),
                    });
                }
            }
        }
        Ok(Patterns { machines, headers })
    }
}
