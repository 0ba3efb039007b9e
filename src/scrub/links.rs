//! Which keywords stand in every text that a regex matches: where none of them stands, it need not be asked.
//!
//! In: a regex, and the keywords of its rule. Out: those of them of which each match holds one; nothing where that cannot
//! be told from the regex, which is then asked wherever the rule is.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

/// Spellings of what follows each other that are told apart.
const SPELLINGS: usize = 32;
/// Bytes of a class that are spelt out: `[ _-]`.
const CHOICES: usize = 4;

/// The numbers of keywords of which every match of the regex holds one.
pub(super) fn of(source: &str, keywords: &[String]) -> Option<Vec<usize>> {
    let mut parser = ParserBuilder::new().unicode(false).utf8(false).build();
    let lower = keywords.iter().map(|word| word.to_ascii_lowercase());
    let keywords: Vec<String> = lower.collect();
    Links::find(&keywords, &parser.parse(source).ok()?)
}

struct Links<'k> {
    /// In lower case.
    keywords: &'k [String],
    /// The texts of which one stands at the place that was reached, in lower case.
    run: Vec<Vec<u8>>,
    best: Option<Vec<usize>>,
}

impl Links<'_> {
    fn find(keywords: &[String], hir: &Hir) -> Option<Vec<usize>> {
        let mut links = Links {
            keywords,
            run: vec![Vec::new()],
            best: None,
        };
        links.add(hir);
        links.end();
        links.best
    }

    fn add(&mut self, hir: &Hir) {
        if let Some(texts) = texts(hir).filter(|texts| texts.len() * self.run.len() <= SPELLINGS) {
            let longer = self.run.iter();
            let longer = longer.flat_map(|run| texts.iter().map(|text| [&run[..], text].concat()));
            self.run = longer.collect();
            return;
        }
        match hir.kind() {
            HirKind::Concat(parts) => parts.iter().for_each(|part| self.add(part)),
            HirKind::Capture(capture) => self.add(&capture.sub),
            HirKind::Repetition(repetition) => {
                self.end();
                if repetition.min > 0 {
                    self.offer(Links::find(self.keywords, &repetition.sub));
                }
            }
            HirKind::Alternation(parts) => {
                self.end();
                let parts = parts.iter().map(|part| Links::find(self.keywords, part));
                let all: Option<Vec<Vec<usize>>> = parts.collect();
                self.offer(all.map(|all| all.concat()));
            }
            HirKind::Literal(_) | HirKind::Class(_) | HirKind::Empty | HirKind::Look(_) => {
                self.end();
            }
        }
    }

    /// What comes next is not known. Of each spelling the longest keyword counts, as it is rare.
    fn end(&mut self) {
        let run = std::mem::replace(&mut self.run, vec![Vec::new()]);
        let longest = |text: &Vec<u8>| {
            let those = self.keywords.iter().enumerate();
            // A single letter is looked for in its own case only, which is not known any more.
            let is_letter =
                |word: &str| word.len() == 1 && word.as_bytes()[0].is_ascii_alphabetic();
            let is_in = |word: &str| {
                !is_letter(word) && memchr::memmem::find(text, word.as_bytes()).is_some()
            };
            let those = those.filter(|(_, word)| is_in(word));
            those.max_by_key(|(_, word)| word.len())
        };
        let all = run.iter().map(|text| Some(longest(text)?.0));
        let all = all.collect();
        self.offer(all);
    }

    /// Few long keywords tell most.
    fn offer(&mut self, words: Option<Vec<usize>>) {
        let Some(mut words) = words else { return };
        words.sort_unstable();
        words.dedup();
        let shortest = |words: &[usize]| words.iter().map(|at| self.keywords[*at].len()).min();
        let is_better = |best: &Vec<usize>| shortest(&words) > shortest(best);
        if self.best.as_ref().is_none_or(is_better) {
            self.best = Some(words);
        }
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
        for (source, linked) in [
            (r"\b(?:docker|podman) login -p (\S+)", Some(&[0, 1][..])),
            (r"(?i)api[ _-]?key\s*(?<value>\w+)", Some(&[2])),
            (r"\bsk-(?<value>[a-z]{20})", Some(&[3])),
            (r"\bsk-live-(?<value>[a-z]{20})", Some(&[4])),
            (r"(?:sk-|key)[a-z]+", Some(&[2, 3])),
            (r"(?:sk-|pk-)[a-z]+", None),
            (r"(?:key)?[a-z]+", None),
            (r"(?:key)+[a-z]+", Some(&[2])),
            (r"ke[xy]=", None),
            (r"s[ k]-", None),
            ("z[0-9]", None),
            ("(", None),
        ] {
            assert_eq!(of(source, &keywords).as_deref(), linked, "{source}");
        }
    }
}
