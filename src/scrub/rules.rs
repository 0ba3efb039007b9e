//! Rules as they stand in a file, and one rule at work.
//!
//! A file's text goes in, rules that have proved themselves on their own examples come out. Refused, with the rule named:
//! unknown keys, regexes that do not compile or are too large, placeholders of another shape, a rule without an example
//! or with one that it does not keep.

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use serde::Deserialize;

use super::check::Check;
use super::keywords::{Hit, is_of_length};
use super::pairs::{self, Name};
use super::regexes::{Calls, Lazy, Unusable};

/// How far a value may be read, found to be none, and its inner names be looked at for themselves.
const FAR: usize = 256;
/// How far before a value `not_after` looks: words and punctuation, not sentences.
const LOOK_BACK: usize = 64;
/// Length of a placeholder.
pub(super) const PLACEHOLDER_LEN: usize = 40;

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
    when: Option<OneOrMany>,
    until: Option<String>,
    next: Option<OneOrMany>,
    key: Option<String>,
    not_key: Option<String>,
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

/// What a rule looks for.
#[derive(Debug, Clone)]
enum Search {
    /// What a regex finds in a line.
    Regexes(Vec<Lazy>),
    /// The value of a name that matches, and does not match the second.
    Names(Lazy, Option<Lazy>),
    /// What stands between two lines, these not included.
    Lines(Lazy, Lazy),
    /// What a regex finds in the line below one that another finds.
    Next(Vec<Lazy>, Vec<Lazy>),
    /// What the check looks for.
    Numbers,
}

/// One rule, ready to run.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) name: String,
    pub(super) keywords: Vec<String>,
    pub(super) with: String,
    pub(super) examples: Vec<Example>,
    pub(super) check: Option<Check>,
    search: Search,
    /// Which of its regexes its keywords call for; known when it is first tried.
    calls: OnceLock<Calls>,
    except: Option<Lazy>,
    not_after: Option<Lazy>,
}

/// Reads a file of rules and the examples for all of them together, without trying any.
pub(super) fn read(text: &str) -> Result<(Vec<Rule>, Vec<Example>), ScrubError> {
    let file: File =
        toml::from_str(text).map_err(|error| ScrubError::new(None, error.to_string()))?;
    Ok((read_rules(file.rule)?, file.example))
}

/// The same of rules that stand among other things in a file.
pub(super) fn read_rules(tables: Vec<toml::Table>) -> Result<Vec<Rule>, ScrubError> {
    let mut rules = Vec::with_capacity(tables.len());
    let mut names = HashSet::new();
    for table in tables {
        let name = table.get("name").and_then(toml::Value::as_str);
        let name = name.map(str::to_owned);
        let refuse = |reason: String| ScrubError::new(name.as_deref(), reason);
        let rule: RuleText = table
            .try_into()
            .map_err(|error: toml::de::Error| refuse(error.message().to_owned()))?;
        if !names.insert(rule.name.clone()) {
            return Err(refuse("is in the file twice".into()));
        }
        rules.push(Rule::read(rule).map_err(refuse)?);
    }
    Ok(rules)
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

impl Search {
    fn read(text: &mut RuleText) -> Result<Search, String> {
        let all = |one_or_many: Option<OneOrMany>| match one_or_many {
            Some(OneOrMany::One(when)) => vec![when],
            Some(OneOrMany::Many(when)) => when,
            None => Vec::new(),
        };
        let lazy = |all: Vec<String>| all.into_iter().map(Lazy::new).collect();
        let when = all(text.when.take());
        let next = all(text.next.take());
        let key = text.key.take().map(Lazy::new);
        let not_key = text.not_key.take().map(Lazy::new);
        let needs_keywords = |what: &str| {
            if text.keywords.is_empty() {
                return Err(format!("a rule with `{what}` needs keywords"));
            }
            Ok(())
        };
        if !next.is_empty() {
            needs_keywords("next")?;
            if when.is_empty() || key.is_some() || text.until.is_some() {
                return Err("`next` stands beside `when` only".into());
            }
            return Ok(Search::Next(lazy(when), lazy(next)));
        }
        match (when.len(), text.until.take(), key) {
            (0, None, Some(key)) => {
                needs_keywords("key")?;
                Ok(Search::Names(key, not_key))
            }
            (1, Some(until), None) => {
                needs_keywords("until")?;
                let begin = when.into_iter().map(Lazy::new).next();
                let begin = begin.ok_or("`until` needs one `when`")?;
                Ok(Search::Lines(begin, Lazy::new(until)))
            }
            (0, None, None) if text.check.is_some_and(Check::finds) => Ok(Search::Numbers),
            (1.., None, None) => Ok(Search::Regexes(lazy(when))),
            _ => Err("has to say what it looks for: `when`, `when` and `until`, `key`, or a `check` for numbers".into()),
        }
    }

    fn regexes(&self) -> Vec<&Lazy> {
        match self {
            Search::Regexes(when) => when.iter().collect(),
            Search::Names(is, is_not) => is_not.iter().chain([is]).collect(),
            Search::Lines(begin, until) => vec![begin, until],
            Search::Next(when, next) => when.iter().chain(next).collect(),
            Search::Numbers => Vec::new(),
        }
    }
}

impl Rule {
    fn read(mut text: RuleText) -> Result<Rule, String> {
        if text.name.trim().is_empty() {
            return Err("has an empty name".into());
        }
        if !is_placeholder(&text.with) {
            return Err(format!(
                "with = {:?}: a placeholder looks like [UPPER_CASE] and has at most {PLACEHOLDER_LEN} characters",
                text.with
            ));
        }
        if let Some(word) = text.keywords.iter().find(|word| !is_of_length(word)) {
            return Err(format!(
                "the keyword {word:?} has neither one byte nor at least three"
            ));
        }
        if text.not_key.is_some() && text.key.is_none() {
            return Err("`not_key` stands beside `key` only".into());
        }
        Ok(Rule {
            search: Search::read(&mut text)?,
            calls: OnceLock::new(),
            name: text.name,
            keywords: text.keywords,
            with: text.with,
            examples: text.example,
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
        for lazy in self.search.regexes().into_iter().chain(others) {
            lazy.check()
                .map_err(|error| refuse(format!("regex: {error}")))?;
        }
        for lazy in self.search.regexes() {
            if lazy.is_match(b"").unwrap_or(false) {
                let source = lazy.source();
                return Err(refuse(format!(
                    "it matches where there is nothing: {source}"
                )));
            }
        }
        if !self.examples.iter().any(|example| example.result.is_some()) {
            return Err(refuse("has no example with a result".into()));
        }
        Ok(())
    }

    /// Whether it looks for the values of names.
    pub(super) fn is_of_names(&self) -> bool {
        matches!(self.search, Search::Names(..))
    }

    /// Whether it looks for what takes several lines.
    pub(super) fn is_of_lines(&self) -> bool {
        matches!(self.search, Search::Lines(..))
    }

    /// Whether its check looks for itself.
    pub(super) fn is_of_numbers(&self) -> bool {
        matches!(self.search, Search::Numbers)
    }

    /// Whether it has to be tried on each line.
    pub(super) fn is_always_tried(&self) -> bool {
        matches!(self.search, Search::Regexes(_)) && self.keywords.is_empty()
    }

    /// What of a line its regexes find; `hits` are those of its keywords that stand there.
    pub(super) fn find(
        &self,
        line: &[u8],
        hits: &[Hit],
        found: &mut Vec<Range<usize>>,
    ) -> Result<(), Unusable> {
        let Search::Regexes(regexes) = &self.search else {
            return Ok(());
        };
        let calls = self
            .calls
            .get_or_init(|| Calls::new(regexes, &self.keywords));
        for when in calls.of(hits).into_iter().map(|number| &regexes[number]) {
            let values = when.find_all(line, hits, &self.keywords)?;
            self.check_all(line, values, found)?;
        }
        Ok(())
    }

    /// What its regexes find below a line that its others find.
    pub(super) fn find_next(
        &self,
        line: &[u8],
        found: &mut Vec<Range<usize>>,
    ) -> Result<(), Unusable> {
        match &self.search {
            Search::Next(_, next) => {
                for next in next {
                    // The keywords are of the line above.
                    self.check_all(line, next.find_everywhere(line)?, found)?;
                }
                Ok(())
            }
            Search::Names(..) => self.check_all(line, pairs::value_below(line), found),
            _ => Ok(()),
        }
    }

    fn check_all(
        &self,
        line: &[u8],
        values: Vec<Range<usize>>,
        found: &mut Vec<Range<usize>>,
    ) -> Result<(), Unusable> {
        for value in values {
            let passed = match self.check {
                Some(check) => check.parts(line, value),
                None => vec![value],
            };
            for part in passed {
                if !self.is_exception(line, &part)? {
                    found.push(part);
                }
            }
        }
        Ok(())
    }

    /// Whether something secret may stand below the line.
    pub(super) fn is_above(&self, line: &[u8], hits: &[Hit]) -> Result<bool, Unusable> {
        let Search::Next(when, _) = &self.search else {
            return Ok(false);
        };
        for when in when {
            if when.is_in(line, hits, &self.keywords)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What of a line is the value of the name around a keyword; tells how far it needs no other look, and
    /// whether the value is below.
    pub(super) fn find_value(
        &self,
        line: &[u8],
        keyword: Range<usize>,
        found: &mut Vec<Range<usize>>,
    ) -> Result<(usize, bool), Unusable> {
        let mut name = Name::around(line, keyword);
        let end = name.range.end;
        if !self.is_named(&name)? {
            match name.with_word_before(line) {
                Some(longer) if self.is_named(&longer)? => name = longer,
                _ => return Ok((end, false)),
            }
        }
        let (values, below, read_to) = name.values(line);
        let far = read_to > end + FAR;
        let last = values.last().map(|last| last.end);
        self.check_all(line, values, found)?;
        // Names within what is hidden are, too, but one that ends it: `password is "secret": "…"`. What was read far in vain
        // is not read again.
        let hidden = last.filter(|_| self.check.is_none());
        let hidden = hidden.map(|hidden| end.max(hidden - 1));
        Ok((hidden.unwrap_or(if far { read_to } else { end }), below))
    }

    fn is_named(&self, name: &Name) -> Result<bool, Unusable> {
        let Search::Names(is, is_not) = &self.search else {
            return Ok(false);
        };
        let name = name.spelt.as_bytes();
        if let Some(is_not) = is_not
            && is_not.is_match(name)?
        {
            return Ok(false);
        }
        is.is_match(name)
    }

    /// Where on a line something of several lines begins: the end of what says so, and where it ends on the same line.
    pub(super) fn opens(&self, line: &[u8], from: usize) -> Result<Option<Opening>, Unusable> {
        let Search::Lines(begin, until) = &self.search else {
            return Ok(None);
        };
        let Some(begin) = begin.find_at(line, from)? else {
            return Ok(None);
        };
        let until = until.find_at(line, begin.end)?;
        Ok(Some(Opening { begin, until }))
    }

    /// Where on a line something ends that began on another.
    pub(super) fn closes(&self, line: &[u8]) -> Result<Option<Range<usize>>, Unusable> {
        match &self.search {
            Search::Lines(_, until) => until.find_at(line, 0),
            _ => Ok(None),
        }
    }

    /// Whether what it found is to stay.
    pub(super) fn is_exception(&self, line: &[u8], part: &Range<usize>) -> Result<bool, Unusable> {
        if let Some(except) = &self.except
            && except.is_match(&line[part.clone()])?
        {
            return Ok(true);
        }
        if let Some(not_after) = self.not_after.as_ref().filter(|_| part.start > 0) {
            let from = part.start.saturating_sub(LOOK_BACK);
            return not_after.is_match(&line[from..part.start]);
        }
        Ok(false)
    }
}

/// Something of several lines begins.
#[derive(Debug)]
pub(super) struct Opening {
    pub(super) begin: Range<usize>,
    pub(super) until: Option<Range<usize>>,
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::super::keywords::{Keywords, Word};
    use super::super::links::{self, Link};
    use super::*;

    /// The built-in rules, the keywords of each, and the lines of all examples.
    static ALL: LazyLock<(Vec<Rule>, Vec<Keywords>, Vec<String>)> = LazyLock::new(|| {
        let (rules, together) = read(crate::scrub::BUILT_IN).expect("reads");
        let keywords = rules.iter().map(|rule| {
            let words = rule.keywords.iter().enumerate();
            let word = |number| Word { rule: 0, number };
            Keywords::new(words.map(|(number, text)| (word(number), text.as_str())))
        });
        let keywords = keywords.collect();
        let examples = rules.iter().flat_map(|rule| &rule.examples);
        let lines = examples
            .chain(&together)
            .flat_map(|example| example.text.lines());
        let lines = lines.map(str::to_owned).collect();
        (rules, keywords, lines)
    });

    /// That regexes find in a line about their keywords what they find in the whole of it.
    fn assert_found_about_keywords(line: &str) {
        let (rules, keywords, _) = &*ALL;
        for (rule, keywords) in rules.iter().zip(keywords) {
            let (Search::Regexes(regexes) | Search::Next(regexes, _)) = &rule.search else {
                continue;
            };
            let bytes = line.as_bytes();
            let mut hits = Vec::new();
            keywords.find(bytes, |word, start, end| {
                Hit::add(&mut hits, word, start..end);
            });
            if hits.is_empty() {
                continue;
            }
            let calls = Calls::new(regexes, &rule.keywords).of(&hits);
            for (number, regex) in regexes.iter().enumerate() {
                let name = &rule.name;
                let everywhere = regex.find_everywhere(bytes).expect("runs");
                let found = regex.find_all(bytes, &hits, &rule.keywords).expect("runs");
                assert_eq!(found, everywhere, "{name}: {line}");
                let is_in = regex.is_in(bytes, &hits, &rule.keywords).expect("runs");
                assert_eq!(
                    is_in,
                    regex.is_match(bytes).expect("runs"),
                    "{name}: {line}"
                );
                assert!(!is_in || calls.contains(&number), "{name}: {line}");
            }
        }
    }

    #[test]
    fn regexes_find_about_their_keywords_what_they_find_in_the_whole_line() {
        for line in &ALL.2 {
            assert_found_about_keywords(line);
        }
    }

    proptest! {
        #[test]
        fn the_same_is_found_in_pieces_of_lines(
            pieces in prop::collection::vec((any::<prop::sample::Index>(), 0..60_usize, 1..60_usize), 1..9)
        ) {
            let lines = &ALL.2;
            let piece = |(line, start, len): &(prop::sample::Index, usize, usize)| {
                let line = &lines[line.index(lines.len())];
                line.chars().skip(*start).take(*len).collect::<String>()
            };
            assert_found_about_keywords(&pieces.iter().map(piece).collect::<String>());
        }
    }

    #[test]
    fn most_regexes_are_asked_only_near_their_keywords() {
        let (mut all, mut linked, mut near) = (0, 0, 0);
        for rule in &ALL.0 {
            let (Search::Regexes(regexes) | Search::Next(regexes, _)) = &rule.search else {
                continue;
            };
            for regex in regexes {
                all += 1;
                let links = links::of(regex.source(), &rule.keywords);
                linked += usize::from(!links.is_empty());
                let is_near = |link: &Link| link.most.is_some_and(|most| most - link.least < 8);
                near += usize::from(links.iter().any(|links| links.iter().all(is_near)));
            }
        }
        assert!(linked * 100 > all * 96, "only {linked} of {all} are linked");
        assert!(near * 4 > all * 3, "only {near} of {all} are near");
    }

    #[test]
    fn every_keyword_calls_for_a_regex() {
        for rule in &ALL.0 {
            let (Search::Regexes(regexes) | Search::Next(regexes, _)) = &rule.search else {
                continue;
            };
            let links = |regex: &Lazy| links::of(regex.source(), &rule.keywords);
            let links: Vec<Vec<Vec<Link>>> = regexes.iter().map(links).collect();
            // What is linked to none is called for by all.
            if links.iter().any(Vec::is_empty) {
                continue;
            }
            for (number, keyword) in rule.keywords.iter().enumerate() {
                let mut all = links.iter().flatten().flatten();
                let calls = all.any(|link| link.number == number);
                assert!(calls, "{}: {keyword:?} is in no regex", rule.name);
            }
        }
    }
}
