//! Parses many regexes that hold the same groups: each group is parsed once.
//!
//! In: regexes as they stand in a file, with its parts, or as [`super::Expr`] expands them. Out: outlines, in which
//! captures stand for groups; put together they are what a plain parser would make of it, byte by byte.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use regex_syntax::hir::translate::TranslatorBuilder;
use regex_syntax::hir::{Capture, Hir, HirKind, Look};

use super::expr::{Parts, ascii, expand, part_name};

/// Shorter groups are not worth knowing.
const LEAST: usize = 40;
/// Names of the captures that stand for groups; no field is called so.
const STAND_IN: &str = "g__";

/// A parser, with the groups that it parsed. What it makes of a regex is an outline: captures stand in it for groups.
#[derive(Debug)]
pub(super) struct Parser {
    translators: TranslatorBuilder,
    parts: Arc<Parts>,
    /// Their numbers by their texts; none while one is being parsed.
    numbers: HashMap<String, Option<usize>>,
    groups: Vec<Group>,
}

#[derive(Debug)]
struct Group {
    outline: Hir,
    may_be_empty: bool,
    has_looks: bool,
}

impl Default for Parser {
    fn default() -> Parser {
        Parser::new(Arc::default())
    }
}

impl Parser {
    /// A parser of regexes that name these parts.
    pub(super) fn new(parts: Arc<Parts>) -> Parser {
        let mut translators = TranslatorBuilder::new();
        translators.unicode(false).utf8(false);
        Parser {
            translators,
            parts,
            numbers: HashMap::new(),
            groups: Vec::new(),
        }
    }

    /// The outline of a regex, and whether it has flags, which mean more than letters of ASCII.
    pub(super) fn parse_flagged(&mut self, source: &str) -> Result<(Hir, bool), String> {
        let is_flagged = has_flags(&expand(source, &self.parts)?);
        Ok((self.parse(source)?, is_flagged))
    }

    /// The outline of a regex.
    pub(super) fn parse(&mut self, source: &str) -> Result<Hir, String> {
        // Flags reach into groups.
        if has_flags(source) {
            return self.parse_bytewise(&expand(source, &self.parts)?);
        }
        let outline = self.outline(source)?;
        self.parse_bytewise(&outline)
    }

    fn parse_bytewise(&mut self, source: &str) -> Result<Hir, String> {
        let source = bytewise(source);
        let ast = regex_syntax::ast::parse::Parser::new().parse(&source);
        let ast = ast.map_err(|error| error.to_string())?;
        let hir = self.translators.build().translate(&source, &ast);
        hir.map_err(|error| error.to_string())
    }

    /// A regex with stand-ins for its parts, or where there are none for its outermost long groups.
    fn outline(&mut self, source: &str) -> Result<String, String> {
        const OPEN: &str = "(?:";
        let mut out = String::with_capacity(source.len());
        let has_parts = !self.parts.is_empty();
        let (mut at, mut count) = (0, 0);
        while at < source.len() {
            let (before, from) = source.split_at(at);
            let part = part_name(before, from).filter(|_| has_parts);
            let (group, end) = if let Some(name) = part {
                let end = at + name.len() + 2;
                (Some(self.part(&source[at..end], name)?), end)
            } else if !has_parts && from.starts_with(OPEN) {
                let end = group_end(source, at);
                let group = source.get(at + OPEN.len()..end.saturating_sub(1));
                match group.filter(|group| group.len() >= LEAST) {
                    Some(group) => (Some(self.group(group, group)?), end),
                    None => (None, token_end(source, at)),
                }
            } else {
                (None, token_end(source, at))
            };
            match group {
                // A name may stand in a regex only once.
                Some(number) => {
                    let _ = write!(out, r"(?<{STAND_IN}{number}_{count}>-)");
                    count += 1;
                }
                None => out.push_str(&source[at..end]),
            }
            at = end;
        }
        Ok(out)
    }

    fn part(&mut self, key: &str, name: &str) -> Result<usize, String> {
        let parts = Arc::clone(&self.parts);
        let text = parts.get(name);
        let text = text.ok_or_else(|| format!("unknown part `{{{name}}}`"))?;
        self.group(key, text)
    }

    fn group(&mut self, key: &str, text: &str) -> Result<usize, String> {
        if let Some(known) = self.numbers.get(key) {
            return known.ok_or_else(|| "a part contains itself".to_owned());
        }
        self.numbers.insert(key.to_owned(), None);
        let outline = self.parse(text)?;
        let number = self.groups.len();
        self.groups.push(Group {
            may_be_empty: self.may_be_empty(&outline),
            has_looks: self.has_looks(&outline),
            outline,
        });
        self.numbers.insert(key.to_owned(), Some(number));
        Ok(number)
    }

    /// The number of the group that a capture of an outline stands for.
    pub(super) fn stands_for(capture: &Capture) -> Option<usize> {
        let name = capture.name.as_deref()?.strip_prefix(STAND_IN)?;
        let (number, _) = name.split_once('_')?;
        number.parse().ok()
    }

    fn group_of(&self, capture: &Capture) -> Option<&Group> {
        self.groups.get(Parser::stands_for(capture)?)
    }

    /// What stands in a capture, or the outline of the group that it stands for.
    pub(super) fn meant<'h>(&'h self, capture: &'h Capture) -> &'h Hir {
        self.group_of(capture)
            .map_or(&*capture.sub, |group| &group.outline)
    }

    /// Whether it matches nothing at all, too.
    pub(super) fn may_be_empty(&self, hir: &Hir) -> bool {
        if hir.properties().explicit_captures_len() == 0 {
            return hir.properties().minimum_len() == Some(0);
        }
        match hir.kind() {
            HirKind::Capture(capture) => match self.group_of(capture) {
                Some(group) => group.may_be_empty,
                None => self.may_be_empty(&capture.sub),
            },
            HirKind::Repetition(repetition) => {
                repetition.min == 0 || self.may_be_empty(&repetition.sub)
            }
            HirKind::Concat(parts) => parts.iter().all(|part| self.may_be_empty(part)),
            HirKind::Alternation(parts) => parts.iter().any(|part| self.may_be_empty(part)),
            _ => false,
        }
    }

    fn has_looks(&self, hir: &Hir) -> bool {
        if hir.properties().explicit_captures_len() == 0 {
            return !hir.properties().look_set().is_empty();
        }
        match hir.kind() {
            HirKind::Capture(capture) => match self.group_of(capture) {
                Some(group) => group.has_looks,
                None => self.has_looks(&capture.sub),
            },
            HirKind::Repetition(repetition) => self.has_looks(&repetition.sub),
            HirKind::Concat(parts) | HirKind::Alternation(parts) => {
                parts.iter().any(|part| self.has_looks(part))
            }
            _ => false,
        }
    }

    /// Whether it may be empty and looks at nothing: at the end of a regex it asks nothing of a text.
    pub(super) fn is_idle(&self, hir: &Hir) -> bool {
        self.may_be_empty(hir) && !self.has_looks(hir)
    }

    /// Whether it matches at the start of a text only.
    pub(super) fn is_anchored(&self, hir: &Hir) -> bool {
        match hir.kind() {
            HirKind::Look(look) => *look == Look::Start,
            HirKind::Capture(capture) => self.is_anchored(self.meant(capture)),
            HirKind::Concat(parts) => parts.first().is_some_and(|part| self.is_anchored(part)),
            HirKind::Alternation(parts) => parts.iter().all(|part| self.is_anchored(part)),
            _ => false,
        }
    }
}

fn has_flags(source: &str) -> bool {
    ["(?i", "(?s", "(?x"]
        .iter()
        .any(|flag| source.contains(flag))
}

/// The end of the group that opens at `at`, its bracket included.
fn group_end(source: &str, at: usize) -> usize {
    let mut depth = 0;
    let mut i = at;
    while i < source.len() {
        let end = token_end(source, i);
        match source.as_bytes()[i] {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        i = end;
        if depth == 0 {
            break;
        }
    }
    i
}

/// The end of the escape, class or character at `at`.
fn token_end(source: &str, at: usize) -> usize {
    let rest = &source[at..];
    match rest.as_bytes()[0] {
        b'\\' => escape_end(source, at),
        b'[' => class_end(source, at),
        _ => at + rest.chars().next().map_or(1, char::len_utf8),
    }
}

/// Leaves Unicode to the characters that need it: byte by byte, `\w \d \s \b` are ASCII.
fn bytewise(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + 16);
    let mut at = 0;
    while at < source.len() {
        let end = token_end(source, at);
        let token = &source[at..end];
        if !token.is_ascii() || token.contains("\\x{") {
            let _ = write!(out, "(?u:{})", ascii(token));
        } else {
            out.push_str(token);
        }
        at = end;
    }
    out
}

fn escape_end(source: &str, at: usize) -> usize {
    let rest = &source[at..];
    if let Some(braced) = rest.strip_prefix("\\x{") {
        return at + 3 + braced.find('}').map_or(braced.len(), |end| end + 1);
    }
    at + 1 + rest[1..].chars().next().map_or(0, char::len_utf8)
}

/// The end of a bracketed class that begins at `at`, with classes in it.
fn class_end(source: &str, at: usize) -> usize {
    let bytes = source.as_bytes();
    let mut depth = 0;
    let mut i = at;
    while i < bytes.len() {
        match bytes[i] {
            b'\\' => i += 1,
            b'[' => {
                depth += 1;
                // A bracket right behind the opening is a literal.
                let caret = usize::from(bytes.get(i + 1) == Some(&b'^'));
                if bytes.get(i + 1 + caret) == Some(&b']') {
                    i += 1 + caret;
                }
            }
            b']' => {
                depth -= 1;
                if depth == 0 {
                    return i + 1;
                }
            }
            _ => {}
        }
        i += 1;
    }
    source.len()
}

#[cfg(test)]
pub(super) mod tests {
    use regex_syntax::hir::Repetition;

    use super::*;

    /// What a plain parser makes of a regex.
    pub(in crate::pattern) fn plain(source: &str) -> Hir {
        let mut parser = Parser::default();
        let hir = parser.parse_bytewise(source).unwrap();
        without_captures(&hir, &parser)
    }

    /// An outline put together.
    pub(in crate::pattern) fn whole(parser: &mut Parser, source: &str) -> Hir {
        let outline = parser.parse(source).unwrap();
        without_captures(&outline, parser)
    }

    fn without_captures(hir: &Hir, parser: &Parser) -> Hir {
        let all = |parts: &[Hir]| -> Vec<_> {
            let parts = parts.iter().map(|part| without_captures(part, parser));
            parts.collect()
        };
        match hir.kind() {
            HirKind::Capture(capture) => without_captures(parser.meant(capture), parser),
            HirKind::Concat(parts) => Hir::concat(all(parts)),
            HirKind::Alternation(parts) => Hir::alternation(all(parts)),
            HirKind::Repetition(repetition) => Hir::repetition(Repetition {
                sub: Box::new(without_captures(&repetition.sub, parser)),
                ..repetition.clone()
            }),
            _ => hir.clone(),
        }
    }

    #[test]
    fn groups_that_are_parsed_once_mean_the_same() {
        let group = r"(?:one|two[()]\)|[^\]()]{2,9}(?:a|b)*|thirty-something)";
        let mut parser = Parser::default();
        for source in [
            format!("^{group}?x{group}{{0,3}}$"),
            format!("(?:{group}{group}|y)+"),
            format!("(?<name>{group}) é{group}"),
            group.to_owned(),
        ] {
            assert_eq!(whole(&mut parser, &source), plain(&source), "{source}");
        }
        assert!(parser.groups.len() < 6, "{:?}", parser.numbers.keys());
    }

    #[test]
    fn parts_that_are_parsed_once_mean_what_they_are_expanded_to() {
        let parts = [
            ("a", r"\d{2}|[\w{]\b"),
            ("b", r"(?:{a})*x?"),
            ("c", "(?i)é|{a}"),
        ];
        let parts = parts.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let parts = Arc::new(Parts::from(parts));
        let mut parser = Parser::new(Arc::clone(&parts));
        for source in [r"^{a}\p{a}", "(?<x>{b}{c}){2,}{b}", "(?i){a}{b}"] {
            let source = source.replace(r"\p{a}", r"\{a}");
            let expanded = ascii(&expand(&source, &parts).unwrap());
            assert_eq!(whole(&mut parser, &source), plain(&expanded), "{source}");
        }
        assert_eq!(parser.groups.len(), 3);
        assert!(parser.parse("{d}").unwrap_err().contains("{d}"));
        let circular = Parts::from([("a".to_owned(), "x{a}".to_owned())]);
        let mut parser = Parser::new(Arc::new(circular));
        assert!(parser.parse("{a}").unwrap_err().contains("itself"));
    }

    #[test]
    fn what_is_behind_a_stand_in_is_known() {
        let long = r"(?:(?:one|two|three|four|five|six|seven)?[a-z]*)";
        let mut parser = Parser::default();
        let mut ask = |source: String| {
            let hir = parser.parse(&source).unwrap();
            (parser.is_idle(&hir), parser.is_anchored(&hir))
        };
        assert_eq!(ask(format!("{long}x?")), (true, false));
        assert_eq!(ask(format!("{long}x")), (false, false));
        assert_eq!(ask(format!("^{long}")), (false, true));
        assert_eq!(ask(format!("(?:^{long}x|^y)")), (false, true));
    }
}
