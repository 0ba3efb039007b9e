//! Rules as they stand in a file, and one rule at work.
//!
//! A file's text goes in, rules that have proved themselves on their own examples come out. Refused, with the
//! rule named: unknown keys, regexes that do not compile or are too large, placeholders of another shape,
//! a rule without an example or with one that it does not keep.

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use regex::bytes::{Regex, RegexBuilder};
use serde::Deserialize;

use super::check::Check;

/// A compiled regex's size: ten times what the built-in ones need, so that a user's cannot eat the memory.
const REGEX_SIZE: usize = 4 << 20;
/// How far before a value `not_after` looks: words and punctuation, not sentences.
const LOOK_BACK: usize = 64;
/// Length of a placeholder. It bounds the search for one that a position may lie in.
const PLACEHOLDER_LEN: usize = 40;

/// Why a file of rules was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScrubError {
    rule: Option<String>,
    reason: String,
}

impl ScrubError {
    pub(super) fn new(rule: Option<&str>, reason: impl Into<String>) -> Self {
        ScrubError {
            rule: rule.map(str::to_owned),
            reason: reason.into(),
        }
    }

    /// Name of the rule at fault, where it is one rule's.
    pub fn rule(&self) -> Option<&str> {
        self.rule.as_deref()
    }
}

impl fmt::Display for ScrubError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(rule) = &self.rule {
            write!(f, "rule {rule:?}: ")?;
        }
        f.write_str(&self.reason)
    }
}

impl std::error::Error for ScrubError {}

/// A rule cannot run, so the text it was given must not be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unusable;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<toml::Table>,
    #[serde(default)]
    example: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleText {
    name: String,
    #[serde(default)]
    keywords: Vec<String>,
    when: OneOrMany,
    except: Option<String>,
    not_after: Option<String>,
    check: Option<Check>,
    with: String,
    #[serde(default)]
    example: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

/// A text and what must become of it; without a result it must stay.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Example {
    pub(super) text: String,
    pub(super) result: Option<String>,
}

impl Example {
    pub(super) fn expected(&self) -> &str {
        self.result.as_deref().unwrap_or(&self.text)
    }
}

/// A regex that is compiled when it is first needed.
#[derive(Debug, Clone)]
struct Lazy {
    source: String,
    compiled: OnceLock<Option<Regex>>,
}

impl Lazy {
    fn new(source: String) -> Self {
        Lazy {
            source,
            compiled: OnceLock::new(),
        }
    }

    fn get(&self) -> Result<&Regex, Unusable> {
        self.compiled
            .get_or_init(|| compile(&self.source).ok())
            .as_ref()
            .ok_or(Unusable)
    }
}

fn compile(source: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(source)
        .unicode(false)
        .size_limit(REGEX_SIZE)
        .build()
}

/// One rule, ready to run.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) name: String,
    pub(super) keywords: Vec<String>,
    pub(super) with: String,
    pub(super) examples: Vec<Example>,
    when: Vec<Lazy>,
    except: Option<Lazy>,
    not_after: Option<Lazy>,
    check: Option<Check>,
}

/// Reads a file of rules and the examples for all of them together, without trying any.
pub(super) fn read(text: &str) -> Result<(Vec<Rule>, Vec<Example>), ScrubError> {
    let file: File =
        toml::from_str(text).map_err(|error| ScrubError::new(None, error.to_string()))?;
    let mut rules = Vec::with_capacity(file.rule.len());
    let mut names = HashSet::new();
    for table in file.rule {
        let name = table
            .get("name")
            .and_then(|name| name.as_str())
            .map(str::to_owned);
        let refuse = |reason: String| ScrubError::new(name.as_deref(), reason);
        let rule: RuleText = table
            .try_into()
            .map_err(|error: toml::de::Error| refuse(error.message().to_owned()))?;
        if !names.insert(rule.name.clone()) {
            return Err(refuse("is in the file twice".into()));
        }
        rules.push(Rule::read(rule).map_err(refuse)?);
    }
    Ok((rules, file.example))
}

/// Whether `text` is of the one shape that all placeholders have: `[UPPER_CASE]`.
fn is_placeholder(text: &str) -> bool {
    let inner = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    text.len() <= PLACEHOLDER_LEN
        && inner.is_some_and(|inner| {
            inner.starts_with(|c: char| c.is_ascii_uppercase())
                && inner
                    .bytes()
                    .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
        })
}

/// The placeholder that covers the byte at `at`.
fn covering(text: &[u8], at: usize, placeholders: &[String]) -> Option<Range<usize>> {
    let from = at.saturating_sub(PLACEHOLDER_LEN);
    let to = (at + 1).min(text.len());
    let start = from + text[from..to].iter().rposition(|&byte| byte == b'[')?;
    placeholders
        .iter()
        .find(|with| text[start..].starts_with(with.as_bytes()))
        .map(|with| start..start + with.len())
        .filter(|range| range.contains(&at))
}

impl Rule {
    fn read(text: RuleText) -> Result<Rule, String> {
        if text.name.trim().is_empty() {
            return Err("has an empty name".into());
        }
        if text.keywords.iter().any(String::is_empty) {
            return Err("has an empty keyword".into());
        }
        if !is_placeholder(&text.with) {
            return Err(format!(
                "with = {:?}: a placeholder looks like [UPPER_CASE] and has at most {PLACEHOLDER_LEN} characters",
                text.with
            ));
        }
        let when = match text.when {
            OneOrMany::One(when) => vec![when],
            OneOrMany::Many(when) => when,
        };
        if when.is_empty() {
            return Err("when is an empty list".into());
        }
        Ok(Rule {
            name: text.name,
            keywords: text.keywords,
            with: text.with,
            examples: text.example,
            when: when.into_iter().map(Lazy::new).collect(),
            except: text.except.map(Lazy::new),
            // It must reach up to the value.
            not_after: text
                .not_after
                .map(|source| Lazy::new(format!("(?:{source})\\z"))),
            check: text.check,
        })
    }

    /// Compiles all regexes now and refuses those that cannot work.
    pub(super) fn compile(&self) -> Result<(), ScrubError> {
        let refuse = |reason: String| ScrubError::new(Some(&self.name), reason);
        let others = self.except.iter().chain(&self.not_after);
        for lazy in self.when.iter().chain(others) {
            compile(&lazy.source).map_err(|error| refuse(format!("regex: {error}")))?;
        }
        for lazy in &self.when {
            if lazy.get().is_ok_and(|regex| regex.is_match(b"")) {
                return Err(refuse(format!(
                    "when matches nothing at all: {}",
                    lazy.source
                )));
            }
        }
        if !self.examples.iter().any(|example| example.result.is_some()) {
            return Err(refuse("has no example with a result".into()));
        }
        Ok(())
    }

    /// The text with its hits replaced, and how many; `None` when there are none.
    pub(super) fn apply(
        &self,
        text: &str,
        placeholders: &[String],
    ) -> Result<Option<(String, u64)>, Unusable> {
        let mut changed: Option<(String, u64)> = None;
        for when in &self.when {
            let now = changed.as_ref().map_or(text, |(text, _)| text);
            if let Some((next, hits)) = self.apply_one(when.get()?, now, placeholders)? {
                let before = changed.map_or(0, |(_, hits)| hits);
                changed = Some((next, before + hits));
            }
        }
        Ok(changed)
    }

    fn apply_one(
        &self,
        when: &Regex,
        text: &str,
        placeholders: &[String],
    ) -> Result<Option<(String, u64)>, Unusable> {
        let bytes = text.as_bytes();
        let grouped = when.capture_names().flatten().any(|name| name == "value");
        let mut out = String::new();
        let (mut hits, mut copied, mut at) = (0, 0, 0);
        while at <= bytes.len() {
            let Some((whole, value)) = find(when, grouped, bytes, at) else {
                break;
            };
            at = whole.end.max(at + 1);
            // The words within a placeholder are not the log's.
            if let Some(range) = covering(bytes, whole.start, placeholders)
                && range.start < whole.start
            {
                at = range.end;
                continue;
            }
            for mut part in self.parts(bytes, value)? {
                if covering(bytes, part.start, placeholders).is_some_and(|r| part.end <= r.end) {
                    continue;
                }
                if let Some(range) = covering(bytes, part.end, placeholders)
                    && range.start < part.end
                {
                    part.end = range.end;
                }
                part = on_chars(text, part);
                if part.start < copied {
                    continue;
                }
                out.push_str(&text[copied..part.start]);
                out.push_str(&self.with);
                // A secret of several lines leaves as many, so that line numbers keep their meaning.
                out.extend(text[part.clone()].matches('\n'));
                copied = part.end;
                at = at.max(part.end);
                hits += 1;
            }
        }
        out.push_str(&text[copied..]);
        Ok((hits > 0).then_some((out, hits)))
    }

    /// What of a value is to be replaced.
    fn parts(&self, text: &[u8], value: Range<usize>) -> Result<Vec<Range<usize>>, Unusable> {
        if value.is_empty() {
            return Ok(Vec::new());
        }
        let mut parts = match self.check {
            Some(check) => check.parts(text, value),
            None => vec![value],
        };
        if let Some(except) = &self.except {
            let except = except.get()?;
            parts.retain(|part| !except.is_match(&text[part.clone()]));
        }
        if let Some(not_after) = &self.not_after {
            let not_after = not_after.get()?;
            parts.retain(|part| {
                let from = part.start.saturating_sub(LOOK_BACK);
                !not_after.is_match(&text[from..part.start])
            });
        }
        Ok(parts)
    }
}

/// The next match and the part of it that is the value.
fn find(
    when: &Regex,
    grouped: bool,
    text: &[u8],
    at: usize,
) -> Option<(Range<usize>, Range<usize>)> {
    if !grouped {
        let whole = when.find_at(text, at)?.range();
        return Some((whole.clone(), whole));
    }
    let captures = when.captures_at(text, at)?;
    let whole = captures.get(0)?.range();
    // A branch without the group is a match that protects what it took.
    let value = captures.name("value").map_or(0..0, |value| value.range());
    Some((whole, value))
}

/// A byte regex may stop within a character: then the whole character goes.
fn on_chars(text: &str, mut part: Range<usize>) -> Range<usize> {
    while !text.is_char_boundary(part.start) {
        part.start -= 1;
    }
    while !text.is_char_boundary(part.end) {
        part.end += 1;
    }
    part
}
