//! Which incidents are noise.
//!
//! In: incidents as they were read, and rules as data. Out: the name of the rule that hides one, to be counted under
//! and asked for. The built-in rules are `patterns/filter.toml`.

mod rules;

use std::borrow::Cow;

pub use rules::FilterError;
use rules::{Rule, read, read_rules};

use crate::detect::{PathRule, Responses};
use crate::incident::{Incident, Kind};

/// The built-in rules.
const BUILT_IN: &str = include_str!("../../patterns/filter.toml");
/// The variable with paths whose failing responses are hidden.
pub const SKIP_PATHS: &str = "AIOPS_SKIP_PATHS";
/// What these are counted under.
const SKIPPED: &str = "skipped paths";
/// And those that the lists of paths leave out.
const NOT_MONITORED: &str = "paths not monitored";
const IGNORED: &str = "ignored paths";

/// Rules, in order.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    rules: Vec<Rule>,
    /// Paths that are hidden as those of health checks are.
    skip_paths: Vec<String>,
    /// Statuses that are hidden.
    responses: Responses,
    /// Only responses for these paths are shown, if there are any; else all but those for the ignored ones.
    monitored: Vec<PathRule>,
    ignored: Vec<PathRule>,
}

impl Filter {
    /// The built-in rules. A test has tried them on their examples.
    pub fn built_in() -> Filter {
        Filter {
            rules: read("filter.toml", BUILT_IN).unwrap_or_default(),
            ..Filter::default()
        }
    }

    /// Adds the rules of a file, each tried on its own examples; one of the same name is replaced.
    pub fn add(&mut self, file: &str, text: &str) -> Result<(), FilterError> {
        self.add_all(file, read(file, text)?)
    }

    /// The same with rules that stand among other things in a file.
    pub fn add_rules(&mut self, file: &str, rules: Vec<toml::Table>) -> Result<(), FilterError> {
        self.add_all(file, read_rules(file, rules)?)
    }

    /// Names of its rules, in order.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|rule| rule.name.as_str())
    }

    fn add_all(&mut self, file: &str, rules: Vec<Rule>) -> Result<(), FilterError> {
        for rule in rules {
            rule.check().map_err(|error| error.of(file))?;
            match self.rules.iter_mut().find(|known| known.name == rule.name) {
                Some(known) => *known = rule,
                None => self.rules.push(rule),
            }
        }
        Ok(())
    }

    /// Hides responses to requests for these paths, too: a list with commas, as `AIOPS_SKIP_PATHS` holds it.
    pub fn skip_paths(&mut self, list: &str) {
        let paths = list.split(',').map(str::trim);
        let paths = paths.filter(|path| !path.is_empty());
        self.skip_paths.extend(paths.map(str::to_owned));
    }

    /// Hides failing responses with statuses that are ignored.
    pub fn choose_statuses(&mut self, responses: Responses) {
        self.responses = responses;
    }

    /// Hides responses to all but the monitored paths, or if there are none, to the ignored ones.
    pub fn choose_paths(&mut self, monitored: Vec<PathRule>, ignored: Vec<PathRule>) {
        (self.monitored, self.ignored) = (monitored, ignored);
    }

    /// The name of what hides an incident: of a rule, or a status, or a list of paths.
    pub fn hides(&self, incident: &Incident) -> Option<Cow<'_, str>> {
        let is_response = matches!(incident.kind, Kind::HttpError | Kind::HttpSlow);
        let request = incident.request.as_ref().filter(|_| is_response);
        let status = request.and_then(|request| request.status);
        if incident.kind == Kind::HttpError
            && let Some(status) = status.filter(|status| self.responses.is_ignored(*status))
        {
            return Some(status.to_string().into());
        }
        if let Some(rule) = self.rules.iter().find(|rule| rule.hides(incident)) {
            return Some(rule.name.as_str().into());
        }
        let path = request?.path.as_deref().unwrap_or_default();
        let is_one_of = |paths: &[PathRule]| paths.iter().any(|rule| rule.is_match(path));
        let name = if self.skip_paths.iter().any(|skipped| skipped == path) {
            SKIPPED
        } else if !self.monitored.is_empty() {
            return (!is_one_of(&self.monitored)).then_some(NOT_MONITORED.into());
        } else if is_one_of(&self.ignored) {
            IGNORED
        } else {
            return None;
        };
        Some(name.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::Request;

    #[test]
    fn every_built_in_rule_keeps_its_examples() {
        let rules = read("filter.toml", BUILT_IN).unwrap();
        assert!(rules.len() > 5);
        for rule in rules {
            rule.check().unwrap();
        }
    }

    #[test]
    fn paths_of_the_environment_are_skipped_whole() {
        let mut filter = Filter::built_in();
        filter.skip_paths(" /admin/health, ,/internal/ping ");
        let of = |path: &str| Incident {
            kind: Kind::HttpError,
            request: Some(Request {
                method: Some("GET".to_owned()),
                path: Some(path.to_owned()),
                status: Some(500),
                duration_ms: None,
            }),
            ..Incident::default()
        };
        assert_eq!(filter.hides(&of("/admin/health")), Some(SKIPPED.into()));
        assert_eq!(filter.hides(&of("/internal/ping")), Some(SKIPPED.into()));
        assert_eq!(filter.hides(&of("/internal/ping/7")), None);
        assert_eq!(filter.hides(&of("")), None);
        assert_eq!(filter.hides(&of("/health")), Some("health checks".into()));
    }

    #[test]
    fn a_rule_that_is_wrong_is_refused_with_its_name() {
        let rule =
            |when: &str, example: &str| format!("[[rule]]\nname = \"x\"\nwhen = {when}\n{example}");
        let example = "[[rule.example]]\nlogger = \"a.b\"";
        for (text, reason) in [
            (rule("{ logger = '[' }", example), "regex"),
            (rule("{ logger = 'a' }", ""), "example"),
            (rule("{ logger = 'c' }", example), "example 1"),
            (rule("{ loger = 'a' }", example), "loger"),
            (rule("{ }", example), "hides everything"),
            (
                rule(
                    "{ logger = 'a' }",
                    "[[rule.example]]\nlogger = \"ab\"\n[[rule.example]]\nlogger = \"a\"\nnone = true",
                ),
                "example 2",
            ),
            (
                rule("{ logger = 'a' }\nkind = [\"x\"]", example),
                "unknown variant `x`",
            ),
            (rule("{ logger = '(?:a{1000}){1000}' }", example), "regex"),
        ] {
            let error = Filter::default()
                .add("mine.toml", &text)
                .unwrap_err()
                .to_string();
            assert!(error.starts_with("mine.toml: "), "{error}");
            assert!(error.contains(reason), "{error}");
        }
        let mut filter = Filter::default();
        filter
            .add("mine.toml", &rule("{ logger = '^a' }", example))
            .unwrap();
        let incident = Incident {
            logger: Some("a.c".to_owned()),
            ..Incident::default()
        };
        assert_eq!(filter.hides(&incident), Some("x".into()));
        filter
            .add("mine.toml", &rule("{ logger = 'a[.]b' }", example))
            .unwrap();
        assert_eq!(filter.hides(&incident), None);
    }
}
