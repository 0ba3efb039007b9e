//! A rule's regex: compiled when it is first asked, and asked only where it can match.
//!
//! In: a line, and where the keywords of the rule stand in it. Out: what the regex finds in it. Where each match is known to
//! begin at most a few bytes before a keyword, only these places are tried, so that a word that stands in many lines for
//! something else costs next to nothing.

use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::meta::{Config, Regex};
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input};

use super::keywords::Hit;
use super::links::{self, Link};

/// A compiled regex's size: ten times what the built-in ones need, so that a user's cannot eat the memory.
const SIZE: usize = 4 << 20;
/// The group whose text is taken.
const GROUP: &str = "value";
/// Places of a line that are tried by themselves; with more, the line is searched.
const TRIES: usize = 8;

/// A regex cannot run, so the text it was given must not be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unusable;

/// A regex that is compiled when it is first needed.
#[derive(Debug, Clone)]
pub(super) struct Lazy {
    source: String,
    compiled: OnceLock<Option<Compiled>>,
    /// Of which of its rule's keywords each match holds one, and how far from its beginning.
    links: OnceLock<Vec<Vec<Link>>>,
}

#[derive(Debug, Clone)]
struct Compiled {
    regex: Regex,
    /// Whether it has a group for what is taken, which otherwise is all that matches.
    grouped: bool,
}

/// Which of a rule's regexes its keywords call for.
#[derive(Debug, Clone, Default)]
pub(super) struct Calls {
    /// For each keyword, in order.
    by_word: Vec<Vec<usize>>,
    /// Those that any keyword calls for.
    always: Vec<usize>,
}

impl Calls {
    pub(super) fn new(regexes: &[Lazy], keywords: &[String]) -> Self {
        let mut calls = Calls {
            by_word: vec![Vec::new(); keywords.len()],
            always: Vec::new(),
        };
        let shortest = |links: &&Vec<Link>| {
            let lens = links.iter().map(|link| keywords[link.number].len());
            lens.min()
        };
        for (number, regex) in regexes.iter().enumerate() {
            // One of each of these must stand there; the longest do most rarely.
            match regex.links(keywords).iter().max_by_key(shortest) {
                Some(links) => {
                    for link in links {
                        calls.by_word[link.number].push(number);
                    }
                }
                None => calls.always.push(number),
            }
        }
        calls
    }

    /// Those that may match where these keywords stand, in order.
    pub(super) fn of(&self, hits: &[Hit]) -> Vec<usize> {
        let called = hits
            .iter()
            .filter_map(|hit| self.by_word.get(hit.word.number));
        let mut all: Vec<usize> = called.flatten().chain(&self.always).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Where a regex may match.
#[derive(Debug, PartialEq, Eq)]
enum Places {
    Nowhere,
    /// If it matches, from one of these on, which are in order.
    Few(Vec<usize>),
    Anywhere,
}

impl Lazy {
    pub(super) fn new(source: String) -> Self {
        Lazy {
            source,
            compiled: OnceLock::new(),
            links: OnceLock::new(),
        }
    }

    pub(super) fn source(&self) -> &str {
        &self.source
    }

    /// Compiles it now, or says why that cannot be done.
    pub(super) fn check(&self) -> Result<(), String> {
        compile(&self.source).map(|_| ())
    }

    fn get(&self) -> Result<&Compiled, Unusable> {
        let compiled = self
            .compiled
            .get_or_init(|| compile(&self.source).ok())
            .as_ref();
        compiled.ok_or(Unusable)
    }

    pub(super) fn is_match(&self, text: &[u8]) -> Result<bool, Unusable> {
        Ok(self.get()?.regex.is_match(text))
    }

    /// The first match at `at` or behind it.
    pub(super) fn find_at(&self, text: &[u8], at: usize) -> Result<Option<Range<usize>>, Unusable> {
        Ok(self.get()?.find(text, at, Anchored::No))
    }

    /// Whether it matches a line in which its rule's `keywords` stand where `hits` tells.
    pub(super) fn is_in(
        &self,
        line: &[u8],
        hits: &[Hit],
        keywords: &[String],
    ) -> Result<bool, Unusable> {
        Ok(match self.places(hits, keywords) {
            Places::Nowhere => false,
            Places::Anywhere => self.get()?.regex.is_match(line),
            Places::Few(places) => {
                let compiled = self.get()?;
                let is_at = |at: &usize| compiled.find(line, *at, Anchored::Yes).is_some();
                places.iter().any(is_at)
            }
        })
    }

    /// What it finds in a line in which its rule's `keywords` stand where `hits` tells: the group `value` of each match.
    pub(super) fn find_all(
        &self,
        line: &[u8],
        hits: &[Hit],
        keywords: &[String],
    ) -> Result<Vec<Range<usize>>, Unusable> {
        let places = match self.places(hits, keywords) {
            Places::Nowhere => return Ok(Vec::new()),
            Places::Anywhere => return self.find_everywhere(line),
            Places::Few(places) => places,
        };
        let compiled = self.get()?;
        let mut values = Vec::new();
        let mut done = 0;
        for at in places {
            if at >= done
                && let Some(whole) = compiled.find(line, at, Anchored::Yes)
            {
                done = whole.end;
                values.extend(compiled.value(line, whole));
            }
        }
        Ok(values)
    }

    /// What it finds in a line, whatever keywords stand there.
    pub(super) fn find_everywhere(&self, line: &[u8]) -> Result<Vec<Range<usize>>, Unusable> {
        let compiled = self.get()?;
        let mut values = Vec::new();
        let mut at = 0;
        while at <= line.len()
            && let Some(whole) = compiled.find(line, at, Anchored::No)
        {
            at = whole.end.max(at + 1);
            values.extend(compiled.value(line, whole));
        }
        Ok(values)
    }

    /// Of which of its rule's `keywords` each match holds one, and of which others as well.
    fn links(&self, keywords: &[String]) -> &[Vec<Link>] {
        self.links.get_or_init(|| links::of(&self.source, keywords))
    }

    fn places(&self, hits: &[Hit], keywords: &[String]) -> Places {
        let mut best = Places::Anywhere;
        for links in self.links(keywords) {
            match (places(links, hits), &best) {
                (Places::Nowhere, _) => return Places::Nowhere,
                (Places::Few(places), Places::Few(best)) if best.len() <= places.len() => {}
                (Places::Few(places), _) => best = Places::Few(places),
                (Places::Anywhere, _) => {}
            }
        }
        best
    }
}

/// Where a match may begin that holds one of these keywords.
fn places(links: &[Link], hits: &[Hit]) -> Places {
    let mut places = Vec::new();
    let mut anywhere = false;
    for link in links {
        for hit in hits.iter().filter(|hit| hit.word.number == link.number) {
            let (Some(start), Some(most)) = (hit.start, link.most) else {
                anywhere = true;
                continue;
            };
            // A match that held this keyword so far behind would begin before the line.
            let Some(last) = start.checked_sub(link.least) else {
                continue;
            };
            let first = start.saturating_sub(most);
            anywhere |= last - first >= TRIES;
            places.extend((first..=last).take(TRIES));
        }
    }
    places.sort_unstable();
    places.dedup();
    match places.len() {
        _ if anywhere => Places::Anywhere,
        0 => Places::Nowhere,
        1..=TRIES => Places::Few(places),
        _ => Places::Anywhere,
    }
}

impl Compiled {
    fn find(&self, text: &[u8], at: usize, anchored: Anchored) -> Option<Range<usize>> {
        let input = Input::new(text).range(at..).anchored(anchored);
        Some(self.regex.find(input)?.range())
    }

    /// What is taken of a match; nothing in a branch without the group, which protects what it took.
    fn value(&self, text: &[u8], whole: Range<usize>) -> Option<Range<usize>> {
        if !self.grouped {
            return Some(whole).filter(|whole| !whole.is_empty());
        }
        let mut captures = self.regex.create_captures();
        let input = Input::new(text).range(whole.start..);
        let input = input.anchored(Anchored::Yes);
        self.regex.captures(input, &mut captures);
        let value = captures.get_group_by_name(GROUP)?.range();
        Some(value).filter(|value| !value.is_empty())
    }
}

fn compile(source: &str) -> Result<Compiled, String> {
    // Bytes, as logs are not always UTF-8.
    let syntax = syntax::Config::new().unicode(false).utf8(false);
    let config = Config::new().utf8_empty(false).nfa_size_limit(Some(SIZE));
    let mut builder = Regex::builder();
    let built = builder.syntax(syntax).configure(config).build(source);
    let regex = built.map_err(|error| match (error.syntax_error(), error.size_limit()) {
        (Some(syntax), _) => syntax.to_string(),
        (None, Some(limit)) => format!("compiled, it takes more than {limit} bytes"),
        (None, None) => error.to_string(),
    })?;
    let mut names = regex.group_info().all_names();
    let grouped = names.any(|(_, _, name)| name == Some(GROUP));
    Ok(Compiled { regex, grouped })
}
