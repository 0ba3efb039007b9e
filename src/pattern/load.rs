//! Reads a machine's file and refuses what is wrong in it, naming file, rule and reason.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use serde::Deserialize;

use super::expr::Parts;
use super::machine::{Examples, Library, parse_relation};
use super::mistake::mistake_in_toml;
use super::parse::Parser;
use super::{
    Class, Classes, Example, Expr, Field, Machine, Newest, PatternError, REACH, Rule, StateId, hint,
};
use crate::incident::{Kind, Level};

/// A state without rules that no file accepts is a veto, and has this name; any other would be a slip of the pen.
const VETO: &str = "nothing";
/// Shorter hints stand in ordinary lines too often to be worth a search.
const MIN_HINT: usize = 4;
/// A file beyond these limits is not a pattern file.
const MAX_RULES: usize = 2_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMachine {
    name: String,
    #[serde(default)]
    about: String,
    kind: String,
    language: Option<String>,
    newest: Option<String>,
    #[serde(default)]
    accept: Vec<String>,
    #[serde(default)]
    cut: Vec<String>,
    #[serde(default)]
    named: Vec<String>,
    #[serde(default)]
    hint: Vec<String>,
    #[serde(default)]
    library: Vec<String>,
    #[serde(default)]
    parts: Parts,
    #[serde(default)]
    rule: Vec<RawRule>,
    #[serde(default)]
    example: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    fn list(&self) -> &[String] {
        match self {
            OneOrMore::One(one) => std::slice::from_ref(one),
            OneOrMore::More(more) => more,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    r#in: OneOrMore,
    when: Option<String>,
    on: Option<OneOrMore>,
    header: Option<String>,
    level: Option<String>,
    to: Option<String>,
    #[serde(default)]
    set: BTreeMap<String, String>,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    end: bool,
    #[serde(default)]
    alone: bool,
}

struct Loader<'t> {
    file: &'t str,
    states: Vec<String>,
}

/// Reads a machine; `examples` are those that do not stand in `text`.
pub(super) fn machine(
    file: &str,
    text: &str,
    built_in: bool,
    examples: Option<Examples>,
) -> Result<Machine, PatternError> {
    let mut loader = Loader {
        file,
        states: vec!["start".to_owned()],
    };
    let raw: RawMachine =
        toml::from_str(text).map_err(|error| loader.error(None, mistake_in_toml(text, &error)))?;
    loader.build(raw, built_in, examples)
}

impl Loader<'_> {
    fn error(&self, place: Option<String>, reason: impl Into<String>) -> PatternError {
        PatternError {
            file: self.file.to_owned(),
            place,
            reason: reason.into(),
        }
    }

    fn build(
        &mut self,
        mut raw: RawMachine,
        built_in: bool,
        examples: Option<Examples>,
    ) -> Result<Machine, PatternError> {
        if raw.name.is_empty() {
            return Err(self.error(None, "`name` is empty"));
        }
        if raw.rule.len() > MAX_RULES {
            return Err(self.error(None, format!("more than {MAX_RULES} rules")));
        }
        if raw.example.is_empty() && examples.is_none() {
            return Err(self.error(
                None,
                "there is no [[example]]: add at least one text and what must be read in it",
            ));
        }
        let kind = match raw.kind.as_str() {
            "exception" => Kind::Exception,
            "log" => Kind::LogError,
            "http" => Kind::HttpError,
            other => {
                return Err(self.error(
                    None,
                    format!("unknown kind `{other}`: one of `exception`, `log`, `http`"),
                ));
            }
        };
        let newest = match raw.newest.as_deref() {
            None | Some("first") => Newest::First,
            Some("last") => Newest::Last,
            Some(other) => {
                return Err(self.error(
                    None,
                    format!("unknown `newest = \"{other}\"`: `first` or `last`"),
                ));
            }
        };
        // Every state that a rule leaves is known before any `to` is looked up.
        for rule in &raw.rule {
            for state in rule.r#in.list() {
                self.state(state);
            }
        }
        for state in raw.accept.iter().chain(&raw.cut) {
            self.state(state);
        }
        self.state(VETO);
        let parts = Arc::new(std::mem::take(&mut raw.parts));
        let parser = Arc::new(Mutex::new(Parser::new(Arc::clone(&parts))));
        let parser = built_in.then_some(&parser);
        let mut rules = Vec::with_capacity(raw.rule.len());
        let mut out = vec![Vec::new(); self.states.len()];
        for (at, rule) in raw.rule.iter().enumerate() {
            for state in rule.r#in.list() {
                let state = self.state(state);
                out[usize::from(state)].push(at as u16);
            }
            rules.push(self.rule(at, rule, &parts, parser)?);
        }
        self.check_reachable(&rules, &out)?;
        if kind != Kind::HttpError && !raw.named.is_empty() {
            return Err(self.error(None, "`named` says something only in a file of kind `http`"));
        }
        let named = raw.named.iter().enumerate().map(|(at, when)| {
            read_when(when, &parts, parser)
                .map_err(|reason| self.error(Some(format!("`named` {}", at + 1)), reason))
        });
        let named = named.collect::<Result<Vec<_>, _>>()?;
        let flags = |names: &[String]| {
            self.states
                .iter()
                .map(|state| names.contains(state))
                .collect::<Vec<_>>()
        };
        let machine = Machine {
            language: raw
                .language
                .or_else(|| (kind == Kind::Exception).then(|| raw.name.clone())),
            accept: flags(&raw.accept),
            cut: flags(&raw.cut),
            asks_level: out.iter().skip(1).flatten().any(|at| {
                let rule: &Rule = &rules[usize::from(*at)];
                rule.level.is_some() && !rule.on.only_heads()
            }),
            name: raw.name,
            about: raw.about,
            file: self.file.to_owned(),
            built_in,
            kind,
            newest,
            states: std::mem::take(&mut self.states),
            rules,
            out,
            named,
            hints: raw.hint,
            library: Library::new(raw.library, !built_in)
                .map_err(|error| self.error(None, format!("bad glob in `library`: {error}")))?,
            examples: Examples::from(raw.example),
        };
        self.check_hints(&machine)?;
        Ok(Machine {
            examples: examples.unwrap_or(machine.examples),
            ..machine
        })
    }

    fn state(&mut self, name: &str) -> StateId {
        if let Some(at) = self.states.iter().position(|known| known == name) {
            return at as StateId;
        }
        self.states.push(name.to_owned());
        (self.states.len() - 1) as StateId
    }

    fn rule(
        &self,
        at: usize,
        raw: &RawRule,
        parts: &Arc<Parts>,
        parser: Option<&Arc<Mutex<Parser>>>,
    ) -> Result<Rule, PatternError> {
        let number = at + 1;
        let place = format!("rule {number}, in \"{}\"", raw.r#in.list().join("\", \""));
        self.read_rule(number, raw, parts, parser)
            .map_err(|reason| self.error(Some(place), reason))
    }

    fn read_rule(
        &self,
        number: usize,
        raw: &RawRule,
        parts: &Arc<Parts>,
        parser: Option<&Arc<Mutex<Parser>>>,
    ) -> Result<Rule, String> {
        let when = match &raw.when {
            Some(when) => Some(read_when(when, parts, parser)?),
            None if raw.end => None,
            None => return Err("there is no `when`; only an `end` rule may do without".to_owned()),
        };
        let level = match &raw.level {
            None => None,
            Some(word) => {
                Some(Level::parse(word).ok_or_else(|| format!("unknown level `{word}`"))?)
            }
        };
        let to = match &raw.to {
            None => None,
            Some(state) => Some(self.known_state(state)?),
        };
        let starts = raw.r#in.list().iter().any(|state| state == "start");
        if starts && to.is_none() {
            return Err("a rule in `start` must lead to another state with `to`".to_owned());
        }
        if raw.alone && !starts {
            return Err("`alone` says something only in `start`".to_owned());
        }
        let on = match &raw.on {
            None => Classes::LINES,
            Some(list) => read_classes(list.list())?,
        };
        if raw.header.is_some() && !(starts && on.only_heads()) {
            return Err("`header` says something only in `start`, on `head` alone".to_owned());
        }
        Ok(Rule {
            number,
            when,
            on,
            header: raw.header.clone(),
            level,
            to,
            set: read_constants(&raw.set)?,
            weak: raw.weak,
            end: raw.end,
            alone: raw.alone,
        })
    }

    fn known_state(&self, state: &str) -> Result<StateId, String> {
        let at = self.states.iter().position(|known| known == state);
        at.map(|at| at as StateId).ok_or_else(|| {
            format!(
                "unknown state `{state}`: no rule leaves it and it is not accepted \
                 (a veto is called `{VETO}`)"
            )
        })
    }

    fn check_reachable(&self, rules: &[Rule], out: &[Vec<u16>]) -> Result<(), PatternError> {
        let mut reached = vec![false; self.states.len()];
        let mut todo = vec![0_usize];
        while let Some(state) = todo.pop() {
            if std::mem::replace(&mut reached[state], true) {
                continue;
            }
            todo.extend(
                out[state]
                    .iter()
                    .filter_map(|&at| rules[usize::from(at)].to)
                    .map(usize::from),
            );
        }
        for (state, reached) in self.states.iter().zip(reached) {
            if !reached && state != VETO {
                return Err(self.error(
                    None,
                    format!("unreachable state `{state}`: no rule leads to it from `start`"),
                ));
            }
        }
        Ok(())
    }

    fn check_hints(&self, machine: &Machine) -> Result<(), PatternError> {
        if machine.kind == Kind::Exception && machine.hints.is_empty() {
            return Err(self.error(
                None,
                "`hint` is empty: name literals, one of which stands in every text it accepts",
            ));
        }
        let reads_lines = machine.reads_lines();
        if reads_lines && machine.hints.is_empty() {
            return Err(self.error(
                None,
                "`hint` is empty: name what stands around a status, such as \" {status} \"",
            ));
        }
        let is_of_responses = machine.kind == Kind::HttpError;
        let mut hints = machine.hints.iter();
        if let Some(hint) = hints.find(|hint| hint::has_status(hint) != is_of_responses) {
            let reason = if is_of_responses {
                format!("the hint `{hint}` has no {{status}}")
            } else {
                format!("{{status}} in the hint `{hint}`, in a file that is not of responses")
            };
            return Err(self.error(None, reason));
        }
        for hint in &machine.hints {
            if hint::literal(hint).len() < MIN_HINT {
                return Err(self.error(
                    None,
                    format!("the hint `{hint}` begins with less than {MIN_HINT} bytes of text"),
                ));
            }
        }
        if machine.hints.is_empty() {
            return Ok(());
        }
        for (at, example) in machine.examples.iter().enumerate() {
            if example.none {
                continue;
            }
            let first = example.lines.map_or(1, |[first, _]| first.max(1)) as usize;
            let near = example.text.lines().skip(first - 1).take(REACH);
            let found = near
                .into_iter()
                .any(|line| machine.hints.iter().any(|hint| stands_in(hint, line)));
            if !found {
                return Err(self.error(
                    Some(format!("example {}", at + 1)),
                    format!("none of the hints stands in the first {REACH} lines of its incident"),
                ));
            }
        }
        Ok(())
    }
}

/// Whether a hint stands in a line, with whatever status.
fn stands_in(hint: &str, line: &str) -> bool {
    if !hint::has_status(hint) {
        return hint::stands_in(hint, line);
    }
    let mut classes = 1..=5;
    classes.any(|class| hint::stands_in(&hint::with_status(hint, &hint::with_number(class)), line))
}

/// With a parser it is a rule of ours, which a test has read.
fn read_when(
    text: &str,
    parts: &Arc<Parts>,
    parser: Option<&Arc<Mutex<Parser>>>,
) -> Result<Expr, String> {
    if let Some(parser) = parser {
        return Ok(Expr::of_rule(text, parts, parser));
    }
    let when = Expr::new(text, parts, true)?;
    for name in when.captures()? {
        if Field::parse(&name).is_none() {
            let known: Vec<_> = Field::ALL.iter().map(|(name, _)| *name).collect();
            return Err(format!(
                "unknown capture `{name}`: one of {}",
                known.join(", ")
            ));
        }
    }
    Ok(when)
}

fn read_classes(list: &[String]) -> Result<Classes, String> {
    let mut bits = 0;
    for class in list {
        bits |= match class.as_str() {
            "head" => Class::Head,
            "body" => Class::Body,
            "plain" => Class::Plain,
            "end" => Class::End,
            other => {
                return Err(format!(
                    "unknown line class `{other}`: `head`, `body`, `plain`, `end`"
                ));
            }
        } as u8;
    }
    Ok(Classes(bits))
}

fn read_constants(set: &BTreeMap<String, String>) -> Result<Vec<(Field, String)>, String> {
    let mut constants = Vec::with_capacity(set.len());
    for (name, value) in set {
        let field = Field::parse(name).ok_or_else(|| format!("unknown field `{name}` in `set`"))?;
        let known = match field {
            Field::Level => Level::parse(value).is_some(),
            Field::Relation => parse_relation(value).is_some(),
            _ => true,
        };
        if !known {
            return Err(format!("unknown {name} `{value}` in `set`"));
        }
        constants.push((field, value.clone()));
    }
    Ok(constants)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::DETECT;

    #[test]
    fn our_files_are_read_later_as_anyones_are_at_once() {
        for (file, text) in DETECT {
            let ours = Machine::load_ours(file, text).unwrap();
            let whole = Machine::load(file, text, false).unwrap();
            assert_eq!(ours.rules.len(), whole.rules.len(), "{file}");
            assert_eq!(ours.hints, whole.hints, "{file}");
            assert!(!ours.examples.is_empty(), "{file}");
            let texts = |machine: &Machine| -> Vec<_> {
                let examples = machine.examples.iter();
                examples.map(|example| example.text.clone()).collect()
            };
            assert_eq!(texts(&ours), texts(&whole), "{file}");
            for rule in ours.rules.iter().filter_map(|rule| rule.when.as_ref()) {
                assert!(rule.captures().is_ok(), "{file}: {}", rule.text());
            }
        }
    }

    #[test]
    fn globs_match_when_they_are_first_asked_and_bad_ones_are_refused_at_once() {
        let globs = || vec!["java.*".to_owned(), "[".to_owned()];
        assert!(Library::new(globs(), true).is_err());
        let library = Library::new(globs()[..1].to_vec(), false).unwrap();
        assert!(library.is_match("java.util"));
        assert!(!library.is_match("org.java"));
    }

    #[test]
    fn our_rules_are_read_as_their_regexes_read_them() {
        let machines = DETECT
            .iter()
            .map(|(file, text)| Machine::load_ours(file, text).unwrap());
        let machines: Vec<_> = machines.collect();
        let examples = machines.iter().flat_map(|machine| machine.examples.iter());
        let mut lines: Vec<_> = examples
            .flat_map(|example| example.text.lines().map(str::to_owned))
            .collect();
        // Behind a header, and with characters that are wide where letters and signs stood.
        let inner = lines.iter().filter_map(|line| line.split_once(": "));
        let inner: Vec<_> = inner.map(|(_, rest)| rest.to_owned()).collect();
        lines.extend(inner);
        for (number, letter) in [("e", "é"), (" ", "│"), (".", "…"), ("a", "😀"), ("s", "ſ")]
            .into_iter()
            .enumerate()
        {
            let wide = lines.iter().skip(number).step_by(11);
            let wide: Vec<_> = wide.map(|line| line.replace(letter.0, letter.1)).collect();
            lines.extend(wide);
        }
        lines.sort_unstable();
        lines.dedup();
        let (mut anchored, mut found) = (0, 0);
        let rules = machines.iter().flat_map(|machine| &machine.rules);
        let mut known = std::collections::BTreeSet::new();
        for when in rules.filter_map(|rule| rule.when.as_ref()) {
            if !known.insert(when.source()) {
                continue;
            }
            let Some(reader) = when.reader() else {
                continue;
            };
            anchored += 1;
            let regex = when.get();
            assert_eq!(
                reader.has_captures(),
                regex.captures_len() > 1,
                "{}",
                when.text()
            );
            for line in &lines {
                let expected = regex.captures(line);
                assert_eq!(
                    when.is_match(line),
                    expected.is_some(),
                    "{}: {line}",
                    when.text()
                );
                let read = when.capture(line);
                assert_eq!(
                    read.is_some(),
                    expected.is_some(),
                    "{}: {line}",
                    when.text()
                );
                let (Some(read), Some(expected)) = (read, expected) else {
                    continue;
                };
                assert_eq!(expected.get(0).map(|all| all.start()), Some(read.start()));
                for name in regex.capture_names().flatten() {
                    let range = expected.name(name).map(|part| (part.start(), part.end()));
                    let part = read.name(name).map(|part| (part.start(), part.end()));
                    assert_eq!(part, range, "{}: {name}: {line}", when.text());
                }
                found += 1;
            }
        }
        assert!(anchored > 300, "{anchored}");
        assert!(found > 10_000, "{found}");
    }
}
