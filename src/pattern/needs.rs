//! Literals without which a regex cannot match: asking for them is cheaper than asking the regex.

use std::cmp::Reverse;
use std::collections::HashMap;

use regex_syntax::hir::{Class, Hir, HirKind};

use super::parse::Parser;

/// Shorter ones stand in most lines.
const LEAST: usize = 3;
/// From here on a literal is rare enough.
const LONG: usize = 6;
/// More of them for one regex would no longer tell lines apart.
const MOST: usize = 64;

/// For each regex the literals of which at least one stands in every text that it matches; nothing where there are none
/// of use.
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

/// Spellings of one literal; where a letter comes in both cases there are more.
const SPELLINGS: usize = 4;

/// What follows each other in a regex.
struct Following<'p> {
    parser: &'p Parser,
    /// The literal at hand, in all its spellings.
    run: Vec<Vec<u8>>,
    best: Option<Vec<Vec<u8>>>,
}

impl Following<'_> {
    fn add(&mut self, hir: &Hir) {
        match hir.kind() {
            // What has no width comes between no letters.
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => self.spell(&[&literal.0]),
            HirKind::Class(class) => match pair(class) {
                Some([one, other]) => self.spell(&[&[one], &[other]]),
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

    /// The literal at hand goes on in one of these ways.
    fn spell(&mut self, ways: &[&[u8]]) {
        if self.run.len() * ways.len() > SPELLINGS {
            self.end();
        }
        if self.run.is_empty() {
            self.run.push(Vec::new());
        }
        let spellings = self.run.iter();
        let longer = spellings.flat_map(|run| ways.iter().map(|way| [run, *way].concat()));
        self.run = longer.collect();
    }

    /// The literal at hand is over.
    fn end(&mut self) {
        if !self.run.is_empty() {
            let run = std::mem::take(&mut self.run);
            self.offer(Some(run));
        }
    }

    /// The longer, the rarer; of long ones rather few.
    fn offer(&mut self, literals: Option<Vec<Vec<u8>>>) {
        let Some(literals) = literals else { return };
        let rank = |literals: &[Vec<u8>]| {
            let least = least(literals);
            (least.min(LONG), Reverse(literals.len()), least)
        };
        let is_better = |best: &Vec<Vec<u8>>| rank(&literals) > rank(best);
        if self.best.as_ref().is_none_or(is_better) {
            self.best = Some(literals);
        }
    }
}

/// The two characters of a class that holds no others.
fn pair(class: &Class) -> Option<[u8; 2]> {
    let Class::Bytes(class) = class else {
        return None;
    };
    let mut bytes = class.iter().flat_map(|range| range.start()..=range.end());
    let pair = [bytes.next()?, bytes.next()?];
    bytes.next().is_none().then_some(pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_literal_that_always_stands_there_is_told() {
        for (source, expected) in [
            (r"^Error: (?<message>.*)$", Some("Error: ")),
            (r"\bpanicked at '(?<m>.*)', (?:x|yz)", Some("panicked at '")),
            (r"(?:Exception|Error)(?:\$\w+)*: ", Some("Exception|Error")),
            (r"(?:Exception|Exceptions)", Some("Exception|Exceptions")),
            (r"^(?:abcd)+x?", Some("abcd")),
            (r"(?:abc)?\.def", Some(".def")),
            (r"[Aa]\bbc", Some("Abc|abc")),
            (r"(?i)^ab[.]cd", Some("AB.|Ab.|aB.|ab.")),
            (r"(?i)^abcd", None),
            (r"^[A-Z]\w*: (?<message>.*)$", None),
            (r"(?:Exception|\w+): ", None),
        ] {
            let found = needs([source]).unwrap().remove(0);
            let found = found.map(|all| {
                let mut all: Vec<_> = all
                    .into_iter()
                    .map(|one| String::from_utf8(one).unwrap())
                    .collect();
                all.sort();
                all.dedup();
                all.join("|")
            });
            let expected = expected.map(|all| {
                let mut all: Vec<_> = all.split('|').collect();
                all.sort_unstable();
                all.join("|")
            });
            assert_eq!(found, expected, "{source}");
        }
    }
}
