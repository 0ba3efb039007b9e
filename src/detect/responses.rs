//! Which responses are told of: by status, and by how long they took.
//!
//! In: statuses and classes of statuses as a configuration names them, and thresholds for paths. Out: what a response is,
//! and which statuses are worth a search in a line.

use std::fmt;
use std::ops::RangeInclusive;

use regex::bytes::{Regex, RegexBuilder};

use crate::incident::{Kind, Request};
use crate::pattern::hint;

/// Statuses that HTTP knows.
const ALL: RangeInclusive<u16> = 100..=599;
/// A compiled regex's size, as for those of the filter.
const REGEX_SIZE: usize = 1 << 20;

/// One status, or all of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Such as 503.
    Code(u16),
    /// Its first digit: 5 is `5XX`.
    Class(u16),
}

impl Status {
    /// Reads `503` or `5XX`.
    pub fn parse(text: &str) -> Option<Status> {
        let class = text.strip_suffix("XX").or_else(|| text.strip_suffix("xx"));
        if let Some(class) = class {
            let class = class.parse().ok()?;
            return (1..=5).contains(&class).then_some(Status::Class(class));
        }
        let code = text.parse().ok()?;
        ALL.contains(&code).then_some(Status::Code(code))
    }

    fn is_of(self, status: u16) -> bool {
        match self {
            Status::Code(code) => code == status,
            Status::Class(class) => class == status / 100,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Status::Code(code) => write!(f, "{code}"),
            Status::Class(class) => write!(f, "{class}XX"),
        }
    }
}

/// What is asked for of the paths that a regex matches from their beginning.
#[derive(Debug, Clone)]
pub struct Threshold {
    path: PathRule,
    /// Milliseconds that a response may take.
    ms: f64,
}

impl Threshold {
    /// Refused if the regex does not compile or is too large, or `ms` is no time.
    pub fn new(path: &str, ms: f64) -> Result<Threshold, String> {
        if !ms.is_finite() || ms < 0.0 {
            return Err(format!("`{ms}` is no number of milliseconds"));
        }
        let path = PathRule::new(path)?;
        Ok(Threshold { path, ms })
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ms", self.path, self.ms)
    }
}

/// A regex that chooses paths, matched from their beginning.
#[derive(Debug, Clone)]
pub struct PathRule {
    source: String,
    regex: Regex,
}

impl PathRule {
    /// Refused if it does not compile, or is too large.
    pub fn new(source: &str) -> Result<PathRule, String> {
        let build = |regex: &str| {
            RegexBuilder::new(regex)
                .unicode(false)
                .size_limit(REGEX_SIZE)
                .build()
        };
        // By itself first: what is wrong is told as it was written, and no `)` ends the group.
        build(source)
            .and_then(|_| build(&format!("^(?:{source})")))
            .map(|regex| PathRule {
                source: source.to_owned(),
                regex,
            })
            .map_err(|error| format!("the regex `{source}`: {error}"))
    }

    /// Whether a path begins with what it matches.
    pub fn is_match(&self, path: &str) -> bool {
        self.regex.is_match(path.as_bytes())
    }
}

impl fmt::Display for PathRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

/// Which responses are incidents.
#[derive(Debug, Clone)]
pub struct Responses {
    asked: Vec<Status>,
    ignored: Vec<Status>,
    slow: Vec<Threshold>,
}

/// Those of the platform's contract.
impl Default for Responses {
    fn default() -> Responses {
        let codes = |codes: &[u16]| codes.iter().map(|code| Status::Code(*code)).collect();
        Responses {
            asked: codes(&[400, 401, 403, 500, 502, 503, 504]),
            ignored: codes(&[404, 429]),
            slow: Vec::new(),
        }
    }
}

/// What becomes of a response with some status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Failure,
    /// Found, counted, and told to nobody.
    Ignored,
    /// Nothing.
    Success,
}

impl Responses {
    /// Those that are asked for, in place of the usual ones; what is usually ignored and now asked for by its code is
    /// no longer ignored.
    pub fn ask(&mut self, asked: Vec<Status>) {
        self.ignored.retain(|ignored| !asked.contains(ignored));
        self.asked = asked;
    }

    /// Those that are found and hidden, in place of the usual ones.
    pub fn ignore(&mut self, ignored: Vec<Status>) {
        self.asked.retain(|asked| !ignored.contains(asked));
        self.ignored = ignored;
    }

    /// Asks for responses that take longer than a threshold; the first whose path matches is the one that counts.
    pub fn add_threshold(&mut self, threshold: Threshold) {
        self.slow.push(threshold);
    }

    /// Those that are asked for.
    pub fn asked(&self) -> &[Status] {
        &self.asked
    }

    /// Those that are hidden.
    pub fn ignored(&self) -> &[Status] {
        &self.ignored
    }

    /// A code says more than a class, whichever list it is in.
    fn meaning(&self, status: u16) -> Meaning {
        let has = |list: &[Status], is_code: bool| {
            list.iter()
                .any(|one| matches!(one, Status::Code(_)) == is_code && one.is_of(status))
        };
        for is_code in [true, false] {
            if has(&self.asked, is_code) {
                return Meaning::Failure;
            }
            if has(&self.ignored, is_code) {
                return Meaning::Ignored;
            }
        }
        Meaning::Success
    }

    /// Whether a failing response with this status is hidden.
    pub fn is_ignored(&self, status: u16) -> bool {
        self.meaning(status) == Meaning::Ignored
    }

    /// What a response is, if it is anything.
    pub(super) fn kind(&self, request: &Request) -> Option<Kind> {
        match self.meaning(request.status?) {
            Meaning::Failure => Some(Kind::HttpError),
            _ if self.is_slow(request) => Some(Kind::HttpSlow),
            Meaning::Ignored => Some(Kind::HttpError),
            Meaning::Success => None,
        }
    }

    fn is_slow(&self, request: &Request) -> bool {
        let (Some(path), Some(took)) = (&request.path, request.duration_ms) else {
            return false;
        };
        let mut slow = self.slow.iter();
        let threshold = slow.find(|threshold| threshold.path.is_match(path));
        threshold.is_some_and(|threshold| took > threshold.ms)
    }

    fn is_searched(&self, status: u16) -> bool {
        !self.slow.is_empty() || self.meaning(status) != Meaning::Success
    }

    /// The statuses to search for, as hints spell them: where all of a class or of ten are, what they begin with and a
    /// number.
    pub(super) fn spelt(&self) -> Vec<String> {
        let mut spelt = Vec::new();
        for class in 1..=5 {
            let all = |from: u16, to: u16| (from..to).all(|status| self.is_searched(status));
            let class = class * 100;
            if all(class, class + 100) {
                spelt.push(hint::with_number(class / 100));
                continue;
            }
            for ten in (class..class + 100).step_by(10) {
                if all(ten, ten + 10) {
                    spelt.push(hint::with_number(ten / 10));
                    continue;
                }
                let single = (ten..ten + 10).filter(|status| self.is_searched(*status));
                spelt.extend(single.map(|status| status.to_string()));
            }
        }
        spelt
    }

    /// The classes that have a status to search for, in the same way.
    pub(super) fn spelt_classes(&self) -> Vec<String> {
        let has_any = |class: &u16| (class * 100..class * 100 + 100).any(|it| self.is_searched(it));
        (1..=5).filter(has_any).map(hint::with_number).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statuses(list: &[&str]) -> Vec<Status> {
        list.iter()
            .map(|text| Status::parse(text).unwrap())
            .collect()
    }

    #[test]
    fn statuses_are_codes_and_classes() {
        assert_eq!(
            statuses(&["503", "5XX", "4xx"]),
            [Status::Code(503), Status::Class(5), Status::Class(4)]
        );
        for wrong in [
            "", "XX", "6XX", "0XX", "99", "600", "50X", "5X", "-5XX", "55XX",
        ] {
            assert_eq!(Status::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_code_says_more_than_a_class() {
        let mut responses = Responses::default();
        assert_eq!(responses.meaning(404), Meaning::Ignored);
        assert_eq!(responses.meaning(501), Meaning::Success);
        responses.ask(statuses(&["4XX", "5XX", "200"]));
        for (status, meaning) in [
            (400, Meaning::Failure),
            (404, Meaning::Ignored),
            (418, Meaning::Failure),
            (429, Meaning::Ignored),
            (599, Meaning::Failure),
            (200, Meaning::Failure),
            (201, Meaning::Success),
        ] {
            assert_eq!(responses.meaning(status), meaning, "{status}");
        }
        responses.ask(statuses(&["404"]));
        assert_eq!(responses.meaning(404), Meaning::Failure);
        assert_eq!(responses.meaning(429), Meaning::Ignored);
        responses.ask(statuses(&["501"]));
        responses.ignore(statuses(&["5XX"]));
        assert_eq!(responses.meaning(501), Meaning::Failure);
        assert_eq!(responses.meaning(502), Meaning::Ignored);
        assert_eq!(responses.meaning(404), Meaning::Success);
    }

    #[test]
    fn the_first_threshold_for_a_path_counts() {
        let mut responses = Responses::default();
        for (path, ms) in [("/reports/", 5_000.0), ("/", 100.0)] {
            responses.add_threshold(Threshold::new(path, ms).unwrap());
        }
        let kind = |path: &str, status, duration_ms| {
            responses.kind(&Request {
                method: None,
                path: Some(path.to_owned()),
                status: Some(status),
                duration_ms,
            })
        };
        assert_eq!(kind("/reports/7", 200, Some(4_000.0)), None);
        assert_eq!(kind("/reports/7", 200, Some(5_000.1)), Some(Kind::HttpSlow));
        assert_eq!(kind("/x/reports/7", 302, Some(101.0)), Some(Kind::HttpSlow));
        assert_eq!(kind("/x", 200, Some(100.0)), None);
        assert_eq!(kind("/x", 200, None), None);
        assert_eq!(kind("*", 200, Some(9e9)), None);
        // One failure is one incident.
        assert_eq!(kind("/x", 500, Some(9e9)), Some(Kind::HttpError));
        assert_eq!(kind("/x", 404, Some(9e9)), Some(Kind::HttpSlow));
        assert_eq!(kind("/x", 404, Some(1.0)), Some(Kind::HttpError));
    }

    #[test]
    fn what_is_searched_for_is_as_short_as_it_can_be() {
        let mut responses = Responses::default();
        let usual = [
            "400", "401", "403", "404", "429", "500", "502", "503", "504",
        ];
        assert_eq!(responses.spelt(), usual);
        assert_eq!(responses.spelt_classes(), ["4{number}", "5{number}"]);
        responses.ask(statuses(&["5XX", "302"]));
        assert_eq!(responses.spelt(), ["302", "404", "429", "5{number}"]);
        responses.add_threshold(Threshold::new("/", 0.0).unwrap());
        let all = ["1", "2", "3", "4", "5"].map(|class| format!("{class}{{number}}"));
        assert_eq!(responses.spelt(), all);
        assert_eq!(responses.spelt_classes(), all);
    }

    #[test]
    fn rules_for_paths_begin_where_the_path_does() {
        let rule = PathRule::new("/api|/v2").unwrap();
        assert!(rule.is_match("/api/7") && rule.is_match("/v2"));
        assert!(!rule.is_match("/x/api") && !rule.is_match("/x/v2"));
        for wrong in ["[", "a)(b", "(?:a{1000}){1000}"] {
            assert!(PathRule::new(wrong).unwrap_err().contains("the regex"));
        }
        assert!(Threshold::new("/", -1.0).is_err() && Threshold::new("/", f64::NAN).is_err());
    }
}
