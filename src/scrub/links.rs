//! Which keywords stand in every text that a regex matches, and where in it: where none of them stands, the regex need not
//! be asked, and where one does, only about the places that such a match would begin at.
//!
//! In: a regex, and the keywords of its rule. Out: those of them of which each match holds one; nothing where that cannot
//! be told from the regex, which is then asked wherever the rule is.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

/// Spellings of what follows each other that are told apart.
const SPELLINGS: usize = 48;
/// Bytes of a class that are spelt out: `[ _-]`, `[0-9]`.
const CHOICES: usize = 10;

/// A keyword that a match may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Link {
    /// Its place among the keywords.
    pub(super) number: usize,
    /// Bytes of the match before it, at least.
    pub(super) least: usize,
    /// At most; nothing if there may be any number.
    pub(super) most: Option<usize>,
}

/// Keywords of which every match of the regex holds one, and others of which it holds one as well, and so on.
pub(super) fn of(source: &str, keywords: &[String]) -> Vec<Vec<Link>> {
    let mut parser = ParserBuilder::new().unicode(false).utf8(false).build();
    let lower = keywords.iter().map(|word| word.to_ascii_lowercase());
    let keywords: Vec<String> = lower.collect();
    // What does not parse does not run either.
    let parsed = parser.parse(source);
    parsed.map_or_else(
        |_| Vec::new(),
        |hir| Links::find(&keywords, &hir, (0, Some(0))),
    )
}

/// Bytes, at least and at most.
type Length = (usize, Option<usize>);

fn sum(one: Length, other: Length) -> Length {
    let most = one.1.zip(other.1);
    let most = most.and_then(|(one, other)| one.checked_add(other));
    (one.0.saturating_add(other.0), most)
}

fn length(hir: &Hir) -> Length {
    let of = hir.properties();
    (of.minimum_len().unwrap_or(0), of.maximum_len())
}

struct Links<'k> {
    /// In lower case.
    keywords: &'k [String],
    /// What comes before the run.
    before: Length,
    /// The texts of which one stands at the place that was reached, in lower case.
    run: Vec<Vec<u8>>,
    found: Vec<Vec<Link>>,
}

impl Links<'_> {
    fn find(keywords: &[String], hir: &Hir, before: Length) -> Vec<Vec<Link>> {
        let mut links = Links {
            keywords,
            before,
            run: vec![Vec::new()],
            found: Vec::new(),
        };
        links.add(hir);
        links.end();
        for links in &mut links.found {
            links.sort_unstable();
            links.dedup();
        }
        links.found
    }

    fn add(&mut self, hir: &Hir) {
        if let Some(texts) = texts(hir).filter(|texts| texts.len() * self.run.len() <= SPELLINGS) {
            let longer = self.run.iter();
            let longer = longer.flat_map(|run| texts.iter().map(|text| [&run[..], text].concat()));
            self.run = longer.collect();
            return;
        }
        match hir.kind() {
            HirKind::Concat(parts) => return parts.iter().for_each(|part| self.add(part)),
            HirKind::Capture(capture) => return self.add(&capture.sub),
            HirKind::Repetition(repetition) => {
                self.end();
                if repetition.min > 0 {
                    let links = Links::find(self.keywords, &repetition.sub, self.before);
                    self.found.extend(links);
                }
            }
            HirKind::Alternation(parts) => {
                self.end();
                let parts = parts.iter();
                let parts = parts.map(|part| {
                    let found = Links::find(self.keywords, part, self.before);
                    found.into_iter().max_by_key(|links| self.worth(links))
                });
                let all: Option<Vec<Vec<Link>>> = parts.collect();
                self.found.extend(all.map(|all| all.concat()));
            }
            HirKind::Literal(_) | HirKind::Class(_) | HirKind::Empty | HirKind::Look(_) => {
                self.end();
            }
        }
        self.before = sum(self.before, length(hir));
    }

    /// What comes next is not known. Of each spelling the longest keyword counts, as it is rare.
    fn end(&mut self) {
        let run = std::mem::replace(&mut self.run, vec![Vec::new()]);
        let link = |text: &Vec<u8>| {
            let those = self.keywords.iter().enumerate();
            // A single letter is looked for in its own case only, which is not known any more.
            let is_letter =
                |word: &str| word.len() == 1 && word.as_bytes()[0].is_ascii_alphabetic();
            let those = those.filter(|(_, word)| !is_letter(word));
            let those = those.filter_map(|(number, word)| {
                let at = memchr::memmem::find(text, word.as_bytes())?;
                Some((number, word.len(), at))
            });
            let (number, _, at) = those.max_by_key(|(_, len, _)| *len)?;
            let (least, most) = sum(self.before, (at, Some(at)));
            Some(Link {
                number,
                least,
                most,
            })
        };
        self.found
            .extend(run.iter().map(link).collect::<Option<Vec<_>>>());
        let lengths = run.iter().map(Vec::len);
        let least = lengths.clone().min().unwrap_or(0);
        self.before = sum(self.before, (least, lengths.max()));
    }

    /// Long keywords tell most; of those that tell as much, the ones whose place is known.
    fn worth(&self, links: &[Link]) -> (Option<usize>, bool) {
        let lens = links.iter().map(|link| self.keywords[link.number].len());
        (lens.min(), links.iter().all(|link| link.most.is_some()))
    }
}

/// All texts that a part of a regex matches, in lower case, if these are few.
fn texts(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    match hir.kind() {
        // What has no width comes between no letters.
        HirKind::Empty | HirKind::Look(_) => Some(vec![Vec::new()]),
        HirKind::Literal(literal) => Some(vec![literal.0.to_ascii_lowercase()]),
        HirKind::Capture(capture) => texts(&capture.sub),
        HirKind::Class(Class::Bytes(class)) => {
            let ranges = class.iter();
            let bytes = ranges.flat_map(|range| range.start()..=range.end());
            let mut bytes: Vec<u8> = bytes.map(|byte| byte.to_ascii_lowercase()).collect();
            bytes.sort_unstable();
            bytes.dedup();
            let bytes = (bytes.len() <= CHOICES).then_some(bytes)?;
            Some(bytes.into_iter().map(|byte| vec![byte]).collect())
        }
        HirKind::Alternation(parts) => {
            let parts: Option<Vec<_>> = parts.iter().map(texts).collect();
            let parts = parts?.concat();
            (parts.len() <= SPELLINGS).then_some(parts)
        }
        HirKind::Concat(parts) => parts.iter().try_fold(vec![Vec::new()], |so_far, part| {
            let texts = texts(part)?;
            let both = so_far.iter().flat_map(|begin: &Vec<u8>| {
                texts.iter().map(move |end| [&begin[..], end].concat())
            });
            (so_far.len() * texts.len() <= SPELLINGS).then(|| both.collect())
        }),
        HirKind::Class(_) | HirKind::Repetition(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_regex_needs_the_keywords_that_all_its_matches_hold() {
        let keywords = [
            "docker login",
            "podman login",
            "KEY",
            "sk-",
            "sk-live-",
            "Z",
        ]
        .map(str::to_owned);
        let link = |number, least, most| Link {
            number,
            least,
            most,
        };
        let at = |number, at| link(number, at, Some(at));
        for (source, linked) in [
            (
                r"\b(?:docker|podman) login -p (\S+)",
                vec![vec![at(0, 0), at(1, 0)]],
            ),
            (
                r"(?i)api[ _-]?key\s*(?<value>\w+)",
                vec![vec![link(2, 3, Some(4))]],
            ),
            (r"\bsk-(?<value>[a-z]{20})", vec![vec![at(3, 0)]]),
            (r"\bsk-live-(?<value>[a-z]{20})", vec![vec![at(4, 0)]]),
            (r"(?:sk-|key)[a-z]+", vec![vec![at(2, 0), at(3, 0)]]),
            (r"[a-z]{2,5}x?key", vec![vec![link(2, 2, Some(6))]]),
            (
                r"\w+ (?:(?:sk-)[a-z]+|key)",
                vec![vec![link(2, 2, None), link(3, 2, None)]],
            ),
            (
                r"sk-\d+ (?:x[0-9]+key|sk-\d)",
                vec![vec![at(3, 0)], vec![link(2, 7, None), link(3, 5, None)]],
            ),
            (r"(?:sk-|pk-)[a-z]+", vec![]),
            (r"(?:key)?[a-z]+", vec![]),
            (r"\d(?:a.key)+[a-z]+", vec![vec![at(2, 3)]]),
            (r"ke[xy]=", vec![]),
            (r"s[ k]-", vec![]),
            ("z[0-9]", vec![]),
            ("(", vec![]),
        ] {
            assert_eq!(of(source, &keywords), linked, "{source}");
        }
    }
}
