//! Rules as they stand in a file, and one rule at work.
//!
//! A file's text goes in, rules come out. Refused, with file and rule named: unknown keys, fields and kinds, regexes that
//! do not compile or are too large, a rule that hides everything, without an example or with one that it does not keep.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::sync::OnceLock;

use regex::bytes::{Regex, RegexBuilder};
use serde::Deserialize;

use crate::incident::{Incident, Kind};

/// A compiled regex's size: ten times what the built-in ones need, so that a user's cannot eat the memory.
const REGEX_SIZE: usize = 1 << 20;

/// Why a file of rules was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterError {
    file: String,
    rule: Option<String>,
    reason: String,
}

impl FilterError {
    fn new(rule: Option<&str>, reason: impl Into<String>) -> FilterError {
        FilterError {
            file: String::new(),
            rule: rule.map(str::to_owned),
            reason: reason.into(),
        }
    }

    pub(super) fn of(self, file: &str) -> FilterError {
        FilterError {
            file: file.to_owned(),
            ..self
        }
    }
}

impl fmt::Display for FilterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.file)?;
        if let Some(rule) = &self.rule {
            write!(f, "rule {rule:?}: ")?;
        }
        f.write_str(&self.reason)
    }
}

impl std::error::Error for FilterError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<toml::Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleText {
    name: String,
    #[serde(default, rename = "about")]
    _about: String,
    #[serde(default)]
    kind: Vec<Kind>,
    when: BTreeMap<Field, String>,
    #[serde(default)]
    example: Vec<Example>,
}

/// A field of an incident that a rule may look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Field {
    ErrorType,
    Level,
    Logger,
    Message,
    Method,
    Path,
    Process,
    Record,
    Service,
    Status,
    Text,
    Thread,
}

/// Fields of an incident.
#[derive(Debug, Clone, Deserialize)]
struct Example {
    kind: Option<Kind>,
    /// It is not hidden.
    #[serde(default)]
    none: bool,
    #[serde(flatten)]
    fields: BTreeMap<Field, String>,
}

/// A field's regex, compiled when it is first needed.
#[derive(Debug, Clone)]
struct When {
    field: Field,
    regex: String,
    compiled: OnceLock<Option<Regex>>,
}

impl When {
    fn get(&self) -> Option<&Regex> {
        let compile = || compile(&self.regex).ok();
        self.compiled.get_or_init(compile).as_ref()
    }
}

fn compile(regex: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(regex)
        .unicode(false)
        .size_limit(REGEX_SIZE)
        .build()
}

/// One rule, ready to run.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) name: String,
    kinds: Vec<Kind>,
    when: Vec<When>,
    examples: Vec<Example>,
}

/// Reads a file of rules without trying any.
pub(super) fn read(file: &str, text: &str) -> Result<Vec<Rule>, FilterError> {
    let refuse = |reason: String| FilterError::new(None, reason.trim_end()).of(file);
    let rules: File = toml::from_str(text).map_err(|error| refuse(error.to_string()))?;
    read_rules(file, rules.rule)
}

/// The same of rules that stand among other things in a file.
pub(super) fn read_rules(file: &str, rules: Vec<toml::Table>) -> Result<Vec<Rule>, FilterError> {
    let mut names = HashSet::new();
    let rules = rules.into_iter().map(|table| {
        let name = table.get("name").and_then(toml::Value::as_str);
        let name = name.map(str::to_owned);
        let refuse = |reason: &str| FilterError::new(name.as_deref(), reason).of(file);
        let rule: RuleText = table
            .try_into()
            .map_err(|error: toml::de::Error| refuse(error.message()))?;
        if rule.name.trim().is_empty() {
            return Err(refuse("has an empty name"));
        }
        if !names.insert(rule.name.clone()) {
            return Err(refuse("is in the file twice"));
        }
        if rule.when.is_empty() {
            return Err(refuse("`when` names no field: it hides everything"));
        }
        let when = rule.when.into_iter().map(|(field, regex)| When {
            field,
            regex,
            compiled: OnceLock::new(),
        });
        Ok(Rule {
            name: rule.name,
            kinds: rule.kind,
            when: when.collect(),
            examples: rule.example,
        })
    });
    rules.collect()
}

impl Rule {
    /// Whether it hides an incident.
    pub(super) fn hides(&self, incident: &Incident) -> bool {
        let is_of_kind = |kind: Kind| self.kinds.is_empty() || self.kinds.contains(&kind);
        is_of_kind(incident.kind) && self.matches(|field| value(incident, field))
    }

    fn matches<'i>(&self, value: impl Fn(Field) -> Option<Cow<'i, str>>) -> bool {
        self.when.iter().all(|when| {
            let value = value(when.field);
            // A regex that cannot run hides nothing.
            value.is_some_and(|value| {
                when.get()
                    .is_some_and(|regex| regex.is_match(value.as_bytes()))
            })
        })
    }

    /// Compiles its regexes, and tries it on its examples.
    pub(super) fn check(&self) -> Result<(), FilterError> {
        let refuse = |reason: String| FilterError::new(Some(&self.name), reason);
        for when in &self.when {
            compile(&when.regex)
                .map_err(|error| refuse(format!("the regex `{}`: {error}", when.regex)))?;
        }
        if self.examples.iter().all(|example| example.none) {
            return Err(refuse(
                "has no example: add a [[rule.example]] with fields of an incident that it hides"
                    .to_owned(),
            ));
        }
        for (at, example) in self.examples.iter().enumerate() {
            let is_of_kind = example
                .kind
                .is_none_or(|kind| self.kinds.is_empty() || self.kinds.contains(&kind));
            let value = |field: Field| {
                example
                    .fields
                    .get(&field)
                    .map(|text| Cow::from(text.as_str()))
            };
            if (is_of_kind && self.matches(value)) == example.none {
                let what = if example.none {
                    "is hidden"
                } else {
                    "is not hidden"
                };
                return Err(refuse(format!("example {} {what}", at + 1)));
            }
        }
        Ok(())
    }
}

/// What an incident has in a field.
fn value(incident: &Incident, field: Field) -> Option<Cow<'_, str>> {
    let request = incident.request.as_ref();
    let text = match field {
        Field::ErrorType => Some(incident.error_type.as_str()),
        Field::Level => Some(incident.level.as_str()),
        Field::Logger => incident.logger.as_deref(),
        Field::Message => Some(incident.message.as_str()),
        Field::Method => request?.method.as_deref(),
        Field::Path => request?.path.as_deref(),
        Field::Process => incident.process.as_deref(),
        Field::Record if incident.kind == Kind::LogError => Some(incident.message.as_str()),
        Field::Record => incident.log_message.as_deref(),
        Field::Service => Some(incident.service.as_str()),
        Field::Status => return Some(request?.status?.to_string().into()),
        Field::Text => Some(incident.stack_trace.as_str()),
        Field::Thread => incident.thread.as_deref(),
    };
    text.map(Cow::from)
}
