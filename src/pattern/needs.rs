//! Literals without which a regex cannot match: asking for them is cheaper than asking the regex.

use std::cmp::Reverse;
use std::collections::HashMap;

use memchr::memchr2_iter;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::Set;
use super::compile::{is_end, is_rest};
use super::parse::Parser;

/// Shorter ones stand in most lines.
const LEAST: usize = 3;
/// From here on a literal is rare enough.
const LONG: usize = 6;
/// More of them for one regex would no longer tell lines apart.
const MOST: usize = 64;

/// Bytes that are rare enough in texts for a look at what stands behind each: those between the parts of names.
const MARKS: [u8; 2] = [b'.', b'$'];

/// What regexes need.
pub(crate) struct Needs {
    /// Of each regex, in order.
    pub(crate) of: Vec<Need>,
    /// Which of them match at the start of a text only.
    pub(crate) anchored: Vec<bool>,
    /// Which may match at the start of a text, but not where a blank stands before it.
    pub(crate) at_start: Vec<bool>,
    /// What must stand in a text for those that need [`Need::Tails`].
    pub(crate) tails: Option<Tails>,
}

/// What must stand in every text that a regex matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Need {
    /// One of these.
    Literals(Vec<Vec<u8>>),
    /// One of these, or something that [`Tails`] tell.
    Tails(Vec<Vec<u8>>),
    /// Nothing that could be found faster than the regex.
    Regex,
}

/// Marks of names and what must stand behind them, for all regexes at once.
#[derive(Debug)]
pub(crate) struct Tails {
    set: Set,
    /// The regex of each, as the place where it was given.
    regexes: Vec<usize>,
    /// Whether one may go on with a byte.
    begins: Box<[bool; 256]>,
}

impl Tails {
    /// Whether one digit is as good as another, wherever it stands.
    pub(crate) fn takes_any_digit(&self) -> bool {
        let mut digits = (b'0'..=b'9').map(|digit| self.begins[usize::from(digit)]);
        self.set.takes_any_digit()
            && (digits.clone().all(|begins| begins) || !digits.any(|begins| begins))
    }

    /// Tells `found` which regexes may match a text, some more than once.
    pub(crate) fn matches(&self, text: &str, found: &mut dyn FnMut(usize)) {
        let bytes = text.as_bytes();
        let may_begin = |at: &usize| {
            let next = bytes.get(at + 1);
            next.is_none_or(|next| self.begins[usize::from(*next)])
        };
        let mut places = memchr2_iter(MARKS[0], MARKS[1], bytes)
            .filter(may_begin)
            .peekable();
        if places.peek().is_some() {
            self.set
                .at_each(text, places, &mut |tail| found(self.regexes[tail]));
        }
    }
}

/// For each regex what a text must hold for it to match.
pub(crate) fn needs<'s>(sources: impl IntoIterator<Item = &'s str>) -> Result<Needs, String> {
    let mut parser = Parser::default();
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut all: Vec<Found> = Vec::new();
    let mut of = Vec::new();
    let (mut anchored, mut at_start) = (Vec::new(), Vec::new());
    for source in sources {
        if let Some(&first) = known.get(source) {
            all.push(all[first].clone());
            anchored.push(anchored[first]);
            at_start.push(at_start[first]);
            continue;
        }
        known.insert(source, all.len());
        let outline = parser.parse(source)?;
        all.push(find(&parser, &outline));
        anchored.push(parser.is_anchored(&outline));
        at_start.push(asks_for_start(&parser, &outline));
    }
    let mut tails: Vec<Hir> = Vec::new();
    let mut regexes = Vec::new();
    let mut begins = Box::new([false; 256]);
    for (number, found) in all.into_iter().enumerate() {
        of.push(match (found.literals, found.tails) {
            (Some(literals), _) if is_of_use(&literals) => Need::Literals(literals),
            (_, Some((literals, behind))) => {
                for tail in behind {
                    may_begin(&parser, &tail.behind, &mut begins);
                    let mark = std::iter::once(Hir::literal([tail.mark]));
                    let all: Vec<_> = mark.chain(tail.behind).collect();
                    tails.push(without_rest(&parser, &all));
                    regexes.push(number);
                }
                Need::Tails(literals)
            }
            _ => Need::Regex,
        });
    }
    let tails = (!tails.is_empty()).then(|| Set::of_outlines(&parser, &tails));
    Ok(Needs {
        of,
        anchored,
        at_start,
        tails: tails.transpose()?.map(|set| Tails {
            set,
            regexes,
            begins,
        }),
    })
}

fn asks_for_start(parser: &Parser, hir: &Hir) -> bool {
    let is_blank = |part: &Hir| match part.kind() {
        HirKind::Class(Class::Bytes(class)) => {
            let has = |byte| {
                class
                    .iter()
                    .any(|range| range.start() <= byte && byte <= range.end())
            };
            has(b' ') && has(b'\t')
        }
        _ => false,
    };
    match hir.kind() {
        HirKind::Look(look) => *look == Look::Start,
        HirKind::Capture(capture) => asks_for_start(parser, parser.meant(capture)),
        HirKind::Repetition(repetition) => asks_for_start(parser, &repetition.sub),
        HirKind::Concat(parts) => parts.iter().any(|part| asks_for_start(parser, part)),
        HirKind::Alternation(parts) => {
            let either = parts.iter().any(is_blank);
            let asks = |part: &Hir| match part.kind() {
                HirKind::Look(Look::Start) => !either,
                _ => asks_for_start(parser, part),
            };
            parts.iter().any(asks)
        }
        _ => false,
    }
}

fn least(literals: &[Vec<u8>]) -> usize {
    literals.iter().map(Vec::len).min().unwrap_or_default()
}

fn is_of_use(literals: &[Vec<u8>]) -> bool {
    least(literals) >= LEAST && literals.len() <= MOST
}

/// What stands in every text that a part of a regex matches.
#[derive(Debug, Clone, Default)]
struct Found {
    literals: Option<Vec<Vec<u8>>>,
    /// Literals that are of use, or tails.
    tails: Option<(Vec<Vec<u8>>, Vec<Tail>)>,
}

/// A mark, and what follows it.
#[derive(Debug, Clone)]
struct Tail {
    mark: u8,
    behind: Vec<Hir>,
}

fn find(parser: &Parser, hir: &Hir) -> Found {
    let mut parts = Vec::new();
    flatten(parser, hir, &mut parts);
    let mut following = Following {
        parser,
        run: Vec::new(),
        best: None,
        tails: None,
    };
    for (at, part) in parts.iter().enumerate() {
        following.add(part, &parts[at + 1..]);
    }
    following.end();
    Found {
        literals: following.best,
        tails: following.tails,
    }
}

/// What follows each other, captures and groups put in.
fn flatten<'h>(parser: &'h Parser, hir: &'h Hir, parts: &mut Vec<&'h Hir>) {
    match hir.kind() {
        HirKind::Capture(capture) => flatten(parser, parser.meant(capture), parts),
        HirKind::Concat(all) => all.iter().for_each(|part| flatten(parser, part, parts)),
        _ => parts.push(hir),
    }
}

/// Spellings of one literal; where a letter comes in both cases there are more.
const SPELLINGS: usize = 4;

/// What follows each other in a regex.
struct Following<'p> {
    parser: &'p Parser,
    /// The literal at hand, in all its spellings.
    run: Vec<Vec<u8>>,
    best: Option<Vec<Vec<u8>>>,
    tails: Option<(Vec<Vec<u8>>, Vec<Tail>)>,
}

impl Following<'_> {
    fn add(&mut self, hir: &Hir, behind: &[&Hir]) {
        match hir.kind() {
            // What has no width comes between no letters.
            // Captures and what follows each other are put in before.
            HirKind::Empty | HirKind::Look(_) | HirKind::Capture(_) | HirKind::Concat(_) => {}
            HirKind::Literal(literal) => {
                self.spell(&[&literal.0]);
                self.mark(&literal.0, behind);
            }
            HirKind::Class(class) => match pair(class) {
                Some([one, other]) => self.spell(&[&[one], &[other]]),
                None => self.end(),
            },
            HirKind::Repetition(repetition) => {
                self.end();
                if repetition.min > 0 {
                    let found = find(self.parser, &repetition.sub);
                    self.offer(found.literals);
                    // Those of the last time.
                    self.offer_tails(found.tails, behind);
                }
            }
            HirKind::Alternation(parts) => {
                self.end();
                let parts: Vec<_> = parts.iter().map(|part| find(self.parser, part)).collect();
                let literals: Option<Vec<_>> =
                    parts.iter().map(|part| part.literals.clone()).collect();
                self.offer(literals.map(|parts| parts.concat()));
                let (mut literals, mut tails) = (Vec::new(), Vec::new());
                for part in parts {
                    match part.literals.filter(|literals| is_of_use(literals)) {
                        Some(found) => literals.extend(found),
                        None => match part.tails {
                            Some((words, found)) => {
                                literals.extend(words);
                                tails.extend(found);
                            }
                            None => return,
                        },
                    }
                }
                self.offer_tails(Some((literals, tails)), behind);
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

    /// A literal may hold a mark.
    fn mark(&mut self, literal: &[u8], behind: &[&Hir]) {
        let Some(at) = literal.iter().rposition(|byte| MARKS.contains(byte)) else {
            return;
        };
        let rest = &literal[at + 1..];
        let tail = Tail {
            mark: literal[at],
            behind: (!rest.is_empty())
                .then(|| Hir::literal(rest))
                .into_iter()
                .collect(),
        };
        self.offer_tails(Some((Vec::new(), vec![tail])), behind);
    }

    /// The last mark tells most: what stands before others are other names. But all that follows must follow.
    fn offer_tails(&mut self, tails: Option<(Vec<Vec<u8>>, Vec<Tail>)>, behind: &[&Hir]) {
        let Some((literals, mut tails)) = tails else {
            return;
        };
        for tail in &mut tails {
            tail.behind
                .extend(behind.iter().map(|part| (*part).clone()));
        }
        self.tails = Some((literals, tails));
    }
}

/// These parts without what is the rest of the line, whatever that is: it need not be read.
fn without_rest(parser: &Parser, parts: &[Hir]) -> Hir {
    let mut parts = match parts {
        [parts @ .., rest, end] if is_end(end) && means_rest(parser, rest) => parts,
        parts => parts,
    }
    .to_vec();
    if let Some(last) = parts.pop() {
        let mut inner = Vec::new();
        flatten(parser, &last, &mut inner);
        parts.push(match inner.as_slice() {
            [one] => match one.kind() {
                HirKind::Alternation(ways) => {
                    let open = |way| {
                        let mut parts = Vec::new();
                        flatten(parser, way, &mut parts);
                        let parts: Vec<_> = parts.into_iter().cloned().collect();
                        without_rest(parser, &parts)
                    };
                    Hir::alternation(ways.iter().map(open).collect())
                }
                _ => last,
            },
            _ => last,
        });
    }
    Hir::concat(parts)
}

/// Whether it is the rest of the line, captured or in a group too.
fn means_rest(parser: &Parser, hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Capture(capture) => means_rest(parser, parser.meant(capture)),
        _ => is_rest(hir),
    }
}

/// Notes what bytes these parts may begin with.
fn may_begin(parser: &Parser, parts: &[Hir], begins: &mut [bool; 256]) {
    for part in parts {
        match part.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => begins[usize::from(literal.0[0])] = true,
            HirKind::Class(Class::Bytes(class)) => {
                let bytes = class.iter().flat_map(|range| range.start()..=range.end());
                bytes.for_each(|byte| begins[usize::from(byte)] = true);
            }
            HirKind::Class(Class::Unicode(_)) => begins.fill(true),
            HirKind::Capture(capture) => {
                let meant = std::slice::from_ref(parser.meant(capture));
                may_begin(parser, meant, begins);
            }
            HirKind::Repetition(repetition) => {
                may_begin(parser, std::slice::from_ref(&*repetition.sub), begins);
            }
            HirKind::Concat(parts) => may_begin(parser, parts, begins),
            HirKind::Alternation(parts) => {
                for part in parts {
                    may_begin(parser, std::slice::from_ref(part), begins);
                }
            }
        }
        if !parser.may_be_empty(part) {
            return;
        }
    }
    // Nothing need follow.
    begins.fill(true);
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
            let found = match needs([source]).unwrap().of.remove(0) {
                Need::Literals(all) => Some(all),
                _ => None,
            };
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

    #[test]
    fn names_are_told_by_what_stands_behind_a_mark() {
        let sources = [
            r"(?:^|\s)(?<type>(?:\w+\.)+[A-Z]\w*): (?<message>.*)$",
            r"(?:[A-Z]\w*Exception|[A-Z]\w*(?:\$[A-Z]\w*)+)$",
        ];
        let needed = needs(sources).unwrap();
        let [Need::Tails(none), Need::Tails(words)] = needed.of.as_slice() else {
            panic!("{:?}", needed.of);
        };
        assert!(none.is_empty());
        assert_eq!(words, &[b"Exception"]);
        let tails = needed.tails.unwrap();
        for (text, expected) in [
            ("10:00 a.b.C: x", &[0][..]),
            ("a.b.C - x", &[]),
            ("a.b.c: x", &[]),
            ("A$B", &[1]),
            ("A$B x", &[]),
            ("a.", &[]),
            ("", &[]),
        ] {
            let mut found = Vec::new();
            tails.matches(text, &mut |regex| found.push(regex));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_text_of_nothing_but_marks_is_not_read_from_each() {
        let needed = needs([r"\.[A-Z][^x]*y", r"\.[A-Z]z"]).unwrap();
        let mut found = Vec::new();
        let tails = needed.tails.unwrap();
        tails.matches(&".A".repeat(4_000), &mut |regex| found.push(regex));
        assert_eq!(found, [0, 1]);
    }
}
